/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/* What layers look like, coarsely: the mean colours of GOLDEN_COLUMNS × GOLDEN_ROWS cells of an
 * image, against those in tests/data/plot. Fonts and smoothing differ from machine to machine, so
 * layers that write are not for this, and cells may differ by a few steps. */
enum
{
  GOLDEN_WIDTH = 224,
  GOLDEN_HEIGHT = 168,
  GOLDEN_COLUMNS = 16,
  GOLDEN_ROWS = 12
};

/* Draws layers, which end with NULL, one over the other on the ground of @theme and compares the
 * image with the line @name of tests/data/plot/@file. With RSC_WRITE_GOLDEN in the environment the
 * line is written instead, and the picture that it stands for as a PNG into that folder: look at
 * it. */
void golden_assert (const char *file,
                    const char *name,
                    gconstpointer layout,
                    const RscTheme *theme,
                    void (*const *layers) (gconstpointer layout, RscText *text));

G_END_DECLS

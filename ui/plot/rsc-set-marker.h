/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* A ring around the corner under the pointer, and how many neurons its network has. */
void rsc_set_marker_draw_hovered (const RscSetLayout *self,
                                  const RscOptimalSetModel *model,
                                  const RscTheme *theme,
                                  RscText *text);

/* The marker with its guides: all that moves in a drag. */
void rsc_set_marker_draw (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr);

G_END_DECLS

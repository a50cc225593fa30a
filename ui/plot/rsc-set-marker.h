/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* The marker with its guides: all that moves in a drag. */
void rsc_set_marker_draw (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr);

G_END_DECLS

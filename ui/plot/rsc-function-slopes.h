/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* How the predictions move, as arrows at the training points, up and down: a moving layer. */
void rsc_function_slopes_draw (gconstpointer layout, RscText *text);

/* An upright arrow of length @length (negative: downwards) with its foot at (x, y). */
void rsc_function_slopes_draw_arrow (cairo_t *cr,
                                     const RscTheme *theme,
                                     double x,
                                     double y,
                                     double length,
                                     RscColor color);

G_END_DECLS

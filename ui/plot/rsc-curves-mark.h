/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* How a method looks: methods get colours far from each other; the fifth, which has no plan, is
 * grey. */
RscColor rsc_curves_mark_get_color (const RscTheme *theme, gsize index);

/* The marker of a method about (x, y): full for solid lines, open for dashed ones. */
void rsc_curves_mark_draw (const RscTheme *theme,
                           cairo_t *cr,
                           gsize index,
                           gboolean open,
                           double x,
                           double y,
                           double r);

/* Sets colour, width and dash for stroking a curve. */
void rsc_curves_mark_set_line (const RscTheme *theme, cairo_t *cr, RscColor color, gboolean dashed);

G_END_DECLS

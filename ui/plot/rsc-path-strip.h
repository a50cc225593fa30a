/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Where several networks are optimal the ground has a tint. */
void rsc_path_strip_draw_ground (gconstpointer layout, RscText *text);

/* The dimension of the set below the curves. */
void rsc_path_strip_draw (gconstpointer layout, RscText *text);

/* Moves the numbers that something from x = @left to @right covers a part of to a side of it, in
 * their own stretches; one that has room on neither side goes. For what moves above the strip,
 * before it is drawn. */
void rsc_path_strip_make_way (const RscPathLayout *self, RscText *text, double left, double right);

/* What it is, on its left. */
void rsc_path_strip_draw_title (gconstpointer layout, RscText *text);

/* Squares for the dimensions there are, right of the title of the axis, where @from leaves room. */
void rsc_path_strip_draw_legend (const RscPathLayout *self, RscText *text, double from);

G_END_DECLS

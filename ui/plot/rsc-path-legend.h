/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Below a picture that cannot be asked: the colour, the dash and the number of every neuron that
 * has no number beside its curve, in rows. Takes the labels to be placed. Returns the height that
 * it needs, 0 where all have a number; at most the share of @height that leaves the curves room,
 * with smaller text for the more of them. */
double rsc_path_legend_lay_out (RscPathLayout *self, RscText *text, double height);

void rsc_path_legend_draw (gconstpointer layout, RscText *text);

G_END_DECLS

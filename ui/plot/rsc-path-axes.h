/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Grid, ticks and titles. */
void rsc_path_axes_draw (gconstpointer layout, RscText *text);

/* Beside each of the small multiples its neuron and its largest value. */
void rsc_path_axes_draw_lane_texts (gconstpointer layout, RscText *text);

void rsc_path_axes_stroke_frame (gconstpointer layout, RscText *text);

/* The part that is not known is hatched. */
void rsc_path_axes_draw_unknown (gconstpointer layout, RscText *text);

/* And over the curves, what it is. */
void rsc_path_axes_draw_unknown_words (gconstpointer layout, RscText *text);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Grid, ticks and titles. */
void rsc_path_axes_draw (const RscPathLayout *self, cairo_t *cr);

/* Beside each of the small multiples its neuron and its largest value. */
void rsc_path_axes_draw_lane_texts (const RscPathLayout *self, cairo_t *cr);

void rsc_path_axes_stroke_frame (const RscPathLayout *self, cairo_t *cr);

/* The part that is not known is hatched. */
void rsc_path_axes_draw_unknown (const RscPathLayout *self, cairo_t *cr);

/* And over the curves, what it is. */
void rsc_path_axes_draw_unknown_words (const RscPathLayout *self, cairo_t *cr);

G_END_DECLS

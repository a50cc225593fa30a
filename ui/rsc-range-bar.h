/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscRangeBar:
 *
 * How far a neuron's norm can move over the optimal set: a bar from its least to its largest value
 * on a scale from 0 to @upper, and a marker at its value in the picked network, in the neuron's
 * colour and dash.
 */
#define RSC_TYPE_RANGE_BAR (rsc_range_bar_get_type ())
G_DECLARE_FINAL_TYPE (RscRangeBar, rsc_range_bar, RSC, RANGE_BAR, GtkWidget)

GtkWidget *rsc_range_bar_new (void);

/* @value: NaN when there is none. @neuron: index in the set, for the colour. */
void rsc_range_bar_set (RscRangeBar *self,
                        gsize neuron,
                        double minimum,
                        double maximum,
                        double value,
                        double upper);
double rsc_range_bar_get_minimum (RscRangeBar *self);
double rsc_range_bar_get_maximum (RscRangeBar *self);
double rsc_range_bar_get_value (RscRangeBar *self);

G_END_DECLS

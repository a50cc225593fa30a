/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* One feature: the curve with its kinks over the band of all optimal networks, each a layer. */

/* Lists the kinks. */
void rsc_function_graph_lay_out (RscFunctionLayout *layout);

void rsc_function_graph_draw_band (gconstpointer layout, RscText *text);
void rsc_function_graph_draw_curve (gconstpointer layout, RscText *text);
void rsc_function_graph_draw_kinks (gconstpointer layout, RscText *text);

/* The neuron whose kink, on the curve or on the axis, is nearest and near enough. */
gboolean rsc_function_graph_pick (gconstpointer layout, double px, double py, gpointer hit);

G_END_DECLS

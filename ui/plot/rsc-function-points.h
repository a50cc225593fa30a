/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Circles in the colour of the sign of the target, the test points hollow: a layer. */
void rsc_function_points_draw (gconstpointer layout, RscText *text);

/* Predicted against actual: on the diagonal they agree. A layer. */
void rsc_function_points_draw_diagonal (gconstpointer layout, RscText *text);

/* The row of the data that is nearest and near enough. */
gboolean rsc_function_points_pick (gconstpointer layout, double px, double py, gpointer hit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* A moving layer: where the neuron that is pointed at elsewhere switches, a veil over the side on
 * which it is not active and a ring around each row on which it is. Nothing where the model has
 * none or it does not fit the data. */
void rsc_function_switch_draw (gconstpointer layout, RscText *text);

/* Which rows it is active on: 1, on its kink 0, else -1. @sides: n values. FALSE where there is
 * none that fits. */
gboolean rsc_function_switch_list_sides (const RscFunctionModel *model, int *sides);

G_END_DECLS

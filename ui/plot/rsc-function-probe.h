/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-model.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/* The place in the picture of the function at which something is asked of all networks. */

/* Marks it: a moving layer. */
void rsc_function_probe_draw (gconstpointer layout, RscText *text);

/* Moves it, without laying the picture out again: see @probe_x of #RscFunctionModel. */
void rsc_function_plot_set_probe (RscPicture *picture, double x, double y);

G_END_DECLS

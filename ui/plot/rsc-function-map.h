/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Two features: f, or the width of the envelope, as a map with its scale of colours, each a
 * layer. */

/* Computes what the map shows. */
void rsc_function_map_lay_out (RscFunctionLayout *layout);

void rsc_function_map_draw (gconstpointer layout, RscText *text);
void rsc_function_map_draw_bar (gconstpointer layout, RscText *text);
void rsc_function_map_draw_legend (gconstpointer layout, RscText *text);

G_END_DECLS

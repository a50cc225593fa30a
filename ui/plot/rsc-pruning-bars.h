/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-layout.h"

G_BEGIN_DECLS

/* The width of the widest number beside the bars; 0 where none is written. */
double rsc_pruning_bars_measure (const RscPruningLayout *self, RscText *text);

/* β as signed bars, with the number of the neuron that goes; words where there is none. A layer. */
void rsc_pruning_bars_draw_beta (gconstpointer layout, RscText *text);

/* Norms after the step, and before it as outlines. A layer. */
void rsc_pruning_bars_draw_norms (gconstpointer layout, RscText *text);

G_END_DECLS

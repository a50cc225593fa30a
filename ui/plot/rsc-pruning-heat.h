/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-pruning-layout.h"

G_BEGIN_DECLS

/* The columns: what is behind them, the map of activations, and their labels, each a layer. */

/* Computes what the map shows. */
void rsc_pruning_heat_lay_out (RscPruningLayout *layout);

/* Bands behind everything: the columns that were pointed at. */
void rsc_pruning_heat_draw_bands (gconstpointer layout, RscText *text);

/* The activations as a map, data × neurons, with the column that goes marked. */
void rsc_pruning_heat_draw (gconstpointer layout, RscText *text);

/* Labels of as many columns as keep apart; those that matter now come first. */
void rsc_pruning_heat_draw_labels (gconstpointer layout, RscText *text);

G_END_DECLS

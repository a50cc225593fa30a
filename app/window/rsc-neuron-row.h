/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-document.h"

G_BEGIN_DECLS

/**
 * RscNeuronRow:
 *
 * One neuron of the optimal set: axis toggle, colour, sign, direction, norm in the picked network,
 * range over the set, support and merged blocks.
 */
#define RSC_TYPE_NEURON_ROW (rsc_neuron_row_get_type ())
G_DECLARE_FINAL_TYPE (RscNeuronRow, rsc_neuron_row, RSC, NEURON_ROW, GtkWidget)

GtkWidget *rsc_neuron_row_new (RscDocument *document);
/* @position: among the neurons of the set on show in the order of their labels, so that a neuron
 * keeps its row while λ moves; -1 while the row is unused. */
void rsc_neuron_row_set_position (RscNeuronRow *self, gssize position);
/* Shows what changed while a path played and the row was out of sight. */
void rsc_neuron_row_catch_up (RscNeuronRow *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * RscSelection:
 *
 * The one selected neuron and the one that is pointed at, which all views share, and the data point
 * that is pointed at. Neurons go by their label, so that they follow the neuron from set to set and
 * a neuron that leaves the set is still selected when it comes back. No part of the history.
 *
 * RscSelection::changed has a set of RscSelectionChange.
 */
#define RSC_TYPE_SELECTION (rsc_selection_get_type ())
G_DECLARE_FINAL_TYPE (RscSelection, rsc_selection, RSC, SELECTION, GObject)

typedef enum
{
  RSC_SELECTION_SELECTED = 1 << 0,
  RSC_SELECTION_HOVERED = 1 << 1,
} RscSelectionChange;

RscSelection *rsc_selection_new (void);

/* Labels, or -1 for none. */
gssize rsc_selection_get_selected (RscSelection *self);
gssize rsc_selection_get_hovered (RscSelection *self);
/* Row of the data, or -1. */
gssize rsc_selection_get_hovered_point (RscSelection *self);

void rsc_selection_select (RscSelection *self, gssize label);
void rsc_selection_hover (RscSelection *self, gssize label, gssize point);
/* A neuron that need not be in the set is pointed at: it is active where x·g > 0, x a row of the
 * design and g @n_columns values (copied). @label: the neuron of the set that it is, or -1. Lasts
 * until something else is hovered. */
void
rsc_selection_hover_switch (RscSelection *self, gssize label, gsize n_columns, const double *g);
/* NULL where none is pointed at. */
const double *rsc_selection_get_hovered_switch (RscSelection *self, gsize *n_columns);
/* Other data: nothing of the old ones is left. */
void rsc_selection_clear (RscSelection *self);

G_END_DECLS

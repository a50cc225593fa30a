/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscOptimalSetView:
 *
 * The picture of the optimal set as a widget. A drag that begins on the marker moves the network,
 * elsewhere it rotates (three axes); the wheel and a pinch zoom; a double click resets the view.
 * With the focus: Left and Right move the marker along the first axis, Up and Down along the
 * second, with Ctrl along the third; with Shift arrows rotate; + and - zoom, Home resets, Page Up
 * and Page Down step through the vertices. The widget changes nothing by itself. Signals:
 * - camera-changed (pointer: const RscCamera *): the view that the hand asks for
 * - dot-hovered (int): of the vertices, see rsc_optimal_set_view_get_dot(), or -1
 * - dot-activated (int): a click on it
 * - neuron-hovered, neuron-activated (int): the same for the bar of a neuron of the set
 * - marker-dragged (pointer: const double *): wished norms of the axes' neurons
 * - drag-ended ()
 * - step (int): +1 or -1, to the next or previous vertex
 */
#define RSC_TYPE_OPTIMAL_SET_VIEW (rsc_optimal_set_view_get_type ())
G_DECLARE_FINAL_TYPE (RscOptimalSetView, rsc_optimal_set_view, RSC, OPTIMAL_SET_VIEW, RscPlotArea)

GtkWidget *rsc_optimal_set_view_new (void);

/* Shows @model, both spaces if @pair. Takes references, and copies of the arrays. */
void rsc_optimal_set_view_set_model (RscOptimalSetView *self,
                                     const RscOptimalSetModel *model,
                                     gboolean pair);
const RscOptimalSetModel *rsc_optimal_set_view_get_model (RscOptimalSetView *self);
gssize rsc_optimal_set_view_get_hovered_dot (RscOptimalSetView *self);
gssize rsc_optimal_set_view_get_hovered_neuron (RscOptimalSetView *self);
/* A dot of the picture on show, or NULL. */
const RscSetDot *rsc_optimal_set_view_get_dot (RscOptimalSetView *self, gssize dot);

G_END_DECLS

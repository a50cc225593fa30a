/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-plot.h"
#include "ui/rsc-function-pen.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscFunctionView:
 *
 * The function picture as a widget. Signals:
 * - hovered (pointer: const RscFunctionHit *): the pointer moved; inside = FALSE when it left
 * - activated (pointer: const RscFunctionHit *): a click, without the pen
 * - acted (pointer: const RscPenAct *): a hand edits the points, see #RscFunctionPen
 */
#define RSC_TYPE_FUNCTION_VIEW (rsc_function_view_get_type ())
G_DECLARE_FINAL_TYPE (RscFunctionView, rsc_function_view, RSC, FUNCTION_VIEW, RscPlotArea)

GtkWidget *rsc_function_view_new (void);

/* Shows @model; takes references of what it points to and copies of @neuron_ids and @switch_at.
 * What a hand does is the view's own: @hand is not looked at. */
void rsc_function_view_set_model (RscFunctionView *self, const RscFunctionModel *model);
const RscFunctionModel *rsc_function_view_get_model (RscFunctionView *self);

/* Points that are selected: rows of the training points and of the test points on show. */
void rsc_function_view_set_rows (RscFunctionView *self, RscRowSet *train, RscRowSet *test);
/* Its pen; owned by the view. */
RscFunctionPen *rsc_function_view_get_pen (RscFunctionView *self);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-model.h"
#include "ui/rsc-list-popover.h"

G_BEGIN_DECLS

/**
 * RscCurveList:
 *
 * All neurons of a path in a popover, a row for each: what the labels in the picture have no room
 * for.
 *
 * The key of a row: the id of a neuron
 */
#define RSC_TYPE_CURVE_LIST (rsc_curve_list_get_type ())
G_DECLARE_FINAL_TYPE (RscCurveList, rsc_curve_list, RSC, CURVE_LIST, RscListPopover)

/* A popover of @parent, which unparents it. */
RscCurveList *rsc_curve_list_new (GtkWidget *parent);

/* Lists the curves of @model, which has some, in the order of their numbers, beside (@x, @y) of the
 * parent. */
void rsc_curve_list_open (RscCurveList *self, const RscPathModel *model, double x, double y);

G_END_DECLS

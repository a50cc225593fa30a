/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-widths-plot.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscWidthsView:
 *
 * The staircase of the optimal networks over their number of neurons, under the hand: a click or a
 * drag chooses a number, so do Left and Right, Page Up and Page Down by the whole to the next
 * change, Home and End.
 *
 * Signals:
 * - "chosen" (guint64): a number of neurons
 */
#define RSC_TYPE_WIDTHS_VIEW (rsc_widths_view_get_type ())
G_DECLARE_FINAL_TYPE (RscWidthsView, rsc_widths_view, RSC, WIDTHS_VIEW, RscPlotArea)

GtkWidget *rsc_widths_view_new (void);

/* Shows @complex (a reference is kept; NULL: nothing) with @m marked. */
void rsc_widths_view_set (RscWidthsView *self, RscComplex *complex, gsize m);

RscComplex *rsc_widths_view_get_complex (RscWidthsView *self);
gsize rsc_widths_view_get_m (RscWidthsView *self);

G_END_DECLS

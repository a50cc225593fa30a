/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/pruning/rsc-pruning-curves.h"
#include "ui/rsc-curves-view.h"

G_BEGIN_DECLS

/* Shows the curves of all methods of pruning in @view, which keeps a reference; an empty picture
 * for NULL. */
void rsc_drawn_curves_show (RscCurvesView *view, RscPruningCurves *curves);

G_END_DECLS

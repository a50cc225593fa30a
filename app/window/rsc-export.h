/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/* Asks for a file name (SVG, PDF or PNG by its ending; SVG without one) and writes the picture of
 * @area as it is shown. What goes wrong is told by the action "win.tell" of its window. */
void rsc_export_picture (RscPlotArea *area, const char *base_name);

G_END_DECLS

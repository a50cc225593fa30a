/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/rsc-desk.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/**
 * RscBoard:
 *
 * All pictures that are on show, on one page and where they stand, each under the title of its
 * panel, over a line that says what they are of.
 */
typedef struct _RscBoard RscBoard;

/* As @desk is now; @caption: that line. */
RscBoard *rsc_board_new (RscDesk *desk, const char *caption);
void rsc_board_free (RscBoard *self);

/* Size at which text is as large as on the screen. */
double rsc_board_get_width (const RscBoard *self);
double rsc_board_get_height (const RscBoard *self);
gsize rsc_board_get_n_pictures (const RscBoard *self);

/* An RscPlotDrawFunc: @board is the RscBoard; what is drawn fills @width and @height. */
void
rsc_board_draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer board);

/* Of any widget, the pictures in it that are on show: RscPlotArea, borrowed. */
GPtrArray *rsc_board_find_pictures (GtkWidget *widget);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscBoard, rsc_board_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"
#include "ui/rsc-plot-area.h"

G_BEGIN_DECLS

/* Asks for a file and writes the picture of @area there; what came of it is told in the window. The
 * proposed name says the data of @state, what the picture shows (@name, such as "path") and, with
 * @at_lambda, at which λ. */
void rsc_export_picture (RscPlotArea *area,
                         const RscDocumentState *state,
                         const char *name,
                         gboolean at_lambda);

/* Where a picture goes for what was typed: @path itself where it ends in .svg, .pdf or .png, with
 * @ending (such as ".png") added where it has no ending. Free with g_free(). Errors:
 * RSC_ERROR_ARGUMENT for another ending, which nobody meant to become "plot.jpg.svg". */
char *rsc_export_complete_name (const char *path, const char *ending, GError **error);

/* What follows the choice of @path: completes the name, and asks before it replaces a file that the
 * chooser could not ask about. */
void rsc_export_to (RscPlotArea *area, const char *path, const char *ending);

G_END_DECLS

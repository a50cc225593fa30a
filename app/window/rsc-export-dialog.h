/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/window/rsc-export.h"

G_BEGIN_DECLS

/* Asks as what @export (taken) is to be written, of which size and on which ground, and then where;
 * or copies it. @base: the proposed name, without an ending. Returns the dialog, which GTK owns. */
GtkWindow *rsc_export_dialog_show (RscExport *export, const char *base);

/* Puts the picture on the clipboard of its window, as an image and as SVG. Errors: those of
 * rsc_export_render(). */
gboolean rsc_export_copy (RscExport *export, GError **error);

/* Asks how the picture of @area is to be written and where, and writes it. The proposed name says
 * the data, what the picture shows (@name, such as "path") and, with @at_lambda, at which λ. */
void
rsc_export_picture (RscPlotArea *area, RscDocument *document, const char *name, gboolean at_lambda);

G_END_DECLS

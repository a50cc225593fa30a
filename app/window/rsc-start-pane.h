/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscStartPane:
 *
 * Where a person begins: the lessons, sets of the gallery with their pictures, files and drawing.
 * Signals: "close"; "lesson" (string): the lesson of this name; "gallery" (int): this set of the
 * gallery.
 */
#define RSC_TYPE_START_PANE (rsc_start_pane_get_type ())
G_DECLARE_FINAL_TYPE (RscStartPane, rsc_start_pane, RSC, START_PANE, GtkWidget)

G_END_DECLS

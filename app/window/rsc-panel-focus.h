/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts the focus on the picture of @panel, where the keys of the path work, or where it shows none
 * on its first control. FALSE where nothing in it takes the focus. */
gboolean rsc_panel_focus_enter (GtkWidget *panel);

/* From the panel that has @focus (or NULL) to the next one on show that takes it, @step 1, or the
 * one before, -1; round and round. FALSE where there is none. @panels: n of them, in the order in
 * which they stand. */
gboolean rsc_panel_focus_move (GtkWidget *const *panels, guint n, GtkWidget *focus, int step);

G_END_DECLS

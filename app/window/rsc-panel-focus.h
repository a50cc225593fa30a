/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Puts the focus on the picture of @panel, where the keys of the path work, or where it shows none on its first
 * control. FALSE where nothing in it takes the focus. */
gboolean rsc_panel_focus_enter (GtkWidget *panel);

G_END_DECLS

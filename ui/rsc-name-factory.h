/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets @drop_down, a GtkDropDown or AdwComboRow of strings, be no wider than @chars characters
 * however long the names are that it shows: the middle of a longer one is left out, and is in its
 * tooltip. Its list shows more of them, and which one is chosen. */
void rsc_name_factory_use (GtkWidget *drop_down, int chars);

G_END_DECLS

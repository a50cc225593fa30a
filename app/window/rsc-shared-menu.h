/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The menus of resources/ui/menus.ui, which are the application's: all windows show the same. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets @button open the menu @id of @application, whose items a screen reader finds named. */
void rsc_shared_menu_set (GtkMenuButton *button, GtkApplication *application, const char *id);
/* Takes the items out of the menu of @button, whose window goes. */
void rsc_shared_menu_clear (GtkMenuButton *button);

G_END_DECLS

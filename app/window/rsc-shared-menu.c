/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-shared-menu.h"

#include "ui/rsc-spoken-names.h"

void
rsc_shared_menu_set (GtkMenuButton *button, GtkApplication *application, const char *id)
{
  GMenu *menu;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));
  g_return_if_fail (GTK_IS_APPLICATION (application));

  menu = gtk_application_get_menu_by_id (application, id);
  g_return_if_fail (menu != NULL);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
  rsc_spoken_names_complete (GTK_WIDGET (button));
}

/* GTK 4.8 keeps the popover of a menu from whose submenu somebody went back, with all in it. */
void
rsc_shared_menu_clear (GtkMenuButton *button)
{
  GtkPopover *popover;

  g_return_if_fail (GTK_IS_MENU_BUTTON (button));

  popover = gtk_menu_button_get_popover (button);
  if (GTK_IS_POPOVER_MENU (popover))
    gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (popover), NULL);
}

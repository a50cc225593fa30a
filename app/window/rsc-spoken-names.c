/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-spoken-names.h"

/* Its label names it already, as what the mnemonic activates. */
static void
name_button (GtkButton *button)
{
  if (gtk_button_get_label (button) && gtk_button_get_use_underline (button))
    gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL);
}

static void
name_menu_button (GtkMenuButton *button)
{
  const char *label =
    gtk_menu_button_get_use_underline (button) ? gtk_menu_button_get_label (button) : NULL;
  g_auto (GStrv) parts = label ? g_strsplit (label, "_", 2) : NULL;
  g_autofree char *name = parts ? g_strjoinv ("", parts) : NULL;

  if (name)
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                    -1);
}

static void
name_drop_down (GtkWidget *drop_down)
{
  const char *tooltip = gtk_widget_get_tooltip_text (drop_down);
  GtkWidget *button = gtk_widget_get_first_child (drop_down);

  if (tooltip && GTK_IS_BUTTON (button))
    gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, tooltip,
                                    -1);
}

void
rsc_spoken_names_complete (GtkWidget *root)
{
  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_DROP_DOWN (root))
    name_drop_down (root);
  else if (GTK_IS_MENU_BUTTON (root))
    name_menu_button (GTK_MENU_BUTTON (root));
  else if (GTK_IS_BUTTON (root))
    name_button (GTK_BUTTON (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    rsc_spoken_names_complete (child);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"

static gboolean
has_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *) type);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_label (GTK_LABEL (widget)), text)
         && gtk_widget_get_mapped (widget);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_BUTTON (widget)
         && (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), text) == 0
             || (tooltip && g_str_has_prefix (tooltip, text)));
}

GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_it) (GtkWidget *, gconstpointer), gconstpointer data)
{
  if (is_it (widget, data))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, is_it, data);

      if (found)
        return found;
    }
  return NULL;
}

GtkWidget *
find_child (GtkWidget *widget, GType type)
{
  return find_widget (widget, has_type, &type);
}

GtkWidget *
find_label (GtkWidget *widget, const char *text)
{
  return find_widget (widget, is_label, text);
}

GtkWidget *
find_button (GtkWidget *widget, const char *text)
{
  return find_widget (widget, is_button, text);
}

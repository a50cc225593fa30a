/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets.h"
#include "app/rsc-application.h"
#include "documents.h"

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

GtkApplication *
make_application (void)
{
  GtkApplication *application = GTK_APPLICATION (rsc_application_new ());

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  return application;
}

RscWindow *
show_window (GtkApplication *application, const char *argument)
{
  RscWindow *window = rsc_window_new (application);
  g_autoptr (GError) error = NULL;

  gtk_window_present (GTK_WINDOW (window));
  rsc_window_open_argument (window, NULL, argument, &error);
  g_assert_no_error (error);
  return window;
}

void
close_window (RscWindow *window)
{
  gpointer weak_window = window;
  gpointer weak_document = rsc_window_get_document (window);
  gpointer weak_pruner = rsc_document_get_pruner (weak_document);

  g_object_add_weak_pointer (weak_window, &weak_window);
  g_object_add_weak_pointer (weak_document, &weak_document);
  g_object_add_weak_pointer (weak_pruner, &weak_pruner);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (200);
  g_assert_null (weak_window);
  g_assert_null (weak_document);
  g_assert_null (weak_pruner);
}

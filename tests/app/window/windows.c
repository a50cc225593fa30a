/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windows.h"

#include <gsl/gsl_errno.h>
#include "app/window/rsc-application.h"
#include "documents.h"

GtkApplication *
make_application (void)
{
  GtkApplication *application = GTK_APPLICATION (rsc_application_new ());

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (application), NULL, NULL);
  return application;
}

GtkApplication *
begin_windows (int *argc, char ***argv)
{
  gsl_set_error_handler_off ();
  gtk_test_init (argc, argv, NULL);
  return make_application ();
}

int
run_windows (GtkApplication *application)
{
  const int status = g_test_run ();

  g_object_unref (application);
  return status;
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

AdwMessageDialog *
find_question (RscWindow *window)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_visible (l->data)
        && gtk_window_get_transient_for (l->data) == GTK_WINDOW (window))
      return l->data;
  return NULL;
}

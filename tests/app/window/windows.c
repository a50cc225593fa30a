/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "windows.h"

#include <gsl/gsl_errno.h>
#include "app/window/rsc-application.h"
#include "documents.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>

/* What libraries allocate before main() is no leak of the program: GLib leaves its first table of
 * names behind where 2048 quarks are not enough, on purpose and without a frame to know it by. */
static void
begin_loading (void)
{
  __lsan_disable ();
}

__attribute__ ((section (".preinit_array"),
                used)) static void (*const before_libraries) (void) = begin_loading;

__attribute__ ((constructor)) static void
end_loading (void)
{
  __lsan_enable ();
}
#endif

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

/* Weak references to @widget and all below it that are the program's own, with their names. */
static void
watch_widgets (GtkWidget *widget, GPtrArray *watched)
{
  if (g_str_has_prefix (G_OBJECT_TYPE_NAME (widget), "Rsc"))
    {
      GWeakRef *reference = g_new0 (GWeakRef, 1);

      g_weak_ref_init (reference, widget);
      g_ptr_array_add (watched, reference);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    watch_widgets (child, watched);
}

static void
weak_ref_free (gpointer reference)
{
  g_weak_ref_clear (reference);
  g_free (reference);
}

static void
mark_gone (gpointer is_gone)
{
  *(gboolean *) is_gone = TRUE;
}

void
close_window (RscWindow *window)
{
  g_autoptr (GPtrArray) watched = g_ptr_array_new_with_free_func (weak_ref_free);
  gpointer weak_window = window;
  gpointer weak_document = rsc_window_get_document (window);
  gboolean pruner_is_gone = FALSE;

  g_object_add_weak_pointer (weak_window, &weak_window);
  g_object_add_weak_pointer (weak_document, &weak_document);
  /* The document disposes of its parts, at which their weak pointers end. */
  g_object_set_data_full (G_OBJECT (rsc_document_get_pruner (weak_document)), "gone",
                          &pruner_is_gone, mark_gone);
  watch_widgets (GTK_WIDGET (window), watched);
  g_assert_cmpuint (watched->len, >, 10);
  gtk_window_destroy (GTK_WINDOW (window));
  iterate (200);
  for (guint k = 0; k < watched->len; k++)
    {
      g_autoptr (GObject) left = g_weak_ref_get (g_ptr_array_index (watched, k));

      if (left)
        g_error ("%s outlives its window", G_OBJECT_TYPE_NAME (left));
    }
  g_assert_null (weak_window);
  g_assert_null (weak_document);
  g_assert_true (pruner_is_gone);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data from a pipe that keeps the window waiting: it goes on working, and the wait can be given
 * up. */

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static GtkWidget *
find_message (RscWindow *window)
{
  return find_label (GTK_WIDGET (window), "Waiting for data from “points.pipe”");
}

/* A window that shows a set of the gallery and waits for the pipe. */
static RscWindow *
wait_for_pipe (const char *path)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  wait_idle (rsc_window_get_document (window));
  g_assert_true (rsc_window_open_argument (window, file, path, &error));
  g_assert_no_error (error);
  for (int k = 0; k < 500 && !find_message (window); k++)
    iterate (20);
  g_assert_nonnull (find_message (window));
  return window;
}

static void
wait_gone (RscWindow *window)
{
  for (int k = 0; k < 500 && find_message (window); k++)
    iterate (20);
  g_assert_null (find_message (window));
}

static gpointer
write_points (gpointer path)
{
  FILE *pipe = fopen (path, "w");

  g_assert_nonnull (pipe);
  fputs ("a,y\n-1,1\n0,-1\n1,2\n2,0\n", pipe);
  fclose (pipe);
  return NULL;
}

static gsize
count_rows (RscWindow *window)
{
  return rsc_dataset_get_n (rsc_document_get_state (rsc_window_get_document (window))->train);
}

/* λ can be changed meanwhile, and what comes at last is shown. */
static void
test_late (gconstpointer path)
{
  RscWindow *window = wait_for_pipe (path);
  RscDocument *document = rsc_window_get_document (window);
  GThread *writer;

  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_cmpfloat (rsc_solution_get_lambda (rsc_document_get_solution (document)), >, 0);
  g_assert_nonnull (find_message (window));
  g_assert_cmpuint (count_rows (window), ==, 4);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "XOR"));

  writer = g_thread_new ("writer", write_points, (gpointer) path);
  g_thread_join (writer);
  wait_gone (window);
  /* What was changed before they came is not saved yet. */
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "points.pipe • – Reluscope");
  wait_idle (document);
  g_assert_nonnull (rsc_document_get_set (document));
  close_window (window);
}

/* Escape and the button of the message give it up; so does closing the window, at once. */
static void
test_give_up (gconstpointer path)
{
  for (int how = 0; how < 3; how++)
    {
      RscWindow *window = wait_for_pipe (path);

      if (how == 0)
        g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL));
      else if (how == 1)
        g_signal_emit_by_name (find_button (GTK_WIDGET (window), "Dismiss"), "clicked");
      if (how < 2)
        {
          GThread *writer;

          wait_gone (window);
          /* What is written now is nobody's: a reader that is let go again. */
          writer = g_thread_new ("writer", write_points, (gpointer) path);
          {
            FILE *reader = fopen (path, "r");

            while (fgetc (reader) != EOF)
              ;
            fclose (reader);
          }
          g_thread_join (writer);
          iterate (300);
          g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (window)), ==, "XOR – Reluscope");
        }
      close_window (window);
    }
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "points.pipe", NULL);
  int status;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  application = begin_windows (&argc, &argv);
  g_test_add_data_func ("/pipe/late", path, test_late);
  g_test_add_data_func ("/pipe/give-up", path, test_give_up);
  status = run_windows (application);
  g_unlink (path);
  g_rmdir (folder);
  return status;
}

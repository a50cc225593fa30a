/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is at work is told in the status line, and can be given up there. */

#include <glib/gstdio.h>

#include "app/model/rsc-document-work.h"
#include "app/window/rsc-status-line.h"
#include "app/window/rsc-training-panel.h"
#include "documents.h"
#include "ui/rsc-timeline.h"
#include "widgets.h"
#include "windows.h"

/* The narrowest window that is promised. */
#define NARROW 900

static GtkApplication *application;

static GtkWidget *
get_line (RscWindow *window)
{
  GtkWidget *line = find_child (GTK_WIDGET (window), RSC_TYPE_STATUS_LINE);

  g_assert_nonnull (line);
  return line;
}

/* Until the bar is there with this text. */
static void
wait_bar (RscWindow *window, const char *text)
{
  GtkWidget *bar = find_child (get_line (window), GTK_TYPE_PROGRESS_BAR);

  for (int k = 0; k < 500 && !(gtk_widget_get_mapped (bar) && find_label (get_line (window), text));
       k++)
    iterate (20);
  g_assert_true (gtk_widget_get_mapped (bar));
  g_assert_nonnull (find_label (get_line (window), text));
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

/* Every term stands beside the bar in the narrowest window; the path ends where it is known, and
 * can be followed again. */
static void
test_path (void)
{
  RscWindow *window = show_window (application, "gallery:moons");
  RscDocument *document = rsc_window_get_document (window);
  const RscKnownPath *path = rsc_document_get_known_path (document);
  RscResults *results = rsc_document_get_results (document);
  GtkSettings *settings = gtk_settings_get_default ();
  int least, dpi;

  wait_bar (window, "Path ");
  g_assert_nonnull (rsc_results_get_set (results));
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, NARROW);
  /* Nor when text is half as large again: then the least important of it goes. */
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 3 * (dpi > 0 ? dpi : 96 * 1024) / 2, NULL);
  iterate (100);
  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                      NULL);
  g_assert_cmpint (least, <=, NARROW);
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);

  click (find_button (get_line (window), "Cancel"));
  while (rsc_results_is_path_busy (results))
    iterate (20);
  g_assert_error (rsc_known_path_get_error (path), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  iterate (100);
  g_assert_false (gtk_widget_get_mapped (find_child (get_line (window), GTK_TYPE_PROGRESS_BAR)));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "The path was cancelled."));

  click (find_button (get_line (window), "Follow the path"));
  g_assert_true (rsc_results_is_path_busy (results));
  wait_bar (window, "Path ");
  close_window (window);
}

/* Patterns of gated networks, which are listed: a fraction of them. Cancel leaves a way to go
 * on. */
static void
test_solve (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,y\n");
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autofree char *name =
    g_build_filename (g_get_tmp_dir (), "reluscope-test-status-line.csv", NULL);
  RscDocument *document;
  RscResults *results;
  RscWindow *window;

  for (int i = 0; i < 900; i++)
    g_string_append_printf (text, "%.4f,%.4f,%.4f\n", g_rand_double_range (random, -1, 1),
                            g_rand_double_range (random, -1, 1),
                            g_rand_double_range (random, -1, 1));
  g_assert_true (g_file_set_contents (name, text->str, -1, NULL));
  {
    g_autoptr (GFile) file = g_file_new_for_path (name);
    RscDocumentState *gated;

    window = rsc_window_new (application);
    gated = rsc_document_state_copy (rsc_document_get_state (rsc_window_get_document (window)));
    gated->activation = RSC_ACTIVATION_GATED;
    rsc_document_apply (rsc_window_get_document (window), "Gated", RSC_CHANGE_SINGLE, gated);
    gtk_window_present (GTK_WINDOW (window));
    rsc_window_open_file (window, file);
  }
  document = rsc_window_get_document (window);
  results = rsc_document_get_results (document);
  wait_bar (window, "Finding activation patterns… ");
  for (double fraction = 0, gap; fraction < 0.02; iterate (20))
    rsc_results_get_progress (results, &fraction, &gap);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (
                       GTK_PROGRESS_BAR (find_child (get_line (window), GTK_TYPE_PROGRESS_BAR))),
                     >, 0);
  click (find_button (get_line (window), "Cancel"));
  g_assert_false (rsc_results_is_busy (results));
  g_assert_false (gtk_widget_get_mapped (find_child (get_line (window), GTK_TYPE_PROGRESS_BAR)));
  click (find_button (get_line (window), "Solve"));
  g_assert_true (rsc_results_is_busy (results));
  close_window (window);
  g_remove (name);
}

/* What a search did not reach in its time a button goes on with. */
static void
test_search_on (void)
{
  g_autoptr (GString) text = g_string_new ("a,b,c,d,y\n");
  g_autofree char *name = g_build_filename (g_get_tmp_dir (), "reluscope-test-search-on.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (name);
  RscWindow *window = rsc_window_new (application);
  RscDocument *document = rsc_window_get_document (window);
  RscResults *results = rsc_document_get_results (document);

  for (int i = 0; i < 90; i++)
    {
      for (int k = 0; k < 4; k++)
        g_string_append_printf (text, "%.4f,", sin (1.0 + 13.7 * i * (k + 1) + k));
      g_string_append_printf (text, "%.4f\n", sin (1.0 + 13.7 * i));
    }
  g_assert_true (g_file_set_contents (name, text->str, -1, NULL));
  rsc_results_set_effort (results, 1e-7);
  gtk_window_present (GTK_WINDOW (window));
  rsc_window_open_file (window, file);
  while (!rsc_results_can_search_on (results))
    iterate (20);
  rsc_results_set_effort (results, 10.0);
  iterate (20);
  GtkWidget *button = find_button (get_line (window), "Search on");
  while (!gtk_widget_get_mapped (button))
    iterate (20);
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "for up to"));
  click (button);
  g_assert_true (rsc_results_is_busy (results));
  g_assert_cmpfloat (rsc_results_get_next_effort (results), ==, 360.0);
  while (rsc_results_is_busy (results))
    iterate (20);
  iterate (20);
  g_assert_true (rsc_solution_is_over_all (rsc_document_get_solution (document)));
  g_assert_false (gtk_widget_get_mapped (button));
  close_window (window);
  g_remove (name);
}

/* Labels below @widget whose text ends in an ellipsis; each is told. */
static guint
count_shortened (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
      && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget))))
    {
      g_test_message ("cut: %s", gtk_label_get_label (GTK_LABEL (widget)));
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_shortened (child);
  return n;
}

/* In the narrowest window all words are said to their end: in the status line beside its bar, and
 * in the sentence about λ. */
static void
test_narrow (void)
{
  RscWindow *window = rsc_window_new (application);

  gtk_window_set_default_size (GTK_WINDOW (window), NARROW, 600);
  gtk_window_present (GTK_WINDOW (window));
  rsc_window_open_argument (window, NULL, "gallery:moons", NULL);
  wait_bar (window, "Path ");
  while (!find_label (get_line (window), "minimal networks"))
    iterate (20);
  iterate (50);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, NARROW);
  g_assert_cmpuint (count_shortened (get_line (window)), ==, 0);
  while (!find_label (find_child (GTK_WIDGET (window), RSC_TYPE_TIMELINE), "the kinks of"))
    iterate (20);
  iterate (50);
  g_assert_cmpuint (count_shortened (find_child (GTK_WIDGET (window), RSC_TYPE_TIMELINE)), ==, 0);

  /* And while networks are trained, which the number of neurons says too. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "training");
  wait_idle (rsc_window_get_document (window));
  iterate (50);
  click (find_button (find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL), "Train"));
  wait_bar (window, "Training");
  wait_bar (window, "trained neurons");
  iterate (50);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, NARROW);
  g_assert_cmpuint (count_shortened (get_line (window)), ==, 0);
  close_window (window);
}

static gboolean
is_mapped (gpointer widget)
{
  return gtk_widget_get_mapped (widget);
}

/* A bar that knows no figure runs to and fro only where motion is wanted; the words say the same
 * without it. Jobs are done by hand: the path is as long at work as it is looked at. */
static void
test_no_motion (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  RscDocument *document = rsc_document_new_full (jobs, timers);
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *line = g_object_new (RSC_TYPE_STATUS_LINE, NULL);
  GtkWidget *bar = find_child (line, GTK_TYPE_PROGRESS_BAR);
  GtkWindow *window = show_widget (line, 800, 60);
  RscWork work;

  open_set (document, "polygon-8");
  while (rsc_jobs_run (jobs, RSC_REQUEST_SOLVE))
    while (rsc_jobs_deliver (jobs, RSC_REQUEST_SOLVE))
      ;
  rsc_document_get_work (document, &work);
  g_assert_cmpint (work.kind, ==, RSC_WORK_PATH);
  g_assert_cmpfloat (work.fraction, <, 0);

  rsc_panel_set_document (RSC_PANEL (line), document);
  wait_until (is_mapped, find_button (line, "Cancel"));
  g_assert_true (gtk_widget_get_visible (bar));
  g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
  g_assert_false (gtk_widget_get_visible (bar));
  g_assert_nonnull (find_label (line, "Path"));
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
  g_assert_true (gtk_widget_get_visible (bar));
  gtk_window_destroy (window);
  g_object_run_dispose (G_OBJECT (document));
  g_object_unref (document);
}

/* While the path plays the dimension is the path's, as the strip and the sentence have it: not that
 * of the frame, which is the sum of two sets. */
static void
test_playing (void)
{
  RscWindow *window = show_window (application, "gallery:spiral");
  RscDocument *document = rsc_window_get_document (window);
  RscPlayer *player = rsc_document_get_player (document);
  const RscPlayback playback = { .playing = TRUE, .speed = 1.0 };
  gboolean is_larger = FALSE;

  wait_idle (document);
  wait_path (document);
  rsc_player_set_playback (player, RSC_TRACK_PATH, &playback);
  for (double ratio = 0.06; ratio > 0.002 && !is_larger; ratio *= 0.97)
    {
      g_assert_true (play_to (document, ratio));
      RscOptimalSet *set = rsc_document_get_set (document);
      RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (document));
      const double lambda = rsc_solution_get_lambda (rsc_document_get_solution (document));
      const gssize dimension = rsc_path_get_dimension_at (path, lambda);

      is_larger = rsc_optimal_set_is_between (set) && dimension > 0
                  && rsc_optimal_set_get_dimension (set) > (gsize) dimension;
      if (is_larger)
        {
          g_autofree char *right = g_strdup_printf ("dimension %zd", dimension);
          g_autofree char *wrong =
            g_strdup_printf ("dimension %zu", rsc_optimal_set_get_dimension (set));

          g_assert_nonnull (find_label (get_line (window), right));
          g_assert_null (find_label (get_line (window), wrong));
        }
    }
  g_assert_true (is_larger);
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/status-line/path", test_path);
  g_test_add_func ("/status-line/solve", test_solve);
  g_test_add_func ("/status-line/search-on", test_search_on);
  g_test_add_func ("/status-line/narrow", test_narrow);
  g_test_add_func ("/status-line/no-motion", test_no_motion);
  g_test_add_func ("/status-line/playing", test_playing);
  return run_windows (application);
}

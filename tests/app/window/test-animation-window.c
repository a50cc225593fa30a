/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Animations that leave a window: what its dialog offers, what is written, that it can be
 * cancelled, and what it may replace. */
#include "app/window/rsc-animation-dialog.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/window/rsc-animation-job.h"
#include "app/window/rsc-export-dialog.h"
#include "ui/rsc-path-view.h"
#include "documents.h"
#include "movies.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;
static RscWindow *window;
static RscDocument *document;
static char *folder;

static void
settle (void)
{
  wait_idle (document);
  iterate (300);
}

static gboolean
is_gone (gpointer weak)
{
  return *(gpointer *) weak == NULL;
}

/* Writes it and waits until that is over, cancelled after the first frames if asked so. FALSE where
 * it was refused. */
static gboolean
write_animation (RscTrack track, const char *name, gboolean replace, gboolean cancel)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  RscAnimation *animation = rsc_animation_new (document, track, "8-gon");
  RscMovieForm form = RSC_MOVIE_FRAMES;
  RscMoviePlan plan;
  RscPaper paper;
  gpointer shown;

  rsc_movie_form_find (path, &form);
  rsc_movie_plan_init (&plan, cancel ? 100 : 1, 5);
  rsc_paper_init (&paper);
  paper.width = 321;
  paper.height = 240;
  paper.scale = 1;
  shown =
    rsc_animation_job_start (GTK_WINDOW (window), animation, path, form, replace, &paper, &plan);
  if (!shown)
    return FALSE;
  g_object_add_weak_pointer (shown, &shown);
  if (cancel)
    {
      while (!find_label (shown, "Frame "))
        iterate (20);
      gtk_window_close (shown);
    }
  wait_until (is_gone, &shown);
  /* The thread of what was cancelled may still be removing it. */
  for (int k = 0; cancel && k < 100 && count_files (folder) > 0; k++)
    iterate (50);
  return TRUE;
}

static void
test_opens (void)
{
  window = show_window (application, "gallery:polygon-8");
  document = rsc_window_get_document (window);
  settle ();
  wait_path (document);
  settle ();
}

/* Right size and number of frames, in each form that can be written here; and the clock stays. */
static void
test_writes (void)
{
  const double position =
    rsc_player_get_position (rsc_document_get_player (document), RSC_TRACK_PATH);
  const RscDocumentState *state = rsc_document_get_state (document);
  const guint n_changes = (guint) rsc_history_get_n_changes (rsc_document_get_history (document));
  static const char *const names[] = { "a.webp", "a.webm", "a.mp4" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *path = g_build_filename (folder, names[k], NULL);
      g_autofree char *absence = NULL;
      RscMovieForm form;
      MovieFacts facts;

      g_assert_true (rsc_movie_form_find (path, &form));
      absence = rsc_movie_form_dup_absence (form);
      g_assert_cmpint (write_animation (RSC_TRACK_PATH, names[k], FALSE, FALSE), ==, !absence);
      if (absence)
        {
          g_test_message ("%s: %s", names[k], absence);
          g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
          continue;
        }
      g_assert_cmpuint (count_files (folder), ==, 1);
      if (form == RSC_MOVIE_WEBP)
        read_webp (path, &facts, NULL, NULL);
      if (form == RSC_MOVIE_WEBP || read_video (path, &facts))
        {
          g_assert_cmpint (facts.width, ==, form == RSC_MOVIE_WEBP ? 321 : 322);
          g_assert_cmpint (facts.height, ==, 240);
          g_assert_cmpuint (facts.n_frames, ==, 5);
        }
      g_unlink (path);
    }
  settle ();
  g_assert_true (rsc_document_get_state (document) == state);
  g_assert_cmpuint ((guint) rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    n_changes);
  g_assert_cmpfloat (rsc_player_get_position (rsc_document_get_player (document), RSC_TRACK_PATH),
                     ==, position);
}

static void
test_cancels (void)
{
  static const char *const names[] = { "a.webp", "frames", "a.webm" };
  g_autofree char *absence = rsc_movie_form_dup_absence (RSC_MOVIE_WEBM);

  for (gsize k = 0; k < G_N_ELEMENTS (names) - (absence ? 1 : 0); k++)
    {
      g_assert_true (write_animation (RSC_TRACK_PATH, names[k], FALSE, TRUE));
      g_assert_cmpuint (count_files (folder), ==, 0);
    }
}

/* What nobody said may go stays. */
static void
test_keeps (void)
{
  g_autofree char *path = g_build_filename (folder, "a.webp", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_set_contents (path, "mine", -1, NULL));
  g_assert_false (write_animation (RSC_TRACK_PATH, "a.webp", FALSE, FALSE));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "mine");
  g_assert_true (write_animation (RSC_TRACK_PATH, "a.webp", TRUE, FALSE));
  {
    MovieFacts facts;

    read_webp (path, &facts, NULL, NULL);
    g_assert_cmpuint (facts.n_frames, ==, 5);
  }
  g_unlink (path);
}

static AdwComboRow *
find_row (GtkWindow *dialog, const char *title)
{
  GtkWidget *label = find_label (GTK_WIDGET (dialog), title);

  g_assert_nonnull (label);
  return ADW_COMBO_ROW (gtk_widget_get_ancestor (label, ADW_TYPE_COMBO_ROW));
}

static guint
count_choices (AdwComboRow *row)
{
  return g_list_model_get_n_items (adw_combo_row_get_model (row));
}

/* Only what there is something of is offered, with its pictures. */
static void
test_dialog (void)
{
  RscPruner *pruner = rsc_document_get_pruner (document);
  GtkWindow *dialog = rsc_animation_dialog_show (GTK_WINDOW (window), document, NULL);
  gpointer weak = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &weak);
  settle ();
  g_assert_cmpuint (count_choices (find_row (dialog, "What _moves")), ==, 1);
  g_assert_cmpuint (count_choices (find_row (dialog, "_Picture")), ==, 4);
  g_assert_cmpuint (adw_combo_row_get_selected (find_row (dialog, "_Picture")), ==, 0);
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "300 frames"));
  gtk_window_close (dialog);
  settle ();
  g_assert_null (weak);

  rsc_pruner_to_minimal (pruner);
  settle ();
  dialog = rsc_animation_dialog_show (GTK_WINDOW (window), document, "pruning");
  settle ();
  g_assert_cmpuint (count_choices (find_row (dialog, "What _moves")), ==, 2);
  g_assert_cmpuint (adw_combo_row_get_selected (find_row (dialog, "What _moves")), ==, 1);
  g_assert_cmpuint (adw_combo_row_get_selected (find_row (dialog, "_Picture")), ==, 3);
  /* The other track has another length. */
  g_assert_null (find_label (GTK_WIDGET (dialog), "300 frames"));
  adw_combo_row_set_selected (find_row (dialog, "What _moves"), 0);
  settle ();
  g_assert_nonnull (find_label (GTK_WIDGET (dialog), "300 frames"));
  gtk_window_destroy (dialog);
  g_assert_true (write_animation (RSC_TRACK_PRUNING, "p.webp", FALSE, FALSE));
  {
    g_autofree char *path = g_build_filename (folder, "p.webp", NULL);
    MovieFacts facts;

    read_webp (path, &facts, NULL, NULL);
    g_assert_cmpint (facts.width, ==, 321);
    g_unlink (path);
  }
}

static GtkWindow *
find_window (const char *title)
{
  g_autoptr (GList) all = gtk_window_list_toplevels ();

  for (GList *l = all; l; l = l->next)
    if (gtk_widget_get_visible (l->data) && g_strcmp0 (gtk_window_get_title (l->data), title) == 0)
      return l->data;
  return NULL;
}

/* From the picture's own dialog to that of its animation. */
static void
test_from_picture (void)
{
  RscPlotArea *area = RSC_PLOT_AREA (find_child (GTK_WIDGET (window), RSC_TYPE_PATH_VIEW));
  GtkWidget *label;
  GtkWindow *dialog;

  rsc_export_picture (area, document, "path", FALSE);
  settle ();
  dialog = find_window ("Export Picture");
  g_assert_nonnull (dialog);
  label = find_label (GTK_WIDGET (dialog), "A_nimation…");
  g_assert_nonnull (label);
  gtk_widget_activate (gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW));
  settle ();
  g_assert_null (find_window ("Export Picture"));
  dialog = find_window ("Export Animation");
  g_assert_nonnull (dialog);
  g_assert_cmpuint (adw_combo_row_get_selected (find_row (dialog, "_Picture")), ==, 3);
  gtk_window_destroy (dialog);
  settle ();
}

/* Closing the window ends it, and nothing is left. */
static void
test_closes (void)
{
  g_autofree char *path = g_build_filename (folder, "frames", NULL);
  RscAnimation *animation = rsc_animation_new (document, RSC_TRACK_PATH, NULL);
  RscMoviePlan plan;
  RscPaper paper;
  gpointer shown;

  rsc_movie_plan_init (&plan, 100, 25);
  rsc_paper_init (&paper);
  paper.width = paper.height = 300;
  shown = rsc_animation_job_start (GTK_WINDOW (window), animation, path, RSC_MOVIE_FRAMES, FALSE,
                                   &paper, &plan);
  g_assert_nonnull (shown);
  while (!find_label (shown, "Frame "))
    iterate (20);
  g_assert_cmpuint (count_files (folder), ==, 1);
  close_window (window);
  for (int k = 0; k < 100 && count_files (folder) > 0; k++)
    iterate (50);
  g_assert_cmpuint (count_files (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  int result;

  application = begin_windows (&argc, &argv);
  folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_test_add_func ("/animation/opens", test_opens);
  g_test_add_func ("/animation/writes", test_writes);
  g_test_add_func ("/animation/cancels", test_cancels);
  g_test_add_func ("/animation/keeps", test_keeps);
  g_test_add_func ("/animation/dialog", test_dialog);
  g_test_add_func ("/animation/from-picture", test_from_picture);
  g_test_add_func ("/animation/closes", test_closes);
  result = run_windows (application);
  g_rmdir (folder);
  g_free (folder);
  return result;
}

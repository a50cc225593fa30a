/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lessons in the window: what they point at is there, they can be gone through by hand, and the
 * document of before comes back. */
#include "app/window/rsc-lesson-pane.h"

#include <glib/gstdio.h>

#include "app/window/rsc-glossary-pane.h"
#include "app/window/rsc-learn.h"
#include "app/window/rsc-lesson-shelf.h"
#include "app/window/rsc-places.h"
#include "documents.h"
#include "ui/rsc-desk.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static GtkWidget *
get_pane (RscWindow *window)
{
  GtkWidget *pane = find_child (GTK_WIDGET (window), RSC_TYPE_LESSON_PANE);

  g_assert_nonnull (pane);
  return pane;
}

static void
click (GtkWidget *button)
{
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_ready (gpointer label)
{
  iterate (5);
  return gtk_widget_get_mapped (label);
}

static void
set_ratio_in (RscWindow *window, double ratio)
{
  set_ratio (rsc_window_get_document (window), ratio, RSC_CHANGE_SINGLE);
}

/* Every control that a lesson points at is in the window. */
static void
test_places (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  g_auto (GStrv) names = rsc_lesson_shelf_dup_names ();

  g_assert_cmpuint (g_strv_length (names), ==, 8);
  for (gsize k = 0; names[k]; k++)
    {
      g_autoptr (RscLesson) lesson = rsc_lesson_shelf_load (names[k]);

      for (gsize i = 0; i < rsc_lesson_get_n_steps (lesson); i++)
        {
          const char *point = rsc_lesson_get_step (lesson, i)->point;

          if (point && !rsc_places_find (GTK_WIDGET (window), point))
            g_error ("%s, step %zu: there is no “%s”", names[k], i + 1, point);
        }
    }
  g_assert_null (rsc_places_find (GTK_WIDGET (window), "pruning/none"));
  g_assert_false (rsc_places_point (GTK_WIDGET (window), "none"));
  /* Marked, in sight and with the focus. */
  g_assert_true (rsc_places_point (GTK_WIDGET (window), "pruning/minimal_button"));
  iterate (50);
  {
    GtkWidget *button = rsc_places_find (GTK_WIDGET (window), "pruning/minimal_button");

    g_assert_true (gtk_widget_get_mapped (button));
    g_assert_true (gtk_widget_has_css_class (button, "pointed"));
    g_assert_true (rsc_places_point (GTK_WIDGET (window), NULL));
    g_assert_false (gtk_widget_has_css_class (button, "pointed"));
  }

  /* Where the side panel lies over the pages it comes for what is in it, and goes for them. */
  GtkWidget *desk = find_child (GTK_WIDGET (window), RSC_TYPE_DESK);
  AdwFlap *flap = ADW_FLAP (gtk_widget_get_ancestor (desk, ADW_TYPE_FLAP));
  adw_flap_set_fold_policy (flap, ADW_FLAP_FOLD_POLICY_ALWAYS);
  iterate (300);
  g_assert_true (rsc_places_point (GTK_WIDGET (window), "side_panel/narrowest"));
  iterate (300);
  g_assert_true (adw_flap_get_reveal_flap (flap));
  g_assert_true (rsc_places_point (GTK_WIDGET (window), "pruning/curves_button"));
  iterate (300);
  g_assert_false (adw_flap_get_reveal_flap (flap));
  close_window (window);
}

/* A lesson by its buttons, while there are changes that no file has. */
static void
test_by_hand (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  RscKeeper *keeper = rsc_window_files_get_keeper (rsc_window_get_files (window));
  GtkWidget *pane;

  wait_idle (document);
  set_ratio_in (window, 0.3);
  set_ratio_in (window, 0.2);
  g_assert_true (rsc_keeper_is_modified (keeper));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.lesson", "s", "1-training");
  pane = get_pane (window);
  g_assert_true (gtk_widget_get_mapped (pane));
  g_assert_cmpuint (rsc_document_get_state (document)->n, ==, 8);
  g_assert_false (rsc_keeper_is_modified (keeper));
  wait_until (is_ready, find_label (pane, "Step 1 of 6"));
  g_assert_nonnull (find_button (pane, "S_kip"));

  click (find_button (pane, "All at the same weights"));
  g_assert_nonnull (find_label (pane, "Not so: They cannot"));
  click (find_button (pane, "At different weights, all with the same objective"));
  g_assert_nonnull (find_label (pane, "Right: That is"));
  /* A word of the text, and back. */
  {
    GtkWidget *text = rsc_places_find (pane, "text");
    gboolean handled = FALSE;
    GtkWidget *glossary;

    g_signal_emit_by_name (text, "activate-link", "term:weight decay", &handled);
    g_assert_true (handled);
    glossary = find_child (GTK_WIDGET (window), RSC_TYPE_GLOSSARY_PANE);
    g_assert_true (gtk_widget_get_mapped (glossary));
    g_assert_nonnull (find_label (glossary, "Weight decay"));
    click (rsc_places_find (glossary, "back_button"));
    g_assert_true (gtk_widget_get_mapped (pane));
  }
  click (find_button (pane, "_Show me where"));
  g_assert_true (gtk_widget_has_css_class (
    rsc_places_find (GTK_WIDGET (window), "training/train_button"), "pointed"));
  click (find_button (pane, "_Next"));
  g_assert_nonnull (find_label (pane, "Step 2 of 6"));
  g_assert_false (gtk_widget_has_css_class (
    rsc_places_find (GTK_WIDGET (window), "training/train_button"), "pointed"));
  g_assert_nonnull (find_label (pane, "The button is on the page Training"));
  click (find_button (pane, "_Back"));
  g_assert_nonnull (find_label (pane, "Step 1 of 6"));

  click (find_button (pane, "Leave"));
  g_assert_false (gtk_widget_get_mapped (pane));
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "xor");
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.2);
  g_assert_true (rsc_keeper_is_modified (keeper));
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.3);
  rsc_keeper_start_afresh (keeper);
  click (find_button (GTK_WIDGET (window), "Close the start page"));
  close_window (window);
}

/* Other data that are opened meanwhile take the place of the document, not of the lesson. */
static void
test_opened_meanwhile (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  const RscGalleryItem *item = rsc_gallery_find ("abs", NULL);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.lesson", "s", "3-optimal-set");
  g_assert_true (rsc_window_open_gallery (window, item, item->n_default, NULL));
  g_assert_false (
    rsc_keeper_has_aside (rsc_window_files_get_keeper (rsc_window_get_files (window))));
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "abs");
  rsc_document_revert (document);
  g_assert_cmpstr (rsc_document_get_state (document)->item->name, ==, "xor");
  /* And the window may go while one runs. */
  gtk_widget_activate_action (GTK_WIDGET (window), "win.lesson", "s", "3-optimal-set");
  close_window (window);
}

/* An author's file: what is wrong with it is said, and each change is read. */
static void
test_author (void)
{
  static const char good[] =
    "{\"schema\": \"reluscope-lesson\", \"version\": 1, \"title\": \"Mine\", \"summary\": \"S\", "
    "\"steps\": [{\"title\": \"A\", \"text\": \"%s\", \"document\": {\"gallery\": {\"set\": "
    "\"%s\"}}}]}";
  RscWindow *window = show_window (application, "gallery:xor");
  RscLearn *learn = rsc_learn_get (GTK_WINDOW (window));
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "mine.json", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *first = g_strdup_printf (good, "One of [[block]]", "abs");
  g_autofree char *second = g_strdup_printf (good, "Two", "abs");
  g_autofree char *bad = g_strdup_printf (good, "Three", "none");
  g_autoptr (GError) error = NULL;
  GtkWidget *pane;

  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  g_assert_false (rsc_learn_open (learn, file, &error));
  g_assert_cmpstr (error->message, ==,
                   "mine.json: steps[1].document: gallery.set: the gallery has no such set");
  g_assert_true (g_file_set_contents (path, first, -1, NULL));
  g_assert_true (rsc_learn_open (learn, file, NULL));
  pane = get_pane (window);
  g_assert_nonnull (find_label (pane, "Mine"));
  g_assert_nonnull (find_label (pane, "One of"));
  g_assert_true (g_file_set_contents (path, second, -1, NULL));
  for (int k = 0; k < 500 && !find_label (pane, "Two"); k++)
    iterate (20);
  g_assert_nonnull (find_label (pane, "Two"));
  g_assert_true (g_file_set_contents (path, bad, -1, NULL));
  click (find_button (pane, "Read the lesson"));
  iterate (50);
  g_assert_nonnull (find_label (pane, "Two"));
  close_window (window);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/lesson-pane/places", test_places);
  g_test_add_func ("/lesson-pane/by-hand", test_by_hand);
  g_test_add_func ("/lesson-pane/opened-meanwhile", test_opened_meanwhile);
  g_test_add_func ("/lesson-pane/author", test_author);
  return run_windows (application);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document that begins without a point: every page says what to do, and from the first point on
 * all is certified. */
#include "app/window/rsc-data-pen.h"
#include "app/model/rsc-contents.h"
#include "app/model/rsc-document-data.h"
#include "app/window/rsc-window-files.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-gallery-row.h"
#include "ui/words/rsc-data-words.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscWindow *
begin (int d)
{
  RscWindow *window = show_window (application, "gallery:xor");

  gtk_widget_activate_action (GTK_WIDGET (window), "win.draw", "i", d);
  wait_idle (rsc_window_get_document (window));
  iterate (50);
  return window;
}

static const RscDocumentState *
get_state (RscWindow *window)
{
  return rsc_document_get_state (rsc_window_get_document (window));
}

/* Nothing is left of the data before, and every page says how to begin. */
static void
assert_empty (RscWindow *window, gsize d)
{
  static const char *const pages[] = { "path",       "pruning",     "certificate", "widths",
                                       "uniqueness", "sensitivity", "training" };
  RscDocument *document = rsc_window_get_document (window);
  const char *sentence = rsc_data_words_get_absence (get_state (window)->source);

  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->source), ==, 0);
  g_assert_cmpuint (rsc_dataset_get_d (get_state (window)->source), ==, d);
  g_assert_null (get_state (window)->train);
  g_assert_true (get_state (window)->bias);
  g_assert_null (rsc_document_get_solution (document));
  g_assert_null (rsc_document_get_set (document));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "No solution yet"));
  for (gsize k = 0; k < G_N_ELEMENTS (pages); k++)
    {
      gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", pages[k]);
      iterate (50);
      g_assert_nonnull (find_label (GTK_WIDGET (window), sentence));
    }
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "data");
  iterate (50);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "0 rows"));
}

static void
assert_certified (RscWindow *window, gsize n)
{
  RscDocument *document = rsc_window_get_document (window);

  wait_idle (document);
  g_assert_no_error (rsc_results_get_error (rsc_document_get_results (document)));
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, n);
  g_assert_nonnull (rsc_document_get_set (document));
  g_assert_cmpint (rsc_solution_get_status (rsc_document_get_solution (document)), ==,
                   RSC_SOLUTION_CONVERGED);
}

/* One point, two, all of one class, and targets that are all 0. */
static void
test_first_points (void)
{
  const double x[] = { 0.5, -0.25, 0.75, 0.5 }, positive[] = { 1, 1 };

  for (int d = 1; d <= 2; d++)
    {
      RscWindow *window = begin (d);
      RscDocument *document = rsc_window_get_document (window);
      GtkWidget *pen = find_child (GTK_WIDGET (window), RSC_TYPE_DATA_PEN);
      g_autoptr (RscRowSet) all = rsc_row_set_new_range (0, 2);

      /* The pen is in the hand, and once put away stays so. */
      g_assert_true (rsc_data_pen_is_active (RSC_DATA_PEN (pen)));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_child (pen, GTK_TYPE_TOGGLE_BUTTON)),
                                    FALSE);
      assert_empty (window, (gsize) d);
      g_assert_true (rsc_document_add_points (document, 1, x, positive));
      assert_certified (window, 1);
      g_assert_true (rsc_document_add_points (document, 1, x + d, positive));
      assert_certified (window, 2);
      for (gsize row = 0; row < 2; row++)
        g_assert_true (rsc_document_set_value (document, row, (gsize) d, 0));
      assert_certified (window, 2);
      g_assert_cmpfloat (rsc_solution_get_objective (rsc_document_get_solution (document)), ==, 0);
      g_assert_true (rsc_document_delete_points (document, all));
      wait_idle (document);
      assert_empty (window, (gsize) d);
      for (int k = 0; k < 5; k++)
        {
          g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL));
          wait_idle (document);
        }
      assert_empty (window, (gsize) d);
      g_assert_false (rsc_data_pen_is_active (RSC_DATA_PEN (pen)));
      close_window (window);
    }
}

/* What is saved opens as it was: empty, and drawn. */
static void
test_saved (void)
{
  const double x[] = { 0.5, -0.25 }, y = 1;
  RscWindow *window = begin (2);

  for (gsize n = 0; n < 2; n++)
    {
      RscKeeper *keeper = rsc_window_files_get_keeper (rsc_window_get_files (window));
      g_autoptr (RscContents) contents = rsc_keeper_dup_contents (keeper);
      g_autofree char *text = rsc_contents_to_text (contents);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscContents) again = rsc_contents_parse (text, -1, "d.reluscope", &error);

      g_assert_no_error (error);
      g_assert_true (again->state->drawn);
      g_assert_true (rsc_dataset_is_drawn (again->state->source));
      g_assert_cmpuint (rsc_dataset_get_n (again->state->source), ==, n);
      g_assert_cmpstr (rsc_dataset_get_feature_name (again->state->source, 1), ==, "x2");
      rsc_document_add_points (rsc_window_get_document (window), 1, x, &y);
      wait_idle (rsc_window_get_document (window));
    }
  close_window (window);
}

/* The first rows of the gallery. */
static void
test_list (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  GtkListBox *list = NULL;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.gallery", NULL);
  iterate (50);
  list = GTK_LIST_BOX (find_child (GTK_WIDGET (window), GTK_TYPE_LIST_BOX));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  wait_idle (rsc_window_get_document (window));
  assert_empty (window, 1);
  g_signal_emit_by_name (list, "row-activated",
                         gtk_list_box_get_row_at_index (list, RSC_GALLERY_DRAWINGS));
  wait_idle (rsc_window_get_document (window));
  g_assert_cmpstr (get_state (window)->item->name, ==, "checkerboard");
  close_window (window);
}

int
main (int argc, char *argv[])
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/drawing/first-points", test_first_points);
  g_test_add_func ("/drawing/saved", test_saved);
  g_test_add_func ("/drawing/list", test_list);

  return run_windows (application);
}

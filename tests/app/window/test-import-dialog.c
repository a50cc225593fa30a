/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of which a person chooses how they are read, in the real window. */
#include <adwaita.h>
#include <glib/gstdio.h>

#include "app/window/rsc-side-panel.h"
#include "app/window/rsc-window.h"
#include "core/data/rsc-reading.h"
#include "boxes.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;
static char *folder;

static GFile *
write_file (const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return g_file_new_for_path (path);
}

/* 150 flowers of three kinds, as such data are published. */
static GFile *
write_flowers (void)
{
  static const char *const species[] = { "setosa", "versicolor", "virginica" };
  static const double means[][4] = { { 5.0, 3.4, 1.5, 0.2 },
                                     { 5.9, 2.8, 4.3, 1.3 },
                                     { 6.6, 3.0, 5.6, 2.0 } };
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (GString) text =
    g_string_new ("sepal_length,sepal_width,petal_length,petal_width,species\n");

  for (int i = 0; i < 150; i++)
    {
      for (int k = 0; k < 4; k++)
        g_string_append_printf (
          text, "%.1f,", MAX (0.1, means[i / 50][k] + g_rand_double_range (random, -0.5, 0.5)));
      g_string_append_printf (text, "%s\n", species[i / 50]);
    }
  return write_file ("flowers.csv", text->str);
}

static const RscDocumentState *
get_state (RscWindow *window)
{
  return rsc_document_get_state (rsc_window_get_document (window));
}

static GtkWidget *
find_page (RscWindow *window)
{
  g_autoptr (GList) tops = gtk_window_list_toplevels ();

  for (GList *l = tops; l; l = l->next)
    if (ADW_IS_WINDOW (l->data)
        && gtk_window_get_transient_for (GTK_WINDOW (l->data)) == GTK_WINDOW (window))
      return l->data;
  return NULL;
}

static gboolean
has_page (gpointer window)
{
  return find_page (window) != NULL && gtk_widget_get_mapped (find_page (window));
}

static gboolean
has_no_page (gpointer window)
{
  return find_page (window) == NULL;
}

/* Its button that takes what it makes. */
static gboolean
is_use (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_BUTTON (widget) && gtk_widget_has_css_class (widget, "suggested-action");
}

static GtkWidget *
find_use (RscWindow *window)
{
  return find_widget (find_page (window), is_use, NULL);
}

static gboolean
can_use (gpointer window)
{
  return has_page (window) && gtk_widget_is_sensitive (find_use (window));
}

static gboolean
is_choice (GtkWidget *widget, gconstpointer caption)
{
  GtkWidget *label = GTK_IS_DROP_DOWN (widget) ? gtk_widget_get_prev_sibling (widget) : NULL;

  return label && g_str_equal (gtk_label_get_label (GTK_LABEL (label)), caption);
}

static gboolean
is_solved (gpointer window)
{
  return rsc_document_get_set (rsc_window_get_document (window)) != NULL;
}

static gboolean
is_units (GtkWidget *widget, gconstpointer data)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), "standardise") == 0;
}

static gsize awaited;

static gboolean
has_rows (gpointer window)
{
  return get_state (window)->train && rsc_dataset_get_n (get_state (window)->train) == awaited;
}

static void
wait_rows (RscWindow *window, gsize n)
{
  awaited = n;
  wait_until (has_rows, window);
}

/* A file with three classes: one click on what is suggested, and there is a certified set. Read
 * differently it is one change, which undo takes back; a document keeps it. */
static void
test_three_classes (void)
{
  g_autoptr (GFile) file = write_flowers ();
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *down;

  rsc_window_open_file (window, file);
  wait_until (can_use, window);
  g_assert_nonnull (
    find_label (find_page (window), "target species: setosa +1, every other class −1"));
  /* Nothing is opened before it is chosen. */
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 4);
  g_signal_emit_by_name (find_use (window), "clicked");
  wait_until (has_no_page, window);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 150);
  wait_until (is_solved, window);
  g_assert_nonnull (find_label (GTK_WIDGET (window),
                                "150 rows; features sepal_length … petal_width; "
                                "target species: setosa +1, every other class "
                                "−1; header in line 1"));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.change-reading", NULL);
  wait_until (can_use, window);
  down = find_widget (find_page (window), is_choice, "Class −1");
  g_assert_true (gtk_widget_get_mapped (down));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (down), 3);
  g_assert_false (gtk_widget_is_sensitive (find_use (window)));
  wait_until (can_use, window);
  g_signal_emit_by_name (find_use (window), "clicked");
  wait_until (has_no_page, window);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 100);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "50 rows of other classes left out"));
  rsc_document_revert (document);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 150);
  close_window (window);
}

static gboolean
has_no_numbers (gpointer window)
{
  return find_label (find_page (window), "expected a number") != NULL;
}

/* Names as long as a whole line, of a file that is read with a wrong mark between fields: the page
 * stays as it is, and all in it can be read. */
static void
test_long_names (void)
{
  g_autoptr (GFile) file = write_flowers ();
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *between;
  int width;

  rsc_window_open_file (window, file);
  wait_until (can_use, window);
  iterate (300);
  width = gtk_widget_get_width (find_page (window));
  g_assert_cmpint (width, >, 0);
  between = find_widget (find_page (window), is_choice, "Between fields");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (between), 1);
  wait_until (has_no_numbers, window);
  iterate (300);
  g_assert_cmpint (gtk_widget_get_width (find_page (window)), ==, width);
  g_assert_cmpuint (check_boxes (find_page (window), "wrong mark", NULL), >, 10);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (between), 0);
  wait_until (can_use, window);
  iterate (300);
  g_assert_cmpint (gtk_widget_get_width (find_page (window)), ==, width);
  g_assert_cmpuint (check_boxes (find_page (window), "right mark", NULL), >, 20);
  gtk_window_close (GTK_WINDOW (find_page (window)));
  wait_until (has_no_page, window);
  close_window (window);
}

/* Many features are prepared beside the window, in the units that were chosen with them; read again
 * likewise. */
static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GFile) file = NULL;
  g_autoptr (RscDataset) xor = NULL;
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *units;

  for (gsize i = 0; i < 6; i++)
    {
      for (gsize k = 0; k < 40; k++)
        g_string_append_printf (text, "%d,", (int) ((i + 1) * (k + 3) % 11) * (k == 0 ? 5000 : 1));
      g_string_append (text, i < 2 ? "a\n" : i < 4 ? "b\n" : "c\n");
    }
  file = write_file ("wide.csv", text->str);
  xor = rsc_dataset_ref (get_state (window)->source);
  rsc_window_open_file (window, file);
  wait_until (can_use, window);
  units = find_widget (find_page (window), is_units, NULL);
  g_assert_nonnull (units);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (units), TRUE);
  g_signal_emit_by_name (find_use (window), "clicked");
  g_assert_true (get_state (window)->source == xor);
  wait_rows (window, 6);
  g_assert_true (get_state (window)->standardise);
  g_assert_cmpuint (rsc_dataset_get_d (get_state (window)->train), <=, 6);

  gtk_widget_activate_action (GTK_WIDGET (window), "win.change-reading", NULL);
  wait_until (can_use, window);
  gtk_drop_down_set_selected (
    GTK_DROP_DOWN (find_widget (find_page (window), is_choice, "Class −1")), 3);
  g_assert_false (gtk_widget_is_sensitive (find_use (window)));
  wait_until (can_use, window);
  g_signal_emit_by_name (find_use (window), "clicked");
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 6);
  wait_rows (window, 4);
  g_assert_true (get_state (window)->standardise);
  close_window (window);
}

/* What needs no choice opens at once; Cancel, and another file, leave everything as it is. */
static void
test_without_choice (void)
{
  g_autoptr (GFile) plain = write_file ("plain.csv", "a;y\n1,5;1\n2,5;-1\n3,5;1\n");
  g_autoptr (GFile) flowers = write_flowers ();
  RscWindow *window = show_window (application, "gallery:xor");

  rsc_window_open_file (window, plain);
  wait_rows (window, 3);
  g_assert_null (find_page (window));
  rsc_window_open_file (window, flowers);
  wait_until (has_page, window);
  gtk_window_close (GTK_WINDOW (find_page (window)));
  wait_until (has_no_page, window);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->train), ==, 3);
  rsc_window_open_file (window, flowers);
  wait_until (has_page, window);
  rsc_window_open_file (window, plain);
  g_assert_null (find_page (window));
  /* A window that closes takes it along. */
  rsc_window_open_file (window, flowers);
  wait_until (has_page, window);
  close_window (window);
}

/* Features that differ a thousandfold: one click standardises, as one change. */
static void
test_scales (void)
{
  g_autoptr (GFile) file = write_file ("scales.csv", "a,b,y\n1,2000,1\n3,40000,2\n5,7000,3\n");
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *button = find_button (GTK_WIDGET (window), "Standardise them");

  g_assert_false (gtk_widget_get_mapped (button));
  rsc_window_open_file (window, file);
  wait_rows (window, 3);
  g_assert_false (get_state (window)->standardise);
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (get_state (window)->standardise);
  g_assert_false (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  rsc_document_revert (rsc_window_get_document (window));
  g_assert_true (gtk_widget_get_visible (gtk_widget_get_parent (button)));
  close_window (window);
}

static gboolean
has_windows (gpointer n)
{
  return g_list_length (gtk_application_get_windows (application)) == GPOINTER_TO_UINT (n);
}

/* Of several dropped files the first opens here, each other in a window of its own; one dropped
 * over a page of choices takes its place. */
static void
test_drop (void)
{
  g_autoptr (GFile) plain = write_file ("plain.csv", "a;y\n1,5;1\n2,5;-1\n3,5;1\n");
  g_autoptr (GFile) scales = write_file ("scales.csv", "a,b,y\n1,2000,1\n3,40000,2\n5,7000,3\n");
  g_autoptr (GFile) flowers = write_flowers ();
  RscWindow *window = show_window (application, "gallery:xor");
  const guint n = g_list_length (gtk_application_get_windows (application));
  GtkEventController *target = find_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  GFile *both[] = { flowers, scales };
  g_auto (GValue) files = G_VALUE_INIT;
  g_auto (GValue) one = G_VALUE_INIT;
  gboolean taken = FALSE;
  RscWindow *other = NULL;

  g_assert_nonnull (target);
  g_value_init (&files, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&files, gdk_file_list_new_from_array (both, 2));
  g_signal_emit_by_name (target, "drop", &files, 10.0, 10.0, &taken);
  g_assert_true (taken);
  wait_until (has_page, window);
  wait_until (has_windows, GUINT_TO_POINTER (n + 1));
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (l->data != window)
      other = l->data;
  wait_rows (other, 3);
  close_window (other);

  g_value_init (&one, G_TYPE_FILE);
  g_value_set_object (&one, plain);
  g_signal_emit_by_name (target, "drop", &one, 10.0, 10.0, &taken);
  g_assert_null (find_page (window));
  wait_rows (window, 3);
  close_window (window);
}

static gboolean
is_refused (gpointer window)
{
  return find_label (GTK_WIDGET (window),
                     "plain.csv: there is no column “x1”: the columns are a, y")
         != NULL;
}

static gboolean
is_asked (gpointer window)
{
  return find_question (window) != NULL;
}

static gboolean
has_test (gpointer window)
{
  return get_state (window)->test != NULL;
}

static gboolean
is_read (gpointer window)
{
  return !rsc_jobs_is_busy (rsc_document_get_jobs (rsc_window_get_document (window)),
                            RSC_REQUEST_READ);
}

static gboolean
is_pruned_from_file (gpointer window)
{
  return rsc_pruner_get_start (rsc_document_get_pruner (rsc_window_get_document (window)))
         == RSC_PRUNING_START_NETWORK;
}

static void
drop (RscWindow *window, GFile *file)
{
  GtkEventController *target = find_controller (GTK_WIDGET (window), GTK_TYPE_DROP_TARGET);
  g_auto (GValue) one = G_VALUE_INIT;
  gboolean taken = FALSE;

  g_value_init (&one, G_TYPE_FILE);
  g_value_set_object (&one, file);
  g_signal_emit_by_name (target, "drop", &one, 10.0, 10.0, &taken);
  g_assert_true (taken);
}

/* A second file, by menu and dropped: test points and a network; other data where there is work go
 * to another window. */
static void
test_second (void)
{
  g_autoptr (GFile) test = write_file ("test.csv", "y,x2,x1\n1,0.5,-0.5\n-1,0.25,0.5\n1,1,2\n");
  g_autoptr (GFile) plain = write_file ("plain.csv", "a;y\n1,5;1\n2,5;-1\n3,5;1\n");
  g_autoptr (GFile) network =
    write_file ("net.json", "{\"hidden\": [[1, 2]], \"output\": [1], \"bias\": false}");
  RscWindow *window = show_window (application, "gallery:xor");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *split = find_child (GTK_WIDGET (window), RSC_TYPE_SIDE_PANEL);
  const double flat[] = { -1, -1, 1, -1 }, ones[] = { 1, -1 };
  g_autoptr (RscDataset) flipped = rsc_dataset_new ("xor", 2, 2, flat, ones, NULL, NULL, NULL);
  RscDocumentState *after;
  RscWindow *other = NULL;
  guint n;

  wait_idle (document);
  rsc_window_files_open_second (rsc_window_get_files (window), plain);
  wait_until (is_refused, window);
  rsc_window_files_open_second (rsc_window_get_files (window), test);
  wait_until (has_test, window);
  g_assert_cmpfloat (rsc_dataset_get_x (get_state (window)->test)[0], ==, -0.5);
  g_assert_true (get_state (window)->train == get_state (window)->source);
  g_assert_nonnull (find_label (split, "3 test points of test.csv"));
  rsc_document_revert (document);
  g_assert_null (get_state (window)->test);
  rsc_document_repeat (document);
  g_assert_nonnull (get_state (window)->test);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.remove-test", NULL);
  g_assert_null (get_state (window)->test);

  /* Read for data that have changed when it is there, it is not taken. */
  rsc_window_files_open_second (rsc_window_get_files (window), test);
  after = rsc_document_state_copy (get_state (window));
  rsc_document_state_edit_data (after, flipped, NULL);
  rsc_document_apply (document, "Edit", RSC_CHANGE_SINGLE, after);
  wait_until (is_read, window);
  g_assert_null (get_state (window)->test);
  rsc_document_revert (document);

  /* Dropped it may be data too: that is asked. */
  drop (window, test);
  wait_until (is_asked, window);
  adw_message_dialog_response (find_question (window), "test");
  iterate (50);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->test), ==, 3);

  wait_idle (document);
  drop (window, network);
  wait_until (is_pruned_from_file, window);

  n = g_list_length (gtk_application_get_windows (application));
  drop (window, plain);
  wait_until (has_windows, GUINT_TO_POINTER (n + 1));
  for (GList *l = gtk_application_get_windows (application); l; l = l->next)
    if (l->data != window)
      other = l->data;
  wait_rows (other, 3);
  g_assert_cmpuint (rsc_dataset_get_n (get_state (window)->source), ==, 4);
  close_window (other);
  close_window (window);
}

int
main (int argc, char **argv)
{
  int status;

  application = begin_windows (&argc, &argv);
  folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_test_add_func ("/import/three-classes", test_three_classes);
  g_test_add_func ("/import/long-names", test_long_names);
  g_test_add_func ("/import/wide", test_wide);
  g_test_add_func ("/import/without-choice", test_without_choice);
  g_test_add_func ("/import/scales", test_scales);
  g_test_add_func ("/import/drop", test_drop);
  g_test_add_func ("/import/second", test_second);
  status = run_windows (application);
  for (const char *const *name = (const char *const[]){ "flowers.csv", "plain.csv", "scales.csv",
                                                        "test.csv", "net.json", NULL };
       *name; name++)
    {
      g_autofree char *path = g_build_filename (folder, *name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return status;
}

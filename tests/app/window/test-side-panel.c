/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel's controls of a gallery set: live, one step to undo for a burst, and a reason
 * where they cannot be used. */
#include "app/model/rsc-document-data.h"
#include "app/window/rsc-neuron-row.h"
#include "app/window/rsc-side-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

#include <string.h>

static GtkApplication *application;

static gboolean
is_called (GtkWidget *widget, gconstpointer tooltip)
{
  return GTK_IS_SPIN_BUTTON (widget)
         && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

static GtkWidget *
find_spin (RscWindow *window, const char *tooltip)
{
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_SIDE_PANEL);
  GtkWidget *spin = find_widget (panel, is_called, tooltip);

  g_assert_nonnull (spin);
  g_assert_true (gtk_widget_get_mapped (spin));
  return spin;
}

static RscDataset *
get_data (RscWindow *window)
{
  return rsc_document_get_state (rsc_window_get_document (window))->source;
}

/* What cannot be chosen of a set says why. */
static void
test_reasons (void)
{
  RscWindow *window = show_window (application, "gallery:xor");
  GtkWidget *n = find_spin (window, "This set always has 4 points");
  GtkWidget *noise =
    find_spin (window, "The points of this set are exact: noise would make another set of them");

  g_assert_false (gtk_widget_get_sensitive (n));
  g_assert_false (gtk_widget_get_sensitive (noise));
  rsc_window_open_argument (window, NULL, "gallery:sine", NULL);
  wait_idle (rsc_window_get_document (window));
  g_assert_true (find_spin (window, "Number of points") == n);
  g_assert_true (gtk_widget_get_sensitive (n));
  g_assert_true (gtk_widget_get_sensitive (noise));
  close_window (window);
}

/* Other values make other points at once, of the same seed; all of a burst is one step. */
static void
test_live (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  RscHistory *history = rsc_document_get_history (document);
  RscDataset *first = get_data (window);
  GtkSpinButton *n = GTK_SPIN_BUTTON (find_spin (window, "Number of points"));
  GtkSpinButton *noise =
    GTK_SPIN_BUTTON (find_spin (window, "Standard deviation of what is added to the points"));
  const gsize before = rsc_history_get_n_changes (history);
  double low, high;

  gtk_spin_button_get_range (n, &low, &high);
  g_assert_cmpfloat (low, ==, 2);
  g_assert_cmpfloat (high, ==, 1000);
  for (int k = 21; k <= 24; k++)
    {
      gtk_spin_button_set_value (n, k);
      g_assert_cmpuint (rsc_dataset_get_n (get_data (window)), ==, k);
    }
  gtk_spin_button_set_value (noise, 0.25);
  g_assert_cmpfloat (rsc_document_get_state (document)->noise, ==, 0.25);
  g_assert_cmpuint (rsc_document_get_state (document)->seed, ==, 1);
  g_assert_cmpuint (rsc_history_get_n_changes (history), ==, before + 1);
  rsc_document_revert (document);
  g_assert_true (get_data (window) == first);
  g_assert_cmpfloat (gtk_spin_button_get_value (n), ==, 20);
  wait_idle (document);
  close_window (window);
}

/* What a hand has done is not lost by a click on a spinner, and taken back by one button. */
static void
test_start_again (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *n = find_spin (window, "Number of points");
  g_autoptr (RscDataset) first = rsc_dataset_ref (get_data (window));
  GtkWidget *again = find_button (GTK_WIDGET (window), "Start Again");

  g_assert_false (gtk_widget_get_mapped (again));
  rsc_document_set_value (document, 3, 1, 7);
  iterate (50);
  g_assert_true (gtk_widget_get_mapped (again));
  g_assert_false (gtk_widget_get_sensitive (n));
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (n), "Start Again"));
  g_signal_emit_by_name (again, "clicked");
  iterate (50);
  g_assert_false (gtk_widget_get_mapped (again));
  g_assert_true (gtk_widget_get_sensitive (n));
  g_assert_cmpmem (rsc_dataset_get_y (get_data (window)), 20 * sizeof (double),
                   rsc_dataset_get_y (first), 20 * sizeof (double));
  wait_idle (document);
  close_window (window);
}

static void
add_rows (GtkWidget *widget, GPtrArray *rows)
{
  if (RSC_IS_NEURON_ROW (widget))
    g_ptr_array_add (rows, g_object_ref (widget));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_rows (child, rows);
}

static GPtrArray *
list_rows (RscWindow *window)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func (g_object_unref);

  add_rows (GTK_WIDGET (window), rows);
  return rows;
}

/* A neuron that goes leaves its row to one that comes: a row is made from nothing once, and not in
 * every frame of a play in which the number of neurons changes. */
static void
test_rows (void)
{
  RscWindow *window = show_window (application, "gallery:checkerboard");
  RscDocument *document = rsc_window_get_document (window);
  g_autoptr (GPtrArray) few = NULL;
  g_autoptr (GPtrArray) again = NULL;
  g_autoptr (GPtrArray) many = NULL;

  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  many = list_rows (window);
  g_assert_cmpuint (many->len, ==, 12);
  set_ratio (document, 0.9, RSC_CHANGE_SINGLE);
  wait_idle (document);
  few = list_rows (window);
  g_assert_cmpuint (few->len, <, many->len);
  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  wait_idle (document);
  again = list_rows (window);
  g_assert_cmpuint (again->len, ==, many->len);
  for (guint k = 0; k < again->len; k++)
    g_assert_true (g_ptr_array_find (many, g_ptr_array_index (again, k), NULL));
  g_clear_pointer (&many, g_ptr_array_unref);
  g_clear_pointer (&few, g_ptr_array_unref);
  g_clear_pointer (&again, g_ptr_array_unref);
  close_window (window);
}

/* What is typed and taken back by a field is gone: undo is the window's. */
static guint
check_undo (GtkWidget *widget)
{
  guint n = GTK_IS_SPIN_BUTTON (widget);

  if (n > 0)
    g_assert_false (gtk_editable_get_enable_undo (GTK_EDITABLE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_undo (child);
  return n;
}

static void
test_undo (void)
{
  RscWindow *window = show_window (application, "gallery:parity");

  wait_idle (rsc_window_get_document (window));
  g_assert_cmpuint (check_undo (GTK_WIDGET (window)), >, 12);
  close_window (window);
}

static gboolean
says (GtkWidget *widget, gconstpointer begin)
{
  return GTK_IS_LABEL (widget) && g_str_has_prefix (gtk_label_get_text (GTK_LABEL (widget)), begin);
}

static void
check_sentence (RscWindow *window, gboolean as_it_comes)
{
  GtkWidget *panel = find_child (GTK_WIDGET (window), RSC_TYPE_SIDE_PANEL);

  g_assert_true ((find_widget (panel, says, "Eight neurons can appear") != NULL) == as_it_comes);
  g_assert_true ((find_widget (panel, says, "Of the set as it comes: Eight neurons") != NULL)
                 == !as_it_comes);
}

/* What is said of a set is true of what is on show, or says of what it is. */
static void
test_sentence (void)
{
  RscWindow *window = show_window (application, "gallery:sine");
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;
  GtkSpinButton *n = GTK_SPIN_BUTTON (find_spin (window, "Number of points"));

  check_sentence (window, TRUE);
  gtk_spin_button_set_value (n, 21);
  check_sentence (window, FALSE);
  gtk_spin_button_set_value (n, 20);
  check_sentence (window, TRUE);
  set_ratio (document, 0.02, RSC_CHANGE_SINGLE);
  check_sentence (window, FALSE);
  rsc_document_revert (document);
  check_sentence (window, TRUE);
  after = edit (document);
  after->bias = FALSE;
  rsc_document_apply (document, "bias", RSC_CHANGE_SINGLE, after);
  check_sentence (window, FALSE);
  close_window (window);
}

int
main (int argc, char *argv[])
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/side-panel/reasons", test_reasons);
  g_test_add_func ("/side-panel/live", test_live);
  g_test_add_func ("/side-panel/sentence", test_sentence);
  g_test_add_func ("/side-panel/start-again", test_start_again);
  g_test_add_func ("/side-panel/rows", test_rows);
  g_test_add_func ("/side-panel/undo", test_undo);

  return run_windows (application);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-step-list.h"

#include "widgets.h"

static GtkListBoxRow *
get_row (RscStepList *list, int k)
{
  return gtk_list_box_get_row_at_index (
    GTK_LIST_BOX (find_child (GTK_WIDGET (list), GTK_TYPE_LIST_BOX)), k);
}

/* The texts of the cells of a row. */
static void
assert_row (RscStepList *list, int k, const char *const *expected)
{
  GtkWidget *cell = gtk_widget_get_first_child (gtk_list_box_row_get_child (get_row (list, k)));

  for (int c = 0; c < 4; c++)
    {
      g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (cell)), ==, expected[c]);
      cell = gtk_widget_get_next_sibling (cell);
    }
  g_assert_null (cell);
}

static void
on_chosen (RscStepList *list, int k, int *chosen)
{
  *chosen = k;
}

static void
test_steps (void)
{
  static const char *const rows[][4] = { { "0", "start", "3 neurons", "" },
                                         { "1", "neuron 2", "2 neurons", "exact" },
                                         { "2", "neuron 4a", "1 neuron", "approximate" } };
  RscStepList *list = RSC_STEP_LIST (rsc_step_list_new ());
  GtkWindow *window = show_widget (GTK_WIDGET (list), 420, 200);
  int chosen = -1;

  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &chosen);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 0);
  rsc_step_list_append (list, NULL, 3, NULL);
  rsc_step_list_append (list, "2", 2, "exact");
  rsc_step_list_append (list, "4a", 1, "approximate");
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 3);
  for (int k = 0; k < 3; k++)
    assert_row (list, k, rows[k]);
  gtk_test_accessible_assert_property (get_row (list, 0), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Start: 3 neurons");
  gtk_test_accessible_assert_property (get_row (list, 2), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Step 2: neuron 4a goes, 1 neuron left, approximate");

  g_signal_emit_by_name (get_row (list, 1), "activate");
  g_assert_cmpint (chosen, ==, 1);

  rsc_step_list_truncate (list, 5);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 3);
  rsc_step_list_truncate (list, 1);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 1);
  g_assert_null (get_row (list, 1));
  rsc_step_list_append (list, "1", 2, "exact");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (
                     gtk_widget_get_first_child (gtk_list_box_row_get_child (get_row (list, 1))))),
                   ==, "1");
  rsc_step_list_truncate (list, 0);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 0);
  g_assert_null (get_row (list, 0));
  gtk_window_destroy (window);
}

/* The current step is the selected row, and is scrolled to. */
static void
test_current (void)
{
  RscStepList *list = RSC_STEP_LIST (rsc_step_list_new ());
  GtkWindow *window = show_widget (GTK_WIDGET (list), 420, 100);
  GtkWidget *scrolled = find_child (GTK_WIDGET (list), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

  for (int k = 0; k < 40; k++)
    rsc_step_list_append (list, "1", 40 - (gsize) k, "exact");
  wait_for_frames (GTK_WIDGET (list));
  rsc_step_list_set_current (list, 0);
  g_assert_true (gtk_list_box_row_is_selected (get_row (list, 0)));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 10);
  rsc_step_list_set_current (list, 39);
  g_assert_true (gtk_list_box_row_is_selected (get_row (list, 39)));
  g_assert_false (gtk_list_box_row_is_selected (get_row (list, 0)));
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 100);
  rsc_step_list_set_current (list, -1);
  g_assert_false (gtk_list_box_row_is_selected (get_row (list, 39)));
  rsc_step_list_set_current (list, 40);
  rsc_step_list_set_current (list, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), <, 10);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_step_list_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/step-list/steps", test_steps);
  g_test_add_func ("/step-list/current", test_current);
  g_test_add_func ("/step-list/finalises", test_finalises);

  return g_test_run ();
}

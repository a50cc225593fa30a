/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pruning-numbers.h"

#include <math.h>

#include "widgets.h"

static gboolean
has_tooltip (GtkWidget *widget, gconstpointer text)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return tooltip && strstr (tooltip, text);
}

/* The numbers of a state, and dashes where there is none. */
static void
test_state (void)
{
  RscPruningNumbers *numbers = RSC_PRUNING_NUMBERS (rsc_pruning_numbers_new ());
  GtkWidget *widget = GTK_WIDGET (numbers);
  GtkWindow *window = show_widget (widget, 700, 60);
  RscPruningState state = { .fit_change = 0.25,
                            .objective = 0.375,
                            .objective_change = -0.5,
                            .penalty = 1.5,
                            .rank = 7,
                            .width = 9,
                            .train_accuracy = 0.875,
                            .train_error = 0.125,
                            .test_accuracy = NAN,
                            .test_error = NAN };

  g_assert_nonnull (find_label (widget, "–"));
  rsc_pruning_numbers_set_state (numbers, &state);
  g_assert_nonnull (find_label (widget, "25 %"));
  g_assert_nonnull (find_label (widget, "−50 %"));
  g_assert_nonnull (find_label (widget, "1.5"));
  g_assert_nonnull (find_label (widget, "7 of 9"));
  g_assert_nonnull (find_label (widget, "87.5 %"));
  g_assert_nonnull (find_widget (widget, has_tooltip, "now 0.375"));
  wait_for_frames (widget);
  /* Without test points there is no number for them. */
  g_assert_null (find_label (widget, "test"));
  state.test_error = 0.0625;
  rsc_pruning_numbers_set_state (numbers, &state);
  wait_for_frames (widget);
  g_assert_nonnull (find_label (widget, "test"));
  g_assert_nonnull (find_label (widget, "0.0625"));
  rsc_pruning_numbers_set_state (numbers, NULL);
  g_assert_null (find_label (widget, "7 of 9"));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_pruning_numbers_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/pruning-numbers/state", test_state);
  g_test_add_func ("/pruning-numbers/finalises", test_finalises);
  return g_test_run ();
}

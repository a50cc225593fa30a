/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-curve-list.h"

#include "problems.h"
#include "widgets.h"

static void
on_chosen (RscListPopover *list, int id, int *chosen)
{
  *chosen = id;
}

/* One line for each curve in the order of the labels, in words; the chosen one is told by its id.
 * It goes with its parent. */
static void
test_lines (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-6", RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  const gsize n = rsc_path_curves_get_n (curves);
  g_autofree gsize *labels = g_new (gsize, rsc_path_get_n_ids (path));
  GtkWidget *parent = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RscCurveList *list = rsc_curve_list_new (parent);
  GtkWindow *window = show_widget (parent, 400, 300);
  RscPathModel model;
  gpointer weak = list;
  int chosen = -1;

  g_assert_no_error (error);
  g_object_add_weak_pointer (weak, &weak);
  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &chosen);
  for (gsize id = 0; id < rsc_path_get_n_ids (path); id++)
    labels[id] = rsc_path_get_n_ids (path) - 1 - id;
  rsc_path_model_init (&model);
  model.path = path;
  model.curves = curves;
  model.labels = labels;
  model.lambda_max = rsc_problem_get_lambda_max (problem);
  g_assert_cmpuint (n, >, 2);
  for (int again = 0; again < 2; again++)
    {
      rsc_curve_list_open (list, &model, 10, 10);
      g_assert_cmpuint (rsc_list_popover_get_n (RSC_LIST_POPOVER (list)), ==, n);
      for (gsize k = 1; k < n; k++)
        g_assert_cmpuint (labels[rsc_list_popover_get_key (RSC_LIST_POPOVER (list), k - 1)], <,
                          labels[rsc_list_popover_get_key (RSC_LIST_POPOVER (list), k)]);
    }
  wait_for_frames (parent);
  g_assert_nonnull (find_label (GTK_WIDGET (list), "1"));
  g_assert_nonnull (find_label (GTK_WIDGET (list), "λ"));
  rsc_list_popover_choose (RSC_LIST_POPOVER (list),
                           rsc_list_popover_get_key (RSC_LIST_POPOVER (list), 0));
  g_assert_cmpint (chosen, ==, (int) rsc_list_popover_get_key (RSC_LIST_POPOVER (list), 0));
  gtk_popover_popdown (GTK_POPOVER (list));
  /* It goes from the screen by and by. */
  while (G_OBJECT (list)->ref_count > 1)
    wait_for_frames (parent);
  gtk_widget_unparent (GTK_WIDGET (list));
  g_assert_null (weak);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/curve-list/lines-and-finalises", test_lines);
  return g_test_run ();
}

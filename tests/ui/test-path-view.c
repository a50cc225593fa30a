/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-path-view.h"

#include <math.h>
#include <string.h>

#include "problems.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/rsc-curve-list.h"
#include "widgets.h"

static RscPath *
make_path (const char *name)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  RscPath *path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return path;
}

/* A moving cursor draws nothing but itself; what is shown belongs to the view. */
static void
test_still (void)
{
  RscPathView *view = g_object_ref_sink (RSC_PATH_VIEW (rsc_path_view_new ()));
  RscPathModel model;
  gsize labels[64];
  double lambda_max;
  gpointer curves;

  for (gsize k = 0; k < G_N_ELEMENTS (labels); k++)
    labels[k] = 63 - k;
  rsc_path_model_init (&model);
  draw_frame (GTK_WIDGET (view), 480, 260);
  model.path = make_path ("polygon-6");
  lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (model.path));
  g_assert_cmpuint (rsc_path_get_n_ids (model.path), <=, G_N_ELEMENTS (labels));
  model.lambda_max = lambda_max;
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  model.labels = labels;
  for (int k = 0; k < 5; k++)
    {
      model.lambda = lambda_max * pow (10, -0.5 * k);
      rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
      draw_frame (GTK_WIDGET (view), 480, 260);
      g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, 2);
      g_assert_cmpfloat (rsc_path_view_get_model (view)->lambda, ==, model.lambda);
    }
  curves = rsc_path_view_get_model (view)->curves;
  g_assert_nonnull (curves);
  model.selected = 0;
  rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
  draw_frame (GTK_WIDGET (view), 480, 260);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, 3);
  labels[0] = 7;
  rsc_path_view_set_model (view, &model, G_N_ELEMENTS (labels));
  g_assert_cmpuint (rsc_path_view_get_model (view)->labels[0], ==, 7);
  draw_frame (GTK_WIDGET (view), 480, 260);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, 4);
  draw_frame (GTK_WIDGET (view), 500, 260);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, 5);
  g_assert_true (rsc_path_view_get_model (view)->curves == curves);
  labels[0] = 99;
  g_assert_cmpuint (rsc_path_view_get_model (view)->labels[0], ==, 7);
  rsc_path_unref (model.path);
  draw_frame (GTK_WIDGET (view), 480, 260);
  g_object_unref (view);
}

static void
on_neuron (RscPathView *view, int id, gpointer user_data)
{
  *(int *) user_data = id;
}

/* A click on what stands for the neurons without a label lists all of them. */
static void
test_list_of_all (void)
{
  GtkWidget *view = rsc_path_view_new ();
  GtkWindow *window = show_widget (view, 480, 200);
  RscPathModel model;
  int chosen = -1;

  rsc_path_model_init (&model);
  model.path = make_path ("moons");
  model.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (model.path));
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  rsc_path_view_set_model (RSC_PATH_VIEW (view), &model, rsc_path_get_n_ids (model.path));
  g_signal_connect (view, "neuron-activated", G_CALLBACK (on_neuron), &chosen);
  wait_for_frames (view);

  const RscPathLayout *layout =
    rsc_picture_get_layout (rsc_plot_area_get_picture (RSC_PLOT_AREA (view)));
  RscListPopover *list = RSC_LIST_POPOVER (find_child (view, RSC_TYPE_CURVE_LIST));
  GtkListBox *rows = GTK_LIST_BOX (find_child (GTK_WIDGET (list), GTK_TYPE_LIST_BOX));
  GtkEventController *drag = find_controller (view, GTK_TYPE_GESTURE_DRAG);
  const RscRect more = layout->more;
  const gsize n = rsc_path_curves_get_n (layout->curves);
  g_assert_cmpuint (layout->n_numbers_hidden, >, 0);
  g_signal_emit_by_name (drag, "drag-begin", more.x + 0.5 * more.width, more.y + 0.5 * more.height);
  g_signal_emit_by_name (drag, "drag-end", 0.0, 0.0);
  g_assert_true (gtk_widget_is_visible (GTK_WIDGET (list)));
  g_assert_cmpuint (rsc_list_popover_get_n (list), ==, n);
  for (gsize k = 0; k < n; k++)
    {
      g_signal_emit_by_name (rows, "row-activated", gtk_list_box_get_row_at_index (rows, (int) k));
      g_assert_cmpint (chosen, ==, (int) rsc_list_popover_get_key (list, k));
      /* In the order of their numbers, which are their ids here: each of them once. */
      if (k > 0)
        g_assert_cmpuint (rsc_list_popover_get_key (list, k - 1), <, (gsize) chosen);
    }
  rsc_path_unref (model.path);
  gtk_window_destroy (window);
}

/* Paper is as high as small multiples of all neurons need; the screen stays as it is. */
static void
test_all_on_paper (void)
{
  RscPathView *view = g_object_ref_sink (RSC_PATH_VIEW (rsc_path_view_new ()));
  g_autoptr (RscPath) path = make_path ("moons");
  g_autoptr (GError) error = NULL;
  RscPathModel model;
  double heights[2];

  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model.ratio_min = 1e-3;
  model.complete = TRUE;
  draw_frame (GTK_WIDGET (view), 480, 260);
  for (int multiples = 0; multiples < 2; multiples++)
    {
      const char *found;

      model.multiples = multiples;
      rsc_path_view_set_model (view, &model, rsc_path_get_n_ids (path));
      g_autoptr (GBytes) bytes = rsc_plot_area_render (RSC_PLOT_AREA (view), "x.svg", NULL, &error);
      g_assert_no_error (error);
      g_autofree char *text =
        g_strndup (g_bytes_get_data (bytes, NULL), MIN (g_bytes_get_size (bytes), 1000));
      found = strstr (text, "height=\"");
      g_assert_nonnull (found);
      heights[multiples] = g_ascii_strtod (found + strlen ("height=\""), NULL);
    }
  const RscPathLayout *layout =
    rsc_picture_get_layout (rsc_plot_area_get_picture (RSC_PLOT_AREA (view)));
  g_assert_cmpuint (layout->n_curves_hidden, >, 0);
  g_assert_cmpfloat (heights[0], ==, 400.0);
  g_assert_cmpfloat (heights[1], >,
                     layout->em * 1.7 * (double) rsc_path_curves_get_n (layout->curves));
  g_object_unref (view);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_path_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/path-view/still", test_still);
  g_test_add_func ("/path-view/list-of-all", test_list_of_all);
  g_test_add_func ("/path-view/all-on-paper", test_all_on_paper);
  g_test_add_func ("/path-view/finalises", test_finalises);

  return g_test_run ();
}

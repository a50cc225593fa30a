/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-path-view.h"

#include <math.h>

#include "problems.h"
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
test_finalises (void)
{
  assert_finalises (rsc_path_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/path-view/still", test_still);
  g_test_add_func ("/path-view/finalises", test_finalises);

  return g_test_run ();
}

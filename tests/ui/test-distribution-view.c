/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-distribution-view.h"

#include "problems.h"
#include "widgets.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static RscDistribution *
make (gsize neuron)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetSample) sample = rsc_set_sample_new (set, 1, 4, 100, NULL, NULL);
  const RscScalar scalar = { .kind = RSC_SCALAR_NORM, .neuron = neuron };

  return rsc_distribution_new (sample, &scalar, NULL, NULL);
}

/* The mark of the picked network moves alone; another distribution, or another name, is laid out
 * anew. */
static void
test_model (void)
{
  g_autoptr (RscDistribution) one = make (0);
  g_autoptr (RscDistribution) other = make (1);
  RscDistributionModel model = { one, "1", 0.3 * one->high };
  GtkWidget *view = rsc_distribution_view_new ();
  RscDistributionView *self = RSC_DISTRIBUTION_VIEW (view);
  GtkWindow *window;
  cairo_surface_t *before, *after;
  guint n;

  rsc_distribution_view_set_model (self, &model);
  window = show_widget (view, 480, 300);
  before = draw_widget (view);
  n = rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
  model.picked = 0.7 * one->high;
  rsc_distribution_view_set_model (self, &model);
  wait_for_frames (view);
  after = draw_widget (view);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), ==, n);
  g_assert_cmpfloat (rsc_distribution_view_get_model (self)->picked, ==, model.picked);
  g_assert_cmpint (
    abs (
      count_pixels (before, pack_color (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->accent), 3)
      - count_pixels (after, pack_color (rsc_plot_area_get_theme (RSC_PLOT_AREA (view))->accent),
                      3)),
    <, 60);
  g_assert_true (memcmp (cairo_image_surface_get_data (before),
                         cairo_image_surface_get_data (after),
                         (gsize) cairo_image_surface_get_stride (before)
                           * (gsize) cairo_image_surface_get_height (before))
                 != 0);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);

  model.distribution = other;
  rsc_distribution_view_set_model (self, &model);
  wait_for_frames (view);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), >, n);
  g_assert_true (rsc_distribution_view_get_model (self)->distribution == other);
  n = rsc_plot_area_get_n_still (RSC_PLOT_AREA (view));
  model.neuron_name = "7";
  rsc_distribution_view_set_model (self, &model);
  wait_for_frames (view);
  g_assert_cmpuint (rsc_plot_area_get_n_still (RSC_PLOT_AREA (view)), >, n);

  /* Nothing to show. */
  model = (RscDistributionModel){ NULL, NULL, NAN };
  rsc_distribution_view_set_model (self, &model);
  wait_for_frames (view);
  g_assert_null (rsc_plot_area_get_picture (RSC_PLOT_AREA (view)));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  g_autoptr (RscDistribution) one = make (0);
  const RscDistributionModel model = { one, "1", NAN };
  GtkWidget *view = rsc_distribution_view_new ();

  rsc_distribution_view_set_model (RSC_DISTRIBUTION_VIEW (view), &model);
  assert_finalises (view);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  init_widgets (&argc, &argv);
  g_test_add_func ("/distribution-view/model", test_model);
  g_test_add_func ("/distribution-view/finalises", test_finalises);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "problems.h"
#include "ui/plot/rsc-optimal-set-plot.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Neurons 0 and 1 cancel, no point sees neuron 2. */
static RscEqualFit *
make_set (void)
{
  static const double hidden[] = { 1.0, 2.0, 1.0, 2.0, -1.0, -5.4, 1.5, 0.9 };
  static const double output[] = { 0.5, -0.4, 0.8, 0.3 };
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n-1,0.5\n0,1\n1,0.3\n2,1.2\n");
  g_autoptr (RscNetwork) network = rsc_network_new (4, 2, TRUE, hidden, output, NULL);

  return rsc_equal_fit_new (dataset, network, 0.5, 100, NULL, NULL);
}

/* A quarter plane: one vertex, two unbounded edges, each with an arrow that goes on; the objective
 * is a plane over the axes. */
static void
test_plane (void)
{
  g_autoptr (RscEqualFit) set = make_set ();
  const gsize axes[] = { 2, 0 };
  g_autoptr (RscHull) hull = rsc_set_open_project (set, 2, axes, NULL, NULL);
  g_autoptr (RscSetOpen) open = rsc_set_open_new (set, hull, 2, axes);
  const double base =
    0.5 * rsc_equal_fit_get_squared_error (set) + 0.5 * rsc_equal_fit_get_least_penalty (set);

  g_assert_cmpuint (hull->n_points, ==, 3);
  g_assert_cmpuint (open->n_arrows, ==, 2);
  g_assert_true (open->has_slope);
  g_assert_cmpfloat_with_epsilon (open->low, base, 1e-9);
  g_assert_cmpfloat (open->high, >, open->low + 0.1);
  for (gsize k = 0; k < hull->n_points; k++)
    g_assert_cmpfloat_with_epsilon (open->values[k],
                                    open->constant + open->slope[0] * hull->points[2 * k]
                                      + open->slope[1] * hull->points[2 * k + 1],
                                    1e-9);
  /* λ for each unit of neuron 2; neuron 0 takes neuron 1 along. */
  g_assert_cmpfloat_with_epsilon (open->slope[0], 0.5, 1e-9);
  g_assert_cmpfloat_with_epsilon (open->slope[1], 1.0, 1e-9);
  for (gsize k = 0; k < 2; k++)
    {
      const double dx = open->to[2 * k] - open->from[2 * k];
      const double dy = open->to[2 * k + 1] - open->from[2 * k + 1];

      g_assert_cmpfloat (MAX (dx, dy), >, 0.0);
      g_assert_cmpfloat_with_epsilon (MIN (dx, dy), 0.0, 1e-9);
    }
}

/* It is said what it is, and what the colours are; nothing of it is said without it. */
static void
test_words (void)
{
  g_autoptr (RscEqualFit) set = make_set ();
  const gsize axes[] = { 2, 0 };
  g_autoptr (RscHull) hull = rsc_set_open_project (set, 2, axes, NULL, NULL);
  g_autoptr (RscSetOpen) open = rsc_set_open_new (set, hull, 2, axes);

  for (int with = 0; with < 2; with++)
    for (int dark = 0; dark < 2; dark++)
      {
        cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 640, 480);
        cairo_t *cr = cairo_create (surface);
        GArray *boxes = rsc_text_record (cr);
        RscOptimalSetModel model;
        RscTheme theme;
        gsize n_said = 0, n_clipped = 0;

        rsc_theme_init (&theme, dark);
        rsc_optimal_set_model_init (&model);
        model.hull = hull;
        model.n_axes = 2;
        memcpy (model.axes, axes, sizeof axes);
        model.point = rsc_equal_fit_get_start (set);
        model.open = with ? open : NULL;
        rsc_optimal_set_plot_draw (&model, &theme, cr, 640, 480);
        for (guint k = 0; k < boxes->len; k++)
          {
            const RscTextBox *box = &g_array_index (boxes, RscTextBox, k);

            n_said += strstr (box->words, "Equal fit: all networks of these 4 neurons") != NULL;
            n_said += g_str_equal (box->words, "objective");
            n_clipped += box->clipped;
          }
        g_assert_cmpuint (n_said, ==, with ? 2 : 0);
        g_assert_cmpuint (n_clipped, ==, 0);
        g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
        cairo_destroy (cr);
        cairo_surface_destroy (surface);
      }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/set-open/plane", test_plane);
  g_test_add_func ("/set-open/words", test_words);
  return g_test_run ();
}

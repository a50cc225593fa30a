/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "function-pictures.h"
#include "pixels.h"

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice-zeros.h"
#include "ui/plot/rsc-slice.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static void
test_slice_agrees_with_network (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 11);
  for (int trial = 0; trial < 60; trial++)
    {
      gsize d = 2 + gsl_rng_uniform_int (rng, 3);
      gboolean gated = trial % 3 == 0;
      g_autoptr (RscNetwork) network =
        function_random_network (trial % 10 == 9 ? 90 : gsl_rng_uniform_int (rng, 12), d, trial % 2,
                                 gated, 1.0, (gulong) trial + 1);
      double base[5], x[5], f;
      for (gsize k = 0; k < d; k++)
        x[k] = base[k] = gsl_ran_gaussian (rng, 1.0);
      RscSlice *slice = rsc_slice_new (network, d - 1, 0, base);
      for (int p = 0; p < 20; p++)
        {
          x[d - 1] = gsl_ran_gaussian (rng, 2.0);
          x[0] = gsl_ran_gaussian (rng, 2.0);
          rsc_network_predict (network, 1, x, &f);
          g_assert_cmpfloat_with_epsilon (rsc_slice_evaluate (slice, x[d - 1], x[0]), f,
                                          1e-11 * (1.0 + fabs (f)));
        }
      /* Zeros are zeros, at both ends and between. */
      g_autoptr (GArray) zeros = rsc_slice_zeros_list (slice, 0.0, -2.0, 2.0, -1.0, 3.0);
      for (guint k = 0; k < zeros->len; k++)
        {
          RscSegment s = g_array_index (zeros, RscSegment, k);
          double mx = 0.5 * (s.x0 + s.x1), my = 0.5 * (s.y0 + s.y1);
          g_assert_cmpfloat (mx, >=, -2.0 - 1e-9);
          g_assert_cmpfloat (my, <=, 3.0 + 1e-9);
          /* Or a gate, with a sign on each side. */
          double nx = s.y1 - s.y0, ny = s.x0 - s.x1, length = hypot (nx, ny);
          double here = rsc_slice_evaluate (slice, mx, my);
          if (length > 1e-6 && fabs (here) > 1e-9)
            {
              g_assert_true (gated);
              nx *= 1e-7 / length;
              ny *= 1e-7 / length;
              g_assert_cmpfloat (rsc_slice_evaluate (slice, mx + nx, my + ny)
                                   * rsc_slice_evaluate (slice, mx - nx, my - ny),
                                 <, 0.0);
            }
        }
      /* Along a fine line every change of sign meets a piece of the contour, or of a gate. */
      {
        double last = rsc_slice_evaluate (slice, -2.0, 0.37);
        for (int p = 1; p <= 400; p++)
          {
            double u = -2.0 + 4.0 * p / 400.0, value = rsc_slice_evaluate (slice, u, 0.37);
            if ((value > 1e-9 && last < -1e-9) || (value < -1e-9 && last > 1e-9))
              {
                gboolean found = FALSE;
                for (guint k = 0; k < zeros->len; k++)
                  {
                    RscSegment s = g_array_index (zeros, RscSegment, k);
                    double t = (0.37 - s.y0) / (s.y1 - s.y0);
                    double at = s.x0 + t * (s.x1 - s.x0);
                    if (t >= -1e-9 && t <= 1.0 + 1e-9 && at >= u - 0.011 && at <= u + 0.001)
                      found = TRUE;
                  }
                g_assert_true (found);
              }
            last = value;
          }
      }
      /* The active side is on the left of the switch. */
      for (gsize i = 0; i < slice->m; i++)
        {
          RscSegment s;
          const RscSliceNeuron *neuron = &slice->neurons[i];
          if (!rsc_slice_clip_switch (slice, i, -2.0, 2.0, -1.0, 3.0, &s))
            continue;
          double nx = -(s.y1 - s.y0), ny = s.x1 - s.x0;
          double px = 0.5 * (s.x0 + s.x1) + 1e-3 * nx, py = 0.5 * (s.y0 + s.y1) + 1e-3 * ny;
          g_assert_cmpfloat (neuron->a * px + neuron->b * py + neuron->c, >, 0.0);
          g_assert_cmpfloat_with_epsilon (neuron->a * s.x0 + neuron->b * s.y0 + neuron->c, 0.0,
                                          1e-9);
        }
      rsc_slice_free (slice);
    }
  gsl_rng_free (rng);
}

/* Of x₊, −x₊ and x: only the last goes through 0, along a kink. Three neurons that cancel leave
 * rounding of either sign where the others are 0. */
static void
test_flat_zero (void)
{
  const double hidden[] = { 1, 0, 0, -1, 0, 0, 0, 0.1, 0.7, 0, 0.2, 1.4, 0, 0.3, 2.1 };
  const double outputs[3][2] = { { 1, 0 }, { -1, 0 }, { 1, -1 } };
  const double lengths[] = { 0, 0, 4 };

  for (int k = 0; k < 9; k++)
    {
      const double rest = k / 3 - 1;
      const double output[] = { outputs[k % 3][0], outputs[k % 3][1], rest, rest, -rest };
      g_autoptr (RscNetwork) network = rsc_network_new (5, 3, TRUE, hidden, output, NULL);
      g_autoptr (RscSlice) slice = rsc_slice_new (network, 0, 1, NULL);
      g_autoptr (GArray) zeros = rsc_slice_zeros_list (slice, 0.0, -2.0, 2.0, -1.0, 3.0);
      double length = 0;

      for (guint j = 0; j < zeros->len; j++)
        {
          const RscSegment s = g_array_index (zeros, RscSegment, j);

          g_assert_cmpfloat_with_epsilon (s.x0, 0, 1e-9);
          g_assert_cmpfloat_with_epsilon (s.x1, 0, 1e-9);
          length += fabs (s.y1 - s.y0);
        }
      g_assert_cmpfloat_with_epsilon (length, lengths[k % 3], 1e-9);
    }
}

static void
test_graph_is_exact (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 12);
  for (int trial = 0; trial < 60; trial++)
    {
      gboolean gated = trial % 3 == 0;
      g_autoptr (RscNetwork) network = function_random_network (
        1 + gsl_rng_uniform_int (rng, 20), 1, TRUE, gated, 1.0, (gulong) trial + 1);
      g_autoptr (RscSlice) slice = rsc_slice_new (network, 0, G_MAXSIZE, NULL);
      g_autoptr (GArray) graph = rsc_slice_list_graph (slice, -3.0, 3.0);
      double last_x = -3.0, last_y = NAN;
      for (guint k = 0; k < graph->len; k++)
        {
          RscSegment s = g_array_index (graph, RscSegment, k);
          g_assert_cmpfloat_with_epsilon (s.x0, last_x, 1e-9);
          if (k > 0 && !gated)
            g_assert_cmpfloat_with_epsilon (s.y0, last_y, 1e-9);
          double t = gsl_rng_uniform (rng), x = s.x0 + t * (s.x1 - s.x0), f;
          rsc_network_predict (network, 1, &x, &f);
          g_assert_cmpfloat_with_epsilon (f, s.y0 + t * (s.y1 - s.y0), 1e-9);
          last_x = s.x1;
          last_y = s.y1;
        }
      g_assert_cmpfloat (last_x, ==, 3.0);
    }
  gsl_rng_free (rng);
}

/* Neurons that cancel leave rounding, which must not be shown as a function. */
static void
test_cancelling_neurons (void)
{
  const double x[] = { -1.0, -1.0, 1.0, 1.0, -1.0, 1.0 }, y[] = { 1.0, -1.0, 1.0 };
  const double hidden[] = { 0.1, 0.7, 0.3, 0.3, 2.1, 0.9 }, output[] = { 3.0, -1.0 };
  g_autoptr (RscDataset) dataset = function_dataset (3, 2, x, y);
  g_autoptr (RscNetwork) network = rsc_network_new (2, 3, TRUE, hidden, output, NULL);
  RscFunctionModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  model.network = network;
  cairo_surface_t *surface = function_draw (&model, &theme, 500, 420);
  double px, py;
  function_locate (&model, &theme, 500.0, 420.0, 0.9, 0.4, &px, &py);
  g_assert_cmphex (pixels_get (surface, px, py), ==,
                   pixels_pack (rsc_theme_get_diverging (&theme, 2.0 * 256.0 / 511.0 - 1.0)));
  cairo_surface_destroy (surface);
}

/* The network that pruning started from: seen behind the curve and in the plane, and inside of the
 * frame however far it goes; one that does not fit the data is left out. */
static void
test_before (void)
{
  for (gsize d = 1; d <= 2; d++)
    for (int big = 0; big < 2; big++)
      {
        g_autoptr (RscDataset) dataset = function_random_dataset (12, d, 1.0, 5);
        g_autoptr (RscNetwork) network = function_random_network (4, d, TRUE, FALSE, 1.0, 6);
        /* More neurons than exact contours are drawn for. */
        g_autoptr (RscNetwork) before =
          function_random_network (big ? 60 : 5, d, TRUE, FALSE, big ? 100.0 : 1.0, 9);
        g_autoptr (RscNetwork) other = function_random_network (4, d + 1, TRUE, FALSE, 1.0, 8);
        RscTheme theme;
        RscFunctionModel model;

        rsc_theme_init (&theme, d == 2);
        rsc_function_model_init (&model);
        model.dataset = dataset;
        model.network = network;
        cairo_surface_t *alone = function_draw (&model, &theme, 400, 300);
        model.before = before;
        cairo_surface_t *both = function_draw (&model, &theme, 400, 300);
        model.before = other;
        cairo_surface_t *unfit = function_draw (&model, &theme, 400, 300);
        g_test_message ("%" G_GSIZE_FORMAT " features, big %d", d, big);
        g_assert_false (pixels_are_same (alone, both));
        g_assert_true (pixels_are_same (alone, unfit));
        cairo_surface_destroy (alone);
        cairo_surface_destroy (both);
        cairo_surface_destroy (unfit);
      }
}

static gboolean
is_inside (RscDataset *dataset, const RscTheme *theme, int x, int y)
{
  RscFunctionModel model;
  RscFunctionHit hit;

  rsc_function_model_init (&model);
  model.dataset = dataset;
  function_pick (&model, theme, 400, 300, x, y, &hit);
  return hit.inside;
}

/* Values that are given fix the axis, or the colours, whatever the network. */
static void
test_fixed_values (void)
{
  g_autoptr (RscDataset) one = function_random_dataset (5, 1, 0.1, 1);
  g_autoptr (RscDataset) two = function_random_dataset (5, 2, 0.1, 1);
  g_autoptr (RscDataset) three = function_random_dataset (5, 3, 0.1, 1);
  RscFunctionHit hit[2][2];
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int fixed = 0; fixed < 2; fixed++)
    for (int mode = 0; mode < 2; mode++)
      {
        for (int k = 0; k < 2; k++)
          {
            g_autoptr (RscNetwork) network =
              function_random_network (4, mode == 0 ? 1 : 3, TRUE, FALSE, k == 0 ? 1.0 : 5.0, 2);
            RscFunctionModel model;

            rsc_function_model_init (&model);
            model.dataset = mode == 0 ? one : three;
            model.network = network;
            model.mode = mode == 0 ? RSC_FUNCTION_VALUE : RSC_FUNCTION_FIT;
            if (fixed)
              {
                model.value_low = -9.0;
                model.value_high = 11.0;
              }
            function_pick (&model, &theme, 400, 300, 200.0, 100.0, &hit[k][0]);
            function_pick (&model, &theme, 400, 300, 200.0, 180.0, &hit[k][1]);
          }
        double unit[2] = { hit[0][0].y - hit[0][1].y, hit[1][0].y - hit[1][1].y };
        if (fixed)
          {
            g_assert_cmpfloat (unit[0], ==, unit[1]);
            g_assert_cmpfloat (hit[0][0].y, ==, hit[1][0].y);
          }
        else
          g_assert_cmpfloat (unit[1], >, 2.0 * unit[0]);
      }

  /* The same scale beside the map, and other colours in it. */
  cairo_surface_t *surface[2];
  int bar[2] = { 0, 0 }, map[2] = { 0, 0 };
  for (int fixed = 0; fixed < 2; fixed++)
    {
      for (int k = 0; k < 2; k++)
        {
          g_autoptr (RscNetwork) network =
            function_random_network (4, 2, TRUE, FALSE, k == 0 ? 1.0 : 4.3, 2);
          RscFunctionModel model;

          rsc_function_model_init (&model);
          model.dataset = two;
          model.network = network;
          if (fixed)
            {
              model.value_low = -9.0;
              model.value_high = 11.0;
            }
          surface[k] = function_draw (&model, &theme, 400, 300);
        }
      int right = 399;
      while (!is_inside (two, &theme, right, 150))
        right--;
      for (int y = 0; y < 300; y++)
        for (int x = 0; x < 400; x++)
          if (pixels_get (surface[0], x, y) != pixels_get (surface[1], x, y))
            {
              bar[fixed] += x > right + 1;
              map[fixed] += x <= right;
            }
      cairo_surface_destroy (surface[0]);
      cairo_surface_destroy (surface[1]);
    }
  g_assert_cmpint (bar[0], >, 20);
  g_assert_cmpint (bar[1], ==, 0);
  g_assert_cmpint (map[1], >, 1000);
}

/* A slice is f where the other features are held: at the mean, or where the model says. */
static void
test_slice_is_held (void)
{
  g_autoptr (RscDataset) dataset = function_random_dataset (12, 4, 1.0, 5);
  g_autoptr (RscNetwork) network = function_random_network (6, 4, TRUE, FALSE, 1.0, 6);
  g_autoptr (RscFeatureValues) at = rsc_feature_values_new_with (NULL, 4, 2, 0.75);
  double held = 0.0;

  for (int set = 0; set < 2; set++)
    {
      g_autofree double *x = rsc_feature_values_dup_place (set ? at : NULL, dataset);
      RscFunctionModel model;
      RscFunctionHit hit;
      RscTheme theme;
      double f;

      rsc_theme_init (&theme, FALSE);
      rsc_function_model_init (&model);
      model.mode = RSC_FUNCTION_SLICE;
      model.dataset = dataset;
      model.network = network;
      model.feature_x = 3;
      model.feature_y = 1;
      model.at = set ? at : NULL;
      function_pick (&model, &theme, 500.0, 420.0, 240.0, 200.0, &hit);
      g_assert_true (hit.inside);
      x[3] = hit.x;
      x[1] = hit.y;
      rsc_network_predict (network, 1, x, &f);
      g_assert_cmpfloat_with_epsilon (hit.value, f, 1e-10);
      if (set)
        g_assert_cmpfloat (fabs (f - held), >, 1e-3);
      held = f;
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-plot/slice", test_slice_agrees_with_network);
  g_test_add_func ("/function-plot/flat-zero", test_flat_zero);
  g_test_add_func ("/function-plot/slice-held", test_slice_is_held);
  g_test_add_func ("/function-plot/graph", test_graph_is_exact);
  g_test_add_func ("/function-plot/cancelling-neurons", test_cancelling_neurons);
  g_test_add_func ("/function-plot/before", test_before);
  g_test_add_func ("/function-plot/fixed-values", test_fixed_values);
  return g_test_run ();
}

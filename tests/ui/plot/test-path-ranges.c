/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a path reaches: nothing that a frame of it shows goes beyond. */
#include "problems.h"

#include "ui/plot/rsc-path-ranges.h"
#include <gsl/gsl_errno.h>
#include <math.h>

static void
check_axes (const RscPathRanges *ranges, const RscPathFrame *frame)
{
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (frame->set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (frame->set, i);
      gsize d =
        rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (frame->set)));

      if (frame->ids[i] == RSC_PATH_NO_NEURON)
        continue;
      for (int space = 0; space < 2; space++)
        for (int feature = RSC_FEATURE_NORM; feature < (int) d; feature++)
          {
            RscOptimalSetRange range =
              rsc_path_ranges_get_axis (ranges, frame->ids[i], feature, (RscSpace) space);
            double norm = space == RSC_SPACE_CONVEX ? neuron->norm_max : sqrt (neuron->norm_max);
            double value = norm * (feature < 0 ? 1.0 : neuron->direction[feature]);
            double slack = 1e-3 * (range.high - range.low);

            g_assert_cmpfloat (range.low, <=, 0.0);
            g_assert_cmpfloat (range.high, >=, 0.0);
            g_assert_cmpfloat (value, >=, range.low - slack);
            g_assert_cmpfloat (value, <=, range.high + slack);
          }
    }
}

static void
check_values (const RscPathRanges *ranges, const RscPathFrame *frame, RscDataset *dataset)
{
  gsize d = rsc_dataset_get_d (dataset);
  g_autoptr (RscNetwork) network =
    rsc_optimal_set_dup_network (frame->set, rsc_optimal_set_get_min_norm (frame->set));
  double low, high, x[2], y[2] = { 0.0, 0.0 };

  rsc_path_ranges_get_values (ranges, RSC_FUNCTION_VALUE, &low, &high);
  g_assert_true (isfinite (low) && isfinite (high));
  rsc_function_plot_get_range (dataset, 0, &x[0], &x[1]);
  if (d == 2)
    rsc_function_plot_get_range (dataset, 1, &y[0], &y[1]);
  for (int i = 0; i <= 30; i++)
    for (int j = 0; j <= (d == 2 ? 30 : 0); j++)
      {
        double p[2] = { x[0] + (x[1] - x[0]) * i / 30.0, y[0] + (y[1] - y[0]) * j / 30.0 }, f;

        rsc_network_predict (network, 1, p, &f);
        g_assert_cmpfloat (f, >=, low - 0.02 * (high - low));
        g_assert_cmpfloat (f, <=, high + 0.02 * (high - low));
      }
}

static void
test_cover (void)
{
  static const char *const sets[] = { "checkerboard", "sine", "polygon-6", "xor" };

  for (gsize c = 0; c < G_N_ELEMENTS (sets); c++)
    {
      g_autoptr (RscPath) path = path_of_gallery (sets[c]);
      RscDataset *dataset = rsc_problem_get_dataset (rsc_path_get_problem (path));
      double top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
      g_autoptr (RscPathRanges) ranges = rsc_path_ranges_new (path, 0, 1, NULL);

      g_assert_true (rsc_path_ranges_match (ranges, path, 0, 1, NULL));
      g_assert_false (rsc_path_ranges_match (ranges, path, 1, 0, NULL));
      for (int k = 1; k <= 60; k++)
        {
          g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, top * pow (1e-3, k / 61.0));

          g_assert_nonnull (frame);
          check_axes (ranges, frame);
          check_values (ranges, frame, dataset);
        }
    }
}

/* The largest norm of a point is reached, and no more than it. */
static void
test_tight (void)
{
  g_autoptr (RscPath) path = path_of_gallery ("checkerboard");
  g_autoptr (RscPathRanges) ranges = rsc_path_ranges_new (path, 0, 1, NULL);

  for (gsize id = 0; id < rsc_path_get_n_ids (path); id++)
    {
      double largest = 0.0;

      for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
        {
          const RscPathPoint *point = rsc_path_get_point (path, k);

          for (gsize i = 0; i < point->n_neurons; i++)
            if (point->ids[i] == id)
              largest = MAX (largest, rsc_optimal_set_get_neuron (point->set, i)->norm_max);
        }
      g_assert_cmpfloat (
        rsc_path_ranges_get_axis (ranges, id, RSC_FEATURE_NORM, RSC_SPACE_CONVEX).high, ==,
        largest);
      g_assert_cmpfloat (
        rsc_path_ranges_get_axis (ranges, id, RSC_FEATURE_NORM, RSC_SPACE_NONCONVEX).high, ==,
        sqrt (largest));
    }
}

/* Distinct neurons, three for a set of three dimensions; where the set is not unique some of them
 * range. */
static void
test_axes (void)
{
  g_autoptr (RscPath) path = path_of_gallery ("checkerboard");
  g_autoptr (RscPathRanges) ranges = rsc_path_ranges_new (path, 0, 1, NULL);
  gsize ids[3];
  double widest = 0.0;
  const RscPathPoint *last = rsc_path_get_point (path, rsc_path_get_n_points (path) - 1);

  g_assert_cmpuint (rsc_path_ranges_get_axes (ranges, ids), ==, 3);
  g_assert_cmpuint (ids[0], !=, ids[1]);
  g_assert_cmpuint (ids[1], !=, ids[2]);
  g_assert_cmpuint (ids[0], !=, ids[2]);
  for (gsize i = 0; i < last->n_neurons; i++)
    for (gsize k = 0; k < 3; k++)
      if (last->ids[i] == ids[k])
        widest = MAX (widest, rsc_optimal_set_get_neuron (last->set, i)->norm_max
                                - rsc_optimal_set_get_neuron (last->set, i)->norm_min);
  g_assert_cmpfloat (widest, >, 1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/path-ranges/cover", test_cover);
  g_test_add_func ("/path-ranges/tight", test_tight);
  g_test_add_func ("/path-ranges/axes", test_axes);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/set/rsc-tuning.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define SAMPLES 300

/* Points about the data, with targets ±1. */
static RscDataset *
draw_points (RscOptimalSet *set, gsize n, guint64 seed)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize d = rsc_dataset_get_d (rsc_problem_get_dataset (problem));
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  gsl_rng *rng = rsc_random_new (seed);

  for (gsize k = 0; k < n * d; k++)
    x[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < n; k++)
    y[k] = gsl_rng_uniform (rng) < 0.5 ? -1.0 : 1.0;
  gsl_rng_free (rng);
  return rsc_dataset_new ("points", n, d, x, y, NULL, NULL, NULL);
}

static RscTuning *
tune (RscOptimalSet *set, RscDataset *validation, RscDataset *test, guint64 seed, GError **error)
{
  RscTuningSettings settings;

  rsc_tuning_settings_init (&settings);
  settings.seed = seed;
  return rsc_tuning_new (set, validation, test, &settings, NULL, error);
}

/* Mean squared error and accuracy of the network with norms @a, by the network itself. */
static void
measure (RscOptimalSet *set, const double *a, RscDataset *points, double *error, double *accuracy)
{
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
  const gsize n = rsc_dataset_get_n (points);
  const double *y = rsc_dataset_get_y (points);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (network, n, rsc_dataset_get_x (points), f);
  *error = *accuracy = 0.0;
  for (gsize k = 0; k < n; k++)
    {
      *error += (f[k] - y[k]) * (f[k] - y[k]) / (double) n;
      *accuracy += (f[k] * y[k] > 0.0) / (double) n;
    }
}

/* Share of the @points at which the network says 0, as a symmetric one can: rounding gives that a
 * class. */
static double
measure_undecided (RscNetwork *network, RscDataset *points)
{
  const gsize n = rsc_dataset_get_n (points);
  g_autofree double *f = g_new (double, n);
  double share = 0.0;

  rsc_network_predict (network, n, rsc_dataset_get_x (points), f);
  for (gsize k = 0; k < n; k++)
    share += (fabs (f[k]) < 1e-12) / (double) n;
  return share;
}

/* Scores are the networks' own; every pick has the set's fit; nothing among vertices, edges'
 * middles and random points is better by a criterion than its pick, or outside the range. */
static void
check_tuning (RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscDataset *train = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
  const gsize n = rsc_dataset_get_n (train), m = rsc_optimal_set_get_n_neurons (set);
  const gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  g_autoptr (RscDataset) validation = draw_points (set, 7, 1);
  g_autoptr (RscDataset) test = draw_points (set, 12, 2);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTuning) tuning = tune (set, validation, test, 5, &error);
  g_autofree double *f = g_new (double, n);
  g_autofree double *a = g_new (double, m);
  double low, high, low_bound, high_bound;
  const RscTuningPick *by_validation, *by_test, *worst;

  g_assert_no_error (error);
  rsc_tuning_get_accuracy_range (tuning, &low, &high, &low_bound, &high_bound);
  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (tuning, c);
      g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, pick->a);
      double squared, accuracy;

      rsc_network_predict (network, n, rsc_dataset_get_x (train), f);
      for (gsize k = 0; k < n; k++)
        g_assert_cmpfloat_with_epsilon (f[k], rsc_solution_get_fit (solution)[k], 1e-10);
      measure (set, pick->a, test, &squared, &accuracy);
      g_assert_cmpfloat_with_epsilon (pick->test.error, squared, 1e-12);
      const double undecided = measure_undecided (network, test) + 1e-12;
      g_assert_cmpfloat_with_epsilon (pick->test.accuracy, accuracy, undecided);
      g_assert_cmpfloat (accuracy, >=, low - undecided);
      g_assert_cmpfloat (accuracy, <=, high + undecided);
    }
  g_assert_cmpfloat (low_bound, <=, low);
  g_assert_cmpfloat (high_bound, >=, high);
  by_validation = rsc_tuning_get_pick (tuning, RSC_TUNING_VALIDATION);
  by_test = rsc_tuning_get_pick (tuning, RSC_TUNING_TEST);
  worst = rsc_tuning_get_pick (tuning, RSC_TUNING_WORST_TEST);
  for (gsize k = 0; k < SAMPLES; k++)
    {
      double squared, accuracy;

      if (k < n_vertices)
        memcpy (a, rsc_optimal_set_get_vertex (set, k), m * sizeof (double));
      else if (k < 2 * n_vertices && n_vertices > 1)
        for (gsize i = 0; i < m; i++)
          a[i] = 0.5
                 * (rsc_optimal_set_get_vertex (set, k - n_vertices)[i]
                    + rsc_optimal_set_get_vertex (set, (k + 1) % n_vertices)[i]);
      else
        rsc_optimal_set_sample (set, k, a);
      measure (set, a, test, &squared, &accuracy);
      g_assert_cmpfloat (squared, >=, by_test->test.error - 1e-9);
      g_assert_cmpfloat (squared, <=, worst->test.error + 1e-9);
      g_assert_cmpfloat (accuracy, >=, low_bound - 1e-12);
      g_assert_cmpfloat (accuracy, <=, high_bound + 1e-12);
      measure (set, a, validation, &squared, &accuracy);
      g_assert_cmpfloat (squared, >=, by_validation->validation.error - 1e-9);
    }
  g_assert_true (worst->proved == rsc_optimal_set_get_vertices_complete (set));
  if (rsc_optimal_set_get_dimension (set) > 0)
    g_assert_cmpfloat (worst->test.error, >, by_test->test.error + 1e-6);
}

static void
test_sets (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = { { "polygon-12", 0.1 }, { "checkerboard", 0.1 }, { "checkerboard", 0.01 },
                { "xor", 0.1 },        { "parity", 0.1 },       { "polygon-8", 0.3 } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[k].name, RSC_ACTIVATION_RELU, cases[k].ratio);

      check_tuning (set);
    }
}

static void
test_gated (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_GATED, 0.1);

  check_tuning (set);
}

/* What network @network says at @points, by its gates or without them. */
static void
measure_as (RscNetwork *network,
            gboolean as_relu,
            RscDataset *points,
            double *error,
            double *accuracy)
{
  const gsize n = rsc_dataset_get_n (points), m = rsc_network_get_width (network);
  g_autoptr (RscNetwork) relu =
    rsc_network_new (m, rsc_network_get_d (network), rsc_network_get_bias (network),
                     rsc_network_get_hidden (network), rsc_network_get_output (network), NULL);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (as_relu ? relu : network, n, rsc_dataset_get_x (points), f);
  *error = *accuracy = 0.0;
  for (gsize k = 0; k < n; k++)
    {
      const double y = rsc_dataset_get_y (points)[k];

      *error += (f[k] - y) * (f[k] - y) / (double) n;
      *accuracy += (f[k] * y > 0.0) / (double) n;
    }
}

/* Sets of equal fit of networks of any kind: picks have the fit and are optimal, against vertices,
 * random points, and points far out along unbounded directions. */
static void
test_equal_fit (void)
{
  g_autoptr (RscOptimalSet) like = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (like));
  RscDataset *train = rsc_problem_get_dataset (problem);
  g_autoptr (RscDataset) validation = draw_points (like, 7, 1);
  g_autoptr (RscDataset) test = draw_points (like, 12, 2);
  gsize n_endless = 0, n_bounded = 0;

  for (guint64 seed = 1; seed <= 12; seed++)
    {
      const gsize m = 8 + seed % 4, d = 3, n = rsc_dataset_get_n (train);
      gsl_rng *rng = rsc_random_new (seed);
      g_autofree double *hidden = g_new (double, m *d);
      g_autofree double *output = g_new (double, m);
      g_autofree double *gates = g_new (double, m *d);
      g_autofree double *a = g_new (double, m);
      g_autofree double *f = g_new (double, n);
      g_autoptr (RscNetwork) network = NULL;
      g_autoptr (RscEqualFit) fit = NULL;
      g_autoptr (RscTuning) tuning = NULL;
      g_autoptr (RscTuning) quick = NULL;
      g_autoptr (RscEqualFit) quick_fit = NULL;
      g_autoptr (GError) error = NULL;
      const RscTuningPick *picks[RSC_N_TUNING_CRITERIA];
      RscTuningSettings settings;
      RscPolyhedron *points;
      double low, high, low_bound, high_bound, quick_low, quick_high;

      for (gsize k = 0; k < m * d; k++)
        {
          hidden[k] = gsl_ran_gaussian (rng, 1.0);
          gates[k] = gsl_ran_gaussian (rng, 1.0);
        }
      for (gsize k = 0; k < m; k++)
        output[k] =
          seed % 3 == 0 ? gsl_ran_gaussian (rng, 1.0) : fabs (gsl_ran_gaussian (rng, 1.0));
      gsl_rng_free (rng);
      network = rsc_network_new (m, d, TRUE, hidden, output, seed % 2 == 0 ? gates : NULL);
      rsc_tuning_settings_init (&settings);
      settings.seed = seed;
      settings.as_relu = seed % 4 == 0;
      fit = rsc_equal_fit_new (train, network, 0.1, 5000, NULL, &error);
      g_assert_no_error (error);
      points = rsc_equal_fit_get_points (fit);
      n_bounded += rsc_polyhedron_is_bounded (points);
      tuning = rsc_tuning_new_for_fit (fit, validation, test, &settings, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rsc_tuning_get_fit (tuning) == fit && rsc_tuning_get_set (tuning) == NULL);
      rsc_tuning_get_accuracy_range (tuning, &low, &high, &low_bound, &high_bound);
      for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
        {
          g_autoptr (RscNetwork) picked = NULL;
          double squared, accuracy;

          picks[c] = rsc_tuning_get_pick (tuning, c);
          picked = rsc_equal_fit_dup_network (fit, picks[c]->a);
          rsc_network_predict (picked, n, rsc_dataset_get_x (train), f);
          for (gsize k = 0; k < n; k++)
            g_assert_cmpfloat_with_epsilon (f[k], rsc_equal_fit_get_fit (fit)[k], 1e-10);
          measure_as (picked, settings.as_relu, test, &squared, &accuracy);
          g_assert_cmpfloat_with_epsilon (picks[c]->test.error, squared, 1e-9 * (1.0 + squared));
          g_assert_cmpfloat_with_epsilon (picks[c]->test.accuracy, accuracy, 1e-12);
        }
      g_assert_true (picks[RSC_TUNING_VALIDATION]->proved && picks[RSC_TUNING_MIN_NORM]->proved);
      for (gsize k = 0; k < SAMPLES; k++)
        {
          const gsize n_vertices = rsc_polyhedron_get_n_vertices (points);
          const gsize n_rays = rsc_polyhedron_get_n_rays (points);
          g_autoptr (RscNetwork) other = NULL;
          double squared, accuracy, norm = 0.0, least = 0.0;

          if (k < n_vertices)
            memcpy (a, rsc_polyhedron_get_vertex (points, k), m * sizeof (double));
          else
            rsc_convex_set_sample (rsc_polyhedron_as_set (points), k, a);
          if (k % 3 == 0 && n_rays > 0)
            for (gsize i = 0; i < m; i++)
              a[i] +=
                pow (10.0, (double) (k % 5) - 2.0) * rsc_polyhedron_get_ray (points, k % n_rays)[i];
          other = rsc_equal_fit_dup_network (fit, a);
          measure_as (other, settings.as_relu, validation, &squared, &accuracy);
          g_assert_cmpfloat (squared, >=,
                             picks[RSC_TUNING_VALIDATION]->validation.error * (1.0 - 1e-8));
          measure_as (other, settings.as_relu, test, &squared, &accuracy);
          g_assert_cmpfloat (squared, >=, picks[RSC_TUNING_TEST]->test.error * (1.0 - 1e-8));
          if (!picks[RSC_TUNING_WORST_TEST]->endless)
            g_assert_cmpfloat (squared, <=,
                               picks[RSC_TUNING_WORST_TEST]->test.error * (1.0 + 1e-8));
          g_assert_cmpfloat (accuracy, >=, low_bound - 1e-12);
          g_assert_cmpfloat (accuracy, <=, high_bound + 1e-12);
          for (gsize i = 0; i < m; i++)
            {
              norm += a[i] * a[i];
              least += picks[RSC_TUNING_MIN_NORM]->a[i] * picks[RSC_TUNING_MIN_NORM]->a[i];
            }
          g_assert_cmpfloat (norm, >=, least * (1.0 - 1e-8));
        }
      n_endless += picks[RSC_TUNING_WORST_TEST]->endless;

      /* Without vertices and ranges the same, but for what they prove. */
      quick_fit = rsc_equal_fit_new (train, network, 0.1, 0, NULL, &error);
      quick = rsc_tuning_new_for_fit (quick_fit, validation, test, &settings, NULL, &error);
      g_assert_no_error (error);
      for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
        if (c == RSC_TUNING_VALIDATION || c == RSC_TUNING_TEST
            || (c == RSC_TUNING_WORST_TEST && !picks[c]->endless))
          g_assert_cmpfloat_with_epsilon (rsc_tuning_get_pick (quick, c)->test.error,
                                          picks[c]->test.error,
                                          1e-6 * (1.0 + picks[c]->test.error));
      rsc_tuning_get_accuracy_range (quick, &low, &high, &quick_low, &quick_high);
      g_assert_cmpfloat (quick_low, ==, low_bound);
      g_assert_cmpfloat (quick_high, ==, high_bound);
    }
  g_assert_cmpuint (n_endless, >, 0);
  g_assert_cmpuint (n_bounded, >, 0);
}

/* No points, no pick by them; no neurons, one network. */
static void
test_without_points (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) zero = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 2.0);
  g_autoptr (RscDataset) points = draw_points (set, 5, 3);
  g_autoptr (RscTuning) tuning = tune (set, NULL, NULL, 1, NULL);
  g_autoptr (RscTuning) of_zero = tune (zero, points, points, 1, NULL);
  double low, high, low_bound, high_bound;

  g_assert_null (rsc_tuning_get_pick (tuning, RSC_TUNING_TEST)->a);
  g_assert_null (rsc_tuning_get_pick (tuning, RSC_TUNING_WORST_TEST)->a);
  g_assert_nonnull (rsc_tuning_get_pick (tuning, RSC_TUNING_MIN_NORM)->a);
  rsc_tuning_get_accuracy_range (tuning, &low, &high, &low_bound, &high_bound);
  g_assert_true (isnan (low) && isnan (high));
  rsc_tuning_get_accuracy_range (of_zero, &low, &high, &low_bound, &high_bound);
  g_assert_cmpfloat (high_bound, ==, 0.0);
  g_assert_cmpfloat (rsc_tuning_get_pick (of_zero, RSC_TUNING_TEST)->test.error, ==, 1.0);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tuning/sets", test_sets);
  g_test_add_func ("/tuning/gated", test_gated);
  g_test_add_func ("/tuning/equal-fit", test_equal_fit);
  g_test_add_func ("/tuning/without-points", test_without_points);
  return g_test_run ();
}

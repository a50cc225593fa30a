/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-distribution.h"
#include "core/set/rsc-envelope.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static RscSetSample *
draw (RscOptimalSet *set)
{
  g_autoptr (GError) error = NULL;
  RscSetSample *sample =
    rsc_set_sample_new (set, 1, RSC_SET_SAMPLE_CHAINS, RSC_SET_SAMPLE_POINTS, NULL, &error);

  g_assert_no_error (error);
  return sample;
}

static RscDistribution *
distribute (RscSetSample *sample, RscScalar scalar)
{
  g_autoptr (GError) error = NULL;
  RscDistribution *distribution = rsc_distribution_new (sample, &scalar, NULL, &error);

  g_assert_no_error (error);
  return distribution;
}

/* What the network of norms @a has for @scalar, by the network itself; a prediction of the size of
 * @margin is wrong, of −@margin right. */
static double
measure_with (RscOptimalSet *set, const RscScalar *scalar, const double *a, double margin)
{
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
  double result = 0.0;

  if (scalar->kind == RSC_SCALAR_NORM)
    return a[scalar->neuron];
  if (scalar->kind == RSC_SCALAR_PREDICTION)
    {
      rsc_network_predict (network, 1, scalar->x, &result);
      return result;
    }
  const gsize n = rsc_dataset_get_n (scalar->points);
  const double *y = rsc_dataset_get_y (scalar->points);
  g_autofree double *f = g_new (double, n);
  rsc_network_predict (network, n, rsc_dataset_get_x (scalar->points), f);
  for (gsize k = 0; k < n; k++)
    result += scalar->kind == RSC_SCALAR_ERROR ? (f[k] - y[k]) * (f[k] - y[k]) / (double) n
                                               : (f[k] * y[k] > margin) / (double) n;
  return result;
}

static double
measure (RscOptimalSet *set, const RscScalar *scalar, const double *a)
{
  return measure_with (set, scalar, a, 0.0);
}

/* Ends are networks of the set, no vertex and no drawn network is beyond them, the values are those
 * of the drawn networks. */
static void
check (RscSetSample *sample, RscScalar scalar)
{
  RscOptimalSet *set = rsc_set_sample_get_set (sample);
  g_autoptr (RscDistribution) distribution = distribute (sample, scalar);
  const double size = MAX (1.0, fabs (distribution->high));
  g_autofree gsize *counts = g_new (gsize, 20);
  double sum = 0.0;
  gsize n = 0;

  if (distribution->at_low != NULL)
    g_assert_cmpfloat_with_epsilon (measure (set, &scalar, distribution->at_low), distribution->low,
                                    1e-9 * size);
  if (distribution->at_high != NULL)
    g_assert_cmpfloat_with_epsilon (measure (set, &scalar, distribution->at_high),
                                    distribution->high, 1e-9 * size);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const double value = measure (set, &scalar, rsc_optimal_set_get_vertex (set, k));

      g_assert_cmpfloat (value, >=, distribution->low_bound - 1e-9 * size);
      g_assert_cmpfloat (value, <=, distribution->high_bound + 1e-9 * size);
    }
  /* Where a prediction is 0 but for rounding it may be right or wrong. */
  const double *interior = rsc_optimal_set_get_interior (set);
  const double inside = rsc_scalar_measure (set, &scalar, interior);

  g_assert_cmpfloat (inside, >=, measure_with (set, &scalar, interior, 1e-12) - 1e-9 * size);
  g_assert_cmpfloat (inside, <=, measure_with (set, &scalar, interior, -1e-12) + 1e-9 * size);
  for (gsize k = 0; k < distribution->n; k++)
    sum += measure (set, &scalar, rsc_set_sample_get_norms (sample, k)) / (double) distribution->n;
  g_assert_cmpfloat_with_epsilon (sum, distribution->mean, 1e-8 * size);
  g_assert_cmpfloat (distribution->values[0], >=, distribution->low);
  g_assert_cmpfloat (distribution->values[distribution->n - 1], <=, distribution->high);
  rsc_distribution_count (distribution, 20, counts);
  for (gsize bin = 0; bin < 20; bin++)
    {
      const double end =
        distribution->low + (distribution->high - distribution->low) * (double) (bin + 1) / 20.0;
      gsize below = 0, not_above = 0;

      /* What is at the end of a bin to rounding may be in it or in the next. */
      for (gsize k = 0; k < distribution->n; k++)
        {
          below += distribution->values[k] < end - 1e-12 * size;
          not_above += distribution->values[k] <= end + 1e-12 * size;
        }
      n += counts[bin];
      g_assert_cmpuint (n, >=, below);
      g_assert_cmpuint (n, <=, bin + 1 < 20 ? not_above : distribution->n);
    }
  g_assert_cmpuint (n, ==, distribution->n);
  /* An end that a drawn network has is one that can be shown. */
  g_assert_true (distribution->at_low != NULL || distribution->values[0] > distribution->low);
  g_assert_true (distribution->at_high != NULL
                 || distribution->values[distribution->n - 1] < distribution->high);
}

static void
test_scalars (void)
{
  static const char *const names[] = { "polygon-8", "checkerboard", "parity" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[k], RSC_ACTIVATION_RELU, 0.1);
      RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
      RscDataset *train = rsc_problem_get_dataset (problem);
      g_autoptr (RscSetSample) sample = draw (set);
      const gsize n = rsc_problem_get_n (problem), m = rsc_optimal_set_get_n_neurons (set);
      g_autofree double *f = g_new (double, n);
      const double x[] = { 0.7, -0.3, 0.4 };
      const double away[] = { 0.5, 0.1, -0.2, -1.5, 0.3, 0.9 }, signs[] = { 1.0, -1.0 };
      g_autoptr (RscDataset) points =
        rsc_dataset_new ("points", 2, rsc_dataset_get_d (train), away, signs, NULL, NULL, NULL);

      for (gsize i = 0; i < RSC_SET_SAMPLE_CHAINS * RSC_SET_SAMPLE_POINTS; i += 97)
        {
          g_autoptr (RscNetwork) network =
            rsc_optimal_set_dup_network (set, rsc_set_sample_get_norms (sample, i));

          rsc_network_predict (network, n, rsc_dataset_get_x (train), f);
          for (gsize row = 0; row < n; row++)
            g_assert_cmpfloat_with_epsilon (
              f[row], rsc_solution_get_fit (rsc_optimal_set_get_solution (set))[row], 1e-10);
        }
      check (sample, (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = 0 });
      check (sample, (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = m - 1 });
      check (sample, (RscScalar){ .kind = RSC_SCALAR_PREDICTION, .x = x });
      check (sample, (RscScalar){ .kind = RSC_SCALAR_ERROR, .points = points });
      check (sample, (RscScalar){ .kind = RSC_SCALAR_ACCURACY, .points = points });
    }
}

/* A set of dimension 1 is a segment, along which a norm is uniform. */
static void
test_segment (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetSample) sample = draw (set);
  g_autoptr (RscDistribution) distribution =
    distribute (sample, (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = 2 });
  const double length = distribution->high - distribution->low;

  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 1);
  g_assert_false (rsc_distribution_is_single (distribution));
  g_assert_true (distribution->low_proved && distribution->high_proved);
  g_assert_cmpfloat_with_epsilon (distribution->low, 0.0, 1e-12);
  g_assert_true (rsc_distribution_is_mixed (distribution));
  g_assert_cmpfloat_with_epsilon (distribution->mean, length / 2.0, 0.03 * length);
  g_assert_cmpfloat_with_epsilon (distribution->deviation, length / sqrt (12.0), 0.02 * length);
}

/* The place to begin with is the widest of those between points; where all agree, any of them. */
static void
test_widest (void)
{
  static const char *const names[] = { "checkerboard", "polygon-8", "xor", "sine" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[k], RSC_ACTIVATION_RELU, 0.1);
      RscDataset *dataset =
        rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
      const gsize n = MIN (rsc_dataset_get_n (dataset), 24), d = rsc_dataset_get_d (dataset);
      const double *x = rsc_dataset_get_x (dataset);
      double place[2], middle[2], low, high, least, most, widest = 0.0;

      g_assert_true (rsc_distribution_find_widest (set, place, NULL, NULL));
      rsc_optimal_set_get_envelope (set, 1, place, &low, &high, NULL, NULL);
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < i; j++)
          {
            for (gsize f = 0; f < d; f++)
              middle[f] = 0.5 * (x[i * d + f] + x[j * d + f]);
            rsc_optimal_set_get_envelope (set, 1, middle, &least, &most, NULL, NULL);
            widest = MAX (widest, most - least);
          }
      g_assert_cmpfloat_with_epsilon (high - low, widest, 1e-9);
      if (k < 2)
        g_assert_cmpfloat (high - low, >, 0.01);
    }
}

/* f at 0 of a set without a bias is 0 for all, whatever rounding makes of the place. */
static void
test_rounding (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetSample) sample = draw (set);
  const double x[] = { -1.4e-17, -7e-18 };
  g_autoptr (RscDistribution) distribution =
    distribute (sample, (RscScalar){ .kind = RSC_SCALAR_PREDICTION, .x = x });

  g_assert_true (rsc_distribution_is_single (distribution));
}

/* Values that are all the same say nothing of the walks where the range is wide. */
static void
test_same_values (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetSample) few = rsc_set_sample_new (set, 1, 4, 8, NULL, NULL);
  g_autoptr (RscDistribution) distribution =
    distribute (few, (RscScalar){ .kind = RSC_SCALAR_NORM });
  const RscMixing all = rsc_set_sample_get_mixing (few);

  g_assert_cmpfloat (all.shrink, >=, distribution->mixing.shrink);
  g_assert_cmpfloat (all.n_effective, <=, distribution->mixing.n_effective);
  g_assert_false (rsc_distribution_is_mixed (distribution));
}

/* One network: one value. No network: f = 0. */
static void
test_unique (void)
{
  g_autoptr (RscOptimalSet) one = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) none = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 1.5);
  g_autoptr (RscSetSample) of_one = draw (one);
  g_autoptr (RscSetSample) of_none = draw (none);
  const double x[] = { 0.5, 0.25 };
  gsize counts[3];

  g_autoptr (RscDistribution) norm =
    distribute (of_one, (RscScalar){ .kind = RSC_SCALAR_NORM, .neuron = 1 });
  g_assert_cmpfloat_with_epsilon (norm->low, norm->high, 1e-12);
  g_assert_true (rsc_distribution_is_single (norm));
  g_assert_cmpfloat (norm->mixing.shrink, ==, 1.0);
  rsc_distribution_count (norm, 3, counts);
  g_assert_cmpuint (counts[0] + counts[1] + counts[2], ==, norm->n);

  g_autoptr (RscDistribution) zero =
    distribute (of_none, (RscScalar){ .kind = RSC_SCALAR_PREDICTION, .x = x });
  g_assert_cmpfloat (zero->low, ==, 0.0);
  g_assert_cmpfloat (zero->high, ==, 0.0);
  g_assert_cmpfloat (zero->mean, ==, 0.0);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/distribution/scalars", test_scalars);
  g_test_add_func ("/distribution/segment", test_segment);
  g_test_add_func ("/distribution/widest", test_widest);
  g_test_add_func ("/distribution/rounding", test_rounding);
  g_test_add_func ("/distribution/same-values", test_same_values);
  g_test_add_func ("/distribution/unique", test_unique);
  return g_test_run ();
}

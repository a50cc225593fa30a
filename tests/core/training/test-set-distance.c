/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-set-distance.h"
#include "core/training/rsc-training-start.h"
#include "problems.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_errno.h>
#include <math.h>

static const char *const names[] = { "xor", "checkerboard", "sine", "polygon-12", "moons" };

/* Every network of the set is in it, also where its neurons are split and in another order; a small
 * change of the weights is seen as large as it is. */
static void
test_members (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    for (guint gated = 0; gated < 2; gated++)
      {
        g_autoptr (RscOptimalSet) set =
          set_of_gallery (names[k], gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, 0.1);
        g_autoptr (RscSetDistance) distance = rsc_set_distance_new (set);
        RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
        const gsize m = rsc_optimal_set_get_n_neurons (set);
        g_autofree double *a = g_new (double, m);
        g_autofree double *along = g_new (double, m);

        for (guint seed = 1; seed <= 5; seed++)
          {
            g_autoptr (RscNetwork) member = NULL;
            g_autoptr (RscNetwork) near = NULL;
            double moved;

            rsc_optimal_set_sample (set, seed, a);
            member = rsc_optimal_set_dup_network (set, a);
            g_assert_cmpfloat (rsc_set_distance_measure (distance, member, along, NULL), <, 1e-7);
            for (gsize i = 0; i < m; i++)
              g_assert_cmpfloat_with_epsilon (along[i], a[i], 1e-9 * (1.0 + a[i]));
            near = rsc_training_start_new_near (problem, member, 0, 1e-4, seed, NULL);
            moved = rsc_set_distance_measure (distance, near, NULL, NULL);
            g_assert_cmpfloat (moved, >, 1e-6);
            g_assert_cmpfloat (moved, <, 1e-2);
          }
      }
}

/* Of the zero network it is all of the nearest optimal one; of two neurons of one kind it is that
 * of their sum. */
static void
test_sums (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-12", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetDistance) distance = rsc_set_distance_new (set);
  const double *a = rsc_optimal_set_get_min_norm (set);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
  g_autoptr (RscNetwork) none = rsc_network_new (0, 2, FALSE, NULL, NULL, NULL);
  const gsize m = rsc_network_get_width (network);
  g_autofree double *hidden = g_new (double, 4 * m);
  g_autofree double *output = g_new (double, 2 * m);
  g_autoptr (RscNetwork) twice = NULL;

  g_assert_cmpfloat_with_epsilon (rsc_set_distance_measure (distance, none, NULL, NULL), 1.0, 1e-9);
  for (gsize i = 0; i < m; i++)
    for (gsize half = 0; half < 2; half++)
      {
        const double share = half == 0 ? 0.3 : 0.7;

        for (gsize c = 0; c < 2; c++)
          hidden[2 * (2 * i + half) + c] =
            sqrt (share) * rsc_network_get_hidden (network)[2 * i + c];
        output[2 * i + half] = sqrt (share) * rsc_network_get_output (network)[i];
      }
  twice = rsc_network_new (2 * m, 2, FALSE, hidden, output, NULL);
  g_assert_cmpfloat (rsc_set_distance_measure (distance, twice, NULL, NULL), <, 1e-7);
}

/* <N, N'> of two networks by the formula. */
static double
multiply (const RscNetwork *one, const RscNetwork *other)
{
  const gsize d = rsc_network_get_d (one);
  g_autofree double *p = g_new (double, d);
  g_autofree double *q = g_new (double, d);
  double sum = 0.0;

  for (gsize i = 0; i < rsc_network_get_width (one); i++)
    for (gsize k = 0; k < rsc_network_get_width (other); k++)
      {
        const int sign = rsc_network_get_convex (one, i, p);

        if (rsc_network_get_convex (other, k, q) != sign)
          continue;
        const double lengths = cblas_dnrm2 ((int) d, p, 1) * cblas_dnrm2 ((int) d, q, 1);

        if (lengths > 0.0)
          sum += lengths * exp (cblas_ddot ((int) d, p, 1, q, 1) / lengths - 1.0);
      }
  return sum;
}

static double
measure (const RscNetwork *one, const RscNetwork *other)
{
  return sqrt (
    MAX (multiply (one, one) - 2.0 * multiply (one, other) + multiply (other, other), 0));
}

/* No network of the set is nearer than it says: against thousands of them, measured by the
 * formula. */
static void
test_nearest (void)
{
  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[k], RSC_ACTIVATION_RELU, 0.1);
      g_autoptr (RscSetDistance) distance = rsc_set_distance_new (set);
      RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
      const gsize m = rsc_optimal_set_get_n_neurons (set);
      g_autofree double *a = g_new (double, m);

      for (guint seed = 1; seed <= 3; seed++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (RscNetwork) network =
            rsc_training_start_new_random (problem, 15, 1.0, seed, &error);
          g_autoptr (RscNetwork) nearest = NULL;
          double measured, least;

          g_assert_no_error (error);
          measured = rsc_set_distance_measure (distance, network, NULL, a);
          nearest = rsc_optimal_set_dup_network (set, a);
          least = measure (network, nearest);
          g_assert_cmpfloat_with_epsilon (measured, least / sqrt (multiply (nearest, nearest)),
                                          1e-7);
          for (guint i = 0; i < 100; i++)
            {
              g_autoptr (RscNetwork) member = NULL;

              rsc_optimal_set_sample (set, 1000 * seed + i, a);
              member = rsc_optimal_set_dup_network (set, a);
              g_assert_cmpfloat (measure (network, member), >=, least * (1.0 - 1e-7));
            }
        }
    }
}

/* From one network to another, across all the kinks between them, it changes by no more than the
 * neurons are moved. */
static void
test_smooth (void)
{
  const gsize n_steps = 2000, width = 6;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (names[k], RSC_ACTIVATION_RELU, 0.1);
      g_autoptr (RscSetDistance) distance = rsc_set_distance_new (set);
      RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
      const gsize m = rsc_optimal_set_get_n_neurons (set), d = rsc_problem_get_d (problem);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscNetwork) from = rsc_training_start_new_random (problem, width, 1.0, 1, &error);
      g_autoptr (RscNetwork) to = rsc_training_start_new_random (problem, width, 1.0, 2, &error);
      g_autofree double *a = g_new (double, m);
      g_autofree double *hidden = g_new (double, width *d);
      g_autofree double *output = g_new (double, width);
      g_autofree double *w = g_new (double, d);
      g_autofree double *before = g_new0 (double, width *d);
      double last = NAN;

      g_assert_no_error (error);
      for (gsize step = 0; step <= n_steps; step++)
        {
          const double t = (double) step / (double) n_steps;
          g_autoptr (RscNetwork) network = NULL;
          g_autoptr (RscNetwork) nearest = NULL;
          double moved = 0.0, far;

          for (gsize i = 0; i < width * d; i++)
            hidden[i] =
              (1.0 - t) * rsc_network_get_hidden (from)[i] + t * rsc_network_get_hidden (to)[i];
          for (gsize i = 0; i < width; i++)
            output[i] =
              (1.0 - t) * rsc_network_get_output (from)[i] + t * rsc_network_get_output (to)[i];
          network =
            rsc_network_new (width, d, rsc_problem_get_bias (problem), hidden, output, NULL);
          rsc_set_distance_measure (distance, network, NULL, a);
          nearest = rsc_optimal_set_dup_network (set, a);
          far = measure (network, nearest);
          for (gsize i = 0; i < width; i++)
            {
              const int sign = rsc_network_get_convex (network, i, w);
              double square = 0.0;

              for (gsize c = 0; c < d; c++)
                {
                  /* Two signs are apart through 0, which is farther than straight on. */
                  square += pow (w[c] * sign - before[i * d + c], 2);
                  before[i * d + c] = w[c] * sign;
                }
              moved += sqrt (square);
            }
          if (step > 0)
            g_assert_cmpfloat (fabs (far - last), <=, 1.5 * moved + 1e-6);
          last = far;
        }
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/set-distance/members", test_members);
  g_test_add_func ("/set-distance/sums", test_sums);
  g_test_add_func ("/set-distance/nearest", test_nearest);
  g_test_add_func ("/set-distance/smooth", test_smooth);
  return g_test_run ();
}

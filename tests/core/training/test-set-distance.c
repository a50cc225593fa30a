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
        RscDataset *dataset =
          rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
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
            g_assert_cmpfloat (rsc_set_distance_measure (distance, member, along), <, 1e-7);
            for (gsize i = 0; i < m; i++)
              g_assert_cmpfloat_with_epsilon (along[i], a[i], 1e-9 * (1.0 + a[i]));
            near = rsc_training_start_new_near (dataset, member, 0, 1e-4, seed);
            moved = rsc_set_distance_measure (distance, near, NULL);
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

  g_assert_cmpfloat_with_epsilon (rsc_set_distance_measure (distance, none, NULL), 1.0, 1e-9);
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
  g_assert_cmpfloat (rsc_set_distance_measure (distance, twice, NULL), <, 1e-9);
}

/* No network of the set is nearer than it says: against thousands of them, measured by the
 * formula. */
static void
test_nearest (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscSetDistance) distance = rsc_set_distance_new (set);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree double *along = g_new (double, m);
  g_autofree double *a = g_new (double, m);
  g_autofree double *nearest = g_new (double, m);
  g_autofree double *ones = g_new (double, m);

  for (gsize i = 0; i < m; i++)
    ones[i] = 1.0;
  for (guint seed = 1; seed <= 10; seed++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscNetwork) network =
        rsc_training_start_new_random (problem, 15, 1.0, seed, &error);
      double least, size, rest;

      g_assert_no_error (error);
      const double measured = rsc_set_distance_measure (distance, network, along);
      rsc_optimal_set_project_point (set, along, ones, NULL, nearest);
      size = cblas_dnrm2 ((int) m, nearest, 1);
      least = 0.0;
      for (gsize i = 0; i < m; i++)
        least += (along[i] - nearest[i]) * (along[i] - nearest[i]);
      /* What does not depend on the network of the set. */
      rest = measured * measured * size * size - least;
      g_assert_cmpfloat (rest, >, -1e-9);
      for (guint k = 0; k < 500; k++)
        {
          double sum = 0.0;

          rsc_optimal_set_sample (set, 1000 * seed + k, a);
          for (gsize i = 0; i < m; i++)
            sum += (along[i] - a[i]) * (along[i] - a[i]);
          g_assert_cmpfloat (sum, >=, least * (1.0 - 1e-9));
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
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "core/set/rsc-correlations.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* ||v_b|| of every block by projection: none that is a peak is missed, none is above what is
 * listed. */
static double
find_largest_block (RscOptimalSet *set, gboolean without_ties)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  g_autofree double *r = g_new (double, n);
  g_autofree double *v = g_new (double, d);
  g_autofree guint32 *rows = g_new (guint32, n + d);
  const double lambda =
    ldexp (rsc_solution_get_lambda (solution),
           -rsc_pricer_get_x_exponent (pricer) - rsc_pricer_get_y_exponent (pricer));
  double largest = 0.0;
  gsize n_rows;

  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (rsc_solution_get_dual (solution)[i], -rsc_pricer_get_y_exponent (pricer));
  g_assert_true (rsc_pricer_sweep (pricer, r, NULL, NULL));
  for (gsize b = 0; b < 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
       b++)
    {
      double ratio;

      /* No guess of rows. */
      n_rows = 0;
      ratio = rsc_pricer_project (pricer, b, 0.0, v, rows, &n_rows) / lambda;

      if (!without_ties || ratio < 1.0 - 1e-6)
        largest = fmax (largest, ratio);
    }
  return largest;
}

static void
test_relu (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    gsize n_neurons;
  } cases[] = { { "checkerboard", 0.1, 12 }, { "parity", 0.1, 16 }, { "polygon-12", 0.1, 12 } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[k].name, RSC_ACTIVATION_RELU, cases[k].ratio);
      RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
      g_autoptr (GError) error = NULL;
      g_autoptr (RscCorrelations) list = rsc_correlations_new (set, 1000, NULL, &error);
      const gsize d = rsc_problem_get_d (problem), n = rsc_problem_get_n (problem);
      const double *x = rsc_problem_get_x (problem);
      const double *r = rsc_solution_get_dual (rsc_optimal_set_get_solution (set));
      double next = 0.0, last = INFINITY;

      g_assert_no_error (error);
      g_assert_true (rsc_correlations_is_complete (list));
      g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, cases[k].n_neurons);
      for (gsize i = 0; i < rsc_correlations_get_n (list); i++)
        {
          RscCorrelation entry;
          double h = 0.0;

          rsc_correlations_get (list, i, &entry);
          for (gsize row = 0; row < n; row++)
            {
              double product = 0.0;

              for (gsize c = 0; c < d; c++)
                product += x[row * d + c] * entry.direction[c];
              h += entry.sign * r[row] * fmax (product, 0.0);
            }
          g_assert_cmpfloat_with_epsilon (
            h / rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)), entry.ratio, 1e-9);
          /* Neurons first, in their order. */
          if (i < cases[k].n_neurons)
            g_assert_cmpint (entry.neuron, ==, (gssize) i);
          else
            {
              g_assert_cmpint (entry.neuron, ==, -1);
              next = fmax (next, entry.ratio);
              g_assert_cmpfloat (entry.ratio, <=, last * (1.0 + RSC_TOLERANCE_TIE));
              last = entry.ratio;
            }
          g_assert_cmpfloat (entry.ratio, <=, 1.0 + 1e-7);
        }
      /* All but the neurons are local maxima, so blocks of cones: none of those is larger than the
       * next block. */
      g_assert_cmpfloat (next, <=, find_largest_block (set, TRUE) + 1e-9);
      g_assert_cmpfloat (find_largest_block (set, FALSE), <=, 1.0 + 1e-7);
    }
}

/* The checkerboard's four directions below λ are there, and are left out where fewer are asked
 * for. */
static void
test_limit (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscCorrelations) all = rsc_correlations_new (set, 1000, NULL, NULL);
  g_autoptr (RscCorrelations) few = rsc_correlations_new (set, 5, NULL, NULL);
  RscCorrelation entry;

  g_assert_cmpuint (rsc_correlations_get_n (all), >, 12);
  rsc_correlations_get (all, 12, &entry);
  g_assert_cmpfloat (entry.ratio, <, 1.0 - 1e-3);
  g_assert_cmpfloat_with_epsilon (entry.ratio, find_largest_block (set, TRUE), 1e-9);
  g_assert_cmpuint (rsc_correlations_get_n (few), ==, 5);
}

/* Each block once but for those that are one neuron, and none above λ. */
static void
test_gated (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_GATED, 0.1);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscCorrelations) list = rsc_correlations_new (set, 1000000, NULL, &error);
  gsize neurons = 0;

  g_assert_no_error (error);
  for (gsize i = 0; i < rsc_correlations_get_n (list); i++)
    {
      RscCorrelation entry;

      rsc_correlations_get (list, i, &entry);
      neurons += entry.neuron >= 0;
      if (entry.neuron >= 0)
        g_assert_cmpfloat_with_epsilon (entry.ratio, 1.0, 1e-7);
      else
        g_assert_cmpfloat (entry.ratio, <, 1.0);
    }
  g_assert_cmpuint (neurons, ==, rsc_optimal_set_get_n_neurons (set));
  g_assert_cmpuint (rsc_correlations_get_n (list), >, neurons);
}

/* Many are as large as others, and which comes first, or is among the first at all, does not depend
 * on the order of the rows, which only rounding sees. */
static void
test_ties (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    RscActivation activation;
  } cases[] = { { "checkerboard", 0.5, RSC_ACTIVATION_RELU },
                { "checkerboard", 0.1, RSC_ACTIVATION_RELU },
                { "checkerboard", 0.1, RSC_ACTIVATION_GATED },
                { "checkerboard", 0.8, RSC_ACTIVATION_GATED } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[k].name, cases[k].activation);
      const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *y = g_new (double, n);
      gsize n_tied = 0;

      for (gsize i = 0; i < n; i++)
        {
          const gsize from = (5 * i + 3) % n;

          memcpy (x + i * d, rsc_problem_get_x (problem) + from * d, d * sizeof (double));
          y[i] = rsc_problem_get_y (problem)[from];
        }
      g_autoptr (RscProblem) mixed = problem_of_arrays (n, d, x, y, FALSE, cases[k].activation);
      g_autoptr (RscOptimalSet) one = set_of_problem (problem, cases[k].ratio);
      g_autoptr (RscOptimalSet) two = set_of_problem (mixed, cases[k].ratio);
      g_autoptr (RscCorrelations) first = rsc_correlations_new (one, 20, NULL, NULL);
      g_autoptr (RscCorrelations) second = rsc_correlations_new (two, 20, NULL, NULL);
      double before = 0.0;

      g_assert_cmpuint (rsc_correlations_get_n (first), ==, rsc_correlations_get_n (second));
      for (gsize i = 0; i < rsc_correlations_get_n (first); i++)
        {
          RscCorrelation a, b;

          rsc_correlations_get (first, i, &a);
          rsc_correlations_get (second, i, &b);
          g_assert_cmpint (a.sign, ==, b.sign);
          g_assert_cmpint (a.neuron, ==, b.neuron);
          g_assert_cmpfloat_with_epsilon (a.ratio, b.ratio, 1e-9);
          for (gsize l = 0; l < d; l++)
            g_assert_cmpfloat_with_epsilon (a.direction[l], b.direction[l], 1e-7);
          n_tied += a.neuron < 0 && fabs (a.ratio - before) < 1e-9;
          before = a.ratio;
        }
      g_assert_cmpuint (n_tied, >=, 3);
    }
}

/* Where the search for what is below λ ends early, what is at λ is found all the same, without a
 * set that names it. */
static void
test_early (void)
{
  const gsize n = 150, d = 4;
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      y[i] = 0.0;
      for (gsize k = 0; k < d; k++)
        {
          x[i * d + k] = g_rand_double_range (rand, -1.0, 1.0);
          y[i] += fmax (x[i * d + k] - 0.2, 0.0) * (k % 2 ? 1.0 : -1.0);
        }
    }
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("four", n, d, x, y, NULL, NULL, NULL);
  g_autoptr (RscGeneration) generation = generation_of_dataset (dataset, TRUE);
  g_autoptr (RscSolution) solution = rsc_generation_solve (
    generation, 0.05 * rsc_generation_get_lambda_max (generation), NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  RscProblem *problem = rsc_solution_get_problem (solution);
  g_autoptr (RscCorrelations) list = rsc_correlations_new_at (
    problem, rsc_solution_get_dual (solution), rsc_solution_get_lambda (solution), NULL,
    rsc_optimal_set_get_n_neurons (set) + 2, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rsc_correlations_get_scope (list), ==, RSC_CORRELATIONS_FOUND);
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), >, 2);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      gboolean found = FALSE;
      RscCorrelation entry;

      for (gsize k = 0; k < rsc_correlations_get_n (list) && !found; k++)
        {
          rsc_correlations_get (list, k, &entry);
          found = entry.sign == neuron->sign
                  && rsc_problem_is_same_direction (problem, entry.direction, neuron->direction);
        }
      g_assert_true (found);
    }
}

static void
test_cancelled (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_correlations_new (set, 20, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/correlations/relu", test_relu);
  g_test_add_func ("/correlations/ties", test_ties);
  g_test_add_func ("/correlations/limit", test_limit);
  g_test_add_func ("/correlations/gated", test_gated);
  g_test_add_func ("/correlations/early", test_early);
  g_test_add_func ("/correlations/cancelled", test_cancelled);
  return g_test_run ();
}

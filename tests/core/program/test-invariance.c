/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

/* What does not depend on the order of rows and features, on the signs of features and on units. */

#define N 7
#define D 2

typedef struct
{
  double x[N * D];
  double y[N];
  gboolean bias;
  RscActivation activation;
} Data;

typedef struct
{
  GPtrArray *patterns; /* sorted strings over the rows in their first order */
  double lambda_max;
  double objective[2];
} Answer;

static const double ratios[] = { 0.1, 1e-3 };

static void
draw (gsl_rng *rng, Data *data)
{
  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D; k++)
        data->x[i * D + k] = (double) gsl_rng_uniform_int (rng, 9) - 4.0;
      data->y[i] = (double) gsl_rng_uniform_int (rng, 7) - 3.0;
    }
  data->bias = gsl_rng_uniform_int (rng, 2) > 0;
  data->activation = gsl_rng_uniform_int (rng, 2) > 0 ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED;
}

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* @row: where each row of the first order stands now. */
static void
answer (const Data *data, const gsize *row, Answer *self)
{
  g_autoptr (RscProblem) problem =
    problem_of_arrays (N, D, data->x, data->y, data->bias, data->activation);
  RscArrangement *all = rsc_problem_get_arrangement (problem);

  self->patterns = g_ptr_array_new_with_free_func (g_free);
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (all); j++)
    {
      g_autofree char *now = rsc_arrangement_dup_pattern_string (all, j);
      char *first = g_strdup (now);

      for (gsize i = 0; i < N; i++)
        first[i] = now[row[i]];
      g_ptr_array_add (self->patterns, first);
    }
  g_ptr_array_sort (self->patterns, compare_strings);
  self->lambda_max = rsc_problem_get_lambda_max (problem);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscSolution) solution = NULL;

      self->objective[k] = 0.0;
      if (!(self->lambda_max > 0.0))
        continue;
      solution = rsc_solver_solve (problem, ratios[k] * self->lambda_max, NULL, NULL, NULL, NULL,
                                   NULL, NULL);
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      self->objective[k] = rsc_solution_get_objective (solution);
    }
}

/* @x_unit, @y_unit: of the second, times those of the first. */
static void
compare (const Answer *a, const Answer *b, double x_unit, double y_unit)
{
  g_assert_cmpuint (a->patterns->len, ==, b->patterns->len);
  for (guint j = 0; j < a->patterns->len; j++)
    g_assert_cmpstr (g_ptr_array_index (a->patterns, j), ==, g_ptr_array_index (b->patterns, j));
  g_assert_cmpfloat_with_epsilon (a->lambda_max * x_unit * y_unit, b->lambda_max,
                                  1e-13 * b->lambda_max);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    g_assert_cmpfloat_with_epsilon (a->objective[k] * y_unit * y_unit, b->objective[k],
                                    3e-10 * b->objective[k]);
}

static void
test_symmetries (void)
{
  gsl_rng *rng = rsc_random_new (77);
  const gsize same[N] = { 0, 1, 2, 3, 4, 5, 6 };

  for (int trial = 0; trial < 40; trial++)
    {
      const int x_exponent = trial % 2 == 0 ? 40 : -40, y_exponent = trial % 3 == 0 ? -40 : 40;
      Data data, changed;
      Answer first, second;
      gsize row[N];

      draw (rng, &data);
      answer (&data, same, &first);

      /* Rows in another order. */
      memcpy (row, same, sizeof row);
      gsl_ran_shuffle (rng, row, N, sizeof (gsize));
      changed = data;
      for (gsize i = 0; i < N; i++)
        {
          memcpy (changed.x + row[i] * D, data.x + i * D, D * sizeof (double));
          changed.y[row[i]] = data.y[i];
        }
      answer (&changed, row, &second);
      compare (&first, &second, 1.0, 1.0);
      g_ptr_array_unref (second.patterns);

      /* Features in another order, one with the other sign. */
      for (gsize i = 0; i < N; i++)
        {
          changed.x[i * D] = -data.x[i * D + 1];
          changed.x[i * D + 1] = data.x[i * D];
          changed.y[i] = data.y[i];
        }
      answer (&changed, same, &second);
      compare (&first, &second, 1.0, 1.0);
      g_ptr_array_unref (second.patterns);

      /* Targets in another unit, and features where there is no bias beside them. */
      for (gsize i = 0; i < N; i++)
        {
          for (gsize k = 0; k < D; k++)
            changed.x[i * D + k] =
              data.bias ? data.x[i * D + k] : ldexp (data.x[i * D + k], x_exponent);
          changed.y[i] = ldexp (data.y[i], y_exponent);
        }
      answer (&changed, same, &second);
      compare (&first, &second, data.bias ? 1.0 : ldexp (1.0, x_exponent), ldexp (1.0, y_exponent));
      g_ptr_array_unref (second.patterns);

      /* Features in another unit beside a bias: the patterns stay. */
      data.bias = TRUE;
      for (gsize i = 0; i < N * D; i++)
        changed.x[i] = ldexp (data.x[i], x_exponent);
      {
        g_autoptr (RscProblem) a =
          problem_of_arrays (N, D, data.x, data.y, TRUE, RSC_ACTIVATION_RELU);
        g_autoptr (RscProblem) b =
          problem_of_arrays (N, D, changed.x, data.y, TRUE, RSC_ACTIVATION_RELU);
        RscArrangement *p = rsc_problem_get_arrangement (a), *q = rsc_problem_get_arrangement (b);

        g_assert_cmpmem (rsc_arrangement_get_pattern (p, 0),
                         rsc_arrangement_get_n_patterns (p) * sizeof (guint64),
                         rsc_arrangement_get_pattern (q, 0),
                         rsc_arrangement_get_n_patterns (q) * sizeof (guint64));
      }
      g_ptr_array_unref (first.patterns);
    }
  gsl_rng_free (rng);
}

/* Features in a unit far from that of the bias: kinks then differ in digits of a direction that are
 * small beside its length, and the solver must still see them. */
static void
test_small_features (void)
{
  const double units[] = { 1e-9, 1e-6, 1e-3, 1e3 };
  gsl_rng *rng = rsc_random_new (78);

  for (int trial = 0; trial < 60; trial++)
    {
      Data data;
      g_autoptr (RscProblem) problem = NULL;

      draw (rng, &data);
      for (gsize i = 0; i < N * D; i++)
        data.x[i] *= units[trial % 4];
      problem = problem_of_arrays (N, D, data.x, data.y, TRUE, data.activation);
      for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
        {
          const double lambda = ratios[k] * rsc_problem_get_lambda_max (problem);
          g_autoptr (RscSolution) solution =
            rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, NULL);

          g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-10);
        }
    }
  gsl_rng_free (rng);
}

/* The set whose gap stayed at 0.76: features of some 1e-9 beside a bias of 1; and one with values
 * of 1e9 in some rows only, where a block far above λ was missing. */
static void
test_known (void)
{
  const double small[] = {
    6e-9, 9e-9, -9e-9, 0, -3e-9, -9e-9, 3e-9, 3e-9, -3e-9, 3e-9, -3e-9, -3e-9
  };
  const double small_y[] = { 3, 0, 0, 1, -3, -1 };
  const double mixed[] = { -1, 0, 1, 2, -1e9, 0, 1, -1e9, 1, 2, -2e9, -1 };
  const double mixed_y[] = { 0, 1, -1, 0 };
  const double small_ratios[] = { 0.1, 0.01, 1e-3, 1e-5, 1e-6 };
  g_autoptr (RscProblem) a = problem_of_arrays (6, 2, small, small_y, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) b = problem_of_arrays (4, 3, mixed, mixed_y, TRUE, RSC_ACTIVATION_RELU);

  for (gsize k = 0; k < G_N_ELEMENTS (small_ratios); k++)
    {
      g_autoptr (RscSolution) solution = rsc_solver_solve (
        a, small_ratios[k] * rsc_problem_get_lambda_max (a), NULL, NULL, NULL, NULL, NULL, NULL);

      g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-10);
    }
  for (gsize k = 0; k < 2; k++)
    {
      g_autoptr (RscSolution) solution = rsc_solver_solve (
        b, small_ratios[k] * rsc_problem_get_lambda_max (b), NULL, NULL, NULL, NULL, NULL, NULL);

      g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-10);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/invariance/symmetries", test_symmetries);
  g_test_add_func ("/invariance/small-features", test_small_features);
  g_test_add_func ("/invariance/known", test_known);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* So many sampled gates, rows and columns that the solver begins with a part of the patterns and
 * projects in several threads. */

#include "core/program/rsc-cone.h"
#include "core/program/rsc-solver.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#define N 4000
#define D 20
#define N_GATES 700

/* Every so many of the blocks are looked at again. */
#define STEP 9

/* Two neurons, and noise. */
static RscDataset *
make_dataset (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (GError) error = NULL;
  g_autofree double *x = g_new (double, N *D);
  g_autofree double *y = g_new (double, N);
  RscDataset *dataset;

  for (gsize i = 0; i < N; i++)
    {
      for (gsize k = 0; k < D; k++)
        {
          x[i * D + k] = 0.0;
          for (int l = 0; l < 6; l++)
            x[i * D + k] += g_rand_double_range (rand, -1.0, 1.0);
        }
      y[i] = MAX (x[i * D] + x[i * D + 1], 0.0) - MAX (x[i * D + 2] - 0.5 * x[i * D], 0.0)
             + g_rand_double_range (rand, -0.5, 0.5);
    }
  dataset = rsc_dataset_new ("many", N, D, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_certified (void)
{
  g_autoptr (RscDataset) dataset = make_dataset ();
  const double *x = rsc_dataset_get_x (dataset), *r;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_sampled (N, D, x, N_GATES, 1, 0, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  const double lambda_max = rsc_problem_get_lambda_max (problem), lambda = 0.1 * lambda_max;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscCone) cone = rsc_cone_new (N, D, x);
  gsize n_near = 0;

  g_assert_true (rsc_solution_is_solved (solution));
  g_assert_cmpuint (rsc_solution_get_n_blocks (solution), >, 5);
  r = rsc_solution_get_residual (solution);
  for (gsize block = 0; block < rsc_problem_get_n_blocks (problem); block++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
      const double sign = RSC_BLOCK_SIGN (block);
      double z[D] = { 0.0 }, v[D], at_y[D] = { 0.0 };
      const double *w = NULL;
      double norm;

      for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
        {
          if (rsc_solution_get_block (solution, k) == block)
            w = rsc_solution_get_w (solution, k);
        }
      if (w == NULL && block % STEP != 0)
        continue;
      for (gsize i = 0; i < N; i++)
        {
          for (gsize k = 0; k < D && rsc_pattern_is_active (pattern, i); k++)
            {
              z[k] += sign * r[i] * x[i * D + k];
              at_y[k] += sign * rsc_dataset_get_y (dataset)[i] * x[i * D + k];
            }
        }
      /* λ_max is no less than any, and no block is above λ. */
      g_assert_cmpfloat (rsc_cone_project (cone, pattern, at_y, v, NULL, NULL), <=,
                         lambda_max * (1.0 + 1e-12));
      norm = rsc_cone_project (cone, pattern, z, v, NULL, NULL);
      g_assert_cmpfloat (norm, <=, lambda * (1.0 + 1e-9));
      n_near += norm > 0.5 * lambda;
      if (w != NULL)
        {
          double length = 0.0, apart = 0.0;

          g_assert_cmpfloat_with_epsilon (norm, lambda, 1e-9 * lambda);
          for (gsize k = 0; k < D; k++)
            length += w[k] * w[k];
          for (gsize k = 0; k < D; k++)
            apart = MAX (apart, fabs (w[k] / sqrt (length) - v[k] / norm));
          g_assert_cmpfloat (apart, <, 1e-7);
        }
    }
  g_assert_cmpuint (n_near, >, rsc_solution_get_n_blocks (solution));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/many-gates/certified", test_certified);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-bound.h"
#include "core/path/rsc-path-record.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* A change between two points that no event tells of was somewhere in between: that there is one
 * optimum is said of no λ where it is not known. */
static void
test_unlocated (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  const double top = rsc_problem_get_lambda_max (problem);
  static const double ratios[] = { 0.9, 0.5, 0.1, 0.05 };
  const gsize ids[100] = { 0 };
  RscPathRecord record;

  rsc_path_record_init (&record, problem);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, ratios[k]);

      g_assert_true (rsc_optimal_set_is_unique (set) == (ratios[k] >= 0.5));
      rsc_path_record_add_point (&record, rsc_optimal_set_get_solution (set), set, ids, NAN, NAN);
    }
  g_assert_cmpuint (record.pieces->len, ==, 2);
  const RscPathPiece *first = &g_array_index (record.pieces, RscPathPiece, 0);
  const RscPathPiece *second = &g_array_index (record.pieces, RscPathPiece, 1);
  g_assert_true (first->unique);
  g_assert_false (second->unique);
  g_assert_cmpfloat (first->lambda_high, ==, 0.9 * top);
  g_assert_cmpfloat (first->lambda_low, ==, 0.5 * top);
  g_assert_cmpfloat (second->lambda_high, ==, 0.5 * top);
  g_assert_cmpfloat (second->lambda_low, ==, 0.05 * top);
  rsc_path_record_clear (&record);
}

/* The gap of w at t λ with the dual point t ν, for every ν that the gap at λ allows: ||r - ν||² <=
 * 2 δ. */
static void
test_bound (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  const double lambda = 0.3 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.2);
  RscSolution *near = rsc_optimal_set_get_solution (set);
  g_autofree gsize *blocks = g_new (gsize, rsc_solution_get_n_blocks (near));
  g_autofree double *w =
    g_new (double, rsc_solution_get_n_blocks (near) * rsc_problem_get_d (problem));

  for (gsize k = 0; k < rsc_solution_get_n_blocks (near); k++)
    {
      blocks[k] = rsc_solution_get_block (near, k);
      memcpy (w + k * rsc_problem_get_d (problem), rsc_solution_get_w (near, k),
              rsc_problem_get_d (problem) * sizeof (double));
    }
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (GError) error = NULL;
  /* No optimum: its gap is some percent. */
  g_autoptr (RscSolution) rough = rsc_solution_new (
    pricer, lambda, 1e-10, rsc_solution_get_n_blocks (near), blocks, w, NULL, 0, 0.0, NULL, &error);
  g_assert_no_error (error);
  const double delta = rsc_solution_get_objective (rough) * rsc_solution_get_relative_gap (rough);
  const double r = sqrt (rsc_solution_get_squared_error (rough)), reach = sqrt (2.0 * delta);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (rough), >, 1e-4);
  for (double t = 0.5; t < 1.5; t += 0.07)
    {
      double dual;
      const double gap = rsc_path_bound_gap (rough, t, &dual);
      const double primal = 0.5 * r * r + t * lambda * rsc_solution_get_penalty (rough);

      g_assert_cmpfloat_with_epsilon (dual, primal - gap, 1e-12 * primal);
      for (double side = -1.0; side <= 1.0; side += 0.5)
        {
          const double nu = r + side * reach;

          g_assert_cmpfloat (gap, >=,
                             0.5 * (1.0 - t) * (r * r - t * nu * nu) + t * delta - 1e-12 * primal);
        }
    }
}

/* Between two λ the combination of two solutions is the solution where nothing bends, and the
 * residual is never further from theirs than is said. */
static void
test_straight (void)
{
  static const struct
  {
    const char *name;
    double above, below;
    gboolean straight;
  } cases[] = {
    { "checkerboard-9", 0.39, 0.36, TRUE }, { "checkerboard-9", 0.11, 0.1, TRUE },
    { "checkerboard-9", 0.5, 0.1, FALSE },  { "checkerboard-9", 0.35, 0.25, FALSE },
    { "sine-20", 0.9, 0.85, TRUE },         { "sine-20", 0.65, 0.6, FALSE },
    { "moons-20", 0.5, 0.45, FALSE },       { "polygon-12", 0.9, 0.1, TRUE },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[c].name, RSC_ACTIVATION_RELU);
      const gsize n = rsc_problem_get_n (problem);
      g_autoptr (RscOptimalSet) above = set_of_problem (problem, cases[c].above);
      g_autoptr (RscOptimalSet) below = set_of_problem (problem, cases[c].below);
      RscSolution *first = rsc_optimal_set_get_solution (above);
      RscSolution *last = rsc_optimal_set_get_solution (below);
      double drift;
      const gboolean straight = rsc_path_bound_is_straight (first, last, &drift);

      g_assert_true (straight == cases[c].straight);
      g_assert_true (!straight || drift < 1e-5);
      for (double t = 0.2; t < 0.9; t += 0.3)
        {
          g_autoptr (RscOptimalSet) between =
            set_of_problem (problem, cases[c].above + t * (cases[c].below - cases[c].above));
          const double *r = rsc_solution_get_residual (rsc_optimal_set_get_solution (between));
          double square = 0.0;

          for (gsize i = 0; i < n; i++)
            square += pow (r[i] - (1.0 - t) * rsc_solution_get_residual (first)[i]
                             - t * rsc_solution_get_residual (last)[i],
                           2.0);
          g_assert_cmpfloat (sqrt (square), <=, drift);
        }
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-record/unlocated", test_unlocated);
  g_test_add_func ("/path-bound/worst", test_bound);
  g_test_add_func ("/path-bound/straight", test_straight);
  return g_test_run ();
}

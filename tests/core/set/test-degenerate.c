/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data at the edges of what is allowed, through everything from the data set to the network, and
 * many small random data sets. What comes out is checked against the definitions alone.
 * RELUSCOPE_FUZZ_SEED and RELUSCOPE_FUZZ_CASES ask for other and more random data. */
#include "set-definitions.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-error.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

/* A cloud without any symmetry; magnitudes between 0.3 and 3. */
static const double cloud_x[] = {
  1.2, 0.7, -0.9, 1.5, -1.1, -0.6, 0.4, -1.7, 2.1, 0.35, -0.5, 0.8
};
static const double cloud_y[] = { 1.0, -0.4, 0.8, 1.3, -0.7, 0.6 };

static Data
cloud (gboolean gated)
{
  return (Data){ 6, 2, cloud_x, cloud_y, FALSE, gated, 0 };
}

/* One point: fit y (1 - λ/λ_max), λ_max = ||x|| |y|, whatever d is. */
static void
test_one_point (void)
{
  double x[30];

  for (gsize k = 0; k < 30; k++)
    x[k] = sin ((double) (k + 1));
  for (int variant = 0; variant < 8; variant++)
    {
      double y = variant & 1 ? -2.5 : 0.3;
      gsize d = variant & 2 ? 30 : 1;
      gboolean bias = (variant & 2) == 0;
      Data data = { 1, d, x, &y, bias, (variant & 4) != 0, 0 };
      double length = sqrt (dot (d, x, x) + (bias ? 1.0 : 0.0));

      for (double ratio = 0.9; ratio > 1e-4; ratio *= 0.3)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * length * fabs (y));

          check_near (lambda_max_of (&data), length * fabs (y), 1e-14 * length * fabs (y));
          check_near (rsc_solution_get_fit (solution)[0], y * (1.0 - ratio), 1e-9 * fabs (y));
          check_near (rsc_solution_get_penalty (solution), (1.0 - ratio) * fabs (y) / length,
                      1e-9 * fabs (y));
        }
    }
}

/* One column: the points on either side of 0 are two problems with a soft threshold each. */
static void
check_column (gsize n, const double *x, const double *y, const Data *data)
{
  double product[2] = { 0.0, 0.0 };
  double square[2] = { 0.0, 0.0 };
  double lambda_max;

  for (gsize i = 0; i < n; i++)
    {
      product[x[i] < 0.0] += x[i] * y[i];
      square[x[i] < 0.0] += x[i] * x[i];
    }
  lambda_max = fmax (fabs (product[0]), fabs (product[1]));
  check_near (lambda_max_of (data), lambda_max, 1e-13 * lambda_max);
  for (double ratio = 0.9; ratio > 1e-3; ratio *= 0.3)
    {
      double lambda = ratio * lambda_max;
      g_autoptr (RscSolution) solution = solve_data (data, lambda);

      for (gsize i = 0; i < n; i++)
        {
          double c = product[x[i] < 0.0];
          double w = copysign (fmax (fabs (c) - lambda, 0.0), c);

          check_near (rsc_solution_get_fit (solution)[i],
                      x[i] == 0.0 ? 0.0 : x[i] * w / square[x[i] < 0.0], 1e-8 * largest (n, y));
        }
    }
}

static void
test_one_column (void)
{
  const double x[] = { 0.5, -1.0, 2.0, 0.0, -0.25, 1.5, 2.0 };
  const double y[] = { 1.0, 0.5, -2.0, 3.0, 1.0, -1.0, 0.7 };
  double line[14];
  double ones[7];

  for (gsize i = 0; i < 7; i++)
    {
      line[2 * i] = 0.6 * x[i];
      line[2 * i + 1] = -0.8 * x[i];
      ones[i] = 1.0;
    }
  for (int gated = 0; gated < 2; gated++)
    {
      Data column = { 7, 1, x, y, FALSE, gated, 0 };
      Data points = { 7, 2, line, y, FALSE, gated, 0 };
      Data bias = { 7, 0, NULL, y, TRUE, gated, 0 };

      check_column (7, x, y, &column);
      /* Points on a line through 0 are one column, and so is a bias alone. */
      check_column (7, x, y, &points);
      check_column (7, ones, y, &bias);
    }
}

/* Nothing to explain, or nothing to explain it with: the zero network, unique. */
static void
test_nothing (void)
{
  const double zeros[12] = { 0.0 };

  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      g_autoptr (RscSolution) solution = NULL;
      g_autoptr (RscOptimalSet) set = NULL;

      if (variant & 2)
        data.x = zeros;
      else
        data.y = zeros;
      g_assert_cmpfloat (lambda_max_of (&data), ==, 0.0);
      solution = solve_data (&data, 0.1);
      g_assert_cmpuint (rsc_solution_get_n_blocks (solution), ==, 0);
      check_near (rsc_solution_get_objective (solution), 0.5 * dot (6, data.y, data.y), 1e-14);
      set = set_of (solution);
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 1);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 0);
      g_assert_true (rsc_optimal_set_is_unique (set));
    }
}

/* Constant y on a regular hexagon: n f (1 - f/2). On the cloud, with a bias, only the
 * invariants. */
static void
test_constant_targets (void)
{
  const double ones[] = { 1, 1, 1, 1, 1, 1 };
  double x[12];

  for (gsize i = 0; i < 6; i++)
    {
      x[2 * i] = cos (G_PI / 3.0 * (double) i);
      x[2 * i + 1] = sin (G_PI / 3.0 * (double) i);
    }
  for (double f = 0.9; f > 1e-3; f *= 0.3)
    {
      Data hexagon = { 6, 2, x, ones, FALSE, FALSE, 0 };
      g_autoptr (RscSolution) solution = solve_data (&hexagon, 2.0 * f);

      check_near (rsc_solution_get_objective (solution), 6.0 * f * (1.0 - 0.5 * f), 1e-9);
      for (int gated = 0; gated < 2; gated++)
        {
          Data data = cloud (gated);
          g_autoptr (RscSolution) other = NULL;

          data.y = ones;
          data.bias = TRUE;
          other = solve_data (&data, f * lambda_max_of (&data));
        }
    }
}

/* Every row twice at 2λ is the same problem; with targets y ± δ only n δ² is added. */
static void
test_duplicates (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      double delta = variant & 2 ? 0.4 : 0.0;
      double lambda = 0.1 * lambda_max_of (&data);
      double x[24], y[12];
      Data twice = { 12, 2, x, y, FALSE, data.gated, 0 };
      g_autoptr (RscSolution) once = solve_data (&data, lambda);
      g_autoptr (RscSolution) both = NULL;

      for (gsize i = 0; i < 6; i++)
        {
          memcpy (x + 4 * i, cloud_x + 2 * i, 2 * sizeof (double));
          memcpy (x + 4 * i + 2, cloud_x + 2 * i, 2 * sizeof (double));
          y[2 * i] = cloud_y[i] + delta;
          y[2 * i + 1] = cloud_y[i] - delta;
        }
      both = solve_data (&twice, 2.0 * lambda);
      check_near (lambda_max_of (&twice), 20.0 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (both),
                  2.0 * rsc_solution_get_objective (once) + 6.0 * delta * delta, 1e-9);
      for (gsize i = 0; i < 12; i++)
        check_near (rsc_solution_get_fit (both)[i], rsc_solution_get_fit (once)[i / 2], 1e-7);
    }
}

/* One point many times at n λ is the point once. */
static void
test_one_point_repeated (void)
{
  double x[24], y[12];

  for (gsize i = 0; i < 12; i++)
    {
      x[2 * i] = 0.1;
      x[2 * i + 1] = -0.7;
      y[i] = 1.3;
    }
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = { 12, 2, x, y, FALSE, gated, 0 };
      double lambda_max = 12.0 * sqrt (0.5) * 1.3;
      g_autoptr (RscSolution) solution = solve_data (&data, 0.01 * lambda_max);

      check_near (lambda_max_of (&data), lambda_max, 1e-12);
      for (gsize i = 0; i < 12; i++)
        check_near (rsc_solution_get_fit (solution)[i], 0.99 * 1.3, 1e-9);
    }
}

/* A row of zeros without a bias adds y²/2 to the objective and nothing else. */
static void
test_zero_rows (void)
{
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      double lambda = 0.1 * lambda_max_of (&data);
      double x[16] = { 0.0 }, y[8];
      Data more = { 8, 2, x, y, FALSE, gated, 0 };
      g_autoptr (RscSolution) without = solve_data (&data, lambda);
      g_autoptr (RscSolution) with = NULL;

      memcpy (x + 2, cloud_x, sizeof cloud_x);
      memcpy (y + 1, cloud_y, sizeof cloud_y);
      y[0] = 2.0;
      y[7] = -1.0;
      with = solve_data (&more, lambda);
      check_near (lambda_max_of (&more), 10.0 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (with), rsc_solution_get_objective (without) + 2.5,
                  1e-9);
      check_fit (without, 6, rsc_solution_get_fit (with) + 1, 1.0, 1e-7);
      check_near (rsc_solution_get_fit (with)[0], 0.0, 0.0);
    }
}

/* Points on a line, in decimals that are not on one exactly, are a turned one-dimensional set. */
static void
test_collinear (void)
{
  double flat[20], straight[10], y[10];

  for (gsize i = 0; i < 10; i++)
    {
      flat[2 * i] = 0.1 * (double) i - 0.3;
      flat[2 * i + 1] = 0.2 * (double) i - 0.6;
      straight[i] = sqrt (5.0) * (0.1 * (double) i - 0.3);
      y[i] = cos (1.7 * (double) i);
    }
  for (int gated = 0; gated < 2; gated++)
    for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.2)
      {
        Data plane = { 10, 2, flat, y, TRUE, gated, 0 };
        Data line = { 10, 1, straight, y, TRUE, gated, 0 };
        double lambda = ratio * lambda_max_of (&line);
        g_autoptr (RscSolution) a = solve_data (&line, lambda);
        g_autoptr (RscSolution) b = solve_data (&plane, lambda);

        check_near (lambda_max_of (&plane), lambda_max_of (&line), 1e-12);
        check_near (rsc_solution_get_objective (b), rsc_solution_get_objective (a),
                    1e-9 * rsc_solution_get_objective (a));
        check_fit (a, 10, rsc_solution_get_fit (b), 1.0, 1e-6);
      }
}

/* [X X] at √2 λ is X at λ: the weights split evenly. */
static void
test_repeated_features (void)
{
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      double lambda = 0.05 * lambda_max_of (&data);
      double x[24];
      Data wide = { 6, 4, x, cloud_y, FALSE, gated, 0 };
      g_autoptr (RscSolution) narrow = solve_data (&data, lambda);
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < 24; i++)
        x[i] = cloud_x[i / 4 * 2 + i % 2];
      solution = solve_data (&wide, G_SQRT2 * lambda);
      check_near (lambda_max_of (&wide), 20.0 * G_SQRT2 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (solution), rsc_solution_get_objective (narrow), 1e-9);
      check_fit (narrow, 6, rsc_solution_get_fit (solution), 1.0, 1e-7);
    }
}

/* X → c X and y → t y at c t λ: t times the fit. */
static void
test_scales (void)
{
  const double factors[] = { 1e6, 1e-6, 1e100, 1e-100, 0.3e150, 4e-150 };
  double x[12], y[6];

  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      Data other = { 6, 2, x, y, FALSE, gated, 0 };
      double lambda = 0.1 * lambda_max_of (&data);
      g_autoptr (RscSolution) plain = solve_data (&data, lambda);

      for (gsize which = 0; which < 3 * G_N_ELEMENTS (factors); which++)
        {
          double c = which % 3 != 1 ? factors[which / 3] : 1.0;
          double t = which % 3 != 0 ? factors[which / 3] : 1.0;
          g_autoptr (RscSolution) solution = NULL;

          for (gsize i = 0; i < 12; i++)
            x[i] = c * cloud_x[i];
          for (gsize i = 0; i < 6; i++)
            y[i] = t * cloud_y[i];
          check_near (lambda_max_of (&other) / c / t, 10.0 * lambda, 1e-12);
          solution = solve_data (&other, lambda * c * t);
          check_fit (plain, 6, rsc_solution_get_fit (solution), t, 1e-8);
          check_near (rsc_solution_get_penalty (solution) * c / t, rsc_solution_get_penalty (plain),
                      1e-8);
        }
    }
}

/* One feature in other units, with and without a bias: the invariants are what is checked. */
static void
test_one_scaled_column (void)
{
  const double factors[] = { 1e6, 1e-6, 1e3, 1e-3 };
  double x[12];

  for (int variant = 0; variant < 16; variant++)
    {
      Data data = { 6, 2, x, cloud_y, variant & 1, (variant & 2) != 0, 0 };

      for (gsize i = 0; i < 12; i++)
        x[i] = cloud_x[i] * (i % 2 ? 1.0 : factors[variant / 4]);
      for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.1)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * lambda_max_of (&data));

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), >, 0);
        }
    }
}

/* From λ_max on the zero network; just below it a tiny one; far below it whatever can be had, with
 * its true gap. */
static void
test_lambda (void)
{
  const double above[] = { 1.0, 1.0 + 1e-15, 1.5, 1e12 };

  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      g_autoptr (RscProblem) problem = NULL;
      double lambda_max;

      data.bias = (variant & 2) != 0;
      problem = problem_of (&data);
      lambda_max = rsc_problem_get_lambda_max (problem);
      for (gsize k = 0; k < G_N_ELEMENTS (above); k++)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, above[k] * lambda_max);

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), ==, 0);
          check_near (rsc_solution_get_objective (solution), 0.5 * dot (6, cloud_y, cloud_y),
                      1e-14);
        }
      {
        g_autoptr (RscSolution) below = solve_data (&data, (1.0 - 1e-9) * lambda_max);

        g_assert_cmpfloat (rsc_solution_get_relative_gap (below), <=, 1e-15);
        g_assert_cmpfloat (rsc_solution_get_penalty (below), >, 0.0);
        g_assert_cmpfloat (rsc_solution_get_penalty (below), <, 1e-7);
      }
      for (double ratio = 1e-5; ratio > 1e-9; ratio *= 0.1)
        {
          g_autoptr (RscSolution) far = solve_problem (problem, ratio * lambda_max, 1e-3);
          g_autoptr (GError) error = NULL;
          g_autoptr (RscOptimalSet) set = NULL;

          g_test_message ("ratio %g: gap %g", ratio, rsc_solution_get_relative_gap (far));
          set = rsc_optimal_set_new (far, NULL, NULL, NULL, NULL, &error);
          g_assert_true (set != NULL || g_error_matches (error, RSC_ERROR, RSC_ERROR_NUMERICAL));
          if (set != NULL)
            check_network (set, rsc_optimal_set_get_solver_point (set), 1e-3);
        }
    }
}

/* Opposite points: x and -x lie on one hyperplane and are never active together. */
static void
test_antiparallel (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      double x[24], y[12];
      Data data = { 12, 2, x, y, variant & 2, variant & 1, 0 };

      for (gsize i = 0; i < 6; i++)
        {
          for (gsize k = 0; k < 2; k++)
            x[4 * i + k] = cloud_x[2 * i + k];
          for (gsize k = 0; k < 2; k++)
            x[4 * i + 2 + k] = -(double) (1 + i % 3) * cloud_x[2 * i + k];
          y[2 * i] = cloud_y[i];
          y[2 * i + 1] = i % 2 ? cloud_y[i] : -cloud_y[i];
        }
      for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.2)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * lambda_max_of (&data));

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), >, 0);
        }
    }
}

/* Features so far below the bias that no sum tells what they add: the zero network is optimal where
 * λ is above what rounding can hide, and below that nothing is certified. */
static void
test_hidden (void)
{
  const double x[] = { 1e-90, 2e-90, 3e-90, -1e-90 };
  const double y[] = { 1e100, -1e100, 1e100, -1e100 };
  Data data = { 4, 1, x, y, TRUE, FALSE, 0 };
  g_autoptr (RscProblem) problem = problem_of (&data);

  for (gsize k = 0; k < 2; k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSolution) solution =
        rsc_solver_solve (problem, k == 0 ? 1e95 : 0.1, NULL, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (rsc_solution_get_penalty (solution), ==, 0.0);
      g_assert_cmpint (rsc_solution_is_solved (solution), ==, k == 0);
    }
}

/* More features than points: every sign pattern exists, and a small λ nearly interpolates. */
static void
test_wide (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  double x[150], y[5];

  for (gsize i = 0; i < 150; i++)
    x[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  for (gsize i = 0; i < 5; i++)
    y[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  for (int variant = 0; variant < 8; variant++)
    {
      Data data = { 5, 30, x, y, variant & 2, variant & 1, variant & 4 ? 10 : 0 };
      g_autoptr (RscProblem) problem = problem_of (&data);
      double ratio = 0.5;

      if (data.n_patterns == 0)
        g_assert_cmpuint (rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)),
                          ==, 32);
      for (; ratio > 1e-3; ratio *= 0.2)
        {
          double lambda = ratio * rsc_problem_get_lambda_max (problem);
          g_autoptr (RscSolution) solution = solve_data (&data, lambda);

          if (ratio < 0.01 && data.n_patterns == 0)
            g_assert_cmpfloat (rsc_solution_get_squared_error (solution), <, 0.01 * dot (5, y, y));
        }
    }
}

/* A vertex of a large set where more walls meet than the dimension: the list of vertices has to
 * stop at its cap, not in the arithmetic of one of them. */
static void
test_large_degenerate_set (void)
{
  const double x[] = { -1, 0, 2,  0, -2, 2,  -1, -2, 1, 0,  -1, 1,
                       2,  0, -1, 1, 1,  -2, 2,  -2, 0, -2, 2,  0 };
  const double y[] = { 2, 0, -2, -1, 0, 0, 0, 1 };
  Data data = { 8, 3, x, y, TRUE, TRUE, 0 };
  g_autoptr (RscProblem) problem = problem_of (&data);
  g_autoptr (RscSolution) solution = solve_problem (
    problem, 0.0033061860098812018 * rsc_problem_get_lambda_max (problem), RSC_TOLERANCE_GAP);
  RscOptimalSetSettings settings;
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init (&settings);
  settings.max_vertices = 1000;
  set = rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), <=, 1000);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  check_set (set);
}

static void
test_fuzz (void)
{
  const char *seed = g_getenv ("RELUSCOPE_FUZZ_SEED");
  const char *cases = g_getenv ("RELUSCOPE_FUZZ_CASES");
  guint n_cases = cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : 300;
  guint n_open = 0;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, seed != NULL ? (gulong) g_ascii_strtoull (seed, NULL, 10) : 1);
  for (guint c = 0; c < n_cases; c++)
    {
      double x[8 * 3];
      double y[8];
      Data data = { 0 };

      data.n = 1 + gsl_rng_uniform_int (rng, 8);
      data.bias = gsl_rng_uniform_int (rng, 2) == 0;
      data.d = data.bias ? gsl_rng_uniform_int (rng, 4) : 1 + gsl_rng_uniform_int (rng, 3);
      data.gated = gsl_rng_uniform_int (rng, 3) == 0;
      data.n_patterns = gsl_rng_uniform_int (rng, 4) == 0 ? 5 : 0;
      data.x = x;
      data.y = y;
      for (gsize i = 0; i < data.n * data.d; i++)
        x[i] = (double) gsl_rng_uniform_int (rng, 5) - 2.0;
      for (gsize i = 0; i < data.n; i++)
        y[i] = (double) gsl_rng_uniform_int (rng, 5) - 2.0;
      g_autoptr (RscOptimalSet) set =
        run (&data, pow (10.0, -4.0 * gsl_rng_uniform (rng)), &n_open);
    }
  gsl_rng_free (rng);
  g_test_message ("%u of %u not solved to the tolerance", n_open, n_cases);
  g_assert_cmpuint (50 * n_open, <=, n_cases);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/degenerate/one-point", test_one_point);
  g_test_add_func ("/degenerate/one-column", test_one_column);
  g_test_add_func ("/degenerate/nothing", test_nothing);
  g_test_add_func ("/degenerate/constant-targets", test_constant_targets);
  g_test_add_func ("/degenerate/duplicates", test_duplicates);
  g_test_add_func ("/degenerate/one-point-repeated", test_one_point_repeated);
  g_test_add_func ("/degenerate/zero-rows", test_zero_rows);
  g_test_add_func ("/degenerate/collinear", test_collinear);
  g_test_add_func ("/degenerate/repeated-features", test_repeated_features);
  g_test_add_func ("/degenerate/scales", test_scales);
  g_test_add_func ("/degenerate/one-scaled-column", test_one_scaled_column);
  g_test_add_func ("/degenerate/lambda", test_lambda);
  g_test_add_func ("/degenerate/antiparallel", test_antiparallel);
  g_test_add_func ("/degenerate/hidden", test_hidden);
  g_test_add_func ("/degenerate/wide", test_wide);
  g_test_add_func ("/degenerate/large-degenerate-set", test_large_degenerate_set);
  g_test_add_func ("/degenerate/fuzz", test_fuzz);
  return g_test_run ();
}

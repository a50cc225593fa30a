/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "definitions.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-error.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

RscProblem *
problem_of (const Data *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset =
    rsc_dataset_new ("edge", data->n, data->d, data->x, data->y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree double *design = rsc_dataset_dup_design (dataset, data->bias);
  gsize d = data->d + (data->bias ? 1 : 0);
  g_autoptr (RscArrangement) arrangement =
    data->n_patterns == 0
      ? rsc_arrangement_new_all (data->n, d, design, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error)
      : rsc_arrangement_new_sampled (data->n, d, design, data->n_patterns, 1, 0, NULL, &error);
  g_assert_no_error (error);
  RscProblem *problem =
    rsc_problem_new (dataset, data->bias, data->gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU,
                     arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

double
largest (gsize n, const double *v)
{
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    most = fmax (most, fabs (v[i]));
  return most;
}

double
norm (gsize n, const double *v)
{
  double most = largest (n, v);
  double square = 0.0;

  if (!(most > 0.0))
    return 0.0;
  for (gsize i = 0; i < n; i++)
    square += (v[i] / most) * (v[i] / most);
  return most * sqrt (square);
}

double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* An upper bound of ||P_K (z)||, K = {w : s_i x_i^T w >= 0}: for any ρ >= 0 the norm of z + Σ ρ_i
 * s_i x_i is one, and coordinate descent on ρ takes it to the least. Stops once it is below
 * @enough. */
static double
bound_projection (gsize n,
                  gsize d,
                  const double *x,
                  const guint64 *pattern,
                  double *z,
                  double enough)
{
  g_autofree double *rho = g_new0 (double, n);

  for (guint sweep = 0; sweep < 3000 && norm (d, z) > enough; sweep++)
    {
      double moved = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          const double *row = x + i * d;
          double sign = rsc_pattern_is_active (pattern, i) ? 1.0 : -1.0;
          double square = dot (d, row, row);
          double next;

          if (square == 0.0)
            continue;
          next = fmax (0.0, rho[i] - sign * dot (d, row, z) / square);
          for (gsize k = 0; k < d; k++)
            z[k] += (next - rho[i]) * sign * row[k];
          moved = fmax (moved, fabs (next - rho[i]) * sqrt (square));
          rho[i] = next;
        }
      if (moved <= 1e-16 * enough)
        break;
    }
  return norm (d, z);
}

/* ||P_K (z)|| by trying every face: of the projections of z on the spans of faces, those that lie
 * in K are no longer than P_K (z), and that is one of them. @basis: orthonormal, of the rows whose
 * face it is. */
static double
try_faces (gsize n,
           gsize d,
           const double *x,
           const guint64 *pattern,
           const long double *z,
           gsize first,
           gsize n_basis,
           long double *basis)
{
  long double length = 0.0L, whole = 0.0L;
  gboolean inside = TRUE;
  double best = 0.0;

  for (gsize k = 0; k < d; k++)
    whole = fmaxl (whole, fabsl (z[k]));
  for (gsize i = 0; i < n && inside; i++)
    {
      long double value = 0.0L;

      for (gsize k = 0; k < d; k++)
        value += z[k] * (long double) x[i * d + k];
      if (!rsc_pattern_is_active (pattern, i))
        value = -value;
      inside = value >= -1e-14L * whole * (long double) norm (d, x + i * d);
    }
  for (gsize k = 0; k < d; k++)
    length += z[k] * z[k];
  if (inside)
    best = (double) sqrtl (length);
  if (n_basis == d)
    return best;
  for (gsize i = first; i < n; i++)
    {
      long double *q = basis + n_basis * d;
      long double rest[4];
      long double square = 0.0L, along = 0.0L;

      for (gsize k = 0; k < d; k++)
        q[k] = (long double) x[i * d + k];
      for (int pass = 0; pass < 2; pass++)
        for (gsize b = 0; b < n_basis; b++)
          {
            along = 0.0L;
            for (gsize k = 0; k < d; k++)
              along += q[k] * basis[b * d + k];
            for (gsize k = 0; k < d; k++)
              q[k] -= along * basis[b * d + k];
          }
      for (gsize k = 0; k < d; k++)
        square += q[k] * q[k];
      if (!(sqrtl (square) > 1e-11L * (long double) norm (d, x + i * d)))
        continue;
      along = 0.0L;
      for (gsize k = 0; k < d; k++)
        {
          q[k] /= sqrtl (square);
          along += q[k] * z[k];
        }
      for (gsize k = 0; k < d; k++)
        rest[k] = z[k] - along * q[k];
      best = fmax (best, try_faces (n, d, x, pattern, rest, i + 1, n_basis + 1, basis));
    }
  return best;
}

/* What makes a solution one, from X, y, λ and its blocks, on data scaled to magnitude 1. */
static void
check_solution (RscSolution *solution, double tolerance)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  double sx = largest (n * d, rsc_problem_get_x (problem));
  double sy = largest (n, rsc_problem_get_y (problem));
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *r = g_new (double, n);
  g_autofree double *z = g_new (double, d);
  double penalty = 0.0;
  double most = 0.0;
  double square = 0.0;
  double lambda;

  sx = sx > 0.0 ? sx : 1.0;
  sy = sy > 0.0 ? sy : 1.0;
  lambda = rsc_solution_get_lambda (solution) / sx / sy;
  for (gsize i = 0; i < n * d; i++)
    x[i] = rsc_problem_get_x (problem)[i] / sx;
  for (gsize i = 0; i < n; i++)
    r[i] = rsc_problem_get_y (problem)[i] / sy;

  g_assert_true (isfinite (rsc_solution_get_objective (solution)));
  g_assert_true (isfinite (rsc_solution_get_penalty (solution)));
  g_assert_true (isfinite (rsc_solution_get_squared_error (solution)));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >=, 0.0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1.0);
  g_assert_cmpint (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED, ==,
                   rsc_solution_get_relative_gap (solution)
                     <= rsc_solution_get_tolerance (solution));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, tolerance);

  for (gsize b = 0; b < rsc_solution_get_n_blocks (solution); b++)
    {
      gsize block = rsc_solution_get_block (solution, b);
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
      const double *w = rsc_solution_get_w (solution, b);
      double length = norm (d, w) * (sx / sy);

      g_assert_true (isfinite (length));
      g_assert_cmpfloat (length, >, 0.0);
      penalty += length;
      for (gsize i = 0; i < n; i++)
        {
          double value = 0.0;

          for (gsize k = 0; k < d; k++)
            value += x[i * d + k] * (w[k] * (sx / sy));
          if (!gated)
            g_assert_cmpfloat (rsc_pattern_is_active (pattern, i) ? value : -value, >=,
                               -1e-9 * norm (d, x + i * d) * length);
          if (rsc_pattern_is_active (pattern, i))
            r[i] -= RSC_BLOCK_SIGN (block) * value;
        }
    }
  for (gsize i = 0; i < n; i++)
    {
      square += r[i] * r[i];
      g_assert_cmpfloat (fabs (r[i] - rsc_solution_get_residual (solution)[i] / sy), <=, 1e-8);
    }
  g_assert_cmpfloat (fabs (rsc_solution_get_penalty (solution) * (sx / sy) - penalty), <=,
                     1e-12 * penalty);

  for (gsize b = 0; b < rsc_problem_get_n_blocks (problem); b++)
    {
      gsize j = gated ? b : RSC_BLOCK_PATTERN (b);
      int sign = gated ? 1 : RSC_BLOCK_SIGN (b);
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      memset (z, 0, d * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (rsc_pattern_is_active (pattern, i))
          for (gsize k = 0; k < d; k++)
            z[k] += sign * x[i * d + k] * r[i];
      if (gated)
        most = fmax (most, norm (d, z));
      else
        {
          long double exact[4];
          long double basis[16];
          double length;

          for (gsize k = 0; k < MIN (d, 4); k++)
            exact[k] = (long double) z[k];
          length = bound_projection (n, d, x, pattern, z, lambda * (1.0 + 1e-9));
          /* Where rows are nearly parallel, descent takes for ever. */
          if (length > lambda * (1.0 + 1e-8) && d <= 4)
            length = try_faces (n, d, x, pattern, exact, 0, 0, basis);
          most = fmax (most, length);
        }
    }
  /* The gap of the certificate, from these upper bounds. */
  {
    double t = most > lambda ? lambda / most : 1.0;
    double primal = 0.5 * square + lambda * penalty;
    double fit_product = 0.0;
    double gap;

    for (gsize i = 0; i < n; i++)
      fit_product += (rsc_problem_get_y (problem)[i] / sy - r[i]) * r[i];
    gap = 0.5 * (1.0 - t) * (1.0 - t) * square + lambda * penalty - t * fit_product;
    g_assert_cmpfloat (fabs (gap), <=, (tolerance + 1e-7) * primal + 1e-300);
  }
}

RscSolution *
solve_problem (RscProblem *problem, double lambda, double tolerance)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check_solution (solution, tolerance);
  return solution;
}

double
lambda_max_of (const Data *data)
{
  g_autoptr (RscProblem) problem = problem_of (data);

  return rsc_problem_get_lambda_max (problem);
}

void
check_near (double value, double expected, double tolerance)
{
  g_assert_true (isfinite (value));
  g_assert_cmpfloat (fabs (value - expected), <=, tolerance);
}

void
check_fit (RscSolution *solution, gsize n, const double *fit, double factor, double tolerance)
{
  const double *own = rsc_solution_get_fit (solution);
  double scale = largest (n, own);

  for (gsize i = 0; i < n; i++)
    check_near (fit[i] / factor, own[i], tolerance * scale);
}

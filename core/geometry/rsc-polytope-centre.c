/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Newton steps: some ten from a reasonable start, and one for each halving from a bad one. */
#define STEPS_MAX 100
/* Of the search along a step. */
#define LINE_STEPS_MAX 20

/* min ||matrix x - b|| for the column-major @rows × @columns @matrix, which is overwritten; @b:
 * rows on input, x in its first entries on output. Rank-revealing. FALSE when LAPACK fails. */
static gboolean
solve_least_squares (gsize rows, gsize columns, double *matrix, double *b)
{
  int m = (int) rows;
  int n = (int) columns;
  int one = 1;
  int rank = 0;
  /* The most that the routine asks for with blocks of 64. */
  int lwork = (int) (2 * MIN (rows, columns) + 66 * (columns + 1));
  int info = 0;
  double rcond = RSC_TOLERANCE_CENTRE_RANK;
  g_autofree int *pivots = g_new0 (int, columns + 1);

  g_autofree double *work = g_new (double, lwork);
  dgelsy_ (&m, &n, &one, matrix, &m, b, &m, pivots, &rcond, &rank, work, &lwork, &info);
  return info == 0;
}

/* Newton's step for Σ log β_i, relative to β: the projection of (1, …, 1) on D⁻¹ times the
 * directions of the set, D = diag(β), by the directions themselves or by the equations, whichever
 * are fewer. */
static gboolean
find_step (const RscPolytope *self, const double *beta, double *matrix, double *step)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize rank = self->rank;
  g_autofree double *b = g_new (double, s + 1);

  for (gsize i = 0; i < s; i++)
    b[i] = 1.0;
  if (k <= rank)
    {
      for (gsize i = 0; i < s; i++)
        for (gsize j = 0; j < k; j++)
          matrix[j * s + i] = self->null_basis[i * k + j] / beta[i];
      if (!solve_least_squares (s, k, matrix, b))
        return FALSE;
      for (gsize i = 0; i < s; i++)
        step[i] = cblas_ddot ((int) k, self->null_basis + i * k, 1, b, 1) / beta[i];
      return TRUE;
    }
  for (gsize r = 0; r < rank; r++)
    for (gsize i = 0; i < s; i++)
      matrix[r * s + i] = self->rows[r * s + i] * beta[i];
  if (!solve_least_squares (s, rank, matrix, b))
    return FALSE;
  for (gsize i = 0; i < s; i++)
    step[i] = 1.0 - beta[i] * cblas_ddot ((int) rank, self->rows + i, (int) s, b, 1);
  return TRUE;
}

/* How far to go along @step: to the maximum of Σ log(1 + t step_i), which is concave, by Newton's
 * method kept between what is too short and what is too long. */
static double
find_length (gsize s, const double *step)
{
  double low = 0.0;
  double high = G_MAXDOUBLE;
  double t = 0.0;

  for (gsize i = 0; i < s; i++)
    if (step[i] < 0.0)
      high = MIN (high, -1.0 / step[i]);
  for (gsize round = 0; round < LINE_STEPS_MAX; round++)
    {
      double slope = 0.0;
      double curvature = 0.0;
      for (gsize i = 0; i < s; i++)
        {
          double part = step[i] / (1.0 + t * step[i]);
          slope += part;
          curvature += part * part;
        }
      if (slope > 0.0)
        low = t;
      else
        high = t;
      double next = t + slope / curvature;
      if (!(next > low && next < high))
        next = high < G_MAXDOUBLE ? 0.5 * (low + high) : 2.0 * t + 1.0;
      if (fabs (next - t) <= RSC_TOLERANCE_CENTRE_STEP * next)
        return next;
      t = next;
    }
  return low;
}

void
rsc_polytope_find_centre (RscPolytope *self)
{
  gsize s = self->n_support;
  double last = G_MAXDOUBLE;
  g_autofree double *beta = g_memdup2 (self->centre, (s + 1) * sizeof (double));
  g_autofree double *matrix = g_new (double, s *MIN (self->rank, self->dimension) + 1);
  g_autofree double *step = g_new (double, s + 1);

  for (gsize i = 0; i < s; i++)
    if (!(beta[i] > 0.0))
      return;
  for (gsize round = 0; round < STEPS_MAX; round++)
    {
      if (!find_step (self, beta, matrix, step))
        return;
      double size = cblas_dnrm2 ((int) s, step, 1);
      /* Near the maximum each step squares the one before, until there is only rounding left. */
      if (!(size > 0.0) || (size < 0.1 && size >= 0.5 * last))
        break;
      last = size;
      double length = size < 0.1 ? 1.0 : find_length (s, step);
      for (gsize i = 0; i < s; i++)
        beta[i] += length * step[i] * beta[i];
      rsc_polytope_put_on_equations (self->rank, s, self->rows, self->rhs, beta);
      for (gsize i = 0; i < s; i++)
        if (!(beta[i] > 0.0))
          return;
      memcpy (self->centre, beta, s * sizeof (double));
    }
}

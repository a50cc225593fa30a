/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Least squares min ||A x - b|| with A count × k given by columns (k × count, overwritten), b
 * overwritten by the residual: modified Gram-Schmidt with pivoting. @r: k × k scratch, @order: k.
 * FALSE when the columns are dependent. */
static gboolean
least_squares (gsize count, gsize k, double *columns, double *b, double *x, double *r, gsize *order)
{
  double first = 0.0;

  if (count < k)
    return FALSE;
  for (gsize j = 0; j < k; j++)
    order[j] = j;
  memset (r, 0, k * k * sizeof (double));
  /* Of a column that is not chosen yet its square stands on the diagonal. */
  for (gsize j = 0; j < k; j++)
    for (gsize i = 0; i < count; i++)
      r[j * k + j] += columns[j * count + i] * columns[j * count + i];
  for (gsize j = 0; j < k; j++)
    {
      gsize pivot = j;
      double longest = -1.0;
      for (gsize l = j; l < k; l++)
        if (r[l * k + l] > longest)
          {
            longest = r[l * k + l];
            pivot = l;
          }
      gsize swap = order[j];
      order[j] = order[pivot];
      order[pivot] = swap;
      r[pivot * k + pivot] = r[j * k + j];
      for (gsize l = 0; l < j; l++)
        {
          double entry = r[l * k + j];
          r[l * k + j] = r[l * k + pivot];
          r[l * k + pivot] = entry;
        }
      double *q = columns + order[j] * count;
      double norm = sqrt (longest);
      first = j == 0 ? norm : first;
      if (!(norm > RSC_TOLERANCE_RANK * first))
        return FALSE;
      r[j * k + j] = norm;
      for (gsize i = 0; i < count; i++)
        q[i] /= norm;
      for (gsize l = j + 1; l <= k; l++)
        {
          double *column = l < k ? columns + order[l] * count : b;
          double dot = 0.0, square = 0.0;
          for (gsize i = 0; i < count; i++)
            dot += q[i] * column[i];
          for (gsize i = 0; i < count; i++)
            {
              const double rest = column[i] - dot * q[i];

              column[i] = rest;
              square += rest * rest;
            }
          if (l < k)
            {
              r[j * k + l] = dot;
              r[l * k + l] = square;
            }
          else
            x[order[j]] = dot;
        }
    }
  for (gsize j = k; j-- > 0;)
    {
      double rest = x[order[j]];
      for (gsize l = j + 1; l < k; l++)
        rest -= r[j * k + l] * x[order[l]];
      x[order[j]] = rest / r[j * k + j];
    }
  return TRUE;
}

/* The point where the walls of @zero (@count coordinates) meet, in null-space coordinates: cheap
 * when the dimension is small. FALSE when they do not meet or leave a direction open. */
static gboolean
meet_walls (const RscPolytope *self, gsize count, const gsize *zero, double *point)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  g_autofree double *scratch = g_new (double, count *k + k * k + count + k + 1);
  g_autofree gsize *order = g_new (gsize, k + 1);
  double *columns = scratch;
  double *r = columns + count * k;
  double *b = r + k * k;
  double *z = b + count;

  for (gsize i = 0; i < count; i++)
    {
      b[i] = -self->centre[zero[i]];
      for (gsize j = 0; j < k; j++)
        columns[j * count + i] = self->null_basis[zero[i] * k + j];
    }
  if (!least_squares (count, k, columns, b, z, r, order))
    return FALSE;
  for (gsize i = 0; i < count; i++)
    if (!(fabs (b[i]) <= RSC_TOLERANCE_VERTEX))
      return FALSE;
  memcpy (point, self->centre, s * sizeof (double));
  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k, z, 1,
               1.0, point, 1);
  for (gsize i = 0; i < count; i++)
    point[zero[i]] = 0.0;
  return TRUE;
}

/* The same from the columns in use: cheap when the rank is small. FALSE when they are dependent or
 * do not give the fit. */
static gboolean
solve_columns (const RscPolytope *self, gsize count, const gsize *used, double *point)
{
  gsize s = self->n_support;
  gsize rank = self->rank;
  g_autofree double *scratch = g_new (double, count *rank + count * count + rank + count + 1);
  g_autofree gsize *order = g_new (gsize, count + 1);
  double *columns = scratch;
  double *r = columns + count * rank;
  double *b = r + count * count;
  double *x = b + rank;

  if (count > rank)
    return FALSE;
  for (gsize j = 0; j < count; j++)
    cblas_dcopy ((int) rank, self->rows + used[j], (int) s, columns + j * rank, 1);
  memcpy (b, self->rhs, rank * sizeof (double));
  if (!least_squares (rank, count, columns, b, x, r, order))
    return FALSE;
  for (gsize i = 0; i < rank; i++)
    if (!(fabs (b[i]) <= RSC_TOLERANCE_VERTEX))
      return FALSE;
  memset (point, 0, s * sizeof (double));
  for (gsize j = 0; j < count; j++)
    point[used[j]] = x[j];
  return TRUE;
}

/* Makes an approximate vertex exact: the coordinates that are zero become exactly zero, and the
 * point where their walls meet gives the others. FALSE when no choice of zeros makes it a vertex:
 * the walls must leave no direction open, which is to say that the columns in use are independent.
 */
gboolean
rsc_polytope_polish_vertex (const RscPolytope *self, double *beta)
{
  static const double factors[] = { 1e2, 1e1, 1.0, 1e-1, 1e-2, 1e-3 };
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize last = G_MAXSIZE;
  g_autofree double *point = g_new (double, s + 1);
  g_autofree gsize *index = g_new (gsize, s + 1);

  for (gsize trial = 0; trial < G_N_ELEMENTS (factors); trial++)
    {
      gsize n_zero = 0;
      gsize n_used = 0;
      for (gsize i = 0; i < s; i++)
        if (beta[i] > factors[trial] * self->tolerance[i])
          index[s - ++n_used] = i;
        else
          index[n_zero++] = i;
      if (n_zero == last)
        continue; /* the same zeros as before: the same answer */
      last = n_zero;
      gboolean by_walls = n_zero * k * k < self->rank * n_used * n_used;
      if (!(by_walls ? meet_walls (self, n_zero, index, point)
                     : solve_columns (self, n_used, index + n_zero, point)))
        continue;
      /* Those not at their wall must still be inside. */
      gsize positive = 0;
      for (gsize i = 0; i < s; i++)
        positive += point[i] > 0.0;
      if (positive != n_used)
        continue;
      memcpy (beta, point, s * sizeof (double));
      return TRUE;
    }
  return FALSE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-column-factor.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

struct _RscColumnFactor
{
  gsize n;
  gsize capacity;
  gsize r;
  gsize *ids;
  double *q;       /* capacity × n: each column of Q is a row here */
  double *rows;    /* capacity × capacity: R by rows */
  double *inverse; /* capacity × capacity: row k is column k of R^{-1}; NULL unless kept */
  double *first;   /* capacity: scratch */
  double *second;  /* capacity: scratch */
  double *vector;  /* n: scratch */
};

/* ---- inside -------------------------------------------------------------------------------- */

static void
grow (RscColumnFactor *self)
{
  const gsize old = self->capacity;

  if (self->r < old)
    return;
  g_clear_pointer (&self->inverse, g_free);
  self->capacity = MIN (old + old / 2 + 16, self->n + 1);
  self->ids = g_renew (gsize, self->ids, self->capacity);
  self->q = g_renew (double, self->q, self->capacity * self->n);
  self->first = g_renew (double, self->first, self->capacity);
  self->second = g_renew (double, self->second, self->capacity);
  double *rows = g_new0 (double, self->capacity * self->capacity);
  for (gsize k = 0; k < self->r; k++)
    memcpy (rows + k * self->capacity, self->rows + k * old, self->r * sizeof (double));
  g_free (self->rows);
  self->rows = rows;
}

/* v -= Q Q^T v, the coordinates added to @coordinates. */
static void
orthogonalise (const RscColumnFactor *self, double *v, double *coordinates, double *scratch)
{
  const int n = (int) self->n, r = (int) self->r;

  if (r == 0)
    return;
  cblas_dgemv (CblasRowMajor, CblasNoTrans, r, n, 1.0, self->q, n, v, 1, 0.0, scratch, 1);
  cblas_dgemv (CblasRowMajor, CblasTrans, r, n, -1.0, self->q, n, scratch, 1, 1.0, v, 1);
  cblas_daxpy (r, 1.0, scratch, 1, coordinates, 1);
}

static void
back_substitute (const RscColumnFactor *self, double *z)
{
  if (self->r > 0)
    cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, (int) self->r, self->rows,
                 (int) self->capacity, z, 1);
}

/* ---- public -------------------------------------------------------------------------------- */

RscColumnFactor *
rsc_column_factor_new (gsize n)
{
  RscColumnFactor *self;

  g_return_val_if_fail (n > 0, NULL);

  self = g_new0 (RscColumnFactor, 1);
  self->n = n;
  self->vector = g_new (double, n);
  grow (self);
  return self;
}

void
rsc_column_factor_free (RscColumnFactor *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->ids);
  g_free (self->q);
  g_free (self->rows);
  g_free (self->inverse);
  g_free (self->first);
  g_free (self->second);
  g_free (self->vector);
  g_free (self);
}

gsize
rsc_column_factor_get_n_columns (const RscColumnFactor *self)
{
  return self->r;
}

gsize
rsc_column_factor_get_id (const RscColumnFactor *self, gsize k)
{
  g_return_val_if_fail (k < self->r, 0);

  return self->ids[k];
}

gssize
rsc_column_factor_find (const RscColumnFactor *self, gsize id)
{
  for (gsize k = 0; k < self->r; k++)
    if (self->ids[k] == id)
      return (gssize) k;
  return -1;
}

gboolean
rsc_column_factor_offer (RscColumnFactor *self, gsize id, const double *column, double *z)
{
  const int n = (int) self->n;
  const gsize r = self->r;
  double rest = 0.0;

  grow (self);
  memcpy (self->vector, column, self->n * sizeof (double));
  memset (self->first, 0, self->capacity * sizeof (double));
  /* Twice is enough (Kahan and Parlett) for a column that is not within rounding of the span, and
   * one that is will be refused. */
  orthogonalise (self, self->vector, self->first, self->second);
  orthogonalise (self, self->vector, self->first, self->second);
  rest = cblas_dnrm2 (n, self->vector, 1);
  if (r < self->n && rest > RSC_TOLERANCE_RANK)
    {
      for (gsize k = 0; k < r; k++)
        self->rows[k * self->capacity + r] = self->first[k];
      memset (self->rows + r * self->capacity, 0, r * sizeof (double));
      self->rows[r * self->capacity + r] = rest;
      for (gsize i = 0; i < self->n; i++)
        self->q[r * self->n + i] = self->vector[i] / rest;
      self->ids[r] = id;
      self->r = r + 1;
      g_clear_pointer (&self->inverse, g_free);
      return TRUE;
    }
  if (z != NULL)
    {
      memcpy (z, self->first, r * sizeof (double));
      back_substitute (self, z);
    }
  return FALSE;
}

void
rsc_column_factor_remove (RscColumnFactor *self, gsize k)
{
  const gsize ld = self->capacity;
  const gsize r = self->r;

  g_return_if_fail (k < r);

  for (gsize i = 0; i < r; i++)
    memmove (self->rows + i * ld + k, self->rows + i * ld + k + 1, (r - k - 1) * sizeof (double));
  if (self->inverse != NULL)
    for (gsize i = 0; i < r; i++)
      memmove (self->inverse + i * ld + k, self->inverse + i * ld + k + 1,
               (r - k - 1) * sizeof (double));
  memmove (self->ids + k, self->ids + k + 1, (r - k - 1) * sizeof (gsize));
  for (gsize i = k; i + 1 < r; i++)
    {
      double *upper = self->rows + i * ld;
      double *lower = upper + ld;
      double radius = hypot (upper[i], lower[i]);
      double c = radius > 0.0 ? upper[i] / radius : 1.0;
      double s = radius > 0.0 ? lower[i] / radius : 0.0;

      cblas_drot ((int) (r - 1 - i), upper + i, 1, lower + i, 1, c, s);
      lower[i] = 0.0;
      cblas_drot ((int) self->n, self->q + i * self->n, 1, self->q + (i + 1) * self->n, 1, c, s);
      if (self->inverse != NULL)
        cblas_drot ((int) (r - 1), self->inverse + i * ld, 1, self->inverse + (i + 1) * ld, 1, c,
                    s);
    }
  self->r = r - 1;
}

void
rsc_column_factor_solve (const RscColumnFactor *self,
                         const double *rhs,
                         double *z,
                         double *residual)
{
  memcpy (self->vector, rhs, self->n * sizeof (double));
  memset (self->first, 0, self->capacity * sizeof (double));
  orthogonalise (self, self->vector, self->first, self->second);
  orthogonalise (self, self->vector, self->first, self->second);
  if (residual != NULL)
    memcpy (residual, self->vector, self->n * sizeof (double));
  memcpy (z, self->first, self->r * sizeof (double));
  back_substitute (self, z);
}

void
rsc_column_factor_rotate (const RscColumnFactor *self, const double *v, double *coordinates)
{
  if (self->r > 0)
    cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) self->r, (int) self->n, 1.0, self->q,
                 (int) self->n, v, 1, 0.0, coordinates, 1);
}

void
rsc_column_factor_invert (RscColumnFactor *self)
{
  const gsize ld = self->capacity;

  g_free (self->inverse);
  self->inverse = g_new0 (double, ld *ld);
  for (gsize k = 0; k < self->r; k++)
    {
      double *column = self->inverse + k * ld;

      column[k] = 1.0;
      cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, (int) k + 1, self->rows,
                   (int) ld, column, 1);
    }
}

void
rsc_column_factor_get_inverse_diagonal (const RscColumnFactor *self, double *diagonal)
{
  g_return_if_fail (self->inverse != NULL || self->r == 0);

  memset (diagonal, 0, self->r * sizeof (double));
  for (gsize k = 0; k < self->r; k++)
    {
      const double *column = self->inverse + k * self->capacity;

      for (gsize i = 0; i < self->r; i++)
        diagonal[i] += column[i] * column[i];
    }
}

void
rsc_column_factor_get_inverse_column (const RscColumnFactor *self, gsize k, double *column)
{
  g_return_if_fail (self->inverse != NULL && k < self->r);

  memset (column, 0, self->r * sizeof (double));
  for (gsize j = 0; j < self->r; j++)
    cblas_daxpy ((int) self->r, self->inverse[j * self->capacity + k],
                 self->inverse + j * self->capacity, 1, column, 1);
}

gboolean
rsc_column_factor_get_singular (const RscColumnFactor *self, double *singular, double *last)
{
  const int r = (int) self->r;
  const int one = 1;
  int lwork = -1;
  int info = 0;
  double query = 0.0;
  double unused = 0.0;

  if (r == 0)
    return TRUE;
  g_autofree double *copy = g_new0 (double, self->r * self->r);
  g_autofree double *left = last != NULL ? g_new (double, self->r * self->r) : NULL;
  const char *job = last != NULL ? "A" : "N";
  for (gsize i = 0; i < self->r; i++)
    memcpy (copy + i * self->r + i, self->rows + i * self->capacity + i,
            (self->r - i) * sizeof (double));
  /* By rows it is R^T to LAPACK, so its left vectors are the right ones of R. */
  double *u = left != NULL ? left : &unused;
  dgesvd_ (job, "N", &r, &r, copy, &r, singular, u, &r, &unused, &one, &query, &lwork, &info, 1, 1);
  lwork = (int) query;
  g_autofree double *work = g_new (double, MAX (lwork, 1));
  dgesvd_ (job, "N", &r, &r, copy, &r, singular, u, &r, &unused, &one, work, &lwork, &info, 1, 1);
  if (last != NULL)
    memcpy (last, left + (self->r - 1) * self->r, self->r * sizeof (double));
  return info == 0;
}

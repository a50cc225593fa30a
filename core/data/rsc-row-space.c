/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-row-space.h"

#include "core/numerics/rsc-lapack.h"

#include <float.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* Columns that are reflected at once. */
#define BLOCK 64

struct _RscRowSpace
{
  gatomicrefcount ref_count;
  gsize d;
  gsize rank;
  double *basis; /* r × d: a vector after the other */
};

/* The triangle of @a (k × n, column after column, with @d between columns) in order of what is left
 * of its columns: the rank, and the first vectors of the space that it spans, in the coordinates of
 * the triangle's rows, at the head of each of @columns (d). */
static gsize
order_triangle (gsize k, gsize n, gsize d, const double *a, double **columns)
{
  gsl_matrix *r = gsl_matrix_calloc (k, n);
  gsl_vector *tau = gsl_vector_alloc (k);
  gsl_permutation *order = gsl_permutation_alloc (n);
  gsl_vector *work = gsl_vector_alloc (n);
  double first;
  gsize rank = 0;
  int sign;

  for (gsize j = 0; j < n; j++)
    for (gsize i = 0; i <= MIN (j, k - 1); i++)
      gsl_matrix_set (r, i, j, a[j * d + i]);
  gsl_linalg_QRPT_decomp (r, tau, order, &sign, work);
  first = fabs (gsl_matrix_get (r, 0, 0));
  /* What rounding leaves of a row that the others span grows with the sizes of both sums. */
  while (rank < k && fabs (gsl_matrix_get (r, rank, rank)) > (double) (n + d) * DBL_EPSILON * first)
    rank++;
  *columns = g_new0 (double, MAX (1, rank * d));
  for (gsize j = 0; j < rank; j++)
    {
      gsl_vector_view column = gsl_vector_view_array (*columns + j * d, k);

      (*columns)[j * d + j] = 1.0;
      gsl_linalg_QR_Qvec (r, tau, &column.vector);
    }
  gsl_matrix_free (r);
  gsl_vector_free (tau);
  gsl_permutation_free (order);
  gsl_vector_free (work);
  return rank;
}

/* @a (d × n, column after column) by block: its triangle, and the reflectors below it and in @tau.
 * FALSE when cancelled. */
static gboolean
find_triangle (gsize n,
               gsize d,
               double *a,
               double *tau,
               double *work,
               int size,
               GCancellable *cancellable)
{
  const gsize most = MIN (n, d);
  const int apart = (int) d;

  for (gsize j = 0; j < most; j += BLOCK)
    {
      const int width = (int) MIN (BLOCK, most - j), rows = (int) (d - j);
      const int others = (int) n - (int) j - width;
      int info;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      dgeqrf_ (&rows, &width, a + j * d + j, &apart, tau + j, work, &size, &info);
      if (others > 0)
        dormqr_ ("L", "T", &rows, &others, &width, a + j * d + j, &apart, tau + j,
                 a + (j + (gsize) width) * d + j, &apart, work, &size, &info, 1, 1);
    }
  return TRUE;
}

/* The @rank vectors of @basis (d each) by the @k reflectors in @a and @tau. FALSE when
 * cancelled. */
static gboolean
reflect_back (gsize k,
              gsize d,
              const double *a,
              const double *tau,
              gsize rank,
              double *basis,
              double *work,
              int size,
              GCancellable *cancellable)
{
  const int apart = (int) d, columns = (int) rank;

  for (gsize end = k; end > 0;)
    {
      const gsize j = (end - 1) / BLOCK * BLOCK;
      const int width = (int) (end - j), rows = (int) (d - j);
      int info;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      dormqr_ ("L", "N", &rows, &columns, &width, a + j * d + j, &apart, tau + j, basis + j, &apart,
               work, &size, &info, 1, 1);
      end = j;
    }
  return TRUE;
}

/* The wide matrix is brought to a triangle in blocks first: with exchanges from the start its
 * columns would all be read again for each of them, and 400 rows of 20 000 features took
 * minutes. */
RscRowSpace *
rsc_row_space_new (gsize n, gsize d, const double *x, GCancellable *cancellable)
{
  RscRowSpace *self = g_new0 (RscRowSpace, 1);
  const gsize most = MIN (n, d);
  g_autofree double *a = g_memdup2 (x, n * d * sizeof (double));
  g_autofree double *tau = g_new (double, MAX (1, most));
  const int size = BLOCK * ((int) n + BLOCK + 1);
  g_autofree double *work = g_new (double, size);

  g_atomic_ref_count_init (&self->ref_count);
  self->d = d;
  /* A row after the other is a column after the other of the transpose. */
  if (!find_triangle (n, d, a, tau, work, size, cancellable))
    {
      rsc_row_space_unref (self);
      return NULL;
    }
  self->rank = order_triangle (most, n, d, a, &self->basis);
  if (self->rank > 0
      && !reflect_back (most, d, a, tau, self->rank, self->basis, work, size, cancellable))
    g_clear_pointer (&self, rsc_row_space_unref);
  return self;
}

RscRowSpace *
rsc_row_space_ref (RscRowSpace *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_row_space_unref (RscRowSpace *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->basis);
  g_free (self);
}

gsize
rsc_row_space_get_d (const RscRowSpace *self)
{
  return self->d;
}

gsize
rsc_row_space_get_rank (const RscRowSpace *self)
{
  return self->rank;
}

void
rsc_row_space_enter (const RscRowSpace *self, const double *w, double *v)
{
  for (gsize k = 0; k < self->rank; k++)
    {
      const double *column = self->basis + k * self->d;
      double sum = 0.0;

      for (gsize j = 0; j < self->d; j++)
        sum += column[j] * w[j];
      v[k] = sum;
    }
}

void
rsc_row_space_enter_rows (const RscRowSpace *self, gsize n, const double *x, double *v)
{
  const int rank = (int) self->rank, rows = (int) n, d = (int) self->d;
  const double one = 1.0, zero = 0.0;

  if (n > 0 && rank > 0)
    dgemm_ ("T", "N", &rank, &rows, &d, &one, self->basis, &d, x, &d, &zero, v, &rank, 1, 1);
}

void
rsc_row_space_leave (const RscRowSpace *self, const double *v, double *w)
{
  memset (w, 0, self->d * sizeof *w);
  for (gsize k = 0; k < self->rank; k++)
    for (gsize j = 0; j < self->d; j++)
      w[j] += self->basis[k * self->d + j] * v[k];
}

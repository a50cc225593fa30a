/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-row-space.h"

#include <float.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

struct _RscRowSpace
{
  gatomicrefcount ref_count;
  gsize d;
  gsize rank;
  double *basis; /* r × d: a vector after the other */
};

RscRowSpace *
rsc_row_space_new (gsize n, gsize d, const double *x)
{
  RscRowSpace *self = g_new0 (RscRowSpace, 1);
  const gsize most = MIN (n, d);
  gsl_matrix *a = gsl_matrix_alloc (d, n);
  gsl_vector *tau = gsl_vector_alloc (most);
  gsl_permutation *order = gsl_permutation_alloc (n);
  gsl_vector *work = gsl_vector_alloc (n);
  double first;
  int sign;

  g_atomic_ref_count_init (&self->ref_count);
  self->d = d;
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      gsl_matrix_set (a, k, i, x[i * d + k]);
  gsl_linalg_QRPT_decomp (a, tau, order, &sign, work);
  first = fabs (gsl_matrix_get (a, 0, 0));
  /* What rounding leaves of a row that the others span grows with the sizes of both sums. */
  while (self->rank < most
         && fabs (gsl_matrix_get (a, self->rank, self->rank))
              > (double) (n + d) * DBL_EPSILON * first)
    self->rank++;
  self->basis = g_new (double, MAX (1, self->rank * d));
  for (gsize k = 0; k < self->rank; k++)
    {
      gsl_vector_view column = gsl_vector_view_array (self->basis + k * d, d);

      memset (self->basis + k * d, 0, d * sizeof (double));
      self->basis[k * d + k] = 1.0;
      gsl_linalg_QR_Qvec (a, tau, &column.vector);
    }
  gsl_matrix_free (a);
  gsl_vector_free (tau);
  gsl_permutation_free (order);
  gsl_vector_free (work);
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
rsc_row_space_leave (const RscRowSpace *self, const double *v, double *w)
{
  memset (w, 0, self->d * sizeof *w);
  for (gsize k = 0; k < self->rank; k++)
    for (gsize j = 0; j < self->d; j++)
      w[j] += self->basis[k * self->d + j] * v[k];
}

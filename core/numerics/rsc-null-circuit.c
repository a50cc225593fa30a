/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-null-circuit.h"

#include "core/numerics/rsc-column-factor.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Circuits are searched exhaustively up to about this many operations. */
#define CIRCUIT_WORK 2e7

static gsize
count_touched (gsize m, const double *v)
{
  gsize count = 0;

  for (gsize i = 0; i < m; i++)
    count += v[i] != 0.0;
  return count;
}

/* The combination x (p values) of p null vectors whose entries vanish at the p - 1 columns @rows;
 * FALSE when these do not determine it. Elimination with full pivoting. */
static gboolean
vanish_at (gsize p, gsize m, const double *vectors, const gsize *rows, double *a, double *x)
{
  gsize order[64];

  g_assert (p <= G_N_ELEMENTS (order));
  for (gsize j = 0; j < p; j++)
    {
      order[j] = j;
      for (gsize i = 0; i + 1 < p; i++)
        a[i * p + j] = vectors[j * m + rows[i]];
    }
  for (gsize k = 0; k + 1 < p; k++)
    {
      gsize row = k, column = k;

      for (gsize i = k; i + 1 < p; i++)
        for (gsize j = k; j < p; j++)
          if (fabs (a[i * p + j]) > fabs (a[row * p + column]))
            {
              row = i;
              column = j;
            }
      if (fabs (a[row * p + column]) < RSC_TOLERANCE_RANK)
        return FALSE;
      for (gsize j = 0; j < p; j++)
        {
          double swap = a[k * p + j];
          a[k * p + j] = a[row * p + j];
          a[row * p + j] = swap;
        }
      for (gsize i = 0; i + 1 < p; i++)
        {
          double swap = a[i * p + k];
          a[i * p + k] = a[i * p + column];
          a[i * p + column] = swap;
        }
      gsize swap = order[k];
      order[k] = order[column];
      order[column] = swap;
      for (gsize i = k + 1; i + 1 < p; i++)
        {
          double ratio = a[i * p + k] / a[k * p + k];
          for (gsize j = k; j < p; j++)
            a[i * p + j] -= ratio * a[k * p + j];
        }
    }
  x[order[p - 1]] = 1.0;
  for (gsize k = p - 1; k-- > 0;)
    {
      double sum = a[k * p + p - 1];

      for (gsize j = k + 1; j + 1 < p; j++)
        sum += a[k * p + j] * x[order[j]];
      x[order[k]] = -sum / a[k * p + k];
    }
  return TRUE;
}

/* The null vector of the columns that @v touches, from a factorisation of these alone. FALSE unless
 * they are a circuit. */
static gboolean
sharpen_circuit (gsize n, gsize m, const double *const *columns, double *v)
{
  g_autoptr (RscColumnFactor) factor = rsc_column_factor_new (n);
  g_autofree double *z = g_new (double, m);
  gsize left = count_touched (m, v);

  for (gsize i = 0; i < m; i++)
    {
      if (v[i] == 0.0)
        continue;
      left--;
      if (rsc_column_factor_offer (factor, i, columns[i], z))
        continue;
      if (left > 0)
        return FALSE;
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (factor); k++)
        {
          if (fabs (z[k]) <= RSC_TOLERANCE_RANK)
            return FALSE;
          v[rsc_column_factor_get_id (factor, k)] = -z[k];
        }
      v[i] = 1.0;
      return TRUE;
    }
  return FALSE;
}

gsize
rsc_null_circuit_list (gsize n, gsize m, const double *const *columns, double **vectors)
{
  g_autoptr (RscColumnFactor) basis = rsc_column_factor_new (n);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *z = g_new (double, m + n + 1);
  g_autofree double *v = g_new (double, m + 1);
  g_autofree gsize *outside = g_new (gsize, m + 1);
  gsize count = 0;

  for (gsize i = 0; i < m; i++)
    if (columns[i] != NULL && !rsc_column_factor_offer (basis, i, columns[i], NULL))
      outside[count++] = i;
  for (gsize k = 0; k < count; k++)
    {
      memset (v, 0, m * sizeof (double));
      rsc_column_factor_solve (basis, columns[outside[k]], z, NULL);
      for (gsize r = 0; r < rsc_column_factor_get_n_columns (basis); r++)
        if (fabs (z[r]) > RSC_TOLERANCE_RANK)
          v[rsc_column_factor_get_id (basis, r)] = -z[r];
      v[outside[k]] = 1.0;
      g_array_append_vals (all, v, (guint) m);
    }
  *vectors = (double *) g_array_free (g_steal_pointer (&all), FALSE);
  return count;
}

gboolean
rsc_null_circuit_find_fewest (gsize n,
                              gsize m,
                              const double *const *columns,
                              gsize p,
                              const double *vectors,
                              double *null_vector,
                              GCancellable *cancellable)
{
  g_autofree gsize *active = g_new (gsize, MAX (m, 1));
  gsize n_active = 0;
  gsize best = G_MAXSIZE;
  gsize rejected = G_MAXSIZE; /* fewest of a candidate that is no circuit as far as can be told */
  gboolean all = p == 1;
  double work;

  g_return_val_if_fail (p > 0, FALSE);
  for (gsize j = 0; j < p; j++)
    if (count_touched (m, vectors + j * m) < best)
      {
        best = count_touched (m, vectors + j * m);
        memcpy (null_vector, vectors + j * m, m * sizeof (double));
      }
  for (gsize i = 0; i < m; i++)
    if (columns[i] != NULL)
      active[n_active++] = i;

  work = (double) p * (double) p * (double) p + (double) (p * n_active);
  for (gsize k = 0; k + 1 < p && work <= CIRCUIT_WORK; k++)
    work *= (double) (n_active - k) / (double) (k + 1);
  if (p >= 2 && p <= 64 && work <= CIRCUIT_WORK)
    {
      g_autofree gsize *choice = g_new (gsize, p);
      g_autofree gsize *rows = g_new (gsize, p);
      g_autofree double *a = g_new (double, p *p);
      g_autofree double *x = g_new (double, p);
      g_autofree double *v = g_new (double, m);
      gsize k;

      for (k = 0; k + 1 < p; k++)
        choice[k] = k;
      do
        {
          for (k = 0; k + 1 < p; k++)
            rows[k] = active[choice[k]];
          if (vanish_at (p, m, vectors, rows, a, x))
            {
              double largest = 0.0;

              memset (v, 0, m * sizeof (double));
              for (gsize j = 0; j < p; j++)
                cblas_daxpy ((int) m, x[j], vectors + j * m, 1, v, 1);
              for (gsize i = 0; i < m; i++)
                largest = MAX (largest, fabs (v[i]));
              for (gsize i = 0; i < m; i++)
                if (fabs (v[i]) <= RSC_TOLERANCE_RANK * largest)
                  v[i] = 0.0;
              const gsize touched = count_touched (m, v);
              if (touched >= best)
                ;
              else if (sharpen_circuit (n, m, columns, v))
                {
                  best = touched;
                  memcpy (null_vector, v, m * sizeof (double));
                }
              else
                rejected = MIN (rejected, touched);
            }
          for (k = p - 1; k-- > 0 && choice[k] == n_active - (p - 1) + k;)
            ;
          if (k < p)
            {
              choice[k]++;
              for (gsize j = k + 1; j + 1 < p; j++)
                choice[j] = choice[j - 1] + 1;
            }
        }
      while (k < p && !g_cancellable_is_cancelled (cancellable));
      all = k >= p && rejected >= best;
    }
  return all;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-hyperplanes.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"

/* Rows handled between two looks at the cancellable: a few milliseconds at most. */
#define STEPS_PER_POLL 8192

/* Columns (directions) of the data shorter than this after the others are taken out are not there.
 */
#define RANK_TOLERANCE 1e-12

/* Scales the rows and the columns of a (column-major) by powers of two, so without rounding, until
 * the largest entry of each is about 1: neither far-away points nor features in other units then
 * matter. Rows come first: a column scaled by its one far-away point would push all others onto
 * one hyperplane. @exponents: what the columns were multiplied by. */
static gboolean
equilibrate (gsize n, gsize d, double *a, int *exponents, GCancellable *cancellable, GError **error)
{
  g_autofree double *largest = g_new (double, n);

  for (int pass = 0; pass < 4; pass++)
    {
      memset (largest, 0, n * sizeof (double));
      for (gsize k = 0; k < d; k++)
        for (gsize i = 0; i < n; i++)
          largest[i] = fmax (largest[i], fabs (a[k * n + i]));
      for (gsize i = 0; i < n; i++)
        {
          int e;

          if (i % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          (void) frexp (largest[i], &e);
          if (largest[i] > 0.0 && e != 0)
            for (gsize k = 0; k < d; k++)
              a[k * n + i] = ldexp (a[k * n + i], -e);
        }
      for (gsize k = 0; k < d; k++)
        {
          double most = 0.0;
          int e;

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          for (gsize i = 0; i < n; i++)
            most = fmax (most, fabs (a[k * n + i]));
          (void) frexp (most, &e);
          if (most == 0.0 || e == 0)
            continue;
          for (gsize i = 0; i < n; i++)
            a[k * n + i] = ldexp (a[k * n + i], -e);
          exponents[k] -= e;
        }
    }
  return TRUE;
}

static double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* a -= c b */
static void
subtract (gsize n, double c, const double *b, double *a)
{
  for (gsize i = 0; i < n; i++)
    a[i] -= c * b[i];
}

static void
scale (gsize n, double c, double *a)
{
  for (gsize i = 0; i < n; i++)
    a[i] *= c;
}

/* Orthonormalises the columns by Gram-Schmidt with pivoting and reorthogonalisation; the rows of
 * the result, normalised, are the whitened normals of the hyperplanes. */
static gboolean
whiten (RscHyperplanes *h,
        gsize n,
        gsize d,
        const double *x,
        GCancellable *cancellable,
        GError **error)
{
  g_autofree double *a = g_new (double, n *MAX (d, 1));
  g_autofree double *t = g_new0 (double, d *MAX (d, 1)); /* column k: how a_k came from the data */
  g_autofree int *exponents = g_new0 (int, MAX (d, 1));
  g_autofree gsize *pivots = g_new (gsize, MAX (d, 1));
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (d, 1));
  double smallest = 1.0;
  double rounding;

  for (gsize k = 0; k < d; k++)
    for (gsize i = 0; i < n; i++)
      a[k * n + i] = x[i * d + k];
  if (!equilibrate (n, d, a, exponents, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double square = 0.0;

      for (gsize k = 0; k < d; k++)
        square += a[k * n + i] * a[k * n + i];
      if (square > 0.0)
        for (gsize k = 0; k < d; k++)
          a[k * n + i] /= sqrt (square);
    }
  for (gsize k = 0; k < d; k++)
    {
      double length = sqrt (dot (n, a + k * n, a + k * n));

      if (length > 0.0)
        scale (n, 1.0 / length, a + k * n);
      t[k * d + k] = length > 0.0 ? ldexp (1.0 / length, exponents[k]) : 0.0;
    }

  for (h->rank = 0; h->rank < d; h->rank++)
    {
      gsize best = d;
      double best_square = 0.0;
      double length;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize k = 0; k < d; k++)
        {
          double square = taken[k] ? 0.0 : dot (n, a + k * n, a + k * n);

          if (square > best_square)
            {
              best = k;
              best_square = square;
            }
        }
      if (best == d || sqrt (best_square) <= RANK_TOLERANCE)
        break;
      smallest = fmin (smallest, sqrt (best_square));
      for (gsize q = 0; q < h->rank; q++)
        {
          double c = dot (n, a + pivots[q] * n, a + best * n);

          subtract (n, c, a + pivots[q] * n, a + best * n);
          subtract (d, c, t + pivots[q] * d, t + best * d);
        }
      length = sqrt (dot (n, a + best * n, a + best * n));
      scale (n, 1.0 / length, a + best * n);
      scale (d, 1.0 / length, t + best * d);
      taken[best] = TRUE;
      pivots[h->rank] = best;
      for (gsize k = 0; k < d; k++)
        if (!taken[k])
          {
            double c = dot (n, a + best * n, a + k * n);

            if (g_cancellable_set_error_if_cancelled (cancellable, error))
              return FALSE;
            subtract (n, c, a + best * n, a + k * n);
            subtract (d, c, t + best * d, t + k * d);
          }
    }

  rounding = 4.0 * DBL_EPSILON / smallest;
  h->rows = g_new (double, n *MAX (h->rank, 1));
  h->errors = g_new (double, n);
  h->back = g_new (double, d *MAX (h->rank, 1));
  for (gsize q = 0; q < h->rank; q++)
    {
      for (gsize i = 0; i < n; i++)
        h->rows[i * h->rank + q] = a[pivots[q] * n + i];
      for (gsize k = 0; k < d; k++)
        h->back[k * h->rank + q] = t[pivots[q] * d + k];
    }
  for (gsize i = 0; i < n; i++)
    {
      double *row = h->rows + i * h->rank;
      double length = sqrt (dot (h->rank, row, row));

      h->errors[i] = rounding * fmax (1.0, 1.0 / (sqrt ((double) n) * fmax (length, DBL_MIN)));
      if (length > RSC_TOLERANCE_HYPERPLANE / sqrt ((double) n))
        scale (h->rank, 1.0 / length, row);
      else
        memset (row, 0, h->rank * sizeof (double));
    }
  return TRUE;
}

typedef struct
{
  double key;
  guint32 row;
} KeyedRow;

static int
compare_keyed_rows (const void *a, const void *b, gpointer user_data G_GNUC_UNUSED)
{
  const KeyedRow *p = a;
  const KeyedRow *q = b;

  if (p->key != q->key)
    return p->key < q->key ? -1 : 1;
  return (p->row > q->row) - (p->row < q->row);
}

/* Joins the rows on the same hyperplane. Rows that are close have close |q^T u| for any unit u, so
 * only neighbours in that order are compared. Hyperplanes are numbered by their first rows. */
static gboolean
join_rows (RscHyperplanes *h, gsize n, GCancellable *cancellable, GError **error)
{
  gsize r = h->rank;
  g_autofree double *u = g_new (double, MAX (r, 1));
  g_autofree KeyedRow *sorted = g_new (KeyedRow, n);
  g_autofree KeyedRow *seen = g_new (KeyedRow, n); /* one for each hyperplane so far */
  g_autofree guint32 *owner = g_new (guint32, n);
  g_autofree guint32 *smallest = g_new (guint32, n);
  g_autofree guint32 *number = g_new (guint32, n);
  gsize n_sorted = 0;
  gsize n_seen = 0;
  double widest = 0.0;
  double length;

  for (gsize k = 0; k < r; k++)
    u[k] = (double) (rsc_random_mix (k) >> 11) / 9007199254740992.0 - 0.5;
  length = sqrt (dot (r, u, u));
  for (gsize i = 0; i < n; i++)
    {
      const double *row = h->rows + i * r;

      owner[i] = RSC_NO_HYPERPLANE;
      if (dot (r, row, row) == 0.0)
        continue;
      sorted[n_sorted].key = fabs (dot (r, row, u)) / length;
      sorted[n_sorted++].row = (guint32) i;
      widest = fmax (widest, h->errors[i]);
    }
  widest = fmax (RSC_TOLERANCE_HYPERPLANE, 8.0 * widest) + 8.0 * DBL_EPSILON;
  if (!rsc_sort (sorted, n_sorted, sizeof (KeyedRow), compare_keyed_rows, NULL, cancellable, error))
    return FALSE;

  for (gsize p = 0; p < n_sorted; p++)
    {
      guint32 i = sorted[p].row;
      const double *a = h->rows + (gsize) i * r;

      if (p % STEPS_PER_POLL == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize s = n_seen; s-- > 0 && sorted[p].key - seen[s].key <= widest;)
        {
          const double *b = h->rows + (gsize) seen[s].row * r;
          double tolerance =
            fmax (RSC_TOLERANCE_HYPERPLANE, 4.0 * (h->errors[i] + h->errors[seen[s].row]));
          double sign = dot (r, a, b) < 0.0 ? -1.0 : 1.0;
          double square = 0.0;

          for (gsize k = 0; k < r; k++)
            square += (a[k] - sign * b[k]) * (a[k] - sign * b[k]);
          if (sqrt (square) <= tolerance)
            {
              owner[i] = (guint32) s;
              smallest[s] = MIN (smallest[s], i);
              break;
            }
        }
      if (owner[i] == RSC_NO_HYPERPLANE)
        {
          owner[i] = (guint32) n_seen;
          smallest[n_seen] = i;
          seen[n_seen++] = sorted[p];
        }
    }

  h->n_hyperplanes = 0;
  h->first_row = g_new (guint32, MAX (n_seen, 1));
  h->hyperplane = g_new (guint32, n);
  h->opposite = g_new0 (guint8, n);
  for (gsize i = 0; i < n; i++)
    {
      h->hyperplane[i] = RSC_NO_HYPERPLANE;
      if (owner[i] == RSC_NO_HYPERPLANE)
        continue;
      if (smallest[owner[i]] == i)
        {
          number[owner[i]] = (guint32) h->n_hyperplanes;
          h->first_row[h->n_hyperplanes++] = (guint32) i;
        }
      h->hyperplane[i] = number[owner[i]];
      h->opposite[i] = dot (r, h->rows + i * r, h->rows + (gsize) smallest[owner[i]] * r) < 0.0;
    }
  return TRUE;
}

gboolean
rsc_hyperplanes_init (RscHyperplanes *self,
                      gsize n,
                      gsize d,
                      const double *x,
                      GCancellable *cancellable,
                      GError **error)
{
  memset (self, 0, sizeof *self);
  return whiten (self, n, d, x, cancellable, error) && join_rows (self, n, cancellable, error);
}

void
rsc_hyperplanes_clear (RscHyperplanes *self)
{
  g_free (self->rows);
  g_free (self->errors);
  g_free (self->back);
  g_free (self->hyperplane);
  g_free (self->opposite);
  g_free (self->first_row);
}

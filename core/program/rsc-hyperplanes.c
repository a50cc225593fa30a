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

#define NO_LOG G_MININT16

/* Turns of fitting the rows and the columns: they settle to a power of two. */
#define EQUILIBRATE_PASSES 8

/* Scales the rows and the columns of a (column-major) by powers of two, so without rounding, such
 * that the entries that count are about 1: neither far-away points nor features in other units then
 * matter. The logarithms of rows and columns are fitted in turn by least squares (Curtis and Reid):
 * with the largest entries alone, a column scaled by its one far-away point would push all others
 * onto one hyperplane, and a point at the origin would keep the bias away from the unit of the
 * features. An entry that is noise beside its row and beside its column does not count. @exponents:
 * what the columns were multiplied by. */
static gboolean
equilibrate (gsize n, gsize d, double *a, int *exponents, GCancellable *cancellable, GError **error)
{
  g_autofree double *row = g_new0 (double, n);
  g_autofree double *column = g_new0 (double, MAX (d, 1));
  g_autofree double *row_noise = g_new0 (double, n);
  g_autofree double *column_noise = g_new0 (double, MAX (d, 1));
  g_autofree gint16 *logs =
    g_new (gint16, n * MAX (d, 1)); /* NO_LOG where an entry does not count */
  g_autofree guint32 *n_row = g_new0 (guint32, n);
  double change = G_MAXDOUBLE;

  for (gsize k = 0; k < d; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize i = 0; i < n; i++)
        {
          row_noise[i] = fmax (row_noise[i], RSC_TOLERANCE_ROUNDED_AWAY * fabs (a[k * n + i]));
          column_noise[k] =
            fmax (column_noise[k], RSC_TOLERANCE_ROUNDED_AWAY * fabs (a[k * n + i]));
        }
    }
  for (gsize k = 0; k < d; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize i = 0; i < n; i++)
        {
          const gboolean counts = fabs (a[k * n + i]) > fmin (row_noise[i], column_noise[k]);

          logs[k * n + i] = counts ? (gint16) ilogb (a[k * n + i]) : NO_LOG;
          n_row[i] += counts ? 1 : 0;
        }
      /* From the largest of each column, so that the unit of a column changes no bit of the
       * rest. */
      column[k] = column_noise[k] > 0.0 ? -(double) ilogb (column_noise[k]) : 0.0;
    }
  for (int pass = 0; pass < EQUILIBRATE_PASSES && change > 0.25; pass++)
    {
      change = 0.0;
      memset (row, 0, n * sizeof (double));
      for (gsize k = 0; k < d; k++)
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          for (gsize i = 0; i < n; i++)
            row[i] -= logs[k * n + i] != NO_LOG ? column[k] + logs[k * n + i] : 0.0;
        }
      for (gsize i = 0; i < n; i++)
        row[i] = n_row[i] > 0 ? row[i] / n_row[i] : 0.0;
      for (gsize k = 0; k < d; k++)
        {
          const double before = column[k];
          double sum = 0.0;
          gsize n_column = 0;

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          for (gsize i = 0; i < n; i++)
            {
              const gboolean counts = logs[k * n + i] != NO_LOG;

              sum -= counts ? row[i] + logs[k * n + i] : 0.0;
              n_column += counts ? 1 : 0;
            }
          column[k] = n_column > 0 ? sum / (double) n_column : 0.0;
          change = fmax (change, fabs (column[k] - before));
        }
    }
  for (gsize k = 0; k < d; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      exponents[k] = (int) lrint (column[k]);
      for (gsize i = 0; i < n; i++)
        a[k * n + i] = ldexp (a[k * n + i], exponents[k] + (int) lrint (row[i]));
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

static gboolean
is_zero (gsize d, const double *row)
{
  for (gsize k = 0; k < d; k++)
    {
      if (row[k] != 0.0)
        return FALSE;
    }
  return TRUE;
}

/* Whether a direction of the columns is still there besides the @self->rank ones that were taken
 * out, @length being what floating point leaves of the longest column. Where that could be
 * rounding, and all rows were given exactly, exact arithmetic decides (once: @exact_rank). TRUE
 * when cancelled, for the caller looks next. */
static gboolean
has_more_rank (RscHyperplanes *self,
               gsize n,
               double length,
               gsize *exact_rank,
               GCancellable *cancellable)
{
  if (length > RSC_TOLERANCE_APART)
    return TRUE;
  if (*exact_rank == G_MAXSIZE && self->all_given)
    {
      g_autoptr (RscExactBasis) basis = rsc_exact_basis_new (self->exact);

      *exact_rank = 0;
      for (guint32 i = 0; i < n && *exact_rank < self->d; i++)
        {
          if (i % STEPS_PER_POLL == 0 && g_cancellable_is_cancelled (cancellable))
            return TRUE;
          *exact_rank += rsc_exact_basis_add (basis, i) ? 1 : 0;
        }
    }
  return *exact_rank != G_MAXSIZE ? self->rank < *exact_rank : length > RSC_TOLERANCE_COLUMN;
}

/* Orthonormalises the columns by Gram-Schmidt with pivoting and reorthogonalisation; the rows of
 * the result, normalised, are the whitened normals of the hyperplanes. Stops when the rank exceeds
 * @rank_max. */
static gboolean
whiten (RscHyperplanes *h,
        gsize n,
        gsize d,
        const double *x,
        gsize rank_max,
        GCancellable *cancellable,
        GError **error)
{
  const gsize most = MIN (MIN (n, d), rank_max);
  g_autofree double *a = g_new (double, n *MAX (d, 1));
  g_autofree double *units =
    g_new0 (double, MAX (d, 1)); /* column k of a is units[k] times that of x */
  g_autofree double *c =
    g_new0 (double, most *d + 1); /* c[q, k]: how much of direction q was in column k */
  g_autofree double *lengths = g_new (double, most + 1); /* of what was left of the pivots */
  g_autofree double *t =
    g_new0 (double, most *most + 1); /* T's rows at the pivots: all others are 0 */
  g_autofree int *exponents = g_new0 (int, MAX (d, 1));
  g_autofree gsize *pivots = g_new (gsize, most + 1);
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (d, 1));
  gsize exact_rank = G_MAXSIZE;
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
      units[k] = length > 0.0 ? ldexp (1.0 / length, exponents[k]) : 0.0;
    }

  for (h->rank = 0; h->rank < d && h->rank < n; h->rank++)
    {
      gsize best = d;
      double best_square = -1.0;
      double length;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize k = 0; k < d; k++)
        {
          double square = taken[k] ? -1.0 : dot (n, a + k * n, a + k * n);

          if (square > best_square)
            {
              best = k;
              best_square = square;
            }
        }
      if (!has_more_rank (h, n, sqrt (best_square), &exact_rank, cancellable))
        break;
      if (h->rank == rank_max)
        {
          h->rank++;
          return TRUE;
        }
      smallest = fmin (smallest, sqrt (best_square));
      for (gsize q = 0; q < h->rank; q++)
        {
          double more = dot (n, a + pivots[q] * n, a + best * n);

          subtract (n, more, a + pivots[q] * n, a + best * n);
          c[q * d + best] += more;
        }
      length = fmax (sqrt (dot (n, a + best * n, a + best * n)), DBL_MIN);
      scale (n, 1.0 / length, a + best * n);
      lengths[h->rank] = length;
      taken[best] = TRUE;
      pivots[h->rank] = best;
      for (gsize k = 0; k < d; k++)
        if (!taken[k])
          {
            double part = dot (n, a + best * n, a + k * n);

            if (g_cancellable_set_error_if_cancelled (cancellable, error))
              return FALSE;
            subtract (n, part, a + best * n, a + k * n);
            c[h->rank * d + k] = part;
          }
    }

  /* Direction q of the columns is (its pivot column - Σ_p c[p, q] direction p) / its length. */
  for (gsize q = 0; q < h->rank; q++)
    {
      t[q * most + q] = units[pivots[q]];
      for (gsize p = 0; p < q; p++)
        subtract (q, c[p * d + pivots[q]], t + p * most, t + q * most);
      scale (q + 1, 1.0 / lengths[q], t + q * most);
    }

  rounding = fmin (1.0, 4.0 * DBL_EPSILON / fmax (smallest, DBL_EPSILON));
  h->rows = g_new (double, n *MAX (h->rank, 1));
  h->errors = g_new (double, n);
  h->back = g_new0 (double, d *MAX (h->rank, 1));
  for (gsize q = 0; q < h->rank; q++)
    {
      for (gsize i = 0; i < n; i++)
        h->rows[i * h->rank + q] = a[pivots[q] * n + i];
      for (gsize p = 0; p <= q; p++)
        h->back[pivots[p] * h->rank + q] = t[q * most + p];
    }
  for (gsize i = 0; i < n; i++)
    {
      double *row = h->rows + i * h->rank;
      double length = sqrt (dot (h->rank, row, row));

      h->errors[i] =
        fmin (1.0, rounding * fmax (1.0, 1.0 / (sqrt ((double) n) * fmax (length, DBL_MIN))));
      if (is_zero (d, x + i * d))
        memset (row, 0, h->rank * sizeof (double));
      else if (length > DBL_MIN)
        scale (h->rank, 1.0 / length, row);
      else
        {
          /* Nothing is left of it: any direction, with an error that says so. */
          memset (row, 0, h->rank * sizeof (double));
          row[0] = 1.0;
          h->errors[i] = 1.0;
        }
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

/* Whether rows @i and @j of @x lie on one hyperplane, @length being the distance of their whitened
 * unit normals up to sign. */
static gboolean
is_same (RscHyperplanes *h,
         const double *x,
         RscExactBasis *basis,
         guint32 i,
         guint32 j,
         double length)
{
  const gsize d = h->d;
  const double *a = x + i * d, *b = x + j * d;
  gsize first = 0;

  if (length > rsc_hyperplanes_get_sure (h->errors[i] + h->errors[j]))
    return FALSE;
  if (memcmp (a, b, d * sizeof (double)) == 0)
    return TRUE;
  if (!rsc_exact_rows_is_given (h->exact, i) || !rsc_exact_rows_is_given (h->exact, j))
    return length <= rsc_hyperplanes_get_close (h->errors[i] + h->errors[j]);
  rsc_exact_basis_set (basis, 1, &i);
  rsc_exact_basis_get_side (basis, j, 0, &first);
  return first == d;
}

/* Of two rows on one hyperplane. The sign of the largest entry tells it without rounding. */
static gboolean
is_opposite (const RscHyperplanes *h, const double *x, gsize i, gsize j)
{
  const gsize r = h->rank, d = h->d;
  gsize largest = 0;

  if (h->errors[i] + h->errors[j] < 0.1)
    return dot (r, h->rows + i * r, h->rows + j * r) < 0.0;
  for (gsize k = 1; k < d; k++)
    {
      if (fabs (x[i * d + k]) > fabs (x[i * d + largest]))
        largest = k;
    }
  return (x[i * d + largest] < 0.0) != (x[j * d + largest] < 0.0);
}

/* Joins the rows on the same hyperplane. Rows that are close have close |q^T u| for any unit u, so
 * only neighbours in that order are compared. Hyperplanes are numbered by their first rows. */
static gboolean
join_rows (RscHyperplanes *h, gsize n, const double *x, GCancellable *cancellable, GError **error)
{
  gsize r = h->rank;
  g_autoptr (RscExactBasis) basis = rsc_exact_basis_new (h->exact);
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
  widest = rsc_hyperplanes_get_sure (2.0 * widest) + 8.0 * DBL_EPSILON;
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
          double sign = dot (r, a, b) < 0.0 ? -1.0 : 1.0;
          double square = 0.0;

          for (gsize k = 0; k < r; k++)
            square += (a[k] - sign * b[k]) * (a[k] - sign * b[k]);
          if (is_same (h, x, basis, seen[s].row, i, sqrt (square)))
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
      h->opposite[i] = is_opposite (h, x, i, smallest[owner[i]]);
    }
  return TRUE;
}

gboolean
rsc_hyperplanes_init (RscHyperplanes *self,
                      gsize n,
                      gsize d,
                      const double *x,
                      gsize rank_max,
                      GCancellable *cancellable,
                      GError **error)
{
  memset (self, 0, sizeof *self);
  self->d = d;
  self->exact = rsc_exact_rows_new (n, d, x);
  self->all_given = TRUE;
  for (gsize i = 0; i < n && self->all_given; i++)
    self->all_given = rsc_exact_rows_is_given (self->exact, i);
  return whiten (self, n, d, x, rank_max, cancellable, error)
         && (self->rank > rank_max || join_rows (self, n, x, cancellable, error));
}

void
rsc_hyperplanes_clear (RscHyperplanes *self)
{
  g_clear_pointer (&self->exact, rsc_exact_rows_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->errors, g_free);
  g_clear_pointer (&self->back, g_free);
  g_clear_pointer (&self->hyperplane, g_free);
  g_clear_pointer (&self->opposite, g_free);
  g_clear_pointer (&self->first_row, g_free);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-rows.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-wide.h"
#include "core/numerics/rsc-scaled.h"

/* What is left of every row outside a basis, in shares of its length, when it is rounding: some
 * roundings for each entry. */
#define REST_PER_ENTRY (8.0 * DBL_EPSILON)

/* Rows that an estimate looks at, about. */
#define ROWS_ESTIMATED 2000

typedef struct
{
  const double *keys; /* n × d */
  gsize d;
} Keys;

static int
compare_keys (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Keys *keys = user_data;
  const double *p = keys->keys + (gsize) * (const guint32 *) a * keys->d;
  const double *q = keys->keys + (gsize) * (const guint32 *) b * keys->d;

  for (gsize k = 0; k < keys->d; k++)
    {
      if (p[k] != q[k])
        return p[k] < q[k] ? -1 : 1;
    }
  return 0;
}

/* Joins the rows on one line. Each is divided by its largest entry: quotients of rows that are
 * exactly proportional round to the same numbers. Returns the distinct ones, m × d. */
static double *
join_rows (RscPricingRows *self)
{
  const gsize n = self->n, d = self->d;
  g_autofree double *keys = g_new0 (double, n *d + 1);
  g_autofree guint32 *order = g_new (guint32, n + 1);
  double *distinct = g_new (double, n *d + 1);
  gsize n_order = 0;
  Keys context = { keys, d };

  for (gsize i = 0; i < n; i++)
    {
      const double *row = self->x + i * d;
      double *key = keys + i * d;
      gsize largest = 0;

      self->row[i] = RSC_PRICING_NO_ROW;
      for (gsize k = 1; k < d; k++)
        {
          if (fabs (row[k]) > fabs (row[largest]))
            largest = k;
        }
      if (d == 0 || row[largest] == 0.0)
        continue;
      self->factor[i] = row[largest];
      for (gsize k = 0; k < d; k++)
        key[k] = row[k] / row[largest] + 0.0;
      /* Squares of what is far shorter than the longest row underflow. */
      self->lengths[i] = fabs (row[largest]) * sqrt (rsc_gram_dot_short (d, key, key));
      self->cut[i] = 4.0 * DBL_EPSILON * self->lengths[i];
      order[n_order++] = (guint32) i;
    }
  g_qsort_with_data (order, (gint) n_order, sizeof (guint32), compare_keys, &context);
  for (gsize p = 0; p < n_order; p++)
    {
      if (p == 0 || compare_keys (order + p - 1, order + p, &context) != 0)
        memcpy (distinct + d * self->n_rows++, keys + (gsize) order[p] * d, d * sizeof (double));
      self->row[order[p]] = (guint32) (self->n_rows - 1);
    }
  return distinct;
}

/* Takes the part in the first @rank directions of @basis out of @rest (d values). */
static void
reject (gsize d, gsize rank, const double *basis, double *rest)
{
  for (gsize p = 0; p < rank; p++)
    {
      const double part = rsc_gram_dot_short (d, basis + p * d, rest);

      for (gsize k = 0; k < d; k++)
        rest[k] -= part * basis[p * d + k];
    }
}

/* An orthonormal basis of the space of the @distinct rows, by Gram-Schmidt with pivoting on what is
 * left of the rows; the rows in it. */
static void
span_rows (RscPricingRows *self, const double *distinct)
{
  const gsize d = self->d, m = self->n_rows, most = MIN (m, d);
  const double limit = REST_PER_ENTRY * (double) (d + 1);
  g_autofree double *rest = g_memdup2 (distinct, (m * d + 1) * sizeof (double));
  g_autofree double *norms = g_new (double, m + 1);
  g_autofree double *rests = g_new0 (double, m + 1); /* shares of the rows' lengths */
  double *basis = g_new (double, most *d + 1);

  for (gsize i = 0; i < m; i++)
    norms[i] = sqrt (rsc_gram_dot_short (d, distinct + i * d, distinct + i * d));
  for (self->rank = 0;; self->rank++)
    {
      double *next = basis + self->rank * d;
      double length;
      gsize best = 0;

      for (gsize i = 0; i < m; i++)
        {
          rests[i] = sqrt (rsc_gram_dot_short (d, rest + i * d, rest + i * d)) / norms[i];
          if (rests[i] > rests[best])
            best = i;
        }
      if (self->rank == most || !(rests[best] > limit))
        break;
      memcpy (next, rest + best * d, d * sizeof (double));
      reject (d, self->rank, basis, next);
      length = sqrt (rsc_gram_dot_short (d, next, next));
      for (gsize k = 0; k < d; k++)
        next[k] /= length;
      for (gsize i = 0; i < m; i++)
        reject (d, 1, next, rest + i * d);
    }

  if (self->rank == d)
    {
      self->rows = g_memdup2 (distinct, (m * d + 1) * sizeof (double));
      g_free (basis);
      return;
    }
  self->basis = basis;
  self->rows = g_new (double, m * self->rank + 1);
  for (gsize i = 0; i < m; i++)
    rsc_pricing_rows_reduce (self, distinct + i * d, self->rows + i * self->rank);
  for (gsize i = 0; i < self->n; i++)
    {
      if (self->row[i] != RSC_PRICING_NO_ROW)
        self->cut[i] += self->lengths[i] * (2.0 * rests[self->row[i]] + limit);
    }
}

RscPricingRows *
rsc_pricing_rows_new (gsize n, gsize d, const double *x)
{
  RscPricingRows *self = g_new0 (RscPricingRows, 1);
  g_autofree double *distinct = NULL;

  self->n = n;
  self->d = d;
  self->x = rsc_scaled_dup (x, n * d, &self->x_exponent);
  self->row = g_new (guint32, n + 1);
  self->factor = g_new0 (double, n + 1);
  self->lengths = g_new0 (double, n + 1);
  self->cut = g_new0 (double, n + 1);
  distinct = join_rows (self);
  span_rows (self, distinct);
  self->linear = g_new0 (double, self->rank + 1);
  self->sum = g_new0 (double, self->rank + 1);
  self->weights = g_new0 (double, self->n_rows + 1);
  self->weighted = g_new0 (double, self->n_rows * self->rank + 1);
  self->norms = g_new0 (double, self->n_rows + 1);
  self->positive = g_new (guint32, self->n_rows + 1);
  self->negative = g_new (guint32, self->n_rows + 1);
  return self;
}

void
rsc_pricing_rows_free (RscPricingRows *self)
{
  if (self == NULL)
    return;
  g_free (self->x);
  g_free (self->basis);
  g_free (self->row);
  g_free (self->factor);
  g_free (self->lengths);
  g_free (self->cut);
  g_free (self->rows);
  g_free (self->r);
  g_free (self->linear);
  g_free (self->sum);
  g_free (self->weights);
  g_free (self->weighted);
  g_free (self->norms);
  g_free (self->positive);
  g_free (self->negative);
  g_free (self);
}

/* sum += value, what is rounded away kept in its low part. */
static void
accumulate (RscWide *sum, double value)
{
  const RscWide next = rsc_wide_sum (sum->high, value);

  sum->high = next.high;
  sum->low += next.low;
}

/* By the largest |r_i| ||x_i||, so that squares of what the rows count for underflow only where
 * that is nothing beside it: where long rows are fitted exactly, all that is left can be on short
 * ones. The entry of a row that is zero counts as nothing, and is. */
static void
scale_residual (RscPricingRows *self, const double *r)
{
  g_autofree double *given = g_new (double, self->n + 1);
  g_autofree double *first = NULL;
  double largest = 0.0;
  int more = 0;

  for (gsize i = 0; i < self->n; i++)
    given[i] = self->row[i] != RSC_PRICING_NO_ROW ? r[i] : 0.0;
  first = rsc_scaled_dup (given, self->n, &self->r_exponent);
  for (gsize i = 0; i < self->n; i++)
    largest = MAX (largest, fabs (first[i]) * self->lengths[i]);
  if (largest > 0.0)
    frexp (largest, &more);
  self->r_exponent += more;
  g_free (self->r);
  self->r = g_new (double, self->n + 1);
  rsc_scaled_fill (given, self->n, -self->r_exponent, self->r);
}

void
rsc_pricing_rows_set_residual (RscPricingRows *self, const double *r)
{
  const gsize rank = self->rank;
  g_autofree RscWide *linear = g_new0 (RscWide, rank + 1);
  g_autofree RscWide *sum = g_new0 (RscWide, rank + 1);
  g_autofree RscWide *weights = g_new0 (RscWide, self->n_rows + 1);

  scale_residual (self, r);
  self->serial++;
  self->spread = self->cut_off = 0.0;
  for (gsize i = 0; i < self->n; i++)
    {
      const double weight = self->r[i] * fabs (self->factor[i]);

      if (self->row[i] == RSC_PRICING_NO_ROW)
        continue;
      accumulate (weights + self->row[i], weight);
      self->spread += fabs (self->r[i]) * self->lengths[i];
      self->cut_off += fabs (self->r[i]) * self->cut[i];
      if (self->factor[i] < 0.0)
        {
          for (gsize k = 0; k < rank; k++)
            accumulate (linear + k, -weight * self->rows[self->row[i] * rank + k]);
        }
    }
  for (gsize k = 0; k < rank; k++)
    self->linear[k] = rsc_wide_round (linear[k]);
  for (gsize i = 0; i < self->n_rows; i++)
    self->weights[i] = rsc_wide_round (weights[i]);
  self->n_positive = self->n_negative = 0;
  for (gsize i = 0; i < self->n_rows; i++)
    {
      double *row = self->weighted + i * rank;

      for (gsize k = 0; k < rank; k++)
        row[k] = fabs (self->weights[i]) * self->rows[i * rank + k];
      self->norms[i] = sqrt (rsc_gram_dot_short (rank, row, row));
      if (self->weights[i] > 0.0)
        self->positive[self->n_positive++] = (guint32) i;
      else if (self->weights[i] < 0.0)
        self->negative[self->n_negative++] = (guint32) i;
      for (gsize k = 0; k < rank; k++)
        accumulate (sum + k, self->weights[i] > 0.0 ? row[k] : -row[k]);
    }
  for (gsize k = 0; k < rank; k++)
    self->sum[k] = 2.0 * self->linear[k] + rsc_wide_round (sum[k]);
}

void
rsc_pricing_rows_reduce (const RscPricingRows *self, const double *direction, double *u)
{
  if (self->basis == NULL)
    {
      memcpy (u, direction, self->d * sizeof (double));
      return;
    }
  for (gsize p = 0; p < self->rank; p++)
    u[p] = rsc_gram_dot_short (self->d, self->basis + p * self->d, direction);
}

void
rsc_pricing_rows_expand (const RscPricingRows *self, const double *u, double *direction)
{
  if (self->basis == NULL)
    {
      memcpy (direction, u, self->d * sizeof (double));
      return;
    }
  memset (direction, 0, self->d * sizeof (double));
  for (gsize p = 0; p < self->rank; p++)
    {
      for (gsize k = 0; k < self->d; k++)
        direction[k] += u[p] * self->basis[p * self->d + k];
    }
}

/* Of every @step-th row, with the whole linear part. */
static double
evaluate (const RscPricingRows *self, const double *u, gsize step)
{
  const gsize rank = self->rank;
  double positive = 0.0, negative = 0.0;

  for (gsize i = 0; i < self->n_rows; i += step)
    {
      const double value = rsc_gram_dot_short (rank, self->weighted + i * rank, u);

      if (value > 0.0)
        {
          if (self->weights[i] > 0.0)
            positive += value;
          else
            negative += value;
        }
    }
  return rsc_gram_dot_short (rank, self->linear, u) + (double) step * positive
         - (double) step * negative;
}

double
rsc_pricing_rows_evaluate (const RscPricingRows *self, const double *u)
{
  return evaluate (self, u, 1);
}

double
rsc_pricing_rows_estimate (const RscPricingRows *self, const double *u)
{
  return evaluate (self, u, MAX (self->n_rows / ROWS_ESTIMATED, 1));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-pairs.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/numerics/rsc-two.h"

/* Fewer rows are not paired, nor are more than this product of their numbers. */
#define CONVEX_LEAST 16
#define CONCAVE_LEAST 4
#define PRODUCT_MAX 250000

/* Rows whose values have a smaller cosine are no pair. */
#define COSINE_LEAST 0.3
/* Less than this share of a row stays alone. */
#define SHARE_LEAST 0.02
/* How often each convex row is given the best partner that is left. */
#define ROUNDS 12

/* An edge is chosen by about so many rows, and as many pairs. */
#define LOOKED_AT 128
/* Of what a pair adds to the height of an edge the chord of its convex row, which counts when they
 * are parted in shorter ones; without it an edge could be cut for ever. */
#define SHARE_OF_CONVEX 0.2

/* Of an odd number of columns the last is with the norm, which counts as nothing. */
#define TWOS_MAX (RSC_PRICING_PAIRED_COLUMNS / 2)

typedef struct
{
  double cosine;
  guint32 convex;
  guint32 concave;
} Candidate;

struct _RscPricingPairing
{
  gsize r;
  double *units[2];  /* n_rows × r: values at the generators, of length 1; of both kinds of rows */
  double *norms[2];  /* n_rows: their lengths before */
  double *left[2];   /* n_rows: what counts alone */
  double *low;       /* n_rows: the concave rows at t, where they are positive */
  double *columns;   /* r × n_rows */
  double *cosines;   /* n_rows */
  guint32 *rows;     /* n_rows */
  guint32 *partners; /* n_rows */
  Candidate *candidates; /* n_rows */
  /* n_changes: of each pair, at the generators, what the chord of its convex row becomes together;
   * the columns two by two */
  RscTwo *changes;
  gsize n_changes;
};

RscPricingPairing *
rsc_pricing_pairing_new (gsize r, gsize n_rows)
{
  RscPricingPairing *self = g_new0 (RscPricingPairing, 1);

  self->r = r;
  for (gsize side = 0; side < 2; side++)
    {
      self->units[side] = g_new (double, n_rows *r + 1);
      self->norms[side] = g_new (double, n_rows + 1);
      self->left[side] = g_new (double, n_rows + 1);
    }
  self->low = g_new (double, n_rows + 1);
  self->columns = g_new (double, n_rows *r + 1);
  self->cosines = g_new (double, n_rows + 1);
  self->rows = g_new (guint32, n_rows + 1);
  self->partners = g_new (guint32, n_rows + 1);
  self->candidates = g_new (Candidate, n_rows + 1);
  return self;
}

void
rsc_pricing_pairing_free (RscPricingPairing *self)
{
  if (self == NULL)
    return;
  for (gsize side = 0; side < 2; side++)
    {
      g_free (self->units[side]);
      g_free (self->norms[side]);
      g_free (self->left[side]);
    }
  g_free (self->low);
  g_free (self->columns);
  g_free (self->cosines);
  g_free (self->rows);
  g_free (self->partners);
  g_free (self->candidates);
  g_free (self->changes);
  g_free (self);
}

gboolean
rsc_pricing_pairing_is_worth (gsize n_convex, gsize n_concave)
{
  return n_convex >= CONVEX_LEAST && n_concave >= CONCAVE_LEAST
         && n_convex * n_concave <= PRODUCT_MAX;
}

/* ---- making pairs ---- */

static void
set_units (RscPricingPairing *self, gsize side, const RscPricingCrossing *rows)
{
  const gsize r = self->r;

  for (gsize i = 0; i < rows->n; i++)
    {
      const RscPricingEntry *entries = rsc_pricing_crossing_get (rows, i);
      double square = 0.0, norm;

      for (gsize k = 0; k < r; k++)
        square += entries[k].value * entries[k].value;
      norm = sqrt (square);
      self->norms[side][i] = self->left[side][i] = norm;
      for (gsize k = 0; k < r; k++)
        self->units[side][i * r + k] = norm > 0.0 ? entries[k].value / norm : 0.0;
    }
}

static gboolean
is_left (const RscPricingPairing *self, gsize side, gsize i)
{
  return self->left[side][i] > SHARE_LEAST * self->norms[side][i];
}

static int
compare_candidates (const void *a, const void *b)
{
  const Candidate *one = a, *two = b;

  if (one->cosine != two->cosine)
    return one->cosine < two->cosine ? 1 : -1;
  return (one->convex > two->convex) - (one->convex < two->convex);
}

/* Which of the @n columns, @stride apart, has the largest product with @unit. */
static inline __attribute__ ((always_inline)) gsize
find_best_of (const RscPricingPairing *self,
              gsize r,
              gsize n,
              gsize stride,
              const double *unit,
              double *cosine)
{
  double *cosines = self->cosines;
  gsize best = 0;

  for (gsize j = 0; j < n; j++)
    {
      double sum = 0.0;

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        sum += unit[k] * self->columns[k * stride + j];
      cosines[j] = sum;
    }
  for (gsize j = 1; j < n; j++)
    {
      if (cosines[j] > cosines[best])
        best = j;
    }
  *cosine = cosines[best];
  return best;
}

static gsize
find_best (const RscPricingPairing *self, gsize n, gsize stride, const double *unit, double *cosine)
{
  switch (self->r)
    {
    case 5:
      return find_best_of (self, 5, n, stride, unit, cosine);
    case 6:
      return find_best_of (self, 6, n, stride, unit, cosine);
    default:
      return find_best_of (self, self->r, n, stride, unit, cosine);
    }
}

/* The concave rows of which something is left, as columns. */
static gsize
list_partners (RscPricingPairing *self, gsize m)
{
  const gsize r = self->r;
  gsize n = 0;

  for (gsize j = 0; j < m; j++)
    {
      if (!is_left (self, 1, j))
        continue;
      for (gsize k = 0; k < r; k++)
        self->columns[k * m + n] = self->units[1][j * r + k];
      self->partners[n++] = (guint32) j;
    }
  return n;
}

/* What the pairs take of their rows. */
static void
take_pairs (RscPricingPairing *self, const RscPricingPairs *pairs)
{
  for (gsize k = 0; k < pairs->n; k++)
    {
      const RscPricingPair *pair = pairs->items + k;

      self->left[0][pair->convex] -= pair->alpha * self->norms[0][pair->convex];
      self->left[1][pair->concave] -= pair->beta * self->norms[1][pair->concave];
    }
}

/* Gives each of the first @n rows listed its best partner, the best pairs first. Returns how many
 * rows have something left then, those that are listed. */
static gsize
match_once (RscPricingPairing *self, gsize n, gsize m, RscPricingPairs *pairs)
{
  const gsize n_partners = list_partners (self, m);
  gsize n_candidates = 0, n_left = 0;

  for (gsize l = 0; l < n && n_partners > 0; l++)
    {
      Candidate *candidate = self->candidates + n_candidates;
      const double *unit = self->units[0] + (gsize) self->rows[l] * self->r;

      candidate->convex = self->rows[l];
      candidate->concave =
        self->partners[find_best (self, n_partners, m, unit, &candidate->cosine)];
      if (candidate->cosine > COSINE_LEAST)
        n_candidates++;
    }
  qsort (self->candidates, n_candidates, sizeof (Candidate), compare_candidates);
  for (gsize k = 0; k < n_candidates; k++)
    {
      const gsize i = self->candidates[k].convex, j = self->candidates[k].concave;

      if (is_left (self, 1, j))
        {
          const double share = MIN (self->left[0][i], self->left[1][j]);

          self->left[0][i] -= share;
          self->left[1][j] -= share;
          pairs->items[pairs->n++] =
            (RscPricingPair){ (guint32) i, (guint32) j, share / self->norms[0][i],
                              share / self->norms[1][j] };
        }
      if (is_left (self, 0, i))
        self->rows[n_left++] = (guint32) i;
    }
  return n_left;
}

RscPricingPairs *
rsc_pricing_pairing_match (RscPricingPairing *self,
                           const RscPricingCrossing *convex,
                           const RscPricingCrossing *concave,
                           const RscPricingPairs *before)
{
  const gsize n_before = before != NULL ? before->n : 0;
  RscPricingPairs *pairs =
    g_malloc (sizeof (RscPricingPairs) + (n_before + ROUNDS * convex->n) * sizeof (RscPricingPair));
  gsize n = 0;

  set_units (self, 0, convex);
  set_units (self, 1, concave);
  pairs->n = n_before;
  pairs->age = before != NULL ? before->age : 0;
  if (before != NULL)
    {
      memcpy (pairs->items, before->items, n_before * sizeof (RscPricingPair));
      take_pairs (self, before);
    }
  for (gsize i = 0; i < convex->n; i++)
    {
      if (is_left (self, 0, i))
        self->rows[n++] = (guint32) i;
    }
  for (gsize round = 0; round < ROUNDS && n > 0; round++)
    n = match_once (self, n, concave->n, pairs);
  return g_realloc (pairs, rsc_pricing_pairs_get_bytes (pairs));
}

RscPricingPairs *
rsc_pricing_pairs_map (const RscPricingPairs *self, const guint32 *convex, const guint32 *concave)
{
  RscPricingPairs *part = g_malloc (rsc_pricing_pairs_get_bytes (self));

  part->n = 0;
  part->age = self->age + 1;
  for (gsize k = 0; k < self->n; k++)
    {
      RscPricingPair pair = self->items[k];

      pair.convex = convex[pair.convex];
      pair.concave = concave[pair.concave];
      if (pair.convex != RSC_PRICING_NO_ROW && pair.concave != RSC_PRICING_NO_ROW)
        part->items[part->n++] = pair;
    }
  return g_realloc (part, rsc_pricing_pairs_get_bytes (part));
}

/* ---- the bound that they give ---- */

void
rsc_pricing_pairing_begin (RscPricingPairing *self,
                           const RscPricingCrossing *convex,
                           const RscPricingCrossing *concave,
                           const RscPricingPairs *pairs)
{
  const gsize m = (self->r + 1) / 2;
  RscTwo *to;

  if (pairs->n * m > self->n_changes)
    {
      self->n_changes = 2 * pairs->n * m;
      self->changes = g_renew (RscTwo, self->changes, self->n_changes);
    }
  to = self->changes;
  for (gsize l = 0; l < pairs->n; l++)
    {
      const RscPricingPair *pair = pairs->items + l;
      const RscTwo alpha = rsc_two (pair->alpha), beta = rsc_two (pair->beta);
      const RscTwo *p =
        (const RscTwo *) (gconstpointer) rsc_pricing_crossing_get (convex, pair->convex);
      const RscTwo *q =
        (const RscTwo *) (gconstpointer) rsc_pricing_crossing_get (concave, pair->concave);

      for (gsize k = 0; k < m; k++)
        {
          const RscTwo own = alpha * p[k];

          *to++ = rsc_two_positive (own - beta * q[k]) - rsc_two_positive (own);
        }
    }
}

/* What each concave row is at @t. Without a branch, as the following. */
static inline __attribute__ ((always_inline)) void
measure_concave (RscPricingPairing *self,
                 gsize m,
                 const RscPricingCrossing *concave,
                 const RscTwo *t)
{
  double *low = self->low;

  for (gsize j = 0; j < concave->n; j++)
    {
      const RscTwo *entries =
        (const RscTwo *) (gconstpointer) rsc_pricing_crossing_get (concave, j);
      RscTwo sum = { 0.0, 0.0 };

#pragma GCC unroll 8
      for (gsize k = 0; k < m; k++)
        sum += t[k] * entries[k];
      low[j] = rsc_two_positive (rsc_two_sum (sum))[0];
    }
}

/* From the chords, what pairs change that are less together than alone, and of the concave rows
 * what those leave. Without a branch, for which of both it is changes from pair to pair. */
static inline __attribute__ ((always_inline)) void
find_of (RscPricingPairing *self,
         gsize m,
         const RscPricingCrossing *concave,
         const RscPricingPairs *pairs,
         const RscTwo *t,
         RscTwo *values)
{
  const double *low = self->low;
  double *left = self->left[1];

  measure_concave (self, m, concave, t);
  for (gsize j = 0; j < concave->n; j++)
    left[j] = 1.0;
  for (gsize l = 0; l < pairs->n; l++)
    {
      const RscPricingPair *pair = pairs->items + l;
      const RscTwo share = rsc_two (pair->beta);
      const RscTwo *changes = self->changes + l * m;
      RscTwo sum = share * rsc_two (low[pair->concave]) * (RscTwo){ 1.0, 0.0 };
      RscTwoMask is_less;

#pragma GCC unroll 8
      for (gsize k = 0; k < m; k++)
        sum += t[k] * changes[k];
      is_less = (RscTwoMask) (rsc_two_sum (sum) < 0.0);
      left[pair->concave] -= rsc_two_choose (is_less, share)[0];
#pragma GCC unroll 8
      for (gsize k = 0; k < m; k++)
        values[k] += rsc_two_choose (is_less, changes[k]);
    }
  for (gsize j = 0; j < concave->n; j++)
    {
      const RscTwo *entries =
        (const RscTwo *) (gconstpointer) rsc_pricing_crossing_get (concave, j);
      const RscTwo share =
        rsc_two_choose ((RscTwoMask) (rsc_two (low[j]) > 0.0), rsc_two (left[j]));

#pragma GCC unroll 8
      for (gsize k = 0; k < m; k++)
        values[k] -= share * entries[k];
    }
}

void
rsc_pricing_pairing_find (RscPricingPairing *self,
                          const RscPricingCrossing *concave,
                          const RscPricingPairs *pairs,
                          const double *chords,
                          const double *t,
                          double *values)
{
  const gsize r = self->r, m = (r + 1) / 2;
  RscTwo weights[TWOS_MAX] = { 0 }, sums[TWOS_MAX] = { 0 };

  memcpy (weights, t, r * sizeof (double));
  memcpy (sums, chords, r * sizeof (double));
  /* A length that is known need not be counted. */
  if (m == 3)
    find_of (self, 3, concave, pairs, weights, sums);
  else
    find_of (self, m, concave, pairs, weights, sums);
  memcpy (values, sums, r * sizeof (double));
}

/* Along each edge, four times how far the chord of one row is above it at the middle. */
static void
add_edges (gsize r, double weight, const double *values, double *heights)
{
  for (gsize j = 0; j + 1 < r; j++)
    {
      for (gsize k = j + 1; k < r; k++)
        heights[j * r + k] +=
          weight * (fabs (values[j]) + fabs (values[k]) - fabs (values[j] + values[k]));
    }
}

void
rsc_pricing_pairing_measure_edges (RscPricingPairing *self,
                                   const RscPricingCrossing *convex,
                                   const RscPricingCrossing *concave,
                                   const RscPricingPairs *pairs,
                                   const double *t,
                                   double *heights)
{
  const gsize r = self->r;
  const gsize m = (r + 1) / 2;
  const gsize step = 1 + convex->n / LOOKED_AT, step_of_pairs = 1 + pairs->n / LOOKED_AT;
  double values[2 * TWOS_MAX], *left = self->left[0];
  RscTwo weights[TWOS_MAX] = { 0 };

  memcpy (weights, t, r * sizeof (double));
  measure_concave (self, m, concave, weights);
  for (gsize i = 0; i < convex->n; i++)
    left[i] = 1.0;
  for (gsize l = 0; l < pairs->n; l++)
    {
      const RscPricingPair *pair = pairs->items + l;
      const RscTwo alpha = rsc_two (pair->alpha), beta = rsc_two (pair->beta);
      const RscPricingEntry *p = rsc_pricing_crossing_get (convex, pair->convex);
      const RscPricingEntry *q = rsc_pricing_crossing_get (concave, pair->concave);
      RscTwo sum = { pair->beta * self->low[pair->concave], 0.0 };

      for (gsize k = 0; k < m; k++)
        {
          const RscTwo own = alpha * ((const RscTwo *) (gconstpointer) p)[k];
          const RscTwo both = own - beta * ((const RscTwo *) (gconstpointer) q)[k];

          memcpy (values + 2 * k, &both, sizeof both);
          sum += weights[k] * (rsc_two_positive (both) - rsc_two_positive (own));
        }
      if (!(sum[0] + sum[1] < 0.0))
        continue;
      left[pair->convex] -= pair->alpha;
      if (l % step_of_pairs != 0)
        continue;
      add_edges (r, (double) step_of_pairs, values, heights);
      add_edges (r, (double) step_of_pairs * SHARE_OF_CONVEX * pair->alpha, &p->value, heights);
    }
  for (gsize i = 0; i < convex->n; i += step)
    {
      if (left[i] > 0.0)
        add_edges (r, (double) step * left[i], &rsc_pricing_crossing_get (convex, i)->value,
                   heights);
    }
}

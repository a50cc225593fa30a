/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing-cone-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

/* Linear functions that one bound may ask for. */
#define FUNCTIONS_MAX 32

/* Pairs are made anew after so many cuts, and more of them of what is alone after so many. */
#define AGE_MAX 24
#define AGE_MORE 4

/* In fewer dimensions cones are narrow when they are done with, and few rows alike cross them: it
 * would cost more than it saves. */
#define RANK_LEAST 5

/* The rows of a list as if they crossed a cone, with their whitened coordinates as values. */
static RscPricingCrossing *
list_whitened (const RscPricingBounder *self, gsize n, const guint32 *list)
{
  const gsize r = self->r;
  RscPricingCrossing *rows =
    g_malloc0 (sizeof (RscPricingCrossing) + n * (r + 2) * sizeof (RscPricingEntry));

  rows->n = n;
  rows->stride = r + 2;
  rows->ref_count = 1;
  for (gsize i = 0; i < n; i++)
    {
      RscPricingEntry *entries = rows->entries + i * rows->stride;

      for (gsize k = 0; k < r; k++)
        {
          double sum = self->rows->weighted[(gsize) list[i] * r + k];

          for (gsize l = 0; l < k; l++)
            sum -= self->triangle[k * r + l] * entries[l].value;
          entries[k].value = sum / self->triangle[k * r + k];
        }
    }
  return rows;
}

void
rsc_pricing_bounder_begin_pairs (RscPricingBounder *self)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = self->r;
  RscPricingCrossing *positive, *negative;

  if (self->pairing != NULL || r < RANK_LEAST || r > RSC_PRICING_PAIRED_COLUMNS
      || !rsc_pricing_pairing_is_worth (rows->n_positive, rows->n_negative))
    return;
  self->pairing = rsc_pricing_pairing_new (r, rows->n_rows);
  self->values = g_new0 (double, FUNCTIONS_MAX *r + 1);
  self->numbers[0] = g_new0 (guint32, rows->n_rows + 1);
  self->numbers[1] = g_new0 (guint32, rows->n_rows + 1);
  positive = list_whitened (self, rows->n_positive, rows->positive);
  negative = list_whitened (self, rows->n_negative, rows->negative);
  self->pairs = rsc_pricing_pairing_match (self->pairing, positive, negative, NULL);
  for (gsize k = 0; k < self->pairs->n; k++)
    {
      RscPricingPair *pair = self->pairs->items + k;

      pair->convex = rows->positive[pair->convex];
      pair->concave = rows->negative[pair->concave];
    }
  rsc_pricing_crossing_unref (positive);
  rsc_pricing_crossing_unref (negative);
}

static void
number_rows (const RscPricingCrossing *crossing, gsize r, gsize n_rows, guint32 *numbers)
{
  for (gsize i = 0; i < n_rows; i++)
    numbers[i] = RSC_PRICING_NO_ROW;
  for (gsize i = 0; i < crossing->n; i++)
    numbers[rsc_pricing_crossing_get (crossing, i)[r + 1].meta.row] = (guint32) i;
}

/* Of the pairs of all rows those that cross a cone. */
static RscPricingPairs *
choose_pairs (RscPricingBounder *self, const RscPricingCone *cone)
{
  const gsize n_rows = self->rows->n_rows;
  RscPricingPairs *pairs = g_malloc (rsc_pricing_pairs_get_bytes (self->pairs));

  pairs->n = 0;
  pairs->age = 0;
  number_rows (cone->convex, self->r, n_rows, self->numbers[0]);
  number_rows (cone->concave, self->r, n_rows, self->numbers[1]);
  for (gsize k = 0; k < self->pairs->n; k++)
    {
      const RscPricingPair *pair = self->pairs->items + k;
      const gboolean plus = cone->sign > 0;
      const RscPricingPair own = { self->numbers[0][plus ? pair->convex : pair->concave],
                                   self->numbers[1][plus ? pair->concave : pair->convex],
                                   plus ? pair->alpha : pair->beta,
                                   plus ? pair->beta : pair->alpha };

      if (own.convex != RSC_PRICING_NO_ROW && own.concave != RSC_PRICING_NO_ROW)
        pairs->items[pairs->n++] = own;
    }
  return pairs;
}

RscPricingPairs *
rsc_pricing_cone_match (RscPricingBounder *self, const RscPricingCone *cone)
{
  const RscPricingPairs *before = cone->pairs;
  g_autofree RscPricingPairs *own = NULL;

  if (self->pairing == NULL || cone->concave == NULL
      || !rsc_pricing_pairing_is_worth (cone->convex->n, cone->concave->n))
    return NULL;
  if (before == NULL || before->age >= AGE_MAX)
    before = own = choose_pairs (self, cone);
  if (before->age % AGE_MORE != AGE_MORE - 1)
    return own != NULL ? g_steal_pointer (&own)
                       : g_memdup2 (before, rsc_pricing_pairs_get_bytes (before));
  self->work += cone->convex->n * cone->concave->n * self->r;
  return rsc_pricing_pairing_match (self->pairing, cone->convex, cone->concave, before);
}

void
rsc_pricing_cone_give_pairs (RscPricingBounder *bounder,
                             const RscPricingCone *whole,
                             const RscPricingPairs *pairs,
                             int side,
                             RscPricingCone *part)
{
  const RscPricingMiddle *cut = &bounder->cut;
  const gsize replaced = cut->ends[side], other = cut->ends[1 - side];

  rsc_pricing_cone_find_concave (bounder, part);
  part->n_points = 0;
  if (!rsc_pricing_pairing_is_worth (part->convex->n, part->concave->n))
    return;
  part->pairs = rsc_pricing_pairs_map (pairs, bounder->numbers[0], bounder->numbers[1]);
  part->t[replaced] = whole->t[replaced] / cut->factors[side];
  part->t[other] = MAX (whole->t[other] - cut->factors[1 - side] * part->t[replaced], 0.0);
}

/* What z and the functions that carry it prove: ||z||, and more where z misses a condition. */
static double
certify (RscPricingBounder *self, const RscPricingCone *cone, double length, double narrowness)
{
  const gsize r = self->r;
  const double *z = rsc_nearest_get_z (self->nearest);
  double *rest = self->point;  /* z - a + b */
  double *values = self->part; /* of the rows that cross, at the generators */
  double missing = 0.0;

  memset (values, 0, r * sizeof (double));
  for (gsize l = 0; l < r; l++)
    rest[l] = z[l] - self->base[l];
  for (gsize k = 0; k < rsc_nearest_get_n_active (self->nearest); k++)
    {
      if (!rsc_nearest_is_ray (self->nearest, k))
        {
          const double *each = self->values + rsc_nearest_get_id (self->nearest, k) * r;
          const double weight = rsc_nearest_get_weight (self->nearest, k);

          for (gsize l = 0; l < r; l++)
            values[l] += weight * each[l];
        }
    }
  for (gsize k = 0; k < r; k++)
    missing = MAX (missing, values[k] - rsc_gram_dot_short (r, rest, cone->generators + k * r));
  return length + missing / narrowness;
}

/* Σ ||x|| of the rows that cross. */
static double
sum_norms (const RscPricingCrossing *rows, gsize r)
{
  double sum = 0.0;

  for (gsize i = 0; i < rows->n; i++)
    sum += rsc_pricing_crossing_get (rows, i)[r].value;
  return sum;
}

/* The next function, at the @t at hand: its @values and, in the units of z, its gradient in
 * self->middle. */
static void
find_function (RscPricingBounder *self, const RscPricingCone *cone, double *point, double *values)
{
  const gsize r = self->r;

  rsc_pricing_pairing_find (self->pairing, cone->concave, cone->pairs, cone->chords, self->t,
                            values);
  self->work += 2 * (cone->concave->n + cone->pairs->n) * r;
  memset (point, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        point[l] -= values[k] * cone->dual[k * r + l];
    }
  for (gsize l = 0; l < r; l++)
    self->middle[l] = self->base[l] - point[l];
}

/* Where the search for the maximiser begins. */
static void
set_start (RscPricingBounder *self, const RscPricingCone *cone)
{
  double sum = 0.0;

  for (gsize k = 0; k < self->r; k++)
    {
      self->base[k] = rsc_wide_round (cone->a[k]) - rsc_wide_round (cone->b[k]);
      self->t[k] = cone->t[k];
      sum += self->t[k];
    }
  for (gsize k = 0; !(sum > 0.0) && k < self->r; k++)
    self->t[k] = 1.0;
}

void
rsc_pricing_cone_bound_by_pairs (RscPricingBounder *self, RscPricingCone *cone)
{
  const gsize r = self->r;
  const gsize n = cone->convex->n + cone->concave->n + cone->pairs->n;
  const double narrowness = rsc_pricing_cone_measure_narrowness (self, cone);
  const double *z = rsc_nearest_get_z (self->nearest);
  const double rung = cone->is_whole ? self->rung : self->threshold;
  double length = 0.0, raw = G_MAXDOUBLE, largest = 0.0, crossing;

  cone->n_points = 0;
  if (!(narrowness > 0.0))
    return;
  set_start (self, cone);
  self->work += 8 * r * r;
  rsc_pricing_pairing_begin (self->pairing, cone->convex, cone->concave, cone->pairs);
  for (gsize n_found = 0; n_found < FUNCTIONS_MAX; n_found++)
    {
      double *values = self->values + n_found * r, height = 0.0;

      find_function (self, cone, self->pool + n_found * r, values);
      for (gsize k = 0; k < r; k++)
        largest = MAX (largest, fabs (values[k]));
      for (gsize l = 0; n_found > 0 && l < r; l++)
        height += self->middle[l] * z[l] / length;
      if (n_found > 0
          && (height > rung || (height > self->threshold && raw <= rung)
              || !(height < length * (1.0 - RSC_TOLERANCE_NEAREST))))
        break;
      if (n_found == 0)
        rsc_nearest_reset (self->nearest, self->threshold > 0.0 ? self->threshold : 1.0);
      if (!rsc_nearest_add_point (self->nearest, n_found, self->middle))
        break;
      rsc_pricing_cone_settle (self, cone, n_found + 1);
      length = sqrt (rsc_gram_dot_short (r, z, z));
      raw = certify (self, cone, length, narrowness);
      for (gsize k = 0; k < r; k++)
        self->t[k] = MAX (rsc_gram_dot_short (r, cone->dual + k * r, z), 0.0);
      if (raw <= self->threshold || !(length > 0.0))
        break;
    }
  if (raw < G_MAXDOUBLE)
    {
      /* n terms, which are summed one by one: each row, and what each pair changes, which is no
       * more than the share of its concave row. */
      crossing = sum_norms (cone->convex, r) + sum_norms (cone->concave, r);
      rsc_pricing_cone_set_bound (self, cone, raw, narrowness,
                                  (2.0 * RSC_PRICING_ZERO (r) + 0x1p-53 * (3.0 * (double) n + 16.0))
                                    * crossing,
                                  length + largest * sqrt ((double) r));
    }
  memcpy (cone->t, self->t, r * sizeof (double));
}

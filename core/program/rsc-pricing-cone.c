/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing-cone-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

/* With so few convex rows that cross, their sides are chosen; with more, an edge is bisected. */
#define SIDES_MAX 6

/* One more for each so many cuts, for rows that meet in one direction or are of very different
 * lengths cross long. */
#define DEPTH_PER_SIDE 4
#define SIDES_MORE 8

/* A wide cone is cut to this depth because of its rounding. */
#define DEPTH_WIDE 20

/* What convex rows add is looked at in cones this narrow only. */
#define DEPTH_FLAT 30

/* An edge is chosen by about so many of the rows that cross. */
#define ROWS_LOOKED_AT 128

/* Share of the whole weight that an edge has whose generators do not carry the maximiser. */
#define WEIGHT_LEAST 0.02

static RscPricingCone *
cone_alloc (gsize r, gsize n_words)
{
  const gsize n_doubles = 2 * r * r + 4 * r + (r + 1) * r + 4 * r;
  const gsize n_more = n_words > 0 ? r + 1 + (r + 3) * n_words : 0;
  RscPricingCone *self =
    g_malloc (sizeof (RscPricingCone) + (n_doubles + n_more) * sizeof (double));

  memset (self, 0, sizeof *self);
  self->r = r;
  self->a = (RscWide *) (gpointer) (self + 1);
  self->b = self->a + r;
  self->generators = (double *) (self->b + r);
  self->dual = self->generators + r * r;
  self->scales = self->dual + r * r;
  self->errors = self->scales + r;
  self->chords = self->errors + r;
  self->t = self->chords + r;
  self->points = self->t + r;
  self->n_words = n_words;
  if (n_words > 0)
    {
      self->weights = self->points + (r + 1) * r;
      self->chosen = (guint64 *) (gpointer) (self->weights + r + 1);
      self->on = self->chosen + n_words;
      self->gates = self->on + n_words;
      memset (self->chosen, 0, 2 * n_words * sizeof (guint64));
    }
  self->is_whole = TRUE;
  self->region = RSC_PRICING_NO_REGION;
  self->bound = G_MAXDOUBLE;
  return self;
}

static RscPricingCone *
cone_copy (const RscPricingCone *from)
{
  const gsize r = from->r;
  RscPricingCone *self = cone_alloc (r, from->n_words);

  self->sign = from->sign;
  self->depth = from->depth + 1;
  self->is_whole = from->is_whole;
  self->is_opposite = from->is_opposite;
  self->bound = from->bound;
  self->slack = from->slack;
  self->base_slack = from->base_slack;
  self->doubt = from->doubt;
  self->touched = from->touched;
  self->n_points = from->n_points;
  self->region = from->region;
  memcpy (self->a, from->a,
          (gsize) ((const char *) (from->points + from->n_points * r) - (const char *) from->a));
  if (from->n_words > 0)
    memcpy (self->weights, from->weights,
            (r + 1) * sizeof (double) + (2 + from->n_points) * from->n_words * sizeof (guint64));
  return self;
}

void
rsc_pricing_cone_free (RscPricingCone *self)
{
  if (self == NULL)
    return;
  rsc_pricing_crossing_unref (self->convex);
  rsc_pricing_crossing_unref (self->concave);
  g_free (self->pairs);
  g_free (self);
}

int
rsc_pricing_cone_get_sign (const RscPricingCone *self)
{
  return self->sign;
}

double
rsc_pricing_cone_get_bound (const RscPricingCone *self)
{
  return self->bound;
}

double
rsc_pricing_cone_get_raw (const RscPricingCone *self)
{
  return self->bound - self->base_slack;
}

double
rsc_pricing_cone_get_slack (const RscPricingCone *self)
{
  return self->slack;
}

gboolean
rsc_pricing_cone_is_whole (const RscPricingCone *self)
{
  return self->is_whole;
}

gsize
rsc_pricing_cone_get_region (const RscPricingCone *self)
{
  return self->region;
}

void
rsc_pricing_cone_set_region (RscPricingCone *self, gsize region)
{
  self->region = region;
}

gboolean
rsc_pricing_cone_is_opposite (const RscPricingCone *self)
{
  return self->is_opposite;
}

const double *
rsc_pricing_cone_get_generators (const RscPricingCone *self)
{
  return self->generators;
}

gsize
rsc_pricing_cone_get_bytes (const RscPricingCone *self)
{
  const gsize r = self->r;
  gsize bytes = sizeof *self + (2 * r * r + 8 * r + (r + 1) * r) * sizeof (double);

  if (self->convex != NULL)
    bytes += rsc_pricing_crossing_get_bytes (self->convex);
  if (self->concave != NULL)
    bytes += rsc_pricing_crossing_get_bytes (self->concave);
  if (self->pairs != NULL)
    bytes += rsc_pricing_pairs_get_bytes (self->pairs);
  return bytes;
}

static double
get_whitened_length (const RscPricingBounder *bounder, const double *v)
{
  const gsize r = bounder->r;
  double square = 0.0;

  for (gsize k = 0; k < r; k++)
    {
      double sum = 0.0;

      for (gsize j = k; j < r; j++)
        sum += bounder->triangle[j * r + k] * v[j];
      square += sum * sum;
    }
  return sqrt (square);
}

/* ---- where all begins ---- */

/* The rows of a list that cross the cone; the others that are positive on it are added to @sum. */
static RscPricingCrossing *
find_crossing (RscPricingBounder *bounder,
               const RscPricingCone *cone,
               gboolean positive,
               RscWide *sum,
               double *chords,
               double *doubt)
{
  const gsize r = bounder->r;
  double *centre = bounder->point;
  double length, radius = 0.0;
  gsize n;

  memset (centre, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        centre[l] += cone->generators[k * r + l];
    }
  length = sqrt (rsc_gram_dot_short (r, centre, centre));
  for (gsize l = 0; l < r; l++)
    centre[l] = length > 0.0 ? centre[l] / length : 0.0;
  for (gsize k = 0; k < r; k++)
    {
      double square = 0.0;

      for (gsize l = 0; l < r; l++)
        {
          const double apart = cone->generators[k * r + l] - centre[l];

          square += apart * apart;
        }
      radius = MAX (radius, sqrt (square));
    }
  /* Most are on one side of a ball around the cone. */
  n = rsc_pricing_sides_sort (bounder->sides[positive ? 0 : 1], centre, radius,
                              RSC_PRICING_ZERO (r), sum, bounder->near);
  return rsc_pricing_crossing_new (bounder->rows, n, bounder->near, cone->generators, sum, chords,
                                   doubt);
}

/* A cone of unit generators, without a bound. */
static RscPricingCone *
cone_make (RscPricingBounder *bounder, int sign, const double *generators)
{
  const RscPricingRows *rows = bounder->rows;
  const gsize r = bounder->r;
  const gboolean plus = sign > 0;
  RscPricingCone *self = cone_alloc (r, bounder->n_words);
  double doubt = 0.0;

  self->sign = sign;
  memcpy (self->generators, generators, r * r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      self->scales[k] = get_whitened_length (bounder, self->generators + k * r);
      self->errors[k] = (double) r + 2.0;
      self->t[k] = 0.0;
      self->a[k] = rsc_wide (plus ? rows->linear[k] : -rows->linear[k]);
      self->b[k] = rsc_wide (0.0);
    }
  rsc_pricing_cone_set_dual (bounder, self);
  self->convex = find_crossing (bounder, self, plus, self->a, self->chords, &self->doubt);
  self->concave = find_crossing (bounder, self, !plus, self->b, NULL, &doubt);
  self->touched = doubt / (2.0 * RSC_PRICING_ZERO (r));
  bounder->work += 2 * rows->n_rows * r;
  return self;
}

RscPricingCone *
rsc_pricing_cone_new (RscPricingBounder *bounder, int sign, const double *generators)
{
  const gsize r = bounder->r;
  g_autofree double *units = g_memdup2 (generators, r * r * sizeof (double));
  RscPricingCone *self;

  for (gsize k = 0; k < r; k++)
    {
      double *v = units + k * r;
      const double length = sqrt (rsc_gram_dot_short (r, v, v));

      for (gsize l = 0; l < r; l++)
        v[l] /= length;
    }
  self = cone_make (bounder, sign, units);
  /* Nothing is higher than all rows together. */
  self->bound = 2.0 * bounder->rows->spread;
  rsc_pricing_cone_bound (bounder, self, FALSE);
  return self;
}

RscPricingCone *
rsc_pricing_cone_new_opposite (RscPricingBounder *bounder, const RscPricingCone *of)
{
  const gsize r = bounder->r;
  g_autofree double *generators = g_new (double, r *r + 1);
  RscPricingCone *self;

  for (gsize l = 0; l < r * r; l++)
    generators[l] = -of->generators[l];
  self = rsc_pricing_cone_new (bounder, of->sign, generators);
  self->depth = of->depth;
  self->is_opposite = TRUE;
  return self;
}

gsize
rsc_pricing_cone_get_record_size (gsize r)
{
  return r * r + r + r + 4;
}

void
rsc_pricing_cone_write (const RscPricingCone *self, double *record)
{
  const gsize r = self->r;
  double *t = record + r * r, *b = t + r, *rest = b + r;

  memcpy (record, self->generators, r * r * sizeof (double));
  memcpy (t, self->t, r * sizeof (double));
  /* Of the points that carried the bound, their mean is one of the zonotope too. */
  memset (b, 0, r * sizeof (double));
  for (gsize j = 0; j < self->n_points; j++)
    {
      for (gsize l = 0; l < r; l++)
        b[l] += self->points[j * r + l] / (double) self->n_points;
    }
  rest[0] = self->slack;
  rest[1] = self->base_slack;
  rest[2] = self->narrowness;
  rest[3] = self->n_points > 0 ? (double) self->depth : -1.0 - (double) self->depth;
}

void
rsc_pricing_cone_write_opposite (gsize r, double *record)
{
  double *depth = record + r * r + 2 * r + 3;

  for (gsize l = 0; l < r * r; l++)
    record[l] = -record[l];
  *depth = *depth >= 0.0 ? -1.0 - *depth : *depth;
}

double
rsc_pricing_cone_read_slack (gsize r, const double *record)
{
  return record[r * r + 2 * r];
}

double
rsc_pricing_cone_read_base_slack (gsize r, const double *record)
{
  return record[r * r + 2 * r + 1];
}

RscPricingCone *
rsc_pricing_cone_new_written (RscPricingBounder *bounder,
                              int sign,
                              double bound,
                              const double *record)
{
  const gsize r = bounder->r;
  const double *t = record + r * r, *b = t + r, *rest = b + r;
  RscPricingCone *self = cone_make (bounder, sign, record);

  self->bound = bound;
  self->slack = rest[0];
  self->base_slack = rest[1];
  self->narrowness = rest[2];
  self->n_points = rest[3] >= 0.0 ? 1 : 0;
  /* Of the mean of points the rows are not known. */
  self->n_words = 0;
  self->depth = (guint) (rest[3] >= 0.0 ? rest[3] : -1.0 - rest[3]);
  memcpy (self->t, t, r * sizeof (double));
  memcpy (self->points, b, r * sizeof (double));
  return self;
}

/* ---- cutting ---- */

/* Whether nothing crosses it and rounding counts, for more than it would in narrower ones. */
static gboolean
is_wide (const RscPricingCone *self)
{
  return self->convex->n == 0 && self->narrowness < NARROW
         && self->slack > RSC_TOLERANCE_SLACK * self->bound && self->depth < DEPTH_WIDE
         && self->r > 1;
}

/* What the convex rows that cross can add over their parts of one sign at most, without their Σ
 * t. */
static double
get_height (const RscPricingCone *self)
{
  const RscPricingCrossing *rows = self->convex;
  double sum = 0.0;

  for (gsize i = 0; i < rows->n; i++)
    {
      const RscPricingEntry *entries = rsc_pricing_crossing_get (rows, i);
      double low = 0.0, high = 0.0;

      for (gsize k = 0; k < self->r; k++)
        {
          low = MIN (low, entries[k].value);
          high = MAX (high, entries[k].value);
        }
      sum += MIN (high, -low);
    }
  return sum;
}

gboolean
rsc_pricing_cone_is_leaf (RscPricingBounder *bounder, const RscPricingCone *self)
{
  if (is_wide (self))
    return FALSE;
  if (self->convex->n == 0)
    return TRUE;
  if (self->depth < DEPTH_FLAT)
    return FALSE;
  bounder->work += self->convex->n * self->r;
  return get_height (self) <= RSC_TOLERANCE_FLAT * self->bound;
}

gboolean
rsc_pricing_cone_finish (RscPricingBounder *bounder, RscPricingCone *self, double *u)
{
  const double *z = rsc_nearest_get_z (bounder->nearest);
  double length;

  rsc_pricing_cone_bound (bounder, self, TRUE);
  length = sqrt (rsc_gram_dot_short (self->r, z, z));
  if (!(length > 0.0))
    return FALSE;
  for (gsize k = 0; k < self->r; k++)
    u[k] = z[k] / length;
  return TRUE;
}

/* The convex row that the chord is farthest above of at the maximiser, its side chosen. */
static void
cut_by_side (RscPricingBounder *bounder, const RscPricingCone *self, RscPricingCone *parts[2])
{
  const RscPricingCrossing *rows = self->convex;
  const gsize r = self->r, n = rows->n;
  gsize best = 0, number;
  double largest = -1.0;
  const double *row;

  for (gsize i = 0; i < n; i++)
    {
      double positive = 0.0, sum = 0.0;

      for (gsize k = 0; k < r; k++)
        {
          const double value = rsc_pricing_crossing_get (rows, i)[k].value;

          positive += self->t[k] * MAX (value, 0.0);
          sum += self->t[k] * value;
        }
      if (positive - MAX (sum, 0.0) > largest)
        {
          largest = positive - MAX (sum, 0.0);
          best = i;
        }
    }
  number = rsc_pricing_crossing_get (rows, best)[r + 1].meta.row;
  row = bounder->rows->weighted + (gsize) number * r;
  for (int side = 0; side < 2; side++)
    {
      RscPricingCone *part = parts[side] = cone_copy (self);

      part->is_whole = FALSE;
      if (part->n_words > 0)
        {
          part->chosen[number / 64] |= G_GUINT64_CONSTANT (1) << number % 64;
          part->on[number / 64] |= (guint64) side << number % 64;
        }
      part->convex = side == 0 ? rsc_pricing_crossing_drop (rows, best, part->chords)
                               : rsc_pricing_crossing_ref (parts[0]->convex);
      if (side == 1)
        memcpy (part->chords, parts[0]->chords, r * sizeof (double));
      part->concave = rsc_pricing_crossing_ref (self->concave);
      for (gsize k = 0; side == 1 && k < r; k++)
        {
          const RscWide sum = rsc_wide_sum (part->a[k].high, row[k]);

          part->a[k].high = sum.high;
          part->a[k].low += sum.low;
        }
      rsc_pricing_cone_bound (bounder, part, FALSE);
    }
}

/* The edge along which the chords of the convex rows are farthest above them, those that carry the
 * maximiser first. */
static void
choose_edge (RscPricingBounder *bounder, const RscPricingCone *self, gsize ends[2])
{
  const RscPricingCrossing *rows = self->convex;
  const gsize r = self->r, step = 1 + rows->n / ROWS_LOOKED_AT;
  double *heights = bounder->square; /* r × r */
  double total = 0.0, best = -1.0;

  memset (heights, 0, r * r * sizeof (double));
  if (self->pairs != NULL)
    rsc_pricing_pairing_measure_edges (bounder->pairing, rows, self->concave, self->pairs, self->t,
                                       heights);
  for (gsize i = 0; i < rows->n && self->pairs == NULL; i += step)
    {
      const RscPricingEntry *entries = rsc_pricing_crossing_get (rows, i);

      for (gsize j = 0; j + 1 < r; j++)
        {
          const double one = entries[j].value;

          for (gsize k = j + 1; k < r; k++)
            {
              const double two = entries[k].value;

              heights[j * r + k] += fabs (one) + fabs (two) - fabs (one + two);
            }
        }
    }
  bounder->work += rows->n / step * r * r / 2;
  for (gsize k = 0; k < r; k++)
    total += self->t[k];
  if (!(total > 0.0))
    total = 1.0;
  for (gsize j = 0; j < r; j++)
    {
      for (gsize k = j + 1; k < r; k++)
        {
          const double weight = self->t[j] + self->t[k] + WEIGHT_LEAST * total;

          if (heights[j * r + k] * weight > best)
            {
              best = heights[j * r + k] * weight;
              ends[0] = j;
              ends[1] = k;
            }
        }
    }
}

/* The edge that bends most. */
static void
choose_wide_edge (const RscPricingCone *self, gsize ends[2])
{
  const gsize r = self->r;
  double best = 2.0;

  for (gsize j = 0; j < r; j++)
    {
      for (gsize k = j + 1; k < r; k++)
        {
          const double cosine =
            rsc_gram_dot_short (r, self->generators + j * r, self->generators + k * r);

          if (cosine < best)
            {
              best = cosine;
              ends[0] = j;
              ends[1] = k;
            }
        }
    }
}

static void
cut_by_edge (RscPricingBounder *bounder, const RscPricingCone *self, RscPricingCone *parts[2])
{
  const gsize r = self->r;
  g_autofree double *middle = g_new (double, r);
  g_autofree RscPricingPairs *pairs = NULL;
  gsize ends[2] = { 0, 1 };
  double length, scale, error;

  if (is_wide (self))
    choose_wide_edge (self, ends);
  else
    choose_edge (bounder, self, ends);
  const double *one = self->generators + ends[0] * r, *two = self->generators + ends[1] * r;
  double f = is_wide (self) ? 1.0 : 1.0 / self->scales[ends[0]];
  double g = is_wide (self) ? 1.0 : 1.0 / self->scales[ends[1]];
  for (gsize l = 0; l < r; l++)
    middle[l] = f * one[l] + g * two[l];
  length = sqrt (rsc_gram_dot_short (r, middle, middle));
  f /= length;
  g /= length;
  for (gsize l = 0; l < r; l++)
    middle[l] /= length;
  scale = get_whitened_length (bounder, middle);
  error = f * self->errors[ends[0]] + g * self->errors[ends[1]] + 8.0 * (f + g);

  pairs = rsc_pricing_cone_match (bounder, self);
  bounder->from = self->concave;
  bounder->cut = (RscPricingMiddle){
    middle, { ends[0], ends[1] }, { f, g }, 0, 0x1p-53 * error > RSC_PRICING_ZERO (r)
  };
  for (int side = 0; side < 2; side++)
    {
      RscPricingCone *part = parts[side] = cone_copy (self);
      const gsize replaced = bounder->cut.replaced = ends[side], other = ends[1 - side];
      double *dual = part->dual;

      memcpy (part->generators + replaced * r, middle, r * sizeof (double));
      part->scales[replaced] = scale;
      part->errors[replaced] = bounder->cut.is_anew ? (double) r + 2.0 : error;
      /* The new generator is f v_one + g v_two: the dual basis changes at these two only. That of a
       * wide cone is long, and cancels. */
      for (gsize l = 0; l < r; l++)
        {
          dual[replaced * r + l] /= bounder->cut.factors[side];
          dual[other * r + l] -= bounder->cut.factors[1 - side] * dual[replaced * r + l];
        }
      if (self->narrowness < NARROW)
        rsc_pricing_cone_set_dual (bounder, part);
      part->convex =
        rsc_pricing_crossing_replace (self->convex, bounder->rows, &bounder->cut, part->a,
                                      part->chords, &part->doubt, bounder->numbers[0]);
      bounder->work += 2 * self->convex->n * (r + 2);
      if (pairs != NULL)
        rsc_pricing_cone_give_pairs (bounder, self, pairs, side, part);
      rsc_pricing_cone_bound (bounder, part, FALSE);
      /* A cone that may be cut again needs them. */
      if (rsc_pricing_cone_get_raw (part) > bounder->threshold)
        rsc_pricing_cone_find_concave (bounder, part);
    }
}

gboolean
rsc_pricing_cone_is_last (const RscPricingCone *self)
{
  return self->convex->n <= SIDES_MAX + MIN (self->depth / DEPTH_PER_SIDE, SIDES_MORE)
         && !is_wide (self);
}

void
rsc_pricing_cone_cut (RscPricingBounder *bounder,
                      const RscPricingCone *self,
                      RscPricingCone *parts[2])
{
  if (rsc_pricing_cone_is_last (self))
    cut_by_side (bounder, self, parts);
  else
    cut_by_edge (bounder, self, parts);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing-cone-private.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

/* Points of the zonotope of H that one bound may ask for. */
#define POINTS_MAX 96

/* ---- scratch space ---- */

RscPricingBounder *
rsc_pricing_bounder_new (const RscPricingRows *rows)
{
  RscPricingBounder *self = g_new0 (RscPricingBounder, 1);
  const gsize r = rows->rank;

  self->rows = rows;
  self->r = r;
  self->nearest = rsc_nearest_new (r);
  self->triangle = g_new0 (double, r *r + 1);
  self->roots = g_new0 (double, r *r + 1);
  self->square = g_new0 (double, r *r + 1);
  self->base = g_new0 (double, r + 1);
  self->point = g_new0 (double, r + 1);
  self->middle = g_new0 (double, r + 1);
  self->pool = g_new0 (double, POINTS_MAX *r + 1);
  self->t = g_new0 (double, r + 1);
  self->part = g_new0 (double, r + 1);
  self->sides[0] = rsc_pricing_sides_new (rows, TRUE);
  self->sides[1] = rsc_pricing_sides_new (rows, FALSE);
  self->near = g_new0 (guint32, rows->n_rows + 2);
  rsc_pricing_bounder_whiten (self);
  return self;
}

void
rsc_pricing_bounder_free (RscPricingBounder *self)
{
  if (self == NULL)
    return;
  rsc_nearest_free (self->nearest);
  g_free (self->triangle);
  g_free (self->roots);
  g_free (self->square);
  g_free (self->base);
  g_free (self->point);
  g_free (self->middle);
  g_free (self->pool);
  g_free (self->t);
  g_free (self->part);
  rsc_pricing_sides_free (self->sides[0]);
  rsc_pricing_sides_free (self->sides[1]);
  g_free (self->near);
  g_free (self->gates);
  g_free (self->chosen);
  g_free (self->shares);
  rsc_pricing_pairing_free (self->pairing);
  g_free (self->pairs);
  g_free (self->values);
  g_free (self->numbers[0]);
  g_free (self->numbers[1]);
  g_free (self);
}

void
rsc_pricing_bounder_set_levels (RscPricingBounder *self, double threshold, double rung)
{
  self->threshold = threshold;
  self->rung = rung;
}

void
rsc_pricing_bounder_begin_proofs (RscPricingBounder *self)
{
  const gsize m = self->rows->n_rows;

  self->n_words = (m + 63) / 64;
  self->gates = g_new0 (guint64, POINTS_MAX * self->n_words + 1);
  self->chosen = g_new0 (signed char, m + 1);
  self->shares = g_new0 (double, m + 1);
}

gsize
rsc_pricing_bounder_get_work (const RscPricingBounder *self)
{
  return self->work;
}

/* ---- where the generators are ---- */

/* By elimination with row pivots. */
void
rsc_pricing_cone_set_dual (RscPricingBounder *self, RscPricingCone *cone)
{
  const gsize r = self->r;
  double *a = self->square, *inverse = cone->dual; /* a dual^T = 1 */

  memcpy (a, cone->generators, r * r * sizeof (double));
  memset (inverse, 0, r * r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    inverse[k * r + k] = 1.0;
  /* Row operations on a, which dual^T follows; dual holds its transpose, so columns. */
  for (gsize p = 0; p < r; p++)
    {
      gsize pivot = p;
      double factor;

      for (gsize i = p + 1; i < r; i++)
        {
          if (fabs (a[i * r + p]) > fabs (a[pivot * r + p]))
            pivot = i;
        }
      if (!(fabs (a[pivot * r + p]) > 0.0))
        {
          memset (inverse, 0, r * r * sizeof (double));
          return;
        }
      if (pivot != p)
        {
          for (gsize k = 0; k < r; k++)
            {
              const double one = a[p * r + k], two = inverse[k * r + p];

              a[p * r + k] = a[pivot * r + k];
              a[pivot * r + k] = one;
              inverse[k * r + p] = inverse[k * r + pivot];
              inverse[k * r + pivot] = two;
            }
        }
      factor = 1.0 / a[p * r + p];
      for (gsize k = 0; k < r; k++)
        {
          a[p * r + k] *= factor;
          inverse[k * r + p] *= factor;
        }
      for (gsize i = 0; i < r; i++)
        {
          const double part = a[i * r + p];

          if (i == p || part == 0.0)
            continue;
          for (gsize k = 0; k < r; k++)
            {
              a[i * r + k] -= part * a[p * r + k];
              inverse[k * r + i] -= part * inverse[k * r + p];
            }
        }
    }
}

/* e·v_k for all k, with e the mean of the generators or the direction in which all of them have one
 * height. */
double
rsc_pricing_cone_measure_narrowness (RscPricingBounder *self, const RscPricingCone *cone)
{
  const gsize r = self->r;
  const double *generators = cone->generators;
  double *e = self->point;
  double least = G_MAXDOUBLE, length;

  memset (e, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        e[l] += generators[k * r + l];
    }
  length = sqrt (rsc_gram_dot_short (r, e, e));
  for (gsize k = 0; k < r; k++)
    least = MIN (least, rsc_gram_dot_short (r, e, generators + k * r) / length);
  if (least > NARROW)
    return least;
  memset (e, 0, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        e[l] += cone->dual[k * r + l];
    }
  length = sqrt (rsc_gram_dot_short (r, e, e));
  for (gsize k = 0; k < r; k++)
    {
      const double height = rsc_gram_dot_short (r, e, generators + k * r) / length;

      least = k == 0 ? height : MIN (least, height);
    }
  return least;
}

/* ---- the rows of H ---- */

void
rsc_pricing_cone_find_concave (RscPricingBounder *self, RscPricingCone *cone)
{
  double doubt = 0.0;

  if (cone->concave != NULL)
    return;
  cone->concave = rsc_pricing_crossing_replace (self->from, self->rows, &self->cut, cone->b, NULL,
                                                &doubt, self->numbers[1]);
  /* Twice what counts as 0, for each. */
  cone->touched += doubt / (2.0 * RSC_PRICING_ZERO (self->r));
  self->work += self->from->n * (self->r + 2);
}

/* The point of the zonotope of H farthest along Σ t_k v_k, as number @k of the pool. */
static void
find_point (RscPricingBounder *self, const RscPricingCone *cone, gsize k_point)
{
  double *point = self->pool + k_point * self->r;
  guint64 *gates = cone->n_words > 0 ? self->gates + k_point * cone->n_words : NULL;
  const RscPricingCrossing *rows = cone->concave;
  const gsize r = self->r;
  double *part = self->part;

  for (gsize k = 0; k < cone->n_words; k++)
    gates[k] = 0;
  for (gsize k = 0; k < r; k++)
    point[k] = rsc_wide_round (cone->b[k]);
  for (gsize i = 0; i < rows->n; i += RSC_PRICING_BLOCK)
    {
      const gsize end = MIN (i + RSC_PRICING_BLOCK, rows->n);

      memset (part, 0, r * sizeof (double));
      for (gsize l = i; l < end; l++)
        {
          const RscPricingEntry *entries = rsc_pricing_crossing_get (rows, l);
          double value = 0.0;

          for (gsize k = 0; k < r; k++)
            value += self->t[k] * entries[k].value;
          if (value > 0.0)
            {
              const gsize number = entries[r + 1].meta.row;
              const double *row = self->rows->weighted + number * r;

              for (gsize k = 0; k < r; k++)
                part[k] += row[k];
              if (gates != NULL)
                gates[number / 64] |= G_GUINT64_CONSTANT (1) << number % 64;
            }
        }
      for (gsize k = 0; k < r; k++)
        point[k] += part[k];
    }
  self->work += 2 * rows->n * r;
}

/* ---- bounds ---- */

/* What z and the points that carry it prove: ||z||, and more where z misses a condition. */
static double
certify (RscPricingBounder *self, const RscPricingCone *cone, double length, double narrowness)
{
  const gsize r = self->r;
  const double *z = rsc_nearest_get_z (self->nearest);
  double *rest = self->point; /* z - a + b */
  double missing = 0.0;

  for (gsize l = 0; l < r; l++)
    rest[l] = z[l] - rsc_wide_round (cone->a[l]);
  for (gsize k = 0; k < rsc_nearest_get_n_active (self->nearest); k++)
    {
      if (!rsc_nearest_is_ray (self->nearest, k))
        {
          const double *b = self->pool + rsc_nearest_get_id (self->nearest, k) * r;
          const double weight = rsc_nearest_get_weight (self->nearest, k);

          for (gsize l = 0; l < r; l++)
            rest[l] += weight * b[l];
        }
    }
  for (gsize k = 0; k < r; k++)
    missing =
      MAX (missing, cone->chords[k] - rsc_gram_dot_short (r, rest, cone->generators + k * r));
  return length + missing / narrowness;
}

/* Rays and known points until none brings the nearest point nearer. */
void
rsc_pricing_cone_settle (RscPricingBounder *self, const RscPricingCone *cone, gsize n_pool)
{
  const gsize r = self->r;
  const gsize rounds_max = 20 * (r + 1);

  for (gsize round = 0; round < rounds_max; round++)
    {
      const double *z = rsc_nearest_get_z (self->nearest);
      const double square = rsc_gram_dot_short (r, z, z);
      const double length = sqrt (square);
      double worst = -RSC_TOLERANCE_SUPPORTED;
      gsize best = G_MAXSIZE;

      for (gsize k = 0; k < r; k++)
        {
          const double *ray = cone->dual + k * r;
          const double height =
            rsc_gram_dot_short (r, ray, z) / (sqrt (rsc_gram_dot_short (r, ray, ray)) * length);

          if (height < worst)
            {
              worst = height;
              best = k;
            }
        }
      if (best != G_MAXSIZE)
        {
          if (!rsc_nearest_add_ray (self->nearest, best, cone->dual + best * r))
            return;
          continue;
        }
      for (gsize j = 0; j < n_pool; j++)
        {
          const double *b = self->pool + j * r;
          double height = 0.0;

          for (gsize l = 0; l < r; l++)
            height += (self->base[l] - b[l]) * z[l];
          height = (height - square) / square;
          if (height < worst)
            {
              worst = height;
              best = j;
            }
        }
      if (best == G_MAXSIZE)
        return;
      for (gsize l = 0; l < r; l++)
        self->middle[l] = self->base[l] - self->pool[best * r + l];
      if (!rsc_nearest_add_point (self->nearest, best, self->middle))
        return;
    }
}

static double
get_length (gsize r, const double *v)
{
  return sqrt (rsc_gram_dot_short (r, v, v));
}

void
rsc_pricing_cone_set_bound (RscPricingBounder *self,
                            RscPricingCone *cone,
                            double raw,
                            double narrowness,
                            double crossing,
                            double terms)
{
  const gsize r = self->r, m = self->rows->n_rows;
  double at_generators, elsewhere, slack;

  for (gsize l = 0; l < r; l++)
    terms += fabs (cone->a[l].high) + (cone->pairs != NULL ? fabs (cone->b[l].high) : 0.0);
  at_generators = crossing + cone->doubt + 0x1p-53 * 4.0 * (double) (r + 2) * terms;
  elsewhere = 0x1p-53 * (ROUNDINGS (m) * self->rows->spread + 4.0 * (double) (r + 2) * terms)
              + self->rows->cut_off;
  slack = at_generators / narrowness + elsewhere;
  cone->narrowness = narrowness;
  if (raw + slack < cone->bound)
    {
      cone->bound = raw + slack;
      cone->slack = slack;
      cone->base_slack = MIN (slack, at_generators / NARROW + elsewhere);
    }
}

/* Adds to the bound @raw what rounding can have taken away from it. */
static void
set_bound (RscPricingBounder *self,
           RscPricingCone *cone,
           double raw,
           double length,
           double narrowness)
{
  const gsize r = self->r, n = cone->convex->n;
  double crossing = 0.0, largest = 0.0;

  for (gsize k = 0; k < rsc_nearest_get_n_active (self->nearest); k++)
    {
      if (!rsc_nearest_is_ray (self->nearest, k))
        largest =
          MAX (largest, get_length (r, self->pool + rsc_nearest_get_id (self->nearest, k) * r));
    }
  for (gsize i = 0; i < n; i++)
    crossing += rsc_pricing_crossing_get (cone->convex, i)[r].value;
  rsc_pricing_cone_set_bound (self, cone, raw, narrowness,
                              (2.0 * RSC_PRICING_ZERO (r) + 0x1p-53 * ROUNDINGS (n)) * crossing,
                              length + largest);
}

/* From what carried the bound of the cone that this one is a part of. */
static void
start_nearest (RscPricingBounder *self, const RscPricingCone *cone, gsize n_pool, double threshold)
{
  const gsize r = self->r;
  double scale = threshold, largest = 0.0;

  for (gsize k = 0; k < r; k++)
    largest = MAX (largest, cone->t[k]);
  for (gsize j = 0; j < n_pool; j++)
    {
      for (gsize l = 0; l < r; l++)
        self->middle[l] = self->base[l] - self->pool[j * r + l];
      if (j == 0)
        {
          scale = scale > 0.0 ? scale : get_length (r, self->middle);
          rsc_nearest_reset (self->nearest, scale > 0.0 ? scale : 1.0);
        }
      rsc_nearest_guess_point (self->nearest, j, self->middle);
    }
  for (gsize k = 0; k < r; k++)
    {
      if (cone->t[k] <= RSC_TOLERANCE_CARRIES * largest && largest > 0.0)
        rsc_nearest_guess_ray (self->nearest, k, cone->dual + k * r);
    }
  if (rsc_nearest_start (self->nearest))
    return;
  for (gsize l = 0; l < r; l++)
    self->middle[l] = self->base[l] - self->pool[l];
  rsc_nearest_add_point (self->nearest, 0, self->middle);
}

void
rsc_pricing_cone_bound (RscPricingBounder *self, RscPricingCone *cone, gboolean exact)
{
  const gsize r = self->r;
  const double threshold = self->threshold;
  /* A choice of sides waits for no rung. */
  const double rung = cone->is_whole ? self->rung : threshold;
  gsize n_pool = cone->n_points;
  double length = 0.0, narrowness, raw = G_MAXDOUBLE;

  if (cone->pairs != NULL && !exact)
    {
      rsc_pricing_cone_bound_by_pairs (self, cone);
      return;
    }

  narrowness = rsc_pricing_cone_measure_narrowness (self, cone);
  if (!(narrowness > 0.0))
    return;
  self->work += 8 * r * r;
  for (gsize l = 0; l < r; l++)
    self->base[l] = rsc_wide_round (cone->a[l]);
  for (gsize k = 0; k < r; k++)
    {
      for (gsize l = 0; l < r; l++)
        self->base[l] += cone->chords[k] * cone->dual[k * r + l];
    }
  memcpy (self->pool, cone->points, n_pool * r * sizeof (double));
  if (cone->n_words > 0)
    memcpy (self->gates, cone->gates, n_pool * cone->n_words * sizeof (guint64));
  if (n_pool == 0)
    {
      /* At a point in the middle. */
      rsc_pricing_cone_find_concave (self, cone);
      for (gsize k = 0; k < r; k++)
        self->t[k] = 1.0;
      find_point (self, cone, 0);
      n_pool = 1;
    }
  start_nearest (self, cone, n_pool, threshold);

  for (;;)
    {
      const double *z = rsc_nearest_get_z (self->nearest);
      double *next;
      double height = 0.0;

      rsc_pricing_cone_settle (self, cone, n_pool);
      length = sqrt (rsc_gram_dot_short (r, z, z));
      raw = certify (self, cone, length, narrowness);
      for (gsize k = 0; k < r; k++)
        self->t[k] = MAX (rsc_gram_dot_short (r, cone->dual + k * r, z), 0.0);
      if ((!exact && raw <= threshold) || !(length > 0.0) || n_pool == POINTS_MAX)
        break;
      rsc_pricing_cone_find_concave (self, cone);
      next = self->pool + n_pool * r;
      find_point (self, cone, n_pool);
      for (gsize l = 0; l < r; l++)
        {
          self->middle[l] = self->base[l] - next[l];
          height += self->middle[l] * z[l];
        }
      height /= length;
      if ((!exact && (height > rung || (height > threshold && raw <= rung)))
          || !(height < length * (1.0 - RSC_TOLERANCE_NEAREST)))
        break;
      n_pool++;
      if (!rsc_nearest_add_point (self->nearest, n_pool - 1, self->middle))
        break;
    }

  set_bound (self, cone, raw, length, narrowness);
  memcpy (cone->t, self->t, r * sizeof (double));
  cone->n_points = 0;
  for (gsize k = 0; k < rsc_nearest_get_n_active (self->nearest); k++)
    {
      const gsize id = rsc_nearest_get_id (self->nearest, k);

      if (rsc_nearest_is_ray (self->nearest, k))
        continue;
      memcpy (cone->points + cone->n_points * r, self->pool + id * r, r * sizeof (double));
      if (cone->n_words > 0)
        {
          cone->weights[cone->n_points] = rsc_nearest_get_weight (self->nearest, k);
          memcpy (cone->gates + cone->n_points * cone->n_words, self->gates + id * cone->n_words,
                  cone->n_words * sizeof (guint64));
        }
      cone->n_points++;
    }
}

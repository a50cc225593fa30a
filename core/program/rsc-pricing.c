/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-arrangement.h"
#include "core/program/rsc-cone.h"

/* Directions that are drawn for each one that is ascended from. */
#define DRAWN_PER_START 8

/* Cones that the bound of a change of the residual may take. */
#define CHANGE_NODES_MAX 400

/* A search from an earlier one that takes more than so many times what one from the beginning took
 * leaves nothing for the next, which begins anew. */
#define WORTH 2.0

/* A search from an earlier one makes cones of at most so many regions for each that one from the
 * beginning took: to make one costs more than to cut one. Where the others are proved, those made
 * are cut less. */
#define OPEN_MAX 0.25
#define OPEN_PROVED_MAX 0.4

/* Memory for proofs at most: to ask them all takes some ten milliseconds. */
#define PROOFS_BYTES_MAX ((gsize) 64 << 20)

/* Turns from a peak to the maximum of its cell and on. */
#define TURNS_MAX 10

struct _RscPricing
{
  RscPricingRows *rows;
  RscAscent *ascent;
  RscCone *cone;
  double *u;         /* d, in the coordinates of the rows */
  double *direction; /* d */
  double *z;         /* d */
  guint64 *pattern;
  guint64 *tried;   /* as @pattern */
  double *residual; /* n, as given */
  gint64 deadline;  /* of ascents, or 0 */
};

RscPricing *
rsc_pricing_new (gsize n, gsize d, const double *x)
{
  RscPricing *self = g_new0 (RscPricing, 1);

  self->rows = rsc_pricing_rows_new (n, d, x);
  self->ascent = rsc_ascent_new (self->rows);
  self->cone = rsc_cone_new (n, d, self->rows->x);
  self->u = g_new0 (double, d + 1);
  self->direction = g_new0 (double, d + 1);
  self->z = g_new0 (double, d + 1);
  self->pattern = g_new0 (guint64, n / 64 + 1);
  self->tried = g_new0 (guint64, n / 64 + 1);
  self->residual = g_new0 (double, n + 1);
  return self;
}

void
rsc_pricing_free (RscPricing *self)
{
  if (self == NULL)
    return;
  rsc_ascent_free (self->ascent);
  rsc_cone_free (self->cone);
  rsc_pricing_rows_free (self->rows);
  g_free (self->u);
  g_free (self->direction);
  g_free (self->z);
  g_free (self->pattern);
  g_free (self->tried);
  g_free (self->residual);
  g_free (self);
}

gsize
rsc_pricing_get_n_words (const RscPricing *self)
{
  return (self->rows->n + 63) / 64;
}

void
rsc_pricing_set_residual (RscPricing *self, const double *r)
{
  memcpy (self->residual, r, self->rows->n * sizeof (double));
  rsc_pricing_rows_set_residual (self->rows, r);
}

void
rsc_pricing_set_deadline (RscPricing *self, gint64 deadline)
{
  self->deadline = deadline;
  rsc_ascent_set_deadline (self->ascent, deadline);
}

static gboolean
is_late (const RscPricing *self)
{
  return self->deadline > 0 && g_get_monotonic_time () >= self->deadline;
}

static double
unscale (const RscPricing *self, double value)
{
  return ldexp (value, self->rows->x_exponent + self->rows->r_exponent);
}

double
rsc_pricing_evaluate (const RscPricing *self, int sign, const double *u)
{
  const RscPricingRows *rows = self->rows;
  double positive = 0.0, negative = 0.0;

  for (gsize i = 0; i < rows->n; i++)
    {
      const double value =
        rows->r[i] * MAX (rsc_gram_dot_short (rows->d, rows->x + i * rows->d, u), 0.0);

      if (value > 0.0)
        positive += value;
      else
        negative -= value;
    }
  return unscale (self, sign > 0 ? positive - negative : negative - positive);
}

/* ---- patterns ---- */

static inline gboolean
is_on_kink (const RscPricingRows *rows, gsize i, double value)
{
  return fabs (value) <= RSC_TOLERANCE_KINK * rows->lengths[i];
}

static inline void
set_bit (guint64 *pattern, gsize i)
{
  pattern[i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
}

void
rsc_pricing_get_pattern (const RscPricing *self, const double *u, guint64 *pattern)
{
  const RscPricingRows *rows = self->rows;
  const gsize d = rows->d;

  memset (pattern, 0, rsc_pricing_get_n_words (self) * sizeof (guint64));
  for (gsize i = 0; i < rows->n; i++)
    {
      const double *row = rows->x + i * d;
      double value = rsc_gram_dot_short (d, row, u);

      if (is_on_kink (rows, i, value) && rows->row[i] != RSC_PRICING_NO_ROW)
        {
          /* The side of one fixed direction from u: these hyperplanes contain u. */
          value = 0.0;
          for (gsize k = 0; k < d; k++)
            value += row[k] * rsc_random_mix_signed (k);
        }
      if (value >= 0.0 || rows->row[i] == RSC_PRICING_NO_ROW)
        set_bit (pattern, i);
    }
}

gboolean
rsc_pricing_list_patterns_at (const RscPricing *self,
                              const double *u,
                              gsize limit,
                              RscPatternSet *patterns,
                              GCancellable *cancellable,
                              GError **error)
{
  const RscPricingRows *rows = self->rows;
  const gsize d = rows->d, n_words = rsc_pricing_get_n_words (self);
  g_autofree guint64 *fixed = g_new0 (guint64, n_words + 1);
  g_autofree guint64 *pattern = g_new (guint64, n_words + 1);
  g_autoptr (GArray) kink = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (RscArrangement) local = NULL;
  g_autoptr (RscCone) cone = NULL;
  g_autofree double *v = g_new (double, d + 1);

  for (gsize i = 0; i < rows->n; i++)
    {
      const double *row = rows->x + i * d;
      const double value = rsc_gram_dot_short (d, row, u);

      if (rows->row[i] != RSC_PRICING_NO_ROW && is_on_kink (rows, i, value))
        {
          g_array_append_val (kink, i);
          g_array_append_vals (values, row, (guint) d);
        }
      else if (value >= 0.0 || rows->row[i] == RSC_PRICING_NO_ROW)
        set_bit (fixed, i);
    }
  if (kink->len == 0)
    {
      if (!rsc_pattern_set_reserve (patterns, cancellable, error))
        return FALSE;
      rsc_pattern_set_add (patterns, fixed);
      return TRUE;
    }
  local = rsc_arrangement_new_all (kink->len, d, (const double *) (gpointer) values->data, limit,
                                   NULL, NULL, cancellable, error);
  if (local == NULL)
    return FALSE;
  cone = rsc_cone_new (kink->len, d, (const double *) (gpointer) values->data);
  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (local); j++)
    {
      const guint64 *bits = rsc_arrangement_get_pattern (local, j);

      /* Where rounding keeps the hyperplanes from meeting in u, some cells are elsewhere. */
      if (rsc_cone_project (cone, bits, u, v, NULL, NULL) < 1.0 - RSC_TOLERANCE_MERGE)
        continue;
      memcpy (pattern, fixed, n_words * sizeof (guint64));
      for (gsize k = 0; k < kink->len; k++)
        {
          if ((bits[k / 64] >> (k % 64) & 1u) != 0)
            set_bit (pattern, g_array_index (kink, gsize, k));
        }
      if (!rsc_pattern_set_reserve (patterns, cancellable, error))
        return FALSE;
      rsc_pattern_set_add (patterns, pattern);
    }
  return TRUE;
}

/* ---- peaks ---- */

/* v_b of the cell around a local maximum @u of the rows' coordinates; goes on where that is not the
 * local maximum's, which rounding could not tell. @peak then points into @self. */
static void
finish_peak (RscPricing *self, int sign, const double *u, RscPeak *peak)
{
  const RscPricingRows *rows = self->rows;
  const gsize d = rows->d, n_words = rsc_pricing_get_n_words (self);
  double value = 0.0;

  memcpy (self->u, u, rows->rank * sizeof (double));
  rsc_pricing_rows_expand (rows, self->u, self->direction);
  rsc_pricing_get_pattern (self, self->direction, self->pattern);
  for (gsize turn = 0; turn < TURNS_MAX; turn++)
    {
      double length;

      rsc_pricing_rows_expand (rows, self->u, self->z);
      rsc_pricing_get_pattern (self, self->z, self->tried);
      memset (self->z, 0, d * sizeof (double));
      for (gsize i = 0; i < rows->n; i++)
        {
          if ((self->tried[i / 64] >> (i % 64) & 1u) == 0)
            continue;
          for (gsize k = 0; k < d; k++)
            self->z[k] += sign * rows->r[i] * rows->x[i * d + k];
        }
      length = rsc_cone_project (self->cone, self->tried, self->z, self->z, NULL, NULL);
      if (!(length > value * (1.0 + RSC_TOLERANCE_HIGHER)))
        break;
      /* The next cell may be a lower one: value, direction and pattern belong together. */
      value = length;
      for (gsize k = 0; k < d; k++)
        self->direction[k] = self->z[k] / length;
      memcpy (self->pattern, self->tried, n_words * sizeof (guint64));
      rsc_pricing_rows_reduce (rows, self->direction, self->u);
      rsc_ascent_run (self->ascent, sign, self->u);
    }
  peak->sign = sign;
  peak->value = unscale (self, value);
  peak->direction = self->direction;
  peak->pattern = self->pattern;
}

static void
add_peak (RscPricing *self, int sign, const double *u, double threshold, RscPeaks *peaks)
{
  RscPeak peak;

  finish_peak (self, sign, u, &peak);
  if (peak.value > threshold)
    rsc_peaks_add (peaks, &peak);
}

/* From @u, of the rows' coordinates, which is moved to where it ends. */
static void
ascend_one (RscPricing *self,
            int sign,
            double *u,
            double threshold,
            RscPeaks *peaks,
            RscPeaks *ends)
{
  const double value = unscale (self, rsc_ascent_run (self->ascent, sign, u));

  if (value > 0.0 && ends != NULL)
    {
      const RscPeak end = { sign, value, self->direction, NULL };

      rsc_pricing_rows_expand (self->rows, u, self->direction);
      /* Where another one ended. */
      if (!rsc_peaks_add (ends, &end))
        return;
    }
  if (value > threshold * (1.0 - RSC_TOLERANCE_HIGHER))
    add_peak (self, sign, u, threshold, peaks);
}

gboolean
rsc_pricing_ascend (RscPricing *self,
                    gsize n_starts,
                    const double *starts,
                    const int *signs,
                    double threshold,
                    RscPeaks *peaks,
                    RscPeaks *ends,
                    GCancellable *cancellable,
                    GError **error)
{
  const gsize d = self->rows->d;
  g_autofree double *u = g_new (double, self->rows->rank + 1);
  g_autofree double *unit = g_new (double, d + 1);
  gboolean has_begun = FALSE;

  for (gsize k = 0; k < n_starts && self->rows->rank > 0; k++)
    {
      const double length = sqrt (rsc_gram_dot_short (d, starts + k * d, starts + k * d));

      for (gsize l = 0; l < d; l++)
        unit[l] = starts[k * d + l] / length;
      for (int sign = 1; sign >= -1; sign -= 2)
        {
          if (!(length > 0.0) || (signs != NULL && signs[k] != sign)
              || (ends != NULL && rsc_peaks_has_direction (ends, sign, unit)))
            continue;
          if (has_begun && is_late (self))
            return TRUE;
          has_begun = TRUE;
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          rsc_pricing_rows_reduce (self->rows, unit, u);
          ascend_one (self, sign, u, threshold, peaks, ends);
        }
    }
  return TRUE;
}

/* The direction number @index of those drawn with @seed, in the coordinates of the rows. */
static void
draw (gsize r, guint64 seed, gsize index, double *u)
{
  for (gsize k = 0; k < r; k++)
    u[k] = rsc_random_mix_signed (rsc_random_mix (seed) ^ (index * r + k));
}

gboolean
rsc_pricing_ascend_from_random (RscPricing *self,
                                gsize n_starts,
                                guint64 seed,
                                double threshold,
                                RscPeaks *peaks,
                                RscPeaks *ends,
                                GCancellable *cancellable,
                                GError **error)
{
  const gsize r = self->rows->rank, n_drawn = DRAWN_PER_START * n_starts;
  g_autofree RscSortKey *drawn = g_new (RscSortKey, n_drawn + 1);
  g_autofree double *u = g_new (double, r + 1);

  if (r == 0)
    return TRUE;
  for (gsize i = 0; i < n_drawn; i++)
    {
      double square;

      if (i % 64 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      draw (r, seed, i, u);
      square = rsc_gram_dot_short (r, u, u);
      drawn[i].value = rsc_pricing_rows_estimate (self->rows, u) / sqrt (square);
      drawn[i].index = i;
    }
  /* h_+ is large at one end and h_- = -h_+ at the other. */
  qsort (drawn, n_drawn, sizeof *drawn, rsc_sort_compare_highest);
  for (gsize k = 0; k < n_starts; k++)
    {
      const int sign = k % 2 == 0 ? 1 : -1;

      if (k > 0 && is_late (self))
        break;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      draw (r, seed, drawn[k % 2 == 0 ? k / 2 : n_drawn - 1 - k / 2].index, u);
      ascend_one (self, sign, u, threshold, peaks, ends);
    }
  return TRUE;
}

/* ---- search ---- */

typedef struct
{
  RscPricing *self;
  RscPeaks *peaks;
  double threshold;
  RscPricingProgressFunc progress;
  gpointer user_data;
} Listener;

static double
found (int sign, const double *u, gpointer user_data)
{
  Listener *listener = user_data;
  RscPeak peak;

  finish_peak (listener->self, sign, u, &peak);
  if (peak.value > listener->threshold)
    rsc_peaks_add (listener->peaks, &peak);
  return ldexp (peak.value, -listener->self->rows->x_exponent - listener->self->rows->r_exponent);
}

static void
tell (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  Listener *listener = user_data;

  listener->progress (unscale (listener->self, upper), unscale (listener->self, lower), n_nodes,
                      listener->user_data);
}

/* ---- from one residual to the next ---- */

static double
found_change (int sign, const double *u, gpointer user_data)
{
  return sign * rsc_pricing_rows_evaluate (user_data, u);
}

/* With r0 the residual of @before and r that at hand, in scaled units: t with r ~ t r0. */
static double
find_factor (const RscPricingRows *rows, const RscPricingResult *before)
{
  int exponent, exponent0;
  /* Where rows are short these are large. */
  g_autofree double *r = rsc_scaled_dup (rows->r, rows->n, &exponent);
  g_autofree double *r0 = rsc_scaled_dup (before->r, rows->n, &exponent0);
  double product = 0.0, square = 0.0;

  for (gsize i = 0; i < rows->n; i++)
    {
      product += r0[i] * r[i];
      square += r0[i] * r0[i];
    }
  return square > 0.0 ? ldexp (MAX (product / square, 0.0), exponent - exponent0) : 0.0;
}

/* A bound of the largest h_s of r - t r0. */
static double
find_change (RscPricing *self, const RscPricingResult *before, double factor, gint64 deadline)
{
  RscPricingRows *rows = self->rows;
  const RscPricingSettings settings = { .nodes_max = CHANGE_NODES_MAX,
                                        .deadline = deadline,
                                        .by_halves = TRUE };
  g_autofree double *difference = g_new (double, rows->n + 1);
  RscPricingSearch search;
  double spread = rows->spread, change;

  for (gsize i = 0; i < rows->n; i++)
    {
      difference[i] = rows->r[i] - factor * before->r[i];
      spread += factor * fabs (before->r[i]) * rows->lengths[i];
    }
  rsc_pricing_rows_set_residual (rows, difference);
  rsc_pricing_search_run (&search, rows, &settings, NULL, NULL, NULL, self->ascent, found_change,
                          NULL, rows, NULL);
  /* The differences are rounded. */
  change = ldexp (search.upper, rows->r_exponent) + 0x1p-51 * spread;
  rsc_pricing_rows_set_residual (rows, self->residual);
  return change;
}

/* Whether h_s is less on region @k than opposite of it, to rounding, which a search by halves
 * leaves it to. */
static gboolean
is_lower_half (const RscPricingRows *rows, const RscPricingRegions *regions, gsize k)
{
  const int sign = rsc_pricing_regions_get_sign (regions, k);
  const double *generators = rsc_pricing_regions_get_generators (regions, k);

  for (gsize j = 0; j < rows->rank; j++)
    {
      if (!(sign * rsc_gram_dot_short (rows->rank, rows->sum, generators + j * rows->rank) < 0.0))
        return FALSE;
    }
  return TRUE;
}

/* Fills in @bounds of the regions of @before at the residual at hand: @factor times what each was,
 * which was no more than @upper, and @change, or, where that is above the threshold, what is proved
 * of it, if @has_proofs. Whether it takes less to begin from there than anew. */
static gboolean
find_bounds (const RscPricingRows *rows,
             const RscPricingResult *before,
             double factor,
             double upper,
             double change,
             gboolean has_proofs,
             const RscPricingSettings *settings,
             double *bounds)
{
  const RscPricingRegions *regions = before->regions;
  gsize n_open = 0;

  for (gsize k = 0; k < rsc_pricing_regions_get_n (regions); k++)
    {
      bounds[k] = (factor * MIN (rsc_pricing_regions_get_bound (regions, k), upper) + change)
                  * (1.0 + 0x1p-50);
      if (has_proofs && !(bounds[k] <= settings->threshold)
          && rsc_pricing_regions_is_proved (regions, k, settings->threshold))
        bounds[k] = settings->threshold;
      n_open += !(bounds[k] <= settings->threshold)
                && !(has_proofs && settings->by_halves && is_lower_half (rows, regions, k));
    }
  return (double) n_open <= (has_proofs ? OPEN_PROVED_MAX : OPEN_MAX) * (double) before->nodes_anew;
}

/* The same in the way that takes least; NULL where it takes less to begin anew. */
static double *
find_known (RscPricing *self,
            const RscPricingResult *before,
            gboolean has_proofs,
            const RscPricingSettings *settings)
{
  const RscPricingRows *rows = self->rows;
  const double upper = ldexp (before->upper, -rows->x_exponent - before->r_exponent);
  const double factor = find_factor (rows, before);
  g_autofree double *bounds = g_new (double, rsc_pricing_regions_get_n (before->regions) + 1);
  const gboolean is_of_all = !(settings->threshold > 0.0);

  /* By the proofs alone; before what changes more than by a factor is known, and then with it. */
  if (has_proofs && find_bounds (rows, before, 0.0, upper, INFINITY, TRUE, settings, bounds))
    return g_steal_pointer (&bounds);
  if (!find_bounds (rows, before, factor, upper, 0.0, has_proofs, settings, bounds) && !is_of_all)
    return NULL;
  if (!find_bounds (rows, before, factor, upper,
                    find_change (self, before, factor, settings->deadline), has_proofs, settings,
                    bounds)
      && !is_of_all)
    return NULL;
  return g_steal_pointer (&bounds);
}

/* What is to prove the regions of a search that begins, or NULL: that of @before, where there is
 * some and it can be of the residual at hand, too. The first search of all keeps none: there may be
 * no other. */
static RscPricingProofs *
begin_proofs (RscPricing *self, const RscPricingResult *before, const RscPricingSettings *settings)
{
  RscPricingProofs *known = before != NULL && before->regions != NULL
                              ? rsc_pricing_regions_get_proofs (before->regions)
                              : NULL;
  const gsize bytes_max = settings->bytes_max > 0 ? settings->bytes_max : RSC_PRICING_BYTES_MAX;
  RscPricingProofs *proofs;

  if (!settings->keep_regions || before == NULL || !rsc_pricing_proofs_are_short (self->rows))
    return NULL;
  if (known != NULL && rsc_pricing_proofs_begin (known, self->rows))
    return rsc_pricing_proofs_ref (known);
  proofs = rsc_pricing_proofs_new (self->rows, MIN (bytes_max / 8, PROOFS_BYTES_MAX));
  rsc_pricing_proofs_begin (proofs, self->rows);
  return proofs;
}

RscPricingResult *
rsc_pricing_search (RscPricing *self,
                    const RscPricingSettings *settings,
                    RscPricingProgressFunc progress,
                    gpointer user_data,
                    GCancellable *cancellable)
{
  return rsc_pricing_search_from (self, NULL, settings, progress, user_data, cancellable);
}

RscPricingResult *
rsc_pricing_search_from (RscPricing *self,
                         const RscPricingResult *before,
                         const RscPricingSettings *settings,
                         RscPricingProgressFunc progress,
                         gpointer user_data,
                         GCancellable *cancellable)
{
  RscPricingResult *result = g_new0 (RscPricingResult, 1);
  RscPricingRows *rows = self->rows;
  RscPricingSettings scaled = *settings;
  RscPricingSearch search;
  RscPricingFrom from = { 0 };
  g_autoptr (RscPricingProofs) proofs = NULL;
  g_autofree double *bounds = NULL;
  Listener listener = { self, NULL, MAX (settings->threshold, 0.0), progress, user_data };
  gboolean is_whole = FALSE;

  g_return_val_if_fail (rows->r != NULL, NULL);
  rsc_ascent_set_deadline (self->ascent, settings->deadline);
  result->peaks = listener.peaks = rsc_peaks_new (rows->n, rows->d);
  proofs = begin_proofs (self, before, settings);
  if (settings->keep_regions)
    result->regions = rsc_pricing_regions_new (rows->rank, proofs);
  scaled.threshold = ldexp (settings->threshold, -rows->x_exponent - rows->r_exponent);
  scaled.level = ldexp (settings->level, -rows->x_exponent - rows->r_exponent);
  if (before != NULL && before->regions != NULL)
    {
      const gboolean has_proofs =
        proofs != NULL && rsc_pricing_regions_get_proofs (before->regions) == proofs;

      bounds = find_known (self, before, has_proofs, &scaled);
      from.bounds = bounds;
      from.regions = bounds != NULL ? before->regions : NULL;
    }
  result->status = rsc_pricing_search_run (
    &search, rows, &scaled, from.regions != NULL ? &from : NULL, result->regions, &is_whole,
    self->ascent, found, progress != NULL ? tell : NULL, &listener, cancellable);
  rsc_ascent_set_deadline (self->ascent, self->deadline);
  result->upper = unscale (self, search.upper);
  result->lower = unscale (self, search.lower);
  result->rounding = unscale (self, search.rounding);
  result->n_nodes = search.n_nodes;
  result->is_long = search.is_long;
  result->bytes = search.bytes + rsc_peaks_get_bytes (result->peaks);
  if (settings->keep_regions)
    {
      result->r = g_memdup2 (rows->r, (rows->n + 1) * sizeof (double));
      result->r_exponent = rows->r_exponent;
    }
  result->work_anew = from.regions == NULL ? search.work : before->work_anew;
  result->nodes_anew = from.regions == NULL ? search.n_nodes : before->nodes_anew;
  /* Regions are cut finer from search to search, and never put together again. */
  if (!is_whole
      || (from.regions != NULL && (double) search.work > WORTH * (double) result->work_anew))
    g_clear_pointer (&result->regions, rsc_pricing_regions_free);
  return result;
}

void
rsc_pricing_result_free (RscPricingResult *self)
{
  if (self == NULL)
    return;
  rsc_peaks_free (self->peaks);
  g_clear_pointer (&self->regions, rsc_pricing_regions_free);
  g_free (self->r);
  g_free (self);
}

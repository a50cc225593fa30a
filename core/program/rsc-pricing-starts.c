/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-search-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-sort.h"

/* Directions that a search for the maximum ascends from. */
#define STARTS(r) (2 * (r) + 6)

/* What an ascent costs, in passes over the rows. */
#define ASCENT_PASSES 40

/* What ascents from regions may cost, of all the work. */
#define SHARE 0.05

/* So many middles of regions are looked at, and ascended from, at most: more are of little use
 * among the same regions. A middle costs one pass. */
#define MIDDLES_MAX 3000
#define ASCENTS_MAX 300

void
rsc_pricing_run_ascend (RscPricingRun *run, int sign, double *u)
{
  const double keep = rsc_pricing_run_get_keep (run);
  RscPeak peak = { sign, 0.0, u, NULL };

  if (rsc_peaks_has_direction (run->peaks, sign, u))
    return;
  peak.value = rsc_ascent_run (run->ascent, sign, u);
  run->extra_work += ASCENT_PASSES * run->rows->n_rows * run->rows->rank;
  if (!(peak.value > keep) || rsc_peaks_has_direction (run->peaks, sign, u))
    return;
  rsc_peaks_add (run->peaks, &peak);
  peak.value = run->found (sign, u, run->user_data);
  run->result->lower = MAX (run->result->lower, peak.value);
}

gboolean
rsc_pricing_run_ascend_from_all_over (RscPricingRun *run)
{
  const gsize r = run->rows->rank;
  g_autofree double *u = g_new (double, r + 1);

  for (gsize start = 0; start < STARTS (r); start++)
    {
      for (int sign = -1; sign <= 1; sign += 2)
        {
          for (gsize k = 0; k < r; k++)
            u[k] = rsc_random_mix_signed (start * r + k);
          rsc_pricing_run_ascend (run, sign, u);
          if (!rsc_pricing_run_poll (run))
            return FALSE;
        }
    }
  return TRUE;
}

/* The unit vector in the middle of region @k. */
static void
get_middle (const RscPricingRegions *regions, gsize k, gsize r, double *u)
{
  const double *generators = rsc_pricing_regions_get_generators (regions, k);
  double length;

  memset (u, 0, r * sizeof (double));
  for (gsize j = 0; j < r; j++)
    {
      for (gsize l = 0; l < r; l++)
        u[l] += generators[j * r + l];
    }
  length = sqrt (rsc_gram_dot_short (r, u, u));
  for (gsize l = 0; l < r && length > 0.0; l++)
    u[l] /= length;
}

/* Passes over the rows that the share of the work still is worth. */
static gsize
get_passes (const RscPricingRun *run)
{
  const double work = (double) (rsc_pricing_bounder_get_work (run->bounder) + run->extra_work);
  const double left = SHARE * work - (double) run->regions_work;

  return (gsize) MAX (left, 0.0) / (run->rows->n_rows * run->rows->rank);
}

gboolean
rsc_pricing_run_ascend_from_regions (RscPricingRun *run, const RscPricingRegions *regions)
{
  const RscPricingRows *rows = run->rows;
  const gsize n = rsc_pricing_regions_get_n (regions), passes = get_passes (run);
  const gsize n_looked = MIN (passes / 4, MIDDLES_MAX), before = run->extra_work;

  if (n == 0 || passes / 2 < ASCENT_PASSES)
    return TRUE;
  const gsize step = (n - 1) / n_looked + 1, n_middles = (n - 1) / step + 1;
  const gsize n_ascents = MIN (MIN (passes / 2 / ASCENT_PASSES, ASCENTS_MAX), n_middles);
  g_autofree RscSortKey *middles = g_new (RscSortKey, n_middles);
  g_autofree double *u = g_new (double, rows->rank + 1);

  for (gsize k = 0; k < n_middles; k++)
    {
      middles[k].index = k * step;
      get_middle (regions, k * step, rows->rank, u);
      middles[k].value =
        rsc_pricing_regions_get_sign (regions, k * step) * rsc_pricing_rows_evaluate (rows, u);
      run->extra_work += rows->n_rows * rows->rank;
      if (!rsc_pricing_run_poll (run))
        return FALSE;
    }
  qsort (middles, n_middles, sizeof *middles, rsc_sort_compare_highest);
  for (gsize k = 0; k < n_ascents; k++)
    {
      get_middle (regions, middles[k].index, rows->rank, u);
      rsc_pricing_run_ascend (run, rsc_pricing_regions_get_sign (regions, middles[k].index), u);
      if (!rsc_pricing_run_poll (run))
        return FALSE;
    }
  run->regions_work += run->extra_work - before;
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-search-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-tolerances.h"

/* Products between two looks at the cancellable and the clock: a few milliseconds at most. */
#define WORK_PER_POLL 2000000

/* The last rung of the ladder but one is this share above the threshold: a search whose time ends
 * after it leaves a gap of some thousandth. */
#define EXCESS_LEAST 0.0085

/* Of what the highest local maximum is above the level, so much is left out. */
#define LEFT_OUT 0.9

/* Products without a ladder first where there is time: most searches end within them, and then no
 * cone is made twice. A second or two. */
#define WORK_STRAIGHT 600000000
/* Below so many seconds it is less, but not for ever. */
#define SECONDS_STRAIGHT 20.0
#define HALVINGS_MAX 20.0
/* It is so much less where a search is known to go on to the ladder. */
#define STRAIGHT_PART 8

/* From rung to rung, the excess over the threshold: every cone that waits for a lower one is made
 * anew there, but the bound of a search that is cut off is hardly below its last rung. Near the
 * threshold most of them wait, and the rungs are fewer. */
#define EXCESS_FACTOR 0.5
#define EXCESS_FACTOR_NEAR 0.25
#define EXCESS_NEAR 0.5

/* So many times of the work before the ladder on it a search is young: what it has found by then it
 * need not go on from. */
#define YOUNG 5

/* Between two reports, in microseconds. */
#define REPORT_EVERY 50000

/* In a search from an earlier one whose proofs are kept, bounds are made better down to this share
 * of what a cone is done with by: those that are a little lower hold at more of the residuals to
 * come. */
#define CLOSING 0.97

typedef RscPricingRun Run;

double
rsc_pricing_run_get_keep (const Run *run)
{
  const RscPricingSettings *settings = run->settings;
  const double lower = run->result->lower;

  if (!(settings->threshold > 0.0))
    return lower * (1.0 + RSC_TOLERANCE_MAXIMUM);
  if (settings->level > 0.0 && lower > settings->level)
    return MAX (settings->threshold, settings->level + LEFT_OUT * (lower - settings->level));
  return settings->threshold;
}

/* Where a bound is good enough. */
static double
get_closing (const Run *run)
{
  return (run->has_proofs && run->from != NULL ? CLOSING : 1.0) * rsc_pricing_run_get_keep (run);
}

static double
get_upper (const Run *run)
{
  double upper = MAX (run->closed, run->deferred_max);

  for (guint k = 0; k < run->stack->len; k++)
    upper = MAX (upper, rsc_pricing_cone_get_bound (run->stack->pdata[k]));
  if (rsc_pricing_regions_get_n (run->queue) > 0)
    upper = MAX (upper, rsc_pricing_regions_get_bound (run->queue,
                                                       rsc_pricing_regions_get_n (run->queue) - 1));
  return MAX (MAX (upper, run->current), run->result->lower) + run->excess;
}

static gsize
get_bytes_max (const Run *run)
{
  return run->settings->bytes_max > 0 ? run->settings->bytes_max : RSC_PRICING_BYTES_MAX;
}

/* What is held beside the stack. */
static gsize
get_list_bytes (const Run *run)
{
  return rsc_pricing_regions_get_bytes (run->queue) + rsc_pricing_regions_get_bytes (run->deferred)
         + (run->closed_regions != NULL ? rsc_pricing_regions_get_bytes (run->closed_regions) : 0)
         + (run->has_proofs
              ? rsc_pricing_proofs_get_bytes (rsc_pricing_regions_get_proofs (run->closed_regions))
              : 0);
}

gboolean
rsc_pricing_run_poll (Run *run)
{
  const gsize work = rsc_pricing_bounder_get_work (run->bounder) + run->extra_work;
  gint64 now;

  if (run->settings->nodes_max > 0 && run->result->n_nodes >= run->settings->nodes_max)
    run->status = RSC_PRICING_STOPPED_NODES;
  if (run->bytes > get_bytes_max (run))
    run->status = RSC_PRICING_STOPPED_MEMORY;
  if (run->settings->peaks_max > 0 && rsc_peaks_get_n (run->peaks) >= run->settings->peaks_max)
    run->status = RSC_PRICING_STOPPED_PEAKS;
  if (run->settings->stops_above && run->settings->level > 0.0
      && run->result->lower > run->settings->level
      && rsc_pricing_bounder_get_work (run->bounder) < run->young_end)
    run->status = RSC_PRICING_STOPPED_PEAKS;
  if (work - run->polled < WORK_PER_POLL)
    return run->status == RSC_PRICING_COMPLETE;
  run->polled = work;
  if (g_cancellable_is_cancelled (run->cancellable))
    run->status = RSC_PRICING_CANCELLED;
  now = g_get_monotonic_time ();
  if (run->settings->deadline > 0 && now >= run->settings->deadline)
    run->status = RSC_PRICING_STOPPED_TIME;
  if (run->progress != NULL && now - run->reported >= REPORT_EVERY)
    {
      run->reported = now;
      run->progress (get_upper (run), run->result->lower, run->result->n_nodes, run->user_data);
    }
  return run->status == RSC_PRICING_COMPLETE;
}

static void
hold (Run *run, RscPricingCone *cone)
{
  g_ptr_array_add (run->stack, cone);
  run->bytes += rsc_pricing_cone_get_bytes (cone);
  run->result->bytes = MAX (run->result->bytes, run->bytes + get_list_bytes (run));
}

static RscPricingCone *
take_last (Run *run)
{
  RscPricingCone *cone = g_ptr_array_steal_index (run->stack, run->stack->len - 1);

  run->bytes -= rsc_pricing_cone_get_bytes (cone);
  return cone;
}

/* What it was closed by proves its region at other residuals too. */
static void
prove (Run *run, const RscPricingCone *cone)
{
  const gsize region = rsc_pricing_cone_get_region (cone);

  if (!run->has_proofs || region == RSC_PRICING_NO_REGION)
    return;
  if (rsc_pricing_cone_get_raw (cone) <= rsc_pricing_run_get_keep (run))
    rsc_pricing_regions_add_proof (run->closed_regions, region, cone);
  else
    rsc_pricing_regions_leave_unproved (run->closed_regions, region);
}

/* Done with @cone. */
static void
close_cone (Run *run, RscPricingCone *cone)
{
  const double bound = rsc_pricing_cone_get_bound (cone);

  prove (run, cone);
  run->closed = MAX (run->closed, bound);
  run->exact = MAX (run->exact, bound - rsc_pricing_cone_get_slack (cone));
  rsc_pricing_cone_free (cone);
}

/* Whether what is cut no more is remembered, as cones of directions. */
static gboolean
may_remember (Run *run)
{
  if (run->closed_regions != NULL
      && rsc_pricing_regions_get_bytes (run->closed_regions) > get_bytes_max (run) / 4)
    run->is_whole = FALSE;
  return run->closed_regions != NULL && run->is_whole;
}

/* Where the first cones are a half, the others have their bounds. */
static void
remember_opposite (Run *run)
{
  if (run->is_halved && run->from == NULL)
    rsc_pricing_regions_add_opposite (run->closed_regions, run->excess);
}

static void
remember (Run *run, RscPricingCone *cone)
{
  if (rsc_pricing_cone_is_opposite (cone) || !may_remember (run))
    return;
  rsc_pricing_cone_set_region (cone, rsc_pricing_regions_get_n (run->closed_regions));
  rsc_pricing_regions_add (run->closed_regions, cone);
  remember_opposite (run);
}

/* Of a direction that is above the threshold, that opposite of it can be, too: looks there, where
 * the search has left it to this one. Sides that were chosen in one cone have one opposite. */
static void
look_across (Run *run, const RscPricingCone *cone)
{
  const double *generators = rsc_pricing_cone_get_generators (cone);
  const gsize size = run->rows->rank * run->rows->rank * sizeof (double);

  if (!run->is_halved || rsc_pricing_cone_is_opposite (cone))
    return;
  if (run->across != NULL && run->across_sign == rsc_pricing_cone_get_sign (cone)
      && memcmp (run->across, generators, size) == 0)
    return;
  g_free (run->across);
  run->across = g_memdup2 (generators, size);
  run->across_sign = rsc_pricing_cone_get_sign (cone);
  run->result->n_nodes++;
  hold (run, rsc_pricing_cone_new_opposite (run->bounder, cone));
}

static void
place (Run *run, RscPricingCone *cone)
{
  const double raw = rsc_pricing_cone_get_raw (cone);
  const gboolean is_whole = rsc_pricing_cone_is_whole (cone);

  if (raw <= rsc_pricing_run_get_keep (run))
    {
      if (is_whole)
        remember (run, cone);
      close_cone (run, cone);
    }
  else if (raw <= run->rung && is_whole && !rsc_pricing_cone_is_opposite (cone)
           && get_list_bytes (run) < get_bytes_max (run) / 2)
    {
      run->deferred_max = MAX (run->deferred_max, rsc_pricing_cone_get_bound (cone));
      rsc_pricing_regions_add (run->deferred, cone);
      rsc_pricing_cone_free (cone);
    }
  else
    hold (run, cone);
}

/* Remembers what is not cut further, unless it was remembered when its sides were chosen. */
static void
remember_done (Run *run, RscPricingCone *cone)
{
  if (rsc_pricing_cone_is_whole (cone) && !rsc_pricing_cone_is_last (cone))
    remember (run, cone);
}

/* Cuts the last cone of the stack. */
static void
cut_last (Run *run, double *u)
{
  RscPricingCone *cone = take_last (run), *parts[2];
  const double keep = rsc_pricing_run_get_keep (run);

  rsc_pricing_bounder_set_levels (run->bounder, get_closing (run), MAX (run->rung, keep));
  run->current = rsc_pricing_cone_get_bound (cone);
  if (rsc_pricing_cone_is_whole (cone)
      && (rsc_pricing_cone_get_raw (cone) <= keep || rsc_pricing_cone_is_last (cone)))
    remember (run, cone);
  if (rsc_pricing_cone_get_raw (cone) <= keep)
    close_cone (run, cone);
  else if (run->result->lower > keep && rsc_pricing_cone_has_slope (run->bounder, cone))
    {
      remember_done (run, cone);
      run->closed = MAX (run->closed, keep);
      run->exact = MAX (run->exact, keep);
      look_across (run, cone);
      prove (run, cone);
      rsc_pricing_cone_free (cone);
    }
  else if (rsc_pricing_cone_is_leaf (run->bounder, cone))
    {
      remember_done (run, cone);
      if (rsc_pricing_cone_finish (run->bounder, cone, u) && rsc_pricing_cone_get_raw (cone) > keep
          && !rsc_peaks_has_direction (run->peaks, rsc_pricing_cone_get_sign (cone), u)
          && !rsc_pricing_cone_rises_at (run->bounder, cone, u))
        rsc_pricing_run_ascend (run, rsc_pricing_cone_get_sign (cone), u);
      if (rsc_pricing_cone_get_raw (cone) > keep)
        look_across (run, cone);
      close_cone (run, cone);
    }
  else
    {
      rsc_pricing_cone_cut (run->bounder, cone, parts);
      rsc_pricing_cone_free (cone);
      if (rsc_pricing_cone_get_raw (parts[0]) > rsc_pricing_cone_get_raw (parts[1]))
        {
          RscPricingCone *swap = parts[0];

          parts[0] = parts[1];
          parts[1] = swap;
        }
      run->result->n_nodes += 2;
      place (run, parts[0]);
      place (run, parts[1]);
    }
  run->current = 0.0;
}

/* Cuts what is on the stack until nothing is left, or until @work_max products. */
static gboolean
empty_stack (Run *run, gsize work_max)
{
  g_autofree double *u = g_new (double, run->rows->rank + 1);

  while (run->stack->len > 0 && rsc_pricing_bounder_get_work (run->bounder) < work_max)
    {
      if (!rsc_pricing_run_poll (run))
        return FALSE;
      cut_last (run, u);
    }
  return TRUE;
}

/* Leaves the last region of the queue, which is below the rung, to a later one, or closes it,
 * without its cone. */
static void
keep_last (Run *run)
{
  const gsize k = rsc_pricing_regions_get_n (run->queue) - 1;
  const double bound = rsc_pricing_regions_get_bound (run->queue, k);

  if (rsc_pricing_regions_get_raw (run->queue, k) > rsc_pricing_run_get_keep (run))
    {
      run->deferred_max = MAX (run->deferred_max, bound);
      rsc_pricing_regions_copy (run->deferred, run->queue, k, bound);
    }
  else
    {
      run->closed = MAX (run->closed, bound);
      run->exact = MAX (run->exact, bound - rsc_pricing_regions_get_slack (run->queue, k));
      if (may_remember (run))
        {
          rsc_pricing_regions_copy (run->closed_regions, run->queue, k, bound);
          remember_opposite (run);
        }
    }
  rsc_pricing_regions_drop_last (run->queue);
}

/* Cuts what is above the rung. */
static gboolean
climb (Run *run)
{
  RscPricingRegions *queue = run->queue;

  run->queue = run->deferred;
  run->deferred = queue;
  run->deferred_max = 0.0;
  rsc_pricing_regions_sort (run->queue);
  while (rsc_pricing_regions_get_n (run->queue) > 0)
    {
      const gsize last = rsc_pricing_regions_get_n (run->queue) - 1;

      if (rsc_pricing_regions_get_raw (run->queue, last)
          <= MAX (run->rung, rsc_pricing_run_get_keep (run)))
        {
          keep_last (run);
          continue;
        }
      place (run, rsc_pricing_regions_take_last (run->queue, run->bounder));
      if (!empty_stack (run, G_MAXSIZE))
        return FALSE;
    }
  return TRUE;
}

/* Puts the first cones on the stack: all of them, but for those that an earlier search rules
 * out. */
static gboolean
begin (Run *run)
{
  const gsize n_roots = rsc_pricing_bounder_get_n_roots (run->bounder);
  const RscPricingFrom *from = run->from;

  if (from == NULL && run->settings->by_halves)
    {
      run->excess = rsc_pricing_bounder_get_excess (run->bounder);
      run->is_halved = rsc_pricing_bounder_is_halved (run->bounder);
    }
  for (gsize k = 0; from == NULL && k < 2 * n_roots; k++)
    {
      const int sign = (k & 1u) != 0 ? -1 : 1;

      if (run->is_halved && rsc_pricing_bounder_skips_root (run->bounder, k / 2, sign))
        continue;
      rsc_pricing_bounder_set_levels (run->bounder, rsc_pricing_run_get_keep (run),
                                      rsc_pricing_run_get_keep (run));
      place (run, rsc_pricing_cone_new_root (run->bounder, k / 2, sign));
      run->result->n_nodes++;
      if (!rsc_pricing_run_poll (run))
        return FALSE;
    }
  for (gsize k = 0; from != NULL && k < rsc_pricing_regions_get_n (from->regions); k++)
    {
      const double keep = rsc_pricing_run_get_keep (run);
      const int sign = rsc_pricing_regions_get_sign (from->regions, k);
      const double *generators = rsc_pricing_regions_get_generators (from->regions, k);
      const double known = from->bounds[k];

      rsc_pricing_bounder_set_levels (run->bounder, get_closing (run), keep);
      if (known <= keep)
        {
          run->closed = MAX (run->closed, known);
          run->exact = MAX (run->exact, known);
          if (run->closed_regions != NULL && run->is_whole)
            rsc_pricing_regions_copy (run->closed_regions, from->regions, k, known);
        }
      else if (run->settings->by_halves
               && rsc_pricing_bounder_is_below_opposite (run->bounder, sign, generators))
        {
          run->is_halved = TRUE;
          if (may_remember (run))
            rsc_pricing_regions_copy (run->closed_regions, from->regions, k, known);
        }
      else
        {
          place (run, rsc_pricing_cone_new (run->bounder, sign, generators));
          run->result->n_nodes++;
        }
      if (!rsc_pricing_run_poll (run))
        return FALSE;
    }
  return TRUE;
}

/* From going straight on to a ladder. Choices of sides stay: they are few and end soon. */
static void
defer_stack (Run *run)
{
  g_autoptr (GPtrArray) before = run->stack;

  run->stack = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_cone_free);
  run->bytes = 0;
  run->rung = G_MAXDOUBLE;
  for (guint k = 0; k < before->len; k++)
    {
      RscPricingCone *cone = g_steal_pointer (&before->pdata[k]);

      if (rsc_pricing_cone_is_whole (cone))
        place (run, cone);
      else
        hold (run, cone);
    }
}

gsize
rsc_pricing_search_get_work_straight (double seconds)
{
  const double halvings = seconds > 0.0 ? round (log2 (SECONDS_STRAIGHT / seconds)) : G_MAXDOUBLE;

  return (gsize) (1.0 + ldexp (WORK_STRAIGHT, -(int) CLAMP (halvings, 0.0, HALVINGS_MAX)));
}

/* Straight on first, then by a ladder. */
static gboolean
search_all (Run *run)
{
  const gint64 deadline = run->settings->deadline;
  const double seconds =
    deadline > 0 ? (double) (deadline - g_get_monotonic_time ()) / (double) G_TIME_SPAN_SECOND
                 : INFINITY;
  const gsize work_straight = run->settings->work_straight > 0
                                ? run->settings->work_straight
                                : rsc_pricing_search_get_work_straight (seconds);
  gsize begin_work;
  double excess;

  run->current = 2.0 * run->rows->spread;
  if (!begin (run))
    return FALSE;
  run->current = 0.0;
  begin_work = rsc_pricing_bounder_get_work (run->bounder);
  if (!empty_stack (
        run,
        begin_work + (run->settings->expects_long ? work_straight / STRAIGHT_PART : work_straight)))
    return FALSE;
  run->result->is_long = run->stack->len > 0;
  rsc_pricing_bounder_begin_pairs (run->bounder);
  defer_stack (run);
  if (!empty_stack (run, G_MAXSIZE))
    return FALSE;
  run->young_end = begin_work + YOUNG * work_straight;
  excess = rsc_pricing_run_get_keep (run) > 0.0
             ? run->deferred_max / rsc_pricing_run_get_keep (run) - 1.0
             : 0.0;
  while (rsc_pricing_regions_get_n (run->deferred) > 0)
    {
      excess =
        excess > EXCESS_LEAST
          ? MAX (excess * (excess > EXCESS_NEAR ? EXCESS_FACTOR : EXCESS_FACTOR_NEAR), EXCESS_LEAST)
          : 0.0;
      if (!rsc_pricing_run_ascend_from_regions (run, run->deferred))
        return FALSE;
      run->rung = rsc_pricing_run_get_keep (run) * (1.0 + excess);
      if (!climb (run))
        return FALSE;
    }
  return TRUE;
}

RscPricingStatus
rsc_pricing_search_run (RscPricingSearch *search,
                        const RscPricingRows *rows,
                        const RscPricingSettings *settings,
                        const RscPricingFrom *from,
                        RscPricingRegions *regions,
                        gboolean *is_whole,
                        RscAscent *ascent,
                        RscPricingFoundFunc found,
                        RscPricingProgressFunc progress,
                        gpointer user_data,
                        GCancellable *cancellable)
{
  g_autoptr (RscPricingBounder) bounder = rsc_pricing_bounder_new (rows);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (0, rows->rank);
  Run run = { 0 };

  memset (search, 0, sizeof *search);
  run.result = search;
  run.rows = rows;
  run.settings = settings;
  run.from = from;
  run.closed_regions = regions;
  run.is_whole = TRUE;
  run.has_proofs = regions != NULL && rsc_pricing_regions_get_proofs (regions) != NULL;
  run.bounder = bounder;
  run.ascent = ascent;
  run.peaks = peaks;
  if (run.has_proofs)
    rsc_pricing_bounder_begin_proofs (bounder);
  run.found = found;
  run.progress = progress;
  run.user_data = user_data;
  run.cancellable = cancellable;
  run.stack = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_cone_free);
  run.queue = rsc_pricing_regions_new (rows->rank, NULL);
  run.deferred = rsc_pricing_regions_new (rows->rank, NULL);
  run.status = RSC_PRICING_COMPLETE;
  /* The first look is at once. */
  run.polled = (gsize) 0 - WORK_PER_POLL;
  run.reported = g_get_monotonic_time ();
  if (rows->rank > 0 && rows->spread > 0.0
      && (settings->threshold > 0.0 || rsc_pricing_run_ascend_from_all_over (&run)))
    search_all (&run);
  else if (run.status != RSC_PRICING_COMPLETE)
    run.current = 2.0 * rows->spread;
  search->upper = get_upper (&run);
  search->work = rsc_pricing_bounder_get_work (bounder) + run.extra_work;
  search->rounding = MAX (run.closed - MAX (run.exact, search->lower), 0.0) + run.excess;
  if (is_whole != NULL)
    *is_whole = run.is_whole && run.status == RSC_PRICING_COMPLETE && regions != NULL
                && rsc_pricing_regions_get_n (regions) > 0;
  if (run.has_proofs)
    rsc_pricing_regions_share_proofs (regions);
  g_ptr_array_unref (run.stack);
  rsc_pricing_regions_free (run.queue);
  rsc_pricing_regions_free (run.deferred);
  g_free (run.across);
  return run.status;
}

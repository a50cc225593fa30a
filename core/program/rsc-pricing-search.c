/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricing-search.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-gram.h"

/* Products between two looks at the cancellable and the clock: a few milliseconds at most. */
#define WORK_PER_POLL 2000000

/* The last rung of the ladder but one is this share above the threshold. */
#define EXCESS_LEAST 0.01

/* A search for the maximum leaves out what is above the largest value found by less than this share. */
#define MAXIMUM_SHARE 1e-13

/* Between two reports, in microseconds. */
#define REPORT_EVERY 50000

/* Directions that a search for the maximum ascends from. */
#define STARTS(r) (2 * (r) + 6)

/* What an ascent costs, in passes over the rows. */
#define ASCENT_PASSES 40

typedef struct
{
  RscPricingSearch *result;
  const RscPricingRows *rows;
  const RscPricingSettings *settings;
  RscPricingBounder *bounder;
  RscAscent *ascent;
  RscPeaks *peaks; /* in the coordinates of the rows */
  RscPricingFoundFunc found;
  RscPricingProgressFunc progress;
  gpointer user_data;
  GCancellable *cancellable;

  GPtrArray *queue;    /* RscPricingCone, whole ones above the rung, the lowest first */
  GPtrArray *deferred; /* RscPricingCone, whole ones below it */
  GPtrArray *stack;    /* RscPricingCone */
  double rung;
  double closed; /* the largest bound of what was closed */
  double exact;  /* the same without rounding */
  double deferred_max;
  double current; /* bound of the cone whose parts are on the stack */
  gsize bytes;
  gsize polled;
  gsize extra_work;
  gint64 reported;
  RscPricingStatus status;
} Run;

/* Cones below this are done with. */
static double
get_keep (const Run *run)
{
  return run->settings->threshold > 0.0 ? run->settings->threshold
                                        : run->result->lower * (1.0 + MAXIMUM_SHARE);
}

static double
get_upper (const Run *run)
{
  double upper = MAX (run->closed, run->deferred_max);

  for (guint k = 0; k < run->stack->len; k++)
    upper = MAX (upper, rsc_pricing_cone_get_bound (run->stack->pdata[k]));
  if (run->queue->len > 0)
    upper = MAX (upper, rsc_pricing_cone_get_bound (run->queue->pdata[run->queue->len - 1]));
  return MAX (MAX (upper, run->current), run->result->lower);
}

static gboolean
poll (Run *run)
{
  const gsize work = rsc_pricing_bounder_get_work (run->bounder) + run->extra_work;
  gint64 now;

  if (run->settings->nodes_max > 0 && run->result->n_nodes >= run->settings->nodes_max)
    run->status = RSC_PRICING_STOPPED_NODES;
  if (run->settings->bytes_max > 0 && run->bytes > run->settings->bytes_max)
    run->status = RSC_PRICING_STOPPED_MEMORY;
  if (run->settings->peaks_max > 0 && rsc_peaks_get_n (run->peaks) >= run->settings->peaks_max)
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
hold (Run *run, GPtrArray *list, RscPricingCone *cone)
{
  g_ptr_array_add (list, cone);
  run->bytes += rsc_pricing_cone_get_bytes (cone);
  run->result->bytes = MAX (run->result->bytes, run->bytes);
}

static RscPricingCone *
take_last (Run *run, GPtrArray *list)
{
  RscPricingCone *cone = g_ptr_array_steal_index (list, list->len - 1);

  run->bytes -= rsc_pricing_cone_get_bytes (cone);
  return cone;
}

/* Ascends from @u, and tells of what is new. */
static void
ascend (Run *run, int sign, double *u)
{
  const double keep = get_keep (run);
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

/* Done with @cone. */
static void
close_cone (Run *run, RscPricingCone *cone)
{
  const double bound = rsc_pricing_cone_get_bound (cone);

  run->closed = MAX (run->closed, bound);
  run->exact = MAX (run->exact, bound - rsc_pricing_cone_get_slack (cone));
  rsc_pricing_cone_free (cone);
}

static void
place (Run *run, RscPricingCone *cone)
{
  const double raw = rsc_pricing_cone_get_raw (cone);

  if (raw <= get_keep (run))
    close_cone (run, cone);
  else if (raw <= run->rung && rsc_pricing_cone_is_whole (cone))
    {
      run->deferred_max = MAX (run->deferred_max, rsc_pricing_cone_get_bound (cone));
      hold (run, run->deferred, cone);
    }
  else
    hold (run, run->stack, cone);
}

/* Cuts what is on the stack until nothing is left. */
static gboolean
empty_stack (Run *run)
{
  g_autofree double *u = g_new (double, run->rows->rank + 1);

  while (run->stack->len > 0)
    {
      RscPricingCone *cone, *parts[2];

      if (!poll (run))
        return FALSE;
      cone = take_last (run, run->stack);
      run->current = rsc_pricing_cone_get_bound (cone);
      if (rsc_pricing_cone_get_raw (cone) <= get_keep (run))
        close_cone (run, cone);
      else if (rsc_pricing_cone_is_leaf (run->bounder, cone))
        {
          if (rsc_pricing_cone_finish (run->bounder, cone, u)
              && rsc_pricing_cone_get_raw (cone) > get_keep (run))
            ascend (run, rsc_pricing_cone_get_sign (cone), u);
          close_cone (run, cone);
        }
      else
        {
          const double keep = get_keep (run);

          rsc_pricing_cone_cut (run->bounder, cone, keep, parts);
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
  return TRUE;
}

static int
compare_bounds (gconstpointer a, gconstpointer b)
{
  const double p = rsc_pricing_cone_get_bound (*(RscPricingCone *const *) a);
  const double q = rsc_pricing_cone_get_bound (*(RscPricingCone *const *) b);

  return (p > q) - (p < q);
}

/* Cuts what is above @run->rung. */
static gboolean
climb (Run *run)
{
  GPtrArray *queue = run->queue;

  run->queue = run->deferred;
  run->deferred = queue;
  run->deferred_max = 0.0;
  g_ptr_array_sort (run->queue, compare_bounds);
  while (run->queue->len > 0)
    {
      RscPricingCone *cone = take_last (run, run->queue);

      place (run, cone);
      if (!empty_stack (run))
        return FALSE;
    }
  return TRUE;
}

/* Directions from all over, and the generators' best. */
static gboolean
ascend_from_starts (Run *run)
{
  const gsize r = run->rows->rank;
  g_autofree double *u = g_new (double, r + 1);

  for (gsize start = 0; start < STARTS (r); start++)
    {
      for (int sign = -1; sign <= 1; sign += 2)
        {
          for (gsize k = 0; k < r; k++)
            u[k] = (double) (rsc_random_mix (start * r + k) >> 11) * 0x1p-52 - 1.0;
          ascend (run, sign, u);
          if (!poll (run))
            return FALSE;
        }
    }
  return TRUE;
}

RscPricingStatus
rsc_pricing_search_run (RscPricingSearch *search,
                        const RscPricingRows *rows,
                        const RscPricingSettings *settings,
                        RscAscent *ascent,
                        RscPricingFoundFunc found,
                        RscPricingProgressFunc progress,
                        gpointer user_data,
                        GCancellable *cancellable)
{
  g_autoptr (RscPricingBounder) bounder = rsc_pricing_bounder_new (rows);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (0, rows->rank);
  g_autoptr (GPtrArray) stack =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_cone_free);
  Run run = { search, rows,  settings, bounder,   ascent,
              peaks,  found, progress, user_data, cancellable };
  const gsize n_roots = rsc_pricing_bounder_get_n_roots (bounder);

  memset (search, 0, sizeof *search);
  run.stack = stack;
  run.queue = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_cone_free);
  run.deferred = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_pricing_cone_free);
  run.status = RSC_PRICING_COMPLETE;
  run.reported = g_get_monotonic_time ();
  if (rows->rank > 0 && rows->spread > 0.0)
    {
      gboolean going = settings->threshold > 0.0 || ascend_from_starts (&run);
      double excess;

      run.current = 2.0 * rows->spread;
      run.rung = G_MAXDOUBLE;
      for (gsize k = 0; k < 2 * n_roots && going; k++)
        {
          place (&run, rsc_pricing_cone_new_root (bounder, k / 2, (k & 1u) != 0 ? -1 : 1,
                                                  get_keep (&run)));
          search->n_nodes++;
          going = poll (&run);
        }
      if (going)
        run.current = 0.0;
      excess = get_keep (&run) > 0.0 ? run.deferred_max / get_keep (&run) - 1.0 : 0.0;
      while (going && run.deferred->len > 0)
        {
          excess = excess > EXCESS_LEAST ? 0.5 * excess : 0.0;
          run.rung = get_keep (&run) * (1.0 + excess);
          going = climb (&run);
        }
    }
  search->upper = get_upper (&run);
  search->rounding = MAX (run.closed - MAX (run.exact, search->lower), 0.0);
  g_ptr_array_unref (run.queue);
  g_ptr_array_unref (run.deferred);
  return run.status;
}

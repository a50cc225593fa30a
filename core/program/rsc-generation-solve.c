/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-generation-private.h"

#include <float.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-progress.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

/* Random directions to ascend from in a round, beside the neurons of the last solve. */
#define STARTS 8

/* The same once a search has taken long for what they have missed. */
#define STARTS_LONG 100

/* And directions beside each neuron, the first so far from it, relative to it and in the units of
 * the data, and each nearer by a factor: what ascents from all over miss has a small basin near to
 * a neuron, on another side of some of its rows. */
#define NEIGHBOURS 3
#define NEIGHBOUR_DISTANCE 0.3
#define NEIGHBOUR_FACTOR 0.2

/* Where ascents ended before they are begun again, at so many directions at most, and where h was
 * at least this share of λ. */
#define TOPS_MAX 200
#define TOPS_SHARE 0.8

/* How far below the largest excess over λ the gap of later solves goes: more digits would be of a
 * program that is not the final one. */
#define ROUGH_SHARE 0.1

/* Rounds until it is given up: more than any known problem needs by far. */
#define ROUNDS_MAX 400

/* Beyond this many patterns those that the last solution does not use are forgotten before the next
 * solve. */
#define PATTERNS_KEPT 4000

/* Share of the tolerance that an excess over λ may take of it. */
#define EXCESS_SHARE 0.25

/* A gap that is less than this share of the one told of last is told of. */
#define TOLD_SHARE 0.5

/* Seconds that a solve over the patterns at hand has at least when the time of the search is over:
 * a little more of it is better than no network. */
#define LAST_SECONDS 2.0

/* What one solve knows. */
typedef struct
{
  RscGeneration *self;
  double lambda;
  gint64 deadline; /* or 0 */
  RscSolution *solution;
  double excess;   /* largest known (||v_b|| - λ) / λ of the patterns that were taken in last */
  double norm_max; /* bound of ||v_b|| over all patterns at the solution's dual point */
  double dual_objective; /* best known over all patterns */
  gboolean is_searched;  /* whether the last search was of this solution, and not stopped */
  gboolean is_stopped;   /* by a limit */
  gboolean stops_above;  /* a long search once it has found something above λ */
  gboolean has_all_ties;
  guint iterations;
  double first_gap; /* over all patterns, NaN before */
  double fraction;  /* told last */
  gint64 begin;
  gboolean tells; /* of what is known while all patterns are searched */
  double told;    /* the gap over all patterns that was told of last */
  RscProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Solve;

/* Whether no more patterns are looked for. */
static gboolean
is_late (const Solve *solve)
{
  return solve->deadline > 0 && g_get_monotonic_time () >= solve->deadline;
}

/* When a solve over the patterns at hand ends. */
static gint64
get_last (const Solve *solve)
{
  return solve->deadline > 0 && solve->self->end == 0
           ? solve->deadline
               + (gint64) (MAX (solve->self->settings.effort, LAST_SECONDS)
                           * (double) G_TIME_SPAN_SECOND)
           : solve->deadline;
}

/* Solves over the patterns at hand, to @gap. */
static gboolean
solve_over_patterns (Solve *solve, double gap, GError **error)
{
  RscGeneration *self = solve->self;
  RscSolution *solution;

  if (!rsc_generation_ensure_problem (self, error))
    return FALSE;
  rsc_solver_set_tolerance (self->solver, MAX (gap, self->settings.tolerance),
                            gap > self->settings.tolerance || self->is_rough);
  rsc_solver_set_deadline (self->solver, get_last (solve));
  solution = rsc_solver_run (self->solver, solve->lambda, solve->solution, NULL, NULL,
                             solve->cancellable, error);
  if (solution == NULL)
    return FALSE;
  /* A start that led nowhere says nothing about these patterns. */
  if (gap <= self->settings.tolerance && solve->solution != NULL
      && !rsc_solution_is_solved (solution)
      && !(solve->deadline > 0 && g_get_monotonic_time () >= get_last (solve)))
    {
      RscSolution *fresh =
        rsc_solver_run (self->solver, solve->lambda, NULL, NULL, NULL, solve->cancellable, error);

      if (fresh == NULL)
        {
          rsc_solution_unref (solution);
          return FALSE;
        }
      if (rsc_solution_get_relative_gap (fresh) < rsc_solution_get_relative_gap (solution))
        {
          RscSolution *worse = solution;

          solution = fresh;
          fresh = worse;
        }
      rsc_solution_unref (fresh);
    }
  g_clear_pointer (&solve->solution, rsc_solution_unref);
  solve->solution = solution;
  solve->iterations += rsc_solution_get_iterations (solution);
  solve->norm_max = rsc_solution_get_norm_max_over_all (solution);
  solve->is_searched = FALSE;
  rsc_pricing_set_residual (self->pricing, rsc_solution_get_dual (solution));
  return TRUE;
}

/* Above this an excess of ||v_b|| over λ matters, relative to λ. */
static double
get_excess_allowed (const Solve *solve)
{
  const double penalty = solve->lambda * rsc_solution_get_penalty (solve->solution);
  const double objective = rsc_solution_get_objective (solve->solution);

  return EXCESS_SHARE * solve->self->settings.tolerance
         / MAX (objective > 0.0 ? penalty / objective : 0.0, RSC_PENALTY_SHARE_LEAST);
}

/* From where ascents ended before, as far as that may be near λ still. */
static gboolean
ascend_from_tops (Solve *solve, double threshold, RscPeaks *peaks, RscPeaks *ends, GError **error)
{
  RscGeneration *self = solve->self;
  RscPeak top;

  for (gsize k = 0; self->tops != NULL && k < MIN (rsc_peaks_get_n (self->tops), TOPS_MAX); k++)
    {
      rsc_peaks_get (self->tops, k, &top);
      /* Each is a call of its own, whose first ascent waits for no deadline. */
      if (top.value < TOPS_SHARE * solve->lambda || (k > 0 && is_late (solve)))
        break;
      if (!rsc_pricing_ascend (self->pricing, 1, top.direction, &top.sign, threshold, peaks, ends,
                               solve->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* What the excess at hand takes from the dual bound, relative. */
static double
get_gap_of_excess (const Solve *solve)
{
  const double penalty = solve->lambda * rsc_solution_get_penalty (solve->solution);
  const double objective = rsc_solution_get_objective (solve->solution);

  return solve->excess * (objective > 0.0 && penalty > 0.0 ? penalty / objective : 1.0);
}

/* Fills in the neurons and their neighbours, (1 + NEIGHBOURS) n_blocks starts with their signs. */
static void
fill_starts (Solve *solve, double *starts, int *signs)
{
  RscGeneration *self = solve->self;
  const gsize d = self->d, m = rsc_solution_get_n_blocks (solve->solution);

  for (gsize k = 0; k < m; k++)
    {
      const double *w = rsc_solution_get_w (solve->solution, k);
      double distance = NEIGHBOUR_DISTANCE, length = 0.0;

      for (gsize l = 0; l < d; l++)
        length = hypot (length, self->columns[l] * w[l]);
      for (gsize j = 0; j <= NEIGHBOURS; j++)
        {
          double *start = starts + (j * m + k) * d;

          signs[j * m + k] = RSC_BLOCK_SIGN (rsc_solution_get_block (solve->solution, k));
          memcpy (start, w, d * sizeof (double));
          if (j == 0)
            continue;
          for (gsize l = 0; l < d; l++)
            {
              if (self->columns[l] > 0.0)
                start[l] +=
                  distance * length / self->columns[l]
                  * rsc_random_mix_signed (rsc_random_mix (self->seed) ^ ((j * m + k) * d + l));
            }
          distance *= NEIGHBOUR_FACTOR;
        }
    }
  self->seed++;
}

/* Ascends from the neurons and beside them, from where ascents ended last, and from random
 * directions. */
static gboolean
ascend (Solve *solve, double threshold, gsize *n_new, GError **error)
{
  RscGeneration *self = solve->self;
  const gsize m = rsc_solution_get_n_blocks (solve->solution);
  g_autoptr (RscPeaks) peaks = rsc_peaks_new (self->n, self->d);
  g_autoptr (RscPeaks) ends = rsc_peaks_new (0, self->d);
  const gsize n_starts = (1 + NEIGHBOURS) * m;
  g_autofree double *starts = g_new (double, n_starts * self->d + 1);
  g_autofree int *signs = g_new (int, n_starts + 1);
  const gboolean is_long =
    self->searched != NULL && self->searched->status == RSC_PRICING_STOPPED_PEAKS;
  double highest = 0.0;

  fill_starts (solve, starts, signs);
  if (!rsc_pricing_ascend (self->pricing, n_starts, starts, signs, threshold, peaks, ends,
                           solve->cancellable, error)
      || !ascend_from_tops (solve, threshold, peaks, ends, error)
      || !rsc_pricing_ascend_from_random (self->pricing, is_long ? STARTS_LONG : STARTS,
                                          self->seed++, threshold, peaks, ends, solve->cancellable,
                                          error)
      || !rsc_generation_add_peaks (self, peaks, threshold, n_new, &highest, solve->cancellable,
                                    error))
    return FALSE;
  solve->excess = highest / solve->lambda - 1.0;
  g_clear_pointer (&self->tops, rsc_peaks_free);
  self->tops = g_steal_pointer (&ends);
  return TRUE;
}

/* Of the dual point @dual, scaled to be feasible where no ||v_b|| is above @norm_max. */
static double
get_dual_objective (const Solve *solve, const double *dual, double norm_max)
{
  const double *y = rsc_dataset_get_y (solve->self->dataset);
  const double scale = norm_max > solve->lambda ? solve->lambda / norm_max : 1.0;
  double sum = 0.0;

  for (gsize i = 0; i < solve->self->n; i++)
    sum += (y[i] - 0.5 * scale * dual[i]) * scale * dual[i];
  return sum;
}

/* Tells of the solution, which is certified as far as no ||v_b|| is above @upper. */
static void
tell (Solve *solve, double upper)
{
  RscGeneration *self = solve->self;
  g_autoptr (RscSolution) bounded = NULL;

  bounded = rsc_solution_new_bounded (
    solve->solution, self->settings.tolerance, MIN (upper, solve->norm_max), solve->dual_objective,
    FALSE, solve->iterations,
    (double) (g_get_monotonic_time () - solve->begin) / (double) G_USEC_PER_SEC);
  solve->told = rsc_solution_get_bound_over_all (bounded);
  self->solution_func (bounded, self->solution_data);
}

static void
on_search (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  Solve *solve = user_data;
  const double objective = rsc_solution_get_objective (solve->solution);
  const double gap =
    objective - get_dual_objective (solve, rsc_solution_get_dual (solve->solution), upper);
  const double relative = objective > 0.0 ? CLAMP (gap / objective, 0.0, 1.0) : 0.0;

  if (isnan (solve->first_gap))
    solve->first_gap = relative;
  /* Every round of patterns begins with a gap that may be larger again: no step back is told. */
  solve->fraction = MAX (solve->fraction, rsc_progress_of_gap (solve->first_gap, relative,
                                                               solve->self->settings.tolerance));
  if (solve->progress != NULL)
    solve->progress (solve->fraction, relative, solve->progress_data);
  if (solve->tells && relative <= TOLD_SHARE * solve->told)
    tell (solve, upper);
}

/* The least that may tie with λ at the solution's residual, as a share of it below 1. */
static double
get_reach (const Solve *solve)
{
  const double spread =
    rsc_generation_measure_spread (solve->self, rsc_solution_get_dual (solve->solution));

  return MIN (MAX (RSC_PRICED_TIES_MARGIN * RSC_TOLERANCE_EQUICORRELATED,
                   RSC_PRICED_ROUNDING_MARGIN * DBL_EPSILON * spread / solve->lambda),
              0.5);
}

/* Adds all patterns around the directions of @peaks above @threshold. */
static gboolean
add_ties (Solve *solve,
          const RscPeaks *peaks,
          double threshold,
          gsize *n_new,
          gboolean *all,
          GError **error)
{
  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      RscPeak peak;

      rsc_peaks_get (peaks, k, &peak);
      if (!(peak.value > threshold))
        break;
      if (is_late (solve))
        {
          *all = FALSE;
          break;
        }
      if (!rsc_generation_add_around (solve->self, peak.direction, n_new, all, solve->cancellable,
                                      error))
        return FALSE;
    }
  return TRUE;
}

/* Where the next ascents begin, beside those known. */
static void
remember_tops (RscGeneration *self, const RscPeaks *peaks)
{
  for (gsize k = 0; k < rsc_peaks_get_n (peaks); k++)
    {
      RscPeak peak;

      rsc_peaks_get (peaks, k, &peak);
      peak.pattern = NULL;
      if (self->tops == NULL)
        self->tops = rsc_peaks_new (0, self->d);
      rsc_peaks_add (self->tops, &peak);
    }
}

/* Keeps @result. One that stopped above λ leaves nothing to begin from: what was known before it is
 * of a residual that is near, too. */
static void
take_search (RscGeneration *self, RscPricingResult *result)
{
  const gboolean keeps_known =
    result->status == RSC_PRICING_STOPPED_PEAKS && result->regions == NULL;

  if (self->searched != self->known)
    rsc_pricing_result_free (self->searched);
  if (!keeps_known)
    g_clear_pointer (&self->known, rsc_pricing_result_free);
  self->searched = result;
  if (!keeps_known)
    self->known = result;
}

/* Searches all patterns at the solution by @settings, and takes in those above their level.
 * *@highest: the highest of those that were not at hand. */
static gboolean
search_patterns (Solve *solve,
                 const RscPricingSettings *settings,
                 gsize *n_new,
                 double *highest,
                 GError **error)
{
  RscGeneration *self = solve->self;
  const gboolean is_heard = solve->progress != NULL || solve->tells;
  RscPricingResult *result = rsc_pricing_search_from (
    self->pricing, self->known, settings, is_heard ? on_search : NULL, solve, solve->cancellable);

  take_search (self, result);
  if (g_cancellable_set_error_if_cancelled (solve->cancellable, error))
    return FALSE;
  solve->norm_max = MIN (solve->norm_max, result->upper);
  solve->dual_objective =
    MAX (solve->dual_objective,
         get_dual_objective (solve, rsc_solution_get_dual (solve->solution), result->upper));
  solve->is_stopped =
    result->status != RSC_PRICING_COMPLETE && result->status != RSC_PRICING_STOPPED_PEAKS;
  remember_tops (self, result->peaks);
  return rsc_generation_add_peaks (self, result->peaks, settings->level, n_new, highest,
                                   solve->cancellable, error);
}

/* Searches all patterns at the solution, and takes in those above λ; where there are none, all
 * those that tie with it, and those down to @margin (relative) below it. *@n_new, *@n_ties: how
 * many were not at hand. */
static gboolean
search_once (Solve *solve, double margin, gsize *n_new, gsize *n_ties, GError **error)
{
  RscGeneration *self = solve->self;
  const double reach = get_reach (solve);
  /* What the residual changed by since is little. */
  const gboolean was_long = self->searched != NULL && self->searched->is_long
                            && self->searched->status == RSC_PRICING_STOPPED_PEAKS;
  RscPricingSettings settings = { .threshold = solve->lambda * (1.0 - MAX (reach, margin)),
                                  .level = solve->lambda * (1.0 + get_excess_allowed (solve)),
                                  .stops_above = solve->stops_above,
                                  .work_straight = self->settings.work_straight,
                                  .expects_long = was_long,
                                  .bytes_max = self->settings.bytes_max,
                                  .deadline = solve->deadline,
                                  .by_halves = TRUE,
                                  .keep_regions = TRUE };
  double highest = 0.0;
  gboolean all;

  if (solve->tells)
    tell (solve, INFINITY);
  if (!search_patterns (solve, &settings, n_new, &highest, error))
    return FALSE;
  /* Where all that it stopped at is at hand, the solve over it came to no end; the search has to go
   * on to its own. */
  settings.stops_above = FALSE;
  if (self->searched->status == RSC_PRICING_STOPPED_PEAKS && *n_new == 0
      && !search_patterns (solve, &settings, n_new, &highest, error))
    return FALSE;
  if (*n_new > 0)
    {
      solve->excess = highest / solve->lambda - 1.0;
      return TRUE;
    }
  solve->is_searched = TRUE;
  all = self->searched->status == RSC_PRICING_COMPLETE && !(self->searched->lower > settings.level);
  if (!add_ties (solve, self->searched->peaks, solve->lambda * (1.0 - reach), n_ties, &all, error)
      || !rsc_generation_add_peaks (self, self->searched->peaks, settings.threshold, n_ties,
                                    &highest, solve->cancellable, error))
    return FALSE;
  solve->has_all_ties = all;
  return TRUE;
}

/* Searches at the solution. Where nothing is above λ it is one over all patterns, to rounding; it
 * is solved once more where there are ties that were not at hand, which should change it by
 * rounding only. */
static gboolean
search (Solve *solve, gsize *n_new, GError **error)
{
  RscGeneration *self = solve->self;
  gsize n_ties = 0;

  if (!search_once (solve, 0.0, n_new, &n_ties, error))
    return FALSE;
  if (n_ties > 0)
    {
      g_autofree double *change =
        g_memdup2 (rsc_solution_get_dual (solve->solution), self->n * sizeof (double));
      const double norm_max = solve->norm_max;

      if (!solve_over_patterns (solve, 0.0, error))
        return FALSE;
      for (gsize i = 0; i < self->n; i++)
        change[i] -= rsc_solution_get_dual (solve->solution)[i];
      solve->norm_max =
        MIN (solve->norm_max, norm_max + rsc_generation_measure_spread (self, change));
      solve->is_searched = TRUE;
      /* More than rounding: what was searched is another solution. */
      if (!solve->is_stopped
          && solve->norm_max > solve->lambda * (1.0 + get_excess_allowed (solve)))
        {
          solve->excess = 0.0;
          *n_new = n_ties;
        }
    }
  return TRUE;
}

static gboolean
run (Solve *solve, GError **error)
{
  RscGeneration *self = solve->self;
  double gap = RSC_GAP_ROUGH;

  for (guint round = 0; round < ROUNDS_MAX; round++)
    {
      gsize n_new = 0;

      if (is_late (solve))
        {
          /* To the end over those at hand. */
          solve->is_stopped = TRUE;
          return solve_over_patterns (solve, 0.0, error);
        }
      if (!solve_over_patterns (solve, gap, error)
          || !ascend (solve, solve->lambda * (1.0 + get_excess_allowed (solve)), &n_new, error))
        return FALSE;
      if (n_new == 0 && gap > self->settings.tolerance)
        {
          gap = 0.0;
          continue;
        }
      if (n_new == 0 && (solve->is_stopped || !rsc_generation_is_searchable (self)))
        return TRUE;
      if (n_new == 0 && !search (solve, &n_new, error))
        return FALSE;
      if (n_new == 0)
        return TRUE;
      gap = MIN (RSC_GAP_ROUGH, ROUGH_SHARE * get_gap_of_excess (solve));
    }
  return TRUE;
}

RscSolution *
rsc_generation_solve (RscGeneration *self,
                      double lambda,
                      RscSolution *warm_start,
                      RscProgressFunc progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  Solve solve = { .self = self,
                  .lambda = lambda,
                  .deadline = rsc_generation_get_deadline (self),
                  .dual_objective = lambda == self->bound_lambda ? self->bound : -INFINITY,
                  .first_gap = NAN,
                  .begin = g_get_monotonic_time (),
                  .stops_above = TRUE,
                  .tells = self->solution_func != NULL,
                  .progress = progress,
                  .progress_data = progress_data,
                  .cancellable = cancellable };
  RscSolution *result = NULL;

  if (!(lambda > 0.0) || !isfinite (lambda))
    {
      g_autofree char *number = rsc_number_words_dup (lambda, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The regularisation λ must be a positive number, not %s."), number);
      return NULL;
    }
  rsc_pricing_set_deadline (self->pricing, solve.deadline);
  if (self->patterns.n_items > PATTERNS_KEPT && warm_start != NULL)
    rsc_generation_forget_patterns (self);
  if (warm_start != NULL)
    {
      if (!rsc_generation_add_solution (self, warm_start, cancellable, error))
        return NULL;
      solve.solution = rsc_solution_ref (warm_start);
    }
  if (run (&solve, error))
    {
      /* The dual point y is feasible for all patterns at λ_max. */
      solve.dual_objective =
        MAX (solve.dual_objective, get_dual_objective (&solve, rsc_dataset_get_y (self->dataset),
                                                       self->lambda_max_bound));
      result = rsc_solution_new_bounded (
        solve.solution, self->settings.tolerance, solve.norm_max, solve.dual_objective,
        solve.has_all_ties && solve.is_searched, solve.iterations,
        (double) (g_get_monotonic_time () - solve.begin) / (double) G_USEC_PER_SEC);
      /* Time may have run out behind a search that came to its end, among the ties or in the last
       * solve. */
      self->is_stopped =
        solve.is_stopped || (is_late (&solve) && !rsc_solution_is_over_all (result));
    }
  self->bound_lambda = lambda;
  self->bound = solve.dual_objective;
  g_clear_pointer (&solve.solution, rsc_solution_unref);
  return result;
}

RscSolution *
rsc_generation_certify (RscGeneration *self,
                        RscSolution *solution,
                        double margin,
                        gint64 deadline,
                        gsize *n_new,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (self != NULL && n_new != NULL && solution != NULL, NULL);

  const gboolean is_searchable = rsc_generation_is_searchable (self);
  const gint64 begin = g_get_monotonic_time ();
  Solve solve = { .self = self,
                  .lambda = rsc_solution_get_lambda (solution),
                  .deadline = deadline,
                  .solution = solution,
                  .norm_max = rsc_solution_get_norm_max_over_all (solution),
                  .dual_objective = -INFINITY,
                  .cancellable = cancellable };
  gsize n_above = 0, n_ties = 0;

  *n_new = 0;
  rsc_pricing_set_residual (self->pricing, rsc_solution_get_dual (solution));
  if (is_searchable && !search_once (&solve, margin, &n_above, &n_ties, error))
    return NULL;
  /* What no search went over may still be found, and a path without it would lose its way: this
   * waits for no deadline. */
  if ((!is_searchable || solve.is_stopped) && n_above == 0)
    {
      solve.deadline = 0;
      rsc_pricing_set_deadline (self->pricing, 0);
      if (!ascend (&solve, solve.lambda * (1.0 + get_excess_allowed (&solve)), &n_above, error))
        return NULL;
    }
  *n_new = n_above + n_ties;
  if (!is_searchable)
    return rsc_solution_ref (solution);
  return rsc_solution_new_bounded (
    solution, self->settings.tolerance, solve.norm_max, solve.dual_objective,
    solve.has_all_ties && solve.is_searched && *n_new == 0, rsc_solution_get_iterations (solution),
    rsc_solution_get_seconds (solution)
      + (double) (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC);
}

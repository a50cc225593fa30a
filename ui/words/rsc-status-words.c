/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-status-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"

static gboolean
is_priced (RscSolution *solution)
{
  return rsc_arrangement_get_kind (
           rsc_problem_get_arrangement (rsc_solution_get_problem (solution)))
         == RSC_PATTERNS_PRICED;
}

/* The patterns that a claim of @solution holds over. */
static RscPatternsKind
get_scope (RscSolution *solution)
{
  return rsc_solution_is_over_all (solution)
           ? RSC_PATTERNS_ALL
           : rsc_arrangement_get_kind (
             rsc_problem_get_arrangement (rsc_solution_get_problem (solution)));
}

/* One digit tells enough. Exactly 0 is the gap of the zero network of zero targets alone. */
static char *
dup_gap (double gap)
{
  return rsc_number_words_dup (fmax (gap, 0.0), 1);
}

const char *
rsc_status_words_get_updating (gboolean of_data)
{
  return of_data ? _ ("Updating: not certified for these data yet")
                 : _ ("Updating: not certified for this λ yet");
}

char *
rsc_status_words_certificate (RscSolution *solution)
{
  g_autofree char *gap = NULL;

  if (!solution)
    return g_strdup (_ ("No solution yet"));
  gap = dup_gap (rsc_solution_get_relative_gap (solution));
  if (is_priced (solution)
      && rsc_solution_get_relative_gap (solution) <= rsc_solution_get_tolerance (solution))
    {
      g_autofree char *bound = dup_gap (rsc_solution_get_bound_over_all (solution));

      if (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED)
        return g_strdup_printf (_ ("Certified over all patterns: gap %s"), bound);
      return g_strdup_printf (_ ("Gap %s over all patterns, %s over those in use"), bound, gap);
    }
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
    return g_strdup_printf (_ ("Not certified: gap %s"), gap);
  if (!rsc_pattern_words_is_all (solution))
    return g_strdup_printf (_ ("Certified for the sampled patterns: gap %s"), gap);
  return g_strdup_printf (_ ("Certified: gap %s"), gap);
}

char *
rsc_status_words_frame_certificate (RscSolution *solution)
{
  const double own = rsc_solution_get_relative_gap (solution);
  g_autofree char *gap = NULL;

  if (is_priced (solution) && rsc_pattern_words_is_all (solution))
    {
      gap = dup_gap (rsc_solution_get_bound_over_all (solution));
      return g_strdup_printf (_ ("On the path: gap ≤ %s over all patterns"), gap);
    }
  gap = dup_gap (own);
  if (is_priced (solution))
    return g_strdup_printf (_ ("Path, patterns in use: gap ≤ %s"), gap);
  if (!rsc_pattern_words_is_all (solution))
    return g_strdup_printf (_ ("Path, sampled patterns: gap ≤ %s"), gap);
  return g_strdup_printf (_ ("On the path: gap ≤ %s"), gap);
}

char *
rsc_status_words_width (gsize width, gsize n_neurons, gboolean optimal)
{
  if (!optimal)
    return g_strdup_printf (
      g_dngettext (NULL, "%zu neuron, no longer optimal", "%zu neurons, no longer optimal", width),
      width);
  if (width < n_neurons)
    return g_strdup_printf (
      g_dngettext (NULL, "picked: %zu of %zu neuron", "picked: %zu of %zu neurons", n_neurons),
      width, n_neurons);
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron", "%zu neurons", width), width);
}

char *
rsc_status_words_trained (gsize width)
{
  return g_strdup_printf (
    g_dngettext (NULL, "shown: %zu trained neuron", "shown: %zu trained neurons", width), width);
}

char *
rsc_status_words_narrowest (const RscOptimalSet *set)
{
  const gsize width = rsc_optimal_set_get_narrowest_width (set);

  if (!rsc_optimal_set_get_narrowest_proved (set))
    return g_strdup_printf (_ ("narrowest known %zu"), width);
  switch (get_scope (rsc_optimal_set_get_solution (set)))
    {
    case RSC_PATTERNS_PRICED:
      return g_strdup_printf (_ ("narrowest of the patterns in use %zu"), width);
    case RSC_PATTERNS_SAMPLED:
      return g_strdup_printf (_ ("narrowest of the sample %zu"), width);
    case RSC_PATTERNS_GATES:
      return g_strdup_printf (_ ("narrowest of the given gates %zu"), width);
    case RSC_PATTERNS_ALL:
    default:
      return g_strdup_printf (_ ("narrowest %zu"), width);
    }
}

char *
rsc_status_words_uniqueness (const RscOptimalSet *set, gboolean unique)
{
  const gboolean is_between = rsc_optimal_set_is_between (set);
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));

  if (!is_between && !rsc_solution_is_solved (rsc_optimal_set_get_solution (set)))
    return g_strdup (_ ("Uniqueness is not decided at this gap"));
  if (!is_between && !rsc_optimal_set_is_trusted (set))
    return g_strdup (_ ("Uniqueness is not decided: the set is an approximation"));
  if (!(is_between ? unique : rsc_optimal_set_is_unique (set)))
    return g_strdup_printf (_ ("Not unique%s"), scope);
  if (is_between || *scope != '\0')
    return g_strdup_printf (_ ("Unique%s"), scope);
  return g_strdup (_ ("Unique: no other network is optimal"));
}

char *
rsc_status_words_dimension (gssize dimension)
{
  return dimension > 0 ? g_strdup_printf (_ ("dimension %zu"), (gsize) dimension) : NULL;
}

char *
rsc_status_words_vertices (const RscOptimalSet *set)
{
  const gsize n = rsc_optimal_set_get_n_vertices (set);

  if (rsc_optimal_set_get_dimension (set) == 0 || rsc_optimal_set_is_between (set))
    return NULL;
  if (!rsc_optimal_set_get_vertices_listed (set))
    return g_strdup_printf (_ ("more than %zu minimal networks"), n);
  if (!rsc_optimal_set_get_vertices_complete (set) || !rsc_optimal_set_get_widths_known (set))
    return g_strdup_printf (g_dngettext (NULL, "%zu minimal network as far as can be told",
                                         "%zu minimal networks as far as can be told", n),
                            n);
  return g_strdup_printf (g_dngettext (NULL, "%zu minimal network", "%zu minimal networks", n), n);
}

/* How far it is, behind @what. */
static char *
dup_progress (const char *what, double fraction, double gap)
{
  GString *text = g_string_new (what);

  if (fraction >= 0)
    g_string_append_printf (text, " %d %%", (int) (100 * MIN (fraction, 1.0) + 0.5));
  if (isfinite (gap))
    {
      g_autofree char *number = rsc_number_words_dup (gap, 1);

      g_string_append_printf (text, _ (" gap %s"), number);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_status_words_solving (double fraction, double gap)
{
  /* Before there is a network there is no gap: the patterns are being listed. */
  return dup_progress (isfinite (gap) || fraction < 0 ? _ ("Solving…")
                                                      : _ ("Finding activation patterns…"),
                       fraction, gap);
}

char *
rsc_status_words_set (double fraction)
{
  return dup_progress (_ ("Finding the optimal set…"), fraction, NAN);
}

char *
rsc_status_words_pruning (double fraction)
{
  return dup_progress (_ ("Pruning…"), fraction, NAN);
}

const char *
rsc_status_words_get_training (void)
{
  return _ ("Training…");
}

const char *
rsc_status_words_get_walk (void)
{
  return _ ("Walk downhill…");
}

const char *
rsc_status_words_get_judging (void)
{
  return _ ("Judging the ends…");
}

const char *
rsc_status_words_get_equal_fit (void)
{
  return _ ("Equal-fit set…");
}

char *
rsc_status_words_reasons (double fraction)
{
  return fraction < 0 ? g_strdup (_ ("Looking for reasons…"))
                      : dup_progress (_ ("Reasons"), fraction, NAN);
}

char *
rsc_status_words_price (double fraction)
{
  return fraction < 0 ? g_strdup (_ ("Price of the cones…"))
                      : dup_progress (_ ("Price of the cones"), fraction, NAN);
}

char *
rsc_status_words_path (double fraction)
{
  return fraction < 0 ? g_strdup (_ ("Path…")) : dup_progress (_ ("Path"), fraction, NAN);
}

const char *
rsc_status_words_get_cancel (RscStatusCancel what)
{
  static const char *const tips[] = {
    [RSC_STATUS_CANCEL_SOLVING] = N_ ("Stop solving (Escape)"),
    [RSC_STATUS_CANCEL_PRUNING] = N_ ("Stop pruning (Escape)"),
    [RSC_STATUS_CANCEL_TRAINING] = N_ ("Stop training (Escape)"),
    [RSC_STATUS_CANCEL_WALK] = N_ ("Stop working out the walk (Escape)"),
    [RSC_STATUS_CANCEL_JUDGING] = N_ ("Stop judging the ends (Escape)"),
    [RSC_STATUS_CANCEL_EQUAL_FIT] = N_ ("Back to the optimal set (Escape)"),
    [RSC_STATUS_CANCEL_REASONS] = N_ ("Stop looking for reasons (Escape)"),
    [RSC_STATUS_CANCEL_PRICE] = N_ ("Stop working out the price (Escape)"),
    [RSC_STATUS_CANCEL_PATH] = N_ ("Stop following the path"),
  };

  g_return_val_if_fail (what < G_N_ELEMENTS (tips), "");
  return _ (tips[what]);
}

const char *
rsc_status_words_get_go_on (RscStatusGoOn what)
{
  switch (what)
    {
    case RSC_STATUS_GO_ON_PATH:
      return _ ("Follow the path");
    case RSC_STATUS_GO_ON_SEARCH:
      return _ ("Search on");
    case RSC_STATUS_GO_ON_SOLVE:
    default:
      return _ ("Solve");
    }
}

char *
rsc_status_words_dup_go_on_tip (RscStatusGoOn what, double seconds)
{
  g_autofree char *number = NULL;

  switch (what)
    {
    case RSC_STATUS_GO_ON_PATH:
      return g_strdup (_ ("Follow the path that was cancelled, from its beginning"));
    case RSC_STATUS_GO_ON_SEARCH:
      number = rsc_number_words_dup (seconds, 4);
      return g_strdup_printf (_ ("Search all patterns for up to %s seconds: so far their time was "
                                 "up before everything was certified"),
                              number);
    case RSC_STATUS_GO_ON_SOLVE:
    default:
      return g_strdup (_ ("Solve what was cancelled"));
    }
}

const char *
rsc_status_words_cancelled (void)
{
  return _ ("Cancelled. Change λ or press “Solve” to go on.");
}

char *
rsc_status_words_lambda (double lambda)
{
  g_autofree char *value = rsc_number_words_dup (lambda, 4);

  return g_strdup_printf (_ ("= %s"), value);
}

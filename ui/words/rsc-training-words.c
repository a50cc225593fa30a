/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-training-words.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

#define OBJECTIVE_DIGITS 8
#define EXCESS_DIGITS 2

double
rsc_training_words_get_excess (RscSolution *optimum, double objective)
{
  const double bound = rsc_solution_get_dual_objective (optimum);

  /* Of nothing, all is infinitely much. */
  return bound > 0 ? (objective - bound) / bound : objective <= bound ? 0 : INFINITY;
}

gboolean
rsc_training_words_is_below (RscSolution *optimum, double objective)
{
  return rsc_training_words_get_excess (optimum, objective) < -RSC_TOLERANCE_OPTIMAL;
}

const char *
rsc_training_words_get_method (RscTrainingMethod method)
{
  static const char *const names[] = {
    [RSC_TRAINING_DESCENT] = N_ ("Gradient descent"),
    [RSC_TRAINING_MOMENTUM] = N_ ("Momentum"),
    [RSC_TRAINING_ADAM] = N_ ("Adam"),
    [RSC_TRAINING_LBFGS] = N_ ("L-BFGS"),
  };

  g_return_val_if_fail (method < G_N_ELEMENTS (names), "");
  return _ (names[method]);
}

const char *
rsc_training_words_get_change (RscTrainingChange change)
{
  static const char *const names[] = {
    [RSC_TRAINING_CHANGE_METHOD] = N_ ("Change the method of training"),
    [RSC_TRAINING_CHANGE_WIDTH] = N_ ("Change the width of trained networks"),
    [RSC_TRAINING_CHANGE_START] = N_ ("Change the start of training"),
    [RSC_TRAINING_CHANGE_SEEDS] = N_ ("Change the seeds of training"),
    [RSC_TRAINING_CHANGE_STEPS] = N_ ("Change the steps of training"),
    [RSC_TRAINING_CHANGE_BATCHES] = N_ ("Change the batches of training"),
  };

  g_return_val_if_fail (change < G_N_ELEMENTS (names), "");
  return _ (names[change]);
}

const char *
rsc_training_words_get_train (gboolean busy)
{
  return busy ? _ ("Stop") : _ ("Train");
}

const char *
rsc_training_words_get_train_tip (gboolean busy)
{
  return busy ? _ ("Stop training here (Escape)")
              : _ ("Train networks anew, until nothing moves any more");
}

const char *
rsc_training_words_get_play (gboolean playing)
{
  return playing ? _ ("Pause the training") : _ ("Play the training");
}

const char *
rsc_training_words_get_play_tip (gboolean playing)
{
  return playing ? _ ("Pause the training (Space)")
                 : _ ("Play the training from its start (Space)");
}

const char *
rsc_training_words_get_hint (void)
{
  return _ (
    "Train networks as people do, from random weights, and see where each of them ends in the "
    "landscape that is known here.");
}

const char *
rsc_training_words_get_waiting (void)
{
  return _ ("Training begins when the problem is there.");
}

const char *
rsc_training_words_get_limit (void)
{
  return _ ("At λ → 0 there is no penalty to train with and no certified optimum to compare with: "
            "the excess is not known there. Train at a λ above 0.");
}

const char *
rsc_training_words_get_misfit (void)
{
  return _ (
    "The network to start from is of another kind than this model: its bias, its features or "
    "its gates differ.");
}

char *
rsc_training_words_dup_too_large (gsize width, gsize n_runs, double bytes, double allowed)
{
  g_autofree char *needed = rsc_number_words_dup (bytes * 1e-9, 2);
  g_autofree char *most = rsc_number_words_dup (allowed * 1e-9, 2);

  return g_strdup_printf (g_dngettext (NULL,
                                       "%zu run of %zu neurons would take up to %s GB of memory, "
                                       "of %s GB that are allowed: take fewer neurons.",
                                       "%zu runs of %zu neurons would take up to %s GB of memory, "
                                       "of %s GB that are allowed: take fewer neurons or seeds.",
                                       n_runs),
                          n_runs, width, needed, most);
}

const char *
rsc_training_words_get_steps (void)
{
  return _ ("steps");
}

const char *
rsc_training_words_get_objective (void)
{
  return _ ("objective");
}

const char *
rsc_training_words_get_excess_title (gboolean is_short)
{
  return is_short ? _ ("excess") : _ ("excess over p*");
}

const char *
rsc_training_words_get_distance_title (void)
{
  return _ ("distance to the optimal set");
}

const char *
rsc_training_words_get_unknown (void)
{
  return _ ("Excess not known yet: the optimum is not certified");
}

const char *
rsc_training_words_get_nothing (void)
{
  return _ ("The optimum is 0: nothing is a share of it");
}

const char *
rsc_training_words_get_below (void)
{
  return _ ("Below the optimum of the patterns compared with");
}

char *
rsc_training_words_dup_gap (RscSolution *optimum)
{
  g_autofree char *gap = rsc_number_words_dup (rsc_solution_get_relative_gap (optimum), 1);

  return g_strdup_printf (_ ("p* is known to %s"), gap);
}

char *
rsc_training_words_dup_cursor (guint64 seed,
                               gsize n_seeds,
                               const RscTrainingState *state,
                               RscSolution *optimum)
{
  g_autofree char *value = NULL;
  g_autofree char *at = NULL;

  if (optimum && isfinite (state->objective))
    {
      const double excess = rsc_training_words_get_excess (optimum, state->objective);

      /* Rounding alone. */
      value = rsc_number_words_dup (
        excess < 0 && !rsc_training_words_is_below (optimum, state->objective) ? 0.0 : excess,
        EXCESS_DIGITS);
      at = g_strdup_printf (_ ("step %zu: excess %s"), state->step, value);
    }
  else
    {
      value = rsc_number_words_dup (state->objective, 4);
      at = g_strdup_printf (_ ("step %zu: objective %s"), state->step, value);
    }
  return n_seeds > 1 ? g_strdup_printf (_ ("seed %zu, %s"), (gsize) seed, at)
                     : g_steal_pointer (&at);
}

/* A share: in percent where that reads better. */
static char *
dup_share (double share)
{
  g_autofree char *value = NULL;

  if (share >= 1e-3)
    {
      value = rsc_number_words_dup (100.0 * share, EXCESS_DIGITS);
      return g_strdup_printf (_ ("%s %%"), value);
    }
  value = rsc_number_words_dup (share, EXCESS_DIGITS);
  return g_strdup_printf (_ ("a share of %s"), value);
}

/* "12 % above the optimum (gap 3×10⁻¹³ over all patterns)" */
static char *
dup_above (RscSolution *optimum, double objective)
{
  const double excess = rsc_training_words_get_excess (optimum, objective);
  g_autofree char *size = dup_share (fabs (excess));
  g_autofree char *gap = rsc_pattern_words_dup_gap (optimum);

  if (isinf (excess))
    return g_strdup_printf (_ ("all of it above the optimum, which is 0 (gap %s)"), gap);
  if (excess < -RSC_TOLERANCE_OPTIMAL)
    return g_strdup_printf (
      _ ("%s below the optimum of the patterns that it is compared with (gap %s)"), size, gap);
  /* Rounding alone. */
  if (excess <= 0)
    return g_strdup_printf (_ ("at the optimum to rounding (gap %s)"), gap);
  return g_strdup_printf (_ ("%s above the optimum (gap %s)"), size, gap);
}

char *
rsc_training_words_dup_state (guint64 seed, const RscTrainingState *state, RscSolution *optimum)
{
  g_autofree char *objective = rsc_number_words_dup (state->objective, OBJECTIVE_DIGITS);
  g_autofree char *above = NULL;
  g_autofree char *where = g_strdup_printf (
    g_dngettext (NULL, "Seed %zu after %zu step", "Seed %zu after %zu steps", state->step),
    (gsize) seed, state->step);

  if (!isfinite (state->objective))
    return g_strdup_printf (_ ("%s: the objective is no number any more."), where);
  if (!optimum)
    return g_strdup_printf (_ ("%s: objective %s; excess not known yet."), where, objective);
  above = dup_above (optimum, state->objective);
  return g_strdup_printf (_ ("%s: objective %s, %s."), where, objective, above);
}

char *
rsc_training_words_dup_distance (double distance, RscSolution *optimum)
{
  g_autofree char *value = NULL;

  if (isnan (distance))
    return NULL;
  value = rsc_number_words_dup (distance, EXCESS_DIGITS);
  return g_strdup_printf (_ ("Distance to the optimal set%s: %s of its size"),
                          optimum ? rsc_pattern_words_scope (optimum) : "", value);
}

/* What it is, without its numbers, and over which patterns where that is a claim. Free with
 * g_free(). */
static char *
dup_kind (RscStationarity *kind, RscSolution *optimum)
{
  const char *scope = rsc_pattern_words_scope (optimum);

  switch (rsc_stationarity_get_class (kind))
    {
    case RSC_STATIONARITY_OPTIMAL:
      return g_strdup_printf (_ ("globally optimal%s"), scope);
    case RSC_STATIONARITY_STATIONARY:
      if (rsc_stationarity_is_by_settling (kind)
          && rsc_stationarity_get_settled_class (kind) == RSC_STATIONARITY_OPTIMAL)
        return g_strdup_printf (_ ("beside a global optimum%s"), scope);
      /* With patterns that are not compared with: nothing is known of how good it could be. */
      if (rsc_training_words_is_below (optimum, rsc_stationarity_get_objective (kind)))
        return g_strdup_printf (_ ("stationary; below the optimum%s"), scope);
      return g_strdup (_ ("stationary, but not optimal"));
    case RSC_STATIONARITY_NONE:
    default:
      return g_strdup (_ ("not stationary"));
    }
}

/* What follows from the numbers of that class. */
static char *
dup_why (RscStationarity *kind)
{
  const RscClarke *clarke = rsc_stationarity_get_clarke (kind);
  RscSolution *restricted = rsc_stationarity_get_restricted (kind);
  g_autofree char *residual = rsc_number_words_dup (rsc_clarke_get_residual (clarke), 2);
  g_autofree char *best = NULL;
  g_autofree char *away = NULL;
  double distance;

  switch (rsc_stationarity_get_class (kind))
    {
    case RSC_STATIONARITY_OPTIMAL:
      return g_strdup ("");
    case RSC_STATIONARITY_STATIONARY:
      if (rsc_stationarity_is_by_settling (kind)
          && rsc_stationarity_get_settled (kind, &distance) != NULL)
        {
          away = rsc_number_words_dup (distance, 2);
          return g_strdup_printf (
            _ (" Where it would settle is %s of its weights away, and taken for it."), away);
        }
      if (!rsc_clarke_is_exact (clarke))
        return g_strdup_printf (_ (" Its least subgradient is at least %s of weight decay’s pull."),
                                residual);
      return g_strdup_printf (_ (" Its least subgradient is %s of weight decay’s pull."), residual);
    case RSC_STATIONARITY_NONE:
    default:
      if (!restricted)
        return g_strdup_printf (_ (" Its least subgradient is %s of weight decay’s pull."),
                                residual);
      best = rsc_number_words_dup (rsc_solution_get_objective (restricted), OBJECTIVE_DIGITS);
      return g_strdup_printf (_ (" Its least subgradient is %s of weight decay’s pull; its own "
                                 "activation patterns allow %s."),
                              residual, best);
    }
}

char *
rsc_training_words_dup_end (guint64 seed,
                            const RscTraining *training,
                            RscStationarity *kind,
                            RscSolution *optimum)
{
  const RscTrainingState *end = rsc_training_get_end (training);
  g_autofree char *objective = rsc_number_words_dup (end->objective, OBJECTIVE_DIGITS);
  g_autofree char *above = NULL;
  g_autofree char *what = NULL;
  g_autofree char *why = NULL;

  if (rsc_training_get_status (training) == RSC_TRAINING_DIVERGED || !isfinite (end->objective))
    return g_strdup_printf (
      _ ("Seed %zu has diverged: its steps are too long. Take a smaller step size."), (gsize) seed);
  if (!optimum || !kind)
    return rsc_training_words_dup_state (seed, end, optimum);
  above = dup_above (optimum, end->objective);
  what = dup_kind (kind, optimum);
  why = dup_why (kind);
  return g_strdup_printf (_ ("Seed %zu: %s: objective %s, %s.%s"), (gsize) seed, what, objective,
                          above, why);
}

char *
rsc_training_words_dup_summary (gsize n, const guint counts[3], RscSolution *optimum)
{
  const guint known = counts[0] + counts[1] + counts[2];
  g_autoptr (GString) text = g_string_new (NULL);

  if (n < 2 || known == 0)
    return NULL;
  g_string_append_printf (text, _ ("%zu seeds"), n);
  if (counts[RSC_STATIONARITY_OPTIMAL] > 0)
    g_string_append_printf (text, _ (" · %u globally optimal%s"), counts[RSC_STATIONARITY_OPTIMAL],
                            rsc_pattern_words_scope (optimum));
  if (counts[RSC_STATIONARITY_STATIONARY] > 0)
    g_string_append_printf (text, _ (" · %u stationary"), counts[RSC_STATIONARITY_STATIONARY]);
  if (counts[RSC_STATIONARITY_NONE] > 0)
    g_string_append_printf (text, _ (" · %u not stationary"), counts[RSC_STATIONARITY_NONE]);
  if (known < n)
    g_string_append_printf (text, _ (" · %zu not looked at yet"), n - known);
  return g_strdup (text->str);
}

char *
rsc_training_words_dup_elsewhere (double lambda)
{
  g_autofree char *value = rsc_number_words_dup (lambda, 4);

  return g_strdup_printf (_ ("Trained at λ = %s, which is not that of the timeline."), value);
}

char *
rsc_training_words_dup_position (gsize step, gsize n_steps)
{
  return g_strdup_printf (_ ("%zu of %zu"), step, n_steps);
}

/* --- downhill --------------------------------------------------------------------------------- */

const char *
rsc_training_words_get_walk (void)
{
  return _ ("walk downhill");
}

/* What happens at a place. */
static const char *
get_leg (RscDescentLeg leg)
{
  switch (leg)
    {
    case RSC_DESCENT_BALANCE:
      return _ ("Balancing the layers");
    case RSC_DESCENT_PRUNE:
      return _ ("Taking a neuron away that others stand for");
    case RSC_DESCENT_JOIN:
    default:
      return _ ("Straight on to an optimum");
    }
}

char *
rsc_training_words_dup_walk (const RscDescent *descent, double place, RscSolution *optimum)
{
  const gsize n_legs = rsc_descent_get_n_legs (descent);
  const double objective = rsc_descent_get_objective (descent, place);
  g_autofree char *value = rsc_number_words_dup (objective, OBJECTIVE_DIGITS);
  g_autofree char *above = optimum ? dup_above (optimum, objective) : g_strdup ("");
  g_autofree char *here = NULL;

  here = optimum ? g_strdup_printf (_ ("objective %s, %s"), value, above)
                 : g_strdup_printf (_ ("objective %s"), value);
  if (place < (double) n_legs)
    return g_strdup_printf (_ ("%s (leg %zu of %zu): %s. The objective never rises."),
                            get_leg (rsc_descent_get_leg (descent, (gsize) place)),
                            (gsize) place + 1, n_legs, here);
  if (rsc_descent_is_complete (descent) && !optimum)
    return g_strdup_printf (
      _ ("At what is the best so far, and not certified, on a walk on which the objective never "
         "rose: %s."),
      here);
  if (rsc_descent_is_complete (descent))
    return g_strdup_printf (
      _ ("At a global optimum%s, on a walk on which the objective never rose: %s."),
      rsc_pattern_words_scope (optimum), here);
  return g_strdup_printf (
    g_dngettext (NULL,
                 "The walk ends here, at %s: pruning leaves %zu neuron, and an optimum has %zu; "
                 "with %zu neurons in all it would go on to one.",
                 "The walk ends here, at %s: pruning leaves %zu neurons, and an optimum has %zu; "
                 "with %zu neurons in all it would go on to one.",
                 rsc_descent_get_pruned_width (descent)),
    here, rsc_descent_get_pruned_width (descent), rsc_descent_get_optimal_width (descent),
    rsc_descent_get_width_needed (descent));
}

/* --- against the width ------------------------------------------------------------------------ */

/* So near the optimum a run is not stuck. */
#define NEAR 1e-3

const char *
rsc_training_words_get_seeds (RscTrainingSeeds seeds)
{
  static const char *const names[] = {
    [RSC_TRAINING_SEEDS_MIDDLE] = N_ ("middle of the seeds"),
    [RSC_TRAINING_SEEDS_BEST] = N_ ("best seed"),
    [RSC_TRAINING_SEEDS_WORST] = N_ ("worst seed"),
  };

  g_return_val_if_fail (seeds < G_N_ELEMENTS (names), "");
  return _ (names[seeds]);
}

const char *
rsc_training_words_get_log_excess (void)
{
  return _ ("log₁₀ of the excess");
}

const char *
rsc_training_words_get_log_objective (void)
{
  return _ ("log₁₀ of the objective");
}

/* The least of all is below what it is compared with, or NULL. */
static char *
dup_all_below (gsize n, const double *objectives, RscSolution *optimum)
{
  g_autofree char *size = NULL;
  double least = INFINITY;

  for (gsize k = 0; k < n; k++)
    least = fmin (least, objectives[k]);
  if (!rsc_training_words_is_below (optimum, least))
    return NULL;
  size = dup_share (-rsc_training_words_get_excess (optimum, least));
  return g_strdup_printf (
    _ ("Seeds end up to %s below the optimum%s: it does not tell where they get stuck."), size,
    rsc_pattern_words_scope (optimum));
}

char *
rsc_training_words_dup_survey (gsize n,
                               gsize n_widths,
                               const gsize *widths,
                               gsize n_seeds,
                               const double *objectives,
                               RscSolution *optimum)
{
  g_autofree char *gap = rsc_pattern_words_dup_gap (optimum);
  g_autofree char *found = NULL;
  gsize first = n;

  if (n == 0)
    return g_strdup (_ ("Networks of many widths are trained…"));
  found = dup_all_below (n * n_seeds, objectives, optimum);
  /* The first width from which on no seed is stuck. */
  while (!found && first > 0)
    {
      gsize k = 0;

      while (k < n_seeds
             && rsc_training_words_get_excess (optimum, objectives[(first - 1) * n_seeds + k])
                  <= NEAR)
        k++;
      if (k < n_seeds)
        break;
      first--;
    }
  if (found)
    ;
  else if (first == n)
    found = g_strdup_printf (
      g_dngettext (NULL, "Up to %zu neuron some seed ends more than 0.1 %% above the optimum.",
                   "Up to %zu neurons some seed ends more than 0.1 %% above the optimum.",
                   widths[n - 1]),
      widths[n - 1]);
  else
    found = first + 1 < n
              ? g_strdup_printf (
                _ ("From %zu to %zu neurons all seeds end within 0.1 %% of the optimum."),
                widths[first], widths[n - 1])
              : g_strdup_printf (
                g_dngettext (NULL, "With %zu neuron all seeds end within 0.1 %% of the optimum.",
                             "With %zu neurons all seeds end within 0.1 %% of the optimum.",
                             widths[first]),
                widths[first]);
  if (n < n_widths)
    return g_strdup_printf (_ ("%s %zu of %zu widths so far."), found, n, n_widths);
  return g_strdup_printf (_ ("%s Gap %s."), found, gap);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pruning-words.h"

#include "ui/words/rsc-pattern-words.h"

#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>

#include "core/numerics/rsc-number-words.h"
#include <math.h>

/* A sentence names this many neurons; of more it tells the number. */
#define NAMES_MAX 6

static gsize
get_label (const RscPruning *walk, const gsize *labels, gsize neuron)
{
  const gsize *of_set = rsc_pruning_get_set_neurons (walk);

  return labels ? labels[neuron] : of_set ? of_set[neuron] : neuron;
}

/* Whether @a and @b are blocks of one neuron of the set. */
static gboolean
are_duplicates (const RscPruning *walk, gsize a, gsize b)
{
  const gsize *of_set = rsc_pruning_get_set_neurons (walk);

  return of_set && of_set[a] == of_set[b];
}

char *
rsc_pruning_words_name (const RscPruning *walk, const gsize *labels, gsize neuron)
{
  gsize m = rsc_pruning_get_start_width (walk);
  gsize before = 0, all = 0;
  GString *name = g_string_new (NULL);

  for (gsize i = 0; i < m; i++)
    if (are_duplicates (walk, i, neuron))
      {
        before += i < neuron;
        all++;
      }
  g_string_append_printf (name, "%" G_GSIZE_FORMAT, get_label (walk, labels, neuron) + 1);
  if (all > 1 && before < 26)
    g_string_append_c (name, (char) ('a' + before));
  else if (all > 1)
    g_string_append_printf (name, ".%" G_GSIZE_FORMAT, before + 1);
  return g_string_free (name, FALSE);
}

/* "1, 2 and 7", or "1, 2, 4, 5, 6, 7 and 8 others". */
static char *
join_names (const RscPruning *walk, const gsize *labels, gsize n, const gsize *neurons)
{
  GString *text = g_string_new (NULL);
  gsize shown = n <= NAMES_MAX + 1 ? n : NAMES_MAX;

  for (gsize k = 0; k < shown; k++)
    {
      g_autofree char *name = rsc_pruning_words_name (walk, labels, neurons[k]);

      if (k > 0)
        g_string_append (text, k + 1 == n ? _ (" and ") : _ (", "));
      g_string_append (text, name);
    }
  if (shown < n)
    g_string_append_printf (text, _ (" and %zu others"), n - shown);
  return g_string_free (text, FALSE);
}

/* Neurons that went in the step to state @k >= 1, the chosen one first. */
static gsize
list_removed (const RscPruning *walk, gsize k, gsize *neurons)
{
  const RscPruningState *before = rsc_pruning_get_state (walk, k - 1);
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  gsize n = 0;

  if (state->removed >= 0)
    neurons[n++] = (gsize) state->removed;
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    if (before->norms[i] != 0 && state->norms[i] == 0 && (gssize) i != state->removed)
      neurons[n++] = i;
  return n;
}

/* The neurons of the null vector other than the chosen one. */
static gsize
list_touched (const RscPruning *walk, const RscPruningState *state, gsize *neurons)
{
  gsize m = rsc_pruning_get_start_width (walk);
  double largest = 0;
  gsize n = 0;

  for (gsize i = 0; i < m; i++)
    largest = fmax (largest, fabs (state->beta[i]));
  for (gsize i = 0; i < m; i++)
    if ((gssize) i != state->removed && fabs (state->beta[i]) > RSC_TOLERANCE_TOUCHED * largest)
      neurons[n++] = i;
  return n;
}

char *
rsc_pruning_words_part (double part)
{
  double percent = 100 * part;

  if (!isfinite (part))
    return g_strdup ("–");
  if (part == 0)
    return g_strdup ("0");
  if (fabs (percent) < 0.01)
    return rsc_number_words_dup (part, 1);

  g_autofree char *number = fabs (percent) < 10 ? rsc_number_words_dup (percent, 2)
                                                : rsc_number_words_dup_fixed (percent, 0, 0);
  return g_strdup_printf ("%s %%", number);
}

char *
rsc_pruning_words_width (gsize width)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron", "%zu neurons", width), width);
}

const char *
rsc_pruning_words_phase (RscPruningPhase phase)
{
  switch (phase)
    {
    case RSC_PRUNING_EXACT:
      return _ ("exact");
    case RSC_PRUNING_APPROXIMATE:
      return _ ("approximate");
    case RSC_PRUNING_START:
    default:
      return _ ("start");
    }
}

char *
rsc_pruning_words_removed (const RscPruning *walk, gsize k, const gsize *labels)
{
  g_autofree gsize *neurons = g_new (gsize, MAX (rsc_pruning_get_start_width (walk), 1) + 1);

  if (k == 0)
    return g_strdup (_ ("start"));
  return join_names (walk, labels, list_removed (walk, k, neurons), neurons);
}

char *
rsc_pruning_words_change (const RscPruning *walk, gsize from, gsize to, const gsize *labels)
{
  g_autofree gsize *neurons = g_new (gsize, MAX (rsc_pruning_get_start_width (walk), 1) + 1);
  g_autofree char *left = rsc_pruning_words_width (rsc_pruning_get_state (walk, to)->width);

  if (to == from + 1)
    {
      gsize n = list_removed (walk, to, neurons);
      g_autofree char *names = join_names (walk, labels, n, neurons);

      return g_strdup_printf (g_dngettext (NULL, "Remove neuron %s", "Remove neurons %s", n),
                              names);
    }
  if (to > from)
    return g_strdup_printf (_ ("Prune to %s"), left);
  if (to == 0)
    return g_strdup (_ ("Go to the start of pruning"));
  return g_strdup_printf (_ ("Go back to %s"), left);
}

const char *
rsc_pruning_words_change_start (void)
{
  return _ ("Choose the start of pruning");
}

const char *
rsc_pruning_words_change_rule (void)
{
  return _ ("Choose how exact steps move weight");
}

const char *
rsc_pruning_words_change_method (void)
{
  return _ ("Choose the method of pruning");
}

const char *
rsc_pruning_words_leave (void)
{
  return _ ("Leave pruning");
}

static void
append_start (GString *text, const RscPruning *walk, RscPruningStart start)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, 0);
  gsize spare = state->width - MIN (state->rank, state->width);
  g_autofree char *neurons = rsc_pruning_words_width (state->width);

  if (state->width == 0)
    {
      g_string_append (text,
                       _ ("The zero network: it has no neuron, so there is nothing to prune."));
      return;
    }
  switch (start)
    {
    case RSC_PRUNING_START_BLOCKS:
      g_string_append_printf (
        text, _ ("Start: every block of the convex program a neuron of its own, %s."), neurons);
      break;
    case RSC_PRUNING_START_RANDOM:
      g_string_append_printf (text, _ ("Start: a random optimal network, %s."), neurons);
      break;
    case RSC_PRUNING_START_PICKED:
      g_string_append_printf (text, _ ("Start: the picked network, %s."), neurons);
      break;
    case RSC_PRUNING_START_NETWORK:
      g_string_append_printf (text, _ ("Start: the network that was given, optimal or not, %s."),
                              neurons);
      break;
    case RSC_PRUNING_START_INTERIOR:
    default:
      g_string_append_printf (text, _ ("Start: the interior point of the optimal set, %s."),
                              neurons);
      break;
    }
  g_string_append_c (text, ' ');
  if (state->width == 1)
    g_string_append (text,
                     _ ("It is minimal already: without its one neuron every prediction is 0."));
  else if (spare == 0)
    g_string_append (text, _ ("It is minimal already: its activations are independent."));
  else
    g_string_append_printf (
      text, _ ("Their activations have rank %zu, so %zu can go without changing the training fit."),
      state->rank, spare);
}

static void
append_exact (GString *text, const RscPruning *walk, gsize k, const gsize *labels)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  gsize m = rsc_pruning_get_start_width (walk);
  g_autofree gsize *neurons = g_new (gsize, m + 1);
  gsize n = list_touched (walk, state, neurons);
  g_autofree char *others = join_names (walk, labels, n, neurons);
  g_autofree char *name = rsc_pruning_words_name (walk, labels, (gsize) state->removed);

  if (n == 0)
    g_string_append_printf (
      text, _ ("Neuron %s is 0 at every data point; without it no prediction on the data changes."),
      name);
  else if (n == 1 && are_duplicates (walk, neurons[0], (gsize) state->removed))
    g_string_append_printf (
      text,
      _ ("Blocks %s and %s are the same neuron; moving the weight of %s there "
         "changes no prediction at all."),
      name, others, name);
  else if (n == 1)
    g_string_append_printf (text,
                            _ ("Neuron %s’s activations are a multiple of those of %s; moving its "
                               "weight there changes no prediction on the data."),
                            name, others);
  else
    g_string_append_printf (
      text,
      _ ("Neuron %s’s activations are a combination of those of %s; moving its "
         "weight there changes no prediction on the data."),
      name, others);
  n = list_removed (walk, k, neurons);
  if (n > 1)
    {
      g_autofree char *also = join_names (walk, labels, n - 1, neurons + 1);

      g_string_append_printf (text,
                              g_dngettext (NULL, " Neuron %s reaches 0 in the same step.",
                                           " Neurons %s reach 0 in the same step.", n - 1),
                              also);
    }
}

static void
append_approximate (GString *text,
                    const RscPruning *walk,
                    gsize k,
                    const gsize *labels,
                    RscPruningMethod method)
{
  const RscPruningState *before = rsc_pruning_get_state (walk, k - 1);
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  g_autofree char *name = rsc_pruning_words_removed (walk, k, labels);
  g_autofree char *part = rsc_pruning_words_part (state->fit_change);

  if (before->phase != RSC_PRUNING_APPROXIMATE && rsc_pruning_get_minimal (walk) >= 0
      && (gsize) rsc_pruning_get_minimal (walk) < k)
    g_string_append (text, _ ("No exact step is left: the activations are independent. "));
  if (state->width == 0)
    {
      g_string_append_printf (text, _ ("Without neuron %s none is left: every prediction is 0."),
                              name);
      return;
    }
  if (state->beta || method == RSC_PRUNING_OPTIMAL_LS)
    g_string_append_printf (text, _ ("Removing neuron %s costs least"), name);
  else if (method == RSC_PRUNING_MAGNITUDE)
    g_string_append_printf (text, _ ("Neuron %s has the smallest norm and goes"), name);
  else if (method == RSC_PRUNING_GRADIENT)
    g_string_append_printf (text, _ ("Neuron %s has the smallest gradient of the loss and goes"),
                            name);
  else if (method == RSC_PRUNING_ACTIVATION)
    g_string_append_printf (text, _ ("Neuron %s has the smallest activation and goes"), name);
  else
    g_string_append_printf (text, _ ("Neuron %s was drawn and goes"), name);
  if (before->phase == RSC_PRUNING_APPROXIMATE)
    g_string_append_printf (text, _ (": the fit is now %s away from the start’s."), part);
  else
    g_string_append_printf (text, _ (": the fit changes by %s."), part);
}

/* A minimal network need not be a narrowest one. */
static void
append_narrowest (GString *text, const RscPruning *walk, gsize k, const RscOptimalSet *set)
{
  gsize width = rsc_pruning_get_state (walk, k)->width;
  gsize narrowest;
  const char *scope;

  if (rsc_pruning_get_minimal (walk) != (gssize) k || width == 0)
    return;
  if (!set || !rsc_pruning_get_set (walk))
    {
      if (k > 0)
        g_string_append_printf (
          text,
          g_dngettext (NULL, " Minimal with %zu neuron: no exact step is left.",
                       " Minimal with %zu neurons: no exact step is left.", width),
          width);
      return;
    }
  narrowest = rsc_optimal_set_get_narrowest_width (set);
  scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  /* The start's own sentence has said that it is minimal, and its width. */
  if (k == 0 && narrowest < width)
    g_string_append_printf (text, _ (" The narrowest optimal network%s has %zu."), scope,
                            narrowest);
  else if (k == 0)
    g_string_append_printf (text,
                            rsc_optimal_set_get_narrowest_proved (set)
                              ? _ (" No optimal network%s is narrower.")
                              : _ (" No narrower optimal network%s is known."),
                            scope);
  else if (narrowest < width)
    g_string_append_printf (
      text,
      g_dngettext (NULL, " Minimal with %zu neuron, but the narrowest optimal network%s has %zu.",
                   " Minimal with %zu neurons, but the narrowest optimal network%s has %zu.",
                   width),
      width, scope, narrowest);
  else
    g_string_append_printf (
      text,
      rsc_optimal_set_get_narrowest_proved (set)
        ? g_dngettext (NULL, " Minimal with %zu neuron, and no optimal network%s is narrower.",
                       " Minimal with %zu neurons, and no optimal network%s is narrower.", width)
        : g_dngettext (NULL, " Minimal with %zu neuron; no narrower optimal network%s is known.",
                       " Minimal with %zu neurons; no narrower optimal network%s is known.", width),
      width, scope);
}

char *
rsc_pruning_words_sentence (const RscPruning *walk,
                            gsize k,
                            const gsize *labels,
                            const RscOptimalSet *set,
                            RscPruningStart start,
                            RscPruningMethod method)
{
  GString *text = g_string_new (NULL);
  const RscPruningState *state = rsc_pruning_get_state (walk, k);

  if (k == 0)
    append_start (text, walk, start);
  else if (state->phase == RSC_PRUNING_EXACT)
    append_exact (text, walk, k, labels);
  else
    append_approximate (text, walk, k, labels, method);
  append_narrowest (text, walk, k, set);
  if (state->phase != RSC_PRUNING_APPROXIMATE)
    {
      g_autofree char *caution = rsc_pruning_words_dup_caution (walk);

      if (caution != NULL)
        g_string_append_printf (text, _ (" Caution: %s."), caution);
    }
  return g_string_free (text, FALSE);
}

char *
rsc_pruning_words_dup_caution (const RscPruning *walk)
{
  const double excess = rsc_pruning_get_excess (walk);
  g_autofree char *number = NULL;

  if (isnan (excess) || excess <= RSC_TOLERANCE_EXCESS)
    return NULL;
  number = rsc_number_words_dup (excess, 2);
  return g_strdup_printf (_ ("the networks before and after these steps are up to %s of the "
                             "objective worse than the certified optimum"),
                          number);
}

char *
rsc_pruning_words_dup_full (const RscPruning *walk)
{
  const gsize last = rsc_pruning_get_n_states (walk) - 1;

  return g_strdup_printf (g_dngettext (NULL,
                                       "Pruning stopped after %zu step, at width %zu: the memory "
                                       "that it may take is used.",
                                       "Pruning stopped after %zu steps, at width %zu: the memory "
                                       "that it may take is used.",
                                       last),
                          last, rsc_pruning_get_state (walk, last)->width);
}

const char *
rsc_pruning_words_get_curves_full (void)
{
  return _ ("The curves end early: the memory that they may take is used.");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pruning-labels.h"

#include "ui/words/rsc-pruning-words.h"
#include <glib/gi18n.h>

const char *
rsc_pruning_labels_instead (const RscPruning *pruning)
{
  if (pruning == NULL)
    return _ ("Nothing to prune yet.");
  if (rsc_pruning_get_start_width (pruning) == 0)
    return _ ("The zero network has no neurons: there is nothing to prune.");
  return NULL;
}

const char *
rsc_pruning_labels_paused (void)
{
  return _ ("Pause to prune the network at this λ.");
}

const char *
rsc_pruning_labels_waiting (void)
{
  return _ ("Waiting for the optimal set…");
}

char *
rsc_pruning_labels_position (gsize k, gsize n)
{
  return k == 0 ? g_strdup (_ ("Start")) : g_strdup_printf (_ ("Step %zu of %zu"), k, n - 1);
}

char *
rsc_pruning_labels_progress (double fraction)
{
  return fraction >= 0 ? g_strdup_printf (_ ("%d %%"), (int) (100 * fraction + 0.5))
                       : g_strdup ("");
}

const char *
rsc_pruning_labels_again (RscPruningStart start)
{
  switch (start)
    {
    case RSC_PRUNING_START_NETWORK:
      return _ ("Choose another file");
    case RSC_PRUNING_START_RANDOM:
      return _ ("Draw another random point");
    default:
      return NULL;
    }
}

const char *
rsc_pruning_labels_given (void)
{
  return _ ("Given network");
}

char *
rsc_pruning_labels_remove (const char *name)
{
  return name ? g_strdup_printf (_ ("Remove %s"), name) : g_strdup (_ ("Remove"));
}

const char *
rsc_pruning_labels_activations (void)
{
  return _ ("Activations");
}

const char *
rsc_pruning_labels_singular (void)
{
  return _ ("Singular values");
}

const char *
rsc_pruning_labels_beta (const RscPruningState *state)
{
  if (state->beta != NULL)
    return NULL;
  if (state->phase == RSC_PRUNING_APPROXIMATE)
    return _ ("no \u03b2: the others stay as they are");
  if (state->rank < state->width)
    return _ ("no step yet");
  return _ ("no \u03b2: the activations are independent");
}

char *
rsc_pruning_labels_rank (const RscPruningState *state)
{
  return g_strdup_printf (_ ("rank %zu of %zu"), state->rank, state->width);
}

const char *
rsc_pruning_labels_no_singular (const RscPruningState *state)
{
  if (state->width == 0)
    return _ ("no neuron is left");
  if (state->singular == NULL)
    return _ ("not computed at each step of a network this large");
  if (state->n_singular == 0 || !(state->singular[0] > 0.0))
    return _ ("all activations are zero");
  return NULL;
}

char *
rsc_pruning_labels_gap (const char *number)
{
  return g_strdup_printf (_ ("drop %s"), number);
}

char *
rsc_pruning_labels_most (gsize n)
{
  return g_strdup_printf (_ ("The rank is at most %zu, the number of data points."), n);
}

char *
rsc_pruning_labels_title (const RscPruningState *state,
                          gsize k,
                          gsize n_names,
                          const char *names,
                          const char *change)
{
  if (state->removed < 0)
    return g_strdup_printf (_ ("Start: width %zu"), state->width);
  return g_strdup_printf (
    n_names > 1 ? _ ("Step %zu, %s: neurons %s go \u00b7 width %zu \u00b7 fit changes by %s")
                : _ ("Step %zu, %s: neuron %s goes \u00b7 width %zu \u00b7 fit changes by %s"),
    k, rsc_pruning_words_phase (state->phase), names, state->width, change);
}

const char *
rsc_pruning_labels_list (void)
{
  return _ ("Steps of pruning");
}

char *
rsc_pruning_labels_step (gsize k, const char *what)
{
  return k == 0 ? g_strdup (_ ("start")) : g_strdup_printf (_ ("neuron %s"), what);
}

char *
rsc_pruning_labels_row (gsize k, const char *what, gsize width, const char *phase)
{
  g_autofree char *left = rsc_pruning_words_width (width);

  if (k == 0)
    return g_strdup_printf (_ ("Start: %s"), left);
  return g_strdup_printf (_ ("Step %zu: neuron %s goes, %s left, %s"), k, what, left, phase);
}

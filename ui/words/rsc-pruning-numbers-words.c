/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pruning-numbers-words.h"

#include <glib/gi18n.h>

#include "core/numerics/rsc-number-words.h"
#include <math.h>

#include "ui/words/rsc-pruning-words.h"

static const struct
{
  const char *name;
  const char *help;
} numbers[RSC_N_PRUNING_NUMBERS] = {
  [RSC_PRUNING_NUMBER_FIT] = { N_ ("fit change"),
                               N_ ("Change of the predictions on the training points since the "
                                   "start, as a part of their size") },
  [RSC_PRUNING_NUMBER_OBJECTIVE] = { N_ ("objective"),
                                     N_ ("Relative change of the objective since the start") },
  [RSC_PRUNING_NUMBER_PENALTY] = { N_ ("penalty"), N_ ("Sum of the neurons’ norms") },
  [RSC_PRUNING_NUMBER_RANK] = { N_ ("rank"),
                                N_ ("Rank of the activation matrix, and the number of neurons: "
                                    "equal when the network is minimal") },
  [RSC_PRUNING_NUMBER_GAP] = { N_ ("rank drop"),
                               N_ ("First singular value that counts as zero over the last that "
                                   "does not") },
  [RSC_PRUNING_NUMBER_TRAIN] = { N_ ("train"),
                                 N_ ("Accuracy on the training points where all targets are ±1, "
                                     "else the mean squared error") },
  [RSC_PRUNING_NUMBER_TEST] = { N_ ("test"), N_ ("The same on the held-out points") },
};

const char *
rsc_pruning_numbers_words_name (RscPruningNumber number)
{
  g_return_val_if_fail (number < RSC_N_PRUNING_NUMBERS, NULL);

  return _ (numbers[number].name);
}

char *
rsc_pruning_numbers_words_help (RscPruningNumber number, const RscPruningState *state)
{
  g_return_val_if_fail (number < RSC_N_PRUNING_NUMBERS, NULL);

  if (number == RSC_PRUNING_NUMBER_OBJECTIVE && state)
    {
      g_autofree char *objective = rsc_number_words_dup (state->objective, 10);

      return g_strdup_printf (_ ("Relative change of the objective since the start; now %s"),
                              objective);
    }
  return g_strdup (_ (numbers[number].help));
}

/* A relative change with its sign. */
static char *
dup_change (double change)
{
  g_autofree char *part = rsc_pruning_words_part (fabs (change));

  return g_strdup_printf ("%s%s", change > 0 ? "+" : change < 0 ? "−" : "", part);
}

static char *
dup_quality (double accuracy, double error)
{
  g_autofree char *percent = rsc_number_words_dup (100 * accuracy, 3);

  if (!isnan (accuracy))
    return g_strdup_printf ("%s %%", percent);
  return isnan (error) ? g_strdup ("–") : rsc_number_words_dup (error, 3);
}

char *
rsc_pruning_numbers_words_value (RscPruningNumber number, const RscPruningState *state)
{
  if (!state)
    return g_strdup ("–");
  switch (number)
    {
    case RSC_PRUNING_NUMBER_FIT:
      return rsc_pruning_words_part (state->fit_change);
    case RSC_PRUNING_NUMBER_OBJECTIVE:
      return dup_change (state->objective_change);
    case RSC_PRUNING_NUMBER_PENALTY:
      return rsc_number_words_dup (state->penalty, 4);
    case RSC_PRUNING_NUMBER_RANK:
      return g_strdup_printf (_ ("%zu of %zu"), state->rank, state->width);
    case RSC_PRUNING_NUMBER_GAP:
      return state->rank_gap > 0 ? rsc_number_words_dup (state->rank_gap, 1) : g_strdup ("–");
    case RSC_PRUNING_NUMBER_TRAIN:
      return dup_quality (state->train_accuracy, state->train_error);
    case RSC_PRUNING_NUMBER_TEST:
      return dup_quality (state->test_accuracy, state->test_error);
    case RSC_N_PRUNING_NUMBERS:
    default:
      g_return_val_if_reached (NULL);
    }
}

char *
rsc_pruning_numbers_words_neuron (RscPruning *walk,
                                  gsize k,
                                  const gsize *labels,
                                  gsize i,
                                  gssize row)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  const gsize m = rsc_pruning_get_start_width (walk);
  const gsize n = rsc_dataset_get_n (rsc_pruning_get_dataset (walk));
  g_autofree char *name = rsc_pruning_words_name (walk, labels, i);
  GString *text = g_string_new (NULL);

  if (state->norms[i] == 0)
    g_string_append_printf (text, _ ("Neuron %s has gone"), name);
  else
    {
      g_autofree char *norm = rsc_number_words_dup (state->norms[i], 4);

      g_string_append_printf (text, _ ("Neuron %s, norm %s"), name, norm);
    }
  if (row >= 0 && (gsize) row < n)
    {
      g_autofree double *c = g_new (double, m *n);

      rsc_pruning_get_activations (walk, k, c);
      g_autofree char *part = rsc_number_words_dup (c[(gsize) row * m + i], 4);

      g_string_append_printf (text, _ ("\nits part of the prediction in row %zd: %s"), row + 1,
                              part);
    }
  if (state->beta && state->beta[i] != 0)
    {
      g_autofree char *beta = rsc_number_words_dup (state->beta[i], 4);

      g_string_append_printf (text, _ ("\nβ = %s"), beta);
    }
  if (state->norms[i] != 0)
    g_string_append (text, _ ("\nClick to remove it"));
  return g_string_free (text, FALSE);
}

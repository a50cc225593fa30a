/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-effects-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

#define DIGITS 3

char *
rsc_effects_words_dup_degrees (const RscTargetEffects *effects, RscEffectsWordsOf of)
{
  g_return_val_if_fail (effects != NULL, NULL);

  RscSolution *solution = rsc_optimal_set_get_solution (rsc_target_effects_get_set (effects));
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  g_autofree char *degrees =
    rsc_number_words_dup (rsc_target_effects_get_degrees (effects), DIGITS + 1);
  /* They need not be whole: one is what is written as one. */
  const gulong count = g_str_equal (degrees, "1") ? 1 : 2;

  switch (of)
    {
    case RSC_EFFECTS_WORDS_PICKED:
      return g_strdup_printf (g_dngettext (NULL,
                                           "%s degree of freedom, n = %zu: of the picked network, "
                                           "as if its neurons were the only ones",
                                           "%s degrees of freedom, n = %zu: of the picked network, "
                                           "as if its neurons were the only ones",
                                           count),
                              degrees, n);
    case RSC_EFFECTS_WORDS_NARROWEST:
      return g_strdup_printf (
        g_dngettext (NULL,
                     "%s degree of freedom, n = %zu: of the narrowest network, as if its neurons "
                     "were the only ones; the picked one is not minimal",
                     "%s degrees of freedom, n = %zu: of the narrowest network, as if its neurons "
                     "were the only ones; the picked one is not minimal",
                     count),
        degrees, n);
    case RSC_EFFECTS_WORDS_SEVERAL:
      return g_strdup_printf (g_dngettext (NULL,
                                           "%s degree of freedom, n = %zu: of the narrowest "
                                           "network, as if its neurons were the only ones",
                                           "%s degrees of freedom, n = %zu: of the narrowest "
                                           "network, as if its neurons were the only ones",
                                           count),
                              degrees, n);
    case RSC_EFFECTS_WORDS_ONLY:
    default:
      return g_strdup_printf (
        g_dngettext (NULL, "%s degree of freedom, n = %zu: the sum of the leverages%s",
                     "%s degrees of freedom, n = %zu: the sum of the leverages%s", count),
        degrees, n, rsc_pattern_words_scope (solution));
    }
}

char *
rsc_effects_words_dup_point (gsize row, gsize number, gsize n, const double *fit, double objective)
{
  gsize most = row;

  g_return_val_if_fail (fit != NULL && row < n, NULL);
  g_autofree char *own = rsc_number_words_dup (fit[row], DIGITS);
  g_autofree char *cost = rsc_number_words_dup (objective, DIGITS);
  for (gsize i = 0; i < n; i++)
    most = i != row && (most == row || fabs (fit[i]) > fabs (fit[most])) ? i : most;
  if (most == row)
    return g_strdup_printf (_ ("For each 1 that y of point %zu rises: its ŷ by %s, the objective "
                               "by %s"),
                            number + 1, own, cost);
  g_autofree char *other = rsc_number_words_dup (fabs (fit[most]), DIGITS);
  return g_strdup_printf (_ ("For each 1 that y of point %zu rises: its ŷ by %s, that of others by "
                             "at most %s, the objective by %s"),
                          number + 1, own, other, cost);
}

char *
rsc_effects_words_dup_range (const RscTargetRange *range, double y, gboolean several)
{
  if (several)
    return g_strdup (_ ("several networks are optimal: no range is known"));
  if (range == NULL)
    return g_strdup (_ ("looking for the range…"));
  g_autofree char *low = rsc_number_words_dup (y + range->low, DIGITS + 1);
  g_autofree char *high = rsc_number_words_dup (y + range->high, DIGITS + 1);
  if (range->low_open && range->high_open)
    return g_strdup_printf (
      _ ("with the same neurons at least for y from %s to %s, as far as was looked"), low, high);
  if (range->low_open)
    return g_strdup_printf (_ ("with the same neurons up to y = %s, at least from %s"), high, low);
  if (range->high_open)
    return g_strdup_printf (_ ("with the same neurons from y = %s on, at least to %s"), low, high);
  return g_strdup_printf (_ ("with the same neurons for y from %s to %s"), low, high);
}

char *
rsc_effects_words_dup_line (gsize row, double leverage, double most)
{
  g_autofree char *number = rsc_neuron_words_dup_norm (leverage, most);

  return g_strdup_printf (_ ("point %zu: %s"), row + 1, number);
}

char *
rsc_effects_words_dup_drawn (gsize row)
{
  return g_strdup_printf (_ ("How f moves for each 1 that y of point %zu rises"), row + 1);
}

char *
rsc_effects_words_dup_neurons (gsize row, gsize n_neurons)
{
  return n_neurons == 0 ? g_strdup (_ ("There is no neuron to move"))
                        : g_strdup_printf (_ ("How the neurons move with y of point %zu"), row + 1);
}

const char *
rsc_effects_words_get (RscEffectsTerm term)
{
  static const char *const terms[] = {
    [RSC_EFFECTS_WORDS_WAITING] = N_ ("Finding what each target does…"),
    [RSC_EFFECTS_WORDS_CHOOSE] = N_ ("Choose a point: how the neurons move with its y"),
    [RSC_EFFECTS_WORDS_LEVERAGE] = N_ ("leverage ∂ŷ/∂y"),
    [RSC_EFFECTS_WORDS_POINT] = N_ ("point"),
    [RSC_EFFECTS_WORDS_NORM] = N_ ("∂‖w‖/∂y"),
    [RSC_EFFECTS_WORDS_NEURON] = N_ ("neuron"),
    [RSC_EFFECTS_WORDS_MORE] = N_ ("…"),
  };

  g_return_val_if_fail (term < G_N_ELEMENTS (terms), "");
  return _ (terms[term]);
}

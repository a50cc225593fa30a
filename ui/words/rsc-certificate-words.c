/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-certificate-words.h"

#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>

/* Of a residual that is not said to be an optimum's, or of an optimum that is not certified over all patterns. */
static char *
dup_largest (double maximum, const char *gap)
{
  g_autofree char *largest = rsc_number_words_dup (maximum, 4);

  if (maximum > 1.0 + RSC_TOLERANCE_TIE)
    return gap
             ? g_strdup_printf (
               _ ("The largest is %s λ: where it is above λ, a neuron would still pay. Gap %s."),
               largest, gap)
             : g_strdup_printf (
               _ ("The largest is %s λ: where it is above λ, a neuron would still pay."), largest);
  return gap ? g_strdup_printf (_ ("Nothing that was found is above λ. Gap %s."), gap)
             : g_strdup (_ ("Nothing that was found is above λ: no further neuron would pay."));
}

/* Of a frame of the path between its points. */
static char *
dup_frame (const RscLandscape *landscape)
{
  RscSolution *solution = rsc_optimal_set_get_solution (rsc_landscape_get_set (landscape));
  const double maximum = rsc_landscape_get_maximum (landscape);
  const gboolean is_all = rsc_pattern_words_is_all (solution);
  g_autofree char *gap = rsc_number_words_dup (is_all ? rsc_solution_get_bound_over_all (solution)
                                                      : rsc_solution_get_relative_gap (solution),
                                               1);
  g_autofree char *frame = g_strdup_printf (
    is_all ? _ ("≤ %s, on the path") : _ ("≤ %s over the patterns of the path"), gap);

  if (maximum > 1.0 + RSC_TOLERANCE_TIE || !is_all)
    return dup_largest (maximum, frame);
  return g_strdup_printf (_ ("Nothing rises above λ. Gap %s."), frame);
}

char *
rsc_certificate_words_dup_sentence (const RscLandscape *landscape)
{
  const RscOptimalSet *set = rsc_landscape_get_set (landscape);
  const double maximum = rsc_landscape_get_maximum (landscape);
  const gboolean gated =
    rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED;
  g_autofree char *gap = NULL;
  g_autofree char *touching = NULL;
  RscSolution *solution;
  gsize n;

  if (set == NULL)
    return dup_largest (maximum, NULL);
  if (rsc_optimal_set_is_between (set))
    return dup_frame (landscape);
  solution = rsc_optimal_set_get_solution (set);
  n = rsc_optimal_set_get_n_neurons (set);
  gap = rsc_pattern_words_dup_gap (solution);
  if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED
      || (!gated && !rsc_pattern_words_is_all (solution)))
    return dup_largest (maximum, gap);
  if (!rsc_optimal_set_is_trusted (set))
    return g_strdup_printf (
      _ ("Nothing rises above λ; what touches it is not certain at these tolerances. Gap %s."),
      gap);
  if (n == 0)
    return g_strdup_printf (_ ("Nothing reaches λ: the only optimal network is zero. Gap %s."),
                            gap);
  touching = g_strdup_printf (g_dngettext (NULL, "%" G_GSIZE_FORMAT " neuron touches it",
                                           "%" G_GSIZE_FORMAT " neurons touch it", n),
                              n);
  return g_strdup_printf (_ ("Nothing rises above λ, and %s. Gap %s."), touching, gap);
}

const char *
rsc_certificate_words_get_value_title (gboolean brief)
{
  return brief ? _ ("Correlation / λ") : _ ("Correlation with the residual / λ");
}

const char *
rsc_certificate_words_get_angle_title (void)
{
  return _ ("Direction of a neuron’s weights");
}

char *
rsc_certificate_words_dup_position_title (const char *feature)
{
  return g_strdup_printf (_ ("Kink of the neuron, %s"), feature);
}

char *
rsc_certificate_words_dup_bars_title (const RscLandscape *landscape, gsize n)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (landscape);

  if (rsc_problem_get_activation (rsc_landscape_get_problem (landscape)) == RSC_ACTIVATION_GATED
      && !rsc_landscape_is_passing (landscape))
    return g_strdup_printf (g_dngettext (NULL,
                                         "The most correlated of all gates (%" G_GSIZE_FORMAT ")",
                                         "The %" G_GSIZE_FORMAT " most correlated of all gates", n),
                            n);
  switch (rsc_correlations_get_scope (peaks))
    {
    case RSC_CORRELATIONS_ALL:
      return g_strdup_printf (g_dngettext (NULL,
                                           "The largest of all directions (%" G_GSIZE_FORMAT ")",
                                           "The %" G_GSIZE_FORMAT " largest of all directions", n),
                              n);
    case RSC_CORRELATIONS_IN_USE:
      return g_strdup_printf (
        g_dngettext (NULL, "The largest of the patterns in use (%" G_GSIZE_FORMAT ")",
                     "The %" G_GSIZE_FORMAT " largest of the patterns in use", n),
        n);
    case RSC_CORRELATIONS_FOUND:
    default:
      return g_strdup_printf (g_dngettext (NULL, "The largest that is known (%" G_GSIZE_FORMAT ")",
                                           "The %" G_GSIZE_FORMAT " largest that are known", n),
                              n);
    }
}

const char *
rsc_certificate_words_get_side (gboolean right)
{
  return right ? _ ("Active to the right →") : _ ("← Active to the left");
}

const char *
rsc_certificate_words_get_sign (int sign)
{
  return sign > 0 ? _ ("positive output weight") : _ ("negative output weight");
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-certificate-words.h"

#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-number-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>

char *
rsc_certificate_words_dup_sentence (const RscOptimalSet *set, double maximum)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  const gsize n = rsc_optimal_set_get_n_neurons (set);
  const gboolean converged = rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED;
  const gboolean gated =
    rsc_problem_get_activation (rsc_solution_get_problem (solution)) == RSC_ACTIVATION_GATED;
  g_autofree char *gap = rsc_pattern_words_dup_gap (solution);
  g_autofree char *touching = NULL;
  g_autofree char *largest = rsc_number_words_dup (maximum, 4);

  if (!converged || (!gated && !rsc_pattern_words_is_all (solution)))
    {
      if (maximum > 1.0 + RSC_TOLERANCE_TIE)
        return g_strdup_printf (
          _ ("The largest is %s λ: where it is above λ, a neuron would still pay. Gap %s."),
          largest, gap);
      return g_strdup_printf (_ ("Nothing that was found is above λ. Gap %s."), gap);
    }
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
rsc_certificate_words_dup_bars_title (gsize n, gboolean gated)
{
  if (gated)
    return g_strdup_printf (g_dngettext (NULL, "The most correlated block (%" G_GSIZE_FORMAT ")",
                                         "The %" G_GSIZE_FORMAT " most correlated blocks", n),
                            n);
  return g_strdup_printf (g_dngettext (NULL, "The most correlated direction (%" G_GSIZE_FORMAT ")",
                                       "The %" G_GSIZE_FORMAT " most correlated directions", n),
                          n);
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

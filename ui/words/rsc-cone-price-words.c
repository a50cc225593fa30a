/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-cone-price-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>
#include <math.h>

char *
rsc_cone_price_words_dup_sentence (const RscConePrice *price, const char *scope)
{
  double most = 0.0, at = 0.0, open = 0.0;
  g_autofree char *share = NULL;
  g_autofree char *ratio = NULL;
  gsize n_open = 0;

  g_return_val_if_fail (price != NULL && scope != NULL, NULL);
  for (gsize k = 0; k < price->n; k++)
    {
      const RscConePricePoint *point = price->points + k;
      double low, high;

      rsc_cone_price_bound (point, &low, &high);
      n_open += !point->converged;
      if (point->objective[RSC_ACTIVATION_RELU] > 0.0)
        open = fmax (open, high / point->objective[RSC_ACTIVATION_RELU]);
      if (point->objective[RSC_ACTIVATION_RELU] > 0.0
          && low > most * point->objective[RSC_ACTIVATION_RELU])
        {
          most = low / point->objective[RSC_ACTIVATION_RELU];
          at = point->lambda;
        }
    }
  if (n_open > 0)
    return g_strdup_printf (
      _ ("At %zu of the %zu λ looked at the tolerance is not reached: the price is known "
         "only between its bounds."),
      n_open, price->n);
  /* Where none is certain, what the solves leave open is its bound. */
  share = most > 0.0 ? rsc_number_words_dup (100.0 * most, 3) : rsc_number_words_dup (open, 2);
  ratio = rsc_number_words_dup (
    at / (price->lambda_max[0] > 0.0 ? price->lambda_max[0] : price->lambda_max[1]), 2);
  if (!(most > 0.0))
    return g_strdup_printf (
      _ (
        "At the %zu λ looked at the cone constraints cost nothing%s, to %s of the objective: gated "
        "ReLU does no better."),
      price->n, scope, share);
  return g_strdup_printf (_ ("Without the cone constraints the objective is at least %s %% lower%s "
                             "at %s λ_max, where it is most of the %zu λ looked at."),
                          share, scope, ratio, price->n);
}

const char *
rsc_cone_price_words_get_lambda_axis (void)
{
  return _ ("λ_max/λ");
}

const char *
rsc_cone_price_words_get_objective_axis (void)
{
  return _ ("objective");
}

const char *
rsc_cone_price_words_get_price_axis (void)
{
  return _ ("price, %");
}

const char *
rsc_cone_price_words_get_activation (RscActivation activation)
{
  return activation == RSC_ACTIVATION_GATED ? _ ("gated ReLU") : _ ("ReLU");
}

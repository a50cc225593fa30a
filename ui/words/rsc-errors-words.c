/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-errors-words.h"

#include "core/numerics/rsc-number-words.h"
#include <glib/gi18n.h>

const char *
rsc_errors_words_get_lambda_axis (void)
{
  return _ ("λ_max/λ");
}

const char *
rsc_errors_words_get_width_axis (void)
{
  return _ ("m*, neurons of the narrowest optimum");
}

const char *
rsc_errors_words_get_axis (void)
{
  return _ ("mean squared error");
}

const char *
rsc_errors_words_get_train (void)
{
  return _ ("training points");
}

const char *
rsc_errors_words_get_test (void)
{
  return _ ("test points, least norm");
}

const char *
rsc_errors_words_get_narrowest (void)
{
  return _ ("test points, narrowest");
}

char *
rsc_errors_words_dup_sentence (const RscPathErrors *errors, const char *scope)
{
  gsize most = 0, n_open = 0;
  g_autofree char *ratio = NULL;

  for (gsize k = 0; k < errors->n; k++)
    {
      most = MAX (most, errors->width[k]);
      n_open += !errors->proved[k];
    }
  if (errors->n == 0)
    return g_strdup (_ ("The zero network is optimal for every λ."));
  ratio = rsc_number_words_dup (errors->lambda[errors->n - 1] / errors->lambda_max, 2);
  if (n_open > 0)
    return g_strdup_printf (
      g_dngettext (NULL,
                   "Training points: %zu. At the λ looked at, down to %s λ_max, an optimum%s needs "
                   "at most %zu neuron; at %zu of %zu of them fewer are not excluded.",
                   "Training points: %zu. At the λ looked at, down to %s λ_max, an optimum%s needs "
                   "at most %zu neurons; at %zu of %zu of them fewer are not excluded.",
                   most),
      errors->n_train, ratio, scope, most, n_open, errors->n);
  return g_strdup_printf (g_dngettext (NULL,
                                       "Training points: %zu. At the %zu λ looked at, down to %s "
                                       "λ_max, an optimum%s needs up to %zu neuron.",
                                       "Training points: %zu. At the %zu λ looked at, down to %s "
                                       "λ_max, an optimum%s needs up to %zu neurons.",
                                       most),
                          errors->n_train, errors->n, ratio, scope, most);
}

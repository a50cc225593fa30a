/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-counterpart-words.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-cone-price-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-set-words.h"
#include <glib/gi18n.h>

#define DIGITS 6

static void
append_set (GString *text, const RscOptimalSet *set, RscActivation activation)
{
  const char *name = rsc_cone_price_words_get_activation (activation);

  if (set == NULL)
    {
      g_string_append_printf (text, _ ("%s: being solved…\n"), name);
      return;
    }
  g_autofree char *objective =
    rsc_number_words_dup (rsc_solution_get_objective (rsc_optimal_set_get_solution (set)), DIGITS);
  g_autofree char *dimension = rsc_set_words_dup_uniqueness (set);
  g_autofree char *narrowest = rsc_set_words_dup_narrowest (set);
  g_string_append_printf (text, _ ("%s: objective %s\n"), name, objective);
  g_string_append_printf (text, _ ("Dimension %s\n"), dimension);
  g_string_append_printf (text, _ ("Narrowest: %s\n"), narrowest);
}

char *
rsc_counterpart_words_dup_facts (const RscOptimalSet *relu, const RscOptimalSet *gated)
{
  const RscOptimalSet *known = relu != NULL ? relu : gated;

  if (known == NULL)
    return g_strdup ("");
  RscSolution *solution = rsc_optimal_set_get_solution (known);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *lambda = rsc_number_words_dup (rsc_solution_get_lambda (solution), 4);
  g_string_append_printf (text, _ ("At λ = %s:\n"), lambda);
  append_set (text, relu, RSC_ACTIVATION_RELU);
  append_set (text, gated, RSC_ACTIVATION_GATED);
  if (relu != NULL && gated != NULL)
    {
      const double with = rsc_solution_get_objective (rsc_optimal_set_get_solution (relu));
      const double without = rsc_solution_get_objective (rsc_optimal_set_get_solution (gated));
      g_autofree char *share =
        rsc_number_words_dup (with > 0.0 ? 100.0 * MAX (with - without, 0.0) / with : 0.0, 3);

      g_string_append_printf (text, _ ("The cone constraints cost %s %% of the objective here%s"),
                              share, rsc_pattern_words_scope (solution));
    }
  return g_strchomp (g_strdup (text->str));
}

const char *
rsc_counterpart_words_get (RscCounterpartTerm term)
{
  static const char *const terms[RSC_N_COUNTERPART_TERMS] = {
    [RSC_COUNTERPART_ASK] =
      N_ ("Gated networks have the same patterns without the cone constraints that make a ReLU of "
          "them. What the constraints cost along λ is worked out when you ask for it."),
    [RSC_COUNTERPART_WAITING] = N_ ("Both programs are solved at 61 λ…"),
    [RSC_COUNTERPART_IMPOSSIBLE] =
      N_ ("These data have too many activation patterns to list, and gates are a list: sample "
          "patterns to compare."),
  };

  g_return_val_if_fail (term < RSC_N_COUNTERPART_TERMS, "");
  return _ (terms[term]);
}

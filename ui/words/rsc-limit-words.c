/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-limit-words.h"

#include <glib/gi18n.h>
#include <math.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-pattern-words.h"

const char *
rsc_limit_words_get_name (void)
{
  return _ ("λ → 0");
}

const char *
rsc_limit_words_get_tip (void)
{
  return _ ("To the end of the path, λ → 0: of the networks with the least squared error, those "
            "with the least penalty");
}

static gboolean
is_priced (const RscLimit *limit)
{
  RscProblem *problem = rsc_solution_get_problem (limit->near);

  return rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem)) == RSC_PATTERNS_PRICED;
}

const char *
rsc_limit_words_scope (const RscLimit *limit)
{
  return is_priced (limit) ? "" : rsc_pattern_words_scope (limit->near);
}

const char *
rsc_limit_words_over (const RscLimit *limit)
{
  return is_priced (limit) ? _ ("over all patterns") : rsc_pattern_words_certificate (limit->near);
}

/* What is fitted. */
static char *
dup_fit (const RscLimit *limit)
{
  const char *scope = rsc_limit_words_scope (limit);
  g_autofree char *half = NULL, *least = NULL;

  if (limit->interpolates)
    return g_strdup (_ ("the targets are fitted exactly"));
  half = rsc_number_words_dup (0.5 * limit->squared_error, 4);
  if (isinf (limit->fitting_bound))
    return g_strdup_printf (
      _ ("no network fits the targets%s: the nearest fit, half squared error %s"),
      limit->is_exact ? "" : scope, half);
  least = rsc_number_words_dup (limit->fitting_bound, 3);
  return g_strdup_printf (
    _ ("no network with a penalty below %s fits the targets%s: the nearest fit "
       "found, half squared error %s"),
    least, scope, half);
}

char *
rsc_limit_words_dup_sentence (const RscLimit *limit)
{
  g_autofree char *fit = NULL, *penalty = NULL, *bound = NULL;
  const char *scope;

  if (limit == NULL)
    return g_strdup (_ ("λ → 0: following λ to the end of the path…"));
  fit = dup_fit (limit);
  scope = rsc_limit_words_scope (limit);
  penalty = rsc_number_words_dup (rsc_solution_get_penalty (limit->network), 6);
  if (limit->status == RSC_SOLUTION_CONVERGED)
    return g_strdup_printf (
      _ ("λ → 0: %s, with the least penalty of all networks with this fit%s, %s"), fit, scope,
      penalty);
  if (limit->misfit > RSC_TOLERANCE_EXACT_STEP)
    {
      g_autofree char *misfit = rsc_number_words_dup (limit->misfit, 1);

      return g_strdup_printf (_ ("λ → 0, not solved: %s; reached to %s of it"), fit, misfit);
    }
  bound = rsc_number_words_dup (limit->bound, 6);
  return g_strdup_printf (
    _ (
      "λ → 0, not solved: %s; networks with this fit have a penalty of %s at least%s, this one %s"),
    fit, bound, scope, penalty);
}

char *
rsc_limit_words_dup_certificate (const RscLimit *limit)
{
  g_autofree char *gap = rsc_number_words_dup (limit->relative_gap, 1);
  const char *over = rsc_limit_words_over (limit);

  if (limit->misfit > RSC_TOLERANCE_EXACT_STEP)
    return g_strdup (_ ("λ → 0 not certified: the fit is not reached"));
  return g_strdup_printf (limit->status == RSC_SOLUTION_CONVERGED
                            ? _ ("λ → 0 certified %s: gap of the penalty %s")
                            : _ ("λ → 0 not certified %s: gap of the penalty %s"),
                          over, gap);
}

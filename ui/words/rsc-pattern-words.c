/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pattern-words.h"

#include <glib/gi18n.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"

static RscPatternsKind
get_kind (RscProblem *problem)
{
  return rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem));
}

gboolean
rsc_pattern_words_is_all (RscSolution *solution)
{
  return rsc_solution_is_over_all (solution);
}

const char *
rsc_pattern_words_scope (RscSolution *solution)
{
  if (rsc_solution_is_over_all (solution))
    return "";
  switch (get_kind (rsc_solution_get_problem (solution)))
    {
    case RSC_PATTERNS_SAMPLED:
      return _ (" among the sampled patterns");
    case RSC_PATTERNS_GATES:
      return _ (" among the patterns of the given gates");
    case RSC_PATTERNS_ALL:
    case RSC_PATTERNS_PRICED:
    default:
      return _ (" among the patterns in use");
    }
}

const char *
rsc_pattern_words_certificate (RscSolution *solution)
{
  switch (get_kind (rsc_solution_get_problem (solution)))
    {
    case RSC_PATTERNS_SAMPLED:
      return _ ("over the sampled patterns: others could do better");
    case RSC_PATTERNS_GATES:
      return _ ("over the patterns of the given gates: others could do better");
    case RSC_PATTERNS_PRICED:
      return rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED
               ? _ ("over all patterns")
               : _ ("over the patterns in use: others could do better");
    case RSC_PATTERNS_ALL:
    default:
      return _ ("over all patterns");
    }
}

char *
rsc_pattern_words_dup_gap (RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autofree char *gap = rsc_number_words_dup (rsc_solution_get_relative_gap (solution), 1);
  g_autofree char *bound = rsc_number_words_dup (rsc_solution_get_bound_over_all (solution), 1);

  if (get_kind (problem) != RSC_PATTERNS_PRICED)
    return g_strdup_printf ("%s %s", gap, rsc_pattern_words_certificate (solution));
  return g_strdup_printf (_ ("%s over all patterns, %s over the %zu in use"), bound, gap, n);
}

char *
rsc_pattern_words_dup_count (RscProblem *problem)
{
  const gsize n = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autofree char *most = NULL;

  switch (get_kind (problem))
    {
    case RSC_PATTERNS_SAMPLED:
      return g_strdup_printf (g_dngettext (NULL, "%zu activation pattern of random gates",
                                           "%zu activation patterns of random gates", n),
                              n);
    case RSC_PATTERNS_GATES:
      return g_strdup_printf (g_dngettext (NULL, "%zu activation pattern of the given gates",
                                           "%zu activation patterns of the given gates", n),
                              n);
    case RSC_PATTERNS_PRICED:
      most = rsc_number_words_dup (
        rsc_cells_count_general (rsc_problem_get_n (problem), rsc_problem_get_d (problem)), 3);
      if (rsc_problem_get_d (problem) > RSC_SEARCH_DIMENSION_MAX)
        return g_strdup_printf (
          g_dngettext (
            NULL,
            "%zu activation pattern in use, of up to %s, which are not searched beyond %d columns",
            "%zu activation patterns in use, of up to %s, which are not searched beyond %d columns",
            n),
          n, most, RSC_SEARCH_DIMENSION_MAX);
      return g_strdup_printf (
        g_dngettext (NULL, "%zu activation pattern in use, of up to %s that were searched",
                     "%zu activation patterns in use, of up to %s that were searched", n),
        n, most);
    case RSC_PATTERNS_ALL:
    default:
      return g_strdup_printf (g_dngettext (NULL, "%zu activation pattern, the only one",
                                           "all %zu activation patterns", n),
                              n);
    }
}

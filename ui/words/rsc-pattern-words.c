/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-pattern-words.h"

#include <glib/gi18n.h>

static RscPatternsKind
get_kind (RscProblem *problem)
{
  return rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem));
}

gboolean
rsc_pattern_words_is_all (RscProblem *problem)
{
  return get_kind (problem) == RSC_PATTERNS_ALL;
}

const char *
rsc_pattern_words_scope (RscProblem *problem)
{
  switch (get_kind (problem))
    {
    case RSC_PATTERNS_ALL:
      return "";
    case RSC_PATTERNS_SAMPLED:
      return _ (" among the sampled patterns");
    case RSC_PATTERNS_GATES:
    default:
      return _ (" among the patterns of the given gates");
    }
}

const char *
rsc_pattern_words_certificate (RscProblem *problem)
{
  switch (get_kind (problem))
    {
    case RSC_PATTERNS_ALL:
      return _ ("over all patterns");
    case RSC_PATTERNS_SAMPLED:
      return _ ("over the sampled patterns: others could do better");
    case RSC_PATTERNS_GATES:
    default:
      return _ ("over the patterns of the given gates: others could do better");
    }
}

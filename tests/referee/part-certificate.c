/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "parts.h"

/* Gaps of solutions in every way that they come about, and what is claimed of sets that were solved
 * coarsely. */

static void
look_at_coarse (Judge *judge)
{
  static const double tolerances[] = { 1e-2, 1e-4, 1e-6 };
  double lambda = judge_get_lambda (judge);

  judge->claims_only = TRUE;
  for (gsize k = 0; k < G_N_ELEMENTS (tolerances); k++)
    {
      if (judge_solve (judge, lambda, tolerances[k], NULL))
        judge_set (judge);
      judge_reset (judge);
    }
}

/* Warm starts from a larger and a smaller λ, and what lies between the two. */
static void
look_at_warm (Judge *judge)
{
  double lambda = judge_get_lambda (judge);
  g_autoptr (RscSolution) above = NULL;
  g_autoptr (RscSolution) below = NULL;
  g_autoptr (RscSolution) between = NULL;

  if (!judge_solve (judge, 1.05 * lambda, 0.0, NULL))
    return;
  above = rsc_solution_ref (judge->solution);
  judge_reset (judge);
  if (!judge_solve (judge, 0.95 * lambda, 0.0, above))
    return;
  below = rsc_solution_ref (judge->solution);
  judge_reset (judge);
  if (!judge_solve (judge, lambda, 0.0, below))
    return;
  between = rsc_solution_new_between (above, below, lambda, 1e-3, 0.0);
  judge_certificate (judge, "between", between);
}

void
part_certificate (Judge *judge)
{
  if (!(judge_get_lambda (judge) > 0.0))
    return;
  look_at_coarse (judge);
  look_at_warm (judge);
}

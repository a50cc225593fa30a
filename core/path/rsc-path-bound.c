/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-bound.h"

#include <math.h>

/* Bound on the gap of @solution's w at t times its λ, t > 0, and *@dual the dual objective that it
 * comes with. Where δ is the gap at t = 1, ||r - ν||² <= 2 δ for the feasible ν behind it, and
 * the scaled t ν has the gap (1-t)(||r||² - t ||ν||²)/2 + t δ. Over all patterns where the solution
 * is. */
double
rsc_path_bound_gap (const RscSolution *solution, double t, double *dual)
{
  const double r2 = rsc_solution_get_squared_error (solution);
  const double relative = rsc_solution_is_over_all (solution)
                            ? rsc_solution_get_bound_over_all (solution)
                            : rsc_solution_get_relative_gap (solution);
  const double delta = MAX (0.0, rsc_solution_get_objective (solution) * relative);
  const double error = sqrt (2.0 * delta);
  const double shortest = MAX (0.0, sqrt (r2) - error), longest = sqrt (r2) + error;
  const double nu2 = t < 1.0 ? shortest * shortest : longest * longest;
  const double gap = MAX (0.0, 0.5 * (1.0 - t) * (r2 - t * nu2) + t * delta);
  const double primal =
    0.5 * r2 + t * rsc_solution_get_lambda (solution) * rsc_solution_get_penalty (solution);

  *dual = primal - gap;
  return gap;
}

/* The smallest t in [@least, 1) down to which @solution's w stays within @epsilon. */
double
rsc_path_bound_find_step (const RscSolution *solution, double epsilon, double least)
{
  double bad = least, good = 1.0, dual;

  if (rsc_path_bound_gap (solution, least, &dual) <= epsilon * dual)
    return least;
  for (int i = 0; i < 60; i++)
    {
      const double t = 0.5 * (bad + good);

      if (rsc_path_bound_gap (solution, t, &dual) <= epsilon * dual)
        good = t;
      else
        bad = t;
    }
  return good;
}

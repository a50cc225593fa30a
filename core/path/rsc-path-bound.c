/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-bound.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

/* What a solution says of other λ: ||r||², the gap δ at its own, bounds of the length of the
 * feasible ν behind that, and λ Σ||w_b||. Over all patterns where the solution is. */
typedef struct
{
  double r2;
  double delta;
  double shortest;
  double longest;
  double penalty;
} Bound;

static Bound
bound_of (const RscSolution *solution)
{
  const double r2 = rsc_solution_get_squared_error (solution);
  const double relative = rsc_solution_is_over_all (solution)
                            ? rsc_solution_get_bound_over_all (solution)
                            : rsc_solution_get_relative_gap (solution);
  const double delta = MAX (0.0, rsc_solution_get_objective (solution) * relative);
  const double error = sqrt (2.0 * delta);

  return (Bound){ r2, delta, MAX (0.0, sqrt (r2) - error), sqrt (r2) + error,
                  rsc_solution_get_lambda (solution) * rsc_solution_get_penalty (solution) };
}

/* ||r - ν||² <= 2 δ, and t ν has the gap (1-t)(||r||² - t ||ν||²)/2 + t δ. */
static double
bound_gap (const Bound *self, double t, double *dual)
{
  const double nu2 = t < 1.0 ? self->shortest * self->shortest : self->longest * self->longest;
  const double gap = MAX (0.0, 0.5 * (1.0 - t) * (self->r2 - t * nu2) + t * self->delta);
  const double primal = 0.5 * self->r2 + t * self->penalty;

  *dual = primal - gap;
  return gap;
}

double
rsc_path_bound_gap (const RscSolution *solution, double t, double *dual)
{
  const Bound bound = bound_of (solution);

  return bound_gap (&bound, t, dual);
}

/* The smallest t in [@least, 1) down to which @solution's w stays within @epsilon. */
double
rsc_path_bound_find_step (const RscSolution *solution, double epsilon, double least)
{
  const Bound bound = bound_of (solution);
  double bad = least, good = 1.0, dual;

  if (bound_gap (&bound, least, &dual) <= epsilon * dual)
    return least;
  for (int i = 0; i < 60; i++)
    {
      const double t = 0.5 * (bad + good);

      if (bound_gap (&bound, t, &dual) <= epsilon * dual)
        good = t;
      else
        bad = t;
    }
  return good;
}

/* At each λ in between the combination of the two networks has the residual and the penalty in
 * between as well, and that residual is feasible for the dual, for ||v_b|| is convex. With the
 * share t of the second its gap is
 *   (1-t) δ_0 + t δ_1 - t (1-t) (Δλ Δ(Σ||w_b||) + ||Δŷ||²), δ those of the two. */
gboolean
rsc_path_bound_is_straight (const RscSolution *above, const RscSolution *below, double *drift)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (above));
  const double *fit_above = rsc_solution_get_fit (above), *fit_below = rsc_solution_get_fit (below);
  const double objective =
    MAX (0.0, MIN (rsc_solution_get_objective (above), rsc_solution_get_objective (below)));
  const double known = MAX (bound_of (above).delta, bound_of (below).delta);
  g_autofree double *turn = g_new (double, n + 1);
  double bend, gap;

  for (gsize i = 0; i < n; i++)
    turn[i] = fit_below[i] - fit_above[i];
  bend = (rsc_solution_get_lambda (above) - rsc_solution_get_lambda (below))
           * (rsc_solution_get_penalty (below) - rsc_solution_get_penalty (above))
         - pow (cblas_dnrm2 ((int) n, turn, 1), 2.0);
  gap = known + 0.25 * MAX (0.0, bend);
  *drift = sqrt (2.0 * gap);
  return gap <= RSC_TOLERANCE_STRAIGHT * objective;
}

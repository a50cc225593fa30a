/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-cone-price.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>

/* Solves one of the two programs at every point. @done: of 2 n. */
static gboolean
solve_all (RscConePrice *self,
           RscProblem *problem,
           const RscSolverSettings *settings,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const RscActivation kind = rsc_problem_get_activation (problem);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, settings);
  g_autoptr (RscSolution) last = NULL;

  for (gsize k = 0; k < self->n; k++)
    {
      RscConePricePoint *point = self->points + k;
      g_autoptr (RscSolution) solution =
        rsc_solver_run (solver, point->lambda, last, NULL, NULL, cancellable, error);
      g_autoptr (RscNetwork) network = NULL;

      if (solution == NULL)
        return FALSE;
      network = rsc_solution_dup_network (solution);
      point->objective[kind] = rsc_solution_get_objective (solution);
      point->dual[kind] = rsc_solution_get_dual_objective (solution);
      point->width[kind] = rsc_network_get_width (network);
      point->converged =
        point->converged && rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED;
      g_clear_pointer (&last, rsc_solution_unref);
      last = g_steal_pointer (&solution);
      if (progress != NULL)
        progress ((double) ((kind == RSC_ACTIVATION_RELU ? 0 : self->n) + k + 1)
                    / (double) (2 * self->n),
                  NAN, progress_data);
    }
  if (kind == RSC_ACTIVATION_RELU)
    self->last = g_steal_pointer (&last);
  return TRUE;
}

RscConePrice *
rsc_cone_price_new (RscProblem *relu,
                    gsize n,
                    double ratio_min,
                    const RscSolverSettings *settings,
                    RscProgressFunc progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (relu != NULL && n >= 2, NULL);
  g_return_val_if_fail (ratio_min > 0.0 && ratio_min < 1.0, NULL);
  g_return_val_if_fail (rsc_problem_get_activation (relu) == RSC_ACTIVATION_RELU, NULL);

  g_autoptr (RscConePrice) self = NULL;
  g_autoptr (RscProblem) gated =
    rsc_problem_new (rsc_problem_get_dataset (relu), rsc_problem_get_bias (relu),
                     RSC_ACTIVATION_GATED, rsc_problem_get_arrangement (relu), cancellable, error);
  double high, low;

  if (gated == NULL)
    return NULL;
  self = g_new0 (RscConePrice, 1);
  self->lambda_max[RSC_ACTIVATION_RELU] = rsc_problem_get_lambda_max (relu);
  self->lambda_max[RSC_ACTIVATION_GATED] = rsc_problem_get_lambda_max (gated);
  self->n = n;
  self->points = g_new0 (RscConePricePoint, n);
  high = MAX (self->lambda_max[0], self->lambda_max[1]);
  /* Where the zero network is optimal for every λ any scale does; where ReLU has no λ_max of its
   * own, that of the gates is all there is to go by. */
  high = high > 0.0 ? high : 1.0;
  low = ratio_min * (self->lambda_max[0] > 0.0 ? self->lambda_max[0] : high);
  for (gsize k = 0; k < n; k++)
    self->points[k] = (RscConePricePoint){
      .lambda = k == 0 ? high : high * pow (low / high, (double) k / (double) (n - 1)),
      .converged = TRUE,
    };
  if (!solve_all (self, relu, settings, progress, progress_data, cancellable, error)
      || !solve_all (self, gated, settings, progress, progress_data, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
rsc_cone_price_free (RscConePrice *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->last, rsc_solution_unref);
  g_free (self->points);
  g_free (self);
}

void
rsc_cone_price_bound (const RscConePricePoint *point, double *low, double *high)
{
  g_return_if_fail (point != NULL && low != NULL && high != NULL);

  /* What rounding makes of four sums of that size. */
  const double slack = RSC_TOLERANCE_PRICE
                       * (fabs (point->objective[RSC_ACTIVATION_RELU])
                          + fabs (point->objective[RSC_ACTIVATION_GATED]));

  *low =
    MAX (0.0, point->dual[RSC_ACTIVATION_RELU] - point->objective[RSC_ACTIVATION_GATED] - slack);
  *high =
    MAX (*low, point->objective[RSC_ACTIVATION_RELU] - point->dual[RSC_ACTIVATION_GATED] + slack);
}

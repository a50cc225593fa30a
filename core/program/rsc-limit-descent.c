/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-generation-private.h"
#include "core/program/rsc-limit-private.h"

#include <math.h>

void
rsc_limit_descent_tell (RscLimitDescent *self, double fraction, double gap)
{
  if (self->progress == NULL)
    return;
  self->fraction =
    MAX (self->fraction, MIN (self->done + self->part * CLAMP (fraction, 0.0, 1.0), 1.0));
  self->progress (self->fraction, gap, self->progress_data);
}

static void
on_solve (double fraction, double gap, gpointer user_data)
{
  rsc_limit_descent_tell (user_data, fraction, gap);
}

RscProblem *
rsc_limit_descent_get_problem (RscLimitDescent *self)
{
  return self->problem != NULL ? self->problem : rsc_generation_get_problem (self->generation);
}

RscSolution *
rsc_limit_descent_solve (RscLimitDescent *self, double lambda, RscSolution *warm, GError **error)
{
  return self->problem != NULL
           ? rsc_solver_run (self->solver, lambda, warm, on_solve, self, self->cancellable, error)
           : rsc_generation_solve (self->generation, lambda, warm, on_solve, self,
                                   self->cancellable, error);
}

static void
on_search (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  rsc_limit_descent_tell (user_data, 0.0, NAN);
}

gboolean
rsc_limit_descent_find_largest (RscLimitDescent *self,
                                const double *r,
                                double *largest,
                                GError **error)
{
  if (self->problem == NULL)
    {
      RscGeneration *generation = self->generation;
      const RscPricingSettings settings = { .bytes_max = generation->settings.bytes_max,
                                            .deadline = rsc_generation_get_deadline (generation) };
      g_autoptr (RscPricingResult) result = NULL;

      *largest = rsc_generation_measure_spread (generation, r);
      if (!rsc_generation_is_searchable (generation))
        return TRUE;
      rsc_pricing_set_residual (generation->pricing, r);
      result =
        rsc_pricing_search (generation->pricing, &settings, on_search, self, self->cancellable);
      *largest = MIN (*largest, result->upper);
      return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }

  RscPricer *pricer = rsc_solver_get_pricer (self->solver);
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const gsize step = rsc_problem_get_activation (self->problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  const gsize n_patterns =
    rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (self->problem));
  const int exponent = rsc_pricer_get_y_exponent (pricer);
  g_autofree double *scaled = g_new (double, n);
  g_autofree double *v = g_new (double, d + 1);
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    scaled[i] = ldexp (r[i], -exponent);
  if (!rsc_pricer_sweep (pricer, scaled, self->cancellable, error))
    return FALSE;
  for (gsize b = 0; b < 2 * n_patterns; b += step)
    most = MAX (most, rsc_pricer_project (pricer, b, most, v, NULL, NULL));
  *largest = ldexp (most, exponent + rsc_pricer_get_x_exponent (pricer));
  return TRUE;
}

gboolean
rsc_limit_descent_is_late (const RscLimitDescent *self)
{
  const gint64 end = self->generation != NULL ? rsc_generation_get_deadline (self->generation) : 0;

  return end > 0 && g_get_monotonic_time () >= end;
}

RscDataset *
rsc_limit_dup_dataset (const RscProblem *problem, const double *target)
{
  RscDataset *from = rsc_problem_get_dataset (problem);
  RscDataset *source = rsc_dataset_get_source (from);
  const gsize n = rsc_dataset_get_n (source), d = rsc_dataset_get_d (source);
  gboolean bias = FALSE;
  RscRowSpace *space = rsc_dataset_get_space (from, &bias);
  double *x = g_new (double, n *d + 1), *y = g_new (double, n + 1);
  RscDataset *dataset, *entered;

  memcpy (x, rsc_dataset_get_x (source), n * d * sizeof (double));
  memcpy (y, target, n * sizeof (double));
  dataset = rsc_dataset_new_edited (source, n, x, y, NULL);
  if (space == NULL)
    return dataset;
  entered = rsc_dataset_new_in_space (dataset, space, bias, NULL);
  rsc_dataset_unref (dataset);
  return entered;
}

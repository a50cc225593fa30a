/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-landscape.h"

#include <math.h>

struct _RscLandscape
{
  gatomicrefcount ref_count;
  RscProblem *problem;
  double *r;
  double lambda;
  RscOptimalSet *set;
  RscCorrelationProfile *profile;
  RscCorrelations *peaks;
  gboolean passing;
};

/* All neurons, and others beside them. */
static gsize
get_room (const RscLandscape *self)
{
  return rsc_landscape_get_n_neurons (self) + RSC_LANDSCAPE_PEAKS_MAX;
}

/* Without its peaks. */
static RscLandscape *
new_bare (RscProblem *problem, const double *r, double lambda, RscOptimalSet *set)
{
  RscLandscape *self = g_new0 (RscLandscape, 1);
  const gsize n = rsc_problem_get_n (problem);

  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (problem);
  self->r = g_memdup2 (r, n * sizeof (double));
  self->lambda = lambda;
  self->set = set != NULL ? rsc_optimal_set_ref (set) : NULL;
  if (rsc_landscape_get_form (self) == RSC_LANDSCAPE_CURVE)
    self->profile = rsc_correlation_profile_new (n, rsc_problem_get_x (problem), r);
  return self;
}

RscLandscape *
rsc_landscape_new (RscProblem *problem,
                   const double *r,
                   double lambda,
                   RscOptimalSet *set,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (RscLandscape) self = NULL;

  g_return_val_if_fail (problem != NULL, NULL);
  g_return_val_if_fail (r != NULL || rsc_problem_get_n (problem) == 0, NULL);
  g_return_val_if_fail (lambda > 0.0, NULL);

  self = new_bare (problem, r, lambda, set);
  self->peaks =
    rsc_correlations_new_at (problem, r, lambda, set, get_room (self), cancellable, error);
  return self->peaks != NULL ? g_steal_pointer (&self) : NULL;
}

RscLandscape *
rsc_landscape_new_for_set (RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  RscSolution *solution;

  g_return_val_if_fail (set != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  return rsc_landscape_new (rsc_solution_get_problem (solution), rsc_solution_get_dual (solution),
                            rsc_solution_get_lambda (solution), set, cancellable, error);
}

RscLandscape *
rsc_landscape_new_near (RscOptimalSet *set, const RscLandscape *before)
{
  RscSolution *solution;
  RscLandscape *self;

  g_return_val_if_fail (set != NULL, NULL);

  solution = rsc_optimal_set_get_solution (set);
  self = new_bare (rsc_solution_get_problem (solution), rsc_solution_get_dual (solution),
                   rsc_solution_get_lambda (solution), set);
  self->peaks =
    rsc_correlations_new_near (set, before != NULL ? before->peaks : NULL, get_room (self));
  self->passing = self->profile == NULL;
  return self;
}

RscLandscape *
rsc_landscape_ref (RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_landscape_unref (RscLandscape *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_problem_unref (self->problem);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  rsc_correlation_profile_free (self->profile);
  rsc_correlations_free (self->peaks);
  g_free (self->r);
  g_free (self);
}

RscLandscapeForm
rsc_landscape_get_form (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, RSC_LANDSCAPE_PEAKS);

  if (rsc_problem_get_activation (self->problem) != RSC_ACTIVATION_RELU)
    return RSC_LANDSCAPE_PEAKS;
  switch (rsc_problem_get_d (self->problem))
    {
    case 2:
      return RSC_LANDSCAPE_CURVE;
    case 3:
      return RSC_LANDSCAPE_MAP;
    default:
      return RSC_LANDSCAPE_PEAKS;
    }
}

RscProblem *
rsc_landscape_get_problem (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->problem;
}

const double *
rsc_landscape_get_residual (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->r;
}

double
rsc_landscape_get_lambda (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NAN);

  return self->lambda;
}

RscOptimalSet *
rsc_landscape_get_set (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

gsize
rsc_landscape_get_n_neurons (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->set != NULL ? rsc_optimal_set_get_n_neurons (self->set) : 0;
}

const RscCorrelationProfile *
rsc_landscape_get_profile (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->profile;
}

const RscCorrelations *
rsc_landscape_get_peaks (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->peaks;
}

gboolean
rsc_landscape_is_passing (const RscLandscape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->passing;
}

double
rsc_landscape_get_maximum (const RscLandscape *self)
{
  double maximum = 0.0;
  RscCorrelation peak;

  g_return_val_if_fail (self != NULL, NAN);

  /* Neurons stand first, whatever rounding makes of them. */
  for (gsize k = 0; k < rsc_correlations_get_n (self->peaks); k++)
    {
      rsc_correlations_get (self->peaks, k, &peak);
      maximum = fmax (maximum, peak.ratio);
    }
  return maximum;
}

double
rsc_landscape_evaluate (const RscLandscape *self, const double *u)
{
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const double *x = rsc_problem_get_x (self->problem);
  double sum = 0.0;

  g_return_val_if_fail (self != NULL && u != NULL, NAN);

  for (gsize i = 0; i < n; i++)
    {
      double product = 0.0;

      for (gsize k = 0; k < d; k++)
        product += x[i * d + k] * u[k];
      sum += self->r[i] * fmax (product, 0.0);
    }
  return sum / self->lambda;
}

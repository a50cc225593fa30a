/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-model.h"

#include <math.h>

/* Bars that a picture has room for. */
#define BARS_MAX 40

void
rsc_certificate_model_init (RscCertificateModel *self)
{
  *self = (RscCertificateModel){ .hovered = -1 };
}

gboolean
rsc_certificate_model_compute (RscOptimalSet *set,
                               RscCorrelationProfile **profile,
                               RscCorrelations **correlations,
                               GCancellable *cancellable,
                               GError **error)
{
  RscSolution *solution;
  RscProblem *problem;

  g_return_val_if_fail (set != NULL, FALSE);
  g_return_val_if_fail (profile != NULL && correlations != NULL, FALSE);

  solution = rsc_optimal_set_get_solution (set);
  problem = rsc_solution_get_problem (solution);
  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU
      && rsc_problem_get_d (problem) == 2)
    {
      *profile = rsc_correlation_profile_new (
        rsc_problem_get_n (problem), rsc_problem_get_x (problem), rsc_solution_get_dual (solution));
      return TRUE;
    }
  *correlations = rsc_correlations_new (set, BARS_MAX, cancellable, error);
  return *correlations != NULL;
}

gsize
rsc_certificate_model_get_label (const RscCertificateModel *self, gsize neuron)
{
  return self->labels != NULL ? self->labels[neuron] : neuron;
}

double
rsc_certificate_model_get_maximum (const RscCertificateModel *self)
{
  RscCorrelation first;

  if (self->profile != NULL)
    return rsc_correlation_profile_get_maximum (self->profile)
           / rsc_solution_get_lambda (rsc_optimal_set_get_solution (self->set));
  if (self->correlations == NULL || rsc_correlations_get_n (self->correlations) == 0)
    return 0.0;
  rsc_correlations_get (self->correlations, 0, &first);
  return first.ratio;
}

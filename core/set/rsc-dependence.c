/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-dependence.h"

#include "core/numerics/rsc-null-circuit.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

static void
measure_residual (RscDependence *self, const RscOptimalSet *set, gsize n)
{
  g_autofree double *sum = g_new0 (double, n + 1);
  double size = 0.0;

  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, self->neurons[k]);

      cblas_daxpy ((int) n, self->alpha[k], neuron->activation, 1, sum, 1);
      size += fabs (self->alpha[k]) * neuron->length;
    }
  self->residual = cblas_dnrm2 ((int) n, sum, 1) / size;
}

RscDependence *
rsc_dependence_new (const RscOptimalSet *set, GCancellable *cancellable)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree const double **columns = g_new0 (const double *, m + 1);
  g_autofree double *units = g_new (double, n *m + 1);
  g_autofree double *vectors = NULL;
  g_autofree double *v = g_new0 (double, m + 1);
  double largest = 0.0;

  if (rsc_optimal_set_get_dimension (set) == 0)
    return NULL;
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      if (!neuron->in_support)
        continue;
      for (gsize r = 0; r < n; r++)
        units[i * n + r] = neuron->activation[r] / neuron->length;
      columns[i] = units + i * n;
    }
  const gsize p = rsc_null_circuit_list (n, m, columns, &vectors);
  if (p == 0 || g_cancellable_is_cancelled (cancellable))
    return NULL;
  g_autoptr (RscDependence) self = g_new0 (RscDependence, 1);
  self->fewest = rsc_null_circuit_find_fewest (n, m, columns, p, vectors, v, cancellable);
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  self->neurons = g_new (gsize, m);
  self->alpha = g_new (double, m);
  for (gsize i = 0; i < m; i++)
    if (v[i] != 0.0)
      {
        const double alpha = v[i] / rsc_optimal_set_get_neuron (set, i)->length;

        if (fabs (alpha) > fabs (largest))
          largest = alpha;
        self->neurons[self->n_neurons] = i;
        self->alpha[self->n_neurons++] = alpha;
      }
  /* The first one grows. */
  largest = copysign (largest, self->alpha[0]);
  for (gsize k = 0; k < self->n_neurons; k++)
    self->alpha[k] /= largest;
  measure_residual (self, set, n);
  return g_steal_pointer (&self);
}

static const double *
get_gate (const RscNeuron *neuron)
{
  return neuron->gate != NULL ? neuron->gate : neuron->direction;
}

/* The change of slope over the kink of neuron @k, times each data point, is rounding. */
static gboolean
is_smooth (const RscDependence *self, const RscOptimalSet *set, gsize k)
{
  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  const double *here = get_gate (rsc_optimal_set_get_neuron (set, self->neurons[k]));
  g_autofree double *jump = g_new0 (double, n);
  g_autofree double *size = g_new0 (double, n);
  g_autofree double *turned = g_new (double, d);

  for (gsize l = 0; l < self->n_neurons; l++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, self->neurons[l]);
      const double *gate = get_gate (neuron);
      double factor = self->alpha[l] * neuron->sign;

      for (gsize j = 0; j < d; j++)
        turned[j] = -gate[j];
      if (rsc_problem_is_same_direction (problem, here, turned))
        factor = -factor;
      else if (!rsc_problem_is_same_direction (problem, here, gate))
        continue;
      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j < d; j++)
          {
            jump[i] += factor * x[i * d + j] * neuron->direction[j];
            size[i] += fabs (factor * x[i * d + j] * neuron->direction[j]);
          }
    }
  for (gsize i = 0; i < n; i++)
    if (fabs (jump[i]) > RSC_TOLERANCE_SAME_FUNCTION * size[i])
      return FALSE;
  return TRUE;
}

gboolean
rsc_dependence_is_everywhere (const RscDependence *self, const RscOptimalSet *set)
{
  g_return_val_if_fail (self != NULL && set != NULL, FALSE);
  for (gsize k = 0; k < self->n_neurons; k++)
    if (!is_smooth (self, set, k))
      return FALSE;
  return TRUE;
}

RscNetwork *
rsc_dependence_dup_network (const RscDependence *self, const RscOptimalSet *set)
{
  g_return_val_if_fail (self != NULL && set != NULL, NULL);

  const RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  const gsize d = rsc_problem_get_d (problem), m = self->n_neurons;
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *w = g_new0 (double, m *d + 1);
  g_autofree double *gates = g_new0 (double, m *d + 1);
  g_autofree int *signs = g_new0 (int, m + 1);

  for (gsize k = 0; k < m; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, self->neurons[k]);

      cblas_daxpy ((int) d, fabs (self->alpha[k]), neuron->direction, 1, w + k * d, 1);
      signs[k] = self->alpha[k] > 0.0 ? neuron->sign : -neuron->sign;
      if (gated)
        memcpy (gates + k * d, neuron->gate, d * sizeof (double));
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (problem), w, signs,
                                      gated ? gates : NULL);
}

void
rsc_dependence_free (RscDependence *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->neurons);
  g_free (self->alpha);
  g_free (self);
}

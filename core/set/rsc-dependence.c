/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-dependence.h"

#include "core/numerics/rsc-null-circuit.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

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

void
rsc_dependence_free (RscDependence *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->neurons);
  g_free (self->alpha);
  g_free (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-target-effects.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

struct _RscTargetEffects
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  RscSensitivity *sensitivity;
  double *a;         /* n_neurons */
  double *leverages; /* n */
  double degrees;
};

static RscProblem *
get_problem (const RscTargetEffects *self)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
}

/* Whether the neuron has a part in the fit at the row. On the kink of a neuron with a cone the
 * weights move along the face, and it has none; a gate is open on its own side, wherever the
 * weights are 0. */
static gboolean
is_active (const RscTargetEffects *self, const RscNeuron *neuron, gsize row)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (get_problem (self));

  return neuron->gate != NULL
           ? rsc_pattern_is_active (rsc_arrangement_get_pattern (arrangement, neuron->pattern), row)
           : neuron->activation[row] != 0.0;
}

/* dŷ_row for weights that move by @slopes. */
static double
get_fit_slope (const RscTargetEffects *self, const double *slopes, gsize row)
{
  const RscProblem *problem = get_problem (self);
  const gsize d = rsc_problem_get_d (problem), m = rsc_optimal_set_get_n_neurons (self->set);
  const double *x = rsc_problem_get_x (problem) + row * d;
  double sum = 0.0;

  for (gsize k = 0; k < m; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, k);

      if (self->a[k] > 0.0 && is_active (self, neuron, row))
        sum += neuron->sign * cblas_ddot ((int) d, x, 1, slopes + k * d, 1);
    }
  return sum;
}

RscTargetEffects *
rsc_target_effects_new (RscOptimalSet *set,
                        const double *a,
                        GCancellable *cancellable,
                        GError **error)
{
  g_return_val_if_fail (set != NULL && a != NULL, NULL);

  g_autoptr (RscSensitivity) sensitivity = rsc_sensitivity_new (set, a, error);
  if (sensitivity == NULL)
    return NULL;
  g_autoptr (RscTargetEffects) self = g_new0 (RscTargetEffects, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  self->sensitivity = g_steal_pointer (&sensitivity);

  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const gsize n = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));
  g_autofree double *slopes = g_new (double, m *d + 1);
  self->a = g_memdup2 (a, MAX (m, 1) * sizeof (double));
  self->leverages = g_new0 (double, n);
  for (gsize i = 0; i < n; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      rsc_sensitivity_get_target_slopes (self->sensitivity, i, slopes);
      self->leverages[i] = get_fit_slope (self, slopes, i);
      self->degrees += self->leverages[i];
    }
  return g_steal_pointer (&self);
}

RscTargetEffects *
rsc_target_effects_new_for (RscOptimalSet *set,
                            const double *picked,
                            RscTargetEffectsOf *of,
                            GCancellable *cancellable,
                            GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);

  RscTargetEffectsOf found = RSC_TARGET_EFFECTS_OF_THE_ONLY;
  RscTargetEffects *effects = NULL;

  if (rsc_optimal_set_is_unique (set))
    effects = rsc_target_effects_new (set, rsc_optimal_set_get_min_norm (set), cancellable, error);
  else
    {
      found = RSC_TARGET_EFFECTS_OF_THE_PICKED;
      if (picked != NULL)
        effects = rsc_target_effects_new (set, picked, cancellable, NULL);
      if (effects == NULL)
        {
          found = RSC_TARGET_EFFECTS_OF_THE_NARROWEST;
          effects =
            rsc_target_effects_new (set, rsc_optimal_set_get_narrowest (set), cancellable, error);
        }
    }
  if (of != NULL)
    *of = found;
  return effects;
}

RscTargetEffects *
rsc_target_effects_ref (RscTargetEffects *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_target_effects_unref (RscTargetEffects *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->sensitivity, rsc_sensitivity_unref);
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_free (self->a);
  g_free (self->leverages);
  g_free (self);
}

RscOptimalSet *
rsc_target_effects_get_set (const RscTargetEffects *self)
{
  return self->set;
}

const double *
rsc_target_effects_get_norms (const RscTargetEffects *self)
{
  return self->a;
}

const double *
rsc_target_effects_get_leverages (const RscTargetEffects *self)
{
  return self->leverages;
}

double
rsc_target_effects_get_degrees (const RscTargetEffects *self)
{
  return self->degrees;
}

double
rsc_target_effects_find (const RscTargetEffects *self, gsize row, double *norms, double *fit)
{
  const RscProblem *problem = get_problem (self);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree double *slopes = g_new (double, m *d + 1);

  g_return_val_if_fail (row < n, 0.0);
  rsc_sensitivity_get_target_slopes (self->sensitivity, row, slopes);
  for (gsize k = 0; norms != NULL && k < m; k++)
    norms[k] = cblas_ddot ((int) d, slopes + k * d, 1,
                           rsc_optimal_set_get_neuron (self->set, k)->direction, 1);
  for (gsize i = 0; fit != NULL && i < n; i++)
    fit[i] = get_fit_slope (self, slopes, i);
  return rsc_solution_get_dual (rsc_optimal_set_get_solution (self->set))[row];
}

RscNetwork *
rsc_target_effects_dup_network (const RscTargetEffects *self, gsize row, gsize **neurons)
{
  const RscProblem *problem = get_problem (self);
  const gsize d = rsc_problem_get_d (problem), m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree double *slopes = g_new (double, m *d + 1);
  g_autofree double *w = g_new0 (double, m *d + 1);
  g_autofree double *gates = g_new0 (double, m *d + 1);
  g_autofree int *signs = g_new0 (int, m + 1);
  g_autofree gsize *which = g_new (gsize, m + 1);
  gsize count = 0;

  g_return_val_if_fail (row < rsc_problem_get_n (problem), NULL);
  rsc_sensitivity_get_target_slopes (self->sensitivity, row, slopes);
  for (gsize k = 0; k < m; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, k);

      if (!(cblas_dnrm2 ((int) d, slopes + k * d, 1) > 0.0))
        continue;
      memcpy (w + count * d, slopes + k * d, d * sizeof (double));
      memcpy (gates + count * d, neuron->gate != NULL ? neuron->gate : neuron->direction,
              d * sizeof (double));
      signs[count] = neuron->sign;
      which[count++] = k;
    }
  if (neurons != NULL)
    *neurons = g_steal_pointer (&which);
  return rsc_network_new_from_convex (count, d, rsc_problem_get_bias (problem), w, signs, gates);
}

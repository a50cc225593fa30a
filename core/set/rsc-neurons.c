/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-neurons.h"

#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

static inline int
find_side (gsize d, const double *x, const RscWide *direction, double kink)
{
  double value = 0.0, size = 0.0, floor = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      value += x[k] * direction[k].high;
      size += fabs (x[k] * direction[k].high);
      floor += fabs (x[k]) * RSC_TOLERANCE_DIRECTION_ENTRY;
    }
  /* Most are far from the kink, as doubles can tell. */
  if (fabs (value) > (kink + DBL_EPSILON * (double) (d + 2)) * size + floor)
    return value > 0.0 ? 1 : -1;
  value = rsc_wide_round (rsc_wide_dot (d, x, direction));
  return fabs (value) <= kink * size + floor ? 0 : value > 0.0 ? 1 : -1;
}

int
rsc_neuron_find_side (gsize d, const double *x, const RscWide *direction, double kink)
{
  return find_side (d, x, direction, kink);
}

void
rsc_neuron_fill_activation_wide (const RscProblem *problem,
                                 RscNeuron *neuron,
                                 const RscWide *direction,
                                 double kink)
{
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  const double *all = rsc_problem_get_x (problem);
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), neuron->pattern);

  neuron->activation = g_new0 (double, n);
  neuron->boundary_rows = 0;
  for (gsize i = 0; i < n; i++)
    {
      const double *x = all + i * d;
      const int side = find_side (d, x, direction, kink);

      if (side == 0)
        {
          gboolean is_zero = TRUE;

          for (gsize k = 0; k < d; k++)
            is_zero = is_zero && x[k] == 0.0;
          neuron->boundary_rows += is_zero ? 0 : 1;
        }
      else if (gated ? rsc_pattern_is_active (pattern, i) : side > 0)
        neuron->activation[i] =
          (gated ? 1 : neuron->sign) * rsc_wide_round (rsc_wide_dot (d, x, direction));
    }
  neuron->length = cblas_dnrm2 ((int) n, neuron->activation, 1);
}

void
rsc_neuron_fill_activation (const RscProblem *problem, RscNeuron *neuron)
{
  gsize d = rsc_problem_get_d (problem);
  g_autofree RscWide *direction = g_new (RscWide, d);

  for (gsize k = 0; k < d; k++)
    direction[k] = rsc_wide (neuron->direction[k]);
  rsc_neuron_fill_activation_wide (problem, neuron, direction, RSC_TOLERANCE_KINK);
}

RscNeuron *
rsc_neurons_new (const RscProblem *problem,
                 gsize n_neurons,
                 gsize count,
                 const gsize *blocks,
                 const gsize *neuron_of,
                 const RscWide *directions,
                 double kink,
                 GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize d = rsc_problem_get_d (problem);
  RscNeuron *neurons = g_new0 (RscNeuron, n_neurons + 1);

  for (gsize i = 0; i < count; i++)
    neurons[neuron_of[i]].n_blocks++;
  for (gsize i = 0; i < count; i++)
    {
      RscNeuron *neuron = &neurons[neuron_of[i]];
      const RscWide *direction = directions + neuron_of[i] * d;

      if (neuron->blocks == NULL)
        {
          neuron->blocks = g_new (gsize, neuron->n_blocks);
          neuron->n_blocks = 0;
          neuron->sign = RSC_BLOCK_SIGN (blocks[i]);
          neuron->pattern = RSC_BLOCK_PATTERN (blocks[i]);
          neuron->direction = g_new (double, d);
          for (gsize k = 0; k < d; k++)
            neuron->direction[k] = rsc_wide_round (direction[k]);
          rsc_neuron_fill_activation_wide (problem, neuron, direction, kink);
        }
      neuron->blocks[neuron->n_blocks++] = blocks[i];
    }
  for (gsize k = 0; k < n_neurons && gated; k++)
    {
      neurons[k].gate = g_new0 (double, d);
      if (!rsc_arrangement_get_gate (arrangement, rsc_problem_get_x (problem), neurons[k].pattern,
                                     neurons[k].gate, error))
        {
          rsc_neurons_free (n_neurons, neurons);
          return NULL;
        }
    }
  return neurons;
}

void
rsc_neurons_free (gsize n_neurons, RscNeuron *neurons)
{
  for (gsize i = 0; neurons != NULL && i < n_neurons; i++)
    {
      g_free (neurons[i].direction);
      g_free (neurons[i].activation);
      g_free (neurons[i].blocks);
      g_free (neurons[i].gate);
    }
  g_free (neurons);
}

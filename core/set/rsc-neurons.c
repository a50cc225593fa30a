/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-neurons.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* |x^T u| below this times ||x|| is on the kink: projections are accurate to some 1e-14. */
#define KINK 1e-9

/* An equicorrelated block and its direction. */
typedef struct
{
  gsize block;
  double key;
  const double *u;
} Entry;

static int
compare_entries (const void *one, const void *two)
{
  const Entry *a = one;
  const Entry *b = two;

  if (a->key != b->key)
    return a->key < b->key ? -1 : 1;
  return a->block < b->block ? -1 : a->block > b->block;
}

/* Groups blocks of equal sign and direction: neuron_of[i] is the group of block i, groups numbered
 * by their first block. With gates every block is a neuron of its own: where gates differ, so do
 * the functions off the training points. Returns the number of groups. */
gsize
rsc_neurons_merge (const RscProblem *problem,
                   gsize count,
                   const gsize *blocks,
                   const double *directions,
                   gsize *neuron_of)
{
  gsize d = rsc_problem_get_d (problem);
  gsize n_groups = 0;

  if (rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED)
    {
      for (gsize i = 0; i < count; i++)
        neuron_of[i] = i;
      return count;
    }
  /* Equal directions have equal keys up to rounding, and a generic key tells most others apart: so
   * only neighbours in the sorted order are compared. */
  g_autofree Entry *entries = g_new (Entry, count + 1);
  g_autofree gsize *leader = g_new (gsize, count + 1);
  double key_scale = 0.0;
  for (gsize k = 0; k < d; k++)
    key_scale = MAX (key_scale, fabs (cos (1.0 + 1.7 * (double) k)));
  key_scale *= sqrt ((double) d);
  for (gsize i = 0; i < count; i++)
    {
      entries[i] = (Entry){ i, 0.0, directions + i * d };
      for (gsize k = 0; k < d; k++)
        entries[i].key += cos (1.0 + 1.7 * (double) k) * entries[i].u[k];
      leader[i] = i;
    }
  qsort (entries, count, sizeof (Entry), compare_entries);
  g_autofree gsize *window = g_new (gsize, count + 1); /* positions of leaders near the sweep */
  gsize n_window = 0;
  for (gsize i = 0; i < count; i++)
    {
      gsize kept = 0;
      gboolean merged = FALSE;
      for (gsize p = 0; p < n_window; p++)
        {
          const Entry *other = &entries[window[p]];
          if (entries[i].key - other->key > 2.0 * key_scale * RSC_TOLERANCE_MERGE)
            continue;
          window[kept++] = window[p];
          if (merged
              || RSC_BLOCK_SIGN (blocks[entries[i].block]) != RSC_BLOCK_SIGN (blocks[other->block]))
            continue;
          double distance = 0.0;
          for (gsize k = 0; k < d; k++)
            distance = hypot (distance, entries[i].u[k] - other->u[k]);
          if (distance <= RSC_TOLERANCE_MERGE)
            {
              leader[entries[i].block] = other->block;
              merged = TRUE;
            }
        }
      n_window = kept;
      if (!merged)
        window[n_window++] = i;
    }
  /* Number the groups by their first block, whatever the sweep met first. */
  g_autofree gsize *number = g_new (gsize, count + 1);
  for (gsize i = 0; i < count; i++)
    number[i] = G_MAXSIZE;
  for (gsize i = 0; i < count; i++)
    {
      if (number[leader[i]] == G_MAXSIZE)
        number[leader[i]] = n_groups++;
      neuron_of[i] = number[leader[i]];
    }
  return n_groups;
}

static gboolean
is_on_kink (gsize d, const double *x, const double *direction, double *value)
{
  *value = cblas_ddot ((int) d, x, 1, direction, 1);
  return fabs (*value) <= KINK * cblas_dnrm2 ((int) d, x, 1);
}

static gsize
count_on_kink (const RscProblem *problem, const double *direction)
{
  const gsize d = rsc_problem_get_d (problem);
  gsize count = 0;
  double value;

  for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
    count += is_on_kink (d, rsc_problem_get_x (problem) + i * d, direction, &value);
  return count;
}

/* Whether the block with direction @other says more exactly than the one with @direction where their
 * neuron is. Where a neuron comes near a data point, the block on the other side of it projects on the
 * wall between them: that is off, and so little that it does not show in the length. */
static gboolean
is_better_direction (const RscProblem *problem, const double *direction, const double *other)
{
  double distance = 0.0;

  for (gsize k = 0; k < rsc_problem_get_d (problem); k++)
    distance = hypot (distance, direction[k] - other[k]);
  return distance > KINK && count_on_kink (problem, other) < count_on_kink (problem, direction);
}

/* From the direction and the pattern. */
void
rsc_neuron_fill_activation (const RscProblem *problem, RscNeuron *neuron)
{
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), neuron->pattern);

  neuron->activation = g_new0 (double, n);
  for (gsize i = 0; i < n; i++)
    {
      double value;
      gboolean on_kink = is_on_kink (d, x + i * d, neuron->direction, &value);

      if (on_kink && cblas_dnrm2 ((int) d, x + i * d, 1) > 0.0)
        neuron->boundary_rows++;
      if (gated)
        neuron->activation[i] = rsc_pattern_is_active (pattern, i) && !on_kink ? value : 0.0;
      else if (!on_kink && value > 0.0)
        neuron->activation[i] = neuron->sign * value;
    }
}

RscNeuron *
rsc_neurons_new (const RscProblem *problem,
                 gsize n_neurons,
                 gsize count,
                 const gsize *blocks,
                 const double *directions,
                 const gsize *neuron_of,
                 GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  gsize d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);

  RscNeuron *neurons = g_new0 (RscNeuron, n_neurons + 1);
  for (gsize i = 0; i < count; i++)
    neurons[neuron_of[i]].n_blocks++;
  for (gsize i = 0; i < count; i++)
    {
      RscNeuron *neuron = &neurons[neuron_of[i]];
      if (neuron->blocks == NULL)
        {
          neuron->blocks = g_new (gsize, neuron->n_blocks);
          neuron->n_blocks = 0;
          neuron->sign = RSC_BLOCK_SIGN (blocks[i]);
          neuron->pattern = RSC_BLOCK_PATTERN (blocks[i]);
          neuron->direction = g_memdup2 (directions + i * d, d * sizeof (double));
        }
      else if (is_better_direction (problem, neuron->direction, directions + i * d))
        {
          neuron->pattern = RSC_BLOCK_PATTERN (blocks[i]);
          memcpy (neuron->direction, directions + i * d, d * sizeof (double));
        }
      neuron->blocks[neuron->n_blocks++] = blocks[i];
    }
  for (gsize k = 0; k < n_neurons; k++)
    {
      RscNeuron *neuron = &neurons[k];
      rsc_neuron_fill_activation (problem, neuron);
      if (gated)
        {
          neuron->gate = g_new0 (double, d);
          if (!rsc_arrangement_get_gate (arrangement, x, neuron->pattern, neuron->gate, error))
            {
              rsc_neurons_free (n_neurons, neurons);
              return NULL;
            }
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

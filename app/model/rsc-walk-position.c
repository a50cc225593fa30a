/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-walk-position.h"

#include <math.h>
#include <string.h>

/* The two states around the position, and how far it is from the first to the second. */
static double
get_states (const RscPruning *walk,
            double position,
            const RscPruningState **before,
            const RscPruningState **after)
{
  gsize k = (gsize) floor (position);
  double t = position - (double) k;

  *before = rsc_pruning_get_state (walk, k);
  *after = t > 0 ? rsc_pruning_get_state (walk, k + 1) : *before;
  return t;
}

RscNetwork *
rsc_walk_position_dup_network (const RscPruning *walk, double position, gsize **set_neurons)
{
  const RscPruningState *before, *after;
  const gsize *of_set;
  gsize m, d, n = 0, i_before = 0;
  double t;
  g_autofree double *hidden = NULL;
  g_autofree double *output = NULL;
  g_autofree double *gates = NULL;
  gsize *ids = NULL;
  RscNetwork *network;

  t = get_states (walk, position, &before, &after);
  m = rsc_pruning_get_start_width (walk);
  d = rsc_network_get_d (before->network);
  of_set = rsc_pruning_get_set_neurons (walk);
  hidden = g_new (double, MAX (m * d, 1));
  output = g_new (double, MAX (m, 1));
  if (rsc_network_get_gates (before->network))
    gates = g_new (double, MAX (m * d, 1));
  if (of_set)
    ids = g_new (gsize, MAX (m, 1));
  /* A step changes norms and signs, never directions: between two states they change evenly. */
  for (gsize i = 0; i < m; i++)
    {
      double value, norm = 0, scale;
      const double *row;

      if (before->norms[i] == 0)
        continue;
      row = rsc_network_get_hidden (before->network) + i_before * d;
      value = (1 - t) * before->norms[i] * before->signs[i] + t * after->norms[i] * after->signs[i];
      for (gsize c = 0; c < d; c++)
        norm = hypot (norm, row[c]);
      scale = norm > 0 ? sqrt (fabs (value)) / norm : 0;
      for (gsize c = 0; c < d; c++)
        hidden[n * d + c] = t > 0 ? scale * row[c] : row[c];
      output[n] = t > 0 ? copysign (sqrt (fabs (value)), value)
                        : rsc_network_get_output (before->network)[i_before];
      if (gates)
        memcpy (gates + n * d, rsc_network_get_gates (before->network) + i_before * d,
                d * sizeof (double));
      if (ids)
        ids[n] = of_set[i];
      n++;
      i_before++;
    }
  network = rsc_network_new (n, d, rsc_network_get_bias (before->network), hidden, output, gates);
  if (set_neurons)
    *set_neurons = g_steal_pointer (&ids);
  g_free (ids);
  return network;
}

/* Whether every neuron has the sign that it had at the start. */
static gboolean
has_signs_of_start (const RscPruning *walk, gsize k)
{
  const RscPruningState *start = rsc_pruning_get_state (walk, 0);
  const RscPruningState *state = rsc_pruning_get_state (walk, k);

  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    if (state->norms[i] != 0 && state->signs[i] != start->signs[i])
      return FALSE;
  return TRUE;
}

static gboolean
get_norms_of_state (const RscPruning *walk, gsize k, double *a)
{
  return has_signs_of_start (walk, k) && rsc_pruning_get_norms_in_set (walk, k, a);
}

gboolean
rsc_walk_position_get_norms_in_set (const RscPruning *walk, double position, gsize m, double *a)
{
  gsize k = (gsize) floor (position);
  double t = position - (double) k;
  g_autofree double *next = NULL;

  if (!get_norms_of_state (walk, k, a))
    return FALSE;
  if (t == 0)
    return TRUE;
  next = g_new0 (double, MAX (m, 1));
  if (!get_norms_of_state (walk, k + 1, next))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    a[i] = (1 - t) * a[i] + t * next[i];
  return TRUE;
}

double *
rsc_walk_position_dup_trail (const RscPruning *walk, double position, gsize m, gsize *n)
{
  gsize last = (gsize) floor (position);
  g_autofree double *trail = g_new0 (double, MAX (m, 1) * (last + 2));

  *n = 0;
  for (gsize k = 0; k <= last; k++, (*n)++)
    if (!get_norms_of_state (walk, k, trail + k * m))
      break;
  if (position != (double) last && *n == last + 1
      && rsc_walk_position_get_norms_in_set (walk, position, m, trail + *n * m))
    (*n)++;
  return *n > 0 ? g_steal_pointer (&trail) : NULL;
}

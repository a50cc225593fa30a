/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-picked-network.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

struct _RscPickedNetwork
{
  double *point;
  double *norms; /* where there is no point */
  RscNetwork *network;
  gsize *neuron_ids;
  gsize width;
  double fit_change;
  gssize vertex;
};

static void
measure_fit_change (RscPickedNetwork *self, RscSolution *solution)
{
  RscDataset *dataset = rsc_problem_get_dataset (rsc_solution_get_problem (solution));
  gsize n = rsc_dataset_get_n (dataset);
  const double *fit = rsc_solution_get_fit (solution);
  g_autofree double *f = g_new (double, n);

  rsc_network_predict (self->network, n, rsc_dataset_get_x (dataset), f);
  self->fit_change = 0;
  for (gsize i = 0; i < n; i++)
    self->fit_change = fmax (self->fit_change, fabs (f[i] - fit[i]));
}

/* Makes @a (taken) the picked network. */
static void
take_point (RscPickedNetwork *self, RscOptimalSet *set, double *a, gssize vertex)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize n_ids = 0;

  rsc_picked_network_clear (self);
  /* A drag ends at zero only up to rounding, and no network has a neuron of a negative norm. */
  for (gsize i = 0; i < m; i++)
    a[i] = fmax (a[i], 0);
  self->point = a;
  self->vertex = vertex;
  self->network = rsc_optimal_set_dup_network (set, a);
  self->width = rsc_optimal_set_count_width (set, a);
  self->neuron_ids = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    if (a[i] != 0)
      self->neuron_ids[n_ids++] = i;
  if (n_ids != rsc_network_get_width (self->network))
    g_clear_pointer (&self->neuron_ids, g_free);
  measure_fit_change (self, rsc_optimal_set_get_solution (set));
}

/* Of a network whose neurons are those of the set: ||θ1|| θ2 with the sign that the neuron has in
 * the set as the positive one. */
static void
measure_norms (RscPickedNetwork *self, const RscOptimalSet *set)
{
  gsize d = rsc_network_get_d (self->network);
  const double *hidden = rsc_network_get_hidden (self->network);
  const double *output = rsc_network_get_output (self->network);

  self->norms = g_new0 (double, MAX (rsc_optimal_set_get_n_neurons (set), 1));
  for (gsize k = 0; k < rsc_network_get_width (self->network); k++)
    {
      gsize i = self->neuron_ids[k];
      double norm = 0;

      for (gsize c = 0; c < d; c++)
        norm = hypot (norm, hidden[k * d + c]);
      self->norms[i] += norm * output[k] * rsc_optimal_set_get_neuron (set, i)->sign;
    }
}

gssize
rsc_picked_network_find_vertex (const RscOptimalSet *set, const double *a)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);

  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      const double *vertex = rsc_optimal_set_get_vertex (set, k);
      double sum = 0;
      gsize i = 0;

      for (gsize j = 0; j < m; j++)
        sum += vertex[j];
      while (i < m && fabs (vertex[i] - a[i]) <= RSC_TOLERANCE_SUPPORT * sum)
        i++;
      if (i == m)
        return (gssize) k;
    }
  return -1;
}

static double
distance (gsize m, const double *a, const double *b)
{
  double sum = 0;

  for (gsize i = 0; i < m; i++)
    sum += (a[i] - b[i]) * (a[i] - b[i]);
  return sum;
}

RscPickedNetwork *
rsc_picked_network_new (void)
{
  RscPickedNetwork *self = g_new0 (RscPickedNetwork, 1);

  rsc_picked_network_clear (self);
  return self;
}

void
rsc_picked_network_free (RscPickedNetwork *self)
{
  rsc_picked_network_clear (self);
  g_free (self);
}

void
rsc_picked_network_clear (RscPickedNetwork *self)
{
  g_clear_pointer (&self->point, g_free);
  g_clear_pointer (&self->norms, g_free);
  g_clear_pointer (&self->network, rsc_network_unref);
  g_clear_pointer (&self->neuron_ids, g_free);
  self->width = 0;
  self->fit_change = NAN;
  self->vertex = -1;
}

void
rsc_picked_network_resolve (RscPickedNetwork *self,
                            RscOptimalSet *set,
                            const RscDocumentState *state)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  const double *from = NULL;
  double *a = g_new0 (double, MAX (m, 1));
  g_autofree double *wish = g_new0 (double, MAX (m, 1));
  g_autofree double *weights = g_new0 (double, MAX (m, 1));
  gssize vertex = -1;

  switch (state->pick)
    {
    case RSC_PICK_INTERIOR:
      from = rsc_optimal_set_get_interior (set);
      break;
    case RSC_PICK_NARROWEST:
      from = rsc_optimal_set_get_narrowest (set);
      break;
    case RSC_PICK_RANDOM:
      rsc_optimal_set_sample (set, state->pick_seed, a);
      break;
    case RSC_PICK_VERTEX:
      rsc_neuron_keys_spread (state->point, set, wish);
      for (gsize k = 0; k < n_vertices; k++)
        {
          const double *candidate = rsc_optimal_set_get_vertex (set, k);

          if (!from || distance (m, candidate, wish) < distance (m, from, wish))
            {
              from = candidate;
              vertex = (gssize) k;
            }
        }
      break;
    case RSC_PICK_POINT:
      rsc_neuron_keys_spread (state->point, set, wish);
      for (gsize i = 0; i < m; i++)
        weights[i] = 1;
      if (m > 0)
        rsc_optimal_set_project_point (set, wish, weights, NULL, a);
      break;
    case RSC_PICK_MIN_NORM:
    default:
      break;
    }
  if (!from && (state->pick == RSC_PICK_MIN_NORM || state->pick == RSC_PICK_VERTEX))
    from = rsc_optimal_set_get_min_norm (set);
  if (from && m > 0)
    memcpy (a, from, m * sizeof (double));
  take_point (self, set, a, vertex);
}

void
rsc_picked_network_take_pruned (RscPickedNetwork *self, RscOptimalSet *set, RscPruner *pruner)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  double *a = g_new0 (double, MAX (m, 1));

  /* In the set the blocks of one neuron are one neuron, for every view but that of pruning. */
  if (rsc_pruner_get_norms_in_set (pruner, a))
    {
      take_point (self, set, a, rsc_picked_network_find_vertex (set, a));
      return;
    }
  g_free (a);
  rsc_picked_network_clear (self);
  self->network = rsc_pruner_dup_network (pruner, &self->neuron_ids);
  self->width = rsc_network_get_width (self->network);
  if (self->neuron_ids)
    measure_norms (self, set);
  measure_fit_change (self, rsc_optimal_set_get_solution (set));
}

void
rsc_picked_network_take_trained (RscPickedNetwork *self, RscSolution *solution, RscNetwork *network)
{
  rsc_picked_network_clear (self);
  self->network = rsc_network_ref (network);
  self->width = rsc_network_get_width (network);
  measure_fit_change (self, solution);
}

void
rsc_picked_network_take_solution (RscPickedNetwork *self, RscSolution *solution)
{
  rsc_picked_network_clear (self);
  self->network = rsc_solution_dup_network (solution);
  self->width = rsc_network_get_width (self->network);
  measure_fit_change (self, solution);
}

RscNetwork *
rsc_picked_network_get_network (const RscPickedNetwork *self)
{
  return self->network;
}

const double *
rsc_picked_network_get_point (const RscPickedNetwork *self)
{
  return self->point;
}

const double *
rsc_picked_network_get_norms (const RscPickedNetwork *self)
{
  return self->point ? self->point : self->norms;
}

const gsize *
rsc_picked_network_get_neuron_ids (const RscPickedNetwork *self)
{
  return self->neuron_ids;
}

double
rsc_picked_network_get_fit_change (const RscPickedNetwork *self)
{
  return self->fit_change;
}

gsize
rsc_picked_network_get_width (const RscPickedNetwork *self)
{
  return self->width;
}

gssize
rsc_picked_network_get_vertex (const RscPickedNetwork *self)
{
  return self->vertex;
}

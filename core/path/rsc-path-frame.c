/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path-frame.h"

#include "core/set/rsc-set-between.h"

/* A point of the path itself: neurons outside the support have no id. */
static void
take_point (RscPathFrame *self, const RscPathPoint *point)
{
  gsize m = rsc_optimal_set_get_n_neurons (point->set);

  self->solution = rsc_solution_ref (point->solution);
  self->set = rsc_optimal_set_ref (point->set);
  self->ids = g_new (gsize, m + 1);
  for (gsize k = 0; k < m; k++)
    self->ids[k] = k < point->n_neurons ? point->ids[k] : RSC_PATH_NO_NEURON;
}

RscPathFrame *
rsc_path_frame_new (const RscPath *path, double lambda)
{
  RscPathInterval interval;

  g_return_val_if_fail (path != NULL, NULL);
  if (!rsc_path_get_interval (path, lambda, &interval, NULL))
    return NULL;
  const RscPathPoint *above = rsc_path_get_point (path, interval.index);
  const RscPathPoint *below = rsc_path_get_point (path, interval.index + 1);
  RscPathFrame *self = g_new0 (RscPathFrame, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->lambda = lambda;
  self->index = interval.index;
  self->weight = interval.weight;
  if (lambda == rsc_solution_get_lambda (above->solution))
    take_point (self, above);
  else if (lambda == rsc_solution_get_lambda (below->solution))
    take_point (self, below);
  else
    {
      self->ids = g_new (gsize, above->n_neurons + below->n_neurons + 1);
      self->set = rsc_optimal_set_new_between (above->set, above->ids, below->set, below->ids,
                                               lambda, rsc_path_get_epsilon (path), self->ids);
      self->solution = rsc_solution_ref (rsc_optimal_set_get_solution (self->set));
    }
  return self;
}

RscPathFrame *
rsc_path_frame_ref (RscPathFrame *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_path_frame_unref (RscPathFrame *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_solution_unref (self->solution);
  rsc_optimal_set_unref (self->set);
  g_free (self->ids);
  g_free (self);
}

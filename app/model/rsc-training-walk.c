/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-walk.h"

/* Places of each leg, and of all at most. */
#define PLACES_OF_LEG 12
#define PLACES_MAX 600

typedef struct
{
  RscOptimalSet *set;
  RscNetwork *network;
} Walking;

RscTrainingWalk *
rsc_training_walk_ref (RscTrainingWalk *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_walk_unref (RscTrainingWalk *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_descent_unref (self->descent);
  g_free (self->objectives);
  g_free (self);
}

static gpointer
find_walk (gpointer data,
           RscProgressFunc progress,
           gpointer progress_data,
           GCancellable *cancellable,
           GError **error)
{
  const Walking *walking = data;
  RscDescent *descent = rsc_descent_new (
    walking->set, walking->network, rsc_network_get_width (walking->network), cancellable, error);
  RscTrainingWalk *self;
  gsize n_legs;

  if (!descent)
    return NULL;
  n_legs = rsc_descent_get_n_legs (descent);
  self = g_new0 (RscTrainingWalk, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->descent = descent;
  self->n = MIN (PLACES_OF_LEG * n_legs, PLACES_MAX) + 1;
  self->objectives = g_new (double, self->n);
  for (gsize k = 0; k < self->n; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          rsc_training_walk_unref (self);
          return NULL;
        }
      self->objectives[k] = rsc_descent_get_objective (
        descent, self->n > 1 ? (double) n_legs * (double) k / (double) (self->n - 1) : 0);
    }
  return self;
}

static void
walking_free (gpointer data)
{
  Walking *walking = data;

  rsc_optimal_set_unref (walking->set);
  rsc_network_unref (walking->network);
  g_free (walking);
}

RscRequest *
rsc_training_walk_new_request (RscOptimalSet *set, RscNetwork *network)
{
  Walking *walking = g_new (Walking, 1);

  *walking = (Walking){ rsc_optimal_set_ref (set), rsc_network_ref (network) };
  return rsc_request_new_work (RSC_REQUEST_DOWNHILL, 0, find_walk, walking, walking_free,
                               (GDestroyNotify) rsc_training_walk_unref);
}

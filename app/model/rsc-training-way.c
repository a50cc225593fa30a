/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-training-way.h"

#include <math.h>
#include <string.h>

/* Places of a trail. */
#define TRAIL_MAX 40

#define TELL_INTERVAL (100 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  RscSetDistance *distance;
  RscTraining *training;
  RscTrainingWay *known;
} Measuring;

static RscTrainingWay *
way_new (gsize n, gsize n_neurons)
{
  RscTrainingWay *self = g_new0 (RscTrainingWay, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_neurons = n_neurons;
  self->steps = g_new (gsize, MAX (n, 1));
  self->distances = g_new (double, MAX (n, 1));
  self->along = g_new (double, MAX (n * n_neurons, 1));
  return self;
}

RscTrainingWay *
rsc_training_way_ref (RscTrainingWay *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_training_way_unref (RscTrainingWay *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->steps);
  g_free (self->distances);
  g_free (self->along);
  g_free (self);
}

gssize
rsc_training_way_find (const RscTrainingWay *self, gsize step)
{
  gsize low = 0, high = self->n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (self->steps[middle] < step)
        low = middle + 1;
      else
        high = middle;
    }
  return low < self->n && self->steps[low] == step ? (gssize) low : -1;
}

static double
get_step_length (const RscTrainingWay *self, gsize k)
{
  const gsize m = self->n_neurons;
  double sum = 0;

  for (gsize i = 0; i < m; i++)
    {
      const double step = self->along[k * m + i] - self->along[(k - 1) * m + i];

      sum += step * step;
    }
  return sqrt (sum);
}

double *
rsc_training_way_dup_trail (const RscTrainingWay *self, gsize step, gsize *n)
{
  double length = 0, gone = 0;
  double *trail;
  gsize m, last;

  g_return_val_if_fail (self != NULL && self->n > 0, NULL);
  g_return_val_if_fail (n != NULL, NULL);

  m = self->n_neurons;
  for (last = 0; last + 1 < self->n && self->steps[last + 1] <= step; last++)
    length += get_step_length (self, last + 1);
  trail = g_new (double, MAX (m, 1) * (TRAIL_MAX + 2));
  memcpy (trail, self->along, m * sizeof (double));
  *n = 1;
  for (gsize k = 1; k <= last; k++)
    {
      gone += get_step_length (self, k);
      /* Nowhere on a way that stands still. */
      if (k == last || (length > 0 && gone * TRAIL_MAX >= length * (double) *n))
        {
          memcpy (trail + *n * m, self->along + k * m, m * sizeof (double));
          ++*n;
        }
    }
  return trail;
}

static RscTrainingWay *
copy_known (const RscTrainingWay *self)
{
  RscTrainingWay *copy = way_new (self->n, self->n_neurons);

  copy->n = self->n;
  memcpy (copy->steps, self->steps, self->n * sizeof (gsize));
  memcpy (copy->distances, self->distances, self->n * sizeof (double));
  memcpy (copy->along, self->along, self->n * self->n_neurons * sizeof (double));
  return copy;
}

static gpointer
measure (gpointer data,
         RscTellFunc tell,
         gpointer tell_data,
         GCancellable *cancellable,
         GError **error)
{
  const Measuring *measuring = data;
  const gsize n = rsc_training_get_n_states (measuring->training);
  const gsize m = rsc_optimal_set_get_n_neurons (rsc_set_distance_get_set (measuring->distance));
  g_autoptr (RscTrainingWay) way = way_new (n, m);
  gint64 told = g_get_monotonic_time ();

  for (gsize k = 0; k < n; k++)
    {
      const RscTrainingState *state = rsc_training_get_state (measuring->training, k);
      const gssize before =
        measuring->known ? rsc_training_way_find (measuring->known, state->step) : -1;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      way->steps[k] = state->step;
      if (before >= 0)
        {
          way->distances[k] = measuring->known->distances[before];
          memcpy (way->along + k * m, measuring->known->along + (gsize) before * m,
                  m * sizeof (double));
        }
      else
        way->distances[k] =
          rsc_set_distance_measure (measuring->distance, state->network, way->along + k * m, NULL);
      way->n = k + 1;
      if (g_get_monotonic_time () - told >= TELL_INTERVAL && k + 1 < n)
        {
          tell (copy_known (way), tell_data);
          told = g_get_monotonic_time ();
        }
    }
  return g_steal_pointer (&way);
}

static void
measuring_free (gpointer data)
{
  Measuring *measuring = data;

  rsc_set_distance_unref (measuring->distance);
  rsc_training_unref (measuring->training);
  g_clear_pointer (&measuring->known, rsc_training_way_unref);
  g_free (measuring);
}

RscRequest *
rsc_training_way_new_request (RscSetDistance *distance,
                              RscTraining *training,
                              RscTrainingWay *known)
{
  Measuring *measuring = g_new (Measuring, 1);

  *measuring = (Measuring){ rsc_set_distance_ref (distance), rsc_training_ref (training),
                            known ? rsc_training_way_ref (known) : NULL };
  return rsc_request_new_stream (RSC_REQUEST_MEASURE, 0, measure, measuring, measuring_free,
                                 (GDestroyNotify) rsc_training_way_unref);
}

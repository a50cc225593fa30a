/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-tuning-points.h"

#include "core/data/rsc-classes.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

void
rsc_tuning_points_init (RscTuningPoints *self,
                        gsize m,
                        const RscNeuron *const *neurons,
                        RscDataset *dataset,
                        gboolean bias,
                        gboolean as_relu)
{
  g_autofree double *x = NULL;
  gsize d;

  *self = (RscTuningPoints){ .m = m };
  if (dataset == NULL)
    return;
  d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  self->n = rsc_dataset_get_n (dataset);
  self->y = rsc_dataset_get_y (dataset);
  self->is_class = rsc_classes_are_signs (dataset);
  self->v = g_new (double, MAX (1, self->n * m));
  x = rsc_dataset_dup_design (dataset, bias);
  for (gsize k = 0; k < self->n; k++)
    for (gsize i = 0; i < m; i++)
      {
        const RscNeuron *neuron = neurons[i];
        const double *row = x + k * d;
        const double value = neuron->sign * cblas_ddot ((int) d, row, 1, neuron->direction, 1);
        const gboolean open = neuron->gate != NULL && !as_relu
                                ? cblas_ddot ((int) d, row, 1, neuron->gate, 1) >= 0.0
                                : neuron->sign * value > 0.0;

        self->v[k * m + i] = open ? value : 0.0;
      }
}

void
rsc_tuning_points_clear (RscTuningPoints *self)
{
  g_free (self->v);
}

RscTuningScore
rsc_tuning_points_score (const RscTuningPoints *self, const double *a)
{
  RscTuningScore result = { NAN, NAN };
  double sum = 0.0;
  gsize right = 0;

  if (self->n == 0)
    return result;
  for (gsize k = 0; k < self->n; k++)
    {
      const double f = cblas_ddot ((int) self->m, self->v + k * self->m, 1, a, 1), y = self->y[k];

      sum += (f - y) * (f - y);
      right += f * y > 0.0;
    }
  result.error = sum / (double) self->n;
  if (self->is_class)
    result.accuracy = (double) right / (double) self->n;
  return result;
}

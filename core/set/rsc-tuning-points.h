/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/**
 * RscTuningScore:
 * @error: mean squared error; NaN without points
 * @accuracy: mean of sign(f) = y with sign(0) = 0, where all targets are ±1; else NaN
 */
typedef struct
{
  double error;
  double accuracy;
} RscTuningScore;

/**
 * RscTuningPoints:
 * @n: points
 * @m: neurons
 * @v: n × m, what each neuron of norm 1 says at each point: f = V a
 * @y: the targets; borrowed
 * @is_class: whether all are ±1
 *
 * Points that networks of a set are measured at. A plain value.
 */
typedef struct
{
  gsize n;
  gsize m;
  double *v;
  const double *y;
  gboolean is_class;
} RscTuningPoints;

/* Of @neurons (@m) at the points of @dataset, or none where that is NULL, which has to stay as
 * long. @as_relu: a gate of a neuron is not looked at: s (x·u)_+. O(n m d). Clear with
 * rsc_tuning_points_clear(). */
void rsc_tuning_points_init (RscTuningPoints *self,
                             gsize m,
                             const RscNeuron *const *neurons,
                             RscDataset *dataset,
                             gboolean bias,
                             gboolean as_relu);
void rsc_tuning_points_clear (RscTuningPoints *self);

/* Of the network with norms @a (m). O(n m). */
RscTuningScore rsc_tuning_points_score (const RscTuningPoints *self, const double *a);

G_END_DECLS

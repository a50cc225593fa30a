/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-picked.h"

#include <math.h>

static double
get_value (const RscNeuron *neuron, double norm, RscPathY y, gsize feature)
{
  switch (y)
    {
    case RSC_PATH_Y_FEATURE:
      return norm * neuron->direction[feature];
    case RSC_PATH_Y_ANGLE:
      return norm != 0 ? atan2 (neuron->direction[1], neuron->direction[0]) * 180 / G_PI : NAN;
    case RSC_PATH_Y_NORM:
    default:
      return norm;
    }
}

void
rsc_path_picked_fill (double *values,
                      gsize n_ids,
                      const gsize *id_labels,
                      const RscOptimalSet *set,
                      const gsize *labels,
                      const double *norms,
                      RscPathY y,
                      gsize feature)
{
  g_autofree gssize *ids = NULL;
  gsize n_labels = 0, d;

  for (gsize id = 0; id < n_ids; id++)
    {
      values[id] = NAN;
      n_labels = MAX (n_labels, id_labels[id] + 1);
    }
  if (!set || !labels || !norms || n_ids == 0)
    return;
  d = rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  if ((y == RSC_PATH_Y_FEATURE && feature >= d) || (y == RSC_PATH_Y_ANGLE && d != 2))
    return;
  ids = g_new (gssize, n_labels);
  for (gsize label = 0; label < n_labels; label++)
    ids[label] = -1;
  for (gsize id = 0; id < n_ids; id++)
    ids[id_labels[id]] = (gssize) id;
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    if (labels[i] < n_labels && ids[labels[i]] >= 0)
      values[ids[labels[i]]] =
        get_value (rsc_optimal_set_get_neuron (set, i), norms[i], y, feature);
}

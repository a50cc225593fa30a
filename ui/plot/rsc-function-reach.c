/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-reach.h"

#include "ui/plot/rsc-slice.h"
#include <math.h>

/* Nodes of the grid on a plane, each way. */
#define NODES 19

void
rsc_function_reach_init (double range[2])
{
  range[0] = INFINITY;
  range[1] = -INFINITY;
}

void
rsc_function_reach_cover (double range[2], double value)
{
  if (!isfinite (value))
    return;
  range[0] = fmin (range[0], value);
  range[1] = fmax (range[1], value);
}

static void
add_line (double range[2], const RscSlice *slice, const double x[2])
{
  g_autoptr (GArray) graph = rsc_slice_list_graph (slice, x[0], x[1]);

  for (guint k = 0; k < graph->len; k++)
    {
      rsc_function_reach_cover (range, g_array_index (graph, RscSegment, k).y0);
      rsc_function_reach_cover (range, g_array_index (graph, RscSegment, k).y1);
    }
}

static void
add_plane (double range[2], const RscSlice *slice, const double x[2], const double y[2])
{
  for (int j = 0; j < NODES; j++)
    for (int i = 0; i < NODES; i++)
      rsc_function_reach_cover (range,
                                rsc_slice_evaluate (slice, x[0] + (x[1] - x[0]) * i / (NODES - 1),
                                                    y[0] + (y[1] - y[0]) * j / (NODES - 1)));
}

static void
add_fit (double range[2], RscNetwork *network, RscDataset *dataset)
{
  const gsize n = rsc_dataset_get_n (dataset);
  g_autofree double *fit = g_new (double, MAX (n, 1));

  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), fit);
  for (gsize i = 0; i < n; i++)
    rsc_function_reach_cover (range, fit[i]);
}

void
rsc_function_reach_add_network (double range[2],
                                RscNetwork *network,
                                RscDataset *dataset,
                                RscFunctionMode mode,
                                gsize feature_x,
                                gsize feature_y,
                                const RscFeatureValues *at)
{
  g_autofree double *place = NULL;
  g_autoptr (RscSlice) slice = NULL;
  double x[2], y[2];
  gsize features;

  g_return_if_fail (network != NULL);
  g_return_if_fail (dataset != NULL);

  features = rsc_dataset_get_d (dataset);
  if (mode == RSC_FUNCTION_FIT || features == 0)
    {
      add_fit (range, network, dataset);
      return;
    }
  place = rsc_feature_values_dup_place (at, dataset);
  slice = rsc_slice_new (network, feature_x, features >= 2 ? feature_y : G_MAXSIZE, place);
  rsc_function_plot_get_range (dataset, feature_x, &x[0], &x[1]);
  if (features < 2)
    {
      add_line (range, slice, x);
      return;
    }
  rsc_function_plot_get_range (dataset, feature_y, &y[0], &y[1]);
  add_plane (range, slice, x, y);
}

void
rsc_function_reach_add_envelope (double range[2], const RscEnvelope *envelope)
{
  g_return_if_fail (envelope != NULL);

  for (gsize k = 0; k < envelope->nx * envelope->ny; k++)
    {
      rsc_function_reach_cover (range, envelope->lower[k]);
      rsc_function_reach_cover (range, envelope->upper[k]);
    }
}

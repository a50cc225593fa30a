/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-function-change.h"

#include <math.h>

#include "ui/plot/rsc-function-plot.h"

/* Points on a side of the grid. */
#define SIDE_LINE 241
#define SIDE_PLANE 41

static double
measure (RscNetwork *start, RscNetwork *network, gsize n, const double *x)
{
  g_autofree double *before = g_new (double, MAX (n, 1));
  g_autofree double *after = g_new (double, MAX (n, 1));
  double change = 0.0;

  rsc_network_predict (start, n, x, before);
  rsc_network_predict (network, n, x, after);
  for (gsize i = 0; i < n; i++)
    change = fmax (change, fabs (after[i] - before[i]));
  return change;
}

static double
measure_elsewhere (RscDataset *dataset, RscNetwork *start, RscNetwork *network)
{
  const gsize d = rsc_dataset_get_d (dataset);
  const gsize side = d == 1 ? SIDE_LINE : SIDE_PLANE;
  const gsize n = d == 1 ? side : side * side;
  double low[2], high[2];
  g_autofree double *x = NULL;

  if (d < 1 || d > 2)
    return NAN;
  for (gsize k = 0; k < d; k++)
    rsc_function_plot_get_range (dataset, k, &low[k], &high[k]);
  x = g_new (double, n *d);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < d; k++)
      {
        const double t = (double) (k == 0 ? i % side : i / side) / (double) (side - 1);

        x[i * d + k] = low[k] + t * (high[k] - low[k]);
      }
  return measure (start, network, n, x);
}

void
rsc_function_change_measure (RscDataset *dataset,
                             RscNetwork *start,
                             RscNetwork *network,
                             RscFunctionChange *change)
{
  const double *y;

  g_return_if_fail (dataset != NULL);
  g_return_if_fail (start != NULL);
  g_return_if_fail (network != NULL);
  g_return_if_fail (change != NULL);

  y = rsc_dataset_get_y (dataset);
  change->on_data =
    measure (start, network, rsc_dataset_get_n (dataset), rsc_dataset_get_x (dataset));
  change->elsewhere = measure_elsewhere (dataset, start, network);
  change->scale = 0.0;
  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    change->scale = fmax (change->scale, fabs (y[i]));
}

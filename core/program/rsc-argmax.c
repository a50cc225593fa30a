/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-argmax.h"

#include <string.h>

void
rsc_argmax_classify (gsize n_networks,
                     RscNetwork *const *networks,
                     gsize n_points,
                     const double *x,
                     gsize *classes)
{
  g_return_if_fail (n_networks > 0 && networks != NULL);
  g_return_if_fail (n_points == 0 || classes != NULL);

  g_autofree double *most = g_new0 (double, n_points + 1);
  g_autofree double *f = g_new0 (double, n_points + 1);

  for (gsize k = 0; k < n_networks; k++)
    {
      rsc_network_predict (networks[k], n_points, x, f);
      for (gsize i = 0; i < n_points; i++)
        if (k == 0 || f[i] > most[i])
          {
            most[i] = f[i];
            classes[i] = k;
          }
    }
}

gsize
rsc_argmax_count (gsize n_networks,
                  RscNetwork *const *networks,
                  RscDataset *const *datasets,
                  gsize *counts,
                  gsize *n_counted)
{
  g_return_val_if_fail (n_networks > 0 && networks != NULL && datasets != NULL, 0);
  g_return_val_if_fail (counts != NULL && n_counted != NULL, 0);

  const gsize n = rsc_dataset_get_n (datasets[0]);
  g_autofree gsize *classes = g_new0 (gsize, n + 1);
  gsize right = 0;

  memset (counts, 0, n_networks * n_networks * sizeof (gsize));
  *n_counted = 0;
  rsc_argmax_classify (n_networks, networks, n, rsc_dataset_get_x (datasets[0]), classes);
  for (gsize i = 0; i < n; i++)
    for (gsize k = 0; k < n_networks; k++)
      if (rsc_dataset_get_y (datasets[k])[i] > 0.0)
        {
          counts[k * n_networks + classes[i]]++;
          right += classes[i] == k;
          ++*n_counted;
        }
  return right;
}

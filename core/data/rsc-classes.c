/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-classes.h"

#include <math.h>
#include <string.h>

gsize
rsc_classes_list (const RscDataset *dataset, double labels[RSC_CLASSES_MAX])
{
  const double *y;
  gsize n, count = 0;

  g_return_val_if_fail (dataset != NULL, 0);
  g_return_val_if_fail (labels != NULL, 0);

  n = rsc_dataset_get_n (dataset);
  y = rsc_dataset_get_y (dataset);
  for (gsize i = 0; i < n; i++)
    {
      gsize k = 0;

      if (y[i] != rint (y[i]))
        return 0;
      while (k < count && labels[k] < y[i])
        k++;
      if (k < count && labels[k] == y[i])
        continue;
      if (count == RSC_CLASSES_MAX)
        return 0;
      memmove (labels + k + 1, labels + k, (count - k) * sizeof *labels);
      labels[k] = y[i];
      count++;
    }
  if (count > 2 && !(labels[0] == -1.0 && labels[count - 1] == 1.0) && n < 2 * count)
    return 0;
  return count;
}

gboolean
rsc_classes_are_signs (const RscDataset *dataset)
{
  g_return_val_if_fail (dataset != NULL, FALSE);

  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    if (fabs (rsc_dataset_get_y (dataset)[i]) != 1.0)
      return FALSE;
  return TRUE;
}

gboolean
rsc_classes_find_two (const RscDataset *dataset, double classes[2])
{
  double found[RSC_CLASSES_MAX];
  gsize n;

  classes[0] = -1.0;
  classes[1] = 1.0;
  if (dataset == NULL || rsc_dataset_get_n (dataset) == 0)
    return TRUE;
  n = rsc_classes_list (dataset, found);
  if (n == 0 || n > 2)
    return FALSE;
  if (n == 2)
    {
      classes[0] = found[0];
      classes[1] = found[1];
    }
  else
    {
      classes[0] = found[0] == 0.0 ? 0.0 : -fabs (found[0]);
      classes[1] = found[0] == 0.0 ? 1.0 : fabs (found[0]);
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-classes.h"

#include "core/numerics/rsc-error.h"

#include <glib/gi18n.h>
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

RscDataset *
rsc_classes_label (RscDataset *dataset, GError **error)
{
  g_autofree double *label = NULL;
  const double *y;
  double low;
  double high;
  gsize n;

  g_return_val_if_fail (dataset != NULL, NULL);

  n = rsc_dataset_get_n (dataset);
  y = rsc_dataset_get_y (dataset);
  low = high = y[0];
  for (gsize i = 1; i < n; i++)
    {
      low = MIN (low, y[i]);
      high = MAX (high, y[i]);
    }
  label = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    {
      if (y[i] != low && y[i] != high)
        break;
      label[i] = y[i] == low ? -1.0 : 1.0;
      if (i == n - 1 && low < high)
        return rsc_dataset_new (rsc_dataset_get_name (dataset), n, rsc_dataset_get_d (dataset),
                                rsc_dataset_get_x (dataset), label, NULL, NULL, error);
    }
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
               _ ("%s: the last column has to name two classes by two different numbers"),
               rsc_dataset_get_name (dataset));
  return NULL;
}

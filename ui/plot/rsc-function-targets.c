/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-targets.h"

#include <math.h>

static void
cover (RscFunctionTargets *self, const RscDataset *dataset)
{
  const double *y = rsc_dataset_get_y (dataset);

  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    {
      self->low = MIN (self->low, y[i]);
      self->high = MAX (self->high, y[i]);
    }
}

void
rsc_function_targets_init (RscFunctionTargets *self,
                           const RscDataset *dataset,
                           const RscDataset *test)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (dataset != NULL);

  *self = (RscFunctionTargets){ .low = INFINITY, .high = -INFINITY };
  self->n_classes = rsc_classes_list (dataset, self->classes);
  /* What is to be drawn is of two classes until it is seen to be otherwise. */
  self->by_value = rsc_dataset_get_n (dataset) > 0 && (self->n_classes == 0 || self->n_classes > 2);
  self->centre = self->n_classes == 2 ? 0.5 * (self->classes[0] + self->classes[1]) : 0.0;
  cover (self, dataset);
  if (test != NULL)
    cover (self, test);
}

RscColor
rsc_function_targets_get_color (const RscFunctionTargets *self, const RscTheme *theme, double y)
{
  if (self->by_value)
    return rsc_theme_get_value (
      theme, self->high > self->low ? (y - self->low) / (self->high - self->low) : 0.5);
  return y > self->centre ? theme->positive : y < self->centre ? theme->negative : theme->muted;
}

gboolean
rsc_function_targets_need_legend (const RscFunctionTargets *self)
{
  return self->n_classes == 2 && !(self->classes[0] == -1.0 && self->classes[1] == 1.0);
}

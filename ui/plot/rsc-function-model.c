/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-model.h"

#include <math.h>

/* Room around the data, as a fraction of their range: networks that agree on the data show their
 * differences outside as well. */
#define FEATURE_MARGIN 0.25

void
rsc_function_model_init (RscFunctionModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscFunctionModel){ 0 };
  self->mode = RSC_FUNCTION_VALUE;
  self->feature_y = 1;
  self->value_low = self->value_high = NAN;
  self->x_low = self->x_high = self->y_low = self->y_high = NAN;
  self->selected = -1;
  self->hovered = -1;
  self->hovered_point = -1;
  self->probe_x = self->probe_y = NAN;
}

RscFunctionMode
rsc_function_model_get_effective_mode (const RscFunctionModel *self)
{
  g_return_val_if_fail (self != NULL, RSC_FUNCTION_VALUE);

  if (self->dataset == NULL)
    return self->mode;
  gsize d = rsc_dataset_get_d (self->dataset);
  if (d == 0)
    return RSC_FUNCTION_FIT;
  if (d <= 2)
    return self->mode == RSC_FUNCTION_SLICE || self->mode == RSC_FUNCTION_CLASSES
             ? RSC_FUNCTION_VALUE
             : self->mode;
  return self->mode == RSC_FUNCTION_VALUE || self->mode == RSC_FUNCTION_CLASSES ? RSC_FUNCTION_FIT
                                                                                : self->mode;
}

void
rsc_function_model_set_change (RscFunctionModel *self, RscNetwork *change, const gsize *neuron_ids)
{
  g_return_if_fail (self != NULL && change != NULL);

  self->network = change;
  self->neuron_ids = neuron_ids;
  self->change = TRUE;
  if (self->dataset != NULL && rsc_dataset_get_d (self->dataset) > 2)
    self->mode = RSC_FUNCTION_SLICE;
  else if (self->mode == RSC_FUNCTION_ENVELOPE)
    self->mode = RSC_FUNCTION_VALUE;
  self->before = NULL;
  self->envelope = NULL;
}

void
rsc_function_plot_get_range (const RscDataset *dataset,
                             gsize feature,
                             double *minimum,
                             double *maximum)
{
  g_return_if_fail (dataset != NULL);
  g_return_if_fail (feature < rsc_dataset_get_d (dataset));

  gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  const double *x = rsc_dataset_get_x (dataset);
  double ends[2] = { INFINITY, -INFINITY };
  RscAxis axis = { 0 };

  /* Room to draw in. */
  if (n == 0)
    {
      ends[0] = -1.0;
      ends[1] = 1.0;
    }
  for (gsize i = 0; i < n; i++)
    {
      ends[0] = MIN (ends[0], x[i * d + feature]);
      ends[1] = MAX (ends[1], x[i * d + feature]);
    }
  rsc_axis_cover (&axis, 2, ends, FEATURE_MARGIN);
  /* What a hand draws in stays as it is until a point is beyond it. */
  if (rsc_dataset_is_drawn (dataset))
    {
      const gboolean inside = n == 0 || (ends[0] >= -1.0 && ends[1] <= 1.0);

      axis.minimum = inside ? -1.0 : MIN (axis.minimum, -1.0);
      axis.maximum = inside ? 1.0 : MAX (axis.maximum, 1.0);
    }
  if (minimum != NULL)
    *minimum = axis.minimum;
  if (maximum != NULL)
    *maximum = axis.maximum;
}

gsize
rsc_function_model_get_neuron_id (const RscFunctionModel *model, gsize i)
{
  return model->neuron_ids != NULL ? model->neuron_ids[i] : i;
}

gboolean
rsc_function_model_is_emphasised (const RscFunctionModel *model, gsize id)
{
  return (model->selected >= 0 && (gsize) model->selected == id)
         || (model->hovered >= 0 && (gsize) model->hovered == id);
}

gboolean
rsc_function_model_shows_kink (const RscFunctionModel *model, gsize id)
{
  return model->kinks == RSC_FUNCTION_KINKS_ALL
         || (model->kinks == RSC_FUNCTION_KINKS_SELECTED
             && rsc_function_model_is_emphasised (model, id));
}

RscDataset *
rsc_function_model_get_test (const RscFunctionModel *model)
{
  if (model->test != NULL && rsc_dataset_get_d (model->test) == rsc_dataset_get_d (model->dataset))
    return model->test;
  return NULL;
}

gboolean
rsc_function_model_has_fixed_values (const RscFunctionModel *model)
{
  return isfinite (model->value_low) && isfinite (model->value_high)
         && model->value_low <= model->value_high;
}

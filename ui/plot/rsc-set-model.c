/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-model.h"

void
rsc_optimal_set_model_init (RscOptimalSetModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscOptimalSetModel){ 0 };
  self->feature = RSC_FEATURE_NORM;
  self->space = RSC_SPACE_CONVEX;
  rsc_camera_init (&self->camera);
  self->hovered_dot = -1;
  self->hovered = -1;
}

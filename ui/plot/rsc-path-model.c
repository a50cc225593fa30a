/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-model.h"

#include <math.h>

void
rsc_path_model_init (RscPathModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscPathModel){ 0 };
  self->ratio_min = 1e-3;
  self->tubes = TRUE;
  self->selected = -1;
  self->hovered = -1;
  self->lambda = NAN;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-model.h"

#include "ui/words/rsc-curves-words.h"
#include <math.h>

void
rsc_curves_model_init (RscCurvesModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscCurvesModel){ 0 };
  self->y_title = rsc_curves_words_values ();
  self->marked = NAN;
  self->legend = TRUE;
}

gboolean
rsc_curves_model_is_shown (const RscCurvesModel *model, const RscCurve *curve, gsize k)
{
  return isfinite (curve->width[k]) && isfinite (curve->value[k])
         && (model->limit == 0 || curve->width[k] <= (double) model->limit);
}

gboolean
rsc_curves_model_has_points (const RscCurvesModel *model)
{
  for (gsize c = 0; c < model->n_curves; c++)
    for (gsize k = 0; k < model->curves[c].n; k++)
      if (rsc_curves_model_is_shown (model, &model->curves[c], k))
        return TRUE;
  return FALSE;
}

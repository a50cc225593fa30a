/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-drawn-curves.h"

#include "ui/words/rsc-curves-words.h"

/* Keeps what the picture's model points to. */
typedef struct
{
  RscPruningCurves *curves;
  RscCurve curve[2 * RSC_N_PRUNING_METHODS];
} DrawnCurves;

static void
drawn_curves_free (gpointer data)
{
  DrawnCurves *drawn = data;

  rsc_pruning_curves_unref (drawn->curves);
  g_free (drawn);
}

void
rsc_drawn_curves_show (RscCurvesView *view, RscPruningCurves *curves)
{
  DrawnCurves *drawn;
  RscCurvesModel model;

  rsc_curves_model_init (&model);
  if (!curves)
    {
      rsc_curves_view_set_model (view, &model, NULL, NULL);
      return;
    }
  drawn = g_new0 (DrawnCurves, 1);
  drawn->curves = rsc_pruning_curves_ref (curves);
  model.y_title = rsc_curves_words_measure (curves->accuracy, FALSE);
  model.curves = drawn->curve;
  model.legend = TRUE;
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    for (int test = 0; test <= (curves->has_test ? 1 : 0); test++)
      {
        RscCurve *curve = &drawn->curve[model.n_curves++];

        curve->label = rsc_pruning_curves_get_label ((RscPruningMethod) method);
        curve->n = curves->n[method];
        curve->width = curves->width[method];
        curve->value = test ? curves->test[method] : curves->train[method];
        curve->index = method;
        curve->dashed = curves->has_test && !test;
      }
  rsc_curves_view_set_model (view, &model, drawn, drawn_curves_free);
}

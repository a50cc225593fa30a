/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-shown-tables.h"

#include <math.h>

#include "app/model/rsc-pruning-neurons.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-classes-view.h"
#include "ui/rsc-cone-price-view.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-distribution-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-pruning-view.h"
#include "ui/rsc-timeline-track.h"
#include "ui/rsc-training-view.h"
#include "ui/rsc-widths-view.h"
#include "ui/words/rsc-picture-tables.h"
#include "ui/words/rsc-result-tables.h"

/* All of them: a list on the screen makes rows as it comes to them. */
#define ALL G_MAXSIZE

static RscResultTable *
new_function (RscPlotArea *area, RscDocument *document)
{
  const RscFunctionModel *model = rsc_function_view_get_model (RSC_FUNCTION_VIEW (area));

  if (!model->dataset || !model->network)
    return NULL;
  return rsc_result_tables_new_fit (model->dataset, model->network, NULL, ALL);
}

/* Of several networks the minimal ones, of which all others are mixtures; of one its neurons. */
static RscResultTable *
new_set (RscPlotArea *area, RscDocument *document)
{
  const RscOptimalSetModel *model = rsc_optimal_set_view_get_model (RSC_OPTIMAL_SET_VIEW (area));

  if (!model->set)
    return NULL;
  return rsc_optimal_set_get_n_vertices (model->set) > 1
           ? rsc_result_tables_new_vertices (model->set, model->labels, ALL)
           : rsc_result_tables_new_neurons (model->set, model->point, model->labels, ALL);
}

static RscResultTable *
new_path (RscPlotArea *area, RscDocument *document)
{
  const RscPathModel *model = rsc_path_view_get_model (RSC_PATH_VIEW (area));

  return model->path && rsc_path_get_n_points (model->path) > 0
           ? rsc_result_tables_new_path (model->path, model->labels, ALL)
           : NULL;
}

static RscResultTable *
new_timeline (RscPlotArea *area, RscDocument *document)
{
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (document));

  return path && rsc_path_get_n_events (path) > 0 ? rsc_result_tables_new_events (path, NULL, ALL)
                                                  : NULL;
}

static RscResultTable *
new_pruning (RscPlotArea *area, RscDocument *document)
{
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  g_autofree gsize *labels = NULL;

  if (!walk)
    return NULL;
  labels = rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document));
  return rsc_result_tables_new_steps (walk, labels, ALL);
}

static RscResultTable *
new_certificate (RscPlotArea *area, RscDocument *document)
{
  const RscCertificateModel *model = rsc_certificate_view_get_model (RSC_CERTIFICATE_VIEW (area));

  return model->landscape ? rsc_result_tables_new_directions (model->landscape, model->labels, ALL)
                          : NULL;
}

static RscResultTable *
new_widths (RscPlotArea *area, RscDocument *document)
{
  RscComplex *complex = rsc_widths_view_get_complex (RSC_WIDTHS_VIEW (area));

  return complex ? rsc_result_tables_new_levels (complex, ALL) : NULL;
}

static RscResultTable *
new_curves (RscPlotArea *area, RscDocument *document)
{
  const RscCurvesModel *model = rsc_curves_view_get_model (RSC_CURVES_VIEW (area));
  RscResultTable *table;

  if (!rsc_curves_model_has_points (model))
    return NULL;
  table = rsc_picture_tables_begin_curves (model->title, model->y_title);
  for (gsize c = 0; c < model->n_curves; c++)
    {
      const RscCurve *curve = &model->curves[c];

      for (gsize k = 0; k < curve->n; k++)
        if (rsc_curves_model_is_shown (model, curve, k))
          rsc_picture_tables_add_curve (table, curve->label, curve->dashed, curve->width[k],
                                        curve->value[k], curve->low ? curve->low[k] : NAN,
                                        curve->high ? curve->high[k] : NAN);
    }
  return table;
}

static RscResultTable *
new_training (RscPlotArea *area, RscDocument *document)
{
  const RscTrainingModel *model = rsc_training_view_get_model (RSC_TRAINING_VIEW (area));

  if (model->n_runs == 0)
    return NULL;
  return rsc_picture_tables_new_training (model->n_runs, model->runs, model->seeds);
}

static RscResultTable *
new_distribution (RscPlotArea *area, RscDocument *document)
{
  const RscDistributionModel *model =
    rsc_distribution_view_get_model (RSC_DISTRIBUTION_VIEW (area));

  return model->distribution ? rsc_picture_tables_new_distribution (model->distribution) : NULL;
}

static RscResultTable *
new_bars (RscPlotArea *area, RscDocument *document)
{
  const RscSignedBarsModel *model = rsc_bars_view_get_model (RSC_BARS_VIEW (area));

  return model->n > 0 ? rsc_picture_tables_new_bars (model->x_title, model->y_title, model->n,
                                                     model->labels, model->values)
                      : NULL;
}

static RscResultTable *
new_classes (RscPlotArea *area, RscDocument *document)
{
  const RscClassesModel *model = rsc_classes_view_get_model (RSC_CLASSES_VIEW (area));

  return model ? rsc_picture_tables_new_classes (model->n, model->names, model->networks,
                                                 model->datasets)
               : NULL;
}

static RscResultTable *
new_cone_price (RscPlotArea *area, RscDocument *document)
{
  const RscConePrice *price = rsc_cone_price_view_get_price (RSC_CONE_PRICE_VIEW (area));

  return price ? rsc_picture_tables_new_cone_price (price) : NULL;
}

static const struct
{
  GType (*get_type) (void);
  RscResultTable *(*make) (RscPlotArea *area, RscDocument *document);
} pictures[] = {
  { rsc_function_view_get_type, new_function },
  { rsc_optimal_set_view_get_type, new_set },
  { rsc_path_view_get_type, new_path },
  { rsc_timeline_track_get_type, new_timeline },
  { rsc_pruning_view_get_type, new_pruning },
  { rsc_certificate_view_get_type, new_certificate },
  { rsc_widths_view_get_type, new_widths },
  { rsc_curves_view_get_type, new_curves },
  { rsc_training_view_get_type, new_training },
  { rsc_distribution_view_get_type, new_distribution },
  { rsc_bars_view_get_type, new_bars },
  { rsc_classes_view_get_type, new_classes },
  { rsc_cone_price_view_get_type, new_cone_price },
};

RscResultTable *
rsc_shown_tables_new (RscPlotArea *area, RscDocument *document)
{
  g_return_val_if_fail (RSC_IS_PLOT_AREA (area), NULL);
  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (pictures); k++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (area, pictures[k].get_type ()))
      return pictures[k].make (area, document);
  return NULL;
}

gboolean
rsc_shown_tables_has (RscPlotArea *area)
{
  g_return_val_if_fail (RSC_IS_PLOT_AREA (area), FALSE);

  for (gsize k = 0; k < G_N_ELEMENTS (pictures); k++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (area, pictures[k].get_type ()))
      return TRUE;
  return FALSE;
}

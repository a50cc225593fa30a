/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-spoken-pictures.h"

#include "app/model/rsc-document-data.h"
#include <math.h>

#include "app/model/rsc-pruning-neurons.h"
#include "app/window/rsc-compare-panel.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/rsc-bars-view.h"
#include "ui/rsc-certificate-view.h"
#include "ui/rsc-cone-price-view.h"
#include "ui/rsc-distribution-view.h"
#include "ui/rsc-widths-view.h"
#include "ui/words/rsc-compare-words.h"
#include "ui/words/rsc-cone-price-words.h"
#include "ui/words/rsc-counterpart-words.h"
#include "ui/words/rsc-distribution-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-widths-words.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-classes-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-pruning-view.h"
#include "ui/rsc-timeline-track.h"
#include "ui/rsc-training-view.h"
#include "ui/words/rsc-certificate-words.h"
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-picture-words.h"
#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-pruning-labels.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/words/rsc-training-words.h"
#include "ui/words/rsc-uniqueness-words.h"

/* As long as this nothing may change: longer than a frame of a play or a step of a drag. */
#define REST 250 /* ms */
/* What a picture said last. */
#define SPOKEN "rsc-spoken"

struct _RscSpokenPictures
{
  RscDocument *document;
  GPtrArray *areas;
  guint source;
};

/* --- what each of them says ------------------------------------------------------------------- */

static double
get_largest_width (const RscEnvelope *envelope)
{
  double width = NAN;

  for (gsize k = 0; envelope && k < envelope->nx * envelope->ny; k++)
    width = fmax (width, envelope->upper[k] - envelope->lower[k]);
  return width;
}

/* Why nothing is said of what is certified: it is of the data, or the λ, before; or NULL. */
static const char *
get_updating (RscDocument *document)
{
  RscResults *results = rsc_document_get_results (document);

  return rsc_results_is_late (results)
           ? rsc_status_words_get_updating (rsc_results_is_of_other_data (results))
           : NULL;
}

static char *
dup_function (GtkWidget *area, RscDocument *document)
{
  const RscFunctionModel *model = rsc_function_view_get_model (RSC_FUNCTION_VIEW (area));
  const RscFunctionMode mode = rsc_function_model_get_effective_mode (model);
  const gsize d = model->dataset ? rsc_dataset_get_d (model->dataset) : 0;
  RscPictureFunction picture = { .dataset = model->dataset,
                                 .network = model->network,
                                 .features = { model->feature_x, model->feature_y },
                                 .is_width = mode == RSC_FUNCTION_ENVELOPE && d > 1,
                                 .width = NAN,
                                 .n_test = model->test ? rsc_dataset_get_n (model->test) : 0,
                                 .selected = rsc_document_get_rows (document),
                                 .updating = get_updating (document) };

  if (mode != RSC_FUNCTION_FIT)
    {
      picture.n_features = MIN (d, 2);
      picture.n_others = d - picture.n_features;
      if (d == 1 || picture.is_width)
        picture.width = get_largest_width (model->envelope);
    }
  return rsc_picture_words_dup_function (&picture);
}

static char *
dup_set (GtkWidget *area, RscDocument *document)
{
  const RscOptimalSetModel *model = rsc_optimal_set_view_get_model (RSC_OPTIMAL_SET_VIEW (area));

  if (get_updating (document))
    return g_strdup (get_updating (document));
  if (model->open)
    {
      g_autofree char *name = rsc_document_dup_fit_name (document);
      RscEqualFit *fit = rsc_shown_fit_get_set (rsc_document_get_fit (document));

      if (name && fit)
        return rsc_equal_fit_words_dup_caption (fit, name);
    }
  return rsc_picture_words_dup_set (
    model->set, model->hull, model->n_axes, model->axes, model->labels, model->point,
    rsc_picked_network_get_vertex (rsc_document_get_picked (document)),
    model->pruned && model->n_trail > 0);
}

static char *
dup_path (GtkWidget *area, RscDocument *document)
{
  const RscPathModel *model = rsc_path_view_get_model (RSC_PATH_VIEW (area));
  RscDataset *dataset =
    model->path ? rsc_problem_get_dataset (rsc_path_get_problem (model->path)) : NULL;
  g_autofree char *weight = dataset && model->y == RSC_PATH_Y_FEATURE
                              ? g_strdup (rsc_data_words_get_weight (dataset, model->feature))
                              : NULL;

  return rsc_picture_words_dup_path (model->path, model->complete,
                                     weight                         ? weight
                                     : model->y == RSC_PATH_Y_ANGLE ? rsc_data_words_get_angle ()
                                                                    : rsc_data_words_get_norm (),
                                     model->x == RSC_PATH_X_PENALTY ? RSC_PICTURE_OVER_PENALTY
                                     : model->x == RSC_PATH_X_ERROR ? RSC_PICTURE_OVER_ERROR
                                                                    : RSC_PICTURE_OVER_LAMBDA,
                                     model->lambda);
}

static char *
dup_timeline (GtkWidget *area, RscDocument *document)
{
  const RscKnownPath *known = rsc_document_get_known_path (document);

  return rsc_picture_words_dup_timeline (rsc_known_path_get_path (known),
                                         rsc_known_path_is_complete (known), RSC_PATH_RATIO_MIN);
}

static char *
dup_pruning (GtkWidget *area, RscDocument *document)
{
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscPruning *walk = rsc_pruner_get_walk (pruner);
  g_autofree gsize *labels = NULL;
  g_autofree char *sentence = NULL;

  if (!walk)
    return g_strdup (rsc_pruning_labels_waiting ());
  labels = rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document));
  sentence = rsc_pruning_words_sentence (walk, rsc_pruner_get_index (pruner), labels,
                                         rsc_pruner_get_set (pruner), rsc_pruner_get_start (pruner),
                                         rsc_pruner_get_method (pruner));
  return rsc_picture_words_dup_pruning (walk, rsc_pruner_get_index (pruner), sentence);
}

/* Of a curve what is on the picture, from its first point to its last. */
static void
append_curve (GString *text, const RscCurvesModel *model, const RscCurve *curve)
{
  gssize first = -1, last = -1;
  g_autofree char *part = NULL;

  for (gsize k = 0; k < curve->n; k++)
    if (rsc_curves_model_is_shown (model, curve, k))
      {
        first = first < 0 ? (gssize) k : first;
        last = (gssize) k;
      }
  if (first < 0)
    return;
  part = rsc_picture_words_dup_curve (curve->label, curve->dashed, (gsize) curve->width[first],
                                      curve->value[first], (gsize) curve->width[last],
                                      curve->value[last]);
  g_string_append (text, part);
}

static char *
dup_curves (GtkWidget *area, RscDocument *document)
{
  const RscCurvesModel *model = rsc_curves_view_get_model (RSC_CURVES_VIEW (area));
  g_autofree char *start = NULL;
  GString *text;

  if (!rsc_curves_model_has_points (model))
    return g_strdup (rsc_curves_words_nothing ());
  start = rsc_picture_words_dup_curves (
    model->y_title ? model->y_title : rsc_curves_words_values (), model->n_curves);
  text = g_string_new (start);
  for (gsize k = 0; k < model->n_curves; k++)
    append_curve (text, model, &model->curves[k]);
  return g_string_free (text, FALSE);
}

static char *
dup_certificate (GtkWidget *area, RscDocument *document)
{
  const RscCertificateModel *model = rsc_certificate_view_get_model (RSC_CERTIFICATE_VIEW (area));
  g_autofree char *words = rsc_certificate_model_dup_words (model);

  if (get_updating (document))
    return g_strdup (get_updating (document));
  return model->landscape ? rsc_certificate_words_dup_description (model->landscape, words)
                          : g_strdup (rsc_pruning_labels_waiting ());
}

/* Of the run on show where it has come to, and of all what they have ended in. */
static char *
dup_training (GtkWidget *area, RscDocument *document)
{
  RscTrainingRuns *runs = rsc_document_get_training (document);
  g_autofree char *sentence = rsc_training_runs_dup_sentence (runs);
  g_autofree char *summary = rsc_training_runs_dup_summary (runs);

  if (!sentence)
    return g_strdup (rsc_training_words_get_hint ());
  return summary ? g_strconcat (sentence, " ", summary, NULL) : g_steal_pointer (&sentence);
}

static char *
dup_distribution (GtkWidget *area, RscDocument *document)
{
  const RscDistributionModel *model =
    rsc_distribution_view_get_model (RSC_DISTRIBUTION_VIEW (area));

  return model->distribution
           ? rsc_distribution_words_dup_description (model->distribution, model->neuron_name)
           : g_strdup (rsc_distribution_words_get_waiting ());
}

static char *
dup_widths (GtkWidget *area, RscDocument *document)
{
  RscComplex *complex = rsc_widths_view_get_complex (RSC_WIDTHS_VIEW (area));

  return complex ? rsc_widths_words_dup_description (complex,
                                                     rsc_widths_view_get_m (RSC_WIDTHS_VIEW (area)))
                 : g_strdup (rsc_widths_words_get_waiting ());
}

/* The sentence over the bars; they are read by the arrows. */
static char *
dup_bars (GtkWidget *area, RscDocument *document)
{
  const RscSignedBarsModel *model = rsc_bars_view_get_model (RSC_BARS_VIEW (area));

  if (model->sentence)
    return g_strdup (model->sentence);
  return g_strdup (gtk_widget_get_ancestor (area, RSC_TYPE_COMPARE_PANEL)
                     ? rsc_compare_words_get (RSC_COMPARE_NOTHING)
                     : rsc_uniqueness_words_get (RSC_UNIQUENESS_WAITING));
}

static char *
dup_price (GtkWidget *area, RscDocument *document)
{
  const RscConePrice *price = rsc_cone_price_view_get_price (RSC_CONE_PRICE_VIEW (area));

  return price ? rsc_cone_price_words_dup_sentence (price, rsc_pattern_words_scope (price->last))
               : g_strdup (rsc_counterpart_words_get (RSC_COUNTERPART_ASK));
}

static char *
dup_classes (GtkWidget *area, RscDocument *document)
{
  return rsc_classes_view_dup_words (RSC_CLASSES_VIEW (area));
}

static const struct
{
  GType (*get_type) (void);
  char *(*dup) (GtkWidget *area, RscDocument *document);
} pictures[] = {
  { rsc_function_view_get_type, dup_function },
  { rsc_optimal_set_view_get_type, dup_set },
  { rsc_path_view_get_type, dup_path },
  { rsc_timeline_track_get_type, dup_timeline },
  { rsc_pruning_view_get_type, dup_pruning },
  { rsc_curves_view_get_type, dup_curves },
  { rsc_certificate_view_get_type, dup_certificate },
  { rsc_training_view_get_type, dup_training },
  { rsc_widths_view_get_type, dup_widths },
  { rsc_bars_view_get_type, dup_bars },
  { rsc_classes_view_get_type, dup_classes },
  { rsc_distribution_view_get_type, dup_distribution },
  { rsc_cone_price_view_get_type, dup_price },
};

char *
rsc_spoken_pictures_dup (GtkWidget *area, RscDocument *document)
{
  g_return_val_if_fail (GTK_IS_WIDGET (area), NULL);
  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (pictures); k++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (area, pictures[k].get_type ()))
      return pictures[k].dup (area, document);
  return NULL;
}

/* --- when they say it ------------------------------------------------------------------------- */

static gboolean
on_rest (gpointer user_data)
{
  RscSpokenPictures *self = user_data;

  self->source = 0;
  for (guint k = 0; k < self->areas->len; k++)
    {
      GtkWidget *area = g_ptr_array_index (self->areas, k);
      g_autofree char *text =
        gtk_widget_get_mapped (area) ? rsc_spoken_pictures_dup (area, self->document) : NULL;

      if (text && g_strcmp0 (text, g_object_get_data (G_OBJECT (area), SPOKEN)) != 0)
        {
          gtk_accessible_update_property (GTK_ACCESSIBLE (area),
                                          GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
          g_object_set_data_full (G_OBJECT (area), SPOKEN, g_steal_pointer (&text), g_free);
        }
    }
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (RscSpokenPictures *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  self->source = g_timeout_add (REST, on_rest, self);
}

static void
on_renewed (RscSpokenPictures *self)
{
  if (!self->source)
    wait_for_rest (self);
}

static void
add_below (RscSpokenPictures *self, GtkWidget *widget)
{
  for (gsize k = 0; k < G_N_ELEMENTS (pictures); k++)
    if (G_TYPE_CHECK_INSTANCE_TYPE (widget, pictures[k].get_type ()))
      {
        g_ptr_array_add (self->areas, g_object_ref (widget));
        /* What was not on show has kept silent. */
        g_signal_connect_swapped (widget, "map", G_CALLBACK (wait_for_rest), self);
        /* Some find out more while the document stays as it is. */
        g_signal_connect_swapped (widget, "renewed", G_CALLBACK (on_renewed), self);
      }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    add_below (self, child);
}

static void
on_changed (RscDocument *document, guint parts, gpointer user_data)
{
  wait_for_rest (user_data);
}

RscSpokenPictures *
rsc_spoken_pictures_new (GtkWidget *root, RscDocument *document)
{
  RscSpokenPictures *self;

  g_return_val_if_fail (GTK_IS_WIDGET (root), NULL);
  g_return_val_if_fail (RSC_IS_DOCUMENT (document), NULL);

  self = g_new0 (RscSpokenPictures, 1);
  self->document = g_object_ref (document);
  self->areas = g_ptr_array_new_with_free_func (g_object_unref);
  add_below (self, root);
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), self);
  wait_for_rest (self);
  return self;
}

void
rsc_spoken_pictures_free (RscSpokenPictures *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->document, self);
  for (guint k = 0; k < self->areas->len; k++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (self->areas, k), self);
  g_ptr_array_unref (self->areas);
  g_object_unref (self->document);
  g_free (self);
}

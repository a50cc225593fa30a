/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-function-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-reasons.h"
#include "app/model/rsc-function-change.h"
#include "app/window/rsc-class-regions.h"
#include "app/window/rsc-data-pen.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-slice-place.h"
#include "ui/rsc-label.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-compare-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-effects-words.h"
#include "ui/words/rsc-function-words.h"
#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-uniqueness-words.h"

struct _RscFunctionPanel
{
  RscPanel parent_instance;

  RscFunctionHit hit;

  GtkWidget *back;
  GtkWidget *modes;
  GtkToggleButton *value_button;
  GtkToggleButton *slice_button;
  GtkToggleButton *envelope_button;
  GtkToggleButton *classes_button;
  GtkWidget *features;
  GtkDropDown *feature_x;
  GtkDropDown *feature_y;
  RscPanel *place;
  GtkDropDown *kinks;
  RscDataPen *pen;
  RscFunctionView *view;
  GtkLabel *caption;
  RscClassRegions *regions; /* in place of both */
};

G_DEFINE_FINAL_TYPE (RscFunctionPanel, rsc_function_panel, RSC_TYPE_PANEL)

/* What the picture has the features of, also where there is nothing to fit yet. */
static RscDataset *
get_dataset (RscFunctionPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);

  return state->train ? state->train : state->source;
}

static gsize
get_n_features (RscFunctionPanel *self)
{
  RscDataset *dataset = get_dataset (self);

  return dataset ? rsc_dataset_get_d (dataset) : 0;
}

/* Labels of the network's neurons, or NULL. */
static gsize *
dup_labels (RscFunctionPanel *self)
{
  const gsize *ids =
    rsc_picked_network_get_neuron_ids (rsc_document_get_picked (rsc_panel_get_document (self)));
  gsize width;
  gsize *labels;

  if (!ids)
    return NULL;
  width = rsc_network_get_width (
    rsc_picked_network_get_network (rsc_document_get_picked (rsc_panel_get_document (self))));
  labels = g_new (gsize, MAX (width, 1));
  for (gsize k = 0; k < width; k++)
    labels[k] =
      rsc_labelling_get_labels (rsc_document_get_labelling (rsc_panel_get_document (self)))[ids[k]];
  return labels;
}

/* What pruning started from, while the picked network is a later step of it. */
static RscNetwork *
get_before (RscFunctionPanel *self)
{
  RscPruner *pruner = rsc_document_get_pruner (rsc_panel_get_document (self));

  return rsc_pruner_is_active (pruner) && rsc_pruner_get_position (pruner) > 0
           ? rsc_pruning_get_state (rsc_pruner_get_walk (pruner), 0)->network
           : NULL;
}

/* What is to be seen in place of the network, with the number of each of its neurons (free with
 * g_free()); NULL where nothing is, or it is not known. The hand, which needs the points where they
 * are, goes first. */
static RscNetwork *
get_change (RscFunctionPanel *self, gsize **ids)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscReasons *reasons = rsc_document_get_reasons (document);
  const gsize *numbers = rsc_labelling_get_labels (rsc_document_get_labelling (document));
  g_autofree gsize *compared = NULL;
  const gsize *neurons = NULL;
  RscNetwork *change = NULL;

  if (rsc_data_pen_is_active (self->pen))
    return NULL;
  switch (rsc_panel_get_state (self)->shown)
    {
    case RSC_SHOWN_SUM:
      change = rsc_reasons_get_network (reasons);
      if (change)
        neurons = rsc_reasons_get_explanation (reasons)->dependence->neurons;
      break;
    case RSC_SHOWN_EFFECT:
      change = rsc_effects_get_network (rsc_document_get_effects (document), &neurons);
      break;
    case RSC_SHOWN_DIFFERENCE:
      change = rsc_compared_get_difference (rsc_document_get_compared (document), &neurons);
      numbers = compared = rsc_document_dup_compared_labels (document);
      break;
    case RSC_SHOWN_NETWORK:
    default:
      break;
    }
  if (!change)
    return NULL;
  const gsize width = rsc_network_get_width (change);
  *ids = g_new (gsize, width + 1);
  for (gsize k = 0; k < width; k++)
    (*ids)[k] = neurons[k] == RSC_COMPARISON_NONE ? RSC_LABEL_NONE
                : numbers                         ? numbers[neurons[k]]
                                                  : neurons[k];
  return change;
}

static void
show_change (RscFunctionPanel *self, RscFunctionModel *model, gsize **ids)
{
  gsize *numbers = NULL;
  RscNetwork *change = get_change (self, &numbers);

  if (!change)
    return;
  g_free (*ids);
  *ids = numbers;
  rsc_function_model_set_change (model, change, numbers);
}

/* Where the picture shows the place of whose predictions the distribution is on show. */
static void
find_probe (RscFunctionPanel *self, RscFunctionModel *model)
{
  RscSpread *spread = rsc_document_get_spread (rsc_panel_get_document (self));
  gsize d;
  const double *place = rsc_spread_get_place (spread, &d);

  if (!rsc_spread_get_wanted (spread) || place == NULL || d == 0 || d != get_n_features (self))
    return;
  model->probe_x = place[d > 1 ? model->feature_x : 0];
  model->probe_y = d > 1 ? place[model->feature_y] : NAN;
}

/* A click chooses that place while its distribution is asked for. */
static void
take_place (RscFunctionPanel *self, const RscFunctionHit *hit)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const RscFunctionModel *model = rsc_function_view_get_model (self->view);
  RscSpread *spread = rsc_document_get_spread (rsc_panel_get_document (self));
  g_autofree double *x = NULL;
  const gsize d = get_n_features (self);

  if (!rsc_spread_get_wanted (spread) || rsc_spread_get_kind (spread) != RSC_SCALAR_PREDICTION
      || !rsc_spread_can (spread, RSC_SCALAR_PREDICTION) || d == 0 || !hit->inside
      || state->train == NULL || rsc_function_model_get_effective_mode (model) == RSC_FUNCTION_FIT)
    return;
  x = rsc_feature_values_dup_place (state->at, state->train);
  x[d > 1 ? model->feature_x : 0] = hit->x;
  if (d > 1)
    x[model->feature_y] = hit->y;
  rsc_spread_set_place (spread, d, x);
}

/* How the predictions move, while the page of that is open and the points are those that it is
 * of. */
static const double *
get_slopes (RscFunctionPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscEffects *effects = rsc_document_get_effects (document);

  return rsc_effects_is_open (effects)
             && rsc_document_get_train (document) == rsc_panel_get_state (self)->train
           ? rsc_effects_get_fit (effects)
           : NULL;
}

/* The hand, which needs the points of one output, goes first, and so does a change. */
static gboolean
shows_classes (RscFunctionPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);

  return state->mode == RSC_FUNCTION_CLASSES && rsc_class_regions_can (state)
         && !rsc_data_pen_is_active (self->pen)
         && !rsc_function_view_get_model (self->view)->change;
}

/* Chosen, or drawn for a change. */
static gboolean
shows_slice (RscFunctionPanel *self)
{
  return get_n_features (self) > 2
         && (rsc_panel_get_state (self)->mode == RSC_FUNCTION_SLICE
             || rsc_function_view_get_model (self->view)->change);
}

/* What there is to choose beside the name of the page. What a change is drawn by, of more than two
 * features a slice, is no mode that was chosen: the way back is in their place, so that the page
 * does not become wider either. */
static void
update_choices (RscFunctionPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gboolean change = rsc_function_view_get_model (self->view)->change;
  const gboolean slice = shows_slice (self);
  const gsize d = get_n_features (self);

  gtk_widget_set_visible (self->back, change);
  /* With one feature the band belongs to the curve, and with none there is only the fit. */
  gtk_widget_set_visible (self->modes,
                          (d > 1 || (d == 1 && rsc_class_regions_can (state))) && !change);
  /* The pen takes its place, so that the page does not become wider under the hand. */
  gtk_widget_set_visible (GTK_WIDGET (self->kinks),
                          !(d == 2 && rsc_data_pen_is_active (self->pen)) && !shows_classes (self)
                            && (d == 1 || (d == 2 && state->mode == RSC_FUNCTION_VALUE) || slice));
  /* A slice, where nothing can be drawn, has more to choose than there is room for beside it. */
  gtk_widget_set_visible (GTK_WIDGET (self->pen), !slice);
  gtk_widget_set_visible (
    self->features,
    d > 2 && (slice || state->mode == RSC_FUNCTION_ENVELOPE || shows_classes (self)));
  gtk_widget_set_visible (GTK_WIDGET (self->regions), shows_classes (self));
  gtk_widget_set_visible (GTK_WIDGET (self->view), !shows_classes (self));
  gtk_widget_set_visible (GTK_WIDGET (self->caption), !shows_classes (self));
}

static void
update_view (RscFunctionPanel *self)
{
  RscReasons *reasons = rsc_document_get_reasons (rsc_panel_get_document (self));
  g_autoptr (RscRowSet) marked = rsc_reasons_dup_rows (reasons);
  const RscDocumentState *state = rsc_panel_get_state (self);
  RscPathRanges *ranges;
  g_autofree gsize *ids = NULL;
  RscFunctionModel model;

  ids = dup_labels (self);
  rsc_function_model_init (&model);
  model.mode = state->mode;
  model.kinks = state->kinks;
  model.dataset = get_dataset (self);
  model.network =
    rsc_picked_network_get_network (rsc_document_get_picked (rsc_panel_get_document (self)));
  model.before = get_before (self);
  model.neuron_ids = ids;
  model.envelope =
    rsc_results_get_envelope (rsc_document_get_results (rsc_panel_get_document (self)));
  model.feature_x = state->feature_x;
  model.feature_y = state->feature_y;
  model.at = state->at;
  model.selected =
    rsc_selection_get_selected (rsc_document_get_selection (rsc_panel_get_document (self)));
  model.hovered =
    rsc_selection_get_hovered (rsc_document_get_selection (rsc_panel_get_document (self)));
  model.hovered_point =
    rsc_selection_get_hovered_point (rsc_document_get_selection (rsc_panel_get_document (self)));
  model.switch_at = rsc_selection_get_hovered_switch (
    rsc_document_get_selection (rsc_panel_get_document (self)), &model.n_switch);
  find_probe (self, &model);
  ranges = rsc_results_get_ranges (rsc_document_get_results (rsc_panel_get_document (self)));
  model.marked = marked;
  model.slopes = get_slopes (self);
  show_change (self, &model, &ids);
  if (ranges && !model.change)
    rsc_path_ranges_get_values (ranges, rsc_function_model_get_effective_mode (&model),
                                &model.value_low, &model.value_high);
  rsc_data_pen_prepare (self->pen, &model);
  rsc_function_view_set_model (self->view, &model);
  update_choices (self);
  rsc_data_pen_show_rows (self->pen);
}

/* What the picture shows in place of the network. */
static char *
dup_change_words (RscFunctionPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);

  switch (rsc_panel_get_state (self)->shown)
    {
    case RSC_SHOWN_EFFECT:
      return rsc_effects_words_dup_drawn (rsc_data_pen_get_source_row (
        self->pen, (gsize) rsc_effects_get_chosen (rsc_document_get_effects (document))));
    case RSC_SHOWN_DIFFERENCE:
      return g_strdup (rsc_compare_words_get (RSC_COMPARE_DRAWN));
    case RSC_SHOWN_SUM:
    case RSC_SHOWN_NETWORK:
    default:
      return g_strdup (rsc_uniqueness_words_get_sum (
        rsc_reasons_get_explanation (rsc_document_get_reasons (document))->everywhere));
    }
}

static void
update_caption (RscFunctionPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  RscResults *results = rsc_document_get_results (document);
  /* The points may be newer than what is certified: nothing is said of the one for the other. */
  const gboolean late = rsc_results_is_late (results);
  RscDataset *dataset = rsc_function_view_get_model (self->view)->dataset;
  RscNetwork *network =
    late ? NULL : rsc_picked_network_get_network (rsc_document_get_picked (document));
  RscNetwork *start = get_before (self);
  const double change = rsc_picked_network_get_fit_change (rsc_document_get_picked (document));
  g_autofree char *text = NULL;

  if (self->hit.inside && dataset && rsc_panel_get_state (self)->train)
    {
      const RscFunctionHit *hit = &self->hit;
      const RscFunctionPlace place = {
        hit->point,
        hit->n_points,
        hit->x,
        hit->y,
        late ? NAN : hit->value,
        late ? NAN : hit->low,
        late ? NAN : hit->high,
        late ? -1 : hit->neuron,
        hit->point < 0 ? 0 : rsc_data_pen_get_source_row (self->pen, (gsize) hit->point),
        rsc_function_view_get_model (self->view)->change
      };

      text = rsc_function_words_place (dataset, &place);
    }
  else if ((text = rsc_data_pen_dup_hint (self->pen)) != NULL)
    ;
  else if (late)
    text = g_strdup (rsc_status_words_get_updating (rsc_results_is_of_other_data (results)));
  else if (rsc_function_view_get_model (self->view)->change)
    text = dup_change_words (self);
  else if (start && network)
    {
      RscFunctionChange apart;

      rsc_function_change_measure (dataset, start, network, &apart);
      text = rsc_function_words_change (apart.on_data, apart.elsewhere, apart.scale);
    }
  else if (network && isfinite (change))
    text = rsc_function_words_fit (change);
  rsc_label_set (self->caption, text);
}

static void
fill_features (GtkDropDown *drop_down, RscDataset *dataset, gboolean vertical)
{
  const char *axis = rsc_data_words_get_axis (dataset, vertical);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (gsize k = 0; dataset && k < rsc_dataset_get_d (dataset); k++)
    gtk_string_list_append (names, rsc_dataset_get_feature_name (dataset, k));
  gtk_drop_down_set_model (drop_down, G_LIST_MODEL (names));
  rsc_tip_set (GTK_WIDGET (drop_down), axis);
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL, axis,
                                  -1);
}

static void
update_controls (RscFunctionPanel *self, gboolean refill)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  gsize d = get_n_features (self);

  rsc_panel_begin_update (self);
  if (refill)
    {
      fill_features (self->feature_x, get_dataset (self), FALSE);
      fill_features (self->feature_y, get_dataset (self), TRUE);
    }
  update_choices (self);
  gtk_button_set_label (GTK_BUTTON (self->value_button), rsc_function_words_page (d));
  gtk_widget_set_visible (GTK_WIDGET (self->slice_button), d > 2);
  gtk_widget_set_visible (GTK_WIDGET (self->envelope_button), d > 1);
  gtk_widget_set_visible (GTK_WIDGET (self->classes_button), rsc_class_regions_can (state));
  gtk_drop_down_set_selected (self->kinks, state->kinks);
  gtk_toggle_button_set_active (
    state->mode == RSC_FUNCTION_SLICE                                      ? self->slice_button
    : state->mode == RSC_FUNCTION_ENVELOPE                                 ? self->envelope_button
    : state->mode == RSC_FUNCTION_CLASSES && rsc_class_regions_can (state) ? self->classes_button
                                                                           : self->value_button,
    TRUE);
  if (d > 2)
    {
      gtk_drop_down_set_selected (self->feature_x, (guint) state->feature_x);
      gtk_drop_down_set_selected (self->feature_y, (guint) state->feature_y);
    }
  rsc_panel_end_update (self);
}

static void
rsc_function_panel_update (RscPanel *panel, guint parts)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (panel);

  if (rsc_panel_get_document (self->place) == NULL)
    {
      rsc_data_pen_set_view (self->pen, self->view);
      rsc_panel_set_document (self->place, rsc_panel_get_document (self));
      rsc_panel_set_document (RSC_PANEL (self->regions), rsc_panel_get_document (self));
      rsc_panel_set_document (RSC_PANEL (self->pen), rsc_panel_get_document (self));
    }
  if (parts & RSC_DOCUMENT_DATA)
    self->hit.inside = FALSE;
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW))
    update_controls (self, (parts & RSC_DOCUMENT_DATA) != 0);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK
         | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER | RSC_DOCUMENT_ROWS | RSC_DOCUMENT_REASONS
         | RSC_DOCUMENT_EFFECTS | RSC_DOCUMENT_SPREAD | RSC_DOCUMENT_COMPARED))
    update_view (self);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_HOVER
         | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_REASONS | RSC_DOCUMENT_EFFECTS | RSC_DOCUMENT_COMPARED))
    update_caption (self);
}

static void
on_mode_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self) || !gtk_toggle_button_get_active (button))
    return;
  after = rsc_panel_edit (self);
  after->mode = button == self->slice_button      ? RSC_FUNCTION_SLICE
                : button == self->envelope_button ? RSC_FUNCTION_ENVELOPE
                : button == self->classes_button  ? RSC_FUNCTION_CLASSES
                                                  : RSC_FUNCTION_VALUE;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Change the function picture"),
                      RSC_CHANGE_SINGLE, after);
}

static void
on_feature_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);
  const RscDocumentState *state = rsc_panel_get_state (self);
  guint x = gtk_drop_down_get_selected (self->feature_x);
  guint y = gtk_drop_down_get_selected (self->feature_y);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self) || x == GTK_INVALID_LIST_POSITION
      || y == GTK_INVALID_LIST_POSITION)
    return;
  /* The same feature twice would be no plane: the other one takes the place that became free. */
  if (x == y)
    {
      if (drop_down == G_OBJECT (self->feature_x))
        y = (guint) state->feature_x;
      else
        x = (guint) state->feature_y;
    }
  after = rsc_panel_edit (self);
  after->feature_x = x;
  after->feature_y = y;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Choose features"), RSC_CHANGE_SINGLE,
                      after);
}

static void
on_kinks_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self))
    return;
  after = rsc_panel_edit (self);
  after->kinks = (RscFunctionKinks) gtk_drop_down_get_selected (self->kinks);
  rsc_document_apply (rsc_panel_get_document (self), _ ("Show other kinks"), RSC_CHANGE_SINGLE,
                      after);
}

static void
on_hovered (RscFunctionView *view, const RscFunctionHit *hit, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  RscFunctionPen *pen = rsc_function_view_get_pen (view);
  /* What the hand passes over while it holds something is not meant. */
  const gboolean points = hit->inside && !rsc_function_pen_is_dragging (pen);

  self->hit = *hit;
  rsc_selection_hover (rsc_document_get_selection (rsc_panel_get_document (self)),
                       points && !rsc_function_pen_is_active (pen) ? hit->neuron : -1,
                       points ? hit->point : -1);
  update_caption (self);
}

static void
on_activated (RscFunctionView *view, const RscFunctionHit *hit, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  RscDocument *document = rsc_panel_get_document (self);

  rsc_selection_select (rsc_document_get_selection (document), hit->neuron);
  /* What its target does is what is looked at. */
  if (hit->point >= 0 && rsc_effects_is_open (rsc_document_get_effects (document))
      && !rsc_data_pen_is_active (self->pen))
    {
      const gsize row = (gsize) hit->point;

      rsc_document_select_train_rows (document, 1, &row);
    }
  take_place (self, hit);
}

static void
on_pen_changed (RscDataPen *pen, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  if (!rsc_panel_get_document (self))
    return;
  update_controls (self, FALSE);
  update_view (self);
  update_caption (self);
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  rsc_document_draw (rsc_panel_get_document (user_data), RSC_SHOWN_NETWORK);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  RscFunctionPanel *self = RSC_FUNCTION_PANEL (user_data);

  if (shows_classes (self))
    rsc_export_picture (rsc_class_regions_get_area (self->regions), rsc_panel_get_document (self),
                        "classes", TRUE);
  else
    rsc_export_picture (RSC_PLOT_AREA (self->view), rsc_panel_get_document (self), "function",
                        TRUE);
}

static void
rsc_function_panel_class_init (RscFunctionPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_function_panel_update;
  g_type_ensure (RSC_TYPE_CLASS_REGIONS);
  g_type_ensure (RSC_TYPE_DATA_PEN);
  g_type_ensure (RSC_TYPE_FUNCTION_VIEW);
  g_type_ensure (RSC_TYPE_SLICE_PLACE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-function-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, back);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, modes);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, value_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, slice_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, envelope_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, classes_button);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, regions);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, features);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, feature_x);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, feature_y);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, place);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, kinks);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, pen);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscFunctionPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_mode_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_feature_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_kinks_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_pen_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_function_panel_init (RscFunctionPanel *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_name_factory_use (GTK_WIDGET (self->feature_x), 16);
  rsc_name_factory_use (GTK_WIDGET (self->feature_y), 16);
  rsc_panel_end_update (self);
}

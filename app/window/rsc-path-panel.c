/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-path-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/model/rsc-document-effects.h"
#include "app/window/rsc-export-dialog.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/plot/rsc-path-picked.h"
#include "ui/rsc-label.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-path-view.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-path-event-words.h"
#include "ui/words/rsc-path-words.h"

struct _RscPathPanel
{
  RscPanel parent_instance;

  RscPathHit hit;

  GtkDropDown *x;
  GtkDropDown *y;
  GtkCheckButton *tubes;
  GtkCheckButton *parted;
  GtkCheckButton *multiples;
  GtkCheckButton *tangents;
  RscPathView *view;
  GtkLabel *absence;
  GtkLabel *caption;
};

enum
{
  EXTENT_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPathPanel, rsc_path_panel, RSC_TYPE_PANEL)

/* What the list of the vertical axis has: norm, the features with the bias, and with two columns
 * the angle. */
static gsize
count_columns (const RscDocumentState *state)
{
  return state->train ? rsc_dataset_get_d (state->train) + (state->bias ? 1 : 0) : 0;
}

static const RscLabelling *
get_labelling (RscPathPanel *self)
{
  return rsc_document_get_labelling (rsc_panel_get_document (self));
}

/* Identity along the path of the neuron with this label, or -1. */
static gssize
find_id (RscPathPanel *self, gssize label)
{
  return label >= 0 ? rsc_labelling_find_id (get_labelling (self), (gsize) label) : -1;
}

static RscSelection *
get_selection (RscPathPanel *self)
{
  return rsc_document_get_selection (rsc_panel_get_document (self));
}

static const RscKnownPath *
get_known (RscPathPanel *self)
{
  return rsc_document_get_known_path (rsc_panel_get_document (self));
}

static double
get_lambda_max (RscPathPanel *self)
{
  RscPath *path = rsc_known_path_get_path (get_known (self));
  RscSolution *solution = rsc_document_get_solution (rsc_panel_get_document (self));

  if (path)
    return rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  return solution ? rsc_problem_get_lambda_max (rsc_solution_get_problem (solution)) : 0;
}

/* Of each identity, in the network that all views show. Free with g_free(). */
static double *
dup_picked (RscPathPanel *self, RscPathY y, gsize feature)
{
  RscDocument *document = rsc_panel_get_document (self);
  const RscLabelling *labelling = get_labelling (self);
  gsize n_ids = rsc_labelling_get_n_ids (labelling);
  double *values = g_new (double, MAX (n_ids, 1));

  rsc_path_picked_fill (values, n_ids, rsc_labelling_get_id_labels (labelling),
                        rsc_document_get_set (document), rsc_labelling_get_labels (labelling),
                        rsc_picked_network_get_norms (rsc_document_get_picked (document)), y,
                        feature);
  return values;
}

/* How the norm of each identity moves with the target that is pointed at, or chosen; NULL where
 * that is not known, or there is none. Free with g_free(). */
static double *
dup_slopes (RscPathPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  const double *norms = rsc_effects_get_norms (rsc_document_get_effects (document));
  const RscLabelling *labelling = get_labelling (self);
  const gsize n_ids = rsc_labelling_get_n_ids (labelling);
  double *slopes;

  if (!norms)
    return NULL;
  slopes = g_new (double, MAX (n_ids, 1));
  rsc_path_picked_fill (slopes, n_ids, rsc_labelling_get_id_labels (labelling),
                        rsc_document_get_set (document), rsc_labelling_get_labels (labelling),
                        norms, RSC_PATH_Y_NORM, 0);
  return slopes;
}

static void
update_view (RscPathPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  double lambda_max = get_lambda_max (self);
  g_autofree double *picked = NULL;
  g_autofree double *slopes = dup_slopes (self);
  RscPathModel model;

  rsc_path_model_init (&model);
  model.path = rsc_known_path_get_path (get_known (self));
  model.lambda_max = lambda_max;
  model.ratio_min = RSC_PATH_RATIO_MIN;
  model.complete = rsc_known_path_is_complete (get_known (self));
  model.x = state->path_x;
  model.y = state->path_y;
  if (model.y == RSC_PATH_Y_ANGLE && count_columns (state) != 2)
    model.y = RSC_PATH_Y_NORM;
  model.feature = state->path_feature;
  model.tubes = state->tubes;
  model.parted = state->parted;
  model.multiples = state->multiples;
  model.tangents = state->tangents;
  model.labels = rsc_labelling_get_id_labels (get_labelling (self));
  model.picked = picked = dup_picked (self, model.y, model.feature);
  model.slopes = slopes;
  model.selected = find_id (self, rsc_selection_get_selected (get_selection (self)));
  model.hovered = find_id (self, rsc_selection_get_hovered (get_selection (self)));
  model.lambda = lambda_max > 0 && state->lambda_ratio > 0 ? state->lambda_ratio * lambda_max : NAN;
  rsc_path_view_set_model (self->view, &model, rsc_labelling_get_n_ids (get_labelling (self)));
}

static void
update_caption (RscPathPanel *self)
{
  RscPath *path = rsc_known_path_get_path (get_known (self));
  const GError *error = rsc_known_path_get_error (get_known (self));
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  const gsize *labels = rsc_labelling_get_id_labels (get_labelling (self));
  const RscPathMark *mark = rsc_path_view_get_mark (self->view, self->hit.mark);

  if (path && mark)
    text = rsc_path_event_words_dup_mark (path, mark->events, mark->n, labels);
  else if (path && self->hit.neuron >= 0)
    {
      g_autoptr (RscPathFrame) frame =
        isfinite (self->hit.lambda) ? rsc_path_frame_new (path, self->hit.lambda) : NULL;

      text = rsc_path_words_dup_neuron (path, frame, (gsize) self->hit.neuron, labels);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup (rsc_path_words_get_cancelled ());
  else if (error)
    text = rsc_path_words_dup_end (error->message);
  else if (path && !rsc_known_path_is_complete (get_known (self)))
    text = rsc_path_words_dup_reach (rsc_known_path_get_reach (get_known (self)));
  else if (path && rsc_path_get_n_points (path) > 0)
    {
      text = rsc_path_words_dup_caption (path);
      whole = rsc_path_words_dup_path (path);
    }
  rsc_label_set (self->caption, text);
  rsc_tip_set (GTK_WIDGET (self->caption), whole ? whole : text);
}

static void
update_absence (RscPathPanel *self)
{
  const GError *error = rsc_known_path_get_error (get_known (self));
  RscPath *path = rsc_known_path_get_path (get_known (self));
  gboolean has_points = path && rsc_path_get_n_points (path) > 0;
  const char *text = "";

  if (!rsc_document_state_has_data (rsc_panel_get_state (self)))
    text = rsc_panel_get_state (self)->source
             ? rsc_data_words_get_absence (rsc_panel_get_state (self)->source)
             : rsc_path_words_get_place ();
  else if (has_points)
    text = "";
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = rsc_path_words_get_cancelled ();
  else if (error)
    text = error->message;
  else if (path && rsc_known_path_is_complete (get_known (self)))
    text = rsc_path_words_get_zero ();
  else if (!rsc_document_get_set (rsc_panel_get_document (self)))
    text = rsc_path_words_get_place ();
  else if (!path)
    text = rsc_path_words_get_computing ();
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->view), has_points);
}

static void
update_controls (RscPathPanel *self, gboolean refill)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  gsize n = count_columns (state);

  rsc_panel_begin_update (self);
  if (refill)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      gtk_string_list_append (names, rsc_data_words_get_norm ());
      for (gsize k = 0; k < n; k++)
        gtk_string_list_append (names, rsc_data_words_get_weight (state->train, k));
      if (n == 2)
        gtk_string_list_append (names, rsc_data_words_get_angle ());
      gtk_drop_down_set_model (self->y, G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (self->x, (guint) state->path_x);
  gtk_drop_down_set_selected (self->y, state->path_y == RSC_PATH_Y_FEATURE
                                         ? (guint) state->path_feature + 1
                                       : state->path_y == RSC_PATH_Y_ANGLE && n == 2 ? 3
                                                                                     : 0);
  gtk_check_button_set_active (self->tubes, state->tubes);
  gtk_check_button_set_active (self->parted, state->parted);
  gtk_check_button_set_active (self->multiples, state->multiples);
  gtk_check_button_set_active (self->tangents, state->tangents);
  gtk_widget_set_sensitive (GTK_WIDGET (self->tangents),
                            state->path_x == RSC_PATH_X_LAMBDA && state->path_y == RSC_PATH_Y_NORM);
  rsc_panel_end_update (self);
}

static void
rsc_path_panel_update (RscPanel *panel, guint parts)
{
  RscPathPanel *self = RSC_PATH_PANEL (panel);

  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_PATH))
    self->hit = (RscPathHit){ .neuron = -1, .mark = -1, .lambda = NAN };
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW))
    update_controls (self, (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL)) != 0);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_PATH
         | RSC_DOCUMENT_LAMBDA | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER
         | RSC_DOCUMENT_EFFECTS))
    update_view (self);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_PATH))
    update_caption (self);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_PATH | RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY))
    update_absence (self);
}

static void
on_axis_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPathPanel *self = RSC_PATH_PANEL (user_data);
  guint x = gtk_drop_down_get_selected (self->x);
  guint y = gtk_drop_down_get_selected (self->y);
  RscDocumentState *after;
  gsize n;

  if (rsc_panel_is_updating (self) || x == GTK_INVALID_LIST_POSITION
      || y == GTK_INVALID_LIST_POSITION)
    return;
  after = rsc_panel_edit (self);
  n = count_columns (after);
  after->path_x = (RscPathX) x;
  after->path_y = y == 0 ? RSC_PATH_Y_NORM : y <= n ? RSC_PATH_Y_FEATURE : RSC_PATH_Y_ANGLE;
  if (after->path_y == RSC_PATH_Y_FEATURE)
    after->path_feature = y - 1;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Choose what the path shows"),
                      RSC_CHANGE_SINGLE, after);
}

static void
on_option_toggled (GtkCheckButton *button, gpointer user_data)
{
  RscPathPanel *self = RSC_PATH_PANEL (user_data);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self))
    return;
  after = rsc_panel_edit (self);
  after->tubes = gtk_check_button_get_active (self->tubes);
  after->parted = gtk_check_button_get_active (self->parted);
  after->multiples = gtk_check_button_get_active (self->multiples);
  after->tangents = gtk_check_button_get_active (self->tangents);
  rsc_document_apply (rsc_panel_get_document (self), _ ("Choose what the path shows"),
                      RSC_CHANGE_SINGLE, after);
}

static void
go_to (RscPathPanel *self, double lambda, RscChangeMode mode)
{
  RscDocumentState *after = rsc_panel_edit (self);

  after->lambda_ratio = fmin (lambda / get_lambda_max (self), 1);
  rsc_document_apply (rsc_panel_get_document (self), _ ("Change λ"), mode, after);
}

static void
on_cursor_moved (RscPathView *view, double lambda, gpointer user_data)
{
  go_to (RSC_PATH_PANEL (user_data), lambda, RSC_CHANGE_MERGE);
}

static void
on_drag_ended (RscPathView *view, gpointer user_data)
{
  rsc_history_end_merge (rsc_document_get_history (rsc_panel_get_document (user_data)));
}

static void
on_event_activated (RscPathView *view, int event, gpointer user_data)
{
  RscPathPanel *self = RSC_PATH_PANEL (user_data);
  RscPath *path = rsc_known_path_get_path (get_known (self));

  if (path && (gsize) event < rsc_path_get_n_events (path))
    go_to (self, rsc_path_get_event (path, (gsize) event)->lambda, RSC_CHANGE_SINGLE);
}

static gssize
label_of (RscPathPanel *self, gssize id)
{
  const RscLabelling *labelling = get_labelling (self);

  return id >= 0 && (gsize) id < rsc_labelling_get_n_ids (labelling)
           ? (gssize) rsc_labelling_get_id_labels (labelling)[id]
           : -1;
}

/* A second click takes the selection back. */
static void
on_neuron_activated (RscPathView *view, int id, gpointer user_data)
{
  RscPathPanel *self = RSC_PATH_PANEL (user_data);
  gssize label = label_of (self, id);

  rsc_selection_select (get_selection (self),
                        rsc_selection_get_selected (get_selection (self)) == label ? -1 : label);
}

static void
on_hovered (RscPathView *view, const RscPathHit *hit, gpointer user_data)
{
  RscPathPanel *self = RSC_PATH_PANEL (user_data);

  self->hit = *hit;
  rsc_selection_hover (get_selection (self), label_of (self, hit->neuron), -1);
  update_caption (self);
}

static void
on_extent_changed (RscPathView *view, gpointer user_data)
{
  g_signal_emit (user_data, signals[EXTENT_CHANGED], 0);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_PATH_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data), "path", FALSE);
}

static void
rsc_path_panel_class_init (RscPathPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_path_panel_update;
  signals[EXTENT_CHANGED] = g_signal_new ("extent-changed", RSC_TYPE_PATH_PANEL, G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (RSC_TYPE_PATH_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-path-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, x);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, y);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, tubes);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, parted);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, multiples);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, tangents);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscPathPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_axis_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_option_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_cursor_moved);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_ended);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_event_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_extent_changed);
}

static void
rsc_path_panel_init (RscPathPanel *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_name_factory_use (GTK_WIDGET (self->y), 12);
  rsc_panel_end_update (self);
}

gboolean
rsc_path_panel_get_extent (RscPathPanel *self, double *left, double *right)
{
  graphene_rect_t bounds;

  g_return_val_if_fail (RSC_IS_PATH_PANEL (self), FALSE);

  if (!rsc_path_view_get_extent (self->view, left, right)
      || !gtk_widget_compute_bounds (GTK_WIDGET (self->view), GTK_WIDGET (self), &bounds))
    return FALSE;
  *left += (double) bounds.origin.x;
  *right += (double) bounds.origin.x;
  return TRUE;
}

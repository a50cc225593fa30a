/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-optimal-set-panel.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/window/rsc-export.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-set-words.h"
#include "ui/words/rsc-status-words.h"

struct _RscOptimalSetPanel
{
  RscPanel parent_instance;

  GtkToggleButton *convex_button;
  GtkToggleButton *nonconvex_button;
  GtkToggleButton *both_button;
  GtkDropDown *feature;
  GtkWidget *reset_button;
  RscOptimalSetView *view;
  GtkLabel *absence;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscOptimalSetPanel, rsc_optimal_set_panel, RSC_TYPE_PANEL)

/* While λ moves along the path the axes reach over all of it. */
static void
fix_ranges (RscOptimalSetPanel *self, RscOptimalSetModel *model)
{
  RscPathRanges *ranges =
    rsc_results_get_ranges (rsc_document_get_results (rsc_panel_get_document (self)));

  for (gsize k = 0; ranges && k < model->n_axes; k++)
    {
      gssize id = rsc_labelling_find_id (rsc_document_get_labelling (rsc_panel_get_document (self)),
                                         model->axis_labels[k]);

      for (int space = 0; id >= 0 && space < 2; space++)
        model->ranges[space][k] =
          rsc_path_ranges_get_axis (ranges, (gsize) id, model->feature, (RscSpace) space);
    }
}

static void
update_view (RscOptimalSetPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize *axes;
  RscOptimalSetModel model;
  g_autofree double *trail = NULL;

  rsc_optimal_set_model_init (&model);
  model.set = rsc_document_get_set (rsc_panel_get_document (self));
  model.hull =
    rsc_shown_axes_get_hull (rsc_document_get_shown_axes (rsc_panel_get_document (self)));
  model.n_axes =
    rsc_shown_axes_get (rsc_document_get_shown_axes (rsc_panel_get_document (self)), &axes);
  for (gsize k = 0; k < model.n_axes; k++)
    {
      model.axes[k] = axes[k];
      model.axis_labels[k] =
        rsc_shown_axes_get_labels (rsc_document_get_shown_axes (rsc_panel_get_document (self)))[k];
    }
  model.labels =
    rsc_labelling_get_labels (rsc_document_get_labelling (rsc_panel_get_document (self)));
  model.feature = state->feature;
  fix_ranges (self, &model);
  model.space = state->spaces == RSC_SPACES_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  model.camera = state->camera;
  model.point =
    rsc_picked_network_get_point (rsc_document_get_picked (rsc_panel_get_document (self)));
  trail =
    rsc_pruner_dup_trail (rsc_document_get_pruner (rsc_panel_get_document (self)), &model.n_trail);
  model.trail = trail;
  model.hovered = rsc_document_get_hovered_neuron (rsc_panel_get_document (self));
  rsc_optimal_set_view_set_model (self->view, &model, state->spaces == RSC_SPACES_BOTH);
  gtk_widget_set_opacity (
    GTK_WIDGET (self->view),
    rsc_results_is_set_stale (rsc_document_get_results (rsc_panel_get_document (self))) ? 0.45
    : rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (rsc_panel_get_document (self)))
      ? 0.7
      : 1.0);
}

static void
update_caption (RscOptimalSetPanel *self)
{
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  RscOptimalSet *set = rsc_document_get_set (document);
  RscHull *hull = rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document));
  gssize corner = rsc_optimal_set_view_get_hovered_corner (self->view);
  g_autofree char *text = NULL;

  if (set && hull && corner >= 0 && (gsize) corner < hull->n_points)
    {
      gsize vertex = hull->labels ? hull->labels[corner] : G_MAXSIZE;

      text = vertex < rsc_optimal_set_get_n_vertices (set)
               ? rsc_set_words_dup_vertex (
                 set, vertex, rsc_labelling_get_labels (rsc_document_get_labelling (document)))
               : rsc_set_words_dup_corner (hull, (gsize) corner);
    }
  else
    text = g_strdup (rsc_results_is_set_stale (rsc_document_get_results (document))
                       ? rsc_set_words_get_computing ()
                       : rsc_set_words_get_hint (set, hull));
  gtk_label_set_label (self->caption, text ? text : "");
}

static void
update_absence (RscOptimalSetPanel *self)
{
  const GError *error =
    rsc_results_get_error (rsc_document_get_results (rsc_panel_get_document (self)));
  RscOptimalSet *set = rsc_document_get_set (rsc_panel_get_document (self));
  g_autofree char *solving = NULL;
  const char *text = "";

  if (!rsc_panel_get_state (self)->train)
    text = rsc_data_words_get_absence ();
  else if (!set && error)
    text = error->message;
  else if (!set
           && rsc_results_was_cancelled (rsc_document_get_results (rsc_panel_get_document (self))))
    text = rsc_status_words_cancelled ();
  else if (!set && rsc_results_is_busy (rsc_document_get_results (rsc_panel_get_document (self))))
    text = solving = rsc_status_words_solving (-1, NAN);
  gtk_label_set_label (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
}

static void
update_controls (RscOptimalSetPanel *self, gboolean refill)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize *axes;
  RscCamera camera;

  rsc_panel_begin_update (self);
  if (refill)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      gtk_string_list_append (names, rsc_data_words_get_norm ());
      for (gsize k = 0;
           state->train && k < rsc_dataset_get_d (state->train) + (state->bias ? 1 : 0); k++)
        gtk_string_list_append (names, rsc_data_words_get_weight (state->train, k));
      gtk_drop_down_set_model (self->feature, G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (self->feature, (guint) (state->feature + 1));
  gtk_toggle_button_set_active (state->spaces == RSC_SPACES_CONVEX      ? self->convex_button
                                : state->spaces == RSC_SPACES_NONCONVEX ? self->nonconvex_button
                                                                        : self->both_button,
                                TRUE);
  rsc_camera_init (&camera);
  gtk_widget_set_visible (
    self->reset_button,
    rsc_shown_axes_get (rsc_document_get_shown_axes (rsc_panel_get_document (self)), &axes) > 0
      && (camera.yaw != state->camera.yaw || camera.pitch != state->camera.pitch
          || camera.zoom != state->camera.zoom));
  rsc_panel_end_update (self);
}

static void
rsc_optimal_set_panel_update (RscPanel *panel, guint parts)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (panel);

  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS))
    update_controls (self, (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL)) != 0);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS
         | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_HOVER | RSC_DOCUMENT_PLAYBACK))
    update_view (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK))
    update_caption (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR))
    update_absence (self);
}

static void
on_spaces_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self) || !gtk_toggle_button_get_active (button))
    return;
  after = rsc_panel_edit (self);
  after->spaces = button == self->convex_button      ? RSC_SPACES_CONVEX
                  : button == self->nonconvex_button ? RSC_SPACES_NONCONVEX
                                                     : RSC_SPACES_BOTH;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Change the space"), RSC_CHANGE_SINGLE,
                      after);
}

static void
on_feature_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  guint selected = gtk_drop_down_get_selected (self->feature);
  RscDocumentState *after;

  if (rsc_panel_is_updating (self) || selected == GTK_INVALID_LIST_POSITION)
    return;
  after = rsc_panel_edit (self);
  after->feature = (int) selected - 1;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Choose what the axes show"),
                      RSC_CHANGE_SINGLE, after);
}

static void
on_camera_changed (RscOptimalSetView *view, const RscCamera *camera, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocumentState *after = rsc_panel_edit (self);

  after->camera = *camera;
  rsc_document_apply (rsc_panel_get_document (self), _ ("Turn the view"), RSC_CHANGE_MERGE, after);
}

static void
on_reset (GtkButton *button, gpointer user_data)
{
  RscCamera camera;

  rsc_camera_init (&camera);
  on_camera_changed (NULL, &camera, user_data);
}

static void
on_corner_hovered (RscOptimalSetView *view, int corner, gpointer user_data)
{
  update_caption (RSC_OPTIMAL_SET_PANEL (user_data));
}

static void
on_corner_activated (RscOptimalSetView *view, int corner, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscHull *hull =
    rsc_shown_axes_get_hull (rsc_document_get_shown_axes (rsc_panel_get_document (self)));
  gsize label;

  if (!hull || (gsize) corner >= hull->n_points)
    return;
  label = hull->labels ? hull->labels[corner] : G_MAXSIZE;
  if (label < rsc_optimal_set_get_n_vertices (rsc_document_get_set (rsc_panel_get_document (self))))
    rsc_document_pick_vertex (rsc_panel_get_document (self), label);
  else
    {
      rsc_document_drag_point (rsc_panel_get_document (self),
                               hull->points + (gsize) corner * hull->n_axes);
      rsc_history_end_merge (rsc_document_get_history (rsc_panel_get_document (self)));
    }
}

static void
on_marker_dragged (RscOptimalSetView *view, const double *wish, gpointer user_data)
{
  rsc_document_drag_point (rsc_panel_get_document (user_data), wish);
}

static void
on_drag_ended (RscOptimalSetView *view, gpointer user_data)
{
  rsc_history_end_merge (rsc_document_get_history (rsc_panel_get_document (user_data)));
}

static void
on_step (RscOptimalSetView *view, int step, gpointer user_data)
{
  rsc_document_step_vertex (rsc_panel_get_document (user_data), step);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_OPTIMAL_SET_PANEL (user_data)->view), "optimal-set");
}

static void
rsc_optimal_set_panel_class_init (RscOptimalSetPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  RSC_PANEL_CLASS (klass)->update = rsc_optimal_set_panel_update;
  g_type_ensure (RSC_TYPE_OPTIMAL_SET_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-optimal-set-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, convex_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, nonconvex_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, both_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, feature);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, reset_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, caption);
  gtk_widget_class_bind_template_callback (widget_class, on_spaces_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_feature_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_corner_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_corner_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_marker_dragged);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_ended);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
}

static void
rsc_optimal_set_panel_init (RscOptimalSetPanel *self)
{
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_panel_end_update (self);
}

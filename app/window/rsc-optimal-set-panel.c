/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-optimal-set-panel.h"

#include <glib/gi18n.h>

#include "app/window/rsc-export.h"
#include "ui/rsc-optimal-set-view.h"

#define CAPTION_NORMS_MAX 8

struct _RscOptimalSetPanel
{
  GtkWidget parent_instance;

  RscDocument *document;
  gboolean updating;
  guint pending; /* parts that changed while the panel was hidden */

  GtkToggleButton *convex_button;
  GtkToggleButton *nonconvex_button;
  GtkToggleButton *both_button;
  GtkDropDown *feature;
  GtkWidget *reset_button;
  RscOptimalSetView *view;
  GtkLabel *absence;
  GtkLabel *caption;
};

G_DEFINE_FINAL_TYPE (RscOptimalSetPanel, rsc_optimal_set_panel, GTK_TYPE_WIDGET)

/* While λ moves along the path the axes reach over all of it. */
static void
fix_ranges (RscOptimalSetPanel *self, RscOptimalSetModel *model)
{
  RscPathRanges *ranges = rsc_document_get_ranges (self->document);

  for (gsize k = 0; ranges && k < model->n_axes; k++)
    {
      gssize id = rsc_document_find_id (self->document, (gssize) model->axis_labels[k]);

      for (int space = 0; id >= 0 && space < 2; space++)
        model->ranges[space][k] =
          rsc_path_ranges_get_axis (ranges, (gsize) id, model->feature, (RscSpace) space);
    }
}

static void
update_view (RscOptimalSetPanel *self)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  const gsize *axes;
  RscOptimalSetModel model;
  g_autofree double *trail = NULL;

  rsc_optimal_set_model_init (&model);
  model.set = rsc_document_get_set (self->document);
  model.hull = rsc_document_get_hull (self->document);
  model.n_axes = rsc_document_get_axes (self->document, &axes);
  for (gsize k = 0; k < model.n_axes; k++)
    {
      model.axes[k] = axes[k];
      model.axis_labels[k] = rsc_document_get_axis_labels (self->document)[k];
    }
  model.labels = rsc_document_get_labels (self->document);
  model.feature = state->feature;
  fix_ranges (self, &model);
  model.space = state->spaces == RSC_SPACES_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  model.camera = state->camera;
  model.point = rsc_document_get_point (self->document);
  trail = rsc_pruner_dup_trail (rsc_document_get_pruner (self->document), &model.n_trail);
  model.trail = trail;
  model.hovered = rsc_document_get_hover (self->document);
  rsc_optimal_set_view_set_model (self->view, &model, state->spaces == RSC_SPACES_BOTH);
  gtk_widget_set_opacity (GTK_WIDGET (self->view), rsc_document_is_set_stale (self->document) ? 0.45
                                                   : rsc_document_is_hull_stale (self->document)
                                                     ? 0.7
                                                     : 1.0);
}

static void
append_norms (RscOptimalSetPanel *self, GString *text, const RscOptimalSet *set, const double *a)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize shown = 0;

  for (gsize k = 0; k < m; k++)
    {
      gsize i = rsc_document_get_by_label (self->document, k);

      if (!(a[i] > 0))
        continue;
      if (shown == CAPTION_NORMS_MAX)
        {
          g_string_append (text, ", …");
          return;
        }
      g_string_append_printf (text, "%s%" G_GSIZE_FORMAT ": %.3g", shown > 0 ? ", " : "",
                              rsc_document_get_label (self->document, i) + 1, a[i]);
      shown++;
    }
}

static void
update_caption (RscOptimalSetPanel *self)
{
  RscOptimalSet *set = rsc_document_get_set (self->document);
  RscHull *hull = rsc_document_get_hull (self->document);
  gssize corner = rsc_optimal_set_view_get_hovered_corner (self->view);
  gboolean stale = rsc_document_is_set_stale (self->document);
  g_autoptr (GString) text = g_string_new (NULL);

  if (set && hull && corner >= 0 && (gsize) corner < hull->n_points)
    {
      gsize label = hull->labels ? hull->labels[corner] : G_MAXSIZE;

      if (label < rsc_optimal_set_get_n_vertices (set))
        {
          gsize width = rsc_optimal_set_get_vertex_width (set, label);

          g_string_append_printf (
            text,
            g_dngettext (NULL, "Vertex %" G_GSIZE_FORMAT ": %" G_GSIZE_FORMAT " neuron, norm ",
                         "Vertex %" G_GSIZE_FORMAT ": %" G_GSIZE_FORMAT " neurons, norms ", width),
            label + 1, width);
          append_norms (self, text, set, rsc_optimal_set_get_vertex (set, label));
        }
      else
        {
          g_string_append (text, _ ("A corner of the projection: "));
          for (gsize k = 0; k < hull->n_axes; k++)
            g_string_append_printf (text, "%s%.3g", k > 0 ? ", " : "",
                                    hull->points[(gsize) corner * hull->n_axes + k]);
        }
    }
  else if (stale)
    g_string_append (text, _ ("Computing the set at this λ…"));
  else if (set && rsc_optimal_set_get_n_neurons (set) == 0)
    g_string_append (text, _ ("The zero network is the only optimal one"));
  else if (set && hull && !rsc_optimal_set_is_unique (set))
    g_string_append (text, hull->n_axes == 3
                             ? _ ("Drag the marker through the set · drag beside it to rotate")
                             : _ ("Drag the marker through the set"));
  gtk_label_set_label (self->caption, text->str);
}

static void
update_absence (RscOptimalSetPanel *self)
{
  const GError *error = rsc_document_get_error (self->document);
  RscOptimalSet *set = rsc_document_get_set (self->document);
  const char *text = "";

  if (!rsc_document_get_state (self->document)->train)
    text = _ ("Open a CSV or choose a set from the gallery.");
  else if (!set && error)
    text = error->message;
  else if (!set && rsc_document_was_cancelled (self->document))
    text = _ ("Cancelled. Change λ or press “Solve” to go on.");
  else if (!set && rsc_document_is_busy (self->document))
    text = _ ("Solving…");
  gtk_label_set_label (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
}

static void
update_controls (RscOptimalSetPanel *self, gboolean refill)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  const gsize *axes;
  RscCamera camera;

  self->updating = TRUE;
  if (refill)
    {
      g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

      gtk_string_list_append (names, _ ("norm"));
      for (gsize k = 0; state->train && k < rsc_dataset_get_d (state->train); k++)
        gtk_string_list_append (names, rsc_dataset_get_feature_name (state->train, k));
      if (state->bias)
        gtk_string_list_append (names, _ ("bias"));
      gtk_drop_down_set_model (self->feature, G_LIST_MODEL (names));
    }
  gtk_drop_down_set_selected (self->feature, (guint) (state->feature + 1));
  gtk_toggle_button_set_active (state->spaces == RSC_SPACES_CONVEX      ? self->convex_button
                                : state->spaces == RSC_SPACES_NONCONVEX ? self->nonconvex_button
                                                                        : self->both_button,
                                TRUE);
  rsc_camera_init (&camera);
  gtk_widget_set_visible (self->reset_button, rsc_document_get_axes (self->document, &axes) > 0
                                                && (camera.yaw != state->camera.yaw
                                                    || camera.pitch != state->camera.pitch
                                                    || camera.zoom != state->camera.zoom));
  self->updating = FALSE;
}

static void
update (RscOptimalSetPanel *self, guint parts)
{
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

/* What nobody sees waits until it is shown. */
static void
on_document_changed (RscDocument *document, guint parts, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);

  if (gtk_widget_get_visible (GTK_WIDGET (self)))
    update (self, parts);
  else
    self->pending |= parts;
}

static void
on_shown (GtkWidget *widget, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (widget);
  guint parts = self->pending;

  self->pending = 0;
  if (parts && self->document)
    update (self, parts);
}

static void
on_spaces_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocumentState *after;

  if (self->updating || !gtk_toggle_button_get_active (button))
    return;
  after = rsc_document_state_copy (rsc_document_get_state (self->document));
  after->spaces = button == self->convex_button      ? RSC_SPACES_CONVEX
                  : button == self->nonconvex_button ? RSC_SPACES_NONCONVEX
                                                     : RSC_SPACES_BOTH;
  rsc_document_apply (self->document, _ ("Change the space"), RSC_CHANGE_SINGLE, after);
}

static void
on_feature_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  guint selected = gtk_drop_down_get_selected (self->feature);
  RscDocumentState *after;

  if (self->updating || selected == GTK_INVALID_LIST_POSITION)
    return;
  after = rsc_document_state_copy (rsc_document_get_state (self->document));
  after->feature = (int) selected - 1;
  rsc_document_apply (self->document, _ ("Choose what the axes show"), RSC_CHANGE_SINGLE, after);
}

static void
on_camera_changed (RscOptimalSetView *view, const RscCamera *camera, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));

  after->camera = *camera;
  rsc_document_apply (self->document, _ ("Turn the view"), RSC_CHANGE_MERGE, after);
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
  RscHull *hull = rsc_document_get_hull (self->document);
  gsize label;

  if (!hull || (gsize) corner >= hull->n_points)
    return;
  label = hull->labels ? hull->labels[corner] : G_MAXSIZE;
  if (label < rsc_optimal_set_get_n_vertices (rsc_document_get_set (self->document)))
    rsc_document_pick_vertex (self->document, label);
  else
    {
      rsc_document_drag_point (self->document, hull->points + (gsize) corner * hull->n_axes);
      rsc_document_end_merge (self->document);
    }
}

static void
on_marker_dragged (RscOptimalSetView *view, const double *wish, gpointer user_data)
{
  rsc_document_drag_point (RSC_OPTIMAL_SET_PANEL (user_data)->document, wish);
}

static void
on_drag_ended (RscOptimalSetView *view, gpointer user_data)
{
  rsc_document_end_merge (RSC_OPTIMAL_SET_PANEL (user_data)->document);
}

static void
on_step (RscOptimalSetView *view, int step, gpointer user_data)
{
  rsc_document_step_vertex (RSC_OPTIMAL_SET_PANEL (user_data)->document, step);
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_OPTIMAL_SET_PANEL (user_data)->view), "optimal-set");
}

static void
rsc_optimal_set_panel_dispose (GObject *object)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (object);
  GtkWidget *child;

  if (self->document)
    g_signal_handlers_disconnect_by_data (self->document, self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->document);
  G_OBJECT_CLASS (rsc_optimal_set_panel_parent_class)->dispose (object);
}

static void
rsc_optimal_set_panel_class_init (RscOptimalSetPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_optimal_set_panel_dispose;
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
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
rsc_optimal_set_panel_init (RscOptimalSetPanel *self)
{
  self->updating = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->updating = FALSE;
  g_signal_connect (self, "show", G_CALLBACK (on_shown), NULL);
}

void
rsc_optimal_set_panel_set_document (RscOptimalSetPanel *self, RscDocument *document)
{
  g_return_if_fail (RSC_IS_OPTIMAL_SET_PANEL (self));
  g_return_if_fail (self->document == NULL);

  self->document = g_object_ref (document);
  g_signal_connect (document, "changed", G_CALLBACK (on_document_changed), self);
  update (self, RSC_DOCUMENT_ALL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-optimal-set-panel.h"

#include <glib/gi18n.h>

#include "app/model/rsc-document-compare.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-optimal-set-fit.h"
#include "app/window/rsc-set-absence.h"
#include "core/path/rsc-path-several.h"
#include "ui/rsc-label.h"
#include "ui/rsc-name-factory.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-compare-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-set-words.h"
#include "ui/words/rsc-status-words.h"
#include "ui/words/rsc-widths-words.h"

struct _RscOptimalSetPanel
{
  RscPanel parent_instance;

  GtkLabel *heading;
  GtkToggleButton *fit_button;
  GtkToggleButton *convex_button;
  GtkToggleButton *nonconvex_button;
  GtkToggleButton *both_button;
  GtkDropDown *feature;
  GtkWidget *reset_button;
  RscOptimalSetView *view;
  GtkLabel *absence;
  GtkLabel *caption;
  GtkButton *several_button;
  GtkButton *axes_button;

  gboolean boxed;     /* λ moves and there was a set to see: the box stays until it rests */
  GArray *bar_labels; /* gsize: of the bars since λ began to move */
  double several;     /* λ/λ_max of the button, or 0 */
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

static int
compare_labels (gconstpointer a, gconstpointer b)
{
  gsize p = *(const gsize *) a, q = *(const gsize *) b;

  return (p > q) - (p < q);
}

static void
add_bar_label (RscOptimalSetPanel *self, gsize label)
{
  for (guint k = 0; k < self->bar_labels->len; k++)
    if (g_array_index (self->bar_labels, gsize, k) == label)
      return;
  g_array_append_val (self->bar_labels, label);
}

/* While λ moves the neurons that have had a bar keep their place, and the bars reach over all of
 * the path that is known. */
static void
keep_bars (RscOptimalSetPanel *self, RscOptimalSetModel *model)
{
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  RscPathRanges *ranges = rsc_results_get_ranges (rsc_document_get_results (document));

  if (!ranges)
    g_array_set_size (self->bar_labels, 0);
  if (!ranges || !model->bars || !model->labels)
    return;
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (model->set); i++)
    if (rsc_optimal_set_get_neuron (model->set, i)->in_support)
      add_bar_label (self, model->labels[i]);
  g_array_sort (self->bar_labels, compare_labels);
  model->bar_labels = (const gsize *) (void *) self->bar_labels->data;
  model->n_bar_labels = self->bar_labels->len;
  for (guint k = 0; k < self->bar_labels->len; k++)
    {
      gssize id = rsc_labelling_find_id (rsc_document_get_labelling (document),
                                         g_array_index (self->bar_labels, gsize, k));

      for (int space = 0; id >= 0 && space < 2; space++)
        {
          RscOptimalSetRange range =
            rsc_path_ranges_get_axis (ranges, (gsize) id, model->feature, (RscSpace) space);

          model->bar_ranges[space].low = MIN (model->bar_ranges[space].low, range.low);
          model->bar_ranges[space].high = MAX (model->bar_ranges[space].high, range.high);
        }
    }
}

/* One network is shown as bars; while λ moves, a box that is there stays, and one in which there is
 * the set of a pinned λ. */
static void
choose_bars (RscOptimalSetPanel *self, RscOptimalSetModel *model)
{
  RscResults *results = rsc_document_get_results (rsc_panel_get_document (RSC_PANEL (self)));
  gboolean moving = rsc_results_get_ranges (results) != NULL;
  gboolean several = model->set && rsc_optimal_set_get_dimension (model->set) > 0;

  self->boxed = several || (moving && self->boxed) || (model->ghost && model->hull);
  model->bars = model->set && !self->boxed && rsc_optimal_set_get_n_support (model->set) > 0;
  keep_bars (self, model);
}

/* Whether the set on show is not that of the solution, or of the data. */
static gboolean
is_of_other_data (RscOptimalSetPanel *self)
{
  RscResults *results = rsc_document_get_results (rsc_panel_get_document (self));

  return rsc_results_is_set_stale (results) || rsc_results_is_late (results);
}

static gboolean
shows_fit (RscOptimalSetPanel *self)
{
  return rsc_optimal_set_fit_is_on (rsc_panel_get_document (self));
}

static void
update_fit_view (RscOptimalSetPanel *self)
{
  RscDocument *document = rsc_panel_get_document (self);
  const RscDocumentState *state = rsc_panel_get_state (self);
  g_autofree double *point = NULL;
  g_autofree double *trail = NULL;
  RscOptimalSetModel model;

  rsc_optimal_set_model_init (&model);
  rsc_optimal_set_fit_fill (document, &model, &point, &trail);
  model.space = state->spaces == RSC_SPACES_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  model.camera = state->camera;
  rsc_optimal_set_view_set_model (self->view, &model, state->spaces == RSC_SPACES_BOTH);
  gtk_widget_set_opacity (GTK_WIDGET (self->view), 1.0);
}

static void
update_view (RscOptimalSetPanel *self)
{
  const RscDocumentState *state = rsc_panel_get_state (self);
  const gsize *axes;
  RscOptimalSetModel model;
  g_autofree double *trail = NULL;
  g_autofree char *words = NULL;

  if (shows_fit (self))
    {
      update_fit_view (self);
      return;
    }
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
  model.stale =
    rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (rsc_panel_get_document (self)));
  model.ghost = rsc_document_get_pinned_hull (rsc_panel_get_document (self));
  if (model.ghost)
    model.ghost_words = words =
      rsc_compare_words_dup_ghost (state->lambda_ratio, state->pinned_ratio);
  choose_bars (self, &model);
  model.space = state->spaces == RSC_SPACES_NONCONVEX ? RSC_SPACE_NONCONVEX : RSC_SPACE_CONVEX;
  model.camera = state->camera;
  model.point =
    rsc_picked_network_get_point (rsc_document_get_picked (rsc_panel_get_document (self)));
  trail =
    rsc_pruner_dup_trail (rsc_document_get_pruner (rsc_panel_get_document (self)), &model.n_trail);
  model.pruned = trail != NULL;
  if (!trail)
    trail = rsc_training_runs_dup_trail (rsc_document_get_training (rsc_panel_get_document (self)),
                                         model.set, &model.n_trail);
  if (!trail)
    trail = rsc_widths_dup_trail (rsc_document_get_widths (rsc_panel_get_document (self)),
                                  &model.n_trail);
  model.trail = trail;
  model.complex = rsc_widths_get_complex (rsc_document_get_widths (rsc_panel_get_document (self)));
  model.limit = rsc_widths_get_limit (rsc_document_get_widths (rsc_panel_get_document (self)));
  model.hovered = rsc_document_get_hovered_neuron (rsc_panel_get_document (self));
  rsc_optimal_set_view_set_model (self->view, &model, state->spaces == RSC_SPACES_BOTH);
  gtk_widget_set_opacity (
    GTK_WIDGET (self->view),
    is_of_other_data (self) ? 0.45
    : rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (rsc_panel_get_document (self)))
      ? 0.7
      : 1.0);
}

static char *
dup_hovered (RscOptimalSetPanel *self)
{
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  RscOptimalSet *set = rsc_document_get_set (document);
  RscHull *hull = rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document));
  const gsize *labels = rsc_labelling_get_labels (rsc_document_get_labelling (document));
  const double *point = rsc_picked_network_get_point (rsc_document_get_picked (document));
  gssize at = rsc_optimal_set_view_get_hovered_dot (self->view);
  gssize neuron = rsc_optimal_set_view_get_hovered_neuron (self->view);
  /* Nothing is asked of a picture that need not be laid out yet: the model may change once more
   * before it is drawn. */
  const RscSetDot *dot = at >= 0 ? rsc_optimal_set_view_get_dot (self->view, at) : NULL;

  if (!set || rsc_optimal_set_view_get_model (self->view)->set != set)
    return NULL;
  if (neuron >= 0 && (gsize) neuron < rsc_optimal_set_get_n_neurons (set) && point && labels)
    return rsc_set_words_dup_bar (set, (gsize) neuron, labels[neuron] + 1, point[neuron]);
  if (dot && dot->n_vertices > 0)
    return rsc_set_words_dup_vertices_at (set, dot->n_vertices, dot->vertices, dot->inside, labels);
  return dot && hull && (gsize) at < hull->n_points ? rsc_set_words_dup_corner (hull, (gsize) at)
                                                    : NULL;
}

/* The way to the nearest λ with several optima, as far as the path is known; or that it has
 * none. */
static char *
update_several (RscOptimalSetPanel *self)
{
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  RscResults *results = rsc_document_get_results (document);
  RscOptimalSet *set = rsc_document_get_set (document);
  RscPath *path = rsc_known_path_get_path (rsc_document_get_known_path (document));
  RscPathSeveral several = { .kind = RSC_PATH_SEVERAL_UNKNOWN };
  char *none = NULL;

  /* The set of a frame between two points says too little; the exact one follows it. */
  if (path && set && !rsc_results_is_set_stale (results) && !rsc_results_is_outdated (results)
      && !rsc_results_get_frame (results) && rsc_optimal_set_is_unique (set))
    rsc_path_find_several (path, rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)),
                           &several);
  self->several = 0;
  if (several.kind != RSC_PATH_SEVERAL_UNKNOWN)
    {
      double lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));

      if (several.kind == RSC_PATH_SEVERAL_NONE)
        none = rsc_set_words_dup_none (set, several.edge / lambda_max);
      else
        {
          g_autofree char *label = rsc_set_words_dup_several (
            several.kind == RSC_PATH_SEVERAL_BELOW, several.edge / lambda_max);

          self->several = several.lambda / lambda_max;
          gtk_button_set_label (self->several_button, label);
        }
    }
  gtk_widget_set_visible (GTK_WIDGET (self->several_button),
                          self->several > 0 && !shows_fit (self));
  return none;
}

static void
update_caption (RscOptimalSetPanel *self)
{
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  g_autofree char *none = update_several (self);
  g_autofree char *text = shows_fit (self) ? rsc_optimal_set_fit_dup_caption (
                            document, rsc_optimal_set_view_get_hovered_dot (self->view))
                                           : dup_hovered (self);
  const char *hint = NULL;
  /* A box of which nothing is left but a point. */
  const gboolean unused = rsc_optimal_set_view_get_model (self->view)->n_axes > 0
                          && !rsc_optimal_set_view_get_model (self->view)->bars
                          && rsc_shown_axes_are_unused (rsc_document_get_shown_axes (document));

  if (!text && is_of_other_data (self))
    text = g_strdup (rsc_results_is_late (rsc_document_get_results (document))
                       ? rsc_status_words_get_updating (
                         rsc_results_is_of_other_data (rsc_document_get_results (document)))
                       : rsc_set_words_get_computing ());
  else if (!text && none)
    text = g_steal_pointer (&none);
  else if (!text && rsc_widths_get_limit (rsc_document_get_widths (document)) > 0)
    text = rsc_widths_words_dup_limit (rsc_widths_get_limit (rsc_document_get_widths (document)));
  else if (!text && !unused)
    {
      hint =
        rsc_set_words_get_hint (rsc_document_get_set (document),
                                rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)));
      text = g_strdup (hint);
    }
  rsc_label_set (self->caption, text);
  rsc_tip_set (GTK_WIDGET (self->caption), hint ? rsc_set_words_get_hint_help () : text);
  gtk_widget_set_visible (GTK_WIDGET (self->axes_button),
                          unused && !shows_fit (self)
                            && rsc_results_get_frame (rsc_document_get_results (document))
                            && rsc_optimal_set_get_n_support (rsc_document_get_set (document)) > 0);
}

static void
update_absence (RscOptimalSetPanel *self)
{
  g_autofree char *without_set = rsc_set_absence_dup_words (rsc_panel_get_document (self));
  const char *text = "";

  if (rsc_document_state_has_data (rsc_panel_get_state (self)) && shows_fit (self))
    text = rsc_optimal_set_fit_get_absence (rsc_panel_get_document (self));
  else if (without_set)
    text = without_set;
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), text && *text != '\0');
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

/* Which set it is, and the way to the other one. */
static void
update_fit (RscOptimalSetPanel *self)
{
  RscShownFit *fit = rsc_document_get_fit (rsc_panel_get_document (self));
  const gboolean on = shows_fit (self);

  rsc_panel_begin_update (self);
  gtk_label_set_label (self->heading, rsc_equal_fit_words_get_title (on));
  gtk_widget_set_visible (GTK_WIDGET (self->fit_button), rsc_shown_fit_has_source (fit));
  gtk_toggle_button_set_active (self->fit_button, rsc_shown_fit_is_wanted (fit));
  rsc_tip_set (GTK_WIDGET (self->fit_button), rsc_equal_fit_words_get_tip (on));
  /* Its axes are norms. */
  gtk_widget_set_sensitive (GTK_WIDGET (self->feature), !on);
  rsc_panel_end_update (self);
}

static void
rsc_optimal_set_panel_update (RscPanel *panel, guint parts)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (panel);

  if (parts & RSC_DOCUMENT_FIT)
    update_fit (self);
  if (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS))
    update_controls (self, (parts & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL)) != 0);
  if (parts
      & (RSC_DOCUMENT_DATA | RSC_DOCUMENT_MODEL | RSC_DOCUMENT_VIEW | RSC_DOCUMENT_RESULTS
         | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_HOVER | RSC_DOCUMENT_PLAYBACK | RSC_DOCUMENT_WIDTHS
         | RSC_DOCUMENT_FIT | RSC_DOCUMENT_PINS | RSC_DOCUMENT_COMPARED))
    update_view (self);
  if (parts
      & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_PATH | RSC_DOCUMENT_WIDTHS
         | RSC_DOCUMENT_FIT))
    update_caption (self);
  if (parts & (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR | RSC_DOCUMENT_FIT))
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
on_dot_hovered (RscOptimalSetView *view, int dot, gpointer user_data)
{
  update_caption (RSC_OPTIMAL_SET_PANEL (user_data));
}

static void
on_dot_activated (RscOptimalSetView *view, int dot, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocument *document = rsc_panel_get_document (RSC_PANEL (self));
  RscHull *hull = rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document));
  const RscSetDot *found = rsc_optimal_set_view_get_dot (self->view, dot);
  gssize picked = rsc_picked_network_get_vertex (rsc_document_get_picked (document));

  if (shows_fit (self))
    {
      const RscHull *body = rsc_shown_fit_get_hull (rsc_document_get_fit (document));

      if (body && dot >= 0 && (gsize) dot < body->n_points)
        rsc_optimal_set_fit_pick (document, body->points + (gsize) dot * body->n_axes);
      return;
    }
  if (!found)
    return;
  if (found->n_vertices > 0)
    {
      gsize next = 0;

      /* Where several fall together, one after the other. */
      for (gsize k = 0; k < found->n_vertices; k++)
        if ((gssize) found->vertices[k] == picked)
          next = (k + 1) % found->n_vertices;
      rsc_document_pick_vertex (document, found->vertices[next]);
    }
  else if (hull && (gsize) dot < hull->n_points)
    {
      rsc_document_drag_point (document, hull->points + (gsize) dot * hull->n_axes);
      rsc_history_end_merge (rsc_document_get_history (document));
    }
}

static void
on_neuron_hovered (RscOptimalSetView *view, int neuron, gpointer user_data)
{
  rsc_document_hover_neuron (rsc_panel_get_document (user_data), neuron, -1);
  update_caption (RSC_OPTIMAL_SET_PANEL (user_data));
}

static void
on_neuron_activated (RscOptimalSetView *view, int neuron, gpointer user_data)
{
  rsc_document_select_neuron (rsc_panel_get_document (user_data), neuron);
}

static void
on_several (GtkButton *button, gpointer user_data)
{
  RscOptimalSetPanel *self = RSC_OPTIMAL_SET_PANEL (user_data);
  RscDocumentState *after;

  if (!(self->several > 0))
    return;
  after = rsc_panel_edit (self);
  after->lambda_ratio = MIN (self->several, 1);
  rsc_document_apply (rsc_panel_get_document (self), rsc_set_words_get_several_change (),
                      RSC_CHANGE_SINGLE, after);
}

static void
on_choose_axes (GtkButton *button, gpointer user_data)
{
  rsc_results_choose_axes_again (rsc_document_get_results (rsc_panel_get_document (user_data)));
}

static void
on_marker_dragged (RscOptimalSetView *view, const double *wish, gpointer user_data)
{
  if (shows_fit (user_data))
    rsc_optimal_set_fit_pick (rsc_panel_get_document (user_data), wish);
  else
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
  if (!shows_fit (user_data))
    rsc_document_step_vertex (rsc_panel_get_document (user_data), step);
}

static void
on_fit_toggled (GtkToggleButton *button, gpointer user_data)
{
  if (!rsc_panel_is_updating (user_data))
    rsc_shown_fit_set_wanted (rsc_document_get_fit (rsc_panel_get_document (user_data)),
                              gtk_toggle_button_get_active (button));
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  rsc_export_picture (RSC_PLOT_AREA (RSC_OPTIMAL_SET_PANEL (user_data)->view),
                      rsc_panel_get_document (user_data),
                      shows_fit (user_data) ? "equal-fit-set" : "optimal-set", TRUE);
}

static void
rsc_optimal_set_panel_finalize (GObject *object)
{
  g_array_unref (RSC_OPTIMAL_SET_PANEL (object)->bar_labels);
  G_OBJECT_CLASS (rsc_optimal_set_panel_parent_class)->finalize (object);
}

static void
rsc_optimal_set_panel_class_init (RscOptimalSetPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = rsc_optimal_set_panel_finalize;
  RSC_PANEL_CLASS (klass)->update = rsc_optimal_set_panel_update;
  g_type_ensure (RSC_TYPE_OPTIMAL_SET_VIEW);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/org/reluscope/Reluscope/ui/rsc-optimal-set-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, heading);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, fit_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, convex_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, nonconvex_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, both_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, feature);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, reset_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, caption);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, several_button);
  gtk_widget_class_bind_template_child (widget_class, RscOptimalSetPanel, axes_button);
  gtk_widget_class_bind_template_callback (widget_class, on_spaces_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_feature_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_reset);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
  gtk_widget_class_bind_template_callback (widget_class, on_camera_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_dot_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_dot_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_several);
  gtk_widget_class_bind_template_callback (widget_class, on_choose_axes);
  gtk_widget_class_bind_template_callback (widget_class, on_marker_dragged);
  gtk_widget_class_bind_template_callback (widget_class, on_drag_ended);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_fit_toggled);
}

static void
rsc_optimal_set_panel_init (RscOptimalSetPanel *self)
{
  self->bar_labels = g_array_new (FALSE, FALSE, sizeof (gsize));
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->caption, TRUE);
  rsc_name_factory_use (GTK_WIDGET (self->feature), 12);
  gtk_button_set_label (self->axes_button, rsc_set_words_get_choose_axes ());
  rsc_panel_end_update (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-panel.h"

#include <adwaita.h>
#include <math.h>

#include "app/model/rsc-pruning-neurons.h"
#include "app/window/rsc-drawn-curves.h"
#include "app/window/rsc-experiment-page.h"
#include "app/window/rsc-export-dialog.h"
#include "app/window/rsc-pruning-settings.h"
#include "app/window/rsc-pruning-steps.h"
#include "app/window/rsc-pruning-tools.h"
#include "ui/rsc-label.h"
#include "ui/rsc-motion.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-pruning-labels.h"
#include "ui/words/rsc-pruning-numbers-words.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-pruning-numbers.h"
#include "ui/rsc-pruning-view.h"

/* From this width on the list of steps stands beside the picture. */
#define WIDE 900
#define PREPARE_DELAY 120 /* ms without a change before a start is computed to look at */
#define STEP_DURATION 0.3 /* s from state to state */
#define WALK_DURATION 1.2 /* s at most for many states */

struct _RscPruningPanel
{
  RscPanel parent_instance;

  RscPruner *pruner; /* the document's */
  guint prepare_source;
  guint wide_source;

  /* Neurons of the start under the pointer and chosen: of several blocks of one neuron the document
   * knows only the neuron. */
  gssize hovered;
  gssize selected;
  gssize hovered_point;
  RscPruning *seen;   /* from whose start they are */
  RscPruning *listed; /* whose steps the list has */
  RscPruningCurves *drawn_curves;

  GtkToggleButton *curves_button;
  GtkToggleButton *experiment_button;
  RscPruningSettings *settings;
  RscPruningTools *tools;
  GtkStack *stack;
  RscPruningView *view;
  GtkLabel *absence;
  RscStepList *side_list;
  RscCurvesView *curves;
  RscExperimentPage *experiment;
  GtkLabel *sentence;
  GtkLabel *refusal;
  RscPruningNumbers *numbers;
};

G_DEFINE_FINAL_TYPE (RscPruningPanel, rsc_pruning_panel, RSC_TYPE_PANEL)

/* Free with g_free(). */
static gsize *
dup_labels (RscPruningPanel *self)
{
  return rsc_pruning_neurons_dup_labels (
    self->pruner, rsc_document_get_labelling (rsc_panel_get_document (self)));
}

/* --- what is shown ---------------------------------------------------------------------------- */

/* Neurons of another start are other ones. Walks from the same start share its state. */
static void
forget_other_start (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);

  if (!walk || walk == self->seen)
    return;
  if (!self->seen || rsc_pruning_get_state (walk, 0) != rsc_pruning_get_state (self->seen, 0))
    self->hovered = self->selected = -1;
  g_clear_pointer (&self->seen, rsc_pruning_unref);
  self->seen = rsc_pruning_ref (walk);
}

/* One that has gone cannot go again. */
static void
update_remove (RscPruningPanel *self, gssize neuron, const gsize *labels)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  g_autofree char *name = NULL;

  if (neuron >= 0
      && rsc_pruning_get_state (walk, rsc_pruner_get_index (self->pruner))->norms[neuron] == 0)
    neuron = -1;
  if (neuron >= 0)
    name = g_strdup_printf ("%" G_GSIZE_FORMAT, (labels ? labels[neuron] : (gsize) neuron) + 1);
  rsc_pruning_tools_set_selected (self->tools, neuron, name);
}

static void
update_view (RscPruningPanel *self)
{
  g_autofree gsize *labels = dup_labels (self);
  RscPruningModel model;

  rsc_pruning_model_init (&model);
  model.pruning = rsc_pruner_get_walk (self->pruner);
  model.state = rsc_pruner_get_index (self->pruner);
  model.labels = labels;
  model.selected = rsc_pruning_neurons_find (
    self->pruner, rsc_document_get_selected_neuron (rsc_panel_get_document (self)), self->selected);
  model.hovered = rsc_pruning_neurons_find (
    self->pruner, rsc_document_get_hovered_neuron (rsc_panel_get_document (self)), self->hovered);
  rsc_pruning_view_set_model (self->view, &model);
  update_remove (self, model.selected, labels);
}

static void
update_absence (RscPruningPanel *self)
{
  const char *text = "";

  if (!rsc_document_state_has_data (rsc_panel_get_state (self)))
    text = rsc_data_words_get_absence (rsc_panel_get_state (self)->source);
  else if (!rsc_pruner_get_walk (self->pruner))
    {
      if (rsc_player_get_playback (rsc_document_get_player (rsc_panel_get_document (self)))
            ->playing)
        text = rsc_pruning_labels_paused ();
      else if (rsc_pruner_get_message (self->pruner))
        text = rsc_pruner_get_message (self->pruner);
      else if (rsc_results_is_busy (rsc_document_get_results (rsc_panel_get_document (self))))
        text = rsc_pruning_labels_waiting ();
    }
  rsc_label_set (self->absence, text);
  gtk_widget_set_visible (GTK_WIDGET (self->absence), *text != '\0');
  /* The empty picture has words of its own: one sentence is enough. */
  gtk_widget_set_opacity (GTK_WIDGET (self->view), *text != '\0' ? 0 : 1);
}

static void
update_numbers (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);

  rsc_pruning_numbers_set_state (
    self->numbers, walk ? rsc_pruning_get_state (walk, rsc_pruner_get_index (self->pruner)) : NULL);
}

/* What the step did, and under it for a while what cannot be: one never covers the other. */
static void
update_sentence (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  const char *refusal = walk ? rsc_pruner_get_message (self->pruner) : NULL;
  g_autofree gsize *labels = dup_labels (self);
  g_autofree char *text = NULL;

  if (walk)
    text = rsc_pruning_words_sentence (
      walk, rsc_pruner_get_index (self->pruner), labels, rsc_pruner_get_set (self->pruner),
      rsc_pruner_get_start (self->pruner), rsc_pruner_get_method (self->pruner));
  rsc_label_set (self->sentence, text);
  rsc_label_set (self->refusal, refusal);
  gtk_widget_set_visible (GTK_WIDGET (self->refusal),
                          refusal && !gtk_toggle_button_get_active (self->experiment_button));
}

/* Hundreds of steps take their time: only for a list that is shown. */
static void
update_list (RscPruningPanel *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->side_list)))
    rsc_pruning_steps_fill (self->side_list, rsc_panel_get_document (self), &self->listed);
}

/* --- curves ----------------------------------------------------------------------------------- */

static gboolean
shows_curves (RscPruningPanel *self)
{
  return gtk_toggle_button_get_active (self->curves_button);
}

static void
update_curves (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  RscPruningCurves *curves = rsc_pruner_get_curves (self->pruner);

  if (!shows_curves (self))
    return;
  if (curves != self->drawn_curves)
    {
      self->drawn_curves = curves;
      rsc_drawn_curves_show (self->curves, curves);
    }
  rsc_curves_view_set_marked (
    self->curves,
    walk ? (double) rsc_pruning_get_state (walk, rsc_pruner_get_index (self->pruner))->width : NAN);
}

/* --- time ------------------------------------------------------------------------------------- */

static gboolean
on_prepare (gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  self->prepare_source = 0;
  rsc_pruner_prepare (self->pruner);
  return G_SOURCE_REMOVE;
}

/* A start to look at, as soon as nothing moves any more. */
static void
plan_prepare (RscPruningPanel *self)
{
  g_clear_handle_id (&self->prepare_source, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && !rsc_pruner_get_walk (self->pruner)
      && rsc_pruner_get_set (self->pruner) && !rsc_pruner_is_busy (self->pruner)
      && !rsc_pruner_get_message (self->pruner))
    self->prepare_source = g_timeout_add (PREPARE_DELAY, on_prepare, self);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && shows_curves (self))
    rsc_pruner_request_curves (self->pruner);
}

/* The other views go from state to state where this one already is. */
static void
update_animation (RscPruningPanel *self)
{
  RscPlayer *player = rsc_document_get_player (rsc_panel_get_document (self));
  double position = rsc_pruner_get_position (self->pruner);
  double goal = (double) rsc_pruner_get_index (self->pruner);

  if (position == goal)
    {
      if (rsc_player_get_goal (player, RSC_TRACK_PRUNING) != goal)
        rsc_player_end_glide (player, RSC_TRACK_PRUNING);
      return;
    }
  if (rsc_player_get_goal (player, RSC_TRACK_PRUNING) == goal)
    return;
  rsc_player_set_position (player, RSC_TRACK_PRUNING, position);
  rsc_player_glide (player, RSC_TRACK_PRUNING, goal,
                    fmin (STEP_DURATION * fmax (fabs (goal - position), 1), WALK_DURATION));
}

static void
rsc_pruning_panel_update (RscPanel *panel, guint parts)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (panel);
  guint pruning = RSC_DOCUMENT_PRUNING | RSC_DOCUMENT_PATH;

  if (!self->pruner)
    {
      self->pruner = rsc_document_get_pruner (rsc_panel_get_document (self));
      rsc_experiment_page_set_document (self->experiment, rsc_panel_get_document (self));
      rsc_panel_set_document (RSC_PANEL (self->settings), rsc_panel_get_document (self));
      rsc_panel_set_document (RSC_PANEL (self->tools), rsc_panel_get_document (self));
    }
  if (parts & pruning)
    {
      forget_other_start (self);
      update_list (self);
      update_sentence (self);
      update_numbers (self);
      update_curves (self);
    }
  if (parts & RSC_DOCUMENT_PRUNING)
    plan_prepare (self);
  if (parts & (pruning | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER))
    update_view (self);
  if (parts
      & (pruning | RSC_DOCUMENT_DATA | RSC_DOCUMENT_BUSY | RSC_DOCUMENT_ERROR
         | RSC_DOCUMENT_PLAYBACK))
    update_absence (self);
  if (parts & RSC_DOCUMENT_PRUNING)
    update_animation (self);
}

/* --- hands ------------------------------------------------------------------------------------ */

static void
on_page_toggled (GtkToggleButton *button, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  if (rsc_panel_is_updating (self) || !gtk_toggle_button_get_active (button))
    return;
  gtk_stack_set_visible_child_name (self->stack, button == self->experiment_button ? "experiment"
                                                 : button == self->curves_button   ? "curves"
                                                                                   : "step");
  /* The experiment has its own controls and words. */
  gtk_widget_set_visible (GTK_WIDGET (self->tools), button != self->experiment_button);
  rsc_pruning_settings_set_shown (self->settings, button != self->experiment_button);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), button != self->experiment_button);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), button != self->experiment_button);
  update_sentence (self);
  plan_prepare (self);
  update_curves (self);
}

static void
on_step_chosen (RscStepList *list, int step, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  rsc_pruner_go_to (self->pruner, (gsize) step);
}

static void
on_step (RscPruningView *view, int step, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  gsize n = rsc_pruner_get_n_states (self->pruner);

  if (step == -1)
    rsc_pruner_step_back (self->pruner);
  else if (step == 1)
    rsc_pruner_step_forward (self->pruner);
  else if (n > 0)
    rsc_pruner_go_to (self->pruner, step < 0 ? 0 : n - 1);
}

static void
on_hovered (RscPruningView *view, int neuron, int point, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  gboolean moved = self->hovered != neuron || self->hovered_point != point;

  self->hovered = neuron;
  self->hovered_point = point;
  if (moved)
    {
      rsc_document_hover_neuron (rsc_panel_get_document (self),
                                 rsc_pruning_neurons_get_in_set (self->pruner, neuron), point);
      update_view (self);
    }
}

static void
select_neuron (RscPruningPanel *self, int neuron)
{
  /* The refusal of another one. */
  if (neuron != self->selected)
    rsc_pruner_forget_message (self->pruner);
  self->selected = neuron;
  rsc_document_select_neuron (rsc_panel_get_document (self),
                              rsc_pruning_neurons_get_in_set (self->pruner, neuron));
  update_view (self);
}

static void
on_neuron_selected (RscPruningView *view, int neuron, gpointer user_data)
{
  select_neuron (RSC_PRUNING_PANEL (user_data), neuron);
}

static void
on_neuron_removed (RscPruningView *view, int neuron, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  select_neuron (self, neuron);
  rsc_pruner_remove (self->pruner, (gsize) neuron);
}

static gboolean
on_query_tooltip (GtkWidget *widget,
                  int x,
                  int y,
                  gboolean keyboard,
                  GtkTooltip *tooltip,
                  gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  g_autofree gsize *labels = dup_labels (self);
  g_autofree char *text = NULL;

  if (!walk || self->hovered < 0 || (gsize) self->hovered >= rsc_pruning_get_start_width (walk))
    return FALSE;
  text = rsc_pruning_numbers_words_neuron (walk, rsc_pruner_get_index (self->pruner), labels,
                                           (gsize) self->hovered, self->hovered_point);
  gtk_tooltip_set_text (tooltip, text);
  return TRUE;
}

static void
on_export (GtkButton *button, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  if (gtk_toggle_button_get_active (self->experiment_button))
    rsc_export_picture (rsc_experiment_page_get_area (self->experiment),
                        rsc_panel_get_document (self), "pruning-experiment", TRUE);
  else if (shows_curves (self))
    rsc_export_picture (RSC_PLOT_AREA (self->curves), rsc_panel_get_document (self),
                        "pruning-curves", TRUE);
  else
    rsc_export_picture (RSC_PLOT_AREA (self->view), rsc_panel_get_document (self), "pruning", TRUE);
}

/* --- object ----------------------------------------------------------------------------------- */

/* Beside the picture when there is room for it. */
static gboolean
on_wide (gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE;

  self->wide_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->side_list), wide);
  update_list (self);
  if (wide)
    gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), "caption");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->sentence), "caption");
  return G_SOURCE_REMOVE;
}

static void
rsc_pruning_panel_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (widget);

  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
  if (gtk_widget_get_visible (GTK_WIDGET (self->side_list)) != (width >= WIDE)
      && self->wide_source == 0)
    self->wide_source = g_idle_add (on_wide, self);
}

static GtkSizeRequestMode
rsc_pruning_panel_get_request_mode (GtkWidget *widget)
{
  return gtk_widget_get_request_mode (gtk_widget_get_first_child (widget));
}

static void
rsc_pruning_panel_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  gtk_widget_measure (gtk_widget_get_first_child (widget), orientation, for_size, minimum, natural,
                      NULL, NULL);
}

/* Steps are shown as a way only where somebody sees them and wants things to move. */
static void
follow_motion (RscPruningPanel *self)
{
  if (self->pruner)
    rsc_pruner_set_animated (self->pruner,
                             gtk_widget_get_mapped (GTK_WIDGET (self)) && rsc_motion_is_wanted ());
}

static void
rsc_pruning_panel_map (GtkWidget *widget)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (widget);

  GTK_WIDGET_CLASS (rsc_pruning_panel_parent_class)->map (widget);
  if (!self->pruner)
    return;
  follow_motion (self);
  plan_prepare (self);
}

static void
rsc_pruning_panel_unmap (GtkWidget *widget)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (widget);

  if (self->pruner && rsc_panel_get_document (self))
    {
      rsc_player_end_glide (rsc_document_get_player (rsc_panel_get_document (self)),
                            RSC_TRACK_PRUNING);
      rsc_pruner_set_animated (self->pruner, FALSE);
    }
  GTK_WIDGET_CLASS (rsc_pruning_panel_parent_class)->unmap (widget);
}

static void
rsc_pruning_panel_dispose (GObject *object)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (object);

  g_clear_handle_id (&self->prepare_source, g_source_remove);
  g_clear_handle_id (&self->wide_source, g_source_remove);
  g_clear_pointer (&self->listed, rsc_pruning_unref);
  g_clear_pointer (&self->seen, rsc_pruning_unref);
  self->pruner = NULL;
  G_OBJECT_CLASS (rsc_pruning_panel_parent_class)->dispose (object);
}

static void
rsc_pruning_panel_class_init (RscPruningPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_pruning_panel_dispose;
  RSC_PANEL_CLASS (klass)->update = rsc_pruning_panel_update;
  widget_class->size_allocate = rsc_pruning_panel_size_allocate;
  widget_class->get_request_mode = rsc_pruning_panel_get_request_mode;
  widget_class->measure = rsc_pruning_panel_measure;
  widget_class->map = rsc_pruning_panel_map;
  widget_class->unmap = rsc_pruning_panel_unmap;
  g_type_ensure (RSC_TYPE_PRUNING_NUMBERS);
  g_type_ensure (RSC_TYPE_PRUNING_VIEW);
  g_type_ensure (RSC_TYPE_CURVES_VIEW);
  g_type_ensure (RSC_TYPE_EXPERIMENT_PAGE);
  g_type_ensure (RSC_TYPE_PRUNING_SETTINGS);
  g_type_ensure (RSC_TYPE_PRUNING_TOOLS);
  g_type_ensure (RSC_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-pruning-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, curves_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, experiment_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, experiment);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, settings);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, tools);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, side_list);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, curves);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, sentence);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, refusal);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, numbers);
  gtk_widget_class_bind_template_callback (widget_class, on_page_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_step_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_removed);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_pruning_panel_init (RscPruningPanel *self)
{
  /* It measures itself: the list of steps comes and goes with the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->hovered = self->selected = self->hovered_point = -1;
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  rsc_label_keep_whole (self->sentence, FALSE);
  rsc_label_keep_whole (self->refusal, FALSE);
  rsc_motion_connect (self, G_CALLBACK (follow_motion));
  rsc_panel_end_update (self);
}

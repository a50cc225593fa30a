/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-pruning-panel.h"

#include <adwaita.h>
#include <math.h>

#include "app/window/rsc-experiment-page.h"
#include "app/window/rsc-export.h"
#include "app/window/rsc-network-chooser.h"
#include "ui/words/rsc-curves-words.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-pruning-labels.h"
#include "ui/words/rsc-pruning-numbers-words.h"
#include "ui/words/rsc-pruning-words.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-pruning-numbers.h"
#include "ui/rsc-pruning-view.h"
#include "ui/rsc-step-list.h"

/* From this width on the list of steps stands beside the picture. */
#define WIDE 900
#define PREPARE_DELAY 120 /* ms without a change before a start is computed to look at */
#define STEP_DURATION 0.3 /* s from state to state */
#define WALK_DURATION 1.2 /* s at most for many states */
#define SPINNER_DELAY 200 /* ms: shorter work shows no spinner */

struct _RscPruningPanel
{
  RscPanel parent_instance;

  RscPruner *pruner; /* the document's */
  guint prepare_source;
  guint busy_source;
  guint wide_source;

  /* Neurons of the start under the pointer and chosen: of several blocks of one neuron the document
   * knows only the neuron. */
  gssize hovered;
  gssize selected;
  gssize hovered_point;
  RscPruning *side_listed; /* whose steps the lists have */
  RscPruning *popover_listed;
  RscPruningCurves *drawn_curves;

  GtkToggleButton *step_button;
  GtkToggleButton *curves_button;
  GtkToggleButton *experiment_button;
  GtkDropDown *start;
  GtkWidget *again_button;
  GtkDropDown *rule;
  GtkDropDown *method;
  GtkWidget *back_button;
  GtkMenuButton *steps_button;
  GtkPopover *steps_popover;
  RscStepList *popover_list;
  GtkWidget *forward_button;
  GtkWidget *runs;
  GtkWidget *minimal_button;
  GtkWidget *zero_button;
  GtkWidget *busy;
  GtkSpinner *spinner;
  GtkLabel *progress;
  GtkWidget *leave_button;
  GtkStack *stack;
  RscPruningView *view;
  GtkLabel *absence;
  RscStepList *side_list;
  RscCurvesView *curves;
  RscExperimentPage *experiment;
  GtkWidget *tools;
  GtkLabel *sentence;
  RscPruningNumbers *numbers;
};

G_DEFINE_FINAL_TYPE (RscPruningPanel, rsc_pruning_panel, RSC_TYPE_PANEL)

/* --- neurons of the start and of the document -------------------------------------------------- */

/* Labels of the neurons of the start, or NULL. Free with g_free(). */
static gsize *
dup_labels (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;
  const gsize *labels = rsc_document_get_labels (rsc_panel_get_document (self));
  gsize m = walk ? rsc_pruning_get_start_width (walk) : 0;
  gsize *result;

  if (!of_set || !labels)
    return NULL;
  result = g_new (gsize, MAX (m, 1));
  for (gsize i = 0; i < m; i++)
    result[i] = labels[of_set[i]];
  return result;
}

static gssize
get_set_neuron (RscPruningPanel *self, gssize neuron)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;

  return of_set && neuron >= 0 && (gsize) neuron < rsc_pruning_get_start_width (walk)
           ? (gssize) of_set[neuron]
           : -1;
}

/* The neuron of the start that is neuron @in_set of the document: @own if that is one of them, else the
 * first that is still there. */
static gssize
find_neuron (RscPruningPanel *self, gssize in_set, gssize own)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  const gsize *of_set = walk ? rsc_pruning_get_set_neurons (walk) : NULL;
  const RscPruningState *state;
  gssize found = -1;

  if (!walk)
    return -1;
  if (!of_set)
    return own < (gssize) rsc_pruning_get_start_width (walk) ? own : -1;
  if (in_set < 0)
    return -1;
  if (get_set_neuron (self, own) == in_set)
    return own;
  state = rsc_pruning_get_state (walk, rsc_pruner_get_index (self->pruner));
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    if ((gssize) of_set[i] == in_set && (found < 0 || state->norms[found] == 0))
      found = (gssize) i;
  return found;
}

/* --- what is shown ----------------------------------------------------------------------------- */

static void
update_view (RscPruningPanel *self)
{
  g_autofree gsize *labels = dup_labels (self);
  RscPruningModel model;

  rsc_pruning_model_init (&model);
  model.pruning = rsc_pruner_get_walk (self->pruner);
  model.state = rsc_pruner_get_index (self->pruner);
  model.labels = labels;
  model.selected =
    find_neuron (self, rsc_document_get_selection (rsc_panel_get_document (self)), self->selected);
  model.hovered =
    find_neuron (self, rsc_document_get_hover (rsc_panel_get_document (self)), self->hovered);
  rsc_pruning_view_set_model (self->view, &model);
}

static void
update_absence (RscPruningPanel *self)
{
  const char *text = "";

  if (!rsc_panel_get_state (self)->train)
    text = rsc_data_words_get_absence ();
  else if (!rsc_pruner_get_walk (self->pruner))
    {
      if (rsc_document_get_playback (rsc_panel_get_document (self))->playing)
        text = rsc_pruning_labels_paused ();
      else if (rsc_pruner_get_message (self->pruner))
        text = rsc_pruner_get_message (self->pruner);
      else if (rsc_document_is_busy (rsc_panel_get_document (self)))
        text = rsc_pruning_labels_waiting ();
    }
  gtk_label_set_label (self->absence, text);
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

static void
update_sentence (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  const char *message = rsc_pruner_get_message (self->pruner);
  g_autofree gsize *labels = dup_labels (self);
  g_autofree char *text = NULL;

  if (walk)
    text = message ? g_strdup (message)
                   : rsc_pruning_words_sentence (walk, rsc_pruner_get_index (self->pruner), labels,
                                                 rsc_pruner_get_set (self->pruner),
                                                 rsc_pruner_get_start (self->pruner),
                                                 rsc_pruner_get_method (self->pruner));
  gtk_label_set_label (self->sentence, text ? text : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->sentence), text);
}

/* @listed: the walk whose steps @list has. */
static void
update_list (RscPruningPanel *self, RscStepList *list, RscPruning **listed)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  g_autofree gsize *labels = dup_labels (self);
  gsize n = rsc_pruner_get_n_states (self->pruner);
  gsize kept = 0;

  /* Walks share the states that they have in common. */
  while (walk && *listed && kept < MIN (n, rsc_step_list_get_n (list))
         && rsc_pruning_get_state (walk, kept) == rsc_pruning_get_state (*listed, kept))
    kept++;
  rsc_step_list_truncate (list, kept);
  for (gsize k = kept; k < n; k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      g_autofree char *what = rsc_pruning_words_removed (walk, k, labels);

      rsc_step_list_append (list, what, state->width, rsc_pruning_words_phase (state->phase));
    }
  rsc_step_list_set_current (list, walk ? (gssize) rsc_pruner_get_index (self->pruner) : -1);
  if (walk)
    rsc_pruning_ref (walk);
  g_clear_pointer (listed, rsc_pruning_unref);
  *listed = walk;
}

/* Hundreds of steps take their time: only for a list that is shown. */
static void
update_lists (RscPruningPanel *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->side_list)))
    update_list (self, self->side_list, &self->side_listed);
  if (gtk_widget_get_visible (GTK_WIDGET (self->steps_popover)))
    update_list (self, self->popover_list, &self->popover_listed);
}

/* Before the popover opens, so that it finds the step on show to give the focus to. */
static void
on_steps_wanted (GtkMenuButton *button, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  update_list (self, self->popover_list, &self->popover_listed);
}

static void
update_tools (RscPruningPanel *self)
{
  RscPruning *walk = rsc_pruner_get_walk (self->pruner);
  gsize n = rsc_pruner_get_n_states (self->pruner);
  gsize index = rsc_pruner_get_index (self->pruner);
  const RscPruningState *state = walk ? rsc_pruning_get_state (walk, index) : NULL;
  /* A command brings its own start along when there is none to look at yet. */
  gboolean more = state
                    ? index + 1 < n || state->width > 0
                    : rsc_pruner_get_set (self->pruner) && !rsc_pruner_get_message (self->pruner);
  RscPruningStart start = rsc_pruner_get_start (self->pruner);
  const char *again = rsc_pruning_labels_again (start);
  g_autofree char *steps = NULL;

  rsc_panel_begin_update (self);
  gtk_widget_set_sensitive (self->back_button, index > 0);
  gtk_widget_set_sensitive (self->forward_button, more);
  gtk_widget_set_sensitive (self->minimal_button,
                            state ? (gssize) index != rsc_pruning_get_minimal (walk) : more);
  gtk_widget_set_sensitive (self->zero_button, more);
  gtk_widget_set_sensitive (GTK_WIDGET (self->steps_button), walk != NULL);
  gtk_widget_set_visible (self->leave_button, rsc_pruner_is_active (self->pruner));
  steps = rsc_pruning_labels_position (index, n);
  gtk_menu_button_set_label (self->steps_button, steps);
  gtk_drop_down_set_selected (self->start, (guint) start);
  gtk_drop_down_set_selected (self->rule, (guint) rsc_pruner_get_rule (self->pruner));
  gtk_drop_down_set_selected (self->method, (guint) rsc_pruner_get_method (self->pruner));
  gtk_widget_set_visible (self->again_button, again != NULL);
  if (again)
    {
      gtk_widget_set_tooltip_text (self->again_button, again);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->again_button),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, again, -1);
    }
  rsc_panel_end_update (self);
}

static gboolean
on_busy_delay (gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  self->busy_source = 0;
  /* In its place: there is no room for both. */
  gtk_widget_set_visible (self->runs, FALSE);
  gtk_widget_set_visible (self->busy, TRUE);
  gtk_spinner_start (self->spinner);
  return G_SOURCE_REMOVE;
}

static void
update_busy (RscPruningPanel *self)
{
  double fraction = rsc_pruner_get_progress (self->pruner);
  g_autofree char *text = NULL;

  if (!rsc_pruner_is_busy (self->pruner))
    {
      g_clear_handle_id (&self->busy_source, g_source_remove);
      gtk_widget_set_visible (self->busy, FALSE);
      gtk_widget_set_visible (self->runs, TRUE);
      gtk_spinner_stop (self->spinner);
      return;
    }
  if (!gtk_widget_get_visible (self->busy) && self->busy_source == 0)
    self->busy_source = g_timeout_add (SPINNER_DELAY, on_busy_delay, self);
  text = rsc_pruning_labels_progress (fraction);
  gtk_label_set_label (self->progress, text);
}

/* --- curves ------------------------------------------------------------------------------------ */

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

static void
draw_curves (RscPruningPanel *self, RscPruningCurves *curves)
{
  DrawnCurves *drawn = g_new0 (DrawnCurves, 1);
  RscCurvesModel model;

  drawn->curves = rsc_pruning_curves_ref (curves);
  rsc_curves_model_init (&model);
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
  rsc_curves_view_set_model (self->curves, &model, drawn, drawn_curves_free);
}

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
      if (curves)
        draw_curves (self, curves);
      else
        {
          RscCurvesModel model;

          rsc_curves_model_init (&model);
          rsc_curves_view_set_model (self->curves, &model, NULL, NULL);
        }
    }
  rsc_curves_view_set_marked (
    self->curves,
    walk ? (double) rsc_pruning_get_state (walk, rsc_pruner_get_index (self->pruner))->width : NAN);
}

/* --- time -------------------------------------------------------------------------------------- */

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
    }
  if (parts & pruning)
    {
      update_tools (self);
      update_lists (self);
      update_sentence (self);
      update_numbers (self);
      update_busy (self);
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

/* --- hands ------------------------------------------------------------------------------------- */

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
  gtk_widget_set_visible (self->tools, button != self->experiment_button);
  gtk_widget_set_visible (GTK_WIDGET (self->start), button != self->experiment_button);
  gtk_widget_set_visible (GTK_WIDGET (self->sentence), button != self->experiment_button);
  gtk_widget_set_visible (GTK_WIDGET (self->numbers), button != self->experiment_button);
  plan_prepare (self);
  update_curves (self);
}

static void
on_network_chosen (RscNetwork *network, const GError *error, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  if (network && self->pruner)
    rsc_pruner_set_start (self->pruner, RSC_PRUNING_START_NETWORK, network);
  else if (error)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.tell", "s", error->message);
}

static void
choose_start (RscPruningPanel *self, RscPruningStart start)
{
  RscDataset *train = rsc_document_get_train (rsc_panel_get_document (self));

  self->hovered = self->selected = -1;
  if (start == RSC_PRUNING_START_NETWORK && train)
    rsc_network_chooser_open (GTK_WIDGET (self), train, on_network_chosen);
  else if (start != RSC_PRUNING_START_NETWORK)
    rsc_pruner_set_start (self->pruner, start, NULL);
  /* Until a file is chosen the start stays what it was. */
  update_tools (self);
}

static void
on_start_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  guint selected = gtk_drop_down_get_selected (self->start);

  if (!rsc_panel_is_updating (self) && self->pruner && selected <= RSC_PRUNING_START_NETWORK)
    choose_start (self, (RscPruningStart) selected);
}

static void
on_again (GtkButton *button, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  choose_start (self, rsc_pruner_get_start (self->pruner));
}

static void
on_rule_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  if (!rsc_panel_is_updating (self) && self->pruner)
    rsc_pruner_set_rule (self->pruner, gtk_drop_down_get_selected (self->rule) == 1
                                         ? RSC_PRUNING_RULE_FEWEST
                                         : RSC_PRUNING_RULE_PAPER);
}

static void
on_method_selected (GObject *drop_down, GParamSpec *pspec, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  guint selected = gtk_drop_down_get_selected (self->method);

  if (!rsc_panel_is_updating (self) && self->pruner && selected < RSC_N_PRUNING_METHODS)
    rsc_pruner_set_method (self->pruner, (RscPruningMethod) selected);
}

static void
on_back (GtkButton *button, gpointer user_data)
{
  rsc_pruner_step_back (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_forward (GtkButton *button, gpointer user_data)
{
  rsc_pruner_step_forward (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_minimal (GtkButton *button, gpointer user_data)
{
  rsc_pruner_to_minimal (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_zero (GtkButton *button, gpointer user_data)
{
  rsc_pruner_to_zero (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_leave (GtkButton *button, gpointer user_data)
{
  rsc_pruner_leave (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_cancel (GtkButton *button, gpointer user_data)
{
  rsc_pruner_cancel (RSC_PRUNING_PANEL (user_data)->pruner);
}

static void
on_step_chosen (RscStepList *list, int step, gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);

  gtk_popover_popdown (self->steps_popover);
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
      rsc_document_set_hover (rsc_panel_get_document (self), get_set_neuron (self, neuron), point);
      update_view (self);
    }
}

static void
select_neuron (RscPruningPanel *self, int neuron)
{
  self->selected = neuron;
  rsc_document_set_selection (rsc_panel_get_document (self), get_set_neuron (self, neuron));
  update_view (self);
}

static void
on_neuron_selected (RscPruningView *view, int neuron, gpointer user_data)
{
  select_neuron (RSC_PRUNING_PANEL (user_data), neuron);
}

static void
on_neuron_activated (RscPruningView *view, int neuron, gpointer user_data)
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
    rsc_export_picture (rsc_experiment_page_get_area (self->experiment), "pruning-experiment");
  else if (shows_curves (self))
    rsc_export_picture (RSC_PLOT_AREA (self->curves), "pruning-curves");
  else
    rsc_export_picture (RSC_PLOT_AREA (self->view), "pruning");
}

/* --- object ------------------------------------------------------------------------------------ */

/* Beside the picture when there is room for it. */
static gboolean
on_wide (gpointer user_data)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (user_data);
  gboolean wide = gtk_widget_get_width (GTK_WIDGET (self)) >= WIDE;

  self->wide_source = 0;
  gtk_widget_set_visible (GTK_WIDGET (self->side_list), wide);
  update_lists (self);
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

static void
rsc_pruning_panel_map (GtkWidget *widget)
{
  RscPruningPanel *self = RSC_PRUNING_PANEL (widget);

  GTK_WIDGET_CLASS (rsc_pruning_panel_parent_class)->map (widget);
  if (!self->pruner)
    return;
  rsc_pruner_set_animated (self->pruner, adw_get_enable_animations (widget));
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
  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_handle_id (&self->wide_source, g_source_remove);
  g_clear_pointer (&self->side_listed, rsc_pruning_unref);
  g_clear_pointer (&self->popover_listed, rsc_pruning_unref);
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
  g_type_ensure (RSC_TYPE_STEP_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reluscope/Reluscope/ui/rsc-pruning-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, step_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, curves_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, experiment_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, experiment);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, tools);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, start);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, again_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, rule);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, method);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, back_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, steps_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, steps_popover);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, popover_list);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, forward_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, runs);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, minimal_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, zero_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, busy);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, spinner);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, progress);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, leave_button);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, view);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, absence);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, side_list);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, curves);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, sentence);
  gtk_widget_class_bind_template_child (widget_class, RscPruningPanel, numbers);
  gtk_widget_class_bind_template_callback (widget_class, on_page_toggled);
  gtk_widget_class_bind_template_callback (widget_class, on_start_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_rule_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_method_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_back);
  gtk_widget_class_bind_template_callback (widget_class, on_forward);
  gtk_widget_class_bind_template_callback (widget_class, on_minimal);
  gtk_widget_class_bind_template_callback (widget_class, on_zero);
  gtk_widget_class_bind_template_callback (widget_class, on_leave);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_step_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_step);
  gtk_widget_class_bind_template_callback (widget_class, on_hovered);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_neuron_selected);
  gtk_widget_class_bind_template_callback (widget_class, on_query_tooltip);
  gtk_widget_class_bind_template_callback (widget_class, on_export);
}

static void
rsc_pruning_panel_init (RscPruningPanel *self)
{
  g_autoptr (GtkStringList) methods = gtk_string_list_new (NULL);

  /* It measures itself: the list of steps comes and goes with the width. */
  gtk_widget_set_layout_manager (GTK_WIDGET (self), NULL);
  self->hovered = self->selected = self->hovered_point = -1;
  rsc_panel_begin_update (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    gtk_string_list_append (methods, rsc_pruning_curves_get_label ((RscPruningMethod) method));
  gtk_drop_down_set_model (self->method, G_LIST_MODEL (methods));
  rsc_panel_end_update (self);
  gtk_menu_button_set_create_popup_func (self->steps_button, on_steps_wanted, self, NULL);
}

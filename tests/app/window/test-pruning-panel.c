/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pruning panel in its window: buttons, words, lists, the other views, and that it goes without
 * a trace. */
#include <adwaita.h>
#include <math.h>

#include "app/window/rsc-experiment-page.h"
#include "app/window/rsc-pruning-panel.h"
#include "app/window/rsc-window.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "ui/rsc-pruning-view.h"
#include "ui/rsc-step-list.h"
#include "documents.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static gboolean
is_settled (gpointer window)
{
  RscDocument *document = rsc_window_get_document (window);
  RscPruner *pruner = rsc_document_get_pruner (document);

  return !rsc_results_is_busy (rsc_document_get_results (document)) && !rsc_pruner_is_busy (pruner)
         && rsc_pruner_get_walk (pruner)
         && rsc_pruner_get_position (pruner) == (double) rsc_pruner_get_index (pruner);
}

static void
settle (RscWindow *window)
{
  iterate (300);
  wait_until (is_settled, window);
}

static RscWindow *
open_window (const char *argument, GtkWidget **panel)
{
  RscWindow *window = show_window (application, argument);

  g_action_group_activate_action (G_ACTION_GROUP (window), "page",
                                  g_variant_new_string ("pruning"));
  settle (window);
  *panel = find_child (GTK_WIDGET (window), RSC_TYPE_PRUNING_PANEL);
  g_assert_nonnull (*panel);
  return window;
}

static void
press (RscWindow *window, GtkWidget *panel, const char *name)
{
  GtkWidget *button = find_button (panel, name);

  g_test_message ("press “%s”", name);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  settle (window);
}

static gboolean
can_press (GtkWidget *panel, const char *name)
{
  return gtk_widget_is_sensitive (find_button (panel, name));
}

typedef struct
{
  RscPruner *pruner;
  guint n_between; /* looks at it between two steps */
} Walk;

static gboolean
is_walked (gpointer data)
{
  Walk *walk = data;
  const double position = rsc_pruner_get_position (walk->pruner);

  walk->n_between += position != floor (position);
  return !rsc_pruner_is_busy (walk->pruner) && rsc_pruner_get_index (walk->pruner) > 0
         && position == (double) rsc_pruner_get_index (walk->pruner);
}

/* Who wants nothing to move sees each step at once, nothing between two. */
static void
test_no_motion (void)
{
  GtkSettings *settings = gtk_settings_get_default ();

  for (int wanted = 1; wanted >= 0; wanted--)
    {
      GtkWidget *panel;
      RscWindow *window = open_window ("gallery:polygon-12", &panel);
      Walk walk = { rsc_document_get_pruner (rsc_window_get_document (window)), 0 };

      g_object_set (settings, "gtk-enable-animations", wanted, NULL);
      g_signal_emit_by_name (find_button (panel, "To minimal"), "clicked");
      wait_until (is_walked, &walk);
      g_assert_true (wanted ? walk.n_between > 0 : walk.n_between == 0);
      close_window (window);
    }
  g_object_set (settings, "gtk-enable-animations", TRUE, NULL);
}

/* There is something to look at from the start, and nothing else changes for it. */
static void
test_shows_the_start (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscDocument *document = rsc_window_get_document (window);
  RscPruningView *view = RSC_PRUNING_VIEW (find_child (panel, RSC_TYPE_PRUNING_VIEW));

  g_assert_nonnull (rsc_pruning_view_get_model (view)->pruning);
  g_assert_nonnull (
    find_label (panel, "Start: the interior point of the optimal set, 12 neurons."));
  g_assert_nonnull (find_label (panel, "9 of 12"));
  g_assert_false (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 1);
  g_assert_false (can_press (panel, "Step back"));
  g_assert_false (gtk_widget_get_visible (find_button (panel, "Leave")));
  close_window (window);
}

/* Every view follows the steps, and gets the pick back. */
static void
test_views_follow (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscDocument *document = rsc_window_get_document (window);
  RscPruner *pruner = rsc_document_get_pruner (document);
  const RscOptimalSetModel *set_model = rsc_optimal_set_view_get_model (
    RSC_OPTIMAL_SET_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_OPTIMAL_SET_VIEW)));
  const RscFunctionModel *function_model = rsc_function_view_get_model (
    RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
  RscStepList *list = RSC_STEP_LIST (find_child (panel, RSC_TYPE_STEP_LIST));
  gsize m = rsc_optimal_set_get_n_neurons (rsc_document_get_set (document));
  g_autofree double *pick = g_memdup2 (
    rsc_picked_network_get_point (rsc_document_get_picked (document)), m * sizeof (double));
  gsize width;

  g_assert_null (function_model->before);
  press (window, panel, "To minimal");
  width = rsc_picked_network_get_width (rsc_document_get_picked (document));
  g_assert_cmpuint (width, <=, 9);
  g_assert_nonnull (find_label (panel, "Minimal with "));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Vertex "));
  g_assert_cmpuint (rsc_network_get_width (function_model->network), ==, width);
  g_assert_cmpuint (rsc_network_get_width (function_model->before), ==, 12);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Pruned: same on the data"));
  g_assert_cmpuint (set_model->n_trail, ==, rsc_pruner_get_index (pruner) + 1);
  g_assert_true (set_model->pruned);
  gtk_menu_button_popup (
    GTK_MENU_BUTTON (gtk_widget_get_ancestor (GTK_WIDGET (list), GTK_TYPE_MENU_BUTTON)));
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, rsc_pruner_get_n_states (pruner));
  g_assert_false (can_press (panel, "To minimal"));
  g_assert_true (can_press (panel, "Step forward"));

  press (window, panel, "Step back");
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), >, width);
  g_signal_emit_by_name (list, "chosen", 0);
  settle (window);
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 12);
  press (window, panel, "To zero");
  g_assert_cmpuint (rsc_network_get_width (function_model->network), ==, 0);
  g_assert_nonnull (find_label (panel, "every prediction is 0"));
  g_assert_nonnull (find_label (GTK_WIDGET (window), " apart on the data"));
  g_assert_false (can_press (panel, "Step forward"));
  g_assert_true (can_press (panel, "To minimal"));

  press (window, panel, "Leave");
  g_assert_true (memcmp (pick, rsc_picked_network_get_point (rsc_document_get_picked (document)),
                         m * sizeof (double))
                 == 0);
  g_assert_null (function_model->before);
  g_assert_cmpuint (set_model->n_trail, ==, 0);
  /* The panel is back at its start. */
  g_assert_nonnull (find_label (panel, "Start: the interior point"));
  close_window (window);
}

/* The pick that is pressed already ends pruning too. */
static void
test_pick_ends_it (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscDocument *document = rsc_window_get_document (window);

  press (window, panel, "To minimal");
  g_assert_true (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  rsc_document_pick (document, RSC_PICK_MIN_NORM);
  settle (window);
  g_assert_false (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 12);
  /* One change more than pruning. */
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 3);
  g_assert_true (rsc_document_revert (document));
  settle (window);
  g_assert_true (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_nonnull (find_label (panel, "Minimal with "));
  close_window (window);
}

/* Signals of the view are what the hand does: a column asks for its neuron, keys step. */
static void
test_hand_on_the_picture (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:polygon-12", &panel);
  RscDocument *document = rsc_window_get_document (window);
  RscPruner *pruner = rsc_document_get_pruner (document);
  GtkWidget *view = find_child (panel, RSC_TYPE_PRUNING_VIEW);
  const RscPruningModel *model = rsc_pruning_view_get_model (RSC_PRUNING_VIEW (view));

  g_signal_emit_by_name (view, "hovered", 3, 2);
  g_assert_cmpint (rsc_document_get_hovered_neuron (document), ==, 3);
  g_assert_cmpint (rsc_selection_get_hovered_point (rsc_document_get_selection (document)), ==, 2);
  g_assert_cmpint (model->hovered, ==, 3);
  rsc_document_hover_neuron (document, 5, -1);
  g_assert_cmpint (model->hovered, ==, 5);

  /* A column is selected; it goes when that is asked for. */
  g_assert_false (can_press (panel, "Remove the selected"));
  g_signal_emit_by_name (view, "neuron-selected", 4);
  settle (window);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 0);
  g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, 4);
  press (window, panel, "Remove 5");
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, 4);
  g_assert_false (can_press (panel, "Remove the selected"));
  g_assert_cmpfloat (rsc_picked_network_get_point (rsc_document_get_picked (document))[4], ==, 0);
  g_assert_nonnull (find_label (panel, "are a combination of those of"));
  /* It has gone: asked again the reason is told. */
  g_signal_emit_by_name (view, "neuron-removed", 4);
  settle (window);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 1);
  g_assert_nonnull (find_label (panel, "gone already"));
  /* What the step did is there all the same, until something else is asked for. */
  g_assert_nonnull (find_label (panel, "are a combination of those of"));
  g_signal_emit_by_name (view, "neuron-selected", 6);
  g_assert_null (find_label (panel, "gone already"));
  g_assert_nonnull (find_label (panel, "are a combination of those of"));

  g_signal_emit_by_name (view, "step", 1);
  settle (window);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 2);
  g_signal_emit_by_name (view, "step", -2);
  settle (window);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 0);
  g_signal_emit_by_name (view, "step", 2);
  settle (window);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 2);
  close_window (window);
}

/* Work for a thread: the walk comes when it is done, and the buttons with it. */
static void
test_long_walk (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscPruner *pruner = rsc_document_get_pruner (rsc_window_get_document (window));

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
  settle (window);
  g_assert_nonnull (find_label (panel, "64 neurons"));
  g_signal_emit_by_name (find_button (panel, "To zero"), "clicked");
  g_assert_true (rsc_pruner_is_busy (pruner));
  settle (window);
  g_assert_nonnull (find_label (panel, "every prediction is 0"));
  g_assert_true (gtk_widget_get_mapped (find_button (panel, "To minimal")));
  press (window, panel, "To minimal");
  g_assert_nonnull (find_label (panel, "Minimal with "));
  close_window (window);
}

/* λ moves on: the steps go, and there is a new start to look at. */
static void
test_lambda_resets (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscDocument *document = rsc_window_get_document (window);
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscDocumentState *after;

  press (window, panel, "To minimal");
  after = rsc_document_state_copy (rsc_document_get_state (document));
  after->lambda_ratio = 0.5;
  rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after);
  settle (window);
  settle (window);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_nonnull (find_label (panel, "minimal already"));
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 4);
  close_window (window);
}

static void
test_curves (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:checkerboard", &panel);
  RscDocument *document = rsc_window_get_document (window);
  GtkWidget *view;
  const RscCurvesModel *model;
  RscDocumentState *after;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (panel, "Curves")), TRUE);
  settle (window);
  view = find_child (panel, RSC_TYPE_CURVES_VIEW);
  model = rsc_curves_view_get_model (RSC_CURVES_VIEW (view));
  g_assert_cmpuint (model->n_curves, ==, RSC_N_PRUNING_METHODS);
  g_assert_cmpfloat (model->marked, ==, 12);
  press (window, panel, "To minimal");
  g_assert_cmpfloat (model->marked, ==,
                     (double) rsc_picked_network_get_width (rsc_document_get_picked (document)));
  /* With held-out points there are two curves for each method. */
  after = rsc_document_state_copy (rsc_document_get_state (document));
  g_assert_true (rsc_document_state_set_preparation (after, FALSE, TRUE, 0.7, 1, NULL));
  rsc_document_apply (document, "Split", RSC_CHANGE_SINGLE, after);
  settle (window);
  settle (window);
  g_assert_cmpuint (model->n_curves, ==, 2 * RSC_N_PRUNING_METHODS);
  g_assert_true (model->curves[0].dashed);
  g_assert_false (model->curves[1].dashed);
  close_window (window);
}

static gboolean
has_ended (gpointer page)
{
  return !rsc_experiment_page_is_running (page);
}

/* Halves of the document's data: medians between quartiles for every method; stopped it shows what
 * is done; another λ forgets it. */
static void
test_experiment (void)
{
  GtkWidget *panel, *spin;
  RscWindow *window = open_window ("gallery:moons-40", &panel);
  RscDocument *document = rsc_window_get_document (window);
  RscExperimentPage *page = RSC_EXPERIMENT_PAGE (find_child (panel, RSC_TYPE_EXPERIMENT_PAGE));
  const RscCurvesModel *model =
    rsc_curves_view_get_model (RSC_CURVES_VIEW (rsc_experiment_page_get_area (page)));
  RscDocumentState *after;

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (panel, "Repeats")), TRUE);
  settle (window);
  g_assert_nonnull (find_label (panel, "The paper’s experiment"));
  g_assert_cmpuint (model->n_curves, ==, 0);
  spin = find_child (GTK_WIDGET (page), GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 6);
  press (window, GTK_WIDGET (page), "Run");
  wait_until (has_ended, page);
  g_assert_nonnull (find_label (panel, "over 6 random halves"));
  g_assert_cmpuint (model->n_curves, ==, RSC_N_PRUNING_METHODS);
  for (gsize c = 0; c < model->n_curves; c++)
    {
      const RscCurve *curve = &model->curves[c];

      g_assert_cmpuint (curve->n, >, 1);
      for (gsize k = 0; k < curve->n; k++)
        {
          g_assert_cmpfloat (curve->low[k], <=, curve->value[k]);
          g_assert_cmpfloat (curve->value[k], <=, curve->high[k]);
          g_assert_cmpfloat (curve->high[k], <=, 1);
        }
    }
  /* The other views and the history have nothing to do with it. */
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 1);
  g_assert_false (rsc_pruner_is_active (rsc_document_get_pruner (document)));

  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 500);
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "Run"), "clicked");
  g_assert_true (rsc_experiment_page_is_running (page));
  g_signal_emit_by_name (find_button (GTK_WIDGET (page), "Stop"), "clicked");
  wait_until (has_ended, page);
  g_assert_nonnull (find_label (panel, "Stopped "));

  after = rsc_document_state_copy (rsc_document_get_state (document));
  after->lambda_ratio = 0.05;
  rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after);
  settle (window);
  g_assert_nonnull (find_label (panel, "The paper’s experiment"));
  g_assert_cmpuint (model->n_curves, ==, 0);
  close_window (window);
}

/* Closed while a long walk is on its way: it ends with its window, without a trace. */
static void
test_closing_while_busy (void)
{
  GtkWidget *panel;
  RscWindow *window = open_window ("gallery:parity-4", &panel);
  RscPruner *pruner = rsc_document_get_pruner (rsc_window_get_document (window));

  rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
  settle (window);
  rsc_pruner_to_zero (pruner);
  g_assert_true (rsc_pruner_is_busy (pruner));
  close_window (window);
}

static int n_chosen;

static void
on_chosen (RscStepList *list, int step, gpointer user_data)
{
  n_chosen++;
}

static void
test_step_list (void)
{
  GtkWidget *widget = g_object_ref_sink (rsc_step_list_new ());
  RscStepList *list = RSC_STEP_LIST (widget);
  gpointer weak = widget;

  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), NULL);
  g_object_add_weak_pointer (weak, &weak);
  for (gsize k = 0; k < 300; k++)
    rsc_step_list_append (list, "4, 7", 300 - k, "exact");
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 300);
  rsc_step_list_set_current (list, 40);
  g_assert_cmpint (n_chosen, ==, 0);
  rsc_step_list_truncate (list, 10);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 10);
  rsc_step_list_truncate (list, 20);
  g_assert_cmpuint (rsc_step_list_get_n (list), ==, 10);
  rsc_step_list_set_current (list, -1);
  g_object_unref (widget);
  g_assert_null (weak);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);

  g_test_add_func ("/pruning-panel/no-motion", test_no_motion);
  g_test_add_func ("/pruning-panel/shows-the-start", test_shows_the_start);
  g_test_add_func ("/pruning-panel/views-follow", test_views_follow);
  g_test_add_func ("/pruning-panel/pick-ends-it", test_pick_ends_it);
  g_test_add_func ("/pruning-panel/hand-on-the-picture", test_hand_on_the_picture);
  g_test_add_func ("/pruning-panel/long-walk", test_long_walk);
  g_test_add_func ("/pruning-panel/lambda-resets", test_lambda_resets);
  g_test_add_func ("/pruning-panel/curves", test_curves);
  g_test_add_func ("/pruning-panel/experiment", test_experiment);
  g_test_add_func ("/pruning-panel/closing-while-busy", test_closing_while_busy);
  g_test_add_func ("/pruning-panel/step-list", test_step_list);

  return run_windows (application);
}

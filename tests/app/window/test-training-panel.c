/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page of training: trained, stopped and scrubbed by its controls, and what it says. */
#include <math.h>
#include <string.h>

#include "app/model/rsc-document-work.h"
#include "app/window/rsc-training-panel.h"
#include "app/window/rsc-window.h"
#include "documents.h"
#include "ui/rsc-curves-view.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-training-view.h"
#include "ui/words/rsc-training-words.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static RscTrainingView *
get_view (RscWindow *window)
{
  return RSC_TRAINING_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_VIEW));
}

static RscTrainingRuns *
get_runs (RscWindow *window)
{
  return rsc_document_get_training (rsc_window_get_document (window));
}

static RscWindow *
open_page (const char *name, RscTrainingMethod method)
{
  RscWindow *window = show_window (application, name);
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;
  RscTrainingChoice *choice;

  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "training");
  wait_idle (document);
  after = edit (document);
  choice = rsc_training_choice_copy (after->training);
  choice->settings.method = method;
  choice->width = 8;
  choice->n_seeds = 2;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  iterate (50);
  return window;
}

static RscNetwork *
get_function (RscWindow *window)
{
  return rsc_function_view_get_model (
           RSC_FUNCTION_VIEW (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)))
    ->network;
}

static void
press (RscWindow *window, const char *label)
{
  /* Other pages have buttons of the same names. */
  GtkWidget *page = find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL);
  GtkWidget *button = find_button (page, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
test_train (void)
{
  RscWindow *window = open_page ("gallery:polygon-6", RSC_TRAINING_LBFGS);
  RscDocument *document = rsc_window_get_document (window);
  RscTrainingRuns *runs = get_runs (window);
  RscTrainingView *view = get_view (window);
  const RscTrainingModel *model;
  g_autofree char *heard = NULL;

  g_assert_nonnull (find_label (GTK_WIDGET (window), "where each of them ends"));
  press (window, "Train");
  wait_idle (document);
  iterate (50);
  g_assert_null (find_label (GTK_WIDGET (window), "where each of them ends"));
  model = rsc_training_view_get_model (view);
  g_assert_cmpuint (model->n_runs, ==, 2);
  g_assert_nonnull (model->kinds[0]);
  g_assert_nonnull (model->optimum);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Seed 1: "));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "over all patterns)."));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "2 seeds · "));
  g_assert_nonnull (find_label (GTK_WIDGET (window), "shown: 8 trained neurons"));
  g_assert_true (get_function (window) == rsc_training_runs_get_state (runs)->network);

  /* By keys: to the start, a step on, to the other run and back. */
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Home));
  g_assert_cmpuint (model->state, ==, 0);
  g_assert_true (get_function (window) == rsc_training_get_state (model->runs[0], 0)->network);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Seed 1 after 0 steps"));
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Right));
  g_assert_cmpuint (model->state, ==, 1);
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_Down));
  g_assert_cmpuint (model->run, ==, 1);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "Seed 2 after 1 step"));
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_End));
  g_assert_true (rsc_training_runs_is_at_end (runs));

  /* Played from its start to its end, on the clock of all. */
  g_assert_true (press_key (GTK_WIDGET (view), GDK_KEY_space));
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_cmpuint (model->state, ==, 0);
  rsc_player_advance (rsc_document_get_player (document), RSC_TRAINING_SECONDS + 1);
  g_assert_true (rsc_training_runs_is_at_end (runs));
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);

  iterate (600);
  heard = gtk_test_accessible_check_property (GTK_ACCESSIBLE (view),
                                              GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "");
  g_assert_nonnull (strstr (heard, "Seed 2: "));
  g_assert_nonnull (strstr (heard, "2 seeds · "));

  press (window, "Leave");
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_true (
    get_function (window)
    == rsc_picked_network_get_network (rsc_document_get_picked (rsc_window_get_document (window))));
  close_window (window);
}

static void
move_lambda (RscDocument *document, double ratio)
{
  RscDocumentState *after = edit (document);

  after->lambda_ratio = ratio;
  rsc_document_apply (document, "λ", RSC_CHANGE_SINGLE, after);
}

/* At λ → 0 nothing is trained and nothing is compared with: said, without runs and beside those of
 * another λ. */
static void
test_limit (void)
{
  RscWindow *window = open_page ("gallery:polygon-6", RSC_TRAINING_LBFGS);
  RscDocument *document = rsc_window_get_document (window);

  g_assert_null (find_label (GTK_WIDGET (window), "the excess is not known there"));
  move_lambda (document, 0);
  wait_idle (document);
  iterate (50);
  g_assert_nonnull (find_label (GTK_WIDGET (window), "the excess is not known there"));
  g_assert_null (find_label (GTK_WIDGET (window), "Training begins when"));
  move_lambda (document, 0.1);
  wait_idle (document);
  iterate (50);
  g_assert_null (find_label (GTK_WIDGET (window), "the excess is not known there"));
  press (window, "Train");
  wait_idle (document);
  iterate (50);
  move_lambda (document, 0);
  wait_idle (document);
  iterate (50);
  g_assert_nonnull (
    find_label (GTK_WIDGET (window), "which is not that of the timeline. At λ → 0"));
  close_window (window);
}

static gboolean
has_steps (gpointer runs)
{
  RscTrainingFan *fan = rsc_training_runs_get_fan (runs);

  return fan && rsc_training_fan_get_n_steps (fan) > 0;
}

static gboolean
is_stopped (gpointer runs)
{
  return !rsc_training_runs_is_busy (runs);
}

/* A fast machine may be at the end already. */
static void
stop_if_busy (RscWindow *window)
{
  RscDocument *document = rsc_window_get_document (window);

  if (rsc_training_runs_is_busy (rsc_document_get_training (document)))
    press (window, "Stop");
  wait_idle (document);
}

/* While it trains it can be stopped, and gone on with; scrubbed it does not follow the newest step
 * any more. */
static void
test_stop (void)
{
  RscWindow *window = open_page ("gallery:checkerboard", RSC_TRAINING_ADAM);
  RscTrainingRuns *runs = get_runs (window);
  gsize stopped;

  press (window, "Train");
  g_assert_false (gtk_widget_get_sensitive (find_button (GTK_WIDGET (window), "Continue")));
  wait_until (has_steps, runs);
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_Home));
  stop_if_busy (window);
  g_assert_cmpuint (rsc_training_runs_get_index (runs), ==, 0);
  stopped = rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs));
  press (window, "Continue");
  g_assert_true (rsc_training_runs_is_busy (runs));
  iterate (100);
  stop_if_busy (window);
  g_assert_cmpuint (rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs)), >, stopped);
  /* The window may go at any time. */
  press (window, "Train");
  wait_until (has_steps, runs);
  close_window (window);
}

static gboolean
has_walk (gpointer runs)
{
  return rsc_training_runs_get_walk (runs) != NULL;
}

static void
play_from_start (RscWindow *window)
{
  RscPlayer *player = rsc_document_get_player (rsc_window_get_document (window));

  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_Home));
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_space));
  rsc_player_advance (player, 0.3 * RSC_TRAINING_SECONDS);
  g_assert_true (rsc_player_get_playback (player)->playing);
}

/* What is asked for while it plays is not undone by the next frame. */
static void
test_commands_while_playing (void)
{
  RscWindow *window = open_page ("gallery:polygon-6", RSC_TRAINING_LBFGS);
  RscDocument *document = rsc_window_get_document (window);
  RscPlayer *player = rsc_document_get_player (document);
  RscTrainingRuns *runs = get_runs (window);
  GtkWidget *page = find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL);
  RscDocumentState *after;
  gsize index;

  press (window, "Train");
  wait_idle (document);

  play_from_start (window);
  press (window, "Leave");
  rsc_player_advance (player, 0.1);
  g_assert_false (rsc_training_runs_is_active (runs));

  play_from_start (window);
  g_assert_true (rsc_training_runs_is_active (runs));
  after = edit (document);
  rsc_document_state_set_pick (after, RSC_PICK_RANDOM, 0, NULL);
  rsc_document_apply (document, "Pick", RSC_CHANGE_SINGLE, after);
  rsc_player_advance (player, 0.1);
  g_assert_false (rsc_training_runs_is_active (runs));
  g_assert_cmpint (rsc_document_get_state (document)->pick, ==, RSC_PICK_RANDOM);

  play_from_start (window);
  index = rsc_training_runs_get_index (runs);
  press (window, "Step forward");
  rsc_player_advance (player, 0.3 * RSC_TRAINING_SECONDS);
  g_assert_cmpuint (rsc_training_runs_get_index (runs), ==, index + 1);

  play_from_start (window);
  press (window, "Downhill");
  rsc_player_advance (player, 0.1);
  wait_until (has_walk, runs);

  /* Keys and buttons move on it, by legs. */
  rsc_player_pause (player);
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_Home));
  g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, 0);
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_Right));
  g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, 1);
  rsc_training_runs_set_place (runs, 0.5);
  press (window, "Step forward");
  g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, 1);
  press (window, "Step back");
  g_assert_cmpfloat (rsc_training_runs_get_place (runs), ==, 0);
  g_assert_true (press_key (GTK_WIDGET (get_view (window)), GDK_KEY_End));
  g_assert_true (rsc_training_runs_is_at_walk_end (runs));
  index = rsc_training_runs_get_index (runs);
  g_assert_true (press_key (page, GDK_KEY_Escape));
  g_assert_null (rsc_training_runs_get_walk (runs));
  g_assert_cmpuint (rsc_training_runs_get_index (runs), ==, index);
  g_assert_false (press_key (page, GDK_KEY_Escape));
  close_window (window);
}

/* Escape ends what takes its time here too, as the tips say. */
static void
test_escape (void)
{
  RscWindow *window = open_page ("gallery:checkerboard", RSC_TRAINING_ADAM);
  GtkWidget *page = find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL);
  RscDocument *document = rsc_window_get_document (window);
  RscTrainingRuns *runs = get_runs (window);
  RscWork work;

  press (window, "Train");
  wait_until (has_steps, runs);
  rsc_document_get_work (document, &work);
  g_assert_cmpint (work.kind, ==, RSC_WORK_TRAIN);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL);
  wait_until (is_stopped, runs);
  g_assert_cmpuint (rsc_training_fan_get_n_steps (rsc_training_runs_get_fan (runs)), <,
                    RSC_TRAINING_STEPS);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Widths")), TRUE);
  g_assert_true (rsc_training_runs_is_surveying (runs));
  /* What else is at work is ended first. */
  for (int k = 0; k < 100 && rsc_training_runs_is_surveying (runs); k++)
    gtk_widget_activate_action (GTK_WIDGET (window), "win.cancel", NULL);
  /* It stays so until somebody comes back to look at it. */
  iterate (50);
  g_assert_false (rsc_training_runs_is_surveying (runs));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Runs")), TRUE);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Widths")), TRUE);
  g_assert_true (rsc_training_runs_is_surveying (runs));
  close_window (window);
}

static gboolean
has_widths (gpointer runs)
{
  RscSolution *optimum;
  RscTrainingSurvey *survey = rsc_training_runs_get_survey (runs, &optimum);

  return survey && rsc_training_survey_get_n_known (survey) > 0;
}

/* The second chart grows while networks of all widths are trained, and gives up when nobody
 * looks. */
static void
test_widths (void)
{
  RscWindow *window = open_page ("gallery:polygon-6", RSC_TRAINING_LBFGS);
  GtkWidget *page = find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL);
  RscTrainingRuns *runs = get_runs (window);
  RscCurvesView *chart = RSC_CURVES_VIEW (find_child (page, RSC_TYPE_CURVES_VIEW));

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Widths")), TRUE);
  g_assert_true (rsc_training_runs_is_surveying (runs));
  wait_until (has_widths, runs);
  iterate (50);
  g_assert_cmpuint (rsc_curves_view_get_model (chart)->n_curves, ==, 3);
  g_assert_nonnull (find_label (page, "the optimum."));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_button (page, "Runs")), TRUE);
  g_assert_false (rsc_training_runs_is_surveying (runs));
  close_window (window);
}

static gboolean
is_spin (GtkWidget *widget, gconstpointer tip)
{
  const char *tooltip = gtk_widget_get_tooltip_text (widget);

  return GTK_IS_SPIN_BUTTON (widget) && tooltip && g_str_has_prefix (tooltip, tip);
}

static GtkWidget *
find_spin (RscWindow *window, const char *tip)
{
  return find_widget (find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL), is_spin, tip);
}

/* The controls say what the state has, and change it by name. */
static void
test_controls (void)
{
  RscWindow *window = open_page ("gallery:xor", RSC_TRAINING_LBFGS);
  RscDocument *document = rsc_window_get_document (window);
  RscDocumentState *after;
  RscTrainingChoice *choice;
  GtkWidget *seeds, *step;
  /* The first one is the width. */
  GtkWidget *spin =
    find_child (find_child (GTK_WIDGET (window), RSC_TYPE_TRAINING_PANEL), GTK_TYPE_SPIN_BUTTON);

  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 8);
  /* Nothing is trained with another number than was typed. */
  gtk_editable_set_text (GTK_EDITABLE (spin), "many");
  press (window, "Train");
  g_assert_false (rsc_training_runs_is_busy (get_runs (window)));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 8);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 5);
  g_assert_cmpuint (rsc_document_get_state (document)->training->width, ==, 5);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 8);

  /* What a document can have is shown, and kept when another number is changed. */
  after = edit (document);
  choice = rsc_training_choice_copy (after->training);
  choice->seed = 4000000000;
  choice->scale = 500;
  choice->settings.step_size = 5e-5;
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (document, "Train", RSC_CHANGE_SINGLE, after);
  iterate (50);
  seeds = find_spin (window, "How many networks");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (seeds), 3);
  g_assert_cmpuint (rsc_document_get_state (document)->training->n_seeds, ==, 3);
  g_assert_cmpuint (rsc_document_get_state (document)->training->seed, ==, 4000000000);
  g_assert_cmpfloat (
    gtk_spin_button_get_value (GTK_SPIN_BUTTON (find_spin (window, "The same seed"))), ==,
    4000000000);
  g_assert_cmpfloat (
    gtk_spin_button_get_value (GTK_SPIN_BUTTON (find_spin (window, "Size of the random"))), ==,
    500);
  step = find_spin (window, "Length of a step");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (step)), ==, 5e-5);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (step)), ==, "0.00005");
  close_window (window);
}

int
main (int argc, char **argv)
{
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/training-panel/train", test_train);
  g_test_add_func ("/training-panel/limit", test_limit);
  g_test_add_func ("/training-panel/stop", test_stop);
  g_test_add_func ("/training-panel/commands-while-playing", test_commands_while_playing);
  g_test_add_func ("/training-panel/escape", test_escape);
  g_test_add_func ("/training-panel/widths", test_widths);
  g_test_add_func ("/training-panel/controls", test_controls);
  return run_windows (application);
}

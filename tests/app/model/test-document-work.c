/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person waits for, the most urgent first, and that it can be given up; neurons of a pruning
 * and of its set. Jobs are done by hand. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/model/rsc-contents.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-reasons.h"
#include "app/model/rsc-document-work.h"
#include "app/model/rsc-pruning-neurons.h"
#include "app/model/rsc-results-private.h"
#include "documents.h"

static RscWork
get_work (RscDocument *document)
{
  RscWork now;

  rsc_document_get_work (document, &now);
  return now;
}

/* The network comes before its set, and what is given up is not waited for. */
static void
test_solve (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("polygon-8", timers);
  RscJobs *jobs = rsc_document_get_jobs (document);

  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_SOLVE);
  g_assert_true (isnan (get_work (document).gap));
  rsc_document_cancel_work (document);
  deliver_replies (document, RSC_REQUEST_SOLVE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_SOLVE));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_NONE);
  g_assert_null (rsc_document_get_solution (document));
  rsc_document_cancel_work (document);

  set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_SOLVE);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_SOLVE));
  g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_SOLVE));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_SET);
  rsc_timers_advance (timers, 150);
  g_assert_nonnull (rsc_document_get_solution (document));
  g_assert_null (rsc_document_get_set (document));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_SET);
  deliver_replies (document, RSC_REQUEST_SOLVE);
  g_assert_nonnull (rsc_document_get_set (document));
  drop_object (document);
}

/* Each of these lasts until it is done or given up; a solve that comes meanwhile is more urgent. */
static void
test_urgent (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("polygon-8", timers);
  RscJobs *jobs = rsc_document_get_jobs (document);
  RscReasons *reasons = rsc_document_get_reasons (document);
  RscCounterpart *counterpart = rsc_document_get_counterpart (document);
  RscPruner *pruner = rsc_document_get_pruner (document);

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_PATH);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_NONE);

  rsc_counterpart_find_price (counterpart);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_PRICE);
  rsc_reasons_set_wanted (reasons, TRUE);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_EXPLAIN);
  g_assert_true (rsc_reasons_is_leaving_out (reasons));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_REASONS);
  rsc_pruner_prepare (pruner);
  rsc_pruner_request_curves (pruner);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_PRUNE);
  /* The path knows the network there, and not its set. */
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_SET);
  rsc_timers_advance (timers, 1000);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);

  rsc_pruner_prepare (pruner);
  rsc_pruner_request_curves (pruner);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_PRUNE);
  rsc_document_cancel_work (document);
  deliver_replies (document, RSC_REQUEST_CURVES);
  g_assert_false (rsc_pruner_is_busy (pruner));
  g_assert_null (rsc_pruner_get_curves (pruner));

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_EXPLAIN);
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_REASONS);
  rsc_document_cancel_work (document);
  deliver_replies (document, RSC_REQUEST_LEAVE_OUT);
  g_assert_false (rsc_reasons_is_busy (reasons));
  rsc_reasons_find_move (reasons);
  g_assert_true (rsc_reasons_is_moving (reasons));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_REASONS);
  rsc_document_cancel_work (document);
  deliver_replies (document, RSC_REQUEST_MOVE);
  g_assert_false (rsc_reasons_is_moving (reasons));
  g_assert_null (rsc_reasons_get_move (reasons));

  /* The price of all λ has gone on meanwhile. */
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_PRICE);
  rsc_document_cancel_work (document);
  g_assert_false (rsc_counterpart_is_pricing (counterpart));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_PRICE));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_NONE);
  drop_object (document);
}

/* The path comes last. */
static void
test_path (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("polygon-8", timers);
  RscResults *results = rsc_document_get_results (document);

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  g_assert_true (rsc_results_is_path_busy (results));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_PATH);
  g_assert_cmpfloat (get_work (document).fraction, <, 0.0);
  rsc_document_cancel_work (document);
  deliver_replies (document, RSC_REQUEST_PATH);
  g_assert_false (rsc_results_is_path_busy (results));
  g_assert_null (rsc_known_path_get_path (rsc_document_get_known_path (document)));
  g_assert_cmpint (get_work (document).kind, ==, RSC_WORK_NONE);
  drop_object (document);
}

/* The blocks that a pruning starts from are neurons of the set, several of them one; the one that
 * is asked for itself is found, else one that is still there. */
static void
test_neurons (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("checkerboard", timers);
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscPruning *walk;
  const gsize *of_set;
  const RscPruningState *state;
  gsize n_found = 0;

  g_assert_cmpint (rsc_pruning_neurons_find (pruner, 0, 0), ==, -1);
  g_assert_cmpint (rsc_pruning_neurons_get_in_set (pruner, 0), ==, -1);
  g_assert_null (rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document)));
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_BLOCKS, NULL);
  rsc_pruner_prepare (pruner);
  rsc_pruner_to_minimal (pruner);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_PRUNE);
  walk = rsc_pruner_get_walk (pruner);
  of_set = rsc_pruning_get_set_neurons (walk);
  g_assert_cmpuint (rsc_pruning_get_start_width (walk), ==, 64);
  g_assert_cmpint (rsc_pruning_neurons_get_in_set (pruner, -1), ==, -1);
  g_assert_cmpint (rsc_pruning_neurons_get_in_set (pruner, 64), ==, -1);
  g_assert_cmpint (rsc_pruning_neurons_find (pruner, -1, 3), ==, -1);
  state = rsc_pruning_get_state (walk, rsc_pruner_get_index (pruner));
  g_autofree gsize *labels =
    rsc_pruning_neurons_dup_labels (pruner, rsc_document_get_labelling (document));
  for (gssize i = 0; i < 64; i++)
    {
      const gssize in_set = rsc_pruning_neurons_get_in_set (pruner, i);
      const gssize found = rsc_pruning_neurons_find (pruner, in_set, -1);
      gboolean left = FALSE;

      g_assert_cmpint (in_set, ==, (gssize) of_set[i]);
      g_assert_cmpint (rsc_pruning_neurons_find (pruner, in_set, i), ==, i);
      g_assert_cmpuint (labels[i], ==,
                        rsc_labelling_get_labels (rsc_document_get_labelling (document))[in_set]);
      g_assert_cmpuint (of_set[found], ==, of_set[i]);
      for (gsize k = 0; k < 64; k++)
        left = left || (of_set[k] == of_set[i] && state->norms[k] > 0.0);
      g_assert_true ((state->norms[found] > 0.0) == left);
      n_found += left;
    }
  g_assert_cmpuint (n_found, >, 0);
  drop_object (document);
}

/* What was trained is on show until there is another λ, not until there is a solution of it. */
static void
test_trained (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("xor", timers);
  RscTrainingRuns *training = rsc_document_get_training (document);
  const RscPickedNetwork *picked = rsc_document_get_picked (document);
  g_autoptr (RscNetwork) trained = NULL;

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  g_assert_nonnull (rsc_picked_network_get_point (picked));
  rsc_document_train (document);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_TRAIN);
  g_assert_true (rsc_training_runs_is_active (training));
  g_assert_null (rsc_picked_network_get_point (picked));
  trained = rsc_network_ref (rsc_picked_network_get_network (picked));
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  g_assert_false (rsc_training_runs_is_active (training));
  g_assert_nonnull (rsc_picked_network_get_network (picked));
  g_assert_true (rsc_picked_network_get_network (picked) != trained);
  drop_object (document);
}

/* A path of points that a hand has moved on from does not come on show. */
static void
test_late_path (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-6", timers);
  RscJobs *jobs = rsc_document_get_jobs (document);
  RscDataset *source = rsc_document_get_state (document)->source;
  const double x[] = { 0.25, 0.5 }, further[] = { 0.25, 0.75 };
  const gsize row = 0;
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, &row);

  run_requests (jobs, RSC_REQUEST_SOLVE);
  rsc_document_move_points (document, RSC_CHANGE_RUNNING, source, rows, x, 0);
  run_requests (jobs, RSC_REQUEST_SOLVE);
  rsc_timers_advance (timers, 1000);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_PATH));
  /* Its solve is under way, so that the next points wait for that. */
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  rsc_document_move_points (document, RSC_CHANGE_RUNNING, source, rows, further, 0);
  deliver_replies (document, RSC_REQUEST_PATH);
  g_assert_null (rsc_known_path_get_path (rsc_document_get_known_path (document)));
  rsc_document_end_change (document);
}

/* Whoever is told of one part sees no other that is told later. */
static void
on_changed_at_once (RscDocument *document, guint parts, gpointer user_data)
{
  gsize *index = user_data;

  if (parts & RSC_DOCUMENT_PRUNING)
    *index = rsc_pruner_get_index (rsc_document_get_pruner (document));
  g_assert_cmpuint (rsc_pruner_get_index (rsc_document_get_pruner (document)), ==, *index);
}

static void
test_pruned_while_played (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-8", timers);
  gsize index = 0;

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_document_train (document);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_TRAIN);
  g_assert_true (rsc_training_runs_is_active (rsc_document_get_training (document)));
  rsc_document_toggle_training (document);
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_signal_connect (document, "changed", G_CALLBACK (on_changed_at_once), &index);
  rsc_pruner_step_forward (rsc_document_get_pruner (document));
  g_assert_cmpuint (index, ==, 1);
  g_assert_false (rsc_training_runs_is_active (rsc_document_get_training (document)));
}

static void
on_undone_at_once (RscDocument *document, guint parts, gpointer user_data)
{
  gboolean *known = user_data;

  if (parts & RSC_DOCUMENT_DATA)
    *known = rsc_document_get_state (document)->train != NULL;
  g_assert_cmpint (rsc_document_get_state (document)->train != NULL, ==, *known);
}

/* Nor where a change is taken back. */
static void
test_undone_while_played (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-8", timers);
  gboolean known = TRUE;

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_document_train (document);
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_TRAIN);
  rsc_document_toggle_training (document);
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_signal_connect (document, "changed", G_CALLBACK (on_undone_at_once), &known);
  g_assert_true (rsc_document_revert (document));
  g_assert_false (known);
}

/* Steps that a document was opened with are taken on its own set, not on the one that is still on
 * show. */
static void
test_steps_of_opened (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-8", timers);
  RscPruner *pruner = rsc_document_get_pruner (document);
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (RscContents) opened = NULL;
  g_autofree char *text = NULL;

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_pruner_step_forward (pruner);
  rsc_pruner_step_forward (pruner);
  g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 2);
  contents = rsc_contents_new (rsc_document_get_state (document), NULL, NULL, NULL, NULL);
  text = rsc_contents_to_text (contents);
  opened = rsc_contents_parse (text, -1, "steps", NULL);
  for (int k = 0; k < 2; k++)
    {
      /* Other data; and another λ of the same. */
      if (k == 0)
        open_set (document, "checkerboard");
      else
        set_ratio (document, 0.9, RSC_CHANGE_SINGLE);
      run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
      rsc_document_open (document, rsc_document_state_ref (opened->state), NULL);
      g_assert_false (rsc_pruner_is_active (pruner));
      run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
      g_assert_true (rsc_pruner_is_active (pruner));
      g_assert_cmpuint (rsc_pruner_get_index (pruner), ==, 2);
      g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 0);
    }
}

/* Steps that are taken while the set of another λ is still on show go with it: the state, its
 * history and its file have none, and coming back to that λ brings none. */
static void
test_steps_on_set_of_before (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-8", timers);
  RscPruner *pruner = rsc_document_get_pruner (document);
  RscHistory *history = rsc_document_get_history (document);
  const gsize n_changes = rsc_history_get_n_changes (history);

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  for (int k = 0; k < 2; k++)
    {
      set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
      rsc_pruner_step_forward (pruner);
      g_assert_true (rsc_pruner_is_active (pruner));
      g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_changes + 1);
      g_assert_false (rsc_pruning_choice_has_steps (rsc_document_get_state (document)->pruning));
      /* How it is done is chosen for what comes, too. */
      rsc_pruner_set_rule (pruner, RSC_PRUNING_RULE_FEWEST);
      g_assert_cmpuint (rsc_history_get_n_changes (history), ==, n_changes + 2);
      g_assert_false (rsc_pruning_choice_has_steps (rsc_document_get_state (document)->pruning));
      rsc_document_revert (document);
      rsc_pruner_step_forward (pruner);
      if (k == 0)
        rsc_document_revert (document);
      else
        run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
      g_assert_false (rsc_pruner_is_active (pruner));
    }
}

/* Nor has a state whose pruning starts with a network of other data, which cannot be begun: a step
 * that is taken back is on show no more. */
static void
test_steps_from_network_of_before (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) document = new_document_by_hand ("polygon-8", timers);
  RscPruner *pruner = rsc_document_get_pruner (document);

  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  rsc_pruner_set_start (pruner, RSC_PRUNING_START_NETWORK,
                        rsc_picked_network_get_network (rsc_document_get_picked (document)));
  open_set (document, "sine");
  run_requests (rsc_document_get_jobs (document), RSC_REQUEST_SOLVE);
  g_assert_cmpint (rsc_pruner_get_start (pruner), ==, RSC_PRUNING_START_INTERIOR);
  rsc_pruner_step_forward (pruner);
  g_assert_true (rsc_pruner_is_active (pruner));
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpint (rsc_document_get_state (document)->pruning->start, ==,
                   RSC_PRUNING_START_NETWORK);
  g_assert_false (rsc_pruner_is_active (pruner));
  g_assert_true (rsc_document_repeat (document));
  g_assert_true (rsc_pruner_is_active (pruner));
}

/* The neuron that was selected in a document that is opened is selected again, also where results
 * of before stay on show meanwhile, or leave it because its own take their time. */
static void
test_selected_in_opened (void)
{
  for (int k = 0; k < 4; k++)
    {
      g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
      g_autoptr (RscDocument) document = new_document_by_hand ("checkerboard", timers);
      RscJobs *jobs = rsc_document_get_jobs (document);
      g_autoptr (RscDocumentState) state = NULL;
      g_autoptr (RscNeuronKeys) key = NULL;

      run_requests (jobs, RSC_REQUEST_SOLVE);
      rsc_document_select_neuron (document, 5);
      key = rsc_document_dup_selected_key (document);
      state = edit (document);
      open_set (document, "moons-8");
      run_requests (jobs, RSC_REQUEST_SOLVE);
      rsc_document_open (document, rsc_document_state_ref (state), key);
      g_assert_true (rsc_results_is_outdated (rsc_document_get_results (document)));
      if (k == 1)
        rsc_timers_advance (timers, 1000);
      else if (k == 2)
        {
          g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_SOLVE));
          g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_SOLVE));
          rsc_timers_advance (timers, 1000);
          deliver_replies (document, RSC_REQUEST_SOLVE);
        }
      else if (k == 3)
        rsc_results_take_progress (0.5, NAN, rsc_document_get_results (document));
      g_test_message ("selected: way %d", k);
      run_requests (jobs, RSC_REQUEST_SOLVE);
      g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, 5);
    }
}

/* Where a network comes long before its set, the set of before leaves the show, and so does who was
 * pointed at in it. */
static void
test_pointed_at_before (void)
{
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
      g_autoptr (RscDocument) document = new_document_by_hand ("checkerboard", timers);
      RscJobs *jobs = rsc_document_get_jobs (document);

      run_requests (jobs, RSC_REQUEST_SOLVE);
      rsc_document_select_neuron (document, 3);
      rsc_document_hover_neuron (document, 4, 2);
      /* Other data; and by hand, for so long that the results of before are late. */
      if (k == 0)
        open_set (document, "moons-8");
      else
        {
          g_autoptr (RscRowSet) rows = rsc_row_set_new (1, (const gsize[]){ 0 });

          rsc_document_flip_targets (document, rows);
          rsc_timers_advance (timers, 1000);
        }
      g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_SOLVE));
      g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_SOLVE));
      rsc_timers_advance (timers, 1000);
      g_assert_nonnull (rsc_document_get_solution (document));
      g_assert_null (rsc_document_get_set (document));
      g_assert_cmpint (rsc_document_get_hovered_neuron (document), ==, -1);
      g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, -1);
      /* What a hand edits is the same data: the point is still there, and so may be the neuron. */
      g_assert_cmpint (rsc_selection_get_hovered_point (rsc_document_get_selection (document)), ==,
                       k == 0 ? -1 : 2);
      g_assert_true ((rsc_selection_get_selected (rsc_document_get_selection (document)) >= 0)
                     == (k == 1));
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document-work/solve", test_solve);
  g_test_add_func ("/document-work/urgent", test_urgent);
  g_test_add_func ("/document-work/path", test_path);
  g_test_add_func ("/document-work/pruning-neurons", test_neurons);
  g_test_add_func ("/document-work/trained", test_trained);
  g_test_add_func ("/document-work/late-path", test_late_path);
  g_test_add_func ("/document-work/pruned-while-played", test_pruned_while_played);
  g_test_add_func ("/document-work/undone-while-played", test_undone_while_played);
  g_test_add_func ("/document-work/steps-of-opened", test_steps_of_opened);
  g_test_add_func ("/document-work/steps-on-set-of-before", test_steps_on_set_of_before);
  g_test_add_func ("/document-work/steps-from-network-of-before",
                   test_steps_from_network_of_before);
  g_test_add_func ("/document-work/selected-in-opened", test_selected_in_opened);
  g_test_add_func ("/document-work/pointed-at-before", test_pointed_at_before);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document: changes and their reversal, results of the worker, the pick. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/model/rsc-document.h"
#include "documents.h"
#include "problems.h"

/* Every kind of change, each reverted: the state is the one before, part by part. */
static void
test_revert_restores_state (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);
  GPtrArray *before = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);
  g_autoptr (GError) error = NULL;
  RscDocumentState *after;

#define REMEMBER()  \
  g_ptr_array_add ( \
    before, rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document)))

  REMEMBER ();
  open_set (document, "moons");
  REMEMBER ();
  set_ratio (document, 0.03, RSC_CHANGE_SINGLE);
  REMEMBER ();
  after = edit (document);
  after->bias = FALSE;
  after->activation = RSC_ACTIVATION_GATED;
  g_assert_true (rsc_document_apply (document, "Change the model", RSC_CHANGE_SINGLE, after));
  REMEMBER ();
  after = edit (document);
  after->tubes = !after->tubes;
  g_assert_true (rsc_document_apply (document, "Tubes", RSC_CHANGE_SINGLE, after));
  REMEMBER ();
  rsc_document_pick (document, RSC_PICK_RANDOM);
  REMEMBER ();
  after = edit (document);
  g_assert_true (rsc_document_state_set_preparation (after, TRUE, TRUE, 0.5, 3, &error));
  g_assert_no_error (error);
  g_assert_true (rsc_document_apply (document, "Prepare", RSC_CHANGE_SINGLE, after));
  g_assert_nonnull (rsc_document_get_state (document)->test);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before->len);

  for (guint k = before->len; k-- > 0;)
    {
      const RscDocumentState *state = g_ptr_array_index (before, k);

      g_assert_cmpuint (rsc_document_state_compare (state, rsc_document_get_state (document)), !=,
                        0);
      g_assert_true (rsc_document_revert (document));
      g_assert_cmpuint (rsc_document_state_compare (state, rsc_document_get_state (document)), ==,
                        0);
      g_assert_true (state == rsc_document_get_state (document));
    }
  g_assert_false (rsc_document_revert (document));
  g_ptr_array_unref (before);
}

static void
test_merge (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);

  open_set (document, "xor");
  for (int k = 1; k <= 30; k++)
    set_ratio (document, 0.1 + 0.01 * k, RSC_CHANGE_MERGE);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 2);
  g_assert_cmpstr (rsc_history_get_change (rsc_document_get_history (document), 1)->name, ==,
                   "Change λ");
  rsc_history_end_merge (rsc_document_get_history (document));
  set_ratio (document, 0.5, RSC_CHANGE_MERGE);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 3);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.1 + 0.01 * 30);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.1);

  /* Forward again, until something else is done. */
  g_assert_cmpstr (rsc_history_get_repeatable (rsc_document_get_history (document))->name, ==,
                   "Change λ");
  g_assert_true (rsc_document_repeat (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.1 + 0.01 * 30);
  g_assert_true (rsc_document_repeat (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.5);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 3);
  g_assert_false (rsc_document_repeat (document));
  g_assert_true (rsc_document_revert (document));
  set_ratio (document, 0.2, RSC_CHANGE_SINGLE);
  g_assert_null (rsc_history_get_repeatable (rsc_document_get_history (document)));
  g_assert_false (rsc_document_repeat (document));
  g_assert_true (rsc_document_revert (document));
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.1);

  /* No change is no change. */
  n_changed = 0;
  set_ratio (document, 0.1, RSC_CHANGE_SINGLE);
  g_assert_cmpuint (n_changed, ==, 0);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 1);
}

static void
test_history_is_bounded (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);

  for (int k = 0; k < 5000; k++)
    set_ratio (document, 0.0001 * (k + 1), RSC_CHANGE_SINGLE);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 2000);
  g_assert_cmpfloat (
    rsc_history_get_change (rsc_document_get_history (document), 1999)->after->lambda_ratio, ==,
    0.5);
}

/* One signal for each change, with the parts that changed; selection and hover are no history. */
static void
test_signals (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);

  open_set (document, "xor");
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (all_parts & RSC_DOCUMENT_DATA, !=, 0);
  n_changed = all_parts = 0;
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (all_parts & RSC_DOCUMENT_STATE_PARTS, ==, RSC_DOCUMENT_LAMBDA);

  n_changed = all_parts = 0;
  rsc_selection_hover (rsc_document_get_selection (document), 1, -1);
  rsc_selection_hover (rsc_document_get_selection (document), 1, -1);
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpuint (all_parts, ==, RSC_DOCUMENT_HOVER);
  rsc_selection_select (rsc_document_get_selection (document), 2);
  rsc_selection_select (rsc_document_get_selection (document), 2);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, 2);
}

/* Another set brings its own bias and λ; another seed of the same set keeps the settings. */
static void
test_switching_sets (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);
  RscDocumentState *after;
  gsize n;
  const RscGalleryItem *moons = rsc_gallery_find ("moons", &n);

  open_set (document, "polygon-6");
  g_assert_false (rsc_document_get_state (document)->bias);
  open_set (document, "moons");
  g_assert_true (rsc_document_get_state (document)->bias);
  set_ratio (document, 0.02, RSC_CHANGE_SINGLE);
  after = edit (document);
  g_assert_true (rsc_document_state_set_gallery (after, moons, n, 0.2, 7, NULL));
  rsc_document_apply (document, "Change the data", RSC_CHANGE_SINGLE, after);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.02);
  g_assert_cmpuint (rsc_document_get_state (document)->seed, ==, 7);

  /* Refused: nothing is lost. */
  after = edit (document);
  g_assert_false (rsc_document_state_set_gallery (after, moons, 1000000000, 0.2, 7, NULL));
  g_assert_cmpuint (rsc_document_state_compare (after, rsc_document_get_state (document)), ==, 0);
  rsc_document_state_unref (after);
}

/* What is held out tells the training nothing: features are scaled by the training rows, as on the
 * command line. */
static void
test_preparation (void)
{
  g_autoptr (RscDocument) document = new_watched_document (FALSE);
  RscDocumentState *after;
  const RscDocumentState *state;
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (GError) error = NULL;

  open_set (document, "moons");
  after = edit (document);
  g_assert_true (rsc_document_state_set_preparation (after, TRUE, TRUE, 0.5, 3, &error));
  g_assert_no_error (error);
  rsc_document_apply (document, "Prepare", RSC_CHANGE_SINGLE, after);
  state = rsc_document_get_state (document);
  for (gsize k = 0; k < rsc_dataset_get_d (state->train); k++)
    {
      double sum = 0, test_sum = 0;

      for (gsize i = 0; i < rsc_dataset_get_n (state->train); i++)
        sum += rsc_dataset_get_x (state->train)[i * rsc_dataset_get_d (state->train) + k];
      for (gsize i = 0; i < rsc_dataset_get_n (state->test); i++)
        test_sum += rsc_dataset_get_x (state->test)[i * rsc_dataset_get_d (state->test) + k];
      g_assert_cmpfloat_with_epsilon (sum, 0, 1e-12);
      g_assert_cmpfloat (fabs (test_sum), >, 1e-3);
    }
  /* The rows are those of the split alone. */
  g_assert_true (rsc_dataset_split (state->source, 0.5, 3, &train, &test, &error));
  g_assert_cmpmem (rsc_dataset_get_y (state->test),
                   rsc_dataset_get_n (state->test) * sizeof (double), rsc_dataset_get_y (test),
                   rsc_dataset_get_n (test) * sizeof (double));
}

/* The known answer of the 8-gon, through the worker. */
static void
test_solves (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  RscOptimalSet *set;

  open_set (document, "polygon-8");
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  g_assert_null (rsc_document_get_set (document));
  wait_idle (document);
  g_assert_null (rsc_results_get_error (rsc_document_get_results (document)));
  set = rsc_document_get_set (document);
  g_assert_nonnull (set);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 3);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 10);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), NULL), ==, 3);
  g_assert_nonnull (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)));
  g_assert_nonnull (rsc_picked_network_get_network (rsc_document_get_picked (document)));
  g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                     1e-9);
}

/* Data changed while the first ones are solved: only the last ones arrive. */
static void
test_old_replies_are_dropped (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

  open_set (document, "moons");
  open_set (document, "parity-3");
  open_set (document, "xor");
  wait_idle (document);
  iterate (100);
  g_assert_cmpuint (
    rsc_problem_get_n (rsc_solution_get_problem (rsc_document_get_solution (document))), ==, 4);
  g_assert_true (
    rsc_problem_get_dataset (rsc_solution_get_problem (rsc_document_get_solution (document)))
    == rsc_document_get_state (document)->train);
}

static void
on_changed_check_data (RscDocument *document, guint parts, gpointer user_data)
{
  if (rsc_document_get_solution (document))
    g_assert_true (rsc_document_get_train (document) == rsc_document_get_state (document)->train);
}

/* A reply that is ready but not delivered when the data change. */
static void
test_late_reply_is_dropped (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

  g_signal_connect (document, "changed", G_CALLBACK (on_changed_check_data), NULL);
  open_set (document, "xor");
  g_usleep (300 * 1000);
  open_set (document, "checkerboard");
  wait_idle (document);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (rsc_document_get_set (document)), ==, 16);
}

/* Another seed keeps the old pictures until the new ones are there, always of one and the same
 * data; other features, or a long wait, do not. */
static void
test_no_flicker (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  gsize n;
  const RscGalleryItem *moons = rsc_gallery_find ("moons", &n);

  open_set (document, "moons");
  wait_idle (document);
  for (guint64 seed = 2; seed < 6; seed++)
    {
      RscDocumentState *after = edit (document);

      g_assert_true (
        rsc_document_state_set_gallery (after, moons, n + (gsize) seed, 0.1, seed, NULL));
      rsc_document_apply (document, "Change the data", RSC_CHANGE_MERGE, after);
      g_assert_nonnull (rsc_document_get_set (document));
      g_assert_true (rsc_document_get_train (document) != rsc_document_get_state (document)->train);
      rsc_document_pick (document, RSC_PICK_RANDOM);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
      wait_idle (document);
      g_assert_true (rsc_document_get_train (document) == rsc_document_get_state (document)->train);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
    }
  open_set (document, "parity-3");
  g_assert_null (rsc_document_get_set (document));
  g_assert_true (rsc_document_get_train (document) == rsc_document_get_state (document)->train);
  wait_idle (document);
}

/* A drag of λ: every reply is certified, and the last one is of the last λ. */
static void
test_lambda_drag (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  double lambda_max;

  open_set (document, "checkerboard");
  wait_idle (document);
  for (int k = 0; k < 20; k++)
    {
      set_ratio (document, 0.1 * pow (0.9, k), RSC_CHANGE_MERGE);
      iterate (10);
      /* Where the path is known already its frame comes first. */
      if (!rsc_results_get_frame (rsc_document_get_results (document)))
        g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_document_get_solution (document)), <=,
                           1e-10);
    }
  wait_idle (document);
  lambda_max =
    rsc_problem_get_lambda_max (rsc_solution_get_problem (rsc_document_get_solution (document)));
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_lambda (rsc_document_get_solution (document)),
                                  0.1 * pow (0.9, 19) * lambda_max, 1e-12);
  g_assert_false (rsc_results_is_set_stale (rsc_document_get_results (document)));
}

static void
test_too_many_patterns (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  RscDocumentState *after = edit (document);
  g_autoptr (RscDataset) dataset = dataset_to_search ();
  RscSolution *solution;

  rsc_document_state_set_file (after, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  /* More than are listed: they are searched, and what is shown is certified over all of them. */
  g_assert_no_error (rsc_results_get_error (rsc_document_get_results (document)));
  g_assert_nonnull (rsc_document_get_set (document));
  solution = rsc_optimal_set_get_solution (rsc_document_get_set (document));
  g_assert_cmpint (
    rsc_arrangement_get_kind (rsc_problem_get_arrangement (rsc_solution_get_problem (solution))),
    ==, RSC_PATTERNS_PRICED);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
  g_assert_true (rsc_solution_is_over_all (solution));
  after = edit (document);
  after->patterns = RSC_PATTERNS_SAMPLED;
  after->n_samples = 50;
  rsc_document_apply (document, "Sample patterns", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  g_assert_null (rsc_results_get_error (rsc_document_get_results (document)));
  g_assert_nonnull (rsc_document_get_set (document));
}

static void
test_cancel (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  RscDocumentState *after;

  open_set (document, "spiral");
  after = edit (document);
  after->lambda_ratio = 1e-4;
  rsc_document_apply (document, "Change λ", RSC_CHANGE_SINGLE, after);
  iterate (2);
  rsc_results_cancel (rsc_document_get_results (document));
  g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
  iterate (100);
  /* Solved again on request. */
  if (rsc_results_was_cancelled (rsc_document_get_results (document)))
    {
      set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
      wait_idle (document);
      g_assert_false (rsc_results_was_cancelled (rsc_document_get_results (document)));
      g_assert_nonnull (rsc_document_get_set (document));
    }
}

/* Closing the window in the middle of an enumeration of some minutes: the thread is gone with the
 * document, and nobody is called back. (That it notices soon is what test-arrangement looks at.) */
static void
test_close_while_busy (void)
{
  RscDocument *document = new_watched_document (TRUE);
  gpointer weak = document;
  RscDocumentState *after = edit (document);
  double x[48 * 4], y[48];
  g_autoptr (RscDataset) dataset = NULL;

  for (int i = 0; i < 48; i++)
    {
      for (int k = 0; k < 4; k++)
        x[i * 4 + k] = sin (1.0 + 13.7 * i * (k + 1) + k);
      y[i] = cos (3.1 * i);
    }
  dataset = rsc_dataset_new ("long", 48, 4, x, y, NULL, NULL, NULL);
  rsc_document_state_set_file (after, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  iterate (100);
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  g_object_add_weak_pointer (G_OBJECT (document), &weak);
  n_changed = 0;
  g_object_unref (document);
  g_assert_null (weak);
  iterate (50);
  g_assert_cmpuint (n_changed, ==, 0);
}

/* Undoing the first change while it is solved: there is nothing to solve any more. */
static void
test_no_data_during_solve (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

  open_set (document, "moons");
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  all_parts = 0;
  g_assert_true (rsc_document_revert (document));
  g_assert_null (rsc_document_get_state (document)->train);
  g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
  g_assert_cmpuint (all_parts & RSC_DOCUMENT_BUSY, !=, 0);
  iterate (100);
  g_assert_null (rsc_document_get_set (document));
  /* And back. */
  g_assert_true (rsc_document_repeat (document));
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  wait_idle (document);
  g_assert_nonnull (rsc_document_get_set (document));
}

/* Targets of 0: the set is the zero network alone, without neurons, axes or a way to go. */
static void
test_no_neurons (void)
{
  const double x[2] = { 1, -0.5 };
  const double y[2] = { 0, 0 };
  const double wish[3] = { 1, 1, 1 };
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("zero", 2, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscNeuronKeys) none = NULL;
  g_autoptr (RscNeuronKeys) other = NULL;
  RscDocumentState *after = edit (document);
  gsize n_before;

  rsc_document_state_set_file (after, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  wait_idle (document);
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (rsc_document_get_set (document)), ==, 0);
  n_before = rsc_history_get_n_changes (rsc_document_get_history (document));
  rsc_document_drag_point (document, wish);
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==, n_before);
  none = rsc_neuron_keys_new_for_point (
    rsc_document_get_set (document),
    rsc_picked_network_get_point (rsc_document_get_picked (document)));
  other = rsc_neuron_keys_new (rsc_document_get_set (document), 0, NULL, NULL);
  g_assert_cmpuint (rsc_neuron_keys_get_n (none), ==, 0);
  g_assert_true (rsc_neuron_keys_equal (none, other));
  /* A vertex of such a set is a pick like any other, and it can be taken back. */
  rsc_document_pick_vertex (document, 0);
  rsc_document_step_vertex (document, 1);
  rsc_document_toggle_axis (document, 0);
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 0);
  while (rsc_document_revert (document))
    ;
  while (rsc_document_repeat (document))
    ;
  wait_idle (document);
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 0);
}

/* Nothing keeps the document alive, even when it is dropped in the middle of a solve. */
static void
test_finalises (void)
{
  RscDocument *document = new_watched_document (TRUE);
  gpointer weak = document;

  g_object_add_weak_pointer (G_OBJECT (document), &weak);
  open_set (document, "moons");
  g_object_unref (document);
  g_assert_null (weak);
  iterate (20);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/document/revert-restores-state", test_revert_restores_state);
  g_test_add_func ("/document/merge", test_merge);
  g_test_add_func ("/document/history-is-bounded", test_history_is_bounded);
  g_test_add_func ("/document/signals", test_signals);
  g_test_add_func ("/document/switching-sets", test_switching_sets);
  g_test_add_func ("/document/preparation", test_preparation);
  g_test_add_func ("/document/solves", test_solves);
  g_test_add_func ("/document/old-replies-are-dropped", test_old_replies_are_dropped);
  g_test_add_func ("/document/late-reply-is-dropped", test_late_reply_is_dropped);
  g_test_add_func ("/document/no-flicker", test_no_flicker);
  g_test_add_func ("/document/lambda-drag", test_lambda_drag);
  g_test_add_func ("/document/too-many-patterns", test_too_many_patterns);
  g_test_add_func ("/document/cancel", test_cancel);
  g_test_add_func ("/document/close-while-busy", test_close_while_busy);
  g_test_add_func ("/document/no-data-during-solve", test_no_data_during_solve);
  g_test_add_func ("/document/no-neurons", test_no_neurons);
  g_test_add_func ("/document/finalises", test_finalises);

  return g_test_run ();
}

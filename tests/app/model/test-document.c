/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The document: changes and their reversal, results of the worker, the pick. No display. */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "documents.h"

static guint n_changed;
static guint all_parts;

static void
on_changed (RscDocument *document, guint parts, gpointer user_data)
{
  n_changed++;
  all_parts |= parts;
}

static RscDocument *
new_document (gboolean solve)
{
  RscDocument *document = rsc_document_new (solve);

  n_changed = all_parts = 0;
  g_signal_connect (document, "changed", G_CALLBACK (on_changed), NULL);
  return document;
}

/* Every kind of change, each reverted: the state is the one before, part by part. */
static void
test_revert_restores_state (void)
{
  g_autoptr (RscDocument) document = new_document (FALSE);
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
  g_autoptr (RscDocument) document = new_document (FALSE);

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
  g_autoptr (RscDocument) document = new_document (FALSE);

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
  g_autoptr (RscDocument) document = new_document (FALSE);

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
  g_autoptr (RscDocument) document = new_document (FALSE);
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

/* What is held out tells the training nothing: features are scaled by the training rows, as on the command
 * line. */
static void
test_preparation (void)
{
  g_autoptr (RscDocument) document = new_document (FALSE);
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
  g_autoptr (RscDocument) document = new_document (TRUE);
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
  g_autoptr (RscDocument) document = new_document (TRUE);

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
  g_autoptr (RscDocument) document = new_document (TRUE);

  g_signal_connect (document, "changed", G_CALLBACK (on_changed_check_data), NULL);
  open_set (document, "xor");
  g_usleep (300 * 1000);
  open_set (document, "checkerboard");
  wait_idle (document);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (rsc_document_get_set (document)), ==, 16);
}

/* Another seed keeps the old pictures until the new ones are there, always of one and the same data;
 * other features, or a long wait, do not. */
static void
test_no_flicker (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
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
  g_autoptr (RscDocument) document = new_document (TRUE);
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

static double
get_shown_ratio (RscDocument *document)
{
  RscSolution *solution = rsc_document_get_solution (document);

  return rsc_solution_get_lambda (solution)
         / rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
}

/* Another λ shows the path's frame before the main loop turns, all of it; the exact solution follows. */
static void
test_frame_at_once (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);

  open_set (document, "checkerboard");
  wait_path (document);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_cmpfloat (rsc_known_path_get_reach (rsc_document_get_known_path (document)), <=,
                     1.001e-3);
  for (int k = 0; k < 20; k++)
    {
      double ratio = pow (10, -3.0 * (k + 0.5) / 20);

      n_changed = all_parts = 0;
      set_ratio (document, ratio, RSC_CHANGE_MERGE);
      g_assert_cmpuint (n_changed, ==, 1);
      g_assert_cmpuint (all_parts & RSC_DOCUMENT_RESULTS, !=, 0);
      g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
      g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), ratio, 1e-12);
      g_assert_true (rsc_optimal_set_get_solution (rsc_document_get_set (document))
                     == rsc_document_get_solution (document));
      g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_document_get_solution (document)), <=,
                         1.01e-3);
      g_assert_nonnull (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)));
      g_assert_nonnull (rsc_picked_network_get_network (rsc_document_get_picked (document)));
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-6);
    }
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  wait_idle (document);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_document_get_solution (document)), <=,
                     1e-10);
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), pow (10, -3.0 * 19.5 / 20), 1e-12);

  /* Below the path there is no frame: the solver alone. */
  set_ratio (document, 5e-4, RSC_CHANGE_MERGE);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  wait_idle (document);
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), 5e-4, 1e-12);
}

/* One play is one change; it goes without the solver, and the exact solution follows its end. */
static void
test_play (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  RscPlayback playback;
  gsize before;

  open_set (document, "checkerboard");
  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))
                    ->playing); /* there is no path yet */
  wait_path (document);
  before = rsc_history_get_n_changes (rsc_document_get_history (document));
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  for (int k = 1; k <= 50; k++)
    {
      RscDocumentState *after;

      g_assert_true (rsc_document_play_to (document, 0.1 * pow (0.95, k)));
      g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
      g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
      if (k == 20)
        {
          after = edit (document);
          after->camera.yaw += 0.1;
          rsc_document_apply (document, "Turn the view", RSC_CHANGE_SINGLE, after);
        }
      iterate (1);
      g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
    }
  g_assert_false (rsc_document_play_to (document, 1e-5));
  /* All of the play is one change, and the view is none. */
  g_assert_cmpuint (rsc_history_get_n_changes (rsc_document_get_history (document)), ==,
                    before + 1);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (rsc_results_is_busy (rsc_document_get_results (document)));
  wait_idle (document);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), 0.1 * pow (0.95, 50), 1e-12);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.1);

  /* A hand on λ stops it, and so does undoing. */
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (rsc_document_play_to (document, 0.05));
  all_parts = 0;
  set_ratio (document, 0.2, RSC_CHANGE_MERGE);
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_cmpuint (all_parts & RSC_DOCUMENT_PLAYBACK, !=, 0);
  g_assert_false (rsc_document_play_to (document, 0.05));
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (rsc_document_play_to (document, 0.05));
  g_assert_true (rsc_document_revert (document));
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.2);
}

/* A neuron has one label along the path, the one that it had before the path was known, and no two
 * neurons share one. */
static void
check_labels (const char *name, double ratio)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  g_autoptr (RscOptimalSet) first = NULL;
  g_autofree gsize *first_labels = NULL;
  const gsize *id_labels;
  gsize n_ids, m;

  open_set (document, name);
  set_ratio (document, ratio, RSC_CHANGE_SINGLE);
  wait_idle (document);
  first = rsc_optimal_set_ref (rsc_document_get_set (document));
  m = rsc_optimal_set_get_n_neurons (first);
  first_labels = g_memdup2 (rsc_labelling_get_labels (rsc_document_get_labelling (document)),
                            m * sizeof (gsize));
  wait_path (document);
  g_assert_true (rsc_document_get_set (document) == first);
  for (gsize i = 0; i < m; i++)
    g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (document))[i], ==,
                      first_labels[i]);

  for (int k = 1; k < 60; k++)
    {
      RscPathFrame *frame;
      gsize n;

      set_ratio (document, pow (10, -3.0 * k / 60), RSC_CHANGE_MERGE);
      id_labels = rsc_labelling_get_id_labels (rsc_document_get_labelling (document));
      n_ids = rsc_labelling_get_n_ids (rsc_document_get_labelling (document));
      frame = rsc_results_get_frame (rsc_document_get_results (document));
      g_assert_nonnull (frame);
      n = rsc_optimal_set_get_n_neurons (frame->set);
      for (gsize i = 0; i < n; i++)
        {
          gsize label = rsc_labelling_get_labels (rsc_document_get_labelling (document))[i];

          if (frame->ids[i] != RSC_PATH_NO_NEURON)
            g_assert_cmpuint (label, ==, id_labels[frame->ids[i]]);
          g_assert_cmpint (rsc_labelling_find (rsc_document_get_labelling (document), label), ==,
                           (gssize) i);
        }
      for (gsize i = 0; i + 1 < n; i++)
        g_assert_cmpuint (
          rsc_labelling_get_labels (rsc_document_get_labelling (
            document))[rsc_labelling_get_order (rsc_document_get_labelling (document))[i]],
          <,
          rsc_labelling_get_labels (rsc_document_get_labelling (
            document))[rsc_labelling_get_order (rsc_document_get_labelling (document))[i + 1]]);
    }
  for (gsize id = 0; id < n_ids; id++)
    for (gsize other = 0; other < id; other++)
      g_assert_cmpuint (id_labels[id], !=, id_labels[other]);

  /* Back where it began, with the frame and with the exact solution. */
  set_ratio (document, ratio, RSC_CHANGE_MERGE);
  wait_idle (document);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (rsc_document_get_set (document)), ==, m);
  for (gsize i = 0; i < rsc_optimal_set_get_n_support (first); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (first, i);
      gssize now = rsc_labelling_find (rsc_document_get_labelling (document), first_labels[i]);
      double cosine = 0;

      g_assert_cmpint (now, >=, 0);
      for (gsize k = 0;
           k < rsc_problem_get_d (rsc_solution_get_problem (rsc_document_get_solution (document)));
           k++)
        cosine +=
          neuron->direction[k]
          * rsc_optimal_set_get_neuron (rsc_document_get_set (document), (gsize) now)->direction[k];
      g_assert_cmpfloat (cosine, >, 1 - 1e-6);
    }
}

static void
test_labels (void)
{
  check_labels ("checkerboard", 0.1);
  check_labels ("polygon-12", 0.1);
  check_labels ("sine", 0.01);
}

/* At λ_max the zero network is optimal, and what is about to enter has its number of the path. */
static void
test_labels_at_lambda_max (void)
{
  static const char *const names[] = { "moons", "checkerboard", "polygon-12", "sine" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscDocument) document = new_document (TRUE);
      RscPath *path;
      RscOptimalSet *set;
      gsize n_ids;
      const gsize *id_labels;

      open_set (document, names[k]);
      wait_path (document);
      set_ratio (document, 1, RSC_CHANGE_SINGLE);
      wait_idle (document);
      path = rsc_known_path_get_path (rsc_document_get_known_path (document));
      set = rsc_document_get_set (document);
      id_labels = rsc_labelling_get_id_labels (rsc_document_get_labelling (document));
      n_ids = rsc_labelling_get_n_ids (rsc_document_get_labelling (document));
      g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), >, 0);
      for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
        {
          gboolean entering = FALSE;

          for (gsize e = 0; e < rsc_path_get_n_events (path); e++)
            {
              const RscPathEvent *event = rsc_path_get_event (path, e);

              entering =
                entering
                || (event->kind == RSC_PATH_ENTERS && event->neuron < n_ids
                    && event->lambda
                         > (1 - 1e-6) * rsc_problem_get_lambda_max (rsc_path_get_problem (path))
                    && id_labels[event->neuron]
                         == rsc_labelling_get_labels (rsc_document_get_labelling (document))[i]);
            }
          g_test_message ("%s: neuron %" G_GSIZE_FORMAT ", number %" G_GSIZE_FORMAT, names[k], i,
                          rsc_labelling_get_labels (rsc_document_get_labelling (document))[i] + 1);
          g_assert_true (entering);
        }
    }
}

/* A set of too many vertices to project at once is drawn all the same while it is played: with the hull
 * of a frame a moment ago, and with its own when λ rests. */
static void
test_play_large_set (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  RscPlayback playback;
  guint n_incomplete = 0, n_hulls = 0;

  open_set (document, "moons");
  wait_path (document);
  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 0; k < 40; k++)
    {
      g_assert_true (rsc_document_play_to (document, 1.4e-3 - 5e-6 * k));
      if (!rsc_optimal_set_get_vertices_complete (rsc_document_get_set (document)))
        {
          n_incomplete++;
          if (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)))
            {
              n_hulls++;
              g_assert_true (rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (document)));
            }
        }
      iterate (40);
    }
  g_test_message ("%u of %u large sets with a hull", n_hulls, n_incomplete);
  if (n_incomplete > 20)
    g_assert_cmpuint (n_hulls, >, 5);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  wait_idle (document);
  g_assert_nonnull (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document)));
  g_assert_false (rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (document)));
}

/* Targets of zero have no path, one point has one, and gated networks have theirs. */
static void
test_degenerate_paths (void)
{
  const double x[2] = { 1, -0.5 };
  const double y[2][2] = { { 0, 0 }, { 2, 0 } };

  for (gsize k = 0; k < 2; k++)
    {
      g_autoptr (RscDocument) document = new_document (TRUE);
      g_autoptr (RscDataset) dataset =
        rsc_dataset_new ("small", k == 0 ? 2 : 1, 1, x, y[k], NULL, NULL, NULL);
      RscDocumentState *after = edit (document);
      RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));

      rsc_document_state_set_file (after, NULL, dataset);
      rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
      wait_path (document);
      g_assert_cmpint (rsc_known_path_get_reach (rsc_document_get_known_path (document)) < 1, ==,
                       k != 0);
      playback.playing = TRUE;
      rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
      g_assert_cmpint (rsc_player_get_playback (rsc_document_get_player (document))->playing, ==,
                       k != 0);
      set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
      g_assert_cmpint (rsc_results_get_frame (rsc_document_get_results (document)) != NULL, ==,
                       k != 0);
      g_assert_cmpfloat (rsc_document_get_next_stop (document, -1), ==, 1);
      wait_idle (document);
      g_assert_null (rsc_results_get_error (rsc_document_get_results (document)));
    }
  {
    g_autoptr (RscDocument) document = new_document (TRUE);
    RscDocumentState *after;

    open_set (document, "checkerboard");
    after = edit (document);
    after->activation = RSC_ACTIVATION_GATED;
    rsc_document_apply (document, "Change the model", RSC_CHANGE_SINGLE, after);
    wait_path (document);
    for (int k = 1; k < 20; k++)
      {
        const gsize *id_labels;
        RscPathFrame *frame;

        set_ratio (document, pow (10, -3.0 * k / 20), RSC_CHANGE_MERGE);
        frame = rsc_results_get_frame (rsc_document_get_results (document));
        id_labels = rsc_labelling_get_id_labels (rsc_document_get_labelling (document));
        g_assert_nonnull (frame);
        for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (frame->set); i++)
          if (frame->ids[i] != RSC_PATH_NO_NEURON)
            g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (document))[i],
                              ==, id_labels[frame->ids[i]]);
      }
    wait_idle (document);
  }
}

/* Neurons are numbered 1…k for each model, whatever was on show before; while λ moves within it they keep their
 * numbers. */
static void
test_numbers_of_a_model (void)
{
  static const char *const names[] = { "checkerboard", "polygon-12", "moons-8", "circles-8",
                                       "checkerboard", "polygon-6",  "moons-8" };
  g_autoptr (RscDocument) document = new_document (TRUE);

  for (gsize k = 0; k < 2 * G_N_ELEMENTS (names); k++)
    {
      const RscLabelling *labelling = rsc_document_get_labelling (document);
      g_autofree gsize *labels = NULL;
      gsize m;

      if (k % 2 == 0)
        open_set (document, names[k / 2]);
      else
        {
          RscDocumentState *after = edit (document);

          after->activation =
            after->activation == RSC_ACTIVATION_RELU ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU;
          rsc_document_apply (document, "Change the model", RSC_CHANGE_SINGLE, after);
        }
      wait_idle (document);
      m = rsc_labelling_get_n (labelling);
      g_assert_cmpuint (m, ==, rsc_optimal_set_get_n_neurons (rsc_document_get_set (document)));
      labels = g_memdup2 (rsc_labelling_get_labels (labelling), MAX (m, 1) * sizeof (gsize));
      /* Another model starts anew, in the order of the set. */
      for (gsize i = 0; i < m; i++)
        g_assert_cmpuint (labels[i], ==, i);
      wait_path (document);
      g_assert_cmpint (memcmp (labels, rsc_labelling_get_labels (labelling), m * sizeof (gsize)),
                       ==, 0);
      /* Those of the path come next, without a gap. */
      for (gsize id = 0; id < rsc_labelling_get_n_ids (labelling); id++)
        g_assert_cmpuint (rsc_labelling_get_id_labels (labelling)[id], <,
                          MAX (rsc_labelling_get_n_ids (labelling), m) + m);
      rsc_document_select_neuron (document, 0);
    }
}

/* A neuron stays selected while it is away. */
static void
test_selection_along_the_path (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  gssize label;

  open_set (document, "checkerboard");
  wait_path (document);
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  rsc_document_select_neuron (document, 3);
  label = rsc_selection_get_selected (rsc_document_get_selection (document));
  g_assert_cmpint (label, >=, 0);
  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  g_assert_cmpint (rsc_document_get_selected_neuron (document), ==, -1);
  g_assert_cmpint (rsc_selection_get_selected (rsc_document_get_selection (document)), ==, label);
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  g_assert_cmpint (rsc_document_get_selected_neuron (document), >=, 0);
  g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (
                      document))[(gsize) rsc_document_get_selected_neuron (document)],
                    ==, (gsize) label);
  rsc_document_select_neuron (document, -1);
  g_assert_cmpint (rsc_selection_get_selected (rsc_document_get_selection (document)), ==, -1);
}

/* Steps go from event to event and end at the ends. */
static void
test_stops (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  double ratio = 1;
  gsize n = 0;

  open_set (document, "checkerboard");
  g_assert_cmpfloat (rsc_document_get_next_stop (document, 1), ==, 1);
  wait_path (document);
  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  while (rsc_document_get_next_stop (document, 1) < ratio)
    {
      double next = rsc_document_get_next_stop (document, 1);

      set_ratio (document, next, RSC_CHANGE_MERGE);
      g_assert_cmpfloat_with_epsilon (rsc_document_get_next_stop (document, -1), ratio, 1e-12);
      ratio = next;
      g_assert_cmpuint (++n, <, 1000);
    }
  g_assert_cmpuint (n, >, 1);
  g_assert_cmpfloat_with_epsilon (ratio, 1e-3, 1e-9);
}

/* Other data have another path; a path that is being computed goes with its data. */
static void
test_path_goes_with_its_data (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);

  open_set (document, "moons");
  wait_idle (document);
  open_set (document, "xor");
  g_assert_null (rsc_known_path_get_path (rsc_document_get_known_path (document)));
  wait_path (document);
  g_assert_true (
    rsc_path_get_problem (rsc_known_path_get_path (rsc_document_get_known_path (document)))
    == rsc_solution_get_problem (rsc_document_get_solution (document)));
  iterate (100);
  g_assert_cmpuint (rsc_problem_get_n (rsc_path_get_problem (
                      rsc_known_path_get_path (rsc_document_get_known_path (document)))),
                    ==, 4);
}

/* While the path is being computed what it does not cover is solved, and what it covers comes at
 * once. */
static void
test_partial_path (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  RscDocumentState *after = edit (document);
  const RscGalleryItem *moons = rsc_gallery_find ("moons", NULL);
  gint64 limit = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  g_assert_true (rsc_document_state_set_gallery (after, moons, 60, 0.3, 1, NULL));
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  while (!rsc_known_path_get_path (rsc_document_get_known_path (document))
         || rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (document)))
              < 3)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, limit);
      g_main_context_iteration (NULL, TRUE);
    }
  wait_idle (document);
  if (rsc_known_path_is_complete (rsc_document_get_known_path (document)))
    {
      g_test_skip ("the path was there before it could be looked at");
      return;
    }
  g_assert_cmpfloat (rsc_known_path_get_fraction (rsc_document_get_known_path (document)), <, 1);
  g_assert_cmpfloat (rsc_known_path_get_reach (rsc_document_get_known_path (document)), >, 1.1e-3);
  set_ratio (document, 1.05e-3, RSC_CHANGE_SINGLE);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  set_ratio (document,
             0.5 + 0.5 * rsc_known_path_get_reach (rsc_document_get_known_path (document)),
             RSC_CHANGE_SINGLE);
  g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
}

static guint n_exact;

static void
count_exact (RscDocument *document, guint parts, gpointer user_data)
{
  if (!(parts & RSC_DOCUMENT_RESULTS) || rsc_results_get_frame (rsc_document_get_results (document))
      || !rsc_document_get_solution (document))
    return;
  n_exact++;
  g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_document_get_solution (document)), <=,
                     1e-10);
}

/* A drag of λ shows one frame for each of its λ, none later than the λ after it, and once λ rests one exact
 * solution. How many a second is a matter of tests/bench. */
static void
test_drag_shows_every_lambda (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  RscDocumentState *after = edit (document);
  const RscGalleryItem *moons = rsc_gallery_find ("moons", NULL);

  g_assert_true (rsc_document_state_set_gallery (after, moons, 50, 0.1, 1, NULL));
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  wait_path (document);
  n_exact = 0;
  g_signal_connect (document, "changed", G_CALLBACK (count_exact), NULL);
  for (int k = 1; k < 120; k++)
    {
      double ratio = pow (10, -3.0 * k / 120);

      set_ratio (document, ratio, RSC_CHANGE_MERGE);
      g_assert_nonnull (rsc_results_get_frame (rsc_document_get_results (document)));
      g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), ratio, 1e-12 * ratio);
    }
  g_assert_cmpuint (n_exact, ==, 0);
  wait_idle (document);
  g_assert_cmpuint (n_exact, >=, 1);
  g_assert_null (rsc_results_get_frame (rsc_document_get_results (document)));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (document), pow (10, -3.0 * 119 / 120), 1e-12);
}

/* Picks, vertices and a drag: always a point of the set, always the same fit. */
static void
test_pick_and_drag (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_RANDOM };
  RscPolytope *polytope;
  RscOptimalSet *set;
  g_autofree double *dragged = NULL;
  gsize m;

  open_set (document, "checkerboard");
  wait_idle (document);
  set = rsc_document_get_set (document);
  polytope = rsc_optimal_set_get_polytope (set);
  m = rsc_optimal_set_get_n_neurons (set);
  for (gsize k = 0; k < G_N_ELEMENTS (picks); k++)
    {
      rsc_document_pick (document, picks[k]);
      g_assert_cmpfloat (
        rsc_polytope_get_violation (
          polytope, rsc_picked_network_get_point (rsc_document_get_picked (document))),
        <, 1e-9);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
    }
  rsc_document_pick (document, RSC_PICK_NARROWEST);
  g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==, 8);

  for (gsize k = 0; k < 16; k++)
    {
      rsc_document_step_vertex (document, 1);
      g_assert_cmpint (rsc_picked_network_get_vertex (rsc_document_get_picked (document)), ==,
                       (gssize) k);
      g_assert_cmpuint (rsc_picked_network_get_width (rsc_document_get_picked (document)), ==,
                        rsc_optimal_set_get_vertex_width (set, k));
    }
  rsc_document_step_vertex (document, 1);
  g_assert_cmpint (rsc_picked_network_get_vertex (rsc_document_get_picked (document)), ==, 0);

  for (int k = 0; k <= 60; k++)
    {
      double wish[3] = { 4.0 * k / 60, 2.0, 3.0 - 3.0 * k / 60 };

      rsc_document_drag_point (document, wish);
      g_assert_cmpfloat (
        rsc_polytope_get_violation (
          polytope, rsc_picked_network_get_point (rsc_document_get_picked (document))),
        <, 1e-9);
      g_assert_cmpfloat (rsc_picked_network_get_fit_change (rsc_document_get_picked (document)), <,
                         1e-9);
    }

  /* The state remembers the point by its neurons: undoing and looking it up again gives the same.
   */
  dragged = g_memdup2 (rsc_picked_network_get_point (rsc_document_get_picked (document)),
                       m * sizeof (double));
  rsc_document_pick (document, RSC_PICK_INTERIOR);
  g_assert_true (rsc_document_revert (document));
  for (gsize i = 0; i < m; i++)
    g_assert_cmpfloat_with_epsilon (
      rsc_picked_network_get_point (rsc_document_get_picked (document))[i], dragged[i], 1e-8);
}

static void
test_axes (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  const gsize *axes;

  open_set (document, "checkerboard");
  wait_idle (document);
  rsc_document_toggle_axis (document, 1);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
  g_assert_cmpuint (axes[0], ==, 0);
  g_assert_cmpuint (axes[1], ==, 2);
  g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_axes, ==,
                    2);
  rsc_document_toggle_axis (document, 0);
  iterate (200);
  rsc_document_toggle_axis (document, 2);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 1);
  g_assert_cmpuint (axes[0], ==, 2);
  rsc_document_toggle_axis (document, 5);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
}

/* Too many patterns: a sentence with the way out, and sampling works. */
/* Labels of the axes on show, in order. */
static void
get_axis_labels (RscDocument *document, gsize labels[3])
{
  const gsize *axes;
  gsize n = rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);

  for (gsize k = 0; k < 3; k++)
    labels[k] =
      k < n ? rsc_shown_axes_get_labels (rsc_document_get_shown_axes (document))[k] : G_MAXSIZE;
  /* Where the neuron is in the set, it is the one that is called so. */
  for (gsize k = 0; k < n; k++)
    if (axes[k] != RSC_OPTIMAL_SET_ABSENT)
      g_assert_cmpuint (rsc_labelling_get_labels (rsc_document_get_labelling (document))[axes[k]],
                        ==, labels[k]);
    else
      g_assert_cmpint (rsc_labelling_find (rsc_document_get_labelling (document), labels[k]), <, 0);
}

/* From λ_max down, where at first none of them is there, the axes stay on the same neurons, and so do
 * their ranges; at rest there are none. */
static void
test_axes_stay (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  gsize before[3], labels[3];
  const gsize *axes;
  RscPlayback playback;
  gboolean was_absent = FALSE;
  RscPathRanges *ranges;

  open_set (document, "checkerboard");
  wait_path (document);
  get_axis_labels (document, before);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 3);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));

  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
  ranges = rsc_results_get_ranges (rsc_document_get_results (document));
  g_assert_nonnull (ranges);
  g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_points, ==,
                    1);
  g_assert_cmpfloat (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->points[0],
                     ==, 0);
  wait_idle (document);
  iterate (700);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);

  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 1; k <= 100; k++)
    {
      g_assert_true (rsc_document_play_to (document, pow (2e-3, k / 100.0)));
      get_axis_labels (document, labels);
      g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
      rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes);
      was_absent = was_absent || axes[0] == RSC_OPTIMAL_SET_ABSENT;
      g_assert_true (rsc_results_get_ranges (rsc_document_get_results (document)) == ranges);
      g_assert_cmpuint (rsc_shown_axes_get_hull (rsc_document_get_shown_axes (document))->n_axes,
                        ==, 3);
    }
  g_assert_true (was_absent);
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  wait_idle (document);
  iterate (700);
  g_assert_null (rsc_results_get_ranges (rsc_document_get_results (document)));
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, before, sizeof before);
}

/* Axes that a person has chosen are back when λ is. */
static void
test_chosen_axes_come_back (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  const double way[] = { 0.7, 1, 0.9, 0.4, 2e-3, 0.1 };
  gsize chosen[3], labels[3];
  const gsize *axes;

  open_set (document, "checkerboard");
  wait_path (document);
  rsc_document_toggle_axis (document, 1);
  iterate (200);
  rsc_document_toggle_axis (document, 5);
  iterate (200);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 3);
  get_axis_labels (document, chosen);
  for (gsize k = 0; k < G_N_ELEMENTS (way); k++)
    {
      set_ratio (document, way[k], RSC_CHANGE_SINGLE);
      get_axis_labels (document, labels);
      g_assert_cmpmem (labels, sizeof labels, chosen, sizeof chosen);
      wait_idle (document);
      iterate (600);
    }
  get_axis_labels (document, labels);
  g_assert_cmpmem (labels, sizeof labels, chosen, sizeof chosen);
  /* Another choice is another choice. */
  rsc_document_toggle_axis (document, axes[2]);
  iterate (200);
  set_ratio (document, 0.05, RSC_CHANGE_SINGLE);
  get_axis_labels (document, labels);
  g_assert_cmpuint (rsc_shown_axes_get (rsc_document_get_shown_axes (document), &axes), ==, 2);
  g_assert_cmpuint (labels[0], ==, chosen[0]);
  g_assert_cmpuint (labels[1], ==, chosen[1]);
}

static void
test_too_many_patterns (void)
{
  g_autoptr (RscDocument) document = new_document (TRUE);
  RscDocumentState *after = edit (document);
  g_autofree double *x = g_new0 (double, 90 * 4);
  g_autofree double *y = g_new0 (double, 90);
  g_autoptr (RscDataset) dataset = NULL;
  RscSolution *solution;

  for (int i = 0; i < 90; i++)
    {
      for (int k = 0; k < 4; k++)
        x[i * 4 + k] = sin (1.0 + 13.7 * i * (k + 1) + k);
      y[i] = fabs (x[i * 4]) + x[i * 4 + 1];
    }
  dataset = rsc_dataset_new ("wide", 90, 4, x, y, NULL, NULL, NULL);
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
  g_autoptr (RscDocument) document = new_document (TRUE);
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

/* Closing the window in the middle of an enumeration of some minutes: the thread is gone with the document,
 * and nobody is called back. (That it notices soon is what test-arrangement looks at.) */
static void
test_close_while_busy (void)
{
  RscDocument *document = new_document (TRUE);
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
  g_autoptr (RscDocument) document = new_document (TRUE);

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
  g_autoptr (RscDocument) document = new_document (TRUE);
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
  RscDocument *document = new_document (TRUE);
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
  g_test_add_func ("/document/frame-at-once", test_frame_at_once);
  g_test_add_func ("/document/play", test_play);
  g_test_add_func ("/document/labels", test_labels);
  g_test_add_func ("/document/labels-at-lambda-max", test_labels_at_lambda_max);
  g_test_add_func ("/document/play-large-set", test_play_large_set);
  g_test_add_func ("/document/degenerate-paths", test_degenerate_paths);
  g_test_add_func ("/document/numbers-of-a-model", test_numbers_of_a_model);
  g_test_add_func ("/document/selection-along-the-path", test_selection_along_the_path);
  g_test_add_func ("/document/stops", test_stops);
  g_test_add_func ("/document/path-goes-with-its-data", test_path_goes_with_its_data);
  g_test_add_func ("/document/partial-path", test_partial_path);
  g_test_add_func ("/document/drag-shows-every-lambda", test_drag_shows_every_lambda);
  g_test_add_func ("/document/pick-and-drag", test_pick_and_drag);
  g_test_add_func ("/document/axes", test_axes);
  g_test_add_func ("/document/axes-stay", test_axes_stay);
  g_test_add_func ("/document/chosen-axes-come-back", test_chosen_axes_come_back);
  g_test_add_func ("/document/too-many-patterns", test_too_many_patterns);
  g_test_add_func ("/document/cancel", test_cancel);
  g_test_add_func ("/document/close-while-busy", test_close_while_busy);
  g_test_add_func ("/document/no-data-during-solve", test_no_data_during_solve);
  g_test_add_func ("/document/no-neurons", test_no_neurons);
  g_test_add_func ("/document/finalises", test_finalises);

  return g_test_run ();
}

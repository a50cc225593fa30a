/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "documents.h"

static double
get_shown_ratio (RscDocument *document)
{
  RscSolution *solution = rsc_document_get_solution (document);

  return rsc_solution_get_lambda (solution)
         / rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
}

/* Another λ shows the path's frame before the main loop turns, all of it; the exact solution
 * follows. */
static void
test_frame_at_once (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

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
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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

      g_assert_true (play_to (document, 0.1 * pow (0.95, k)));
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
  g_assert_false (play_to (document, 1e-5));
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
  g_assert_true (play_to (document, 0.05));
  all_parts = 0;
  set_ratio (document, 0.2, RSC_CHANGE_MERGE);
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_cmpuint (all_parts & RSC_DOCUMENT_PLAYBACK, !=, 0);
  g_assert_false (play_to (document, 0.05));
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  g_assert_true (play_to (document, 0.05));
  g_assert_true (rsc_document_revert (document));
  g_assert_false (rsc_player_get_playback (rsc_document_get_player (document))->playing);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.2);
}

/* A neuron has one label along the path, the one that it had before the path was known, and no two
 * neurons share one. */
static void
check_labels (const char *name, double ratio)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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
      g_autoptr (RscDocument) document = new_watched_document (TRUE);
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

/* A set of too many vertices to project at once is drawn all the same while it is played: with the
 * hull of a frame a moment ago, and with its own when λ rests. */
static void
test_play_large_set (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
  RscPlayback playback;
  guint n_incomplete = 0, n_hulls = 0;

  open_set (document, "moons");
  wait_path (document);
  playback = *rsc_player_get_playback (rsc_document_get_player (document));
  playback.playing = TRUE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  for (int k = 0; k < 40; k++)
    {
      g_assert_true (play_to (document, 1.4e-3 - 5e-6 * k));
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
      g_autoptr (RscDocument) document = new_watched_document (TRUE);
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
    g_autoptr (RscDocument) document = new_watched_document (TRUE);
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

/* Neurons are numbered 1…k for each model, whatever was on show before; while λ moves within it
 * they keep their numbers. */
static void
test_numbers_of_a_model (void)
{
  static const char *const names[] = { "checkerboard", "polygon-12", "moons-8", "circles-8",
                                       "checkerboard", "polygon-6",  "moons-8" };
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

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
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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
  g_autoptr (RscDocument) document = new_watched_document (TRUE);

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
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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

/* A drag of λ shows one frame for each of its λ, none later than the λ after it, and once λ rests
 * one exact solution. How many a second is a matter of tests/bench. */
static void
test_drag_shows_every_lambda (void)
{
  g_autoptr (RscDocument) document = new_watched_document (TRUE);
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

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

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

  return g_test_run ();
}

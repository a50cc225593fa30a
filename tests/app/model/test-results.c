/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on show and how fresh it is: replies that come late, in the wrong order or not at all,
 * with time that the test moves. No document. */
#include <gsl/gsl_errno.h>
#include <math.h>

#include "app/model/rsc-results.h"
#include "core/data/rsc-data-edit.h"
#include "problems.h"

typedef struct
{
  RscJobs *jobs;
  RscTimers *timers;
  RscDocumentState *state;
  RscResults *results;
  guint told;
  guint n_cleared;
} Fixture;

static void
on_changed (RscResults *results, guint parts, gpointer user_data)
{
  ((Fixture *) user_data)->told |= parts;
}

static void
on_cleared (RscResults *results, gpointer user_data)
{
  ((Fixture *) user_data)->n_cleared++;
}

static void
setup (Fixture *f, gconstpointer data)
{
  f->jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  f->timers = rsc_timers_new (TRUE);
  f->state = rsc_document_state_new ();
  f->results = rsc_results_new (f->state, f->jobs, f->timers);
  g_signal_connect (f->results, "changed", G_CALLBACK (on_changed), f);
  g_signal_connect (f->results, "cleared", G_CALLBACK (on_cleared), f);
}

static void
teardown (Fixture *f, gconstpointer data)
{
  gpointer weak = f->results;

  g_object_add_weak_pointer (weak, &weak);
  g_object_unref (f->results);
  g_assert_null (weak);
  rsc_document_state_unref (f->state);
  rsc_timers_unref (f->timers);
  rsc_jobs_free (f->jobs);
}

/* Takes @after. */
static void
follow (Fixture *f, RscDocumentState *after, gboolean playing)
{
  rsc_results_follow (f->results, after, playing);
  rsc_document_state_unref (f->state);
  f->state = after;
}

/* Of @n points, or 0 for as many as it has by itself. */
static void
open_set_of (Fixture *f, const char *name, gsize n, guint64 seed)
{
  RscDocumentState *after = rsc_document_state_copy (f->state);
  gsize own;
  const RscGalleryItem *item = rsc_gallery_find (name, &own);

  g_assert_true (
    rsc_document_state_set_gallery (after, item, n ? n : own, item->noise_default, seed, NULL));
  follow (f, after, FALSE);
}

static void
open_set (Fixture *f, const char *name, guint64 seed)
{
  open_set_of (f, name, 0, seed);
}

static void
set_ratio (Fixture *f, double ratio, gboolean playing)
{
  RscDocumentState *after = rsc_document_state_copy (f->state);

  after->lambda_ratio = ratio;
  follow (f, after, playing);
}

static void
work (Fixture *f, RscRequestKind kind)
{
  while (rsc_jobs_run (f->jobs, kind))
    while (rsc_jobs_deliver (f->jobs, kind))
      ;
}

static double
get_shown_ratio (Fixture *f)
{
  RscSolution *solution = rsc_results_get_solution (f->results);

  return rsc_solution_get_lambda (solution)
         / rsc_problem_get_lambda_max (rsc_solution_get_problem (solution));
}

/* The path can be given up: it ends where it is known, and begins again when a person wants it. */
static void
test_path_cancelled (Fixture *f, gconstpointer data)
{
  const RscKnownPath *path = rsc_results_get_path (f->results);

  open_set (f, "checkerboard", 1);
  g_assert_false (rsc_results_is_path_busy (f->results));
  rsc_results_follow_path (f->results);
  g_assert_false (rsc_results_is_path_busy (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (rsc_results_is_solved (f->results));
  g_assert_true (rsc_results_is_path_busy (f->results));

  rsc_results_cancel_path (f->results);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_PATH))
    ;
  g_assert_false (rsc_results_is_path_busy (f->results));
  g_assert_error (rsc_known_path_get_error (path), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (f->told & RSC_DOCUMENT_PATH);
  /* Another λ of the same problem does not begin it again. */
  set_ratio (f, 0.2, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_false (rsc_results_is_path_busy (f->results));

  rsc_results_follow_path (f->results);
  g_assert_true (rsc_results_is_path_busy (f->results));
  g_assert_null (rsc_known_path_get_error (path));
  work (f, RSC_REQUEST_PATH);
  g_assert_false (rsc_results_is_path_busy (f->results));
  g_assert_cmpfloat (rsc_known_path_get_reach (path), <, 1.001e-3);
}

/* The solution first when its set takes long, never for a moment. */
static void
test_ahead (Fixture *f, gconstpointer data)
{
  open_set (f, "checkerboard", 1);
  g_assert_true (rsc_results_is_busy (f->results));
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  g_assert_true (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE));
  g_assert_null (rsc_results_get_solution (f->results));
  rsc_timers_advance (f->timers, 149);
  g_assert_null (rsc_results_get_solution (f->results));
  rsc_timers_advance (f->timers, 1);
  g_assert_nonnull (rsc_results_get_solution (f->results));
  g_assert_null (rsc_results_get_set (f->results));
  g_assert_true (rsc_results_is_set_stale (f->results));
  g_assert_true (rsc_results_is_busy (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_nonnull (rsc_results_get_set (f->results));
  g_assert_false (rsc_results_is_set_stale (f->results));
  g_assert_false (rsc_results_is_busy (f->results));
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (rsc_results_get_set (f->results)), ==, 16);
}

/* Other data: what is on show stays a moment, then it goes; a reply for the old ones never comes on
 * show. */
static void
test_outdated (Fixture *f, gconstpointer data)
{
  RscOptimalSet *set;

  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  set = rsc_results_get_set (f->results);
  g_assert_nonnull (set);
  open_set (f, "moons-8", 2);
  g_assert_true (rsc_results_is_outdated (f->results));
  g_assert_true (rsc_results_get_set (f->results) == set);
  rsc_timers_advance (f->timers, 149);
  g_assert_true (rsc_results_get_set (f->results) == set);
  f->told = f->n_cleared = 0;
  rsc_timers_advance (f->timers, 1);
  g_assert_null (rsc_results_get_set (f->results));
  g_assert_false (rsc_results_is_outdated (f->results));
  g_assert_cmpuint (f->told & RSC_RESULTS_PARTS, ==, RSC_RESULTS_PARTS);
  g_assert_cmpuint (f->n_cleared, ==, 1);

  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  open_set (f, "moons-8", 3);
  f->told = 0;
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_cmpuint (f->told, ==, 0);
  g_assert_null (rsc_results_get_solution (f->results));
  work (f, RSC_REQUEST_SOLVE);
  g_assert_true (
    rsc_problem_get_dataset (rsc_solution_get_problem (rsc_results_get_solution (f->results)))
    == f->state->train);
}

/* A hand moves the first point to @x. */
static void
move_point (Fixture *f, double x)
{
  RscDocumentState *after = rsc_document_state_copy (f->state);
  g_autoptr (RscDataset) edited = rsc_data_edit_set_block (f->state->source, 0, 0, 1, 1, &x, NULL);

  rsc_document_state_edit_data (after, edited, NULL);
  follow (f, after, FALSE);
}

static RscDataset *
get_shown_data (Fixture *f)
{
  return rsc_problem_get_dataset (rsc_solution_get_problem (rsc_results_get_solution (f->results)));
}

/* While a hand moves on, what is under way is not given up: it comes on show, and then the newest
 * data have their turn. Each time all that is on show is of the same data. */
static void
test_hand (Fixture *f, gconstpointer data)
{
  g_autoptr (RscDataset) second = NULL;

  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  second = rsc_dataset_ref (f->state->train);
  g_assert_true (rsc_results_is_outdated (f->results));
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  move_point (f, 0.2);
  move_point (f, 0.3);
  g_assert_true (rsc_results_is_outdated (f->results));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == second);
  g_assert_true (rsc_optimal_set_get_solution (rsc_results_get_set (f->results))
                 == rsc_results_get_solution (f->results));
  g_assert_true (rsc_results_is_outdated (f->results));
  g_assert_true (rsc_results_is_busy (f->results));
  work (f, RSC_REQUEST_SOLVE);
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_false (rsc_results_is_outdated (f->results));
  g_assert_false (rsc_results_is_busy (f->results));
  /* The path when the hand rests. */
  g_assert_false (rsc_results_is_path_busy (f->results));
  rsc_timers_advance (f->timers, 300);
  g_assert_true (rsc_results_is_path_busy (f->results));
  /* Another λ while one of older data is under way: nothing of these comes on show any more. */
  move_point (f, 0.4);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  move_point (f, 0.5);
  set_ratio (f, 0.5, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.5, 1e-9);
}

/* Where it takes long the last result stays, and is said to be of other data; until there is a
 * newer one, or none. */
static void
test_late (Fixture *f, gconstpointer data)
{
  RscOptimalSet *set;

  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  set = rsc_results_get_set (f->results);
  move_point (f, 0.1);
  rsc_timers_advance (f->timers, 149);
  g_assert_false (rsc_results_is_late (f->results));
  f->told = 0;
  rsc_timers_advance (f->timers, 1);
  g_assert_true (rsc_results_is_late (f->results));
  g_assert_cmpuint (f->told & RSC_RESULTS_PARTS, ==, RSC_RESULTS_PARTS);
  g_assert_true (rsc_results_get_set (f->results) == set);
  /* One that takes too long gives way. */
  rsc_timers_advance (f->timers, 600);
  move_point (f, 0.2);
  g_assert_true (rsc_results_is_late (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_false (rsc_results_is_late (f->results));
  g_assert_true (get_shown_data (f) == f->state->train);
  move_point (f, 0.3);
  rsc_timers_advance (f->timers, 150);
  g_assert_true (rsc_results_is_late (f->results));
  rsc_results_cancel (f->results);
  g_assert_false (rsc_results_is_late (f->results));
  g_assert_null (rsc_results_get_set (f->results));
}

/* A result of data of long ago is not seen as if it were of these, not even for a moment. */
static void
test_late_result (Fixture *f, gconstpointer data)
{
  RscDataset *second;

  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  second = f->state->train;
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  rsc_timers_advance (f->timers, 100);
  move_point (f, 0.2);
  rsc_timers_advance (f->timers, 200);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == second);
  g_assert_true (rsc_results_is_late (f->results));
  g_assert_true (rsc_results_is_of_other_data (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_false (rsc_results_is_late (f->results));
}

/* Once a certified set is on show, a hand that moves on does not wait for the rest of it. */
static void
test_hand_spares_rest (Fixture *f, gconstpointer data)
{
  open_set_of (f, "circles", 30, 1);
  set_ratio (f, 0.01, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  while (rsc_results_is_outdated (f->results))
    g_assert_true (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE));
  g_assert_true (get_shown_data (f) == f->state->train);
  /* More of the set is being looked for. */
  g_assert_true (rsc_results_is_busy (f->results));
  move_point (f, 0.2);
  g_assert_true (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_SOLVE));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_false (rsc_results_is_busy (f->results));
}

/* Where a hand rests, the data that it has brought are asked for in the end, however long those
 * before take. */
static void
test_impatient (Fixture *f, gconstpointer data)
{
  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  rsc_timers_advance (f->timers, 200);
  move_point (f, 0.2);
  rsc_timers_advance (f->timers, 300);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_false (rsc_results_is_outdated (f->results));
  g_assert_false (rsc_results_is_busy (f->results));
}

/* Another λ that the path does not know: what is on show is not certified for it. */
static void
test_late_lambda (Fixture *f, gconstpointer data)
{
  double ratio;

  open_set (f, "moons-8", 1);
  ratio = f->state->lambda_ratio;
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  set_ratio (f, 0.05, FALSE);
  rsc_timers_advance (f->timers, 149);
  g_assert_false (rsc_results_is_late (f->results));
  f->told = 0;
  rsc_timers_advance (f->timers, 1);
  g_assert_true (rsc_results_is_late (f->results));
  g_assert_false (rsc_results_is_of_other_data (f->results));
  g_assert_cmpuint (f->told & RSC_RESULTS_PARTS, ==, RSC_RESULTS_PARTS);
  /* Back where it was: what is on show is right again. */
  set_ratio (f, ratio, FALSE);
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), f->state->lambda_ratio, 1e-12);
  g_assert_false (rsc_results_is_late (f->results));
  set_ratio (f, 0.05, FALSE);
  rsc_timers_advance (f->timers, 150);
  g_assert_true (rsc_results_is_late (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_false (rsc_results_is_late (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.05, 1e-12);
  /* Given up, nothing of another λ is left. */
  set_ratio (f, 0.02, FALSE);
  rsc_results_cancel (f->results);
  g_assert_null (rsc_results_get_set (f->results));
}

/* A solution without its set yet, of data that have changed meanwhile, never comes on show as if it
 * were of these. */
static void
test_overtaken (Fixture *f, gconstpointer data)
{
  open_set (f, "checkerboard", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  g_assert_true (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE));
  move_point (f, 0.2);
  for (guint ms = 0; ms < 400; ms += 50)
    {
      rsc_timers_advance (f->timers, 50);
      g_assert_true (rsc_results_is_outdated (f->results));
    }
  g_assert_true (rsc_results_is_late (f->results));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  work (f, RSC_REQUEST_SOLVE);
  g_assert_true (get_shown_data (f) == f->state->train);
  g_assert_false (rsc_results_is_outdated (f->results));
}

/* Cancel ends what waits for its turn, too, and what was under way does not come any more. */
static void
test_cancelled_by_hand (Fixture *f, gconstpointer data)
{
  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  move_point (f, 0.1);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  move_point (f, 0.2);
  rsc_results_cancel (f->results);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_false (rsc_results_is_busy (f->results));
  g_assert_true (rsc_results_was_cancelled (f->results));
  g_assert_null (rsc_results_get_solution (f->results));
  g_assert_false (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
}

/* Another model of edited data is no edit: the results of the old one go, and are not called those
 * of other data. */
static void
test_model_of_edited (Fixture *f, gconstpointer data)
{
  RscDocumentState *after;

  open_set (f, "moons-8", 1);
  work (f, RSC_REQUEST_SOLVE);
  move_point (f, 0.1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_true (get_shown_data (f) == f->state->train);
  after = rsc_document_state_copy (f->state);
  after->activation = RSC_ACTIVATION_GATED;
  follow (f, after, FALSE);
  rsc_timers_advance (f->timers, 150);
  g_assert_false (rsc_results_is_late (f->results));
  g_assert_null (rsc_results_get_solution (f->results));
}

/* Gone data during a solve: nothing is under way any more, and what comes is nobody's. */
static void
test_no_data (Fixture *f, gconstpointer data)
{
  open_set (f, "xor", 1);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  f->told = 0;
  follow (f, rsc_document_state_new (), FALSE);
  g_assert_false (rsc_results_is_busy (f->results));
  g_assert_cmpuint (f->told & RSC_DOCUMENT_BUSY, !=, 0);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  rsc_timers_advance (f->timers, 1000);
  g_assert_null (rsc_results_get_solution (f->results));
  /* Neither when λ was about to come to rest. */
  open_set (f, "xor", 1);
  work (f, RSC_REQUEST_SOLVE);
  work (f, RSC_REQUEST_PATH);
  set_ratio (f, 0.3, FALSE);
  g_assert_true (rsc_results_is_busy (f->results));
  follow (f, rsc_document_state_new (), FALSE);
  g_assert_false (rsc_results_is_busy (f->results));
  rsc_timers_advance (f->timers, 1000);
  g_assert_false (rsc_results_is_busy (f->results));
}

/* Where the path is known its frame comes at once, and one solve when λ has come to rest. */
static void
test_frames (Fixture *f, gconstpointer data)
{
  guint n = 0;

  open_set (f, "checkerboard", 1);
  work (f, RSC_REQUEST_SOLVE);
  work (f, RSC_REQUEST_PATH);
  g_assert_true (rsc_known_path_is_complete (rsc_results_get_path (f->results)));
  g_assert_null (rsc_results_get_ranges (f->results));
  for (int k = 0; k < 10; k++)
    {
      set_ratio (f, 0.09 - 0.005 * k, FALSE);
      g_assert_nonnull (rsc_results_get_frame (f->results));
      g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.09 - 0.005 * k, 1e-12);
      g_assert_nonnull (rsc_results_get_ranges (f->results));
      rsc_timers_advance (f->timers, 59);
      g_assert_false (rsc_jobs_is_busy (f->jobs, RSC_REQUEST_SOLVE));
    }
  rsc_timers_advance (f->timers, 1);
  while (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE))
    n++;
  g_assert_cmpuint (n, ==, 1);
  /* The hand is faster: its reply is of another λ. */
  set_ratio (f, 0.2, FALSE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_nonnull (rsc_results_get_frame (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.2, 1e-12);
  g_assert_true (rsc_results_is_busy (f->results));
  rsc_timers_advance (f->timers, 60);
  work (f, RSC_REQUEST_SOLVE);
  g_assert_null (rsc_results_get_frame (f->results));
  g_assert_false (rsc_results_is_busy (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.2, 1e-12);
  g_assert_nonnull (rsc_results_get_ranges (f->results));
  rsc_timers_advance (f->timers, 400);
  g_assert_null (rsc_results_get_ranges (f->results));
}

/* While it plays nothing is solved; afterwards its last frame is. */
static void
test_playing (Fixture *f, gconstpointer data)
{
  open_set (f, "checkerboard", 1);
  work (f, RSC_REQUEST_SOLVE);
  work (f, RSC_REQUEST_PATH);
  for (int k = 1; k <= 5; k++)
    {
      set_ratio (f, 0.09 / k, TRUE);
      rsc_timers_advance (f->timers, 1000);
      g_assert_false (rsc_results_is_busy (f->results));
      g_assert_nonnull (rsc_results_get_ranges (f->results));
    }
  g_assert_false (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  rsc_results_stop_playing (f->results);
  g_assert_true (rsc_results_is_busy (f->results));
  work (f, RSC_REQUEST_SOLVE);
  g_assert_null (rsc_results_get_frame (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.09 / 5, 1e-12);
}

/* Where the path arrives while the solver is at that λ, its frame comes first, and the solution is
 * not too old to replace it. */
static void
test_awaited_frame (Fixture *f, gconstpointer data)
{
  open_set (f, "checkerboard", 1);
  work (f, RSC_REQUEST_SOLVE);
  set_ratio (f, 0.03, FALSE);
  g_assert_null (rsc_results_get_frame (f->results));
  work (f, RSC_REQUEST_PATH);
  g_assert_nonnull (rsc_results_get_frame (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.03, 1e-12);
  work (f, RSC_REQUEST_SOLVE);
  g_assert_null (rsc_results_get_frame (f->results));
  g_assert_false (rsc_results_is_busy (f->results));
}

/* Given up: the reply that says so changes nothing, and λ is solved again when asked. */
static void
test_cancel (Fixture *f, gconstpointer data)
{
  open_set (f, "xor", 1);
  rsc_results_cancel (f->results);
  g_assert_false (rsc_results_is_busy (f->results));
  g_assert_true (rsc_results_was_cancelled (f->results));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_no_error ((GError *) rsc_results_get_error (f->results));
  g_assert_null (rsc_results_get_solution (f->results));
  rsc_results_solve (f->results);
  g_assert_false (rsc_results_was_cancelled (f->results));
  work (f, RSC_REQUEST_SOLVE);
  g_assert_nonnull (rsc_results_get_set (f->results));
}

/* An envelope of the features before is not taken for one of those now. */
static void
test_other_features (Fixture *f, gconstpointer data)
{
  RscDocumentState *after;

  open_set (f, "checkerboard", 1);
  after = rsc_document_state_copy (f->state);
  after->mode = RSC_FUNCTION_ENVELOPE;
  follow (f, after, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  g_assert_nonnull (rsc_results_get_envelope (f->results));

  set_ratio (f, 0.07, FALSE);
  g_assert_true (rsc_jobs_run (f->jobs, RSC_REQUEST_SOLVE));
  after = rsc_document_state_copy (f->state);
  after->feature_x = 1;
  after->feature_y = 0;
  follow (f, after, FALSE);
  g_assert_null (rsc_results_get_envelope (f->results));
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_nonnull (rsc_results_get_set (f->results));
  g_assert_null (rsc_results_get_envelope (f->results));
  work (f, RSC_REQUEST_ENVELOPE);
  g_assert_nonnull (rsc_results_get_envelope (f->results));

  /* Nor when λ changes with them, as on a way back. */
  after = rsc_document_state_copy (f->state);
  after->feature_x = 0;
  after->feature_y = 1;
  after->lambda_ratio = 0.05;
  follow (f, after, FALSE);
  g_assert_null (rsc_results_get_envelope (f->results));
  work (f, RSC_REQUEST_SOLVE);
  g_assert_nonnull (rsc_results_get_envelope (f->results));
}

/* The envelope is that of the slice where the other features are held, never of another. */
static void
test_other_place (Fixture *f, gconstpointer data)
{
  RscDocumentState *after;
  RscEnvelope *envelope;
  g_autofree double *points = NULL, *lower = NULL, *upper = NULL;
  double apart = 0.0;
  gsize n;

  open_set (f, "parity", 1);
  after = rsc_document_state_copy (f->state);
  after->mode = RSC_FUNCTION_ENVELOPE;
  follow (f, after, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  work (f, RSC_REQUEST_ENVELOPE);
  g_assert_nonnull (rsc_results_get_envelope (f->results));
  g_autoptr (RscEnvelope) mean = rsc_envelope_ref (rsc_results_get_envelope (f->results));

  after = rsc_document_state_copy (f->state);
  rsc_document_state_hold_feature (after, 2, 0.5);
  g_assert_cmphex (rsc_document_state_compare (f->state, after), ==, RSC_DOCUMENT_VIEW);
  follow (f, after, FALSE);
  g_assert_null (rsc_results_get_envelope (f->results));
  work (f, RSC_REQUEST_ENVELOPE);
  envelope = rsc_results_get_envelope (f->results);
  g_assert_nonnull (envelope);

  n = envelope->nx * envelope->ny;
  points = g_new (double, 3 * n);
  lower = g_new (double, n);
  upper = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    {
      points[3 * k] = envelope->x_min
                      + (envelope->x_max - envelope->x_min) * (double) (k % envelope->nx)
                          / (double) (envelope->nx - 1);
      points[3 * k + 1] = envelope->y_min
                          + (envelope->y_max - envelope->y_min) * (double) (k / envelope->nx)
                              / (double) (envelope->ny - 1);
      points[3 * k + 2] = 0.5;
    }
  g_assert_true (rsc_optimal_set_get_envelope (rsc_results_get_set (f->results), n, points, lower,
                                               upper, NULL, NULL));
  for (gsize k = 0; k < n; k++)
    {
      g_assert_cmpfloat_with_epsilon (envelope->lower[k], lower[k], 1e-9);
      g_assert_cmpfloat_with_epsilon (envelope->upper[k], upper[k], 1e-9);
      apart = fmax (apart, fabs (envelope->upper[k] - mean->upper[k]));
    }
  g_assert_cmpfloat (apart, >, 0.01);

  /* Other units or another set: no place of the old one. */
  after = rsc_document_state_copy (f->state);
  g_assert_true (rsc_document_state_set_preparation (after, TRUE, FALSE, 0.7, 1, NULL));
  g_assert_null (after->at);
  rsc_document_state_unref (after);
  open_set (f, "checkerboard", 1);
  g_assert_null (f->state->at);
}

/* Every neuron of the limit has the identity, and with it the number, of the one at the end of the
 * path that it is. */
static void
assert_limit_is_named (Fixture *f)
{
  const RscKnownPath *path = rsc_results_get_path (f->results);
  const RscLabelling *labelling = rsc_results_get_labelling (f->results);
  RscOptimalSet *set = rsc_results_get_set (f->results);
  const gsize d =
    rsc_problem_get_d (rsc_solution_get_problem (rsc_results_get_solution (f->results)));
  g_autoptr (RscPathFrame) end = rsc_known_path_make_frame (path, rsc_known_path_get_reach (path));
  gsize n_same = 0;

  g_assert_nonnull (rsc_results_get_limit (f->results));
  g_assert_nonnull (end);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    for (gsize j = 0; j < rsc_optimal_set_get_n_neurons (end->set); j++)
      {
        const RscNeuron *here = rsc_optimal_set_get_neuron (set, i);
        const RscNeuron *there = rsc_optimal_set_get_neuron (end->set, j);
        double apart = 0;

        for (gsize k = 0; k < d; k++)
          apart = fmax (apart, fabs (here->direction[k] - there->direction[k]));
        if (here->sign != there->sign || apart > 1e-2)
          continue;
        g_assert_cmpuint (rsc_labelling_get_labels (labelling)[i], ==,
                          rsc_labelling_get_id_labels (labelling)[end->ids[j]]);
        n_same++;
      }
  g_assert_cmpuint (n_same, >, 2);
}

/* λ → 0: the networks of least penalty that fit the targets, their set and certificate, with the
 * path of the same data; and back on the path. Where none fits, they are solved with other targets,
 * and the data stay what they are. */
static void
test_limit (Fixture *f, gconstpointer data)
{
  const RscKnownPath *path = rsc_results_get_path (f->results);
  RscDocumentState *after;
  RscLimit *limit;

  open_set (f, "checkerboard", 1);
  set_ratio (f, 0, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  limit = rsc_results_get_limit (f->results);
  g_assert_nonnull (limit);
  g_assert_true (limit->interpolates);
  g_assert_cmpint (limit->status, ==, RSC_SOLUTION_CONVERGED);
  g_assert_true (rsc_results_get_solution (f->results) == limit->near);
  g_assert_nonnull (rsc_results_get_set (f->results));
  g_assert_false (rsc_results_is_late (f->results));
  rsc_timers_advance (f->timers, 1000);
  g_assert_false (rsc_results_is_late (f->results));
  work (f, RSC_REQUEST_PATH);
  g_assert_cmpfloat (rsc_known_path_get_reach (path), <, 1.001e-3);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_PATH))
    ;
  g_assert_true (rsc_results_get_limit (f->results) == limit);
  /* The path that comes after it has the neurons under their numbers. */
  assert_limit_is_named (f);
  g_assert_cmpfloat (rsc_known_path_get_next_stop (path, 0, 1), ==, 0);
  g_assert_cmpfloat (rsc_known_path_get_next_stop (path, 0, -1), ==,
                     rsc_known_path_get_reach (path));

  /* A frame of the path, and λ → 0 again. */
  set_ratio (f, 0.1, FALSE);
  g_assert_null (rsc_results_get_limit (f->results));
  g_assert_cmpfloat_with_epsilon (get_shown_ratio (f), 0.1, 1e-12);
  set_ratio (f, 0, FALSE);
  rsc_timers_advance (f->timers, 1000);
  g_assert_true (rsc_results_is_late (f->results));
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  g_assert_nonnull (rsc_results_get_limit (f->results));
  g_assert_false (rsc_results_is_late (f->results));

  /* Its neurons are those of the end of the path, from wherever λ went there. */
  assert_limit_is_named (f);
  open_set (f, "sine", 1);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  work (f, RSC_REQUEST_PATH);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_PATH))
    ;
  set_ratio (f, 0.7, FALSE);
  set_ratio (f, 0, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  assert_limit_is_named (f);

  /* Without a bias no network passes through these points. */
  open_set (f, "sine", 1);
  after = rsc_document_state_copy (f->state);
  after->bias = FALSE;
  after->lambda_ratio = 0;
  follow (f, after, FALSE);
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
  limit = rsc_results_get_limit (f->results);
  g_assert_nonnull (limit);
  g_assert_false (limit->interpolates);
  g_assert_true (rsc_problem_get_dataset (limit->problem) == f->state->train);
  g_assert_true (rsc_problem_get_dataset (rsc_solution_get_problem (limit->near))
                 != f->state->train);
  work (f, RSC_REQUEST_PATH);
  g_assert_true (rsc_problem_get_dataset (rsc_path_get_problem (rsc_known_path_get_path (path)))
                 == f->state->train);
}

static void
solve_all (Fixture *f)
{
  work (f, RSC_REQUEST_SOLVE);
  while (rsc_jobs_deliver (f->jobs, RSC_REQUEST_SOLVE))
    ;
}

/* A search over all patterns that ended by its time goes on when it is told to, with more; another
 * λ has what the first one had. */
static void
test_search_on (Fixture *f, gconstpointer data)
{
  RscDocumentState *after = rsc_document_state_copy (f->state);
  g_autoptr (RscDataset) dataset = dataset_to_search ();

  rsc_document_state_set_file (after, NULL, dataset);
  g_assert_false (rsc_results_can_search_on (f->results));
  rsc_results_set_effort (f->results, 1e-7);
  for (int limit = 0; limit < 2; limit++)
    {
      guint n = 0;

      after->lambda_ratio = limit ? 0.0 : 0.1;
      follow (f, after, FALSE);
      g_assert_false (rsc_results_can_search_on (f->results));
      g_assert_cmpfloat_with_epsilon (rsc_results_get_next_effort (f->results), 6e-7, 1e-12);
      solve_all (f);
      g_assert_true (rsc_results_can_search_on (f->results));
      g_assert_false (rsc_solution_is_over_all (rsc_results_get_solution (f->results)));
      for (; rsc_results_can_search_on (f->results); n++)
        {
          rsc_results_search_on (f->results);
          g_assert_true (rsc_results_is_busy (f->results));
          g_assert_false (rsc_results_can_search_on (f->results));
          solve_all (f);
          g_assert_cmpuint (n, <, 12);
        }
      g_assert_true (rsc_solution_is_over_all (rsc_results_get_solution (f->results)));
      g_assert_cmpint (limit ? rsc_results_get_limit (f->results)->status
                             : rsc_solution_get_status (rsc_results_get_solution (f->results)),
                       ==, RSC_SOLUTION_CONVERGED);
      after = rsc_document_state_copy (f->state);
    }
  rsc_document_state_unref (after);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add ("/results/" name, Fixture, NULL, setup, func, teardown)
  ADD ("ahead", test_ahead);
  ADD ("path-cancelled", test_path_cancelled);
  ADD ("other-place", test_other_place);
  ADD ("outdated", test_outdated);
  ADD ("hand", test_hand);
  ADD ("hand-spares-rest", test_hand_spares_rest);
  ADD ("late", test_late);
  ADD ("late-result", test_late_result);
  ADD ("impatient", test_impatient);
  ADD ("late-lambda", test_late_lambda);
  ADD ("overtaken", test_overtaken);
  ADD ("cancelled-by-hand", test_cancelled_by_hand);
  ADD ("model-of-edited", test_model_of_edited);
  ADD ("no-data", test_no_data);
  ADD ("frames", test_frames);
  ADD ("playing", test_playing);
  ADD ("awaited-frame", test_awaited_frame);
  ADD ("cancel", test_cancel);
  ADD ("other-features", test_other_features);
  ADD ("limit", test_limit);
  ADD ("search-on", test_search_on);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random actions on a document, with jobs whose replies come when the storm says so and time that
 * it moves: everything is decided by the seed. After every action what is on show must belong to
 * the state, and whenever the storm holds its breath the document comes to rest. No display.
 *
 * test-storm [ACTIONS [SEED]]; STORM_TRACE=1 tells every action on stderr. */
#include "storm.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "core/numerics/rsc-error.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

#define ACTIONS 12000
#define SEED 1
/* A document has so many: the history forgets what is older, and no data at all with it. */
#define ACTIONS_EACH 500
/* The storm holds its breath after about so many actions. */
#define CALM 60
/* And every so often compares what it sees with a document that came there directly. */
#define COMPARE 2

static guint n_actions = ACTIONS; /* ACTIONS_EACH for each seed */
static guint seed_first = SEED;

/* The same state, reached directly: the way there leaves no trace. */
static void
compare (Storm *s)
{
  RscJobs *jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  g_autoptr (RscDocument) direct = rsc_document_new_full (jobs, timers);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  RscOptimalSet *other;

  rsc_document_apply (direct, "Open", RSC_CHANGE_SINGLE, edit (s->document));
  storm_calm (direct, jobs, timers);
  other = rsc_document_get_set (direct);
  g_assert_cmpint (set != NULL, ==, other != NULL);
  g_assert_cmpint (rsc_results_get_error (rsc_document_get_results (s->document)) != NULL, ==,
                   rsc_results_get_error (rsc_document_get_results (direct)) != NULL);
  if (!set)
    return;
  s->n_sets++;
  for (int k = 0; s->trace && k < 2; k++)
    {
      RscSolution *solution = rsc_document_get_solution (k ? direct : s->document);
      RscProblem *problem = rsc_solution_get_problem (solution);

      g_printerr ("objective %.17g gap %g lambda %.17g of %.17g (%g), %zu x %zu, %d patterns, "
                  "gated %d, bias %d\n",
                  rsc_solution_get_objective (solution), rsc_solution_get_relative_gap (solution),
                  rsc_solution_get_lambda (solution), rsc_problem_get_lambda_max (problem),
                  rsc_document_get_state (k ? direct : s->document)->lambda_ratio,
                  rsc_problem_get_n (problem), rsc_problem_get_d (problem),
                  (int) rsc_problem_get_n_blocks (problem), rsc_problem_get_activation (problem),
                  rsc_problem_get_bias (problem));
    }
  g_assert_cmpfloat (
    fabs (rsc_solution_get_objective (rsc_document_get_solution (s->document))
          - rsc_solution_get_objective (rsc_document_get_solution (direct))),
    <=, 1e-8 * (1e-12 + rsc_solution_get_objective (rsc_document_get_solution (direct))));
  g_assert_cmpuint (
    rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (s->document))) > 0,
    ==, rsc_path_get_n_points (rsc_known_path_get_path (rsc_document_get_known_path (direct))) > 0);
  /* One that is there and not drawn is no fault. */
  if (rsc_document_get_state (s->document)->mode == RSC_FUNCTION_ENVELOPE
      && (rsc_results_get_envelope (rsc_document_get_results (s->document))
          || rsc_results_get_envelope (rsc_document_get_results (direct))))
    {
      RscEnvelope *a = rsc_results_get_envelope (rsc_document_get_results (s->document));
      RscEnvelope *b = rsc_results_get_envelope (rsc_document_get_results (direct));

      g_assert_true (a && b);
      g_assert_cmpuint (a->nx, ==, b->nx);
      g_assert_cmpuint (a->ny, ==, b->ny);
      g_assert_cmpfloat (a->x_min, ==, b->x_min);
      g_assert_cmpfloat (a->x_max, ==, b->x_max);
      if (a->ny > 1)
        g_assert_true (a->y_min == b->y_min && a->y_max == b->y_max);
    }
}

static void
hold_breath (Storm *s)
{
  RscDocument *document = s->document;
  g_autoptr (GPtrArray) states =
    g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_document_state_unref);
  RscPlayback playback = *rsc_player_get_playback (rsc_document_get_player (document));
  guint k;

  storm_tell (s, "calm");
  playback.playing = FALSE;
  rsc_player_set_playback (rsc_document_get_player (document), RSC_TRACK_PATH, &playback);
  storm_calm (document, s->jobs, s->timers);
  storm_check_steps (s, TRUE);
  storm_check (s);
  s->n_calms++;
  if (rsc_document_get_state (document)->train
      && !rsc_results_get_error (rsc_document_get_results (document)))
    {
      if (rsc_results_was_cancelled (rsc_document_get_results (document)))
        {
          rsc_results_solve (rsc_document_get_results (document));
          storm_calm (document, s->jobs, s->timers);
          storm_check (s);
        }
      if (!rsc_results_get_error (rsc_document_get_results (document)))
        {
          g_assert_nonnull (rsc_document_get_set (document));
          g_assert_true (rsc_known_path_is_complete (rsc_document_get_known_path (document)));
          g_assert_false (rsc_shown_axes_is_hull_stale (rsc_document_get_shown_axes (document)));
          if (s->n_calms % COMPARE == 0)
            compare (s);
        }
    }
  if (s->n_calms % COMPARE != 0)
    return;
  /* All back and all forth again. */
  storm_tell (s, "all back and forth");
  while (rsc_document_repeat (document))
    ;
  do
    g_ptr_array_add (
      states, rsc_document_state_ref ((RscDocumentState *) rsc_document_get_state (document)));
  while (rsc_document_revert (document));
  storm_check (s);
  k = states->len - 1;
  do
    g_assert_cmpuint (rsc_document_state_compare_edits (rsc_document_get_state (document),
                                                        g_ptr_array_index (states, k)),
                      ==, 0);
  while (rsc_document_repeat (document) && k-- > 0);
  g_assert_cmpuint (k, ==, 0);
  storm_check (s);
}

static void
run_storm (guint seed, guint n)
{
  Storm s = { 0 };

  s.rand = g_rand_new_with_seed (seed);
  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  s.timers = rsc_timers_new (TRUE);
  s.document = rsc_document_new_full (s.jobs, s.timers);
  storm_watch (&s);
  storm_check (&s);
  while (s.n_done < n)
    {
      storm_act (&s);
      if (storm_pick (&s, CALM) == 0)
        hold_breath (&s);
    }
  hold_breath (&s);
  g_test_message ("seed %u: %u actions, %u times calm, %u sets compared, %" G_GSIZE_FORMAT
                  " changes",
                  seed, s.n_done, s.n_calms, s.n_sets,
                  rsc_history_get_n_changes (rsc_document_get_history (s.document)));
  g_object_unref (s.document);
  rsc_timers_unref (s.timers);
  g_rand_free (s.rand);
}

static void
test_by_hand (void)
{
  for (guint n = 0; n < n_actions; n += ACTIONS_EACH)
    run_storm (seed_first + n / ACTIONS_EACH, MIN (ACTIONS_EACH, n_actions - n));
}

/* The same actions with real threads and the time of the main loop: what comes when is left to the
 * machine, what must hold is not. */
static void
test_threads (void)
{
  Storm s = { 0 };
  guint n = n_actions / 20;

  s.rand = g_rand_new_with_seed (seed_first);
  s.trace = g_getenv ("STORM_TRACE") != NULL;
  s.document = rsc_document_new (TRUE);
  storm_watch (&s);
  while (s.n_done < n)
    {
      int k = storm_pick (&s, 100);

      s.n_done++;
      if (k < 6)
        storm_open_gallery (&s);
      else if (k < 10)
        storm_open_table (&s);
      else if (k < 30)
        storm_change_lambda (&s);
      else if (k < 34)
        storm_change_model (&s);
      else if (k < 44)
        storm_change_pick (&s);
      else if (k < 54)
        storm_play (&s);
      else if (k < 74)
        storm_prune (&s);
      else if (k < 78)
        storm_go_back (&s);
      else if (k < 86)
        storm_edit_points (&s);
      else
        iterate ((guint) storm_pick (&s, 12));
      storm_check (&s);
    }
  wait_idle (s.document);
  storm_check (&s);
  g_object_unref (s.document);
  g_rand_free (s.rand);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  if (argc > 1)
    n_actions = (guint) strtoul (argv[1], NULL, 10);
  if (argc > 2)
    seed_first = (guint) strtoul (argv[2], NULL, 10);
  g_test_add_func ("/storm/by-hand", test_by_hand);
  g_test_add_func ("/storm/threads", test_threads);

  return g_test_run ();
}

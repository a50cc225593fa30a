/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include <math.h>
#include <string.h>

#include "app/model/rsc-document.h"
#include "app/model/rsc-document-data.h"
#include "core/numerics/rsc-error.h"
#include "documents.h"

/* Every so often it compares what it sees with a document that came there directly. */
#define COMPARE 2

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

void
storm_hold_breath (Storm *s)
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
  storm_doubt (s);
  storm_check_steps (s, TRUE);
  storm_check (s);
  storm_check_rest (s);
  storm_check_files (s);
  storm_check_files_at_rest (s);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include <math.h>

#include "app/model/rsc-document.h"
#include "core/numerics/rsc-error.h"
#include "app/model/rsc-document-data.h"
#include "documents.h"

static void
apply (Storm *s, const char *name, RscDocumentState *after)
{
  storm_tell (s, "%s", name);
  rsc_document_apply (s->document, name, storm_flip (s) ? RSC_CHANGE_MERGE : RSC_CHANGE_SINGLE,
                      after);
}

void
storm_open_gallery (Storm *s)
{
  static const char *const names[] = { "xor",     "figure1", "checkerboard", "polygon-6",
                                       "moons-7", "sine-6",  "polygon-8",    "blobs-8",
                                       "step-5",  "abs-5",   "random-6",     "polygon-3" };
  RscDocumentState *after = edit (s->document);
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find (names[storm_pick (s, G_N_ELEMENTS (names))], &n);

  g_assert_true (rsc_document_state_set_gallery (after, item, n,
                                                 item->has_noise ? 0.1 * storm_pick (s, 4) : 0,
                                                 1 + (guint64) storm_pick (s, 3), NULL));
  apply (s, item->name, after);
}

void
storm_open_table (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  gsize n = 1 + (gsize) storm_pick (s, 7);
  gsize d = (gsize) storm_pick (s, 3);
  double x[7 * 2], y[7];
  gboolean zero = storm_pick (s, 6) == 0;
  g_autoptr (RscDataset) dataset = NULL;

  for (gsize k = 0; k < n * d; k++)
    x[k] = storm_pick (s, 5) - 2;
  for (gsize i = 0; i < n; i++)
    y[i] = zero ? 0 : storm_pick (s, 5) - 2;
  dataset = rsc_dataset_new ("table", n, d, x, y, NULL, NULL, NULL);
  rsc_document_state_set_file (after, NULL, dataset);
  apply (s, "table", after);
}

static void
prepare (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  static const double fractions[] = { 0.5, 0.7, 0.9 };

  if (rsc_document_state_set_preparation (after, storm_flip (s), storm_flip (s),
                                          fractions[storm_pick (s, 3)],
                                          1 + (guint64) storm_pick (s, 2), NULL))
    apply (s, "prepare", after);
  else
    rsc_document_state_unref (after);
}

void
storm_change_lambda (Storm *s)
{
  RscDocumentState *after = edit (s->document);

  switch (storm_pick (s, 8))
    {
    case 0:
      after->lambda_ratio = 1;
      break;
    case 1:
      after->lambda_ratio =
        fmax (rsc_known_path_get_reach (rsc_document_get_known_path (s->document)), 1e-3);
      break;
    case 2:
      after->lambda_ratio = rsc_document_get_next_stop (s->document, storm_flip (s) ? 1 : -1);
      break;
    default:
      after->lambda_ratio = pow (10, -3 * storm_draw (s));
    }
  apply (s, "lambda", after);
}

void
storm_change_model (Storm *s)
{
  RscDocumentState *after = edit (s->document);

  switch (storm_pick (s, 3))
    {
    case 0:
      after->bias = !after->bias;
      break;
    case 1:
      after->activation =
        after->activation == RSC_ACTIVATION_GATED ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED;
      break;
    default:
      after->patterns =
        after->patterns == RSC_PATTERNS_ALL ? RSC_PATTERNS_SAMPLED : RSC_PATTERNS_ALL;
      after->n_samples = 3 + (gsize) storm_pick (s, 20);
      after->pattern_seed = 1 + (guint64) storm_pick (s, 3);
    }
  apply (s, "model", after);
}

void
storm_change_view (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  gsize d = after->train ? rsc_dataset_get_d (after->train) : 0;

  switch (storm_pick (s, 5))
    {
    case 0:
      after->camera.yaw += 0.1;
      break;
    case 1:
      after->mode = (RscFunctionMode) storm_pick (s, 4);
      break;
    case 2:
      if (d > 0)
        {
          after->feature_x = (gsize) storm_pick (s, (int) d);
          after->feature_y = (gsize) storm_pick (s, (int) d);
          /* As where one is chosen, for one axis each. */
          if (after->feature_y == after->feature_x)
            after->feature_y = after->feature_x == 0 ? 1 : 0;
        }
      break;
    case 3:
      after->feature = storm_pick (s, (int) d + 1) - 1;
      break;
    default:
      after->tubes = !after->tubes;
    }
  apply (s, "view", after);
}

void
storm_change_pick (Storm *s)
{
  static const RscPick picks[] = { RSC_PICK_MIN_NORM, RSC_PICK_INTERIOR, RSC_PICK_NARROWEST,
                                   RSC_PICK_RANDOM };
  double wish[3];

  storm_tell (s, "pick");
  switch (storm_pick (s, 5))
    {
    case 0:
      rsc_document_pick_vertex (s->document, (gsize) storm_pick (s, 12));
      break;
    case 1:
      rsc_document_step_vertex (s->document, storm_flip (s) ? 1 : -1);
      break;
    case 2:
    case 3:
      for (int k = 0; k < 3; k++)
        wish[k] = 4 * storm_draw (s) - 1;
      rsc_document_drag_point (s->document, wish);
      break;
    default:
      rsc_document_pick (s->document, picks[storm_pick (s, 4)]);
    }
}

void
storm_point_at (Storm *s)
{
  storm_tell (s, "select or hover");
  switch (storm_pick (s, 5))
    {
    case 0:
      rsc_document_select_neuron (s->document, storm_pick (s, 14) - 1);
      break;
    case 1:
      rsc_selection_select (rsc_document_get_selection (s->document), storm_pick (s, 14) - 1);
      break;
    case 2:
      rsc_document_hover_neuron (s->document, storm_pick (s, 14) - 1, storm_pick (s, 8) - 1);
      break;
    case 3:
      rsc_selection_hover (rsc_document_get_selection (s->document), storm_pick (s, 14) - 1, -1);
      break;
    default:
      rsc_document_toggle_axis (s->document, (gsize) storm_pick (s, 14));
    }
}

void
storm_play (Storm *s)
{
  RscPlayer *player = rsc_document_get_player (s->document);
  RscPlayback playback = *rsc_player_get_playback (player);

  storm_tell (s, "play");
  switch (storm_pick (s, 6))
    {
    case 0:
      playback.playing = !playback.playing;
      rsc_player_set_playback (rsc_document_get_player (s->document), RSC_TRACK_PATH, &playback);
      break;
    case 1:
      playback.speed = pow (2, storm_pick (s, 5) - 2);
      playback.loop = storm_flip (s);
      playback.backward = storm_flip (s);
      rsc_player_set_playback (rsc_document_get_player (s->document), RSC_TRACK_PATH, &playback);
      break;
    case 2:
      rsc_player_toggle (player, RSC_TRACK_PATH);
      break;
    default:
      for (int k = storm_pick (s, 4); k >= 0; k--)
        rsc_player_advance (player, 0.5 * storm_draw (s));
    }
}

void
storm_prune (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);
  RscNetwork *network = rsc_picked_network_get_network (rsc_document_get_picked (s->document));
  gsize n = rsc_pruner_get_n_states (pruner);
  RscPruningStart start;

  switch (storm_pick (s, 16))
    {
    case 0:
      start = (RscPruningStart) storm_pick (s, RSC_PRUNING_START_NETWORK + 1);
      storm_tell (s, "start from %d", start);
      if (start != RSC_PRUNING_START_NETWORK || network)
        rsc_pruner_set_start (pruner, start, start == RSC_PRUNING_START_NETWORK ? network : NULL);
      break;
    case 1:
      rsc_pruner_set_rule (pruner,
                           storm_flip (s) ? RSC_PRUNING_RULE_PAPER : RSC_PRUNING_RULE_FEWEST);
      break;
    case 2:
      rsc_pruner_set_method (pruner, (RscPruningMethod) storm_pick (s, RSC_N_PRUNING_METHODS));
      break;
    case 3:
      storm_tell (s, "prepare");
      rsc_pruner_prepare (pruner);
      break;
    case 4:
    case 5:
    case 6:
      storm_tell (s, "step forward");
      rsc_pruner_step_forward (pruner);
      break;
    case 7:
      rsc_pruner_step_back (pruner);
      break;
    case 8:
      storm_tell (s, "go to");
      rsc_pruner_go_to (pruner, n > 0 ? (gsize) storm_pick (s, (int) n + 1) : 0);
      break;
    case 9:
      storm_tell (s, "to minimal");
      rsc_pruner_to_minimal (pruner);
      break;
    case 10:
      storm_tell (s, "to zero");
      rsc_pruner_to_zero (pruner);
      break;
    case 11:
      storm_tell (s, "remove");
      rsc_pruner_remove (pruner, (gsize) storm_pick (s, 8));
      break;
    case 12:
      storm_tell (s, "leave pruning");
      rsc_pruner_leave (pruner);
      break;
    case 13:
      rsc_pruner_cancel (pruner);
      break;
    case 14:
      storm_tell (s, "position");
      rsc_pruner_set_animated (pruner, storm_flip (s));
      rsc_pruner_set_position (pruner, (double) n * storm_draw (s));
      break;
    default:
      storm_tell (s, "curves");
      rsc_pruner_request_curves (pruner);
    }
}

void
storm_go_back (Storm *s)
{
  storm_tell (s, "undo or redo");
  switch (storm_pick (s, 12))
    {
    case 0:
      while (rsc_document_revert (s->document))
        storm_check (s);
      /* As long as nothing has been forgotten. */
      if (s->n_done < 100 && !s->opened)
        g_assert_null (rsc_document_get_state (s->document)->train);
      break;
    case 1:
      while (rsc_document_repeat (s->document))
        storm_check (s);
      break;
    case 2:
    case 3:
      rsc_history_end_merge (rsc_document_get_history (s->document));
      break;
    case 4:
    case 5:
    case 6:
    case 7:
      rsc_document_revert (s->document);
      break;
    default:
      rsc_document_repeat (s->document);
    }
}

void
storm_edit_points (Storm *s)
{
  RscDataset *source = rsc_document_get_state (s->document)->source;
  const gsize n = source ? rsc_dataset_get_n (source) : 0;
  const gsize row = n > 0 ? (gsize) storm_pick (s, (int) n) : 0;
  const double x[] = { 0.25 * storm_pick (s, 9) - 1, 0.25 * storm_pick (s, 9) - 1, 0.5 };
  const double y = storm_pick (s, 3) - 1;
  g_autoptr (RscRowSet) rows = n > 0 ? rsc_row_set_new (1, &row) : rsc_row_set_new (0, NULL);

  if (!source || rsc_dataset_get_d (source) > G_N_ELEMENTS (x))
    return;
  storm_tell (s, "edit row %zu of %zu", row, n);
  switch (storm_pick (s, 14))
    {
    case 0:
      if (n < 8)
        rsc_document_add_points (s->document, 1, x, &y);
      break;
    case 1:
      rsc_document_delete_points (s->document, rows);
      break;
    case 2:
      rsc_document_flip_targets (s->document, rows);
      break;
    case 3:
      rsc_document_select_rows (s->document, rows);
      break;
    case 4:
      rsc_document_start_again (s->document);
      break;
    case 5:
      rsc_document_cancel_change (s->document);
      break;
    case 6:
      rsc_document_end_change (s->document);
      break;
    default:
      rsc_document_move_points (s->document, RSC_CHANGE_RUNNING, source, rows, x, 0);
    }
}

void
storm_calm (RscDocument *document, RscJobs *jobs, RscTimers *timers)
{
  gboolean any = TRUE;

  while (any)
    {
      any = FALSE;
      for (guint k = 0; k < RSC_N_REQUESTS; k++)
        while (rsc_jobs_deliver (jobs, k) || rsc_jobs_run (jobs, k))
          any = TRUE;
      /* Longer than every rest that the model waits for. */
      rsc_timers_advance (timers, 1000);
      any = any || rsc_jobs_is_busy (jobs, RSC_N_REQUESTS);
    }
  g_assert_false (rsc_results_is_busy (rsc_document_get_results (document)));
  g_assert_false (rsc_pruner_is_busy (rsc_document_get_pruner (document)));
  g_assert_false (rsc_training_runs_is_busy (rsc_document_get_training (document)));
}

void
storm_act (Storm *s)
{
  int k = storm_pick (s, 100);

  s->n_done++;
  if (s->files && storm_pick (s, 8) == 0)
    storm_use_files (s);
  else if (s->n_looks > 0)
    storm_look_on (s);
  else if (k >= 94)
    storm_begin_to_look (s);
  else if (k < 2)
    storm_open_gallery (s);
  else if (k < 3)
    storm_open_table (s);
  else if (k < 4)
    {
      if (s->files || storm_pick (s, 3))
        storm_open_outputs (s);
      else
        storm_open_wide (s);
    }
  else if (k < 5)
    prepare (s);
  else if (k < 12)
    storm_change_lambda (s);
  else if (k < 14)
    storm_change_model (s);
  else if (k < 19)
    storm_change_view (s);
  else if (k < 27)
    storm_change_pick (s);
  else if (k < 34)
    storm_point_at (s);
  else if (k < 38)
    storm_play (s);
  else if (k < 46)
    storm_prune (s);
  else if (k < 50)
    storm_go_back (s);
  else if (k < 54)
    storm_edit_points (s);
  else if (k < 72)
    storm_use_pages (s);
  else
    storm_let_work (s);
  storm_check (s);
  storm_check_files (s);
}

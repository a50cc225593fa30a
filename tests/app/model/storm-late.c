/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include "app/model/rsc-compared.h"
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-experiment.h"
#include "app/model/rsc-document-reasons.h"

#include <string.h>

/* What nobody waits for any more changes nothing. A reply is of before where the part of the
 * document that asked waits for none, and where its newest request has not even begun. */

/* What a part shows, and whether it waits. */
typedef struct
{
  gconstpointer what[4];
  double numbers[4];
  gboolean is_waiting;
} Shown;

static void
look_at_pruning (RscPruner *pruner, Shown *shown)
{
  shown->what[0] = rsc_pruner_get_walk (pruner);
  shown->what[1] = rsc_pruner_get_curves (pruner);
  shown->what[2] = rsc_pruner_get_message (pruner);
  shown->numbers[0] = (double) rsc_pruner_get_index (pruner);
  shown->numbers[1] = (double) rsc_pruner_get_n_states (pruner);
  shown->numbers[2] = rsc_pruner_get_position (pruner);
  shown->numbers[3] = rsc_pruner_is_active (pruner);
  shown->is_waiting = rsc_pruner_is_busy (pruner);
}

static void
look_at_training (RscTrainingRuns *training, RscRequestKind kind, Shown *shown)
{
  RscSolution *optimum;

  if (kind == RSC_REQUEST_TRAIN)
    {
      shown->what[0] = rsc_training_runs_get_fan (training);
      shown->what[1] = rsc_training_runs_get_message (training);
      shown->is_waiting = rsc_training_runs_is_busy (training);
    }
  else if (kind == RSC_REQUEST_JUDGE)
    {
      for (gsize k = 0; k < G_N_ELEMENTS (shown->what); k++)
        shown->what[k] = rsc_training_runs_get_kind (training, k);
      shown->is_waiting = rsc_training_runs_is_judging (training);
    }
  else if (kind == RSC_REQUEST_MEASURE)
    {
      shown->what[0] = rsc_training_runs_get_way (training);
      shown->is_waiting = rsc_training_runs_is_measuring (training);
    }
  else if (kind == RSC_REQUEST_DOWNHILL)
    {
      shown->what[0] = rsc_training_runs_get_walk (training);
      shown->what[1] = rsc_training_runs_get_message (training);
      shown->numbers[0] = rsc_training_runs_get_place (training);
      shown->numbers[1] = rsc_training_runs_is_active (training);
      shown->is_waiting = rsc_training_runs_is_descending (training);
    }
  else
    {
      shown->what[0] = rsc_training_runs_get_survey (training, &optimum);
      shown->what[1] = rsc_training_runs_get_survey_message (training);
      shown->is_waiting = rsc_training_runs_is_surveying (training);
    }
}

/* What is only known to wait while its newest request has not begun. */
static gboolean
look_at_pages (RscDocument *document, RscRequestKind kind, Shown *shown)
{
  RscCounterpart *counterpart = rsc_document_get_counterpart (document);
  RscCompared *compared = rsc_document_get_compared (document);
  RscDataExperiment *experiment = rsc_document_get_experiment (document);

  shown->is_waiting = TRUE;
  switch ((int) kind)
    {
    case RSC_REQUEST_EXPLAIN:
      shown->what[0] = rsc_reasons_get_explanation (rsc_document_get_reasons (document));
      return TRUE;
    case RSC_REQUEST_SPREAD:
      shown->what[0] = rsc_spread_get_distribution (rsc_document_get_spread (document));
      return TRUE;
    case RSC_REQUEST_COMPARE:
      shown->numbers[0] = (double) rsc_compared_get_walk_width (compared, NULL);
      shown->is_waiting = rsc_compared_is_busy (compared);
      return TRUE;
    case RSC_REQUEST_PINNED:
      shown->what[0] = rsc_document_get_pinned_error (document);
      shown->what[1] = rsc_document_get_pinned_hull (document);
      return TRUE;
    case RSC_REQUEST_OTHER:
      shown->what[0] = rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_RELU);
      shown->what[1] = rsc_counterpart_get_set (counterpart, RSC_ACTIVATION_GATED);
      return TRUE;
    case RSC_REQUEST_EXPERIMENT:
      shown->what[0] = rsc_data_experiment_get_result (experiment);
      shown->what[1] = rsc_data_experiment_get_error (experiment);
      shown->is_waiting = rsc_data_experiment_is_busy (experiment);
      return TRUE;
    case RSC_REQUEST_PRICE:
      shown->what[0] = rsc_counterpart_get_price (counterpart);
      shown->is_waiting = rsc_counterpart_is_pricing (counterpart);
      return TRUE;
    default:
      return FALSE;
    }
}

/* FALSE for kinds whose older replies may be shown, that share their thread, or that are looked
 * over after each action alone: landscapes, sets of equal fit, outputs, files. */
static gboolean
look_at (Storm *s, RscRequestKind kind, Shown *shown)
{
  RscDocument *document = s->document;
  const RscKnownPath *path = rsc_document_get_known_path (document);
  RscReasons *reasons = rsc_document_get_reasons (document);

  memset (shown, 0, sizeof *shown);
  switch ((int) kind)
    {
    case RSC_REQUEST_PATH:
      shown->what[0] = rsc_known_path_get_path (path);
      shown->numbers[0] = rsc_known_path_is_complete (path);
      shown->is_waiting = rsc_results_is_path_busy (rsc_document_get_results (document));
      return TRUE;
    case RSC_REQUEST_DERIVE:
      shown->what[0] = rsc_document_get_state (document)->train;
      shown->is_waiting = rsc_document_get_state (document)->unfinished != NULL;
      return TRUE;
    case RSC_REQUEST_PRUNE:
    case RSC_REQUEST_CURVES:
      look_at_pruning (rsc_document_get_pruner (document), shown);
      return TRUE;
    case RSC_REQUEST_LEAVE_OUT:
      shown->what[0] = rsc_reasons_get_left_outs (reasons);
      shown->is_waiting = rsc_reasons_is_leaving_out (reasons);
      return TRUE;
    case RSC_REQUEST_MOVE:
      shown->what[0] = rsc_reasons_get_move (reasons);
      shown->what[1] = rsc_reasons_get_error (reasons);
      shown->is_waiting = rsc_reasons_is_moving (reasons);
      return TRUE;
    case RSC_REQUEST_TRAIN:
    case RSC_REQUEST_JUDGE:
    case RSC_REQUEST_MEASURE:
    case RSC_REQUEST_DOWNHILL:
    case RSC_REQUEST_SURVEY:
      look_at_training (rsc_document_get_training (document), kind, shown);
      return TRUE;
    default:
      return look_at_pages (document, kind, shown);
    }
}

gboolean
storm_deliver (Storm *s, RscRequestKind kind)
{
  Shown before, after;
  const gboolean late =
    look_at (s, kind, &before) && (!before.is_waiting || rsc_jobs_is_busy (s->jobs, kind));
  const gboolean done = rsc_jobs_deliver (s->jobs, kind);

  if (!done)
    return FALSE;
  if (late)
    {
      look_at (s, kind, &after);
      g_assert_true (memcmp (&before, &after, sizeof before) == 0);
    }
  /* What comes is looked at with all its numbers. */
  storm_doubt (s);
  return TRUE;
}

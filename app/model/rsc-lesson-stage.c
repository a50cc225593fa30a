/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-lesson-stage.h"

#include <glib/gi18n.h>

#include "app/model/rsc-document-facts.h"

RscContents *
rsc_lesson_stage_read (const RscLessonStage *stage, const char *place, GError **error)
{
  g_return_val_if_fail (stage != NULL && stage->document != NULL, NULL);
  return rsc_contents_parse (stage->document, -1, place, error);
}

gboolean
rsc_lesson_can_act (RscDocument *document, RscLessonAction action)
{
  RscTrainingRuns *runs = rsc_document_get_training (document);
  RscPruner *pruner = rsc_document_get_pruner (document);

  if (!rsc_document_has_settled (document) || rsc_pruner_is_busy (pruner)
      || rsc_training_runs_is_busy (runs))
    return FALSE;
  switch (action)
    {
    case RSC_LESSON_TRAIN:
      return rsc_training_runs_can_start (runs);
    case RSC_LESSON_DESCEND:
      return rsc_training_runs_can_descend (runs);
    case RSC_LESSON_WALK:
      return rsc_widths_get_complex (rsc_document_get_widths (document)) != NULL
             && !rsc_widths_is_busy (rsc_document_get_widths (document));
    case RSC_LESSON_NEXT_EVENT:
      return rsc_known_path_is_complete (rsc_document_get_known_path (document));
    case RSC_LESSON_FIRST_STEP:
      return rsc_training_runs_get_fan (runs) != NULL;
    case RSC_LESSON_LAST_STEP:
      return !rsc_training_runs_is_descending (runs);
    case RSC_LESSON_PRUNE:
    case RSC_LESSON_PRUNE_TO_MINIMAL:
    case RSC_LESSON_PREPARE_PRUNING:
    case RSC_LESSON_PICK_NARROWEST:
    case RSC_LESSON_NEXT_VERTEX:
    case RSC_LESSON_SELECT:
    case RSC_N_LESSON_ACTIONS:
    default:
      return TRUE;
    }
}

static void
go_to_next_event (RscDocument *document)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (document));

  after->lambda_ratio = rsc_document_get_next_stop (document, 1);
  rsc_document_apply (document, _ ("Change λ"), RSC_CHANGE_SINGLE, after);
}

void
rsc_lesson_act (RscDocument *document, RscLessonAction action)
{
  RscTrainingRuns *runs = rsc_document_get_training (document);
  RscPruner *pruner = rsc_document_get_pruner (document);

  switch (action)
    {
    case RSC_LESSON_PRUNE:
      rsc_pruner_step_forward (pruner);
      break;
    case RSC_LESSON_PRUNE_TO_MINIMAL:
      rsc_pruner_to_minimal (pruner);
      break;
    case RSC_LESSON_PREPARE_PRUNING:
      rsc_pruner_prepare (pruner);
      break;
    case RSC_LESSON_TRAIN:
      rsc_document_train (document);
      break;
    case RSC_LESSON_FIRST_STEP:
      rsc_training_runs_step (runs, -2);
      break;
    case RSC_LESSON_LAST_STEP:
      rsc_training_runs_step (runs, 2);
      break;
    case RSC_LESSON_DESCEND:
      rsc_training_runs_descend (runs);
      break;
    case RSC_LESSON_WALK:
      rsc_document_start_walk (document);
      rsc_document_step_vertex (document, 1);
      rsc_document_walk_here (document);
      break;
    case RSC_LESSON_PICK_NARROWEST:
      rsc_document_pick (document, RSC_PICK_NARROWEST);
      break;
    case RSC_LESSON_NEXT_VERTEX:
      rsc_document_step_vertex (document, 1);
      break;
    case RSC_LESSON_NEXT_EVENT:
      go_to_next_event (document);
      break;
    case RSC_LESSON_SELECT:
      rsc_document_select_neuron (document, 0);
      break;
    case RSC_N_LESSON_ACTIONS:
    default:
      g_return_if_reached ();
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-work.h"

#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-reasons.h"

#include <math.h>

void
rsc_document_get_work (RscDocument *self, RscWork *work)
{
  RscResults *results;
  RscPruner *pruner;
  RscTrainingRuns *training;

  g_return_if_fail (RSC_IS_DOCUMENT (self));

  results = rsc_document_get_results (self);
  pruner = rsc_document_get_pruner (self);
  training = rsc_document_get_training (self);
  *work = (RscWork){ RSC_WORK_NONE, -1, NAN };
  if (rsc_results_is_busy (results))
    {
      work->kind = rsc_results_is_solved (results) ? RSC_WORK_SET : RSC_WORK_SOLVE;
      rsc_results_get_progress (results, &work->fraction, &work->gap);
    }
  else if (rsc_pruner_is_busy (pruner))
    {
      work->kind = RSC_WORK_PRUNE;
      work->fraction = rsc_pruner_get_progress (pruner);
    }
  else if (rsc_training_runs_is_busy (training))
    work->kind = RSC_WORK_TRAIN;
  else if (rsc_training_runs_is_descending (training))
    work->kind = RSC_WORK_DOWNHILL;
  else if (rsc_training_runs_is_surveying (training))
    work->kind = RSC_WORK_SURVEY;
  else if (rsc_training_runs_is_judging (training))
    work->kind = RSC_WORK_JUDGE;
  else if (rsc_shown_fit_is_stale (rsc_document_get_fit (self)))
    work->kind = RSC_WORK_EQUAL_FIT;
  else if (rsc_reasons_is_busy (rsc_document_get_reasons (self)))
    {
      work->kind = RSC_WORK_REASONS;
      work->fraction = rsc_reasons_get_progress (rsc_document_get_reasons (self));
    }
  else if (rsc_counterpart_is_pricing (rsc_document_get_counterpart (self)))
    {
      work->kind = RSC_WORK_PRICE;
      work->fraction = rsc_counterpart_get_progress (rsc_document_get_counterpart (self));
    }
  else if (rsc_results_is_path_busy (results))
    {
      const RscKnownPath *path = rsc_document_get_known_path (self);

      work->kind = RSC_WORK_PATH;
      if (rsc_known_path_get_path (path))
        work->fraction = rsc_known_path_get_fraction (path);
    }
}

void
rsc_document_cancel_work (RscDocument *self)
{
  RscWork work;

  g_return_if_fail (RSC_IS_DOCUMENT (self));

  rsc_document_get_work (self, &work);
  switch (work.kind)
    {
    case RSC_WORK_SOLVE:
    case RSC_WORK_SET:
      rsc_results_cancel (rsc_document_get_results (self));
      break;
    case RSC_WORK_PRUNE:
      rsc_pruner_cancel (rsc_document_get_pruner (self));
      break;
    case RSC_WORK_TRAIN:
    case RSC_WORK_DOWNHILL:
    case RSC_WORK_SURVEY:
    case RSC_WORK_JUDGE:
      rsc_training_runs_stop (rsc_document_get_training (self));
      break;
    case RSC_WORK_EQUAL_FIT:
      rsc_shown_fit_set_wanted (rsc_document_get_fit (self), FALSE);
      break;
    case RSC_WORK_REASONS:
      rsc_reasons_stop (rsc_document_get_reasons (self));
      break;
    case RSC_WORK_PRICE:
      rsc_counterpart_stop (rsc_document_get_counterpart (self));
      break;
    case RSC_WORK_PATH:
      rsc_results_cancel_path (rsc_document_get_results (self));
      break;
    case RSC_WORK_NONE:
    default:
      break;
    }
}

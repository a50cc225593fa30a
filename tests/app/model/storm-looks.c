/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-outputs.h"
#include "app/model/rsc-document-reasons.h"
#include "documents.h"

/* Work and time, and somebody who looks at the pages. */

/* --- work and time --------------------------------------------------------------------------- */

/* What a person waits for comes more often than the rest. */
static RscRequestKind
pick_kind (Storm *s)
{
  static const RscRequestKind often[] = { RSC_REQUEST_SOLVE, RSC_REQUEST_SOLVE, RSC_REQUEST_PATH,
                                          RSC_REQUEST_PRUNE, RSC_REQUEST_TRAIN };
  static const RscRequestKind all[] = {
    RSC_REQUEST_SOLVE,     RSC_REQUEST_PATH,      RSC_REQUEST_DERIVE,  RSC_REQUEST_PRUNE,
    RSC_REQUEST_CURVES,    RSC_REQUEST_LANDSCAPE, RSC_REQUEST_COMPLEX, RSC_REQUEST_EXPLAIN,
    RSC_REQUEST_LEAVE_OUT, RSC_REQUEST_MOVE,      RSC_REQUEST_SPREAD,  RSC_REQUEST_EFFECTS,
    RSC_REQUEST_COMPARE,   RSC_REQUEST_PINNED,    RSC_REQUEST_OTHER,   RSC_REQUEST_PRICE,
    RSC_REQUEST_TRAIN,     RSC_REQUEST_JUDGE,     RSC_REQUEST_MEASURE, RSC_REQUEST_DOWNHILL,
    RSC_REQUEST_EQUAL_FIT, RSC_REQUEST_SURVEY,    RSC_REQUEST_OUTPUTS, RSC_REQUEST_EXPERIMENT,
  };
  static const RscRequestKind files[] = { RSC_REQUEST_READ, RSC_REQUEST_SAVE, RSC_REQUEST_COPY };

  if (s->files && storm_pick (s, 4) == 0)
    return files[storm_pick (s, G_N_ELEMENTS (files))];
  return storm_flip (s) ? often[storm_pick (s, G_N_ELEMENTS (often))]
                        : all[storm_pick (s, G_N_ELEMENTS (all))];
}

void
storm_let_work (Storm *s)
{
  RscRequestKind kind = pick_kind (s);
  gboolean done;

  /* Of all that could, something that waits. */
  for (guint k = 0; k < 8 && !rsc_jobs_is_busy (s->jobs, kind); k++)
    kind = pick_kind (s);
  switch (storm_pick (s, 8))
    {
    case 0:
    case 1:
    case 2:
      done = rsc_jobs_run (s->jobs, kind);
      if (done)
        s->last = kind;
      /* In the thread of copies, and before them. */
      if (done && (kind == RSC_REQUEST_SAVE || kind == RSC_REQUEST_COPY))
        storm_count_save (s);
      storm_tell (s, "run %d: %d", kind, done);
      break;
    case 3:
    case 4:
      if (storm_pick (s, 3) > 0)
        kind = s->last;
      done = storm_deliver (s, kind);
      storm_tell (s, "deliver %d: %d", kind, done);
      break;
    case 5:
      storm_tell (s, "deliver all %d", kind);
      while (storm_deliver (s, kind))
        storm_check (s);
      break;
    case 6:
      storm_tell (s, "time passes");
      rsc_timers_advance (s->timers, (guint) storm_pick (s, 200));
      break;
    default:
      if (storm_pick (s, 4) == 0)
        {
          storm_tell (s, "cancel");
          rsc_results_cancel (rsc_document_get_results (s->document));
        }
      else if (storm_pick (s, 4) == 0)
        {
          storm_tell (s, "solve");
          rsc_results_solve (rsc_document_get_results (s->document));
        }
    }
}

/* --- looking at the pages -------------------------------------------------------------------- */

/* The set is there, and whatever is asked for comes after it. */
static void
settle (Storm *s)
{
  do
    while (storm_deliver (s, RSC_REQUEST_SOLVE) || rsc_jobs_run (s->jobs, RSC_REQUEST_SOLVE))
      ;
  while (rsc_timers_advance (s->timers, 1000), rsc_jobs_is_busy (s->jobs, RSC_REQUEST_SOLVE));
}

/* Whatever is asked for of @kind is done and told. */
static void
finish (Storm *s, RscRequestKind kind)
{
  while (storm_deliver (s, kind) || rsc_jobs_run (s->jobs, kind))
    ;
}

static void
open_something (Storm *s)
{
  if (storm_flip (s))
    storm_open_table (s);
  else
    storm_open_gallery (s);
}

/* So many neurons that their pruning is a job. */
static void
open_many (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  gsize n;
  const RscGalleryItem *item = rsc_gallery_find ("polygon-12", &n);

  storm_tell (s, "many");
  g_assert_true (rsc_document_state_set_gallery (after, item, n, 0, 1, NULL));
  after->lambda_ratio = 0.3;
  rsc_document_apply (s->document, "many", RSC_CHANGE_SINGLE, after);
}

/* So few points that one network alone is optimal. */
static void
open_few (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  const double x[] = { -1, 0, 1 + storm_pick (s, 3) };
  const double y[] = { 1, storm_pick (s, 3), 3 };
  g_autoptr (RscDataset) few = rsc_dataset_new ("few", 3, 1, x, y, NULL, NULL, NULL);

  storm_tell (s, "few");
  rsc_document_state_set_file (after, NULL, few);
  after->lambda_ratio = 0.5;
  rsc_document_apply (s->document, "few", RSC_CHANGE_SINGLE, after);
}

/* Networks that were trained. */
static void
open_trained (Storm *s)
{
  storm_open_table (s);
  settle (s);
  for (int k = 0; k < 2; k++)
    storm_use_training (s);
  finish (s, RSC_REQUEST_TRAIN);
}

/* Networks by their number of neurons. */
static void
open_widths (Storm *s)
{
  open_something (s);
  settle (s);
  rsc_widths_set_wanted (rsc_document_get_widths (s->document), TRUE);
  finish (s, RSC_REQUEST_COMPLEX);
}

static void
change_training (Storm *s)
{
  if (storm_flip (s))
    storm_use_training (s);
  else if (storm_flip (s))
    rsc_training_runs_leave (rsc_document_get_training (s->document));
  else
    storm_change_lambda (s);
}

static void
close_fit (Storm *s)
{
  storm_tell (s, "close equal fit");
  if (storm_pick (s, 3) > 0)
    rsc_shown_fit_set_wanted (rsc_document_get_fit (s->document), FALSE);
  else
    change_training (s);
}

static void
ask_for_curves (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);

  storm_tell (s, "curves");
  rsc_pruner_prepare (pruner);
  rsc_pruner_request_curves (pruner);
}

static void
change_pruning (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);

  storm_tell (s, "change pruning");
  switch (storm_pick (s, 5))
    {
    case 2:
      rsc_pruner_go_to (pruner, 0);
      break;
    case 3:
      rsc_pruner_cancel (pruner);
      break;
    case 0:
      rsc_pruner_set_rule (pruner, rsc_pruner_get_rule (pruner) == RSC_PRUNING_RULE_PAPER
                                     ? RSC_PRUNING_RULE_FEWEST
                                     : RSC_PRUNING_RULE_PAPER);
      break;
    case 1:
      rsc_pruner_set_start (pruner, (RscPruningStart) storm_pick (s, RSC_PRUNING_START_NETWORK),
                            NULL);
      break;
    default:
      storm_change_lambda (s);
    }
}

static void
change_widths (Storm *s)
{
  RscWidths *widths = rsc_document_get_widths (s->document);

  if (storm_pick (s, 4) == 0)
    storm_change_lambda (s);
  else if (storm_flip (s))
    rsc_widths_drop_walk (widths);
  else
    storm_use_widths (s);
}

static void
use_outputs (Storm *s)
{
  if (storm_pick (s, 3) == 0)
    storm_choose_output (s);
}

static void
change_all (Storm *s)
{
  switch (storm_pick (s, 4))
    {
    case 0:
      storm_change_lambda (s);
      break;
    case 1:
      storm_go_back (s);
      break;
    case 2:
      storm_edit_points (s);
      break;
    default:
      storm_change_pick (s);
    }
}

/* Another set, which is there at once, or soon. */
static void
change_set (Storm *s)
{
  if (storm_flip (s))
    storm_change_lambda (s);
  else
    change_all (s);
  if (storm_pick (s, 4) > 0)
    settle (s);
}

/* --- one page above all ---------------------------------------------------------------------- */

/* A hand that moves points while the path is on its way: what is solved then is of another λ, and
 * goes on for data of before. */
static void
change_path (Storm *s)
{
  if (storm_flip (s))
    storm_change_lambda (s);
  storm_edit_points (s);
}

static void
open_played (Storm *s)
{
  open_something (s);
  settle (s);
  finish (s, RSC_REQUEST_PATH);
}

static void
use_axes (Storm *s)
{
  if (storm_pick (s, 3) == 0)
    settle (s);
  storm_tell (s, "axis");
  rsc_document_toggle_axis (s->document, (gsize) storm_pick (s, 9));
}

/* A frame of the path is another set at once. */
static void
change_frame (Storm *s)
{
  if (storm_pick (s, 4) > 0)
    storm_change_lambda (s);
  else
    change_all (s);
}

static void
use_envelope (Storm *s)
{
  RscDocumentState *after = edit (s->document);

  if (storm_pick (s, 3) == 0)
    settle (s);
  storm_tell (s, "envelope");
  after->mode = RSC_FUNCTION_ENVELOPE;
  if (after->train && rsc_dataset_get_d (after->train) == 2)
    {
      after->feature_x = (gsize) storm_pick (s, 2);
      after->feature_y = 1 - after->feature_x;
    }
  rsc_document_apply (s->document, "envelope", RSC_CHANGE_SINGLE, after);
}

static void
use_pruning (Storm *s)
{
  RscPruner *pruner = rsc_document_get_pruner (s->document);

  storm_tell (s, "prune many");
  switch (storm_pick (s, 4))
    {
    case 0:
      storm_prune (s);
      break;
    case 1:
      rsc_pruner_set_start (pruner, (RscPruningStart) storm_pick (s, RSC_PRUNING_START_NETWORK),
                            NULL);
      rsc_pruner_to_zero (pruner);
      break;
    case 2:
      rsc_pruner_to_minimal (pruner);
      break;
    default:
      rsc_pruner_to_zero (pruner);
    }
}

static void
open_reasons (Storm *s)
{
  if (storm_flip (s))
    open_few (s);
  else
    storm_open_table (s);
  settle (s);
  rsc_reasons_set_wanted (rsc_document_get_reasons (s->document), TRUE);
  finish (s, RSC_REQUEST_EXPLAIN);
}

static void
ask_for_reasons (Storm *s)
{
  RscReasons *reasons = rsc_document_get_reasons (s->document);

  storm_tell (s, "ask for reasons");
  rsc_reasons_set_wanted (reasons, TRUE);
  finish (s, RSC_REQUEST_EXPLAIN);
  if (storm_has_few_rows (s))
    rsc_reasons_find_move (reasons);
  rsc_reasons_leave_out (reasons);
}

static void
change_reasons (Storm *s)
{
  if (storm_pick (s, 4) > 0)
    change_set (s);
  else
    storm_use_reasons (s);
}

/* Other runs, another step of one, or the same at another λ. */
static void
change_runs (Storm *s)
{
  RscTrainingRuns *training = rsc_document_get_training (s->document);

  storm_tell (s, "change runs");
  storm_train_little (s);
  switch (storm_pick (s, 8))
    {
    case 0:
      storm_choose_training (s);
      rsc_document_train (s->document);
      break;
    case 1:
      rsc_document_train (s->document);
      break;
    case 2:
      rsc_training_runs_restart (training);
      break;
    case 3:
      rsc_training_runs_go_on (training);
      break;
    case 4:
      rsc_training_runs_show (training, (gsize) storm_pick (s, 2), (gsize) storm_pick (s, 60));
      break;
    case 5:
      storm_change_lambda (s);
      settle (s);
      break;
    default:
      storm_use_training (s);
    }
  if (storm_pick (s, 4) > 0)
    finish (s, RSC_REQUEST_TRAIN);
}

static void
descend (Storm *s)
{
  storm_tell (s, "descend");
  if (storm_pick (s, 4) == 0)
    change_runs (s);
  rsc_training_runs_descend (rsc_document_get_training (s->document));
}

static void
ask_for_survey (Storm *s)
{
  storm_tell (s, "survey");
  storm_train_little (s);
  if (storm_has_few_rows (s))
    rsc_training_runs_request_survey (rsc_document_get_training (s->document));
}

static void
change_survey (Storm *s)
{
  if (storm_flip (s))
    storm_choose_training (s);
  else
    change_set (s);
  if (storm_flip (s))
    ask_for_survey (s);
}

/* What somebody looks at: the data for it, what asks for it, the jobs that answer, and what turns
 * their answer into one of before. */
typedef struct
{
  RscRequestKind kind;
  void (*open) (Storm *s);
  void (*use) (Storm *s);
  void (*change) (Storm *s);
  gboolean moving; /* while the set is still on its way */
} Look;

static const Look looks[] = {
  { RSC_REQUEST_PATH, open_something, settle, change_path, TRUE },
  { RSC_REQUEST_PROJECT, open_played, use_axes, change_frame, TRUE },
  { RSC_REQUEST_ENVELOPE, open_played, use_envelope, change_frame, TRUE },
  { RSC_REQUEST_PRUNE, open_many, use_pruning, change_pruning, FALSE },
  { RSC_REQUEST_CURVES, open_something, ask_for_curves, change_pruning, FALSE },
  { RSC_REQUEST_EXPERIMENT, open_reasons, storm_use_experiment, change_set, FALSE },
  { RSC_REQUEST_LANDSCAPE, open_trained, storm_use_training, change_training, FALSE },
  { RSC_REQUEST_WALK, open_widths, storm_use_widths, change_widths, FALSE },
  { RSC_REQUEST_LEAVE_OUT, open_reasons, ask_for_reasons, change_reasons, FALSE },
  { RSC_REQUEST_MOVE, open_reasons, ask_for_reasons, change_reasons, FALSE },
  { RSC_REQUEST_RANGE, open_few, storm_use_effects, change_all, FALSE },
  { RSC_REQUEST_COMPARE, open_something, storm_use_pins, change_set, FALSE },
  { RSC_REQUEST_PINNED, open_something, storm_use_pins, change_all, FALSE },
  { RSC_REQUEST_PRICE, storm_open_table, storm_use_counterpart, change_all, FALSE },
  { RSC_REQUEST_TRAIN, open_something, storm_use_training, change_training, FALSE },
  { RSC_REQUEST_JUDGE, open_trained, change_runs, change_runs, FALSE },
  { RSC_REQUEST_MEASURE, open_trained, change_runs, change_runs, FALSE },
  { RSC_REQUEST_DOWNHILL, open_trained, descend, change_runs, FALSE },
  { RSC_REQUEST_SURVEY, open_reasons, ask_for_survey, change_survey, FALSE },
  { RSC_REQUEST_EQUAL_FIT, open_trained, storm_use_fit, close_fit, FALSE },
  { RSC_REQUEST_OUTPUTS, storm_open_outputs, use_outputs, storm_change_lambda, FALSE },
};

/* Wide data take their time, so not for long, and are not saved: the space of the rows of the first
 * comes where others are on their way. */
static void
look_at_wide (Storm *s)
{
  if (s->files)
    return;
  storm_open_wide (s);
  rsc_jobs_run (s->jobs, RSC_REQUEST_DERIVE);
  if (storm_flip (s))
    storm_open_wide (s);
  else
    storm_go_back (s);
  storm_deliver (s, RSC_REQUEST_DERIVE);
}

/* Somebody looks at the pages for a while, at one above all: the set is there, and what is asked
 * for comes in any order while λ and the picked network go on changing. */
void
storm_begin_to_look (Storm *s)
{
  s->look = (guint) storm_pick (s, G_N_ELEMENTS (looks) + 2);
  s->n_looks = 30;
  if (s->look >= G_N_ELEMENTS (looks))
    {
      s->n_looks = 0;
      look_at_wide (s);
      return;
    }
  storm_tell (s, "begin to look at %d", looks[s->look].kind);
  looks[s->look].open (s);
  settle (s);
}

void
storm_look_on (Storm *s)
{
  const Look *look = &looks[s->look];
  const int k = storm_pick (s, 20);

  s->n_looks--;
  if (k < 6)
    {
      if (!look->moving && storm_pick (s, 3) > 0)
        settle (s);
      look->use (s);
    }
  else if (k < 11)
    {
      const gboolean done = rsc_jobs_run (s->jobs, look->kind);

      storm_tell (s, "run %d: %d", look->kind, done);
      /* Late for sure. */
      if (done && storm_flip (s))
        {
          look->change (s);
          storm_deliver (s, look->kind);
        }
    }
  else if (k < 14)
    look->change (s);
  else if (k < 18)
    storm_tell (s, "deliver %d: %d", look->kind, storm_deliver (s, look->kind));
  else if (k < 19)
    storm_use_pages (s);
  else
    storm_let_work (s);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include "app/model/rsc-compared.h"
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-effects.h"
#include "app/model/rsc-document-experiment.h"
#include "app/model/rsc-document-outputs.h"
#include "app/model/rsc-document-reasons.h"
#include "documents.h"

/* What the pages of a window ask a document for. */

/* Of training, which is to take few steps. */
#define TOLERANCE 0.2

/* So few rows that a search which solves many programs is asked for. */
#define FEW 5

static gsize
get_n_rows (Storm *s)
{
  RscDataset *train = rsc_document_get_state (s->document)->train;

  return train ? rsc_dataset_get_n (train) : 0;
}

gboolean
storm_has_few_rows (Storm *s)
{
  return get_n_rows (s) <= FEW;
}

/* --- opening and closing pages --------------------------------------------------------------- */

static void
open_page (Storm *s)
{
  const gboolean open = storm_pick (s, 4) > 0;
  const int page = storm_pick (s, 7);

  storm_tell (s, "%s page %d", open ? "open" : "close", page);
  switch (page)
    {
    case 0:
      rsc_widths_set_wanted (rsc_document_get_widths (s->document), open);
      break;
    case 1:
      rsc_reasons_set_wanted (rsc_document_get_reasons (s->document), open);
      break;
    case 2:
      rsc_spread_set_wanted (rsc_document_get_spread (s->document), open);
      break;
    case 3:
      rsc_effects_set_open (rsc_document_get_effects (s->document), open);
      break;
    case 4:
      rsc_compared_set_wanted (rsc_document_get_compared (s->document), open);
      break;
    case 5:
      rsc_counterpart_set_wanted (rsc_document_get_counterpart (s->document), open);
      break;
    default:
      rsc_shown_fit_set_wanted (rsc_document_get_fit (s->document), open);
    }
}

/* --- what a hand does there ------------------------------------------------------------------ */

/* Where a walk begins or is to end is remembered: the picked network, if it can be that. */
static void
remember_end (Storm *s, double **end)
{
  RscResults *results = rsc_document_get_results (s->document);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  RscComplex *complex = rsc_widths_get_complex (rsc_document_get_widths (s->document));
  const double *a = rsc_picked_network_get_point (rsc_document_get_picked (s->document));

  if (!set || !complex || rsc_complex_get_set (complex) != set || !a
      || rsc_results_is_set_stale (results) || rsc_results_is_late (results))
    return;
  g_free (*end);
  *end = g_memdup2 (a, MAX (rsc_optimal_set_get_n_neurons (set), 1) * sizeof *a);
}

static void
start_walk (Storm *s)
{
  remember_end (s, &s->walk_from);
  rsc_document_start_walk (s->document);
}

void
storm_use_widths (Storm *s)
{
  RscWidths *widths = rsc_document_get_widths (s->document);

  storm_tell (s, "widths");
  rsc_widths_set_wanted (widths, TRUE);
  switch (storm_pick (s, 6))
    {
    case 0:
      rsc_document_choose_width (s->document, 1 + (gsize) storm_pick (s, 9));
      break;
    case 1:
      rsc_widths_drop_walk (widths);
      break;
    case 2:
    case 3:
      start_walk (s);
      break;
    default:
      if (!rsc_widths_has_start (widths))
        start_walk (s);
      rsc_document_step_vertex (s->document, 1);
      remember_end (s, &s->walk_to);
      rsc_document_walk_here (s->document);
    }
}

void
storm_use_reasons (Storm *s)
{
  RscReasons *reasons = rsc_document_get_reasons (s->document);

  storm_tell (s, "reasons");
  rsc_reasons_set_wanted (reasons, TRUE);
  switch (storm_pick (s, 8))
    {
    case 0:
      if (rsc_reasons_get_explanation (reasons))
        rsc_reasons_stop (reasons);
      break;
    case 1:
      rsc_reasons_leave_out (reasons);
      break;
    case 2:
      rsc_document_apply_move (s->document);
      break;
    case 3:
      rsc_document_draw (s->document, RSC_SHOWN_SUM);
      break;
    default:
      if (storm_has_few_rows (s))
        rsc_reasons_find_move (reasons);
    }
}

void
storm_use_spread (Storm *s)
{
  RscSpread *spread = rsc_document_get_spread (s->document);
  RscDataset *train = rsc_document_get_state (s->document)->train;
  const double x[] = { 0.5 * storm_pick (s, 5) - 1, 0.5 * storm_pick (s, 5) - 1, 0.5 };

  storm_tell (s, "spread");
  rsc_spread_set_wanted (spread, TRUE);
  switch (storm_pick (s, 4))
    {
    case 0:
      rsc_spread_set_neuron (spread, (gsize) storm_pick (s, 9));
      break;
    case 1:
      if (train && rsc_dataset_get_d (train) <= G_N_ELEMENTS (x))
        rsc_spread_set_place (spread, rsc_dataset_get_d (train), x);
      break;
    default:
      rsc_spread_set_kind (spread, (RscScalarKind) storm_pick (s, RSC_SCALAR_ACCURACY + 1));
    }
}

void
storm_use_effects (Storm *s)
{
  const gsize n = get_n_rows (s);
  const gsize row = n > 0 ? (gsize) storm_pick (s, (int) n) : 0;

  storm_tell (s, "effects");
  /* How far they hold is asked for where a row is chosen and the page is open. */
  rsc_effects_set_open (rsc_document_get_effects (s->document), n <= FEW);
  switch (storm_pick (s, 4))
    {
    case 0:
      rsc_document_draw (s->document, storm_flip (s) ? RSC_SHOWN_EFFECT : RSC_SHOWN_NETWORK);
      break;
    case 1:
      rsc_document_hover_neuron (s->document, -1, n > 0 ? (gssize) row : -1);
      break;
    default:
      if (n > 0)
        rsc_document_select_train_rows (s->document, 1, &row);
    }
}

void
storm_use_pins (Storm *s)
{
  const RscPins *pins = rsc_document_get_state (s->document)->pins;

  storm_tell (s, "pins");
  rsc_compared_set_wanted (rsc_document_get_compared (s->document), TRUE);
  switch (storm_pick (s, 8))
    {
    case 0:
      if (pins->n > 0)
        rsc_document_choose_pin (s->document, storm_pick (s, (int) pins->n + 1) - 1);
      break;
    case 1:
      if (pins->n > 0)
        rsc_document_remove_pin (s->document, (gsize) storm_pick (s, (int) pins->n));
      break;
    case 2:
      rsc_document_draw (s->document, RSC_SHOWN_DIFFERENCE);
      break;
    case 3:
      rsc_document_pin_lambda (s->document, FALSE);
      break;
    case 4:
    case 5:
      rsc_document_pin_lambda (s->document, TRUE);
      break;
    default:
      rsc_document_pin (s->document);
      rsc_document_step_vertex (s->document, 1);
    }
}

void
storm_use_counterpart (Storm *s)
{
  RscCounterpart *counterpart = rsc_document_get_counterpart (s->document);

  storm_tell (s, "counterpart");
  rsc_counterpart_set_wanted (counterpart, TRUE);
  if (storm_pick (s, 3) == 0)
    rsc_counterpart_stop (counterpart);
  else if (storm_has_few_rows (s))
    rsc_counterpart_find_price (counterpart);
}

/* --- training -------------------------------------------------------------------------------- */

void
storm_choose_training (Storm *s)
{
  RscDocumentState *after = edit (s->document);
  RscTrainingChoice *choice = rsc_training_choice_copy (after->training);

  choice->begin = (RscTrainingBegin) storm_pick (s, RSC_TRAINING_BEGIN_OPTIMUM + 1);
  choice->settings.method = storm_flip (s) ? RSC_TRAINING_ADAM : RSC_TRAINING_LBFGS;
  /* Few steps. */
  choice->settings.tolerance = TOLERANCE;
  choice->settings.step_size = choice->settings.method == RSC_TRAINING_ADAM ? 0.05 : 0;
  choice->perturbation = 0.2;
  choice->width = 1 + (gsize) storm_pick (s, 4);
  choice->n_seeds = 1 + (gsize) storm_pick (s, 2);
  choice->seed = 1 + (guint64) storm_pick (s, 3);
  rsc_document_state_set_training (after, choice);
  rsc_document_apply (s->document, "training", RSC_CHANGE_SINGLE, after);
}

void
storm_train_little (Storm *s)
{
  const RscTrainingChoice *choice = rsc_document_get_state (s->document)->training;

  /* The tolerance is none that a file has. */
  if (choice->n_seeds > 2 || choice->settings.tolerance < TOLERANCE)
    storm_choose_training (s);
}

void
storm_use_training (Storm *s)
{
  RscTrainingRuns *training = rsc_document_get_training (s->document);

  storm_tell (s, "training");
  storm_train_little (s);
  if (!rsc_training_runs_get_fan (training) && !rsc_training_runs_is_busy (training))
    {
      rsc_document_train (s->document);
      return;
    }
  switch (storm_pick (s, 16))
    {
    case 0:
      rsc_training_runs_stop (training);
      break;
    case 1:
      rsc_training_runs_go_on (training);
      break;
    case 2:
      rsc_training_runs_restart (training);
      break;
    case 3:
      rsc_training_runs_show (training, (gsize) storm_pick (s, 3), (gsize) storm_pick (s, 60));
      break;
    case 4:
      rsc_training_runs_step (training, storm_pick (s, 5) - 2);
      break;
    case 5:
      rsc_training_runs_choose (training, storm_flip (s) ? 1 : -1);
      break;
    case 6:
      rsc_training_runs_leave (training);
      break;
    case 7:
      storm_choose_training (s);
      break;
    case 8:
    case 9:
      rsc_training_runs_descend (training);
      break;
    case 10:
      rsc_training_runs_set_place (training, 4 * storm_draw (s));
      break;
    case 11:
      rsc_training_runs_leave_walk (training);
      break;
    case 12:
      if (storm_has_few_rows (s))
        rsc_training_runs_request_survey (training);
      break;
    case 13:
      rsc_document_toggle_training (s->document);
      break;
    default:
      rsc_document_train (s->document);
    }
}

void
storm_use_fit (Storm *s)
{
  RscShownFit *fit = rsc_document_get_fit (s->document);
  double wish[3];

  storm_tell (s, "equal fit");
  rsc_shown_fit_set_wanted (fit, TRUE);
  for (int k = 0; k < 3; k++)
    wish[k] = 3 * storm_draw (s);
  switch (storm_pick (s, 4))
    {
    case 0:
      rsc_shown_fit_toggle_axis (fit, (gsize) storm_pick (s, 4));
      break;
    case 1:
      rsc_shown_fit_pick (fit, NULL);
      break;
    default:
      rsc_shown_fit_pick (fit, wish);
    }
}

/* --- the experiment -------------------------------------------------------------------------- */

void
storm_use_experiment (Storm *s)
{
  RscDataExperiment *experiment = rsc_document_get_experiment (s->document);

  storm_tell (s, "experiment");
  if (storm_pick (s, 4) == 0)
    rsc_data_experiment_cancel (experiment);
  else if (storm_has_few_rows (s))
    rsc_data_experiment_start (experiment, 1 + (gsize) storm_pick (s, 2),
                               2 + (gsize) storm_pick (s, 3));
}

/* --- data ------------------------------------------------------------------------------------ */

/* @state: with it opened. */
static void
open_dataset (Storm *s, const char *name, RscDataset *dataset)
{
  RscDocumentState *after = edit (s->document);

  storm_tell (s, "%s", name);
  rsc_document_state_set_file (after, NULL, dataset);
  rsc_document_apply (s->document, name, RSC_CHANGE_SINGLE, after);
}

void
storm_open_outputs (Storm *s)
{
  static const char *const names[] = { "red", "blue", "green", NULL };
  const gsize n = 3 + (gsize) storm_pick (s, 3), k = 2 + (gsize) storm_pick (s, 2);
  const char *const few[] = { names[0], names[1], k > 2 ? names[2] : NULL, NULL };
  double x[5];
  double *y = g_new (double, k *n);
  g_autoptr (RscOutputs) outputs = NULL;
  g_autoptr (RscDataset) one = NULL, all = NULL;

  for (gsize i = 0; i < n; i++)
    x[i] = storm_pick (s, 5) - 2;
  for (gsize i = 0; i < k * n; i++)
    y[i] = storm_pick (s, 4) - 1;
  one = rsc_dataset_new ("outputs", n, 1, x, y, NULL, NULL, NULL);
  outputs = rsc_outputs_new (few, FALSE, n, y);
  all = rsc_dataset_new_with_outputs (one, outputs, 0, NULL);
  open_dataset (s, "outputs", all);
}

/* So many features that the space of the rows is found by a job: few of them for as many
 * multiplications, as each has a name. */
void
storm_open_wide (Storm *s)
{
  enum
  {
    N = 8,
    D = 31400
  };
  g_autofree double *x = g_new (double, N *D);
  double y[N];
  guint32 seed = 1 + (guint32) storm_pick (s, 3);
  g_autoptr (RscDataset) wide = NULL;

  for (gsize i = 0; i < N * D; i++)
    {
      seed = seed * 1664525u + 1013904223u;
      x[i] = seed / 4294967296.0 - 0.5;
    }
  for (gsize i = 0; i < N; i++)
    y[i] = storm_pick (s, 3) - 1;
  wide = rsc_dataset_new ("wide", N, D, x, y, NULL, NULL, NULL);
  open_dataset (s, "wide", wide);
}

void
storm_choose_output (Storm *s)
{
  RscOutputs *outputs = rsc_document_state_get_outputs (rsc_document_get_state (s->document), NULL);

  if (!outputs)
    return;
  storm_tell (s, "choose output");
  rsc_document_choose_output (s->document, (gsize) storm_pick (s, (int) outputs->n));
}

void
storm_use_pages (Storm *s)
{
  switch (storm_pick (s, 17))
    {
    case 0:
    case 1:
      open_page (s);
      break;
    case 16:
      storm_use_experiment (s);
      break;
    case 2:
    case 3:
      storm_use_widths (s);
      break;
    case 4:
    case 5:
      storm_use_reasons (s);
      break;
    case 6:
      storm_use_spread (s);
      break;
    case 7:
    case 8:
      storm_use_effects (s);
      break;
    case 9:
    case 10:
      storm_use_pins (s);
      break;
    case 11:
      storm_use_counterpart (s);
      break;
    case 12:
      if (rsc_document_state_get_outputs (rsc_document_get_state (s->document), NULL))
        storm_choose_output (s);
      else
        storm_use_fit (s);
      break;
    default:
      storm_use_training (s);
    }
}

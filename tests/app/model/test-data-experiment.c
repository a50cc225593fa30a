/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The experiment of a document: of its data, at its λ, or none. Jobs are done by hand. */
#include <gsl/gsl_errno.h>

#include "app/model/rsc-document-experiment.h"
#include "core/numerics/rsc-error.h"
#include "documents.h"

/* The result is of what is on show. */
static void
check (RscDocument *document, gsize n_repeats, gsize n_gates)
{
  RscDataExperiment *experiment = rsc_document_get_experiment (document);
  RscExperiment *result = rsc_data_experiment_get_result (experiment);
  RscSolution *solution = rsc_document_get_solution (document);
  const double n = (double) rsc_problem_get_n (rsc_solution_get_problem (solution));
  const RscExperimentSettings *settings;

  g_assert_false (rsc_data_experiment_is_busy (experiment));
  g_assert_null (rsc_data_experiment_get_error (experiment));
  g_assert_nonnull (result);
  settings = rsc_experiment_get_settings (result);
  g_assert_true (rsc_experiment_settings_get_dataset (settings)
                 == rsc_document_get_state (document)->source);
  g_assert_cmpfloat (rsc_experiment_settings_get_lambda_per_row (settings), ==,
                     rsc_solution_get_lambda (solution) / n);
  g_assert_cmpuint (rsc_experiment_settings_get_n_repeats (settings), ==, n_repeats);
  g_assert_cmpuint (rsc_experiment_get_n_done (result), ==, n_repeats);
  g_assert_cmpuint (rsc_experiment_settings_get_split (settings, 0)->n_gates, ==, n_gates);
}

static void
check_none (RscDocument *document)
{
  RscDataExperiment *experiment = rsc_document_get_experiment (document);

  g_assert_false (rsc_data_experiment_is_busy (experiment));
  g_assert_null (rsc_data_experiment_get_result (experiment));
  g_assert_cmpfloat (rsc_data_experiment_get_progress (experiment), ==, 0);
}

/* It waits for the network whose λ it takes, also where the one before is still on show. */
static void
test_waits (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand (NULL, timers);
  RscJobs *jobs = rsc_document_get_jobs (document);
  RscDataExperiment *experiment = rsc_document_get_experiment (document);

  g_assert_false (rsc_data_experiment_can_start (experiment));
  rsc_data_experiment_start (experiment, 2, 4);
  g_assert_false (rsc_data_experiment_is_busy (experiment));
  open_set (document, "xor");
  g_assert_true (rsc_data_experiment_can_start (experiment));
  rsc_data_experiment_start (experiment, 2, 4);
  g_assert_true (rsc_data_experiment_is_busy (experiment));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPERIMENT));
  run_requests (jobs, RSC_REQUEST_SOLVE);
  run_request (jobs, RSC_REQUEST_EXPERIMENT);
  check (document, 2, 4);

  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  check_none (document);
  g_assert_nonnull (rsc_document_get_solution (document));
  rsc_data_experiment_start (experiment, 1, 5);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPERIMENT));
  run_requests (jobs, RSC_REQUEST_SOLVE);
  run_request (jobs, RSC_REQUEST_EXPERIMENT);
  check (document, 1, 5);

  /* Nor does it wait for what is given up, or of other data. */
  set_ratio (document, 0.4, RSC_CHANGE_SINGLE);
  rsc_data_experiment_start (experiment, 1, 5);
  g_assert_true (rsc_data_experiment_is_busy (experiment));
  rsc_document_revert (document);
  g_assert_false (rsc_data_experiment_is_busy (experiment));
  open_set (document, "polygon-6");
  rsc_data_experiment_start (experiment, 1, 5);
  rsc_results_cancel (rsc_document_get_results (document));
  deliver_replies (document, RSC_REQUEST_SOLVE);
  check_none (document);
  g_assert_false (rsc_data_experiment_can_start (experiment));
  drop_object (document);
}

/* What comes late is of other data, and not taken; a new one begins from nothing. */
static void
test_late (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("xor", timers);
  RscJobs *jobs = rsc_document_get_jobs (document);
  RscDataExperiment *experiment = rsc_document_get_experiment (document);

  run_requests (jobs, RSC_REQUEST_SOLVE);
  rsc_data_experiment_start (experiment, 1, 4);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_EXPERIMENT));
  set_ratio (document, 0.3, RSC_CHANGE_SINGLE);
  run_requests (jobs, RSC_REQUEST_SOLVE);
  deliver_replies (document, RSC_REQUEST_EXPERIMENT);
  check_none (document);
  g_assert_null (rsc_data_experiment_get_error (experiment));

  rsc_data_experiment_start (experiment, 1, 4);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_EXPERIMENT));
  set_ratio (document, 0.35, RSC_CHANGE_SINGLE);
  run_requests (jobs, RSC_REQUEST_SOLVE);
  rsc_data_experiment_start (experiment, 2, 3);
  deliver_replies (document, RSC_REQUEST_EXPERIMENT);
  g_assert_null (rsc_data_experiment_get_result (experiment));
  g_assert_true (rsc_data_experiment_is_busy (experiment));
  run_request (jobs, RSC_REQUEST_EXPERIMENT);
  check (document, 2, 3);
  /* Another pick or view is no other experiment. */
  rsc_document_select_neuron (document, 0);
  check (document, 2, 3);
  drop_object (document);
}

/* It can be ended, while it waits as well as after; and it may take too much. */
static void
test_ends (void)
{
  g_autoptr (RscTimers) timers = rsc_timers_new (TRUE);
  RscDocument *document = new_document_by_hand ("xor", timers);
  RscJobs *jobs = rsc_document_get_jobs (document);
  RscDataExperiment *experiment = rsc_document_get_experiment (document);

  rsc_data_experiment_start (experiment, 1, 4);
  rsc_data_experiment_cancel (experiment);
  check_none (document);
  g_assert_error (rsc_data_experiment_get_error (experiment), G_IO_ERROR, G_IO_ERROR_CANCELLED);
  run_requests (jobs, RSC_REQUEST_SOLVE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPERIMENT));

  rsc_data_experiment_start (experiment, 1, 4);
  g_assert_null (rsc_data_experiment_get_error (experiment));
  rsc_data_experiment_cancel (experiment);
  deliver_replies (document, RSC_REQUEST_EXPERIMENT);
  check_none (document);
  g_assert_error (rsc_data_experiment_get_error (experiment), G_IO_ERROR, G_IO_ERROR_CANCELLED);

  rsc_data_experiment_start (experiment, G_MAXINT, G_MAXINT);
  check_none (document);
  g_assert_error (rsc_data_experiment_get_error (experiment), RSC_ERROR, RSC_ERROR_LIMIT);
  rsc_data_experiment_start (experiment, 1, 4);
  run_request (jobs, RSC_REQUEST_EXPERIMENT);
  check (document, 1, 4);
  drop_object (document);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/data-experiment/waits", test_waits);
  g_test_add_func ("/data-experiment/late", test_late);
  g_test_add_func ("/data-experiment/ends", test_ends);
  return g_test_run ();
}

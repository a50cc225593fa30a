/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the optimum is unique or not, as it becomes known. No display. */
#include "app/model/rsc-document-reasons.h"

#include "core/numerics/rsc-error.h"
#include "documents.h"
#include "problems.h"
#include <gsl/gsl_errno.h>

/* Without which points the optimum is unique where it is not, or the other way round, as it is
 * without each of them; nobody looks, and there are none. */
static void
check_rows (RscReasons *reasons, RscOptimalSet *set)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const double lambda = rsc_solution_get_lambda (rsc_optimal_set_get_solution (set));
  const gsize n = rsc_problem_get_n (problem), d = rsc_dataset_get_d (dataset);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscRowSet) rows = NULL;
  g_autoptr (RscRowSet) unseen = NULL;
  gsize n_other = 0;

  rows = rsc_reasons_dup_rows (reasons);
  for (gsize row = 0; row < n; row++)
    {
      gsize kept = 0;

      for (gsize i = 0; i < n; i++)
        if (i != row)
          {
            for (gsize k = 0; k < d; k++)
              x[kept * d + k] = rsc_dataset_get_x (dataset)[i * d + k];
            y[kept++] = rsc_dataset_get_y (dataset)[i];
          }
      g_autoptr (RscProblem) without = problem_of_arrays (
        n - 1, d, x, y, rsc_problem_get_bias (problem), rsc_problem_get_activation (problem));
      g_autoptr (RscOptimalSet) left = set_at (without, lambda);
      const gboolean other = rsc_optimal_set_is_unique (left) != rsc_optimal_set_is_unique (set);

      g_assert_true ((rows != NULL && rsc_row_set_has (rows, row)) == other);
      n_other += other;
    }
  g_assert_true ((n_other > 0) == (rows != NULL));
  g_test_message ("%zu of %zu", n_other, n);
  rsc_reasons_set_wanted (reasons, FALSE);
  g_assert_false (rsc_reasons_is_wanted (reasons));
  unseen = rsc_reasons_dup_rows (reasons);
  g_assert_null (unseen);
  rsc_reasons_set_wanted (reasons, TRUE);
}

/* Of the 8-gon none of the points matters, of the 6-gon each of them does. */
static void
test_rows (gconstpointer name)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery (name, RSC_ACTIVATION_RELU, 0.1);
  RscReasons *reasons = rsc_reasons_new (jobs);

  rsc_reasons_set_source (reasons, set, TRUE);
  rsc_reasons_set_wanted (reasons, TRUE);
  run_request (jobs, RSC_REQUEST_EXPLAIN);
  run_request (jobs, RSC_REQUEST_LEAVE_OUT);
  check_rows (reasons, set);
  drop_object (reasons);
}

/* Nothing is worked out while nobody looks; then one after the other. What was stopped goes on
 * where it was, and what is known stays. */
static void
test_order (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  RscReasons *reasons = rsc_reasons_new (jobs);

  rsc_reasons_set_source (reasons, set, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPLAIN));
  rsc_reasons_set_wanted (reasons, TRUE);
  g_assert_null (rsc_reasons_get_explanation (reasons));
  run_request (jobs, RSC_REQUEST_EXPLAIN);
  g_assert_cmpuint (rsc_reasons_get_explanation (reasons)->dependence->n_neurons, >, 2);
  g_assert_null (rsc_reasons_get_network (reasons));
  rsc_reasons_set_drawn (reasons, TRUE);
  g_assert_nonnull (rsc_reasons_get_network (reasons));

  g_assert_true (rsc_reasons_is_leaving_out (reasons));
  rsc_reasons_stop (reasons);
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_LEAVE_OUT))
    ;
  g_assert_false (rsc_reasons_is_busy (reasons));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_LEAVE_OUT));
  rsc_reasons_leave_out (reasons);
  g_assert_true (rsc_reasons_is_busy (reasons));
  /* Nobody waits for it; who looks again does. */
  rsc_reasons_set_wanted (reasons, FALSE);
  g_assert_false (rsc_reasons_is_leaving_out (reasons));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_LEAVE_OUT));
  g_assert_cmpfloat (rsc_reasons_get_progress (reasons), <, 0.0);
  rsc_reasons_set_wanted (reasons, TRUE);
  g_assert_true (rsc_reasons_is_leaving_out (reasons));
  run_request (jobs, RSC_REQUEST_LEAVE_OUT);
  g_assert_cmpuint (rsc_reasons_get_left_outs (reasons)->n, ==, 8);
  g_assert_false (rsc_reasons_is_busy (reasons));

  g_assert_null (rsc_reasons_get_move (reasons));
  rsc_reasons_find_move (reasons);
  g_assert_true (rsc_reasons_is_moving (reasons));
  run_request (jobs, RSC_REQUEST_MOVE);
  g_assert_true (rsc_reasons_get_move (reasons)->move.step != 0.0);
  g_assert_cmpfloat (rsc_reasons_get_move (reasons)->lambda_max, >, 0.0);

  /* Another set: nothing of it is known. */
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  rsc_reasons_set_source (reasons, other, FALSE);
  g_assert_null (rsc_reasons_get_explanation (reasons));
  g_assert_null (rsc_reasons_get_move (reasons));
  g_assert_null (rsc_reasons_dup_rows (reasons));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_N_REQUESTS));
  drop_object (reasons);
}

/* Who closes the page does not wait for it; the sum that is drawn in the picture goes on. */
static void
test_close (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscReasons *reasons = rsc_reasons_new (jobs);

  rsc_reasons_set_source (reasons, set, TRUE);
  rsc_reasons_set_wanted (reasons, TRUE);
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPLAIN));
  rsc_reasons_set_wanted (reasons, FALSE);
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_EXPLAIN))
    ;
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPLAIN));
  g_assert_null (rsc_reasons_get_error (reasons));
  rsc_reasons_set_drawn (reasons, TRUE);
  run_request (jobs, RSC_REQUEST_EXPLAIN);
  g_assert_nonnull (rsc_reasons_get_network (reasons));
  g_assert_false (rsc_reasons_is_leaving_out (reasons));
  drop_object (reasons);
}

/* Where neurons are in doubt it is not certain what is unique, and no point is left out. */
static void
test_undecided (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscDataset) given = dataset_of_hard_case ("no-vertex-int.csv");
  g_autoptr (GString) text = g_string_new (NULL);
  const gsize d = rsc_dataset_get_d (given);

  for (gsize i = 0; i < rsc_dataset_get_n (given); i++)
    {
      for (gsize k = 0; k < d; k++)
        g_string_append_printf (text, "%g,", rsc_dataset_get_x (given)[i * d + k]);
      g_string_append_printf (text, "%.17g\n", rsc_dataset_get_y (given)[i] / 3.0);
    }
  g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 1e-5);
  RscReasons *reasons = rsc_reasons_new (jobs);

  g_assert_cmpuint (rsc_optimal_set_get_n_doubtful (set), >, 0);
  rsc_reasons_set_source (reasons, set, TRUE);
  g_assert_false (rsc_reasons_is_decided (reasons));
  rsc_reasons_set_wanted (reasons, TRUE);
  run_request (jobs, RSC_REQUEST_EXPLAIN);
  g_assert_nonnull (rsc_reasons_get_explanation (reasons));
  g_assert_false (rsc_reasons_is_leaving_out (reasons));
  rsc_reasons_leave_out (reasons);
  g_assert_false (rsc_reasons_is_leaving_out (reasons));
  drop_object (reasons);
}

static void
take_last (gpointer result, gpointer user_data)
{
  RscLeftOuts **last = user_data;

  if (*last)
    rsc_left_outs_free (*last);
  *last = result;
}

/* A leaving out that is cancelled tells what it has, and one that goes on adds what is left. */
static void
test_stream (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscRequest) all = rsc_left_outs_new_request (set, NULL);
  g_autoptr (GError) error = NULL;
  RscLeftOuts *told = NULL;

  RscLeftOuts *whole = all->stream (all->data, take_last, &told, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (whole->n, ==, 9);
  const RscLeftOuts part = { 4, whole->outs };
  g_autoptr (RscRequest) rest = rsc_left_outs_new_request (set, &part);
  g_cancellable_cancel (cancellable);
  g_assert_null (rest->stream (rest->data, take_last, &told, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (told->n, ==, 4);
  RscLeftOuts *again = rest->stream (rest->data, take_last, &told, NULL, NULL);
  g_assert_cmpuint (again->n, ==, 9);
  for (gsize k = 0; k < 9; k++)
    {
      g_assert_cmpuint (again->outs[k].row, ==, k);
      g_assert_true (again->outs[k].unique == whole->outs[k].unique);
      g_assert_cmpuint (again->outs[k].dimension, ==, whole->outs[k].dimension);
    }
  rsc_left_outs_free (whole);
  rsc_left_outs_free (again);
  rsc_left_outs_free (told);
}

static gboolean
is_found (gpointer document)
{
  return rsc_reasons_get_move (rsc_document_get_reasons (document)) != NULL;
}

static gboolean
is_left_out (gpointer document)
{
  RscReasons *reasons = rsc_document_get_reasons (document);

  return rsc_reasons_get_explanation (reasons) && !rsc_reasons_is_leaving_out (reasons);
}

/* The move is one change: after it the optimum is unique at the same λ, and undo takes it back. */
static void
test_move (void)
{
  RscDocument *document = rsc_document_new (TRUE);
  RscReasons *reasons = rsc_document_get_reasons (document);

  open_set (document, "polygon-8");
  wait_idle (document);
  g_assert_false (rsc_optimal_set_is_unique (rsc_document_get_set (document)));
  g_assert_false (rsc_document_apply_move (document));
  const double lambda = rsc_solution_get_lambda (rsc_document_get_solution (document));
  const double ratio = rsc_document_get_state (document)->lambda_ratio;
  rsc_reasons_set_wanted (reasons, TRUE);
  wait_until (is_left_out, document);
  rsc_reasons_find_move (reasons);
  wait_until (is_found, document);
  g_assert_true (rsc_document_apply_move (document));
  wait_idle (document);
  g_assert_true (rsc_optimal_set_is_unique (rsc_document_get_set (document)));
  g_assert_cmpfloat (ABS (rsc_solution_get_lambda (rsc_document_get_solution (document)) - lambda),
                     <=, 1e-12 * lambda);
  rsc_document_revert (document);
  wait_idle (document);
  g_assert_false (rsc_optimal_set_is_unique (rsc_document_get_set (document)));
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, ratio);
  drop_object (document);
}

/* What fails is told, and not asked for again at each change of the same set. */
static void
test_failure (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (fail_request, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-6", RSC_ACTIVATION_RELU, 0.1);
  RscReasons *reasons = rsc_reasons_new (jobs);

  rsc_reasons_set_wanted (reasons, TRUE);
  rsc_reasons_set_source (reasons, set, TRUE);
  run_request (jobs, RSC_REQUEST_EXPLAIN);
  g_assert_null (rsc_reasons_get_explanation (reasons));
  g_assert_error (rsc_reasons_get_error (reasons), RSC_ERROR, RSC_ERROR_NUMERICAL);
  rsc_reasons_set_source (reasons, set, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPLAIN));
  rsc_reasons_set_source (reasons, other, TRUE);
  g_assert_null (rsc_reasons_get_error (reasons));
  g_assert_true (rsc_jobs_is_busy (jobs, RSC_REQUEST_EXPLAIN));
  drop_object (reasons);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/reasons/rows/8", "polygon-8", test_rows);
  g_test_add_data_func ("/reasons/rows/6", "polygon-6", test_rows);
  g_test_add_func ("/reasons/order", test_order);
  g_test_add_func ("/reasons/stream", test_stream);
  g_test_add_func ("/reasons/move", test_move);
  g_test_add_func ("/reasons/failure", test_failure);
  g_test_add_func ("/reasons/close", test_close);
  g_test_add_func ("/reasons/undecided", test_undecided);
  return g_test_run ();
}

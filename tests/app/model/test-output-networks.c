/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document of several outputs: all at one λ, each as if it were alone, whichever is on show. */
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-document-compare.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document-outputs.h"
#include "app/model/rsc-state-file.h"
#include "core/data/rsc-import.h"
#include "core/numerics/rsc-random.h"
#include "core/program/rsc-solver.h"
#include "documents.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static const char heaps[] = "a,b,kind\n1,1,red\n2,1,red\n1,2,red\n5,1,blue\n6,2,blue\n"
                            "5,2,blue\n2,6,green\n3,7,green\n";

static void
open_text (RscDocument *document, const char *text)
{
  const RscImportChoices choices = { .every_class = TRUE };
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (RscDataset) dataset =
    rsc_import_read (stream, "heaps.csv", &choices, NULL, NULL, NULL);
  RscDocumentState *state = edit (document);

  rsc_document_state_set_file (state, NULL, dataset);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
}

static void
open_heaps (RscDocument *document)
{
  open_text (document, heaps);
}

static gsize
get_shown (RscDocument *document)
{
  gsize shown;

  g_assert_nonnull (rsc_document_state_get_outputs (rsc_document_get_state (document), &shown));
  return shown;
}

static double
get_lambda (RscDocument *document)
{
  return rsc_output_networks_get_lambda (rsc_document_get_output_networks (document));
}

/* What each of them says of the training points is what it says where it is solved alone. */
static void
check_alone (RscDocument *document)
{
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  RscDataset *train = rsc_document_get_state (document)->train;
  double lambda;
  RscNetwork *const *all = rsc_output_networks_get_networks (networks, &lambda);

  g_assert_nonnull (all);
  g_assert_cmpfloat (lambda, ==, get_lambda (document));
  for (gsize k = 0; k < 3; k++)
    {
      g_autoptr (RscDataset) one = rsc_dataset_new_output (train, k);
      const gsize n = rsc_dataset_get_n (one), d = rsc_dataset_get_d (one) + 1;
      g_autofree double *x = rsc_dataset_dup_design (one, TRUE);
      g_autofree double *f = g_new0 (double, n);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscArrangement) arrangement =
        rsc_arrangement_new_all (n, d, x, 100000, NULL, NULL, NULL, &error);
      g_autoptr (RscProblem) problem =
        rsc_problem_new (one, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
      g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);
      g_autoptr (RscSolution) solution =
        rsc_solver_run (solver, lambda, NULL, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpfloat (fabs (rsc_output_networks_get_lambda_max (networks, k)
                               - rsc_problem_get_lambda_max (problem)),
                         <, 1e-9);
      rsc_network_predict (all[k], n, rsc_dataset_get_x (one), f);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (fabs (f[i] - rsc_solution_get_fit (solution)[i]), <, 1e-6);
    }
}

/* Another output is shown at the same λ, also above its own λ_max, and all others stay known. */
static void
test_shared (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  gsize right, counted, least = 0;
  double lambda;

  open_heaps (document);
  wait_until (are_certified, document);
  lambda = get_lambda (document);
  check_alone (document);
  set_ratio (document, 0.01, RSC_CHANGE_SINGLE);
  g_assert_false (rsc_output_networks_are_certified (networks));
  wait_until (are_certified, document);
  g_assert_cmpfloat (get_lambda (document), <, 0.2 * lambda);
  check_alone (document);
  g_assert_true (rsc_output_networks_count (networks, FALSE, &right, &counted));
  g_assert_cmpuint (counted, ==, 8);
  g_assert_cmpuint (right, ==, 8);
  g_assert_false (rsc_output_networks_count (networks, TRUE, &right, &counted));

  lambda = get_lambda (document);
  rsc_document_choose_output (document, 2);
  g_assert_cmpuint (get_shown (document), ==, 2);
  wait_until (are_certified, document);
  g_assert_cmpfloat (fabs (get_lambda (document) - lambda), <, 1e-12 * lambda);
  check_alone (document);

  /* The one with the least λ_max has no neuron where λ is that of the others. */
  for (gsize k = 1; k < 3; k++)
    if (rsc_output_networks_get_lambda_max (networks, k)
        < rsc_output_networks_get_lambda_max (networks, least))
      least = k;
  rsc_document_choose_output (document, (least + 1) % 3);
  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  wait_until (are_certified, document);
  lambda = get_lambda (document);
  g_assert_cmpfloat (lambda, >, rsc_output_networks_get_lambda_max (networks, least));
  rsc_document_choose_output (document, least);
  wait_until (are_certified, document);
  g_assert_cmpfloat (get_lambda (document), ==, lambda);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 1);
  g_assert_cmpuint (
    rsc_network_get_width (rsc_output_networks_get_networks (networks, NULL)[least]), ==, 0);
  /* And comes back to it. */
  rsc_document_choose_output (document, (least + 1) % 3);
  wait_until (are_certified, document);
  g_assert_cmpfloat (fabs (get_lambda (document) - lambda), <, 1e-12 * lambda);
  rsc_document_choose_output (document, least);
  wait_until (are_certified, document);
  /* λ that moves is that of the one on show again. */
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  set_ratio (document, 1, RSC_CHANGE_SINGLE);
  wait_until (are_certified, document);
  g_assert_cmpfloat (get_lambda (document), <, 0.999 * lambda);
}

/* An output whose λ_max nobody knows yet is shown when it is known. */
static void
test_wanted (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  double lambda;

  open_heaps (document);
  while (!isfinite (get_lambda (document)))
    iterate (1);
  lambda = get_lambda (document);
  rsc_document_choose_output (document, 2);
  if (get_shown (document) == 0)
    g_assert_cmpint (rsc_document_get_wanted_output (document), ==, 2);
  wait_until (are_certified, document);
  wait_idle (document);
  wait_until (are_certified, document);
  g_assert_cmpuint (get_shown (document), ==, 2);
  g_assert_cmpint (rsc_document_get_wanted_output (document), ==, -1);
  g_assert_cmpfloat (fabs (get_lambda (document) - lambda), <, 1e-12 * lambda);
  g_assert_true (rsc_document_revert (document));
  g_assert_cmpuint (get_shown (document), ==, 0);
  wait_until (are_certified, document);
  g_assert_cmpfloat (fabs (get_lambda (document) - lambda), <, 1e-12 * lambda);
  g_assert_cmpuint (rsc_output_networks_get_outputs (networks, NULL)->n, ==, 3);
}

/* Other data, and other models, take all with them. */
static void
test_other (void)
{
  static const gsize first[] = { 0 };
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  g_autoptr (RscRowSet) rows = rsc_row_set_new (1, first);
  RscDocumentState *after;
  gsize right, counted;

  open_heaps (document);
  wait_until (are_certified, document);
  g_assert_true (rsc_document_delete_points (document, rows));
  g_assert_false (rsc_output_networks_are_certified (networks));
  wait_until (are_certified, document);
  g_assert_true (rsc_output_networks_count (networks, FALSE, &right, &counted));
  g_assert_cmpuint (counted, ==, 7);
  check_alone (document);

  after = edit (document);
  after->activation = RSC_ACTIVATION_GATED;
  rsc_document_apply (document, "Model", RSC_CHANGE_SINGLE, after);
  g_assert_false (rsc_output_networks_are_certified (networks));
  wait_until (are_certified, document);
  for (gsize k = 0; k < 3; k++)
    g_assert_true (rsc_network_get_width (rsc_output_networks_get_networks (networks, NULL)[k]) == 0
                   || rsc_network_get_gates (rsc_output_networks_get_networks (networks, NULL)[k]));

  after = edit (document);
  g_assert_true (rsc_document_state_set_preparation (after, TRUE, TRUE, 0.6, 1, NULL));
  after->activation = RSC_ACTIVATION_RELU;
  rsc_document_apply (document, "Split", RSC_CHANGE_SINGLE, after);
  wait_until (are_certified, document);
  check_alone (document);
  g_assert_true (rsc_output_networks_count (networks, TRUE, &right, &counted));
  g_assert_cmpuint (counted, ==, 3);

  open_set (document, "xor");
  g_assert_null (rsc_output_networks_get_outputs (networks, NULL));
  wait_idle (document);
  g_assert_null (rsc_output_networks_get_networks (networks, NULL));
}

/* All of it is in the document's file. */
static void
test_saved (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autoptr (RscSaved) parsed = NULL;
  g_autoptr (RscDocumentState) read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  RscDocumentState *after;
  RscOutputs *outputs, *before;
  gsize shown;

  open_heaps (document);
  after = edit (document);
  rsc_document_state_set_output (after, 1, 1, 123);
  after->mode = RSC_FUNCTION_CLASSES;
  rsc_document_apply (document, "Show", RSC_CHANGE_SINGLE, after);
  rsc_state_file_write (rsc_document_get_state (document), saved);
  text = rsc_saved_to_text (saved);
  parsed = rsc_saved_parse (text, -1, "a.reluscope", &error);
  read = rsc_state_file_read (parsed, &error);
  g_assert_no_error (error);
  outputs = rsc_document_state_get_outputs (read, &shown);
  before = rsc_document_state_get_outputs (rsc_document_get_state (document), NULL);
  g_assert_nonnull (outputs);
  g_assert_cmpuint (shown, ==, 1);
  g_assert_true (outputs->is_classes);
  g_assert_true (
    g_strv_equal ((const char *const *) outputs->names, (const char *const *) before->names));
  g_assert_cmpmem (outputs->y, 24 * sizeof (double), before->y, 24 * sizeof (double));
  g_assert_cmpfloat (read->lambda_over, ==, 123);
  g_assert_cmpint (read->mode, ==, RSC_FUNCTION_CLASSES);
  g_assert_nonnull (rsc_dataset_get_outputs (read->train, NULL));
  /* A row of two classes is none. */
  rsc_saved_write_rows (
    saved, "data.outputs.y", 3, 8,
    (const double[24]){ 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 });
  g_assert_null (rsc_state_file_read (saved, &error));
  g_assert_nonnull (error);
}

/* At λ → 0 of many points of classes that overlap, where the limit is solved by targets that are
 * moved a little: the outputs are known, and what is beside the set on show is asked for. */
static void
test_limit (void)
{
  static const char *const kinds[] = { "red", "blue", "green" };
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscOutputNetworks *networks = rsc_document_get_output_networks (document);
  g_autoptr (GString) text = g_string_new ("a,b,kind\n");
  gsl_rng *rng = rsc_random_new (7);
  RscLimit *limit;
  gsize right, counted;

  for (guint i = 0; i < 45; i++)
    g_string_append_printf (text, "%.3f,%.3f,%s\n", gsl_ran_gaussian (rng, 1.0) + i % 3,
                            gsl_ran_gaussian (rng, 1.0), kinds[i % 3]);
  gsl_rng_free (rng);
  open_text (document, text->str);
  set_ratio (document, 0.0, RSC_CHANGE_SINGLE);
  wait_until (are_certified, document);
  limit = rsc_results_get_limit (rsc_document_get_results (document));
  g_assert_nonnull (limit);
  g_assert_true (limit->interpolates);
  g_assert_true (rsc_problem_get_dataset (rsc_solution_get_problem (limit->near))
                 != rsc_document_get_train (document));
  g_assert_true (rsc_output_networks_count (networks, FALSE, &right, &counted));
  g_assert_cmpuint (right, ==, 45);
  wait_idle (document);

  /* The price of the set's cones can be asked for, also after a change that leaves the set; and a
   * step of pruning is there again when λ comes back. */
  rsc_pruner_step_forward (rsc_document_get_pruner (document));
  wait_idle (document);
  g_assert_cmpuint (rsc_pruner_get_index (rsc_document_get_pruner (document)), ==, 1);
  rsc_counterpart_find_price (rsc_document_get_counterpart (document));
  g_assert_true (rsc_counterpart_is_pricing (rsc_document_get_counterpart (document)));
  rsc_counterpart_stop (rsc_document_get_counterpart (document));
  set_ratio (document, 0.5, RSC_CHANGE_SINGLE);
  wait_idle (document);
  g_assert_false (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_true (rsc_document_revert (document));
  wait_idle (document);
  g_assert_true (rsc_pruner_is_active (rsc_document_get_pruner (document)));
  g_assert_cmpuint (rsc_pruner_get_index (rsc_document_get_pruner (document)), ==, 1);
}

/* A file whose outputs are fewer than those that its table was read as. */
static void
test_fewer (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  g_autoptr (RscSaved) saved = rsc_saved_new ();
  g_autoptr (RscDocumentState) read = NULL;
  g_autoptr (GError) error = NULL;
  RscOutputs *outputs;

  open_heaps (document);
  rsc_state_file_write (rsc_document_get_state (document), saved);
  outputs = rsc_document_state_get_outputs (rsc_document_get_state (document), NULL);
  rsc_saved_write_strings (saved, "data.outputs.names", (const char *const[]){ "a", "b", NULL });
  rsc_saved_write_rows (saved, "data.outputs.y", 2, 8, outputs->y);
  read = rsc_state_file_read (saved, &error);
  g_assert_null (read);
  g_assert_nonnull (error);
  g_assert_nonnull (strstr (error->message, "not the outputs of the data"));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/output-networks/shared", test_shared);
  g_test_add_func ("/output-networks/wanted", test_wanted);
  g_test_add_func ("/output-networks/other", test_other);
  g_test_add_func ("/output-networks/saved", test_saved);
  g_test_add_func ("/output-networks/limit", test_limit);
  g_test_add_func ("/output-networks/fewer", test_fewer);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents of the window as DATA of the command line: the same numbers, unless an option says
 * otherwise. */
#include "tests/app/cli/rsc-cli-run.h"

#include <gsl/gsl_errno.h>
#include <string.h>

#include "app/model/rsc-contents.h"
#include "app/model/rsc-document-data.h"
#include "app/model/rsc-document.h"
#include "core/data/rsc-import.h"
#include "documents.h"

/* The document as a file, and its path; free with g_free(). */
static char *
save (RscDocument *document, const char *name)
{
  g_autoptr (RscContents) contents =
    rsc_contents_new (rsc_document_get_state (document), NULL, NULL, NULL, NULL);
  g_autofree char *text = rsc_contents_to_text (contents);

  return rsc_cli_write_file (name, text);
}

static void
assert_same_solution (RscDocument *document, const char *path)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json ("solve %s --json -", path);
  JsonObject *object = json_node_get_object (root);
  RscSolution *solution = rsc_document_get_solution (document);
  RscProblem *problem = rsc_solution_get_problem (solution);
  JsonArray *fit = json_object_get_array_member (object, "fit");

  g_assert_cmpint (rsc_cli_get_integer (object, "n"), ==, rsc_problem_get_n (problem));
  g_assert_cmpint (rsc_cli_get_integer (object, "d"), ==, rsc_problem_get_d (problem));
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "lambda_max"),
                                  rsc_problem_get_lambda_max (problem), 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "lambda"),
                                  rsc_solution_get_lambda (solution), 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_cli_get_number (object, "objective"),
                                  rsc_solution_get_objective (solution), 1e-10);
  for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
    g_assert_cmpfloat_with_epsilon (json_array_get_double_element (fit, (guint) i),
                                    rsc_solution_get_fit (solution)[i], 1e-8);
}

/* Preparation, model, patterns and λ come from the document, whichever they are. */
static void
test_same_numbers (void)
{
  static const struct
  {
    const char *set;
    gboolean standardise, split, bias, gated, sampled;
    double ratio;
  } cases[] = {
    { "checkerboard", FALSE, FALSE, TRUE, FALSE, FALSE, 0.1 },
    { "polygon-12", FALSE, FALSE, FALSE, FALSE, FALSE, 0.37 },
    { "moons-20", TRUE, TRUE, TRUE, FALSE, FALSE, 0.05 },
    { "blobs-16", TRUE, FALSE, TRUE, TRUE, FALSE, 0.2 },
    { "moons-20", FALSE, TRUE, FALSE, FALSE, TRUE, 0.1 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscDocument) document = rsc_document_new (TRUE);
      RscDocumentState *state;
      g_autofree char *path = NULL;

      open_set (document, cases[k].set);
      state = edit (document);
      g_assert_true (rsc_document_state_set_preparation (state, cases[k].standardise,
                                                         cases[k].split, 0.6, 5, NULL));
      state->bias = cases[k].bias;
      state->activation = cases[k].gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU;
      state->patterns = cases[k].sampled ? RSC_PATTERNS_SAMPLED : RSC_PATTERNS_ALL;
      state->n_samples = 50;
      state->pattern_seed = 9;
      state->lambda_ratio = cases[k].ratio;
      rsc_document_apply (document, "Set", RSC_CHANGE_SINGLE, state);
      wait_idle (document);
      g_assert_no_error (rsc_results_get_error (rsc_document_get_results (document)));
      path = save (document, "same.reluscope");
      assert_same_solution (document, path);
    }
}

static double
solve (const char *arguments, const char *key)
{
  g_autoptr (JsonNode) root = rsc_cli_run_json ("solve %s --json -", arguments);

  return rsc_cli_get_number (json_node_get_object (root), key);
}

/* What the command line says wins. */
static void
test_options_win (void)
{
  g_autofree char *path = rsc_cli_write_file (
    "wins.reluscope", "{\"schema\": \"reluscope-document\", \"version\": 1, \"lambda_ratio\": 0.5,"
                      " \"gallery\": {\"set\": \"checkerboard\"}, \"model\": {\"bias\": true}}");
  g_autofree char *ratio = g_strconcat (path, " --lambda-ratio 0.1", NULL);
  g_autofree char *lambda = g_strconcat (path, " --lambda 0.25", NULL);
  g_autofree char *bias = g_strconcat (path, " --no-bias", NULL);

  g_assert_cmpfloat_with_epsilon (solve (path, "objective"), 4.4285468820183675, 1e-9);
  g_assert_cmpfloat_with_epsilon (solve (ratio, "objective"), 1.9456199837599344, 1e-9);
  g_assert_cmpfloat_with_epsilon (solve (lambda, "lambda"), 0.25, 1e-15);
  g_assert_cmpfloat (solve (path, "d"), ==, 3);
  g_assert_cmpfloat (solve (bias, "d"), ==, 2);
}

/* Other commands take it too. */
static void
test_commands (void)
{
  g_autofree char *path = rsc_cli_write_file (
    "set.reluscope",
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"lambda_ratio\": 0.1,"
    " \"gallery\": {\"set\": \"polygon\", \"n\": 8}, \"model\": {\"bias\": false}}");
  g_autoptr (JsonNode) set = rsc_cli_run_json ("optimal-set %s --json -", path);
  g_autoptr (JsonNode) prune = rsc_cli_run_json ("prune %s --json -", path);

  g_assert_cmpint (rsc_cli_get_integer (json_node_get_object (set), "dimension"), ==, 3);
  g_assert_cmpint (rsc_cli_get_integer (json_node_get_object (prune), "narrowest_width"), ==, 4);
}

/* Left at λ → 0: what cannot be done there says where that is from, and the way out is one. */
static void
test_at_zero (void)
{
  g_autofree char *path = rsc_cli_write_file (
    "zero.reluscope",
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"lambda_ratio\": 0,"
    " \"gallery\": {\"set\": \"polygon\", \"n\": 8}, \"model\": {\"bias\": false}}");
  g_auto (RscCliRun) refused = rsc_cli_run ("prune %s", path);
  g_auto (RscCliRun) path_run = rsc_cli_run ("path %s --no-events", path);
  g_auto (RscCliRun) done = rsc_cli_run ("prune %s --lambda-ratio 0.1", path);

  rsc_cli_assert_error (&refused, "zero.reluscope was left at λ → 0");
  g_assert_nonnull (strstr (refused.err, "--lambda-ratio"));
  g_assert_cmpint (done.code, ==, 0);
  g_assert_cmpint (path_run.code, ==, 0);
}

static void
test_refused (void)
{
  static const struct
  {
    const char *text;
    const char *said;
  } cases[] = {
    { "{\"schema\": \"reluscope-document\", \"version\": 9}", "a newer Reluscope" },
    { "{\"schema\": \"reluscope-document\", \"version\": 1}", "no data in this document" },
    { "{\"schema\": \"reluscope-document\", \"version\": 1, \"lambda_ratio\": 7}", "lambda_ratio" },
    { "x,y\n1,2\n", "no JSON" },
    { "", "empty" },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autofree char *path = rsc_cli_write_file ("bad.reluscope", cases[k].text);
      g_auto (RscCliRun) run = rsc_cli_run ("solve %s", path);

      rsc_cli_assert_error (&run, cases[k].said);
    }
  {
    g_auto (RscCliRun) run = rsc_cli_run ("solve /nowhere/at/all.reluscope");

    rsc_cli_assert_error (&run, "No such file");
  }
}

/* Of rows that were edited since, it is not said how they were read; test points come from the
 * document. */
static void
test_edited (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  g_autofree char *table = rsc_cli_write_file ("edited.csv", "a,kind\n1,u\n2,v\n4,u\n");
  g_autoptr (GFile) file = g_file_new_for_path (table);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) data = rsc_import_read_file (file, NULL, NULL, NULL, &error);
  const double x = 3, y = 1;
  g_autofree char *path = NULL;
  g_autofree char *edited = NULL;

  RscDocumentState *state = edit (document);

  g_assert_no_error (error);
  rsc_document_state_set_file (state, file, data);
  g_assert_true (rsc_document_state_set_held (state, data, NULL));
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, state);
  path = save (document, "read.reluscope");
  {
    g_auto (RscCliRun) run = rsc_cli_run ("prune %s", path);

    g_assert_nonnull (strstr (run.out, "3 rows; feature a"));
    g_assert_nonnull (strstr (run.out, "test"));
  }
  g_assert_true (rsc_document_add_points (document, 1, &x, &y));
  edited = save (document, "edited.reluscope");
  {
    g_auto (RscCliRun) run = rsc_cli_run ("solve %s", edited);

    g_assert_null (strstr (run.out, "Read as"));
    g_assert_nonnull (strstr (run.out, "4 rows, 1 feature"));
  }
}

/* Of several outputs the one that is shown is computed with, and that is said. */
static void
test_outputs (void)
{
  g_autofree char *file = rsc_cli_write_file (
    "outputs.reluscope",
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"data\": {\"x\": [[1], [2], [3]], "
    "\"y\": [-1, 1, -1], \"outputs\": {\"names\": [\"p\", \"q\"], \"classes\": true, "
    "\"shown\": 2, \"y\": [[1, -1, -1], [-1, 1, -1]]}}}");
  g_auto (RscCliRun) run = rsc_cli_run ("solve '%s'", file);
  g_auto (RscCliRun) wrong = { 0 };
  g_autofree char *other = rsc_cli_write_file (
    "wrong.reluscope",
    "{\"schema\": \"reluscope-document\", \"version\": 1, \"data\": {\"x\": [[1], [2], [3]], "
    "\"y\": [-1, 1, -1], \"outputs\": {\"names\": [\"p\", \"q\"], \"classes\": true, "
    "\"shown\": 1, \"y\": [[1, -1, -1], [-1, 1, -1]]}}}");

  g_assert_nonnull (strstr (run.out, "q, one of 2"));
  wrong = rsc_cli_run ("solve '%s'", other);
  rsc_cli_assert_error (&wrong, "the targets of the output on show differ");
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cli-document/same-numbers", test_same_numbers);
  g_test_add_func ("/cli-document/options-win", test_options_win);
  g_test_add_func ("/cli-document/commands", test_commands);
  g_test_add_func ("/cli-document/at-zero", test_at_zero);
  g_test_add_func ("/cli-document/refused", test_refused);
  g_test_add_func ("/cli-document/edited", test_edited);
  g_test_add_func ("/cli/document/outputs", test_outputs);
  return rsc_cli_run_tests ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files as people have them, as the window opens them. No display. */
#include <glib/gstdio.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#include "app/model/rsc-file-reader.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "documents.h"
#include "ui/words/rsc-neuron-words.h"
#include "ui/words/rsc-reading-words.h"

static RscFileContent *
read_case (const char *name, GError **error)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "cases", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  return rsc_file_content_read (file, NULL, NULL, error);
}

/* Each is read, asks for a choice or is refused as its README says. */
static void
test_cases (void)
{
  static const struct
  {
    const char *name;
    gsize n;
    gsize d;
    RscImportProblem problem;
    const char *said;
  } cases[] = {
    { "blanks.txt", 4, 2, 0, "blanks between fields" },
    { "r-table.txt", 3, 2, 0, "features a, b; target y; row numbers left out" },
    { "excel-europe.csv", 3, 2, 0, "decimal commas" },
    { "sep-line.csv", 3, 2, 0, "as its first line says" },
    { "trailing.csv", 3, 2, 0, "empty in every row" },
    { "pandas-index.csv", 3, 2, 0, "row numbers left out" },
    { "pandas-array.csv", 3, 2, 0, "column numbers in line 1" },
    { "first-row-na.csv", 2, 2, RSC_IMPORT_PROBLEM_MISSING, "with missing values left out" },
    { "two-classes.csv", 4, 2, 0, "target kind: long −1, round +1" },
    { "classes-no-header.csv", 4, 2, 0, "long −1, round +1; no header" },
    { "zero-one.csv", 4, 2, 0, "0 → −1, 1 → +1" },
    { "missing.csv", 3, 2, RSC_IMPORT_PROBLEM_MISSING, "3 of 5 rows" },
    { "y-first.csv", 3, 2, 0, "target b" },
    { "grouped.csv", 3, 1, 0, "1,234.5 is 1234.5" },
    { "minus.csv", 3, 2, 0, "look like those of a number" },
    { "utf16.csv", 3, 2, 0, "UTF-16" },
    { "comments.csv", 3, 2, 0, "2 comment lines" },
    { "categories.csv", 4, 4, 0, "colour in 3 categories" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscFileContent) content = read_case (cases[i].name, &error);
      g_autofree char *words = NULL;
      RscDataset *dataset;

      g_test_message ("%s", cases[i].name);
      g_assert_no_error (error);
      g_assert_true ((content->trial != NULL) == (cases[i].problem != RSC_IMPORT_PROBLEM_NONE));
      /* What is suggested can be taken as it is. */
      dataset = content->trial ? content->trial->dataset : content->dataset;
      g_assert_nonnull (dataset);
      g_assert_cmpuint (rsc_dataset_get_n (dataset), ==, cases[i].n);
      g_assert_cmpuint (rsc_dataset_get_d (dataset), ==, cases[i].d);
      words = rsc_reading_words_dup (rsc_dataset_get_reading (dataset));
      g_test_message ("%s", words);
      g_assert_nonnull (strstr (words, cases[i].said));
    }
}

static RscFileContent *
read_bytes (const char *bytes, gssize length, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "f.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RscFileContent *content;

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  content = rsc_file_content_read (file, NULL, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return content;
}

static RscFileContent *
read_beside (const char *name,
             const char *text,
             const RscDocumentState *state,
             gboolean as_test,
             GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("reluscope-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  RscPreparation preparation;
  const RscFileContext context = {
    .preparation = &preparation, .source = state->source, .train = state->train, .as_test = as_test
  };
  RscFileContent *content;

  rsc_document_state_get_preparation (state, &preparation);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  content = rsc_file_content_read (file, &context, NULL, error);
  g_unlink (path);
  g_rmdir (folder);
  return content;
}

/* A file beside the data on show: data of its own, test points, a network, or refused. */
static void
test_beside (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (FALSE);
  const RscDocumentState *state;
  const char *network = "{\"hidden\": [[1, 2, 0]], \"output\": [1], \"bias\": true}";
  g_autoptr (GError) error = NULL;

  open_set (document, "xor");
  state = rsc_document_get_state (document);
  {
    g_autoptr (RscFileContent) content =
      read_beside ("b.csv", "y,x2,x1\n1,3,2\n-1,5,4\n", state, FALSE, &error);

    g_assert_no_error (error);
    g_assert_nonnull (content->dataset);
    g_assert_nonnull (content->held);
    g_assert_cmpfloat (rsc_dataset_get_x (content->held)[0], ==, 2);
    /* What is derived of data is so in the job. */
    g_assert_true (content->derived->source == content->dataset);
    g_assert_true (content->derived->train == content->dataset);
  }
  {
    g_autoptr (RscFileContent) content =
      read_beside ("b.csv", "a,b\n1,3\n-1,5\n", state, FALSE, &error);

    g_assert_no_error (error);
    g_assert_nonnull (content->dataset);
    g_assert_null (content->held);
  }
  g_assert_null (read_beside ("b.csv", "a,b,y\n1,3,2\n-1,5,2\n", state, TRUE, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_cmpstr (error->message, ==, "b.csv: there is no column “x1”: the columns are a, b, y");
  g_clear_error (&error);
  {
    g_autoptr (RscFileContent) content = read_beside ("n.json", network, state, TRUE, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (rsc_network_get_width (content->network), ==, 1);
  }
  g_assert_null (
    read_beside ("n.json", "{\"hidden\": [[1]], \"output\": [1]}", state, TRUE, &error));
  g_assert_nonnull (strstr (error->message, "n.json"));
  g_assert_null (strstr (error->message, "document"));
}

/* Many features are brought to the space of the rows where the file is read; the state takes what
 * is there. */
static void
test_derived (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (RscDocumentState) state = rsc_document_state_new ();
  g_autoptr (RscFileContent) content = NULL;
  g_autoptr (RscDocumentState) other = NULL;
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 4; i++)
    for (int k = 0; k < 60; k++)
      g_string_append_printf (text, "%d%s", (i + 2) * (k + 3) * (k + i) % 17, k < 59 ? "," : "\n");
  content = read_beside ("w.csv", text->str, state, FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_dataset_get_d (content->derived->train), ==, 4);
  rsc_document_state_set_derived_file (state, NULL, content->dataset, content->derived);
  g_assert_true (state->train == content->derived->train);
  /* With another preparation it is another one. */
  other = rsc_document_state_new ();
  other->standardise = TRUE;
  rsc_document_state_set_derived_file (other, NULL, content->dataset, content->derived);
  g_assert_true (other->train != content->derived->train);
  g_assert_cmpuint (rsc_dataset_get_d (other->train), ==, 3);
}

/* Where a choice helps the file asks for it; where none would it is refused at its place. */
static void
test_choices (void)
{
  static const struct
  {
    const char *text;
    const char *said; /* "?": a choice */
  } cases[] = {
    { "a,y\n1,u\n2,v\n3,w\n", "?" },
    { "a;y\n1,234;1\n2,345;2\n", "?" },
    { "a,seen,y\n1,2020-01-01,2\n2,2020-01-02,3\n", "?" },
    { "1.0,x,1\n2,3,1\n4,5,1\n", "?" },
    { "a,y\n1,2\n1O,3\n", "f.csv:3:1: expected a number, found “1O” with a letter for a digit" },
    { "a,y\n\"1\n2\",3\n4,5\n", "f.csv:2:1: the quote that starts here does not end on this line" },
    { "a,y\n1,2,3\n4,5\n6,7\n", "f.csv:2:5: expected 2 fields as in line 3, found 3" },
    { "", "f.csv:1:1: there is no row of numbers" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscFileContent) content = read_bytes (cases[i].text, -1, &error);

      if (g_str_equal (cases[i].said, "?"))
        {
          g_assert_no_error (error);
          g_assert_nonnull (content->trial);
          continue;
        }
      g_assert_null (content);
      g_assert_cmpstr (error->message, ==, cases[i].said);
    }
}

typedef struct
{
  RscImportTrial *trial;
  guint n;
} Heard;

static void
on_read (GFile *file, RscFileContent *content, const GError *error, gpointer user_data)
{
  g_assert_not_reached ();
}

static void
on_tried (RscImportTrial *trial, gpointer user_data)
{
  Heard *heard = user_data;

  g_clear_pointer (&heard->trial, rsc_import_trial_free);
  heard->trial = trial;
  heard->n++;
}

static gboolean
has_heard (gpointer user_data)
{
  return ((Heard *) user_data)->n > 0;
}

/* Of choices made faster than they are tried only the last is heard of. */
static void
test_tried (void)
{
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  Heard heard = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscFileContent) content = read_bytes ("a,b,y\n1,5,u\n2,4,v\n3,6,w\n", -1, &error);
  RscFileReader *reader =
    rsc_file_reader_new (rsc_document_get_jobs (document), on_read, on_tried, &heard);
  RscImportDraft *draft;

  g_assert_no_error (error);
  for (gsize k = 0; k < 3; k++)
    {
      draft = rsc_import_draft_copy (content->trial->draft);
      rsc_import_draft_set_classes (draft, content->trial->classes[k], NULL);
      rsc_file_reader_try (reader, content->trial->table, draft);
    }
  wait_until (has_heard, &heard);
  iterate (20);
  g_assert_cmpuint (heard.n, ==, 1);
  g_assert_cmpstr (rsc_dataset_get_reading (heard.trial->dataset)->positive, ==, "w");
  g_assert_false (rsc_file_reader_cancel (reader));
  g_clear_pointer (&heard.trial, rsc_import_trial_free);
  rsc_file_reader_free (reader);
}

/* A file is read differently as one change; the document keeps how it is read, and reads it so
 * again. */
static void
test_reading (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscFileContent) content = read_case ("two-classes.csv", &error);
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  RscDataset *first = content->dataset;
  g_autoptr (RscTable) table = NULL;
  g_autoptr (RscImportTrial) trial = NULL;
  g_autoptr (RscContents) contents = NULL;
  g_autoptr (RscContents) again = NULL;
  g_autofree char *text = NULL;
  g_autofree char *words = NULL;
  g_autofree char *words_again = NULL;
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "data", "cases", "two-classes.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (RscFileContent) present = NULL;
  const RscFileContext context = { .present = rsc_dataset_get_reading (first) };
  RscImportDraft *draft;
  RscDocumentState *after;

  g_assert_no_error (error);
  after = edit (document);
  rsc_document_state_set_file (after, file, first);
  after->lambda_ratio = 0.5;
  after->bias = FALSE;
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);

  present = rsc_file_content_read (file, &context, NULL, &error);
  g_assert_no_error (error);
  draft = rsc_import_draft_copy (present->trial->draft);
  g_assert_cmpstr (draft->positive, ==, "round");
  rsc_import_draft_set_classes (draft, "long", NULL);
  trial = rsc_import_trial_new (present->trial->table, draft, NULL, &error);
  g_assert_no_error (error);
  after = edit (document);
  rsc_document_state_set_reading (after, file, trial->dataset, NULL);
  rsc_document_apply (document, "Read differently", RSC_CHANGE_SINGLE, after);
  g_assert_cmpfloat (rsc_document_get_state (document)->lambda_ratio, ==, 0.5);
  g_assert_false (rsc_document_get_state (document)->bias);
  g_assert_true (rsc_document_get_state (document)->source == trial->dataset);

  contents = rsc_contents_new (rsc_document_get_state (document), NULL, NULL, NULL, NULL);
  text = rsc_contents_to_text (contents);
  again = rsc_contents_parse (text, -1, "a.reluscope", &error);
  g_assert_no_error (error);
  words = rsc_reading_words_dup (rsc_dataset_get_reading (trial->dataset));
  words_again = rsc_reading_words_dup (rsc_dataset_get_reading (again->state->source));
  g_assert_cmpstr (words_again, ==, words);
  g_assert_nonnull (strstr (words, "round −1, long +1"));

  rsc_document_revert (document);
  g_assert_true (rsc_document_get_state (document)->source == first);
  wait_idle (document);
}

/* 10 rows of 3000 features: solved in the space of the rows, exactly, with the weights of the
 * features. */
static void
test_wide (void)
{
  const gsize n = 10, d = 3000;
  g_autoptr (RscDocument) document = rsc_document_new (TRUE);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscDataset) wide = NULL;
  g_autoptr (GError) error = NULL;
  gsl_rng *rng = rsc_random_new (5);
  RscDocumentState *after;
  RscDataset *train;
  RscOptimalSet *set;
  RscProblem *problem;
  const double *inner;

  for (gsize i = 0; i < n * d; i++)
    x[i] = gsl_rng_uniform (rng) - 0.5;
  for (gsize i = 0; i < n; i++)
    y[i] = gsl_rng_uniform (rng) - 0.5;
  gsl_rng_free (rng);
  wide = rsc_dataset_new ("wide.csv", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  after = edit (document);
  rsc_document_state_set_file (after, NULL, wide);
  rsc_document_apply (document, "Open", RSC_CHANGE_SINGLE, after);
  train = rsc_document_get_state (document)->train;
  g_assert_cmpuint (rsc_dataset_get_d (train), ==, n);
  g_assert_true (rsc_dataset_get_source (train) == wide);
  wait_idle (document);
  set = rsc_document_get_set (document);
  g_assert_nonnull (set);
  problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  g_assert_true (rsc_problem_get_bias (problem));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_optimal_set_get_solution (set)), <, 1e-9);
  inner = rsc_problem_get_x (problem);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const double *direction = rsc_optimal_set_get_neuron (set, i)->direction;
      gsize n_weights;
      g_autofree double *w = rsc_neuron_words_dup_weights (problem, direction, &n_weights);

      g_assert_cmpuint (n_weights, ==, d + 1);
      for (gsize r = 0; r < n; r++)
        {
          double given = w[d], here = 0;

          for (gsize k = 0; k < d; k++)
            given += x[r * d + k] * w[k];
          for (gsize k = 0; k < n + 1; k++)
            here += inner[r * (n + 1) + k] * direction[k];
          g_assert_cmpfloat_with_epsilon (given, here, 1e-11);
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/opened/cases", test_cases);
  g_test_add_func ("/opened/choices", test_choices);
  g_test_add_func ("/opened/beside", test_beside);
  g_test_add_func ("/opened/derived", test_derived);
  g_test_add_func ("/opened/tried", test_tried);
  g_test_add_func ("/opened/reading", test_reading);
  g_test_add_func ("/opened/wide", test_wide);

  return g_test_run ();
}

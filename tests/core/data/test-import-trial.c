/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choices about a table while a person makes them. */
#include "core/data/rsc-import-trial.h"

static const char flowers[] = "id,length,width,species,seen\n"
                              "a1,1,2,setosa,2020-01-01\n"
                              "b7,2,?,versicolor,2020-01-02\n"
                              "c3,3,1,virginica,2020-01-03\n"
                              "d9,4,4,setosa,2020-01-04\n"
                              "e2,5,3,versicolor,2020-01-05\n"
                              "f5,6,1,virginica,2020-01-06\n";

static RscTable *
read_table (const char *text, const RscTableChoices *choices)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  RscTable *table = rsc_table_read (stream, "f.csv", choices, NULL, NULL, &error);

  g_assert_no_error (error);
  return table;
}

static RscImportTrial *
try_draft (RscTable *table, RscImportDraft *draft)
{
  g_autoptr (GError) error = NULL;
  RscImportTrial *trial = rsc_import_trial_new (table, draft, NULL, &error);

  g_assert_no_error (error);
  g_assert_true ((trial->dataset != NULL) == (trial->error == NULL));
  g_assert_true ((trial->dataset != NULL) == (trial->problem == RSC_IMPORT_PROBLEM_NONE));
  return trial;
}

/* What is suggested can be taken as it is. */
static void
test_suggestion (void)
{
  g_autoptr (RscTable) table = read_table (flowers, NULL);
  g_autoptr (RscImportTrial) trial = try_draft (table, rsc_import_draft_new (table));
  const RscReading *reading;

  g_assert_nonnull (trial->dataset);
  reading = rsc_dataset_get_reading (trial->dataset);
  /* Dates and texts that are all different stay out; the species is the target, its first class
   * against the rest;
   * the row without a width is left out. */
  g_assert_cmpuint (rsc_dataset_get_n (trial->dataset), ==, 5);
  g_assert_cmpuint (rsc_dataset_get_d (trial->dataset), ==, 2);
  g_assert_cmpstr (rsc_dataset_get_target_name (trial->dataset), ==, "species");
  g_assert_cmpint (reading->target_kind, ==, RSC_TARGET_AGAINST_REST);
  g_assert_cmpstr (reading->positive, ==, "setosa");
  g_assert_cmpint (reading->missing, ==, RSC_MISSING_DROP);
  g_assert_cmpuint (g_strv_length (trial->classes), ==, 3);
}

/* A draft after a reading makes the same data again, whatever the choices were. */
static void
test_like (void)
{
  static const char *const pair[] = { "setosa", "virginica", NULL };
  static const gboolean lengths[] = { FALSE, TRUE, FALSE, FALSE, FALSE };
  const struct
  {
    const char *text;
    RscImportChoices choices;
  } cases[] = {
    { "a,b\n1,0\n2,1\n3,0\n", { 0 } },
    { "a,b\n1,0\n2,1\n3,0\n", { .positive = "0" } },
    { "a,b\n1,0\n2,1\n3,0\n", { .target_type = RSC_TARGET_TYPE_REGRESSION } },
    { "1;0,5\n2;1,5\n3;2,5\n", { 0 } },
    { "sep=;\nb;a,c\n1;0\n2;1\n", { 0 } },
    { "a|b\n1,234|1\n2,345|2\n", { .table.decimal = ',' } },
    { "1980|y\n1|1\n2|5\n", { .table.header = RSC_HEADER_YES } },
    { ",a,c,y\n0,1,u,p\n1,2,v,q\n2,3,u,p\n", { .positive = "p" } },
    { "a,k,y\n1,u,2\n2,u,3\n", { 0 } },
    { flowers, { .used = lengths, .target_column = 4, .classes = pair, .positive = "setosa" } },
    { "a,b,y\n1,NA,2\n2,4,3\n", { .missing = RSC_MISSING_MEAN } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscTable) table = read_table (cases[i].text, &cases[i].choices.table);
      g_autoptr (RscDataset) first =
        rsc_import_new_dataset (table, &cases[i].choices, NULL, NULL, &error);
      g_autoptr (RscTable) again = NULL;
      g_autoptr (RscImportTrial) trial = NULL;
      const RscReading *reading, *own;
      RscTableChoices choices;

      g_assert_no_error (error);
      reading = rsc_dataset_get_reading (first);
      choices = rsc_import_draft_get_table_choices (reading);
      again = read_table (cases[i].text, &choices);
      trial = try_draft (again, rsc_import_draft_new_like (again, reading));
      g_assert_nonnull (trial->dataset);
      own = rsc_dataset_get_reading (trial->dataset);
      g_assert_cmpuint (rsc_dataset_get_d (trial->dataset), ==, rsc_dataset_get_d (first));
      g_assert_cmpmem (rsc_dataset_get_x (trial->dataset),
                       own->n_used * own->n_features * sizeof (double), rsc_dataset_get_x (first),
                       reading->n_used * reading->n_features * sizeof (double));
      g_assert_cmpmem (rsc_dataset_get_y (trial->dataset), own->n_used * sizeof (double),
                       rsc_dataset_get_y (first), reading->n_used * sizeof (double));
      g_assert_cmpstr (own->positive, ==, reading->positive);
      g_assert_cmpstr (own->negative, ==, reading->negative);
      g_assert_cmpint (own->separator_is_given, ==, reading->separator_is_given);
      g_assert_cmpint (own->header_line, ==, reading->header_line);
    }
}

/* The header, the decimal mark and the separator are read anew; what was chosen about columns
 * stays. */
static void
test_again (void)
{
  g_autoptr (RscTable) table = read_table ("1980;7;y\n1,234;1;5\n2,345;2;6\n", NULL);
  RscImportDraft *draft = rsc_import_draft_new (table);
  g_autoptr (RscImportTrial) trial = try_draft (table, draft);
  g_autoptr (RscImportTrial) other = NULL;
  g_autoptr (RscImportTrial) third = NULL;

  g_assert_cmpint (trial->problem, ==, RSC_IMPORT_PROBLEM_DECIMAL);
  draft = rsc_import_draft_copy (trial->draft);
  rsc_import_draft_set_target (draft, table, 1);
  draft->used[0] = TRUE;
  draft->table.decimal = ',';
  draft->table.header = RSC_HEADER_YES;
  other = try_draft (trial->table, draft);
  g_assert_nonnull (other->dataset);
  g_assert_cmpstr (rsc_dataset_get_target_name (other->dataset), ==, "7");
  g_assert_cmpfloat (rsc_dataset_get_x (other->dataset)[0], ==, 1.234);
  /* With commas between fields there are two columns; the line says where the third would begin. */
  draft = rsc_import_draft_copy (other->draft);
  draft->table.separator = ',';
  third = try_draft (other->table, draft);
  g_assert_null (third->dataset);
  g_assert_true (g_str_has_prefix (third->error->message, "f.csv:"));
}

/* Classes of a target of numbers are those of its values. */
static void
test_numbers (void)
{
  g_autoptr (RscTable) table = read_table ("a,kind\n1,1\n2,2\n3,3\n4,1\n", NULL);
  g_autoptr (RscImportTrial) trial = try_draft (table, rsc_import_draft_new (table));
  g_autoptr (RscImportTrial) other = NULL;
  RscImportDraft *draft;

  g_assert_cmpuint (g_strv_length (trial->classes), ==, 3);
  g_assert_cmpint (rsc_dataset_get_reading (trial->dataset)->target_kind, ==, RSC_TARGET_VALUES);
  draft = rsc_import_draft_copy (trial->draft);
  draft->target_type = RSC_TARGET_TYPE_CLASSES;
  other = try_draft (table, draft);
  g_assert_nonnull (other->dataset);
  g_assert_cmpint (rsc_dataset_get_reading (other->dataset)->target_kind, ==,
                   RSC_TARGET_AGAINST_REST);
  g_assert_cmpfloat (rsc_dataset_get_y (other->dataset)[0], ==, 1.0);
  g_assert_cmpfloat (rsc_dataset_get_y (other->dataset)[1], ==, -1.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-trial/suggestion", test_suggestion);
  g_test_add_func ("/import-trial/like", test_like);
  g_test_add_func ("/import-trial/again", test_again);
  g_test_add_func ("/import-trial/numbers", test_numbers);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a file was read is kept with its data. */
#include "app/files/rsc-saved-problem.h"
#include "core/data/rsc-import.h"
#include "core/numerics/rsc-error.h"

#include <string.h>

static RscDataset *
read_data (const char *text, const RscImportChoices *choices)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = rsc_import_read (stream, "f.csv", choices, NULL, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

static char *
write_text (RscDataset *dataset)
{
  const RscSavedProblem problem = {
    .source = dataset, .preparation = { .train_fraction = 0.5 }, .lambda_ratio = 0.1, .n_samples = 1
  };
  g_autoptr (RscSaved) saved = rsc_saved_new ();

  rsc_saved_problem_write (&problem, saved);
  return rsc_saved_to_text (saved);
}

/* NULL with the error. */
static RscDataset *
read_text (const char *text, GError **error)
{
  g_autoptr (RscSaved) saved = rsc_saved_parse (text, -1, "a.reluscope", error);
  g_auto (RscSavedProblem) problem = { .lambda_ratio = 0.1, .n_samples = 1 };

  g_assert_nonnull (saved);
  return rsc_saved_problem_read (saved, &problem, error) ? g_steal_pointer (&problem.source) : NULL;
}

/* Everything that is said or can be chosen comes back. */
static void
test_round_trip (void)
{
  static const char *const one[] = { "v", NULL };
  static const char *const pair[] = { "u", "v", NULL };
  const struct
  {
    const char *text;
    RscImportChoices choices;
  } cases[] = {
    { "a,b\n1,0\n2,1\n3,0\n", { 0 } },
    { "1;0,5\n2;1,5\n3;2,5\n", { 0 } },
    { "sep=;\n# a comment\nb;a,c\n1;0\n2;1\n", { 0 } },
    { ",a,k,e,y\n0,1,u,,u\n1,?,v,,v\n2,3,u,,w\n", { .classes = one, .missing = RSC_MISSING_DROP } },
    { ",a,k,y\n0,1,u,u\n1,2,v,v\n2,3,u,w\n", { .classes = pair, .positive = "u" } },
    { "a|b\n\"1,234.5\"|1\n\xe2\x88\x92"
      "2|2\n",
      { 0 } },
    { "0,1,2\n1.5,2.5,3\n4,5,6\n", { 0 } },
    { "a;y\n1.234;1\n2.345;-1\n", { 0 } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (RscDataset) data = read_data (cases[i].text, &cases[i].choices);
      g_autofree char *text = write_text (data);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) again = read_text (text, &error);
      g_autofree char *text_again = NULL;
      const RscReading *reading = rsc_dataset_get_reading (data), *own;

      g_assert_no_error (error);
      own = rsc_dataset_get_reading (again);
      g_assert_nonnull (own);
      g_assert_cmpuint (own->n_columns, ==, reading->n_columns);
      for (gsize k = 0; k < own->n_columns; k++)
        {
          g_assert_cmpstr (own->columns[k].name, ==, reading->columns[k].name);
          g_assert_cmpint (own->columns[k].role, ==, reading->columns[k].role);
          g_assert_true ((own->columns[k].levels == NULL) == (reading->columns[k].levels == NULL));
          if (own->columns[k].levels != NULL)
            g_assert_cmpstrv (own->columns[k].levels, reading->columns[k].levels);
          if (own->columns[k].role == RSC_ROLE_FEATURE)
            g_assert_cmpuint (own->columns[k].first, ==, reading->columns[k].first);
        }
      g_assert_cmpint (own->target_kind, ==, reading->target_kind);
      g_assert_cmpuint (own->target, ==, reading->target);
      g_assert_cmpstr (own->positive, ==, reading->positive);
      g_assert_cmpstr (own->negative, ==, reading->negative);
      g_assert_cmpint (own->header, ==, reading->header);
      g_assert_cmpint (own->separator, ==, reading->separator);
      g_assert_cmpint (own->decimal, ==, reading->decimal);
      g_assert_cmpstr (own->grouped, ==, reading->grouped);
      g_assert_cmpstr (own->pointed, ==, reading->pointed);
      g_assert_cmpuint (own->n_rows, ==, reading->n_rows);
      g_assert_cmpuint (own->n_missing, ==, reading->n_missing);
      g_assert_cmpuint (own->n_other, ==, reading->n_other);
      g_assert_cmpint (own->has_lookalikes, ==, reading->has_lookalikes);
      text_again = write_text (again);
      g_assert_cmpstr (text_again, ==, text);
    }
}

/* @text with @from replaced by @to, which must be there. */
static char *
change (const char *text, const char *from, const char *to)
{
  g_autoptr (GString) changed = g_string_new (text);

  if (!strstr (text, from))
    g_test_message ("%s in %s", from, text);
  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return g_string_free (g_steal_pointer (&changed), FALSE);
}

/* What cannot be is refused; a reading of other data, which an older program has left, is none of
 * these. */
static void
test_refused (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *said; /* NULL: no reading */
  } cases[] = {
    { "\"feature\"", "\"freature\"", "role" },
    { "\"target\": 3", "\"target\": 9", "target" },
    { "\"target\": 3", "\"target\": 2", "one target" },
    { "\"positive\": [\"v\"]", "\"positive\": []", "classes are missing" },
    { "\"level_counts\": [0", "\"level_counts\": [1e9", "equally long" },
    { "\"level_counts\": [0", "\"level_counts\": [1", "equally long" },
    { "\"level_counts\": [0,", "\"level_counts\": [", "equally long" },
    { "\"separator\": \",\"", "\"separator\": \"x\"", "mark" },
    { "\"rows_used\": 3", "\"rows_used\": 4", NULL },
  };
  g_autoptr (RscDataset) data = read_data ("a,k,y\n1,u,u\n2,v,v\n3,u,u\n", NULL);
  g_autofree char *text = write_text (data);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *changed = change (text, cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) again = read_text (changed, &error);

      if (cases[i].said == NULL)
        {
          g_assert_no_error (error);
          g_assert_null (rsc_dataset_get_reading (again));
          continue;
        }
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, cases[i].said));
    }
}

/* Rows that came and went by hand since, down to the last, take nothing of it away. */
static void
test_edited (void)
{
  g_autoptr (RscDataset) read = read_data ("a,kind\n1,long\n2,round\n3,long\n", NULL);

  for (gsize n = 0; n <= 5; n++)
    {
      RscSavedProblem problem = { .source =
                                    rsc_dataset_new_edited (read, n, g_new0 (double, MAX (n, 1)),
                                                            g_new0 (double, MAX (n, 1)), NULL),
                                  .edited = TRUE,
                                  .preparation = { .train_fraction = 0.5 },
                                  .lambda_ratio = 0.1,
                                  .n_samples = 1 };
      g_autoptr (RscSaved) saved = rsc_saved_new ();
      g_autofree char *text = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (RscDataset) back = NULL;

      rsc_saved_problem_write (&problem, saved);
      text = rsc_saved_to_text (saved);
      back = read_text (text, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (rsc_dataset_get_n (back), ==, n);
      g_assert_nonnull (rsc_dataset_get_reading (back));
      g_assert_cmpstr (rsc_dataset_get_reading (back)->positive, ==, "round");
      rsc_saved_problem_clear (&problem);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-reading/round-trip", test_round_trip);
  g_test_add_func ("/saved-reading/edited", test_edited);
  g_test_add_func ("/saved-reading/refused", test_refused);

  return g_test_run ();
}

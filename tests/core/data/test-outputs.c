/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data of several outputs: how they are read, and that their targets follow the rows. */
#include "core/data/rsc-data-edit.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-preparation.h"
#include "core/data/rsc-reading.h"
#include "core/data/rsc-second-file.h"
#include "core/numerics/rsc-error.h"

#include <math.h>
#include <string.h>

static const char flowers[] = "a,b,kind\n1,2,red\n3,4,blue\n5,6,red\n7,8,green\n9,1,blue\n";
static const char columns[] = "a,u,v,w\n1,2.5,0,x\n2,-1,1,y\n3,0,1,x\n4,7,0,x\n";

static RscDataset *
read_text (const char *text, const RscImportChoices *choices, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, -1, NULL);

  return rsc_import_read (stream, "f.csv", choices, NULL, NULL, error);
}

static RscDataset *
read_every (const char *positive)
{
  const RscImportChoices choices = { .every_class = TRUE,
                                     .target_type = RSC_TARGET_TYPE_CLASSES,
                                     .positive = positive };
  g_autoptr (GError) error = NULL;
  RscDataset *dataset = read_text (flowers, &choices, &error);

  g_assert_no_error (error);
  return dataset;
}

/* The target is always that of the output that is fitted. */
static void
check (RscDataset *dataset, gsize output)
{
  gsize shown;
  RscOutputs *outputs = rsc_dataset_get_outputs (dataset, &shown);

  g_assert_nonnull (outputs);
  g_assert_cmpuint (shown, ==, output);
  g_assert_cmpuint (outputs->n_rows, ==, rsc_dataset_get_n (dataset));
  g_assert_cmpmem (rsc_outputs_get_y (outputs, shown), outputs->n_rows * sizeof (double),
                   rsc_dataset_get_y (dataset), outputs->n_rows * sizeof (double));
}

static gsize
get_class (RscDataset *dataset, gsize i)
{
  RscOutputs *outputs = rsc_dataset_get_outputs (dataset, NULL);
  gsize found = outputs->n, n = 0;

  for (gsize k = 0; k < outputs->n; k++)
    if (rsc_outputs_get_y (outputs, k)[i] > 0.0)
      {
        found = k;
        n++;
      }
  g_assert_cmpuint (n, <=, 1);
  return found;
}

/* Of another column a row that a hand adds has the mean, or of −1 and 1 the more frequent one. */
static void
test_new_row (void)
{
  static const char *const names[] = { "a", "b", NULL };
  static const double cases[][4] = { { 1, 1, -1, 1 }, { 1, -1, -1, -1 }, { 1, 0.5, -1, 0.5 / 3 } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      const double y[] = { 1, 2, 6, cases[k][0], cases[k][1], cases[k][2] };
      const double added[] = { 1, 2, 6, 9 }, other[] = { -1, -1, -1, -1 };
      g_autoptr (RscOutputs) outputs = rsc_outputs_new (names, FALSE, 3, g_memdup2 (y, sizeof y));
      g_autoptr (RscOutputs) first = rsc_outputs_new_edited (outputs, 0, 4, NULL, added);
      g_autoptr (RscOutputs) second = rsc_outputs_new_edited (outputs, 1, 4, NULL, other);

      g_assert_cmpmem (rsc_outputs_get_y (first, 0), sizeof added, added, sizeof added);
      g_assert_cmpmem (rsc_outputs_get_y (first, 1), 3 * sizeof *y, y + 3, 3 * sizeof *y);
      g_assert_cmpfloat_with_epsilon (rsc_outputs_get_y (first, 1)[3], cases[k][3], 1e-15);
      g_assert_cmpfloat_with_epsilon (rsc_outputs_get_y (second, 0)[3], 3.0, 1e-15);
      g_assert_cmpfloat (rsc_outputs_get_y (second, 1)[3], ==, -1.0);
    }
}

static void
test_every_class (void)
{
  static const gsize classes[] = { 2, 0, 2, 1, 0 };
  g_autoptr (RscDataset) dataset = read_every (NULL);
  g_autoptr (RscDataset) green = rsc_dataset_new_output (dataset, 1);
  g_autoptr (RscDataset) red = read_every ("red");
  const RscReading *reading = rsc_dataset_get_reading (green);

  check (dataset, 0);
  check (green, 1);
  check (red, 2);
  g_assert_true (rsc_reading_is_every_class (reading));
  g_assert_cmpint (reading->target_kind, ==, RSC_TARGET_AGAINST_REST);
  g_assert_cmpstr (reading->positive, ==, "green");
  g_assert_cmpstr (rsc_dataset_get_outputs (green, NULL)->names[2], ==, "red");
  for (gsize i = 0; i < 5; i++)
    g_assert_cmpuint (get_class (green, i), ==, classes[i]);
}

/* Each column is what it would be as the only target; a row that misses one is left out for all. */
static void
test_columns (void)
{
  static const char *const targets[] = { "u", "v", "w", NULL };
  RscImportChoices choices = { .targets = targets };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = read_text (columns, &choices, &error);

  g_assert_no_error (error);
  check (dataset, 0);
  g_assert_cmpuint (rsc_dataset_get_d (dataset), ==, 1);
  for (gsize k = 0; k < 3; k++)
    {
      const char *const drop[] = { targets[(k + 1) % 3], targets[(k + 2) % 3], NULL };
      const RscImportChoices alone = { .target = targets[k], .drop = drop };
      g_autoptr (RscDataset) one = read_text (columns, &alone, &error);
      g_autoptr (RscDataset) output = rsc_dataset_new_output (dataset, k);

      g_assert_no_error (error);
      check (output, k);
      g_assert_cmpstr (rsc_dataset_get_target_name (output), ==, targets[k]);
      g_assert_cmpint (rsc_dataset_get_reading (output)->target_kind, ==,
                       rsc_dataset_get_reading (one)->target_kind);
      g_assert_cmpmem (rsc_dataset_get_y (output), 4 * sizeof (double), rsc_dataset_get_y (one),
                       4 * sizeof (double));
      g_assert_cmpmem (rsc_dataset_get_x (output), 4 * sizeof (double), rsc_dataset_get_x (one),
                       4 * sizeof (double));
    }
  choices.missing = RSC_MISSING_DROP;
  g_autoptr (RscDataset) left =
    read_text ("a,u,v,w\n1,2,0,x\n2,,1,y\n3,1,1,\n4,7,0,y\n", &choices, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_dataset_get_n (left), ==, 2);
  check (left, 0);
}

static void
test_refused (void)
{
  static const char *const twice[] = { "u", "u", NULL };
  static const char *const unknown[] = { "u", "nobody", NULL };
  static const char *const classes[] = { "a", "kind", NULL };
  const struct
  {
    const char *text;
    const char *const *targets;
    gboolean every_class;
    const char *needle;
  } cases[] = {
    { columns, twice, FALSE, "twice" },
    { columns, unknown, FALSE, "nobody" },
    { flowers, classes, FALSE, "more than two classes" },
    { flowers, classes, TRUE, "only target" },
  };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      const RscImportChoices choices = { .targets = cases[c].targets,
                                         .every_class = cases[c].every_class };
      g_autoptr (GError) error = NULL;

      g_assert_null (read_text (cases[c].text, &choices, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
      g_assert_nonnull (strstr (error->message, cases[c].needle));
    }
}

/* Rows that come, go and change class. */
static void
test_edited (void)
{
  static const double x[] = { 4, 4 }, plus = 1, minus = -1;
  static const double vector[] = { 0.5, 0.5 };
  static const gsize second[] = { 1 }, third[] = { 2 };
  g_autoptr (RscDataset) dataset = read_every (NULL); /* blue */
  g_autoptr (RscRowSet) row = rsc_row_set_new (1, second);
  g_autoptr (RscRowSet) other = rsc_row_set_new (1, third);
  g_autoptr (RscDataset) less = rsc_data_edit_delete (dataset, row);
  g_autoptr (RscDataset) more = rsc_data_edit_duplicate (dataset, other, vector, NULL);
  g_autoptr (RscDataset) flipped = rsc_data_edit_flip (dataset, other);
  g_autoptr (RscDataset) back = rsc_data_edit_flip (flipped, other);
  g_autoptr (RscDataset) blue = rsc_data_edit_add (dataset, 1, x, &plus, NULL);
  g_autoptr (RscDataset) none = rsc_data_edit_add (dataset, 1, x, &minus, NULL);

  check (less, 0);
  g_assert_cmpuint (get_class (less, 1), ==, 2);
  g_assert_cmpuint (get_class (less, 3), ==, 0);
  check (more, 0);
  g_assert_cmpuint (get_class (more, 5), ==, 2);
  check (flipped, 0);
  /* A red one becomes blue; then it is of no class, for nobody has said of which. */
  g_assert_cmpuint (get_class (flipped, 2), ==, 0);
  g_assert_cmpuint (get_class (back, 2), ==, 3);
  g_assert_cmpuint (get_class (blue, 5), ==, 0);
  g_assert_cmpuint (get_class (none, 5), ==, 3);
}

/* Of another column a new row is in the middle. */
static void
test_middle (void)
{
  static const char *const targets[] = { "u", "v", NULL }, *const drop[] = { "w", NULL };
  const RscImportChoices choices = { .targets = targets, .drop = drop };
  g_autoptr (RscDataset) dataset = read_text (columns, &choices, NULL);
  g_autoptr (RscDataset) second = rsc_dataset_new_output (dataset, 1);
  const double x = 9, y = 1;
  g_autoptr (RscDataset) more = rsc_data_edit_add (second, 1, &x, &y, NULL);

  check (more, 1);
  g_assert_cmpfloat (fabs (rsc_outputs_get_y (rsc_dataset_get_outputs (more, NULL), 0)[4] - 2.125),
                     <, 1e-12);
}

/* Splitting and scaling leave each row its targets; test points of a second file have them too. */
static void
test_prepared (void)
{
  const RscPreparation preparation = { TRUE, 0.6, 3, TRUE };
  g_autoptr (RscDataset) dataset = read_every ("green");
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data ("b,kind,a\n0,blue,1\n2,red,3\n", -1, NULL);
  g_autoptr (RscTable) table = rsc_table_read (stream, "t.csv", NULL, NULL, NULL, &error);
  g_autoptr (RscDataset) held = NULL;
  gsize counts[2][3] = { { 0 } };

  g_assert_true (rsc_preparation_apply (&preparation, dataset, NULL, &train, &test, &error));
  check (train, 1);
  check (test, 1);
  for (gsize i = 0; i < 5; i++)
    counts[0][get_class (dataset, i)]++;
  for (gsize i = 0; i < rsc_dataset_get_n (train); i++)
    counts[1][get_class (train, i)]++;
  for (gsize i = 0; i < rsc_dataset_get_n (test); i++)
    counts[1][get_class (test, i)]++;
  g_assert_cmpmem (counts[0], sizeof counts[0], counts[1], sizeof counts[1]);

  held = rsc_second_file_new_dataset (table, dataset, RSC_MISSING_REFUSE, NULL, NULL, &error);
  g_assert_no_error (error);
  check (held, 1);
  g_assert_cmpuint (get_class (held, 0), ==, 0);
  g_assert_cmpuint (get_class (held, 1), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/outputs/new-row", test_new_row);
  g_test_add_func ("/outputs/every-class", test_every_class);
  g_test_add_func ("/outputs/columns", test_columns);
  g_test_add_func ("/outputs/refused", test_refused);
  g_test_add_func ("/outputs/edited", test_edited);
  g_test_add_func ("/outputs/middle", test_middle);
  g_test_add_func ("/outputs/prepared", test_prepared);
  return g_test_run ();
}

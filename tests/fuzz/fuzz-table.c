/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a table, as a second file that goes with another, and as rows that are pasted into a
 * table: finite numbers, or one sentence that names the place. Rows of numbers that are copied
 * are pasted the same. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "core/data/rsc-dataset.h"
#include "core/data/rsc-import.h"
#include "core/data/rsc-pasted-rows.h"
#include "core/data/rsc-second-file.h"

static RscDataset *
read_table (const void *bytes, gsize size, const RscImportChoices *choices, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);

  return rsc_import_read (stream, "f.csv", choices, NULL, NULL, error);
}

static void
check_sentence (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_str_has_prefix (error->message, "f.csv"));
  g_assert_null (strchr (error->message, '\n'));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
check_numbers (RscDataset *dataset)
{
  g_assert_cmpuint (rsc_dataset_get_n (dataset), >, 0);
  for (gsize i = 0; i < rsc_dataset_get_n (dataset) * rsc_dataset_get_d (dataset); i++)
    g_assert_true (isfinite (rsc_dataset_get_x (dataset)[i]));
  for (gsize i = 0; i < rsc_dataset_get_n (dataset); i++)
    g_assert_true (isfinite (rsc_dataset_get_y (dataset)[i]));
}

/* What is read of @size @bytes beside the data @like. */
static void
check_beside (const guint8 *bytes, gsize size, RscDataset *like)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);
  g_autofree char *text = g_strndup ((const char *) bytes, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTable) table = rsc_table_read (stream, "f.csv", NULL, NULL, NULL, &error);
  g_autoptr (RscDataset) second =
    table ? rsc_second_file_new_dataset (table, like, RSC_MISSING_REFUSE, NULL, NULL, &error)
          : NULL;
  g_auto (RscPastedRows) pasted = { 0 };

  if (second)
    {
      check_numbers (second);
      g_assert_cmpuint (rsc_dataset_get_d (second), ==, rsc_dataset_get_d (like));
    }
  else
    check_sentence (error);
  g_clear_error (&error);
  if (!rsc_pasted_rows_read (&pasted, text, "f.csv", like, &error))
    check_sentence (error);
  for (gsize k = 0; k < pasted.n * (rsc_dataset_get_d (like) + 1); k++)
    g_assert_true (isfinite (pasted.values[k]));
}

/* All rows of @dataset, which are numbers, copied and pasted. */
static void
check_copy (RscDataset *dataset)
{
  const gsize n = rsc_dataset_get_n (dataset);
  const gsize d = rsc_dataset_get_d (dataset);
  g_autofree gsize *rows = g_new (gsize, n);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (RscPastedRows) pasted = { 0 };

  for (gsize i = 0; i < n; i++)
    rows[i] = i;
  text = rsc_pasted_rows_write (dataset, rows, n);
  rsc_pasted_rows_read (&pasted, text, "f.csv", dataset, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pasted.n, ==, n);
  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < d; k++)
        g_assert_cmpfloat (pasted.values[i * (d + 1) + k], ==,
                           rsc_dataset_get_x (dataset)[i * d + k]);
      g_assert_cmpfloat (pasted.values[i * (d + 1) + d], ==, rsc_dataset_get_y (dataset)[i]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  static const double x[] = { 1, 0, 0.5, -2, -1, 1 };
  static const double y[] = { 1, -1, 1 };
  const char *const features[] = { "a", "b", NULL };
  g_autoptr (RscDataset) like = rsc_dataset_new ("d", 3, 2, x, y, features, "y", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = read_table (data, size, NULL, &error);
  g_autoptr (RscDataset) numbers = read_table (data, size, &plain, NULL);

  if (!dataset)
    check_sentence (error);
  for (int k = 0; k < 2; k++)
    {
      RscDataset *made = k == 0 ? dataset : numbers;

      if (!made)
        continue;
      check_numbers (made);
      if (made == numbers)
        check_copy (made);
      check_beside (data, size, made);
    }
  check_beside (data, size, like);
  return 0;
}

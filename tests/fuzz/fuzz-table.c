/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a table: a data set of finite numbers, or one sentence that names the place. Where there
 * is a data set, written as CSV it is read the same. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "core/data/rsc-dataset.h"
#include "core/data/rsc-import.h"

static RscDataset *
read_table (const void *bytes, gsize size, const RscImportChoices *choices, GError **error)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (bytes, (gssize) size, NULL);

  return rsc_import_read (stream, "f.csv", choices, NULL, NULL, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = read_table (data, size, NULL, &error);
  g_autoptr (RscDataset) numbers = read_table (data, size, &plain, NULL);

  if (!dataset)
    {
      g_assert_nonnull (error);
      g_assert_true (g_str_has_prefix (error->message, "f.csv"));
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  for (int k = 0; k < 2; k++)
    {
      RscDataset *made = k == 0 ? dataset : numbers;

      if (!made)
        continue;
      g_assert_cmpuint (rsc_dataset_get_n (made), >, 0);
      for (gsize i = 0; i < rsc_dataset_get_n (made) * rsc_dataset_get_d (made); i++)
        g_assert_true (isfinite (rsc_dataset_get_x (made)[i]));
      for (gsize i = 0; i < rsc_dataset_get_n (made); i++)
        g_assert_true (isfinite (rsc_dataset_get_y (made)[i]));
    }
  return 0;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a table of gates for these data: refused in a sentence, or the patterns of the gates. */
#include "fuzz.h"

#include <string.h>

#include "core/data/rsc-import.h"
#include "core/program/rsc-arrangement.h"

#define N 5
#define D 2

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const double x[N * D] = { 1, 0, 0, 1, 1, 1, -1, 2, 0, 0 };
  static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) bytes = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (RscDataset) table = rsc_import_read (bytes, "g.csv", &plain, NULL, NULL, &error);
  g_autofree double *gates = NULL;
  RscArrangement *arrangement;
  gsize n;

  if (!table)
    {
      g_assert_nonnull (error);
      return 0;
    }
  if (rsc_dataset_get_d (table) + 1 != D)
    return 0;
  n = rsc_dataset_get_n (table);
  gates = g_new (double, n *D);
  for (gsize i = 0; i < n; i++)
    {
      gates[i * D] = rsc_dataset_get_x (table)[i];
      gates[i * D + 1] = rsc_dataset_get_y (table)[i];
    }
  arrangement = rsc_arrangement_new_from_gates (N, D, x, n, gates, 0, &error);
  if (!arrangement)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      return 0;
    }
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (arrangement), >=, 1);
  g_assert_cmpuint (rsc_arrangement_get_n_patterns (arrangement), <=, n);
  rsc_arrangement_unref (arrangement);
  return 0;
}

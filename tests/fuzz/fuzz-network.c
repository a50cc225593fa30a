/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes as a network of these data, in JSON and as a table. */
#include "fuzz.h"

#include <math.h>
#include <string.h>

#include "app/files/rsc-network-csv.h"
#include "app/files/rsc-network-file.h"
#include "core/data/rsc-dataset.h"

static void
check (RscNetwork *network, RscDataset *dataset, const GError *error)
{
  if (!network)
    {
      g_assert_nonnull (error);
      g_assert_null (strchr (error->message, '\n'));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
      return;
    }
  g_assert_no_error (error);
  {
    g_autofree char *table = rsc_network_csv_write (network, dataset, NULL);

    /* A table has no place for gates. */
    if (table)
      {
        g_autoptr (GError) failed = NULL;
        RscNetwork *again =
          rsc_network_csv_parse (table, strlen (table), "f.csv", dataset, &failed);

        g_assert_no_error (failed);
        g_assert_cmpuint (rsc_network_get_width (again), ==, rsc_network_get_width (network));
        rsc_network_unref (again);
      }
  }
  rsc_network_unref (network);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const double x[] = { 1, 0, 0.5, -2, -1, 1 };
  static const double y[] = { 1, -1, 1 };
  const char *const features[] = { "a", "b", NULL };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("d", 3, 2, x, y, features, "y", NULL);
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (GError) json_error = NULL;
  g_autoptr (GError) csv_error = NULL;
  RscNetwork *json = rsc_network_file_parse (text, (gssize) size, "f.json", dataset, &json_error);
  RscNetwork *csv = rsc_network_csv_parse (text, size, "f.csv", dataset, &csv_error);

  check (json, dataset, json_error);
  check (csv, dataset, csv_error);
  return 0;
}

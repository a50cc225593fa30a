/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two networks are apart as functions, on the data and elsewhere. */
#include "app/model/rsc-function-change.h"

#include <math.h>

#include "ui/plot/rsc-function-plot.h"

/* (x)_+ and 2 (x - 1)_+ are the same at 0 and at 2, and 1 apart at 1. */
static const double ONE[] = { 1, 0 }, OTHER[] = { 1, -1 };

static void
test_line (void)
{
  static const double x[] = { 0, 2 }, y[] = { 0, -4 }, output[] = { 1 }, doubled[] = { 2 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("line", 2, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscNetwork) start = rsc_network_new (1, 2, TRUE, ONE, output, NULL);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, TRUE, OTHER, doubled, NULL);
  g_autoptr (RscNetwork) higher = rsc_network_new (1, 2, TRUE, ONE, doubled, NULL);
  RscFunctionChange change;
  double low, high;

  rsc_function_plot_get_range (dataset, 0, &low, &high);
  g_assert_cmpfloat (high, <, 3.0);
  rsc_function_change_measure (dataset, start, network, &change);
  g_assert_cmpfloat (change.on_data, <=, 1e-15);
  /* To the next point of the grid. */
  g_assert_cmpfloat (change.elsewhere, <=, 1.0);
  g_assert_cmpfloat (change.elsewhere, >=, 1.0 - (high - low) / 200);
  g_assert_cmpfloat (change.scale, ==, 4.0);
  /* The ends of the picture are points of the grid. */
  rsc_function_change_measure (dataset, start, higher, &change);
  g_assert_cmpfloat (change.on_data, ==, 2.0);
  g_assert_cmpfloat_with_epsilon (change.elsewhere, high, 1e-12);
  rsc_function_change_measure (dataset, start, start, &change);
  g_assert_cmpfloat (change.on_data, ==, 0.0);
  g_assert_cmpfloat (change.elsewhere, ==, 0.0);
}

/* Of two features the second one counts too: the difference is largest in one corner. */
static void
test_plane (void)
{
  static const double x[] = { 0, 0, 2, 1, 1, 3 }, y[] = { 1, -1, 1 }, output[] = { 1 };
  static const double first[] = { 0, 1, 0 }, second[] = { 1, 2, 0 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("plane", 3, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscNetwork) start = rsc_network_new (1, 3, TRUE, first, output, NULL);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 3, TRUE, second, output, NULL);
  RscFunctionChange change;
  double low[2], high[2];

  for (gsize k = 0; k < 2; k++)
    rsc_function_plot_get_range (dataset, k, &low[k], &high[k]);
  rsc_function_change_measure (dataset, start, network, &change);
  /* (x + 2 y)_+ − (y)_+ at (1, 3), and x + y in the upper right corner. */
  g_assert_cmpfloat_with_epsilon (change.on_data, 4.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (change.elsewhere, high[0] + high[1], 1e-12);
  g_assert_cmpfloat (change.scale, ==, 1.0);
}

/* There is no picture of three features, and none without any. */
static void
test_other (gconstpointer data)
{
  static const double x[] = { 1, 2, 3, 0, -1, 1 }, y[] = { 2, 0.5 }, output[] = { 1 };
  static const double first[] = { 0, 0, 0, 1 }, second[] = { 0, 0, 0, 3 };
  const gsize d = (gsize) GPOINTER_TO_INT (data);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("other", 2, d, x, y, NULL, NULL, NULL);
  g_autoptr (RscNetwork) start = rsc_network_new (1, d + 1, TRUE, first + 3 - d, output, NULL);
  g_autoptr (RscNetwork) network = rsc_network_new (1, d + 1, TRUE, second + 3 - d, output, NULL);
  RscFunctionChange change;

  rsc_function_change_measure (dataset, start, network, &change);
  g_assert_cmpfloat (change.on_data, ==, 2.0);
  g_assert_true (isnan (change.elsewhere));
  g_assert_cmpfloat (change.scale, ==, 2.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/function-change/line", test_line);
  g_test_add_func ("/function-change/plane", test_plane);
  g_test_add_data_func ("/function-change/none", GINT_TO_POINTER (0), test_other);
  g_test_add_data_func ("/function-change/three", GINT_TO_POINTER (3), test_other);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Split first, then scale by the training rows. */
#include <math.h>

#include "core/data/rsc-preparation.h"
#include "core/numerics/rsc-error.h"

static void
test_scale (void)
{
  /* A plain feature, a constant, one far from 0, and ones near both ends of the doubles. */
  const double x[] = { 1.0, 0.1, 1e9 + 1.0, 1e308,  1e-310, /**/
                       2.0, 0.1, 1e9 + 2.0, -1e308, 2e-310, /**/
                       6.0, 0.1, 1e9 + 6.0, 1e307,  6e-310 };
  const double y[] = { 1.0, 2.0, 3.0 };
  const double expected[] = { -2.0, -1.0, 3.0 };
  g_autoptr (RscDataset) data = rsc_dataset_new ("d", 3, 5, x, y, NULL, "t", NULL);
  g_autoptr (RscDataset) scaled = rsc_dataset_ref (data);
  g_autoptr (GError) error = NULL;
  const double *z;

  g_assert_true (rsc_preparation_scale (&scaled, NULL, &error));
  g_assert_no_error (error);
  z = rsc_dataset_get_x (scaled);
  g_assert_cmpstr (rsc_dataset_get_target_name (scaled), ==, "t");
  g_assert_cmpmem (rsc_dataset_get_y (scaled), sizeof y, y, sizeof y);
  for (gsize k = 0; k < 5; k++)
    {
      double mean = 0.0;
      double square = 0.0;

      for (gsize i = 0; i < 3; i++)
        {
          mean += z[i * 5 + k] / 3.0;
          square += z[i * 5 + k] * z[i * 5 + k] / 3.0;
        }
      g_assert_cmpfloat_with_epsilon (mean, 0.0, 1e-14);
      g_assert_cmpfloat_with_epsilon (square, k == 1 ? 0.0 : 1.0, 1e-12);
    }
  for (gsize i = 0; i < 3; i++)
    {
      /* 1, 2, 6: mean 3, variance 14/3. */
      g_assert_cmpfloat_with_epsilon (z[i * 5], expected[i] / sqrt (14.0 / 3.0), 1e-14);
      g_assert_cmpfloat_with_epsilon (z[i * 5 + 2], expected[i] / sqrt (14.0 / 3.0), 1e-14);
      g_assert_cmpfloat (z[i * 5 + 1], ==, 0.0);
    }
}

/* The numbers of the training rows alone: far away held-out rows change nothing of them, and are
 * scaled as the training rows are. */
static void
test_held_out_rows_do_not_leak (void)
{
  enum
  {
    N = 40
  };
  double x[2 * N], y[N];
  static const char *const names[] = { "near", "far", NULL };
  g_autoptr (RscDataset) source = NULL;
  g_autoptr (RscDataset) raw_train = NULL;
  g_autoptr (RscDataset) raw_test = NULL;
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (GError) error = NULL;
  RscPreparation preparation;
  gsize n, n_test;

  for (gsize i = 0; i < N; i++)
    {
      x[2 * i] = sin (3.7 * (double) i);
      x[2 * i + 1] = exp (0.2 * (double) i);
      y[i] = (double) i;
    }
  source = rsc_dataset_new ("d", N, 2, x, y, names, "t", NULL);
  rsc_preparation_init (&preparation);
  preparation.split = TRUE;
  preparation.train_fraction = 0.6;
  preparation.seed = 7;
  g_assert_true (rsc_preparation_apply (&preparation, source, NULL, &raw_train, &raw_test, &error));
  preparation.standardise = TRUE;
  g_assert_true (rsc_preparation_apply (&preparation, source, NULL, &train, &test, &error));
  g_assert_no_error (error);
  n = rsc_dataset_get_n (train);
  n_test = rsc_dataset_get_n (test);
  g_assert_cmpuint (n, ==, 24);
  g_assert_cmpuint (n_test, ==, 16);
  for (gsize k = 0; k < 2; k++)
    {
      const double *from = rsc_dataset_get_x (raw_train);
      double mean = 0.0, square = 0.0, mu = 0.0, variance = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          double z = rsc_dataset_get_x (train)[2 * i + k];

          mean += z / (double) n;
          square += z * z / (double) n;
          mu += from[2 * i + k] / (double) n;
        }
      g_assert_cmpfloat_with_epsilon (mean, 0.0, 1e-14);
      g_assert_cmpfloat_with_epsilon (square, 1.0, 1e-12);
      for (gsize i = 0; i < n; i++)
        variance += (from[2 * i + k] - mu) * (from[2 * i + k] - mu) / (double) n;
      for (gsize i = 0; i < n_test; i++)
        g_assert_cmpfloat_with_epsilon (
          rsc_dataset_get_x (test)[2 * i + k],
          (rsc_dataset_get_x (raw_test)[2 * i + k] - mu) / sqrt (variance), 1e-12);
    }
  g_assert_cmpstr (rsc_dataset_get_feature_name (test, 1), ==, "far");
  g_assert_cmpstr (rsc_dataset_get_target_name (test), ==, "t");
  g_assert_cmpmem (rsc_dataset_get_y (test), n_test * sizeof (double), rsc_dataset_get_y (raw_test),
                   n_test * sizeof (double));
}

/* Nothing to do gives the data themselves; what cannot be done leaves nothing behind. */
static void
test_edges (void)
{
  const double x[] = { 1e-300, 1e-300, 2e-300 };
  const double far[] = { 1e300 };
  const double y[] = { 1, 2, 3 };
  g_autoptr (RscDataset) source = rsc_dataset_new ("d", 3, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) held = rsc_dataset_new ("h", 1, 1, far, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) one = rsc_dataset_new ("o", 1, 1, far, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) train = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (GError) error = NULL;
  RscDataset *kept = source, *kept_held = held;
  RscPreparation preparation;

  rsc_preparation_init (&preparation);
  g_assert_true (rsc_preparation_apply (&preparation, source, NULL, &train, &test, &error));
  g_assert_true (train == source);
  g_assert_null (test);
  g_clear_pointer (&train, rsc_dataset_unref);
  g_assert_true (rsc_preparation_apply (&preparation, source, held, &train, &test, &error));
  g_assert_true (train == source && test == held);
  g_clear_pointer (&test, rsc_dataset_unref);

  g_assert_false (rsc_preparation_scale (&source, &held, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_DATA);
  g_assert_true (source == kept && held == kept_held);
  g_clear_error (&error);
  g_clear_pointer (&train, rsc_dataset_unref);
  preparation.split = TRUE;
  preparation.standardise = TRUE;
  g_assert_false (rsc_preparation_apply (&preparation, one, NULL, &train, &test, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_true (train == NULL && test == NULL);
  g_clear_error (&error);

  /* One row is constant: 0, and the held-out rows with it. */
  g_assert_true (rsc_preparation_scale (&one, &held, &error));
  g_assert_cmpfloat (rsc_dataset_get_x (one)[0], ==, 0);
  g_assert_cmpfloat (rsc_dataset_get_x (held)[0], ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preparation/scale", test_scale);
  g_test_add_func ("/preparation/held-out-rows-do-not-leak", test_held_out_rows_do_not_leak);
  g_test_add_func ("/preparation/edges", test_edges);

  return g_test_run ();
}

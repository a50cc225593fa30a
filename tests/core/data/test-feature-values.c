/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-feature-values.h"

#include <math.h>

static void
test_values (void)
{
  g_autoptr (RscFeatureValues) one = rsc_feature_values_new_with (NULL, 3, 2, 0.5);
  g_autoptr (RscFeatureValues) two = rsc_feature_values_new_with (one, 3, 0, -1.0);
  g_autoptr (RscFeatureValues) again = rsc_feature_values_new_with (two, 3, 0, NAN);

  g_assert_true (isnan (rsc_feature_values_get (NULL, 0)));
  g_assert_true (isnan (rsc_feature_values_get (one, 0)));
  g_assert_true (isnan (rsc_feature_values_get (one, 7)));
  g_assert_cmpfloat (rsc_feature_values_get (one, 2), ==, 0.5);
  g_assert_cmpfloat (rsc_feature_values_get (two, 0), ==, -1.0);
  g_assert_cmpfloat (rsc_feature_values_get (two, 2), ==, 0.5);

  g_assert_true (rsc_feature_values_equal (NULL, NULL));
  g_assert_true (rsc_feature_values_equal (one, again));
  g_assert_false (rsc_feature_values_equal (one, two));
  g_assert_false (rsc_feature_values_equal (one, NULL));
  g_assert_false (rsc_feature_values_equal (NULL, one));
  g_assert_null (rsc_feature_values_new_with (one, 3, 2, NAN));
}

static void
test_place (void)
{
  const double x[] = { 0.0, 2.0, 4.0, 2.0, 6.0, 8.0 }, y[] = { 1.0, -1.0 };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("points", 2, 3, x, y, NULL, "y", NULL);
  g_autoptr (RscFeatureValues) at = rsc_feature_values_new_with (NULL, 3, 1, 0.0);
  g_autofree double *mean = rsc_feature_values_dup_place (NULL, dataset);
  g_autofree double *place = rsc_feature_values_dup_place (at, dataset);

  g_assert_cmpfloat (mean[0], ==, 1.0);
  g_assert_cmpfloat (mean[1], ==, 4.0);
  g_assert_cmpfloat (mean[2], ==, 6.0);
  g_assert_cmpfloat (place[0], ==, 1.0);
  g_assert_cmpfloat (place[1], ==, 0.0);
  g_assert_cmpfloat (place[2], ==, 6.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/feature-values/values", test_values);
  g_test_add_func ("/feature-values/place", test_place);
  return g_test_run ();
}

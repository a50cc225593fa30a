/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-argmax.h"

/* f(x) = slope (x)_+ + level, with a bias column. */
static RscNetwork *
make (double slope, double level)
{
  const double w[] = { 1.0, 0.0, 0.0, 1.0 };
  const double hidden[] = { w[0], w[1], w[2], w[3] }, output[] = { slope, level };

  return rsc_network_new (2, 2, TRUE, hidden, output, NULL);
}

static void
test_largest (void)
{
  RscNetwork *networks[] = { make (0.0, 1.0), make (1.0, 0.0), make (0.0, 1.0) };
  const double x[] = { -3.0, 0.5, 1.0, 2.0 };
  gsize classes[4];

  rsc_argmax_classify (3, networks, 4, x, classes);
  g_assert_cmpuint (classes[0], ==, 0);
  g_assert_cmpuint (classes[1], ==, 0);
  /* Of equal ones the first. */
  g_assert_cmpuint (classes[2], ==, 0);
  g_assert_cmpuint (classes[3], ==, 1);
  for (gsize k = 0; k < 3; k++)
    rsc_network_unref (networks[k]);
}

static void
test_count (void)
{
  RscNetwork *networks[] = { make (0.0, 1.0), make (1.0, 0.0) };
  const double x[] = { -3.0, 0.5, 3.0, 2.0, 9.0 };
  /* The last is of neither. */
  const double one[] = { 1.0, -1.0, 1.0, -1.0, -1.0 }, other[] = { -1.0, 1.0, -1.0, 1.0, -1.0 };
  RscDataset *datasets[] = { rsc_dataset_new ("one", 5, 1, x, one, NULL, NULL, NULL),
                             rsc_dataset_new ("other", 5, 1, x, other, NULL, NULL, NULL) };
  gsize counts[4], n;

  g_assert_cmpuint (rsc_argmax_count (2, networks, datasets, counts, &n), ==, 2);
  g_assert_cmpuint (n, ==, 4);
  g_assert_cmpuint (counts[0], ==, 1);
  g_assert_cmpuint (counts[1], ==, 1);
  g_assert_cmpuint (counts[2], ==, 1);
  g_assert_cmpuint (counts[3], ==, 1);
  for (gsize k = 0; k < 2; k++)
    {
      rsc_network_unref (networks[k]);
      rsc_dataset_unref (datasets[k]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/argmax/largest", test_largest);
  g_test_add_func ("/argmax/count", test_count);
  return g_test_run ();
}

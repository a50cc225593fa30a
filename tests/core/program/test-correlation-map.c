/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-correlation-map.h"

#include <math.h>

#define LONGITUDES 24
#define LATITUDES 13

/* Rows with every sign of the third column, on the equator, at a pole, zero and repeated: the sum
 * at every node. */
static void
test_nodes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int trial = 0; trial < 50; trial++)
    {
      const gsize n = 1 + (gsize) trial % 17;
      g_autofree double *x = g_new (double, 3 * n);
      g_autofree double *r = g_new (double, n);
      double latitudes[LATITUDES], values[LATITUDES * LONGITUDES];

      for (gsize i = 0; i < n; i++)
        {
          for (int k = 0; k < 3; k++)
            x[3 * i + k] =
              trial % 2 ? g_rand_int_range (rand, -2, 3) : g_rand_double_range (rand, -1.0, 1.0);
          r[i] = g_rand_double_range (rand, -1.0, 1.0);
        }
      for (int j = 0; j < LATITUDES; j++)
        latitudes[j] = -0.5 * G_PI + G_PI * (j + 0.37 * (trial % 3)) / (LATITUDES - 0.2);
      rsc_correlation_map_fill (n, x, r, LONGITUDES, LATITUDES, latitudes, values);
      for (int j = 0; j < LATITUDES; j++)
        for (int k = 0; k < LONGITUDES; k++)
          {
            const double a = 2.0 * G_PI * k / LONGITUDES, b = latitudes[j];
            const double u[3] = { cos (b) * cos (a), cos (b) * sin (a), sin (b) };
            double sum = 0.0;

            for (gsize i = 0; i < n; i++)
              sum += r[i] * fmax (x[3 * i] * u[0] + x[3 * i + 1] * u[1] + x[3 * i + 2] * u[2], 0.0);
            g_assert_cmpfloat_with_epsilon (values[j * LONGITUDES + k], sum, 1e-12);
          }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/correlation-map/nodes", test_nodes);
  return g_test_run ();
}

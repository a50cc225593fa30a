/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "timing.h"

#include <math.h>
#include <time.h>

double
cpu_ms (void)
{
  return 1e3 * (double) clock () / CLOCKS_PER_SEC;
}

double
measure_yardstick (void)
{
  double best = INFINITY;

  for (int k = 0; k < 5; k++)
    {
      const double begin = cpu_ms ();
      volatile double seed = 0.5;
      double value = seed;

      for (int i = 0; i < 10000000; i++)
        value = value * 0.999999 + 1e-6;
      seed = value;
      best = MIN (best, cpu_ms () - begin);
    }
  return best;
}

int
compare_doubles (const void *a, const void *b)
{
  const double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

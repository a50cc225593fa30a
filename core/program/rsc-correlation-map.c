/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-correlation-map.h"

#include <math.h>
#include <string.h>

/* How many of the rising values are at most @t. */
static gsize
count_up_to (gsize n, const double *values, double t)
{
  gsize low = 0, high = n;

  while (low < high)
    {
      const gsize middle = low + (high - low) / 2;

      if (values[middle] <= t)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* One meridian: what begins (or ceases) to be active at latitude j is added to (or taken from) the
 * slopes there, and the slopes are summed from the south. With p = x_0 cos a + x_1 sin a and q =
 * x_2, h = Σ r (p cos b + q sin b)_+. */
static void
fill_meridian (gsize n,
               const double *x,
               const double *r,
               double angle,
               gsize n_latitudes,
               const double *tangents,
               double *p_slope,
               double *q_slope)
{
  const double c = cos (angle), s = sin (angle);

  memset (p_slope, 0, (n_latitudes + 1) * sizeof *p_slope);
  memset (q_slope, 0, (n_latitudes + 1) * sizeof *q_slope);
  for (gsize i = 0; i < n; i++)
    {
      const double p = x[3 * i] * c + x[3 * i + 1] * s, q = x[3 * i + 2];
      gsize j;

      if (q == 0.0)
        {
          if (p > 0.0)
            p_slope[0] += r[i] * p;
          continue;
        }
      j = count_up_to (n_latitudes, tangents, -p / q);
      p_slope[j] += q > 0.0 ? r[i] * p : -r[i] * p;
      q_slope[j] += q > 0.0 ? r[i] * q : -r[i] * q;
      if (q < 0.0)
        {
          p_slope[0] += r[i] * p;
          q_slope[0] += r[i] * q;
        }
    }
}

void
rsc_correlation_map_fill (gsize n,
                          const double *x,
                          const double *r,
                          gsize n_longitudes,
                          gsize n_latitudes,
                          const double *latitudes,
                          double *values)
{
  g_autofree double *tangents = NULL;
  g_autofree double *cosines = NULL;
  g_autofree double *sines = NULL;
  g_autofree double *p_slope = NULL;
  g_autofree double *q_slope = NULL;

  g_return_if_fail (n == 0 || (x != NULL && r != NULL));
  g_return_if_fail (n_latitudes == 0 || latitudes != NULL);
  g_return_if_fail (n_longitudes * n_latitudes == 0 || values != NULL);

  tangents = g_new (double, n_latitudes + 1);
  cosines = g_new (double, n_latitudes + 1);
  sines = g_new (double, n_latitudes + 1);
  p_slope = g_new (double, n_latitudes + 1);
  q_slope = g_new (double, n_latitudes + 1);
  for (gsize j = 0; j < n_latitudes; j++)
    {
      tangents[j] = tan (latitudes[j]);
      cosines[j] = cos (latitudes[j]);
      sines[j] = sin (latitudes[j]);
    }
  for (gsize k = 0; k < n_longitudes; k++)
    {
      double p = 0.0, q = 0.0;

      fill_meridian (n, x, r, 2.0 * G_PI * (double) k / (double) n_longitudes, n_latitudes,
                     tangents, p_slope, q_slope);
      for (gsize j = 0; j < n_latitudes; j++)
        {
          p += p_slope[j];
          q += q_slope[j];
          values[j * n_longitudes + k] = p * cosines[j] + q * sines[j];
        }
    }
}

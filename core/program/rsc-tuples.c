/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-tuples.h"

static double
choose (gsize n, gsize k)
{
  double number = 1.0;

  if (k > n)
    return 0.0;
  for (gsize i = 0; i < k; i++)
    number *= (double) (n - i) / (double) (i + 1);
  return number;
}

double
rsc_tuples_get_fraction (gsize m, gsize k, gsize n_places, const guint32 *places)
{
  double n_before = 0.0;
  gsize next = 0; /* the first that may follow the one before */

  if (n_places == 0)
    return 1.0;
  for (gsize j = 0; j < n_places && j < k; j++)
    {
      n_before += choose (m - next, k - j) - choose (m - places[j], k - j);
      next = places[j] + 1;
    }
  return n_before / choose (m, k);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-quantile.h"

#include <math.h>

double
rsc_quantile_find (gsize n, double *values, double q)
{
  double place;
  gsize low;

  g_return_val_if_fail (n > 0 && values != NULL, NAN);
  g_return_val_if_fail (q >= 0.0 && q <= 1.0, NAN);

  /* Few values, and often sorted already. */
  for (gsize i = 1; i < n; i++)
    for (gsize k = i; k > 0 && values[k - 1] > values[k]; k--)
      {
        const double swap = values[k];

        values[k] = values[k - 1];
        values[k - 1] = swap;
      }
  place = q * (double) (n - 1);
  low = (gsize) floor (place);
  if (low + 1 >= n)
    return values[n - 1];
  return values[low] + (place - (double) low) * (values[low + 1] - values[low]);
}

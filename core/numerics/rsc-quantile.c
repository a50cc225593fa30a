/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-quantile.h"

#include <gsl/gsl_sort.h>
#include <math.h>

double
rsc_quantile_find (gsize n, double *values, double q)
{
  double place;
  gsize low;

  g_return_val_if_fail (n > 0 && values != NULL, NAN);
  g_return_val_if_fail (q >= 0.0 && q <= 1.0, NAN);

  gsl_sort (values, 1, n);
  place = q * (double) (n - 1);
  low = (gsize) floor (place);
  if (low + 1 >= n)
    return values[n - 1];
  return values[low] + (place - (double) low) * (values[low + 1] - values[low]);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-scaled.h"

#include <math.h>

double *
rsc_scaled_dup (const double *values, gsize n_values, int *exponent)
{
  g_return_val_if_fail (exponent != NULL, NULL);

  double *scaled = g_new (double, n_values + 1);
  double largest = 0.0;

  for (gsize i = 0; i < n_values; i++)
    largest = fmax (largest, fabs (values[i]));
  *exponent = 0;
  if (largest > 0.0)
    frexp (largest, exponent);
  for (gsize i = 0; i < n_values; i++)
    scaled[i] = ldexp (values[i], -*exponent);
  return scaled;
}

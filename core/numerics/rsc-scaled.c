/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-scaled.h"

#include <math.h>

/* Up to here a power of two and its inverse are doubles that lose no bit. */
#define EXPONENT_MAX 1000

void
rsc_scaled_fill (const double *values, gsize n_values, int exponent, double *scaled)
{
  /* One product rounds as ldexp() does, which is many steps for each value. */
  const double factor = ldexp (1.0, exponent);
  const gboolean is_double = exponent >= -EXPONENT_MAX && exponent <= EXPONENT_MAX;

  for (gsize i = 0; i < n_values; i++)
    scaled[i] = is_double ? values[i] * factor : ldexp (values[i], exponent);
}

double *
rsc_scaled_dup (const double *values, gsize n_values, int *exponent)
{
  g_return_val_if_fail (exponent != NULL, NULL);

  double *scaled = g_new (double, n_values + 1);
  double largest = 0.0;

  for (gsize i = 0; i < n_values; i++)
    largest = fabs (values[i]) > largest ? fabs (values[i]) : largest;
  *exponent = 0;
  if (largest > 0.0)
    frexp (largest, exponent);
  rsc_scaled_fill (values, n_values, -*exponent, scaled);
  return scaled;
}

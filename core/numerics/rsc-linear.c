/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-linear.h"

#include "core/numerics/rsc-lapack.h"

#include <math.h>

/* Unknowns up to which own loops are the faster. */
#define SMALL 12

static void
exchange (double *one, double *other)
{
  const double value = *one;

  *one = *other;
  *other = value;
}

gboolean
rsc_linear_factor (gsize n, double *a, int *pivots)
{
  const int order = (int) n;
  int info = 0;

  if (n > SMALL)
    {
      dgetrf_ (&order, &order, a, &order, pivots, &info);
      return info == 0;
    }
  for (gsize k = 0; k < n; k++)
    {
      gsize pivot = k;

      for (gsize i = k + 1; i < n; i++)
        if (fabs (a[k * n + i]) > fabs (a[k * n + pivot]))
          pivot = i;
      if (!(fabs (a[k * n + pivot]) > 0.0))
        return FALSE;
      pivots[k] = (int) pivot;
      for (gsize c = 0; c < n; c++)
        exchange (&a[c * n + k], &a[c * n + pivot]);
      for (gsize i = k + 1; i < n; i++)
        a[k * n + i] /= a[k * (n + 1)];
      for (gsize c = k + 1; c < n; c++)
        for (gsize i = k + 1; i < n; i++)
          a[c * n + i] -= a[k * n + i] * a[c * n + k];
    }
  return TRUE;
}

void
rsc_linear_substitute (gsize n, gsize n_sides, const double *a, const int *pivots, double *b)
{
  const int order = (int) n, sides = (int) n_sides;
  int info = 0;

  if (n > SMALL)
    {
      dgetrs_ ("N", &order, &sides, a, &order, pivots, b, &order, &info, 1);
      return;
    }
  for (gsize c = 0; c < n_sides; c++)
    {
      double *x = b + c * n;

      for (gsize k = 0; k < n; k++)
        exchange (&x[k], &x[pivots[k]]);
      for (gsize k = 0; k < n; k++)
        for (gsize i = k + 1; i < n; i++)
          x[i] -= a[k * n + i] * x[k];
      for (gsize k = n; k-- > 0;)
        {
          x[k] /= a[k * (n + 1)];
          for (gsize i = 0; i < k; i++)
            x[i] -= a[k * n + i] * x[k];
        }
    }
}

gboolean
rsc_linear_solve (gsize n, gsize n_sides, double *a, double *b, int *pivots)
{
  if (!rsc_linear_factor (n, a, pivots))
    return FALSE;
  rsc_linear_substitute (n, n_sides, a, pivots, b);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-mixing.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>

/* The autocorrelation time is no less than this: neighbours that repel each other are worth more
 * than independent draws, but no number of values is worth more than itself. */
#define TIME_LEAST 1e-3

/* Of half walks: mean within, and the variance of all as it is estimated from within and
 * between. */
typedef struct
{
  gsize n_halves;
  gsize n;
  const double *values;
  gsize stride; /* from one walk to the next */
  double *means;
  double within;
  double total;
} Halves;

static const double *
halves_get (const Halves *self, gsize k)
{
  /* Of an odd number the first value is left out. */
  return self->values + k / 2 * self->stride + self->stride % 2 + k % 2 * self->n;
}

static void
halves_init (Halves *self, gsize n_chains, gsize n, const double *values)
{
  *self = (Halves){ .n_halves = 2 * n_chains, .n = n / 2, .values = values, .stride = n };
  self->means = g_new (double, self->n_halves);
  for (gsize k = 0; k < self->n_halves; k++)
    {
      const double *half = halves_get (self, k);

      self->means[k] = gsl_stats_mean (half, 1, self->n);
      self->within += gsl_stats_variance_m (half, 1, self->n, self->means[k]);
    }
  self->within /= (double) self->n_halves;
  self->total = self->within * (double) (self->n - 1) / (double) self->n
                + gsl_stats_variance (self->means, 1, self->n_halves);
}

/* The mean over the half walks of the product of deviations @lag apart. */
static double
halves_covary (const Halves *self, gsize lag)
{
  double sum = 0.0;

  for (gsize k = 0; k < self->n_halves; k++)
    {
      const double *half = halves_get (self, k);

      for (gsize i = 0; i + lag < self->n; i++)
        sum += (half[i] - self->means[k]) * (half[i + lag] - self->means[k]);
    }
  return sum / (double) (self->n * self->n_halves);
}

/* The correlation @lag apart, of the spread over all walks: low while walks are in different
 * places. */
static double
halves_correlate (const Halves *self, gsize lag)
{
  const double bias = (double) self->n / (double) (self->n - 1);

  return 1.0 - (self->within - bias * halves_covary (self, lag)) / self->total;
}

RscMixing
rsc_mixing_check (gsize n_chains, gsize n, const double *values)
{
  RscMixing result = { 1.0, (double) (n_chains * n) };
  Halves halves;
  double low, high, sum = 0.0, last = G_MAXDOUBLE;

  g_return_val_if_fail (n_chains >= 2 && n >= 4 && values != NULL, result);

  gsl_stats_minmax (&low, &high, values, 1, n_chains * n);
  if (high - low <= RSC_TOLERANCE_SAME_VALUES * MAX (fabs (low), fabs (high)))
    return result;
  halves_init (&halves, n_chains, n, values);
  result.shrink = halves.within > 0.0 ? sqrt (halves.total / halves.within) : INFINITY;
  /* Sums of two neighbours are positive and fall, for a walk that can be run backwards. */
  for (gsize lag = 0; lag + 1 < halves.n; lag += 2)
    {
      const double pair =
        (lag == 0 ? 1.0 : halves_correlate (&halves, lag)) + halves_correlate (&halves, lag + 1);

      if (pair <= 0.0)
        break;
      last = MIN (last, pair);
      sum += last;
    }
  result.n_effective =
    MIN (result.n_effective, result.n_effective / MAX (2.0 * sum - 1.0, TIME_LEAST));
  g_free (halves.means);
  return result;
}

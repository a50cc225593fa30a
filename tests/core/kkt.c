/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "kkt.h"

#include <math.h>
#include <string.h>

static double
inner (gsize d, const double *a, const double *b)
{
  long double sum = 0.0L;

  for (gsize k = 0; k < d; k++)
    sum += (long double) a[k] * b[k];
  return (double) sum;
}

static double
length (gsize d, const double *a)
{
  return sqrt (inner (d, a, a));
}

static double
sign_of (const guint64 *pattern, gsize i)
{
  return rsc_pattern_is_active (pattern, i) ? 1.0 : -1.0;
}

static gboolean
is_inside (gsize n,
           gsize d,
           const double *x,
           const guint64 *pattern,
           const double *v,
           double tolerance)
{
  for (gsize i = 0; i < n; i++)
    {
      const double *row = x + i * d;

      if (sign_of (pattern, i) * inner (d, row, v) < -tolerance * length (d, row))
        return FALSE;
    }
  return TRUE;
}

/* The projection is the nearest of the feasible projections on the subspaces of active rows. */
static void
project_by_subsets (gsize n,
                    gsize d,
                    const double *x,
                    const guint64 *pattern,
                    const double *z,
                    double *v)
{
  const double tolerance = 1e-12 * length (d, z);
  double best = length (d, z);
  double trial[3];

  memset (v, 0, d * sizeof (double));
  if (is_inside (n, d, x, pattern, z, tolerance))
    {
      memcpy (v, z, d * sizeof (double));
      return;
    }
  for (gsize i = 0; d > 1 && i < n; i++)
    {
      const double *p = x + i * d;
      const double square = inner (d, p, p);
      double away = 0.0;

      if (!(square > 0.0))
        continue;
      for (gsize k = 0; k < d; k++)
        {
          trial[k] = z[k] - p[k] * inner (d, p, z) / square;
          away += (z[k] - trial[k]) * (z[k] - trial[k]);
        }
      if (sqrt (away) < best && is_inside (n, d, x, pattern, trial, tolerance))
        {
          best = sqrt (away);
          memcpy (v, trial, d * sizeof (double));
        }
      for (gsize j = 0; d == 3 && j < i; j++)
        {
          const double *q = x + j * d;
          const double c[3] = { p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2],
                                p[0] * q[1] - p[1] * q[0] };
          const double area = inner (3, c, c);

          if (!(area > 1e-24 * square * inner (d, q, q)))
            continue;
          away = 0.0;
          for (gsize k = 0; k < 3; k++)
            {
              trial[k] = c[k] * inner (3, c, z) / area;
              away += (z[k] - trial[k]) * (z[k] - trial[k]);
            }
          if (sqrt (away) < best && is_inside (n, d, x, pattern, trial, tolerance))
            {
              best = sqrt (away);
              memcpy (v, trial, d * sizeof (double));
            }
        }
    }
}

/* Hildreth: one multiplier after the other, each to its best value. */
static void
project_by_rows (gsize n,
                 gsize d,
                 const double *x,
                 const guint64 *pattern,
                 const double *z,
                 double *v)
{
  g_autofree double *rho = g_new0 (double, n);
  const double scale = length (d, z);

  memcpy (v, z, d * sizeof (double));
  for (gsize sweep = 0; sweep < 200000; sweep++)
    {
      double moved = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          const double *row = x + i * d;
          const double square = inner (d, row, row);
          double step;

          if (!(square > 0.0))
            continue;
          step = MAX (-rho[i], -sign_of (pattern, i) * inner (d, row, v) / square);
          rho[i] += step;
          for (gsize k = 0; k < d; k++)
            v[k] += sign_of (pattern, i) * step * row[k];
          moved = MAX (moved, fabs (step) * sqrt (square));
        }
      if (moved < 1e-15 * scale)
        break;
    }
}

double
kkt_project (gsize n, gsize d, const double *x, const guint64 *pattern, const double *z, double *v)
{
  if (!(length (d, z) > 0.0))
    memset (v, 0, d * sizeof (double));
  else if (d <= 3)
    project_by_subsets (n, d, x, pattern, z, v);
  else
    project_by_rows (n, d, x, pattern, z, v);
  return length (d, v);
}

void
kkt_check (const RscProblem *problem,
           double lambda,
           gsize n_blocks,
           const gsize *blocks,
           const double *w,
           gsize stride,
           Kkt *kkt)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem), *y = rsc_problem_get_y (problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (arrangement);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *r = g_new (double, n);
  g_autofree double *z = g_new (double, d);
  g_autofree double *v = g_new (double, d);
  long double penalty = 0.0L, square = 0.0L;

  memset (kkt, 0, sizeof *kkt);
  kkt->excess = -1.0;
  for (gsize i = 0; i < n; i++)
    {
      long double fit = 0.0L;

      for (gsize b = 0; b < n_blocks; b++)
        {
          const guint64 *pattern =
            rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (blocks[b]));
          const double value = inner (d, x + i * d, w + b * d);

          if (rsc_pattern_is_active (pattern, i))
            fit += RSC_BLOCK_SIGN (blocks[b]) * value;
          if (!gated && length (d, x + i * d) > 0.0)
            kkt->cone = MAX (kkt->cone, -sign_of (pattern, i) * value
                                          / (length (d, x + i * d) * length (d, w + b * d)));
        }
      r[i] = (double) (y[i] - fit);
      square += (long double) r[i] * r[i];
    }
  for (gsize b = 0; b < n_blocks; b++)
    penalty += length (d, w + b * d);
  kkt->objective = (double) (0.5L * square + lambda * penalty);

  for (gsize j = 0; j < n_patterns; j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      for (int sign = 1; sign >= (gated ? 1 : -1); sign -= 2)
        {
          gsize b = 0;
          double norm;

          while (b < n_blocks && blocks[b] != RSC_BLOCK (j, sign))
            b++;
          if (b == n_blocks && j % stride != 0)
            continue;
          for (gsize k = 0; k < d; k++)
            {
              long double sum = 0.0L;

              for (gsize i = 0; i < n; i++)
                {
                  if (rsc_pattern_is_active (pattern, i))
                    sum += (long double) sign * r[i] * x[i * d + k];
                }
              z[k] = (double) sum;
            }
          if (gated)
            {
              memcpy (v, z, d * sizeof (double));
              norm = length (d, v);
            }
          else
            norm = kkt_project (n, d, x, pattern, z, v);
          kkt->excess = MAX (kkt->excess, (norm - lambda) / lambda);
          if (b < n_blocks)
            {
              double mismatch = 0.0;

              for (gsize k = 0; k < d; k++)
                {
                  const double e = v[k] / lambda - w[b * d + k] / length (d, w + b * d);

                  mismatch += e * e;
                }
              kkt->stationarity = MAX (kkt->stationarity, sqrt (mismatch));
            }
        }
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-candidates.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"

/* Projections between two looks at the cancellable. */
#define PROJECTIONS_PER_POLL 256

static double
distance (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize k = 0; k < n; k++)
    sum += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (sum);
}

RscCandidates *
rsc_candidates_new (RscPricer *pricer)
{
  RscCandidates *self = g_new0 (RscCandidates, 1);
  RscProblem *problem = rsc_pricer_get_problem (pricer);
  const gsize n = rsc_problem_get_n (problem);
  const double *y = rsc_pricer_get_y (pricer);

  self->pricer = pricer;
  self->list = g_array_new (FALSE, FALSE, sizeof (RscCandidate));
  self->v = g_array_new (FALSE, FALSE, sizeof (double));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->position =
    g_new0 (gsize, 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)) + 1);
  self->rounding = 4.0 * DBL_EPSILON * sqrt ((double) n * rsc_gram_dot_short (n, y, y));
  return self;
}

void
rsc_candidates_free (RscCandidates *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_array_unref (self->v);
  g_array_unref (self->rows);
  g_free (self->position);
  g_free (self);
}

static void
forget_positions (RscCandidates *self, const RscPoint *point)
{
  for (gsize k = 0; k < point->n_blocks; k++)
    self->position[rsc_point_get_block (point, k)] = 0;
}

gboolean
rsc_candidates_price (RscCandidates *self,
                      const RscPoint *point,
                      double lambda,
                      RscPrice *result,
                      GCancellable *cancellable,
                      GError **error)
{
  RscProblem *problem = rsc_pricer_get_problem (self->pricer);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize n_all = rsc_problem_get_n_blocks (problem);
  const double threshold = lambda * (1.0 - 1e-7);
  const gsize step = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  gsize projections = 0;
  double t, apart;
  long double product = 0.0L, square = 0.0L, gap;

  if (!rsc_pricer_sweep (self->pricer, point->nu, cancellable, error))
    return FALSE;
  g_array_set_size (self->list, 0);
  g_array_set_size (self->v, 0);
  g_array_set_size (self->rows, 0);
  for (gsize k = 0; k < point->n_blocks; k++)
    self->position[rsc_point_get_block (point, k)] = k + 1;

  result->norm_max = 0.0;
  result->residual = 0.0;
  for (gsize index = 0; index < n_all; index++)
    {
      const gsize block = index * step;
      const double *z = rsc_pricer_get_correlation (self->pricer, RSC_BLOCK_PATTERN (block));
      const gsize active = self->position[block];
      const double length = sqrt (rsc_gram_dot_short (d, z, z));
      RscCandidate candidate;
      const guint32 *rows;
      double *v;
      gsize slot = self->list->len;

      if (active == 0
          && (length < threshold || rsc_pricer_get_bound (self->pricer, block) < threshold))
        continue;
      if (projections++ % PROJECTIONS_PER_POLL == 0
          && g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          forget_positions (self, point);
          return FALSE;
        }

      g_array_set_size (self->v, (guint) ((slot + 1) * d));
      g_array_set_size (self->rows, (guint) ((slot + 1) * d));
      v = (double *) self->v->data + slot * d;
      candidate.norm = rsc_pricer_project_again (self->pricer, block, active > 0 ? 0.0 : threshold,
                                                 v, &rows, &candidate.n_rows);
      result->norm_max = MAX (result->norm_max, candidate.norm);
      if (active == 0 && candidate.norm < threshold)
        continue;

      memcpy ((guint32 *) self->rows->data + slot * d, rows, candidate.n_rows * sizeof (guint32));
      candidate.block = block;
      candidate.slot = slot;
      candidate.key = 0.0;
      candidate.length = 0.0;
      candidate.active = G_MAXSIZE;
      if (active > 0)
        {
          const double *w = rsc_point_get_w (point, active - 1, d);
          double mismatch = 0.0;

          candidate.active = active - 1;
          candidate.length = sqrt (rsc_gram_dot_short (d, w, w));
          for (gsize k = 0; k < d; k++)
            {
              const double e = v[k] / lambda - w[k] / candidate.length;

              mismatch += e * e;
            }
          result->residual = MAX (result->residual, sqrt (mismatch));
        }
      g_array_append_val (self->list, candidate);
    }
  forget_positions (self, point);

  /* As in the certificate, but ν need not be the residual. */
  t = result->norm_max > lambda ? lambda / result->norm_max : 1.0;
  for (gsize i = 0; i < n; i++)
    {
      const long double e = point->r[i] - (long double) t * point->nu[i];

      square += e * e;
      product += (long double) point->fit[i] * point->nu[i];
    }
  gap = 0.5L * square + ((long double) lambda * point->penalty - t * product);
  result->relative_gap = gap > 0.0L ? (double) (gap / point->objective) : 0.0;
  result->residual = MAX (result->residual, (result->norm_max - lambda) / lambda);
  /* A step that was cut short: ν is not the residual, beyond its rounding. */
  apart = distance (n, point->r, point->nu) - self->rounding;
  result->residual = MAX (result->residual, apart / lambda);
  return TRUE;
}

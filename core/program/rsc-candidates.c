/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-candidates.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

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
  const gsize n_blocks = 2 * rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  const double *y = rsc_pricer_get_y (pricer);

  self->pricer = pricer;
  self->stride = 1;
  self->list = g_array_new (FALSE, FALSE, sizeof (RscCandidate));
  self->projections = g_array_new (FALSE, FALSE, sizeof (RscProjection));
  self->v = g_array_new (FALSE, FALSE, sizeof (double));
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->position = g_new0 (gsize, n_blocks + 1);
  self->bounds = g_new0 (double, n_blocks + 1);
  self->rounding = 4.0 * DBL_EPSILON * sqrt ((double) n * rsc_gram_dot_short (n, y, y));
  return self;
}

void
rsc_candidates_free (RscCandidates *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->list);
  g_array_unref (self->projections);
  g_array_unref (self->v);
  g_array_unref (self->rows);
  g_free (self->position);
  g_free (self->bounds);
  g_free (self);
}

void
rsc_candidates_set_stride (RscCandidates *self, gsize stride)
{
  self->stride = stride;
  rsc_pricer_set_stride (self->pricer, stride);
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
  const double threshold = lambda * (1.0 - RSC_TOLERANCE_CANDIDATE);
  const gsize step = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  double t, apart;
  long double product = 0.0L, square = 0.0L, gap;
  gboolean done;

  if (!rsc_pricer_sweep (self->pricer, point->nu, cancellable, error))
    return FALSE;
  g_array_set_size (self->list, 0);
  g_array_set_size (self->projections, 0);
  for (gsize k = 0; k < point->n_blocks; k++)
    self->position[rsc_point_get_block (point, k)] = k + 1;

  rsc_pricer_list_bounds (self->pricer, self->bounds);
  result->norm_max = 0.0;
  result->residual = 0.0;
  for (gsize index = 0; index < n_all; index++)
    {
      const gsize block = index * step;
      if (RSC_BLOCK_PATTERN (block) % self->stride != 0)
        continue;
      const gboolean is_active = self->position[block] > 0;

      if (is_active || self->bounds[block] >= threshold)
        {
          const RscProjection projection = { block, is_active ? 0.0 : threshold, 0.0, 0 };

          g_array_append_val (self->projections, projection);
        }
    }
  g_array_set_size (self->v, (guint) (self->projections->len * d));
  g_array_set_size (self->rows, (guint) (self->projections->len * d));
  done = rsc_pricer_project_all (self->pricer, self->projections->len,
                                 (RscProjection *) (gpointer) self->projections->data,
                                 (double *) (gpointer) self->v->data,
                                 (guint32 *) (gpointer) self->rows->data, cancellable, error);

  for (gsize slot = 0; done && slot < self->projections->len; slot++)
    {
      const RscProjection *projection = &g_array_index (self->projections, RscProjection, slot);
      const gsize active = self->position[projection->block];
      const double *v = (const double *) (gpointer) self->v->data + slot * d;
      RscCandidate candidate = {
        projection->block, projection->norm, 0.0, slot, projection->n_rows, 0.0, G_MAXSIZE
      };

      result->norm_max = MAX (result->norm_max, candidate.norm);
      if (active == 0 && candidate.norm < threshold)
        continue;
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
  if (!done)
    return FALSE;

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

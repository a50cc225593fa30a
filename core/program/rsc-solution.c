/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solution.h"

#include "core/program/rsc-certificate.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <math.h>
#include <string.h>

struct _RscSolution
{
  gatomicrefcount ref_count;
  RscProblem *problem;
  double lambda;
  double tolerance;
  gsize n_blocks;
  gsize *blocks;
  double *w;
  double *fit;
  double *residual;
  double *dual;
  double penalty;
  double squared_error;
  RscCertificate certificate;
  guint iterations;
  double seconds;
};

static double
norm (gsize d, const double *v)
{
  double largest = 0.0, square = 0.0;

  for (gsize k = 0; k < d; k++)
    largest = fmax (largest, fabs (v[k]));
  if (!(largest > 0.0))
    return 0.0;
  for (gsize k = 0; k < d; k++)
    square += (v[k] / largest) * (v[k] / largest);
  return largest * sqrt (square);
}

static int
compare_blocks (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gsize *blocks = user_data;
  const gsize p = blocks[*(const gsize *) a], q = blocks[*(const gsize *) b];

  return (p > q) - (p < q);
}

static void
compute_fit (RscSolution *self)
{
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const double *x = rsc_problem_get_x (self->problem);
  const double *y = rsc_problem_get_y (self->problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const gboolean gated = rsc_problem_get_activation (self->problem) == RSC_ACTIVATION_GATED;

  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const guint64 *pattern =
        rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (self->blocks[b]));
      const double sign = RSC_BLOCK_SIGN (self->blocks[b]);
      const double *w = self->w + b * d;

      for (gsize i = 0; i < n; i++)
        {
          double value = 0.0;

          if (gated && !rsc_pattern_is_active (pattern, i))
            continue;
          for (gsize k = 0; k < d; k++)
            value += x[i * d + k] * w[k];
          if (gated || value > 0.0)
            self->fit[i] += sign * value;
        }
      self->penalty += norm (d, w);
    }
  for (gsize i = 0; i < n; i++)
    {
      self->residual[i] = y[i] - self->fit[i];
      self->squared_error += self->residual[i] * self->residual[i];
    }
}

RscSolution *
rsc_solution_new (RscPricer *pricer,
                  double lambda,
                  double tolerance,
                  gsize n_blocks,
                  const gsize *blocks,
                  const double *w,
                  const double *dual,
                  guint iterations,
                  double seconds,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (pricer != NULL && lambda > 0.0, NULL);

  RscProblem *problem = rsc_pricer_get_problem (pricer);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  g_autoptr (RscSolution) self = g_new0 (RscSolution, 1);
  g_autofree gsize *order = g_new (gsize, n_blocks + 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (problem);
  self->lambda = lambda;
  self->tolerance = tolerance;
  self->n_blocks = n_blocks;
  self->blocks = g_new (gsize, n_blocks + 1);
  self->w = g_new (double, n_blocks *d + 1);
  self->fit = g_new0 (double, n);
  self->residual = g_new0 (double, n);
  self->dual = g_new0 (double, n);
  self->iterations = iterations;
  self->seconds = seconds;

  for (gsize b = 0; b < n_blocks; b++)
    order[b] = b;
  if (n_blocks > 1)
    g_qsort_with_data (order, (int) n_blocks, sizeof (gsize), compare_blocks, (gpointer) blocks);
  for (gsize b = 0; b < n_blocks; b++)
    {
      self->blocks[b] = blocks[order[b]];
      memcpy (self->w + b * d, w + order[b] * d, d * sizeof (double));
    }

  compute_fit (self);
  if (dual != NULL)
    {
      memcpy (self->dual, dual, n * sizeof (double));
      if (!rsc_certificate_compute (pricer, lambda, self->fit, self->penalty, dual,
                                    &self->certificate, cancellable, error))
        return NULL;
    }
  if (dual == NULL || !(self->certificate.relative_gap <= tolerance))
    {
      RscCertificate other;

      if (!rsc_certificate_compute (pricer, lambda, self->fit, self->penalty, NULL, &other,
                                    cancellable, error))
        return NULL;
      if (dual == NULL || other.relative_gap < self->certificate.relative_gap)
        {
          self->certificate = other;
          memcpy (self->dual, self->residual, n * sizeof (double));
        }
    }
  return g_steal_pointer (&self);
}

/* What @self's dual point is to be multiplied with to be feasible at @lambda. */
static double
get_dual_scale (const RscSolution *self, double lambda)
{
  const double largest = self->certificate.norm_max;

  return lambda / (largest > self->lambda ? largest : self->lambda);
}

RscSolution *
rsc_solution_new_between (const RscSolution *above,
                          const RscSolution *below,
                          double lambda,
                          double tolerance,
                          double excess)
{
  g_return_val_if_fail (above != NULL && below != NULL && above->problem == below->problem, NULL);
  g_return_val_if_fail (
    above->lambda > below->lambda && lambda <= above->lambda && lambda >= below->lambda, NULL);

  const gsize n = rsc_problem_get_n (above->problem), d = rsc_problem_get_d (above->problem);
  const double *y = rsc_problem_get_y (above->problem);
  const double share = (above->lambda - lambda) / (above->lambda - below->lambda);
  const double scale_above = (1.0 - share) * get_dual_scale (above, lambda);
  const double scale_below = share * get_dual_scale (below, lambda);
  RscSolution *self = g_new0 (RscSolution, 1);
  gsize i = 0, j = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (above->problem);
  self->lambda = lambda;
  self->tolerance = tolerance;
  self->blocks = g_new (gsize, above->n_blocks + below->n_blocks + 1);
  self->w = g_new0 (double, (above->n_blocks + below->n_blocks) * d + 1);
  self->fit = g_new (double, n);
  self->residual = g_new (double, n);
  self->dual = g_new (double, n);
  /* Both lists are in increasing order. */
  while (i < above->n_blocks || j < below->n_blocks)
    {
      const gboolean from_above =
        i < above->n_blocks && (j == below->n_blocks || above->blocks[i] <= below->blocks[j]);
      const gboolean from_below =
        j < below->n_blocks && (i == above->n_blocks || below->blocks[j] <= above->blocks[i]);
      double *w = self->w + self->n_blocks * d;

      self->blocks[self->n_blocks++] = from_above ? above->blocks[i] : below->blocks[j];
      for (gsize k = 0; k < d; k++)
        w[k] = (from_above ? (1.0 - share) * above->w[i * d + k] : 0.0)
               + (from_below ? share * below->w[j * d + k] : 0.0);
      self->penalty += norm (d, w);
      i += from_above;
      j += from_below;
    }
  for (gsize k = 0; k < n; k++)
    {
      self->fit[k] = (1.0 - share) * above->fit[k] + share * below->fit[k];
      self->residual[k] = y[k] - self->fit[k];
      self->squared_error += self->residual[k] * self->residual[k];
      self->dual[k] = scale_above * above->dual[k] + scale_below * below->dual[k];
      self->certificate.dual_objective += (y[k] - 0.5 * self->dual[k]) * self->dual[k];
    }
  self->certificate.objective = 0.5 * self->squared_error + lambda * self->penalty;
  self->certificate.gap =
    fmax (self->certificate.objective - self->certificate.dual_objective + excess,
          DBL_EPSILON * lambda * self->penalty);
  self->certificate.relative_gap =
    self->certificate.gap > 0.0
      ? self->certificate.gap
          / (self->certificate.dual_objective > 0.0 ? self->certificate.dual_objective
                                                    : self->certificate.objective)
      : 0.0;
  self->certificate.norm_max = lambda;
  return self;
}

RscSolution *
rsc_solution_ref (RscSolution *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_solution_unref (RscSolution *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_problem_unref (self->problem);
  g_free (self->blocks);
  g_free (self->w);
  g_free (self->fit);
  g_free (self->residual);
  g_free (self->dual);
  g_free (self);
}

RscProblem *
rsc_solution_get_problem (const RscSolution *self)
{
  return self->problem;
}

RscSolutionStatus
rsc_solution_get_status (const RscSolution *self)
{
  return self->certificate.relative_gap <= self->tolerance ? RSC_SOLUTION_CONVERGED
                                                           : RSC_SOLUTION_ITERATION_LIMIT;
}

double
rsc_solution_get_lambda (const RscSolution *self)
{
  return self->lambda;
}

double
rsc_solution_get_tolerance (const RscSolution *self)
{
  return self->tolerance;
}

double
rsc_solution_get_objective (const RscSolution *self)
{
  return self->certificate.objective;
}

double
rsc_solution_get_dual_objective (const RscSolution *self)
{
  return self->certificate.dual_objective;
}

double
rsc_solution_get_relative_gap (const RscSolution *self)
{
  return self->certificate.relative_gap;
}

double
rsc_solution_get_squared_error (const RscSolution *self)
{
  return self->squared_error;
}

double
rsc_solution_get_penalty (const RscSolution *self)
{
  return self->penalty;
}

const double *
rsc_solution_get_fit (const RscSolution *self)
{
  return self->fit;
}

const double *
rsc_solution_get_residual (const RscSolution *self)
{
  return self->residual;
}

const double *
rsc_solution_get_dual (const RscSolution *self)
{
  return self->dual;
}

guint
rsc_solution_get_iterations (const RscSolution *self)
{
  return self->iterations;
}

double
rsc_solution_get_seconds (const RscSolution *self)
{
  return self->seconds;
}

gsize
rsc_solution_get_n_blocks (const RscSolution *self)
{
  return self->n_blocks;
}

gsize
rsc_solution_get_block (const RscSolution *self, gsize k)
{
  g_return_val_if_fail (k < self->n_blocks, 0);
  return self->blocks[k];
}

const double *
rsc_solution_get_w (const RscSolution *self, gsize k)
{
  g_return_val_if_fail (k < self->n_blocks, NULL);
  return self->w + k * rsc_problem_get_d (self->problem);
}

/* Whether a block is what rounding left of one that is zero: in its length, and in what it does. */
static gboolean
is_rounding (const RscSolution *self, const double *w)
{
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const double *x = rsc_problem_get_x (self->problem);
  double most = 0.0, fit = 0.0;

  if (norm (d, w) > 4.0 * DBL_EPSILON * self->penalty)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    {
      double value = 0.0;

      for (gsize k = 0; k < d; k++)
        value += x[i * d + k] * w[k];
      most = fmax (most, fabs (value));
      fit = fmax (fit, fabs (self->fit[i]));
    }
  return most <= 4.0 * DBL_EPSILON * fit;
}

RscNetwork *
rsc_solution_dup_network (const RscSolution *self)
{
  const gsize d = rsc_problem_get_d (self->problem);
  const gboolean gated = rsc_problem_get_activation (self->problem) == RSC_ACTIVATION_GATED;
  RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const double *x = rsc_problem_get_x (self->problem);
  g_autofree double *w = g_new (double, self->n_blocks *d + 1);
  g_autofree double *gates = gated ? g_new (double, self->n_blocks *d + 1) : NULL;
  g_autofree int *signs = g_new (int, self->n_blocks + 1);
  gsize m = 0;

  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const int sign = RSC_BLOCK_SIGN (self->blocks[b]);
      const double *wb = self->w + b * d;
      gsize same = m;

      if (is_rounding (self, wb))
        continue;

      /* Gated neurons of different gates are different functions off the training points. */
      for (gsize j = 0; j < m && same == m && !gated; j++)
        if (signs[j] == sign && rsc_problem_is_same_direction (self->problem, wb, w + j * d))
          same = j;
      if (same < m)
        {
          for (gsize k = 0; k < d; k++)
            w[same * d + k] += wb[k];
          continue;
        }
      if (gated
          && !rsc_arrangement_get_gate (arrangement, x, RSC_BLOCK_PATTERN (self->blocks[b]),
                                        gates + m * d, NULL))
        continue;
      memcpy (w + m * d, wb, d * sizeof (double));
      signs[m++] = sign;
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (self->problem), w, signs, gates);
}

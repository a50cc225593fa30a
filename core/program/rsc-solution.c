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
  double norm_max_over_all;
  double bound_over_all; /* relative gap */
  gboolean has_all_ties;
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

/* Whether the problem's patterns are all that its network may have. */
static gboolean
has_own_patterns (const RscProblem *problem)
{
  const RscPatternsKind kind = rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem));

  return kind == RSC_PATTERNS_ALL || rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
}

/* Bounds over all patterns without looking at any: h_s(u) <= Σ_{s ν_i > 0} |ν_i| ||x_i||. */
static void
bound_by_lengths (RscSolution *self, const RscPricer *pricer)
{
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const double *x = rsc_problem_get_x (self->problem);
  double sums[2] = { 0.0, 0.0 };
  RscCertificate all;

  if (has_own_patterns (self->problem))
    {
      self->norm_max_over_all = self->certificate.norm_max;
      self->bound_over_all = self->certificate.relative_gap;
      self->has_all_ties = TRUE;
      return;
    }
  for (gsize i = 0; i < n; i++)
    sums[self->dual[i] > 0.0] += fabs (self->dual[i]) * norm (d, x + i * d);
  self->norm_max_over_all = fmax (sums[0], sums[1]) * (1.0 + 4.0 * (double) (n + d) * DBL_EPSILON);
  rsc_certificate_evaluate (pricer, self->lambda, self->fit, self->penalty, self->dual,
                            self->norm_max_over_all, &all);
  self->bound_over_all = fmin (fmax (all.relative_gap, self->certificate.relative_gap), 1.0);
}

/* With the fit of the blocks, without a certificate. */
static RscSolution *
create (RscProblem *problem,
        double lambda,
        double tolerance,
        gsize n_blocks,
        const gsize *blocks,
        const double *w)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  RscSolution *self = g_new0 (RscSolution, 1);
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
  return self;
}

RscSolution *
rsc_solution_new_start (RscProblem *problem,
                        double lambda,
                        gsize n_blocks,
                        const gsize *blocks,
                        const double *w)
{
  g_return_val_if_fail (problem != NULL && lambda > 0.0, NULL);

  RscSolution *self = create (problem, lambda, 0.0, n_blocks, blocks, w);

  memcpy (self->dual, self->residual, rsc_problem_get_n (problem) * sizeof (double));
  self->certificate.objective = 0.5 * self->squared_error + lambda * self->penalty;
  self->certificate.gap = self->certificate.objective;
  self->certificate.relative_gap = 1.0;
  self->certificate.norm_max = INFINITY;
  self->norm_max_over_all = INFINITY;
  self->bound_over_all = 1.0;
  return self;
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
  const gsize n = rsc_problem_get_n (problem);
  g_autoptr (RscSolution) self = create (problem, lambda, tolerance, n_blocks, blocks, w);

  self->iterations = iterations;
  self->seconds = seconds;
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
  bound_by_lengths (self, pricer);
  return g_steal_pointer (&self);
}

RscSolution *
rsc_solution_new_bounded (RscSolution *from,
                          double tolerance,
                          double norm_max,
                          double dual_objective,
                          gboolean has_all_ties,
                          guint iterations,
                          double seconds)
{
  const gsize n = rsc_problem_get_n (from->problem), d = rsc_problem_get_d (from->problem);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (from->problem);
  RscSolution *self = g_memdup2 (from, sizeof *from);
  RscCertificate all;

  g_atomic_ref_count_init (&self->ref_count);
  rsc_problem_ref (self->problem);
  self->blocks = g_memdup2 (from->blocks, (from->n_blocks + 1) * sizeof (gsize));
  self->w = g_memdup2 (from->w, (from->n_blocks * d + 1) * sizeof (double));
  self->fit = g_memdup2 (from->fit, n * sizeof (double));
  self->residual = g_memdup2 (from->residual, n * sizeof (double));
  self->dual = g_memdup2 (from->dual, n * sizeof (double));
  self->tolerance = tolerance;
  self->iterations = iterations;
  self->seconds = seconds;
  if (has_own_patterns (self->problem))
    return self;
  self->has_all_ties = has_all_ties;
  self->norm_max_over_all = fmin (self->norm_max_over_all, norm_max);
  rsc_certificate_evaluate (pricer, self->lambda, self->fit, self->penalty, self->dual,
                            self->norm_max_over_all, &all);
  if (self->certificate.objective > 0.0)
    self->bound_over_all = fmin (all.relative_gap, (self->certificate.objective - dual_objective)
                                                     / self->certificate.objective);
  /* Nor can it be less than over some of them. */
  self->bound_over_all = fmin (fmax (self->bound_over_all, self->certificate.relative_gap), 1.0);
  return self;
}

/* What @self's dual point is to be multiplied with to be feasible at @lambda, where @largest is the
 * largest
 * ||v_b|| there. */
static double
get_dual_scale (const RscSolution *self, double largest, double lambda)
{
  return lambda / (largest > self->lambda ? largest : self->lambda);
}

/* No ||v_b|| of the blocks of @problem is above this at @self's dual point. */
static double
get_norm_max (const RscSolution *self, const RscProblem *problem)
{
  return self->problem == problem ? self->certificate.norm_max : self->norm_max_over_all;
}

/* The bound over all patterns by the combination of the two dual points that are feasible for all
 * of them. */
static void
bound_between (RscSolution *self,
               const RscSolution *above,
               const RscSolution *below,
               double share,
               double excess)
{
  const double scale_above =
    (1.0 - share) * get_dual_scale (above, above->norm_max_over_all, self->lambda);
  const double scale_below = share * get_dual_scale (below, below->norm_max_over_all, self->lambda);
  const double *y = rsc_problem_get_y (self->problem);
  double dual_objective = 0.0, gap;

  self->has_all_ties = above->has_all_ties && below->has_all_ties;
  /* Of the dual point that is kept: it is feasible for the problem's own. */
  self->norm_max_over_all =
    self->lambda
    * fmax (fmax (1.0, above->norm_max_over_all
                         / fmax (above->lambda, get_norm_max (above, self->problem))),
            below->norm_max_over_all / fmax (below->lambda, get_norm_max (below, self->problem)));
  self->bound_over_all = self->certificate.relative_gap;
  if (has_own_patterns (self->problem))
    return;
  for (gsize i = 0; i < rsc_problem_get_n (self->problem); i++)
    {
      const double nu = scale_above * above->dual[i] + scale_below * below->dual[i];

      dual_objective += (y[i] - 0.5 * nu) * nu;
    }
  gap = self->certificate.objective - dual_objective + excess;
  if (gap > 0.0)
    self->bound_over_all = fmin (
      1.0, fmax (self->bound_over_all,
                 gap / (dual_objective > 0.0 ? dual_objective : self->certificate.objective)));
}

/* Whether the blocks of both mean the same: of priced problems the patterns of one are the first of
 * the other's. */
static gboolean
is_of_one_list (const RscProblem *a, const RscProblem *b)
{
  return a == b
         || (rsc_arrangement_get_kind (rsc_problem_get_arrangement (a)) == RSC_PATTERNS_PRICED
             && rsc_arrangement_get_kind (rsc_problem_get_arrangement (b)) == RSC_PATTERNS_PRICED
             && rsc_problem_get_dataset (a) == rsc_problem_get_dataset (b)
             && rsc_problem_get_bias (a) == rsc_problem_get_bias (b));
}

RscSolution *
rsc_solution_new_between (const RscSolution *above,
                          const RscSolution *below,
                          double lambda,
                          double tolerance,
                          double excess)
{
  g_return_val_if_fail (above != NULL && below != NULL, NULL);
  g_return_val_if_fail (is_of_one_list (above->problem, below->problem), NULL);
  g_return_val_if_fail (
    above->lambda > below->lambda && lambda <= above->lambda && lambda >= below->lambda, NULL);

  const gsize n = rsc_problem_get_n (above->problem), d = rsc_problem_get_d (above->problem);
  const double *y = rsc_problem_get_y (above->problem);
  const double share = (above->lambda - lambda) / (above->lambda - below->lambda);
  RscProblem *problem =
    rsc_problem_get_n_blocks (above->problem) > rsc_problem_get_n_blocks (below->problem)
      ? above->problem
      : below->problem;
  const double scale_above =
    (1.0 - share) * get_dual_scale (above, get_norm_max (above, problem), lambda);
  const double scale_below = share * get_dual_scale (below, get_norm_max (below, problem), lambda);
  RscSolution *self = g_new0 (RscSolution, 1);
  gsize i = 0, j = 0;

  g_atomic_ref_count_init (&self->ref_count);
  self->problem = rsc_problem_ref (problem);
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
  bound_between (self, above, below, share, excess);
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
  const RscPatternsKind kind =
    rsc_arrangement_get_kind (rsc_problem_get_arrangement (self->problem));
  const double gap =
    kind == RSC_PATTERNS_PRICED ? self->bound_over_all : self->certificate.relative_gap;

  return gap <= self->tolerance ? RSC_SOLUTION_CONVERGED : RSC_SOLUTION_ITERATION_LIMIT;
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
rsc_solution_get_bound_over_all (const RscSolution *self)
{
  return self->bound_over_all;
}

double
rsc_solution_get_norm_max_over_all (const RscSolution *self)
{
  return self->norm_max_over_all;
}

gboolean
rsc_solution_is_solved (const RscSolution *self)
{
  return self->certificate.relative_gap <= self->tolerance;
}

gboolean
rsc_solution_is_over_all (const RscSolution *self)
{
  return has_own_patterns (self->problem)
           ? rsc_arrangement_get_kind (rsc_problem_get_arrangement (self->problem))
               == RSC_PATTERNS_ALL
           : self->has_all_ties && self->bound_over_all <= self->tolerance;
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

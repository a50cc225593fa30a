/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-limit.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-attainable.h"
#include "core/program/rsc-generation-private.h"
#include "core/program/rsc-limit-move.h"
#include "core/program/rsc-limit-private.h"

/* λ falls by this from solve to solve, from λ_max to the smallest, and is small enough to look at
 * the limit from there on: events below 1e-5 λ_max are rare, and where there are some the gap shows
 * it. */
#define FACTOR 0.1
#define STEPS_LEAST 5
#define STEPS_MAX 9
/* From so many points on a solve at a tiny λ takes longer than the other way to the limit. */
#define POINTS_MANY 40
/* Where it is known that there is a fit and none is reached yet: neurons that do are steep, and
 * enter at a λ as small as they are long. */
#define STEPS_FAR 14
/* Seconds, where nothing is left of the effort: 0 would be no limit. */
#define EFFORT_LEAST 1e-3

/* ---- from a small λ to 0 ---- */

static double
measure (gsize n, const double *a, const double *b)
{
  double length = 0.0;

  for (gsize i = 0; i < n; i++)
    length = hypot (length, a[i] - (b != NULL ? b[i] : 0.0));
  return length;
}

/* What the dual point of @solution, whose targets are those of the limit, says of the penalty. Each
 * does, at any λ: the best of them stands. */
static gboolean
take_bound (RscLimit *self, RscLimitDescent *descent, RscSolution *solution, GError **error)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  const double *dual = rsc_solution_get_dual (solution);
  double largest = rsc_solution_get_norm_max_over_all (solution), product = 0.0;

  if (descent->problem != NULL && !rsc_limit_descent_find_largest (descent, dual, &largest, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    product += self->target[i] * dual[i];
  if (largest > 0.0)
    self->bound = MAX (self->bound, product / largest);
  return TRUE;
}

/* Whether a network of this @penalty and @misfit is the better one. */
static gboolean
is_better (const RscLimit *self, double penalty, double misfit)
{
  if (self->network == NULL)
    return TRUE;
  if (misfit > RSC_TOLERANCE_EXACT_STEP)
    return misfit <= self->misfit;
  return self->misfit > RSC_TOLERANCE_EXACT_STEP
         || penalty <= rsc_solution_get_penalty (self->network) * (1.0 + RSC_TOLERANCE_GAP);
}

/* How near its network and its bound are. */
static void
judge (RscLimit *self, const RscLimitDescent *descent)
{
  const double penalty = rsc_solution_get_penalty (self->network);

  self->relative_gap = penalty > 0.0       ? fabs (penalty - self->bound) / penalty
                       : self->bound > 0.0 ? 1.0
                                           : 0.0;
  self->status =
    self->relative_gap <= descent->tolerance && self->misfit <= RSC_TOLERANCE_EXACT_STEP
      ? RSC_SOLUTION_CONVERGED
      : RSC_SOLUTION_ITERATION_LIMIT;
}

/* The limit as seen from @solution, whose targets are those of the limit. */
static gboolean
look (RscLimit *self, RscLimitDescent *descent, RscSolution *solution, GError **error)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  const double size = measure (n, self->target, NULL);
  g_autoptr (RscSolution) network = NULL;
  double misfit, unmoved;

  network = rsc_limit_move (solution, self->target, descent->cancellable, error);
  if (network == NULL || !take_bound (self, descent, solution, error))
    return FALSE;
  misfit = size > 0.0 ? measure (n, self->target, rsc_solution_get_fit (network)) / size : 0.0;
  unmoved = size > 0.0 ? measure (n, self->target, rsc_solution_get_fit (solution)) / size : 0.0;
  /* Where λ is not small enough, the way to the target leaves the cones. */
  if (misfit > unmoved)
    {
      g_clear_pointer (&network, rsc_solution_unref);
      network = rsc_solution_ref (solution);
      misfit = unmoved;
    }
  /* Its set is to be that of the limit: the smaller λ is the nearer. */
  if (self->near == NULL || (descent->is_near_apart && rsc_solution_is_solved (solution)))
    {
      g_clear_pointer (&self->near, rsc_solution_unref);
      self->near = rsc_solution_ref (solution);
    }
  if (is_better (self, rsc_solution_get_penalty (network), misfit))
    {
      g_clear_pointer (&self->near, rsc_solution_unref);
      g_clear_pointer (&self->network, rsc_solution_unref);
      self->near = rsc_solution_ref (solution);
      self->network = g_steal_pointer (&network);
      self->misfit = misfit;
      descent->is_near_apart = FALSE;
    }
  judge (self, descent);
  return TRUE;
}

static gboolean
is_far (const RscLimit *self, gsize step)
{
  return self->is_exact && self->misfit > RSC_TOLERANCE_EXACT_STEP && step <= STEPS_FAR;
}

/* From @last on where it is known that there is a fit. */
static gboolean
approach (RscLimit *self, RscLimitDescent *descent, RscSolution *last, GError **error)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (last));
  const double size = measure (n, self->target, NULL);
  g_autoptr (RscSolution) near = NULL;
  g_autoptr (RscSolution) network = NULL;
  double misfit;

  if (!rsc_limit_approach (descent, self->target, last, &self->bound, &near, &network, error))
    return FALSE;
  misfit = measure (n, self->target, rsc_solution_get_fit (network)) / size;
  if (near != NULL || is_better (self, rsc_solution_get_penalty (network), misfit))
    {
      g_clear_pointer (&self->network, rsc_solution_unref);
      self->network = g_steal_pointer (&network);
      self->misfit = misfit;
      descent->is_near_apart = near == NULL;
    }
  judge (self, descent);
  if (near != NULL)
    {
      g_clear_pointer (&self->near, rsc_solution_unref);
      self->near = g_steal_pointer (&near);
      /* Its fit was measured with more digits than the numbers of its network have. */
      if (self->relative_gap <= descent->tolerance)
        self->status = RSC_SOLUTION_CONVERGED;
    }
  return TRUE;
}

/* Whether there is a fit that is farther away than a descent reaches in a short time. */
static gboolean
is_hard (const RscLimit *self, RscSolution *solution)
{
  return self->is_exact && rsc_problem_get_n (rsc_solution_get_problem (solution)) >= POINTS_MANY;
}

/* Down to where the limit is certified. *@before, *@last: the two smallest λ. */
static gboolean
descend (RscLimit *self,
         RscLimitDescent *descent,
         RscSolution **before,
         RscSolution **last,
         GError **error)
{
  const double done = descent->done, all = descent->part;

  descent->part = all / STEPS_MAX;
  for (gsize step = 1; step <= STEPS_MAX || is_far (self, step); step++)
    {
      descent->done = done + (double) (step - 1) * descent->part;
      RscSolution *next = rsc_limit_descent_solve (
        descent, descent->lambda_max * pow (FACTOR, (double) step), *last, error);

      if (next == NULL)
        return FALSE;
      g_clear_pointer (before, rsc_solution_unref);
      *before = *last;
      *last = next;
      rsc_limit_descent_tell (descent, 1.0, NAN);
      if (step == STEPS_LEAST - 1 && is_hard (self, next) && !rsc_limit_descent_is_late (descent))
        {
          const double part = descent->part;

          descent->done += part;
          descent->part = done + all - descent->done;
          if (!approach (self, descent, next, error))
            return FALSE;
          descent->part = part;
          if (self->status == RSC_SOLUTION_CONVERGED && self->near != NULL)
            return TRUE;
        }
      if (step < STEPS_LEAST && !rsc_limit_descent_is_late (descent))
        {
          /* It is known already. */
          if (descent->generation != NULL && !take_bound (self, descent, next, error))
            return FALSE;
          continue;
        }
      /* What was certified once stays, unless this is as well. */
      if (self->status == RSC_SOLUTION_CONVERGED && self->near != NULL
          && rsc_solution_get_status (next) != RSC_SOLUTION_CONVERGED)
        return TRUE;
      if (!look (self, descent, next, error))
        return FALSE;
      if ((self->status == RSC_SOLUTION_CONVERGED && !descent->for_set)
          || rsc_limit_descent_is_late (descent))
        return TRUE;
    }
  return TRUE;
}

/* What the residual tends to, from those at two λ below which it is linear in λ: into @rest. Where
 * time was for one only, what is left there. */
static void
extrapolate (const RscSolution *before, const RscSolution *last, gsize n, double *rest)
{
  if (before == NULL)
    {
      memcpy (rest, rsc_solution_get_residual (last), n * sizeof (double));
      return;
    }

  const double l0 = rsc_solution_get_lambda (before), l1 = rsc_solution_get_lambda (last);
  const double *r0 = rsc_solution_get_residual (before), *r1 = rsc_solution_get_residual (last);

  for (gsize i = 0; i < n; i++)
    rest[i] = (l0 * r1[i] - l1 * r0[i]) / (l0 - l1);
}

/* The zero network where the targets that can be fitted are 0. */
static gboolean
stay_at_zero (RscLimit *self, RscLimitDescent *descent, GError **error)
{
  g_autoptr (RscSolution) zero = rsc_limit_descent_solve (descent, 1.0, NULL, error);

  return zero != NULL && look (self, descent, zero, error);
}

static void
on_begin (double fraction, double gap, gpointer user_data)
{
  rsc_limit_descent_tell (user_data, fraction, gap);
}

/* The same descent with the targets that can be fitted. */
static gboolean
descend_to_target (RscLimit *self, RscLimitDescent *descent, GError **error)
{
  RscProblem *problem = rsc_limit_descent_get_problem (descent);
  const gboolean bias = rsc_problem_get_bias (problem);
  g_autoptr (RscDataset) dataset = rsc_limit_dup_dataset (problem, self->target);
  g_autoptr (RscProblem) other = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolver) solver = NULL;
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  RscLimitDescent own = *descent;

  own.is_near_apart = FALSE;
  /* What is known was of other targets. */
  self->bound = 0.0;
  g_clear_pointer (&self->near, rsc_solution_unref);
  g_clear_pointer (&self->network, rsc_solution_unref);
  if (descent->problem != NULL)
    {
      other = rsc_problem_new (dataset, bias, rsc_problem_get_activation (problem),
                               rsc_problem_get_arrangement (problem), descent->cancellable, error);
      if (other == NULL)
        return FALSE;
      own.solver = solver = rsc_solver_new (other, NULL);
      own.problem = other;
      own.lambda_max = rsc_problem_get_lambda_max (other);
    }
  else
    {
      RscGenerationSettings settings = descent->generation->settings;
      const gint64 end = rsc_generation_get_deadline (descent->generation);

      if (end > 0)
        settings.effort =
          MAX ((double) (end - g_get_monotonic_time ()) / (double) G_USEC_PER_SEC, EFFORT_LEAST);
      generation =
        rsc_generation_new (dataset, bias, &settings, on_begin, &own, descent->cancellable, error);
      if (generation == NULL)
        return FALSE;
      rsc_generation_set_end (generation, end);
      own.part = descent->part;
      own.generation = generation;
      own.lambda_max = rsc_generation_get_lambda_max (generation);
    }
  return own.lambda_max > 0.0 ? descend (self, &own, &before, &last, error)
                              : stay_at_zero (self, &own, error);
}

/* Whether what the limit is over is all patterns of a ReLU network. */
static gboolean
is_over_all (const RscProblem *problem, gboolean is_priced)
{
  return rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU
         && (is_priced
             || rsc_arrangement_get_kind (rsc_problem_get_arrangement (problem))
                  == RSC_PATTERNS_ALL);
}

static void
take_rest (RscLimit *self, gsize n, const double *rest)
{
  self->squared_error = 0.0;
  for (gsize i = 0; i < n; i++)
    self->squared_error += rest[i] * rest[i];
}

/* Where it is known what can be fitted. */
static gboolean
find_exact (RscLimit *self,
            RscLimitDescent *descent,
            const double *y,
            const double *rest,
            GError **error)
{
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  const gsize n = rsc_problem_get_n (rsc_limit_descent_get_problem (descent));

  take_rest (self, n, rest);
  self->interpolates = TRUE;
  for (gsize i = 0; i < n && self->interpolates; i++)
    self->interpolates = self->target[i] == y[i];
  descent->part = 1.0;
  if (!(descent->lambda_max > 0.0))
    return stay_at_zero (self, descent, error);
  return self->interpolates ? descend (self, descent, &before, &last, error)
                            : descend_to_target (self, descent, error);
}

/* Where it is not: first towards the targets, and where these are not reached, to what the residual
 * leaves of them. */
static gboolean
find_nearest (RscLimit *self,
              RscLimitDescent *descent,
              const double *y,
              double *rest,
              GError **error)
{
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  const gsize n = rsc_problem_get_n (rsc_limit_descent_get_problem (descent));
  const gint64 end =
    descent->generation != NULL ? rsc_generation_get_deadline (descent->generation) : 0;
  double largest = 0.0, product = 0.0;

  if (!(descent->lambda_max > 0.0))
    {
      /* Nothing correlates with the targets: the best fit is 0. */
      self->interpolates = measure (n, y, NULL) == 0.0;
      memset (self->target, 0, n * sizeof (double));
      take_rest (self, n, y);
      return stay_at_zero (self, descent, error);
    }
  descent->part = 0.5;
  /* Half of the effort is left for the nearest fit. */
  if (end > 0)
    rsc_generation_set_end (descent->generation, end - MAX (end - g_get_monotonic_time (), 0) / 2);
  if (!descend (self, descent, &before, &last, error))
    return FALSE;
  if (end > 0)
    rsc_generation_set_end (descent->generation, end);
  self->interpolates = self->misfit <= RSC_TOLERANCE_EXACT_STEP;
  if (self->interpolates)
    return TRUE;

  extrapolate (before, last, n, rest);
  for (gsize i = 0; i < n; i++)
    {
      self->target[i] = y[i] - rest[i];
      product += y[i] * rest[i];
    }
  take_rest (self, n, rest);
  descent->done = 0.5;
  descent->part = 0.0;
  if (!rsc_limit_descent_find_largest (descent, rest, &largest, error))
    return FALSE;
  self->slope = largest / self->squared_error;
  self->fitting_bound = largest > 0.0 ? MAX (product / largest, 0.0) : INFINITY;
  descent->part = 0.5;
  self->status = RSC_SOLUTION_ITERATION_LIMIT;
  return descend_to_target (self, descent, error);
}

RscLimit *
rsc_limit_new (RscProblem *problem,
               RscGeneration *generation,
               double tolerance,
               gboolean for_set,
               RscProgressFunc progress,
               gpointer progress_data,
               GCancellable *cancellable,
               GError **error)
{
  g_return_val_if_fail ((problem != NULL) != (generation != NULL), NULL);

  const RscProblem *any = problem != NULL ? problem : rsc_generation_get_problem (generation);
  const gsize n = rsc_problem_get_n (any);
  g_autofree double *y = g_memdup2 (rsc_problem_get_y (any), n * sizeof (double));
  g_autoptr (RscLimit) self = g_new0 (RscLimit, 1);
  g_autoptr (RscSolver) solver = problem != NULL ? rsc_solver_new (problem, NULL) : NULL;
  g_autofree double *rest = g_new (double, n);
  gboolean found;
  RscLimitDescent descent = { .problem = problem,
                              .generation = generation,
                              .solver = solver,
                              .lambda_max = problem != NULL
                                              ? rsc_problem_get_lambda_max (problem)
                                              : rsc_generation_get_lambda_max (generation),
                              .tolerance = tolerance,
                              .for_set = for_set,
                              .progress = progress,
                              .progress_data = progress_data,
                              .cancellable = cancellable };

  g_atomic_ref_count_init (&self->ref_count);
  self->problem =
    rsc_problem_ref (problem != NULL ? problem : rsc_generation_get_problem (generation));
  self->target = g_memdup2 (y, n * sizeof (double));
  self->status = RSC_SOLUTION_ITERATION_LIMIT;
  self->fitting_bound = INFINITY;
  if (is_over_all (any, generation != NULL)
      && !rsc_attainable_find (any, self->target, &self->is_exact, cancellable, error))
    return NULL;
  for (gsize i = 0; i < n; i++)
    rest[i] = y[i] - self->target[i];
  /* The effort is for all of it. */
  if (generation != NULL)
    rsc_generation_set_end (generation, rsc_generation_get_deadline (generation));
  found = self->is_exact ? find_exact (self, &descent, y, rest, error)
                         : find_nearest (self, &descent, y, rest, error);
  self->is_stopped = found && rsc_limit_descent_is_late (&descent)
                     && (self->status != RSC_SOLUTION_CONVERGED
                         || rsc_solution_get_status (self->near) != RSC_SOLUTION_CONVERGED);
  if (generation != NULL)
    rsc_generation_set_end (generation, 0);
  if (!found)
    return NULL;
  if (self->interpolates)
    self->fitting_bound = self->bound;
  return g_steal_pointer (&self);
}

RscLimit *
rsc_limit_ref (RscLimit *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_limit_unref (RscLimit *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_clear_pointer (&self->near, rsc_solution_unref);
  g_clear_pointer (&self->network, rsc_solution_unref);
  g_free (self->target);
  g_free (self);
}

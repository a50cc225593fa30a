/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-progress.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-candidates.h"
#include "core/program/rsc-groups.h"
#include "core/program/rsc-point.h"
#include "core/program/rsc-refinement.h"
#include "core/program/rsc-step.h"

/* The method.
 *
 * The dual asks for the point ν nearest to y with h_b(ν) = ||P_{K_b}(Z_b^T ν)|| <= λ for all
 * blocks, and at the optimum ν is the residual r. Each iteration prices all blocks at the residual,
 * which gives the unit directions u_b = v_b / ||v_b||, and takes a step of sequential quadratic
 * programming: with B_b an orthonormal basis of the face of K_b that v_b lies on, orthogonal to
 * u_b,
 *
 *   w_b = a_b u_b + B_b t_b,   a_b >= 0,   t_b free where the block is active already,
 *   min 1/2 ||y - Σ Z_b w_b||² + λ Σ a_b + 1/2 Σ (||v_b|| / a_b^old) ||t_b||²,
 *
 * the last term being the curvature of λ ||w_b||. Its dual is the QP whose constraints are the
 * tangents of h_b and whose Hessian is that of the Lagrangian, so the convergence is quadratic near
 * the solution. The active-set method for the QP keeps its passive columns independent, however
 * large the optimal set is, so the system stays small and solvable.
 *
 * Where a cone cuts the step short, blocks are priced at the multipliers of the step instead of the
 * residual: they tell which face comes next. A step that raises the objective stands only if its
 * multipliers better the dual bound. Otherwise the norms alone are fitted anew on all directions at
 * hand, old and new ones (a fully corrective Frank-Wolfe step), which cannot raise it. If all of
 * that ends short of the gap, λ is lowered step by step from a large one. What decides is the
 * certificate over all blocks, never the size of a step. */

/* Once the gap is reached: iterations without a new best residual before the solver stops. */
#define PATIENCE_CONVERGED 3

/* Iterations without a better gap or residual before it gives up. */
#define PATIENCE 60

/* The share of the iterations for the steps before λ is lowered: where these crawl on, the others
 * are left to that. */
#define ITERATIONS_FIRST 0.5

/* Iterations without a better gap after which the steps may be going round in a circle: two points
 * with different faces, each the step of the other, the one so little above the other that it
 * passes as rounding. From then on no step may raise the objective. */
#define CIRCLE 4

/* A step of groups is as exact as this share of the residual that it begins with. */
#define GROUPS_SHARE 0.03

/* Weight of that anchor. */
#define ANCHOR 0.1

/* Blocks are taken in that are so far apart, by this factor less in each iteration: at last even
 * those that a large set has side by side. */
#define SPREAD_FACTOR 0.7
#define SPREAD_LEAST 1e-6

/* Where a solve from nothing fails, λ is lowered by this factor at a time. */
#define CONTINUATION_FACTOR 0.2

/* A pricing of more multiply-adds than this is worth a start from a part of the patterns: every so
 * many of them, each part so many times as large as the one before. */
#define WORK_FOR_PARTS 1e8
#define PART_FACTOR 4
#define PARTS_LEAST 128

struct _RscSolver
{
  RscProblem *problem;
  RscSolverSettings settings;
  RscPricer *pricer;
  RscCandidates *candidates;
  RscStep *step;
  RscGroups *groups; /* NULL unless gated */
  gboolean gated;
  gsize n;
  gsize d;
  const double *x;

  gint64 deadline; /* or 0 */

  /* Of the solve at hand: */
  double lambda; /* in the pricer's units */
  RscPoint *point;
  RscPoint *next;
  RscPoint *previous;
  RscPoint *best;
  double best_gap;
  double first_gap; /* NaN before */
  double best_residual;
  guint iteration;
  guint last_iteration; /* of the steps at hand */
  GCancellable *cancellable;
  RscProgressFunc progress; /* or NULL */
  gpointer progress_data;
};

/* The blocks of a solution of other data, found anew: each direction under its own pattern here,
 * left out when that is not among the problem's patterns. */
static void
adopt_point (RscSolver *self, RscSolution *other)
{
  const gsize n = self->n, d = self->d, m = rsc_solution_get_n_blocks (other);
  RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const gsize n_words = rsc_arrangement_get_n_words (arrangement);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (arrangement);
  RscProblem *problem = rsc_solution_get_problem (other);
  const int shift =
    rsc_pricer_get_x_exponent (self->pricer) - rsc_pricer_get_y_exponent (self->pricer);
  g_autofree guint64 *wanted = g_new0 (guint64, m * n_words + 1);

  if (rsc_problem_get_d (problem) != d
      || rsc_problem_get_activation (problem) != RSC_ACTIVATION_RELU || self->gated)
    return;
  for (gsize k = 0; k < m; k++)
    {
      for (gsize i = 0; i < n; i++)
        {
          if (rsc_gram_dot_short (d, self->x + i * d, rsc_solution_get_w (other, k)) >= 0.0)
            wanted[k * n_words + i / 64] |= (guint64) 1 << (i % 64);
        }
    }
  for (gsize j = 0; j < n_patterns; j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      for (gsize k = 0; k < m; k++)
        {
          if (pattern[0] == wanted[k * n_words]
              && memcmp (pattern, wanted + k * n_words, n_words * sizeof (guint64)) == 0)
            rsc_point_add (self->point, d,
                           RSC_BLOCK (j, RSC_BLOCK_SIGN (rsc_solution_get_block (other, k))),
                           rsc_solution_get_w (other, k), ldexp (1.0, shift));
        }
    }
  for (gsize k = 0; k < self->point->n_blocks; k++)
    rsc_pricer_project_point (self->pricer, rsc_point_get_block (self->point, k),
                              rsc_point_get_w (self->point, k, d));
}

/* Whether it is a solution of the same data, but for the patterns. */
static gboolean
is_of_same_data (const RscSolver *self, RscSolution *other)
{
  RscProblem *problem = rsc_solution_get_problem (other);

  return rsc_problem_get_dataset (problem) == rsc_problem_get_dataset (self->problem)
         && rsc_problem_get_bias (problem) == rsc_problem_get_bias (self->problem)
         && rsc_problem_get_activation (problem) == rsc_problem_get_activation (self->problem);
}

/* Its blocks whose patterns are among the problem's. */
static void
take_blocks (RscSolver *self, RscSolution *other)
{
  RscArrangement *from = rsc_problem_get_arrangement (rsc_solution_get_problem (other));
  RscArrangement *to = rsc_problem_get_arrangement (self->problem);
  const int shift =
    rsc_pricer_get_x_exponent (self->pricer) - rsc_pricer_get_y_exponent (self->pricer);

  for (gsize k = 0; k < rsc_solution_get_n_blocks (other); k++)
    {
      const gsize block = rsc_solution_get_block (other, k);
      gsize j = RSC_BLOCK_PATTERN (block);

      if (from != to)
        j = rsc_arrangement_find_pattern (to, rsc_arrangement_get_pattern (from, j));
      if (j != G_MAXSIZE)
        rsc_point_add (self->point, self->d, RSC_BLOCK (j, RSC_BLOCK_SIGN (block)),
                       rsc_solution_get_w (other, k), ldexp (1.0, shift));
    }
}

static void
start_point (RscSolver *self, RscSolution *warm_start)
{
  rsc_point_clear (self->point);
  if (warm_start != NULL && is_of_same_data (self, warm_start))
    take_blocks (self, warm_start);
  else if (warm_start != NULL)
    adopt_point (self, warm_start);
  rsc_point_evaluate (self->point, self->pricer, self->lambda);
}

typedef enum
{
  STEP_NONE,    /* no step can be computed */
  STEP_DESCENT, /* the objective did not rise */
  STEP_ON_TRIAL /* it did: the step stands only if the dual bound at its multipliers is better */
} Step;

/* As a step, for a gated network of many unknowns. */
static gboolean
improve_groups (RscSolver *self, const RscPrice *priced, double slack)
{
  gsize n_new = 0;

  if (self->groups == NULL)
    return FALSE;
  for (gsize i = 0; i < self->candidates->list->len; i++)
    n_new += g_array_index (self->candidates->list, RscCandidate, i).active == G_MAXSIZE ? 1 : 0;
  if (!rsc_groups_is_worth (self->point->n_blocks * self->d + n_new))
    return FALSE;
  rsc_point_copy (self->next, self->point, self->n);
  if (!rsc_groups_improve (self->groups, self->candidates, self->lambda,
                           MAX (GROUPS_SHARE * priced->residual, RSC_TOLERANCE_RESIDUAL),
                           self->next, self->cancellable)
      || !(self->next->objective <= self->point->objective * (1.0 + slack)))
    return FALSE;
  rsc_point_swap (&self->point, &self->next);
  return TRUE;
}

/* One step from the priced point. @cautious: only one that does not raise the objective. @circling:
 * nor by what could be rounding. */
static Step
take_step (RscSolver *self,
           const RscPrice *priced,
           double spread,
           gsize max_new,
           gboolean cautious,
           gboolean circling)
{
  const double before = self->point->objective;
  /* A rise far below the gap is rounding, and no reason to stop. */
  const double slack = RSC_RISE_SHARE * priced->relative_gap + RSC_TOLERANCE_RISE;
  double anchor = 0.0;
  gboolean solved;

  /* Stabilised SQP: near the solution the norms are tied to the present ones by a term that
   * vanishes
   * with the residual. Where the optimal set is large, the step would otherwise jump between its
   * vertices, and curvature from one vertex is wrong at the next. */
  if (priced->residual < RSC_TOLERANCE_NEAR_RESIDUAL && self->point->penalty > 0.0)
    anchor = ANCHOR * self->lambda * priced->residual * (double) self->point->n_blocks
             / self->point->penalty;
  if (improve_groups (self, priced, slack))
    return STEP_DESCENT;
  rsc_step_choose (self->step, self->lambda, spread, max_new, self->cancellable);
  solved = rsc_step_solve (self->step, self->lambda, anchor, self->cancellable);
  if (solved)
    {
      rsc_step_collect (self->step, self->lambda, self->next, self->cancellable);
      if (self->next->objective <= before * (1.0 + (circling ? RSC_TOLERANCE_RISE : slack)))
        {
          rsc_point_swap (&self->point, &self->next);
          return STEP_DESCENT;
        }
      if (!cautious && !circling && priced->residual < 10.0 * RSC_TOLERANCE_NEAR_RESIDUAL)
        {
          rsc_point_swap (&self->point, &self->next);
          rsc_point_swap (&self->previous, &self->next);
          return STEP_ON_TRIAL;
        }
    }

  /* Norms alone, on the old directions, the step's and the new ones. */
  rsc_step_hold_directions (self->step);
  if (solved)
    rsc_step_add_point (self->step, self->next, 0.0);
  rsc_step_add_point (self->step, self->point, 1.0);
  if (!rsc_step_solve (self->step, self->lambda, 0.0, self->cancellable))
    return STEP_NONE;
  rsc_step_collect (self->step, self->lambda, self->next, self->cancellable);
  if (!(self->next->objective <= before * (1.0 + slack)))
    return STEP_NONE;
  rsc_point_swap (&self->point, &self->next);
  return STEP_DESCENT;
}

/* How far the gap is on its way to what is asked for. */
static void
report (const RscSolver *self)
{
  if (self->progress != NULL)
    self->progress (rsc_progress_of_gap (self->first_gap, self->best_gap, self->settings.tolerance),
                    self->best_gap, self->progress_data);
}

static gboolean
is_late (const RscSolver *self)
{
  return self->deadline > 0 && g_get_monotonic_time () >= self->deadline;
}

/* Steps from the point until the gap is reached and the residual is as small as it gets, or nothing
 * helps any more; the best point is in @best. FALSE only when cancelled. */
static gboolean
descend (RscSolver *self, double tolerance, GError **error)
{
  double previous_dual = -INFINITY, spread = 0.2;
  guint stagnant = 0;
  Step step = STEP_DESCENT;

  self->best_gap = INFINITY;
  self->best_residual = INFINITY;
  rsc_point_copy (self->best, self->point, self->n);
  for (;; self->iteration++)
    {
      RscPrice priced;
      double dual;
      gboolean better;

      if (!rsc_candidates_price (self->candidates, self->point, self->lambda, &priced,
                                 self->cancellable, error))
        return FALSE;
      dual = self->point->objective * (1.0 - priced.relative_gap);
      if (step == STEP_ON_TRIAL && !(dual > previous_dual))
        {
          rsc_point_swap (&self->point, &self->previous);
          step = STEP_NONE;
          continue;
        }

      better = priced.relative_gap > tolerance
                 ? priced.relative_gap < 0.99 * self->best_gap
                 : self->best_gap > tolerance || priced.residual < 0.8 * self->best_residual;
      if (better)
        {
          self->best_gap = MIN (self->best_gap, priced.relative_gap);
          self->best_residual = priced.residual;
          rsc_point_copy (self->best, self->point, self->n);
          stagnant = 0;
          if (isnan (self->first_gap))
            self->first_gap = self->best_gap;
          report (self);
        }
      else
        stagnant++;
      if (self->best_gap <= tolerance
          && (self->settings.stop_at_tolerance || self->best_residual <= RSC_TOLERANCE_RESIDUAL
              || stagnant >= PATIENCE_CONVERGED))
        return TRUE;
      if (stagnant >= PATIENCE || is_late (self) || self->iteration >= self->last_iteration)
        return TRUE;

      previous_dual = dual;
      step = take_step (self, &priced, spread, 20 + self->n / 2, step == STEP_NONE,
                        stagnant >= CIRCLE && self->best_gap > tolerance);
      if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
        return FALSE;
      if (step == STEP_NONE)
        return TRUE;
      spread = MAX (SPREAD_LEAST, spread * SPREAD_FACTOR);
    }
}

/* The same once more after a failure: from nothing at a large λ, and down to the λ that is wanted.
 * Keeps the better of both outcomes. */
static gboolean
descend_slowly (RscSolver *self, double tolerance, double lambda_max, GError **error)
{
  const double wanted = self->lambda;
  const RscProgressFunc progress = self->progress;
  const double gap = self->best_gap, residual = self->best_residual;
  RscPoint *kept = rsc_point_new (self->n);
  gboolean done = TRUE;

  self->last_iteration = self->settings.max_iterations;
  rsc_point_copy (kept, self->best, self->n);
  rsc_point_clear (self->point);
  rsc_point_evaluate (self->point, self->pricer, self->lambda);
  self->progress = NULL;
  for (double lambda = CONTINUATION_FACTOR * lambda_max; done && lambda > wanted;
       lambda *= CONTINUATION_FACTOR)
    {
      self->lambda = lambda;
      rsc_point_evaluate (self->point, self->pricer, self->lambda);
      done = descend (self, RSC_GAP_CONTINUED, error);
      rsc_point_copy (self->point, self->best, self->n);
    }
  self->lambda = wanted;
  self->progress = progress;
  if (done)
    {
      rsc_point_evaluate (self->point, self->pricer, self->lambda);
      self->progress = NULL;
      done = descend (self, tolerance, error);
      self->progress = progress;
    }
  if (done && !(self->best_gap < gap))
    {
      rsc_point_swap (&self->best, &kept);
      self->best_gap = gap;
      self->best_residual = residual;
    }
  else if (done)
    report (self);
  rsc_point_free (kept);
  return done;
}

/* From nothing over more and more of the patterns, where all are very many: what is far from the
 * solution of a part is far from that of all, and to price it exactly would be in vain. Leaves a
 * start for all of them. */
static gboolean
descend_on_parts (RscSolver *self, GError **error)
{
  const gsize n_patterns =
    rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (self->problem));
  const RscProgressFunc progress = self->progress;
  const gboolean stop = self->settings.stop_at_tolerance;
  gsize stride = 1;
  gboolean done = TRUE;

  if (self->point->n_blocks > 0
      || (double) rsc_problem_get_n_blocks (self->problem) * (double) self->n * (double) self->d
           < WORK_FOR_PARTS)
    return TRUE;
  while (n_patterns / (stride * PART_FACTOR) >= PARTS_LEAST)
    stride *= PART_FACTOR;
  self->progress = NULL;
  self->settings.stop_at_tolerance = TRUE;
  for (; done && stride > 1; stride /= PART_FACTOR)
    {
      rsc_candidates_set_stride (self->candidates, stride);
      done = descend (self, RSC_GAP_ROUGH, error);
      rsc_point_copy (self->point, self->best, self->n);
    }
  rsc_candidates_set_stride (self->candidates, 1);
  self->progress = progress;
  self->settings.stop_at_tolerance = stop;
  return done;
}

void
rsc_solver_settings_init (RscSolverSettings *settings)
{
  g_return_if_fail (settings != NULL);

  *settings = (RscSolverSettings){ .tolerance = RSC_TOLERANCE_GAP, .max_iterations = 1000 };
}

RscSolver *
rsc_solver_new (RscProblem *problem, const RscSolverSettings *settings)
{
  g_return_val_if_fail (problem != NULL, NULL);

  RscSolver *self = g_new0 (RscSolver, 1);

  self->problem = rsc_problem_ref (problem);
  if (settings != NULL)
    self->settings = *settings;
  else
    rsc_solver_settings_init (&self->settings);
  self->gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->pricer = rsc_pricer_new (problem);
  self->x = rsc_pricer_get_x (self->pricer);
  self->candidates = rsc_candidates_new (self->pricer);
  self->step = rsc_step_new (self->candidates);
  self->groups = self->gated ? rsc_groups_new (self->pricer) : NULL;
  self->point = rsc_point_new (self->n);
  self->next = rsc_point_new (self->n);
  self->previous = rsc_point_new (self->n);
  self->best = rsc_point_new (self->n);
  return self;
}

void
rsc_solver_free (RscSolver *self)
{
  if (self == NULL)
    return;
  rsc_step_free (self->step);
  rsc_groups_free (self->groups);
  rsc_candidates_free (self->candidates);
  rsc_point_free (self->point);
  rsc_point_free (self->next);
  rsc_point_free (self->previous);
  rsc_point_free (self->best);
  rsc_pricer_free (self->pricer);
  rsc_problem_unref (self->problem);
  g_free (self);
}

void
rsc_solver_set_tolerance (RscSolver *self, double tolerance, gboolean stop_at_tolerance)
{
  g_return_if_fail (self != NULL);

  self->settings.tolerance = tolerance;
  self->settings.stop_at_tolerance = stop_at_tolerance;
}

void
rsc_solver_set_deadline (RscSolver *self, gint64 deadline)
{
  g_return_if_fail (self != NULL);

  self->deadline = deadline;
}

RscPricer *
rsc_solver_get_pricer (RscSolver *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->pricer;
}

/* The best point as a solution in the units of the problem. */
static RscSolution *
finish (RscSolver *self, double lambda, gint64 begin, GError **error)
{
  const int x_exponent = rsc_pricer_get_x_exponent (self->pricer);
  const int y_exponent = rsc_pricer_get_y_exponent (self->pricer);
  RscPoint *best = self->best;

  for (gsize k = 0; k < best->w->len; k++)
    g_array_index (best->w, double, k) =
      ldexp (g_array_index (best->w, double, k), y_exponent - x_exponent);
  for (gsize i = 0; i < self->n; i++)
    best->nu[i] = ldexp (best->nu[i], y_exponent);
  return rsc_solution_new (
    self->pricer, lambda, self->settings.tolerance, best->n_blocks,
    (const gsize *) best->blocks->data, (const double *) best->w->data, best->nu, self->iteration,
    (double) (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC, self->cancellable, error);
}

/* @solution where it has reached its tolerance; else the better of it and what a refinement in wide
 * numbers makes of it: where λ is small, doubles may not even tell how good a point is that they
 * hold. Takes @solution. */
static RscSolution *
finish_finely (RscSolver *self, RscSolution *solution, GError **error)
{
  if (solution == NULL || rsc_solution_is_solved (solution) || is_late (self))
    return solution;

  g_autoptr (RscSolution) coarse = solution;
  g_autoptr (RscRefinement) refinement = rsc_refinement_new (solution, self->pricer);
  const RscWide *residual = rsc_refinement_get_residual (refinement);
  const int shift =
    rsc_pricer_get_y_exponent (self->pricer) - rsc_pricer_get_x_exponent (self->pricer);
  const gsize d = self->d, count = rsc_refinement_get_n_neurons (refinement);
  g_autofree gsize *blocks = g_new (gsize, count + 1);
  g_autofree double *w = g_new (double, count *d + 1);
  g_autofree double *dual = g_new (double, self->n + 1);

  if (!isfinite (rsc_refinement_get_error (refinement)))
    return g_steal_pointer (&coarse);
  for (gsize l = 0; l < count; l++)
    {
      blocks[l] = rsc_refinement_get_block (refinement, l);
      for (gsize k = 0; k < d; k++)
        w[l * d + k] = ldexp (rsc_wide_round (rsc_refinement_get_w (refinement, l)[k]), shift);
    }
  for (gsize i = 0; i < self->n; i++)
    dual[i] = ldexp (rsc_wide_round (residual[i]), rsc_pricer_get_y_exponent (self->pricer));

  g_autoptr (RscSolution) fine = rsc_solution_new (
    self->pricer, rsc_solution_get_lambda (coarse), self->settings.tolerance, count, blocks, w,
    dual, self->iteration, rsc_solution_get_seconds (coarse), self->cancellable, error);
  if (fine == NULL)
    return NULL;
  return rsc_solution_get_relative_gap (fine) < rsc_solution_get_relative_gap (coarse)
           ? g_steal_pointer (&fine)
           : g_steal_pointer (&coarse);
}

RscSolution *
rsc_solver_run (RscSolver *self,
                double lambda,
                RscSolution *warm_start,
                RscProgressFunc progress,
                gpointer progress_data,
                GCancellable *cancellable,
                GError **error)
{
  g_return_val_if_fail (self != NULL, NULL);

  const gint64 begin = g_get_monotonic_time ();
  const double lambda_max = rsc_problem_get_lambda_max (self->problem);
  const double tolerance = self->settings.tolerance;
  gboolean ok;

  if (!(lambda > 0.0) || !isfinite (lambda))
    {
      g_autofree char *number = rsc_number_words_dup (lambda, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The regularisation λ must be a positive number, not %s."), number);
      return NULL;
    }
  if (lambda >= lambda_max)
    return rsc_solution_new (self->pricer, lambda, tolerance, 0, NULL, NULL, NULL, 0,
                             (double) (g_get_monotonic_time () - begin) / (double) G_USEC_PER_SEC,
                             cancellable, error);

  self->lambda = ldexp (
    lambda, -(rsc_pricer_get_x_exponent (self->pricer) + rsc_pricer_get_y_exponent (self->pricer)));
  self->iteration = 0;
  self->last_iteration = 1 + (guint) (ITERATIONS_FIRST * self->settings.max_iterations);
  self->first_gap = NAN;
  self->progress = progress;
  self->progress_data = progress_data;
  self->cancellable = cancellable;
  start_point (self, warm_start);
  ok = descend_on_parts (self, error) && descend (self, tolerance, error);
  if (ok && self->best_gap > tolerance && self->iteration < self->settings.max_iterations
      && !is_late (self))
    ok = descend_slowly (self, tolerance, self->lambda * (lambda_max / lambda), error);
  return ok ? finish_finely (self, finish (self, lambda, begin, error), error) : NULL;
}

RscSolution *
rsc_solver_solve (RscProblem *problem,
                  double lambda,
                  const RscSolverSettings *settings,
                  RscSolution *warm_start,
                  RscProgressFunc progress,
                  gpointer progress_data,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, settings);

  return rsc_solver_run (solver, lambda, warm_start, progress, progress_data, cancellable, error);
}

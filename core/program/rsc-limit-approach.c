/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-row-space.h"
#include "core/program/rsc-generation-private.h"
#include "core/program/rsc-limit-newton.h"
#include "core/program/rsc-limit-private.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-tolerances.h"

/* Solves at most. */
#define STEPS_MAX 30
/* Where the misfit falls by less than this from one to the next, λ falls, too: down to a share of
 * λ_max at which solves are still easy. */
#define MISFIT_FACTOR 0.1
#define LAMBDA_FACTOR 0.1
#define RATIO_LEAST 1e-6
#define RATIO_FIRST 1e-5
/* And further where the misfit stands: a dual point that has far to go moves by the misfit over λ
 * each time, and nothing else changes. */
#define MISFIT_STANDS 0.9
#define RATIO_LAST 1e-8
/* A point of this gap is a better one to go on from than the solution that led to it. */
#define CENTRE_GAP 1e-6
/* The gap of a solve as a share of the misfit before it, and the largest. */
#define GAP_SHARE 1e-2
#define GAP_MOST 1e-2
/* What is left of the progress, to that of a step. */
#define PROGRESS_LEFT 4
/* The λ of the solution that stands for the limit, as a share of λ_max, at most. */
#define RATIO_NEAR 1e-7
/* Searches of that solution at most: each takes in the patterns that tie with it. */
#define SEARCHES_MAX 4

/* The way at hand. */
typedef struct
{
  RscLimitDescent *descent;
  const double *target;
  gsize n;
  RscProblem *problem;     /* of the targets, with the patterns that were at hand first */
  double lambda_max_bound; /* of the targets */
  double tolerance;        /* of the generation */
  RscProblem *moved;       /* where patterns are listed: of the moved targets, or NULL */
  RscSolver *solver;       /* of it */
  double *dual;            /* n: ν known last */
  double *best;            /* n: the best known, feasible */
  double most;             /* what it says of the penalty */
} Way;

static void
way_init (Way *self, RscLimitDescent *descent, const double *target)
{
  RscGeneration *generation = descent->generation;

  self->descent = descent;
  self->target = target;
  self->problem = rsc_problem_ref (rsc_limit_descent_get_problem (descent));
  self->n = rsc_problem_get_n (self->problem);
  self->dual = g_new0 (double, self->n + 1);
  self->best = g_new0 (double, self->n + 1);
  self->lambda_max_bound = rsc_problem_get_lambda_max_bound (self->problem);
  self->tolerance = generation != NULL ? generation->settings.tolerance : descent->tolerance;
}

static void
way_clear (Way *self)
{
  RscGeneration *generation = self->descent->generation;

  if (generation != NULL)
    {
      rsc_generation_take_dataset (generation, rsc_problem_get_dataset (self->problem),
                                   self->descent->lambda_max, self->lambda_max_bound);
      rsc_generation_set_rough (generation, self->tolerance, FALSE);
    }
  rsc_problem_unref (self->problem);
  rsc_solver_free (self->solver);
  g_clear_pointer (&self->moved, rsc_problem_unref);
  g_free (self->dual);
  g_free (self->best);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Way, way_clear)

static double
measure (gsize n, const double *a)
{
  double size = 0.0;

  for (gsize i = 0; i < n; i++)
    size = hypot (size, a[i]);
  return size;
}

static double
measure_apart (gsize n, const double *a, const double *b)
{
  double size = 0.0, apart = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      size = hypot (size, a[i]);
      apart = hypot (apart, a[i] - b[i]);
    }
  return size > 0.0 ? apart / size : apart;
}

/* The network of @solution as a start in @problem, which has its patterns. */
static RscSolution *
carry (RscProblem *problem, RscSolution *solution)
{
  RscArrangement *from = rsc_problem_get_arrangement (rsc_solution_get_problem (solution));
  RscArrangement *to = rsc_problem_get_arrangement (problem);
  const gsize m = rsc_solution_get_n_blocks (solution), d = rsc_problem_get_d (problem);
  g_autofree gsize *blocks = g_new (gsize, m + 1);
  g_autofree double *w = g_new (double, m *d + 1);
  gsize count = 0;

  for (gsize k = 0; k < m; k++)
    {
      const gsize block = rsc_solution_get_block (solution, k);
      gsize j = RSC_BLOCK_PATTERN (block);

      if (from != to)
        j = rsc_arrangement_find_pattern (to, rsc_arrangement_get_pattern (from, j));
      if (j == G_MAXSIZE)
        continue;
      blocks[count] = RSC_BLOCK (j, RSC_BLOCK_SIGN (block));
      memcpy (w + count * d, rsc_solution_get_w (solution, k), d * sizeof (double));
      count++;
    }
  return rsc_solution_new_start (problem, rsc_solution_get_lambda (solution), count, blocks, w);
}

/* The data with the targets moved by λ ν. */
static RscDataset *
move (const Way *self, double lambda, const double *dual)
{
  g_autofree double *targets = g_new (double, self->n + 1);

  for (gsize i = 0; i < self->n; i++)
    targets[i] = self->target[i] + lambda * dual[i];
  return rsc_limit_dup_dataset (self->problem, targets);
}

/* The patterns at hand, of the targets of @dataset. @change: what they change of the largest
 * ||v_b|| at most, INFINITY where that is not known. */
static gboolean
take_targets (Way *self, RscDataset *dataset, double change, GError **error)
{
  RscLimitDescent *descent = self->descent;

  if (descent->generation != NULL)
    {
      const double spread =
        rsc_generation_measure_spread (descent->generation, rsc_dataset_get_y (dataset));

      rsc_generation_take_dataset (descent->generation, dataset,
                                   isinf (change) ? MIN (descent->lambda_max, spread)
                                                  : MAX (descent->lambda_max - change, 0.0),
                                   MIN (self->lambda_max_bound + change, spread));
      return rsc_generation_ensure_problem (descent->generation, error);
    }
  rsc_solver_free (self->solver);
  self->solver = NULL;
  g_clear_pointer (&self->moved, rsc_problem_unref);
  self->moved = rsc_problem_new (
    dataset, rsc_problem_get_bias (self->problem), rsc_problem_get_activation (self->problem),
    rsc_problem_get_arrangement (self->problem), descent->cancellable, error);
  return self->moved != NULL;
}

static RscProblem *
get_moved (const Way *self)
{
  return self->descent->generation != NULL ? rsc_generation_get_problem (self->descent->generation)
                                           : self->moved;
}

/* Makes the targets those moved by λ ν, and *@warm a start there. @gap: of the solve to come. */
static gboolean
move_targets (Way *self, double lambda, double gap, RscSolution **warm, GError **error)
{
  g_autoptr (RscDataset) dataset = move (self, lambda, self->dual);
  RscSolution *start;

  if (!take_targets (self, dataset, INFINITY, error))
    return FALSE;
  if (self->descent->generation != NULL)
    rsc_generation_set_rough (self->descent->generation, gap, TRUE);
  else
    {
      self->solver = rsc_solver_new (self->moved, NULL);
      rsc_solver_set_tolerance (self->solver, gap, TRUE);
    }
  start = carry (get_moved (self), *warm);
  rsc_solution_unref (*warm);
  *warm = start;
  return TRUE;
}

static RscSolution *
solve (Way *self, double lambda, RscSolution *warm, GError **error)
{
  RscLimitDescent moved = *self->descent;
  RscSolution *solution;

  if (moved.problem != NULL)
    {
      moved.problem = self->moved;
      moved.solver = self->solver;
    }
  solution = rsc_limit_descent_solve (&moved, lambda, warm, error);
  self->descent->fraction = moved.fraction;
  return solution;
}

/* What @dual (n) says of the penalty. */
static gboolean
raise_bound (Way *self, const double *dual, double largest, double *bound, GError **error)
{
  double product = 0.0;

  if (!(largest > 0.0) && !rsc_limit_descent_find_largest (self->descent, dual, &largest, error))
    return FALSE;
  for (gsize i = 0; i < self->n; i++)
    product += self->target[i] * dual[i];
  if (!(largest > 0.0 && product / largest > self->most))
    return TRUE;
  self->most = product / largest;
  *bound = MAX (*bound, self->most);
  for (gsize i = 0; i < self->n; i++)
    self->best[i] = dual[i] / largest;
  return TRUE;
}

/* A problem of the targets with the patterns of @solution. */
static RscProblem *
get_problem (Way *self, RscSolution *solution, GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (rsc_solution_get_problem (solution));

  if (arrangement == rsc_problem_get_arrangement (self->problem))
    return rsc_problem_ref (self->problem);
  return rsc_problem_new_priced (rsc_problem_get_dataset (self->problem),
                                 rsc_problem_get_bias (self->problem), arrangement,
                                 self->descent->lambda_max, self->lambda_max_bound, error);
}

/* @network and the best ν as a solution at a tiny λ: of targets moved by λ ν, whose fit is that of
 * the limit. Certified over all. */
static gboolean
find_near (Way *self, RscSolution *network, RscSolution **near, GError **error)
{
  RscGeneration *generation = self->descent->generation;
  const double lambda =
    MIN (RATIO_NEAR * self->descent->lambda_max,
         RSC_TOLERANCE_MOVED * measure (self->n, self->target) / measure (self->n, self->best));
  const gsize d = rsc_problem_get_d (self->problem);
  g_autofree double *dual = g_new (double, self->n + 1);
  g_autoptr (RscDataset) dataset = move (self, lambda, self->best);
  gsize n_new = 1;

  for (gsize i = 0; i < self->n; i++)
    dual[i] = lambda * self->best[i];
  if (generation != NULL)
    rsc_generation_set_rough (generation, self->tolerance, FALSE);
  for (guint search = 0; search < SEARCHES_MAX && n_new > 0; search++)
    {
      g_autoptr (RscSolution) start = NULL;
      g_autoptr (RscSolution) solution = NULL;
      g_autoptr (RscPricer) pricer = NULL;
      g_autofree double *w = NULL;
      g_autofree gsize *blocks = NULL;
      gsize m;

      /* No ||v_b|| of the best ν is above 1. */
      if (!take_targets (self, dataset, lambda, error))
        return FALSE;
      start = carry (get_moved (self), network);
      m = rsc_solution_get_n_blocks (start);
      w = g_new (double, m *d + 1);
      blocks = g_new (gsize, m + 1);
      for (gsize k = 0; k < m; k++)
        {
          blocks[k] = rsc_solution_get_block (start, k);
          memcpy (w + k * d, rsc_solution_get_w (start, k), d * sizeof (double));
        }
      pricer = rsc_pricer_new (get_moved (self));
      solution = rsc_solution_new (pricer, lambda, self->tolerance, m, blocks, w, dual, 0, 0.0,
                                   self->descent->cancellable, error);
      if (solution == NULL)
        return FALSE;
      g_clear_pointer (near, rsc_solution_unref);
      n_new = 0;
      *near = generation == NULL
                ? g_steal_pointer (&solution)
                : rsc_generation_certify (generation, solution, 0.0,
                                          rsc_generation_get_deadline (generation), &n_new,
                                          self->descent->cancellable, error);
      if (*near == NULL)
        return FALSE;
    }
  return TRUE;
}

/* The next λ after one at which the misfit fell from @before to @misfit. */
static double
fall (const Way *self, double lambda, double misfit, double before)
{
  const double largest = self->descent->lambda_max;
  const double least = RATIO_LEAST * largest;

  if (!(misfit > MISFIT_FACTOR * before || lambda > 1.5 * RATIO_FIRST * largest))
    return lambda;
  if (misfit > MISFIT_STANDS * before && lambda < 1.5 * least)
    return MAX (LAMBDA_FACTOR * lambda, MIN (lambda, RATIO_LAST * largest));
  return MAX (LAMBDA_FACTOR * lambda, MIN (lambda, least));
}

/* Newton's method from *@solution and ν. *@network, *@near: where that reaches the tolerance; where
 * it all but does, it is gone on from its point. */
static gboolean
finish (Way *self,
        RscSolution **solution,
        double *misfit,
        double *bound,
        RscSolution **near,
        RscSolution **network,
        GError **error)
{
  g_autoptr (RscProblem) problem = get_problem (self, *solution, error);
  g_autofree double *dual = g_memdup2 (self->dual, self->n * sizeof (double));
  g_autoptr (RscSolution) start = NULL;
  g_autoptr (RscSolution) moved = NULL;

  if (problem == NULL)
    return FALSE;
  start = carry (problem, *solution);
  moved = rsc_limit_newton (start, self->target, dual, self->descent->cancellable, error);
  if (moved == NULL)
    return error == NULL || *error == NULL;
  if (!raise_bound (self, dual, 0.0, bound, error))
    return FALSE;
  const double penalty = rsc_solution_get_penalty (moved);
  if (!(fabs (penalty - *bound) <= self->descent->tolerance * penalty))
    {
      /* All but there: what it lacks is a neuron or two. */
      if (fabs (penalty - *bound) <= CENTRE_GAP * penalty)
        {
          *misfit = MIN (*misfit, fabs (penalty - *bound) / penalty);
          memcpy (self->dual, dual, self->n * sizeof (double));
          rsc_solution_unref (*solution);
          *solution = g_steal_pointer (&moved);
        }
      return TRUE;
    }
  if (!find_near (self, moved, near, error))
    return FALSE;
  if (*near != NULL)
    *network = g_steal_pointer (&moved);
  return TRUE;
}

gboolean
rsc_limit_approach (RscLimitDescent *descent,
                    const double *target,
                    RscSolution *last,
                    double *bound,
                    RscSolution **near,
                    RscSolution **network,
                    GError **error)
{
  g_auto (Way) way = { 0 };
  g_autoptr (RscSolution) warm = rsc_solution_ref (last);
  double lambda = rsc_solution_get_lambda (last);
  double misfit, before = INFINITY;
  double rest = descent->part;

  way_init (&way, descent, target);
  misfit = measure_apart (way.n, target, rsc_solution_get_fit (last));
  for (guint step = 0;; step++)
    {
      RscSolution *next;
      const double now = misfit;

      for (gsize i = 0; i < way.n; i++)
        way.dual[i] = rsc_solution_get_dual (warm)[i] / lambda;
      if (!finish (&way, &warm, &misfit, bound, near, network, error))
        return FALSE;
      if (*near != NULL)
        return TRUE;
      if (step == STEPS_MAX || rsc_limit_descent_is_late (descent))
        break;
      lambda = fall (&way, lambda, now, before);
      before = now;
      if (!move_targets (&way, lambda, CLAMP (GAP_SHARE * misfit, RSC_TOLERANCE_GAP, GAP_MOST),
                         &warm, error))
        return FALSE;
      /* Nobody knows how many steps it takes. */
      descent->part = rest / PROGRESS_LEFT;
      next = solve (&way, lambda, warm, error);
      if (next == NULL)
        return FALSE;
      descent->done += descent->part;
      rest -= descent->part;
      rsc_solution_unref (warm);
      warm = next;
      misfit = measure_apart (way.n, target, rsc_solution_get_fit (warm));
      if (!raise_bound (&way, rsc_solution_get_dual (warm),
                        descent->generation != NULL ? rsc_solution_get_norm_max_over_all (warm)
                                                    : 0.0,
                        bound, error))
        return FALSE;
    }
  RscProblem *problem = get_problem (&way, warm, error);

  if (problem == NULL)
    return FALSE;
  *network = carry (problem, warm);
  rsc_problem_unref (problem);
  /* It can be there by itself. */
  const double penalty = rsc_solution_get_penalty (*network);

  if (measure_apart (way.n, target, rsc_solution_get_fit (*network)) <= RSC_TOLERANCE_EXACT_STEP
      && fabs (penalty - *bound) <= descent->tolerance * penalty)
    return find_near (&way, *network, near, error);
  return TRUE;
}

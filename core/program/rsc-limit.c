/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-limit.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-attainable.h"
#include "core/program/rsc-generation-private.h"
#include "core/program/rsc-pricer.h"

/* λ falls by this from solve to solve, from λ_max to the smallest, and is small enough to look at
 * the limit from there on: events below 1e-5 λ_max are rare, and where there are some the gap shows
 * it. */
#define FACTOR 0.1
#define STEPS_LEAST 5
#define STEPS_MAX 9
/* Where it is known that there is a fit and none is reached yet: neurons that do are steep, and
 * enter at a λ as small as they are long. */
#define STEPS_FAR 14
/* Steps of conjugate gradients for each point. */
#define STEPS_PER_POINT 20
/* Seconds, where nothing is left of the effort: 0 would be no limit. */
#define EFFORT_LEAST 1e-3
/* Steps from one look at the cancellable to the next. */
#define STEPS_POLLED 64

/* ---- one λ after the other ---- */

typedef struct
{
  RscProblem *problem;       /* or NULL */
  RscGeneration *generation; /* or NULL */
  RscSolver *solver;
  double lambda_max;
  double tolerance;
  gboolean for_set;
  double fraction; /* told last */
  double part;     /* of the way that the step at hand is */
  double done;     /* before it */
  RscProgressFunc progress;
  gpointer progress_data;
  GCancellable *cancellable;
} Descent;

/* @fraction of the step at hand. No step back is told. */
static void
tell (Descent *self, double fraction, double gap)
{
  if (self->progress == NULL)
    return;
  self->fraction =
    MAX (self->fraction, MIN (self->done + self->part * CLAMP (fraction, 0.0, 1.0), 1.0));
  self->progress (self->fraction, gap, self->progress_data);
}

static void
on_solve (double fraction, double gap, gpointer user_data)
{
  tell (user_data, fraction, gap);
}

static RscSolution *
solve (Descent *self, double lambda, RscSolution *warm, GError **error)
{
  return self->problem != NULL
           ? rsc_solver_run (self->solver, lambda, warm, on_solve, self, self->cancellable, error)
           : rsc_generation_solve (self->generation, lambda, warm, on_solve, self,
                                   self->cancellable, error);
}

/* ---- certificate ---- */

static void
on_search (double upper, double lower, gsize n_nodes, gpointer user_data)
{
  tell (user_data, 0.0, NAN);
}

/* The largest ||v_b|| at @r over what the limit is over, or a bound of it where that cannot be
 * searched to the end. */
static gboolean
find_largest (Descent *self, const double *r, double *largest, GError **error)
{
  if (self->problem == NULL)
    {
      RscGeneration *generation = self->generation;
      const RscPricingSettings settings = { .bytes_max = generation->settings.bytes_max,
                                            .deadline = rsc_generation_get_deadline (generation) };
      g_autoptr (RscPricingResult) result = NULL;

      *largest = rsc_generation_measure_spread (generation, r);
      if (!rsc_generation_is_searchable (generation))
        return TRUE;
      rsc_pricing_set_residual (generation->pricing, r);
      result =
        rsc_pricing_search (generation->pricing, &settings, on_search, self, self->cancellable);
      *largest = MIN (*largest, result->upper);
      return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
    }

  RscPricer *pricer = rsc_solver_get_pricer (self->solver);
  const gsize n = rsc_problem_get_n (self->problem), d = rsc_problem_get_d (self->problem);
  const gsize step = rsc_problem_get_activation (self->problem) == RSC_ACTIVATION_GATED ? 2 : 1;
  const gsize n_patterns =
    rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (self->problem));
  const int exponent = rsc_pricer_get_y_exponent (pricer);
  g_autofree double *scaled = g_new (double, n);
  g_autofree double *v = g_new (double, d + 1);
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    scaled[i] = ldexp (r[i], -exponent);
  if (!rsc_pricer_sweep (pricer, scaled, self->cancellable, error))
    return FALSE;
  for (gsize b = 0; b < 2 * n_patterns; b += step)
    most = MAX (most, rsc_pricer_project (pricer, b, most, v, NULL, NULL));
  *largest = ldexp (most, exponent + rsc_pricer_get_x_exponent (pricer));
  return TRUE;
}

/* ---- from a small λ to 0 ---- */

/* The neurons of a solution and the faces of their cones, in scaled units. */
typedef struct
{
  gsize n;
  gsize d;
  gsize m;
  const double *x;
  double *w;                /* m × d */
  const guint64 **patterns; /* m */
  int *signs;               /* m */
  RscSpan *kinks;           /* m: of the rows that w is on the kink of */
} Faces;

static void
faces_init (Faces *self, const RscSolution *solution, const RscPricer *pricer)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  const int shift = rsc_pricer_get_x_exponent (pricer) - rsc_pricer_get_y_exponent (pricer);
  g_autofree double *nothing = NULL;

  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->m = rsc_solution_get_n_blocks (solution);
  self->x = rsc_pricer_get_x (pricer);
  self->w = g_new (double, self->m * self->d + 1);
  self->patterns = g_new (const guint64 *, self->m + 1);
  self->signs = g_new (int, self->m + 1);
  self->kinks = g_new0 (RscSpan, self->m + 1);
  nothing = g_new0 (double, self->d + 1);
  for (gsize k = 0; k < self->m; k++)
    {
      const gsize block = rsc_solution_get_block (solution, k);
      double *w = self->w + k * self->d;

      for (gsize l = 0; l < self->d; l++)
        w[l] = ldexp (rsc_solution_get_w (solution, k)[l], shift);
      self->patterns[k] = rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem),
                                                       RSC_BLOCK_PATTERN (block));
      self->signs[k] = RSC_BLOCK_SIGN (block);
      rsc_span_init (&self->kinks[k], self->d);

      const double length = sqrt (rsc_gram_dot_short (self->d, w, w));
      for (gsize i = 0; i < self->n && !gated; i++)
        {
          const double *row = self->x + i * self->d;
          const double size = sqrt (rsc_gram_dot_short (self->d, row, row));
          double *next = rsc_span_get_next (&self->kinks[k]);

          if (next == NULL || !(size > 0.0)
              || fabs (rsc_gram_dot_short (self->d, row, w)) > RSC_TOLERANCE_KINK * size * length)
            continue;
          memcpy (next, row, self->d * sizeof (double));
          rsc_span_take (&self->kinks[k], nothing, RSC_TOLERANCE_BRANCH_INDEPENDENT);
        }
    }
}

static void
faces_clear (Faces *self)
{
  for (gsize k = 0; k < self->m; k++)
    rsc_span_clear (&self->kinks[k]);
  g_free (self->kinks);
  g_free (self->signs);
  g_free (self->patterns);
  g_free (self->w);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Faces, faces_clear)

/* image = Σ_k Z_k step_k. */
static void
faces_apply (const Faces *self, const double *step, double *image)
{
  memset (image, 0, self->n * sizeof (double));
  for (gsize k = 0; k < self->m; k++)
    for (gsize i = 0; i < self->n; i++)
      if (rsc_pattern_is_active (self->patterns[k], i))
        image[i] +=
          self->signs[k] * rsc_gram_dot_short (self->d, self->x + i * self->d, step + k * self->d);
}

/* gradient_k = Z_k^T r, in the face. */
static void
faces_transpose (const Faces *self, const double *r, double *gradient)
{
  memset (gradient, 0, self->m * self->d * sizeof (double));
  for (gsize k = 0; k < self->m; k++)
    {
      double *part = gradient + k * self->d;

      for (gsize i = 0; i < self->n; i++)
        for (gsize l = 0; l < self->d && rsc_pattern_is_active (self->patterns[k], i); l++)
          part[l] += self->signs[k] * r[i] * self->x[i * self->d + l];
      rsc_span_leave_outside (&self->kinks[k], part);
    }
}

/* The shortest step in the faces that adds @r (n, overwritten) to the fit: conjugate gradients on
 * least squares. */
static gboolean
faces_move (Faces *self, double *r, GCancellable *cancellable, GError **error)
{
  const gsize size = self->m * self->d;
  g_autofree double *gradient = g_new (double, size + 1);
  g_autofree double *way = g_new (double, size + 1);
  g_autofree double *image = g_new (double, self->n + 1);
  double square, first;

  faces_transpose (self, r, gradient);
  memcpy (way, gradient, size * sizeof (double));
  first = square = rsc_gram_dot (size, gradient, gradient);
  for (gsize k = 0; k < STEPS_PER_POINT * self->n && square > DBL_EPSILON * DBL_EPSILON * first;
       k++)
    {
      const double before = square;
      double length, t;

      if (k % STEPS_POLLED == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      faces_apply (self, way, image);
      length = rsc_gram_dot (self->n, image, image);
      if (!(length > 0.0))
        break;
      t = square / length;
      for (gsize l = 0; l < size; l++)
        self->w[l] += t * way[l];
      for (gsize i = 0; i < self->n; i++)
        r[i] -= t * image[i];
      faces_transpose (self, r, gradient);
      square = rsc_gram_dot (size, gradient, gradient);
      for (gsize l = 0; l < size; l++)
        way[l] = gradient[l] + square / before * way[l];
    }
  return TRUE;
}

static double
measure (gsize n, const double *a, const double *b)
{
  double length = 0.0;

  for (gsize i = 0; i < n; i++)
    length = hypot (length, a[i] - (b != NULL ? b[i] : 0.0));
  return length;
}

/* @solution moved so that it fits @target. */
static RscSolution *
move_to (RscSolution *solution, const double *target, GCancellable *cancellable, GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  g_autoptr (RscSolution) moved = rsc_solution_ref (solution);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const int shift = rsc_pricer_get_y_exponent (pricer) - rsc_pricer_get_x_exponent (pricer);
  g_autofree double *r = g_new (double, n);
  gsize last = 0;

  /* The second time for what the first left by rounding. */
  for (gsize turn = 0; turn < 2; turn++)
    {
      g_auto (Faces) faces = { 0 };
      g_autofree gsize *blocks = NULL;

      faces_init (&faces, moved, pricer);
      blocks = g_new (gsize, faces.m + 1);
      for (gsize i = 0; i < n; i++)
        r[i] =
          ldexp (target[i] - rsc_solution_get_fit (moved)[i], -rsc_pricer_get_y_exponent (pricer));
      if (!faces_move (&faces, r, cancellable, error))
        return NULL;
      last = 0;
      for (gsize k = 0; k < faces.m; k++)
        {
          blocks[k] = rsc_solution_get_block (moved, k);
          for (gsize l = 0; l < d; l++)
            faces.w[k * d + l] = ldexp (faces.w[k * d + l], shift);
          last = k + 1;
        }
      RscSolution *next =
        rsc_solution_new_start (problem, rsc_solution_get_lambda (solution), last, blocks, faces.w);
      rsc_solution_unref (moved);
      moved = next;
    }
  return g_steal_pointer (&moved);
}

/* What the dual point of @solution, whose targets are those of the limit, says of the penalty. Each
 * does, at any λ: the best of them stands. */
static gboolean
take_bound (RscLimit *self, Descent *descent, RscSolution *solution, GError **error)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  const double *dual = rsc_solution_get_dual (solution);
  double largest = rsc_solution_get_norm_max_over_all (solution), product = 0.0;

  if (descent->problem != NULL && !find_largest (descent, dual, &largest, error))
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

/* The limit as seen from @solution, whose targets are those of the limit. */
static gboolean
look (RscLimit *self, Descent *descent, RscSolution *solution, GError **error)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  const double size = measure (n, self->target, NULL);
  g_autoptr (RscSolution) network = NULL;
  double penalty, misfit, unmoved;

  network = move_to (solution, self->target, descent->cancellable, error);
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
  if (is_better (self, rsc_solution_get_penalty (network), misfit))
    {
      g_clear_pointer (&self->near, rsc_solution_unref);
      g_clear_pointer (&self->network, rsc_solution_unref);
      self->near = rsc_solution_ref (solution);
      self->network = g_steal_pointer (&network);
      self->misfit = misfit;
    }
  penalty = rsc_solution_get_penalty (self->network);
  self->relative_gap = penalty > 0.0       ? fabs (penalty - self->bound) / penalty
                       : self->bound > 0.0 ? 1.0
                                           : 0.0;
  self->status =
    self->relative_gap <= descent->tolerance && self->misfit <= RSC_TOLERANCE_EXACT_STEP
      ? RSC_SOLUTION_CONVERGED
      : RSC_SOLUTION_ITERATION_LIMIT;
  return TRUE;
}

/* Whether no more patterns are looked for. */
static gboolean
is_late (const Descent *self)
{
  const gint64 end = self->generation != NULL ? rsc_generation_get_deadline (self->generation) : 0;

  return end > 0 && g_get_monotonic_time () >= end;
}

static gboolean
is_far (const RscLimit *self, gsize step)
{
  return self->is_exact && self->misfit > RSC_TOLERANCE_EXACT_STEP && step <= STEPS_FAR;
}

/* Down to where the limit is certified. *@before, *@last: the two smallest λ. */
static gboolean
descend (RscLimit *self, Descent *descent, RscSolution **before, RscSolution **last, GError **error)
{
  const double done = descent->done, all = descent->part;

  descent->part = all / STEPS_MAX;
  for (gsize step = 1; step <= STEPS_MAX || is_far (self, step); step++)
    {
      descent->done = done + (double) (step - 1) * descent->part;
      RscSolution *next =
        solve (descent, descent->lambda_max * pow (FACTOR, (double) step), *last, error);

      if (next == NULL)
        return FALSE;
      g_clear_pointer (before, rsc_solution_unref);
      *before = *last;
      *last = next;
      tell (descent, 1.0, NAN);
      if (step < STEPS_LEAST && !is_late (descent))
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
      if ((self->status == RSC_SOLUTION_CONVERGED && !descent->for_set) || is_late (descent))
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
stay_at_zero (RscLimit *self, Descent *descent, GError **error)
{
  g_autoptr (RscSolution) zero = solve (descent, 1.0, NULL, error);

  return zero != NULL && look (self, descent, zero, error);
}

/* The same descent with the targets that can be fitted. */
static gboolean
descend_to_target (RscLimit *self, Descent *descent, GError **error)
{
  RscProblem *problem =
    descent->problem != NULL ? descent->problem : rsc_generation_get_problem (descent->generation);
  RscDataset *from = rsc_problem_get_dataset (problem);
  RscDataset *source = rsc_dataset_get_source (from);
  const gboolean bias = rsc_problem_get_bias (problem);
  gboolean space_bias = FALSE;
  RscRowSpace *space = rsc_dataset_get_space (from, &space_bias);
  g_autoptr (RscDataset) dataset = rsc_dataset_new (
    rsc_dataset_get_name (source), rsc_dataset_get_n (source), rsc_dataset_get_d (source),
    rsc_dataset_get_x (source), self->target, NULL, NULL, error);
  g_autoptr (RscProblem) other = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolver) solver = NULL;
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  Descent own = *descent;

  if (dataset == NULL)
    return FALSE;
  /* What is known was of other targets. */
  self->bound = 0.0;
  g_clear_pointer (&self->near, rsc_solution_unref);
  g_clear_pointer (&self->network, rsc_solution_unref);
  if (space != NULL)
    {
      RscDataset *entered = rsc_dataset_new_in_space (dataset, space, space_bias);

      rsc_dataset_unref (dataset);
      dataset = entered;
    }
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
        settings.effort = MAX (1e-6 * (double) (end - g_get_monotonic_time ()), EFFORT_LEAST);
      generation =
        rsc_generation_new (dataset, bias, &settings, on_solve, &own, descent->cancellable, error);
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
find_exact (RscLimit *self, Descent *descent, const double *y, const double *rest, GError **error)
{
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  const gsize n = rsc_problem_get_n (
    descent->problem != NULL ? descent->problem : rsc_generation_get_problem (descent->generation));

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
find_nearest (RscLimit *self, Descent *descent, const double *y, double *rest, GError **error)
{
  g_autoptr (RscSolution) before = NULL;
  g_autoptr (RscSolution) last = NULL;
  const gsize n = rsc_problem_get_n (
    descent->problem != NULL ? descent->problem : rsc_generation_get_problem (descent->generation));
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
  if (!find_largest (descent, rest, &largest, error))
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
  Descent descent = { .problem = problem,
                      .generation = generation,
                      .solver = solver,
                      .lambda_max = problem != NULL ? rsc_problem_get_lambda_max (problem)
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

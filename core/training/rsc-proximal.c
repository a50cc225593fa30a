/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-proximal.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Steps are tried longer by this after each that was taken, and shorter by this where the model of
 * the objective fails. */
#define LONGER 1.05
#define SHORTER 0.7
/* The first, in units of one that is always short enough. */
#define START 100.0
/* The subgradient is looked at after so many steps: it costs a product of its own. */
#define LOOK 10
/* How much smaller the subgradient has to be for each move of the cones' multipliers. */
#define INNER 0.1
/* Weight of the cones' squared distance, over n: about that of the loss where some hundred blocks
 * share the residual. */
#define CONE_WEIGHT 100.0
/* As the paper's experiments have it. */
#define ITERATIONS_DEFAULT 10000

/* A point of the method: weights and what they do. */
typedef struct
{
  double *w; /* n_blocks × d */
  double *u; /* n_blocks × n: X w_b */
} Point;

typedef struct
{
  RscProblem *problem;
  gsize n;
  gsize d;
  gsize n_blocks;
  gboolean cones;
  const double *x;
  const double *y;
  double lambda; /* of the objective over n */
  double delta;
  double *gain;       /* n_blocks × n: s D_b */
  double *side;       /* n_blocks × n: 2 D_b - I */
  signed char *signs; /* n_blocks */
  double *push;       /* n_blocks × n: multipliers of the cones over δ */
  Point at;
  Point ahead;
  Point trial;
  double *slope_u; /* n_blocks × n */
  double *slope;   /* n_blocks × d */
  double *residual;
  double *pull;    /* n */
  double shortest; /* a step that is always short enough */
  double step;
} Workspace;

void
rsc_proximal_settings_init (RscProximalSettings *self)
{
  *self = (RscProximalSettings){ .tolerance = RSC_TOLERANCE_PROXIMAL,
                                 .max_iterations = ITERATIONS_DEFAULT };
}

static void
point_init (Point *self, const Workspace *work)
{
  self->w = g_new0 (double, work->n_blocks * work->d);
  self->u = g_new0 (double, work->n_blocks * work->n);
}

static void
point_clear (Point *self)
{
  g_free (self->w);
  g_free (self->u);
}

static void
point_copy (Point *self, const Point *from, const Workspace *work)
{
  memcpy (self->w, from->w, work->n_blocks * work->d * sizeof (double));
  memcpy (self->u, from->u, work->n_blocks * work->n * sizeof (double));
}

static void
workspace_init (Workspace *self, RscProblem *problem, double lambda)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  double square;

  *self = (Workspace){
    .problem = problem,
    .n = rsc_problem_get_n (problem),
    .d = rsc_problem_get_d (problem),
    .n_blocks = rsc_problem_get_n_blocks (problem),
    .cones = rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU,
    .x = rsc_problem_get_x (problem),
    .y = rsc_problem_get_y (problem),
  };
  const gsize n = self->n, n_blocks = self->n_blocks;

  self->lambda = lambda / (double) n;
  self->delta = CONE_WEIGHT / (double) n;
  self->gain = g_new0 (double, n_blocks *n);
  self->side = g_new0 (double, n_blocks *n);
  self->signs = g_new0 (signed char, n_blocks);
  self->push = g_new0 (double, n_blocks *n);
  self->slope_u = g_new0 (double, n_blocks *n);
  self->slope = g_new0 (double, n_blocks * self->d);
  self->residual = g_new0 (double, n);
  self->pull = g_new0 (double, n);
  point_init (&self->at, self);
  point_init (&self->ahead, self);
  point_init (&self->trial, self);
  for (gsize b = 0; b < n_blocks; b++)
    {
      const gsize j = self->cones ? RSC_BLOCK_PATTERN (b) : b;
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      self->signs[b] = self->cones ? RSC_BLOCK_SIGN (b) : 1;
      for (gsize k = 0; k < n; k++)
        {
          const gboolean active = rsc_pattern_is_active (pattern, k);

          self->gain[b * n + k] = active ? self->signs[b] : 0.0;
          self->side[b * n + k] = active ? 1.0 : -1.0;
        }
    }
  /* No curvature is above that of all blocks together. */
  square = cblas_ddot ((int) (n * self->d), self->x, 1, self->x, 1);
  self->shortest = square > 0.0 ? (double) n / (square * ((double) n_blocks + CONE_WEIGHT)) : 1.0;
  self->step = START * self->shortest;
}

static void
workspace_clear (Workspace *self)
{
  g_free (self->gain);
  g_free (self->side);
  g_free (self->signs);
  g_free (self->push);
  g_free (self->slope_u);
  g_free (self->slope);
  g_free (self->residual);
  g_free (self->pull);
  point_clear (&self->at);
  point_clear (&self->ahead);
  point_clear (&self->trial);
}

/* U = W Xᵀ. */
static void
apply (const Workspace *self, Point *point)
{
  cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) self->n_blocks, (int) self->n,
               (int) self->d, 1.0, point->w, (int) self->d, self->x, (int) self->d, 0.0, point->u,
               (int) self->n);
}

/* fit - y */
static void
find_residual (Workspace *self, const Point *point)
{
  const gsize n = self->n;
  double *restrict residual = self->residual;

  for (gsize k = 0; k < n; k++)
    residual[k] = -self->y[k];
  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const double *restrict u = point->u + b * n;
      const double *restrict gain = self->gain + b * n;

      for (gsize k = 0; k < n; k++)
        residual[k] += gain[k] * u[k];
    }
}

/* (γ/δ - K w)_+ of block @b into @pull (n): how far the cone's walls push. Returns its square; with
 * @slope, n values, takes δ K^T of it off. */
static double
press (const Workspace *self, gsize b, const double *restrict u, double *restrict slope)
{
  const gsize n = self->n;
  const double *restrict side = self->side + b * n;
  const double *restrict push = self->push + b * n;
  double *restrict pull = self->pull;
  const double delta = self->delta;

  for (gsize k = 0; k < n; k++)
    {
      const double out = push[k] - side[k] * u[k];

      pull[k] = out > 0.0 ? out : 0.0;
    }
  for (gsize k = 0; slope != NULL && k < n; k++)
    slope[k] -= delta * side[k] * pull[k];
  return cblas_ddot ((int) n, pull, 1, pull, 1);
}

/* The smooth part, ½ ||fit - y||² / n + δ/2 Σ ((γ/δ - K w)_+)², and with @slope its gradient by
 * w. */
static double
measure (Workspace *self, const Point *point, gboolean with_slope)
{
  const gsize n = self->n;
  double loss, cones = 0.0;
  const double *restrict residual = self->residual;
  const double share = 1.0 / (double) n;

  find_residual (self, point);
  loss = 0.5 * cblas_ddot ((int) n, self->residual, 1, self->residual, 1) / (double) n;
  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const double *restrict gain = self->gain + b * n;
      double *restrict slope = self->slope_u + b * n;

      for (gsize k = 0; with_slope && k < n; k++)
        slope[k] = gain[k] * residual[k] * share;
      if (self->cones)
        cones += press (self, b, point->u + b * n, with_slope ? slope : NULL);
    }
  if (with_slope)
    cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasNoTrans, (int) self->n_blocks, (int) self->d,
                 (int) n, 1.0, self->slope_u, (int) n, self->x, (int) self->d, 0.0, self->slope,
                 (int) self->d);
  return loss + 0.5 * self->delta * cones;
}

/* trial ← prox (ahead - step slope). */
static void
take_step (Workspace *self)
{
  const gsize d = self->d;

  for (gsize b = 0; b < self->n_blocks; b++)
    {
      double *w = self->trial.w + b * d;
      double norm, factor;

      for (gsize k = 0; k < d; k++)
        w[k] = self->ahead.w[b * d + k] - self->step * self->slope[b * d + k];
      norm = cblas_dnrm2 ((int) d, w, 1);
      factor = norm > self->step * self->lambda ? 1.0 - self->step * self->lambda / norm : 0.0;
      for (gsize k = 0; k < d; k++)
        w[k] *= factor;
    }
  apply (self, &self->trial);
}

/* Squared norm of the least subgradient at @self->at. */
static double
look (Workspace *self)
{
  const gsize d = self->d;
  double sum = 0.0;

  measure (self, &self->at, TRUE);
  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const double *w = self->at.w + b * d, *slope = self->slope + b * d;
      const double norm = cblas_dnrm2 ((int) d, w, 1);

      if (norm == 0.0)
        {
          const double over = MAX (cblas_dnrm2 ((int) d, slope, 1) - self->lambda, 0.0);

          sum += over * over;
          continue;
        }
      for (gsize k = 0; k < d; k++)
        sum += (slope[k] + self->lambda * w[k] / norm) * (slope[k] + self->lambda * w[k] / norm);
    }
  return sum;
}

static double
find_violation (const Workspace *self)
{
  double sum = 0.0;

  for (gsize i = 0; self->cones && i < self->n_blocks * self->n; i++)
    {
      const double out = MIN (self->side[i] * self->at.u[i], 0.0);

      sum += out * out;
    }
  return sum;
}

/* One proximal step from the point ahead, as long as the quadratic model allows. */
static void
advance (Workspace *self)
{
  const gsize size = self->n_blocks * self->d;
  const double value = measure (self, &self->ahead, TRUE);

  self->step = MAX (LONGER * self->step, self->shortest);
  while (TRUE)
    {
      double along = 0.0, square = 0.0, reached;

      take_step (self);
      for (gsize i = 0; i < size; i++)
        {
          const double move = self->trial.w[i] - self->ahead.w[i];

          along += self->slope[i] * move;
          square += move * move;
        }
      reached = measure (self, &self->trial, FALSE);
      if (reached <= value + along + 0.5 * square / self->step || self->step <= self->shortest)
        return;
      self->step = MAX (SHORTER * self->step, self->shortest);
    }
}

/* ahead ← trial + t (trial - at), at ← trial; starts again without momentum where that points up.
 * Returns the next θ. */
static double
go_on (Workspace *self, double theta)
{
  const gsize w_size = self->n_blocks * self->d, u_size = self->n_blocks * self->n;
  double next = 0.5 * (1.0 + sqrt (1.0 + 4.0 * theta * theta)), up = 0.0, t;

  for (gsize i = 0; i < w_size; i++)
    up += (self->ahead.w[i] - self->trial.w[i]) * (self->trial.w[i] - self->at.w[i]);
  t = (theta - 1.0) / next;
  if (up > 0.0)
    {
      t = 0.0;
      next = 1.0;
    }
  for (gsize i = 0; i < w_size; i++)
    self->ahead.w[i] = self->trial.w[i] + t * (self->trial.w[i] - self->at.w[i]);
  for (gsize i = 0; i < u_size; i++)
    self->ahead.u[i] = self->trial.u[i] + t * (self->trial.u[i] - self->at.u[i]);
  point_copy (&self->at, &self->trial, self);
  return next;
}

static void
move_multipliers (Workspace *self)
{
  for (gsize i = 0; i < self->n_blocks * self->n; i++)
    self->push[i] = MAX (self->push[i] - self->side[i] * self->at.u[i], 0.0);
}

/* The blocks that are not 0 as a network with gates. */
static RscNetwork *
make_network (const Workspace *self, GError **error)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const gsize d = self->d;
  g_autofree double *w = g_new0 (double, self->n_blocks *d + 1);
  g_autofree double *gates = g_new0 (double, self->n_blocks *d + 1);
  g_autofree int *signs = g_new0 (int, self->n_blocks + 1);
  gsize m = 0;

  for (gsize b = 0; b < self->n_blocks; b++)
    {
      const double *from = self->at.w + b * d;

      if (from[cblas_idamax ((int) d, from, 1)] == 0.0)
        continue;
      memcpy (w + m * d, from, d * sizeof (double));
      signs[m] = self->signs[b];
      if (!rsc_arrangement_get_gate (arrangement, self->x, self->cones ? RSC_BLOCK_PATTERN (b) : b,
                                     gates + m * d, error))
        return NULL;
      m++;
    }
  return rsc_network_new_from_convex (m, d, rsc_problem_get_bias (self->problem), w, signs, gates);
}

static gboolean
run (Workspace *self,
     const RscProximalSettings *settings,
     RscProximal *result,
     GCancellable *cancellable,
     GError **error)
{
  double theta = 1.0, inner = INNER * look (self);

  for (result->iterations = 0; result->iterations < settings->max_iterations;)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      advance (self);
      theta = go_on (self, theta);
      result->iterations++;
      if (result->iterations % LOOK != 0 && result->iterations < settings->max_iterations)
        continue;
      result->squared_gradient = look (self);
      result->violation = find_violation (self);
      if (result->squared_gradient > MAX (inner, settings->tolerance))
        continue;
      result->converged =
        result->squared_gradient <= settings->tolerance && result->violation <= settings->tolerance;
      if (result->converged)
        break;
      /* The multipliers need no more than what they are known to. */
      inner *= INNER;
      move_multipliers (self);
      point_copy (&self->ahead, &self->at, self);
      theta = 1.0;
    }
  find_residual (self, &self->at);
  result->objective = 0.5 * cblas_ddot ((int) self->n, self->residual, 1, self->residual, 1);
  for (gsize b = 0; b < self->n_blocks; b++)
    result->objective +=
      self->lambda * (double) self->n * cblas_dnrm2 ((int) self->d, self->at.w + b * self->d, 1);
  result->network = make_network (self, error);
  return result->network != NULL;
}

RscProximal *
rsc_proximal_new (RscProblem *problem,
                  double lambda,
                  const RscProximalSettings *settings,
                  GCancellable *cancellable,
                  GError **error)
{
  g_return_val_if_fail (problem != NULL && lambda > 0.0 && settings != NULL, NULL);

  g_autoptr (RscProximal) result = g_new0 (RscProximal, 1);
  Workspace work;
  gboolean done;

  workspace_init (&work, problem, lambda);
  done = run (&work, settings, result, cancellable, error);
  workspace_clear (&work);
  return done ? g_steal_pointer (&result) : NULL;
}

void
rsc_proximal_free (RscProximal *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->network, rsc_network_unref);
  g_free (self);
}

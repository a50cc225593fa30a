/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-limit-newton.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricer.h"

/* Steps at most, those that are taken back included. */
#define STEPS_MAX 40
/* The proximal term of ν at first, as a share of the λ of the start; by how much it grows where a
 * step comes no nearer, and falls where one comes nearer by as much; and where it is given up. */
#define PROXIMAL_SHARE 0.1
#define PROXIMAL_FACTOR 0.1
#define NEARER 0.5
#define RISE_MOST 3.0
#define PROXIMAL_MOST 10.0
/* Where the fit is exact ν is made better until it is as exact as this share of the gap to reach,
 * or no step makes what it is off by smaller by this. */
#define DUAL_SHARE 0.1
#define DUAL_FACTOR 0.5
/* No direction turns by more than about this angle in one step. */
#define TURN_MAX 0.5
/* The proximal term of the norms at first, for a change by all of a norm: where they are all but
 * dependent, rough dual points ask for large changes that cancel. It goes with that of ν. */
#define PROXIMAL_NORMS 1e-3
/* Systems of more equations than this take too long. */
#define SIZE_MAX_SOLVED 3000
/* And of more numbers: a few hundred MB. */
#define ENTRIES_MAX 30000000

/* The point at hand, in the units of the pricer. */
typedef struct
{
  RscProblem *problem;
  RscPricer *pricer;
  gsize n;
  gsize d;
  gsize m;
  gsize *blocks;
  double *w;       /* m × d */
  double *nu;      /* n */
  double *target;  /* n */
  double *rest;    /* n: target - fit */
  double proximal; /* of ν */
  double proximal_norms;
  GArray *columns; /* double, n each: of the norms, then of the turns, these times √||w|| */
  GArray *turns;   /* double, d each: their directions, in the order of the neurons */
  gsize *n_turns;  /* m */
} Newton;

static void
newton_init (Newton *self, RscSolution *solution, const double *target, const double *dual)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  int x_exponent, y_exponent;

  self->problem = problem;
  self->pricer = rsc_pricer_new (problem);
  x_exponent = rsc_pricer_get_x_exponent (self->pricer);
  y_exponent = rsc_pricer_get_y_exponent (self->pricer);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->m = rsc_solution_get_n_blocks (solution);
  self->blocks = g_new (gsize, self->m + 1);
  self->w = g_new (double, self->m * self->d + 1);
  self->nu = g_new (double, self->n + 1);
  self->target = g_new (double, self->n + 1);
  self->rest = g_new (double, self->n + 1);
  self->columns = g_array_new (FALSE, FALSE, sizeof (double));
  self->turns = g_array_new (FALSE, FALSE, sizeof (double));
  self->n_turns = g_new0 (gsize, self->m + 1);
  for (gsize k = 0; k < self->m; k++)
    {
      self->blocks[k] = rsc_solution_get_block (solution, k);
      for (gsize l = 0; l < self->d; l++)
        self->w[k * self->d + l] =
          ldexp (rsc_solution_get_w (solution, k)[l], x_exponent - y_exponent);
    }
  for (gsize i = 0; i < self->n; i++)
    {
      self->nu[i] = ldexp (dual[i], x_exponent);
      self->target[i] = ldexp (target[i], -y_exponent);
    }
}

static void
newton_clear (Newton *self)
{
  rsc_pricer_free (self->pricer);
  g_free (self->blocks);
  g_free (self->w);
  g_free (self->nu);
  g_free (self->target);
  g_free (self->rest);
  g_array_unref (self->columns);
  g_array_unref (self->turns);
  g_free (self->n_turns);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Newton, newton_clear)

/* Neurons of one sign and direction are one: the network is the same, and the norms are not
 * dependent for that reason. */
static void
merge (Newton *self)
{
  const gsize d = self->d;
  gsize kept = 0;

  for (gsize k = 0; k < self->m; k++)
    {
      const double *w = self->w + k * d;
      gsize j = 0;

      for (; j < kept; j++)
        {
          if (RSC_BLOCK_SIGN (self->blocks[j]) == RSC_BLOCK_SIGN (self->blocks[k])
              && rsc_problem_is_same_direction (self->problem, self->w + j * d, w))
            break;
        }
      if (j == kept)
        {
          self->blocks[kept] = self->blocks[k];
          memmove (self->w + kept * d, w, d * sizeof (double));
          kept++;
          continue;
        }
      for (gsize l = 0; l < d; l++)
        self->w[j * d + l] += w[l];
      rsc_pricer_project_point (self->pricer, self->blocks[j], self->w + j * d);
    }
  self->m = kept;
}

/* What is left of the targets, relative. The terms are far larger than their sum: in longer numbers
 * than they have. */
static double
measure_rest (Newton *self)
{
  const double *x = rsc_pricer_get_x (self->pricer);
  RscArrangement *arrangement = rsc_problem_get_arrangement (self->problem);
  const gsize d = self->d;
  double size = 0.0, rest = 0.0;

  for (gsize i = 0; i < self->n; i++)
    {
      long double sum = self->target[i];

      for (gsize k = 0; k < self->m; k++)
        {
          const guint64 *pattern =
            rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (self->blocks[k]));
          long double product = 0.0L;

          if (!rsc_pattern_is_active (pattern, i))
            continue;
          for (gsize l = 0; l < d; l++)
            product += (long double) x[i * d + l] * self->w[k * d + l];
          sum -= RSC_BLOCK_SIGN (self->blocks[k]) * product;
        }
      self->rest[i] = (double) sum;
      size = hypot (size, self->target[i]);
      rest = hypot (rest, self->rest[i]);
    }
  return size > 0.0 ? rest / size : rest;
}

/* The rows whose kink @w is on, then @w itself, then what completes them: into @span, whose vectors
 * are orthonormal. Returns how many come before the last ones. */
static gsize
span_turns (const Newton *self, const double *w, double length, RscSpan *span)
{
  const double *x = rsc_pricer_get_x (self->pricer);
  const gsize d = self->d;
  g_autofree double *nothing = g_new0 (double, d + 1);
  double *next;
  gsize before;

  for (gsize i = 0; i < self->n; i++)
    {
      const double *row = x + i * d;
      const double size = sqrt (rsc_gram_dot_short (d, row, row));

      next = rsc_span_get_next (span);
      if (next == NULL || !(size > 0.0)
          || fabs (rsc_gram_dot_short (d, row, w)) > RSC_TOLERANCE_KINK * size * length)
        continue;
      memcpy (next, row, d * sizeof (double));
      rsc_span_take (span, nothing, RSC_TOLERANCE_BRANCH_INDEPENDENT);
    }
  next = rsc_span_get_next (span);
  if (next != NULL)
    {
      memcpy (next, w, d * sizeof (double));
      rsc_span_take (span, nothing, RSC_TOLERANCE_BRANCH_INDEPENDENT);
    }
  before = span->n;
  while ((next = rsc_span_get_next (span)) != NULL)
    {
      memset (next, 0, d * sizeof (double));
      next[rsc_span_find_axis (span->n, d, span->basis)] = 1.0;
      if (!rsc_span_take (span, nothing, RSC_TOLERANCE_BRANCH_INDEPENDENT))
        break;
    }
  return before;
}

/* The columns of the system at the point at hand. */
static void
fill_columns (Newton *self)
{
  const gsize n = self->n, d = self->d;
  g_autofree double *image = g_new (double, n + 1);
  g_autofree double *unit = g_new (double, d + 1);

  g_array_set_size (self->columns, 0);
  g_array_set_size (self->turns, 0);
  for (gsize k = 0; k < self->m; k++)
    {
      const double *w = self->w + k * d;
      const double length = sqrt (rsc_gram_dot_short (d, w, w));

      for (gsize l = 0; l < d; l++)
        unit[l] = w[l] / length;
      rsc_pricer_apply (self->pricer, self->blocks[k], unit, image);
      g_array_append_vals (self->columns, image, (guint) n);
    }
  for (gsize k = 0; k < self->m; k++)
    {
      const double *w = self->w + k * d;
      const double length = sqrt (rsc_gram_dot_short (d, w, w));
      RscSpan span = { 0 };
      gsize first;

      rsc_span_init (&span, d);
      first = span_turns (self, w, length, &span);
      self->n_turns[k] = span.n - first;
      for (gsize j = first; j < span.n; j++)
        {
          rsc_pricer_apply (self->pricer, self->blocks[k], span.basis + j * d, image);
          for (gsize i = 0; i < n; i++)
            image[i] *= sqrt (length);
          g_array_append_vals (self->columns, image, (guint) n);
          g_array_append_vals (self->turns, span.basis + j * d, (guint) d);
        }
      rsc_span_clear (&span);
    }
}

/* How far ν is from 1 at the neurons, at most. */
static double
measure_dual (const Newton *self)
{
  double apart = 0.0;

  for (gsize k = 0; k < self->m; k++)
    apart = MAX (
      apart,
      fabs (rsc_gram_dot (self->n, &g_array_index (self->columns, double, k * self->n), self->nu)
            - 1.0));
  return apart;
}

/* Onto its cone where it has left it: what rounding does at a kink costs nothing. */
static void
keep_in_cone (const Newton *self, gsize block, double *w)
{
  const double *x = rsc_pricer_get_x (self->pricer);
  const gsize d = self->d;
  const double length = sqrt (rsc_gram_dot_short (d, w, w));
  const guint64 *pattern = rsc_arrangement_get_pattern (rsc_problem_get_arrangement (self->problem),
                                                        RSC_BLOCK_PATTERN (block));

  for (gsize i = 0; i < self->n; i++)
    {
      const double *row = x + i * d;
      const double product = rsc_gram_dot_short (d, row, w);
      const double size = sqrt (rsc_gram_dot_short (d, row, row));

      if ((rsc_pattern_is_active (pattern, i) ? product : -product)
          < -RSC_TOLERANCE_KINK * size * length)
        {
          rsc_pricer_project_point (self->pricer, block, w);
          return;
        }
    }
}

/* One step. With T the turns times √||w||, U the norms, a the changes of the norms, δ that of ν:
 *   (T T^T + ε) δ + U a = rest - T T^T ν,  U_k^T δ - ε' a_k / ||w_k|| = 1 - U_k^T ν,
 * and the turns are √||w|| T^T (ν + δ): in changes, which vanish, and their rounding with them.
 * FALSE where the system cannot be solved. */
static gboolean
take_step (Newton *self)
{
  const gsize n = self->n, d = self->d, m = self->m;
  const gsize total = n + m, n_turns = self->turns->len / d;
  const int order = (int) total, one = 1, rows = (int) n, inner = (int) n_turns;
  const double unit = 1.0, nothing = 0.0;
  const double *norms = (const double *) (gpointer) self->columns->data;
  const double *turns = norms + n * m;
  g_autofree double *system = g_new0 (double, total *total);
  g_autofree double *solved = g_new (double, total);
  g_autofree int *exchanges = g_new (int, total);
  g_autofree double *parts = g_new (double, n_turns + 1);
  g_autofree double *pulls = g_new (double, n_turns + 1);
  double damping = 1.0;
  gsize turn = 0, kept = 0;
  int info = 0;

  if (n_turns > 0)
    dgemm_ ("N", "T", &rows, &rows, &inner, &unit, turns, &rows, turns, &rows, &nothing, system,
            &order, 1, 1);
  for (gsize t = 0; t < n_turns; t++)
    pulls[t] = rsc_gram_dot (n, turns + t * n, self->nu);
  for (gsize i = 0; i < n; i++)
    {
      system[i * total + i] += self->proximal;
      solved[i] = self->rest[i];
    }
  for (gsize t = 0; t < n_turns; t++)
    for (gsize i = 0; i < n; i++)
      solved[i] -= pulls[t] * turns[t * n + i];
  for (gsize k = 0; k < m; k++)
    {
      for (gsize i = 0; i < n; i++)
        system[i * total + n + k] = system[(n + k) * total + i] = norms[k * n + i];
      system[(n + k) * (total + 1)] =
        -self->proximal_norms / sqrt (rsc_gram_dot_short (d, self->w + k * d, self->w + k * d));
      solved[n + k] = 1.0 - rsc_gram_dot (n, norms + k * n, self->nu);
    }
  dgesv_ (&order, &one, system, &order, exchanges, solved, &order, &info);
  if (info != 0)
    return FALSE;

  for (gsize k = 0; k < m; k++)
    {
      const double length = sqrt (rsc_gram_dot_short (d, self->w + k * d, self->w + k * d));
      double square = 0.0;

      for (gsize j = 0; j < self->n_turns[k]; j++, turn++)
        {
          const double part =
            sqrt (length) * (pulls[turn] + rsc_gram_dot (n, turns + turn * n, solved));

          parts[turn] = part;
          square += part * part;
        }
      if (!isfinite (square) || !isfinite (solved[n + k]))
        return FALSE;
      if (sqrt (square) > TURN_MAX * MAX (length, length + solved[n + k]))
        damping = MIN (damping, TURN_MAX * MAX (length, length + solved[n + k]) / sqrt (square));
    }
  turn = 0;
  for (gsize k = 0; k < m; k++)
    {
      double *w = self->w + k * d;
      const double length = sqrt (rsc_gram_dot_short (d, w, w));
      const double factor = 1.0 + damping * solved[n + k] / length;
      double *to = self->w + kept * d;

      for (gsize l = 0; l < d; l++)
        to[l] = factor * w[l];
      for (gsize j = 0; j < self->n_turns[k]; j++, turn++)
        for (gsize l = 0; l < d; l++)
          to[l] += damping * parts[turn] * g_array_index (self->turns, double, turn *d + l);
      if (!(factor > 0.0))
        continue;
      keep_in_cone (self, self->blocks[k], to);
      if (!(rsc_gram_dot_short (d, to, to) > 0.0))
        continue;
      self->blocks[kept++] = self->blocks[k];
    }
  self->m = kept;
  for (gsize i = 0; i < n; i++)
    self->nu[i] += damping * solved[i];
  return TRUE;
}

static RscSolution *
newton_finish (Newton *self, double lambda, double *dual)
{
  const int x_exponent = rsc_pricer_get_x_exponent (self->pricer);
  const int y_exponent = rsc_pricer_get_y_exponent (self->pricer);

  for (gsize k = 0; k < self->m * self->d; k++)
    self->w[k] = ldexp (self->w[k], y_exponent - x_exponent);
  for (gsize i = 0; i < self->n; i++)
    dual[i] = ldexp (self->nu[i], -x_exponent);
  return rsc_solution_new_start (self->problem, lambda, self->m, self->blocks, self->w);
}

RscSolution *
rsc_limit_newton (RscSolution *solution,
                  const double *target,
                  double *dual,
                  GCancellable *cancellable,
                  GError **error)
{
  g_auto (Newton) newton = { 0 };
  g_autofree gsize *blocks = NULL;
  g_autofree double *w = NULL;
  g_autofree double *nu = NULL;
  const double start = rsc_solution_get_lambda (solution);
  double rest, most, dual_before = INFINITY;

  newton_init (&newton, solution, target, dual);
  if (newton.n + newton.m > SIZE_MAX_SOLVED
      || (double) newton.n * (double) newton.m * (double) newton.d > (double) ENTRIES_MAX)
    return NULL;
  blocks = g_new (gsize, newton.m + 1);
  w = g_new (double, newton.m *newton.d + 1);
  nu = g_new (double, newton.n + 1);
  newton.proximal = PROXIMAL_SHARE
                    * ldexp (start, -rsc_pricer_get_x_exponent (newton.pricer)
                                      - rsc_pricer_get_y_exponent (newton.pricer));
  newton.proximal_norms = PROXIMAL_NORMS;
  most = PROXIMAL_MOST / PROXIMAL_SHARE * newton.proximal;
  merge (&newton);
  rest = measure_rest (&newton);
  for (guint step = 0; step < STEPS_MAX && newton.proximal <= most; step++)
    {
      const gsize m = newton.m;
      double after;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      memcpy (blocks, newton.blocks, m * sizeof (gsize));
      memcpy (w, newton.w, m * newton.d * sizeof (double));
      memcpy (nu, newton.nu, newton.n * sizeof (double));
      fill_columns (&newton);
      if (rest <= RSC_TOLERANCE_EXACT_STEP)
        {
          const double apart = measure_dual (&newton);

          if (apart <= DUAL_SHARE * RSC_TOLERANCE_GAP || !(apart < DUAL_FACTOR * dual_before))
            break;
          dual_before = apart;
        }
      if (!take_step (&newton))
        break;
      after = measure_rest (&newton);
      if (after < RISE_MOST * rest || after <= RSC_TOLERANCE_EXACT_STEP)
        {
          if (after < NEARER * rest || after <= RSC_TOLERANCE_EXACT_STEP)
            {
              newton.proximal *= PROXIMAL_FACTOR;
              newton.proximal_norms *= PROXIMAL_FACTOR;
            }
          rest = after;
          continue;
        }
      newton.proximal /= PROXIMAL_FACTOR;
      newton.proximal_norms /= PROXIMAL_FACTOR;
      newton.m = m;
      memcpy (newton.blocks, blocks, m * sizeof (gsize));
      memcpy (newton.w, w, m * newton.d * sizeof (double));
      memcpy (newton.nu, nu, newton.n * sizeof (double));
      measure_rest (&newton);
    }
  return rest <= RSC_TOLERANCE_EXACT_STEP ? newton_finish (&newton, start, dual) : NULL;
}

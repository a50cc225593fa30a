/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-limit-move.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricer.h"

/* Steps of conjugate gradients for each point. */
#define STEPS_PER_POINT 20
/* Steps from one look at the cancellable to the next. */
#define STEPS_POLLED 64

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

RscSolution *
rsc_limit_move (RscSolution *solution,
                const double *target,
                GCancellable *cancellable,
                GError **error)
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

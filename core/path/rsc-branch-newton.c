/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-branch-newton.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-linear.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

#define MAX_STEPS 15
/* Of the error aimed at, so that what is foreseen is reached. */
#define CHORD_SHARE 0.1
/* A direction turns by at most this in a Newton step: more is too far to trust. */
#define TURN_MAX 0.5

double *
rsc_branch_newton_dup (const RscBranchState *self)
{
  const gsize n = self->n, d = self->d;
  double *copy = g_new (double, 2 + n + self->n_neurons * (2 * d + 1));
  double *place = copy + 2 + n;

  copy[0] = self->lambda;
  copy[1] = self->error;
  memcpy (copy + 2, self->r, n * sizeof (double));
  for (gsize k = 0; k < self->n_neurons; k++, place += 2 * d + 1)
    {
      place[0] = self->neurons[k].norm;
      memcpy (place + 1, self->neurons[k].u, d * sizeof (double));
      memcpy (place + 1 + d, self->neurons[k].w, d * sizeof (double));
    }
  return copy;
}

const double *
rsc_branch_newton_get_residual (const double *copy)
{
  return copy + 2;
}

void
rsc_branch_newton_restore (RscBranchState *self, const double *copy)
{
  const gsize n = self->n, d = self->d;
  const double *place = copy + 2 + n;

  self->lambda = copy[0];
  self->error = copy[1];
  memcpy (self->r, copy + 2, n * sizeof (double));
  for (gsize k = 0; k < self->n_neurons; k++, place += 2 * d + 1)
    {
      self->neurons[k].norm = place[0];
      memcpy (self->neurons[k].u, place + 1, d * sizeof (double));
      memcpy (self->neurons[k].w, place + 1 + d, d * sizeof (double));
    }
}

void
rsc_branch_newton_restore_between (RscBranchState *self, const double *a, const double *b)
{
  const gsize n = self->n, d = self->d;
  const gsize stride = 2 * d + 1;

  self->lambda = 0.5 * (a[0] + b[0]);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      RscBranchNeuron *neuron = &self->neurons[k];
      const double *one = a + 2 + n + k * stride, *other = b + 2 + n + k * stride;
      double length = 0.0;

      neuron->norm = 0.5 * (one[0] + other[0]);
      for (gsize l = 0; l < neuron->n_free; l++)
        neuron->u[l] = one[1 + l] + other[1 + l];
      length = sqrt (rsc_gram_dot_short (neuron->n_free, neuron->u, neuron->u));
      for (gsize l = 0; l < neuron->n_free; l++)
        neuron->u[l] /= length;
    }
}

/* M_k t */
static void
apply (const RscBranchState *self, const RscBranchNeuron *neuron, const double *t, double *image)
{
  memset (image, 0, self->n * sizeof (double));
  for (gsize l = 0; l < neuron->n_free; l++)
    rsc_branch_add (self->n, t[l], neuron->images + l * self->n, image);
}

/* Rows: an orthonormal basis whose first one is û, and what they do on the data. */
static void
fill_columns (RscBranchState *self)
{
  const gsize n = self->n;
  double *tangents = self->frames;
  gsize c = 0;

  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];
      const gsize m = neuron->n_free;

      if (!neuron->in_basis)
        continue;
      memcpy (tangents, neuron->u, m * sizeof (double));
      rsc_branch_complete_basis (m, tangents, 1, self->v);
      for (gsize l = 0; l < m; l++)
        apply (self, neuron, tangents + l * m, self->columns + (c + l) * n);
      tangents += m * m;
      c += m;
    }
}

/* Fills the residual r; returns the error of the equations relative to λ; @rhs: what each unknown's
 * equation lacks.
 * @fresh: the columns are of where the state is. */
static double
fill_residual (RscBranchState *self, double lambda, gboolean fresh)
{
  const gsize n = self->n;
  const double *tangents = self->frames;
  double worst = 0.0;
  gsize c = 0;

  memcpy (self->r, self->y, n * sizeof (double));
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];

      if (!neuron->in_basis)
        continue;
      if (fresh)
        rsc_branch_add (n, -neuron->norm, self->columns + c * n, self->r);
      else
        for (gsize l = 0; l < neuron->n_free; l++)
          rsc_branch_add (n, -neuron->norm * neuron->u[l], neuron->images + l * n, self->r);
      c += neuron->n_free;
    }
  c = 0;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];
      const gsize m = neuron->n_free;

      if (!neuron->in_basis)
        continue;
      for (gsize l = 0; l < m; l++, c++)
        {
          const double along =
            fresh ? (l == 0 ? 1.0 : 0.0) : rsc_gram_dot_short (m, tangents + l * m, neuron->u);

          self->rhs[c] = rsc_gram_dot_short (n, self->columns + c * n, self->r) - lambda * along;
          worst = MAX (worst, fabs (self->rhs[c]) / lambda);
        }
      tangents += m * m;
    }
  return worst;
}

/* The matrix of Newton's method where the state is, factored. FALSE where it is singular. */
static gboolean
factor (RscBranchState *self, double lambda)
{
  const gsize size = self->n_unknowns;
  gsize c = 0;

  rsc_gram_compute (self->n, size, self->columns, self->gram, NULL);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];

      for (gsize l = 0; neuron->in_basis && l < neuron->n_free; l++, c++)
        {
          /* Column-major: the unknown c is a column. */
          for (gsize row = 0; row < size; row++)
            self->matrix[c * size + row] =
              (l == 0 ? 1.0 : neuron->norm) * self->gram[row * size + c];
          if (l > 0)
            self->matrix[c * (size + 1)] += lambda;
        }
    }
  return rsc_linear_factor (size, self->matrix, self->pivots);
}

/* One Newton step with the matrix at hand; FALSE where it is too long. */
static gboolean
step (RscBranchState *self)
{
  const double *tangents = self->frames;
  gsize c = 0;

  rsc_linear_substitute (self->n_unknowns, 1, self->matrix, self->pivots, self->rhs);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      RscBranchNeuron *neuron = &self->neurons[k];
      const gsize m = neuron->n_free;
      double square = 0.0, length;

      if (!neuron->in_basis)
        continue;
      for (gsize l = 0; l < m; l++)
        {
          if (!isfinite (self->rhs[c + l]))
            return FALSE;
          if (l > 0)
            square += self->rhs[c + l] * self->rhs[c + l];
        }
      if (square > TURN_MAX * TURN_MAX)
        return FALSE;
      neuron->norm += self->rhs[c];
      for (gsize l = 1; l < m; l++)
        rsc_branch_add (m, self->rhs[c + l], tangents + l * m, neuron->u);
      length = sqrt (rsc_gram_dot_short (m, neuron->u, neuron->u));
      for (gsize l = 0; l < m; l++)
        neuron->u[l] /= length;
      c += m;
      tangents += m * m;
    }
  return TRUE;
}

/* Moves the state to @lambda, until the equations lack @target, or @limit where it gets no better.
 * FALSE where that fails, and the state is then where it was. */
static gboolean
move_until (RscBranchState *self, double lambda, double target, double limit)
{
  g_autofree double *start = rsc_branch_newton_dup (self);
  double before = G_MAXDOUBLE;
  for (int i = 0; i < MAX_STEPS; i++)
    {
      if (i == 0)
        fill_columns (self);
      const double error = fill_residual (self, lambda, i == 0);

      if (error <= target || (error <= limit && error > 0.2 * before))
        {
          self->lambda = lambda;
          self->error = error;
          for (gsize k = 0; k < self->n_neurons; k++)
            {
              RscBranchNeuron *neuron = &self->neurons[k];

              if (!neuron->in_basis)
                {
                  double length;

                  for (gsize l = 0; l < neuron->n_free; l++)
                    neuron->u[l] =
                      rsc_gram_dot_short (self->n, neuron->images + l * self->n, self->r);
                  length = sqrt (rsc_gram_dot_short (neuron->n_free, neuron->u, neuron->u));
                  for (gsize l = 0; l < neuron->n_free; l++)
                    neuron->u[l] /= length;
                }
              memset (neuron->w, 0, self->d * sizeof (double));
              for (gsize l = 0; l < neuron->n_free; l++)
                rsc_branch_add (self->d, neuron->u[l], neuron->basis + l * self->d, neuron->w);
            }
          return TRUE;
        }
      /* Two steps with the matrix of before gain the square of what the last one did, and cost less
       * than a new one. */
      const double gain = error / before;
      const gboolean again = i > 0 && gain * gain * error < CHORD_SHARE * target;

      if (!again && i > 0)
        {
          fill_columns (self);
          fill_residual (self, lambda, TRUE);
        }
      if ((!again && !factor (self, lambda)) || !step (self))
        break;
      before = error;
    }
  rsc_branch_newton_restore (self, start);
  return FALSE;
}

gboolean
rsc_branch_newton_move (RscBranchState *self, double lambda)
{
  return move_until (self, lambda, RSC_TOLERANCE_BRANCH_TARGET, RSC_TOLERANCE_BRANCH_LIMIT);
}

gboolean
rsc_branch_newton_move_roughly (RscBranchState *self, double lambda)
{
  return move_until (self, lambda, RSC_TOLERANCE_BRANCH_ROUGH, RSC_TOLERANCE_BRANCH_ROUGH);
}

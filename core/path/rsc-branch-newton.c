/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-branch-newton.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

#define MAX_STEPS 15
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

/* Rows: an orthonormal basis whose first one is û. */
static void
find_tangents (RscBranchState *self, const RscBranchNeuron *neuron)
{
  const gsize m = neuron->n_free;

  memcpy (self->tangents, neuron->u, m * sizeof (double));
  rsc_branch_complete_basis (m, self->tangents, 1, self->v);
}

/* Fills columns and the residual r; returns the error of the equations relative to λ; @rhs: what each
 * unknown's equation lacks. */
static double
linearise (RscBranchState *self, double lambda)
{
  const gsize n = self->n;
  double worst = 0.0;
  gsize c = 0;

  memcpy (self->r, self->y, n * sizeof (double));
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      RscBranchNeuron *neuron = &self->neurons[k];

      if (!neuron->in_basis)
        continue;
      find_tangents (self, neuron);
      for (gsize l = 0; l < neuron->n_free; l++)
        apply (self, neuron, self->tangents + l * neuron->n_free, self->columns + (c + l) * n);
      rsc_branch_add (n, -neuron->norm, self->columns + c * n, self->r);
      c += neuron->n_free;
    }
  c = 0;
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];

      if (!neuron->in_basis)
        continue;
      for (gsize l = 0; l < neuron->n_free; l++, c++)
        {
          self->rhs[c] =
            rsc_gram_dot_short (n, self->columns + c * n, self->r) - (l == 0 ? lambda : 0.0);
          worst = MAX (worst, fabs (self->rhs[c]) / lambda);
        }
    }
  return worst;
}

/* One Newton step; FALSE where the system is singular or the step too long. */
static gboolean
step (RscBranchState *self, double lambda)
{
  const gsize size = self->n_unknowns;
  const int order = (int) size, one = 1;
  gsize c = 0;
  int info = 0;

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
  dgesv_ (&order, &one, self->matrix, &order, self->pivots, self->rhs, &order, &info);
  if (info != 0)
    return FALSE;
  c = 0;
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
      find_tangents (self, neuron);
      neuron->norm += self->rhs[c];
      for (gsize l = 1; l < m; l++)
        rsc_branch_add (m, self->rhs[c + l], self->tangents + l * m, neuron->u);
      length = sqrt (rsc_gram_dot_short (m, neuron->u, neuron->u));
      for (gsize l = 0; l < m; l++)
        neuron->u[l] /= length;
      c += m;
    }
  return TRUE;
}

/* Moves the state to @lambda; FALSE where that fails, and the state is then where it was saved. */
/* Until the equations lack @target, or @limit where it gets no better. */
static gboolean
move_until (RscBranchState *self, double lambda, double target, double limit)
{
  g_autofree double *start = rsc_branch_newton_dup (self);
  double before = G_MAXDOUBLE;

  for (int i = 0; i < MAX_STEPS; i++)
    {
      const double error = linearise (self, lambda);

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
      before = error;
      if (!step (self, lambda))
        break;
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

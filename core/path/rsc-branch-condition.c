/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-branch-condition.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-branch-newton.h"

#include <math.h>
#include <string.h>

double
rsc_branch_condition_project (RscBranchState *self, gsize block, const double *r)
{
  const gsize d = self->d;
  const RscProblem *problem = rsc_pricer_get_problem (self->pricer);
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), RSC_BLOCK_PATTERN (block));

  memset (self->v, 0, d * sizeof (double));
  for (gsize i = 0; i < self->n; i++)
    if (rsc_pattern_is_active (pattern, i))
      rsc_branch_add (d, RSC_BLOCK_SIGN (block) * r[i], self->x + i * d, self->v);
  rsc_pricer_project_point (self->pricer, block, self->v);
  return sqrt (rsc_gram_dot_short (d, self->v, self->v));
}

double
rsc_branch_condition_measure (RscBranchState *self, const RscBranchCondition *condition)
{
  const RscBranchNeuron *neuron =
    condition->kind == RSC_BRANCH_BLOCK ? NULL : &self->neurons[condition->neuron];
  const gsize n = self->n, d = self->d;

  switch (condition->kind)
    {
    case RSC_BRANCH_NORM:
      {
        double total = 0.0;

        for (gsize k = 0; k < self->n_neurons; k++)
          total += fabs (self->neurons[k].norm);
        return -neuron->norm / total;
      }
    case RSC_BRANCH_SIDE:
      return -neuron->sides[condition->row]
             * rsc_gram_dot_short (d, self->x + condition->row * d, neuron->w)
             / self->lengths[condition->row];
    case RSC_BRANCH_MULTIPLIER:
      {
        /* λ u = s Σ_{active} r_i x_i + Σ_{kinks} m_i x_i with s r_i <= m_i <= 0: of the blocks on
         * either
         * side, the active one needs the lower bound and the other the upper one. Where s r_i > 0
         * the kink
         * is convex and no maximum can stay on it. */
        const guint32 row = neuron->kinks[condition->row];
        const double limit = neuron->sign * self->r[row];
        double m;

        for (gsize k = 0; k < d; k++)
          self->v[k] = self->lambda * neuron->w[k];
        for (gsize i = 0; i < n; i++)
          if (neuron->sides[i] > 0)
            rsc_branch_add (d, -neuron->sign * self->r[i], self->x + i * d, self->v);
        m = rsc_gram_dot_short (d, neuron->spans + condition->row * d, self->v);
        return MAX (limit - m, m) * self->lengths[row] / self->lambda;
      }
    case RSC_BRANCH_CORRELATION:
      {
        /* Outside of the basis ||M^T r|| = λ is a consequence, as far as the set can tell. */
        double square = 0.0;

        for (gsize l = 0; l < neuron->n_free; l++)
          {
            const double p = rsc_gram_dot_short (n, neuron->images + l * n, self->r);

            square += p * p;
          }
        return fabs (sqrt (square) / self->lambda - 1.0) - neuron->slack
               - RSC_TOLERANCE_BRANCH_SLACK - 4.0 * self->error;
      }
    case RSC_BRANCH_BLOCK:
      return rsc_branch_condition_project (self, condition->neuron, self->r) / self->lambda - 1.0;
    case RSC_BRANCH_NONE:
    default:
      return 0.0;
    }
}

static void
consider (RscBranchState *self, GArray *violations, RscBranchCondition condition)
{
  const RscBranchViolation violation = { condition,
                                         rsc_branch_condition_measure (self, &condition) };

  if (violation.value > RSC_TOLERANCE_BRANCH_SLACK)
    g_array_append_val (violations, violation);
}

void
rsc_branch_condition_list_neurons (RscBranchState *self, GArray *violations)
{
  g_array_set_size (violations, 0);
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscBranchNeuron *neuron = &self->neurons[k];

      if (neuron->in_basis)
        consider (self, violations, (RscBranchCondition){ RSC_BRANCH_NORM, k, 0 });
      else
        consider (self, violations, (RscBranchCondition){ RSC_BRANCH_CORRELATION, k, 0 });
      if (self->gated)
        continue;
      for (gsize i = 0; i < self->n; i++)
        if (neuron->sides[i] != 0
            && neuron->sides[i] * rsc_gram_dot_short (self->d, self->x + i * self->d, neuron->w)
                 < 0.0)
          consider (self, violations, (RscBranchCondition){ RSC_BRANCH_SIDE, k, i });
      for (gsize i = 0; i < neuron->n_kinks; i++)
        consider (self, violations, (RscBranchCondition){ RSC_BRANCH_MULTIPLIER, k, i });
    }
}

gboolean
rsc_branch_condition_list_blocks (RscBranchState *self,
                                  double reach,
                                  GArray *violations,
                                  GArray *near,
                                  GCancellable *cancellable,
                                  GError **error)
{
  const gsize jump = self->gated ? 2 : 1;
  const double limit = self->lambda * (1.0 + RSC_TOLERANCE_BRANCH_SLACK);
  const double least = MIN (limit, self->lambda - reach);
  double best = limit;
  gsize found = G_MAXSIZE;

  g_array_set_size (near, 0);
  if (!rsc_pricer_sweep (self->pricer, self->r, cancellable, error))
    return FALSE;
  for (gsize block = 0; block < self->n_blocks; block += jump)
    {
      double norm;

      if (self->known[block])
        continue;
      norm = rsc_pricer_project_again (self->pricer, block, least, self->v, NULL, NULL);
      if (norm > best)
        {
          best = norm;
          found = block;
        }
      if (norm > least)
        g_array_append_val (near, block);
    }
  if (found != G_MAXSIZE)
    {
      const RscBranchViolation violation = { { RSC_BRANCH_BLOCK, found, 0 },
                                             best / self->lambda - 1.0 };

      g_array_append_val (violations, violation);
    }
  return TRUE;
}

gboolean
rsc_branch_condition_measure_at (RscBranchState *self,
                                 const RscBranchCondition *condition,
                                 double lambda,
                                 double *value)
{
  if (!rsc_branch_newton_move (self, lambda))
    return FALSE;
  *value = rsc_branch_condition_measure (self, condition);
  return TRUE;
}

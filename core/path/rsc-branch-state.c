/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-branch-state.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-linear.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

/* Appends the part of @q orthogonal to the @count rows of @basis, at length 1; FALSE if it is
 * shorter than @limit. */
static gboolean
append_orthogonal (gsize d, double *basis, gsize count, const double *q, double limit)
{
  double *out = basis + count * d;
  double length;

  memcpy (out, q, d * sizeof (double));
  for (int pass = 0; pass < 2; pass++)
    for (gsize j = 0; j < count; j++)
      rsc_branch_add (d, -rsc_gram_dot_short (d, basis + j * d, out), basis + j * d, out);
  length = sqrt (rsc_gram_dot_short (d, out, out));
  if (!(length > limit))
    return FALSE;
  for (gsize k = 0; k < d; k++)
    out[k] /= length;
  return TRUE;
}

void
rsc_branch_complete_basis (gsize d, double *basis, gsize count, double *unit)
{
  while (count < d)
    {
      memset (unit, 0, d * sizeof (double));
      unit[rsc_span_find_axis (count, d, basis)] = 1.0;
      if (!append_orthogonal (d, basis, count, unit, 0.0))
        return;
      count++;
    }
}

/* Rows of the pseudo-inverse of the kink rows: c_i = spans_i^T q for q in their span. */
static gboolean
find_spans (RscBranchState *self, RscBranchNeuron *neuron)
{
  const gsize d = self->d, m = neuron->n_kinks;

  if (m == 0)
    return TRUE;
  g_autofree double *gram = g_new (double, m *m);
  g_autofree double *inverse = g_new0 (double, m *m);
  g_autofree int *pivots = g_new (int, m);

  neuron->spans = g_new0 (double, m *d);
  for (gsize i = 0; i < m; i++)
    {
      inverse[i * (m + 1)] = 1.0;
      for (gsize j = 0; j < m; j++)
        gram[i * m + j] =
          rsc_gram_dot_short (d, self->x + neuron->kinks[i] * d, self->x + neuron->kinks[j] * d);
    }
  if (!rsc_linear_solve (m, m, gram, inverse, pivots))
    return FALSE;
  for (gsize i = 0; i < m; i++)
    for (gsize j = 0; j < m; j++)
      rsc_branch_add (d, inverse[i * m + j], self->x + neuron->kinks[j] * d, neuron->spans + i * d);
  return TRUE;
}

gboolean
rsc_branch_state_build_face (RscBranchState *self, RscBranchNeuron *neuron)
{
  const gsize n = self->n, d = self->d;
  double *frame = self->tangents, *unit = self->v;

  for (gsize i = 0; i < neuron->n_kinks; i++)
    {
      const guint32 row = neuron->kinks[i];

      for (gsize k = 0; k < d; k++)
        unit[k] = self->x[row * d + k] / self->lengths[row];
      if (i + 1 >= d || !append_orthogonal (d, frame, i, unit, RSC_TOLERANCE_BRANCH_INDEPENDENT))
        return FALSE;
    }
  rsc_branch_complete_basis (d, frame, neuron->n_kinks, unit);
  g_free (neuron->basis);
  g_free (neuron->images);
  g_free (neuron->spans);
  neuron->spans = NULL;
  neuron->n_free = d - neuron->n_kinks;
  neuron->basis = g_memdup2 (frame + neuron->n_kinks * d, neuron->n_free * d * sizeof (double));
  neuron->images = g_new0 (double, neuron->n_free *n + 1);
  for (gsize l = 0; l < neuron->n_free; l++)
    {
      neuron->u[l] = rsc_gram_dot_short (d, neuron->basis + l * d, neuron->w);
      for (gsize i = 0; i < n; i++)
        if (neuron->sides[i] > 0)
          neuron->images[l * n + i] =
            neuron->sign * rsc_gram_dot_short (d, self->x + i * d, neuron->basis + l * d);
    }
  return find_spans (self, neuron);
}

static gboolean
fill_neuron (RscBranchState *self, const RscNeuron *from, double norm, RscBranchNeuron *neuron)
{
  const gsize n = self->n, d = self->d;
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
  const guint64 *pattern =
    rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), from->pattern);

  neuron->sign = from->sign;
  neuron->norm = norm;
  neuron->sides = g_new0 (gint8, n + 1);
  neuron->kinks = g_new (guint32, n + 1);
  neuron->u = g_new0 (double, d + 1);
  neuron->w = g_memdup2 (from->direction, d * sizeof (double));
  for (gsize i = 0; i < n; i++)
    {
      const double value = rsc_gram_dot_short (d, self->x + i * d, from->direction);

      if (self->gated)
        neuron->sides[i] = rsc_pattern_is_active (pattern, i) ? 1 : -1;
      else if (fabs (value) > RSC_TOLERANCE_KINK * self->lengths[i])
        neuron->sides[i] = value > 0.0 ? 1 : -1;
      else if (self->lengths[i] > 0.0)
        neuron->kinks[neuron->n_kinks++] = (guint32) i;
    }
  return rsc_branch_state_build_face (self, neuron);
}

RscBranchState *
rsc_branch_state_new (RscOptimalSet *set, RscPricer *pricer)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  /* The activations of a vertex are independent. */
  const double *a = rsc_optimal_set_is_unique (set) || rsc_optimal_set_get_n_vertices (set) == 0
                      ? rsc_optimal_set_get_solver_point (set)
                      : rsc_optimal_set_get_vertex (set, 0);
  const int shift = rsc_pricer_get_x_exponent (pricer) - rsc_pricer_get_y_exponent (pricer);
  g_autoptr (RscBranchState) self = g_new0 (RscBranchState, 1);
  double total = 0.0;

  self->set = rsc_optimal_set_ref (set);
  self->pricer = pricer;
  self->gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_blocks = 2 * rsc_arrangement_get_n_patterns (arrangement);
  self->x = rsc_pricer_get_x (pricer);
  self->y = rsc_pricer_get_y (pricer);
  self->exponent = -(rsc_pricer_get_x_exponent (pricer) + rsc_pricer_get_y_exponent (pricer));
  self->lambda = ldexp (rsc_solution_get_lambda (solution), self->exponent);
  self->lengths = g_new (double, self->n + 1);
  for (gsize i = 0; i < self->n; i++)
    self->lengths[i] =
      sqrt (rsc_gram_dot_short (self->d, self->x + i * self->d, self->x + i * self->d));
  self->n_neurons = rsc_optimal_set_get_n_support (set);
  if (self->n_neurons == 0)
    return NULL;
  self->neurons = g_new0 (RscBranchNeuron, self->n_neurons);
  self->tangents = g_new (double, (self->d + 1) * (self->d + 1));
  self->v = g_new (double, self->d + 1);
  self->known = g_new0 (gboolean, self->n_blocks + 1);
  for (gsize k = 0; k < self->n_neurons; k++)
    total += a[k];
  /* Blocks that reach λ without being in use are watched like all others: where a neuron enters so
   * slowly that it is not seen yet, theirs are the first to tell that this branch has ended. */
  for (gsize k = 0; k < self->n_neurons; k++)
    {
      const RscNeuron *from = rsc_optimal_set_get_neuron (set, k);

      /* With gates both signs have the same ||v_b||. */
      for (gsize i = 0; i < from->n_blocks; i++)
        {
          self->known[from->blocks[i]] = TRUE;
          if (self->gated)
            self->known[from->blocks[i] ^ 1] = TRUE;
        }
      if (!fill_neuron (self, from, ldexp (a[k], shift), &self->neurons[k]))
        return NULL;
      self->neurons[k].in_basis = a[k] > RSC_TOLERANCE_BRANCH_NEGLIGIBLE * total;
      if (self->neurons[k].in_basis)
        self->n_unknowns += self->neurons[k].n_free;
      else
        self->neurons[k].norm = 0.0;
    }
  const gsize size = self->n_neurons * self->d;
  self->r = g_new0 (double, self->n + 1);
  self->columns = g_new (double, size * self->n + 1);
  self->frames = g_new (double, size * self->d + 1);
  self->gram = g_new (double, size *size + 1);
  self->matrix = g_new (double, size *size + 1);
  self->rhs = g_new (double, size + 1);
  self->pivots = g_new (int, size + 1);
  return g_steal_pointer (&self);
}

void
rsc_branch_state_free (RscBranchState *self)
{
  if (self == NULL)
    return;
  for (gsize k = 0; self->neurons != NULL && k < self->n_neurons; k++)
    {
      g_free (self->neurons[k].basis);
      g_free (self->neurons[k].kinks);
      g_free (self->neurons[k].spans);
      g_free (self->neurons[k].sides);
      g_free (self->neurons[k].images);
      g_free (self->neurons[k].u);
      g_free (self->neurons[k].w);
    }
  g_free (self->neurons);
  g_free (self->lengths);
  g_free (self->known);
  g_free (self->r);
  g_free (self->columns);
  g_free (self->frames);
  g_free (self->gram);
  g_free (self->matrix);
  g_free (self->rhs);
  g_free (self->pivots);
  g_free (self->tangents);
  g_free (self->v);
  rsc_optimal_set_unref (self->set);
  g_free (self);
}

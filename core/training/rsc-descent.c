/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-descent.h"

#include "core/numerics/rsc-column-factor.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Neurons in the coordinates of the convex program. */
typedef struct
{
  gsize m;
  double *w;     /* m × d */
  int *signs;    /* m */
  double *gates; /* m × d, or NULL for ReLU */
  gint8 *sides;  /* m × n: of each row +1, -1 or on the kink 0; of a gate +1 or -1 */
} Neurons;

struct _RscDescent
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  RscNetwork *network;
  gsize n;
  gsize d;
  gboolean is_balanced;
  gboolean is_complete;
  Neurons from;
  GPtrArray
    *factors; /* of m values each: what is left of every neuron before and after each pruning */
  gsize pruned_width;
  Neurons to;
  gsize *partner; /* of each neuron of @to the one of @from whose place it shares, or G_MAXSIZE */
  gsize n_shared;
};

/* ---- neurons ------------------------------------------------------------------------------- */

static RscProblem *
get_problem (const RscDescent *self)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
}

static void
neurons_init (Neurons *self, gsize m, gsize n, gsize d, gboolean gated)
{
  self->m = m;
  self->w = g_new0 (double, MAX (1, m * d));
  self->signs = g_new0 (int, MAX (1, m));
  self->gates = gated ? g_new0 (double, MAX (1, m * d)) : NULL;
  self->sides = g_new0 (gint8, MAX (1, m * n));
}

static void
neurons_clear (Neurons *self)
{
  g_free (self->w);
  g_free (self->signs);
  g_free (self->gates);
  g_free (self->sides);
}

/* On which side of neuron @i each row is. Of gates the sign of the output weight is none of the
 * neuron: (-1, w) is (+1, -w). */
static void
find_sides (const RscDescent *self, Neurons *neurons, gsize i)
{
  const RscProblem *problem = get_problem (self);
  const gsize n = self->n, d = self->d;
  const double *x = rsc_problem_get_x (problem);
  const double *direction = (neurons->gates != NULL ? neurons->gates : neurons->w) + i * d;
  const double length = cblas_dnrm2 ((int) d, direction, 1);

  for (gsize k = 0; k < n; k++)
    {
      const double value = cblas_ddot ((int) d, x + k * d, 1, direction, 1);
      const double reach = length * cblas_dnrm2 ((int) d, x + k * d, 1);

      if (neurons->gates != NULL)
        neurons->sides[i * n + k] = value >= 0.0 ? 1 : -1;
      else
        neurons->sides[i * n + k] = fabs (value) <= RSC_TOLERANCE_KINK * reach ? 0
                                    : value > 0.0                              ? 1
                                                                               : -1;
    }
  if (neurons->gates != NULL && neurons->signs[i] < 0)
    {
      cblas_dscal ((int) d, -1.0, neurons->w + i * d, 1);
      neurons->signs[i] = 1;
    }
}

/* Whether every combination of both is one neuron: the same sign, and one cell that has both in its
 * closure. */
static gboolean
can_share (const RscDescent *self, gsize i, gsize j)
{
  const gint8 *one = self->from.sides + i * self->n, *other = self->to.sides + j * self->n;

  if (self->from.signs[i] != self->to.signs[j])
    return FALSE;
  for (gsize k = 0; k < self->n; k++)
    if (one[k] * other[k] < 0)
      return FALSE;
  return TRUE;
}

/* ---- pruning ------------------------------------------------------------------------------- */

/* c_i = s_i (X w_i)_+, n values. */
static void
get_contribution (const RscDescent *self, gsize i, double *c)
{
  const RscProblem *problem = get_problem (self);
  const gsize n = self->n, d = self->d;

  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) n, (int) d, self->from.signs[i],
               rsc_problem_get_x (problem), (int) d, self->from.w + i * d, 1, 0.0, c, 1);
  for (gsize k = 0; k < n; k++)
    if (self->from.sides[i * n + k] <= 0)
      c[k] = 0.0;
}

/* A null vector β of the contributions factor_i c_i: the first that depends on those before it.
 * FALSE when they are independent. @columns: m × n, of length 1; @lengths: m, what is left of
 * ||c_i||. */
static gboolean
find_null_vector (const RscDescent *self,
                  const double *columns,
                  const double *lengths,
                  const double *factor,
                  double *beta)
{
  const gsize m = self->from.m;
  g_autoptr (RscColumnFactor) basis = rsc_column_factor_new (self->n);
  g_autofree double *z = g_new (double, MAX (1, m));

  memset (beta, 0, m * sizeof (double));
  for (gsize i = 0; i < m; i++)
    {
      if (factor[i] == 0.0)
        continue;
      if (lengths[i] == 0.0)
        {
          /* It does nothing at any row. */
          beta[i] = 1.0;
          return TRUE;
        }
      if (rsc_column_factor_offer (basis, i, columns + i * self->n, z))
        continue;
      for (gsize k = 0; k < rsc_column_factor_get_n_columns (basis); k++)
        {
          const gsize id = rsc_column_factor_get_id (basis, k);

          beta[id] = -z[k] / (factor[id] * lengths[id]);
        }
      beta[i] = 1.0 / (factor[i] * lengths[i]);
      return TRUE;
    }
  return FALSE;
}

/* Turns β so that the penalty Σ factor_i ||w_i|| (1 - t β_i) does not grow with t, and walks to the
 * first neuron that gets to 0. */
static double *
take_out (const RscDescent *self, const double *norms, const double *factor, const double *beta)
{
  const gsize m = self->from.m;
  double *next = g_new (double, m);
  double slope = 0.0, largest = 0.0;
  gsize first = G_MAXSIZE;

  for (gsize i = 0; i < m; i++)
    slope += beta[i] * factor[i] * norms[i];

  const double sign = slope >= 0.0 ? 1.0 : -1.0;

  for (gsize i = 0; i < m; i++)
    if (sign * beta[i] > largest)
      {
        largest = sign * beta[i];
        first = i;
      }
  g_assert (first != G_MAXSIZE);
  for (gsize i = 0; i < m; i++)
    next[i] = MAX (0.0, factor[i] * (1.0 - sign * beta[i] / largest));
  next[first] = 0.0;
  return next;
}

/* FALSE when cancelled. */
static gboolean
prune (RscDescent *self, GCancellable *cancellable)
{
  const gsize m = self->from.m, n = self->n, d = self->d;
  g_autofree double *columns = g_new (double, MAX (1, m * n));
  g_autofree double *lengths = g_new (double, MAX (1, m));
  g_autofree double *norms = g_new (double, MAX (1, m));
  g_autofree double *beta = g_new (double, MAX (1, m));
  double *factor = g_new (double, MAX (1, m));

  for (gsize i = 0; i < m; i++)
    {
      get_contribution (self, i, columns + i * n);
      lengths[i] = cblas_dnrm2 ((int) n, columns + i * n, 1);
      if (lengths[i] > 0.0)
        cblas_dscal ((int) n, 1.0 / lengths[i], columns + i * n, 1);
      norms[i] = cblas_dnrm2 ((int) d, self->from.w + i * d, 1);
      factor[i] = norms[i] > 0.0 ? 1.0 : 0.0;
    }
  g_ptr_array_add (self->factors, factor);
  while (find_null_vector (self, columns, lengths, factor, beta))
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      factor = take_out (self, norms, factor, beta);
      g_ptr_array_add (self->factors, factor);
    }
  for (gsize i = 0; i < m; i++)
    self->pruned_width += factor[i] > 0.0;
  return TRUE;
}

static const double *
get_pruned (const RscDescent *self)
{
  return g_ptr_array_index (self->factors, self->factors->len - 1);
}

/* ---- the optimum --------------------------------------------------------------------------- */

/* The network of norms @a as the one to go to. */
static void
set_goal (RscDescent *self, const double *a)
{
  const gsize d = self->d;
  gsize count = 0;

  neurons_clear (&self->to);
  neurons_init (&self->to, rsc_optimal_set_get_n_neurons (self->set), self->n, d,
                self->from.gates != NULL);
  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (self->set); k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, k);

      if (a[k] <= 0.0)
        continue;
      for (gsize e = 0; e < d; e++)
        self->to.w[count * d + e] = a[k] * neuron->direction[e];
      self->to.signs[count] = neuron->sign;
      if (self->to.gates != NULL)
        memcpy (self->to.gates + count * d, neuron->gate, d * sizeof (double));
      find_sides (self, &self->to, count);
      count++;
    }
  self->to.m = count;
}

/* A neuron of the network for @j, asking those that have one to move on (Kuhn's augmenting
 * paths). */
static gboolean
find_partner (const RscDescent *self, gsize j, gsize *holder, gboolean *asked, gsize *partner)
{
  for (gsize i = 0; i < self->from.m; i++)
    {
      if (asked[i] || get_pruned (self)[i] == 0.0 || !can_share (self, i, j))
        continue;
      asked[i] = TRUE;
      if (holder[i] == G_MAXSIZE || find_partner (self, holder[i], holder, asked, partner))
        {
          holder[i] = j;
          partner[j] = i;
          return TRUE;
        }
    }
  return FALSE;
}

/* As many shared places as there can be: a largest matching. Returns their number. */
static gsize
match (const RscDescent *self, gsize *partner)
{
  g_autofree gsize *holder = g_new (gsize, MAX (1, self->from.m));
  g_autofree gboolean *asked = g_new (gboolean, MAX (1, self->from.m));
  gsize count = 0;

  for (gsize i = 0; i < self->from.m; i++)
    holder[i] = G_MAXSIZE;
  for (gsize j = 0; j < self->to.m; j++)
    partner[j] = G_MAXSIZE;
  for (gsize j = 0; j < self->to.m; j++)
    {
      memset (asked, 0, self->from.m * sizeof (gboolean));
      count += find_partner (self, j, holder, asked, partner);
    }
  return count;
}

/* The narrowest network, and the vertices, for the one of fewest new places. FALSE when
 * cancelled. */
static gboolean
choose_goal (RscDescent *self, GCancellable *cancellable)
{
  const gsize n_neurons = rsc_optimal_set_get_n_neurons (self->set);
  const gsize n_vertices = rsc_optimal_set_get_n_vertices (self->set);
  g_autofree gsize *partner = g_new (gsize, MAX (1, n_neurons));
  const double *best = rsc_optimal_set_get_narrowest (self->set);
  gsize least = G_MAXSIZE;

  for (gsize k = 0; k <= n_vertices; k++)
    {
      const double *a = k == 0 ? rsc_optimal_set_get_narrowest (self->set)
                               : rsc_optimal_set_get_vertex (self->set, k - 1);

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      set_goal (self, a);
      const gsize places = self->to.m - match (self, partner);

      if (places < least)
        {
          least = places;
          best = a;
        }
    }
  set_goal (self, best);
  self->partner = g_new (gsize, MAX (1, n_neurons));
  self->n_shared = match (self, self->partner);
  return TRUE;
}

/* ---- public -------------------------------------------------------------------------------- */

static void
take_network (RscDescent *self)
{
  const gsize m = rsc_network_get_width (self->network), d = self->d;
  const double *hidden = rsc_network_get_hidden (self->network);
  const double *output = rsc_network_get_output (self->network);
  const double *gates = rsc_network_get_gates (self->network);

  neurons_init (&self->from, m, self->n, d,
                rsc_problem_get_activation (get_problem (self)) == RSC_ACTIVATION_GATED);
  self->is_balanced = TRUE;
  for (gsize i = 0; i < m; i++)
    {
      const int sign = rsc_network_get_convex (self->network, i, self->from.w + i * d);
      const double length = cblas_dnrm2 ((int) d, hidden + i * d, 1);

      self->from.signs[i] = sign < 0 ? -1 : 1;
      if (gates != NULL)
        memcpy (self->from.gates + i * d, gates + i * d, d * sizeof (double));
      find_sides (self, &self->from, i);
      self->is_balanced &=
        fabs (length - fabs (output[i])) <= RSC_TOLERANCE_KINK * MAX (length, fabs (output[i]));
    }
}

RscDescent *
rsc_descent_new (RscOptimalSet *set,
                 RscNetwork *network,
                 gsize width,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (set != NULL && network != NULL, NULL);
  g_return_val_if_fail (width >= rsc_network_get_width (network), NULL);

  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));

  g_return_val_if_fail (rsc_network_get_d (network) == rsc_problem_get_d (problem), NULL);
  g_return_val_if_fail (rsc_network_get_gates (network) == NULL
                          || rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED,
                        NULL);

  g_autoptr (RscDescent) self = g_new0 (RscDescent, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  self->network = rsc_network_ref (network);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->factors = g_ptr_array_new_with_free_func (g_free);
  take_network (self);
  if (!prune (self, cancellable) || !choose_goal (self, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  self->is_complete = rsc_descent_get_width_needed (self) <= width;
  return g_steal_pointer (&self);
}

RscDescent *
rsc_descent_ref (RscDescent *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_descent_unref (RscDescent *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_optimal_set_unref (self->set);
  rsc_network_unref (self->network);
  neurons_clear (&self->from);
  neurons_clear (&self->to);
  g_ptr_array_unref (self->factors);
  g_free (self->partner);
  g_free (self);
}

gboolean
rsc_descent_is_complete (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->is_complete;
}

gsize
rsc_descent_get_pruned_width (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pruned_width;
}

gsize
rsc_descent_get_optimal_width (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->to.m;
}

gsize
rsc_descent_get_n_shared (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_shared;
}

gsize
rsc_descent_get_width_needed (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->pruned_width + self->to.m - self->n_shared;
}

gsize
rsc_descent_get_n_legs (const RscDescent *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (self->is_balanced ? 0 : 1) + self->factors->len - 1 + (self->is_complete ? 1 : 0);
}

RscDescentLeg
rsc_descent_get_leg (const RscDescent *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < rsc_descent_get_n_legs (self), RSC_DESCENT_JOIN);

  if (!self->is_balanced && k == 0)
    return RSC_DESCENT_BALANCE;
  return self->is_complete && k + 1 == rsc_descent_get_n_legs (self) ? RSC_DESCENT_JOIN
                                                                     : RSC_DESCENT_PRUNE;
}

/* Layers scaled against each other: ||θ1|| grows by α^t and |θ2| falls by it, α² = |θ2| /
 * ||θ1||. */
static RscNetwork *
balance (const RscDescent *self, double t)
{
  const gsize m = self->from.m, d = self->d;
  g_autofree double *hidden =
    g_memdup2 (rsc_network_get_hidden (self->network), MAX (1, m * d) * sizeof (double));
  g_autofree double *output =
    g_memdup2 (rsc_network_get_output (self->network), MAX (1, m) * sizeof (double));

  for (gsize i = 0; i < m; i++)
    {
      const double length = cblas_dnrm2 ((int) d, hidden + i * d, 1), weight = fabs (output[i]);
      /* Of a layer that is 0 the other one just shrinks. */
      const double scale = length > 0.0 && weight > 0.0 ? pow (weight / length, 0.5 * t) : 1.0 - t;

      cblas_dscal ((int) d, scale, hidden + i * d, 1);
      output[i] *= length > 0.0 && weight > 0.0 ? 1.0 / scale : scale;
    }
  return rsc_network_new (m, d, rsc_network_get_bias (self->network), hidden, output,
                          rsc_network_get_gates (self->network));
}

/* factor_i w_i of the network and @t w* of the optimum, those that share a place added. */
static RscNetwork *
combine (const RscDescent *self, const double *factor, double t)
{
  const gsize m = self->from.m, d = self->d, all = m + (t > 0.0 ? self->to.m : 0);
  g_autofree double *w = g_new0 (double, MAX (1, all * d));
  g_autofree double *gates = self->from.gates != NULL ? g_new0 (double, MAX (1, all * d)) : NULL;
  g_autofree int *signs = g_new0 (int, MAX (1, all));

  memcpy (signs, self->from.signs, m * sizeof (int));
  if (gates != NULL)
    memcpy (gates, self->from.gates, m * d * sizeof (double));
  for (gsize i = 0; i < m; i++)
    cblas_daxpy ((int) d, factor[i], self->from.w + i * d, 1, w + i * d, 1);
  for (gsize j = 0; t > 0.0 && j < self->to.m; j++)
    {
      const gsize at = self->partner[j] != G_MAXSIZE ? self->partner[j] : m + j;

      cblas_daxpy ((int) d, t, self->to.w + j * d, 1, w + at * d, 1);
      signs[at] = self->to.signs[j];
      if (gates != NULL && at >= m)
        memcpy (gates + at * d, self->to.gates + j * d, d * sizeof (double));
    }
  return rsc_network_new_from_convex (all, d, rsc_network_get_bias (self->network), w, signs,
                                      gates);
}

RscNetwork *
rsc_descent_dup_network (const RscDescent *self, double position)
{
  g_return_val_if_fail (self != NULL, NULL);

  const gsize n_legs = rsc_descent_get_n_legs (self), m = self->from.m;
  const double at = CLAMP (position, 0.0, (double) n_legs);
  const gsize k = MIN ((gsize) at, n_legs > 0 ? n_legs - 1 : 0);
  const double t = at - (double) k;
  g_autofree double *factor = g_new (double, MAX (1, m));

  if (n_legs == 0)
    return rsc_network_ref (self->network);
  switch (rsc_descent_get_leg (self, k))
    {
    case RSC_DESCENT_BALANCE:
      return balance (self, t);
    case RSC_DESCENT_JOIN:
      for (gsize i = 0; i < m; i++)
        factor[i] = (1.0 - t) * get_pruned (self)[i];
      return combine (self, factor, t);
    case RSC_DESCENT_PRUNE:
    default:
      {
        const guint before = (guint) (k - (self->is_balanced ? 0 : 1));
        const double *one = g_ptr_array_index (self->factors, before);
        const double *other = g_ptr_array_index (self->factors, before + 1);

        for (gsize i = 0; i < m; i++)
          factor[i] = (1.0 - t) * one[i] + t * other[i];
        return combine (self, factor, 0.0);
      }
    }
}

double
rsc_descent_get_objective (const RscDescent *self, double position)
{
  g_return_val_if_fail (self != NULL, NAN);

  g_autoptr (RscNetwork) network = rsc_descent_dup_network (self, position);

  return rsc_network_objective (network, rsc_problem_get_dataset (get_problem (self)),
                                rsc_solution_get_lambda (rsc_optimal_set_get_solution (self->set)));
}

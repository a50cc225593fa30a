/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-set-distance.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>

struct _RscSetDistance
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  gint8 *sides; /* n_neurons × n */
};

static RscProblem *
get_problem (const RscSetDistance *self)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
}

/* On which side of @direction each row is; of a gate none is on it. */
static void
find_sides (const RscProblem *problem, const double *direction, gboolean gate, gint8 *sides)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  const double length = cblas_dnrm2 ((int) d, direction, 1);

  for (gsize k = 0; k < n; k++)
    {
      const double value = cblas_ddot ((int) d, x + k * d, 1, direction, 1);
      const double reach = length * cblas_dnrm2 ((int) d, x + k * d, 1);

      if (gate)
        sides[k] = value >= 0.0 ? 1 : -1;
      else
        sides[k] = fabs (value) <= RSC_TOLERANCE_KINK * reach ? 0 : value > 0.0 ? 1 : -1;
    }
}

RscSetDistance *
rsc_set_distance_new (RscOptimalSet *set)
{
  RscSetDistance *self;
  gsize m, n;

  g_return_val_if_fail (set != NULL, NULL);

  self = g_new0 (RscSetDistance, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  m = rsc_optimal_set_get_n_neurons (set);
  n = rsc_problem_get_n (get_problem (self));
  self->sides = g_new (gint8, MAX (m * n, 1));
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      find_sides (get_problem (self), neuron->gate != NULL ? neuron->gate : neuron->direction,
                  neuron->gate != NULL, self->sides + i * n);
    }
  return self;
}

RscSetDistance *
rsc_set_distance_ref (RscSetDistance *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_set_distance_unref (RscSetDistance *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_optimal_set_unref (self->set);
  g_free (self->sides);
  g_free (self);
}

RscOptimalSet *
rsc_set_distance_get_set (const RscSetDistance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

static gboolean
are_apart (const gint8 *one, const gint8 *other, gsize n)
{
  for (gsize k = 0; k < n; k++)
    if (one[k] * other[k] < 0)
      return TRUE;
  return FALSE;
}

/* The neuron of the set that @w belongs to, or -1; *@t: how much of it is along that. A neuron on a
 * kink may belong to several: it is the one that it is most along. Of gates the sign is none of the
 * neuron: (-1, w) is (+1, -w). */
static gssize
find_neuron (const RscSetDistance *self, int sign, const double *w, const gint8 *sides, double *t)
{
  const gsize n = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));
  const gboolean gated = rsc_problem_get_activation (get_problem (self)) == RSC_ACTIVATION_GATED;
  gssize found = -1;

  *t = 0.0;
  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (self->set); k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, k);
      double along;

      if ((!gated && neuron->sign != sign) || are_apart (sides, self->sides + k * n, n))
        continue;
      along = neuron->sign * sign * cblas_ddot ((int) d, neuron->direction, 1, w, 1);
      if (along > *t)
        {
          *t = along;
          found = (gssize) k;
        }
    }
  return found;
}

double
rsc_set_distance_measure (const RscSetDistance *self, const RscNetwork *network, double *along)
{
  RscProblem *problem;
  const double *gates;
  gsize n, d, m;
  double sum = 0.0, size = 0.0;

  g_return_val_if_fail (self != NULL && network != NULL, NAN);

  problem = get_problem (self);
  n = rsc_problem_get_n (problem);
  d = rsc_problem_get_d (problem);
  m = rsc_optimal_set_get_n_neurons (self->set);
  gates = rsc_network_get_gates (network);
  g_return_val_if_fail (rsc_network_get_d (network) == d, NAN);

  g_autofree gint8 *sides = g_new (gint8, MAX (n, 1));
  g_autofree double *w = g_new (double, d);
  g_autofree double *t = g_new0 (double, MAX (m, 1));
  g_autofree double *a = g_new0 (double, MAX (m, 1));
  g_autofree double *weights = g_new (double, MAX (m, 1));

  for (gsize i = 0; i < rsc_network_get_width (network); i++)
    {
      const int sign = rsc_network_get_convex (network, i, w);
      const double length = cblas_dnrm2 ((int) d, w, 1);
      double part;
      gssize k;

      if (sign == 0 || length == 0.0)
        continue;
      find_sides (problem, gates != NULL ? gates + i * d : w, gates != NULL, sides);
      k = find_neuron (self, sign, w, sides, &part);
      if (k >= 0)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (self->set, (gsize) k);

          t[k] += part;
          cblas_daxpy ((int) d, -part * neuron->sign * sign, neuron->direction, 1, w, 1);
        }
      sum += cblas_ddot ((int) d, w, 1, w, 1);
    }
  for (gsize k = 0; k < m; k++)
    weights[k] = 1.0;
  if (m > 0)
    rsc_optimal_set_project_point (self->set, t, weights, NULL, a);
  for (gsize k = 0; k < m; k++)
    {
      sum += (t[k] - a[k]) * (t[k] - a[k]);
      size += a[k] * a[k];
      if (along != NULL)
        along[k] = t[k];
    }
  return size > 0.0 ? sqrt (sum / size) : sqrt (sum);
}

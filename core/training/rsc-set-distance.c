/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-set-distance.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

struct _RscSetDistance
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  double *directions; /* n_neurons × d, of unit length; of gated neurons times the sign */
  gint8 *sides;       /* gated: n_neurons × n, else NULL */

  /* <u_j, u_k> = Σ_r factor_rj factor_rk, by elimination of one neuron after the other. */
  gsize rank;
  gsize *pivots;  /* rank: neurons */
  double *factor; /* rank × n_neurons */
};

static RscProblem *
get_problem (const RscSetDistance *self)
{
  return rsc_solution_get_problem (rsc_optimal_set_get_solution (self->set));
}

static gboolean
is_gated (const RscSetDistance *self)
{
  return rsc_problem_get_activation (get_problem (self)) == RSC_ACTIVATION_GATED;
}

static void
find_sides (const RscProblem *problem, const double *gate, gint8 *sides)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);

  for (gsize k = 0; k < n; k++)
    sides[k] = cblas_ddot ((int) d, x + k * d, 1, gate, 1) >= 0.0;
}

double
rsc_set_distance_multiply (gsize d, const double *a, const double *b)
{
  const double p = cblas_dnrm2 ((int) d, a, 1), q = cblas_dnrm2 ((int) d, b, 1);
  double apart = 0.0;

  if (!(p > 0.0 && q > 0.0))
    return 0.0;
  /* 1 - cos θ of what is nearly parallel without cancellation. */
  for (gsize k = 0; k < d; k++)
    {
      const double step = a[k] / p - b[k] / q;

      apart += step * step;
    }
  return p * q * exp (-0.5 * apart);
}

/* Of a neuron with @sign (0 of gated ones) and @sides. */
static double
multiply_with (const RscSetDistance *self, gsize k, int sign, const gint8 *sides, const double *w)
{
  const gsize n = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));

  if (self->sides != NULL ? memcmp (self->sides + k * n, sides, n) != 0
                          : rsc_optimal_set_get_neuron (self->set, k)->sign != sign)
    return 0.0;
  return rsc_set_distance_multiply (d, w, self->directions + k * d);
}

/* Pivoted Cholesky elimination. */
static void
factorise (RscSetDistance *self)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set),
              n = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));
  g_autofree double *left = g_new (double, MAX (m, 1));

  self->pivots = g_new (gsize, MAX (m, 1));
  self->factor = g_new0 (double, MAX (m * m, 1));
  for (gsize k = 0; k < m; k++)
    left[k] = 1.0;
  for (; self->rank < m; self->rank++)
    {
      const gsize r = self->rank;
      double *row = self->factor + r * m;
      gsize pivot = 0;
      double root;

      for (gsize k = 1; k < m; k++)
        if (left[k] > left[pivot])
          pivot = k;
      if (!(left[pivot] > RSC_TOLERANCE_SPANNED))
        break;
      root = sqrt (left[pivot]);
      for (gsize k = 0; k < m; k++)
        {
          double product = multiply_with (
            self, k, rsc_optimal_set_get_neuron (self->set, pivot)->sign,
            self->sides != NULL ? self->sides + pivot * n : NULL, self->directions + pivot * d);

          for (gsize j = 0; j < r; j++)
            product -= self->factor[j * m + pivot] * self->factor[j * m + k];
          row[k] = product / root;
        }
      row[pivot] = root;
      for (gsize k = 0; k < m; k++)
        left[k] -= row[k] * row[k];
      left[pivot] = 0.0;
      self->pivots[r] = pivot;
    }
}

RscSetDistance *
rsc_set_distance_new (RscOptimalSet *set)
{
  RscSetDistance *self;
  gsize m, n, d;

  g_return_val_if_fail (set != NULL && !rsc_optimal_set_is_between (set), NULL);

  self = g_new0 (RscSetDistance, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  m = rsc_optimal_set_get_n_neurons (set);
  n = rsc_problem_get_n (get_problem (self));
  d = rsc_problem_get_d (get_problem (self));
  self->directions = g_new (double, MAX (m * d, 1));
  if (is_gated (self))
    self->sides = g_new (gint8, MAX (m * n, 1));
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      memcpy (self->directions + i * d, neuron->direction, d * sizeof (double));
      if (self->sides != NULL)
        {
          /* (-1, w) is (+1, -w). */
          cblas_dscal ((int) d, neuron->sign, self->directions + i * d, 1);
          find_sides (get_problem (self), neuron->gate, self->sides + i * n);
        }
    }
  factorise (self);
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
  g_free (self->directions);
  g_free (self->sides);
  g_free (self->pivots);
  g_free (self->factor);
  g_free (self);
}

RscOptimalSet *
rsc_set_distance_get_set (const RscSetDistance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

/* The neurons of a network, those of norm 0 left out. */
typedef struct
{
  gsize n;
  double *w; /* n × d; of gated ones times the sign */
  int *signs;
  gint8 *sides; /* gated: n × rows */
} Neurons;

static void
neurons_init (Neurons *neurons, const RscSetDistance *self, const RscNetwork *network)
{
  const gsize width = rsc_network_get_width (network),
              rows = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));
  const double *gates = rsc_network_get_gates (network);

  *neurons = (Neurons){ .w = g_new (double, MAX (width * d, 1)),
                        .signs = g_new (int, MAX (width, 1)),
                        .sides = gates != NULL ? g_new (gint8, MAX (width * rows, 1)) : NULL };
  for (gsize i = 0; i < width; i++)
    {
      double *w = neurons->w + neurons->n * d;
      const int sign = rsc_network_get_convex (network, i, w);

      if (sign == 0 || cblas_dnrm2 ((int) d, w, 1) == 0.0)
        continue;
      neurons->signs[neurons->n] = sign;
      if (gates != NULL)
        {
          cblas_dscal ((int) d, sign, w, 1);
          find_sides (get_problem (self), gates + i * d, neurons->sides + neurons->n * rows);
        }
      neurons->n++;
    }
}

static void
neurons_clear (Neurons *neurons)
{
  g_free (neurons->w);
  g_free (neurons->signs);
  g_free (neurons->sides);
}

static const gint8 *
get_sides (const RscSetDistance *self, const Neurons *neurons, gsize i)
{
  return neurons->sides != NULL ? neurons->sides + i * rsc_problem_get_n (get_problem (self))
                                : NULL;
}

/* <N, N> of the sum N of all neurons. */
static double
get_square (const RscSetDistance *self, const Neurons *neurons)
{
  const gsize rows = rsc_problem_get_n (get_problem (self)),
              d = rsc_problem_get_d (get_problem (self));
  double sum = 0.0;

  for (gsize i = 0; i < neurons->n; i++)
    for (gsize k = 0; k <= i; k++)
      if (neurons->sides != NULL
            ? memcmp (get_sides (self, neurons, i), get_sides (self, neurons, k), rows) == 0
            : neurons->signs[i] == neurons->signs[k])
        sum += (k < i ? 2.0 : 1.0)
               * rsc_set_distance_multiply (d, neurons->w + i * d, neurons->w + k * d);
  return sum;
}

/* What of the sum of all neurons lies along those of the set: rank values. Returns the square of
 * the rest. */
static double
project (const RscSetDistance *self, const Neurons *neurons, double *y)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set),
              d = rsc_problem_get_d (get_problem (self));
  double rest = get_square (self, neurons);

  for (gsize r = 0; r < self->rank; r++)
    {
      const gsize pivot = self->pivots[r];

      y[r] = 0.0;
      for (gsize i = 0; i < neurons->n; i++)
        y[r] += multiply_with (self, pivot, neurons->signs[i], get_sides (self, neurons, i),
                               neurons->w + i * d);
      for (gsize j = 0; j < r; j++)
        y[r] -= self->factor[j * m + pivot] * y[j];
      y[r] /= self->factor[r * m + pivot];
      rest -= y[r] * y[r];
    }
  return MAX (rest, 0.0);
}

/* The share of each neuron falls with the fourth power of the angle: across the middle between two
 * it changes smoothly. */
static void
spread (const RscSetDistance *self, const Neurons *neurons, double *along)
{
  const gsize m = rsc_optimal_set_get_n_neurons (self->set),
              d = rsc_problem_get_d (get_problem (self));
  g_autofree double *shares = g_new (double, MAX (m, 1));

  memset (along, 0, m * sizeof (double));
  for (gsize i = 0; i < neurons->n; i++)
    {
      const double *w = neurons->w + i * d;
      const double length = cblas_dnrm2 ((int) d, w, 1);
      double sum = 0.0;

      for (gsize k = 0; k < m; k++)
        {
          const double product =
            multiply_with (self, k, neurons->signs[i], get_sides (self, neurons, i), w);
          /* exp(cos θ - 1) is at most 1. */
          const double apart = product > 0.0 ? MAX (-log (product / length), 0.0) : 0.0;

          shares[k] = product > 0.0 ? 1.0 / MAX (apart * apart, G_MINDOUBLE) : 0.0;
          sum += shares[k];
        }
      for (gsize k = 0; k < m && sum > 0.0; k++)
        along[k] +=
          shares[k] / sum * MAX (cblas_ddot ((int) d, self->directions + k * d, 1, w, 1), 0.0);
    }
}

double
rsc_set_distance_measure (const RscSetDistance *self,
                          const RscNetwork *network,
                          double *along,
                          double *nearest)
{
  Neurons neurons;
  gsize m;
  double sum, size = 0.0;

  g_return_val_if_fail (self != NULL && network != NULL, NAN);
  g_return_val_if_fail (rsc_network_get_d (network) == rsc_problem_get_d (get_problem (self)), NAN);

  m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree double *y = g_new0 (double, MAX (self->rank, 1));
  g_autofree double *a = g_new0 (double, MAX (m, 1));

  neurons_init (&neurons, self, network);
  sum = project (self, &neurons, y);
  if (along != NULL)
    spread (self, &neurons, along);
  neurons_clear (&neurons);
  if (m > 0)
    rsc_polytope_fit_point (rsc_optimal_set_get_polytope (self->set), self->rank, self->factor, y,
                            a);
  for (gsize r = 0; r < self->rank; r++)
    {
      const double value = cblas_ddot ((int) m, self->factor + r * m, 1, a, 1);

      sum += (y[r] - value) * (y[r] - value);
      size += value * value;
    }
  if (nearest != NULL)
    memcpy (nearest, a, m * sizeof (double));
  return size > 0.0 ? sqrt (sum / size) : sqrt (sum);
}

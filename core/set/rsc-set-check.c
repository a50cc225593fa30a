/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-set-check.h"

#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* What the networks say on the data: @responses n_neurons × n, s_i (X u_i)_+ for unit norms by the
 * weights as they are published, not by the activations from which the set was built. */
static double *
dup_responses (const RscSolution *solution, gsize n_neurons, const RscNeuron *neurons)
{
  const RscProblem *problem = rsc_solution_get_problem (solution);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  double *responses = g_new0 (double, n_neurons *n + 1);

  for (gsize i = 0; i < n_neurons; i++)
    {
      const RscNeuron *neuron = &neurons[i];
      const guint64 *pattern =
        rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), neuron->pattern);

      for (gsize k = 0; k < n; k++)
        {
          const double value = rsc_span_dot (d, x + k * d, neuron->direction);

          if (gated ? rsc_pattern_is_active (pattern, k) : value > 0.0)
            responses[i * n + k] = neuron->sign * value;
        }
    }
  return responses;
}

gsize
rsc_set_find_used (gsize n_neurons, const RscNeuron *neurons, const double *a, gboolean *used)
{
  double total = 0.0, moved = 0.0;
  gsize width = 0;

  for (gsize i = 0; i < n_neurons; i++)
    {
      total += MAX (a[i], 0.0);
      moved += MAX (a[i], 0.0) * neurons[i].length;
    }
  for (gsize i = 0; i < n_neurons; i++)
    {
      const gboolean is_used = a[i] > RSC_TOLERANCE_SUPPORT * total
                               || a[i] * neurons[i].length > RSC_TOLERANCE_SUPPORT * moved;

      width += is_used ? 1 : 0;
      if (used != NULL)
        used[i] = is_used;
    }
  return width;
}

/* ||@own - fit||, in units of which one is 1 / @inverse; *@square: ||y - own||². */
static double
measure (gsize n,
         const double *own,
         const double *fit,
         const double *y,
         double inverse,
         long double *square)
{
  double apart = 0.0;
  long double sum = 0.0L;

  for (gsize k = 0; k < n; k++)
    {
      const double off = (own[k] - fit[k]) * inverse;
      const long double left = (long double) y[k] - own[k];

      apart += off * off;
      sum += left * left;
    }
  *square = sum;
  return sqrt (apart);
}

/* @own += Σ a_i @responses_i over the neurons in @list, in its order: two at a time, which spares
 * half of the ways to memory. */
static void
add_responses (gsize n,
               gsize n_list,
               const gsize *list,
               const double *a,
               const double *responses,
               double *own)
{
  gsize l = 0;

  for (; l + 1 < n_list; l += 2)
    {
      const double *one = responses + list[l] * n, *two = responses + list[l + 1] * n;
      const double first = a[list[l]], second = a[list[l + 1]];

      for (gsize k = 0; k < n; k++)
        own[k] = (own[k] + first * one[k]) + second * two[k];
    }
  for (; l < n_list; l++)
    {
      const double *one = responses + list[l] * n;

      for (gsize k = 0; k < n; k++)
        own[k] += a[list[l]] * one[k];
    }
}

void
rsc_set_check (const RscSolution *solution,
               gsize n_neurons,
               const RscNeuron *neurons,
               const double *fit,
               gsize n_points,
               const double *const *points,
               double *excess,
               double *misfit,
               double *lacking)
{
  const RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem);
  const double *y = rsc_problem_get_y (problem);
  const double lambda = rsc_solution_get_lambda (solution);
  const double objective = rsc_solution_get_objective (solution);
  const double size = cblas_dnrm2 ((int) n, y, 1);
  g_autofree double *responses = dup_responses (solution, n_neurons, neurons);
  const double inverse = size > DBL_MIN ? 1.0 / size : 1.0;
  g_autofree double *own = g_new (double, n + 1);
  g_autofree gboolean *used = g_new (gboolean, n_neurons + 1);
  g_autofree gsize *list = g_new (gsize, n_neurons + 1);

  *excess = *misfit = 0.0;
  for (gsize p = 0; p < n_points; p++)
    {
      const double *a = points[p];
      double penalty = 0.0, off = 0.0;
      long double square = 0.0L;

      /* Of one network that is all of a set several are offered. */
      if (p > 0 && memcmp (a, points[p - 1], n_neurons * sizeof (double)) == 0)
        {
          if (lacking != NULL)
            lacking[p] = lacking[p - 1];
          continue;
        }
      rsc_set_find_used (n_neurons, neurons, a, used);
      memset (own, 0, n * sizeof (double));
      /* First those that count, then what is neglected. */
      for (gsize pass = 0; pass < 2; pass++)
        {
          gsize n_list = 0;

          for (gsize i = 0; i < n_neurons; i++)
            if (a[i] > 0.0 && used[i] == (pass == 0))
              {
                penalty += a[i];
                list[n_list++] = i;
              }
          if (pass > 0 && n_list == 0)
            break;
          add_responses (n, n_list, list, a, responses, own);
          off = measure (n, own, fit, y, inverse, &square);
          if (pass == 0 && lacking != NULL)
            lacking[p] = off;
        }
      const double worse = (double) (0.5L * square + (long double) lambda * penalty) - objective;
      *excess = MAX (*excess, objective > 0.0 ? worse / objective : worse);
      *misfit = MAX (*misfit, off);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-vertex-jump.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

static gboolean
is_alike (const RscNeuron *a, const RscNeuron *b, gsize d)
{
  double sum = 0.0;

  if (a->sign != b->sign)
    return FALSE;
  if (a->gate != NULL)
    return a->pattern == b->pattern;
  for (gsize k = 0; k < d; k++)
    sum += (a->direction[k] - b->direction[k]) * (a->direction[k] - b->direction[k]);
  return sqrt (sum) < RSC_TOLERANCE_ALIKE;
}

/* Places of the support's neurons of both sets, first those of @a, then those of @b: the same place
 * for neurons that are alike. Returns how many places. */
static gsize
share_slots (const RscOptimalSet *a, const RscOptimalSet *b, gsize d, gsize *slots)
{
  const gsize n_a = rsc_optimal_set_get_n_support (a);
  const gsize total = n_a + rsc_optimal_set_get_n_support (b);
  g_autofree const RscNeuron **neurons = g_new (const RscNeuron *, total + 1);
  gsize n_slots = 0;

  for (gsize j = 0; j < total; j++)
    {
      neurons[j] =
        j < n_a ? rsc_optimal_set_get_neuron (a, j) : rsc_optimal_set_get_neuron (b, j - n_a);
      slots[j] = G_MAXSIZE;
      for (gsize i = 0; i < j && slots[j] == G_MAXSIZE; i++)
        if (is_alike (neurons[i], neurons[j], d))
          slots[j] = slots[i];
      if (slots[j] == G_MAXSIZE)
        slots[j] = n_slots++;
    }
  return n_slots;
}

/* w of vertex @k in the slots, n_slots × d. */
static void
spread_vertex (const RscOptimalSet *set,
               gsize k,
               gsize d,
               const gsize *slots,
               gsize n_slots,
               double *w)
{
  const double *a = rsc_optimal_set_get_vertex (set, k);

  memset (w, 0, n_slots * d * sizeof (double));
  for (gsize i = 0; i < rsc_optimal_set_get_n_support (set); i++)
    cblas_daxpy ((int) d, a[i], rsc_optimal_set_get_neuron (set, i)->direction, 1, w + slots[i] * d,
                 1);
}

gboolean
rsc_vertex_jump_measure (const RscOptimalSet *above,
                         const RscOptimalSet *below,
                         double *least,
                         double *largest)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (below);
  const gsize d = rsc_problem_get_d (rsc_solution_get_problem (solution));
  const gsize n_above = rsc_optimal_set_get_n_vertices (above);
  const gsize n_below = rsc_optimal_set_get_n_vertices (below);
  const gsize support = rsc_optimal_set_get_n_support (above);
  const double noise = RSC_TOLERANCE_SAME_VERTEX * rsc_solution_get_penalty (solution);

  if (!rsc_optimal_set_get_vertices_complete (above)
      || !rsc_optimal_set_get_vertices_complete (below))
    return FALSE;

  g_autofree gsize *slots = g_new (gsize, support + rsc_optimal_set_get_n_support (below) + 1);
  const gsize n_slots = share_slots (above, below, d, slots), size = n_slots * d;
  g_autofree double *w = g_new (double, size + 1);
  g_autofree double *others = g_new (double, n_below *size + 1);

  for (gsize k = 0; k < n_below; k++)
    spread_vertex (below, k, d, slots + support, n_slots, others + k * size);
  *least = G_MAXDOUBLE;
  *largest = 0.0;
  for (gsize k = 0; k < n_above; k++)
    {
      double nearest = G_MAXDOUBLE;

      spread_vertex (above, k, d, slots, n_slots, w);
      for (gsize j = 0; j < n_below; j++)
        {
          double square = 0.0;

          for (gsize i = 0; i < size; i++)
            square += (w[i] - others[j * size + i]) * (w[i] - others[j * size + i]);
          nearest = MIN (nearest, sqrt (square));
        }
      nearest = nearest > noise ? nearest : 0.0;
      *least = MIN (*least, nearest);
      *largest = MAX (*largest, nearest);
    }
  return TRUE;
}

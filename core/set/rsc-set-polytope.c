/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-set-polytope.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-row-scales.h"
#include "core/set/rsc-solver-point.h"

#include <math.h>
#include <string.h>

/* Each round that is not the last finds an equation more among the neurons of the support. */
#define ROUNDS_MAX 4

/* The neurons, to free with rsc_neurons_free(), with what they do on each point as far as it is
 * known to be anything: ties->inside in place of ties->kink. */
static RscNeuron *
dup_inside (const RscProblem *problem, const RscEquicorrelation *ties, const RscNeuron *neurons)
{
  const gsize m = ties->n_neurons, d = rsc_problem_get_d (problem);
  RscNeuron *inside = g_new0 (RscNeuron, m + 1);

  for (gsize i = 0; i < m; i++)
    {
      inside[i].sign = neurons[i].sign;
      inside[i].pattern = neurons[i].pattern;
      rsc_neuron_fill_activation_wide (problem, &inside[i], ties->directions + i * d, ties->inside);
    }
  return inside;
}

/* Gives the rows the units of the neurons in the support of @polytope, where that tells more of
 * their rank. FALSE where it does not. *@told: FALSE where it would if what these neurons do were
 * known in rows where it is less than ties->known. */
static gboolean
follow_support (const RscProblem *problem,
                const RscEquicorrelation *ties,
                const RscNeuron *inside,
                const RscPolytope *polytope,
                double *scales,
                gboolean *told)
{
  const gsize n = rsc_problem_get_n (problem), m = ties->n_neurons;
  const gsize rank = rsc_polytope_get_n_support (polytope) - rsc_polytope_get_dimension (polytope);
  gsize count = 0;
  g_autofree RscNeuron *members = g_new (RscNeuron, m + 1);
  g_autofree double *unused = g_new (double, n + 1);

  for (gsize i = 0; i < m; i++)
    if (rsc_polytope_get_in_support (polytope, i))
      members[count++] = inside[i];
  if (rsc_row_scales_find (problem, count, members, ties->known, &rank, scales))
    return TRUE;
  *told = !rsc_row_scales_find (problem, count, members, 0.0, &rank, unused);
  return FALSE;
}

/* Whether the norms of the solution are known where rows count in units of their own: a share of a
 * neuron moves ||v_b|| by as much as it, times the square of what it does in such a row, and is
 * told from none where that is above what the conditions are off by. */
static gboolean
knows_norms (gsize n,
             const RscEquicorrelation *ties,
             const RscNeuron *neurons,
             const double *scales)
{
  double total = 0.0;

  for (gsize k = 0; k < ties->n_neurons; k++)
    total += ties->norms[k];
  for (gsize k = 0; k < ties->n_neurons; k++)
    {
      double least = INFINITY;

      for (gsize i = 0; i < n; i++)
        {
          const double part = fabs (neurons[k].activation[i]) / neurons[k].length;

          if (scales[i] * RSC_ROW_SMALL > 1.0 && part > 0.0)
            least = MIN (least, part);
        }
      least /= ties->known;
      if (ties->norms[k] > 0.0 && ties->norms[k] / total * least * least < RSC_TOLERANCE_TOLD_NORM)
        return FALSE;
    }
  return TRUE;
}

/* Lets the neurons do what they do in full. */
static void
take_inside (gsize m, RscNeuron *neurons, RscNeuron *inside)
{
  for (gsize i = 0; i < m; i++)
    {
      g_free (neurons[i].activation);
      neurons[i].activation = g_steal_pointer (&inside[i].activation);
      neurons[i].length = inside[i].length;
      neurons[i].boundary_rows = inside[i].boundary_rows;
    }
}

RscPolytope *
rsc_set_polytope_new (const RscProblem *problem,
                      const RscEquicorrelation *ties,
                      RscNeuron *neurons,
                      gboolean support_only,
                      double *a,
                      gboolean *told,
                      GCancellable *cancellable,
                      GError **error)
{
  g_return_val_if_fail (problem != NULL && ties != NULL && a != NULL && told != NULL, NULL);

  const gsize n = rsc_problem_get_n (problem), m = ties->n_neurons;
  g_autofree double *scales = rsc_row_scales_new (problem, m, neurons, ties->known);
  g_autofree double *c = g_new (double, n *m + 1);
  g_autoptr (RscPolytope) polytope = NULL;

  *told = TRUE;
  for (guint round = 0; round < ROUNDS_MAX; round++)
    {
      memcpy (a, ties->norms, m * sizeof (double));
      rsc_solver_point_correct (n, scales, m, neurons, ties->fit, a);
      for (gsize k = 0; k < m; k++)
        for (gsize i = 0; i < n; i++)
          c[i * m + k] = scales[i] * neurons[k].activation[i];
      g_clear_pointer (&polytope, rsc_polytope_unref);
      polytope = support_only ? rsc_polytope_new_support_only (n, m, c, a, cancellable, error)
                              : rsc_polytope_new (n, m, c, a, cancellable, error);
      if (polytope == NULL || rsc_polytope_get_dimension (polytope) == 0
          || !(ties->known < RSC_ROW_SMALL))
        break;

      RscNeuron *inside = ties->inside < ties->kink ? dup_inside (problem, ties, neurons) : NULL;
      const gboolean more =
        follow_support (problem, ties, inside != NULL ? inside : neurons, polytope, scales, told);
      if (more && inside != NULL)
        take_inside (m, neurons, inside);
      /* What the last round found would change the polytope once more. */
      if (more && round == ROUNDS_MAX - 1)
        *told = FALSE;
      rsc_neurons_free (m, inside);
      if (!more)
        break;
    }
  *told = *told && knows_norms (n, ties, neurons, scales);
  return g_steal_pointer (&polytope);
}

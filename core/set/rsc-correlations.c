/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-correlations.h"

#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-pricing.h"
#include <math.h>
#include <string.h>

typedef struct
{
  int sign;
  double ratio;
  gsize place; /* of its direction */
  gssize neuron;
} Entry;

struct _RscCorrelations
{
  gsize d;
  GArray *entries;    /* Entry */
  GArray *directions; /* double, d each */
  gboolean complete;
};

static void
add (RscCorrelations *self, int sign, double ratio, const double *direction, gssize neuron)
{
  Entry entry = { sign, ratio, self->directions->len, neuron };

  g_array_append_vals (self->directions, direction, (guint) self->d);
  g_array_append_val (self->entries, entry);
}

/* Neurons are at λ, whatever rounding makes of it: in their own order. */
static int
compare (const void *a, const void *b, gpointer user_data)
{
  const Entry *p = a, *q = b;
  const double first = p->neuron >= 0 ? 1.0 : p->ratio, second = q->neuron >= 0 ? 1.0 : q->ratio;

  if (first != second)
    return first < second ? 1 : -1;
  return (p->neuron > q->neuron) - (p->neuron < q->neuron);
}

/* Whether one of the first @n entries is that neuron. */
static gboolean
has (const RscCorrelations *self,
     const RscProblem *problem,
     guint n,
     int sign,
     const double *direction)
{
  for (guint k = 0; k < n; k++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, k);

      if (entry->sign == sign
          && rsc_problem_is_same_direction (
            problem, direction, &g_array_index (self->directions, double, entry->place)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
search (RscCorrelations *self, RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const double lambda = rsc_solution_get_lambda (solution);
  g_autoptr (RscPricing) pricing = rsc_pricing_new (
    rsc_problem_get_n (problem), rsc_problem_get_d (problem), rsc_problem_get_x (problem));
  g_autoptr (RscPricingResult) result = NULL;
  RscPricingSettings settings = { .threshold = 0.5 * lambda,
                                  .nodes_max = RSC_CORRELATIONS_NODES_MAX };
  guint n_neurons;
  RscPeak peak;

  rsc_pricing_set_residual (pricing, rsc_solution_get_dual (solution));
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      add (self, neuron->sign,
           rsc_pricing_evaluate (pricing, neuron->sign, neuron->direction) / lambda,
           neuron->direction, (gssize) i);
    }
  n_neurons = self->entries->len;
  result = rsc_pricing_search (pricing, &settings, NULL, NULL, cancellable);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->complete = result->status == RSC_PRICING_COMPLETE;
  for (gsize k = 0; k < rsc_peaks_get_n (result->peaks); k++)
    {
      rsc_peaks_get (result->peaks, k, &peak);
      if (!has (self, problem, n_neurons, peak.sign, peak.direction))
        add (self, peak.sign, peak.value / lambda, peak.direction, -1);
    }
  return TRUE;
}

/* Blocks of the program: ||Z_b^T r|| of each. */
static gboolean
sweep (RscCorrelations *self, RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem), n_blocks = rsc_problem_get_n_blocks (problem);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autofree double *r = g_memdup2 (rsc_solution_get_dual (solution), n * sizeof (double));
  g_autofree double *u = g_new (double, self->d);
  g_autofree gssize *neuron_of = g_new (gssize, MAX (n_blocks, 1));
  const double lambda =
    ldexp (rsc_solution_get_lambda (solution),
           -rsc_pricer_get_x_exponent (pricer) - rsc_pricer_get_y_exponent (pricer));

  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (r[i], -rsc_pricer_get_y_exponent (pricer));
  if (!rsc_pricer_sweep (pricer, r, cancellable, error))
    return FALSE;
  for (gsize b = 0; b < n_blocks; b++)
    neuron_of[b] = -1;
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      for (gsize k = 0; k < neuron->n_blocks; k++)
        neuron_of[RSC_BLOCK_PATTERN (neuron->blocks[k])] =
          k == 0 ? (gssize) i : -2; /* the same neuron once more */
    }
  for (gsize j = 0; j < n_blocks; j++)
    {
      const double *z = rsc_pricer_get_correlation (pricer, j);
      double length = 0.0;

      for (gsize k = 0; k < self->d; k++)
        length = hypot (length, z[k]);
      if (neuron_of[j] == -2 || !(length > 0.0))
        continue;
      for (gsize k = 0; k < self->d; k++)
        u[k] = z[k] / length;
      add (self, 1, length / lambda, u, neuron_of[j]);
    }
  self->complete = TRUE;
  return TRUE;
}

RscCorrelations *
rsc_correlations_new (RscOptimalSet *set, gsize n_max, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscCorrelations) self = NULL;
  RscProblem *problem;
  gboolean done;

  g_return_val_if_fail (set != NULL, NULL);

  problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  self = g_new0 (RscCorrelations, 1);
  self->d = rsc_problem_get_d (problem);
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->directions = g_array_new (FALSE, FALSE, sizeof (double));
  done = rsc_problem_get_activation (problem) == RSC_ACTIVATION_RELU
           ? search (self, set, cancellable, error)
           : sweep (self, set, cancellable, error);
  if (!done
      || !rsc_sort (self->entries->data, self->entries->len, sizeof (Entry), compare, NULL,
                    cancellable, error))
    return NULL;
  if (self->entries->len > n_max)
    g_array_set_size (self->entries, (guint) n_max);
  return g_steal_pointer (&self);
}

void
rsc_correlations_free (RscCorrelations *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->directions);
  g_free (self);
}

gsize
rsc_correlations_get_n (const RscCorrelations *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->entries->len;
}

void
rsc_correlations_get (const RscCorrelations *self, gsize k, RscCorrelation *correlation)
{
  const Entry *entry;

  g_return_if_fail (self != NULL);
  g_return_if_fail (k < self->entries->len);
  g_return_if_fail (correlation != NULL);

  entry = &g_array_index (self->entries, Entry, k);
  *correlation =
    (RscCorrelation){ entry->sign, entry->ratio,
                      &g_array_index (self->directions, double, entry->place), entry->neuron };
}

gboolean
rsc_correlations_is_complete (const RscCorrelations *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->complete;
}

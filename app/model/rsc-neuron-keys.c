/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-neuron-keys.h"

#include <string.h>

/* Neurons that move further than this between two neighbouring sets are other neurons. */
#define COSINE_MIN 0.9

struct _RscNeuronKeys
{
  gatomicrefcount ref_count;
  gsize n;
  gsize d;
  int *signs;
  double *directions; /* n × d */
  double *values;     /* n */
};

static gsize
set_get_d (const RscOptimalSet *set)
{
  return rsc_problem_get_d (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
}

/* Room for them; everything 0. */
static RscNeuronKeys *
keys_new (gsize n, gsize d)
{
  RscNeuronKeys *self = g_new0 (RscNeuronKeys, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->d = d;
  self->signs = g_new0 (int, n);
  self->directions = g_new0 (double, n *d);
  self->values = g_new0 (double, n);
  return self;
}

RscNeuronKeys *
rsc_neuron_keys_new (const RscOptimalSet *set, gsize n, const gsize *indices, const double *values)
{
  g_return_val_if_fail (set != NULL, NULL);

  RscNeuronKeys *self = keys_new (n, set_get_d (set));

  for (gsize k = 0; k < n; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, indices[k]);

      self->signs[k] = neuron->sign;
      memcpy (self->directions + k * self->d, neuron->direction, self->d * sizeof (double));
      if (values)
        self->values[k] = values[k];
    }
  return self;
}

RscNeuronKeys *
rsc_neuron_keys_new_for_point (const RscOptimalSet *set, const double *a)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree gsize *indices = g_new0 (gsize, m);
  g_autofree double *values = g_new0 (double, m);
  gsize n = 0;

  for (gsize i = 0; i < m; i++)
    if (a[i] > 0)
      {
        indices[n] = i;
        values[n++] = a[i];
      }
  return rsc_neuron_keys_new (set, n, indices, values);
}

RscNeuronKeys *
rsc_neuron_keys_new_from_values (gsize n,
                                 gsize d,
                                 const int *signs,
                                 const double *directions,
                                 const double *values)
{
  RscNeuronKeys *self = keys_new (n, d);

  if (n == 0)
    return self;
  memcpy (self->signs, signs, n * sizeof (int));
  memcpy (self->values, values, n * sizeof (double));
  if (d > 0)
    memcpy (self->directions, directions, n * d * sizeof (double));
  return self;
}

RscNeuronKeys *
rsc_neuron_keys_ref (RscNeuronKeys *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_neuron_keys_unref (RscNeuronKeys *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->signs);
  g_free (self->directions);
  g_free (self->values);
  g_free (self);
}

gsize
rsc_neuron_keys_get_n (const RscNeuronKeys *self)
{
  return self->n;
}

gsize
rsc_neuron_keys_get_d (const RscNeuronKeys *self)
{
  return self->d;
}

const int *
rsc_neuron_keys_get_signs (const RscNeuronKeys *self)
{
  return self->signs;
}

const double *
rsc_neuron_keys_get_directions (const RscNeuronKeys *self)
{
  return self->directions;
}

const double *
rsc_neuron_keys_get_values (const RscNeuronKeys *self)
{
  return self->values;
}

gboolean
rsc_neuron_keys_equal (const RscNeuronKeys *a, const RscNeuronKeys *b)
{
  if (a == b)
    return TRUE;
  if (!a || !b || a->n != b->n)
    return FALSE;
  /* The zero network has no neuron, data without features no direction, and memcmp() takes no
   * NULL. */
  if (a->n == 0)
    return TRUE;
  if (a->d != b->d)
    return FALSE;
  return memcmp (a->signs, b->signs, a->n * sizeof (int)) == 0
         && (a->d == 0 || memcmp (a->directions, b->directions, a->n * a->d * sizeof (double)) == 0)
         && memcmp (a->values, b->values, a->n * sizeof (double)) == 0;
}

gssize
rsc_neuron_keys_lookup (const RscNeuronKeys *self, gsize k, const RscOptimalSet *set)
{
  g_return_val_if_fail (k < self->n, -1);

  gsize m = rsc_optimal_set_get_n_neurons (set);
  gssize best = -1;
  double best_cosine = COSINE_MIN;

  if (set_get_d (set) != self->d)
    return -1;
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      double cosine = 0;

      if (neuron->sign != self->signs[k])
        continue;
      for (gsize j = 0; j < self->d; j++)
        cosine += neuron->direction[j] * self->directions[k * self->d + j];
      if (cosine > best_cosine)
        {
          best_cosine = cosine;
          best = (gssize) i;
        }
    }
  return best;
}

void
rsc_neuron_keys_spread (const RscNeuronKeys *self, const RscOptimalSet *set, double *a)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);

  if (m > 0)
    memset (a, 0, m * sizeof (double));
  for (gsize k = 0; k < self->n; k++)
    {
      gssize i = rsc_neuron_keys_lookup (self, k, set);

      if (i >= 0)
        a[i] += self->values[k];
    }
}

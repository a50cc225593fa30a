/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-set-sample.h"

#include "core/numerics/rsc-random.h"

struct _RscSetSample
{
  gatomicrefcount ref_count;
  RscOptimalSet *set;
  gsize n_chains;
  gsize n;
  double *norms; /* n_chains n × n_neurons */
  RscMixing mixing;
};

static void
check_mixing (RscSetSample *self)
{
  const gsize n = self->n_chains * self->n, m = rsc_optimal_set_get_n_neurons (self->set);
  g_autofree double *values = g_new (double, n);

  self->mixing = (RscMixing){ 1.0, (double) n };
  for (gsize i = 0; i < m; i++)
    {
      for (gsize k = 0; k < n; k++)
        values[k] = self->norms[k * m + i];
      const RscMixing one = rsc_mixing_check (self->n_chains, self->n, values);
      self->mixing.shrink = MAX (self->mixing.shrink, one.shrink);
      self->mixing.n_effective = MIN (self->mixing.n_effective, one.n_effective);
    }
}

RscSetSample *
rsc_set_sample_new (RscOptimalSet *set,
                    guint64 seed,
                    gsize n_chains,
                    gsize n,
                    GCancellable *cancellable,
                    GError **error)
{
  g_return_val_if_fail (set != NULL && n_chains >= 2 && n >= 4, NULL);
  g_return_val_if_fail (!rsc_optimal_set_is_between (set), NULL);

  g_autoptr (RscSetSample) self = g_new0 (RscSetSample, 1);
  const RscPolytope *polytope = rsc_optimal_set_get_polytope (set);
  const gsize m = rsc_optimal_set_get_n_neurons (set);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = rsc_optimal_set_ref (set);
  self->n_chains = n_chains;
  self->n = n;
  self->norms = g_new0 (double, MAX (1, n_chains * n * m));
  for (gsize k = 0; k < n_chains && m > 0; k++)
    if (!rsc_polytope_sample_chain (polytope, rsc_random_mix (seed + k), n, self->norms + k * n * m,
                                    cancellable, error))
      return NULL;
  check_mixing (self);
  return g_steal_pointer (&self);
}

RscSetSample *
rsc_set_sample_ref (RscSetSample *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_set_sample_unref (RscSetSample *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_free (self->norms);
  g_free (self);
}

RscOptimalSet *
rsc_set_sample_get_set (const RscSetSample *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->set;
}

gsize
rsc_set_sample_get_n_chains (const RscSetSample *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_chains;
}

gsize
rsc_set_sample_get_n_points (const RscSetSample *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

RscMixing
rsc_set_sample_get_mixing (const RscSetSample *self)
{
  g_return_val_if_fail (self != NULL, ((RscMixing){ 0 }));

  return self->mixing;
}

const double *
rsc_set_sample_get_norms (const RscSetSample *self, gsize k)
{
  g_return_val_if_fail (self != NULL && k < self->n_chains * self->n, NULL);

  return self->norms + k * rsc_optimal_set_get_n_neurons (self->set);
}

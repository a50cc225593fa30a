/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscNeuronKeys:
 *
 * Names of neurons that outlive one optimal set: sign and unit direction, each with a value (its
 * norm). The same neuron has another index in the set of the next λ, so choices of a person are
 * kept as keys and looked up in whatever set there is. Immutable and reference-counted.
 */
typedef struct _RscNeuronKeys RscNeuronKeys;

/* Keys of the @n neurons @indices of @set. @values: n, or NULL for zeros. */
RscNeuronKeys *
rsc_neuron_keys_new (const RscOptimalSet *set, gsize n, const gsize *indices, const double *values);
/* Keys of all neurons of @set with non-zero norm in @a. */
RscNeuronKeys *rsc_neuron_keys_new_for_point (const RscOptimalSet *set, const double *a);
/* Of @n neurons with @d weights each: signs of ±1, unit directions (n × d) and values, as in a
 * file. Copied. */
RscNeuronKeys *rsc_neuron_keys_new_from_values (gsize n,
                                                gsize d,
                                                const int *signs,
                                                const double *directions,
                                                const double *values);
RscNeuronKeys *rsc_neuron_keys_ref (RscNeuronKeys *self);
void rsc_neuron_keys_unref (RscNeuronKeys *self);

gsize rsc_neuron_keys_get_n (const RscNeuronKeys *self);
gsize rsc_neuron_keys_get_d (const RscNeuronKeys *self);
const int *rsc_neuron_keys_get_signs (const RscNeuronKeys *self);         /* n */
const double *rsc_neuron_keys_get_directions (const RscNeuronKeys *self); /* n × d */
const double *rsc_neuron_keys_get_values (const RscNeuronKeys *self);     /* n */

/* NULL counts as a value. */
gboolean rsc_neuron_keys_equal (const RscNeuronKeys *a, const RscNeuronKeys *b);

/* Index in @set of the neuron nearest to key @k: equal sign and a cosine of at least 0.9, or -1. */
gssize rsc_neuron_keys_lookup (const RscNeuronKeys *self, gsize k, const RscOptimalSet *set);

/* a[i] = sum of the values of the keys that are neuron i of @set (n_neurons values). */
void rsc_neuron_keys_spread (const RscNeuronKeys *self, const RscOptimalSet *set, double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscNeuronKeys, rsc_neuron_keys_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-sensitivity.h"

G_BEGIN_DECLS

/**
 * RscTargetEffects:
 *
 * How a minimal optimal network answers to its targets, by RscSensitivity: with H and M from there
 * the fit moves as
 *
 *   dŷ/dy = M H^(-1) M^T,
 *
 * symmetric with eigenvalues in [0, 1]. Its diagonal are the leverages, its trace the degrees of
 * freedom, in [0, n]. The objective moves as dp/dy_i = y_i - ŷ_i. These hold while the network's
 * neurons, and the data points on their kinks, stay the same: see rsc-target-range.h. On a set that
 * is not unique they are those of the problem in which this network's neurons are the only ones.
 * Immutable and reference-counted.
 */
typedef struct _RscTargetEffects RscTargetEffects;

/**
 * RscTargetEffectsOf: which network of a set they are of.
 */
typedef enum
{
  RSC_TARGET_EFFECTS_OF_THE_ONLY,
  RSC_TARGET_EFFECTS_OF_THE_PICKED,
  RSC_TARGET_EFFECTS_OF_THE_NARROWEST
} RscTargetEffectsOf;

/* @a: norms of a minimal network of @set. Errors: as of rsc_sensitivity_new(), cancelled. Cost:
 * that of rsc_sensitivity_new() and O(N²) for each point. */
RscTargetEffects *rsc_target_effects_new (RscOptimalSet *set,
                                          const double *a,
                                          GCancellable *cancellable,
                                          GError **error);
/* Those to show of @set: of the only optimal network, else of the one with the norms @picked (or
 * NULL) where it is minimal, else of the narrowest. *@of (or NULL): which it is. Errors and cost:
 * at most twice those of rsc_target_effects_new(). */
RscTargetEffects *rsc_target_effects_new_for (RscOptimalSet *set,
                                              const double *picked,
                                              RscTargetEffectsOf *of,
                                              GCancellable *cancellable,
                                              GError **error);
RscTargetEffects *rsc_target_effects_ref (RscTargetEffects *self);
void rsc_target_effects_unref (RscTargetEffects *self);

RscOptimalSet *rsc_target_effects_get_set (const RscTargetEffects *self);
const double *rsc_target_effects_get_norms (const RscTargetEffects *self); /* n_neurons */
/* dŷ_i/dy_i, n. */
const double *rsc_target_effects_get_leverages (const RscTargetEffects *self);
double rsc_target_effects_get_degrees (const RscTargetEffects *self);

/* Of the target of @row: d||w_k||/dy to @norms (n_neurons, or NULL) and dŷ/dy to @fit (n, or NULL);
 * returns that of the objective. O(N² + n N). */
double
rsc_target_effects_find (const RscTargetEffects *self, gsize row, double *norms, double *fit);

/* How f moves everywhere when the target of @row moves: a gated network, as the neurons switch
 * where they do. *@neurons (or NULL), to be freed with g_free(): which neuron of the set each of it
 * is. Free with rsc_network_unref(). */
RscNetwork *
rsc_target_effects_dup_network (const RscTargetEffects *self, gsize row, gsize **neurons);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTargetEffects, rsc_target_effects_unref)

G_END_DECLS

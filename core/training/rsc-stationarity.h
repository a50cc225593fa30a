/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"
#include "core/training/rsc-clarke.h"

G_BEGIN_DECLS

/**
 * RscStationarityClass:
 * @RSC_STATIONARITY_OPTIMAL: its objective is that of the certified optimum, to
 * RSC_TOLERANCE_OPTIMAL
 * @RSC_STATIONARITY_STATIONARY: it is a Clarke-stationary point of the non-convex objective, but
 * not optimal
 * @RSC_STATIONARITY_NONE: neither
 */
typedef enum
{
  RSC_STATIONARITY_OPTIMAL,
  RSC_STATIONARITY_STATIONARY,
  RSC_STATIONARITY_NONE
} RscStationarityClass;

/* "optimal", "stationary", "not stationary". */
const char *rsc_stationarity_class_to_string (RscStationarityClass klass);

/**
 * RscStationarity:
 *
 * What kind of point a network is in the non-convex landscape: what its own objective and its own
 * subgradient say. Training stops a little before its end, so that a network is stationary, too,
 * when the stationary one that it settles to (rsc_settling_find()) is nearer than
 * RSC_TOLERANCE_SETTLED and its layers are balanced to RSC_TOLERANCE_BALANCED; it is then told how
 * near. Immutable and reference-counted.
 */
typedef struct _RscStationarity RscStationarity;

/* @optimum: a certified solution at its λ, over the patterns that are meant; @network: for its
 * data, ReLU or with gates as the problem is. Solves the convex program restricted to the network's
 * own patterns, too. Keeps references. Errors:
 * RSC_ERROR_ARGUMENT where the activation differs, those of the solver, cancelled. */
RscStationarity *rsc_stationarity_new (RscSolution *optimum,
                                       RscNetwork *network,
                                       GCancellable *cancellable,
                                       GError **error);
RscStationarity *rsc_stationarity_ref (RscStationarity *self);
void rsc_stationarity_unref (RscStationarity *self);

RscStationarityClass rsc_stationarity_get_class (const RscStationarity *self);
RscSolution *rsc_stationarity_get_optimum (const RscStationarity *self);
RscNetwork *rsc_stationarity_get_network (const RscStationarity *self);
/* 1/2 ||f - y||² + λ/2 Σ (||θ1_i||² + θ2_i²) of it. */
double rsc_stationarity_get_objective (const RscStationarity *self);
/* How much that is above the dual objective of the optimum, as a share of it: nothing with the
 * optimum's patterns is below. Negative, beyond rounding, where the network has other patterns and
 * is better. */
double rsc_stationarity_get_excess (const RscStationarity *self);
/* Its subgradient of least norm. */
const RscClarke *rsc_stationarity_get_clarke (const RscStationarity *self);

/* The network that it settles to, *@distance (or NULL) the norm of the difference of the weights as
 * a share of theirs, neurons that have gone counted as zeros, the layers of the network balanced
 * first; or NULL where it does not settle. */
RscNetwork *rsc_stationarity_get_settled (const RscStationarity *self, double *distance);
double rsc_stationarity_get_settled_objective (const RscStationarity *self);
double rsc_stationarity_get_settled_excess (const RscStationarity *self);
const RscClarke *rsc_stationarity_get_settled_clarke (const RscStationarity *self);
/* What it is: optimal or stationary; none where nothing settled. */
RscStationarityClass rsc_stationarity_get_settled_class (const RscStationarity *self);
/* Whether it is called stationary only for what it settles to, which may then be optimal. */
gboolean rsc_stationarity_is_by_settling (const RscStationarity *self);

/* The optimum of the program restricted to the patterns that the network's neurons have, each with
 * both signs. NULL where it has no neurons. */
RscSolution *rsc_stationarity_get_restricted (const RscStationarity *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscStationarity, rsc_stationarity_unref)

G_END_DECLS

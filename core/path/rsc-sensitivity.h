/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"

G_BEGIN_DECLS

/**
 * RscSensitivity:
 *
 * How a minimal optimal network moves with λ and with the targets (Mishkin & Pilanci 2023, section
 * on the sensitivity of minimal solutions). Active neuron i lies in a face of its cone: w_i = B_i
 * z_i, B_i an orthonormal basis of {w : x_k^T w = 0 for every data point k on its kink}; all of R^d
 * when none is, and always with gates. Where faces and active neurons do not change, B_i^T Z_i^T r
 * = λ z_i/||z_i|| holds around λ; with M = [Z_1 B_1, Z_2 B_2, …] and ẑ = z_i/||z_i|| for each i its
 * derivative is
 *
 *   H = M^T M + λ blockdiag ((I - ẑ ẑ^T)/||z||),   dz/dλ = -H^(-1) ẑ,   dz/dy = H^(-1) M^T.
 *
 * H is positive definite exactly where the activations Z_i w_i are linearly independent, which is
 * what minimal means. On a kink that is held, a data point exerts a force: the multiplier of its
 * wall is positive in every cone that the neuron lies in. As long as it is, the data point stays
 * there: so these are derivatives where all multipliers are positive, and no neuron enters or
 * leaves at this very λ. On a set that is not unique they are those of the one vertex that keeps
 * these neurons. Immutable and reference-counted.
 */
typedef struct _RscSensitivity RscSensitivity;

/* @a: norms of a minimal network of @set (a vertex, or the only one). Norms that count as zero
 * (RSC_TOLERANCE_SUPPORT) are not active. Errors: RSC_ERROR_ARGUMENT, with a sentence, when the
 * network is not minimal, when a kink is on a data point that does not hold it (a face is about to
 * change, and only one-sided derivatives exist), or for a set between two points of a path;
 * RSC_ERROR_NUMERICAL when H is singular to working precision. Cost: O(N³ + N² n), N <= d
 * neurons. */
RscSensitivity *rsc_sensitivity_new (RscOptimalSet *set, const double *a, GError **error);
RscSensitivity *rsc_sensitivity_ref (RscSensitivity *self);
void rsc_sensitivity_unref (RscSensitivity *self);

/* dw_i/dλ, n_neurons × d in the order of the set's neurons; zero for neurons that are not
 * active. */
const double *rsc_sensitivity_get_weight_slopes (const RscSensitivity *self);
/* d||w_i||/dλ, n_neurons. */
const double *rsc_sensitivity_get_norm_slopes (const RscSensitivity *self);
/* dŷ/dλ, n. */
const double *rsc_sensitivity_get_fit_slopes (const RscSensitivity *self);
/* dw_i/dy_row, to @slopes: n_neurons × d. O(N²). */
void rsc_sensitivity_get_target_slopes (const RscSensitivity *self, gsize row, double *slopes);
/* Condition number of H scaled to a unit diagonal (1-norm estimate): about that many ulp are
 * lost. */
double rsc_sensitivity_get_condition (const RscSensitivity *self);
/* Least multiplier of a data point on a kink over all cones that the neurons lie in, relative:
 * ||x_k|| ρ_k/λ; where more points are on a kink than determine it, the largest that the least one
 * can be. Small: a face is about to change. G_MAXDOUBLE where no kink is on a data point. */
double rsc_sensitivity_get_margin (const RscSensitivity *self);

/* Tangents of the path's curves: @slopes: n_neurons of point @k, d||w||/dλ of its support where the
 * point is unique and these derivatives exist. FALSE, and NaN in all @slopes, elsewhere. */
gboolean rsc_path_get_tangents (const RscPath *path, gsize k, double *slopes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSensitivity, rsc_sensitivity_unref)

G_END_DECLS

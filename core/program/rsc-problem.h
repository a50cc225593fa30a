/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-arrangement.h"
#include "core/data/rsc-dataset.h"

G_BEGIN_DECLS

/**
 * RscActivation:
 * @RSC_ACTIVATION_RELU: K_j = {w : (2 D_j - I) X w >= 0}; blocks of both signs
 * @RSC_ACTIVATION_GATED: K_j = R^d; (j, -1, w) and (j, +1, -w) are the same neuron, so only +1 is
 * used
 */
typedef enum
{
  RSC_ACTIVATION_RELU,
  RSC_ACTIVATION_GATED
} RscActivation;

/* A block b = (j, s) of the convex program as one number. */
#define RSC_BLOCK(pattern, sign) (((gsize) (pattern) << 1) | ((sign) < 0 ? 1u : 0u))
#define RSC_BLOCK_PATTERN(block) ((gsize) (block) >> 1)
#define RSC_BLOCK_SIGN(block) (((block) &1u) ? -1 : +1)

/**
 * RscProblem:
 *
 * The convex program (CGL) without its λ: design X (n × d, the bias column last), targets y (n),
 * patterns, activation. Immutable and reference-counted. Knows
 *   λ_max = max_b ||P_{K_b}(Z_b^T y)||,
 * the smallest λ for which the zero network is optimal. It is exactly 0 where it does not exceed
 * what rounding makes of 0: y = 0, X = 0, or no activation is correlated with y.
 */
typedef struct _RscProblem RscProblem;

/* The arrangement must be of the dataset's design with this @bias. Errors: RSC_ERROR_DATA when
 * there is nothing to fit with (no feature and no bias) or a value leaves RSC_MAGNITUDE_MAX (the
 * message names data, column and row, counted from 1); cancelled. Computes λ_max: one pass over all
 * blocks. */
RscProblem *rsc_problem_new (RscDataset *dataset,
                             gboolean bias,
                             RscActivation activation,
                             RscArrangement *arrangement,
                             GCancellable *cancellable,
                             GError **error);

/* The ReLU program of those patterns that a certificate over all of them needed so far. λ_max is
 * that over all patterns, found from outside: in [@lambda_max, @lambda_max_bound], the two being
 * equal up to rounding where it is known. Errors: as above. O(n d). */
RscProblem *rsc_problem_new_priced (RscDataset *dataset,
                                    gboolean bias,
                                    RscArrangement *arrangement,
                                    double lambda_max,
                                    double lambda_max_bound,
                                    GError **error);

RscProblem *rsc_problem_ref (RscProblem *self);
void rsc_problem_unref (RscProblem *self);

RscDataset *rsc_problem_get_dataset (const RscProblem *self);
RscArrangement *rsc_problem_get_arrangement (const RscProblem *self);
RscActivation rsc_problem_get_activation (const RscProblem *self);
gboolean rsc_problem_get_bias (const RscProblem *self);
gsize rsc_problem_get_n (const RscProblem *self);
gsize rsc_problem_get_d (const RscProblem *self);         /* with the bias column */
const double *rsc_problem_get_x (const RscProblem *self); /* n × d, row-major */
const double *rsc_problem_get_y (const RscProblem *self); /* n */
double rsc_problem_get_lambda_max (const RscProblem *self);
/* No λ_max of all patterns is above this, rounding accounted for; λ_max itself for programs of
 * their own patterns. */
double rsc_problem_get_lambda_max_bound (const RscProblem *self);
/* Up to this much of ||P (Z_b^T y)|| is what rounding makes of 0. O(n d). */
double rsc_problem_measure_rounding (gsize n, gsize d, const double *x, const double *y);
gsize rsc_problem_get_n_blocks (const RscProblem *self); /* 2 P, or P when gated */

/* Whether two vectors have the direction of one neuron: whether what they do on the data at unit
 * length, X u, differs by less than RSC_TOLERANCE_MERGE of it. So units do not count: where one
 * feature is a million times another, a neuron far away can be near in the numbers of u. O(n d). */
gboolean
rsc_problem_is_same_direction (const RscProblem *self, const double *one, const double *two);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscProblem, rsc_problem_unref)

G_END_DECLS

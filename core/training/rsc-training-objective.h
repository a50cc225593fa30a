/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"

G_BEGIN_DECLS

/**
 * RscTrainingObjective:
 *
 * The non-convex objective of a network of @m neurons,
 *   F(θ) = 1/2 Σ_i (f(x_i) - y_i)² + λ/2 Σ_j (||θ1_j||² + θ2_j²),
 * and its gradient, as training walks on it: in units of the data. Rows are divided by ρ_x, the
 * root mean square of their lengths (the bias counted), targets by ρ_y, that of theirs, weights by
 * √(ρ_y / ρ_x) and F by n ρ_y². So step sizes and scales mean the same for all data, and a step is
 * one on the mean squared error. At an activation of exactly 0 the gradient is that of the inactive
 * side, as everywhere in deep learning. Workspace, for use by one thread.
 *
 * Parameters are one vector of m (d + 1) values: θ1 (m × d, row-major), then θ2 (m).
 */
typedef struct _RscTrainingObjective RscTrainingObjective;

/* @gates: m × d, copied, or NULL for ReLU. Keeps a reference to @dataset. O(n d). */
RscTrainingObjective *rsc_training_objective_new (RscDataset *dataset,
                                                  gboolean bias,
                                                  double lambda,
                                                  gsize m,
                                                  const double *gates);
void rsc_training_objective_free (RscTrainingObjective *self);

gsize rsc_training_objective_get_n (const RscTrainingObjective *self);
gsize rsc_training_objective_get_size (const RscTrainingObjective *self); /* m (d + 1) */
/* ρ_x and ρ_y; 1 where that is 0. */
double rsc_training_objective_get_row_unit (const RscTrainingObjective *self);
double rsc_training_objective_get_target_unit (const RscTrainingObjective *self);
/* n ρ_y²: F is this times what rsc_training_objective_evaluate() returns. */
double rsc_training_objective_get_unit (const RscTrainingObjective *self);

/* F / (n ρ_y²) at @parameters, and its gradient into @gradient (or NULL). @rows: the @n_rows rows
 * of a mini-batch, whose squared errors stand for all of them, or NULL for all. O(rows m d). */
double rsc_training_objective_evaluate (RscTrainingObjective *self,
                                        const double *parameters,
                                        gsize n_rows,
                                        const gsize *rows,
                                        double *gradient);

/* Between networks in the units of the data as given and parameters. The network must have width
 * m. */
void rsc_training_objective_set_parameters (const RscTrainingObjective *self,
                                            const RscNetwork *network,
                                            double *parameters);
RscNetwork *rsc_training_objective_dup_network (const RscTrainingObjective *self,
                                                const double *parameters);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainingObjective, rsc_training_objective_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include "core/program/rsc-problem.h"
#include "core/training/rsc-proximal.h"

G_BEGIN_DECLS

/* The parts of a repeat's rows. */
typedef enum
{
  RSC_TUNING_TRAIN,
  RSC_TUNING_VALID,
  RSC_TUNING_TEST_ROWS,
  RSC_N_TUNING_PARTS
} RscTuningPart;

/**
 * RscTuningPlan:
 *
 * What the tuning experiment (the paper's Table 1) does on one data set. Per repeat: gates are
 * drawn, the convex program of the training rows with their patterns is solved at λ =
 * lambda_per_row × number of training rows, and networks are picked by criteria from all optimal
 * networks, and from all of equal fit with what a first-order method stops at. Reference-counted;
 * not changed any more once it runs.
 */
typedef struct _RscTuningPlan RscTuningPlan;

/* Without repeats yet; @n_gates standard normal gates are drawn for each by @seed. ReLU, the
 * default tolerance, rsc_proximal_settings_init(), no limit of time. Errors: RSC_ERROR_ARGUMENT for
 * a λ that is not positive or no gate,
 * RSC_ERROR_DATA when there is neither a feature nor a bias. */
RscTuningPlan *rsc_tuning_plan_new (RscDataset *dataset,
                                    gboolean bias,
                                    double lambda_per_row,
                                    gsize n_gates,
                                    guint64 seed,
                                    GError **error);
RscTuningPlan *rsc_tuning_plan_ref (RscTuningPlan *self);
void rsc_tuning_plan_unref (RscTuningPlan *self);

/* One more repeat: for each part the number of its rows and the rows, indices of the data set.
 * Errors: RSC_ERROR_ARGUMENT where a part has no row, a row is out of range or stands in two
 * places; the message begins with the key: "valid: …". */
gboolean rsc_tuning_plan_add_repeat (RscTuningPlan *self,
                                     const gsize n_rows[RSC_N_TUNING_PARTS],
                                     const gsize *const rows[RSC_N_TUNING_PARTS],
                                     GError **error);

void rsc_tuning_plan_set_activation (RscTuningPlan *self, RscActivation activation);
void rsc_tuning_plan_set_proximal (RscTuningPlan *self, const RscProximalSettings *settings);
/* After so many seconds no repeat goes on: those that are not done by then are left out. 0 for no
 * limit. */
void rsc_tuning_plan_set_seconds (RscTuningPlan *self, double seconds);
/* What the patterns of one repeat may take, 0 for 2 GB, as at first: RSC_ERROR_LIMIT of a run where
 * they take more. */
void rsc_tuning_plan_set_bytes_max (RscTuningPlan *self, gsize bytes_max);
/* Whether also for the set of the early stop to find what accuracy is possible at most, which takes
 * long; FALSE. */
void rsc_tuning_plan_set_with_bounds (RscTuningPlan *self, gboolean with_bounds);

gboolean rsc_tuning_plan_get_bias (const RscTuningPlan *self);
double rsc_tuning_plan_get_lambda_per_row (const RscTuningPlan *self);
gsize rsc_tuning_plan_get_n_gates (const RscTuningPlan *self);
guint64 rsc_tuning_plan_get_seed (const RscTuningPlan *self);
RscActivation rsc_tuning_plan_get_activation (const RscTuningPlan *self);
const RscProximalSettings *rsc_tuning_plan_get_proximal (const RscTuningPlan *self);
double rsc_tuning_plan_get_seconds (const RscTuningPlan *self);
gsize rsc_tuning_plan_get_bytes_max (const RscTuningPlan *self);
gboolean rsc_tuning_plan_get_with_bounds (const RscTuningPlan *self);
gsize rsc_tuning_plan_get_n_repeats (const RscTuningPlan *self);
gsize rsc_tuning_plan_get_n_rows (const RscTuningPlan *self, gsize repeat, RscTuningPart part);

/* The points of a part of a repeat. */
RscDataset *rsc_tuning_plan_dup_part (const RscTuningPlan *self, gsize repeat, RscTuningPart part);
/* Its gates: n_gates × d, d with the bias. Free with g_free(). */
double *rsc_tuning_plan_dup_gates (const RscTuningPlan *self, gsize repeat);

/* "train", "valid", "test" */
const char *rsc_tuning_part_to_string (RscTuningPart part);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTuningPlan, rsc_tuning_plan_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/**
 * RscTrainer:
 *
 * Trains one network: workspace that makes steps and keeps some of the states. It can be run on and
 * on, and asked in between for what it has done. For use by one thread.
 */
typedef struct _RscTrainer RscTrainer;

/* The most memory that training @m neurons on @n rows of @d columns (the bias counted) takes. */
double rsc_trainer_count_bytes (gsize n, gsize d, gsize m);

/* Training of the non-convex objective of @dataset at @lambda >= 0, from @start, whose width it
 * keeps. Keeps references. Deterministic. O(n m d). */
RscTrainer *rsc_trainer_new (RscDataset *dataset,
                             double lambda,
                             RscNetwork *start,
                             const RscTrainingSettings *settings);
void rsc_trainer_free (RscTrainer *self);

/* At most @n_steps more. Returns whether it can go on after these: not when it has ended, see
 * rsc_training_get_status(), or was cancelled, which is looked at between two steps. Each O(rows m
 * d). */
gboolean rsc_trainer_run (RscTrainer *self, gsize n_steps, GCancellable *cancellable);

/* What it has done so far. O(states), which are at most 1000. */
RscTraining *rsc_trainer_dup_training (RscTrainer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTrainer, rsc_trainer_free)

G_END_DECLS

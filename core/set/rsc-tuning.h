/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscTuningCriterion:
 * @RSC_TUNING_MIN_NORM: least ||a||_2
 * @RSC_TUNING_EXTREME: the vertex that minimises a random linear function
 * @RSC_TUNING_VALIDATION: least squared error on the validation points
 * @RSC_TUNING_TEST: least squared error on the test points
 * @RSC_TUNING_NARROWEST: fewest neurons
 * @RSC_TUNING_RANDOM: a random point of the set
 * @RSC_TUNING_WORST_TEST: largest squared error on the test points
 *
 * By which one of all optimal networks is picked.
 */
typedef enum
{
  RSC_TUNING_MIN_NORM,
  RSC_TUNING_EXTREME,
  RSC_TUNING_VALIDATION,
  RSC_TUNING_TEST,
  RSC_TUNING_NARROWEST,
  RSC_TUNING_RANDOM,
  RSC_TUNING_WORST_TEST,
  RSC_N_TUNING_CRITERIA
} RscTuningCriterion;

/* "min-norm", "extreme", "validation", "test", "narrowest", "random", "worst-test". */
const char *rsc_tuning_criterion_to_string (RscTuningCriterion criterion);

/**
 * RscTuningScore:
 * @error: mean squared error; NaN without points
 * @accuracy: mean of sign(f) = y with sign(0) = 0, where all targets are ±1; else NaN
 */
typedef struct
{
  double error;
  double accuracy;
} RscTuningScore;

/**
 * RscTuningPick:
 * @a: n_neurons norms, or NULL where the criterion has no points to go by
 * @proved: whether no network of the set is better by the criterion; for min-norm, validation and test it is the
 *   optimum of a convex program; for narrowest and worst-test it takes all vertices or a proof; for extreme and random there
 *   is nothing to prove
 */
typedef struct
{
  double *a;
  gboolean proved;
  RscTuningScore train;
  RscTuningScore validation;
  RscTuningScore test;
} RscTuningPick;

/**
 * RscTuning:
 *
 * One network by each criterion, all of the optimal set, so all with the same fit on the training points. Immutable and
 * reference-counted.
 */
typedef struct _RscTuning RscTuning;

/* @validation, @test: points with the columns of the set's data, or NULL. @seed: of what is random. Cost: two quadratic programs of the
 * set's dimension, and two linear programs for each test point. Errors: cancelled, those of the linear programs. */
RscTuning *rsc_tuning_new (RscOptimalSet *set,
                           RscDataset *validation,
                           RscDataset *test,
                           guint64 seed,
                           GCancellable *cancellable,
                           GError **error);
RscTuning *rsc_tuning_ref (RscTuning *self);
void rsc_tuning_unref (RscTuning *self);

RscOptimalSet *rsc_tuning_get_set (const RscTuning *self);
const RscTuningPick *rsc_tuning_get_pick (const RscTuning *self, RscTuningCriterion criterion);

/* The range of the accuracy on the test points over the set: *@low and *@high are attained by networks that were looked at, no
 * network is below *@low_bound or above *@high_bound (each point by itself can be that way). NaN without classes. */
void rsc_tuning_get_accuracy_range (const RscTuning *self,
                                    double *low,
                                    double *high,
                                    double *low_bound,
                                    double *high_bound);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTuning, rsc_tuning_unref)

G_END_DECLS

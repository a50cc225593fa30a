/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-equal-fit.h"
#include "core/set/rsc-optimal-set.h"
#include "core/set/rsc-tuning-points.h"

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
 * RscTuningPick:
 * @a: n_neurons norms, or NULL where the criterion has no points to go by
 * @proved: whether no network of the set is better by the criterion; for min-norm, validation and
 * test it is the
 *   optimum of a convex program; for narrowest and worst-test it takes all vertices or a proof; for
 *   extreme and random there
 *   is nothing to prove
 * @endless: of worst-test: the error grows without end along an unbounded set; @a is a network on
 * the way
 */
typedef struct
{
  double *a;
  gboolean proved;
  gboolean endless;
  RscTuningScore train;
  RscTuningScore validation;
  RscTuningScore test;
} RscTuningPick;

/**
 * RscTuning:
 *
 * One network by each criterion, all of an optimal set or a set of equal fit, so all with the same
 * fit on the training points. What is said of an optimal set is over its patterns, of a set of
 * equal fit over its own neurons. Immutable and reference-counted.
 */
typedef struct _RscTuning RscTuning;

/**
 * RscTuningSettings:
 * @seed: of what is random
 * @with_bounds: whether to find what no network's accuracy is beyond: two linear programs for each
 * test point
 * @as_relu: of a network with gates, whether to predict without them, by s (x·u)_+, as the ReLU
 * network does that a convex program
 *   with cones stands for
 * @like: of the same set with the same seed, or NULL: what needs no points is taken from it
 */
typedef struct
{
  guint64 seed;
  gboolean with_bounds;
  gboolean as_relu;
  const RscTuning *like;
} RscTuningSettings;

/* Seed 1, with bounds. */
void rsc_tuning_settings_init (RscTuningSettings *self);

/* @validation, @test: points with the columns of the set's data, or NULL. Cost: two quadratic
 * programs of the set's dimension, some linear programs, and the bounds. Errors: cancelled, those
 * of the linear programs. */
RscTuning *rsc_tuning_new (RscOptimalSet *set,
                           RscDataset *validation,
                           RscDataset *test,
                           const RscTuningSettings *settings,
                           GCancellable *cancellable,
                           GError **error);

/* The same of a set of equal fit. Where it is unbounded, a network that is nearest by a criterion
 * is proved only if it is within the reach of its polyhedron's body; random ones are of that
 * body. */
RscTuning *rsc_tuning_new_for_fit (RscEqualFit *fit,
                                   RscDataset *validation,
                                   RscDataset *test,
                                   const RscTuningSettings *settings,
                                   GCancellable *cancellable,
                                   GError **error);
RscTuning *rsc_tuning_ref (RscTuning *self);
void rsc_tuning_unref (RscTuning *self);

/* One of them, the other is NULL. */
RscOptimalSet *rsc_tuning_get_set (const RscTuning *self);
RscEqualFit *rsc_tuning_get_fit (const RscTuning *self);
const RscTuningPick *rsc_tuning_get_pick (const RscTuning *self, RscTuningCriterion criterion);

/* The range of the accuracy on the test points over the set: *@low and *@high are attained by
 * networks that were looked at, no network is below *@low_bound or above *@high_bound (each point
 * by itself can be that way). NaN without classes, the bounds also where they were not asked
 * for. */
void rsc_tuning_get_accuracy_range (const RscTuning *self,
                                    double *low,
                                    double *high,
                                    double *low_bound,
                                    double *high_bound);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTuning, rsc_tuning_unref)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-general-position.h"
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-target-move.h"

G_BEGIN_DECLS

/* Why an optimum is unique or not, in plain words. Neurons and points are counted from 1. Free with
 * g_free(). */

/* Which neurons make up for each other; @dependence: NULL where none can. */
char *rsc_uniqueness_words_dup_dependence (const RscOptimalSet *set,
                                           const RscDependence *dependence);

/* The same after what is known of the set, as one sentence. @labels: numbers of the set's neurons
 * from 0, or NULL for their order in the set. */
char *rsc_uniqueness_words_dup_reason (const RscOptimalSet *set,
                                       const RscDependence *dependence,
                                       const gsize *labels);

/* What becomes of the optimum without one point. */
char *rsc_uniqueness_words_dup_without (const RscLeftOut *out);

/* How many of the @n points make the optimum of @set what it is: @n_found of the first @n_known,
 * @n_unknown of which nothing could be told. */
char *rsc_uniqueness_words_dup_found (const RscOptimalSet *set,
                                      gsize n_found,
                                      gsize n_unknown,
                                      gsize n_known,
                                      gsize n);

/* Without which of the @n points the optimum is unique, and without which it is not. */
char *rsc_uniqueness_words_dup_left_out (const RscOptimalSet *set, gsize n, const RscLeftOut *outs);

/* The smallest move of one target that makes the optimum of @set unique. */
char *rsc_uniqueness_words_dup_move (const RscOptimalSet *set, const RscTargetMove *move);

/* The same as a sentence of its own. */
char *rsc_uniqueness_words_dup_found_move (const RscOptimalSet *set, const RscTargetMove *move);

/* What is done with it: on a button; and in the history, for @row. */
char *rsc_uniqueness_words_dup_apply (const RscTargetMove *move);
char *rsc_uniqueness_words_dup_change (gsize row);

/* What is being looked for. */
typedef enum
{
  RSC_UNIQUENESS_WAITING, /* for all of it */
  RSC_UNIQUENESS_MOVING,  /* for the move */
  RSC_UNIQUENESS_ALPHA,   /* of the bars */
  RSC_UNIQUENESS_NEURON,  /* of the numbers under them */
  RSC_UNIQUENESS_MORE     /* lines are left out */
} RscUniquenessTerm;
const char *rsc_uniqueness_words_get (RscUniquenessTerm term);

/* Of the sum of the neurons that make up for each other. */
const char *rsc_uniqueness_words_get_sum (gboolean everywhere);

/* One of what the points of @problem have in common; and in one line whether they are in general
 * position. */
char *rsc_uniqueness_words_dup_coincidence (const RscProblem *problem,
                                            const RscCoincidence *coincidence);
char *rsc_uniqueness_words_dup_position (const RscGeneralPosition *position);

G_END_DECLS

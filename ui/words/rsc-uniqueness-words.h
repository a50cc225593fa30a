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

/* Without which of the @n points the optimum is unique, and without which it is not. */
char *rsc_uniqueness_words_dup_left_out (const RscOptimalSet *set, gsize n, const RscLeftOut *outs);

/* The smallest move of one target that makes the optimum of @set unique. */
char *rsc_uniqueness_words_dup_move (const RscOptimalSet *set, const RscTargetMove *move);

/* One of what the points of @problem have in common; and in one line whether they are in general
 * position. */
char *rsc_uniqueness_words_dup_coincidence (const RscProblem *problem,
                                            const RscCoincidence *coincidence);
char *rsc_uniqueness_words_dup_position (const RscGeneralPosition *position);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/training/rsc-descent.h"
#include "core/training/rsc-stationarity.h"
#include "core/training/rsc-training.h"

G_BEGIN_DECLS

/* What is said of trained networks: where one is, and in what it has ended. What is new text is
 * freed with g_free(). */

/* How much @objective is above what nothing over the patterns of @optimum can be below, as a share
 * of it: the excess that all of this speaks of. */
double rsc_training_words_get_excess (RscSolution *optimum, double objective);

/* Whether that is negative beyond rounding: the network has patterns that @optimum does not know,
 * which then says nothing of how good it could be. */
gboolean rsc_training_words_is_below (RscSolution *optimum, double objective);

const char *rsc_training_words_get_method (RscTrainingMethod method);

/* Names of changes that can be undone. */
typedef enum
{
  RSC_TRAINING_CHANGE_METHOD,
  RSC_TRAINING_CHANGE_WIDTH,
  RSC_TRAINING_CHANGE_START,
  RSC_TRAINING_CHANGE_SEEDS,
  RSC_TRAINING_CHANGE_STEPS,
  RSC_TRAINING_CHANGE_BATCHES
} RscTrainingChange;

const char *rsc_training_words_get_change (RscTrainingChange change);

/* What the button that trains or stops says and does. */
const char *rsc_training_words_get_train (gboolean busy);
const char *rsc_training_words_get_train_tip (gboolean busy);
/* What the button does while it plays, or does not. */
const char *rsc_training_words_get_play (gboolean playing);
const char *rsc_training_words_get_play_tip (gboolean playing);

/* Where there is nothing to show: what to do, and what it waits for. */
const char *rsc_training_words_get_hint (void);
const char *rsc_training_words_get_waiting (void);
/* At the end of the path, where nothing is trained. */
const char *rsc_training_words_get_limit (void);
const char *rsc_training_words_get_misfit (void);
char *rsc_training_words_dup_too_large (gsize width, gsize n_runs, double bytes, double allowed);

/* Of the picture. */
const char *rsc_training_words_get_steps (void);
const char *rsc_training_words_get_objective (void);
const char *rsc_training_words_get_excess_title (gboolean is_short);
const char *rsc_training_words_get_distance_title (void);
const char *rsc_training_words_get_unknown (void);
const char *rsc_training_words_get_nothing (void);
const char *rsc_training_words_get_below (void);
char *rsc_training_words_dup_gap (RscSolution *optimum);
/* At the cursor: the seed where there are several, the step, and the excess or else the objective
 * (@optimum: or NULL). */
char *rsc_training_words_dup_cursor (guint64 seed,
                                     gsize n_seeds,
                                     const RscTrainingState *state,
                                     RscSolution *optimum);

/* "Seed 3 after 1 200 steps: objective 0.38, 3×10⁻⁴ above the optimum, whose gap is …". @optimum:
 * or NULL while that is not certified. */
char *
rsc_training_words_dup_state (guint64 seed, const RscTrainingState *state, RscSolution *optimum);
/* How far it is from the optimal set, as a share of its size, where neurons count for those of
 * their patterns alone: between equal networks it can jump. NULL for NaN. @optimum: of its scope,
 * or NULL. */
char *rsc_training_words_dup_distance (double distance, RscSolution *optimum);

/* What kind of point it has ended in, with the numbers and the gap; NULL for @kind: that is being
 * worked out. */
char *rsc_training_words_dup_end (guint64 seed,
                                  const RscTraining *training,
                                  RscStationarity *kind,
                                  RscSolution *optimum);

/* How many of @n runs have ended as what: @counts by RscStationarityClass, @optimum: their
 * scope. */
char *rsc_training_words_dup_summary (gsize n, const guint counts[3], RscSolution *optimum);

/* Where on a walk downhill it is; at its end where that is, and else what width would do. @optimum:
 * or NULL. */
char *rsc_training_words_dup_walk (const RscDescent *descent, double place, RscSolution *optimum);
const char *rsc_training_words_get_walk (void);

/* Of the chart against the width: what it shows of the seeds, its axis, and what is known in a
 * sentence. */
typedef enum
{
  RSC_TRAINING_SEEDS_MIDDLE,
  RSC_TRAINING_SEEDS_BEST,
  RSC_TRAINING_SEEDS_WORST
} RscTrainingSeeds;

const char *rsc_training_words_get_seeds (RscTrainingSeeds seeds);
const char *rsc_training_words_get_log_excess (void);
/* Where runs are below what they are compared with. */
const char *rsc_training_words_get_log_objective (void);
/* @n widths are known, @objectives (@n × @n_seeds) of them; @n_widths: of all that are looked
 * at. */
char *rsc_training_words_dup_survey (gsize n,
                                     gsize n_widths,
                                     const gsize *widths,
                                     gsize n_seeds,
                                     const double *objectives,
                                     RscSolution *optimum);

/* The runs belong to another λ than that of the timeline. */
char *rsc_training_words_dup_elsewhere (double lambda);

/* "120 of 4 000 steps" */
char *rsc_training_words_dup_position (gsize step, gsize n_steps);

G_END_DECLS

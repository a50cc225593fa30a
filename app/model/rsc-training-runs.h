/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/model/rsc-jobs.h"
#include "app/model/rsc-training-choice.h"
#include "app/model/rsc-training-fan.h"
#include "app/model/rsc-training-survey.h"
#include "app/model/rsc-training-walk.h"
#include "app/model/rsc-training-way.h"
#include "core/training/rsc-stationarity.h"

G_BEGIN_DECLS

/**
 * RscTrainingRuns:
 *
 * The training of a document: runs from several seeds at once on the non-convex objective, at the λ
 * that the document had when they began, and the step of one of them on show. They are trained in a
 * thread and can be watched meanwhile, stopped and gone on with. Where they end is told in the
 * landscape that is known: what kind of point, and how much above the certified optimum.
 * RscTrainingRuns::changed tells of everything.
 *
 * While it is active, the network of the step on show is the document's picked network.
 */
#define RSC_TYPE_TRAINING_RUNS (rsc_training_runs_get_type ())
G_DECLARE_FINAL_TYPE (RscTrainingRuns, rsc_training_runs, RSC, TRAINING_RUNS, GObject)

/* Steps that every run makes at most until it is gone on with. */
#define RSC_TRAINING_STEPS 100000

/* @jobs must live longer. NULL: nothing is ever trained. */
RscTrainingRuns *rsc_training_runs_new (RscJobs *jobs);

/* What there is to train on: the problem and λ of @solution, NULL while there is none; @certified:
 * whether it is the certified optimum, and no more is coming. Other data or another kind of network
 * end the runs, another λ does not. */
void
rsc_training_runs_set_source (RscTrainingRuns *self, RscSolution *solution, gboolean certified);
/* The optimal set of that, or NULL while it is not known. */
void rsc_training_runs_set_set (RscTrainingRuns *self, RscOptimalSet *set);
/* Nothing is left of them: the data are other ones. */
void rsc_training_runs_clear (RscTrainingRuns *self);

/* How the next training goes. */
void rsc_training_runs_set_choice (RscTrainingRuns *self, RscTrainingChoice *choice);

/* Begins anew; @picked: for RSC_TRAINING_BEGIN_PICKED. What cannot be is told by the message. */
void rsc_training_runs_start (RscTrainingRuns *self, RscNetwork *picked);
gboolean rsc_training_runs_can_start (RscTrainingRuns *self);
/* Ends at the step where each run is; where none is trained, what is being worked out of them: the
 * walk, the widths, the kinds. */
void rsc_training_runs_stop (RscTrainingRuns *self);
void rsc_training_runs_go_on (RscTrainingRuns *self);
/* The run on show begins anew, from the next seed that none has. */
void rsc_training_runs_restart (RscTrainingRuns *self);
/* Only at the λ that they have. */
gboolean rsc_training_runs_can_restart (RscTrainingRuns *self);
gboolean rsc_training_runs_can_go_on (RscTrainingRuns *self);
gboolean rsc_training_runs_is_busy (RscTrainingRuns *self);
/* Why it cannot be trained, in one sentence, or NULL. */
const char *rsc_training_runs_get_message (RscTrainingRuns *self);

/* NULL while there are none. Borrowed. */
RscTrainingFan *rsc_training_runs_get_fan (RscTrainingRuns *self);
/* The certified optimum at the λ of the runs, or NULL while it is not known. */
RscSolution *rsc_training_runs_get_optimum (RscTrainingRuns *self);
/* Whether λ is another one than that of the runs, or on its way. */
gboolean rsc_training_runs_is_elsewhere (RscTrainingRuns *self);

/* What is on show: a run, and one of its states; with the newest one every newer one is shown when
 * it comes. */
gsize rsc_training_runs_get_run (RscTrainingRuns *self);
gsize rsc_training_runs_get_index (RscTrainingRuns *self);
/* NULL without runs. */
const RscTrainingState *rsc_training_runs_get_state (RscTrainingRuns *self);
gboolean rsc_training_runs_is_at_end (RscTrainingRuns *self);
/* Shows of @run what it was after @step steps, the nearest state before that is kept. */
void rsc_training_runs_show (RscTrainingRuns *self, gsize run, gsize step);
/* The next state (@by = 1), the one before (-1), the last (2) or the first one (-2); of a walk
 * downhill the end of a leg. */
void rsc_training_runs_step (RscTrainingRuns *self, int by);

/* The run after (@by = 1) or before (-1) the one on show, round and round, at the same step. */
void rsc_training_runs_choose (RscTrainingRuns *self, int by);

gboolean rsc_training_runs_is_active (RscTrainingRuns *self);
/* Gives the picked network back. */
void rsc_training_runs_leave (RscTrainingRuns *self);

/* Works out the walk downhill from the state on show; while there is one its place is on show, and
 * another state ends it. */
void rsc_training_runs_descend (RscTrainingRuns *self);
gboolean rsc_training_runs_can_descend (RscTrainingRuns *self);
gboolean rsc_training_runs_is_descending (RscTrainingRuns *self);
/* NULL while there is none. Borrowed. */
const RscTrainingWalk *rsc_training_runs_get_walk (RscTrainingRuns *self);
/* From 0 to its legs. */
double rsc_training_runs_get_place (RscTrainingRuns *self);
void rsc_training_runs_set_place (RscTrainingRuns *self, double place);
gboolean rsc_training_runs_is_at_walk_end (RscTrainingRuns *self);
/* Back to the state that it begins at. */
void rsc_training_runs_leave_walk (RscTrainingRuns *self);
/* The network on show, of the walk or of training; NULL without runs. Free with
 * rsc_network_unref(). */
RscNetwork *rsc_training_runs_dup_network (RscTrainingRuns *self);
/* Where on the walk it is and where that leads; NULL without one. Free with g_free(). */
char *rsc_training_runs_dup_walk_words (RscTrainingRuns *self);

/* What kind of point the end of @run is, or NULL while that is not known. */
RscStationarity *rsc_training_runs_get_kind (RscTrainingRuns *self, gsize run);
gboolean rsc_training_runs_is_judging (RscTrainingRuns *self);

/* Where the run on show came along beside the optimal set, as far as that has been measured; NULL
 * where it has not. Borrowed. */
const RscTrainingWay *rsc_training_runs_get_way (RscTrainingRuns *self);
/* How far the state on show is from it, as a share of its size; NaN while that is not known. */
double rsc_training_runs_get_distance (RscTrainingRuns *self);
gboolean rsc_training_runs_is_measuring (RscTrainingRuns *self);
/* Where the run on show came along in norms of the neurons of @set, *@n rows from the start to the
 * state on show, few that are about as far apart; NULL where it is not active or @set is another
 * one. Free with g_free(). O(states n_neurons). */
double *rsc_training_runs_dup_trail (RscTrainingRuns *self, const RscOptimalSet *set, gsize *n);

/* Asks where training ends against the width, at the source's problem and λ and as the choice has
 * it; nothing where that is known, on its way, stopped or not possible. What is known is NULL, or
 * as far as it has come, with the certified optimum there. */
void rsc_training_runs_request_survey (RscTrainingRuns *self);
void rsc_training_runs_cancel_survey (RscTrainingRuns *self);
RscTrainingSurvey *rsc_training_runs_get_survey (RscTrainingRuns *self, RscSolution **optimum);
/* Why that could not be done, or NULL; and whether it is of another λ than the source's. */
const char *rsc_training_runs_get_survey_message (RscTrainingRuns *self);
gboolean rsc_training_runs_is_survey_elsewhere (RscTrainingRuns *self);
gboolean rsc_training_runs_is_surveying (RscTrainingRuns *self);

/* Where the step on show is, and at the end what that is; and what all have ended in, or where they
 * belong. NULL where there is nothing to say. Free with g_free(). */
char *rsc_training_runs_dup_sentence (RscTrainingRuns *self);
char *rsc_training_runs_dup_summary (RscTrainingRuns *self);

G_END_DECLS

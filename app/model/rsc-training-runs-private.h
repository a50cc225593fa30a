/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-training-job.h"
#include "app/model/rsc-training-runs.h"

G_BEGIN_DECLS

/* What the files of RscTrainingRuns share: training, what is known of it, and what is on show. */

struct _RscTrainingRuns
{
  GObject parent_instance;

  RscJobs *jobs;
  RscTrainingChoice *choice;
  RscSolution *source;
  RscOptimalSet *set; /* of that, or NULL */
  gboolean certified;
  char *message;

  RscTrainingTask *task;
  RscSolution *from; /* whose problem and λ the runs have */
  RscTrainingFan *fan;
  RscSolution *optimum;
  guint64 tick; /* of the request that is waited for, or 0 */

  gsize run;
  gsize step;
  gboolean following;
  gboolean active;

  RscSetDistance *distance; /* from the set at the λ of the runs, or NULL */
  RscTrainingWay **ways;    /* of each run of the fan, or NULL */
  gsize n_ways;
  gsize measured; /* run whose way is asked for */
  guint64 measure_tick;

  RscTrainingWalk *walk; /* from the state on show, or NULL */
  double place;          /* of it on show: from 0 to its legs */
  guint64 walk_tick;

  RscTrainingSurvey *survey; /* at the problem, λ and choice of: */
  RscSolution *survey_source;
  RscTrainingChoice *survey_choice;
  char *survey_message; /* why it has none */
  guint64 survey_tick;

  GPtrArray *judged; /* of RscStationarity */
  GPtrArray *asked;  /* networks whose kind is asked for */
  guint64 judge_tick;
};

/* rsc-training-runs.c */
void rsc_training_runs_emit_changed (RscTrainingRuns *self);

/* rsc-training-known.c: what kind of points the ends are, and the way of the run on show beside the
 * set. Asking does nothing where it is known or asked for already, or cannot be known yet. */
void rsc_training_runs_ask_kinds (RscTrainingRuns *self);
void rsc_training_runs_stop_judging (RscTrainingRuns *self);
/* What was told by an optimum that had not converged. */
void rsc_training_runs_forget_loose (RscTrainingRuns *self);
void rsc_training_runs_take_kinds (RscReply *reply, gpointer user_data);
void rsc_training_runs_ask_way (RscTrainingRuns *self);
void rsc_training_runs_forget_way (RscTrainingRuns *self, gsize run);
void rsc_training_runs_forget_ways (RscTrainingRuns *self);
void rsc_training_runs_take_way (RscReply *reply, gpointer user_data);

/* rsc-training-downhill.c */
void rsc_training_runs_end_walk (RscTrainingRuns *self);
void rsc_training_runs_take_walk (RscReply *reply, gpointer user_data);
/* As rsc_training_runs_step(), by legs. */
void rsc_training_runs_step_walk (RscTrainingRuns *self, int by);
/* Gives up what is worked out of the runs, one thing at a time, the most urgent first. */
void rsc_training_runs_stop_rest (RscTrainingRuns *self);

/* rsc-training-known.c */
void rsc_training_runs_forget_survey (RscTrainingRuns *self);
void rsc_training_runs_take_survey (RscReply *reply, gpointer user_data);

G_END_DECLS

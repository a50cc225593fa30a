/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-pruner-job.h"
#include "app/model/rsc-pruner.h"

G_BEGIN_DECLS

/* What the files of RscPruner share: its settings and what they lead to, and its walk. */

struct _RscPruner
{
  GObject parent_instance;

  RscOptimalSet *set;
  RscDataset *test;
  double *picked;

  RscPruningStart start;
  RscNetwork *network;
  guint64 seed;
  RscPruningRule rule;
  RscPruningMethod method;

  RscPruningRecord *record; /* what is being taken again, or NULL */
  RscPruning *walk;
  gsize n_states;
  gsize index;
  double position;
  gboolean animated;
  gboolean active;
  char *message;
  RscPruningCurves *curves;

  RscJobs *jobs; /* or NULL */
  /* What runs (tick, or 0), how far it is, and the command to go on with afterwards. */
  guint64 running;
  guint64 running_curves;
  RscPrunerCommand command;
  double fraction;
  double curves_fraction;
  RscPrunerCommand pending;
  gsize pending_target;
};

void rsc_pruner_emit_changed (RscPruner *self);

/* rsc-pruner-steps.c: emit nothing. */
void rsc_pruner_clear_walk (RscPruner *self);
void rsc_pruner_clear_curves (RscPruner *self);
void rsc_pruner_stop_running (RscPruner *self);
/* Takes the steps of @record (referenced) again, from the start. */
void rsc_pruner_replay (RscPruner *self, RscPruningRecord *record);
/* The states after the one on show. */
void rsc_pruner_forget_later (RscPruner *self);

/* What the jobs tell. */
void rsc_pruner_on_walked (RscReply *reply, gpointer user_data);
void rsc_pruner_on_walk_progress (double fraction, double gap, gpointer user_data);
void rsc_pruner_on_curves (RscReply *reply, gpointer user_data);
void rsc_pruner_on_curves_progress (double fraction, double gap, gpointer user_data);

G_END_DECLS

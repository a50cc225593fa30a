/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-compared.h"
#include "app/model/rsc-counterpart.h"
#include "app/model/rsc-data-experiment.h"
#include "app/model/rsc-document.h"
#include "app/model/rsc-effects.h"
#include "app/model/rsc-output-networks.h"
#include "app/model/rsc-picked-network.h"
#include "app/model/rsc-pinned-set.h"

G_BEGIN_DECLS

struct _RscDocument
{
  GObject parent_instance;

  RscTimers *timers;
  RscJobs *jobs;
  RscHistory *history;
  RscResults *results;
  RscPickedNetwork *picked;
  RscPruner *pruner;
  RscTrainingRuns *training;
  gconstpointer walk; /* of the training, that was seen last */
  RscWidths *widths;
  RscShownFit *fit;
  RscReasons *reasons;
  RscSpread *spread;
  RscEffects *effects;
  RscDataExperiment *experiment;
  RscCompared *compared;
  RscPinnedSet *pinned_set;
  RscCounterpart *counterpart;
  RscOutputNetworks *outputs;
  gssize wanted_output; /* to be chosen as soon as its λ_max is known, or -1 */
  gssize chosen_row;    /* the first of the selected points, in the training set, or -1 */
  RscSelection *selection;
  RscPlayer *player;

  gboolean pruned;           /* the picked network is the pruner's */
  gboolean giving_source;    /* what the pruner tells then is known */
  gboolean trained;          /* the picked network is the training's */
  gboolean giving_fit;       /* the same of the set of equal fit */
  gboolean giving_training;  /* what the training tells then is known */
  RscPruningChoice *pruning; /* that it was seen with last */
  RscNeuronKeys *awaited;    /* to be selected when there is a set, or NULL */
  gboolean walking;          /* the pick that is applied is the next of a walk through the set */
  guint64 walk_serial;       /* of the walk that was seen last */
  gboolean on_walk;          /* the picked network lies on it */
  gboolean playing;
  gboolean play_recorded; /* this play is in the history */
  /* While the parts are brought in step, what they tell is told in one signal. */
  guint held;
  RscDocumentChange told;
};

/* What is told between is told in one signal. */
void rsc_document_hold (RscDocument *self);
void rsc_document_tell (RscDocument *self, RscDocumentChange parts);
void rsc_document_release (RscDocument *self);
/* rsc-document-pruning.c: another set is on show, or another way to pick from it; and what the
 * pruner tells. */
void rsc_document_pick_network (RscDocument *self);
void rsc_document_on_pruner_changed (RscPruner *pruner, gpointer user_data);

/* rsc-document-training.c: makes the training and listens to it; tells it what there is to train
 * on; the picked network is another one than that of the step on show; the clock has moved it. */
void rsc_document_add_training (RscDocument *self);
void rsc_document_remove_training (RscDocument *self);
void rsc_document_give_training_source (RscDocument *self);
void rsc_document_leave_training (RscDocument *self);
void rsc_document_follow_training (RscDocument *self, RscDocumentChange parts);
void rsc_document_play_training (RscDocument *self);
void rsc_document_play_downhill (RscDocument *self);
void rsc_document_take_trained (RscDocument *self);

/* rsc-document-widths.c: the same for the widths of networks. */
void rsc_document_add_widths (RscDocument *self);
void rsc_document_remove_widths (RscDocument *self);
void rsc_document_give_widths_source (RscDocument *self);
/* The state has another number of neurons. */
void rsc_document_follow_width (RscDocument *self);
/* rsc-document-spread.c: the same for the distribution of a number; it is of the selected
 * neuron. */
void rsc_document_add_spread (RscDocument *self);
void rsc_document_remove_spread (RscDocument *self);
void rsc_document_give_spread_source (RscDocument *self);
void rsc_document_follow_selection (RscDocument *self);
/* Another network is picked: its place on the walk is that of the player. */
void rsc_document_follow_walk (RscDocument *self);
/* Somebody has gone elsewhere: no frame of the walk may undo that. */
void rsc_document_pause_walk (RscDocument *self);
/* Nor of training or of a walk downhill. */
void rsc_document_pause_networks (RscDocument *self);

/* rsc-document-fit.c: the same for the set of equal fit. Tells it whose set is to be shown; the
 * network of it that was picked is the picked one. */
void rsc_document_add_fit (RscDocument *self);
void rsc_document_remove_fit (RscDocument *self);
void rsc_document_give_fit_source (RscDocument *self);
void rsc_document_take_fit (RscDocument *self);
/* Another network is picked elsewhere. */
void rsc_document_leave_fit_point (RscDocument *self);
/* rsc-document-reasons.c: the same for the reasons of what is unique. */
void rsc_document_add_reasons (RscDocument *self);
void rsc_document_remove_reasons (RscDocument *self);
void rsc_document_give_reasons_source (RscDocument *self);

/* rsc-document-outputs.c: the same for the other outputs. */
void rsc_document_add_outputs (RscDocument *self);
void rsc_document_remove_outputs (RscDocument *self);
void rsc_document_give_outputs_source (RscDocument *self);
/* Before @after follows @before: λ that was above λ_max is no more where λ moves. */
void rsc_document_leave_lambda_over (const RscDocumentState *before, RscDocumentState *after);

/* rsc-document-effects.c: the same for the effects of targets; done with those. */
void rsc_document_add_effects (RscDocument *self);
void rsc_document_remove_effects (RscDocument *self);
/* Before what has changed is told. */
void rsc_document_follow_effects (RscDocument *self);

/* rsc-document-experiment.c: the same for the experiment. */
void rsc_document_add_experiment (RscDocument *self);
void rsc_document_remove_experiment (RscDocument *self);
/* Before what has changed is told. */
void rsc_document_follow_experiment (RscDocument *self);

/* rsc-document-compare.c: the same for networks that are compared; and the state has another
 * function on show. */
void rsc_document_add_compared (RscDocument *self);
void rsc_document_remove_compared (RscDocument *self);
void rsc_document_follow_compared (RscDocument *self);
void rsc_document_follow_shown (RscDocument *self);

/* Whether the set on show stays: a frame of a moving λ soon gives way to the next. */
gboolean rsc_document_is_set_resting (RscDocument *self);

/* Makes @after (taken) the state, from which it differs in the rows that are selected alone, and
 * tells. */
void rsc_document_exchange (RscDocument *self, RscDocumentState *after);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/model/rsc-jobs.h"
#include "app/model/rsc-pruning-choice.h"
#include "core/pruning/rsc-pruning-curves.h"

G_BEGIN_DECLS

/**
 * RscPruner:
 *
 * The pruning of a document: which start, how steps are chosen, the walk so far and the state of it
 * on show. Steps are states in an array, so going back is exact. Small steps happen at once, others
 * in a thread; RscPruner::changed tells of everything.
 *
 * A walk is first only looked at (state 0, see rsc_pruner_prepare()); with the first step it
 * becomes active: its state on show is then the document's picked network, until rsc_pruner_leave()
 * or until the source changes. What a person chose of all this is one value,
 * rsc_pruner_dup_choice(), to keep and to come back to.
 */
#define RSC_TYPE_PRUNER (rsc_pruner_get_type ())
G_DECLARE_FINAL_TYPE (RscPruner, rsc_pruner, RSC, PRUNER, GObject)

/* @jobs must live longer. NULL: every step is done at once, and there are no curves. */
RscPruner *rsc_pruner_new (RscJobs *jobs);

/* What is there to prune: @set (or NULL), its held-out points @test (or NULL) and the norms of the
 * picked network @picked (n_neurons of @set). Another set ends the walk; the same set with more
 * known of it does not. Another pick ends it when it is active or started from the pick. Cheap when
 * nothing changes. */
void
rsc_pruner_set_source (RscPruner *self, RscOptimalSet *set, RscDataset *test, const double *picked);
RscOptimalSet *rsc_pruner_get_set (RscPruner *self);

/* How to start; @network: for RSC_PRUNING_START_NETWORK, else NULL. Ends the walk. A random start
 * is a new draw each time. */
void rsc_pruner_set_start (RscPruner *self, RscPruningStart start, RscNetwork *network);
RscPruningStart rsc_pruner_get_start (RscPruner *self);
/* That it starts from, for RSC_PRUNING_START_NETWORK, else NULL. Borrowed. */
RscNetwork *rsc_pruner_get_network (RscPruner *self);
/* Of exact steps: _PAPER or _FEWEST. States after the one on show are forgotten. */
void rsc_pruner_set_rule (RscPruner *self, RscPruningRule rule);
RscPruningRule rsc_pruner_get_rule (RscPruner *self);
/* Of the steps after the minimal network; likewise. */
void rsc_pruner_set_method (RscPruner *self, RscPruningMethod method);
RscPruningMethod rsc_pruner_get_method (RscPruner *self);

/* The settings and, while it is active, the step on show. Free with rsc_pruning_choice_unref(). */
RscPruningChoice *rsc_pruner_dup_choice (RscPruner *self);
/* Comes back to @choice; without its steps when they do not fit the set that there is to prune.
 * What is being computed ends, unless nothing changes. */
void rsc_pruner_restore (RscPruner *self, RscPruningChoice *choice);

/* The walk, or NULL while there is none. */
RscPruning *rsc_pruner_get_walk (RscPruner *self);
/* States that count: fewer than those of the walk when later ones are forgotten. */
gsize rsc_pruner_get_n_states (RscPruner *self);
gsize rsc_pruner_get_index (RscPruner *self);
gboolean rsc_pruner_is_active (RscPruner *self);
/* What a person asked for and cannot have, in one sentence, or NULL. */
const char *rsc_pruner_get_message (RscPruner *self);
/* It has been read, or what it speaks of is of no interest any more. */
void rsc_pruner_forget_message (RscPruner *self);

/* Makes sure that there is a walk, its start at least. */
void rsc_pruner_prepare (RscPruner *self);
void rsc_pruner_step_back (RscPruner *self);
void rsc_pruner_step_forward (RscPruner *self);
void rsc_pruner_go_to (RscPruner *self, gsize k);
void rsc_pruner_to_minimal (RscPruner *self);
void rsc_pruner_to_zero (RscPruner *self);
/* An exact step that removes @neuron of the start; where that cannot be, the message says why and
 * nothing else changes. */
void rsc_pruner_remove (RscPruner *self, gsize neuron);
/* Back to a walk that is only looked at. */
void rsc_pruner_leave (RscPruner *self);

gboolean rsc_pruner_is_busy (RscPruner *self);
/* How far, 0 to 1, or negative when unknown. */
double rsc_pruner_get_progress (RscPruner *self);
/* Ends what is being computed; everything stays as it was before. */
void rsc_pruner_cancel (RscPruner *self);

/* Whether steps are animated: then the position stays behind the index, and whoever asked for it
 * moves it there. Position k + t is on the way from state k to k + 1. */
void rsc_pruner_set_animated (RscPruner *self, gboolean animated);
double rsc_pruner_get_position (RscPruner *self);
void rsc_pruner_set_position (RscPruner *self, double position);

/* The network at the position, and in *@set_neurons (free with g_free()) the index in the set of
 * each of its neurons, or NULL. There must be a walk. */
RscNetwork *rsc_pruner_dup_network (RscPruner *self, gsize **set_neurons);
/* The same as norms in the set; FALSE when the walk started elsewhere or a neuron has changed its
 * sign. */
gboolean rsc_pruner_get_norms_in_set (RscPruner *self, double *a);
/* Where it came along, as norms in the set: the states up to the position and the position
 * itself, *@n rows, free with g_free().
 * NULL when it is not active or has no place in the set. */
double *rsc_pruner_dup_trail (RscPruner *self, gsize *n);

/* Curves of all methods from the walk's start, or NULL; computed when asked for. */
RscPruningCurves *rsc_pruner_get_curves (RscPruner *self);
void rsc_pruner_request_curves (RscPruner *self);

G_END_DECLS

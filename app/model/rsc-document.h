/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/model/rsc-history.h"
#include "app/model/rsc-picked-network.h"
#include "app/model/rsc-player.h"
#include "app/model/rsc-pruner.h"
#include "app/model/rsc-reasons.h"
#include "app/model/rsc-results.h"
#include "app/model/rsc-selection.h"
#include "app/model/rsc-shown-fit.h"
#include "app/model/rsc-spread.h"
#include "app/model/rsc-training-runs.h"
#include "app/model/rsc-widths.h"

G_BEGIN_DECLS

/**
 * RscDocument:
 *
 * The one model of a window: the state that a person edits, the history of its changes, the results
 * that follow from it, and the selection and hover that all views share. Views observe
 * RscDocument::changed (a set of RscDocumentChange) and never talk to each other.
 *
 * It owns its parts and listens to them, and they know nothing of it nor, but for what they are
 * given, of each other: RscHistory (the state and its changes), RscResults (what follows from it
 * and is on show), RscPickedNetwork, RscPruner, RscTrainingRuns, RscWidths, RscShownFit,
 * RscReasons, RscSpread, RscDataExperiment, RscSelection, RscPlayer (the clock) and RscJobs (the
 * queue of what takes time). Each of them can be tested alone.
 */
#define RSC_TYPE_DOCUMENT (rsc_document_get_type ())
G_DECLARE_FINAL_TYPE (RscDocument, rsc_document, RSC, DOCUMENT, GObject)

/* @solve: whether to solve; tests of the state alone do without. */
RscDocument *rsc_document_new (gboolean solve);
/* With jobs (taken; or NULL: nothing is solved) and timers that a test moves by hand. */
RscDocument *rsc_document_new_full (RscJobs *jobs, RscTimers *timers);

/* Its parts, to ask and to listen to; what a person changes goes through rsc_document_apply().
 * Borrowed. While the pruner is active its state on show is the picked network; a change of data,
 * model, λ or pick ends that. */
RscJobs *rsc_document_get_jobs (RscDocument *self);
RscHistory *rsc_document_get_history (RscDocument *self);
RscResults *rsc_document_get_results (RscDocument *self);
const RscPickedNetwork *rsc_document_get_picked (RscDocument *self);
RscPruner *rsc_document_get_pruner (RscDocument *self);
/* The same for the training while that is active. */
RscTrainingRuns *rsc_document_get_training (RscDocument *self);
/* The optimal networks on show by their number of neurons. */
RscWidths *rsc_document_get_widths (RscDocument *self);
/* The set of equal fit of the network on show, where that is one that was trained, loaded or pruned
 * from such a one. */
RscShownFit *rsc_document_get_fit (RscDocument *self);
/* "seed 2 at step 300"; NULL where there is none. Free with g_free(). */
char *rsc_document_dup_fit_name (RscDocument *self);
/* Norms of the network on show in that set, or NULL where it is none of it. Free with g_free(). */
double *rsc_document_dup_fit_point (RscDocument *self);
/* Norms of what was pruned on the way, from the network whose set it is, *@n rows of its neurons;
 * NULL without. Free with g_free(). */
double *rsc_document_dup_fit_trail (RscDocument *self, gsize *n);
/* A number over all of them. */
RscSpread *rsc_document_get_spread (RscDocument *self);
RscSelection *rsc_document_get_selection (RscDocument *self);
RscPlayer *rsc_document_get_player (RscDocument *self);
/* Parts of the results. The same neuron has the same number and colour in every view and along the
 * whole path: its label, counted from 0. */
const RscLabelling *rsc_document_get_labelling (RscDocument *self);
const RscShownAxes *rsc_document_get_shown_axes (RscDocument *self);
const RscKnownPath *rsc_document_get_known_path (RscDocument *self);

const RscDocumentState *rsc_document_get_state (RscDocument *self);

/* The only way to change the state. Takes @after. No change at all is no change: FALSE. */
gboolean rsc_document_apply (RscDocument *self,
                             const char *name,
                             RscChangeMode mode,
                             RscDocumentState *after);

/* Begins anew with @state (taken), as another document: there is nothing to undo. @selected: the
 * neuron that is selected as soon as there is a set, or NULL. */
void rsc_document_open (RscDocument *self, RscDocumentState *state, RscNeuronKeys *selected);

/* Begins anew with @state (taken), as rsc_document_open(), and gives what there was: its state and
 * all of its changes, to come back to (@aside is taken), or to be freed with rsc_history_free(). */
RscHistory *rsc_document_set_aside (RscDocument *self, RscDocumentState *state);
void rsc_document_bring_back (RscDocument *self, RscHistory *aside, RscNeuronKeys *selected);

/* The name of the selected neuron, to keep; NULL where none is, or it is not in the set. Free with
 * rsc_neuron_keys_unref(). */
RscNeuronKeys *rsc_document_dup_selected_key (RscDocument *self);

/* The hand that moves something gives up: all is as it was before it began. FALSE where no change
 * is running. */
gboolean rsc_document_cancel_change (RscDocument *self);

/* Goes back to the state before the newest change and takes it out of the history. */
gboolean rsc_document_revert (RscDocument *self);
/* Makes the change again that was reverted last, unless another one has been made since. */
gboolean rsc_document_repeat (RscDocument *self);
/* Turns the view back (@step = -1) to what it was, or forth (1) again: not a part of undo. */
gboolean rsc_document_step_view (RscDocument *self, int step);
/* The training points that the results belong to: those of the state, or for a moment after a
 * change those before it. */
RscDataset *rsc_document_get_train (RscDocument *self);

/* What everything starts from; NULL while there is none. Borrowed. */
RscSolution *rsc_document_get_solution (RscDocument *self);
RscOptimalSet *rsc_document_get_set (RscDocument *self);

/* A drag through the set: the nearest point of the set to @wish on the document's axes becomes the
 * picked network at once, in the calling (main) thread. */
void rsc_document_drag_point (RscDocument *self, const double *wish);
/* Picks the network of norms @a (n_neurons) of the set on show. */
void rsc_document_pick_point (RscDocument *self, const double *a);
/* Picks vertex @k. */
void rsc_document_pick_vertex (RscDocument *self, gsize k);
/* The vertex after (@step = 1) or before (-1) the picked one; from elsewhere the first or last. */
void rsc_document_step_vertex (RscDocument *self, int step);
/* RSC_PICK_MIN_NORM, _INTERIOR, _NARROWEST or _RANDOM (a new draw each time). */
void rsc_document_pick (RscDocument *self, RscPick pick);
/* Puts neuron @i on the axes or takes it off: a fourth replaces the last, the last one stays. */
void rsc_document_toggle_axis (RscDocument *self, gsize i);

/* Playing the path: λ falls (or rises, backward) along it by itself, at speed 1 the whole path in
 * RSC_PLAYBACK_SECONDS. All of one play is one change. */
#define RSC_PLAYBACK_SECONDS 12.0

/* λ/λ_max of the path's next event below (@step = 1) or above (-1) the λ of the state, or the end
 * of the path. */
double rsc_document_get_next_stop (RscDocument *self, int step);

/* Playing a walk through the set: from stop to stop in RSC_WALK_SECONDS at speed 1. What is on the
 * way becomes the picked network; @place: see rsc_complex_walk_get(). */
#define RSC_WALK_SECONDS 1.5
void rsc_document_show_walk (RscDocument *self, double place);
/* The picked network is where a walk begins, or where it ends. */
void rsc_document_start_walk (RscDocument *self);
void rsc_document_walk_here (RscDocument *self);
/* Whether the picked network lies on the walk; the player's position is then where. */
gboolean rsc_document_is_on_walk (RscDocument *self);

/* Chooses the number of neurons @m (1 or more) of the page of widths. */
void rsc_document_choose_width (RscDocument *self, gsize m);

/* Trains anew as the state has it; from the picked network it is the one on show. */
void rsc_document_train (RscDocument *self);
/* Plays or pauses the training, or the walk downhill while there is one. */
void rsc_document_toggle_training (RscDocument *self);
/* Playing the training: all steps in RSC_TRAINING_SECONDS at speed 1. */
#define RSC_TRAINING_SECONDS 8.0

/* The selection by index in the set, or -1; not part of the history. It follows the neuron when the
 * set changes, and a neuron that leaves the set is still selected when it comes back. */
gssize rsc_document_get_selected_neuron (RscDocument *self);
void rsc_document_select_neuron (RscDocument *self, gssize neuron);
gssize rsc_document_get_hovered_neuron (RscDocument *self);
/* @point: row of the data, or -1. */
void rsc_document_hover_neuron (RscDocument *self, gssize neuron, gssize point);

G_END_DECLS

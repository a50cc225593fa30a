/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "app/model/rsc-history.h"
#include "app/model/rsc-player.h"
#include "app/model/rsc-pruner.h"
#include "app/model/rsc-results.h"
#include "app/model/rsc-selection.h"

G_BEGIN_DECLS

/**
 * RscDocument:
 *
 * The one model of a window: the state that a person edits, the history of its changes, the results
 * that follow from it, and the selection and hover that all views share. Views observe
 * RscDocument::changed (a set of RscDocumentChange) and never talk to each other.
 *
 * It owns its parts and listens to them, and they know nothing of it nor, but for what they are given, of each
 * other: RscHistory (the state and its changes), RscResults (what follows from it and is on show),
 * RscPickedNetwork, RscPruner, RscSelection, RscPlayer (the clock) and RscJobs (the queue of what takes time).
 * Each of them can be tested alone.
 */
#define RSC_TYPE_DOCUMENT (rsc_document_get_type ())
G_DECLARE_FINAL_TYPE (RscDocument, rsc_document, RSC, DOCUMENT, GObject)

/* @solve: whether to solve; tests of the state alone do without. */
RscDocument *rsc_document_new (gboolean solve);
/* With jobs (taken; or NULL: nothing is solved) and timers that a test moves by hand. */
RscDocument *rsc_document_new_full (RscJobs *jobs, RscTimers *timers);

/* Its parts. Borrowed. */
RscJobs *rsc_document_get_jobs (RscDocument *self);
RscPlayer *rsc_document_get_player (RscDocument *self);
/* The pruning of the set on show. While it is active its state on show is the picked network; a change of
 * data, model, λ or pick ends it. */
RscPruner *rsc_document_get_pruner (RscDocument *self);

const RscDocumentState *rsc_document_get_state (RscDocument *self);

/* The only way to change the state. Takes @after. No change at all is no change: FALSE. */
gboolean rsc_document_apply (RscDocument *self,
                             const char *name,
                             RscChangeMode mode,
                             RscDocumentState *after);

/* The next change starts a new step of the history: the hand has left the slider. */
void rsc_document_end_merge (RscDocument *self);

/* Changes made so far, oldest first; the oldest are forgotten beyond a bound. */
gsize rsc_document_get_n_changes (RscDocument *self);
const RscChange *rsc_document_get_change (RscDocument *self, gsize k);

/* Goes back to the state before the newest change and takes it out of the history. */
gboolean rsc_document_revert (RscDocument *self);
/* Makes the change again that was reverted last, unless another one has been made since. */
gboolean rsc_document_repeat (RscDocument *self);
/* The change that it would make, or NULL. */
const RscChange *rsc_document_get_repeatable (RscDocument *self);

/* The training points that the results belong to: those of the state, or for a moment after a
 * change those before it. */
RscDataset *rsc_document_get_train (RscDocument *self);

/* Results; NULL while there are none. Borrowed. */
RscSolution *rsc_document_get_solution (RscDocument *self);
RscOptimalSet *rsc_document_get_set (RscDocument *self);
RscHull *rsc_document_get_hull (RscDocument *self);
gsize rsc_document_get_axes (RscDocument *self, const gsize **axes);
/* The label of the neuron on each axis. While λ moves along the path the axes stay on the same neurons,
 * and one that is not in the set on show is RSC_OPTIMAL_SET_ABSENT among the axes. */
const gsize *rsc_document_get_axis_labels (RscDocument *self);
RscEnvelope *rsc_document_get_envelope (RscDocument *self);
/* TRUE while the hull is that of a frame of the path a moment ago, of the same neurons. */
gboolean rsc_document_is_hull_stale (RscDocument *self);
/* TRUE while the solution is newer than the set: the set on show belongs to another λ. */
gboolean rsc_document_is_set_stale (RscDocument *self);

/* The path as far as it is known, or NULL; whether nothing more of it is being computed; how far it
 * is in log λ; why it ended early, or NULL. */
RscPath *rsc_document_get_path (RscDocument *self);
gboolean rsc_document_is_path_complete (RscDocument *self);
double rsc_document_get_path_fraction (RscDocument *self);
const GError *rsc_document_get_path_error (RscDocument *self);
/* The smallest λ/λ_max down to which the path is known; 1 while it is not, and the one it is meant to
 * reach. */
double rsc_document_get_path_reach (RscDocument *self);
double rsc_document_get_path_ratio_min (RscDocument *self);
/* How far the path reaches in the pictures, for axes that stand still while λ moves along it; NULL when
 * λ rests. */
RscPathRanges *rsc_document_get_ranges (RscDocument *self);
/* The frame of the path that is on show, or NULL when the solver's own solution is. */
RscPathFrame *rsc_document_get_frame (RscDocument *self);

/* The same neuron has the same number and colour in every view and along the whole path: its label,
 * counted from 0. Of neuron @i of the set on show; of all (NULL without a set); the neuron with a
 * label, or -1; neuron of the set that comes @k-th by label. */
gsize rsc_document_get_label (RscDocument *self, gsize i);
const gsize *rsc_document_get_labels (RscDocument *self);
gssize rsc_document_find_label (RscDocument *self, gsize label);
gsize rsc_document_get_by_label (RscDocument *self, gsize k);
/* Identity along the path of the neuron with this label, or -1. */
gssize rsc_document_find_id (RscDocument *self, gssize label);
/* Labels of the path's identities, as many as *@n_ids. */
const gsize *rsc_document_get_id_labels (RscDocument *self, gsize *n_ids);

/* The picked network, its norms a (n_neurons of the set, or NULL while the set is stale), the index
 * in the set of each of its neurons, and max |f(x_i) - ŷ_i| over the training points. */
RscNetwork *rsc_document_get_network (RscDocument *self);
const double *rsc_document_get_point (RscDocument *self);
const gsize *rsc_document_get_neuron_ids (RscDocument *self);
double rsc_document_get_fit_change (RscDocument *self);
gsize rsc_document_get_width (RscDocument *self);
/* Vertex of the set that is picked, or -1. */
gssize rsc_document_get_vertex (RscDocument *self);

/* A drag through the set: the nearest point of the set to @wish on the document's axes becomes the
 * picked network at once, in the calling (main) thread. */
void rsc_document_drag_point (RscDocument *self, const double *wish);
/* Picks vertex @k. */
void rsc_document_pick_vertex (RscDocument *self, gsize k);
/* The vertex after (@step = 1) or before (-1) the picked one; from elsewhere the first or last. */
void rsc_document_step_vertex (RscDocument *self, int step);
/* RSC_PICK_MIN_NORM, _INTERIOR, _NARROWEST or _RANDOM (a new draw each time). */
void rsc_document_pick (RscDocument *self, RscPick pick);
/* Puts neuron @i on the axes or takes it off: a fourth replaces the last, the last one stays. */
void rsc_document_toggle_axis (RscDocument *self, gsize i);

gboolean rsc_document_is_busy (RscDocument *self);
void rsc_document_get_progress (RscDocument *self, double *fraction, double *gap);
void rsc_document_cancel (RscDocument *self);
gboolean rsc_document_was_cancelled (RscDocument *self);
/* Why there is no result, or NULL. */
const GError *rsc_document_get_error (RscDocument *self);
/* Solves again after rsc_document_cancel(). */
void rsc_document_solve (RscDocument *self);

/* Playing the path: λ falls (or rises, backward) along it by itself, at speed 1 the whole path in
 * RSC_PLAYBACK_SECONDS. All of one play is one change. */
#define RSC_PLAYBACK_SECONDS 12.0

const RscPlayback *rsc_document_get_playback (RscDocument *self);
/* Of the path. Starting to play needs one. When it stops the exact solution follows. */
void rsc_document_set_playback (RscDocument *self, const RscPlayback *playback);
/* While playing: shows the path's frame at @ratio of λ_max. FALSE where the path is not known (yet):
 * nothing changes then. */
gboolean rsc_document_play_to (RscDocument *self, double ratio);
/* λ/λ_max of the path's next event below (@step = 1) or above (-1) the λ of the state, or the end of
 * the path. */
double rsc_document_get_next_stop (RscDocument *self, int step);

/* Indices in the set, or -1; not part of the history. They follow the neuron when the set changes,
 * and a neuron that leaves the set is still selected when it comes back. */
gssize rsc_document_get_selection (RscDocument *self);
void rsc_document_set_selection (RscDocument *self, gssize neuron);
/* The same by label, also of a neuron that is not in the set on show; -1 for none. */
gssize rsc_document_get_selected_label (RscDocument *self);
void rsc_document_select_label (RscDocument *self, gssize label);
gssize rsc_document_get_hovered_label (RscDocument *self);
/* @point: row of the data, or -1. */
void rsc_document_hover (RscDocument *self, gssize label, gssize point);
gssize rsc_document_get_hover (RscDocument *self);
gssize rsc_document_get_hovered_point (RscDocument *self);
void rsc_document_set_hover (RscDocument *self, gssize neuron, gssize point);

G_END_DECLS

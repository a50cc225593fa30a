/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"
#include "app/model/rsc-jobs.h"
#include "app/model/rsc-known-path.h"
#include "app/model/rsc-labelling.h"
#include "app/model/rsc-shown-axes.h"
#include "app/model/rsc-timers.h"

G_BEGIN_DECLS

/**
 * RscResults:
 *
 * What follows from a document's state and is on show: solution, optimal set, its projection and
 * envelope, the solution path, and the number of every neuron. It asks the jobs for what is
 * missing, keeps what is on show fresh, and drops replies that belong to older data or another λ.
 * After the first solve the path is followed in the background; where it is known, another λ shows
 * its frame at once and the exact solution replaces it when λ rests.
 *
 * While a hand edits the data, each result is shown that comes, of whatever data on the way, and
 * then the newest are asked for: so the pictures follow the hand as fast as they can be solved, and
 * λ is the same part of λ_max all the time. A picture is always of one data set, with its own
 * certificate.
 *
 * RscResults::changed has a set of RscDocumentChange; RSC_DOCUMENT_NETWORK is among them whenever
 * another network has to be picked. RscResults::cleared comes before it when nothing of the data
 * before is left. Where a state is unfinished, RscResults::derived brings what is missing of it,
 * and the state that has it is to follow.
 */
#define RSC_TYPE_RESULTS (rsc_results_get_type ())
G_DECLARE_FINAL_TYPE (RscResults, rsc_results, RSC, RESULTS, GObject)

/* What changes when another set is on show, or none. */
#define RSC_RESULTS_PARTS \
  (RSC_DOCUMENT_RESULTS | RSC_DOCUMENT_NETWORK | RSC_DOCUMENT_SELECTION | RSC_DOCUMENT_HOVER)

/* Of @state. @jobs must live longer; NULL: nothing is ever solved. */
RscResults *rsc_results_new (RscDocumentState *state, RscJobs *jobs, RscTimers *timers);

/* @state is the document's now. @playing: it is the next frame of the path that plays. */
void rsc_results_follow (RscResults *self, RscDocumentState *state, gboolean playing);
/* The path has stopped playing: the exact solution follows its frame. */
void rsc_results_stop_playing (RscResults *self);

/* Solves the state again; gives it up. */
void rsc_results_solve (RscResults *self);
void rsc_results_cancel (RscResults *self);
/* Whether the search over all patterns ended by its time, at rest; goes on with several times
 * that, and how many seconds these are at most. */
gboolean rsc_results_can_search_on (RscResults *self);
void rsc_results_search_on (RscResults *self);
double rsc_results_get_next_effort (RscResults *self);
/* Seconds that the first search of each state has. */
void rsc_results_set_effort (RscResults *self, double effort);
gboolean rsc_results_is_busy (RscResults *self);
gboolean rsc_results_was_cancelled (RscResults *self);
/* Whether the network that is worked on is there, and only its set is missing. */
gboolean rsc_results_is_solved (RscResults *self);
/* 0 to 1, or negative while unknown; the certified relative gap so far, or NAN. */
void rsc_results_get_progress (RscResults *self, double *fraction, double *gap);
/* Whether the path is being followed; gives it up, so that it ends where it is known; follows it
 * from the beginning. */
gboolean rsc_results_is_path_busy (RscResults *self);
void rsc_results_cancel_path (RscResults *self);
void rsc_results_follow_path (RscResults *self);
/* Why there is no result, or NULL. */
const GError *rsc_results_get_error (RscResults *self);

/* NULL while there are none. Borrowed. */
RscSolution *rsc_results_get_solution (RscResults *self);
RscOptimalSet *rsc_results_get_set (RscResults *self);
/* Where the solution is of λ → 0, or NULL: then it is at a λ below which nothing happens any
 * more. */
RscLimit *rsc_results_get_limit (RscResults *self);
RscEnvelope *rsc_results_get_envelope (RscResults *self);
/* The frame of the path that is on show, or NULL when the solver's own solution is. */
RscPathFrame *rsc_results_get_frame (RscResults *self);
/* TRUE while the solution is newer than the set: the set on show belongs to another λ. */
gboolean rsc_results_is_set_stale (RscResults *self);
/* TRUE while what is on show belongs to the data or model before the newest change. */
gboolean rsc_results_is_outdated (RscResults *self);
/* TRUE while it belongs to those, or to another λ than that of the state. */
gboolean rsc_results_is_of_before (RscResults *self);
/* TRUE where it has taken so long that it is to be seen: what is on show is the last that is
 * certified, and not of these data, which a hand edits, or not of this λ. Which of both. */
gboolean rsc_results_is_late (RscResults *self);
gboolean rsc_results_is_of_other_data (RscResults *self);
/* How far the path reaches in the pictures while λ moves along it; NULL when λ rests. */
RscPathRanges *rsc_results_get_ranges (RscResults *self);

/* Its parts, to look at. */
const RscLabelling *rsc_results_get_labelling (RscResults *self);
const RscShownAxes *rsc_results_get_axes (RscResults *self);
/* While λ moves: axes for the set on show, where none of their neurons is in it any more. At rest
 * they are chosen without being asked for. */
void rsc_results_choose_axes_again (RscResults *self);
const RscKnownPath *rsc_results_get_path (RscResults *self);

G_END_DECLS

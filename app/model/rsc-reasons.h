/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "app/model/rsc-reasons-job.h"

G_BEGIN_DECLS

/**
 * RscReasons:
 *
 * Why the optimum on show is unique, or is not: which neurons make up for each other, what becomes
 * of it without each of the data points, the smallest move of a target that makes it unique, and
 * what the points have in common. All of it is worked out by jobs, and only while somebody looks at
 * it; leaving points out goes on by itself until it is stopped, and the move is found when it is
 * asked for.
 *
 * RscReasons::changed: anything of that.
 */
#define RSC_TYPE_REASONS (rsc_reasons_get_type ())
G_DECLARE_FINAL_TYPE (RscReasons, rsc_reasons, RSC, REASONS, GObject)

/* @jobs: listens to RSC_REQUEST_EXPLAIN, _LEAVE_OUT and _MOVE until it is disposed of, which must
 * be before @jobs are freed; NULL: nothing is ever known. */
RscReasons *rsc_reasons_new (RscJobs *jobs);

/* The set on show, or NULL. @resting: it stays for a while, so the work is worth it. */
void rsc_reasons_set_source (RscReasons *self, RscOptimalSet *set, gboolean resting);

/* Whether somebody looks. */
void rsc_reasons_set_wanted (RscReasons *self, gboolean wanted);
gboolean rsc_reasons_is_wanted (RscReasons *self);

/* Of the set on show, or NULL while it is not known: then nothing below is. Borrowed. */
const RscExplanation *rsc_reasons_get_explanation (RscReasons *self);
/* Another number for each explanation. */
guint64 rsc_reasons_get_serial (RscReasons *self);
RscOptimalSet *rsc_reasons_get_set (RscReasons *self);

/* Whether it is certain that the optimum is unique, or is not; else no points are left out. */
gboolean rsc_reasons_is_decided (RscReasons *self);

/* The set on show is about to give way to another one. */
gboolean rsc_reasons_is_stale (RscReasons *self);

/* The points that have been left out so far, from the first one on, and how many there are; NULL
 * before the first one. Borrowed. */
const RscLeftOuts *rsc_reasons_get_left_outs (RscReasons *self);
gsize rsc_reasons_get_n (RscReasons *self);
gboolean rsc_reasons_is_leaving_out (RscReasons *self);
/* Goes on after it was stopped. */
void rsc_reasons_leave_out (RscReasons *self);

/* Looks for the smallest move; NULL before it is found. Borrowed. */
void rsc_reasons_find_move (RscReasons *self);
const RscFoundMove *rsc_reasons_get_move (RscReasons *self);
gboolean rsc_reasons_is_moving (RscReasons *self);

/* Ends what is at work; what is known stays. */
void rsc_reasons_stop (RscReasons *self);
/* Why there is no explanation, or no move that was asked for; NULL where nothing has failed. */
const GError *rsc_reasons_get_error (RscReasons *self);
gboolean rsc_reasons_is_busy (RscReasons *self);
/* How far that is, in [0, 1], or negative. */
double rsc_reasons_get_progress (RscReasons *self);

/* Whether the picture of the function shows the one that is 0 at every data point; and that one, or
 * NULL where it does not, or it is not known. It is also shown when its page is not, for a window
 * that has room for one page alone. Borrowed. */
void rsc_reasons_set_drawn (RscReasons *self, gboolean drawn);
gboolean rsc_reasons_is_drawn (RscReasons *self);
RscNetwork *rsc_reasons_get_network (RscReasons *self);

/* The points without which the optimum is unique where it is not, or the other way round, as far as
 * they are known; NULL while nobody looks or there are none. Free with rsc_row_set_unref(). */
RscRowSet *rsc_reasons_dup_rows (RscReasons *self);

G_END_DECLS

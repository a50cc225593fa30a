/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-jobs.h"
#include "core/set/rsc-complex-walk.h"

G_BEGIN_DECLS

/**
 * RscWidths:
 *
 * The optimal networks on show by their number of neurons: into which pieces those with at most m
 * fall, and a walk from one of them to another. All of it is worked out by jobs, and only while
 * somebody looks at it.
 *
 * RscWidths::changed: anything of that.
 */
#define RSC_TYPE_WIDTHS (rsc_widths_get_type ())
G_DECLARE_FINAL_TYPE (RscWidths, rsc_widths, RSC, WIDTHS, GObject)

/* @jobs: listens to RSC_REQUEST_COMPLEX and RSC_REQUEST_WALK until it is disposed of, which must be
 * before @jobs are freed; NULL: nothing is ever known. */
RscWidths *rsc_widths_new (RscJobs *jobs);

/* The set on show, or NULL. @resting: it stays for a while, so the work is worth it. Of another set
 * the walk and its start are forgotten. */
void rsc_widths_set_source (RscWidths *self, RscOptimalSet *set, gboolean resting);

/* Whether somebody looks. */
void rsc_widths_set_wanted (RscWidths *self, gboolean wanted);

/* Of the set on show; NULL while it is not known. Borrowed. */
RscComplex *rsc_widths_get_complex (RscWidths *self);

/* The number of neurons that was chosen, 0 for none; and that within what the picture goes over, or
 * 0 without a complex. */
void rsc_widths_set_m (RscWidths *self, gsize m);
gsize rsc_widths_get_m (RscWidths *self);

/* The number of neurons that pictures of the set keep to, or 0 for all of it: while somebody looks,
 * and less than all is chosen. */
gsize rsc_widths_get_limit (RscWidths *self);

/* The pieces at that number (see rsc_complex_find_components()); NULL without a complex.
 * Borrowed. */
const gsize *rsc_widths_get_pieces (RscWidths *self, gsize *n_pieces);

/* Where a walk is to begin, @a (n_neurons, copied) of the set; and asks for the one to @a from
 * there. */
void rsc_widths_set_start (RscWidths *self, const double *a);
gboolean rsc_widths_has_start (RscWidths *self);
void rsc_widths_walk_to (RscWidths *self, const double *a);

/* Forgets the walk and where it begins. */
void rsc_widths_drop_walk (RscWidths *self);

/* What was asked for last, to be told beside the picture: the start of a walk; the walk; the
 * networks at the number of neurons that was chosen; that the start or walk went with the set that
 * it was in. */
typedef enum
{
  RSC_WIDTHS_CAPTION_NONE,
  RSC_WIDTHS_CAPTION_LEVEL,
  RSC_WIDTHS_CAPTION_START,
  RSC_WIDTHS_CAPTION_WALK,
  RSC_WIDTHS_CAPTION_LOST
} RscWidthsCaption;
RscWidthsCaption rsc_widths_get_caption (RscWidths *self);

/* TRUE while the set on show is about to give way to another one: λ moves, or the data have
 * changed. */
gboolean rsc_widths_is_stale (RscWidths *self);

/* NULL while there is none. Borrowed. */
const RscComplexWalk *rsc_widths_get_walk (RscWidths *self);

/* Whether there is one to play while somebody looks. */
gboolean rsc_widths_is_walk_shown (RscWidths *self);

/* Another number for each walk, and for none after one. */
guint64 rsc_widths_get_walk_serial (RscWidths *self);
/* Where on the walk the network @a (n_neurons) of the set is, see rsc_complex_walk_get(): @guess
 * where it is there, and -1 where it is on no part of it, or there is no walk. O(stops ·
 * neurons). */
double rsc_widths_find_place (RscWidths *self, const double *a, double guess);

/* Norms of its stops (*@n_stops × n_neurons) while somebody looks, or NULL. Free with g_free(). */
double *rsc_widths_dup_trail (RscWidths *self, gsize *n_stops);

/* Whether something is being worked out. */
gboolean rsc_widths_is_busy (RscWidths *self);

G_END_DECLS

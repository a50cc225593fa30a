/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document-state.h"

G_BEGIN_DECLS

/**
 * RscHistory:
 *
 * The state of a document and the changes that led to it. Every change holds both states whole, so
 * going back and forth is exact; states share their data, so that costs little. The oldest changes
 * are forgotten beyond a number of them, and where the data that only they need take more than 256
 * MiB.
 *
 * Turning and zooming is no change of the document: it has a way back and forth of its own, and
 * undo leaves the view as it is.
 */
typedef struct _RscHistory RscHistory;

/**
 * RscChange:
 * @name: what a person did, for a menu: "Change λ"
 *
 * One reversible change.
 */
typedef struct
{
  char *name;
  RscDocumentState *before;
  RscDocumentState *after;
} RscChange;

/* How a change joins the history. */
typedef enum
{
  RSC_CHANGE_SINGLE,
  RSC_CHANGE_MERGE, /* joins the previous change when that has the same name and is a second old */
  /* Of a hand that moves something: joins the previous change when that is running too and has the
   * same
   * name, until rsc_history_end_merge(). Back where it began it is no change. */
  RSC_CHANGE_RUNNING,
} RscChangeMode;

/* Begins with @state (taken). */
RscHistory *rsc_history_new (RscDocumentState *state);
void rsc_history_free (RscHistory *self);

RscDocumentState *rsc_history_get_state (const RscHistory *self);

/* Makes @after (taken) the state, at the time @now (µs). FALSE when it is the state already: then
 * nothing is recorded. What was reverted is forgotten, unless only the view is another. */
gboolean rsc_history_apply (RscHistory *self,
                            const char *name,
                            RscChangeMode mode,
                            RscDocumentState *after,
                            gint64 now);

/* Begins anew with @state (taken): another document, with nothing to go back to. */
void rsc_history_restart (RscHistory *self, RscDocumentState *state);

/* Begins anew with @state (taken), as rsc_history_restart(), and gives all that was before, to be
 * freed or to come back to: that frees it, and what has been made meanwhile. */
RscHistory *rsc_history_set_aside (RscHistory *self, RscDocumentState *state);
void rsc_history_bring_back (RscHistory *self, RscHistory *aside);

/* Makes @after (taken) the state as a part of the newest change, whatever that was: the next frame
 * of something that plays. There must be one. */
void rsc_history_amend (RscHistory *self, RscDocumentState *after);

/* The next change starts a step of its own: the hand has left the slider, or let go of what it
 * moved. */
void rsc_history_end_merge (RscHistory *self);
/* Gives a running change up, as if it had not begun. FALSE where none is running. */
gboolean rsc_history_cancel_running (RscHistory *self);
/* The state that the running change of this name has begun with; NULL where none is running. */
const RscDocumentState *rsc_history_get_running_start (const RscHistory *self, const char *name);

/* Makes @after (taken) the state, from which it differs in nothing that is compared. */
void rsc_history_exchange (RscHistory *self, RscDocumentState *after);

/* What follows from the data of one or several states has come: the states are renewed with it.
 * FALSE where the one of now is not among them. O(changes). */
gboolean rsc_history_take_derived (RscHistory *self, RscDerivedData *derived);

/* Goes back to the state before the newest change, or forth to the one after the change that was
 * reverted last. FALSE when there is none. */
gboolean rsc_history_revert (RscHistory *self);
gboolean rsc_history_repeat (RscHistory *self);

/* Turns the view back to what it was before it was last turned or zoomed, or forth again. FALSE
 * when there is nothing to go to. */
gboolean rsc_history_view_back (RscHistory *self);
gboolean rsc_history_view_forth (RscHistory *self);

/* How many were forgotten for the memory that their data took. */
gsize rsc_history_get_n_forgotten (const RscHistory *self);
/* Changes made so far, oldest first. */
gsize rsc_history_get_n_changes (const RscHistory *self);
const RscChange *rsc_history_get_change (const RscHistory *self, gsize k);
/* The change that rsc_history_repeat() would make, or NULL. */
const RscChange *rsc_history_get_repeatable (const RscHistory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscHistory, rsc_history_free)

G_END_DECLS

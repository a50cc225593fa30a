/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "app/model/rsc-jobs.h"

G_BEGIN_DECLS

/* What tests do with a document, and the main loop while they wait for it. */

/* Turns the main loop until @is_over, for minutes at most; and for a time. */
void wait_until (gboolean (*is_over) (gpointer data), gpointer data);
void iterate (guint milliseconds);

/* Until the document, its pruning and its training have nothing under way; and until its path is
 * whole. */
void wait_idle (RscDocument *document);
void wait_path (RscDocument *document);

/* Whether widths have found the pieces, or a walk, and have nothing under way; and whether a
 * document shows how its network moves with a target. */
gboolean has_complex_of_widths (gpointer widths);
gboolean has_walk_of_widths (gpointer widths);
gboolean has_shown_effects (gpointer document);

/* Whether the networks of all outputs are solved at the λ of the document. */
gboolean are_certified (gpointer document);

/* Of jobs without a thread: the request of @kind that waits, which has to be there, and all that is
 * told of it; and all requests of @kind that wait, also those that this leads to. */
void run_request (RscJobs *jobs, RscRequestKind kind);
void run_requests (RscJobs *jobs, RscRequestKind kind);

/* A document whose jobs are done by hand, with the gallery set @name, or NULL for none; and all
 * that has been answered of @kind is delivered. */
RscDocument *new_document_by_hand (const char *name, RscTimers *timers);
void deliver_replies (RscDocument *document, RscRequestKind kind);

/* From here on all that is said is in @language, such as "de"; FALSE where its words are not
 * built. */
gboolean speak (const char *language);

/* A copy of the state to change. */
RscDocumentState *edit (RscDocument *document);

/* Opens a data set of the gallery as it comes; sets λ / λ_max. */
void open_set (RscDocument *document, const char *name);
void set_ratio (RscDocument *document, double ratio, RscChangeMode mode);

/* While the path plays: its place at @ratio of λ_max, as the clock would come there. FALSE where
 * the path is not known so far. */
gboolean play_to (RscDocument *document, double ratio);

/* What the documents of new_watched_document() said since the last was made: how often, and the
 * parts. */
extern guint n_changed;
extern guint all_parts;

/* Answers each request of a queue with an error, "it cannot be told". */
void fail_request (gpointer engine,
                   RscRequest *request,
                   RscEmitFunc emit,
                   gpointer emit_data,
                   RscProgressFunc progress,
                   gpointer progress_data,
                   GCancellable *cancellable);

/* Disposes of @object, a document or a part of one, and lets it go. */
void drop_object (gpointer object);

/* A document whose changes are counted; @solve: with its worker. */
RscDocument *new_watched_document (gboolean solve);

G_END_DECLS

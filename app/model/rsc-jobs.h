/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-engine.h"

G_BEGIN_DECLS

/**
 * RscJobs:
 *
 * The one queue of everything that takes time, so that the window never waits. A request is a
 * snapshot of what is to be computed; requests of one kind wait for each other, and a newer one
 * replaces what waits of its kind. Kinds that a person waits for at the same time run in threads of
 * their own; kinds that share a thread go by urgency. Each thread is started by its first request
 * and has an engine of its own. Replies and progress arrive in the main context of the thread that
 * made the queue.
 *
 * Every request gets exactly one final reply, cancelled ones with G_IO_ERROR_CANCELLED, except
 * those that a newer request replaces and all when the queue is freed.
 */
typedef struct _RscJobs RscJobs;

/* Does one request in its thread; the signature of rsc_engine_run(). */
typedef void (*RscRunFunc) (gpointer engine,
                            RscRequest *request,
                            RscEmitFunc emit,
                            gpointer emit_data,
                            RscProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable);

/* In the main context. The reply is the queue's, but its result may be stolen from it. */
typedef void (*RscReplyFunc) (RscReply *reply, gpointer user_data);

RscJobs *rsc_jobs_new (void);
/* With @run (or NULL for the engine) in place of the engine, for all threads. @by_hand: no thread
 * is started; rsc_jobs_run() and rsc_jobs_deliver() do what they would do. */
RscJobs *rsc_jobs_new_full (RscRunFunc run, gpointer engine, gboolean by_hand);

/* Cancels what is running, waits for the threads (at most the 50 ms in which the core notices) and
 * frees. No callback comes after this. */
void rsc_jobs_free (RscJobs *self);

/* Who hears of a kind: one listener each. @progress may be NULL; it comes at most 20 times a
 * second. NULL for
 * @reply: nobody; what runs or waits of this kind is cancelled. */
void rsc_jobs_listen (RscJobs *self,
                      RscRequestKind kind,
                      RscReplyFunc reply,
                      RscProgressFunc progress,
                      gpointer user_data);

/* Takes @request. Without a tick it gets the next one. What waits of the same kind is replaced,
 * without a reply. A new RSC_REQUEST_SOLVE also clears what waits for projections and envelopes,
 * which belong to an older set. What is running in its thread is cancelled when it is of an older
 * serial, or of another kind that is less urgent, or is an optimal set that has been keeping a
 * newer λ waiting for longer than a person would call live; otherwise it finishes, so that a drag
 * that sends requests faster than they are solved still shows results. Returns the tick. */
guint64 rsc_jobs_push (RscJobs *self, RscRequest *request);

/* Ends what waits and cancels what runs of this kind. */
void rsc_jobs_cancel (RscJobs *self, RscRequestKind kind);

/* Whether something waits or runs of this kind; of any for RSC_N_REQUESTS. */
gboolean rsc_jobs_is_busy (RscJobs *self, RscRequestKind kind);

/* By hand: does the most urgent request that waits in the thread of @kind; FALSE when there is
 * none. Its replies wait for rsc_jobs_deliver(). */
gboolean rsc_jobs_run (RscJobs *self, RscRequestKind kind);
/* By hand: delivers the oldest reply of the thread of @kind; FALSE when there is none. */
gboolean rsc_jobs_deliver (RscJobs *self, RscRequestKind kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscJobs, rsc_jobs_free)

G_END_DECLS

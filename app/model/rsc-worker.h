/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-engine.h"

G_BEGIN_DECLS

/**
 * RscWorker:
 *
 * One thread that runs requests, most urgent kind first, so that the window never waits. At most
 * one request of each kind is waiting: a newer one replaces it. Replies and progress arrive in the
 * main context of the thread that made the worker.
 */
typedef struct _RscWorker RscWorker;

/* Runs one request in the thread; the signature of rsc_engine_run(). */
typedef void (*RscRunFunc) (gpointer engine,
                            RscRequest *request,
                            RscEmitFunc emit,
                            gpointer emit_data,
                            RscProgressFunc progress,
                            gpointer progress_data,
                            GCancellable *cancellable);

/* In the main context. Does not take the reply. */
typedef void (*RscReplyFunc) (const RscReply *reply, gpointer user_data);

/* @run, @engine, @engine_free: what does the work; NULL for an RscEngine. */
RscWorker *rsc_worker_new (RscRunFunc run,
                           gpointer engine,
                           GDestroyNotify engine_free,
                           RscReplyFunc reply,
                           RscProgressFunc progress,
                           gpointer user_data);

/* Cancels what is running, waits for the thread (at most the 50 ms in which the core notices) and
 * frees. No callback comes after this. */
void rsc_worker_free (RscWorker *self);

/* Takes @request. What is waiting of the same kind is replaced, without a reply. A new
 * RSC_REQUEST_SOLVE also clears the other kinds, which belong to an older set. What is running is
 * cancelled when it belongs to an older serial, or is of another kind that is less urgent, or is an
 * optimal set that has been keeping a newer λ waiting for longer than a person would call live;
 * otherwise it finishes, so that a drag that sends requests faster than they are solved still shows
 * results. */
void rsc_worker_push (RscWorker *self, RscRequest *request);

/* Drops everything that waits and cancels what is running (whose reply says so). */
void rsc_worker_cancel (RscWorker *self);

gboolean rsc_worker_is_busy (RscWorker *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscWorker, rsc_worker_free)

G_END_DECLS

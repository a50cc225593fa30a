/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The long jobs of a room, each in one way of calling it. */

/* What they work on: small, or @large for times that count. */
typedef struct _Things Things;

Things *things_new (gboolean large);
void things_free (Things *self);

/* @digest: of all numbers of the result; @value: one of them; @stopped: it was told to stop on the
 * way, did so and went on. */
typedef struct
{
  guint64 digest;
  double value;
  gboolean stopped;
} JobResult;

/* @workspace: it works on something that remembers, so that the last digits depend on what was done
 * before. @goes_on: it may be stopped and go on to the whole result, instead of saying that it was
 * cancelled. @slow: among the tests it is told to stop fewer times. */
typedef struct
{
  const char *name;
  gboolean (*run) (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
  gboolean workspace;
  gboolean goes_on;
  gboolean slow;
} Job;

typedef struct
{
  const Job *jobs;
  gsize n;
} JobTable;

/* Each Job, in the order of the rooms. */
GPtrArray *jobs_list (void);

G_END_DECLS

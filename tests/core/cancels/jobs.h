/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The long jobs of the core, each in one way of calling it. */

/* What they work on: small, or @large for times that count. */
typedef struct _Things Things;

Things *things_new (gboolean large);
void things_free (Things *self);

/* @digest: of all numbers of the result; @value: one of them. */
typedef struct
{
  guint64 digest;
  double value;
} JobResult;

/* @workspace: it works on something that remembers, so that the last digits depend on what was done
 * before. */
typedef struct
{
  const char *name;
  gboolean (*run) (Things *things, GCancellable *cancellable, JobResult *result, GError **error);
  gboolean workspace;
} Job;

extern const Job jobs[];
extern const gsize jobs_n;

G_END_DECLS

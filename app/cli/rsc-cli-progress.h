/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/numerics/rsc-error.h"

G_BEGIN_DECLS

/* A line on standard error that is rewritten in place, at most ten times a second. */
typedef struct
{
  const char *what;
  gboolean shown;
  gint64 next;
} RscCliProgress;

/* What to call with the progress as its user data, or NULL where standard error is no terminal. */
RscProgressFunc rsc_cli_progress_start (RscCliProgress *progress, const char *what);
void rsc_cli_progress_end (RscCliProgress *progress);

G_END_DECLS

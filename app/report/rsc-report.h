/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path.h"
#include "core/pruning/rsc-pruning.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* What follows "reluscope-cli COMMAND": DATA and the options that make it show the same numbers,
 * quoted for a shell. NULL: there is no such command. Free with g_free(). @command: such as "solve"
 * or "figure path". */
typedef char *(*RscReportArgumentsFunc) (const char *command, gpointer user_data);

/**
 * RscReport:
 * @name: of the data
 * @set: at the λ of the report, with its certified solution
 * @a: norms of the network on show (n_neurons)
 * @path, @ratio_min: or NULL: there is no such part
 * @cursor: λ of the cursor in its picture, or NaN
 * @pruning: or NULL
 * @rule, @seed: of the pruning
 * @file, @file_name: what the commands read, to be saved from the report; or NULL
 * @bytes_max: memory that prunings of the report may take, 0 for no limit
 * @arguments, @arguments_data: see #RscReportArgumentsFunc
 *
 * What a report is written from. Borrowed pointers; a plain value.
 */
typedef struct
{
  const char *name;
  RscOptimalSet *set;
  const double *a;
  RscPath *path;
  double ratio_min;
  double cursor;
  RscPruning *pruning;
  RscPruningRule rule;
  guint64 seed;
  gsize bytes_max;
  GBytes *file;
  const char *file_name;
  RscReportArgumentsFunc arguments;
  gpointer arguments_data;
} RscReport;

/* One HTML file with pictures, tables, the certificate, and the command that reproduces each: it
 * needs no network, no script and no other file. Draws for a second or more: for a worker. Free
 * with g_free(). Errors: cancelled, those of the pictures. */
char *rsc_report_write (const RscReport *self,
                        RscProgressFunc progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GError **error);

/* "reluscope-cli COMMAND ARGUMENTS EXTRA", or NULL; @extra: or NULL. Free with g_free(). */
char *rsc_report_dup_command (const RscReport *self, const char *command, const char *extra);

G_END_DECLS

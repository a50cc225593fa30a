/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/data/rsc-gallery.h"
#include "core/set/rsc-optimal-set.h"
#include "core/path/rsc-path.h"
#include "core/pruning/rsc-pruning.h"

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

/* A gallery set by name, with --n, --noise and --seed. *@item: its item; may be NULL. */
RscDataset *rsc_cli_load_gallery (const RscCliOptions *options,
                                  const char *name,
                                  const RscGalleryItem **item,
                                  GError **error);

/* From DATA (the first operand) to a certified solution: reads the data, finds the patterns, sets
 * λ, solves. Progress goes to standard error when that is a terminal. */
RscSolution *
rsc_cli_load_and_solve (const RscCliOptions *options, GCancellable *cancellable, GError **error);

/* The optimal set of that solution, with progress likewise. */
RscOptimalSet *rsc_cli_compute_set (const RscCliOptions *options,
                                    RscSolution *solution,
                                    GCancellable *cancellable,
                                    GError **error);

/* From DATA to the solution path from λ_max to --ratio-min, with progress likewise. */
RscPath *
rsc_cli_load_and_follow (const RscCliOptions *options, GCancellable *cancellable, GError **error);

/* From DATA and --start to a walk of pruning as --method, --rule, --remove and --until say. *@solution:
 * the solution that the start is from, or NULL for a network from a file. Progress likewise. */
RscPruning *rsc_cli_load_and_prune (const RscCliOptions *options,
                                    RscSolution **solution,
                                    GCancellable *cancellable,
                                    GError **error);

/* The exit code of a solution; says so on standard error when the tolerance was not reached. */
int rsc_cli_get_exit (RscSolution *solution);
/* Likewise, of a set: 1, with a sentence, also where it cannot be trusted. */
int rsc_cli_get_set_exit (const RscOptimalSet *set);
/* Likewise, of a path: of the first set on it that cannot be trusted. */
int rsc_cli_get_path_exit (const RscPath *path);

G_END_DECLS

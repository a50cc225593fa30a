/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "app/cli/rsc-cli-program.h"
#include "app/cli/rsc-cli-progress.h"
#include "core/data/rsc-gallery.h"
#include "core/program/rsc-limit.h"
#include "core/set/rsc-optimal-set.h"
#include "core/path/rsc-path.h"
#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* A gallery set by name, with --n, --noise and --seed. *@item: its item; may be NULL. */
RscDataset *rsc_cli_load_gallery (const RscCliOptions *options,
                                  const char *name,
                                  const RscGalleryItem **item,
                                  GError **error);

/* From DATA (the first operand) to a certified solution: reads the data, finds the patterns, sets
 * λ, solves. Progress goes to standard error when that is a terminal. */
RscSolution *
rsc_cli_load_and_solve (const RscCliOptions *options, GCancellable *cancellable, GError **error);

/* The same, *@test receiving the test points of --test or --test-fraction, or NULL. */
RscSolution *rsc_cli_load_and_solve_tested (const RscCliOptions *options,
                                            RscDataset **test,
                                            GCancellable *cancellable,
                                            GError **error);

/* The same, to the limit λ → 0; @for_set: as rsc_limit_new(). */
RscLimit *rsc_cli_load_and_find_limit (const RscCliOptions *options,
                                       gboolean for_set,
                                       GCancellable *cancellable,
                                       GError **error);

/* From DATA to the convex program of patterns that are listed. Errors: RSC_ERROR_LIMIT where all
 * are meant and too many for that. */
RscProblem *
rsc_cli_load_problem (const RscCliOptions *options, GCancellable *cancellable, GError **error);

/* λ/λ_max of a file where nothing is said. */
#define RSC_CLI_RATIO_DEFAULT 0.1

/* Prepares @dataset as it was read, and its program. Returns the training points as the program has
 * them, *@test the test points or NULL. */
RscDataset *rsc_cli_prepare_program (const RscCliOptions *options,
                                     RscDataset *dataset,
                                     RscDataset **test,
                                     RscCliProgram *program,
                                     GCancellable *cancellable,
                                     GError **error);

/* The optimal set of that solution, with progress likewise. */
RscOptimalSet *rsc_cli_compute_set (const RscCliOptions *options,
                                    RscSolution *solution,
                                    GCancellable *cancellable,
                                    GError **error);

/* From DATA to the solution path from λ_max to --ratio-min, with progress likewise. */
RscPath *
rsc_cli_load_and_follow (const RscCliOptions *options, GCancellable *cancellable, GError **error);
/* The same, *@test receiving the test points, or NULL. */
RscPath *rsc_cli_load_and_follow_tested (const RscCliOptions *options,
                                         RscDataset **test,
                                         GCancellable *cancellable,
                                         GError **error);

/* From DATA and --start to a walk of pruning as --method, --rule, --remove and --until say.
 * *@solution: the solution that the start is from, or NULL for a network from a file. Progress
 * likewise. */
RscPruning *rsc_cli_load_and_prune (const RscCliOptions *options,
                                    RscSolution **solution,
                                    GCancellable *cancellable,
                                    GError **error);

/* The exit code of a solution; says so on standard error when the tolerance was not reached. */
int rsc_cli_get_exit (RscSolution *solution);
/* Likewise, of a set: 1, with a sentence, also where it cannot be trusted. */
int rsc_cli_get_set_exit (const RscOptimalSet *set);
/* Likewise, of a pruning: also where its exact steps are no optimal networks. */
int rsc_cli_get_pruning_exit (const RscPruning *walk);
/* Likewise, of a path: of the first set on it that cannot be trusted. */
int rsc_cli_get_path_exit (const RscPath *path);

G_END_DECLS

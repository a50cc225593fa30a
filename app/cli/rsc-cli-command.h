/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"

G_BEGIN_DECLS

/* Exit codes: a contract with scripts. */
typedef enum
{
  RSC_CLI_DONE = 0,
  RSC_CLI_NOT_CONVERGED = 1,
  RSC_CLI_BAD_INPUT = 2,
  RSC_CLI_INTERRUPTED = 130
} RscCliExit;

/* @options: parsed for the command; @cancellable is cancelled by SIGINT. Runs in a thread of its
 * own. With @error set the exit code is found from it. */
typedef RscCliExit (*RscCliRunFunc) (const RscCliOptions *options,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * RscCliCommand:
 * @name: one word or two ("figure function")
 * @synopsis: what follows the name
 * @summary: one line
 * @description: paragraphs for --help
 * @examples: lines for --help
 * @groups: options that it takes
 * @n_min, @n_max: number of operands
 * @writes_when_interrupted: what is done by then
 */
typedef struct
{
  const char *name;
  const char *synopsis;
  const char *summary;
  const char *description;
  const char *examples;
  guint groups;
  guint n_min;
  guint n_max;
  gboolean writes_when_interrupted;
  RscCliRunFunc run;
} RscCliCommand;

RscCliExit rsc_cli_solve (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_optimal_set (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_prune (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_train (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_stationarity (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_tune (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_path (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_function (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_figure_optimal_set (const RscCliOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);
RscCliExit rsc_cli_figure_certificate (const RscCliOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);
RscCliExit
rsc_cli_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_price (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_price (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_distribution (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_figure_distribution (const RscCliOptions *options,
                                        GCancellable *cancellable,
                                        GError **error);
RscCliExit
rsc_cli_figure_widths (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_experiment_pruning (const RscCliOptions *options,
                                       GCancellable *cancellable,
                                       GError **error);
RscCliExit
rsc_cli_experiment_merge (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_errors (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_experiment_tuning (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_path (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_figure_pruning (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit rsc_cli_report (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_gallery_list (const RscCliOptions *options, GCancellable *cancellable, GError **error);
RscCliExit
rsc_cli_gallery_export (const RscCliOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS

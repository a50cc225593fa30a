/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/numerics/rsc-share.h"
#include "core/program/rsc-generation.h"

G_BEGIN_DECLS

/**
 * RscCliProgram:
 * @problem: the convex program of patterns that are known beforehand: all, sampled or of gates
 * @generation: instead, where all are meant and too many to list
 *
 * What is to be solved. Starts as { 0 }.
 */
typedef struct
{
  RscDataset *dataset;
  RscProblem *problem;
  RscGeneration *generation;
} RscCliProgram;

/* As --patterns, --gates, --activation and --effort say. */
gboolean rsc_cli_program_init (RscCliProgram *self,
                               const RscCliOptions *options,
                               RscDataset *dataset,
                               gboolean bias,
                               GCancellable *cancellable,
                               GError **error);
void rsc_cli_program_clear (RscCliProgram *self);

double rsc_cli_program_get_lambda_max (const RscCliProgram *self);

/* Progress goes to standard error when that is a terminal. */
RscSolution *rsc_cli_program_solve (RscCliProgram *self,
                                    const RscCliOptions *options,
                                    double lambda,
                                    GCancellable *cancellable,
                                    GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscCliProgram, rsc_cli_program_clear)

/* Threads of an experiment that has @n_tasks to do: no more than tasks. */
gsize rsc_cli_count_jobs (const RscCliOptions *options, gsize n_tasks);

/* Whether so many patterns, @times at once, keep to the memory of the options: told before it is
 * spent. */
gboolean rsc_cli_check_patterns (const RscCliOptions *options,
                                 gsize n,
                                 gsize d,
                                 gsize n_patterns,
                                 gsize times,
                                 GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-bar.h"
#include "app/cli/rsc-cli-command.h"
#include "core/numerics/rsc-share.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RscCliExperimentSet:
 * @name: of the data set
 * @plan: what is to be done with it
 * @inputs: a checksum of the settings and of the data
 * @share: which repeats are done here
 * @known: of repeats that were done before, or NULL
 * @result: NULL when it was not begun
 *
 * One data set of an experiment. @plan, @known and @result are of the kind of the experiment.
 */
typedef struct
{
  char *name;
  gpointer plan;
  char *inputs;
  RscShare share;
  gpointer known;
  gpointer result;
} RscCliExperimentSet;

/**
 * RscCliExperimentKind:
 * @schema: of the JSON
 * @read: a plan from a file of settings, and the name of its data set
 * @count: the repeats of a plan
 * @restore: what the JSON of an earlier run, or of another share, has of a data set, to its @known
 * @run: the result; one that is not complete where it was cancelled, ran out of time, or has its
 *   share only
 * @is_complete: whether a result is
 * @add_set: its keys, in the object that is open
 * @append_set: its summary
 * @find_exit: once it is run; says on standard error why it is not RSC_CLI_DONE
 * @write_figure: of all data sets, or NULL where there is none
 *
 * What one kind of experiment does with each of its data sets.
 */
typedef struct
{
  const char *schema;
  gpointer (*read) (const char *path,
                    const RscCliOptions *options,
                    char **name,
                    GCancellable *cancellable,
                    GError **error);
  gsize (*count) (gconstpointer plan);
  gboolean (*restore) (RscCliExperimentSet *set,
                       JsonObject *object,
                       const char *file,
                       GError **error);
  gpointer (*run) (const RscCliExperimentSet *set,
                   const RscCliOptions *options,
                   RscCliBar *bar,
                   GCancellable *cancellable,
                   GError **error);
  gboolean (*is_complete) (gconstpointer result);
  void (*add_set) (JsonBuilder *builder, const RscCliExperimentSet *set);
  void (*append_set) (GString *text, const RscCliExperimentSet *set);
  RscCliExit (*find_exit) (const RscCliExperimentSet *set);
  gboolean (*write_figure) (const char *path, const GPtrArray *sets, GError **error);
  GDestroyNotify free_plan;
  void (*free_known) (const RscCliExperimentSet *set);
  GDestroyNotify free_result;
} RscCliExperimentKind;

/* Reads the settings of all data sets, runs one after the other with its summary as it comes, and
 * writes what --json and --figure ask for, also of what is done when it is interrupted. */
RscCliExit rsc_cli_experiment_run (const RscCliExperimentKind *kind,
                                   const RscCliOptions *options,
                                   GCancellable *cancellable,
                                   GError **error);

/* Puts together what shares of a run of one of @kinds (NULL at the end) have written: the settings
 * first, then the JSON files. Repeats that none of them has are missing, and the result is not
 * complete. */
RscCliExit rsc_cli_experiment_merge_sets (const RscCliExperimentKind *const *kinds,
                                          const RscCliOptions *options,
                                          GCancellable *cancellable,
                                          GError **error);

/* Says on standard error that @repeat (from 0) of a data set did not reach its tolerance. */
RscCliExit rsc_cli_experiment_fail_gap (const RscCliExperimentSet *set, gsize repeat, double gap);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/data/rsc-class-outputs.h"
#include "core/data/rsc-import.h"
#include "core/program/rsc-network.h"
#include "core/program/rsc-problem.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Reads DATA (a file or "-") as @options choose. The error says which option is the way out. */
RscDataset *rsc_cli_read_data (const RscCliOptions *options,
                               const char *path,
                               GCancellable *cancellable,
                               GError **error);

/* Reads DATA, a file, as one output for each class of its target. */
RscClassOutputs *
rsc_cli_read_classes (const RscCliOptions *options, GCancellable *cancellable, GError **error);

/* Reads test points that go with @data: columns are matched by name. */
RscDataset *rsc_cli_read_test (const RscCliOptions *options,
                               RscDataset *data,
                               GCancellable *cancellable,
                               GError **error);

/* Reads a network for @dataset from the file @path. @missing: what to say before its name where
 * there is no such file. */
RscNetwork *rsc_cli_load_network (const char *path,
                                  const char *missing,
                                  RscDataset *dataset,
                                  GCancellable *cancellable,
                                  GError **error);

/* The same for what is solved: with its bias and its activation. */
RscNetwork *rsc_cli_load_network_for (const char *path,
                                      const char *missing,
                                      RscProblem *problem,
                                      GCancellable *cancellable,
                                      GError **error);

/* A line of the summary that says how the file was read; nothing for a gallery set. */
void rsc_cli_append_reading (GString *text, const RscDataset *dataset);

/* The same on standard error, for a command without a summary. */
void rsc_cli_print_reading (const RscDataset *dataset);

/* Refuses the options about reading a file where DATA is a gallery set. */
gboolean rsc_cli_check_gallery (const RscCliOptions *options, GError **error);

/* The object "reading" of the JSON. */
void rsc_cli_add_reading (JsonBuilder *builder, RscDataset *dataset);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-option-table.h"
#include "app/cli/rsc-cli-train-options.h"
#include "app/files/rsc-saved-problem.h"
#include "core/data/rsc-import-choices.h"
#include "core/program/rsc-problem.h"
#include "core/pruning/rsc-pruning.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-curves.h"

G_BEGIN_DECLS

typedef enum
{
  RSC_CLI_PICK_MIN_NORM,
  RSC_CLI_PICK_INTERIOR,
  RSC_CLI_PICK_NARROWEST,
  RSC_CLI_PICK_VERTEX,
  RSC_CLI_PICK_RANDOM
} RscCliPick;

typedef enum
{
  RSC_CLI_START_INTERIOR,
  RSC_CLI_START_BLOCKS,
  RSC_CLI_START_RANDOM,
  RSC_CLI_START_FILE
} RscCliStart;

typedef enum
{
  RSC_CLI_SPACE_BOTH,
  RSC_CLI_SPACE_CONVEX,
  RSC_CLI_SPACE_NONCONVEX
} RscCliSpace;

/**
 * RscCliOptions:
 * @given: whether option k was on the command line
 * @typed: the value of option k as it was written, "" of a switch; NULL where it was not written
 * @operands: words that are no options
 * @decimal: '.' or ',', 0 to find it
 * @target: name or number of a column, or NULL; @classes, @drop, @columns: names, or NULL
 * @n_samples: 0 for all patterns
 * @effort: seconds of search over all patterns, 0 for no limit
 * @memory: bytes
 * @walk: two vertices, counted from 0
 * @of: the number whose distribution is asked for, as it was written; or NULL
 * @vertex: counted from 0, as are @axes and @features
 * @at: where features are held that are not on the axes, as it was written; or NULL
 * @feature: counted from 0, or RSC_FEATURE_NORM
 * @start_file: of RSC_CLI_START_FILE
 * @remove: neuron of the start, counted from 0
 * @until: set for the method even when it was not given
 * @test_fraction: 0 for no such split
 * @path_feature: counted from 0
 * @step: 0 is the start; meant where it was given
 * @methods: of pruning, bit 1 << method
 * @jobs: 0 for one per processor
 * @shard: K and N of --shard K/N, or 0
 * @document: what DATA says where it is a document, or NULL; see rsc_cli_document_take()
 *
 * What was asked for, checked for everything that needs no data; the rest are the defaults.
 */
typedef struct
{
  guint8 given[RSC_CLI_N_OPTIONS];
  char *typed[RSC_CLI_N_OPTIONS];
  GPtrArray *operands;

  gsize n;
  double noise;
  guint64 seed;

  char decimal;
  char *target;
  RscTargetType target_type;
  char *positive;
  char **classes;
  char **drop;
  char **columns;
  RscMissing missing;

  RscActivation activation;
  gsize n_samples;
  char *gates;

  double lambda;
  double lambda_ratio;
  double tolerance;
  double effort;
  gsize memory;
  double ratio_min;
  double epsilon;

  gsize max_vertices;
  gsize walk[2];
  char *compare;
  char *of;
  RscCliPick pick;
  gsize vertex;

  RscFunctionMode mode;
  gsize features[2];
  gsize n_features;
  char *at;
  RscCliSpace space;
  gsize axes[3];
  gsize n_axes;
  int feature;

  RscPathX path_x;
  RscPathY path_y;
  gsize path_feature;
  char *animate;
  gsize frames;
  gsize rate;

  RscCliStart start;
  char *start_file;
  RscPruningMethod method;
  RscPruningRule rule;
  gsize remove;
  RscPruningUntil until;
  char *test;
  double test_fraction;
  gsize step;

  char *output;
  double width;
  double height;
  double scale;
  double font_size;

  char *data;
  guint methods;
  gsize jobs;
  gsize shard[2];
  char *figure;

  RscCliTrainOptions train;
  char *weights;
  double validation;

  char *json;

  RscSavedProblem *document;
} RscCliOptions;

/* Parses @args (a NULL-terminated vector) for a command that takes @groups; @command is its name,
 * for messages. --help and --version stop the parsing, so that they work beside anything. Returns
 * NULL with a one-sentence RSC_ERROR_ARGUMENT. Free with rsc_cli_options_free(). */
RscCliOptions *
rsc_cli_options_parse (const char *const *args, const char *command, guint groups, GError **error);
void rsc_cli_options_free (RscCliOptions *self);

/* What was written, for another command that takes @groups: what this one has no use for is left
 * out. @data, where it is not NULL, stands in place of DATA. What would be taken for an option is
 * written with its folder. Quoted for a shell; free with g_free(). */
char *rsc_cli_options_dup_words (const RscCliOptions *self, guint groups, const char *data);

gboolean rsc_cli_options_has (const RscCliOptions *self, RscCliOptionId id);

/* The part of a help text that lists the options of @groups. */
void rsc_cli_options_append_help (GString *text, guint groups);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCliOptions, rsc_cli_options_free)

G_END_DECLS

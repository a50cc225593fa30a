/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-saved-problem.h"
#include "core/program/rsc-problem.h"
#include "core/pruning/rsc-pruning.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-path-curves.h"

G_BEGIN_DECLS

/* Groups of options; a command names the groups that it takes. */
typedef enum
{
  RSC_CLI_GROUP_GALLERY = 1 << 0,  /* how a gallery set is made */
  RSC_CLI_GROUP_MODEL = 1 << 1,    /* the network and its patterns */
  RSC_CLI_GROUP_SOLVE = 1 << 2,    /* λ and the tolerance */
  RSC_CLI_GROUP_SET = 1 << 3,      /* the optimal set */
  RSC_CLI_GROUP_PICK = 1 << 4,     /* one network of the set */
  RSC_CLI_GROUP_FUNCTION = 1 << 5, /* the function picture */
  RSC_CLI_GROUP_POLYTOPE = 1 << 6, /* the picture of the set */
  RSC_CLI_GROUP_PICTURE = 1 << 7,  /* any picture */
  RSC_CLI_GROUP_JSON = 1 << 8,
  RSC_CLI_GROUP_PATH = 1 << 9,    /* the solution path */
  RSC_CLI_GROUP_CURSOR = 1 << 10, /* λ in the picture of the path */
  RSC_CLI_GROUP_CURVES = 1 << 11, /* the picture of the path */
  RSC_CLI_GROUP_ANIMATE = 1 << 12,
  RSC_CLI_GROUP_STEP = 1 << 13,  /* the picture of a step of pruning */
  RSC_CLI_GROUP_PRUNE = 1 << 14, /* a walk to smaller networks */
  RSC_CLI_GROUP_EXPERIMENT = 1 << 15,
} RscCliGroup;

typedef enum
{
  RSC_CLI_OPTION_HELP,
  RSC_CLI_OPTION_VERSION,
  RSC_CLI_OPTION_N,
  RSC_CLI_OPTION_NOISE,
  RSC_CLI_OPTION_SEED,
  RSC_CLI_OPTION_STANDARDISE,
  RSC_CLI_OPTION_BIAS,
  RSC_CLI_OPTION_NO_BIAS,
  RSC_CLI_OPTION_ACTIVATION,
  RSC_CLI_OPTION_PATTERNS,
  RSC_CLI_OPTION_GATES,
  RSC_CLI_OPTION_LAMBDA,
  RSC_CLI_OPTION_LAMBDA_RATIO,
  RSC_CLI_OPTION_TOLERANCE,
  RSC_CLI_OPTION_EFFORT,
  RSC_CLI_OPTION_RATIO_MIN,
  RSC_CLI_OPTION_EPSILON,
  RSC_CLI_OPTION_NO_EVENTS,
  RSC_CLI_OPTION_MAX_VERTICES,
  RSC_CLI_OPTION_PICK,
  RSC_CLI_OPTION_MODE,
  RSC_CLI_OPTION_FEATURES,
  RSC_CLI_OPTION_AT,
  RSC_CLI_OPTION_SPACE,
  RSC_CLI_OPTION_AXES,
  RSC_CLI_OPTION_FEATURE,
  RSC_CLI_OPTION_X,
  RSC_CLI_OPTION_Y,
  RSC_CLI_OPTION_NO_TUBES,
  RSC_CLI_OPTION_PARTED,
  RSC_CLI_OPTION_MULTIPLES,
  RSC_CLI_OPTION_TANGENTS,
  RSC_CLI_OPTION_START,
  RSC_CLI_OPTION_METHOD,
  RSC_CLI_OPTION_RULE,
  RSC_CLI_OPTION_REMOVE,
  RSC_CLI_OPTION_UNTIL,
  RSC_CLI_OPTION_TEST,
  RSC_CLI_OPTION_TEST_FRACTION,
  RSC_CLI_OPTION_STEP,
  RSC_CLI_OPTION_ANIMATE,
  RSC_CLI_OPTION_FRAMES,
  RSC_CLI_OPTION_OUTPUT,
  RSC_CLI_OPTION_WIDTH,
  RSC_CLI_OPTION_HEIGHT,
  RSC_CLI_OPTION_SCALE,
  RSC_CLI_OPTION_DARK,
  RSC_CLI_OPTION_FONT_SIZE,
  RSC_CLI_OPTION_DATA,
  RSC_CLI_OPTION_METHODS,
  RSC_CLI_OPTION_JOBS,
  RSC_CLI_OPTION_FIGURE,
  RSC_CLI_OPTION_JSON,
  RSC_CLI_N_OPTIONS
} RscCliOptionId;

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
 * @given: bit k is set when option k was on the command line
 * @operands: words that are no options
 * @n_samples: 0 for all patterns
 * @effort: seconds of search over all patterns, 0 for no limit
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
 * @document: what DATA says where it is a document, or NULL; see rsc_cli_document_take()
 *
 * What was asked for, checked for everything that needs no data; the rest are the defaults.
 */
typedef struct
{
  guint64 given;
  GPtrArray *operands;

  gsize n;
  double noise;
  guint64 seed;

  RscActivation activation;
  gsize n_samples;
  char *gates;

  double lambda;
  double lambda_ratio;
  double tolerance;
  double effort;
  double ratio_min;
  double epsilon;

  gsize max_vertices;
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
  char *figure;

  char *json;

  RscSavedProblem *document;
} RscCliOptions;

/* Parses @args (a NULL-terminated vector) for a command that takes @groups; @command is its name,
 * for messages. --help and --version stop the parsing, so that they work beside anything. Returns
 * NULL with a one-sentence RSC_ERROR_ARGUMENT. Free with rsc_cli_options_free(). */
RscCliOptions *
rsc_cli_options_parse (const char *const *args, const char *command, guint groups, GError **error);
void rsc_cli_options_free (RscCliOptions *self);

gboolean rsc_cli_options_has (const RscCliOptions *self, RscCliOptionId id);

/* The part of a help text that lists the options of @groups. */
void rsc_cli_options_append_help (GString *text, guint groups);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCliOptions, rsc_cli_options_free)

G_END_DECLS

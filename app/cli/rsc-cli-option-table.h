/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

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
  RSC_CLI_GROUP_EXPLAIN = 1 << 21, /* what else is asked of the set */
  RSC_CLI_GROUP_PICTURE = 1 << 7,  /* any picture */
  RSC_CLI_GROUP_JSON = 1 << 8,
  RSC_CLI_GROUP_PATH = 1 << 9,    /* the solution path */
  RSC_CLI_GROUP_CURSOR = 1 << 10, /* λ in the picture of the path */
  RSC_CLI_GROUP_CURVES = 1 << 11, /* the picture of the path */
  RSC_CLI_GROUP_ANIMATE = 1 << 12,
  RSC_CLI_GROUP_STEP = 1 << 13,  /* the picture of a step of pruning */
  RSC_CLI_GROUP_PRUNE = 1 << 14, /* a walk to smaller networks */
  RSC_CLI_GROUP_EXPERIMENT = 1 << 15,
  RSC_CLI_GROUP_TRAIN = 1 << 16,     /* training from random weights */
  RSC_CLI_GROUP_NETWORK = 1 << 17,   /* a network from a file */
  RSC_CLI_GROUP_WEIGHTS = 1 << 18,   /* a network to a file */
  RSC_CLI_GROUP_TUNE = 1 << 19,      /* networks of the set by criteria */
  RSC_CLI_GROUP_RUNS = 1 << 20,      /* any experiment */
  RSC_CLI_GROUP_EQUAL_FIT = 1 << 22, /* all networks with the fit of one */
  RSC_CLI_GROUP_SPREAD = 1 << 23,    /* a number over all optimal networks */
  RSC_CLI_GROUP_PRICE = 1 << 24,     /* ReLU against gated ReLU along λ */
  RSC_CLI_GROUP_CLASSES = 1 << 25,   /* a network for each class */
  RSC_CLI_GROUP_SHARES = 1 << 29,    /* an experiment on several machines */
  RSC_CLI_GROUP_REPORT = 1 << 26,    /* all of it in one page */
} RscCliGroup;

typedef enum
{
  RSC_CLI_OPTION_HELP,
  RSC_CLI_OPTION_VERSION,
  RSC_CLI_OPTION_N,
  RSC_CLI_OPTION_NOISE,
  RSC_CLI_OPTION_SEED,
  RSC_CLI_OPTION_HEADER,
  RSC_CLI_OPTION_NO_HEADER,
  RSC_CLI_OPTION_DECIMAL,
  RSC_CLI_OPTION_TARGET,
  RSC_CLI_OPTION_TARGET_TYPE,
  RSC_CLI_OPTION_POSITIVE,
  RSC_CLI_OPTION_CLASSES,
  RSC_CLI_OPTION_DROP,
  RSC_CLI_OPTION_COLUMNS, /* --features of every command but "figure function" */
  RSC_CLI_OPTION_MISSING,
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
  RSC_CLI_OPTION_MEMORY,
  RSC_CLI_OPTION_RATIO_MIN,
  RSC_CLI_OPTION_EPSILON,
  RSC_CLI_OPTION_NO_EVENTS,
  RSC_CLI_OPTION_MAX_VERTICES,
  RSC_CLI_OPTION_COMPLEX,
  RSC_CLI_OPTION_WALK,
  RSC_CLI_OPTION_COMPARE,
  RSC_CLI_OPTION_WHY,
  RSC_CLI_OPTION_LEAVE_ONE_OUT,
  RSC_CLI_OPTION_LEAST_MOVE,
  RSC_CLI_OPTION_SENSITIVITY,
  RSC_CLI_OPTION_RANGES,
  RSC_CLI_OPTION_OF,
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
  RSC_CLI_OPTION_RATE,
  RSC_CLI_OPTION_OUTPUT,
  RSC_CLI_OPTION_PAGE, /* -o of "report" */
  RSC_CLI_OPTION_WIDTH,
  RSC_CLI_OPTION_HEIGHT,
  RSC_CLI_OPTION_SCALE,
  RSC_CLI_OPTION_DARK,
  RSC_CLI_OPTION_FONT_SIZE,
  RSC_CLI_OPTION_DATA,
  RSC_CLI_OPTION_METHODS,
  RSC_CLI_OPTION_SHARD,
  RSC_CLI_OPTION_RESUME,
  RSC_CLI_OPTION_JOBS,
  RSC_CLI_OPTION_FIGURE,
  RSC_CLI_OPTION_NEURONS, /* --width of "train" */
  RSC_CLI_OPTION_SEEDS,
  RSC_CLI_OPTION_TRAIN_METHOD,
  RSC_CLI_OPTION_STEPS,
  RSC_CLI_OPTION_STEP_SIZE,
  RSC_CLI_OPTION_CONSTANT,
  RSC_CLI_OPTION_MOMENTUM,
  RSC_CLI_OPTION_BATCH,
  RSC_CLI_OPTION_START_SCALE,
  RSC_CLI_OPTION_TRAIN_START,
  RSC_CLI_OPTION_PERTURB,
  RSC_CLI_OPTION_NETWORK,
  RSC_CLI_OPTION_DOWNHILL,
  RSC_CLI_OPTION_EQUAL_FIT,
  RSC_CLI_OPTION_WEIGHTS,
  RSC_CLI_OPTION_VALIDATION,
  RSC_CLI_OPTION_JSON,
  RSC_CLI_N_OPTIONS
} RscCliOptionId;

/**
 * RscCliOption:
 * @value: what the help calls its value, or NULL for a switch
 * @groups: those of which a command has to take one; 0: every command takes it
 *
 * What an option is called and what its help says.
 */
typedef struct
{
  const char *name;
  const char *value;
  guint groups;
  const char *help;
} RscCliOption;

extern const RscCliOption rsc_cli_option_table[RSC_CLI_N_OPTIONS];

/* Whether a command of these groups takes it. */
gboolean rsc_cli_option_is_taken (RscCliOptionId id, guint groups);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-option-table.h"

#include <glib/gi18n.h>

const RscCliOption rsc_cli_option_table[RSC_CLI_N_OPTIONS] = {
  [RSC_CLI_OPTION_HELP] = { "--help", NULL, 0, N_ ("show this text") },
  [RSC_CLI_OPTION_VERSION] = { "--version", NULL, 0, N_ ("show the version") },
  [RSC_CLI_OPTION_N] = { "--n", N_ ("N"), RSC_CLI_GROUP_GALLERY,
                         N_ ("number of points of a gallery set (default: its own)") },
  [RSC_CLI_OPTION_NOISE] = { "--noise", N_ ("SIGMA"), RSC_CLI_GROUP_GALLERY,
                             N_ ("standard deviation of a gallery set's noise") },
  [RSC_CLI_OPTION_SEED] = { "--seed", N_ ("S"), RSC_CLI_GROUP_GALLERY,
                            N_ ("seed of everything that is random: a gallery set, --patterns N,\n"
                                "--pick random, --start random, --method random, --test-fraction,\n"
                                "training\n"
                                "(default 1); the same seed gives the same result") },
  [RSC_CLI_OPTION_HEADER] = { "--header", NULL, RSC_CLI_GROUP_MODEL,
                              N_ ("the first row of the file names the columns (default: found)") },
  [RSC_CLI_OPTION_NO_HEADER] = { "--no-header", NULL, RSC_CLI_GROUP_MODEL,
                                 N_ ("the first row of the file is data") },
  [RSC_CLI_OPTION_DECIMAL] = { "--decimal", N_ ("point|comma"), RSC_CLI_GROUP_MODEL,
                               N_ ("the decimal mark of the file (default: found)") },
  [RSC_CLI_OPTION_TARGET] = { "--target", N_ ("NAME|NUMBER"), RSC_CLI_GROUP_MODEL,
                              N_ ("the column that is y, by name or counted from 1 (default: the\n"
                                  "last); for “classes” several, A,B") },
  [RSC_CLI_OPTION_TARGET_TYPE] = { "--target-type", N_ ("TYPE"), RSC_CLI_GROUP_MODEL,
                                   N_ ("regression (the numbers as they are, 0 and 1 too) or\n"
                                       "classes (default: found)") },
  [RSC_CLI_OPTION_POSITIVE] = { "--positive", N_ ("LABEL"), RSC_CLI_GROUP_MODEL,
                                N_ ("the class that is +1 (default: the second in the alphabet)") },
  [RSC_CLI_OPTION_CLASSES] = { "--classes", N_ ("A|A,B"), RSC_CLI_GROUP_MODEL,
                               N_ ("of more than two classes: A against the rest, or A against B\n"
                                   "with the rows of all others left out") },
  [RSC_CLI_OPTION_DROP] = { "--drop", N_ ("NAME,…"), RSC_CLI_GROUP_MODEL,
                            N_ ("columns to leave out, by name or counted from 1") },
  [RSC_CLI_OPTION_COLUMNS] = { "--features", N_ ("NAME,…"), RSC_CLI_GROUP_MODEL,
                               N_ ("columns to use, by name or counted from 1 (default: all but\n"
                                   "the target)") },
  [RSC_CLI_OPTION_MISSING] = { "--missing", N_ ("drop|mean"), RSC_CLI_GROUP_MODEL,
                               N_ ("leave out rows with missing values, or take the mean of the\n"
                                   "column (default: refuse them)") },
  [RSC_CLI_OPTION_STANDARDISE] = { "--standardise", NULL, RSC_CLI_GROUP_MODEL,
                                   N_ ("shift every feature to mean 0, scale it to deviation 1") },
  [RSC_CLI_OPTION_BIAS] = { "--bias", NULL, RSC_CLI_GROUP_MODEL,
                            N_ ("neurons with a bias: a last column of ones (a CSV's default)") },
  [RSC_CLI_OPTION_NO_BIAS] = { "--no-bias", NULL, RSC_CLI_GROUP_MODEL,
                               N_ ("neurons without a bias") },
  [RSC_CLI_OPTION_ACTIVATION] = { "--activation", N_ ("relu|gated"), RSC_CLI_GROUP_MODEL,
                                  N_ ("ReLU or gated ReLU neurons (default relu)") },
  [RSC_CLI_OPTION_PATTERNS] = { "--patterns", N_ ("all|N"), RSC_CLI_GROUP_MODEL,
                                N_ ("every activation pattern of the data (default): listed where\n"
                                    "they are few, else found as they are needed and searched as\n"
                                    "a whole for the certificate; or those of N random gates") },
  [RSC_CLI_OPTION_GATES] = { "--gates", N_ ("FILE"), RSC_CLI_GROUP_MODEL,
                             N_ ("the distinct patterns of these gates: one vector per line, a\n"
                                 "number for each feature and a last one for the bias") },
  [RSC_CLI_OPTION_LAMBDA] = { "--lambda", N_ ("L"), RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_CURSOR,
                              N_ ("the regularisation strength λ; solve and optimal-set take 0\n"
                                  "for the limit λ → 0: least norm of all that fit the targets") },
  [RSC_CLI_OPTION_LAMBDA_RATIO] = { "--lambda-ratio", N_ ("R"),
                                    RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_CURSOR,
                                    N_ ("λ as a multiple of λ_max, from which on the zero network "
                                        "is\n"
                                        "optimal (default: the gallery set's own, a CSV's 0.1)") },
  [RSC_CLI_OPTION_TOLERANCE] = { "--tolerance", N_ ("T"),
                                 RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_PRICE,
                                 N_ ("relative duality gap to reach (default 1e-10)") },
  [RSC_CLI_OPTION_EFFORT] = { "--effort", N_ ("SECONDS"), RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_PATH,
                              N_ ("where there are too many patterns to list them: time by the "
                                  "clock\n"
                                  "to search them all, 0 for no limit (default 60); on a busy\n"
                                  "machine less is searched in it, and the gap is larger") },
  [RSC_CLI_OPTION_MEMORY] = { "--memory", N_ ("SIZE"), RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_RUNS,
                              N_ (
                                "memory for tables, patterns, lists of vertices and edges, points\n"
                                "of a path, prunings and training, such as 500M or 2G (default:\n"
                                "half of what is free): what needs more is refused, or stops\n"
                                "there and says so") },
  [RSC_CLI_OPTION_RATIO_MIN] = { "--ratio-min", N_ ("R"),
                                 RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_PRICE | RSC_CLI_GROUP_REPORT,
                                 N_ ("follow λ from λ_max down to R λ_max (default 0.001)") },
  [RSC_CLI_OPTION_EPSILON] = { "--epsilon", N_ ("E"), RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_REPORT,
                               N_ ("relative gap to promise for every λ between the points\n"
                                   "(default 0.001), at least 100 times --tolerance") },
  [RSC_CLI_OPTION_NO_EVENTS] = { "--no-events", NULL, RSC_CLI_GROUP_PATH,
                                 N_ ("points only: do not look for what happens between them") },
  [RSC_CLI_OPTION_MAX_VERTICES] = { "--max-vertices", N_ ("N"), RSC_CLI_GROUP_SET,
                                    N_ ("list at most N vertices (default 5000)") },
  [RSC_CLI_OPTION_COMPLEX] = { "--complex", NULL, RSC_CLI_GROUP_EXPLAIN,
                               N_ (
                                 "into how many pieces the networks with at most m neurons fall,\n"
                                 "and from which m on all are connected") },
  [RSC_CLI_OPTION_WALK] = { "--walk", N_ ("I,J"), RSC_CLI_GROUP_EXPLAIN,
                            N_ ("--complex, and a walk through optimal networks from vertex I to\n"
                                "vertex J, counted from 1, of fewest neurons, then fewest stops") },
  [RSC_CLI_OPTION_COMPARE] = { "--compare", N_ ("FILE"), RSC_CLI_GROUP_EXPLAIN,
                               N_ (
                                 "the network of this file, A, beside that of least norm, B:\n"
                                 "neuron by neuron, what both cost, and how far apart they are") },
  [RSC_CLI_OPTION_WHY] = { "--why", NULL, RSC_CLI_GROUP_EXPLAIN,
                           N_ (
                             "why the optimum is not unique: neurons that make up for each other;\n"
                             "and which points are equal, parallel or on one line") },
  [RSC_CLI_OPTION_LEAVE_ONE_OUT] = { "--leave-one-out", NULL, RSC_CLI_GROUP_EXPLAIN,
                                     N_ ("without which points the optimum is unique: a solve for\n"
                                         "each point, at the same λ") },
  [RSC_CLI_OPTION_LEAST_MOVE] = { "--least-move", NULL, RSC_CLI_GROUP_EXPLAIN,
                                  N_ (
                                    "the smallest move of one target found that makes the optimum\n"
                                    "unique: some dozen solves for each point, at the same λ") },
  [RSC_CLI_OPTION_SENSITIVITY] = { "--sensitivity", NULL, RSC_CLI_GROUP_EXPLAIN,
                                   N_ ("how fit, neurons and objective move with each target:\n"
                                       "leverages and degrees of freedom") },
  [RSC_CLI_OPTION_RANGES] = { "--ranges", NULL, RSC_CLI_GROUP_EXPLAIN,
                              N_ ("--sensitivity, and how far each target can move with the same\n"
                                  "neurons and kinks: some dozen solves for each point") },
  [RSC_CLI_OPTION_OF] = { "--of", N_ ("WHAT"), RSC_CLI_GROUP_SPREAD,
                          N_ ("norm:K of a neuron, counted from 1; at:V,…: f at a place, a value\n"
                              "for each feature; test-error; test-accuracy") },
  [RSC_CLI_OPTION_PICK] = { "--pick", N_ ("WHICH"), RSC_CLI_GROUP_PICK,
                            N_ ("the network to show: min-norm (default), interior, narrowest,\n"
                                "vertex:K (counted from 1) or random") },
  [RSC_CLI_OPTION_MODE] = { "--mode", N_ ("MODE"), RSC_CLI_GROUP_FUNCTION,
                            N_ ("value (default), envelope (where the optimal networks disagree),\n"
                                "slice (over two features, the others at their mean) or fit\n"
                                "(predicted against actual)") },
  [RSC_CLI_OPTION_FEATURES] = { "--features", N_ ("I,J"), RSC_CLI_GROUP_FUNCTION,
                                N_ ("features on the axes, counted from 1 (default 1,2)") },
  [RSC_CLI_OPTION_AT] = { "--at", N_ ("NAME=V,…"), RSC_CLI_GROUP_FUNCTION,
                          N_ ("where features are held that are not on the axes, by name or by\n"
                              "number, counted from 1 (default: at their mean)") },
  [RSC_CLI_OPTION_SPACE] = { "--space", N_ ("SPACE"), RSC_CLI_GROUP_POLYTOPE,
                             N_ ("convex, nonconvex or both (default)") },
  [RSC_CLI_OPTION_AXES] = { "--axes", N_ ("I,J,K"), RSC_CLI_GROUP_POLYTOPE,
                            N_ ("one to three neurons, numbered as in the optimal-set table\n"
                                "(default: those that show most of the set)") },
  [RSC_CLI_OPTION_FEATURE] = { "--feature", N_ ("K|norm"), RSC_CLI_GROUP_POLYTOPE,
                               N_ ("what the axes show of a neuron: weight K, counted from 1, the\n"
                                   "bias last, or its norm (default)") },
  [RSC_CLI_OPTION_X] = { "--x", N_ ("lambda|penalty|error"), RSC_CLI_GROUP_CURVES,
                         N_ ("what the path is drawn over: λ/λ_max (default), the penalty Σ||w||\n"
                             "or the fit error ||y − ŷ||² / ||y||²") },
  [RSC_CLI_OPTION_Y] = { "--y", N_ ("norm|feature:K|angle"), RSC_CLI_GROUP_CURVES,
                         N_ (
                           "what is drawn of a neuron: its norm (default), its weight K, counted\n"
                           "from 1, the bias last, or its direction (two weights only)") },
  [RSC_CLI_OPTION_NO_TUBES] = { "--no-tubes", NULL, RSC_CLI_GROUP_CURVES,
                                N_ ("leave out each neuron's range over the optimal set") },
  [RSC_CLI_OPTION_PARTED] = { "--parted", NULL, RSC_CLI_GROUP_CURVES,
                              N_ ("draw neurons that share a curve side by side, not as one") },
  [RSC_CLI_OPTION_MULTIPLES] = { "--multiples", NULL, RSC_CLI_GROUP_CURVES,
                                 N_ ("a strip for each neuron") },
  [RSC_CLI_OPTION_TANGENTS] = { "--tangents", NULL, RSC_CLI_GROUP_CURVES,
                                N_ ("with --lambda: the tangents of the norms there, where the\n"
                                    "optimal network is unique") },
  [RSC_CLI_OPTION_START] = { "--start", N_ ("START"), RSC_CLI_GROUP_PRUNE,
                             N_ ("interior (default: every neuron that an optimal network can\n"
                                 "have), blocks (the same, each neuron split among its activation\n"
                                 "patterns), random (a random optimal network), or a FILE with a\n"
                                 "network as “solve --json” writes it") },
  [RSC_CLI_OPTION_METHOD] = { "--method", N_ ("METHOD"), RSC_CLI_GROUP_PRUNE,
                              N_ ("optimal-ls (default: Algorithm 1, then least-squares\n"
                                  "corrections), magnitude, gradient, activation or random") },
  [RSC_CLI_OPTION_RULE] = { "--rule", N_ ("paper|fewest"), RSC_CLI_GROUP_PRUNE,
                            N_ ("the null vector of an exact step: that of the first dependent\n"
                                "neuron (default), or one that touches few neurons") },
  [RSC_CLI_OPTION_REMOVE] = { "--remove", N_ ("K"), RSC_CLI_GROUP_PRUNE,
                              N_ (
                                "remove neuron K of the start first, counted from 1, if that can\n"
                                "be done without changing a prediction") },
  [RSC_CLI_OPTION_UNTIL] = { "--until", N_ ("minimal|zero"), RSC_CLI_GROUP_PRUNE,
                             N_ (
                               "stop at independent activations (default of optimal-ls), or when\n"
                               "no neuron is left (default of the others)") },
  [RSC_CLI_OPTION_TEST] = { "--test", N_ ("FILE"),
                            RSC_CLI_GROUP_PRUNE | RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_TUNE
                              | RSC_CLI_GROUP_CLASSES | RSC_CLI_GROUP_SPREAD,
                            N_ ("test points, a CSV with the columns of DATA") },
  [RSC_CLI_OPTION_TEST_FRACTION] = { "--test-fraction", N_ ("F"),
                                     RSC_CLI_GROUP_PRUNE | RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_TUNE
                                       | RSC_CLI_GROUP_CLASSES | RSC_CLI_GROUP_SPREAD,
                                     N_ ("keep a random share F of DATA as test points") },
  [RSC_CLI_OPTION_STEP] = { "--step", N_ ("K"), RSC_CLI_GROUP_STEP,
                            N_ ("the step to draw, 0 is the start (default: the last exact step,\n"
                                "else the last)") },
  [RSC_CLI_OPTION_ANIMATE] = { "--animate", N_ ("OUT"), RSC_CLI_GROUP_ANIMATE,
                               N_ (
                                 "write slides with the function, the optimal set and the path as\n"
                                 "λ falls, at equal steps of log λ: an OUT that ends in .webp, "
                                 ".webm\n"
                                 "or .mp4 is one file that plays (the last two by the program\n"
                                 "ffmpeg), any other the folder of OUT/frame-0001.png, …") },
  [RSC_CLI_OPTION_FRAMES] = { "--frames", N_ ("N"), RSC_CLI_GROUP_ANIMATE,
                              N_ ("number of these slides (default 120)") },
  [RSC_CLI_OPTION_RATE] = { "--rate", N_ ("R"), RSC_CLI_GROUP_ANIMATE,
                            N_ ("slides a second in one file, 1 to 60 (default 12)") },
  [RSC_CLI_OPTION_OUTPUT] = { "-o", N_ ("OUT.{svg,pdf,png}"), RSC_CLI_GROUP_PICTURE,
                              N_ ("the file to write; its ending is the format") },
  [RSC_CLI_OPTION_PAGE] = { "-o", N_ ("OUT.html"), RSC_CLI_GROUP_REPORT, N_ ("the file to write") },
  [RSC_CLI_OPTION_WIDTH] = { "--width", N_ ("W"), RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_ANIMATE,
                             N_ ("width (default 640, both spaces 960, a path 800, pruning 1100,\n"
                                 "slides 1920)") },
  [RSC_CLI_OPTION_HEIGHT] = { "--height", N_ ("H"), RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_ANIMATE,
                              N_ ("height (default 480, or as --multiples need; slides 16:9)") },
  [RSC_CLI_OPTION_SCALE] = { "--scale", N_ ("S"), RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_ANIMATE,
                             N_ ("pixels per unit of a PNG (default 1)") },
  [RSC_CLI_OPTION_DARK] = { "--dark", NULL, RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_ANIMATE,
                            N_ ("on a dark ground") },
  [RSC_CLI_OPTION_FONT_SIZE] = { "--font-size", N_ ("SIZE"),
                                 RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_ANIMATE,
                                 N_ ("size of the text, for slides larger than the default") },
  [RSC_CLI_OPTION_DATA] = { "--data", N_ ("DIR"), RSC_CLI_GROUP_RUNS,
                            N_ ("where the data sets are, as NAME.csv (default: beside the\n"
                                "settings)") },
  [RSC_CLI_OPTION_METHODS] = { "--methods", N_ ("LIST"), RSC_CLI_GROUP_EXPERIMENT,
                               N_ ("of optimal-ls, magnitude, gradient, activation, random, with\n"
                                   "commas between them (default: all)") },
  [RSC_CLI_OPTION_SHARD] = { "--shard", N_ ("K/N"), RSC_CLI_GROUP_SHARES,
                             N_ ("only share K of N: every N-th repeat, counted over all SETTINGS; "
                                 "what\nthe shares write “experiment merge” puts together") },
  [RSC_CLI_OPTION_RESUME] = { "--resume", NULL, RSC_CLI_GROUP_SHARES,
                              N_ ("take what is done from the file of --json, and go on") },
  [RSC_CLI_OPTION_JOBS] = { "--jobs", N_ ("N"), RSC_CLI_GROUP_RUNS,
                            N_ ("repeats to run at a time (default: one per processor); the\n"
                                "result is the same") },
  [RSC_CLI_OPTION_FIGURE] = { "--figure", N_ ("OUT.{svg,pdf,png}"), RSC_CLI_GROUP_EXPERIMENT,
                              N_ ("draw accuracy against width, a picture for each data set") },
  [RSC_CLI_OPTION_NEURONS] = { "--width", N_ ("M"), RSC_CLI_GROUP_TRAIN,
                               N_ ("neurons of the networks (default: twice those of the optimal\n"
                                   "one, at least 10)") },
  [RSC_CLI_OPTION_SEEDS] = { "--seeds", N_ ("K"), RSC_CLI_GROUP_TRAIN,
                             N_ ("train K networks, with seeds S, S + 1, … (default 1)") },
  [RSC_CLI_OPTION_TRAIN_METHOD] = { "--method", N_ ("METHOD"), RSC_CLI_GROUP_TRAIN,
                                    N_ ("gd, momentum, adam (default) or lbfgs") },
  [RSC_CLI_OPTION_STEPS] = { "--steps", N_ ("N"), RSC_CLI_GROUP_TRAIN,
                             N_ ("steps at most (default 20000)") },
  [RSC_CLI_OPTION_STEP_SIZE] = { "--step-size", N_ ("S"), RSC_CLI_GROUP_TRAIN,
                                 N_ ("the first step size, on the mean squared error of rows and\n"
                                     "targets scaled to mean square 1 (default: gd 0.1, momentum\n"
                                     "and adam 0.02)") },
  [RSC_CLI_OPTION_CONSTANT] = { "--constant", NULL, RSC_CLI_GROUP_TRAIN,
                                N_ ("keep the step size (default: halve it where the objective\n"
                                    "only swings)") },
  [RSC_CLI_OPTION_MOMENTUM] = { "--momentum", N_ ("BETA"), RSC_CLI_GROUP_TRAIN,
                                N_ ("of --method momentum (default 0.9)") },
  [RSC_CLI_OPTION_BATCH] = { "--batch", N_ ("N"), RSC_CLI_GROUP_TRAIN,
                             N_ ("rows of a mini-batch (default: all rows)") },
  [RSC_CLI_OPTION_START_SCALE] = { "--scale", N_ ("A"), RSC_CLI_GROUP_TRAIN,
                                   N_ ("scale of the random weights at the start (default 1: "
                                       "outputs\n"
                                       "about as large as the targets)") },
  [RSC_CLI_OPTION_TRAIN_START] = { "--start", N_ ("START"), RSC_CLI_GROUP_TRAIN,
                                   N_ ("random (default), optimum (the certified network), or a "
                                       "FILE\n"
                                       "with a network as “solve --json” writes it") },
  [RSC_CLI_OPTION_PERTURB] = { "--perturb", N_ ("P"), RSC_CLI_GROUP_TRAIN,
                               N_ (
                                 "with --start optimum or FILE: add noise to its weights, P times\n"
                                 "their root mean square (default 0)") },
  [RSC_CLI_OPTION_NETWORK] = { "--network", N_ ("FILE"), RSC_CLI_GROUP_NETWORK,
                               N_ ("the network to look at: a CSV of weights as --weights writes "
                                   "it,\n"
                                   "or JSON, {\"hidden\": [[…], …], \"output\": […]}") },
  [RSC_CLI_OPTION_DOWNHILL] = { "--downhill", N_ ("M"), RSC_CLI_GROUP_NETWORK,
                                N_ ("walk down to an optimum with at most M neurons, on a way on "
                                    "which\n"
                                    "the objective never rises; or say how many it takes") },
  [RSC_CLI_OPTION_EQUAL_FIT] = { "--equal-fit", N_ ("FILE"), RSC_CLI_GROUP_EQUAL_FIT,
                                 N_ ("instead of the optimal set: all networks of the neurons of\n"
                                     "this one, optimal or not, that have its training fit") },
  [RSC_CLI_OPTION_WEIGHTS] = { "--weights", N_ ("FILE.{csv,json}"), RSC_CLI_GROUP_WEIGHTS,
                               N_ (
                                 "write the network alone: the last one of a pruning, the best\n"
                                 "of several that were trained; a CSV has a row for each neuron") },
  [RSC_CLI_OPTION_VALIDATION] = { "--validation-fraction", N_ ("F"), RSC_CLI_GROUP_TUNE,
                                  N_ ("share of the test points that a network is picked by and "
                                      "that\n"
                                      "are then no test points any more (default 0.5)") },
  [RSC_CLI_OPTION_JSON] = { "--json", N_ ("FILE|-"), RSC_CLI_GROUP_JSON,
                            N_ ("write JSON to FILE; with -, to standard output in place of the\n"
                                "readable summary") },
};

gboolean
rsc_cli_option_is_taken (RscCliOptionId id, guint groups)
{
  const guint own = rsc_cli_option_table[id].groups;

  if (id == RSC_CLI_OPTION_COLUMNS && (groups & RSC_CLI_GROUP_FUNCTION) != 0)
    return FALSE;
  return own == 0 || (own & groups) != 0;
}

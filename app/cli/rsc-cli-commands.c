/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-commands.h"

#include <glib/gi18n.h>

#define GROUPS_SOLVE \
  (RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_JSON)
#define GROUPS_FIGURE                                                                    \
  (RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_SET \
   | RSC_CLI_GROUP_PICK | RSC_CLI_GROUP_PICTURE)

const RscCliCommand rsc_cli_commands[] = {
  { .name = "solve",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("train one optimal network and certify it"),
    .description = N_ (
      "Solves the convex reformulation of the two-layer ReLU training problem,\n"
      "  minimise  1/2 ||fit − y||² + λ Σ ||w_b||  over all activation patterns b,\n"
      "and prints the optimal network with a certificate: the relative duality gap over\n"
      "all patterns, or over those in use where they are sampled or given. Patterns that are\n"
      "too many to list are taken in as they are needed, and all are searched for what would\n"
      "do better; where --effort ends the search, the gap over all that is known is given.\n\n"
      "JSON keys: schema, data, n, d (with the bias), bias, activation, patterns (their\n"
      "number), patterns_kind (all, sampled, gates: what the gap is certified over; priced:\n"
      "those in use of all), patterns_at_most (where priced: all), bound_over_all_patterns (the\n"
      "gap over all), over_all_patterns (whether what is said of the set holds over all), lambda,\n"
      "lambda_max, lambda_max_bound (where it is above), lambda_ratio,\n"
      "objective = squared_error / 2 + lambda · penalty,\n"
      "dual_objective, relative_gap, tolerance, squared_error, penalty, status, iterations,\n"
      "fit, blocks (pattern, sign, w), network (hidden, output), seconds; correlations: the 20\n"
      "directions most correlated with the residual, largest first (sign, ratio = ||v_b|| / λ,\n"
      "direction v_b / ||v_b||, pattern, rho: [row from 0, multiplier] of the points that hold\n"
      "v_b at the wall of its cone; in optimal-set neuron, from 0, where it is one), and\n"
      "correlations_of, what they are the largest of: all directions (fewer than 20 where no\n"
      "more are above λ / 2), those found where the search for them ended early, or the\n"
      "blocks in-use.\n\n"
      "--lambda 0 finds the end of the path, λ → 0: of all networks with the least squared\n"
      "error one of least penalty, certified by the dual problem. JSON: limit (interpolation or\n"
      "least-squares), penalty, penalty_bound (no such network has less), relative_gap, misfit\n"
      "(of the fit, relative), squared_error, squared_error_slope (the share of it that another\n"
      "network could take away for each unit of its penalty: rounding), exact (whether what can\n"
      "be fitted is known without rounding), fitting_bound (no network that fits the targets has\n"
      "less penalty; left out where none fits them), lambda_near (where its set and its dual\n"
      "point are from), fit, blocks, network."),
    .examples = "  reluscope-cli solve gallery:xor\n"
                "  reluscope-cli solve points.csv --lambda-ratio 0.01 --json result.json\n"
                "  reluscope-cli solve - --no-bias --patterns 500 --seed 7 < points.csv\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_WEIGHTS,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_solve },
  { .name = "optimal-set",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("find all optimal networks"),
    .description = N_ (
      "Solves as “solve” does, then describes the set of all optimal networks: which\n"
      "neurons can appear, the range of each one's norm over the set, the dimension of the\n"
      "set, its vertices (the minimal networks) and the narrowest network of all.\n\n"
      "With --equal-fit: instead all networks of the neurons of a given one, each as a multiple\n"
      "of itself, that have its training fit, optimal or not: vertices, and the directions in\n"
      "which no training prediction changes and the penalty grows without end. JSON: neurons\n"
      "(sign, direction, norm, norm_min, norm_max (null: unbounded), in_support, length: of its\n"
      "activation), dimension, bounded, ray_dimension, rays and vertices (count, complete, list;\n"
      "of vertices penalties, support_sizes), start (a, penalty, objective), least (of least\n"
      "penalty: the same), largest_penalty (null: none), squared_error, global_objective,\n"
      "bound_over_all_patterns, excess (of least, above the certified bound).\n\n"
      "JSON keys besides those of solve: blocks_equicorrelated, next_correlation, neurons\n"
      "(sign, direction, norm_min, norm_max, in_support, boundary_rows, blocks),\n"
      "support_size, rank, dimension, unique, trusted, excess, misfit, residual_error,\n"
      "vertices (count, complete, memory_used_up (the list stopped there), widths_known: not\n"
      "where a fit needs norms that are too small to count; support_sizes, list), narrowest\n"
      "(width, proved, norms),\n"
      "min_norm, interior. Lists of norms are in the order of neurons. Where trusted is false\n"
      "nothing is unique or proved: excess is how much worse than the certified optimum a\n"
      "network of the set may be, as a share of it, misfit how far from its fit, as a share\n"
      "of the targets, residual_error how far the residual is from an optimum's, as a share\n"
      "of λ. With gated ReLU neurons have a gate.\n\n"
      "With --complex, complex: widths (m, vertices with at most m neurons, components:\n"
      "pieces of the networks with at most m neurons up to the order of neurons and their\n"
      "splitting, isolated: those that are one network of exactly m neurons,\n"
      "points_in_weight_space: these times m!, for the order; each other piece is one piece\n"
      "there; proved: whether these three are so and not what was found; vertices_proved),\n"
      "m_star and M_star (least and largest number of neurons of a vertex),\n"
      "connected_from (all networks with so many neurons are connected, and not with fewer),\n"
      "theorem_bound: min(m_star + M_star, n + 1), complete, edges (two vertices from 0, and\n"
      "neurons on it), edges_complete. Of vertices that are not all known components are the\n"
      "pieces found, m_star is at most, M_star at least, connected_from at most what it says.\n"
      "With --walk, walk: m, proved, stops (vertex, width, norms).\n\n"
      "With --compare, compare, each pair for A and B: objectives, squared_errors, penalties,\n"
      "fit_change (largest difference of predictions at the data), in_set, distance (of the\n"
      "norms, where both are in the set, else null), walk_width and walk_proved (fewest neurons\n"
      "of a walk between both), neurons (sign, direction with the bias last, norms, angle between\n"
      "those of both, null where one has none; neuron: in the set, or null).\n\n"
      "With --why, dependence: neurons, from 0, and alpha, with Σ alpha · activation = 0 at\n"
      "every point, minimal; fewest: whether no fewer neurons of the set are dependent;\n"
      "residual; null where they are independent. general_position: coincidences (kind: zero,\n"
      "equal, parallel or line; rows, from 0), lines_checked, complete: whether there can be no\n"
      "others. With --leave-one-out, leave_one_out: for each row the set without it, at the\n"
      "same λ: unique, dimension, support_size, trusted. With --least-move, least_move: row,\n"
      "step (added to its target: then the optimum is unique), below (a step\n"
      "of a smaller size by which it is not; 0: none was looked at); null: none was found.\n"
      "leave_one_out_complete: false where it was interrupted.\n\n"
      "With --sensitivity, sensitivity: of (only: the one optimal network; narrowest: of several,\n"
      "as if its neurons were the only ones), norms, degrees_of_freedom, leverages, and for each\n"
      "target objective_by_target, fit_by_target (a row for each), norms_by_target. With\n"
      "--ranges, ranges: low and high, how far it can move with the same neurons, null: no end "
      "was\n"
      "found up to four times the largest target; no ranges where several are optimal."),
    .examples = "  reluscope-cli optimal-set gallery:polygon-8\n"
                "  reluscope-cli optimal-set gallery:polygon-12 --complex --walk 1,5\n"
                "  reluscope-cli optimal-set points.csv --compare trained.csv\n"
                "  reluscope-cli optimal-set gallery:checkerboard --why --leave-one-out\n"
                "  reluscope-cli optimal-set points.csv --json -\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_EXPLAIN | RSC_CLI_GROUP_EQUAL_FIT,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_optimal_set },
  { .name = "path",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("follow the optimal networks as λ falls"),
    .description = N_ (
      "Follows the optimal set from λ_max, where the zero network is optimal, down to\n"
      "--ratio-min λ_max. The points are so close that between them, too, the path is\n"
      "within --epsilon of the optimum for every λ. Neurons keep their number along the\n"
      "path; what happens to them is located in λ. A neuron that comes and goes between two\n"
      "states that were looked at is not noticed; without it the path is within --epsilon.\n\n"
      "JSON keys: tolerance, memory_used_up (whether it stopped there), points (lambda,\n"
      "objective, relative_gap,\n"
      "bound_over_all_patterns, over_all_patterns (as of solve), width, narrowest_width,\n"
      "narrowest_proved, dimension, trusted, train_error, test_error, neurons: id, sign,\n"
      "direction, norm, norm_min, norm_max, norm_slope), events (lambda, kind, neuron,\n"
      "lambda_low, lambda_high, width), continuity (pieces: lambda_high, lambda_low, unique;\n"
      "jumps: lambda, event, least, largest; unchecked), patterns, patterns_kind. Width and\n"
      "norms are those of the optimal network of least norm; neuron is an id, counted from 1.\n"
      "Kinds, as λ falls: enters, leaves, face (its kink meets, leaves or crosses a data\n"
      "point), non-unique, unique, narrowest (the fewest neurons of an optimal network change)\n"
      "(neuron null)."),
    .examples = "  reluscope-cli path gallery:checkerboard\n"
                "  reluscope-cli path points.csv --ratio-min 0.01 --epsilon 1e-4 --json path.json\n"
                "  reluscope-cli path gallery:sine --animate slides --frames 240 --dark\n"
                "  reluscope-cli path gallery:checkerboard --animate path.webm --rate 30\n",
    .groups = RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_PATH | RSC_CLI_GROUP_JSON
              | RSC_CLI_GROUP_ANIMATE,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_path },
  { .name = "prune",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("remove neurons one at a time"),
    .description = N_ (
      "Takes neurons out of a network one at a time. While activations are dependent this\n"
      "changes no prediction on the training points (Algorithm 1): with β such that\n"
      "Σ β_i c_i = 0, c_i the contributions, w_i becomes w_i (1 − β_i/β_k) and neuron k is\n"
      "gone. What is left is minimal. With --until zero it goes on: the neuron whose best\n"
      "least-squares correction costs least leaves. Neurons are numbered as in the start.\n"
      "With --equal-fit the start is a network that need not be optimal: exact steps keep its fit\n"
      "and may change the penalty, by penalty_change of the step.\n\n"
      "JSON keys: schema, data, n, d (with the bias), bias, lambda, relative_gap of the\n"
      "solution (null for a network from a file), method, rule, start (kind, width, rank,\n"
      "rank_gap, objective, penalty, train_error, train_accuracy, test_error,\n"
      "test_accuracy, neurons: sign, norm, set_neuron), steps (phase, removed, n_removed,\n"
      "beta, t, width, rank, rank_gap, smallest_singular over the largest, fit_change,\n"
      "objective, objective_change, penalty, penalty_change, errors and accuracies, norms), "
      "final_width,\n"
      "minimal_step (0: the start), minimal_width, narrowest_width, narrowest_proved,\n"
      "trusted (whether the set of the start is), excess (of the exact steps at most, above the\n"
      "certified optimum), network (the last one: hidden, output, gates), patterns,\n"
      "patterns_kind. What is of the set is null for a network from a file.\n"
      "Phases: exact, approximate. Accuracy is for targets ±1, an output of 0 counts as\n"
      "wrong; else null."),
    .examples = "  reluscope-cli prune gallery:polygon-12\n"
                "  reluscope-cli prune gallery:checkerboard --start blocks --until zero\n"
                "  reluscope-cli prune train.csv --test test.csv --method magnitude --json -\n"
                "  reluscope-cli prune points.csv --start network.json --remove 3\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_PRUNE | RSC_CLI_GROUP_WEIGHTS
              | RSC_CLI_GROUP_EQUAL_FIT,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_prune },
  { .name = "train",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("train networks by gradients and see where they end"),
    .description = N_ (
      "Minimises the non-convex objective,\n"
      "  1/2 ||f − y||² + λ/2 Σ (||θ1_i||² + θ2_i²),\n"
      "by a gradient method, once for each seed, and compares what it reaches with the\n"
      "certified optimum. Each network is classified as “stationarity” does.\n\n"
      "JSON keys: schema, data, n, d (with the bias), bias, activation, patterns,\n"
      "patterns_kind, lambda, optimum (objective, relative_gap, bound_over_all_patterns,\n"
      "width), method, width, runs (seed, objective, ratio_to_optimum, excess, steps, epochs,\n"
      "status: running, converged, settled or diverged; class, stationary, residual,\n"
      "by_settling, settles_to, network: hidden, output, gates). Status running: --steps ended\n"
      "it."),
    .examples = "  reluscope-cli train gallery:xor --width 2 --seeds 50 --method gd\n"
                "  reluscope-cli train points.csv --width 100 --json runs.json\n"
                "  reluscope-cli train points.csv --start optimum --perturb 0.1\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_TRAIN | RSC_CLI_GROUP_WEIGHTS,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_train },
  { .name = "stationarity",
    .synopsis = N_ ("DATA --network FILE [OPTION…]"),
    .summary = N_ ("say what kind of point a network is"),
    .description = N_ (
      "Says of any network for DATA whether it is optimal (its objective is that of the\n"
      "certified optimum), stationary but not optimal (0 is in Clarke's subdifferential of\n"
      "the non-convex objective), or not stationary; how far from the optimum it is, what the\n"
      "convex program restricted to its own activation patterns reaches, where training\n"
      "would end from it, and which directions would still pay.\n\n"
      "JSON keys: schema, data, n, d (with the bias), bias, activation, patterns,\n"
      "patterns_kind, lambda, class (optimal, stationary, not stationary), objective,\n"
      "global_objective, global_relative_gap, bound_over_all_patterns, excess (above the\n"
      "certified bound, as a share), residual (least norm of a subgradient, in units of λ\n"
      "times the norm of the weights), residual_exact (false where it may be too small),\n"
      "imbalance of the layers, neurons (residual, imbalance, kinks: rows at 0),\n"
      "restricted_objective, restricted_relative_gap (null without neurons), settles_to (class,\n"
      "objective, excess, residual, distance, network; null where it does not), by_settling\n"
      "(whether it is called stationary only for that), descent (slope at most, hidden, output:\n"
      "a direction that goes down; null where it is stationary), pays (sign, ratio = ||v|| / λ,\n"
      "direction: where a new neuron would pay, ratio above 1) and pays_of (what they are the\n"
      "largest of, as correlations_of of solve); downhill (null without --downhill: width,\n"
      "complete, width_needed, pruned_width, optimal_width, shared: neurons of both in one\n"
      "place, legs: kind balance, prune or join, and the objective at its end)."),
    .examples =
      "  reluscope-cli stationarity gallery:xor --network network.json\n"
      "  reluscope-cli stationarity points.csv --network trained.json --downhill 40 --json -\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_NETWORK,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_stationarity },
  { .name = "tune",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("pick one of all optimal networks by a criterion"),
    .description = N_ (
      "Solves as “solve” does and picks networks of the optimal set, all of the same fit on\n"
      "the training points: that of least norm (min-norm), a vertex (extreme), those of least\n"
      "squared error on the validation points and on the test points (validation, test), that\n"
      "of fewest neurons (narrowest), a random one (random), and that of the largest error on\n"
      "the test points (worst-test). What it says of test points is how much they could still\n"
      "differ among optimal networks. With --equal-fit: instead of all networks of the neurons\n"
      "and the training fit of a given one, optimal or not.\n\n"
      "JSON keys besides those of solve: n_validation, n_test, criteria: for each name a (norms "
      "in\n"
      "the order of neurons), width, proved (whether nothing in the set is better by it), train,\n"
      "validation, test (error: mean squared; accuracy), or null without the points it needs;\n"
      "neurons, dimension, unique, trusted of the set; range: test_accuracy (attained) and\n"
      "test_accuracy_bounds (beyond which no network of the set is). With --equal-fit, set is\n"
      "“equal-fit”, the keys of the set are those of “optimal-set --equal-fit”, and each\n"
      "criterion has penalty, and endless where its error grows without end."),
    .examples = "  reluscope-cli tune points.csv --test-fraction 0.5\n"
                "  reluscope-cli tune train.csv --test test.csv --activation gated --json -\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_TUNE | RSC_CLI_GROUP_EQUAL_FIT,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_tune },
  { .name = "distribution",
    .synopsis = N_ ("DATA --of WHAT [OPTION…]"),
    .summary = N_ ("how a number is distributed over all optimal networks"),
    .description = N_ (
      "Solves as “solve” does, draws networks uniformly from the optimal set (in the norms of\n"
      "its neurons, by walks of hit-and-run) and says how the number is distributed over them,\n"
      "and from what to what it goes over all of them, which linear programs tell exactly. The\n"
      "walks start from different places; whether they have mixed is said, by the factor R̂ and\n"
      "by the independent draws that they are worth.\n\n"
      "JSON keys besides those of solve: neurons, dimension, unique, trusted and more of the\n"
      "set; distribution: of, least and largest (value, proved: whether no optimal network is\n"
      "beyond, bound: beyond which none is (null: none known), a: norms of a network that\n"
      "reaches it), mean, deviation, walks, mixed, shrink (R̂), independent_draws, counts (in 20\n"
      "classes of one width from the least to the largest), values (in increasing order)."),
    .examples = "  reluscope-cli distribution gallery:checkerboard --of at:0.5,0.2\n"
                "  reluscope-cli distribution points.csv --test-fraction 0.5 --of test-error\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_SPREAD,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_distribution },
  { .name = "price",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("what the cone constraints of ReLU cost along λ"),
    .description = N_ (
      "Solves the convex programs of ReLU and of gated ReLU networks, with the same activation\n"
      "patterns as cones and as gates, at 61 values of λ from λ_max down to --ratio-min λ_max.\n"
      "Gated ReLU is the program without the cone constraints: its optimum is never above, and\n"
      "the difference is their price.\n\n"
      "JSON keys: schema, reading, data, n, d, bias, activation, patterns, patterns_kind,\n"
      "lambda_max, lambda_max_gated, points (lambda, objective, dual_objective, width: neurons\n"
      "of the network that the solver found; the same with _gated; price: [least, largest] that\n"
      "it can be by the certificates, converged)."),
    .examples = "  reluscope-cli price gallery:spiral\n"
                "  reluscope-cli price points.csv --ratio-min 0.01 --json price.json\n",
    .groups =
      RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_PRICE | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_price },
  { .name = "classes",
    .synopsis = N_ ("DATA [OPTION…]"),
    .summary = N_ ("one optimal network for each of several classes or targets"),
    .description = N_ (
      "Reads a table whose target is classes, and solves one program for each, that class\n"
      "against the rest, all at the same λ (--lambda-ratio: of the largest λ_max). A point is\n"
      "taken for the class whose network says most there. Says how many training and test\n"
      "points that is right for, and which classes are taken for which. Several columns\n"
      "(--target A,B) have a network each.\n\n"
      "JSON keys: schema, lambda, lambda_max (the largest), classes (name, reading, and the\n"
      "keys of solve; of several columns outputs, with train_mse and test_mse), train and test\n"
      "(points, of_other_classes: those of a class that no\n"
      "training point has, accuracy, confusion: for each class how many of its points are taken\n"
      "for each; null without such points)."),
    .examples = "  reluscope-cli classes iris.csv\n"
                "  reluscope-cli classes houses.csv --target price,rent\n"
                "  reluscope-cli classes iris.csv --test-fraction 0.5 --lambda-ratio 0.01\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_CLASSES,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_classes },
  { .name = "figure function",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw the function of one optimal network"),
    .description = N_ ("Draws the function that one network of the optimal set computes, with the\n"
                       "training points: a curve for one feature, a heat map for two, predicted\n"
                       "against actual for more; or how far the optimal networks disagree."),
    .examples =
      "  reluscope-cli figure function gallery:moons -o moons.svg\n"
      "  reluscope-cli figure function points.csv --mode envelope -o width.png --scale 2\n",
    .groups = GROUPS_FIGURE | RSC_CLI_GROUP_FUNCTION,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_function },
  { .name = "figure optimal-set",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw the set of all optimal networks"),
    .description =
      N_ ("Draws the set of optimal networks projected on one to three neurons: in the\n"
          "convex program it is a polytope, in the weights of the network its facets\n"
          "are curved. Where it is one network only, without --axes, that network is\n"
          "drawn as bars, one for each neuron. With --equal-fit: the set of equal fit of a\n"
          "network, its unbounded directions as arrows and its objective as colour."),
    .examples = "  reluscope-cli figure optimal-set gallery:checkerboard -o set.pdf\n"
                "  reluscope-cli figure optimal-set gallery:polygon-8 --axes 1,2 -o set.svg\n",
    .groups = GROUPS_FIGURE | RSC_CLI_GROUP_POLYTOPE | RSC_CLI_GROUP_EQUAL_FIT,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_optimal_set },
  { .name = "figure path",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw all optimal networks as λ falls"),
    .description =
      N_ ("Draws the solution path from λ_max down to --ratio-min λ_max: a curve for every\n"
          "neuron of the optimal network of least norm, in the band that it ranges over in the\n"
          "optimal set; marks where neurons enter or leave, where a kink meets a data point\n"
          "and where the optimum stops or starts to be unique; under it the dimension of the\n"
          "set. Neurons that share a curve by symmetry are told (×4). With --lambda or\n"
          "--lambda-ratio there is a cursor."),
    .examples = "  reluscope-cli figure path gallery:checkerboard -o path.pdf\n"
                "  reluscope-cli figure path points.csv --x penalty --multiples -o path.svg\n",
    .groups = RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_PATH
              | RSC_CLI_GROUP_CURSOR | RSC_CLI_GROUP_CURVES | RSC_CLI_GROUP_PICTURE,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_path },
  { .name = "figure pruning",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw one step of pruning, and what all methods reach"),
    .description =
      N_ ("Prunes as “prune” does and draws one step, with a column for each neuron of the\n"
          "start: its activations at the data points, β (which neurons make up for the one that\n"
          "goes), its norm before and after; and the singular values of the activations. Beside\n"
          "it the accuracy (targets ±1) or else the mean squared error of all methods against\n"
          "the number of neurons, with test points solid and training points dashed."),
    .examples = "  reluscope-cli figure pruning gallery:polygon-12 -o pruning.pdf\n"
                "  reluscope-cli figure pruning gallery:checkerboard --step 1 -o step.svg\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_PRUNE | RSC_CLI_GROUP_STEP
              | RSC_CLI_GROUP_PICTURE,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_pruning },
  { .name = "figure certificate",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw why the optimum is one: no direction is above λ"),
    .description =
      N_ ("Draws the correlation of every possible neuron with the residual, as a share of λ.\n"
          "At an optimum none is above λ, and the neurons of the optimal networks are where\n"
          "it is reached. For two weights (one feature with a bias, or two without) it is a\n"
          "curve over all directions, a colour for each sign of the output weight; for three a\n"
          "map, over the direction of two features and the offset of the kink, or, without a\n"
          "bias, over longitude and latitude; for more weights, the largest as bars. Where\n"
          "patterns were sampled, what is above λ would still pay."),
    .examples = "  reluscope-cli figure certificate gallery:sine -o certificate.svg\n"
                "  reluscope-cli figure certificate gallery:checkerboard -o map.pdf\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_PICTURE,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_certificate },
  { .name = "figure widths",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw how the optimal networks with few neurons hang together"),
    .description =
      N_ ("Draws over m, a number of neurons, into how many pieces the optimal networks with at\n"
          "most m neurons fall, on a logarithmic scale: columns for networks up to the order of\n"
          "neurons and their splitting, orange while there are several pieces, and a line for\n"
          "the space of weights, where an isolated network of m neurons counts m! times."),
    .examples = "  reluscope-cli figure widths gallery:polygon-12 -o widths.svg\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_PICTURE,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_widths },
  { .name = "figure distribution",
    .synopsis = N_ ("DATA --of WHAT -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw how a number is distributed over all optimal networks"),
    .description =
      N_ ("Draws the histogram of “distribution” over the exact range of the number. Ends that\n"
          "are proved are solid lines; where the walks have not mixed the columns are pale and\n"
          "their outline is dashed. JSON: as of “distribution”."),
    .examples = "  reluscope-cli figure distribution gallery:polygon-12 --of norm:1 -o norm.svg\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_SET | RSC_CLI_GROUP_SPREAD | RSC_CLI_GROUP_PICTURE
              | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_distribution },
  { .name = "figure classes",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw which class several networks together take each place for"),
    .description = N_ (
      "Draws the plane of two features, each place in the colour of the class whose network of\n"
      "“classes” says most there, and the points; those that are taken for another class are\n"
      "crossed. JSON: as of “classes”."),
    .examples = "  reluscope-cli figure classes iris.csv --features petal_length,petal_width "
                "-o iris.svg\n",
    .groups = GROUPS_SOLVE | RSC_CLI_GROUP_CLASSES | RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_classes },
  { .name = "figure price",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw what the cone constraints of ReLU cost along λ"),
    .description =
      N_ ("Draws both objectives of “price” against falling λ, and their difference as a share of\n"
          "that of ReLU, between the bounds that the certificates leave. JSON: as of “price”."),
    .examples = "  reluscope-cli figure price gallery:moons -o price.svg\n",
    .groups = RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_PRICE
              | RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_price },
  { .name = "figure errors",
    .synopsis = N_ ("DATA -o OUT.{svg,pdf,png} [OPTION…]"),
    .summary = N_ ("draw training and test error along the optimal path"),
    .description = N_ (
      "Follows the optimal networks from λ_max down to --ratio-min λ_max, as “path” does, and\n"
      "draws the mean squared error on training and on test points against λ, and against m*,\n"
      "the neurons of the narrowest optimal network there: where the training error vanishes,\n"
      "the test error may rise and fall again. Points where fewer neurons are not excluded are\n"
      "hollow.\n\n"
      "JSON (--json): schema, reading, data, n, d, bias, activation, patterns, patterns_kind,\n"
      "n_train, n_test, lambda_max, points (lambda, train_error, the same for every optimal\n"
      "network, test_error of that of least norm, narrowest_test_error, m_star, m_star_proved)."),
    .examples = "  reluscope-cli figure errors points.csv --test-fraction 0.5 -o errors.svg\n",
    .groups = RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_PATH
              | RSC_CLI_GROUP_PICTURE | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_figure_errors },
  { .name = "report",
    .synopsis = N_ ("DATA -o OUT.html [OPTION…]"),
    .summary = N_ ("write all of it as one page to read and to pass on"),
    .description = N_ (
      "Writes one HTML file with the pictures and tables of “solve”, “optimal-set”, “path” and\n"
      "“prune” (from the interior, by Optimal/LS), the certificate with its gap and over which\n"
      "patterns it holds, and for each part the command that gives the same numbers. The file\n"
      "needs no network and no script; it is light or dark as the reader's desktop is."),
    .examples = "  reluscope-cli report gallery:checkerboard -o report.html\n"
                "  reluscope-cli report points.csv --lambda-ratio 0.01 -o report.html\n",
    .groups = RSC_CLI_GROUP_GALLERY | RSC_CLI_GROUP_MODEL | RSC_CLI_GROUP_SOLVE | RSC_CLI_GROUP_SET
              | RSC_CLI_GROUP_REPORT,
    .n_min = 1,
    .n_max = 1,
    .run = rsc_cli_report },
  { .name = "experiment pruning",
    .synopsis = N_ ("SETTINGS.json… [OPTION…]"),
    .summary = N_ ("compare pruning methods over repeats"),
    .description = N_ (
      "For each repeat of the settings: trains on its rows with the patterns of its gates,\n"
      "then removes neuron after neuron by each method, and measures the accuracy at every\n"
      "width. Interrupted with Ctrl-C it writes what is done by then, marked as not complete.\n\n"
      "SETTINGS.json: dataset (NAME of a CSV, as NAME.csv in --data), bias, lambda_per_row\n"
      "(λ = lambda_per_row × training rows), repeats: train and test (rows, counted from 0) and\n"
      "gates. Or repeats and gates are numbers and train_fraction is given: random halves.\n"
      "Optional: labels (\"smaller label -> -1, larger -> +1\" makes classes ±1), start\n"
      "(blocks, interior or solver: the optimal network to begin with), tolerance, seed.\n\n"
      "JSON keys: schema, complete, dataset, bias, lambda_per_row, start, tolerance, repeats\n"
      "(done, n_train, n_test, patterns, lambda, lambda_max, relative_gap, converged,\n"
      "blocks_equicorrelated, dimension, start_width, minimal_width, seconds, accuracy, error,\n"
      "without_neurons: both of the zero network), curves: train/test, method, width: median,\n"
      "q25, q75 of the accuracy over the repeats; errors: the same of the mean squared error;\n"
      "inputs: a checksum of settings and data; shard. Of several SETTINGS: schema, complete,\n"
      "sets (a list of these). A sign of 0 is wrong; a narrower start is padded with its first\n"
      "value."),
    .examples =
      "  reluscope-cli experiment pruning monks-1.json --data uci --json monks-1-curves.json\n"
      "  reluscope-cli experiment pruning *.json --data uci --figure all.svg --jobs 4\n",
    .groups =
      RSC_CLI_GROUP_EXPERIMENT | RSC_CLI_GROUP_RUNS | RSC_CLI_GROUP_SHARES | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1000,
    .writes_when_interrupted = TRUE,
    .run = rsc_cli_experiment_pruning },
  { .name = "experiment tuning",
    .synopsis = N_ ("SETTINGS.json… [OPTION…]"),
    .summary = N_ ("compare networks of equal fit over repeats"),
    .description = N_ (
      "For each repeat of the settings: draws gates, solves the convex program of its training\n"
      "rows with their patterns, and picks networks by criteria, as “tune” does, twice: of all\n"
      "optimal networks, certified over these patterns, and of all that have the fit of what a\n"
      "first-order method stops at, over every block that is not exactly 0. Interrupted with\n"
      "Ctrl-C it writes what is done by then, marked as not complete.\n\n"
      "SETTINGS.json: dataset (NAME of a CSV, as NAME.csv in --data), bias, lambda_per_row\n"
      "(λ = lambda_per_row × training rows), gates (how many), repeats: train, valid and test\n"
      "(rows, counted from 0). Optional: labels (\"smaller label -> -1, larger -> +1\" makes\n"
      "classes ±1), activation (relu or gated), seed, stop and iterations (of the first-order\n"
      "method: squared norm of its least subgradient, of the objective over n, 1e-8; steps,\n"
      "10000), seconds (of the data set: what is not done then is left out), bounds (true: also\n"
      "of the early stop what accuracy is possible at most: many linear programs).\n\n"
      "JSON keys: schema, complete, out_of_time, dataset, bias, activation, lambda_per_row,\n"
      "gates, seed, patterns_kind, stop, iterations, seconds, repeats (done, n_train, n_valid,\n"
      "n_test, patterns, lambda, lambda_max, optimal, early, seconds); of optimal and early:\n"
      "blocks, dimension, bounded, objective, least_penalty, largest_penalty (null: unbounded),\n"
      "relative_gap, converged, neurons, dimension_merged, trusted of optimal, iterations,\n"
      "stopped_by_tolerance, squared_gradient, violation (of the cones) of early, and gates and\n"
      "relu (the prediction: with the gates of the convex program, or the ReLU network's): for\n"
      "each criterion proved, endless, width, penalty, train, validation, test; test_accuracy\n"
      "(attained), test_accuracy_at_least and _at_most (beyond which no network of the set is);\n"
      "medians over the repeats of the same accuracies, and max_diff: the largest less the\n"
      "smallest of min-norm, extreme, validation and test; inputs: a checksum of settings and\n"
      "data; shard. Of several SETTINGS: schema, complete, sets (a list of these)."),
    .examples = "  reluscope-cli experiment tuning pima.json --data uci --json pima-tuning.json\n",
    .groups = RSC_CLI_GROUP_RUNS | RSC_CLI_GROUP_SHARES | RSC_CLI_GROUP_JSON,
    .n_min = 1,
    .n_max = 1000,
    .writes_when_interrupted = TRUE,
    .run = rsc_cli_experiment_tuning },
  { .name = "experiment merge",
    .synopsis = N_ ("SETTINGS.json PART.json… [OPTION…]"),
    .summary = N_ ("put together what shares of an experiment have written"),
    .description =
      N_ ("Takes the repeats that are done from the JSON of runs of the same settings and data\n"
          "with --shard, and gives what one run would have given: the same numbers but for the\n"
          "seconds. Where some are missing the exit status is 1, and the result is not complete.\n"
          "A run that was stopped goes on with --resume.\n\n"
          "JSON keys: as of the experiment; inputs is a checksum of settings and data."),
    .examples =
      "  reluscope-cli experiment pruning iris.json --shard 1/2 --json one.json\n"
      "  reluscope-cli experiment pruning iris.json --shard 2/2 --json two.json\n"
      "  reluscope-cli experiment merge iris.json one.json two.json --json iris-pruning.json\n",
    .groups = RSC_CLI_GROUP_EXPERIMENT | RSC_CLI_GROUP_RUNS | RSC_CLI_GROUP_JSON,
    .n_min = 2,
    .n_max = 100000,
    .run = rsc_cli_experiment_merge },
  { .name = "gallery list",
    .synopsis = N_ ("[--json FILE|-]"),
    .summary = N_ ("list the data sets of the gallery"),
    .description = N_ ("Lists the gallery's data sets. Each is DATA for the other commands as\n"
                       "gallery:NAME, or with its number of points as in gallery:polygon-8."),
    .examples = "  reluscope-cli gallery\n",
    .groups = RSC_CLI_GROUP_JSON,
    .n_min = 0,
    .n_max = 0,
    .run = rsc_cli_gallery_list },
  { .name = "gallery export",
    .synopsis = N_ ("NAME FILE [OPTION…]"),
    .summary = N_ ("write a data set of the gallery as CSV"),
    .description =
      N_ ("Writes a data set of the gallery as CSV with a header; FILE “-” is standard\n"
          "output."),
    .examples = "  reluscope-cli gallery export moons moons.csv --n 50 --noise 0.2 --seed 3\n",
    .groups = RSC_CLI_GROUP_GALLERY,
    .n_min = 2,
    .n_max = 2,
    .run = rsc_cli_gallery_export },
};

const gsize rsc_cli_n_commands = G_N_ELEMENTS (rsc_cli_commands);

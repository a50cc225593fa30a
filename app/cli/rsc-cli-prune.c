/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Rows of the table in the summary; the JSON has them all. */
#define MAX_ROWS 60
/* Neurons of a sentence or a cell. */
#define MAX_NAMES 6
#define DIGITS 6

static const char *const start_names[] = { "interior", "blocks", "random", "file" };

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_scores (JsonBuilder *builder, const RscPruningState *state)
{
  rsc_json_add_number (builder, "objective", state->objective);
  rsc_json_add_number (builder, "penalty", state->penalty);
  rsc_json_add_number (builder, "train_error", state->train_error);
  rsc_json_add_number (builder, "train_accuracy", state->train_accuracy);
  rsc_json_add_number (builder, "test_error", state->test_error);
  rsc_json_add_number (builder, "test_accuracy", state->test_accuracy);
}

static void
add_rank (JsonBuilder *builder, const RscPruningState *state)
{
  rsc_json_add_integer (builder, "width", state->width);
  rsc_json_add_integer (builder, "rank", state->rank);
  rsc_json_add_number (builder, "rank_gap", state->rank_gap);
  /* How far the last of the rank's singular values is from 0. */
  rsc_json_add_number (builder, "smallest_singular",
                       state->singular != NULL && state->rank > 0
                         ? state->singular[state->rank - 1] / state->singular[0]
                         : NAN);
}

static void
add_start (JsonBuilder *builder, const RscPruning *walk, const char *kind)
{
  const RscPruningState *state = rsc_pruning_get_state (walk, 0);
  const gsize *neurons = rsc_pruning_get_set_neurons (walk);

  json_builder_set_member_name (builder, "start");
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "kind", kind);
  add_rank (builder, state);
  add_scores (builder, state);
  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    {
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sign");
      json_builder_add_int_value (builder, state->signs[i]);
      rsc_json_add_number (builder, "norm", state->norms[i]);
      if (neurons != NULL)
        rsc_json_add_integer (builder, "set_neuron", neurons[i] + 1);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_step (JsonBuilder *builder,
          const RscPruningState *before,
          const RscPruningState *state,
          gsize m)
{
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "phase",
                       state->phase == RSC_PRUNING_EXACT ? "exact" : "approximate");
  rsc_json_add_integer (builder, "removed", (gsize) state->removed + 1);
  rsc_json_add_integer (builder, "n_removed", state->n_removed);
  if (state->beta != NULL)
    rsc_json_add_numbers (builder, "beta", m, state->beta);
  else
    {
      json_builder_set_member_name (builder, "beta");
      json_builder_add_null_value (builder);
    }
  rsc_json_add_number (builder, "t", state->t);
  add_rank (builder, state);
  rsc_json_add_number (builder, "fit_change", state->fit_change);
  rsc_json_add_number (builder, "objective_change", state->objective_change);
  rsc_json_add_number (builder, "penalty_change", state->penalty - before->penalty);
  add_scores (builder, state);
  rsc_json_add_numbers (builder, "norms", m, state->norms);
  json_builder_end_object (builder);
}

static void
add_null (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_null_value (builder);
}

static char *
walk_as_json (const RscPruning *walk, const RscSolution *solution, const RscCliOptions *options)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscDataset *dataset = rsc_pruning_get_dataset (walk);
  RscOptimalSet *set = rsc_pruning_get_set (walk);
  const gsize m = rsc_pruning_get_start_width (walk);
  const gsize n_states = rsc_pruning_get_n_states (walk);
  const gssize minimal = rsc_pruning_get_minimal (walk);
  const RscPruningState *end = rsc_pruning_get_state (walk, n_states - 1);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-prune-1");
  rsc_json_add_string (builder, "data", rsc_dataset_get_name (dataset));
  rsc_cli_add_reading (builder, dataset);
  rsc_json_add_integer (builder, "n", rsc_dataset_get_n (dataset));
  rsc_json_add_size (builder, dataset, rsc_network_get_d (end->network),
                     rsc_network_get_bias (end->network));
  rsc_json_add_number (builder, "lambda", rsc_pruning_get_lambda (walk));
  rsc_json_add_number (builder, "relative_gap",
                       solution != NULL ? rsc_solution_get_relative_gap (solution) : NAN);
  if (solution != NULL)
    rsc_json_add_patterns (builder, rsc_solution_get_problem ((RscSolution *) solution));
  else
    {
      add_null (builder, "patterns");
      add_null (builder, "patterns_kind");
    }
  rsc_json_add_string (builder, "method", rsc_pruning_method_to_string (options->method));
  rsc_json_add_string (builder, "rule",
                       options->rule == RSC_PRUNING_RULE_FEWEST ? "fewest" : "paper");
  add_start (builder, walk,
             options->train.equal_fit != NULL ? "equal-fit" : start_names[options->start]);
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (gsize k = 1; k < n_states; k++)
    add_step (builder, rsc_pruning_get_state (walk, k - 1), rsc_pruning_get_state (walk, k), m);
  json_builder_end_array (builder);
  rsc_json_add_boolean (builder, "memory_used_up", rsc_pruning_is_full (walk));
  rsc_json_add_integer (builder, "final_width", end->width);
  if (minimal >= 0)
    {
      rsc_json_add_integer (builder, "minimal_step", (gsize) minimal);
      rsc_json_add_integer (builder, "minimal_width",
                            rsc_pruning_get_state (walk, (gsize) minimal)->width);
    }
  else
    {
      add_null (builder, "minimal_step");
      add_null (builder, "minimal_width");
    }
  if (set != NULL)
    {
      rsc_json_add_integer (builder, "narrowest_width", rsc_optimal_set_get_narrowest_width (set));
      rsc_json_add_boolean (builder, "narrowest_proved",
                            rsc_optimal_set_get_narrowest_proved (set));
      rsc_json_add_boolean (builder, "trusted", rsc_optimal_set_is_trusted (set));
      rsc_json_add_number (builder, "excess", rsc_pruning_get_excess (walk));
    }
  else
    {
      add_null (builder, "narrowest_width");
      add_null (builder, "narrowest_proved");
      add_null (builder, "trusted");
      add_null (builder, "excess");
    }
  rsc_json_add_network (builder, "network", dataset, end->network);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* ---- summary ------------------------------------------------------------------------------- */

static char *
count_neurons (gsize width)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu neuron", "%zu neurons", width), width);
}

/* The neurons that went in step @k, the one chosen first. */
static char *
name_removed (const RscPruning *walk, gsize k)
{
  const RscPruningState *before = rsc_pruning_get_state (walk, k - 1);
  const RscPruningState *state = rsc_pruning_get_state (walk, k);
  GString *text = g_string_new (NULL);
  gsize count = 1;

  g_string_append_printf (text, "%" G_GSIZE_FORMAT, (gsize) state->removed + 1);
  for (gsize i = 0; i < rsc_pruning_get_start_width (walk); i++)
    {
      if ((gssize) i == state->removed || before->norms[i] == 0.0 || state->norms[i] > 0.0)
        continue;
      if (count == MAX_NAMES)
        {
          g_string_append (text, ", …");
          break;
        }
      g_string_append_printf (text, ", %" G_GSIZE_FORMAT, i + 1);
      count++;
    }
  return g_string_free (text, FALSE);
}

static char *
format_score (double value, int digits)
{
  return isnan (value) ? g_strdup ("") : rsc_cli_format (value, digits);
}

static void
append_steps (GString *text, const RscPruning *walk, const RscCliOptions *options)
{
  /* Without test points there is no column for them. */
  const gboolean tested = !isnan (rsc_pruning_get_state (walk, 0)->test_error);
  /* Of a network that need not be optimal the penalty changes, and that is what there is to see. */
  const gboolean is_free = options->train.equal_fit != NULL;
  const char *const titles[] = { _ ("step"),
                                 _ ("phase"),
                                 _ ("removed"),
                                 _ ("t"),
                                 _ ("width"),
                                 _ ("rank"),
                                 _ ("fit change"),
                                 is_free ? _ ("penalty change") : _ ("objective"),
                                 _ ("train"),
                                 tested ? _ ("test") : NULL,
                                 NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const gsize n_states = rsc_pruning_get_n_states (walk);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < MIN (n_states, MAX_ROWS); k++)
    {
      const RscPruningState *state = rsc_pruning_get_state (walk, k);
      g_autofree char *step = g_strdup_printf ("%" G_GSIZE_FORMAT, k);
      g_autofree char *removed = k > 0 ? name_removed (walk, k) : g_strdup ("");
      g_autofree char *t = format_score (state->t, 4);
      g_autofree char *width = g_strdup_printf ("%" G_GSIZE_FORMAT, state->width);
      g_autofree char *rank = g_strdup_printf ("%" G_GSIZE_FORMAT, state->rank);
      g_autofree char *change = rsc_cli_format (state->fit_change, 2);
      g_autofree char *objective =
        !is_free ? rsc_cli_format (state->objective, 8)
        : k == 0
          ? g_strdup ("")
          : rsc_cli_format (state->penalty - rsc_pruning_get_state (walk, k - 1)->penalty, 4);
      /* Accuracies where there are classes, else mean squared errors: the line above says which. */
      g_autofree char *train = format_score (
        isnan (state->train_accuracy) ? state->train_error : state->train_accuracy, 4);
      g_autofree char *test =
        format_score (isnan (state->train_accuracy) ? state->test_error : state->test_accuracy, 4);
      const char *const cells[] = { step,
                                    state->phase == RSC_PRUNING_START   ? _ ("start")
                                    : state->phase == RSC_PRUNING_EXACT ? _ ("exact")
                                                                        : _ ("approximate"),
                                    removed,
                                    t,
                                    width,
                                    rank,
                                    change,
                                    objective,
                                    train,
                                    tested ? test : NULL,
                                    NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, tested ? "rlrrrrrrrr" : "rlrrrrrrr");
  if (n_states > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n_states - MAX_ROWS);
}

static void
append_minimal (GString *text, const RscPruning *walk, const RscCliOptions *options)
{
  const gssize minimal = rsc_pruning_get_minimal (walk);
  RscOptimalSet *set = rsc_pruning_get_set (walk);

  if (minimal < 0 || options->method != RSC_PRUNING_OPTIMAL_LS)
    return;
  const RscPruningState *state = rsc_pruning_get_state (walk, (gsize) minimal);
  g_autofree char *neurons = count_neurons (state->width);
  g_autofree char *fit = rsc_cli_format (state->fit_change, 2);
  g_autofree char *objective = rsc_cli_format (fabs (state->objective_change), 2);
  if (state->width == 0)
    {
      if (minimal == 0)
        rsc_cli_append_line (text, _ ("Minimal"),
                             _ ("the start is the zero network: nothing to remove"));
      else
        rsc_cli_append_line (text, _ ("Minimal"),
                             _ ("no neuron; the fit has changed by %s, the objective by %s of "
                                "itself"),
                             fit, objective);
      return;
    }
  if (minimal == 0)
    rsc_cli_append_line (text, _ ("Minimal"),
                         state->width == 1
                           ? _ ("the start already is: one neuron")
                           : _ ("the start already is: the activations of its %s are independent"),
                         neurons);
  else
    rsc_cli_append_line (text, _ ("Minimal"),
                         _ ("%s: their activations are independent; the fit has changed by %s, the "
                            "objective by %s of itself"),
                         neurons, fit, objective);
  if (state->singular != NULL)
    {
      g_autofree char *least =
        rsc_cli_format (state->singular[state->n_singular - 1] / state->singular[0], 2);
      g_autofree char *zero = rsc_cli_format (RSC_TOLERANCE_RANK, 1);

      rsc_cli_append_line (
        text, _ ("Rank"),
        _ ("%zu: the smallest singular value is %s of the largest (0 is below %s)"), state->rank,
        least, zero);
    }
  if (set == NULL)
    return;
  const char *scope = rsc_pattern_words_scope (rsc_optimal_set_get_solution (set));
  const gsize narrowest = rsc_optimal_set_get_narrowest_width (set);
  const gboolean proved = rsc_optimal_set_get_narrowest_proved (set);
  g_autofree char *fewest = count_neurons (narrowest);
  if (narrowest < state->width)
    rsc_cli_append_line (
      text, _ ("Narrowest"),
      proved ? _ ("%s: this minimal network is not the narrowest%s; narrower ones have neurons "
                  "that it lacks")
             : _ ("%s or fewer: this minimal network is not the narrowest%s; narrower ones "
                  "have neurons that it lacks"),
      fewest, scope);
  else
    rsc_cli_append_line (text, _ ("Narrowest"),
                         proved ? _ ("%s: no optimal network%s has fewer")
                                : _ ("%s are the fewest known%s"),
                         fewest, scope);
}

static char *
walk_as_text (const RscPruning *walk, const RscCliOptions *options)
{
  static const char *const kinds[] = {
    N_ ("the interior of the optimal set"),
    N_ ("the interior of the optimal set, a neuron for each activation pattern"),
    N_ ("a random point of the optimal set"),
    NULL,
  };
  const RscPruningState *start = rsc_pruning_get_state (walk, 0);
  const gsize last = rsc_pruning_get_n_states (walk) - 1;
  g_autofree char *neurons = count_neurons (start->width);
  g_autofree char *left = count_neurons (rsc_pruning_get_state (walk, last)->width);
  g_autofree char *lambda = rsc_cli_format (rsc_pruning_get_lambda (walk), 10);
  g_autofree char *steps =
    g_strdup_printf (g_dngettext (NULL, "%zu step", "%zu steps", last), last);
  GString *text = g_string_new (NULL);

  rsc_cli_append_reading (text, rsc_pruning_get_dataset (walk));
  rsc_cli_append_line (text, _ ("Start"), _ ("%s of rank %zu: %s"), neurons, start->rank,
                       options->start == RSC_CLI_START_FILE ? options->start_file
                                                            : _ (kinds[options->start]));
  rsc_cli_append_line (text, "λ", "%s", lambda);
  if (options->train.equal_fit != NULL)
    {
      g_autofree char *from = rsc_cli_format (start->penalty, 8);
      g_autofree char *to = rsc_cli_format (rsc_pruning_get_state (walk, last)->penalty, 8);

      rsc_cli_append_line (text, _ ("Equal fit"),
                           _ ("exact steps keep the fit of this network, optimal or not; Σ ||w|| "
                              "goes from %s to %s"),
                           from, to);
    }
  rsc_cli_append_line (text, _ ("Method"), "%s%s", rsc_pruning_method_to_string (options->method),
                       options->rule == RSC_PRUNING_RULE_FEWEST ? _ (", touching few neurons")
                                                                : "");
  if (isnan (start->train_accuracy))
    rsc_cli_append_line (text, _ ("Scores"),
                         isnan (start->test_error)
                           ? _ ("mean squared error on training points")
                           : _ ("mean squared error on training and test points"));
  else
    rsc_cli_append_line (text, _ ("Scores"),
                         isnan (start->test_error) ? _ ("accuracy on training points")
                                                   : _ ("accuracy on training and test points"));
  rsc_cli_append_line (text, _ ("End"),
                       rsc_pruning_is_full (walk)
                         ? _ ("%s after %s: stopped there, the memory budget is used")
                         : _ ("%s after %s"),
                       left, steps);
  append_minimal (text, walk, options);
  append_steps (text, walk, options);
  return g_string_free (text, FALSE);
}

/* ---- public -------------------------------------------------------------------------------- */

RscCliExit
rsc_cli_prune (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscPruning) walk = NULL;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  walk = rsc_cli_load_and_prune (options, &solution, cancellable, error);
  if (walk == NULL)
    return RSC_CLI_BAD_INPUT;
  if (options->json != NULL)
    {
      g_autofree char *json = walk_as_json (walk, solution, options);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = walk_as_text (walk, options);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_cli_write_weights (
        options, rsc_pruning_get_state (walk, rsc_pruning_get_n_states (walk) - 1)->network,
        rsc_pruning_get_dataset (walk), cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_pruning_exit (walk);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-animate.h"
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "core/path/rsc-sensitivity.h"
#include "ui/words/rsc-path-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

/* Rows of a table in the summary; the JSON has them all. */
#define MAX_ROWS 60

static void
add_point (JsonBuilder *builder, const RscPath *path, gsize index)
{
  const RscPathPoint *point = rsc_path_get_point (path, index);
  const gsize d = rsc_problem_get_d (rsc_path_get_problem (path));
  const double *norms = rsc_optimal_set_get_min_norm (point->set);
  g_autofree double *slopes = g_new (double, point->n_neurons + 1);
  const gboolean has_slopes = rsc_path_get_tangents (path, index, slopes);

  json_builder_begin_object (builder);
  rsc_json_add_number (builder, "lambda", rsc_solution_get_lambda (point->solution));
  rsc_json_add_number (builder, "objective", rsc_solution_get_objective (point->solution));
  rsc_json_add_number (builder, "relative_gap", rsc_solution_get_relative_gap (point->solution));
  rsc_json_add_number (builder, "bound_over_all_patterns",
                       rsc_solution_get_bound_over_all (point->solution));
  rsc_json_add_boolean (builder, "over_all_patterns", rsc_solution_is_over_all (point->solution));
  rsc_json_add_integer (builder, "width", rsc_optimal_set_count_width (point->set, norms));
  rsc_json_add_integer (builder, "narrowest_width",
                        rsc_optimal_set_get_narrowest_width (point->set));
  json_builder_set_member_name (builder, "narrowest_proved");
  json_builder_add_boolean_value (builder, rsc_optimal_set_get_narrowest_proved (point->set));
  rsc_json_add_integer (builder, "dimension", rsc_optimal_set_get_dimension (point->set));
  rsc_json_add_boolean (builder, "trusted", rsc_optimal_set_is_trusted (point->set));
  rsc_json_add_number (builder, "train_error", point->train_error);
  if (isfinite (point->test_error))
    rsc_json_add_number (builder, "test_error", point->test_error);
  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < point->n_neurons; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (point->set, k);

      json_builder_begin_object (builder);
      rsc_json_add_integer (builder, "id", point->ids[k] + 1);
      json_builder_set_member_name (builder, "sign");
      json_builder_add_int_value (builder, neuron->sign);
      rsc_json_add_weights (builder, "direction",
                            rsc_problem_get_dataset (rsc_path_get_problem (path)), d,
                            neuron->direction);
      rsc_json_add_number (builder, "norm", norms[k]);
      rsc_json_add_number (builder, "norm_min", neuron->norm_min);
      rsc_json_add_number (builder, "norm_max", neuron->norm_max);
      json_builder_set_member_name (builder, "norm_slope");
      if (has_slopes)
        json_builder_add_double_value (builder, slopes[k]);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* Where the solution is unique, and with that the path continuous; and where minimal networks
 * jump. */
static void
add_continuity (JsonBuilder *builder, const RscPath *path)
{
  json_builder_set_member_name (builder, "continuity");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "pieces");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_path_get_n_pieces (path); k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);

      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "lambda_high", piece->lambda_high);
      rsc_json_add_number (builder, "lambda_low", piece->lambda_low);
      json_builder_set_member_name (builder, "unique");
      json_builder_add_boolean_value (builder, piece->unique);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "jumps");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_path_get_n_jumps (path); k++)
    {
      const RscPathJump *jump = rsc_path_get_jump (path, k);

      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "lambda", jump->lambda);
      rsc_json_add_integer (builder, "event", jump->event + 1);
      rsc_json_add_number (builder, "least", jump->least);
      rsc_json_add_number (builder, "largest", jump->largest);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rsc_json_add_integer (builder, "unchecked", rsc_path_get_n_unchecked (path));
  json_builder_end_object (builder);
}

static char *
path_as_json (const RscPath *path)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_cli_add_reading (builder, rsc_problem_get_dataset (rsc_path_get_problem (path)));
  rsc_json_add_number (builder, "tolerance", rsc_path_get_tolerance (path));
  rsc_json_add_boolean (builder, "memory_used_up", rsc_path_get_status (path) == RSC_PATH_FULL);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    add_point (builder, path, k);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "events");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "lambda", event->lambda);
      rsc_json_add_string (builder, "kind", rsc_path_event_kind_to_string (event->kind));
      json_builder_set_member_name (builder, "neuron");
      if (event->neuron == RSC_PATH_NO_NEURON)
        json_builder_add_null_value (builder);
      else
        json_builder_add_int_value (builder, (gint64) event->neuron + 1);
      rsc_json_add_number (builder, "lambda_low", event->lambda_low);
      rsc_json_add_number (builder, "lambda_high", event->lambda_high);
      if (event->kind == RSC_PATH_NARROWEST)
        rsc_json_add_integer (builder, "width", event->width);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_continuity (builder, path);
  rsc_json_add_patterns (builder, rsc_path_get_problem (path));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static void
append_errors (GString *text, const RscPathPoint *last)
{
  g_autofree char *train = rsc_cli_format (last->train_error, 4);
  g_autofree char *test = rsc_cli_format (last->test_error, 4);

  if (isfinite (last->test_error))
    g_string_append_printf (
      text, _ ("Error       mean square at the end: %s in training, %s in test\n"), train, test);
  else
    g_string_append_printf (text, _ ("Error       mean square at the end: %s\n"), train);
}

static void
append_continuity (GString *text, const RscPath *path)
{
  const double top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  const gsize n_jumps = rsc_path_get_n_jumps (path), unchecked = rsc_path_get_n_unchecked (path);

  for (gsize k = 0; k < MIN (rsc_path_get_n_pieces (path), MAX_ROWS); k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);
      g_autofree char *high = rsc_cli_format (piece->lambda_high / top, 6);
      g_autofree char *low = rsc_cli_format (piece->lambda_low / top, 6);

      g_string_append (text, k == 0 ? _ ("Continuity  ") : "            ");
      if (piece->unique)
        g_string_append_printf (
          text, _ ("from %s to %s λ_max one optimal network%s at each λ: continuous\n"), high, low,
          rsc_path_words_get_scope (path));
      else
        g_string_append_printf (text, _ ("from %s to %s λ_max more than one\n"), high, low);
    }
  for (gsize k = 0; k < MIN (n_jumps, MAX_ROWS); k++)
    {
      const RscPathJump *jump = rsc_path_get_jump (path, k);
      g_autofree char *ratio = rsc_cli_format (jump->lambda / top, 8);
      g_autofree char *largest = rsc_cli_format (jump->largest, 3);

      g_string_append (text, "            ");
      g_string_append_printf (
        text,
        jump->least > 0.0 ? _ ("at %s λ_max every path of minimal networks jumps, by up to %s\n")
                          : _ ("at %s λ_max some paths of minimal networks jump, by up to %s\n"),
        ratio, largest);
    }
  if (unchecked > 0)
    {
      g_string_append (text, "            ");
      g_string_append_printf (
        text,
        g_dngettext (NULL, "not looked for jumps at %zu event: too many vertices\n",
                     "not looked for jumps at %zu events: too many vertices\n", unchecked),
        unchecked);
    }
}

static char *
path_as_text (const RscPath *path)
{
  RscProblem *problem = rsc_path_get_problem (path);
  const gsize n_points = rsc_path_get_n_points (path);
  const gsize n_events = rsc_path_get_n_events (path);
  const double top = rsc_problem_get_lambda_max (problem);
  const char *const titles[] = { "λ/λ_max", _ ("neuron"), _ ("what happens below"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *epsilon = rsc_cli_format (rsc_path_get_epsilon (path), 2);
  g_autofree char *maximum = rsc_cli_format (top, 10);
  g_autofree char *bottom = NULL;
  g_autofree char *worst = NULL;
  double gap = 0.0;
  gsize dimension = 0;
  GString *text = g_string_new (NULL);

  rsc_cli_append_reading (text, rsc_problem_get_dataset (problem));
  if (n_points == 0)
    {
      g_string_append (text, _ ("λ_max is 0: the zero network is optimal for every λ\n"));
      return g_string_free (text, FALSE);
    }
  for (gsize k = 0; k < n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);

      gap = MAX (gap, rsc_solution_get_relative_gap (point->solution));
      dimension = MAX (dimension, rsc_optimal_set_get_dimension (point->set));
    }
  const RscSolution *last = rsc_path_get_point (path, n_points - 1)->solution;
  bottom = rsc_cli_format (rsc_solution_get_lambda (last) / top, 6);
  worst = rsc_cli_format (gap, 2);
  g_string_append_printf (text, _ ("Path        from λ_max = %s down to %s λ_max\n"), maximum,
                          bottom);
  g_string_append_printf (text,
                          g_dngettext (NULL, "Points      %zu, relative gap %s%s\n",
                                       "Points      %zu, relative gap at most %s%s\n", n_points),
                          n_points, worst, rsc_path_words_get_scope (path));
  g_string_append_printf (text,
                          rsc_path_get_status (path) == RSC_PATH_FULL
                            ? _ ("Between     relative gap at most %s%s, as far as it goes: the "
                                 "memory budget is used\n")
                          : rsc_path_get_status (path) == RSC_PATH_COMPLETE
                            ? _ ("Between     relative gap at most %s%s, for every λ\n")
                            : _ ("Between     relative gap at most %s%s, until the tolerance was "
                                 "missed at the last point\n"),
                          epsilon, rsc_path_words_get_scope (path));
  g_string_append_printf (
    text,
    _ ("Neurons     %zu at the states that were looked at: one that comes and goes between two of "
       "them is not noticed\n"
       "            dimension of the optimal set up to %zu\n"),
    rsc_path_get_n_ids (path), dimension);
  g_string_append_printf (text, _ ("Certified   %s\n"),
                          rsc_pattern_words_certificate (rsc_path_words_get_least_certain (path)));
  append_errors (text, rsc_path_get_point (path, n_points - 1));
  append_continuity (text, path);
  if (n_events == 0)
    return g_string_free (text, FALSE);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < MIN (n_events, MAX_ROWS); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);
      g_autofree char *ratio = rsc_cli_format (event->lambda / top, 8);
      g_autofree char *neuron = event->neuron == RSC_PATH_NO_NEURON
                                  ? g_strdup ("")
                                  : g_strdup_printf ("%" G_GSIZE_FORMAT, event->neuron + 1);
      g_autofree char *what = rsc_path_words_dup_row (event);
      const char *const cells[] = { ratio, neuron, what, NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rrl");
  if (n_events > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n_events - MAX_ROWS);
  return g_string_free (text, FALSE);
}

RscCliExit
rsc_cli_path (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscPath) path = NULL;
  g_autofree char *text = NULL;

  if (options->json != NULL && !rsc_file_check_writable (options->json, error))
    return RSC_CLI_BAD_INPUT;
  if (options->animate != NULL && !rsc_cli_animate_check (options, error))
    return RSC_CLI_BAD_INPUT;
  path = rsc_cli_load_and_follow (options, cancellable, error);
  if (path == NULL)
    return RSC_CLI_BAD_INPUT;
  if (options->json != NULL)
    {
      g_autofree char *json = path_as_json (path);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      text = path_as_text (path);
      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (options->animate != NULL && !rsc_cli_animate (options, path, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_path_exit (path);
}

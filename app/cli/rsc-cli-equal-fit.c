/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-equal-fit.h"

#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Rows of the table in the summary; the JSON has them all. */
#define MAX_ROWS 60
#define DIGITS 6

/* Whether that is where the list of vertices stopped. */
static gboolean
is_full (const RscPolyhedron *points, const RscCliOptions *options)
{
  return !rsc_polyhedron_get_vertices_complete (points)
         && rsc_polyhedron_get_n_vertices (points) < options->max_vertices;
}

RscEqualFit *
rsc_cli_load_equal_fit_at (const RscCliOptions *options,
                           RscSolution *optimum,
                           GCancellable *cancellable,
                           GError **error)
{
  RscProblem *problem = rsc_solution_get_problem (optimum);
  g_autoptr (RscNetwork) network = rsc_cli_load_network_for (
    options->train.equal_fit, _ ("there is no file"), problem, cancellable, error);

  return network == NULL
           ? NULL
           : rsc_equal_fit_new_within (rsc_problem_get_dataset (problem), network,
                                       rsc_solution_get_lambda (optimum), options->max_vertices,
                                       options->memory, cancellable, error);
}

RscEqualFit *
rsc_cli_load_equal_fit (const RscCliOptions *options,
                        RscSolution **optimum,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (RscSolution) solution = rsc_cli_load_and_solve (options, cancellable, error);
  RscEqualFit *set =
    solution != NULL ? rsc_cli_load_equal_fit_at (options, solution, cancellable, error) : NULL;

  if (set != NULL)
    *optimum = g_steal_pointer (&solution);
  return set;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_neurons (JsonBuilder *builder, RscEqualFit *set)
{
  RscDataset *dataset = rsc_equal_fit_get_dataset (set);
  const gsize d = rsc_network_get_d (rsc_equal_fit_get_network (set));

  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < rsc_equal_fit_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_equal_fit_get_neuron (set, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sign");
      json_builder_add_int_value (builder, neuron->sign);
      rsc_json_add_weights (builder, "direction", dataset, d, neuron->direction);
      if (neuron->gate != NULL)
        rsc_json_add_weights (builder, "gate", dataset, d, neuron->gate);
      rsc_json_add_number (builder, "norm", rsc_equal_fit_get_start (set)[i]);
      rsc_json_add_number (builder, "norm_min", neuron->norm_min);
      rsc_json_add_number (builder, "norm_max", neuron->norm_max);
      rsc_json_add_boolean (builder, "in_support", neuron->in_support);
      rsc_json_add_number (builder, "length", neuron->length);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_list (JsonBuilder *builder,
          RscPolyhedron *points,
          gsize m,
          gsize n,
          const double *(*get) (const RscPolyhedron *, gsize))
{
  json_builder_set_member_name (builder, "list");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < n; k++)
    {
      json_builder_begin_array (builder);
      for (gsize i = 0; i < m; i++)
        json_builder_add_double_value (builder, get (points, k)[i]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
}

static void
add_vertices (JsonBuilder *builder, RscEqualFit *set)
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const gsize m = rsc_equal_fit_get_n_neurons (set);
  const gsize n = rsc_polyhedron_get_n_vertices (points);
  g_autofree gsize *sizes = g_new0 (gsize, m + 1);
  g_autofree double *penalties = g_new0 (double, MAX (1, n));

  json_builder_set_member_name (builder, "vertices");
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "count", n);
  rsc_json_add_boolean (builder, "complete", rsc_polyhedron_get_vertices_complete (points));
  for (gsize k = 0; k < n; k++)
    {
      const double *a = rsc_polyhedron_get_vertex (points, k);
      gsize width = 0;

      for (gsize i = 0; i < m; i++)
        width += a[i] > 0.0;
      sizes[width]++;
      penalties[k] = rsc_equal_fit_sum_norms (set, a);
    }
  json_builder_set_member_name (builder, "support_sizes");
  json_builder_begin_object (builder);
  for (gsize width = 0; width <= m; width++)
    if (sizes[width] > 0)
      {
        g_autofree char *key = g_strdup_printf ("%" G_GSIZE_FORMAT, width);

        rsc_json_add_integer (builder, key, sizes[width]);
      }
  json_builder_end_object (builder);
  rsc_json_add_numbers (builder, "penalties", n, penalties);
  add_list (builder, points, m, n, rsc_polyhedron_get_vertex);
  json_builder_end_object (builder);
}

static void
add_network (JsonBuilder *builder, const char *key, RscEqualFit *set, const double *a)
{
  const gsize m = rsc_equal_fit_get_n_neurons (set);

  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  rsc_json_add_numbers (builder, "a", m, a);
  rsc_json_add_number (builder, "penalty", rsc_equal_fit_sum_norms (set, a));
  rsc_json_add_number (builder, "objective", rsc_equal_fit_get_objective (set, a));
  json_builder_end_object (builder);
}

/* How far the best network of the set is above what no network over the patterns is below. */
static double
find_excess (RscEqualFit *set, RscSolution *optimum)
{
  const double best = rsc_equal_fit_get_objective (set, rsc_equal_fit_get_least (set));
  const double bound = rsc_solution_get_dual_objective (optimum);

  return best > 0.0 ? MAX (best - bound, 0.0) / best : 0.0;
}

void
rsc_cli_add_equal_fit (JsonBuilder *builder, RscEqualFit *set)
{
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const gsize m = rsc_equal_fit_get_n_neurons (set);

  rsc_json_add_number (builder, "squared_error", rsc_equal_fit_get_squared_error (set));
  rsc_json_add_numbers (builder, "fit", rsc_dataset_get_n (rsc_equal_fit_get_dataset (set)),
                        rsc_equal_fit_get_fit (set));
  add_neurons (builder, set);
  rsc_json_add_integer (builder, "dimension", rsc_polyhedron_get_dimension (points));
  rsc_json_add_boolean (builder, "bounded", rsc_polyhedron_is_bounded (points));
  rsc_json_add_integer (builder, "ray_dimension", rsc_polyhedron_get_ray_dimension (points));
  json_builder_set_member_name (builder, "rays");
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "count", rsc_polyhedron_get_n_rays (points));
  rsc_json_add_boolean (builder, "complete", rsc_polyhedron_get_rays_complete (points));
  add_list (builder, points, m, rsc_polyhedron_get_n_rays (points), rsc_polyhedron_get_ray);
  json_builder_end_object (builder);
  add_vertices (builder, set);
  add_network (builder, "start", set, rsc_equal_fit_get_start (set));
  add_network (builder, "least", set, rsc_equal_fit_get_least (set));
  rsc_json_add_number (builder, "largest_penalty", rsc_equal_fit_get_largest_penalty (set));
}

static char *
as_json (RscEqualFit *set, RscSolution *optimum)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-equal-fit-1");
  rsc_cli_add_reading (builder, rsc_equal_fit_get_dataset (set));
  rsc_json_add_problem (builder, rsc_solution_get_problem (optimum));
  rsc_json_add_number (builder, "lambda", rsc_equal_fit_get_lambda (set));
  rsc_cli_add_equal_fit (builder, set);
  rsc_json_add_number (builder, "global_objective", rsc_solution_get_objective (optimum));
  rsc_json_add_number (builder, "global_relative_gap", rsc_solution_get_relative_gap (optimum));
  rsc_json_add_number (builder, "bound_over_all_patterns",
                       rsc_solution_get_bound_over_all (optimum));
  rsc_json_add_number (builder, "excess", find_excess (set, optimum));
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* ---- summary ------------------------------------------------------------------------------- */

static void
append_neurons (GString *text, RscEqualFit *set)
{
  const char *const titles[] = { "#", _ ("sign"), _ ("norm"), _ ("least norm"), _ ("largest norm"),
                                 NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const gsize m = rsc_equal_fit_get_n_neurons (set);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize i = 0; i < MIN (m, MAX_ROWS); i++)
    {
      const RscNeuron *neuron = rsc_equal_fit_get_neuron (set, i);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      g_autofree char *norm = rsc_cli_format (rsc_equal_fit_get_start (set)[i], DIGITS);
      g_autofree char *least = rsc_cli_format (neuron->norm_min, DIGITS);
      g_autofree char *most =
        isinf (neuron->norm_max) ? g_strdup ("∞") : rsc_cli_format (neuron->norm_max, DIGITS);
      const char *const cells[] = { number, neuron->sign > 0 ? "+" : "−", norm, least, most, NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rlrrr");
  if (m > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), m - MAX_ROWS);
}

static char *
as_text (RscEqualFit *set, RscSolution *optimum, const RscCliOptions *options)
{
  GString *text = g_string_new (NULL);
  RscPolyhedron *points = rsc_equal_fit_get_points (set);
  const double half = 0.5 * rsc_equal_fit_get_squared_error (set);
  g_autofree char *lambda = rsc_cli_format (rsc_equal_fit_get_lambda (set), 10);
  g_autofree char *objective =
    rsc_cli_format (rsc_equal_fit_get_objective (set, rsc_equal_fit_get_start (set)), 10);
  g_autofree char *error = rsc_cli_format (half, DIGITS);
  g_autofree char *best =
    rsc_cli_format (rsc_equal_fit_get_objective (set, rsc_equal_fit_get_least (set)), 10);
  g_autofree char *global = rsc_cli_format (rsc_solution_get_objective (optimum), 10);
  g_autofree char *gap = rsc_cli_format (rsc_solution_get_relative_gap (optimum), 2);
  g_autofree char *excess = rsc_cli_format (find_excess (set, optimum), 4);
  g_autofree char *sentence = rsc_equal_fit_words_dup_set (set);
  g_autofree char *rays = rsc_equal_fit_words_dup_rays (set);
  g_autofree char *penalty = rsc_equal_fit_words_dup_penalty (set);

  rsc_cli_append_reading (text, rsc_equal_fit_get_dataset (set));
  rsc_cli_append_line (text, _ ("Network"), "%s", options->train.equal_fit);
  rsc_cli_append_line (text, "λ", "%s", lambda);
  rsc_cli_append_line (text, _ ("Set"), "%s", sentence);
  rsc_cli_append_line (text, _ ("Unbounded"), "%s", rays);
  rsc_cli_append_line (
    text, _ ("Vertices"), "%" G_GSIZE_FORMAT "%s", rsc_polyhedron_get_n_vertices (points),
    is_full (points, options)
      ? _ (" and more (stopped there: the memory budget is used; give --memory)")
    : rsc_polyhedron_get_vertices_complete (points) ? ""
                                                    : _ (" and more (the list stops)"));
  rsc_cli_append_line (text, _ ("Penalty"), "%s", penalty);
  rsc_cli_append_line (text, _ ("Objective"),
                       _ ("%s of the network when balanced, half squared error %s; %s at least "
                          "with its neurons and this fit"),
                       objective, error, best);
  rsc_cli_append_line (text, _ ("Optimum"), _ ("%s, relative gap %s%s"), global, gap,
                       rsc_pattern_words_scope (optimum));
  rsc_cli_append_line (text, _ ("Excess"), _ ("%s of the objective of the best of the set"),
                       excess);
  if (rsc_equal_fit_get_n_neurons (set) > 0)
    append_neurons (text, set);
  return g_string_free (text, FALSE);
}

/* ---- public -------------------------------------------------------------------------------- */

RscCliExit
rsc_cli_equal_fit (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) optimum = NULL;
  g_autoptr (RscEqualFit) set = rsc_cli_load_equal_fit (options, &optimum, cancellable, error);

  if (set == NULL)
    return RSC_CLI_BAD_INPUT;
  if (options->json != NULL)
    {
      g_autofree char *json = as_json (set, optimum);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (set, optimum, options);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return (RscCliExit) rsc_cli_get_exit (optimum);
}

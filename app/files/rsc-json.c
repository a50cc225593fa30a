/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-json.h"

#include "core/data/rsc-row-space.h"

#include "core/set/rsc-multipliers.h"

#include <math.h>

static void
append_double (GString *text, double value)
{
  static const char *const formats[] = { "%.15g", "%.16g", "%.17g" };
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      g_string_append (text, "null");
      return;
    }
  /* An integer has no sign at 0. */
  if (value == 0 && signbit (value))
    {
      g_string_append (text, "-0.0");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_ascii_strtod (g_ascii_formatd (buffer, sizeof buffer, formats[i], value), NULL) == value)
      break;
  g_string_append (text, buffer);
}

static gboolean
is_scalar (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) || JSON_NODE_HOLDS_NULL (node);
}

static gboolean
is_row (JsonNode *node)
{
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return is_scalar (node);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!is_scalar (json_array_get_element (array, i)))
      return FALSE;
  return TRUE;
}

/* Whether a node goes on one line: a value, a row of values, an object of those. */
static gboolean
is_flat (JsonNode *node)
{
  g_autoptr (GList) members = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return is_row (node);
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next)
    if (!is_row (json_object_get_member (json_node_get_object (node), l->data)))
      return FALSE;
  return TRUE;
}

static void
append_scalar (GString *text, JsonNode *node)
{
  g_autofree char *plain = NULL;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_DOUBLE)
    {
      append_double (text, json_node_get_double (node));
      return;
    }
  plain = json_to_string (node, FALSE);
  g_string_append (text, plain);
}

static void
append_string (GString *text, const char *string)
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), string);

  append_scalar (text, node);
}

static void
append_break (GString *text, gboolean flat, gboolean first, int indent)
{
  if (!first)
    g_string_append_c (text, ',');
  if (!flat)
    g_string_append_printf (text, "\n%*s", indent, "");
  else if (!first)
    g_string_append_c (text, ' ');
}

static void
append_node (GString *text, JsonNode *node, int indent)
{
  gboolean flat = indent > 0 && is_flat (node);

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      guint n = json_array_get_length (array);

      g_string_append_c (text, '[');
      for (guint i = 0; i < n; i++)
        {
          append_break (text, flat, i == 0, indent + 2);
          append_node (text, json_array_get_element (array, i), indent + 2);
        }
      if (!flat)
        g_string_append_printf (text, "\n%*s", indent, "");
      g_string_append_c (text, ']');
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      g_autoptr (GList) members = json_object_get_members (object);

      g_string_append_c (text, '{');
      for (GList *l = members; l != NULL; l = l->next)
        {
          append_break (text, flat, l == members, indent + 2);
          append_string (text, l->data);
          g_string_append (text, ": ");
          append_node (text, json_object_get_member (object, l->data), indent + 2);
        }
      if (!flat)
        g_string_append_printf (text, "\n%*s", indent, "");
      g_string_append_c (text, '}');
    }
  else
    {
      append_scalar (text, node);
    }
}

void
rsc_json_add_integer (JsonBuilder *builder, const char *key, gsize value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, (gint64) value);
}

void
rsc_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

void
rsc_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_string_value (builder, value);
}

static void
add_row (JsonBuilder *builder, gsize n, const double *values)
{
  json_builder_begin_array (builder);
  for (gsize i = 0; i < n; i++)
    json_builder_add_double_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
add_weights (JsonBuilder *builder, const RscDataset *dataset, gsize d, const double *w)
{
  const RscRowSpace *space = rsc_dataset_get_space (dataset, NULL);
  g_autofree double *full = NULL;

  if (space == NULL)
    {
      add_row (builder, d, w);
      return;
    }
  full = g_new (double, rsc_row_space_get_d (space));
  rsc_row_space_leave (space, w, full);
  add_row (builder, rsc_row_space_get_d (space), full);
}

void
rsc_json_add_weights (JsonBuilder *builder,
                      const char *key,
                      const RscDataset *dataset,
                      gsize d,
                      const double *w)
{
  json_builder_set_member_name (builder, key);
  add_weights (builder, dataset, d, w);
}

void
rsc_json_add_weight_rows (JsonBuilder *builder,
                          const char *key,
                          const RscDataset *dataset,
                          gsize m,
                          gsize d,
                          const double *w)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (gsize i = 0; i < m; i++)
    add_weights (builder, dataset, d, w + i * d);
  json_builder_end_array (builder);
}

void
rsc_json_add_size (JsonBuilder *builder, const RscDataset *dataset, gsize d, gboolean bias)
{
  const RscRowSpace *space = rsc_dataset_get_space (dataset, &bias);

  rsc_json_add_integer (builder, "d", space != NULL ? rsc_row_space_get_d (space) : d);
  rsc_json_add_boolean (builder, "bias", bias);
}

static void
add_block (JsonBuilder *builder, RscProblem *problem, gsize block)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  g_autofree char *pattern =
    rsc_arrangement_dup_pattern_string (arrangement, RSC_BLOCK_PATTERN (block));

  rsc_json_add_string (builder, "pattern", pattern);
  json_builder_set_member_name (builder, "sign");
  json_builder_add_int_value (builder, RSC_BLOCK_SIGN (block));
}

void
rsc_json_add_number (JsonBuilder *builder, const char *key, double value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_double_value (builder, value);
}

void
rsc_json_add_numbers (JsonBuilder *builder, const char *key, gsize n, const double *values)
{
  json_builder_set_member_name (builder, key);
  add_row (builder, n, values);
}

void
rsc_json_add_patterns (JsonBuilder *builder, RscProblem *problem)
{
  static const char *const kinds[] = {
    [RSC_PATTERNS_ALL] = "all",
    [RSC_PATTERNS_SAMPLED] = "sampled",
    [RSC_PATTERNS_GATES] = "gates",
    [RSC_PATTERNS_PRICED] = "priced",
  };
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);

  rsc_json_add_integer (builder, "patterns", rsc_arrangement_get_n_patterns (arrangement));
  rsc_json_add_string (builder, "patterns_kind", kinds[rsc_arrangement_get_kind (arrangement)]);
  if (rsc_arrangement_get_kind (arrangement) == RSC_PATTERNS_PRICED)
    rsc_json_add_number (
      builder, "patterns_at_most",
      rsc_cells_count_general (rsc_problem_get_n (problem), rsc_problem_get_d (problem)));
}

void
rsc_json_add_network (JsonBuilder *builder,
                      const char *key,
                      const RscDataset *dataset,
                      const RscNetwork *network)
{
  const gsize m = rsc_network_get_width (network), d = rsc_network_get_d (network);

  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  rsc_json_add_weight_rows (builder, "hidden", dataset, m, d, rsc_network_get_hidden (network));
  rsc_json_add_numbers (builder, "output", m, rsc_network_get_output (network));
  if (rsc_network_get_gates (network) != NULL)
    rsc_json_add_weight_rows (builder, "gates", dataset, m, d, rsc_network_get_gates (network));
  json_builder_end_object (builder);
}

char *
rsc_json_dup_network (const RscNetwork *network, RscDataset *dataset)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  const RscDataset *source = rsc_dataset_get_source (dataset);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-network-1");
  rsc_json_add_size (builder, dataset, rsc_network_get_d (network), rsc_network_get_bias (network));
  json_builder_set_member_name (builder, "reading");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "features");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_dataset_get_d (source); k++)
    json_builder_add_string_value (builder, rsc_dataset_get_feature_name (source, k));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rsc_json_add_network (builder, "network", dataset, network);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* Its blocks, and the network that they are. */
static void
add_network (JsonBuilder *builder, RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (solution);
  gsize d = rsc_problem_get_d (problem);

  json_builder_set_member_name (builder, "blocks");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
    {
      json_builder_begin_object (builder);
      add_block (builder, problem, rsc_solution_get_block (solution, k));
      rsc_json_add_weights (builder, "w", rsc_problem_get_dataset (problem), d,
                            rsc_solution_get_w (solution, k));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);

  rsc_json_add_network (builder, "network", rsc_problem_get_dataset (problem), network);
}

void
rsc_json_add_problem (JsonBuilder *builder, RscProblem *problem)
{
  rsc_json_add_string (builder, "data", rsc_dataset_get_name (rsc_problem_get_dataset (problem)));
  rsc_json_add_integer (builder, "n", rsc_problem_get_n (problem));
  rsc_json_add_size (builder, rsc_problem_get_dataset (problem), rsc_problem_get_d (problem),
                     rsc_problem_get_bias (problem));
  rsc_json_add_string (builder, "activation",
                       rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? "gated"
                                                                                    : "relu");
  rsc_json_add_patterns (builder, problem);
}

void
rsc_json_add_solution (JsonBuilder *builder, RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  double lambda = rsc_solution_get_lambda (solution);
  double lambda_max = rsc_problem_get_lambda_max (problem);

  rsc_json_add_problem (builder, problem);
  rsc_json_add_number (builder, "lambda", lambda);
  rsc_json_add_number (builder, "lambda_max", lambda_max);
  if (rsc_problem_get_lambda_max_bound (problem) > lambda_max)
    rsc_json_add_number (builder, "lambda_max_bound", rsc_problem_get_lambda_max_bound (problem));
  if (lambda_max > 0.0)
    rsc_json_add_number (builder, "lambda_ratio", lambda / lambda_max);
  rsc_json_add_number (builder, "objective", rsc_solution_get_objective (solution));
  rsc_json_add_number (builder, "dual_objective", rsc_solution_get_dual_objective (solution));
  rsc_json_add_number (builder, "relative_gap", rsc_solution_get_relative_gap (solution));
  rsc_json_add_number (builder, "bound_over_all_patterns",
                       rsc_solution_get_bound_over_all (solution));
  rsc_json_add_boolean (builder, "over_all_patterns", rsc_solution_is_over_all (solution));
  rsc_json_add_number (builder, "tolerance", rsc_solution_get_tolerance (solution));
  rsc_json_add_number (builder, "squared_error", rsc_solution_get_squared_error (solution));
  rsc_json_add_number (builder, "penalty", rsc_solution_get_penalty (solution));
  rsc_json_add_string (builder, "status",
                       rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED ? "converged"
                       : rsc_solution_get_relative_gap (solution)
                           <= rsc_solution_get_tolerance (solution)
                         ? "search-limit"
                         : "iteration-limit");
  rsc_json_add_integer (builder, "iterations", rsc_solution_get_iterations (solution));
  rsc_json_add_numbers (builder, "fit", rsc_problem_get_n (problem),
                        rsc_solution_get_fit (solution));

  add_network (builder, solution);
  rsc_json_add_number (builder, "seconds", rsc_solution_get_seconds (solution));
}

void
rsc_json_add_limit (JsonBuilder *builder, const RscLimit *limit)
{
  RscProblem *problem = rsc_solution_get_problem (limit->network);

  rsc_json_add_problem (builder, problem);
  rsc_json_add_number (builder, "lambda", 0.0);
  rsc_json_add_number (builder, "lambda_max", rsc_problem_get_lambda_max (problem));
  rsc_json_add_string (builder, "limit", limit->interpolates ? "interpolation" : "least-squares");
  rsc_json_add_number (builder, "penalty", rsc_solution_get_penalty (limit->network));
  rsc_json_add_number (builder, "penalty_bound", limit->bound);
  rsc_json_add_number (builder, "relative_gap", limit->relative_gap);
  rsc_json_add_number (builder, "misfit", limit->misfit);
  rsc_json_add_number (builder, "squared_error", limit->squared_error);
  rsc_json_add_number (builder, "squared_error_slope", limit->slope);
  rsc_json_add_boolean (builder, "exact", limit->is_exact);
  /* JSON has no infinity: without it, no network fits the targets. */
  if (isfinite (limit->fitting_bound))
    rsc_json_add_number (builder, "fitting_bound", limit->fitting_bound);
  rsc_json_add_boolean (builder, "over_all_patterns", rsc_solution_is_over_all (limit->near));
  rsc_json_add_string (builder, "status",
                       limit->status == RSC_SOLUTION_CONVERGED ? "converged" : "iteration-limit");
  rsc_json_add_number (builder, "lambda_near", rsc_solution_get_lambda (limit->near));
  rsc_json_add_numbers (builder, "fit", rsc_problem_get_n (problem),
                        rsc_solution_get_fit (limit->network));
  add_network (builder, limit->network);
}

static void
add_correlation (JsonBuilder *builder, RscSolution *solution, const RscCorrelation *correlation)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  g_autoptr (RscMultipliers) block =
    rsc_multipliers_new (problem, rsc_solution_get_dual (solution), correlation->sign,
                         correlation->direction, (gsize) MAX (correlation->pattern, 0));
  g_autofree char *pattern =
    rsc_multipliers_dup_pattern_string (block, rsc_problem_get_n (problem));

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sign");
  json_builder_add_int_value (builder, correlation->sign);
  rsc_json_add_number (builder, "ratio", correlation->ratio);
  if (correlation->neuron >= 0)
    rsc_json_add_integer (builder, "neuron", (gsize) correlation->neuron);
  rsc_json_add_weights (builder, "direction", rsc_problem_get_dataset (problem),
                        rsc_problem_get_d (problem), correlation->direction);
  rsc_json_add_string (builder, "pattern", pattern);
  json_builder_set_member_name (builder, "rho");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < block->n_rows; k++)
    {
      json_builder_begin_array (builder);
      json_builder_add_int_value (builder, (gint64) block->rows[k]);
      json_builder_add_double_value (builder, block->rho[k]);
      json_builder_end_array (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
rsc_json_add_correlations_scope (JsonBuilder *builder, const char *key, RscCorrelationsScope scope)
{
  static const char *const scopes[] = {
    [RSC_CORRELATIONS_ALL] = "all",
    [RSC_CORRELATIONS_FOUND] = "found",
    [RSC_CORRELATIONS_IN_USE] = "in-use",
  };

  rsc_json_add_string (builder, key, scopes[scope]);
}

void
rsc_json_add_correlations (JsonBuilder *builder,
                           RscSolution *solution,
                           const RscCorrelations *correlations)
{
  RscCorrelation correlation;

  rsc_json_add_correlations_scope (builder, "correlations_of",
                                   rsc_correlations_get_scope (correlations));
  json_builder_set_member_name (builder, "correlations");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_correlations_get_n (correlations); k++)
    {
      rsc_correlations_get (correlations, k, &correlation);
      add_correlation (builder, solution, &correlation);
    }
  json_builder_end_array (builder);
}

static void
add_neurons (JsonBuilder *builder, RscOptimalSet *set)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  gsize d = rsc_problem_get_d (problem);

  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sign");
      json_builder_add_int_value (builder, neuron->sign);
      rsc_json_add_weights (builder, "direction", rsc_problem_get_dataset (problem), d,
                            neuron->direction);
      if (neuron->gate != NULL)
        rsc_json_add_weights (builder, "gate", rsc_problem_get_dataset (problem), d, neuron->gate);
      rsc_json_add_number (builder, "norm_min", neuron->norm_min);
      rsc_json_add_number (builder, "norm_max", neuron->norm_max);
      rsc_json_add_boolean (builder, "in_support", neuron->in_support);
      rsc_json_add_integer (builder, "boundary_rows", neuron->boundary_rows);
      json_builder_set_member_name (builder, "blocks");
      json_builder_begin_array (builder);
      for (gsize k = 0; k < neuron->n_blocks; k++)
        {
          json_builder_begin_object (builder);
          add_block (builder, problem, neuron->blocks[k]);
          json_builder_end_object (builder);
        }
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_vertices (JsonBuilder *builder, RscOptimalSet *set)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  g_autofree gsize *counts = g_new0 (gsize, m + 1);

  for (gsize k = 0; k < n_vertices; k++)
    counts[rsc_optimal_set_get_vertex_width (set, k)]++;

  json_builder_set_member_name (builder, "vertices");
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "count", n_vertices);
  rsc_json_add_boolean (builder, "complete", rsc_optimal_set_get_vertices_complete (set));
  rsc_json_add_boolean (builder, "memory_used_up", rsc_optimal_set_get_vertices_full (set));
  rsc_json_add_boolean (builder, "widths_known", rsc_optimal_set_get_widths_known (set));
  json_builder_set_member_name (builder, "support_sizes");
  json_builder_begin_object (builder);
  for (gsize width = 0; width <= m; width++)
    if (counts[width] > 0)
      {
        g_autofree char *key = g_strdup_printf ("%" G_GSIZE_FORMAT, width);

        rsc_json_add_integer (builder, key, counts[width]);
      }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "list");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < n_vertices; k++)
    add_row (builder, m, rsc_optimal_set_get_vertex (set, k));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

void
rsc_json_add_optimal_set (JsonBuilder *builder, RscOptimalSet *set)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);

  rsc_json_add_integer (builder, "blocks_equicorrelated",
                        rsc_optimal_set_get_n_equicorrelated (set));
  rsc_json_add_number (builder, "next_correlation", rsc_optimal_set_get_next_correlation (set));
  add_neurons (builder, set);
  rsc_json_add_integer (builder, "support_size", rsc_optimal_set_get_n_support (set));
  rsc_json_add_integer (builder, "rank", rsc_optimal_set_get_rank (set));
  rsc_json_add_integer (builder, "dimension", rsc_optimal_set_get_dimension (set));
  rsc_json_add_boolean (builder, "unique", rsc_optimal_set_is_unique (set));
  rsc_json_add_boolean (builder, "trusted", rsc_optimal_set_is_trusted (set));
  rsc_json_add_integer (builder, "neurons_doubtful", rsc_optimal_set_get_n_doubtful (set));
  rsc_json_add_number (builder, "excess", rsc_optimal_set_get_excess (set));
  rsc_json_add_number (builder, "misfit", rsc_optimal_set_get_misfit (set));
  rsc_json_add_number (builder, "residual_error", rsc_optimal_set_get_error (set));
  add_vertices (builder, set);

  json_builder_set_member_name (builder, "narrowest");
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "width", rsc_optimal_set_get_narrowest_width (set));
  rsc_json_add_boolean (builder, "proved", rsc_optimal_set_get_narrowest_proved (set));
  rsc_json_add_numbers (builder, "norms", m, rsc_optimal_set_get_narrowest (set));
  json_builder_end_object (builder);

  rsc_json_add_numbers (builder, "min_norm", m, rsc_optimal_set_get_min_norm (set));
  rsc_json_add_numbers (builder, "interior", m, rsc_optimal_set_get_interior (set));
}

char *
rsc_json_to_text (JsonNode *node)
{
  GString *text = g_string_new (NULL);

  append_node (text, node, 0);
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}

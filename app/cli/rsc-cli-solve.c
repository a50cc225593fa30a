/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-compare.h"
#include "app/cli/rsc-cli-complex.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-equal-fit.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-sensitivity.h"
#include "app/cli/rsc-cli-uniqueness.h"
#include "app/files/rsc-json-complex.h"
#include "app/files/rsc-json.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-limit-words.h"
#include "ui/words/rsc-pattern-words.h"
#include "ui/words/rsc-set-words.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Directions that the JSON has. */
#define CORRELATIONS_MAX 20

/* Rows of a table in the summary; the JSON has them all. */
#define MAX_ROWS 60
/* Weights of a direction in the summary. */
#define MAX_WEIGHTS 6
#define DIGITS 6

/* What is asked of a set besides. */
typedef struct
{
  RscCliComplex complex;
  RscCliCompare compare;
  RscCliUniqueness uniqueness;
  RscCliSensitivity sensitivity;
} Explained;

static gboolean
explained_init (Explained *self,
                const RscCliOptions *options,
                RscOptimalSet *set,
                GCancellable *cancellable,
                GError **error)
{
  return rsc_cli_complex_init (&self->complex, options, set, cancellable, error)
         && rsc_cli_compare_init (&self->compare, options, set, cancellable, error)
         && rsc_cli_sensitivity_init (&self->sensitivity, options, set, cancellable, error)
         && rsc_cli_uniqueness_init (&self->uniqueness, options, set, cancellable, error);
}

static void
explained_clear (Explained *self)
{
  rsc_cli_complex_clear (&self->complex);
  rsc_cli_compare_clear (&self->compare);
  rsc_cli_uniqueness_clear (&self->uniqueness);
  rsc_cli_sensitivity_clear (&self->sensitivity);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Explained, explained_clear)

static void
add_explained (JsonBuilder *builder, const Explained *self)
{
  if (self->complex.complex != NULL)
    rsc_json_add_complex (builder, self->complex.complex);
  if (self->complex.walk != NULL)
    rsc_json_add_complex_walk (builder, self->complex.complex, self->complex.walk);
  rsc_cli_compare_add_json (&self->compare, builder);
  rsc_cli_uniqueness_add_json (&self->uniqueness, builder);
  rsc_cli_sensitivity_add_json (&self->sensitivity, builder);
}

static void
append_problem (GString *text, RscProblem *problem)
{
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  gsize n = rsc_problem_get_n (problem);
  gboolean bias = rsc_problem_get_bias (problem);
  gsize d = rsc_dataset_get_d (rsc_dataset_get_source (dataset));
  g_autofree char *points = NULL;
  g_autofree char *features = NULL;
  g_autofree char *patterns = rsc_pattern_words_dup_count (problem);

  rsc_dataset_get_space (dataset, &bias);
  points = g_strdup_printf (g_dngettext (NULL, "%zu point", "%zu points", n), n);
  features = g_strdup_printf (g_dngettext (NULL, "%zu feature", "%zu features", d), d);
  rsc_cli_append_line (text, _ ("Data"), "%s: %s, %s, %s", rsc_dataset_get_name (dataset), points,
                       features, bias ? _ ("bias") : _ ("no bias"));
  rsc_cli_append_reading (text, dataset);
  rsc_cli_append_line (
    text, _ ("Model"), "%s, %s",
    rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? _ ("gated ReLU") : _ ("ReLU"),
    patterns);
}

static void
append_solution (GString *text, RscSolution *solution, gsize width)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  double lambda = rsc_solution_get_lambda (solution);
  double lambda_max = rsc_problem_get_lambda_max (problem);
  double largest = rsc_problem_get_lambda_max_bound (problem);
  double error = rsc_solution_get_squared_error (solution);
  g_autofree char *most = rsc_cli_format (largest, 4);
  g_autofree char *value = rsc_cli_format (lambda, 10);
  g_autofree char *maximum = rsc_cli_format (lambda_max, 10);
  g_autofree char *ratio = rsc_cli_format (lambda / lambda_max, DIGITS);
  g_autofree char *objective = rsc_cli_format (rsc_solution_get_objective (solution), 12);
  g_autofree char *half = rsc_cli_format (0.5 * error, DIGITS);
  g_autofree char *penalty = rsc_cli_format (lambda * rsc_solution_get_penalty (solution), DIGITS);
  g_autofree char *gap = rsc_pattern_words_dup_gap (solution);
  g_autofree char *tolerance = rsc_cli_format (rsc_solution_get_tolerance (solution), 2);

  if (lambda_max > 0.0 && largest > lambda_max * (1.0 + rsc_solution_get_tolerance (solution)))
    rsc_cli_append_line (
      text, "λ", _ ("%s = %s λ_max, with λ_max = %s, the largest found: it is no more than %s"),
      value, ratio, maximum, most);
  else if (lambda_max > 0.0)
    rsc_cli_append_line (text, "λ", _ ("%s = %s λ_max, with λ_max = %s"), value, ratio, maximum);
  else
    rsc_cli_append_line (text, "λ", _ ("%s, with λ_max = 0"), value);
  rsc_cli_append_line (text, _ ("Objective"), _ ("%s = %s half squared error + %s penalty"),
                       objective, half, penalty);
  if (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED)
    rsc_cli_append_line (text, _ ("Certified"), _ ("relative duality gap %s"), gap);
  else
    rsc_cli_append_line (text, _ ("Not solved"),
                         _ ("relative duality gap %s, the tolerance was %s"), gap, tolerance);
  if (width == 0)
    rsc_cli_append_line (text, _ ("Network"), _ ("the zero network: no neuron"));
  else
    rsc_cli_append_line (text, _ ("Network"),
                         g_dngettext (NULL, "%zu neuron", "%zu neurons", width), width);
}

static char *
format_direction (const RscDataset *dataset, gsize d, const double *direction)
{
  const RscRowSpace *space = rsc_dataset_get_space (dataset, NULL);
  g_autofree double *full = NULL;
  GString *text = g_string_new ("(");

  if (space != NULL)
    {
      d = rsc_row_space_get_d (space);
      full = g_new (double, d);
      rsc_row_space_leave (space, direction, full);
      direction = full;
    }

  for (gsize k = 0; k < MIN (d, MAX_WEIGHTS); k++)
    {
      /* A weight that is zero up to rounding says nothing with its digits. */
      double rounded = round (direction[k] * 1e5) / 1e5;
      g_autofree char *weight = rsc_cli_format (rounded, 5);

      g_string_append_printf (text, "%s%s", k > 0 ? ", " : "", weight);
    }
  g_string_append (text, d > MAX_WEIGHTS ? ", …)" : ")");
  return g_string_free (text, FALSE);
}

static GPtrArray *
new_table (const char *const *titles)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  return rows;
}

static void
append_table (GString *text, GPtrArray *rows, const char *align, gsize n_all)
{
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, align);
  if (n_all > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n_all - MAX_ROWS);
}

static void
take_row (GPtrArray *rows, const char *first, ...)
{
  GStrvBuilder *builder = g_strv_builder_new ();
  va_list args;

  va_start (args, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (args, const char *))
    g_strv_builder_add (builder, cell);
  va_end (args);
  g_ptr_array_add (rows, g_strv_builder_end (builder));
  g_strv_builder_unref (builder);
}

static void
append_network (GString *text, const RscDataset *dataset, RscNetwork *network)
{
  const char *const titles[] = { "#", _ ("sign"), _ ("norm"), _ ("direction"), NULL };
  g_autoptr (GPtrArray) rows = new_table (titles);
  gsize d = rsc_network_get_d (network);
  gsize m = rsc_network_get_width (network);
  g_autofree double *w = g_new (double, d);

  for (gsize i = 0; i < MIN (m, MAX_ROWS); i++)
    {
      int sign = rsc_network_get_convex (network, i, w);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      g_autofree char *norm = NULL;
      g_autofree char *direction = NULL;
      double length = 0.0;

      for (gsize k = 0; k < d; k++)
        length = hypot (length, w[k]);
      for (gsize k = 0; k < d && length > 0.0; k++)
        w[k] /= length;
      norm = rsc_cli_format (length, DIGITS);
      direction = format_direction (dataset, d, w);
      take_row (rows, number, sign > 0 ? "+" : "−", norm, direction, NULL);
    }
  append_table (text, rows, "rlrl", m);
}

/* "2 of width 4, 8 of width 5" */
static char *
format_widths (RscOptimalSet *set)
{
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree gsize *counts = g_new0 (gsize, m + 1);
  GString *text = g_string_new (NULL);

  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    counts[rsc_optimal_set_get_vertex_width (set, k)]++;
  for (gsize width = 0; width <= m; width++)
    if (counts[width] > 0)
      g_string_append_printf (text, _ ("%s%zu of width %zu"), text->len > 0 ? ", " : "",
                              counts[width], width);
  return g_string_free (text, FALSE);
}

static void
append_set (GString *text, RscOptimalSet *set, const Explained *explained)
{
  const char *const titles[] = { "#",          _ ("sign"),   _ ("least norm"), _ ("largest norm"),
                                 _ ("blocks"), _ ("usable"), _ ("direction"),  NULL };
  g_autoptr (GPtrArray) rows = new_table (titles);
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autofree char *widths = format_widths (set);

  rsc_cli_append_line (
    text, _ ("Candidates"),
    g_dngettext (NULL, "%zu neuron (equicorrelated blocks: %zu), used by some optimal network: %zu",
                 "%zu neurons (equicorrelated blocks: %zu), used by some optimal network: %zu", m),
    m, rsc_optimal_set_get_n_equicorrelated (set), rsc_optimal_set_get_n_support (set));
  g_autofree char *caution = rsc_set_words_dup_caution (set);
  g_autofree char *uniqueness = rsc_set_words_dup_uniqueness (set);
  g_autofree char *narrowest = rsc_set_words_dup_narrowest (set);
  if (caution != NULL)
    rsc_cli_append_line (text, _ ("Caution"), "%s", caution);
  rsc_cli_append_line (text, _ ("Dimension"), "%s", uniqueness);
  const char *extent =
    rsc_optimal_set_get_vertices_full (set)
      ? _ (" and more (stopped there: the memory budget is used; give --memory)")
    : !rsc_optimal_set_get_vertices_listed (set) ? _ (" and more (the list stops)")
    : !rsc_optimal_set_get_vertices_complete (set) || !rsc_optimal_set_get_widths_known (set)
      ? _ (" as far as can be told")
      : "";
  rsc_cli_append_line (text, _ ("Vertices"), "%" G_GSIZE_FORMAT "%s: %s",
                       rsc_optimal_set_get_n_vertices (set), extent, widths);
  rsc_cli_append_line (text, _ ("Narrowest"), "%s", narrowest);
  rsc_cli_complex_append_lines (&explained->complex, text);
  rsc_cli_compare_append_lines (&explained->compare, text);
  rsc_cli_uniqueness_append_lines (&explained->uniqueness, text);
  rsc_cli_sensitivity_append_lines (&explained->sensitivity, text);
  if (m == 0)
    return;

  for (gsize i = 0; i < MIN (m, MAX_ROWS); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, i + 1);
      g_autofree char *minimum = rsc_cli_format (neuron->norm_min, DIGITS);
      g_autofree char *maximum = rsc_cli_format (neuron->norm_max, DIGITS);
      g_autofree char *blocks = g_strdup_printf ("%" G_GSIZE_FORMAT, neuron->n_blocks);
      g_autofree char *direction = format_direction (
        rsc_problem_get_dataset (problem), rsc_problem_get_d (problem), neuron->direction);

      take_row (rows, number, neuron->sign > 0 ? "+" : "−", minimum, maximum, blocks,
                neuron->in_support ? _ ("yes") : _ ("no"), direction, NULL);
    }
  append_table (text, rows, "rlrrrll", m);
  rsc_cli_compare_append_table (&explained->compare, text);
  rsc_cli_uniqueness_append_table (&explained->uniqueness, text);
  rsc_cli_sensitivity_append_table (&explained->sensitivity, text);
  rsc_cli_complex_append_table (&explained->complex, text);
}

static gboolean
fail_interrupted (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled"));
  return FALSE;
}

/* Writes the JSON of both commands; @set may be NULL. Then the summary, unless the JSON went where
 * it would go. */
static gboolean
write_result (const RscCliOptions *options,
              RscSolution *solution,
              RscOptimalSet *set,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GString) text = NULL;
  g_autoptr (RscNetwork) network = NULL;
  g_auto (Explained) explained = { 0 };

  if (set != NULL && !explained_init (&explained, options, set, cancellable, error))
    return FALSE;
  /* What is known of the points that were left out is written, and that it is not all. */
  const gboolean interrupted = explained.uniqueness.interrupted;
  if (interrupted)
    cancellable = NULL;

  if (options->json != NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (RscCorrelations) correlations = NULL;
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *json = NULL;

      correlations = rsc_correlations_new_at (
        rsc_solution_get_problem (solution), rsc_solution_get_dual (solution),
        rsc_solution_get_lambda (solution), set, CORRELATIONS_MAX, cancellable, error);
      if (correlations == NULL)
        return FALSE;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "schema");
      json_builder_add_string_value (builder,
                                     set != NULL ? "reluscope-optimal-set-1" : "reluscope-solve-1");
      rsc_cli_add_reading (builder, rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
      rsc_json_add_solution (builder, solution);
      rsc_json_add_correlations (builder, solution, correlations);
      if (set != NULL)
        rsc_json_add_optimal_set (builder, set);
      add_explained (builder, &explained);
      json_builder_end_object (builder);
      node = json_builder_get_root (builder);
      json = rsc_json_to_text (node);
      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return FALSE;
      if (g_str_equal (options->json, "-"))
        return !interrupted || fail_interrupted (error);
    }

  text = g_string_new (NULL);
  network = rsc_solution_dup_network (solution);
  append_problem (text, rsc_solution_get_problem (solution));
  /* The set knows which of the solver's neurons are no more than its error. */
  append_solution (text, solution,
                   set != NULL
                     ? rsc_optimal_set_count_width (set, rsc_optimal_set_get_solver_point (set))
                     : rsc_network_get_width (network));
  if (set != NULL)
    append_set (text, set, &explained);
  else if (rsc_network_get_width (network) > 0)
    append_network (text, rsc_problem_get_dataset (rsc_solution_get_problem (solution)), network);
  return rsc_file_write ("-", text->str, (gssize) text->len, cancellable, error)
         && (!interrupted || fail_interrupted (error));
}

/* ---- λ → 0 ---- */

static void
append_limit (GString *text, const RscLimit *limit)
{
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);
  const gsize width = rsc_network_get_width (network);
  g_autofree char *penalty = rsc_cli_format (rsc_solution_get_penalty (limit->network), 12);
  g_autofree char *gap = rsc_cli_format (limit->relative_gap, 2);
  g_autofree char *misfit = rsc_cli_format (limit->misfit, 2);
  g_autofree char *half = rsc_cli_format (0.5 * limit->squared_error, DIGITS);
  g_autofree char *bound = rsc_cli_format (limit->bound, DIGITS);
  g_autofree char *least = rsc_cli_format (limit->fitting_bound, 3);
  const char *scope = rsc_limit_words_over (limit);
  const char *among = rsc_limit_words_scope (limit);

  append_problem (text, rsc_solution_get_problem (limit->network));
  rsc_cli_append_line (text, "λ", "%s", _ ("→ 0, the end of the path"));
  if (limit->interpolates && limit->misfit <= RSC_TOLERANCE_EXACT_STEP)
    rsc_cli_append_line (text, _ ("Fit"), _ ("the targets, to %s of them"), misfit);
  else if (limit->interpolates)
    rsc_cli_append_line (text, _ ("Fit"),
                         _ ("some network fits the targets, this one to %s of them"), misfit);
  else if (isinf (limit->fitting_bound))
    rsc_cli_append_line (
      text, _ ("Fit"),
      _ ("no network fits the targets%s: the nearest fit, half squared error %s, to %s of it"),
      limit->is_exact ? "" : among, half, misfit);
  else
    rsc_cli_append_line (
      text, _ ("Fit"),
      _ ("no network with a penalty below %s fits the targets%s: the nearest fit "
         "found, half squared error %s, to %s of it"),
      least, among, half, misfit);
  if (limit->status == RSC_SOLUTION_CONVERGED)
    rsc_cli_append_line (text, _ ("Penalty"), _ ("%s, the least of all networks with this fit%s"),
                         penalty, among);
  else
    rsc_cli_append_line (text, _ ("Penalty"),
                         limit->interpolates
                           ? _ ("%s; networks that fit the targets have at least %s%s")
                           : _ ("%s; networks with the nearest fit have at least %s%s"),
                         penalty, bound, among);
  if (limit->misfit <= RSC_TOLERANCE_EXACT_STEP)
    rsc_cli_append_line (
      text, limit->status == RSC_SOLUTION_CONVERGED ? _ ("Certified") : _ ("Not solved"),
      _ ("relative duality gap of the penalty %s, %s"), gap, scope);
  else
    rsc_cli_append_line (text, _ ("Not solved"), _ ("the fit is not reached, %s"), scope);
  rsc_cli_append_line (text, _ ("Network"), g_dngettext (NULL, "%zu neuron", "%zu neurons", width),
                       width);
}

/* The set is that at a λ at which what vanishes in the limit is below what counts. */
static void
append_limit_set (GString *text,
                  const RscLimit *limit,
                  RscOptimalSet *set,
                  const Explained *explained)
{
  const double lambda_max = rsc_problem_get_lambda_max (rsc_solution_get_problem (limit->near));
  g_autofree char *ratio = rsc_cli_format (
    rsc_solution_get_lambda (limit->near) / (lambda_max > 0.0 ? lambda_max : 1.0), 2);

  rsc_cli_append_line (text, _ ("Set"), _ ("from %s λ_max"), ratio);
  append_set (text, set, explained);
}

static gboolean
write_limit (const RscCliOptions *options,
             const RscLimit *limit,
             RscOptimalSet *set,
             GCancellable *cancellable,
             GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_auto (Explained) explained = { 0 };

  if (set != NULL && !explained_init (&explained, options, set, cancellable, error))
    return FALSE;
  if (options->json != NULL)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *json = NULL;

      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "schema",
                           set != NULL ? "reluscope-limit-set-1" : "reluscope-limit-1");
      rsc_cli_add_reading (builder,
                           rsc_problem_get_dataset (rsc_solution_get_problem (limit->network)));
      rsc_json_add_limit (builder, limit);
      if (set != NULL)
        rsc_json_add_optimal_set (builder, set);
      add_explained (builder, &explained);
      json_builder_end_object (builder);
      node = json_builder_get_root (builder);
      json = rsc_json_to_text (node);
      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return FALSE;
      if (g_str_equal (options->json, "-"))
        return TRUE;
    }
  append_limit (text, limit);
  if (set != NULL)
    append_limit_set (text, limit, set, &explained);
  else
    {
      g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);

      if (rsc_network_get_width (network) > 0)
        append_network (text, rsc_problem_get_dataset (rsc_solution_get_problem (limit->network)),
                        network);
    }
  return rsc_file_write ("-", text->str, (gssize) text->len, cancellable, error);
}

static gboolean
is_limit (const RscCliOptions *options)
{
  return rsc_cli_options_has (options, RSC_CLI_OPTION_LAMBDA) && options->lambda == 0.0;
}

/* The network of @solution to the file of --weights, if there is one. */
static gboolean
write_weights (const RscCliOptions *options,
               RscSolution *solution,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (solution);

  return rsc_cli_write_weights (options, network,
                                rsc_problem_get_dataset (rsc_solution_get_problem (solution)),
                                cancellable, error);
}

/* @with_set: also its optimal set. */
static RscCliExit
find_limit (const RscCliOptions *options,
            gboolean with_set,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (RscLimit) limit = NULL;
  g_autoptr (RscOptimalSet) set = NULL;

  /* The set of the limit stands on its fit in place of the targets: of other points or targets
   * there is another fit. */
  if (rsc_cli_options_has (options, RSC_CLI_OPTION_LEAVE_ONE_OUT)
      || rsc_cli_options_has (options, RSC_CLI_OPTION_LEAST_MOVE)
      || rsc_cli_options_has (options, RSC_CLI_OPTION_SENSITIVITY)
      || rsc_cli_options_has (options, RSC_CLI_OPTION_RANGES))
    {
      rsc_cli_fail (error, _ ("--leave-one-out, --least-move, --sensitivity and --ranges take a λ "
                              "above 0"));
      return RSC_CLI_BAD_INPUT;
    }
  limit = rsc_cli_load_and_find_limit (options, with_set, cancellable, error);
  if (limit == NULL)
    return RSC_CLI_BAD_INPUT;
  if (with_set)
    {
      set = rsc_cli_compute_set (options, limit->near, cancellable, error);
      if (set == NULL)
        return RSC_CLI_BAD_INPUT;
    }
  if (!write_limit (options, limit, set, cancellable, error)
      || !write_weights (options, limit->network, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (limit->status != RSC_SOLUTION_CONVERGED)
    {
      g_autofree char *gap = rsc_cli_format (limit->relative_gap, 2);
      g_autofree char *misfit = rsc_cli_format (limit->misfit, 2);

      fprintf (stderr,
               limit->is_stopped
                 ? _ ("reluscope-cli: the limit is known to a relative gap of %s, with a fit to "
                      "%s: a larger --effort goes on\n")
                 : _ ("reluscope-cli: the limit is known to a relative gap of %s, with a fit to "
                      "%s\n"),
               gap, misfit);
      return RSC_CLI_NOT_CONVERGED;
    }
  return set != NULL ? (RscCliExit) rsc_cli_get_set_exit (set) : RSC_CLI_DONE;
}

RscCliExit
rsc_cli_solve (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) solution = NULL;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  if (is_limit (options))
    return find_limit (options, FALSE, cancellable, error);
  solution = rsc_cli_load_and_solve (options, cancellable, error);
  if (solution == NULL || !write_result (options, solution, NULL, cancellable, error)
      || !write_weights (options, solution, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return (RscCliExit) rsc_cli_get_exit (solution);
}

RscCliExit
rsc_cli_optimal_set (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (GError) trouble = NULL;

  if (options->json != NULL && !rsc_file_check_writable (options->json, error))
    return RSC_CLI_BAD_INPUT;
  if (options->train.equal_fit != NULL)
    return rsc_cli_equal_fit (options, cancellable, error);
  if (is_limit (options))
    return find_limit (options, TRUE, cancellable, error);
  solution = rsc_cli_load_and_solve (options, cancellable, error);
  if (solution == NULL)
    return RSC_CLI_BAD_INPUT;
  set = rsc_cli_compute_set (options, solution, cancellable, &trouble);
  if (set == NULL && !g_error_matches (trouble, RSC_ERROR, RSC_ERROR_NUMERICAL))
    {
      g_propagate_error (error, g_steal_pointer (&trouble));
      return RSC_CLI_BAD_INPUT;
    }
  if (!write_result (options, solution, set, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (set == NULL)
    {
      fprintf (stderr, _ ("reluscope-cli: the optimal set is unknown: %s\n"), trouble->message);
      return RSC_CLI_NOT_CONVERGED;
    }
  return (RscCliExit) rsc_cli_get_set_exit (set);
}

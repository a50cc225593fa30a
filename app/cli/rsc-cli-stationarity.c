/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-stationarity.h"

#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/files/rsc-json.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/set/rsc-landscape.h"
#include "core/training/rsc-descent.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>

/* Directions of the summary; the JSON has all that are known. */
#define MAX_ROWS 10

const char *
rsc_cli_get_class_name (RscStationarityClass klass)
{
  static const char *const names[] = { N_ ("optimal"), N_ ("stationary, not optimal"),
                                       N_ ("not stationary") };

  return _ (names[klass]);
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_null (JsonBuilder *builder, const char *key)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_null_value (builder);
}

void
rsc_cli_add_class (JsonBuilder *builder, const RscStationarity *stationarity)
{
  RscDataset *dataset = rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_stationarity_get_optimum (stationarity)));
  const RscStationarityClass class = rsc_stationarity_get_class (stationarity);
  double distance;
  RscNetwork *settled = rsc_stationarity_get_settled (stationarity, &distance);

  rsc_json_add_string (builder, "class", rsc_stationarity_class_to_string (class));
  rsc_json_add_boolean (builder, "stationary", class != RSC_STATIONARITY_NONE);
  rsc_json_add_number (builder, "residual",
                       rsc_clarke_get_residual (rsc_stationarity_get_clarke (stationarity)));
  rsc_json_add_boolean (builder, "by_settling", rsc_stationarity_is_by_settling (stationarity));
  if (settled == NULL)
    {
      add_null (builder, "settles_to");
      return;
    }
  json_builder_set_member_name (builder, "settles_to");
  json_builder_begin_object (builder);
  rsc_json_add_string (
    builder, "class",
    rsc_stationarity_class_to_string (rsc_stationarity_get_settled_class (stationarity)));
  rsc_json_add_number (builder, "objective", rsc_stationarity_get_settled_objective (stationarity));
  rsc_json_add_number (builder, "excess", rsc_stationarity_get_settled_excess (stationarity));
  rsc_json_add_number (
    builder, "residual",
    rsc_clarke_get_residual (rsc_stationarity_get_settled_clarke (stationarity)));
  rsc_json_add_number (builder, "distance", distance);
  rsc_json_add_network (builder, "network", dataset, settled);
  json_builder_end_object (builder);
}

static void
add_neurons (JsonBuilder *builder, const RscStationarity *stationarity)
{
  const RscClarke *clarke = rsc_stationarity_get_clarke (stationarity);

  json_builder_set_member_name (builder, "neurons");
  json_builder_begin_array (builder);
  for (gsize i = 0; i < rsc_network_get_width (rsc_stationarity_get_network (stationarity)); i++)
    {
      const RscClarkeNeuron *neuron = rsc_clarke_get_neuron (clarke, i);

      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "residual", neuron->residual);
      rsc_json_add_number (builder, "imbalance", neuron->imbalance);
      rsc_json_add_integer (builder, "kinks", neuron->n_kinks);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* The direction against the subgradient, of length 1. */
static void
add_descent (JsonBuilder *builder, const RscStationarity *stationarity)
{
  RscDataset *dataset = rsc_problem_get_dataset (
    rsc_solution_get_problem (rsc_stationarity_get_optimum (stationarity)));
  const RscNetwork *network = rsc_stationarity_get_network (stationarity);
  const gsize m = rsc_network_get_width (network), d = rsc_network_get_d (network);
  const double *g = rsc_clarke_get_subgradient (rsc_stationarity_get_clarke (stationarity));
  const double norm = cblas_dnrm2 ((int) (m * (d + 1)), g, 1);

  if (rsc_stationarity_get_class (stationarity) != RSC_STATIONARITY_NONE || norm == 0.0)
    {
      add_null (builder, "descent");
      return;
    }
  g_autofree double *way = g_new (double, m *(d + 1));

  for (gsize i = 0; i < m * (d + 1); i++)
    way[i] = -g[i] / norm;
  json_builder_set_member_name (builder, "descent");
  json_builder_begin_object (builder);
  rsc_json_add_number (builder, "slope", -norm);
  rsc_json_add_weight_rows (builder, "hidden", dataset, m, d, way);
  rsc_json_add_numbers (builder, "output", m, way + m * d);
  json_builder_end_object (builder);
}

static void
add_pays (JsonBuilder *builder, const RscDataset *dataset, const RscCorrelations *peaks, gsize d)
{
  json_builder_set_member_name (builder, "pays");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_correlations_get_n (peaks); k++)
    {
      RscCorrelation peak;

      rsc_correlations_get (peaks, k, &peak);
      if (peak.ratio <= 1.0 + RSC_TOLERANCE_OPTIMAL)
        continue;
      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "sign");
      json_builder_add_int_value (builder, peak.sign);
      rsc_json_add_number (builder, "ratio", peak.ratio);
      rsc_json_add_weights (builder, "direction", dataset, d, peak.direction);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  rsc_json_add_correlations_scope (builder, "pays_of", rsc_correlations_get_scope (peaks));
}

/* The walk, with the objective at the end of every leg; its start is that of the network. */
static void
add_downhill (JsonBuilder *builder, const RscDescent *descent, gsize width)
{
  static const char *const names[] = { "balance", "prune", "join" };

  json_builder_set_member_name (builder, "downhill");
  if (descent == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "width", width);
  rsc_json_add_boolean (builder, "complete", rsc_descent_is_complete (descent));
  rsc_json_add_integer (builder, "width_needed", rsc_descent_get_width_needed (descent));
  rsc_json_add_integer (builder, "pruned_width", rsc_descent_get_pruned_width (descent));
  rsc_json_add_integer (builder, "optimal_width", rsc_descent_get_optimal_width (descent));
  rsc_json_add_integer (builder, "shared", rsc_descent_get_n_shared (descent));
  json_builder_set_member_name (builder, "legs");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < rsc_descent_get_n_legs (descent); k++)
    {
      json_builder_begin_object (builder);
      rsc_json_add_string (builder, "kind", names[rsc_descent_get_leg (descent, k)]);
      rsc_json_add_number (builder, "objective",
                           rsc_descent_get_objective (descent, (double) (k + 1)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static char *
as_json (const RscStationarity *stationarity,
         RscLandscape *landscape,
         const RscDescent *descent,
         gsize width)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscSolution *optimum = rsc_stationarity_get_optimum (stationarity);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  RscSolution *restricted = rsc_stationarity_get_restricted (stationarity);
  const RscClarke *clarke = rsc_stationarity_get_clarke (stationarity);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-stationarity-1");
  rsc_json_add_problem (builder, problem);
  rsc_cli_add_reading (builder, dataset);
  rsc_json_add_number (builder, "lambda", rsc_solution_get_lambda (optimum));
  rsc_json_add_number (builder, "objective", rsc_stationarity_get_objective (stationarity));
  rsc_json_add_number (builder, "global_objective", rsc_solution_get_objective (optimum));
  rsc_json_add_number (builder, "global_relative_gap", rsc_solution_get_relative_gap (optimum));
  rsc_json_add_number (builder, "bound_over_all_patterns",
                       rsc_solution_get_bound_over_all (optimum));
  rsc_json_add_number (builder, "excess", rsc_stationarity_get_excess (stationarity));
  rsc_cli_add_class (builder, stationarity);
  rsc_json_add_boolean (builder, "residual_exact", rsc_clarke_is_exact (clarke));
  rsc_json_add_number (builder, "imbalance", rsc_clarke_get_imbalance (clarke));
  add_neurons (builder, stationarity);
  rsc_json_add_number (builder, "restricted_objective",
                       restricted != NULL ? rsc_solution_get_objective (restricted) : NAN);
  rsc_json_add_number (builder, "restricted_relative_gap",
                       restricted != NULL ? rsc_solution_get_relative_gap (restricted) : NAN);
  add_descent (builder, stationarity);
  add_pays (builder, dataset, rsc_landscape_get_peaks (landscape), rsc_problem_get_d (problem));
  add_downhill (builder, descent, width);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* ---- summary ------------------------------------------------------------------------------- */

static void
append_pays (GString *text, RscSolution *optimum, RscLandscape *landscape)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (landscape);
  gsize count = 0;
  g_autofree char *largest = rsc_cli_format (rsc_landscape_get_maximum (landscape), 6);

  for (gsize k = 0; k < rsc_correlations_get_n (peaks); k++)
    {
      RscCorrelation peak;

      rsc_correlations_get (peaks, k, &peak);
      count += peak.ratio > 1.0 + RSC_TOLERANCE_OPTIMAL;
    }
  if (!isfinite (rsc_landscape_get_maximum (landscape)))
    rsc_cli_append_line (text, _ ("Would pay"), _ ("not known: its outputs are no numbers"));
  else if (count == 0)
    rsc_cli_append_line (text, _ ("Would pay"),
                         rsc_correlations_get_scope (peaks) == RSC_CORRELATIONS_FOUND
                           ? _ ("no new neuron that was found%s: the largest ||v|| is %s λ, and a "
                                "larger one may have been missed")
                           : _ ("no new neuron%s: the largest ||v|| is %s λ"),
                         rsc_pattern_words_scope (optimum), largest);
  else
    rsc_cli_append_line (
      text, _ ("Would pay"),
      g_dngettext (NULL, "a new neuron in %zu direction: the largest ||v|| is %s λ",
                   "a new neuron in %zu directions: the largest ||v|| is %s λ", count),
      count, largest);
}

static void
append_settled (GString *text, const RscStationarity *stationarity)
{
  double distance;
  RscNetwork *settled = rsc_stationarity_get_settled (stationarity, &distance);

  if (settled == NULL)
    {
      rsc_cli_append_line (text, _ ("Settles to"), _ ("not found: too many weights or steps"));
      return;
    }
  g_autofree char *how_far = rsc_cli_format (distance, 2);
  g_autofree char *objective =
    rsc_cli_format (rsc_stationarity_get_settled_objective (stationarity), 10);
  rsc_cli_append_line (
    text, _ ("Settles to"), _ ("objective %s (%s), %s of its weights away"), objective,
    rsc_cli_get_class_name (rsc_stationarity_get_settled_class (stationarity)), how_far);
}

static void
append_downhill (GString *text, const RscDescent *descent, gsize width)
{
  const gsize n_legs = rsc_descent_get_n_legs (descent);
  g_autofree char *end = rsc_cli_format (rsc_descent_get_objective (descent, (double) n_legs), 10);

  if (rsc_descent_is_complete (descent))
    rsc_cli_append_line (
      text, _ ("Downhill"),
      g_dngettext (
        NULL,
        "at width %zu a walk of %zu step to the optimum %s, on which the objective never rises",
        "at width %zu a walk of %zu steps to the optimum %s, on which the objective never rises",
        n_legs),
      width, n_legs, end);
  else
    rsc_cli_append_line (text, _ ("Downhill"),
                         _ ("at width %zu only to %s: pruning leaves %zu, and with %zu in all the "
                            "walk goes on to the optimum"),
                         width, end, rsc_descent_get_pruned_width (descent),
                         rsc_descent_get_width_needed (descent));
}

/* What follows the class. */
static const char *
get_class_note (const RscStationarity *stationarity)
{
  if (rsc_stationarity_is_by_settling (stationarity))
    return _ (", to within what it settles to");
  if (rsc_stationarity_get_class (stationarity) == RSC_STATIONARITY_STATIONARY
      && !rsc_clarke_is_exact (rsc_stationarity_get_clarke (stationarity)))
    return _ (", as far as the box of its multipliers tells");
  if (rsc_stationarity_get_excess (stationarity) < -RSC_TOLERANCE_OPTIMAL)
    return _ ("; better than the optimum of the patterns that it is compared with");
  return "";
}

static char *
as_text (const RscStationarity *stationarity,
         RscLandscape *landscape,
         const RscDescent *descent,
         gsize width)
{
  RscSolution *optimum = rsc_stationarity_get_optimum (stationarity);
  RscSolution *restricted = rsc_stationarity_get_restricted (stationarity);
  const RscClarke *clarke = rsc_stationarity_get_clarke (stationarity);
  g_autofree char *objective = rsc_cli_format (rsc_stationarity_get_objective (stationarity), 10);
  g_autofree char *best = rsc_cli_format (rsc_solution_get_objective (optimum), 10);
  g_autofree char *gap = rsc_cli_format (rsc_solution_get_relative_gap (optimum), 2);
  g_autofree char *excess = rsc_cli_format (rsc_stationarity_get_excess (stationarity), 3);
  g_autofree char *residual = rsc_cli_format (rsc_clarke_get_residual (clarke), 3);
  g_autofree char *imbalance = rsc_cli_format (rsc_clarke_get_imbalance (clarke), 3);
  g_autofree char *lambda = rsc_cli_format (rsc_solution_get_lambda (optimum), 10);
  GString *text = g_string_new (NULL);

  rsc_cli_append_reading (text, rsc_problem_get_dataset (rsc_solution_get_problem (optimum)));
  rsc_cli_append_line (text, _ ("Network"), "%s%s%s",
                       rsc_cli_get_class_name (rsc_stationarity_get_class (stationarity)),
                       rsc_stationarity_get_class (stationarity) == RSC_STATIONARITY_OPTIMAL
                         ? rsc_pattern_words_scope (optimum)
                         : "",
                       get_class_note (stationarity));
  rsc_cli_append_line (text, "λ", "%s", lambda);
  rsc_cli_append_line (text, _ ("Objective"), "%s", objective);
  rsc_cli_append_line (text, _ ("Optimum"), _ ("%s, relative gap %s%s"), best, gap,
                       rsc_pattern_words_scope (optimum));
  rsc_cli_append_line (text, _ ("Excess"), _ ("%s of the objective"), excess);
  rsc_cli_append_line (text, _ ("Residual"),
                       rsc_clarke_is_exact (clarke)
                         ? _ ("%s (least subgradient, 1 is the pull of weight decay)")
                         : _ ("at least %s (least subgradient, 1 is the pull of weight decay; too "
                              "many rows are at a kink to list all of its sides)"),
                       residual);
  rsc_cli_append_line (text, _ ("Imbalance"), _ ("%s between the layers"), imbalance);
  append_settled (text, stationarity);
  if (restricted != NULL)
    {
      g_autofree char *own = rsc_cli_format (rsc_solution_get_objective (restricted), 10);

      rsc_cli_append_line (text, _ ("Restricted"),
                           _ ("to its own activation patterns the optimum is %s"), own);
    }
  append_pays (text, optimum, landscape);
  if (descent != NULL)
    append_downhill (text, descent, width);
  return g_string_free (text, FALSE);
}

/* ---- public -------------------------------------------------------------------------------- */

/* Directions are looked at with the residual of the network, not of the optimum. */
static RscLandscape *
find_landscape (const RscStationarity *stationarity, GCancellable *cancellable, GError **error)
{
  RscSolution *optimum = rsc_stationarity_get_optimum (stationarity);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset);
  g_autofree double *r = g_new (double, n);

  rsc_network_predict (rsc_stationarity_get_network (stationarity), n, rsc_dataset_get_x (dataset),
                       r);
  for (gsize k = 0; k < n; k++)
    r[k] = rsc_dataset_get_y (dataset)[k] - r[k];
  return rsc_landscape_new (problem, r, rsc_solution_get_lambda (optimum), NULL, cancellable,
                            error);
}

static RscDescent *
find_descent (const RscCliOptions *options,
              RscSolution *optimum,
              RscNetwork *network,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RscOptimalSet) set = NULL;

  if (options->train.downhill < rsc_network_get_width (network))
    {
      rsc_cli_fail (error, _ ("--downhill %zu: the network has %zu neurons already"),
                    options->train.downhill, rsc_network_get_width (network));
      return NULL;
    }
  set = rsc_cli_compute_set (options, optimum, cancellable, error);
  return set != NULL ? rsc_descent_new (set, network, options->train.downhill, cancellable, error)
                     : NULL;
}

RscCliExit
rsc_cli_stationarity (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscSolution) optimum = NULL;
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (RscStationarity) stationarity = NULL;
  g_autoptr (RscLandscape) landscape = NULL;
  g_autoptr (RscDescent) descent = NULL;
  g_autofree char *text = NULL;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  optimum = rsc_cli_load_and_solve (options, cancellable, error);
  if (optimum == NULL)
    return RSC_CLI_BAD_INPUT;
  network = rsc_cli_load_network_for (options->train.network, _ ("there is no file"),
                                      rsc_solution_get_problem (optimum), cancellable, error);
  if (network == NULL)
    return RSC_CLI_BAD_INPUT;
  stationarity = rsc_stationarity_new (optimum, network, cancellable, error);
  if (stationarity == NULL)
    return RSC_CLI_BAD_INPUT;
  landscape = find_landscape (stationarity, cancellable, error);
  if (landscape == NULL)
    return RSC_CLI_BAD_INPUT;
  if (options->train.downhill > 0)
    {
      descent = find_descent (options, optimum, network, cancellable, error);
      if (descent == NULL)
        return RSC_CLI_BAD_INPUT;
    }
  if (options->json != NULL)
    {
      text = as_json (stationarity, landscape, descent, options->train.downhill);
      if (!rsc_file_write (options->json, text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *summary =
        as_text (stationarity, landscape, descent, options->train.downhill);

      if (!rsc_file_write ("-", summary, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return (RscCliExit) rsc_cli_get_exit (optimum);
}

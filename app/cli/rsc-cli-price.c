/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-progress.h"
#include "app/files/rsc-json.h"
#include "core/path/rsc-cone-price.h"
#include "ui/plot/rsc-cone-price-plot.h"
#include "ui/words/rsc-cone-price-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>

/* λ looked at, and of these the rows of the summary's table. */
#define POINTS 61
#define ROW_STEP 6

/* Where it is not said. */
#define WIDTH 900.0
#define HEIGHT 480.0

static RscConePrice *
find (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscProblem) problem = NULL;
  RscSolverSettings settings;
  RscCliProgress progress;
  RscProgressFunc report;
  RscConePrice *price;

  if (rsc_cli_options_has (options, RSC_CLI_OPTION_ACTIVATION))
    {
      rsc_cli_fail (error, _ ("--activation: both are compared, leave it away"));
      return NULL;
    }
  problem = rsc_cli_load_problem (options, cancellable, error);
  if (problem == NULL)
    return NULL;
  rsc_solver_settings_init (&settings);
  settings.tolerance = options->tolerance;
  report = rsc_cli_progress_start (&progress, _ ("comparing along λ"));
  price = rsc_cone_price_new (problem, POINTS, options->ratio_min, &settings, report, &progress,
                              cancellable, error);
  rsc_cli_progress_end (&progress);
  return price;
}

static char *
as_json (const RscConePrice *price)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscProblem *problem = rsc_solution_get_problem (price->last);

  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-price-1");
  rsc_cli_add_reading (builder, rsc_problem_get_dataset (problem));
  rsc_json_add_problem (builder, problem);
  rsc_json_add_number (builder, "lambda_max", price->lambda_max[RSC_ACTIVATION_RELU]);
  rsc_json_add_number (builder, "lambda_max_gated", price->lambda_max[RSC_ACTIVATION_GATED]);
  json_builder_set_member_name (builder, "points");
  json_builder_begin_array (builder);
  for (gsize k = 0; k < price->n; k++)
    {
      const RscConePricePoint *point = price->points + k;
      double ends[2];

      rsc_cone_price_bound (point, &ends[0], &ends[1]);
      json_builder_begin_object (builder);
      rsc_json_add_number (builder, "lambda", point->lambda);
      rsc_json_add_number (builder, "objective", point->objective[RSC_ACTIVATION_RELU]);
      rsc_json_add_number (builder, "dual_objective", point->dual[RSC_ACTIVATION_RELU]);
      rsc_json_add_integer (builder, "width", point->width[RSC_ACTIVATION_RELU]);
      rsc_json_add_number (builder, "objective_gated", point->objective[RSC_ACTIVATION_GATED]);
      rsc_json_add_number (builder, "dual_objective_gated", point->dual[RSC_ACTIVATION_GATED]);
      rsc_json_add_integer (builder, "width_gated", point->width[RSC_ACTIVATION_GATED]);
      rsc_json_add_numbers (builder, "price", 2, ends);
      rsc_json_add_boolean (builder, "converged", point->converged);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

static char *
as_text (const RscConePrice *price)
{
  const char *const titles[] = { "λ",         _ ("ReLU"),     _ ("gated ReLU"),
                                 _ ("price"), _ ("share, %"), NULL };
  GString *text = g_string_new (NULL);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *relu = rsc_cli_format (price->lambda_max[RSC_ACTIVATION_RELU], 10);
  g_autofree char *gated = rsc_cli_format (price->lambda_max[RSC_ACTIVATION_GATED], 10);
  g_autofree char *sentence =
    rsc_cone_price_words_dup_sentence (price, rsc_pattern_words_scope (price->last));

  rsc_cli_append_reading (text, rsc_problem_get_dataset (rsc_solution_get_problem (price->last)));
  rsc_cli_append_line (text, "λ_max", _ ("%s for ReLU, %s for gated ReLU"), relu, gated);
  rsc_cli_append_line (text, _ ("Price"), "%s", sentence);
  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (gsize k = 0; k < price->n; k += ROW_STEP)
    {
      const RscConePricePoint *point = price->points + k;
      const double whole = point->objective[RSC_ACTIVATION_RELU];
      double low, high;

      rsc_cone_price_bound (point, &low, &high);
      g_autofree char *lambda = rsc_cli_format (point->lambda, 6);
      g_autofree char *one = rsc_cli_format (whole, 8);
      g_autofree char *other = rsc_cli_format (point->objective[RSC_ACTIVATION_GATED], 8);
      g_autofree char *cost = rsc_cli_format (low, 4);
      g_autofree char *share = rsc_cli_format (whole > 0.0 ? 100.0 * low / whole : 0.0, 3);
      const char *const cells[] = { lambda, one, other, cost, share, NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "rrrrr");
  return g_string_free (text, FALSE);
}

static RscCliExit
get_exit (const RscConePrice *price)
{
  for (gsize k = 0; k < price->n; k++)
    if (!price->points[k].converged)
      return RSC_CLI_NOT_CONVERGED;
  return RSC_CLI_DONE;
}

static gboolean
write_json (const RscConePrice *price,
            const RscCliOptions *options,
            GCancellable *cancellable,
            GError **error)
{
  if (options->json == NULL)
    return TRUE;
  g_autofree char *json = as_json (price);
  return rsc_file_write (options->json, json, -1, cancellable, error);
}

RscCliExit
rsc_cli_price (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscConePrice) price = NULL;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  price = find (options, cancellable, error);
  if (price == NULL || !write_json (price, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (price);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return get_exit (price);
}

static void
draw (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  rsc_cone_price_plot_draw (data, theme, cr, width, height);
}

RscCliExit
rsc_cli_figure_price (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscConePrice) price = NULL;
  RscConePriceModel model;

  if (!rsc_cli_check_figure (options, error) || !rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  price = find (options, cancellable, error);
  if (price == NULL || !write_json (price, options, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  model = (RscConePriceModel){ price, rsc_pattern_words_scope (price->last) };
  if (!rsc_cli_write_figure (options, WIDTH, HEIGHT, draw, &model, cancellable, error))
    return RSC_CLI_BAD_INPUT;
  return get_exit (price);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-experiment-kinds.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-program.h"
#include "app/files/rsc-experiment-file.h"
#include "app/files/rsc-experiment-result.h"
#include "app/files/rsc-json.h"
#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-curves-plot.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

/* Widths in the summary; the JSON has them all. */
#define MAX_ROWS 20
/* Largest width that a figure shows: beyond it nothing happens any more. */
#define MAX_WIDTH 16
/* Size of one picture of a figure. */
#define CELL_WIDTH 250.0
#define CELL_HEIGHT 200.0

static const char *const side_names[RSC_N_EXPERIMENT_SIDES] = { "train", "test" };
static const char *const measure_names[RSC_N_EXPERIMENT_MEASURES] = { "accuracy", "error" };

static void
add_curves (JsonBuilder *builder,
            const char *key,
            const RscExperiment *result,
            RscExperimentMeasure measure)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
    {
      json_builder_set_member_name (builder, side_names[side]);
      json_builder_begin_object (builder);
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          const RscExperimentCurve *curve =
            rsc_experiment_get_curve (result, measure, side, method);

          if (curve->n == 0)
            continue;
          json_builder_set_member_name (builder, rsc_pruning_method_to_string (method));
          json_builder_begin_object (builder);
          for (gsize k = 0; k < curve->n; k++)
            {
              g_autofree char *width = rsc_number_words_dup_fixed (curve->width[k], 0, 0);

              json_builder_set_member_name (builder, width);
              json_builder_begin_object (builder);
              rsc_json_add_number (builder, "median", curve->median[k]);
              rsc_json_add_number (builder, "q25", curve->q25[k]);
              rsc_json_add_number (builder, "q75", curve->q75[k]);
              json_builder_end_object (builder);
            }
          json_builder_end_object (builder);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* The accuracy or the error of one repeat by number of neurons, from 1. */
static void
add_values (JsonBuilder *builder,
            const char *key,
            const RscExperiment *result,
            RscExperimentMeasure measure,
            gsize k)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
    {
      json_builder_set_member_name (builder, side_names[side]);
      json_builder_begin_object (builder);
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          gsize n;
          const double *value = rsc_experiment_get_values (result, k, measure, side, method, &n);

          if (value != NULL)
            rsc_json_add_numbers (builder, rsc_pruning_method_to_string (method), n, value);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* What the network without neurons gives in one repeat. */
static void
add_nothing (JsonBuilder *builder, const RscExperiment *result, gsize k)
{
  json_builder_set_member_name (builder, "without_neurons");
  json_builder_begin_object (builder);
  for (RscExperimentMeasure measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    {
      json_builder_set_member_name (builder, measure_names[measure]);
      json_builder_begin_object (builder);
      for (RscExperimentSide side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
        rsc_json_add_number (builder, side_names[side],
                             rsc_experiment_get_value_of_nothing (result, k, measure, side));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_repeat (JsonBuilder *builder, const RscExperiment *result, gsize k)
{
  const RscExperimentRepeat *repeat = rsc_experiment_get_repeat (result, k);

  json_builder_begin_object (builder);
  rsc_json_add_boolean (builder, "done", repeat->done);
  if (repeat->done)
    {
      rsc_json_add_integer (builder, "n_train", repeat->n_train);
      rsc_json_add_integer (builder, "n_test", repeat->n_test);
      rsc_json_add_integer (builder, "patterns", repeat->n_patterns);
      rsc_json_add_number (builder, "lambda", repeat->lambda);
      rsc_json_add_number (builder, "lambda_max", repeat->lambda_max);
      rsc_json_add_number (builder, "relative_gap", repeat->relative_gap);
      rsc_json_add_boolean (builder, "converged", repeat->converged);
      rsc_json_add_integer (builder, "blocks_equicorrelated", repeat->n_equicorrelated);
      rsc_json_add_integer (builder, "dimension", repeat->dimension);
      rsc_json_add_integer (builder, "start_width", repeat->start_width);
      if (repeat->minimal_width >= 0)
        rsc_json_add_integer (builder, "minimal_width", (gsize) repeat->minimal_width);
      rsc_json_add_number (builder, "seconds", repeat->seconds);
      for (RscExperimentMeasure measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
        add_values (builder, measure_names[measure], result, measure, k);
      add_nothing (builder, result, k);
    }
  json_builder_end_object (builder);
}

/* The keys of one data set in the object that is open in @builder. */
static void
add_set (JsonBuilder *builder, const RscCliExperimentSet *set)
{
  const RscExperimentSettings *settings = set->plan;

  rsc_json_add_boolean (builder, "complete",
                        set->result != NULL && rsc_experiment_is_complete (set->result));
  rsc_json_add_string (builder, "dataset", set->name);
  rsc_json_add_boolean (builder, "bias", rsc_experiment_settings_get_bias (settings));
  rsc_json_add_number (builder, "lambda_per_row",
                       rsc_experiment_settings_get_lambda_per_row (settings));
  rsc_json_add_string (
    builder, "start",
    rsc_experiment_start_to_string (rsc_experiment_settings_get_start (settings)));
  rsc_json_add_number (builder, "tolerance", rsc_experiment_settings_get_tolerance (settings));
  json_builder_set_member_name (builder, "repeats");
  json_builder_begin_array (builder);
  for (gsize k = 0; set->result != NULL && k < rsc_experiment_settings_get_n_repeats (settings);
       k++)
    add_repeat (builder, set->result, k);
  json_builder_end_array (builder);
  if (set->result == NULL)
    return;
  add_curves (builder, "curves", set->result, RSC_EXPERIMENT_ACCURACY);
  add_curves (builder, "errors", set->result, RSC_EXPERIMENT_ERROR);
}

/* What is shown of a data set: accuracy where the targets are classes, on the test rows if any. */
static void
choose_view (const RscExperiment *result, RscExperimentMeasure *measure, RscExperimentSide *side)
{
  for (*measure = 0; *measure < RSC_N_EXPERIMENT_MEASURES; (*measure)++)
    for (int k = RSC_N_EXPERIMENT_SIDES - 1; k >= 0; k--)
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          *side = (RscExperimentSide) k;
          if (rsc_experiment_get_curve (result, *measure, *side, method)->n > 0)
            return;
        }
  *measure = RSC_EXPERIMENT_ACCURACY;
  *side = RSC_EXPERIMENT_TEST;
}

static const char *
describe_view (RscExperimentMeasure measure, RscExperimentSide side)
{
  if (measure == RSC_EXPERIMENT_ACCURACY)
    return side == RSC_EXPERIMENT_TEST ? _ ("Test accuracy") : _ ("Training accuracy");
  return side == RSC_EXPERIMENT_TEST ? _ ("Test mean squared error")
                                     : _ ("Training mean squared error");
}

static void
append_facts (GString *text, const RscCliExperimentSet *set)
{
  const gsize n_repeats = rsc_experiment_settings_get_n_repeats (set->plan);
  gsize low = G_MAXSIZE;
  gsize high = 0;
  gsize n_unique = 0;
  double gap = 0.0;
  g_autofree char *worst = NULL;

  g_string_append_printf (text, _ ("Repeats     %zu of %zu done\n"),
                          rsc_experiment_get_n_done (set->result), n_repeats);
  if (rsc_experiment_get_n_done (set->result) == 0)
    return;
  for (gsize k = 0; k < n_repeats; k++)
    {
      const RscExperimentRepeat *repeat = rsc_experiment_get_repeat (set->result, k);

      if (!repeat->done)
        continue;
      low = MIN (low, repeat->start_width);
      high = MAX (high, repeat->start_width);
      gap = MAX (gap, repeat->relative_gap);
      if (repeat->minimal_width == (gssize) repeat->start_width)
        n_unique++;
    }
  worst = rsc_cli_format (gap, 2);
  g_string_append_printf (text, _ ("Certified   relative gap at most %s\n"), worst);
  g_string_append_printf (
    text, _ ("Start       %zu to %zu neurons (start “%s”)\n"), low, high,
    rsc_experiment_start_to_string (rsc_experiment_settings_get_start (set->plan)));
  if (rsc_experiment_settings_has_method (set->plan, RSC_PRUNING_OPTIMAL_LS))
    g_string_append_printf (text, _ ("Minimal     in %zu of %zu repeats from the start on\n"),
                            n_unique, rsc_experiment_get_n_done (set->result));
}

static void
append_set (GString *text, const RscCliExperimentSet *set)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autoptr (GPtrArray) head = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) align = g_string_new ("r");
  RscExperimentMeasure measure;
  RscExperimentSide side;
  gsize n = 0;

  g_string_append_printf (text, _ ("Data        %s\n"), set->name);
  append_facts (text, set);
  choose_view (set->result, &measure, &side);
  g_ptr_array_add (head, g_strdup (_ ("width")));
  for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      const RscExperimentCurve *curve =
        rsc_experiment_get_curve (set->result, measure, side, method);

      if (curve->n == 0)
        continue;
      n = curve->n;
      g_ptr_array_add (head, g_strdup (rsc_pruning_method_to_string (method)));
      g_string_append_c (align, 'r');
    }
  if (n == 0)
    return;
  g_ptr_array_add (head, NULL);
  g_ptr_array_add (rows, g_strdupv ((char **) head->pdata));
  for (gsize k = 0; k < MIN (n, MAX_ROWS); k++)
    {
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (cells, g_strdup_printf ("%" G_GSIZE_FORMAT, k + 1));
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          const RscExperimentCurve *curve =
            rsc_experiment_get_curve (set->result, measure, side, method);

          if (curve->n > 0)
            g_ptr_array_add (cells, rsc_number_words_dup_fixed (curve->median[k], 3, 0));
        }
      g_ptr_array_add (cells, NULL);
      g_ptr_array_add (rows, g_strdupv ((char **) cells->pdata));
    }
  g_string_append_printf (text, _ ("\n%s, median over the repeats\n"),
                          describe_view (measure, side));
  rsc_cli_append_table (text, rows, align->str);
  if (n > MAX_ROWS)
    g_string_append_printf (text, _ ("… and %zu more: --json has them all\n"), n - MAX_ROWS);
}

static const char *
name_method (RscPruningMethod method)
{
  switch (method)
    {
    case RSC_PRUNING_OPTIMAL_LS:
      return _ ("Optimal/LS");
    case RSC_PRUNING_MAGNITUDE:
      return _ ("Magnitude");
    case RSC_PRUNING_GRADIENT:
      return _ ("Gradient");
    case RSC_PRUNING_ACTIVATION:
      return _ ("Activation");
    default:
      return _ ("Random");
    }
}

static void
draw_sets (const RscTheme *theme, cairo_t *cr, double width, double height, gpointer data)
{
  const GArray *models = data;

  if (models->len == 1)
    rsc_curves_plot_draw (&g_array_index (models, RscCurvesModel, 0), theme, cr, width, height);
  else
    rsc_curves_plot_draw_grid (models->len, (const RscCurvesModel *) (gpointer) models->data, theme,
                               cr, width, height);
}

/* Three to five pictures in a row, whatever leaves the fewest places empty. */
static guint
count_columns (guint n)
{
  guint best = MIN (n, 5);

  for (guint columns = 4; columns >= 3; columns--)
    if (n > 5 && (columns - n % columns) % columns < (best - n % best) % best)
      best = columns;
  return best;
}

static gboolean
write_figure (const char *path, const GPtrArray *sets, GError **error)
{
  g_autoptr (GArray) models = g_array_new (FALSE, FALSE, sizeof (RscCurvesModel));
  g_autofree RscCurve *curves = g_new0 (RscCurve, (gsize) sets->len * RSC_N_PRUNING_METHODS);
  RscTheme theme;
  guint n_rows;
  guint n_columns;

  for (guint k = 0; k < sets->len; k++)
    {
      const RscCliExperimentSet *set = g_ptr_array_index (sets, k);
      RscCurve *first = curves + (gsize) k * RSC_N_PRUNING_METHODS;
      RscCurvesModel model;
      RscExperimentMeasure measure;
      RscExperimentSide side;

      if (set->result == NULL || rsc_experiment_get_n_done (set->result) == 0)
        continue;
      choose_view (set->result, &measure, &side);
      rsc_curves_model_init (&model);
      model.title = set->name;
      model.y_title = describe_view (measure, side);
      model.curves = first;
      model.limit = MAX_WIDTH;
      model.legend = TRUE;
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          const RscExperimentCurve *curve =
            rsc_experiment_get_curve (set->result, measure, side, method);

          if (curve->n == 0)
            continue;
          first[model.n_curves++] = (RscCurve){ .label = name_method (method),
                                                .n = curve->n,
                                                .width = curve->width,
                                                .value = curve->median,
                                                .low = curve->q25,
                                                .high = curve->q75,
                                                .index = method };
        }
      g_array_append_val (models, model);
    }
  /* Interrupted before the first repeat: a picture of nothing would only hide that. */
  if (models->len == 0)
    return TRUE;
  n_columns = count_columns (models->len);
  n_rows = (models->len + n_columns - 1) / n_columns;
  rsc_theme_init (&theme, FALSE);
  return rsc_cli_write_picture (path, models->len == 1 ? 640.0 : CELL_WIDTH * n_columns,
                                models->len == 1 ? 480.0 : CELL_HEIGHT * n_rows + 60.0, 1.0, &theme,
                                draw_sets, models, error);
}

static gpointer
read_settings (const char *path,
               const RscCliOptions *options,
               char **name,
               GCancellable *cancellable,
               GError **error)
{
  RscExperimentSettings *settings =
    rsc_experiment_file_read (path, options->data, name, cancellable, error);

  if (settings != NULL)
    rsc_experiment_settings_set_methods (settings, options->methods);
  return settings;
}

static gsize
count_repeats (gconstpointer settings)
{
  return rsc_experiment_settings_get_n_repeats (settings);
}

static gboolean
restore (RscCliExperimentSet *set, JsonObject *object, const char *file, GError **error)
{
  if (set->known == NULL)
    set->known = g_new0 (RscExperimentOutcome, count_repeats (set->plan));
  return rsc_experiment_result_read (object, file, set->plan, set->known, error);
}

static void
free_known (const RscCliExperimentSet *set)
{
  RscExperimentOutcome *known = set->known;

  for (gsize k = 0; k < count_repeats (set->plan); k++)
    rsc_experiment_outcome_clear (&known[k]);
  g_free (known);
}

/* Whether repeat @k is of the share and not known. */
static gboolean
is_to_do (const RscCliExperimentSet *set, gsize k)
{
  const RscExperimentOutcome *known = set->known;

  return rsc_share_has (&set->share, k) && !(known != NULL && known[k].info.done);
}

static gpointer
run_settings (const RscCliExperimentSet *set,
              const RscCliOptions *options,
              RscCliBar *bar,
              GCancellable *cancellable,
              GError **error)
{
  RscExperimentSettings *plan = set->plan;
  const gsize d = rsc_experiment_settings_get_d (plan);
  const gsize n_repeats = rsc_experiment_settings_get_n_repeats (plan);
  gsize n_to_do = 0;

  for (gsize k = 0; k < n_repeats; k++)
    n_to_do += is_to_do (set, k);
  const gsize n_jobs = rsc_cli_count_jobs (options, n_to_do);
  for (gsize k = 0; k < n_repeats; k++)
    {
      const RscExperimentSplit *split = rsc_experiment_settings_get_split (plan, k);

      if (is_to_do (set, k)
          && !rsc_cli_check_patterns (options, split->n_train, d, split->n_gates, n_jobs, error))
        return NULL;
    }
  rsc_experiment_settings_set_bytes_max (plan, options->memory);
  return rsc_experiment_run_share (plan, &set->share, set->known, (guint) options->jobs,
                                   rsc_cli_bar_move, bar, cancellable, error);
}

static gboolean
is_complete (gconstpointer result)
{
  return rsc_experiment_is_complete (result);
}

static RscCliExit
find_exit (const RscCliExperimentSet *set)
{
  for (gsize r = 0; r < rsc_experiment_settings_get_n_repeats (set->plan); r++)
    {
      const RscExperimentRepeat *repeat = rsc_experiment_get_repeat (set->result, r);

      if (repeat->done && !repeat->converged)
        return rsc_cli_experiment_fail_gap (set, r, repeat->relative_gap);
    }
  return RSC_CLI_DONE;
}

const RscCliExperimentKind rsc_cli_experiment_pruning_kind = {
  .schema = "reluscope-experiment-pruning-1",
  .read = read_settings,
  .count = count_repeats,
  .restore = restore,
  .run = run_settings,
  .is_complete = is_complete,
  .add_set = add_set,
  .append_set = append_set,
  .find_exit = find_exit,
  .write_figure = write_figure,
  .free_plan = (GDestroyNotify) rsc_experiment_settings_unref,
  .free_known = free_known,
  .free_result = (GDestroyNotify) rsc_experiment_unref,
};

RscCliExit
rsc_cli_experiment_pruning (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  return rsc_cli_experiment_run (&rsc_cli_experiment_pruning_kind, options, cancellable, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-experiment-kinds.h"
#include "app/cli/rsc-cli-score.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-program.h"
#include "app/files/rsc-json.h"
#include "app/files/rsc-experiment-result.h"
#include "app/files/rsc-tuning-file.h"
#include "core/numerics/rsc-number-words.h"
#include "core/training/rsc-tuning-experiment.h"
#include <glib/gi18n.h>
#include <math.h>
#include <stdio.h>

/* Whether @plan has such predictions. */
static gboolean
has_prediction (const RscTuningPlan *plan, RscTuningPrediction prediction)
{
  return prediction == RSC_TUNING_BY_GATES
         || rsc_tuning_plan_get_activation (plan) == RSC_ACTIVATION_RELU;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_choices (JsonBuilder *builder, const RscTuningOutcome *outcome, RscTuningPrediction prediction)
{
  const double range[] = { outcome->low[prediction], outcome->high[prediction] };

  json_builder_set_member_name (builder, rsc_tuning_prediction_to_string (prediction));
  json_builder_begin_object (builder);
  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    {
      const RscTuningChoice *choice = &outcome->choices[prediction][c];

      json_builder_set_member_name (builder, rsc_tuning_criterion_to_string (c));
      json_builder_begin_object (builder);
      rsc_json_add_boolean (builder, "proved", choice->proved);
      rsc_json_add_boolean (builder, "endless", choice->endless);
      rsc_json_add_integer (builder, "width", choice->width);
      rsc_json_add_number (builder, "penalty", choice->penalty);
      rsc_cli_add_score (builder, "train", &choice->train);
      rsc_cli_add_score (builder, "validation", &choice->validation);
      rsc_cli_add_score (builder, "test", &choice->test);
      json_builder_end_object (builder);
    }
  rsc_json_add_numbers (builder, "test_accuracy", 2, range);
  rsc_json_add_number (builder, "test_accuracy_at_least", outcome->low_bound[prediction]);
  rsc_json_add_number (builder, "test_accuracy_at_most", outcome->high_bound[prediction]);
  json_builder_end_object (builder);
}

static void
add_outcome (JsonBuilder *builder,
             const RscTuningPlan *plan,
             const RscTuningRepeat *repeat,
             RscTuningSource source)
{
  const RscTuningOutcome *outcome = &repeat->outcomes[source];

  json_builder_set_member_name (builder, rsc_tuning_source_to_string (source));
  json_builder_begin_object (builder);
  rsc_json_add_integer (builder, "blocks", outcome->n_blocks);
  rsc_json_add_integer (builder, "dimension", outcome->dimension);
  rsc_json_add_boolean (builder, "bounded", outcome->bounded);
  rsc_json_add_number (builder, "objective", outcome->objective);
  rsc_json_add_number (builder, "least_penalty", outcome->least_penalty);
  rsc_json_add_number (builder, "largest_penalty", outcome->largest_penalty);
  if (source == RSC_TUNING_SOURCE_OPTIMAL)
    {
      rsc_json_add_number (builder, "relative_gap", repeat->relative_gap);
      rsc_json_add_boolean (builder, "converged", repeat->converged);
      rsc_json_add_integer (builder, "neurons", repeat->n_neurons);
      rsc_json_add_integer (builder, "dimension_merged", repeat->dimension);
      rsc_json_add_boolean (builder, "trusted", repeat->trusted);
    }
  else
    {
      rsc_json_add_integer (builder, "iterations", repeat->iterations);
      rsc_json_add_boolean (builder, "stopped_by_tolerance", repeat->stopped);
      rsc_json_add_number (builder, "squared_gradient", repeat->squared_gradient);
      rsc_json_add_number (builder, "violation", repeat->violation);
    }
  for (RscTuningPrediction p = 0; p < RSC_N_TUNING_PREDICTIONS; p++)
    if (has_prediction (plan, p))
      add_choices (builder, outcome, p);
  json_builder_end_object (builder);
}

static void
add_repeat (JsonBuilder *builder, const RscCliExperimentSet *set, gsize k)
{
  const RscTuningRepeat *repeat = rsc_tuning_experiment_get_repeat (set->result, k);

  json_builder_begin_object (builder);
  rsc_json_add_boolean (builder, "done", repeat->done);
  if (repeat->done)
    {
      rsc_json_add_integer (builder, "n_train",
                            rsc_tuning_plan_get_n_rows (set->plan, k, RSC_TUNING_TRAIN));
      rsc_json_add_integer (builder, "n_valid",
                            rsc_tuning_plan_get_n_rows (set->plan, k, RSC_TUNING_VALID));
      rsc_json_add_integer (builder, "n_test",
                            rsc_tuning_plan_get_n_rows (set->plan, k, RSC_TUNING_TEST_ROWS));
      rsc_json_add_integer (builder, "patterns", repeat->n_patterns);
      rsc_json_add_number (builder, "lambda", repeat->lambda);
      rsc_json_add_number (builder, "lambda_max", repeat->lambda_max);
      for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES; source++)
        add_outcome (builder, set->plan, repeat, source);
      rsc_json_add_number (builder, "seconds", repeat->seconds);
    }
  json_builder_end_object (builder);
}

static void
add_medians (JsonBuilder *builder,
             const RscTuningExperiment *result,
             RscTuningSource source,
             RscTuningPrediction prediction)
{
  double low, high, low_bound, high_bound;

  json_builder_set_member_name (builder, rsc_tuning_prediction_to_string (prediction));
  json_builder_begin_object (builder);
  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    {
      json_builder_set_member_name (builder, rsc_tuning_criterion_to_string (c));
      json_builder_begin_object (builder);
      for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
        rsc_json_add_number (
          builder, rsc_tuning_part_to_string (part),
          rsc_tuning_experiment_get_median (result, source, prediction, c, part));
      json_builder_end_object (builder);
    }
  rsc_tuning_experiment_get_range (result, source, prediction, &low, &high, &low_bound,
                                   &high_bound);
  rsc_json_add_number (builder, "max_diff",
                       rsc_tuning_experiment_get_difference (result, source, prediction));
  rsc_json_add_numbers (builder, "test_accuracy", 2, (const double[]){ low, high });
  rsc_json_add_number (builder, "test_accuracy_at_least", low_bound);
  rsc_json_add_number (builder, "test_accuracy_at_most", high_bound);
  json_builder_end_object (builder);
}

/* The keys of one data set in the object that is open in @builder. */
static void
add_set (JsonBuilder *builder, const RscCliExperimentSet *set)
{
  const RscTuningPlan *plan = set->plan;
  const RscProximalSettings *proximal = rsc_tuning_plan_get_proximal (plan);

  rsc_json_add_boolean (builder, "complete",
                        set->result != NULL && rsc_tuning_experiment_is_complete (set->result));
  rsc_json_add_boolean (builder, "out_of_time",
                        set->result != NULL && rsc_tuning_experiment_ran_out (set->result));
  rsc_json_add_string (builder, "dataset", set->name);
  rsc_json_add_boolean (builder, "bias", rsc_tuning_plan_get_bias (plan));
  rsc_json_add_string (builder, "activation",
                       rsc_tuning_plan_get_activation (plan) == RSC_ACTIVATION_GATED ? "gated"
                                                                                     : "relu");
  rsc_json_add_number (builder, "lambda_per_row", rsc_tuning_plan_get_lambda_per_row (plan));
  rsc_json_add_integer (builder, "gates", rsc_tuning_plan_get_n_gates (plan));
  rsc_json_add_integer (builder, "seed", (gsize) rsc_tuning_plan_get_seed (plan));
  rsc_json_add_string (builder, "patterns_kind", "sampled");
  rsc_json_add_number (builder, "stop", proximal->tolerance);
  rsc_json_add_integer (builder, "iterations", proximal->max_iterations);
  rsc_json_add_number (builder, "seconds", rsc_tuning_plan_get_seconds (plan));
  json_builder_set_member_name (builder, "repeats");
  json_builder_begin_array (builder);
  for (gsize k = 0; set->result != NULL && k < rsc_tuning_plan_get_n_repeats (plan); k++)
    add_repeat (builder, set, k);
  json_builder_end_array (builder);
  if (set->result == NULL)
    return;
  json_builder_set_member_name (builder, "medians");
  json_builder_begin_object (builder);
  for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES; source++)
    {
      json_builder_set_member_name (builder, rsc_tuning_source_to_string (source));
      json_builder_begin_object (builder);
      for (RscTuningPrediction p = 0; p < RSC_N_TUNING_PREDICTIONS; p++)
        if (has_prediction (plan, p))
          add_medians (builder, set->result, source, p);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

/* ---- summary ------------------------------------------------------------------------------- */

static const char *
name_source (RscTuningSource source, RscTuningPrediction prediction)
{
  if (source == RSC_TUNING_SOURCE_OPTIMAL)
    return prediction == RSC_TUNING_BY_GATES ? _ ("optimal, by gates") : _ ("optimal, ReLU");
  return prediction == RSC_TUNING_BY_GATES ? _ ("early stop, by gates") : _ ("early stop, ReLU");
}

static char *
format_accuracy (double value)
{
  return isnan (value) ? g_strdup ("") : rsc_number_words_dup_fixed (value, 3, 0);
}

/* "of dimension 0 to 3" */
static void
append_sizes (GString *text, const RscCliExperimentSet *set, RscTuningSource source)
{
  gsize least = G_MAXSIZE, most = 0, narrow = G_MAXSIZE, wide = 0, n_unbounded = 0;

  for (gsize k = 0; k < rsc_tuning_plan_get_n_repeats (set->plan); k++)
    {
      const RscTuningRepeat *repeat = rsc_tuning_experiment_get_repeat (set->result, k);
      const RscTuningOutcome *outcome = &repeat->outcomes[source];

      if (!repeat->done)
        continue;
      least = MIN (least, outcome->dimension);
      most = MAX (most, outcome->dimension);
      narrow = MIN (narrow, outcome->n_blocks);
      wide = MAX (wide, outcome->n_blocks);
      n_unbounded += !outcome->bounded;
    }
  rsc_cli_append_line (text, source == RSC_TUNING_SOURCE_OPTIMAL ? _ ("Optimal") : _ ("Early stop"),
                       _ ("%zu to %zu blocks, dimension %zu to %zu, unbounded in %zu of %zu "
                          "repeats"),
                       narrow, wide, least, most, n_unbounded,
                       rsc_tuning_experiment_get_n_done (set->result));
}

static void
append_set (GString *text, const RscCliExperimentSet *set)
{
  const char *const titles[] = { _ ("test accuracy"), _ ("min-norm"), _ ("extreme"),
                                 _ ("validation"),    _ ("test"),     _ ("max diff"),
                                 _ ("narrowest"),     _ ("random"),   _ ("worst-test"),
                                 _ ("attained"),      _ ("possible"), NULL };
  static const RscTuningCriterion before[] = { RSC_TUNING_MIN_NORM, RSC_TUNING_EXTREME,
                                               RSC_TUNING_VALIDATION, RSC_TUNING_TEST };
  static const RscTuningCriterion after[] = { RSC_TUNING_NARROWEST, RSC_TUNING_RANDOM,
                                              RSC_TUNING_WORST_TEST };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  const gsize n_repeats = rsc_tuning_plan_get_n_repeats (set->plan);
  const gsize n_done = rsc_tuning_experiment_get_n_done (set->result);
  double gap = 0.0;
  gsize n_doubtful = 0, n_open = 0;

  rsc_cli_append_line (text, _ ("Data"), "%s", set->name);
  rsc_cli_append_line (text, C_ ("of an experiment", "Repeats"),
                       rsc_tuning_experiment_ran_out (set->result)
                         ? _ ("%zu of %zu done in the time that was given")
                         : _ ("%zu of %zu done"),
                       n_done, n_repeats);
  if (n_done == 0)
    return;
  for (gsize k = 0; k < n_repeats; k++)
    {
      const RscTuningRepeat *repeat = rsc_tuning_experiment_get_repeat (set->result, k);

      gap = MAX (gap, repeat->relative_gap);
      n_open += repeat->done && !repeat->converged;
      n_doubtful += repeat->done && !repeat->trusted;
    }
  {
    g_autofree char *worst = rsc_cli_format (gap, 2);

    rsc_cli_append_line (text, n_open > 0 ? _ ("Not solved") : _ ("Certified"),
                         _ ("relative gap at most %s over the sampled patterns"), worst);
    if (n_doubtful > 0)
      rsc_cli_append_line (text, _ ("Caution"),
                           _ ("rounding hides the optimal set in %zu of %zu repeats: nothing is "
                              "proved there"),
                           n_doubtful, n_done);
  }
  for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES; source++)
    append_sizes (text, set, source);
  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES; source++)
    for (RscTuningPrediction p = 0; p < RSC_N_TUNING_PREDICTIONS; p++)
      {
        g_autoptr (GPtrArray) cells = g_ptr_array_new ();
        double low, high, low_bound, high_bound;

        if (!has_prediction (set->plan, p))
          continue;
        g_ptr_array_add (cells, g_strdup (name_source (source, p)));
        for (gsize k = 0; k < G_N_ELEMENTS (before); k++)
          g_ptr_array_add (cells, format_accuracy (rsc_tuning_experiment_get_median (
                                    set->result, source, p, before[k], RSC_TUNING_TEST_ROWS)));
        g_ptr_array_add (
          cells, format_accuracy (rsc_tuning_experiment_get_difference (set->result, source, p)));
        for (gsize k = 0; k < G_N_ELEMENTS (after); k++)
          g_ptr_array_add (cells, format_accuracy (rsc_tuning_experiment_get_median (
                                    set->result, source, p, after[k], RSC_TUNING_TEST_ROWS)));
        rsc_tuning_experiment_get_range (set->result, source, p, &low, &high, &low_bound,
                                         &high_bound);
        {
          g_autofree char *from = format_accuracy (low);
          g_autofree char *to = format_accuracy (high);
          g_autofree char *least = format_accuracy (low_bound);
          g_autofree char *most = format_accuracy (high_bound);

          g_ptr_array_add (cells, g_strdup_printf ("%s–%s", from, to));
          g_ptr_array_add (cells, isnan (low_bound) ? g_strdup ("")
                                                    : g_strdup_printf ("%s–%s", least, most));
        }
        g_ptr_array_add (cells, NULL);
        g_ptr_array_add (rows, g_ptr_array_free (g_steal_pointer (&cells), FALSE));
      }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "lrrrrrrrrrr");
}

/* ---- public -------------------------------------------------------------------------------- */

static gpointer
read_plan (const char *path,
           const RscCliOptions *options,
           char **name,
           GCancellable *cancellable,
           GError **error)
{
  return rsc_tuning_file_read (path, options->data, name, cancellable, error);
}

static gsize
count_repeats (gconstpointer plan)
{
  return rsc_tuning_plan_get_n_repeats (plan);
}

static gboolean
restore (RscCliExperimentSet *set, JsonObject *object, const char *file, GError **error)
{
  if (set->known == NULL)
    set->known = g_new0 (RscTuningRepeat, count_repeats (set->plan));
  return rsc_tuning_result_read (object, file, set->plan, set->known, error);
}

static void
free_known (const RscCliExperimentSet *set)
{
  g_free (set->known);
}

/* Whether repeat @k is of the share and not known. */
static gboolean
is_to_do (const RscCliExperimentSet *set, gsize k)
{
  const RscTuningRepeat *known = set->known;

  return rsc_share_has (&set->share, k) && !(known != NULL && known[k].done);
}

static gpointer
run_plan (const RscCliExperimentSet *set,
          const RscCliOptions *options,
          RscCliBar *bar,
          GCancellable *cancellable,
          GError **error)
{
  RscTuningPlan *plan = set->plan;
  const gsize n_repeats = rsc_tuning_plan_get_n_repeats (plan);
  gsize n_to_do = 0;

  for (gsize k = 0; k < n_repeats; k++)
    n_to_do += is_to_do (set, k);
  const gsize n_jobs = rsc_cli_count_jobs (options, n_to_do);
  for (gsize k = 0; k < n_repeats; k++)
    if (is_to_do (set, k))
      {
        g_autoptr (RscDataset) part = rsc_tuning_plan_dup_part (plan, k, RSC_TUNING_TRAIN);
        const gsize d = rsc_dataset_get_d (part) + (rsc_tuning_plan_get_bias (plan) ? 1 : 0);

        if (!rsc_cli_check_patterns (options, rsc_dataset_get_n (part), d,
                                     rsc_tuning_plan_get_n_gates (plan), n_jobs, error))
          return NULL;
      }
  rsc_tuning_plan_set_bytes_max (plan, options->memory);
  return rsc_tuning_experiment_run (plan, &set->share, set->known, (guint) options->jobs,
                                    rsc_cli_bar_move, bar, cancellable, error);
}

static gboolean
is_complete (gconstpointer result)
{
  return rsc_tuning_experiment_is_complete (result);
}

static RscCliExit
find_exit (const RscCliExperimentSet *set)
{
  const RscTuningPlan *plan = set->plan;

  for (gsize r = 0; r < rsc_tuning_plan_get_n_repeats (plan); r++)
    {
      const RscTuningRepeat *repeat = rsc_tuning_experiment_get_repeat (set->result, r);

      if (!repeat->done || (repeat->converged && repeat->trusted))
        continue;
      if (!repeat->converged)
        return rsc_cli_experiment_fail_gap (set, r, repeat->relative_gap);
      fprintf (stderr,
               _ ("reluscope-cli: %s: repeat %zu: rounding hides the optimal set: nothing is "
                  "proved of it\n"),
               set->name, r + 1);
      return RSC_CLI_NOT_CONVERGED;
    }
  if (rsc_tuning_experiment_ran_out (set->result))
    {
      g_autofree char *seconds = rsc_number_words_dup (rsc_tuning_plan_get_seconds (plan), 3);

      fprintf (stderr, _ ("reluscope-cli: %s: %zu of %zu repeats done in %s seconds\n"), set->name,
               rsc_tuning_experiment_get_n_done (set->result), rsc_tuning_plan_get_n_repeats (plan),
               seconds);
      return RSC_CLI_NOT_CONVERGED;
    }
  return RSC_CLI_DONE;
}

const RscCliExperimentKind rsc_cli_experiment_tuning_kind = {
  .schema = "reluscope-experiment-tuning-1",
  .read = read_plan,
  .count = count_repeats,
  .restore = restore,
  .run = run_plan,
  .is_complete = is_complete,
  .add_set = add_set,
  .append_set = append_set,
  .find_exit = find_exit,
  .free_plan = (GDestroyNotify) rsc_tuning_plan_unref,
  .free_known = free_known,
  .free_result = (GDestroyNotify) rsc_tuning_experiment_unref,
};

RscCliExit
rsc_cli_experiment_tuning (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  return rsc_cli_experiment_run (&rsc_cli_experiment_tuning_kind, options, cancellable, error);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/cli/rsc-cli-command.h"
#include "app/cli/rsc-cli-data.h"
#include "app/cli/rsc-cli-equal-fit.h"
#include "app/cli/rsc-cli-files.h"
#include "app/cli/rsc-cli-io.h"
#include "app/cli/rsc-cli-model.h"
#include "app/cli/rsc-cli-score.h"
#include "app/files/rsc-json.h"
#include "core/set/rsc-tuning.h"
#include "ui/words/rsc-equal-fit-words.h"
#include "ui/words/rsc-pattern-words.h"
#include <glib/gi18n.h>
#include <math.h>

/* Neurons of its set, and of network @a of it. */
static gsize
get_n_neurons (const RscTuning *tuning)
{
  return rsc_tuning_get_set (tuning) != NULL
           ? rsc_optimal_set_get_n_neurons (rsc_tuning_get_set (tuning))
           : rsc_equal_fit_get_n_neurons (rsc_tuning_get_fit (tuning));
}

static gsize
count_width (const RscTuning *tuning, const double *a)
{
  gsize width = 0;

  if (rsc_tuning_get_set (tuning) != NULL)
    return rsc_optimal_set_count_width (rsc_tuning_get_set (tuning), a);
  for (gsize i = 0; i < get_n_neurons (tuning); i++)
    width += a[i] > 0.0;
  return width;
}

/* ---- JSON ---------------------------------------------------------------------------------- */

static void
add_pair (JsonBuilder *builder, const char *key, double low, double high)
{
  const double both[] = { low, high };

  if (isnan (low))
    {
      json_builder_set_member_name (builder, key);
      json_builder_add_null_value (builder);
    }
  else
    rsc_json_add_numbers (builder, key, 2, both);
}

static void
add_criteria (JsonBuilder *builder, const RscTuning *tuning)
{
  json_builder_set_member_name (builder, "criteria");
  json_builder_begin_object (builder);
  for (RscTuningCriterion k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (tuning, k);

      json_builder_set_member_name (builder, rsc_tuning_criterion_to_string (k));
      if (pick->a == NULL)
        {
          json_builder_add_null_value (builder);
          continue;
        }
      json_builder_begin_object (builder);
      rsc_json_add_numbers (builder, "a", get_n_neurons (tuning), pick->a);
      rsc_json_add_integer (builder, "width", count_width (tuning, pick->a));
      rsc_json_add_boolean (builder, "proved", pick->proved);
      if (rsc_tuning_get_fit (tuning) != NULL)
        {
          rsc_json_add_boolean (builder, "endless", pick->endless);
          rsc_json_add_number (builder, "penalty",
                               rsc_equal_fit_sum_norms (rsc_tuning_get_fit (tuning), pick->a));
        }
      rsc_cli_add_score (builder, "train", &pick->train);
      rsc_cli_add_score (builder, "validation", &pick->validation);
      rsc_cli_add_score (builder, "test", &pick->test);
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static char *
as_json (const RscTuning *tuning, RscSolution *solution, gsize n_validation, gsize n_test)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) node = NULL;
  RscEqualFit *fit = rsc_tuning_get_fit (tuning);
  double low, high, low_bound, high_bound;

  rsc_tuning_get_accuracy_range (tuning, &low, &high, &low_bound, &high_bound);
  json_builder_begin_object (builder);
  rsc_json_add_string (builder, "schema", "reluscope-tune-1");
  rsc_cli_add_reading (builder, rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
  rsc_json_add_string (builder, "set", fit != NULL ? "equal-fit" : "optimal");
  if (fit != NULL)
    {
      rsc_json_add_problem (builder, rsc_solution_get_problem (solution));
      rsc_json_add_number (builder, "lambda", rsc_equal_fit_get_lambda (fit));
      rsc_cli_add_equal_fit (builder, fit);
    }
  else
    {
      rsc_json_add_solution (builder, solution);
      rsc_json_add_optimal_set (builder, rsc_tuning_get_set (tuning));
    }
  rsc_json_add_integer (builder, "n_validation", n_validation);
  rsc_json_add_integer (builder, "n_test", n_test);
  add_criteria (builder, tuning);
  json_builder_set_member_name (builder, "range");
  json_builder_begin_object (builder);
  add_pair (builder, "test_accuracy", low, high);
  add_pair (builder, "test_accuracy_bounds", low_bound, high_bound);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  node = json_builder_get_root (builder);
  return rsc_json_to_text (node);
}

/* ---- summary ------------------------------------------------------------------------------- */

static char *
format_score (double value)
{
  return isnan (value) ? g_strdup ("") : rsc_cli_format (value, 4);
}

static void
append_criteria (GString *text, const RscTuning *tuning)
{
  const char *const titles[] = { _ ("picked by"),     _ ("width"),
                                 _ ("train error"),   _ ("validation"),
                                 _ ("test error"),    _ ("train accuracy"),
                                 _ ("test accuracy"), NULL };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  g_ptr_array_add (rows, g_strdupv ((char **) titles));
  for (RscTuningCriterion k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (tuning, k);

      if (pick->a == NULL)
        continue;
      g_autofree char *width = g_strdup_printf ("%" G_GSIZE_FORMAT, count_width (tuning, pick->a));
      g_autofree char *train = format_score (pick->train.error);
      g_autofree char *validation = format_score (pick->validation.error);
      g_autofree char *test = format_score (pick->test.error);
      g_autofree char *train_accuracy = format_score (pick->train.accuracy);
      g_autofree char *test_accuracy = format_score (pick->test.accuracy);
      const char *const cells[] = { rsc_tuning_criterion_to_string (k),
                                    width,
                                    train,
                                    validation,
                                    test,
                                    train_accuracy,
                                    test_accuracy,
                                    NULL };

      g_ptr_array_add (rows, g_strdupv ((char **) cells));
    }
  g_string_append_c (text, '\n');
  rsc_cli_append_table (text, rows, "lrrrrrr");
}

/* What all of them are. */
static void
append_set (GString *text, const RscTuning *tuning, RscSolution *solution)
{
  RscOptimalSet *set = rsc_tuning_get_set (tuning);

  if (set == NULL)
    {
      g_autofree char *words = rsc_equal_fit_words_dup_set (rsc_tuning_get_fit (tuning));
      g_autofree char *penalty = rsc_equal_fit_words_dup_penalty (rsc_tuning_get_fit (tuning));

      rsc_cli_append_line (text, _ ("Set"), "%s", words);
      rsc_cli_append_line (text, _ ("Penalty"), "%s", penalty);
      return;
    }
  rsc_cli_append_line (
    text, _ ("Set"),
    rsc_optimal_set_is_unique (set)
      ? _ ("one optimal network%s: every criterion picks it")
      : _ ("optimal networks%s of dimension %zu: all fit the training points alike"),
    rsc_pattern_words_scope (solution), rsc_optimal_set_get_dimension (set));
}

static char *
as_text (const RscTuning *tuning, RscSolution *solution, gsize n_validation, gsize n_test)
{
  g_autofree char *lambda = rsc_cli_format (rsc_solution_get_lambda (solution), 10);
  GString *text = g_string_new (NULL);
  double low, high, low_bound, high_bound;

  rsc_cli_append_reading (text, rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
  rsc_cli_append_line (text, _ ("Points"), _ ("%zu to train, %zu to validate, %zu to test"),
                       rsc_problem_get_n (rsc_solution_get_problem (solution)), n_validation,
                       n_test);
  rsc_cli_append_line (text, "λ", "%s", lambda);
  append_set (text, tuning, solution);
  rsc_tuning_get_accuracy_range (tuning, &low, &high, &low_bound, &high_bound);
  if (!isnan (low))
    {
      g_autofree char *from = rsc_cli_format (low, 4);
      g_autofree char *to = rsc_cli_format (high, 4);
      g_autofree char *least = rsc_cli_format (low_bound, 4);
      g_autofree char *most = rsc_cli_format (high_bound, 4);

      if (rsc_tuning_get_set (tuning) != NULL)
        rsc_cli_append_line (text, _ ("Accuracy"),
                             _ ("on the test points from %s to %s; no optimal network%s is below "
                                "%s or above %s"),
                             from, to, rsc_pattern_words_scope (solution), least, most);
      else
        rsc_cli_append_line (text, _ ("Accuracy"),
                             _ ("on the test points from %s to %s; no network of the set is below "
                                "%s or above %s"),
                             from, to, least, most);
    }
  append_criteria (text, tuning);
  return g_string_free (text, FALSE);
}

/* ---- public -------------------------------------------------------------------------------- */

RscCliExit
rsc_cli_tune (const RscCliOptions *options, GCancellable *cancellable, GError **error)
{
  g_autoptr (RscDataset) held = NULL;
  g_autoptr (RscDataset) validation = NULL;
  g_autoptr (RscDataset) test = NULL;
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (RscEqualFit) fit = NULL;
  g_autoptr (RscTuning) tuning = NULL;
  RscTuningSettings settings;
  gsize n_validation, n_test;

  if (!rsc_cli_check_outputs (options, error))
    return RSC_CLI_BAD_INPUT;
  solution = rsc_cli_load_and_solve_tested (options, &held, cancellable, error);
  if (solution == NULL)
    return RSC_CLI_BAD_INPUT;
  if (held == NULL)
    {
      rsc_cli_fail (error, _ ("tune needs points that are not trained on: --test FILE or "
                              "--test-fraction F"));
      return RSC_CLI_BAD_INPUT;
    }
  if (!rsc_dataset_split (held, options->validation, options->seed, &validation, &test, error))
    return RSC_CLI_BAD_INPUT;
  if (options->train.equal_fit != NULL)
    fit = rsc_cli_load_equal_fit_at (options, solution, cancellable, error);
  else
    set = rsc_cli_compute_set (options, solution, cancellable, error);
  if (set == NULL && fit == NULL)
    return RSC_CLI_BAD_INPUT;
  rsc_tuning_settings_init (&settings);
  settings.seed = options->seed;
  tuning = fit != NULL
             ? rsc_tuning_new_for_fit (fit, validation, test, &settings, cancellable, error)
             : rsc_tuning_new (set, validation, test, &settings, cancellable, error);
  if (tuning == NULL)
    return RSC_CLI_BAD_INPUT;
  n_validation = rsc_dataset_get_n (validation);
  n_test = rsc_dataset_get_n (test);
  if (options->json != NULL)
    {
      g_autofree char *json = as_json (tuning, solution, n_validation, n_test);

      if (!rsc_file_write (options->json, json, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  if (g_strcmp0 (options->json, "-") != 0)
    {
      g_autofree char *text = as_text (tuning, solution, n_validation, n_test);

      if (!rsc_file_write ("-", text, -1, cancellable, error))
        return RSC_CLI_BAD_INPUT;
    }
  return (RscCliExit) (set != NULL ? rsc_cli_get_set_exit (set) : rsc_cli_get_exit (solution));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/training/rsc-tuning-experiment.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

#define ROWS 60
#define FEATURES 3

/* Two classes that a plane almost parts. */
static RscDataset *
draw_data (void)
{
  g_autofree double *x = g_new (double, ROWS *FEATURES);
  g_autofree double *y = g_new (double, ROWS);
  gsl_rng *rng = rsc_random_new (11);

  for (gsize k = 0; k < ROWS; k++)
    {
      for (gsize i = 0; i < FEATURES; i++)
        x[k * FEATURES + i] = gsl_ran_gaussian (rng, 1.0);
      y[k] = x[k * FEATURES] + 0.5 * gsl_ran_gaussian (rng, 1.0) > 0.0 ? 1.0 : -1.0;
    }
  gsl_rng_free (rng);
  return rsc_dataset_new ("points", ROWS, FEATURES, x, y, NULL, NULL, NULL);
}

static gboolean
add_rows (RscTuningPlan *plan, gsize first, gsize train, gsize valid, gsize test, GError **error)
{
  const gsize n[RSC_N_TUNING_PARTS] = { train, valid, test };
  gsize rows[RSC_N_TUNING_PARTS][ROWS];
  const gsize *const parts[RSC_N_TUNING_PARTS] = { rows[0], rows[1], rows[2] };

  for (gsize part = 0, next = first; part < RSC_N_TUNING_PARTS; part++)
    for (gsize k = 0; k < n[part]; k++)
      rows[part][k] = next++ % ROWS;
  return rsc_tuning_plan_add_repeat (plan, n, parts, error);
}

static RscTuningPlan *
make_plan (RscActivation activation)
{
  g_autoptr (RscDataset) dataset = draw_data ();
  g_autoptr (GError) error = NULL;
  RscTuningPlan *plan = rsc_tuning_plan_new (dataset, FALSE, 0.01, 20, 3, &error);

  g_assert_no_error (error);
  rsc_tuning_plan_set_activation (plan, activation);
  g_assert_true (add_rows (plan, 0, 16, 8, 30, &error));
  g_assert_true (add_rows (plan, 17, 16, 8, 30, &error));
  g_assert_true (add_rows (plan, 31, 16, 8, 30, &error));
  return plan;
}

static void
check_outcome (const RscTuningOutcome *outcome, RscTuningPrediction p, gboolean is_optimal)
{
  const RscTuningChoice *choices = outcome->choices[p];

  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA; c++)
    {
      /* One fit. */
      if (p == RSC_TUNING_BY_GATES || is_optimal)
        g_assert_cmpfloat_with_epsilon (choices[c].train.error, choices[0].train.error, 1e-9);
      g_assert_cmpfloat (choices[c].penalty, >=, outcome->least_penalty * (1.0 - 1e-8));
      if (outcome->bounded)
        g_assert_cmpfloat (choices[c].penalty, <=, outcome->largest_penalty * (1.0 + 1e-8));
      g_assert_cmpuint (choices[c].width, <=, outcome->n_blocks);
      g_assert_cmpfloat (choices[c].test.accuracy, >=, outcome->low[p]);
      g_assert_cmpfloat (choices[c].test.accuracy, <=, outcome->high[p]);
      if (choices[RSC_TUNING_TEST].proved)
        g_assert_cmpfloat (choices[c].test.error, >=,
                           choices[RSC_TUNING_TEST].test.error * (1.0 - 1e-7));
      if (choices[RSC_TUNING_VALIDATION].proved)
        g_assert_cmpfloat (choices[c].validation.error, >=,
                           choices[RSC_TUNING_VALIDATION].validation.error * (1.0 - 1e-7));
    }
  if (is_optimal)
    {
      g_assert_true (outcome->bounded);
      g_assert_cmpfloat_with_epsilon (outcome->least_penalty, outcome->largest_penalty,
                                      1e-7 * outcome->largest_penalty);
      g_assert_cmpfloat (outcome->low_bound[p], <=, outcome->low[p]);
      g_assert_cmpfloat (outcome->high_bound[p], >=, outcome->high[p]);
    }
}

static void
check_run (RscActivation activation)
{
  g_autoptr (RscTuningPlan) plan = make_plan (activation);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTuningExperiment) one =
    rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, NULL, &error);
  g_autoptr (RscTuningExperiment) two =
    rsc_tuning_experiment_run (plan, NULL, NULL, 2, NULL, NULL, NULL, &error);
  double values[3];
  gsize larger = 0;

  g_assert_no_error (error);
  g_assert_true (rsc_tuning_experiment_is_complete (one));
  g_assert_false (rsc_tuning_experiment_ran_out (one));
  for (gsize k = 0; k < 3; k++)
    {
      const RscTuningRepeat *repeat = rsc_tuning_experiment_get_repeat (one, k);
      RscTuningRepeat first = *repeat, second = *rsc_tuning_experiment_get_repeat (two, k);

      first.seconds = second.seconds = 0.0;
      g_assert_cmpmem (&first, sizeof first, &second, sizeof second);
      g_assert_true (repeat->done && repeat->converged && repeat->trusted);
      g_assert_cmpfloat (repeat->relative_gap, <=, 1e-9);
      g_assert_cmpfloat (repeat->lambda, ==, 0.16);
      for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES; source++)
        for (RscTuningPrediction p = 0; p < (activation == RSC_ACTIVATION_RELU ? 2 : 1); p++)
          check_outcome (&repeat->outcomes[source], p, source == RSC_TUNING_SOURCE_OPTIMAL);
      larger += repeat->outcomes[RSC_TUNING_SOURCE_EARLY].n_blocks
                > repeat->outcomes[RSC_TUNING_SOURCE_OPTIMAL].n_blocks;
      values[k] = repeat->outcomes[RSC_TUNING_SOURCE_EARLY]
                    .choices[RSC_TUNING_BY_GATES][RSC_TUNING_VALIDATION]
                    .test.accuracy;
    }
  /* What the first-order method leaves is more than the optimum has. */
  g_assert_cmpuint (larger, >, 0);
  /* The middle one of three. */
  g_assert_cmpfloat (
    rsc_tuning_experiment_get_median (one, RSC_TUNING_SOURCE_EARLY, RSC_TUNING_BY_GATES,
                                      RSC_TUNING_VALIDATION, RSC_TUNING_TEST_ROWS),
    ==, MAX (MIN (values[0], values[1]), MIN (MAX (values[0], values[1]), values[2])));
  g_assert_cmpfloat (
    rsc_tuning_experiment_get_difference (one, RSC_TUNING_SOURCE_OPTIMAL, RSC_TUNING_BY_GATES), >=,
    0.0);
}

static void
test_relu (void)
{
  check_run (RSC_ACTIVATION_RELU);
}

static void
test_gated (void)
{
  check_run (RSC_ACTIVATION_GATED);
}

static void
test_ends (void)
{
  g_autoptr (RscTuningPlan) plan = make_plan (RSC_ACTIVATION_RELU);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscTuningExperiment) cancelled = NULL;
  g_autoptr (RscTuningExperiment) late = NULL;
  const RscProximalSettings endless = { .tolerance = 1e-300, .max_iterations = 100000000 };

  g_cancellable_cancel (cancellable);
  cancelled = rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, cancellable, NULL);
  g_assert_cmpuint (rsc_tuning_experiment_get_n_done (cancelled), ==, 0);
  g_assert_false (rsc_tuning_experiment_ran_out (cancelled));
  g_assert_true (isnan (rsc_tuning_experiment_get_median (cancelled, 0, 0, 0, 0)));
  rsc_tuning_plan_set_proximal (plan, &endless);
  rsc_tuning_plan_set_seconds (plan, 0.3);
  late = rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, NULL, NULL);
  g_assert_cmpuint (rsc_tuning_experiment_get_n_done (late), ==, 0);
  g_assert_true (rsc_tuning_experiment_ran_out (late));
  g_assert_false (rsc_tuning_experiment_is_complete (late));
}

/* Six rows and forty gates: the early stop has two neurons whose outputs on the four training rows
 * cancel to 1e-11, so that its set of equal fit goes on along them for further than numbers
 * tell. */
static void
test_few_rows (void)
{
  const double x[] = { -2, -1, 1, -1, 0, 0, 2, -1, 1, -1, -1, 2, -2, 2, 0, -2, 1, 1 };
  const double y[] = { 1, -1, -1, 1, -1, -1 };
  const gsize n[] = { 4, 1, 1 }, train[] = { 1, 5, 0, 4 }, valid[] = { 2 }, test[] = { 3 };
  const gsize *const rows[] = { train, valid, test };
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("few", 6, 3, x, y, NULL, NULL, NULL);
  g_autoptr (RscTuningPlan) plan = rsc_tuning_plan_new (dataset, TRUE, 0.01, 40, 89, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTuningExperiment) run = NULL;
  const RscTuningOutcome *early;

  g_assert_true (rsc_tuning_plan_add_repeat (plan, n, rows, &error));
  run = rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (rsc_tuning_experiment_is_complete (run));
  early = &rsc_tuning_experiment_get_repeat (run, 0)->outcomes[RSC_TUNING_SOURCE_EARLY];
  check_outcome (early, RSC_TUNING_BY_GATES, FALSE);
  g_assert_true (early->bounded == isfinite (early->largest_penalty));
  g_assert_cmpfloat (early->least_penalty, >, 0.0);
}

static void
test_errors (void)
{
  g_autoptr (RscDataset) dataset = draw_data ();
  g_autoptr (RscTuningPlan) plan = rsc_tuning_plan_new (dataset, FALSE, 0.01, 20, 3, NULL);
  g_autoptr (GError) error = NULL;
  const gsize n[] = { 2, 1, 1 }, train[] = { 0, 1 }, other[] = { 2 }, far[] = { ROWS };
  const gsize *const twice[] = { train, other, other };
  const gsize *const out[] = { train, other, far };

  g_assert_null (rsc_tuning_plan_new (dataset, FALSE, 0.0, 20, 3, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_null (rsc_tuning_plan_new (dataset, FALSE, 0.1, 0, 3, &error));
  g_clear_error (&error);
  g_assert_null (rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (rsc_tuning_plan_add_repeat (plan, n, twice, &error));
  g_assert_true (g_str_has_prefix (error->message, "test: "));
  g_clear_error (&error);
  g_assert_false (rsc_tuning_plan_add_repeat (plan, n, out, &error));
  g_assert_true (g_str_has_prefix (error->message, "test: "));
  g_clear_error (&error);
  g_assert_false (add_rows (plan, 0, 3, 0, 3, &error));
  g_assert_true (g_str_has_prefix (error->message, "valid: "));
  g_clear_error (&error);
  g_assert_true (add_rows (plan, 0, 16, 8, 30, &error));
  rsc_tuning_plan_set_bytes_max (plan, 1);
  g_assert_null (rsc_tuning_experiment_run (plan, NULL, NULL, 1, NULL, NULL, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tuning-experiment/relu", test_relu);
  g_test_add_func ("/tuning-experiment/gated", test_gated);
  g_test_add_func ("/tuning-experiment/ends", test_ends);
  g_test_add_func ("/tuning-experiment/few-rows", test_few_rows);
  g_test_add_func ("/tuning-experiment/errors", test_errors);
  return g_test_run ();
}

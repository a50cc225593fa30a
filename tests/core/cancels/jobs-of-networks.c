/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "things.h"

#include "core/path/rsc-cone-price.h"
#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"
#include "core/pruning/rsc-experiment.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "core/training/rsc-descent.h"
#include "core/training/rsc-settling.h"
#include "core/training/rsc-stationarity.h"
#include "core/training/rsc-tuning-experiment.h"

/* ---- paths ---- */

static gboolean
follow_path (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.1;
  settings.epsilon = 1e-2;
  g_autoptr (RscPath) path =
    rsc_path_new (things->problem, &settings, NULL, NULL, cancellable, error);

  return digest_path (result, path);
}

static gboolean
follow_path_over_all (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscGenerationSettings settings;
  RscPathSettings path_settings;

  rsc_generation_settings_init (&settings);
  settings.effort = 0.0;
  g_autoptr (RscGeneration) generation = rsc_generation_new (
    things->large ? things->plane : things->space, TRUE, &settings, NULL, NULL, cancellable, error);

  if (generation == NULL)
    return FALSE;
  rsc_path_settings_init (&path_settings);
  path_settings.ratio_min = 0.3;
  path_settings.epsilon = 1e-2;
  g_autoptr (RscPath) path =
    rsc_path_new_over_all (generation, &path_settings, NULL, NULL, cancellable, error);

  return digest_path (result, path);
}

static gboolean
find_effects (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscTargetEffects) effects = rsc_target_effects_new (
    things->set, rsc_optimal_set_get_narrowest (things->set), cancellable, error);

  if (effects == NULL)
    return FALSE;
  const double degrees = rsc_target_effects_get_degrees (effects);
  digest_values (result, 1, &degrees);
  return TRUE;
}

/* Of a network that is not minimal, so that those of the narrowest follow. */
static gboolean
find_effects_for (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscTargetEffectsOf of;
  g_autoptr (RscTargetEffects) effects = rsc_target_effects_new_for (
    things->set, rsc_optimal_set_get_interior (things->set), &of, cancellable, error);

  if (effects == NULL)
    return FALSE;
  const double degrees = rsc_target_effects_get_degrees (effects);
  digest_size (result, of);
  digest_values (result, 1, &degrees);
  return TRUE;
}

static gboolean
price_cones (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscConePrice) price =
    rsc_cone_price_new (things->few, 4, 0.1, NULL, NULL, NULL, cancellable, error);

  if (price == NULL)
    return FALSE;
  for (gsize k = 0; k < price->n; k++)
    digest_values (result, 2, price->points[k].objective);
  return digest_solution (result, price->last);
}

static gboolean
find_target_range (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscTargetRange range = { 0 };

  if (!rsc_target_range_find (things->unique, 1, &range, cancellable, error))
    return FALSE;
  digest_values (result, 1, &range.low);
  digest_values (result, 1, &range.high);
  return TRUE;
}

/* ---- pruning ---- */

static gboolean
go_on (RscPruning *start,
       const RscPruningMove *move,
       GCancellable *cancellable,
       JobResult *result,
       GError **error)
{
  if (start == NULL)
    return FALSE;
  g_autoptr (RscPruning) pruning =
    rsc_pruning_go_on (start, 0, move, NULL, NULL, cancellable, error);

  return digest_pruning (result, pruning);
}

static gboolean
prune (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscPruning) start = rsc_pruning_new_from_blocks (
    things->set, rsc_optimal_set_get_interior (things->set), NULL, cancellable, error);
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_ZERO;
  return go_on (start, &move, cancellable, result, error);
}

/* Of any network, "direct pruning". */
static gboolean
prune_trained (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (things->set);
  g_autoptr (RscPruning) start =
    rsc_pruning_new (rsc_problem_get_dataset (rsc_solution_get_problem (optimum)), NULL,
                     things->trained, rsc_solution_get_lambda (optimum), NULL, cancellable, error);
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_MINIMAL;
  return go_on (start, &move, cancellable, result, error);
}

static gboolean
prune_to_fewest (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscPruning) start = rsc_pruning_new_from_set (
    things->polygon, rsc_optimal_set_get_interior (things->polygon), NULL, cancellable, error);
  RscPruningMove move;

  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_MINIMAL;
  move.rule = RSC_PRUNING_RULE_FEWEST;
  return go_on (start, &move, cancellable, result, error);
}

static gboolean
find_curves (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscPruning) start = rsc_pruning_new_from_set (
    things->set, rsc_optimal_set_get_interior (things->set), NULL, cancellable, error);
  g_autoptr (RscPruningCurves) curves =
    start != NULL
      ? rsc_pruning_curves_new (start, RSC_PRUNING_RULE_PAPER, 1, 0, NULL, NULL, cancellable, error)
      : NULL;

  if (curves == NULL)
    return FALSE;
  for (gsize m = 0; m < RSC_N_PRUNING_METHODS; m++)
    digest_values (result, curves->n[m], curves->train[m]);
  return TRUE;
}

static gboolean
run_experiment (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscExperimentSettings) settings = rsc_experiment_settings_new_random (
    things->space, TRUE, 3, 0.5, things->large ? 60 : 12, 0.01, 1, error);
  g_autoptr (RscExperiment) experiment =
    settings != NULL ? rsc_experiment_run (settings, 2, NULL, NULL, cancellable, error) : NULL;

  if (experiment == NULL)
    return FALSE;
  /* What is done by then is a result. */
  if (!rsc_experiment_is_complete (experiment))
    {
      g_assert_true (g_cancellable_set_error_if_cancelled (cancellable, error));
      return FALSE;
    }
  for (gsize k = 0; k < 3; k++)
    digest_values (result, 1, &rsc_experiment_get_repeat (experiment, k)->lambda_max);
  return TRUE;
}

/* ---- training ---- */

/* It can be told to stop and goes on afterwards: that it has the same result then is looked at
 * here, where it is not the time that counts. */
static gboolean
train (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  const gsize n_steps = things->large ? 2000 : 300;
  g_autoptr (RscTrainer) trainer = things_make_trainer (things);

  rsc_trainer_run (trainer, n_steps, cancellable);
  g_autoptr (RscTraining) so_far = rsc_trainer_dup_training (trainer);
  const gsize done = rsc_training_get_end (so_far)->step;
  const gboolean is_ended = rsc_training_get_status (so_far) != RSC_TRAINING_RUNNING;
  g_assert_true (done == n_steps || g_cancellable_is_cancelled (cancellable) || is_ended);
  if (things->large && g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  result->stopped = done < n_steps && !is_ended;
  rsc_trainer_run (trainer, n_steps - done, NULL);
  g_autoptr (RscNetwork) network = things_get_trained (trainer);
  digest_network (result, network);
  return TRUE;
}

static gboolean
find_stationarity (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscStationarity) stationarity = rsc_stationarity_new (
    rsc_optimal_set_get_solution (things->set), things->trained, cancellable, error);

  if (stationarity == NULL)
    return FALSE;
  const double excess = rsc_stationarity_get_settled_excess (stationarity);
  digest_values (result, 1, &excess);
  return digest_solution (result, rsc_stationarity_get_restricted (stationarity));
}

static gboolean
settle (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (things->set);
  gboolean is_settled = FALSE;
  g_autofree gsize *origins = g_new0 (gsize, rsc_network_get_width (things->trained) + 1);
  g_autoptr (RscNetwork) network = rsc_settling_find (
    rsc_problem_get_dataset (rsc_solution_get_problem (optimum)), things->trained,
    rsc_solution_get_lambda (optimum), &is_settled, origins, cancellable, error);

  if (network == NULL)
    return FALSE;
  digest_network (result, network);
  return TRUE;
}

static gboolean
descend (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscDescent) descent = rsc_descent_new (
    things->set, things->trained, rsc_network_get_width (things->trained) + 20, cancellable, error);

  if (descent == NULL)
    return FALSE;
  digest_size (result, rsc_descent_get_width_needed (descent));
  digest_size (result, rsc_descent_get_n_legs (descent));
  return TRUE;
}

static gboolean
run_tuning (Things *things, GCancellable *cancellable, JobResult *result, GError **error)
{
  g_autoptr (RscTuningPlan) plan = rsc_tuning_plan_new (things->space, TRUE, 0.01, 10, 3, error);
  const gsize n[RSC_N_TUNING_PARTS] = { 6, 3, 4 };
  const gsize rows[] = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 };
  const gsize *const parts[RSC_N_TUNING_PARTS] = { rows, rows + 6, rows + 9 };

  for (gsize k = 0; k < 3; k++)
    if (!rsc_tuning_plan_add_repeat (plan, n, parts, error))
      return FALSE;
  g_autoptr (RscTuningExperiment) experiment =
    rsc_tuning_experiment_run (plan, NULL, NULL, 2, NULL, NULL, cancellable, error);

  if (experiment == NULL)
    return FALSE;
  if (!rsc_tuning_experiment_is_complete (experiment))
    {
      g_assert_true (g_cancellable_set_error_if_cancelled (cancellable, error));
      return FALSE;
    }
  for (gsize k = 0; k < 3; k++)
    digest_values (result, 1, &rsc_tuning_experiment_get_repeat (experiment, k)->lambda);
  return TRUE;
}

static const Job jobs[] = {
  { "path", follow_path },
  { "path-priced", follow_path_over_all },
  { "effects", find_effects },
  { "effects-for", find_effects_for },
  { "cone-price", price_cones },
  { "target-range", find_target_range },
  { "pruning", prune },
  { "pruning-direct", prune_trained },
  { "pruning-fewest", prune_to_fewest },
  { "curves", find_curves },
  { "experiment", run_experiment },
  { "training", train, .goes_on = TRUE },
  { "stationarity", find_stationarity },
  { "settling", settle },
  { "descent", descend },
  { "tuning-experiment", run_tuning },
};

const JobTable jobs_of_networks = { jobs, G_N_ELEMENTS (jobs) };

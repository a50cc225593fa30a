/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "storm.h"

#include "app/model/rsc-document-experiment.h"
#include "app/model/rsc-document-outputs.h"
#include "core/program/rsc-solver.h"

#include <math.h>

/* What is known of networks that were trained, of sets of equal fit, and of other outputs: numbers
 * that only the data, the model and the λ of the document give. */

#define CLOSE 1e-6

static void
assert_close (double a, double b)
{
  g_assert_cmpfloat (fabs (a - b), <=, CLOSE * (1 + fabs (b)));
}

/* --- training -------------------------------------------------------------------------------- */

static void
check_kind (Storm *s, const RscTrainingFan *fan, gsize run)
{
  RscDataset *train = rsc_document_get_state (s->document)->train;
  RscStationarity *kind = rsc_training_runs_get_kind (rsc_document_get_training (s->document), run);
  const RscTrainingState *end = rsc_training_get_end (fan->runs[run]);
  RscSolution *optimum;

  if (!kind)
    return;
  optimum = rsc_stationarity_get_optimum (kind);
  g_assert_true (rsc_stationarity_get_network (kind) == end->network);
  g_assert_true (rsc_problem_get_dataset (rsc_solution_get_problem (optimum)) == train);
  assert_close (rsc_solution_get_lambda (optimum) / fan->lambda, 1);
  assert_close (rsc_stationarity_get_objective (kind), end->objective);
  /* Nothing is below the certified optimum; over sampled patterns ReLU networks may be. */
  if (rsc_document_get_state (s->document)->patterns == RSC_PATTERNS_ALL
      && rsc_solution_get_status (optimum) == RSC_SOLUTION_CONVERGED)
    g_assert_cmpfloat (end->objective, >=,
                       rsc_solution_get_objective (optimum)
                         - CLOSE * (1 + rsc_solution_get_objective (optimum)));
}

/* A walk downhill begins at the network on show, and its objective never rises. */
static void
check_walk (RscTrainingRuns *training, RscDataset *train, double lambda)
{
  const RscTrainingWalk *walk = rsc_training_runs_get_walk (training);
  const RscTrainingState *state = rsc_training_runs_get_state (training);
  g_autoptr (RscNetwork) start = NULL;

  if (!walk)
    return;
  g_assert_nonnull (state);
  start = rsc_descent_dup_network (walk->descent, 0);
  assert_close (rsc_network_objective (start, train, lambda), state->objective);
  assert_close (rsc_descent_get_objective (walk->descent, 0), state->objective);
  if (rsc_descent_is_complete (walk->descent) && rsc_training_runs_get_optimum (training))
    g_assert_cmpfloat (
      rsc_descent_get_objective (walk->descent, (double) rsc_descent_get_n_legs (walk->descent)),
      <=, state->objective * (1 + CLOSE) + CLOSE);
}

/* Where a run came along beside the set: as far from it as is measured once more. */
static void
check_way (Storm *s)
{
  RscTrainingRuns *training = rsc_document_get_training (s->document);
  const RscTrainingWay *way = rsc_training_runs_get_way (training);
  const RscTrainingState *state = rsc_training_runs_get_state (training);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  g_autoptr (RscSetDistance) distance = NULL;
  g_autofree double *trail = NULL;
  gssize k;
  gsize n;

  if (!way || !state)
    return;
  trail = rsc_training_runs_dup_trail (training, set, &n);
  k = rsc_training_way_find (way, state->step);
  if (!trail || k < 0 || s->looked_at[RSC_REQUEST_MEASURE] == set)
    return;
  g_clear_pointer (&s->looked_at[RSC_REQUEST_MEASURE], rsc_optimal_set_unref);
  s->looked_at[RSC_REQUEST_MEASURE] = rsc_optimal_set_ref (set);
  distance = rsc_set_distance_new (set);
  assert_close (way->distances[k], rsc_set_distance_measure (distance, state->network, NULL, NULL));
}

static void
check_survey (Storm *s)
{
  RscSolution *optimum;
  RscTrainingSurvey *survey =
    rsc_training_runs_get_survey (rsc_document_get_training (s->document), &optimum);
  const RscDocumentState *state = rsc_document_get_state (s->document);

  if (!survey)
    return;
  g_assert_nonnull (optimum);
  g_assert_true (rsc_problem_get_dataset (rsc_solution_get_problem (optimum)) == state->train);
  for (gsize k = 0; k < survey->n && state->patterns == RSC_PATTERNS_ALL; k++)
    g_assert_cmpfloat (survey->objectives[k], >=,
                       rsc_solution_get_objective (optimum)
                         - 1e-5 * (1 + rsc_solution_get_objective (optimum)));
}

static void
check_training (Storm *s)
{
  RscTrainingRuns *training = rsc_document_get_training (s->document);
  RscTrainingFan *fan = rsc_training_runs_get_fan (training);
  const RscTrainingState *state = rsc_training_runs_get_state (training);
  RscDataset *train = rsc_document_get_state (s->document)->train;
  RscNetwork *shown = rsc_picked_network_get_network (rsc_document_get_picked (s->document));
  RscSolution *solution = rsc_document_get_solution (s->document);

  check_survey (s);
  if (!fan)
    {
      g_assert_null (state);
      g_assert_null (rsc_training_runs_get_walk (training));
      g_assert_null (rsc_training_runs_get_way (training));
      return;
    }
  g_assert_nonnull (train);
  g_assert_cmpuint (rsc_training_runs_get_run (training), <, fan->n_runs);
  if (isfinite (state->objective))
    assert_close (rsc_network_objective (state->network, train, fan->lambda), state->objective);
  for (gsize k = 0; k < fan->n_runs; k++)
    check_kind (s, fan, k);
  check_walk (training, train, fan->lambda);
  check_way (s);
  if (rsc_training_runs_is_active (training) && shown && solution)
    {
      if (!rsc_training_runs_is_elsewhere (training))
        assert_close (rsc_solution_get_lambda (solution) / fan->lambda, 1);
      if (!rsc_training_runs_get_walk (training)
          && !rsc_shown_fit_is_picked (rsc_document_get_fit (s->document)))
        g_assert_true (shown == state->network);
    }
}

/* --- equal fit ------------------------------------------------------------------------------- */

static void
check_fit (Storm *s)
{
  RscShownFit *fit = rsc_document_get_fit (s->document);
  RscEqualFit *set = rsc_shown_fit_get_set (fit);
  RscTrainingRuns *training = rsc_document_get_training (s->document);
  RscSolution *solution = rsc_document_get_solution (s->document);

  if (!set)
    return;
  g_assert_true (rsc_shown_fit_is_wanted (fit));
  g_assert_true (rsc_shown_fit_has_source (fit));
  g_assert_true (rsc_equal_fit_get_dataset (set)
                 == rsc_problem_get_dataset (rsc_solution_get_problem (solution)));
  g_assert_cmpfloat (rsc_equal_fit_get_misfit (set, rsc_equal_fit_get_start (set)), <=, CLOSE);
  /* Else the next is on its way. */
  if (rsc_shown_fit_is_stale (fit))
    return;
  g_assert_cmpfloat (rsc_equal_fit_get_lambda (set), ==, rsc_solution_get_lambda (solution));
  if (rsc_training_runs_is_active (training) && rsc_training_runs_get_state (training))
    g_assert_true (rsc_equal_fit_get_network (set)
                   == rsc_training_runs_get_state (training)->network);
}

/* --- outputs --------------------------------------------------------------------------------- */

/* What a network of output @k says at the points is what it says where it is solved alone. */
static void
check_output (Storm *s, RscNetwork *network, gsize k, double lambda)
{
  const RscDocumentState *state = rsc_document_get_state (s->document);
  RscProblem *shown = rsc_solution_get_problem (rsc_document_get_solution (s->document));
  g_autoptr (RscDataset) one = rsc_dataset_new_output (state->train, k);
  g_autoptr (RscProblem) problem = rsc_problem_new (
    one, state->bias, state->activation, rsc_problem_get_arrangement (shown), NULL, NULL);
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, NULL);
  const double wanted = rsc_solution_get_objective (solution);

  g_assert_cmpfloat (fabs (rsc_network_convex_objective (network, one, lambda) - wanted), <=,
                     1e-5 * (1 + wanted));
}

static void
check_outputs (Storm *s)
{
  RscOutputNetworks *known = rsc_document_get_output_networks (s->document);
  const RscDocumentState *state = rsc_document_get_state (s->document);
  RscOptimalSet *set = rsc_document_get_set (s->document);
  const double here = rsc_output_networks_get_lambda (known);
  gsize shown, wanted;
  RscOutputs *outputs = rsc_output_networks_get_outputs (known, &shown);
  double lambda;
  RscNetwork *const *networks = rsc_output_networks_get_networks (known, &lambda);

  if (!outputs)
    {
      g_assert_null (networks);
      return;
    }
  g_assert_nonnull (rsc_document_state_get_outputs (state, NULL));
  if (isnan (here))
    {
      g_assert_false (rsc_output_networks_are_certified (known));
      return;
    }
  g_assert_true (rsc_output_networks_get_train (known) == state->train);
  g_assert_true (rsc_dataset_get_outputs (state->train, &wanted) == outputs);
  g_assert_cmpuint (shown, ==, wanted);
  if (!rsc_output_networks_are_certified (known) || !(here > 0) || !set
      || s->looked_at[RSC_REQUEST_OUTPUTS] == set
      || rsc_arrangement_get_kind (rsc_problem_get_arrangement (
           rsc_solution_get_problem (rsc_document_get_solution (s->document))))
           == RSC_PATTERNS_PRICED)
    return;
  g_clear_pointer (&s->looked_at[RSC_REQUEST_OUTPUTS], rsc_optimal_set_unref);
  s->looked_at[RSC_REQUEST_OUTPUTS] = rsc_optimal_set_ref (set);
  g_assert_cmpfloat (lambda, ==, here);
  for (gsize k = 0; k < outputs->n; k++)
    check_output (s, networks[k], k, lambda);
}

/* What is fitted has the targets of the state's own data. */
static void
check_derived (Storm *s)
{
  const RscDocumentState *state = rsc_document_get_state (s->document);

  g_assert_true (!state->train || !state->unfinished);
  if (!state->train || state->split || state->standardise)
    return;
  g_assert_cmpuint (rsc_dataset_get_n (state->train), ==, rsc_dataset_get_n (state->source));
  for (gsize i = 0; i < rsc_dataset_get_n (state->train); i++)
    g_assert_cmpfloat (rsc_dataset_get_y (state->train)[i], ==,
                       rsc_dataset_get_y (state->source)[i]);
}

/* The experiment is one on the data of the state, at its λ. */
static void
check_experiment (Storm *s)
{
  const RscDocumentState *state = rsc_document_get_state (s->document);
  RscResults *results = rsc_document_get_results (s->document);
  RscSolution *solution = rsc_document_get_solution (s->document);
  RscExperiment *known = rsc_data_experiment_get_result (rsc_document_get_experiment (s->document));
  RscExperimentSettings *settings;
  double wanted;

  if (!known)
    return;
  settings = rsc_experiment_get_settings (known);
  g_assert_true (rsc_experiment_settings_get_dataset (settings) == state->source);
  if (!solution || rsc_results_is_of_before (results))
    return;
  wanted = rsc_solution_get_lambda (solution)
           / (double) rsc_problem_get_n (rsc_solution_get_problem (solution));
  g_assert_cmpfloat (fabs (rsc_experiment_settings_get_lambda_per_row (settings) - wanted), <=,
                     CLOSE * wanted);
}

void
storm_check_runs (Storm *s)
{
  check_experiment (s);
  check_derived (s);
  check_training (s);
  check_fit (s);
  check_outputs (s);
}

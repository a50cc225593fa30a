/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-solver.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-objective.h"
#include "core/training/rsc-training-start.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static RscNetwork *
random_start (RscProblem *problem, gsize m, double scale, guint64 seed)
{
  g_autoptr (GError) error = NULL;
  RscNetwork *start = rsc_training_start_new_random (problem, m, scale, seed, &error);

  g_assert_no_error (error);
  return start;
}

static double
optimum (RscProblem *problem, double lambda)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return rsc_solution_get_objective (solution);
}

static RscTraining *
train (RscProblem *problem,
       double lambda,
       RscNetwork *start,
       RscTrainingMethod method,
       gsize n_steps)
{
  RscTrainingSettings settings;
  g_autoptr (RscTrainer) trainer = NULL;

  rsc_training_settings_init (&settings);
  settings.method = method;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), lambda, start, &settings);
  rsc_trainer_run (trainer, n_steps, NULL);
  return rsc_trainer_dup_training (trainer);
}

/* Central differences of the objective, over all rows and over a mini-batch, ReLU and gated. */
static void
test_gradient (void)
{
  for (guint gated = 0; gated < 2; gated++)
    {
      g_autoptr (RscProblem) problem =
        problem_of_gallery ("checkerboard", gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);
      g_autoptr (RscNetwork) network = random_start (problem, 5, 1.0, 3);
      g_autoptr (RscTrainingObjective) objective = rsc_training_objective_new (
        rsc_problem_get_dataset (problem), TRUE, 0.3, 5, rsc_network_get_gates (network));
      const gsize size = rsc_training_objective_get_size (objective);
      static const gsize rows[] = { 1, 4, 8 };
      g_autofree double *at = g_new (double, size);
      g_autofree double *gradient = g_new (double, size);

      rsc_training_objective_set_parameters (objective, network, at);
      for (guint batch = 0; batch < 2; batch++)
        {
          const gsize *some = batch ? rows : NULL;

          rsc_training_objective_evaluate (objective, at, 3, some, gradient);
          for (gsize i = 0; i < size; i++)
            {
              const double h = 1e-5, before = at[i];
              double above, below;

              at[i] = before + h;
              above = rsc_training_objective_evaluate (objective, at, 3, some, NULL);
              at[i] = before - h;
              below = rsc_training_objective_evaluate (objective, at, 3, some, NULL);
              at[i] = before;
              g_assert_cmpfloat_with_epsilon (gradient[i], (above - below) / (2 * h), 1e-7);
            }
        }
    }
}

/* The value is the objective of the network, in its unit; the network comes back as it was. */
static void
test_value (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  g_autoptr (RscNetwork) network = random_start (problem, 4, 0.7, 9);
  g_autoptr (RscTrainingObjective) objective =
    rsc_training_objective_new (dataset, TRUE, 0.25, 4, NULL);
  g_autofree double *at = g_new (double, rsc_training_objective_get_size (objective));
  g_autoptr (RscNetwork) back = NULL;

  rsc_training_objective_set_parameters (objective, network, at);
  g_assert_cmpfloat_with_epsilon (rsc_training_objective_evaluate (objective, at, 0, NULL, NULL)
                                    * rsc_training_objective_get_unit (objective),
                                  rsc_network_objective (network, dataset, 0.25), 1e-12);
  back = rsc_training_objective_dup_network (objective, at);
  for (gsize i = 0; i < 4 * 3; i++)
    g_assert_cmpfloat_with_epsilon (rsc_network_get_hidden (back)[i],
                                    rsc_network_get_hidden (network)[i], 1e-15);
}

/* Every method comes down to the optimum, and never below it: wide networks of XOR, whose optimum
 * has every kink on data points, and gated ones, which have no kinks at all. */
static void
check_methods (RscProblem *problem, gsize m, const double *tolerances)
{
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  const double best = optimum (problem, lambda);
  g_autoptr (RscNetwork) start = random_start (problem, m, 1.0, 1);

  for (guint method = 0; method <= RSC_TRAINING_LBFGS; method++)
    {
      g_autoptr (RscTraining) training = train (problem, lambda, start, method, 20000);
      const RscTrainingState *end = rsc_training_get_end (training);
      const double excess = end->objective / best - 1.0;

      g_test_message ("%s: excess %g after %zu steps, %s, gradient %g, step size %g",
                      rsc_training_method_to_string (method), excess, end->step,
                      rsc_training_status_to_string (rsc_training_get_status (training)),
                      end->gradient_norm, end->step_size);
      g_assert_cmpfloat (excess, >=, -1e-12);
      g_assert_cmpfloat (excess, <=, tolerances[method]);
    }
}

static void
test_methods (void)
{
  g_autoptr (RscProblem) kinks = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) smooth = problem_of_gallery ("checkerboard", RSC_ACTIVATION_GATED);

  /* In the order of the methods. The quasi-Newton one is at a loss on kinks, gradients are where it
   * is flat. */
  static const double on_kinks[] = { 1e-6, 1e-6, 1e-6, 0.05 };
  static const double on_smooth[] = { 5e-3, 5e-4, 1e-10, 1e-10 };

  check_methods (kinks, 30, on_kinks);
  check_methods (smooth, 60, on_smooth);
}

static void
test_adam (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  const double best = optimum (problem, lambda);

  for (guint64 seed = 1; seed <= 3; seed++)
    {
      g_autoptr (RscNetwork) start = random_start (problem, 40, 1.0, seed);
      g_autoptr (RscTraining) training = train (problem, lambda, start, RSC_TRAINING_ADAM, 50000);
      const RscTrainingState *end = rsc_training_get_end (training);

      g_test_message ("excess %g after %zu steps, %s", end->objective / best - 1.0, end->step,
                      rsc_training_status_to_string (rsc_training_get_status (training)));
      g_assert_cmpfloat (end->objective / best - 1.0, <=, 1e-7);
    }
}

/* Near the zero network, as the optimum at λ_max is one, gated neurons have the gates of the first
 * patterns, as random ones have: none is open on every row for want of one. */
static void
test_gates_from_nothing (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_GATED);
  const gsize d = rsc_problem_get_d (problem);
  const double zero = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) nothing =
    rsc_network_new (0, d, rsc_problem_get_bias (problem), &zero, &zero, &zero);
  g_autoptr (RscNetwork) near = rsc_training_start_new_near (problem, nothing, 3, 0.1, 1, &error);
  g_autoptr (RscNetwork) random = random_start (problem, 3, 1.0, 1);

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_network_get_width (near), ==, 3);
  g_assert_cmpmem (rsc_network_get_gates (near), 3 * d * sizeof (double),
                   rsc_network_get_gates (random), 3 * d * sizeof (double));
}

/* However long it trains there are no more than a thousand states, in order; of the first steps
 * some stay, and between two of the later ones there are never more than twice as many steps as
 * there need be. */
static void
test_kept_states (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscNetwork) start = random_start (problem, 2, 1.0, 1);
  RscTrainingSettings settings;
  g_autoptr (RscTrainer) trainer = NULL;
  const gsize n_steps = 30000;
  gsize n, n_early = 0;

  rsc_training_settings_init (&settings);
  settings.method = RSC_TRAINING_DESCENT;
  settings.constant = TRUE;
  settings.step_size = 1e-6;
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), 0.1, start, &settings);
  g_assert_true (rsc_trainer_run (trainer, n_steps, NULL));
  g_autoptr (RscTraining) training = rsc_trainer_dup_training (trainer);

  n = rsc_training_get_n_states (training);
  g_assert_cmpuint (n, <=, 1001);
  g_assert_cmpuint (n, >=, 400);
  for (gsize k = 1; k < n; k++)
    {
      const gsize before = rsc_training_get_state (training, k - 1)->step;
      const gsize step = rsc_training_get_state (training, k)->step;

      g_assert_cmpuint (step, >, before);
      g_assert_cmpuint (step - before, <=, 2 * n_steps / 400);
      n_early += step <= 10;
    }
  g_assert_cmpuint (n_early, ==, 9);
  g_assert_cmpuint (rsc_training_get_end (training)->step, ==, n_steps);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/training/gradient", test_gradient);
  g_test_add_func ("/training/value", test_value);
  g_test_add_func ("/training/methods", test_methods);
  g_test_add_func ("/training/adam", test_adam);
  g_test_add_func ("/training/gates-from-nothing", test_gates_from_nothing);
  g_test_add_func ("/training/kept-states", test_kept_states);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/training/rsc-descent.h"
#include "core/training/rsc-trainer.h"
#include "core/training/rsc-training-start.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* The objective never rises at 1000 points on the way, up to rounding; no network is wider than
 * @width. */
static void
check_walk (const RscDescent *descent, gsize width)
{
  const double n_legs = (double) rsc_descent_get_n_legs (descent);
  double before = rsc_descent_get_objective (descent, 0.0);

  for (guint k = 1; k <= 1000; k++)
    {
      const double position = n_legs * k / 1000.0;
      const double here = rsc_descent_get_objective (descent, position);
      g_autoptr (RscNetwork) network = rsc_descent_dup_network (descent, position);

      g_assert_cmpfloat (here, <=, before * (1.0 + 1e-12));
      g_assert_cmpuint (rsc_network_get_width (network), <=, width);
      before = here;
    }
}

static RscNetwork *
train (RscOptimalSet *set, gsize m, gsize n_steps, guint64 seed)
{
  RscSolution *optimum = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (optimum);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscNetwork) start = rsc_training_start_new_random (problem, m, 1.0, seed, &error);
  g_autoptr (RscTrainer) trainer = NULL;
  g_autoptr (RscTraining) training = NULL;
  RscTrainingSettings settings;

  g_assert_no_error (error);
  rsc_training_settings_init (&settings);
  trainer = rsc_trainer_new (rsc_problem_get_dataset (problem), rsc_solution_get_lambda (optimum),
                             start, &settings);
  rsc_trainer_run (trainer, n_steps, NULL);
  training = rsc_trainer_dup_training (trainer);
  return rsc_network_ref (rsc_training_get_end (training)->network);
}

/* From random and half-trained networks of many neurons, to the certified optimum. */
static void
test_to_optimum (void)
{
  static const char *const names[] = { "xor", "checkerboard", "sine", "polygon-8", "moons" };

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    for (guint gated = 0; gated < 2; gated++)
      {
        g_autoptr (RscOptimalSet) set =
          set_of_gallery (names[k], gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, 0.1);
        const double best = rsc_solution_get_objective (rsc_optimal_set_get_solution (set));
        const gsize width = 60;
        g_autoptr (GError) error = NULL;
        g_autoptr (RscNetwork) network = train (set, width, k % 2 == 0 ? 0 : 300, k + 1);
        g_autoptr (RscDescent) descent = rsc_descent_new (set, network, width, NULL, &error);
        const double end =
          rsc_descent_get_objective (descent, (double) rsc_descent_get_n_legs (descent));

        g_assert_no_error (error);
        g_test_message ("%s: %zu legs, pruned %zu, optimum %zu, shared %zu: from %g to %g",
                        names[k], rsc_descent_get_n_legs (descent),
                        rsc_descent_get_pruned_width (descent),
                        rsc_descent_get_optimal_width (descent), rsc_descent_get_n_shared (descent),
                        rsc_descent_get_objective (descent, 0.0), end);
        g_assert_true (rsc_descent_is_complete (descent));
        g_assert_cmpfloat (fabs (end / best - 1.0), <=, 1e-9);
        check_walk (descent, width);
      }
}

/* The same on problems that nobody chose: points and targets at random, in one to three features,
 * ReLU and gated, from random networks and from half-trained ones. */
static void
test_random (void)
{
  gsl_rng *rng = rsc_random_new (17);

  for (guint k = 0; k < 20; k++)
    {
      const gsize d = 1 + k % 3, n = 5 + k % 4, width = 50;
      g_autofree double *x = g_new (double, n *d);
      g_autofree double *y = g_new (double, n);
      g_autoptr (RscProblem) problem = NULL;
      g_autoptr (RscOptimalSet) set = NULL;
      g_autoptr (RscNetwork) network = NULL;
      g_autoptr (RscDescent) descent = NULL;
      g_autoptr (GError) error = NULL;
      double end;

      for (gsize i = 0; i < n * d; i++)
        x[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < n; i++)
        y[i] = gsl_ran_gaussian (rng, 1.0);
      problem = problem_of_arrays (n, d, x, y, k % 4 != 3,
                                   k % 5 == 4 ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);
      set = set_of_problem (problem, k % 2 == 0 ? 0.1 : 0.03);
      network = train (set, width, k % 3 == 0 ? 0 : 150, k + 1);
      descent = rsc_descent_new (set, network, width, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rsc_descent_is_complete (descent));
      end = rsc_descent_get_objective (descent, (double) rsc_descent_get_n_legs (descent));
      g_assert_cmpfloat (
        fabs (end / rsc_solution_get_objective (rsc_optimal_set_get_solution (set)) - 1.0), <=,
        1e-9);
      check_walk (descent, width);
    }
  gsl_rng_free (rng);
}

/* Too narrow: it says so, how wide it would have to be, and that is enough. */
static void
test_width_needed (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscNetwork) network = train (set, 6, 2000, 3);
  g_autoptr (RscDescent) narrow = rsc_descent_new (set, network, 6, NULL, NULL);
  const gsize needed = rsc_descent_get_width_needed (narrow);
  g_autoptr (RscDescent) wide = rsc_descent_new (set, network, needed, NULL, NULL);
  g_autoptr (RscDescent) less = rsc_descent_new (set, network, needed - 1, NULL, NULL);

  g_assert_false (rsc_descent_is_complete (narrow));
  check_walk (narrow, 6);
  g_assert_cmpuint (needed, >, 6);
  g_assert_cmpuint (needed, <=, 6 + 8);
  g_assert_true (rsc_descent_is_complete (wide));
  g_assert_false (rsc_descent_is_complete (less));
  check_walk (wide, needed);
}

/* From an optimum there is nowhere to go down, and from the zero network straight there. */
static void
test_ends (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  RscSolution *optimum = rsc_optimal_set_get_solution (set);
  g_autoptr (RscNetwork) best = rsc_solution_dup_network (optimum);
  g_autoptr (RscNetwork) zero = rsc_network_new (0, 2, FALSE, NULL, NULL, NULL);
  g_autoptr (RscDescent) from_best = rsc_descent_new (set, best, 4, NULL, NULL);
  g_autoptr (RscDescent) from_zero = rsc_descent_new (set, zero, 4, NULL, NULL);

  g_assert_true (rsc_descent_is_complete (from_best));
  g_assert_cmpuint (rsc_descent_get_n_shared (from_best), ==, 4);
  check_walk (from_best, 4);
  g_assert_true (rsc_descent_is_complete (from_zero));
  check_walk (from_zero, 4);
  g_assert_cmpfloat_with_epsilon (rsc_descent_get_objective (from_zero, 1.0), 0.38, 1e-12);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/descent/to-optimum", test_to_optimum);
  g_test_add_func ("/descent/random", test_random);
  g_test_add_func ("/descent/width-needed", test_width_needed);
  g_test_add_func ("/descent/ends", test_ends);
  return g_test_run ();
}

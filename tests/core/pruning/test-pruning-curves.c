/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/pruning/rsc-pruning-curves.h"
#include "core/pruning/rsc-pruning-state.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

static RscDataset *
draw (guint64 seed, gsize n, gboolean classes)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) seed);
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < n; i++)
    {
      x[2 * i] = g_rand_double_range (rand, -1.0, 1.0);
      x[2 * i + 1] = g_rand_double_range (rand, -1.0, 1.0);
      y[i] = x[2 * i] * x[2 * i + 1] + g_rand_double_range (rand, -0.2, 0.2);
      if (classes)
        y[i] = y[i] > 0.0 ? 1.0 : -1.0;
    }
  RscDataset *dataset = rsc_dataset_new ("drawn", n, 2, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

/* Each curve is what the walk of its method says of its states, for training and for test
 * points. */
static void
test_walks (void)
{
  for (int classes = 0; classes < 2; classes++)
    {
      g_autoptr (RscDataset) train = draw (1, 12, classes), test = draw (2, 40, classes);
      g_autoptr (RscProblem) problem = problem_of_dataset (train, TRUE, RSC_ACTIVATION_RELU);
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.02);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscPruning) start =
        rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), test, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscPruningCurves) curves =
        rsc_pruning_curves_new (start, RSC_PRUNING_RULE_PAPER, 7, 0, NULL, NULL, NULL, &error);
      gboolean differs = FALSE;

      g_assert_no_error (error);
      g_assert_true (curves->accuracy == classes);
      g_assert_true (curves->has_test);
      for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
        {
          RscPruningMove move;

          rsc_pruning_move_init (&move);
          move.method = (RscPruningMethod) method;
          move.until = RSC_PRUNING_TO_ZERO;
          move.seed = 7;
          g_autoptr (RscPruning) walk =
            rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (curves->n[method], ==, rsc_pruning_get_n_states (walk));
          for (gsize k = 0; k < curves->n[method]; k++)
            {
              const RscPruningState *state = rsc_pruning_get_state (walk, k);

              g_assert_cmpfloat (curves->width[method][k], ==, (double) state->width);
              g_assert_cmpfloat (curves->train[method][k], ==,
                                 classes ? state->train_accuracy : state->train_error);
              g_assert_cmpfloat (curves->test[method][k], ==,
                                 classes ? state->test_accuracy : state->test_error);
              differs = differs || curves->test[method][k] != curves->train[method][k];
            }
        }
      g_assert_true (differs);
    }
}

/* A walk that may take half of what it takes is its first half; what ends at once is not full. */
static void
test_full (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("checkerboard", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscPruning) start =
    rsc_pruning_new_from_set (set, rsc_optimal_set_get_interior (set), NULL, NULL, NULL);
  const RscPruningState *first = rsc_pruning_get_state (start, 0);
  RscPruningMove move;

  g_assert_false (rsc_pruning_is_full (start));
  for (guint method = 0; method < RSC_N_PRUNING_METHODS; method++)
    {
      rsc_pruning_move_init (&move);
      move.method = (RscPruningMethod) method;
      move.until = RSC_PRUNING_TO_ZERO;
      g_autoptr (RscPruning) whole = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, NULL);
      const gsize n = rsc_pruning_get_n_states (whole);

      g_assert_false (rsc_pruning_is_full (whole));
      /* So many doubles at least, of each state. */
      move.bytes_max = n / 2 * rsc_pruning_get_start_width (start) * 3 * sizeof (double);
      g_autoptr (RscPruning) half = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, NULL);
      const gsize reached = rsc_pruning_get_n_states (half);

      g_assert_true (rsc_pruning_is_full (half));
      g_assert_cmpuint (reached, >, 1);
      g_assert_cmpuint (reached, <, n);
      for (gsize k = 0; k < reached; k++)
        g_assert_cmpfloat (rsc_pruning_get_state (half, k)->objective, ==,
                           rsc_pruning_get_state (whole, k)->objective);

      move.until = RSC_PRUNING_ONE_STEP;
      g_autoptr (RscPruning) stuck =
        rsc_pruning_go_on (half, reached - 1, &move, NULL, NULL, NULL, NULL);
      g_assert_true (rsc_pruning_is_full (stuck));
      g_assert_cmpuint (rsc_pruning_get_n_states (stuck), ==, reached);
      g_autoptr (RscPruning) one = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, NULL);
      g_assert_false (rsc_pruning_is_full (one));
      g_assert_cmpuint (rsc_pruning_get_n_states (one), ==, 2);
    }
  g_autoptr (RscPruningCurves) none =
    rsc_pruning_curves_new (start, RSC_PRUNING_RULE_PAPER, 7, 1, NULL, NULL, NULL, NULL);
  g_assert_true (none->is_full);
  g_assert_cmpuint (none->n[0], ==, 1);
  g_assert_cmpfloat (none->width[0][0], ==, (double) first->width);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pruning-curves/walks", test_walks);
  g_test_add_func ("/pruning-curves/full", test_full);
  return g_test_run ();
}

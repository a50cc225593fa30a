/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What moving a target does: against differences of solves, and the range in which it holds. */
#include "core/path/rsc-target-effects.h"
#include "core/path/rsc-target-range.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

#define SOLVE_TOLERANCE 1e-13
#define STEP 4e-4

/* The optimum with the target of @row moved. */
static RscOptimalSet *
set_with (RscOptimalSet *set, gsize row, double by)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscDataset *old = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (old);
  g_autofree double *y = g_memdup2 (rsc_dataset_get_y (old), n * sizeof (double));
  g_autoptr (GError) error = NULL;
  RscSolverSettings settings;

  y[row] += by;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("moved", n, rsc_dataset_get_d (old),
                                                    rsc_dataset_get_x (old), y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) moved =
    rsc_problem_new (dataset, rsc_problem_get_bias (problem), rsc_problem_get_activation (problem),
                     rsc_problem_get_arrangement (problem), NULL, &error);
  g_assert_no_error (error);
  rsc_solver_settings_init (&settings);
  settings.tolerance = SOLVE_TOLERANCE;
  g_autoptr (RscSolution) fresh = rsc_solver_solve (moved, rsc_solution_get_lambda (solution),
                                                    &settings, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  RscOptimalSet *other = rsc_optimal_set_new (fresh, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return other;
}

static RscOptimalSet *
close_set_at (RscProblem *problem, double ratio)
{
  RscSolverSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_solver_settings_init (&settings);
  settings.tolerance = SOLVE_TOLERANCE;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, ratio * rsc_problem_get_lambda_max (problem), &settings, NULL, NULL,
                      NULL, NULL, &error);
  g_assert_no_error (error);
  RscOptimalSet *set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* f at @count points of the only optimal network. */
static void
predict (RscOptimalSet *set, gsize count, const double *x, double *f)
{
  g_autoptr (RscNetwork) network =
    rsc_optimal_set_dup_network (set, rsc_optimal_set_get_min_norm (set));

  rsc_network_predict (network, count, x, f);
}

/* What tells two structures apart here: how many data points each neuron has on its kink and on its
 * active side, as a sum over the neurons of the only network; 0 where there is more than one. */
static gsize
get_structure (const RscOptimalSet *set)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  const double *a = rsc_optimal_set_get_min_norm (set);
  gsize sum = 1;

  if (!rsc_optimal_set_is_unique (set))
    return 0;
  for (gsize k = 0; k < rsc_optimal_set_get_n_neurons (set); k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);
      gsize active = 0;

      for (gsize i = 0; i < n; i++)
        active += neuron->activation[i] != 0.0 ? (i + 1) * (i + 1) : 0;
      if (a[k] > 1e-7)
        sum += 1000000 * neuron->boundary_rows * neuron->boundary_rows + active
               + (neuron->sign > 0 ? 100000000 : 17);
    }
  return sum;
}

/* Central differences with steps h and h/2, extrapolated, of f at @count points and of the
 * objective (after them). FALSE where an event is between. */
static gboolean
difference (RscOptimalSet *set, gsize row, gsize count, const double *x, double *slopes)
{
  const double scale = MIN (rsc_solution_get_lambda (rsc_optimal_set_get_solution (set)), 1.0);
  g_autofree double *f = g_new (double, count + 1);

  memset (slopes, 0, (count + 1) * sizeof (double));
  for (int pass = 0; pass < 2; pass++)
    for (int side = -1; side <= 1; side += 2)
      {
        const double h = (pass == 0 ? STEP : 0.5 * STEP) * scale;
        const double factor = side * (pass == 0 ? -1.0 : 4.0) / (6.0 * h);
        g_autoptr (RscOptimalSet) moved = set_with (set, row, side * h);

        if (get_structure (moved) != get_structure (set))
          return FALSE;
        predict (moved, count, x, f);
        f[count] = rsc_solution_get_objective (rsc_optimal_set_get_solution (moved));
        for (gsize i = 0; i <= count; i++)
          slopes[i] += factor * f[i];
      }
  return TRUE;
}

static void
check (RscOptimalSet *set, gsize step, gsize *n_checked)
{
  RscProblem *problem = rsc_solution_get_problem (rsc_optimal_set_get_solution (set));
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  const double *data = rsc_dataset_get_x (dataset);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscTargetEffects) effects =
    rsc_target_effects_new (set, rsc_optimal_set_get_min_norm (set), NULL, &error);
  g_autofree double *all = g_new (double, n *n);
  g_autofree double *points = g_new (double, 2 * n * d);
  g_autofree double *slopes = g_new (double, 2 * n + 1);
  g_autofree double *at = g_new (double, 2 * n);
  double trace = 0.0;

  g_assert_no_error (error);
  for (gsize i = 0; i < n; i++)
    {
      rsc_target_effects_find (effects, i, NULL, all + i * n);
      trace += all[i * n + i];
      g_assert_cmpfloat_with_epsilon (rsc_target_effects_get_leverages (effects)[i], all[i * n + i],
                                      1e-12);
      g_assert_cmpfloat (all[i * n + i], >=, -1e-12);
      g_assert_cmpfloat (all[i * n + i], <=, 1.0 + 1e-12);
      for (gsize j = 0; j < i; j++)
        g_assert_cmpfloat_with_epsilon (all[i * n + j], all[j * n + i], 1e-9);
    }
  g_assert_cmpfloat_with_epsilon (rsc_target_effects_get_degrees (effects), trace, 1e-9);
  g_assert_cmpfloat (trace, >=, 0.0);
  g_assert_cmpfloat (trace, <=, (double) n);

  /* The data, and points beside them, off every kink. */
  memcpy (points, data, n * d * sizeof (double));
  for (gsize i = 0; i < n * d; i++)
    points[n * d + i] = 1.1 * data[i] + 0.0371 * (double) (i % 7);
  for (gsize row = 0; row < n; row += step)
    {
      g_autoptr (RscNetwork) change = rsc_target_effects_dup_network (effects, row, NULL);
      const double objective = rsc_target_effects_find (effects, row, NULL, NULL);

      if (!difference (set, row, 2 * n, points, slopes))
        continue;
      rsc_network_predict (change, 2 * n, points, at);
      for (gsize i = 0; i < 2 * n; i++)
        g_assert_cmpfloat_with_epsilon (at[i], slopes[i], 1e-6);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (all[row * n + i], slopes[i], 1e-6);
      g_assert_cmpfloat_with_epsilon (objective, slopes[2 * n], 1e-6);
      ++*n_checked;
    }
}

static void
test_differences (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
    double ratio;
    gsize step;
  } cases[] = { { "toy1d.csv", RSC_ACTIVATION_RELU, 0.3, 1 },
                { "toy1d.csv", RSC_ACTIVATION_RELU, 0.05, 1 },
                { "toy1d.csv", RSC_ACTIVATION_GATED, 0.5, 1 },
                { "toy2d.csv", RSC_ACTIVATION_RELU, 0.5, 7 } };
  gsize n_checked = 0;

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscProblem) problem = problem_of_file (cases[c].name, cases[c].activation);
      g_autoptr (RscOptimalSet) set = close_set_at (problem, cases[c].ratio);

      if (!rsc_optimal_set_is_unique (set))
        continue;
      check (set, cases[c].step, &n_checked);
      g_test_message ("%s at %g: %zu", cases[c].name, cases[c].ratio, n_checked);
    }
  g_assert_cmpuint (n_checked, >=, 8);
}

/* At both ends the network is as it was, and just beyond them it is not. */
static void
test_range (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = close_set_at (problem, 0.1);
  const gsize n = rsc_problem_get_n (problem);
  gsize n_ends = 0;

  g_assert_true (rsc_optimal_set_is_unique (set));
  for (gsize row = 0; row < n; row++)
    {
      RscTargetRange range;
      g_autoptr (GError) error = NULL;

      g_assert_true (rsc_target_range_find (set, row, &range, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (range.low, <=, 0.0);
      g_assert_cmpfloat (range.high, >=, 0.0);
      for (int side = 0; side < 2; side++)
        {
          const double end = side == 0 ? range.low : range.high;
          g_autoptr (RscOptimalSet) inside = set_with (set, row, end);

          g_test_message ("target %zu: %g", row, end);
          g_assert_cmpuint (get_structure (inside), ==, get_structure (set));
          if (side == 0 ? range.low_open : range.high_open)
            continue;
          g_autoptr (RscOptimalSet) outside =
            set_with (set, row, 1.002 * end + (side == 0 ? -2e-6 : 2e-6));
          g_assert_cmpuint (get_structure (outside), !=, get_structure (set));
          n_ends++;
        }
    }
  g_assert_cmpuint (n_ends, >=, n);
}

/* dŷ/dy is symmetric, with a trace that is the sum of the leverages, with cones and with gates; a
 * gate may be open where the weights are 0. */
static void
test_symmetric (void)
{
  static const char *const names[] = { "checkerboard", "xor", "sine" };

  for (gsize c = 0; c < 2 * G_N_ELEMENTS (names); c++)
    {
      g_autoptr (RscProblem) problem =
        problem_of_gallery (names[c / 2], c % 2 == 0 ? RSC_ACTIVATION_RELU : RSC_ACTIVATION_GATED);
      g_autoptr (RscOptimalSet) set = close_set_at (problem, 0.1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscTargetEffects) effects =
        rsc_target_effects_new (set, rsc_optimal_set_get_narrowest (set), NULL, &error);
      const gsize n = rsc_problem_get_n (problem);
      g_autofree double *fit = g_new (double, n *n);
      double trace = 0.0;

      g_assert_no_error (error);
      for (gsize i = 0; i < n; i++)
        rsc_target_effects_find (effects, i, NULL, fit + i * n);
      for (gsize i = 0; i < n; i++)
        {
          trace += fit[i * n + i];
          g_assert_cmpfloat_with_epsilon (fit[i * n + i],
                                          rsc_target_effects_get_leverages (effects)[i], 1e-12);
          for (gsize k = 0; k < i; k++)
            g_assert_cmpfloat_with_epsilon (fit[i * n + k], fit[k * n + i], 1e-9);
        }
      g_assert_cmpfloat_with_epsilon (trace, rsc_target_effects_get_degrees (effects), 1e-9);
      g_assert_cmpfloat (trace, >=, 0.0);
      g_assert_cmpfloat (trace, <=, (double) n);
    }
}

/* Where all targets are 0 the zero network stays until λ_max of the one that moves is λ. */
static void
test_zero (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("x,y\n-1,0\n0.5,0\n2,0\n", TRUE);
  g_autoptr (RscOptimalSet) set = set_at (problem, 0.3);

  for (gsize row = 0; row < 3; row++)
    {
      double y[3] = { 0.0 };
      const double x[] = { -1.0, 0.5, 2.0 };
      RscTargetRange range;
      g_autoptr (GError) error = NULL;

      y[row] = 1.0;
      g_autoptr (RscProblem) one = problem_of_arrays (3, 1, x, y, TRUE, RSC_ACTIVATION_RELU);
      const double end = 0.3 / rsc_problem_get_lambda_max (one);

      g_assert_true (rsc_target_range_find (set, row, &range, NULL, &error));
      g_assert_no_error (error);
      g_assert_false (range.high_open || range.low_open);
      g_assert_cmpfloat_with_epsilon (range.high, end, 2e-3 * end);
      g_assert_cmpfloat_with_epsilon (range.low, -end, 2e-3 * end);
    }
}

/* Of a set that is not unique: vertices have derivatives of their own, and no range. */
static void
test_several (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = close_set_at (problem, 0.1);
  g_autoptr (GError) error = NULL;
  RscTargetRange range;

  g_assert_false (rsc_optimal_set_is_unique (set));
  g_autoptr (RscTargetEffects) effects =
    rsc_target_effects_new (set, rsc_optimal_set_get_narrowest (set), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_target_effects_get_degrees (effects), >, 1.0);
  g_assert_cmpfloat (rsc_target_effects_get_degrees (effects), <=, 9.0);
  g_assert_null (rsc_target_effects_new (set, rsc_optimal_set_get_interior (set), NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_clear_error (&error);
  g_assert_false (rsc_target_range_find (set, 0, &range, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

/* Those to show: of the only network whatever is picked, of the picked one where it is minimal, and
 * else of the narrowest. */
static void
check_choice (RscOptimalSet *set,
              const double *picked,
              RscTargetEffectsOf expected,
              const double *norms)
{
  g_autoptr (GError) error = NULL;
  RscTargetEffectsOf of;
  g_autoptr (RscTargetEffects) effects =
    rsc_target_effects_new_for (set, picked, &of, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (of, ==, expected);
  g_assert_cmpmem (rsc_target_effects_get_norms (effects),
                   rsc_optimal_set_get_n_neurons (set) * sizeof (double), norms,
                   rsc_optimal_set_get_n_neurons (set) * sizeof (double));
}

static void
test_choice (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) unique = close_set_at (problem, 0.5);
  g_autoptr (RscOptimalSet) several = close_set_at (problem, 0.1);
  const double *vertex = rsc_optimal_set_get_vertex (several, 1);
  const double *interior = rsc_optimal_set_get_interior (several);
  const double *narrowest = rsc_optimal_set_get_narrowest (several);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  check_choice (unique, rsc_optimal_set_get_interior (unique), RSC_TARGET_EFFECTS_OF_THE_ONLY,
                rsc_optimal_set_get_min_norm (unique));
  check_choice (unique, NULL, RSC_TARGET_EFFECTS_OF_THE_ONLY,
                rsc_optimal_set_get_min_norm (unique));
  check_choice (several, vertex, RSC_TARGET_EFFECTS_OF_THE_PICKED, vertex);
  check_choice (several, interior, RSC_TARGET_EFFECTS_OF_THE_NARROWEST, narrowest);
  check_choice (several, NULL, RSC_TARGET_EFFECTS_OF_THE_NARROWEST, narrowest);
  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_target_effects_new_for (several, vertex, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/target-effects/differences", test_differences);
  g_test_add_func ("/target-effects/range", test_range);
  g_test_add_func ("/target-effects/symmetric", test_symmetric);
  g_test_add_func ("/target-effects/zero", test_zero);
  g_test_add_func ("/target-effects/several", test_several);
  g_test_add_func ("/target-effects/choice", test_choice);
  return g_test_run ();
}

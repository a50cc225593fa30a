/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why an optimum is unique or not: dependent neurons, and the points that make it so. */
#include "core/set/rsc-dependence.h"
#include "core/set/rsc-leave-one-out.h"
#include "core/set/rsc-target-move.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Rank of the activations of @neurons, by elimination with full pivoting. */
static gsize
rank_of (RscOptimalSet *set, gsize count, const gsize *neurons)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  g_autofree double *t = g_new (double, n *count + 1);

  for (gsize k = 0; k < count; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, neurons[k]);
      for (gsize i = 0; i < n; i++)
        t[k * n + i] = neuron->activation[i] / neuron->length;
    }
  for (gsize rank = 0;; rank++)
    {
      gsize row = rank, at = 0;
      double largest = 0.0;
      for (gsize k = rank; k < count; k++)
        for (gsize i = 0; i < n; i++)
          if (fabs (t[k * n + i]) > largest)
            {
              largest = fabs (t[k * n + i]);
              row = k;
              at = i;
            }
      if (largest < 1e-9)
        return rank;
      for (gsize i = 0; i < n; i++)
        {
          double swap = t[rank * n + i];
          t[rank * n + i] = t[row * n + i];
          t[row * n + i] = swap;
        }
      for (gsize k = rank + 1; k < count; k++)
        {
          const double factor = t[k * n + at] / t[rank * n + at];
          for (gsize i = 0; i < n; i++)
            t[k * n + i] -= factor * t[rank * n + i];
        }
    }
}

/* Whether some @size neurons of the support are dependent. */
static gboolean
has_dependent (RscOptimalSet *set, gsize size)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize neurons[32];

  g_assert_cmpuint (m, <, 24);
  for (guint mask = 0; mask < 1u << m; mask++)
    {
      gsize count = 0;
      gboolean used = TRUE;

      if ((gsize) __builtin_popcount (mask) != size)
        continue;
      for (gsize i = 0; i < m; i++)
        if ((mask >> i & 1) != 0)
          {
            neurons[count++] = i;
            used = used && rsc_optimal_set_get_neuron (set, i)->in_support;
          }
      if (used && rank_of (set, count, neurons) < count)
        return TRUE;
    }
  return FALSE;
}

static void
check_circuit (RscOptimalSet *set, const RscDependence *dependence)
{
  const gsize n = rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
  const gsize count = dependence->n_neurons;
  g_autofree gsize *without = g_new (gsize, count);
  double sum = 0.0, largest = 0.0;

  g_assert_cmpfloat (dependence->residual, <, 1e-12);
  g_assert_cmpuint (rank_of (set, count, dependence->neurons), ==, count - 1);
  for (gsize k = 0; k < count; k++)
    {
      gsize left = 0;
      for (gsize l = 0; l < count; l++)
        if (l != k)
          without[left++] = dependence->neurons[l];
      g_assert_cmpuint (rank_of (set, left, without), ==, left);
      g_assert_true (rsc_optimal_set_get_neuron (set, dependence->neurons[k])->in_support);
      sum += dependence->alpha[k];
      largest = fmax (largest, fabs (dependence->alpha[k]));
    }
  g_assert_cmpfloat (dependence->alpha[0], >, 0.0);
  g_assert_cmpfloat_with_epsilon (largest, 1.0, 1e-15);
  /* The penalty stays. */
  g_assert_cmpfloat_with_epsilon (sum, 0.0, 1e-9);
  for (gsize i = 0; i < n; i++)
    {
      double change = 0.0;
      for (gsize k = 0; k < count; k++)
        change += dependence->alpha[k]
                  * rsc_optimal_set_get_neuron (set, dependence->neurons[k])->activation[i];
      g_assert_cmpfloat_with_epsilon (change, 0.0, 1e-11);
    }
}

static void
test_circuits (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = { { "polygon-6", 0.1 }, { "polygon-8", 0.1 },    { "polygon-12", 0.1 },
                { "sine", 0.01 },     { "checkerboard", 0.1 }, { "spiral", 0.02 },
                { "circles", 0.1 },   { "checkerboard", 0.01 } };

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[c].name, RSC_ACTIVATION_RELU, cases[c].ratio);
      g_autoptr (RscDependence) dependence = rsc_dependence_new (set, NULL);

      g_test_message ("%s", cases[c].name);
      g_assert_nonnull (dependence);
      check_circuit (set, dependence);
      g_assert_true (dependence->fewest);
      if (rsc_optimal_set_get_n_neurons (set) > 13)
        continue;
      for (gsize size = 2; size < dependence->n_neurons; size++)
        g_assert_false (has_dependent (set, size));
      g_assert_true (has_dependent (set, dependence->n_neurons));
    }
  g_autoptr (RscOptimalSet) gated = set_of_gallery ("checkerboard", RSC_ACTIVATION_GATED, 0.1);
  g_autoptr (RscDependence) of_gated = rsc_dependence_new (gated, NULL);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (gated), >, 0);
  check_circuit (gated, of_gated);

  g_autoptr (RscOptimalSet) unique = set_of_gallery ("xor", RSC_ACTIVATION_RELU, 0.1);
  g_assert_null (rsc_dependence_new (unique, NULL));
}

/* The same from data that never had the point, solved from nothing. */
static void
check_left_out (RscOptimalSet *set, gsize row, gsize *n_unique, gsize *n_several)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gboolean bias = rsc_problem_get_bias (problem);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GError) error = NULL;
  gsize left = 0;
  RscLeftOut out;

  for (gsize i = 0; i < n; i++)
    if (i != row)
      {
        memcpy (x + left * (d - bias), rsc_problem_get_x (problem) + i * d,
                (d - bias) * sizeof (double));
        y[left++] = rsc_problem_get_y (problem)[i];
      }
  g_assert_true (rsc_leave_one_out_find (set, row, &out, NULL, &error));
  g_assert_no_error (error);
  g_autoptr (RscProblem) other =
    problem_of_arrays (left, d - bias, x, y, bias, rsc_problem_get_activation (problem));
  g_autoptr (RscOptimalSet) without = set_at (other, rsc_solution_get_lambda (solution));
  g_assert_cmpuint (out.row, ==, row);
  g_assert_true (out.trusted);
  g_assert_true (out.unique == rsc_optimal_set_is_unique (without));
  g_assert_cmpuint (out.dimension, ==, rsc_optimal_set_get_dimension (without));
  g_assert_cmpuint (out.n_support, ==, rsc_optimal_set_get_n_support (without));
  *n_unique += out.unique ? 1 : 0;
  *n_several += out.unique ? 0 : 1;
}

static void
test_left_out (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    RscActivation activation;
  } cases[] = {
    { "polygon-8", 0.1, RSC_ACTIVATION_RELU },     { "checkerboard", 0.1, RSC_ACTIVATION_RELU },
    { "sine", 0.01, RSC_ACTIVATION_RELU },         { "xor", 0.1, RSC_ACTIVATION_RELU },
    { "checkerboard", 0.1, RSC_ACTIVATION_GATED }, { "parity", 0.3, RSC_ACTIVATION_RELU },
  };
  gsize n_unique = 0, n_several = 0;

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[c].name, cases[c].activation, cases[c].ratio);
      const gsize n =
        rsc_problem_get_n (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));

      for (gsize row = 0; row < MIN (n, 9); row++)
        check_left_out (set, row, &n_unique, &n_several);
    }
  g_assert_cmpuint (n_unique, >, 5);
  g_assert_cmpuint (n_several, >, 5);
}

/* With given gates the others keep theirs; of one point nothing is left. */
static void
test_kinds (void)
{
  static const double gates[] = { 1.0, 0.2, -0.7, 1.0, 0.3, -1.0, -1.0, -0.4 };
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("polygon-8", 0, -1.0);
  g_autofree double *x = rsc_dataset_dup_design (dataset, FALSE);
  g_autoptr (GError) error = NULL;
  RscLeftOut out;
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_from_gates (8, 2, x, 4, gates, 0, &error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscOptimalSet) set = set_at (problem, lambda);
  for (gsize row = 0; row < 8; row++)
    {
      gsize rows[8], left = 0;

      for (gsize i = 0; i < 8; i++)
        if (i != row)
          rows[left++] = i;
      g_autoptr (RscDataset) others = rsc_dataset_new_rows (dataset, 7, rows);
      g_autofree double *design = rsc_dataset_dup_design (others, FALSE);
      g_autoptr (RscArrangement) same =
        rsc_arrangement_new_from_gates (7, 2, design, 4, gates, 0, &error);
      g_autoptr (RscProblem) reduced =
        rsc_problem_new (others, FALSE, RSC_ACTIVATION_RELU, same, NULL, &error);
      g_autoptr (RscOptimalSet) without = set_at (reduced, lambda);

      g_assert_true (rsc_leave_one_out_find (set, row, &out, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (out.dimension, ==, rsc_optimal_set_get_dimension (without));
      g_assert_cmpuint (out.n_support, ==, rsc_optimal_set_get_n_support (without));
    }

  static const double one[] = { 1.0 };
  g_autoptr (RscProblem) single = problem_of_arrays (1, 1, one, one, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) of_single = set_of_problem (single, 0.5);
  g_assert_true (rsc_leave_one_out_find (of_single, 0, &out, NULL, &error));
  g_assert_true (out.unique);
  g_assert_cmpuint (out.n_support, ==, 0);

  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_assert_false (rsc_leave_one_out_find (set, 0, &out, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Whether the optimum is unique with the target moved, solved from nothing. */
static gboolean
is_unique_at (RscOptimalSet *set, gsize row, double step)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n = rsc_problem_get_n (problem);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  g_autofree double *y = g_memdup2 (rsc_problem_get_y (problem), n * sizeof (double));

  y[row] += step;
  g_autoptr (RscProblem) other =
    problem_of_arrays (n, rsc_dataset_get_d (dataset), rsc_dataset_get_x (dataset), y,
                       rsc_problem_get_bias (problem), rsc_problem_get_activation (problem));
  g_autoptr (RscOptimalSet) moved = set_at (other, rsc_solution_get_lambda (solution));
  return rsc_optimal_set_is_unique (moved);
}

/* The function of a circuit is 0 at the data, and elsewhere only where it is said to be, by random
 * points around the data. */
static void
test_network (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
    double ratio;
  } cases[] = { { "polygon-8", RSC_ACTIVATION_RELU, 0.1 },
                { "polygon-12", RSC_ACTIVATION_RELU, 0.1 },
                { "sine", RSC_ACTIVATION_RELU, 0.01 },
                { "checkerboard", RSC_ACTIVATION_RELU, 0.1 },
                { "checkerboard", RSC_ACTIVATION_GATED, 0.1 } };

  gsize n_everywhere = 0;

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[c].name, cases[c].activation, cases[c].ratio);
      RscDataset *dataset =
        rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
      const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
      g_autoptr (RscDependence) dependence = rsc_dependence_new (set, NULL);
      g_autoptr (RscNetwork) network = rsc_dependence_dup_network (dependence, set);
      g_autoptr (GRand) random = g_rand_new_with_seed (5);
      g_autofree double *f = g_new0 (double, n);
      double x[2], elsewhere = 0.0, value;

      rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat (fabs (f[i]), <=, 1e-12);
      for (gsize k = 0; k < 2000; k++)
        {
          for (gsize j = 0; j < d; j++)
            x[j] = g_rand_double_range (random, -2.0, 2.0);
          rsc_network_predict (network, 1, x, &value);
          elsewhere = fmax (elsewhere, fabs (value));
        }
      g_test_message ("%s: elsewhere up to %g", cases[c].name, elsewhere);
      g_assert_true (rsc_dependence_is_everywhere (dependence, set) == (elsewhere < 1e-11));
      n_everywhere += elsewhere < 1e-11;
    }
  g_assert_cmpuint (n_everywhere, >, 0);
  g_assert_cmpuint (n_everywhere, <, G_N_ELEMENTS (cases));
}

/* The optimum is unique at the step and not below it. */
static void
test_target_move (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = {
    { "polygon-6", 0.1 }, { "polygon-8", 0.1 }, { "checkerboard", 0.1 }, { "sine", 0.01 }
  };
  gsize n_large = 0;

  for (gsize c = 0; c < G_N_ELEMENTS (cases); c++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (cases[c].name, RSC_ACTIVATION_RELU, cases[c].ratio);
      g_autoptr (GError) error = NULL;
      RscTargetMove move;

      g_assert_true (rsc_target_move_find (set, &move, NULL, NULL, NULL, &error));
      g_assert_no_error (error);
      g_test_message ("%s: row %zu by %g, not by %g", cases[c].name, move.row, move.step,
                      move.below);
      if (move.step == 0.0)
        continue;
      g_assert_true (is_unique_at (set, move.row, move.step));
      if (move.below != 0.0)
        {
          g_assert_cmpfloat (move.below / move.step, >, 0.998);
          g_assert_cmpfloat (move.below / move.step, <, 1.0);
          g_assert_false (is_unique_at (set, move.row, move.below));
          n_large++;
        }
    }
  g_assert_cmpuint (n_large, >=, 2);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dependence/circuits", test_circuits);
  g_test_add_func ("/dependence/network", test_network);
  g_test_add_func ("/dependence/left-out", test_left_out);
  g_test_add_func ("/dependence/kinds", test_kinds);
  g_test_add_func ("/dependence/target-move", test_target_move);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two networks beside each other. */
#include "core/set/rsc-comparison.h"
#include "core/numerics/rsc-error.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static RscDataset *
data_of (const RscOptimalSet *set)
{
  return rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
}

static double
lambda_of (const RscOptimalSet *set)
{
  return rsc_solution_get_lambda (rsc_optimal_set_get_solution (set));
}

/* f_B - f_A at random places, asked of both networks. */
static void
assert_difference (RscNetwork *a, RscNetwork *b, gsize d)
{
  g_autoptr (RscNetwork) difference = rsc_comparison_dup_difference (a, b);

  g_assert_nonnull (difference);
  for (int trial = 0; trial < 200; trial++)
    {
      double x[8], p, q, r;

      for (gsize k = 0; k < d; k++)
        x[k] = g_test_rand_double_range (-2.0, 2.0);
      rsc_network_predict (a, 1, x, &p);
      rsc_network_predict (b, 1, x, &q);
      rsc_network_predict (difference, 1, x, &r);
      g_assert_cmpfloat (fabs (r - (q - p)), <=, 1e-12 * (1.0 + fabs (p) + fabs (q)));
    }
}

/* Any two vertices of a set: the same fit, objective and penalty; norms and distance as the
 * vertices have them. */
static void
test_vertices (void)
{
  static const char *const names[] = { "polygon-8", "polygon-12", "checkerboard" };

  for (gsize s = 0; s < G_N_ELEMENTS (names); s++)
    for (int gated = 0; gated < 2; gated++)
      {
        g_autoptr (RscOptimalSet) set =
          set_of_gallery (names[s], gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, 0.1);
        const gsize m = rsc_optimal_set_get_n_neurons (set);
        const gsize last = rsc_optimal_set_get_n_vertices (set) - 1;
        const double *p = rsc_optimal_set_get_vertex (set, 0);
        const double *q = rsc_optimal_set_get_vertex (set, last);
        g_autoptr (RscNetwork) a = rsc_optimal_set_dup_network (set, p);
        g_autoptr (RscNetwork) b = rsc_optimal_set_dup_network (set, q);
        g_autoptr (GError) error = NULL;
        g_autoptr (RscComparison) comparison =
          rsc_comparison_new (data_of (set), a, b, lambda_of (set), set, &error);
        double square = 0.0, sum[2] = { 0.0, 0.0 };

        g_assert_no_error (error);
        g_assert_cmpfloat (comparison->fit_change, <=, 1e-9);
        for (int k = 0; k < 2; k++)
          {
            const double p_star = rsc_solution_get_objective (rsc_optimal_set_get_solution (set));

            g_assert_nonnull (comparison->points[k]);
            g_assert_cmpfloat (fabs (comparison->objective[k] - p_star), <=, 1e-9 * p_star);
          }
        for (gsize i = 0; i < m; i++)
          {
            square += (q[i] - p[i]) * (q[i] - p[i]);
            g_assert_cmpfloat (fabs (comparison->points[0][i] - p[i]), <=, 1e-9);
            g_assert_cmpfloat (fabs (comparison->points[1][i] - q[i]), <=, 1e-9);
          }
        g_assert_cmpfloat (fabs (comparison->distance - sqrt (square)), <=, 1e-9);
        /* Every neuron that one of them has, once, with both norms. */
        for (gsize k = 0; k < comparison->n_neurons; k++)
          {
            const RscComparedNeuron *neuron = &comparison->neurons[k];

            sum[0] += neuron->norms[0];
            sum[1] += neuron->norms[1];
            g_assert_cmpint (neuron->neuron, >=, 0);
            g_assert_true (k == 0 || neuron->neuron > comparison->neurons[k - 1].neuron
                           || isnan (neuron->angle) || neuron->angle > 1e-6);
          }
        g_assert_cmpfloat (fabs (lambda_of (set) * sum[0] - comparison->penalty[0]), <=, 1e-12);
        g_assert_cmpfloat (fabs (sum[0] - sum[1]), <=, 1e-9 * sum[0]);
        for (gsize i = 0; i < rsc_network_get_width (a); i++)
          g_assert_cmpuint (comparison->neuron_of[0][i], <, comparison->n_neurons);
        assert_difference (a, b, rsc_dataset_get_d (data_of (set)));
      }
}

/* A network beside itself, split and in another order: nothing differs. */
static void
test_same (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscNetwork) a = rsc_optimal_set_dup_network (set, rsc_optimal_set_get_interior (set));
  const gsize n = rsc_network_get_width (a), d = rsc_network_get_d (a);
  g_autofree double *hidden = g_new (double, 2 * n * d);
  g_autofree double *output = g_new (double, 2 * n);

  for (gsize i = 0; i < 2 * n; i++)
    {
      const gsize k = n - 1 - i / 2;

      for (gsize j = 0; j < d; j++)
        hidden[i * d + j] = 3.0 * rsc_network_get_hidden (a)[k * d + j];
      output[i] = rsc_network_get_output (a)[k] * (i % 2 ? 0.75 : 0.25) / 3.0;
    }
  g_autoptr (RscNetwork) b =
    rsc_network_new (2 * n, d, rsc_network_get_bias (a), hidden, output, NULL);
  g_autoptr (RscComparison) comparison =
    rsc_comparison_new (data_of (set), a, b, lambda_of (set), set, NULL);

  g_assert_cmpuint (comparison->n_neurons, ==, n);
  g_assert_cmpfloat (comparison->distance, <=, 1e-12);
  for (gsize k = 0; k < n; k++)
    {
      g_assert_cmpfloat (comparison->neurons[k].angle, <=, 1e-12);
      g_assert_cmpfloat (fabs (comparison->neurons[k].norms[1] - comparison->neurons[k].norms[0]),
                         <=, 1e-12);
    }
  /* Both halves of what was split are that neuron. */
  for (gsize i = 0; i < 2 * n; i += 2)
    g_assert_cmpuint (comparison->neuron_of[1][i], ==, comparison->neuron_of[1][i + 1]);
}

/* Of another λ, the zero network, and one that is not optimal. */
static void
test_others (void)
{
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.2);
  g_autoptr (RscNetwork) a =
    rsc_optimal_set_dup_network (other, rsc_optimal_set_get_narrowest (other));
  g_autoptr (RscNetwork) b = rsc_optimal_set_dup_network (set, rsc_optimal_set_get_narrowest (set));
  g_autoptr (RscNetwork) zero = rsc_network_new (0, 2, FALSE, NULL, NULL, NULL);
  g_autoptr (RscNetwork) wide = rsc_network_new (0, 4, FALSE, NULL, NULL, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscComparison) lambdas =
    rsc_comparison_new (data_of (set), a, b, lambda_of (set), set, NULL);
  g_autoptr (RscComparison) none =
    rsc_comparison_new (data_of (set), zero, b, lambda_of (set), set, NULL);

  /* Its neurons are those of the set here, with norms that do not give the fit. */
  g_assert_null (lambdas->points[0]);
  g_assert_nonnull (lambdas->points[1]);
  g_assert_true (isnan (lambdas->distance));
  g_assert_cmpfloat (lambdas->objective[0], >, lambdas->objective[1]);
  g_assert_cmpfloat (lambdas->squared_error[0], >, lambdas->squared_error[1]);
  g_assert_cmpfloat (fabs (lambdas->fit_change), >, 1e-3);
  assert_difference (a, b, 2);
  assert_difference (zero, b, 2);

  g_assert_null (none->points[0]);
  g_assert_cmpuint (none->n_neurons, ==, rsc_network_get_width (b));
  for (gsize k = 0; k < none->n_neurons; k++)
    g_assert_true (isnan (none->neurons[k].angle) && none->neurons[k].norms[0] == 0.0);
  g_assert_null (rsc_comparison_new (data_of (set), wide, b, 0.1, NULL, &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  /* A gated and a ReLU network have no difference that is a network. */
  g_autoptr (RscOptimalSet) gates = set_of_gallery ("polygon-8", RSC_ACTIVATION_GATED, 0.1);
  g_autoptr (RscNetwork) gated =
    rsc_optimal_set_dup_network (gates, rsc_optimal_set_get_narrowest (gates));
  g_assert_null (rsc_comparison_dup_difference (gated, b));
  g_autoptr (RscComparison) kinds =
    rsc_comparison_new (data_of (set), gated, b, lambda_of (set), set, NULL);
  g_assert_null (kinds->points[0]);
  g_assert_cmpuint (kinds->n_neurons, ==,
                    rsc_network_get_width (b) + rsc_network_get_width (gated));
}

/* One with one, the nearest first: no neuron is paired twice, and none of another sign. */
static void
test_pairs (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("checkerboard", 9, 0.0);

  for (int trial = 0; trial < 50; trial++)
    {
      RscNetwork *networks[2];

      for (int k = 0; k < 2; k++)
        {
          const gsize n = (gsize) g_test_rand_int_range (0, 12);
          double hidden[36], output[12];

          for (gsize i = 0; i < 3 * n; i++)
            hidden[i] = g_test_rand_double_range (-1.0, 1.0);
          for (gsize i = 0; i < n; i++)
            output[i] = g_test_rand_double_range (-1.0, 1.0);
          networks[k] = rsc_network_new (n, 3, TRUE, hidden, output, NULL);
        }
      g_autoptr (RscComparison) comparison =
        rsc_comparison_new (dataset, networks[0], networks[1], 0.1, NULL, NULL);
      for (int k = 0; k < 2; k++)
        {
          const gsize width = rsc_network_get_width (networks[k]);
          g_autofree gboolean *seen = g_new0 (gboolean, comparison->n_neurons + 1);

          for (gsize i = 0; i < width; i++)
            {
              const gsize at = comparison->neuron_of[k][i];

              g_assert_false (seen[at]);
              seen[at] = TRUE;
              g_assert_cmpint (comparison->neurons[at].sign, ==,
                               rsc_network_get_output (networks[k])[i] > 0.0 ? 1 : -1);
            }
        }
      for (gsize k = 0; k < comparison->n_neurons; k++)
        {
          const RscComparedNeuron *neuron = &comparison->neurons[k];

          g_assert_true (isnan (neuron->angle)
                         == (neuron->norms[0] == 0.0 || neuron->norms[1] == 0.0));
          g_assert_true (isnan (neuron->angle) || cos (neuron->angle) >= 0.9 - 1e-12);
        }
      rsc_network_unref (networks[0]);
      rsc_network_unref (networks[1]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();

  g_test_add_func ("/comparison/vertices", test_vertices);
  g_test_add_func ("/comparison/same", test_same);
  g_test_add_func ("/comparison/others", test_others);
  g_test_add_func ("/comparison/pairs", test_pairs);
  return g_test_run ();
}

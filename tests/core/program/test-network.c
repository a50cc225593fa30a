/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-network.h"
#include "core/numerics/rsc-random.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

static double *
dup_normal (gsl_rng *rng, gsize count)
{
  double *values = g_new (double, MAX (1, count));

  for (gsize i = 0; i < count; i++)
    values[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);

  return values;
}

static double
predict_naively (const RscNetwork *network, const double *x)
{
  gsize d = rsc_network_get_d (network);
  gsize features = d - (rsc_network_get_bias (network) ? 1 : 0);
  const double *gates = rsc_network_get_gates (network);
  double f = 0.0;

  for (gsize i = 0; i < rsc_network_get_width (network); i++)
    {
      const double *theta = rsc_network_get_hidden (network) + i * d;
      double value = 0.0;
      double gate = 0.0;

      for (gsize k = 0; k < d; k++)
        {
          double entry = k < features ? x[k] : 1.0;

          value += entry * theta[k];
          if (gates != NULL)
            gate += entry * gates[i * d + k];
        }
      if (gates != NULL ? gate >= 0.0 : value > 0.0)
        f += value * rsc_network_get_output (network)[i];
    }

  return f;
}

static void
check_predict (gsize m, gsize features, gboolean bias, gboolean gated, gsize n_points)
{
  gsl_rng *rng = rsc_random_new (m + 100 * features);
  gsize d = features + (bias ? 1 : 0);
  g_autofree double *hidden = dup_normal (rng, m * d);
  g_autofree double *output = dup_normal (rng, m);
  g_autofree double *gates = gated ? dup_normal (rng, m * d) : NULL;
  g_autofree double *x = dup_normal (rng, n_points * features);
  g_autofree double *f = g_new (double, n_points + 1);
  g_autoptr (RscNetwork) network = rsc_network_new (m, d, bias, hidden, output, gates);

  f[n_points] = 12345.0;
  rsc_network_predict (network, n_points, x, f);
  for (gsize i = 0; i < n_points; i++)
    g_assert_cmpfloat_with_epsilon (f[i], predict_naively (network, x + i * features),
                                    1e-12 * (double) (1 + m * d));
  g_assert_cmpfloat (f[n_points], ==, 12345.0);
  gsl_rng_free (rng);
}

static void
test_predict (void)
{
  for (int bias = 0; bias <= 1; bias++)
    for (int gated = 0; gated <= 1; gated++)
      {
        check_predict (0, 2, bias, gated, 5);
        check_predict (1, 1, bias, gated, 1);
        check_predict (5, 2, bias, gated, 1000);
        check_predict (12, 7, bias, gated, 257);
        check_predict (700, 3, bias, gated, 300);
      }
  check_predict (3, 0, TRUE, FALSE, 4);
  check_predict (70000, 1, TRUE, FALSE, 3);
}

static void
test_gate_on_zero (void)
{
  /* A gate whose value is exactly 0 is open. */
  const double hidden[] = { 2.0, 3.0 };
  const double gates[] = { 1.0, 0.0 };
  const double output[] = { -1.0 };
  const double x[] = { 0.0, 5.0, -1.0, 5.0, 1.0, 5.0 };
  double f[3];
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, FALSE, hidden, output, gates);

  rsc_network_predict (network, 3, x, f);
  g_assert_cmpfloat (f[0], ==, -15.0);
  g_assert_cmpfloat (f[1], ==, 0.0);
  g_assert_cmpfloat (f[2], ==, -17.0);
}

static void
test_mapping (void)
{
  enum
  {
    M = 6,
    D = 3
  };
  gsl_rng *rng = rsc_random_new (1);
  g_autofree double *w = dup_normal (rng, M * D);
  g_autofree double *gates = dup_normal (rng, M * D);
  const int signs[M] = { 1, -1, -1, 1, 1, -1 };
  const gsize kept[] = { 0, 1, 3, 4, 5 };
  g_autoptr (RscNetwork) network = NULL;

  for (gsize k = 0; k < D; k++)
    {
      w[2 * D + k] = 0.0;
      w[4 * D + k] *= 1e-200;
      w[5 * D + k] *= 1e200;
    }
  network = rsc_network_new_from_convex (M, D, TRUE, w, signs, gates);
  g_assert_cmpuint (rsc_network_get_width (network), ==, M - 1);
  g_assert_cmpuint (rsc_network_get_d (network), ==, D);
  g_assert_true (rsc_network_get_bias (network));
  for (gsize i = 0; i < M - 1; i++)
    {
      const double *theta = rsc_network_get_hidden (network) + i * D;
      double alpha = rsc_network_get_output (network)[i];
      double norm = hypot (hypot (theta[0], theta[1]), theta[2]);
      double back[D];

      /* Balanced: both layers have the same size. */
      g_assert_cmpfloat_with_epsilon (norm / fabs (alpha), 1.0, 1e-14);
      g_assert_cmpint (rsc_network_get_convex (network, i, back), ==, signs[kept[i]]);
      for (gsize k = 0; k < D; k++)
        {
          g_assert_cmpfloat_with_epsilon (back[k] / w[kept[i] * D + k], 1.0, 1e-14);
          g_assert_cmpfloat (rsc_network_get_gates (network)[i * D + k], ==,
                             gates[kept[i] * D + k]);
        }
    }
  gsl_rng_free (rng);
}

static void
test_zero_output (void)
{
  const double hidden[] = { 2.0, 3.0 };
  const double output[] = { 0.0 };
  double w[2] = { 1.0, 1.0 };
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, FALSE, hidden, output, NULL);

  g_assert_cmpint (rsc_network_get_convex (network, 0, w), ==, 0);
  g_assert_cmpfloat (w[0], ==, 0.0);
  g_assert_cmpfloat (w[1], ==, 0.0);
}

static void
test_objectives (void)
{
  gsl_rng *rng = rsc_random_new (7);

  for (guint round = 0; round < 200; round++)
    {
      gsize n = 1 + round % 9;
      gsize features = 1 + round % 3;
      gboolean bias = round % 2;
      gsize d = features + (bias ? 1 : 0);
      gsize m = round % 6;
      double lambda = 0.01 * (1 + round % 50);
      g_autofree double *x = dup_normal (rng, n * features);
      g_autofree double *y = dup_normal (rng, n);
      g_autofree double *hidden = dup_normal (rng, m * d);
      g_autofree double *output = dup_normal (rng, m);
      g_autofree double *w = g_new (double, MAX (1, m * d));
      g_autofree int *signs = g_new (int, MAX (1, m));
      g_autoptr (RscDataset) data = rsc_dataset_new ("data", n, features, x, y, NULL, NULL, NULL);
      g_autoptr (RscNetwork) any = rsc_network_new (m, d, bias, hidden, output, NULL);
      g_autoptr (RscNetwork) balanced = NULL;
      double objective = rsc_network_objective (any, data, lambda);
      double convex = rsc_network_convex_objective (any, data, lambda);
      double naive = 0.0;
      double penalty = 0.0;

      for (gsize i = 0; i < n; i++)
        naive += 0.5 * pow (predict_naively (any, x + i * features) - y[i], 2);
      for (gsize i = 0; i < m; i++)
        {
          double square = 0.0;

          for (gsize k = 0; k < d; k++)
            square += hidden[i * d + k] * hidden[i * d + k];
          naive += 0.5 * lambda * (square + output[i] * output[i]);
          penalty += sqrt (square) * fabs (output[i]);
          signs[i] = rsc_network_get_convex (any, i, w + i * d);
        }
      g_assert_cmpfloat_with_epsilon (objective, naive, 1e-12 * (1.0 + naive));
      /* 2 a b <= a² + b². */
      g_assert_cmpfloat (convex, <=, objective * (1.0 + 1e-14));
      if (m > 0)
        g_assert_cmpfloat (convex, <, objective);

      balanced = rsc_network_new_from_convex (m, d, bias, w, signs, NULL);
      g_assert_cmpfloat_with_epsilon (rsc_network_objective (balanced, data, lambda), convex,
                                      1e-12 * (1.0 + convex));
      g_assert_cmpfloat_with_epsilon (rsc_network_convex_objective (balanced, data, lambda), convex,
                                      1e-12 * (1.0 + convex));
      g_assert_cmpfloat_with_epsilon (rsc_network_convex_objective (any, data, 0.0),
                                      convex - lambda * penalty, 1e-12 * (1.0 + convex));
    }
  gsl_rng_free (rng);
}

static void
test_far_scales (void)
{
  /* ||θ1|| |θ2| is 5, but the square of θ1 leaves the range of a double. */
  const double hidden[] = { 3e200, 4e200 };
  const double output[] = { 1e-200 };
  const double x[] = { 0.0, 0.0 };
  const double y[] = { 2.0 };
  g_autoptr (RscDataset) data = rsc_dataset_new ("data", 1, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscNetwork) network = rsc_network_new (1, 2, FALSE, hidden, output, NULL);

  g_assert_cmpfloat_with_epsilon (rsc_network_convex_objective (network, data, 1.0), 7.0, 1e-12);
}

static void
test_references (void)
{
  g_autoptr (RscNetwork) network = rsc_network_new (0, 2, TRUE, NULL, NULL, NULL);
  g_autoptr (RscNetwork) other = rsc_network_ref (network);
  const double x[] = { 1.0, 2.0 };
  double f[2] = { 9.0, 9.0 };

  g_assert_true (network == other);
  rsc_network_predict (network, 2, x, f);
  g_assert_cmpfloat (f[0], ==, 0.0);
  g_assert_cmpfloat (f[1], ==, 0.0);
  g_assert_null (rsc_network_get_gates (network));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/network/predict", test_predict);
  g_test_add_func ("/network/gate-on-zero", test_gate_on_zero);
  g_test_add_func ("/network/mapping", test_mapping);
  g_test_add_func ("/network/zero-output", test_zero_output);
  g_test_add_func ("/network/objectives", test_objectives);
  g_test_add_func ("/network/far-scales", test_far_scales);
  g_test_add_func ("/network/references", test_references);

  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-certificate.h"
#include "core/program/rsc-solver.h"
#include "kkt.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>

/* max_b ||v_b|| with the projections of the other kind. */
static double
largest_norm (RscProblem *problem, const double *r)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  g_autofree double *z = g_new (double, d);
  g_autofree double *v = g_new (double, d);
  double largest = 0.0;

  for (gsize j = 0; j < rsc_arrangement_get_n_patterns (arrangement); j++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      for (int sign = -1; sign <= 1; sign += 2)
        {
          for (gsize k = 0; k < d; k++)
            {
              z[k] = 0.0;
              for (gsize i = 0; i < n; i++)
                z[k] += rsc_pattern_is_active (pattern, i) ? sign * r[i] * x[i * d + k] : 0.0;
            }
          largest = MAX (largest, kkt_project (n, d, x, pattern, z, v));
        }
    }
  return largest;
}

/* Random fits of a random single neuron: the numbers agree with their definitions. */
static void
test_definition (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem), *y = rsc_problem_get_y (problem);
  g_autofree double *fit = g_new (double, n);
  g_autofree double *r = g_new (double, n);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 5);
  for (int trial = 0; trial < 10; trial++)
    {
      const double lambda = rsc_problem_get_lambda_max (problem) * gsl_rng_uniform_pos (rng);
      double w[3] = { 0.0 }, penalty = 0.0, square = 0.0, y_r = 0.0, largest, t, dual;
      RscCertificate certificate;

      for (gsize k = 0; k < d; k++)
        {
          w[k] = gsl_ran_gaussian (rng, 1.0);
          penalty += w[k] * w[k];
        }
      penalty = sqrt (penalty);
      for (gsize i = 0; i < n; i++)
        {
          fit[i] = 0.0;
          for (gsize k = 0; k < d; k++)
            fit[i] += x[i * d + k] * w[k];
          fit[i] = MAX (fit[i], 0.0);
          r[i] = y[i] - fit[i];
          square += r[i] * r[i];
          y_r += y[i] * r[i];
        }
      g_assert_true (
        rsc_certificate_compute (pricer, lambda, fit, penalty, NULL, &certificate, NULL, NULL));
      largest = largest_norm (problem, r);
      t = MIN (1.0, lambda / largest);
      dual = t * y_r - 0.5 * t * t * square;
      g_assert_cmpfloat_with_epsilon (certificate.norm_max, largest, 1e-11 * largest);
      g_assert_cmpfloat_with_epsilon (certificate.objective, 0.5 * square + lambda * penalty,
                                      1e-13 * certificate.objective);
      g_assert_cmpfloat_with_epsilon (certificate.dual_objective, dual,
                                      1e-11 * certificate.objective);
      g_assert_cmpfloat_with_epsilon (certificate.gap,
                                      certificate.objective - certificate.dual_objective,
                                      1e-13 * certificate.objective);
      g_assert_cmpfloat (certificate.gap, >, 0.0);
      g_assert_cmpfloat (certificate.relative_gap, ==, certificate.gap / certificate.objective);
    }
  gsl_rng_free (rng);
}

/* Its bound holds: no point is better than the dual objective of any other. */
static void
test_bound (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const double lambda = 0.05 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, NULL);
  const gsize n = rsc_problem_get_n (problem);
  g_autofree double *fit = g_new (double, n);

  for (int k = 0; k <= 10; k++)
    {
      const double factor = 1.0 - 0.1 * k;
      RscCertificate certificate;

      for (gsize i = 0; i < n; i++)
        fit[i] = factor * rsc_solution_get_fit (solution)[i];
      g_assert_true (rsc_certificate_compute (pricer, lambda, fit,
                                              factor * rsc_solution_get_penalty (solution), NULL,
                                              &certificate, NULL, NULL));
      g_assert_cmpfloat (certificate.dual_objective, <=,
                         rsc_solution_get_objective (solution) * (1.0 + 1e-14));
      g_assert_cmpfloat (certificate.gap, >=,
                         (certificate.objective - rsc_solution_get_objective (solution))
                           * (1.0 - 1e-13));
    }
}

/* At the solution for λ0, the same network has gap ||r||² (1 - t)² / 2 at λ = t λ0. */
static void
test_same_network (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, NULL);
  const double t = 0.9;
  RscCertificate certificate;

  g_assert_true (rsc_certificate_compute (pricer, t * lambda, rsc_solution_get_fit (solution),
                                          rsc_solution_get_penalty (solution), NULL, &certificate,
                                          NULL, NULL));
  g_assert_cmpfloat_with_epsilon (
    certificate.gap, 0.5 * (1.0 - t) * (1.0 - t) * rsc_solution_get_squared_error (solution),
    1e-12);
}

/* A fit that is not a number has no gap, least of all one of zero. */
static void
test_not_a_number (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autofree double *fit = g_new0 (double, rsc_problem_get_n (problem));
  RscCertificate certificate;

  fit[1] = NAN;
  g_assert_true (rsc_certificate_compute (pricer, 0.1, fit, 1.0, NULL, &certificate, NULL, NULL));
  g_assert_false (certificate.relative_gap <= 1.0);
}

static void
test_cancelled (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree double *fit = g_new0 (double, rsc_problem_get_n (problem));
  RscCertificate certificate;

  g_cancellable_cancel (cancellable);
  g_assert_false (
    rsc_certificate_compute (pricer, 0.1, fit, 0.0, NULL, &certificate, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/certificate/definition", test_definition);
  g_test_add_func ("/certificate/bound", test_bound);
  g_test_add_func ("/certificate/same-network", test_same_network);
  g_test_add_func ("/certificate/not-a-number", test_not_a_number);
  g_test_add_func ("/certificate/cancelled", test_cancelled);
  return g_test_run ();
}

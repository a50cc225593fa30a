/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-correlation-profile.h"
#include "core/set/rsc-optimal-set.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>

#define TURN (2.0 * G_PI)
#define GRID 20000

static double
sum_up (gsize n, const double *x, const double *r, double angle)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += r[i] * fmax (x[2 * i] * cos (angle) + x[2 * i + 1] * sin (angle), 0.0);
  return sum;
}

/* Whether some peak of @sign is within @reach of @angle. */
static gboolean
has_peak (const RscCorrelationProfile *profile, int sign, double angle, double reach)
{
  for (gsize k = 0; k < rsc_correlation_profile_get_n_peaks (profile); k++)
    {
      const RscCorrelationPeak *peak = rsc_correlation_profile_get_peak (profile, k);
      const double between = rsc_correlation_profile_wrap (peak->angle - angle);

      if (peak->sign == sign && MIN (between, TURN - between) <= reach)
        return TRUE;
    }
  return FALSE;
}

/* Against the sum itself: values, the largest, and that peaks are where a fine grid has its own. */
static void
check_profile (gsize n, const double *x, const double *r)
{
  g_autoptr (RscCorrelationProfile) profile = rsc_correlation_profile_new (n, x, r);
  const double maximum = rsc_correlation_profile_get_maximum (profile);
  double scale = 0.0, covered = 0.0;
  g_autofree double *h = g_new (double, GRID);

  for (gsize i = 0; i < n; i++)
    scale += fabs (r[i]) * hypot (x[2 * i], x[2 * i + 1]);
  for (gsize k = 0; k < rsc_correlation_profile_get_n_arcs (profile); k++)
    {
      const RscCorrelationArc *arc = rsc_correlation_profile_get_arc (profile, k);

      g_assert_cmpfloat (arc->from, <, arc->to);
      covered += arc->to - arc->from;
    }
  g_assert_cmpfloat_with_epsilon (covered, TURN, 1e-12);
  for (int g = 0; g < GRID; g++)
    {
      h[g] = sum_up (n, x, r, TURN * g / GRID);
      g_assert_cmpfloat_with_epsilon (rsc_correlation_profile_evaluate (profile, TURN * g / GRID),
                                      h[g], 1e-13 * scale);
      g_assert_cmpfloat (fabs (h[g]), <=, maximum + 1e-13 * scale);
    }
  for (int g = 0; g < GRID; g++)
    for (int sign = 1; sign >= -1; sign -= 2)
      {
        const double here = sign * h[g];

        if (here > 1e-9 * scale && here > sign * h[(g + 1) % GRID] + 1e-12 * scale
            && here > sign * h[(g + GRID - 1) % GRID] + 1e-12 * scale)
          g_assert_true (has_peak (profile, sign, TURN * g / GRID, TURN / GRID));
      }
  for (gsize k = 0; k < rsc_correlation_profile_get_n_peaks (profile); k++)
    {
      const RscCorrelationPeak *peak = rsc_correlation_profile_get_peak (profile, k);

      g_assert_cmpfloat (peak->value, <=, maximum);
      g_assert_cmpfloat_with_epsilon (peak->sign * sum_up (n, x, r, peak->angle), peak->value,
                                      1e-13 * scale);
      for (int side = -1; side <= 1; side += 2)
        g_assert_cmpfloat (peak->sign * sum_up (n, x, r, peak->angle + 1e-7 * side), <=,
                           peak->value + 1e-13 * scale);
    }
}

/* Small whole numbers: rows of one direction, opposite ones, zero ones. */
static void
test_brute_force (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int run = 0; run < 60; run++)
    {
      const gsize n = (gsize) g_rand_int_range (rand, 1, 15);
      double x[30], r[15];

      for (gsize i = 0; i < n; i++)
        {
          for (int k = 0; k < 2; k++)
            x[2 * i + (gsize) k] =
              run % 2 ? g_rand_int_range (rand, -2, 3) : g_rand_double_range (rand, -1.0, 1.0);
          r[i] = g_rand_double_range (rand, -1.0, 1.0);
        }
      check_profile (n, x, r);
    }
}

static void
test_nothing (void)
{
  static const double x[] = { 0.0, 0.0, 0.0, 0.0 }, r[] = { 1.0, -2.0 };
  static const double rows[] = { 1.0, 2.0, -1.0, 0.5 }, zero[] = { 0.0, 0.0 };

  for (int kind = 0; kind < 3; kind++)
    {
      g_autoptr (RscCorrelationProfile) profile =
        rsc_correlation_profile_new (kind == 0 ? 0 : 2, kind == 2 ? rows : x, kind == 2 ? zero : r);

      g_assert_cmpuint (rsc_correlation_profile_get_n_peaks (profile), ==, 0);
      g_assert_cmpfloat (rsc_correlation_profile_get_maximum (profile), ==, 0.0);
      g_assert_cmpfloat (rsc_correlation_profile_evaluate (profile, -7.0), ==, 0.0);
    }
}

/* One row: from orthogonal to orthogonal, largest along it. */
static void
test_one_row (void)
{
  static const double x[] = { 3.0, 4.0 }, r[] = { -2.0 };
  g_autoptr (RscCorrelationProfile) profile = rsc_correlation_profile_new (1, x, r);

  g_assert_cmpuint (rsc_correlation_profile_get_n_arcs (profile), ==, 2);
  g_assert_cmpuint (rsc_correlation_profile_get_n_peaks (profile), ==, 1);
  const RscCorrelationPeak *peak = rsc_correlation_profile_get_peak (profile, 0);
  g_assert_cmpint (peak->sign, ==, -1);
  g_assert_false (peak->at_kink);
  g_assert_cmpfloat_with_epsilon (peak->value, 10.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (peak->angle, atan2 (4.0, 3.0), 1e-15);
  g_assert_cmpfloat (rsc_correlation_profile_evaluate (profile, peak->angle + G_PI), ==, 0.0);
}

/* λ is touched exactly at the neurons of the optimal set, and nothing is above it. */
static void
check_optimum (RscProblem *problem, double ratio, gsize n_neurons)
{
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, ratio);
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  const double lambda = rsc_solution_get_lambda (solution);
  const double near = 1e-7 * lambda;
  g_autoptr (RscCorrelationProfile) profile = rsc_correlation_profile_new (
    rsc_problem_get_n (problem), rsc_problem_get_x (problem), rsc_solution_get_dual (solution));
  gsize touching = 0;

  g_assert_cmpuint (rsc_problem_get_d (problem), ==, 2);
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, n_neurons);
  g_assert_cmpfloat (rsc_correlation_profile_get_maximum (profile), <=,
                     lambda + rsc_solution_get_relative_gap (solution) * lambda + near);
  for (gsize k = 0; k < rsc_correlation_profile_get_n_peaks (profile); k++)
    touching += rsc_correlation_profile_get_peak (profile, k)->value >= lambda - near;
  g_assert_cmpuint (touching, ==, n_neurons);
  for (gsize i = 0; i < n_neurons; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      const double angle = atan2 (neuron->direction[1], neuron->direction[0]);

      g_assert_cmpfloat_with_epsilon (
        neuron->sign * rsc_correlation_profile_evaluate (profile, angle), lambda, near);
      g_assert_true (has_peak (profile, neuron->sign, angle, 1e-5));
    }
}

static void
test_optimal (void)
{
  static const struct
  {
    const char *name;
    double ratio;
    gsize n_neurons;
  } cases[] = { { "polygon-12", 0.1, 12 }, { "polygon-8", 0.3, 8 }, { "xor", 0.1, 4 } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[k].name, RSC_ACTIVATION_RELU);

      check_optimum (problem, cases[k].ratio, cases[k].n_neurons);
    }
  /* One feature with a bias, for any optimum: as many as its own set has. */
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery ("sine", RSC_ACTIVATION_RELU);
      const double ratio = k == 0 ? 0.1 : 0.01;
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, ratio);

      g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), >, 0);
      check_optimum (problem, ratio, rsc_optimal_set_get_n_neurons (set));
    }
}

/* At zero weights r = y and the largest is λ_max. */
static void
test_lambda_max (void)
{
  static const char *const names[] = { "polygon-6", "polygon-12", "sine", "xor" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);
      const double lambda_max = rsc_problem_get_lambda_max (problem);
      g_autoptr (RscCorrelationProfile) profile = rsc_correlation_profile_new (
        rsc_problem_get_n (problem), rsc_problem_get_x (problem), rsc_problem_get_y (problem));

      g_assert_cmpfloat_with_epsilon (rsc_correlation_profile_get_maximum (profile), lambda_max,
                                      1e-12 * lambda_max);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/correlation-profile/brute-force", test_brute_force);
  g_test_add_func ("/correlation-profile/nothing", test_nothing);
  g_test_add_func ("/correlation-profile/one-row", test_one_row);
  g_test_add_func ("/correlation-profile/optimal", test_optimal);
  g_test_add_func ("/correlation-profile/lambda-max", test_lambda_max);
  return g_test_run ();
}

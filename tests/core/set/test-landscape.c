/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-landscape.h"
#include "core/set/rsc-multipliers.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

static RscSolution *
get_solution (RscLandscape *landscape)
{
  return rsc_optimal_set_get_solution (rsc_landscape_get_set (landscape));
}

/* v_b = Z_b^T r + Σ ρ_i (2 D_ii - 1) x_i with ρ > 0 on rows of the kink alone, and v_b = λ u for
 * every neuron. */
static void
check_multipliers (RscLandscape *landscape, gsize *n_pressed)
{
  RscProblem *problem = rsc_landscape_get_problem (landscape);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem), *r = rsc_landscape_get_residual (landscape);
  const double lambda = rsc_landscape_get_lambda (landscape);
  const RscCorrelations *peaks = rsc_landscape_get_peaks (landscape);

  for (gsize p = 0; p < rsc_correlations_get_n (peaks); p++)
    {
      g_autoptr (RscMultipliers) block = NULL;
      g_autofree double *v = g_new0 (double, d);
      g_autofree char *pattern = NULL;
      RscCorrelation peak;

      rsc_correlations_get (peaks, p, &peak);
      block = rsc_multipliers_new (problem, r, peak.sign, peak.direction,
                                   peak.pattern >= 0 ? (gsize) peak.pattern : 0);
      g_assert_cmpfloat_with_epsilon (block->norm / lambda, peak.ratio, 1e-9);
      pattern = rsc_multipliers_dup_pattern_string (block, n);
      for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < d; k++)
          v[k] += pattern[i] == '1' ? peak.sign * r[i] * x[i * d + k] : 0.0;
      for (gsize e = 0; e < block->n_rows; e++)
        {
          const gsize i = block->rows[e];
          gboolean on_kink = FALSE;

          g_assert_cmpfloat (block->rho[e], >, 0.0);
          for (gsize k = 0; k < block->n_kink; k++)
            on_kink = on_kink || block->kink[k] == i;
          g_assert_true (on_kink);
          for (gsize k = 0; k < d; k++)
            v[k] += block->rho[e] * (pattern[i] == '1' ? 1.0 : -1.0) * x[i * d + k];
          (*n_pressed)++;
        }
      for (gsize k = 0; k < d; k++)
        {
          g_assert_cmpfloat_with_epsilon (block->v[k], v[k], 1e-9 * lambda);
          g_assert_cmpfloat_with_epsilon (block->v[k], peak.ratio * lambda * peak.direction[k],
                                          1e-7 * lambda);
        }
    }
}

static void
test_multipliers (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
  } cases[] = { { "sine", RSC_ACTIVATION_RELU },
                { "checkerboard", RSC_ACTIVATION_RELU },
                { "polygon-12", RSC_ACTIVATION_RELU },
                { "parity", RSC_ACTIVATION_RELU },
                { "checkerboard", RSC_ACTIVATION_GATED } };
  gsize n_pressed = 0;

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (cases[k].name, cases[k].activation, 0.1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscLandscape) landscape = rsc_landscape_new_for_set (set, NULL, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (rsc_landscape_get_n_neurons (landscape), ==,
                        rsc_optimal_set_get_n_neurons (set));
      check_multipliers (landscape, &n_pressed);
    }
  g_assert_cmpuint (n_pressed, >, 10);
}

/* One row on the wall: x = (-1, 1) and (1, 1) pull to (0, 1), the row (1, 0) with a residual
 * against it holds. By hand: z = r_1 x_1 + r_2 x_2 with x_1 = (1, 0) on the kink; ρ cancels what
 * pulls across it. */
static void
test_by_hand (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("a,b,y\n1,0,-3\n-1,2,1\n1,2,1\n", FALSE);
  const double u[2] = { 0.0, 1.0 }, r[3] = { -3.0, 1.0, 1.0 };
  g_autoptr (RscMultipliers) block = rsc_multipliers_new (problem, r, 1, u, 0);
  g_autofree char *pattern = rsc_multipliers_dup_pattern_string (block, 3);

  /* All three rows are on the side of u or on its kink: Z^T r = (-3, 4), which crosses the wall x
   * >= 0 by 3. */
  g_assert_cmpstr (pattern, ==, "111");
  g_assert_cmpuint (block->n_kink, ==, 1);
  g_assert_cmpuint (block->n_rows, ==, 1);
  g_assert_cmpuint (block->rows[0], ==, 0);
  g_assert_cmpfloat_with_epsilon (block->rho[0], 3.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (block->v[0], 0.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (block->v[1], 4.0, 1e-14);
  g_assert_cmpfloat_with_epsilon (block->norm, 4.0, 1e-14);
}

/* Also of a direction that is no peak, whose cone the projection leaves through walls of rows on
 * either side. */
static void
test_anywhere (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons", RSC_ACTIVATION_RELU);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem), *y = rsc_problem_get_y (problem);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  gsize n_held[2] = { 0, 0 };

  for (int trial = 0; trial < 50; trial++)
    {
      g_autoptr (RscMultipliers) block = NULL;
      g_autofree double *u = g_new (double, d);
      g_autofree double *v = g_new0 (double, d);
      const int sign = trial % 2 ? 1 : -1;

      for (gsize k = 0; k < d; k++)
        u[k] = g_rand_double_range (rand, -1.0, 1.0);
      block = rsc_multipliers_new (problem, y, sign, u, 0);
      for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < d; k++)
          v[k] += rsc_multipliers_is_active (block, i) ? sign * y[i] * x[i * d + k] : 0.0;
      for (gsize e = 0; e < block->n_rows; e++)
        {
          const gboolean active = rsc_multipliers_is_active (block, block->rows[e]);
          double product = 0.0;

          n_held[active]++;
          for (gsize k = 0; k < d; k++)
            {
              v[k] += block->rho[e] * (active ? 1.0 : -1.0) * x[block->rows[e] * d + k];
              product += block->v[k] * x[block->rows[e] * d + k];
            }
          g_assert_cmpfloat_with_epsilon (product, 0.0, 1e-9);
        }
      for (gsize k = 0; k < d; k++)
        g_assert_cmpfloat_with_epsilon (block->v[k], v[k], 1e-9);
    }
  g_assert_cmpuint (n_held[0], >, 5);
  g_assert_cmpuint (n_held[1], >, 5);
}

static void
test_forms (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
    RscLandscapeForm form;
  } cases[] = { { "sine", RSC_ACTIVATION_RELU, RSC_LANDSCAPE_CURVE },
                { "polygon-12", RSC_ACTIVATION_RELU, RSC_LANDSCAPE_CURVE },
                { "checkerboard", RSC_ACTIVATION_RELU, RSC_LANDSCAPE_MAP },
                { "parity", RSC_ACTIVATION_RELU, RSC_LANDSCAPE_PEAKS },
                { "sine", RSC_ACTIVATION_GATED, RSC_LANDSCAPE_PEAKS } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_gallery (cases[k].name, cases[k].activation, 0.1);
      g_autoptr (RscLandscape) landscape = rsc_landscape_new_for_set (set, NULL, NULL);

      g_assert_cmpint (rsc_landscape_get_form (landscape), ==, cases[k].form);
      g_assert_true ((rsc_landscape_get_profile (landscape) != NULL)
                     == (cases[k].form == RSC_LANDSCAPE_CURVE));
      g_assert_cmpint (rsc_correlations_get_scope (rsc_landscape_get_peaks (landscape)), ==,
                       RSC_CORRELATIONS_ALL);
      g_assert_cmpfloat_with_epsilon (rsc_landscape_get_maximum (landscape), 1.0, 1e-8);
    }
}

/* The zero network at λ_max / 2: its residual is y, and what stands above λ would still pay, up to
 * 2 λ. */
static void
test_any_residual (void)
{
  static const char *names[] = { "sine", "checkerboard", "parity" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);
      const double lambda = 0.5 * rsc_problem_get_lambda_max (problem);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscLandscape) landscape =
        rsc_landscape_new (problem, rsc_problem_get_y (problem), lambda, NULL, NULL, &error);
      RscCorrelation peak;

      g_assert_no_error (error);
      g_assert_null (rsc_landscape_get_set (landscape));
      g_assert_cmpuint (rsc_landscape_get_n_neurons (landscape), ==, 0);
      g_assert_cmpfloat_with_epsilon (rsc_landscape_get_maximum (landscape), 2.0, 1e-9);
      rsc_correlations_get (rsc_landscape_get_peaks (landscape), 0, &peak);
      g_assert_cmpint (peak.neuron, ==, -1);
      g_assert_cmpfloat_with_epsilon (
        peak.sign * rsc_landscape_evaluate (landscape, peak.direction), peak.ratio, 1e-12);
    }
}

/* A little further along λ the same peaks are found from those before, without a search. */
static void
test_near (void)
{
  static const struct
  {
    const char *name;
    RscActivation activation;
  } cases[] = { { "checkerboard", RSC_ACTIVATION_RELU },
                { "sine", RSC_ACTIVATION_RELU },
                { "moons", RSC_ACTIVATION_RELU },
                { "checkerboard", RSC_ACTIVATION_GATED } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[k].name, cases[k].activation);
      g_autoptr (RscOptimalSet) one = set_of_problem (problem, 0.100);
      g_autoptr (RscOptimalSet) two = set_of_problem (problem, 0.099);
      g_autoptr (RscLandscape) before = rsc_landscape_new_for_set (one, NULL, NULL);
      g_autoptr (RscLandscape) near = rsc_landscape_new_near (two, before);
      g_autoptr (RscLandscape) whole = rsc_landscape_new_for_set (two, NULL, NULL);
      const RscCorrelations *found = rsc_landscape_get_peaks (near);
      gsize n_missed = 0;

      g_assert_true (get_solution (near) == rsc_optimal_set_get_solution (two));
      g_assert_cmpint (rsc_landscape_is_passing (near), ==,
                       rsc_landscape_get_form (near) != RSC_LANDSCAPE_CURVE);
      for (gsize p = 0; p < rsc_correlations_get_n (rsc_landscape_get_peaks (whole)); p++)
        {
          gboolean there = FALSE;
          RscCorrelation peak, other;

          rsc_correlations_get (rsc_landscape_get_peaks (whole), p, &peak);
          for (gsize q = 0; q < rsc_correlations_get_n (found) && !there; q++)
            {
              rsc_correlations_get (found, q, &other);
              there = other.neuron == peak.neuron && fabs (other.ratio - peak.ratio) < 1e-9
                      && rsc_problem_is_same_direction (problem, other.direction, peak.direction);
            }
          n_missed += !there;
        }
      g_assert_cmpuint (n_missed, <=, cases[k].activation == RSC_ACTIVATION_GATED ? 6 : 2);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/landscape/multipliers", test_multipliers);
  g_test_add_func ("/landscape/by-hand", test_by_hand);
  g_test_add_func ("/landscape/anywhere", test_anywhere);
  g_test_add_func ("/landscape/forms", test_forms);
  g_test_add_func ("/landscape/any-residual", test_any_residual);
  g_test_add_func ("/landscape/near", test_near);
  return g_test_run ();
}

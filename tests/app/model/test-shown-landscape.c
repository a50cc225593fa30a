/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown at once, and what a job brings when λ rests. No display. */
#include "app/model/rsc-shown-landscape.h"
#include "problems.h"
#include <gsl/gsl_errno.h>

static void
count (guint *n)
{
  ++*n;
}

static void
test_rest (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("parity", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) one = set_of_problem (problem, 0.1);
  g_autoptr (RscOptimalSet) two = set_of_problem (problem, 0.09);
  RscShownLandscape *shown = rsc_shown_landscape_new (jobs);
  RscLandscape *first;
  guint n_changed = 0;

  g_signal_connect_swapped (shown, "changed", G_CALLBACK (count), &n_changed);
  g_assert_null (rsc_shown_landscape_get (shown));

  /* At once the neurons; while λ moves nobody searches. */
  rsc_shown_landscape_set (shown, one, FALSE);
  first = rsc_shown_landscape_get (shown);
  g_assert_true (rsc_landscape_is_passing (first));
  g_assert_cmpuint (rsc_landscape_get_n_neurons (first), ==, 16);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_LANDSCAPE));

  /* At rest the whole, once. */
  rsc_shown_landscape_set (shown, one, TRUE);
  rsc_shown_landscape_set (shown, one, TRUE);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE));
  g_assert_false (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE));
  g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_LANDSCAPE));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_false (rsc_landscape_is_passing (rsc_shown_landscape_get (shown)));
  g_assert_true (rsc_landscape_get_set (rsc_shown_landscape_get (shown)) == one);
  rsc_shown_landscape_set (shown, one, TRUE);
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_LANDSCAPE));

  /* A reply that comes too late is for nobody. */
  rsc_shown_landscape_set (shown, two, TRUE);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE));
  rsc_shown_landscape_set (shown, one, FALSE);
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_LANDSCAPE))
    ;
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_true (rsc_landscape_get_set (rsc_shown_landscape_get (shown)) == one);

  rsc_shown_landscape_set (shown, NULL, TRUE);
  g_assert_null (rsc_shown_landscape_get (shown));
  rsc_shown_landscape_set (shown, two, TRUE);
  g_object_unref (shown);
}

/* Of two columns everything is known at once. */
static void
test_curve (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("sine", RSC_ACTIVATION_RELU, 0.1);
  RscShownLandscape *shown = rsc_shown_landscape_new (jobs);

  rsc_shown_landscape_set (shown, set, TRUE);
  g_assert_false (rsc_landscape_is_passing (rsc_shown_landscape_get (shown)));
  g_assert_false (rsc_jobs_is_busy (jobs, RSC_REQUEST_LANDSCAPE));
  g_object_unref (shown);
}

/* A network that is no optimum has a landscape of its own, with what would still pay above λ; with
 * an optimal one nothing is; without one that of the set comes back. */
static void
test_network (void)
{
  g_autoptr (RscJobs) jobs = rsc_jobs_new_full (NULL, NULL, TRUE);
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.1);
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  const double lambda = rsc_solution_get_lambda (solution), zero = 0;
  g_autoptr (RscNetwork) nothing = rsc_network_new (
    0, rsc_problem_get_d (problem), rsc_problem_get_bias (problem), &zero, &zero, NULL);
  g_autoptr (RscNetwork) best = rsc_solution_dup_network (solution);
  RscShownLandscape *shown = rsc_shown_landscape_new (jobs);
  guint n_changed = 0;

  g_signal_connect_swapped (shown, "changed", G_CALLBACK (count), &n_changed);
  rsc_shown_landscape_set (shown, set, TRUE);
  rsc_shown_landscape_set_network (shown, problem, lambda, nothing);
  rsc_shown_landscape_set_network (shown, problem, lambda, nothing);
  /* Until it is known that of the set stays, and is not asked for. */
  rsc_shown_landscape_set (shown, set, TRUE);
  g_assert_true (rsc_landscape_get_set (rsc_shown_landscape_get (shown)) == set);
  while (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE))
    ;
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_LANDSCAPE))
    ;
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_null (rsc_landscape_get_set (rsc_shown_landscape_get (shown)));
  /* Of the zero network it is λ_max over λ. */
  g_assert_cmpfloat_with_epsilon (rsc_landscape_get_maximum (rsc_shown_landscape_get (shown)), 10.0,
                                  1e-9);
  rsc_shown_landscape_set_network (shown, problem, lambda, best);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE));
  g_assert_true (rsc_jobs_deliver (jobs, RSC_REQUEST_LANDSCAPE));
  g_assert_cmpfloat_with_epsilon (rsc_landscape_get_maximum (rsc_shown_landscape_get (shown)), 1.0,
                                  1e-9);

  /* What comes too late is for nobody. */
  rsc_shown_landscape_set_network (shown, problem, lambda, nothing);
  g_assert_true (rsc_jobs_run (jobs, RSC_REQUEST_LANDSCAPE));
  rsc_shown_landscape_set_network (shown, NULL, 0, NULL);
  rsc_shown_landscape_set (shown, set, FALSE);
  while (rsc_jobs_deliver (jobs, RSC_REQUEST_LANDSCAPE))
    ;
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_true (rsc_landscape_get_set (rsc_shown_landscape_get (shown)) == set);
  g_object_unref (shown);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/shown-landscape/rest", test_rest);
  g_test_add_func ("/shown-landscape/curve", test_curve);
  g_test_add_func ("/shown-landscape/network", test_network);
  return g_test_run ();
}

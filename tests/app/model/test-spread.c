/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The distribution of a number, alone: what it is of, when it is worked out, and what it keeps. */
#include "app/model/rsc-spread.h"

#include "documents.h"
#include "problems.h"

#include <gsl/gsl_errno.h>

static void
count_change (guint *n)
{
  ++*n;
}

static gboolean
is_current (gpointer spread)
{
  return rsc_spread_is_current (spread);
}

static RscDataset *
get_data (RscOptimalSet *set)
{
  return rsc_problem_get_dataset (rsc_solution_get_problem (rsc_optimal_set_get_solution (set)));
}

/* Nothing is worked out while nobody looks, or while the set is about to give way; networks that
 * were drawn serve every number of their set. */
static void
test_source (void)
{
  RscJobs *jobs = rsc_jobs_new ();
  RscSpread *spread = rsc_spread_new (jobs);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) other = set_of_gallery ("polygon-8", RSC_ACTIVATION_RELU, 0.3);
  const double x[] = { 0.5, 0.25 };
  guint n_told = 0;
  gsize d;

  g_signal_connect_swapped (spread, "changed", G_CALLBACK (count_change), &n_told);
  g_assert_false (rsc_spread_can (spread, RSC_SCALAR_NORM));
  rsc_spread_set_source (spread, set, NULL, TRUE);
  iterate (20);
  g_assert_null (rsc_spread_get_distribution (spread));
  rsc_spread_set_source (spread, set, NULL, FALSE);
  rsc_spread_set_wanted (spread, TRUE);
  iterate (20);
  g_assert_null (rsc_spread_get_distribution (spread));
  rsc_spread_set_source (spread, set, NULL, TRUE);
  wait_until (is_current, spread);
  g_assert_cmpuint (n_told, >, 0);
  g_assert_cmpint (rsc_spread_get_distribution (spread)->scalar.kind, ==, RSC_SCALAR_PREDICTION);
  g_assert_cmpfloat (rsc_spread_get_place (spread, &d)[0], ==,
                     rsc_spread_get_distribution (spread)->scalar.x[0]);
  g_assert_cmpuint (d, ==, 2);

  g_autoptr (RscSetSample) sample =
    rsc_set_sample_ref (rsc_spread_get_distribution (spread)->sample);
  rsc_spread_set_place (spread, 2, x);
  g_assert_false (rsc_spread_is_current (spread));
  /* The one before is still there to be shown. */
  g_assert_nonnull (rsc_spread_get_distribution (spread));
  wait_until (is_current, spread);
  g_assert_cmpfloat (rsc_spread_get_distribution (spread)->scalar.x[1], ==, 0.25);
  rsc_spread_set_kind (spread, RSC_SCALAR_NORM);
  g_assert_null (rsc_spread_get_place (spread, &d));
  wait_until (is_current, spread);
  g_assert_true (rsc_spread_get_distribution (spread)->sample == sample);

  /* Another set: what is of the one before does not hold. */
  rsc_spread_set_source (spread, other, NULL, TRUE);
  g_assert_false (rsc_spread_is_current (spread));
  wait_until (is_current, spread);
  g_assert_true (rsc_distribution_get_set (rsc_spread_get_distribution (spread)) == other);
  /* A neuron that it has not is the first. */
  rsc_spread_set_neuron (spread, 1000);
  g_assert_cmpuint (rsc_spread_get_neuron (spread), ==, 0);
  rsc_spread_set_source (spread, NULL, NULL, TRUE);
  g_assert_null (rsc_spread_get_distribution (spread));

  drop_object (spread);
  rsc_jobs_free (jobs);
}

/* Which numbers there are. */
static void
test_can (void)
{
  RscSpread *spread = rsc_spread_new (NULL);
  g_autoptr (RscOptimalSet) set = set_of_gallery ("moons", RSC_ACTIVATION_RELU, 0.1);
  g_autoptr (RscOptimalSet) none = set_of_gallery ("moons", RSC_ACTIVATION_RELU, 2.0);
  const double x[] = { 0.5, 0.25, 1.0, 2.0 }, y[] = { 0.5, 2.0 };
  g_autoptr (RscDataset) values = rsc_dataset_new ("values", 2, 2, x, y, NULL, NULL, NULL);
  g_autoptr (RscDataset) narrow = rsc_dataset_new ("narrow", 2, 1, x, y, NULL, NULL, NULL);

  rsc_spread_set_source (spread, none, NULL, TRUE);
  g_assert_false (rsc_spread_can (spread, RSC_SCALAR_NORM));
  g_assert_true (rsc_spread_can (spread, RSC_SCALAR_PREDICTION));
  rsc_spread_set_source (spread, set, NULL, TRUE);
  g_assert_true (rsc_spread_can (spread, RSC_SCALAR_NORM));
  g_assert_false (rsc_spread_can (spread, RSC_SCALAR_ERROR));
  rsc_spread_set_source (spread, set, values, TRUE);
  g_assert_true (rsc_spread_can (spread, RSC_SCALAR_ERROR));
  g_assert_false (rsc_spread_can (spread, RSC_SCALAR_ACCURACY));
  rsc_spread_set_source (spread, set, get_data (set), TRUE);
  g_assert_true (rsc_spread_can (spread, RSC_SCALAR_ACCURACY));
  rsc_spread_set_source (spread, set, narrow, TRUE);
  g_assert_false (rsc_spread_can (spread, RSC_SCALAR_ERROR));
  /* Without jobs nothing is ever known, and nothing is waited for. */
  rsc_spread_set_wanted (spread, TRUE);
  g_assert_false (rsc_spread_is_current (spread));
  g_object_unref (spread);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/spread/source", test_source);
  g_test_add_func ("/spread/can", test_can);
  return g_test_run ();
}

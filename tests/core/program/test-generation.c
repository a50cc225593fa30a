/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-generation.h"
#include "problems.h"
#include "repeats.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Points that have too many patterns to list. */
#define N 60
#define D 5

typedef struct
{
  double last;
  double last_gap;
  guint calls;
} Watch;

/* No step back is told, whatever happens to the gap in between. */
static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_true (fraction >= watch->last && fraction <= 1.0);
  g_assert_true (isnan (gap) || (gap >= 0.0 && gap <= 1.0));
  watch->last = fraction;
  watch->last_gap = gap;
  watch->calls++;
}

/* Points and targets by chance. */
static RscDataset *
make_random (guint32 seed, gsize n, gsize d)
{
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GError) error = NULL;
  RscDataset *dataset;

  for (gsize i = 0; i < n; i++)
    {
      y[i] = g_rand_double_range (random, -1, 1);
      for (gsize k = 0; k < d; k++)
        x[i * d + k] = g_rand_double_range (random, -1, 1);
    }
  dataset = rsc_dataset_new ("random", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  return dataset;
}

static void
test_progress (void)
{
  g_autoptr (RscDataset) dataset = make_random (1, N, D);
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (GError) error = NULL;
  RscGenerationSettings settings;
  Watch finding = { 0 }, solving = { 0 };

  rsc_generation_settings_init (&settings);
  generation = rsc_generation_new (dataset, TRUE, &settings, on_progress, &finding, NULL, &error);
  g_assert_no_error (error);
  /* The largest ||v|| has no gap. */
  g_assert_true (finding.calls == 0 || isnan (finding.last_gap));
  solution = rsc_generation_solve (generation, 0.1 * rsc_generation_get_lambda_max (generation),
                                   NULL, on_progress, &solving, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%u and %u reports, to %g", finding.calls, solving.calls, solving.last);
  g_assert_true (rsc_solution_is_solved (solution));
}

/* What was needed until all patterns are searched for the first time, which is not waited for. */
typedef struct
{
  GCancellable *cancellable;
  guint iterations;
  gsize n_blocks;
} Effort;

static void
on_searched (RscSolution *solution, gpointer user_data)
{
  Effort *effort = user_data;

  if (g_cancellable_is_cancelled (effort->cancellable))
    return;
  effort->iterations = rsc_solution_get_iterations (solution);
  effort->n_blocks = rsc_problem_get_n_blocks (rsc_solution_get_problem (solution));
  g_cancellable_cancel (effort->cancellable);
}

/* Each solve goes as far below the excess as is of use: to all digits in each round it takes three
 * times as many steps, to few in each it takes in a third more patterns. */
static void
test_rounds (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscDataset) dataset = make_random (2, N, 8);
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (GError) error = NULL;
  RscGenerationSettings settings;
  Effort effort = { .cancellable = cancellable };

  rsc_generation_settings_init (&settings);
  /* The largest ||v|| is not searched for to its end, and not by the clock. */
  settings.effort = 0;
  settings.bytes_max = 1;
  generation = rsc_generation_new (dataset, TRUE, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  rsc_generation_set_solution_func (generation, on_searched, &effort);
  solution = rsc_generation_solve (generation, 0.1 * rsc_generation_get_lambda_max (generation),
                                   NULL, NULL, NULL, cancellable, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_test_message ("%u steps, %zu blocks", effort.iterations, effort.n_blocks);
  g_assert_cmpuint (effort.iterations, >, 0);
  g_assert_cmpuint (effort.iterations, <=, 50);
  g_assert_cmpuint (effort.n_blocks, <=, 300);
}

/* The defaults leave nothing of what the memory had before. */
static void
test_settings (void)
{
  RscGenerationSettings settings;

  memset (&settings, 0xff, sizeof settings);
  rsc_generation_settings_init (&settings);
  g_assert_cmpfloat (settings.tolerance, >, 0.0);
  g_assert_cmpfloat (settings.effort, >, 0.0);
  g_assert_cmpuint (settings.bytes_max, <, G_MAXSIZE);
  g_assert_cmpuint (settings.work_straight, ==, 0);
}

/* What was proved at a λ is not forgotten where less is searched there later. */
static void
test_again (void)
{
  g_autoptr (GError) error = NULL;

  g_autoptr (RscDataset) dataset = make_random (3, N, D);
  g_autoptr (RscGeneration) generation = generation_of_dataset (dataset, TRUE);
  const double lambda = 0.3 * rsc_generation_get_lambda_max (generation);
  g_autoptr (RscSolution) first =
    rsc_generation_solve (generation, lambda, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_bound_over_all (first), <=, RSC_TOLERANCE_GAP);
  g_assert_false (rsc_generation_is_stopped (generation));
  rsc_generation_set_effort (generation, 1e-6);
  for (int other = 0; other < 2; other++)
    {
      g_autoptr (RscSolution) again = rsc_generation_solve (
        generation, other ? 0.9 * lambda : lambda, first, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (rsc_generation_is_stopped (generation));
      g_assert_false (rsc_solution_is_over_all (again));
      if (other)
        g_assert_cmpfloat (rsc_solution_get_bound_over_all (again), >, 1e-3);
      else
        g_assert_cmpfloat (rsc_solution_get_bound_over_all (again), <=, RSC_TOLERANCE_GAP);
    }
}

/* A search that stops where it finds something above λ, as the first one here does, leads to the
 * same solution over all. */
static void
test_stops (void)
{
  const gsize n = 100, d = 4;
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (GRand) random = g_rand_new_with_seed (2);
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;
  double objectives[2];

  for (gsize i = 0; i < n; i++)
    {
      y[i] = g_rand_boolean (random) ? 1.0 : -1.0;
      for (gsize k = 0; k < d; k++)
        x[i * d + k] = g_rand_double_range (random, -1, 1);
    }
  dataset = rsc_dataset_new ("random", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  for (int stops = 0; stops < 2; stops++)
    {
      g_autoptr (RscGeneration) generation = NULL;
      g_autoptr (RscSolution) solution = NULL;
      RscGenerationSettings settings;

      rsc_generation_settings_init (&settings);
      settings.effort = 0;
      settings.work_straight = stops ? 4000000 : 0;
      generation = rsc_generation_new (dataset, TRUE, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      solution =
        rsc_generation_solve (generation, 0.05 * rsc_generation_get_lambda_max (generation), NULL,
                              NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rsc_solution_is_over_all (solution));
      g_assert_true (rsc_solution_is_solved (solution));
      objectives[stops] = rsc_solution_get_objective (solution);
    }
  g_assert_cmpfloat_with_epsilon (objectives[0], objectives[1], 1e-9 * objectives[0]);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generation/settings", test_settings);
  g_test_add_func ("/generation/progress", test_progress);
  g_test_add_func ("/generation/rounds", test_rounds);
  g_test_add_func ("/generation/again", test_again);
  /* With sanitizers it takes ten seconds, in code that the others go through as well. */
  if (!TEST_IS_SANITIZED)
    g_test_add_func ("/generation/stops", test_stops);
  return g_test_run ();
}

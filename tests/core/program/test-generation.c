/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-generation.h"

#include <gsl/gsl_errno.h>
#include <math.h>

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

static void
test_progress (void)
{
  g_autofree double *x = g_new (double, N *D);
  g_autofree double *y = g_new (double, N);
  g_autoptr (GRand) random = g_rand_new_with_seed (1);
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (GError) error = NULL;
  RscGenerationSettings settings;
  Watch finding = { 0 }, solving = { 0 };

  for (gsize i = 0; i < N; i++)
    {
      y[i] = g_rand_double_range (random, -1, 1);
      for (gsize k = 0; k < D; k++)
        x[i * D + k] = g_rand_double_range (random, -1, 1);
    }
  dataset = rsc_dataset_new ("random", N, D, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
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

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generation/progress", test_progress);
  return g_test_run ();
}

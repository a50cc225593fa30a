/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Every data point left out in turn, 50 of them with two features: the optimum without each, and
 * its set. */

#include "core/set/rsc-leave-one-out.h"
#include "problems.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#define TARGET_SECONDS 2.0
/* A run slower than this many targets is a regression; a busy machine alone stays below. */
#define SLACK 2.0

int
main (int argc, char **argv)
{
  static const double ratios[] = { 0.1, 0.01 };
  gboolean good = TRUE;

  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  printf ("Yardstick: %.1f ms\n", measure_yardstick ());
  g_autoptr (RscProblem) problem = problem_of_file ("toy2d.csv", RSC_ACTIVATION_RELU);
  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, ratios[k]);
      const gsize n = rsc_problem_get_n (problem);
      gsize n_unique = 0;
      const double begin = cpu_ms ();

      for (gsize row = 0; row < n; row++)
        {
          RscLeftOut out;

          if (!rsc_leave_one_out_find (set, row, &out, NULL, NULL))
            return EXIT_FAILURE;
          n_unique += out.unique ? 1 : 0;
        }
      const double all = cpu_ms () - begin;
      printf ("toy2d %.2f: %zu points, %zu blocks, dimension %zu, unique without %zu: %.0f ms\n",
              ratios[k], n, rsc_problem_get_n_blocks (problem), rsc_optimal_set_get_dimension (set),
              n_unique, all);
      record_value ("ms CPU", all, "sets/each of 50 points left out, %.2f λ_max", ratios[k]);
      good = good && all <= 1e3 * SLACK * TARGET_SECONDS;
    }
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

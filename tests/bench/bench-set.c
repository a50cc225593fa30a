/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The optimal set at a solution, as it is found when nothing moves: ties, support, ranges, vertices
 * and the narrowest network; and as it is found while something is dragged. */

#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#define REPEATS 5

static const struct
{
  const char *name;
  RscActivation activation;
  double ratio;
} sets[] = {
  { "checkerboard-9", RSC_ACTIVATION_RELU, 0.1 },  { "polygon-12", RSC_ACTIVATION_RELU, 0.1 },
  { "parity", RSC_ACTIVATION_RELU, 0.1 },          { "spiral", RSC_ACTIVATION_RELU, 0.02 },
  { "circles", RSC_ACTIVATION_RELU, 0.05 },        { "sine", RSC_ACTIVATION_RELU, 0.01 },
  { "checkerboard-9", RSC_ACTIVATION_GATED, 0.1 }, { "parity", RSC_ACTIVATION_GATED, 0.1 },
};

static void
measure (const char *name, RscSolution *solution, gboolean quick)
{
  RscOptimalSetSettings settings;
  g_autoptr (RscOptimalSet) set = NULL;
  double times[REPEATS];

  if (quick)
    rsc_optimal_set_settings_init_quick (&settings);
  else
    rsc_optimal_set_settings_init (&settings);
  for (gsize k = 0; k < REPEATS; k++)
    {
      g_autoptr (GError) error = NULL;
      const double begin = cpu_ms ();

      g_clear_pointer (&set, rsc_optimal_set_unref);
      set = rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      times[k] = cpu_ms () - begin;
    }
  record_all ("ms CPU", REPEATS, times, "sets/%s%s", name, quick ? ", quick" : "");
  qsort (times, REPEATS, sizeof *times, compare_doubles);
  printf (
    "%-32s%s %3zu neurons, dimension %2zu, %5zu vertices%s: median %8.2f ms, worst %8.2f ms\n",
    name, quick ? " quick" : "      ", rsc_optimal_set_get_n_neurons (set),
    rsc_optimal_set_get_dimension (set), rsc_optimal_set_get_n_vertices (set),
    rsc_optimal_set_get_vertices_complete (set) ? "" : "+", times[REPEATS / 2], times[REPEATS - 1]);
  fflush (stdout);
}

int
main (void)
{
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  printf ("yardstick: %.2f ms\n", measure_yardstick ());
  for (gsize k = 0; k < G_N_ELEMENTS (sets); k++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (sets[k].name, sets[k].activation, sets[k].ratio);
      g_autofree char *name =
        g_strdup_printf ("%s %g λ_max%s", sets[k].name, sets[k].ratio,
                         sets[k].activation == RSC_ACTIVATION_GATED ? ", gated" : "");

      measure (name, rsc_optimal_set_get_solution (set), FALSE);
      if (!rsc_optimal_set_get_vertices_complete (set)
          || rsc_optimal_set_get_n_vertices (set) > RSC_VERTICES_QUICK)
        measure (name, rsc_optimal_set_get_solution (set), TRUE);
    }
  return EXIT_SUCCESS;
}

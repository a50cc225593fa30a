/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Algorithm 1 on dense random networks: all neurons active, pruned to independent activations. Then
 * how the time grows with the number of neurons m at the same n. */

#include "core/numerics/rsc-blas.h"
#include "core/pruning/rsc-pruning.h"
#include "core/numerics/rsc-random.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define D 10
#define TARGET_N 500
#define TARGET_M 1000
#define TARGET_SECONDS 5.0
#define SMALL_N 250
/* A run slower than this many targets is a regression; a busy machine alone stays below. */
#define SLACK 2.0
/* Exact steps may change the fit by this in all. */
#define FIT_CHANGE 1e-12

static double
cpu_seconds (void)
{
  return 1e-3 * cpu_ms ();
}

static double *
draw (gsl_rng *rng, gsize n)
{
  double *values = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    values[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  return values;
}

/* Seconds of the exact steps, or a negative number when the result is wrong. */
static double
measure (gsize n, gsize m)
{
  gsl_rng *rng = rsc_random_new (1);
  g_autofree double *x = draw (rng, n * D);
  g_autofree double *y = draw (rng, n);
  g_autofree double *hidden = draw (rng, m * D);
  g_autofree double *output = draw (rng, m);
  g_autoptr (GError) error = NULL;
  RscPruningMove move;

  gsl_rng_free (rng);
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("bench", n, D, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscNetwork) network = rsc_network_new (m, D, FALSE, hidden, output, NULL);
  rsc_pruning_move_init (&move);
  move.until = RSC_PRUNING_TO_MINIMAL;

  const double begin = cpu_seconds ();
  g_autoptr (RscPruning) start = rsc_pruning_new (dataset, NULL, network, 0.1, NULL, NULL, &error);
  g_assert_no_error (error);
  const double middle = cpu_seconds ();
  g_autoptr (RscPruning) walk = rsc_pruning_go_on (start, 0, &move, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  const double end = cpu_seconds ();
  const gssize minimal = rsc_pruning_get_minimal (walk);
  if (minimal < 0)
    return -1.0;
  const RscPruningState *state = rsc_pruning_get_state (walk, (gsize) minimal);
  printf ("n = %zu, m = %zu: start %.2f s, %zu steps to %zu neurons %.2f s (%.2f ms each), fit "
          "changed by %.1e",
          n, m, middle - begin, (gsize) minimal, state->width, end - middle,
          1e3 * (end - middle) / (double) MAX (minimal, 1), state->fit_change);
  if (state->singular != NULL)
    printf (", least singular value %.1e of the largest",
            state->singular[state->n_singular - 1] / state->singular[0]);
  printf ("\n");
  fflush (stdout);
  record_value ("ms CPU", 1e3 * (end - begin), "pruning/%zu neurons, %zu points", m, n);
  record_value ("ms CPU", 1e3 * (end - middle) / (double) MAX (minimal, 1),
                "pruning/%zu neurons, %zu points, a step", m, n);
  return state->fit_change <= FIT_CHANGE && state->width <= n ? end - begin : -1.0;
}

int
main (void)
{
  static const gsize widths[] = { 500, 1000, 2000 };
  double seconds[G_N_ELEMENTS (widths)];
  double total;
  gboolean ok = TRUE;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  total = measure (TARGET_N, TARGET_M);
  ok = total >= 0.0 && total <= SLACK * TARGET_SECONDS;
  printf ("  %.2f s in all (target %.0f s)\n", total, TARGET_SECONDS);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      seconds[i] = measure (SMALL_N, widths[i]);
      ok = ok && seconds[i] >= 0.0;
      if (i > 0)
        printf ("  m × %.1f: %.1f times the steps in %.1f times the time\n",
                (double) widths[i] / (double) widths[i - 1],
                (double) (widths[i] - SMALL_N) / (double) (widths[i - 1] - SMALL_N),
                seconds[i] / seconds[i - 1]);
    }
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

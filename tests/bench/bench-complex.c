/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The complex of sets with some thousand vertices, from their lists: edges, pieces at every width,
 * and a walk. */

#include "core/set/rsc-complex-walk.h"
#include "plants.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <stdio.h>
#include <stdlib.h>

#define VERTICES_MAX 5000
#define TARGET_SECONDS 1.0
/* A run slower than this many targets is a regression; a busy machine alone stays below. */
#define SLACK 2.0

static gboolean
measure (const char *kind, const Plant *plant)
{
  gboolean complete = FALSE, proved;
  g_autoptr (RscPolytope) polytope = polytope_of (plant);
  g_autoptr (GPtrArray) vertices = vertices_of (polytope, VERTICES_MAX, &complete);
  double begin = cpu_ms ();
  g_autoptr (RscComplex) complex =
    rsc_complex_new (rsc_polytope_as_set (polytope), plant->n, vertices, complete, NULL, NULL);
  const double all = cpu_ms () - begin;

  g_assert_nonnull (complex);
  begin = cpu_ms ();
  g_autoptr (RscComplexWalk) walk =
    rsc_complex_walk_new (complex, g_ptr_array_index (vertices, 0),
                          g_ptr_array_index (vertices, vertices->len - 1), NULL, NULL);
  const double walked = cpu_ms () - begin;
  g_assert_nonnull (walk);
  printf ("%-6s %2zu of rank %2zu: %5u vertices%s, %6zu edges, connected from %s%2zu: %7.1f ms, "
          "a walk of %zu stops: %6.1f ms\n",
          kind, plant->m,
          rsc_polytope_get_n_support (polytope) - rsc_polytope_get_dimension (polytope),
          vertices->len, complete ? "" : "+", rsc_complex_get_n_edges (complex),
          rsc_complex_get_connected_from (complex, &proved) > 0 && proved ? "" : "≤",
          rsc_complex_get_connected_from (complex, NULL), all, walk->n_stops, walked);
  record_value ("ms CPU", all, "complex/%s of %zu neurons", kind, plant->m);
  record_value ("ms CPU", walked, "complex/%s of %zu neurons, a walk", kind, plant->m);
  return all <= 1e3 * SLACK * TARGET_SECONDS;
}

int
main (void)
{
  gsl_rng *rng;
  gboolean good = TRUE;

  gsl_set_error_handler_off ();
  rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsl_rng_set (rng, 3);
  printf ("Yardstick: %.1f ms\n", measure_yardstick ());
  for (gsize n = 6; n <= 14; n += 2)
    {
      g_auto (Plant) random = plant_random (rng, n, 2 * n, n);
      g_auto (Plant) whole = plant_whole (rng, n, 2 * n, n);

      good = measure ("random", &random) && good;
      good = measure ("whole", &whole) && good;
    }
  gsl_rng_free (rng);
  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

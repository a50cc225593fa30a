/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The linear programs of optimal sets: the least and the largest norm of each neuron, all over one
 * feasible set {a >= 0 : A a = b}, A with orthonormal rows. With a folder as argument each of them
 * is written there as JSON, with the answers, for peer_lp.py. */

#include "core/numerics/rsc-blas.h"
#include "core/numerics/rsc-lp.h"
#include "problems.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define REPEATS 7
/* Entries of orthonormal rows below this are 0: Clp scales by them, and ends at a wrong vertex. */
#define ROUNDING 1e-15

static const struct
{
  const char *name;
  RscActivation activation;
  double ratio;
} sets[] = {
  { "checkerboard-9", RSC_ACTIVATION_RELU, 0.1 },  { "spiral", RSC_ACTIVATION_RELU, 0.003 },
  { "checkerboard-9", RSC_ACTIVATION_GATED, 0.1 }, { "parity", RSC_ACTIVATION_GATED, 0.1 },
  { "moons", RSC_ACTIVATION_GATED, 1e-3 },
};

/* min and max of each of @m numbers; those of a coordinate stand beside each other in @values. */
static void
find_ranges (gsize rank, gsize m, const double *a, const double *rhs, double *values)
{
  g_autofree double *cost = g_new0 (double, m);
  g_autoptr (RscLp) lp = rsc_lp_new (rank, m, a, rhs);

  for (gsize i = 0; i < m; i++)
    for (gsize side = 0; side < 2; side++)
      {
        g_autoptr (GError) error = NULL;

        cost[i] = side == 0 ? 1.0 : -1.0;
        rsc_lp_minimise (lp, cost, &values[2 * i + side], NULL, NULL, &error);
        g_assert_no_error (error);
        values[2 * i + side] *= cost[i];
        cost[i] = 0.0;
      }
}

static void
write_numbers (FILE *file, const char *key, gsize n, const double *values)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  fprintf (file, ", \"%s\": [", key);
  for (gsize k = 0; k < n; k++)
    fprintf (file, "%s%s", k > 0 ? ", " : "", g_ascii_dtostr (number, sizeof number, values[k]));
  fprintf (file, "]");
}

static void
write_program (const char *folder,
               const char *name,
               gsize rank,
               gsize m,
               const double *a,
               const double *rhs,
               const double *values)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.json", folder, name);
  FILE *file = fopen (path, "w");

  if (file == NULL)
    {
      perror (path);
      exit (EXIT_FAILURE);
    }
  fprintf (file, "{\"name\": \"%s\", \"rows\": %zu, \"columns\": %zu", name, rank, m);
  write_numbers (file, "a", rank * m, a);
  write_numbers (file, "rhs", rank, rhs);
  write_numbers (file, "ranges", 2 * m, values);
  fprintf (file, "}\n");
  fclose (file);
}

static void
run (const char *folder, const char *name, RscOptimalSet *set)
{
  RscPolytope *polytope = rsc_optimal_set_get_polytope (set);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const gsize dimension = rsc_polytope_get_dimension (polytope);
  const gsize rank = m - dimension;
  const double *inside = rsc_polytope_get_interior (polytope);
  g_autofree double *a = g_new (double, rank *m);
  g_autofree double *rhs = g_new0 (double, rank);
  g_autofree double *values = g_new (double, 2 * m);
  gsl_matrix *qr = gsl_matrix_alloc (m, dimension), *q = gsl_matrix_alloc (m, m);
  gsl_matrix *r = gsl_matrix_alloc (m, dimension);
  gsl_vector *tau = gsl_vector_alloc (dimension);
  double times[REPEATS];

  /* The rows are what the directions of the set leave out. */
  memcpy (qr->data, rsc_polytope_get_basis (polytope), m * dimension * sizeof (double));
  gsl_linalg_QR_decomp (qr, tau);
  gsl_linalg_QR_unpack (qr, tau, q, r);
  for (gsize k = 0; k < rank; k++)
    for (gsize i = 0; i < m; i++)
      {
        const double entry = gsl_matrix_get (q, i, dimension + k);

        a[k * m + i] = fabs (entry) > ROUNDING ? entry : 0.0;
        rhs[k] += a[k * m + i] * inside[i];
      }
  gsl_matrix_free (qr);
  gsl_matrix_free (q);
  gsl_matrix_free (r);
  gsl_vector_free (tau);
  for (gsize k = 0; k < REPEATS; k++)
    {
      const double begin = cpu_ms ();

      find_ranges (rank, m, a, rhs, values);
      times[k] = cpu_ms () - begin;
    }
  record_all ("ms CPU", REPEATS, times, "lp/%s", name);
  if (folder != NULL)
    write_program (folder, name, rank, m, a, rhs, values);
  qsort (times, REPEATS, sizeof *times, compare_doubles);
  printf ("%-28s %3zu × %3zu, %3zu programs: median %7.2f ms, worst %7.2f ms\n", name, rank, m,
          2 * m, times[REPEATS / 2], times[REPEATS - 1]);
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  printf ("yardstick: %.2f ms\n", measure_yardstick ());
  for (gsize k = 0; k < G_N_ELEMENTS (sets); k++)
    {
      g_autoptr (RscOptimalSet) set =
        set_of_gallery (sets[k].name, sets[k].activation, sets[k].ratio);
      g_autofree char *name =
        g_strdup_printf ("%s%s %g", sets[k].name,
                         sets[k].activation == RSC_ACTIVATION_GATED ? " gated" : "", sets[k].ratio);

      g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==,
                        rsc_optimal_set_get_n_neurons (set));
      run (argc > 1 ? argv[1] : NULL, name, set);
    }
  return EXIT_SUCCESS;
}

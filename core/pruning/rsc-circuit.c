/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-circuit.h"

#include "core/numerics/rsc-null-circuit.h"

#include <string.h>

/* The null vectors of the columns outside a complete basis, one after another in @vectors (m each):
 * 1 at that column, minus its coordinates at the basis. Returns their number. */
gsize
rsc_circuit_list_null_vectors (RscPruningWalk *walk, double **vectors)
{
  const gsize m = walk->base->m;
  const gsize r = rsc_column_factor_get_n_columns (walk->basis);
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree double *v = g_new (double, m);
  gsize count = 0;

  for (gsize i = 0; i < m; i++)
    {
      if (walk->factor[i] == 0.0 || walk->in_basis[i])
        continue;
      memset (v, 0, m * sizeof (double));
      rsc_column_factor_solve (walk->basis, rsc_pruning_walk_get_column (walk, i), walk->z, NULL);
      for (gsize k = 0; k < r; k++)
        v[rsc_column_factor_get_id (walk->basis, k)] = -walk->z[k];
      v[i] = 1.0;
      rsc_pruning_walk_clean (walk, v);
      g_array_append_vals (all, v, (guint) m);
      count++;
    }
  *vectors = (double *) g_array_free (g_steal_pointer (&all), FALSE);
  return count;
}

/* A null vector that touches few neurons. Where there are not too many circuits (minimal dependent
 * sets), the smallest of all: each is the null vector that vanishes at some p - 1 neurons, p the
 * dimension of the null space. Otherwise the smallest of those that add one column to the basis of
 * the first independent columns. */
gboolean
rsc_circuit_find_fewest (RscPruningWalk *walk, double *null_vector, GCancellable *cancellable)
{
  const gsize m = walk->base->m;
  g_autofree double *vectors = NULL;
  g_autofree const double **columns = g_new (const double *, MAX (m, 1));
  gsize p;

  rsc_pruning_walk_complete (walk);
  p = rsc_circuit_list_null_vectors (walk, &vectors);
  if (p == 0)
    return FALSE;
  for (gsize i = 0; i < m; i++)
    columns[i] = walk->factor[i] != 0.0 ? rsc_pruning_walk_get_column (walk, i) : NULL;
  rsc_null_circuit_find_fewest (walk->base->n, m, columns, p, vectors, null_vector, cancellable);
  return TRUE;
}

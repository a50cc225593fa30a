/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"

#include <string.h>

/* Neurons times rank up to which the search for the narrowest network gets all its branches. */
#define SEARCH_TABLE 700.0

typedef struct
{
  double *best; /* β coordinates */
  gsize width;
  double *low; /* of every coordinate over the vertices */
  double *high;
} Narrowest;

static gsize
count_used (gsize m, const double *x)
{
  gsize width = 0;

  for (gsize i = 0; i < m; i++)
    width += x[i] > 0.0;
  return width;
}

/* A narrow vertex from a few linear programs that make small coordinates ever dearer. */
static gboolean
find_narrow_vertex (const RscPolytope *self,
                    double *best,
                    gsize *width,
                    GCancellable *cancellable,
                    GError **error)
{
  gsize s = self->n_support;
  g_autofree double *cost = g_new0 (double, s);
  g_autofree double *x = g_new0 (double, s);
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);

  for (gsize start = 0; start < 4; start++)
    {
      for (gsize i = 0; i < s; i++)
        x[i] = start == 0 ? self->centre[i] : (double) ((i * (start + 1) + start) % s + 1) / s;
      for (int round = 0; round < 8; round++)
        {
          for (gsize i = 0; i < s; i++)
            cost[i] = 1.0 / (x[i] + 1e-4);
          if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
            return FALSE;
          if (!rsc_polytope_polish_vertex (self, x))
            break;
          gsize now = count_used (s, x);
          if (now < *width)
            {
              *width = now;
              memcpy (best, x, s * sizeof (double));
            }
        }
    }
  return TRUE;
}

static gboolean
visit_narrowest (const RscPolytope *self, double *beta, gpointer user_data, gboolean *clear)
{
  Narrowest *narrowest = user_data;
  gsize s = self->n_support;

  for (gsize i = 0; i < s; i++)
    {
      narrowest->low[i] = MIN (narrowest->low[i], beta[i]);
      narrowest->high[i] = MAX (narrowest->high[i], beta[i]);
    }
  if (count_used (s, beta) >= narrowest->width)
    return TRUE;
  if (!rsc_polytope_polish_vertex (self, beta))
    {
      *clear = FALSE;
      return TRUE;
    }
  if (count_used (s, beta) < narrowest->width)
    {
      narrowest->width = count_used (s, beta);
      memcpy (narrowest->best, beta, s * sizeof (double));
    }
  return TRUE;
}

gsize
rsc_polytope_find_narrowest (const RscPolytope *self,
                             GPtrArray *vertices,
                             gboolean vertices_complete,
                             gsize max_nodes,
                             double *a,
                             gboolean *proved,
                             GCancellable *cancellable,
                             GError **error)
{
  gsize s = self->n_support;
  gsize width = G_MAXSIZE;
  g_autofree double *best = g_memdup2 (self->centre, (s + 1) * sizeof (double));

  *proved = FALSE;
  if (self->dimension == 0)
    {
      memcpy (a, self->interior, self->m * sizeof (double));
      *proved = TRUE;
      return s;
    }
  for (guint v = 0; vertices != NULL && v < vertices->len; v++)
    {
      const double *vertex = g_ptr_array_index (vertices, v);
      gsize used = count_used (self->m, vertex);
      if (used < width)
        {
          width = used;
          for (gsize i = 0; i < s; i++)
            best[i] = vertex[self->support[i]] / self->weight[i];
        }
    }
  if (vertices != NULL && vertices_complete)
    {
      /* The points with the fewest non-zeros include a vertex. */
      rsc_polytope_expand (self, best, a);
      *proved = TRUE;
      return width;
    }
  if (width == G_MAXSIZE)
    width = s;
  if (!find_narrow_vertex (self, best, &width, cancellable, error))
    return 0;

  /* A branch solves a linear program, whose time grows like the square of its table: keep the time,
   * not the count. */
  double share = SEARCH_TABLE / ((double) s * (double) self->rank);
  if (share < 1.0)
    max_nodes = (gsize) ((double) max_nodes * share * share);

  /* Ask for something narrower than the best known: none is the proof. */
  while (max_nodes > 0)
    {
      gboolean found = FALSE;
      g_autofree double *upper = g_new (double, s);
      g_autofree double *x = g_new0 (double, s);
      for (gsize i = 0; i < s; i++)
        upper[i] = self->maximum[self->support[i]] / self->weight[i] * (1.0 + 1e-9);
      g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
      if (!rsc_lp_find_sparsest (lp, upper, width - 1, max_nodes, x, &found, proved, cancellable,
                                 error))
        return 0;
      if (!found)
        break;
      /* A switch that is off must be off in the equations too, not only to GLPK's tolerance. */
      if (!rsc_polytope_polish_vertex (self, x) || count_used (s, x) >= width)
        {
          *proved = FALSE;
          break;
        }
      width = count_used (s, x);
      memcpy (best, x, s * sizeof (double));
      if (*proved)
        break;
    }
  if (max_nodes > 0 && !*proved)
    {
      /* Many sets have too many vertices to list and yet few enough to look at each. */
      g_autofree double *low = g_memdup2 (best, (s + 1) * sizeof (double));
      g_autofree double *high = g_memdup2 (best, (s + 1) * sizeof (double));
      Narrowest narrowest = { best, width, low, high };
      if (!rsc_polytope_walk_bases (self, visit_narrowest, &narrowest, TRUE, proved, cancellable,
                                    error))
        return 0;
      width = narrowest.width;
      *proved = *proved && rsc_polytope_check_ranges (self, low, high);
    }
  rsc_polytope_expand (self, best, a);
  return width;
}

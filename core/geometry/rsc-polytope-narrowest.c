/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Neurons times rank up to which the search for the narrowest network gets all its branches. */
#define SEARCH_TABLE 700.0
/* What a neuron that a branch leaves out costs, relative to one that it may use: large, so that a
 * branch without any network shows it, and small enough beside the accuracy of a linear program. */
#define PENALTY 1e4
/* Smaller norms (of a sum of 1) are not made dearer still on the way to a narrow vertex. */
#define NORM_LEAST 1e-4
/* Smaller ranges (of a sum of 1) do not make a neuron dearer still. */
#define RANGE_LEAST 1e-6

typedef struct
{
  double *best; /* β coordinates */
  gsize width;
  double *low; /* of every coordinate over the vertices */
  double *high;
} Narrowest;

/* The neurons that the point @x in β coordinates uses; what is below the tolerance of the support
 * is none, as in every other count. */
static gsize
count_used (const RscPolytope *self, const double *x)
{
  gsize width = 0;

  for (gsize i = 0; i < self->n_support; i++)
    width += x[i] > self->tolerance[i];
  return width;
}

/* A narrow vertex from a few linear programs that make small coordinates ever dearer. FALSE when
 * cancelled; a program without an answer only makes the search shorter. */
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
            cost[i] = 1.0 / (x[i] + NORM_LEAST);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, NULL)
              || !rsc_polytope_polish_vertex (self, x))
            break;
          gsize now = count_used (self, x);
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
  if (count_used (self, beta) >= narrowest->width)
    return TRUE;
  if (!rsc_polytope_polish_vertex (self, beta))
    {
      *clear = FALSE;
      return TRUE;
    }
  if (count_used (self, beta) < narrowest->width)
    {
      narrowest->width = count_used (self, beta);
      memcpy (narrowest->best, beta, s * sizeof (double));
    }
  return TRUE;
}

enum
{
  NEURON_FREE,
  NEURON_ON,
  NEURON_OFF
};

/* A search by branching on which neurons may be used. */
typedef struct
{
  const RscPolytope *polytope;
  RscLp *lp;
  GByteArray
    *open;       /* branches still to be looked at: n_support states each, the last one is next */
  double *upper; /* n_support: the most that each can be */
  double *cost;
  double *x;
  double *duals;   /* rank */
  double *reduced; /* n_support */
} Search;

static void
search_init (Search *self, const RscPolytope *polytope)
{
  gsize s = polytope->n_support;

  self->polytope = polytope;
  self->lp = rsc_lp_new (polytope->rank, s, polytope->rows, polytope->rhs);
  self->open = g_byte_array_new ();
  self->upper = g_new0 (double, s + 1);
  self->cost = g_new0 (double, s + 1);
  self->x = g_new0 (double, s + 1);
  self->duals = g_new0 (double, polytope->rank + 1);
  self->reduced = g_new0 (double, s + 1);
  for (gsize i = 0; i < s; i++)
    self->upper[i] =
      polytope->maximum[polytope->support[i]] / polytope->weight[i] * (1.0 + RSC_TOLERANCE_UPPER);
}

static void
search_clear (Search *self)
{
  rsc_lp_free (self->lp);
  g_byte_array_unref (self->open);
  g_free (self->upper);
  g_free (self->cost);
  g_free (self->x);
  g_free (self->duals);
  g_free (self->reduced);
}

/* A lower bound on cost^T β over the set that holds whatever duals the linear program came back
 * with: y^T rhs + Σ min (0, cost_i - y^T column_i) upper_i, less what an error of the fit can
 * change. */
static double
search_get_bound (Search *self)
{
  const RscPolytope *polytope = self->polytope;
  gsize s = polytope->n_support;
  double bound = 0.0;

  rsc_lp_get_duals (self->lp, self->duals);
  memcpy (self->reduced, self->cost, s * sizeof (double));
  for (gsize r = 0; r < polytope->rank; r++)
    {
      bound += self->duals[r] * polytope->rhs[r];
      bound -= fabs (self->duals[r]) * RSC_TOLERANCE_FIT / polytope->singular[r];
      cblas_daxpy ((int) s, -self->duals[r], polytope->rows + r * s, 1, self->reduced, 1);
    }
  for (gsize i = 0; i < s; i++)
    bound += MIN (self->reduced[i], 0.0) * self->upper[i];
  return bound;
}

/* Looks at one branch: its linear program charges what is off dearly instead of forbidding it, so
 * that every branch starts from the basis of the one before. *@split: the neuron to branch on,
 * G_MAXSIZE when the branch is done. FALSE when it could not be decided. */
static gboolean
search_visit (Search *self,
              const guint8 *state,
              double *best,
              gsize *width,
              gsize *split,
              GCancellable *cancellable)
{
  const RscPolytope *polytope = self->polytope;
  gsize s = polytope->n_support;
  gsize n_on = 0;
  double furthest = 0.0;

  *split = G_MAXSIZE;
  for (gsize i = 0; i < s; i++)
    {
      n_on += state[i] == NEURON_ON ? 1 : 0;
      self->cost[i] = 1.0 / MAX (self->upper[i], RANGE_LEAST);
      if (state[i] != NEURON_FREE)
        self->cost[i] *= state[i] == NEURON_ON ? 0.0 : PENALTY;
    }
  if (n_on >= *width)
    return TRUE;
  if (!rsc_lp_minimise (self->lp, self->cost, NULL, self->x, cancellable, NULL))
    return FALSE;
  double bound = search_get_bound (self);
  g_autofree double *point = g_memdup2 (self->x, s * sizeof (double));
  if (rsc_polytope_polish_vertex (polytope, point) && count_used (polytope, point) < *width)
    {
      *width = count_used (polytope, point);
      memcpy (best, point, s * sizeof (double));
    }
  /* Narrower than the best known is at most *width - 1. */
  if (n_on >= *width || (double) n_on + bound > (double) *width - 1.0 + RSC_TOLERANCE_WHOLE)
    return TRUE;
  for (gsize i = 0; i < s; i++)
    {
      double share = self->x[i] / self->upper[i];
      double distance = MIN (share, 1.0 - share);
      if (state[i] != NEURON_FREE || !(self->x[i] > polytope->tolerance[i]))
        continue;
      if (*split == G_MAXSIZE || distance > furthest)
        {
          furthest = distance;
          *split = i;
        }
    }
  return *split != G_MAXSIZE;
}

/* Looks for a point with fewer than *@width neurons until there is none left (*@proved) or
 * @max_nodes branches have been looked at. FALSE when cancelled. */
static gboolean
search_run (const RscPolytope *polytope,
            double *best,
            gsize *width,
            gsize max_nodes,
            gboolean *proved,
            GCancellable *cancellable,
            GError **error)
{
  gsize s = polytope->n_support;
  gsize n_nodes = 0;
  Search search;
  g_autofree guint8 *state = g_new0 (guint8, s + 1);

  search_init (&search, polytope);
  *proved = TRUE;
  g_byte_array_append (search.open, state, (guint) s);
  for (; search.open->len > 0; n_nodes++)
    {
      gsize split;

      if (n_nodes >= max_nodes || g_cancellable_is_cancelled (cancellable))
        {
          *proved = FALSE;
          break;
        }
      memcpy (state, search.open->data + search.open->len - s, s);
      g_byte_array_set_size (search.open, search.open->len - (guint) s);
      if (!search_visit (&search, state, best, width, &split, cancellable))
        *proved = FALSE;
      if (split == G_MAXSIZE)
        continue;
      state[split] = NEURON_ON;
      g_byte_array_append (search.open, state, (guint) s);
      state[split] = NEURON_OFF;
      g_byte_array_append (search.open, state, (guint) s);
    }
  search_clear (&search);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
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
  g_autofree double *point = g_new (double, s + 1);

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
      gsize used;

      for (gsize i = 0; i < s; i++)
        point[i] = vertex[self->support[i]] / self->weight[i];
      used = count_used (self, point);
      if (used < width)
        {
          width = used;
          memcpy (best, point, s * sizeof (double));
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

  if (max_nodes > 0 && !search_run (self, best, &width, max_nodes, proved, cancellable, error))
    return 0;
  if (max_nodes > 0 && !*proved)
    {
      /* Many sets have too many vertices to list and yet few enough to look at each. */
      g_autofree double *low = g_memdup2 (best, (s + 1) * sizeof (double));
      g_autofree double *high = g_memdup2 (best, (s + 1) * sizeof (double));
      Narrowest narrowest = { best, width, low, high };
      if (!rsc_polytope_walk_bases (self, visit_narrowest, &narrowest, TRUE, NULL, proved,
                                    cancellable, error))
        return 0;
      width = narrowest.width;
      *proved = *proved && rsc_polytope_check_ranges (self, low, high);
    }
  rsc_polytope_expand (self, best, a);
  return width;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-complex.h"

#include "core/set/rsc-optimal-set-private.h"

#include <math.h>
#include <string.h>

struct _RscComplex
{
  gatomicrefcount ref_count;
  RscOptimalSet *set; /* whose points these are, or NULL */
  GPtrArray *vertices;
  gsize n_neurons;
  gsize bound; /* from so many neurons on all is connected, whatever the list lacks */
  gsize theorem;
  gboolean theorem_by_rows; /* it is n + 1, less than m* + M* */
  gboolean complete;

  gsize n_words;
  guint64 *used; /* n_vertices × n_words */
  gsize *width;  /* n_vertices */
  gsize least;
  gboolean least_proved;
  gsize largest;

  GArray *edges; /* pairs of gsize */
  gboolean edges_complete;

  /* A tree over all vertices of the least unions of supports: two vertices are connected with m
   * neurons where
   * the tree's way between them has no larger one. A vertex comes after the one it hangs on. */
  gsize *order; /* n_vertices */
  gsize *above; /* n_vertices: the vertex it hangs on */
  gsize *joint; /* n_vertices: neurons of both; of the root, 0 */

  gsize connected;         /* the largest of @joint, at least @least */
  gsize n_levels;          /* last change + 1 */
  RscComplexLevel *levels; /* n_levels, from m = 0 */
};

static gsize
count_union (const RscComplex *self, gsize one, gsize two)
{
  const guint64 *a = self->used + one * self->n_words, *b = self->used + two * self->n_words;
  gsize count = 0;

  for (gsize w = 0; w < self->n_words; w++)
    count += (gsize) __builtin_popcountll (a[w] | b[w]);
  return count;
}

static void
fill_supports (RscComplex *self)
{
  const gsize n = self->vertices->len;
  g_autofree gboolean *used = g_new0 (gboolean, self->n_neurons + 1);

  self->n_words = (self->n_neurons + 63) / 64;
  self->used = g_new0 (guint64, n * self->n_words + 1);
  self->width = g_new0 (gsize, n + 1);
  self->least = self->n_neurons;
  for (gsize v = 0; v < n; v++)
    {
      self->width[v] = rsc_complex_find_used (self, g_ptr_array_index (self->vertices, v), used);
      for (gsize i = 0; i < self->n_neurons; i++)
        if (used[i])
          self->used[v * self->n_words + i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
      self->least = MIN (self->least, self->width[v]);
      self->largest = MAX (self->largest, self->width[v]);
    }
}

/* Prim's algorithm. FALSE when cancelled. */
static gboolean
grow_tree (RscComplex *self, GCancellable *cancellable, GError **error)
{
  const gsize n = self->vertices->len;
  g_autofree gsize *open = g_new (gsize, n + 1);
  g_autofree gsize *nearest = g_new0 (gsize, n + 1);
  g_autofree gsize *distance = g_new (gsize, n + 1);
  gsize n_open = n;
  gsize last = 0;

  self->order = g_new0 (gsize, n + 1);
  self->above = g_new0 (gsize, n + 1);
  self->joint = g_new0 (gsize, n + 1);
  for (gsize v = 0; v < n; v++)
    {
      open[v] = v;
      distance[v] = G_MAXSIZE;
    }
  for (gsize done = 0; done < n; done++)
    {
      gsize best = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      for (gsize k = 0; k < n_open; k++)
        {
          const gsize v = open[k];
          const gsize joint = done > 0 ? count_union (self, last, v) : G_MAXSIZE;

          if (joint < distance[v])
            {
              distance[v] = joint;
              nearest[v] = last;
            }
          if (distance[v] < distance[open[best]])
            best = k;
        }
      last = open[best];
      open[best] = open[--n_open];
      self->order[done] = last;
      self->above[last] = nearest[last];
      self->joint[last] = done > 0 ? distance[last] : 0;
    }
  return TRUE;
}

static void
fill_levels (RscComplex *self)
{
  const gsize n = self->vertices->len;

  self->connected = self->least;
  for (gsize v = 0; v < n; v++)
    self->connected = MAX (self->connected, self->joint[v]);
  self->n_levels = (self->complete ? MAX (self->connected, self->largest + 1)
                                   : MAX (self->bound, self->largest + 1))
                   + 1;
  self->levels = g_new0 (RscComplexLevel, self->n_levels);
  for (gsize v = 0; v < n; v++)
    {
      self->levels[self->width[v]].n_isolated++;
      self->levels[self->width[v]].n_vertices++;
      self->levels[self->width[v]].n_components++;
      /* Of an incomplete list a join may be wider than any that is needed. */
      if (v != self->order[0] && self->joint[v] < self->n_levels)
        self->levels[self->joint[v]].n_components--;
    }
  for (gsize m = 0; m < self->n_levels; m++)
    {
      RscComplexLevel *level = &self->levels[m];

      level->m = m;
      level->log_points = level->n_isolated > 0
                            ? log ((double) level->n_isolated) + lgamma ((double) m + 1.0)
                            : -INFINITY;
      if (m == 0)
        continue;
      /* Wraps around where more pieces join than come, which the sum undoes. */
      level->n_vertices += level[-1].n_vertices;
      level->n_components += level[-1].n_components;
    }
  for (gsize m = 0; m < self->n_levels; m++)
    {
      RscComplexLevel *level = &self->levels[m];
      const gboolean none = m < self->least && self->least_proved;
      const gboolean all = m >= self->bound;

      level->vertices_proved = self->complete || none;
      level->proved = level->vertices_proved || all;
      if (!self->complete && (all || (m >= self->least && level->n_components == 0)))
        level->n_components = 1;
    }
}

static RscComplex *
complex_new (RscOptimalSet *set,
             RscConvexSet *points,
             gsize n,
             GPtrArray *vertices,
             gboolean complete,
             GCancellable *cancellable,
             GError **error)
{
  const gboolean known = set == NULL
                         || (rsc_optimal_set_is_trusted (set) && set->n_lacking == 0
                             && !rsc_optimal_set_is_between (set));
  const gsize edges_max =
    set != NULL && set->bytes_max > 0 ? set->bytes_max / (2 * sizeof (gsize)) : G_MAXSIZE;
  g_autoptr (RscComplex) self = g_new0 (RscComplex, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->set = set != NULL ? rsc_optimal_set_ref (set) : NULL;
  self->vertices = g_ptr_array_ref (vertices);
  self->n_neurons = rsc_convex_set_get_m (points);
  self->complete = complete;
  fill_supports (self);
  self->least_proved = complete;
  if (set != NULL)
    {
      self->least = MIN (self->least, rsc_optimal_set_get_narrowest_width (set));
      self->least_proved = rsc_optimal_set_get_narrowest_proved (set);
    }
  /* An edge has no more neurons than the rank and one, and the edges connect all. */
  self->bound = (known ? rsc_convex_set_get_rank (points) : n) + 1;
  const gsize sum = self->least + (complete ? self->largest : self->bound - 1);
  self->theorem = MIN (sum, n + 1);
  self->theorem_by_rows = n + 1 < sum;
  self->edges_complete = complete;
  self->edges = rsc_convex_set_list_edges (points, vertices, edges_max, &self->edges_complete,
                                           cancellable, error);
  if (self->edges == NULL || !grow_tree (self, cancellable, error))
    return NULL;
  fill_levels (self);
  return g_steal_pointer (&self);
}

RscComplex *
rsc_complex_new (RscConvexSet *points,
                 gsize n,
                 GPtrArray *vertices,
                 gboolean complete,
                 GCancellable *cancellable,
                 GError **error)
{
  g_return_val_if_fail (points != NULL && vertices != NULL && vertices->len > 0, NULL);
  return complex_new (NULL, points, n, vertices, complete, cancellable, error);
}

RscComplex *
rsc_complex_new_for_set (RscOptimalSet *set, GCancellable *cancellable, GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  RscProblem *problem = rsc_solution_get_problem (set->solution);
  /* Where norms that are too small to count are needed, no width is that of its network. */
  const gboolean complete = rsc_optimal_set_get_vertices_complete (set) && set->n_lacking == 0
                            && rsc_optimal_set_get_narrowest_proved (set);

  return complex_new (set, set->points, rsc_problem_get_n (problem), set->vertices, complete,
                      cancellable, error);
}

RscComplex *
rsc_complex_ref (RscComplex *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_complex_unref (RscComplex *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->set, rsc_optimal_set_unref);
  g_clear_pointer (&self->vertices, g_ptr_array_unref);
  g_clear_pointer (&self->edges, g_array_unref);
  g_free (self->used);
  g_free (self->width);
  g_free (self->order);
  g_free (self->above);
  g_free (self->joint);
  g_free (self->levels);
  g_free (self);
}

RscOptimalSet *
rsc_complex_get_set (const RscComplex *self)
{
  return self->set;
}

gsize
rsc_complex_get_n_neurons (const RscComplex *self)
{
  return self->n_neurons;
}

gsize
rsc_complex_get_n_vertices (const RscComplex *self)
{
  return self->vertices->len;
}

const double *
rsc_complex_get_vertex (const RscComplex *self, gsize v)
{
  g_return_val_if_fail (v < self->vertices->len, NULL);
  return g_ptr_array_index (self->vertices, v);
}

gsize
rsc_complex_get_vertex_width (const RscComplex *self, gsize v)
{
  g_return_val_if_fail (v < self->vertices->len, 0);
  return self->width[v];
}

gsize
rsc_complex_find_used (const RscComplex *self, const double *a, gboolean *used)
{
  gsize width = 0;

  if (self->set != NULL)
    return rsc_optimal_set_find_used (self->set, a, used);
  for (gsize i = 0; i < self->n_neurons; i++)
    {
      width += a[i] > 0.0 ? 1 : 0;
      if (used != NULL)
        used[i] = a[i] > 0.0;
    }
  return width;
}

gboolean
rsc_complex_is_complete (const RscComplex *self)
{
  return self->complete;
}

gsize
rsc_complex_get_n_edges (const RscComplex *self)
{
  return self->edges->len / 2;
}

gsize
rsc_complex_get_edge (const RscComplex *self, gsize e, gsize *one, gsize *two)
{
  g_return_val_if_fail (e < self->edges->len / 2, 0);
  *one = g_array_index (self->edges, gsize, 2 * e);
  *two = g_array_index (self->edges, gsize, 2 * e + 1);
  return count_union (self, *one, *two);
}

gboolean
rsc_complex_get_edges_complete (const RscComplex *self)
{
  return self->edges_complete;
}

gsize
rsc_complex_get_least_width (const RscComplex *self, gboolean *proved)
{
  if (proved != NULL)
    *proved = self->least_proved;
  return self->least;
}

gsize
rsc_complex_get_largest_width (const RscComplex *self, gboolean *proved)
{
  if (proved != NULL)
    *proved = self->complete;
  return self->largest;
}

gsize
rsc_complex_get_connected_from (const RscComplex *self, gboolean *proved)
{
  if (proved != NULL)
    *proved = self->complete;
  return self->complete ? self->connected : self->bound;
}

gsize
rsc_complex_get_theorem_bound (const RscComplex *self)
{
  return self->theorem;
}

gboolean
rsc_complex_is_theorem_by_rows (const RscComplex *self)
{
  return self->theorem_by_rows;
}

gsize
rsc_complex_get_last_change (const RscComplex *self)
{
  return self->n_levels - 1;
}

void
rsc_complex_get_level (const RscComplex *self, gsize m, RscComplexLevel *level)
{
  *level = self->levels[MIN (m, self->n_levels - 1)];
  level->m = m;
}

gsize
rsc_complex_level_count_families (const RscComplexLevel *level)
{
  /* Of an incomplete list two vertices can have the same neurons: then neither stands alone. */
  return level->n_components > level->n_isolated ? level->n_components - level->n_isolated : 0;
}

gsize
rsc_complex_find_components (const RscComplex *self, gsize m, gsize *piece)
{
  const gsize n = self->vertices->len;
  g_autofree gsize *number = g_new (gsize, n + 1);
  gsize n_pieces = 0;

  /* First each piece is called by its vertex that is highest in the tree, which comes first in the
   * order. */
  for (gsize k = 0; k < n; k++)
    {
      const gsize v = self->order[k];

      number[v] = G_MAXSIZE;
      if (self->width[v] > m)
        piece[v] = G_MAXSIZE;
      else
        piece[v] = k > 0 && self->joint[v] <= m ? piece[self->above[v]] : v;
    }
  for (gsize v = 0; v < n; v++)
    {
      if (piece[v] == G_MAXSIZE)
        continue;
      if (number[piece[v]] == G_MAXSIZE)
        number[piece[v]] = n_pieces++;
      piece[v] = number[piece[v]];
    }
  return n_pieces;
}

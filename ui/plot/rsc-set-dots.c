/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-dots.h"

#include "core/numerics/rsc-tolerances.h"
#include <math.h>
#include <string.h>

/* Cells of the grid that finds what falls together are so many times what is the same. */
#define CELL 64.0

typedef struct
{
  gint64 at[3];
} Cell;

/* Dots of one cell are a chain. */
typedef struct
{
  RscSetDots *dots;
  const RscOptimalSetModel *model;
  double same; /* distance on each axis */
  gsize room;
  gsize *next; /* room */
  GHashTable *first;
} Search;

static guint
hash_cell (gconstpointer key)
{
  const Cell *cell = key;
  guint64 hash = 0;

  for (int k = 0; k < 3; k++)
    hash = (hash ^ (guint64) cell->at[k]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return (guint) (hash >> 32);
}

static gboolean
equal_cells (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Cell)) == 0;
}

static Cell
get_cell (const Search *search, const double *norms, int shift)
{
  Cell cell = { { 0, 0, 0 } };

  for (gsize k = 0; k < search->model->n_axes; k++)
    cell.at[k] = (gint64) floor (norms[k] / (CELL * search->same)
                                 + ((shift >> k) & 1 ? 1.0 / CELL : -1.0 / CELL));
  return cell;
}

static gsize
find_dot (const Search *search, const double *norms)
{
  const gsize n_axes = search->model->n_axes;

  /* What is the same may be across the border of a cell. */
  for (int shift = 0; shift < 1 << n_axes; shift++)
    {
      Cell cell = get_cell (search, norms, shift);
      gpointer found = g_hash_table_lookup (search->first, &cell);

      for (gsize dot = GPOINTER_TO_SIZE (found); dot > 0; dot = search->next[dot - 1])
        {
          double apart = 0.0;

          for (gsize k = 0; k < n_axes; k++)
            apart = fmax (apart, fabs (search->dots->dots[dot - 1].norms[k] - norms[k]));
          if (apart <= search->same)
            return dot - 1;
        }
    }
  return G_MAXSIZE;
}

static gsize
add_dot (Search *search, const double *norms, gboolean inside)
{
  const gsize n_axes = search->model->n_axes;
  gsize dot = search->dots->n++;
  Cell cell = { { 0, 0, 0 } };

  search->dots->dots[dot] = (RscSetDot){ .inside = inside };
  memcpy (search->dots->dots[dot].norms, norms, n_axes * sizeof (double));
  for (gsize k = 0; k < n_axes; k++)
    cell.at[k] = (gint64) floor (norms[k] / (CELL * search->same));
  search->next[dot] = GPOINTER_TO_SIZE (g_hash_table_lookup (search->first, &cell));
  g_hash_table_insert (search->first, g_memdup2 (&cell, sizeof cell), GSIZE_TO_POINTER (dot + 1));
  return dot;
}

static double
get_extent (const RscHull *hull)
{
  double extent = 0.0;

  for (gsize k = 0; k < hull->n_points * hull->n_axes; k++)
    extent = fmax (extent, fabs (hull->points[k]));
  return extent;
}

/* Hands each dot its part of the list of vertices; @dot_of: n_vertices. */
static void
share_vertices (RscSetDots *self, gsize n_vertices, const gsize *dot_of)
{
  g_autofree gsize *end = g_new0 (gsize, self->n + 1);
  gsize start = 0;

  self->vertices = g_new (gsize, n_vertices + 1);
  for (gsize v = 0; v < n_vertices; v++)
    self->dots[dot_of[v]].n_vertices++;
  for (gsize dot = 0; dot < self->n; dot++)
    {
      self->dots[dot].vertices = self->vertices + start;
      end[dot] = start;
      start += self->dots[dot].n_vertices;
    }
  for (gsize v = 0; v < n_vertices; v++)
    self->vertices[end[dot_of[v]]++] = v;
}

void
rsc_set_dots_init (RscSetDots *self, const RscOptimalSetModel *model)
{
  const RscHull *hull = model->hull;
  gsize n_vertices =
    model->set != NULL && !model->stale ? rsc_optimal_set_get_n_vertices (model->set) : 0;
  g_autofree gsize *dot_of = g_new (gsize, n_vertices + 1);
  Search search = { .dots = self, .model = model };

  *self = (RscSetDots){ 0 };
  search.room = hull->n_points + n_vertices;
  search.same = fmax (RSC_TOLERANCE_SAME_DOT * get_extent (hull), G_MINDOUBLE * 1e20);
  search.next = g_new0 (gsize, search.room + 1);
  search.first = g_hash_table_new_full (hash_cell, equal_cells, g_free, NULL);
  self->dots = g_new0 (RscSetDot, search.room + 1);
  for (gsize k = 0; k < hull->n_points; k++)
    add_dot (&search, hull->points + k * hull->n_axes, FALSE);
  for (gsize v = 0; v < n_vertices; v++)
    {
      const double *a = rsc_optimal_set_get_vertex (model->set, v);
      double norms[3] = { 0.0, 0.0, 0.0 };

      for (gsize k = 0; k < model->n_axes; k++)
        if (model->axes[k] != RSC_OPTIMAL_SET_ABSENT)
          norms[k] = a[model->axes[k]];
      dot_of[v] = find_dot (&search, norms);
      if (dot_of[v] == G_MAXSIZE)
        dot_of[v] = add_dot (&search, norms, TRUE);
    }
  share_vertices (self, n_vertices, dot_of);
  g_hash_table_unref (search.first);
  g_free (search.next);
}

void
rsc_set_dots_clear (RscSetDots *self)
{
  g_clear_pointer (&self->dots, g_free);
  g_clear_pointer (&self->vertices, g_free);
}

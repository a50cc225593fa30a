/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-singular.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

/* Words of supports that may be compared before the rest is left: some seconds. */
#define EDGES_WORK 4e9

typedef struct
{
  gsize n_words;  /* of a support */
  guint64 *used;  /* n_vertices × n_words: which coordinates of the support are not 0 */
  gsize *count;   /* n_vertices: how many */
  guint64 *added; /* n_vertices × n_words: what a vertex uses that the one looked at does not */
  gsize *order;   /* n_vertices: those that add few enough, by how many */
  gsize *starts;  /* n_support + 2: where in @order those begin that add so many */
  gsize *least;   /* n_vertices: those whose addition holds no other's */
  gboolean *lone; /* n_vertices: whether no other adds the same or a part of it */
} Supports;

static Supports
supports_new (const RscPolytope *self, GPtrArray *vertices)
{
  const gsize n_words = (self->n_support + 63) / 64;
  Supports supports = { n_words,
                        g_new0 (guint64, vertices->len * n_words + 1),
                        g_new0 (gsize, vertices->len + 1),
                        g_new0 (guint64, vertices->len * n_words + 1),
                        g_new0 (gsize, vertices->len + 1),
                        g_new0 (gsize, self->n_support + 2),
                        g_new0 (gsize, vertices->len + 1),
                        g_new0 (gboolean, vertices->len + 1) };

  for (guint v = 0; v < vertices->len; v++)
    {
      const double *a = g_ptr_array_index (vertices, v);
      for (gsize i = 0; i < self->n_support; i++)
        if (a[self->support[i]] > 0.0)
          {
            supports.used[v * n_words + i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
            supports.count[v]++;
          }
    }
  return supports;
}

static void
supports_clear (Supports *self)
{
  g_free (self->used);
  g_free (self->count);
  g_free (self->added);
  g_free (self->order);
  g_free (self->starts);
  g_free (self->least);
  g_free (self->lone);
}

/* What vertex @other uses that @one does not: its bits, and how many they are. */
static gsize
supports_subtract (Supports *self, gsize one, gsize other)
{
  gsize count = 0;

  for (gsize w = 0; w < self->n_words; w++)
    {
      const guint64 bits =
        self->used[other * self->n_words + w] & ~self->used[one * self->n_words + w];
      self->added[other * self->n_words + w] = bits;
      count += (gsize) __builtin_popcountll (bits);
    }
  return count;
}

/* Puts the vertices that add no more than @room to what @one uses into @order, those that add least
 * first. Returns their number. */
static gsize
supports_sort (Supports *self, gsize n_vertices, gsize n_support, gsize one, gsize room)
{
  g_autofree gsize *adds = g_new (gsize, n_vertices + 1);
  gsize n = 0;

  memset (self->starts, 0, (n_support + 2) * sizeof *self->starts);
  for (gsize v = 0; v < n_vertices; v++)
    {
      adds[v] = v != one ? supports_subtract (self, one, v) : G_MAXSIZE;
      if (adds[v] <= room)
        {
          self->starts[adds[v] + 1]++;
          n++;
        }
    }
  for (gsize k = 1; k <= n_support + 1; k++)
    self->starts[k] += self->starts[k - 1];
  for (gsize v = 0; v < n_vertices; v++)
    if (adds[v] <= room)
      self->order[self->starts[adds[v]]++] = v;
  return n;
}

/* Whether all that vertex @part adds is among what @whole adds. */
static gboolean
supports_contain (const Supports *self, gsize whole, gsize part)
{
  for (gsize w = 0; w < self->n_words; w++)
    if ((self->added[part * self->n_words + w] & ~self->added[whole * self->n_words + w]) != 0)
      return FALSE;
  return TRUE;
}

/* Marks in @lone the vertices that share with @one a face that no third vertex is in: those whose
 * addition to its support holds no other's. *@work counts the words looked at. */
static void
find_lone (const RscPolytope *self, Supports *supports, gsize n_vertices, gsize one, double *work)
{
  const gsize most = self->rank + 1;
  gsize n_least = 0, n = 0;
  gsize compared = n_vertices;

  memset (supports->lone, 0, n_vertices * sizeof *supports->lone);
  if (supports->count[one] <= most)
    n = supports_sort (supports, n_vertices, self->n_support, one,
                       MIN (most - supports->count[one], self->n_support));
  for (gsize k = 0; k < n; k++)
    {
      const gsize v = supports->order[k];
      gboolean held = FALSE;

      for (gsize l = 0; l < n_least && !held; l++, compared++)
        if (supports_contain (supports, v, supports->least[l]))
          {
            held = TRUE;
            /* The same addition: three vertices on one face. */
            if (supports_contain (supports, supports->least[l], v))
              supports->lone[supports->least[l]] = FALSE;
          }
      if (held)
        continue;
      supports->least[n_least++] = v;
      supports->lone[v] = TRUE;
    }
  *work += (double) (compared * supports->n_words);
}

/* Whether the activations that @one and @two use have one rank less than they are. */
static gboolean
spans_line (const RscPolytope *self, const Supports *supports, gsize one, gsize two, double *work)
{
  const guint64 *used = supports->used + one * supports->n_words;
  const guint64 *added = supports->added + two * supports->n_words;
  gsize count = 0, rank = 0, next = 0;

  for (gsize w = 0; w < supports->n_words; w++)
    count += (gsize) __builtin_popcountll (used[w] | added[w]);
  /* The activations of a vertex are independent, and both ends satisfy the equations. */
  if (count == supports->count[one] + 1 || count == supports->count[two] + 1)
    return TRUE;
  g_autofree double *columns = g_new (double, self->rank *count + 1);
  g_autofree double *vectors = g_new (double, count *count + 1);
  for (gsize i = 0; i < self->n_support; i++)
    if (((used[i / 64] | added[i / 64]) >> (i % 64) & 1) != 0)
      {
        double length = cblas_dnrm2 ((int) self->rank, self->rows + i, (int) self->n_support);
        for (gsize r = 0; r < self->rank; r++)
          columns[r * count + next] = self->rows[r * self->n_support + i] / length;
        next++;
      }
  *work += 10.0 * (double) (self->rank * count * count);
  return rsc_singular_find (self->rank, count, columns, vectors, NULL, &rank) && rank + 1 == count;
}

GArray *
rsc_polytope_list_edges (const RscPolytope *self,
                         GPtrArray *vertices,
                         gsize max,
                         gboolean *complete,
                         GCancellable *cancellable,
                         GError **error)
{
  double work = 0.0;

  g_return_val_if_fail (self != NULL && vertices != NULL && complete != NULL, NULL);
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (gsize));
  gboolean known = *complete;
  Supports supports = supports_new (self, vertices);
  for (gsize one = 0; one < vertices->len; one++)
    {
      if (work > EDGES_WORK || edges->len / 2 >= max || g_cancellable_is_cancelled (cancellable))
        {
          *complete = FALSE;
          break;
        }
      find_lone (self, &supports, vertices->len, one, &work);
      for (gsize two = one + 1; two < vertices->len; two++)
        if (supports.lone[two] && (known || spans_line (self, &supports, one, two, &work)))
          {
            g_array_append_val (edges, one);
            g_array_append_val (edges, two);
          }
    }
  supports_clear (&supports);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&edges);
}

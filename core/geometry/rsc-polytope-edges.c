/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-singular.h"

#include <gsl/gsl_cblas.h>
#include <string.h>

/* Words of supports that may be compared before the rest is left: some seconds. */
#define EDGES_WORK 4e9

typedef struct
{
  gsize n_words;   /* of a support */
  guint64 *used;   /* n_vertices × n_words: which coordinates of the support are not 0 */
  guint64 *either; /* n_words: scratch */
  gsize last;      /* the vertex that decided last: often the next decision too */
} Supports;

static Supports
supports_new (const RscPolytope *self, GPtrArray *vertices)
{
  gsize n_words = (self->n_support + 63) / 64;
  Supports supports = { n_words, g_new0 (guint64, vertices->len * n_words + 1),
                        g_new0 (guint64, n_words + 1), 0 };

  for (guint v = 0; v < vertices->len; v++)
    {
      const double *a = g_ptr_array_index (vertices, v);
      for (gsize i = 0; i < self->n_support; i++)
        if (a[self->support[i]] > 0.0)
          supports.used[v * n_words + i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
  return supports;
}

static void
supports_clear (Supports *self)
{
  g_free (self->used);
  g_free (self->either);
}

/* Puts what @one or @two use into @either and counts it. */
static gsize
supports_join (Supports *self, gsize one, gsize two)
{
  gsize count = 0;

  for (gsize w = 0; w < self->n_words; w++)
    {
      self->either[w] = self->used[one * self->n_words + w] | self->used[two * self->n_words + w];
      count += (gsize) __builtin_popcountll (self->either[w]);
    }
  return count;
}

/* Whether vertex @third lies in the smallest face that has both ends. */
static gboolean
supports_contain (const Supports *self, gsize third)
{
  const guint64 *used = self->used + third * self->n_words;

  for (gsize w = 0; w < self->n_words; w++)
    if ((used[w] & ~self->either[w]) != 0)
      return FALSE;
  return TRUE;
}

/* Whether the activations in use, @count of them, have rank @count - 1. */
static gboolean
spans_line (const RscPolytope *self, const Supports *supports, gsize count)
{
  gsize rank = 0;
  gsize next = 0;
  g_autofree double *columns = g_new (double, self->rank *count + 1);
  g_autofree double *vectors = g_new (double, count *count + 1);

  for (gsize i = 0; i < self->n_support; i++)
    if ((supports->either[i / 64] >> (i % 64) & 1) != 0)
      {
        double length = cblas_dnrm2 ((int) self->rank, self->rows + i, (int) self->n_support);
        for (gsize r = 0; r < self->rank; r++)
          columns[r * count + next] = self->rows[r * self->n_support + i] / length;
        next++;
      }
  return rsc_singular_find (self->rank, count, columns, vectors, NULL, &rank) && rank + 1 == count;
}

/* @known: the vertices are all of them. *@work counts the words looked at. */
static gboolean
is_edge (const RscPolytope *self,
         Supports *supports,
         gsize n_vertices,
         gsize one,
         gsize two,
         gboolean known,
         double *work)
{
  gsize count = supports_join (supports, one, two);

  *work += (double) supports->n_words;
  if (count > self->rank + 1)
    return FALSE;
  gsize first = supports->last;
  if (first != one && first != two && supports_contain (supports, first))
    return FALSE;
  for (gsize third = 0; third < n_vertices; third++)
    if (third != one && third != two && supports_contain (supports, third))
      {
        *work += (double) (third * supports->n_words);
        supports->last = third;
        return FALSE;
      }
  *work += (double) (n_vertices * supports->n_words);
  if (known)
    return TRUE;
  *work += 10.0 * (double) (self->rank * count * count);
  return spans_line (self, supports, count);
}

GArray *
rsc_polytope_list_edges (const RscPolytope *self,
                         GPtrArray *vertices,
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
      if (work > EDGES_WORK || g_cancellable_is_cancelled (cancellable))
        {
          *complete = FALSE;
          break;
        }
      for (gsize two = one + 1; two < vertices->len; two++)
        if (is_edge (self, &supports, vertices->len, one, two, known, &work))
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

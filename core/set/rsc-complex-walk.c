/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-complex-walk.h"

#include <math.h>
#include <string.h>

/* The vertices and the two ends as points that straight ways connect: between any two of them the
 * way has the neurons of both. */
typedef struct
{
  gsize n; /* vertices + 2: @from and @to are the last ones */
  gsize n_neurons;
  gsize n_words;
  const double **points;
  guint64 *used; /* n × n_words */
} Points;

static void
points_init (Points *self, const RscComplex *complex, const double *from, const double *to)
{
  const gsize n_vertices = rsc_complex_get_n_vertices (complex);
  g_autofree gboolean *used = NULL;

  self->n = n_vertices + 2;
  self->n_neurons = rsc_complex_get_n_neurons (complex);
  self->n_words = (self->n_neurons + 63) / 64;
  self->points = g_new (const double *, self->n);
  self->used = g_new0 (guint64, self->n * self->n_words + 1);
  used = g_new (gboolean, self->n_neurons + 1);
  for (gsize v = 0; v < self->n; v++)
    {
      self->points[v] = v < n_vertices    ? rsc_complex_get_vertex (complex, v)
                        : v == n_vertices ? from
                                          : to;
      rsc_complex_find_used (complex, self->points[v], used);
      for (gsize i = 0; i < self->n_neurons; i++)
        if (used[i])
          self->used[v * self->n_words + i / 64] |= G_GUINT64_CONSTANT (1) << (i % 64);
    }
}

static void
points_clear (Points *self)
{
  g_free (self->points);
  g_free (self->used);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Points, points_clear)

static gsize
points_count (const Points *self, gsize one, gsize two)
{
  const guint64 *a = self->used + one * self->n_words, *b = self->used + two * self->n_words;
  gsize count = 0;

  for (gsize w = 0; w < self->n_words; w++)
    count += (gsize) __builtin_popcountll (a[w] | b[w]);
  return count;
}

static double
points_measure (const Points *self, gsize one, gsize two)
{
  double sum = 0.0;

  for (gsize i = 0; i < self->n_neurons; i++)
    {
      const double step = self->points[one][i] - self->points[two][i];
      sum += step * step;
    }
  return sqrt (sum);
}

/* The least number of neurons with which the two ends are connected: Dijkstra's algorithm, where a
 * way is as long as its widest step. 0 when cancelled. */
static gsize
find_width (const Points *self, GCancellable *cancellable, GError **error)
{
  const gsize from = self->n - 2, to = self->n - 1;
  g_autofree gsize *width = g_new (gsize, self->n);
  g_autofree gboolean *done = g_new0 (gboolean, self->n);
  gsize at = from;

  for (gsize v = 0; v < self->n; v++)
    width[v] = G_MAXSIZE;
  width[from] = points_count (self, from, from);
  while (at != to)
    {
      gsize next = G_MAXSIZE;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return 0;
      done[at] = TRUE;
      for (gsize v = 0; v < self->n; v++)
        {
          if (done[v])
            continue;
          width[v] = MIN (width[v], MAX (width[at], points_count (self, at, v)));
          if (next == G_MAXSIZE || width[v] < width[next])
            next = v;
        }
      at = next;
    }
  return width[to];
}

/* The way from @to back to @from, of fewest stops and then the shortest, over steps of at most @m
 * neurons: into
 * @before the stop before each point. FALSE when cancelled. */
static gboolean
find_way (const Points *self, gsize m, gsize *before, GCancellable *cancellable, GError **error)
{
  const gsize from = self->n - 2, to = self->n - 1;
  g_autofree double *length = g_new (double, self->n);
  g_autofree gsize *stops = g_new (gsize, self->n);
  g_autofree gsize *wave = g_new (gsize, self->n);
  gsize first = 0, last = 1; /* of the wave of one number of stops */

  for (gsize v = 0; v < self->n; v++)
    {
      length[v] = INFINITY;
      stops[v] = G_MAXSIZE;
    }
  wave[0] = from;
  length[from] = 0.0;
  stops[from] = 0;
  while (stops[to] == G_MAXSIZE)
    {
      const gsize end = last;

      for (; first < end; first++)
        {
          const gsize at = wave[first];

          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          for (gsize v = 0; v < self->n; v++)
            {
              if (stops[v] <= stops[at] || points_count (self, at, v) > m)
                continue;
              const double way = length[at] + points_measure (self, at, v);
              if (stops[v] == G_MAXSIZE)
                {
                  stops[v] = stops[at] + 1;
                  wave[last++] = v;
                }
              if (way < length[v])
                {
                  length[v] = way;
                  before[v] = at;
                }
            }
        }
      g_return_val_if_fail (last > end || stops[to] != G_MAXSIZE, FALSE);
    }
  return TRUE;
}

static gssize
find_vertex (const Points *self, gsize at)
{
  if (at < self->n - 2)
    return (gssize) at;
  for (gsize v = 0; v < self->n - 2; v++)
    if (memcmp (self->points[v], self->points[at], self->n_neurons * sizeof (double)) == 0)
      return (gssize) v;
  return -1;
}

RscComplexWalk *
rsc_complex_walk_new (const RscComplex *complex,
                      const double *from,
                      const double *to,
                      GCancellable *cancellable,
                      GError **error)
{
  g_auto (Points) points = { 0 };
  g_autofree gsize *before = NULL;
  gsize at, m;

  g_return_val_if_fail (complex != NULL && from != NULL && to != NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  points_init (&points, complex, from, to);
  before = g_new0 (gsize, points.n);
  m = find_width (&points, cancellable, error);
  if (g_cancellable_is_cancelled (cancellable)
      || !find_way (&points, m, before, cancellable, error))
    {
      if (error != NULL && *error == NULL)
        g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  g_autoptr (RscComplexWalk) self = g_new0 (RscComplexWalk, 1);
  self->m = m;
  self->n_neurons = points.n_neurons;
  self->ends_width = MAX (points_count (&points, points.n - 2, points.n - 2),
                          points_count (&points, points.n - 1, points.n - 1));
  self->proved = rsc_complex_is_complete (complex) || m == self->ends_width;
  self->n_stops = 1;
  if (points_measure (&points, points.n - 2, points.n - 1) > 0.0)
    for (at = points.n - 1; at != points.n - 2; at = before[at])
      self->n_stops++;
  self->stops = g_new (double, self->n_stops * self->n_neurons + 1);
  self->vertices = g_new (gssize, self->n_stops);
  at = points.n - 1;
  for (gsize k = self->n_stops; k-- > 0; at = before[at])
    {
      memcpy (self->stops + k * self->n_neurons, points.points[at],
              self->n_neurons * sizeof (double));
      self->vertices[k] = find_vertex (&points, at);
    }
  return g_steal_pointer (&self);
}

void
rsc_complex_walk_free (RscComplexWalk *self)
{
  g_return_if_fail (self != NULL);
  g_free (self->stops);
  g_free (self->vertices);
  g_free (self);
}

void
rsc_complex_walk_get (const RscComplexWalk *self, double place, double *a)
{
  const double inside = CLAMP (place, 0.0, (double) (self->n_stops - 1));
  const gsize k = MIN ((gsize) inside, self->n_stops - 1);
  const gsize next = MIN (k + 1, self->n_stops - 1);
  const double t = inside - (double) k;
  const double *one = self->stops + k * self->n_neurons;
  const double *two = self->stops + next * self->n_neurons;

  for (gsize i = 0; i < self->n_neurons; i++)
    a[i] = (1.0 - t) * one[i] + t * two[i];
}

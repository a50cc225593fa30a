/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-complex.h"

#include <math.h>
#include <string.h>

/* Faces are filled where this many can be looked through, and found by so many pairs of edges. */
#define FACES_MAX 300
#define PAIRS_MAX 20000
#define FACE_ALPHA 0.16
/* And in all they cover no more than about this. */
#define FACES_ALPHA 1.2
/* Edges are thinner from so many on. */
#define EDGES_MANY 24

typedef struct
{
  const RscSetLayout *layout;
  const RscOptimalSetModel *model;
  const RscTheme *theme;
  cairo_t *cr;
  gsize n_vertices;
  gsize n_neurons;
  gsize *pieces;  /* n_vertices, G_MAXSIZE: too many neurons */
  gboolean *used; /* n_vertices × n_neurons */
  GArray *edges;  /* pairs of gsize, of few enough neurons */
} Drawing;

gboolean
rsc_set_complex_is_shown (const RscOptimalSetModel *model)
{
  return model->complex != NULL && model->limit > 0 && model->set != NULL && !model->stale
         && rsc_complex_get_set (model->complex) == model->set;
}

static void
drawing_init (Drawing *self)
{
  const RscComplex *complex = self->model->complex;

  self->n_vertices = rsc_complex_get_n_vertices (complex);
  self->n_neurons = rsc_complex_get_n_neurons (complex);
  self->pieces = g_new (gsize, self->n_vertices + 1);
  self->used = g_new0 (gboolean, self->n_vertices * self->n_neurons + 1);
  self->edges = g_array_new (FALSE, FALSE, sizeof (gsize));
  rsc_complex_find_components (complex, self->model->limit, self->pieces);
  for (gsize v = 0; v < self->n_vertices; v++)
    rsc_complex_find_used (complex, rsc_complex_get_vertex (complex, v),
                           self->used + v * self->n_neurons);
  for (gsize e = 0; e < rsc_complex_get_n_edges (complex); e++)
    {
      gsize ends[2];

      if (rsc_complex_get_edge (complex, e, &ends[0], &ends[1]) <= self->model->limit)
        g_array_append_vals (self->edges, ends, 2);
    }
}

static void
drawing_clear (Drawing *self)
{
  g_free (self->pieces);
  g_free (self->used);
  g_array_unref (self->edges);
}

static RscColor
get_color (const Drawing *self, gsize vertex)
{
  return rsc_theme_get_piece_color (self->theme, self->pieces[vertex]);
}

/* A part @s of the way from vertex @u to @v on the screen. */
static void
project (const Drawing *self, gsize u, gsize v, double s, double out[3])
{
  const double *a = rsc_complex_get_vertex (self->model->complex, u);
  const double *b = rsc_complex_get_vertex (self->model->complex, v);
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize k = 0; k < self->layout->n; k++)
    {
      const gsize i = self->model->axes[k];
      const double norm = i == RSC_OPTIMAL_SET_ABSENT ? 0.0 : (1.0 - s) * a[i] + s * b[i];

      values[k] = rsc_set_layout_show_value (self->layout, k, norm);
    }
  rsc_set_layout_project_values (self->layout, values, out);
}

/* ---- faces, where they are flat
 * ---------------------------------------------------------------- */

typedef struct
{
  double x, y;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return (p->y > q->y) - (p->y < q->y);
}

static double
get_turn (const Place *a, const Place *b, const Place *c)
{
  return (b->x - a->x) * (c->y - a->y) - (b->y - a->y) * (c->x - a->x);
}

/* The outline of the places, added to the path. */
static void
add_hull (cairo_t *cr, GArray *places)
{
  g_autofree Place *hull = g_new (Place, 2 * places->len + 1);
  const Place *p = (const Place *) (void *) places->data;
  gsize n = 0;

  if (places->len < 3)
    return;
  g_array_sort (places, compare_places);
  for (int pass = 0; pass < 2; pass++)
    {
      const gsize begin = n;

      for (guint i = 0; i < places->len; i++)
        {
          const Place *next = &p[pass == 0 ? i : places->len - 1 - i];

          while (n >= begin + 2 && get_turn (&hull[n - 2], &hull[n - 1], next) <= 0.0)
            n--;
          hull[n++] = *next;
        }
      n--;
    }
  cairo_new_sub_path (cr);
  for (gsize k = 0; k < n; k++)
    cairo_line_to (cr, hull[k].x, hull[k].y);
  cairo_close_path (cr);
}

/* Fills the face of all vertices that use no more than what @bits marks. */
static void
fill_face (const Drawing *self, const gboolean *bits, double alpha)
{
  gsize vertex = 0;
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));

  for (gsize v = 0; v < self->n_vertices; v++)
    {
      gboolean inside = TRUE;
      double out[3];

      for (gsize i = 0; i < self->n_neurons && inside; i++)
        inside = bits[i] || !self->used[v * self->n_neurons + i];
      if (!inside)
        continue;
      vertex = v;
      project (self, v, v, 0.0, out);
      const Place place = { out[0], out[1] };
      g_array_append_val (places, place);
    }
  cairo_new_path (self->cr);
  add_hull (self->cr, places);
  rsc_color_set_source (self->cr, rsc_color_with_alpha (get_color (self, vertex), alpha));
  cairo_fill (self->cr);
}

/* Two edges of one vertex are in one face; each once. */
static void
draw_faces (const Drawing *self)
{
  const gsize *ends = (const gsize *) (void *) self->edges->data;
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autofree gboolean *bits = g_new (gboolean, self->n_neurons + 1);
  g_autoptr (GPtrArray) faces = g_ptr_array_new ();
  gsize n_pairs = 0;

  for (guint e = 0; e < self->edges->len; e += 2)
    for (guint f = e + 2; f < self->edges->len; f += 2)
      {
        gsize width = 0;

        if (ends[e] != ends[f] && ends[e] != ends[f + 1] && ends[e + 1] != ends[f]
            && ends[e + 1] != ends[f + 1])
          continue;
        /* Too many to look through: edges alone. */
        if (n_pairs++ > PAIRS_MAX || faces->len > FACES_MAX)
          return;
        for (gsize i = 0; i < self->n_neurons; i++)
          {
            bits[i] = self->used[ends[e] * self->n_neurons + i]
                      || self->used[ends[e + 1] * self->n_neurons + i]
                      || self->used[ends[f] * self->n_neurons + i]
                      || self->used[ends[f + 1] * self->n_neurons + i];
            width += bits[i] ? 1 : 0;
          }
        if (width > self->model->limit)
          continue;
        GBytes *key = g_bytes_new (bits, self->n_neurons * sizeof (gboolean));
        if (g_hash_table_contains (seen, key))
          {
            g_bytes_unref (key);
            continue;
          }
        g_hash_table_add (seen, key);
        g_ptr_array_add (faces, key);
      }
  for (guint k = 0; k < faces->len; k++)
    fill_face (self, g_bytes_get_data (g_ptr_array_index (faces, k), NULL),
               MIN (FACE_ALPHA, FACES_ALPHA / (double) faces->len));
}

/* ---- edges and dots
 * ---------------------------------------------------------------------------- */

static void
draw_edges (const Drawing *self)
{
  const int n = rsc_set_layout_is_curved (self->layout) ? RSC_SET_EDGE_PIECES : 1;

  cairo_set_line_width (self->cr,
                        (self->edges->len / 2 < EDGES_MANY ? 1.7 : 0.8) * self->theme->line_width);
  for (guint e = 0; e < self->edges->len; e += 2)
    {
      const gsize u = g_array_index (self->edges, gsize, e);
      const gsize v = g_array_index (self->edges, gsize, e + 1);

      for (int i = 0; i <= n; i++)
        {
          double p[3];

          project (self, u, v, rsc_set_layout_warp ((double) i / n), p);
          cairo_line_to (self->cr, p[0], p[1]);
        }
      rsc_color_set_source (self->cr, get_color (self, u));
      cairo_stroke (self->cr);
    }
}

/* Those with most neurons first, so that what is isolated does not hide what is not. */
static void
draw_dots (const Drawing *self)
{
  const double radius = 0.3 * self->layout->em;

  for (gsize width = self->model->limit + 1; width-- > 0;)
    for (gsize v = 0; v < self->n_vertices; v++)
      {
        const gboolean isolated = width == self->model->limit;
        double p[3];

        if (self->pieces[v] == G_MAXSIZE
            || rsc_complex_get_vertex_width (self->model->complex, v) != width)
          continue;
        project (self, v, v, 0.0, p);
        cairo_new_path (self->cr);
        cairo_arc (self->cr, p[0], p[1], isolated ? 0.8 * radius : radius, 0.0, 2.0 * G_PI);
        rsc_color_set_source (self->cr, get_color (self, v));
        cairo_fill (self->cr);
        if (!isolated)
          continue;
        cairo_arc (self->cr, p[0], p[1], 1.5 * radius, 0.0, 2.0 * G_PI);
        cairo_set_line_width (self->cr, self->theme->line_width);
        cairo_stroke (self->cr);
      }
}

void
rsc_set_complex_draw (const RscSetLayout *self,
                      const RscOptimalSetModel *model,
                      const RscTheme *theme,
                      cairo_t *cr)
{
  Drawing drawing = { self, model, theme, cr, 0, 0, NULL, NULL, NULL };

  drawing_init (&drawing);
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (!rsc_set_layout_is_curved (self))
    draw_faces (&drawing);
  draw_edges (&drawing);
  draw_dots (&drawing);
  cairo_restore (cr);
  drawing_clear (&drawing);
}

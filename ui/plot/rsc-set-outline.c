/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-outline.h"

void
rsc_set_outline_add_edge_path (const RscSetLayout *self,
                               cairo_t *cr,
                               gsize a,
                               gsize b,
                               gboolean move)
{
  gsize corners[2] = { a, b };
  int pieces = rsc_set_layout_is_curved (self) ? RSC_SET_EDGE_PIECES : 1;

  for (int i = move ? 0 : 1; i <= pieces; i++)
    {
      double s = rsc_set_layout_warp ((double) i / pieces), weights[2] = { 1.0 - s, s }, p[3];
      rsc_set_layout_project_mixture (self, 2, corners, weights, p);
      if (i == 0)
        cairo_move_to (cr, p[0], p[1]);
      else
        cairo_line_to (cr, p[0], p[1]);
    }
}

void
rsc_set_outline_add_face_path (const RscSetLayout *self, cairo_t *cr, gsize face)
{
  const RscHull *hull = self->hull;
  gsize first = hull->face_starts[face], last = hull->face_starts[face + 1];

  for (gsize k = first; k < last; k++)
    {
      gsize next = k + 1 < last ? k + 1 : first;
      rsc_set_outline_add_edge_path (self, cr, hull->face_corners[k], hull->face_corners[next],
                                     k == first);
    }
  cairo_close_path (cr);
}

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  const RscSetEdge *p = a, *q = b;
  if (p->a != q->a)
    return p->a < q->a ? -1 : 1;
  return (p->b > q->b) - (p->b < q->b);
}

GArray *
rsc_set_outline_list_edges (const RscHull *hull)
{
  GArray *edges = g_array_new (FALSE, FALSE, sizeof (RscSetEdge));

  if (hull->n_faces == 0)
    {
      for (gsize k = 0; k < hull->n_edges; k++)
        {
          RscSetEdge edge = { hull->edges[2 * k],
                              hull->edges[2 * k + 1],
                              { G_MAXSIZE, G_MAXSIZE } };
          g_array_append_val (edges, edge);
        }
      return edges;
    }
  for (gsize f = 0; f < hull->n_faces; f++)
    {
      gsize first = hull->face_starts[f], last = hull->face_starts[f + 1];
      for (gsize k = first; k < last; k++)
        {
          gsize a = hull->face_corners[k];
          gsize b = hull->face_corners[k + 1 < last ? k + 1 : first];
          RscSetEdge edge = { MIN (a, b), MAX (a, b), { f, G_MAXSIZE } };
          g_array_append_val (edges, edge);
        }
    }
  g_array_sort (edges, compare_edges);
  guint n = 0;
  for (guint k = 0; k < edges->len; k++)
    {
      RscSetEdge edge = g_array_index (edges, RscSetEdge, k);
      if (n > 0 && compare_edges (&g_array_index (edges, RscSetEdge, n - 1), &edge) == 0)
        g_array_index (edges, RscSetEdge, n - 1).face[1] = edge.face[0];
      else
        g_array_index (edges, RscSetEdge, n++) = edge;
    }
  g_array_set_size (edges, n);
  return edges;
}

void
rsc_set_outline_draw_corners (const RscSetLayout *self,
                              const RscTheme *theme,
                              cairo_t *cr,
                              const gboolean *chosen,
                              gboolean value,
                              double alpha)
{
  const RscHull *hull = self->hull;
  double em = self->em;
  double scale =
    CLAMP (sqrt (rsc_set_layout_get_dot_room (self)), 0.55, hull->n_points > 60 ? 0.7 : 1.0);

  cairo_new_path (cr);
  for (gsize k = 0; k < hull->n_points; k++)
    {
      double p[3];
      gboolean vertex =
        self->dots.dots[k].n_vertices > 0 || hull->labels == NULL || hull->labels[k] != G_MAXSIZE;
      double radius = (vertex ? RSC_SET_LAYOUT_DOT : 0.16) * em * scale;
      if (chosen != NULL && chosen[k] != value)
        continue;
      rsc_set_layout_project_values (self, self->corners + k * self->n, p);
      cairo_new_sub_path (cr);
      cairo_arc (cr, p[0], p[1], radius, 0.0, 2.0 * G_PI);
    }
  /* The rim first and wider, so that the dots keep their size. */
  if (hull->n_points <= 60)
    {
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->background, alpha));
      cairo_set_line_width (cr, 0.12 * scale * em);
      cairo_stroke_preserve (cr);
    }
  rsc_color_set_source (cr, rsc_color_with_alpha (theme->foreground, alpha));
  cairo_fill (cr);
}

void
rsc_set_outline_stroke (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr, int pass)
{
  double dash[2] = { 0.25 * self->em, 0.3 * self->em };
  RscColor ink = rsc_theme_get_sequential (theme, theme->dark ? 0.93 : 0.95);

  if (self->hull->dimension < 3)
    ink = rsc_theme_get_sequential (theme, 0.8);
  /* Round joins cost more than they show where lines are many. */
  gboolean round = self->hull->n_edges <= 60;
  cairo_set_line_cap (cr, round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
  cairo_set_line_join (cr, round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_BEVEL);
  cairo_set_dash (cr, dash, pass == 0 ? 2 : 0, 0.0);
  rsc_color_set_source (cr, rsc_color_with_alpha (ink, pass == 0 ? 0.4 : 1.0));
  cairo_set_line_width (cr, (pass == 0                    ? 0.6
                             : self->hull->dimension == 1 ? 2.2
                                                          : 0.9)
                              * theme->line_width);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

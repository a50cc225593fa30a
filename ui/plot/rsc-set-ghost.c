/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-ghost.h"

#include "ui/plot/rsc-set-outline.h"
#include <math.h>

/* In units of the text. */
#define RING 0.24
#define DASH 0.45
#define HALF_HEIGHT 0.62

/* One axis: a frame around the segment. */
static void
add_segment (const RscSetLayout *ghost, cairo_t *cr)
{
  double low = INFINITY, high = -INFINITY, p[3];

  for (gsize i = 0; i < ghost->hull->n_points; i++)
    {
      rsc_set_layout_project_values (ghost, ghost->corners + i, p);
      low = MIN (low, p[0]);
      high = MAX (high, p[0]);
    }
  const double half = HALF_HEIGHT * ghost->em;
  cairo_rectangle (cr, low, ghost->frame.y - half, MAX (high - low, 1.0), 2.0 * half);
}

static void
add_body (const RscSetLayout *ghost, cairo_t *cr)
{
  g_autoptr (GArray) edges = rsc_set_outline_list_edges (ghost->hull);

  for (guint k = 0; k < edges->len; k++)
    {
      const RscSetEdge *edge = &g_array_index (edges, RscSetEdge, k);

      rsc_set_outline_add_edge_path (ghost, cr, edge->a, edge->b, TRUE);
    }
}

static void
draw_rings (const RscSetLayout *ghost, const RscTheme *theme, cairo_t *cr)
{
  const double radius = RING * ghost->em * sqrt (rsc_set_layout_get_dot_room (ghost));
  double p[3];

  cairo_set_dash (cr, NULL, 0, 0.0);
  for (gsize i = 0; i < ghost->hull->n_points; i++)
    {
      rsc_set_layout_project_values (ghost, ghost->corners + i * ghost->n, p);
      cairo_new_sub_path (cr);
      cairo_arc (cr, p[0], p[1], radius, 0.0, 2.0 * G_PI);
    }
  rsc_color_set_source (cr, theme->background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, theme->foreground);
  cairo_set_line_width (cr, theme->line_width);
  cairo_stroke (cr);
}

void
rsc_set_ghost_draw (const RscSetLayout *self,
                    const RscOptimalSetModel *model,
                    const RscTheme *theme,
                    cairo_t *cr)
{
  RscSetLayout ghost = *self;
  const double dash = DASH * self->em;
  g_autofree double *corners = NULL;

  if (!rsc_optimal_set_model_shows_ghost (model))
    return;
  ghost.hull = model->ghost;
  ghost.dots.n = model->ghost->n_points;
  ghost.corners = corners = g_new (double, model->ghost->n_points * self->n + 1);
  for (gsize i = 0; i < model->ghost->n_points; i++)
    for (gsize k = 0; k < self->n; k++)
      corners[i * self->n + k] =
        rsc_set_layout_show_value (self, k, model->ghost->points[i * self->n + k]);
  cairo_save (cr);
  cairo_new_path (cr);
  if (rsc_set_layout_clip_to_body (self, cr))
    {
      cairo_new_path (cr);
      if (self->n == 1)
        add_segment (&ghost, cr);
      else
        add_body (&ghost, cr);
      cairo_set_dash (cr, &dash, 1, 0.0);
      cairo_set_line_width (cr, 1.2 * theme->line_width);
      rsc_color_set_source (cr, theme->foreground);
      cairo_stroke (cr);
      if (self->n > 1)
        draw_rings (&ghost, theme, cr);
    }
  cairo_restore (cr);
}

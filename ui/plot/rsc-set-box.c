/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-box.h"

#include "ui/plot/rsc-placing.h"
#include <math.h>
#include <string.h>

void
rsc_set_box_get_walls (const RscSetLayout *self, double walls[3])
{
  for (int k = 0; k < 3; k++)
    {
      double p[3] = { 0.0, 0.0, 0.0 }, q[3] = { 0.0, 0.0, 0.0 }, a[3], b[3];
      q[k] = 1.0;
      rsc_camera_project (&self->camera, p, a);
      rsc_camera_project (&self->camera, q, b);
      walls[k] = b[2] - a[2] >= 0.0 ? 0.0 : 1.0;
    }
}

void
rsc_set_box_get_label_edge (const RscSetLayout *self, const double walls[3], int k, double edge[3])
{
  int i = (k + 1) % 3, j = (k + 2) % 3;
  double best = -INFINITY;

  /* On the outline one neighbouring side is a back wall and the other is not. */
  for (int choice = 0; choice < 2; choice++)
    {
      double p[3], screen[3];
      p[k] = 0.5;
      p[i] = choice == 0 ? walls[i] : 1.0 - walls[i];
      p[j] = choice == 0 ? 1.0 - walls[j] : walls[j];
      rsc_set_layout_project_cube (self, p, screen);
      double score = k == 2 ? -screen[0] : screen[1];
      if (score > best)
        {
          best = score;
          edge[k] = 0.5;
          edge[i] = p[i];
          edge[j] = p[j];
        }
    }
}

/* @length: in units of the text size. Two at least where there is room for them: one alone is no
 * scale. */
static gsize
list_ticks (const RscAxis *axis, double length, double ticks[RSC_SET_TICKS_MAX])
{
  gsize max = (gsize) CLAMP (length / 2.2, 2.0, 7.0);
  gsize n = rsc_axis_get_ticks (axis, max, ticks);

  while (n < 2 && length > 4.0 && max < 7)
    n = rsc_axis_get_ticks (axis, ++max, ticks);
  return n;
}

/* Whether @rect is on the picture of the box: of two convex shapes that are apart one has a side
 * that tells them apart, and the box has three directions of sides. */
gboolean
rsc_set_box_is_on (const RscSetLayout *self, const RscRect *rect)
{
  const double origin[3] = { 0.0, 0.0, 0.0 }, middle[3] = { 0.5, 0.5, 0.5 };
  double o[3], centre[3], side[3][2], normal[5][2] = { { 1.0, 0.0 }, { 0.0, 1.0 } };

  rsc_set_layout_project_cube (self, origin, o);
  rsc_set_layout_project_cube (self, middle, centre);
  for (int k = 0; k < 3; k++)
    {
      double p[3] = { 0.0, 0.0, 0.0 }, q[3];

      p[k] = 1.0;
      rsc_set_layout_project_cube (self, p, q);
      side[k][0] = q[0] - o[0];
      side[k][1] = q[1] - o[1];
      normal[2 + k][0] = side[k][1];
      normal[2 + k][1] = -side[k][0];
    }
  const double dx = rect->x + 0.5 * rect->width - centre[0];
  const double dy = rect->y + 0.5 * rect->height - centre[1];
  for (int i = 0; i < 5; i++)
    {
      double reach = 0.5 * (rect->width * fabs (normal[i][0]) + rect->height * fabs (normal[i][1]));

      for (int k = 0; k < 3; k++)
        reach += 0.5 * fabs (side[k][0] * normal[i][0] + side[k][1] * normal[i][1]);
      if (fabs (dx * normal[i][0] + dy * normal[i][1]) >= reach
          && hypot (normal[i][0], normal[i][1]) > 0.0)
        return FALSE;
    }
  return TRUE;
}

/* Whether a title could stand there and would not be on the box. */
static gboolean
is_beside_box (const RscSetLayout *self, const RscPlacing *placing, const RscRect *title)
{
  const double side = 0.15 * self->em;
  /* A line of text is higher than its ink, but an index reaches below. */
  const double top = 0.15 * self->em;
  const RscRect ink = { title->x - side, title->y + top, title->width + 2.0 * side,
                        MAX (title->height - top, 0.0) };

  return rsc_placing_has_room (placing, title) && !rsc_set_box_is_on (self, &ink);
}

/* Moves a title to the nearest place beside the picture of the box: outwards, or to one of the
 * sides, or else anywhere. Where there is none in the area it stays. */
static void
move_off_box (const RscSetLayout *self,
              const RscPlacing *placing,
              RscRect *title,
              double ox,
              double oy)
{
  const double directions[5][2] = {
    { ox, oy }, { 0.0, -1.0 }, { 0.0, 1.0 }, { -1.0, 0.0 }, { 1.0, 0.0 }
  };
  const RscRect area = placing->area, wish = *title;
  const double step = 0.2 * self->em;
  double best = INFINITY;

  for (int k = 0; k < 80; k++)
    for (int d = 0; d < 5; d++)
      {
        const RscRect there = { wish.x + k * step * directions[d][0],
                                wish.y + k * step * directions[d][1], wish.width, wish.height };

        if (is_beside_box (self, placing, &there))
          {
            *title = there;
            return;
          }
      }
  for (double y = area.y; y + wish.height <= area.y + area.height; y += 2.0 * step)
    for (double x = area.x; x + wish.width <= area.x + area.width; x += 2.0 * step)
      {
        const RscRect there = { x, y, wish.width, wish.height };
        const double distance = hypot (x - wish.x, y - wish.y);

        if (distance < best && is_beside_box (self, placing, &there))
          {
            *title = there;
            best = distance;
          }
      }
}

void
rsc_set_box_draw (const RscSetLayout *self,
                  const RscOptimalSetModel *model,
                  const RscTheme *theme,
                  RscText *text,
                  RscPlacing *placing)
{
  cairo_t *cr = text->cr;
  double em = self->em, walls[3], ticks[3][RSC_SET_TICKS_MAX];
  gsize n_ticks[3];
  double length[3];
  /* Where the grid is strong, walls as strong would hide what stands before them. */
  const double faint = theme->high_contrast ? 0.4 : 1.0;

  rsc_set_box_get_walls (self, walls);
  for (int k = 0; k < 3; k++)
    {
      double p[3] = { 0.5, 0.5, 0.5 }, a[3], b[3];
      p[k] = 0.0;
      rsc_set_layout_project_cube (self, p, a);
      p[k] = 1.0;
      rsc_set_layout_project_cube (self, p, b);
      length[k] = hypot (b[0] - a[0], b[1] - a[1]);
      n_ticks[k] = list_ticks (&self->axis[k], length[k] / em, ticks[k]);
    }

  /* Back walls with their grids. */
  for (int k = 0; k < 3; k++)
    {
      int i = (k + 1) % 3, j = (k + 2) % 3;
      double corner[3], screen[3];
      static const double around[4][2] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
      cairo_new_path (cr);
      for (int c = 0; c < 4; c++)
        {
          corner[k] = walls[k];
          corner[i] = around[c][0];
          corner[j] = around[c][1];
          rsc_set_layout_project_cube (self, corner, screen);
          cairo_line_to (cr, screen[0], screen[1]);
        }
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->grid, (k == 2 ? 0.5 : 0.28) * faint));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (theme->muted, 0.55));
      cairo_set_line_width (cr, MAX (0.5 * theme->line_width, 0.5));
      cairo_stroke (cr);
      for (int side = 0; side < 2; side++)
        {
          int along = side == 0 ? i : j, across = side == 0 ? j : i;
          for (gsize t = 0; t < n_ticks[along]; t++)
            {
              corner[k] = walls[k];
              corner[along] = rsc_axis_normalise (&self->axis[along], ticks[along][t]);
              corner[across] = 0.0;
              rsc_set_layout_project_cube (self, corner, screen);
              cairo_move_to (cr, screen[0], screen[1]);
              corner[across] = 1.0;
              rsc_set_layout_project_cube (self, corner, screen);
              cairo_line_to (cr, screen[0], screen[1]);
            }
        }
      rsc_theme_set_grid (theme, cr, 0.5);
      cairo_stroke (cr);
    }

  /* Axes on the outline: line, ticks, labels. */
  double middle[3] = { 0.5, 0.5, 0.5 }, centre[3];
  rsc_set_layout_project_cube (self, middle, centre);
  double outward[3][2], edge[3][3];
  char **labels[3];
  for (int k = 0; k < 3; k++)
    {
      double a[3], b[3], p[3];
      rsc_set_box_get_label_edge (self, walls, k, edge[k]);
      memcpy (p, edge[k], sizeof p);
      p[k] = 0.0;
      rsc_set_layout_project_cube (self, p, a);
      p[k] = 1.0;
      rsc_set_layout_project_cube (self, p, b);
      /* Away from the cube, at a right angle to the edge. */
      double dx = b[0] - a[0], dy = b[1] - a[1], l = hypot (dx, dy);
      double ox = l > 1e-9 ? dy / l : -1.0, oy = l > 1e-9 ? -dx / l : 0.0;
      double mx = 0.5 * (a[0] + b[0]) - centre[0], my = 0.5 * (a[1] + b[1]) - centre[1];
      if (ox * mx + oy * my < 0.0)
        {
          ox = -ox;
          oy = -oy;
        }
      outward[k][0] = ox;
      outward[k][1] = oy;
      cairo_move_to (cr, a[0], a[1]);
      cairo_line_to (cr, b[0], b[1]);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          p[k] = rsc_axis_normalise (&self->axis[k], ticks[k][t]);
          rsc_set_layout_project_cube (self, p, a);
          cairo_move_to (cr, a[0], a[1]);
          cairo_line_to (cr, a[0] + 0.3 * em * ox, a[1] + 0.3 * em * oy);
        }
      rsc_color_set_source (cr, self->color[k]);
      cairo_set_line_width (cr, 0.85 * theme->line_width);
      cairo_stroke (cr);
      labels[k] = rsc_axis_dup_labels (&self->axis[k], n_ticks[k], ticks[k]);
    }

  for (int k = 0; k < 3; k++)
    {
      double widest = 0.0, line_height, p[3], a[3], b[3];
      gboolean bold = model->hovered >= 0 && (gsize) model->hovered == model->axes[k];
      double ox = outward[k][0], oy = outward[k][1];
      RscRect title;

      rsc_text_set_style (text, RSC_SET_LABEL_SCALE, FALSE);
      rsc_text_measure (text, "0", NULL, &line_height);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          double w;
          rsc_text_measure (text, labels[k][t], &w, NULL);
          widest = MAX (widest, w);
        }
      rsc_text_set_style (text, 1.0, bold);
      rsc_text_set_limit (text, 0.45 * self->area.width);
      rsc_text_measure (text, self->title[k], &title.width, &title.height);
      title.width = MIN (title.width, 0.45 * self->area.width);
      memcpy (p, edge[k], sizeof p);
      if (k == 2)
        {
          /* Upright: above its end. */
          p[k] = 1.0;
          rsc_set_layout_project_cube (self, p, a);
          p[k] = 0.0;
          rsc_set_layout_project_cube (self, p, b);
          if (b[1] < a[1])
            memcpy (a, b, sizeof a);
          title.x = a[0] - 0.6 * title.width;
          title.y = a[1] - 0.7 * em - title.height;
        }
      else
        {
          rsc_set_layout_project_cube (self, p, a);
          double away = 0.75 * em + fabs (ox) * widest + fabs (oy) * line_height + 0.25 * em;
          title.x = a[0] + ox * away - (0.5 - 0.5 * ox) * title.width;
          title.y = a[1] + oy * away - (0.5 - 0.5 * oy) * title.height;
        }
      move_off_box (self, placing, &title, ox, oy);
      rsc_placing_put (placing, self->title[k], title.x, title.y, 0.0, 0.0, self->color[k], TRUE);
    }
  rsc_text_set_limit (text, 0.0);
  rsc_text_set_style (text, RSC_SET_LABEL_SCALE, FALSE);
  for (int k = 0; k < 3; k++)
    {
      double p[3], a[3];
      double ox = outward[k][0], oy = outward[k][1];
      memcpy (p, edge[k], sizeof p);
      for (gsize t = 0; t < n_ticks[k]; t++)
        {
          p[k] = rsc_axis_normalise (&self->axis[k], ticks[k][t]);
          rsc_set_layout_project_cube (self, p, a);
          rsc_placing_put (placing, labels[k][t], a[0] + 0.5 * em * ox, a[1] + 0.5 * em * oy,
                           0.5 - 0.5 * ox, 0.5 - 0.5 * oy, theme->muted, FALSE);
        }
      g_strfreev (labels[k]);
    }
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-placing.h"

#include <math.h>

/* Labels keep this distance, in units of the text size: enough to read them as two. */
#define APART_X 0.45
#define APART_Y 0.11

/* A line is higher than its ink: so much of it may reach over the edge. */
#define EDGE 0.12

/* A label that must stand somewhere moves by steps of this, in units of the text size. */
#define STEP 0.25
#define STEPS_MAX 24

static gboolean
overlaps (const RscPlacing *self, const RscRect *a, const RscRect *b)
{
  const double dx = APART_X * self->text->size, dy = APART_Y * self->text->size;

  return a->x < b->x + b->width + dx && b->x < a->x + a->width + dx && a->y < b->y + b->height + dy
         && b->y < a->y + a->height + dy;
}

static gboolean
is_inside (const RscPlacing *self, const RscRect *rect)
{
  const RscRect *area = &self->area;
  const double slack = EDGE * rect->height;

  return rect->x >= area->x && rect->y >= area->y - slack
         && rect->x + rect->width <= area->x + area->width
         && rect->y + rect->height <= area->y + area->height + slack;
}

/* Whether the two would be read as one line: in one row, and nearer than is asked for. */
static gboolean
reads_as_one (const RscPlacing *self, const RscRect *a, const RscRect *b)
{
  const double dx = self->aside * self->text->size, row = 0.4 * MIN (a->height, b->height);

  return a->x < b->x + b->width + dx && b->x < a->x + a->width + dx
         && MIN (a->y + a->height, b->y + b->height) - MAX (a->y, b->y) > row;
}

static gboolean
is_free (const RscPlacing *self, const RscRect *rect)
{
  for (guint k = 0; k < self->taken->len; k++)
    if (overlaps (self, rect, &g_array_index (self->taken, RscRect, k)))
      return FALSE;
  for (guint k = 0; self->aside > 0.0 && k < self->labels->len; k++)
    if (reads_as_one (self, rect, &g_array_index (self->labels, RscRect, k)))
      return FALSE;
  return TRUE;
}

/* Into the area, and from there to the nearest place on the lines up, down, left and right that is
 * free. */
static void
move (const RscPlacing *self, RscRect *rect)
{
  static const int directions[4][2] = { { 0, 1 }, { 0, -1 }, { 1, 0 }, { -1, 0 } };
  const RscRect *area = &self->area;
  const double step = STEP * self->text->size;

  rect->x =
    CLAMP (rect->x, area->x + 2.0, MAX (area->x + area->width - rect->width - 2.0, area->x + 2.0));
  rect->y = CLAMP (rect->y, area->y, MAX (area->y + area->height - rect->height, area->y));
  for (int k = 0; k <= STEPS_MAX; k++)
    for (int d = 0; d < (k == 0 ? 1 : 4); d++)
      {
        RscRect there = *rect;

        there.x += k * step * directions[d][0];
        there.y += k * step * directions[d][1];
        if (is_inside (self, &there) && is_free (self, &there))
          {
            *rect = there;
            return;
          }
      }
}

void
rsc_placing_init (RscPlacing *self, RscText *text, RscRect area)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (text != NULL);

  *self = (RscPlacing){ .text = text,
                        .area = area,
                        .taken = g_array_new (FALSE, FALSE, sizeof (RscRect)),
                        .labels = g_array_new (FALSE, FALSE, sizeof (RscRect)) };
}

void
rsc_placing_clear (RscPlacing *self)
{
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->labels, g_array_unref);
}

void
rsc_placing_take (RscPlacing *self, RscRect rect)
{
  g_array_append_val (self->taken, rect);
}

gboolean
rsc_placing_has_room (const RscPlacing *self, const RscRect *rect)
{
  g_return_val_if_fail (self != NULL && rect != NULL, FALSE);

  return is_inside (self, rect) && is_free (self, rect);
}

gboolean
rsc_placing_put (RscPlacing *self,
                 const char *label,
                 double x,
                 double y,
                 double anchor_x,
                 double anchor_y,
                 RscColor color,
                 gboolean must)
{
  double w, h;

  g_return_val_if_fail (label != NULL, FALSE);

  rsc_text_measure (self->text, label, &w, &h);
  RscRect rect = { x - anchor_x * w, y - anchor_y * h, w, h };
  if (must)
    move (self, &rect);
  else if (!is_inside (self, &rect) || !is_free (self, &rect))
    return FALSE;
  if (self->plate.alpha > 0.0)
    {
      const double side = 0.12 * self->text->size, inset = 0.1 * h;

      cairo_rectangle (self->text->cr, rect.x - side, rect.y + inset, w + 2.0 * side,
                       h - 2.0 * inset);
      rsc_color_set_source (self->text->cr, self->plate);
      cairo_fill (self->text->cr);
    }
  rsc_text_draw (self->text, label, rect.x, rect.y, 0.0, 0.0, color);
  rsc_placing_take (self, rect);
  g_array_append_val (self->labels, rect);
  return TRUE;
}

gboolean
rsc_placing_put_around (RscPlacing *self,
                        const char *label,
                        double x,
                        double y,
                        double distance,
                        RscColor color)
{
  static const double sides[8][2] = { { 1.0, -1.0 },  { 1.0, 0.0 },  { 1.0, 1.0 },  { 0.0, -1.0 },
                                      { -1.0, -1.0 }, { -1.0, 0.0 }, { -1.0, 1.0 }, { 0.0, 1.0 } };

  for (gsize k = 0; k < G_N_ELEMENTS (sides); k++)
    {
      const double u = sides[k][0], v = sides[k][1];
      const double reach = distance * (u != 0.0 && v != 0.0 ? G_SQRT2 / 2.0 : 1.0);

      if (rsc_placing_put (self, label, x + u * reach, y + v * reach, 0.5 - 0.5 * u, 0.5 - 0.5 * v,
                           color, FALSE))
        return TRUE;
    }
  return FALSE;
}

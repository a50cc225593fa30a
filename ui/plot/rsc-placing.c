/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-placing.h"

static gboolean
overlaps (const RscRect *a, const RscRect *b, double gap)
{
  return a->x < b->x + b->width + gap && b->x < a->x + a->width + gap
         && a->y < b->y + b->height + 0.25 * gap && b->y < a->y + a->height + 0.25 * gap;
}

gboolean
rsc_placing_put (RscText *text,
                 const RscRect *area,
                 double em,
                 GArray *placed,
                 const char *label,
                 double x,
                 double y,
                 double anchor_x,
                 double anchor_y,
                 RscColor color,
                 gboolean must)
{
  double w, h;

  rsc_text_measure (text, label, &w, &h);
  RscRect rect = { x - anchor_x * w, y - anchor_y * h, w, h };
  if (must)
    {
      rect.x = CLAMP (rect.x, area->x + 2.0, MAX (area->x + area->width - w - 2.0, area->x + 2.0));
      rect.y = CLAMP (rect.y, area->y, MAX (area->y + area->height - h, area->y));
    }
  else if (rect.x < area->x || rect.y < area->y - 0.5 * h || rect.x + w > area->x + area->width
           || rect.y + h > area->y + area->height + 0.5 * h)
    return FALSE;
  for (guint k = 0; !must && k < placed->len; k++)
    if (overlaps (&rect, &g_array_index (placed, RscRect, k), 0.45 * em))
      return FALSE;
  rsc_text_draw (text, label, rect.x, rect.y, 0.0, 0.0, color);
  g_array_append_val (placed, rect);
  return TRUE;
}

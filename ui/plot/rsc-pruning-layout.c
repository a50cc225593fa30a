/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-layout.h"

#include "ui/words/rsc-pruning-labels.h"
#include <math.h>

/* Of the gutter, in units of the text size: what the name of a part and the distance of its ticks
 * take. */
#define NAME 2.0
#define TICKS_MAX 4

/* The columns keep this part of the picture's width. */
#define COLUMNS_MIN 0.4

void
rsc_pruning_layout_init (RscPruningLayout *self,
                         const RscPruningModel *model,
                         const RscTheme *theme,
                         double width,
                         double height)
{
  double em = isfinite (theme->font_size) ? CLAMP (theme->font_size, 1.0, 500.0) : 12.0;

  *self = (RscPruningLayout){ .theme = *theme, .width = width, .height = height, .em = em };
  self->words = rsc_pruning_labels_instead (model->pruning);
  if (self->words != NULL)
    return;
  rsc_pruning_scene_init (&self->scene, model);
  self->n = self->scene.n;
  self->m = self->scene.m;
  self->title = height >= 17.0 * em && width >= 16.0 * em;
  /* Where there is room for one of them, and β has nothing to say, it is the norms. */
  const gboolean step = rsc_pruning_labels_beta (self->scene.state) == NULL;
  gboolean beta = height >= (step ? 8.5 : 13.0) * em;
  gboolean norms = height >= (step ? 13.0 : 8.5) * em;
  self->ticks = width >= 14.0 * em ? (RSC_PRUNING_GUTTER - NAME) * em : 0.0;
  double gutter = self->ticks > 0.0 ? RSC_PRUNING_GUTTER * em : 0.1 * width;
  double right = MIN (0.6 * em, 0.05 * width);
  double top = self->title ? 2.0 * em : MIN (0.3 * em, 0.05 * height);
  double bottom = MIN (0.6 * em, 0.05 * height);

  if (width >= 29.0 * em && height >= 7.0 * em)
    {
      double w = CLAMP (0.26 * width, 9.5 * em, 24.0 * em);
      self->singular = (RscRect){ width - w, top, w - right, height - top - bottom };
      right = w + 0.8 * em;
    }
  else if (height >= 32.0 * em && width >= 12.0 * em)
    {
      double h = 0.24 * height;
      self->singular = (RscRect){ 0.0, height - h, width - right, h - bottom };
      bottom = h + 0.4 * em;
    }

  double x = gutter, w = MAX (width - gutter - right, 0.0);
  self->labels = MIN (1.5 * em, 0.2 * height);
  double y = top + self->labels, gap = 0.8 * em;
  double room = MAX (height - y - bottom - (beta ? gap : 0.0) - (norms ? gap : 0.0), 0.0);
  double h = room * (norms && beta ? 0.46 : norms || beta ? 0.6 : 1.0);
  self->columns = (RscRect){ x, top, w, MAX (height - top - bottom, 0.0) };
  self->heat = (RscRect){ x, y, w, h };
  y += h + gap;
  if (beta)
    {
      h = room * (norms ? 0.28 : 0.4);
      self->beta = (RscRect){ x, y, w, h };
      y += h + gap;
    }
  if (norms)
    self->norms = (RscRect){ x, y, w, room * (beta ? 0.26 : 0.4) };
}

void
rsc_pruning_layout_widen (RscPruningLayout *self, double ticks)
{
  const double step = RSC_PRUNING_GUTTER_STEP * self->em;
  RscRect *rects[] = { &self->columns, &self->heat, &self->beta, &self->norms };
  double more = ceil ((ticks - self->ticks) / step - 1e-9) * step;

  more = MIN (more, self->heat.width - COLUMNS_MIN * self->width);
  if (self->ticks <= 0.0 || !(more > 0.0))
    return;
  self->ticks += more;
  for (gsize k = 0; k < G_N_ELEMENTS (rects); k++)
    {
      rects[k]->x += more;
      rects[k]->width = MAX (rects[k]->width - more, 0.0);
    }
}

void
rsc_pruning_layout_clear (RscPruningLayout *self)
{
  g_free (self->activations);
}

gboolean
rsc_pruning_layout_pick (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPruningLayout *self = layout;
  const RscRect *columns = &self->columns, *heat = &self->heat;
  RscPruningHit *pruning_hit = hit;

  if (!(x >= columns->x) || !(x < columns->x + columns->width) || !(y >= columns->y)
      || !(y < columns->y + columns->height))
    return FALSE;
  pruning_hit->inside = TRUE;
  double i = (x - columns->x) / columns->width * (double) self->m;
  pruning_hit->neuron = (gssize) MIN ((gsize) i, self->m - 1);
  if (self->n > 0 && y >= heat->y && y < heat->y + heat->height)
    pruning_hit->point =
      (gssize) MIN ((gsize) ((y - heat->y) / heat->height * (double) self->n), self->n - 1);
  return TRUE;
}

double
rsc_pruning_layout_get_column_x (const RscPruningLayout *self, double i)
{
  return self->heat.x + i / (double) MAX (self->m, 1) * self->heat.width;
}

double
rsc_pruning_layout_get_bar_y (RscRect rect, const RscAxis *axis, double value)
{
  return rect.y + (1.0 - CLAMP (rsc_axis_normalise (axis, value), 0.0, 1.0)) * rect.height;
}

/* A few round values of @axis. Returns their labels. */
static char **
dup_ticks (const RscPruningLayout *self, RscRect rect, const RscAxis *axis, gsize *n, double *ticks)
{
  *n = rsc_axis_get_ticks (axis, rect.height >= 5.5 * self->em ? 4 : 3, ticks);
  return rsc_axis_dup_labels (axis, *n, ticks);
}

double
rsc_pruning_layout_measure_scale (const RscPruningLayout *self,
                                  RscRect rect,
                                  const RscAxis *axis,
                                  RscText *text)
{
  double ticks[TICKS_MAX], widest = 0.0, w;
  gsize n;
  g_auto (GStrv) labels = dup_ticks (self, rect, axis, &n, ticks);

  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, FALSE);
  for (gsize k = 0; k < n; k++)
    {
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
    }
  return widest;
}

void
rsc_pruning_layout_draw_scale (const RscPruningLayout *self,
                               RscRect rect,
                               const char *title,
                               const RscAxis *axis,
                               const RscTheme *theme,
                               RscText *text)
{
  cairo_t *cr = text->cr;
  double em = self->em, ticks[TICKS_MAX];
  gsize n;

  if (self->ticks <= 0.0)
    return;
  rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, FALSE);
  /* The map's title may reach beside the numbers of the columns, where nothing else is written. */
  rsc_text_draw_upright_title (text, title, 0.35 * em, 0.0, rect.y, rect.y + rect.height,
                               rect.y <= self->heat.y ? self->columns.y : rect.y - 0.1 * em,
                               MIN (rect.y + rect.height + 0.4 * em, self->height),
                               theme->foreground);
  if (axis == NULL)
    return;
  g_auto (GStrv) labels = dup_ticks (self, rect, axis, &n, ticks);
  rsc_text_set_limit (text, self->ticks);
  for (gsize k = 0; k < n; k++)
    {
      double y = rsc_pruning_layout_get_bar_y (rect, axis, ticks[k]);
      cairo_move_to (cr, rect.x, y);
      cairo_line_to (cr, rect.x + rect.width, y);
      rsc_theme_set_grid (theme, cr, 0.5);
      cairo_stroke (cr);
      rsc_text_draw (text, labels[k], rect.x - 0.35 * em, y, 1.0, 0.5, theme->muted);
    }
  rsc_text_set_limit (text, 0.0);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-plot.h"

#include "ui/plot/rsc-curves-axes.h"
#include "ui/plot/rsc-curves-legend.h"
#include "ui/plot/rsc-curves-mark.h"
#include "ui/words/rsc-curves-words.h"
#include <math.h>

#define TITLE_SCALE 1.0
/* A grid's picture is best about this much wider than high. */
#define CELL_ASPECT 1.35

/* What is around the frame of one picture. */
typedef struct
{
  gboolean x_labels;
  gboolean small;
  double left; /* room for the labels of the vertical axis */
} Style;

static double
get_extent (double value)
{
  return isfinite (value) ? CLAMP (value, 1.0, 1e5) : 1.0;
}

/* End of the run of points from @first on that have all that is drawn. */
static gsize
find_run (const RscCurve *curve, gsize first, gboolean band)
{
  gsize k = first;

  while (k < curve->n && isfinite (curve->width[k]) && isfinite (curve->value[k])
         && (!band || (isfinite (curve->low[k]) && isfinite (curve->high[k]))))
    k++;
  return k;
}

static void
draw_band (const RscCurve *curve,
           const RscCurvesSpan *span,
           const RscAxis *axis,
           RscRect frame,
           const RscTheme *theme,
           cairo_t *cr)
{
  RscColor color = rsc_curves_mark_get_color (theme, curve->index);

  if (curve->low == NULL || curve->high == NULL)
    return;
  for (gsize first = 0; first < curve->n; first++)
    {
      gsize end = find_run (curve, first, TRUE);
      if (end == first)
        continue;
      for (gsize k = first; k < end; k++)
        cairo_line_to (cr, rsc_curves_span_get_x (span, frame, curve->width[k]),
                       rsc_curves_axes_get_y (axis, frame, curve->high[k]));
      for (gsize k = end; k-- > first;)
        cairo_line_to (cr, rsc_curves_span_get_x (span, frame, curve->width[k]),
                       rsc_curves_axes_get_y (axis, frame, curve->low[k]));
      if (end == first + 1)
        {
          /* One point alone has no area: a bar from quartile to quartile. */
          rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.6));
          cairo_set_line_width (cr, theme->line_width);
          cairo_stroke (cr);
        }
      else
        {
          cairo_close_path (cr);
          rsc_color_set_source (cr, rsc_color_with_alpha (color, theme->dark ? 0.2 : 0.14));
          cairo_fill (cr);
        }
      first = end;
    }
}

static void
draw_line (const RscCurve *curve,
           const RscCurvesSpan *span,
           const RscAxis *axis,
           RscRect frame,
           const RscTheme *theme,
           cairo_t *cr)
{
  for (gsize first = 0; first < curve->n; first++)
    {
      gsize end = find_run (curve, first, FALSE);
      for (gsize k = first; k < end; k++)
        cairo_line_to (cr, rsc_curves_span_get_x (span, frame, curve->width[k]),
                       rsc_curves_axes_get_y (axis, frame, curve->value[k]));
      first = MAX (end, first);
      rsc_curves_mark_set_line (theme, cr, rsc_curves_mark_get_color (theme, curve->index),
                                curve->dashed);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/* All where there is room; else as many as keep their distance, each curve at places of its own. */
static void
draw_markers (const RscCurvesModel *model,
              const RscCurve *curve,
              const RscCurvesSpan *span,
              const RscAxis *axis,
              RscRect frame,
              double radius,
              const RscTheme *theme,
              cairo_t *cr)
{
  double unit = frame.width / (span->maximum - span->minimum);
  double gap = unit >= 2.2 * radius ? 0.0 : 9.0 * radius;
  double last = gap > 0.0 ? frame.x + gap * ((double) (curve->index % 5) / 5.0 - 1.0) : -INFINITY;

  /* Curves are given from either end. */
  gboolean falling = curve->n > 1 && curve->width[0] > curve->width[curve->n - 1];
  for (gsize i = 0; i < curve->n; i++)
    {
      gsize k = falling ? curve->n - 1 - i : i;
      if (!rsc_curves_model_is_shown (model, curve, k))
        continue;
      double x = rsc_curves_span_get_x (span, frame, curve->width[k]);
      if (gap > 0.0 && x - last < gap && curve->n > 1)
        continue;
      last = x;
      rsc_curves_mark_draw (theme, cr, curve->index, curve->dashed, x,
                            rsc_curves_axes_get_y (axis, frame, curve->value[k]), radius);
    }
}

/* One picture into @rect: title, frame, curves; neither legend nor titles of axes. */
static void
draw_cell (const RscCurvesModel *model,
           const RscCurvesSpan *span,
           const Style *style,
           const RscTheme *theme,
           RscText *text,
           RscRect rect)
{
  cairo_t *cr = text->cr;
  double em = text->size, line;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  double top = 0.6 * em, bottom = 0.5 * em + (style->x_labels ? line : 0.0);
  gboolean marked = isfinite (model->marked);
  if (model->title != NULL)
    {
      rsc_text_set_style (text, style->small ? RSC_CURVES_LABEL_SCALE : TITLE_SCALE, TRUE);
      rsc_text_set_limit (text, MAX (rect.width - style->left, 1.0));
      rsc_text_draw (text, model->title,
                     rect.x + style->left + 0.5 * (rect.width - style->left - 0.7 * em),
                     rect.y + 0.25 * em, 0.5, 0.0, theme->foreground);
      rsc_text_set_limit (text, 0.0);
      top = 1.75 * em;
    }
  if (marked)
    top = MAX (top + (model->title != NULL ? 0.9 * em : 0.0), 0.5 * em + line);
  RscRect frame = { rect.x + style->left, rect.y + top, rect.width - style->left - 0.7 * em,
                    rect.height - top - bottom };
  if (!(frame.width > 2.0) || !(frame.height > 2.0))
    return;
  if (!rsc_curves_model_has_points (model))
    {
      rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
      rsc_text_draw_sentence (text, rsc_curves_words_nothing (), frame.x + 0.5 * frame.width,
                              frame.y + 0.5 * frame.height, frame.width, theme->muted);
      return;
    }

  RscAxis axis = rsc_curves_axes_get_values (model);
  rsc_curves_axes_draw (&axis, span, frame, style->x_labels, theme, text);
  double radius = MIN (0.3 * em, 0.009 * (frame.width + frame.height) + 0.05 * em);
  cairo_save (cr);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  cairo_clip (cr);
  for (gsize c = 0; c < model->n_curves; c++)
    draw_band (&model->curves[c], span, &axis, frame, theme, cr);
  cairo_restore (cr);
  rsc_curves_axes_draw_width (model, span, frame, TRUE, theme, text);
  cairo_save (cr);
  cairo_rectangle (cr, frame.x - radius, frame.y - radius, frame.width + 2.0 * radius,
                   frame.height + 2.0 * radius);
  cairo_clip (cr);
  /* The first is the one to look at, and lies on top. */
  for (gsize c = model->n_curves; c-- > 0;)
    {
      cairo_save (cr);
      cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
      cairo_clip (cr);
      draw_line (&model->curves[c], span, &axis, frame, theme, cr);
      cairo_restore (cr);
      draw_markers (model, &model->curves[c], span, &axis, frame, radius, theme, cr);
    }
  cairo_restore (cr);
}

/* Columns for @n pictures in this room: near the best shape, few places left empty. */
static gsize
choose_columns (gsize n, double width, double height)
{
  gsize best = 1;
  double least = INFINITY;

  for (gsize columns = 1; columns <= n; columns++)
    {
      gsize rows = (n + columns - 1) / columns;
      double aspect = (width / (double) columns) / MAX (height / (double) rows, 1e-6);
      double cost =
        fabs (log (aspect / CELL_ASPECT)) + 3.0 * (double) (rows * columns - n) / (double) n;
      if (cost < least)
        {
          least = cost;
          best = columns;
        }
    }
  return best;
}

static void
draw_pictures (gsize n_models,
               const RscCurvesModel *models,
               gboolean grid,
               const RscTheme *theme,
               cairo_t *cr,
               double width,
               double height)
{
  RscText text;
  RscCurvesSpan span = { INFINITY, -INFINITY };
  const char *y_title = NULL;
  gboolean legend = FALSE, any = FALSE;

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  width = get_extent (width);
  height = get_extent (height);
  rsc_theme_begin_picture (theme, cr, width, height, TRUE);
  rsc_text_init (&text, theme, cr);
  double em = text.size, line;
  rsc_text_measure (&text, "0", NULL, &line);

  for (gsize m = 0; m < n_models; m++)
    {
      rsc_curves_span_add (&span, &models[m]);
      any = any || rsc_curves_model_has_points (&models[m]);
      legend = legend || models[m].legend;
      if (y_title == NULL)
        y_title = models[m].y_title;
    }
  rsc_curves_span_finish (&span);
  if (!any)
    rsc_text_draw_sentence (&text, rsc_curves_words_nothing (), 0.5 * width, 0.5 * height,
                            0.9 * width, theme->muted);
  else
    {
      gboolean titles = width > 14.0 * em && height > 11.0 * em;
      double left = 0.3 * em + (titles && y_title != NULL ? line + 0.2 * em : 0.0);
      double top = 0.0, bottom = titles ? line + 0.35 * em : 0.0;
      if (legend && height > 9.0 * em)
        {
          g_autoptr (GArray) entries = rsc_curves_legend_list (n_models, models, &text);
          double room = MAX (width - 1.6 * em, 1.0), most = 0.32 * height;
          /* One curve needs no legend when a title names it. */
          if (entries->len > 1 || (entries->len == 1 && models[0].title == NULL))
            top = 0.35 * em
                  + rsc_curves_legend_lay (entries, theme, &text, 0.8 * em, 0.35 * em, room, most,
                                           TRUE);
        }

      gsize columns = grid ? choose_columns (n_models, width - left, height - top - bottom) : 1;
      gsize rows = (n_models + columns - 1) / columns;
      double cell_width = (width - left) / (double) columns;
      double cell_height = (height - top - bottom) / (double) rows;
      Style style = { TRUE, grid, 0.0 };
      for (gsize m = 0; m < n_models; m++)
        style.left =
          MAX (style.left, rsc_curves_axes_measure_labels (&models[m], &text, cell_height));
      style.left = MIN (style.left + 0.55 * em, 0.5 * cell_width);
      for (gsize m = 0; m < n_models; m++)
        {
          RscRect rect = { left + (double) (m % columns) * cell_width,
                           top + (double) (m / columns) * cell_height, cell_width, cell_height };
          draw_cell (&models[m], &span, &style, theme, &text, rect);
        }
      if (titles)
        {
          double x = left + style.left, right = width - 0.7 * em;
          rsc_text_set_style (&text, 1.0, FALSE);
          rsc_text_set_limit (&text, right - x);
          rsc_text_draw (&text, rsc_curves_words_widths (), 0.5 * (x + right), height - 0.2 * em,
                         0.5, 1.0, theme->foreground);
          rsc_text_set_limit (&text, height - top - bottom);
          if (y_title != NULL)
            rsc_text_draw_upwards (&text, y_title, 0.3 * em, top + 0.5 * (height - top - bottom),
                                   0.5, 0.0, theme->foreground);
        }
    }
  rsc_text_clear (&text);
  cairo_restore (cr);
  cairo_new_path (cr);
}

void
rsc_curves_plot_draw (const RscCurvesModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  g_return_if_fail (model != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  draw_pictures (1, model, FALSE, theme, cr, width, height);
}

void
rsc_curves_plot_draw_grid (gsize n_models,
                           const RscCurvesModel *models,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  g_return_if_fail (n_models == 0 || models != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  draw_pictures (n_models, models, TRUE, theme, cr, width, height);
}

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

/* One picture: where it is and what its axes are. */
typedef struct
{
  RscRect rect;
  RscRect frame; /* no room: empty */
  RscAxis values;
  gboolean has_points;
} Cell;

/* Borrows what the models point to. */
typedef struct
{
  RscTheme theme;
  double width, height;
  gsize n;
  RscCurvesModel *models;
  Cell *cells;
  RscCurvesSpan span;
  const char *words;   /* instead of pictures, or NULL */
  GArray *entries;     /* of the legend, or NULL for none */
  gboolean no_room;    /* for a legend */
  guint n_left_out;    /* of the entries */
  const char *y_title; /* or NULL */
  gboolean grid;
  gboolean titles; /* of the axes */
  double left, top, bottom;
  double labels; /* room for the labels of the vertical axis */
} Layout;

/* Nothing, where there is no room, stays nothing. */
static double
get_extent (double value)
{
  return !(value >= 1.0) ? 0.0 : isfinite (value) ? MIN (value, 1e5) : 1.0;
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

/* Title, frame and curves of one picture; neither legend nor titles of axes. */
static void
draw_cell (const Layout *self, gsize m, RscText *text)
{
  const RscCurvesModel *model = &self->models[m];
  const Cell *cell = &self->cells[m];
  const RscTheme *theme = &self->theme;
  const RscRect rect = cell->rect, frame = cell->frame;
  cairo_t *cr = text->cr;
  double em = text->size;

  if (model->title != NULL)
    {
      rsc_text_set_style (text, self->grid ? RSC_CURVES_LABEL_SCALE : TITLE_SCALE, TRUE);
      rsc_text_set_limit (text, MAX (rect.width - self->labels, 1.0));
      rsc_text_draw (text, model->title,
                     rect.x + self->labels + 0.5 * (rect.width - self->labels - 0.7 * em),
                     rect.y + 0.25 * em, 0.5, 0.0, theme->foreground);
      rsc_text_set_limit (text, 0.0);
    }
  if (!(frame.width > 2.0) || !(frame.height > 2.0))
    return;
  if (!cell->has_points)
    {
      rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
      rsc_text_draw_sentence (text, rsc_curves_words_nothing (), frame.x + 0.5 * frame.width,
                              frame.y + 0.5 * frame.height, frame.width, theme->muted);
      return;
    }

  rsc_curves_axes_draw (&cell->values, &self->span, frame, TRUE, theme, text);
  double radius = MIN (0.3 * em, 0.009 * (frame.width + frame.height) + 0.05 * em);
  cairo_save (cr);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  cairo_clip (cr);
  for (gsize c = 0; c < model->n_curves; c++)
    draw_band (&model->curves[c], &self->span, &cell->values, frame, theme, cr);
  cairo_restore (cr);
  rsc_curves_axes_draw_width (model, &self->span, frame, TRUE, theme, text);
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
      draw_line (&model->curves[c], &self->span, &cell->values, frame, theme, cr);
      cairo_restore (cr);
      draw_markers (model, &model->curves[c], &self->span, &cell->values, frame, radius, theme, cr);
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
lay_out_cell (Layout *self, gsize m, RscRect rect, RscText *text)
{
  const RscCurvesModel *model = &self->models[m];
  Cell *cell = &self->cells[m];
  double em = text->size, line;

  rsc_text_set_style (text, RSC_CURVES_LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  double top = model->title != NULL ? 1.75 * em : 0.6 * em, bottom = 0.5 * em + line;
  if (isfinite (model->marked))
    top = MAX (top + (model->title != NULL ? 0.9 * em : 0.0), 0.5 * em + line);
  cell->rect = rect;
  cell->frame = (RscRect){ rect.x + self->labels, rect.y + top,
                           rect.width - self->labels - 0.7 * em, rect.height - top - bottom };
  cell->has_points = rsc_curves_model_has_points (model);
  if (cell->has_points)
    cell->values = rsc_curves_axes_get_values (model);
}

static void
lay_out (Layout *self, RscText *text)
{
  const double width = self->width, height = self->height, em = text->size;
  gboolean legend = FALSE, any = FALSE;
  double line;

  rsc_text_measure (text, "0", NULL, &line);
  self->span = (RscCurvesSpan){ INFINITY, -INFINITY };
  for (gsize m = 0; m < self->n; m++)
    {
      rsc_curves_span_add (&self->span, &self->models[m]);
      any = any || rsc_curves_model_has_points (&self->models[m]);
      legend = legend || self->models[m].legend;
      if (self->y_title == NULL)
        self->y_title = self->models[m].y_title;
    }
  rsc_curves_span_finish (&self->span);
  if (!any)
    {
      self->words = rsc_curves_words_nothing ();
      return;
    }

  self->titles = width > 14.0 * em && height > 11.0 * em;
  self->left = 0.3 * em + (self->titles && self->y_title != NULL ? line + 0.2 * em : 0.0);
  self->bottom = self->titles ? line + 0.35 * em : 0.0;
  self->no_room = legend && !(height > 9.0 * em);
  if (legend && !self->no_room)
    {
      self->entries = rsc_curves_legend_list (self->n, self->models, text);
      /* One curve needs no legend when a title names it. */
      if (self->entries->len > 1 || (self->entries->len == 1 && self->models[0].title == NULL))
        self->top = 0.35 * em
                    + rsc_curves_legend_lay (self->entries, &self->theme, text, 0.8 * em, 0.35 * em,
                                             MAX (width - 1.6 * em, 1.0), 0.32 * height, FALSE,
                                             &self->n_left_out);
      else
        g_clear_pointer (&self->entries, g_array_unref);
    }

  gsize columns =
    self->grid ? choose_columns (self->n, width - self->left, height - self->top - self->bottom)
               : 1;
  gsize rows = (self->n + columns - 1) / columns;
  double cell_width = (width - self->left) / (double) columns;
  double cell_height = (height - self->top - self->bottom) / (double) rows;
  for (gsize m = 0; m < self->n; m++)
    self->labels =
      MAX (self->labels, rsc_curves_axes_measure_labels (&self->models[m], text, cell_height));
  self->labels = MIN (self->labels + 0.55 * em, 0.5 * cell_width);
  for (gsize m = 0; m < self->n; m++)
    {
      RscRect rect = { self->left + (double) (m % columns) * cell_width,
                       self->top + (double) (m / columns) * cell_height, cell_width, cell_height };
      lay_out_cell (self, m, rect, text);
    }
}

static void
draw_legend (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  double em = text->size;

  if (self->entries != NULL)
    rsc_curves_legend_lay (self->entries, &self->theme, text, 0.8 * em, 0.35 * em,
                           MAX (self->width - 1.6 * em, 1.0), 0.32 * self->height, TRUE, NULL);
}

static void
draw_cells (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  /* Markers look as they do in the legend. */
  cairo_set_line_join (text->cr, CAIRO_LINE_JOIN_ROUND);
  for (gsize m = 0; m < self->n; m++)
    draw_cell (self, m, text);
}

static void
draw_titles (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  double em = text->size, room = self->height - self->top - self->bottom;
  double x = self->left + self->labels, right = self->width - 0.7 * em;

  if (!self->titles)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_set_limit (text, right - x);
  rsc_text_draw (text, rsc_curves_words_widths (), 0.5 * (x + right), self->height - 0.2 * em, 0.5,
                 1.0, self->theme.foreground);
  if (self->y_title != NULL)
    rsc_text_draw_upright_title (text, self->y_title, 0.3 * em, 0.0, self->top, self->top + room,
                                 self->top, self->height - 0.2 * em, self->theme.foreground);
  rsc_text_set_limit (text, 0.0);
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_text_draw_sentence (text, self->words, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_legend, NULL },
  { RSC_LAYERS_STILL, draw_cells, NULL },
  { RSC_LAYERS_STILL, draw_titles, NULL },
};

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self->cells);
  g_free (self->models);
  g_free (self);
}

static RscPicture *
new_picture (gsize n_models,
             const RscCurvesModel *models,
             gboolean grid,
             const RscTheme *theme,
             cairo_t *cr,
             double width,
             double height)
{
  Layout *self = g_new0 (Layout, 1);
  RscText text;

  self->theme = *theme;
  self->width = get_extent (width);
  self->height = get_extent (height);
  self->n = n_models;
  self->models = g_memdup2 (models, n_models * sizeof *models);
  self->cells = g_new0 (Cell, n_models);
  self->grid = grid;
  rsc_text_init (&text, theme, cr);
  lay_out (self, &text);
  rsc_text_clear (&text);
  return rsc_picture_new (theme, self->width, self->height, self, layout_free,
                          self->words != NULL ? G_N_ELEMENTS (word_layers) : G_N_ELEMENTS (layers),
                          self->words != NULL ? word_layers : layers);
}

RscPicture *
rsc_curves_plot_new (const RscCurvesModel *model,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double width,
                     double height)
{
  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  return new_picture (1, model, FALSE, theme, cr, width, height);
}

char *
rsc_curves_plot_dup_left_out (const RscPicture *picture)
{
  const Layout *self;
  g_autoptr (GPtrArray) lines = NULL;

  g_return_val_if_fail (picture != NULL, NULL);

  self = rsc_picture_get_layout (picture);
  if (!self->no_room && self->n_left_out == 0)
    return NULL;
  lines = g_ptr_array_new ();
  for (gsize m = 0; m < self->n; m++)
    for (gsize c = 0; c < self->models[m].n_curves; c++)
      {
        const char *label = self->models[m].curves[c].label;

        if (label != NULL && !g_ptr_array_find_with_equal_func (lines, label, g_str_equal, NULL))
          g_ptr_array_add (lines, (gpointer) label);
      }
  g_ptr_array_add (lines, NULL);
  return lines->len > 1 ? g_strjoinv ("\n", (char **) lines->pdata) : NULL;
}

void
rsc_curves_plot_set_marked (RscPicture *picture, double width)
{
  Layout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);
  g_return_if_fail (isfinite (width) == isfinite (layout->models[0].marked));

  layout->models[0].marked = width;
}

void
rsc_curves_plot_draw (const RscCurvesModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_curves_plot_new (model, theme, cr, width, height), cr);
}

void
rsc_curves_plot_draw_grid (gsize n_models,
                           const RscCurvesModel *models,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  g_autoptr (RscPicture) picture = NULL;

  g_return_if_fail (n_models == 0 || models != NULL);
  g_return_if_fail (theme != NULL);
  g_return_if_fail (cr != NULL);

  if (!(width >= 1.0) || !(height >= 1.0))
    return;
  picture = new_picture (n_models, models, TRUE, theme, cr, width, height);
  rsc_picture_draw (picture, RSC_LAYERS_ALL, cr);
}

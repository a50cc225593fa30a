/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-curves-plot.h"

#include "ui/plot/rsc-text.h"
#include <glib/gi18n.h>
#include <math.h>

#define LABEL_SCALE 0.88
#define TITLE_SCALE 1.0
#define TICKS_MAX 16
/* Length of a line in the legend, in units of the text size. */
#define SAMPLE 2.2
/* Shapes of markers before they repeat. */
#define N_SHAPES 6
/* A grid's picture is best about this much wider than high. */
#define CELL_ASPECT 1.35

/* Range of the horizontal axis: numbers of neurons. */
typedef struct
{
  double minimum;
  double maximum;
} Span;

/* One line of the legend: a method, or what solid and dashed mean. */
typedef struct
{
  const char *label;
  gsize index; /* G_MAXSIZE: no method */
  gboolean dashed;
  double width;
} Entry;

/* What is around the frame of one picture. */
typedef struct
{
  gboolean x_labels;
  gboolean small;
  double left; /* room for the labels of the vertical axis */
} Style;

/* Methods get colours far from each other; the fifth, which has no plan, is grey. */
static RscColor
get_color (const RscTheme *theme, gsize index)
{
  static const gsize order[] = { 4, 5, 2, 6, G_MAXSIZE, 0, 1, 3 };
  gsize k = order[index % G_N_ELEMENTS (order)];

  return k == G_MAXSIZE ? theme->muted : rsc_theme_get_neuron_color (theme, k);
}

static double
get_extent (double value)
{
  return isfinite (value) ? CLAMP (value, 1.0, 1e5) : 1.0;
}

static gboolean
is_shown (const RscCurvesModel *model, const RscCurve *curve, gsize k)
{
  return isfinite (curve->width[k]) && isfinite (curve->value[k])
         && (model->limit == 0 || curve->width[k] <= (double) model->limit);
}

static gboolean
has_points (const RscCurvesModel *model)
{
  for (gsize c = 0; c < model->n_curves; c++)
    for (gsize k = 0; k < model->curves[c].n; k++)
      if (is_shown (model, &model->curves[c], k))
        return TRUE;
  return FALSE;
}

static void
span_add (Span *self, const RscCurvesModel *model)
{
  for (gsize c = 0; c < model->n_curves; c++)
    for (gsize k = 0; k < model->curves[c].n; k++)
      if (is_shown (model, &model->curves[c], k))
        {
          self->minimum = MIN (self->minimum, model->curves[c].width[k]);
          self->maximum = MAX (self->maximum, model->curves[c].width[k]);
        }
}

static void
span_finish (Span *self)
{
  if (self->minimum > self->maximum)
    *self = (Span){ 0.0, 1.0 };
  double pad = MAX (0.03 * (self->maximum - self->minimum), 1e-9);
  if (self->maximum - self->minimum < 1.0)
    pad = 0.5;
  self->minimum -= pad;
  self->maximum += pad;
}

static void
add_value (GArray *values, double value)
{
  if (isfinite (value))
    g_array_append_val (values, value);
}

static RscAxis
get_value_axis (const RscCurvesModel *model)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscAxis axis = { 0.0, 1.0, FALSE };
  double low = INFINITY, high = -INFINITY;

  for (gsize c = 0; c < model->n_curves; c++)
    {
      const RscCurve *curve = &model->curves[c];
      for (gsize k = 0; k < curve->n; k++)
        if (is_shown (model, curve, k))
          {
            add_value (values, curve->value[k]);
            if (curve->low != NULL)
              add_value (values, curve->low[k]);
            if (curve->high != NULL)
              add_value (values, curve->high[k]);
          }
    }
  for (guint k = 0; k < values->len; k++)
    {
      low = MIN (low, g_array_index (values, double, k));
      high = MAX (high, g_array_index (values, double, k));
    }
  rsc_axis_cover (&axis, values->len, (const double *) (const void *) values->data, 0.06);
  /* Nothing is below 0, and no accuracy above 1: a line on the frame is better than empty room
   * that cannot be. */
  double unit = axis.maximum - axis.minimum;
  if (low >= 0.0 && axis.minimum < 0.0)
    axis.minimum = high > low ? -0.025 * unit : 0.0;
  if (low >= 0.0 && high <= 1.0 && axis.maximum > 1.0)
    axis.maximum = high > low ? 1.0 + 0.025 * unit : 1.05;
  return axis;
}

/* Whole numbers only, at steps 1, 2, 5 times powers of ten; as many as fit. */
static gsize
list_width_ticks (const Span *span, RscText *text, double length, double *ticks)
{
  static const double steps[] = { 1.0, 2.0, 5.0 };
  char buffer[32];
  double widest;

  if (!(length > 0.0))
    return 0;
  g_snprintf (buffer, sizeof buffer, "%.0f", span->maximum);
  rsc_text_measure (text, buffer, &widest, NULL);
  for (int k = 0; k < 27; k++)
    {
      double step = steps[k % 3] * pow (10.0, k / 3);
      double first = ceil (span->minimum / step), last = floor (span->maximum / step);
      double count = last - first + 1.0;
      if (count < 1.0)
        return 0;
      if (count > TICKS_MAX
          || (count > 1.0
              && step / (span->maximum - span->minimum) * length
                   < widest + 0.9 * text->size * LABEL_SCALE))
        continue;
      for (gsize i = 0; i < (gsize) count; i++)
        ticks[i] = (first + (double) i) * step;
      return (gsize) count;
    }
  return 0;
}

static gsize
list_value_ticks (const RscAxis *axis, RscText *text, double length, double *ticks)
{
  gsize max = (gsize) CLAMP (length / (text->size * LABEL_SCALE * 2.4), 0.0, 7.0);

  if (length > 2.0 * text->size)
    max = MAX (max, 2);
  return rsc_axis_get_ticks (axis, MIN (max, TICKS_MAX), ticks);
}

/* Room for the labels of the vertical axis. */
static double
measure_value_labels (const RscCurvesModel *model, RscText *text, double length)
{
  RscAxis axis = get_value_axis (model);
  double ticks[TICKS_MAX], widest = 0.0;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  gsize n = list_value_ticks (&axis, text, length, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      double w;
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = MAX (widest, w);
    }
  return widest;
}

/* The shape of @index about the origin, as a path. */
static void
add_marker (cairo_t *cr, gsize index, double x, double y, double r)
{
  static const struct
  {
    int corners;
    double turn; /* of the first corner, in units of π */
    double scale;
  } shapes[N_SHAPES - 1] = {
    { 4, 0.25, 1.18 }, { 3, -0.5, 1.3 }, { 4, 0.0, 1.25 }, { 3, 0.5, 1.3 }, { 5, -0.5, 1.2 }
  };
  gsize shape = index % N_SHAPES;

  cairo_new_sub_path (cr);
  if (shape == 0)
    {
      cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
      return;
    }
  for (int k = 0; k < shapes[shape - 1].corners; k++)
    {
      double angle = G_PI * (shapes[shape - 1].turn + 2.0 * k / shapes[shape - 1].corners);
      cairo_line_to (cr, x + shapes[shape - 1].scale * r * cos (angle),
                     y + shapes[shape - 1].scale * r * sin (angle));
    }
  cairo_close_path (cr);
}

/* Full for solid lines, open for dashed ones. */
static void
draw_marker (const RscTheme *theme,
             cairo_t *cr,
             gsize index,
             gboolean open,
             double x,
             double y,
             double r)
{
  RscColor color = get_color (theme, index);

  add_marker (cr, index, x, y, open ? 0.85 * r : r);
  rsc_color_set_source (cr, open ? theme->background : color);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, open ? color : theme->background);
  cairo_set_line_width (cr, (open ? 0.75 : 0.5) * theme->line_width);
  cairo_stroke (cr);
}

static void
set_line (const RscTheme *theme, cairo_t *cr, RscColor color, gboolean dashed)
{
  double dash[2] = { 3.2 * theme->line_width, 2.0 * theme->line_width };

  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, (dashed ? 0.85 : 1.1) * theme->line_width);
  cairo_set_dash (cr, dash, dashed ? 2 : 0, 0.0);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
}

static gboolean
entries_have (const GArray *entries, gsize index)
{
  for (guint k = 0; k < entries->len; k++)
    if (g_array_index (entries, Entry, k).index == index)
      return TRUE;
  return FALSE;
}

/* Each method once; then what solid and dashed lines are, where there are both. */
static GArray *
list_entries (gsize n_models, const RscCurvesModel *models, RscText *text)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  gboolean solid = FALSE, dashed = FALSE;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize m = 0; m < n_models; m++)
    for (gsize c = 0; c < models[m].n_curves; c++)
      {
        const RscCurve *curve = &models[m].curves[c];
        gboolean any = FALSE;
        for (gsize k = 0; k < curve->n && !any; k++)
          any = is_shown (&models[m], curve, k);
        if (!any)
          continue;
        solid = solid || !curve->dashed;
        dashed = dashed || curve->dashed;
        Entry entry = { curve->label, curve->index, FALSE, 0.0 };
        if (curve->label != NULL && !entries_have (entries, curve->index))
          g_array_append_val (entries, entry);
      }
  if (solid && dashed)
    {
      Entry keys[2] = { { _ ("test"), G_MAXSIZE, FALSE, 0.0 },
                        { _ ("training"), G_MAXSIZE, TRUE, 0.0 } };
      g_array_append_vals (entries, keys, 2);
    }
  for (guint k = 0; k < entries->len; k++)
    {
      Entry *entry = &g_array_index (entries, Entry, k);
      rsc_text_measure (text, entry->label, &entry->width, NULL);
      entry->width += (SAMPLE + 0.4) * text->size;
    }
  return entries;
}

/* Number of entries that fit into a row from @first on, and their width. */
static guint
take_row (const GArray *entries, guint first, double gap, double room, double *width)
{
  guint k = first;

  *width = 0.0;
  while (k < entries->len)
    {
      double more = g_array_index (entries, Entry, k).width + (k > first ? gap : 0.0);
      if (k > first && *width + more > room)
        break;
      *width += more;
      k++;
    }
  return k - first;
}

/* Rows of entries, centred in the width; returns their height. With @draw FALSE only measures. */
static double
lay_legend (const GArray *entries,
            const RscTheme *theme,
            RscText *text,
            double x,
            double y,
            double width,
            double most,
            gboolean draw)
{
  cairo_t *cr = text->cr;
  double em = text->size, row = 1.45 * em, height = 0.0, row_width;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (guint k = 0; k < entries->len && height + row <= most;)
    {
      guint n = take_row (entries, k, 1.1 * em, width, &row_width);
      double left = x + MAX (0.5 * (width - row_width), 0.0), middle = y + height + 0.5 * row;
      for (guint i = k; draw && i < k + n; i++)
        {
          const Entry *entry = &g_array_index (entries, Entry, i);
          gboolean key = entry->index == G_MAXSIZE;
          set_line (theme, cr, key ? theme->muted : get_color (theme, entry->index), entry->dashed);
          cairo_move_to (cr, left, middle);
          cairo_line_to (cr, left + SAMPLE * em, middle);
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0.0);
          if (!key)
            draw_marker (theme, cr, entry->index, FALSE, left + 0.5 * SAMPLE * em, middle,
                         0.32 * em);
          rsc_text_set_limit (text, MAX (x + width - left - (SAMPLE + 0.4) * em, 1.0));
          rsc_text_draw (text, entry->label, left + (SAMPLE + 0.4) * em, middle, 0.0, 0.5,
                         theme->foreground);
          rsc_text_set_limit (text, 0.0);
          left += entry->width + 1.1 * em;
        }
      height += row;
      k += n;
    }
  return height;
}

static double
get_x (const Span *span, RscRect frame, double width)
{
  return frame.x + (width - span->minimum) / (span->maximum - span->minimum) * frame.width;
}

static double
get_y (const RscAxis *axis, RscRect frame, double value)
{
  double t = rsc_axis_normalise (axis, value);
  return frame.y + (1.0 - CLAMP (t, -10.0, 11.0)) * frame.height;
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
           const Span *span,
           const RscAxis *axis,
           RscRect frame,
           const RscTheme *theme,
           cairo_t *cr)
{
  RscColor color = get_color (theme, curve->index);

  if (curve->low == NULL || curve->high == NULL)
    return;
  for (gsize first = 0; first < curve->n; first++)
    {
      gsize end = find_run (curve, first, TRUE);
      if (end == first)
        continue;
      for (gsize k = first; k < end; k++)
        cairo_line_to (cr, get_x (span, frame, curve->width[k]),
                       get_y (axis, frame, curve->high[k]));
      for (gsize k = end; k-- > first;)
        cairo_line_to (cr, get_x (span, frame, curve->width[k]),
                       get_y (axis, frame, curve->low[k]));
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
           const Span *span,
           const RscAxis *axis,
           RscRect frame,
           const RscTheme *theme,
           cairo_t *cr)
{
  for (gsize first = 0; first < curve->n; first++)
    {
      gsize end = find_run (curve, first, FALSE);
      for (gsize k = first; k < end; k++)
        cairo_line_to (cr, get_x (span, frame, curve->width[k]),
                       get_y (axis, frame, curve->value[k]));
      first = MAX (end, first);
      set_line (theme, cr, get_color (theme, curve->index), curve->dashed);
      cairo_stroke (cr);
    }
  cairo_set_dash (cr, NULL, 0, 0.0);
}

/* All where there is room; else as many as keep their distance, each curve at places of its own. */
static void
draw_markers (const RscCurvesModel *model,
              const RscCurve *curve,
              const Span *span,
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
      if (!is_shown (model, curve, k))
        continue;
      double x = get_x (span, frame, curve->width[k]);
      if (gap > 0.0 && x - last < gap && curve->n > 1)
        continue;
      last = x;
      draw_marker (theme, cr, curve->index, curve->dashed, x, get_y (axis, frame, curve->value[k]),
                   radius);
    }
}

static void
draw_axes (const RscAxis *axis,
           const Span *span,
           RscRect frame,
           gboolean x_labels,
           const RscTheme *theme,
           RscText *text)
{
  cairo_t *cr = text->cr;
  double x_ticks[TICKS_MAX], y_ticks[TICKS_MAX], em = text->size;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  gsize n_x = list_width_ticks (span, text, frame.width, x_ticks);
  gsize n_y = list_value_ticks (axis, text, frame.height, y_ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (axis, n_y, y_ticks);

  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->grid);
  for (gsize k = 0; k < n_y; k++)
    {
      double y = get_y (axis, frame, y_ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x + frame.width, y);
    }
  cairo_stroke (cr);
  rsc_color_set_source (cr, theme->muted);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  for (gsize k = 0; k < n_x; k++)
    {
      double x = get_x (span, frame, x_ticks[k]);
      cairo_move_to (cr, x, frame.y + frame.height);
      cairo_line_to (cr, x, frame.y + frame.height + 0.3 * em);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      double y = get_y (axis, frame, y_ticks[k]);
      cairo_move_to (cr, frame.x, y);
      cairo_line_to (cr, frame.x - 0.3 * em, y);
    }
  cairo_stroke (cr);
  for (gsize k = 0; k < n_x && x_labels; k++)
    {
      char buffer[32];
      g_snprintf (buffer, sizeof buffer, "%.0f", x_ticks[k]);
      rsc_text_draw (text, buffer, get_x (span, frame, x_ticks[k]),
                     frame.y + frame.height + 0.38 * em, 0.5, 0.0, theme->muted);
    }
  for (gsize k = 0; k < n_y; k++)
    rsc_text_draw (text, labels[k], frame.x - 0.45 * em, get_y (axis, frame, y_ticks[k]), 1.0, 0.5,
                   theme->muted);
}

/* The current width: a line, and its number over the frame. */
static void
draw_mark (const RscCurvesModel *model,
           const Span *span,
           RscRect frame,
           gboolean with_number,
           const RscTheme *theme,
           RscText *text)
{
  cairo_t *cr = text->cr;
  char buffer[32];
  double w;

  if (!isfinite (model->marked) || model->marked < span->minimum || model->marked > span->maximum)
    return;
  double x = get_x (span, frame, model->marked);
  cairo_move_to (cr, x, frame.y);
  cairo_line_to (cr, x, frame.y + frame.height);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, theme->line_width);
  cairo_stroke (cr);
  if (!with_number)
    return;
  g_snprintf (buffer, sizeof buffer, "%.0f", model->marked);
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_text_measure (text, buffer, &w, NULL);
  x = CLAMP (x, frame.x + 0.5 * w, MAX (frame.x + frame.width - 0.5 * w, frame.x + 0.5 * w));
  rsc_text_draw (text, buffer, x, frame.y - 0.1 * text->size, 0.5, 1.0, theme->accent);
}

/* One picture into @rect: title, frame, curves; neither legend nor titles of axes. */
static void
draw_cell (const RscCurvesModel *model,
           const Span *span,
           const Style *style,
           const RscTheme *theme,
           RscText *text,
           RscRect rect)
{
  cairo_t *cr = text->cr;
  double em = text->size, line;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &line);
  double top = 0.6 * em, bottom = 0.5 * em + (style->x_labels ? line : 0.0);
  gboolean marked = isfinite (model->marked);
  if (model->title != NULL)
    {
      rsc_text_set_style (text, style->small ? LABEL_SCALE : TITLE_SCALE, TRUE);
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
  if (!has_points (model))
    {
      rsc_text_set_style (text, LABEL_SCALE, FALSE);
      rsc_text_draw_sentence (text, _ ("Nothing to compare yet."), frame.x + 0.5 * frame.width,
                              frame.y + 0.5 * frame.height, frame.width, theme->muted);
      return;
    }

  RscAxis axis = get_value_axis (model);
  draw_axes (&axis, span, frame, style->x_labels, theme, text);
  double radius = MIN (0.3 * em, 0.009 * (frame.width + frame.height) + 0.05 * em);
  cairo_save (cr);
  cairo_rectangle (cr, frame.x, frame.y, frame.width, frame.height);
  cairo_clip (cr);
  for (gsize c = 0; c < model->n_curves; c++)
    draw_band (&model->curves[c], span, &axis, frame, theme, cr);
  cairo_restore (cr);
  draw_mark (model, span, frame, TRUE, theme, text);
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
  Span span = { INFINITY, -INFINITY };
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
      span_add (&span, &models[m]);
      any = any || has_points (&models[m]);
      legend = legend || models[m].legend;
      if (y_title == NULL)
        y_title = models[m].y_title;
    }
  span_finish (&span);
  if (!any)
    rsc_text_draw_sentence (&text, _ ("Nothing to compare yet."), 0.5 * width, 0.5 * height,
                            0.9 * width, theme->muted);
  else
    {
      gboolean titles = width > 14.0 * em && height > 11.0 * em;
      double left = 0.3 * em + (titles && y_title != NULL ? line + 0.2 * em : 0.0);
      double top = 0.0, bottom = titles ? line + 0.35 * em : 0.0;
      if (legend && height > 9.0 * em)
        {
          g_autoptr (GArray) entries = list_entries (n_models, models, &text);
          double room = MAX (width - 1.6 * em, 1.0), most = 0.32 * height;
          /* One curve needs no legend when a title names it. */
          if (entries->len > 1 || (entries->len == 1 && models[0].title == NULL))
            top =
              0.35 * em + lay_legend (entries, theme, &text, 0.8 * em, 0.35 * em, room, most, TRUE);
        }

      gsize columns = grid ? choose_columns (n_models, width - left, height - top - bottom) : 1;
      gsize rows = (n_models + columns - 1) / columns;
      double cell_width = (width - left) / (double) columns;
      double cell_height = (height - top - bottom) / (double) rows;
      Style style = { TRUE, grid, 0.0 };
      for (gsize m = 0; m < n_models; m++)
        style.left = MAX (style.left, measure_value_labels (&models[m], &text, cell_height));
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
          rsc_text_draw (&text, _ ("Number of neurons"), 0.5 * (x + right), height - 0.2 * em, 0.5,
                         1.0, theme->foreground);
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
rsc_curves_model_init (RscCurvesModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscCurvesModel){ 0 };
  self->y_title = _ ("Accuracy");
  self->marked = NAN;
  self->legend = TRUE;
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

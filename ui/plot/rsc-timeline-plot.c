/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-timeline-plot.h"

#include <math.h>

#include "ui/plot/rsc-path-axes.h"
#include "ui/plot/rsc-path-strip.h"
#include "ui/words/rsc-path-words.h"

/* In units of the text size: the marks, the strip, the space around it, and the knob and its
 * rim. */
#define MARKS 2.9
#define STRIP 0.9
#define SPACE 0.15
#define KNOB 0.62
#define RIM 0.22

/* Pixels that a label keeps from the edge of the picture. */
#define EDGE 2.0

/* The first member makes it one of the path's own layouts, to the layers that both pictures
 * share. */
typedef struct
{
  RscPathLayout path;
  double ratio; /* where the cursor is */
} Layout;

static void
draw_ground (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;

  rsc_path_axes_draw_unknown (self, text);
}

static void
draw_strip (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;

  if (self->curves != NULL)
    rsc_path_strip_draw (self, text);
  else
    {
      cairo_rectangle (cr, self->strip.x, self->strip.y, self->strip.width, self->strip.height);
      rsc_color_set_source (cr, self->theme.muted);
      cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
      cairo_stroke (cr);
    }
}

static void
draw_numbers (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const double em = self->em, foot = self->strip.y + self->strip.height;
  double ticks[RSC_PATH_TICKS_MAX];
  g_auto (GStrv) labels = NULL;
  gsize n;

  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  n = rsc_path_layout_list_x_ticks (self, text, ticks, &labels);
  cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
  rsc_color_set_source (cr, self->theme.muted);
  for (gsize k = 0; k < n; k++)
    {
      const double x = rsc_path_layout_to_px (self, ticks[k]);

      cairo_move_to (cr, x, foot);
      cairo_line_to (cr, x, foot + 0.25 * em);
    }
  for (double decade = floor (log10 (self->x.minimum)); decade < 0.5; decade += 1.0)
    for (int m = 2; m < 10 && self->frame.width > 16.0 * em; m++)
      {
        const double value = m * pow (10.0, decade), x = rsc_path_layout_to_px (self, value);

        if (value < self->x.minimum || value > self->x.maximum)
          continue;
        cairo_move_to (cr, x, foot);
        cairo_line_to (cr, x, foot + 0.12 * em);
      }
  cairo_stroke (cr);
  for (gsize k = 0; k < n; k++)
    {
      const double x = rsc_path_layout_to_px (self, ticks[k]);
      double length;

      /* The margins are those of the widget, whatever the size of text is. */
      rsc_text_measure (text, labels[k], &length, NULL);
      length = MIN (length + 2.0 * EDGE, self->width);
      rsc_text_draw (text, labels[k], CLAMP (x, 0.5 * length, self->width - 0.5 * length),
                     foot + 0.28 * em, 0.5, 0.0, self->theme.muted);
    }
}

/* Left of the line, what each row of it is, where there is room. */
static void
draw_titles (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const double em = self->em, foot = self->strip.y + self->strip.height;
  const double right = self->frame.x - 0.9 * em;
  const char *const titles[][2] = {
    { rsc_path_words_get_events (), rsc_path_words_get_events () },
    { rsc_path_words_get_dimension (FALSE), rsc_path_words_get_dimension (TRUE) },
    { rsc_path_words_get_lambda_title (), rsc_path_words_get_lambda_title () },
  };
  const double middles[] = { self->marks_area.y + self->marks_area.height - 0.5 * em,
                             self->strip.y + 0.5 * self->strip.height,
                             foot + 0.28 * em + 0.55 * em };

  rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
  for (gsize k = 0; k < G_N_ELEMENTS (titles); k++)
    for (gsize form = 0; form < 2; form++)
      {
        double width;

        rsc_text_measure (text, titles[k][form], &width, NULL);
        if (width > right - 0.2 * em)
          continue;
        rsc_text_draw (text, titles[k][form], right, middles[k], 1.0, 0.5, self->theme.muted);
        break;
      }
}

static void
draw_cursor (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const double ratio = ((const Layout *) layout)->ratio;
  cairo_t *cr = text->cr;
  double x, y;

  if (!(ratio >= 0.0))
    return;
  /* λ → 0 is where the line ends. */
  x = rsc_path_layout_to_px (self, CLAMP (ratio, self->x.minimum, self->x.maximum));
  y = self->strip.y + 0.5 * self->strip.height;
  if (self->curves != NULL)
    rsc_path_strip_make_way (self, text, x - (KNOB + 0.5 * RIM) * self->em,
                             x + (KNOB + 0.5 * RIM) * self->em);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, MAX (0.8 * self->theme.line_width, 1.0));
  cairo_move_to (cr, x, self->marks_area.y);
  cairo_line_to (cr, x, y);
  cairo_stroke (cr);
  cairo_arc (cr, x, y, KNOB * self->em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, self->theme.background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, self->theme.accent);
  cairo_set_line_width (cr, RIM * self->em);
  cairo_stroke (cr);
}

static gboolean
pick_mark (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPathLayout *self = layout;

  /* The strip is the hand's, the marks are above it. */
  if (self->marks != NULL && y < self->strip.y)
    ((RscTimelineHit *) hit)->mark = rsc_path_marks_find (self->marks, x, y);
  return FALSE;
}

static gboolean
pick_place (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscPathLayout *self = layout;
  const RscRect f = self->frame;

  ((RscTimelineHit *) hit)->ratio =
    CLAMP (rsc_path_layout_from_px (self, CLAMP (x, f.x, f.x + f.width)), self->x.minimum,
           self->x.maximum);
  return FALSE;
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_ground, NULL },
  { RSC_LAYERS_STILL, draw_strip, NULL },
  { RSC_LAYERS_STILL, draw_numbers, NULL },
  { RSC_LAYERS_STILL, draw_titles, NULL },
  { RSC_LAYERS_STILL, rsc_path_marks_draw, pick_mark },
  { RSC_LAYERS_MOVING, draw_cursor, pick_place },
};

static void
layout_free (gpointer data)
{
  Layout *layout = data;

  rsc_path_layout_clear (&layout->path);
  g_free (layout);
}

RscPicture *
rsc_timeline_plot_new (const RscPathModel *model,
                       double ratio,
                       double left,
                       double right,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  Layout *layout;
  RscPathLayout *self;
  RscText text;
  double known;

  g_return_val_if_fail (model != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  layout = g_new0 (Layout, 1);
  layout->ratio = ratio;
  self = &layout->path;
  rsc_text_init (&text, theme, cr);
  const double em = text.size;
  *self = (RscPathLayout){ .model = *model, .theme = *theme, .em = em };
  self->model.x = RSC_PATH_X_LAMBDA;
  self->width = width;
  self->height = height;
  self->falling = TRUE;
  self->x.logarithmic = TRUE;
  self->x.maximum = 1.0;
  self->x.minimum = model->ratio_min > 0.0 && model->ratio_min < 1.0 ? model->ratio_min : 1e-3;
  if (model->path != NULL && rsc_path_get_n_points (model->path) > 0)
    self->curves = model->curves != NULL && rsc_path_curves_get_path (model->curves) == model->path
                     ? rsc_path_curves_ref (model->curves)
                     : rsc_path_curves_new_outline (model->path);

  self->marks_area = (RscRect){ 0.0, SPACE * em, width, MARKS * em };
  self->strip = (RscRect){ left, (2.0 * SPACE + MARKS) * em, MAX (right - left, 1.0), STRIP * em };
  self->frame = (RscRect){ left, self->marks_area.y, self->strip.width, 0.0 };
  self->end = left;
  if (self->curves != NULL)
    {
      known = rsc_path_layout_lambda_to_px (self, rsc_path_curves_get_lambda_low (self->curves));
      self->end = isfinite (known) ? CLAMP (known, left, left + self->frame.width) : left;
      self->marks = rsc_path_marks_new (self, &text, self->marks_area.y + self->marks_area.height,
                                        self->marks_area.height);
      self->marks_free = (GDestroyNotify) rsc_path_marks_free;
    }
  self->cut = self->end < left + self->frame.width - 1.0;
  rsc_text_clear (&text);
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_timeline_plot_set_ratio (RscPicture *picture, double ratio)
{
  Layout *layout = rsc_picture_get_layout (picture);

  layout->ratio = ratio;
}

void
rsc_timeline_plot_find (const RscPicture *picture, double px, double py, RscTimelineHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscTimelineHit){ .mark = -1, .ratio = 1.0 };
  rsc_picture_pick (picture, px, py, hit);
}

const RscPathMarks *
rsc_timeline_plot_get_marks (const RscPicture *picture)
{
  g_return_val_if_fail (picture != NULL, NULL);

  return ((const Layout *) rsc_picture_get_layout (picture))->path.marks;
}

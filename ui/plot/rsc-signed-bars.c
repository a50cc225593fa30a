/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-signed-bars.h"

#include "ui/plot/rsc-axis.h"
#include <math.h>

#define LABEL_SCALE 0.88
/* Of the room of one bar; and that room in units of the text. */
#define BAR_SHARE 0.68
#define PITCH_MAX 3.6
#define TICKS_MAX 7
/* Numbers under the bars, in units of the text size. */
#define NUMBERS_APART 0.35

/**
 * Layout:
 * @em, @line: size of the text, and height of a line of labels
 * @frame: where the bars are; without @has_room there is only the sentence
 */
typedef struct
{
  RscSignedBarsModel model;
  RscTheme theme;
  double width, height;
  double em;
  double line;
  double sentence_height;
  gboolean titles;
  gboolean has_room;
  RscAxis axis;
  RscRect frame;
} Layout;

static double
get_pitch (const Layout *self)
{
  return fmin (self->frame.width / (double) MAX (self->model.n, 1), PITCH_MAX * self->em);
}

static double
get_x (const Layout *self, gsize k)
{
  const double pitch = get_pitch (self), all = pitch * (double) self->model.n;

  return self->frame.x + 0.5 * (self->frame.width - all) + pitch * ((double) k + 0.5);
}

static double
get_y (const Layout *self, double value)
{
  return self->frame.y + (1.0 - rsc_axis_normalise (&self->axis, value)) * self->frame.height;
}

static gsize
get_label (const Layout *self, gsize k)
{
  return self->model.labels != NULL ? self->model.labels[k] : k;
}

static RscColor
get_color (const Layout *self, gsize k)
{
  if (self->model.neurons)
    return rsc_theme_get_neuron_color (&self->theme, get_label (self, k));
  return self->model.values[k] < 0.0 ? self->theme.negative : self->theme.positive;
}

static void
draw_sentence (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  if (self->model.sentence == NULL)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  if (!self->has_room)
    rsc_text_draw_sentence (text, self->model.sentence, 0.5 * self->width, 0.5 * self->height,
                            0.9 * self->width, self->theme.muted);
  else
    rsc_text_draw_sentence (text, self->model.sentence, 0.5 * self->width,
                            0.4 * self->em + 0.5 * self->sentence_height,
                            self->width - 1.6 * self->em, self->theme.foreground);
}

static void
draw_axis (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double em = self->em;
  double ticks[TICKS_MAX];
  const gsize n = rsc_axis_get_ticks (
    &self->axis, (gsize) CLAMP (self->frame.height / (2.4 * em), 2.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis, n, ticks);
  double widest = 0.0, w;

  rsc_theme_set_grid (&self->theme, text->cr, 0.55);
  for (gsize k = 0; k < n; k++)
    {
      cairo_move_to (text->cr, self->frame.x, get_y (self, ticks[k]));
      cairo_rel_line_to (text->cr, self->frame.width, 0.0);
    }
  cairo_stroke (text->cr);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < n; k++)
    {
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = fmax (widest, w);
      rsc_text_draw (text, labels[k], self->frame.x - 0.45 * em, get_y (self, ticks[k]), 1.0, 0.5,
                     self->theme.muted);
    }
  if (!self->titles)
    return;
  rsc_text_draw_upright_title (text, self->model.y_title, self->frame.x - widest - 0.9 * em, 1.0,
                               self->frame.y, self->frame.y + self->frame.height, self->frame.y,
                               self->height, self->theme.muted);
  rsc_text_set_limit (text, 0.0);
  rsc_text_draw (text, self->model.x_title, self->frame.x + 0.5 * self->frame.width,
                 self->frame.y + self->frame.height + 0.45 * em + self->line, 0.5, 0.0,
                 self->theme.muted);
}

static void
draw_bars (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double zero = get_y (self, 0.0), width = BAR_SHARE * get_pitch (self);

  for (gsize k = 0; k < self->model.n; k++)
    {
      const RscColor color = get_color (self, k);
      const gboolean marked = self->model.marked != NULL && self->model.marked[k];
      const double y = get_y (self, self->model.values[k]);

      cairo_rectangle (text->cr, get_x (self, k) - 0.5 * width, fmin (y, zero), width,
                       fabs (y - zero));
      rsc_color_set_source (
        text->cr, rsc_color_with_alpha (color, self->model.marked == NULL || marked ? 0.8 : 0.4));
      cairo_fill_preserve (text->cr);
      rsc_color_set_source (text->cr, color);
      cairo_set_line_width (text->cr, (width > 3.0 ? 0.7 : 0.2) * self->theme.line_width);
      cairo_stroke (text->cr);
    }
  cairo_move_to (text->cr, self->frame.x, zero);
  cairo_rel_line_to (text->cr, self->frame.width, 0.0);
  rsc_color_set_source (text->cr, self->theme.foreground);
  cairo_set_line_width (text->cr, 0.8 * self->theme.line_width);
  cairo_stroke (text->cr);
}

/* Of the numbers of points those that are written: every one, or every second, fifth, tenth, … */
static gsize
get_number_step (const Layout *self, RscText *text)
{
  static const gsize steps[] = { 1, 2, 5 };
  const gsize n = self->model.n;
  g_autofree char *last = g_strdup_printf ("%" G_GSIZE_FORMAT, get_label (self, n - 1) + 1);
  double w;

  rsc_text_measure (text, last, &w, NULL);
  for (gsize ten = 1; ten <= n; ten *= 10)
    for (gsize i = 0; i < G_N_ELEMENTS (steps) && ten * steps[i] <= n; i++)
      if ((double) (ten * steps[i]) * get_pitch (self) >= w + NUMBERS_APART * self->em)
        return ten * steps[i];
  return n;
}

/* Under the bars, as many as fit. */
static void
draw_numbers (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  double last = -INFINITY, w;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  const gsize step = self->model.neurons ? 1 : get_number_step (self, text);
  for (gsize k = step - 1; k < self->model.n; k += step)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, get_label (self, k) + 1);
      const double x = get_x (self, k);

      rsc_text_measure (text, number, &w, NULL);
      if (x - 0.5 * w < last + NUMBERS_APART * self->em)
        continue;
      rsc_text_draw (text, number, x, self->frame.y + self->frame.height + 0.3 * self->em, 0.5, 0.0,
                     self->model.neurons ? get_color (self, k) : self->theme.muted);
      last = x + 0.5 * w;
    }
}

static void
draw_mark (const Layout *self, gssize k, RscColor color, cairo_t *cr)
{
  const double width = BAR_SHARE * get_pitch (self) + 0.4 * self->em;

  if (k < 0 || (gsize) k >= self->model.n)
    return;
  const double zero = get_y (self, 0.0), y = get_y (self, self->model.values[k]);
  cairo_rectangle (cr, get_x (self, (gsize) k) - 0.5 * width, fmin (y, zero) - 0.25 * self->em,
                   width, fabs (y - zero) + 0.5 * self->em);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.1));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
}

static void
draw_marks (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  draw_mark (self, self->model.selected, self->theme.accent, text->cr);
  if (self->model.hovered != self->model.selected)
    draw_mark (self, self->model.hovered, self->theme.foreground, text->cr);
}

static gboolean
pick (gconstpointer layout, double x, double y, gpointer hit)
{
  const Layout *self = layout;
  const double pitch = get_pitch (self);
  const double place = (x - get_x (self, 0)) / pitch + 0.5;

  if (self->model.n == 0 || y < self->frame.y || y > self->height || !(place >= 0.0)
      || !(place < (double) self->model.n))
    return FALSE;
  *(gssize *) hit = (gssize) place;
  return TRUE;
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_sentence, NULL }, { RSC_LAYERS_STILL, draw_axis, pick },
  { RSC_LAYERS_STILL, draw_bars, NULL },     { RSC_LAYERS_STILL, draw_numbers, NULL },
  { RSC_LAYERS_MOVING, draw_marks, NULL },
};

static void
lay_out (Layout *self, RscText *text)
{
  const double em = self->em;
  double ticks[TICKS_MAX], ends[2] = { 0.0, 0.0 }, widest = 0.0, w;

  for (gsize k = 0; k < self->model.n; k++)
    {
      ends[0] = fmin (ends[0], self->model.values[k]);
      ends[1] = fmax (ends[1], self->model.values[k]);
    }
  rsc_axis_cover (&self->axis, 2, ends, 0.06);
  /* Nothing is below what has no sign. */
  if (ends[0] == 0.0 && ends[1] > 0.0)
    self->axis.minimum = 0.0;
  if (ends[1] == 0.0 && ends[0] < 0.0)
    self->axis.maximum = 0.0;
  rsc_text_set_style (text, 1.0, FALSE);
  if (self->model.sentence != NULL)
    self->sentence_height =
      rsc_text_measure_sentence (text, self->model.sentence, fmax (self->width - 1.6 * em, 1.0));
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &self->line);
  self->titles = self->width > 16.0 * em && self->height > 11.0 * em + self->sentence_height;
  const gsize n = rsc_axis_get_ticks (&self->axis, TICKS_MAX, ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->axis, n, ticks);
  for (gsize k = 0; k < n; k++)
    {
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = fmax (widest, w);
    }
  const double left = widest + 1.0 * em + (self->titles ? self->line + 0.6 * em : 0.0);
  const double top = self->sentence_height + (self->model.sentence != NULL ? 0.9 : 0.5) * em;
  const double bottom = 0.5 * em + (self->titles ? 2.0 : 1.0) * self->line + 0.2 * em;
  self->frame = (RscRect){ left, top, self->width - left - 0.9 * em, self->height - top - bottom };
  self->has_room =
    self->model.n > 0 && self->frame.width > 5.0 * em && self->frame.height > 2.5 * em;
}

void
rsc_signed_bars_model_init (RscSignedBarsModel *self)
{
  g_return_if_fail (self != NULL);
  *self = (RscSignedBarsModel){ .selected = -1, .hovered = -1 };
}

RscPicture *
rsc_signed_bars_new (const RscSignedBarsModel *model,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double width,
                     double height)
{
  RscText text;

  g_return_val_if_fail (model != NULL && theme != NULL && cr != NULL, NULL);
  g_return_val_if_fail (model->n == 0 || (model->values != NULL && model->y_title != NULL), NULL);

  Layout *layout = g_new0 (Layout, 1);
  layout->model = *model;
  layout->theme = *theme;
  layout->width = width;
  layout->height = height;
  layout->em = CLAMP (theme->font_size, 1.0, 500.0);
  rsc_text_init (&text, theme, cr);
  lay_out (layout, &text);
  rsc_text_clear (&text);
  /* Of a picture without room there is the sentence alone, which is the first layer. */
  return rsc_picture_new (theme, width, height, layout, g_free,
                          layout->has_room ? G_N_ELEMENTS (layers) : 1, layers);
}

void
rsc_signed_bars_set_emphasis (RscPicture *picture, gssize selected, gssize hovered)
{
  Layout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);
  layout->model.selected = selected;
  layout->model.hovered = hovered;
}

gssize
rsc_signed_bars_find (const RscPicture *picture, double px, double py)
{
  gssize k = -1;

  g_return_val_if_fail (picture != NULL, -1);
  rsc_picture_pick (picture, px, py, &k);
  return k;
}

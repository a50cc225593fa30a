/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-errors-plot.h"

#include "ui/plot/rsc-axis.h"
#include "ui/words/rsc-errors-words.h"
#include <math.h>

/* Beyond this many times its height a picture has its parts side by side. */
#define WIDE 1.3

/* What has no place on the scale of errors is drawn this far below it, out of the frame. */
#define BELOW 0.1

typedef enum
{
  SERIES_TRAIN,
  SERIES_NARROWEST,
  SERIES_TEST, /* over the one before, which is the same where the optimum is unique */
  N_SERIES
} Series;

typedef struct
{
  RscErrorsModel model;
  RscTheme theme;
  double width, height, em;
  char *sentence;
  double top;
  gboolean has_room;
  RscAxis y;
  RscAxis x[2]; /* λ_max/λ; m* */
  RscRect frame[2];
} Layout;

static const double *
get_values (const RscPathErrors *errors, Series series)
{
  return series == SERIES_TRAIN  ? errors->train
         : series == SERIES_TEST ? errors->test
                                 : errors->narrowest_test;
}

static const char *
get_words (Series series)
{
  return series == SERIES_TRAIN  ? rsc_errors_words_get_train ()
         : series == SERIES_TEST ? rsc_errors_words_get_test ()
                                 : rsc_errors_words_get_narrowest ();
}

static RscColor
get_color (const Layout *self, Series series)
{
  return series == SERIES_TRAIN
           ? self->theme.muted
           : rsc_theme_get_neuron_color (&self->theme, series == SERIES_TEST ? 0 : 1);
}

static double
get_line_width (const Layout *self, Series series)
{
  return (series == SERIES_NARROWEST ? 3.4 : 1.4) * self->theme.line_width;
}

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self);
}

/* What both parts share goes down to a ten-thousandth of its largest; below that the lines leave
 * the frame: an error of 0 has no place on the scale. */
static void
set_y_axis (Layout *self)
{
  const RscPathErrors *errors = self->model.errors;
  double low = INFINITY, high = 0.0;

  for (Series s = 0; s < N_SERIES; s++)
    for (gsize k = 0; k < errors->n; k++)
      {
        const double value = get_values (errors, s)[k];

        if (!isfinite (value))
          continue;
        high = MAX (high, value);
        if (value > 0.0)
          low = MIN (low, value);
      }
  if (!(high > 0.0))
    high = 1.0;
  low = CLAMP (low, 1e-4 * high, 0.5 * high);
  self->y = (RscAxis){ 0.8 * low, 1.25 * high, TRUE };
}

static void
set_x_axes (Layout *self)
{
  const RscPathErrors *errors = self->model.errors;
  double most = 1.0, last = 10.0;

  for (gsize k = 0; k < errors->n; k++)
    most = MAX (most, (double) errors->width[k]);
  if (errors->n > 0 && errors->lambda[errors->n - 1] > 0.0)
    last = errors->lambda_max / errors->lambda[errors->n - 1];
  self->x[0] = (RscAxis){ 1.0, MAX (last, 1.5), TRUE };
  self->x[1] = (RscAxis){ -0.3, most + 0.3, FALSE };
}

static double
get_x (const Layout *self, gsize part, gsize k)
{
  const RscPathErrors *errors = self->model.errors;
  const double value =
    part == 0 ? errors->lambda_max / errors->lambda[k] : (double) errors->width[k];

  return self->frame[part].x + rsc_axis_normalise (&self->x[part], value) * self->frame[part].width;
}

static double
get_y (const Layout *self, gsize part, double value)
{
  return self->frame[part].y
         + (1.0 - rsc_axis_normalise (&self->y, MAX (value, self->y.minimum * BELOW)))
             * self->frame[part].height;
}

static void
draw_head (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double em = self->em;
  const double height = rsc_text_measure_sentence (text, self->sentence, self->width - 1.6 * em);
  double x = self->frame[0].x, y = 0.4 * em + height + 0.9 * em;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.4 * em + 0.5 * height,
                          self->width - 1.6 * em, self->theme.foreground);
  if (!self->has_room)
    return;
  for (Series s = 0; s < N_SERIES; s++)
    {
      double w;

      if (s != SERIES_TRAIN && self->model.errors->n > 0
          && isnan (get_values (self->model.errors, s)[0]))
        continue;
      rsc_text_measure (text, get_words (s), &w, NULL);
      if (x + w + 2.4 * em > self->width && x > self->frame[0].x)
        {
          x = self->frame[0].x;
          y += 1.5 * em;
        }
      rsc_color_set_source (text->cr, get_color (self, s));
      cairo_set_line_width (text->cr, get_line_width (self, s));
      cairo_move_to (text->cr, x, y);
      cairo_line_to (text->cr, x + 1.6 * em, y);
      cairo_stroke (text->cr);
      rsc_text_draw (text, get_words (s), x + 2.0 * em, y, 0.0, 0.5, self->theme.foreground);
      x += w + 3.4 * em;
    }
}

static void
draw_frames (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  for (gsize part = 0; part < 2 && self->has_room; part++)
    rsc_axes_draw (&self->x[part], &self->y,
                   part == 0 ? rsc_errors_words_get_lambda_axis ()
                             : rsc_errors_words_get_width_axis (),
                   rsc_errors_words_get_axis (), &self->theme, text->cr, self->frame[part]);
}

static void
draw_lines (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscPathErrors *errors = self->model.errors;
  cairo_t *cr = text->cr;

  for (gsize part = 0; part < 2 && self->has_room; part++)
    {
      const RscRect *f = &self->frame[part];

      cairo_save (cr);
      cairo_rectangle (cr, f->x, f->y, f->width, f->height);
      cairo_clip (cr);
      cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
      for (Series s = 0; s < N_SERIES; s++)
        {
          const double *values = get_values (errors, s);
          gboolean drawing = FALSE;

          cairo_new_path (cr);
          for (gsize k = 0; k < errors->n; k++)
            {
              if (!isfinite (values[k]))
                {
                  drawing = FALSE;
                  continue;
                }
              (drawing ? cairo_line_to : cairo_move_to) (cr, get_x (self, part, k),
                                                         get_y (self, part, values[k]));
              drawing = TRUE;
            }
          rsc_color_set_source (cr,
                                rsc_color_with_alpha (get_color (self, s), part == 0 ? 1.0 : 0.45));
          cairo_set_line_width (cr, get_line_width (self, s));
          cairo_stroke (cr);
          /* Over the number of neurons a path goes up and down: its points are what there is. */
          for (gsize k = 0; part == 1 && k < errors->n; k++)
            {
              if (!isfinite (values[k]))
                continue;
              cairo_new_path (cr);
              cairo_arc (cr, get_x (self, part, k), get_y (self, part, values[k]),
                         (s == SERIES_NARROWEST ? 0.26 : 0.18) * self->em, 0.0, 2.0 * G_PI);
              rsc_color_set_source (cr, get_color (self, s));
              /* What is not proved is hollow. */
              if (errors->proved[k])
                cairo_fill (cr);
              else
                {
                  cairo_set_line_width (cr, self->theme.line_width);
                  cairo_stroke (cr);
                }
            }
        }
      cairo_restore (cr);
    }
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_head, NULL },
  { RSC_LAYERS_STILL, draw_frames, NULL },
  { RSC_LAYERS_STILL, draw_lines, NULL },
};

static RscRect
fit_frame (const Layout *self, gsize part, cairo_t *cr, double x, double y, double w, double h)
{
  RscRect frame = rsc_axes_layout (&self->x[part], &self->y,
                                   part == 0 ? rsc_errors_words_get_lambda_axis ()
                                             : rsc_errors_words_get_width_axis (),
                                   rsc_errors_words_get_axis (), &self->theme, cr, w, h);

  frame.x += x;
  frame.y += y;
  return frame;
}

RscPicture *
rsc_errors_plot_new (const RscErrorsModel *model,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double width,
                     double height)
{
  Layout *self = g_new0 (Layout, 1);
  RscText text;
  double legend = 0.0;

  self->model = *model;
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->sentence = rsc_errors_words_dup_sentence (model->errors, model->scope);
  rsc_text_init (&text, theme, cr);
  for (Series s = 0; s < N_SERIES; s++)
    {
      double w;

      rsc_text_measure (&text, get_words (s), &w, NULL);
      legend += w + 3.4 * self->em;
    }
  self->top = rsc_text_measure_sentence (&text, self->sentence, MAX (width - 1.6 * self->em, 1.0))
              + self->em * (2.4 + 1.5 * floor (legend / MAX (width - 6.0 * self->em, 1.0)));
  rsc_text_clear (&text);
  set_y_axis (self);
  set_x_axes (self);
  {
    const double room = height - self->top;
    const gboolean beside = width > WIDE * room;

    for (gsize part = 0; part < 2; part++)
      {
        const double w = beside ? 0.5 * width : width, h = beside ? room : 0.5 * room;

        self->frame[part] = fit_frame (self, part, cr, part == 1 && beside ? w : 0.0,
                                       self->top + (part == 1 && !beside ? h : 0.0), w, h);
        self->has_room = (part == 0 || self->has_room) && self->frame[part].width > 2.0 * self->em
                         && self->frame[part].height > 2.0 * self->em;
      }
  }
  return rsc_picture_new (theme, width, height, self, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_errors_plot_draw (const RscErrorsModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  rsc_picture_draw_whole (rsc_errors_plot_new (model, theme, cr, width, height), cr);
}

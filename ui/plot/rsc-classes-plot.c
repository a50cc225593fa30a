/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-classes-plot.h"

#include "core/program/rsc-argmax.h"
#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-function-model.h"
#include "ui/words/rsc-classes-words.h"
#include <math.h>

/* A cell of the plane, in user units, and how many there are at most along a side. */
#define CELL 2.0
#define CELLS_MAX 700
/* Of a point, in text sizes. */
#define RADIUS 0.42

typedef struct
{
  RscClassesModel model;
  RscTheme theme;
  double width, height, em;
  char *sentence;
  double top;
  gboolean has_room;
  RscAxis x, y;
  RscRect frame;
  gsize *taken; /* for each point the class that it is taken for */
} Layout;

static RscDataset *
get_points (const Layout *self)
{
  return self->model.datasets[0];
}

static RscColor
get_color (const Layout *self, gsize k)
{
  return rsc_theme_get_neuron_color (&self->theme, k);
}

static gsize
get_class (const Layout *self, gsize i)
{
  for (gsize k = 0; k < self->model.n; k++)
    if (rsc_dataset_get_y (self->model.datasets[k])[i] > 0.0)
      return k;
  return self->model.n;
}

/* The colour over the background. */
static guint32
mix_color (const RscTheme *theme, RscColor c, double share)
{
  const RscColor b = theme->background;

  return 0xff000000u | ((guint32) lround (255.0 * (share * c.red + (1.0 - share) * b.red)) << 16)
         | ((guint32) lround (255.0 * (share * c.green + (1.0 - share) * b.green)) << 8)
         | (guint32) lround (255.0 * (share * c.blue + (1.0 - share) * b.blue));
}

static void
draw_head (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double em = self->em;
  const double height = rsc_text_measure_sentence (text, self->sentence, self->width - 1.6 * em);
  double x = self->frame.x, y = 0.4 * em + height + 0.9 * em;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.4 * em + 0.5 * height,
                          self->width - 1.6 * em, self->theme.foreground);
  for (gsize k = 0; k < self->model.n && self->has_room; k++)
    {
      double w;

      rsc_text_measure (text, self->model.names[k], &w, NULL);
      if (x + w + 1.5 * em > self->width && x > self->frame.x)
        {
          x = self->frame.x;
          y += 1.5 * em;
        }
      cairo_arc (text->cr, x + 0.5 * em, y, 0.42 * em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (text->cr, get_color (self, k));
      cairo_fill (text->cr);
      rsc_text_set_limit (text, self->width - x - 1.5 * em);
      rsc_text_draw (text, self->model.names[k], x + 1.2 * em, y, 0.0, 0.5, self->theme.foreground);
      rsc_text_set_limit (text, 0.0);
      x += w + 2.6 * em;
    }
}

static void
draw_regions (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscRect *f = &self->frame;
  const gsize nx = (gsize) CLAMP (f->width / CELL, 1.0, CELLS_MAX);
  const gsize ny = (gsize) CLAMP (f->height / CELL, 1.0, CELLS_MAX);
  g_autofree double *x = g_new (double, 2 * nx);
  g_autofree gsize *classes = g_new (gsize, nx);
  g_autofree guint32 *colors = g_new (guint32, self->model.n);
  cairo_surface_t *image;
  unsigned char *data;
  int stride;

  if (!self->has_room)
    return;
  image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) nx, (int) ny);
  data = cairo_image_surface_get_data (image);
  stride = cairo_image_surface_get_stride (image);
  if (data == NULL)
    {
      cairo_surface_destroy (image);
      return;
    }
  for (gsize k = 0; k < self->model.n; k++)
    colors[k] = mix_color (&self->theme, get_color (self, k), 0.35);
  cairo_surface_flush (image);
  for (gsize j = 0; j < ny; j++)
    {
      guint32 *row = (guint32 *) (gpointer) (data + (gsize) stride * j);

      for (gsize i = 0; i < nx; i++)
        {
          x[2 * i] = rsc_axis_denormalise (&self->x, ((double) i + 0.5) / (double) nx);
          x[2 * i + 1] = rsc_axis_denormalise (&self->y, 1.0 - ((double) j + 0.5) / (double) ny);
        }
      rsc_argmax_classify (self->model.n, self->model.networks, nx, x, classes);
      for (gsize i = 0; i < nx; i++)
        row[i] = colors[classes[i]];
    }
  cairo_surface_mark_dirty (image);
  cairo_translate (text->cr, f->x, f->y);
  cairo_scale (text->cr, f->width / (double) nx, f->height / (double) ny);
  cairo_set_source_surface (text->cr, image, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (text->cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (text->cr, 0.0, 0.0, (double) nx, (double) ny);
  cairo_fill (text->cr);
  cairo_surface_destroy (image);
}

static void
draw_frame (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  if (self->has_room)
    rsc_axes_draw (&self->x, &self->y, rsc_dataset_get_feature_name (get_points (self), 0),
                   rsc_dataset_get_feature_name (get_points (self), 1), &self->theme, text->cr,
                   self->frame);
}

static void
locate (const Layout *self, gsize i, double *px, double *py)
{
  const double *x = rsc_dataset_get_x (get_points (self)) + 2 * i;

  *px = self->frame.x + rsc_axis_normalise (&self->x, x[0]) * self->frame.width;
  *py = self->frame.y + (1.0 - rsc_axis_normalise (&self->y, x[1])) * self->frame.height;
}

static void
draw_points (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  cairo_t *cr = text->cr;

  for (gsize i = 0; i < rsc_dataset_get_n (get_points (self)) && self->has_room; i++)
    {
      const gsize k = get_class (self, i);
      double px, py;

      if (k == self->model.n)
        continue;
      locate (self, i, &px, &py);
      cairo_new_sub_path (cr);
      cairo_arc (cr, px, py, RADIUS * self->em, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, get_color (self, k));
      cairo_fill_preserve (cr);
      rsc_color_set_source (cr, self->theme.background);
      cairo_set_line_width (cr, self->theme.line_width);
      cairo_stroke (cr);
    }
}

/* Over all points, so that none hides one. */
static void
draw_crosses (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const double arm = 1.5 * RADIUS * self->em;

  for (gsize i = 0; i < rsc_dataset_get_n (get_points (self)) && self->has_room; i++)
    {
      const gsize k = get_class (self, i);
      double px, py;

      if (k == self->model.n || self->taken[i] == k)
        continue;
      locate (self, i, &px, &py);
      cairo_move_to (text->cr, px - arm, py - arm);
      cairo_line_to (text->cr, px + arm, py + arm);
      cairo_move_to (text->cr, px - arm, py + arm);
      cairo_line_to (text->cr, px + arm, py - arm);
    }
  rsc_color_set_source (text->cr, self->theme.foreground);
  cairo_set_line_width (text->cr, 1.2 * self->theme.line_width);
  cairo_stroke (text->cr);
}

static const RscLayer layers[] = {
  { RSC_LAYERS_STILL, draw_regions, NULL }, { RSC_LAYERS_STILL, draw_head, NULL },
  { RSC_LAYERS_STILL, draw_frame, NULL },   { RSC_LAYERS_STILL, draw_points, NULL },
  { RSC_LAYERS_STILL, draw_crosses, NULL },
};

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self->taken);
  g_free (self);
}

static void
classify_points (Layout *self)
{
  const RscClassesModel *model = &self->model;
  const gsize n = rsc_dataset_get_n (get_points (self));
  g_autofree gsize *counts = g_new (gsize, model->n * model->n);
  gsize counted;
  const gsize right =
    rsc_argmax_count (model->n, model->networks, model->datasets, counts, &counted);

  self->taken = g_new0 (gsize, n + 1);
  rsc_argmax_classify (model->n, model->networks, n, rsc_dataset_get_x (get_points (self)),
                       self->taken);
  self->sentence = rsc_classes_words_dup_sentence (right, counted);
}

RscPicture *
rsc_classes_plot_new (const RscClassesModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  g_return_val_if_fail (model != NULL && model->n > 0 && theme != NULL && cr != NULL, NULL);
  g_return_val_if_fail (rsc_dataset_get_d (model->datasets[0]) == 2, NULL);

  Layout *self = g_new0 (Layout, 1);
  double legend = 0.0;
  RscText text;

  self->model = *model;
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  classify_points (self);
  rsc_text_init (&text, theme, cr);
  for (gsize k = 0; k < model->n; k++)
    {
      double w;

      rsc_text_measure (&text, model->names[k], &w, NULL);
      legend += w + 2.6 * self->em;
    }
  self->top = rsc_text_measure_sentence (&text, self->sentence, MAX (width - 1.6 * self->em, 1.0))
              + self->em * (2.4 + 1.5 * floor (legend / MAX (width - 6.0 * self->em, 1.0)));
  rsc_text_clear (&text);
  rsc_function_plot_get_range (model->datasets[0], 0, &self->x.minimum, &self->x.maximum);
  rsc_function_plot_get_range (model->datasets[0], 1, &self->y.minimum, &self->y.maximum);
  self->frame =
    rsc_axes_layout (&self->x, &self->y, rsc_dataset_get_feature_name (model->datasets[0], 0),
                     rsc_dataset_get_feature_name (model->datasets[0], 1), theme, cr, width,
                     MAX (height - self->top, 1.0));
  self->frame.y += self->top;
  self->has_room = self->frame.width > 6.0 * self->em && self->frame.height > 4.0 * self->em;
  return rsc_picture_new (theme, width, height, self, layout_free, G_N_ELEMENTS (layers), layers);
}

void
rsc_classes_plot_draw (const RscClassesModel *model,
                       const RscTheme *theme,
                       cairo_t *cr,
                       double width,
                       double height)
{
  rsc_picture_draw_whole (rsc_classes_plot_new (model, theme, cr, width, height), cr);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-classes-plot.h"

#include "core/program/rsc-argmax.h"
#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-function-model.h"
#include "ui/words/rsc-classes-words.h"
#include "ui/words/rsc-function-words.h"
#include <math.h>
#include <string.h>

/* A cell of the plane, in user units, and how many there are at most along a side. */
#define CELL 2.0
#define CELLS_MAX 700
/* Of a point, in text sizes. */
#define RADIUS 0.42
/* Of one feature: places where the curves are worked out. */
#define STEPS 400

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
  gsize d;
  double *place;  /* d: where the features are that no axis shows */
  double *curves; /* of one feature: n × (STEPS + 1) */
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

/* The features of a place in the picture, into @x (d). */
static void
get_place (const Layout *self, double x_value, double y_value, double *x)
{
  memcpy (x, self->place, self->d * sizeof (double));
  x[self->model.feature_x] = x_value;
  if (self->d > 1)
    x[self->model.feature_y] = y_value;
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
  /* What the networks say of one feature is the same all the way up. */
  const gsize ny = self->d > 1 ? (gsize) CLAMP (f->height / CELL, 1.0, CELLS_MAX) : 1;
  g_autofree double *x = g_new (double, self->d *nx);
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
        get_place (self, rsc_axis_denormalise (&self->x, ((double) i + 0.5) / (double) nx),
                   rsc_axis_denormalise (&self->y, 1.0 - ((double) j + 0.5) / (double) ny),
                   x + self->d * i);
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

static const char *
get_x_title (const Layout *self)
{
  return rsc_dataset_get_feature_name (get_points (self), self->model.feature_x);
}

static const char *
get_y_title (const Layout *self)
{
  return self->d > 1 ? rsc_dataset_get_feature_name (get_points (self), self->model.feature_y)
                     : rsc_function_words_value ();
}

static void
draw_frame (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  if (self->has_room)
    rsc_axes_draw (&self->x, &self->y, get_x_title (self), get_y_title (self), &self->theme,
                   text->cr, self->frame);
}

static void
draw_curves (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;
  const RscRect *f = &self->frame;

  if (!self->has_room || self->curves == NULL)
    return;
  cairo_rectangle (text->cr, f->x, f->y, f->width, f->height);
  cairo_clip (text->cr);
  cairo_set_line_width (text->cr, 2.0 * self->theme.line_width);
  for (gsize k = 0; k < self->model.n; k++)
    {
      for (gsize i = 0; i <= STEPS; i++)
        cairo_line_to (
          text->cr, f->x + f->width * (double) i / STEPS,
          f->y
            + f->height * (1.0 - rsc_axis_normalise (&self->y, self->curves[k * (STEPS + 1) + i])));
      rsc_color_set_source (text->cr, get_color (self, k));
      cairo_stroke (text->cr);
    }
}

/* A point of one feature stands at +1, which is the target of its own class. */
static void
locate (const Layout *self, gsize i, double *px, double *py)
{
  const double *x = rsc_dataset_get_x (get_points (self)) + self->d * i;
  const double y = self->d > 1 ? x[self->model.feature_y] : 1.0;

  *px = self->frame.x + rsc_axis_normalise (&self->x, x[self->model.feature_x]) * self->frame.width;
  *py = self->frame.y + (1.0 - rsc_axis_normalise (&self->y, y)) * self->frame.height;
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
  const double arm = 1.15 * RADIUS * self->em;

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
  { RSC_LAYERS_STILL, draw_frame, NULL },   { RSC_LAYERS_STILL, draw_curves, NULL },
  { RSC_LAYERS_STILL, draw_points, NULL },  { RSC_LAYERS_STILL, draw_crosses, NULL },
};

static void
layout_free (gpointer data)
{
  Layout *self = data;

  g_free (self->sentence);
  g_free (self->taken);
  g_free (self->place);
  g_free (self->curves);
  g_free (self);
}

/* Of more than two features the regions are of one slice, and points may lie elsewhere: *@sentence
 * says where it is. */
static void
add_slice (const RscClassesModel *model, char **sentence)
{
  RscDataset *dataset = model->datasets[0];
  const gsize d = rsc_dataset_get_d (dataset);
  g_autofree const char **names = g_new0 (const char *, d + 1);
  g_autofree double *values = g_new0 (double, d + 1);
  g_autofree char *before = NULL;
  g_autofree char *slice = NULL;
  gsize n = 0;

  if (d <= 2)
    return;
  for (gsize k = 0; k < d; k++)
    if (k != model->feature_x && k != model->feature_y)
      {
        names[n] = rsc_dataset_get_feature_name (dataset, k);
        values[n++] = rsc_feature_values_get (model->at, k);
      }
  slice = rsc_function_words_slice (n, names, values);
  before = *sentence;
  *sentence = rsc_classes_words_dup_slice (before, slice);
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
  self->sentence = model->notice != NULL ? g_strdup (model->notice)
                                         : rsc_classes_words_dup_sentence (right, counted);
  add_slice (model, &self->sentence);
}

/* What each network says over the one feature, and the range of that. */
static void
trace_curves (Layout *self)
{
  const gsize n = self->model.n;
  g_autofree double *x = g_new (double, STEPS + 1);
  double low = -1.0, high = 1.0;

  self->curves = g_new (double, n *(STEPS + 1));
  for (gsize i = 0; i <= STEPS; i++)
    x[i] = rsc_axis_denormalise (&self->x, (double) i / STEPS);
  for (gsize k = 0; k < n; k++)
    rsc_network_predict (self->model.networks[k], STEPS + 1, x, self->curves + k * (STEPS + 1));
  for (gsize i = 0; i < n * (STEPS + 1); i++)
    {
      low = fmin (low, self->curves[i]);
      high = fmax (high, self->curves[i]);
    }
  rsc_axis_cover (&self->y, 2, (const double[]){ low, high }, 0.05);
}

void
rsc_classes_model_init (RscClassesModel *self)
{
  g_return_if_fail (self != NULL);

  *self = (RscClassesModel){ .feature_y = 1 };
}

RscPicture *
rsc_classes_plot_new (const RscClassesModel *model,
                      const RscTheme *theme,
                      cairo_t *cr,
                      double width,
                      double height)
{
  g_return_val_if_fail (model != NULL && model->n > 0 && theme != NULL && cr != NULL, NULL);
  g_return_val_if_fail (rsc_dataset_get_d (model->datasets[0]) > 0, NULL);

  Layout *self = g_new0 (Layout, 1);
  double legend = 0.0;
  RscText text;

  self->model = *model;
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->d = rsc_dataset_get_d (model->datasets[0]);
  self->place = rsc_feature_values_dup_place (model->at, model->datasets[0]);
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
  rsc_function_plot_get_range (model->datasets[0], model->feature_x, &self->x.minimum,
                               &self->x.maximum);
  if (self->d > 1)
    rsc_function_plot_get_range (model->datasets[0], model->feature_y, &self->y.minimum,
                                 &self->y.maximum);
  else
    trace_curves (self);
  self->frame = rsc_axes_layout (&self->x, &self->y, get_x_title (self), get_y_title (self), theme,
                                 cr, width, MAX (height - self->top, 1.0));
  self->frame.y += self->top;
  self->has_room = self->frame.width > 6.0 * self->em && self->frame.height > 4.0 * self->em;
  return rsc_picture_new (theme, width, height, self, layout_free, G_N_ELEMENTS (layers), layers);
}

char *
rsc_classes_plot_dup_words (const RscClassesModel *model)
{
  g_return_val_if_fail (model != NULL && model->n > 0, NULL);

  g_autofree gsize *counts = g_new (gsize, model->n * model->n);
  gsize counted;
  const gsize right =
    rsc_argmax_count (model->n, model->networks, model->datasets, counts, &counted);
  g_autofree char *sentence = model->notice != NULL
                                ? g_strdup (model->notice)
                                : rsc_classes_words_dup_sentence (right, counted);

  add_slice (model, &sentence);
  return rsc_classes_words_dup_description (model->n, model->names, sentence);
}

static void
draw_words (gconstpointer layout, RscText *text)
{
  const Layout *self = layout;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_words, NULL } };

RscPicture *
rsc_classes_plot_new_words (const char *words, const RscTheme *theme, double width, double height)
{
  Layout *self;

  g_return_val_if_fail (words != NULL && theme != NULL, NULL);

  self = g_new0 (Layout, 1);
  self->theme = *theme;
  self->width = width;
  self->height = height;
  self->sentence = g_strdup (words);
  return rsc_picture_new (theme, width, height, self, layout_free, G_N_ELEMENTS (word_layers),
                          word_layers);
}

void
rsc_classes_plot_find (const RscPicture *picture, double px, double py, RscClassesHit *hit)
{
  const Layout *self = rsc_picture_get_layout (picture);
  const RscRect *f = &self->frame;
  g_autofree double *x = g_new (double, self->d);
  double nearest = RADIUS * self->em;

  *hit = (RscClassesHit){ .point = -1 };
  if (!self->has_room || px < f->x || py < f->y || px > f->x + f->width || py > f->y + f->height)
    return;
  hit->inside = TRUE;
  for (gsize i = 0; i < rsc_dataset_get_n (get_points (self)); i++)
    {
      double at_x, at_y;

      locate (self, i, &at_x, &at_y);
      if (hypot (at_x - px, at_y - py) <= nearest)
        {
          nearest = hypot (at_x - px, at_y - py);
          hit->point = (gssize) i;
        }
    }
  hit->x = rsc_axis_denormalise (&self->x, (px - f->x) / f->width);
  hit->y = rsc_axis_denormalise (&self->y, 1.0 - (py - f->y) / f->height);
  get_place (self, hit->x, hit->y, x);
  hit->value = hit->next_value = -INFINITY;
  for (gsize k = 0; k < self->model.n; k++)
    {
      double value;

      rsc_network_predict (self->model.networks[k], 1, x, &value);
      if (value > hit->value)
        {
          hit->next = hit->most;
          hit->next_value = hit->value;
          hit->most = k;
          hit->value = value;
        }
      else if (value > hit->next_value)
        {
          hit->next = k;
          hit->next_value = value;
        }
    }
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

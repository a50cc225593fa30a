/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-function-layout.h"

#include "ui/words/rsc-function-words.h"
#include "ui/words/rsc-short-text.h"
#include <math.h>

/* Room for a scale of colours with its labels, in units of the text size. */
#define BAR_ROOM 5.4

gboolean
rsc_function_layout_has_emphasis (const RscFunctionLayout *self)
{
  const RscFunctionModel *model = &self->model;

  if (self->slice != NULL)
    for (gsize i = 0; i < self->slice->m; i++)
      if (rsc_function_model_is_emphasised (model, rsc_function_model_get_neuron_id (model, i)))
        return TRUE;
  return FALSE;
}

static gboolean
fits_data (RscNetwork *network, const RscDataset *dataset)
{
  return network != NULL
         && rsc_network_get_d (network)
              == rsc_dataset_get_d (dataset) + (rsc_network_get_bias (network) ? 1 : 0);
}

static double *
dup_predictions (RscNetwork *network, const RscDataset *dataset)
{
  double *f = g_new0 (double, rsc_dataset_get_n (dataset));

  rsc_network_predict (network, rsc_dataset_get_n (dataset), rsc_dataset_get_x (dataset), f);
  return f;
}

static void
append_values (GArray *values, gsize n, const double *v)
{
  if (n > 0)
    g_array_append_vals (values, v, (guint) n);
}

static void
append_graph (GArray *values, const GArray *graph)
{
  for (guint k = 0; k < graph->len; k++)
    {
      RscSegment s = g_array_index (graph, RscSegment, k);
      g_array_append_val (values, s.y0);
      g_array_append_val (values, s.y1);
    }
}

/* Makes the values that would move the range the fixed ones. */
static void
fix_values (GArray *values, guint n_data, const RscFunctionModel *model)
{
  if (!rsc_function_model_has_fixed_values (model))
    return;
  g_array_set_size (values, n_data);
  g_array_append_val (values, model->value_low);
  g_array_append_val (values, model->value_high);
}

/* A hand holds the axis. */
static void
hold (RscAxis *axis, double low, double high)
{
  if (!(low < high))
    return;
  axis->minimum = low;
  axis->maximum = high;
}

/* Where the points of the curve of a change are. */
static void
predict (RscFunctionLayout *self, const RscFunctionModel *model)
{
  RscDataset *test = rsc_function_model_get_test (model);

  self->predicted = dup_predictions (self->network, model->dataset);
  if (test != NULL)
    self->test_predicted = dup_predictions (self->network, test);
}

/* One feature: the vertical range covers everything that is drawn. */
static void
layout_graph (RscFunctionLayout *self, const RscFunctionModel *model)
{
  static const double ends[] = { -1.0, 1.0 };
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscDataset *test = rsc_function_model_get_test (model);

  if (self->predicted != NULL)
    append_values (values, rsc_dataset_get_n (model->dataset), self->predicted);
  else
    append_values (values, rsc_dataset_get_n (model->dataset), rsc_dataset_get_y (model->dataset));
  if (rsc_dataset_is_drawn (model->dataset) && !model->change)
    append_values (values, G_N_ELEMENTS (ends), ends);
  if (test != NULL && !model->change)
    append_values (values, rsc_dataset_get_n (test), rsc_dataset_get_y (test));
  const guint n_data = values->len;
  if (self->envelope != NULL)
    {
      append_values (values, self->envelope->nx, self->envelope->lower);
      append_values (values, self->envelope->nx, self->envelope->upper);
    }
  if (self->slice != NULL && self->mode == RSC_FUNCTION_VALUE)
    {
      self->graph = rsc_slice_list_graph (self->slice, self->x.minimum, self->x.maximum);
      append_graph (values, self->graph);
      if (self->before_slice != NULL)
        {
          self->before_graph =
            rsc_slice_list_graph (self->before_slice, self->x.minimum, self->x.maximum);
          append_graph (values, self->before_graph);
        }
    }
  /* Room to draw in. */
  if (values->len == 0)
    append_values (values, 2, (const double[]){ -1.0, 1.0 });
  fix_values (values, n_data, model);
  rsc_axis_cover (&self->y, values->len, (const double *) values->data, 0.1);
  hold (&self->y, model->y_low, model->y_high);
}

static void
layout_fit (RscFunctionLayout *self, const RscFunctionModel *model)
{
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  RscDataset *test = rsc_function_model_get_test (model);
  const char *target = rsc_dataset_get_target_name (model->dataset);

  append_values (values, rsc_dataset_get_n (model->dataset), rsc_dataset_get_y (model->dataset));
  if (test != NULL)
    append_values (values, rsc_dataset_get_n (test), rsc_dataset_get_y (test));
  const guint n_data = values->len;
  if (self->network != NULL)
    {
      predict (self, model);
      append_values (values, rsc_dataset_get_n (model->dataset), self->predicted);
      if (test != NULL)
        append_values (values, rsc_dataset_get_n (test), self->test_predicted);
    }
  fix_values (values, n_data, model);
  rsc_axis_cover (&self->x, values->len, (const double *) values->data, 0.08);
  self->y = self->x;
  self->x_title = rsc_function_words_actual (target);
  self->y_title = rsc_function_words_predicted (target);
}

/* Shrinks the frame so that units are equally long both ways, when the ranges allow it. */
static void
equalise (RscFunctionLayout *self)
{
  double wx = self->x.maximum - self->x.minimum, wy = self->y.maximum - self->y.minimum;
  double ratio = wx / wy;
  RscRect *f = &self->frame;

  if (!(ratio > 1.0 / 3.0 && ratio < 3.0) || f->width <= 0.0 || f->height <= 0.0)
    return;
  double unit = MIN (f->width / wx, f->height / wy);
  double width = unit * wx, height = unit * wy;
  f->x += 0.5 * (f->width - width);
  f->y += 0.5 * (f->height - height);
  f->width = width;
  f->height = height;
}

char *
rsc_function_layout_dup_note (const RscFunctionLayout *self, gsize letters)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree double *values = NULL;

  if (!self->has_note)
    return NULL;
  names = g_ptr_array_new_with_free_func (g_free);
  values = g_new (double, self->d);
  for (gsize k = 0; k < self->d; k++)
    if (k != self->feature_x && k != self->feature_y)
      {
        values[names->len] = rsc_feature_values_get (self->model.at, k);
        g_ptr_array_add (names, rsc_short_text_dup (
                                  rsc_dataset_get_feature_name (self->model.dataset, k), letters));
      }
  return rsc_function_words_slice (names->len, (const char *const *) names->pdata, values);
}

void
rsc_function_layout_init (RscFunctionLayout *self,
                          const RscFunctionModel *model,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  RscDataset *dataset = model->dataset;
  double em = CLAMP (theme->font_size, 1.0, 500.0);

  *self = (RscFunctionLayout){ .model = *model, .theme = *theme, .width = width, .height = height };
  self->mode = rsc_function_model_get_effective_mode (model);
  if (dataset == NULL)
    {
      self->words = rsc_function_words_notice (RSC_FUNCTION_NO_DATA);
      return;
    }
  self->d = rsc_dataset_get_d (dataset);
  rsc_function_targets_init (&self->targets, dataset, rsc_function_model_get_test (model));
  self->centre = model->change ? 0.0 : self->targets.centre;
  self->network = fits_data (model->network, dataset) ? model->network : NULL;
  self->feature_x = self->d > 0 ? MIN (model->feature_x, self->d - 1) : 0;
  self->feature_y = self->d > 1 ? MIN (model->feature_y, self->d - 1) : G_MAXSIZE;
  if (self->d > 1 && self->feature_y == self->feature_x)
    self->feature_y = self->feature_x == 0 ? 1 : 0;

  double left = 0.0, top = 0.0, right = 0.0;
  gboolean two_bars = FALSE;
  if (self->mode == RSC_FUNCTION_FIT)
    layout_fit (self, model);
  else
    {
      self->plane = self->d >= 2;
      self->place = rsc_feature_values_dup_place (model->at, dataset);
      if (self->network != NULL)
        self->slice = rsc_slice_new (self->network, self->feature_x, self->feature_y, self->place);
      if (self->network != NULL && fits_data (model->before, dataset))
        {
          self->before = model->before;
          self->before_slice =
            rsc_slice_new (self->before, self->feature_x, self->feature_y, self->place);
        }
      if (model->envelope != NULL
          && (self->plane ? model->envelope->ny >= 2 : model->envelope->ny == 1)
          && model->envelope->nx >= 2)
        self->envelope = model->envelope;
      rsc_function_plot_get_range (dataset, self->feature_x, &self->x.minimum, &self->x.maximum);
      hold (&self->x, model->x_low, model->x_high);
      self->x_title = g_strdup (rsc_dataset_get_feature_name (dataset, self->feature_x));
      if (self->plane)
        {
          rsc_function_plot_get_range (dataset, self->feature_y, &self->y.minimum,
                                       &self->y.maximum);
          hold (&self->y, model->y_low, model->y_high);
          self->y_title = g_strdup (rsc_dataset_get_feature_name (dataset, self->feature_y));
          self->scale = self->mode == RSC_FUNCTION_ENVELOPE ? RSC_FUNCTION_SCALE_WIDTH
                        : model->change                     ? RSC_FUNCTION_SCALE_SIDES
                        : self->targets.by_value            ? RSC_FUNCTION_SCALE_VALUE
                                                            : RSC_FUNCTION_SCALE_SIDES;
          two_bars = self->targets.by_value && self->scale != RSC_FUNCTION_SCALE_VALUE;
          right = MIN ((two_bars ? 2.0 : 1.0) * BAR_ROOM * em, (two_bars ? 0.4 : 0.3) * width);
          if (self->d > 2)
            {
              self->has_note = TRUE;
              top = MIN (1.5 * em, 0.2 * height);
            }
          if (rsc_function_targets_need_legend (&self->targets) && height > 10.0 * em)
            {
              self->legend = (RscRect){ 0.0, top, 0.0, 1.5 * em };
              top += self->legend.height;
            }
        }
      else
        {
          self->y_title = g_strdup (model->change ? rsc_function_words_change_value ()
                                                  : rsc_dataset_get_target_name (dataset));
          if (model->change && self->network != NULL)
            predict (self, model);
          layout_graph (self, model);
        }
    }

  if (self->mode == RSC_FUNCTION_ENVELOPE)
    self->notice =
      self->envelope == NULL ? rsc_function_words_notice (RSC_FUNCTION_RANGE_UNKNOWN) : NULL;
  else if (rsc_dataset_get_n (dataset) == 0)
    self->notice =
      rsc_function_words_notice (model->drawing ? RSC_FUNCTION_TO_DRAW : RSC_FUNCTION_NO_POINTS);
  else if (self->network == NULL)
    self->notice = rsc_function_words_notice (RSC_FUNCTION_NOT_SOLVED);
  else if (model->updating)
    self->notice = rsc_function_words_notice (RSC_FUNCTION_UPDATING);

  self->frame = rsc_axes_layout (&self->x, &self->y, self->x_title, self->y_title, theme, cr,
                                 MAX (width - left - right, 0.0), MAX (height - top, 0.0));
  self->frame.x += left;
  self->frame.y += top;
  if (self->plane || self->mode == RSC_FUNCTION_FIT)
    equalise (self);
  rsc_axes_get_steps (&self->x, &self->y, theme, cr, self->frame, &self->x_step, &self->y_step);
  if (self->plane)
    {
      double room = two_bars ? 0.5 * right : right;
      double bar_width = MIN (1.0 * em, 0.25 * room);
      self->bar = (RscRect){ self->frame.x + self->frame.width + MIN (0.9 * em, 0.2 * room),
                             self->frame.y, bar_width, self->frame.height };
      if (two_bars)
        {
          self->target_bar = self->bar;
          self->target_bar.x += room;
        }
      self->legend.x = self->frame.x;
      self->legend.width = self->frame.width;
      self->legend.y += self->frame.y - top;
    }
}

void
rsc_function_layout_clear (RscFunctionLayout *self)
{
  g_free (self->place);
  g_clear_pointer (&self->slice, rsc_slice_free);
  g_clear_pointer (&self->graph, g_array_unref);
  g_clear_pointer (&self->before_slice, rsc_slice_free);
  g_clear_pointer (&self->before_graph, g_array_unref);
  g_clear_pointer (&self->zeros, g_array_unref);
  g_clear_pointer (&self->before_zeros, g_array_unref);
  g_clear_pointer (&self->marks, g_array_unref);
  g_free (self->map);
  g_free (self->predicted);
  g_free (self->test_predicted);
  g_free (self->x_title);
  g_free (self->y_title);
}

double
rsc_function_layout_to_px (const RscFunctionLayout *self, double x)
{
  double t = rsc_axis_normalise (&self->x, x);
  return self->frame.x + CLAMP (t, -1e4, 1e4) * self->frame.width;
}

double
rsc_function_layout_to_py (const RscFunctionLayout *self, double y)
{
  double t = rsc_axis_normalise (&self->y, y);
  return self->frame.y + (1.0 - CLAMP (t, -1e4, 1e4)) * self->frame.height;
}

void
rsc_function_layout_clip (const RscFunctionLayout *self, cairo_t *cr)
{
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  cairo_clip (cr);
}

/* What the grid of the envelope says between its nodes: it is piecewise linear, as f is. */
static double
interpolate (const RscEnvelope *e, const double *values, double x, double y)
{
  double u = (x - e->x_min) / (e->x_max - e->x_min) * (double) (e->nx - 1);
  double v = e->ny > 1 ? (y - e->y_min) / (e->y_max - e->y_min) * (double) (e->ny - 1) : 0.0;

  if (!(u >= 0.0 && u <= (double) (e->nx - 1) && v >= 0.0 && v <= (double) (e->ny - 1)))
    return NAN;
  gsize i = MIN ((gsize) u, e->nx - 2), j = e->ny > 1 ? MIN ((gsize) v, e->ny - 2) : 0;
  const double *row = values + j * e->nx + i, *next = e->ny > 1 ? row + e->nx : row;
  u -= (double) i;
  v -= (double) j;
  return (1.0 - v) * ((1.0 - u) * row[0] + u * row[1]) + v * ((1.0 - u) * next[0] + u * next[1]);
}

gboolean
rsc_function_layout_pick (gconstpointer layout, double x, double y, gpointer hit)
{
  const RscFunctionLayout *self = layout;
  RscFunctionHit *function_hit = hit;
  const RscRect f = self->frame;

  function_hit->x = rsc_axis_denormalise (&self->x, (x - f.x) / f.width);
  function_hit->y = rsc_axis_denormalise (&self->y, 1.0 - (y - f.y) / f.height);
  function_hit->inside = x >= f.x && x <= f.x + f.width && y >= f.y && y <= f.y + f.height;
  if (self->slice != NULL)
    function_hit->value =
      rsc_slice_evaluate (self->slice, function_hit->x, self->plane ? function_hit->y : 0.0);
  if (self->envelope != NULL)
    {
      function_hit->low =
        interpolate (self->envelope, self->envelope->lower, function_hit->x, function_hit->y);
      function_hit->high =
        interpolate (self->envelope, self->envelope->upper, function_hit->x, function_hit->y);
    }
  return FALSE;
}

void
rsc_function_layout_draw_axes (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  const double middle = self->frame.x + 0.5 * self->frame.width;
  const double room = 2.0 * MIN (middle, self->width - middle) - self->theme.font_size;

  rsc_axes_draw (&self->x, &self->y, NULL, self->y_title, &self->theme, text->cr, self->frame);
  if (self->x_title != NULL)
    rsc_axes_draw_x_title (text, self->x_title, self->frame, MAX (room, self->frame.width),
                           self->theme.foreground);
}

void
rsc_function_layout_draw_frame (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  cairo_rectangle (text->cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, MAX (0.55 * self->theme.line_width, 0.5));
  cairo_stroke (text->cr);
}

void
rsc_function_layout_draw_veil (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;

  if (!self->model.updating || self->network == NULL)
    return;
  cairo_rectangle (text->cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.background, 0.6));
  cairo_fill (text->cr);
}

static double
get_notice_width (const RscFunctionLayout *self, double em)
{
  return MAX (self->frame.width - 1.6 * em, 1.0);
}

void
rsc_function_layout_fit_notice (RscFunctionLayout *self, RscText *text)
{
  if (self->notice == NULL)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  if (rsc_text_measure_sentence (text, self->notice, get_notice_width (self, text->size))
      > self->frame.height - 1.4 * text->size)
    self->words = self->notice;
}

RscRect
rsc_function_layout_find_notice (const RscFunctionLayout *self, RscText *text)
{
  double em, w, h;

  rsc_text_set_style (text, 1.0, FALSE);
  em = text->size;
  if (self->notice == NULL)
    return (RscRect){ self->frame.x, self->frame.y, 0.0, 0.0 };
  rsc_text_measure (text, self->notice, &w, NULL);
  w = MIN (w, get_notice_width (self, em)) + em;
  h = rsc_text_measure_sentence (text, self->notice, get_notice_width (self, em)) + 0.5 * em;
  return (RscRect){ self->frame.x + 0.5 * (self->frame.width - w), self->frame.y + 0.45 * em, w,
                    h };
}

void
rsc_function_layout_draw_notice (gconstpointer layout, RscText *text)
{
  const RscFunctionLayout *self = layout;
  const RscRect rect = rsc_function_layout_find_notice (self, text);

  if (self->notice == NULL)
    return;
  rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.background, 0.85));
  cairo_rectangle (text->cr, rect.x, rect.y, rect.width, rect.height);
  cairo_fill (text->cr);
  rsc_text_draw_sentence (text, self->notice, rect.x + 0.5 * rect.width, rect.y + 0.5 * rect.height,
                          get_notice_width (self, text->size), self->theme.foreground);
}

double
rsc_function_layout_get_distance_to_segment (double px,
                                             double py,
                                             double x0,
                                             double y0,
                                             double x1,
                                             double y1)
{
  double dx = x1 - x0, dy = y1 - y0;
  double t = ((px - x0) * dx + (py - y0) * dy) / (dx * dx + dy * dy);

  t = CLAMP (t, 0.0, 1.0);
  return hypot (px - x0 - t * dx, py - y0 - t * dy);
}

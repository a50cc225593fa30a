/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-set-layout.h"

#include "ui/plot/rsc-text.h"
#include "ui/words/rsc-set-words.h"
#include <math.h>

/* The part of the body's room that dots may cover. */
#define DOTS_SHARE 0.12

double
rsc_set_layout_show_value (const RscSetLayout *self, gsize k, double a)
{
  a = MAX (a, 0.0);
  return self->factor[k] * (self->space == RSC_SPACE_CONVEX ? a : sqrt (a));
}

double
rsc_set_layout_hide_value (const RscSetLayout *self, gsize k, double value)
{
  if (self->factor[k] == 0.0)
    return self->constant[k];
  double a = MAX (value / self->factor[k], 0.0);
  return self->space == RSC_SPACE_CONVEX ? a : a * a;
}

gsize
rsc_set_layout_get_label (const RscOptimalSetModel *model, gsize k)
{
  gsize neuron = model->axes[k];

  if (neuron == RSC_OPTIMAL_SET_ABSENT)
    return model->axis_labels[k];
  return model->labels != NULL && model->set != NULL
             && neuron < rsc_optimal_set_get_n_neurons (model->set)
           ? model->labels[neuron]
           : neuron;
}

const char *
rsc_set_layout_get_words (const RscOptimalSetModel *model)
{
  if (model->hull != NULL && model->hull->n_points > 0 && model->n_axes >= 1 && model->n_axes <= 3
      && model->hull->n_axes == model->n_axes)
    return NULL;
  return rsc_set_words_get_absence (model->set, model->n_axes);
}

static gboolean
is_fixed (RscOptimalSetRange range)
{
  return isfinite (range.low) && isfinite (range.high) && range.low < range.high;
}

/* @range: what the values will reach, or not fixed. */
static void
cover_axis (RscAxis *axis,
            gsize n,
            const double *values,
            RscOptimalSetRange range,
            double zoom,
            RscSpace space)
{
  double low = INFINITY, high = -INFINITY;

  for (gsize i = 0; i < n; i++)
    if (isfinite (values[i]))
      {
        low = MIN (low, values[i]);
        high = MAX (high, values[i]);
      }
  if (is_fixed (range))
    {
      low = range.low;
      high = range.high;
    }
  else if (low > high)
    low = high = 0.0;
  double largest = MAX (fabs (low), fabs (high));
  /* Values that rounding alone keeps apart are one value. */
  gboolean point = high - low <= 1e-9 * largest || largest < 1e-290;

  if (largest < 1e-290)
    {
      axis->minimum = low < 0.0 ? -1.0 : 0.0;
      axis->maximum = 1.0;
    }
  else
    {
      /* Zero, where the neuron is gone, is shown when it is not far away. */
      double near = space == RSC_SPACE_CONVEX ? 0.36 : 0.6; /* 0.6² = 0.36: the same sets in both */
      double pad = (point ? 0.25 * largest : 0.05 * (high - low));
      gboolean from_zero = low >= 0.0 && (point || low < near * high);
      gboolean to_zero = high <= 0.0 && !from_zero && (point || high > near * low);
      axis->minimum = from_zero ? 0.0 : low - pad;
      axis->maximum = to_zero ? 0.0 : high + pad;
    }
  axis->logarithmic = FALSE;
  if (zoom != 1.0)
    {
      double middle = 0.5 * (axis->minimum + axis->maximum);
      double half = 0.5 * (axis->maximum - axis->minimum) / zoom;
      axis->minimum = middle - half;
      axis->maximum = middle + half;
    }
}

gsize
rsc_set_layout_get_trail_stride (const RscOptimalSetModel *model)
{
  gsize stride = 1;

  if (model->trail == NULL || model->n_trail == 0)
    return 0;
  if (model->set != NULL || model->open != NULL)
    stride = rsc_optimal_set_model_get_n_neurons (model);
  else
    for (gsize j = 0; j < model->n_axes; j++)
      stride = MAX (stride, model->axes[j] + 1);
  for (gsize j = 0; j < model->n_axes; j++)
    if (model->axes[j] >= stride)
      return 0;
  for (gsize k = 0; k < model->n_trail * stride; k++)
    if (!isfinite (model->trail[k]))
      return 0;
  return stride;
}

gboolean
rsc_set_layout_holds_trail (const RscSetLayout *self, const RscOptimalSetModel *model)
{
  const gsize stride = rsc_set_layout_get_trail_stride (model);

  for (gsize i = 0; stride > 0 && i < model->n_trail; i++)
    for (gsize k = 0; k < self->n; k++)
      {
        const double value =
          rsc_set_layout_show_value (self, k, model->trail[i * stride + model->axes[k]]);

        if (value < self->axis[k].minimum || value > self->axis[k].maximum)
          return FALSE;
      }
  return TRUE;
}

/* What axis @k shows of the hull's corners, of arrows and of the trail, which may leave the hull:
 * @n values. */
static double *
dup_extent (const RscSetLayout *self, const RscOptimalSetModel *model, gsize k, gsize *n)
{
  const gsize n_corners = self->hull->n_points, stride = rsc_set_layout_get_trail_stride (model);
  const gsize n_arrows = model->open != NULL ? model->open->n_arrows : 0;
  const gsize n_ghost = rsc_optimal_set_model_shows_ghost (model) ? model->ghost->n_points : 0;
  const gsize n_own = n_corners + n_arrows + (stride > 0 ? model->n_trail : 0);
  double *values;

  *n = n_own + n_ghost;
  values = g_new (double, *n + 1);
  for (gsize i = 0; i < n_corners; i++)
    values[i] = self->corners[i * self->n + k];
  for (gsize i = 0; i < n_arrows; i++)
    values[n_corners + i] = rsc_set_layout_show_value (self, k, model->open->to[i * self->n + k]);
  for (gsize i = n_corners + n_arrows; i < n_own; i++)
    values[i] = rsc_set_layout_show_value (
      self, k, model->trail[(i - n_corners - n_arrows) * stride + model->axes[k]]);
  for (gsize i = 0; i < n_ghost; i++)
    values[n_own + i] = rsc_set_layout_show_value (self, k, model->ghost->points[i * self->n + k]);
  return values;
}

void
rsc_set_layout_move_marker (RscSetLayout *self, const RscOptimalSetModel *model)
{
  self->has_marker = model->point != NULL;
  for (gsize k = 0; k < self->n; k++)
    {
      self->constant[k] = model->axes[k] == RSC_OPTIMAL_SET_ABSENT ? 0.0
                          : self->has_marker                       ? model->point[model->axes[k]]
                                                                   : self->hull->points[k];
      self->marker[k] = rsc_set_layout_show_value (self, k, self->constant[k]);
    }
}

static gboolean
all_absent (const RscSetLayout *self)
{
  for (gsize k = 0; k < self->n; k++)
    if (!self->absent[k])
      return FALSE;
  return self->n > 0;
}

void
rsc_set_layout_init (RscSetLayout *self,
                     const RscOptimalSetModel *model,
                     const RscTheme *theme,
                     cairo_t *cr,
                     double width,
                     double height)
{
  RscText text;
  const RscHull *hull = model->hull;
  double zoom = isfinite (model->camera.zoom)
                  ? CLAMP (model->camera.zoom, RSC_CAMERA_ZOOM_MIN, RSC_CAMERA_ZOOM_MAX)
                  : 1.0;

  *self = (RscSetLayout){ 0 };
  self->em = CLAMP (theme->font_size, 1.0, 500.0);
  self->n = model->n_axes;
  self->hull = hull;
  self->space = model->space;
  self->camera = model->camera;
  self->norms = model->set == NULL || model->feature < 0;
  for (gsize k = 0; k < self->n; k++)
    {
      gsize neuron = model->axes[k];
      self->factor[k] = 1.0;
      if (!self->norms && neuron < rsc_optimal_set_get_n_neurons (model->set))
        {
          RscProblem *problem =
            rsc_solution_get_problem (rsc_optimal_set_get_solution (model->set));
          gsize d = rsc_problem_get_d (problem);
          self->factor[k] = rsc_optimal_set_get_neuron (model->set, neuron)
                              ->direction[MIN ((gsize) model->feature, d - 1)];
        }
      else if (neuron == RSC_OPTIMAL_SET_ABSENT)
        self->factor[k] = self->norms ? 1.0 : 0.0;
      gsize label = rsc_set_layout_get_label (model, k);
      self->absent[k] = neuron == RSC_OPTIMAL_SET_ABSENT;
      self->title[k] =
        self->absent[k]
          ? rsc_set_words_dup_absent_axis (self->space == RSC_SPACE_CONVEX, label + 1)
          : rsc_set_words_dup_axis_title (model->set, self->space == RSC_SPACE_CONVEX, label + 1,
                                          self->norms ? -1 : model->feature);
      self->color[k] = self->absent[k] ? theme->muted : rsc_theme_get_neuron_color (theme, label);
    }

  rsc_set_dots_init (&self->dots, model);
  self->corners = g_new (double, self->dots.n * self->n);
  for (gsize i = 0; i < self->dots.n; i++)
    for (gsize k = 0; k < self->n; k++)
      self->corners[i * self->n + k] =
        rsc_set_layout_show_value (self, k, self->dots.dots[i].norms[k]);
  rsc_set_layout_move_marker (self, model);
  for (gsize k = 0; k < self->n; k++)
    {
      gsize n_values;
      g_autofree double *values = dup_extent (self, model, k, &n_values);
      cover_axis (&self->axis[k], n_values, values, model->ranges[self->space][k],
                  self->n < 3 ? zoom : 1.0, self->space);
    }
  if (self->n == 1)
    {
      /* Room for the labels of the ends. */
      double pad = 0.08 * (self->axis[0].maximum - self->axis[0].minimum);
      self->axis[0].minimum -= pad;
      self->axis[0].maximum += pad;
    }

  rsc_text_init (&text, theme, cr);
  double top = 0.0, bottom = 0.0, em = self->em;
  if (height > 9.0 * em)
    {
      self->heading = rsc_set_words_get_space (model->space == RSC_SPACE_CONVEX);
      top = 1.9 * em;
    }
  /* A point alone in an empty box says too little. */
  if (all_absent (self))
    self->sentence = g_strdup (rsc_set_words_get_unused_axes ());
  else if (model->open != NULL)
    self->sentence = g_strdup (model->open->sentence);
  else
    self->sentence = rsc_set_words_dup_shadow (
      model->set, hull, model->pruned && model->trail != NULL && model->n_trail > 1);
  if (rsc_optimal_set_model_shows_ghost (model) && model->ghost_words != NULL)
    {
      char *both = self->sentence != NULL
                     ? g_strconcat (self->sentence, "\n", model->ghost_words, NULL)
                     : g_strdup (model->ghost_words);

      g_free (self->sentence);
      self->sentence = both;
    }
  if (self->sentence != NULL)
    {
      self->sentence_height =
        rsc_text_measure_sentence (&text, self->sentence, MAX (width - 1.6 * em, 1.0));
      bottom = MIN (self->sentence_height + 0.8 * em, 0.4 * height);
    }
  /* Where axes stand still, so does the picture: as if there were always something to say. */
  for (gsize k = 0; k < self->n; k++)
    if (is_fixed (model->ranges[self->space][k]))
      {
        double room = rsc_text_measure_sentence (&text, rsc_set_words_get_longest_shadow (),
                                                 MAX (width - 1.6 * em, 1.0));
        bottom = MAX (bottom, MIN (room + 0.8 * em, 0.4 * height));
        break;
      }
  rsc_text_clear (&text);
  self->area = (RscRect){ 0.0, top, width, MAX (height - top - bottom, 0.0) };

  /* Titles of axes give way to what is said of the set. */
  if (self->n < 3 && self->area.height < 7.2 * em)
    g_clear_pointer (&self->title[0], g_free);
  if (self->n == 1)
    {
      double side = MIN (1.5 * em, 0.1 * width);
      double below = (self->title[0] != NULL ? 4.9 : 3.6) * em;
      double middle = MIN (0.5 * self->area.height, self->area.height - below);
      self->frame = (RscRect){ side, self->area.y + MAX (middle, 2.3 * em),
                               MAX (width - 2.0 * side, 0.0), 0.0 };
    }
  else if (self->n == 2)
    {
      self->frame = rsc_axes_layout (&self->axis[0], &self->axis[1], self->title[0], self->title[1],
                                     theme, cr, self->area.width, self->area.height);
      self->frame.y += self->area.y;
    }
  else
    {
      /* Half extents of the turning cube in camera units: independent of the yaw. */
      double across = 0.70710678118654752 / 0.86602540378443865;
      double along = (0.70710678118654752 * fabs (sin (model->camera.pitch))
                      + 0.5 * fabs (cos (model->camera.pitch)))
                     / 0.86602540378443865;
      double room_x = 0.5 * self->area.width - MIN (3.0 * em, 0.2 * self->area.width);
      double room_top = MIN (2.0 * em, 0.15 * self->area.height);
      double room_bottom = MIN (3.2 * em, 0.2 * self->area.height);
      double room_y = 0.5 * (self->area.height - room_top - room_bottom);
      self->radius = MAX (MIN (room_x / across, room_y / along), 0.0);
      self->cx = self->area.x + 0.5 * self->area.width;
      self->cy = self->area.y + room_top + room_y;
    }
}

void
rsc_set_layout_clear (RscSetLayout *self)
{
  for (int k = 0; k < 3; k++)
    g_free (self->title[k]);
  g_free (self->corners);
  rsc_set_dots_clear (&self->dots);
  g_free (self->sentence);
}

void
rsc_set_layout_project_cube (const RscSetLayout *self, const double p[3], double out[3])
{
  double screen[3];

  rsc_camera_project (&self->camera, p, screen);
  out[0] = self->cx + self->radius * screen[0];
  out[1] = self->cy - self->radius * screen[1];
  out[2] = screen[2];
}

void
rsc_set_layout_project_values (const RscSetLayout *self, const double *values, double out[3])
{
  if (self->n == 1)
    {
      out[0] = self->frame.x + rsc_axis_normalise (&self->axis[0], values[0]) * self->frame.width;
      out[1] = self->frame.y;
      out[2] = 0.0;
    }
  else if (self->n == 2)
    {
      out[0] = self->frame.x + rsc_axis_normalise (&self->axis[0], values[0]) * self->frame.width;
      out[1] =
        self->frame.y + (1.0 - rsc_axis_normalise (&self->axis[1], values[1])) * self->frame.height;
      out[2] = 0.0;
    }
  else
    {
      double p[3];
      for (int k = 0; k < 3; k++)
        p[k] = rsc_axis_normalise (&self->axis[k], values[k]);
      rsc_set_layout_project_cube (self, p, out);
    }
}

void
rsc_set_layout_project_mixture (const RscSetLayout *self,
                                gsize n_corners,
                                const gsize *corners,
                                const double *weights,
                                double out[3])
{
  double values[3] = { 0.0, 0.0, 0.0 };

  for (gsize k = 0; k < self->n; k++)
    {
      double a = 0.0;
      for (gsize c = 0; c < n_corners; c++)
        a += weights[c] * self->hull->points[corners[c] * self->n + k];
      values[k] = rsc_set_layout_show_value (self, k, a);
    }
  rsc_set_layout_project_values (self, values, out);
}

double
rsc_set_layout_get_dot_room (const RscSetLayout *self)
{
  double radius = RSC_SET_LAYOUT_DOT * self->em;
  double room = self->n == 3   ? 2.0 * self->radius * self->radius
                : self->n == 2 ? self->frame.width * self->frame.height
                               : 2.0 * self->em * self->frame.width;

  return MIN (DOTS_SHARE * room / (G_PI * radius * radius * (double) MAX (self->dots.n, 1)), 1.0);
}

gboolean
rsc_set_layout_is_curved (const RscSetLayout *self)
{
  return self->space == RSC_SPACE_NONCONVEX;
}

double
rsc_set_layout_warp (double s)
{
  return 0.5 - 0.5 * cos (G_PI * s);
}

gboolean
rsc_set_layout_clip_to_body (const RscSetLayout *self, cairo_t *cr)
{
  RscRect clip = self->area;

  if (self->n == 1)
    clip = (RscRect){ self->frame.x - self->em, self->area.y, self->frame.width + 2.0 * self->em,
                      self->area.height };
  else if (self->n == 2)
    clip = (RscRect){ self->frame.x - self->em, self->frame.y - self->em,
                      self->frame.width + 2.0 * self->em, self->frame.height + 2.0 * self->em };
  if (!(clip.width > 1.0) || !(clip.height > 1.0) || (self->n == 3 && !(self->radius > 1.0)))
    return FALSE;
  cairo_rectangle (cr, clip.x, clip.y, clip.width, clip.height);
  cairo_clip (cr);
  return TRUE;
}

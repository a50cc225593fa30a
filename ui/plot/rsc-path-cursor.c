/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-cursor.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-function-slopes.h"
#include "ui/plot/rsc-path-strip.h"
#include "ui/words/rsc-path-words.h"
#include <math.h>

/* Half the length of a tangent, in units of the text size. */
#define TANGENT 2.8
/* Nearer than this nobody sees two dots (user units). */
#define GHOST_DISTANCE 0.75
/* The longest arrow, in units of the text size, and the share of it below which there is none. */
#define SLOPE 3.0
#define LEAST_SHARE 0.02

/* Where the cursor is, or NaN. */
static double
get_cursor_px (const RscPathLayout *self)
{
  const double lambda = self->model.lambda;
  double value;

  if (!(lambda > 0.0))
    return NAN;
  value = self->model.x == RSC_PATH_X_LAMBDA
            ? lambda / self->model.lambda_max
            : rsc_path_curves_get_x (self->curves, self->model.x, lambda);
  const double x = rsc_path_layout_to_px (self, value);
  if (!(x >= self->frame.x - 0.5 && x <= self->frame.x + self->frame.width + 0.5))
    return NAN;
  return x;
}

/* Tangents of the curves where the cursor is: of equal length, under the cursor's marks. */
static void
draw_tangents (const RscPathLayout *self, cairo_t *cr, double x)
{
  const double lambda = self->model.lambda, em = self->em;
  const gboolean some = rsc_path_layout_has_emphasis (self);
  g_autofree double *slopes = g_new (double, rsc_path_curves_get_n (self->curves) + 1);

  if (!self->model.tangents || self->model.x != RSC_PATH_X_LAMBDA
      || self->model.y != RSC_PATH_Y_NORM
      || !rsc_path_curves_get_slopes (self->curves, lambda, slopes))
    return;
  cairo_save (cr);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  for (guint t = 0; t < self->tracks->len; t++)
    {
      const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);
      const gsize leader = rsc_path_layout_get_leader (self, track);
      const RscPathCurve *curve = rsc_path_curves_get (self->curves, leader);
      const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);
      RscPathKnot knot;

      if (!isfinite (slopes[leader]) || (some && !rsc_path_layout_track_is_emphasised (self, track))
          || !rsc_path_curve_interpolate (curve, lambda, &knot))
        continue;
      /* d||w||/d log λ on the screen, where λ falls to the right. */
      const double step = 1e-3;
      const double dx = rsc_path_layout_to_px (self, lambda * exp (-step) / self->model.lambda_max)
                        - rsc_path_layout_to_px (self, lambda / self->model.lambda_max);
      const double dy = rsc_path_layout_to_py (lane, knot.value - step * lambda * slopes[leader])
                        - rsc_path_layout_to_py (lane, knot.value);
      const double length = hypot (dx, dy);
      const double y = rsc_path_layout_to_py (lane, knot.value) + track->offset;
      if (!(length > 0.0) || !isfinite (length))
        continue;
      cairo_rectangle (cr, self->frame.x, lane->rect.y - 0.3 * em, self->frame.width,
                       lane->rect.height + 0.6 * em);
      cairo_save (cr);
      cairo_clip (cr);
      for (int pass = 0; pass < 2; pass++)
        {
          cairo_move_to (cr, x - TANGENT * em * dx / length, y - TANGENT * em * dy / length);
          cairo_line_to (cr, x + TANGENT * em * dx / length, y + TANGENT * em * dy / length);
          rsc_color_set_source (cr, pass == 0
                                      ? rsc_color_with_alpha (self->theme.background, 0.85)
                                      : rsc_theme_get_neuron_color (
                                        &self->theme, rsc_path_layout_get_label (self, curve->id)));
          cairo_set_line_width (cr, (pass == 0 ? 3.6 : 1.7) * self->theme.line_width);
          cairo_stroke (cr);
        }
      cairo_restore (cr);
    }
  cairo_restore (cr);
}

/* The network of least ||a||_2, where another one is picked or it is not known which. */
static void
draw_ghost (const RscPathLayout *self, cairo_t *cr, double x, double y, gsize label)
{
  const double em = self->em;

  cairo_arc (cr, x, y, 0.24 * em, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, self->theme.background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, rsc_theme_get_neuron_color (&self->theme, label));
  cairo_set_line_width (cr, MAX (0.9 * self->theme.line_width, 1.0));
  cairo_stroke (cr);
}

/* A neuron of the picked network. Where it is beyond the frame an arrowhead at the frame's edge
 * points there. */
static void
draw_dot (const RscPathLayout *self,
          cairo_t *cr,
          const RscRect *rect,
          double x,
          double y,
          double radius,
          gsize label)
{
  const double halo = radius + 0.1 * self->em, bottom = rect->y + rect->height;
  const gboolean above = y<rect->y - 0.5, below = y> bottom + 0.5;

  for (int pass = 0; pass < 2; pass++)
    {
      const double r = pass == 0 ? halo : radius;

      if (above || below)
        {
          const double tip = above ? rect->y : bottom, foot = tip + (above ? 2.0 : -2.0) * r;

          cairo_move_to (cr, x, tip);
          cairo_line_to (cr, x - r, foot);
          cairo_line_to (cr, x + r, foot);
          cairo_close_path (cr);
        }
      else
        cairo_arc (cr, x, y, r, 0.0, 2.0 * G_PI);
      rsc_color_set_source (cr, pass == 0 ? self->theme.background
                                          : rsc_theme_get_neuron_color (&self->theme, label));
      cairo_fill (cr);
    }
}

/* Where the picked neuron of @curve is, whose own value at the cursor is @value; NaN: not known. */
static double
get_picked (const RscPathLayout *self, const RscPathCurve *curve, double value)
{
  double picked = self->model.picked ? self->model.picked[curve->id] : value;

  /* A curve of angles goes on beyond half a turn. */
  if (self->model.y == RSC_PATH_Y_ANGLE)
    picked += 360.0 * round ((value - picked) / 360.0);
  return picked;
}

/* Of the arrows, 0 where there are none. */
static double
get_largest_slope (const RscPathLayout *self)
{
  double largest = 0.0;

  if (self->model.slopes == NULL || self->model.y != RSC_PATH_Y_NORM)
    return 0.0;
  for (gsize c = 0; c < rsc_path_curves_get_n (self->curves); c++)
    largest = fmax (largest, fabs (self->model.slopes[rsc_path_curves_get (self->curves, c)->id]));
  return largest;
}

/* Curves that coincide in the network of least ||a||_2 need not do so in the one that is picked. */
static void
draw_track (const RscPathLayout *self, cairo_t *cr, double x, const RscPathTrack *track)
{
  const gsize leader = rsc_path_layout_get_leader (self, track);
  const RscPathCurve *curve = rsc_path_curves_get (self->curves, leader);
  const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, track->lane);
  const double em = self->em;
  const double slope_max = get_largest_slope (self);
  RscPathKnot knot;
  gboolean differs = FALSE;

  if (!rsc_path_curve_interpolate (curve, self->model.lambda, &knot))
    return;
  const double ghost = rsc_path_layout_to_py (lane, knot.value);
  for (gsize k = 0; k < track->n; k++)
    {
      const double value =
        get_picked (self, rsc_path_curves_get (self->curves, track->curves[k]), knot.value);

      differs = differs || !(fabs (rsc_path_layout_to_py (lane, value) - ghost) <= GHOST_DISTANCE);
    }
  if (differs)
    draw_ghost (self, cr, x, ghost + track->offset, rsc_path_layout_get_label (self, curve->id));
  /* The one whose colour the curve has is seen where several fall together. */
  for (gsize k = 0; k <= track->n; k++)
    {
      const gsize member = k < track->n ? track->curves[k] : leader;
      const RscPathCurve *own = rsc_path_curves_get (self->curves, member);
      const double value = get_picked (self, own, knot.value);
      const double radius =
        em * (rsc_path_layout_is_emphasised (&self->model, own->id) ? 0.36 : 0.26);

      if (isfinite (value) && slope_max > 0.0 && isfinite (self->model.slopes[own->id])
          && fabs (self->model.slopes[own->id]) > LEAST_SHARE * slope_max
          && (k == track->n || member != leader))
        rsc_function_slopes_draw_arrow (
          cr, &self->theme, x, rsc_path_layout_to_py (lane, value) + track->offset,
          SLOPE * em * self->model.slopes[own->id] / slope_max,
          rsc_theme_get_neuron_color (&self->theme, rsc_path_layout_get_label (self, own->id)));
      if (isfinite (value) && (k == track->n || member != leader))
        draw_dot (self, cr, &lane->rect, x, rsc_path_layout_to_py (lane, value) + track->offset,
                  radius, rsc_path_layout_get_label (self, own->id));
    }
}

/* The labels of the axis that the handle would cover in part; it says more than they do. */
static void
erase_labels (const RscPathLayout *self, RscText *text, double left, double right)
{
  const double em = self->em, foot = self->strip.y + self->strip.height;
  double ticks[RSC_PATH_TICKS_MAX];
  g_auto (GStrv) labels = NULL;
  gsize n;

  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  n = rsc_path_layout_list_x_ticks (self, text, ticks, &labels);
  for (gsize k = 0; k < n; k++)
    {
      const double x = rsc_path_layout_to_px (self, ticks[k]);
      double w, h;

      rsc_text_measure (text, labels[k], &w, &h);
      if (x - 0.5 * w < right + 0.3 * em && x + 0.5 * w > left - 0.3 * em)
        rsc_text_erase (text, x - 0.5 * w - 1.0, foot + 0.31 * em, w + 2.0, h + 0.1 * em,
                        self->theme.background);
    }
}

void
rsc_path_cursor_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const RscTheme *theme = &self->theme;
  const double x = get_cursor_px (self), em = self->em;
  const double foot = self->strip.y + self->strip.height;

  if (isnan (x))
    return;
  rsc_path_strip_make_way (self, text, x - theme->line_width, x + theme->line_width);
  rsc_color_set_source (cr, theme->accent);
  cairo_set_line_width (cr, MAX (0.8 * theme->line_width, 1.0));
  cairo_move_to (cr, x, self->frame.y);
  cairo_line_to (cr, x, foot + 0.2 * em);
  cairo_stroke (cr);
  draw_tangents (self, cr, x);

  for (int strong = 0; strong < 2; strong++)
    for (guint t = 0; t < self->tracks->len; t++)
      {
        const RscPathTrack *track = &g_array_index (self->tracks, RscPathTrack, t);

        if (rsc_path_layout_track_is_emphasised (self, track) == (strong == 1))
          draw_track (self, cr, x, track);
      }

  /* The handle carries the value. */
  const double ratio = self->model.lambda / self->model.lambda_max;
  const int digits = rsc_path_layout_get_digits (self);
  g_autofree char *value = self->model.x == RSC_PATH_X_LAMBDA
                             ? rsc_number_words_dup (ratio, digits)
                             : rsc_path_words_dup_lambda (ratio, 3);
  double w, h;

  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, TRUE);
  rsc_text_measure (text, value, &w, &h);
  w += 0.9 * em;
  h += 0.15 * em;
  const double left = CLAMP (x - 0.5 * w, 1.0, MAX (self->width - w - 1.0, 1.0));
  const double top = foot + 0.25 * em, r = 0.35 * em;
  erase_labels (self, text, left, left + w);
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, TRUE);
  cairo_new_path (cr);
  cairo_move_to (cr, x - 0.35 * em, top + 0.02 * em);
  cairo_line_to (cr, x, top - 0.35 * em);
  cairo_line_to (cr, x + 0.35 * em, top + 0.02 * em);
  cairo_close_path (cr);
  cairo_new_sub_path (cr);
  cairo_arc (cr, left + w - r, top + r, r, -G_PI_2, 0.0);
  cairo_arc (cr, left + w - r, top + h - r, r, 0.0, G_PI_2);
  cairo_arc (cr, left + r, top + h - r, r, G_PI_2, G_PI);
  cairo_arc (cr, left + r, top + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
  rsc_color_set_source (cr, theme->accent);
  cairo_fill (cr);
  rsc_text_draw (text, value, left + 0.5 * w, top + 0.5 * h, 0.5, 0.5, theme->background);
}

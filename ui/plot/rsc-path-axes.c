/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-path-axes.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/plot/rsc-path-strip.h"
#include "ui/words/rsc-path-words.h"
#include <math.h>

static const char *
get_x_title (const RscPathLayout *self)
{
  switch (self->model.x)
    {
    case RSC_PATH_X_PENALTY:
      return rsc_path_words_get_penalty_title ();
    case RSC_PATH_X_ERROR:
      return rsc_path_words_get_error_title ();
    case RSC_PATH_X_LAMBDA:
    default:
      return rsc_path_words_get_lambda_title ();
    }
}

static char *
dup_y_title (const RscPathLayout *self)
{
  switch (self->model.y)
    {
    case RSC_PATH_Y_FEATURE:
      return rsc_path_words_dup_weight_title (
        rsc_problem_get_dataset (rsc_path_get_problem (self->model.path)),
        rsc_path_curves_get_feature (self->curves));
    case RSC_PATH_Y_ANGLE:
      return g_strdup (rsc_path_words_get_angle_title ());
    case RSC_PATH_Y_NORM:
    default:
      return g_strdup (rsc_path_words_get_norm_title ());
    }
}

void
rsc_path_axes_draw_lane_texts (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  const gboolean emphasis = rsc_path_layout_has_emphasis (self);
  const double em = self->em;

  for (guint k = 0; k < self->lanes->len; k++)
    {
      const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, k);
      const gsize id = rsc_path_curves_get (self->curves, lane->curve)->id;
      const gboolean strong = rsc_path_layout_is_emphasised (&self->model, id);
      const double alpha = emphasis && !strong ? 0.45 : 1.0;
      g_autofree char *number =
        g_strdup_printf ("%" G_GSIZE_FORMAT, rsc_path_layout_get_label (self, id) + 1);
      g_autofree char *top = rsc_number_words_dup (lane->y.maximum, 3);

      rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, TRUE);
      rsc_text_draw (
        text, number, self->frame.x - 0.5 * em, lane->rect.y + 0.5 * lane->rect.height, 1.0, 0.5,
        rsc_color_with_alpha (
          rsc_theme_get_neuron_color (&self->theme, rsc_path_layout_get_label (self, id)), alpha));
      rsc_text_set_style (text, 0.72, FALSE);
      rsc_text_draw (text, top, self->frame.x + self->frame.width + 0.4 * em, lane->rect.y, 0.0,
                     0.25, rsc_color_with_alpha (self->theme.muted, alpha));
    }
}

void
rsc_path_axes_draw (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const RscTheme *theme = &self->theme;
  const RscRect f = self->frame;
  const double em = self->em, foot = self->strip.y + self->strip.height;
  double x_ticks[RSC_PATH_TICKS_MAX], y_ticks[RSC_PATH_TICKS_MAX], widest = 0.0;
  gsize n_y = 0;
  g_auto (GStrv) x_labels = NULL;
  g_auto (GStrv) y_labels = NULL;
  g_autofree char *y_title = dup_y_title (self);

  cairo_save (cr);
  rsc_text_set_style (text, RSC_PATH_LABEL_SCALE, FALSE);
  const gsize n_x = rsc_path_layout_list_x_ticks (self, text, x_ticks, &x_labels);
  rsc_theme_set_grid (theme, cr, 0.55);
  for (gsize k = 0; k < n_x; k++)
    {
      const double x = rsc_path_layout_to_px (self, x_ticks[k]);
      cairo_move_to (cr, x, f.y);
      cairo_line_to (cr, x, f.y + f.height);
    }
  if (!self->multiples)
    {
      const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, 0);

      n_y = rsc_path_layout_list_y_ticks (self, &lane->y, f.height, y_ticks);
      y_labels = rsc_axis_dup_labels (&lane->y, n_y, y_ticks);
      for (gsize k = 0; k < n_y; k++)
        {
          cairo_move_to (cr, f.x, rsc_path_layout_to_py (lane, y_ticks[k]));
          cairo_line_to (cr, f.x + f.width, rsc_path_layout_to_py (lane, y_ticks[k]));
        }
    }
  else
    for (guint k = 0; k < self->lanes->len; k++)
      {
        const RscPathLane *lane = &g_array_index (self->lanes, RscPathLane, k);
        cairo_move_to (cr, f.x, lane->rect.y + lane->rect.height);
        cairo_line_to (cr, f.x + f.width, lane->rect.y + lane->rect.height);
      }
  cairo_stroke (cr);

  cairo_set_line_width (cr, MAX (0.55 * theme->line_width, 0.5));
  rsc_color_set_source (cr, theme->muted);
  for (gsize k = 0; k < n_x; k++)
    {
      const double x = rsc_path_layout_to_px (self, x_ticks[k]);
      cairo_move_to (cr, x, foot);
      cairo_line_to (cr, x, foot + 0.3 * em);
    }
  for (gsize k = 0; k < n_y; k++)
    {
      const double y =
        rsc_path_layout_to_py (&g_array_index (self->lanes, RscPathLane, 0), y_ticks[k]);
      cairo_move_to (cr, f.x, y);
      cairo_line_to (cr, f.x - 0.3 * em, y);
    }
  /* Small ticks tell that the axis is logarithmic. */
  if (self->x.logarithmic && f.width > 16.0 * em)
    for (double decade = floor (log10 (self->x.minimum)); decade < 0.5; decade += 1.0)
      for (int m = 2; m < 10; m++)
        {
          const double value = m * pow (10.0, decade), x = rsc_path_layout_to_px (self, value);
          if (value < self->x.minimum || value > self->x.maximum)
            continue;
          cairo_move_to (cr, x, foot);
          cairo_line_to (cr, x, foot + 0.15 * em);
        }
  cairo_stroke (cr);

  for (gsize k = 0; k < n_x; k++)
    rsc_text_draw (text, x_labels[k], rsc_path_layout_to_px (self, x_ticks[k]), foot + 0.38 * em,
                   0.5, 0.0, theme->muted);
  for (gsize k = 0; k < n_y; k++)
    {
      double w;
      rsc_text_draw (
        text, y_labels[k], f.x - 0.5 * em,
        rsc_path_layout_to_py (&g_array_index (self->lanes, RscPathLane, 0), y_ticks[k]), 1.0, 0.5,
        theme->muted);
      rsc_text_measure (text, y_labels[k], &w, NULL);
      widest = MAX (widest, w);
    }

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_draw_upright_title (text, y_title, 0.3 * em, 0.0, f.y, f.y + f.height, 0.2 * em,
                               self->height - 0.2 * em, theme->foreground);
  if (!isnan (self->title_y))
    {
      double w, from = f.x + 0.5 * f.width;

      rsc_text_set_limit (text, f.width);
      rsc_text_measure (text, get_x_title (self), &w, NULL);
      rsc_text_draw (text, get_x_title (self), f.x + 0.5 * f.width, self->title_y, 0.5, 0.0,
                     theme->foreground);
      rsc_text_set_limit (text, 0.0);
      from += 0.5 * w + em;
      if (self->n_curves_hidden > 0)
        {
          const gsize n = rsc_path_curves_get_n (self->curves);
          g_autofree char *words = rsc_path_words_dup_largest (n - self->n_curves_hidden, n);

          rsc_text_set_style (text, RSC_PATH_SMALL_SCALE, FALSE);
          rsc_text_set_limit (text, MAX (0.5 * (f.width - w) - em, 1.0));
          rsc_text_draw (text, words, f.x, self->title_y + 0.62 * em, 0.0, 0.5, theme->muted);
          rsc_text_set_limit (text, 0.0);
        }
      rsc_path_strip_draw_legend (self, text, from);
    }
  rsc_text_set_limit (text, 0.0);
  cairo_restore (cr);
}

void
rsc_path_axes_stroke_frame (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  cairo_rectangle (cr, self->frame.x, self->frame.y, self->frame.width, self->frame.height);
  rsc_color_set_source (cr, self->theme.muted);
  cairo_set_line_width (cr, MAX (0.55 * self->theme.line_width, 0.5));
  cairo_stroke (cr);
}

void
rsc_path_axes_draw_unknown (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const double em = self->em, right = self->frame.x + self->frame.width;
  const RscRect areas[2] = { { self->end, self->frame.y, right - self->end, self->frame.height },
                             { self->end, self->strip.y, right - self->end, self->strip.height } };

  if (!self->cut)
    return;
  for (int a = 0; a < 2; a++)
    {
      const RscRect r = areas[a];

      cairo_save (cr);
      cairo_rectangle (cr, r.x, r.y, r.width, r.height);
      cairo_clip (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.grid, 0.45));
      cairo_paint (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.muted, 0.22));
      cairo_set_line_width (cr, 0.5 * self->theme.line_width);
      for (double x = r.x - r.height; x < r.x + r.width; x += 0.8 * em)
        {
          cairo_move_to (cr, x, r.y + r.height);
          cairo_line_to (cr, x + r.height, r.y);
        }
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

void
rsc_path_axes_draw_unknown_words (gconstpointer layout, RscText *text)
{
  const RscPathLayout *self = layout;
  cairo_t *cr = text->cr;
  const double em = self->em;
  /* Right of the labels at the ends of what is known. */
  const double left = self->end + (self->labels_width > 0.0 ? self->labels_width + 1.3 * em : 0.0);
  const double room = self->frame.x + self->frame.width - left;
  const char *words = rsc_path_words_get_unknown (self->model.complete);
  double w, h;

  if (!self->cut)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, words, &w, &h);
  if (room < w + 1.5 * em || self->frame.height < 3.0 * h)
    return;
  const double x = left + 0.5 * room, y = self->frame.y + 1.4 * em;
  rsc_color_set_source (cr, rsc_color_with_alpha (self->theme.background, 0.85));
  cairo_rectangle (cr, x - 0.5 * w - 0.5 * em, y - 0.5 * h - 0.2 * em, w + em, h + 0.4 * em);
  cairo_fill (cr);
  rsc_text_draw (text, words, x, y, 0.5, 0.5, self->theme.muted);
}

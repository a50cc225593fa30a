/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-pruning-bars.h"

#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-pruning-labels.h"
#include <math.h>

static double
get_bar_width (const RscPruningLayout *self)
{
  return MIN (self->heat.width / (double) self->m * 0.72, 3.2 * self->em);
}

static RscAxis
get_beta_axis (const RscPruningLayout *self)
{
  const RscPruningScene *scene = &self->scene;
  RscAxis axis = { 0.0, 0.0, FALSE };

  for (gsize i = 0; i < self->m; i++)
    if (isfinite (scene->state->beta[i]))
      {
        axis.minimum = MIN (axis.minimum, scene->state->beta[i]);
        axis.maximum = MAX (axis.maximum, scene->state->beta[i]);
      }
  double range = axis.maximum - axis.minimum;
  if (!(range > 0.0))
    range = axis.maximum = 1.0;
  /* Room for the number at the bar of the neuron that goes. */
  double pad = MIN (1.25 * self->em / self->beta.height, 0.3) * range;
  axis.minimum -= axis.minimum < 0.0 ? pad : 0.06 * range;
  axis.maximum += axis.maximum > 0.0 ? pad : 0.06 * range;
  return axis;
}

static RscAxis
get_norms_axis (const RscPruningLayout *self)
{
  const RscPruningScene *scene = &self->scene;
  RscAxis axis = { 0.0, 0.0, FALSE };

  for (gsize i = 0; i < self->m; i++)
    {
      axis.maximum = MAX (axis.maximum, scene->state->norms[i]);
      if (scene->before != NULL)
        axis.maximum = MAX (axis.maximum, scene->before->norms[i]);
    }
  axis.maximum = axis.maximum > 0.0 && isfinite (axis.maximum) ? 1.06 * axis.maximum : 1.0;
  return axis;
}

double
rsc_pruning_bars_measure (const RscPruningLayout *self, RscText *text)
{
  RscAxis axis;
  double beta = 0.0, norms = 0.0;

  if (self->beta.height > 2.0 && rsc_pruning_labels_beta (self->scene.state) == NULL)
    {
      axis = get_beta_axis (self);
      beta = rsc_pruning_layout_measure_scale (self, self->beta, &axis, text);
    }
  if (self->norms.height > 2.0)
    {
      axis = get_norms_axis (self);
      norms = rsc_pruning_layout_measure_scale (self, self->norms, &axis, text);
    }
  return MAX (beta, norms);
}

void
rsc_pruning_bars_draw_beta (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  RscRect rect = self->beta;
  const char *words = rsc_pruning_labels_beta (scene->state);
  double em = self->em;

  if (!(rect.height > 2.0))
    return;
  if (words != NULL)
    {
      rsc_pruning_layout_draw_scale (self, rect, "\u03b2", NULL, theme, text);
      cairo_move_to (cr, rect.x, rect.y + 0.5 * rect.height);
      cairo_line_to (cr, rect.x + rect.width, rect.y + 0.5 * rect.height);
      rsc_color_set_source (cr, theme->grid);
      cairo_set_line_width (cr, theme->line_width);
      cairo_stroke (cr);
      double line;
      rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, FALSE);
      rsc_text_measure (text, "0", NULL, &line);
      rsc_text_set_limit (text, MAX (rect.width, 1.0));
      rsc_text_draw (text, words, rect.x + 0.5 * rect.width,
                     rect.y + 0.5 * rect.height - MIN (0.2 * em, 0.1 * rect.height), 0.5, 1.0,
                     theme->muted);
      rsc_text_set_limit (text, 0.0);
      return;
    }

  const RscAxis axis = get_beta_axis (self);
  rsc_pruning_layout_draw_scale (self, rect, "\u03b2", &axis, theme, text);

  double zero = rsc_pruning_layout_get_bar_y (rect, &axis, 0.0), w = get_bar_width (self);
  for (gsize i = 0; i < self->m; i++)
    {
      double beta = scene->state->beta[i];
      gboolean going = (gssize) i == scene->state->removed || rsc_pruning_scene_is_going (scene, i);
      if (beta == 0.0 || !isfinite (beta))
        continue;
      double y = rsc_pruning_layout_get_bar_y (rect, &axis, beta),
             x = rsc_pruning_layout_get_column_x (self, (double) i + 0.5);
      rsc_color_set_source (
        cr, going ? theme->accent
                  : rsc_theme_get_neuron_color (theme, rsc_pruning_scene_get_label (scene, i)));
      cairo_rectangle (cr, x - 0.5 * w, MIN (y, zero), w, MAX (fabs (y - zero), 0.5));
      cairo_fill (cr);
    }
  cairo_move_to (cr, rect.x, zero);
  cairo_line_to (cr, rect.x + rect.width, zero);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);

  if (scene->state->removed >= 0 && rect.height >= 3.0 * em)
    {
      gsize i = (gsize) scene->state->removed;
      double beta = scene->state->beta[i], tw;
      g_autofree char *number = rsc_number_words_dup (beta, 2);
      rsc_text_set_style (text, RSC_PRUNING_LABEL_SCALE, TRUE);
      rsc_text_measure (text, number, &tw, NULL);
      double x = rsc_pruning_layout_get_column_x (self, (double) i + 0.5);
      x = CLAMP (x, rect.x + 0.5 * tw, MAX (rect.x + rect.width - 0.5 * tw, rect.x + 0.5 * tw));
      rsc_text_draw (text, number, x, rsc_pruning_layout_get_bar_y (rect, &axis, beta), 0.5,
                     beta > 0.0 ? 1.0 : 0.0, theme->accent);
    }
}

void
rsc_pruning_bars_draw_norms (gconstpointer layout, RscText *text)
{
  const RscPruningLayout *self = layout;
  const RscPruningScene *scene = &self->scene;
  const RscTheme *theme = &self->theme;
  cairo_t *cr = text->cr;
  RscRect rect = self->norms;
  const RscAxis axis = get_norms_axis (self);
  double w = get_bar_width (self);

  if (!(rect.height > 2.0))
    return;
  rsc_pruning_layout_draw_scale (self, rect, "||w||", &axis, theme, text);
  double zero = rect.y + rect.height;
  for (gsize i = 0; i < self->m; i++)
    {
      double after = scene->state->norms[i];
      double before = scene->before != NULL ? scene->before->norms[i] : after;
      double x = rsc_pruning_layout_get_column_x (self, (double) i + 0.5);
      gboolean going = rsc_pruning_scene_is_going (scene, i);
      RscColor color =
        going ? theme->accent
              : rsc_theme_get_neuron_color (theme, rsc_pruning_scene_get_label (scene, i));
      if (after > 0.0)
        {
          double y = rsc_pruning_layout_get_bar_y (rect, &axis, after);
          rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.75));
          cairo_rectangle (cr, x - 0.5 * w, y, w, MAX (zero - y, 0.5));
          cairo_fill (cr);
        }
      if (before > 0.0 && w > 2.0 * theme->line_width)
        {
          double y = rsc_pruning_layout_get_bar_y (rect, &axis, before),
                 line = 0.75 * theme->line_width;
          double dash[2] = { 2.0 * theme->line_width, 1.3 * theme->line_width };
          cairo_rectangle (cr, x - 0.5 * (w - line), y, w - line, zero - y);
          rsc_color_set_source (cr, color);
          cairo_set_line_width (cr, line);
          cairo_set_dash (cr, dash, going ? 2 : 0, 0.0);
          cairo_stroke (cr);
          cairo_set_dash (cr, NULL, 0, 0.0);
        }
    }
  cairo_move_to (cr, rect.x, zero);
  cairo_line_to (cr, rect.x + rect.width, zero);
  rsc_color_set_source (cr, theme->muted);
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
}

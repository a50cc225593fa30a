/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-bars.h"

#include "ui/words/rsc-certificate-words.h"
#include <math.h>

#define LABEL_SCALE 0.88
/* Of the room of one bar; and that room in units of the text. */
#define BAR_SHARE 0.68
#define PITCH_MIN 0.8
#define PITCH_MAX 3.0

gsize
rsc_certificate_bars_get_n (const RscCertificateLayout *self)
{
  const gsize room = (gsize) fmax (floor (self->frame.width / (PITCH_MIN * self->em)), 1.0);

  return MIN (rsc_correlations_get_n (rsc_landscape_get_peaks (self->model.landscape)), room);
}

static double
get_pitch (const RscCertificateLayout *self)
{
  return fmin (self->frame.width / (double) MAX (rsc_certificate_bars_get_n (self), 1),
               PITCH_MAX * self->em);
}

static double
get_middle (const RscCertificateLayout *self, gsize k)
{
  const double pitch = get_pitch (self);
  const double all = pitch * (double) rsc_certificate_bars_get_n (self);

  return self->frame.x + 0.5 * (self->frame.width - all) + pitch * ((double) k + 0.5);
}

static void
draw_bar (const RscCertificateLayout *self, const RscCorrelation *bar, double x, cairo_t *cr)
{
  const RscTheme *theme = &self->theme;
  const double width = BAR_SHARE * get_pitch (self);
  const double y = rsc_certificate_layout_get_y (self, fmax (bar->ratio, 0.0));
  RscColor color = bar->sign > 0 ? theme->positive : theme->negative;
  double alpha = 0.3;

  if (bar->neuron >= 0)
    {
      color = rsc_theme_get_neuron_color (
        theme, rsc_certificate_model_get_label (&self->model, (gsize) bar->neuron));
      alpha = 0.8;
      /* In no optimal network. */
      if (!rsc_optimal_set_get_neuron (rsc_landscape_get_set (self->model.landscape),
                                       (gsize) bar->neuron)
             ->in_support)
        alpha = 0.0;
    }
  cairo_rectangle (cr, x - 0.5 * width, y, width, self->frame.y + self->frame.height - y);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, alpha));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, 0.7 * theme->line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_bars_draw (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const gsize n = rsc_certificate_bars_get_n (self);
  g_autofree char *title = rsc_certificate_words_dup_bars_title (self->model.landscape, n);
  double last = -INFINITY, w;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < n; k++)
    {
      const double x = get_middle (self, k);
      RscCorrelation bar;

      rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), k, &bar);
      draw_bar (self, &bar, x, text->cr);
      if (bar.neuron < 0)
        continue;
      const gsize label = rsc_certificate_model_get_label (&self->model, (gsize) bar.neuron);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);
      rsc_text_measure (text, number, &w, NULL);
      if (x - 0.5 * w < last + 0.3 * self->em)
        continue;
      rsc_text_draw (text, number, x, self->frame.y + self->frame.height + 0.3 * self->em, 0.5, 0.0,
                     rsc_theme_get_neuron_color (&self->theme, label));
      last = x + 0.5 * w;
    }
  if (n > 0)
    rsc_certificate_layout_draw_title (self, text, title);
}

gboolean
rsc_certificate_bars_get_place (const RscCertificateLayout *self, gsize k, double *x, double *y)
{
  RscCorrelation bar;

  if (k >= rsc_certificate_bars_get_n (self))
    return FALSE;
  rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), k, &bar);
  *x = get_middle (self, k);
  *y = rsc_certificate_layout_get_y (self, fmax (bar.ratio, 0.0));
  return TRUE;
}

/* A frame around a bar, and up to λ, so that one that is low is seen as well. */
static void
draw_mark (const RscCertificateLayout *self, gsize k, RscColor color, cairo_t *cr)
{
  const double width = BAR_SHARE * get_pitch (self) + 0.5 * self->em;
  const double foot = self->frame.y + self->frame.height;
  RscCorrelation bar;
  double y;

  rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), k, &bar);
  y = rsc_certificate_layout_get_y (self, fmax (bar.ratio, 1.0)) - 0.25 * self->em;
  cairo_rectangle (cr, get_middle (self, k) - 0.5 * width, y, width, foot - y);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.1));
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, color);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_bars_draw_emphasis (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  RscProblem *problem = rsc_landscape_get_problem (self->model.landscape);
  RscCorrelation bar;

  for (gsize k = 0; k < rsc_certificate_bars_get_n (self); k++)
    {
      rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), k, &bar);
      if (bar.neuron >= 0
          && (gssize) rsc_certificate_model_get_label (&self->model, (gsize) bar.neuron)
               == self->model.selected)
        draw_mark (self, k, self->theme.accent, text->cr);
      else if ((bar.neuron >= 0
                && rsc_certificate_model_is_emphasised (&self->model, (gsize) bar.neuron))
               || (self->model.pointed != NULL && self->model.pointed_sign == bar.sign
                   && rsc_problem_is_same_direction (problem, self->model.pointed, bar.direction)))
        draw_mark (self, k, self->theme.foreground, text->cr);
    }
}

void
rsc_certificate_bars_find (const RscCertificateLayout *self,
                           double x,
                           double y,
                           RscCertificateHit *hit)
{
  const double pitch = get_pitch (self);

  if (!(y >= self->frame.y && y <= self->frame.y + self->frame.height + 1.8 * self->em))
    return;
  for (gsize k = 0; k < rsc_certificate_bars_get_n (self); k++)
    if (fabs (x - get_middle (self, k)) <= 0.5 * pitch)
      {
        hit->peak = (gssize) k;
        rsc_certificate_layout_take_peak (self, hit);
        return;
      }
}

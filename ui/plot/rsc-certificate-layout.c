/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-layout.h"

#include "core/numerics/rsc-tolerances.h"
#include "ui/words/rsc-certificate-words.h"
#include <math.h>
#include <string.h>

#define TURN (2.0 * G_PI)
#define LABEL_SCALE 0.88
#define TICKS_MAX 7

static void
find_positions (RscCertificateLayout *self)
{
  RscProblem *problem = rsc_landscape_get_problem (self->model.landscape);
  const gsize n = rsc_problem_get_n (problem);
  const double *x = rsc_problem_get_x (problem);
  double low = INFINITY, high = -INFINITY;

  self->positions = self->form == RSC_LANDSCAPE_CURVE && rsc_problem_get_bias (problem) && n > 0;
  if (!self->positions)
    return;
  for (gsize i = 0; i < n; i++)
    {
      low = fmin (low, x[2 * i]);
      high = fmax (high, x[2 * i]);
    }
  self->middle = 0.5 * (low + high);
  self->reach = RSC_CERTIFICATE_REACH * (high > low ? 0.5 * (high - low) : fmax (fabs (high), 1.0));
}

static double
measure_labels (const RscCertificateLayout *self, RscText *text, double room)
{
  double ticks[TICKS_MAX], widest = 0.0, w;
  const gsize n = rsc_axis_get_ticks (
    &self->values, (gsize) CLAMP (room / (2.4 * self->em), 2.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->values, n, ticks);

  for (gsize k = 0; k < n; k++)
    {
      rsc_text_measure (text, labels[k], &w, NULL);
      widest = fmax (widest, w);
    }
  return widest;
}

void
rsc_certificate_layout_init (RscCertificateLayout *self,
                             const RscCertificateModel *model,
                             const RscTheme *theme,
                             RscText *text,
                             double width,
                             double height)
{
  const double maximum = rsc_landscape_get_maximum (model->landscape);
  const double em = CLAMP (theme->font_size, 1.0, 500.0);
  double top, bottom, left, lambda;

  *self = (RscCertificateLayout){ .model = *model, .theme = *theme, .em = em };
  self->width = width;
  self->height = height;
  self->form = rsc_landscape_get_form (model->landscape);
  self->lambda = rsc_landscape_get_lambda (model->landscape);
  find_positions (self);
  self->sentence = rsc_certificate_words_dup_sentence (model->landscape);
  rsc_text_set_style (text, 1.0, FALSE);
  self->sentence_height =
    rsc_text_measure_sentence (text, self->sentence, fmax (width - 1.6 * em, 1.0));
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  rsc_text_measure (text, "0", NULL, &self->line);
  rsc_text_measure (text, "λ", &lambda, NULL);
  self->titles = width > 16.0 * em && height > 13.0 * em;
  /* Gated neurons have one sign. */
  self->legend = width > 26.0 * em && height > 15.0 * em
                 && rsc_problem_get_activation (rsc_landscape_get_problem (model->landscape))
                      == RSC_ACTIVATION_RELU;
  top = 0.4 * em + self->sentence_height + (self->legend ? self->line + 0.5 * em : 0.0)
        + (self->positions ? self->line + 0.4 * em : 0.0) + 0.4 * em;
  bottom = self->line + (self->titles ? 1.8 * em : 0.5 * em) + 0.3 * em;
  self->frame.height = fmax (height - top - bottom, 0.0);
  /* Room for the numbers of the neurons above the line. */
  self->values.minimum = 0.0;
  self->values.maximum =
    fmax (maximum, 1.0) * (1.0 + 2.2 * em / fmax (self->frame.height - 2.2 * em, 2.2 * em));
  left = 0.7 * em + measure_labels (self, text, self->frame.height)
         + (self->titles ? 1.6 * em : 0.3 * em);
  if (self->form == RSC_LANDSCAPE_MAP)
    {
      rsc_text_measure (text, "−45°", &left, NULL);
      left += 0.7 * em + (self->titles ? 1.6 * em : 0.3 * em);
      lambda += 2.0 * em;
    }
  self->frame.x = left;
  self->frame.y = top;
  self->frame.width = fmax (width - left - lambda - 1.2 * em, 0.0);
  self->bar = (RscRect){ left + self->frame.width + 0.9 * em, top, 0.8 * em, self->frame.height };
}

void
rsc_certificate_layout_clear (RscCertificateLayout *self)
{
  g_clear_pointer (&self->sentence, g_free);
  g_clear_pointer (&self->grid, g_free);
}

gboolean
rsc_certificate_layout_has_room (const RscCertificateLayout *self)
{
  return self->frame.width > 3.0 * self->em && self->frame.height > 2.0 * self->em;
}

double
rsc_certificate_layout_get_y (const RscCertificateLayout *self, double value)
{
  return self->frame.y + (1.0 - rsc_axis_normalise (&self->values, value)) * self->frame.height;
}

double
rsc_certificate_layout_get_x (const RscCertificateLayout *self, double share)
{
  return self->frame.x + share * self->frame.width;
}

double
rsc_certificate_layout_from_angle (const RscCertificateLayout *self, double angle)
{
  if (!self->positions)
    return rsc_correlation_profile_wrap (angle) / TURN;
  /* u = (c, s): its kink is at p with c p + s = 0. */
  const double c = cos (angle), s = sin (angle), side = c >= 0.0 ? 1.0 : -1.0;
  const double bent = atan2 (-side * s - self->middle * fabs (c), self->reach * fabs (c));
  return 0.5 * ((side > 0.0 ? 0.0 : 1.0) + 0.5 + bent / G_PI);
}

double
rsc_certificate_layout_to_angle (const RscCertificateLayout *self, double share)
{
  if (!self->positions)
    return rsc_correlation_profile_wrap (share * TURN);
  const double side = share < 0.5 ? 1.0 : -1.0;
  const double bent = G_PI * (2.0 * share - (side > 0.0 ? 0.5 : 1.5));
  /* (1, -p) times cos (bent), which does not overflow at the ends. */
  const double c = cos (bent), p = self->middle * c + self->reach * sin (bent);
  return rsc_correlation_profile_wrap (atan2 (-side * p, side * c));
}

static void
draw_values (const RscCertificateLayout *self, RscText *text)
{
  const RscTheme *theme = &self->theme;
  const RscRect f = self->frame;
  double ticks[TICKS_MAX], w;
  const gsize n = rsc_axis_get_ticks (
    &self->values, (gsize) CLAMP (f.height / (2.4 * self->em), 2.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&self->values, n, ticks);
  cairo_t *cr = text->cr;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (gsize k = 0; k < n; k++)
    {
      const double y = rsc_certificate_layout_get_y (self, ticks[k]);

      cairo_move_to (cr, f.x, y);
      cairo_line_to (cr, f.x + f.width, y);
      rsc_theme_set_grid (theme, cr, 0.5);
      if (ticks[k] == 0.0)
        {
          rsc_color_set_source (cr, theme->muted);
          cairo_set_line_width (cr, fmax (0.5 * theme->line_width, 0.5));
        }
      cairo_stroke (cr);
      rsc_text_draw (text, labels[k], f.x - 0.4 * self->em, y, 1.0, 0.5, theme->muted);
    }
  if (!self->titles)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_measure (text, rsc_certificate_words_get_value_title (FALSE), &w, NULL);
  rsc_text_set_limit (text, f.height);
  rsc_text_draw_upwards (text, rsc_certificate_words_get_value_title (w > f.height), 0.3 * self->em,
                         f.y + 0.5 * f.height, 0.5, 0.0, theme->foreground);
  rsc_text_set_limit (text, 0.0);
}

/* The two signs, and what is above λ where a map shows such. */
static void
draw_legend (const RscCertificateLayout *self, RscText *text)
{
  const double em = self->em, swatch = 1.4 * em;
  const double y = 0.8 * em + self->sentence_height + 0.5 * self->line;
  const int n = self->form == RSC_LANDSCAPE_MAP
                    && rsc_landscape_get_maximum (self->model.landscape) > 1.0 + RSC_TOLERANCE_TIE
                  ? 3
                  : 2;
  const RscColor colors[3] = { self->theme.positive, self->theme.negative, self->theme.foreground };
  const char *const words[3] = { rsc_certificate_words_get_sign (1),
                                 rsc_certificate_words_get_sign (-1),
                                 rsc_certificate_words_get_above () };
  double w[3], x = 0.5 * self->width + 0.8 * em;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (int k = 0; k < n; k++)
    {
      rsc_text_measure (text, words[k], &w[k], NULL);
      x -= 0.5 * (swatch + 0.4 * em + w[k] + 1.6 * em);
    }
  for (int k = 0; k < n; k++)
    {
      cairo_rectangle (text->cr, x, y - 0.3 * em, swatch, 0.6 * em);
      rsc_color_set_source (text->cr, rsc_color_with_alpha (colors[k], k == 2 ? 1.0 : 0.35));
      cairo_fill_preserve (text->cr);
      rsc_color_set_source (text->cr, colors[k]);
      cairo_set_line_width (text->cr, self->theme.line_width);
      cairo_stroke (text->cr);
      rsc_text_draw (text, words[k], x + swatch + 0.4 * em, y, 0.0, 0.5, self->theme.foreground);
      x += swatch + 0.4 * em + w[k] + 1.6 * em;
    }
}

void
rsc_certificate_layout_draw_head (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;

  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width,
                          0.4 * self->em + 0.5 * self->sentence_height,
                          fmax (self->width - 1.6 * self->em, 1.0), self->theme.foreground);
  if (self->legend)
    draw_legend (self, text);
}

void
rsc_certificate_layout_draw_ground (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;

  rsc_certificate_layout_draw_head (self, text);
  draw_values (self, text);
}

void
rsc_certificate_layout_draw_line (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const RscRect f = self->frame;
  const double y = rsc_certificate_layout_get_y (self, 1.0);

  cairo_move_to (text->cr, f.x, y);
  cairo_line_to (text->cr, f.x + f.width, y);
  cairo_set_line_width (text->cr, self->theme.line_width);
  rsc_color_set_source (text->cr, self->theme.foreground);
  cairo_stroke (text->cr);
  rsc_text_set_style (text, 1.0, TRUE);
  rsc_text_draw (text, "λ", f.x + f.width + 0.4 * self->em, y, 0.0, 0.5, self->theme.foreground);
}

void
rsc_certificate_layout_draw_title (const RscCertificateLayout *self,
                                   RscText *text,
                                   const char *title)
{
  if (!self->titles)
    return;
  rsc_text_set_style (text, 1.0, FALSE);
  rsc_text_set_limit (text, self->frame.width);
  rsc_text_draw (text, title, self->frame.x + 0.5 * self->frame.width,
                 self->height - 0.3 * self->em, 0.5, 1.0, self->theme.foreground);
  rsc_text_set_limit (text, 0.0);
}

void
rsc_certificate_layout_draw_neuron (const RscCertificateLayout *self,
                                    gsize i,
                                    double x,
                                    double y,
                                    double scale,
                                    cairo_t *cr)
{
  const RscTheme *theme = &self->theme;
  const RscNeuron *neuron =
    rsc_optimal_set_get_neuron (rsc_landscape_get_set (self->model.landscape), i);
  const RscColor color =
    rsc_theme_get_neuron_color (theme, rsc_certificate_model_get_label (&self->model, i));

  cairo_new_path (cr);
  cairo_arc (cr, x, y, RSC_CERTIFICATE_RADIUS * self->em * scale, 0.0, TURN);
  rsc_color_set_source (cr, neuron->in_support ? color : theme->background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, neuron->in_support ? theme->background : color);
  cairo_set_line_width (cr, 0.8 * theme->line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_layout_draw_emphasised (const RscCertificateLayout *self,
                                        gsize i,
                                        double x,
                                        double y,
                                        cairo_t *cr)
{
  const gssize label = (gssize) rsc_certificate_model_get_label (&self->model, i);

  rsc_certificate_layout_draw_neuron (self, i, x, y, 1.4, cr);
  cairo_arc (cr, x, y, (1.4 * RSC_CERTIFICATE_RADIUS + 0.22) * self->em, 0.0, TURN);
  rsc_color_set_source (cr, label == self->model.selected ? self->theme.accent
                                                          : self->theme.foreground);
  cairo_set_line_width (cr, 0.9 * self->theme.line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_layout_draw_pointed (const RscCertificateLayout *self,
                                     double x,
                                     double y,
                                     cairo_t *cr)
{
  cairo_new_path (cr);
  cairo_arc (cr, x, y, 0.28 * self->em, 0.0, TURN);
  rsc_color_set_source (cr, self->theme.background);
  cairo_fill_preserve (cr);
  rsc_color_set_source (cr, self->theme.foreground);
  cairo_set_line_width (cr, self->theme.line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_layout_take_peak (const RscCertificateLayout *self, RscCertificateHit *hit)
{
  const gsize d = rsc_problem_get_d (rsc_landscape_get_problem (self->model.landscape));
  RscCorrelation peak;

  rsc_correlations_get (rsc_landscape_get_peaks (self->model.landscape), (gsize) hit->peak, &peak);
  hit->inside = TRUE;
  hit->neuron = peak.neuron;
  hit->sign = peak.sign;
  hit->ratio = peak.ratio;
  if (hit->direction != NULL)
    memcpy (hit->direction, peak.direction, d * sizeof (double));
}

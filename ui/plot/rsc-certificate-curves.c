/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-curves.h"

#include "ui/plot/rsc-placing.h"
#include "ui/words/rsc-certificate-words.h"
#include <math.h>
#include <stdlib.h>

#define LABEL_SCALE 0.88
#define TICKS_MAX 9

typedef struct
{
  double share;
  double value; /* of h_+, in λ */
} Sample;

static int
compare (const void *a, const void *b)
{
  const Sample *p = a, *q = b;

  return (p->share > q->share) - (p->share < q->share);
}

static void
add (const RscCertificateLayout *self, GArray *samples, double share, double angle)
{
  Sample sample = { share, rsc_correlation_profile_evaluate (
                             rsc_landscape_get_profile (self->model.landscape), angle)
                             / self->lambda };

  g_array_append_val (samples, sample);
}

/* A step for each pixel, and every kink and peak. */
static GArray *
list_samples (const RscCertificateLayout *self)
{
  const RscCorrelationProfile *profile = rsc_landscape_get_profile (self->model.landscape);
  const gsize n = (gsize) CLAMP (self->frame.width, 8.0, 4000.0);
  GArray *samples = g_array_new (FALSE, FALSE, sizeof (Sample));

  for (gsize k = 0; k <= n; k++)
    {
      const double share = (double) k / (double) n;

      add (self, samples, share, rsc_certificate_layout_to_angle (self, share));
    }
  for (gsize k = 0; k < rsc_correlation_profile_get_n_arcs (profile); k++)
    {
      const double angle = rsc_correlation_profile_get_arc (profile, k)->from;

      add (self, samples, rsc_certificate_layout_from_angle (self, angle), angle);
    }
  for (gsize k = 0; k < rsc_correlation_profile_get_n_peaks (profile); k++)
    {
      const double angle = rsc_correlation_profile_get_peak (profile, k)->angle;

      add (self, samples, rsc_certificate_layout_from_angle (self, angle), angle);
    }
  g_array_sort (samples, compare);
  return samples;
}

static void
trace (const RscCertificateLayout *self, const GArray *samples, int sign, cairo_t *cr)
{
  for (guint k = 0; k < samples->len; k++)
    {
      const Sample *sample = &g_array_index (samples, Sample, k);

      cairo_line_to (cr, rsc_certificate_layout_get_x (self, sample->share),
                     rsc_certificate_layout_get_y (self, fmax (sign * sample->value, 0.0)));
    }
}

void
rsc_certificate_curves_draw (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  g_autoptr (GArray) samples = list_samples (self);
  const RscRect f = self->frame;
  cairo_t *cr = text->cr;

  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  for (int sign = 1; sign >= -1; sign -= 2)
    {
      const RscColor color = sign > 0 ? self->theme.positive : self->theme.negative;

      cairo_move_to (cr, f.x, f.y + f.height);
      trace (self, samples, sign, cr);
      cairo_line_to (cr, f.x + f.width, f.y + f.height);
      cairo_close_path (cr);
      rsc_color_set_source (cr, rsc_color_with_alpha (color, self->theme.dark ? 0.22 : 0.16));
      cairo_fill (cr);
      /* Along 0 there is the axis. */
      cairo_save (cr);
      cairo_rectangle (cr, f.x, f.y, f.width, f.height - 0.6 * self->theme.line_width);
      cairo_clip (cr);
      trace (self, samples, sign, cr);
      rsc_color_set_source (cr, color);
      cairo_set_line_width (cr, self->theme.line_width);
      cairo_stroke (cr);
      cairo_restore (cr);
    }
}

/* A label of the axis, where it fits between @left and @right. */
static void
draw_tick (const RscCertificateLayout *self,
           RscText *text,
           const char *label,
           double share,
           double left,
           double right)
{
  const double x = rsc_certificate_layout_get_x (self, share);
  const double foot = self->frame.y + self->frame.height;
  double w;

  rsc_text_measure (text, label, &w, NULL);
  if (x - 0.5 * w < left || x + 0.5 * w > right)
    return;
  cairo_move_to (text->cr, x, foot);
  cairo_line_to (text->cr, x, foot + 0.25 * self->em);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, fmax (0.5 * self->theme.line_width, 0.5));
  cairo_stroke (text->cr);
  rsc_text_draw (text, label, x, foot + 0.4 * self->em, 0.5, 0.0, self->theme.muted);
}

/* Positions in one half, between its ends at infinity. */
static void
draw_positions (const RscCertificateLayout *self, RscText *text, gboolean right_side)
{
  const double begin = right_side ? 0.0 : 0.5;
  const double gap = 1.6 * self->em;
  const RscAxis axis = { self->middle - 2.5 * self->reach, self->middle + 2.5 * self->reach,
                         FALSE };
  double ticks[TICKS_MAX], left = rsc_certificate_layout_get_x (self, begin) + gap;
  const double right = rsc_certificate_layout_get_x (self, begin + 0.5) - gap;
  const gsize n = rsc_axis_get_ticks (
    &axis, (gsize) CLAMP (0.5 * self->frame.width / (4.5 * self->em), 1.0, TICKS_MAX), ticks);
  g_auto (GStrv) labels = rsc_axis_dup_labels (&axis, n, ticks);

  for (gsize k = 0; k < n; k++)
    {
      const double share =
        begin + 0.5 * (0.5 + atan ((ticks[k] - self->middle) / self->reach) / G_PI);
      double w;

      rsc_text_measure (text, labels[k], &w, NULL);
      draw_tick (self, text, labels[k], share, left, right);
      left = fmax (left, rsc_certificate_layout_get_x (self, share) + 0.5 * w + 0.5 * self->em);
    }
  rsc_text_set_limit (text, fmax (0.5 * self->frame.width - self->em, 1.0));
  rsc_text_draw (text, rsc_certificate_words_get_side (right_side),
                 rsc_certificate_layout_get_x (self, begin + 0.25), self->frame.y - 0.3 * self->em,
                 0.5, 1.0, self->theme.muted);
  rsc_text_set_limit (text, 0.0);
}

/* The kinks of the curves: a data point each. */
static void
draw_rows (const RscCertificateLayout *self, cairo_t *cr)
{
  const RscCorrelationProfile *profile = rsc_landscape_get_profile (self->model.landscape);
  const double foot = self->frame.y + self->frame.height;

  for (gsize k = 0; k < rsc_correlation_profile_get_n_arcs (profile); k++)
    {
      const double x = rsc_certificate_layout_get_x (
        self, rsc_certificate_layout_from_angle (
                self, rsc_correlation_profile_get_arc (profile, k)->from));

      cairo_move_to (cr, x, foot);
      cairo_line_to (cr, x, foot - 0.35 * self->em);
    }
  rsc_color_set_source (cr, self->theme.muted);
  cairo_set_line_width (cr, fmax (0.5 * self->theme.line_width, 0.5));
  cairo_stroke (cr);
}

void
rsc_certificate_curves_draw_axis (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  RscProblem *problem = rsc_landscape_get_problem (self->model.landscape);
  g_autofree char *title = NULL;
  cairo_t *cr = text->cr;

  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  if (self->positions)
    {
      const double x = rsc_certificate_layout_get_x (self, 0.5);

      draw_positions (self, text, TRUE);
      draw_positions (self, text, FALSE);
      draw_tick (self, text, "−∞", 0.0, -INFINITY, INFINITY);
      draw_tick (self, text, "±∞", 0.5, -INFINITY, INFINITY);
      draw_tick (self, text, "∞", 1.0, -INFINITY, INFINITY);
      cairo_move_to (cr, x, self->frame.y);
      cairo_line_to (cr, x, self->frame.y + self->frame.height);
      rsc_color_set_source (cr, self->theme.grid);
      cairo_stroke (cr);
      title = rsc_certificate_words_dup_position_title (
        rsc_dataset_get_feature_name (rsc_problem_get_dataset (problem), 0));
    }
  else
    {
      const int step = self->frame.width > 32.0 * self->em ? 45 : 90;

      for (int degrees = 0; degrees <= 360; degrees += step)
        {
          g_autofree char *label = g_strdup_printf ("%d°", degrees);

          draw_tick (self, text, label, degrees / 360.0, -INFINITY, INFINITY);
        }
      title = g_strdup (rsc_certificate_words_get_angle_title ());
    }
  draw_rows (self, cr);
  rsc_certificate_layout_draw_title (self, text, title);
}

void
rsc_certificate_curves_get_place (const RscCertificateLayout *self,
                                  int sign,
                                  const double *u,
                                  double *x,
                                  double *y)
{
  const double angle = atan2 (u[1], u[0]);

  *x = rsc_certificate_layout_get_x (self, rsc_certificate_layout_from_angle (self, angle));
  *y = rsc_certificate_layout_get_y (
    self,
    sign
      * rsc_correlation_profile_evaluate (rsc_landscape_get_profile (self->model.landscape), angle)
      / self->lambda);
}

/* The axis goes round: what is at one end of it is at the other as well. Returns how many of @x are
 * set. */
static int
list_places (const RscCertificateLayout *self, gsize i, double x[2], double *y)
{
  const double left = self->frame.x, right = self->frame.x + self->frame.width;
  const RscNeuron *neuron =
    rsc_optimal_set_get_neuron (rsc_landscape_get_set (self->model.landscape), i);

  rsc_certificate_curves_get_place (self, neuron->sign, neuron->direction, &x[0], y);
  if (x[0] - left > 0.5 && right - x[0] > 0.5)
    return 1;
  x[1] = x[0] - left <= 0.5 ? right : left;
  return 2;
}

static void
draw_stem (const RscCertificateLayout *self, gsize i, double x, double y, cairo_t *cr)
{
  const RscColor color =
    rsc_theme_get_neuron_color (&self->theme, rsc_certificate_model_get_label (&self->model, i));

  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x, self->frame.y + self->frame.height);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.45));
  cairo_set_line_width (cr, 0.6 * self->theme.line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_curves_draw_points (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const gsize n = rsc_landscape_get_n_neurons (self->model.landscape);
  const RscRect area = { self->frame.x - 0.5 * self->em, self->frame.y,
                         self->frame.width + 0.9 * self->em, self->frame.height };
  RscPlacing placing;
  double places[2], y;

  for (gsize i = 0; i < n; i++)
    for (int k = list_places (self, i, places, &y); k-- > 0;)
      {
        draw_stem (self, i, places[k], y, text->cr);
        rsc_certificate_layout_draw_neuron (self, i, places[k], y, 1.0, text->cr);
      }
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_placing_init (&placing, text, area);
  placing.plate.alpha = 0.0;
  for (gsize i = 0; i < n; i++)
    {
      const gsize label = rsc_certificate_model_get_label (&self->model, i);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);

      list_places (self, i, places, &y);
      rsc_placing_put (&placing, number, places[0], y - (RSC_CERTIFICATE_RADIUS + 0.25) * self->em,
                       0.5, 1.0, rsc_theme_get_neuron_color (&self->theme, label), FALSE);
    }
  rsc_placing_clear (&placing);
}

void
rsc_certificate_curves_draw_emphasis (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const double *u = self->model.pointed;
  double places[2], x, y;

  if (u != NULL)
    {
      rsc_certificate_curves_get_place (self, self->model.pointed_sign, u, &x, &y);
      cairo_move_to (text->cr, x, self->frame.y);
      cairo_line_to (text->cr, x, self->frame.y + self->frame.height);
      rsc_color_set_source (text->cr, rsc_color_with_alpha (self->theme.foreground, 0.5));
      cairo_set_line_width (text->cr, 0.6 * self->theme.line_width);
      cairo_stroke (text->cr);
    }
  for (gsize i = 0; i < rsc_landscape_get_n_neurons (self->model.landscape); i++)
    if (rsc_certificate_model_is_emphasised (&self->model, i))
      for (int k = list_places (self, i, places, &y); k-- > 0;)
        rsc_certificate_layout_draw_emphasised (self, i, places[k], y, text->cr);
  if (u != NULL && rsc_certificate_model_find_label (&self->model, self->model.hovered) < 0)
    rsc_certificate_layout_draw_pointed (self, x, y, text->cr);
}

void
rsc_certificate_curves_find_direction (const RscCertificateLayout *self,
                                       double x,
                                       double y,
                                       RscCertificateHit *hit)
{
  const RscRect f = self->frame;
  double angle;

  if (!(x >= f.x && x <= f.x + f.width && y >= f.y - self->em && y <= f.y + f.height + self->em))
    return;
  hit->inside = TRUE;
  angle = rsc_certificate_layout_to_angle (self, (x - f.x) / f.width);
  hit->ratio =
    rsc_correlation_profile_evaluate (rsc_landscape_get_profile (self->model.landscape), angle)
    / self->lambda;
  hit->sign = hit->ratio < 0.0 ? -1 : 1;
  hit->ratio = fabs (hit->ratio);
  if (hit->direction != NULL)
    {
      hit->direction[0] = cos (angle);
      hit->direction[1] = sin (angle);
    }
}

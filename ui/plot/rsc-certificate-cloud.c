/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-cloud.h"

#include "ui/plot/rsc-certificate-curves.h"
#include "ui/plot/rsc-certificate-map.h"
#include <math.h>

/* Radii in units of the text: of the largest neuron, and of one of which nothing is left. */
#define RADIUS_MAX 0.62
#define RADIUS_MIN 0.14

static double
get_norm (const RscNetwork *network, gsize i, double *w)
{
  const gsize d = rsc_network_get_d (network);
  double norm = 0.0;

  rsc_network_get_convex (network, i, w);
  for (gsize k = 0; k < d; k++)
    norm = hypot (norm, w[k]);
  return norm;
}

static void
draw_ring (const RscCertificateLayout *self,
           double x,
           double y,
           double radius,
           int sign,
           cairo_t *cr)
{
  const RscColor color = sign > 0 ? self->theme.positive : self->theme.negative;

  cairo_new_path (cr);
  cairo_arc (cr, x, y, radius, 0.0, 2.0 * G_PI);
  rsc_color_set_source (cr, rsc_color_with_alpha (color, 0.5));
  cairo_fill_preserve (cr);
  /* It is seen on any ground. */
  rsc_color_set_source (cr, self->theme.background);
  cairo_set_line_width (cr, 3.2 * self->theme.line_width);
  cairo_stroke_preserve (cr);
  rsc_color_set_source (cr, self->theme.foreground);
  cairo_set_line_width (cr, 1.3 * self->theme.line_width);
  cairo_stroke (cr);
}

void
rsc_certificate_cloud_draw (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const RscNetwork *network = self->model.network;
  gsize m;
  double largest = 0.0;

  if (network == NULL || self->form == RSC_LANDSCAPE_PEAKS
      || rsc_network_get_d (network)
           != rsc_problem_get_d (rsc_landscape_get_problem (self->model.landscape)))
    return;
  m = rsc_network_get_width (network);
  g_autofree double *w = g_new (double, rsc_network_get_d (network));
  for (gsize i = 0; i < m; i++)
    largest = fmax (largest, get_norm (network, i, w));
  if (!(largest > 0.0) || !isfinite (largest))
    return;
  cairo_save (text->cr);
  cairo_rectangle (text->cr, self->frame.x - self->em, self->frame.y - self->em,
                   self->frame.width + 2.0 * self->em, self->frame.height + 2.0 * self->em);
  cairo_clip (text->cr);
  for (gsize i = 0; i < m; i++)
    {
      const double norm = get_norm (network, i, w);
      const int sign = rsc_network_get_output (network)[i] > 0.0 ? 1 : -1;
      double x, y;

      if (!(norm > 0.0))
        continue;
      if (self->form == RSC_LANDSCAPE_CURVE)
        rsc_certificate_curves_get_place (self, sign, w, &x, &y);
      else
        rsc_certificate_map_get_place (self, w, &x, &y);
      draw_ring (self, x, y,
                 self->em * (RADIUS_MIN + (RADIUS_MAX - RADIUS_MIN) * sqrt (norm / largest)), sign,
                 text->cr);
    }
  cairo_restore (text->cr);
}

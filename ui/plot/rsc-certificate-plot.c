/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-plot.h"

#include "ui/plot/rsc-certificate-bars.h"
#include "ui/plot/rsc-certificate-cloud.h"
#include "ui/plot/rsc-certificate-curves.h"
#include "ui/plot/rsc-certificate-map.h"
#include <math.h>

/* Something is under the pointer within so many units of the text. */
#define PICK_NEURON 1.2
#define PICK_PEAK 0.6

static void
find_direction (const RscCertificateLayout *layout, double x, double y, RscCertificateHit *hit)
{
  if (layout->form == RSC_LANDSCAPE_CURVE)
    rsc_certificate_curves_find_direction (layout, x, y, hit);
  else if (layout->form == RSC_LANDSCAPE_MAP)
    rsc_certificate_map_find_direction (layout, x, y, hit);
}

static gboolean
get_place (const RscCertificateLayout *layout, int sign, const double *u, double *x, double *y)
{
  if (layout->form == RSC_LANDSCAPE_CURVE)
    rsc_certificate_curves_get_place (layout, sign, u, x, y);
  else if (layout->form == RSC_LANDSCAPE_MAP)
    rsc_certificate_map_get_place (layout, u, x, y);
  return layout->form != RSC_LANDSCAPE_PEAKS;
}

/* The neuron or peak that is nearest and near enough, at either end of what goes round; else the
 * direction there. */
static gboolean
pick_place (gconstpointer data, double x, double y, gpointer user_data)
{
  const RscCertificateLayout *layout = data;
  const RscCorrelations *peaks = rsc_landscape_get_peaks (layout->model.landscape);
  RscCertificateHit *hit = user_data;
  double best = 1.0, px, py;
  RscCorrelation peak;

  for (gsize k = 0; k < rsc_correlations_get_n (peaks); k++)
    {
      rsc_correlations_get (peaks, k, &peak);
      get_place (layout, peak.sign, peak.direction, &px, &py);
      const double dx = fmin (fabs (x - px), fabs (fabs (x - px) - layout->frame.width));
      const double distance =
        hypot (dx, y - py) / (layout->em * (peak.neuron >= 0 ? PICK_NEURON : PICK_PEAK));
      if (distance < best)
        {
          best = distance;
          hit->peak = (gssize) k;
        }
    }
  if (hit->peak >= 0)
    rsc_certificate_layout_take_peak (layout, hit);
  else
    find_direction (layout, x, y, hit);
  return hit->inside;
}

static gboolean
pick_bar (gconstpointer layout, double x, double y, gpointer hit)
{
  rsc_certificate_bars_find (layout, x, y, hit);
  return ((RscCertificateHit *) hit)->inside;
}

static void
draw_sentence (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;

  rsc_text_draw_sentence (text, self->sentence, 0.5 * self->width, 0.5 * self->height,
                          0.9 * self->width, self->theme.muted);
}

static const RscLayer curve_layers[] = {
  { RSC_LAYERS_STILL, rsc_certificate_layout_draw_ground, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_curves_draw_axis, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_curves_draw, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_layout_draw_line, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_curves_draw_points, pick_place },
  { RSC_LAYERS_MOVING, rsc_certificate_cloud_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_certificate_curves_draw_emphasis, NULL },
};

static const RscLayer map_layers[] = {
  { RSC_LAYERS_STILL, rsc_certificate_layout_draw_head, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_map_draw, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_map_draw_axes, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_map_draw_bar, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_map_draw_points, pick_place },
  { RSC_LAYERS_MOVING, rsc_certificate_cloud_draw, NULL },
  { RSC_LAYERS_MOVING, rsc_certificate_map_draw_emphasis, NULL },
};

static const RscLayer bar_layers[] = {
  { RSC_LAYERS_STILL, rsc_certificate_layout_draw_ground, NULL },
  { RSC_LAYERS_STILL, rsc_certificate_bars_draw, pick_bar },
  { RSC_LAYERS_STILL, rsc_certificate_layout_draw_line, NULL },
  { RSC_LAYERS_MOVING, rsc_certificate_bars_draw_emphasis, NULL },
};

static const RscLayer word_layers[] = { { RSC_LAYERS_STILL, draw_sentence, NULL } };

static void
layout_free (gpointer data)
{
  rsc_certificate_layout_clear (data);
  g_free (data);
}

RscPicture *
rsc_certificate_plot_new (const RscCertificateModel *model,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height)
{
  RscCertificateLayout *layout;
  RscText text;

  g_return_val_if_fail (model != NULL && model->landscape != NULL, NULL);
  g_return_val_if_fail (theme != NULL, NULL);
  g_return_val_if_fail (cr != NULL, NULL);

  layout = g_new0 (RscCertificateLayout, 1);
  rsc_text_init (&text, theme, cr);
  rsc_certificate_layout_init (layout, model, theme, &text, width, height);
  rsc_text_clear (&text);
  if (!rsc_certificate_layout_has_room (layout))
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (word_layers),
                            word_layers);
  if (layout->form == RSC_LANDSCAPE_CURVE)
    return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (curve_layers),
                            curve_layers);
  if (layout->form == RSC_LANDSCAPE_MAP)
    {
      rsc_certificate_map_lay_out (layout);
      return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (map_layers),
                              map_layers);
    }
  return rsc_picture_new (theme, width, height, layout, layout_free, G_N_ELEMENTS (bar_layers),
                          bar_layers);
}

void
rsc_certificate_plot_set_emphasis (RscPicture *picture,
                                   gssize selected,
                                   gssize hovered,
                                   int pointed_sign,
                                   const double *pointed)
{
  RscCertificateLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.selected = selected;
  layout->model.hovered = hovered;
  layout->model.pointed_sign = pointed_sign;
  layout->model.pointed = pointed;
}

void
rsc_certificate_plot_set_network (RscPicture *picture, RscNetwork *network)
{
  RscCertificateLayout *layout = rsc_picture_get_layout (picture);

  g_return_if_fail (layout != NULL);

  layout->model.network = network;
}

void
rsc_certificate_plot_find (const RscPicture *picture,
                           double px,
                           double py,
                           double *direction,
                           RscCertificateHit *hit)
{
  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  *hit = (RscCertificateHit){ .neuron = -1, .peak = -1, .direction = direction };
  rsc_picture_pick (picture, px, py, hit);
}

void
rsc_certificate_plot_find_direction (const RscPicture *picture,
                                     double px,
                                     double py,
                                     double *direction,
                                     RscCertificateHit *hit)
{
  const RscCertificateLayout *layout;

  g_return_if_fail (picture != NULL);
  g_return_if_fail (hit != NULL);

  layout = rsc_picture_get_layout (picture);
  *hit = (RscCertificateHit){ .neuron = -1, .peak = -1, .direction = direction };
  if (rsc_certificate_layout_has_room (layout))
    find_direction (layout, px, py, hit);
}

gboolean
rsc_certificate_plot_get_place (const RscPicture *picture,
                                int sign,
                                const double *direction,
                                double *px,
                                double *py)
{
  const RscCertificateLayout *layout;

  g_return_val_if_fail (picture != NULL, FALSE);
  g_return_val_if_fail (direction != NULL && px != NULL && py != NULL, FALSE);

  layout = rsc_picture_get_layout (picture);
  return rsc_certificate_layout_has_room (layout) && get_place (layout, sign, direction, px, py);
}

gboolean
rsc_certificate_plot_get_peak (const RscPicture *picture,
                               gsize k,
                               double *direction,
                               RscCertificateHit *hit,
                               double *px,
                               double *py)
{
  const RscCertificateLayout *layout;
  RscCorrelation peak;

  g_return_val_if_fail (picture != NULL, FALSE);
  g_return_val_if_fail (hit != NULL && px != NULL && py != NULL, FALSE);

  layout = rsc_picture_get_layout (picture);
  *hit = (RscCertificateHit){ .neuron = -1, .peak = -1, .direction = direction };
  if (k >= rsc_correlations_get_n (rsc_landscape_get_peaks (layout->model.landscape))
      || !rsc_certificate_layout_has_room (layout))
    return FALSE;
  rsc_correlations_get (rsc_landscape_get_peaks (layout->model.landscape), k, &peak);
  if (!rsc_certificate_plot_get_place (picture, peak.sign, peak.direction, px, py)
      && !rsc_certificate_bars_get_place (layout, k, px, py))
    return FALSE;
  hit->peak = (gssize) k;
  rsc_certificate_layout_take_peak (layout, hit);
  return TRUE;
}

void
rsc_certificate_plot_draw (const RscCertificateModel *model,
                           const RscTheme *theme,
                           cairo_t *cr,
                           double width,
                           double height)
{
  if (width >= 1.0 && height >= 1.0)
    rsc_picture_draw_whole (rsc_certificate_plot_new (model, theme, cr, width, height), cr);
}

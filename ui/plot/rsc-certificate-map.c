/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/plot/rsc-certificate-map.h"

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-correlation-map.h"
#include "ui/plot/rsc-placing.h"
#include "ui/words/rsc-certificate-words.h"
#include <math.h>

#define TURN (2.0 * G_PI)
#define LABEL_SCALE 0.88
#define TICKS_MAX 9
/* Steps of the colours from 0 to λ. */
#define BANDS 10
/* Pixels from node to node of the grid, its nodes, and rows of the data times meridians: a few
 * milliseconds. */
#define NODE_DISTANCE 2.0
#define MERIDIANS_MIN 48
#define MERIDIANS_MAX 500
#define LATITUDES_MIN 24
#define LATITUDES_MAX 300
#define WORK 1e6

/* --- directions ------------------------------------------------------------------------------- */

/* The picture is of w = (u_0 s_0, u_1 s_1, u_2 + u_0 m_0 + u_1 m_1), for which x·u = z·w with z the
 * features from their middle m in half widths s; without a bias of w = (u_k s_k). */
static void
to_picture (const RscCertificateLayout *self, const double *u, double *w)
{
  w[0] = u[0] * self->spread[0];
  w[1] = u[1] * self->spread[1];
  w[2] =
    self->offsets ? u[2] + u[0] * self->centre[0] + u[1] * self->centre[1] : u[2] * self->spread[2];
}

static void
from_picture (const RscCertificateLayout *self, const double *w, double *u)
{
  double length;

  u[0] = w[0] / self->spread[0];
  u[1] = w[1] / self->spread[1];
  u[2] =
    self->offsets ? w[2] - u[0] * self->centre[0] - u[1] * self->centre[1] : w[2] / self->spread[2];
  length = hypot (hypot (u[0], u[1]), u[2]);
  for (int k = 0; k < 3; k++)
    u[k] /= length;
}

/* From 0 at the foot to 1 at the top to latitude, and back. The kink is where z·(cos a, sin a) =
 * -tan b. */
static double
get_latitude (const RscCertificateLayout *self, double share)
{
  const double bent = G_PI * (share - 0.5);

  return self->offsets ? -atan2 (RSC_CERTIFICATE_REACH * sin (bent), cos (bent)) : bent;
}

static double
get_share (const RscCertificateLayout *self, double latitude)
{
  const double bent =
    self->offsets ? atan2 (-sin (latitude), RSC_CERTIFICATE_REACH * cos (latitude)) : latitude;

  return 0.5 + bent / G_PI;
}

void
rsc_certificate_map_get_place (const RscCertificateLayout *self,
                               const double *u,
                               double *x,
                               double *y)
{
  double w[3];

  to_picture (self, u, w);
  *x =
    rsc_certificate_layout_get_x (self, rsc_correlation_profile_wrap (atan2 (w[1], w[0])) / TURN);
  *y =
    self->frame.y + (1.0 - get_share (self, atan2 (w[2], hypot (w[0], w[1])))) * self->frame.height;
}

void
rsc_certificate_map_find_direction (const RscCertificateLayout *self,
                                    double x,
                                    double y,
                                    RscCertificateHit *hit)
{
  const RscRect f = self->frame;
  double a, b, u[3];

  if (!(x >= f.x && x <= f.x + f.width && y >= f.y && y <= f.y + f.height))
    return;
  a = TURN * (x - f.x) / f.width;
  b = get_latitude (self, 1.0 - (y - f.y) / f.height);
  from_picture (self, (double[3]){ cos (b) * cos (a), cos (b) * sin (a), sin (b) }, u);
  hit->inside = TRUE;
  hit->ratio = rsc_landscape_evaluate (self->model.landscape, u);
  hit->sign = hit->ratio < 0.0 ? -1 : 1;
  hit->ratio = fabs (hit->ratio);
  for (int k = 0; k < 3 && hit->direction != NULL; k++)
    hit->direction[k] = u[k];
}

/* --- the grid --------------------------------------------------------------------------------- */

static void
measure_features (RscCertificateLayout *self)
{
  RscProblem *problem = rsc_landscape_get_problem (self->model.landscape);
  const gsize n = rsc_problem_get_n (problem);
  const double *x = rsc_problem_get_x (problem);

  self->offsets = rsc_problem_get_bias (problem);
  for (int k = 0; k < 3; k++)
    {
      double low = INFINITY, high = -INFINITY, largest = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          low = fmin (low, x[3 * i + k]);
          high = fmax (high, x[3 * i + k]);
          largest = fmax (largest, fabs (x[3 * i + k]));
        }
      self->centre[k] = self->offsets && n > 0 ? 0.5 * (low + high) : 0.0;
      self->spread[k] = self->offsets && high > low ? 0.5 * (high - low) : largest;
      if (!(self->spread[k] > 0.0))
        self->spread[k] = 1.0;
    }
}

/* h of the unit vector u is that of w over the length of u as it comes from w. */
static void
scale_grid (RscCertificateLayout *self, const double *latitudes)
{
  const double one = 1.0 / self->spread[0], two = 1.0 / self->spread[1];
  g_autofree double *across = g_new (double, 2 * self->n_meridians);

  for (gsize k = 0; k < self->n_meridians; k++)
    {
      const double a = TURN * (double) k / (double) self->n_meridians;

      across[2 * k] = one * cos (a);
      across[2 * k + 1] = two * sin (a);
    }
  for (gsize j = 0; j < self->n_latitudes; j++)
    {
      const double c = cos (latitudes[j]), s = sin (latitudes[j]);
      double *row = self->grid + j * self->n_meridians;

      for (gsize k = 0; k < self->n_meridians; k++)
        {
          const double u0 = c * across[2 * k], u1 = c * across[2 * k + 1];
          const double u2 =
            self->offsets ? s - u0 * self->centre[0] - u1 * self->centre[1] : s / self->spread[2];

          row[k] /= self->lambda * sqrt (u0 * u0 + u1 * u1 + u2 * u2);
        }
    }
}

void
rsc_certificate_map_lay_out (RscCertificateLayout *self)
{
  RscProblem *problem = rsc_landscape_get_problem (self->model.landscape);
  const gsize n = rsc_problem_get_n (problem);
  const double *x = rsc_problem_get_x (problem);
  g_autofree double *z = g_new (double, MAX (3 * n, 1));
  g_autofree double *latitudes = NULL;

  measure_features (self);
  self->n_meridians =
    (gsize) CLAMP (fmin (self->frame.width / NODE_DISTANCE, WORK / (double) MAX (n, 1)),
                   MERIDIANS_MIN, MERIDIANS_MAX);
  self->n_latitudes =
    (gsize) CLAMP (self->frame.height / NODE_DISTANCE, LATITUDES_MIN, LATITUDES_MAX);
  self->grid = g_new (double, self->n_meridians * self->n_latitudes);
  latitudes = g_new (double, self->n_latitudes);
  for (gsize i = 0; i < n; i++)
    for (int k = 0; k < 3; k++)
      z[3 * i + k] =
        self->offsets && k == 2 ? 1.0 : (x[3 * i + k] - self->centre[k]) / self->spread[k];
  /* Rising, which is from the top where up is farther away. */
  for (gsize j = 0; j < self->n_latitudes; j++)
    {
      const double share = (double) j / (double) (self->n_latitudes - 1);

      latitudes[j] = get_latitude (self, self->offsets ? 1.0 - share : share);
    }
  rsc_correlation_map_fill (n, z, rsc_landscape_get_residual (self->model.landscape),
                            self->n_meridians, self->n_latitudes, latitudes, self->grid);
  scale_grid (self, latitudes);
}

/* --- drawing ---------------------------------------------------------------------------------- */

static guint32
pack (RscColor color)
{
  return ((guint32) lround (color.red * 255.0) << 16)
         | ((guint32) lround (color.green * 255.0) << 8) | (guint32) lround (color.blue * 255.0);
}

/* Colour of band @band of @sign: the first one is nothing of either, the last one above λ. */
static RscColor
get_band_color (const RscCertificateLayout *self, int sign, int band)
{
  if (band >= BANDS)
    return self->theme.foreground;
  return rsc_theme_get_diverging (&self->theme, sign * (double) band / (BANDS - 1));
}

/* Colours of one line of pixels, from a line of the grid. */
static void
fill_line (const RscCertificateLayout *self,
           const double *line,
           guint32 colors[2][BANDS + 1],
           int width,
           guint32 *pixels)
{
  const double step = (double) self->n_meridians / width;

  for (int i = 0; i < width; i++)
    {
      const double k = (i + 0.5) * step;
      const gsize k0 = (gsize) k;
      const double value = line[k0] + (k - (double) k0) * (line[k0 + 1] - line[k0]);
      const double bands = fabs (value) * BANDS;
      const int band = bands < BANDS                               ? (int) bands
                       : bands > BANDS * (1.0 + RSC_TOLERANCE_TIE) ? BANDS
                                                                   : BANDS - 1;

      pixels[i] = colors[value < 0.0][band];
    }
}

/* Between the rows of the grid; one more than there are meridians, for it goes round. @down: 0 to 1
 * of the frame. */
static void
blend_rows (const RscCertificateLayout *self, double down, double *line)
{
  const double j =
    CLAMP (self->offsets ? down : 1.0 - down, 0.0, 1.0) * (double) (self->n_latitudes - 1);
  const gsize j0 = MIN ((gsize) j, self->n_latitudes - 2);
  const double t = j - (double) j0;
  const double *row = self->grid + j0 * self->n_meridians;
  const double *next = row + self->n_meridians;

  for (gsize k = 0; k < self->n_meridians; k++)
    line[k] = row[k] + t * (next[k] - row[k]);
  line[self->n_meridians] = line[0];
}

void
rsc_certificate_map_draw (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const RscRect f = self->frame;
  double sx = 1.0, sy = 1.0;
  guint32 colors[2][BANDS + 1];
  g_autofree double *line = g_new (double, self->n_meridians + 1);
  cairo_surface_t *image;
  int width, height, stride;
  unsigned char *data;

  cairo_surface_get_device_scale (cairo_get_target (text->cr), &sx, &sy);
  width = (int) CLAMP (f.width * fmax (sx, 1.0), 1.0, 4000.0);
  height = (int) CLAMP (f.height * fmax (sy, 1.0), 1.0, 4000.0);
  for (int side = 0; side < 2; side++)
    for (int band = 0; band <= BANDS; band++)
      colors[side][band] = pack (get_band_color (self, side == 0 ? 1 : -1, band));
  image = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  if (cairo_surface_status (image) != CAIRO_STATUS_SUCCESS)
    {
      cairo_surface_destroy (image);
      return;
    }
  data = cairo_image_surface_get_data (image);
  stride = cairo_image_surface_get_stride (image);
  for (int j = 0; j < height; j++)
    {
      blend_rows (self, (j + 0.5) / height, line);
      fill_line (self, line, colors, width,
                 (guint32 *) (void *) (data + (gsize) j * (gsize) stride));
    }
  cairo_surface_mark_dirty (image);
  cairo_save (text->cr);
  cairo_translate (text->cr, f.x, f.y);
  cairo_scale (text->cr, f.width / width, f.height / height);
  cairo_set_source_surface (text->cr, image, 0.0, 0.0);
  cairo_pattern_set_filter (cairo_get_source (text->cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle (text->cr, 0.0, 0.0, width, height);
  cairo_fill (text->cr);
  cairo_restore (text->cr);
  cairo_surface_destroy (image);
  cairo_rectangle (text->cr, f.x, f.y, f.width, f.height);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, fmax (0.5 * self->theme.line_width, 0.5));
  cairo_stroke (text->cr);
}

static void
draw_tick (const RscCertificateLayout *self, RscText *text, const char *label, double y)
{
  const RscRect f = self->frame;

  cairo_move_to (text->cr, f.x - 0.25 * self->em, y);
  cairo_line_to (text->cr, f.x, y);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_stroke (text->cr);
  rsc_text_draw (text, label, f.x - 0.4 * self->em, y, 1.0, 0.5, self->theme.muted);
}

/* Upright: offsets in half widths of the data, or latitudes. */
static void
draw_upright (const RscCertificateLayout *self, RscText *text)
{
  static const struct
  {
    double value;
    const char *label;
  } offsets[] = { { -INFINITY, "−∞" }, { INFINITY, "∞" }, { 0.0, "0" }, { -1.0, "−1" },
                  { 1.0, "1" },        { -2.0, "−2" },    { 2.0, "2" } },
    latitudes[] = {
      { -90.0, "−90°" }, { 90.0, "90°" }, { 0.0, "0°" }, { -45.0, "−45°" }, { 45.0, "45°" }
    };
  const gsize n = self->offsets ? G_N_ELEMENTS (offsets) : G_N_ELEMENTS (latitudes);
  double taken[G_N_ELEMENTS (offsets)], h;
  gsize n_taken = 0;

  rsc_text_measure (text, "0", NULL, &h);
  for (gsize k = 0; k < n; k++)
    {
      const double b = self->offsets ? -atan (offsets[k].value) : latitudes[k].value * G_PI / 180.0;
      const double y = self->frame.y + (1.0 - get_share (self, b)) * self->frame.height;
      double nearest = INFINITY;

      for (gsize t = 0; t < n_taken; t++)
        nearest = fmin (nearest, fabs (taken[t] - y));
      if (nearest < 1.1 * h)
        continue;
      taken[n_taken++] = y;
      draw_tick (self, text, self->offsets ? offsets[k].label : latitudes[k].label, y);
    }
}

/* Across: which way it is active, as arrows that look as in the picture of the function. */
static void
draw_across (const RscCertificateLayout *self, RscText *text)
{
  static const char *const arrows[] = { "→", "↗", "↑", "↖", "←", "↙", "↓", "↘", "→" };
  const double foot = self->frame.y + self->frame.height;

  for (gsize k = 0; k < G_N_ELEMENTS (arrows); k++)
    {
      const double x = rsc_certificate_layout_get_x (self, (double) k / 8.0);

      cairo_move_to (text->cr, x, foot);
      cairo_line_to (text->cr, x, foot + 0.25 * self->em);
      rsc_color_set_source (text->cr, self->theme.muted);
      cairo_stroke (text->cr);
      rsc_text_draw (text, arrows[k], x, foot + 0.4 * self->em, 0.5, 0.0, self->theme.muted);
    }
}

void
rsc_certificate_map_draw_axes (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  RscDataset *dataset = rsc_problem_get_dataset (rsc_landscape_get_problem (self->model.landscape));
  const char *names[3] = { NULL };
  g_autofree char *across = NULL;
  g_autofree char *upright = NULL;

  for (gsize k = 0; k < MIN (rsc_dataset_get_d (dataset), 3); k++)
    names[k] = rsc_dataset_get_feature_name (dataset, k);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  cairo_set_line_width (text->cr, fmax (0.5 * self->theme.line_width, 0.5));
  draw_across (self, text);
  draw_upright (self, text);
  if (!self->titles)
    return;
  across = rsc_certificate_words_dup_map_title (names[0], names[1]);
  rsc_certificate_layout_draw_title (self, text, across);
  upright = rsc_certificate_words_dup_upright_title (self->offsets ? NULL : names[2]);
  rsc_text_set_limit (text, self->frame.height);
  rsc_text_draw_upwards (text, upright, 0.3 * self->em, self->frame.y + 0.5 * self->frame.height,
                         0.5, 0.0, self->theme.foreground);
  rsc_text_set_limit (text, 0.0);
}

/* From λ of one sign over 0 to λ of the other. */
void
rsc_certificate_map_draw_bar (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const RscRect b = self->bar;
  static const char *const labels[] = { "λ", "0", "λ" };

  for (int k = 0; k < 2 * BANDS; k++)
    {
      const int band = k < BANDS ? BANDS - 1 - k : k - BANDS;

      cairo_rectangle (text->cr, b.x, b.y + b.height * k / (2.0 * BANDS), b.width,
                       b.height / (2.0 * BANDS) + 0.5);
      rsc_color_set_source (text->cr, get_band_color (self, k < BANDS ? 1 : -1, band));
      cairo_fill (text->cr);
    }
  cairo_rectangle (text->cr, b.x, b.y, b.width, b.height);
  rsc_color_set_source (text->cr, self->theme.muted);
  cairo_set_line_width (text->cr, fmax (0.5 * self->theme.line_width, 0.5));
  cairo_stroke (text->cr);
  rsc_text_set_style (text, LABEL_SCALE, FALSE);
  for (int k = 0; k < 3; k++)
    rsc_text_draw (text, labels[k], b.x + b.width + 0.35 * self->em, b.y + 0.5 * k * b.height, 0.0,
                   0.5, self->theme.muted);
}

/* The map goes round: what is at one end of it is at the other as well. Returns how many of @x are
 * set. */
static int
list_places (const RscCertificateLayout *self, const double *u, double x[2], double *y)
{
  const double left = self->frame.x, right = self->frame.x + self->frame.width;

  rsc_certificate_map_get_place (self, u, &x[0], y);
  if (x[0] - left > 0.5 && right - x[0] > 0.5)
    return 1;
  x[1] = x[0] - left <= 0.5 ? right : left;
  return 2;
}

static const double *
get_direction (const RscCertificateLayout *self, gsize neuron)
{
  return rsc_optimal_set_get_neuron (rsc_landscape_get_set (self->model.landscape), neuron)
    ->direction;
}

/* Peaks that are no neurons. */
static void
draw_others (const RscCertificateLayout *self, cairo_t *cr)
{
  const RscCorrelations *peaks = rsc_landscape_get_peaks (self->model.landscape);
  RscCorrelation peak;
  double x[2], y;

  for (gsize k = 0; k < rsc_correlations_get_n (peaks); k++)
    {
      rsc_correlations_get (peaks, k, &peak);
      if (peak.neuron >= 0)
        continue;
      for (int p = list_places (self, peak.direction, x, &y); p-- > 0;)
        {
          cairo_new_path (cr);
          cairo_arc (cr, x[p], y, 0.17 * self->em, 0.0, TURN);
          rsc_color_set_source (cr, self->theme.background);
          cairo_set_line_width (cr, 1.6 * self->theme.line_width);
          cairo_stroke_preserve (cr);
          rsc_color_set_source (cr, self->theme.foreground);
          cairo_set_line_width (cr, 0.6 * self->theme.line_width);
          cairo_stroke (cr);
        }
    }
}

void
rsc_certificate_map_draw_points (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  const gsize n = rsc_landscape_get_n_neurons (self->model.landscape);
  const double radius = 1.15 * RSC_CERTIFICATE_RADIUS * self->em;
  const RscRect f = self->frame;
  RscPlacing placing;
  double x[2], y;

  draw_others (self, text->cr);
  rsc_text_set_style (text, LABEL_SCALE, TRUE);
  rsc_placing_init (&placing, text, f);
  placing.plate = rsc_color_with_alpha (self->theme.background, 0.75);
  for (gsize i = 0; i < n; i++)
    for (int p = list_places (self, get_direction (self, i), x, &y); p-- > 0;)
      {
        rsc_certificate_layout_draw_neuron (self, i, x[p], y, 1.15, text->cr);
        rsc_placing_take (&placing,
                          (RscRect){ x[p] - radius, y - radius, 2.0 * radius, 2.0 * radius });
      }
  for (gsize i = 0; i < n; i++)
    {
      const gsize label = rsc_certificate_model_get_label (&self->model, i);
      g_autofree char *number = g_strdup_printf ("%" G_GSIZE_FORMAT, label + 1);

      list_places (self, get_direction (self, i), x, &y);
      rsc_placing_put_around (&placing, number, x[0], y, radius + 0.3 * self->em,
                              self->theme.foreground);
    }
  rsc_placing_clear (&placing);
}

void
rsc_certificate_map_draw_emphasis (gconstpointer layout, RscText *text)
{
  const RscCertificateLayout *self = layout;
  double x[2], y;

  for (gsize i = 0; i < rsc_landscape_get_n_neurons (self->model.landscape); i++)
    if (rsc_certificate_model_is_emphasised (&self->model, i))
      for (int p = list_places (self, get_direction (self, i), x, &y); p-- > 0;)
        rsc_certificate_layout_draw_emphasised (self, i, x[p], y, text->cr);
  if (self->model.pointed != NULL
      && rsc_certificate_model_find_label (&self->model, self->model.hovered) < 0)
    for (int p = list_places (self, self->model.pointed, x, &y); p-- > 0;)
      rsc_certificate_layout_draw_pointed (self, x[p], y, text->cr);
}

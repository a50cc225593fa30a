/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-certificate-model.h"
#include "ui/plot/rsc-text.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Data take the part of each half that |atan| <= atan (1 / this) leaves: two thirds. */
#define RSC_CERTIFICATE_REACH 0.577

/* Of the dots of neurons, in units of the text. */
#define RSC_CERTIFICATE_RADIUS 0.3

/**
 * RscCertificateLayout:
 * @form: of the landscape
 * @frame: of the curves or bars
 * @values: of the vertical axis, in λ
 * @sentence: above it, with its height
 * @legend: whether there is room for the names of the two curves
 * @positions: whether the horizontal axis is the kink's position, first of neurons active to its
 * right, then to its
 *   left, so that it goes once round all directions: one half ends with those that are active
 *   nowhere, the other with
 *   those that are active everywhere
 * @middle, @reach: of the data: a position p is at 1/2 + atan ((p - middle) / reach) / π of its
 * half
 *
 * @offsets: of a map: whether it goes up to where the kink is, which takes a bias
 * @centre, @spread: of each column of it the middle and half the width
 * @n_meridians, @n_latitudes, @grid: h_+ / λ at the nodes of the map, row by row from the first
 * latitude; or NULL
 * @bar: the scale of its colours
 *
 * Where everything of the picture stands. Not changed by its layers. What is emphasised in @model
 * may change later.
 */
typedef struct
{
  RscCertificateModel model;
  RscLandscapeForm form;
  RscTheme theme;
  double width, height, em;
  RscRect frame;
  RscAxis values;
  double lambda;
  char *sentence;
  double sentence_height;
  double line;
  gboolean titles;
  gboolean legend;
  gboolean positions;
  double middle, reach;
  gboolean offsets;
  double centre[3], spread[3];
  gsize n_meridians, n_latitudes;
  double *grid;
  RscRect bar;
} RscCertificateLayout;

void rsc_certificate_layout_init (RscCertificateLayout *self,
                                  const RscCertificateModel *model,
                                  const RscTheme *theme,
                                  RscText *text,
                                  double width,
                                  double height);
void rsc_certificate_layout_clear (RscCertificateLayout *self);

/* Whether there is a frame to draw in. */
gboolean rsc_certificate_layout_has_room (const RscCertificateLayout *self);

/* Height of the picture for a value in λ. */
double rsc_certificate_layout_get_y (const RscCertificateLayout *self, double value);

/* From a direction (cos @angle, sin @angle) to [0, 1] along the axis, and back. */
double rsc_certificate_layout_from_angle (const RscCertificateLayout *self, double angle);
double rsc_certificate_layout_to_angle (const RscCertificateLayout *self, double share);
double rsc_certificate_layout_get_x (const RscCertificateLayout *self, double share);

/* Sentence and the names of the colours; these with the vertical axis, and the line λ: for curves
 * and bars. */
void rsc_certificate_layout_draw_head (gconstpointer layout, RscText *text);
void rsc_certificate_layout_draw_ground (gconstpointer layout, RscText *text);
void rsc_certificate_layout_draw_line (gconstpointer layout, RscText *text);

/* Title below, centred. */
void rsc_certificate_layout_draw_title (const RscCertificateLayout *self,
                                        RscText *text,
                                        const char *title);

/* Neuron @i as a dot at (@x, @y), hollow where no optimal network uses it; @scale times as large.
 * And as it is where it is selected or pointed at; and a direction that is pointed at. */
void rsc_certificate_layout_draw_neuron (const RscCertificateLayout *self,
                                         gsize i,
                                         double x,
                                         double y,
                                         double scale,
                                         cairo_t *cr);
void rsc_certificate_layout_draw_emphasised (const RscCertificateLayout *self,
                                             gsize i,
                                             double x,
                                             double y,
                                             cairo_t *cr);
void rsc_certificate_layout_draw_pointed (const RscCertificateLayout *self,
                                          double x,
                                          double y,
                                          cairo_t *cr);

/* Fills in what is known of @hit's peak. */
void rsc_certificate_layout_take_peak (const RscCertificateLayout *self, RscCertificateHit *hit);

G_END_DECLS

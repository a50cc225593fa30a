/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-set-dots.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

#define RSC_SET_LAYOUT_DOT 0.27

/* Sizes that the parts of the picture share: text of the ticks, ticks of an axis, pieces of a
 * curved edge. */
#define RSC_SET_LABEL_SCALE 0.88
#define RSC_SET_TICKS_MAX 12
#define RSC_SET_EDGE_PIECES 20

/**
 * RscSetLayout: where everything of one picture of the optimal set stands: axes, frame, corners,
 * marker. What drawing, picking and dragging share.
 */
typedef struct
{
  gsize n; /* axes */
  gboolean norms;
  RscSpace space;
  double factor[3]; /* of the shown weight in the unit direction; 1 for norms */
  double constant[3];
  RscAxis axis[3];
  char *title[3];
  RscColor color[3];
  gboolean absent[3]; /* the neuron is not in the set: its norm is 0 */
  const RscHull *hull;
  RscSetDots dots;
  double *corners; /* dots.n × n, shown values; the corners of the hull first */
  gboolean has_marker;
  double marker[3]; /* shown values */
  const char *heading;
  char *sentence;
  double sentence_height;
  RscRect area;  /* of the picture, without heading and sentence */
  RscRect frame; /* one and two axes */
  double cx, cy, radius;
  RscCamera camera;
  double em;
} RscSetLayout;

/* What to say instead of a picture, or NULL. */
const char *rsc_set_layout_get_words (const RscOptimalSetModel *model);

/* Everything that drawing, picking and dragging share; rsc_set_layout_get_words() is NULL. Borrows
 * the hull of @model. Free with rsc_set_layout_clear(). */
void rsc_set_layout_init (RscSetLayout *self,
                          const RscOptimalSetModel *model,
                          const RscTheme *theme,
                          cairo_t *cr,
                          double width,
                          double height);

void rsc_set_layout_clear (RscSetLayout *self);

/* Puts the marker where the point of @model is; all else stays. */
void rsc_set_layout_move_marker (RscSetLayout *self, const RscOptimalSetModel *model);

/* What names and colours the neuron on axis @k. */
gsize rsc_set_layout_get_label (const RscOptimalSetModel *model, gsize k);

/* Norms in one network of the trail; 0 where there is no trail that can be drawn. */
gsize rsc_set_layout_get_trail_stride (const RscOptimalSetModel *model);
/* Whether the axes reach over the trail. */
gboolean rsc_set_layout_holds_trail (const RscSetLayout *self, const RscOptimalSetModel *model);

/* Norm of a neuron -> the value on axis k. Monotone, so facets keep their sides. */
double rsc_set_layout_show_value (const RscSetLayout *self, gsize k, double a);

/* The inverse; a weight that is 0 whatever the norm tells nothing, and keeps the norm as it is. */
double rsc_set_layout_hide_value (const RscSetLayout *self, gsize k, double value);

/* A point of the unit cube on the screen; the depth in camera units. */
void rsc_set_layout_project_cube (const RscSetLayout *self, const double p[3], double out[3]);

/* Shown values on the screen. */
void rsc_set_layout_project_values (const RscSetLayout *self, const double *values, double out[3]);

/* A convex combination of corners by norms, then shown: straight in convex space, curved in the
 * other. */
void rsc_set_layout_project_mixture (const RscSetLayout *self,
                                     gsize n_corners,
                                     const gsize *corners,
                                     const double *weights,
                                     double out[3]);

/* How many of the dots have room without hiding the body: 1 for all, else their share. A dot of
 * text size 1 has radius RSC_SET_LAYOUT_DOT. */
double rsc_set_layout_get_dot_room (const RscSetLayout *self);

/* Whether straight edges of the set are drawn as curves. */
gboolean rsc_set_layout_is_curved (const RscSetLayout *self);

/* Closer steps at both ends: a square root is steepest at zero. warp(s) + warp(1 - s) = 1, so
 * neighbouring facets meet without gaps. */
double rsc_set_layout_warp (double s);

/* Clips to where the marker and the trail may be; FALSE where that is nothing. */
gboolean rsc_set_layout_clip_to_body (const RscSetLayout *self, cairo_t *cr);

G_END_DECLS

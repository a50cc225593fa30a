/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-function-model.h"
#include "ui/plot/rsc-function-targets.h"
#include "ui/plot/rsc-slice.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* Distance in units of the text size within which something is under the pointer. */
#define RSC_FUNCTION_PICK_POINT 0.8
#define RSC_FUNCTION_PICK_LINE 0.5

/**
 * RscFunctionScale:
 * @RSC_FUNCTION_SCALE_SIDES: two sides of a value
 * @RSC_FUNCTION_SCALE_VALUE: values without a middle
 * @RSC_FUNCTION_SCALE_WIDTH: from 0
 *
 * What colours tell.
 */
typedef enum
{
  RSC_FUNCTION_SCALE_SIDES,
  RSC_FUNCTION_SCALE_VALUE,
  RSC_FUNCTION_SCALE_WIDTH
} RscFunctionScale;

/**
 * RscFunctionLayout: everything that drawing and picking share. Borrows from what its model points
 * to.
 * @model, @theme: what is laid out; the selection in @model may change later
 * @words: instead of a picture, or NULL; @notice: over it, or NULL
 * @plane: two features: a map with a colour bar
 * @network, @before: NULL when it does not fit the data
 * @envelope: NULL when its grid is not of this picture
 * @place: where each feature is held unless it is on an axis, or NULL in FIT
 * @slice, @before_slice: f over the shown features, or NULL
 * @graph, @before_graph: segments (RscSegment) of the curve, or NULL
 * @predicted, @test_predicted: in FIT and for the curve of a change, or NULL
 * @centre: the value in the middle of two sides
 * @map: @map_nx × @map_ny nodes of what the map shows, row-major, y increasing, over @map_x and
 * @map_y in data coordinates; NULL without a map.
 * @targets: colours of the points; in a map of f their scale has the ends of the map's
 * @scale, @map_low, @map_high: of the map's colours; @zero: f is 0 everywhere
 * @zeros, @before_zeros: segments (RscSegment) on which f is between its two sides, or NULL
 * @marks: where neurons switch, kinks or lines as rsc-function-graph or -plane lists them, or NULL
 * @x_step, @y_step: between the ticks of the axes, 0 where they have fewer than two
 * @frame: where the data are; @bar: the scale of colours beside it; @target_bar: that of the points
 * where the map has another, of no width elsewhere; @legend: the line that names two classes, of no
 * height without
 */
typedef struct
{
  RscFunctionModel model;
  RscTheme theme;
  double width, height;
  const char *words;
  const char *notice;
  RscFunctionMode mode;
  gboolean plane;
  RscNetwork *network;
  RscEnvelope *envelope;
  gsize d;
  gsize feature_x;
  gsize feature_y;
  double *place;
  RscSlice *slice;
  GArray *graph;
  RscNetwork *before;
  RscSlice *before_slice;
  GArray *before_graph;
  double *predicted;
  double *test_predicted;
  double centre;
  RscAxis x;
  RscAxis y;
  double x_step, y_step;
  char *x_title;
  char *y_title;
  gboolean has_note; /* where the other features are */
  gsize map_nx, map_ny;
  double *map;
  double map_x[2], map_y[2];
  RscFunctionTargets targets;
  RscFunctionScale scale;
  double map_low, map_high;
  gboolean zero;
  GArray *zeros;
  GArray *before_zeros;
  GArray *marks;
  RscRect frame;
  RscRect bar;
  RscRect target_bar;
  RscRect legend;
} RscFunctionLayout;

/* All but the map. Ends with rsc_function_layout_clear(). */
void rsc_function_layout_init (RscFunctionLayout *self,
                               const RscFunctionModel *model,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height);
void rsc_function_layout_clear (RscFunctionLayout *self);

/* Where the other features of a slice are, with at most @letters of their names; NULL where there
 * are none. Free with g_free(). */
char *rsc_function_layout_dup_note (const RscFunctionLayout *self, gsize letters);

/* Where the frame has no room for the notice, the notice is all there is. */
void rsc_function_layout_fit_notice (RscFunctionLayout *self, RscText *text);

/* Whether the picked network has an emphasised neuron: the others are dimmed then. */
gboolean rsc_function_layout_has_emphasis (const RscFunctionLayout *self);

/* Values of the axes in user units. */
double rsc_function_layout_to_px (const RscFunctionLayout *self, double x);
double rsc_function_layout_to_py (const RscFunctionLayout *self, double y);

void rsc_function_layout_clip (const RscFunctionLayout *self, cairo_t *cr);

/* Layers that all pictures of the function have: the place under the pointer, which has no drawing;
 * the axes; the frame; a notice on a plate of the background's colour at its top. */
gboolean rsc_function_layout_pick (gconstpointer layout, double x, double y, gpointer hit);
void rsc_function_layout_draw_axes (gconstpointer layout, RscText *text);
void rsc_function_layout_draw_frame (gconstpointer layout, RscText *text);
/* Where it has the notice, with the plate behind it; empty without one. Sets the text's style. */
RscRect rsc_function_layout_find_notice (const RscFunctionLayout *self, RscText *text);
void rsc_function_layout_draw_notice (gconstpointer layout, RscText *text);

/* Over the network's picture where it is being updated, under the points: a layer. */
void rsc_function_layout_draw_veil (gconstpointer layout, RscText *text);

/* Of (px, py) to the segment from (x0, y0) to (x1, y1). */
double rsc_function_layout_get_distance_to_segment (double px,
                                                    double py,
                                                    double x0,
                                                    double y0,
                                                    double x1,
                                                    double y1);

G_END_DECLS

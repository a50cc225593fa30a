/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-set-dots.h"

G_BEGIN_DECLS

/* Lays out the picture of one space for (0, 0, width, height), under a heading with its name; or,
 * if @pair, of both as in the paper's Figure 1: side by side when it is wide, one above the other
 * when it is tall (model->space is ignored then). Sets that project to a point or a segment are
 * drawn as such, with a sentence. The marker with its guides and the ring of the hovered corner
 * move. @cr: what it will be drawn on, or rsc_picture_create_measuring(). Borrows what @model
 * points to, the arrays too. */
RscPicture *rsc_optimal_set_plot_new (const RscOptimalSetModel *model,
                                      gboolean pair,
                                      const RscTheme *theme,
                                      cairo_t *cr,
                                      double width,
                                      double height);

/* Moves the marker of such a picture to @point, or hovers over @dot; see RscOptimalSetModel. */
void rsc_optimal_set_plot_set_point (RscPicture *picture, const double *point);
/* And another trail. FALSE where the axes are too short for it: the picture has to be laid out
 * anew. */
gboolean rsc_optimal_set_plot_set_trail (RscPicture *picture, const double *trail, gsize n);
void rsc_optimal_set_plot_set_hovered_dot (RscPicture *picture, gssize dot);

/**
 * RscOptimalSetHit:
 * @dot: of the vertices, or -1; the corners of the hull are the first, in its order
 * @neuron: whose bar is there, or -1
 * @on_marker: whether the picked network's marker is there
 * @space: whose picture is there
 */
typedef struct
{
  gssize dot;
  gssize neuron;
  gboolean on_marker;
  RscSpace space;
} RscOptimalSetHit;

/* A dot of such a picture, or NULL. */
const RscSetDot *rsc_optimal_set_plot_get_dot (const RscPicture *picture, gssize dot);

/* What is under (px, py) of such a picture. */
void
rsc_optimal_set_plot_find (const RscPicture *picture, double px, double py, RscOptimalSetHit *hit);

/* For dragging in such a picture: the norms of the axes' neurons at (px, py), taken as a place of
 * @space in a pair. In three dimensions the point keeps the depth of model->point. @wish: n_axes
 * values, clamped to >= 0. */
void rsc_optimal_set_plot_unproject (const RscPicture *picture,
                                     RscSpace space,
                                     double px,
                                     double py,
                                     double *wish);

/* Lays out one space or the pair, and draws all of it, once. */
void rsc_optimal_set_plot_draw (const RscOptimalSetModel *model,
                                const RscTheme *theme,
                                cairo_t *cr,
                                double width,
                                double height);
void rsc_optimal_set_plot_draw_pair (const RscOptimalSetModel *model,
                                     const RscTheme *theme,
                                     cairo_t *cr,
                                     double width,
                                     double height);

/* Rectangle of one space inside a pair picture of this size. */
RscRect rsc_optimal_set_plot_get_pair_rect (RscSpace space, double width, double height);

G_END_DECLS

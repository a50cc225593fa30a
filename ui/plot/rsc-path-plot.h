/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-path-marks.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean inside;
  gssize neuron; /* id of the curve there, or -1 */
  gboolean more; /* what stands for the neurons without a label is there */
  gssize mark;   /* index of the mark there, or -1; see rsc_path_plot_get_marks() */
  double lambda; /* of the path at that x; NaN where it is not known */
} RscPathHit;

/* Lays out the picture for (0, 0, width, height): the curves, tubes, event marks, the strip with
 * the dimension of the set, labels at the curves' ends, and the cursor, which moves. @cr: what it
 * will be drawn on, or rsc_picture_create_measuring(). Borrows what @model points to, the labels
 * too. */
RscPicture *rsc_path_plot_new (const RscPathModel *model,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height);

/* Moves the cursor of such a picture, and the picked network at it; see RscPathModel. */
void rsc_path_plot_set_cursor (RscPicture *picture, double lambda, const double *picked);
/* The same for the arrows there. @slopes: borrowed. */
void rsc_path_plot_set_slopes (RscPicture *picture, const double *slopes);

/* Its event marks; they belong to @picture. NULL where it has none. */
const RscPathMarks *rsc_path_plot_get_marks (const RscPicture *picture);

/* From where to where its axis goes. FALSE where that is not one of λ, or there is none. */
gboolean rsc_path_plot_get_extent (const RscPicture *picture, double *left, double *right);

/* The least height from @height on at which no small multiple is left out. */
double rsc_path_plot_find_height (const RscPathModel *model,
                                  const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height);

/* What is under (px, py) of such a picture. */
void rsc_path_plot_find (const RscPicture *picture, double px, double py, RscPathHit *hit);

/* Lays the picture out and draws all of it, once. */
void rsc_path_plot_draw (const RscPathModel *model,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-curves.h"

G_BEGIN_DECLS

/**
 * RscPathModel: what the picture shows. Borrowed pointers; a plain value.
 * @path: as far as it is known, or NULL
 * @curves: rsc_path_curves_new() of @path, @y and @feature, kept by a view so that a moving cursor
 * does not read the path anew; NULL, or of something else, and the picture makes its own
 * @lambda_max, @ratio_min: extent of the axis of λ; what @path does not cover yet is shown as not
 * computed yet
 * @complete: nothing more of @path is being computed
 * @x, @y, @feature: the axes
 * @tubes: draw the range of every neuron over the optimal set
 * @parted: draw neurons that share a curve beside each other instead of one curve "×4"
 * @multiples: a strip for each neuron
 * @tangents: at the cursor the tangents of the curves (of norms over λ), of the neurons that are
 * selected or hovered, or of all; where the set is not unique there are none
 * @labels: for each id the number that names and colours it (from 0), or NULL for the id
 * @selected, @hovered: ids, or -1
 * @lambda: where the cursor is, or NaN
 * @on_paper: nobody can ask the picture for what it leaves out: a legend below has every neuron
 * that has no number beside its curve
 * @picked: for each id where the picked network's neuron stands on the vertical axis, NaN where it
 * is not known (see rsc_path_picked_fill()); NULL: the network of least ||a||_2, whose curves these
 * are, is picked
 * @slopes: for each id how the norm moves when something else does, shown by arrows at the picked
 * network where the vertical axis has norms; NaN: nothing is known; or NULL
 */
typedef struct
{
  RscPath *path;
  RscPathCurves *curves;
  double lambda_max;
  double ratio_min;
  gboolean complete;
  RscPathX x;
  RscPathY y;
  gsize feature;
  gboolean tubes;
  gboolean parted;
  gboolean multiples;
  gboolean tangents;
  gboolean on_paper;
  const gsize *labels;
  gssize selected;
  gssize hovered;
  double lambda;
  const double *picked;
  const double *slopes;
} RscPathModel;

void rsc_path_model_init (RscPathModel *self);

G_END_DECLS

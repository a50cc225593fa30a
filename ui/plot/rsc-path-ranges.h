/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-set-model.h"

G_BEGIN_DECLS

/**
 * RscPathRanges:
 *
 * How far a path reaches in the pictures of its networks: axes and colours that cover all of it
 * stand still while λ moves, so that what grows is seen to grow. Immutable and reference-counted.
 */
typedef struct _RscPathRanges RscPathRanges;

/* Keeps a reference to @path. @feature_x, @feature_y: features on the axes of the function's
 * picture; @at: where the others are held, or NULL. The norms are those at the points of the path,
 * exactly; the function is looked at at some 40 of them, on a grid. Cost: O(points × neurons), and
 * that of the grids: a few milliseconds. */
RscPathRanges *
rsc_path_ranges_new (RscPath *path, gsize feature_x, gsize feature_y, RscFeatureValues *at);
RscPathRanges *rsc_path_ranges_ref (RscPathRanges *self);
void rsc_path_ranges_unref (RscPathRanges *self);

/* Whether these are of @path, the features and the place. */
gboolean rsc_path_ranges_match (const RscPathRanges *self,
                                const RscPath *path,
                                gsize feature_x,
                                gsize feature_y,
                                const RscFeatureValues *at);

/* Norm of the neuron @id, or its weight @feature, over all optimal networks of the path's points; 0
 * is always in it. Both 0 for a neuron that they do not have. */
RscOptimalSetRange
rsc_path_ranges_get_axis (const RscPathRanges *self, gsize id, int feature, RscSpace space);

/* What a picture of the function in this mode shows; NaN where that is not known. */
void rsc_path_ranges_get_values (const RscPathRanges *self,
                                 RscFunctionMode mode,
                                 double *low,
                                 double *high);

/* The neurons that show most of the path, and how many axes show its sets: 1 to 3, 0 for a path
 * without neurons. Chosen one after the other by the sum over log λ of how much the neuron adds to
 * what those chosen before show of the optimal set (rsc_set_axes_measure()) and a part of its norm,
 * larger where none of them is in the set; all relative to the largest norm at that λ. */
gsize rsc_path_ranges_get_axes (const RscPathRanges *self, gsize ids[3]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPathRanges, rsc_path_ranges_unref)

G_END_DECLS

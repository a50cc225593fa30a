/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-hull.h"
#include "core/set/rsc-equal-fit.h"
#include "ui/plot/rsc-theme.h"
#include <cairo.h>

G_BEGIN_DECLS

/**
 * RscSetOpen:
 * @n_neurons: of the set
 * @n_arrows, @from, @to: n_arrows × n_axes norms each: where unbounded edges are cut off in the
 * picture, and how they go on
 * @n_corners, @values: the objective at each corner of the hull, NaN where the corner is none of a
 * known vertex or edge
 * @slope: n_axes, and @constant: the objective as a function of the axes, where that is one (the
 * picture shows every degree
 *   of freedom); @has_slope
 * @low, @high: of the values
 * @sentence: what the picture is
 *
 * What the picture of a set of equal fit has besides that of an optimal set: arrows in unbounded
 * directions, the objective as colour, and its own words. Immutable and reference-counted.
 */
typedef struct
{
  gatomicrefcount ref_count;
  gsize n_neurons;
  gsize n_axes;
  gsize n_arrows;
  double *from;
  double *to;
  gsize n_corners;
  double *values;
  gboolean has_slope;
  double slope[3];
  double constant;
  double low;
  double high;
  char *sentence;
} RscSetOpen;

/* Fills @axes with at most three neurons that show most of the set: one more than it has
 * dimensions, two at least, of those that it has. Returns their number. */
gsize rsc_set_open_choose_axes (RscEqualFit *set, gsize axes[3]);

/* The body of the set on @n_axes neurons @axes. Free with rsc_hull_unref(). */
RscHull *rsc_set_open_project (RscEqualFit *set,
                               gsize n_axes,
                               const gsize *axes,
                               GCancellable *cancellable,
                               GError **error);

/* Of that @hull. O(corners × vertices × rays). */
RscSetOpen *
rsc_set_open_new (RscEqualFit *set, const RscHull *hull, gsize n_axes, const gsize *axes);
RscSetOpen *rsc_set_open_ref (RscSetOpen *self);
void rsc_set_open_unref (RscSetOpen *self);

/* The colour of an objective. */
RscColor rsc_set_open_get_color (const RscSetOpen *self, const RscTheme *theme, double value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscSetOpen, rsc_set_open_unref)

G_END_DECLS

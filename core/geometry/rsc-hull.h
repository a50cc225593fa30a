/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscHull:
 * @n_axes: 1, 2 or 3: the space that it lies in
 * @dimension: of the hull itself, 0 (a point), 1 (a segment), 2 (a polygon), 3
 * @n_points: corners
 * @points: n_points × n_axes, row-major
 * @labels: for each corner the index of the input point that it is
 * @n_edges, @edges: pairs of corners
 * @n_faces, @face_starts, @face_corners: two-dimensional faces as cyclic corner lists; face k has
 * the corners face_corners[face_starts[k]] … face_corners[face_starts[k + 1] - 1]; coplanar
 * triangles are joined; for dimension 3 counter-clockwise seen from outside
 *
 * Convex hull of the projection of a set on one to three coordinates. Immutable, reference-counted.
 */
typedef struct
{
  gsize n_axes;
  gsize dimension;
  gsize n_points;
  double *points;
  gsize *labels;
  gsize n_edges;
  gsize *edges;
  gsize n_faces;
  gsize *face_starts;
  gsize *face_corners;
} RscHull;

/* Hull of @n_points × @n_axes points (qhull; degenerate sets by their affine dimension, decided at
 * RSC_TOLERANCE_HULL of the extent). n_points >= 1. Errors: RSC_ERROR_NUMERICAL. */
RscHull *rsc_hull_new (gsize n_points, gsize n_axes, const double *points, GError **error);
RscHull *rsc_hull_ref (RscHull *self);
void rsc_hull_unref (RscHull *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscHull, rsc_hull_unref)

G_END_DECLS

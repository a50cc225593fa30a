/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-hull.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* min cost^T a over a set for many costs: see rsc_polytope_minimise_many(). @data: the set. */
typedef gboolean (*RscMinimiseFunc) (gconstpointer data,
                                     gsize n_costs,
                                     const double *costs,
                                     double *minima,
                                     double *points,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * RscProjected:
 * @m: coordinates of the set
 * @interior: m, one of its points
 * @extent: its size on the axes asked for: what is below 1e-9 of it is not looked for
 * @minimise: answers linear programs over it
 * @data: for @minimise
 *
 * What a set must answer to be projected.
 */
typedef struct
{
  gsize m;
  const double *interior;
  double extent;
  RscMinimiseFunc minimise;
  gconstpointer data;
} RscProjected;

/* Hull of the projection of the set on @n_axes (1 to 3) of its coordinates by support functions, which
 * need no vertices; labels are G_MAXSIZE. An axis G_MAXSIZE is absent: there it is at 0. */
RscHull *rsc_projection_new (const RscProjected *set,
                             gsize n_axes,
                             const gsize *axes,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* The inside of RscPolyhedron, for the files that implement it. */

#include "core/geometry/rsc-open-program.h"
#include "core/geometry/rsc-polyhedron.h"

G_BEGIN_DECLS

struct _RscPolyhedron
{
  RscConvexSet set; /* first */
  gsize n;
  gsize m;
  double *c;
  double *start;
  double *weight; /* how long each column is; the longest for one of length 0 */
  double *low;    /* ranges */
  double *high;
  gsize n_support;
  gsize dimension;
  RscPolytope *rays_of; /* {b >= 0 : C b = 0, Σ weight b = 1}, or NULL where that is empty */
  RscOpenProgram *open; /* where it is unbounded */
  GPtrArray *rays;
  gboolean rays_complete;
  GPtrArray *vertices;
  gboolean vertices_complete;
  RscPolytope *body;
  double reach;
};

extern const RscConvexSetClass rsc_polyhedron_class;

G_END_DECLS

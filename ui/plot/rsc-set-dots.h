/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-model.h"

G_BEGIN_DECLS

/**
 * RscSetDot:
 * @norms: on the axes
 * @n_vertices, @vertices: of the set, that fall together here; none at a corner of a hull that was
 * found without them
 * @inside: whether it is no corner of the hull
 */
typedef struct
{
  double norms[3];
  gsize n_vertices;
  const gsize *vertices;
  gboolean inside;
} RscSetDot;

/**
 * RscSetDots:
 * @n, @dots: first the corners of the hull, in its order, then those inside
 *
 * Where the vertices of a set are in its projection.
 */
typedef struct
{
  gsize n;
  RscSetDot *dots;
  gsize *vertices; /* of all dots */
} RscSetDots;

/* Of the hull and set of @model; corners alone where it has no set or the hull is of another.
 * O(vertices). Clear with rsc_set_dots_clear(). */
void rsc_set_dots_init (RscSetDots *self, const RscOptimalSetModel *model);
void rsc_set_dots_clear (RscSetDots *self);

G_END_DECLS

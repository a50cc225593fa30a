/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-polytope.h"

#include <gsl/gsl_rng.h>

G_BEGIN_DECLS

/* A polytope {a >= 0 : C a = C a°} by its n × m activations and its point, made by hand. */
typedef struct
{
  gsize n;
  gsize m;
  double *c;
  double *a;
} Plant;

void plant_clear (Plant *plant);

/* The optimal set of the regular n-gon with y = 1: one neuron for each half of the corners. */
Plant plant_polygon (gsize n);

/* Random activations, some of them combinations of others so that the set has room, and a point
 * that leaves some of them out. The first row is 1: the set is bounded. */
Plant plant_random (gsl_rng *rng, gsize n, gsize m, gsize used);

/* Small whole numbers: many vertices where more walls meet than the dimension asks for. */
Plant plant_whole (gsl_rng *rng, gsize n, gsize m, gsize used);

/* The set, and its vertices; they assert that all went well. */
RscPolytope *polytope_of (const Plant *plant);
GPtrArray *vertices_of (const RscPolytope *polytope, gsize max, gboolean *complete);

/* Entries above 0. */
gsize count_width (gsize m, const double *a);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plant, plant_clear)

G_END_DECLS

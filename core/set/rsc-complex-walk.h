/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-complex.h"

G_BEGIN_DECLS

/**
 * RscComplexWalk:
 * @m: every network on the way has at most so many neurons
 * @ends_width: neurons of the wider end: no way has fewer
 * @proved: whether no way from the one to the other has fewer; else more vertices may show one
 * @n_stops: stops, both ends among them; 1 where the ends are the same network
 * @stops: their norms, n_stops × n_neurons, row-major. Between two stops the way is straight
 * @vertices: n_stops: the vertex of the complex that a stop is, -1 for an end that is none
 * @n_neurons: coordinates
 *
 * A walk through optimal networks: none of them leaves the set, so none changes a prediction on the
 * training points, or the objective.
 */
typedef struct
{
  gsize m;
  gsize ends_width;
  gboolean proved;
  gsize n_stops;
  double *stops;
  gssize *vertices;
  gsize n_neurons;
} RscComplexWalk;

/* From the point @from of the set to the point @to (n_neurons each): of least @m first, then of
 * fewest stops, then the shortest in norms. O(vertices²). Errors: cancelled. */
RscComplexWalk *rsc_complex_walk_new (const RscComplex *complex,
                                      const double *from,
                                      const double *to,
                                      GCancellable *cancellable,
                                      GError **error);
void rsc_complex_walk_free (RscComplexWalk *self);

/* The network at @place in [0, n_stops - 1], stops at the whole numbers, to @a (n_neurons). */
void rsc_complex_walk_get (const RscComplexWalk *self, double place, double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscComplexWalk, rsc_complex_walk_free)

G_END_DECLS

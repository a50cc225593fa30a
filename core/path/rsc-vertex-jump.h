/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* How far the vertices (minimal networks) of @above, an optimal set at some λ, are from those of
 * @below, one at a slightly smaller λ of the same problem: over the vertices of @above, *@least and
 * *@largest distance ||Δw|| to the nearest vertex of @below. Neurons of one sign whose directions
 * are within 1e-3 count as one (gated: those of one gate). A distance below 1e-3 of the sum of
 * norms is drift and given as 0. FALSE where not all vertices of both are known. Cost: O(vertices
 * above × vertices below × neurons × d). */
gboolean rsc_vertex_jump_measure (const RscOptimalSet *above,
                                  const RscOptimalSet *below,
                                  double *least,
                                  double *largest);

G_END_DECLS

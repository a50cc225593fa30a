/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* Which neurons take part in a refinement. For rsc-refinement.c. */

#include "core/program/rsc-refinement-newton.h"

G_BEGIN_DECLS

/* Leaves out, one by one, the neurons whose ||v_b|| stays off λ however the others move: they can
 * do on the data what it does, so its norm is free while it should be 0, or that of another. The
 * first that brings the rest no nearer to an optimum stays, as does one without which that is
 * further away than it can be. */
void rsc_refinement_leave_out (RscRefinement *self);

/* ||r - ν||: how far the residual is from the dual point of the solution. */
double rsc_refinement_measure_distance (const RscRefinement *self);

/* Takes in one neuron more, of @direction (d, of length 1) and @norm, on the face @rows of its
 * @block, and refines anew. FALSE, and all as it was, where the neurons at hand can do the same on
 * the data already and cannot hand their part over, or what had been refined could not be with it.
 */
gboolean rsc_refinement_take_in (RscRefinement *self,
                                 gsize block,
                                 const RscWide *direction,
                                 double norm,
                                 const guint32 *rows,
                                 gsize n_rows);

G_END_DECLS

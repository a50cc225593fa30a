/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-polytope.h"
#include "core/set/rsc-equicorrelation.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/* The polytope {a >= 0 : Σ a_i activation_i = ŷ} of the neurons of @ties, in their order, each row
 * of the equations in units of its own where rsc_row_scales_new() gives it some. Those are first
 * taken from all neurons: a row in which one is large and those of the support are small gets its
 * units from these, as it may be what fixes them, and the large one of a norm that hardly counts.
 *
 * Then @neurons do what they do in full: see ties->inside. Else what is below ties->kink is 0.
 *
 * @support_only: without the ranges of norms, see rsc_polytope_new_support_only(). @a: n_neurons,
 * receives the solution's own norms, corrected to the fit: see rsc_solver_point_correct(). *@told:
 * FALSE where its dimension may be less, as what its neurons do in a row would make their rank
 * higher and is less than @ties can tell from nothing. Costs as much as a polytope, and mostly as
 * one. Errors: numerical, cancelled. */
RscPolytope *rsc_set_polytope_new (const RscProblem *problem,
                                   const RscEquicorrelation *ties,
                                   RscNeuron *neurons,
                                   gboolean support_only,
                                   double *a,
                                   gboolean *told,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS

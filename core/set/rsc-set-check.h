/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/* Networks of a set beside the certified solution: @points are @n_points arrays of norms
 * (@n_neurons each),
 * @fit the refined ŷ (n). *@excess: the largest objective above that of the solution, as a share of
 * that;
 * *@misfit: the largest ||fit - ŷ|| / ||y||; @lacking (n_points, or NULL): the same of
 * each point without the norms that are too small to count. Computed from the weights as they are
 * published. O(n_points × n_neurons × n). */
void rsc_set_check (const RscSolution *solution,
                    gsize n_neurons,
                    const RscNeuron *neurons,
                    const double *fit,
                    gsize n_points,
                    const double *const *points,
                    double *excess,
                    double *misfit,
                    double *lacking);

/* The neurons whose norms in @a (n_neurons) count (RSC_TOLERANCE_SUPPORT): into @used (n_neurons,
 * or NULL).
 * Returns their number. */
gsize
rsc_set_find_used (gsize n_neurons, const RscNeuron *neurons, const double *a, gboolean *used);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"
#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/* Where training starts. In the units of #RscTrainingObjective, so that @scale means the same for
 * all data. All are new networks of their own, the same for the same @seed on every machine. */

/* @m neurons with entries of θ1 from N(0, scale²/d) and of θ2 from N(0, scale²/m). For a gated
 * problem gate j is that of pattern j mod P of @problem. Errors: those of
 * rsc_arrangement_get_gate(). O(m d). */
RscNetwork *rsc_training_start_new_random (RscProblem *problem,
                                           gsize m,
                                           double scale,
                                           guint64 seed,
                                           GError **error);

/* @network with each weight changed by @scale times N(0, 1) times the root mean square of all its
 * weights, 1 in units where these are 0; 0 leaves it as it is. With less than @m neurons it gets
 * further ones whose weights are 0 before that: they do not change the function. Gates stay; a
 * further neuron has those of neuron j mod width, of no neuron those of pattern j mod P. @problem:
 * of @network. Errors: those of rsc_arrangement_get_gate(). */
RscNetwork *rsc_training_start_new_near (RscProblem *problem,
                                         const RscNetwork *network,
                                         gsize m,
                                         double scale,
                                         guint64 seed,
                                         GError **error);

G_END_DECLS

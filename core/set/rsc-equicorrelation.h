/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricer.h"
#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/* The equicorrelated blocks E = {b : ||v_b|| = λ} of @solution, to the accuracy that its own blocks
 * show. @blocks (gsize) and @directions (double, d each: v_b / ||v_b||) receive them in increasing
 * order; *@next the largest ||v_b||/λ of the others. @pricer: or NULL. One pass over all blocks. Errors:
 * cancelled. */
gboolean rsc_equicorrelation_find (RscSolution *solution,
                                   RscPricer *pricer,
                                   GArray *blocks,
                                   GArray *directions,
                                   double *next,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS

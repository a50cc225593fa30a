/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/* @solution moved so that it fits @target (n), by the shortest step in the faces of its neurons:
 * conjugate gradients on least squares. Where λ is not small the way may leave the cones, and the
 * fit is another then. Errors: cancelled. */
RscSolution *rsc_limit_move (RscSolution *solution,
                             const double *target,
                             GCancellable *cancellable,
                             GError **error);

G_END_DECLS

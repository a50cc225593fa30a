/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/* What ReLU networks of any width can fit, over all patterns, decided from the rows x_i of the
 * design matrix alone: (x·u)_+ is positively homogeneous, so rows c z of one ray {c z : c > 0} are
 * fitted by c times one value, a row of zeros by 0, and the values on different rays are free but
 * for one thing: f (z) - f (-z) is linear in z.
 *
 * @target (n): the fit of least squared error to y, y itself where that can be fitted. *@is_known:
 * FALSE, and nothing is written, where opposite rays depend on each other and that one thing
 * matters; never so with a bias. Rays are compared without rounding; targets of one ray as far as
 * the rounding of the data tells them apart, of equal rows exactly. O(n d log n). Errors:
 * cancelled. */
gboolean rsc_attainable_find (const RscProblem *problem,
                              double *target,
                              gboolean *is_known,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS

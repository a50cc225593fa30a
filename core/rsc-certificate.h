/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscCertificate:
 * @objective: P(w) = 1/2 ||ŷ - y||² + λ Σ ||w_b||
 * @dual_objective: y^T ν - ||ν||²/2 at ν = r min(1, λ / max_b ||v_b||)
 * @gap: @objective - @dual_objective, clamped at 0 from below only for rounding
 * @relative_gap: @gap / @objective (0 when both are 0)
 * @norm_max: max_b ||v_b|| over all blocks of the problem
 * @block_max: a block that attains it
 *
 * A rigorous bound over all blocks of the problem, computed from the fit alone (see DESIGN: the gap
 * is dual-feasible for any r).
 */
typedef struct
{
  double objective;
  double dual_objective;
  double gap;
  double relative_gap;
  double norm_max;
  gsize block_max;
} RscCertificate;

/* @fit: n, the fit Σ Z_b w_b of a feasible point; @penalty: Σ ||w_b|| of the same point. One pass
 * over all blocks, with projections only where ||Z_b^T r|| does not rule the block out. Errors:
 * cancelled. */
gboolean rsc_certificate_compute (const RscProblem *problem,
                                  double lambda,
                                  const double *fit,
                                  double penalty,
                                  RscCertificate *certificate,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS

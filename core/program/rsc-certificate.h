/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricer.h"

G_BEGIN_DECLS

/**
 * RscCertificate:
 * @objective: P(w) = 1/2 ||ŷ - y||² + λ Σ ||w_b||
 * @dual_objective: y^T ν - ||ν||²/2 at ν = ν0 min(1, λ / max_b ||P_{K_b}(Z_b^T ν0)||), ν0 the
 *   residual or the dual point given
 * @gap: @objective - @dual_objective, never below 2^-52 λ Σ ||w_b||, its rounding
 * @relative_gap: @gap / @objective (0 when both are 0)
 * @norm_max: max_b ||P_{K_b}(Z_b^T ν0)|| over all blocks of the problem
 * @block_max: a block that attains it
 *
 * A rigorous bound over all blocks of the problem: the scaled ν is dual-feasible whatever ν0 is.
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

/* The certificate over all blocks of @pricer's problem. @fit: n, the fit Σ Z_b w_b of a feasible
 * point;
 * @penalty: Σ ||w_b|| of the same point. @dual: n, the dual point ν0, or NULL for the residual y -
 * @fit. Where λ is tiny the residual is small beside the fit, and its rounding alone keeps the gap
 * away from
 * 0. One pass over all blocks, with projections only where what the pricer remembers of the block
 * does not rule it out. Errors: cancelled. */
gboolean rsc_certificate_compute (RscPricer *pricer,
                                  double lambda,
                                  const double *fit,
                                  double penalty,
                                  const double *dual,
                                  RscCertificate *certificate,
                                  GCancellable *cancellable,
                                  GError **error);

/* The same with a bound from elsewhere: @norm_max >= ||P_{K_b}(Z_b^T ν0)|| for all blocks that it
 * is to hold for. O(n). */
void rsc_certificate_evaluate (const RscPricer *pricer,
                               double lambda,
                               const double *fit,
                               double penalty,
                               const double *dual,
                               double norm_max,
                               RscCertificate *certificate);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-point.h"

G_BEGIN_DECLS

/* A block that was priced: ||v_b|| is near λ or above it, or the block is active. */
typedef struct
{
  gsize block;
  double norm; /* ||v_b|| */
  double key;  /* its place in the order of violators */
  gsize slot;  /* v and rows at slot × d */
  gsize n_rows;
  double length; /* ||w_b|| of the point at hand, 0 if not active */
  gsize active;  /* index in the point, or G_MAXSIZE */
} RscCandidate;

/**
 * RscCandidates:
 *
 * The blocks that matter at a point, found by pricing all of them: the active ones and those with
 * ||v_b|| near λ or above. Borrows its pricer.
 */
typedef struct
{
  RscPricer *pricer;
  GArray *list;        /* RscCandidate */
  GArray *projections; /* RscProjection, slots: the blocks that were projected */
  GArray *v;           /* double, slots × d */
  GArray *rows;        /* guint32, slots × d: the rows of the face that v lies on */
  gsize stride;        /* every so many patterns are looked at */
  gsize *position;     /* blocks: index in the point plus 1 */
  double *bounds;      /* blocks: of ||v_b|| at the point at hand */
  double rounding;     /* of ||r|| */
} RscCandidates;

/**
 * RscPrice:
 * @norm_max: max_b ||v_b|| at the point's ν
 * @relative_gap: of the point and the dual point that ν scales to
 * @residual: of the optimality conditions, relative to λ
 */
typedef struct
{
  double norm_max;
  double relative_gap;
  double residual;
} RscPrice;

RscCandidates *rsc_candidates_new (RscPricer *pricer);
void rsc_candidates_free (RscCandidates *self);

/* From now on only every @stride-th pattern is priced, from the first, and what is said is over
 * them. */
void rsc_candidates_set_stride (RscCandidates *self, gsize stride);

/* Prices every block at @point->nu. A block is left out when its bound at an earlier residual r0
 * rules it out: ||v_b(r)|| <= ||v_b(r0)|| + ||Z_b^T (r - r0)||, for a projection on a cone does not
 * expand. Errors: cancelled. */
gboolean rsc_candidates_price (RscCandidates *self,
                               const RscPoint *point,
                               double lambda,
                               RscPrice *result,
                               GCancellable *cancellable,
                               GError **error);

static inline const double *
rsc_candidates_get_v (const RscCandidates *self, const RscCandidate *candidate, gsize d)
{
  return (const double *) self->v->data + candidate->slot * d;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCandidates, rsc_candidates_free)

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricer.h"

G_BEGIN_DECLS

/**
 * RscPoint:
 * @n_blocks: number of blocks of @blocks, each with its d values of @w
 * @fit: n, Σ Z_b w_b
 * @r: n, y - @fit
 * @nu: n, where to price: @r, or the multipliers of the step that led here
 * @penalty: Σ ||w_b||
 * @objective: 1/2 ||@r||² + λ @penalty
 *
 * A feasible point on the way of the solver, in the units of a pricer.
 */
typedef struct
{
  gsize n_blocks;
  GArray *blocks; /* gsize */
  GArray *w;      /* double, n_blocks × d */
  double *fit;
  double *r;
  double *nu;
  double penalty;
  double objective;
  double *image; /* n, scratch */
} RscPoint;

RscPoint *rsc_point_new (gsize n);
void rsc_point_free (RscPoint *self);
void rsc_point_clear (RscPoint *self);
void rsc_point_copy (RscPoint *self, const RscPoint *from, gsize n);
void rsc_point_swap (RscPoint **a, RscPoint **b);

static inline gsize
rsc_point_get_block (const RscPoint *self, gsize k)
{
  return g_array_index (self->blocks, gsize, k);
}

static inline double *
rsc_point_get_w (const RscPoint *self, gsize k, gsize d)
{
  return (double *) self->w->data + k * d;
}

/* Adds @factor @w to the block's, or appends the block. Blocks of a point are few. */
void rsc_point_add (RscPoint *self, gsize d, gsize block, const double *w, double factor);

/* Drops zero blocks, then fit, residual, penalty and objective at @lambda; ν becomes the residual.
 * O(blocks n d). */
void rsc_point_evaluate (RscPoint *self, const RscPricer *pricer, double lambda);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscPoint, rsc_point_free)

G_END_DECLS

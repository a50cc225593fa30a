/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscMultipliers:
 * @n_words, @pattern: n bits, D_b
 * @v: d values, v_b = P_{K_b} (Z_b^T r)
 * @norm: ||v_b||
 * @n_rows, @rows, @rho: the rows i with ρ_i > 0, which press the projection against the wall of its
 * cone
 * @n_kink, @kink: all rows with x_i·u = 0 to RSC_TOLERANCE_KINK; for gated ReLU none
 *
 * What stands behind the correlation of one direction with a residual:
 *   v_b = Z_b^T r + Σ_i ρ_i (2 D_ii - 1) x_i,  ρ >= 0.
 * v_b is unique. Of the multipliers there can be several where the rows on the kink are dependent:
 * then these are one choice, with independent rows.
 */
typedef struct
{
  gsize n_words;
  guint64 *pattern;
  double *v;
  double norm;
  gsize n_rows;
  gsize *rows;
  double *rho;
  gsize n_kink;
  gsize *kink;
} RscMultipliers;

/* For the unit vector @u and the output sign @sign at the residual @r (n values). ReLU: of the
 * block 1(x_i·u >= 0), for which v_b = h_s (u) u where u is a local maximum; gated: of pattern
 * number @pattern, which ReLU ignores. Works on powers of two of the data near 1. O(n d), and a
 * projection. */
RscMultipliers *rsc_multipliers_new (const RscProblem *problem,
                                     const double *r,
                                     int sign,
                                     const double *u,
                                     gsize pattern);
void rsc_multipliers_free (RscMultipliers *self);

/* Whether row @i is active, D_ii = 1. */
gboolean rsc_multipliers_is_active (const RscMultipliers *self, gsize i);

/* n characters '0' or '1', as patterns are written in JSON. Free with g_free(). */
char *rsc_multipliers_dup_pattern_string (const RscMultipliers *self, gsize n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscMultipliers, rsc_multipliers_free)

G_END_DECLS

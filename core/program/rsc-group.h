/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscGroup:
 * @block: its number
 * @d: columns
 * @pattern: its rows, borrowed
 * @vectors: d × d, the eigenvectors of X^T D X one after the other
 * @values: d, their eigenvalues
 * @w: d, weights
 * @is_used: for its owner
 *
 * A block of a gated network by itself, and the second moments of its rows.
 */
typedef struct
{
  gsize block;
  gsize d;
  const guint64 *pattern;
  double *vectors;
  double *values;
  double *w;
  gboolean is_used;
} RscGroup;

/* With weights 0. @x: n × d. NULL where the decomposition fails. O(n d² + d³). */
RscGroup *rsc_group_new (gsize block, gsize n, gsize d, const double *x, const guint64 *pattern);
void rsc_group_free (RscGroup *self);

/* r -= D X w. O(n d). */
void
rsc_group_subtract (const RscGroup *self, gsize n, const double *x, const double *w, double *r);

/* Sets the weights to the minimiser of 1/2 ||r||² + λ ||w|| with the other blocks held, and the
 * residual @r (n) with them. @scratch: 2 d. O(n d). */
void rsc_group_improve (RscGroup *self,
                        gsize n,
                        const double *x,
                        double lambda,
                        double *r,
                        double *scratch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscGroup, rsc_group_free)

G_END_DECLS

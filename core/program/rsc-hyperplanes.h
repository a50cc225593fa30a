/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The number of a row that is zero. */
#define RSC_NO_HYPERPLANE G_MAXUINT32

/**
 * RscHyperplanes:
 * @rank: of the design matrix
 * @rows: n × @rank, the whitened rows: unit rows, or zero rows
 * @errors: n bounds on their rounding
 * @back: T, d × @rank: a gate g' of the whitened rows is the gate T g' of the data
 * @hyperplane: n: number of its hyperplane, or %RSC_NO_HYPERPLANE for a zero row
 * @opposite: n: whether it points against the first row of its hyperplane
 * @n_hyperplanes: number of distinct hyperplanes x_i^T g = 0
 * @first_row: @n_hyperplanes, in increasing order
 *
 * What is known of the rows of a design matrix (n × d) before any cell is enumerated.
 */
typedef struct
{
  gsize rank;
  double *rows;
  double *errors;
  double *back;
  guint32 *hyperplane;
  guint8 *opposite;
  gsize n_hyperplanes;
  guint32 *first_row;
} RscHyperplanes;

/* Whitens the rows of @x (n × d, row-major) and joins those on the same hyperplane. O(n d²) and a sort.
 * Errors: cancelled. @self is to be cleared in any case. */
gboolean rsc_hyperplanes_init (RscHyperplanes *self,
                               gsize n,
                               gsize d,
                               const double *x,
                               GCancellable *cancellable,
                               GError **error);
void rsc_hyperplanes_clear (RscHyperplanes *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscHyperplanes, rsc_hyperplanes_clear)

G_END_DECLS

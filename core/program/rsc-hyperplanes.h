/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-exact-rows.h"

G_BEGIN_DECLS

/* The number of a row that is zero. */
#define RSC_NO_HYPERPLANE G_MAXUINT32

/**
 * RscHyperplanes:
 * @d: columns of the design matrix
 * @exact: its rows as integers
 * @all_given: whether all of them were given exactly
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
  gsize d;
  RscExactRows *exact;
  gboolean all_given;
  gsize rank;
  double *rows;
  double *errors;
  double *back;
  guint32 *hyperplane;
  guint8 *opposite;
  gsize n_hyperplanes;
  guint32 *first_row;
} RscHyperplanes;

/* Whitens the rows of @x (n × d, row-major, borrowed as long as @self lives) and joins those on the
 * same hyperplane. Where floating point leaves a doubt, rows that were given exactly are compared
 * as integers. Stops as soon as the rank is seen to exceed @rank_max; then @rank is @rank_max + 1
 * and nothing else is known. O(n d rank) and a sort. Errors: cancelled. @self is to be cleared in
 * any case. */
gboolean rsc_hyperplanes_init (RscHyperplanes *self,
                               gsize n,
                               gsize d,
                               const double *x,
                               gsize rank_max,
                               GCancellable *cancellable,
                               GError **error);
void rsc_hyperplanes_clear (RscHyperplanes *self);

/* A distance of unit normals (or a sine) above this is not rounding; @error: a bound on the
 * rounding of both. */
static inline double
rsc_hyperplanes_get_sure (double error)
{
  return MAX (RSC_TOLERANCE_APART, 100.0 * error);
}

/* One below this is rounding where the rows themselves were rounded. */
static inline double
rsc_hyperplanes_get_close (double error)
{
  return MAX (RSC_TOLERANCE_HYPERPLANE, 4.0 * error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscHyperplanes, rsc_hyperplanes_clear)

G_END_DECLS

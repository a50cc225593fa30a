/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-pricing-rows.h"

G_BEGIN_DECLS

/**
 * RscActiveSum:
 *
 * Σ of the weighted rows with x·u > 0 among those of one sign of the weight, for many u one after
 * the other. Where u moves little, only the rows near to orthogonal to it can change sides: these
 * are kept apart, around them those of a narrower ball of directions, and so on, so that a pass
 * costs what is left to decide. Borrows its rows and follows their residual. For use by one thread.
 */
typedef struct _RscActiveSum RscActiveSum;

/* Of the rows with weight > 0 (@positive) or < 0. */
RscActiveSum *rsc_active_sum_new (const RscPricingRows *rows, gboolean positive);
void rsc_active_sum_free (RscActiveSum *self);

/* @sum (r values) += Σ of the rows with x·@u > 0; @u of any length. O(m r) at most. */
void rsc_active_sum_add (RscActiveSum *self, const double *u, double *sum);

/* Those with |x·u| <= @tolerance ||x||, for u along @u: their numbers among all rows, into @rows
 * (as many as there are).
 * Returns how many. */
gsize
rsc_active_sum_list_near (RscActiveSum *self, const double *u, double tolerance, guint32 *rows);

/* Row operations so far, in units of one product. */
gsize rsc_active_sum_get_work (const RscActiveSum *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscActiveSum, rsc_active_sum_free)

G_END_DECLS

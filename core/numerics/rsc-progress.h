/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How far a descent is whose relative gap was @first when it began, is @gap and is to be
 * @tolerance: since gaps shrink by factors, the share of the way on a logarithmic scale,
 *
 *     log (first / gap) / log (first / tolerance)
 *
 * in [0, 1]; 1 from @tolerance on. Gaps above 1 count as 1: they say no more. For an
 * RscProgressFunc. */
double rsc_progress_of_gap (double first, double gap, double tolerance);

G_END_DECLS

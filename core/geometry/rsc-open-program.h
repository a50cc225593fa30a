/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RscOpenProgram:
 *
 * Linear programs min cost^T a over {a >= 0 : C a = C a°} as it is, bounded or not, with no cut
 * around it. Columns that are zero, or are not to be used, stay at 0. Immutable.
 */
typedef struct _RscOpenProgram RscOpenProgram;

/* @c: n × m row-major; @a: m, a°; @used: m, the coordinates that may be above 0. Copied. O(n m
 * min(n, m)). Errors:
 * RSC_ERROR_NUMERICAL. */
RscOpenProgram *rsc_open_program_new (gsize n,
                                      gsize m,
                                      const double *c,
                                      const double *a,
                                      const gboolean *used,
                                      GError **error);
void rsc_open_program_free (RscOpenProgram *self);

/* @costs: n_costs × m; @wanted: n_costs, which of them are asked for: FALSE on return where a
 * minimum was found, TRUE where none was. @minima: n_costs, @points: n_costs × m or NULL, both
 * touched only where one was found; a point is a vertex. Errors: cancelled. */
gboolean rsc_open_program_minimise_many (const RscOpenProgram *self,
                                         gsize n_costs,
                                         const double *costs,
                                         gboolean *wanted,
                                         double *minima,
                                         double *points,
                                         GCancellable *cancellable,
                                         GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscOpenProgram, rsc_open_program_free)

G_END_DECLS

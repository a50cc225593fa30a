/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/rsc-cli-options.h"
#include "core/set/rsc-complex-walk.h"

G_BEGIN_DECLS

/**
 * RscCliComplex:
 * @complex, @walk: NULL where they were not asked for
 *
 * What --complex and --walk of "optimal-set" add to a set.
 */
typedef struct
{
  RscComplex *complex;
  RscComplexWalk *walk;
} RscCliComplex;

/* Finds what @options ask for. Errors: RSC_ERROR_ARGUMENT where a vertex does not exist,
 * cancelled. */
gboolean rsc_cli_complex_init (RscCliComplex *self,
                               const RscCliOptions *options,
                               RscOptimalSet *set,
                               GCancellable *cancellable,
                               GError **error);
void rsc_cli_complex_clear (RscCliComplex *self);

/* Its part of the summary: lines, and the table of the pieces at every number of neurons. */
void rsc_cli_complex_append_lines (const RscCliComplex *self, GString *text);
void rsc_cli_complex_append_table (const RscCliComplex *self, GString *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RscCliComplex, rsc_cli_complex_clear)

G_END_DECLS

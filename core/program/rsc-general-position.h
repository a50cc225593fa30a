/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/**
 * RscCoincidenceKind:
 * @RSC_COINCIDENCE_ZERO: rows that are 0: every neuron is 0 there
 * @RSC_COINCIDENCE_EQUAL: rows with the same features
 * @RSC_COINCIDENCE_PARALLEL: rows that are multiples of each other, not all equal: the kink of a
 * neuron that is on one is on all
 * @RSC_COINCIDENCE_LINE: three or more rows of which no two are parallel in a plane through the
 * origin: with a bias, points on one line. A kink that is on two of them is on all, where that is
 * more than two rows need
 */
typedef enum
{
  RSC_COINCIDENCE_ZERO,
  RSC_COINCIDENCE_EQUAL,
  RSC_COINCIDENCE_PARALLEL,
  RSC_COINCIDENCE_LINE
} RscCoincidenceKind;

typedef struct
{
  RscCoincidenceKind kind;
  gsize n;
  gsize *rows; /* n, in increasing order, from 0 */
} RscCoincidence;

/**
 * RscGeneralPosition:
 * @coincidences: of RscCoincidence, by kind, then by their first row
 * @lines_checked: whether lines were looked for: not among too many points, and of no need where
 * the rows span two dimensions or fewer
 * @complete: whether there are no other ways not to be in general position: the rows span three
 * dimensions or fewer and lines were looked for
 *
 * What a program's rows have in common that random ones have not. In general position the patterns
 * are as many as n and d allow, and a kink is on fewer points than it has weights.
 */
typedef struct
{
  GPtrArray *coincidences;
  gboolean lines_checked;
  gboolean complete;
} RscGeneralPosition;

/* Rows that were given exactly are compared exactly, others up to the rounding of the data
 * (rsc_hyperplanes_init()). O(n log n) and, for lines, O(distinct rows³). Errors: cancelled. */
RscGeneralPosition *
rsc_general_position_new (const RscProblem *problem, GCancellable *cancellable, GError **error);
void rsc_general_position_free (RscGeneralPosition *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscGeneralPosition, rsc_general_position_free)

G_END_DECLS

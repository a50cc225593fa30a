/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-arrangement.h"

G_BEGIN_DECLS

/* The distinct patterns of @all (n_all gates × d), where a pattern's entry is 1 where x·g > 0, as
 * the paper's experiments have it; an arrangement counts x·g = 0 as active, so a gate that meets
 * rows is moved off them. The pattern without any active row is left out. @x: n × d row-major.
 * Errors: RSC_ERROR_DATA where no gate is active on any row, or one is orthogonal to rows on
 * opposite sides; of @bytes_max those of rsc_arrangement_new_from_gates(). */
RscArrangement *rsc_gate_patterns_new (gsize n,
                                       gsize d,
                                       const double *x,
                                       gsize n_all,
                                       const double *all,
                                       gsize bytes_max,
                                       GError **error);

G_END_DECLS

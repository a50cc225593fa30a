/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-generation.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* What the jobs of a window may take of the memory that is free while they begin:
 * rsc_memory_get_default() for one job, in bytes. */

/* The list of a set's vertices and the edges between them take a quarter each at most; the list
 * stops there: rsc_optimal_set_get_vertices_full(). */
void rsc_job_memory_limit_set (RscOptimalSetSettings *settings);

/* The set of @solution, so limited, with all else as it comes. Owned by the caller. Errors: those
 * of rsc_optimal_set_new(). */
RscOptimalSet *
rsc_job_memory_new_set (RscSolution *solution, GCancellable *cancellable, GError **error);

/* A search over all directions takes half at most, and never more than RSC_PRICING_BYTES_MAX; the
 * program of the patterns in use has the other half. */
void rsc_job_memory_limit_search (RscGenerationSettings *settings);

/* Whether a program may keep what it keeps of @n rows of length @d: see
 * rsc_program_memory_count_rows(). Asked before anything is made of them. Errors: RSC_ERROR_LIMIT.
 * O(1). */
gboolean rsc_job_memory_allow_rows (gsize n, gsize d, gboolean is_over_all, GError **error);

/* Whether one program more of the patterns of @problem, which are there, may be solved: what it
 * keeps of its P patterns in d dimensions is O(P d) bytes. Errors: RSC_ERROR_LIMIT. O(1). */
gboolean rsc_job_memory_allow_program (RscProblem *problem, GError **error);

G_END_DECLS

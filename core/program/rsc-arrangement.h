/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "core/program/rsc-cells.h"
#include "core/program/rsc-pattern-set.h"

G_BEGIN_DECLS

/**
 * RscPatternsKind:
 * @RSC_PATTERNS_ALL: every activation pattern that the data admit
 * @RSC_PATTERNS_SAMPLED: the distinct patterns of N random gates
 * @RSC_PATTERNS_GATES: the distinct patterns of given gates
 * @RSC_PATTERNS_PRICED: those of all patterns that a certificate over all of them needed, see
 * rsc_generation_new()
 */
typedef enum
{
  RSC_PATTERNS_ALL,
  RSC_PATTERNS_SAMPLED,
  RSC_PATTERNS_GATES,
  RSC_PATTERNS_PRICED
} RscPatternsKind;

/**
 * RscArrangement:
 *
 * Activation patterns D_j = diag(1(X g_j >= 0)), j = 0..P-1, as bit sets over the n rows of a
 * design matrix: the full-dimensional cells of the central arrangement of the hyperplanes x_i^T g =
 * 0. Immutable and reference-counted. Row i of a pattern is bit (i % 64) of word (i / 64).
 */
typedef struct _RscArrangement RscArrangement;

/* All patterns, exactly, by recursion on the dimension. Rows are whitened, zero rows and rows on
 * the same hyperplane are joined combinatorially, so the data are never perturbed. Where floating
 * point leaves a doubt, data that were given exactly (integers, short binary fractions) are decided
 * in integers; other data were rounded when they were read, and hyperplanes that are as close as
 * that rounding count as meeting (RSC_TOLERANCE_HYPERPLANE). @x: n × d row-major. Errors:
 * RSC_ERROR_LIMIT when @d exceeds
 * RSC_DIMENSION_MAX, or the count for general position of the distinct hyperplanes exceeds @limit
 * (the message gives the count and says to sample instead): the first is decided before anything is
 * allocated, the second with O(n d) memory. Cost O(P (m + 2^d)) with m distinct hyperplanes.
 * @progress (or NULL) hears how far the enumeration is.
 */
RscArrangement *rsc_arrangement_new_all (gsize n,
                                         gsize d,
                                         const double *x,
                                         gsize limit,
                                         RscProgressFunc progress,
                                         gpointer progress_data,
                                         GCancellable *cancellable,
                                         GError **error);

/* The same where all that is made of the patterns may take @bytes_max, 0 for 2 GB: see
 * rsc_arrangement_count_bytes(). Errors: also RSC_ERROR_LIMIT where those of general position would
 * take more, decided with O(n d) memory. */
RscArrangement *rsc_arrangement_new_all_within (gsize n,
                                                gsize d,
                                                const double *x,
                                                gsize limit,
                                                gsize bytes_max,
                                                RscProgressFunc progress,
                                                gpointer progress_data,
                                                GCancellable *cancellable,
                                                GError **error);

/* What so many patterns of n rows and d columns take at most while they are found and with what a
 * solver remembers of each, in bytes. */
double rsc_arrangement_count_bytes (gsize n, gsize d, double n_patterns);

/* What patterns may take: @bytes_max, or 2 GB where that is 0. */
double rsc_arrangement_get_bytes_max (gsize bytes_max);

/* Distinct patterns of @n_samples gates drawn from the standard normal with @seed. All that is made
 * of them may take @bytes_max, 0 for 2 GB: see rsc_arrangement_count_bytes().
 * Errors: RSC_ERROR_LIMIT as soon as those found so far take more. */
RscArrangement *rsc_arrangement_new_sampled (gsize n,
                                             gsize d,
                                             const double *x,
                                             gsize n_samples,
                                             guint64 seed,
                                             gsize bytes_max,
                                             GCancellable *cancellable,
                                             GError **error);

/* Distinct patterns of @gates (n_gates × d, row-major), in the order of first appearance. Limit and
 * errors of @bytes_max as of rsc_arrangement_new_sampled(). */
RscArrangement *rsc_arrangement_new_from_gates (gsize n,
                                                gsize d,
                                                const double *x,
                                                gsize n_gates,
                                                const double *gates,
                                                gsize bytes_max,
                                                GError **error);

/* The given patterns, of n bits each, all of them cells of the data: copies the set. */
RscArrangement *rsc_arrangement_new_priced (gsize n, gsize d, const RscPatternSet *patterns);

RscArrangement *rsc_arrangement_ref (RscArrangement *self);
void rsc_arrangement_unref (RscArrangement *self);

RscPatternsKind rsc_arrangement_get_kind (const RscArrangement *self);
gsize rsc_arrangement_get_n (const RscArrangement *self);
gsize rsc_arrangement_get_d (const RscArrangement *self);
gsize rsc_arrangement_get_n_patterns (const RscArrangement *self);
gsize rsc_arrangement_get_n_words (const RscArrangement *self); /* ceil (n / 64) */
const guint64 *rsc_arrangement_get_pattern (const RscArrangement *self, gsize j);
/* The number of @pattern, or G_MAXSIZE where it is not among them. O(P). */
gsize rsc_arrangement_find_pattern (const RscArrangement *self, const guint64 *pattern);

/* The same string as in JSON: n characters '0' or '1'. Free with g_free(). */
char *rsc_arrangement_dup_pattern_string (const RscArrangement *self, gsize j);

/* Walking order: pattern order[k] differs from pattern parent[k] (an earlier entry of order) in few
 * rows, so X^T D_j r for all j costs O(d) per changed row. Either both arrays of P entries or NULL
 * when the patterns are not connected (sampled, gates). parent[first] = first. */
const guint32 *rsc_arrangement_get_walk (const RscArrangement *self, const guint32 **parent);

/* A gate of pattern j: the given or drawn one, else a point well inside its cell (computed on
 * demand; deterministic). @gate: d values. */
gboolean rsc_arrangement_get_gate (const RscArrangement *self,
                                   const double *x,
                                   gsize j,
                                   double *gate,
                                   GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscArrangement, rsc_arrangement_unref)

G_END_DECLS

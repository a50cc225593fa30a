/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-solution.h"

G_BEGIN_DECLS

/* Over which activation patterns something is said. "Unique", "proved" and "no network has fewer"
 * hold over all of them only where all are in the program, or where all were searched and what ties
 * is in it; every sentence with such a word ends with the scope. */

/* Whether what is said of optima holds over all patterns of the data. */
gboolean rsc_pattern_words_is_all (RscSolution *solution);

/* What to add to a claim, with a blank in front: "" for all patterns, " among the sampled
 * patterns", " among the patterns of the given gates", " among the patterns in use". */
const char *rsc_pattern_words_scope (RscSolution *solution);

/* What the certificate is over: "over all patterns", "over the sampled patterns: others could do
 * better". */
const char *rsc_pattern_words_certificate (RscSolution *solution);

/* The gap and what it is over: "2e-12 over all patterns"; where patterns are priced "3e-4 over all
 * patterns, 1e-15 over the 412 in use". Free with g_free(). */
char *rsc_pattern_words_dup_gap (RscSolution *solution);

/* "all 49 activation patterns", "412 activation patterns of up to 4.05e7". Free with g_free(). */
char *rsc_pattern_words_dup_count (RscProblem *problem);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-problem.h"

G_BEGIN_DECLS

/* Over which activation patterns something is said. "Unique", "proved" and "no network has fewer" hold over all of
 * them only where all are in the program; every sentence with such a word ends with the scope. */

/* Whether all patterns of the data are in @problem. */
gboolean rsc_pattern_words_is_all (RscProblem *problem);

/* What to add to a claim, with a blank in front: "" for all patterns, " among the sampled patterns", " among the
 * patterns of the given gates". */
const char *rsc_pattern_words_scope (RscProblem *problem);

/* What the certificate is over: "over all patterns", "over the sampled patterns: others could do better". */
const char *rsc_pattern_words_certificate (RscProblem *problem);

G_END_DECLS

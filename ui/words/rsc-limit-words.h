/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-limit.h"

G_BEGIN_DECLS

/* The end of the path, λ → 0, in plain words. Strings that are not constant are freed with
 * g_free(). */

/* The name of the stop, and what it does. */
const char *rsc_limit_words_get_name (void);
const char *rsc_limit_words_get_tip (void);

/* What to add to a claim and what the certificate is over, as rsc_pattern_words_scope() and
 * rsc_pattern_words_certificate(): bounds of a limit whose patterns are priced hold over all of
 * them, whether a search was ended or not. */
const char *rsc_limit_words_scope (const RscLimit *limit);
const char *rsc_limit_words_over (const RscLimit *limit);

/* What the networks there are: of least penalty among all that fit the targets, or have the least
 * squared error, over which patterns; how far that is known where it is not certified. @limit: NULL
 * while it is looked for. */
char *rsc_limit_words_dup_sentence (const RscLimit *limit);

/* Its certificate in a line of status. */
char *rsc_limit_words_dup_certificate (const RscLimit *limit);

G_END_DECLS

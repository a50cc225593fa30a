/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-errors.h"

G_BEGIN_DECLS

/* Training and test error along the path in plain words. */

const char *rsc_errors_words_get_lambda_axis (void);
const char *rsc_errors_words_get_width_axis (void);
const char *rsc_errors_words_get_axis (void);
const char *rsc_errors_words_get_train (void);
const char *rsc_errors_words_get_test (void);
const char *rsc_errors_words_get_narrowest (void);

/* "30 points trained on. At the 41 λ looked at, down to 0.001 λ_max, an optimum needs up to 12
 * neurons over all patterns", with what is not proved. @scope: as rsc_pattern_words_scope(). Free
 * with g_free(). */
char *rsc_errors_words_dup_sentence (const RscPathErrors *errors, const char *scope);

G_END_DECLS

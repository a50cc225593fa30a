/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-cone-price.h"

G_BEGIN_DECLS

/* What the cone constraints cost along λ, in plain words. */

/* "Without the cone constraints the objective is up to 12 % lower, at 0.03 λ_max". @scope: over
 * which patterns, as rsc_pattern_words_scope() says it. Free with g_free(). */
char *rsc_cone_price_words_dup_sentence (const RscConePrice *price, const char *scope);

/* Titles of axes, and what the lines are. */
const char *rsc_cone_price_words_get_lambda_axis (void);
const char *rsc_cone_price_words_get_objective_axis (void);
const char *rsc_cone_price_words_get_price_axis (void);
const char *rsc_cone_price_words_get_activation (RscActivation activation);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/files/rsc-fact.h"

G_BEGIN_DECLS

/**
 * RscTerm:
 *
 * An expression of a lesson: numbers and facts joined by + - * and /, "m_least + m_largest". Those
 * of * and / go first, from left to right; there are no brackets. Immutable.
 */
typedef struct _RscTerm RscTerm;

/* Errors: RSC_ERROR_DATA, what is wrong, without a place. */
RscTerm *rsc_term_parse (const char *text, GError **error);
void rsc_term_free (RscTerm *self);
/* FALSE where a fact in it is not known. */
gboolean
rsc_term_evaluate (const RscTerm *self, RscFactFunc facts, gpointer user_data, double *value);

/**
 * RscCondition:
 *
 * Two terms compared: "vertices == 10", "width > narrowest". == and != hold to one part in 10⁹,
 * and ~ to one in 200. Immutable.
 */
typedef struct _RscCondition RscCondition;

RscCondition *rsc_condition_parse (const char *text, GError **error);
void rsc_condition_free (RscCondition *self);
/* As it was written. */
const char *rsc_condition_get_text (const RscCondition *self);
/* FALSE where a fact in it is not known; else *@holds. */
gboolean rsc_condition_evaluate (const RscCondition *self,
                                 RscFactFunc facts,
                                 gpointer user_data,
                                 gboolean *holds);

/* The same of a list of them (or NULL): whether all hold. */
gboolean rsc_conditions_evaluate (const GPtrArray *self,
                                  RscFactFunc facts,
                                  gpointer user_data,
                                  gboolean *hold);

/* Whether two values are the same to one part in 10⁹, or in @parts. */
gboolean rsc_condition_is_close (double a, double b, double parts);

/* @text with each "{TERM}" as a number, and "{TERM%}" as one of a hundred; "…" where that is not
 * known. Free with g_free(). What is no term stays. */
char *rsc_condition_dup_filled (const char *text, RscFactFunc facts, gpointer user_data);
/* Whether each "{…}" of @text is a term. */
gboolean rsc_condition_check_filled (const char *text, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscTerm, rsc_term_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscCondition, rsc_condition_free)

G_END_DECLS

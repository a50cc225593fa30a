/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"
#include "ui/words/rsc-result-table.h"

G_BEGIN_DECLS

/* What is known of a training problem at one λ, for who does not have the window before them. */

/* What and its value, a row each: data, model, λ, objective, certificate and over which patterns,
 * the optimal networks, the narrowest. @name: of the data. Free with rsc_result_table_free(). */
RscResultTable *rsc_summary_words_new_facts (const RscOptimalSet *set, const char *name);

/* The same in a few sentences, to paste into a chat or a slide. @command: what reproduces it, or
 * NULL. Free with g_free(). */
char *rsc_summary_words_dup (const RscOptimalSet *set, const char *name, const char *command);

/* A line for below a picture: data, λ, certificate. Free with g_free(). */
char *rsc_summary_words_dup_caption (RscSolution *solution, const char *name);

G_END_DECLS

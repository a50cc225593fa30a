/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The JSON of the command line: its keys are a contract with scripts. Numbers are written with as
 * many digits as it takes to read back the same bits (at most 17), and null where a number is not
 * finite. */

/* Adds the keys of "solve" to the object that is open in @builder, without "schema". */
void rsc_json_add_solution (JsonBuilder *builder, RscSolution *solution);

/* Adds patterns (their number) and patterns_kind: all, sampled or gates, what all claims are over. */
void rsc_json_add_patterns (JsonBuilder *builder, RscProblem *problem);

/* Adds the keys of "optimal-set" that are not in "solve". */
void rsc_json_add_optimal_set (JsonBuilder *builder, RscOptimalSet *set);

void rsc_json_add_string (JsonBuilder *builder, const char *key, const char *value);
void rsc_json_add_integer (JsonBuilder *builder, const char *key, gsize value);
void rsc_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value);
void rsc_json_add_number (JsonBuilder *builder, const char *key, double value);
void rsc_json_add_numbers (JsonBuilder *builder, const char *key, gsize n, const double *values);

/* Text of @node: members and rows of tables on lines of their own, ends with a newline. Free with
 * g_free(). */
char *rsc_json_to_text (JsonNode *node);

G_END_DECLS

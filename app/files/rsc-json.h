/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-limit.h"
#include "core/set/rsc-correlations.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* The JSON of the command line: its keys are a contract with scripts. Numbers are written with as
 * many digits as it takes to read back the same bits (at most 17), and null where a number is not
 * finite. */

/* Adds the keys of "solve" to the object that is open in @builder, without "schema". */
void rsc_json_add_solution (JsonBuilder *builder, RscSolution *solution);

/* Adds what is solved: data, n, d, bias, activation and the patterns. */
void rsc_json_add_problem (JsonBuilder *builder, RscProblem *problem);

/* Adds patterns (their number) and patterns_kind: all, sampled or gates, what all claims are
 * over. */
void rsc_json_add_patterns (JsonBuilder *builder, RscProblem *problem);

/* Adds what is known of the limit λ → 0, and its network. */
void rsc_json_add_limit (JsonBuilder *builder, const RscLimit *limit);

/* Adds correlations, the directions of @correlations at @solution's dual point, each with its
 * pattern, ||v_b|| / λ and the multipliers of the rows on its kink, and correlations_of: what they
 * are the largest of. */
void rsc_json_add_correlations (JsonBuilder *builder,
                                RscSolution *solution,
                                const RscCorrelations *correlations);

/* What directions are the largest of: all, found, in-use. */
void
rsc_json_add_correlations_scope (JsonBuilder *builder, const char *key, RscCorrelationsScope scope);

/* Adds the keys of "optimal-set" that are not in "solve". */
void rsc_json_add_optimal_set (JsonBuilder *builder, RscOptimalSet *set);

void rsc_json_add_string (JsonBuilder *builder, const char *key, const char *value);
void rsc_json_add_integer (JsonBuilder *builder, const char *key, gsize value);
void rsc_json_add_boolean (JsonBuilder *builder, const char *key, gboolean value);
void rsc_json_add_number (JsonBuilder *builder, const char *key, double value);
void rsc_json_add_numbers (JsonBuilder *builder, const char *key, gsize n, const double *values);

/* A weight vector (d) of a neuron, or @m of them, as weights of the features of the file: where
 * @dataset is in the space of its rows, mapped back. */
void rsc_json_add_weights (JsonBuilder *builder,
                           const char *key,
                           const RscDataset *dataset,
                           gsize d,
                           const double *w);
void rsc_json_add_weight_rows (JsonBuilder *builder,
                               const char *key,
                               const RscDataset *dataset,
                               gsize m,
                               gsize d,
                               const double *w);

/* The member @key: an object with hidden and output, and gates where there are some. */
void rsc_json_add_network (JsonBuilder *builder,
                           const char *key,
                           const RscDataset *dataset,
                           const RscNetwork *network);

/* A whole file with one network, as rsc_network_file_parse() takes it. Free with g_free(). */
char *rsc_json_dup_network (const RscNetwork *network, RscDataset *dataset);

/* Adds d (the length of such a vector, with the bias) and bias. */
void rsc_json_add_size (JsonBuilder *builder, const RscDataset *dataset, gsize d, gboolean bias);

/* Text of @node: members and rows of tables on lines of their own, ends with a newline. Free with
 * g_free(). */
char *rsc_json_to_text (JsonNode *node);

G_END_DECLS

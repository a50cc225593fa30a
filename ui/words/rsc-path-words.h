/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/path/rsc-path-frame.h"

G_BEGIN_DECLS

/* A solution path in plain words. Strings that are not constant are freed with g_free(). @labels:
 * for each id of the path the number that names it (from 0), or NULL for the id. */

/* An event: what it is, short, for a legend; as a row of a table; as a sentence with its place. */
const char *rsc_path_words_get_kind (RscPathEventKind kind);
char *rsc_path_words_dup_row (const RscPathEvent *event);
char *
rsc_path_words_dup_event (const RscPath *path, const RscPathEvent *event, const gsize *labels);

/* A neuron @id at @frame, between points of the path, or alone where that is NULL. */
char *rsc_path_words_dup_neuron (const RscPath *path,
                                 const RscPathFrame *frame,
                                 gsize id,
                                 const gsize *labels);

/* How many events there are, where the paper guarantees a continuous path, and where minimal
 * networks must jump. */
char *rsc_path_words_dup_path (const RscPath *path);

/* The same in one line; rsc_path_words_dup_path() says what "seen" means. */
char *rsc_path_words_dup_caption (const RscPath *path);

/* Why there is no picture of @path (or NULL), or NULL where there is one; @complete: nothing more
 * of it is being followed; @angle: directions are asked for. */
const char *rsc_path_words_get_absence (const RscPath *path, gboolean complete, gboolean angle);

/* In place of a picture: there will be one here; it is being followed; there is nothing to
 * follow. */
const char *rsc_path_words_get_place (void);
const char *rsc_path_words_get_computing (void);
const char *rsc_path_words_get_zero (void);

/* How far it has been followed, as λ/λ_max; that it ends early, and why. */
char *rsc_path_words_dup_reach (double ratio);
char *rsc_path_words_dup_end (const char *reason);

/* That it ends where a person gave it up. */
const char *rsc_path_words_get_cancelled (void);

/* What is beyond the last point known. */
const char *rsc_path_words_get_unknown (gboolean complete);

/* Titles of axes: λ/λ_max, Σ||w||, the error; a neuron's norm, its direction, a weight of the
 * feature. */
const char *rsc_path_words_get_lambda_title (void);
const char *rsc_path_words_get_penalty_title (void);
const char *rsc_path_words_get_error_title (void);
const char *rsc_path_words_get_norm_title (void);
const char *rsc_path_words_get_angle_title (void);
char *rsc_path_words_dup_weight_title (RscDataset *dataset, gsize feature);

/* The dimension of the optimal set, in full and for a narrow place. */
const char *rsc_path_words_get_dimension (gboolean narrow);

/* The row of event marks. */
const char *rsc_path_words_get_events (void);

/* "λ = 0.1 λₘₐₓ", with so many digits. */
char *rsc_path_words_dup_lambda (double ratio, int digits);

/* Of neurons whose numbers have no room: "+24". */
char *rsc_path_words_dup_more (gsize n);

/* One neuron of the path: between which λ/λ_max it is used, and its largest norm, or NaN. */
char *rsc_path_words_dup_curve (double low, double high, double norm);

/* Of more neurons than there is room for. */
char *rsc_path_words_dup_largest (gsize shown, gsize n);

/* For a path without a neuron. */
const char *rsc_path_words_get_no_neuron (void);

/* The solution of the first point whose claims do not hold over all patterns; where there is none
 * the last point's; NULL without points. What is said along the path is said over the patterns that
 * this one is over. */
RscSolution *rsc_path_words_get_least_certain (const RscPath *path);

/* What claims along the path hold for, to add to them: see rsc_pattern_words_scope(). */
const char *rsc_path_words_get_scope (const RscPath *path);
/* The same of a claim about the path at @lambda alone. */
const char *rsc_path_words_get_scope_at (const RscPath *path, double lambda);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-hull.h"
#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/* An optimal set in plain words. Strings that are not constant are freed with g_free(). */

/* Whether what is said about all optimal networks is shown: a sample of the patterns, or a solve
 * that stopped early, does not show that there is no other. */
gboolean rsc_set_words_is_proved (const RscOptimalSet *set);

/* What the picture of @hull, the set on @hull->n_axes axes, is: "3-D shadow of a 5-dimensional set"
 * or the whole set, that it is less than its axes, that it is a point and why, and how many
 * vertices are drawn where these are not all; or NULL. @set: or NULL where that is not known.
 * @walked: a walk of pruning from the set's network is shown as well. */
char *rsc_set_words_dup_shadow (const RscOptimalSet *set, const RscHull *hull, gboolean walked);

/* As long as the longest of these, to keep room for. */
const char *rsc_set_words_get_longest_shadow (void);

/* What the picture of a set of one network is. */
char *rsc_set_words_dup_one (const RscOptimalSet *set, gboolean walked);

/* Why there is no picture of @set (or NULL) on @n_axes axes. */
const char *rsc_set_words_get_absence (const RscOptimalSet *set, gsize n_axes);

/* Vertex @vertex of @set with its width and its norms, under the numbers that @labels (from 0,
 * NULL: in the set's own order) gives to neurons, in their order. O(m log m). */
char *rsc_set_words_dup_vertex (const RscOptimalSet *set, gsize vertex, const gsize *labels);

/* The @n vertices of @set that fall together in the picture, and whether @inside of the shadow;
 * with their norms where it is one. */
char *rsc_set_words_dup_vertices_at (const RscOptimalSet *set,
                                     gsize n,
                                     const gsize *vertices,
                                     gboolean inside,
                                     const gsize *labels);

/* The same in short: "8 neurons", "3 vertices, 8 to 9 neurons". */
char *rsc_set_words_dup_dot (const RscOptimalSet *set, gsize n, const gsize *vertices);

/* "×3" */
char *rsc_set_words_dup_count (gsize n);

/* Neuron @i of @set with @norm in the only network, which @number (from 1) names. */
char *rsc_set_words_dup_bar (const RscOptimalSet *set, gsize i, gsize number, double norm);

/* What takes to the λ where there are several optima; and that there are none down to the end of
 * the path, over the patterns of @set. @edge: as a multiple of λ_max. */
char *rsc_set_words_dup_several (gboolean below, double edge);
const char *rsc_set_words_get_several_change (void); /* in the history */
char *rsc_set_words_dup_none (const RscOptimalSet *set, double edge);

/* A corner of the picture that is no vertex, with its coordinates. */
char *rsc_set_words_dup_corner (const RscHull *hull, gsize corner);

/* What can be done with the picture @hull of @set, or what there is instead; NULL: nothing to say.
 * Either may be NULL. */
const char *rsc_set_words_get_hint (const RscOptimalSet *set, const RscHull *hull);

/* The same in full, with the keys. */
const char *rsc_set_words_get_hint_help (void);

/* The set at another λ is not there yet. */
const char *rsc_set_words_get_computing (void);

/* The vertices of @set, and which of them is picked (-1: none); @set NULL where they are not
 * known. */
char *rsc_set_words_dup_vertices (const RscOptimalSet *set, gssize vertex);

/* Headings: the set in the convex program, or in the weights of networks. */
const char *rsc_set_words_get_space (gboolean convex);

/* Title of an axis for the neuron @number (from 1): its norm, or its weight of @feature (the bias
 * is last; < 0: the norm); @set NULL: "neuron 3". */
char *
rsc_set_words_dup_axis_title (const RscOptimalSet *set, gboolean convex, gsize number, int feature);

/* The title of an axis whose neuron (from 1) is not in the set. */
char *rsc_set_words_dup_absent_axis (gboolean convex, gsize number);

/* Where none of the axes' neurons is in the set, and what a button then offers to do. */
const char *rsc_set_words_get_unused_axes (void);
const char *rsc_set_words_get_choose_axes (void);

/* The title of the bars: norms, or the weights of @feature. */
char *rsc_set_words_dup_bars_title (const RscOptimalSet *set, gboolean convex, int feature);

/* "0: the optimal network is unique", over which patterns that is so, or that it is not known. */
char *rsc_set_words_dup_uniqueness (const RscOptimalSet *set);

/* "4 neurons, proved: no optimal network has fewer", with the same care. */
char *rsc_set_words_dup_narrowest (const RscOptimalSet *set);

/* Why what is said of the set may not hold of the optimal one, by how much its networks are worse;
 * NULL where there is no reason. */
char *rsc_set_words_dup_caution (const RscOptimalSet *set);

/* "7 neurons" */
char *rsc_set_words_dup_width (gsize width);

G_END_DECLS

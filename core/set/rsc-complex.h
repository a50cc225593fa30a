/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-optimal-set.h"

G_BEGIN_DECLS

/**
 * RscComplexLevel:
 * @m: at most so many neurons
 * @n_vertices: vertices of the set with at most @m neurons
 * @n_components: connected pieces of the networks with at most @m neurons, up to the order of
 * neurons and their splitting into parts of one direction
 * @n_isolated: those of them that are a vertex with exactly @m neurons: it has no neighbour, and no
 * place is free for a neuron to split
 * @log_points: natural logarithm of the isolated points in the space of weights, @n_isolated m!,
 * where the order of neurons counts; -INFINITY for none. The other pieces stay one piece each
 * there: a free place lets neurons trade places
 * @proved: whether @n_components and @n_isolated are that; else they are those into which the
 * vertices that are known fall by the connections between them that are known
 * @vertices_proved: whether @n_vertices is that; else it is the number of those that are known
 *
 * The optimal networks with at most @m neurons.
 */
typedef struct
{
  gsize m;
  gsize n_vertices;
  gsize n_components;
  gsize n_isolated;
  double log_points;
  gboolean proved;
  gboolean vertices_proved;
} RscComplexLevel;

/* The pieces of @level that are no isolated points. */
gsize rsc_complex_level_count_families (const RscComplexLevel *level);

/**
 * RscComplex:
 *
 * The optimal networks by their number of neurons m (Kim, Mishkin & Pilanci 2025): those with at
 * most m are the faces of the set whose support has at most m neurons, a cell complex. At the least
 * m they are isolated points, and from some m on they are connected. Two vertices lie in one face
 * of it where their supports have at most m neurons together, so its pieces are those of the
 * vertices joined so. What is not known of an incomplete list of vertices is said to be so.
 * Immutable and reference-counted.
 */
typedef struct _RscComplex RscComplex;

/* Of the points of a set whose @vertices (arrays of its coordinates; a reference is kept) are all
 * where
 * @complete. @n: equations, rows of the data. Cost: O(vertices² (1 + degree)). Errors:
 * cancelled. */
RscComplex *rsc_complex_new (RscConvexSet *points,
                             gsize n,
                             GPtrArray *vertices,
                             gboolean complete,
                             GCancellable *cancellable,
                             GError **error);
/* Of an optimal set, with the vertices that it lists; "used" as rsc_optimal_set_find_used(). */
RscComplex *rsc_complex_new_for_set (RscOptimalSet *set, GCancellable *cancellable, GError **error);
RscComplex *rsc_complex_ref (RscComplex *self);
void rsc_complex_unref (RscComplex *self);

/* Whose networks these are, or NULL. */
RscOptimalSet *rsc_complex_get_set (const RscComplex *self);
gsize rsc_complex_get_n_neurons (const RscComplex *self);
gsize rsc_complex_get_n_vertices (const RscComplex *self);
const double *rsc_complex_get_vertex (const RscComplex *self, gsize v); /* a */
gsize rsc_complex_get_vertex_width (const RscComplex *self, gsize v);

/* The neurons that the point @a of the set uses, into @used (n_neurons, or NULL). Returns their
 * number. */
gsize rsc_complex_find_used (const RscComplex *self, const double *a, gboolean *used);

/* Whether the vertices are all of the set's, and the neurons of each are known: then every
 * statement is one about all optimal networks. */
gboolean rsc_complex_is_complete (const RscComplex *self);

/* The edges of the set: ends, the lower position first, and neurons used along the edge. Where not
 * @edges_complete there may be more. */
gsize rsc_complex_get_n_edges (const RscComplex *self);
gsize rsc_complex_get_edge (const RscComplex *self, gsize e, gsize *one, gsize *two);
gboolean rsc_complex_get_edges_complete (const RscComplex *self);

/* m*, M*: the least and the largest number of neurons of a vertex. *@proved (or NULL): of an
 * incomplete list the one is at most, the other at least this. */
gsize rsc_complex_get_least_width (const RscComplex *self, gboolean *proved);
gsize rsc_complex_get_largest_width (const RscComplex *self, gboolean *proved);

/* The number of neurons from which on all are connected. *@proved: else it is at most this. The
 * theorem: it is at most min (m* + M*, n + 1), here with what is known of m* and M*. */
gsize rsc_complex_get_connected_from (const RscComplex *self, gboolean *proved);
gsize rsc_complex_get_theorem_bound (const RscComplex *self);
/* Whether that is n + 1, the other being more. */
gboolean rsc_complex_is_theorem_by_rows (const RscComplex *self);

/* The number from which on nothing changes any more: all is connected and no vertex has so many
 * neurons. */
gsize rsc_complex_get_last_change (const RscComplex *self);

/* The networks with at most @m neurons, any m. O(1). */
void rsc_complex_get_level (const RscComplex *self, gsize m, RscComplexLevel *level);

/* The pieces at @m: @piece (n_vertices) receives that of each vertex, from 0 in the order of their
 * first vertices, or G_MAXSIZE where it has more neurons. Returns their number. O(vertices). */
gsize rsc_complex_find_components (const RscComplex *self, gsize m, gsize *piece);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscComplex, rsc_complex_unref)

G_END_DECLS

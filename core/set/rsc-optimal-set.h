/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/geometry/rsc-hull.h"
#include "core/geometry/rsc-polytope.h"
#include "core/program/rsc-pricer.h"
#include "core/program/rsc-solution.h"
#include "core/set/rsc-neurons.h"

G_BEGIN_DECLS

/**
 * RscOptimalSet:
 *
 * All optimal networks at one λ (Cor. 4.1): {a >= 0 : Σ a_i activation_i = ŷ} over merged neurons,
 * a_i the norm of neuron i. Immutable and reference-counted. Arrays "a" have n_neurons entries, in
 * the order of the neurons: support first, then by decreasing width of range.
 */
typedef struct _RscOptimalSet RscOptimalSet;

/**
 * RscOptimalSetSettings:
 * @max_vertices: vertices to list at most (RSC_VERTICES_MAX)
 * @bytes_max: memory that the list of vertices may take while it is made, and the edges between
 * them, each; 0 for no such limit
 * @max_nodes: branches of the search for the narrowest network when the vertices are not all known
 * (RSC_SEARCH_NODES_MAX); 0 leaves it unproved, which is right while something is being dragged
 * @support_only: where there is more than one network, finds no more than the support, the
 * dimension and a vertex: ranges are 0, the narrowest network is that vertex, that of least ||a||_2
 * the interior point
 */
typedef struct
{
  gsize max_vertices;
  gsize bytes_max;
  gsize max_nodes;
  gboolean support_only;
} RscOptimalSetSettings;

void rsc_optimal_set_settings_init (RscOptimalSetSettings *settings);
/* What a frame of a drag has time for: RSC_VERTICES_QUICK vertices and no proof. */
void rsc_optimal_set_settings_init_quick (RscOptimalSetSettings *settings);

/* The set at the optimum near @solution, which is refined first: so a solution of a loose tolerance
 * gives the same set. Where it cannot be refined, blocks count as equicorrelated within ten times
 * the error that its own blocks show (at most 1e-3), and nothing is called proved: see
 * rsc_optimal_set_is_trusted().
 * @settings, @progress: or NULL. Keeps a reference to @solution. Cost: passes over all blocks, 2
 * |S| linear programs, the vertices, and at most @max_nodes branches. Errors: RSC_ERROR_NUMERICAL,
 * cancelled. */
RscOptimalSet *rsc_optimal_set_new (RscSolution *solution,
                                    const RscOptimalSetSettings *settings,
                                    RscProgressFunc progress,
                                    gpointer progress_data,
                                    GCancellable *cancellable,
                                    GError **error);

/* The same with a pricer of the problem, which remembers what it knows of each block; or NULL. */
RscOptimalSet *rsc_optimal_set_new_priced (RscSolution *solution,
                                           RscPricer *pricer,
                                           const RscOptimalSetSettings *settings,
                                           RscProgressFunc progress,
                                           gpointer progress_data,
                                           GCancellable *cancellable,
                                           GError **error);
RscOptimalSet *rsc_optimal_set_ref (RscOptimalSet *self);
void rsc_optimal_set_unref (RscOptimalSet *self);

/* Bytes that it takes, with its solution and without the problem. O(1). */
double rsc_optimal_set_count_bytes (const RscOptimalSet *self);

RscSolution *rsc_optimal_set_get_solution (const RscOptimalSet *self);
/* Whether it was made by rsc_optimal_set_new_between(): certified to its solution's gap. */
gboolean rsc_optimal_set_is_between (const RscOptimalSet *self);
/* NULL for a set between two: what is asked of it goes through the functions below. */
RscPolytope *rsc_optimal_set_get_polytope (const RscOptimalSet *self);
gsize rsc_optimal_set_get_n_equicorrelated (const RscOptimalSet *self); /* unmerged blocks */
/* max ||v_b|| / λ over the blocks that are not equicorrelated: how clear the decision was; 0 if
 * none */
double rsc_optimal_set_get_next_correlation (const RscOptimalSet *self);
gsize rsc_optimal_set_get_n_neurons (const RscOptimalSet *self);
const RscNeuron *rsc_optimal_set_get_neuron (const RscOptimalSet *self, gsize i);
gsize rsc_optimal_set_get_n_support (const RscOptimalSet *self);
gsize rsc_optimal_set_get_rank (const RscOptimalSet *self);
gsize rsc_optimal_set_get_dimension (const RscOptimalSet *self);
/* p-unique, Prop. 4.3; FALSE where that is not certain. */
gboolean rsc_optimal_set_is_unique (const RscOptimalSet *self);

/* Whether what is said of the set holds, to the rounding of the data: the residual on which it
 * stands is that of an optimum, and no network that it offers is worse than the certified optimum
 * by more than
 * RSC_TOLERANCE_EXCESS, or misses its fit by more than RSC_TOLERANCE_MISFIT. Where not, nothing is
 * called unique, proved or complete. */
gboolean rsc_optimal_set_is_trusted (const RscOptimalSet *self);
/* How far the residual is from that of an optimum, as a share of λ. */
double rsc_optimal_set_get_error (const RscOptimalSet *self);
/* Neurons of the support that may touch λ or be just below: they do within the rounding of the
 * data, which is far more here than a distance from λ need be (small λ, data that were rounded).
 * Without them the set is smaller; what depends on them is not proved, and the vertices are not
 * called complete. */
gsize rsc_optimal_set_get_n_doubtful (const RscOptimalSet *self);
/* Over all networks that it offers: the largest objective above that of the solution, as a share of
 * that, and the largest ||fit - ŷ|| / ||y||. */
double rsc_optimal_set_get_excess (const RscOptimalSet *self);
double rsc_optimal_set_get_misfit (const RscOptimalSet *self);

/* Vertices: the minimal networks of Prop. 3.6. */
gsize rsc_optimal_set_get_n_vertices (const RscOptimalSet *self);
/* Whether these are all the vertices of the optimal set: never where it cannot be trusted, or
 * has doubtful neurons. */
gboolean rsc_optimal_set_get_vertices_complete (const RscOptimalSet *self);
/* Whether the list did not stop early: all vertices of the set as it was found, trusted or not. */
gboolean rsc_optimal_set_get_vertices_listed (const RscOptimalSet *self);
/* Whether it stopped for want of memory: see @bytes_max. */
gboolean rsc_optimal_set_get_vertices_full (const RscOptimalSet *self);
/* Whether the widths of the vertices are those of their networks: not where the fit of one needs
 * norms that are too small to count. */
gboolean rsc_optimal_set_get_widths_known (const RscOptimalSet *self);
const double *rsc_optimal_set_get_vertex (const RscOptimalSet *self, gsize k); /* a */
gsize rsc_optimal_set_get_vertex_width (const RscOptimalSet *self, gsize k);

gsize rsc_optimal_set_get_narrowest_width (const RscOptimalSet *self);
gboolean rsc_optimal_set_get_narrowest_proved (const RscOptimalSet *self);
const double *rsc_optimal_set_get_narrowest (const RscOptimalSet *self); /* a */
const double *rsc_optimal_set_get_min_norm (const RscOptimalSet *self);  /* a of least ||a||_2 */
const double *
rsc_optimal_set_get_interior (const RscOptimalSet *self); /* a, every neuron of S active */
/* The norms of the solver's own point. */
const double *rsc_optimal_set_get_solver_point (const RscOptimalSet *self);

/* The neurons that the network of norms @a uses (RSC_TOLERANCE_SUPPORT): into @used (n_neurons, or
 * NULL).
 * Returns their number. O(n_neurons). */
gsize rsc_optimal_set_find_used (const RscOptimalSet *self, const double *a, gboolean *used);
gsize rsc_optimal_set_count_width (const RscOptimalSet *self, const double *a);
/* A random point of the set, the same for the same @seed; the last one is remembered. Any
 * thread. */
void rsc_optimal_set_sample (const RscOptimalSet *self, guint64 seed, double *a);

/* In the place of a neuron's index: a neuron that is not in the set. Its norm is 0 in every optimal
 * network. */
#define RSC_OPTIMAL_SET_ABSENT G_MAXSIZE

/* Point of the set nearest to @wish on the @n_axes coordinates @axes, near @start elsewhere. Of an
 * axis that is RSC_OPTIMAL_SET_ABSENT the wish is ignored. Fast; any thread. */
void rsc_optimal_set_nearest (const RscOptimalSet *self,
                              gsize n_axes,
                              const gsize *axes,
                              const double *wish,
                              const double *start,
                              double *a);

/* Point of least Σ weight_i (a_i - wish_i)²: see rsc_polytope_project_point(). @start: or NULL. Any
 * thread. */
void rsc_optimal_set_project_point (const RscOptimalSet *self,
                                    const double *wish,
                                    const double *weights,
                                    const double *start,
                                    double *a);

/* Exact hull of the projection on 1 to 3 neurons' norms: from the vertices when all are known
 * (labels are then vertex indices), else by support-function linear programs (labels G_MAXSIZE). On
 * an axis that is RSC_OPTIMAL_SET_ABSENT it is at 0. */
RscHull *rsc_optimal_set_project (const RscOptimalSet *self,
                                  gsize n_axes,
                                  const gsize *axes,
                                  GCancellable *cancellable,
                                  GError **error);

/* min cost^T a over the set for @n_costs costs (n_costs × n_neurons). @minima: n_costs or NULL.
 * @points: n_costs × n_neurons or NULL. */
gboolean rsc_optimal_set_minimise_many (const RscOptimalSet *self,
                                        gsize n_costs,
                                        const double *costs,
                                        double *minima,
                                        double *points,
                                        GCancellable *cancellable,
                                        GError **error);

/* The network with norms @a. Free with rsc_network_unref(). Any thread. */
RscNetwork *rsc_optimal_set_dup_network (const RscOptimalSet *self, const double *a);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RscOptimalSet, rsc_optimal_set_unref)

G_END_DECLS

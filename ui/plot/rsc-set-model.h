/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/set/rsc-complex.h"
#include "ui/plot/rsc-camera.h"
#include "ui/plot/rsc-set-open.h"

G_BEGIN_DECLS

typedef enum
{
  RSC_SPACE_CONVEX,
  RSC_SPACE_NONCONVEX
} RscSpace;

/* Axis value "norm of the neuron" instead of one feature of its weights. */
#define RSC_FEATURE_NORM (-1)

/**
 * RscOptimalSetRange: of an axis, in the values that it shows; both 0: as the set needs it.
 */
typedef struct
{
  double low;
  double high;
} RscOptimalSetRange;

/**
 * RscOptimalSetModel: what the picture shows. Borrowed pointers; a plain value.
 * @set: or NULL (nothing solved yet; a @hull is then drawn with axes "neuron k")
 * @hull: rsc_optimal_set_project() of @axes, or NULL while it is not known
 * @open: or NULL: what @hull has besides where it is of a set of equal fit; @set is NULL then
 * @axes, @n_axes: 1 to 3 distinct neurons; RSC_OPTIMAL_SET_ABSENT for one that is not in @set: its
 * axis is drawn all the same, named by @axis_labels
 * @labels: for each neuron of @set the number that names and colours it (from 0), or NULL for its
 * index
 * @axis_labels: such a number for each axis that is absent
 * @ranges: of the axes in each RscSpace, so that they stand still while the set moves
 * @feature: which weight of each neuron the axes show (bias last), or RSC_FEATURE_NORM
 * @space: convex: a u[feature]; non-convex: √a u[feature] (Figure 1, right: facets curved)
 * @camera: turns three axes; its zoom, about the middle, also works on one and two axes
 * @point: norms a of the picked network (n_neurons), or NULL
 * @trail, @n_trail: norms of the networks that were walked through, from the first (@n_trail ×
 * n_neurons), or NULL: a path with an arrow on each segment, along which the norms change evenly.
 * It moves with the picked network
 * @pruned: the trail is a walk of pruning, from a network of the set and perhaps out of it;
 * otherwise it may as well be a training, which comes from outside
 * @stale: @hull is of a set a moment ago: its corners alone are drawn
 * @bars: where @set has one network only, it is shown as bars, the norm of each neuron or its
 * weight; @hull and axes are not needed then
 * @bar_labels, @n_bar_labels: numbers (from 0, increasing) of neurons that keep a place among the
 * bars whether they are in @set or not, or NULL
 * @bar_ranges: of the bars in each RscSpace, as @ranges
 * @complex, @limit: of @set, and a number of neurons: only networks with at most so many are drawn
 * in full; NULL or 0 for all of it
 * @ghost: norms of another λ's set on the same axes, or NULL; it is drawn where the axes show norms
 * @ghost_words: which λ is drawn how, said then under the picture
 * @hovered_dot: index of a dot, see rsc_optimal_set_plot_get_dot(), or -1
 * @hovered: neuron, or -1
 */
typedef struct
{
  RscOptimalSet *set;
  RscHull *hull;
  RscSetOpen *open;
  gsize n_axes;
  gsize axes[3];
  gsize axis_labels[3];
  RscOptimalSetRange ranges[2][3];
  const gsize *labels;
  int feature;
  RscSpace space;
  RscCamera camera;
  const double *point;
  const double *trail;
  gsize n_trail;
  gboolean pruned;
  gboolean stale;
  gboolean bars;
  const gsize *bar_labels;
  gsize n_bar_labels;
  RscOptimalSetRange bar_ranges[2];
  RscComplex *complex;
  gsize limit;
  RscHull *ghost;
  const char *ghost_words;
  gssize hovered_dot;
  gssize hovered;
} RscOptimalSetModel;

void rsc_optimal_set_model_init (RscOptimalSetModel *self);

/* Of the set, optimal or of equal fit; 0 without one. */
gsize rsc_optimal_set_model_get_n_neurons (const RscOptimalSetModel *self);

/* Whether the ghost is drawn: it is on the axes of the picture, and these show norms. */
gboolean rsc_optimal_set_model_shows_ghost (const RscOptimalSetModel *self);

/* A copy that holds references and arrays of its own, until rsc_optimal_set_model_clear(), after
 * which it is as at first. Arrays that belong to the set are left out where there is none. */
void rsc_optimal_set_model_copy (RscOptimalSetModel *self, const RscOptimalSetModel *from);
void rsc_optimal_set_model_clear (RscOptimalSetModel *self);

/* Another picked network, or NULL, for such a copy. */
void rsc_optimal_set_model_take_point (RscOptimalSetModel *self, const double *point);

/* Another trail of @n networks, or NULL, for such a copy. */
void rsc_optimal_set_model_take_trail (RscOptimalSetModel *self, const double *trail, gsize n);

/* Whether @a and @b differ in the picked network and the trail at most, and not in whether there is
 * one. */
gboolean rsc_optimal_set_model_is_same_but_for_trail (const RscOptimalSetModel *a,
                                                      const RscOptimalSetModel *b);
/* Whether @a and @b differ in the picked network at most, and in what is hovered over by hand. */
gboolean rsc_optimal_set_model_is_same_but_for_point (const RscOptimalSetModel *a,
                                                      const RscOptimalSetModel *b);

G_END_DECLS

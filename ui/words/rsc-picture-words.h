/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-row-set.h"
#include "core/path/rsc-path-frame.h"
#include "core/program/rsc-network.h"
#include "core/pruning/rsc-pruning.h"

G_BEGIN_DECLS

/* What the pictures show, in a sentence or two for who hears them. They say what the words beside
 * the picture say, with the same numbers. Strings are freed with g_free(). */

/**
 * RscPictureFunction: a picture of the function of the picked network.
 * @dataset: the training points, or NULL
 * @network: or NULL while there is none
 * @n_features, @features: that are axes: 0 (predicted against actual), 1 or 2
 * @n_others: features that are held still
 * @is_width: the map is that of the envelope's width
 * @width: the largest width of the envelope in the picture, or NaN
 * @n_test: test points
 * @selected: rows of the data that are selected, or NULL
 * @updating: why nothing is said of the network: it is of the data before; or NULL
 */
typedef struct
{
  RscDataset *dataset;
  RscNetwork *network;
  gsize n_features;
  gsize features[2];
  gsize n_others;
  gboolean is_width;
  double width;
  gsize n_test;
  const RscRowSet *selected;
  const char *updating;
} RscPictureFunction;

char *rsc_picture_words_dup_function (const RscPictureFunction *picture);

/* The picture @hull of @set on the axes of the neurons @axes, or the bars of the only network where
 * there are no several. @labels: the numbers of neurons, from 0. @point: norms of the picked
 * network, or NULL; @vertex: which one it is, or -1. @walked: pruning has left the set. */
char *rsc_picture_words_dup_set (const RscOptimalSet *set,
                                 const RscHull *hull,
                                 gsize n_axes,
                                 const gsize *axes,
                                 const gsize *labels,
                                 const double *point,
                                 gssize vertex,
                                 gboolean walked);

/* What the curves of a path are drawn over. */
typedef enum
{
  RSC_PICTURE_OVER_LAMBDA,
  RSC_PICTURE_OVER_PENALTY,
  RSC_PICTURE_OVER_ERROR
} RscPictureOver;

/* Curves of @path (or NULL): of @y, which the list of the axis names, over @over; the cursor is at
 * @lambda. */
char *rsc_picture_words_dup_path (const RscPath *path,
                                  gboolean complete,
                                  const char *y,
                                  RscPictureOver over,
                                  double lambda);

/* The line of λ with the marks of @path (or NULL). */
char *rsc_picture_words_dup_timeline (const RscPath *path, gboolean complete, double ratio_min);

/* State @k of @walk, which @sentence explains. */
char *rsc_picture_words_dup_pruning (const RscPruning *walk, gsize k, const char *sentence);

/* Begins and adds to the description of curves over the number of neurons: from one of their ends
 * to the other. */
char *rsc_picture_words_dup_curves (const char *title, gsize n_curves);
char *rsc_picture_words_dup_curve (const char *label,
                                   gboolean dashed,
                                   gsize first_width,
                                   double first_value,
                                   gsize last_width,
                                   double last_value);

/* A set of the gallery, which @sentence introduces: @n points with @d features. */
char *rsc_picture_words_dup_thumbnail (const char *sentence, gsize n, gsize d);

G_END_DECLS

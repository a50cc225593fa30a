/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-feature-values.h"
#include "core/program/rsc-network.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscClassesModel:
 * @n: classes, and networks
 * @names: n
 * @networks: n, one against the rest
 * @datasets: n, the same points with targets +1 where they are of class k
 * @feature_x, @feature_y: features on the axes; of one feature the vertical axis is what the
 * networks say
 * @at: where the others are held, or NULL for their mean
 * @notice: said over the picture in place of how many points are right, or NULL
 */
typedef struct
{
  gsize n;
  const char *const *names;
  RscNetwork *const *networks;
  RscDataset *const *datasets;
  gsize feature_x;
  gsize feature_y;
  const RscFeatureValues *at;
  const char *notice;
} RscClassesModel;

/* The first two features on the axes. */
void rsc_classes_model_init (RscClassesModel *self);

/* What is somewhere in such a picture: the class whose network says most there and what it says,
 * the next one, and the training point or -1. */
typedef struct
{
  gboolean inside;
  double x, y;
  gsize most, next;
  double value, next_value;
  gssize point;
} RscClassesHit;

/* Lays out the picture for (0, 0, width, height): the plane of two features, each place in the
 * colour of the class whose network says most there, and the points in theirs; those that are
 * taken for another class are crossed. With one feature: the networks as curves over it. @cr: what
 * it will be drawn on, or rsc_picture_create_measuring(). Borrows what @model points to. */
RscPicture *rsc_classes_plot_new (const RscClassesModel *model,
                                  const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height);

/* What such a picture says to who does not see it: the classes, and how many points are right. Free
 * with g_free(). O(points · neurons · d). */
char *rsc_classes_plot_dup_words (const RscClassesModel *model);

/* Words in the middle, where there is no such picture. Copies them. */
RscPicture *
rsc_classes_plot_new_words (const char *words, const RscTheme *theme, double width, double height);

void rsc_classes_plot_find (const RscPicture *picture, double px, double py, RscClassesHit *hit);

/* Lays the picture out and draws it, once. */
void rsc_classes_plot_draw (const RscClassesModel *model,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/program/rsc-network.h"
#include "ui/plot/rsc-layer.h"

G_BEGIN_DECLS

/**
 * RscClassesModel:
 * @n: classes, and networks
 * @names: n
 * @networks: n, one against the rest, of two features
 * @datasets: n, the same points with targets +1 where they are of class k
 */
typedef struct
{
  gsize n;
  const char *const *names;
  RscNetwork *const *networks;
  RscDataset *const *datasets;
} RscClassesModel;

/* Lays out the picture for (0, 0, width, height): the plane of the two features, each place in the
 * colour of the class whose network says most there, and the points in theirs; those that are taken
 * for another class are crossed. @cr: what it will be drawn on, or rsc_picture_create_measuring().
 * Borrows what @model points to. */
RscPicture *rsc_classes_plot_new (const RscClassesModel *model,
                                  const RscTheme *theme,
                                  cairo_t *cr,
                                  double width,
                                  double height);

/* Lays the picture out and draws it, once. */
void rsc_classes_plot_draw (const RscClassesModel *model,
                            const RscTheme *theme,
                            cairo_t *cr,
                            double width,
                            double height);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-import.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-function-layout.h"
#include "ui/plot/rsc-slice.h"

G_BEGIN_DECLS

/* Data and networks, pictures of their functions and what stands in them. */

/* A data set of @x (n × d) and @y (n). */
RscDataset *function_dataset (gsize n, gsize d, const double *x, const double *y);

/* Normal numbers times @scale. */
RscDataset *function_random_dataset (gsize n, gsize d, double scale, gulong seed);

RscNetwork *function_random_network (gsize m,
                                     gsize d,
                                     gboolean bias,
                                     gboolean gated,
                                     double scale,
                                     gulong seed);

/* What stands at a place. */
void function_pick (const RscFunctionModel *model,
                    const RscTheme *theme,
                    double width,
                    double height,
                    double x,
                    double y,
                    RscFunctionHit *hit);

/* The picture; free with cairo_surface_destroy(). */
cairo_surface_t *
function_draw (const RscFunctionModel *model, const RscTheme *theme, int width, int height);

/* Where data coordinates are in the picture: the picks of two places give the map. */
void function_locate (const RscFunctionModel *model,
                      const RscTheme *theme,
                      double width,
                      double height,
                      double x,
                      double y,
                      double *px,
                      double *py);

G_END_DECLS

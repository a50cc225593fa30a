/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-set-box.h"
#include "ui/words/rsc-set-words.h"

G_BEGIN_DECLS

/* Bodies, pictures of them and what stands where. */

/* The picture, all of it or these layers; free with cairo_surface_destroy(). */
cairo_surface_t *set_draw_layers (const RscOptimalSetModel *model,
                                  const RscTheme *theme,
                                  int width,
                                  int height,
                                  gboolean pair,
                                  RscLayers layers);

cairo_surface_t *set_draw (const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           int width,
                           int height,
                           gboolean pair);

/* The picture as it is laid out, for picks. */
RscPicture *
set_lay_out (const RscOptimalSetModel *model, const RscTheme *theme, double width, double height);

/* The wish that a drag to a place makes. */
void set_unproject (const RscOptimalSetModel *model,
                    const RscTheme *theme,
                    double width,
                    double height,
                    double px,
                    double py,
                    double *wish);

/* Centre of the marker's disc: the middle of the pixels in the accent colour. */
void set_find_marker (const RscOptimalSetModel *model,
                      const RscTheme *theme,
                      int width,
                      int height,
                      double *px,
                      double *py);

/* The hull of points (n_points × n_axes). */
RscHull *make_hull (gsize n_points, gsize n_axes, const double *points);

G_END_DECLS

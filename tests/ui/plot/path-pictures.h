/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "problems.h"
#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"

G_BEGIN_DECLS

/* Paths that tests follow, pictures of them and what stands where. */

/* The size of pictures that ask for no other. */
enum
{
  WIDTH = 620,
  HEIGHT = 300
};

/* The picture, all of it or these layers; free with cairo_surface_destroy(). */
cairo_surface_t *path_draw_layers (const RscPathModel *model,
                                   const RscTheme *theme,
                                   int width,
                                   int height,
                                   RscLayers layers);

cairo_surface_t *
path_draw (const RscPathModel *model, const RscTheme *theme, int width, int height);

/* What stands at a place. */
void path_pick (const RscPathModel *model,
                const RscTheme *theme,
                double width,
                double height,
                double px,
                double py,
                RscPathHit *hit);

/* Colours that differ by less than what edges and blending make. */
gboolean path_is_close (guint32 a, guint32 b);

/* Whether the colour is within @reach pixels of a place. */
gboolean path_has_color (cairo_surface_t *surface, double px, double py, int reach, guint32 color);

/* The path as it was published when it was @fraction whole. */
typedef struct
{
  double fraction;
  RscPath *path;
} Part;

/* The path from λ_max down; @part may be NULL. */
RscPath *path_follow_problem (RscProblem *problem, double ratio_min, gboolean events, Part *part);

RscPath *
path_follow (RscDataset *dataset, gboolean bias, double ratio_min, gboolean events, Part *part);

RscPath *path_follow_gallery (const char *name, double ratio_min, gboolean events, Part *part);

RscPath *path_follow_toy (void);

/* A model that shows the path whole. */
void path_show (RscPathModel *model, RscPath *path, double ratio_min);

/* The frame of the curves. */
RscRect path_find_frame (const RscPathModel *model, const RscTheme *theme, int width, int height);

/* On an axis of λ/λ_max that falls from 1. */
double path_get_px (const RscPathModel *model, RscRect frame, double ratio);

/* On the axis of norms. */
double path_get_py (const RscPathModel *model, RscRect frame, double norm);

G_END_DECLS

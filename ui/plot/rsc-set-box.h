/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-placing.h"
#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* The sides of the cube that lie behind the set: for each axis 0 or 1. */
void rsc_set_box_get_walls (const RscSetLayout *self, double walls[3]);

/* The edge of the cube's outline that carries the labels of axis k: the lower one of the two, or
 * the left one for the upright axis. @edge: the other coordinates of its points. */
void
rsc_set_box_get_label_edge (const RscSetLayout *self, const double walls[3], int k, double edge[3]);

/* Whether @rect is on the picture of the cube. */
gboolean rsc_set_box_is_on (const RscSetLayout *self, const RscRect *rect);

/* The cube behind the set on three axes: back walls with their grids, axes with ticks and titles.
 * Their labels go to @placing. */
void rsc_set_box_draw (const RscSetLayout *self,
                       const RscOptimalSetModel *model,
                       const RscTheme *theme,
                       RscText *text,
                       RscPlacing *placing);

G_END_DECLS

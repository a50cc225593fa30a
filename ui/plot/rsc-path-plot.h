/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-model.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Draws the whole picture into (0, 0, width, height): the curves, tubes, event marks, the strip with
 * the dimension of the set, labels at the curves' ends, the cursor. */
void rsc_path_plot_draw (const RscPathModel *model,
                         const RscTheme *theme,
                         cairo_t *cr,
                         double width,
                         double height);

typedef struct
{
  gboolean inside;
  gssize neuron; /* id of the curve there, or -1 */
  gssize event;  /* index of the mark there, or -1 */
  double lambda; /* of the path at that x; NaN where it is not known */
} RscPathHit;

/* What is under (px, py) of a picture of this size. */
void rsc_path_plot_pick (const RscPathModel *model,
                         const RscTheme *theme,
                         double width,
                         double height,
                         double px,
                         double py,
                         RscPathHit *hit);

G_END_DECLS

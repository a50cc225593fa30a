/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-layer.h"
#include "ui/plot/rsc-path-marks.h"
#include "ui/plot/rsc-path-model.h"

G_BEGIN_DECLS

/* Height that the picture needs in units of the text size. */
#define RSC_TIMELINE_HEIGHT 5.6

typedef struct
{
  gssize mark;  /* index of the event mark there, or -1 */
  double ratio; /* λ/λ_max at that x, of the nearest end beyond the ends */
} RscTimelineHit;

/* The line of λ: λ_max at @left, falling in log λ to @model->ratio_min at @right; coloured by the
 * dimension of the optimal set as far as the path is known and hatched beyond, with the events
 * above it, numbers below, and the cursor at @ratio, which moves. Of @model only the path, the
 * extent, labels and selection are looked at; a path may be missing, and the cursor is where λ is
 * all the same. @model->curves: rsc_path_curves_new_outline() of the path, or NULL. Laid out for
 * (0, 0, width, height). */
RscPicture *rsc_timeline_plot_new (const RscPathModel *model,
                                   double ratio,
                                   double left,
                                   double right,
                                   const RscTheme *theme,
                                   cairo_t *cr,
                                   double width,
                                   double height);

/* Moves the cursor. */
void rsc_timeline_plot_set_ratio (RscPicture *picture, double ratio);

void rsc_timeline_plot_find (const RscPicture *picture, double px, double py, RscTimelineHit *hit);

/* Its event marks; they belong to @picture. NULL without a path. */
const RscPathMarks *rsc_timeline_plot_get_marks (const RscPicture *picture);

G_END_DECLS

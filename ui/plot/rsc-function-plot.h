/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-model.h"
#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* Draws the whole picture into (0, 0, width, height). Draws nothing outside; leaves cr as it was.
 * Never fails: what cannot be shown is said in words inside the picture. */
void rsc_function_plot_draw (const RscFunctionModel *model,
                             const RscTheme *theme,
                             cairo_t *cr,
                             double width,
                             double height);

typedef struct
{
  gssize neuron; /* number of the neuron whose line or kink is there, or -1 */
  gssize point;  /* row of the data, or -1 */
  gboolean inside;
  double x, y;  /* data coordinates */
  double value; /* f there (NaN when it has none) */
} RscFunctionHit;

/* What is under (px, py) of a picture of this size. */
void rsc_function_plot_pick (const RscFunctionModel *model,
                             const RscTheme *theme,
                             double width,
                             double height,
                             double px,
                             double py,
                             RscFunctionHit *hit);

G_END_DECLS

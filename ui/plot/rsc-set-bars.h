/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-set-model.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/**
 * RscSetBars: where everything of one network as bars stands, one place for each neuron, by number.
 * @neurons: n, indices in the set, or RSC_OPTIMAL_SET_ABSENT
 * @labels: n, numbers from 0
 * @factor: n, of the shown weight in the unit direction; 1 for norms
 */
typedef struct
{
  RscSpace space;
  gboolean norms;
  gsize n;
  gsize *neurons;
  gsize *labels;
  double *factor;
  RscAxis axis;
  char *title;
  const char *heading;
  char *sentence;
  RscRect frame;
  double em;
} RscSetBars;

/* Of a model with bars; its set has one network. Clear with rsc_set_bars_clear(). */
void rsc_set_bars_init (RscSetBars *self,
                        const RscOptimalSetModel *model,
                        const RscTheme *theme,
                        cairo_t *cr,
                        double width,
                        double height);
void rsc_set_bars_clear (RscSetBars *self);

/* Axis, numbers and heading; and the bars, as the point of @model is now. */
void rsc_set_bars_draw_frame (const RscSetBars *self, const RscTheme *theme, RscText *text);
void rsc_set_bars_draw (const RscSetBars *self,
                        const RscOptimalSetModel *model,
                        const RscTheme *theme,
                        cairo_t *cr);

/* The neuron whose place is at (@x, @y), or -1. */
gssize rsc_set_bars_find (const RscSetBars *self, double x, double y);

G_END_DECLS

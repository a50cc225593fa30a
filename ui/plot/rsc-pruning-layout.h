/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-pruning-model.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

#define RSC_PRUNING_LABEL_SCALE 0.85
/* Left of the columns: the name of a part and its ticks, in units of the text size; more where
 * these are longer, in steps, so that the columns stay where they are from state to state. */
#define RSC_PRUNING_GUTTER 4.2
#define RSC_PRUNING_GUTTER_STEP 1.2

/**
 * RscPruningLayout: where the parts of the picture are, and what they show.
 * @words: instead of a picture, or NULL
 * @activations: n × m of the state, row-major; of a neuron that goes in this step those before it,
 * to be seen next to those that take its place. @scale: the largest of them by magnitude
 * @ticks: the width that these have beside the columns; 0 where none are written
 */
typedef struct
{
  RscPruningScene scene;
  RscTheme theme;
  double width, height;
  const char *words;
  double *activations;
  double scale;
  double em;
  double ticks;
  RscRect columns; /* all parts with their labels: where a column can be picked */
  double labels;   /* height of the row of labels */
  RscRect heat;
  RscRect beta;     /* no height: dropped */
  RscRect norms;    /* no height: dropped */
  RscRect singular; /* no width: dropped */
  gboolean title;
  gsize n, m;
} RscPruningLayout;

/* Sizes depend on the text size alone. What matters least goes first where there is little room:
 * title, norms, β, singular values. Borrows from what @model points to; ends with
 * rsc_pruning_layout_clear(). */
void rsc_pruning_layout_init (RscPruningLayout *self,
                              const RscPruningModel *model,
                              const RscTheme *theme,
                              double width,
                              double height);
void rsc_pruning_layout_clear (RscPruningLayout *self);

/* Gives ticks that are @ticks wide room beside the columns, which become narrower. */
void rsc_pruning_layout_widen (RscPruningLayout *self, double ticks);

/* The column that is there, and the row in the map of activations. */
gboolean rsc_pruning_layout_pick (gconstpointer layout, double x, double y, gpointer hit);

/* Left side of column @i; the middle of column i is at i + 0.5. */
double rsc_pruning_layout_get_column_x (const RscPruningLayout *self, double i);

/* Height of @value on the axis of a part, kept inside @rect. */
double rsc_pruning_layout_get_bar_y (RscRect rect, const RscAxis *axis, double value);

/* The width of the widest tick of @axis beside @rect. */
double rsc_pruning_layout_measure_scale (const RscPruningLayout *self,
                                         RscRect rect,
                                         const RscAxis *axis,
                                         RscText *text);

/* Name of the part, turned, and ticks at a few round values of @axis (or NULL for none). */
void rsc_pruning_layout_draw_scale (const RscPruningLayout *self,
                                    RscRect rect,
                                    const char *title,
                                    const RscAxis *axis,
                                    const RscTheme *theme,
                                    RscText *text);

G_END_DECLS

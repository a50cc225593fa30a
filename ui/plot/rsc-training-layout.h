/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-text.h"
#include "ui/plot/rsc-training-model.h"

G_BEGIN_DECLS

/**
 * RscTrainingCurve: what is drawn of one run.
 * @n, @points: (x, y) in user units, few for each column of pixels; NaN where the line is
 * interrupted
 */
typedef struct
{
  gsize n;
  double *points;
} RscTrainingCurve;

/* Where everything of a picture of training stands. Borrows what the model points to. */
typedef struct
{
  RscTrainingModel model;
  RscTheme theme;
  double width, height, em;
  const char *words; /* instead of a picture, or NULL */
  RscRect frame;
  RscRect walk;            /* of the walk downhill: no width without one */
  const char *steps_title; /* or NULL */
  RscAxis steps;
  RscAxis values;
  RscTrainingCurve *curves; /* n_runs */
} RscTrainingLayout;

void rsc_training_layout_init (RscTrainingLayout *self,
                               const RscTrainingModel *model,
                               const RscTheme *theme,
                               cairo_t *cr,
                               double width,
                               double height);
void rsc_training_layout_clear (RscTrainingLayout *self);

const char *rsc_training_layout_get_title (const RscTrainingLayout *self);

double rsc_training_layout_get_x (const RscTrainingLayout *self, gsize step);
/* What is outside of the axis is at its end; NaN stays what it is. */
double rsc_training_layout_get_y (const RscTrainingLayout *self, double value);

/* The run whose curve is at most @reach away, the one on show where several are; or -1. */
gssize
rsc_training_layout_find_run (const RscTrainingLayout *self, double x, double y, double reach);

G_END_DECLS

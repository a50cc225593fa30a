/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-curves-model.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

#define RSC_CURVES_LABEL_SCALE 0.88

/* Range of the horizontal axis: numbers of neurons. */
typedef struct
{
  double minimum;
  double maximum;
} RscCurvesSpan;

/* Start with (INFINITY, -INFINITY), add each picture, and finish for a little room at both ends. */
void rsc_curves_span_add (RscCurvesSpan *self, const RscCurvesModel *model);
void rsc_curves_span_finish (RscCurvesSpan *self);

/* Place of a number of neurons in user units. */
double rsc_curves_span_get_x (const RscCurvesSpan *self, RscRect frame, double width);

/* The vertical axis for the values of a picture, and the place of a value on it. */
RscAxis rsc_curves_axes_get_values (const RscCurvesModel *model);
double rsc_curves_axes_get_y (const RscAxis *axis, RscRect frame, double value);

/* Room for the labels of the vertical axis. */
double rsc_curves_axes_measure_labels (const RscCurvesModel *model, RscText *text, double length);

void rsc_curves_axes_draw (const RscAxis *axis,
                           const RscCurvesSpan *span,
                           RscRect frame,
                           gboolean x_labels,
                           const RscTheme *theme,
                           RscText *text);

/* The current width: a line, and its number over the frame. */
void rsc_curves_axes_draw_width (const RscCurvesModel *model,
                                 const RscCurvesSpan *span,
                                 RscRect frame,
                                 gboolean with_number,
                                 const RscTheme *theme,
                                 RscText *text);

G_END_DECLS

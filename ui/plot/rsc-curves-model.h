/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RscCurve:
 * @label: shown in the legend
 * @n, @width, @value: points of the curve: number of neurons, and accuracy or error
 * @low, @high: n values each (quartiles), or NULL
 * @index: colour and marker (the method); curves of one method share a line of the legend
 * @dashed: for the second of a pair (training, where test is solid); its markers are open
 */
typedef struct
{
  const char *label;
  gsize n;
  const double *width;
  const double *value;
  const double *low;
  const double *high;
  gsize index;
  gboolean dashed;
} RscCurve;

/**
 * RscCurvesModel: accuracy or error against width (the paper's Figure 2). Borrowed pointers.
 * @title: or NULL
 * @y_title: what the values are
 * @marked: width to mark with a line, or NaN
 * @limit: largest width on the axis, or 0 for all
 * Values that are not finite interrupt a curve; without any the picture is a sentence.
 * @legend: whether to draw one
 */
typedef struct
{
  const char *title;
  const char *y_title;
  gsize n_curves;
  const RscCurve *curves;
  double marked;
  gsize limit;
  gboolean legend;
} RscCurvesModel;

void rsc_curves_model_init (RscCurvesModel *self);

/* Whether point @k of @curve is on the picture; whether any is. */
gboolean rsc_curves_model_is_shown (const RscCurvesModel *self, const RscCurve *curve, gsize k);
gboolean rsc_curves_model_has_points (const RscCurvesModel *self);

G_END_DECLS

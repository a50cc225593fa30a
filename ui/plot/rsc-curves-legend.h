/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-curves-model.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* One line of the legend: a method, or what solid and dashed mean. */
typedef struct
{
  const char *label;
  gsize index; /* G_MAXSIZE: no method */
  gboolean dashed;
  double width;
} RscCurvesEntry;

/* What the legend of these pictures says: each method once; then what solid and dashed lines are,
 * where there are both. Elements are RscCurvesEntry; free with g_array_unref(). Borrows the
 * labels. */
GArray *rsc_curves_legend_list (gsize n_models, const RscCurvesModel *models, RscText *text);

/* Rows of entries, centred in the width; returns their height, at most @most but for one row. Where
 * they are too many their text gets smaller, and if that is not enough the last one says how many
 * are left out:
 * @n_left_out, or NULL. With @draw FALSE only measures. */
double rsc_curves_legend_lay (const GArray *entries,
                              const RscTheme *theme,
                              RscText *text,
                              double x,
                              double y,
                              double width,
                              double most,
                              gboolean draw,
                              guint *n_left_out);

G_END_DECLS

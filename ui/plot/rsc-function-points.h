/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Discs in the colours of the targets, the test points hollow: a layer. Rows at one place are one
 * disc with a sector for each colour, and a count beside it. */
void rsc_function_points_draw (gconstpointer layout, RscText *text);

/* A square around those that are marked: a layer. */
void rsc_function_points_draw_marked (gconstpointer layout, RscText *text);

/* The scale of values along the axis that has them: a layer. */
void rsc_function_points_draw_strip (gconstpointer layout, RscText *text);

/* Predicted against actual: on the diagonal they agree. A layer. */
void rsc_function_points_draw_diagonal (gconstpointer layout, RscText *text);

/* Where row @i of the training points is; FALSE where it is not in the frame. And how large these
 * are. */
gboolean
rsc_function_points_get_place (const RscFunctionLayout *self, gsize i, double *px, double *py);
/* The same of a test point, or of a training point, wherever it is. Not for RSC_FUNCTION_FIT. */
void rsc_function_points_locate (const RscFunctionLayout *self,
                                 gboolean test,
                                 gsize i,
                                 double *px,
                                 double *py);
double rsc_function_points_get_radius (const RscFunctionLayout *self);

/* The row of the data that is nearest and near enough. */
gboolean rsc_function_points_pick (gconstpointer layout, double px, double py, gpointer hit);

G_END_DECLS

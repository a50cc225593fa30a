/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Circles in the colour of the sign of the target, the test points hollow. */
void rsc_function_points_draw (const RscFunctionLayout *self,
                               const RscFunctionModel *model,
                               const RscTheme *theme,
                               cairo_t *cr);

/* Row of the data that is nearest to (px, py) and near enough, or -1. */
gssize rsc_function_points_pick (const RscFunctionLayout *self,
                                 const RscFunctionModel *model,
                                 const RscTheme *theme,
                                 double px,
                                 double py);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* The set on one axis: the range of a neuron with the values of its ends. */
void rsc_set_flat_draw_line (const RscSetLayout *self,
                             const RscOptimalSetModel *model,
                             const RscTheme *theme,
                             RscText *text);

/* The set on two axes: a polygon, or a segment or point. */
void rsc_set_flat_draw_polygon (const RscSetLayout *self, const RscTheme *theme, RscText *text);

G_END_DECLS

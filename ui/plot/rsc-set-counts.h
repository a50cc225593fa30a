/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-placing.h"
#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* Rings for the vertices inside of the hull. */
void rsc_set_counts_draw_inside (const RscSetLayout *self, const RscTheme *theme, cairo_t *cr);

/* "×3" beside each dot where several vertices fall together, where there is room for it beside the
 * dots and what is in @placing. */
void rsc_set_counts_draw (const RscSetLayout *self,
                          const RscTheme *theme,
                          RscText *text,
                          RscPlacing *placing);

G_END_DECLS

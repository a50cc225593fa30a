/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* Whether the picture of @model keeps to few neurons. */
gboolean rsc_set_complex_is_shown (const RscOptimalSetModel *model);

/* What the optimal networks with at most so many neurons are of the set: faces, edges, and dots,
 * each piece of them in a colour of its own, as the list of pieces has it; an isolated network is a
 * dot with a ring. Drawn over the body, in whose coordinates it is. */
void rsc_set_complex_draw (const RscSetLayout *self,
                           const RscOptimalSetModel *model,
                           const RscTheme *theme,
                           cairo_t *cr);

G_END_DECLS

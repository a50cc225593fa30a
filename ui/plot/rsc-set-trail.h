/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* The walk so far: older segments and dots are fainter. Drawn over the body, since a walk goes
 * through it as well as along its edges. */
void rsc_set_trail_draw (const RscSetLayout *self,
                         const RscOptimalSetModel *model,
                         const RscTheme *theme,
                         cairo_t *cr);

G_END_DECLS

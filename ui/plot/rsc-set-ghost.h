/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"

G_BEGIN_DECLS

/* The set of another λ, in dashes over the set on show, with rings as corners. */
void rsc_set_ghost_draw (const RscSetLayout *self,
                         const RscOptimalSetModel *model,
                         const RscTheme *theme,
                         cairo_t *cr);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-set-layout.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* Over the body: the objective as colour, arrows where unbounded edges go on. @width: of the
 * space's picture, whose first line has the scale of the colours at its end. */
void rsc_set_open_draw (const RscSetLayout *self,
                        const RscSetOpen *open,
                        const RscTheme *theme,
                        RscText *text,
                        double width);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-text.h"

G_BEGIN_DECLS

/* Writes @label with its anchor (0 to 1 of its size) at (@x, @y), unless it leaves @area or something is
 * written there already; @must: in any case, moved into @area. @placed: rectangles (RscRect) of what is
 * written, to which this one is added. @em: size of the text. Whether it was written. */
gboolean rsc_placing_put (RscText *text,
                          const RscRect *area,
                          double em,
                          GArray *placed,
                          const char *label,
                          double x,
                          double y,
                          double anchor_x,
                          double anchor_y,
                          RscColor color,
                          gboolean must);

G_END_DECLS

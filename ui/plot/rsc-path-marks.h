/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* A mark for each event of the path, or for several that are near each other. */
void rsc_path_marks_draw (const RscPathLayout *self, cairo_t *cr);

/* Which shape means what, for the kinds that there are. */
void rsc_path_marks_draw_legend (const RscPathLayout *self, cairo_t *cr);

/* The event whose mark is at (@px, @py), or -1. */
gssize rsc_path_marks_pick (const RscPathLayout *self, double px, double py);

G_END_DECLS

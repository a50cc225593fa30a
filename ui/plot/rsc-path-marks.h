/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-path-layout.h"

G_BEGIN_DECLS

/* Finds the marks: events that are too near each other for two share one. */
void rsc_path_marks_lay_out (RscPathLayout *self);

/* A mark for each event of the path, or for several that are near each other. */
void rsc_path_marks_draw (gconstpointer layout, RscText *text);

/* Which shape means what, for the kinds that there are. */
void rsc_path_marks_draw_legend (gconstpointer layout, RscText *text);

/* The event whose mark is at (@px, @py), or -1. */
gssize rsc_path_marks_pick (const RscPathLayout *self, double px, double py);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-function-layout.h"

G_BEGIN_DECLS

/* Two features: the lines on which neurons switch and those on which f is 0, over the map, each a
 * layer. */

/* Lists the lines; after the map is laid out. */
void rsc_function_plane_lay_out (RscFunctionLayout *layout);

/* What holds still in the slice, above the frame. */
void rsc_function_plane_draw_note (gconstpointer layout, RscText *text);
void rsc_function_plane_draw_lines (gconstpointer layout, RscText *text);
void rsc_function_plane_draw_zeros (gconstpointer layout, RscText *text);

/* The neuron whose line is nearest and near enough. */
gboolean rsc_function_plane_pick (gconstpointer layout, double px, double py, gpointer hit);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define RSC_TYPE_ROW_LAYOUT (rsc_row_layout_get_type ())

/* A row like that of a GtkBox, in which some children can go: where the row is too short for the
 * least widths of all, those whose layout property "goes" is TRUE are left out, the last of them
 * first. So a row does not keep a window from being narrow when its text is large. */
G_DECLARE_FINAL_TYPE (RscRowLayout, rsc_row_layout, RSC, ROW_LAYOUT, GtkLayoutManager)

#define RSC_TYPE_ROW_LAYOUT_CHILD (rsc_row_layout_child_get_type ())
G_DECLARE_FINAL_TYPE (RscRowLayoutChild,
                      rsc_row_layout_child,
                      RSC,
                      ROW_LAYOUT_CHILD,
                      GtkLayoutChild)

G_END_DECLS

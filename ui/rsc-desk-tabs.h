/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscDeskTabs:
 *
 * The tabs of a desk in one row. Where there is little room they stand closer; where there is too
 * little for all, they scroll, and a button at the end lists all of them by name. The natural width
 * is the least in which all have room.
 */
#define RSC_TYPE_DESK_TABS (rsc_desk_tabs_get_type ())
G_DECLARE_FINAL_TYPE (RscDeskTabs, rsc_desk_tabs, RSC, DESK_TABS, GtkWidget)

GtkWidget *rsc_desk_tabs_new (void);

/* Adds @tab behind @sibling, which is one of them; NULL: in front of all. */
void rsc_desk_tabs_insert_after (RscDeskTabs *self, GtkToggleButton *tab, GtkToggleButton *sibling);

/* Scrolls to @tab where not all of them have room. */
void rsc_desk_tabs_reveal (RscDeskTabs *self, GtkWidget *tab);

G_END_DECLS

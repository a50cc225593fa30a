/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-contents.h"
#include "app/model/rsc-document.h"
#include "ui/rsc-desk.h"

G_BEGIN_DECLS

/* The panels of a window as pages of its desk. */

/* Makes them, each showing @document. */
void rsc_pages_add (RscDesk *desk, RscDocument *document);

/* The page that is of this type, or NULL. */
GtkWidget *rsc_pages_find (RscDesk *desk, GType type);

/* Adds to @map the actions "panel" (string: the page of this name alone, and a second time all
 * again; its state is the name, or empty) and "page" (string: brings it on show). */
void rsc_pages_add_actions (RscDesk *desk, GActionMap *map);

/* Ctrl+Page Down and Ctrl+Page Up go through the tabs of @desk, whatever of @window has the focus:
 * lists, fields and what scrolls would take them for themselves. Not out of a popover. */
void rsc_pages_add_keys (RscDesk *desk, GtkWidget *window);

/* The page that has @focus, or the first one, alone; or all again. */
void rsc_pages_toggle (RscDesk *desk, GtkWidget *focus);

/* Adds to @layout which pages are on show, and which is alone; lays the desk out like that. Names
 * that there are not are nothing. */
void rsc_pages_get_layout (RscDesk *desk, RscLayout *layout);
void rsc_pages_set_layout (RscDesk *desk, const RscLayout *layout);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/model/rsc-document.h"
#include "ui/rsc-desk.h"

G_BEGIN_DECLS

/* The panels of a window as pages of its desk. */

/* Makes them, each showing @document. */
void rsc_pages_add (RscDesk *desk, RscDocument *document);

/* The page that is of this type, or NULL. */
GtkWidget *rsc_pages_find (RscDesk *desk, GType type);

/* Adds to @map the actions "panel" (string: the page of this name alone, and a second time all again; its state is
 * the name, or empty) and "page" (string: brings it on show). */
void rsc_pages_add_actions (RscDesk *desk, GActionMap *map);

/* The page that has @focus, or the first one, alone; or all again. */
void rsc_pages_toggle (RscDesk *desk, GtkWidget *focus);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the focus of @window where keys arrive. GTK 4.8 leaves it inside a menu that closes while
 * one of its submenus is shown, and no key does anything until something is clicked: here it goes
 * back to what had it before the menu, or to none if that is not shown any more. For as long as the
 * window lives. */
void rsc_focus_keep (GtkWindow *window);

G_END_DECLS

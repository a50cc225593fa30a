/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keeps the focus of @window where keys arrive. GTK 4.8 leaves it inside a menu that closes while
 * one of its submenus is shown, and no key does anything until something is clicked: here it goes
 * back to what had it before the menu, or to none if that is not shown any more. For as long as the
 * window lives. */
void rsc_focus_keep (GtkWindow *window);

/* Lets an arrow key on a check button move on, as on any other control: GTK takes one without a
 * group for a group of one, and toggles it. For the whole program, in which no check button may
 * have a group. */
void rsc_focus_free_arrows (void);

/* Lets a popover go that leaves the screen with what it hangs on, as the list of a choice with its
 * dialog: GTK 4.8 leaves it the grab, and from then on no window takes a key or a click. For the
 * whole program; asked for once. */
void rsc_focus_free_grabs (void);

G_END_DECLS

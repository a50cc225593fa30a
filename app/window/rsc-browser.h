/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The window in a browser, through GTK's Broadway. */

/* Before GTK starts, and before there are threads: on Broadway no renderer is chosen from outside.
 * GTK 4.8's Cairo renderer writes a form of its messages there that neither the server nor the page
 * reads any longer (nodes without number, fixed-point numbers), so the page stays white or the
 * server stops; without a choice GTK takes the renderer made for Broadway. */
void rsc_browser_choose_renderer (void);

/* Whether this display is a page of a browser. */
gboolean rsc_browser_is_shown_in (GdkDisplay *display);

/* In a browser: the window fills the page and follows its size. Elsewhere nothing changes. */
void rsc_browser_fill_page (GtkWindow *window);

G_END_DECLS

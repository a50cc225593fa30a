/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/model/rsc-animation.h"

G_BEGIN_DECLS

/* Asks what of @document is to be animated, how and where, and writes it. @name: of the page whose
 * picture is meant (such as "path"), or NULL for the board of what plays. Where nothing can be
 * played that is told by the action win.tell of @window, and NULL is returned; else the dialog,
 * which GTK owns. */
GtkWindow *rsc_animation_dialog_show (GtkWindow *window, RscDocument *document, const char *name);

G_END_DECLS

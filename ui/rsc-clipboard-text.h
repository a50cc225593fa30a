/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Takes what the clipboard has for @widget; NULL where it has no text. */
typedef void (*RscClipboardTextFunc) (GtkWidget *widget, const char *text);

/* Reads the text of the clipboard of @widget, and gives it to @func unless the widget is gone by
 * then: its owner may take as long as it likes, and for ever, and keeps no window alive. */
void rsc_clipboard_text_read (GtkWidget *widget, RscClipboardTextFunc func);

G_END_DECLS

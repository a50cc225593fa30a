/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @text in @label, nothing for NULL. What stays as it is costs nothing: GTK lays out all that
 * is around a label whenever it is given a text, the same one too. */
void rsc_label_set (GtkLabel *label, const char *text);

G_END_DECLS

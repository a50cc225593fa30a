/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Shows @text in @label, nothing for NULL. What stays as it is costs nothing: GTK lays out all that
 * is around a label whenever it is given a text, the same one too. */
void rsc_label_set (GtkLabel *label, const char *text);

/* While text is enlarged, as in a presentation, @label goes on in further lines before it ends in
 * an ellipsis; else it keeps to the lines that it has. @steady: it is two lines high at least then,
 * so that what is above stays where it is while a hand moves there and @label says this and that.
 * What is cut all the same is whole in a tooltip. */
void rsc_label_keep_whole (GtkLabel *label, gboolean steady);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Whether all that is to be read on @root, a shown window, can be read: of each text that is mapped
 * (labels, what is typed in fields, what pictures say) the box of its layout is within its
 * widget's; no text and no control (button, field, switch, slider) lies on another, or beyond the
 * edge of what shows it; nothing but a table scrolls sideways. A label that ends in an ellipsis has
 * a tooltip with the whole. @names: ended by NULL, words of the data, which alone may end in one;
 * or NULL, where all may. What is not so is told, beginning with @where, and fails the test.
 * Returns how many texts there are. */
guint check_boxes (GtkWidget *root, const char *where, const char *const *names);

G_END_DECLS

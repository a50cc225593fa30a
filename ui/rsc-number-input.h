/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GtkSpinButton::input for numbers as a person types them, whatever the locale: 0.05 and 0,05 are
 * the same. In a field for whole numbers neither sign is taken: 1,000 could be one or a thousand.
 * What is no number, or beyond the ends of the field, is not taken either, and the window's action
 * "win.tell" says what was expected. To be bound as a callback of templates. */
int rsc_number_input_parse (GtkSpinButton *spin, double *value, gpointer user_data);
/* The same for decimals, also where the field shows none. */
int rsc_number_input_parse_real (GtkSpinButton *spin, double *value, gpointer user_data);
/* GtkSpinButton::output for numbers of any size, of which no more digits are shown than they have:
 * 0.01 and 0.00005. */
gboolean rsc_number_input_show (GtkSpinButton *spin, gpointer user_data);

/* Takes what is typed in the visible fields of numbers below @widget, in their order: to be called
 * before their values are used by a button that takes the focus from none of them (focus-on-click
 * is FALSE). Where a text is refused, that is told, the field shows the value that stays, marked,
 * and has the focus: FALSE, and nothing is to go on, for who pressed the button meant another
 * number. */
gboolean rsc_number_input_settle (GtkWidget *widget);

/* The same of all fields of the window that @widget is in. */
gboolean rsc_number_input_settle_window (GtkWidget *widget);

/* Whether @spin takes input. Where it is no longer to and has the focus, that goes to the next
 * control first: GTK takes it away without a word to the text inside, whose cursor goes on blinking
 * and soon warns of it. */
void rsc_number_input_set_sensitive (GtkSpinButton *spin, gboolean sensitive);

G_END_DECLS

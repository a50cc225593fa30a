/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/plot/rsc-theme.h"
#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How pictures have to look on this desktop now: dark or light, in high contrast, and as large as
 * its text, which a presentation enlarges. */

/* The theme of a picture on the screen. */
void rsc_look_get_theme (RscTheme *theme);

/* How many times as large as usual text is: 1 at 96 dots per inch. */
double rsc_look_get_scale (void);

/* Makes a dialog that is not shown yet as many times wider as its text is larger. */
void rsc_look_widen (GtkWindow *dialog);

/* Calls @changed (@object) whenever the look changes, for as long as @object lives. */
void rsc_look_connect (gpointer object, GCallback changed);

/* What a presentation enlarges by where nothing else is asked for: read from the last row, and the
 * panels still have room at 1280 × 800. */
#define RSC_LOOK_PRESENTING 1.5

/* Makes the text of every window @factor times as large as the system has it, and with it text and
 * lines of every picture; 1 undoes that. */
void rsc_look_set_presenting (double factor);

G_END_DECLS

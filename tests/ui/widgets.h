/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "ui/plot/rsc-theme.h"

G_BEGIN_DECLS

/* What tests look for in widgets, and do to them. */

/* Starts a test of widgets, in light colours. */
void init_widgets (int *argc, char ***argv);

/* The first widget from @widget downwards, itself included, that is one; NULL without one. */
GtkWidget *
find_widget (GtkWidget *widget, gboolean (*is_it) (GtkWidget *, gconstpointer), gconstpointer data);
GtkWidget *find_child (GtkWidget *widget, GType type);

/* A visible label with @text in it; a button with that label, or a tooltip that begins so. */
GtkWidget *find_label (GtkWidget *widget, const char *text);
GtkWidget *find_button (GtkWidget *widget, const char *text);

/* Adds 1 to @n: what a signal is connected to, swapped, to be counted. */
void count_signal (guint *n);

/* Does what the widget's own binding of @key does; FALSE where it has none or lets the key pass. */
gboolean press_key (GtkWidget *widget, guint key);

/* The controller of that type that the widget listens to. */
GtkEventController *find_controller (GtkWidget *widget, GType type);

/* Moves the pointer to a place of the widget, takes it away, or clicks there. */
void point_at (GtkWidget *widget, double x, double y);
void leave (GtkWidget *widget);
void click_at (GtkWidget *widget, double x, double y);

/* Shows @widget alone in a window of that size and waits until it is drawn. The window's end is the
 * widget's. */
GtkWindow *show_widget (GtkWidget *widget, int width, int height);

/* Until three frames of the window have come and gone. */
void wait_for_frames (GtkWidget *widget);

/* What @widget, which is shown, looks like; free with cairo_surface_destroy(). */
cairo_surface_t *draw_widget (GtkWidget *widget);

/* Draws one frame of @widget, alone and in no window, at that size. */
void draw_frame (GtkWidget *widget, int width, int height);

/* 0xrrggbb of a colour. */
guint32 pack_color (RscColor color);

/* 0xrrggbb of a pixel, over white; and how many of @surface are within @reach of @color. */
guint32 get_pixel (cairo_surface_t *surface, int x, int y);
int count_pixels (cairo_surface_t *surface, guint32 color, int reach);

/* Light or dark for all widgets. */
void set_dark (gboolean dark);

/* Shows the widget in light and in dark, closes its window, and asserts that nothing holds it.
 * Takes the floating reference. */
void assert_finalises (GtkWidget *widget);

G_END_DECLS

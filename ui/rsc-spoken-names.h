/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @label, of something with a mnemonic, as it is read: without the line under its letter. Free with
 * g_free(). */
char *rsc_spoken_names_dup_plain (const char *label);

/* Gives the widgets below @root the names that GTK 4.8 leaves wrong for a screen reader: a button
 * with a mnemonic is called by it and once more without ("_Open Open"), a menu button with one by
 * its type, and so is the part of a drop-down that takes the focus, which gets the drop-down's
 * tooltip as its name and what is chosen as its description; rows of drop-downs and scroll bars
 * have no name at all. Once for a widget. */
void rsc_spoken_names_complete (GtkWidget *root);

/* The same for a window that a library has made, which is called @name: also for its pages,
 * pictures, fields and lists, which it calls by their types. */
void rsc_spoken_names_complete_window (GtkWindow *window, const char *name);

G_END_DECLS

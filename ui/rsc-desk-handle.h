/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscDeskHandle:
 *
 * The line between two rows that a hand moves: up and down by a drag, which who lays out the rows
 * listens to, by Up and Down with the focus; a double click or Home is for rows of the same height.
 *
 * Signals: "step" (int): so many steps down; "reset" ()
 */
#define RSC_TYPE_DESK_HANDLE (rsc_desk_handle_get_type ())
G_DECLARE_FINAL_TYPE (RscDeskHandle, rsc_desk_handle, RSC, DESK_HANDLE, GtkWidget)

/* How high it is, across the line. */
#define RSC_DESK_HANDLE_SIZE 8

GtkWidget *rsc_desk_handle_new (void);

/* What a screen reader says: the part of the height above it, from 0 to 1. */
void rsc_desk_handle_set_share (RscDeskHandle *self, double share);

G_END_DECLS

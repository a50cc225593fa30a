/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscPinList:
 *
 * Pinned networks, each with its name, a line about it, and buttons to rename and to remove it.
 * Signals:
 * - chosen (int): a click on a line, or Return
 * - renamed (int, string): what was typed in place of the name
 * - removed (int): its button
 */
#define RSC_TYPE_PIN_LIST (rsc_pin_list_get_type ())
G_DECLARE_FINAL_TYPE (RscPinList, rsc_pin_list, RSC, PIN_LIST, GtkWidget)

GtkWidget *rsc_pin_list_new (void);

/* @names, @details: @n of each. Lines that say the same stay as they are. */
void
rsc_pin_list_set (RscPinList *self, gsize n, const char *const *names, const char *const *details);
gsize rsc_pin_list_get_n (RscPinList *self);
/* Marks line @k, or none for -1. */
void rsc_pin_list_set_current (RscPinList *self, gssize k);
/* Lets a person type another name for line @k. */
void rsc_pin_list_rename (RscPinList *self, gsize k);

G_END_DECLS

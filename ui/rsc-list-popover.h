/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * RscListPopover:
 *
 * A list in a popover, each row with a key. A row that is chosen closes it.
 *
 * Signal "chosen" (int): the key of a row
 */
#define RSC_TYPE_LIST_POPOVER (rsc_list_popover_get_type ())
G_DECLARE_DERIVABLE_TYPE (RscListPopover, rsc_list_popover, RSC, LIST_POPOVER, GtkPopover)

struct _RscListPopoverClass
{
  GtkPopoverClass parent_class;
};

/* Of @type, a kind of RscListPopover: a popover of @parent, which unparents it. */
GtkWidget *rsc_list_popover_new (GType type, GtkWidget *parent);

void rsc_list_popover_clear (RscListPopover *self);
/* Adds @row, which is read to a person as @spoken. */
void rsc_list_popover_add (RscListPopover *self, gsize key, GtkWidget *row, const char *spoken);
/* Opens it at @place of the parent. */
void rsc_list_popover_open (RscListPopover *self, const GdkRectangle *place);
/* Chooses @key without opening the list. */
void rsc_list_popover_choose (RscListPopover *self, gsize key);

/* The rows, and the key of one. */
gsize rsc_list_popover_get_n (RscListPopover *self);
gsize rsc_list_popover_get_key (RscListPopover *self, gsize row);

G_END_DECLS

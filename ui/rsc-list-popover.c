/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-list-popover.h"

/* Pixels; what is longer scrolls. */
#define HEIGHT_MAX 320

typedef struct
{
  GtkListBox *rows;
  GArray *keys; /* gsize; of each row */
} RscListPopoverPrivate;

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_TYPE_WITH_PRIVATE (RscListPopover, rsc_list_popover, GTK_TYPE_POPOVER)

static RscListPopoverPrivate *
get_private (RscListPopover *self)
{
  return rsc_list_popover_get_instance_private (self);
}

static void
on_row_activated (GtkListBox *box, GtkListBoxRow *row, gpointer user_data)
{
  RscListPopover *self = RSC_LIST_POPOVER (user_data);
  const guint k = (guint) gtk_list_box_row_get_index (row);

  if (k >= get_private (self)->keys->len)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  rsc_list_popover_choose (self, rsc_list_popover_get_key (self, k));
}

static void
rsc_list_popover_finalize (GObject *object)
{
  g_array_unref (get_private (RSC_LIST_POPOVER (object))->keys);
  G_OBJECT_CLASS (rsc_list_popover_parent_class)->finalize (object);
}

static void
rsc_list_popover_class_init (RscListPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rsc_list_popover_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_LIST_POPOVER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_list_popover_init (RscListPopover *self)
{
  RscListPopoverPrivate *priv = get_private (self);
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  priv->keys = g_array_new (FALSE, FALSE, sizeof (gsize));
  priv->rows = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (priv->rows, GTK_SELECTION_NONE);
  g_signal_connect (priv->rows, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), HEIGHT_MAX);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (priv->rows));
  gtk_popover_set_child (GTK_POPOVER (self), scrolled);
  gtk_widget_add_css_class (GTK_WIDGET (self), "events");
}

GtkWidget *
rsc_list_popover_new (GType type, GtkWidget *parent)
{
  GtkWidget *self;

  g_return_val_if_fail (g_type_is_a (type, RSC_TYPE_LIST_POPOVER), NULL);
  self = g_object_new (type, NULL);
  gtk_widget_set_parent (self, parent);
  return self;
}

void
rsc_list_popover_clear (RscListPopover *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (RSC_IS_LIST_POPOVER (self));
  while ((row = gtk_list_box_get_row_at_index (get_private (self)->rows, 0)))
    gtk_list_box_remove (get_private (self)->rows, GTK_WIDGET (row));
  g_array_set_size (get_private (self)->keys, 0);
}

void
rsc_list_popover_add (RscListPopover *self, gsize key, GtkWidget *row, const char *spoken)
{
  RscListPopoverPrivate *priv;

  g_return_if_fail (RSC_IS_LIST_POPOVER (self));
  priv = get_private (self);
  gtk_list_box_append (priv->rows, row);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (priv->rows, (int) priv->keys->len)),
    GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_array_append_val (priv->keys, key);
}

void
rsc_list_popover_open (RscListPopover *self, const GdkRectangle *place)
{
  g_return_if_fail (RSC_IS_LIST_POPOVER (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
}

void
rsc_list_popover_choose (RscListPopover *self, gsize key)
{
  g_return_if_fail (RSC_IS_LIST_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, (int) key);
}

gsize
rsc_list_popover_get_n (RscListPopover *self)
{
  g_return_val_if_fail (RSC_IS_LIST_POPOVER (self), 0);
  return get_private (self)->keys->len;
}

gsize
rsc_list_popover_get_key (RscListPopover *self, gsize row)
{
  g_return_val_if_fail (RSC_IS_LIST_POPOVER (self), 0);
  g_return_val_if_fail (row < get_private (self)->keys->len, 0);
  return g_array_index (get_private (self)->keys, gsize, row);
}

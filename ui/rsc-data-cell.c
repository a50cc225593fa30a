/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-cell.h"

struct _RscDataCell
{
  GtkWidget parent_instance;

  int column;
  RscDataRow *row; /* or NULL */
  GtkInscription *text;
  GtkEntry *entry;  /* while it is edited, else NULL */
  guint left;       /* source: the focus is elsewhere */
  gboolean leaving; /* what was typed is being taken */
};

enum
{
  TYPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataCell, rsc_data_cell, GTK_TYPE_WIDGET)

/* The entry may be gone behind it. */
static void
tell (RscDataCell *self, RscDataCellMove move)
{
  g_autofree char *text = NULL;

  if (!self->entry || self->leaving)
    return;
  text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  g_object_ref (self);
  self->leaving = TRUE;
  g_signal_emit (self, signals[TYPED], 0, text, (int) move);
  self->leaving = FALSE;
  g_object_unref (self);
}

static void
on_activate (GtkEntry *entry, gpointer user_data)
{
  tell (RSC_DATA_CELL (user_data), RSC_DATA_CELL_BELOW);
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  RscDataCell *self = RSC_DATA_CELL (user_data);

  if (keyval == GDK_KEY_Escape)
    tell (self, RSC_DATA_CELL_STAY);
  else if (keyval == GDK_KEY_ISO_Left_Tab || (keyval == GDK_KEY_Tab && (state & GDK_SHIFT_MASK)))
    tell (self, RSC_DATA_CELL_BEFORE);
  else if (keyval == GDK_KEY_Tab || keyval == GDK_KEY_KP_Tab)
    tell (self, RSC_DATA_CELL_BEHIND);
  else
    return FALSE;
  return TRUE;
}

static gboolean
on_left (gpointer user_data)
{
  RscDataCell *self = RSC_DATA_CELL (user_data);

  self->left = 0;
  tell (self, RSC_DATA_CELL_ELSEWHERE);
  return G_SOURCE_REMOVE;
}

/* GTK is on its way from the entry to the next focus: the entry must not go before it is there, and
 * be gone before a click does what it is for. */
static void
on_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  RscDataCell *self = RSC_DATA_CELL (user_data);

  if (self->entry && !self->leaving && !self->left)
    self->left = g_idle_add_full (G_PRIORITY_HIGH, on_left, self, NULL);
}

/* What is typed anew is not wrong yet. */
static void
on_changed (GtkEditable *editable, gpointer user_data)
{
  gtk_widget_remove_css_class (GTK_WIDGET (user_data), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (editable), NULL);
  gtk_accessible_reset_state (GTK_ACCESSIBLE (editable), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
rsc_data_cell_dispose (GObject *object)
{
  RscDataCell *self = RSC_DATA_CELL (object);
  GtkWidget *child;

  self->leaving = TRUE;
  self->entry = NULL;
  g_clear_handle_id (&self->left, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (rsc_data_cell_parent_class)->dispose (object);
}

static void
rsc_data_cell_class_init (RscDataCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_data_cell_dispose;
  /**
   * RscDataCell::typed:
   * @text: what is in the entry
   * @move: an RscDataCellMove
   */
  signals[TYPED] = g_signal_new ("typed", RSC_TYPE_DATA_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  gtk_widget_class_set_css_name (widget_class, "datacell");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rsc_data_cell_init (RscDataCell *self)
{
  self->text = GTK_INSCRIPTION (gtk_inscription_new (NULL));
  gtk_inscription_set_text_overflow (self->text, GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (self->text, 3);
  gtk_inscription_set_nat_chars (self->text, 9);
  gtk_widget_set_parent (GTK_WIDGET (self->text), GTK_WIDGET (self));
}

GtkWidget *
rsc_data_cell_new (int column)
{
  RscDataCell *self = g_object_new (RSC_TYPE_DATA_CELL, NULL);

  self->column = column;
  /* Numbers stand below each other. */
  if (column >= 0)
    {
      gtk_inscription_set_xalign (self->text, 1);
      gtk_widget_add_css_class (GTK_WIDGET (self), "number");
    }
  return GTK_WIDGET (self);
}

int
rsc_data_cell_get_column (RscDataCell *self)
{
  g_return_val_if_fail (RSC_IS_DATA_CELL (self), 0);
  return self->column;
}

void
rsc_data_cell_set_row (RscDataCell *self, RscDataRow *row)
{
  g_return_if_fail (RSC_IS_DATA_CELL (self));

  if (row != self->row)
    rsc_data_cell_end_edit (self);
  g_set_object (&self->row, row);
}

RscDataRow *
rsc_data_cell_get_row (RscDataCell *self)
{
  g_return_val_if_fail (RSC_IS_DATA_CELL (self), NULL);
  return self->row;
}

void
rsc_data_cell_set_text (RscDataCell *self, const char *text)
{
  g_return_if_fail (RSC_IS_DATA_CELL (self));
  gtk_inscription_set_text (self->text, text);
}

const char *
rsc_data_cell_get_text (RscDataCell *self)
{
  g_return_val_if_fail (RSC_IS_DATA_CELL (self), NULL);
  return gtk_inscription_get_text (self->text);
}

void
rsc_data_cell_edit (RscDataCell *self, const char *text, gboolean append, const char *name)
{
  GtkEventController *keys;
  GtkEventController *focus;

  g_return_if_fail (RSC_IS_DATA_CELL (self));
  g_return_if_fail (self->row != NULL);

  if (self->entry)
    return;
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 3);
  gtk_entry_set_has_frame (self->entry, FALSE);
  gtk_entry_set_alignment (self->entry, gtk_inscription_get_xalign (self->text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), keys);
  focus = gtk_event_controller_focus_new ();
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self->entry), focus);
  gtk_widget_set_child_visible (GTK_WIDGET (self->text), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "edited");
  gtk_widget_set_parent (GTK_WIDGET (self->entry), GTK_WIDGET (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  if (append)
    gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  else
    gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

gboolean
rsc_data_cell_is_edited (RscDataCell *self)
{
  g_return_val_if_fail (RSC_IS_DATA_CELL (self), FALSE);
  return self->entry != NULL;
}

void
rsc_data_cell_refuse (RscDataCell *self, const char *why)
{
  g_return_if_fail (RSC_IS_DATA_CELL (self));
  g_return_if_fail (self->entry != NULL);

  gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), why);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
rsc_data_cell_end_edit (RscDataCell *self)
{
  GtkWidget *entry;

  g_return_if_fail (RSC_IS_DATA_CELL (self));

  if (!self->entry)
    return;
  g_clear_handle_id (&self->left, g_source_remove);
  entry = GTK_WIDGET (g_steal_pointer (&self->entry));
  gtk_widget_unparent (entry);
  gtk_widget_remove_css_class (GTK_WIDGET (self), "edited");
  gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_widget_set_child_visible (GTK_WIDGET (self->text), TRUE);
}

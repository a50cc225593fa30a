/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pin-list.h"

#include "ui/rsc-tip.h"
#include "ui/words/rsc-compare-words.h"

struct _RscPinList
{
  GtkWidget parent_instance;

  GtkListBox *list;
  gsize n;
};

enum
{
  CHOSEN,
  RENAMED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPinList, rsc_pin_list, GTK_TYPE_WIDGET)

/**
 * Line:
 *
 * What a row is made of; kept with the row.
 */
typedef struct
{
  RscPinList *list;
  GtkListBoxRow *row;
  GtkStack *stack; /* the name, or the entry that changes it */
  GtkLabel *name;
  GtkEntry *entry;
  GtkLabel *detail;
} Line;

#define LINE "rsc-line"

static Line *
get_line (RscPinList *self, int k)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, k);

  return row ? g_object_get_data (G_OBJECT (row), LINE) : NULL;
}

static void
end_edit (Line *line)
{
  if (gtk_stack_get_visible_child (line->stack) != GTK_WIDGET (line->entry))
    return;
  gtk_stack_set_visible_child (line->stack, GTK_WIDGET (line->name));
  gtk_widget_grab_focus (GTK_WIDGET (line->row));
}

static void
on_entry_activated (GtkEntry *entry, gpointer user_data)
{
  Line *line = user_data;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry)));
  const int k = gtk_list_box_row_get_index (line->row);
  RscPinList *list = line->list;

  end_edit (line);
  g_signal_emit (list, signals[RENAMED], 0, k, text);
}

static gboolean
on_entry_key (GtkEventControllerKey *controller,
              guint key,
              guint code,
              GdkModifierType state,
              gpointer user_data)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  end_edit (user_data);
  return TRUE;
}

static void
start_edit (Line *line)
{
  gtk_editable_set_text (GTK_EDITABLE (line->entry), gtk_label_get_text (line->name));
  gtk_stack_set_visible_child (line->stack, GTK_WIDGET (line->entry));
  gtk_widget_grab_focus (GTK_WIDGET (line->entry));
}

static void
on_rename (GtkButton *button, gpointer user_data)
{
  start_edit (user_data);
}

static void
on_remove (GtkButton *button, gpointer user_data)
{
  const Line *line = user_data;

  g_signal_emit (line->list, signals[REMOVED], 0, gtk_list_box_row_get_index (line->row));
}

static GtkWidget *
add_button (GtkBox *box, const char *icon, const char *words, GCallback callback, Line *line)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  rsc_tip_set (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  g_signal_connect (button, "clicked", callback, line);
  gtk_box_append (box, button);
  return button;
}

static GtkWidget *
line_new (RscPinList *self)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();
  Line *line = g_new0 (Line, 1);

  *line = (Line){ self,
                  GTK_LIST_BOX_ROW (row),
                  GTK_STACK (gtk_stack_new ()),
                  GTK_LABEL (gtk_label_new (NULL)),
                  GTK_ENTRY (gtk_entry_new ()),
                  GTK_LABEL (gtk_label_new (NULL)) };
  g_object_set_data_full (G_OBJECT (row), LINE, line, g_free);
  gtk_label_set_xalign (line->name, 0);
  gtk_label_set_ellipsize (line->name, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (line->detail, 0);
  gtk_label_set_wrap (line->detail, TRUE);
  gtk_label_set_width_chars (line->detail, 8);
  gtk_widget_add_css_class (GTK_WIDGET (line->detail), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (line->detail), "dim-label");
  gtk_editable_set_width_chars (GTK_EDITABLE (line->entry), 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_compare_words_get (RSC_COMPARE_RENAME), -1);
  g_signal_connect (line->entry, "activate", G_CALLBACK (on_entry_activated), line);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_entry_key), line);
  gtk_widget_add_controller (GTK_WIDGET (line->entry), keys);
  gtk_stack_add_child (line->stack, GTK_WIDGET (line->name));
  gtk_stack_add_child (line->stack, GTK_WIDGET (line->entry));
  gtk_stack_set_vhomogeneous (line->stack, FALSE);
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (line->stack));
  gtk_box_append (GTK_BOX (texts), GTK_WIDGET (line->detail));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (box), texts);
  add_button (GTK_BOX (box), "document-edit-symbolic", rsc_compare_words_get (RSC_COMPARE_RENAME),
              G_CALLBACK (on_rename), line);
  add_button (GTK_BOX (box), "list-remove-symbolic", rsc_compare_words_get (RSC_COMPARE_REMOVE),
              G_CALLBACK (on_remove), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  return row;
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, gtk_list_box_row_get_index (row));
}

static void
rsc_pin_list_dispose (GObject *object)
{
  RscPinList *self = RSC_PIN_LIST (object);

  if (self->list)
    gtk_widget_unparent (GTK_WIDGET (self->list));
  self->list = NULL;
  G_OBJECT_CLASS (rsc_pin_list_parent_class)->dispose (object);
}

static void
rsc_pin_list_class_init (RscPinListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_pin_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_PIN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  signals[RENAMED] = g_signal_new ("renamed", RSC_TYPE_PIN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", RSC_TYPE_PIN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_pin_list_init (RscPinList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_compare_words_get (RSC_COMPARE_PINS), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_widget_set_parent (GTK_WIDGET (self->list), GTK_WIDGET (self));
}

GtkWidget *
rsc_pin_list_new (void)
{
  return g_object_new (RSC_TYPE_PIN_LIST, NULL);
}

void
rsc_pin_list_set (RscPinList *self, gsize n, const char *const *names, const char *const *details)
{
  g_return_if_fail (RSC_IS_PIN_LIST (self));

  for (; self->n < n; self->n++)
    gtk_list_box_append (self->list, line_new (self));
  for (; self->n > n; self->n--)
    gtk_list_box_remove (self->list, GTK_WIDGET (get_line (self, (int) self->n - 1)->row));
  for (gsize k = 0; k < n; k++)
    {
      Line *line = get_line (self, (int) k);
      g_autofree char *spoken = g_strdup_printf ("%s, %s", names[k], details[k]);

      if (g_strcmp0 (gtk_label_get_text (line->name), names[k]) != 0)
        end_edit (line);
      gtk_label_set_text (line->name, names[k]);
      gtk_label_set_text (line->detail, details[k]);
      rsc_tip_set (GTK_WIDGET (line->name), names[k]);
      gtk_accessible_update_property (GTK_ACCESSIBLE (line->row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      spoken, -1);
    }
}

gsize
rsc_pin_list_get_n (RscPinList *self)
{
  g_return_val_if_fail (RSC_IS_PIN_LIST (self), 0);
  return self->n;
}

void
rsc_pin_list_set_current (RscPinList *self, gssize k)
{
  GtkListBoxRow *row;

  g_return_if_fail (RSC_IS_PIN_LIST (self));

  row = k >= 0 ? gtk_list_box_get_row_at_index (self->list, (int) k) : NULL;
  if (row)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_unselect_all (self->list);
}

void
rsc_pin_list_rename (RscPinList *self, gsize k)
{
  g_return_if_fail (RSC_IS_PIN_LIST (self) && k < self->n);
  start_edit (get_line (self, (int) k));
}

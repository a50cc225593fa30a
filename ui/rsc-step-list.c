/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-step-list.h"

#include "ui/rsc-spoken-names.h"
#include "ui/words/rsc-pruning-labels.h"
#include "ui/words/rsc-pruning-words.h"

struct _RscStepList
{
  GtkWidget parent_instance;

  GtkWidget *scrolled;
  GtkListBox *list;
  gsize n;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscStepList, rsc_step_list, GTK_TYPE_WIDGET)

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, gtk_list_box_row_get_index (row));
}

static GtkWidget *
new_cell (const char *text, int width_chars, float xalign)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_width_chars (GTK_LABEL (label), width_chars);
  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static void
rsc_step_list_dispose (GObject *object)
{
  RscStepList *self = RSC_STEP_LIST (object);

  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  self->list = NULL;
  G_OBJECT_CLASS (rsc_step_list_parent_class)->dispose (object);
}

static void
rsc_step_list_class_init (RscStepListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_step_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "steplist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_STEP_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_step_list_init (RscStepList *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_BROWSE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_pruning_labels_list (), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
rsc_step_list_new (void)
{
  return g_object_new (RSC_TYPE_STEP_LIST, NULL);
}

void
rsc_step_list_truncate (RscStepList *self, gsize n)
{
  g_return_if_fail (RSC_IS_STEP_LIST (self));

  while (self->n > n)
    {
      self->n--;
      gtk_list_box_remove (self->list,
                           GTK_WIDGET (gtk_list_box_get_row_at_index (self->list, (int) self->n)));
    }
}

gsize
rsc_step_list_get_n (RscStepList *self)
{
  g_return_val_if_fail (RSC_IS_STEP_LIST (self), 0);
  return self->n;
}

void
rsc_step_list_append (RscStepList *self, const char *what, gsize width, const char *phase)
{
  GtkWidget *box, *cell;
  g_autofree char *number = NULL;
  g_autofree char *name = NULL;
  g_autofree char *left = NULL;
  g_autofree char *whole = NULL;

  g_return_if_fail (RSC_IS_STEP_LIST (self));

  number = g_strdup_printf ("%" G_GSIZE_FORMAT, self->n);
  left = rsc_pruning_words_width (width);
  whole = rsc_pruning_labels_row (self->n, what, width, phase);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  cell = new_cell (number, 3, 1);
  gtk_widget_add_css_class (cell, "dim-label");
  gtk_box_append (GTK_BOX (box), cell);
  name = rsc_pruning_labels_step (self->n, what);
  cell = new_cell (name, 10, 0);
  gtk_widget_set_hexpand (cell, TRUE);
  gtk_box_append (GTK_BOX (box), cell);
  gtk_box_append (GTK_BOX (box), new_cell (left, 11, 1));
  cell = new_cell (self->n == 0 ? "" : phase, 11, 0);
  gtk_widget_add_css_class (cell, "dim-label");
  gtk_box_append (GTK_BOX (box), cell);
  rsc_spoken_names_complete (box);
  gtk_list_box_append (self->list, box);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_list_box_get_row_at_index (self->list, (int) self->n)),
    GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  self->n++;
}

void
rsc_step_list_set_current (RscStepList *self, gssize k)
{
  GtkListBoxRow *row;
  GtkAdjustment *adjustment;
  graphene_point_t top;

  g_return_if_fail (RSC_IS_STEP_LIST (self));

  row = k >= 0 ? gtk_list_box_get_row_at_index (self->list, (int) k) : NULL;
  gtk_list_box_select_row (self->list, row);
  if (!row || !gtk_widget_get_mapped (GTK_WIDGET (row))
      || !gtk_widget_compute_point (GTK_WIDGET (row), GTK_WIDGET (self->list),
                                    &GRAPHENE_POINT_INIT (0, 0), &top))
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  gtk_adjustment_clamp_page (adjustment, top.y, top.y + gtk_widget_get_height (GTK_WIDGET (row)));
}

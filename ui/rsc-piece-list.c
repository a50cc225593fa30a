/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-piece-list.h"

#include "ui/rsc-swatch.h"
#include "ui/words/rsc-widths-words.h"

/* Of a row that is no note: one more than its number among these. */
#define NUMBER "rsc-number"

/* Letters that have a line of their own. */
#define LINE 26

struct _RscPieceList
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListBox *list;
  gsize n;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscPieceList, rsc_piece_list, GTK_TYPE_WIDGET)

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer user_data)
{
  const int k = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), NUMBER)) - 1;

  if (k >= 0)
    g_signal_emit (user_data, signals[CHOSEN], 0, k);
}

static void
rsc_piece_list_dispose (GObject *object)
{
  g_clear_pointer (&RSC_PIECE_LIST (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (rsc_piece_list_parent_class)->dispose (object);
}

static void
rsc_piece_list_class_init (RscPieceListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_piece_list_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "steplist");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);

  signals[CHOSEN] = g_signal_new ("chosen", RSC_TYPE_PIECE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_piece_list_init (RscPieceList *self)
{
  self->scroller = gtk_scrolled_window_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_SINGLE);
  gtk_list_box_set_activate_on_single_click (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_widths_words_get_pieces (), -1);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
rsc_piece_list_new (void)
{
  return g_object_new (RSC_TYPE_PIECE_LIST, NULL);
}

void
rsc_piece_list_clear (RscPieceList *self)
{
  GtkListBoxRow *row;

  g_return_if_fail (RSC_IS_PIECE_LIST (self));

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)))
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  self->n = 0;
}

/* @at: or -1 for the last line. */
static GtkWidget *
insert_label (RscPieceList *self, int at, GtkWidget *swatch, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = gtk_label_new (words);
  GtkWidget *row = gtk_list_box_row_new ();

  if (swatch)
    {
      gtk_widget_set_valign (swatch, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), swatch);
    }
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  /* Words of a usual length in one line, in letters of any size. */
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (label), MIN ((int) g_utf8_strlen (words, -1), LINE));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_box_append (GTK_BOX (box), label);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_list_box_insert (self->list, row, at);
  return row;
}

static void
insert (RscPieceList *self, int at, int number, GtkWidget *swatch, const char *words)
{
  GtkWidget *row = insert_label (self, at, swatch, words);

  self->n++;
  g_object_set_data (G_OBJECT (row), NUMBER, GINT_TO_POINTER (number + 1));
}

void
rsc_piece_list_append (RscPieceList *self, gsize k, const char *words)
{
  GtkWidget *swatch = rsc_swatch_new ();

  g_return_if_fail (RSC_IS_PIECE_LIST (self));

  rsc_swatch_set_piece (RSC_SWATCH (swatch), k);
  insert (self, -1, (int) k, swatch, words);
}

void
rsc_piece_list_insert_plain (RscPieceList *self, gsize at, int number, const char *words)
{
  g_return_if_fail (RSC_IS_PIECE_LIST (self));
  insert (self, (int) at, number, NULL, words);
}

void
rsc_piece_list_append_note (RscPieceList *self, const char *words)
{
  g_return_if_fail (RSC_IS_PIECE_LIST (self));

  GtkWidget *row = insert_label (self, -1, NULL, words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "dim-label");
}

gsize
rsc_piece_list_get_n (RscPieceList *self)
{
  g_return_val_if_fail (RSC_IS_PIECE_LIST (self), 0);
  return self->n;
}

void
rsc_piece_list_set_current (RscPieceList *self, gssize k)
{
  g_return_if_fail (RSC_IS_PIECE_LIST (self));

  GtkListBoxRow *row = NULL;

  for (int i = 0; k >= 0 && (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (row), NUMBER)) == (int) k + 1)
      break;
  if (row)
    gtk_list_box_select_row (self->list, row);
  else
    gtk_list_box_unselect_all (self->list);
}

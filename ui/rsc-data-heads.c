/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-heads.h"

#include <string.h>

#include "ui/rsc-data-row.h"
#include "ui/rsc-tip.h"
#include "ui/words/rsc-table-words.h"

struct _RscDataHeads
{
  GObject parent_instance;

  GtkColumnView *view;
  RscDataRows *rows;
  RscDataFactoryFunc create_factory;
  gpointer user_data;
  int probed; /* the column that a comparison asked for last */
  gboolean showing;
};

enum
{
  SORTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataHeads, rsc_data_heads, G_TYPE_OBJECT)

static gsize
get_d (RscDataHeads *self)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);

  return dataset ? rsc_dataset_get_d (dataset) : 0;
}

static int
get_column (GtkColumnViewColumn *head)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (head), "column"));
}

/* GTK 4.8 does not tell by which column a view is sorted: this comparison tells, by being asked. */
static int
probe (gconstpointer a, gconstpointer b, gpointer user_data)
{
  GtkColumnViewColumn *column = user_data;
  RscDataHeads *self = g_object_get_data (G_OBJECT (column), "heads");

  self->probed = get_column (column);
  return -1;
}

void
rsc_data_heads_show_first (RscDataHeads *self)
{
  g_return_if_fail (RSC_IS_DATA_HEADS (self));

  /* The view stays by the row that it showed, wherever that is now. */
  if (g_list_model_get_n_items (G_LIST_MODEL (self->rows)) > 0)
    gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                                "list.scroll-to-item", "u", 0);
}

static void
on_sorter_changed (GtkSorter *sorter, GtkSorterChange change, gpointer user_data)
{
  RscDataHeads *self = RSC_DATA_HEADS (user_data);
  g_autoptr (RscDataRow) any = NULL;
  g_autoptr (RscDataRow) other = NULL;
  GtkOrdering ordering;

  if (self->showing)
    return;
  /* A row and itself are equal without being asked. */
  any = rsc_data_row_new (0, NULL);
  other = rsc_data_row_new (1, NULL);
  self->probed = RSC_DATA_ORDER_ROW;
  ordering = gtk_sorter_compare (sorter, any, other);
  if (self->probed <= (int) get_d (self))
    rsc_data_rows_sort (self->rows, self->probed, ordering == GTK_ORDERING_LARGER);
  rsc_data_heads_show_first (self);
  g_signal_emit (self, signals[SORTED], 0, self->probed);
}

/* The name of a head and below it, smaller, what it is. */
static char *
dup_title (RscDataHeads *self, int column)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);
  g_autofree char *kind = NULL;

  if (column == RSC_DATA_ORDER_ROW)
    return g_strdup (rsc_table_words_get_row_head ());
  if (column == RSC_DATA_ORDER_PART)
    return g_strdup (rsc_table_words_get_part_head ());
  kind = rsc_table_words_dup_kind (dataset, (gsize) column);
  return g_strdup_printf ("%s\n%s", rsc_table_words_get_name (dataset, (gsize) column), kind);
}

static void
add_column (RscDataHeads *self, int column)
{
  GtkListItemFactory *factory = self->create_factory (column, self->user_data);
  g_autoptr (GtkColumnViewColumn) head = gtk_column_view_column_new (NULL, factory);
  g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (probe, head, NULL));

  g_object_set_data (G_OBJECT (head), "heads", self);
  g_object_set_data (G_OBJECT (head), "column", GINT_TO_POINTER (column));
  gtk_column_view_column_set_sorter (head, sorter);
  gtk_column_view_column_set_resizable (head, TRUE);
  gtk_column_view_column_set_expand (head, column >= 0);
  gtk_column_view_append_column (self->view, head);
}

/* The names of heads in bold and what they are, below them, not: GTK writes a title in one
 * piece. */
static void
style_title (GtkWidget *widget, gboolean is_number)
{
  if (GTK_IS_LABEL (widget))
    {
      const char *text = gtk_label_get_label (GTK_LABEL (widget));
      const char *end = strchr (text, '\n');
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      PangoAttribute *small = pango_attr_scale_new (PANGO_SCALE_SMALL);
      PangoAttribute *thin = pango_attr_weight_new (PANGO_WEIGHT_NORMAL);

      small->start_index = thin->start_index = end ? (guint) (end - text) : G_MAXUINT;
      pango_attr_list_insert (attributes, small);
      pango_attr_list_insert (attributes, thin);
      gtk_label_set_attributes (GTK_LABEL (widget), attributes);
      /* Over its numbers. */
      gtk_label_set_xalign (GTK_LABEL (widget), is_number ? 1 : 0);
      gtk_label_set_justify (GTK_LABEL (widget), is_number ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_LEFT);
      gtk_widget_set_hexpand (widget, is_number);
      gtk_label_set_ellipsize (GTK_LABEL (widget), PANGO_ELLIPSIZE_END);
      gtk_label_set_width_chars (GTK_LABEL (widget), MIN (12, (int) g_utf8_strlen (text, -1) + 1));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    style_title (child, is_number);
}

/* GTK does not take each of two fast clicks: the second is taken from it, so that it counts
 * once. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscDataHeads *self = RSC_DATA_HEADS (user_data);
  GtkWidget *header = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture));
  GListModel *heads = gtk_column_view_get_columns (self->view);
  GtkWidget *widget = n_press > 1 ? gtk_widget_pick (header, x, y, GTK_PICK_DEFAULT) : NULL;
  g_autoptr (GtkColumnViewColumn) head = NULL;
  gboolean descending;
  guint k = 0;
  int column;

  while (widget && gtk_widget_get_parent (widget) != header)
    widget = gtk_widget_get_parent (widget);
  if (!widget)
    return;
  while ((widget = gtk_widget_get_prev_sibling (widget)))
    k++;
  head = g_list_model_get_item (heads, k);
  if (!head)
    return;
  gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  column = get_column (head);
  descending = rsc_data_rows_get_order (self->rows, &descending) == column && !descending;
  rsc_data_rows_sort (self->rows, column, descending);
  rsc_data_heads_show_order (self);
  g_signal_emit (self, signals[SORTED], 0, column);
}

void
rsc_data_heads_update (RscDataHeads *self)
{
  GListModel *heads = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *widget = header ? gtk_widget_get_first_child (header) : NULL;

  if (header)
    gtk_accessible_update_property (GTK_ACCESSIBLE (header), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    rsc_table_words_get_heads (), -1);
  for (guint k = 0; k < g_list_model_get_n_items (heads); k++)
    {
      g_autoptr (GtkColumnViewColumn) head = g_list_model_get_item (heads, k);
      g_autofree char *title = dup_title (self, get_column (head));

      if (g_strcmp0 (gtk_column_view_column_get_title (head), title) != 0)
        gtk_column_view_column_set_title (head, title);
      if (!widget)
        continue;
      /* A long name is cut short. */
      rsc_tip_set (widget, title);
      gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      g_strdelimit (title, "\n", ' '), -1);
      style_title (widget, get_column (head) >= 0);
      widget = gtk_widget_get_next_sibling (widget);
    }
}

void
rsc_data_heads_show_order (RscDataHeads *self)
{
  GListModel *heads = gtk_column_view_get_columns (self->view);
  gboolean descending;
  const int column = rsc_data_rows_get_order (self->rows, &descending);

  self->showing = TRUE;
  gtk_column_view_sort_by_column (self->view, NULL, GTK_SORT_ASCENDING);
  for (guint k = 0; k < g_list_model_get_n_items (heads); k++)
    {
      g_autoptr (GtkColumnViewColumn) head = g_list_model_get_item (heads, k);

      if (get_column (head) == column && (column != RSC_DATA_ORDER_ROW || descending))
        gtk_column_view_sort_by_column (self->view, head,
                                        descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
  self->showing = FALSE;
}

static void
rsc_data_heads_class_init (RscDataHeadsClass *klass)
{
  /**
   * RscDataHeads::sorted:
   * @column: that the rows are in the order of
   */
  signals[SORTED] = g_signal_new ("sorted", RSC_TYPE_DATA_HEADS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
rsc_data_heads_init (RscDataHeads *self)
{
}

RscDataHeads *
rsc_data_heads_new (GtkColumnView *view,
                    RscDataRows *rows,
                    RscDataFactoryFunc create_factory,
                    gpointer user_data)
{
  RscDataHeads *self = g_object_new (RSC_TYPE_DATA_HEADS, NULL);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (view));
  GtkGesture *again = gtk_gesture_click_new ();

  self->view = view;
  self->rows = rows;
  self->create_factory = create_factory;
  self->user_data = user_data;
  g_signal_connect_object (gtk_column_view_get_sorter (view), "changed",
                           G_CALLBACK (on_sorter_changed), self, 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (again), GTK_PHASE_CAPTURE);
  g_signal_connect_object (again, "pressed", G_CALLBACK (on_pressed), self, 0);
  gtk_widget_add_controller (header, GTK_EVENT_CONTROLLER (again));
  return self;
}

void
rsc_data_heads_rebuild (RscDataHeads *self, gsize first, gsize n)
{
  GListModel *heads;

  g_return_if_fail (RSC_IS_DATA_HEADS (self));

  self->showing = TRUE;
  heads = gtk_column_view_get_columns (self->view);
  while (g_list_model_get_n_items (heads) > 0)
    {
      g_autoptr (GtkColumnViewColumn) head = g_list_model_get_item (heads, 0);

      gtk_column_view_remove_column (self->view, head);
    }
  if (rsc_data_rows_get_dataset (self->rows))
    {
      add_column (self, RSC_DATA_ORDER_ROW);
      if (rsc_data_rows_has_held (self->rows))
        add_column (self, RSC_DATA_ORDER_PART);
      for (gsize k = 0; k < n; k++)
        add_column (self, (int) (first + k));
      add_column (self, (int) get_d (self));
    }
  self->showing = FALSE;
  rsc_data_heads_update (self);
  rsc_data_heads_show_order (self);
}

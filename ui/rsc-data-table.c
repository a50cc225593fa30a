/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-table.h"

#include "ui/rsc-data-cells.h"
#include "ui/rsc-data-heads.h"
#include "ui/rsc-data-pager.h"
#include "ui/rsc-spoken-names.h"
#include "ui/words/rsc-table-words.h"

struct _RscDataTable
{
  GtkWidget parent_instance;

  RscDataRows *rows;
  RscDataHeads *heads;
  gboolean editable;
  gsize n_features; /* of the columns that are there */
  gboolean has_parts;
  RscDataCells *cells;
  gssize pointed; /* row under the pointer */
  RscDataCell *pressed;
  gboolean pressed_again;

  GtkColumnView *view;
  RscDataPager *pager;
};

enum
{
  EDITED,
  REFUSED,
  HOVERED,
  COMMAND,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RscDataTable, rsc_data_table, GTK_TYPE_WIDGET)

static gsize
get_d (RscDataTable *self)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);

  return dataset ? rsc_dataset_get_d (dataset) : 0;
}

static RscDataPage *
get_page (RscDataTable *self)
{
  return rsc_data_cells_get_page (self->cells);
}

static GtkWidget *
get_focus (RscDataTable *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root ? gtk_root_get_focus (root) : NULL;
}

/* The row that has the focus, or -1. */
static gssize
find_focused_row (RscDataTable *self)
{
  GtkWidget *focus = get_focus (self);

  return focus ? rsc_data_cells_find_focused_row (self->cells, focus) : -1;
}

static void
set_cursor (RscDataTable *self, gsize column)
{
  if (column == get_page (self)->cursor)
    return;
  get_page (self)->cursor = column;
  rsc_data_cells_fill (self->cells);
  g_signal_emit (self, signals[COMMAND], 0, "cursor");
}

/* --- editing ---------------------------------------------------------------------------------- */

static void
go_on (RscDataTable *self, gsize row, gsize column, RscDataCellMove move)
{
  const guint position = rsc_data_rows_get_position (self->rows, row);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->rows));
  const int step = move == RSC_DATA_CELL_BEFORE ? -1 : 1;
  int next;

  if (move == RSC_DATA_CELL_ELSEWHERE)
    return;
  if (move == RSC_DATA_CELL_BELOW && position + 1 < n)
    row = rsc_data_rows_get_row (self->rows, position + 1);
  if (move == RSC_DATA_CELL_STAY || move == RSC_DATA_CELL_BELOW)
    {
      rsc_data_table_focus_row (self, row);
      return;
    }
  next = rsc_data_page_step (get_page (self), get_d (self), column, step);
  if (next == RSC_DATA_NO_COLUMN)
    {
      if (step > 0 ? position + 1 == n : position == 0)
        {
          rsc_data_table_focus_row (self, row);
          return;
        }
      row = rsc_data_rows_get_row (self->rows, position + (guint) step);
      next = step > 0 ? (get_page (self)->n > 0 ? (int) get_page (self)->first : (int) get_d (self))
                      : (int) get_d (self);
    }
  rsc_data_table_edit (self, row, (gsize) next);
}

static void
on_typed (RscDataCell *cell, const char *text, int move, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);
  const gsize row = rsc_data_row_get (rsc_data_cell_get_row (cell));
  const gsize column = (gsize) rsc_data_cell_get_column (cell);
  g_autofree char *old = NULL;
  double value = 0;
  gboolean is_other;

  if (!dataset || row >= rsc_dataset_get_n (dataset) || column > get_d (self))
    {
      rsc_data_cell_end_edit (cell);
      return;
    }
  old =
    rsc_table_words_dup_exact (dataset, column, rsc_data_rows_get_value (self->rows, row, column));
  is_other = move != RSC_DATA_CELL_STAY && !g_str_equal (old, text);
  if (is_other && !rsc_table_words_parse (dataset, column, text, &value))
    {
      g_autofree char *why = rsc_table_words_dup_refusal (dataset, column, text);

      if (move == RSC_DATA_CELL_ELSEWHERE)
        rsc_data_cell_end_edit (cell);
      else
        rsc_data_cell_refuse (cell, why);
      g_signal_emit (self, signals[REFUSED], 0, why);
      return;
    }
  /* The focus has somewhere to go before the entry is gone. */
  if (move != RSC_DATA_CELL_ELSEWHERE)
    rsc_data_table_focus_row (self, row);
  rsc_data_cell_end_edit (cell);
  g_signal_emit (self, signals[REFUSED], 0, NULL);
  if (is_other)
    g_signal_emit (self, signals[EDITED], 0, (guint) row, (guint) column, value);
  /* It may be another set of data by now. */
  if (row < g_list_model_get_n_items (G_LIST_MODEL (self->rows)) && column <= get_d (self))
    go_on (self, row, column, (RscDataCellMove) move);
}

static void
edit_cell (RscDataTable *self, RscDataCell *cell, const char *typed)
{
  RscDataset *dataset = rsc_data_rows_get_dataset (self->rows);
  const gsize row = rsc_data_row_get (rsc_data_cell_get_row (cell));
  const gsize column = (gsize) rsc_data_cell_get_column (cell);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (!self->editable || rsc_data_cell_get_column (cell) < 0)
    return;
  text =
    rsc_table_words_dup_exact (dataset, column, rsc_data_rows_get_value (self->rows, row, column));
  name = rsc_table_words_dup_cell (dataset, row, column);
  set_cursor (self, column);
  rsc_data_cell_edit (cell, typed ? typed : text, typed != NULL, name);
}

static void
edit_focused (RscDataTable *self, const char *typed)
{
  const gssize row = find_focused_row (self);
  RscDataCell *cell =
    row >= 0 ? rsc_data_cells_find (self->cells, (gsize) row, (int) get_page (self)->cursor) : NULL;

  if (cell)
    edit_cell (self, cell, typed);
}

/* --- columns ---------------------------------------------------------------------------------- */

static RscDataTable *
get_table (GtkSignalListItemFactory *factory)
{
  return g_object_get_data (G_OBJECT (factory), "table");
}

static void
on_cell_setup (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  GtkWidget *cell = rsc_data_cell_new (GPOINTER_TO_INT (user_data));

  g_signal_connect_object (cell, "typed", G_CALLBACK (on_typed), get_table (factory), 0);
  gtk_list_item_set_child (item, cell);
}

static void
on_cell_bind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RscDataTable *self = get_table (factory);
  RscDataCell *cell = RSC_DATA_CELL (gtk_list_item_get_child (item));

  rsc_data_cell_set_row (cell, gtk_list_item_get_item (item));
  rsc_data_cells_add (self->cells, cell);
}

static void
on_cell_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer user_data)
{
  RscDataCell *cell = RSC_DATA_CELL (gtk_list_item_get_child (item));

  rsc_data_cells_remove (get_table (factory)->cells, cell);
  rsc_data_cell_set_row (cell, NULL);
}

static GtkListItemFactory *
create_factory (int column, gpointer user_data)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_object_set_data (G_OBJECT (factory), "table", user_data);
  g_signal_connect (factory, "setup", G_CALLBACK (on_cell_setup), GINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (on_cell_bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_cell_unbind), NULL);
  return factory;
}

static void
rebuild_columns (RscDataTable *self)
{
  const gsize d = get_d (self);

  self->n_features = d;
  self->has_parts = rsc_data_rows_has_held (self->rows);
  if (get_page (self)->first >= d)
    get_page (self)->first = 0;
  get_page (self)->n = MIN (RSC_DATA_TABLE_PAGE, d - get_page (self)->first);
  if (get_page (self)->cursor > d
      || (get_page (self)->cursor < d
          && (get_page (self)->cursor < get_page (self)->first
              || get_page (self)->cursor >= get_page (self)->first + get_page (self)->n)))
    get_page (self)->cursor = d > 0 ? get_page (self)->first : d;
  rsc_data_heads_rebuild (self->heads, get_page (self)->first, get_page (self)->n);
  gtk_widget_set_visible (GTK_WIDGET (self->pager), d > RSC_DATA_TABLE_PAGE);
  rsc_data_pager_set_page (self->pager, get_page (self)->first, get_page (self)->n, d);
}

static void
on_turned (RscDataPager *pager, int step, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);

  get_page (self)->first = step > 0 ? get_page (self)->first + RSC_DATA_TABLE_PAGE
                           : get_page (self)->first > RSC_DATA_TABLE_PAGE
                             ? get_page (self)->first - RSC_DATA_TABLE_PAGE
                             : 0;
  rebuild_columns (self);
}

static void
on_sorted (RscDataHeads *heads, int column, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);

  if (column >= 0)
    set_cursor (self, (gsize) column);
  g_signal_emit (self, signals[COMMAND], 0, "sorted");
}

/* --- keys and pointer ------------------------------------------------------------------------- */

static gboolean
is_editing (RscDataTable *self)
{
  return GTK_IS_TEXT (get_focus (self));
}

static gboolean
starts_number (gunichar letter)
{
  return g_unichar_isdigit (letter) || letter == '-' || letter == '+' || letter == '.'
         || letter == ',' || letter == 0x2212;
}

static gboolean
on_key (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);
  const gunichar letter = gdk_keyval_to_unicode (keyval);
  const gboolean is_plain =
    (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK)) == 0;
  char typed[8] = "";
  int next;

  if (!is_plain || is_editing (self) || find_focused_row (self) < 0)
    return FALSE;
  if (keyval == GDK_KEY_F2)
    edit_focused (self, NULL);
  else if (self->editable && starts_number (letter))
    {
      g_unichar_to_utf8 (letter, typed);
      edit_focused (self, typed);
    }
  else if (keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left || keyval == GDK_KEY_Right
           || keyval == GDK_KEY_KP_Right)
    {
      next = rsc_data_page_step (get_page (self), get_d (self), get_page (self)->cursor,
                                 keyval == GDK_KEY_Left || keyval == GDK_KEY_KP_Left ? -1 : 1);
      if (next != RSC_DATA_NO_COLUMN)
        set_cursor (self, (gsize) next);
    }
  else
    return FALSE;
  return TRUE;
}

static void
on_activate (GtkColumnView *view, guint position, gpointer user_data)
{
  edit_focused (RSC_DATA_TABLE (user_data), NULL);
}

/* The cell at a place of the table, or NULL. */
static RscDataCell *
pick_cell (RscDataTable *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);

  while (widget && widget != GTK_WIDGET (self) && !RSC_IS_DATA_CELL (widget))
    {
      /* Beside the text of a cell. */
      GtkWidget *child = gtk_widget_get_first_child (widget);

      widget = RSC_IS_DATA_CELL (child) && !gtk_widget_get_next_sibling (child)
                 ? child
                 : gtk_widget_get_parent (widget);
    }
  return RSC_IS_DATA_CELL (widget) && rsc_data_cell_get_row (RSC_DATA_CELL (widget))
           ? RSC_DATA_CELL (widget)
           : NULL;
}

/* A cell is current by a click; one on the current cell edits it. */
static void
on_pressed (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);
  RscDataCell *cell = pick_cell (self, x, y);
  const GdkModifierType state =
    gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (gesture));
  gssize row;

  self->pressed = NULL;
  if (!cell || rsc_data_cell_is_edited (cell))
    return;
  row = (gssize) rsc_data_row_get (rsc_data_cell_get_row (cell));
  self->pressed = cell;
  self->pressed_again = n_press == 1 && !(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK))
                        && !is_editing (self) && find_focused_row (self) == row
                        && rsc_data_cell_get_column (cell) == (int) get_page (self)->cursor;
  if (rsc_data_cell_get_column (cell) >= 0)
    set_cursor (self, (gsize) rsc_data_cell_get_column (cell));
}

static void
on_released (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);
  RscDataCell *cell = pick_cell (self, x, y);

  if (cell && cell == self->pressed && self->pressed_again)
    edit_cell (self, cell, NULL);
  self->pressed = NULL;
}

static void
point_at (RscDataTable *self, gssize row)
{
  if (row == self->pointed)
    return;
  self->pointed = row;
  g_signal_emit (self, signals[HOVERED], 0, (int) row);
}

static void
on_motion (GtkEventControllerMotion *controller, double x, double y, gpointer user_data)
{
  RscDataTable *self = RSC_DATA_TABLE (user_data);
  RscDataCell *cell = pick_cell (self, x, y);

  point_at (self, cell ? (gssize) rsc_data_row_get (rsc_data_cell_get_row (cell)) : -1);
}

static void
on_leave (GtkEventControllerMotion *controller, gpointer user_data)
{
  point_at (RSC_DATA_TABLE (user_data), -1);
}

/* --- the widget ------------------------------------------------------------------------------- */

/* Tab goes from row to row in GTK's own lists, and would have to go through all of them. */
static gboolean
rsc_data_table_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RscDataTable *self = RSC_DATA_TABLE (widget);
  GtkWidget *focus = get_focus (self);

  if ((direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD) || !focus
      || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return GTK_WIDGET_CLASS (rsc_data_table_parent_class)->focus (widget, direction);
  return direction == GTK_DIR_TAB_FORWARD && gtk_widget_get_visible (GTK_WIDGET (self->pager))
         && gtk_widget_child_focus (GTK_WIDGET (self->pager), direction);
}

static void
rsc_data_table_dispose (GObject *object)
{
  RscDataTable *self = RSC_DATA_TABLE (object);
  GtkWidget *child;

  if (self->rows)
    g_signal_handlers_disconnect_by_data (self->rows, self->cells);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_widget_unparent (child);
  g_clear_object (&self->heads);
  g_clear_object (&self->rows);
  G_OBJECT_CLASS (rsc_data_table_parent_class)->dispose (object);
}

static void
rsc_data_table_finalize (GObject *object)
{
  rsc_data_cells_free (RSC_DATA_TABLE (object)->cells);
  G_OBJECT_CLASS (rsc_data_table_parent_class)->finalize (object);
}

static void
add_command (GtkWidgetClass *widget_class, guint keyval, GdkModifierType state, const char *command)
{
  gtk_widget_class_add_binding_signal (widget_class, keyval, state, "command", "(s)", command);
}

static void
rsc_data_table_class_init (RscDataTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_data_table_dispose;
  G_OBJECT_CLASS (klass)->finalize = rsc_data_table_finalize;
  widget_class->focus = rsc_data_table_focus;
  /**
   * RscDataTable::edited:
   * @row: of the data
   * @column: a feature, or the target after the last
   * @value: that was typed
   */
  signals[EDITED] = g_signal_new ("edited", RSC_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_DOUBLE);
  /**
   * RscDataTable::refused:
   * @why: (nullable): why what was typed is no value; NULL: what is typed is right again
   */
  signals[REFUSED] = g_signal_new ("refused", RSC_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * RscDataTable::hovered:
   * @row: under the pointer, or -1
   */
  signals[HOVERED] = g_signal_new ("hovered", RSC_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * RscDataTable::command:
   * @command: what a key asks for: "add", "delete", "copy" or "paste"; or what has happened:
   * "cursor", "sorted"
   */
  signals[COMMAND] =
    g_signal_new ("command", RSC_TYPE_DATA_TABLE, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL,
                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  add_command (widget_class, GDK_KEY_Insert, 0, "add");
  add_command (widget_class, GDK_KEY_KP_Insert, 0, "add");
  add_command (widget_class, GDK_KEY_Delete, 0, "delete");
  add_command (widget_class, GDK_KEY_KP_Delete, 0, "delete");
  add_command (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "copy");
  add_command (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "paste");
  gtk_widget_class_set_css_name (widget_class, "datatable");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
rsc_data_table_init (RscDataTable *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkEventController *controller;
  GtkGesture *gesture;

  gtk_orientable_set_orientation (
    GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->rows = rsc_data_rows_new ();
  self->cells = rsc_data_cells_new (self->rows);
  self->pointed = -1;
  self->view =
    GTK_COLUMN_VIEW (gtk_column_view_new (g_object_ref (GTK_SELECTION_MODEL (self->rows))));
  gtk_column_view_set_show_column_separators (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  rsc_table_words_get_title (), -1);
  gtk_accessible_update_property (
    GTK_ACCESSIBLE (gtk_widget_get_last_child (GTK_WIDGET (self->view))),
    GTK_ACCESSIBLE_PROPERTY_LABEL, rsc_table_words_get_title (), -1);
  g_signal_connect (self->view, "activate", G_CALLBACK (on_activate), self);
  self->heads = rsc_data_heads_new (self->view, self->rows, create_factory, self);
  g_signal_connect (self->heads, "sorted", G_CALLBACK (on_sorted), self);
  g_signal_connect_swapped (self->rows, "values-changed", G_CALLBACK (rsc_data_cells_fill),
                            self->cells);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->view));
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  self->pager = RSC_DATA_PAGER (rsc_data_pager_new ());
  g_signal_connect (self->pager, "turned", G_CALLBACK (on_turned), self);
  gtk_widget_set_halign (GTK_WIDGET (self->pager), GTK_ALIGN_CENTER);
  gtk_widget_set_visible (GTK_WIDGET (self->pager), FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->pager), GTK_WIDGET (self));
  rsc_spoken_names_complete (GTK_WIDGET (self));

  controller = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect (controller, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  controller = gtk_event_controller_motion_new ();
  g_signal_connect (controller, "motion", G_CALLBACK (on_motion), self);
  g_signal_connect (controller, "leave", G_CALLBACK (on_leave), self);
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
  gesture = gtk_gesture_click_new ();
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  g_signal_connect (gesture, "pressed", G_CALLBACK (on_pressed), self);
  g_signal_connect (gesture, "released", G_CALLBACK (on_released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

GtkWidget *
rsc_data_table_new (void)
{
  return g_object_new (RSC_TYPE_DATA_TABLE, NULL);
}

RscDataRows *
rsc_data_table_get_rows (RscDataTable *self)
{
  g_return_val_if_fail (RSC_IS_DATA_TABLE (self), NULL);
  return self->rows;
}

void
rsc_data_table_set_data (RscDataTable *self, RscDataset *dataset, const guint8 *held)
{
  const gboolean had_data = rsc_data_rows_get_dataset (self->rows) != NULL;

  g_return_if_fail (RSC_IS_DATA_TABLE (self));

  rsc_data_rows_set_data (self->rows, dataset, held);
  if (had_data != (dataset != NULL) || get_d (self) != self->n_features
      || rsc_data_rows_has_held (self->rows) != self->has_parts)
    rebuild_columns (self);
  else
    rsc_data_heads_update (self->heads);
}

void
rsc_data_table_set_editable (RscDataTable *self, gboolean editable)
{
  g_return_if_fail (RSC_IS_DATA_TABLE (self));
  self->editable = editable;
}

void
rsc_data_table_set_hovered (RscDataTable *self, gssize row)
{
  g_return_if_fail (RSC_IS_DATA_TABLE (self));

  if (row == get_page (self)->hovered)
    return;
  get_page (self)->hovered = row;
  rsc_data_cells_fill (self->cells);
}

void
rsc_data_table_show_row (RscDataTable *self, gsize row)
{
  g_return_if_fail (RSC_IS_DATA_TABLE (self));
  g_return_if_fail (row < g_list_model_get_n_items (G_LIST_MODEL (self->rows)));

  gtk_widget_activate_action (gtk_widget_get_last_child (GTK_WIDGET (self->view)),
                              "list.scroll-to-item", "u",
                              rsc_data_rows_get_position (self->rows, row));
}

void
rsc_data_table_focus_row (RscDataTable *self, gsize row)
{
  RscDataCell *cell;
  GtkWidget *widget;

  rsc_data_table_show_row (self, row);
  cell = rsc_data_cells_find (self->cells, row, RSC_DATA_ORDER_ROW);
  widget = cell ? rsc_data_cells_find_row_widget (cell) : NULL;
  if (widget)
    gtk_widget_grab_focus (widget);
}

gsize
rsc_data_table_get_cursor (RscDataTable *self)
{
  g_return_val_if_fail (RSC_IS_DATA_TABLE (self), 0);
  return get_page (self)->cursor;
}

void
rsc_data_table_sort (RscDataTable *self, int column, gboolean descending)
{
  g_return_if_fail (RSC_IS_DATA_TABLE (self));

  rsc_data_rows_sort (self->rows, column, descending);
  rsc_data_heads_show_order (self->heads);
  rsc_data_heads_show_first (self->heads);
  g_signal_emit (self, signals[COMMAND], 0, "sorted");
}

void
rsc_data_table_edit (RscDataTable *self, gsize row, gsize column)
{
  RscDataCell *cell;

  g_return_if_fail (RSC_IS_DATA_TABLE (self));
  g_return_if_fail (column <= get_d (self));

  if (column < get_d (self)
      && (column < get_page (self)->first || column >= get_page (self)->first + get_page (self)->n))
    {
      get_page (self)->first = column - column % RSC_DATA_TABLE_PAGE;
      rebuild_columns (self);
    }
  rsc_data_table_focus_row (self, row);
  cell = rsc_data_cells_find (self->cells, row, (int) column);
  if (cell)
    edit_cell (self, cell, NULL);
}

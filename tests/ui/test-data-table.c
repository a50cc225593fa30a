/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"
#include "ui/rsc-data-cell.h"
#include "ui/rsc-data-pager.h"
#include "ui/rsc-data-table.h"
#include "widgets.h"

#include <string.h>

/* What the table has told. */
typedef struct
{
  guint n_edited;
  guint row;
  guint column;
  double value;
  char *why;
  char *command;
} Told;

static void
on_edited (RscDataTable *table, guint row, guint column, double value, Told *told)
{
  told->n_edited++;
  told->row = row;
  told->column = column;
  told->value = value;
}

static void
on_refused (RscDataTable *table, const char *why, Told *told)
{
  g_free (told->why);
  told->why = g_strdup (why);
}

static void
on_command (RscDataTable *table, const char *command, Told *told)
{
  g_free (told->command);
  told->command = g_strdup (command);
}

static RscDataset *
read_text (const char *text)
{
  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) strlen (text), NULL);
  g_autoptr (GError) error = NULL;
  RscDataset *data = rsc_import_read (stream, "d", NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return data;
}

/* Some rows with classes by name, the second one held out. */
static RscDataset *
make_data (void)
{
  return read_text ("a,b,kind\n0.5,1,setosa\n0.25,2,other\n0.75,3,setosa\n");
}

/* A table in a window, and what it tells. */
static RscDataTable *
show (RscDataset *data, const guint8 *held, Told *told, GtkWindow **window)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RscDataTable *table = RSC_DATA_TABLE (rsc_data_table_new ());

  memset (told, 0, sizeof *told);
  rsc_data_table_set_editable (table, TRUE);
  rsc_data_table_set_data (table, data, held);
  g_signal_connect (table, "edited", G_CALLBACK (on_edited), told);
  g_signal_connect (table, "refused", G_CALLBACK (on_refused), told);
  g_signal_connect (table, "command", G_CALLBACK (on_command), told);
  gtk_widget_set_vexpand (GTK_WIDGET (table), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (table));
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("elsewhere"));
  *window = show_widget (box, 800, 400);
  return table;
}

static void
end (GtkWindow *window, Told *told)
{
  gtk_window_destroy (window);
  g_free (told->why);
  g_free (told->command);
}

static gboolean
has_text (GtkWidget *widget, gconstpointer text)
{
  return RSC_IS_DATA_CELL (widget)
         && g_strcmp0 (rsc_data_cell_get_text (RSC_DATA_CELL (widget)), text) == 0;
}

static GtkEditable *
find_entry (RscDataTable *table)
{
  GtkWidget *entry = find_child (GTK_WIDGET (table), GTK_TYPE_ENTRY);

  return entry ? GTK_EDITABLE (entry) : NULL;
}

static void
type (RscDataTable *table, const char *text)
{
  g_assert_nonnull (find_entry (table));
  gtk_editable_set_text (find_entry (table), text);
}

/* A key that comes to the entry itself. */
static void
press_in_entry (RscDataTable *table, guint keyval)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (
    find_controller (GTK_WIDGET (find_entry (table)), GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed",
    keyval, 0, 0, &taken);
  g_assert_true (taken);
}

static void
press_return (RscDataTable *table)
{
  g_signal_emit_by_name (find_entry (table), "activate");
}

static void
test_shows (void)
{
  const guint8 held[] = { 0, 1, 0 };
  g_autoptr (RscDataset) data = make_data ();
  g_autoptr (RscDataset) other =
    read_text ("a,b,kind\n0.5,1,setosa\n-8.5,2,other\n0.75,3,setosa\n");
  GtkWindow *window;
  Told told;
  RscDataTable *table = show (data, held, &told, &window);

  g_assert_nonnull (find_label (GTK_WIDGET (table), "a\nfeature · number"));
  g_assert_nonnull (find_label (GTK_WIDGET (table), "kind\ntarget · other −1, setosa +1"));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "0.75"));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "setosa +1"));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "other −1"));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "test"));
  rsc_data_table_set_data (table, other, NULL);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "−8.5"));
  g_assert_null (find_widget (GTK_WIDGET (table), has_text, "0.25"));
  g_assert_null (find_widget (GTK_WIDGET (table), has_text, "test"));
  rsc_data_table_set_data (table, NULL, NULL);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_null (find_widget (GTK_WIDGET (table), has_text, "0.75"));
  end (window, &told);
}

static void
test_edit (void)
{
  g_autoptr (RscDataset) data = make_data ();
  GtkWindow *window;
  Told told;
  RscDataTable *table = show (data, NULL, &told, &window);

  rsc_data_table_edit (table, 1, 0);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (table)), ==, "0.25");
  type (table, "0,05");
  press_return (table);
  g_assert_null (find_entry (table));
  g_assert_cmpuint (told.n_edited, ==, 1);
  g_assert_cmpuint (told.row, ==, 1);
  g_assert_cmpuint (told.column, ==, 0);
  g_assert_cmpfloat (told.value, ==, 0.05);

  /* What is no number stays to be put right, with the reason. */
  rsc_data_table_edit (table, 0, 1);
  type (table, "1,2,3");
  press_return (table);
  g_assert_cmpstr (told.why, ==, "“1,2,3” is no number: the old value stays.");
  g_assert_nonnull (find_entry (table));
  type (table, "7");
  press_return (table);
  g_assert_null (told.why);
  g_assert_cmpuint (told.n_edited, ==, 2);
  g_assert_cmpfloat (told.value, ==, 7);

  /* Escape takes nothing; neither does the old value. */
  rsc_data_table_edit (table, 0, 1);
  type (table, "99");
  press_in_entry (table, GDK_KEY_Escape);
  rsc_data_table_edit (table, 0, 1);
  press_return (table);
  g_assert_null (find_entry (table));
  g_assert_cmpuint (told.n_edited, ==, 2);

  /* A class by its name; Tab goes on to the next row behind the target, and back. */
  rsc_data_table_edit (table, 0, 2);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (table)), ==, "setosa");
  type (table, "Other");
  press_in_entry (table, GDK_KEY_Tab);
  g_assert_cmpuint (told.n_edited, ==, 3);
  g_assert_cmpfloat (told.value, ==, -1);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (table)), ==, "0.25");
  press_in_entry (table, GDK_KEY_ISO_Left_Tab);
  g_assert_cmpstr (gtk_editable_get_text (find_entry (table)), ==, "setosa");
  type (table, "lily");
  press_return (table);
  g_assert_cmpstr (told.why, ==,
                   "“lily” is neither other nor setosa nor a number: the old value stays.");
  press_in_entry (table, GDK_KEY_Escape);
  g_assert_cmpuint (told.n_edited, ==, 3);
  end (window, &told);
}

/* A click elsewhere takes what is typed, or leaves what is none. GTK holds on to the entry until
 * the focus is there. */
static void
test_elsewhere (void)
{
  g_autoptr (RscDataset) data = make_data ();
  GtkWindow *window;
  Told told;
  RscDataTable *table = show (data, NULL, &told, &window);
  GtkWidget *elsewhere = find_button (GTK_WIDGET (window), "elsewhere");

  rsc_data_table_edit (table, 0, 0);
  type (table, "4");
  gtk_widget_grab_focus (elsewhere);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_null (find_entry (table));
  g_assert_cmpuint (told.n_edited, ==, 1);
  g_assert_cmpfloat (told.value, ==, 4);
  g_assert_true (gtk_window_get_focus (window) == elsewhere);
  rsc_data_table_edit (table, 0, 0);
  type (table, "four");
  gtk_widget_grab_focus (elsewhere);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_null (find_entry (table));
  g_assert_cmpuint (told.n_edited, ==, 1);
  g_assert_nonnull (told.why);
  end (window, &told);
}

static void
test_sort (void)
{
  g_autoptr (RscDataset) data = make_data ();
  GtkWindow *window;
  Told told;
  RscDataTable *table = show (data, NULL, &told, &window);
  RscDataRows *rows = rsc_data_table_get_rows (table);
  GtkColumnView *view = GTK_COLUMN_VIEW (find_child (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW));
  g_autoptr (GtkColumnViewColumn) head =
    g_list_model_get_item (gtk_column_view_get_columns (view), 1);
  gboolean descending;

  /* What a click on the head does. */
  gtk_column_view_sort_by_column (view, head, GTK_SORT_ASCENDING);
  g_assert_cmpint (rsc_data_rows_get_order (rows, &descending), ==, 0);
  g_assert_false (descending);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 0), ==, 1);
  g_assert_cmpstr (told.command, ==, "sorted");
  gtk_column_view_sort_by_column (view, head, GTK_SORT_DESCENDING);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 0), ==, 2);
  rsc_data_table_sort (table, 2, FALSE);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 0), ==, 1);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 1), ==, 2);
  rsc_data_table_sort (table, RSC_DATA_ORDER_ROW, FALSE);
  g_assert_cmpuint (rsc_data_rows_get_row (rows, 0), ==, 0);
  end (window, &told);
}

/* What is sorted is shown from its start, wherever the row that stood there has gone. */
static void
test_sorted_start (void)
{
  g_autoptr (GString) text = g_string_new ("a,y\n");
  g_autoptr (RscDataset) data = NULL;
  GtkWindow *window;
  Told told;
  RscDataTable *table;
  GtkAdjustment *place;

  for (gsize i = 0; i < 300; i++)
    g_string_append_printf (text, "%d,1\n", (int) ((i * 7 + 150) % 300));
  data = read_text (text->str);
  table = show (data, NULL, &told, &window);
  place = gtk_scrollable_get_vadjustment (
    GTK_SCROLLABLE (find_child (GTK_WIDGET (table), GTK_TYPE_COLUMN_VIEW)));
  wait_for_frames (GTK_WIDGET (table));
  rsc_data_table_sort (table, 0, FALSE);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  rsc_data_table_show_row (table, rsc_data_rows_get_row (rsc_data_table_get_rows (table), 200));
  wait_for_frames (GTK_WIDGET (table));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), >, 0);
  rsc_data_table_sort (table, 0, TRUE);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_cmpfloat (gtk_adjustment_get_value (place), ==, 0);
  end (window, &told);
}

/* Of many features a page; the target is beside each. */
static void
test_pages (void)
{
  double x[40], y = 1;
  g_autoptr (RscDataset) data = NULL;
  GtkWindow *window;
  Told told;
  RscDataTable *table;

  for (gsize k = 0; k < G_N_ELEMENTS (x); k++)
    x[k] = (double) k + 0.5;
  data = rsc_dataset_new ("wide", 1, G_N_ELEMENTS (x), x, &y, NULL, NULL, NULL);
  table = show (data, NULL, &told, &window);
  g_assert_nonnull (find_label (GTK_WIDGET (table), "Features 1 to 16 of 40"));
  g_assert_null (find_widget (GTK_WIDGET (table), has_text, "16.5"));
  g_signal_emit_by_name (find_child (GTK_WIDGET (table), RSC_TYPE_DATA_PAGER), "turned", 1);
  wait_for_frames (GTK_WIDGET (table));
  g_assert_nonnull (find_widget (GTK_WIDGET (table), has_text, "16.5"));
  g_assert_nonnull (find_label (GTK_WIDGET (table), "y\ntarget"));
  rsc_data_table_edit (table, 0, 39);
  g_assert_nonnull (find_label (GTK_WIDGET (table), "Features 33 to 40 of 40"));
  g_assert_cmpstr (gtk_editable_get_text (find_entry (table)), ==, "39.5");
  end (window, &told);
}

static void
test_keys (void)
{
  static const struct
  {
    guint keyval;
    const char *command;
  } keys[] = { { GDK_KEY_Insert, "add" },
               { GDK_KEY_Delete, "delete" },
               { GDK_KEY_c, "copy" },
               { GDK_KEY_v, "paste" } };
  g_autoptr (RscDataset) data = make_data ();
  GtkWindow *window;
  Told told;
  RscDataTable *table = show (data, NULL, &told, &window);

  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_assert_true (press_key (GTK_WIDGET (table), keys[k].keyval));
      g_assert_cmpstr (told.command, ==, keys[k].command);
    }
  end (window, &told);
}

static void
test_finalises (void)
{
  g_autoptr (RscDataset) data = make_data ();
  GtkWidget *table = rsc_data_table_new ();

  rsc_data_table_set_data (RSC_DATA_TABLE (table), data, NULL);
  assert_finalises (table);
}

int
main (int argc, char *argv[])
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/data-table/shows", test_shows);
  g_test_add_func ("/data-table/edit", test_edit);
  g_test_add_func ("/data-table/elsewhere", test_elsewhere);
  g_test_add_func ("/data-table/sort", test_sort);
  g_test_add_func ("/data-table/sorted-start", test_sorted_start);
  g_test_add_func ("/data-table/pages", test_pages);
  g_test_add_func ("/data-table/keys", test_keys);
  g_test_add_func ("/data-table/finalises", test_finalises);

  return g_test_run ();
}

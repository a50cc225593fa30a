/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-data-cell.h"

#include "widgets.h"

typedef struct
{
  char *text;
  int move;
  guint n;
} Typed;

static void
on_typed (RscDataCell *cell, const char *text, int move, Typed *typed)
{
  g_free (typed->text);
  typed->text = g_strdup (text);
  typed->move = move;
  typed->n++;
}

static gboolean
press (GtkWidget *entry, guint key, GdkModifierType state)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (find_controller (entry, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key,
                         0, state, &taken);
  return taken;
}

/* What is typed is told with where to go next; a refused text stays, marked, until it is changed;
 * a cell that is given to another row is not edited any more. */
static void
test_typing (void)
{
  g_autoptr (RscDataRow) row = g_object_ref_sink (rsc_data_row_new (3, NULL));
  g_autoptr (RscDataRow) other = g_object_ref_sink (rsc_data_row_new (4, NULL));
  GtkWidget *widget = rsc_data_cell_new (1);
  RscDataCell *cell = RSC_DATA_CELL (widget);
  GtkWindow *window = show_widget (widget, 200, 40);
  Typed typed = { 0 };
  GtkWidget *entry;

  g_signal_connect (cell, "typed", G_CALLBACK (on_typed), &typed);
  g_assert_cmpint (rsc_data_cell_get_column (cell), ==, 1);
  rsc_data_cell_set_row (cell, row);
  rsc_data_cell_set_text (cell, "0.5");
  g_assert_cmpstr (rsc_data_cell_get_text (cell), ==, "0.5");
  g_assert_false (rsc_data_cell_is_edited (cell));
  rsc_data_cell_edit (cell, "0.25", TRUE, "row 4");
  g_assert_true (rsc_data_cell_is_edited (cell));
  entry = find_child (widget, GTK_TYPE_ENTRY);
  g_assert_nonnull (entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "0.25");

  g_assert_false (press (entry, GDK_KEY_a, 0));
  g_assert_cmpuint (typed.n, ==, 0);
  g_assert_true (press (entry, GDK_KEY_Tab, 0));
  g_assert_cmpint (typed.move, ==, RSC_DATA_CELL_BEHIND);
  g_assert_cmpstr (typed.text, ==, "0.25");
  g_assert_true (press (entry, GDK_KEY_Tab, GDK_SHIFT_MASK));
  g_assert_cmpint (typed.move, ==, RSC_DATA_CELL_BEFORE);
  g_assert_true (press (entry, GDK_KEY_Escape, 0));
  g_assert_cmpint (typed.move, ==, RSC_DATA_CELL_STAY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "x");
  g_signal_emit_by_name (entry, "activate");
  g_assert_cmpint (typed.move, ==, RSC_DATA_CELL_BELOW);
  g_assert_cmpstr (typed.text, ==, "x");
  g_assert_cmpuint (typed.n, ==, 4);

  rsc_data_cell_refuse (cell, "no number");
  g_assert_true (gtk_widget_has_css_class (widget, "error"));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (entry), ==, "no number");
  gtk_editable_set_text (GTK_EDITABLE (entry), "1");
  g_assert_false (gtk_widget_has_css_class (widget, "error"));
  g_assert_null (gtk_widget_get_tooltip_text (entry));

  rsc_data_cell_set_row (cell, row);
  g_assert_true (rsc_data_cell_is_edited (cell));
  rsc_data_cell_set_row (cell, other);
  g_assert_false (rsc_data_cell_is_edited (cell));
  g_assert_null (find_child (widget, GTK_TYPE_ENTRY));
  g_assert_true (rsc_data_cell_get_row (cell) == other);
  g_free (typed.text);
  gtk_window_destroy (window);
}

/* Also while it is edited. */
static void
test_finalises (void)
{
  GtkWidget *cell = rsc_data_cell_new (0);
  g_autoptr (RscDataRow) row = rsc_data_row_new (0, NULL);

  assert_finalises (rsc_data_cell_new (-1));
  rsc_data_cell_set_row (RSC_DATA_CELL (cell), row);
  rsc_data_cell_edit (RSC_DATA_CELL (cell), "1", FALSE, "row 1");
  assert_finalises (cell);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/data-cell/typing", test_typing);
  g_test_add_func ("/data-cell/finalises", test_finalises);
  return g_test_run ();
}

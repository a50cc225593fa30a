/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-piece-list.h"

#include "widgets.h"

static void
on_chosen (RscPieceList *list, int k, int *chosen)
{
  *chosen = k;
}

/* A line for each piece; a note is none and cannot be chosen. */
static void
test_pieces (void)
{
  GtkWidget *widget = rsc_piece_list_new ();
  RscPieceList *list = RSC_PIECE_LIST (widget);
  GtkWindow *window = show_widget (widget, 300, 200);
  int chosen = -1;

  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &chosen);
  rsc_piece_list_append (list, 0, "first piece");
  rsc_piece_list_append (list, 1, "second piece");
  rsc_piece_list_append_note (list, "and so on");
  g_assert_cmpuint (rsc_piece_list_get_n (list), ==, 2);
  g_signal_emit_by_name (
    gtk_widget_get_ancestor (find_label (widget, "second piece"), GTK_TYPE_LIST_BOX),
    "row-activated",
    gtk_widget_get_ancestor (find_label (widget, "second piece"), GTK_TYPE_LIST_BOX_ROW));
  g_assert_cmpint (chosen, ==, 1);
  /* One of another number, put before them. */
  rsc_piece_list_insert_plain (list, 0, 40, "no piece");
  g_assert_cmpuint (rsc_piece_list_get_n (list), ==, 3);
  g_signal_emit_by_name (
    gtk_widget_get_ancestor (find_label (widget, "no piece"), GTK_TYPE_LIST_BOX), "row-activated",
    gtk_widget_get_ancestor (find_label (widget, "no piece"), GTK_TYPE_LIST_BOX_ROW));
  g_assert_cmpint (chosen, ==, 40);
  rsc_piece_list_set_current (list, 1);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (
    gtk_widget_get_ancestor (find_label (widget, "second piece"), GTK_TYPE_LIST_BOX_ROW))));
  rsc_piece_list_clear (list);
  g_assert_cmpuint (rsc_piece_list_get_n (list), ==, 0);
  g_assert_null (find_label (widget, "and so on"));
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_piece_list_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/piece-list/pieces", test_pieces);
  g_test_add_func ("/piece-list/finalises", test_finalises);
  return g_test_run ();
}

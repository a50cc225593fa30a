/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-list-popover.h"

#include "widgets.h"

static void
on_chosen (RscListPopover *list, int key, int *chosen)
{
  *chosen = key;
}

/* Rows in their order with their keys; the one that is chosen is said, and a cleared list has none.
 * It goes with its parent. */
static void
test_rows (void)
{
  GtkWidget *parent = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  RscListPopover *list = RSC_LIST_POPOVER (rsc_list_popover_new (RSC_TYPE_LIST_POPOVER, parent));
  GtkWindow *window = show_widget (parent, 300, 200);
  GtkWidget *seven = gtk_label_new ("seven");
  gpointer weak = list;
  int chosen = -1;

  g_object_add_weak_pointer (G_OBJECT (list), &weak);
  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &chosen);
  g_assert_cmpuint (rsc_list_popover_get_n (list), ==, 0);
  rsc_list_popover_add (list, 7, seven, "the seventh");
  rsc_list_popover_add (list, 3, gtk_label_new ("three"), "the third");
  g_assert_cmpuint (rsc_list_popover_get_n (list), ==, 2);
  g_assert_cmpuint (rsc_list_popover_get_key (list, 0), ==, 7);
  g_assert_cmpuint (rsc_list_popover_get_key (list, 1), ==, 3);
  g_assert_true (gtk_widget_is_ancestor (seven, GTK_WIDGET (list)));
  rsc_list_popover_choose (list, 3);
  g_assert_cmpint (chosen, ==, 3);
  g_signal_emit_by_name (gtk_widget_get_ancestor (seven, GTK_TYPE_LIST_BOX), "row-activated",
                         gtk_widget_get_ancestor (seven, GTK_TYPE_LIST_BOX_ROW));
  g_assert_cmpint (chosen, ==, 7);
  rsc_list_popover_clear (list);
  g_assert_cmpuint (rsc_list_popover_get_n (list), ==, 0);
  gtk_widget_unparent (GTK_WIDGET (list));
  g_assert_null (weak);
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/list-popover/rows-and-finalises", test_rows);
  return g_test_run ();
}

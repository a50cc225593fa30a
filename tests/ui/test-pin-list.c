/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-pin-list.h"

#include "ui/words/rsc-compare-words.h"
#include "widgets.h"

typedef struct
{
  int chosen;
  int renamed;
  char *name;
  int removed;
} Told;

static void
on_chosen (RscPinList *list, int k, Told *told)
{
  told->chosen = k;
}

static void
on_renamed (RscPinList *list, int k, const char *name, Told *told)
{
  g_free (told->name);
  told->renamed = k;
  told->name = g_strdup (name);
}

static void
on_removed (RscPinList *list, int k, Told *told)
{
  told->removed = k;
}

/* A line for each pin, which can be chosen, taken away and called otherwise: by Enter, not by
 * Escape, and not where its name has changed meanwhile. */
static void
test_lines (void)
{
  const char *names[] = { "first", "second", "third" };
  const char *details[] = { "4 neurons", "5 neurons", "6 neurons" };
  GtkWidget *widget = rsc_pin_list_new ();
  RscPinList *list = RSC_PIN_LIST (widget);
  GtkWindow *window = show_widget (widget, 300, 240);
  Told told = { -1, -1, NULL, -1 };
  GtkWidget *rows, *row, *entry;
  gboolean taken = FALSE;

  g_signal_connect (list, "chosen", G_CALLBACK (on_chosen), &told);
  g_signal_connect (list, "renamed", G_CALLBACK (on_renamed), &told);
  g_signal_connect (list, "removed", G_CALLBACK (on_removed), &told);
  rsc_pin_list_set (list, 3, names, details);
  wait_for_frames (widget);
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 3);
  g_assert_nonnull (find_label (widget, "6 neurons"));
  rows = find_child (widget, GTK_TYPE_LIST_BOX);
  row = gtk_widget_get_ancestor (find_label (widget, "second"), GTK_TYPE_LIST_BOX_ROW);
  g_signal_emit_by_name (rows, "row-activated", row);
  g_assert_cmpint (told.chosen, ==, 1);
  rsc_pin_list_set_current (list, 1);
  g_assert_true (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));
  rsc_pin_list_set_current (list, -1);
  g_assert_false (gtk_list_box_row_is_selected (GTK_LIST_BOX_ROW (row)));

  entry = find_child (row, GTK_TYPE_ENTRY);
  for (int enter = 0; enter < 2; enter++)
    {
      rsc_pin_list_rename (list, 1);
      g_assert_true (gtk_widget_get_child_visible (entry));
      g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "second");
      gtk_editable_set_text (GTK_EDITABLE (entry), "other");
      if (enter)
        g_signal_emit_by_name (entry, "activate");
      else
        g_signal_emit_by_name (find_controller (entry, GTK_TYPE_EVENT_CONTROLLER_KEY),
                               "key-pressed", GDK_KEY_Escape, 0, 0, &taken);
      g_assert_cmpint (told.renamed, ==, enter ? 1 : -1);
    }
  g_assert_true (taken);
  g_assert_cmpstr (told.name, ==, "other");
  rsc_pin_list_rename (list, 0);
  told.renamed = -1;
  names[0] = "last";
  rsc_pin_list_set (list, 2, names, details);
  wait_for_frames (widget);
  g_assert_cmpuint (rsc_pin_list_get_n (list), ==, 2);
  g_assert_nonnull (find_label (widget, "last"));
  g_assert_null (find_label (widget, "third"));
  g_assert_cmpint (told.renamed, ==, -1);

  g_signal_emit_by_name (
    find_button (gtk_widget_get_ancestor (find_label (widget, "second"), GTK_TYPE_LIST_BOX_ROW),
                 rsc_compare_words_get (RSC_COMPARE_REMOVE)),
    "clicked");
  g_assert_cmpint (told.removed, ==, 1);
  g_free (told.name);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  const char *words[] = { "one" };
  GtkWidget *list = rsc_pin_list_new ();

  rsc_pin_list_set (RSC_PIN_LIST (list), 1, words, words);
  rsc_pin_list_rename (RSC_PIN_LIST (list), 0);
  assert_finalises (list);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/pin-list/lines", test_lines);
  g_test_add_func ("/pin-list/finalises", test_finalises);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-name-factory.h"

#include "widgets.h"

static int
measure (GtkWidget *widget)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

/* However long a name is, the drop-down is not wider than its characters; a short one is shown
 * whole. */
static void
test_width (void)
{
  g_autofree char *longest = g_strnfill (200, 'w');
  const char *const names[] = { "age", longest, NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (names);
  GtkWindow *window;
  int narrow, wide;

  rsc_name_factory_use (drop_down, 12);
  window = show_widget (drop_down, 400, 100);
  wait_for_frames (drop_down);
  narrow = measure (drop_down);
  g_assert_nonnull (find_label (drop_down, "age"));
  g_assert_false (
    pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (find_label (drop_down, "age")))));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), 1);
  wait_for_frames (drop_down);
  wide = measure (drop_down);
  g_assert_cmpint (wide, >, narrow);
  g_assert_cmpint (wide, <, narrow + 200);
  g_assert_true (pango_layout_is_ellipsized (
    gtk_label_get_layout (GTK_LABEL (find_label (drop_down, longest)))));
  gtk_window_destroy (window);
}

static gboolean
is_mapped_label (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget);
}

static gboolean
is_cut (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && gtk_widget_get_mapped (widget)
         && pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (widget)));
}

/* In the list too, whose width is the least that its names need: letters wider than others. */
static void
test_list (void)
{
  static const char *const names[] = { "norm", "x1", "mmmm", "WWWWWW", "angle", NULL };
  GtkWidget *drop_down = gtk_drop_down_new_from_strings (names);
  GtkWindow *window;

  rsc_name_factory_use (drop_down, 12);
  /* The list is at least as wide as the button. */
  gtk_widget_set_halign (drop_down, GTK_ALIGN_START);
  window = show_widget (drop_down, 400, 300);
  for (guint k = 0; names[k]; k++)
    {
      const char *const own[] = { names[k], "x1", NULL };
      g_autoptr (GtkStringList) model = gtk_string_list_new (own);

      gtk_drop_down_set_model (GTK_DROP_DOWN (drop_down), G_LIST_MODEL (model));
      g_signal_emit_by_name (drop_down, "activate");
      while (!find_widget (gtk_widget_get_last_child (drop_down), is_mapped_label, NULL))
        g_main_context_iteration (NULL, TRUE);
      wait_for_frames (drop_down);
      g_assert_null (find_widget (drop_down, is_cut, NULL));
      gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_last_child (drop_down)));
      wait_for_frames (drop_down);
    }
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/name-factory/width", test_width);
  g_test_add_func ("/name-factory/list", test_list);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-focus.h"

#include "widgets.h"

static gboolean
is_item (GtkWidget *widget, gconstpointer text)
{
  g_autofree char *own = NULL;

  if (!g_str_equal (G_OBJECT_TYPE_NAME (widget), "GtkModelButton")
      || !gtk_widget_get_mapped (widget))
    return FALSE;
  g_object_get (widget, "text", &own, NULL);
  return g_strcmp0 (own, text) == 0;
}

static GtkWidget *
wait_for_item (GtkWidget *popover, const char *text)
{
  GtkWidget *item;

  while (!(item = find_widget (popover, is_item, text)))
    g_main_context_iteration (NULL, TRUE);
  return item;
}

/* A menu that is closed from inside one of its submenus gives the focus back. */
static void
test_submenu (void)
{
  g_autoptr (GMenu) menu = g_menu_new (), submenu = g_menu_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *entry = gtk_entry_new (), *button = gtk_menu_button_new ();
  GtkWindow *window;
  GtkWidget *popover, *outside;

  g_menu_append (submenu, "inside", NULL);
  g_menu_append_submenu (menu, "outside", G_MENU_MODEL (submenu));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (menu));
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  window = show_widget (box, 300, 100);
  rsc_focus_keep (window);
  gtk_widget_grab_focus (entry);
  GtkWidget *before = gtk_window_get_focus (window);
  g_assert_true (gtk_widget_is_ancestor (before, entry));

  popover = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  outside = wait_for_item (popover, "outside");
  gtk_widget_grab_focus (outside);
  g_signal_emit_by_name (outside, "clicked");
  wait_for_item (popover, "inside");
  while (gtk_window_get_focus (window) == outside)
    g_main_context_iteration (NULL, TRUE);
  gtk_popover_popdown (GTK_POPOVER (popover));
  while (gtk_widget_get_mapped (popover) || g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_window_get_focus (window) == before);
  gtk_window_destroy (window);
}

/* What had the focus may have gone with it. */
static void
test_gone (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *first = gtk_button_new_with_label ("first"),
            *hidden = gtk_button_new_with_label ("hidden");
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), hidden);
  window = show_widget (box, 300, 100);
  rsc_focus_keep (window);
  gtk_widget_grab_focus (first);
  gtk_widget_set_child_visible (hidden, FALSE);
  gtk_window_set_focus (window, hidden);
  gtk_box_remove (GTK_BOX (box), first);
  while (gtk_window_get_focus (window) != NULL)
    g_main_context_iteration (NULL, TRUE);
  gtk_window_set_focus (window, hidden);
  /* And a window may go before the look. */
  gtk_window_destroy (window);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
}

/* An arrow key goes from a check box to what stands beside it, and changes nothing. */
static void
test_arrows (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *check = gtk_check_button_new_with_label ("check");
  GtkWidget *button = gtk_button_new_with_label ("button");
  GtkWindow *window;

  rsc_focus_free_arrows ();
  gtk_box_append (GTK_BOX (box), check);
  gtk_box_append (GTK_BOX (box), button);
  window = show_widget (box, 300, 100);
  gtk_widget_grab_focus (check);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_RIGHT);
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_true (gtk_window_get_focus (window) == button);
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_LEFT);
  g_assert_true (gtk_window_get_focus (window) == check);
  /* It is a check box all the same. */
  gtk_widget_activate (check);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_window_destroy (window);
}

/* A list of choices that is open when its dialog, or itself, goes: what has the grab is alive and
 * to be shown. */
static void
check_grab (GtkWindow *parent, gboolean with_dialog)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings ((const char *[]){ "one", "two", NULL });
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *dialog = show_widget (box, 200, 100);
  GtkWidget *popover;

  gtk_window_set_transient_for (dialog, parent);
  gtk_box_append (GTK_BOX (box), choice);
  popover = find_child (choice, GTK_TYPE_POPOVER);
  g_object_add_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
  g_signal_emit_by_name (choice, "activate");
  while (!gtk_widget_get_mapped (popover))
    g_main_context_iteration (NULL, TRUE);
  if (!with_dialog)
    gtk_box_remove (GTK_BOX (box), choice);
  gtk_window_destroy (dialog);
  while (g_main_context_pending (NULL))
    g_main_context_iteration (NULL, TRUE);
  if (popover != NULL)
    {
      g_assert_false (gtk_widget_get_visible (popover));
      g_object_remove_weak_pointer (G_OBJECT (popover), (gpointer *) &popover);
    }
}

static void
test_grabs (void)
{
  GtkWindow *parent = show_widget (gtk_label_new (""), 300, 200);

  rsc_focus_free_grabs ();
  check_grab (parent, TRUE);
  check_grab (parent, FALSE);
  gtk_window_destroy (parent);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  g_test_add_func ("/focus/submenu", test_submenu);
  g_test_add_func ("/focus/gone", test_gone);
  g_test_add_func ("/focus/arrows", test_arrows);
  g_test_add_func ("/focus/grabs", test_grabs);
  return g_test_run ();
}

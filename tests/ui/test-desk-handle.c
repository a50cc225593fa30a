/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk-handle.h"

#include "widgets.h"

static void
on_step (RscDeskHandle *handle, int step, int *sum)
{
  *sum += step;
}

/* The arrows move it by a step, a double click or Home puts it back, and its place is told to who
 * does not see it. */
static void
test_steps (void)
{
  GtkWidget *handle = rsc_desk_handle_new ();
  GtkWindow *window = show_widget (handle, 300, 40);
  guint n_resets = 0;
  int sum = 0;

  g_signal_connect (handle, "step", G_CALLBACK (on_step), &sum);
  g_signal_connect_swapped (handle, "reset", G_CALLBACK (count_signal), &n_resets);
  g_assert_true (press_key (handle, GDK_KEY_Down));
  g_assert_cmpint (sum, ==, 1);
  g_assert_true (press_key (handle, GDK_KEY_Up));
  g_assert_true (press_key (handle, GDK_KEY_Up));
  g_assert_cmpint (sum, ==, -1);
  g_assert_true (press_key (handle, GDK_KEY_Home));
  g_assert_cmpuint (n_resets, ==, 1);
  g_assert_false (press_key (handle, GDK_KEY_Left));
  g_signal_emit_by_name (find_controller (handle, GTK_TYPE_GESTURE_CLICK), "pressed", 1, 5.0, 5.0);
  g_assert_cmpuint (n_resets, ==, 1);
  g_signal_emit_by_name (find_controller (handle, GTK_TYPE_GESTURE_CLICK), "pressed", 2, 5.0, 5.0);
  g_assert_cmpuint (n_resets, ==, 2);
  rsc_desk_handle_set_share (RSC_DESK_HANDLE (handle), 0.25);
  gtk_test_accessible_assert_role (handle, GTK_ACCESSIBLE_ROLE_SEPARATOR);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (handle), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW,
                                       25.0);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_desk_handle_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/desk-handle/steps", test_steps);
  g_test_add_func ("/desk-handle/finalises", test_finalises);
  return g_test_run ();
}

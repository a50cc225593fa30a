/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-training-view.h"

#include "widgets.h"

typedef struct
{
  int step, chosen;
  guint n_plays;
} Asked;

static void
on_step (RscTrainingView *view, int step, Asked *asked)
{
  asked->step = step;
}

static void
on_choose (RscTrainingView *view, int by, Asked *asked)
{
  asked->chosen = by;
}

/* Each key asks for its own step, run or play, and for nothing else. */
static void
test_keys (void)
{
  static const struct
  {
    guint key;
    Asked asked;
  } keys[] = { { GDK_KEY_Left, { -1, 0, 0 } }, { GDK_KEY_Right, { 1, 0, 0 } },
               { GDK_KEY_Home, { -2, 0, 0 } }, { GDK_KEY_End, { 2, 0, 0 } },
               { GDK_KEY_Up, { 0, -1, 0 } },   { GDK_KEY_Down, { 0, 1, 0 } },
               { GDK_KEY_space, { 0, 0, 1 } } };
  GtkWidget *view = rsc_training_view_new ();
  GtkWindow *window = show_widget (view, 480, 320);
  Asked asked;

  g_signal_connect (view, "step", G_CALLBACK (on_step), &asked);
  g_signal_connect (view, "choose", G_CALLBACK (on_choose), &asked);
  g_signal_connect_swapped (view, "play", G_CALLBACK (count_signal), &asked.n_plays);
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      asked = (Asked){ 0, 0, 0 };
      g_assert_true (press_key (view, keys[k].key));
      g_assert_cmpint (asked.step, ==, keys[k].asked.step);
      g_assert_cmpint (asked.chosen, ==, keys[k].asked.chosen);
      g_assert_cmpuint (asked.n_plays, ==, keys[k].asked.n_plays);
    }
  gtk_window_destroy (window);
}

/* Without runs there is nothing to ask for where the pointer is. */
static void
test_empty (void)
{
  GtkWidget *view = rsc_training_view_new ();
  GtkWindow *window = show_widget (view, 480, 320);
  guint n = 0;

  g_signal_connect_swapped (view, "scrubbed", G_CALLBACK (count_signal), &n);
  point_at (view, 240, 160);
  g_signal_emit_by_name (find_controller (view, GTK_TYPE_GESTURE_DRAG), "drag-begin", 240.0, 160.0);
  leave (view);
  g_assert_cmpuint (n, ==, 0);
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_training_view_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/training-view/keys", test_keys);
  g_test_add_func ("/training-view/empty", test_empty);
  g_test_add_func ("/training-view/finalises", test_finalises);
  return g_test_run ();
}

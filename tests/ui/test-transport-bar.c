/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-transport-bar.h"

#include <math.h>

#include "ui/rsc-scrubber.h"
#include "widgets.h"

typedef struct
{
  int step;
  int end;
  double ratio;
  guint n_notified;
} Heard;

static void
on_step (RscTransportBar *bar, int step, Heard *heard)
{
  heard->step = step;
}

static void
on_end (RscTransportBar *bar, int end, Heard *heard)
{
  heard->end = end;
}

static void
on_scrubbed (RscTransportBar *bar, double ratio, Heard *heard)
{
  heard->ratio = ratio;
}

/* What each button and key of the transport bar says, and that it says nothing without a path. */
static void
test_buttons_and_keys (void)
{
  static const double marks[] = { 0.5, 0.1, 0.02 };
  RscTransportBar *bar = g_object_ref_sink (RSC_TRANSPORT_BAR (rsc_transport_bar_new ()));
  GtkWidget *widget = GTK_WIDGET (bar);
  GtkWidget *scrubber = find_child (widget, RSC_TYPE_SCRUBBER);
  Heard heard = { 0, 0, 0, 0 };
  gboolean playing;
  double speed;

  g_signal_connect (bar, "step", G_CALLBACK (on_step), &heard);
  g_signal_connect (bar, "end", G_CALLBACK (on_end), &heard);
  g_signal_connect (bar, "scrubbed", G_CALLBACK (on_scrubbed), &heard);
  g_signal_connect_swapped (bar, "notify::playing", G_CALLBACK (count_signal), &heard.n_notified);
  g_assert_false (gtk_widget_is_sensitive (find_button (widget, "Play (")));
  g_assert_false (press_key (widget, GDK_KEY_space));
  g_assert_false (press_key (widget, GDK_KEY_Right));
  g_assert_cmpuint (heard.n_notified, ==, 0);

  rsc_transport_bar_set_path (bar, 1e-3, 0.01, G_N_ELEMENTS (marks), marks);
  rsc_transport_bar_set_ratio (bar, 0.25);
  g_assert_cmpfloat (rsc_transport_bar_get_ratio (bar), ==, 0.25);
  gtk_test_accessible_assert_property (scrubber, GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, log10 (0.25));
  gtk_test_accessible_assert_role (scrubber, GTK_ACCESSIBLE_ROLE_SLIDER);

  g_signal_emit_by_name (find_button (widget, "Play ("), "clicked");
  g_object_get (bar, "playing", &playing, NULL);
  g_assert_true (playing);
  g_assert_cmpuint (heard.n_notified, ==, 1);
  g_assert_nonnull (find_button (widget, "Pause"));
  g_assert_true (press_key (widget, GDK_KEY_space));
  g_object_get (bar, "playing", &playing, NULL);
  g_assert_false (playing);

  g_signal_emit_by_name (find_button (widget, "To the next event"), "clicked");
  g_assert_cmpint (heard.step, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To the event before"), "clicked");
  g_assert_cmpint (heard.step, ==, -1);
  g_signal_emit_by_name (find_button (widget, "To the smallest"), "clicked");
  g_assert_cmpint (heard.end, ==, 1);
  g_signal_emit_by_name (find_button (widget, "To λₘₐₓ"), "clicked");
  g_assert_cmpint (heard.end, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_Right));
  g_assert_cmpint (heard.step, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Left));
  g_assert_cmpint (heard.step, ==, -1);
  g_assert_true (press_key (widget, GDK_KEY_End));
  g_assert_cmpint (heard.end, ==, 1);
  g_assert_true (press_key (widget, GDK_KEY_Home));
  g_assert_cmpint (heard.end, ==, -1);

  g_signal_emit_by_name (scrubber, "scrubbed", 0.03);
  g_assert_cmpfloat (heard.ratio, ==, 0.03);
  g_object_set (bar, "speed", 4.0, "loop", TRUE, "backward", TRUE, NULL);
  g_object_get (bar, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 4);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (find_child (widget, GTK_TYPE_DROP_DOWN)), 0);
  g_object_get (bar, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 0.25);
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Begin again"))));
  g_assert_true (
    gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_button (widget, "Play backwards"))));
  g_object_unref (bar);
}

/* Properties go round, and notify once for each change: of the program or of the hand. */
static void
test_properties (void)
{
  static const char *const names[] = { "playing", "loop", "backward" };
  RscTransportBar *bar = g_object_ref_sink (RSC_TRANSPORT_BAR (rsc_transport_bar_new ()));
  GtkDropDown *choice = GTK_DROP_DOWN (find_child (GTK_WIDGET (bar), GTK_TYPE_DROP_DOWN));
  guint n = 0;
  double speed;

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autofree char *signal = g_strconcat ("notify::", names[k], NULL);
      gboolean value;

      n = 0;
      g_signal_connect_swapped (bar, signal, G_CALLBACK (count_signal), &n);
      g_object_get (bar, names[k], &value, NULL);
      g_assert_false (value);
      g_object_set (bar, names[k], TRUE, NULL);
      g_object_get (bar, names[k], &value, NULL);
      g_assert_true (value);
      g_object_set (bar, names[k], TRUE, NULL);
      g_assert_cmpuint (n, ==, 1);
      g_object_set (bar, names[k], FALSE, NULL);
      g_assert_cmpuint (n, ==, 2);
    }
  n = 0;
  g_signal_connect_swapped (bar, "notify::speed", G_CALLBACK (count_signal), &n);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 2);
  g_object_set (bar, "speed", 0.5, NULL);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 1);
  /* One between two shows the nearer of them, and stays what it is. */
  g_object_set (bar, "speed", 1.9, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice), ==, 3);
  g_object_get (bar, "speed", &speed, NULL);
  g_assert_cmpfloat (speed, ==, 1.9);
  g_object_set (bar, "speed", 1.9, NULL);
  g_assert_cmpuint (n, ==, 2);
  g_object_unref (bar);
}

/* What the scrubber says the bar says, and the end of a path takes its controls away. */
static void
test_scrubber (void)
{
  RscTransportBar *bar = g_object_ref_sink (RSC_TRANSPORT_BAR (rsc_transport_bar_new ()));
  GtkWidget *scrubber = find_child (GTK_WIDGET (bar), RSC_TYPE_SCRUBBER);
  guint settled = 0;

  g_signal_connect_swapped (bar, "settled", G_CALLBACK (count_signal), &settled);
  rsc_transport_bar_set_path (bar, 1e-3, 0.5, 0, NULL);
  g_assert_true (gtk_widget_is_sensitive (scrubber));
  g_signal_emit_by_name (scrubber, "settled");
  g_assert_cmpuint (settled, ==, 1);
  rsc_transport_bar_set_path (bar, 1e-3, 1, 0, NULL);
  g_assert_false (gtk_widget_is_sensitive (scrubber));
  g_assert_false (press_key (GTK_WIDGET (bar), GDK_KEY_Home));
  g_object_unref (bar);
}

static void
test_finalises (void)
{
  assert_finalises (rsc_transport_bar_new ());
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/transport-bar/buttons-and-keys", test_buttons_and_keys);
  g_test_add_func ("/transport-bar/properties", test_properties);
  g_test_add_func ("/transport-bar/scrubber", test_scrubber);
  g_test_add_func ("/transport-bar/finalises", test_finalises);

  return g_test_run ();
}

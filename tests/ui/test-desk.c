/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/rsc-desk.h"

#include "ui/rsc-desk-handle.h"
#include "widgets.h"

static const char *const names[] = { "one", "two", "three", "four", "five" };

/* Two pages on the stage and three in the deck, in a window of that size. */
static RscDesk *
show_desk (int width, int height, GtkWindow **window)
{
  RscDesk *desk = RSC_DESK (rsc_desk_new ());

  /* In another order than on the screen. */
  rsc_desk_add (desk, RSC_DESK_DECK, gtk_label_new ("3"), names[2], "Three");
  rsc_desk_add (desk, RSC_DESK_STAGE, gtk_label_new ("1"), names[0], "One");
  rsc_desk_add (desk, RSC_DESK_STAGE, gtk_label_new ("2"), names[1], "Two");
  rsc_desk_add (desk, RSC_DESK_DECK, gtk_label_new ("4"), names[3], "Four");
  rsc_desk_add (desk, RSC_DESK_DECK, gtk_label_new ("5"), names[4], "Five");
  *window = show_widget (GTK_WIDGET (desk), width, height);
  wait_for_frames (GTK_WIDGET (desk));
  return desk;
}

/* @shown: "11100" for one, two and three. The desk says what the screen shows, nothing overlaps,
 * and each page that can be on show has its tab. */
static void
assert_shown (RscDesk *desk, const char *shown)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (desk));
  const int height = gtk_widget_get_height (GTK_WIDGET (desk));
  GtkAllocation areas[G_N_ELEMENTS (names)];

  for (guint k = 0; k < G_N_ELEMENTS (names); k++)
    {
      GtkWidget *page = rsc_desk_get_page (desk, k);

      g_assert_cmpstr (rsc_desk_find (desk, page), ==, names[k]);
      g_assert_cmpint (rsc_desk_is_shown (desk, names[k]), ==, shown[k] == '1');
      g_assert_cmpint (gtk_widget_get_mapped (page), ==, shown[k] == '1');
      if (shown[k] != '1')
        continue;
      gtk_widget_get_allocation (page, &areas[k]);
      g_assert_cmpint (areas[k].x, >=, 0);
      g_assert_cmpint (areas[k].y, >=, 0);
      g_assert_cmpint (areas[k].x + areas[k].width, <=, width);
      g_assert_cmpint (areas[k].y + areas[k].height, <=, height);
      for (guint j = 0; j < k; j++)
        if (shown[j] == '1')
          g_assert_false (gdk_rectangle_intersect (&areas[k], &areas[j], NULL));
      g_assert_cmpint (rsc_desk_spans (desk, names[k]), ==, areas[k].width == width);
    }
}

static GtkWidget *
find_tab (RscDesk *desk, const char *title)
{
  return find_button (GTK_WIDGET (desk), title);
}

static void
test_rows (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (1000, 700, &window);

  g_assert_cmpuint (rsc_desk_get_n_pages (desk), ==, 5);
  assert_shown (desk, "11100");
  /* The stage has no tabs; a tab brings its page in place of the other. */
  g_assert_false (gtk_widget_is_visible (find_tab (desk, "One")));
  g_assert_true (gtk_widget_is_visible (find_tab (desk, "Four")));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_tab (desk, "Four")), TRUE);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11010");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_tab (desk, "Three"))));
  /* Clicked again it stays. */
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (find_tab (desk, "Four")), FALSE);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11010");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find_tab (desk, "Four"))));
  rsc_desk_show_page (desk, "five");
  rsc_desk_show_page (desk, "none of them");
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11001");
  /* Round and round. */
  rsc_desk_step_page (desk, 1);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11100");
  rsc_desk_step_page (desk, -1);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11001");
  gtk_window_destroy (window);
}

/* Height of the first page. */
static int
get_stage_height (RscDesk *desk)
{
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11100");
  return gtk_widget_get_height (rsc_desk_get_page (desk, 0));
}

/* Where two rows would leave large text no room for its pictures, there is one. */
static void
test_large_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWindow *window;
  RscDesk *desk = show_desk (1000, 560, &window);
  int dpi;

  assert_shown (desk, "11100");
  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", 3 * 96 * 1024 / 2, NULL);
  wait_for_frames (GTK_WIDGET (desk));
  wait_for_frames (GTK_WIDGET (desk));
  g_assert_true (gtk_widget_is_visible (find_tab (desk, "One")));
  g_object_set (settings, "gtk-xft-dpi", dpi, NULL);
  wait_for_frames (GTK_WIDGET (desk));
  wait_for_frames (GTK_WIDGET (desk));
  g_assert_false (gtk_widget_is_visible (find_tab (desk, "One")));
  gtk_window_destroy (window);
}

/* The line between the rows goes with the hand and with the keys, as far as both rows have what
 * they need, and stays where it is put when the window or what is on show changes. */
static void
test_divider (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (1000, 900, &window);
  GtkWidget *handle = find_child (GTK_WIDGET (desk), RSC_TYPE_DESK_HANDLE);
  GtkEventController *drag = find_controller (GTK_WIDGET (desk), GTK_TYPE_GESTURE_DRAG);
  const int half = get_stage_height (desk);
  GtkWidget *tab = gtk_widget_get_parent (find_tab (desk, "Three"));
  graphene_rect_t tabs;
  GtkAllocation area;

  gtk_widget_get_allocation (handle, &area);
  g_assert_true (gtk_widget_compute_bounds (tab, GTK_WIDGET (desk), &tabs));
  g_assert_cmpint (area.y, <, half);
  g_assert_cmpint (area.y + area.height, >, half);
  g_assert_cmpint (area.width, ==, 1000);
  /* All that a hand can take of it is the line itself and not the names on the tabs. */
  g_assert_cmpfloat (area.y + area.height, <, tabs.origin.y + tabs.size.height / 2);

  g_signal_emit_by_name (drag, "drag-begin", 500.0, half + 0.0);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 100.0);
  g_assert_cmpint (get_stage_height (desk), ==, half + 100);
  g_signal_emit_by_name (drag, "drag-update", 0.0, -60.0);
  g_assert_cmpint (get_stage_height (desk), ==, half - 60);
  g_signal_emit_by_name (drag, "drag-end", 0.0, -60.0);
  /* Elsewhere a drag is the page's. */
  g_signal_emit_by_name (drag, "drag-begin", 500.0, 60.0);
  g_signal_emit_by_name (drag, "drag-update", 0.0, 100.0);
  g_assert_cmpint (get_stage_height (desk), ==, half - 60);

  /* One page alone, and back. */
  rsc_desk_set_alone (desk, "two");
  wait_for_frames (GTK_WIDGET (desk));
  g_assert_false (gtk_widget_get_mapped (handle));
  rsc_desk_set_alone (desk, NULL);
  g_assert_cmpint (get_stage_height (desk), ==, half - 60);
  g_assert_true (gtk_widget_get_mapped (handle));

  g_assert_true (press_key (handle, GDK_KEY_Down));
  g_assert_cmpint (get_stage_height (desk), >, half - 60);
  for (int k = 0; k < 40; k++)
    g_assert_true (press_key (handle, GDK_KEY_Down));
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (desk)) - get_stage_height (desk), >, 215);
  g_assert_cmpint (gtk_widget_get_height (rsc_desk_get_page (desk, 2)), >=, 215);
  for (int k = 0; k < 40; k++)
    g_assert_true (press_key (handle, GDK_KEY_Up));
  g_assert_cmpint (get_stage_height (desk), ==, 215);
  g_assert_true (press_key (handle, GDK_KEY_Home));
  g_assert_cmpint (get_stage_height (desk), ==, half);
  gtk_window_destroy (window);

  /* Where there is one row there is no line. */
  desk = show_desk (900, 300, &window);
  g_assert_false (gtk_widget_get_mapped (find_child (GTK_WIDGET (desk), RSC_TYPE_DESK_HANDLE)));
  gtk_window_destroy (window);
}

static void
test_wide (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (1640, 800, &window);

  assert_shown (desk, "11110");
  /* The one used longest ago goes. */
  rsc_desk_show_page (desk, "three");
  rsc_desk_show_page (desk, "five");
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11101");
  gtk_window_destroy (window);
}

static void
test_small (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (900, 300, &window);

  /* One row, in which all have tabs. */
  assert_shown (desk, "11000");
  g_assert_true (gtk_widget_is_visible (find_tab (desk, "One")));
  rsc_desk_show_page (desk, "four");
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "10010");
  gtk_window_destroy (window);

  desk = show_desk (500, 300, &window);
  assert_shown (desk, "10000");
  rsc_desk_show_page (desk, "three");
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "00100");
  gtk_window_destroy (window);
}

/* A window that grows and shrinks. */
static void
test_resized (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (900, 300, &window);

  gtk_window_set_default_size (window, 900, 700);
  wait_for_frames (GTK_WIDGET (desk));
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11100");
  gtk_window_set_default_size (window, 500, 300);
  wait_for_frames (GTK_WIDGET (desk));
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "10000");
  gtk_window_destroy (window);
}

static void
test_alone (void)
{
  GtkWindow *window;
  RscDesk *desk = show_desk (1000, 700, &window);
  guint notified = 0;
  g_autofree char *alone = NULL;

  g_signal_connect_swapped (desk, "notify::alone", G_CALLBACK (count_signal), &notified);
  rsc_desk_set_alone (desk, "two");
  g_object_get (desk, "alone", &alone, NULL);
  g_assert_cmpstr (alone, ==, "two");
  g_assert_cmpuint (notified, ==, 1);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "01000");
  g_assert_false (gtk_widget_get_mapped (find_tab (desk, "Four")));
  /* Another page asked for brings all back. */
  rsc_desk_show_page (desk, "four");
  g_assert_cmpuint (notified, ==, 2);
  g_assert_null (rsc_desk_get_alone (desk));
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "11010");
  g_object_set (desk, "alone", "three", NULL);
  rsc_desk_set_alone (desk, "three");
  g_assert_cmpuint (notified, ==, 3);
  wait_for_frames (GTK_WIDGET (desk));
  assert_shown (desk, "00100");
  gtk_window_destroy (window);
}

static void
test_finalises (void)
{
  GtkWidget *desk = rsc_desk_new ();

  rsc_desk_add (RSC_DESK (desk), RSC_DESK_DECK, gtk_label_new ("1"), "one", "One");
  assert_finalises (desk);
}

/* What takes more lines in the width of the desk than in the width that it would like has room for
 * them. */
static void
test_lines (void)
{
  static const char words[] = "a sentence of many words that are none too long; ";
  RscDesk *desk = RSC_DESK (rsc_desk_new ());
  g_autoptr (GString) text = g_string_new (NULL);
  GtkWidget *deck;
  GtkWindow *window;
  graphene_rect_t place;
  int wanted, needed;

  for (int k = 0; k < 52; k++)
    g_string_append (text, words);
  deck = gtk_label_new (text->str);
  gtk_label_set_wrap (GTK_LABEL (deck), TRUE);
  rsc_desk_add (desk, RSC_DESK_STAGE, gtk_label_new ("1"), "stage", "Stage");
  rsc_desk_add (desk, RSC_DESK_DECK, deck, "deck", "Deck");
  window = show_widget (GTK_WIDGET (desk), 700, 800);
  wait_for_frames (GTK_WIDGET (desk));
  gtk_widget_measure (deck, GTK_ORIENTATION_VERTICAL, -1, &wanted, NULL, NULL, NULL);
  gtk_widget_measure (deck, GTK_ORIENTATION_VERTICAL, 700, &needed, NULL, NULL, NULL);
  g_assert_cmpint (wanted, <, 380);
  g_assert_cmpint (needed, >, 390);
  g_assert_true (gtk_widget_compute_bounds (deck, GTK_WIDGET (desk), &place));
  g_assert_cmpfloat (place.size.height, >=, (float) needed);
  g_assert_cmpfloat (place.origin.y + place.size.height, <=,
                     (float) gtk_widget_get_height (GTK_WIDGET (desk)));
  gtk_window_destroy (window);
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);

  g_test_add_func ("/desk/rows", test_rows);
  g_test_add_func ("/desk/large-text", test_large_text);
  g_test_add_func ("/desk/lines", test_lines);
  g_test_add_func ("/desk/divider", test_divider);
  g_test_add_func ("/desk/wide", test_wide);
  g_test_add_func ("/desk/small", test_small);
  g_test_add_func ("/desk/resized", test_resized);
  g_test_add_func ("/desk/alone", test_alone);
  g_test_add_func ("/desk/finalises", test_finalises);

  return g_test_run ();
}

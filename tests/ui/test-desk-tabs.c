/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tabs with and without room: all can be reached by a click wherever they are, and none is wider
 * than it needs where that would hide another. */
#include "ui/rsc-desk-tabs.h"

#include "widgets.h"

static const char *const titles[] = { "Path", "Uniqueness", "Certificate", "Data" };

static RscDeskTabs *
make_tabs (GtkWidget **tabs)
{
  RscDeskTabs *self = RSC_DESK_TABS (rsc_desk_tabs_new ());

  for (gsize k = 0; k < G_N_ELEMENTS (titles); k++)
    {
      tabs[k] = gtk_toggle_button_new_with_label (titles[k]);
      rsc_desk_tabs_insert_after (self, GTK_TOGGLE_BUTTON (tabs[k]),
                                  k > 0 ? GTK_TOGGLE_BUTTON (tabs[k - 1]) : NULL);
    }
  return self;
}

/* In a window of that width, which is at least what tabs need. */
static GtkWindow *
show_tabs (RscDeskTabs *self, int width)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window;

  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self));
  window = show_widget (box, width, 100);
  wait_for_frames (box);
  return window;
}

/* The place of a tab among the others, as wide as it is. */
static graphene_rect_t
find_place (RscDeskTabs *self, GtkWidget *tab)
{
  graphene_rect_t place;

  g_assert_true (gtk_widget_compute_bounds (tab, GTK_WIDGET (self), &place));
  return place;
}

static int
measure (RscDeskTabs *self)
{
  int natural;

  gtk_widget_measure (GTK_WIDGET (self), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL,
                      NULL);
  return natural;
}

/* Just as much as they need, and with room left: each in front of the next one, the last one within
 * the row, no button; where there is room they are not as close. */
static void
test_room (void)
{
  float narrow = 0;

  for (int spare = 0; spare <= 300; spare += 300)
    {
      GtkWidget *tabs[G_N_ELEMENTS (titles)];
      RscDeskTabs *self = make_tabs (tabs);
      GtkWindow *window;
      graphene_rect_t place = { 0 };

      g_object_ref_sink (self);
      window = show_tabs (self, measure (self) + spare);
      for (gsize k = 0; k < G_N_ELEMENTS (tabs); k++)
        {
          const float end = place.origin.x + place.size.width;

          place = find_place (self, tabs[k]);
          g_assert_cmpfloat (place.origin.x, >=, end);
        }
      g_assert_cmpfloat (place.origin.x + place.size.width, <=,
                         (float) gtk_widget_get_width (GTK_WIDGET (self)));
      g_assert_false (gtk_widget_get_mapped (find_child (GTK_WIDGET (self), GTK_TYPE_MENU_BUTTON)));
      if (spare > 0)
        g_assert_cmpfloat (place.size.width, >, narrow);
      narrow = place.size.width;
      gtk_window_destroy (window);
      g_object_unref (self);
    }
}

static void
test_list (void)
{
  GtkWidget *tabs[G_N_ELEMENTS (titles)];
  RscDeskTabs *self = make_tabs (tabs);
  GtkWidget *button = find_child (GTK_WIDGET (self), GTK_TYPE_MENU_BUTTON);
  GtkWindow *window = show_tabs (self, 150);
  GMenuModel *menu;

  gtk_widget_set_visible (tabs[1], FALSE);
  wait_for_frames (GTK_WIDGET (self));
  g_assert_true (gtk_widget_get_mapped (button));
  /* Those that can be on show, in their order. */
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  menu = gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (button));
  g_assert_cmpint (g_menu_model_get_n_items (menu), ==, 3);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *label = NULL;

      g_menu_model_get_item_attribute (menu, i, G_MENU_ATTRIBUTE_LABEL, "s", &label);
      g_assert_cmpstr (label, ==, titles[i == 0 ? 0 : i + 1]);
    }
  gtk_menu_button_popdown (GTK_MENU_BUTTON (button));
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tabs[3])));
  g_assert_true (gtk_widget_activate_action (button, "tabs.show", "i", 3));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (tabs[3])));
  /* There is none of this number. */
  g_assert_true (gtk_widget_activate_action (button, "tabs.show", "i", 4));
  gtk_window_destroy (window);
}

/* In front of the button, which stays where it is. */
static void
test_reveal (void)
{
  GtkWidget *tabs[G_N_ELEMENTS (titles)];
  RscDeskTabs *self = make_tabs (tabs);
  GtkWidget *button = find_child (GTK_WIDGET (self), GTK_TYPE_MENU_BUTTON);
  GtkWindow *window = show_tabs (self, 150);
  graphene_rect_t place = find_place (self, tabs[3]);
  const float end = find_place (self, button).origin.x;

  g_assert_cmpfloat (place.origin.x + place.size.width, >, end);
  rsc_desk_tabs_reveal (self, tabs[3]);
  wait_for_frames (GTK_WIDGET (self));
  place = find_place (self, tabs[3]);
  g_assert_cmpfloat (place.origin.x, >=, 0);
  g_assert_cmpfloat (place.origin.x + place.size.width, <=, end);
  g_assert_cmpfloat (find_place (self, button).origin.x, ==, end);
  gtk_window_destroy (window);
}

static void
test_end (void)
{
  GtkWidget *tabs[G_N_ELEMENTS (titles)];

  assert_finalises (GTK_WIDGET (make_tabs (tabs)));
}

int
main (int argc, char **argv)
{
  init_widgets (&argc, &argv);
  /* A glide to what has the focus is not waited for. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add_func ("/desk-tabs/room", test_room);
  g_test_add_func ("/desk-tabs/list", test_list);
  g_test_add_func ("/desk-tabs/reveal", test_reveal);
  g_test_add_func ("/desk-tabs/end", test_end);
  return g_test_run ();
}

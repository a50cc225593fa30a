/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A presentation: what it hides, the black screen, pages by number, what a document keeps of it. */
#include "app/window/rsc-presentation.h"

#include <string.h>

#include "app/window/rsc-window-files.h"
#include "documents.h"
#include "ui/rsc-function-view.h"
#include "ui/rsc-optimal-set-view.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;
static gboolean presenting;

/* The program's own action changes the size of all text, which is tested with the look. */
static void
on_present (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  presenting = g_variant_get_boolean (state);
  g_simple_action_set_state (action, state);
}

static RscWindow *
open_window (void)
{
  RscWindow *window = show_window (application, "gallery:xor");

  wait_idle (rsc_window_get_document (window));
  iterate (300);
  return window;
}

static void
toggle (RscWindow *window, const char *name)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), name, NULL));
  iterate (50);
}

static GtkWidget *
find_class (GtkWidget *widget, const char *name)
{
  GtkWidget *found = gtk_widget_has_css_class (widget, name) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_class (child, name);
  return found;
}

/* A control over the panel of the function: the last one, which takes it alone. */
static GtkWidget *
find_tool (RscWindow *window)
{
  GtkWidget *page =
    rsc_desk_get_page (RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK)), 0);

  return gtk_widget_get_last_child (find_class (page, "panel-header"));
}

/* Only while presenting, and back as it was. */
static void
test_hides (void)
{
  RscWindow *window = open_window ();
  GtkWidget *header = find_child (GTK_WIDGET (window), ADW_TYPE_HEADER_BAR);
  GtkWidget *tool = find_tool (window);

  g_assert_true (gtk_widget_get_mapped (tool));
  toggle (window, "present.hide-tools");
  toggle (window, "present.hide-header");
  g_assert_true (gtk_widget_get_mapped (tool));
  g_assert_true (gtk_widget_get_mapped (header));
  toggle (window, "app.present");
  g_assert_true (presenting);
  g_assert_false (gtk_widget_get_mapped (tool));
  g_assert_false (gtk_widget_get_mapped (header));
  g_assert_true (gtk_widget_get_mapped (find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW)));
  toggle (window, "app.present");
  g_assert_true (gtk_widget_get_mapped (tool));
  g_assert_true (gtk_widget_get_mapped (header));
  close_window (window);
}

/* Until a key, which does nothing else; the focus is where it was. */
static void
test_black (void)
{
  RscWindow *window = open_window ();
  GtkWidget *area = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW);
  GtkWidget *black;
  GtkEventController *keys;
  gboolean taken = FALSE;

  gtk_widget_grab_focus (area);
  g_assert_true (gtk_widget_activate_action (area, "present.black", NULL));
  iterate (50);
  black = gtk_window_get_focus (GTK_WINDOW (window));
  g_assert_true (gtk_widget_has_css_class (black, "black-screen"));
  g_assert_cmpint (gtk_widget_get_width (black), ==,
                   gtk_widget_get_width (gtk_widget_get_parent (black)));
  g_assert_cmpint (gtk_widget_get_height (black), ==,
                   gtk_widget_get_height (gtk_widget_get_parent (black)));
  keys = find_controller (black, GTK_TYPE_EVENT_CONTROLLER_KEY);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_Escape, 0, 0, &taken);
  iterate (50);
  g_assert_true (taken);
  g_assert_false (gtk_widget_get_mapped (black));
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == area);
  close_window (window);
}

static void
test_pages (void)
{
  RscWindow *window = open_window ();
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));
  GtkWidget *area = find_child (GTK_WIDGET (window), RSC_TYPE_FUNCTION_VIEW);

  for (int k = 3; k >= 2; k--)
    {
      const char *name = gtk_widget_get_name (rsc_desk_get_page (desk, (guint) k));

      g_assert_false (rsc_desk_is_shown (desk, name));
      g_assert_true (gtk_widget_activate_action (area, "present.page", "i", k));
      iterate (300);
      g_assert_true (rsc_desk_is_shown (desk, name));
      /* The next key comes to the page. */
      g_assert_cmpstr (rsc_desk_find (desk, gtk_window_get_focus (GTK_WINDOW (window))), ==, name);
    }
  /* One alone stays alone. */
  rsc_desk_set_alone (desk, gtk_widget_get_name (rsc_desk_get_page (desk, 0)));
  gtk_widget_activate_action (area, "present.page", "i", 1);
  g_assert_cmpstr (rsc_desk_get_alone (desk), ==,
                   gtk_widget_get_name (rsc_desk_get_page (desk, 1)));
  /* There is none of this number. */
  gtk_widget_activate_action (area, "present.page", "i", 77);
  g_assert_cmpstr (rsc_desk_get_alone (desk), ==,
                   gtk_widget_get_name (rsc_desk_get_page (desk, 1)));
  close_window (window);
}

/* Wherever the focus is, while presenting alone. */
static void
test_keys (void)
{
  RscWindow *window = open_window ();
  RscDesk *desk = RSC_DESK (find_child (GTK_WIDGET (window), RSC_TYPE_DESK));
  const char *name = gtk_widget_get_name (rsc_desk_get_page (desk, 3));
  GtkWidget *content = adw_application_window_get_content (ADW_APPLICATION_WINDOW (window));
  GtkEventController *keys = find_controller (content, GTK_TYPE_EVENT_CONTROLLER_KEY);
  gboolean taken = TRUE;

  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_4, 0, 0, &taken);
  g_assert_false (taken);
  toggle (window, "app.present");
  gtk_widget_grab_focus (find_child (GTK_WIDGET (window), GTK_TYPE_BUTTON));
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_4, 0, GDK_CONTROL_MASK, &taken);
  g_assert_false (taken);
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_4, 0, 0, &taken);
  iterate (300);
  g_assert_true (taken);
  g_assert_true (rsc_desk_is_shown (desk, name));
  g_signal_emit_by_name (keys, "key-pressed", GDK_KEY_b, 0, 0, &taken);
  iterate (50);
  g_assert_true (taken);
  g_assert_true (
    gtk_widget_has_css_class (gtk_window_get_focus (GTK_WINDOW (window)), "black-screen"));
  toggle (window, "app.present");
  close_window (window);
}

/* What a teacher hands out opens as it was left, with less on it. */
static void
test_document (void)
{
  RscWindow *window = open_window ();
  g_autoptr (RscContents) contents = NULL;
  g_autofree char *text = NULL;
  RscWindow *other;

  toggle (window, "present.hide-tools");
  toggle (window, "app.present");
  contents = rsc_keeper_dup_contents (rsc_window_files_get_keeper (rsc_window_get_files (window)));
  text = rsc_contents_to_text (contents);
  g_assert_true (contents->layout.presentation);
  g_assert_nonnull (strstr (text, "\"tools\""));
  toggle (window, "app.present");
  g_assert_false (presenting);

  other = open_window ();
  rsc_window_files_paste (rsc_window_get_files (other), text);
  wait_idle (rsc_window_get_document (other));
  iterate (300);
  g_assert_true (presenting);
  g_assert_false (gtk_widget_get_mapped (find_tool (other)));
  toggle (other, "app.present");
  close_window (other);
  close_window (window);
}

/* What is on show and can be clicked is at least 24 pixels each way (WCAG 2.2, 2.5.8). Returns how
 * many there are. */
static guint
check_targets (GtkWidget *widget)
{
  guint n = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;
  if (GTK_IS_BUTTON (widget) || GTK_IS_CHECK_BUTTON (widget) || GTK_IS_SWITCH (widget))
    {
      if (gtk_widget_get_width (widget) < 24 || gtk_widget_get_height (widget) < 24)
        g_test_message ("%s in %s (%s): %d x %d", G_OBJECT_TYPE_NAME (widget),
                        G_OBJECT_TYPE_NAME (gtk_widget_get_parent (widget)),
                        gtk_widget_get_tooltip_text (gtk_widget_get_parent (widget)),
                        gtk_widget_get_width (widget), gtk_widget_get_height (widget));
      if (gtk_widget_get_width (widget) < 24 || gtk_widget_get_height (widget) < 24)
        g_test_fail ();
      n++;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    n += check_targets (child);
  return n;
}

static void
test_targets (void)
{
  RscWindow *window = open_window ();

  g_assert_cmpuint (check_targets (GTK_WIDGET (window)), >, 40);
  close_window (window);
}

int
main (int argc, char **argv)
{
  static const GActionEntry actions[] = {
    { .name = "present", .state = "false", .change_state = on_present },
  };

  application = begin_windows (&argc, &argv);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   NULL);
  g_test_add_func ("/presentation/hides", test_hides);
  g_test_add_func ("/presentation/black", test_black);
  g_test_add_func ("/presentation/pages", test_pages);
  g_test_add_func ("/presentation/keys", test_keys);
  g_test_add_func ("/presentation/document", test_document);
  g_test_add_func ("/presentation/targets", test_targets);
  return run_windows (application);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says of the program, and what is kept from start to start. */
#include "app/window/rsc-about.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "app/window/rsc-settings.h"
#include "documents.h"
#include "ui/rsc-look.h"
#include "ui/words/rsc-about-words.h"
#include "widgets.h"
#include "windows.h"

static GtkApplication *application;

static AdwMessageDialog *
ask (RscWindow *window, const char *action)
{
  AdwMessageDialog *question = NULL;

  g_action_group_activate_action (G_ACTION_GROUP (application), action, NULL);
  for (int k = 0; k < 200 && !question; k++)
    {
      iterate (10);
      question = find_question (window);
    }
  g_assert_nonnull (question);
  return question;
}

/* As its button does. */
static void
answer (AdwMessageDialog *question, const char *response)
{
  adw_message_dialog_response (question, response);
  gtk_window_destroy (GTK_WINDOW (question));
}

static RscWindow *
show (void)
{
  RscWindow *window = show_window (application, "gallery:xor");

  wait_for_frames (GTK_WIDGET (window));
  return window;
}

/* Where nothing shows help pages, that is said, with what to do; and the keys are offered. */
static void
test_no_help (void)
{
  RscWindow *window = show ();
  AdwMessageDialog *question = ask (window, "help");
  GtkWindow *keys =
    GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window)));

  g_assert_cmpstr (adw_message_dialog_get_heading (question), ==,
                   rsc_about_words_get (RSC_ABOUT_NO_HELP));
  g_assert_nonnull (strstr (adw_message_dialog_get_body (question), "yelp"));
  answer (question, "do");
  iterate (50);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (keys)));
  gtk_window_close (keys);
  close_window (window);
}

static void
on_text (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  *(char **) user_data = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (clipboard), result, NULL);
}

static void
test_cite (void)
{
  RscWindow *window = show ();
  AdwMessageDialog *question = ask (window, "cite");
  GtkWidget *entry = adw_message_dialog_get_extra_child (question);
  char *copied = NULL;

  g_assert_true (g_str_has_prefix (gtk_label_get_text (GTK_LABEL (entry)), "@inproceedings{"));
  answer (question, "do");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (window)), NULL, on_text,
                                 &copied);
  for (int k = 0; k < 200 && !copied; k++)
    iterate (10);
  g_assert_cmpstr (copied, ==, rsc_about_words_get_bibtex ());
  g_free (copied);
  close_window (window);
}

/* The about window, too, leads there. */
static void
test_about (void)
{
  RscWindow *window = show ();
  g_autoptr (GList) all = NULL;
  AdwAboutWindow *about = NULL;
  gboolean taken = FALSE;

  g_action_group_activate_action (G_ACTION_GROUP (application), "about", NULL);
  all = gtk_window_list_toplevels ();
  for (GList *l = all; l; l = l->next)
    if (ADW_IS_ABOUT_WINDOW (l->data))
      about = l->data;
  g_assert_nonnull (about);
  g_signal_emit_by_name (about, "activate-link", "reluscope:cite", &taken);
  g_assert_true (taken);
  iterate (50);
  g_assert_cmpstr (adw_message_dialog_get_heading (find_question (window)), ==,
                   rsc_about_words_get (RSC_ABOUT_CITE));
  answer (find_question (window), "close");
  close_window (window);
}

/* Light, dark, and as the system: at once, and for the next start. */
static void
test_colours (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (GSettings) settings = rsc_settings_new ();
  g_autofree char *kept = NULL;

  g_assert_nonnull (settings);
  g_action_group_change_action_state (G_ACTION_GROUP (application), "colours",
                                      g_variant_new_string ("dark"));
  iterate (20);
  g_assert_true (adw_style_manager_get_dark (style));
  kept = g_settings_get_string (settings, "colours");
  g_assert_cmpstr (kept, ==, "dark");
  g_action_group_change_action_state (G_ACTION_GROUP (application), "colours",
                                      g_variant_new_string ("light"));
  iterate (20);
  g_assert_false (adw_style_manager_get_dark (style));
  g_action_group_change_action_state (G_ACTION_GROUP (application), "colours",
                                      g_variant_new_string ("system"));
  g_assert_cmpint (adw_style_manager_get_color_scheme (style), ==, ADW_COLOR_SCHEME_DEFAULT);
}

/* Whether a new window opens with the start page is asked in the menu, and kept. */
static void
test_start (void)
{
  g_autoptr (GSettings) settings = rsc_settings_new ();
  const gboolean kept = g_settings_get_boolean (settings, "start-page");

  g_action_group_activate_action (G_ACTION_GROUP (application), "start-page", NULL);
  iterate (20);
  g_assert_cmpint (g_settings_get_boolean (settings, "start-page"), ==, !kept);
  g_action_group_activate_action (G_ACTION_GROUP (application), "start-page", NULL);
  iterate (20);
  g_assert_cmpint (g_settings_get_boolean (settings, "start-page"), ==, kept);
}

/* Another size of presentations is shown at once where one is on, and kept for the next. */
static void
test_factor (void)
{
  g_autoptr (GSettings) settings = rsc_settings_new ();
  const double usual = rsc_look_get_scale ();

  g_settings_set_double (settings, "presentation-factor", 1.25);
  iterate (20);
  g_assert_cmpfloat (rsc_look_get_scale (), ==, usual);
  g_action_group_activate_action (G_ACTION_GROUP (application), "present", NULL);
  g_assert_cmpfloat_with_epsilon (rsc_look_get_scale (), 1.25 * usual, 1e-3);
  g_action_group_change_action_state (G_ACTION_GROUP (application), "presentation-factor",
                                      g_variant_new_double (2));
  iterate (20);
  g_assert_cmpfloat_with_epsilon (rsc_look_get_scale (), 2 * usual, 1e-3);
  g_assert_cmpfloat (g_settings_get_double (settings, "presentation-factor"), ==, 2);
  g_action_group_activate_action (G_ACTION_GROUP (application), "present", NULL);
  g_assert_cmpfloat (rsc_look_get_scale (), ==, usual);
}

/* How high the pictures are is the next window's too. */
static void
test_share (void)
{
  g_autoptr (GSettings) settings = rsc_settings_new ();
  RscWindow *window;

  g_settings_set_double (settings, "stage-share", 0.625);
  window = show ();
  gtk_window_close (GTK_WINDOW (window));
  iterate (50);
  g_assert_cmpfloat_with_epsilon (g_settings_get_double (settings, "stage-share"), 0.625, 0.02);
}

/* The folder of a file of this machine; of another, and of none, nothing. */
static void
test_folder (void)
{
  g_autoptr (GSettings) settings = rsc_settings_new ();
  g_autoptr (GFile) here = g_file_new_for_path ("/tmp/points.csv");
  g_autoptr (GFile) there = g_file_new_for_uri ("https://example.org/points.csv");
  g_autofree char *kept = NULL;

  rsc_settings_keep_folder (here);
  rsc_settings_keep_folder (there);
  rsc_settings_keep_folder (NULL);
  kept = g_settings_get_string (settings, "last-folder");
  g_assert_cmpstr (kept, ==, "file:///tmp");
}

static const char *const kinds[] = { "icons", "mime" };

/* All that the toolkit needs of this machine, by links in the folder @shared; no programs. */
static void
hide_programs (const char *shared)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *from = g_build_filename ("/usr/share", kinds[k], NULL);
      g_autofree char *to = g_build_filename (shared, kinds[k], NULL);

      g_assert_cmpint (symlink (from, to), ==, 0);
    }
  g_setenv ("XDG_DATA_DIRS", shared, TRUE);
  g_setenv ("XDG_DATA_HOME", shared, TRUE);
}

static void
forget (const char *shared)
{
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    {
      g_autofree char *link = g_build_filename (shared, kinds[k], NULL);

      g_unlink (link);
    }
  g_rmdir (shared);
}

/* How many buttons from @widget down show @menu. */
static int
count_buttons (GtkWidget *widget, GMenuModel *menu)
{
  int n = GTK_IS_MENU_BUTTON (widget)
          && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) == menu;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_buttons (child, menu);
  return n;
}

/* All windows show the application's menus: with menus of its own each would leave 45 KB of them
 * behind, which GTK 4.8 keeps of what lies within their items. */
static void
test_menus (void)
{
  static const char *const ids[] = { "new-menu", "export-menu", "main-menu" };
  RscWindow *windows[2] = { show (), show () };

  for (gsize k = 0; k < G_N_ELEMENTS (ids); k++)
    {
      GMenu *menu = gtk_application_get_menu_by_id (application, ids[k]);

      g_assert_nonnull (menu);
      for (int w = 0; w < 2; w++)
        g_assert_cmpint (count_buttons (GTK_WIDGET (windows[w]), G_MENU_MODEL (menu)), ==, 1);
    }
  for (int w = 0; w < 2; w++)
    close_window (windows[w]);
}

/* The first button from @widget down that shows @menu. */
static GtkMenuButton *
find_menu_button (GtkWidget *widget, GMenuModel *menu)
{
  GtkMenuButton *found = NULL;

  if (GTK_IS_MENU_BUTTON (widget)
      && gtk_menu_button_get_menu_model (GTK_MENU_BUTTON (widget)) == menu)
    return GTK_MENU_BUTTON (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_menu_button (child, menu);
  return found;
}

/* Into a submenu and back: then GTK 4.8 keeps the popover, but no more what lies in it. */
static void
test_submenu (void)
{
  GMenu *menu = gtk_application_get_menu_by_id (application, "main-menu");
  RscWindow *window = show ();
  GtkMenuButton *button = find_menu_button (GTK_WIDGET (window), G_MENU_MODEL (menu));
  GtkWidget *popover = GTK_WIDGET (gtk_menu_button_get_popover (button));
  GtkWidget *item;
  gpointer weak;

  gtk_menu_button_popup (button);
  iterate (100);
  item = gtk_widget_get_parent (find_label (popover, "P_resentation"));
  weak = item;
  g_object_add_weak_pointer (weak, &weak);
  gtk_widget_grab_focus (item);
  g_assert_true (gtk_widget_activate (item));
  iterate (300);
  gtk_menu_button_popdown (button);
  iterate (300);
  close_window (window);
  g_assert_null (weak);
}

int
main (int argc, char **argv)
{
  g_autofree char *schemas =
    g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "..", "resources", NULL);
  g_autofree char *shared = g_dir_make_tmp ("rsc-about-XXXXXX", NULL);
  int status;

  /* With settings, and without any program of this machine that would show help. */
  g_setenv ("GSETTINGS_SCHEMA_DIR", schemas, TRUE);
  hide_programs (shared);
  application = begin_windows (&argc, &argv);
  g_test_add_func ("/about/no-help", test_no_help);
  g_test_add_func ("/about/cite", test_cite);
  g_test_add_func ("/about/about", test_about);
  g_test_add_func ("/about/colours", test_colours);
  g_test_add_func ("/about/start", test_start);
  g_test_add_func ("/about/factor", test_factor);
  g_test_add_func ("/about/share", test_share);
  g_test_add_func ("/about/folder", test_folder);
  g_test_add_func ("/about/menus", test_menus);
  g_test_add_func ("/about/submenu", test_submenu);
  status = run_windows (application);
  forget (shared);
  return status;
}

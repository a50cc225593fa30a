/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-application.h"

#include <glib/gi18n.h>
#include <stdio.h>

#include "app/window/rsc-about.h"
#include "app/window/rsc-browser.h"
#include "app/window/rsc-crash-question.h"
#include "app/window/rsc-learn.h"
#include "app/window/rsc-program-manual.h"
#include "app/window/rsc-settings.h"
#include "app/window/rsc-window.h"
#include "ui/rsc-focus.h"
#include "ui/rsc-look.h"
#include "ui/rsc-spoken-names.h"
#include "ui/words/rsc-program-words.h"
#include "ui/words/rsc-window-words.h"

/* What a new window shows: a set with something to see. */
#define FIRST_SET "gallery:checkerboard"
#define EXIT_BAD_INPUT 2
#define FACTOR_KEY "presentation-factor"

struct _RscApplication
{
  AdwApplication parent_instance;

  GSettings *settings; /* or NULL */
  gboolean asked;      /* for what a crash has left */
  int status;
};

G_DEFINE_FINAL_TYPE (RscApplication, rsc_application, ADW_TYPE_APPLICATION)

/* The document of a window has another file. */
static void
on_kept (RscKeeper *keeper, gpointer user_data)
{
  RscApplication *self = RSC_APPLICATION (user_data);
  GFile *file = rsc_keeper_get_file (keeper);
  g_autofree char *uri = NULL;

  if (!file || !self->settings)
    return;
  uri = g_file_get_uri (file);
  g_settings_set_string (self->settings, "last-document", uri);
}

static RscWindow *
open_window (RscApplication *self)
{
  RscWindow *window = rsc_window_new (GTK_APPLICATION (self));
  g_autofree char *folder = rsc_recovery_dup_folder ();

  rsc_window_keep_copies (window, folder);
  g_signal_connect_object (rsc_window_files_get_keeper (rsc_window_get_files (window)), "changed",
                           G_CALLBACK (on_kept), self, 0);
  rsc_browser_fill_page (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

/* Shows the window whose document is in @file; FALSE where there is none. Two would write over each
 * other. */
static gboolean
present_holder (RscApplication *self, GFile *file)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    {
      GFile *held =
        RSC_IS_WINDOW (l->data)
          ? rsc_keeper_get_file (rsc_window_files_get_keeper (rsc_window_get_files (l->data)))
          : NULL;

      if (held && g_file_equal (held, file))
        {
          gtk_window_present (l->data);
          return TRUE;
        }
    }
  return FALSE;
}

/* --- what was there before -------------------------------------------------------------------- */

static void
recover (RscRecovery *copy, gpointer user_data)
{
  rsc_window_recover (open_window (RSC_APPLICATION (user_data)), copy);
}

/* At the start: whether to open what a crash has left. */
static void
ask_for_left (RscApplication *self, RscWindow *window)
{
  g_autofree char *folder = rsc_recovery_dup_folder ();
  GPtrArray *copies;

  if (self->asked)
    return;
  self->asked = TRUE;
  copies = rsc_recovery_list (folder);
  if (copies->len > 0)
    rsc_crash_question_ask (GTK_WINDOW (window), copies, recover, self);
  else
    g_ptr_array_unref (copies);
}

/* The document of last time, where that is wished; or NULL. */
static GFile *
dup_last (RscApplication *self)
{
  g_autofree char *uri = NULL;
  g_autoptr (GFile) file = NULL;

  if (!self->settings || !g_settings_get_boolean (self->settings, "reopen-last"))
    return NULL;
  uri = g_settings_get_string (self->settings, "last-document");
  file = *uri ? g_file_new_for_uri (uri) : NULL;
  return file && g_file_query_exists (file, NULL) ? g_steal_pointer (&file) : NULL;
}

static void
rsc_application_activate (GApplication *application)
{
  RscApplication *self = RSC_APPLICATION (application);
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autoptr (GFile) last = NULL;
  RscWindow *window;

  if (active)
    {
      gtk_window_present (active);
      return;
    }
  window = open_window (self);
  last = dup_last (self);
  if (last)
    rsc_window_open_file (window, last);
  else
    {
      rsc_window_open_argument (window, NULL, FIRST_SET, NULL);
      /* Until it is closed by a person. */
      if (self->settings && g_settings_get_boolean (self->settings, "start-page"))
        rsc_learn_show_start (rsc_learn_get (GTK_WINDOW (window)));
    }
  ask_for_left (self, window);
}

/* The window says it too: a file manager shows nobody the standard error. */
static void
refuse (GApplicationCommandLine *command_line, const GError *error)
{
  RscApplication *self = RSC_APPLICATION (g_application_get_default ());

  g_application_command_line_printerr (command_line, "reluscope: %s\n", error->message);
  g_application_command_line_set_exit_status (command_line, EXIT_BAD_INPUT);
  /* While windows are open, g_application_run() forgets what its own command line returned. */
  if (!g_application_command_line_get_is_remote (command_line))
    self->status = EXIT_BAD_INPUT;
}

/* The first file that the window reads is the command line's, which waits for it. */
static void
on_file_read (RscWindow *window, const GError *error, gpointer user_data)
{
  g_autoptr (GApplicationCommandLine) command_line = g_object_ref (user_data);

  g_signal_handlers_disconnect_by_func (window, on_file_read, user_data);
  if (error)
    refuse (command_line, error);
}

static void
release (gpointer data, GClosure *closure)
{
  g_object_unref (data);
}

/* A lesson as its author sees it. */
static void
preview_lesson (RscApplication *self, GApplicationCommandLine *command_line, const char *path)
{
  RscWindow *window = open_window (self);
  g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, path);
  g_autoptr (GError) error = NULL;

  rsc_window_open_argument (window, NULL, FIRST_SET, NULL);
  if (!rsc_learn_open (rsc_learn_get (GTK_WINDOW (window)), file, &error))
    {
      rsc_window_show_message (window, error->message);
      refuse (command_line, error);
    }
}

static int
rsc_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_auto (GStrv) arguments = NULL;
  const char *lesson = NULL;
  int n_arguments;

  arguments = g_application_command_line_get_arguments (command_line, &n_arguments);
  if (g_variant_dict_lookup (g_application_command_line_get_options_dict (command_line), "lesson",
                             "^&ay", &lesson))
    preview_lesson (RSC_APPLICATION (application), command_line, lesson);
  else if (n_arguments < 2)
    {
      g_application_activate (application);
      return EXIT_SUCCESS;
    }
  for (int i = 1; i < n_arguments; i++)
    {
      g_autoptr (GFile) file =
        g_application_command_line_create_file_for_arg (command_line, arguments[i]);
      g_autoptr (GError) error = NULL;
      RscWindow *window;

      if (!g_str_has_prefix (arguments[i], "gallery:")
          && present_holder (RSC_APPLICATION (application), file))
        continue;
      window = open_window (RSC_APPLICATION (application));
      if (!rsc_window_open_argument (window, file, arguments[i], &error))
        refuse (command_line, error);
      else if (!g_str_has_prefix (arguments[i], "gallery:"))
        g_signal_connect_data (window, "file-read", G_CALLBACK (on_file_read),
                               g_object_ref (command_line), release, 0);
      ask_for_left (RSC_APPLICATION (application), window);
    }
  return g_application_command_line_get_exit_status (command_line);
}

/* What can be given, for --help and for the manual page. */
static const GOptionEntry main_options[] = {
  { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
  { "lesson", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("Open a lesson of one’s own to try it"),
    N_ ("FILE") },
  { "help-manual", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, NULL, "", NULL },
  { NULL },
};
static const char main_usage[] = N_ ("[FILE.reluscope | FILE.csv | gallery:NAME]…");

static int
rsc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  if (g_variant_dict_contains (options, "help-manual"))
    {
      g_autofree char *page = rsc_program_manual_dup (main_options, main_usage, RSC_RELEASE_DATE);

      /* Not through g_print(): the page is UTF-8 in every locale. */
      fputs (page, stdout);
      return EXIT_SUCCESS;
    }
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Reluscope %s\n", RSC_VERSION);
      return EXIT_SUCCESS;
    }
  return -1;
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_open_argument (open_window (RSC_APPLICATION (user_data)), NULL, FIRST_SET, NULL);
}

static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows =
    g_list_copy (gtk_application_get_windows (GTK_APPLICATION (user_data)));

  /* Through the windows, so that each keeps its size, and asks for what is not saved. */
  for (GList *l = windows; l; l = l->next)
    if (RSC_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

/* In a window of its own. */
static void
on_open_uri (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  if (!present_holder (RSC_APPLICATION (user_data), file))
    rsc_window_open_file (open_window (RSC_APPLICATION (user_data)), file);
}

/* One for all windows: they share their text's size. */
static void
show_presenting (RscApplication *self, gboolean presenting)
{
  rsc_look_set_presenting (!presenting      ? 1
                           : self->settings ? g_settings_get_double (self->settings, FACTOR_KEY)
                                            : RSC_LOOK_PRESENTING);
}

static void
on_present (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  show_presenting (RSC_APPLICATION (user_data), g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

/* The colours that were asked for, whatever the system's are. */
static void
on_colours (GSettings *settings, const char *key, gpointer user_data)
{
  g_autofree char *name = g_settings_get_string (settings, key);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (name, "light")  ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                      : g_str_equal (name, "dark") ? ADW_COLOR_SCHEME_FORCE_DARK
                                                                   : ADW_COLOR_SCHEME_DEFAULT);
}

/* At once where a presentation is on. */
static void
on_factor (GSettings *settings, const char *key, gpointer user_data)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (user_data), "present");

  show_presenting (RSC_APPLICATION (user_data), g_variant_get_boolean (state));
}

/* Without settings there are no such actions. */
static void
load_settings (RscApplication *self)
{
  static const char *const keys[] = { "reopen-last", "start-page", "colours", FACTOR_KEY };

  self->settings = rsc_settings_new ();
  if (!self->settings)
    return;
  for (gsize k = 0; k < G_N_ELEMENTS (keys); k++)
    {
      g_autoptr (GAction) action = g_settings_create_action (self->settings, keys[k]);

      g_action_map_add_action (G_ACTION_MAP (self), action);
    }
  g_signal_connect_object (self->settings, "changed::colours", G_CALLBACK (on_colours), self, 0);
  on_colours (self->settings, "colours", self);
  g_signal_connect_object (self->settings, "changed::" FACTOR_KEY, G_CALLBACK (on_factor), self, 0);
}

static void
rsc_application_dispose (GObject *object)
{
  g_clear_object (&RSC_APPLICATION (object)->settings);
  G_OBJECT_CLASS (rsc_application_parent_class)->dispose (object);
}

/* The window of shortcuts comes from the resources when a window is added. */
static void
on_window_added (GtkApplication *application, GtkWindow *window, gpointer user_data)
{
  GtkShortcutsWindow *help =
    GTK_IS_APPLICATION_WINDOW (window)
      ? gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (window))
      : NULL;

  if (help)
    rsc_spoken_names_complete_window (GTK_WINDOW (help),
                                      rsc_window_words_get (RSC_WINDOW_SHORTCUTS));
}

static void
rsc_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = on_new_window },
    { .name = "open-uri", .parameter_type = "s", .activate = on_open_uri },
    { .name = "quit", .activate = on_quit },
    { .name = "present", .state = "false", .change_state = on_present },
  };
  static const struct
  {
    const char *action;
    const char *keys[2];
  } accelerators[] = {
    { "app.new-window", { "<Control>n", NULL } },
    { "app.quit", { "<Control>q", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.save", { "<Control>s", NULL } },
    { "win.save-as", { "<Control><Shift>s", NULL } },
    { "win.copy-document", { "<Control><Shift>c", NULL } },
    { "win.paste-document", { "<Control><Shift>v", NULL } },
    { "win.gallery", { "<Control>g", NULL } },
    { "present.full", { "<Shift>F5", NULL } },
    { "share.export", { "<Control>e", NULL } },
    { "share.export-board", { "<Control><Shift>e", NULL } },
    { "share.animation", { "<Control><Alt>e", NULL } },
    { "share.copy-picture", { "<Control><Alt>c", NULL } },
    { "share.copy-summary", { "<Control><Alt>s", NULL } },
    { "share.table", { "<Control>t", NULL } },
    { "share.report", { "<Control>r", NULL } },
    { "share.print", { "<Control>p", NULL } },
    { "win.side-panel", { "F9", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "app.present", { "F5", NULL } },
    { "app.help", { "F1", NULL } },
    { "win.explain", { "<Shift>F1", NULL } },
  };

  G_APPLICATION_CLASS (rsc_application_parent_class)->startup (application);
  rsc_focus_free_arrows ();
  rsc_focus_free_grabs ();
  load_settings (RSC_APPLICATION (application));
  g_signal_connect_after (application, "window-added", G_CALLBACK (on_window_added), NULL);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  rsc_about_add_actions (GTK_APPLICATION (application));
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
}

static void
rsc_application_class_init (RscApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rsc_application_dispose;
  application_class->startup = rsc_application_startup;
  application_class->activate = rsc_application_activate;
  application_class->command_line = rsc_application_command_line;
  application_class->handle_local_options = rsc_application_handle_local_options;
}

static void
rsc_application_init (RscApplication *self)
{
  g_autofree char *help = rsc_program_words_dup_help ();

  g_application_add_main_option_entries (G_APPLICATION (self), main_options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _ (main_usage));
  g_application_set_option_context_summary (G_APPLICATION (self), rsc_window_words_get_about ());
  g_application_set_option_context_description (G_APPLICATION (self), help);
}

RscApplication *
rsc_application_new (void)
{
  return g_object_new (RSC_TYPE_APPLICATION, "application-id", "org.reluscope.Reluscope", "flags",
                       G_APPLICATION_HANDLES_COMMAND_LINE, "resource-base-path",
                       "/org/reluscope/Reluscope", NULL);
}

int
rsc_application_get_status (RscApplication *self)
{
  g_return_val_if_fail (RSC_IS_APPLICATION (self), EXIT_FAILURE);
  return self->status;
}

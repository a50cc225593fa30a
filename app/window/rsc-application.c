/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-application.h"

#include <glib/gi18n.h>

#include "app/window/rsc-browser.h"
#include "app/window/rsc-window.h"
#include "ui/rsc-look.h"
#include "ui/words/rsc-window-words.h"

/* What a new window shows: a set with something to see. */
#define FIRST_SET "gallery:checkerboard"
#define EXIT_BAD_INPUT 2

struct _RscApplication
{
  AdwApplication parent_instance;

  int status;
};

G_DEFINE_FINAL_TYPE (RscApplication, rsc_application, ADW_TYPE_APPLICATION)

static RscWindow *
open_window (RscApplication *self)
{
  RscWindow *window = rsc_window_new (GTK_APPLICATION (self));

  rsc_browser_fill_page (GTK_WINDOW (window));
  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static void
rsc_application_activate (GApplication *application)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));

  if (window)
    gtk_window_present (window);
  else
    rsc_window_open_argument (open_window (RSC_APPLICATION (application)), NULL, FIRST_SET, NULL);
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

static int
rsc_application_command_line (GApplication *application, GApplicationCommandLine *command_line)
{
  g_auto (GStrv) arguments = NULL;
  int n_arguments;

  arguments = g_application_command_line_get_arguments (command_line, &n_arguments);
  if (n_arguments < 2)
    {
      g_application_activate (application);
      return EXIT_SUCCESS;
    }
  for (int i = 1; i < n_arguments; i++)
    {
      g_autoptr (GFile) file =
        g_application_command_line_create_file_for_arg (command_line, arguments[i]);
      RscWindow *window = open_window (RSC_APPLICATION (application));
      g_autoptr (GError) error = NULL;

      if (!rsc_window_open_argument (window, file, arguments[i], &error))
        refuse (command_line, error);
      else if (!g_str_has_prefix (arguments[i], "gallery:"))
        g_signal_connect_data (window, "file-read", G_CALLBACK (on_file_read),
                               g_object_ref (command_line), release, 0);
    }
  return g_application_command_line_get_exit_status (command_line);
}

static int
rsc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
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
  GList *windows;

  /* Through the windows, so that each keeps its size. */
  while ((windows = gtk_application_get_windows (GTK_APPLICATION (user_data))))
    {
      GtkWindow *window = windows->data;

      gtk_window_close (window);
      gtk_window_destroy (window);
    }
}

/* One for all windows: they share their text's size. */
static void
on_present (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  rsc_look_set_presenting (g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about = adw_about_window_new ();

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name", "Reluscope",
                "application-icon", "org.reluscope.Reluscope", "version", RSC_VERSION,
                "developer-name", _ ("The Reluscope developers"), "license-type",
                GTK_LICENSE_GPL_3_0, "website", "https://arxiv.org/abs/2306.00119", "comments",
                rsc_window_words_get_about (), NULL);
  gtk_window_present (GTK_WINDOW (about));
}

static void
rsc_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = on_new_window },
    { .name = "quit", .activate = on_quit },
    { .name = "about", .activate = on_about },
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
    { "win.gallery", { "<Control>g", NULL } },
    { "win.side-panel", { "F9", NULL } },
    { "window.close", { "<Control>w", NULL } },
    { "app.present", { "F5", NULL } },
  };

  G_APPLICATION_CLASS (rsc_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
  for (gsize i = 0; i < G_N_ELEMENTS (accelerators); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), accelerators[i].action,
                                           accelerators[i].keys);
}

static void
rsc_application_class_init (RscApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->startup = rsc_application_startup;
  application_class->activate = rsc_application_activate;
  application_class->command_line = rsc_application_command_line;
  application_class->handle_local_options = rsc_application_handle_local_options;
}

static void
rsc_application_init (RscApplication *self)
{
  static const GOptionEntry options[] = {
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version and exit"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self),
                                                     _ ("[FILE.csv | gallery:NAME]"));
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

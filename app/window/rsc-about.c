/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-about.h"

#include <adwaita.h>

#include "ui/rsc-spoken-names.h"
#include "ui/words/rsc-about-words.h"
#include "ui/words/rsc-window-words.h"

#define HELP_URI "help:reluscope"
/* Of the about window alone. */
#define CITE_URI "reluscope:cite"

/* A question with one thing to do and one way out, whose answer @on_response hears with
 * @parent. */
static AdwMessageDialog *
make_question (GtkWindow *parent,
               RscAboutWord heading,
               const char *body,
               RscAboutWord what,
               GCallback on_response)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, rsc_about_words_get (heading), body);
  AdwMessageDialog *question = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_add_responses (question, "close", rsc_about_words_get (RSC_ABOUT_CLOSE), "do",
                                    rsc_about_words_get (what), NULL);
  adw_message_dialog_set_response_appearance (question, "do", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question, "do");
  adw_message_dialog_set_close_response (question, "close");
  g_signal_connect_object (dialog, "response", on_response, parent, 0);
  return question;
}

/* --- help ------------------------------------------------------------------------------------- */

static void
on_no_help (AdwMessageDialog *dialog, const char *response, GtkWindow *parent)
{
  if (g_str_equal (response, "do"))
    gtk_widget_activate_action (GTK_WIDGET (parent), "win.show-help-overlay", NULL);
}

static void
on_help_shown (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GtkWindow *parent = GTK_WINDOW (object);
  g_autoptr (GError) error = NULL;
  g_autofree char *body = NULL;

  if (gtk_show_uri_full_finish (parent, result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  body = rsc_about_words_dup_no_help (error->message);
  gtk_window_present (GTK_WINDOW (
    make_question (parent, RSC_ABOUT_NO_HELP, body, RSC_ABOUT_SHORTCUTS, G_CALLBACK (on_no_help))));
}

static void
on_help (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));

  if (parent)
    gtk_show_uri_full (parent, HELP_URI, GDK_CURRENT_TIME, NULL, on_help_shown, NULL);
}

/* --- the paper -------------------------------------------------------------------------------- */

static void
on_cited (AdwMessageDialog *dialog, const char *response, GtkWindow *parent)
{
  if (!g_str_equal (response, "do"))
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (parent)),
                          rsc_about_words_get_bibtex ());
  gtk_widget_activate_action (GTK_WIDGET (parent), "win.tell", "s",
                              rsc_about_words_get (RSC_ABOUT_COPIED));
}

static void
on_cite (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  g_autofree char *entry = g_strstrip (g_strdup (rsc_about_words_get_bibtex ()));
  AdwMessageDialog *question;
  GtkWidget *text;

  if (!parent)
    return;
  question = make_question (parent, RSC_ABOUT_CITE, rsc_about_words_get (RSC_ABOUT_CITE_WHY),
                            RSC_ABOUT_COPY, G_CALLBACK (on_cited));
  text = gtk_label_new (entry);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "monospace");
  /* So that no line of it is broken. */
  gtk_widget_add_css_class (text, "caption");
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  rsc_about_words_get (RSC_ABOUT_CITATION), -1);
  adw_message_dialog_set_extra_child (question, text);
  gtk_window_present (GTK_WINDOW (question));
  /* Nothing of it is chosen until somebody does. */
  gtk_label_select_region (GTK_LABEL (text), 0, 0);
}

/* A link of the about window. */
static gboolean
on_about_link (AdwAboutWindow *about, const char *uri, gpointer user_data)
{
  if (!g_str_equal (uri, CITE_URI))
    return FALSE;
  gtk_window_close (GTK_WINDOW (about));
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "cite", NULL);
  return TRUE;
}

/* --- the program ------------------------------------------------------------------------------ */

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *parent = gtk_application_get_active_window (GTK_APPLICATION (user_data));
  GtkWidget *about = adw_about_window_new ();
  static const char *const authors[] = { "A. Mishkin", "M. Pilanci", NULL };

  g_object_set (about, "transient-for", parent, "modal", TRUE, "application-name", "Reluscope",
                "application-icon", "org.reluscope.Reluscope", "version", RSC_VERSION,
                "developer-name", rsc_about_words_get (RSC_ABOUT_DEVELOPERS), "license-type",
                GTK_LICENSE_GPL_3_0, "website", rsc_about_words_get_paper (), "comments",
                rsc_window_words_get_about (), NULL);
  adw_about_window_add_credit_section (
    ADW_ABOUT_WINDOW (about), rsc_about_words_get (RSC_ABOUT_PAPER), (const char **) authors);
  adw_about_window_add_link (ADW_ABOUT_WINDOW (about), rsc_about_words_get (RSC_ABOUT_CITE),
                             CITE_URI);
  g_signal_connect_object (about, "activate-link", G_CALLBACK (on_about_link), user_data, 0);
  rsc_spoken_names_complete_window (GTK_WINDOW (about), rsc_window_words_get (RSC_WINDOW_ABOUT));
  gtk_window_present (GTK_WINDOW (about));
}

void
rsc_about_add_actions (GtkApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "help", .activate = on_help },
    { .name = "cite", .activate = on_cite },
    { .name = "about", .activate = on_about },
  };

  g_return_if_fail (GTK_IS_APPLICATION (application));

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions),
                                   application);
}

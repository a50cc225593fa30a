/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The dialogs for the files of a window, and saving. */
#include "app/window/rsc-window-files-private.h"

#include "app/files/rsc-saved.h"
#include "app/window/rsc-settings.h"
#include "ui/words/rsc-import-words.h"
#include "ui/words/rsc-second-words.h"
#include "ui/words/rsc-window-words.h"

/* --- dialogs ---------------------------------------------------------------------------------- */

/* Shows @dialog (taken), one at a time. */
static void
show_chooser (RscWindowFiles *self, GtkFileChooserNative *dialog, GCallback on_response)
{
  if (self->chooser)
    {
      /* What waits for this dialog must not come about when another has been answered. */
      rsc_window_files_forget_wish (self);
      g_object_unref (dialog);
      return;
    }
  self->chooser = GTK_NATIVE_DIALOG (dialog);
  gtk_native_dialog_set_modal (self->chooser, TRUE);
  g_signal_connect (self->chooser, "response", on_response, self);
  gtk_native_dialog_show (self->chooser);
}

/* The file that was chosen, or NULL; the dialog goes. */
static GFile *
take_chosen (RscWindowFiles *self, int response)
{
  GFile *file = response == GTK_RESPONSE_ACCEPT
                  ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser))
                  : NULL;

  g_clear_object (&self->chooser);
  rsc_settings_keep_folder (file);
  return file;
}

void
rsc_window_files_show_question (RscWindowFiles *self,
                                AdwMessageDialog *dialog,
                                const char *fallback,
                                GCallback on_response)
{
  adw_message_dialog_set_default_response (dialog, fallback);
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect (dialog, "response", on_response, self);
  self->question = GTK_WINDOW (dialog);
  gtk_window_present (self->question);
}

static void ask_replace (RscWindowFiles *self, GFile *file, const char *why);

/* --- saving ----------------------------------------------------------------------------------- */

void
rsc_window_files_on_saved (RscKeeper *keeper, GFile *file, const GError *error, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  GFile *own = rsc_keeper_get_file (keeper);
  /* And not that of a document that a lesson has set aside. */
  const gboolean is_own = own && g_file_equal (own, file);
  g_autofree char *name = NULL;
  g_autofree char *said = NULL;

  /* What waits for the save waits for the answer. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG) && is_own && !self->question)
    {
      ask_replace (self, own, rsc_window_words_get_changed_why ());
      return;
    }
  if (error)
    {
      rsc_window_files_forget_wish (self);
      self->funcs->show_message (self->window, error->message);
      return;
    }
  name = g_file_get_basename (file);
  said = rsc_document_words_dup_saved (name);
  rsc_window_files_tell (self, said);
  rsc_recent_files_add (self->recent, file, TRUE);
  if (is_own)
    rsc_window_files_fulfil_later (self);
}

/* @over: whatever is there; else @file is the document's own. */
static void
save_to (RscWindowFiles *self, GFile *file, gboolean over)
{
  if (g_file_peek_path (file))
    {
      rsc_keeper_save (self->keeper, over ? file : NULL);
      return;
    }
  rsc_window_files_forget_wish (self);
  self->funcs->show_message (self->window, rsc_document_words_get (RSC_DOCUMENT_LOCAL_ONLY));
}

static void
on_replace (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = g_object_steal_data (G_OBJECT (dialog), "file");

  self->question = NULL;
  if (g_str_equal (response, "replace"))
    save_to (self, file, TRUE);
  else
    rsc_window_files_forget_wish (self);
}

static void
ask_replace (RscWindowFiles *self, GFile *file, const char *why)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *heading = rsc_window_words_dup_replace (name);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->window, heading, NULL));

  adw_message_dialog_set_body (dialog, why);
  adw_message_dialog_add_responses (dialog, "cancel", rsc_window_words_get (RSC_WINDOW_CANCEL),
                                    "replace", rsc_window_words_get (RSC_WINDOW_REPLACE), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  rsc_window_files_show_question (self, dialog, "cancel", G_CALLBACK (on_replace));
}

void
rsc_window_files_save_as (RscWindowFiles *self, GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = NULL;
  g_autoptr (GFile) folder = NULL;
  g_autoptr (GFile) whole = NULL;

  if (strchr (base, '.'))
    {
      save_to (self, file, TRUE);
      return;
    }
  name = g_strconcat (base, RSC_SAVED_ENDING, NULL);
  folder = g_file_get_parent (file);
  whole = g_file_get_child (folder, name);
  /* The chooser has asked about the name that was typed, not about the one with the ending. */
  if (g_file_query_exists (whole, NULL))
    ask_replace (self, whole, rsc_window_words_get_replace_why ());
  else
    save_to (self, whole, TRUE);
}

static void
on_save_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = take_chosen (self, response);

  if (file)
    rsc_window_files_save_as (self, file);
  else
    rsc_window_files_forget_wish (self);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *const *patterns)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  for (gsize k = 0; patterns[k]; k++)
    gtk_file_filter_add_pattern (filter, patterns[k]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static const char *const document_patterns[] = { "*" RSC_SAVED_ENDING, NULL };
static const char *const all_patterns[] = {
  "*" RSC_SAVED_ENDING, "*.csv", "*.tsv", "*.txt", "*.dat", "*.data", NULL
};
static const char *const second_patterns[] = { "*.csv",  "*.tsv",  "*.txt", "*.dat",
                                               "*.data", "*.json", NULL };

/* The last of the filters; and where the dialog begins. */
static void
add_all_files (GtkFileChooser *chooser)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, rsc_window_words_get (RSC_WINDOW_ALL_FILES));
  gtk_file_filter_add_pattern (filter, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  rsc_settings_go_to_last_folder (chooser);
}

void
rsc_window_files_show_save_dialog (RscWindowFiles *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    rsc_document_words_get (RSC_DOCUMENT_SAVE_AS), self->window, GTK_FILE_CHOOSER_ACTION_SAVE,
    rsc_document_words_get (RSC_DOCUMENT_SAVE), rsc_document_words_get (RSC_DOCUMENT_CANCEL));
  GFile *file = rsc_keeper_get_file (self->keeper);

  add_filter (GTK_FILE_CHOOSER (dialog), rsc_document_words_get (RSC_DOCUMENT_DOCUMENTS),
              document_patterns);
  add_all_files (GTK_FILE_CHOOSER (dialog));
  if (file)
    {
      gtk_file_chooser_set_file (GTK_FILE_CHOOSER (dialog), file, NULL);
    }
  else
    {
      g_autofree char *title =
        rsc_document_state_dup_title (rsc_document_get_state (self->document));
      char *ending = title && g_str_has_suffix (title, ".csv") ? strrchr (title, '.') : NULL;
      g_autofree char *name = NULL;

      /* Of the file of data, which this is not. */
      if (ending && ending != title)
        *ending = '\0';
      name = g_strconcat (title ? title : rsc_document_words_get (RSC_DOCUMENT_UNTITLED),
                          RSC_SAVED_ENDING, NULL);

      g_strdelimit (name, "/", '-');
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
    }
  show_chooser (self, dialog, G_CALLBACK (on_save_response));
}

void
rsc_window_files_save (RscWindowFiles *self)
{
  if (rsc_keeper_get_file (self->keeper))
    save_to (self, rsc_keeper_get_file (self->keeper), FALSE);
  else
    rsc_window_files_show_save_dialog (self);
}

/* --- opening ---------------------------------------------------------------------------------- */

static void
on_open_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = take_chosen (self, response);

  if (file)
    rsc_window_files_open (self, file);
}

void
rsc_window_files_show_open_dialog (RscWindowFiles *self)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (rsc_document_words_get (RSC_DOCUMENT_OPEN), self->window,
                                 GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (dialog), rsc_document_words_get (RSC_DOCUMENT_ALL_KINDS),
              all_patterns);
  add_filter (GTK_FILE_CHOOSER (dialog), rsc_document_words_get (RSC_DOCUMENT_DOCUMENTS),
              document_patterns);
  add_all_files (GTK_FILE_CHOOSER (dialog));
  show_chooser (self, dialog, G_CALLBACK (on_open_response));
}

static void
on_second_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = take_chosen (self, response);

  if (file)
    rsc_window_files_open_second (self, file);
}

void
rsc_window_files_show_second_dialog (RscWindowFiles *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    rsc_second_words_get (RSC_SECOND_OPEN), self->window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_filter (GTK_FILE_CHOOSER (dialog), rsc_second_words_get (RSC_SECOND_KINDS), second_patterns);
  add_all_files (GTK_FILE_CHOOSER (dialog));
  show_chooser (self, dialog, G_CALLBACK (on_second_response));
}

static void
on_find_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (GFile) file = take_chosen (self, response);

  if (file)
    rsc_window_files_read_again (self, file);
}

void
rsc_window_files_show_find_dialog (RscWindowFiles *self)
{
  g_autofree char *name = rsc_document_state_dup_title (rsc_document_get_state (self->document));
  g_autofree char *title = rsc_import_words_dup_find_title (name ? name : "");
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (title, self->window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  add_all_files (GTK_FILE_CHOOSER (dialog));
  show_chooser (self, dialog, G_CALLBACK (on_find_response));
}

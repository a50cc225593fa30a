/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-window-files-private.h"

#include "app/files/rsc-saved.h"
#include "ui/rsc-clipboard-text.h"
#include "ui/words/rsc-data-words.h"
#include "ui/words/rsc-import-words.h"
#include "ui/words/rsc-window-words.h"

/* Bytes of a document that are read from the clipboard without a job. */
#define PASTE_AT_ONCE ((gsize) 1 << 18)

static void
wish_free (Wish *wish)
{
  g_clear_object (&wish->file);
  g_clear_pointer (&wish->contents, rsc_contents_unref);
  g_clear_pointer (&wish->dataset, rsc_dataset_unref);
  g_clear_pointer (&wish->derived, rsc_derived_data_unref);
  g_free (wish);
}

void
rsc_window_files_tell (RscWindowFiles *self, const char *text)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.tell", "s", text);
}

/* Another document is to come, or the window is to go: the one that a lesson has set aside comes
 * back. */
static void
leave_lesson (RscWindowFiles *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.leave-lesson", NULL);
}

/* --- what is opened --------------------------------------------------------------------------- */

static void
take_contents (RscWindowFiles *self,
               GFile *file,
               RscContents *contents,
               gboolean saved,
               RscRecovery *copy)
{
  rsc_keeper_open (self->keeper, contents, file, saved, copy);
  if (contents->has_layout)
    self->funcs->set_layout (self->window, &contents->layout);
}

static void
take_dataset (RscWindowFiles *self, const Wish *wish)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));
  /* Nobody has been asked about changes of what is in no file. */
  gboolean unasked = rsc_keeper_is_modified (self->keeper) && !rsc_keeper_get_file (self->keeper);

  if (wish->standardise)
    rsc_document_state_standardise_next (after);
  rsc_document_state_set_derived_file (after, wish->file, wish->dataset, wish->derived);
  rsc_document_apply (self->document, rsc_document_words_get (RSC_DOCUMENT_CHANGE_FILE),
                      RSC_CHANGE_SINGLE, after);
  if (!unasked)
    rsc_keeper_start_afresh (self->keeper);
}

static void
take_wish (RscWindowFiles *self, const Wish *wish)
{
  if (wish->contents)
    take_contents (self, wish->file, wish->contents, !wish->pasted, NULL);
  else
    take_dataset (self, wish);
  if (wish->file)
    rsc_recent_files_add (self->recent, wish->file, wish->contents != NULL);
}

void
rsc_window_files_fulfil (RscWindowFiles *self)
{
  Wish *wish = g_steal_pointer (&self->wish);

  if (!wish)
    return;
  if (wish->close)
    self->funcs->close (self->window);
  else
    take_wish (self, wish);
  wish_free (wish);
}

static void ask (RscWindowFiles *self, Wish *wish);

static gboolean
on_fulfil (gpointer user_data)
{
  RscWindowFiles *self = user_data;

  self->fulfilling = 0;
  if (self->wish && self->wish->discard)
    rsc_window_files_fulfil (self);
  /* There may be changes since what was saved. */
  else if (self->wish)
    ask (self, g_steal_pointer (&self->wish));
  return G_SOURCE_REMOVE;
}

void
rsc_window_files_fulfil_later (RscWindowFiles *self)
{
  if (self->wish && !self->fulfilling)
    /* After the dialog has answered, but not after all else: what moves leaves no idle time. */
    self->fulfilling = g_idle_add_full (G_PRIORITY_DEFAULT, on_fulfil, self, NULL);
}

void
rsc_window_files_forget_wish (RscWindowFiles *self)
{
  g_clear_pointer (&self->wish, wish_free);
}

/* --- the question ----------------------------------------------------------------------------- */

static void
on_answer (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RscWindowFiles *self = user_data;

  self->question = NULL;
  if (g_str_equal (response, "save"))
    rsc_window_files_save (self);
  else if (g_str_equal (response, "discard"))
    {
      if (self->wish)
        self->wish->discard = TRUE;
      rsc_window_files_fulfil_later (self);
    }
  else
    rsc_window_files_forget_wish (self);
}

/* Does @wish (taken) unless something would be lost by it; then asks. */
static void
ask (RscWindowFiles *self, Wish *wish)
{
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  AdwMessageDialog *dialog;

  leave_lesson (self);
  rsc_window_files_forget_wish (self);
  self->wish = wish;
  /* The save that is under way is of what is here now, and may fail: its end asks again. */
  if (rsc_keeper_is_saving (self->keeper))
    return;
  /* Where there is no file yet, other data are a change like others, which undo takes back. */
  if (!rsc_keeper_is_modified (self->keeper)
      || (wish->dataset && !rsc_keeper_get_file (self->keeper)))
    {
      rsc_window_files_fulfil (self);
      return;
    }
  /* The question that stands is about this one too. */
  if (self->question)
    return;
  name = rsc_window_files_dup_name (self);
  heading =
    rsc_document_words_dup_ask_save (name ? name : rsc_document_words_get (RSC_DOCUMENT_UNTITLED));
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->window, heading, NULL));
  adw_message_dialog_set_body (dialog, rsc_document_words_get (RSC_DOCUMENT_UNSAVED_WHY));
  adw_message_dialog_add_responses (dialog, "cancel", rsc_document_words_get (RSC_DOCUMENT_CANCEL),
                                    "discard", rsc_document_words_get (RSC_DOCUMENT_DISCARD),
                                    "save", rsc_document_words_get (RSC_DOCUMENT_SAVE), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
  rsc_window_files_show_question (self, dialog, "save", G_CALLBACK (on_answer));
}

gboolean
rsc_window_files_ask_close (RscWindowFiles *self)
{
  Wish *wish;

  leave_lesson (self);
  if (!rsc_keeper_is_modified (self->keeper) && !rsc_keeper_is_saving (self->keeper))
    return TRUE;
  wish = g_new0 (Wish, 1);
  wish->close = TRUE;
  ask (self, wish);
  return FALSE;
}

/* --- opening ---------------------------------------------------------------------------------- */

void
rsc_window_files_wish_dataset (RscWindowFiles *self,
                               GFile *file,
                               RscDataset *dataset,
                               RscDerivedData *derived,
                               gboolean standardise)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->file = g_object_ref (file);
  wish->dataset = rsc_dataset_ref (dataset);
  wish->derived = derived ? rsc_derived_data_ref (derived) : NULL;
  wish->standardise = standardise;
  ask (self, wish);
}

static void
take_content (RscWindowFiles *self, GFile *file, RscFileContent *content, RscRecovery *copy)
{
  RscContents *contents = content->contents;

  if (content->is_lesson)
    {
      g_autofree char *uri = g_file_get_uri (file);

      gtk_widget_activate_action (GTK_WIDGET (self->window), "win.open-lesson", "s", uri);
    }
  else if (content->trial)
    {
      rsc_window_files_show_import (self, file, g_steal_pointer (&content->trial));
    }
  else if (self->is_rereading)
    {
      self->is_rereading = FALSE;
      self->funcs->show_message (self->window, rsc_import_words_get (RSC_IMPORT_NO_TABLE));
    }
  else if (contents && copy)
    {
      g_autoptr (GFile) origin = contents->origin ? g_file_new_for_uri (contents->origin) : NULL;

      leave_lesson (self);
      take_contents (self, origin, contents, FALSE, copy);
    }
  else if (contents)
    {
      Wish *wish = g_new0 (Wish, 1);

      wish->file = g_object_ref (file);
      wish->contents = rsc_contents_ref (contents);
      ask (self, wish);
    }
  else
    {
      rsc_window_files_wish_dataset (self, file, content->dataset, content->derived, FALSE);
    }
}

void
rsc_window_files_open_dropped (RscWindowFiles *self, GFile *file, RscFileContent *content)
{
  GtkApplication *application = gtk_window_get_application (self->window);
  const gboolean has_work =
    rsc_keeper_is_modified (self->keeper) || rsc_keeper_get_file (self->keeper);

  if (has_work && application)
    {
      g_autofree char *uri = g_file_get_uri (file);

      g_action_group_activate_action (G_ACTION_GROUP (application), "open-uri",
                                      g_variant_new_string (uri));
    }
  else
    take_content (self, file, content, NULL);
}

static void take_pasted (RscWindowFiles *self, RscContents *contents);

static void
on_file_read (GFile *file, RscFileContent *content, const GError *error, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (RscRecovery) copy = g_steal_pointer (&self->recovering);

  if (content && self->preparing)
    rsc_window_files_take_prepared (self, file, content);
  else if (content && !file)
    take_pasted (self, content->contents);
  else if (content && self->second && rsc_window_files_take_second (self, file, content))
    ;
  else if (content && self->second)
    rsc_window_files_open_dropped (self, file, content);
  else if (content)
    take_content (self, file, content, copy);
  else
    {
      self->is_rereading = FALSE;
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        self->funcs->show_message (self->window, error->message);
    }
  self->funcs->tell_read (self->window, error);
}

void
rsc_window_files_read (RscWindowFiles *self, GFile *file, RscSecond second)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  const gboolean may_go_with = second && rsc_document_state_has_data (state);
  RscPreparation preparation;
  const RscFileContext context = {
    .preparation = &preparation,
    .source = may_go_with ? state->source : NULL,
    .train = may_go_with ? state->train : NULL,
    .as_test = second == RSC_SECOND_ONLY,
  };

  rsc_document_state_get_preparation (state, &preparation);
  /* A pipe may keep it waiting. */
  if (g_file_query_file_type (file, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_SPECIAL)
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *text = rsc_window_words_dup_waiting (name);

      self->funcs->show_message (self->window, text);
    }
  rsc_window_files_cancel (self);
  self->second = second;
  rsc_file_reader_read (self->reader, file, &context);
}

void
rsc_window_files_open (RscWindowFiles *self, GFile *file)
{
  rsc_window_files_read (self, file, RSC_SECOND_NOT);
}

void
rsc_window_files_recover (RscWindowFiles *self, RscRecovery *copy)
{
  g_autoptr (GFile) file = g_file_new_for_path (rsc_recovery_get_path (copy));

  rsc_window_files_open (self, file);
  self->recovering = rsc_recovery_ref (copy);
}

gboolean
rsc_window_files_cancel (RscWindowFiles *self)
{
  g_clear_pointer (&self->recovering, rsc_recovery_unref);
  rsc_window_files_close_import (self);
  self->preparing = FALSE;
  if (!rsc_file_reader_cancel (self->reader))
    return FALSE;
  self->funcs->tell_read (self->window, NULL);
  return TRUE;
}

/* Other data, in @after (taken), that are in no file. */
static void
take_unfiled (RscWindowFiles *self, RscDocumentWord name, RscDocumentState *after)
{
  const gboolean modified = rsc_keeper_is_modified (self->keeper);

  rsc_window_files_cancel (self);
  rsc_document_apply (self->document, rsc_document_words_get (name), RSC_CHANGE_SINGLE, after);
  /* A document that is in a file, or soon will be, stays the one in the file, and one with changes
   * stays that: undo
   * brings the data back. */
  if (!rsc_keeper_get_file (self->keeper) && !rsc_keeper_is_saving (self->keeper) && !modified)
    rsc_keeper_start_afresh (self->keeper);
}

gboolean
rsc_window_files_open_gallery (RscWindowFiles *self,
                               const RscGalleryItem *item,
                               gsize n,
                               GError **error)
{
  g_autoptr (RscDocumentState) after = NULL;

  leave_lesson (self);
  after = rsc_document_state_copy (rsc_document_get_state (self->document));
  if (!rsc_document_state_set_gallery (after, item, n, item->noise_default, 1, error))
    return FALSE;
  take_unfiled (self, RSC_DOCUMENT_CHANGE_GALLERY, g_steal_pointer (&after));
  return TRUE;
}

void
rsc_window_files_open_drawing (RscWindowFiles *self, gsize d)
{
  g_autoptr (RscDataset) begun =
    rsc_dataset_new_empty (rsc_data_words_get_drawing (), d, NULL, NULL);
  RscDocumentState *after;

  leave_lesson (self);
  after = rsc_document_state_copy (rsc_document_get_state (self->document));
  rsc_document_state_set_drawn (after, begun);
  take_unfiled (self, RSC_DOCUMENT_CHANGE_DRAW, after);
}

static void
on_open (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_show_open_dialog (user_data);
}

static void
on_open_uri (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));

  rsc_window_files_open (user_data, file);
}

static void
on_open_second (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_show_second_dialog (user_data);
}

static void
on_remove_test (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_remove_test (user_data);
}

static void
on_change_reading (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_change_reading (user_data);
}

static void
on_save (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_save (user_data);
}

static void
on_save_as (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  rsc_window_files_show_save_dialog (user_data);
}

/* The first in this window, where there is no work in it, each other in one of its own. */
static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer user_data)
{
  RscWindowFiles *self = user_data;

  if (G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    {
      g_autoptr (GSList) files = gdk_file_list_get_files (g_value_get_boxed (value));
      GtkApplication *application = gtk_window_get_application (self->window);

      if (!files)
        return FALSE;
      rsc_window_files_read (self, files->data, RSC_SECOND_MAYBE);
      for (GSList *l = files->next; l && application; l = l->next)
        {
          g_autofree char *uri = g_file_get_uri (l->data);

          g_action_group_activate_action (G_ACTION_GROUP (application), "open-uri",
                                          g_variant_new_string (uri));
        }
      return TRUE;
    }
  if (G_VALUE_HOLDS (value, G_TYPE_FILE) && g_value_get_object (value))
    {
      rsc_window_files_read (self, g_value_get_object (value), RSC_SECOND_MAYBE);
      return TRUE;
    }
  return FALSE;
}

/* --- the clipboard ---------------------------------------------------------------------------- */

/* @user_data: the window, which may have been closed meanwhile. */
static void
on_text_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWindow) window = user_data;
  RscWindowFiles *self = g_object_get_data (G_OBJECT (window), "rsc-window-files");
  g_autofree char *text = rsc_contents_to_text_finish (result);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GdkContentProvider) both = NULL;
  GdkContentProvider *providers[2];

  if (!self || !text)
    return;
  bytes = g_bytes_new (text, strlen (text));
  providers[0] = gdk_content_provider_new_for_bytes (RSC_SAVED_MIME_TYPE, bytes);
  providers[1] = gdk_content_provider_new_typed (G_TYPE_STRING, text);
  both = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self->window)), both);
  rsc_window_files_tell (self, rsc_document_words_get (RSC_DOCUMENT_COPIED));
}

static void
on_copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  g_autoptr (RscContents) contents = rsc_keeper_dup_contents (self->keeper);

  rsc_contents_to_text_async (contents, on_text_written, g_object_ref (self->window));
}

static void
take_pasted (RscWindowFiles *self, RscContents *contents)
{
  Wish *wish = g_new0 (Wish, 1);

  wish->contents = rsc_contents_ref (contents);
  wish->pasted = TRUE;
  ask (self, wish);
}

void
rsc_window_files_paste (RscWindowFiles *self, const char *text)
{
  const char *name = rsc_document_words_get (RSC_DOCUMENT_CLIPBOARD);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscContents) contents = NULL;

  /* A long text takes a while: the window stays alive meanwhile. */
  if (strlen (text) > PASTE_AT_ONCE)
    {
      rsc_window_files_cancel (self);
      self->second = RSC_SECOND_NOT;
      rsc_file_reader_parse (self->reader, text, name);
      return;
    }
  contents = rsc_contents_parse (text, -1, name, &error);
  if (contents)
    take_pasted (self, contents);
  else
    self->funcs->show_message (self->window, error->message);
}

static void
take_text (GtkWidget *window, const char *text)
{
  RscWindowFiles *self = g_object_get_data (G_OBJECT (window), "rsc-window-files");

  if (!self)
    return;
  if (text)
    rsc_window_files_paste (self, text);
  else
    self->funcs->show_message (self->window, rsc_document_words_get (RSC_DOCUMENT_NO_TEXT));
}

static void
on_paste (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  RscWindowFiles *self = user_data;

  rsc_clipboard_text_read (GTK_WIDGET (self->window), take_text);
}

/* --- the whole -------------------------------------------------------------------------------- */

static void
fill_layout (RscLayout *layout, gpointer user_data)
{
  RscWindowFiles *self = user_data;

  self->funcs->get_layout (self->window, layout);
}

RscWindowFiles *
rsc_window_files_new (GtkWindow *window, RscDocument *document, const RscWindowFilesFuncs *funcs)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = on_open },
    { .name = "open-uri", .parameter_type = "s", .activate = on_open_uri },
    { .name = "open-second", .activate = on_open_second },
    { .name = "remove-test", .activate = on_remove_test },
    { .name = "change-reading", .activate = on_change_reading },
    { .name = "save", .activate = on_save },
    { .name = "save-as", .activate = on_save_as },
    { .name = "copy-document", .activate = on_copy },
    { .name = "paste-document", .activate = on_paste },
  };
  RscWindowFiles *self = g_new0 (RscWindowFiles, 1);
  GType types[] = { GDK_TYPE_FILE_LIST, G_TYPE_FILE };
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_INVALID, GDK_ACTION_COPY);

  self->window = window;
  self->document = document;
  self->funcs = funcs;
  self->timers = rsc_timers_new (FALSE);
  self->keeper = rsc_keeper_new (document, self->timers, fill_layout, self);
  self->reader = rsc_file_reader_new (rsc_document_get_jobs (document), on_file_read,
                                      rsc_window_files_on_tried, self);
  self->recent = rsc_recent_files_new ();
  g_signal_connect (self->keeper, "saved", G_CALLBACK (rsc_window_files_on_saved), self);
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), self);
  gtk_drop_target_set_gtypes (target, types, G_N_ELEMENTS (types));
  g_signal_connect (target, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (window), GTK_EVENT_CONTROLLER (target));
  g_object_set_data (G_OBJECT (window), "rsc-window-files", self);
  return self;
}

void
rsc_window_files_free (RscWindowFiles *self)
{
  g_object_set_data (G_OBJECT (self->window), "rsc-window-files", NULL);
  if (self->fulfilling)
    g_source_remove (self->fulfilling);
  if (self->chooser)
    {
      g_signal_handlers_disconnect_by_data (self->chooser, self);
      gtk_native_dialog_destroy (self->chooser);
      g_clear_object (&self->chooser);
    }
  if (self->question)
    {
      g_signal_handlers_disconnect_by_data (self->question, self);
      gtk_window_destroy (self->question);
    }
  rsc_window_files_close_import (self);
  /* Before the jobs that it waits for. */
  rsc_file_reader_free (self->reader);
  g_signal_handlers_disconnect_by_data (self->keeper, self);
  rsc_keeper_close (self->keeper);
  g_object_unref (self->keeper);
  rsc_recent_files_free (self->recent);
  rsc_timers_unref (self->timers);
  g_clear_pointer (&self->recovering, rsc_recovery_unref);
  rsc_window_files_forget_wish (self);
  g_free (self);
}

RscKeeper *
rsc_window_files_get_keeper (RscWindowFiles *self)
{
  return self->keeper;
}

char *
rsc_window_files_dup_name (RscWindowFiles *self)
{
  GFile *file = rsc_keeper_get_file (self->keeper);
  g_autofree char *base = file ? g_file_get_basename (file) : NULL;
  char *name;

  if (!base)
    return rsc_document_state_dup_title (rsc_document_get_state (self->document));
  name = g_filename_display_name (base);
  if (g_str_has_suffix (name, RSC_SAVED_ENDING) && strlen (name) > strlen (RSC_SAVED_ENDING))
    name[strlen (name) - strlen (RSC_SAVED_ENDING)] = '\0';
  return name;
}

GMenuModel *
rsc_window_files_get_recent (RscWindowFiles *self)
{
  return rsc_recent_files_get_menu (self->recent);
}

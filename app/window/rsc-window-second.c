/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A second file that goes with the data on show: test points, or a network to prune. */
#include "app/window/rsc-window-files-private.h"

#include "ui/words/rsc-second-words.h"

static char *
dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);

  return g_filename_display_name (base ? base : "");
}

/* A file is read for the data that were on show when it was opened; others may have come since. */
static gboolean
check_same_data (RscWindowFiles *self, const RscFileContent *content)
{
  if (rsc_document_get_state (self->document)->source == content->like)
    return TRUE;
  self->funcs->show_message (self->window, rsc_second_words_get (RSC_SECOND_OTHER_DATA));
  return FALSE;
}

static void
take_held (RscWindowFiles *self, GFile *file, const RscFileContent *content)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);
  g_autofree char *name = dup_name (file);
  g_autofree char *told = NULL;
  g_autoptr (GError) error = NULL;
  RscDocumentState *after;

  if (!check_same_data (self, content))
    return;
  after = rsc_document_state_copy (state);
  if (!rsc_document_state_set_held (after, content->held, &error))
    {
      rsc_document_state_unref (after);
      self->funcs->show_message (self->window, error->message);
      return;
    }
  rsc_document_apply (self->document, rsc_second_words_get (RSC_SECOND_CHANGE_OPEN),
                      RSC_CHANGE_SINGLE, after);
  told = rsc_second_words_dup_opened (name, rsc_dataset_get_n (content->held), content->n_other);
  rsc_window_files_tell (self, told);
}

static void
take_network (RscWindowFiles *self, GFile *file, const RscFileContent *content)
{
  g_autofree char *name = dup_name (file);
  g_autofree char *told = rsc_second_words_dup_network (name);

  if (!check_same_data (self, content))
    return;
  rsc_pruner_set_start (rsc_document_get_pruner (self->document), RSC_PRUNING_START_NETWORK,
                        content->network);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.page", "s", "pruning");
  rsc_window_files_tell (self, told);
}

/* --- the question ----------------------------------------------------------------------------- */

/* What waits for the answer. */
typedef struct
{
  GFile *file;
  RscFileContent *content;
} Dropped;

static void
dropped_free (gpointer data)
{
  Dropped *self = data;

  g_object_unref (self->file);
  rsc_file_content_free (self->content);
  g_free (self);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  RscWindowFiles *self = user_data;
  Dropped *dropped = g_object_steal_data (G_OBJECT (dialog), "dropped");

  self->question = NULL;
  if (g_str_equal (response, "test"))
    take_held (self, dropped->file, dropped->content);
  else if (g_str_equal (response, "data"))
    rsc_window_files_open_dropped (self, dropped->file, dropped->content);
  dropped_free (dropped);
}

static void
ask (RscWindowFiles *self, GFile *file, RscFileContent *content)
{
  g_autofree char *name = dup_name (file);
  g_autofree char *heading = rsc_second_words_dup_ask (name);
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (self->window, heading, NULL));
  Dropped *dropped = g_new0 (Dropped, 1);

  dropped->file = g_object_ref (file);
  dropped->content = g_new0 (RscFileContent, 1);
  *dropped->content = *content;
  *content = (RscFileContent){ 0 };
  adw_message_dialog_set_body (dialog, rsc_second_words_get (RSC_SECOND_ASK_WHY));
  adw_message_dialog_add_responses (dialog, "cancel", rsc_document_words_get (RSC_DOCUMENT_CANCEL),
                                    "data", rsc_second_words_get (RSC_SECOND_AS_DATA), "test",
                                    rsc_second_words_get (RSC_SECOND_AS_TEST), NULL);
  adw_message_dialog_set_response_appearance (dialog, "test", ADW_RESPONSE_SUGGESTED);
  g_object_set_data_full (G_OBJECT (dialog), "dropped", dropped, dropped_free);
  rsc_window_files_show_question (self, dialog, "test", G_CALLBACK (on_answer));
}

/* --- from the reader -------------------------------------------------------------------------- */

gboolean
rsc_window_files_take_second (RscWindowFiles *self, GFile *file, RscFileContent *content)
{
  const gboolean only = self->second == RSC_SECOND_ONLY;

  if (content->network)
    take_network (self, file, content);
  else if (content->held && (only || (!content->dataset && !content->trial)))
    take_held (self, file, content);
  else if (content->held && !self->question)
    ask (self, file, content);
  else if (only)
    {
      g_autofree char *name = dup_name (file);
      g_autofree char *text = rsc_second_words_dup_document (name);

      self->funcs->show_message (self->window, text);
    }
  else
    return FALSE;
  return TRUE;
}

void
rsc_window_files_open_second (RscWindowFiles *self, GFile *file)
{
  const RscDocumentState *state = rsc_document_get_state (self->document);

  if (!rsc_document_state_has_data (state))
    {
      self->funcs->show_message (self->window, rsc_second_words_get (RSC_SECOND_NO_DATA));
      return;
    }
  rsc_window_files_read (self, file, RSC_SECOND_ONLY);
}

void
rsc_window_files_remove_test (RscWindowFiles *self)
{
  RscDocumentState *after = rsc_document_state_copy (rsc_document_get_state (self->document));

  if (after->held && rsc_document_state_set_held (after, NULL, NULL))
    rsc_document_apply (self->document, rsc_second_words_get (RSC_SECOND_CHANGE_REMOVE),
                        RSC_CHANGE_SINGLE, after);
  else
    rsc_document_state_unref (after);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-crash-question.h"

#include "ui/words/rsc-document-words.h"

typedef struct
{
  GPtrArray *copies;
  RscRecoverFunc recover;
  gpointer user_data;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  g_ptr_array_unref (self->copies);
  g_free (self);
}

static void
on_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *self = data;

  for (guint k = 0; k < self->copies->len; k++)
    {
      RscRecovery *copy = g_ptr_array_index (self->copies, k);

      if (g_str_equal (response, "recover"))
        self->recover (copy, self->user_data);
      else if (g_str_equal (response, "discard"))
        rsc_recovery_close (copy);
    }
}

void
rsc_crash_question_ask (GtkWindow *parent,
                        GPtrArray *copies,
                        RscRecoverFunc recover,
                        gpointer user_data)
{
  Question *self = g_new0 (Question, 1);
  g_autofree char *heading = rsc_document_words_dup_recover (copies->len);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (parent, heading, NULL));

  self->copies = copies;
  self->recover = recover;
  self->user_data = user_data;
  adw_message_dialog_set_body (dialog, rsc_document_words_get (RSC_DOCUMENT_RECOVER_WHY));
  adw_message_dialog_add_responses (dialog, "later", rsc_document_words_get (RSC_DOCUMENT_LATER),
                                    "discard", rsc_document_words_get (RSC_DOCUMENT_DISCARD),
                                    "recover", rsc_document_words_get (RSC_DOCUMENT_RECOVER), NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (dialog, "recover", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "recover");
  adw_message_dialog_set_close_response (dialog, "later");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_answer), self, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

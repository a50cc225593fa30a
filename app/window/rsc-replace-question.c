/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-replace-question.h"

#include <adwaita.h>

#include "ui/words/rsc-window-words.h"

typedef struct
{
  void (*replace) (gpointer data);
  gpointer data;
  GDestroyNotify data_free;
} Question;

static void
question_free (gpointer data, GClosure *closure)
{
  Question *self = data;

  self->data_free (self->data);
  g_free (self);
}

static void
on_response (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Question *self = user_data;

  if (g_str_equal (response, "replace"))
    self->replace (self->data);
}

void
rsc_replace_question_ask (GtkWidget *widget,
                          const char *path,
                          void (*replace) (gpointer data),
                          gpointer data,
                          GDestroyNotify data_free)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *heading = rsc_window_words_dup_replace (name);
  Question *question = g_new0 (Question, 1);
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  *question = (Question){ replace, data, data_free };
  dialog = ADW_MESSAGE_DIALOG (
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), NULL, NULL));
  adw_message_dialog_set_heading (dialog, heading);
  adw_message_dialog_set_body (dialog, rsc_window_words_get_replace_why ());
  adw_message_dialog_add_responses (dialog, "cancel", rsc_window_words_get (RSC_WINDOW_CANCEL),
                                    "replace", rsc_window_words_get (RSC_WINDOW_REPLACE), NULL);
  adw_message_dialog_set_response_appearance (dialog, "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, "cancel");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_response), question, question_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

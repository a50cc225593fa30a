/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-network-chooser.h"

#include "app/files/rsc-network-file.h"
#include "ui/words/rsc-window-words.h"

typedef struct
{
  GWeakRef widget;
  RscDataset *dataset;
  RscNetworkChosenFunc chosen;
} Choice;

static void
choice_free (Choice *self)
{
  g_weak_ref_clear (&self->widget);
  rsc_dataset_unref (self->dataset);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choice, choice_free)

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Choice) self = user_data;
  g_autoptr (GObject) widget = g_weak_ref_get (&self->widget);
  g_autoptr (RscNetwork) network = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  gsize length;

  if (g_file_load_contents_finish (G_FILE (source), result, &text, &length, NULL, &error))
    network = rsc_network_file_parse (text, (gssize) length, name, self->dataset, &error);
  if (widget)
    self->chosen (network, error, widget);
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Choice) self = user_data;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (file)
    g_file_load_contents_async (file, NULL, on_loaded, g_steal_pointer (&self));
}

void
rsc_network_chooser_open (GtkWidget *widget, RscDataset *dataset, RscNetworkChosenFunc chosen)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    rsc_window_words_get (RSC_WINDOW_OPEN_NETWORK), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
    GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_autoptr (GtkFileFilter) json = gtk_file_filter_new ();
  Choice *self = g_new0 (Choice, 1);

  g_weak_ref_init (&self->widget, widget);
  self->dataset = rsc_dataset_ref (dataset);
  self->chosen = chosen;
  gtk_file_filter_set_name (json, rsc_window_words_get (RSC_WINDOW_NETWORK_FILES));
  gtk_file_filter_add_pattern (json, "*.json");
  gtk_file_filter_add_mime_type (json, "application/json");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), json);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

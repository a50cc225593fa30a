/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-import-dialog.h"

#include "ui/rsc-import-page.h"
#include "ui/words/rsc-import-words.h"

#define WIDTH 840
#define HEIGHT 500

struct _RscImportDialog
{
  GtkWindow *dialog;
  RscImportPage *page;
  GtkWidget *use;
  RscFileReader *reader;
  RscImportDoneFunc done;
  gpointer user_data;
};

static void
finish (RscImportDialog *self, RscDataset *dataset, gboolean standardise)
{
  RscImportDoneFunc done = self->done;
  gpointer user_data = self->user_data;
  g_autoptr (RscDataset) taken = dataset ? rsc_dataset_ref (dataset) : NULL;

  rsc_import_dialog_free (self);
  done (taken, standardise, user_data);
}

static void
on_use (RscImportDialog *self)
{
  RscDataset *dataset = rsc_import_page_get_dataset (self->page);

  if (dataset)
    finish (self, dataset, rsc_import_page_get_standardise (self->page));
}

static gboolean
on_close (RscImportDialog *self)
{
  finish (self, NULL, FALSE);
  return TRUE;
}

static void
on_ready (RscImportDialog *self)
{
  gtk_widget_set_sensitive (self->use, rsc_import_page_get_dataset (self->page) != NULL);
}

static void
on_changed (RscImportDialog *self)
{
  rsc_file_reader_try (self->reader, rsc_import_page_get_table (self->page),
                       rsc_import_draft_copy (rsc_import_page_get_draft (self->page)));
}

static GtkWidget *
new_bar (RscImportDialog *self, gboolean is_open)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *cancel = gtk_button_new_with_mnemonic (rsc_import_words_get (RSC_IMPORT_CANCEL));

  self->use = gtk_button_new_with_mnemonic (
    rsc_import_words_get (is_open ? RSC_IMPORT_USE : RSC_IMPORT_OPEN));
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->use);
  gtk_widget_add_css_class (self->use, "suggested-action");
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (on_use), self);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self->dialog);
  return bar;
}

RscImportDialog *
rsc_import_dialog_new (GtkWindow *window,
                       RscFileReader *reader,
                       const char *name,
                       gboolean is_open,
                       gboolean can_standardise,
                       RscImportTrial *trial,
                       RscImportDoneFunc done,
                       gpointer user_data)
{
  RscImportDialog *self = g_new0 (RscImportDialog, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = rsc_import_page_new (trial, can_standardise);
  GtkEventController *keys = gtk_shortcut_controller_new ();
  g_autofree char *title =
    is_open ? rsc_import_words_dup_change_title (name) : rsc_import_words_dup_open_title (name);

  self->dialog = GTK_WINDOW (adw_window_new ());
  self->page = RSC_IMPORT_PAGE (page);
  self->reader = reader;
  self->done = done;
  self->user_data = user_data;
  gtk_box_append (GTK_BOX (box), new_bar (self, is_open));
  gtk_box_append (GTK_BOX (box), page);
  gtk_widget_set_vexpand (page, TRUE);
  g_signal_connect_swapped (page, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect_swapped (page, "ready", G_CALLBACK (on_ready), self);
  g_signal_connect_swapped (self->dialog, "close-request", G_CALLBACK (on_close), self);
  on_ready (self);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self->dialog), keys);
  adw_window_set_content (ADW_WINDOW (self->dialog), box);
  gtk_window_set_title (self->dialog, title);
  gtk_window_set_default_size (self->dialog, WIDTH, HEIGHT);
  gtk_window_set_transient_for (self->dialog, window);
  gtk_window_set_modal (self->dialog, TRUE);
  gtk_window_set_default_widget (self->dialog, self->use);
  gtk_window_present (self->dialog);
  gtk_widget_grab_focus (self->use);
  return self;
}

void
rsc_import_dialog_free (RscImportDialog *self)
{
  g_return_if_fail (self != NULL);

  /* Later than what is now running in it. */
  g_signal_handlers_disconnect_by_data (self->page, self);
  g_signal_handlers_disconnect_by_data (self->use, self);
  g_signal_handlers_disconnect_by_data (self->dialog, self);
  gtk_window_destroy (self->dialog);
  g_free (self);
}

void
rsc_import_dialog_take (RscImportDialog *self, RscImportTrial *trial)
{
  g_return_if_fail (self != NULL);

  rsc_import_page_take (self->page, trial);
}

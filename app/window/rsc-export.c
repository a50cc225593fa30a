/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-export.h"

#include "app/files/rsc-file.h"
#include "core/numerics/rsc-error.h"
#include "ui/words/rsc-window-words.h"
#include <adwaita.h>

static const struct
{
  RscWindowWord name;
  const char *ending;
} kinds[] = {
  { RSC_WINDOW_SVG, ".svg" },
  { RSC_WINDOW_PDF, ".pdf" },
  { RSC_WINDOW_PNG, ".png" },
};

typedef struct
{
  RscPlotArea *area;
  char *path;
} Export;

static void
export_free (gpointer data, GClosure *closure)
{
  Export *self = data;

  g_object_unref (self->area);
  g_free (self->path);
  g_free (self);
}

static void
tell (RscPlotArea *area, const char *message)
{
  gtk_widget_activate_action (GTK_WIDGET (area), "win.tell", "s", message);
}

static void
write_picture (RscPlotArea *area, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture = rsc_plot_area_render (area, path, &error);
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *message = NULL;

  if (picture
      && rsc_file_write (path, g_bytes_get_data (picture, NULL),
                         (gssize) g_bytes_get_size (picture), NULL, &error))
    message = rsc_window_words_dup_written (name);
  tell (area, message ? message : error->message);
}

char *
rsc_export_complete_name (const char *path, const char *ending, GError **error)
{
  g_autofree char *base = NULL;
  g_autofree char *lower = NULL;
  g_autofree char *message = NULL;
  const char *dot;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (ending != NULL, NULL);

  base = g_filename_display_basename (path);
  lower = g_ascii_strdown (base, -1);
  for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
    if (g_str_has_suffix (lower, kinds[k].ending) && strlen (lower) > strlen (kinds[k].ending))
      return g_strdup (path);
  dot = strrchr (base, '.');
  if (dot == NULL || dot == base)
    return g_strconcat (path, ending, NULL);
  message = rsc_window_words_dup_ending (base, dot);
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT, message);
  return NULL;
}

static void
on_replace (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  Export *self = user_data;

  if (g_str_equal (response, "replace"))
    write_picture (self->area, self->path);
}

void
rsc_export_to (RscPlotArea *area, const char *path, const char *ending)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = rsc_export_complete_name (path, ending, &error);
  g_autofree char *name = NULL;
  g_autofree char *heading = NULL;
  GtkWidget *dialog;
  Export *export;

  g_return_if_fail (RSC_IS_PLOT_AREA (area));

  if (whole == NULL)
    {
      tell (area, error->message);
      return;
    }
  /* The chooser has asked about the name that was typed, not about the one with the ending. */
  if (g_str_equal (whole, path) || !g_file_test (whole, G_FILE_TEST_EXISTS))
    {
      write_picture (area, whole);
      return;
    }
  name = g_filename_display_basename (whole);
  heading = rsc_window_words_dup_replace (name);
  dialog =
    adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (area))), NULL, NULL);
  adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (dialog), heading);
  adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog), rsc_window_words_get_replace_why ());
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel",
                                    rsc_window_words_get (RSC_WINDOW_CANCEL), "replace",
                                    rsc_window_words_get (RSC_WINDOW_REPLACE), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  export = g_new0 (Export, 1);
  export->area = g_object_ref (area);
  export->path = g_steal_pointer (&whole);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_replace), export, export_free, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscPlotArea *area = RSC_PLOT_AREA (user_data);
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT
      && (file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))))
    {
      g_autofree char *path = g_file_get_path (file);
      GtkFileFilter *filter = gtk_file_chooser_get_filter (GTK_FILE_CHOOSER (dialog));
      const char *ending = kinds[0].ending;

      for (gsize k = 0; k < G_N_ELEMENTS (kinds); k++)
        if (filter
            && g_strcmp0 (gtk_file_filter_get_name (filter), rsc_window_words_get (kinds[k].name))
                 == 0)
          ending = kinds[k].ending;
      if (path)
        rsc_export_to (area, path, ending);
      else
        tell (area, rsc_window_words_get_local_only ());
    }
  g_object_unref (dialog);
  g_object_unref (area);
}

void
rsc_export_picture (RscPlotArea *area,
                    const RscDocumentState *state,
                    const char *name,
                    gboolean at_lambda)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (area)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    rsc_window_words_get (RSC_WINDOW_EXPORT_PICTURE), window, GTK_FILE_CHOOSER_ACTION_SAVE,
    rsc_window_words_get (RSC_WINDOW_EXPORT), rsc_window_words_get (RSC_WINDOW_CANCEL));
  g_autofree char *title = rsc_document_state_dup_title (state);
  g_autofree char *base =
    rsc_window_words_dup_file_name (title, name, at_lambda ? state->lambda_ratio : -1);
  g_autofree char *proposal = g_strconcat (base, kinds[0].ending, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autofree char *pattern = g_strconcat ("*", kinds[i].ending, NULL);

      gtk_file_filter_set_name (filter, rsc_window_words_get (kinds[i].name));
      gtk_file_filter_add_pattern (filter, pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), proposal);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (area));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-export.h"

#include <glib/gi18n.h>

static gboolean
has_known_ending (const char *path)
{
  return g_str_has_suffix (path, ".svg") || g_str_has_suffix (path, ".pdf")
         || g_str_has_suffix (path, ".png");
}

static void
on_response (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  RscPlotArea *area = RSC_PLOT_AREA (user_data);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  g_autofree char *message = NULL;
  g_autoptr (GError) error = NULL;

  if (response == GTK_RESPONSE_ACCEPT
      && (file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog))))
    {
      path = g_file_get_path (file);
      if (path && !has_known_ending (path))
        {
          char *with_ending = g_strconcat (path, ".svg", NULL);

          g_free (path);
          path = with_ending;
        }
      if (!path)
        message = g_strdup (_ ("Pictures can be written to local files only."));
      else if (rsc_plot_area_export (area, path, &error))
        message = g_strdup_printf (_ ("Picture written to %s"), path);
      else
        message = g_strdup (error->message);
      gtk_widget_activate_action (GTK_WIDGET (area), "win.tell", "s", message);
    }
  g_object_unref (dialog);
  g_object_unref (area);
}

void
rsc_export_picture (RscPlotArea *area, const char *base_name)
{
  static const struct
  {
    const char *name;
    const char *pattern;
  } kinds[] = {
    { N_ ("SVG, for slides and papers"), "*.svg" },
    { N_ ("PDF"), "*.pdf" },
    { N_ ("PNG"), "*.png" },
  };
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (area)));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Export Picture"), window, GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Export"), _ ("_Cancel"));
  g_autofree char *name = g_strconcat (base_name, ".svg", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, _ (kinds[i].name));
      gtk_file_filter_add_pattern (filter, kinds[i].pattern);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), g_object_ref (area));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

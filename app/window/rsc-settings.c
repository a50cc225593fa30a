/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/window/rsc-settings.h"

#define SCHEMA_ID "org.reluscope.Reluscope"

/* The key that came last: a schema that has it has all of them. */
#define NEWEST_KEY "presentation-factor"

GSettings *
rsc_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
    source ? g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE) : NULL;

  if (!schema || !g_settings_schema_has_key (schema, NEWEST_KEY))
    return NULL;
  return g_settings_new_full (schema, NULL, NULL);
}

void
rsc_settings_go_to_last_folder (GtkFileChooser *chooser)
{
  g_autoptr (GSettings) settings = rsc_settings_new ();
  g_autofree char *uri = settings ? g_settings_get_string (settings, "last-folder") : NULL;
  g_autoptr (GFile) folder = uri && *uri ? g_file_new_for_uri (uri) : NULL;

  g_return_if_fail (GTK_IS_FILE_CHOOSER (chooser));

  if (folder && g_file_query_file_type (folder, 0, NULL) == G_FILE_TYPE_DIRECTORY)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
}

void
rsc_settings_keep_folder (GFile *file)
{
  g_autoptr (GFile) folder = file ? g_file_get_parent (file) : NULL;
  g_autoptr (GSettings) settings = folder && g_file_peek_path (folder) ? rsc_settings_new () : NULL;
  g_autofree char *uri = settings ? g_file_get_uri (folder) : NULL;

  if (settings)
    g_settings_set_string (settings, "last-folder", uri);
}

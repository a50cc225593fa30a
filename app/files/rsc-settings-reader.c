/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-settings-reader.h"

#include "app/files/rsc-file.h"
#include "app/files/rsc-json-reader.h"
#include "core/data/rsc-classes.h"
#include "core/numerics/rsc-error.h"
#include <inttypes.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define LABELS "smaller label -> -1, larger -> +1"

gboolean
rsc_settings_fail (const RscSettingsReader *reader, const char *key, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return rsc_json_fail (reader->error, "%s: %s: %s", reader->file, key, reason);
}

/* A message that begins with a key, or with the name of a file. */
gboolean
rsc_settings_pass_on (const RscSettingsReader *reader, const char *prefix, GError *error)
{
  g_propagate_prefixed_error (reader->error, error, "%s: %s", reader->file, prefix);
  return FALSE;
}

gboolean
rsc_settings_is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

gboolean
rsc_settings_is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* A whole number from @least to @most. */
gboolean
rsc_settings_get_size (const RscSettingsReader *reader,
                       const char *key,
                       JsonNode *node,
                       gint64 least,
                       gint64 most,
                       gsize *value)
{
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < least || json_node_get_int (node) > most)
    {
      if (most == G_MAXINT64)
        return rsc_settings_fail (reader, key, _ ("a whole number from %" PRId64 " on is needed"),
                                  least);
      return rsc_settings_fail (
        reader, key, _ ("a whole number from %" PRId64 " to %" PRId64 " is needed"), least, most);
    }
  *value = (gsize) json_node_get_int (node);
  return TRUE;
}

JsonNode *
rsc_settings_get_member (const RscSettingsReader *reader,
                         JsonObject *object,
                         const char *prefix,
                         const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    {
      g_autofree char *name = g_strconcat (prefix, key, NULL);

      rsc_settings_fail (reader, name, _ ("this key is missing"));
    }
  return node;
}

/* A list of rows; *@rows: free with g_free(). */
gboolean
rsc_settings_get_rows (const RscSettingsReader *reader,
                       JsonObject *object,
                       const char *prefix,
                       const char *key,
                       gsize *n,
                       gsize **rows)
{
  JsonNode *node = rsc_settings_get_member (reader, object, prefix, key);
  JsonArray *array;
  g_autofree char *name = g_strconcat (prefix, key, NULL);
  g_autofree gsize *list = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return rsc_settings_fail (reader, name, _ ("a list of rows is needed"));
  array = json_node_get_array (node);
  *n = json_array_get_length (array);
  list = g_new (gsize, MAX (*n, 1));
  for (gsize i = 0; i < *n; i++)
    {
      g_autofree char *entry = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", name, i);

      if (!rsc_settings_get_size (reader, entry, json_array_get_element (array, (guint) i), 0,
                                  G_MAXINT64, &list[i]))
        return FALSE;
    }
  *rows = g_steal_pointer (&list);
  return TRUE;
}

RscDataset *
rsc_settings_load_dataset (const RscSettingsReader *reader,
                           JsonObject *object,
                           const char *folder,
                           const char *name,
                           GCancellable *cancellable)
{
  g_autofree char *base = g_strconcat (name, ".csv", NULL);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autoptr (RscDataset) dataset = NULL;
  JsonNode *labels = json_object_get_member (object, "labels");
  RscDataset *labelled;
  /* Labels are made here, of the numbers that the file has. */
  static const RscImportChoices plain = { .target_type = RSC_TARGET_TYPE_REGRESSION };
  GError *local = NULL;

  if (labels != NULL
      && (!rsc_settings_is_text (labels) || !g_str_equal (json_node_get_string (labels), LABELS)))
    {
      rsc_settings_fail (reader, "labels", _ ("only “%s” is known"), LABELS);
      return NULL;
    }
  dataset = rsc_file_read_csv (path, &plain, NULL, cancellable, &local);
  if (dataset == NULL)
    {
      rsc_settings_pass_on (reader, "dataset: ", local);
      return NULL;
    }
  if (labels == NULL)
    return g_steal_pointer (&dataset);
  labelled = rsc_classes_label (dataset, &local);
  if (labelled == NULL)
    rsc_settings_pass_on (reader, "labels: ", local);
  return labelled;
}

gboolean
rsc_settings_get_name (const RscSettingsReader *reader, JsonObject *object, const char **name)
{
  JsonNode *node = rsc_settings_get_member (reader, object, "", "dataset");

  if (node == NULL)
    return FALSE;
  if (!rsc_settings_is_text (node) || *json_node_get_string (node) == '\0'
      || strchr (json_node_get_string (node), G_DIR_SEPARATOR) != NULL)
    return rsc_settings_fail (reader, "dataset",
                              _ ("the name of a data set is needed: its CSV without .csv"));
  *name = json_node_get_string (node);
  return TRUE;
}

gboolean
rsc_settings_get_boolean (const RscSettingsReader *reader,
                          JsonObject *object,
                          const char *key,
                          gboolean *value)
{
  JsonNode *node = rsc_settings_get_member (reader, object, "", key);

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return rsc_settings_fail (reader, key, _ ("true or false is needed"));
  *value = json_node_get_boolean (node);
  return TRUE;
}

JsonNode *
rsc_settings_load (const RscSettingsReader *reader, const char *path, GCancellable *cancellable)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *local = NULL;
  gsize length;

  if (g_access (path, R_OK) != 0)
    {
      const int code = errno;

      g_set_error (reader->error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "%s: %s",
                   reader->file, g_strerror (code));
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, &local))
    {
      rsc_settings_pass_on (reader, "", local);
      return NULL;
    }
  root = rsc_json_parse (text, length, reader->file, reader->error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      rsc_json_fail (reader->error,
                     _ ("%s: this is not the settings of an experiment: a JSON object is needed"),
                     reader->file);
      return NULL;
    }
  return g_steal_pointer (&root);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "core/data/rsc-dataset.h"
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * RscSettingsReader:
 * @file: as it was given
 * @error: where to say what is wrong, as "file: key: reason"
 *
 * Reads the settings of an experiment. A plain value.
 */
typedef struct
{
  const char *file;
  GError **error;
} RscSettingsReader;

/* The JSON object that the file is, or NULL with an error. */
JsonNode *
rsc_settings_load (const RscSettingsReader *reader, const char *path, GCancellable *cancellable);

/* Always FALSE. */
gboolean
rsc_settings_fail (const RscSettingsReader *reader, const char *key, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* A message that begins with a key, or with the name of a file; takes @error. Always FALSE. */
gboolean rsc_settings_pass_on (const RscSettingsReader *reader, const char *prefix, GError *error);

gboolean rsc_settings_is_number (JsonNode *node);
gboolean rsc_settings_is_text (JsonNode *node);

/* A whole number from @least to @most. */
gboolean rsc_settings_get_size (const RscSettingsReader *reader,
                                const char *key,
                                JsonNode *node,
                                gint64 least,
                                gint64 most,
                                gsize *value);

/* The member @key, or NULL with an error. @prefix: of the object's own name. */
JsonNode *rsc_settings_get_member (const RscSettingsReader *reader,
                                   JsonObject *object,
                                   const char *prefix,
                                   const char *key);

/* A list of rows; *@rows: free with g_free(). */
gboolean rsc_settings_get_rows (const RscSettingsReader *reader,
                                JsonObject *object,
                                const char *prefix,
                                const char *key,
                                gsize *n,
                                gsize **rows);

/* The member "dataset", owned by @object. */
gboolean
rsc_settings_get_name (const RscSettingsReader *reader, JsonObject *object, const char **name);
gboolean rsc_settings_get_boolean (const RscSettingsReader *reader,
                                   JsonObject *object,
                                   const char *key,
                                   gboolean *value);

/* NAME.csv in @folder, with classes as "labels" says. */
RscDataset *rsc_settings_load_dataset (const RscSettingsReader *reader,
                                       JsonObject *object,
                                       const char *folder,
                                       const char *name,
                                       GCancellable *cancellable);

G_END_DECLS

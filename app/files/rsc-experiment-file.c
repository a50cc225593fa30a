/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-experiment-file.h"

#include "app/files/rsc-file.h"
#include "app/files/rsc-json-reader.h"
#include "core/data/rsc-classes.h"
#include <inttypes.h>
#include <errno.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>
#include <unistd.h>

#define LABELS "smaller label -> -1, larger -> +1"
/* Repeats and gates to draw: more is a slip of the keyboard. */
#define MAX_DRAWN 1000000

/* What messages name: the file as it was given. */
typedef struct
{
  const char *file;
  GError **error;
} Reader;

static gboolean fail (const Reader *reader, const char *key, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

static gboolean
fail (const Reader *reader, const char *key, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (reader->error, RSC_ERROR, RSC_ERROR_DATA, "%s: %s: %s", reader->file, key, reason);
  return FALSE;
}

/* A message that begins with a key, or with the name of a file. */
static gboolean
pass_on (const Reader *reader, const char *prefix, GError *error)
{
  g_propagate_prefixed_error (reader->error, error, "%s: %s", reader->file, prefix);
  return FALSE;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node)
         && (json_node_get_value_type (node) == G_TYPE_INT64
             || json_node_get_value_type (node) == G_TYPE_DOUBLE);
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

/* A whole number from @least to @most. */
static gboolean
get_size (const Reader *reader,
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
        return fail (reader, key, _ ("a whole number from %" PRId64 " on is needed"), least);
      return fail (reader, key, _ ("a whole number from %" PRId64 " to %" PRId64 " is needed"),
                   least, most);
    }
  *value = (gsize) json_node_get_int (node);
  return TRUE;
}

static JsonNode *
get_member (const Reader *reader, JsonObject *object, const char *prefix, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    {
      g_autofree char *name = g_strconcat (prefix, key, NULL);

      fail (reader, name, _ ("this key is missing"));
    }
  return node;
}

/* A list of rows; *@rows: free with g_free(). */
static gboolean
get_rows (const Reader *reader,
          JsonObject *object,
          const char *prefix,
          const char *key,
          gsize *n,
          gsize **rows)
{
  JsonNode *node = get_member (reader, object, prefix, key);
  JsonArray *array;
  g_autofree char *name = g_strconcat (prefix, key, NULL);
  g_autofree gsize *list = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, name, _ ("a list of rows is needed"));
  array = json_node_get_array (node);
  *n = json_array_get_length (array);
  list = g_new (gsize, MAX (*n, 1));
  for (gsize i = 0; i < *n; i++)
    {
      g_autofree char *entry = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", name, i);

      if (!get_size (reader, entry, json_array_get_element (array, (guint) i), 0, G_MAXINT64,
                     &list[i]))
        return FALSE;
    }
  *rows = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
get_gates (const Reader *reader,
           JsonObject *object,
           const char *prefix,
           gsize d,
           gboolean bias,
           gsize *n,
           double **gates)
{
  JsonNode *node = get_member (reader, object, prefix, "gates");
  JsonArray *array;
  g_autofree char *name = g_strconcat (prefix, "gates", NULL);
  g_autofree double *list = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, name, _ ("a list of gates is needed"));
  array = json_node_get_array (node);
  *n = json_array_get_length (array);
  list = g_new (double, MAX (*n * d, 1));
  for (gsize i = 0; i < *n; i++)
    {
      JsonNode *row = json_array_get_element (array, (guint) i);
      g_autofree char *entry = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", name, i);
      gsize length;

      if (!JSON_NODE_HOLDS_ARRAY (row))
        return fail (reader, entry, _ ("a list of numbers is needed"));
      length = json_array_get_length (json_node_get_array (row));
      if (length != d)
        return fail (reader, entry,
                     bias ? _ ("numbers: %zu, but %zu in a gate for this data, the bias counted")
                          : _ ("numbers: %zu, but %zu in a gate for this data"),
                     length, d);
      for (gsize k = 0; k < d; k++)
        {
          JsonNode *value = json_array_get_element (json_node_get_array (row), (guint) k);

          if (!is_number (value))
            return fail (reader, entry, _ ("a list of numbers is needed"));
          list[i * d + k] = json_node_get_double (value);
        }
    }
  *gates = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
add_repeats (const Reader *reader, RscExperimentSettings *settings, gsize d, JsonArray *array)
{
  static const char *const keys[] = { "train", "test", "gates", NULL };

  for (guint r = 0; r < json_array_get_length (array); r++)
    {
      JsonNode *node = json_array_get_element (array, r);
      g_autofree char *key = g_strdup_printf ("repeats[%u]", r);
      g_autofree char *prefix = g_strconcat (key, ".", NULL);
      g_autofree gsize *train = NULL;
      g_autofree gsize *test = NULL;
      g_autofree double *gates = NULL;
      gsize n_train = 0;
      gsize n_test = 0;
      gsize n_gates = 0;
      JsonObject *object;
      GError *local = NULL;

      if (!JSON_NODE_HOLDS_OBJECT (node))
        return fail (reader, key, _ ("train, test and gates are needed"));
      object = json_node_get_object (node);
      if (!rsc_json_check_keys (object, keys, prefix, reader->file, reader->error)
          || !get_rows (reader, object, prefix, "train", &n_train, &train)
          || !get_rows (reader, object, prefix, "test", &n_test, &test)
          || !get_gates (reader, object, prefix, d, rsc_experiment_settings_get_bias (settings),
                         &n_gates, &gates))
        return FALSE;
      if (!rsc_experiment_settings_add_repeat (settings, n_train, train, n_test, test, n_gates,
                                               gates, &local))
        return pass_on (reader, prefix, local);
    }
  if (json_array_get_length (array) == 0)
    return fail (reader, "repeats", _ ("at least one is needed"));
  return TRUE;
}

/* The settings without start and tolerance. */
static RscExperimentSettings *
make_settings (const Reader *reader,
               JsonObject *object,
               RscDataset *dataset,
               gboolean bias,
               double lambda,
               guint64 seed)
{
  g_autoptr (RscExperimentSettings) settings = NULL;
  JsonNode *repeats = get_member (reader, object, "", "repeats");
  GError *local = NULL;

  if (repeats == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (repeats))
    {
      settings = rsc_experiment_settings_new (dataset, bias, lambda, &local);
      if (settings == NULL)
        {
          pass_on (reader, "", local);
          return NULL;
        }
      rsc_experiment_settings_set_seed (settings, seed);
      if (!add_repeats (reader, settings, rsc_dataset_get_d (dataset) + (bias ? 1 : 0),
                        json_node_get_array (repeats)))
        return NULL;
    }
  else
    {
      JsonNode *fraction;
      JsonNode *gates;
      gsize n_repeats = 0;
      gsize n_gates = 0;

      if (!JSON_NODE_HOLDS_VALUE (repeats))
        {
          fail (reader, "repeats", _ ("a list, or a number of random repeats, is needed"));
          return NULL;
        }
      fraction = get_member (reader, object, "", "train_fraction");
      gates = fraction != NULL ? get_member (reader, object, "", "gates") : NULL;
      if (gates == NULL || !get_size (reader, "repeats", repeats, 1, MAX_DRAWN, &n_repeats)
          || !get_size (reader, "gates", gates, 1, MAX_DRAWN, &n_gates))
        return NULL;
      if (!is_number (fraction))
        {
          fail (reader, "train_fraction", _ ("a number between 0 and 1 is needed"));
          return NULL;
        }
      settings = rsc_experiment_settings_new_random (
        dataset, bias, n_repeats, json_node_get_double (fraction), n_gates, lambda, seed, &local);
      if (settings == NULL)
        {
          pass_on (reader, "", local);
          return NULL;
        }
    }
  return g_steal_pointer (&settings);
}

static RscDataset *
load_dataset (const Reader *reader,
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

  if (labels != NULL && (!is_text (labels) || !g_str_equal (json_node_get_string (labels), LABELS)))
    {
      fail (reader, "labels", _ ("only “%s” is known"), LABELS);
      return NULL;
    }
  dataset = rsc_file_read_csv (path, &plain, NULL, cancellable, &local);
  if (dataset == NULL)
    {
      pass_on (reader, "dataset: ", local);
      return NULL;
    }
  if (labels == NULL)
    return g_steal_pointer (&dataset);
  labelled = rsc_classes_label (dataset, &local);
  if (labelled == NULL)
    pass_on (reader, "labels: ", local);
  return labelled;
}

static gboolean
set_choices (const Reader *reader, RscExperimentSettings *settings, JsonObject *object)
{
  JsonNode *start = json_object_get_member (object, "start");
  JsonNode *tolerance = json_object_get_member (object, "tolerance");

  if (start != NULL)
    {
      RscExperimentStart choice;

      if (!is_text (start)
          || !rsc_experiment_start_from_string (json_node_get_string (start), &choice))
        return fail (reader, "start", _ ("“solver”, “interior” or “blocks” is needed"));
      rsc_experiment_settings_set_start (settings, choice);
    }
  if (tolerance != NULL)
    {
      const double value = is_number (tolerance) ? json_node_get_double (tolerance) : NAN;

      if (!(value > 0.0 && value < 1.0))
        return fail (reader, "tolerance", _ ("a number between 0 and 1 is needed"));
      rsc_experiment_settings_set_tolerance (settings, value);
    }
  return TRUE;
}

static RscExperimentSettings *
read_object (const Reader *reader,
             JsonObject *object,
             const char *folder,
             char **name,
             GCancellable *cancellable)
{
  static const char *const keys[] = { "dataset",   "bias",           "labels", "lambda_per_row",
                                      "repeats",   "train_fraction", "gates",  "start",
                                      "tolerance", "seed",           NULL };
  JsonNode *dataset_node;
  JsonNode *bias_node;
  JsonNode *lambda_node;
  JsonNode *seed_node = json_object_get_member (object, "seed");
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscExperimentSettings) settings = NULL;
  gsize seed = 1;

  if (!rsc_json_check_keys (object, keys, "", reader->file, reader->error))
    return NULL;
  dataset_node = get_member (reader, object, "", "dataset");
  if (dataset_node == NULL)
    return NULL;
  bias_node = get_member (reader, object, "", "bias");
  if (bias_node == NULL)
    return NULL;
  lambda_node = get_member (reader, object, "", "lambda_per_row");
  if (lambda_node == NULL)
    return NULL;
  if (!is_text (dataset_node) || *json_node_get_string (dataset_node) == '\0'
      || strchr (json_node_get_string (dataset_node), G_DIR_SEPARATOR) != NULL)
    {
      fail (reader, "dataset", _ ("the name of a data set is needed: its CSV without .csv"));
      return NULL;
    }
  if (!JSON_NODE_HOLDS_VALUE (bias_node) || json_node_get_value_type (bias_node) != G_TYPE_BOOLEAN)
    {
      fail (reader, "bias", _ ("true or false is needed"));
      return NULL;
    }
  if (!is_number (lambda_node))
    {
      fail (reader, "lambda_per_row", _ ("a positive number is needed"));
      return NULL;
    }
  if (seed_node != NULL && !get_size (reader, "seed", seed_node, 0, G_MAXINT64, &seed))
    return NULL;

  dataset = load_dataset (reader, object, folder, json_node_get_string (dataset_node), cancellable);
  if (dataset == NULL)
    return NULL;
  settings = make_settings (reader, object, dataset, json_node_get_boolean (bias_node),
                            json_node_get_double (lambda_node), seed);
  if (settings == NULL || !set_choices (reader, settings, object))
    return NULL;
  *name = g_strdup (json_node_get_string (dataset_node));
  return g_steal_pointer (&settings);
}

RscExperimentSettings *
rsc_experiment_file_read (const char *path,
                          const char *folder,
                          char **name,
                          GCancellable *cancellable,
                          GError **error)
{
  g_autofree char *display = g_filename_display_name (path);
  g_autofree char *own_folder = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *local = NULL;
  Reader reader = { display, error };
  gsize length;

  if (g_access (path, R_OK) != 0)
    {
      const int code = errno;

      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (code), "%s: %s", display,
                   g_strerror (code));
      return NULL;
    }
  if (!g_file_load_contents (file, cancellable, &text, &length, NULL, &local))
    {
      pass_on (&reader, "", local);
      return NULL;
    }
  root = rsc_json_parse (text, length, display, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   _ ("%s: this is not the settings of an experiment: a JSON object is needed"),
                   display);
      return NULL;
    }
  return read_object (&reader, json_node_get_object (root), folder != NULL ? folder : own_folder,
                      name, cancellable);
}

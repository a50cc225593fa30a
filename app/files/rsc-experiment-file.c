/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-experiment-file.h"

#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-settings-reader.h"
#include <glib/gi18n.h>
#include <math.h>

/* Repeats and gates to draw: more is a slip of the keyboard. */
#define MAX_DRAWN 1000000

static gboolean
get_gates (const RscSettingsReader *reader,
           JsonObject *object,
           const char *prefix,
           gsize d,
           gboolean bias,
           gsize *n,
           double **gates)
{
  JsonNode *node = rsc_settings_get_member (reader, object, prefix, "gates");
  JsonArray *array;
  g_autofree char *name = g_strconcat (prefix, "gates", NULL);
  g_autofree double *list = NULL;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return rsc_settings_fail (reader, name, _ ("a list of gates is needed"));
  array = json_node_get_array (node);
  *n = json_array_get_length (array);
  list = g_new (double, MAX (*n * d, 1));
  for (gsize i = 0; i < *n; i++)
    {
      JsonNode *row = json_array_get_element (array, (guint) i);
      g_autofree char *entry = g_strdup_printf ("%s[%" G_GSIZE_FORMAT "]", name, i);
      gsize length;

      if (!JSON_NODE_HOLDS_ARRAY (row))
        return rsc_settings_fail (reader, entry, _ ("a list of numbers is needed"));
      length = json_array_get_length (json_node_get_array (row));
      if (length != d)
        return rsc_settings_fail (
          reader, entry,
          bias ? _ ("numbers: %zu, but %zu in a gate for this data, the bias counted")
               : _ ("numbers: %zu, but %zu in a gate for this data"),
          length, d);
      for (gsize k = 0; k < d; k++)
        {
          JsonNode *value = json_array_get_element (json_node_get_array (row), (guint) k);

          if (!rsc_settings_is_number (value))
            return rsc_settings_fail (reader, entry, _ ("a list of numbers is needed"));
          list[i * d + k] = json_node_get_double (value);
        }
    }
  *gates = g_steal_pointer (&list);
  return TRUE;
}

static gboolean
add_repeats (const RscSettingsReader *reader,
             RscExperimentSettings *settings,
             gsize d,
             JsonArray *array)
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
        return rsc_settings_fail (reader, key, _ ("train, test and gates are needed"));
      object = json_node_get_object (node);
      if (!rsc_json_check_keys (object, keys, prefix, reader->file, reader->error)
          || !rsc_settings_get_rows (reader, object, prefix, "train", &n_train, &train)
          || !rsc_settings_get_rows (reader, object, prefix, "test", &n_test, &test)
          || !get_gates (reader, object, prefix, d, rsc_experiment_settings_get_bias (settings),
                         &n_gates, &gates))
        return FALSE;
      if (!rsc_experiment_settings_add_repeat (settings, n_train, train, n_test, test, n_gates,
                                               gates, &local))
        return rsc_settings_pass_on (reader, prefix, local);
    }
  if (json_array_get_length (array) == 0)
    return rsc_settings_fail (reader, "repeats", _ ("at least one is needed"));
  return TRUE;
}

/* The settings without start and tolerance. */
static RscExperimentSettings *
make_settings (const RscSettingsReader *reader,
               JsonObject *object,
               RscDataset *dataset,
               gboolean bias,
               double lambda,
               guint64 seed)
{
  g_autoptr (RscExperimentSettings) settings = NULL;
  JsonNode *repeats = rsc_settings_get_member (reader, object, "", "repeats");
  GError *local = NULL;

  if (repeats == NULL)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (repeats))
    {
      settings = rsc_experiment_settings_new (dataset, bias, lambda, &local);
      if (settings == NULL)
        {
          rsc_settings_pass_on (reader, "", local);
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
          rsc_settings_fail (reader, "repeats",
                             _ ("a list, or a number of random repeats, is needed"));
          return NULL;
        }
      fraction = rsc_settings_get_member (reader, object, "", "train_fraction");
      gates = fraction != NULL ? rsc_settings_get_member (reader, object, "", "gates") : NULL;
      if (gates == NULL
          || !rsc_settings_get_size (reader, "repeats", repeats, 1, MAX_DRAWN, &n_repeats)
          || !rsc_settings_get_size (reader, "gates", gates, 1, MAX_DRAWN, &n_gates))
        return NULL;
      if (!rsc_settings_is_number (fraction))
        {
          rsc_settings_fail (reader, "train_fraction", _ ("a number between 0 and 1 is needed"));
          return NULL;
        }
      settings = rsc_experiment_settings_new_random (
        dataset, bias, n_repeats, json_node_get_double (fraction), n_gates, lambda, seed, &local);
      if (settings == NULL)
        {
          rsc_settings_pass_on (reader, "", local);
          return NULL;
        }
    }
  return g_steal_pointer (&settings);
}

static gboolean
set_choices (const RscSettingsReader *reader, RscExperimentSettings *settings, JsonObject *object)
{
  JsonNode *start = json_object_get_member (object, "start");
  JsonNode *tolerance = json_object_get_member (object, "tolerance");

  if (start != NULL)
    {
      RscExperimentStart choice;

      if (!rsc_settings_is_text (start)
          || !rsc_experiment_start_from_string (json_node_get_string (start), &choice))
        return rsc_settings_fail (reader, "start",
                                  _ ("“solver”, “interior” or “blocks” is needed"));
      rsc_experiment_settings_set_start (settings, choice);
    }
  if (tolerance != NULL)
    {
      const double value =
        rsc_settings_is_number (tolerance) ? json_node_get_double (tolerance) : NAN;

      if (!(value > 0.0 && value < 1.0))
        return rsc_settings_fail (reader, "tolerance", _ ("a number between 0 and 1 is needed"));
      rsc_experiment_settings_set_tolerance (settings, value);
    }
  return TRUE;
}

static RscExperimentSettings *
read_object (const RscSettingsReader *reader,
             JsonObject *object,
             const char *folder,
             char **name,
             GCancellable *cancellable)
{
  static const char *const keys[] = { "dataset",   "bias",           "labels", "lambda_per_row",
                                      "repeats",   "train_fraction", "gates",  "start",
                                      "tolerance", "seed",           NULL };
  const char *dataset_name;
  gboolean bias;
  JsonNode *lambda_node;
  JsonNode *seed_node = json_object_get_member (object, "seed");
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscExperimentSettings) settings = NULL;
  gsize seed = 1;

  if (!rsc_json_check_keys (object, keys, "", reader->file, reader->error))
    return NULL;
  if (!rsc_settings_get_name (reader, object, &dataset_name)
      || !rsc_settings_get_boolean (reader, object, "bias", &bias))
    return NULL;
  lambda_node = rsc_settings_get_member (reader, object, "", "lambda_per_row");
  if (lambda_node == NULL)
    return NULL;
  if (!rsc_settings_is_number (lambda_node))
    {
      rsc_settings_fail (reader, "lambda_per_row", _ ("a positive number is needed"));
      return NULL;
    }
  if (seed_node != NULL && !rsc_settings_get_size (reader, "seed", seed_node, 0, G_MAXINT64, &seed))
    return NULL;

  dataset = rsc_settings_load_dataset (reader, object, folder, dataset_name, cancellable);
  if (dataset == NULL)
    return NULL;
  settings =
    make_settings (reader, object, dataset, bias, json_node_get_double (lambda_node), seed);
  if (settings == NULL || !set_choices (reader, settings, object))
    return NULL;
  *name = g_strdup (dataset_name);
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
  const RscSettingsReader reader = { display, error };
  g_autoptr (JsonNode) root = rsc_settings_load (&reader, path, cancellable);

  if (root == NULL)
    return NULL;
  return read_object (&reader, json_node_get_object (root), folder != NULL ? folder : own_folder,
                      name, cancellable);
}

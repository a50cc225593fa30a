/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-tuning-file.h"

#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-settings-reader.h"
#include <glib/gi18n.h>
#include <math.h>

/* Gates and steps: more is a slip of the keyboard. */
#define MAX_NUMBER 1000000

/* A positive number under @key, or @value as it is where there is none. */
/* No clock counts much further in microseconds. */
#define SECONDS_MAX 1e9

static gboolean
get_positive (const RscSettingsReader *reader, JsonObject *object, const char *key, double *value)
{
  JsonNode *node = json_object_get_member (object, key);

  if (node == NULL)
    return TRUE;
  if (!rsc_settings_is_number (node) || !(json_node_get_double (node) > 0.0)
      || !isfinite (json_node_get_double (node)))
    return rsc_settings_fail (reader, key, _ ("a positive number is needed"));
  *value = json_node_get_double (node);
  return TRUE;
}

static gboolean
add_repeat (const RscSettingsReader *reader, RscTuningPlan *plan, JsonNode *node, guint r)
{
  static const char *const keys[] = { "train", "valid", "test", NULL };
  g_autofree char *key = g_strdup_printf ("repeats[%u]", r);
  g_autofree char *prefix = g_strconcat (key, ".", NULL);
  gsize n[RSC_N_TUNING_PARTS] = { 0 };
  gsize *rows[RSC_N_TUNING_PARTS] = { NULL };
  GError *local = NULL;
  gboolean good;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return rsc_settings_fail (reader, key, _ ("train, valid and test are needed"));
  good =
    rsc_json_check_keys (json_node_get_object (node), keys, prefix, reader->file, reader->error);
  for (RscTuningPart part = 0; good && part < RSC_N_TUNING_PARTS; part++)
    good = rsc_settings_get_rows (reader, json_node_get_object (node), prefix,
                                  rsc_tuning_part_to_string (part), &n[part], &rows[part]);
  if (good && !rsc_tuning_plan_add_repeat (plan, n, (const gsize *const *) rows, &local))
    good = rsc_settings_pass_on (reader, prefix, local);
  for (RscTuningPart part = 0; part < RSC_N_TUNING_PARTS; part++)
    g_free (rows[part]);
  return good;
}

static gboolean
add_repeats (const RscSettingsReader *reader, RscTuningPlan *plan, JsonObject *object)
{
  JsonNode *node = rsc_settings_get_member (reader, object, "", "repeats");
  JsonArray *array;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node) || json_array_get_length (json_node_get_array (node)) == 0)
    return rsc_settings_fail (reader, "repeats", _ ("a list of at least one is needed"));
  array = json_node_get_array (node);
  for (guint r = 0; r < json_array_get_length (array); r++)
    if (!add_repeat (reader, plan, json_array_get_element (array, r), r))
      return FALSE;
  return TRUE;
}

static gboolean
set_choices (const RscSettingsReader *reader, RscTuningPlan *plan, JsonObject *object)
{
  RscProximalSettings proximal = *rsc_tuning_plan_get_proximal (plan);
  JsonNode *activation = json_object_get_member (object, "activation");
  JsonNode *iterations = json_object_get_member (object, "iterations");
  gboolean bounds = rsc_tuning_plan_get_with_bounds (plan);
  double seconds = rsc_tuning_plan_get_seconds (plan);

  if (activation != NULL)
    {
      const char *text = rsc_settings_is_text (activation) ? json_node_get_string (activation) : "";

      if (!g_str_equal (text, "relu") && !g_str_equal (text, "gated"))
        return rsc_settings_fail (reader, "activation", _ ("“relu” or “gated” is needed"));
      rsc_tuning_plan_set_activation (plan, g_str_equal (text, "gated") ? RSC_ACTIVATION_GATED
                                                                        : RSC_ACTIVATION_RELU);
    }
  if (iterations != NULL
      && !rsc_settings_get_size (reader, "iterations", iterations, 1, MAX_NUMBER,
                                 &proximal.max_iterations))
    return FALSE;
  if (json_object_has_member (object, "bounds")
      && !rsc_settings_get_boolean (reader, object, "bounds", &bounds))
    return FALSE;
  if (!get_positive (reader, object, "stop", &proximal.tolerance)
      || !get_positive (reader, object, "seconds", &seconds))
    return FALSE;
  if (seconds > SECONDS_MAX)
    return rsc_settings_fail (reader, "seconds", _ ("at most 1e9 can be waited for"));
  rsc_tuning_plan_set_proximal (plan, &proximal);
  rsc_tuning_plan_set_with_bounds (plan, bounds);
  rsc_tuning_plan_set_seconds (plan, seconds);
  return TRUE;
}

static RscTuningPlan *
read_object (const RscSettingsReader *reader,
             JsonObject *object,
             const char *folder,
             char **name,
             GCancellable *cancellable)
{
  static const char *const keys[] = { "dataset", "bias",       "labels",  "lambda_per_row",
                                      "gates",   "seed",       "repeats", "activation",
                                      "stop",    "iterations", "seconds", "bounds",
                                      NULL };
  JsonNode *lambda, *gates, *seed_node = json_object_get_member (object, "seed");
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscTuningPlan) plan = NULL;
  const char *dataset_name;
  gsize n_gates, seed = 1;
  gboolean bias;
  GError *local = NULL;

  if (!rsc_json_check_keys (object, keys, "", reader->file, reader->error)
      || !rsc_settings_get_name (reader, object, &dataset_name)
      || !rsc_settings_get_boolean (reader, object, "bias", &bias))
    return NULL;
  lambda = rsc_settings_get_member (reader, object, "", "lambda_per_row");
  gates = lambda != NULL ? rsc_settings_get_member (reader, object, "", "gates") : NULL;
  if (gates == NULL || !rsc_settings_get_size (reader, "gates", gates, 1, MAX_NUMBER, &n_gates)
      || (seed_node != NULL
          && !rsc_settings_get_size (reader, "seed", seed_node, 0, G_MAXINT64, &seed)))
    return NULL;
  if (!rsc_settings_is_number (lambda))
    {
      rsc_settings_fail (reader, "lambda_per_row", _ ("a positive number is needed"));
      return NULL;
    }
  dataset = rsc_settings_load_dataset (reader, object, folder, dataset_name, cancellable);
  if (dataset == NULL)
    return NULL;
  plan = rsc_tuning_plan_new (dataset, bias, json_node_get_double (lambda), n_gates, seed, &local);
  if (plan == NULL)
    {
      rsc_settings_pass_on (reader, "", local);
      return NULL;
    }
  if (!set_choices (reader, plan, object) || !add_repeats (reader, plan, object))
    return NULL;
  *name = g_strdup (dataset_name);
  return g_steal_pointer (&plan);
}

RscTuningPlan *
rsc_tuning_file_read (const char *path,
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

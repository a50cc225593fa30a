/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-experiment-result.h"

#include "app/files/rsc-settings-reader.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Reads members of one repeat; after the first that is missing or wrong it reads no more. */
typedef struct
{
  const RscSettingsReader *reader;
  char *prefix; /* "repeats[K]." */
  gboolean failed;
} Members;

static JsonNode *
get (Members *self, JsonObject *object, const char *key)
{
  JsonNode *node = NULL;

  if (!self->failed)
    node = rsc_settings_get_member (self->reader, object, self->prefix, key);
  self->failed = !node;
  return node;
}

static void
fail (Members *self, const char *key, const char *reason)
{
  g_autofree char *name = g_strconcat (self->prefix, key, NULL);

  if (!self->failed)
    rsc_settings_fail (self->reader, name, "%s", reason);
  self->failed = TRUE;
}

/* null is what no number is written as. */
static double
take_number (Members *self, const char *key, JsonNode *node)
{
  if (node && JSON_NODE_HOLDS_NULL (node))
    return NAN;
  if (node && rsc_settings_is_number (node))
    return json_node_get_double (node);
  fail (self, key, _ ("a number, or null, is needed"));
  return NAN;
}

static double
get_number (Members *self, JsonObject *object, const char *key)
{
  return take_number (self, key, get (self, object, key));
}

static gsize
get_size (Members *self, JsonObject *object, const char *key)
{
  JsonNode *node = get (self, object, key);

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
      && json_node_get_int (node) >= 0)
    return (gsize) json_node_get_int (node);
  fail (self, key, _ ("a whole number is needed"));
  return 0;
}

static gboolean
get_boolean (Members *self, JsonObject *object, const char *key)
{
  JsonNode *node = get (self, object, key);

  if (node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  fail (self, key, _ ("true or false is needed"));
  return FALSE;
}

static JsonObject *
get_object (Members *self, JsonObject *object, const char *key)
{
  JsonNode *node = get (self, object, key);

  if (node && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  fail (self, key, _ ("an object is needed"));
  return NULL;
}

static gboolean
is_made_of (JsonObject *set, const char *inputs)
{
  JsonNode *node = json_object_get_member (set, "inputs");

  return node && rsc_settings_is_text (node) && g_str_equal (json_node_get_string (node), inputs);
}

JsonObject *
rsc_experiment_result_find (JsonNode *root,
                            const char *file,
                            const char *schema,
                            const char *inputs,
                            GError **error)
{
  const RscSettingsReader reader = { file, error };
  JsonObject *object;
  JsonNode *node;

  g_return_val_if_fail (root && JSON_NODE_HOLDS_OBJECT (root), NULL);

  object = json_node_get_object (root);
  node = json_object_get_member (object, "schema");
  if (!node || !rsc_settings_is_text (node) || !g_str_equal (json_node_get_string (node), schema))
    {
      rsc_settings_fail (&reader, "schema", _ ("“%s” is needed: a result of this experiment"),
                         schema);
      return NULL;
    }
  node = json_object_get_member (object, "sets");
  if (!node && is_made_of (object, inputs))
    return object;
  if (node && JSON_NODE_HOLDS_ARRAY (node))
    for (guint k = 0; k < json_array_get_length (json_node_get_array (node)); k++)
      {
        JsonNode *element = json_array_get_element (json_node_get_array (node), k);

        if (JSON_NODE_HOLDS_OBJECT (element) && is_made_of (json_node_get_object (element), inputs))
          return json_node_get_object (element);
      }
  rsc_settings_fail (&reader, "inputs", _ ("this is a result of other settings or other data"));
  return NULL;
}

/* Repeat @k of @set, or NULL where it is not done or wrong. */
static JsonObject *
find_repeat (Members *self, JsonArray *repeats, gsize k)
{
  JsonNode *node = json_array_get_element (repeats, (guint) k);

  g_free (self->prefix);
  self->prefix = g_strdup_printf ("repeats[%" G_GSIZE_FORMAT "].", k);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      fail (self, "", _ ("an object is needed"));
      return NULL;
    }
  return get_boolean (self, json_node_get_object (node), "done") ? json_node_get_object (node)
                                                                 : NULL;
}

/* The list of @n repeats; an experiment that was not begun has an empty one. */
static JsonArray *
get_repeats (Members *self, JsonObject *set, gsize n)
{
  JsonNode *node = get (self, set, "repeats");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!array || (json_array_get_length (array) != n && json_array_get_length (array) != 0))
    {
      fail (self, "repeats", _ ("a list of all repeats is needed"));
      return NULL;
    }
  return array;
}

/* ---- pruning ------------------------------------------------------------------------------- */

static const char *const side_names[RSC_N_EXPERIMENT_SIDES] = { "train", "test" };
static const char *const measure_names[RSC_N_EXPERIMENT_MEASURES] = { "accuracy", "error" };

static double *
read_values (Members *self, JsonNode *node, gsize width, double nothing)
{
  double *values;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (!array || json_array_get_length (array) != width)
    {
      fail (self, "accuracy", _ ("a list of start_width numbers is needed"));
      return NULL;
    }
  values = g_new (double, width + 1);
  values[0] = nothing;
  for (gsize k = 0; k < width; k++)
    values[k + 1] = take_number (self, "accuracy", json_array_get_element (array, (guint) k));
  return values;
}

/* Whether each method of @settings is there for all that applies: one that was run with fewer is
 * not done. */
static gboolean
has_methods (const RscExperimentOutcome *outcome,
             const RscExperimentSettings *settings,
             const gboolean applies[RSC_N_EXPERIMENT_MEASURES][RSC_N_EXPERIMENT_SIDES])
{
  for (gsize measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    for (gsize side = 0; side < RSC_N_EXPERIMENT_SIDES; side++)
      for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS; method++)
        if (applies[measure][side] && rsc_experiment_settings_has_method (settings, method)
            && outcome->value[measure][side][method] == NULL)
          return FALSE;
  return TRUE;
}

static void
read_outcome (Members *self,
              JsonObject *object,
              const RscExperimentSettings *settings,
              RscExperimentOutcome *outcome)
{
  gboolean applies[RSC_N_EXPERIMENT_MEASURES][RSC_N_EXPERIMENT_SIDES] = { 0 };
  JsonObject *nothing = get_object (self, object, "without_neurons");
  RscExperimentRepeat *info = &outcome->info;

  info->done = TRUE;
  info->n_train = get_size (self, object, "n_train");
  info->n_test = get_size (self, object, "n_test");
  info->n_patterns = get_size (self, object, "patterns");
  info->lambda = get_number (self, object, "lambda");
  info->lambda_max = get_number (self, object, "lambda_max");
  info->relative_gap = get_number (self, object, "relative_gap");
  info->converged = get_boolean (self, object, "converged");
  info->n_equicorrelated = get_size (self, object, "blocks_equicorrelated");
  info->dimension = get_size (self, object, "dimension");
  info->start_width = get_size (self, object, "start_width");
  info->minimal_width = -1;
  if (!self->failed && json_object_has_member (object, "minimal_width"))
    info->minimal_width = (gssize) get_size (self, object, "minimal_width");
  info->seconds = get_number (self, object, "seconds");
  for (gsize measure = 0; measure < RSC_N_EXPERIMENT_MEASURES; measure++)
    {
      JsonObject *values = get_object (self, object, measure_names[measure]);
      JsonObject *none = self->failed ? NULL : get_object (self, nothing, measure_names[measure]);

      for (gsize side = 0; side < RSC_N_EXPERIMENT_SIDES && !self->failed; side++)
        {
          JsonObject *methods = get_object (self, values, side_names[side]);
          const double first = get_number (self, none, side_names[side]);

          applies[measure][side] = !isnan (first);
          for (RscPruningMethod method = 0; method < RSC_N_PRUNING_METHODS && !self->failed;
               method++)
            {
              JsonNode *node =
                json_object_get_member (methods, rsc_pruning_method_to_string (method));

              if (node && rsc_experiment_settings_has_method (settings, method))
                outcome->value[measure][side][method] =
                  read_values (self, node, info->start_width, first);
            }
        }
    }
  if (!self->failed && !has_methods (outcome, settings, applies))
    rsc_experiment_outcome_clear (outcome);
}

gboolean
rsc_experiment_result_read (JsonObject *set,
                            const char *file,
                            const RscExperimentSettings *settings,
                            RscExperimentOutcome *known,
                            GError **error)
{
  const RscSettingsReader reader = { file, error };
  Members members = { .reader = &reader, .prefix = g_strdup ("") };
  const gsize n = rsc_experiment_settings_get_n_repeats (settings);
  JsonArray *repeats;

  g_return_val_if_fail (set && known, FALSE);

  repeats = get_repeats (&members, set, n);
  for (gsize k = 0; repeats && k < json_array_get_length (repeats) && !members.failed; k++)
    {
      JsonObject *object = find_repeat (&members, repeats, k);

      if (!object || known[k].info.done)
        continue;
      read_outcome (&members, object, settings, &known[k]);
      if (members.failed)
        rsc_experiment_outcome_clear (&known[k]);
    }
  g_free (members.prefix);
  return !members.failed;
}

/* ---- tuning -------------------------------------------------------------------------------- */

static RscTuningScore
get_score (Members *self, JsonObject *object, const char *key)
{
  RscTuningScore score = { NAN, NAN };
  JsonObject *parts = self->failed ? NULL : get_object (self, object, key);

  if (parts)
    {
      score.error = get_number (self, parts, "error");
      score.accuracy = get_number (self, parts, "accuracy");
    }
  return score;
}

static void
read_choices (Members *self,
              JsonObject *object,
              RscTuningOutcome *outcome,
              RscTuningPrediction prediction)
{
  JsonNode *range;

  for (RscTuningCriterion c = 0; c < RSC_N_TUNING_CRITERIA && !self->failed; c++)
    {
      JsonObject *criterion = get_object (self, object, rsc_tuning_criterion_to_string (c));
      RscTuningChoice *choice = &outcome->choices[prediction][c];

      if (!criterion)
        return;
      choice->proved = get_boolean (self, criterion, "proved");
      choice->endless = get_boolean (self, criterion, "endless");
      choice->width = get_size (self, criterion, "width");
      choice->penalty = get_number (self, criterion, "penalty");
      choice->train = get_score (self, criterion, "train");
      choice->validation = get_score (self, criterion, "validation");
      choice->test = get_score (self, criterion, "test");
    }
  range = get (self, object, "test_accuracy");
  if (!range)
    return;
  if (!JSON_NODE_HOLDS_ARRAY (range) || json_array_get_length (json_node_get_array (range)) != 2)
    {
      fail (self, "test_accuracy", _ ("two numbers are needed"));
      return;
    }
  outcome->low[prediction] =
    take_number (self, "test_accuracy", json_array_get_element (json_node_get_array (range), 0));
  outcome->high[prediction] =
    take_number (self, "test_accuracy", json_array_get_element (json_node_get_array (range), 1));
  outcome->low_bound[prediction] = get_number (self, object, "test_accuracy_at_least");
  outcome->high_bound[prediction] = get_number (self, object, "test_accuracy_at_most");
}

static void
read_source (Members *self,
             const RscTuningPlan *plan,
             JsonObject *object,
             RscTuningRepeat *repeat,
             RscTuningSource source)
{
  RscTuningOutcome *outcome = &repeat->outcomes[source];

  outcome->n_blocks = get_size (self, object, "blocks");
  outcome->dimension = get_size (self, object, "dimension");
  outcome->bounded = get_boolean (self, object, "bounded");
  outcome->objective = get_number (self, object, "objective");
  outcome->least_penalty = get_number (self, object, "least_penalty");
  outcome->largest_penalty = get_number (self, object, "largest_penalty");
  if (source == RSC_TUNING_SOURCE_OPTIMAL)
    {
      repeat->relative_gap = get_number (self, object, "relative_gap");
      repeat->converged = get_boolean (self, object, "converged");
      repeat->n_neurons = get_size (self, object, "neurons");
      repeat->dimension = get_size (self, object, "dimension_merged");
      repeat->trusted = get_boolean (self, object, "trusted");
    }
  else
    {
      repeat->iterations = get_size (self, object, "iterations");
      repeat->stopped = get_boolean (self, object, "stopped_by_tolerance");
      repeat->squared_gradient = get_number (self, object, "squared_gradient");
      repeat->violation = get_number (self, object, "violation");
    }
  for (RscTuningPrediction p = 0; p < RSC_N_TUNING_PREDICTIONS && !self->failed; p++)
    if (p == RSC_TUNING_BY_GATES || rsc_tuning_plan_get_activation (plan) == RSC_ACTIVATION_RELU)
      {
        JsonObject *choices = get_object (self, object, rsc_tuning_prediction_to_string (p));

        if (choices)
          read_choices (self, choices, outcome, p);
      }
}

gboolean
rsc_tuning_result_read (JsonObject *set,
                        const char *file,
                        const RscTuningPlan *plan,
                        RscTuningRepeat *known,
                        GError **error)
{
  const RscSettingsReader reader = { file, error };
  Members members = { .reader = &reader, .prefix = g_strdup ("") };
  JsonArray *repeats;

  g_return_val_if_fail (set && known, FALSE);

  repeats = get_repeats (&members, set, rsc_tuning_plan_get_n_repeats (plan));
  for (gsize k = 0; repeats && k < json_array_get_length (repeats) && !members.failed; k++)
    {
      JsonObject *object = find_repeat (&members, repeats, k);

      if (!object || known[k].done)
        continue;
      known[k].n_patterns = get_size (&members, object, "patterns");
      known[k].lambda = get_number (&members, object, "lambda");
      known[k].lambda_max = get_number (&members, object, "lambda_max");
      known[k].seconds = get_number (&members, object, "seconds");
      for (RscTuningSource source = 0; source < RSC_N_TUNING_SOURCES && !members.failed; source++)
        {
          JsonObject *part = get_object (&members, object, rsc_tuning_source_to_string (source));

          if (part)
            read_source (&members, plan, part, &known[k], source);
        }
      known[k].done = !members.failed;
    }
  g_free (members.prefix);
  return !members.failed;
}

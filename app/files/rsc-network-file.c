/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-network-file.h"

#include "app/files/rsc-json-reader.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

static gboolean G_GNUC_PRINTF (3, 4)
  fail (GError **error, const char *name, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list arguments;

  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, "%s: %s", name, reason);
  return FALSE;
}

/* The array @key of @object, or NULL. */
static JsonArray *
get_array (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/* Appends the numbers of @array. */
static gboolean
append_numbers (JsonArray *array, const char *key, const char *name, GArray *values, GError **error)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_NONE;
      double value;

      if (type != G_TYPE_DOUBLE && type != G_TYPE_INT64)
        return fail (error, name, _ ("“%s” has something that is no number"), key);
      value = json_node_get_double (node);
      if (!isfinite (value) || fabs (value) > RSC_MAGNITUDE_MAX)
        return fail (error, name, _ ("“%s” has a number out of range"), key);
      g_array_append_val (values, value);
    }
  return TRUE;
}

/* The rows of @key: @m of equal length, which *@d receives. */
static gboolean
read_rows (JsonObject *object,
           const char *key,
           const char *name,
           gsize m,
           gsize *d,
           GArray *values,
           GError **error)
{
  JsonArray *rows = get_array (object, key);

  if (!rows)
    return fail (error, name, _ ("there is no array “%s”"), key);
  if (json_array_get_length (rows) != m)
    return fail (error, name, _ ("“%s” has %u rows and “output” %zu numbers"), key,
                 json_array_get_length (rows), m);
  for (guint i = 0; i < m; i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (!row)
        return fail (error, name, _ ("row %u of “%s” is no array"), i + 1, key);
      if (i == 0)
        *d = json_array_get_length (row);
      else if (json_array_get_length (row) != *d)
        return fail (error, name, _ ("row %u of “%s” has %u numbers, the first row %zu"), i + 1,
                     key, json_array_get_length (row), *d);
      if (!append_numbers (row, key, name, values, error))
        return FALSE;
    }
  return TRUE;
}

/* TRUE or FALSE if @object says so, else -1. */
static int
get_bias (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "bias");

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return -1;
  return json_node_get_boolean (node);
}

/* A key that is read over would change the network in silence. */
static gboolean
check_keys (JsonObject *object, const char *name, GError **error)
{
  static const char *const keys[] = { "hidden", "output", "gates", "bias", NULL };
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (keys, member) && strstr (member, "bias"))
      return fail (
        error, name,
        _ ("unknown key “%s”: the bias of a neuron is the last number of its row in “hidden”"),
        member);
  return rsc_json_check_keys (object, keys, "", name, error);
}

/* Where the file says what its weights belong to ("reading", as solve writes it): *@from is, for each feature of
 * @dataset, its place there, else NULL. */
static gboolean
match_features (JsonObject *root,
                const RscDataset *dataset,
                const char *name,
                gsize **from,
                GError **error)
{
  JsonNode *node = json_object_get_member (root, "reading");
  JsonArray *features = node && JSON_NODE_HOLDS_OBJECT (node)
                          ? get_array (json_node_get_object (node), "features")
                          : NULL;
  const gsize d = rsc_dataset_get_d (dataset);

  *from = NULL;
  if (!features)
    return TRUE;
  *from = g_new0 (gsize, MAX (d, 1));
  for (gsize k = 0; k < d; k++)
    {
      const char *wanted = rsc_dataset_get_feature_name (dataset, k);
      guint j = 0;

      for (; j < json_array_get_length (features); j++)
        {
          JsonNode *element = json_array_get_element (features, j);

          if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
              && g_str_equal (json_node_get_string (element), wanted))
            break;
        }
      if (j == json_array_get_length (features))
        {
          g_clear_pointer (from, g_free);
          return fail (error, name,
                       _ ("its network has no weight for the feature “%s” of these data"), wanted);
        }
      (*from)[k] = j;
    }
  if (json_array_get_length (features) == d)
    return TRUE;
  g_clear_pointer (from, g_free);
  return fail (error, name, _ ("its network has weights for %u features, these data have %zu"),
               json_array_get_length (features), d);
}

/* Puts the weights of each row in the order of the data; a bias stays the last. */
static void
order_weights (GArray *rows, gsize d, gsize n_features, const gsize *from)
{
  g_autofree double *row = g_new (double, MAX (d, 1));
  double *values = (double *) rows->data;

  for (gsize i = 0; from && d >= n_features && (i + 1) * d <= rows->len; i++)
    {
      memcpy (row, values + i * d, d * sizeof *row);
      for (gsize k = 0; k < n_features; k++)
        values[i * d + k] = row[from[k]];
    }
}

RscNetwork *
rsc_network_file_parse (const char *text,
                        gssize length,
                        const char *name,
                        RscDataset *dataset,
                        GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) output = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree gsize *from = NULL;
  gsize n_features, d, d_gates;
  JsonNode *node;
  JsonObject *object;
  JsonArray *array;
  int bias;

  g_return_val_if_fail (dataset != NULL, NULL);

  root = rsc_json_parse (text, length < 0 ? strlen (text) : (gsize) length, name, error);
  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, name, _ ("there is no object in it"));
      return NULL;
    }
  object = json_node_get_object (root);
  if (!match_features (object, dataset, name, &from, error))
    return NULL;
  bias = get_bias (object);
  node = json_object_get_member (object, "network");
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      object = json_node_get_object (node);
      bias = get_bias (object) >= 0 ? get_bias (object) : bias;
    }
  array = get_array (object, "output");
  if (!array)
    {
      fail (error, name, _ ("there is no network in it: no array “output”"));
      return NULL;
    }
  if (!check_keys (object, name, error))
    return NULL;
  n_features = rsc_dataset_get_d (dataset);
  /* The zero network has no row to count. */
  d = n_features + (bias != FALSE ? 1 : 0);
  if (!append_numbers (array, "output", name, output, error)
      || !read_rows (object, "hidden", name, output->len, &d, hidden, error))
    return NULL;
  if (bias < 0 && d != n_features && d != n_features + 1)
    {
      fail (error, name,
            _ ("its neurons have %zu weights, these data ask for %zu, or %zu with the bias"), d,
            n_features, n_features + 1);
      return NULL;
    }
  if (bias < 0)
    bias = d != n_features;
  if (d != n_features + (gsize) bias)
    {
      fail (error, name, _ ("its neurons have %zu weights, these data ask for %zu%s"), d,
            n_features + (gsize) bias, bias ? " with the bias" : "");
      return NULL;
    }
  d_gates = d;
  if (json_object_has_member (object, "gates")
      && !read_rows (object, "gates", name, output->len, &d_gates, gates, error))
    return NULL;
  if (d_gates != d)
    {
      fail (error, name, _ ("“gates” and “hidden” have rows of different lengths"));
      return NULL;
    }
  order_weights (hidden, d, n_features, from);
  order_weights (gates, d, n_features, from);
  return rsc_network_new (output->len, d, bias, (const double *) hidden->data,
                          (const double *) output->data,
                          gates->len > 0 ? (const double *) gates->data : NULL);
}

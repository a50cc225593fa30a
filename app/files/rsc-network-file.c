/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-network-file.h"

#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-network-csv.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
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
  return rsc_json_fail (error, "%s: %s", name, reason);
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

/* The rows of @key, of equal length: *@n_rows and *@n_columns receive how many there are; 0 columns
 * without rows. */
static gboolean
read_rows (JsonObject *object,
           const char *key,
           const char *name,
           gsize *n_rows,
           gsize *n_columns,
           GArray *values,
           GError **error)
{
  JsonArray *rows = get_array (object, key);

  if (!rows)
    return fail (error, name, _ ("there is no array “%s”"), key);
  *n_rows = json_array_get_length (rows);
  *n_columns = 0;
  for (guint i = 0; i < *n_rows; i++)
    {
      JsonNode *node = json_array_get_element (rows, i);
      JsonArray *row = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (!row)
        return fail (error, name, _ ("row %u of “%s” is no array"), i + 1, key);
      if (i == 0)
        *n_columns = json_array_get_length (row);
      else if (json_array_get_length (row) != *n_columns)
        return fail (error, name, _ ("row %u of “%s” has length %u, the first row %zu"), i + 1, key,
                     json_array_get_length (row), *n_columns);
      if (!append_numbers (row, key, name, values, error))
        return FALSE;
    }
  return TRUE;
}

/* "output": m numbers, as a list, a row or a column. */
static gboolean
read_output (JsonObject *object, const char *name, GArray *values, GError **error)
{
  JsonArray *array = get_array (object, "output");
  gsize n_rows, n_columns;

  if (!array)
    return fail (error, name, _ ("there is no network in it: no array “output”"));
  if (json_array_get_length (array) == 0
      || !JSON_NODE_HOLDS_ARRAY (json_array_get_element (array, 0)))
    return append_numbers (array, "output", name, values, error);
  if (!read_rows (object, "output", name, &n_rows, &n_columns, values, error))
    return FALSE;
  return n_rows == 1 || n_columns == 1
         || fail (error, name,
                  _ ("“output” has %zu rows of %zu numbers: one output is read, a number for each "
                     "neuron"),
                  n_rows, n_columns);
}

/* A bias of the output is no part of these networks. */
static gboolean
check_output_bias (JsonObject *object, const char *name, GError **error)
{
  JsonNode *node = json_object_get_member (object, "output_bias");
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  if (!node)
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      if (!append_numbers (json_node_get_array (node), "output_bias", name, values, error))
        return FALSE;
    }
  else
    {
      g_autoptr (JsonArray) one = json_array_new ();

      json_array_add_element (one, json_node_copy (node));
      if (!append_numbers (one, "output_bias", name, values, error))
        return FALSE;
    }
  for (guint i = 0; i < values->len; i++)
    if (g_array_index (values, double, i) != 0.0)
      {
        g_autofree char *bias = rsc_number_words_dup (g_array_index (values, double, i), 6);

        return fail (error, name,
                     _ ("“output_bias” is %s: these networks have no bias at the output, train "
                        "without it"),
                     bias);
      }
  return TRUE;
}

/* The columns of @values (n_rows × n_columns) as rows. */
static void
transpose (GArray *values, gsize n_rows, gsize n_columns)
{
  const double *old = (const double *) values->data;
  g_autofree double *new = g_new (double, MAX (1, values->len));

  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < n_columns; j++)
      new[j * n_rows + i] = old[i * n_columns + j];
  /* An array without an entry has no data. */
  if (values->len > 0)
    memcpy (values->data, new, values->len * sizeof (double));
}

/* The weights of @m neurons in rows of *@d: "hidden" or "gates". Where their array has a row for
 * each feature (Keras, scikit-learn) and not for each neuron it is turned; a square one is only
 * when the file says so. @n_features: of the data. */
static gboolean
read_layer (JsonObject *object,
            const char *key,
            const char *name,
            gsize m,
            gsize n_features,
            gboolean transposed,
            gsize *d,
            GArray *values,
            GError **error)
{
  gsize n_rows, n_columns;
  gboolean turn;

  if (!read_rows (object, key, name, &n_rows, &n_columns, values, error))
    return FALSE;
  turn = transposed
         || (n_rows != m && n_columns == m && (n_rows == n_features || n_rows == n_features + 1));
  if (turn)
    transpose (values, n_rows, n_columns);
  if ((turn ? n_columns : n_rows) != m)
    return fail (error, name, _ ("“%s” has the shape %zu × %zu, “output” the length %zu"), key,
                 n_rows, n_columns, m);
  /* Of no neurons there is nothing to count. */
  if (m > 0)
    *d = turn ? n_rows : n_columns;
  return TRUE;
}

/* Biases that stand apart become the last numbers of the rows. */
static gboolean
append_biases (JsonObject *object,
               const char *key,
               const char *name,
               gsize m,
               gsize n_features,
               gsize *d,
               GArray *values,
               GError **error)
{
  JsonArray *array = get_array (object, key);
  g_autoptr (GArray) biases = g_array_new (FALSE, FALSE, sizeof (double));

  if (!json_object_has_member (object, key))
    return TRUE;
  if (!array)
    return fail (error, name, _ ("“%s” is no array"), key);
  if (!append_numbers (array, key, name, biases, error))
    return FALSE;
  if (biases->len != m)
    return fail (error, name, _ ("“%s” has length %u, the number of neurons is %zu"), key,
                 biases->len, m);
  if (*d != n_features)
    return fail (error, name,
                 _ ("“%s” stands beside rows of length %zu, the number of features is %zu"), key,
                 *d, n_features);
  for (gsize i = m; i-- > 0;)
    g_array_insert_val (values, (guint) ((i + 1) * *d), g_array_index (biases, double, i));
  *d += 1;
  return TRUE;
}

/* TRUE or FALSE if @object says so at @key, else -1. */
static int
get_boolean (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return -1;
  return json_node_get_boolean (node);
}

/* A key that is read over would change the network in silence. */
static gboolean
check_keys (JsonObject *object, const char *name, GError **error)
{
  static const char *const keys[] = { "hidden",     "output",      "gates",
                                      "bias",       "hidden_bias", "output_bias",
                                      "gates_bias", "transposed",  NULL };
  JsonObjectIter iter;
  const char *member;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, NULL))
    if (!g_strv_contains (keys, member) && strstr (member, "bias"))
      return fail (error, name,
                   _ ("unknown key “%s”: biases are the last numbers of the rows of “hidden”, or "
                      "“hidden_bias”"),
                   member);
  return rsc_json_check_keys (object, keys, "", name, error);
}

/* Where the file says what its weights belong to ("reading", as solve writes it): *@from is, for
 * each feature of
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
  return fail (error, name,
               _ ("the number of features is %u for its network and %zu in these data"),
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

static RscNetwork *
parse_json (const char *text, gsize length, const char *name, RscDataset *dataset, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GArray) hidden = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) output = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree gsize *from = NULL;
  gsize n_features, d, d_gates;
  JsonNode *node;
  JsonObject *object;
  gboolean transposed;
  int bias;

  root = rsc_json_parse (text, length, name, error);
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
  bias = get_boolean (object, "bias");
  node = json_object_get_member (object, "network");
  if (node && JSON_NODE_HOLDS_OBJECT (node))
    {
      object = json_node_get_object (node);
      bias = get_boolean (object, "bias") >= 0 ? get_boolean (object, "bias") : bias;
    }
  /* A slip in its key hides what is there. */
  if (json_object_has_member (object, "hidden") && !check_keys (object, name, error))
    return NULL;
  if (!json_object_has_member (object, "output"))
    {
      fail (error, name, _ ("there is no network in it: no array “output”"));
      return NULL;
    }
  if (!check_keys (object, name, error) || !read_output (object, name, output, error)
      || !check_output_bias (object, name, error))
    return NULL;
  n_features = rsc_dataset_get_d (dataset);
  transposed = get_boolean (object, "transposed") == TRUE;
  /* The zero network has no row to count. */
  d = n_features + (bias != FALSE && !json_object_has_member (object, "hidden_bias") ? 1 : 0);
  if (!read_layer (object, "hidden", name, output->len, n_features, transposed, &d, hidden, error)
      || !append_biases (object, "hidden_bias", name, output->len, n_features, &d, hidden, error))
    return NULL;
  if (bias < 0 && d != n_features && d != n_features + 1)
    {
      fail (error, name,
            _ ("the number of weights of its neurons is %zu, these data ask for %zu, or %zu with "
               "the bias"),
            d, n_features, n_features + 1);
      return NULL;
    }
  if (bias < 0)
    bias = d != n_features;
  if (d != n_features + (gsize) bias)
    {
      fail (error, name,
            bias
              ? _ ("the number of weights of its neurons is %zu, these data ask for %zu with the "
                   "bias")
              : _ ("the number of weights of its neurons is %zu, these data ask for %zu"),
            d, n_features + (gsize) bias);
      return NULL;
    }
  d_gates = d;
  if (json_object_has_member (object, "gates")
      && (!read_layer (object, "gates", name, output->len, n_features, transposed, &d_gates, gates,
                       error)
          || !append_biases (object, "gates_bias", name, output->len, n_features, &d_gates, gates,
                             error)))
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

/* Weights of the features of the file in the coordinates of the space that the rows span: the part
 * outside it changes no prediction on the rows, but it has a norm, so that the network would be
 * another one. */
static RscNetwork *
enter_space (const RscNetwork *network, const RscRowSpace *space, const char *name, GError **error)
{
  const gsize m = rsc_network_get_width (network), d = rsc_network_get_d (network);
  const gsize rank = rsc_row_space_get_rank (space);
  /* A bias that is none of the features of the space stays what it is. */
  const gboolean apart = d > rsc_row_space_get_d (space);
  const gsize inner = rank + (apart ? 1 : 0);
  const double *gates = rsc_network_get_gates (network);
  g_autofree double *inside = g_new (double, MAX (1, m * inner));
  g_autofree double *of_gates = gates != NULL ? g_new (double, MAX (1, m * inner)) : NULL;

  for (gsize i = 0; i < m; i++)
    {
      const double *w = rsc_network_get_hidden (network) + i * d;
      const double length = cblas_dnrm2 ((int) rsc_row_space_get_d (space), w, 1);

      rsc_row_space_enter (space, w, inside + i * inner);
      const double left = cblas_dnrm2 ((int) rank, inside + i * inner, 1);

      if (gates != NULL)
        rsc_row_space_enter (space, gates + i * d, of_gates + i * inner);
      if (apart)
        inside[i * inner + rank] = w[d - 1];
      if (apart && gates != NULL)
        of_gates[i * inner + rank] = gates[i * d + d - 1];
      const double outside = sqrt (MAX (0.0, length * length - left * left));

      if (outside > RSC_TOLERANCE_OUTSIDE * length)
        {
          g_autofree char *share = rsc_number_words_dup (outside / length, 3);

          fail (error, name,
                _ ("neuron %zu has weights that change no prediction on these rows (%s of their "
                   "norm): with more features than rows take them away"),
                i + 1, share);
          return NULL;
        }
    }
  return rsc_network_new (m, inner, apart, inside, rsc_network_get_output (network), of_gates);
}

RscNetwork *
rsc_network_file_parse (const char *text,
                        gssize length,
                        const char *name,
                        RscDataset *dataset,
                        GError **error)
{
  g_return_val_if_fail (text != NULL && dataset != NULL, NULL);

  gboolean bias;
  const RscRowSpace *space = rsc_dataset_get_space (dataset, &bias);
  const gsize size = length < 0 ? strlen (text) : (gsize) length;
  RscDataset *source = rsc_dataset_get_source (dataset);
  g_autoptr (RscNetwork) network =
    g_str_has_suffix (name, ".csv") || g_str_has_suffix (name, ".tsv")
      ? rsc_network_csv_parse (text, size, name, source, error)
      : parse_json (text, size, name, source, error);

  if (network == NULL || space == NULL)
    return g_steal_pointer (&network);
  if (bias && !rsc_network_get_bias (network))
    {
      fail (error, name, _ ("this network has no bias: take the data without one"));
      return NULL;
    }
  return enter_space (network, space, name, error);
}

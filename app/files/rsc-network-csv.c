/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-network-csv.h"

#include "core/data/rsc-import.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>
#include <string.h>

#define OUTPUT "output"
#define BIAS "bias"
#define GATE "gate "

/* A feature that has the name of another column would be taken for it. */
static gboolean
check_names (const RscDataset *dataset, const char *file, GError **error)
{
  const gsize n = rsc_dataset_get_d (dataset);

  for (gsize k = 0; k < n; k++)
    {
      const char *name = rsc_dataset_get_feature_name (dataset, k);
      gboolean clash =
        g_str_equal (name, OUTPUT) || g_str_equal (name, BIAS) || g_str_equal (name, GATE BIAS);

      for (gsize j = 0; j < n && !clash && g_str_has_prefix (name, GATE); j++)
        clash = g_str_equal (name + strlen (GATE), rsc_dataset_get_feature_name (dataset, j));
      if (clash)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("%s: the feature “%s” has the name of another column of a table of "
                          "weights: take JSON"),
                       file, name);
          return FALSE;
        }
    }
  return TRUE;
}

/* The column @name of @table, or G_MAXSIZE. */
static gsize
find_column (const RscDataset *table, const char *name)
{
  for (gsize k = 0; k < rsc_dataset_get_d (table); k++)
    if (g_str_equal (rsc_dataset_get_feature_name (table, k), name))
      return k;
  return G_MAXSIZE;
}

/* Where each feature of @dataset, and the bias if there is one, is among the columns of @table;
 * names begin with @prefix. NULL when a feature has none. */
static gsize *
find_columns (const RscDataset *table,
              const RscDataset *dataset,
              const char *prefix,
              gboolean *bias,
              const char *file,
              GError **error)
{
  const gsize n_features = rsc_dataset_get_d (dataset);
  g_autofree gsize *columns = g_new (gsize, n_features + 1);
  g_autofree char *of_bias = g_strconcat (prefix, BIAS, NULL);

  for (gsize k = 0; k < n_features; k++)
    {
      const char *feature = rsc_dataset_get_feature_name (dataset, k);
      g_autofree char *name = g_strconcat (prefix, feature, NULL);

      columns[k] = find_column (table, name);
      if (columns[k] == G_MAXSIZE)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("%s: there is no column “%s” for the feature “%s” of these data"), file,
                       name, feature);
          return NULL;
        }
    }
  columns[n_features] = find_column (table, of_bias);
  *bias = columns[n_features] != G_MAXSIZE;
  return g_steal_pointer (&columns);
}

/* These columns of all rows. */
static double *
dup_columns (const RscDataset *table, gsize count, const gsize *columns)
{
  const gsize m = rsc_dataset_get_n (table), width = rsc_dataset_get_d (table);
  const double *x = rsc_dataset_get_x (table);
  double *values = g_new (double, MAX (1, m * count));

  for (gsize i = 0; i < m; i++)
    for (gsize k = 0; k < count; k++)
      values[i * count + k] = x[i * width + columns[k]];
  return values;
}

/* What is neither a weight nor a gate would be read over in silence. */
static gboolean
check_columns (const RscDataset *table, gsize n_known, const char *file, GError **error)
{
  if (rsc_dataset_get_d (table) == n_known)
    return TRUE;
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
               _ ("%s: the number of its columns beside “output” is %zu, these data ask for %zu"),
               file, rsc_dataset_get_d (table), n_known);
  return FALSE;
}

static gboolean
is_one_line (const char *text, gsize length)
{
  const char *end = memchr (text, '\n', length);

  if (end == NULL)
    return length > 0 && memchr (text, ',', length) != NULL;
  for (const char *c = end; c < text + length; c++)
    if (!g_ascii_isspace (*c))
      return FALSE;
  return TRUE;
}

/* A header alone: the zero network, with a bias where a column has that name. */
static RscNetwork *
read_zero (const char *text, gsize length, const RscDataset *dataset)
{
  g_autofree char *line = g_strndup (text, length);
  gboolean bias = FALSE;
  g_auto (GStrv) names = NULL;

  g_strstrip (line);
  names = g_strsplit (line, ",", -1);
  for (gsize k = 0; names[k] != NULL; k++)
    bias |= g_str_equal (names[k], BIAS) || g_str_equal (names[k], "\"" BIAS "\"");
  return rsc_network_new (0, rsc_dataset_get_d (dataset) + (bias ? 1 : 0), bias, NULL, NULL, NULL);
}

RscNetwork *
rsc_network_csv_parse (const char *text,
                       gsize length,
                       const char *name,
                       RscDataset *dataset,
                       GError **error)
{
  g_return_val_if_fail (text != NULL && dataset != NULL, NULL);

  g_autoptr (GInputStream) stream =
    g_memory_input_stream_new_from_data (text, (gssize) length, NULL);
  RscImportChoices choices = { .target = OUTPUT, .target_type = RSC_TARGET_TYPE_REGRESSION };
  g_autoptr (RscDataset) table = NULL;
  g_autofree gsize *weights = NULL;
  g_autofree gsize *of_gates = NULL;
  g_autofree double *hidden = NULL;
  g_autofree double *gates = NULL;
  gboolean bias, gate_bias, gated = FALSE;
  gsize d;

  if (!check_names (dataset, name, error))
    return NULL;
  if (is_one_line (text, length))
    return read_zero (text, length, dataset);
  table = rsc_import_read (stream, name, &choices, NULL, NULL, error);
  if (table == NULL)
    return NULL;
  weights = find_columns (table, dataset, "", &bias, name, error);
  if (weights == NULL)
    return NULL;
  d = rsc_dataset_get_d (dataset) + (bias ? 1 : 0);
  for (gsize k = 0; k < rsc_dataset_get_d (table); k++)
    gated |= g_str_has_prefix (rsc_dataset_get_feature_name (table, k), GATE)
             && find_column (dataset, rsc_dataset_get_feature_name (table, k)) == G_MAXSIZE;
  if (!check_columns (table, gated ? 2 * d : d, name, error))
    return NULL;
  hidden = dup_columns (table, d, weights);
  if (gated)
    {
      of_gates = find_columns (table, dataset, GATE, &gate_bias, name, error);
      if (of_gates == NULL)
        return NULL;
      gates = dup_columns (table, d, of_gates);
    }
  return rsc_network_new (rsc_dataset_get_n (table), d, bias, hidden, rsc_dataset_get_y (table),
                          gates);
}

/* A vector of weights, as weights of the features of the file: d values. */
static void
put_weights (const RscRowSpace *space, gsize d, const double *w, double *to)
{
  if (space != NULL)
    rsc_row_space_leave (space, w, to);
  else
    memcpy (to, w, d * sizeof (double));
}

char *
rsc_network_csv_write (const RscNetwork *network, RscDataset *dataset, GError **error)
{
  g_return_val_if_fail (network != NULL && dataset != NULL, NULL);

  gboolean bias;
  const RscRowSpace *space = rsc_dataset_get_space (dataset, &bias);
  RscDataset *source = rsc_dataset_get_source (dataset);
  const gsize m = rsc_network_get_width (network), inner = rsc_network_get_d (network);
  const gsize d = space != NULL ? rsc_row_space_get_d (space) : inner;
  const double *gates = rsc_network_get_gates (network);
  const gsize width = gates != NULL ? 2 * d : d;
  g_autofree double *x = g_new0 (double, MAX (1, m) * width);
  const double zero = 0.0;
  char *text;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GOutputStream) stream = g_memory_output_stream_new_resizable ();
  g_autoptr (RscDataset) table = NULL;

  g_return_val_if_fail (rsc_network_get_d (network)
                          == rsc_dataset_get_d (dataset) + (rsc_network_get_bias (network) ? 1 : 0),
                        NULL);
  if (!check_names (source, "CSV", error))
    return NULL;
  for (gsize k = 0; k < width; k++)
    {
      const char *name =
        k % d < rsc_dataset_get_d (source) ? rsc_dataset_get_feature_name (source, k % d) : BIAS;

      g_ptr_array_add (names, g_strconcat (k < d ? "" : GATE, name, NULL));
    }
  for (gsize i = 0; i < m; i++)
    {
      put_weights (space, d, rsc_network_get_hidden (network) + i * inner, x + i * width);
      if (gates != NULL)
        put_weights (space, d, gates + i * inner, x + i * width + d);
    }
  /* Without neurons the header stands alone: a row of zeros is written with it, and cut off. */
  table = rsc_dataset_new ("network", MAX (1, m), width, x,
                           m > 0 ? rsc_network_get_output (network) : &zero,
                           (const char *const *) names->pdata, OUTPUT, error);
  if (table == NULL || !rsc_dataset_write_csv (table, stream, NULL, error)
      || !g_output_stream_close (stream, NULL, error))
    return NULL;
  text = g_strndup (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (stream)),
                    g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (stream)));
  if (m == 0)
    strchr (text, '\n')[1] = '\0';
  return text;
}

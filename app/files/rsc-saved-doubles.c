/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-saved-doubles.h"

#include <math.h>
#include <string.h>

static double
swap (double value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  bits = GUINT64_TO_LE (bits);
  memcpy (&value, &bits, sizeof bits);
  return value;
}

JsonNode *
rsc_saved_doubles_new_node (gsize n, gsize d, const double *values)
{
  const gsize size = n * d;
  g_autofree double *ordered = g_new (double, MAX (size, 1));
  g_autofree char *text = NULL;
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_alloc ();

  for (gsize k = 0; k < size; k++)
    ordered[k] = swap (values[k]);
  text = g_base64_encode ((const guchar *) ordered, size * sizeof (double));
  json_object_set_int_member (object, "rows", (gint64) n);
  json_object_set_int_member (object, "columns", (gint64) d);
  json_object_set_string_member (object, "doubles", text);
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

static gboolean
get_size (JsonObject *object, const char *name, gsize *size)
{
  JsonNode *node = json_object_get_member (object, name);
  gint64 value;

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  value = json_node_get_int (node);
  *size = (gsize) MAX (value, 0);
  return value > 0 && value < G_MAXINT32;
}

double *
rsc_saved_doubles_read (JsonNode *node, gsize *n, gsize *d)
{
  JsonObject *object;
  JsonNode *text;
  g_autofree guchar *bytes = NULL;
  double *values;
  gsize length, size;

  g_return_val_if_fail (node != NULL, NULL);

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  text = json_object_get_member (object, "doubles");
  if (!get_size (object, "rows", n) || !get_size (object, "columns", d) || !text
      || !JSON_NODE_HOLDS_VALUE (text) || json_node_get_value_type (text) != G_TYPE_STRING)
    return NULL;
  bytes = g_base64_decode (json_node_get_string (text), &length);
  if (!g_size_checked_mul (&size, *n, *d) || length % sizeof (double) != 0
      || length / sizeof (double) != size)
    return NULL;
  values = g_new (double, size);
  memcpy (values, bytes, length);
  for (gsize k = 0; k < size; k++)
    {
      values[k] = swap (values[k]);
      if (!isfinite (values[k]))
        {
          g_free (values);
          return NULL;
        }
    }
  return values;
}

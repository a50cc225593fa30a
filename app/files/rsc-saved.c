/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-saved.h"

#include <inttypes.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-json.h"
#include "app/files/rsc-saved-doubles.h"

#define SCHEMA "reluscope-document"
#define VERSION 1
/* Bytes of a program's name that a message quotes. */
#define PROGRAM_MAX 100

struct _RscSaved
{
  char *name;
  JsonNode *root; /* an object */
};

/* --- the tree --------------------------------------------------------------------------------- */

/* What was parsed cannot be changed; lists are replaced whole, so they are shared. */
static JsonNode *
dup_node (JsonNode *node)
{
  JsonObject *copy;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member, *result;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return json_node_ref (node);
  copy = json_object_new ();
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    json_object_set_member (copy, key, dup_node (member));
  result = json_node_alloc ();
  json_node_init_object (result, copy);
  json_object_unref (copy);
  return result;
}

/* The object that has the last part of @path as a member, and in *@key that part; NULL where it is
 * not there.
 * @make: makes what is missing on the way, in place of what is no object. */
static JsonObject *
find_object (const RscSaved *self, const char *path, gboolean make, const char **key)
{
  JsonObject *object = json_node_get_object (self->root);
  const char *dot;

  while ((dot = strchr (path, '.')))
    {
      g_autofree char *part = g_strndup (path, (gsize) (dot - path));
      JsonNode *member = json_object_get_member (object, part);

      path = dot + 1;
      if (!member || !JSON_NODE_HOLDS_OBJECT (member))
        {
          JsonObject *made;

          if (!make)
            return NULL;
          made = json_object_new ();
          json_object_set_object_member (object, part, made);
          object = made;
        }
      else
        {
          object = json_node_get_object (member);
        }
    }
  *key = path;
  return object;
}

static JsonNode *
find (const RscSaved *self, const char *path)
{
  const char *key;
  JsonObject *object = find_object (self, path, FALSE, &key);

  return object ? json_object_get_member (object, key) : NULL;
}

/* Takes @node. */
static void
put (RscSaved *self, const char *path, JsonNode *node)
{
  const char *key;
  JsonObject *object = find_object (self, path, TRUE, &key);

  json_object_set_member (object, key, node);
}

/* --- the file --------------------------------------------------------------------------------- */

static RscSaved *
saved_new_take (const char *name, JsonNode *root)
{
  RscSaved *self = g_new0 (RscSaved, 1);

  self->name = g_strdup (name);
  self->root = root;
  return self;
}

/* The file says what it is, before what is in it. */
static void
write_schema (RscSaved *self)
{
  rsc_saved_write_string (self, "schema", SCHEMA);
  rsc_saved_write_integer (self, "version", VERSION);
  rsc_saved_write_string (self, "program", "Reluscope " RSC_VERSION);
}

RscSaved *
rsc_saved_new (void)
{
  RscSaved *self;
  JsonNode *root = json_node_alloc ();
  g_autoptr (JsonObject) object = json_object_new ();

  json_node_init_object (root, object);
  self = saved_new_take ("", root);
  write_schema (self);
  return self;
}

/* Whether this program can read it. */
static gboolean
check_schema (RscSaved *self, GError **error)
{
  g_autofree char *schema = NULL;
  g_autofree char *program = NULL;
  guint64 version = 0;

  if (!rsc_saved_read_string (self, "schema", &schema, NULL) || g_strcmp0 (schema, SCHEMA) != 0)
    {
      rsc_json_fail (error, _ ("%s: this is no Reluscope document: its “schema” is not “%s”"),
                     self->name, SCHEMA);
      return FALSE;
    }
  if (!rsc_saved_read_integer (self, "version", 1, G_MAXUINT64, &version, error))
    return FALSE;
  if (version == 0)
    return rsc_saved_fail (self, "version", error, _ ("this is missing"));
  if (version <= VERSION)
    return TRUE;
  rsc_saved_read_string (self, "program", &program, NULL);
  rsc_json_fail (
    error,
    _ ("%s: this document was made by %s in version %" PRIu64
       " of the format, and Reluscope %s reads up to version %d: a newer Reluscope opens it"),
    self->name, program && strlen (program) <= PROGRAM_MAX ? program : _ ("a newer program"),
    version, RSC_VERSION, VERSION);
  return FALSE;
}

RscSaved *
rsc_saved_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (RscSaved) self = NULL;
  gsize size;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  size = length < 0 ? strlen (text) : (gsize) length;
  /* Editors of other systems put a byte order mark before it. */
  if (size >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0)
    {
      text += 3;
      size -= 3;
    }
  root = rsc_json_parse (text, size, name, error);
  if (!root)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      rsc_json_fail (error, _ ("%s: this is no Reluscope document"), name);
      return NULL;
    }
  self = saved_new_take (name, dup_node (root));
  if (!check_schema (self, error))
    return NULL;
  write_schema (self);
  return g_steal_pointer (&self);
}

void
rsc_saved_free (RscSaved *self)
{
  g_free (self->name);
  json_node_unref (self->root);
  g_free (self);
}

char *
rsc_saved_to_text (RscSaved *self)
{
  return rsc_json_to_text (self->root);
}

gboolean
rsc_saved_is_json (const char *text, gsize length)
{
  gsize i = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

  while (i < length && g_ascii_isspace (text[i]))
    i++;
  return i < length && text[i] == '{';
}

/* --- reading ---------------------------------------------------------------------------------- */

gboolean
rsc_saved_fail (const RscSaved *self, const char *path, GError **error, const char *reason)
{
  return rsc_json_fail (error, "%s: %s: %s", self->name, path, reason);
}

static gboolean
holds (JsonNode *node, GType type)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type;
}

/* A number that can be computed with. */
static gboolean
get_number (JsonNode *node, double *value)
{
  if (!holds (node, G_TYPE_DOUBLE) && !holds (node, G_TYPE_INT64))
    return FALSE;
  *value = json_node_get_double (node);
  return isfinite (*value);
}

gboolean
rsc_saved_has (const RscSaved *self, const char *path)
{
  return find (self, path) != NULL;
}

gboolean
rsc_saved_read_boolean (const RscSaved *self, const char *path, gboolean *value, GError **error)
{
  JsonNode *node = find (self, path);

  if (!node)
    return TRUE;
  if (!holds (node, G_TYPE_BOOLEAN))
    return rsc_saved_fail (self, path, error, _ ("this must be true or false"));
  *value = json_node_get_boolean (node);
  return TRUE;
}

gboolean
rsc_saved_read_number (const RscSaved *self,
                       const char *path,
                       double least,
                       double most,
                       double *value,
                       GError **error)
{
  JsonNode *node = find (self, path);
  double number;

  if (!node)
    return TRUE;
  if (!get_number (node, &number) || number < least || number > most)
    {
      g_autofree char *low = rsc_number_words_dup (least, 6);
      g_autofree char *high = rsc_number_words_dup (most, 6);
      g_autofree char *reason =
        g_strdup_printf (_ ("this must be a number from %s to %s"), low, high);

      return rsc_saved_fail (self, path, error, reason);
    }
  *value = number;
  return TRUE;
}

gboolean
rsc_saved_read_integer (const RscSaved *self,
                        const char *path,
                        guint64 least,
                        guint64 most,
                        guint64 *value,
                        GError **error)
{
  JsonNode *node = find (self, path);
  guint64 number = 0;
  gboolean read = FALSE;

  if (!node)
    return TRUE;
  if (holds (node, G_TYPE_INT64) && json_node_get_int (node) >= 0)
    {
      number = (guint64) json_node_get_int (node);
      read = TRUE;
    }
  else if (holds (node, G_TYPE_STRING))
    {
      /* JSON's own integers end below the largest seed. */
      read =
        g_ascii_string_to_unsigned (json_node_get_string (node), 10, 0, G_MAXUINT64, &number, NULL);
    }
  if (!read || number < least || number > most)
    {
      g_autofree char *reason = g_strdup_printf (
        _ ("this must be a whole number from %" PRIu64 " to %" PRIu64), least, most);

      return rsc_saved_fail (self, path, error, reason);
    }
  *value = number;
  return TRUE;
}

gboolean
rsc_saved_read_word (const RscSaved *self,
                     const char *path,
                     const char *const *words,
                     guint *value,
                     GError **error)
{
  JsonNode *node = find (self, path);
  g_autofree char *list = NULL;
  g_autofree char *reason = NULL;

  if (!node)
    return TRUE;
  if (holds (node, G_TYPE_STRING))
    for (guint k = 0; words[k]; k++)
      if (g_str_equal (json_node_get_string (node), words[k]))
        {
          *value = k;
          return TRUE;
        }
  list = g_strjoinv (", ", (char **) words);
  reason = g_strdup_printf (_ ("this must be one of %s"), list);
  return rsc_saved_fail (self, path, error, reason);
}

gboolean
rsc_saved_read_string (const RscSaved *self, const char *path, char **value, GError **error)
{
  JsonNode *node = find (self, path);

  if (!node)
    return TRUE;
  if (!holds (node, G_TYPE_STRING))
    return rsc_saved_fail (self, path, error, _ ("this must be a text"));
  g_free (*value);
  *value = json_node_dup_string (node);
  return TRUE;
}

/* Its list at @path, or NULL: *@ok tells whether that is well. */
static JsonArray *
find_array (const RscSaved *self, const char *path, gboolean *ok, GError **error)
{
  JsonNode *node = find (self, path);

  *ok = !node || JSON_NODE_HOLDS_ARRAY (node);
  if (!*ok)
    rsc_saved_fail (self, path, error, _ ("this must be a list"));
  return node && *ok ? json_node_get_array (node) : NULL;
}

gboolean
rsc_saved_read_strings (const RscSaved *self, const char *path, GStrv *value, GError **error)
{
  gboolean ok;
  JsonArray *array = find_array (self, path, &ok, error);
  g_autoptr (GStrvBuilder) builder = NULL;

  if (!array)
    return ok;
  builder = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!holds (node, G_TYPE_STRING))
        return rsc_saved_fail (self, path, error, _ ("this must be a list of texts"));
      g_strv_builder_add (builder, json_node_get_string (node));
    }
  g_strfreev (*value);
  *value = g_strv_builder_end (builder);
  return TRUE;
}

/* The numbers of @array; FALSE where one is none. */
static gboolean
get_numbers (JsonArray *array, gboolean gaps, double *values)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (gaps && JSON_NODE_HOLDS_NULL (node))
        values[i] = NAN;
      else if (!get_number (node, &values[i]))
        return FALSE;
    }
  return TRUE;
}

/* FALSE where they are written one by one, or not at all. */
static gboolean
read_doubles (const RscSaved *self, const char *path, gsize *n, gsize *d, double **values)
{
  JsonNode *node = find (self, path);
  gsize n_read, d_read;
  double *read = node ? rsc_saved_doubles_read (node, &n_read, &d_read) : NULL;

  if (!read)
    return FALSE;
  *n = n_read;
  *d = d_read;
  g_free (*values);
  *values = read;
  return TRUE;
}

gboolean
rsc_saved_read_numbers (const RscSaved *self,
                        const char *path,
                        gboolean gaps,
                        gsize *n,
                        double **values,
                        GError **error)
{
  gboolean ok;
  JsonArray *array;
  g_autofree double *read = NULL;
  gsize d;

  if (read_doubles (self, path, n, &d, values))
    return d == 1
           || rsc_saved_fail (self, path, error, _ ("this must be a list of finite numbers"));
  array = find_array (self, path, &ok, error);
  if (!array)
    return ok;
  read = g_new0 (double, MAX (json_array_get_length (array), 1));
  if (!get_numbers (array, gaps, read))
    return rsc_saved_fail (self, path, error, _ ("this must be a list of finite numbers"));
  *n = json_array_get_length (array);
  g_free (*values);
  *values = g_steal_pointer (&read);
  return TRUE;
}

gboolean
rsc_saved_read_rows (const RscSaved *self,
                     const char *path,
                     gsize *n,
                     gsize *d,
                     double **values,
                     GError **error)
{
  gboolean ok;
  JsonArray *array;
  g_autofree double *read = NULL;
  gsize n_rows, n_columns = 0;

  if (read_doubles (self, path, n, d, values))
    return TRUE;
  array = find_array (self, path, &ok, error);
  if (!array)
    return ok;
  n_rows = json_array_get_length (array);
  for (guint i = 0; i < n_rows; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (!JSON_NODE_HOLDS_ARRAY (node))
        return rsc_saved_fail (self, path, error, _ ("this must be a list of rows"));
      if (i == 0)
        n_columns = json_array_get_length (json_node_get_array (node));
      if (json_array_get_length (json_node_get_array (node)) != n_columns)
        return rsc_saved_fail (self, path, error, _ ("these rows are not equally long"));
    }
  /* No more than there are values in the file. */
  read = g_new0 (double, MAX (n_rows * n_columns, 1));
  for (guint i = 0; i < n_rows; i++)
    if (!get_numbers (json_array_get_array_element (array, i), FALSE, read + i * n_columns))
      return rsc_saved_fail (self, path, error, _ ("this must be rows of finite numbers"));
  *n = n_rows;
  *d = n_columns;
  g_free (*values);
  *values = g_steal_pointer (&read);
  return TRUE;
}

/* --- writing ---------------------------------------------------------------------------------- */

void
rsc_saved_write_boolean (RscSaved *self, const char *path, gboolean value)
{
  put (self, path, json_node_init_boolean (json_node_alloc (), value));
}

void
rsc_saved_write_number (RscSaved *self, const char *path, double value)
{
  put (self, path, json_node_init_double (json_node_alloc (), value));
}

void
rsc_saved_write_integer (RscSaved *self, const char *path, guint64 value)
{
  g_autofree char *text = NULL;

  if (value <= G_MAXINT64)
    {
      put (self, path, json_node_init_int (json_node_alloc (), (gint64) value));
      return;
    }
  text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);
  rsc_saved_write_string (self, path, text);
}

void
rsc_saved_write_string (RscSaved *self, const char *path, const char *value)
{
  put (self, path, json_node_init_string (json_node_alloc (), value));
}

/* Takes @array. */
static JsonNode *
node_new_for_array (JsonArray *array)
{
  JsonNode *node = json_node_init_array (json_node_alloc (), array);

  json_array_unref (array);
  return node;
}

void
rsc_saved_write_strings (RscSaved *self, const char *path, const char *const *values)
{
  JsonArray *array = json_array_new ();

  for (gsize i = 0; values[i]; i++)
    json_array_add_string_element (array, values[i]);
  put (self, path, node_new_for_array (array));
}

static JsonNode *
node_new_for_numbers (gsize n, const double *values)
{
  JsonArray *array = json_array_sized_new ((guint) n);

  for (gsize i = 0; i < n; i++)
    json_array_add_double_element (array, values[i]);
  return node_new_for_array (array);
}

void
rsc_saved_write_numbers (RscSaved *self, const char *path, gsize n, const double *values)
{
  put (self, path,
       n > RSC_SAVED_DOUBLES_MIN ? rsc_saved_doubles_new_node (n, 1, values)
                                 : node_new_for_numbers (n, values));
}

void
rsc_saved_write_rows (RscSaved *self, const char *path, gsize n, gsize d, const double *values)
{
  JsonArray *array;

  if (d > 0 && n > RSC_SAVED_DOUBLES_MIN / (d + 1))
    {
      put (self, path, rsc_saved_doubles_new_node (n, d, values));
      return;
    }
  array = json_array_sized_new ((guint) n);
  for (gsize i = 0; i < n; i++)
    json_array_add_element (array, node_new_for_numbers (d, d > 0 ? values + i * d : values));
  put (self, path, node_new_for_array (array));
}

void
rsc_saved_remove (RscSaved *self, const char *path)
{
  const char *key;
  JsonObject *object = find_object (self, path, FALSE, &key);

  if (object)
    json_object_remove_member (object, key);
}

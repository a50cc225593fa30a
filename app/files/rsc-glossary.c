/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-glossary.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-settings-reader.h"

/* Letters that a word needs for longer ones to be forms of it. */
#define WORD_MIN 4

static void
entry_free (gpointer data)
{
  RscTermEntry *entry = data;

  g_free (entry->id);
  g_free (entry->name);
  g_free (entry->text);
  g_free (entry->formula);
  g_free (entry->source);
  g_strfreev (entry->also);
  g_free (entry);
}

static gboolean
fail (const char *name, guint k, const char *key, const char *reason, GError **error)
{
  return rsc_json_fail (error, "%s: terms[%u].%s: %s", name, k + 1, key, reason);
}

/* What is there of it. */
static char *
dup_text (JsonObject *object, const char *key)
{
  JsonNode *node = json_object_get_member (object, key);

  return node && rsc_settings_is_text (node) && *json_node_get_string (node)
           ? g_strdup (json_node_get_string (node))
           : NULL;
}

static GStrv
dup_list (JsonObject *object, const char *key)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonNode *node = json_object_get_member (object, key);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint k = 0; array && k < json_array_get_length (array); k++)
    if (rsc_settings_is_text (json_array_get_element (array, k)))
      g_strv_builder_add (builder, json_array_get_string_element (array, k));
  return g_strv_builder_end (builder);
}

static gboolean
read_entry (JsonNode *node, guint k, RscTermEntry *entry, const char *name, GError **error)
{
  static const char *const keys[] = { "id", "name", "text", "formula", "source", "also", NULL };
  g_autofree char *place = g_strdup_printf ("terms[%u].", k + 1);
  JsonObject *object;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (name, k, "id", _ ("a term in braces is needed"), error);
  object = json_node_get_object (node);
  if (!rsc_json_check_keys (object, keys, place, name, error))
    return FALSE;
  entry->id = dup_text (object, "id");
  entry->name = dup_text (object, "name");
  entry->text = dup_text (object, "text");
  entry->formula = dup_text (object, "formula");
  entry->source = dup_text (object, "source");
  entry->also = dup_list (object, "also");
  if (!entry->id || !entry->name || !entry->text)
    return fail (name, k, "text", _ ("“id”, “name” and “text” are needed"), error);
  return TRUE;
}

/* That each link leads somewhere. */
static gboolean
check_links (const GPtrArray *terms, const char *name, GError **error)
{
  for (guint k = 0; k < terms->len; k++)
    {
      const RscTermEntry *entry = g_ptr_array_index (terms, k);

      for (gsize i = 0; entry->also[i]; i++)
        if (!rsc_glossary_find (terms, entry->also[i]))
          return fail (name, k, "also", entry->also[i], error);
      for (const char *at = strstr (entry->text, "[["); at; at = strstr (at + 2, "[["))
        {
          const gsize length = strcspn (at + 2, "|]");
          g_autofree char *id = g_strndup (at + 2, length);

          if (!rsc_glossary_find (terms, id))
            return fail (name, k, "text", id, error);
        }
    }
  return TRUE;
}

static void
translate (char **text)
{
  char *translated = g_strdup (*text ? g_dpgettext2 (NULL, "glossary", *text) : NULL);

  g_free (*text);
  *text = translated;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  g_autofree char *first = g_utf8_casefold ((*(const RscTermEntry *const *) a)->name, -1);
  g_autofree char *second = g_utf8_casefold ((*(const RscTermEntry *const *) b)->name, -1);

  return g_utf8_collate (first, second);
}

GPtrArray *
rsc_glossary_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_autoptr (JsonNode) root =
    rsc_json_parse (text, length < 0 ? strlen (text) : (gsize) length, name, error);
  g_autoptr (GPtrArray) terms = g_ptr_array_new_with_free_func (entry_free);
  JsonNode *list = NULL;

  if (!root)
    return NULL;
  if (JSON_NODE_HOLDS_OBJECT (root))
    list = json_object_get_member (json_node_get_object (root), "terms");
  if (!list || !JSON_NODE_HOLDS_ARRAY (list))
    {
      rsc_json_fail (error, _ ("%s: terms: a list is needed"), name);
      return NULL;
    }
  for (guint k = 0; k < json_array_get_length (json_node_get_array (list)); k++)
    {
      RscTermEntry *entry = g_new0 (RscTermEntry, 1);

      g_ptr_array_add (terms, entry);
      if (!read_entry (json_array_get_element (json_node_get_array (list), k), k, entry, name,
                       error))
        return NULL;
    }
  if (!check_links (terms, name, error))
    return NULL;
  for (guint k = 0; k < terms->len; k++)
    {
      RscTermEntry *entry = g_ptr_array_index (terms, k);

      translate (&entry->name);
      translate (&entry->text);
      translate (&entry->formula);
      translate (&entry->source);
    }
  g_ptr_array_sort (terms, compare_names);
  return g_steal_pointer (&terms);
}

const RscTermEntry *
rsc_glossary_find (const GPtrArray *glossary, const char *id)
{
  g_return_val_if_fail (glossary != NULL && id != NULL, NULL);

  for (guint k = 0; k < glossary->len; k++)
    {
      const RscTermEntry *entry = g_ptr_array_index (glossary, k);

      if (entry->id && g_str_equal (entry->id, id))
        return entry;
    }
  return NULL;
}

/* Letters without regard to case and marks: what is compared. */
static char *
dup_folded (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : text, -1);
  GString *plain = g_string_new (NULL);

  for (const char *at = folded; *at; at = g_utf8_next_char (at))
    if (!g_unichar_ismark (g_utf8_get_char (at)))
      g_string_append_unichar (plain, g_utf8_get_char (at));
  return g_string_free (plain, FALSE);
}

/* A short word such as "of" begins many others; one sign of Chinese is a word. */
static gboolean
begins_with_any (const char *word, GStrv names)
{
  for (gsize k = 0; names[k]; k++)
    if ((g_utf8_strlen (names[k], -1) >= WORD_MIN || g_unichar_iswide (g_utf8_get_char (names[k])))
        && g_str_has_prefix (word, names[k]))
      return TRUE;
  return FALSE;
}

gboolean
rsc_glossary_matches (const RscTermEntry *term, const char *words)
{
  g_autofree char *all = g_strconcat (term->name, " ", term->id, " ", term->text, NULL);
  g_autofree char *folded = dup_folded (all);
  g_autofree char *name = dup_folded (term->name);
  g_autofree char *wanted = dup_folded (words);
  g_auto (GStrv) names = g_strsplit (name, " ", -1);
  g_auto (GStrv) parts = g_strsplit (wanted, " ", -1);

  for (gsize k = 0; parts[k]; k++)
    if (!strstr (folded, parts[k]) && !begins_with_any (parts[k], names))
      return FALSE;
  return TRUE;
}

/* Where @name stands in @text from @from on as a word or the beginning of one, or NULL; of a short
 * name the whole word. */
static const char *
find_name (const char *text, const char *from, const char *name)
{
  const gsize length = strlen (name);
  const glong n = g_utf8_strlen (name, -1);

  for (const char *at = from; n > 0 && (at = strstr (at, name)) != NULL; at = g_utf8_next_char (at))
    {
      const gunichar before = at > text ? g_utf8_get_char (g_utf8_prev_char (at)) : ' ';
      const gunichar after = g_utf8_get_char (at + length);
      const gboolean wide = g_unichar_iswide (g_utf8_get_char (name));

      if (wide || (!g_unichar_isalnum (before) && (n >= WORD_MIN || !g_unichar_isalnum (after))))
        return at;
    }
  return NULL;
}

GPtrArray *
rsc_glossary_find_named (const GPtrArray *glossary, const char *text)
{
  GPtrArray *found = g_ptr_array_new ();
  g_autofree char *folded = dup_folded (text);
  const gsize length = strlen (folded);
  /* The longest name that covers each letter. */
  g_autofree gsize *covered = g_new0 (gsize, length + 1);

  for (int pass = 0; pass < 2; pass++)
    for (guint k = 0; k < glossary->len; k++)
      {
        const RscTermEntry *term = g_ptr_array_index (glossary, k);
        g_autofree char *name = dup_folded (term->name);
        const gsize n = strlen (name);
        gboolean named = FALSE;

        for (const char *at = folded; (at = find_name (folded, at, name)) != NULL;
             at = g_utf8_next_char (at))
          {
            const gsize first = (gsize) (at - folded);

            for (gsize i = first; pass == 0 && i < first + n; i++)
              covered[i] = MAX (covered[i], n);
            named = named || covered[first] <= n;
          }
        if (pass == 1 && named)
          g_ptr_array_add (found, (gpointer) term);
      }
  return found;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-lesson.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/files/rsc-json-reader.h"
#include "app/files/rsc-settings-reader.h"

#define VERSION 1
/* More is no lesson. */
#define STEPS_MAX 200
#define CHOICES_MAX 12
/* Bytes of one text. */
#define TEXT_MAX 8192
/* A number that a person types is right to one part in so many, unless the lesson says. */
#define PARTS 200.0
/* Where to look for the schema: it comes first. */
#define MEANT_MAX 512

/* Words of the file: never translated, never changed. */
static const char *const actions[RSC_N_LESSON_ACTIONS] = {
  [RSC_LESSON_PRUNE] = "prune",
  [RSC_LESSON_PRUNE_TO_MINIMAL] = "prune-to-minimal",
  [RSC_LESSON_TRAIN] = "train",
  [RSC_LESSON_DESCEND] = "descend",
  [RSC_LESSON_WALK] = "walk",
  [RSC_LESSON_PICK_NARROWEST] = "pick-narrowest",
  [RSC_LESSON_NEXT_VERTEX] = "next-vertex",
  [RSC_LESSON_NEXT_EVENT] = "next-event",
  [RSC_LESSON_SELECT] = "select",
  [RSC_LESSON_PREPARE_PRUNING] = "prepare-pruning",
  [RSC_LESSON_FIRST_STEP] = "first-step",
  [RSC_LESSON_LAST_STEP] = "last-step",
};

/* Where the reader is. */
typedef struct
{
  const char *name;
  char *place;        /* "steps[3].", or "" */
  JsonNode *document; /* what the steps before have set, or NULL */
  GError **error;
  gboolean is_shipped; /* so that there are translations */
} Reader;

/* --- freeing ---------------------------------------------------------------------------------- */

static void
choice_free (gpointer data)
{
  RscLessonChoice *choice = data;

  g_free (choice->text);
  g_clear_pointer (&choice->condition, rsc_condition_free);
  g_free (choice->why);
  g_free (choice);
}

static void
mistake_free (gpointer data)
{
  RscLessonMistake *mistake = data;

  g_clear_pointer (&mistake->is, rsc_term_free);
  g_free (mistake->why);
  g_free (mistake);
}

static void
stage_clear (RscLessonStage *stage)
{
  g_free (stage->document);
  g_free (stage->actions);
}

static void
step_free (gpointer data)
{
  RscLessonStep *step = data;

  g_free (step->title);
  g_free (step->text);
  g_free (step->formula);
  stage_clear (&step->stage);
  g_free (step->point);
  g_free (step->question);
  g_clear_pointer (&step->choices, g_ptr_array_unref);
  g_clear_pointer (&step->number, rsc_term_free);
  g_clear_pointer (&step->mistakes, g_ptr_array_unref);
  g_clear_pointer (&step->until, g_ptr_array_unref);
  g_free (step->right);
  g_free (step->otherwise);
  stage_clear (&step->answer);
  g_clear_pointer (&step->expect, g_ptr_array_unref);
  g_free (step);
}

RscLesson *
rsc_lesson_ref (RscLesson *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_lesson_unref (RscLesson *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->title);
  g_free (self->summary);
  g_free (self->source);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_free (self);
}

/* --- values ----------------------------------------------------------------------------------- */

/* Always FALSE. */
static gboolean
fail (const Reader *reader, const char *key, const char *reason)
{
  return rsc_json_fail (reader->error, "%s: %s%s: %s", reader->name, reader->place, key, reason);
}

/* Takes @error. */
static gboolean
pass_on (const Reader *reader, const char *key, GError *error)
{
  fail (reader, key, error->message);
  g_error_free (error);
  return FALSE;
}

/* What is read, and not what names something: lesson-strings.py of resources/po lists the same. */
static gboolean
is_read (const char *key)
{
  static const char *const keys[] = { "title", "summary", "source",    "text",    "question",
                                      "why",   "right",   "otherwise", "formula", NULL };

  return g_strv_contains (keys, key);
}

static const char *
translate (const Reader *reader, const char *text)
{
  return reader->is_shipped ? g_dpgettext2 (NULL, "lesson", text) : text;
}

/* *@value stays where there is no such member. */
static gboolean
read_text (const Reader *reader, JsonObject *object, const char *key, char **value)
{
  JsonNode *node = json_object_get_member (object, key);
  const char *text;
  GError *local = NULL;

  if (!node)
    return TRUE;
  if (!rsc_settings_is_text (node))
    return fail (reader, key, _ ("a text in quotes is needed"));
  text = json_node_get_string (node);
  if (*text == '\0')
    return fail (reader, key, _ ("this is empty"));
  if (strlen (text) > TEXT_MAX)
    return fail (reader, key, _ ("this is too long"));
  if (!g_utf8_validate (text, -1, NULL))
    return fail (reader, key, _ ("this is no text"));
  if (!g_str_equal (key, "formula") && !rsc_condition_check_filled (text, &local))
    return pass_on (reader, key, local);
  *value = g_strdup (is_read (key) ? translate (reader, text) : text);
  return TRUE;
}

static gboolean
need_text (const Reader *reader, JsonObject *object, const char *key, char **value)
{
  if (!read_text (reader, object, key, value))
    return FALSE;
  return *value != NULL || fail (reader, key, _ ("this is missing"));
}

/* A list of texts, or one alone. */
static gboolean
read_texts (const Reader *reader, JsonObject *object, const char *key, GStrv *value)
{
  JsonNode *node = json_object_get_member (object, key);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!node)
    return TRUE;
  if (rsc_settings_is_text (node))
    {
      g_strv_builder_add (builder, json_node_get_string (node));
      *value = g_strv_builder_end (builder);
      return TRUE;
    }
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, key, _ ("a text in quotes or a list of them is needed"));
  array = json_node_get_array (node);
  for (guint k = 0; k < json_array_get_length (array); k++)
    {
      if (!rsc_settings_is_text (json_array_get_element (array, k)))
        return fail (reader, key, _ ("a text in quotes or a list of them is needed"));
      g_strv_builder_add (builder, json_array_get_string_element (array, k));
    }
  *value = g_strv_builder_end (builder);
  return TRUE;
}

static gboolean
read_conditions (const Reader *reader, JsonObject *object, const char *key, GPtrArray **value)
{
  g_auto (GStrv) texts = NULL;

  if (!read_texts (reader, object, key, &texts))
    return FALSE;
  *value = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_condition_free);
  for (gsize k = 0; texts && texts[k]; k++)
    {
      GError *local = NULL;
      RscCondition *condition = rsc_condition_parse (texts[k], &local);

      if (!condition)
        return pass_on (reader, key, local);
      g_ptr_array_add (*value, condition);
    }
  return TRUE;
}

/* --- what is set ------------------------------------------------------------------------------ */

/* @above laid over @below: objects by their members, all else in its place. */
static JsonNode *
merge (JsonNode *below, JsonNode *above)
{
  g_autoptr (JsonObject) object = NULL;
  JsonObjectIter iter;
  const char *key;
  JsonNode *member, *result;

  if (!below || !JSON_NODE_HOLDS_OBJECT (below) || !JSON_NODE_HOLDS_OBJECT (above))
    return json_node_ref (above);
  object = json_object_new ();
  json_object_iter_init_ordered (&iter, json_node_get_object (below));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    json_object_set_member (object, key, json_node_ref (member));
  json_object_iter_init_ordered (&iter, json_node_get_object (above));
  while (json_object_iter_next_ordered (&iter, &key, &member))
    json_object_set_member (object, key, merge (json_object_get_member (object, key), member));
  result = json_node_alloc ();
  json_node_init_object (result, object);
  return result;
}

static char *
dup_document (JsonNode *document)
{
  g_autoptr (JsonNode) head =
    json_from_string ("{\"schema\": \"reluscope-document\", \"version\": 1}", NULL);
  g_autoptr (JsonNode) whole = merge (head, document);

  return json_to_string (whole, FALSE);
}

/* Settings go with the data: with others they begin anew. */
static gboolean
has_data (JsonNode *document)
{
  return json_object_has_member (json_node_get_object (document), "data")
         || json_object_has_member (json_node_get_object (document), "gallery");
}

/* @document with the name of the data that stand in it, which is read, in the other language. */
static JsonNode *
translate_name (const Reader *reader, JsonNode *document)
{
  JsonNode *data = json_object_get_member (json_node_get_object (document), "data");
  JsonNode *name = data && JSON_NODE_HOLDS_OBJECT (data)
                     ? json_object_get_member (json_node_get_object (data), "name")
                     : NULL;
  JsonObject *named, *above;
  g_autoptr (JsonNode) node = NULL;

  if (!name || !rsc_settings_is_text (name) || *json_node_get_string (name) == '\0')
    return json_node_ref (document);
  named = json_object_new ();
  json_object_set_string_member (named, "name", translate (reader, json_node_get_string (name)));
  above = json_object_new ();
  json_object_set_object_member (above, "data", named);
  node = json_node_alloc ();
  json_node_take_object (json_node_init (node, JSON_NODE_OBJECT), above);
  return merge (document, node);
}

static gboolean
read_stage (Reader *reader, JsonObject *object, RscLessonStage *stage)
{
  static const char *const keys[] = { "gallery",      "data",      "test",     "preparation",
                                      "model",        "widths",    "function", "set",
                                      "lambda_ratio", "path",      "pick",     "pruning",
                                      "layout",       "selection", "training", NULL };
  JsonNode *node = json_object_get_member (object, "document");
  g_auto (GStrv) names = NULL;

  if (node && !JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, "document", _ ("a document in braces is needed"));
  if (node)
    {
      g_autoptr (JsonNode) named = NULL;
      JsonNode *merged;

      if (!rsc_json_check_keys (json_node_get_object (node), keys, reader->place, reader->name,
                                reader->error))
        return FALSE;
      named = translate_name (reader, node);
      merged = merge (has_data (node) ? NULL : reader->document, named);
      g_clear_pointer (&reader->document, json_node_unref);
      reader->document = merged;
      stage->document = dup_document (merged);
    }
  if (!read_texts (reader, object, "run", &names))
    return FALSE;
  stage->actions = g_new0 (RscLessonAction, names ? MAX (g_strv_length (names), 1) : 1);
  for (gsize k = 0; names && names[k]; k++)
    {
      RscLessonAction action = 0;

      while (action < RSC_N_LESSON_ACTIONS && !g_str_equal (actions[action], names[k]))
        action++;
      if (action == RSC_N_LESSON_ACTIONS)
        {
          g_autofree char *reason = g_strdup_printf (_ ("there is no action “%s”"), names[k]);

          return fail (reader, "run", reason);
        }
      stage->actions[stage->n_actions++] = action;
    }
  return TRUE;
}

/* --- questions -------------------------------------------------------------------------------- */

static gboolean
read_choice (Reader *reader, JsonNode *node, RscLessonChoice *choice)
{
  static const char *const keys[] = { "text", "right", "if", "why", NULL };
  g_autofree char *condition = NULL;
  JsonObject *object;
  JsonNode *right;
  GError *local = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, "choices", _ ("each answer needs a “text” and a “why” in braces"));
  object = json_node_get_object (node);
  if (!rsc_json_check_keys (object, keys, reader->place, reader->name, reader->error)
      || !need_text (reader, object, "text", &choice->text)
      || !need_text (reader, object, "why", &choice->why)
      || !read_text (reader, object, "if", &condition))
    return FALSE;
  right = json_object_get_member (object, "right");
  if (right && condition)
    return fail (reader, "right", _ ("“if” says that already"));
  if (right
      && (!JSON_NODE_HOLDS_VALUE (right) || json_node_get_value_type (right) != G_TYPE_BOOLEAN))
    return fail (reader, "right", _ ("true or false is needed"));
  choice->is_right = right && json_node_get_boolean (right);
  if (condition)
    choice->condition = rsc_condition_parse (condition, &local);
  return !local || pass_on (reader, "if", local);
}

/* One of several is right; which, the document says where all have conditions. */
static gboolean
read_choices (Reader *reader, JsonObject *object, RscLessonStep *step)
{
  JsonNode *node = json_object_get_member (object, "choices");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0, n_right = 0, n_conditions = 0;

  if (n < 2 || n > CHOICES_MAX)
    return fail (reader, "choices", _ ("a list of two to twelve answers is needed"));
  step->ask = RSC_LESSON_ASK_CHOICE;
  for (guint k = 0; k < n; k++)
    {
      RscLessonChoice *choice = g_new0 (RscLessonChoice, 1);
      g_autofree char *place = g_strdup (reader->place);
      gboolean good;

      g_ptr_array_add (step->choices, choice);
      g_free (reader->place);
      reader->place = g_strdup_printf ("%schoices[%u].", place, k + 1);
      good = read_choice (reader, json_array_get_element (array, k), choice);
      if (!good)
        return FALSE;
      g_free (reader->place);
      reader->place = g_steal_pointer (&place);
      n_right += choice->is_right;
      n_conditions += choice->condition != NULL;
    }
  if (n_conditions == 0 ? n_right != 1 : n_conditions != n)
    return fail (reader, "choices", _ ("one answer must be right, or each must have an “if”"));
  return TRUE;
}

static gboolean
read_mistakes (Reader *reader, JsonObject *object, RscLessonStep *step)
{
  static const char *const keys[] = { "is", "why", NULL };
  JsonNode *node = json_object_get_member (object, "mistakes");
  JsonArray *array;

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return fail (reader, "mistakes", _ ("a list is needed"));
  array = json_node_get_array (node);
  for (guint k = 0; k < json_array_get_length (array); k++)
    {
      JsonNode *member = json_array_get_element (array, k);
      RscLessonMistake *mistake = g_new0 (RscLessonMistake, 1);
      g_autofree char *is = NULL;
      GError *local = NULL;

      g_ptr_array_add (step->mistakes, mistake);
      if (!JSON_NODE_HOLDS_OBJECT (member))
        return fail (reader, "mistakes", _ ("each needs “is” and “why” in braces"));
      if (!rsc_json_check_keys (json_node_get_object (member), keys, reader->place, reader->name,
                                reader->error)
          || !need_text (reader, json_node_get_object (member), "is", &is)
          || !need_text (reader, json_node_get_object (member), "why", &mistake->why))
        return FALSE;
      mistake->is = rsc_term_parse (is, &local);
      if (!mistake->is)
        return pass_on (reader, "mistakes", local);
    }
  return TRUE;
}

static gboolean
read_number (Reader *reader, JsonObject *object, RscLessonStep *step)
{
  g_autofree char *number = NULL;
  JsonNode *parts = json_object_get_member (object, "parts");
  GError *local = NULL;

  step->ask = RSC_LESSON_ASK_NUMBER;
  if (!need_text (reader, object, "number", &number)
      || !need_text (reader, object, "right", &step->right)
      || !need_text (reader, object, "otherwise", &step->otherwise)
      || !read_mistakes (reader, object, step))
    return FALSE;
  step->number = rsc_term_parse (number, &local);
  if (!step->number)
    return pass_on (reader, "number", local);
  if (parts
      && (!rsc_settings_is_number (parts) || !(json_node_get_double (parts) >= 1)
          || !isfinite (json_node_get_double (parts))))
    return fail (reader, "parts", _ ("a number from 1 on is needed"));
  step->parts = parts ? json_node_get_double (parts) : PARTS;
  return TRUE;
}

static gboolean
read_action (Reader *reader, JsonObject *object, RscLessonStep *step)
{
  JsonNode *answer = json_object_get_member (object, "answer");
  static const char *const keys[] = { "document", "run", NULL };

  step->ask = RSC_LESSON_ASK_ACTION;
  g_clear_pointer (&step->until, g_ptr_array_unref);
  if (!read_conditions (reader, object, "until", &step->until)
      || !need_text (reader, object, "right", &step->right)
      || !need_text (reader, object, "otherwise", &step->otherwise))
    return FALSE;
  if (!answer || !JSON_NODE_HOLDS_OBJECT (answer))
    return fail (reader, "answer", _ ("what answers it, “document” or “run”, is needed in braces"));
  return rsc_json_check_keys (json_node_get_object (answer), keys, "answer.", reader->name,
                              reader->error)
         && read_stage (reader, json_node_get_object (answer), &step->answer);
}

static gboolean
read_ask (Reader *reader, JsonObject *object, RscLessonStep *step)
{
  static const char *const keys[] = { "question", "choices", "number",    "parts",  "mistakes",
                                      "until",    "right",   "otherwise", "answer", NULL };
  JsonNode *node = json_object_get_member (object, "ask");
  g_autofree char *place = NULL;
  JsonObject *ask;
  gboolean good;

  if (!node)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, "ask", _ ("a question in braces is needed"));
  ask = json_node_get_object (node);
  place = g_steal_pointer (&reader->place);
  reader->place = g_strconcat (place, "ask.", NULL);
  if (!rsc_json_check_keys (ask, keys, reader->place, reader->name, reader->error)
      || !need_text (reader, ask, "question", &step->question))
    return FALSE;
  if (json_object_has_member (ask, "choices"))
    good = read_choices (reader, ask, step);
  else if (json_object_has_member (ask, "number"))
    good = read_number (reader, ask, step);
  else if (json_object_has_member (ask, "until"))
    good = read_action (reader, ask, step);
  else
    good = fail (reader, "question", _ ("“choices”, “number” or “until” is needed with it"));
  if (!good)
    return FALSE;
  g_free (reader->place);
  reader->place = g_steal_pointer (&place);
  return TRUE;
}

/* --- steps ------------------------------------------------------------------------------------ */

static gboolean
read_step (Reader *reader, JsonNode *node, RscLessonStep *step)
{
  static const char *const keys[] = { "title", "text", "formula", "document", "run",
                                      "point", "ask",  "expect",  NULL };
  JsonObject *object;

  step->choices = g_ptr_array_new_with_free_func (choice_free);
  step->mistakes = g_ptr_array_new_with_free_func (mistake_free);
  step->until = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_condition_free);
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (reader, "", _ ("a step in braces is needed"));
  object = json_node_get_object (node);
  return rsc_json_check_keys (object, keys, reader->place, reader->name, reader->error)
         && need_text (reader, object, "title", &step->title)
         && need_text (reader, object, "text", &step->text)
         && read_text (reader, object, "formula", &step->formula)
         && read_text (reader, object, "point", &step->point)
         && read_stage (reader, object, &step->stage)
         && read_conditions (reader, object, "expect", &step->expect)
         && read_ask (reader, object, step);
}

static gboolean
read_steps (Reader *reader, JsonObject *object, RscLesson *self)
{
  JsonNode *node = json_object_get_member (object, "steps");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  guint n = array ? json_array_get_length (array) : 0;

  if (n < 1 || n > STEPS_MAX)
    return fail (reader, "steps", _ ("a list of 1 to 200 steps is needed"));
  for (guint k = 0; k < n; k++)
    {
      RscLessonStep *step = g_new0 (RscLessonStep, 1);

      g_ptr_array_add (self->steps, step);
      g_free (reader->place);
      reader->place = g_strdup_printf ("steps[%u].", k + 1);
      if (!read_step (reader, json_array_get_element (array, k), step))
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_lesson (Reader *reader, JsonNode *root, RscLesson *self)
{
  static const char *const keys[] = { "schema", "version", "title", "summary",
                                      "source", "steps",   NULL };
  JsonObject *object;
  JsonNode *version;
  g_autofree char *schema = NULL;

  if (!JSON_NODE_HOLDS_OBJECT (root))
    return fail (reader, "schema", _ ("this is missing"));
  object = json_node_get_object (root);
  if (!need_text (reader, object, "schema", &schema))
    return FALSE;
  if (!g_str_equal (schema, RSC_LESSON_SCHEMA))
    return fail (reader, "schema", _ ("“reluscope-lesson” is needed"));
  version = json_object_get_member (object, "version");
  if (!version || !rsc_settings_is_number (version) || json_node_get_double (version) != VERSION)
    return fail (reader, "version", _ ("this program reads version 1"));
  return rsc_json_check_keys (object, keys, "", reader->name, reader->error)
         && need_text (reader, object, "title", &self->title)
         && need_text (reader, object, "summary", &self->summary)
         && read_text (reader, object, "source", &self->source)
         && read_steps (reader, object, self);
}

static RscLesson *
parse (const char *text, gssize length, const char *name, gboolean is_shipped, GError **error)
{
  const gsize size = length < 0 ? strlen (text) : (gsize) length;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (RscLesson) self = NULL;
  Reader reader = { name, NULL, NULL, error, is_shipped };
  gboolean good;

  root = rsc_json_parse (text, size, name, error);
  if (!root)
    return NULL;
  self = g_new0 (RscLesson, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->steps = g_ptr_array_new_with_free_func (step_free);
  reader.place = g_strdup ("");
  good = read_lesson (&reader, root, self);
  g_free (reader.place);
  g_clear_pointer (&reader.document, json_node_unref);
  return good ? g_steal_pointer (&self) : NULL;
}

RscLesson *
rsc_lesson_parse (const char *text, gssize length, const char *name, GError **error)
{
  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  return parse (text, length, name, FALSE, error);
}

RscLesson *
rsc_lesson_parse_shipped (const char *text, gssize length, const char *name, GError **error)
{
  g_return_val_if_fail (text != NULL && name != NULL, NULL);
  return parse (text, length, name, TRUE, error);
}

gboolean
rsc_lesson_is_meant (const char *text, gsize length)
{
  return g_strstr_len (text, (gssize) MIN (length, MEANT_MAX), "\"" RSC_LESSON_SCHEMA "\"") != NULL;
}

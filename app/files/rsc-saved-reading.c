/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/files/rsc-saved-reading.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/files/rsc-reading-names.h"
#include "core/numerics/rsc-tolerances.h"

#define ROOT "data.reading"

static const char separators[] = ",;\t |";

/* Of each column as many levels as @counts has, out of the one list @levels. FALSE where they are
 * not as many. */
static gboolean
deal_levels (RscReading *self, const double *counts, char **levels)
{
  const gsize n_levels = levels != NULL ? g_strv_length (levels) : 0;
  gsize next = 0;

  for (gsize k = 0; k < self->n_columns; k++)
    {
      RscReadingColumn *column = &self->columns[k];
      gsize count;

      if (!(counts[k] >= 0 && counts[k] <= RSC_LEVELS_MAX && counts[k] == floor (counts[k])))
        return FALSE;
      count = (gsize) counts[k];
      if (count > n_levels - next)
        return FALSE;
      if (count > 0)
        column->levels = g_new0 (char *, count + 1);
      for (gsize l = 0; l < count; l++)
        column->levels[l] = g_strdup (levels[next++]);
      column->first = self->n_features;
      if (column->role == RSC_ROLE_FEATURE)
        self->n_features += count > 0 ? count : 1;
    }
  return next == n_levels;
}

static gboolean
read_columns (const RscSaved *saved, RscReading **reading, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) roles = NULL;
  g_auto (GStrv) levels = NULL;
  g_autofree double *counts = NULL;
  g_autoptr (RscReading) self = NULL;
  gsize n_counts = 0, n;

  if (!rsc_saved_read_strings (saved, ROOT ".columns", &names, error)
      || !rsc_saved_read_strings (saved, ROOT ".roles", &roles, error)
      || !rsc_saved_read_strings (saved, ROOT ".levels", &levels, error)
      || !rsc_saved_read_numbers (saved, ROOT ".level_counts", FALSE, &n_counts, &counts, error))
    return FALSE;
  n = names != NULL ? g_strv_length (names) : 0;
  if (n == 0 || n > RSC_COLUMNS_MAX || n_counts != n || roles == NULL || g_strv_length (roles) != n)
    return rsc_saved_fail (saved, ROOT, error, _ ("its lists are not equally long"));
  self = rsc_reading_new_empty (n);
  for (gsize k = 0; k < n; k++)
    {
      guint role = 0;

      while (rsc_reading_roles[role] != NULL && !g_str_equal (rsc_reading_roles[role], roles[k]))
        role++;
      if (rsc_reading_roles[role] == NULL)
        return rsc_saved_fail (saved, ROOT ".roles", error, _ ("there is no such role"));
      self->columns[k].role = role;
      /* Escapes can spell half a character. */
      if (!g_utf8_validate (names[k], -1, NULL))
        return rsc_saved_fail (saved, ROOT ".columns", error, _ ("this is no text"));
      self->columns[k].name = *names[k] != '\0' ? g_strdup (names[k]) : NULL;
    }
  for (gsize l = 0; levels != NULL && levels[l] != NULL; l++)
    if (!g_utf8_validate (levels[l], -1, NULL))
      return rsc_saved_fail (saved, ROOT ".levels", error, _ ("this is no text"));
  if (!deal_levels (self, counts, levels))
    return rsc_saved_fail (saved, ROOT ".levels", error, _ ("its lists are not equally long"));
  *reading = g_steal_pointer (&self);
  return TRUE;
}

/* A list of one text, as long as it may be, or of none: NULL. */
static gboolean
read_text (const RscSaved *saved, const char *path, char **text, GError **error)
{
  g_auto (GStrv) texts = NULL;

  if (!rsc_saved_read_strings (saved, path, &texts, error))
    return FALSE;
  if (texts == NULL || texts[0] == NULL)
    return TRUE;
  if (texts[1] != NULL || *texts[0] == '\0' || !g_utf8_validate (texts[0], -1, NULL))
    return rsc_saved_fail (saved, path, error, _ ("this is no text"));
  *text = g_strdup (texts[0]);
  return TRUE;
}

/* One character of @list, or none. */
static gboolean
read_mark (const RscSaved *saved, const char *path, const char *list, char *mark, GError **error)
{
  g_autofree char *text = NULL;

  if (!rsc_saved_read_string (saved, path, &text, error))
    return FALSE;
  if (text != NULL && *text != '\0' && (text[1] != '\0' || strchr (list, *text) == NULL))
    return rsc_saved_fail (saved, path, error, _ ("there is no such mark"));
  *mark = text != NULL ? *text : '\0';
  return TRUE;
}

static gboolean
read_size (const RscSaved *saved, const char *path, gsize *size, GError **error)
{
  guint64 value = 0;

  if (!rsc_saved_read_integer (saved, path, 0, G_MAXINT64, &value, error))
    return FALSE;
  *size = (gsize) value;
  return TRUE;
}

/* Of data of several outputs, what the file has of each. */
static gboolean
read_outputs (const RscSaved *saved, RscReading *self, GError **error)
{
  g_auto (GStrv) names = NULL;
  g_auto (GStrv) kinds = NULL;
  g_auto (GStrv) negatives = NULL;
  g_auto (GStrv) positives = NULL;
  g_autofree double *targets = NULL;
  gsize n = 0, n_names;

  if (!rsc_saved_has (saved, ROOT ".outputs"))
    return TRUE;
  if (!rsc_saved_read_strings (saved, ROOT ".outputs.names", &names, error)
      || !rsc_saved_read_numbers (saved, ROOT ".outputs.targets", FALSE, &n, &targets, error)
      || !rsc_saved_read_strings (saved, ROOT ".outputs.kinds", &kinds, error)
      || !rsc_saved_read_strings (saved, ROOT ".outputs.negatives", &negatives, error)
      || !rsc_saved_read_strings (saved, ROOT ".outputs.positives", &positives, error))
    return FALSE;
  n_names = names ? g_strv_length (names) : 0;
  if (n_names < 2 || n != n_names || !kinds || g_strv_length (kinds) != n || !negatives
      || g_strv_length (negatives) != n || !positives || g_strv_length (positives) != n)
    return rsc_saved_fail (saved, ROOT ".outputs", error, _ ("its lists are not equally long"));
  for (gsize k = 0; k < n; k++)
    {
      guint kind = 0;

      while (rsc_reading_target_kinds[kind]
             && !g_str_equal (rsc_reading_target_kinds[kind], kinds[k]))
        kind++;
      if (!rsc_reading_target_kinds[kind] || kind == RSC_TARGET_AGAINST_ONE
          || (kind != RSC_TARGET_VALUES && *positives[k] == '\0')
          || (kind == RSC_TARGET_TWO_CLASSES && *negatives[k] == '\0'))
        return rsc_saved_fail (saved, ROOT ".outputs.kinds", error, _ ("its classes are missing"));
      if (!(targets[k] >= 1 && targets[k] <= (double) self->n_columns
            && targets[k] == floor (targets[k]))
          || self->columns[(gsize) targets[k] - 1].role != RSC_ROLE_TARGET)
        return rsc_saved_fail (saved, ROOT ".outputs.targets", error, _ ("this is no target"));
      if (!g_utf8_validate (names[k], -1, NULL) || !g_utf8_validate (negatives[k], -1, NULL)
          || !g_utf8_validate (positives[k], -1, NULL))
        return rsc_saved_fail (saved, ROOT ".outputs", error, _ ("this is no text"));
      rsc_reading_add_output (self, &(RscReadingOutput){
                                      names[k],
                                      (gsize) targets[k] - 1,
                                      kind,
                                      *negatives[k] ? negatives[k] : NULL,
                                      *positives[k] ? positives[k] : NULL,
                                    });
    }
  return TRUE;
}

static void
write_outputs (const RscReading *reading, RscSaved *saved)
{
  const gsize n = reading->n_outputs;
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree const char **kinds = g_new0 (const char *, n + 1);
  g_autofree const char **negatives = g_new0 (const char *, n + 1);
  g_autofree const char **positives = g_new0 (const char *, n + 1);
  g_autofree double *targets = g_new0 (double, n + 1);

  rsc_saved_remove (saved, ROOT ".outputs");
  if (n == 0)
    return;
  for (gsize k = 0; k < n; k++)
    {
      const RscReadingOutput *output = reading->outputs + k;

      names[k] = output->name;
      kinds[k] = rsc_reading_target_kinds[output->kind];
      negatives[k] = output->negative ? output->negative : "";
      positives[k] = output->positive ? output->positive : "";
      targets[k] = (double) output->target + 1;
    }
  rsc_saved_write_strings (saved, ROOT ".outputs.names", names);
  rsc_saved_write_numbers (saved, ROOT ".outputs.targets", n, targets);
  rsc_saved_write_strings (saved, ROOT ".outputs.kinds", kinds);
  rsc_saved_write_strings (saved, ROOT ".outputs.negatives", negatives);
  rsc_saved_write_strings (saved, ROOT ".outputs.positives", positives);
}

static gboolean
read_target (const RscSaved *saved, RscReading *self, GError **error)
{
  guint64 target = 0;
  guint kind = 0, missing = 0;
  gsize n_targets = 0;

  if (!rsc_saved_read_integer (saved, ROOT ".target", 1, self->n_columns, &target, error)
      || !rsc_saved_read_word (saved, ROOT ".target_kind", rsc_reading_target_kinds, &kind, error)
      || !read_text (saved, ROOT ".negative", &self->negative, error)
      || !read_text (saved, ROOT ".positive", &self->positive, error)
      || !rsc_saved_read_word (saved, ROOT ".missing", rsc_reading_missing, &missing, error)
      || !read_size (saved, ROOT ".rows_missing", &self->n_missing, error)
      || !read_size (saved, ROOT ".rows_other", &self->n_other, error))
    return FALSE;
  for (gsize k = 0; k < self->n_columns; k++)
    n_targets += self->columns[k].role == RSC_ROLE_TARGET;
  if (!read_outputs (saved, self, error))
    return FALSE;
  if ((n_targets != 1 && n_targets != self->n_outputs) || target == 0
      || self->columns[target - 1].role != RSC_ROLE_TARGET)
    return rsc_saved_fail (saved, ROOT ".target", error, _ ("there must be one target"));
  if ((kind != RSC_TARGET_VALUES && self->positive == NULL)
      || ((kind == RSC_TARGET_TWO_CLASSES || kind == RSC_TARGET_AGAINST_ONE)
          && self->negative == NULL))
    return rsc_saved_fail (saved, ROOT ".target_kind", error, _ ("its classes are missing"));
  self->target = (gsize) target - 1;
  self->target_kind = kind;
  self->missing = missing;
  return TRUE;
}

static gboolean
read_dialect (const RscSaved *saved, RscReading *self, GError **error)
{
  guint header = 0, encoding = 0;

  if (!read_size (saved, ROOT ".rows", &self->n_rows, error)
      || !read_size (saved, ROOT ".rows_used", &self->n_used, error)
      || !rsc_saved_read_word (saved, ROOT ".header", rsc_reading_headers, &header, error)
      || !read_size (saved, ROOT ".header_line", &self->header_line, error)
      || !read_mark (saved, ROOT ".separator", separators, &self->separator, error)
      || !rsc_saved_read_boolean (saved, ROOT ".separator_is_given", &self->separator_is_given,
                                  error)
      || !read_mark (saved, ROOT ".decimal", ".,", &self->decimal, error)
      || !read_text (saved, ROOT ".grouped", &self->grouped, error)
      || !read_text (saved, ROOT ".pointed", &self->pointed, error)
      || !rsc_saved_read_number (saved, ROOT ".grouped_value", -G_MAXDOUBLE, G_MAXDOUBLE,
                                 &self->grouped_value, error)
      || !rsc_saved_read_boolean (saved, ROOT ".lookalikes", &self->has_lookalikes, error)
      || !rsc_saved_read_word (saved, ROOT ".encoding", rsc_reading_encodings, &encoding, error)
      || !read_size (saved, ROOT ".comments", &self->n_comments, error))
    return FALSE;
  self->header = header;
  self->encoding = encoding;
  return TRUE;
}

gboolean
rsc_saved_reading_read (const RscSaved *saved,
                        gsize n,
                        gsize d,
                        gboolean edited,
                        RscReading **reading,
                        GError **error)
{
  g_autoptr (RscReading) self = NULL;

  *reading = NULL;
  if (!rsc_saved_has (saved, ROOT))
    return TRUE;
  if (!read_columns (saved, &self, error) || !read_target (saved, self, error)
      || !read_dialect (saved, self, error))
    return FALSE;
  if (self->n_features == d && (edited || (self->n_used == n && self->n_rows >= n)))
    *reading = g_steal_pointer (&self);
  return TRUE;
}

static void
write_text (RscSaved *saved, const char *path, const char *text)
{
  const char *const texts[] = { text, NULL };

  rsc_saved_write_strings (saved, path, texts);
}

static void
write_columns (const RscReading *reading, RscSaved *saved)
{
  const gsize n = reading->n_columns;
  g_autofree const char **names = g_new0 (const char *, n + 1);
  g_autofree const char **roles = g_new0 (const char *, n + 1);
  g_autofree double *counts = g_new0 (double, n);
  g_autoptr (GPtrArray) levels = g_ptr_array_new ();

  for (gsize k = 0; k < n; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];

      names[k] = column->name != NULL ? column->name : "";
      roles[k] = rsc_reading_roles[column->role];
      for (gsize l = 0; column->levels != NULL && column->levels[l] != NULL; l++)
        {
          g_ptr_array_add (levels, column->levels[l]);
          counts[k]++;
        }
    }
  g_ptr_array_add (levels, NULL);
  rsc_saved_write_strings (saved, ROOT ".columns", names);
  rsc_saved_write_strings (saved, ROOT ".roles", roles);
  rsc_saved_write_strings (saved, ROOT ".levels", (const char *const *) levels->pdata);
  rsc_saved_write_numbers (saved, ROOT ".level_counts", n, counts);
}

void
rsc_saved_reading_write (const RscReading *reading, RscSaved *saved)
{
  const char separator[] = { reading != NULL ? reading->separator : '\0', '\0' };
  const char decimal[] = { reading != NULL ? reading->decimal : '\0', '\0' };

  if (reading == NULL)
    {
      rsc_saved_remove (saved, ROOT);
      return;
    }
  write_columns (reading, saved);
  write_outputs (reading, saved);
  rsc_saved_write_integer (saved, ROOT ".target", reading->target + 1);
  rsc_saved_write_string (saved, ROOT ".target_kind",
                          rsc_reading_target_kinds[reading->target_kind]);
  write_text (saved, ROOT ".negative", reading->negative);
  write_text (saved, ROOT ".positive", reading->positive);
  rsc_saved_write_string (saved, ROOT ".missing", rsc_reading_missing[reading->missing]);
  rsc_saved_write_integer (saved, ROOT ".rows_missing", reading->n_missing);
  rsc_saved_write_integer (saved, ROOT ".rows_other", reading->n_other);
  rsc_saved_write_integer (saved, ROOT ".rows", reading->n_rows);
  rsc_saved_write_integer (saved, ROOT ".rows_used", reading->n_used);
  rsc_saved_write_string (saved, ROOT ".header", rsc_reading_headers[reading->header]);
  rsc_saved_write_integer (saved, ROOT ".header_line", reading->header_line);
  rsc_saved_write_string (saved, ROOT ".separator", separator);
  rsc_saved_write_boolean (saved, ROOT ".separator_is_given", reading->separator_is_given);
  rsc_saved_write_string (saved, ROOT ".decimal", decimal);
  write_text (saved, ROOT ".grouped", reading->grouped);
  write_text (saved, ROOT ".pointed", reading->pointed);
  rsc_saved_write_number (saved, ROOT ".grouped_value", reading->grouped_value);
  rsc_saved_write_boolean (saved, ROOT ".lookalikes", reading->has_lookalikes);
  rsc_saved_write_string (saved, ROOT ".encoding", rsc_reading_encodings[reading->encoding]);
  rsc_saved_write_integer (saved, ROOT ".comments", reading->n_comments);
}

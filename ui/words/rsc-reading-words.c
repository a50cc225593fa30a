/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-reading-words.h"

#include "core/numerics/rsc-number-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* Names that are listed; of more only the first and the last. */
#define NAMES_MAX 3
#define LEVELS_LISTED 6

static void G_GNUC_PRINTF (2, 3) add (GString *text, const char *format, ...)
{
  va_list args;

  if (text->len > 0)
    g_string_append (text, "; ");
  va_start (args, format);
  g_string_append_vprintf (text, format, args);
  va_end (args);
}

/* The columns of @role, as "a, b" or "a … z"; NULL where there is none. *@n: how many. */
static char *
dup_columns (const RscReading *reading, RscRole role, gsize *n)
{
  g_autoptr (GString) list = g_string_new (NULL);
  gsize last = 0, count = 0;

  *n = 0;
  for (gsize k = 0; k < reading->n_columns; k++)
    if (reading->columns[k].role == role)
      {
        ++*n;
        last = k;
      }
  if (*n == 0)
    return NULL;
  for (gsize k = 0; k < reading->n_columns; k++)
    {
      g_autofree char *name = NULL;

      if (reading->columns[k].role != role)
        continue;
      count++;
      if (*n > NAMES_MAX && count > 1 && k != last)
        continue;
      name = rsc_reading_dup_name (reading, k);
      g_string_append_printf (list, "%s%s", count == 1 ? "" : *n > NAMES_MAX ? " … " : ", ", name);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static void
add_features (GString *text, const RscReading *reading)
{
  gsize n;
  g_autofree char *names = dup_columns (reading, RSC_ROLE_FEATURE, &n);

  if (n == 0)
    add (text, "%s", _ ("no feature"));
  else if (reading->header == RSC_HEADER_NONE)
    add (text, g_dngettext (NULL, "%zu feature", "%zu features", n), n);
  else
    add (text, n == 1 ? _ ("feature %s") : _ ("features %s"), names);
  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];
      g_autoptr (GString) levels = g_string_new (NULL);
      g_autofree char *name = NULL;
      guint n_levels;

      if (column->levels == NULL || column->role != RSC_ROLE_FEATURE)
        continue;
      name = rsc_reading_dup_name (reading, k);
      n_levels = g_strv_length (column->levels);
      for (guint l = 0; l < MIN (n_levels, LEVELS_LISTED); l++)
        {
          g_autofree char *level =
            rsc_field_dup_printable (column->levels[l], strlen (column->levels[l]));

          g_string_append_printf (levels, "%s%s", l > 0 ? ", " : "", level);
        }
      add (text, _ ("%s in %u categories, a feature each: %s%s"), name, n_levels, levels->str,
           n_levels > LEVELS_LISTED ? ", …" : "");
    }
}

/* What there is a network for besides that of the target. */
static char *
dup_outputs (const RscReading *reading)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const gsize n = reading->n_outputs;
  g_autofree char *column = NULL;

  for (gsize k = 0; k < MIN (n, LEVELS_LISTED); k++)
    {
      g_autofree char *name =
        rsc_field_dup_printable (reading->outputs[k].name, strlen (reading->outputs[k].name));

      g_string_append_printf (names, "%s%s", k > 0 ? ", " : "", name);
    }
  if (n > LEVELS_LISTED)
    g_string_append (names, ", …");
  if (!rsc_reading_is_every_class (reading))
    return g_strdup_printf (_ ("%zu targets: %s"), n, names->str);
  column = rsc_reading_dup_name (reading, reading->target);
  return g_strdup_printf (_ ("target %s: %zu classes, each against the rest: %s"), column, n,
                          names->str);
}

char *
rsc_reading_words_dup_target (const RscReading *reading)
{
  g_autofree char *name = NULL;
  g_autofree char *negative = NULL;
  g_autofree char *positive = NULL;

  g_return_val_if_fail (reading != NULL, NULL);

  if (reading->n_outputs > 1)
    return dup_outputs (reading);
  name = rsc_reading_dup_name (reading, reading->target);
  if (reading->negative != NULL)
    negative = rsc_field_dup_printable (reading->negative, strlen (reading->negative));
  if (reading->positive != NULL)
    positive = rsc_field_dup_printable (reading->positive, strlen (reading->positive));
  switch (reading->target_kind)
    {
    case RSC_TARGET_TWO_CLASSES:
      /* "0 −1" would read as a difference. */
      return g_strdup_printf (g_ascii_isdigit (reading->positive[strlen (reading->positive) - 1])
                                ? _ ("target %s: %s → −1, %s → +1")
                                : _ ("target %s: %s −1, %s +1"),
                              name, negative, positive);
    case RSC_TARGET_AGAINST_REST:
      return g_strdup_printf (_ ("target %s: %s +1, every other class −1"), name, positive);
    case RSC_TARGET_AGAINST_ONE:
      return g_strdup_printf (
        g_dngettext (NULL, "target %s: %s −1, %s +1, %zu row of other classes left out",
                     "target %s: %s −1, %s +1, %zu rows of other classes left out",
                     reading->n_other),
        name, negative, positive, reading->n_other);
    default:
      return g_strdup_printf (_ ("target %s"), name);
    }
}

static void
add_left_out (GString *text, const RscReading *reading)
{
  gsize n;
  g_autofree char *counts = dup_columns (reading, RSC_ROLE_COUNT, &n);
  g_autofree char *labels = dup_columns (reading, RSC_ROLE_LABELS, &n);
  g_autofree char *constant = dup_columns (reading, RSC_ROLE_CONSTANT, &n);
  g_autofree char *dropped = dup_columns (reading, RSC_ROLE_DROPPED, &n);
  g_autofree char *empty = dup_columns (reading, RSC_ROLE_EMPTY, &n);

  if (counts != NULL)
    add (text, "%s", _ ("row numbers left out"));
  if (labels != NULL)
    add (text, "%s", _ ("row names left out"));
  if (empty != NULL)
    add (text, _ ("%s left out: empty in every row"), empty);
  if (constant != NULL)
    add (text, _ ("%s left out: the same in every row"), constant);
  if (dropped != NULL)
    add (text, _ ("%s left out as chosen"), dropped);
}

static void
add_dialect (GString *text, const RscReading *reading)
{
  const char *separator = reading->separator == ';'    ? _ ("semicolons between fields")
                          : reading->separator == '\t' ? _ ("tabs between fields")
                          : reading->separator == '|'  ? _ ("bars between fields")
                          : reading->separator == ' '  ? _ ("blanks between fields")
                                                       : NULL;

  if (reading->separator_is_given)
    add (text, _ ("%s, as its first line says"),
         separator != NULL ? separator : _ ("commas between fields"));
  else if (separator != NULL)
    add (text, "%s", separator);
  if (reading->decimal == ',')
    add (text, "%s", _ ("decimal commas"));
  if (reading->grouped != NULL)
    {
      g_autofree char *number = rsc_number_words_dup_fixed (
        reading->grouped_value, rsc_number_words_count_decimals (reading->grouped_value, 0.0, 0),
        0);

      add (text, _ ("digits in groups: %s is %s"), reading->grouped, number);
    }
  if (reading->pointed != NULL)
    add (text, _ ("decimal points: the digits of %s are not in groups"), reading->pointed);
  if (reading->has_lookalikes)
    add (text, "%s", _ ("characters that look like those of a number are read as them"));
  if (reading->encoding == RSC_ENCODING_UTF16)
    add (text, "%s", _ ("UTF-16"));
  if (reading->encoding == RSC_ENCODING_LATIN1)
    add (text, "%s", _ ("Latin-1, since it is no UTF-8"));
  if (reading->n_comments > 0)
    add (text, g_dngettext (NULL, "%zu comment line", "%zu comment lines", reading->n_comments),
         reading->n_comments);
}

char *
rsc_reading_words_dup (const RscReading *reading)
{
  g_autoptr (GString) text = NULL;
  g_autofree char *target = NULL;

  g_return_val_if_fail (reading != NULL, NULL);

  text = g_string_new (NULL);
  if (reading->n_used == reading->n_rows)
    add (text, g_dngettext (NULL, "%zu row", "%zu rows", reading->n_rows), reading->n_rows);
  else
    add (text, _ ("%zu of %zu rows"), reading->n_used, reading->n_rows);
  add_features (text, reading);
  target = rsc_reading_words_dup_target (reading);
  add (text, "%s", target);
  if (reading->n_missing > 0 && reading->missing == RSC_MISSING_DROP)
    add (text,
         g_dngettext (NULL, "%zu row with missing values left out",
                      "%zu rows with missing values left out", reading->n_missing),
         reading->n_missing);
  if (reading->n_missing > 0 && reading->missing == RSC_MISSING_MEAN)
    add (text,
         g_dngettext (NULL, "the mean for what is missing in %zu row",
                      "the mean for what is missing in %zu rows", reading->n_missing),
         reading->n_missing);
  add_left_out (text, reading);
  if (reading->header == RSC_HEADER_NONE)
    add (text, "%s", _ ("no header"));
  else
    add (text,
         reading->header == RSC_HEADER_NUMBERS ? _ ("column numbers in line %zu")
                                               : _ ("header in line %zu"),
         reading->header_line);
  add_dialect (text, reading);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui/words/rsc-table-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/data/rsc-class-label.h"
#include "core/data/rsc-classes.h"
#include "core/data/rsc-reading.h"
#include "core/numerics/rsc-number-words.h"
#include "ui/words/rsc-number-reader.h"

/* As many digits as a person reads at a glance; the entry has them all. */
#define DIGITS_SHOWN 7

/* Digits that any number needs to be read back as itself. */
#define DIGITS_ENOUGH 15
#define DIGITS_EXACT 17

const char *
rsc_table_words_get_row_head (void)
{
  return _ ("Row");
}

const char *
rsc_table_words_get_part_head (void)
{
  return _ ("Part");
}

const char *
rsc_table_words_get_part (gboolean held)
{
  return held ? _ ("test") : _ ("training");
}

static gboolean
is_target (const RscDataset *dataset, gsize column)
{
  return column == rsc_dataset_get_d (dataset);
}

const char *
rsc_table_words_get_name (const RscDataset *dataset, gsize column)
{
  g_return_val_if_fail (dataset != NULL && column <= rsc_dataset_get_d (dataset), "");

  return is_target (dataset, column) ? rsc_dataset_get_target_name (dataset)
                                     : rsc_dataset_get_feature_name (dataset, column);
}

/* The column of the file that became feature @k of several, or NULL: each is one of its texts. */
static const RscReadingColumn *
find_origin (const RscReading *reading, gsize k, const char **level)
{
  for (gsize c = 0; reading && c < reading->n_columns; c++)
    {
      const RscReadingColumn *column = &reading->columns[c];
      const gsize n = column->levels ? g_strv_length (column->levels) : 0;

      if (column->role == RSC_ROLE_FEATURE && k >= column->first && k < column->first + n)
        {
          *level = column->levels[k - column->first];
          return column;
        }
    }
  return NULL;
}

/* Names of the two classes, or NULL where the file has none. */
static gboolean
get_classes (const RscDataset *dataset, const char **negative, const char **positive)
{
  const RscReading *reading = rsc_dataset_get_reading (dataset);

  *negative = *positive = NULL;
  if (!reading || reading->target_kind == RSC_TARGET_VALUES)
    return FALSE;
  *negative = reading->target_kind == RSC_TARGET_AGAINST_REST ? NULL : reading->negative;
  *positive = reading->positive;
  return TRUE;
}

char *
rsc_table_words_dup_kind (const RscDataset *dataset, gsize column)
{
  double labels[RSC_CLASSES_MAX];
  const char *negative, *positive, *level;
  const RscReadingColumn *origin;

  g_return_val_if_fail (dataset != NULL && column <= rsc_dataset_get_d (dataset), NULL);

  if (!is_target (dataset, column))
    {
      origin = find_origin (rsc_dataset_get_reading (dataset), column, &level);
      if (!origin)
        return g_strdup (_ ("feature · number"));
      return origin->name ? g_strdup_printf (_ ("feature · %s is %s"), origin->name, level)
                          : g_strdup_printf (_ ("feature · is %s"), level);
    }
  if (get_classes (dataset, &negative, &positive))
    return negative ? g_strdup_printf (_ ("target · %s −1, %s +1"), negative, positive)
                    : g_strdup_printf (_ ("target · %s +1, rest −1"), positive);
  return g_strdup (rsc_classes_list (dataset, labels) > 0 ? _ ("target · classes")
                                                          : _ ("target · number"));
}

/* What class @value is of, or NULL. */
static const char *
get_class (const RscDataset *dataset, gsize column, double value)
{
  const char *negative, *positive;

  if (!is_target (dataset, column) || !get_classes (dataset, &negative, &positive)
      || (value != 1.0 && value != -1.0))
    return NULL;
  return value > 0 ? positive : negative;
}

char *
rsc_table_words_dup_value (const RscDataset *dataset, gsize column, double value)
{
  g_autofree char *number = rsc_number_words_dup (value, DIGITS_SHOWN);
  const char *name;

  g_return_val_if_fail (dataset != NULL, NULL);

  name = get_class (dataset, column, value);
  if (!name)
    return g_steal_pointer (&number);
  /* "0 −1" would read as a difference. */
  return g_strdup_printf (g_ascii_isdigit (name[strlen (name) - 1]) ? "%s → %s%s" : "%s %s%s", name,
                          value > 0 ? "+" : "", number);
}

char *
rsc_table_words_dup_exact (const RscDataset *dataset, gsize column, double value)
{
  const char *name = get_class (dataset, column, value);

  if (name)
    return g_strdup (name);
  for (int digits = DIGITS_ENOUGH; digits < DIGITS_EXACT; digits++)
    {
      g_autofree char *text = rsc_number_words_dup (value, digits);
      double again;

      if (rsc_number_reader_parse (text, &again) && again == value)
        return g_steal_pointer (&text);
    }
  return rsc_number_words_dup (value, DIGITS_EXACT);
}

gboolean
rsc_table_words_parse (const RscDataset *dataset, gsize column, const char *text, double *value)
{
  g_autofree char *typed = NULL;
  double number, class;
  gboolean is_number;

  g_return_val_if_fail (dataset != NULL && text != NULL && value != NULL, FALSE);

  typed = g_strstrip (g_strdup (text));
  is_number = rsc_number_reader_parse (typed, &number);
  /* The entry has the class by its name, which may be a number. */
  if (is_target (dataset, column)
      && rsc_class_label_read (rsc_dataset_get_reading (dataset), typed, is_number ? &number : NULL,
                               &class)
           == RSC_CLASS_LABEL_CLASS)
    {
      *value = class;
      return TRUE;
    }
  if (is_number)
    *value = number;
  return is_number;
}

char *
rsc_table_words_dup_refusal (const RscDataset *dataset, gsize column, const char *text)
{
  const char *negative, *positive;
  const char *start = text;
  gsize length = strlen (text);
  g_autofree char *typed = NULL;

  g_return_val_if_fail (dataset != NULL && text != NULL, NULL);

  rsc_field_trim (&start, &length);
  typed = rsc_field_dup_printable (start, length);
  if (length == 0)
    return g_strdup (_ ("An empty cell is no number: the old value stays."));
  /* Against the rest every name is a class. */
  if (is_target (dataset, column) && get_classes (dataset, &negative, &positive) && negative)
    return g_strdup_printf (_ ("“%s” is neither %s nor %s nor a number: the old value stays."),
                            typed, negative, positive);
  return g_strdup_printf (_ ("“%s” is no number: the old value stays."), typed);
}

char *
rsc_table_words_dup_row (const RscDataset *dataset,
                         gsize row,
                         gsize first,
                         gsize n,
                         const char *part)
{
  GString *text = g_string_new (NULL);
  gsize d;

  g_return_val_if_fail (dataset != NULL && row < rsc_dataset_get_n (dataset), NULL);

  d = rsc_dataset_get_d (dataset);
  g_string_append_printf (text, _ ("Row %zu"), row + 1);
  for (gsize k = 0; k <= n && first + k <= d; k++)
    {
      const gsize column = k < n ? first + k : d;
      const double value = column < d ? rsc_dataset_get_x (dataset)[row * d + column]
                                      : rsc_dataset_get_y (dataset)[row];
      g_autofree char *number = rsc_table_words_dup_value (dataset, column, value);

      g_string_append_printf (text, "%s%s %s", k == 0 ? ": " : ", ",
                              rsc_table_words_get_name (dataset, column), number);
    }
  if (part)
    g_string_append_printf (text, ", %s", part);
  return g_string_free (text, FALSE);
}

char *
rsc_table_words_dup_cell (const RscDataset *dataset, gsize row, gsize column)
{
  return g_strdup_printf (_ ("%s of row %zu"), rsc_table_words_get_name (dataset, column), row + 1);
}

char *
rsc_table_words_dup_features (gsize first, gsize n, gsize d)
{
  return g_strdup_printf (_ ("Features %zu to %zu of %zu"), first + 1, first + n, d);
}

const char *
rsc_table_words_get_features_before (void)
{
  return _ ("Features before these");
}

const char *
rsc_table_words_get_features_after (void)
{
  return _ ("Features after these");
}

const char *
rsc_table_words_get_title (void)
{
  return _ ("Table of the data");
}

const char *
rsc_table_words_get_heads (void)
{
  return _ ("Heads of the columns");
}

const char *
rsc_table_words_get_no_rows (void)
{
  return _ (
    "No points yet. Click with the pen in the picture of the function to add some, add a row "
    "here, or paste rows from a spreadsheet.");
}

const char *
rsc_table_words_get_clipboard (void)
{
  return _ ("Clipboard");
}

char *
rsc_table_words_dup_copied (gsize n)
{
  return g_strdup_printf (g_dngettext (NULL, "%zu row copied", "%zu rows copied", n), n);
}

char *
rsc_table_words_dup_pasted (const RscPastedRows *pasted, gsize n_before)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (pasted != NULL, NULL);

  g_string_append_printf (text, g_dngettext (NULL, "%zu row added", "%zu rows added", pasted->n),
                          pasted->n);
  g_string_append_printf (text, pasted->n == 1 ? _ (" as row %zu") : _ (" as rows %zu to %zu"),
                          n_before + 1, n_before + pasted->n);
  if (pasted->by_name)
    g_string_append (text, _ ("; columns by their names"));
  else if (pasted->has_header)
    g_string_append (text, _ ("; columns by their places, the header left out"));
  if (pasted->n_other > 0)
    g_string_append_printf (text,
                            g_dngettext (NULL, "; %zu row left out: it is of another class",
                                         "; %zu rows left out: they are of other classes",
                                         pasted->n_other),
                            pasted->n_other);
  if (pasted->separator == ',' || pasted->separator == ';')
    g_string_append (text, pasted->separator == ',' ? _ ("; commas between fields")
                                                    : _ ("; semicolons between fields"));
  return g_string_free (text, FALSE);
}

char *
rsc_table_words_dup_rows (gsize n, gsize n_test, gsize n_selected)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (NULL, "%zu row", "%zu rows", n), n);
  if (n_test > 0)
    g_string_append_printf (text, _ (" · %zu for training, %zu for tests"), n - n_test, n_test);
  if (n_selected > 0)
    g_string_append_printf (text, _ (" · %zu selected"), n_selected);
  return g_string_free (text, FALSE);
}

char *
rsc_table_words_dup_order (const char *name, int descending)
{
  if (descending < 0)
    return g_strdup (_ ("Order the rows as in the data"));
  return g_strdup_printf (descending ? _ ("Order the rows by %s, largest first")
                                     : _ ("Order the rows by %s, least first"),
                          name);
}

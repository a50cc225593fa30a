/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import-plan.h"

#include "core/data/rsc-class-label.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-tolerances.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Whole numbers below it are written with all their digits. */
#define WHOLE_MAX 1e15

/* Names that a message lists. */
#define LIST_MAX 10

static char *
list_names (gsize n, const char *const *names)
{
  GString *list = g_string_new (NULL);

  for (gsize k = 0; k < MIN (n, LIST_MAX); k++)
    {
      g_autofree char *name = rsc_field_dup_printable (names[k], strlen (names[k]));

      g_string_append_printf (list, "%s%s", k > 0 ? ", " : "", name);
    }
  if (n > LIST_MAX)
    g_string_append (list, ", …");
  return g_string_free (list, FALSE);
}

static gboolean G_GNUC_PRINTF (3, 4)
  fail (RscImportPlan *self, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, "%s: %s", rsc_table_get_text (self->table)->name,
               message);
  return FALSE;
}

/* At the first row of column @k. */
static gboolean G_GNUC_PRINTF (5, 6) fail_column (RscImportPlan *self,
                                                  gsize k,
                                                  RscImportProblem problem,
                                                  GError **error,
                                                  const char *format,
                                                  ...)
{
  g_autofree RscField *fields = g_new0 (RscField, rsc_table_get_n_columns (self->table));
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  self->problem = problem;
  rsc_table_get_row (self->table, 0, fields);
  return rsc_data_text_fail (rsc_table_get_text (self->table), fields[k].start, error, "%s",
                             message);
}

/* Always FALSE. @reading: the columns that there are. */
static gboolean
fail_no_column (RscImportPlan *self, const RscReading *reading, const char *name, GError **error)
{
  g_autofree char *shown = rsc_field_dup_printable (name, strlen (name));
  g_autofree char *list = NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (reading->header == RSC_HEADER_NONE)
    return fail (
      self, error,
      _ ("there is no column “%s”: there is no header, and the columns have the numbers 1 "
         "to %zu"),
      shown, reading->n_columns);
  for (gsize j = 0; j < MIN (reading->n_columns, LIST_MAX); j++)
    g_ptr_array_add (names, rsc_reading_dup_name (reading, j));
  list = list_names (names->len, (const char *const *) names->pdata);
  return fail (self, error, _ ("there is no column “%s”: the columns are %s%s"), shown, list,
               reading->n_columns > LIST_MAX ? ", …" : "");
}

static gboolean
find_column (RscImportPlan *self, const char *name, gsize *k, GError **error)
{
  *k = rsc_reading_find (self->reading, name);
  return *k != G_MAXSIZE || fail_no_column (self, self->reading, name, error);
}

/* Gives @role to the columns @names. */
static gboolean
set_roles (RscImportPlan *self, const char *const *names, RscRole role, GError **error)
{
  for (; names != NULL && *names != NULL; names++)
    {
      gsize k;

      if (!find_column (self, *names, &k, error))
        return FALSE;
      self->reading->columns[k].role = role;
    }
  return TRUE;
}

static gboolean
choose_columns (RscImportPlan *self, GError **error)
{
  RscReading *reading = self->reading;
  const RscImportChoices *choices = self->choices;
  gsize target = G_MAXSIZE;

  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscColumn *column = rsc_table_get_column (self->table, k);

      reading->columns[k].role = column->type == RSC_COLUMN_COUNT    ? RSC_ROLE_COUNT
                                 : column->type == RSC_COLUMN_LABELS ? RSC_ROLE_LABELS
                                 : column->type == RSC_COLUMN_EMPTY  ? RSC_ROLE_EMPTY
                                                                     : RSC_ROLE_FEATURE;
    }
  if (!set_roles (self, choices->drop, RSC_ROLE_DROPPED, error))
    return FALSE;
  for (gsize k = 0; choices->used != NULL && k < reading->n_columns; k++)
    if (choices->used[k])
      reading->columns[k].role = RSC_ROLE_FEATURE;
    else if (reading->columns[k].role == RSC_ROLE_FEATURE)
      reading->columns[k].role = RSC_ROLE_DROPPED;
  if (choices->features != NULL)
    {
      g_autofree RscRole *others = g_new (RscRole, reading->n_columns);

      for (gsize k = 0; k < reading->n_columns; k++)
        {
          others[k] = reading->columns[k].role;
          reading->columns[k].role = RSC_ROLE_DROPPED;
        }
      if (!set_roles (self, choices->features, RSC_ROLE_FEATURE, error))
        return FALSE;
      for (gsize k = 0; k < reading->n_columns; k++)
        {
          if (reading->columns[k].role == RSC_ROLE_DROPPED && others[k] == RSC_ROLE_FEATURE)
            target = k;
          if (reading->columns[k].role == RSC_ROLE_DROPPED && others[k] != RSC_ROLE_FEATURE)
            reading->columns[k].role = others[k];
        }
    }
  else
    for (gsize k = 0; k < reading->n_columns; k++)
      {
        const RscReadingColumn *column = &reading->columns[k];

        /* A column that is named but empty would have been it: it is not passed over in silence. */
        if (column->role == RSC_ROLE_FEATURE
            || (column->role == RSC_ROLE_EMPTY && column->name != NULL))
          target = k;
      }
  if (choices->target_column > 0 && choices->target_column <= reading->n_columns)
    target = choices->target_column - 1;
  if (choices->target != NULL && !find_column (self, choices->target, &target, error))
    return FALSE;
  if (choices->targets != NULL && !find_column (self, choices->targets[0], &target, error))
    return FALSE;
  if (target == G_MAXSIZE)
    return fail (self, error, _ ("no column is left for the target"));
  reading->target = target;
  reading->columns[target].role = RSC_ROLE_TARGET;
  for (gsize k = 0; choices->more_targets != NULL && k < reading->n_columns; k++)
    if (choices->more_targets[k])
      reading->columns[k].role = RSC_ROLE_TARGET;
  return set_roles (self, choices->targets, RSC_ROLE_TARGET, error);
}

/* Numbers the features; a feature of texts has one for each. */
static gboolean
place_features (RscImportPlan *self, GError **error)
{
  RscReading *reading = self->reading;

  reading->n_features = 0;
  for (gsize k = 0; k < reading->n_columns; k++)
    {
      RscReadingColumn *column = &reading->columns[k];
      const RscColumn *found = rsc_table_get_column (self->table, k);
      g_autofree char *name = NULL;

      if (column->role != RSC_ROLE_FEATURE)
        continue;
      name = rsc_reading_dup_name (reading, k);
      if (found->type == RSC_COLUMN_EMPTY)
        {
          column->role = RSC_ROLE_EMPTY;
          continue;
        }
      if (found->type == RSC_COLUMN_DATE)
        return fail_column (self, k, RSC_IMPORT_PROBLEM_COLUMN, error,
                            _ ("“%s” holds dates, which are no numbers"), name);
      if (found->type == RSC_COLUMN_CATEGORY && found->n_levels == 1)
        {
          column->role = RSC_ROLE_CONSTANT;
          continue;
        }
      if (found->type == RSC_COLUMN_CATEGORY || found->type == RSC_COLUMN_LABELS)
        {
          if (found->n_levels > RSC_LEVELS_MAX)
            return fail_column (
              self, k, RSC_IMPORT_PROBLEM_COLUMN, error,
              _ ("“%s” holds more than %d different texts, too many for categories"), name,
              RSC_LEVELS_MAX);
          if (found->n_levels == found->n_filled && found->n_filled >= RSC_DIFFERENT_MIN)
            return fail_column (
              self, k, RSC_IMPORT_PROBLEM_COLUMN, error,
              _ ("“%s” holds a different text in every row, so they are no categories"), name);
          column->levels = g_strdupv (found->levels);
        }
      column->first = reading->n_features;
      reading->n_features += column->levels != NULL ? found->n_levels : 1;
    }
  if (reading->n_features > RSC_COLUMNS_MAX)
    return fail (self, error, _ ("the categories make %zu features; at most %d are read"),
                 reading->n_features, RSC_COLUMNS_MAX);
  return TRUE;
}

/* The labels of column @target, of numbers, in their order: up to @max of them and one more. */
static gboolean
list_values (const RscTable *table,
             gsize target,
             gsize max,
             GPtrArray *labels,
             GCancellable *cancellable,
             GError **error)
{
  const gsize n = rsc_table_get_n_rows (table);
  g_autofree RscField *fields = g_new0 (RscField, rsc_table_get_n_columns (table));
  g_autoptr (GArray) values = g_array_new (FALSE, FALSE, sizeof (double));

  for (gsize i = 0; i < n && values->len <= max; i++)
    {
      double value;
      guint k = 0;

      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rsc_table_get_row (table, i, fields);
      if (rsc_table_read_cell (table, RSC_COLUMN_NUMBER, &fields[target], &value)
          != RSC_CELL_NUMBER)
        continue;
      while (k < values->len && g_array_index (values, double, k) < value)
        k++;
      if (k == values->len || g_array_index (values, double, k) != value)
        g_array_insert_val (values, k, value);
    }
  for (guint k = 0; k < values->len; k++)
    {
      const double value = g_array_index (values, double, k);
      char label[G_ASCII_DTOSTR_BUF_SIZE];

      if (value == rint (value) && fabs (value) < WHOLE_MAX)
        g_snprintf (label, sizeof label, "%" G_GINT64_FORMAT, (gint64) value);
      else
        g_ascii_dtostr (label, sizeof label, value);
      g_ptr_array_add (labels, g_strdup (label));
    }
  return TRUE;
}

char **
rsc_import_dup_classes (const RscTable *table, gsize k)
{
  const RscColumn *column = rsc_table_get_column (table, k);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (column != NULL, NULL);

  if (column->levels != NULL && column->type == RSC_COLUMN_CATEGORY)
    return column->n_levels >= 2 && column->n_levels <= RSC_LEVELS_MAX ? g_strdupv (column->levels)
                                                                       : NULL;
  if (column->type != RSC_COLUMN_NUMBER)
    return NULL;
  list_values (table, k, RSC_LEVELS_MAX, labels, NULL, NULL);
  if (labels->len < 2 || labels->len > RSC_LEVELS_MAX)
    return NULL;
  g_ptr_array_add (labels, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&labels), FALSE);
}

/* The label in @labels that @name is, or NULL with the error set. */
static const char *
find_label (RscImportPlan *self, const GPtrArray *labels, const char *name, GError **error)
{
  g_autofree char *target = rsc_reading_dup_name (self->reading, self->reading->target);
  g_autofree char *list = list_names (labels->len, (const char *const *) labels->pdata);
  g_autofree char *shown = rsc_field_dup_printable (name, strlen (name));

  for (guint k = 0; k < labels->len; k++)
    if (rsc_class_label_is (labels->pdata[k], name, NULL))
      return labels->pdata[k];
  fail (self, error, _ ("the target “%s” has no class “%s”: its classes are %s"), target, shown,
        list);
  return NULL;
}

static gboolean
choose_classes (RscImportPlan *self, const GPtrArray *labels, GError **error)
{
  RscReading *reading = self->reading;
  const RscImportChoices *choices = self->choices;
  const gsize n_chosen = choices->classes ? g_strv_length ((char **) choices->classes) : 0;
  const gsize k = reading->target;
  g_autofree char *name = rsc_reading_dup_name (reading, k);
  const gboolean is_every = choices->every_class && labels->len > 2;
  const char *pair[2] = { NULL, NULL };
  const char *positive = NULL;

  if (labels->len < 2)
    return fail_column (self, k, RSC_IMPORT_PROBLEM_OTHER, error,
                        _ ("the target “%s” has one class only"), name);
  if (labels->len > RSC_LEVELS_MAX)
    return fail_column (self, k, RSC_IMPORT_PROBLEM_COLUMN, error,
                        _ ("the target “%s” has more than %d classes"), name, RSC_LEVELS_MAX);
  if (choices->positive != NULL)
    {
      positive = find_label (self, labels, choices->positive, error);
      if (positive == NULL)
        return FALSE;
    }
  for (gsize c = 0; c < n_chosen && c < 2; c++)
    {
      pair[c] = find_label (self, labels, choices->classes[c], error);
      if (pair[c] == NULL)
        return FALSE;
    }
  if (n_chosen > 2 || (n_chosen == 2 && pair[0] == pair[1]))
    return fail (self, error,
                 _ ("one class against the rest or two different classes can be chosen"));
  if (positive != NULL && n_chosen > 0 && positive != pair[0] && positive != pair[1])
    return fail (self, error, _ ("the positive class is none of the classes that are chosen"));
  if (labels->len == 2)
    {
      reading->target_kind = RSC_TARGET_TWO_CLASSES;
      if (positive == NULL)
        positive = n_chosen == 1 ? pair[0] : labels->pdata[1];
      reading->positive = g_strdup (positive);
      reading->negative = g_strdup (labels->pdata[positive == labels->pdata[0] ? 1 : 0]);
      return TRUE;
    }
  if (is_every)
    {
      const char *first = positive != NULL ? positive : n_chosen > 0 ? pair[0] : labels->pdata[0];

      reading->target_kind = RSC_TARGET_AGAINST_REST;
      for (guint c = 0; c < labels->len; c++)
        rsc_reading_add_output (reading, &(RscReadingOutput){ labels->pdata[c], reading->target,
                                                              RSC_TARGET_AGAINST_REST, NULL,
                                                              labels->pdata[c] });
      for (guint c = 0; c < labels->len; c++)
        if (labels->pdata[c] == first)
          rsc_reading_choose_output (reading, c);
      return TRUE;
    }
  if (n_chosen == 0)
    {
      g_autofree char *list = list_names (labels->len, (const char *const *) labels->pdata);

      return fail_column (self, k, RSC_IMPORT_PROBLEM_CLASSES, error,
                          _ ("the target “%s” has %u classes: %s"), name, labels->len, list);
    }
  if (n_chosen == 1)
    {
      reading->target_kind = RSC_TARGET_AGAINST_REST;
      reading->positive = g_strdup (pair[0]);
      return TRUE;
    }
  reading->target_kind = RSC_TARGET_AGAINST_ONE;
  if (positive == NULL)
    {
      guint first, second;

      g_ptr_array_find ((GPtrArray *) labels, pair[0], &first);
      g_ptr_array_find ((GPtrArray *) labels, pair[1], &second);
      positive = pair[first < second ? 1 : 0];
    }
  reading->positive = g_strdup (positive);
  reading->negative = g_strdup (pair[positive == pair[0] ? 1 : 0]);
  return TRUE;
}

static gboolean
plan_target (RscImportPlan *self, GCancellable *cancellable, GError **error)
{
  RscReading *reading = self->reading;
  const RscImportChoices *choices = self->choices;
  const RscColumn *column = rsc_table_get_column (self->table, reading->target);
  const gboolean wants_classes = choices->target_type == RSC_TARGET_TYPE_CLASSES
                                 || choices->classes != NULL || choices->positive != NULL;
  g_autofree char *name = rsc_reading_dup_name (reading, reading->target);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  if (column->type == RSC_COLUMN_EMPTY || column->n_filled == 0)
    return fail_column (self, reading->target, RSC_IMPORT_PROBLEM_OTHER, error,
                        _ ("the target “%s” has no value in any row"), name);
  if (column->type == RSC_COLUMN_DATE)
    return fail_column (self, reading->target, RSC_IMPORT_PROBLEM_COLUMN, error,
                        _ ("the target “%s” holds dates, which are no numbers"), name);
  if (choices->target_type == RSC_TARGET_TYPE_REGRESSION)
    return TRUE;
  if (column->levels != NULL && column->type != RSC_COLUMN_NUMBER)
    {
      for (gsize k = 0; k < column->n_levels; k++)
        g_ptr_array_add (labels, g_strdup (column->levels[k]));
      return choose_classes (self, labels, error);
    }
  if (!list_values (self->table, reading->target, wants_classes ? RSC_LEVELS_MAX : 2, labels,
                    cancellable, error))
    return FALSE;
  if (wants_classes
      || (labels->len == 2 && g_str_equal (labels->pdata[0], "0")
          && g_str_equal (labels->pdata[1], "1")))
    return choose_classes (self, labels, error);
  return TRUE;
}

/* Each target in turn: what becomes of it alone becomes of it as one of several. */
static gboolean
plan_targets (RscImportPlan *self, GCancellable *cancellable, GError **error)
{
  RscReading *reading = self->reading;
  const RscImportChoices *choices = self->choices;
  g_autoptr (GArray) targets = g_array_new (FALSE, FALSE, sizeof (gsize));
  const gsize first = reading->target;

  for (const char *const *name = choices->targets; name != NULL && *name != NULL; name++)
    {
      const gsize k = rsc_reading_find (reading, *name);

      for (guint c = 0; c < targets->len; c++)
        if (g_array_index (targets, gsize, c) == k)
          return fail (self, error, _ ("the target “%s” is named twice"), *name);
      g_array_append_val (targets, k);
    }
  for (gsize k = 0; choices->more_targets != NULL && k < reading->n_columns; k++)
    if (k == first || choices->more_targets[k])
      g_array_append_val (targets, k);
  if (targets->len < 2)
    return plan_target (self, cancellable, error);
  for (guint c = 0; c < targets->len; c++)
    {
      g_autofree char *name = NULL;
      g_autoptr (GError) local = NULL;

      reading->target = g_array_index (targets, gsize, c);
      reading->target_kind = RSC_TARGET_VALUES;
      g_clear_pointer (&reading->negative, g_free);
      g_clear_pointer (&reading->positive, g_free);
      name = rsc_reading_dup_name (reading, reading->target);
      if (!plan_target (self, cancellable, &local))
        {
          /* Here there is no choice of one against others. */
          if (self->problem == RSC_IMPORT_PROBLEM_CLASSES)
            return fail_column (self, reading->target, RSC_IMPORT_PROBLEM_COLUMN, error,
                                _ ("the target “%s” has more than two classes, which only one "
                                   "target can have"),
                                name);
          g_propagate_error (error, g_steal_pointer (&local));
          return FALSE;
        }
      if (reading->n_outputs > c)
        return fail (self, error,
                     _ ("every class of “%s” is an output already: it is the only target then"),
                     name);
      if (reading->target_kind == RSC_TARGET_AGAINST_ONE)
        return fail (self, error,
                     _ ("of several targets none can leave rows out, as one class against another "
                        "of “%s” would"),
                     name);
      rsc_reading_add_output (reading,
                              &(RscReadingOutput){ name, reading->target, reading->target_kind,
                                                   reading->negative, reading->positive });
    }
  for (gsize c = 0; c < reading->n_outputs; c++)
    if (reading->outputs[c].target == first)
      rsc_reading_choose_output (reading, c);
  return TRUE;
}

gboolean
rsc_import_plan_make (RscImportPlan *self, GCancellable *cancellable, GError **error)
{
  self->reading = rsc_reading_new (self->table);
  self->problem = RSC_IMPORT_PROBLEM_OTHER;
  self->from = g_new (gsize, self->reading->n_columns);
  for (gsize k = 0; k < self->reading->n_columns; k++)
    self->from[k] = k;
  self->reading->missing = self->choices->missing;
  return rsc_table_check_decimal (self->table, &self->problem, error)
         && choose_columns (self, error) && place_features (self, error)
         && plan_targets (self, cancellable, error);
}

static gboolean
is_used (const RscReadingColumn *column)
{
  return column->role == RSC_ROLE_FEATURE || column->role == RSC_ROLE_TARGET;
}

/* Columns have names in both files: the order does not count, and columns that are not used may
 * differ. */
static gboolean
has_names (const RscReading *like, const RscReading *own)
{
  if (own->header != RSC_HEADER_NAMES)
    return FALSE;
  for (gsize k = 0; k < like->n_columns; k++)
    if (is_used (&like->columns[k]) && like->columns[k].name == NULL)
      return FALSE;
  return like->header == RSC_HEADER_NAMES;
}

static gsize
find_named (const RscReading *reading, const char *name)
{
  gsize k = 0;

  while (k < reading->n_columns && g_strcmp0 (reading->columns[k].name, name) != 0)
    k++;
  return k < reading->n_columns ? k : G_MAXSIZE;
}

gboolean
rsc_import_plan_follow (RscImportPlan *self, const RscReading *like, GError **error)
{
  g_autoptr (RscReading) own = rsc_reading_new (self->table);
  const gboolean by_name = has_names (like, own);
  RscReading *reading;
  gsize n_used = 0, place = 0;

  self->problem = RSC_IMPORT_PROBLEM_OTHER;
  if (!rsc_table_check_decimal (self->table, &self->problem, error))
    return FALSE;
  self->reading = reading = rsc_reading_new (self->table);
  /* The columns are those of the other file. */
  for (gsize k = 0; k < reading->n_columns; k++)
    g_free (reading->columns[k].name);
  g_free (reading->columns);
  reading->n_columns = like->n_columns;
  reading->columns = g_new0 (RscReadingColumn, like->n_columns);
  self->from = g_new0 (gsize, like->n_columns);
  for (gsize k = 0; k < like->n_columns; k++)
    {
      reading->columns[k] = like->columns[k];
      reading->columns[k].name = g_strdup (like->columns[k].name);
      reading->columns[k].levels = g_strdupv (like->columns[k].levels);
      n_used += is_used (&like->columns[k]);
    }
  reading->n_features = like->n_features;
  reading->target = like->target;
  reading->target_kind = like->target_kind;
  reading->negative = g_strdup (like->negative);
  reading->positive = g_strdup (like->positive);
  rsc_reading_share_outputs (reading, like);
  reading->missing = self->choices->missing;
  if (!by_name && own->n_columns != like->n_columns && own->n_columns != n_used)
    return fail (self, error, _ ("columns: %zu on every line, but %zu are asked for"),
                 own->n_columns, like->n_columns);
  for (gsize k = 0; k < like->n_columns; k++)
    {
      const RscReadingColumn *column = &like->columns[k];

      if (!is_used (column))
        continue;
      self->from[k] = by_name                             ? find_named (own, column->name)
                      : own->n_columns == like->n_columns ? k
                                                          : place++;
      if (self->from[k] == G_MAXSIZE)
        return fail_no_column (self, own, column->name, error);
    }
  return TRUE;
}

void
rsc_import_plan_clear (RscImportPlan *self)
{
  g_clear_pointer (&self->reading, rsc_reading_unref);
  g_clear_pointer (&self->from, g_free);
}

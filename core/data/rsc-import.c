/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-import.h"

#include "core/data/rsc-data-stream.h"
#include "core/data/rsc-class-label.h"
#include "core/data/rsc-import-plan.h"
#include "core/numerics/rsc-error.h"
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* What is read so far. */
typedef struct
{
  RscImportPlan *plan;
  RscReading *reading;
  RscField *fields;    /* of a row of the table */
  GHashTable **levels; /* of each column: a text, and its place plus 1; NULL for numbers */
  double *x;           /* NaN: missing */
  gsize n_outputs;
  double *y; /* rows × n_outputs */
  gsize n_target_missing;
  gboolean any_missing; /* in x */
  const char *first_missing;
  char *first_missing_text;
} Import;

static void
import_clear (Import *self)
{
  for (gsize k = 0; self->levels != NULL && k < self->reading->n_columns; k++)
    g_clear_pointer (&self->levels[k], g_hash_table_unref);
  g_free (self->levels);
  g_free (self->fields);
  g_free (self->x);
  g_free (self->y);
  g_free (self->first_missing_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Import, import_clear)

static gboolean
import_init (Import *self, RscImportPlan *plan, GError **error)
{
  const gsize n = plan->reading->n_rows;
  const gsize d = plan->reading->n_features;
  gsize cells, bytes;

  self->plan = plan;
  self->reading = plan->reading;
  self->n_outputs = MAX (1, self->reading->n_outputs);
  self->fields = g_new0 (RscField, rsc_table_get_n_columns (plan->table));
  self->levels = g_new0 (GHashTable *, self->reading->n_columns);
  for (gsize k = 0; k < self->reading->n_columns; k++)
    {
      char **levels = self->reading->columns[k].levels;

      if (levels == NULL)
        continue;
      self->levels[k] = g_hash_table_new (g_str_hash, g_str_equal);
      for (gsize l = 0; levels[l] != NULL; l++)
        g_hash_table_insert (self->levels[k], levels[l], GSIZE_TO_POINTER (l + 1));
    }
  if (g_size_checked_mul (&cells, n, MAX (d, 1))
      && g_size_checked_mul (&bytes, cells, sizeof (double)))
    {
      self->x = g_try_malloc (bytes);
      self->y = g_try_malloc_n (n, self->n_outputs * sizeof (double));
    }
  if (self->x != NULL && self->y != NULL)
    return TRUE;
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("%s: the table does not fit into memory"),
               rsc_table_get_text (plan->table)->name);
  return FALSE;
}

static void
note_missing (Import *self, const RscField *field)
{
  if (self->first_missing != NULL)
    return;
  self->first_missing = field->start;
  self->first_missing_text = rsc_field_dup_printable (field->text, field->length);
}

/* The class of @field of @output; @value: where it is a number. *@is_other: it is none of the two
 * that are set against each other. */
static gboolean
read_class (Import *self,
            const RscReadingOutput *output,
            const RscField *field,
            const double *value,
            double *y,
            gboolean *is_other,
            GError **error)
{
  g_autofree char *label = rsc_field_dup (field);
  g_autofree char *found = NULL;
  const gboolean is_positive = rsc_class_label_is (label, output->positive, value);
  const gboolean is_negative =
    output->negative != NULL && rsc_class_label_is (label, output->negative, value);

  *is_other = FALSE;
  *y = is_positive ? 1.0 : -1.0;
  if (is_positive || is_negative || output->kind == RSC_TARGET_AGAINST_REST)
    return TRUE;
  *is_other = output->kind == RSC_TARGET_AGAINST_ONE;
  if (*is_other)
    return TRUE;
  found = rsc_field_dup_printable (field->text, field->length);
  return rsc_data_text_fail (rsc_table_get_text (self->plan->table), field->start, error,
                             _ ("expected one of the classes %s and %s, found “%s”"),
                             output->negative, output->positive, found);
}

/* *@y: of @output at row @i, NaN where it is missing. */
static gboolean
read_target (Import *self,
             const RscReadingOutput *output,
             gsize i,
             double *y,
             gboolean *is_other,
             GError **error)
{
  const RscTable *table = self->plan->table;
  const RscField *field = &self->fields[self->plan->from[output->target]];
  const RscColumnType type = rsc_table_get_column (table, self->plan->from[output->target])->type;
  const gboolean has_classes = output->kind != RSC_TARGET_VALUES;
  RscCellKind kind;

  *is_other = FALSE;
  *y = NAN;
  kind = rsc_table_read_cell (
    table, has_classes && type == RSC_COLUMN_CATEGORY ? RSC_COLUMN_CATEGORY : RSC_COLUMN_NUMBER,
    field, y);
  if (kind == RSC_CELL_MISSING)
    {
      note_missing (self, field);
      return TRUE;
    }
  /* One text among classes that are numbers is a slip. */
  if (has_classes && (kind == RSC_CELL_NUMBER || type == RSC_COLUMN_CATEGORY))
    {
      const double value = *y;

      return read_class (self, output, field, kind == RSC_CELL_NUMBER ? &value : NULL, y, is_other,
                         error);
    }
  if (kind != RSC_CELL_NUMBER)
    return rsc_table_fail_number (table, i, field, &self->plan->problem, error);
  if (self->plan->signs && fabs (*y) != 1.0)
    {
      g_autofree char *found = rsc_field_dup_printable (field->text, field->length);

      return rsc_data_text_fail (rsc_table_get_text (table), field->start, error,
                                 _ ("expected −1 or 1, as all targets of the data are, found “%s”"),
                                 found);
    }
  return TRUE;
}

/* Those of all outputs; *@is_missing: of any. */
static gboolean
read_targets (Import *self,
              gsize i,
              double *y,
              gboolean *is_missing,
              gboolean *is_other,
              GError **error)
{
  const RscReading *reading = self->reading;
  const RscReadingOutput one = { NULL, reading->target, reading->target_kind, reading->negative,
                                 reading->positive };

  *is_missing = FALSE;
  for (gsize k = 0; k < self->n_outputs; k++)
    {
      const RscReadingOutput *output = reading->n_outputs > 0 ? reading->outputs + k : &one;

      if (!read_target (self, output, i, y + k, is_other, error))
        return FALSE;
      *is_missing = *is_missing || isnan (y[k]);
    }
  return TRUE;
}

static gboolean
read_features (Import *self, gsize i, double *x, gboolean *is_missing, GError **error)
{
  const RscReading *reading = self->reading;
  const RscTable *table = self->plan->table;

  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];
      const RscField *field = &self->fields[self->plan->from[k]];
      const RscColumnType type = column->levels != NULL ? RSC_COLUMN_CATEGORY : RSC_COLUMN_NUMBER;
      double value = NAN;
      RscCellKind kind;

      if (column->role != RSC_ROLE_FEATURE)
        continue;
      kind = rsc_table_read_cell (table, type, field, &value);
      if (kind == RSC_CELL_MISSING)
        {
          note_missing (self, field);
          *is_missing = TRUE;
          value = NAN;
        }
      if (column->levels == NULL)
        {
          if (kind == RSC_CELL_TEXT)
            return rsc_table_fail_number (table, i, field, &self->plan->problem, error);
          x[column->first] = value;
        }
      else
        {
          const gsize n_levels = g_strv_length (column->levels);
          g_autofree char *level = rsc_field_dup (field);
          const gsize place = GPOINTER_TO_SIZE (g_hash_table_lookup (self->levels[k], level));

          if (kind == RSC_CELL_TEXT && place == 0)
            {
              g_autofree char *found = rsc_field_dup_printable (field->text, field->length);
              g_autofree char *name = rsc_reading_dup_name (reading, k);

              return rsc_data_text_fail (rsc_table_get_text (table), field->start, error,
                                         _ ("“%s” is no category of “%s” in the first file"), found,
                                         name);
            }
          for (gsize l = 0; l < n_levels; l++)
            x[column->first + l] = kind == RSC_CELL_MISSING ? NAN : l + 1 == place ? 1.0 : 0.0;
        }
    }
  return TRUE;
}

static gboolean
read_rows (Import *self, GCancellable *cancellable, GError **error)
{
  RscReading *reading = self->reading;
  const gsize d = reading->n_features;

  for (gsize i = 0; i < reading->n_rows; i++)
    {
      double *x = self->x + reading->n_used * d;
      double *y = self->y + reading->n_used * self->n_outputs;
      gboolean is_missing = FALSE;
      gboolean is_other, is_target_missing;

      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      rsc_table_get_row (self->plan->table, i, self->fields);
      if (!read_targets (self, i, y, &is_target_missing, &is_other, error))
        return FALSE;
      if (is_other)
        {
          reading->n_other++;
          continue;
        }
      if (!read_features (self, i, x, &is_missing, error))
        return FALSE;
      self->n_target_missing += is_target_missing;
      reading->n_missing += is_missing || is_target_missing;
      if ((is_missing || is_target_missing) && reading->missing == RSC_MISSING_DROP)
        continue;
      self->any_missing = self->any_missing || is_missing;
      reading->n_used++;
    }
  return TRUE;
}

/* A missing value becomes the mean of the others: of a category, the shares of its texts. */
static gboolean
fill_means (Import *self, GError **error)
{
  const gsize n = self->reading->n_used;
  const gsize d = self->reading->n_features;

  for (gsize k = 0; k < d; k++)
    {
      double mean = 0.0;
      gsize count = 0;

      for (gsize i = 0; i < n; i++)
        if (!isnan (self->x[i * d + k]))
          {
            /* A running mean does not leave the range of a number. */
            count++;
            mean += (self->x[i * d + k] - mean) / (double) count;
          }
      for (gsize i = 0; i < n; i++)
        if (isnan (self->x[i * d + k]))
          self->x[i * d + k] = mean;
      if (!isfinite (mean))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("%s: the mean of feature %zu leaves the range of a number"),
                       rsc_table_get_text (self->plan->table)->name, k + 1);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
treat_missing (Import *self, GError **error)
{
  const RscReading *reading = self->reading;
  const RscDataText *text = rsc_table_get_text (self->plan->table);
  g_autofree char *first = NULL;

  if (reading->n_used == 0)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                   reading->n_missing > 0 ? _ ("%s: every row has a missing value")
                                          : _ ("%s: no row is of the classes that are chosen"),
                   text->name);
      return FALSE;
    }
  if (reading->n_missing == 0 || reading->missing == RSC_MISSING_DROP)
    return TRUE;
  if (reading->missing == RSC_MISSING_MEAN && self->n_target_missing == 0)
    return fill_means (self, error);
  first = *self->first_missing_text == '\0'
            ? g_strdup (_ ("the first here, an empty field"))
            : g_strdup_printf (_ ("the first here, “%s”"), self->first_missing_text);
  if (reading->missing == RSC_MISSING_MEAN)
    {
      self->plan->problem = RSC_IMPORT_PROBLEM_MISSING_TARGET;
      return rsc_data_text_fail (
        text, self->first_missing, error,
        g_dngettext (NULL, "%zu row has no target, which no mean can stand for",
                     "%zu rows have no target, which no mean can stand for",
                     self->n_target_missing),
        self->n_target_missing);
    }
  self->plan->problem = RSC_IMPORT_PROBLEM_MISSING;
  return rsc_data_text_fail (text, self->first_missing, error,
                             g_dngettext (NULL, "%zu of %zu rows has missing values, %s",
                                          "%zu of %zu rows have missing values, %s",
                                          reading->n_missing),
                             reading->n_missing, reading->n_rows, first);
}

/* d + 1 names, NULL where there is none; NULL-terminated only by chance. */
static char **
dup_names (const RscReading *reading)
{
  char **names = g_new0 (char *, reading->n_features + 2);

  for (gsize k = 0; k < reading->n_columns; k++)
    {
      const RscReadingColumn *column = &reading->columns[k];

      if (column->role != RSC_ROLE_FEATURE)
        continue;
      if (column->levels == NULL)
        names[column->first] = g_strdup (column->name);
      for (gsize l = 0; column->levels != NULL && column->levels[l] != NULL; l++)
        {
          g_autofree char *name = rsc_reading_dup_name (reading, k);

          names[column->first + l] = g_strdup_printf ("%s=%s", name, column->levels[l]);
        }
    }
  names[reading->n_features] = g_strdup (reading->columns[reading->target].name);
  return names;
}

/* The targets of output @k. Free with g_free(). */
static double *
dup_target (const Import *self, gsize k)
{
  const gsize n = self->reading->n_used;
  double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    y[i] = self->y[i * self->n_outputs + k];
  return y;
}

/* @dataset with the targets of all outputs. */
static RscDataset *
add_outputs (const Import *self, RscDataset *dataset)
{
  const RscReading *reading = self->reading;
  const gsize n = reading->n_used, n_outputs = self->n_outputs;
  g_autofree const char **names = g_new0 (const char *, n_outputs + 1);
  double *y = g_new (double, n_outputs *n);
  g_autoptr (RscOutputs) outputs = NULL;
  gsize chosen = 0;

  for (gsize k = 0; k < n_outputs; k++)
    {
      const RscReadingOutput *output = reading->outputs + k;

      names[k] = output->name;
      for (gsize i = 0; i < n; i++)
        y[k * n + i] = self->y[i * n_outputs + k];
      if (output->target == reading->target && g_strcmp0 (output->positive, reading->positive) == 0)
        chosen = k;
    }
  outputs = rsc_outputs_new (names, rsc_reading_is_every_class (reading), n, y);
  return rsc_dataset_new_with_outputs (dataset, outputs, chosen, NULL);
}

static RscDataset *
read_planned (RscImportPlan *plan, GCancellable *cancellable, GError **error)
{
  g_auto (Import) import = { 0 };
  RscReading *reading = plan->reading;
  g_autoptr (RscDataset) dataset = NULL;
  char **names;

  if (!import_init (&import, plan, error) || !read_rows (&import, cancellable, error)
      || !treat_missing (&import, error))
    return NULL;
  names = dup_names (reading);
  import.x =
    g_realloc_n (import.x, MAX (1, reading->n_used * reading->n_features), sizeof (double));
  dataset = rsc_dataset_new_read (rsc_table_get_text (plan->table)->name, reading->n_used,
                                  reading->n_features, g_steal_pointer (&import.x),
                                  dup_target (&import, 0), (const char *const *) names, reading);
  for (gsize k = 0; k <= reading->n_features; k++)
    g_free (names[k]);
  g_free (names);
  return reading->n_outputs > 1 ? add_outputs (&import, dataset) : g_steal_pointer (&dataset);
}

RscDataset *
rsc_import_new_dataset (const RscTable *table,
                        const RscImportChoices *choices,
                        RscImportProblem *problem,
                        GCancellable *cancellable,
                        GError **error)
{
  static const RscImportChoices none = { 0 };
  g_auto (RscImportPlan) plan = { 0 };
  RscDataset *dataset = NULL;

  g_return_val_if_fail (table != NULL, NULL);

  plan.table = table;
  plan.choices = choices != NULL ? choices : &none;
  if (rsc_import_plan_make (&plan, cancellable, error))
    dataset = read_planned (&plan, cancellable, error);
  if (problem != NULL)
    *problem = dataset != NULL ? RSC_IMPORT_PROBLEM_NONE : plan.problem;
  return dataset;
}

RscDataset *
rsc_import_new_like (const RscTable *table,
                     const RscReading *like,
                     RscMissing missing,
                     gboolean signs,
                     RscImportProblem *problem,
                     GCancellable *cancellable,
                     GError **error)
{
  const RscImportChoices choices = { .missing = missing };
  g_auto (RscImportPlan) plan = { 0 };
  RscDataset *dataset = NULL;

  g_return_val_if_fail (table != NULL && like != NULL, NULL);

  plan.table = table;
  plan.choices = &choices;
  plan.signs = signs;
  if (rsc_import_plan_follow (&plan, like, error))
    dataset = read_planned (&plan, cancellable, error);
  if (problem != NULL)
    *problem = dataset != NULL ? RSC_IMPORT_PROBLEM_NONE : plan.problem;
  return dataset;
}

RscDataset *
rsc_import_read (GInputStream *stream,
                 const char *name,
                 const RscImportChoices *choices,
                 RscImportProblem *problem,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RscTable) table = rsc_table_read (
    stream, name, choices != NULL ? &choices->table : NULL, problem, cancellable, error);

  return table != NULL ? rsc_import_new_dataset (table, choices, problem, cancellable, error)
                       : NULL;
}

/* *@name: what messages call it; free with g_free(). */
static GInputStream *
open_file (GFile *file, char **name, GCancellable *cancellable, GError **error)
{
  g_autofree char *basename = g_file_get_basename (file);

  *name = g_filename_display_name (basename != NULL ? basename : "file");
  return rsc_data_stream_open (file, cancellable, error);
}

RscDataset *
rsc_import_read_file (GFile *file,
                      const RscImportChoices *choices,
                      RscImportProblem *problem,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *name = NULL;
  g_autoptr (GInputStream) stream = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  stream = open_file (file, &name, cancellable, error);
  if (stream != NULL)
    return rsc_import_read (stream, name, choices, problem, cancellable, error);
  if (problem != NULL)
    *problem = RSC_IMPORT_PROBLEM_OTHER;
  return NULL;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-dataset.h"

#include "core/data/rsc-field.h"
#include "core/data/rsc-reading.h"
#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-random.h"
#include <glib/gi18n.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

struct _RscDataset
{
  gatomicrefcount ref_count;
  char *name;
  gsize n;
  gsize d;
  double *x;
  double *y;
  char **names;        /* d features, the target, NULL */
  RscReading *reading; /* or NULL */
  RscOutputs *outputs; /* or NULL: one */
  gsize output;        /* which of them @y is */
  gboolean drawn;
  RscDataset *source; /* whose rows are written in the coordinates of @space, or NULL */
  RscRowSpace *space;
  gboolean space_bias;
};

/* Valid UTF-8 on one line without blanks around it nor marks that are not seen: a name that a
 * header can carry. */
static char *
dup_clean_name (const char *name)
{
  g_autofree char *clean = g_utf8_make_valid (name != NULL ? name : "", -1);
  const char *start = clean;
  gsize length;

  for (char *p = clean; *p; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  length = strlen (clean);
  rsc_field_trim (&start, &length);
  return g_strndup (start, length);
}

/* d + 1 names that are not empty and all different. @given: d + 1 names, any of them may be NULL,
 * or NULL. */
static char **
make_names (gsize d, const char *const *given)
{
  /* Every name in use, with the last number that was put behind it. */
  g_autoptr (GHashTable) used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  char **names = g_new0 (char *, d + 2);

  for (gsize k = 0; k <= d; k++)
    {
      g_autofree char *wish = dup_clean_name (given != NULL ? given[k] : NULL);

      if (*wish == '\0')
        {
          g_free (wish);
          wish = k < d ? g_strdup_printf ("x%" G_GSIZE_FORMAT, k + 1) : g_strdup ("y");
        }
      if (g_hash_table_contains (used, wish))
        {
          guint number = GPOINTER_TO_UINT (g_hash_table_lookup (used, wish));

          do
            {
              g_free (names[k]);
              names[k] = g_strdup_printf ("%s_%u", wish, ++number);
            }
          while (g_hash_table_contains (used, names[k]));
          g_hash_table_insert (used, g_steal_pointer (&wish), GUINT_TO_POINTER (number));
        }
      else
        names[k] = g_steal_pointer (&wish);
      g_hash_table_insert (used, g_strdup (names[k]), GUINT_TO_POINTER (1));
    }

  return names;
}

/* Takes @x, @y and @names. @reading: or NULL. */
static RscDataset *
dataset_new_take (const char *name,
                  gsize n,
                  gsize d,
                  double *x,
                  double *y,
                  char **names,
                  RscReading *reading)
{
  RscDataset *self = g_new0 (RscDataset, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = dup_clean_name (name);
  self->n = n;
  self->d = d;
  self->x = x;
  self->y = y;
  self->names = names;
  self->reading = reading != NULL ? rsc_reading_ref (reading) : NULL;

  return self;
}

/* The same, drawn as @self is. @outputs: taken, or NULL. */
static RscDataset *
dataset_new_take_like (const RscDataset *self, gsize n, double *x, double *y, RscOutputs *outputs)
{
  RscDataset *like =
    dataset_new_take (self->name, n, self->d, x, y, g_strdupv (self->names), self->reading);

  like->drawn = self->drawn;
  like->outputs = outputs;
  like->output = self->output;
  return like;
}

static void
share_outputs (RscDataset *self, const RscDataset *other)
{
  self->outputs = other->outputs != NULL ? rsc_outputs_ref (other->outputs) : NULL;
  self->output = other->output;
}

static RscDataset *
dataset_new_rows (const RscDataset *self, gsize n_rows, const gsize *rows)
{
  double *x = g_new (double, MAX (1, n_rows * self->d));
  double *y = g_new (double, n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      if (self->d > 0)
        memcpy (x + i * self->d, self->x + rows[i] * self->d, self->d * sizeof (double));
      y[i] = self->y[rows[i]];
    }

  return dataset_new_take_like (
    self, n_rows, x, y,
    self->outputs != NULL ? rsc_outputs_new_rows (self->outputs, n_rows, rows) : NULL);
}

RscDataset *
rsc_dataset_new (const char *name,
                 gsize n,
                 gsize d,
                 const double *x,
                 const double *y,
                 const char *const *feature_names,
                 const char *target_name,
                 GError **error)
{
  g_autofree const char **given = NULL;
  gsize cells;
  gsize bytes;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (n == 0 || y != NULL, NULL);
  g_return_val_if_fail (n == 0 || d == 0 || x != NULL, NULL);

  if (n == 0)
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("“%s” has no data point."), name);
      return NULL;
    }
  if (!g_size_checked_mul (&cells, n, d) || !g_size_checked_mul (&bytes, cells, sizeof (double)))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("“%s” is too large for this machine."),
                   name);
      return NULL;
    }
  for (gsize i = 0; i < n; i++)
    {
      gsize k = 0;

      while (k < d && isfinite (x[i * d + k]))
        k++;
      if (k < d)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("Feature %zu of point %zu of “%s” is not a finite number."), k + 1, i + 1,
                       name);
          return NULL;
        }
      if (!isfinite (y[i]))
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("The target of point %zu of “%s” is not a finite number."), i + 1, name);
          return NULL;
        }
    }

  given = g_new0 (const char *, d + 1);
  for (gsize k = 0; k < d && feature_names != NULL; k++)
    given[k] = feature_names[k];
  given[d] = target_name;

  return dataset_new_take (name, n, d, cells > 0 ? g_memdup2 (x, bytes) : g_new0 (double, 1),
                           g_memdup2 (y, n * sizeof (double)), make_names (d, given), NULL);
}

RscDataset *
rsc_dataset_new_read (const char *name,
                      gsize n,
                      gsize d,
                      double *x,
                      double *y,
                      const char *const *names,
                      RscReading *reading)
{
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (n > 0 && x != NULL && y != NULL, NULL);

  return dataset_new_take (name, n, d, x, y, make_names (d, names), reading);
}

RscDataset *
rsc_dataset_new_scaled (const RscDataset *self, const double *x, GError **error)
{
  RscDataset *scaled;

  g_return_val_if_fail (self != NULL, NULL);

  scaled = rsc_dataset_new (self->name, self->n, self->d, x, self->y,
                            (const char *const *) self->names, self->names[self->d], error);
  if (scaled != NULL && self->reading != NULL)
    scaled->reading = rsc_reading_ref (self->reading);
  if (scaled != NULL)
    share_outputs (scaled, self);
  return scaled;
}

gsize
rsc_dataset_get_bytes (const RscDataset *self)
{
  gsize values;

  g_return_val_if_fail (self != NULL, 0);

  values = self->n * (self->d + 1);
  if (self->space != NULL)
    values += rsc_row_space_get_d (self->space) * rsc_row_space_get_rank (self->space);
  return values * sizeof (double);
}

RscDataset *
rsc_dataset_new_edited (const RscDataset *self, gsize n, double *x, double *y, const gsize *from)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (x != NULL && y != NULL, NULL);

  return dataset_new_take_like (self, n, x, y,
                                self->outputs != NULL
                                  ? rsc_outputs_new_edited (self->outputs, self->output, n, from, y)
                                  : NULL);
}

RscDataset *
rsc_dataset_new_with_outputs (const RscDataset *self,
                              RscOutputs *outputs,
                              gsize output,
                              RscReading *reading)
{
  g_return_val_if_fail (self != NULL && outputs != NULL, NULL);
  g_return_val_if_fail (output < outputs->n && outputs->n_rows == self->n, NULL);

  RscDataset *chosen = dataset_new_take (
    self->name, self->n, self->d, g_memdup2 (self->x, MAX (1, self->n * self->d) * sizeof (double)),
    g_memdup2 (rsc_outputs_get_y (outputs, output), MAX (1, self->n) * sizeof (double)),
    g_strdupv (self->names), reading != NULL ? reading : self->reading);

  chosen->outputs = rsc_outputs_ref (outputs);
  chosen->output = output;
  chosen->drawn = self->drawn;
  if (!outputs->is_classes)
    {
      g_free (chosen->names[self->d]);
      chosen->names[self->d] = g_strdup (outputs->names[output]);
    }
  if (self->space != NULL)
    {
      chosen->source = rsc_dataset_new_with_outputs (self->source, outputs, output, reading);
      chosen->space = rsc_row_space_ref (self->space);
      chosen->space_bias = self->space_bias;
    }
  return chosen;
}

RscDataset *
rsc_dataset_new_output (const RscDataset *self, gsize k)
{
  g_autoptr (RscReading) reading = NULL;

  g_return_val_if_fail (self != NULL && self->outputs != NULL && k < self->outputs->n, NULL);

  if (self->reading != NULL && k < self->reading->n_outputs)
    reading = rsc_reading_new_output (self->reading, k);
  return rsc_dataset_new_with_outputs (self, self->outputs, k, reading);
}

RscOutputs *
rsc_dataset_get_outputs (const RscDataset *self, gsize *output)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (output != NULL)
    *output = self->output;
  return self->outputs;
}

RscDataset *
rsc_dataset_new_empty (const char *name,
                       gsize d,
                       const char *const *feature_names,
                       const char *target_name)
{
  g_autofree const char **given = g_new0 (const char *, d + 1);
  RscDataset *self;

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize k = 0; k < d && feature_names != NULL; k++)
    given[k] = feature_names[k];
  given[d] = target_name;
  self = dataset_new_take (name, 0, d, g_new0 (double, 1), g_new0 (double, 1),
                           make_names (d, given), NULL);
  self->drawn = TRUE;
  return self;
}

gboolean
rsc_dataset_is_drawn (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->drawn;
}

RscDataset *
rsc_dataset_ref (RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_dataset_unref (RscDataset *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_free (self->x);
  g_free (self->y);
  g_strfreev (self->names);
  g_clear_pointer (&self->reading, rsc_reading_unref);
  g_clear_pointer (&self->outputs, rsc_outputs_unref);
  g_clear_pointer (&self->source, rsc_dataset_unref);
  g_clear_pointer (&self->space, rsc_row_space_unref);
  g_free (self);
}

const char *
rsc_dataset_get_name (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->name;
}

gsize
rsc_dataset_get_n (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n;
}

gsize
rsc_dataset_get_d (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->d;
}

const double *
rsc_dataset_get_x (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->x;
}

const double *
rsc_dataset_get_y (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->y;
}

const char *
rsc_dataset_get_feature_name (const RscDataset *self, gsize k)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (k < self->d, NULL);

  return self->names[k];
}

const char *
rsc_dataset_get_target_name (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->names[self->d];
}

RscDataset *
rsc_dataset_new_with_reading (const RscDataset *self, RscReading *reading)
{
  g_return_val_if_fail (self != NULL && reading != NULL, NULL);

  RscDataset *same = dataset_new_take (
    self->name, self->n, self->d, g_memdup2 (self->x, MAX (1, self->n * self->d) * sizeof (double)),
    g_memdup2 (self->y, self->n * sizeof (double)), g_strdupv (self->names), reading);

  share_outputs (same, self);
  return same;
}

RscReading *
rsc_dataset_get_reading (const RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->reading;
}

static char **
make_space_names (gsize rank)
{
  g_auto (GStrv) names = g_new0 (char *, rank + 2);

  for (gsize k = 0; k < rank; k++)
    names[k] = g_strdup_printf (_ ("direction %zu"), k + 1);
  return make_names (rank, (const char *const *) names);
}

RscDataset *
rsc_dataset_new_in_space (RscDataset *source,
                          RscRowSpace *space,
                          gboolean bias,
                          GCancellable *cancellable)
{
  g_autofree double *design = NULL;
  g_autofree double *x = NULL;
  RscDataset *self;
  gsize rank;

  g_return_val_if_fail (source != NULL && space != NULL, NULL);
  g_return_val_if_fail (rsc_row_space_get_d (space) == source->d + (bias ? 1 : 0), NULL);

  /* Before the copy, which takes a while of its own. */
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  rank = rsc_row_space_get_rank (space);
  design = rsc_dataset_dup_design (source, bias);
  x = g_new (double, MAX (1, source->n * rank));
  if (!rsc_row_space_enter_rows (space, source->n, design, x, cancellable))
    return NULL;
  self = dataset_new_take (source->name, source->n, rank, g_steal_pointer (&x),
                           g_memdup2 (source->y, source->n * sizeof (double)),
                           make_space_names (rank), source->reading);
  g_free (self->names[rank]);
  self->names[rank] = g_strdup (source->names[source->d]);
  self->source = rsc_dataset_ref (source);
  self->space = rsc_row_space_ref (space);
  self->space_bias = bias;
  share_outputs (self, source);
  return self;
}

RscDataset *
rsc_dataset_get_source (RscDataset *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->source != NULL ? self->source : self;
}

RscRowSpace *
rsc_dataset_get_space (const RscDataset *self, gboolean *bias)
{
  g_return_val_if_fail (self != NULL, NULL);

  if (bias != NULL && self->space != NULL)
    *bias = self->space_bias;
  return self->space;
}

double *
rsc_dataset_dup_design (const RscDataset *self, gboolean bias)
{
  gsize width;
  double *design;

  g_return_val_if_fail (self != NULL, NULL);

  width = self->d + (bias ? 1 : 0);
  design = g_malloc_n (MAX (1, self->n), MAX (1, width) * sizeof (double));
  for (gsize i = 0; i < self->n; i++)
    {
      if (self->d > 0)
        memcpy (design + i * width, self->x + i * self->d, self->d * sizeof (double));
      if (bias)
        design[i * width + self->d] = 1.0;
    }

  return design;
}

double *
rsc_dataset_dup_mean (const RscDataset *self)
{
  double *mean;

  g_return_val_if_fail (self != NULL, NULL);

  mean = g_new0 (double, MAX (self->d, 1));
  for (gsize i = 0; i < self->n; i++)
    for (gsize k = 0; k < self->d; k++)
      mean[k] += self->x[i * self->d + k] / (double) self->n;
  return mean;
}

gsize *
rsc_dataset_dup_split_rows (gsize n,
                            double train_fraction,
                            guint64 seed,
                            gsize *n_train,
                            GError **error)
{
  g_autofree gsize *all = NULL;
  gsize *rows;
  gsl_rng *rng;
  gsize n_test = 0;

  g_return_val_if_fail (n_train != NULL, NULL);

  if (n < 2)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("A single point cannot be split into training and test data."));
      return NULL;
    }
  if (!(train_fraction > 0.0 && train_fraction < 1.0))
    {
      g_autofree char *number = rsc_number_words_dup (train_fraction, 6);

      g_set_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                   _ ("The fraction of training data must lie between 0 and 1, not at %s."),
                   number);
      return NULL;
    }

  *n_train = (gsize) floor (train_fraction * (double) n + 0.5);
  *n_train = CLAMP (*n_train, 1, n - 1);
  all = g_new (gsize, n);
  rows = g_new (gsize, n);
  for (gsize i = 0; i < n; i++)
    all[i] = i;

  /* gsl_ran_choose() keeps the order; what it passes over is the test set. */
  rng = rsc_random_new (seed);
  gsl_ran_choose (rng, rows, *n_train, all, n, sizeof (gsize));
  gsl_rng_free (rng);
  for (gsize i = 0, k = 0; i < n; i++)
    {
      if (k < *n_train && rows[k] == i)
        k++;
      else
        rows[*n_train + n_test++] = i;
    }

  return rows;
}

gboolean
rsc_dataset_split (const RscDataset *self,
                   double train_fraction,
                   guint64 seed,
                   RscDataset **train,
                   RscDataset **test,
                   GError **error)
{
  g_autofree gsize *rows = NULL;
  gsize n_train;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (train != NULL && test != NULL, FALSE);

  rows = rsc_dataset_dup_split_rows (self->n, train_fraction, seed, &n_train, error);
  if (rows == NULL)
    return FALSE;
  *train = dataset_new_rows (self, n_train, rows);
  *test = dataset_new_rows (self, self->n - n_train, rows + n_train);

  return TRUE;
}

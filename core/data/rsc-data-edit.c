/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-data-edit.h"

#include "core/numerics/rsc-error.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* The rows of a data set that is being made. */
typedef struct
{
  gsize n;
  gsize d;
  double *x;
  double *y;
  gsize *from; /* of which row before each is a copy, or NULL: new ones are of none */
} Rows;

static gboolean
rows_init (Rows *self, const RscDataset *dataset, gsize n_more, GError **error)
{
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  gsize cells, bytes;

  self->n = n + n_more;
  self->d = d;
  self->x = self->y = NULL;
  if (!g_size_checked_mul (&cells, MAX (self->n, 1), MAX (d, 1))
      || !g_size_checked_mul (&bytes, cells, sizeof (double)) || !(self->x = g_try_malloc0 (bytes))
      || !(self->y = g_try_malloc0_n (MAX (self->n, 1), sizeof (double))))
    {
      g_set_error (error, RSC_ERROR, RSC_ERROR_DATA, _ ("“%s” is too large for this machine."),
                   rsc_dataset_get_name (dataset));
      return FALSE;
    }
  if (n > 0 && d > 0)
    memcpy (self->x, rsc_dataset_get_x (dataset), n * d * sizeof (double));
  if (n > 0)
    memcpy (self->y, rsc_dataset_get_y (dataset), n * sizeof (double));
  return TRUE;
}

static void
rows_clear (Rows *self)
{
  g_free (self->x);
  g_free (self->y);
  g_free (self->from);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

/* Gives up the rows for the data set, where all are finite. */
static RscDataset *
rows_finish (Rows *self, const RscDataset *dataset, GError **error)
{
  for (gsize i = 0; i < self->n; i++)
    {
      gboolean is_finite = isfinite (self->y[i]);

      for (gsize k = 0; k < self->d; k++)
        is_finite = is_finite && isfinite (self->x[i * self->d + k]);
      if (!is_finite)
        {
          g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
                       _ ("Point %zu would have a value that is not a finite number."), i + 1);
          return NULL;
        }
    }
  return rsc_dataset_new_edited (dataset, self->n, g_steal_pointer (&self->x),
                                 g_steal_pointer (&self->y), self->from);
}

static gboolean
has_rows (const RscDataset *self, const RscRowSet *rows)
{
  return rows->n == 0 || rows->rows[rows->n - 1] < rsc_dataset_get_n (self);
}

RscDataset *
rsc_data_edit_add (const RscDataset *self,
                   gsize n_new,
                   const double *x,
                   const double *y,
                   GError **error)
{
  g_auto (Rows) rows = { 0 };
  gsize n;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_new == 0 || (x != NULL && y != NULL), NULL);

  n = rsc_dataset_get_n (self);
  if (!rows_init (&rows, self, n_new, error))
    return NULL;
  if (n_new > 0)
    {
      memcpy (rows.x + n * rows.d, x, n_new * rows.d * sizeof *x);
      memcpy (rows.y + n, y, n_new * sizeof *y);
    }
  return rows_finish (&rows, self, error);
}

RscDataset *
rsc_data_edit_delete (const RscDataset *self, const RscRowSet *rows)
{
  g_autofree gsize *from = NULL;
  gsize n, d, n_left = 0;
  double *x, *y;

  g_return_val_if_fail (self != NULL && rows != NULL, NULL);
  g_return_val_if_fail (has_rows (self, rows), NULL);

  n = rsc_dataset_get_n (self);
  d = rsc_dataset_get_d (self);
  x = g_new (double, MAX (n * d, 1));
  y = g_new (double, MAX (n, 1));
  from = g_new (gsize, MAX (n, 1));
  for (gsize i = 0, k = 0; i < n; i++)
    {
      if (k < rows->n && rows->rows[k] == i)
        {
          k++;
          continue;
        }
      if (d > 0)
        memcpy (x + n_left * d, rsc_dataset_get_x (self) + i * d, d * sizeof *x);
      from[n_left] = i;
      y[n_left++] = rsc_dataset_get_y (self)[i];
    }
  return rsc_dataset_new_edited (self, n_left, x, y, from);
}

RscDataset *
rsc_data_edit_move (const RscDataset *self,
                    const RscRowSet *rows,
                    const double *vector,
                    GError **error)
{
  g_auto (Rows) edited = { 0 };

  g_return_val_if_fail (self != NULL && rows != NULL && vector != NULL, NULL);
  g_return_val_if_fail (has_rows (self, rows), NULL);

  if (!rows_init (&edited, self, 0, error))
    return NULL;
  for (gsize i = 0; i < rows->n; i++)
    for (gsize k = 0; k < edited.d; k++)
      edited.x[rows->rows[i] * edited.d + k] += vector[k];
  return rows_finish (&edited, self, error);
}

/* y ← scale y + shift on @rows. */
static RscDataset *
change_targets (const RscDataset *self,
                const RscRowSet *rows,
                double scale,
                double shift,
                GError **error)
{
  g_auto (Rows) edited = { 0 };

  g_return_val_if_fail (self != NULL && rows != NULL, NULL);
  g_return_val_if_fail (has_rows (self, rows), NULL);

  if (!rows_init (&edited, self, 0, error))
    return NULL;
  /* Adding 0 makes a 0 of -0. */
  for (gsize i = 0; i < rows->n; i++)
    edited.y[rows->rows[i]] = scale * edited.y[rows->rows[i]] + shift;
  return rows_finish (&edited, self, error);
}

RscDataset *
rsc_data_edit_shift_targets (const RscDataset *self,
                             const RscRowSet *rows,
                             double step,
                             GError **error)
{
  return change_targets (self, rows, 1.0, step, error);
}

RscDataset *
rsc_data_edit_flip (const RscDataset *self, const RscRowSet *rows)
{
  return change_targets (self, rows, -1.0, 0.0, NULL);
}

static gboolean
is_same_point (const RscDataset *a, gsize i, const RscDataset *b, gsize k)
{
  const gsize d = rsc_dataset_get_d (a);

  return rsc_dataset_get_y (a)[i] == rsc_dataset_get_y (b)[k]
         && (d == 0
             || memcmp (rsc_dataset_get_x (a) + i * d, rsc_dataset_get_x (b) + k * d,
                        d * sizeof (double))
                  == 0);
}

RscRowSet *
rsc_data_edit_find_rows (const RscDataset *self, const RscRowSet *rows, const RscDataset *edited)
{
  g_autofree gsize *found = NULL;
  g_autofree gboolean *taken = NULL;
  gsize n, n_found = 0;

  g_return_val_if_fail (self != NULL && rows != NULL && edited != NULL, NULL);
  g_return_val_if_fail (has_rows (self, rows), NULL);
  g_return_val_if_fail (rsc_dataset_get_d (self) == rsc_dataset_get_d (edited), NULL);

  n = rsc_dataset_get_n (edited);
  if (n == rsc_dataset_get_n (self))
    return rsc_row_set_new (rows->n, rows->rows);
  found = g_new (gsize, MAX (rows->n, 1));
  taken = g_new0 (gboolean, MAX (n, 1));
  for (gsize i = 0; i < rows->n; i++)
    for (gsize k = 0; k < n; k++)
      if (!taken[k] && is_same_point (self, rows->rows[i], edited, k))
        {
          taken[k] = TRUE;
          found[n_found++] = k;
          break;
        }
  return rsc_row_set_new (n_found, found);
}

double
rsc_data_edit_get_step (const RscDataset *self)
{
  double low = INFINITY, high = -INFINITY, range;

  g_return_val_if_fail (self != NULL, 1.0);

  for (gsize i = 0; i < rsc_dataset_get_n (self); i++)
    {
      low = fmin (low, rsc_dataset_get_y (self)[i]);
      high = fmax (high, rsc_dataset_get_y (self)[i]);
    }
  range = high > low ? high - low : 1.0;
  return pow (10.0, floor (log10 (range / 10.0)));
}

RscDataset *
rsc_data_edit_duplicate (const RscDataset *self,
                         const RscRowSet *rows,
                         const double *vector,
                         GError **error)
{
  g_auto (Rows) edited = { 0 };
  gsize n;

  g_return_val_if_fail (self != NULL && rows != NULL && vector != NULL, NULL);
  g_return_val_if_fail (has_rows (self, rows), NULL);

  n = rsc_dataset_get_n (self);
  if (!rows_init (&edited, self, rows->n, error))
    return NULL;
  edited.from = g_new (gsize, MAX (edited.n, 1));
  for (gsize i = 0; i < edited.n; i++)
    edited.from[i] = i < n ? i : rows->rows[i - n];
  for (gsize i = 0; i < rows->n; i++)
    {
      for (gsize k = 0; k < edited.d; k++)
        edited.x[(n + i) * edited.d + k] = edited.x[rows->rows[i] * edited.d + k] + vector[k];
      edited.y[n + i] = edited.y[rows->rows[i]];
    }
  return rows_finish (&edited, self, error);
}

RscDataset *
rsc_data_edit_set_block (const RscDataset *self,
                         gsize row,
                         gsize column,
                         gsize n_rows,
                         gsize n_columns,
                         const double *values,
                         GError **error)
{
  g_auto (Rows) edited = { 0 };
  gsize n, end;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (n_rows == 0 || n_columns == 0 || values != NULL, NULL);

  n = rsc_dataset_get_n (self);
  end = row + n_rows;
  g_return_val_if_fail (row <= n && end >= row, NULL);
  g_return_val_if_fail (column + n_columns <= rsc_dataset_get_d (self) + 1, NULL);

  if (!rows_init (&edited, self, end > n ? end - n : 0, error))
    return NULL;
  /* What a new row does not get is not a number, and refused below. */
  for (gsize i = n; i < edited.n; i++)
    {
      for (gsize k = 0; k < edited.d; k++)
        edited.x[i * edited.d + k] = NAN;
      edited.y[i] = NAN;
    }
  for (gsize i = 0; i < n_rows; i++)
    for (gsize k = 0; k < n_columns; k++)
      {
        const double value = values[i * n_columns + k];
        double *place = column + k == edited.d ? edited.y + row + i
                                               : edited.x + (row + i) * edited.d + column + k;

        if (!isnan (value))
          *place = value;
      }
  return rows_finish (&edited, self, error);
}

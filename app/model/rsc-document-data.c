/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/model/rsc-document-data.h"

#include "app/model/rsc-document-private.h"
#include "core/data/rsc-data-edit.h"
#include "ui/words/rsc-edit-words.h"

#include <string.h>

static const RscDocumentState *
get_state (RscDocument *self)
{
  return rsc_history_get_state (self->history);
}

static RscDataset *
get_source (RscDocument *self)
{
  return get_state (self)->source;
}

RscRowSet *
rsc_document_get_rows (RscDocument *self)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self), NULL);
  return get_state (self)->rows;
}

void
rsc_document_select_rows (RscDocument *self, RscRowSet *rows)
{
  RscDocumentState *after;

  g_return_if_fail (RSC_IS_DOCUMENT (self));
  g_return_if_fail (rows != NULL);

  after = rsc_document_state_copy (get_state (self));
  rsc_document_state_set_rows (after, rows);
  if (rsc_row_set_equal (after->rows, get_state (self)->rows))
    {
      rsc_document_state_unref (after);
      return;
    }
  rsc_document_exchange (self, after);
}

/* Bit by bit, so that nothing is taken for no change that is one. */
static gboolean
is_same (RscDataset *a, RscDataset *b)
{
  const gsize n = rsc_dataset_get_n (a), d = rsc_dataset_get_d (a);

  return n == rsc_dataset_get_n (b) && d == rsc_dataset_get_d (b)
         && (n == 0
             || memcmp (rsc_dataset_get_y (a), rsc_dataset_get_y (b), n * sizeof (double)) == 0)
         && (n * d == 0
             || memcmp (rsc_dataset_get_x (a), rsc_dataset_get_x (b), n * d * sizeof (double))
                  == 0);
}

gboolean
rsc_document_edit_data (RscDocument *self,
                        const char *name,
                        RscChangeMode mode,
                        RscDataset *edited,
                        RscRowSet *rows)
{
  g_autoptr (RscDataset) taken = edited;
  g_autoptr (RscRowSet) taken_rows = rows;
  RscDocumentState *after;
  const RscDocumentState *begun;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (name != NULL && edited != NULL, FALSE);
  g_return_val_if_fail (get_source (self) != NULL, FALSE);

  if (is_same (edited, get_source (self)))
    return FALSE;
  after = rsc_document_state_copy (get_state (self));
  begun = rsc_history_get_running_start (self->history, name);
  /* Back where it began, so that it is seen to be no change. */
  if (mode == RSC_CHANGE_RUNNING && begun && is_same (edited, begun->source))
    rsc_document_state_take_data (after, begun);
  else
    rsc_document_state_edit_data (after, edited, rows ? rows : after->rows);
  return rsc_document_apply (self, name, mode, after);
}

/* @edited (taken): or NULL, where a value is not finite. @rows (taken): selected then, or NULL. */
static gboolean
apply (RscDocument *self,
       RscEdit edit,
       gsize n,
       RscChangeMode mode,
       RscDataset *edited,
       RscRowSet *rows)
{
  g_autofree char *name = rsc_edit_words_dup_change (edit, n);

  if (!edited)
    {
      g_clear_pointer (&rows, rsc_row_set_unref);
      return FALSE;
    }
  return rsc_document_edit_data (self, name, mode, edited, rows);
}

gboolean
rsc_document_add_points (RscDocument *self, gsize n, const double *x, const double *y)
{
  RscDataset *source;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  source = get_source (self);
  return source && n > 0
         && apply (self, RSC_EDIT_ADD, n, RSC_CHANGE_SINGLE,
                   rsc_data_edit_add (source, n, x, y, NULL),
                   rsc_row_set_new_range (rsc_dataset_get_n (source), n));
}

gboolean
rsc_document_delete_points (RscDocument *self, RscRowSet *rows)
{
  RscDataset *source;
  g_autofree gsize *left = NULL;
  g_autoptr (RscRowSet) kept = NULL;
  gsize n_left = 0;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && rows != NULL, FALSE);

  source = get_source (self);
  kept = rsc_row_set_ref (rsc_document_get_rows (self));
  if (!source || rows->n == 0)
    return FALSE;
  /* Those selected that stay have as many rows fewer before them as are deleted there. */
  left = g_new (gsize, MAX (kept->n, 1));
  for (gsize i = 0, before = 0; i < kept->n; i++)
    {
      while (before < rows->n && rows->rows[before] < kept->rows[i])
        before++;
      if (before == rows->n || rows->rows[before] != kept->rows[i])
        left[n_left++] = kept->rows[i] - before;
    }
  return apply (self, RSC_EDIT_DELETE, rows->n, RSC_CHANGE_SINGLE,
                rsc_data_edit_delete (source, rows), rsc_row_set_new (n_left, left));
}

gboolean
rsc_document_move_points (RscDocument *self,
                          RscChangeMode mode,
                          RscDataset *start,
                          RscRowSet *rows,
                          const double *vector,
                          double step)
{
  g_autoptr (RscDataset) moved = NULL;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && start != NULL && rows != NULL, FALSE);

  if (!get_source (self) || rows->n == 0
      || !(moved = rsc_data_edit_move (start, rows, vector, NULL)))
    return FALSE;
  return apply (self, RSC_EDIT_MOVE, rows->n, mode,
                rsc_data_edit_shift_targets (moved, rows, step, NULL), NULL);
}

gboolean
rsc_document_shift_targets (RscDocument *self, RscChangeMode mode, RscRowSet *rows, double step)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && rows != NULL, FALSE);

  return get_source (self) && rows->n > 0
         && apply (self, RSC_EDIT_SET_TARGET, rows->n, mode,
                   rsc_data_edit_shift_targets (get_source (self), rows, step, NULL), NULL);
}

gboolean
rsc_document_flip_targets (RscDocument *self, RscRowSet *rows)
{
  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && rows != NULL, FALSE);

  return get_source (self) && rows->n > 0
         && apply (self, RSC_EDIT_FLIP, rows->n, RSC_CHANGE_SINGLE,
                   rsc_data_edit_flip (get_source (self), rows), NULL);
}

gboolean
rsc_document_duplicate_points (RscDocument *self, RscRowSet *rows, const double *vector)
{
  RscDataset *source;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self) && rows != NULL, FALSE);

  source = get_source (self);
  return source && rows->n > 0
         && apply (self, RSC_EDIT_DUPLICATE, rows->n, RSC_CHANGE_SINGLE,
                   rsc_data_edit_duplicate (source, rows, vector, NULL),
                   rsc_row_set_new_range (rsc_dataset_get_n (source), rows->n));
}

gboolean
rsc_document_set_value (RscDocument *self, gsize row, gsize column, double value)
{
  RscDataset *source;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  source = get_source (self);
  return source && row < rsc_dataset_get_n (source) && column <= rsc_dataset_get_d (source)
         && apply (self, RSC_EDIT_SET_VALUE, 1, RSC_CHANGE_SINGLE,
                   rsc_data_edit_set_block (source, row, column, 1, 1, &value, NULL), NULL);
}

gboolean
rsc_document_paste (RscDocument *self,
                    gsize row,
                    gsize column,
                    gsize n_rows,
                    gsize n_columns,
                    const double *values,
                    GError **error)
{
  RscDataset *edited;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (get_source (self) != NULL, FALSE);

  edited =
    rsc_data_edit_set_block (get_source (self), row, column, n_rows, n_columns, values, error);
  return edited
         && apply (self, RSC_EDIT_PASTE, n_rows, RSC_CHANGE_SINGLE, edited,
                   rsc_row_set_new_range (row, n_rows));
}

gboolean
rsc_document_start_again (RscDocument *self)
{
  RscDocumentState *after;

  g_return_val_if_fail (RSC_IS_DOCUMENT (self), FALSE);

  if (!rsc_document_state_can_start_again (get_state (self)))
    return FALSE;
  after = rsc_document_state_copy (get_state (self));
  if (rsc_document_state_start_again (after, NULL))
    return rsc_document_apply (self, rsc_edit_words_get_start_again (), RSC_CHANGE_SINGLE, after);
  rsc_document_state_unref (after);
  return FALSE;
}

void
rsc_document_end_change (RscDocument *self)
{
  g_return_if_fail (RSC_IS_DOCUMENT (self));
  rsc_history_end_merge (self->history);
}

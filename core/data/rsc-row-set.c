/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-row-set.h"

#include <string.h>

/* Takes @rows, which are in order and each once. */
static RscRowSet *
new_take (gsize n, gsize *rows)
{
  RscRowSet *self = g_new0 (RscRowSet, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->rows = rows;
  return self;
}

static int
compare (const void *a, const void *b)
{
  const gsize *i = a, *k = b;

  return (*i > *k) - (*i < *k);
}

RscRowSet *
rsc_row_set_new (gsize n, const gsize *rows)
{
  gsize *own = g_new (gsize, MAX (n, 1));
  gsize n_own = 0;

  g_return_val_if_fail (n == 0 || rows != NULL, NULL);

  if (n > 0)
    {
      memcpy (own, rows, n * sizeof *own);
      qsort (own, n, sizeof *own, compare);
    }
  for (gsize k = 0; k < n; k++)
    if (k == 0 || own[k] != own[k - 1])
      own[n_own++] = own[k];
  return new_take (n_own, own);
}

RscRowSet *
rsc_row_set_new_range (gsize first, gsize n)
{
  gsize *rows = g_new (gsize, MAX (n, 1));

  for (gsize k = 0; k < n; k++)
    rows[k] = first + k;
  return new_take (n, rows);
}

/* @both: whether rows of both sets are in it. */
static RscRowSet *
merge (const RscRowSet *a, const RscRowSet *b, gboolean both)
{
  gsize *rows = g_new (gsize, MAX (a->n + b->n, 1));
  gsize n = 0;

  for (gsize i = 0, k = 0; i < a->n || k < b->n;)
    {
      if (k == b->n || (i < a->n && a->rows[i] < b->rows[k]))
        rows[n++] = a->rows[i++];
      else if (i == a->n || b->rows[k] < a->rows[i])
        rows[n++] = b->rows[k++];
      else
        {
          if (both)
            rows[n++] = a->rows[i];
          i++;
          k++;
        }
    }
  return new_take (n, rows);
}

RscRowSet *
rsc_row_set_new_union (const RscRowSet *a, const RscRowSet *b)
{
  return merge (a, b, TRUE);
}

RscRowSet *
rsc_row_set_new_toggled (const RscRowSet *a, const RscRowSet *b)
{
  return merge (a, b, FALSE);
}

RscRowSet *
rsc_row_set_new_below (const RscRowSet *self, gsize limit)
{
  gsize n = self->n;

  while (n > 0 && self->rows[n - 1] >= limit)
    n--;
  return rsc_row_set_new (n, self->rows);
}

RscRowSet *
rsc_row_set_ref (RscRowSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_row_set_unref (RscRowSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->rows);
  g_free (self);
}

gboolean
rsc_row_set_has (const RscRowSet *self, gsize row)
{
  return self->n > 0 && bsearch (&row, self->rows, self->n, sizeof row, compare) != NULL;
}

gboolean
rsc_row_set_equal (const RscRowSet *a, const RscRowSet *b)
{
  return a == b
         || (a->n == b->n && (a->n == 0 || memcmp (a->rows, b->rows, a->n * sizeof *a->rows) == 0));
}

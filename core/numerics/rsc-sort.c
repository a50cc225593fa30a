/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-sort.h"

#include <math.h>
#include <string.h>

/* Of rsc_sort_on_grid(). */
#define GRID 1e6
#define GRID_SHIFT 0.3719

/* Items sorted or merged between two looks at the cancellable: a few milliseconds. */
#define RUN_LENGTH ((gsize) 8192)

gboolean
rsc_sort (gpointer items,
          gsize n_items,
          gsize item_size,
          GCompareDataFunc compare,
          gpointer user_data,
          GCancellable *cancellable,
          GError **error)
{
  g_autofree char *spare = NULL;
  char *from = items;
  char *to;

  g_return_val_if_fail (items != NULL || n_items == 0, FALSE);
  g_return_val_if_fail (item_size > 0 && compare != NULL, FALSE);

  for (gsize start = 0; start < n_items; start += RUN_LENGTH)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      g_qsort_with_data (from + start * item_size, (gint) MIN (RUN_LENGTH, n_items - start),
                         item_size, compare, user_data);
    }
  if (n_items <= RUN_LENGTH)
    return TRUE;

  spare = g_malloc_n (n_items, item_size);
  to = spare;
  for (gsize width = RUN_LENGTH; width < n_items; width *= 2)
    {
      char *swap;

      for (gsize start = 0; start < n_items; start += 2 * width)
        {
          gsize middle = MIN (start + width, n_items);
          gsize end = MIN (start + 2 * width, n_items);
          gsize a = start;
          gsize b = middle;

          for (gsize k = start; k < end; k++)
            {
              gboolean first =
                a < middle
                && (b == end
                    || compare (from + a * item_size, from + b * item_size, user_data) <= 0);

              if (k % RUN_LENGTH == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
                return FALSE;
              memcpy (to + k * item_size, from + (first ? a++ : b++) * item_size, item_size);
            }
        }
      swap = from;
      from = to;
      to = swap;
    }
  if (from != items)
    memcpy (items, from, n_items * item_size);
  return TRUE;
}

gint64
rsc_sort_on_grid (double value)
{
  return (gint64) floor (value * GRID + GRID_SHIFT);
}

int
rsc_sort_compare_directions (gsize d, const double *a, const double *b)
{
  for (gsize k = 0; k < d; k++)
    {
      const gint64 one = rsc_sort_on_grid (a[k]), two = rsc_sort_on_grid (b[k]);

      if (one != two)
        return one < two ? -1 : 1;
    }
  return 0;
}

int
rsc_sort_compare_highest (const void *a, const void *b)
{
  const RscSortKey *one = a, *other = b;

  if (one->value != other->value)
    return one->value > other->value ? -1 : 1;
  return (one->index > other->index) - (one->index < other->index);
}

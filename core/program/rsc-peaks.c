/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-peaks.h"

#include "core/numerics/rsc-tolerances.h"

#include <math.h>
#include <string.h>

typedef struct
{
  int sign;
  double value;
  gsize slot;
} Entry;

struct _RscPeaks
{
  gsize d;
  gsize n_words;
  GArray *entries;    /* Entry, by falling value */
  GArray *directions; /* double, slots × d */
  GArray *patterns;   /* guint64, slots × n_words */
};

RscPeaks *
rsc_peaks_new (gsize n, gsize d)
{
  RscPeaks *self = g_new0 (RscPeaks, 1);

  self->d = d;
  self->n_words = (n + 63) / 64;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->directions = g_array_new (FALSE, FALSE, sizeof (double));
  self->patterns = g_array_new (FALSE, FALSE, sizeof (guint64));
  return self;
}

void
rsc_peaks_free (RscPeaks *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->entries);
  g_array_unref (self->directions);
  g_array_unref (self->patterns);
  g_free (self);
}

gsize
rsc_peaks_get_n (const RscPeaks *self)
{
  return self->entries->len;
}

static double *
get_direction (const RscPeaks *self, gsize slot)
{
  return (double *) (gpointer) self->directions->data + slot * self->d;
}

static guint64 *
get_pattern (const RscPeaks *self, gsize slot)
{
  /* There may be none, and nothing to count from. */
  return self->n_words > 0 ? (guint64 *) (gpointer) self->patterns->data + slot * self->n_words
                           : NULL;
}

void
rsc_peaks_get (const RscPeaks *self, gsize k, RscPeak *peak)
{
  const Entry *entry = &g_array_index (self->entries, Entry, k);

  peak->sign = entry->sign;
  peak->value = entry->value;
  peak->direction = get_direction (self, entry->slot);
  peak->pattern = get_pattern (self, entry->slot);
}

static gboolean
is_near (gsize d, const double *a, const double *b)
{
  double square = 0.0;

  for (gsize k = 0; k < d && square <= RSC_TOLERANCE_SAME_PEAK * RSC_TOLERANCE_SAME_PEAK; k++)
    square += (a[k] - b[k]) * (a[k] - b[k]);
  return square <= RSC_TOLERANCE_SAME_PEAK * RSC_TOLERANCE_SAME_PEAK;
}

gboolean
rsc_peaks_has_direction (const RscPeaks *self, int sign, const double *direction)
{
  for (gsize k = 0; k < self->entries->len; k++)
    {
      const Entry *entry = &g_array_index (self->entries, Entry, k);

      if (entry->sign == sign && is_near (self->d, get_direction (self, entry->slot), direction))
        return TRUE;
    }
  return FALSE;
}

/* Without patterns none is the same. */
static gboolean
is_same_cell (const RscPeaks *self, gsize slot, const guint64 *pattern)
{
  return self->n_words > 0
         && memcmp (get_pattern (self, slot), pattern, self->n_words * sizeof (guint64)) == 0;
}

gboolean
rsc_peaks_add (RscPeaks *self, const RscPeak *peak)
{
  Entry entry = { peak->sign, peak->value, self->entries->len };
  gboolean is_new = TRUE;
  gsize place;

  for (gsize k = 0; k < self->entries->len; k++)
    {
      const Entry known = g_array_index (self->entries, Entry, k);

      if (known.sign != peak->sign
          || (!is_near (self->d, get_direction (self, known.slot), peak->direction)
              && !is_same_cell (self, known.slot, peak->pattern)))
        continue;
      if (known.value >= peak->value)
        return FALSE;
      memcpy (get_direction (self, known.slot), peak->direction, self->d * sizeof (double));
      if (self->n_words > 0)
        memcpy (get_pattern (self, known.slot), peak->pattern, self->n_words * sizeof (guint64));
      entry.slot = known.slot;
      g_array_remove_index (self->entries, (guint) k);
      is_new = FALSE;
      break;
    }
  if (is_new)
    {
      g_array_append_vals (self->directions, peak->direction, (guint) self->d);
      if (self->n_words > 0)
        g_array_append_vals (self->patterns, peak->pattern, (guint) self->n_words);
    }
  place = self->entries->len;
  while (place > 0 && g_array_index (self->entries, Entry, place - 1).value < peak->value)
    place--;
  g_array_insert_val (self->entries, (guint) place, entry);
  return is_new;
}

gsize
rsc_peaks_get_bytes (const RscPeaks *self)
{
  return self->entries->len * (sizeof (Entry) + (self->d + self->n_words) * 8);
}

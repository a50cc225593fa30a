/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cells.h"
#include <gmp.h>
#include <math.h>

/* ---- integers ------------------------------------------------------------------------------ */

/* x with every column and every row times a positive power of two, so that all are integers: no
 * sign of a minor changes. */
static void
fill_integers (gsize n, gsize d, const double *x, mpz_t *z)
{
  for (gsize k = 0; k < d; k++)
    {
      int least = G_MAXINT;

      for (gsize i = 0; i < n; i++)
        if (x[i * d + k] != 0.0)
          {
            int exponent;

            frexp (x[i * d + k], &exponent);
            least = MIN (least, exponent - 53);
          }
      for (gsize i = 0; i < n; i++)
        {
          int exponent;
          double mantissa = frexp (x[i * d + k], &exponent);

          mpz_init (z[i * d + k]);
          if (mantissa == 0.0)
            continue;
          mpz_set_d (z[i * d + k], ldexp (mantissa, 53));
          mpz_mul_2exp (z[i * d + k], z[i * d + k], (mp_bitcnt_t) (exponent - 53 - least));
        }
    }
}

/* ---- circuits ------------------------------------------------------------------------------ */

/* If the rows @rows are a minimal dependent set, the signs of the one dependence among them.
 * Elimination without fractions on the d × k matrix whose columns are the rows. */
static gboolean
find_circuit (const mpz_t *z, gsize d, gsize k, const gsize *rows, guint32 *on, guint32 *off)
{
  mpz_t *a = g_new (mpz_t, d * k);
  g_autofree gsize *pivot_row = g_new (gsize, k + 1);
  g_autofree gboolean *used = g_new0 (gboolean, d + 1);
  mpz_t product;
  gboolean is_circuit = TRUE;
  gsize rank = 0;

  mpz_init (product);
  for (gsize r = 0; r < d; r++)
    for (gsize j = 0; j < k; j++)
      mpz_init_set (a[r * k + j], z[rows[j] * d + r]);
  /* The first k - 1 columns have to be independent, and the last one dependent on all of them. */
  for (gsize j = 0; j + 1 < k && is_circuit; j++)
    {
      gsize r = 0;

      while (r < d && (used[r] || mpz_sgn (a[r * k + j]) == 0))
        r++;
      if (r == d)
        {
          is_circuit = FALSE;
          break;
        }
      used[r] = TRUE;
      pivot_row[j] = r;
      rank++;
      for (gsize i = 0; i < d; i++)
        {
          mpz_t factor;

          if (i == r || mpz_sgn (a[i * k + j]) == 0)
            continue;
          mpz_init_set (factor, a[i * k + j]);
          for (gsize c = 0; c < k; c++)
            {
              mpz_mul (a[i * k + c], a[i * k + c], a[r * k + j]);
              mpz_mul (product, factor, a[r * k + c]);
              mpz_sub (a[i * k + c], a[i * k + c], product);
            }
          mpz_clear (factor);
        }
    }
  for (gsize r = 0; r < d && is_circuit; r++)
    if (!used[r] && mpz_sgn (a[r * k + k - 1]) != 0)
      is_circuit = FALSE;
  *on = 1u << rows[k - 1];
  *off = 0;
  for (gsize j = 0; j + 1 < k && is_circuit; j++)
    {
      /* y_last = 1: y_j = -a_last / a_pivot in the pivot's row. */
      gsize r = pivot_row[j];
      int sign = -mpz_sgn (a[r * k + k - 1]) * mpz_sgn (a[r * k + j]);

      if (sign == 0)
        is_circuit = FALSE;
      else if (sign > 0)
        *on |= 1u << rows[j];
      else
        *off |= 1u << rows[j];
    }
  for (gsize i = 0; i < d * k; i++)
    mpz_clear (a[i]);
  mpz_clear (product);
  g_free (a);
  return is_circuit;
}

static void
find_circuits (Cells *self, const mpz_t *z)
{
  g_autofree gsize *rows = g_new (gsize, self->d + 2);

  for (gsize k = 2; k <= self->d + 1 && k <= self->n; k++)
    {
      for (gsize j = 0; j < k; j++)
        rows[j] = j;
      while (TRUE)
        {
          guint32 set = 0;
          guint32 on;
          guint32 off;

          for (gsize j = 0; j < k; j++)
            set |= 1u << rows[j];
          if ((set & self->zero_rows) == 0 && find_circuit (z, self->d, k, rows, &on, &off))
            {
              g_array_append_val (self->circuits_on, on);
              g_array_append_val (self->circuits_off, off);
            }
          gsize j = k;
          while (j > 0 && rows[j - 1] == self->n - k + j - 1)
            j--;
          if (j == 0)
            break;
          rows[j - 1]++;
          for (; j < k; j++)
            rows[j] = rows[j - 1] + 1;
        }
    }
}

/* ---- cells --------------------------------------------------------------------------------- */

static void
extend (Cells *self, gsize row, guint32 known, guint32 pattern)
{
  if (row == self->n)
    {
      pattern |= self->zero_rows;
      g_array_append_val (self->patterns, pattern);
      return;
    }
  if (self->zero_rows & (1u << row))
    {
      extend (self, row + 1, known, pattern);
      return;
    }
  known |= 1u << row;
  for (guint32 bit = 0; bit < 2; bit++)
    {
      guint32 longer = pattern | (bit << row);
      gboolean possible = TRUE;

      for (guint c = 0; c < self->circuits_on->len && possible; c++)
        {
          guint32 on = g_array_index (self->circuits_on, guint32, c);
          guint32 off = g_array_index (self->circuits_off, guint32, c);
          guint32 all = on | off;

          /* Only circuits that end here say anything new. */
          if ((all & ~known) == 0 && (all & (1u << row)) != 0)
            possible = (longer & all) != on && (longer & all) != off;
        }
      if (possible)
        extend (self, row + 1, known, longer);
    }
}

static int
compare_patterns (gconstpointer one, gconstpointer two)
{
  guint32 a = *(const guint32 *) one;
  guint32 b = *(const guint32 *) two;

  return (a > b) - (a < b);
}

void
cells_init (Cells *self, gsize n, gsize d, const double *x)
{
  mpz_t *z = g_new (mpz_t, n * d + 1);

  g_assert_cmpuint (n, <=, CELLS_ROWS_MAX);
  *self = (Cells){ n, d, 0, NULL, NULL, NULL };
  self->circuits_on = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->circuits_off = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->patterns = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n; i++)
    {
      gboolean is_zero = TRUE;

      for (gsize k = 0; k < d; k++)
        is_zero = is_zero && x[i * d + k] == 0.0;
      if (is_zero)
        self->zero_rows |= 1u << i;
    }
  fill_integers (n, d, x, z);
  find_circuits (self, (const mpz_t *) z);
  extend (self, 0, 0, 0);
  g_array_sort (self->patterns, compare_patterns);
  for (gsize i = 0; i < n * d; i++)
    mpz_clear (z[i]);
  g_free (z);
}

void
cells_clear (Cells *self)
{
  g_clear_pointer (&self->circuits_on, g_array_unref);
  g_clear_pointer (&self->circuits_off, g_array_unref);
  g_clear_pointer (&self->patterns, g_array_unref);
}

guint32
cells_close (const Cells *self, guint32 rows)
{
  guint32 closed = rows | self->zero_rows;
  guint32 before;

  do
    {
      before = closed;
      for (guint c = 0; c < self->circuits_on->len; c++)
        {
          guint32 all = g_array_index (self->circuits_on, guint32, c)
                        | g_array_index (self->circuits_off, guint32, c);
          guint32 outside = all & ~closed;

          if (outside != 0 && (outside & (outside - 1)) == 0)
            closed |= outside;
        }
    }
  while (closed != before);
  return closed;
}

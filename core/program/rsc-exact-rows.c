/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-exact-rows.h"

#include <gmp.h>
#include <math.h>
#include <string.h>

/* Significant bits that a value has at most when nothing was rounded: 53 are there, and a decimal
 * fraction uses them all. One in 2^13 decimal fractions ends in that many zeros by chance. */
#define GIVEN_BITS 40

struct _RscExactRows
{
  gsize n;
  gsize d;
  const double *x;
  int *exponents; /* d: of the last bit of each column; NULL before the first row */
  mpz_t **rows;   /* n × d, NULL where a row was not asked for yet */
};

typedef struct
{
  guint32 row;
  gsize pivot; /* d when it depends on those before */
  mpz_t *values;
} Echelon;

struct _RscExactBasis
{
  RscExactRows *rows;
  gsize d;
  gsize rank;
  Echelon *echelon; /* in the order they were chosen */
  gsize n_echelon;
  gsize n_made; /* of them with memory */
  mpz_t *rest;  /* d */
};

/* The exponent of the last bit of @value != 0. */
static int
get_last_bit (double value)
{
  int exponent, zeros;
  guint64 mantissa = (guint64) ldexp (fabs (frexp (value, &exponent)), 53);

  zeros = __builtin_ctzll (mantissa);
  return exponent - 53 + zeros;
}

/* How many bits there are from the first to the last of @value != 0. */
static int
count_bits (double value)
{
  guint64 bits, mantissa;

  memcpy (&bits, &value, sizeof (bits));
  mantissa = bits & ((G_GUINT64_CONSTANT (1) << 52) - 1);
  /* The first bit is not written, but in the least of numbers. */
  if ((bits << 1) >> 53 != 0)
    mantissa |= G_GUINT64_CONSTANT (1) << 52;
  return 64 - __builtin_clzll (mantissa) - __builtin_ctzll (mantissa);
}

RscExactRows *
rsc_exact_rows_new (gsize n, gsize d, const double *x)
{
  RscExactRows *self = g_new0 (RscExactRows, 1);

  self->n = n;
  self->d = d;
  self->x = x;
  return self;
}

static void
free_values (mpz_t *values, gsize d)
{
  for (gsize k = 0; k < d; k++)
    mpz_clear (values[k]);
  g_free (values);
}

static mpz_t *
new_values (gsize d)
{
  mpz_t *values = g_new (mpz_t, d + 1);

  for (gsize k = 0; k < d; k++)
    mpz_init (values[k]);
  return values;
}

void
rsc_exact_rows_free (RscExactRows *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; self->rows != NULL && i < self->n; i++)
    {
      if (self->rows[i] != NULL)
        free_values (self->rows[i], self->d);
    }
  g_free (self->rows);
  g_free (self->exponents);
  g_free (self);
}

gsize
rsc_exact_rows_get_d (const RscExactRows *self)
{
  return self->d;
}

gboolean
rsc_exact_rows_is_given (RscExactRows *self, gsize row)
{
  const double *x = self->x + row * self->d;

  for (gsize k = 0; k < self->d; k++)
    {
      if (x[k] != 0.0 && count_bits (x[k]) > GIVEN_BITS)
        return FALSE;
    }
  return TRUE;
}

static const mpz_t *
get_row (RscExactRows *self, gsize row)
{
  const double *x = self->x + row * self->d;
  mpz_t *values;
  int smallest = G_MAXINT;

  if (self->exponents == NULL)
    {
      self->exponents = g_new0 (int, self->d + 1);
      self->rows = g_new0 (mpz_t *, self->n + 1);
      for (gsize k = 0; k < self->d; k++)
        {
          int least = G_MAXINT;

          for (gsize i = 0; i < self->n; i++)
            {
              if (self->x[i * self->d + k] != 0.0)
                least = MIN (least, get_last_bit (self->x[i * self->d + k]));
            }
          self->exponents[k] = least == G_MAXINT ? 0 : least;
        }
    }
  if (self->rows[row] != NULL)
    return self->rows[row];

  values = new_values (self->d);
  for (gsize k = 0; k < self->d; k++)
    {
      if (x[k] != 0.0)
        smallest = MIN (smallest, get_last_bit (x[k]) - self->exponents[k]);
    }
  for (gsize k = 0; k < self->d; k++)
    {
      int last;

      if (x[k] == 0.0)
        continue;
      last = get_last_bit (x[k]);
      /* The odd part of the value, then the power of two that is left of the scales. */
      mpz_set_d (values[k], ldexp (x[k], -last));
      mpz_mul_2exp (values[k], values[k], (mp_bitcnt_t) (last - self->exponents[k] - smallest));
    }
  self->rows[row] = values;
  return values;
}

RscExactBasis *
rsc_exact_basis_new (RscExactRows *rows)
{
  RscExactBasis *self = g_new0 (RscExactBasis, 1);

  self->rows = rows;
  self->d = rows->d;
  self->rest = new_values (self->d);
  return self;
}

void
rsc_exact_basis_free (RscExactBasis *self)
{
  if (self == NULL)
    return;
  for (gsize k = 0; k < self->n_made; k++)
    free_values (self->echelon[k].values, self->d);
  g_free (self->echelon);
  free_values (self->rest, self->d);
  g_free (self);
}

/* @rest = the row without its coordinates at the pivots. */
static void
reduce (RscExactBasis *self, guint32 row)
{
  const mpz_t *values = get_row (self->rows, row);
  const gsize d = self->d;

  for (gsize k = 0; k < d; k++)
    mpz_set (self->rest[k], values[k]);
  for (gsize e = 0; e < self->n_echelon; e++)
    {
      const Echelon *echelon = &self->echelon[e];
      const gsize p = echelon->pivot;

      if (p == d || mpz_sgn (self->rest[p]) == 0)
        continue;
      for (gsize k = 0; k < d; k++)
        {
          if (k == p)
            continue;
          mpz_mul (self->rest[k], self->rest[k], echelon->values[p]);
          mpz_submul (self->rest[k], self->rest[p], echelon->values[k]);
        }
      mpz_set_ui (self->rest[p], 0);
    }
}

static gsize
find_first (const RscExactBasis *self)
{
  gsize k = 0;

  while (k < self->d && mpz_sgn (self->rest[k]) == 0)
    k++;
  return k;
}

/* Appends @row, whose rest is at hand, made free of a common factor and with a positive pivot. */
static gboolean
append (RscExactBasis *self, guint32 row)
{
  const gsize d = self->d, pivot = find_first (self);
  Echelon *echelon;

  if (self->n_echelon == self->n_made)
    {
      self->echelon = g_renew (Echelon, self->echelon, self->n_made + 1);
      self->echelon[self->n_made++].values = new_values (d);
    }
  echelon = &self->echelon[self->n_echelon++];
  echelon->row = row;
  echelon->pivot = pivot;
  if (pivot == d)
    return FALSE;
  self->rank++;

  mpz_t common;

  mpz_init (common);
  for (gsize k = 0; k < d; k++)
    mpz_gcd (common, common, self->rest[k]);
  if (mpz_sgn (self->rest[pivot]) < 0)
    mpz_neg (common, common);
  for (gsize k = 0; k < d; k++)
    mpz_divexact (echelon->values[k], self->rest[k], common);
  mpz_clear (common);
  return TRUE;
}

void
rsc_exact_basis_set (RscExactBasis *self, gsize n_chosen, const guint32 *chosen)
{
  gsize kept = 0;

  while (kept < n_chosen && kept < self->n_echelon && self->echelon[kept].row == chosen[kept])
    kept++;
  for (gsize e = kept; e < self->n_echelon; e++)
    {
      if (self->echelon[e].pivot < self->d)
        self->rank--;
    }
  self->n_echelon = kept;
  for (; kept < n_chosen; kept++)
    {
      reduce (self, chosen[kept]);
      append (self, chosen[kept]);
    }
}

gboolean
rsc_exact_basis_add (RscExactBasis *self, guint32 row)
{
  reduce (self, row);
  return find_first (self) < self->d && append (self, row);
}

gsize
rsc_exact_basis_get_rank (const RscExactBasis *self)
{
  return self->rank;
}

int
rsc_exact_basis_get_side (RscExactBasis *self, guint32 row, gsize coordinate, gsize *first)
{
  reduce (self, row);
  if (first != NULL)
    *first = find_first (self);
  return coordinate < self->d ? mpz_sgn (self->rest[coordinate]) : 0;
}

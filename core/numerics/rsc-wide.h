/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

/**
 * RscWide:
 * @high: the number rounded to a double
 * @low: what the rounding left out
 *
 * A number of twice the digits of a double (106 bits), for differences that cancel to their
 * rounding error: the correlations Z_b^T r at a small λ, or with features of very different units.
 */
typedef struct
{
  double high;
  double low;
} RscWide;

static inline RscWide
rsc_wide (double a)
{
  return (RscWide){ a, 0.0 };
}

static inline double
rsc_wide_round (RscWide a)
{
  return a.high + a.low;
}

/* a + b without rounding (Knuth). */
static inline RscWide
rsc_wide_sum (double a, double b)
{
  const double sum = a + b;
  const double other = sum - a;

  return (RscWide){ sum, (a - (sum - other)) + (b - other) };
}

/* a b without rounding. */
static inline RscWide
rsc_wide_product (double a, double b)
{
  const double product = a * b;

  return (RscWide){ product, fma (a, b, -product) };
}

static inline RscWide
rsc_wide_add (RscWide a, RscWide b)
{
  const RscWide sum = rsc_wide_sum (a.high, b.high);
  const RscWide rest = rsc_wide_sum (a.low, b.low);
  const RscWide first = rsc_wide_sum (sum.high, sum.low + rest.high);

  return rsc_wide_sum (first.high, first.low + rest.low);
}

static inline RscWide
rsc_wide_negate (RscWide a)
{
  return (RscWide){ -a.high, -a.low };
}

static inline RscWide
rsc_wide_subtract (RscWide a, RscWide b)
{
  return rsc_wide_add (a, rsc_wide_negate (b));
}

static inline RscWide
rsc_wide_multiply (RscWide a, RscWide b)
{
  const RscWide product = rsc_wide_product (a.high, b.high);

  return rsc_wide_sum (product.high, product.low + (a.high * b.low + a.low * b.high));
}

static inline RscWide
rsc_wide_divide (RscWide a, RscWide b)
{
  const double first = a.high / b.high;
  const RscWide rest = rsc_wide_subtract (a, rsc_wide_multiply (rsc_wide (first), b));
  const double second = rest.high / b.high;
  const RscWide last = rsc_wide_subtract (rest, rsc_wide_multiply (rsc_wide (second), b));

  return rsc_wide_add (rsc_wide_sum (first, second), rsc_wide (last.high / b.high));
}

static inline RscWide
rsc_wide_root (RscWide a)
{
  if (!(a.high > 0.0))
    return rsc_wide (0.0);
  const double root = sqrt (a.high);
  const RscWide rest = rsc_wide_subtract (a, rsc_wide_product (root, root));

  return rsc_wide_sum (root, rest.high / (2.0 * root));
}

/* sum += factor a, for sums of many terms: what is left out adds up in the low part, which may then
 * reach into the high one, until rsc_wide_settle(). Off by no more than 2^-104 of Σ |factor a| for
 * each term. */
static inline void
rsc_wide_accumulate (RscWide *sum, RscWide factor, double a)
{
  const RscWide product = rsc_wide_product (factor.high, a);
  const RscWide high = rsc_wide_sum (sum->high, product.high);

  sum->high = high.high;
  sum->low += high.low + (product.low + factor.low * a);
}

/* sum += a, for such sums. */
static inline void
rsc_wide_accumulate_wide (RscWide *sum, RscWide a)
{
  const RscWide high = rsc_wide_sum (sum->high, a.high);

  sum->high = high.high;
  sum->low += high.low + a.low;
}

/* The two parts of a sum apart again. */
static inline RscWide
rsc_wide_settle (RscWide sum)
{
  return rsc_wide_sum (sum.high, sum.low);
}

/* Σ a_k b_k of @count values. */
static inline RscWide
rsc_wide_dot (gsize count, const double *a, const RscWide *b)
{
  RscWide sum = rsc_wide (0.0);

  for (gsize k = 0; k < count; k++)
    rsc_wide_accumulate (&sum, b[k], a[k]);
  return rsc_wide_settle (sum);
}

/* The square root of Σ a_k². */
static inline RscWide
rsc_wide_length (gsize count, const RscWide *a)
{
  RscWide sum = rsc_wide (0.0);

  for (gsize k = 0; k < count; k++)
    sum = rsc_wide_add (sum, rsc_wide_multiply (a[k], a[k]));
  return rsc_wide_root (sum);
}

/* b += factor a. */
static inline void
rsc_wide_add_scaled (gsize count, RscWide factor, const double *a, RscWide *b)
{
  for (gsize k = 0; k < count; k++)
    {
      rsc_wide_accumulate (&b[k], factor, a[k]);
      b[k] = rsc_wide_settle (b[k]);
    }
}

G_END_DECLS

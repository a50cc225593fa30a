/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-attainable.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/numerics/rsc-wide.h"

/* Two numbers and what they are compared with, each half a last digit off. */
#define ROUNDING (4.0 * DBL_EPSILON)
/* Products of two mantissas differ by less than this power of two. */
#define SHIFT_MAX 8

typedef struct
{
  const double *row;
  gsize index;
  gsize first; /* its first entry that is not 0, or d */
} Ray;

/* The sign of a b - c d, exactly. */
static int
compare_products (double a, double b, double c, double d)
{
  int exponents[4];
  const RscWide first = rsc_wide_product (frexp (a, &exponents[0]), frexp (b, &exponents[1]));
  RscWide second = rsc_wide_product (frexp (c, &exponents[2]), frexp (d, &exponents[3]));
  const int shift =
    CLAMP (exponents[2] + exponents[3] - exponents[0] - exponents[1], -SHIFT_MAX, SHIFT_MAX);

  second.high = ldexp (second.high, shift);
  second.low = ldexp (second.low, shift);
  if (first.high != second.high)
    return first.high > second.high ? 1 : -1;
  return (first.low > second.low) - (first.low < second.low);
}

/* By lines through the origin. */
static int
compare_lines (const Ray *a, const Ray *b, gsize d)
{
  if (a->first != b->first)
    return a->first < b->first ? -1 : 1;
  for (gsize l = a->first + 1; l < d; l++)
    {
      const double one = a->row[a->first], other = b->row[b->first];
      const int sign = compare_products (copysign (1.0, one) * a->row[l], fabs (other),
                                         copysign (1.0, other) * b->row[l], fabs (one));

      if (sign != 0)
        return sign;
    }
  return 0;
}

static gboolean
is_positive (const Ray *self, gsize d)
{
  return self->first < d && self->row[self->first] > 0.0;
}

static int
compare (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const gsize *d = user_data;
  const int sign = compare_lines (a, b, *d);

  return sign != 0 ? sign : is_positive (b, *d) - is_positive (a, *d);
}

/* |x_first|, 1 for a row of zeros. */
static double
get_length (const Ray *self, gsize d)
{
  return self->first < d ? fabs (self->row[self->first]) : 1.0;
}

/* The @n rows of one ray: into @target. Returns what is fitted at the length *@unit, that of the
 * longest row. */
static double
fit_ray (const Ray *rays, gsize n, gsize d, const double *y, double *target, double *unit)
{
  const double length = get_length (&rays[0], d), first = y[rays[0].index];
  double sum = 0.0, square = 0.0, each;
  gboolean fits = TRUE;

  *unit = 0.0;
  for (gsize k = 0; k < n; k++)
    *unit = MAX (*unit, get_length (&rays[k], d));
  for (gsize k = 0; k < n; k++)
    {
      const double own = get_length (&rays[k], d), value = y[rays[k].index];
      const double c = own / *unit;
      const double here = value * (length / *unit), there = first * c;

      sum += c * value;
      square += c * c;
      fits =
        fits && (own == length ? value == first : fabs (here - there) <= ROUNDING * fabs (here));
    }
  each = fits ? first / (length / *unit) : sum / square;
  if (rays[0].first == d)
    {
      each = 0.0;
      fits = FALSE;
    }
  for (gsize k = 0; k < n; k++)
    target[rays[k].index] = fits ? y[rays[k].index] : each * (get_length (&rays[k], d) / *unit);
  return each;
}

/* Takes the direction of @row among those of opposite rays. FALSE where it depends on them. */
static gboolean
take_line (RscSpan *lines, const double *row, gsize d, const double *nothing)
{
  double largest = 0.0;
  double *next;

  if (lines->basis == NULL)
    rsc_span_init (lines, d);
  next = rsc_span_get_next (lines);
  if (next == NULL)
    return FALSE;
  for (gsize l = 0; l < d; l++)
    largest = MAX (largest, fabs (row[l]));
  for (gsize l = 0; l < d; l++)
    next[l] = row[l] / largest;
  return rsc_span_take (lines, nothing, RSC_TOLERANCE_BRANCH_INDEPENDENT);
}

gboolean
rsc_attainable_find (const RscProblem *problem,
                     double *target,
                     gboolean *is_known,
                     GCancellable *cancellable,
                     GError **error)
{
  g_return_val_if_fail (problem != NULL && target != NULL && is_known != NULL, FALSE);

  const gsize n = rsc_problem_get_n (problem), inner = rsc_problem_get_d (problem);
  const double *y = rsc_problem_get_y (problem);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  RscDataset *source = rsc_dataset_get_source (dataset);
  const gboolean bias = rsc_problem_get_bias (problem);
  gboolean space_bias = FALSE;
  /* In the features as given: coordinates in the space of the rows are rounded. */
  const RscRowSpace *space = rsc_dataset_get_space (dataset, &space_bias);
  const gsize d = space != NULL ? rsc_row_space_get_d (space) + (bias ? 1 : 0) : inner;
  g_autofree double *x = rsc_dataset_dup_design (source, bias || space_bias);
  g_autofree Ray *rays = g_new (Ray, n);
  g_autofree double *fit = g_new (double, n);
  g_autofree double *nothing = g_new0 (double, inner + 1);
  g_auto (RscSpan) lines = { 0 };
  gboolean is_free = TRUE, is_odd = FALSE;
  gsize end;

  for (gsize i = 0; i < n; i++)
    {
      rays[i] = (Ray){ .row = x + i * d, .index = i };
      while (rays[i].first < d && rays[i].row[rays[i].first] == 0.0)
        rays[i].first++;
    }
  if (!rsc_sort (rays, n, sizeof (Ray), compare, (gpointer) &d, cancellable, error))
    return FALSE;
  for (gsize begin = 0; begin < n; begin = end)
    {
      gsize middle = begin;
      double each[2] = { 0.0 }, unit[2] = { 1.0 };

      for (end = begin; end < n && compare_lines (&rays[begin], &rays[end], d) == 0; end++)
        middle += is_positive (&rays[end], d) ? 1 : 0;
      if (middle > begin)
        each[0] = fit_ray (rays + begin, middle - begin, d, y, fit, &unit[0]);
      if (end > middle)
        each[1] = fit_ray (rays + middle, end - middle, d, y, fit, &unit[1]);
      if (middle == begin || middle == end)
        continue;
      is_odd = is_odd || compare_products (each[0], unit[1], each[1], unit[0]) != 0;
      is_free = is_free
                && take_line (&lines, rsc_problem_get_x (problem) + rays[begin].index * inner,
                              inner, nothing);
    }
  *is_known = is_free || !is_odd;
  if (*is_known)
    memcpy (target, fit, n * sizeof (double));
  return TRUE;
}

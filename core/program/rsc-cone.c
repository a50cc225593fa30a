/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-cone.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* Rows are scanned two at a time. */
typedef double Pair __attribute__ ((vector_size (16)));
typedef gint64 PairMask __attribute__ ((vector_size (16)));

/* Pairs of rows that are looked at for a violated one: of many rows the most violated one of a part
 * does as well, and the rest is looked at when there is none. */
#define PART 512

/* Of more rows than this, those most violated are kept together and looked at alone until v
 * violates none of them: the many do not fit into the processor's caches. So many for each
 * dimension are kept, chosen by their violation in so many steps. */
#define ROWS_AT_HAND 2048
#define PART_OF_MANY 4096
#define KEPT_PER_DIMENSION 2
#define KEPT_LEAST 32
#define STEPS_OF_VIOLATION 64

struct _RscCone
{
  gsize n;
  gsize d;
  gsize stride; /* n rounded up to even */
  Pair *memory;
  double *columns; /* d × stride: the rows of X at length 1, stored by columns; or */
  double *rows; /* n × d, where there are too many to look at all of them each time; else NULL */
  double *largest; /* d: the largest entry of each of these columns */
  double *sign;    /* stride: ±1 of the pattern at hand, 0 for rows to leave alone */
  double *value;   /* stride */

  RscSpan span;    /* of the active rows k_i = ±x_i / ||x_i||, with -z on the right */
  guint32 *active; /* d */
  double *rho;     /* d, current multipliers */
  double *target;  /* d, multipliers with v = z + Σ target_j k_j orthogonal to all active rows */
  double *z;       /* d, scaled input */
  double *minus_z; /* d */
  double *v;       /* d */
  gsize part;      /* of the rows, that is looked at next */
  double *row;     /* d */

  /* The rows that were violated most when all were looked at last. */
  gsize n_kept;
  gsize kept_max;    /* 0 where there are so few rows that none are kept */
  guint32 *kept;     /* kept_max */
  double *kept_rows; /* kept_max × d, ±k_i */
};

/* Of two rows at a time. What stands beyond the last row has no column, whatever its sign. */
static void
set_signs (RscCone *self, const guint64 *pattern)
{
  static const Pair signs[4] = { { -1.0, -1.0 }, { 1.0, -1.0 }, { -1.0, 1.0 }, { 1.0, 1.0 } };
  const gsize pairs = self->stride / 2;
  Pair *sign = (Pair *) self->sign;

  for (gsize first = 0; first < pairs; first += 32)
    {
      guint64 bits = pattern[first / 32];

      for (gsize i = first; i < MIN (first + 32, pairs); i++, bits >>= 2)
        sign[i] = signs[bits & 3];
    }
}

static inline Pair
pair_min (Pair a, Pair b)
{
  const PairMask less = (PairMask) (a < b);

  return (Pair) ((less & (PairMask) a) | (~less & (PairMask) b));
}

/* Value: sign (k_i·v) of the pairs of rows [@first, @last) in @d dimensions, which the compiler
 * knows here. Returns the least. */
static inline Pair
evaluate_short (RscCone *self, gsize d, const double *v, gsize first, gsize last)
{
  const Pair *sign = (const Pair *) self->sign;
  const Pair *columns = (const Pair *) self->columns;
  Pair *value = (Pair *) self->value;
  const gsize pairs = self->stride / 2;
  const double v0 = v[0], v1 = d > 1 ? v[1] : 0.0, v2 = d > 2 ? v[2] : 0.0;
  Pair least = { 0.0, 0.0 };

  for (gsize i = first; i < last; i++)
    {
      Pair sum = columns[i] * v0;

      if (d > 1)
        sum += columns[pairs + i] * v1;
      if (d > 2)
        sum += columns[2 * pairs + i] * v2;
      value[i] = sum * sign[i];
      least = pair_min (value[i], least);
    }
  return least;
}

/* The same in any number of dimensions, of four pairs at a time, whose sums stay in registers while
 * the columns go by. */
static Pair
evaluate_long (RscCone *self, const double *v, gsize first, gsize last)
{
  const gsize pairs = self->stride / 2, d = self->d;
  const Pair *sign = (const Pair *) self->sign;
  Pair *value = (Pair *) self->value;
  Pair least = { 0.0, 0.0 };
  gsize i = first;

  for (; i + 4 <= last; i += 4)
    {
      const Pair *column = (const Pair *) self->columns + i;
      Pair a = column[0] * v[0], b = column[1] * v[0];
      Pair c = column[2] * v[0], e = column[3] * v[0];

      for (gsize k = 1; k < d; k++)
        {
          const double vk = v[k];

          column += pairs;
          a += column[0] * vk;
          b += column[1] * vk;
          c += column[2] * vk;
          e += column[3] * vk;
        }
      value[i] = a * sign[i];
      value[i + 1] = b * sign[i + 1];
      value[i + 2] = c * sign[i + 2];
      value[i + 3] = e * sign[i + 3];
      least = pair_min (pair_min (value[i], value[i + 1]), least);
      least = pair_min (pair_min (value[i + 2], value[i + 3]), least);
    }
  for (; i < last; i++)
    {
      const Pair *column = (const Pair *) self->columns + i;
      Pair sum = column[0] * v[0];

      for (gsize k = 1; k < d; k++)
        sum += column[k * pairs] * v[k];
      value[i] = sum * sign[i];
      least = pair_min (value[i], least);
    }
  return least;
}

/* The row of pairs [@first, @last) that v violates most, or n where none is violated by more than
 * @tolerance. *@value: k_i·v of that row. */
static gsize
find_violated_among (RscCone *self,
                     const double *v,
                     gsize first,
                     gsize last,
                     double tolerance,
                     double *value)
{
  const Pair least = self->d == 3   ? evaluate_short (self, 3, v, first, last)
                     : self->d == 2 ? evaluate_short (self, 2, v, first, last)
                                    : evaluate_long (self, v, first, last);
  const double threshold = MIN (least[0], least[1]);

  if (threshold >= -tolerance)
    return self->n;
  *value = threshold;
  for (gsize i = 2 * first; i < MIN (2 * last, self->n); i++)
    {
      if (self->value[i] <= threshold)
        return i;
    }
  return self->n;
}

/* The most violated row of those kept, or n. */
static gsize
find_violated_kept (const RscCone *self, const double *v, double tolerance, double *least_value)
{
  const gsize d = self->d;
  double least = -tolerance;
  gsize found = self->n;

  for (gsize j = 0; j < self->n_kept; j++)
    {
      const double value = rsc_gram_dot (d, self->kept_rows + j * d, v);

      if (value < least && self->sign[self->kept[j]] != 0.0)
        {
          least = *least_value = value;
          found = self->kept[j];
        }
    }
  return found;
}

/* Value: sign (k_i·v) of the rows [@first, @last). Returns the least. */
static double
evaluate_rows (RscCone *self, const double *v, gsize first, gsize last)
{
  const int d = (int) self->d, n = (int) (last - first), step = 1;
  const double one = 1.0, zero = 0.0;
  double least = 0.0;

  dgemv_ ("T", &d, &n, &one, self->rows + first * self->d, &d, v, &step, &zero, self->value + first,
          &step, 1);
  for (gsize i = first; i < last; i++)
    {
      self->value[i] *= self->sign[i];
      least = MIN (least, self->value[i]);
    }
  return least;
}

/* Keeps those of the rows [@first, @last) that v violates most. FALSE where it violates none. */
static gboolean
keep_violated (RscCone *self, const double *v, gsize first, gsize last, double tolerance)
{
  const double least = evaluate_rows (self, v, first, last);
  const double step = (double) STEPS_OF_VIOLATION / least;
  gsize counts[STEPS_OF_VIOLATION + 1] = { 0 };
  gsize most, from = STEPS_OF_VIOLATION;

  self->n_kept = 0;
  if (least >= -tolerance)
    return FALSE;
  for (gsize i = first; i < last; i++)
    {
      if (self->value[i] < -tolerance)
        counts[(gsize) (self->value[i] * step)]++;
    }
  for (most = counts[from]; from > 0 && most + counts[from - 1] <= self->kept_max; from--)
    most += counts[from - 1];
  for (gsize i = first; i < last && self->n_kept < self->kept_max; i++)
    {
      double *row = self->kept_rows + self->n_kept * self->d;

      /* The worst may be of the last step but one, by rounding. */
      if (!(self->value[i] < -tolerance)
          || (gsize) (self->value[i] * step) < MIN (from, STEPS_OF_VIOLATION - 1))
        continue;
      for (gsize k = 0; k < self->d; k++)
        row[k] = self->sign[i] * self->rows[i * self->d + k];
      self->kept[self->n_kept++] = (guint32) i;
    }
  return TRUE;
}

/* A row that v violates, where there are many: of those kept, or else of the next of all that have
 * one; or n. */
static gsize
find_violated_of_many (RscCone *self, const double *v, double tolerance, double *value)
{
  const gsize n_parts = (self->n + PART_OF_MANY - 1) / PART_OF_MANY;
  gsize i = find_violated_kept (self, v, tolerance, value);

  for (gsize tried = 0; i == self->n && tried < n_parts; tried++)
    {
      const gsize first = self->part * PART_OF_MANY;

      self->part = (self->part + 1) % n_parts;
      if (keep_violated (self, v, first, MIN (first + PART_OF_MANY, self->n), tolerance))
        i = find_violated_kept (self, v, tolerance, value);
    }
  return i;
}

/* A row that v violates: the most violated one of the next rows that have one; or n. *@value: k_i·v
 * of that row. */
static gsize
find_violated (RscCone *self, const double *v, double *value)
{
  const gsize pairs = self->stride / 2, n_parts = (pairs + PART - 1) / PART;
  double terms = 0.0;

  for (gsize k = 0; k < self->d; k++)
    terms += self->largest[k] * fabs (v[k]);
  if (self->rows != NULL)
    return find_violated_of_many (self, v, RSC_TOLERANCE_CONE * terms, value);
  for (gsize tried = 0; tried < n_parts; tried++)
    {
      const gsize first = self->part * PART;
      const gsize i = find_violated_among (self, v, first, MIN (first + PART, pairs),
                                           RSC_TOLERANCE_CONE * terms, value);

      self->part = (self->part + 1) % n_parts;
      if (i < self->n)
        return i;
    }
  return self->n;
}

/* Makes a row active; FALSE if it depends on those that are. */
static gboolean
append_row (RscCone *self, guint32 i)
{
  double *next = rsc_span_get_next (&self->span);

  if (next == NULL)
    return FALSE;

  const gsize d = self->d, step = self->rows != NULL ? 1 : self->stride;
  const double *row = self->rows != NULL ? self->rows + i * d : self->columns + i;
  const double sign = self->sign[i];

  for (gsize k = 0; k < d; k++)
    next[k] = sign * row[k * step];
  if (!rsc_span_take (&self->span, self->minus_z, RSC_TOLERANCE_DEPENDENT))
    return FALSE;
  self->active[self->span.n - 1] = i;
  return TRUE;
}

static void
remove_row (RscCone *self, gsize position)
{
  for (gsize j = position + 1; j < self->span.n; j++)
    {
      self->active[j - 1] = self->active[j];
      self->rho[j - 1] = self->rho[j];
    }
  rsc_span_remove (&self->span, position);
}

/* Keeps the active rows with a positive multiplier. */
static void
remove_rows (RscCone *self)
{
  for (gsize j = self->span.n; j-- > 0;)
    {
      if (!(self->rho[j] > 0.0))
        remove_row (self, j);
    }
}

/* v = z minus its part in the span of the active rows. Returns ||v||². */
static double
set_v (RscCone *self)
{
  const gsize d = self->d;

  if (self->span.n == d)
    {
      memset (self->v, 0, d * sizeof (double));
      return 0.0;
    }
  memcpy (self->v, self->z, d * sizeof (double));
  return rsc_span_leave_outside (&self->span, self->v);
}

/* Takes the guessed rows and drops those with a multiplier that is not positive. */
static void
start_from_guess (RscCone *self, const guint32 *rows, gsize n_rows)
{
  for (gsize j = 0; j < n_rows && j < self->d; j++)
    {
      gboolean known = rows[j] >= self->n;

      for (gsize k = 0; k < self->span.n && !known; k++)
        known = self->active[k] == rows[j];
      if (!known)
        append_row (self, rows[j]);
    }
  while (self->span.n > 0)
    {
      gboolean positive = TRUE;

      rsc_span_solve (&self->span, self->target);
      for (gsize j = 0; j < self->span.n; j++)
        {
          self->rho[j] = self->target[j];
          positive = positive && self->target[j] > 0.0;
        }
      if (positive)
        break;
      remove_rows (self);
    }
}

RscCone *
rsc_cone_new (gsize n, gsize d, const double *x)
{
  RscCone *self = g_new0 (RscCone, 1);
  const gsize stride = (n + 1) / 2 * 2;
  const gboolean is_tall = n > ROWS_AT_HAND;

  self->n = n;
  self->d = d;
  self->stride = stride;
  if (is_tall)
    {
      self->rows = g_new0 (double, n *d + 1);
      self->kept_max = MAX (KEPT_PER_DIMENSION * d, KEPT_LEAST);
    }
  /* One piece of memory for all that is small, the pairs first. */
  self->memory =
    g_new0 (Pair, stride / 2 * ((is_tall ? 0 : d) + 2) + (7 + self->kept_max) * d / 2 + 1);
  self->columns = (double *) self->memory;
  self->sign = self->columns + (is_tall ? 0 : stride * d);
  self->value = self->sign + stride;
  self->largest = self->value + stride;
  self->rho = self->largest + d;
  self->target = self->rho + d;
  self->z = self->target + d;
  self->minus_z = self->z + d;
  self->v = self->minus_z + d;
  self->row = self->v + d;
  self->kept_rows = self->row + d;
  self->active = g_new0 (guint32, d + self->kept_max + 1);
  self->kept = self->active + d;
  rsc_span_init (&self->span, d);

  for (gsize i = 0; i < n; i++)
    {
      double largest = 0.0, norm = 0.0;

      for (gsize k = 0; k < d; k++)
        largest = MAX (largest, fabs (x[i * d + k]));
      if (!(largest > 0.0))
        continue;
      for (gsize k = 0; k < d; k++)
        self->row[k] = x[i * d + k] / largest;
      norm = sqrt (rsc_span_dot (d, self->row, self->row));
      for (gsize k = 0; k < d; k++)
        {
          if (is_tall)
            self->rows[i * d + k] = self->row[k] / norm;
          else
            self->columns[k * stride + i] = self->row[k] / norm;
          self->largest[k] = MAX (self->largest[k], fabs (self->row[k] / norm));
        }
    }
  return self;
}

void
rsc_cone_free (RscCone *self)
{
  if (self == NULL)
    return;
  g_free (self->memory);
  g_free (self->active);
  rsc_span_clear (&self->span);
  g_free (self->rows);
  g_free (self);
}

double
rsc_cone_project_above (RscCone *self,
                        const guint64 *pattern,
                        const double *z,
                        double threshold,
                        double *v,
                        guint32 *active_rows,
                        gsize *n_active)
{
  const gsize d = self->d;
  double scale = 0.0, square, limit;
  gsize rounds = 10 * (self->n + d) + 10;

  for (gsize k = 0; k < d; k++)
    scale = MAX (scale, fabs (z[k]));
  if (!(scale > 0.0))
    {
      memset (v, 0, d * sizeof (double));
      if (n_active != NULL)
        *n_active = 0;
      return 0.0;
    }
  for (gsize k = 0; k < d; k++)
    {
      self->z[k] = z[k] / scale;
      self->minus_z[k] = -self->z[k];
    }

  /* What is below this has a root below the threshold, however that is rounded. */
  limit =
    threshold > 0.0 ? (threshold / scale) * (threshold / scale) * (1.0 - 4.0 * DBL_EPSILON) : 0.0;
  square = rsc_span_dot (d, self->z, self->z);
  if (square < limit)
    {
      memcpy (v, z, d * sizeof (double));
      if (n_active != NULL)
        *n_active = 0;
      return scale * sqrt (square);
    }

  set_signs (self, pattern);
  self->part = 0;
  self->n_kept = 0;
  self->span.n = 0;
  if (active_rows != NULL && n_active != NULL)
    start_from_guess (self, active_rows, *n_active);
  square = set_v (self);

  while (self->span.n < d && rounds-- > 0)
    {
      gboolean fresh = TRUE;
      double value = 0.0;
      gsize i;

      if (square < limit)
        break;
      i = find_violated (self, self->v, &value);

      if (i == self->n)
        break;
      /* The first row leaves of z what that has in its hyperplane: where that is below the limit,
       * it need not be made active. The room is for rounding. */
      const double in_plane =
        square - value * value + 4.0 * (double) (d + 2) * DBL_EPSILON * square;
      if (self->span.n == 0 && in_plane < limit)
        {
          square = MAX (in_plane, 0.0);
          self->active[self->span.n++] = (guint32) i;
          break;
        }
      if (!append_row (self, (guint32) i))
        {
          /* Only rounding can violate a row that depends on the active ones. */
          self->sign[i] = 0.0;
          continue;
        }
      self->rho[self->span.n - 1] = 0.0;

      /* Lawson and Hanson: walk towards the multipliers of the equality-constrained problem, and
       * let go of the rows whose multipliers reach zero on the way. */
      while (self->span.n > 0)
        {
          const gsize m = self->span.n;

          rsc_span_solve (&self->span, self->target);
          if (fresh && !(self->target[m - 1] > 0.0))
            {
              self->sign[i] = 0.0;
              self->span.n = m - 1;
              break;
            }
          fresh = FALSE;
          if (rsc_span_walk (&self->span, self->rho, self->target))
            break;
          remove_rows (self);
        }
      square = set_v (self);
    }

  for (gsize k = 0; k < d; k++)
    v[k] = scale * self->v[k];
  if (n_active != NULL)
    {
      *n_active = self->span.n;
      if (active_rows != NULL)
        memcpy (active_rows, self->active, self->span.n * sizeof (guint32));
    }
  return scale * sqrt (square);
}

double
rsc_cone_project (RscCone *self,
                  const guint64 *pattern,
                  const double *z,
                  double *v,
                  guint32 *active_rows,
                  gsize *n_active)
{
  return rsc_cone_project_above (self, pattern, z, 0.0, v, active_rows, n_active);
}

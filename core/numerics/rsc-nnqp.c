/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-nnqp.h"

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* A gradient of so many roundings of its sum may be nothing else. */
#define ROUNDINGS 4

struct _RscNnqp
{
  gsize capacity;
  gsize n;
  gsize n_passive;
  gsize *passive;            /* variables in the order of the factor */
  guint8 *state;             /* capacity */
  double *factor;            /* capacity × capacity, lower triangle by rows */
  double *target;            /* capacity, in the order of the factor */
  double *gradient;          /* capacity */
  GCancellable *cancellable; /* of the solve at hand, or NULL */
};

enum
{
  STATE_ZERO,
  STATE_PASSIVE,
  STATE_BARRED /* dependent, or kept out by rounding, until the end of this solve */
};

static void
ensure_capacity (RscNnqp *self, gsize n)
{
  if (n <= self->capacity)
    return;
  self->capacity = n + n / 2 + 16;
  self->passive = g_renew (gsize, self->passive, self->capacity);
  self->state = g_renew (guint8, self->state, self->capacity);
  g_free (self->factor);
  self->factor = g_new (double, self->capacity * self->capacity);
  self->target = g_renew (double, self->target, self->capacity);
  self->gradient = g_renew (double, self->gradient, self->capacity);
}

static gboolean
append (RscNnqp *self, const double *h, gsize variable)
{
  const gsize p = self->n_passive;
  const double *column = h + variable * self->n;
  double *last = self->factor + p * self->capacity;
  double pivot = column[variable];

  for (gsize i = 0; i < p; i++)
    {
      const double *row = self->factor + i * self->capacity;

      last[i] = (column[self->passive[i]] - rsc_gram_dot (i, row, last)) / row[i];
      pivot -= last[i] * last[i];
    }
  if (!(pivot > RSC_TOLERANCE_NNQP_PIVOT * column[variable]))
    return FALSE;
  last[p] = sqrt (pivot);
  self->passive[p] = variable;
  self->state[variable] = STATE_PASSIVE;
  self->n_passive = p + 1;
  return TRUE;
}

/* Takes out one variable and makes the factor triangular again with plane rotations. */
static void
drop (RscNnqp *self, gsize position)
{
  const gsize p = self->n_passive, stride = self->capacity;

  self->state[self->passive[position]] = STATE_ZERO;
  for (gsize i = position + 1; i < p; i++)
    {
      self->passive[i - 1] = self->passive[i];
      memcpy (self->factor + (i - 1) * stride, self->factor + i * stride,
              (i + 1) * sizeof (double));
    }
  self->n_passive = p - 1;
  for (gsize j = position; j + 1 < p; j++)
    {
      double *row = self->factor + j * stride;
      const double r = hypot (row[j], row[j + 1]);
      const double c = row[j] / r, s = row[j + 1] / r;

      row[j] = r;
      for (gsize i = j + 1; i + 1 < p; i++)
        {
          double *other = self->factor + i * stride;
          const double a = other[j], b = other[j + 1];

          other[j] = c * a + s * b;
          other[j + 1] = c * b - s * a;
        }
    }
}

/* As dpotrf(), in place: 0, or 1 when a pivot is not positive. */
static int
factorise_small (RscNnqp *self)
{
  const gsize p = self->n_passive, stride = self->capacity;

  for (gsize i = 0; i < p; i++)
    {
      double *row = self->factor + i * stride;
      double pivot;

      for (gsize j = 0; j < i; j++)
        {
          const double *other = self->factor + j * stride;

          row[j] = (row[j] - rsc_gram_dot (j, row, other)) / other[j];
        }
      pivot = row[i] - rsc_gram_dot (i, row, row);
      if (!(pivot > 0.0))
        return 1;
      row[i] = sqrt (pivot);
    }
  return 0;
}

/* All passive variables at once; when that fails, one after the other without the dependent. */
static gboolean
factorise (RscNnqp *self, gsize n_free, const double *h)
{
  const gsize p = self->n_passive, stride = self->capacity;
  const int order = (int) p, leading = (int) stride;
  int info = 0;
  gboolean good;

  if (p == 0)
    return TRUE;
  for (gsize i = 0; i < p; i++)
    {
      const double *row = h + self->passive[i] * self->n;

      for (gsize j = 0; j <= i; j++)
        self->factor[i * stride + j] = row[self->passive[j]];
    }
  /* The lower triangle by rows is LAPACK's upper one by columns. */
  if (p > RSC_GRAM_SMALL)
    dpotrf_ ("U", &order, self->factor, &leading, &info, 1);
  else
    info = factorise_small (self);
  good = info == 0;
  for (gsize i = 0; i < p && good; i++)
    {
      const double pivot = self->factor[i * stride + i];
      const gsize variable = self->passive[i];

      good = pivot * pivot > RSC_TOLERANCE_NNQP_PIVOT * h[variable * self->n + variable];
    }
  if (good)
    return TRUE;

  self->n_passive = 0;
  for (gsize i = 0; i < p; i++)
    {
      const gsize variable = self->passive[i];

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      if (!append (self, h, variable))
        {
          if (variable < n_free)
            return FALSE;
          self->state[variable] = STATE_ZERO;
        }
    }
  return TRUE;
}

static void
solve_factor (const RscNnqp *self, double *b)
{
  const gsize p = self->n_passive, stride = self->capacity;

  for (gsize i = 0; i < p; i++)
    {
      const double *row = self->factor + i * stride;

      b[i] = (b[i] - rsc_gram_dot (i, row, b)) / row[i];
    }
  for (gsize i = p; i-- > 0;)
    {
      const double *row = self->factor + i * stride;

      b[i] /= row[i];
      for (gsize j = 0; j < i; j++)
        b[j] -= row[j] * b[i];
    }
}

/* Moves to the minimiser over the passive variables, letting go of those that reach zero. FALSE
 * when cancelled. */
static gboolean
settle (RscNnqp *self, gsize n_free, const double *c, double *x)
{
  while (self->n_passive > 0)
    {
      const gsize p = self->n_passive;
      double step = 1.0;
      gboolean blocked = FALSE;

      if (g_cancellable_is_cancelled (self->cancellable))
        return FALSE;
      for (gsize i = 0; i < p; i++)
        self->target[i] = c[self->passive[i]];
      solve_factor (self, self->target);
      for (gsize i = 0; i < p; i++)
        {
          const gsize variable = self->passive[i];

          if (variable >= n_free && self->target[i] <= 0.0)
            {
              const double t =
                x[variable] > 0.0 ? x[variable] / (x[variable] - self->target[i]) : 0.0;

              step = blocked ? MIN (step, t) : t;
              blocked = TRUE;
            }
        }
      if (!blocked)
        {
          for (gsize i = 0; i < p; i++)
            x[self->passive[i]] = self->target[i];
          return TRUE;
        }
      step = step >= 0.0 ? MIN (step, 1.0) : 0.0;
      for (gsize i = p; i-- > 0;)
        {
          const gsize variable = self->passive[i];
          const double from = x[variable];

          x[variable] += step * (self->target[i] - from);
          /* Also where the target is out of the range of a double, and the product no number. */
          if (variable >= n_free && self->target[i] <= 0.0
              && !(from > step * (from - self->target[i]) * (1.0 + RSC_TOLERANCE_NNQP_BLOCKED)))
            {
              if (g_cancellable_is_cancelled (self->cancellable))
                return FALSE;
              x[variable] = 0.0;
              drop (self, i);
            }
        }
    }
  return TRUE;
}

/* Whether the gradient of @entering is no more than the rounding of the sum that it is. */
static gboolean
is_rounding (const RscNnqp *self, const double *h, gsize entering, const double *x)
{
  const double *column = h + entering * self->n;
  double sum = 0.0;

  for (gsize i = 0; i < self->n_passive; i++)
    sum += fabs (column[self->passive[i]] * x[self->passive[i]]);
  return self->gradient[entering] <= ROUNDINGS * DBL_EPSILON * sum;
}

/* The entering column depends on the passive ones, so H has no curvature along the direction that
 * trades them for it, and the objective falls until one of them is used up: that one leaves. Where
 * rounding alone has it enter, it leaves for good: it would come back for the same reason, and the
 * two be exchanged without end. */
static gboolean
exchange (RscNnqp *self, gsize n_free, const double *h, gsize entering, double *x)
{
  const gsize p = self->n_passive;
  const double *column = h + entering * self->n;
  const gboolean for_good = is_rounding (self, h, entering, x);
  double step = INFINITY;
  gsize leaving = p, left;

  for (gsize i = 0; i < p; i++)
    self->target[i] = column[self->passive[i]];
  solve_factor (self, self->target);
  for (gsize i = 0; i < p; i++)
    {
      const gsize variable = self->passive[i];

      if (variable >= n_free && self->target[i] > 0.0 && x[variable] < step * self->target[i])
        {
          step = x[variable] / self->target[i];
          leaving = i;
        }
    }
  if (leaving == p)
    return FALSE;
  for (gsize i = 0; i < p; i++)
    {
      const gsize variable = self->passive[i];

      x[variable] -= step * self->target[i];
      if (variable >= n_free)
        x[variable] = MAX (x[variable], 0.0);
    }
  left = self->passive[leaving];
  x[left] = 0.0;
  x[entering] = step;
  drop (self, leaving);
  if (append (self, h, entering))
    {
      if (for_good)
        self->state[left] = STATE_BARRED;
      return TRUE;
    }
  x[entering] = 0.0;
  return FALSE;
}

RscNnqp *
rsc_nnqp_new (void)
{
  return g_new0 (RscNnqp, 1);
}

void
rsc_nnqp_free (RscNnqp *self)
{
  if (self == NULL)
    return;
  g_free (self->passive);
  g_free (self->state);
  g_free (self->factor);
  g_free (self->target);
  g_free (self->gradient);
  g_free (self);
}

gboolean
rsc_nnqp_solve (RscNnqp *self,
                gsize n,
                gsize n_free,
                const double *h,
                const double *c,
                const double *tolerance,
                double *x,
                GCancellable *cancellable)
{
  gsize rounds = 10 * n + 10;

  ensure_capacity (self, n);
  self->n = n;
  self->cancellable = cancellable;
  self->n_passive = 0;
  if (n == 0)
    return TRUE;
  for (gsize i = 0; i < n; i++)
    {
      self->state[i] = STATE_ZERO;
      if (i < n_free || x[i] > 0.0)
        {
          self->state[i] = STATE_PASSIVE;
          self->passive[self->n_passive++] = i;
        }
      else
        x[i] = 0.0;
    }
  if (!factorise (self, n_free, h))
    return FALSE;
  for (gsize i = n_free; i < n; i++)
    {
      if (self->state[i] == STATE_ZERO)
        x[i] = 0.0;
    }
  if (!settle (self, n_free, c, x))
    return FALSE;

  while (rounds-- > 0)
    {
      gsize entering = n;
      double steepest = 0.0;

      memcpy (self->gradient, c, n * sizeof (double));
      for (gsize j = 0; j < self->n_passive; j++)
        {
          const double *row = h + self->passive[j] * n;
          const double value = x[self->passive[j]];

          for (gsize i = n_free; i < n; i++)
            self->gradient[i] -= row[i] * value;
        }
      for (gsize i = n_free; i < n; i++)
        {
          if (self->state[i] == STATE_ZERO && self->gradient[i] > tolerance[i])
            {
              const double slope = self->gradient[i] * self->gradient[i] / h[i * n + i];

              if (slope > steepest)
                {
                  steepest = slope;
                  entering = i;
                }
            }
        }
      if (entering == n)
        break;
      if (!append (self, h, entering) && !exchange (self, n_free, h, entering, x))
        {
          self->state[entering] = STATE_BARRED;
          continue;
        }
      if (!settle (self, n_free, c, x))
        return FALSE;
      if (self->state[entering] == STATE_ZERO)
        self->state[entering] = STATE_BARRED;
    }
  return TRUE;
}

void
rsc_nnqp_refine (RscNnqp *self, const double *rhs, double *delta)
{
  if (self->n == 0)
    return;
  for (gsize i = 0; i < self->n_passive; i++)
    self->target[i] = rhs[self->passive[i]];
  solve_factor (self, self->target);
  memset (delta, 0, self->n * sizeof (double));
  for (gsize i = 0; i < self->n_passive; i++)
    delta[self->passive[i]] = self->target[i];
}

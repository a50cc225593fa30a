/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-ascent.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-active-sum.h"
#include "core/program/rsc-nearest.h"

/* Ascents end after a handful of turns. */
#define TURNS_MAX 100
/* Passes for one nearest point: some times the dimension. */
#define PASSES_MAX 200
/* A turn ends when it has this share of what it can gain at most, unless that is less than
 * RSC_TOLERANCE_ASCENT of the value. */
#define ENOUGH 0.5
/* Rows on a kink whose sides are all tried, as a power of two. */
#define CHOICES_LOG_MAX 6
/* With fewer rows than this an ascent takes no time worth looking at the clock for. */
#define ROWS_LONG 20000

struct _RscAscent
{
  const RscPricingRows *rows;
  RscNearest *nearest;
  RscActiveSum *sums[2]; /* of the rows with weights > 0 and < 0 */
  double *a;             /* r: s linear + Σ of the active rows of G */
  double *before;        /* r: the same one turn ago */
  double *b;             /* r: a vertex of the zonotope of H */
  double *base;          /* r */
  guint32 *kink;         /* m */
  gint64 deadline;       /* or 0 */
};

RscAscent *
rsc_ascent_new (const RscPricingRows *rows)
{
  RscAscent *self = g_new0 (RscAscent, 1);

  self->rows = rows;
  self->nearest = rsc_nearest_new (rows->rank);
  self->sums[0] = rsc_active_sum_new (rows, TRUE);
  self->sums[1] = rsc_active_sum_new (rows, FALSE);
  self->a = g_new0 (double, rows->rank + 1);
  self->before = g_new0 (double, rows->rank + 1);
  self->b = g_new0 (double, rows->rank + 1);
  self->base = g_new0 (double, rows->rank + 1);
  self->kink = g_new0 (guint32, rows->n_rows + 1);
  return self;
}

void
rsc_ascent_free (RscAscent *self)
{
  if (self == NULL)
    return;
  rsc_nearest_free (self->nearest);
  rsc_active_sum_free (self->sums[0]);
  rsc_active_sum_free (self->sums[1]);
  g_free (self->a);
  g_free (self->before);
  g_free (self->b);
  g_free (self->base);
  g_free (self->kink);
  g_free (self);
}

void
rsc_ascent_set_deadline (RscAscent *self, gint64 deadline)
{
  self->deadline = deadline;
}

static gboolean
is_late (const RscAscent *self)
{
  return self->deadline > 0 && self->rows->n_rows >= ROWS_LONG
         && g_get_monotonic_time () >= self->deadline;
}

/* z of the zonotope of the rows of @concave and of a, from the vertex towards @u. Returns ||z||,
 * what G made linear gives at z; z is the nearest's. Where much more than @value is sure to be
 * there before z is the nearest, it stops and returns that. */
static double
find_nearest (RscAscent *self, RscActiveSum *concave, const double *u, double value)
{
  const gsize r = self->rows->rank;
  const double *z = u;
  double length = 0.0;

  for (gsize pass = 0; pass < PASSES_MAX; pass++)
    {
      double product = 0.0;

      memset (self->b, 0, r * sizeof (double));
      rsc_active_sum_add (concave, z, self->b);
      for (gsize k = 0; k < r; k++)
        self->b[k] = self->a[k] - self->b[k];
      if (pass == 0)
        {
          length = sqrt (rsc_gram_dot_short (r, self->b, self->b));
          if (!(length > 0.0))
            return 0.0;
          /* What is there at u itself. */
          value =
            MAX (value, rsc_gram_dot_short (r, self->b, u) / sqrt (rsc_gram_dot_short (r, u, u)));
          rsc_nearest_reset (self->nearest, length);
        }
      else
        {
          product = rsc_gram_dot_short (r, self->b, z);
          if (product / length - value > ENOUGH * (length - value)
              && length > value * (1.0 + RSC_TOLERANCE_ASCENT))
            return product / length;
        }
      if (pass > 0 && !(product < length * length * (1.0 - RSC_TOLERANCE_NEAREST)))
        break;
      if (!rsc_nearest_add_point (self->nearest, pass, self->b))
        break;
      z = rsc_nearest_get_z (self->nearest);
      length = sqrt (rsc_gram_dot_short (r, z, z));
      if (!(length > 0.0))
        break;
    }
  return length;
}

/* To the best unit vector for G made linear, G ~ a·u, or a better one, where that is better than
 * *@value. */
static gboolean
step_up (RscAscent *self, gboolean plus, double *value, double *u)
{
  const gsize r = self->rows->rank;
  const double reached = find_nearest (self, self->sums[plus ? 1 : 0], u, *value);
  const double *z = rsc_nearest_get_z (self->nearest);
  double length;

  if (!(reached > 0.0) || !(reached > *value * (1.0 + RSC_TOLERANCE_ASCENT_GAIN)))
    return FALSE;
  *value = reached;
  length = sqrt (rsc_gram_dot_short (r, z, z));
  for (gsize k = 0; k < r; k++)
    u[k] = z[k] / length;
  return TRUE;
}

/* Goes up from @u, which is set to where it ends, of unit length; returns h_s as linearised
 * there. */
static double
climb (RscAscent *self, int sign, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;
  const gboolean plus = sign > 0;
  double value = 0.0;

  for (gsize turn = 0; turn < TURNS_MAX && !(turn > 0 && is_late (self)); turn++)
    {
      for (gsize k = 0; k < r; k++)
        self->a[k] = plus ? rows->linear[k] : -rows->linear[k];
      rsc_active_sum_add (self->sums[plus ? 0 : 1], u, self->a);
      if (turn > 0 && memcmp (self->a, self->before, r * sizeof (double)) == 0)
        break;
      if (!step_up (self, plus, &value, u))
        break;
      memcpy (self->before, self->a, r * sizeof (double));
    }
  return value;
}

/* At a kink of G each side of the rows on it makes another G linear at @u, and the best of one of
 * them can be higher: all choices of few rows, some of many. */
static gboolean
leave_kink (RscAscent *self, gboolean plus, double *value, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;
  RscActiveSum *convex = self->sums[plus ? 0 : 1];
  const gsize n_kink = rsc_active_sum_list_near (convex, u, RSC_TOLERANCE_KINK, self->kink);
  guint64 n_choices;

  if (n_kink == 0)
    return FALSE;
  for (gsize k = 0; k < r; k++)
    self->base[k] = plus ? rows->linear[k] : -rows->linear[k];
  rsc_active_sum_add (convex, u, self->base);
  for (gsize i = 0; i < n_kink; i++)
    {
      const double *row = rows->weighted + (gsize) self->kink[i] * r;

      for (gsize k = 0; rsc_gram_dot_short (r, row, u) > 0.0 && k < r; k++)
        self->base[k] -= row[k];
    }
  n_choices = G_GUINT64_CONSTANT (1) << MIN (n_kink, CHOICES_LOG_MAX);
  for (guint64 choice = 0; choice < n_choices && !is_late (self); choice++)
    {
      memcpy (self->a, self->base, r * sizeof (double));
      for (gsize i = 0; i < n_kink; i++)
        {
          const double *row = rows->weighted + (gsize) self->kink[i] * r;
          const guint64 bits =
            n_kink <= CHOICES_LOG_MAX ? choice : rsc_random_mix (choice * n_kink + i) >> (i % 32);

          for (gsize k = 0; (bits >> (n_kink <= CHOICES_LOG_MAX ? i : 0) & 1u) != 0 && k < r; k++)
            self->a[k] += row[k];
        }
      if (step_up (self, plus, value, u))
        return TRUE;
    }
  return FALSE;
}

/* h_s at @u. */
static double
evaluate (RscAscent *self, int sign, const double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;

  for (gsize k = 0; k < r; k++)
    {
      self->a[k] = sign * rows->linear[k];
      self->b[k] = 0.0;
    }
  rsc_active_sum_add (self->sums[sign > 0 ? 0 : 1], u, self->a);
  rsc_active_sum_add (self->sums[sign > 0 ? 1 : 0], u, self->b);
  return rsc_gram_dot_short (r, self->a, u) - rsc_gram_dot_short (r, self->b, u);
}

double
rsc_ascent_run (RscAscent *self, int sign, double *u)
{
  double value = climb (self, sign, u);

  if (!(value > 0.0))
    return 0.0;
  for (gsize turn = 0; turn < TURNS_MAX && leave_kink (self, sign > 0, &value, u); turn++)
    value = MAX (value, climb (self, sign, u));
  return evaluate (self, sign, u);
}

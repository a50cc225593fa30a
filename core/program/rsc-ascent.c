/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-ascent.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-nearest.h"

/* Ascents end after a handful of turns. */
#define TURNS_MAX 100
/* Passes for one nearest point: some times the dimension. */
#define PASSES_MAX 200
/* A nearest point is one when this share of its square is missing. */
#define EXACT 1e-15
/* A step that gains less, relative, is rounding. */
#define GAIN 1e-13
/* Rows on a kink whose sides are all tried, as a power of two. */
#define CHOICES_LOG_MAX 6

/* Rows of up to this length are added up in registers. */
#define SHORT 6

struct _RscAscent
{
  const RscPricingRows *rows;
  RscNearest *nearest;
  double *a;      /* r: s linear + Σ of the active rows of G */
  double *before; /* r: the same one turn ago */
  double *b;      /* r: a vertex of the zonotope of H */
  double *base;   /* r */
  guint32 *kink;  /* m */
};

RscAscent *
rsc_ascent_new (const RscPricingRows *rows)
{
  RscAscent *self = g_new0 (RscAscent, 1);

  self->rows = rows;
  self->nearest = rsc_nearest_new (rows->rank);
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
  g_free (self->a);
  g_free (self->before);
  g_free (self->b);
  g_free (self->base);
  g_free (self->kink);
  g_free (self);
}

/* sum += Σ of the rows with x·u > 0. Which are active follows no pattern, so no branch is taken on it. */
static inline __attribute__ ((always_inline)) void
add_active_of (const RscPricingRows *rows,
               gsize r,
               gsize n_rows,
               const guint32 *list,
               const double *u,
               double *sum)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      const double *row = rows->weighted + (gsize) list[i] * r;
      const double is_active = (double) (rsc_gram_dot_short (r, row, u) > 0.0);

      for (gsize k = 0; k < r; k++)
        sum[k] += is_active * row[k];
    }
}

static void
add_active (const RscPricingRows *rows,
            gsize n_rows,
            const guint32 *list,
            const double *u,
            double *sum)
{
  /* Lengths that are known need not be counted, and the sum stays in registers. */
  double s[SHORT] = { 0.0 };
  const gsize r = rows->rank;

  memcpy (s, sum, MIN (r, SHORT) * sizeof (double));
  switch (r)
    {
    case 2:
      add_active_of (rows, 2, n_rows, list, u, s);
      break;
    case 3:
      add_active_of (rows, 3, n_rows, list, u, s);
      break;
    case 4:
      add_active_of (rows, 4, n_rows, list, u, s);
      break;
    case 5:
      add_active_of (rows, 5, n_rows, list, u, s);
      break;
    case SHORT:
      add_active_of (rows, SHORT, n_rows, list, u, s);
      break;
    default:
      add_active_of (rows, r, n_rows, list, u, sum);
      return;
    }
  memcpy (sum, s, r * sizeof (double));
}

/* z of the zonotope of the rows @list and of a, from the vertex towards @u. Returns ||z||; z is the nearest's. */
static double
find_nearest (RscAscent *self, gsize n_rows, const guint32 *list, const double *u)
{
  const gsize r = self->rows->rank;
  const double *z = u;
  double length = 0.0;

  for (gsize pass = 0; pass < PASSES_MAX; pass++)
    {
      double product = 0.0;

      memset (self->b, 0, r * sizeof (double));
      add_active (self->rows, n_rows, list, z, self->b);
      for (gsize k = 0; k < r; k++)
        self->b[k] = self->a[k] - self->b[k];
      if (pass == 0)
        {
          length = sqrt (rsc_gram_dot_short (r, self->b, self->b));
          if (!(length > 0.0))
            return 0.0;
          rsc_nearest_reset (self->nearest, length);
        }
      else
        product = rsc_gram_dot_short (r, self->b, z);
      if (pass > 0 && !(product < length * length * (1.0 - EXACT)))
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

/* To the best unit vector for G made linear, G ~ a·u, where that is better than *@value. */
static gboolean
step_up (RscAscent *self, gboolean plus, double *value, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;
  const double length = find_nearest (self, plus ? rows->n_negative : rows->n_positive,
                                      plus ? rows->negative : rows->positive, u);
  const double *z = rsc_nearest_get_z (self->nearest);

  if (!(length > 0.0) || !(length > *value * (1.0 + GAIN)))
    return FALSE;
  *value = length;
  for (gsize k = 0; k < r; k++)
    u[k] = z[k] / length;
  return TRUE;
}

/* Goes up from @u, which is set to where it ends, of unit length; returns h_s as linearised there. */
static double
climb (RscAscent *self, int sign, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank;
  const gboolean plus = sign > 0;
  double value = 0.0;

  for (gsize turn = 0; turn < TURNS_MAX; turn++)
    {
      for (gsize k = 0; k < r; k++)
        self->a[k] = plus ? rows->linear[k] : -rows->linear[k];
      add_active (rows, plus ? rows->n_positive : rows->n_negative,
                  plus ? rows->positive : rows->negative, u, self->a);
      if (turn > 0 && memcmp (self->a, self->before, r * sizeof (double)) == 0)
        break;
      if (!step_up (self, plus, &value, u))
        break;
      memcpy (self->before, self->a, r * sizeof (double));
    }
  return value;
}

/* At a kink of G each side of the rows on it makes another G linear at @u, and the best of one of them can be
 * higher: all choices of few rows, some of many. */
static gboolean
leave_kink (RscAscent *self, gboolean plus, double *value, double *u)
{
  const RscPricingRows *rows = self->rows;
  const gsize r = rows->rank, n = plus ? rows->n_positive : rows->n_negative;
  const guint32 *list = plus ? rows->positive : rows->negative;
  gsize n_kink = 0;
  guint64 n_choices;

  for (gsize k = 0; k < r; k++)
    self->base[k] = plus ? rows->linear[k] : -rows->linear[k];
  for (gsize i = 0; i < n; i++)
    {
      const double *row = rows->weighted + (gsize) list[i] * r;
      const double height = rsc_gram_dot_short (r, row, u);

      if (fabs (height) <= RSC_TOLERANCE_KINK * rows->norms[list[i]])
        self->kink[n_kink++] = list[i];
      else if (height > 0.0)
        {
          for (gsize k = 0; k < r; k++)
            self->base[k] += row[k];
        }
    }
  n_choices = n_kink == 0 ? 0 : G_GUINT64_CONSTANT (1) << MIN (n_kink, CHOICES_LOG_MAX);
  for (guint64 choice = 0; choice < n_choices; choice++)
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

double
rsc_ascent_run (RscAscent *self, int sign, double *u)
{
  double value = climb (self, sign, u);

  if (!(value > 0.0))
    return 0.0;
  for (gsize turn = 0; turn < TURNS_MAX && leave_kink (self, sign > 0, &value, u); turn++)
    value = MAX (value, climb (self, sign, u));
  return (sign > 0 ? 1.0 : -1.0) * rsc_pricing_rows_evaluate (self->rows, u);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-active-sum.h"

#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-tolerances.h"

/* Rows are looked at two at a time. */
typedef double Pair __attribute__ ((vector_size (16)));
typedef gint64 PairMask __attribute__ ((vector_size (16)));

/* Balls inside each other at most. */
#define LEVELS_MAX 10

/* So few rows are not sorted any more. */
#define ROWS_LEAST 96

/* A ball is so many times as large as the last move, but not smaller than this share of the one
 * around it, and made only where it is at most this share of it. */
#define MOVES 4.0
#define SHARE_LEAST 0.0625
#define SHARE_MOST 0.5

/* Up to this many columns the sums stay in registers. */
#define SHORT 6

/* Directions within @radius of @centre: the rows that may be active for one and not for another of
 * them, and the sum of those that are active for all. */
typedef struct
{
  double radius;
  double *centre; /* r */
  double *base;   /* r */
  gsize n_pairs;  /* of rows, the last filled up with zeros */
  gsize capacity;
  Pair *columns; /* r × capacity */
  Pair *norms;   /* capacity */
  guint32 *rows; /* 2 × capacity: which they are */
} Level;

struct _RscActiveSum
{
  const RscPricingRows *rows;
  gboolean positive;
  guint serial; /* of the residual at hand */
  gsize r;
  guint n_levels;
  Level levels[LEVELS_MAX];
  double *unit; /* r */
  double *last; /* r: the direction asked for last, or 0 */
  gsize work;
};

RscActiveSum *
rsc_active_sum_new (const RscPricingRows *rows, gboolean positive)
{
  RscActiveSum *self = g_new0 (RscActiveSum, 1);

  self->rows = rows;
  self->positive = positive;
  self->r = rows->rank;
  self->unit = g_new0 (double, rows->rank + 1);
  self->last = g_new0 (double, rows->rank + 1);
  return self;
}

void
rsc_active_sum_free (RscActiveSum *self)
{
  if (self == NULL)
    return;
  for (guint k = 0; k < LEVELS_MAX; k++)
    {
      g_free (self->levels[k].centre);
      g_free (self->levels[k].base);
      g_free (self->levels[k].columns);
      g_free (self->levels[k].norms);
      g_free (self->levels[k].rows);
    }
  g_free (self->unit);
  g_free (self->last);
  g_free (self);
}

/* Room for @n_pairs, and no rows. */
static Level *
begin_level (RscActiveSum *self, guint number, gsize n_pairs)
{
  Level *level = &self->levels[number];

  if (level->centre == NULL)
    {
      level->centre = g_new0 (double, self->r + 1);
      level->base = g_new0 (double, self->r + 1);
    }
  if (n_pairs > level->capacity)
    {
      level->capacity = n_pairs;
      g_free (level->columns);
      g_free (level->norms);
      g_free (level->rows);
      level->columns = g_new (Pair, self->r * n_pairs);
      level->norms = g_new (Pair, n_pairs);
      level->rows = g_new (guint32, 2 * n_pairs);
    }
  level->n_pairs = 0;
  return level;
}

/* All rows of the sign. */
static void
fill (RscActiveSum *self)
{
  const RscPricingRows *rows = self->rows;
  const gsize n = self->positive ? rows->n_positive : rows->n_negative, r = self->r;
  const guint32 *list = self->positive ? rows->positive : rows->negative;
  Level *level = begin_level (self, 0, (n + 1) / 2);
  double *columns = (double *) level->columns, *norms = (double *) level->norms;
  const gsize stride = 2 * level->capacity;

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < r; k++)
        columns[k * stride + i] = rows->weighted[(gsize) list[i] * r + k];
      norms[i] = rows->norms[list[i]];
      level->rows[i] = list[i];
    }
  for (gsize k = 0; n % 2 != 0 && k < r; k++)
    columns[k * stride + n] = 0.0;
  if (n % 2 != 0)
    norms[n] = 0.0;
  level->n_pairs = (n + 1) / 2;
  level->radius = 2.0;
  memset (level->base, 0, r * sizeof (double));
  memset (self->last, 0, r * sizeof (double));
  self->n_levels = 1;
  self->serial = rows->serial;
}

/* sum += Σ of the rows of the level with x·u > 0. Which are active follows no pattern, so no branch
 * is taken on it. */
static inline __attribute__ ((always_inline)) void
add_rows_of (gsize r, const Level *level, const double *u, double *sum)
{
  Pair sums[SHORT] = { 0 };

  for (gsize i = 0; i < level->n_pairs; i++)
    {
      Pair row[SHORT], height = { 0.0, 0.0 };

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        {
          row[k] = level->columns[k * level->capacity + i];
          height += row[k] * u[k];
        }
      const PairMask is_active = (PairMask) (height > 0.0);

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        sums[k] += (Pair) (is_active & (PairMask) row[k]);
    }
  for (gsize k = 0; k < r; k++)
    sum[k] += sums[k][0] + sums[k][1];
}

static void
add_rows_of_many (gsize r, const Level *level, const double *u, double *sum)
{
  for (gsize i = 0; i < level->n_pairs; i++)
    {
      Pair height = { 0.0, 0.0 };

      for (gsize k = 0; k < r; k++)
        height += level->columns[k * level->capacity + i] * u[k];
      for (gsize side = 0; side < 2; side++)
        {
          for (gsize k = 0; height[side] > 0.0 && k < r; k++)
            sum[k] += level->columns[k * level->capacity + i][side];
        }
    }
}

static void
add_rows (gsize r, const Level *level, const double *u, double *sum)
{
  /* Lengths that are known need not be counted. */
  switch (r)
    {
    case 2:
      add_rows_of (2, level, u, sum);
      break;
    case 3:
      add_rows_of (3, level, u, sum);
      break;
    case 4:
      add_rows_of (4, level, u, sum);
      break;
    case 5:
      add_rows_of (5, level, u, sum);
      break;
    case SHORT:
      add_rows_of (SHORT, level, u, sum);
      break;
    default:
      add_rows_of_many (r, level, u, sum);
    }
}

/* The rows of @from that are near, one behind the other, into @to; the others that are active into
 * its base. Returns how many are near. */
static inline __attribute__ ((always_inline)) gsize
take_near_of (gsize r, const Level *from, Level *to)
{
  double *columns = (double *) to->columns, *norms = (double *) to->norms;
  const gsize stride = 2 * to->capacity;
  const double radius = to->radius + RSC_TOLERANCE_HEIGHT;
  Pair sums[SHORT] = { 0 };
  gsize n = 0;

  for (gsize i = 0; i < from->n_pairs; i++)
    {
      Pair row[SHORT], height = { 0.0, 0.0 };
      const Pair near = from->norms[i] * radius;

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        {
          row[k] = from->columns[k * from->capacity + i];
          height += row[k] * to->centre[k];
        }
      const PairMask is_active = (PairMask) (height > near);
      const PairMask is_near = (PairMask) (height <= near) & (PairMask) (height >= -near);

#pragma GCC unroll 8
      for (gsize k = 0; k < r; k++)
        sums[k] += (Pair) (is_active & (PairMask) row[k]);
        /* Both are written where the next is to go, which stays the same place after one that is
         * not near. */
#pragma GCC unroll 2
      for (gsize side = 0; side < 2; side++)
        {
#pragma GCC unroll 8
          for (gsize k = 0; k < r; k++)
            columns[k * stride + n] = row[k][side];
          norms[n] = from->norms[i][side];
          to->rows[n] = from->rows[2 * i + side];
          n -= (gsize) is_near[side];
        }
    }
  for (gsize k = 0; k < r; k++)
    to->base[k] += sums[k][0] + sums[k][1];
  return n;
}

static gsize
take_near_of_many (gsize r, const Level *from, Level *to)
{
  double *columns = (double *) to->columns, *norms = (double *) to->norms;
  const gsize stride = 2 * to->capacity;
  gsize n = 0;

  for (gsize i = 0; i < from->n_pairs; i++)
    {
      Pair height = { 0.0, 0.0 };

      for (gsize k = 0; k < r; k++)
        height += from->columns[k * from->capacity + i] * to->centre[k];
      for (gsize side = 0; side < 2; side++)
        {
          const double near = (to->radius + RSC_TOLERANCE_HEIGHT) * from->norms[i][side];

          if (fabs (height[side]) <= near)
            {
              for (gsize k = 0; k < r; k++)
                columns[k * stride + n] = from->columns[k * from->capacity + i][side];
              to->rows[n] = from->rows[2 * i + side];
              norms[n++] = from->norms[i][side];
            }
          else if (height[side] > 0.0)
            {
              for (gsize k = 0; k < r; k++)
                to->base[k] += from->columns[k * from->capacity + i][side];
            }
        }
    }
  return n;
}

static gsize
take_near (gsize r, const Level *from, Level *to)
{
  switch (r)
    {
    case 2:
      return take_near_of (2, from, to);
    case 3:
      return take_near_of (3, from, to);
    case 4:
      return take_near_of (4, from, to);
    case 5:
      return take_near_of (5, from, to);
    case SHORT:
      return take_near_of (SHORT, from, to);
    default:
      return take_near_of_many (r, from, to);
    }
}

/* The ball of @radius around the direction at hand inside the last one. */
static void
split (RscActiveSum *self, double radius)
{
  const gsize r = self->r;
  const Level *from = &self->levels[self->n_levels - 1];
  Level *to = begin_level (self, self->n_levels, from->n_pairs + 1);
  gsize n;

  memcpy (to->base, from->base, r * sizeof (double));
  memcpy (to->centre, self->unit, r * sizeof (double));
  to->radius = radius;
  n = take_near (r, from, to);
  if (n % 2 != 0)
    {
      for (gsize k = 0; k < r; k++)
        to->columns[k * to->capacity + n / 2][1] = 0.0;
      to->norms[n / 2][1] = 0.0;
    }
  to->n_pairs = (n + 1) / 2;
  self->work += 2 * from->n_pairs * r;
  self->n_levels++;
}

static double
get_distance (gsize r, const double *a, const double *b)
{
  double square = 0.0;

  for (gsize k = 0; k < r; k++)
    square += (a[k] - b[k]) * (a[k] - b[k]);
  return sqrt (square);
}

/* How many levels have all directions within @around of @u; the unit vector along it is set. */
static guint
find_inside (RscActiveSum *self, const double *u, double length, double around)
{
  guint inside = 1;

  if (self->serial != self->rows->serial || self->n_levels == 0)
    fill (self);
  for (gsize k = 0; k < self->r; k++)
    self->unit[k] = u[k] / length;
  while (inside < self->n_levels
         && get_distance (self->r, self->unit, self->levels[inside].centre) + around
              <= self->levels[inside].radius)
    inside++;
  return inside;
}

void
rsc_active_sum_add (RscActiveSum *self, const double *u, double *sum)
{
  const gsize r = self->r;
  const double length = sqrt (rsc_gram_dot_short (r, u, u));
  const Level *level;
  double radius;
  guint inside;

  if (!(length > 0.0))
    return;
  inside = find_inside (self, u, length, 0.0);
  self->n_levels = inside;
  level = &self->levels[inside - 1];
  radius = MAX (MOVES * get_distance (r, self->unit, self->last), SHARE_LEAST * level->radius);
  if (inside < LEVELS_MAX && 2 * level->n_pairs > ROWS_LEAST
      && radius <= SHARE_MOST * level->radius)
    {
      split (self, radius);
      level++;
    }
  memcpy (self->last, self->unit, r * sizeof (double));
  for (gsize k = 0; k < r; k++)
    sum[k] += level->base[k];
  add_rows (r, level, u, sum);
  self->work += 2 * level->n_pairs * r;
}

gsize
rsc_active_sum_list_near (RscActiveSum *self, const double *u, double tolerance, guint32 *rows)
{
  const gsize r = self->r;
  const double length = sqrt (rsc_gram_dot_short (r, u, u));
  const Level *level;
  gsize n = 0;

  if (!(length > 0.0))
    return 0;
  level = &self->levels[find_inside (self, u, length, tolerance) - 1];
  for (gsize i = 0; i < 2 * level->n_pairs; i++)
    {
      const double norm = ((const double *) level->norms)[i];
      double height = 0.0;

      for (gsize k = 0; k < r; k++)
        height += ((const double *) (level->columns + k * level->capacity))[i] * self->unit[k];
      /* A row of zeros only fills the last pair up. */
      if (fabs (height) <= tolerance * norm && norm > 0.0)
        rows[n++] = level->rows[i];
    }
  self->work += 2 * level->n_pairs * r;
  return n;
}

gsize
rsc_active_sum_get_work (const RscActiveSum *self)
{
  return self->work;
}

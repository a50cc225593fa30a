/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-correlation-profile.h"

#include "core/numerics/rsc-wide.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

#define TURN (2.0 * G_PI)

struct _RscCorrelationProfile
{
  GArray *arcs;  /* RscCorrelationArc */
  GArray *peaks; /* RscCorrelationPeak */
};

/* Row @row begins (@step 1) or ceases (-1) to be active at @angle. */
typedef struct
{
  double angle;
  gsize row;
  int step;
} Kink;

double
rsc_correlation_profile_wrap (double angle)
{
  double wrapped = fmod (angle, TURN);

  if (wrapped < 0.0)
    wrapped += TURN;
  return wrapped < TURN ? wrapped : 0.0;
}

static int
compare_kinks (const void *a, const void *b)
{
  const Kink *p = a, *q = b;

  return (p->angle > q->angle) - (p->angle < q->angle);
}

static double
evaluate_slope (const double *slope, double angle)
{
  return slope[0] * cos (angle) + slope[1] * sin (angle);
}

/* Arcs between kinks of one angle have no directions and are left out. */
static void
list_arcs (RscCorrelationProfile *self, const double *x, const double *r, GArray *kinks)
{
  const Kink *kink = (const Kink *) kinks->data;
  RscWide slope[2] = { { 0.0, 0.0 }, { 0.0, 0.0 } };

  /* Active beyond the last kink: those that began after they ceased. */
  for (guint k = 0; k < kinks->len; k++)
    if (kink[k].step < 0)
      {
        const double *row = &x[2 * kink[k].row];
        double begin = rsc_correlation_profile_wrap (atan2 (row[1], row[0]) - 0.5 * G_PI);

        if (begin > kink[k].angle)
          rsc_wide_add_scaled (2, rsc_wide (r[kink[k].row]), row, slope);
      }
  for (guint k = 0; k < kinks->len; k++)
    {
      rsc_wide_add_scaled (2, rsc_wide (kink[k].step * r[kink[k].row]), &x[2 * kink[k].row], slope);
      RscCorrelationArc arc = { kink[k].angle,
                                k + 1 < kinks->len ? kink[k + 1].angle : kink[0].angle + TURN,
                                { rsc_wide_round (slope[0]), rsc_wide_round (slope[1]) } };
      if (arc.to > arc.from)
        g_array_append_val (self->arcs, arc);
    }
  if (self->arcs->len == 0)
    {
      RscCorrelationArc arc = { 0.0, TURN, { 0.0, 0.0 } };

      g_array_append_val (self->arcs, arc);
    }
}

static int
compare_peaks (const void *a, const void *b)
{
  const RscCorrelationPeak *p = a, *q = b;

  return (p->angle > q->angle) - (p->angle < q->angle);
}

static void
add_peak (RscCorrelationProfile *self,
          double floor,
          double angle,
          int sign,
          double value,
          gboolean at_kink)
{
  RscCorrelationPeak peak = { rsc_correlation_profile_wrap (angle), sign, value, at_kink };

  if (value > floor)
    g_array_append_val (self->peaks, peak);
}

/* On an arc s c·u is largest where u is along s c; at its ends it is where it rises before and
 * falls after. */
static void
list_peaks (RscCorrelationProfile *self)
{
  const guint n = self->arcs->len;
  double floor = 0.0;

  /* An angle is known to the rounding of a turn, and h there to that much of the slope. */
  for (guint k = 0; k < n; k++)
    {
      const double *slope = g_array_index (self->arcs, RscCorrelationArc, k).slope;

      floor = fmax (floor, 8.0 * DBL_EPSILON * hypot (slope[0], slope[1]));
    }
  for (guint k = 0; k < n; k++)
    {
      const RscCorrelationArc *arc = &g_array_index (self->arcs, RscCorrelationArc, k);
      const RscCorrelationArc *before =
        &g_array_index (self->arcs, RscCorrelationArc, k > 0 ? k - 1 : n - 1);

      for (int sign = 1; sign >= -1; sign -= 2)
        {
          const double along = atan2 (sign * arc->slope[1], sign * arc->slope[0]);
          const double from_start = rsc_correlation_profile_wrap (along - arc->from);
          const double quarter = arc->from + 0.5 * G_PI;
          const double value = sign * evaluate_slope (arc->slope, arc->from);

          if (from_start > 0.0 && from_start < arc->to - arc->from)
            add_peak (self, floor, along, sign, hypot (arc->slope[0], arc->slope[1]), FALSE);
          if (n > 1 && sign * evaluate_slope (before->slope, quarter) >= 0.0
              && sign * evaluate_slope (arc->slope, quarter) <= 0.0)
            add_peak (self, floor, arc->from, sign, value, TRUE);
        }
    }
  g_array_sort (self->peaks, compare_peaks);
}

RscCorrelationProfile *
rsc_correlation_profile_new (gsize n, const double *x, const double *r)
{
  RscCorrelationProfile *self;
  g_autoptr (GArray) kinks = NULL;

  g_return_val_if_fail (n == 0 || (x != NULL && r != NULL), NULL);

  self = g_new0 (RscCorrelationProfile, 1);
  self->arcs = g_array_new (FALSE, FALSE, sizeof (RscCorrelationArc));
  self->peaks = g_array_new (FALSE, FALSE, sizeof (RscCorrelationPeak));
  kinks = g_array_new (FALSE, FALSE, sizeof (Kink));
  for (gsize i = 0; i < n; i++)
    {
      const double *row = &x[2 * i];
      const double middle = atan2 (row[1], row[0]);

      if (row[0] == 0.0 && row[1] == 0.0)
        continue;
      for (int step = 1; step >= -1; step -= 2)
        {
          Kink kink = { rsc_correlation_profile_wrap (middle - step * 0.5 * G_PI), i, step };

          g_array_append_val (kinks, kink);
        }
    }
  g_array_sort (kinks, compare_kinks);
  list_arcs (self, x, r, kinks);
  list_peaks (self);
  return self;
}

void
rsc_correlation_profile_free (RscCorrelationProfile *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->arcs);
  g_array_unref (self->peaks);
  g_free (self);
}

gsize
rsc_correlation_profile_get_n_arcs (const RscCorrelationProfile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->arcs->len;
}

const RscCorrelationArc *
rsc_correlation_profile_get_arc (const RscCorrelationProfile *self, gsize k)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (k < self->arcs->len, NULL);

  return &g_array_index (self->arcs, RscCorrelationArc, k);
}

double
rsc_correlation_profile_evaluate (const RscCorrelationProfile *self, double angle)
{
  guint low = 0, high;
  double wrapped;

  g_return_val_if_fail (self != NULL, NAN);
  g_return_val_if_fail (isfinite (angle), NAN);

  wrapped = rsc_correlation_profile_wrap (angle);
  high = self->arcs->len - 1;
  /* The last arc that begins before it; the one that goes on beyond a turn where there is none. */
  if (wrapped < g_array_index (self->arcs, RscCorrelationArc, 0).from)
    low = high;
  while (low < high)
    {
      const guint middle = low + (high - low + 1) / 2;

      if (g_array_index (self->arcs, RscCorrelationArc, middle).from <= wrapped)
        low = middle;
      else
        high = middle - 1;
    }
  return evaluate_slope (g_array_index (self->arcs, RscCorrelationArc, low).slope, wrapped);
}

gsize
rsc_correlation_profile_get_n_peaks (const RscCorrelationProfile *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->peaks->len;
}

const RscCorrelationPeak *
rsc_correlation_profile_get_peak (const RscCorrelationProfile *self, gsize k)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (k < self->peaks->len, NULL);

  return &g_array_index (self->peaks, RscCorrelationPeak, k);
}

double
rsc_correlation_profile_get_maximum (const RscCorrelationProfile *self)
{
  double maximum = 0.0;

  g_return_val_if_fail (self != NULL, NAN);

  for (guint k = 0; k < self->peaks->len; k++)
    maximum = fmax (maximum, g_array_index (self->peaks, RscCorrelationPeak, k).value);
  return maximum;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/set/rsc-tuning-private.h"

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* Starts of the climb to the largest error where the vertices are not all known, and steps of
 * each. */
#define CLIMBS 8
#define CLIMB_STEPS 50

/* How a body grows where one is, and how often. */
#define GROWTH 10.0
#define GROWTHS 8

/* Takes @a. */
static void
take (RscTuningPick picks[RSC_N_TUNING_CRITERIA],
      RscTuningCriterion criterion,
      double *a,
      gboolean proved)
{
  picks[criterion].a = a;
  picks[criterion].proved = proved;
}

static double *
dup_norms (const RscTuningField *field, const double *a)
{
  return g_memdup2 (a, MAX (1, field->m) * sizeof (double));
}

/* The same where the set is unbounded: its body grows until its cut has no part in the answer. */
static double *
find_least_unbounded (const RscTuningField *field,
                      gsize n,
                      const double *v,
                      const double *target,
                      gboolean *proved,
                      GCancellable *cancellable,
                      GError **error)
{
  const gsize m = field->m, wide = m + 1;
  g_autofree double *wide_v = g_new0 (double, MAX (1, n * wide));
  g_autofree double *a = g_new0 (double, wide);
  double reach = field->reach;

  for (gsize k = 0; k < n; k++)
    memcpy (wide_v + k * wide, v + k * m, m * sizeof (double));
  *proved = rsc_polytope_fit_point (field->polytope, n, wide_v, target, a)
            && a[m] > RSC_TOLERANCE_CUT * reach;
  for (int k = 0; k < GROWTHS && !*proved; k++)
    {
      g_autoptr (RscPolytope) body = NULL;

      reach *= GROWTH;
      body = rsc_polyhedron_cut (field->polyhedron, reach, cancellable, error);
      if (body == NULL)
        return NULL;
      /* So far out the norms of here are no more than rounding. */
      if (rsc_polytope_get_n_support (body) != rsc_polytope_get_n_support (field->polytope))
        break;
      *proved =
        rsc_polytope_fit_point (body, n, wide_v, target, a) && a[m] > RSC_TOLERANCE_CUT * reach;
    }
  return g_steal_pointer (&a);
}

/* Least ||V a - target||² over the set, V n × m. */
static double *
find_least (const RscTuningField *field,
            gsize n,
            const double *v,
            const double *target,
            gboolean *proved,
            GCancellable *cancellable,
            GError **error)
{
  double *a;

  if (field->unbounded)
    return find_least_unbounded (field, n, v, target, proved, cancellable, error);
  a = g_new0 (double, field->m + 1);
  *proved = field->m == 0 || rsc_polytope_fit_point (field->polytope, n, v, target, a);
  return a;
}

static gboolean
pick_fit (const RscTuningField *field,
          RscTuningCriterion criterion,
          const RscTuningPoints *points,
          RscTuningPick picks[RSC_N_TUNING_CRITERIA],
          GCancellable *cancellable,
          GError **error)
{
  gboolean proved;
  double *a;

  if (points->n == 0)
    return TRUE;
  a = find_least (field, points->n, points->v, points->y, &proved, cancellable, error);
  if (a == NULL)
    return FALSE;
  take (picks, criterion, a, proved && field->trusted);
  return TRUE;
}

static gboolean
pick_min_norm (const RscTuningField *field,
               RscTuningPick picks[RSC_N_TUNING_CRITERIA],
               GCancellable *cancellable,
               GError **error)
{
  const gsize m = field->m;

  if (field->min_norm != NULL)
    {
      take (picks, RSC_TUNING_MIN_NORM, dup_norms (field, field->min_norm), TRUE);
      return TRUE;
    }
  g_autofree double *identity = g_new0 (double, MAX (1, m * m));
  g_autofree double *target = g_new0 (double, MAX (1, m));
  gboolean proved;
  double *a;

  for (gsize i = 0; i < m; i++)
    identity[i * m + i] = 1.0;
  a = find_least (field, m, identity, target, &proved, cancellable, error);
  if (a == NULL)
    return FALSE;
  take (picks, RSC_TUNING_MIN_NORM, a, proved);
  return TRUE;
}

/* min cost·a with costs that leave no unbounded direction: a vertex. Costs with a common constant
 * added choose the same vertex of an optimal set, where Σ a is constant. */
static double *
find_vertex (const RscTuningField *field, guint64 seed, GCancellable *cancellable, GError **error)
{
  const gsize m = field->m;
  g_autofree double *cost = g_new (double, MAX (1, m));
  g_autofree double *a = g_new0 (double, MAX (1, m));
  double least = 0.0;
  gsl_rng *rng = rsc_random_new (seed);

  for (gsize i = 0; i < m; i++)
    {
      cost[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
      least = MIN (least, cost[i]);
    }
  gsl_rng_free (rng);
  for (gsize i = 0; i < m && field->unbounded; i++)
    cost[i] -= 1.1 * least;
  if (m > 0 && !rsc_convex_set_minimise_many (field->set, 1, cost, NULL, a, cancellable, error))
    return NULL;
  return g_steal_pointer (&a);
}

/* A convex function is largest at a vertex: from @a on to the vertex that its tangent says, as long
 * as it grows. @a: in and out. */
static gboolean
climb (const RscTuningField *field,
       const RscTuningPoints *points,
       double *a,
       GCancellable *cancellable,
       GError **error)
{
  const gsize m = field->m;
  g_autofree double *slope = g_new (double, MAX (1, m));
  g_autofree double *next = g_new (double, MAX (1, m));
  double height = rsc_tuning_points_score (points, a).error;

  for (int step = 0; step < CLIMB_STEPS; step++)
    {
      double higher;

      memset (slope, 0, m * sizeof (double));
      for (gsize k = 0; k < points->n; k++)
        {
          const double *row = points->v + k * m;

          cblas_daxpy ((int) m, points->y[k] - cblas_ddot ((int) m, row, 1, a, 1), row, 1, slope,
                       1);
        }
      if (!rsc_convex_set_minimise_many (field->set, 1, slope, NULL, next, cancellable, error))
        return FALSE;
      higher = rsc_tuning_points_score (points, next).error;
      if (!(higher > height * (1.0 + RSC_TOLERANCE_TIE)))
        return TRUE;
      height = higher;
      memcpy (a, next, m * sizeof (double));
    }
  return TRUE;
}

/* Whether predictions at @points grow without end over the set: along some unbounded direction one
 * of them changes. A random sum of them then changes, too. */
static gboolean
is_endless (const RscTuningField *field,
            const RscTuningPoints *points,
            guint64 seed,
            gboolean *endless,
            GCancellable *cancellable,
            GError **error)
{
  const gsize m = field->m;
  g_autofree double *costs = g_new0 (double, MAX (1, 2 * m));
  double minima[2] = { 0.0, 0.0 };
  gsl_rng *rng = rsc_random_new (seed);

  for (gsize k = 0; k < points->n; k++)
    cblas_daxpy ((int) m, gsl_ran_gaussian_ziggurat (rng, 1.0), points->v + k * m, 1, costs, 1);
  gsl_rng_free (rng);
  for (gsize i = 0; i < m; i++)
    costs[m + i] = -costs[i];
  *endless = FALSE;
  if (m == 0)
    return TRUE;
  if (!rsc_convex_set_minimise_many (field->set, 2, costs, minima, NULL, cancellable, error))
    return FALSE;
  *endless = isinf (minima[0]) || isinf (minima[1]);
  return TRUE;
}

static gboolean
pick_worst (const RscTuningField *field,
            const RscTuningPoints *test,
            const RscTuningSettings *settings,
            RscTuningPick picks[RSC_N_TUNING_CRITERIA],
            GCancellable *cancellable,
            GError **error)
{
  g_autofree double *worst = NULL;
  gboolean endless = FALSE;

  if (test->n == 0)
    return TRUE;
  worst = dup_norms (field, picks[RSC_TUNING_MIN_NORM].a);
  if (field->unbounded && !is_endless (field, test, settings->seed, &endless, cancellable, error))
    return FALSE;
  for (gsize k = 0; k < field->n_vertices; k++)
    {
      const double *a = field->vertices[k];

      if (rsc_tuning_points_score (test, a).error > rsc_tuning_points_score (test, worst).error)
        memcpy (worst, a, field->m * sizeof (double));
    }
  for (guint64 k = 0; k < CLIMBS && !field->complete && !endless && field->m > 0; k++)
    {
      g_autofree double *a =
        k == 0 ? dup_norms (field, worst)
               : find_vertex (field, rsc_random_mix (settings->seed + k), cancellable, error);

      if (a == NULL || !climb (field, test, a, cancellable, error))
        return FALSE;
      if (rsc_tuning_points_score (test, a).error > rsc_tuning_points_score (test, worst).error)
        memcpy (worst, a, field->m * sizeof (double));
    }
  take (picks, RSC_TUNING_WORST_TEST, g_steal_pointer (&worst), field->complete && !endless);
  picks[RSC_TUNING_WORST_TEST].endless = endless;
  return TRUE;
}

/* The narrowest of what is known, each a vertex. */
static void
pick_narrowest (const RscTuningField *field, RscTuningPick picks[RSC_N_TUNING_CRITERIA])
{
  const double *best = picks[RSC_TUNING_EXTREME].a;
  gsize least = G_MAXSIZE;

  if (field->narrowest != NULL)
    {
      take (picks, RSC_TUNING_NARROWEST, dup_norms (field, field->narrowest),
            field->narrowest_proved);
      return;
    }
  for (gsize k = 0; k < field->n_vertices; k++)
    {
      gsize width = 0;

      for (gsize i = 0; i < field->m; i++)
        width += field->vertices[k][i] > 0.0;
      if (width < least)
        {
          least = width;
          best = field->vertices[k];
        }
    }
  take (picks, RSC_TUNING_NARROWEST, dup_norms (field, best), field->complete);
}

/* What needs no points. */
static gboolean
pick_without_points (const RscTuningField *field,
                     const RscTuningSettings *settings,
                     RscTuningPick picks[RSC_N_TUNING_CRITERIA],
                     GCancellable *cancellable,
                     GError **error)
{
  double *random = g_new0 (double, MAX (1, field->m));

  if (field->set != NULL)
    rsc_convex_set_sample (field->set, settings->seed, random);
  take (picks, RSC_TUNING_RANDOM, random, TRUE);
  picks[RSC_TUNING_EXTREME].a = find_vertex (field, settings->seed, cancellable, error);
  picks[RSC_TUNING_EXTREME].proved = TRUE;
  if (picks[RSC_TUNING_EXTREME].a == NULL)
    return FALSE;
  pick_narrowest (field, picks);
  return pick_min_norm (field, picks, cancellable, error);
}

gboolean
rsc_tuning_pick_all (const RscTuningField *field,
                     const RscTuningPoints *validation,
                     const RscTuningPoints *test,
                     const RscTuningSettings *settings,
                     RscTuningPick picks[RSC_N_TUNING_CRITERIA],
                     GCancellable *cancellable,
                     GError **error)
{
  static const RscTuningCriterion kept[] = { RSC_TUNING_MIN_NORM, RSC_TUNING_EXTREME,
                                             RSC_TUNING_NARROWEST, RSC_TUNING_RANDOM };

  for (gsize k = 0; settings->like != NULL && k < G_N_ELEMENTS (kept); k++)
    {
      const RscTuningPick *pick = rsc_tuning_get_pick (settings->like, kept[k]);

      take (picks, kept[k], dup_norms (field, pick->a), pick->proved);
    }
  return (settings->like != NULL
          || pick_without_points (field, settings, picks, cancellable, error))
         && pick_fit (field, RSC_TUNING_VALIDATION, validation, picks, cancellable, error)
         && pick_fit (field, RSC_TUNING_TEST, test, picks, cancellable, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && pick_worst (field, test, settings, picks, cancellable, error);
}

static void
see_accuracy (RscTuningRange *range, const RscTuningPoints *points, const double *a)
{
  const double accuracy = rsc_tuning_points_score (points, a).accuracy;

  range->low = MIN (range->low, accuracy);
  range->high = MAX (range->high, accuracy);
}

/* Rounding of a prediction: of what its neurons can say at most. */
static double
measure_rounding (const RscTuningField *field, const double *row)
{
  double size = 0.0;

  for (gsize i = 0; i < field->m; i++)
    {
      double low, high = 0.0;

      rsc_convex_set_get_range (field->set, i, &low, &high);
      size +=
        fabs (row[i]) * (isfinite (high) && (high > 0.0 || isinf (field->cap)) ? high : field->cap);
    }
  return RSC_TOLERANCE_SIGN * size;
}

/* The range of each prediction over the set says which points are always right, and which never. */
gboolean
rsc_tuning_find_range (const RscTuningField *field,
                       const RscTuningPoints *test,
                       const RscTuningSettings *settings,
                       const RscTuningPick picks[RSC_N_TUNING_CRITERIA],
                       RscTuningRange *range,
                       GCancellable *cancellable,
                       GError **error)
{
  const gsize n = test->n, m = field->m;
  gsize never = 0, always = 0;

  *range = (RscTuningRange){ NAN, NAN, NAN, NAN };
  if (!test->is_class || n == 0)
    return TRUE;
  range->low = 1.0;
  range->high = 0.0;
  for (gsize k = 0; k < field->n_vertices; k++)
    see_accuracy (range, test, field->vertices[k]);
  for (gsize k = 0; k < RSC_N_TUNING_CRITERIA; k++)
    if (picks[k].a != NULL)
      see_accuracy (range, test, picks[k].a);
  if (!settings->with_bounds)
    return TRUE;
  g_autofree double *costs = g_new (double, MAX (1, 2 * n * m));
  g_autofree double *ends = g_new0 (double, 2 * n);
  g_autofree double *at = g_new0 (double, MAX (1, 2 * n * m));

  for (gsize k = 0; k < n; k++)
    for (gsize i = 0; i < m; i++)
      {
        costs[2 * k * m + i] = test->v[k * m + i];
        costs[(2 * k + 1) * m + i] = -test->v[k * m + i];
      }
  if (m > 0
      && !rsc_convex_set_minimise_many (field->set, 2 * n, costs, ends, at, cancellable, error))
    return FALSE;
  for (gsize k = 0; k < n; k++)
    {
      const double y = test->y[k], least = y > 0.0 ? ends[2 * k] : ends[2 * k + 1];
      const double most = y > 0.0 ? -ends[2 * k + 1] : -ends[2 * k];
      const double rounding = m > 0 ? measure_rounding (field, test->v + k * m) : 0.0;

      /* y f lies in [least, most]; within rounding of 0 it can be either. */
      always += least > rounding;
      never += most < -rounding || rounding == 0.0;
    }
  range->low_bound = (double) always / (double) n;
  range->high_bound = (double) (n - never) / (double) n;
  for (gsize k = 0; k < 2 * n; k++)
    see_accuracy (range, test, at + k * m);
  return TRUE;
}

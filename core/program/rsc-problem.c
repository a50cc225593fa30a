/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-problem.h"

#include <glib/gi18n.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-number-words.h"
#include "core/program/rsc-cone.h"
#include "core/numerics/rsc-error.h"
#include "core/numerics/rsc-sort.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-threads.h"

/* Where the two projections of a pattern take this many multiply-adds, patterns are projected so
 * many at once. */
#define WORK_FOR_THREADS 1e6
#define PATTERNS_AT_ONCE 64

struct _RscProblem
{
  gatomicrefcount ref_count;

  RscDataset *dataset;
  RscArrangement *arrangement;
  RscActivation activation;
  gboolean bias;
  gsize n;
  gsize d;
  double *x;
  double lambda_max;
  double lambda_max_bound;
};

typedef struct
{
  double bound;
  gsize pattern;
} Candidate;

static int
compare_candidates (const void *a, const void *b, gpointer user_data G_GNUC_UNUSED)
{
  const Candidate *p = a;
  const Candidate *q = b;

  if (p->bound != q->bound)
    return p->bound > q->bound ? -1 : 1;
  return (p->pattern > q->pattern) - (p->pattern < q->pattern);
}

static gboolean
check_magnitude (const RscDataset *dataset,
                 gsize row,
                 const char *column,
                 double value,
                 GError **error)
{
  double a = fabs (value);

  if (a <= RSC_MAGNITUDE_MAX && (a == 0.0 || a >= 1.0 / RSC_MAGNITUDE_MAX))
    return TRUE;

  g_autofree char *number = rsc_number_words_dup (value, 6);
  g_autofree char *least = rsc_number_words_dup (1.0 / RSC_MAGNITUDE_MAX, 6);
  g_autofree char *most = rsc_number_words_dup (RSC_MAGNITUDE_MAX, 6);
  g_set_error (error, RSC_ERROR, RSC_ERROR_DATA,
               _ ("%s: the value of %s in row %zu (%s) is too %s to compute with: "
                  "magnitudes from %s to %s can be used, and zero."),
               rsc_dataset_get_name (dataset), column, row + 1, number,
               a < 1.0 ? _ ("small") : _ ("large"), least, most);
  return FALSE;
}

static gboolean
check_magnitudes (const RscDataset *dataset, GError **error)
{
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);

  for (gsize i = 0; i < n; i++)
    {
      for (gsize k = 0; k < d; k++)
        if (!check_magnitude (dataset, i, rsc_dataset_get_feature_name (dataset, k),
                              rsc_dataset_get_x (dataset)[i * d + k], error))
          return FALSE;
      if (!check_magnitude (dataset, i, rsc_dataset_get_target_name (dataset),
                            rsc_dataset_get_y (dataset)[i], error))
        return FALSE;
    }
  return TRUE;
}

static double
norm2 (const double *v, gsize d)
{
  double sum = 0.0;

  for (gsize k = 0; k < d; k++)
    sum += v[k] * v[k];
  return sqrt (sum);
}

/* z = X^T D y */
static void
gather (const guint64 *pattern, gsize n, gsize d, const double *x, const double *y, double *z)
{
  memset (z, 0, d * sizeof (double));
  for (gsize i = 0; i < n; i++)
    if (rsc_pattern_is_active (pattern, i))
      for (gsize k = 0; k < d; k++)
        z[k] += y[i] * x[i * d + k];
}

/* ||X^T D_j y|| of every pattern: along the walk where there is one, so that only the rows that
 * change are touched. */
static gboolean
compute_bounds (RscArrangement *arrangement,
                const double *x,
                const double *y,
                Candidate *candidates,
                GCancellable *cancellable,
                GError **error)
{
  gsize n = rsc_arrangement_get_n (arrangement);
  gsize d = rsc_arrangement_get_d (arrangement);
  gsize n_words = rsc_arrangement_get_n_words (arrangement);
  gsize n_patterns = rsc_arrangement_get_n_patterns (arrangement);
  gsize rows_per_poll = MAX ((gsize) 1, (gsize) 1000000 / MAX (n * d, (gsize) 1));
  const guint32 *parent = NULL;
  const guint32 *order = rsc_arrangement_get_walk (arrangement, &parent);
  g_autofree double *all = g_new (double, order != NULL ? n_patterns * d : d);

  for (gsize k = 0; k < n_patterns; k++)
    {
      gsize j = order != NULL ? order[k] : k;
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);
      double *z = order != NULL ? all + j * d : all;

      if (k % rows_per_poll == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      if (order == NULL || parent[k] == j)
        gather (pattern, n, d, x, y, z);
      else
        {
          const guint64 *from = rsc_arrangement_get_pattern (arrangement, parent[k]);

          memcpy (z, all + (gsize) parent[k] * d, d * sizeof (double));
          for (gsize w = 0; w < n_words; w++)
            for (guint64 changed = pattern[w] ^ from[w]; changed != 0; changed &= changed - 1)
              {
                gsize i = w * 64 + (gsize) __builtin_ctzll (changed);
                double c = rsc_pattern_is_active (pattern, i) ? y[i] : -y[i];

                for (gsize l = 0; l < d; l++)
                  z[l] += c * x[i * d + l];
              }
        }
      candidates[k].bound = norm2 (z, d);
      candidates[k].pattern = j;
    }
  return TRUE;
}

/* What rounding alone can make of ||P (Z_b^T y)|| where it is 0: that of the data, which moves each
 * product y_i x_ik, and that of the sums. */
double
rsc_problem_measure_rounding (gsize n, gsize d, const double *x, const double *y)
{
  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      double sum = 0.0;

      for (gsize i = 0; i < n; i++)
        sum += fabs (y[i] * x[i * d + k]);
      square += sum * sum;
    }
  return (sqrt ((double) n) + 4.0 * (double) d) * DBL_EPSILON * sqrt (square);
}

/* Patterns whose two blocks are projected at once. */
typedef struct
{
  const RscProblem *problem;
  const double *x;
  const double *y;
  const Candidate *candidates;
  RscCone **cones; /* of each worker */
  double least;    /* below it a projection may end early */
  double *norms;   /* of each pattern */
} Projections;

static void
project_pattern (gsize item, guint worker, gpointer user_data)
{
  const Projections *all = user_data;
  const RscProblem *self = all->problem;
  const guint64 *pattern =
    rsc_arrangement_get_pattern (self->arrangement, all->candidates[item].pattern);
  g_autofree double *z = g_new (double, self->d);
  g_autofree double *v = g_new (double, self->d);
  double best = all->least;

  gather (pattern, self->n, self->d, all->x, all->y, z);
  all->norms[item] = norm2 (z, self->d);
  if (self->activation == RSC_ACTIVATION_GATED || all->norms[item] <= best)
    return;
  if (all->cones[worker] == NULL)
    all->cones[worker] = rsc_cone_new (self->n, self->d, all->x);
  for (int sign = 0; sign < 2; sign++)
    {
      gsize n_active = 0;

      best = fmax (
        best, rsc_cone_project_above (all->cones[worker], pattern, z, best, v, NULL, &n_active));
      for (gsize l = 0; l < self->d; l++)
        z[l] = -z[l];
    }
  all->norms[item] = best;
}

/* λ_max on data scaled to magnitudes near 1, so that no square overflows. A projection can
 * only shorten, so blocks are taken by decreasing ||Z_b^T y|| until that is below the best. Where a
 * projection takes long, so many patterns at a time that several threads have something to do. */
static gboolean
compute_lambda_max (RscProblem *self, GCancellable *cancellable, GError **error)
{
  gsize n_patterns = rsc_arrangement_get_n_patterns (self->arrangement);
  int x_exponent;
  int y_exponent;
  g_autofree double *x = rsc_scaled_dup (self->x, self->n * self->d, &x_exponent);
  g_autofree double *y = rsc_scaled_dup (rsc_dataset_get_y (self->dataset), self->n, &y_exponent);
  g_autofree Candidate *candidates = g_new (Candidate, n_patterns);
  const double work =
    8.0 * (double) self->n * (double) self->d; /* of one pattern, some scans of the rows */
  const gsize at_once = work < WORK_FOR_THREADS ? 1 : PATTERNS_AT_ONCE;
  const guint n_workers = self->activation == RSC_ACTIVATION_RELU
                            ? rsc_threads_get_n_workers (work * (double) at_once)
                            : 1;
  g_autofree RscCone **cones = g_new0 (RscCone *, n_workers);
  double norms[PATTERNS_AT_ONCE];
  double rounding = 0.0;
  double best = 0.0;
  gboolean done = TRUE;

  if (!compute_bounds (self->arrangement, x, y, candidates, cancellable, error))
    return FALSE;

  if (!rsc_sort (candidates, n_patterns, sizeof (Candidate), compare_candidates, NULL, cancellable,
                 error))
    return FALSE;
  /* What walking may have added to or taken from a bound: each step rounds at this size. */
  rounding =
    RSC_TOLERANCE_WALKED * (double) n_patterns * (n_patterns > 0 ? candidates[0].bound : 0.0);

  for (gsize k = 0; done && k < n_patterns && candidates[k].bound + rounding > best; k += at_once)
    {
      const gsize n = MIN (at_once, n_patterns - k);
      Projections all = { self, x, y, candidates + k, cones, best, norms };

      rsc_threads_run (n, n_workers, project_pattern, &all, cancellable);
      done = !g_cancellable_set_error_if_cancelled (cancellable, error);
      for (gsize l = 0; done && l < n; l++)
        best = fmax (best, norms[l]);
    }
  for (guint k = 0; k < n_workers; k++)
    g_clear_pointer (&cones[k], rsc_cone_free);
  if (!done)
    return FALSE;
  if (best <= rsc_problem_measure_rounding (self->n, self->d, x, y))
    best = 0.0;
  self->lambda_max = ldexp (best, x_exponent + y_exponent);
  return TRUE;
}

/* All but λ_max. */
static RscProblem *
problem_new (RscDataset *dataset,
             gboolean bias,
             RscActivation activation,
             RscArrangement *arrangement,
             GError **error)
{
  RscProblem *self;

  if (rsc_dataset_get_d (dataset) == 0 && !bias)
    {
      g_set_error_literal (
        error, RSC_ERROR, RSC_ERROR_DATA,
        _ ("There is nothing to fit with: the data have no feature column and the "
           "network has no bias."));
      return NULL;
    }

  g_return_val_if_fail (arrangement != NULL, NULL);
  g_return_val_if_fail (rsc_arrangement_get_n (arrangement) == rsc_dataset_get_n (dataset), NULL);
  g_return_val_if_fail (
    rsc_arrangement_get_d (arrangement) == rsc_dataset_get_d (dataset) + (bias ? 1 : 0), NULL);

  if (!check_magnitudes (dataset, error))
    return NULL;

  self = g_new0 (RscProblem, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->dataset = rsc_dataset_ref (dataset);
  self->arrangement = rsc_arrangement_ref (arrangement);
  self->activation = activation;
  self->bias = bias;
  self->n = rsc_arrangement_get_n (arrangement);
  self->d = rsc_arrangement_get_d (arrangement);
  self->x = rsc_dataset_dup_design (dataset, bias);
  return self;
}

RscProblem *
rsc_problem_new (RscDataset *dataset,
                 gboolean bias,
                 RscActivation activation,
                 RscArrangement *arrangement,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autoptr (RscProblem) self = NULL;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = problem_new (dataset, bias, activation, arrangement, error);
  if (self == NULL || !compute_lambda_max (self, cancellable, error))
    return NULL;
  self->lambda_max_bound = self->lambda_max;
  return g_steal_pointer (&self);
}

RscProblem *
rsc_problem_new_priced (RscDataset *dataset,
                        gboolean bias,
                        RscArrangement *arrangement,
                        double lambda_max,
                        double lambda_max_bound,
                        GError **error)
{
  RscProblem *self;

  g_return_val_if_fail (dataset != NULL, NULL);
  g_return_val_if_fail (lambda_max <= lambda_max_bound, NULL);

  self = problem_new (dataset, bias, RSC_ACTIVATION_RELU, arrangement, error);
  if (self == NULL)
    return NULL;
  self->lambda_max = lambda_max;
  self->lambda_max_bound = lambda_max_bound;
  return self;
}

RscProblem *
rsc_problem_ref (RscProblem *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_problem_unref (RscProblem *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  rsc_dataset_unref (self->dataset);
  rsc_arrangement_unref (self->arrangement);
  g_free (self->x);
  g_free (self);
}

RscDataset *
rsc_problem_get_dataset (const RscProblem *self)
{
  return self->dataset;
}

RscArrangement *
rsc_problem_get_arrangement (const RscProblem *self)
{
  return self->arrangement;
}

RscActivation
rsc_problem_get_activation (const RscProblem *self)
{
  return self->activation;
}

gboolean
rsc_problem_get_bias (const RscProblem *self)
{
  return self->bias;
}

gsize
rsc_problem_get_n (const RscProblem *self)
{
  return self->n;
}

gsize
rsc_problem_get_d (const RscProblem *self)
{
  return self->d;
}

const double *
rsc_problem_get_x (const RscProblem *self)
{
  return self->x;
}

const double *
rsc_problem_get_y (const RscProblem *self)
{
  return rsc_dataset_get_y (self->dataset);
}

double
rsc_problem_get_lambda_max (const RscProblem *self)
{
  return self->lambda_max;
}

double
rsc_problem_get_lambda_max_bound (const RscProblem *self)
{
  return self->lambda_max_bound;
}

gsize
rsc_problem_get_n_blocks (const RscProblem *self)
{
  gsize n_patterns = rsc_arrangement_get_n_patterns (self->arrangement);

  return self->activation == RSC_ACTIVATION_GATED ? n_patterns : 2 * n_patterns;
}

gboolean
rsc_problem_is_same_direction (const RscProblem *self, const double *one, const double *two)
{
  double length_one = 0.0, length_two = 0.0, size = 0.0, apart = 0.0;

  for (gsize k = 0; k < self->d; k++)
    {
      length_one = hypot (length_one, one[k]);
      length_two = hypot (length_two, two[k]);
    }
  for (gsize i = 0; i < self->n; i++)
    {
      double value = 0.0, difference = 0.0;

      for (gsize k = 0; k < self->d; k++)
        {
          const double u = one[k] / length_one;

          value += self->x[i * self->d + k] * u;
          difference += self->x[i * self->d + k] * (u - two[k] / length_two);
        }
      size = hypot (size, value);
      apart = hypot (apart, difference);
    }
  return apart <= RSC_TOLERANCE_MERGE * size;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-pricer.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-scaled.h"
#include "core/numerics/rsc-threads.h"

/* What one thread projects with. */
typedef struct
{
  double *z;     /* d */
  RscCone *cone; /* NULL when gated */
} Worker;

struct _RscPricer
{
  RscProblem *problem;
  RscArrangement *arrangement; /* the problem's */
  RscActivation activation;
  gsize n;
  gsize d;
  gsize n_words;
  gsize n_patterns;
  double *x;
  double *y;
  int x_exponent;
  int y_exponent;
  double *rows;  /* n × d: r_i x_i of the sweep at hand */
  double *swept; /* n: r of that sweep */
  gboolean is_swept;
  guint32 n_sweeps;
  double *correlations; /* n_patterns × d */
  gsize stride;         /* every so many patterns are looked at */
  GArray *workers;      /* Worker: the first for who calls, others where there is much to do */

  /* Where each block was last projected; NULL until the first is. */
  double *reference; /* blocks × d: X^T D_j r then */
  double *square;    /* blocks: the square of that */
  double *bound;     /* blocks: upper bound of ||v_b|| then, or -1 */
  guint32 *guess;    /* blocks × d: the active rows then */
  guint8 *n_guess;   /* blocks */
  guint32 *sweep;    /* blocks: the number of the sweep that was of */
};

/* Products between two looks at the cancellable: a few milliseconds. */
#define WORK_PER_POLL 2000000

static void
gather (const RscPricer *self, const guint64 *pattern, double *z)
{
  const gsize d = self->d;

  memset (z, 0, d * sizeof (double));
  for (gsize word = 0; word < self->n_words; word++)
    {
      for (guint64 bits = pattern[word]; bits != 0; bits &= bits - 1)
        {
          const double *row = self->rows + (word * 64 + (gsize) __builtin_ctzll (bits)) * d;

          for (gsize k = 0; k < d; k++)
            z[k] += row[k];
        }
    }
}

static void
clear_worker (gpointer data)
{
  Worker *worker = data;

  g_free (worker->z);
  g_clear_pointer (&worker->cone, rsc_cone_free);
}

static void
ensure_workers (RscPricer *self, guint count)
{
  while (self->workers->len < count)
    {
      const Worker worker = { g_new0 (double, self->d + 1),
                              self->activation == RSC_ACTIVATION_RELU
                                ? rsc_cone_new (self->n, self->d, self->x)
                                : NULL };

      g_array_append_val (self->workers, worker);
    }
}

static inline Worker *
get_worker (const RscPricer *self, guint number)
{
  return &g_array_index (self->workers, Worker, number);
}

RscPricer *
rsc_pricer_new (RscProblem *problem)
{
  RscPricer *self = g_new0 (RscPricer, 1);

  self->problem = rsc_problem_ref (problem);
  self->arrangement = rsc_problem_get_arrangement (problem);
  self->activation = rsc_problem_get_activation (problem);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_words = rsc_arrangement_get_n_words (self->arrangement);
  self->n_patterns = rsc_arrangement_get_n_patterns (self->arrangement);
  self->x = rsc_scaled_dup (rsc_problem_get_x (problem), self->n * self->d, &self->x_exponent);
  self->y = rsc_scaled_dup (rsc_problem_get_y (problem), self->n, &self->y_exponent);
  self->rows = g_new0 (double, self->n * self->d + 1);
  self->swept = g_new0 (double, self->n + 1);
  self->correlations = g_new0 (double, self->n_patterns * self->d + 1);
  self->stride = 1;
  self->workers = g_array_new (FALSE, FALSE, sizeof (Worker));
  g_array_set_clear_func (self->workers, clear_worker);
  ensure_workers (self, 1);
  return self;
}

void
rsc_pricer_free (RscPricer *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->workers);
  g_clear_pointer (&self->problem, rsc_problem_unref);
  g_free (self->x);
  g_free (self->y);
  g_free (self->rows);
  g_free (self->swept);
  g_free (self->correlations);
  g_free (self->reference);
  g_free (self->guess);
  g_free (self->n_guess);
  g_free (self);
}

RscProblem *
rsc_pricer_get_problem (const RscPricer *self)
{
  return self->problem;
}

const double *
rsc_pricer_get_x (const RscPricer *self)
{
  return self->x;
}

const double *
rsc_pricer_get_y (const RscPricer *self)
{
  return self->y;
}

int
rsc_pricer_get_x_exponent (const RscPricer *self)
{
  return self->x_exponent;
}

int
rsc_pricer_get_y_exponent (const RscPricer *self)
{
  return self->y_exponent;
}

/* X^T D_j r of pattern @j from its own rows. */
static void
sweep_one (gsize item, guint worker, gpointer user_data)
{
  RscPricer *self = user_data;
  const gsize j = item * self->stride;

  gather (self, rsc_arrangement_get_pattern (self->arrangement, j),
          self->correlations + j * self->d);
}

/* From that of pattern @parent, by the rows that change. */
static void
sweep_from (RscPricer *self, gsize j, gsize parent)
{
  const gsize d = self->d;
  const guint64 *pattern = rsc_arrangement_get_pattern (self->arrangement, j);
  const guint64 *from = rsc_arrangement_get_pattern (self->arrangement, parent);
  double *z = self->correlations + j * d;

  memcpy (z, self->correlations + parent * d, d * sizeof (double));
  for (gsize word = 0; word < self->n_words; word++)
    {
      for (guint64 bits = pattern[word] ^ from[word]; bits != 0; bits &= bits - 1)
        {
          const double *row = self->rows + (word * 64 + (gsize) __builtin_ctzll (bits)) * d;

          if ((pattern[word] & bits & -bits) != 0)
            {
              for (gsize k = 0; k < d; k++)
                z[k] += row[k];
            }
          else
            {
              for (gsize k = 0; k < d; k++)
                z[k] -= row[k];
            }
        }
    }
}

void
rsc_pricer_set_stride (RscPricer *self, gsize stride)
{
  if (stride == self->stride)
    return;
  self->stride = stride;
  self->is_swept = FALSE;
}

gboolean
rsc_pricer_sweep (RscPricer *self, const double *r, GCancellable *cancellable, GError **error)
{
  const gsize d = self->d;
  const guint32 *parent = NULL;
  const guint32 *order = rsc_arrangement_get_walk (self->arrangement, &parent);
  const gsize n_swept = (self->n_patterns + self->stride - 1) / self->stride;
  const gsize work_each = self->n * d / 2 + 1;

  /* The certificate of a point that was priced last, the set of a solution that was certified
   * last. */
  if (self->is_swept && memcmp (r, self->swept, self->n * sizeof (double)) == 0)
    return TRUE;
  self->is_swept = FALSE;
  self->n_sweeps++;
  for (gsize i = 0; i < self->n; i++)
    {
      for (gsize k = 0; k < d; k++)
        self->rows[i * d + k] = r[i] * self->x[i * d + k];
    }

  if (order == NULL)
    {
      rsc_threads_run (n_swept, rsc_threads_get_n_workers ((double) n_swept * (double) work_each),
                       sweep_one, self, cancellable);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  else
    {
      gsize work = 0;

      for (gsize step = 0; step < self->n_patterns; step++)
        {
          const gsize j = order[step];

          if (work > WORK_PER_POLL)
            {
              work = 0;
              if (g_cancellable_set_error_if_cancelled (cancellable, error))
                return FALSE;
            }
          if (parent[step] == j)
            gather (self, rsc_arrangement_get_pattern (self->arrangement, j),
                    self->correlations + j * d);
          else
            sweep_from (self, j, parent[step]);
          work += parent[step] == j ? 2 * work_each : self->n_words + d;
        }
    }
  memcpy (self->swept, r, self->n * sizeof (double));
  self->is_swept = TRUE;
  return TRUE;
}

const double *
rsc_pricer_get_correlation (const RscPricer *self, gsize pattern)
{
  return self->correlations + pattern * self->d;
}

/* @z: X^T D_j r of the block's pattern, which may be the worker's own. */
static double
project_from (const RscPricer *self,
              Worker *worker,
              gsize block,
              const double *z,
              double threshold,
              double *v,
              guint32 *rows,
              gsize *n_rows)
{
  const gsize d = self->d, pattern = RSC_BLOCK_PATTERN (block);
  const double sign = RSC_BLOCK_SIGN (block);

  for (gsize k = 0; k < d; k++)
    worker->z[k] = sign * z[k];
  if (worker->cone != NULL)
    return rsc_cone_project_above (worker->cone,
                                   rsc_arrangement_get_pattern (self->arrangement, pattern),
                                   worker->z, threshold, v, rows, n_rows);

  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      v[k] = worker->z[k];
      square += v[k] * v[k];
    }
  if (n_rows != NULL)
    *n_rows = 0;
  return sqrt (square);
}

static inline double
project (const RscPricer *self,
         Worker *worker,
         gsize block,
         double threshold,
         double *v,
         guint32 *rows,
         gsize *n_rows)
{
  return project_from (self, worker, block,
                       rsc_pricer_get_correlation (self, RSC_BLOCK_PATTERN (block)), threshold, v,
                       rows, n_rows);
}

double
rsc_pricer_project (RscPricer *self,
                    gsize block,
                    double threshold,
                    double *v,
                    guint32 *rows,
                    gsize *n_rows)
{
  return project (self, get_worker (self, 0), block, threshold, v, rows, n_rows);
}

double
rsc_pricer_project_of (RscPricer *self,
                       const double *r,
                       gsize block,
                       double *v,
                       guint32 *rows,
                       gsize *n_rows)
{
  const gsize d = self->d;
  const guint64 *pattern =
    rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));

  if (self->is_swept && memcmp (r, self->swept, self->n * sizeof (double)) == 0)
    return rsc_pricer_project (self, block, 0.0, v, rows, n_rows);
  Worker *worker = get_worker (self, 0);
  double *z = worker->z;
  memset (z, 0, d * sizeof (double));
  for (gsize i = 0; i < self->n; i++)
    {
      if (!rsc_pattern_is_active (pattern, i))
        continue;
      for (gsize k = 0; k < d; k++)
        z[k] += r[i] * self->x[i * d + k];
    }
  return project_from (self, worker, block, z, 0.0, v, rows, n_rows);
}

static void
remember_nothing (RscPricer *self)
{
  const gsize n_blocks = 2 * self->n_patterns;

  /* Of each kind of numbers one piece of memory. */
  self->reference = g_new (double, n_blocks *(self->d + 2) + 1);
  self->square = self->reference + n_blocks * self->d;
  self->bound = self->square + n_blocks;
  self->guess = g_new (guint32, n_blocks * (self->d + 1) + 1);
  self->sweep = self->guess + n_blocks * self->d;
  self->n_guess = g_new0 (guint8, n_blocks + 1);
  for (gsize b = 0; b < n_blocks; b++)
    self->bound[b] = -1.0;
}

/* Of @d values, which the compiler knows where they are few: then there is no loop. */
static inline double
sum_products (gsize d, const double *a, const double *b)
{
  double sum = a[0] * b[0];

  if (d == 2)
    return sum + a[1] * b[1];
  if (d == 3)
    return sum + a[1] * b[1] + a[2] * b[2];
  for (gsize k = 1; k < d; k++)
    sum += a[k] * b[k];
  return sum;
}

/* The upper bound in @d dimensions; @square: of X^T D_j r. */
static inline double
find_bound (const RscPricer *self, gsize d, gsize block, double square)
{
  const double *z = self->correlations + RSC_BLOCK_PATTERN (block) * d;
  double product, apart;

  if (self->reference == NULL || self->bound[block] < 0.0)
    return sqrt (square);
  /* No rounding lies between two looks at one sweep. */
  if (self->sweep[block] == self->n_sweeps)
    return self->bound[block];
  product = sum_products (d, z, self->reference + block * d);
  if (!(product > 0.0))
    return sqrt (square);
  /* ||z - t z0||², and what the rounding of these sums can have taken from it. */
  const double t = product / self->square[block];
  apart = square - t * product + 4.0 * (double) (d + 2) * DBL_EPSILON * square;
  return MIN (t * self->bound[block] + sqrt (MAX (apart, 0.0)), sqrt (square));
}

static inline double
get_bound (const RscPricer *self, gsize d, gsize block)
{
  const double *z = self->correlations + RSC_BLOCK_PATTERN (block) * d;

  return find_bound (self, d, block, sum_products (d, z, z));
}

double
rsc_pricer_get_bound (const RscPricer *self, gsize block)
{
  return self->d == 3 ? get_bound (self, 3, block) : get_bound (self, self->d, block);
}

static inline void
list_bounds (const RscPricer *self, gsize d, gboolean both, double *bounds)
{
  for (gsize pattern = 0; pattern < self->n_patterns; pattern += self->stride)
    {
      const double *z = self->correlations + pattern * d;
      const double square = sum_products (d, z, z);

      bounds[2 * pattern] = find_bound (self, d, 2 * pattern, square);
      if (both)
        bounds[2 * pattern + 1] = find_bound (self, d, 2 * pattern + 1, square);
    }
}

void
rsc_pricer_list_bounds (const RscPricer *self, double *bounds)
{
  const gboolean both = self->activation != RSC_ACTIVATION_GATED;

  if (self->d == 2)
    list_bounds (self, 2, both, bounds);
  else if (self->d == 3)
    list_bounds (self, 3, both, bounds);
  else
    list_bounds (self, self->d, both, bounds);
}

/* By @worker, what is remembered being there. */
static double
project_again (RscPricer *self,
               Worker *worker,
               gsize block,
               double threshold,
               double *v,
               gsize *n_rows)
{
  const gsize d = self->d;
  gsize count = self->n_guess[block];
  const double norm = project (self, worker, block, threshold, v, self->guess + block * d, &count);

  self->n_guess[block] = (guint8) MIN (count, G_MAXUINT8);
  self->bound[block] = norm;
  self->sweep[block] = self->n_sweeps;
  const double *z = rsc_pricer_get_correlation (self, RSC_BLOCK_PATTERN (block));
  double *z0 = self->reference + block * d;
  double square = 0.0;

  for (gsize k = 0; k < d; k++)
    {
      z0[k] = z[k];
      square += z[k] * z[k];
    }
  self->square[block] = square;
  *n_rows = count;
  return norm;
}

double
rsc_pricer_project_again (RscPricer *self,
                          gsize block,
                          double threshold,
                          double *v,
                          const guint32 **rows,
                          gsize *n_rows)
{
  gsize count;
  double norm;

  if (self->reference == NULL)
    remember_nothing (self);
  if (threshold > 0.0)
    {
      norm = rsc_pricer_get_bound (self, block);
      if (norm < threshold)
        return norm;
    }
  norm = project_again (self, get_worker (self, 0), block, threshold, v, &count);
  if (rows != NULL)
    *rows = self->guess + block * self->d;
  if (n_rows != NULL)
    *n_rows = count;
  return norm;
}

/* The projections that are asked for at once. */
typedef struct
{
  RscPricer *pricer;
  RscProjection *projections;
  double *v;
  guint32 *rows;
} Projections;

static void
project_one (gsize item, guint worker, gpointer user_data)
{
  const Projections *all = user_data;
  RscPricer *self = all->pricer;
  RscProjection *each = &all->projections[item];
  const gsize d = self->d;

  each->norm = project_again (self, get_worker (self, worker), each->block, each->threshold,
                              all->v + item * d, &each->n_rows);
  memcpy (all->rows + item * d, self->guess + each->block * d, each->n_rows * sizeof (guint32));
}

gboolean
rsc_pricer_project_all (RscPricer *self,
                        gsize n,
                        RscProjection *projections,
                        double *v,
                        guint32 *rows,
                        GCancellable *cancellable,
                        GError **error)
{
  /* A scan of all rows for each of some of the dimensions. */
  const double work = 4.0 * (double) n * (double) self->n * (double) self->d;
  Projections all = { self, projections, v, rows };
  guint n_workers;

  if (self->reference == NULL)
    remember_nothing (self);
  n_workers = self->activation == RSC_ACTIVATION_RELU ? rsc_threads_get_n_workers (work) : 1;
  ensure_workers (self, n_workers);
  rsc_threads_run (n, n_workers, project_one, &all, cancellable);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

void
rsc_pricer_apply (const RscPricer *self, gsize block, const double *u, double *image)
{
  const guint64 *pattern =
    rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));
  const double sign = RSC_BLOCK_SIGN (block);
  const gsize d = self->d;

  for (gsize i = 0; i < self->n; i++)
    image[i] =
      rsc_pattern_is_active (pattern, i) ? sign * rsc_gram_dot_short (d, self->x + i * d, u) : 0.0;
}

void
rsc_pricer_project_point (RscPricer *self, gsize block, double *z)
{
  RscCone *cone = get_worker (self, 0)->cone;

  if (cone != NULL)
    rsc_cone_project (cone,
                      rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block)), z,
                      z, NULL, NULL);
}

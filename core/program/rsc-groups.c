/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-groups.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-group.h"

/* A quadratic program of more columns takes longer: its Gram matrix costs their square times n, a
 * few hundred products with the data their number times n each. */
#define UNKNOWNS_WORTH 600

/* Blocks that a step takes in: so many at least, and this share of those at hand. */
#define NEW_LEAST 16
#define NEW_SHARE 0.5

/* Memory for the moments of the blocks: what is not in use is let go above this, and a step that
 * needs more is not taken. */
#define BYTES_MAX 2e9

/* Rounds of one step: blocks one after the other, then Newton. */
#define ROUNDS_MAX 30
/* Passes over the blocks before Newton's method in the first round. */
#define PASSES_FIRST 3
/* Rounds that gain less than this factor, so many of them, end a step. */
#define GAIN 0.5
#define GAINLESS_MAX 2

/* Conjugate gradients: iterations at most, and how much of the gradient may be left. */
#define PRODUCTS_MAX 150
#define LEFT 0.1

/* Line search, and the decrease that is asked of a step, of what its slope promises (Armijo). */
#define HALVINGS_MAX 20
#define DESCENT 1e-4

struct _RscGroups
{
  RscPricer *pricer;
  RscArrangement *arrangement;
  gsize n;
  gsize d;
  const double *x;
  const double *y;
  GPtrArray *groups; /* RscGroup: all whose moments are known */
  GPtrArray *used;   /* RscGroup, borrowed: those of the step at hand */

  double *r;     /* n */
  double *trial; /* n */
  double *c;     /* 2 d, scratch */

  /* Of Newton's method on m blocks: */
  gsize capacity;
  double *products;  /* m × n: one entry for each block and row, by rows */
  guint8 *is_active; /* m × n, likewise */
  double *image;     /* n */
  double *gradient;  /* m d */
  double *residual;  /* m d */
  double *scaled;    /* m d: the residual times the preconditioner */
  double *way;       /* m d */
  double *curved;    /* m d: the Hessian times the way */
  double *step;      /* m d */
};

RscGroups *
rsc_groups_new (RscPricer *pricer)
{
  RscGroups *self = g_new0 (RscGroups, 1);
  RscProblem *problem = rsc_pricer_get_problem (pricer);

  self->pricer = pricer;
  self->arrangement = rsc_problem_get_arrangement (problem);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->x = rsc_pricer_get_x (pricer);
  self->y = rsc_pricer_get_y (pricer);
  self->groups = g_ptr_array_new_with_free_func ((GDestroyNotify) rsc_group_free);
  self->used = g_ptr_array_new ();
  self->r = g_new0 (double, self->n + 1);
  self->trial = g_new0 (double, self->n + 1);
  self->image = g_new0 (double, self->n + 1);
  self->c = g_new0 (double, 2 * self->d + 1);
  return self;
}

static void
forget_products (RscGroups *self)
{
  g_clear_pointer (&self->products, g_free);
  g_clear_pointer (&self->is_active, g_free);
  g_clear_pointer (&self->gradient, g_free);
  g_clear_pointer (&self->residual, g_free);
  g_clear_pointer (&self->scaled, g_free);
  g_clear_pointer (&self->way, g_free);
  g_clear_pointer (&self->curved, g_free);
  g_clear_pointer (&self->step, g_free);
  self->capacity = 0;
}

void
rsc_groups_free (RscGroups *self)
{
  if (self == NULL)
    return;
  forget_products (self);
  g_ptr_array_unref (self->used);
  g_ptr_array_unref (self->groups);
  g_free (self->r);
  g_free (self->trial);
  g_free (self->image);
  g_free (self->c);
  g_free (self);
}

gboolean
rsc_groups_is_worth (gsize n_unknowns)
{
  return n_unknowns > UNKNOWNS_WORTH;
}

static const guint64 *
get_pattern (const RscGroups *self, gsize block)
{
  return rsc_arrangement_get_pattern (self->arrangement, RSC_BLOCK_PATTERN (block));
}

static inline double
get_length (gsize n, const double *v)
{
  return sqrt (rsc_gram_dot_short (n, v, v));
}

/* ---- blocks ---- */

static RscGroup *
find_group (RscGroups *self, gsize block)
{
  for (guint k = 0; k < self->groups->len; k++)
    {
      RscGroup *group = self->groups->pdata[k];

      if (group->block == block)
        return group;
    }
  return NULL;
}

/* The group of @block, among those in use from now on, with weights 0; NULL where that fails. */
static RscGroup *
use (RscGroups *self, gsize block)
{
  RscGroup *group = find_group (self, block);

  if (group == NULL)
    {
      group = rsc_group_new (block, self->n, self->d, self->x, get_pattern (self, block));
      if (group == NULL)
        return NULL;
      g_ptr_array_add (self->groups, group);
    }
  memset (group->w, 0, self->d * sizeof (double));
  group->is_used = TRUE;
  g_ptr_array_add (self->used, group);
  return group;
}

typedef struct
{
  gsize block;
  double norm;
} Violator;

static int
compare_violators (const void *a, const void *b)
{
  const Violator *p = a, *q = b;

  if (p->norm != q->norm)
    return p->norm > q->norm ? -1 : 1;
  return (p->block > q->block) - (p->block < q->block);
}

static double
get_bytes (const RscGroups *self, gsize n_groups, gsize n_used)
{
  const double d = (double) self->d, n = (double) self->n;

  return (double) n_groups * (d * d + 2.0 * d) * sizeof (double)
         + (double) n_used * (n * (sizeof (double) + 1.0) + 6.0 * d * sizeof (double));
}

/* The blocks of @point and the most violated ones. */
static gboolean
choose (RscGroups *self,
        const RscCandidates *candidates,
        double lambda,
        const RscPoint *point,
        GCancellable *cancellable)
{
  const gsize m = point->n_blocks;
  const gsize most = MAX (NEW_LEAST, (gsize) (NEW_SHARE * (double) m));
  g_autoptr (GArray) violators = g_array_new (FALSE, FALSE, sizeof (Violator));

  for (guint k = 0; k < self->groups->len; k++)
    ((RscGroup *) self->groups->pdata[k])->is_used = FALSE;
  g_ptr_array_set_size (self->used, 0);
  for (gsize i = 0; i < candidates->list->len; i++)
    {
      const RscCandidate *candidate = &g_array_index (candidates->list, RscCandidate, i);
      const Violator violator = { candidate->block, candidate->norm };

      if (candidate->active == G_MAXSIZE && candidate->norm > lambda * (1.0 + RSC_TOLERANCE_ABOVE))
        g_array_append_val (violators, violator);
    }
  g_array_sort (violators, compare_violators);
  g_array_set_size (violators, (guint) MIN (violators->len, most));

  if (get_bytes (self, m + violators->len, m + violators->len) > BYTES_MAX)
    return FALSE;
  for (gsize k = 0; k < m; k++)
    {
      RscGroup *group;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      group = use (self, rsc_point_get_block (point, k));
      if (group == NULL)
        return FALSE;
      memcpy (group->w, rsc_point_get_w (point, k, self->d), self->d * sizeof (double));
    }
  for (guint k = 0; k < violators->len; k++)
    {
      if (g_cancellable_is_cancelled (cancellable)
          || use (self, g_array_index (violators, Violator, k).block) == NULL)
        return FALSE;
    }
  for (guint k = self->groups->len; k-- > 0;)
    {
      if (get_bytes (self, self->groups->len, self->used->len) > BYTES_MAX
          && !((RscGroup *) self->groups->pdata[k])->is_used)
        g_ptr_array_remove_index_fast (self->groups, k);
    }
  return TRUE;
}

/* ---- one block after the other ---- */

static gboolean
improve_each (RscGroups *self, double lambda, GCancellable *cancellable)
{
  for (guint k = 0; k < self->used->len; k++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      rsc_group_improve (self->used->pdata[k], self->n, self->x, lambda, self->r, self->c);
    }
  return TRUE;
}

/* From the weights, without what has added up. */
static void
set_residual (RscGroups *self)
{
  memcpy (self->r, self->y, self->n * sizeof (double));
  for (guint k = 0; k < self->used->len; k++)
    {
      const RscGroup *group = self->used->pdata[k];

      rsc_group_subtract (group, self->n, self->x, group->w, self->r);
    }
}

/* ---- Newton's method on the blocks that are not 0 ---- */

/* The blocks that are not 0 first, how many. */
static gsize
sort_used (RscGroups *self)
{
  gsize m = 0;

  for (guint k = 0; k < self->used->len; k++)
    {
      RscGroup *group = self->used->pdata[k];

      if (get_length (self->d, group->w) > 0.0)
        {
          self->used->pdata[k] = self->used->pdata[m];
          self->used->pdata[m++] = group;
        }
    }
  return m;
}

static void
prepare_products (RscGroups *self, gsize m)
{
  const gsize n = self->n, d = self->d;

  if (m > self->capacity)
    {
      forget_products (self);
      self->capacity = m + m / 4;
      self->products = g_new (double, self->capacity *n + 1);
      self->is_active = g_new (guint8, self->capacity * n + 1);
      self->gradient = g_new (double, self->capacity *d + 1);
      self->residual = g_new (double, self->capacity *d + 1);
      self->scaled = g_new (double, self->capacity *d + 1);
      self->way = g_new (double, self->capacity *d + 1);
      self->curved = g_new (double, self->capacity *d + 1);
      self->step = g_new (double, self->capacity *d + 1);
    }
  for (gsize k = 0; k < m; k++)
    {
      const guint64 *pattern = ((const RscGroup *) self->used->pdata[k])->pattern;

      for (gsize i = 0; i < n; i++)
        self->is_active[i * m + k] = rsc_pattern_is_active (pattern, i) ? 1 : 0;
    }
}

/* image = Σ_k D_k X step_k. */
static void
apply (RscGroups *self, gsize m, const double *step, double *image)
{
  const gsize n = self->n;
  const int rows = (int) m, columns = (int) n, inner = (int) self->d;
  const double one = 1.0, zero = 0.0;

  dgemm_ ("T", "N", &rows, &columns, &inner, &one, step, &inner, self->x, &inner, &zero,
          self->products, &rows, 1, 1);
  for (gsize i = 0; i < n; i++)
    {
      const double *products = self->products + i * m;
      const guint8 *is_active = self->is_active + i * m;
      double sum = 0.0;

      for (gsize k = 0; k < m; k++)
        sum += is_active[k] * products[k];
      image[i] = sum;
    }
}

/* out_k = X^T D_k v. */
static void
transpose (RscGroups *self, gsize m, const double *v, double *out)
{
  const gsize n = self->n;
  const int rows = (int) self->d, columns = (int) m, inner = (int) n;
  const double one = 1.0, zero = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      double *products = self->products + i * m;
      const guint8 *is_active = self->is_active + i * m;

      for (gsize k = 0; k < m; k++)
        products[k] = is_active[k] * v[i];
    }
  dgemm_ ("N", "T", &rows, &columns, &inner, &one, self->x, &rows, self->products, &columns, &zero,
          out, &rows, 1, 1);
}

/* The gradient on the first @m blocks; returns by how much λ the conditions are missed at most. */
static double
set_gradient (RscGroups *self, gsize m, double lambda)
{
  const gsize d = self->d;
  double most = 0.0;

  transpose (self, m, self->r, self->gradient);
  for (gsize k = 0; k < m; k++)
    {
      const RscGroup *group = self->used->pdata[k];
      const double length = get_length (d, group->w);
      double *gradient = self->gradient + k * d;

      for (gsize l = 0; l < d; l++)
        gradient[l] = lambda * group->w[l] / length - gradient[l];
      most = MAX (most, get_length (d, gradient) / lambda);
    }
  return most;
}

/* out = (X^T D_k X + λ / ||w_k||)^-1 in, block by block. */
static void
precondition (const RscGroups *self, gsize m, double lambda, const double *in, double *out)
{
  const gsize d = self->d;

  memset (out, 0, m * d * sizeof (double));
  for (gsize k = 0; k < m; k++)
    {
      const RscGroup *group = self->used->pdata[k];
      const double curvature = lambda / get_length (d, group->w);

      for (gsize j = 0; j < d; j++)
        {
          const double *vector = group->vectors + j * d;
          const double part = rsc_gram_dot (d, vector, in + k * d) / (group->values[j] + curvature);

          for (gsize l = 0; l < d; l++)
            out[k * d + l] += part * vector[l];
        }
    }
}

/* curved = Hessian way: that of the squares, and λ (1 - u u^T) / ||w|| of each block. */
static void
curve (RscGroups *self, gsize m, double lambda)
{
  const gsize d = self->d;

  apply (self, m, self->way, self->image);
  transpose (self, m, self->image, self->curved);
  for (gsize k = 0; k < m; k++)
    {
      const RscGroup *group = self->used->pdata[k];
      const double *way = self->way + k * d;
      const double square = rsc_gram_dot_short (d, group->w, group->w);
      const double along = rsc_gram_dot_short (d, group->w, way) / square;

      for (gsize l = 0; l < d; l++)
        self->curved[k * d + l] += lambda / sqrt (square) * (way[l] - along * group->w[l]);
    }
}

/* The step of Newton's method, as far as @left of the gradient. FALSE when cancelled. */
static gboolean
find_step (RscGroups *self, gsize m, double lambda, double left, GCancellable *cancellable)
{
  const gsize size = m * self->d;
  double square, first;

  memset (self->step, 0, size * sizeof (double));
  for (gsize l = 0; l < size; l++)
    self->residual[l] = -self->gradient[l];
  precondition (self, m, lambda, self->residual, self->scaled);
  memcpy (self->way, self->scaled, size * sizeof (double));
  first = square = rsc_gram_dot (size, self->residual, self->scaled);
  for (gsize count = 0; count < PRODUCTS_MAX && square > left * left * first; count++)
    {
      const double before = square;
      double curvature, t;

      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      curve (self, m, lambda);
      curvature = rsc_gram_dot (size, self->way, self->curved);
      if (!(curvature > 0.0))
        break;
      t = square / curvature;
      for (gsize l = 0; l < size; l++)
        {
          self->step[l] += t * self->way[l];
          self->residual[l] -= t * self->curved[l];
        }
      precondition (self, m, lambda, self->residual, self->scaled);
      square = rsc_gram_dot (size, self->residual, self->scaled);
      for (gsize l = 0; l < size; l++)
        self->way[l] = self->scaled[l] + square / before * self->way[l];
    }
  return TRUE;
}

/* Σ ||w_k + t step_k|| of the first @m blocks. */
static double
get_penalty (const RscGroups *self, gsize m, double t)
{
  const gsize d = self->d;
  double penalty = 0.0;

  for (gsize k = 0; k < m; k++)
    {
      const RscGroup *group = self->used->pdata[k];
      double square = 0.0;

      for (gsize l = 0; l < d; l++)
        {
          const double w = group->w[l] + t * self->step[k * d + l];

          square += w * w;
        }
      penalty += sqrt (square);
    }
  return penalty;
}

/* Takes as much of the step as does not raise the objective. FALSE where that is nothing. */
static gboolean
take_step (RscGroups *self, gsize m, double lambda)
{
  const gsize n = self->n, d = self->d;
  const double slope = rsc_gram_dot (m * d, self->gradient, self->step);
  const double before =
    0.5 * rsc_gram_dot (n, self->r, self->r) + lambda * get_penalty (self, m, 0.0);
  double t = 1.0;

  apply (self, m, self->step, self->image);
  for (gsize halving = 0; halving < HALVINGS_MAX && slope < 0.0; halving++, t *= 0.5)
    {
      for (gsize i = 0; i < n; i++)
        self->trial[i] = self->r[i] - t * self->image[i];

      const double after =
        0.5 * rsc_gram_dot (n, self->trial, self->trial) + lambda * get_penalty (self, m, t);
      /* What is less than rounding can be told is no rise. */
      if (!(after <= before + DESCENT * t * slope + 8.0 * DBL_EPSILON * before))
        continue;
      memcpy (self->r, self->trial, n * sizeof (double));
      for (gsize k = 0; k < m; k++)
        {
          RscGroup *group = self->used->pdata[k];

          for (gsize l = 0; l < d; l++)
            group->w[l] += t * self->step[k * d + l];
        }
      return TRUE;
    }
  return FALSE;
}

/* ---- one step of the solver ---- */

/* FALSE when cancelled. */
static gboolean
run (RscGroups *self, double lambda, double target, GCancellable *cancellable)
{
  double best = INFINITY;
  guint gainless = 0;

  for (guint pass = 1; pass < PASSES_FIRST; pass++)
    {
      if (!improve_each (self, lambda, cancellable))
        return FALSE;
    }
  for (guint round = 0; round < ROUNDS_MAX && gainless <= GAINLESS_MAX; round++)
    {
      double missed;
      gsize m;

      if (!improve_each (self, lambda, cancellable))
        return FALSE;
      set_residual (self);
      m = sort_used (self);
      if (m == 0)
        return TRUE;
      prepare_products (self, m);
      missed = set_gradient (self, m, lambda);
      if (missed <= target)
        return TRUE;
      gainless = missed < GAIN * best ? 0 : gainless + 1;
      best = MIN (best, missed);
      if (!find_step (self, m, lambda, MIN (LEFT, missed), cancellable))
        return FALSE;
      if (!take_step (self, m, lambda))
        return TRUE;
    }
  return TRUE;
}

gboolean
rsc_groups_improve (RscGroups *self,
                    const RscCandidates *candidates,
                    double lambda,
                    double target,
                    RscPoint *point,
                    GCancellable *cancellable)
{
  if (!choose (self, candidates, lambda, point, cancellable))
    return FALSE;
  set_residual (self);
  if (!run (self, lambda, target, cancellable))
    return FALSE;
  rsc_point_clear (point);
  for (guint k = 0; k < self->used->len; k++)
    {
      const RscGroup *group = self->used->pdata[k];

      if (get_length (self->d, group->w) > 0.0)
        rsc_point_add (point, self->d, group->block, group->w, 1.0);
    }
  rsc_point_evaluate (point, self->pricer, lambda);
  return TRUE;
}

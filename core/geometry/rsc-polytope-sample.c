/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-singular.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* A walk starts after so many steps to this share of the way to a wall. */
#define START_STEPS 3
#define START_SHARE 0.95

/* Points of the first part of a walk, for each dimension and at least, and how many times it is
 * walked, each time by the shape that the last one showed. */
#define SHAPE_POINTS 8
#define SHAPE_POINTS_MIN 64
#define SHAPE_ROUNDS 3

/* One of so many directions is drawn without regard to the shape, so that all are possible. */
#define ROUND_SHARE 8

/* A normal vector projected on the null space into @direction (n_support): the same whatever basis
 * LAPACK returned. @z: dimension + rank, scratch. */
static void
draw_direction (const RscPolytope *self, gsl_rng *rng, double *direction, double *z)
{
  const gsize s = self->n_support;
  const gsize k = self->dimension;

  for (gsize i = 0; i < s; i++)
    direction[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  if (self->rank < k / 2)
    {
      /* The same by what it is orthogonal to, which is less here. */
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) self->rank, (int) s, 1.0, self->rows, (int) s,
                   direction, 1, 0.0, z, 1);
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) self->rank, (int) s, -1.0, self->rows, (int) s,
                   z, 1, 1.0, direction, 1);
    }
  else
    {
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k,
                   direction, 1, 0.0, z, 1);
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k, z,
                   1, 0.0, direction, 1);
    }
}

/* The chord through @beta along @direction: how far it reaches both ways. FALSE where it is no
 * longer than rounding. */
static gboolean
find_chord (const RscPolytope *self,
            const double *beta,
            const double *direction,
            double *low,
            double *high)
{
  *low = -G_MAXDOUBLE;
  *high = G_MAXDOUBLE;
  for (gsize i = 0; i < self->n_support; i++)
    {
      if (fabs (direction[i]) < RSC_TOLERANCE_CHORD)
        continue;
      double t = -beta[i] / direction[i];
      if (direction[i] > 0.0)
        *low = MAX (*low, t);
      else
        *high = MIN (*high, t);
    }
  /* What nothing bounds is no direction but rounding. */
  return *high > *low && *low > -G_MAXDOUBLE && *high < G_MAXDOUBLE;
}

static void
walk_randomly (const RscPolytope *self, guint64 seed, double *a)
{
  gsize s = self->n_support;
  gsize k = self->dimension;

  memcpy (a, self->interior, self->m * sizeof (double));
  if (k == 0)
    return;
  gsl_rng *rng = rsc_random_new (seed);
  g_autofree double *beta = g_memdup2 (self->centre, s * sizeof (double));
  g_autofree double *direction = g_new (double, s);
  g_autofree double *z = g_new (double, k + self->rank);
  gsize steps = 300 + 40 * k;
  for (gsize step = 0; step < steps; step++)
    {
      double low, high;

      draw_direction (self, rng, direction, z);
      double share = gsl_rng_uniform_pos (rng);
      if (find_chord (self, beta, direction, &low, &high))
        cblas_daxpy ((int) s, low + share * (high - low), direction, 1, beta, 1);
    }
  rsc_polytope_put_on_equations (self->rank, s, self->rows, self->rhs, beta);
  for (gsize i = 0; i < s; i++)
    a[self->support[i]] = beta[i] * self->weight[i];
  rsc_polytope_pull_inside (self, a);
  gsl_rng_free (rng);
}

RscPolytopeMemo *
rsc_polytope_memo_new (gsize m)
{
  RscPolytopeMemo *memo = g_new0 (RscPolytopeMemo, 1);

  g_mutex_init (&memo->lock);
  memo->a = g_new0 (double, m + 1);
  return memo;
}

void
rsc_polytope_memo_free (RscPolytopeMemo *memo)
{
  if (memo == NULL)
    return;
  g_mutex_clear (&memo->lock);
  g_free (memo->a);
  g_free (memo);
}

void
rsc_polytope_sample (const RscPolytope *self, guint64 seed, double *a)
{
  g_return_if_fail (self != NULL && a != NULL);
  RscPolytopeMemo *memo = self->memo;

  g_mutex_lock (&memo->lock);
  if (!memo->known || memo->seed != seed)
    walk_randomly (self, seed, memo->a);
  memo->known = TRUE;
  memo->seed = seed;
  memcpy (a, memo->a, self->m * sizeof (double));
  g_mutex_unlock (&memo->lock);
}

/* ---- a walk whose points are all kept ------------------------------------------------------- */

/* @basis: dimension × n_support, orthonormal rows: what stays on the equations once coordinates are
 * measured by those of the centre; NULL where rounding hides it. @shape: @n_shape × n_support
 * points that were met, or NULL. */
typedef struct
{
  const RscPolytope *polytope;
  gsl_rng *rng;
  double *beta;
  double *direction;
  double *z;
  double *basis;
  double *shape;
  gsize n_shape;
} Chain;

static void
chain_clear (Chain *self)
{
  gsl_rng_free (self->rng);
  g_free (self->beta);
  g_free (self->direction);
  g_free (self->z);
  g_free (self->basis);
  g_free (self->shape);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

/* In units of the analytic centre's coordinates the set is nearly round: between a ball about the
 * centre and one n_support times as large (Dikin's ellipsoid). */
static double *
dup_round_basis (const RscPolytope *polytope)
{
  const gsize s = polytope->n_support, k = polytope->dimension, rank = polytope->rank;
  g_autofree double *scaled = g_new (double, MAX (1, rank * s));
  g_autofree double *v = g_new (double, MAX (1, s * s));
  gsize found;

  for (gsize i = 0; i < rank; i++)
    for (gsize j = 0; j < s; j++)
      scaled[i * s + j] = polytope->rows[i * s + j] * polytope->centre[j];
  if (!rsc_singular_find (rank, s, scaled, v, NULL, &found) || found != rank)
    return NULL;
  return g_memdup2 (v + rank * s, MAX (1, k * s) * sizeof (double));
}

static void
chain_init (Chain *self, const RscPolytope *polytope, guint64 seed)
{
  const gsize s = polytope->n_support;

  *self = (Chain){
    .polytope = polytope,
    .rng = rsc_random_new (seed),
    .beta = g_memdup2 (polytope->centre, MAX (1, s) * sizeof (double)),
    .direction = g_new0 (double, MAX (1, s)),
    .z = g_new0 (double, polytope->dimension + polytope->rank + 1),
    .basis = polytope->dimension > 1 ? dup_round_basis (polytope) : NULL,
  };
}

/* A normal vector of the round set: projected, so that it is the same whatever basis LAPACK
 * returned. */
static void
chain_draw_round (Chain *self)
{
  const RscPolytope *polytope = self->polytope;
  const int s = (int) polytope->n_support, k = (int) polytope->dimension;

  if (self->basis == NULL)
    {
      draw_direction (polytope, self->rng, self->direction, self->z);
      return;
    }
  for (int i = 0; i < s; i++)
    self->direction[i] = gsl_ran_gaussian_ziggurat (self->rng, 1.0);
  cblas_dgemv (CblasRowMajor, CblasNoTrans, k, s, 1.0, self->basis, s, self->direction, 1, 0.0,
               self->z, 1);
  cblas_dgemv (CblasRowMajor, CblasTrans, k, s, 1.0, self->basis, s, self->z, 1, 0.0,
               self->direction, 1);
  for (int i = 0; i < s; i++)
    self->direction[i] *= polytope->centre[i];
}

static void
chain_turn (Chain *self)
{
  const gsize s = self->polytope->n_support;
  gsize from, to;

  if (self->shape == NULL || gsl_rng_uniform_int (self->rng, ROUND_SHARE) == 0)
    {
      chain_draw_round (self);
      return;
    }
  from = gsl_rng_uniform_int (self->rng, self->n_shape);
  to = gsl_rng_uniform_int (self->rng, self->n_shape - 1);
  to += to >= from;
  memcpy (self->direction, self->shape + to * s, s * sizeof (double));
  cblas_daxpy ((int) s, -1.0, self->shape + from * s, 1, self->direction, 1);
}

/* To a place on a chord; @share: which, or a random one where it is negative. */
static void
chain_step (Chain *self, double share)
{
  const gsize s = self->polytope->n_support;
  double low, high;

  chain_turn (self);
  if (share < 0.0)
    share = gsl_rng_uniform_pos (self->rng);
  if (find_chord (self->polytope, self->beta, self->direction, &low, &high))
    cblas_daxpy ((int) s, low + share * (high - low), self->direction, 1, self->beta, 1);
}

/* As many steps as lie between two points that are kept; what rounding has taken off the equations
 * is put back. */
static void
chain_advance (Chain *self)
{
  const RscPolytope *polytope = self->polytope;

  for (gsize step = 0; step < 2 * polytope->dimension; step++)
    chain_step (self, -1.0);
  rsc_polytope_put_on_equations (polytope->rank, polytope->n_support, polytope->rows, polytope->rhs,
                                 self->beta);
}

/* Walks without keeping anything but where the walk has been. */
static gboolean
chain_find_shape (Chain *self, GCancellable *cancellable, GError **error)
{
  const gsize s = self->polytope->n_support;
  const gsize n = MAX (SHAPE_POINTS_MIN, SHAPE_POINTS * self->polytope->dimension);
  g_autofree double *been = g_new0 (double, n *s);

  for (gsize k = 0; k < n; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      chain_advance (self);
      memcpy (been + k * s, self->beta, s * sizeof (double));
    }
  g_free (self->shape);
  self->shape = g_steal_pointer (&been);
  self->n_shape = n;
  return TRUE;
}

gboolean
rsc_polytope_sample_chain (const RscPolytope *self,
                           guint64 seed,
                           gsize n,
                           double *points,
                           GCancellable *cancellable,
                           GError **error)
{
  g_return_val_if_fail (self != NULL && (n == 0 || points != NULL), FALSE);

  g_auto (Chain) chain;

  chain_init (&chain, self, seed);
  for (gsize step = 0; step < START_STEPS && self->dimension > 0; step++)
    chain_step (&chain, START_SHARE);
  for (gsize round = 0; round < SHAPE_ROUNDS && self->dimension > 1; round++)
    if (!chain_find_shape (&chain, cancellable, error))
      return FALSE;
  for (gsize k = 0; k < n; k++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      chain_advance (&chain);
      rsc_polytope_expand (self, chain.beta, points + k * self->m);
    }
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-singular.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* β ← β - Vᵀ (V β - rhs): back onto the equations. */
void
rsc_polytope_put_on_equations (gsize rank,
                               gsize m,
                               const double *rows,
                               const double *rhs,
                               double *beta)
{
  for (gsize i = 0; i < rank; i++)
    {
      double excess = cblas_ddot ((int) m, rows + i * m, 1, beta, 1) - rhs[i];
      cblas_daxpy ((int) m, -excess, rows + i * m, 1, beta, 1);
    }
}

/* ---- construction -------------------------------------------------------------------------- */

/* Orthonormal basis of the directions in a coordinates: QR of the scaled null space. */
static void
make_basis (RscPolytope *self)
{
  gsize s = self->n_support;
  gsize k = self->dimension;

  self->basis = g_new0 (double, self->m *MAX (k, 1) + 1);
  if (k == 0)
    return;
  g_autofree double *b = g_new (double, s *k);
  double largest = 0.0;
  for (gsize i = 0; i < s; i++)
    largest = MAX (largest, self->weight[i]);
  for (gsize i = 0; i < s; i++)
    for (gsize j = 0; j < k; j++)
      b[i * k + j] = self->null_basis[i * k + j] * self->weight[i] / largest;
  /* Gram-Schmidt, twice: enough for orthogonality to rounding. */
  for (gsize j = 0; j < k; j++)
    {
      for (int pass = 0; pass < 2; pass++)
        for (gsize l = 0; l < j; l++)
          {
            double dot = cblas_ddot ((int) s, b + j, (int) k, b + l, (int) k);
            cblas_daxpy ((int) s, -dot, b + l, (int) k, b + j, (int) k);
          }
      double norm = cblas_dnrm2 ((int) s, b + j, (int) k);
      cblas_dscal ((int) s, 1.0 / norm, b + j, (int) k);
    }
  for (gsize i = 0; i < s; i++)
    memcpy (self->basis + self->support[i] * k, b + i * k, k * sizeof (double));
}

void
rsc_polytope_expand (const RscPolytope *self, const double *beta, double *a)
{
  memset (a, 0, self->m * sizeof (double));
  for (gsize i = 0; i < self->n_support; i++)
    a[self->support[i]] = MAX (beta[i], 0.0) * self->weight[i];
}

/* Right singular vectors, singular values and rank of the unit columns: see rsc_singular_find(). */
typedef struct
{
  double *v;
  double *singular;
  gsize rank;
} Singular;

/* Fills in everything about the support once its members are known. @whole: of all columns. @beta:
 * m, a point whose sum over the set's equations is the reference; @inner: m, a point that uses all
 * members. */
static gboolean
settle (RscPolytope *self,
        const double *unit,
        const Singular *whole,
        const double *column_weight,
        const double *column_tolerance,
        const double *beta,
        const double *inner,
        GError **error)
{
  gsize n = self->n;
  gsize m = self->m;
  gsize s = 0;

  for (gsize i = 0; i < m; i++)
    s += self->member[i] ? 1 : 0;
  self->n_support = s;
  self->support = g_new0 (gsize, s + 1);
  self->weight = g_new0 (double, s + 1);
  self->tolerance = g_new0 (double, s + 1);
  self->centre = g_new0 (double, s + 1);
  g_autofree double *sub = g_new0 (double, n *s + 1);
  g_autofree double *reference = g_new0 (double, s + 1);
  g_autofree double *missing = g_new0 (double, n);
  gsize position = 0;
  double dropped = 0.0;
  for (gsize i = 0; i < m; i++)
    if (self->member[i])
      {
        self->support[position] = i;
        self->weight[position] = column_weight[i];
        self->tolerance[position] = column_tolerance[i];
        self->centre[position] = inner[i];
        reference[position] = beta[i];
        for (gsize r = 0; r < n; r++)
          sub[r * s + position] = unit[r * m + i];
        position++;
      }
    else if (beta[i] > 0.0)
      {
        dropped += beta[i];
        cblas_daxpy ((int) n, beta[i], unit + i, (int) m, missing, 1);
      }

  g_autofree double *own_v = NULL;
  g_autofree double *own_singular = NULL;
  const double *v = whole->v, *singular = whole->singular;
  gsize rank = s > 0 ? whole->rank : 0;
  if (s < m || v == NULL)
    {
      v = own_v = g_new0 (double, s *s + 1);
      singular = own_singular = g_new0 (double, MIN (n, s) + 1);
      if (s > 0 && !rsc_singular_find (n, s, sub, own_v, own_singular, &rank))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("The singular values of the activations could not be computed."));
          return FALSE;
        }
    }
  self->rank = rank;
  self->dimension = s - rank;
  self->rows = g_new0 (double, rank *s + 1);
  self->rhs = g_new0 (double, rank + 1);
  self->singular = g_memdup2 (singular, (rank + 1) * sizeof (double));
  self->null_basis = g_new0 (double, s *MAX (self->dimension, 1) + 1);
  if (s == 0)
    return TRUE;
  memcpy (self->rows, v, rank * s * sizeof (double));
  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) rank, (int) s, 1.0, self->rows, (int) s,
               reference, 1, 0.0, self->rhs, 1);
  if (dropped > 0.0)
    {
      /* What the dropped columns carried, in the members' coordinates: Σ⁻² V Cᵀ (missing). */
      g_autofree double *back = g_new0 (double, s);
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) n, (int) s, 1.0, sub, (int) s, missing, 1, 0.0,
                   back, 1);
      for (gsize i = 0; i < rank; i++)
        self->rhs[i] +=
          cblas_ddot ((int) s, self->rows + i * s, 1, back, 1) / (singular[i] * singular[i]);
    }
  for (gsize i = 0; i < s; i++)
    for (gsize j = 0; j < self->dimension; j++)
      self->null_basis[i * self->dimension + j] = v[(rank + j) * s + i];
  rsc_polytope_put_on_equations (rank, s, self->rows, self->rhs, self->centre);
  for (gsize i = 0; i < s; i++)
    if (!(self->centre[i] > 0.0))
      self->centre[i] = MAX (reference[i], 0.0);
  return TRUE;
}

/* Undoes settle(). */
static void
forget (RscPolytope *self)
{
  g_clear_pointer (&self->support, g_free);
  g_clear_pointer (&self->weight, g_free);
  g_clear_pointer (&self->tolerance, g_free);
  g_clear_pointer (&self->centre, g_free);
  g_clear_pointer (&self->rows, g_free);
  g_clear_pointer (&self->rhs, g_free);
  g_clear_pointer (&self->singular, g_free);
  g_clear_pointer (&self->null_basis, g_free);
}

/* Whether the members alone make the fit: they surely do when @beta (m) uses no others. FALSE when
 * cancelled. */
static gboolean
is_feasible (const RscPolytope *self,
             const double *beta,
             gboolean *feasible,
             GCancellable *cancellable,
             GError **error)
{
  gboolean alone = TRUE;

  *feasible = TRUE;
  for (gsize i = 0; i < self->m; i++)
    alone = alone && (self->member[i] || !(beta[i] > 0.0));
  if (alone)
    return TRUE;
  g_autofree double *cost = g_new0 (double, self->n_support + 1);
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, self->n_support, self->rows, self->rhs);
  *feasible = rsc_lp_minimise (lp, cost, NULL, NULL, cancellable, NULL);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static RscPolytope *
create (gsize n,
        gsize m,
        const double *c,
        const double *a,
        gboolean with_ranges,
        GCancellable *cancellable,
        GError **error)
{
  double sigma = 0.0;
  double largest = 0.0;

  g_return_val_if_fail (n > 0 && (m == 0 || (c != NULL && a != NULL)), NULL);
  g_autoptr (RscPolytope) self = g_new0 (RscPolytope, 1);
  rsc_convex_set_init (&self->set, &rsc_polytope_class);
  self->n = n;
  self->m = m;
  self->c = g_memdup2 (c, n * m * sizeof (double));
  self->f = g_new0 (double, n);
  self->member = g_new0 (gboolean, m + 1);
  self->minimum = g_new0 (double, m + 1);
  self->maximum = g_new0 (double, m + 1);
  self->interior = g_new0 (double, m + 1);
  self->memo = rsc_polytope_memo_new (m);

  g_autofree double *unit = g_new0 (double, n *m + 1);
  g_autofree double *column_weight = g_new0 (double, m + 1);
  g_autofree double *tolerance = g_new0 (double, m + 1);
  g_autofree double *beta = g_new0 (double, m + 1);
  g_autofree double *inner = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    {
      double norm = cblas_dnrm2 ((int) n, c + i, (int) m);
      if (!(norm > 0.0) || !isfinite (norm) || !isfinite (a[i]))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("A neuron without any activation leaves the set unbounded."));
          return NULL;
        }
      column_weight[i] = 1.0 / norm;
      largest = MAX (largest, norm);
      beta[i] = MAX (a[i], 0.0) * norm;
      sigma += beta[i];
      self->total += MAX (a[i], 0.0);
    }
  for (gsize i = 0; i < m; i++)
    cblas_daxpy ((int) n, MAX (a[i], 0.0), c + i, (int) m, self->f, 1);
  for (gsize i = 0; i < n; i++)
    self->f_scale = MAX (self->f_scale, fabs (self->f[i]));
  if (self->f_scale == 0.0)
    self->f_scale = largest > 0.0 ? largest : 1.0;

  g_autofree double *v = NULL;
  g_autofree double *singular = NULL;
  Singular whole = { NULL, NULL, 0 };
  if (sigma > 0.0)
    {
      gsize rank = 0;
      gsize n_points = 0;

      v = g_new (double, m *m);
      singular = g_new0 (double, MIN (n, m) + 1);

      for (gsize i = 0; i < m; i++)
        {
          cblas_daxpy ((int) n, column_weight[i], c + i, (int) m, unit + i, (int) m);
          beta[i] /= sigma;
          /* Norms below RSC_TOLERANCE_SUPPORT of their sum are zero, unless what they do is not. */
          tolerance[i] =
            RSC_TOLERANCE_SUPPORT * MIN (self->total / (sigma * column_weight[i]), 1.0);
          column_weight[i] *= sigma;
          self->member[i] = beta[i] > tolerance[i];
        }
      if (!rsc_singular_find (n, m, unit, v, singular, &rank))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("The singular values of the activations could not be computed."));
          return NULL;
        }
      whole = (Singular){ v, singular, rank };
      memcpy (inner, beta, m * sizeof (double));
      n_points = 1;
      if (rank < m)
        {
          g_autofree double *rhs = g_new0 (double, rank + 1);
          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) rank, (int) m, 1.0, v, (int) m, beta, 1,
                       0.0, rhs, 1);
          if (!rsc_polytope_find_support (rank, m, v, rhs, tolerance, self->member, inner,
                                          &n_points, cancellable, error))
            return NULL;
        }
      cblas_dscal ((int) m, 1.0 / (double) n_points, inner, 1);
    }
  if (!settle (self, unit, &whole, column_weight, tolerance, beta, inner, error))
    return NULL;
  gboolean feasible = TRUE;
  if (!is_feasible (self, beta, &feasible, cancellable, error))
    return NULL;
  if (!feasible)
    {
      /* The fit cannot do without what is below the tolerance: just beyond an event, say. */
      for (gsize i = 0; i < m; i++)
        self->member[i] = self->member[i] || beta[i] > 0.0;
      forget (self);
      if (!settle (self, unit, &whole, column_weight, tolerance, beta, inner, error))
        return NULL;
    }

  if (self->dimension == 1)
    rsc_polytope_range_of_segment (self);
  else if (self->dimension > 1 && with_ranges
           && !rsc_polytope_range_by_programs (self, cancellable, error))
    return NULL;
  if (self->dimension > 1)
    rsc_polytope_find_centre (self);
  rsc_polytope_expand (self, self->centre, self->interior);
  if (self->dimension == 0)
    {
      memcpy (self->minimum, self->interior, m * sizeof (double));
      memcpy (self->maximum, self->interior, m * sizeof (double));
    }
  make_basis (self);
  return g_steal_pointer (&self);
}

RscPolytope *
rsc_polytope_new (gsize n,
                  gsize m,
                  const double *c,
                  const double *a,
                  GCancellable *cancellable,
                  GError **error)
{
  return create (n, m, c, a, TRUE, cancellable, error);
}

RscPolytope *
rsc_polytope_new_support_only (gsize n,
                               gsize m,
                               const double *c,
                               const double *a,
                               GCancellable *cancellable,
                               GError **error)
{
  return create (n, m, c, a, FALSE, cancellable, error);
}

RscPolytope *
rsc_polytope_new_reordered (const RscPolytope *self, const gsize *order)
{
  gsize n = self->n;
  gsize m = self->m;
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize next = 0;

  g_return_val_if_fail (self != NULL && (m == 0 || order != NULL), NULL);
  RscPolytope *copy = g_new0 (RscPolytope, 1);
  g_autofree gsize *position = g_new0 (gsize, m + 1);
  for (gsize i = 0; i < s; i++)
    position[self->support[i]] = i;
  rsc_convex_set_init (&copy->set, &rsc_polytope_class);
  copy->n = n;
  copy->m = m;
  copy->f = g_memdup2 (self->f, n * sizeof (double));
  copy->f_scale = self->f_scale;
  copy->total = self->total;
  copy->n_support = s;
  copy->rank = self->rank;
  copy->dimension = k;
  copy->c = g_new0 (double, n *m + 1);
  copy->member = g_new0 (gboolean, m + 1);
  copy->minimum = g_new0 (double, m + 1);
  copy->maximum = g_new0 (double, m + 1);
  copy->interior = g_new0 (double, m + 1);
  copy->memo = rsc_polytope_memo_new (m);
  copy->basis = g_new0 (double, m *MAX (k, 1) + 1);
  copy->support = g_new0 (gsize, s + 1);
  copy->weight = g_new0 (double, s + 1);
  copy->tolerance = g_new0 (double, s + 1);
  copy->centre = g_new0 (double, s + 1);
  copy->rows = g_new0 (double, self->rank *s + 1);
  copy->rhs = g_memdup2 (self->rhs, (self->rank + 1) * sizeof (double));
  copy->singular = g_memdup2 (self->singular, (self->rank + 1) * sizeof (double));
  copy->null_basis = g_new0 (double, s *MAX (k, 1) + 1);
  for (gsize i = 0; i < m; i++)
    {
      gsize old = order[i];
      cblas_dcopy ((int) n, self->c + old, (int) m, copy->c + i, (int) m);
      copy->member[i] = self->member[old];
      copy->minimum[i] = self->minimum[old];
      copy->maximum[i] = self->maximum[old];
      copy->interior[i] = self->interior[old];
      memcpy (copy->basis + i * k, self->basis + old * k, k * sizeof (double));
      if (!self->member[old])
        continue;
      gsize at = position[old];
      copy->support[next] = i;
      copy->weight[next] = self->weight[at];
      copy->tolerance[next] = self->tolerance[at];
      copy->centre[next] = self->centre[at];
      cblas_dcopy ((int) self->rank, self->rows + at, (int) s, copy->rows + next, (int) s);
      memcpy (copy->null_basis + next * k, self->null_basis + at * k, k * sizeof (double));
      next++;
    }
  g_assert (next == s);
  return copy;
}

RscPolytope *
rsc_polytope_ref (RscPolytope *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  rsc_convex_set_ref (&self->set);
  return self;
}

void
rsc_polytope_unref (RscPolytope *self)
{
  g_return_if_fail (self != NULL);
  rsc_convex_set_unref (&self->set);
}

RscConvexSet *
rsc_polytope_as_set (RscPolytope *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return &self->set;
}

gsize
rsc_polytope_get_dimension (const RscPolytope *self)
{
  return self->dimension;
}

gsize
rsc_polytope_get_n_support (const RscPolytope *self)
{
  return self->n_support;
}

gboolean
rsc_polytope_get_in_support (const RscPolytope *self, gsize i)
{
  g_return_val_if_fail (i < self->m, FALSE);
  return self->member[i];
}

double
rsc_polytope_get_minimum (const RscPolytope *self, gsize i)
{
  g_return_val_if_fail (i < self->m, 0.0);
  return self->minimum[i];
}

double
rsc_polytope_get_maximum (const RscPolytope *self, gsize i)
{
  g_return_val_if_fail (i < self->m, 0.0);
  return self->maximum[i];
}

const double *
rsc_polytope_get_interior (const RscPolytope *self)
{
  return self->interior;
}

const double *
rsc_polytope_get_basis (const RscPolytope *self)
{
  return self->basis;
}

double
rsc_polytope_get_violation (const RscPolytope *self, const double *a)
{
  double worst = 0.0;

  for (gsize i = 0; i < self->m; i++)
    worst = MAX (worst, self->total > 0.0 ? -a[i] / self->total : fabs (a[i]));
  for (gsize r = 0; r < self->n; r++)
    {
      double fit = self->m == 0 ? 0.0 : cblas_ddot ((int) self->m, self->c + r * self->m, 1, a, 1);
      worst = MAX (worst, fabs (fit - self->f[r]) / self->f_scale);
    }
  return worst;
}

/* ---- linear programs ----------------------------------------------------------------------- */

/* Of the coordinates that the equations are about. */
static void
scale_cost (const RscPolytope *self, const double *given, double *cost)
{
  for (gsize i = 0; i < self->n_support; i++)
    cost[i] = given[self->support[i]] * self->weight[i];
}

gboolean
rsc_polytope_minimise_many (const RscPolytope *self,
                            gsize n_costs,
                            const double *costs,
                            double *minima,
                            double *points,
                            GCancellable *cancellable,
                            GError **error)
{
  gsize s = self->n_support;

  g_return_val_if_fail (self != NULL && (n_costs == 0 || costs != NULL), FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_autofree double *cost = g_new0 (double, s + 1);
  g_autofree double *x = g_new0 (double, s + 1);
  g_autofree double *a = g_new0 (double, self->m + 1);
  g_autoptr (RscLp) lp = NULL;
  if (self->dimension > 0)
    lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
  for (gsize k = 0; k < n_costs; k++)
    {
      const double *given = costs + k * self->m;
      if (lp == NULL)
        memcpy (a, self->interior, self->m * sizeof (double));
      else
        {
          scale_cost (self, given, cost);
          if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
            return FALSE;
          rsc_polytope_expand (self, x, a);
        }
      if (minima != NULL)
        minima[k] = cblas_ddot ((int) self->m, given, 1, a, 1);
      if (points != NULL)
        memcpy (points + k * self->m, a, self->m * sizeof (double));
    }
  return TRUE;
}

gboolean
rsc_polytope_minimise (const RscPolytope *self,
                       const double *cost,
                       double *minimum,
                       double *point,
                       GCancellable *cancellable,
                       GError **error)
{
  return rsc_polytope_minimise_many (self, 1, cost, minimum, point, cancellable, error);
}

gboolean
rsc_polytope_find_end (const RscPolytope *self,
                       const double *cost,
                       gboolean *has_end,
                       GCancellable *cancellable,
                       GError **error)
{
  g_return_val_if_fail (self != NULL && cost != NULL && has_end != NULL, FALSE);

  *has_end = TRUE;
  if (self->dimension == 0)
    return !g_cancellable_set_error_if_cancelled (cancellable, error);
  g_autofree double *scaled = g_new0 (double, self->n_support + 1);
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, self->n_support, self->rows, self->rhs);
  g_autoptr (GError) local = NULL;

  scale_cost (self, cost, scaled);
  if (rsc_lp_minimise (lp, scaled, NULL, NULL, cancellable, &local))
    return TRUE;
  *has_end = FALSE;
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_CANCELLED) && rsc_lp_is_unbounded (lp))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

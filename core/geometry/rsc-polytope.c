/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-singular.h"
#include "core/numerics/rsc-tolerances.h"

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

/* Marks the columns that some point of the set uses, by maximising the sum of those not yet seen
 * in use; usually two or three programs. @sum collects the optimisers. */
static gboolean
find_support (gsize rank,
              gsize m,
              const double *rows,
              const double *rhs,
              const double *tolerance,
              gboolean *member,
              double *sum,
              gsize *n_points,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (RscLp) lp = rsc_lp_new (rank, m, rows, rhs);
  g_autofree double *cost = g_new (double, m);
  g_autofree double *x = g_new (double, m);

  while (TRUE)
    {
      gsize unknown = 0;
      gsize marked = 0;
      for (gsize i = 0; i < m; i++)
        {
          cost[i] = member[i] ? 0.0 : -1.0;
          unknown += !member[i];
        }
      if (unknown == 0)
        return TRUE;
      if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
        return FALSE;
      gboolean any = FALSE;
      for (gsize i = 0; i < m; i++)
        if (!member[i])
          {
            any = any || x[i] > tolerance[i] / (double) m;
            if (x[i] > tolerance[i])
              {
                member[i] = TRUE;
                marked++;
              }
          }
      cblas_daxpy ((int) m, 1.0, x, 1, sum, 1);
      *n_points += 1;
      if (marked > 0)
        continue;
      if (!any)
        return TRUE;
      /* The sum is above the noise but no single one is: ask for each. */
      for (gsize i = 0; i < m; i++)
        if (!member[i])
          {
            memset (cost, 0, m * sizeof (double));
            cost[i] = -1.0;
            if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
              return FALSE;
            member[i] = x[i] > tolerance[i];
            if (member[i])
              {
                cblas_daxpy ((int) m, 1.0, x, 1, sum, 1);
                *n_points += 1;
              }
          }
      return TRUE;
    }
}

/* A set of dimension 1: how far the line reaches from the centre, both ways. */
void
rsc_polytope_find_ends (const RscPolytope *self, double *low, double *high)
{
  *low = -G_MAXDOUBLE;
  *high = G_MAXDOUBLE;
  for (gsize i = 0; i < self->n_support; i++)
    {
      double slope = self->null_basis[i];
      if (fabs (slope) < ROW_CONSTANT)
        continue;
      double t = -self->centre[i] / slope;
      if (slope > 0.0)
        *low = MAX (*low, t);
      else
        *high = MIN (*high, t);
    }
}

static void
ranges_of_segment (RscPolytope *self)
{
  double low;
  double high;

  rsc_polytope_find_ends (self, &low, &high);
  for (gsize i = 0; i < self->n_support; i++)
    {
      double slope = self->null_basis[i];
      double one = self->centre[i] + low * slope;
      double two = self->centre[i] + high * slope;
      one = one < self->tolerance[i] ? 0.0 : one * self->weight[i];
      two = two < self->tolerance[i] ? 0.0 : two * self->weight[i];
      self->minimum[self->support[i]] = MIN (one, two);
      self->maximum[self->support[i]] = MAX (one, two);
    }
  /* The middle of the segment is the most interior point of all. */
  cblas_daxpy ((int) self->n_support, 0.5 * (low + high), self->null_basis, 1, self->centre, 1);
}

static gboolean
ranges_by_programs (RscPolytope *self, GCancellable *cancellable, GError **error)
{
  gsize s = self->n_support;
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
  g_autofree double *cost = g_new0 (double, s);
  g_autofree double *x = g_new (double, s);
  g_autofree double *sum = g_new0 (double, s);

  for (int side = 0; side < 2; side++)
    for (gsize i = 0; i < s; i++)
      {
        cost[i] = side == 0 ? 1.0 : -1.0;
        if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
          return FALSE;
        cost[i] = 0.0;
        if (x[i] < self->tolerance[i])
          x[i] = 0.0;
        (side == 0 ? self->minimum : self->maximum)[self->support[i]] = self->weight[i] * x[i];
        cblas_daxpy ((int) s, 1.0, x, 1, sum, 1);
      }
  /* A norm that is the same in the whole set has two answers that differ by rounding. */
  for (gsize i = 0; i < s; i++)
    {
      double *low = &self->minimum[self->support[i]];
      double *high = &self->maximum[self->support[i]];

      if (*low > *high)
        *low = *high = 0.5 * (*low + *high);
    }
  cblas_dscal ((int) s, 1.0 / (2.0 * (double) s), sum, 1);
  rsc_polytope_put_on_equations (self->rank, s, self->rows, self->rhs, sum);
  /* Better centred than what the support programs gave, if it is as clearly inside. */
  gboolean inside = TRUE;
  for (gsize i = 0; i < s; i++)
    inside = inside && sum[i] > 0.0;
  if (inside)
    memcpy (self->centre, sum, s * sizeof (double));
  return TRUE;
}

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

/* Fills in everything about the support once its members are known. @beta: m, a point whose sum
 * over the set's equations is the reference; @inner: m, a point that uses all members. */
static gboolean
settle (RscPolytope *self,
        const double *unit,
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

  g_autofree double *v = g_new0 (double, s *s + 1);
  g_autofree double *singular = g_new0 (double, MIN (n, s) + 1);
  gsize rank = 0;
  if (s > 0 && !rsc_singular_find (n, s, sub, v, singular, &rank))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           "The singular values of the activations could not be computed.");
      return FALSE;
    }
  self->rank = rank;
  self->dimension = s - rank;
  self->rows = g_new0 (double, rank *s + 1);
  self->rhs = g_new0 (double, rank + 1);
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
  g_atomic_ref_count_init (&self->ref_count);
  self->n = n;
  self->m = m;
  self->c = g_memdup2 (c, n * m * sizeof (double));
  self->f = g_new0 (double, n);
  self->member = g_new0 (gboolean, m + 1);
  self->minimum = g_new0 (double, m + 1);
  self->maximum = g_new0 (double, m + 1);
  self->interior = g_new0 (double, m + 1);

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
                               "A neuron without any activation leaves the set unbounded.");
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

  if (sigma > 0.0)
    {
      gsize rank = 0;
      gsize n_points = 0;
      g_autofree double *v = g_new0 (double, m *m);

      for (gsize i = 0; i < m; i++)
        {
          cblas_daxpy ((int) n, column_weight[i], c + i, (int) m, unit + i, (int) m);
          beta[i] /= sigma;
          /* Norms below RSC_TOLERANCE_SUPPORT of their sum are zero. */
          tolerance[i] = RSC_TOLERANCE_SUPPORT * self->total / (sigma * column_weight[i]);
          column_weight[i] *= sigma;
          self->member[i] = beta[i] > tolerance[i];
        }
      if (!rsc_singular_find (n, m, unit, v, NULL, &rank))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               "The singular values of the activations could not be computed.");
          return NULL;
        }
      memcpy (inner, beta, m * sizeof (double));
      n_points = 1;
      if (rank < m)
        {
          g_autofree double *rhs = g_new0 (double, rank + 1);
          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) rank, (int) m, 1.0, v, (int) m, beta, 1,
                       0.0, rhs, 1);
          if (!find_support (rank, m, v, rhs, tolerance, self->member, inner, &n_points,
                             cancellable, error))
            return NULL;
        }
      cblas_dscal ((int) m, 1.0 / (double) n_points, inner, 1);
    }
  if (!settle (self, unit, column_weight, tolerance, beta, inner, error))
    return NULL;

  if (self->dimension == 1)
    ranges_of_segment (self);
  else if (self->dimension > 1 && with_ranges && !ranges_by_programs (self, cancellable, error))
    return NULL;
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
  g_atomic_ref_count_init (&copy->ref_count);
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
  copy->basis = g_new0 (double, m *MAX (k, 1) + 1);
  copy->support = g_new0 (gsize, s + 1);
  copy->weight = g_new0 (double, s + 1);
  copy->tolerance = g_new0 (double, s + 1);
  copy->centre = g_new0 (double, s + 1);
  copy->rows = g_new0 (double, self->rank *s + 1);
  copy->rhs = g_memdup2 (self->rhs, (self->rank + 1) * sizeof (double));
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
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_polytope_unref (RscPolytope *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->c);
  g_free (self->f);
  g_free (self->support);
  g_free (self->member);
  g_free (self->weight);
  g_free (self->tolerance);
  g_free (self->rows);
  g_free (self->rhs);
  g_free (self->null_basis);
  g_free (self->centre);
  g_free (self->interior);
  g_free (self->basis);
  g_free (self->minimum);
  g_free (self->maximum);
  g_free (self);
}

gsize
rsc_polytope_get_n (const RscPolytope *self)
{
  return self->n;
}

gsize
rsc_polytope_get_m (const RscPolytope *self)
{
  return self->m;
}

gsize
rsc_polytope_get_rank (const RscPolytope *self)
{
  return self->rank;
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
          for (gsize i = 0; i < s; i++)
            cost[i] = given[self->support[i]] * self->weight[i];
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

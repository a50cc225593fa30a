/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

/* The rational functions (dd_) come with the floating-point ones (ddf_) in the GMP build. */
#define GMPRATIONAL
#include <cddlib/setoper.h>
#include <cddlib/cdd.h>

/* Double description is asked only up to this dimension and while McMullen's upper bound on the
 * number of vertices stays below this: some milliseconds. It cannot be interrupted, and beyond that
 * its intermediate cones can grow without bound even when the result is small. */
#define DIRECT_DIMENSION_MAX 8
#define VERTICES_DIRECT 700.0
/* How far from its walls a vertex may be when more of them meet than the dimension (sum 1). */
#define VERTEX_RESIDUAL 1e-10
/* Below this a row of the orthonormal null-space basis is constant on the set. */
#define ROW_CONSTANT 1e-10

/* A smaller coefficient cannot make its column leave the basis. */
#define PIVOT_LEAST 1e-9
/* Multiplications that the walk may take: about a second. */
#define WALK_WORK 1e9

/* Neurons times rank up to which the search for the narrowest network gets all its branches. */
#define SEARCH_TABLE 700.0

/*
 * Inside, everything is in scaled coordinates on the support only: β_i = a_i ||c_i|| / σ with
 * σ = Σ a_i ||c_i|| of the given point, so columns are unit vectors and the numbers sum to about
 * 1. The equations are V β = V β° with V the right singular vectors of the unit columns:
 * orthonormal rows, however badly conditioned the columns are.
 */
struct _RscPolytope
{
  gatomicrefcount ref_count;
  gsize n;
  gsize m;
  double *c;      /* n × m */
  double *f;      /* n */
  double f_scale; /* largest |f|, or largest column when f = 0 */
  double total;   /* Σ a_i of the given point */

  gsize n_support;
  gsize rank;
  gsize dimension;
  gsize *support;     /* n_support indices */
  gboolean *member;   /* m */
  double *weight;     /* n_support: a_i = weight_i β_i */
  double *tolerance;  /* n_support: β_i below this is zero */
  double *rows;       /* rank × n_support */
  double *rhs;        /* rank */
  double *null_basis; /* n_support × dimension, orthonormal columns, β coordinates */
  double *centre;     /* n_support: the interior point, β coordinates */
  double *interior;   /* m */
  double *basis;      /* m × dimension, orthonormal columns, a coordinates */
  double *minimum;    /* m */
  double *maximum;    /* m */
};

typedef struct
{
  GPtrArray *points; /* β coordinates */
  GHashTable *index; /* support as GBytes → position + 1 */
  gsize max;
} Listing;

/* ---- linear algebra ------------------------------------------------------------------------ */

/* Rank of singular values in decreasing order: RSC_TOLERANCE_RANK, moved to the widest gap around
 * it when values lie close to it. */
static gsize
decide_rank (const double *s, gsize count)
{
  gsize rank = 0;
  gsize best;
  double best_gap = 0.0;

  if (count == 0 || !(s[0] > 0.0))
    return 0;
  while (rank < count && s[rank] > RSC_TOLERANCE_RANK * s[0])
    rank++;
  best = rank;
  for (gsize r = 1; r <= count; r++)
    {
      double above = s[r - 1] / s[0];
      double below = r < count ? MAX (s[r] / s[0], 1e-17) : 1e-17;
      gboolean around = above > RSC_TOLERANCE_RANK * 1e-2 && below < RSC_TOLERANCE_RANK * 1e2;
      if (around && above / below > best_gap)
        {
          best_gap = above / below;
          best = r;
        }
    }
  return best_gap > 1.0 ? best : rank;
}

/* Right singular vectors of @a (n × m row-major): @v (m × m row-major, rows are the vectors) and
 * the numerical rank; the last m - rank rows span the null space. FALSE when LAPACK fails. */
static gboolean
right_vectors (gsize n, gsize m, const double *a, double *v, double *s_out, gsize *rank)
{
  gsize count = MIN (n, m);
  int rows = (int) m;
  int columns = (int) n;
  int lwork = -1;
  int one = 1;
  int info = 0;
  double query = 0.0;
  double unused = 0.0;
  g_autofree double *copy = g_memdup2 (a, n * m * sizeof (double));
  g_autofree double *s = g_new0 (double, count + 1);

  /* Row-major n × m is column-major m × n: the transpose, whose left vectors are wanted. */
  dgesvd_ ("A", "N", &rows, &columns, copy, &rows, s, v, &rows, &unused, &one, &query, &lwork,
           &info, 1, 1);
  lwork = MAX ((int) query, 1);
  g_autofree double *work = g_new (double, lwork);
  dgesvd_ ("A", "N", &rows, &columns, copy, &rows, s, v, &rows, &unused, &one, work, &lwork, &info,
           1, 1);
  if (info != 0)
    return FALSE;
  *rank = decide_rank (s, count);
  if (s_out != NULL)
    memcpy (s_out, s, count * sizeof (double));
  return TRUE;
}

/* Least squares min ||A x - b|| with A count × k given by columns (k × count, overwritten), b
 * overwritten by the residual: modified Gram-Schmidt with pivoting. @r: k × k scratch, @order: k.
 * FALSE when the columns are dependent. */
static gboolean
least_squares (gsize count, gsize k, double *columns, double *b, double *x, double *r, gsize *order)
{
  double first = 0.0;

  if (count < k)
    return FALSE;
  for (gsize j = 0; j < k; j++)
    order[j] = j;
  memset (r, 0, k * k * sizeof (double));
  for (gsize j = 0; j < k; j++)
    {
      gsize pivot = j;
      double longest = -1.0;
      for (gsize l = j; l < k; l++)
        {
          const double *column = columns + order[l] * count;
          double square = 0.0;
          for (gsize i = 0; i < count; i++)
            square += column[i] * column[i];
          if (square > longest)
            {
              longest = square;
              pivot = l;
            }
        }
      gsize swap = order[j];
      order[j] = order[pivot];
      order[pivot] = swap;
      for (gsize l = 0; l < j; l++)
        {
          double entry = r[l * k + j];
          r[l * k + j] = r[l * k + pivot];
          r[l * k + pivot] = entry;
        }
      double *q = columns + order[j] * count;
      double norm = sqrt (longest);
      first = j == 0 ? norm : first;
      if (!(norm > RSC_TOLERANCE_RANK * first))
        return FALSE;
      r[j * k + j] = norm;
      for (gsize i = 0; i < count; i++)
        q[i] /= norm;
      for (gsize l = j + 1; l <= k; l++)
        {
          double *column = l < k ? columns + order[l] * count : b;
          double dot = 0.0;
          for (gsize i = 0; i < count; i++)
            dot += q[i] * column[i];
          for (gsize i = 0; i < count; i++)
            column[i] -= dot * q[i];
          if (l < k)
            r[j * k + l] = dot;
          else
            x[order[j]] = dot;
        }
    }
  for (gsize j = k; j-- > 0;)
    {
      double rest = x[order[j]];
      for (gsize l = j + 1; l < k; l++)
        rest -= r[j * k + l] * x[order[l]];
      x[order[j]] = rest / r[j * k + j];
    }
  return TRUE;
}

/* β ← β - Vᵀ (V β - rhs): back onto the equations. */
static void
project_onto_equations (gsize rank, gsize m, const double *rows, const double *rhs, double *beta)
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
static void
segment_reach (const RscPolytope *self, double *low, double *high)
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

  segment_reach (self, &low, &high);
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
  project_onto_equations (self->rank, s, self->rows, self->rhs, sum);
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

static void
expand (const RscPolytope *self, const double *beta, double *a)
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
  if (s > 0 && !right_vectors (n, s, sub, v, singular, &rank))
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
  project_onto_equations (rank, s, self->rows, self->rhs, self->centre);
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
      if (!right_vectors (n, m, unit, v, NULL, &rank))
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
  expand (self, self->centre, self->interior);
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
          expand (self, x, a);
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

/* ---- vertices ------------------------------------------------------------------------------ */

static void
listing_init (Listing *self, gsize max)
{
  self->max = max;
  self->points = g_ptr_array_new_with_free_func (g_free);
  self->index =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
}

static void
listing_clear (Listing *self)
{
  g_clear_pointer (&self->points, g_ptr_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
}

/* A vertex is fixed by which coordinates it uses. TRUE when it was not known yet. */
static gboolean
listing_add (Listing *self, gsize m, const double *beta)
{
  g_autofree guint8 *used = g_new (guint8, m);

  for (gsize i = 0; i < m; i++)
    used[i] = beta[i] > 0.0;
  g_autoptr (GBytes) key = g_bytes_new (used, m);
  if (g_hash_table_contains (self->index, key))
    return FALSE;
  g_ptr_array_add (self->points, g_memdup2 (beta, m * sizeof (double)));
  g_hash_table_insert (self->index, g_steal_pointer (&key), GSIZE_TO_POINTER (self->points->len));
  return TRUE;
}

static gboolean
listing_knows (const Listing *self, gsize m, const double *beta)
{
  g_autofree guint8 *used = g_new (guint8, m);

  for (gsize i = 0; i < m; i++)
    used[i] = beta[i] > 0.0;
  g_autoptr (GBytes) key = g_bytes_new (used, m);
  return g_hash_table_contains (self->index, key);
}

/* The point where the walls of @zero (@count coordinates) meet, in null-space coordinates: cheap
 * when the dimension is small. FALSE when they do not meet or leave a direction open. */
static gboolean
meet_walls (const RscPolytope *self, gsize count, const gsize *zero, double *point)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  g_autofree double *scratch = g_new (double, count *k + k * k + count + k + 1);
  g_autofree gsize *order = g_new (gsize, k + 1);
  double *columns = scratch;
  double *r = columns + count * k;
  double *b = r + k * k;
  double *z = b + count;

  for (gsize i = 0; i < count; i++)
    {
      b[i] = -self->centre[zero[i]];
      for (gsize j = 0; j < k; j++)
        columns[j * count + i] = self->null_basis[zero[i] * k + j];
    }
  if (!least_squares (count, k, columns, b, z, r, order))
    return FALSE;
  for (gsize i = 0; i < count; i++)
    if (!(fabs (b[i]) <= VERTEX_RESIDUAL))
      return FALSE;
  memcpy (point, self->centre, s * sizeof (double));
  cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k, z, 1,
               1.0, point, 1);
  for (gsize i = 0; i < count; i++)
    point[zero[i]] = 0.0;
  return TRUE;
}

/* The same from the columns in use: cheap when the rank is small. FALSE when they are dependent or
 * do not give the fit. */
static gboolean
solve_columns (const RscPolytope *self, gsize count, const gsize *used, double *point)
{
  gsize s = self->n_support;
  gsize rank = self->rank;
  g_autofree double *scratch = g_new (double, count *rank + count * count + rank + count + 1);
  g_autofree gsize *order = g_new (gsize, count + 1);
  double *columns = scratch;
  double *r = columns + count * rank;
  double *b = r + count * count;
  double *x = b + rank;

  if (count > rank)
    return FALSE;
  for (gsize j = 0; j < count; j++)
    cblas_dcopy ((int) rank, self->rows + used[j], (int) s, columns + j * rank, 1);
  memcpy (b, self->rhs, rank * sizeof (double));
  if (!least_squares (rank, count, columns, b, x, r, order))
    return FALSE;
  for (gsize i = 0; i < rank; i++)
    if (!(fabs (b[i]) <= VERTEX_RESIDUAL))
      return FALSE;
  memset (point, 0, s * sizeof (double));
  for (gsize j = 0; j < count; j++)
    point[used[j]] = x[j];
  return TRUE;
}

/* Makes an approximate vertex exact: the coordinates that are zero become exactly zero, and the
 * point where their walls meet gives the others. FALSE when no choice of zeros makes it a vertex:
 * the walls must leave no direction open, which is to say that the columns in use are independent.
 */
static gboolean
polish_vertex (const RscPolytope *self, double *beta)
{
  static const double factors[] = { 1e2, 1e1, 1.0, 1e-1 };
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize last = G_MAXSIZE;
  g_autofree double *point = g_new (double, s + 1);
  g_autofree gsize *index = g_new (gsize, s + 1);

  for (gsize trial = 0; trial < G_N_ELEMENTS (factors); trial++)
    {
      gsize n_zero = 0;
      gsize n_used = 0;
      for (gsize i = 0; i < s; i++)
        if (beta[i] > factors[trial] * self->tolerance[i])
          index[s - ++n_used] = i;
        else
          index[n_zero++] = i;
      if (n_zero == last)
        continue; /* the same zeros as before: the same answer */
      last = n_zero;
      gboolean by_walls = n_zero * k * k < self->rank * n_used * n_used;
      if (!(by_walls ? meet_walls (self, n_zero, index, point)
                     : solve_columns (self, n_used, index + n_zero, point)))
        continue;
      /* Those not at their wall must still be inside. */
      gsize positive = 0;
      for (gsize i = 0; i < s; i++)
        positive += point[i] > 0.0;
      if (positive != n_used)
        continue;
      memcpy (beta, point, s * sizeof (double));
      return TRUE;
    }
  return FALSE;
}

/* Generators of {z : offset_i + rows_i z >= 0} (@k columns) from cddlib: rows (kind, z) of k + 1
 * numbers, kind 1 for a point and 0 for a ray; NULL when cddlib fails. Holds the library lock. */
static GPtrArray *
generators (gsize count, gsize k, const double *offset, const double *rows)
{
  GPtrArray *result = NULL;
  ddf_ErrorType problem = ddf_NoError;

  rsc_lp_lock ();
  ddf_set_global_constants ();
  ddf_MatrixPtr matrix = ddf_CreateMatrix ((ddf_rowrange) count, (ddf_colrange) k + 1);
  matrix->representation = ddf_Inequality;
  matrix->numbtype = ddf_Real;
  for (gsize i = 0; i < count; i++)
    {
      ddf_set_d (matrix->matrix[i][0], offset[i]);
      for (gsize j = 0; j < k; j++)
        ddf_set_d (matrix->matrix[i][j + 1], rows[i * k + j]);
    }
  ddf_PolyhedraPtr poly = ddf_DDMatrix2Poly (matrix, &problem);
  if (problem == ddf_NoError && poly != NULL)
    {
      ddf_MatrixPtr found = ddf_CopyGenerators (poly);
      result = g_ptr_array_new_with_free_func (g_free);
      for (long i = 0; i < found->rowsize; i++)
        {
          double *row = g_new (double, k + 1);
          for (gsize j = 0; j <= k; j++)
            row[j] = ddf_get_d (found->matrix[i][j]);
          g_ptr_array_add (result, row);
        }
      if (set_card (found->linset) > 0)
        g_clear_pointer (&result, g_ptr_array_unref);
      ddf_FreeMatrix (found);
    }
  if (poly != NULL)
    ddf_FreePolyhedra (poly);
  ddf_FreeMatrix (matrix);
  ddf_free_global_constants ();
  rsc_lp_unlock ();
  return result;
}

/* McMullen: the most vertices that @count inequalities can have in dimension @k. */
static double
vertices_upper_bound (gsize count, gsize k)
{
  double bound = 0.0;
  gsize low = (k + 1) / 2;
  gsize high = (k + 2) / 2;

  for (int part = 0; part < 2; part++)
    {
      gsize shift = part == 0 ? low : high;
      gsize choose = count - k;
      double product = 1.0;
      for (gsize i = 1; i <= choose && count >= shift; i++)
        product *= (double) (count - shift - choose + i) / (double) i;
      bound += product;
    }
  return bound;
}

/* Whether a list of vertices reaches the range of every coordinate, which linear programs know
 * independently. */
static gboolean
check_ranges (const RscPolytope *self, const double *low, const double *high)
{
  for (gsize i = 0; i < self->n_support; i++)
    {
      double slack = 1e-7 + 10.0 * self->tolerance[i];
      if (fabs (low[i] - self->minimum[self->support[i]] / self->weight[i]) > slack
          || fabs (high[i] - self->maximum[self->support[i]] / self->weight[i]) > slack)
        return FALSE;
    }
  return TRUE;
}

/* Are these all vertices? Together they must span the dimension and reach all ranges. */
static gboolean
check_listing (const RscPolytope *self, const Listing *listing)
{
  gsize s = self->n_support;
  g_autofree double *low = g_new (double, s + 1);
  g_autofree double *high = g_new (double, s + 1);

  if (listing->points->len < self->dimension + 1)
    return FALSE;
  memcpy (low, g_ptr_array_index (listing->points, 0), s * sizeof (double));
  memcpy (high, low, s * sizeof (double));
  for (guint v = 1; v < listing->points->len; v++)
    {
      const double *beta = g_ptr_array_index (listing->points, v);
      for (gsize i = 0; i < s; i++)
        {
          low[i] = MIN (low[i], beta[i]);
          high[i] = MAX (high[i], beta[i]);
        }
    }
  return check_ranges (self, low, high);
}

/* All vertices at once. FALSE when the result does not pass the checks. */
static gboolean
list_directly (const RscPolytope *self, Listing *listing)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize count = 0;
  g_autofree double *offset = g_new (double, s);
  g_autofree double *rows = g_new (double, s *k);
  g_autofree double *beta = g_new (double, s);

  for (gsize i = 0; i < s; i++)
    {
      double norm = cblas_dnrm2 ((int) k, self->null_basis + i * k, 1);
      if (norm < ROW_CONSTANT)
        continue;
      offset[count] = self->centre[i] / norm;
      for (gsize j = 0; j < k; j++)
        rows[count * k + j] = self->null_basis[i * k + j] / norm;
      count++;
    }
  g_autoptr (GPtrArray) found = generators (count, k, offset, rows);
  if (found == NULL)
    return FALSE;
  for (guint g = 0; g < found->len; g++)
    {
      const double *row = g_ptr_array_index (found, g);
      if (row[0] != 1.0)
        return FALSE;
      memcpy (beta, self->centre, s * sizeof (double));
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k,
                   row + 1, 1, 1.0, beta, 1);
      if (!polish_vertex (self, beta))
        return FALSE;
      listing_add (listing, s, beta);
    }
  return check_listing (self, listing);
}

/* A basis: rank independent columns, and what the others are made of. */
typedef struct
{
  gsize *basic;    /* rank */
  gsize *nonbasic; /* dimension */
  double *value;   /* rank: β of the basic columns, the others are 0 */
  double *shift;   /* rank: how these move when the equations are shifted */
  double *alpha;   /* dimension × rank: column nonbasic[j] = Σ_i alpha_ji column basic[i] */
  double *matrix;  /* scratch */
  double *sides;   /* scratch */
  int *pivots;     /* scratch */
} Tableau;

static void
tableau_init (Tableau *self, gsize s, gsize rank, gsize k)
{
  gsize small = MIN (rank, k);

  self->basic = g_new0 (gsize, rank + 1);
  self->nonbasic = g_new0 (gsize, k + 1);
  self->value = g_new0 (double, rank + 1);
  self->shift = g_new0 (double, rank + 1);
  self->alpha = g_new0 (double, k *rank + 1);
  self->matrix = g_new0 (double, small *small + 1);
  self->sides = g_new0 (double, small *(s + 2) + 1);
  self->pivots = g_new0 (int, small + 1);
}

static void
tableau_clear (Tableau *self)
{
  g_free (self->basic);
  g_free (self->nonbasic);
  g_free (self->value);
  g_free (self->shift);
  g_free (self->alpha);
  g_free (self->matrix);
  g_free (self->sides);
  g_free (self->pivots);
}

/* Computes a basis afresh, so that nothing drifts, by whichever of its two square systems is the
 * smaller: the basic columns of the equations, or the other rows of the null space. @member: s,
 * which columns are basic. @shift: s, a point whose equations are the shift. FALSE when the columns
 * are dependent. */
static gboolean
tableau_fill (Tableau *self, const RscPolytope *polytope, const guint8 *member, const double *shift)
{
  gsize s = polytope->n_support;
  gsize k = polytope->dimension;
  gsize rank = polytope->rank;
  gsize n_basic = 0;
  gsize n_nonbasic = 0;
  int info = 0;

  for (gsize i = 0; i < s; i++)
    if (member[i])
      self->basic[n_basic++] = i;
    else
      self->nonbasic[n_nonbasic++] = i;
  g_assert (n_basic == rank && n_nonbasic == k);
  if (rank <= k)
    {
      int size = (int) rank;
      int n_sides = (int) k + 2;
      for (gsize j = 0; j < rank; j++)
        cblas_dcopy (size, polytope->rows + self->basic[j], (int) s, self->matrix + j * rank, 1);
      for (gsize j = 0; j < k; j++)
        cblas_dcopy (size, polytope->rows + self->nonbasic[j], (int) s, self->sides + j * rank, 1);
      memcpy (self->sides + k * rank, polytope->rhs, rank * sizeof (double));
      cblas_dgemv (CblasRowMajor, CblasNoTrans, size, (int) s, 1.0, polytope->rows, (int) s, shift,
                   1, 0.0, self->sides + (k + 1) * rank, 1);
      dgesv_ (&size, &n_sides, self->matrix, &size, self->pivots, self->sides, &size, &info);
      if (info != 0)
        return FALSE;
      memcpy (self->alpha, self->sides, k * rank * sizeof (double));
      memcpy (self->value, self->sides + k * rank, rank * sizeof (double));
      memcpy (self->shift, self->sides + (k + 1) * rank, rank * sizeof (double));
      return TRUE;
    }
  /* Z the null space: β = centre + Z z with z = -Z_N⁻¹ centre_N, and column N_j = Σ alpha_ji column
   * B_i with alpha = -Z_B Z_N⁻¹. Transposed: Z_Nᵀ X = Z_Bᵀ. */
  int size = (int) k;
  int n_sides = (int) rank;
  for (gsize j = 0; j < k; j++)
    memcpy (self->matrix + j * k, polytope->null_basis + self->nonbasic[j] * k,
            k * sizeof (double));
  for (gsize i = 0; i < rank; i++)
    memcpy (self->sides + i * k, polytope->null_basis + self->basic[i] * k, k * sizeof (double));
  dgesv_ (&size, &n_sides, self->matrix, &size, self->pivots, self->sides, &size, &info);
  if (info != 0)
    return FALSE;
  for (gsize i = 0; i < rank; i++)
    {
      double value = polytope->centre[self->basic[i]];
      double moved = shift[self->basic[i]];
      for (gsize j = 0; j < k; j++)
        {
          double x = self->sides[i * k + j];
          self->alpha[j * rank + i] = -x;
          value -= x * polytope->centre[self->nonbasic[j]];
          moved -= x * shift[self->nonbasic[j]];
        }
      self->value[i] = value;
      self->shift[i] = moved;
    }
  return TRUE;
}

/* The row that leaves when column nonbasic[@j] enters: the first to reach zero; of several that
 * reach it together, the first under an infinitesimal shift of the equations, which no two rows
 * share. G_MAXSIZE when none does. *@length: what the entering column becomes. */
static gsize
tableau_leave (const Tableau *self, const RscPolytope *polytope, gsize j, double *length)
{
  gsize rank = polytope->rank;
  const double *alpha = self->alpha + j * rank;
  double least = G_MAXDOUBLE;
  double first = G_MAXDOUBLE;
  gsize leaving = G_MAXSIZE;

  for (gsize i = 0; i < rank; i++)
    if (alpha[i] > PIVOT_LEAST)
      {
        double value = self->value[i];
        value = value <= polytope->tolerance[self->basic[i]] ? 0.0 : value;
        least = MIN (least, value / alpha[i]);
      }
  if (least == G_MAXDOUBLE)
    return G_MAXSIZE;
  for (gsize i = 0; i < rank; i++)
    if (alpha[i] > PIVOT_LEAST
        && self->value[i] - least * alpha[i] <= polytope->tolerance[self->basic[i]]
        && self->shift[i] / alpha[i] < first)
      {
        first = self->shift[i] / alpha[i];
        leaving = i;
      }
  *length = least;
  return leaving;
}

/* Completes the columns in use at a vertex to a basis, by the column that is furthest from those
 * already there. */
static gboolean
complete_basis (const RscPolytope *self, const double *beta, guint8 *member)
{
  gsize s = self->n_support;
  gsize rank = self->rank;
  g_autofree double *left = g_new (double, s *rank + 1);
  gsize n_basic = 0;

  memset (member, 0, s);
  for (gsize i = 0; i < s; i++)
    cblas_dcopy ((int) rank, self->rows + i, (int) s, left + i * rank, 1);
  while (n_basic < rank)
    {
      double longest = 0.0;
      gsize next = s;
      for (int pass = 0; pass < 2 && next == s; pass++)
        for (gsize i = 0; i < s; i++)
          {
            double norm = cblas_dnrm2 ((int) rank, left + i * rank, 1);
            if (!member[i] && (pass == 1 || beta[i] > 0.0) && norm > longest * (1.0 + 1e-6))
              {
                longest = norm;
                next = i;
              }
          }
      if (next == s || !(longest > PIVOT_LEAST))
        return FALSE;
      member[next] = 1;
      n_basic++;
      double *q = left + next * rank;
      cblas_dscal ((int) rank, 1.0 / longest, q, 1);
      for (gsize i = 0; i < s; i++)
        if (!member[i])
          {
            double dot = cblas_ddot ((int) rank, q, 1, left + i * rank, 1);
            cblas_daxpy ((int) rank, -dot, q, 1, left + i * rank, 1);
          }
    }
  return TRUE;
}

/* A vertex of the set by a linear program, and a basis for it. *@found: both are exact. */
static gboolean
find_first_basis (const RscPolytope *self,
                  double *beta,
                  guint8 *member,
                  gboolean *found,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree double *cost = g_new0 (double, self->m);
  g_autofree double *start = g_new0 (double, self->m);

  cost[self->support[0]] = 1.0;
  if (!rsc_polytope_minimise (self, cost, NULL, start, cancellable, error))
    return FALSE;
  for (gsize i = 0; i < self->n_support; i++)
    beta[i] = start[self->support[i]] / self->weight[i];
  *found = polish_vertex (self, beta) && complete_basis (self, beta, member);
  return TRUE;
}

/* Walks from basis to basis as the simplex method does. The equations are shifted by an
 * infinitesimal generic amount, so every basis has as many neighbours as the set has dimensions
 * however many walls meet at its vertex, and every vertex has a basis: the walk meets them all.
 * @visit is told each basis once, by its approximate vertex (scratch of its own), except those that
 * share the vertex of their predecessor; it returns FALSE to end the walk. @frontier: whether to
 * give up as soon as more bases are known than the budget allows to visit.
 *
 * FALSE with *@error only when cancelled or when no first vertex is found; *@complete is FALSE when
 * anything was unclear or the walk was ended. */
static gboolean
walk_bases (const RscPolytope *self,
            gboolean (*visit) (const RscPolytope *, double *, gpointer, gboolean *),
            gpointer visit_data,
            gboolean frontier,
            gboolean *complete,
            GCancellable *cancellable,
            GError **error)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  gsize rank = self->rank;
  gsize small = MIN (rank, k);
  double step_work = (double) (small * small) * (double) (s + small) + (double) (rank * k) + 5e3;
  double budget = WALK_WORK / step_work;
  gboolean going = FALSE;
  g_autofree double *next = g_new0 (double, s);
  g_autofree double *shift = g_new0 (double, s);
  g_autofree guint8 *member = g_new0 (guint8, s + 1);
  g_autoptr (GHashTable) seen =
    g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  g_autoptr (GPtrArray) bases = g_ptr_array_new (); /* borrowed from @seen */
  Tableau tableau;

  *complete = FALSE;
  if (!find_first_basis (self, next, member, &going, cancellable, error))
    return FALSE;
  if (!going)
    return TRUE;
  gsl_rng *rng = rsc_random_new (0);
  for (gsize i = 0; i < s; i++)
    {
      double amount = 1.0 + gsl_rng_uniform (rng);
      shift[i] = member[i] ? amount : 0.0;
    }
  gsl_rng_free (rng);
  GBytes *first = g_bytes_new (member, s);
  g_hash_table_add (seen, first);
  g_ptr_array_add (bases, first);
  *complete = TRUE;
  going = visit (self, next, visit_data, complete);
  tableau_init (&tableau, s, rank, k);
  for (guint at = 0; going && at < bases->len; at++)
    {
      if ((double) (frontier ? bases->len : at) > budget
          || g_cancellable_is_cancelled (cancellable))
        {
          going = FALSE;
          break;
        }
      memcpy (member, g_bytes_get_data (g_ptr_array_index (bases, at), NULL), s);
      gboolean clear = tableau_fill (&tableau, self, member, shift);
      for (gsize i = 0; i < rank && clear; i++)
        {
          double least = self->tolerance[tableau.basic[i]];
          clear = tableau.value[i] > least || (tableau.value[i] > -least && tableau.shift[i] > 0.0);
        }
      if (!clear)
        {
          *complete = FALSE;
          continue;
        }
      for (gsize j = 0; going && j < k; j++)
        {
          double length = 0.0;
          gsize entering = tableau.nonbasic[j];
          gsize leaving = tableau_leave (&tableau, self, j, &length);
          if (leaving == G_MAXSIZE)
            {
              *complete = FALSE;
              continue;
            }
          member[entering] = 1;
          member[tableau.basic[leaving]] = 0;
          g_autoptr (GBytes) key = g_bytes_new (member, s);
          member[entering] = 0;
          member[tableau.basic[leaving]] = 1;
          if (g_hash_table_contains (seen, key))
            continue;
          g_ptr_array_add (bases, key);
          g_hash_table_add (seen, g_steal_pointer (&key));
          if (length == 0.0)
            continue; /* another basis of the same vertex */
          memset (next, 0, s * sizeof (double));
          for (gsize i = 0; i < rank; i++)
            next[tableau.basic[i]] = tableau.value[i] - length * tableau.alpha[j * rank + i];
          next[tableau.basic[leaving]] = 0.0;
          next[entering] = length;
          for (gsize i = 0; i < s; i++)
            if (next[i] <= self->tolerance[i])
              next[i] = 0.0;
          going = visit (self, next, visit_data, complete);
        }
    }
  tableau_clear (&tableau);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  *complete = *complete && going;
  return TRUE;
}

static gboolean
visit_listing (const RscPolytope *self, double *beta, gpointer user_data, gboolean *clear)
{
  Listing *listing = user_data;

  if (listing_knows (listing, self->n_support, beta))
    return TRUE;
  if (!polish_vertex (self, beta))
    {
      *clear = FALSE;
      return TRUE;
    }
  if (listing_knows (listing, self->n_support, beta))
    return TRUE;
  if (listing->points->len >= listing->max)
    return FALSE;
  listing_add (listing, self->n_support, beta);
  return TRUE;
}

static gboolean
list_by_walking (const RscPolytope *self,
                 Listing *listing,
                 gboolean *complete,
                 GCancellable *cancellable,
                 GError **error)
{
  if (!walk_bases (self, visit_listing, listing, FALSE, complete, cancellable, error))
    return FALSE;
  *complete = *complete && check_listing (self, listing);
  return TRUE;
}

static int
compare_vertices (gconstpointer one, gconstpointer two, gpointer user_data)
{
  const double *a = *(const double *const *) one;
  const double *b = *(const double *const *) two;
  gsize m = *(const gsize *) user_data;
  gsize width_a = 0;
  gsize width_b = 0;

  for (gsize i = 0; i < m; i++)
    {
      width_a += a[i] > 0.0;
      width_b += b[i] > 0.0;
    }
  if (width_a != width_b)
    return width_a < width_b ? -1 : 1;
  for (gsize i = 0; i < m; i++)
    if ((a[i] > 0.0) != (b[i] > 0.0))
      return a[i] > 0.0 ? -1 : 1;
  return 0;
}

GPtrArray *
rsc_polytope_list_vertices (const RscPolytope *self,
                            gsize max,
                            gboolean *complete,
                            GCancellable *cancellable,
                            GError **error)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  Listing listing;
  gboolean all = FALSE;

  g_return_val_if_fail (self != NULL && complete != NULL, NULL);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  listing_init (&listing, max);
  if (k == 0)
    {
      listing_add (&listing, s, self->centre);
      all = TRUE;
    }
  else if (k == 1)
    {
      g_autofree double *end = g_new (double, s);
      double reach[2];
      segment_reach (self, &reach[0], &reach[1]);
      all = TRUE;
      for (int side = 0; side < 2; side++)
        {
          memcpy (end, self->centre, s * sizeof (double));
          cblas_daxpy ((int) s, reach[side], self->null_basis, 1, end, 1);
          all = polish_vertex (self, end) && all;
          listing_add (&listing, s, end);
        }
    }
  else
    {
      if (!list_by_walking (self, &listing, &all, cancellable, error))
        {
          listing_clear (&listing);
          return NULL;
        }
      /* A second opinion where the walk met something unclear, not where it was full. */
      if (!all && listing.points->len < max && k <= DIRECT_DIMENSION_MAX
          && vertices_upper_bound (s, k) <= VERTICES_DIRECT)
        {
          Listing direct;
          listing_init (&direct, max);
          if (list_directly (self, &direct) && direct.points->len > listing.points->len)
            {
              Listing swap = listing;
              listing = direct;
              direct = swap;
              all = TRUE;
            }
          listing_clear (&direct);
        }
    }
  g_ptr_array_sort_with_data (listing.points, compare_vertices, &s);
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < listing.points->len && i < max; i++)
    {
      double *a = g_new (double, self->m + 1);
      expand (self, g_ptr_array_index (listing.points, i), a);
      g_ptr_array_add (result, a);
    }
  *complete = all && listing.points->len <= max;
  listing_clear (&listing);
  return result;
}

/* ---- narrowest ----------------------------------------------------------------------------- */

static gsize
count_used (gsize m, const double *x)
{
  gsize width = 0;

  for (gsize i = 0; i < m; i++)
    width += x[i] > 0.0;
  return width;
}

/* A narrow vertex from a few linear programs that make small coordinates ever dearer. */
static gboolean
find_narrow_vertex (const RscPolytope *self,
                    double *best,
                    gsize *width,
                    GCancellable *cancellable,
                    GError **error)
{
  gsize s = self->n_support;
  g_autofree double *cost = g_new0 (double, s);
  g_autofree double *x = g_new0 (double, s);
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);

  for (gsize start = 0; start < 4; start++)
    {
      for (gsize i = 0; i < s; i++)
        x[i] = start == 0 ? self->centre[i] : (double) ((i * (start + 1) + start) % s + 1) / s;
      for (int round = 0; round < 8; round++)
        {
          for (gsize i = 0; i < s; i++)
            cost[i] = 1.0 / (x[i] + 1e-4);
          if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
            return FALSE;
          if (!polish_vertex (self, x))
            break;
          gsize now = count_used (s, x);
          if (now < *width)
            {
              *width = now;
              memcpy (best, x, s * sizeof (double));
            }
        }
    }
  return TRUE;
}

typedef struct
{
  double *best; /* β coordinates */
  gsize width;
  double *low; /* of every coordinate over the vertices */
  double *high;
} Narrowest;

static gboolean
visit_narrowest (const RscPolytope *self, double *beta, gpointer user_data, gboolean *clear)
{
  Narrowest *narrowest = user_data;
  gsize s = self->n_support;

  for (gsize i = 0; i < s; i++)
    {
      narrowest->low[i] = MIN (narrowest->low[i], beta[i]);
      narrowest->high[i] = MAX (narrowest->high[i], beta[i]);
    }
  if (count_used (s, beta) >= narrowest->width)
    return TRUE;
  if (!polish_vertex (self, beta))
    {
      *clear = FALSE;
      return TRUE;
    }
  if (count_used (s, beta) < narrowest->width)
    {
      narrowest->width = count_used (s, beta);
      memcpy (narrowest->best, beta, s * sizeof (double));
    }
  return TRUE;
}

gsize
rsc_polytope_find_narrowest (const RscPolytope *self,
                             GPtrArray *vertices,
                             gboolean vertices_complete,
                             gsize max_nodes,
                             double *a,
                             gboolean *proved,
                             GCancellable *cancellable,
                             GError **error)
{
  gsize s = self->n_support;
  gsize width = G_MAXSIZE;
  g_autofree double *best = g_memdup2 (self->centre, (s + 1) * sizeof (double));

  *proved = FALSE;
  if (self->dimension == 0)
    {
      memcpy (a, self->interior, self->m * sizeof (double));
      *proved = TRUE;
      return s;
    }
  for (guint v = 0; vertices != NULL && v < vertices->len; v++)
    {
      const double *vertex = g_ptr_array_index (vertices, v);
      gsize used = count_used (self->m, vertex);
      if (used < width)
        {
          width = used;
          for (gsize i = 0; i < s; i++)
            best[i] = vertex[self->support[i]] / self->weight[i];
        }
    }
  if (vertices != NULL && vertices_complete)
    {
      /* The points with the fewest non-zeros include a vertex. */
      expand (self, best, a);
      *proved = TRUE;
      return width;
    }
  if (width == G_MAXSIZE)
    width = s;
  if (!find_narrow_vertex (self, best, &width, cancellable, error))
    return 0;

  /* A branch solves a linear program, whose time grows like the square of its table: keep the time,
   * not the count. */
  double share = SEARCH_TABLE / ((double) s * (double) self->rank);
  if (share < 1.0)
    max_nodes = (gsize) ((double) max_nodes * share * share);

  /* Ask for something narrower than the best known: none is the proof. */
  while (max_nodes > 0)
    {
      gboolean found = FALSE;
      g_autofree double *upper = g_new (double, s);
      g_autofree double *x = g_new0 (double, s);
      for (gsize i = 0; i < s; i++)
        upper[i] = self->maximum[self->support[i]] / self->weight[i] * (1.0 + 1e-9);
      g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
      if (!rsc_lp_find_sparsest (lp, upper, width - 1, max_nodes, x, &found, proved, cancellable,
                                 error))
        return 0;
      if (!found)
        break;
      /* A switch that is off must be off in the equations too, not only to GLPK's tolerance. */
      if (!polish_vertex (self, x) || count_used (s, x) >= width)
        {
          *proved = FALSE;
          break;
        }
      width = count_used (s, x);
      memcpy (best, x, s * sizeof (double));
      if (*proved)
        break;
    }
  if (max_nodes > 0 && !*proved)
    {
      /* Many sets have too many vertices to list and yet few enough to look at each. */
      g_autofree double *low = g_memdup2 (best, (s + 1) * sizeof (double));
      g_autofree double *high = g_memdup2 (best, (s + 1) * sizeof (double));
      Narrowest narrowest = { best, width, low, high };
      if (!walk_bases (self, visit_narrowest, &narrowest, TRUE, proved, cancellable, error))
        return 0;
      width = narrowest.width;
      *proved = *proved && check_ranges (self, low, high);
    }
  expand (self, best, a);
  return width;
}

/* ---- nearest and random points: own arithmetic --------------------------------------------- */

/* Cholesky H = L Lᵀ in place (lower). FALSE when a pivot is not clearly positive. */
static gboolean
cholesky (gsize k, double *h)
{
  double largest = 0.0;

  for (gsize i = 0; i < k; i++)
    largest = MAX (largest, h[i * k + i]);
  for (gsize j = 0; j < k; j++)
    {
      for (gsize i = j; i < k; i++)
        h[i * k + j] -= cblas_ddot ((int) j, h + i * k, 1, h + j * k, 1);
      if (!(h[j * k + j] > 1e-15 * largest))
        return FALSE;
      double pivot = sqrt (h[j * k + j]);
      for (gsize i = j; i < k; i++)
        h[i * k + j] /= pivot;
    }
  return TRUE;
}

/* Goldfarb and Idnani's dual method for min ½||y||² s.t. G y >= h, G count × k. The active rows
 * stay independent; each step raises the dual, so it ends. Returns the number of active rows in
 * @active; FALSE through *@done when the step limit was reached. */
static gsize
nearest_to_origin (gsize count,
                   gsize k,
                   const double *g,
                   const double *h,
                   double *y,
                   gsize *active,
                   gboolean *done)
{
  gsize n_active = 0;
  gsize n_clean = 0; /* active rows whose q and t are up to date */
  g_autofree double *u = g_new0 (double, k + 1);
  g_autofree double *q = g_new0 (double, k *(k + 1));        /* orthonormalised active rows */
  g_autofree double *t = g_new0 (double, (k + 1) * (k + 1)); /* row_i = Σ_j t_ij q_j */
  g_autofree double *z = g_new0 (double, k);
  g_autofree double *along = g_new0 (double, k + 1);
  g_autofree double *r = g_new0 (double, k + 1);
  g_autofree gboolean *is_active = g_new0 (gboolean, count + 1);

  memset (y, 0, k * sizeof (double));
  *done = FALSE;
  for (gsize step = 0; step < 50 * (count + k); step++)
    {
      gsize worst = count;
      double violation = 1e-14;
      for (gsize i = 0; i < count; i++)
        {
          double short_by = h[i] - cblas_ddot ((int) k, g + i * k, 1, y, 1);
          if (!is_active[i] && short_by > violation)
            {
              violation = short_by;
              worst = i;
            }
        }
      if (worst == count)
        {
          *done = TRUE;
          break;
        }
      double multiplier = 0.0;
      while (TRUE)
        {
          const double *normal = g + worst * k;
          /* Orthonormalise the active rows that are new, or follow one that has left. */
          for (gsize i = n_clean; i < n_active; i++)
            {
              double *row = q + i * k;
              memcpy (row, g + active[i] * k, k * sizeof (double));
              memset (t + i * (k + 1), 0, (k + 1) * sizeof (double));
              for (int pass = 0; pass < 2; pass++)
                for (gsize j = 0; j < i; j++)
                  {
                    double dot = cblas_ddot ((int) k, row, 1, q + j * k, 1);
                    t[i * (k + 1) + j] += dot;
                    cblas_daxpy ((int) k, -dot, q + j * k, 1, row, 1);
                  }
              double norm = cblas_dnrm2 ((int) k, row, 1);
              t[i * (k + 1) + i] = norm;
              cblas_dscal ((int) k, 1.0 / norm, row, 1);
            }
          n_clean = n_active;
          memcpy (z, normal, k * sizeof (double));
          memset (along, 0, (k + 1) * sizeof (double));
          for (int pass = 0; pass < 2; pass++)
            for (gsize j = 0; j < n_active; j++)
              {
                double dot = cblas_ddot ((int) k, z, 1, q + j * k, 1);
                along[j] += dot;
                cblas_daxpy ((int) k, -dot, q + j * k, 1, z, 1);
              }
          /* normal = Σ r_i row_i + z: solve tᵀ r = along from the last. */
          for (gsize i = n_active; i-- > 0;)
            {
              double rest = along[i];
              for (gsize j = i + 1; j < n_active; j++)
                rest -= t[j * (k + 1) + i] * r[j];
              r[i] = rest / t[i * (k + 1) + i];
            }
          double length = cblas_ddot ((int) k, z, 1, z, 1);
          double size = cblas_ddot ((int) k, normal, 1, normal, 1);
          gboolean independent = n_active < k && length > 1e-18 * size;
          double missing = h[worst] - cblas_ddot ((int) k, normal, 1, y, 1);
          double full = independent ? missing / length : INFINITY;
          double partial = INFINITY;
          gsize leaving = n_active;
          for (gsize i = 0; i < n_active; i++)
            if (r[i] > 1e-14 && u[i] / r[i] < partial)
              {
                partial = u[i] / r[i];
                leaving = i;
              }
          double length_of_step = MIN (full, partial);
          if (!isfinite (length_of_step))
            return n_active; /* no point satisfies all: the caller falls back */
          if (independent)
            cblas_daxpy ((int) k, length_of_step, z, 1, y, 1);
          for (gsize i = 0; i < n_active; i++)
            u[i] = MAX (u[i] - length_of_step * r[i], 0.0);
          multiplier += length_of_step;
          if (full <= partial)
            {
              active[n_active] = worst;
              u[n_active] = multiplier;
              is_active[worst] = TRUE;
              n_active++;
              break;
            }
          is_active[active[leaving]] = FALSE;
          n_clean = leaving;
          for (gsize i = leaving; i + 1 < n_active; i++)
            {
              active[i] = active[i + 1];
              u[i] = u[i + 1];
            }
          n_active--;
        }
    }
  return n_active;
}

/* Walks from the interior point towards @a until a wall, should rounding have left @a outside. */
static void
pull_inside (const RscPolytope *self, double *a)
{
  double t = 1.0;

  for (gsize i = 0; i < self->m; i++)
    if (a[i] < 0.0)
      t = MIN (t, self->interior[i] / (self->interior[i] - a[i]));
  if (t < 1.0)
    for (gsize i = 0; i < self->m; i++)
      a[i] = MAX (self->interior[i] + t * (a[i] - self->interior[i]), 0.0);
}

void
rsc_polytope_project_point (const RscPolytope *self,
                            const double *wish,
                            const double *weights,
                            const double *start,
                            double *a)
{
  gsize s = self->n_support;
  gsize k = self->dimension;
  double heaviest = 0.0;
  double lightest = G_MAXDOUBLE;

  g_return_if_fail (self != NULL && wish != NULL && weights != NULL && a != NULL);
  if (k == 0)
    {
      memcpy (a, self->interior, self->m * sizeof (double));
      return;
    }
  for (gsize i = 0; i < s; i++)
    {
      heaviest = MAX (heaviest, weights[self->support[i]]);
      lightest = MIN (lightest, weights[self->support[i]]);
    }
  if (heaviest == 0.0)
    heaviest = 1.0;
  /* Norms are divided by their sum throughout, so that absolute tolerances mean something. */
  double scale = self->total;
  /* Small enough not to be seen, large enough to decide where the weights do not. */
  double tie = lightest > 1e-6 * heaviest ? 0.0 : 1e-8 * heaviest;
  const double *other = start != NULL ? start : self->interior;

  g_autofree double *hessian = g_new0 (double, k *k);
  g_autofree double *gradient = g_new0 (double, k);
  g_autofree double *g = g_new0 (double, s *k);
  g_autofree double *h = g_new0 (double, s);
  g_autofree double *y = g_new0 (double, k + 1);
  g_autofree double *z = g_new0 (double, k + 1);
  g_autofree gsize *active = g_new0 (gsize, k + 1);
  for (gsize i = 0; i < s; i++)
    {
      gsize at = self->support[i];
      const double *row = self->basis + at * k;
      double weight = weights[at] / heaviest;
      double pull = weight * (self->interior[at] / scale - wish[at] / scale)
                    + tie / heaviest * (self->interior[at] / scale - other[at] / scale);
      cblas_daxpy ((int) k, pull, row, 1, gradient, 1);
      cblas_dger (CblasRowMajor, (int) k, (int) k, weight + tie / heaviest, row, 1, row, 1, hessian,
                  (int) k);
    }
  if (!cholesky (k, hessian))
    {
      memcpy (a, self->interior, self->m * sizeof (double));
      return;
    }
  /* y = Lᵀ z + L⁻¹ gradient turns the objective into ½||y||². */
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int) k, hessian, (int) k,
               gradient, 1);
  for (gsize i = 0; i < s; i++)
    {
      double *row = g + i * k;
      memcpy (row, self->basis + self->support[i] * k, k * sizeof (double));
      cblas_dtrsv (CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int) k, hessian, (int) k,
                   row, 1);
      h[i] = cblas_ddot ((int) k, row, 1, gradient, 1) - self->interior[self->support[i]] / scale;
      double norm = cblas_dnrm2 ((int) k, row, 1);
      if (norm > ROW_CONSTANT)
        {
          cblas_dscal ((int) k, 1.0 / norm, row, 1);
          h[i] /= norm;
        }
      else
        {
          memset (row, 0, k * sizeof (double));
          h[i] = -1.0;
        }
    }
  gboolean done = FALSE;
  gsize n_active = nearest_to_origin (s, k, g, h, y, active, &done);
  for (gsize j = 0; j < k; j++)
    z[j] = y[j] - gradient[j];
  cblas_dtrsv (CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, (int) k, hessian, (int) k, z,
               1);
  memcpy (a, self->interior, self->m * sizeof (double));
  for (gsize i = 0; i < s; i++)
    a[self->support[i]] +=
      scale * cblas_ddot ((int) k, self->basis + self->support[i] * k, 1, z, 1);
  /* On active walls exactly: a short step of least norm in the orthonormal basis. */
  if (n_active > 0 && done)
    {
      g_autofree double *walls = g_new0 (double, k *n_active);
      g_autofree double *value = g_new0 (double, n_active);
      g_autofree double *gram = g_new0 (double, n_active *n_active);
      for (gsize j = 0; j < n_active; j++)
        {
          gsize at = self->support[active[j]];
          memcpy (walls + j * k, self->basis + at * k, k * sizeof (double));
          value[j] = a[at];
        }
      cblas_dgemm (CblasRowMajor, CblasNoTrans, CblasTrans, (int) n_active, (int) n_active, (int) k,
                   1.0, walls, (int) k, walls, (int) k, 0.0, gram, (int) n_active);
      if (cholesky (n_active, gram))
        {
          cblas_dtrsv (CblasRowMajor, CblasLower, CblasNoTrans, CblasNonUnit, (int) n_active, gram,
                       (int) n_active, value, 1);
          cblas_dtrsv (CblasRowMajor, CblasLower, CblasTrans, CblasNonUnit, (int) n_active, gram,
                       (int) n_active, value, 1);
          memset (z, 0, k * sizeof (double));
          for (gsize j = 0; j < n_active; j++)
            cblas_daxpy ((int) k, -value[j], walls + j * k, 1, z, 1);
          for (gsize i = 0; i < s; i++)
            a[self->support[i]] +=
              cblas_ddot ((int) k, self->basis + self->support[i] * k, 1, z, 1);
        }
      for (gsize j = 0; j < n_active; j++)
        if (fabs (a[self->support[active[j]]]) <= 1e-13 * self->total)
          a[self->support[active[j]]] = 0.0;
    }
  /* Rounding may leave a degenerate wall crossed by an ulp or two; that much is cut off. */
  for (gsize i = 0; i < s; i++)
    if (a[self->support[i]] < 0.0 && a[self->support[i]] > -1e-13 * self->total)
      a[self->support[i]] = 0.0;
  pull_inside (self, a);
}

void
rsc_polytope_sample (const RscPolytope *self, guint64 seed, double *a)
{
  gsize s = self->n_support;
  gsize k = self->dimension;

  g_return_if_fail (self != NULL && a != NULL);
  memcpy (a, self->interior, self->m * sizeof (double));
  if (k == 0)
    return;
  gsl_rng *rng = rsc_random_new (seed);
  g_autofree double *beta = g_memdup2 (self->centre, s * sizeof (double));
  g_autofree double *direction = g_new (double, s);
  g_autofree double *z = g_new (double, k);
  gsize steps = 300 + 40 * k;
  for (gsize step = 0; step < steps; step++)
    {
      double low = -G_MAXDOUBLE;
      double high = G_MAXDOUBLE;
      /* A normal vector projected on the null space: the same whatever basis LAPACK returned. */
      for (gsize i = 0; i < s; i++)
        direction[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k,
                   direction, 1, 0.0, z, 1);
      cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) s, (int) k, 1.0, self->null_basis, (int) k, z,
                   1, 0.0, direction, 1);
      double share = gsl_rng_uniform_pos (rng);
      for (gsize i = 0; i < s; i++)
        {
          if (fabs (direction[i]) < 1e-14)
            continue;
          double t = -beta[i] / direction[i];
          if (direction[i] > 0.0)
            low = MAX (low, t);
          else
            high = MIN (high, t);
        }
      if (!(high > low))
        continue;
      cblas_daxpy ((int) s, low + share * (high - low), direction, 1, beta, 1);
    }
  project_onto_equations (self->rank, s, self->rows, self->rhs, beta);
  for (gsize i = 0; i < s; i++)
    a[self->support[i]] = beta[i] * self->weight[i];
  pull_inside (self, a);
  gsl_rng_free (rng);
}

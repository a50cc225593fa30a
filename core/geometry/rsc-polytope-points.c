/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Weight of the distance to the interior point where a fit leaves it open, beside the fit's own. */
#define FIT_TIE 1e-11
/* The same where weights leave a point open, beside the heaviest: small enough not to be seen,
 * large enough to decide. */
#define WEIGHTS_TIE 1e-8

/* Rows behind one that leaves the active ones, above which they are turned. */
#define TURNED_MIN 32

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
      if (!(h[j * k + j] > RSC_TOLERANCE_CHOLESKY * largest))
        return FALSE;
      double pivot = sqrt (h[j * k + j]);
      for (gsize i = j; i < k; i++)
        h[i * k + j] /= pivot;
    }
  return TRUE;
}

/* Of row_i = Σ_j t_ij q_j, i < n_active, takes row @leaving out: those behind it move up, and
 * Givens rotations of the q_j make T triangular again. O((n_active - leaving) (n_active + k)). */
static void
turn_out (gsize k, gsize n_active, gsize leaving, double *q, double *t)
{
  for (gsize i = leaving; i + 1 < n_active; i++)
    memcpy (t + i * (k + 1), t + (i + 1) * (k + 1), (k + 1) * sizeof (double));
  for (gsize j = leaving; j + 1 < n_active; j++)
    {
      const double one = t[j * (k + 1) + j], two = t[j * (k + 1) + j + 1];
      const double length = hypot (one, two);
      const double c = one / length, s = two / length;

      cblas_drot ((int) k, q + j * k, 1, q + (j + 1) * k, 1, c, s);
      cblas_drot ((int) (n_active - 1 - j), t + j * (k + 1) + j, (int) (k + 1),
                  t + j * (k + 1) + j + 1, (int) (k + 1), c, s);
      t[j * (k + 1) + j] = length;
      t[j * (k + 1) + j + 1] = 0.0;
    }
}

/* Goldfarb and Idnani's dual method for min ½||y||² s.t. G y >= h, G count × k. The active rows
 * stay independent; each step raises the dual, so it ends. Returns the number of active rows in
 * @active; FALSE through *@done when the step limit was reached. A method of its own beside
 * RscNnqp: in gated parity (96 rows, 88 dimensions) it needs 5 ms at the most where the other needs
 * 23, and a drag waits for it. */
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
      double violation = RSC_TOLERANCE_VIOLATED;
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
          gboolean independent = n_active < k && length > RSC_TOLERANCE_WALL_INDEPENDENT * size;
          double missing = h[worst] - cblas_ddot ((int) k, normal, 1, y, 1);
          double full = independent ? missing / length : INFINITY;
          double partial = INFINITY;
          gsize leaving = n_active;
          for (gsize i = 0; i < n_active; i++)
            if (r[i] > RSC_TOLERANCE_WALL_FALLS && u[i] / r[i] < partial)
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
          /* The rows behind it are orthonormalised anew, or where they are many turned. */
          if (n_active - leaving > TURNED_MIN)
            {
              turn_out (k, n_active, leaving, q, t);
              n_clean = n_active - 1;
            }
          else
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

void
rsc_polytope_pull_inside (const RscPolytope *self, double *a)
{
  double t = 1.0;

  for (gsize i = 0; i < self->m; i++)
    if (a[i] < 0.0)
      t = MIN (t, self->interior[i] / (self->interior[i] - a[i]));
  if (t < 1.0)
    for (gsize i = 0; i < self->m; i++)
      a[i] = MAX (self->interior[i] + t * (a[i] - self->interior[i]), 0.0);
}

/* The point a = interior + scale B z of the set with the least 1/2 z^T H z + gradient^T z, z the
 * coordinates in the basis B.
 * @hessian (k × k, positive definite) and @gradient (k) are used up. The interior point where H is
 * not positive definite. FALSE then, and where it took too many steps. */
static gboolean
minimise_quadratic (const RscPolytope *self, double *hessian, double *gradient, double *a)
{
  const gsize s = self->n_support, k = self->dimension;
  const double scale = self->total;
  g_autofree double *g = g_new0 (double, s *k);
  g_autofree double *h = g_new0 (double, s);
  g_autofree double *y = g_new0 (double, k + 1);
  g_autofree double *z = g_new0 (double, k + 1);
  g_autofree gsize *active = g_new0 (gsize, k + 1);

  if (!cholesky (k, hessian))
    {
      memcpy (a, self->interior, self->m * sizeof (double));
      return FALSE;
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
      if (norm > RSC_TOLERANCE_ROW_CONSTANT)
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
        if (fabs (a[self->support[active[j]]]) <= RSC_TOLERANCE_ON_WALL * self->total)
          a[self->support[active[j]]] = 0.0;
    }
  /* Rounding may leave a degenerate wall crossed by an ulp or two; that much is cut off. */
  for (gsize i = 0; i < s; i++)
    if (a[self->support[i]] < 0.0 && a[self->support[i]] > -RSC_TOLERANCE_ON_WALL * self->total)
      a[self->support[i]] = 0.0;
  rsc_polytope_pull_inside (self, a);
  return done;
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
  double tie = lightest > RSC_TOLERANCE_WEIGHTLESS * heaviest ? 0.0 : WEIGHTS_TIE * heaviest;
  const double *other = start != NULL ? start : self->interior;

  g_autofree double *hessian = g_new0 (double, k *k);
  g_autofree double *gradient = g_new0 (double, k);
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
  minimise_quadratic (self, hessian, gradient, a);
}

gboolean
rsc_polytope_fit_point (const RscPolytope *self,
                        gsize n_rows,
                        const double *v,
                        const double *target,
                        double *a)
{
  g_return_val_if_fail (self != NULL && v != NULL && target != NULL && a != NULL, FALSE);

  const gsize s = self->n_support, k = self->dimension, m = self->m;
  double largest = 0.0;

  if (k == 0)
    {
      memcpy (a, self->interior, m * sizeof (double));
      return TRUE;
    }
  g_autofree double *image = g_new0 (double, MAX (1, n_rows * k)); /* V B */
  g_autofree double *miss =
    g_new0 (double, MAX (1, n_rows)); /* V interior - target, over the scale */
  g_autofree double *hessian = g_new0 (double, k *k);
  g_autofree double *gradient = g_new0 (double, k);

  for (gsize r = 0; r < n_rows; r++)
    {
      const double *row = v + r * m;
      double sum = 0.0, size = 0.0;

      for (gsize i = 0; i < s; i++)
        {
          const gsize at = self->support[i];

          sum += row[at] * self->interior[at];
          cblas_daxpy ((int) k, row[at], self->basis + at * k, 1, image + r * k, 1);
          size += fabs (row[at]);
        }
      /* A direction that the row does not see must not be told by rounding. */
      for (gsize j = 0; j < k; j++)
        if (fabs (image[r * k + j]) <= RSC_TOLERANCE_UNSEEN * size)
          image[r * k + j] = 0.0;
      miss[r] = (sum - target[r]) / self->total;
    }
  if (n_rows > 0)
    {
      cblas_dgemm (CblasRowMajor, CblasTrans, CblasNoTrans, (int) k, (int) k, (int) n_rows, 1.0,
                   image, (int) k, image, (int) k, 0.0, hessian, (int) k);
      cblas_dgemv (CblasRowMajor, CblasTrans, (int) n_rows, (int) k, 1.0, image, (int) k, miss, 1,
                   0.0, gradient, 1);
    }
  for (gsize j = 0; j < k; j++)
    largest = MAX (largest, hessian[j * k + j]);
  /* What the rows leave open the nearness to the interior point settles. */
  for (gsize j = 0; j < k; j++)
    hessian[j * k + j] += largest > 0.0 ? FIT_TIE * largest : 1.0;
  return minimise_quadratic (self, hessian, gradient, a);
}

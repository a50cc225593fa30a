/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-view-axes.h"

#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* The direction of each coordinate in the set's own directions, of length 1; 0 for one that does
 * not vary. */
typedef struct
{
  gsize m;
  gsize k;
  double *rows;  /* m × k */
  double *width; /* m, of the range */
} Directions;

static void
directions_clear (Directions *self)
{
  g_free (self->rows);
  g_free (self->width);
}

/* With D = diag(1/a) at the interior point and D B = Q R, Q orthonormal, the ellipsoid is a = D⁻¹ Q
 * z,
 * ||z|| <= 1: row i of Q is the direction of coordinate i. */
static void
directions_init (Directions *self, const RscConvexSet *set)
{
  gsize m = rsc_convex_set_get_m (set);
  gsize k = rsc_convex_set_get_dimension (set);
  const double *a = rsc_convex_set_get_interior (set);

  self->m = m;
  self->k = k;
  self->rows = rsc_convex_set_dup_basis (set);
  self->width = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    {
      double low, high;

      rsc_convex_set_get_range (set, i, &low, &high);
      if (high - low > RSC_TOLERANCE_SUPPORT * high)
        self->width[i] = high - low;
      cblas_dscal ((int) k, a[i] > 0.0 ? 1.0 / a[i] : 0.0, self->rows + i * k, 1);
    }
  /* Gram and Schmidt, each column twice. */
  for (gsize j = 0; j < k; j++)
    {
      double *column = self->rows + j;

      for (int pass = 0; pass < 2; pass++)
        for (gsize l = 0; l < j; l++)
          cblas_daxpy ((int) m, -cblas_ddot ((int) m, self->rows + l, (int) k, column, (int) k),
                       self->rows + l, (int) k, column, (int) k);
      double size = cblas_dnrm2 ((int) m, column, (int) k);
      cblas_dscal ((int) m, size > 0.0 ? 1.0 / size : 0.0, column, (int) k);
    }
  for (gsize i = 0; i < m; i++)
    {
      double size = cblas_dnrm2 ((int) k, self->rows + i * k, 1);

      cblas_dscal ((int) k, size > 0.0 && self->width[i] > 0.0 ? 1.0 / size : 0.0,
                   self->rows + i * k, 1);
    }
}

/* Takes the direction of @axis out of all others; what is left of them keeps its length. */
static void
directions_remove (Directions *self, gsize axis)
{
  gsize k = self->k;
  g_autofree double *unit = NULL;
  double size;

  if (axis >= self->m)
    return;
  unit = g_memdup2 (self->rows + axis * k, (k + 1) * sizeof (double));
  size = cblas_dnrm2 ((int) k, unit, 1);
  if (!(size > RSC_TOLERANCE_RANK))
    return;
  cblas_dscal ((int) k, 1.0 / size, unit, 1);
  for (gsize i = 0; i < self->m; i++)
    cblas_daxpy ((int) k, -cblas_ddot ((int) k, unit, 1, self->rows + i * k, 1), unit, 1,
                 self->rows + i * k, 1);
}

static double
get_length (const Directions *self, gsize i)
{
  double length = cblas_dnrm2 ((int) self->k, self->rows + i * self->k, 1);

  return length > RSC_TOLERANCE_RANK ? length : 0.0;
}

void
rsc_view_axes_measure (const RscConvexSet *set, gsize n_axes, const gsize *axes, double *widths)
{
  Directions left;

  g_return_if_fail (set != NULL && n_axes <= 3 && widths != NULL);
  directions_init (&left, set);
  for (gsize j = 0; j < n_axes; j++)
    directions_remove (&left, axes[j]);
  for (gsize i = 0; i < left.m; i++)
    widths[i] = left.width[i] * get_length (&left, i);
  directions_clear (&left);
}

/* The sine of the angle between coordinate @i and the nearest of the @axes. */
static double
get_difference (const Directions *self, gsize i, gsize n_axes, const gsize *axes)
{
  gsize k = self->k;
  double least = 1.0;

  for (gsize j = 0; j < n_axes; j++)
    if (axes[j] < self->m)
      {
        double cosine = cblas_ddot ((int) k, self->rows + i * k, 1, self->rows + axes[j] * k, 1);
        least = MIN (least, 1.0 - cosine * cosine);
      }
  return least > RSC_TOLERANCE_RANK ? sqrt (least) : 0.0;
}

gsize
rsc_view_axes_choose (const RscConvexSet *set, gsize wanted, gsize n_axes, gsize axes[3])
{
  Directions all, left;

  g_return_val_if_fail (set != NULL && wanted <= 3 && n_axes <= 3 && axes != NULL, 0);
  directions_init (&all, set);
  left = all;
  left.rows = g_memdup2 (all.rows, (all.m * all.k + 1) * sizeof (double));
  for (gsize j = 0; j < n_axes; j++)
    directions_remove (&left, axes[j]);
  while (n_axes < MIN (wanted, all.m))
    {
      gsize best = G_MAXSIZE;
      double most[3] = { -1.0, -1.0, -1.0 };

      for (gsize i = 0; i < all.m; i++)
        {
          const double score[3] = { all.width[i] * get_length (&left, i),
                                    all.width[i] * get_difference (&all, i, n_axes, axes),
                                    all.width[i] };
          gboolean given = FALSE;
          gsize rule = 0;

          for (gsize j = 0; j < n_axes; j++)
            given = given || axes[j] == i;
          /* The first rule by which the two differ. */
          while (rule < 2 && score[rule] <= most[rule] * (1.0 + RSC_TOLERANCE_SYMMETRY)
                 && most[rule] <= score[rule] * (1.0 + RSC_TOLERANCE_SYMMETRY))
            rule++;
          if (!given && score[rule] > most[rule] * (1.0 + RSC_TOLERANCE_SYMMETRY))
            {
              best = i;
              memcpy (most, score, sizeof most);
            }
        }
      axes[n_axes++] = best;
      directions_remove (&left, best);
    }
  g_free (left.rows);
  directions_clear (&all);
  return n_axes;
}

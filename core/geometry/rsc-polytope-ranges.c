/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-polytope-private.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Marks the columns that some point of the set uses, by maximising the sum of those not yet seen
 * in use; usually two or three programs. @sum collects the optimisers. */
gboolean
rsc_polytope_find_support (gsize rank,
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
      if (fabs (slope) < RSC_TOLERANCE_ROW_CONSTANT)
        continue;
      double t = -self->centre[i] / slope;
      if (slope > 0.0)
        *low = MAX (*low, t);
      else
        *high = MIN (*high, t);
    }
}

void
rsc_polytope_range_of_segment (RscPolytope *self)
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

gboolean
rsc_polytope_range_by_programs (RscPolytope *self, GCancellable *cancellable, GError **error)
{
  gsize s = self->n_support;
  g_autoptr (RscLp) lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
  g_autofree double *cost = g_new0 (double, s);
  g_autofree double *x = g_new (double, s);
  g_autofree double *sum = g_new0 (double, s);
  g_autofree gboolean *vanishes = g_new0 (gboolean, s);
  gsize n_points = 0;

  /* The largest first: no norm is below 0, so that one which is 0 at any of the corners that are
   * met has its minimum, and needs no program of its own. */
  for (int side = 0; side < 2; side++)
    for (gsize i = 0; i < s; i++)
      {
        if (side == 1 && vanishes[i])
          continue;
        cost[i] = side == 0 ? -1.0 : 1.0;
        if (!rsc_lp_minimise (lp, cost, NULL, x, cancellable, error))
          return FALSE;
        cost[i] = 0.0;
        for (gsize k = 0; k < s; k++)
          vanishes[k] = vanishes[k] || x[k] < self->tolerance[k];
        if (x[i] < self->tolerance[i])
          x[i] = 0.0;
        (side == 0 ? self->maximum : self->minimum)[self->support[i]] = self->weight[i] * x[i];
        cblas_daxpy ((int) s, 1.0, x, 1, sum, 1);
        n_points++;
      }
  /* A norm that is the same in the whole set has two answers that differ by rounding. */
  for (gsize i = 0; i < s; i++)
    {
      double *low = &self->minimum[self->support[i]];
      double *high = &self->maximum[self->support[i]];

      if (*low > *high)
        *low = *high = 0.5 * (*low + *high);
    }
  cblas_dscal ((int) s, 1.0 / (double) n_points, sum, 1);
  rsc_polytope_put_on_equations (self->rank, s, self->rows, self->rhs, sum);
  /* Better centred than what the support programs gave, if it is as clearly inside. */
  gboolean inside = TRUE;
  for (gsize i = 0; i < s; i++)
    inside = inside && sum[i] > 0.0;
  if (inside)
    memcpy (self->centre, sum, s * sizeof (double));
  return TRUE;
}

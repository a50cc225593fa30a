/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/geometry/rsc-open-program.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-singular.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

struct _RscOpenProgram
{
  gsize m;
  gsize n_used;
  gsize *used;
  double *weight; /* coordinate = weight × variable: the columns of the program have the length 1 */
  gsize rank;
  double *rows; /* rank × n_used, orthonormal */
  double *rhs;
};

RscOpenProgram *
rsc_open_program_new (gsize n,
                      gsize m,
                      const double *c,
                      const double *a,
                      const gboolean *used,
                      GError **error)
{
  g_return_val_if_fail (n > 0 && (m == 0 || (c != NULL && a != NULL && used != NULL)), NULL);

  g_autoptr (RscOpenProgram) self = g_new0 (RscOpenProgram, 1);
  g_autofree double *unit = g_new0 (double, n *m + 1);
  g_autofree double *point = g_new0 (double, m + 1);
  double sigma = 0.0;
  gsize s = 0;

  self->m = m;
  self->used = g_new0 (gsize, m + 1);
  self->weight = g_new0 (double, m + 1);
  for (gsize i = 0; i < m; i++)
    {
      const double norm = cblas_dnrm2 ((int) n, c + i, (int) m);

      if (!used[i] || !(norm > 0.0))
        continue;
      self->weight[s] = 1.0 / norm;
      point[s] = MAX (a[i], 0.0) * norm;
      sigma += point[s];
      self->used[s++] = i;
    }
  self->n_used = s;
  for (gsize k = 0; k < s; k++)
    {
      for (gsize r = 0; r < n; r++)
        unit[r * s + k] = c[r * m + self->used[k]] * self->weight[k];
      if (sigma > 0.0)
        {
          point[k] /= sigma;
          self->weight[k] *= sigma;
        }
    }
  self->rows = g_new0 (double, s *s + 1);
  if (s > 0 && !rsc_singular_find (n, s, unit, self->rows, NULL, &self->rank))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("The singular values of the activations could not be computed."));
      return NULL;
    }
  self->rhs = g_new0 (double, self->rank + 1);
  for (gsize i = 0; i < self->rank; i++)
    self->rhs[i] = cblas_ddot ((int) s, self->rows + i * s, 1, point, 1);
  return g_steal_pointer (&self);
}

void
rsc_open_program_free (RscOpenProgram *self)
{
  if (self == NULL)
    return;
  g_free (self->used);
  g_free (self->weight);
  g_free (self->rows);
  g_free (self->rhs);
  g_free (self);
}

gboolean
rsc_open_program_minimise_many (const RscOpenProgram *self,
                                gsize n_costs,
                                const double *costs,
                                gboolean *wanted,
                                double *minima,
                                double *points,
                                GCancellable *cancellable,
                                GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  const gsize s = self->n_used, m = self->m;
  g_autofree double *cost = g_new0 (double, s + 1);
  g_autofree double *x = g_new0 (double, s + 1);
  g_autoptr (RscLp) lp = NULL;

  if (s > 0)
    lp = rsc_lp_new (self->rank, s, self->rows, self->rhs);
  for (gsize k = 0; k < n_costs; k++)
    {
      if (!wanted[k])
        continue;
      for (gsize i = 0; i < s; i++)
        cost[i] = costs[k * m + self->used[i]] * self->weight[i];
      if (lp != NULL && !rsc_lp_minimise (lp, cost, NULL, x, cancellable, NULL))
        {
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
          continue;
        }
      wanted[k] = FALSE;
      minima[k] = cblas_ddot ((int) s, cost, 1, x, 1);
      if (points == NULL)
        continue;
      memset (points + k * m, 0, m * sizeof (double));
      for (gsize i = 0; i < s; i++)
        points[k * m + self->used[i]] = x[i] * self->weight[i];
    }
  return TRUE;
}

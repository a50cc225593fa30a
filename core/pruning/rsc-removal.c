/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/pruning/rsc-removal.h"

#include "core/numerics/rsc-number-words.h"
#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/pruning/rsc-circuit.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cblas.h>
#include <math.h>
#include <string.h>

/* Half a unit of the third digit, of the smallest number with three: rounding up adds no more. */
#define ROUNDED_UP 5e-3

/* The norm cannot fall below @least, a linear program's number; rounded down. */
static char *
format_bound (double least)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (text, sizeof text, "%.3g", least);
  if (g_ascii_strtod (text, NULL) > least * (1.0 + RSC_TOLERANCE_TIE))
    g_ascii_formatd (text, sizeof text, "%.3g", least * (1.0 - ROUNDED_UP));
  return rsc_number_words_dup (g_ascii_strtod (text, NULL), 3);
}

/* Makes @v a null vector to working precision by changing it at the basis. */
static void
sharpen_null_vector (RscPruningWalk *walk, double *v)
{
  const RscActivations *base = walk->base;

  memset (walk->residual, 0, base->n * sizeof (double));
  for (gsize i = 0; i < base->m; i++)
    if (v[i] != 0.0)
      cblas_daxpy ((int) base->n, v[i], rsc_pruning_walk_get_column (walk, i), 1, walk->residual,
                   1);
  rsc_column_factor_solve (walk->basis, walk->residual, walk->z, NULL);
  for (gsize k = 0; k < rsc_column_factor_get_n_columns (walk->basis); k++)
    v[rsc_column_factor_get_id (walk->basis, k)] -= walk->z[k];
  rsc_pruning_walk_clean (walk, v);
}

/* The null vector that changes the neurons least, relative to their norms, when the target goes:
 * least Σ β_i² with β = 1 there. It will do if no β_i is above 1, and is far cheaper than a linear
 * program. @a: r × n_active, coordinates of the contributions' directions at an orthonormal basis;
 * @x: their lengths. TRUE if it will do. */
static gboolean
find_gentle (RscPruningWalk *walk,
             gsize n_active,
             const gsize *active,
             gsize at,
             const double *a,
             const double *x,
             double *v)
{
  const int r = (int) rsc_column_factor_get_n_columns (walk->basis);
  const int columns = (int) n_active;
  g_autofree double *scaled = g_new (double, (gsize) r *n_active);
  g_autofree double *gram = g_new0 (double, (gsize) r *(gsize) r);
  g_autofree double *u = g_new (double, r);
  g_autofree double *beta = g_new0 (double, n_active);
  int info = 0;
  double most = 0.0;

  for (gsize k = 0; k < (gsize) r; k++)
    for (gsize c = 0; c < n_active; c++)
      scaled[k * n_active + c] = a[k * n_active + c] * x[c];
  /* β = e - S^T (S S^T)^{-1} S e, e the target's unit vector: its projection on the null space. */
  cblas_dsyrk (CblasRowMajor, CblasUpper, CblasNoTrans, r, columns, 1.0, scaled, columns, 0.0, gram,
               r);
  dpotrf_ ("L", &r, gram, &r, &info, 1);
  if (info != 0)
    return FALSE;
  cblas_dcopy (r, scaled + at, columns, u, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasTrans, CblasNonUnit, r, gram, r, u, 1);
  cblas_dtrsv (CblasRowMajor, CblasUpper, CblasNoTrans, CblasNonUnit, r, gram, r, u, 1);
  cblas_dgemv (CblasRowMajor, CblasTrans, r, columns, -1.0, scaled, columns, u, 1, 0.0, beta, 1);
  beta[at] += 1.0;
  if (!(beta[at] > RSC_TOLERANCE_RANK))
    return FALSE;
  for (gsize c = 0; c < n_active; c++)
    v[active[c]] = (rsc_pruning_walk_get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * x[c]
                   * beta[c] / beta[at];
  sharpen_null_vector (walk, v);
  for (gsize c = 0; c < n_active; c++)
    {
      beta[c] =
        (rsc_pruning_walk_get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * v[active[c]] / x[c];
      if (c != at)
        most = MAX (most, beta[c]);
    }
  return beta[at] > 0.5 && most <= beta[at] * (1.0 - RSC_TOLERANCE_NEAR_ZERO);
}

/* Whether a network of the same neurons with the same fit can do without @target. If so, @v is a
 * null vector of the columns of length 1 for a step that ends with norm 0 there: the one that
 * changes the others least, or else towards a network that keeps as much as possible of every other
 * neuron. If not, *@reason. FALSE with neither: @error. */
gboolean
rsc_removal_find (RscPruningWalk *walk,
                  gsize target,
                  double *v,
                  char **reason,
                  GCancellable *cancellable,
                  GError **error)
{
  const RscActivations *base = walk->base;
  const gsize m = base->m;
  g_autofree double *vectors = NULL;
  g_autofree gsize *active = g_new (gsize, MAX (m, 1));
  double strength = 0.0;
  double sum = 0.0;
  double least = 0.0;
  gsize n_active = 0;
  gsize at = 0;
  gsize p;
  gsize r;

  if (walk->factor[target] == 0.0)
    {
      *reason = g_strdup (_ ("This neuron has gone already."));
      return FALSE;
    }
  memset (v, 0, m * sizeof (double));
  if (base->lengths[target] == 0.0)
    {
      v[target] = 1.0;
      return TRUE;
    }
  rsc_pruning_walk_complete (walk);
  p = rsc_circuit_list_null_vectors (walk, &vectors);
  for (gsize j = 0; j < p; j++)
    strength = MAX (strength, fabs (vectors[j * m + target]));
  if (strength <= RSC_TOLERANCE_RANK)
    {
      *reason = g_strdup (_ ("This neuron's activations are independent of the others'."));
      return FALSE;
    }

  /* x_i: share of neuron i in the sum of the contributions' lengths. */
  r = rsc_column_factor_get_n_columns (walk->basis);
  for (gsize i = 0; i < m; i++)
    if (walk->factor[i] != 0.0 && base->lengths[i] > 0.0)
      {
        if (i == target)
          at = n_active;
        active[n_active++] = i;
      }
  const double scale = rsc_pruning_walk_get_scale (walk);
  for (gsize c = 0; c < n_active; c++)
    sum += fabs (rsc_pruning_walk_get_length (walk, active[c])) / scale;
  g_autofree double *a = g_new0 (double, (r + 1) * (n_active + 2));
  g_autofree double *b = g_new0 (double, (r + 1) * (n_active + 2));
  g_autofree double *rhs = g_new0 (double, r + 1);
  g_autofree double *cost = g_new0 (double, n_active + 2);
  g_autofree double *x = g_new (double, n_active);
  g_autofree double *goal = g_new (double, n_active + 2);
  g_autofree double *rotated = g_new (double, r);
  for (gsize c = 0; c < n_active; c++)
    {
      double length = rsc_pruning_walk_get_length (walk, active[c]);

      x[c] = fabs (length) / scale / sum;
      rsc_column_factor_rotate (walk->basis, rsc_pruning_walk_get_column (walk, active[c]),
                                rotated);
      for (gsize k = 0; k < r; k++)
        {
          a[k * n_active + c] = length < 0.0 ? -rotated[k] : rotated[k];
          rhs[k] += a[k * n_active + c] * x[c];
        }
    }
  if (find_gentle (walk, n_active, active, at, a, x, v))
    return TRUE;
  memset (v, 0, m * sizeof (double));
  cost[at] = 1.0;
  {
    g_autoptr (RscLp) lp = rsc_lp_new (r, n_active, a, rhs);

    if (!rsc_lp_minimise (lp, cost, &least, goal, cancellable, error))
      return FALSE;
  }
  if (least > RSC_TOLERANCE_SUPPORT)
    {
      g_autofree char *bound =
        format_bound (least * sum * scale * base->norms[target] / base->lengths[target]);

      *reason =
        g_strdup_printf (_ ("Every network with this fit made of these neurons uses this one: its "
                            "norm is at least %s."),
                         bound);
      return FALSE;
    }

  /* x = τ x_now + s with s >= 0 and nothing at the target, τ <= 1 as large as possible. */
  for (gsize k = 0; k < r; k++)
    for (gsize c = 0; c < n_active; c++)
      if (c != at)
        {
          b[k * (n_active + 2) + c] = a[k * n_active + c];
          b[k * (n_active + 2) + n_active] += a[k * n_active + c] * x[c];
        }
  b[r * (n_active + 2) + n_active] = 1.0;
  b[r * (n_active + 2) + n_active + 1] = 1.0;
  rhs[r] = 1.0;
  memset (cost, 0, (n_active + 2) * sizeof (double));
  cost[n_active] = -1.0;
  {
    g_autoptr (RscLp) lp = rsc_lp_new (r + 1, n_active + 2, b, rhs);
    g_autofree double *point = g_new0 (double, n_active + 2);

    /* Where rounding hides that there is such a point, the vertex of the first program will do. */
    if (rsc_lp_minimise (lp, cost, NULL, point, cancellable, NULL))
      for (gsize c = 0; c < n_active; c++)
        goal[c] = point[n_active] * x[c] + point[c];
    /* With τ = 0 some others must go with the target. Which, the largest shares there say. */
    if (point[n_active] <= RSC_TOLERANCE_SUPPORT)
      {
        g_autofree double *mean = g_memdup2 (goal, n_active * sizeof (double));
        gsize count = 1;

        memset (cost, 0, (n_active + 2) * sizeof (double));
        for (gsize c = 0; c < n_active; c++)
          {
            if (c == at || mean[c] > RSC_TOLERANCE_SUPPORT)
              continue;
            cost[c] = -1.0;
            if (rsc_lp_minimise (lp, cost, NULL, point, cancellable, NULL))
              {
                for (gsize i = 0; i < n_active; i++)
                  mean[i] += point[n_active] * x[i] + point[i];
                count++;
              }
            cost[c] = 0.0;
          }
        for (gsize c = 0; c < n_active; c++)
          goal[c] = mean[c] / (double) count;
      }
    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
  }
  goal[at] = 0.0;
  for (gsize c = 0; c < n_active; c++)
    v[active[c]] =
      (rsc_pruning_walk_get_length (walk, active[c]) < 0.0 ? -1.0 : 1.0) * (x[c] - goal[c]);

  /* The linear program's rounding is larger than ours. */
  sharpen_null_vector (walk, v);
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/rsc-inside.h"

#include <glpk.h>
#include <gsl/gsl_linalg.h>
#include <math.h>

#include "core/numerics/rsc-gram.h"
#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"

/* Steps of the simplex method: far more than any cell needs. */
#define STEPS_MAX 20000

gboolean
rsc_inside_least_distance (gsize m, gsize r, const double *signed_normals, double *g)
{
  g_autofree double *u = g_new0 (double, m);
  g_autofree gsize *passive = g_new (gsize, r + 2);
  g_autofree double *residual = g_new0 (double, r + 1); /* f - E u, E = [A^T; 1^T] */
  gsize n_passive = 0;
  double sum;

  residual[r] = 1.0;
  for (gsize iteration = 0; iteration < 10 * (m + r) + 100; iteration++)
    {
      gsize best = m;
      double best_gradient = RSC_TOLERANCE_INSIDE;

      for (gsize i = 0; i < m; i++)
        {
          double gradient = residual[r] + rsc_gram_dot_short (r, signed_normals + i * r, residual);
          gboolean is_passive = FALSE;

          for (gsize k = 0; k < n_passive; k++)
            is_passive = is_passive || passive[k] == i;
          if (!is_passive && gradient > best_gradient)
            {
              best = i;
              best_gradient = gradient;
            }
        }
      if (best == m || n_passive > r)
        break;
      passive[n_passive++] = best;

      for (gboolean feasible = FALSE; !feasible && n_passive > 0;)
        {
          gsl_matrix *e = gsl_matrix_alloc (r + 1, n_passive);
          gsl_vector *tau = gsl_vector_alloc (n_passive);
          gsl_vector *f = gsl_vector_calloc (r + 1);
          gsl_vector *solution = gsl_vector_alloc (n_passive);
          gsl_vector *rest = gsl_vector_alloc (r + 1);
          double step = 1.0;

          for (gsize k = 0; k < n_passive; k++)
            {
              for (gsize l = 0; l < r; l++)
                gsl_matrix_set (e, l, k, signed_normals[passive[k] * r + l]);
              gsl_matrix_set (e, r, k, 1.0);
            }
          gsl_vector_set (f, r, 1.0);
          gsl_linalg_QR_decomp (e, tau);
          gsl_linalg_QR_lssolve (e, tau, f, solution, rest);

          feasible = TRUE;
          for (gsize k = 0; k < n_passive; k++)
            if (!(gsl_vector_get (solution, k) > 0.0))
              {
                double from = u[passive[k]];

                feasible = FALSE;
                step = fmin (step, from / (from - gsl_vector_get (solution, k)));
              }
          for (gsize k = 0; k < n_passive; k++)
            u[passive[k]] += step * (gsl_vector_get (solution, k) - u[passive[k]]);
          for (gsize l = 0; l <= r; l++)
            residual[l] = gsl_vector_get (rest, l);
          if (!feasible)
            {
              gsize kept = 0;

              for (gsize k = 0; k < n_passive; k++)
                {
                  if (u[passive[k]] > RSC_TOLERANCE_INSIDE_WEIGHT)
                    passive[kept++] = passive[k];
                  else
                    u[passive[k]] = 0.0;
                }
              if (kept == n_passive)
                kept--;
              n_passive = kept;
            }
          gsl_matrix_free (e);
          gsl_vector_free (tau);
          gsl_vector_free (f);
          gsl_vector_free (solution);
          gsl_vector_free (rest);
        }
    }

  sum = residual[r];
  if (!(sum > 0.0))
    return FALSE;
  for (gsize l = 0; l < r; l++)
    g[l] = -residual[l] / sum;
  return TRUE;
}

static gboolean
find_largest_margin (gsize m, gsize r, const double *signed_normals, gboolean exact, double *g)
{
  glp_prob *lp;
  g_autofree int *columns = g_new (int, r + 2);
  g_autofree double *values = g_new (double, r + 2);
  glp_smcp settings;
  gboolean ok;

  rsc_lp_lock ();
  lp = glp_create_prob ();
  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.it_lim = STEPS_MAX;
  glp_set_obj_dir (lp, GLP_MAX);
  glp_add_cols (lp, (int) r + 1);
  for (gsize l = 1; l <= r; l++)
    glp_set_col_bnds (lp, (int) l, GLP_DB, -1.0, 1.0);
  glp_set_col_bnds (lp, (int) r + 1, GLP_DB, 0.0, 1.0);
  glp_set_obj_coef (lp, (int) r + 1, 1.0);
  glp_add_rows (lp, (int) m);
  for (gsize i = 0; i < m; i++)
    {
      for (gsize l = 0; l < r; l++)
        {
          columns[l + 1] = (int) l + 1;
          values[l + 1] = signed_normals[i * r + l];
        }
      columns[r + 1] = (int) r + 1;
      values[r + 1] = -1.0;
      glp_set_row_bnds (lp, (int) i + 1, GLP_LO, 0.0, 0.0);
      glp_set_mat_row (lp, (int) i + 1, (int) r + 1, columns, values);
    }
  ok = (exact ? glp_exact (lp, &settings) : glp_simplex (lp, &settings)) == 0
       && glp_get_status (lp) == GLP_OPT;
  for (gsize l = 0; l < r && ok; l++)
    g[l] = glp_get_col_prim (lp, (int) l + 1);
  glp_delete_prob (lp);
  glp_free_env ();
  rsc_lp_unlock ();
  return ok;
}

gboolean
rsc_inside_largest_margin (gsize m, gsize r, const double *signed_normals, double *g)
{
  return find_largest_margin (m, r, signed_normals, FALSE, g);
}

gboolean
rsc_inside_narrow (gsize m, gsize r, double *signed_rows, double *g)
{
  g_autofree int *exponents = g_new0 (int, r);

  for (gsize k = 0; k < r; k++)
    {
      double largest = 0.0;

      for (gsize i = 0; i < m; i++)
        largest = fmax (largest, fabs (signed_rows[i * r + k]));
      (void) frexp (largest, &exponents[k]);
    }
  for (gsize i = 0; i < m; i++)
    {
      double *row = signed_rows + i * r;
      double largest = 0.0;
      int e;

      for (gsize k = 0; k < r; k++)
        {
          row[k] = ldexp (row[k], -exponents[k]);
          largest = fmax (largest, fabs (row[k]));
        }
      (void) frexp (largest, &e);
      for (gsize k = 0; k < r; k++)
        row[k] = ldexp (row[k], -e);
    }
  if (!find_largest_margin (m, r, signed_rows, TRUE, g))
    return FALSE;
  for (gsize k = 0; k < r; k++)
    g[k] = ldexp (g[k], -exponents[k]);
  return TRUE;
}

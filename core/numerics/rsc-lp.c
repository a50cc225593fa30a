/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-lp.h"

#include <glpk.h>
#include <math.h>
#include <setjmp.h>

/* The data are scaled to sum 1 with orthonormal rows, so these can be far below GLPK's 1e-7. */
#define LP_TOLERANCE 1e-10
#define LP_TOLERANCE_LOOSE 1e-8
/* Simplex iterations between two looks at the cancellable: some milliseconds. */
#define SLICE 100

struct _RscLp
{
  glp_prob *prob; /* NULL after a failure inside GLPK */
  gsize n_rows;
  gsize n_columns;
  gboolean basis_known;
};

/* GLPK and cddlib keep state of their own outside any object of ours. */
static GMutex library_lock;

typedef struct
{
  gsize max_nodes;
  gsize n_nodes;
  GCancellable *cancellable;
} Search;

static void
on_glpk_failure (void *info)
{
  jmp_buf *back = info;

  longjmp (*back, 1);
}

static void
fail (RscLp *self, GError **error)
{
  self->prob = NULL;
  g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                       "A linear program over the optimal set could not be solved.");
}

/* GLPK's environment is freed by the caller when this returns FALSE: all objects in it are gone. */
static gboolean
build (RscLp *self, const double *a, const double *rhs)
{
  gsize n_rows = self->n_rows;
  gsize n_columns = self->n_columns;
  g_autofree int *row = g_new (int, n_rows *n_columns + 1);
  g_autofree int *column = g_new (int, n_rows *n_columns + 1);
  g_autofree double *value = g_new (double, n_rows *n_columns + 1);
  jmp_buf back;

  if (setjmp (back) != 0)
    {
      glp_error_hook (NULL, NULL);
      glp_free_env ();
      return FALSE;
    }
  glp_term_out (GLP_OFF);
  glp_error_hook (on_glpk_failure, &back);
  self->prob = glp_create_prob ();
  glp_set_obj_dir (self->prob, GLP_MIN);
  if (n_rows > 0)
    glp_add_rows (self->prob, (int) n_rows);
  if (n_columns > 0)
    glp_add_cols (self->prob, (int) n_columns);
  for (gsize i = 0; i < n_rows; i++)
    glp_set_row_bnds (self->prob, (int) i + 1, GLP_FX, rhs[i], rhs[i]);
  for (gsize j = 0; j < n_columns; j++)
    glp_set_col_bnds (self->prob, (int) j + 1, GLP_LO, 0.0, 0.0);
  int count = 0;
  for (gsize i = 0; i < n_rows; i++)
    for (gsize j = 0; j < n_columns; j++)
      if (a[i * n_columns + j] != 0.0)
        {
          count++;
          row[count] = (int) i + 1;
          column[count] = (int) j + 1;
          value[count] = a[i * n_columns + j];
        }
  glp_load_matrix (self->prob, count, row, column, value);
  glp_error_hook (NULL, NULL);
  return TRUE;
}

/* glp_simplex() in slices, between which the cancellable is asked. The settings' it_lim bounds the
 * whole. TRUE when the program was brought to an end and its status is known. */
static gboolean
iterate (glp_prob *prob, const glp_smcp *settings, GCancellable *cancellable)
{
  glp_smcp slice = *settings;
  int left = settings->it_lim;
  int code = GLP_EITLIM;

  while (code == GLP_EITLIM && left > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      slice.it_lim = MIN (left, SLICE);
      left -= slice.it_lim;
      code = glp_simplex (prob, &slice);
    }
  return code == 0;
}

static gboolean
run_simplex (RscLp *self, GCancellable *cancellable)
{
  glp_smcp settings;
  jmp_buf back;

  if (setjmp (back) != 0)
    {
      glp_error_hook (NULL, NULL);
      glp_free_env ();
      self->prob = NULL;
      return FALSE;
    }
  glp_error_hook (on_glpk_failure, &back);
  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.meth = GLP_PRIMAL;
  settings.tol_bnd = LP_TOLERANCE;
  settings.tol_dj = LP_TOLERANCE;
  settings.it_lim = 20000 + 50 * (int) self->n_columns;
  if (!self->basis_known)
    glp_adv_basis (self->prob, 0);
  gboolean done =
    iterate (self->prob, &settings, cancellable) && glp_get_status (self->prob) == GLP_OPT;
  if (!done && !g_cancellable_is_cancelled (cancellable))
    {
      /* Rounding can leave the tight test undecided: start afresh with a wider one. */
      settings.tol_bnd = LP_TOLERANCE_LOOSE;
      settings.tol_dj = LP_TOLERANCE_LOOSE;
      settings.meth = GLP_DUALP;
      glp_adv_basis (self->prob, 0);
      done = iterate (self->prob, &settings, cancellable) && glp_get_status (self->prob) == GLP_OPT;
    }
  if (!done && !g_cancellable_is_cancelled (cancellable))
    {
      settings.tol_bnd = 1e-7;
      settings.tol_dj = 1e-7;
      settings.meth = GLP_PRIMAL;
      glp_std_basis (self->prob);
      done = iterate (self->prob, &settings, cancellable) && glp_get_status (self->prob) == GLP_OPT;
    }
  self->basis_known = done;
  glp_error_hook (NULL, NULL);
  return done;
}

static void
on_branch (glp_tree *tree, void *info)
{
  Search *search = info;

  if (glp_ios_reason (tree) == GLP_ISELECT)
    search->n_nodes++;
  if (search->n_nodes > search->max_nodes || g_cancellable_is_cancelled (search->cancellable))
    glp_ios_terminate (tree);
}

/* Returns GLPK's MIP status, or -1 when it failed; *@finished: the tree was searched to its end. */
static int
run_search (RscLp *self,
            const double *upper,
            gsize limit,
            Search *search,
            double *x,
            gboolean *finished)
{
  int m = (int) self->n_columns;
  g_autofree int *index = g_new (int, m + 1);
  g_autofree double *value = g_new (double, m + 1);
  glp_smcp simplex;
  glp_iocp settings;
  jmp_buf back;

  *finished = FALSE;
  if (setjmp (back) != 0)
    {
      glp_error_hook (NULL, NULL);
      glp_free_env ();
      self->prob = NULL;
      return -1;
    }
  glp_error_hook (on_glpk_failure, &back);
  int first = glp_add_cols (self->prob, m);
  int link = glp_add_rows (self->prob, m + 1);
  for (int j = 0; j < m; j++)
    {
      glp_set_obj_coef (self->prob, j + 1, 0.0);
      glp_set_col_kind (self->prob, first + j, GLP_BV);
      glp_set_obj_coef (self->prob, first + j, 1.0);
      glp_set_row_bnds (self->prob, link + j, GLP_UP, 0.0, 0.0);
      int pair[3] = { 0, j + 1, first + j };
      double row[3] = { 0.0, 1.0, -upper[j] };
      glp_set_mat_row (self->prob, link + j, 2, pair, row);
      index[j + 1] = first + j;
      value[j + 1] = 1.0;
    }
  glp_set_row_bnds (self->prob, link + m, GLP_UP, 0.0, (double) limit);
  glp_set_mat_row (self->prob, link + m, m, index, value);
  glp_adv_basis (self->prob, 0);

  glp_init_smcp (&simplex);
  simplex.msg_lev = GLP_MSG_OFF;
  simplex.tol_bnd = 1e-9;
  simplex.tol_dj = 1e-9;
  glp_init_iocp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.tol_int = 1e-7;
  settings.cb_func = on_branch;
  settings.cb_info = search;
  int status = -1;
  if (iterate (self->prob, &simplex, search->cancellable))
    {
      int relaxed = glp_get_status (self->prob);
      if (relaxed == GLP_NOFEAS)
        {
          status = GLP_NOFEAS;
          *finished = TRUE;
        }
      else if (relaxed == GLP_OPT)
        {
          int code = glp_intopt (self->prob, &settings);
          status = glp_mip_status (self->prob);
          *finished = code == 0 && (status == GLP_OPT || status == GLP_NOFEAS);
          if (status == GLP_OPT || status == GLP_FEAS)
            for (int j = 0; j < m; j++)
              {
                gboolean on = glp_mip_col_val (self->prob, first + j) > 0.5;
                x[j] = on ? MAX (glp_mip_col_val (self->prob, j + 1), 0.0) : 0.0;
              }
        }
    }
  glp_error_hook (NULL, NULL);
  return status;
}

RscLp *
rsc_lp_new (gsize n_rows, gsize n_columns, const double *a, const double *rhs)
{
  RscLp *self = g_new0 (RscLp, 1);

  rsc_lp_lock ();
  self->n_rows = n_rows;
  self->n_columns = n_columns;
  if (!build (self, a, rhs))
    self->prob = NULL;
  return self;
}

gboolean
rsc_lp_minimise (RscLp *self,
                 const double *cost,
                 double *minimum,
                 double *x,
                 GCancellable *cancellable,
                 GError **error)
{
  double scale = 0.0;
  double value = 0.0;

  g_return_val_if_fail (self != NULL, FALSE);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->prob == NULL)
    {
      fail (self, error);
      return FALSE;
    }
  for (gsize j = 0; j < self->n_columns; j++)
    scale = MAX (scale, fabs (cost[j]));
  if (scale == 0.0)
    scale = 1.0;
  for (gsize j = 0; j < self->n_columns; j++)
    glp_set_obj_coef (self->prob, (int) j + 1, cost[j] / scale);
  if (!run_simplex (self, cancellable))
    {
      if (self->prob != NULL && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (self->prob == NULL)
        fail (self, error);
      else
        g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                             "A linear program over the optimal set found no optimum.");
      return FALSE;
    }
  for (gsize j = 0; j < self->n_columns; j++)
    {
      double xj = MAX (glp_get_col_prim (self->prob, (int) j + 1), 0.0);
      value += cost[j] * xj;
      if (x != NULL)
        x[j] = xj;
    }
  if (minimum != NULL)
    *minimum = value;
  return TRUE;
}

gboolean
rsc_lp_find_sparsest (RscLp *self,
                      const double *upper,
                      gsize limit,
                      gsize max_nodes,
                      double *x,
                      gboolean *found,
                      gboolean *proved,
                      GCancellable *cancellable,
                      GError **error)
{
  Search search = { max_nodes, 0, cancellable };

  g_return_val_if_fail (self != NULL, FALSE);
  *found = FALSE;
  *proved = FALSE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->prob == NULL)
    {
      fail (self, error);
      return FALSE;
    }
  int status = run_search (self, upper, limit, &search, x, proved);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (self->prob == NULL)
    {
      fail (self, error);
      return FALSE;
    }
  *found = status == GLP_OPT || status == GLP_FEAS;
  return TRUE;
}

void
rsc_lp_free (RscLp *self)
{
  /* Frees the problem and everything else that GLPK keeps for this thread. */
  glp_free_env ();
  g_free (self);
  rsc_lp_unlock ();
}

void
rsc_lp_lock (void)
{
  g_mutex_lock (&library_lock);
}

void
rsc_lp_unlock (void)
{
  g_mutex_unlock (&library_lock);
}

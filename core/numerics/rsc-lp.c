/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-lp.h"

#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <glpk.h>
#include <math.h>
#include <setjmp.h>

/* Simplex iterations until the first look at the cancellable, some milliseconds, and how much
 * longer each following stretch is: GLPK starts its defence against stalling anew in each. */
#define SLICE 100
#define SLICE_GROWTH 2
/* Iterations after which a pivoting rule is given up: FIRST and this for each row and column. What
 * ends at all takes some three for each row. */
#define ITERATIONS_FIRST 1000
#define ITERATIONS_EACH 20
/* Entries of the table up to which exact arithmetic is tried when all else fails: it cannot be
 * interrupted, and its numbers grow with every pivot. */
#define EXACT_ENTRIES 800
#define EXACT_ITERATIONS 300

struct _RscLp
{
  glp_prob *prob; /* NULL after a failure inside GLPK */
  gsize n_rows;
  gsize n_columns;
  gboolean basis_known;
  gboolean is_unbounded; /* some way saw the last costs fall without an end */
  double scale;          /* of the last costs */
};

/* GLPK and cddlib keep state of their own outside any object of ours. */
static GMutex library_lock;

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
                       _ ("A linear program over the optimal set could not be solved."));
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

/* One way to solve a program. */
typedef struct
{
  int method;
  double tolerance;
  int pricing;
  int ratio_test;
  gboolean presolve;
  enum
  {
    BASIS_KEPT,
    BASIS_ADVANCED,
    BASIS_STANDARD,
  } basis;
} Way;

/* Tried in this order. Rounding can leave a tight test undecided, and a pivoting rule can go round
 * in circles where many walls meet. */
static const Way ways[] = {
  { GLP_PRIMAL, RSC_TOLERANCE_LP, GLP_PT_PSE, GLP_RT_HAR, FALSE, BASIS_KEPT },
  { GLP_DUALP, RSC_TOLERANCE_LP_LOOSE, GLP_PT_PSE, GLP_RT_HAR, FALSE, BASIS_ADVANCED },
  { GLP_PRIMAL, RSC_TOLERANCE_LP_LAST, GLP_PT_STD, GLP_RT_STD, FALSE, BASIS_STANDARD },
  { GLP_DUALP, RSC_TOLERANCE_LP_LAST, GLP_PT_PSE, GLP_RT_HAR, TRUE, BASIS_KEPT },
};

/* Whether GLPK ended at an optimum; remembers where it saw that there is none. */
static gboolean
ends_well (RscLp *self, int code)
{
  const int status = code == 0 ? glp_get_status (self->prob) : GLP_UNDEF;

  self->is_unbounded = self->is_unbounded || status == GLP_UNBND;
  return status == GLP_OPT;
}

/* glp_simplex() in slices, between which the cancellable is asked. TRUE when an optimum was
 * found. */
static gboolean
iterate (RscLp *self, const Way *way, GCancellable *cancellable)
{
  glp_smcp settings;
  int slice = SLICE;
  int left = ITERATIONS_FIRST + ITERATIONS_EACH * (int) (self->n_rows + self->n_columns);
  int code = GLP_EITLIM;

  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.meth = way->method;
  settings.pricing = way->pricing;
  settings.r_test = way->ratio_test;
  settings.tol_bnd = way->tolerance;
  settings.tol_dj = way->tolerance;
  settings.presolve = way->presolve ? GLP_ON : GLP_OFF;
  if (way->basis == BASIS_STANDARD)
    glp_std_basis (self->prob);
  else if (way->basis == BASIS_ADVANCED || !self->basis_known)
    glp_adv_basis (self->prob, 0);
  while (code == GLP_EITLIM && left > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      /* After presolving there is no basis to go on from. */
      settings.it_lim = way->presolve ? left : MIN (left, slice);
      left -= settings.it_lim;
      slice *= SLICE_GROWTH;
      code = glp_simplex (self->prob, &settings);
    }
  return ends_well (self, code);
}

static gboolean
iterate_exactly (RscLp *self)
{
  glp_smcp settings;

  if (self->n_rows * self->n_columns > EXACT_ENTRIES)
    return FALSE;
  glp_init_smcp (&settings);
  settings.msg_lev = GLP_MSG_OFF;
  settings.it_lim = EXACT_ITERATIONS;
  glp_adv_basis (self->prob, 0);
  return ends_well (self, glp_exact (self->prob, &settings));
}

static gboolean
try_ways (RscLp *self, GCancellable *cancellable)
{
  for (gsize k = 0; k < G_N_ELEMENTS (ways); k++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      if (iterate (self, &ways[k], cancellable))
        return TRUE;
    }
  return !g_cancellable_is_cancelled (cancellable) && iterate_exactly (self);
}

/* @cost is divided by @scale. */
static gboolean
run_simplex (RscLp *self, const double *cost, double scale, GCancellable *cancellable)
{
  jmp_buf back;

  if (setjmp (back) != 0)
    {
      glp_error_hook (NULL, NULL);
      glp_free_env ();
      self->prob = NULL;
      return FALSE;
    }
  glp_error_hook (on_glpk_failure, &back);
  self->is_unbounded = FALSE;
  for (gsize j = 0; j < self->n_columns; j++)
    glp_set_obj_coef (self->prob, (int) j + 1, cost[j] / scale);
  self->basis_known = try_ways (self, cancellable);
  glp_error_hook (NULL, NULL);
  return self->basis_known;
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
  self->scale = scale;
  if (!run_simplex (self, cost, scale, cancellable))
    {
      if (self->prob != NULL && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (self->prob == NULL)
        fail (self, error);
      else
        g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                             _ ("A linear program over the optimal set found no optimum."));
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
rsc_lp_is_unbounded (const RscLp *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->prob != NULL && self->is_unbounded && !self->basis_known;
}

void
rsc_lp_get_duals (const RscLp *self, double *duals)
{
  g_return_if_fail (self != NULL && (self->n_rows == 0 || duals != NULL));
  for (gsize i = 0; i < self->n_rows; i++)
    duals[i] = self->scale * glp_get_row_dual (self->prob, (int) i + 1);
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

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/training/rsc-settling.h"

#include "core/numerics/rsc-lapack.h"
#include "core/numerics/rsc-span.h"
#include "core/numerics/rsc-tolerances.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/* Newton steps in all. Real cases take some tens. */
#define STEPS_MAX 3000
/* The decrease that is asked of a step, of what its slope promises. */
#define ARMIJO 1e-4
#define HALVINGS_MAX 40
/* Added to the Hessian, as a share of its mean diagonal: where neurons of one direction share a
 * norm it is singular, and rounding of the gradient must not move them. */
#define DAMPING 1e-9

typedef enum
{
  SIDE_INACTIVE,
  SIDE_ACTIVE,
  SIDE_ZERO
} Side;

typedef struct
{
  gsize n;
  gsize d;
  gsize m;
  double lambda;
  double *x; /* n × d */
  const double *y;
  double *lengths; /* n */
  gboolean gated;
  double *gates;  /* m × d or NULL */
  double *w;      /* m × d */
  int *signs;     /* m */
  gsize *origins; /* m: which neuron of the network it was */
  guint8 *sides;  /* m × n */

  /* The face: */
  double *basis; /* m × (d × d): the first n_free[i] columns, each d values, span neuron i's face */
  gsize *n_free;  /* m */
  gsize *offset;  /* m */
  gsize size;     /* Σ n_free */
  double *design; /* size columns of n: s_i D_i X B_i */
  double *z;      /* size */
  double *r;      /* n */
  double *gradient;
  double *hessian; /* size × size */
  double *step;    /* size */
  double damping;
  double work;          /* operations so far */
  double last_value;    /* before the last step on this face, or INFINITY */
  double last_gradient; /* the same */
} Settling;

/* ---- faces --------------------------------------------------------------------------------- */

static const double *
get_row (const Settling *self, gsize k)
{
  return self->x + k * self->d;
}

static guint8 *
get_sides (const Settling *self, gsize i)
{
  return self->sides + i * self->n;
}

/* An orthonormal basis of {w : x_k·w = 0 for the rows at 0}: the unit vectors where there are none,
 * else the last columns of Q in the QR factorisation of an independent set of them. */
static void
find_basis (Settling *self, gsize i)
{
  const gsize d = self->d;
  double *basis = self->basis + i * d * d;
  const guint8 *sides = get_sides (self, i);
  g_autofree double *nothing = g_new0 (double, d);
  g_auto (RscSpan) normals;

  rsc_span_init (&normals, d);
  for (gsize k = 0; k < self->n; k++)
    if (sides[k] == SIDE_ZERO)
      {
        double *v = rsc_span_get_next (&normals);

        if (v == NULL)
          break;
        for (gsize e = 0; e < d; e++)
          v[e] = get_row (self, k)[e] / self->lengths[k];
        rsc_span_take (&normals, nothing, RSC_TOLERANCE_KINK);
      }
  self->n_free[i] = d - normals.n;
  if (normals.n == 0)
    {
      memset (basis, 0, d * d * sizeof (double));
      for (gsize e = 0; e < d; e++)
        basis[e * d + e] = 1.0;
    }
  if (normals.n == 0 || normals.n == d)
    return;
  gsl_matrix *qr = gsl_matrix_alloc (d, normals.n);
  gsl_vector *tau = gsl_vector_alloc (normals.n);
  gsl_vector *column = gsl_vector_alloc (d);

  for (gsize k = 0; k < normals.n; k++)
    for (gsize e = 0; e < d; e++)
      gsl_matrix_set (qr, e, k, normals.basis[k * d + e]);
  gsl_linalg_QR_decomp (qr, tau);
  for (gsize j = 0; j < d - normals.n; j++)
    {
      gsl_vector_set_basis (column, normals.n + j);
      gsl_linalg_QR_Qvec (qr, tau, column);
      for (gsize e = 0; e < d; e++)
        basis[j * d + e] = gsl_vector_get (column, e);
    }
  gsl_matrix_free (qr);
  gsl_vector_free (tau);
  gsl_vector_free (column);
}

/* z = B^T w, and w on its face. */
static void
snap (Settling *self, gsize i)
{
  const gsize d = self->d;
  const double *basis = self->basis + i * d * d;
  double *w = self->w + i * d;
  g_autofree double *on_face = g_new0 (double, d);

  for (gsize j = 0; j < self->n_free[i]; j++)
    cblas_daxpy ((int) d, cblas_ddot ((int) d, basis + j * d, 1, w, 1), basis + j * d, 1, on_face,
                 1);
  memcpy (w, on_face, d * sizeof (double));
}

static void
remove_neuron (Settling *self, gsize i)
{
  const gsize d = self->d, rest = self->m - 1 - i;

  memmove (self->w + i * d, self->w + (i + 1) * d, rest * d * sizeof (double));
  memmove (self->signs + i, self->signs + i + 1, rest * sizeof (int));
  memmove (self->origins + i, self->origins + i + 1, rest * sizeof (gsize));
  memmove (self->sides + i * self->n, self->sides + (i + 1) * self->n, rest * self->n);
  memmove (self->basis + i * d * d, self->basis + (i + 1) * d * d, rest * d * d * sizeof (double));
  memmove (self->n_free + i, self->n_free + i + 1, rest * sizeof (gsize));
  if (self->gates != NULL)
    memmove (self->gates + i * d, self->gates + (i + 1) * d, rest * d * sizeof (double));
  self->m--;
  self->last_value = self->last_gradient = INFINITY;
}

static double
get_norm (const Settling *self, gsize i)
{
  return cblas_dnrm2 ((int) self->d, self->w + i * self->d, 1);
}

static void
remove_small (Settling *self)
{
  double largest = 0.0;

  for (gsize i = 0; i < self->m; i++)
    largest = MAX (largest, get_norm (self, i));
  for (gsize i = self->m; i-- > 0;)
    if (get_norm (self, i) <= RSC_TOLERANCE_VANISHED * largest || self->n_free[i] == 0)
      remove_neuron (self, i);
}

/* Columns s_i D_i X B_i of all neurons, and their coordinates z. */
static void
set_face (Settling *self)
{
  const gsize n = self->n, d = self->d;

  remove_small (self);
  self->size = 0;
  for (gsize i = 0; i < self->m; i++)
    {
      const double *basis = self->basis + i * d * d;
      const guint8 *sides = get_sides (self, i);

      self->offset[i] = self->size;
      for (gsize j = 0; j < self->n_free[i]; j++, self->size++)
        {
          double *column = self->design + self->size * n;

          cblas_dgemv (CblasRowMajor, CblasNoTrans, (int) n, (int) d, self->signs[i], self->x,
                       (int) d, basis + j * d, 1, 0.0, column, 1);
          for (gsize k = 0; k < n; k++)
            if (sides[k] != SIDE_ACTIVE)
              column[k] = 0.0;
          self->z[self->size] = cblas_ddot ((int) d, basis + j * d, 1, self->w + i * d, 1);
        }
    }
}

/* ---- the objective on the face ------------------------------------------------------------- */

/* Its value at z + t step; the residual there into self->r. */
static double
evaluate (Settling *self, double t)
{
  double penalty = 0.0;
  g_autofree double *z = g_memdup2 (self->z, MAX (1, self->size) * sizeof (double));

  if (t != 0.0)
    cblas_daxpy ((int) self->size, t, self->step, 1, z, 1);
  memcpy (self->r, self->y, self->n * sizeof (double));
  if (self->size > 0)
    cblas_dgemv (CblasColMajor, CblasNoTrans, (int) self->n, (int) self->size, -1.0, self->design,
                 (int) self->n, z, 1, 1.0, self->r, 1);
  for (gsize i = 0; i < self->m; i++)
    penalty += cblas_dnrm2 ((int) self->n_free[i], z + self->offset[i], 1);
  return 0.5 * cblas_ddot ((int) self->n, self->r, 1, self->r, 1) + self->lambda * penalty;
}

/* The gradient at z, from the residual there. Returns the largest of a neuron, in units of λ. */
static double
find_gradient (Settling *self)
{
  double largest = 0.0;

  if (self->size == 0)
    return 0.0;
  cblas_dgemv (CblasColMajor, CblasTrans, (int) self->n, (int) self->size, -1.0, self->design,
               (int) self->n, self->r, 1, 0.0, self->gradient, 1);
  for (gsize i = 0; i < self->m; i++)
    {
      const gsize q = self->n_free[i];
      const double *z = self->z + self->offset[i];
      double *g = self->gradient + self->offset[i];

      cblas_daxpy ((int) q, self->lambda / cblas_dnrm2 ((int) q, z, 1), z, 1, g, 1);
      largest = MAX (largest, cblas_dnrm2 ((int) q, g, 1) / self->lambda);
    }
  return largest;
}

/* step = -(H + damping I)^-1 gradient, H = A^T A + λ blockdiag ((I - ẑẑ^T) / ||z||). */
static gboolean
find_step (Settling *self)
{
  const int size = (int) self->size, one = 1;
  g_autofree int *pivots = g_new (int, self->size);
  int info = 0;
  double trace = 0.0;

  self->work += (double) self->size * self->size * (self->n + 0.7 * self->size);
  cblas_dgemm (CblasColMajor, CblasTrans, CblasNoTrans, size, size, (int) self->n, 1.0,
               self->design, (int) self->n, self->design, (int) self->n, 0.0, self->hessian, size);
  for (gsize i = 0; i < self->m; i++)
    {
      const gsize q = self->n_free[i], at = self->offset[i];
      const double *z = self->z + at;
      const double norm = cblas_dnrm2 ((int) q, z, 1);

      for (gsize a = 0; a < q; a++)
        for (gsize b = 0; b < q; b++)
          self->hessian[(at + a) * self->size + at + b] +=
            self->lambda / norm * ((a == b ? 1.0 : 0.0) - z[a] / norm * z[b] / norm);
    }
  for (gsize a = 0; a < self->size; a++)
    trace += self->hessian[a * self->size + a];
  for (gsize a = 0; a < self->size; a++)
    {
      self->hessian[a * self->size + a] += self->damping * trace / size;
      self->step[a] = -self->gradient[a];
    }
  dgesv_ (&size, &one, self->hessian, &size, pivots, self->step, &size, &info);
  for (gsize a = 0; a < self->size; a++)
    if (!isfinite (self->step[a]))
      return FALSE;
  return info == 0;
}

/* How far along the step the first activation gets to 0: *@neuron and *@row, or the neuron
 * G_MAXSIZE when none does within all of it. */
static double
find_first_zero (const Settling *self, gsize *neuron, gsize *row)
{
  double first = 1.0;

  *neuron = G_MAXSIZE;
  for (gsize i = 0; i < self->m && !self->gated; i++)
    {
      const gsize d = self->d;
      const guint8 *sides = get_sides (self, i);
      g_autofree double *change = g_new0 (double, d);

      for (gsize j = 0; j < self->n_free[i]; j++)
        cblas_daxpy ((int) d, self->step[self->offset[i] + j], self->basis + (i * d + j) * d, 1,
                     change, 1);
      for (gsize k = 0; k < self->n; k++)
        {
          if (sides[k] == SIDE_ZERO || self->lengths[k] == 0.0)
            continue;
          const double side = sides[k] == SIDE_ACTIVE ? 1.0 : -1.0;
          const double value =
            MAX (0.0, side * cblas_ddot ((int) d, get_row (self, k), 1, self->w + i * d, 1));
          const double slope = side * cblas_ddot ((int) d, get_row (self, k), 1, change, 1);

          if (slope < 0.0 && value < -slope * first)
            {
              first = value / -slope;
              *neuron = i;
              *row = k;
            }
        }
    }
  return first;
}

static void
walk (Settling *self, double t)
{
  const gsize d = self->d;

  cblas_daxpy ((int) self->size, t, self->step, 1, self->z, 1);
  for (gsize i = 0; i < self->m; i++)
    {
      double *w = self->w + i * d;

      memset (w, 0, d * sizeof (double));
      for (gsize j = 0; j < self->n_free[i]; j++)
        cblas_daxpy ((int) d, self->z[self->offset[i] + j], self->basis + (i * d + j) * d, 1, w, 1);
    }
}

/* ---- kinks --------------------------------------------------------------------------------- */

/* How row k at 0 pulls neuron i: the multipliers γ with Σ γ_k x_k = λ u - s X^T D r over its rows
 * at 0. With q = s r_k the objective changes at the rate γ - q per unit of activation towards the
 * active side, at -γ towards the other. The side of the steepest fall of all, in units of λ per
 * unit of length; FALSE when none goes down. */
static gboolean
find_pull (const Settling *self, gsize *neuron, gsize *row, Side *side)
{
  double steepest = RSC_TOLERANCE_PULL;
  gboolean found = FALSE;

  for (gsize i = 0; i < self->m && !self->gated; i++)
    {
      const gsize d = self->d;
      const guint8 *sides = get_sides (self, i);
      const double norm = get_norm (self, i);
      g_autofree gsize *rows = g_new (gsize, self->n);
      gsize count = 0;

      for (gsize k = 0; k < self->n; k++)
        if (sides[k] == SIDE_ZERO)
          rows[count++] = k;
      if (count == 0)
        continue;

      const gsize longer = MAX (count, d);
      g_autofree double *a = g_new (double, d *count);
      g_autofree double *gamma = g_new0 (double, longer);
      g_autofree int *pivots = g_new0 (int, count);
      const int rows_of_a = (int) d, columns = (int) count, one = 1, length = (int) longer;
      const double rcond = RSC_TOLERANCE_KINK;
      int rank, info, work_size = -1;
      double work_wanted;

      for (gsize j = 0; j < count; j++)
        for (gsize e = 0; e < d; e++)
          a[j * d + e] = get_row (self, rows[j])[e] / self->lengths[rows[j]];
      for (gsize e = 0; e < d; e++)
        gamma[e] = self->lambda * self->w[i * d + e] / norm;
      for (gsize k = 0; k < self->n; k++)
        if (sides[k] == SIDE_ACTIVE)
          cblas_daxpy ((int) d, -self->signs[i] * self->r[k], get_row (self, k), 1, gamma, 1);
      dgelsy_ (&rows_of_a, &columns, &one, a, &rows_of_a, gamma, &length, pivots, &rcond, &rank,
               &work_wanted, &work_size, &info);
      work_size = (int) work_wanted;
      g_autofree double *work = g_new (double, work_size);
      dgelsy_ (&rows_of_a, &columns, &one, a, &rows_of_a, gamma, &length, pivots, &rcond, &rank,
               work, &work_size, &info);
      for (gsize j = 0; j < count; j++)
        {
          const double q = self->signs[i] * self->r[rows[j]] * self->lengths[rows[j]];
          const double up = (q - gamma[j]) / self->lambda, down = gamma[j] / self->lambda;

          if (MAX (up, down) > steepest)
            {
              steepest = MAX (up, down);
              *neuron = i;
              *row = rows[j];
              *side = up >= down ? SIDE_ACTIVE : SIDE_INACTIVE;
              found = TRUE;
            }
        }
    }
  return found;
}

static void
put_side (Settling *self, gsize i, gsize row, Side side)
{
  get_sides (self, i)[row] = (guint8) side;
  self->last_value = self->last_gradient = INFINITY;
  find_basis (self, i);
  snap (self, i);
  /* What depends on the rows at 0 is at 0 with them. */
  if (side == SIDE_ZERO && !self->gated)
    for (gsize k = 0; k < self->n; k++)
      if (self->lengths[k] > 0.0
          && fabs (cblas_ddot ((int) self->d, get_row (self, k), 1, self->w + i * self->d, 1))
               <= RSC_TOLERANCE_KINK_EXACT * self->lengths[k] * get_norm (self, i))
        get_sides (self, i)[k] = SIDE_ZERO;
}

/* ---- the descent --------------------------------------------------------------------------- */

static void
begin (Settling *self, RscDataset *dataset, const RscNetwork *network, double lambda)
{
  const gsize width = rsc_network_get_width (network);
  const gsize n = self->n = rsc_dataset_get_n (dataset);
  const gsize d = self->d = rsc_network_get_d (network);
  const double *gates = rsc_network_get_gates (network);

  self->lambda = lambda;
  self->x = rsc_dataset_dup_design (dataset, rsc_network_get_bias (network));
  self->y = rsc_dataset_get_y (dataset);
  self->lengths = g_new (double, n);
  for (gsize k = 0; k < n; k++)
    self->lengths[k] = cblas_dnrm2 ((int) d, get_row (self, k), 1);
  self->gated = gates != NULL;
  self->gates = gates != NULL ? g_new (double, MAX (1, width * d)) : NULL;
  self->w = g_new (double, MAX (1, width * d));
  self->signs = g_new (int, MAX (1, width));
  self->origins = g_new (gsize, MAX (1, width));
  self->sides = g_new0 (guint8, MAX (1, width * n));
  self->basis = g_new (double, MAX (1, width * d * d));
  self->n_free = g_new (gsize, MAX (1, width));
  self->offset = g_new (gsize, MAX (1, width));
  self->design = g_new (double, MAX (1, width * d * n));
  self->z = g_new (double, MAX (1, width * d));
  self->gradient = g_new (double, MAX (1, width * d));
  self->step = g_new (double, MAX (1, width * d));
  self->hessian = g_new (double, MAX (1, width * d * width * d));
  self->r = g_new (double, n);
  for (gsize j = 0; j < width; j++)
    {
      const gsize i = self->m;
      const int sign = rsc_network_get_convex (network, j, self->w + i * d);
      const double norm = cblas_dnrm2 ((int) d, self->w + i * d, 1);

      if (sign == 0 || norm == 0.0)
        continue;
      self->signs[i] = sign;
      self->origins[i] = j;
      if (gates != NULL)
        memcpy (self->gates + i * d, gates + j * d, d * sizeof (double));
      self->m++;
      for (gsize k = 0; k < n; k++)
        {
          const double value = cblas_ddot ((int) d, get_row (self, k), 1,
                                           (gates != NULL ? self->gates : self->w) + i * d, 1);

          get_sides (self, i)[k] = gates != NULL ? (value >= 0.0 ? SIDE_ACTIVE : SIDE_INACTIVE)
                                   : fabs (value) <= RSC_TOLERANCE_KINK * self->lengths[k] * norm
                                     ? (self->lengths[k] > 0.0 ? SIDE_ZERO : SIDE_INACTIVE)
                                   : value > 0.0 ? SIDE_ACTIVE
                                                 : SIDE_INACTIVE;
        }
      find_basis (self, i);
      snap (self, i);
    }
}

static void
end (Settling *self)
{
  g_free (self->x);
  g_free (self->lengths);
  g_free (self->gates);
  g_free (self->w);
  g_free (self->signs);
  g_free (self->origins);
  g_free (self->sides);
  g_free (self->basis);
  g_free (self->n_free);
  g_free (self->offset);
  g_free (self->design);
  g_free (self->z);
  g_free (self->gradient);
  g_free (self->step);
  g_free (self->hessian);
  g_free (self->r);
}

/* One Newton step on the face, as far as the first activation at 0. FALSE when the objective cannot
 * be lowered. */
static gboolean
step_down (Settling *self, double value, GCancellable *cancellable)
{
  gsize neuron = G_MAXSIZE, row = 0;

  for (; self->damping <= 1.0 && self->work <= RSC_SETTLING_WORK_MAX
         && !g_cancellable_is_cancelled (cancellable);
       self->damping *= 10.0)
    {
      if (!find_step (self))
        continue;
      const double slope = cblas_ddot ((int) self->size, self->gradient, 1, self->step, 1);
      const double reach = find_first_zero (self, &neuron, &row);
      double t = reach;

      if (slope >= 0.0)
        continue;
      for (guint k = 0; k < HALVINGS_MAX; k++, t *= 0.5)
        if (t == 0.0 || evaluate (self, t) <= value + ARMIJO * t * slope)
          {
            walk (self, t);
            if (t == reach && neuron != G_MAXSIZE)
              put_side (self, neuron, row, SIDE_ZERO);
            else if (t == 0.0)
              return FALSE;
            self->damping = MAX (self->damping * 0.1, DAMPING);
            return TRUE;
          }
    }
  self->damping = DAMPING;
  return FALSE;
}

static gboolean
descend (Settling *self, GCancellable *cancellable)
{
  self->damping = DAMPING;
  self->last_value = self->last_gradient = INFINITY;
  for (guint k = 0; k < STEPS_MAX && self->work <= RSC_SETTLING_WORK_MAX
                    && !g_cancellable_is_cancelled (cancellable);
       k++)
    {
      gsize neuron, row;
      Side side;
      double gradient;

      set_face (self);
      const double value = evaluate (self, 0.0);

      gradient = find_gradient (self);
      if (!isfinite (gradient) || !isfinite (value))
        return FALSE;
      /* A step that lowers neither is lost in rounding, and so are all after it. */
      const gboolean is_lower = value < self->last_value || gradient < self->last_gradient;

      self->last_value = value;
      self->last_gradient = gradient;
      if (gradient > RSC_TOLERANCE_FACE && is_lower && step_down (self, value, cancellable))
        continue;
      if (gradient > RSC_TOLERANCE_FACE_STALLED)
        return FALSE;
      /* The residual at z, not at the last trial. */
      evaluate (self, 0.0);
      if (!find_pull (self, &neuron, &row, &side))
        return TRUE;
      put_side (self, neuron, row, side);
    }
  return FALSE;
}

RscNetwork *
rsc_settling_find (RscDataset *dataset,
                   RscNetwork *network,
                   double lambda,
                   gboolean *is_settled,
                   gsize *origins,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (dataset != NULL && network != NULL && is_settled != NULL, NULL);
  g_return_val_if_fail (lambda > 0.0, NULL);

  const gsize weights = rsc_network_get_width (network) * rsc_network_get_d (network);
  Settling self = { 0 };
  RscNetwork *settled;

  *is_settled = FALSE;
  for (gsize i = 0; origins != NULL && i < rsc_network_get_width (network); i++)
    origins[i] = i;
  if (weights > RSC_SETTLING_WEIGHTS_MAX
      || weights * rsc_dataset_get_n (dataset) > RSC_SETTLING_VALUES_MAX)
    return rsc_network_ref (network);
  begin (&self, dataset, network, lambda);
  *is_settled = descend (&self, cancellable);
  settled = rsc_network_new_from_convex (self.m, self.d, rsc_network_get_bias (network), self.w,
                                         self.signs, self.gates);
  if (origins != NULL)
    memcpy (origins, self.origins, self.m * sizeof (gsize));
  end (&self);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    g_clear_pointer (&settled, rsc_network_unref);
  return settled;
}

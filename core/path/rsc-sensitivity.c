/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-sensitivity.h"

#include "core/numerics/rsc-lp.h"
#include "core/numerics/rsc-tolerances.h"

#include <glib/gi18n.h>
#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <math.h>
#include <string.h>

/*
 * Inside, rows of X and y are divided by powers of two near their largest values, so that no square
 * leaves the range of a double; λ and w follow.
 */
struct _RscSensitivity
{
  gatomicrefcount ref_count;
  gsize n;
  gsize d;
  gsize n_neurons;
  int x_exponent;
  int y_exponent;
  double lambda;

  gsize n_active;
  gsize *active; /* n_active neurons */
  gsize *starts; /* n_active + 1: where z_i begins */
  double *bases; /* (sum of dimensions) × d: the columns of B_i as rows */
  double *unit;  /* ẑ, all of them */

  gsize size;         /* N */
  gsl_matrix *m;      /* n × N */
  gsl_matrix *h;      /* N × N, unit diagonal */
  gsl_matrix *factor; /* Cholesky factor of h */
  gsl_vector *scale;  /* N: H = diag (1/scale) h diag (1/scale) */
  double condition;
  double margin;

  double *weight_slopes; /* n_neurons × d */
  double *norm_slopes;   /* n_neurons */
  double *fit_slopes;    /* n */
};

static int
find_exponent (gsize count, const double *values)
{
  double largest = 0.0;
  int exponent = 0;

  for (gsize i = 0; i < count; i++)
    largest = MAX (largest, fabs (values[i]));
  frexp (largest, &exponent);
  return exponent;
}

/* ---- faces --------------------------------------------------------------------------------- */

/* a = u diag(s) v^T, @a count × d; u has at least d rows. Nothing to free on failure. */
static gboolean
decompose (gsize count, gsize d, const double *a, gsl_matrix **u, gsl_matrix **v, gsl_vector **s)
{
  gsl_vector *work = gsl_vector_alloc (d);

  *u = gsl_matrix_calloc (MAX (count, d), d);
  *v = gsl_matrix_alloc (d, d);
  *s = gsl_vector_alloc (d);
  for (gsize i = 0; i < count; i++)
    for (gsize k = 0; k < d; k++)
      gsl_matrix_set (*u, i, k, a[i * d + k]);
  const int status = gsl_linalg_SV_decomp (*u, *v, *s, work);
  gsl_vector_free (work);
  if (status == 0)
    return TRUE;
  g_clear_pointer (u, gsl_matrix_free);
  g_clear_pointer (v, gsl_matrix_free);
  g_clear_pointer (s, gsl_vector_free);
  return FALSE;
}

/* The walls of the cones that a neuron's kink is on: data points k with x_k^T u = 0. */
typedef struct
{
  gsize count;
  gsize rank;
  gsize *rows;
  gsl_matrix *u; /* walls = u diag(s) v^T */
  gsl_matrix *v;
  gsl_vector *s;
} Walls;

/* Relative multipliers σ_k = ||x_k|| ρ_k/λ in the cone of one block: Σ σ_k b_k x̂_k = @force, b_k =
 * +1 where row k counts as active there, else -1. Returns the least of them, and where they are not
 * unique the largest least one. */
static double
find_least_multiplier (const Walls *walls, gsize d, const guint64 *pattern, const double *force)
{
  const gsize count = walls->count, rank = walls->rank;
  g_autofree double *along = g_new0 (double, rank);
  double least = G_MAXDOUBLE;

  for (gsize j = 0; j < rank; j++)
    for (gsize l = 0; l < d; l++)
      along[j] += gsl_matrix_get (walls->v, l, j) * force[l];
  if (count == rank)
    {
      for (gsize k = 0; k < count; k++)
        {
          double sigma = 0.0;

          for (gsize j = 0; j < rank; j++)
            sigma += gsl_matrix_get (walls->u, k, j) * along[j] / gsl_vector_get (walls->s, j);
          least = MIN (least, rsc_pattern_is_active (pattern, walls->rows[k]) ? sigma : -sigma);
        }
      return least;
    }
  /* σ_k = t + what is more: the largest t. */
  g_autofree double *a = g_new0 (double, rank *(count + 1));
  g_autofree double *cost = g_new0 (double, count + 1);
  for (gsize j = 0; j < rank; j++)
    for (gsize k = 0; k < count; k++)
      {
        const double value = gsl_matrix_get (walls->u, k, j) * gsl_vector_get (walls->s, j);
        const double signed_value =
          rsc_pattern_is_active (pattern, walls->rows[k]) ? value : -value;

        a[j * (count + 1) + k] = signed_value;
        a[j * (count + 1) + count] += signed_value;
      }
  cost[count] = -1.0;
  g_autoptr (RscLp) lp = rsc_lp_new (rank, count + 1, a, along);
  return rsc_lp_minimise (lp, cost, &least, NULL, NULL, NULL) ? -least : 0.0;
}

/* Lowers the margin to the least multiplier on the neuron's kink, over all cones that it lies in:
 * the force of block j is u - s X^T D_j r/λ. */
static void
find_margin (RscSensitivity *self,
             const RscProblem *problem,
             const RscNeuron *neuron,
             const Walls *walls,
             const double *x,
             const double *r)
{
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  const gsize d = self->d;
  g_autofree double *force = g_new (double, d);

  for (gsize b = 0; b < neuron->n_blocks; b++)
    {
      const guint64 *pattern =
        rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (neuron->blocks[b]));

      memcpy (force, neuron->direction, d * sizeof (double));
      for (gsize i = 0; i < self->n; i++)
        if (rsc_pattern_is_active (pattern, i))
          cblas_daxpy ((int) d, -neuron->sign * r[i] / self->lambda, x + i * d, 1, force, 1);
      self->margin = MIN (self->margin, find_least_multiplier (walls, d, pattern, force));
    }
}

/* Adds the face of active neuron @k to the bases. */
static gboolean
find_face (RscSensitivity *self,
           const RscProblem *problem,
           gsize k,
           const RscNeuron *neuron,
           const double *x,
           const double *r)
{
  const gsize n = self->n, d = self->d;
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  g_autofree double *unit_rows = g_new0 (double, n *d);
  g_autofree gsize *rows = g_new (gsize, n);
  Walls walls = { 0, 0, rows, NULL, NULL, NULL };

  for (gsize i = 0; i < n && !gated; i++)
    {
      const double length = cblas_dnrm2 ((int) d, x + i * d, 1);

      if (length > 0.0
          && fabs (cblas_ddot ((int) d, x + i * d, 1, neuron->direction, 1))
               <= RSC_TOLERANCE_KINK * length)
        {
          cblas_daxpy ((int) d, 1.0 / length, x + i * d, 1, unit_rows + walls.count * d, 1);
          rows[walls.count++] = i;
        }
    }
  self->starts[k + 1] = self->starts[k];
  if (!decompose (walls.count, d, unit_rows, &walls.u, &walls.v, &walls.s))
    return FALSE;
  while (walls.rank < d
         && gsl_vector_get (walls.s, walls.rank) > RSC_TOLERANCE_RANK * gsl_vector_get (walls.s, 0))
    walls.rank++;
  if (walls.rank > 0)
    find_margin (self, problem, neuron, &walls, x, r);
  for (gsize j = walls.rank; j < d; j++)
    {
      double *basis = self->bases + self->starts[k + 1]++ * d;

      for (gsize l = 0; l < d; l++)
        basis[l] = gsl_matrix_get (walls.v, l, j);
    }
  gsl_matrix_free (walls.u);
  gsl_matrix_free (walls.v);
  gsl_vector_free (walls.s);
  return walls.rank < d;
}

/* ---- the system ---------------------------------------------------------------------------- */

/* Minimal: the activations are linearly independent. */
static gboolean
is_minimal (const RscSensitivity *self, const RscOptimalSet *set)
{
  const gsize n = self->n;
  g_autofree double *columns = g_new0 (double, self->n_active *n + 1);
  gsl_matrix *u, *v;
  gsl_vector *s;
  gboolean minimal = self->n_active <= n;

  if (self->n_active == 0 || !minimal)
    return minimal;
  for (gsize k = 0; k < self->n_active; k++)
    {
      const double *activation = rsc_optimal_set_get_neuron (set, self->active[k])->activation;
      const double length = cblas_dnrm2 ((int) n, activation, 1);

      for (gsize i = 0; i < n; i++)
        columns[i * self->n_active + k] = activation[i] / length;
    }
  if (!decompose (n, self->n_active, columns, &u, &v, &s))
    return FALSE;
  minimal = gsl_vector_get (s, self->n_active - 1) > RSC_TOLERANCE_RANK * gsl_vector_get (s, 0);
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  return minimal;
}

/* M, H and its factor. @norms: of the active neurons. */
static gboolean
build (RscSensitivity *self,
       const RscProblem *problem,
       const RscOptimalSet *set,
       const double *x,
       const double *norms)
{
  const gsize n = self->n, d = self->d, size = self->size;
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);

  self->m = gsl_matrix_calloc (n, size);
  self->h = gsl_matrix_calloc (size, size);
  self->factor = gsl_matrix_alloc (size, size);
  self->scale = gsl_vector_alloc (size);
  for (gsize k = 0; k < self->n_active; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, self->active[k]);
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, neuron->pattern);

      for (gsize i = 0; i < n; i++)
        {
          const double value = cblas_ddot ((int) d, x + i * d, 1, neuron->direction, 1);

          /* Rows on the kink are orthogonal to the face. */
          if (gated ? !rsc_pattern_is_active (pattern, i)
                    : !(value > RSC_TOLERANCE_KINK * cblas_dnrm2 ((int) d, x + i * d, 1)))
            continue;
          for (gsize j = self->starts[k]; j < self->starts[k + 1]; j++)
            gsl_matrix_set (self->m, i, j,
                            neuron->sign
                              * cblas_ddot ((int) d, x + i * d, 1, self->bases + j * d, 1));
        }
    }
  gsl_blas_dgemm (CblasTrans, CblasNoTrans, 1.0, self->m, self->m, 0.0, self->h);
  for (gsize k = 0; k < self->n_active; k++)
    for (gsize i = self->starts[k]; i < self->starts[k + 1]; i++)
      for (gsize j = self->starts[k]; j < self->starts[k + 1]; j++)
        *gsl_matrix_ptr (self->h, i, j) +=
          self->lambda / norms[k] * ((i == j ? 1.0 : 0.0) - self->unit[i] * self->unit[j]);
  for (gsize i = 0; i < size; i++)
    {
      if (!(gsl_matrix_get (self->h, i, i) > 0.0))
        return FALSE;
      gsl_vector_set (self->scale, i, 1.0 / sqrt (gsl_matrix_get (self->h, i, i)));
    }
  for (gsize i = 0; i < size; i++)
    for (gsize j = 0; j < size; j++)
      *gsl_matrix_ptr (self->h, i, j) *=
        gsl_vector_get (self->scale, i) * gsl_vector_get (self->scale, j);
  gsl_matrix_memcpy (self->factor, self->h);
  if (gsl_linalg_cholesky_decomp1 (self->factor) != 0)
    return FALSE;
  gsl_vector *work = gsl_vector_alloc (3 * size);
  double reciprocal = 0.0;
  gsl_linalg_cholesky_rcond (self->factor, &reciprocal, work);
  gsl_vector_free (work);
  self->condition = 1.0 / reciprocal;
  return reciprocal > GSL_DBL_EPSILON;
}

/* z ← H^(-1) z, refined once. */
static void
solve (const RscSensitivity *self, gsl_vector *z)
{
  gsl_vector *rhs = gsl_vector_alloc (self->size);
  gsl_vector *change = gsl_vector_alloc (self->size);

  gsl_vector_mul (z, self->scale);
  gsl_vector_memcpy (rhs, z);
  gsl_linalg_cholesky_svx (self->factor, z);
  gsl_vector_memcpy (change, rhs);
  gsl_blas_dgemv (CblasNoTrans, -1.0, self->h, z, 1.0, change);
  gsl_linalg_cholesky_svx (self->factor, change);
  gsl_vector_add (z, change);
  gsl_vector_mul (z, self->scale);
  gsl_vector_free (rhs);
  gsl_vector_free (change);
}

/* @slopes: n_neurons × d, B_i z_i for the active ones and zero for the others, times
 * 2^@exponent. */
static void
expand (const RscSensitivity *self, const gsl_vector *z, int exponent, double *slopes)
{
  const gsize d = self->d;

  memset (slopes, 0, self->n_neurons * d * sizeof (double));
  for (gsize k = 0; k < self->n_active; k++)
    {
      double *w = slopes + self->active[k] * d;

      for (gsize j = self->starts[k]; j < self->starts[k + 1]; j++)
        cblas_daxpy ((int) d, gsl_vector_get (z, j), self->bases + j * d, 1, w, 1);
      for (gsize l = 0; l < d; l++)
        w[l] = ldexp (w[l], exponent);
    }
}

static void
differentiate (RscSensitivity *self)
{
  const int exponent = -2 * self->x_exponent;

  self->weight_slopes = g_new0 (double, self->n_neurons * self->d + 1);
  self->norm_slopes = g_new0 (double, self->n_neurons + 1);
  self->fit_slopes = g_new0 (double, self->n);
  if (self->size == 0)
    return;
  gsl_vector *z = gsl_vector_alloc (self->size);
  gsl_vector *fit = gsl_vector_alloc (self->n);
  for (gsize j = 0; j < self->size; j++)
    gsl_vector_set (z, j, -self->unit[j]);
  solve (self, z);
  expand (self, z, exponent, self->weight_slopes);
  for (gsize k = 0; k < self->n_active; k++)
    {
      double along = 0.0;

      for (gsize j = self->starts[k]; j < self->starts[k + 1]; j++)
        along += self->unit[j] * gsl_vector_get (z, j);
      self->norm_slopes[self->active[k]] = ldexp (along, exponent);
    }
  gsl_blas_dgemv (CblasNoTrans, 1.0, self->m, z, 0.0, fit);
  for (gsize i = 0; i < self->n; i++)
    self->fit_slopes[i] = ldexp (gsl_vector_get (fit, i), -self->x_exponent);
  gsl_vector_free (z);
  gsl_vector_free (fit);
}

/* ---- public -------------------------------------------------------------------------------- */

RscSensitivity *
rsc_sensitivity_new (RscOptimalSet *set, const double *a, GError **error)
{
  g_return_val_if_fail (set != NULL, NULL);
  if (rsc_optimal_set_is_between (set))
    {
      g_set_error_literal (
        error, RSC_ERROR, RSC_ERROR_ARGUMENT,
        _ ("Between two points of a path there is no derivative: the networks there "
           "are combinations"));
      return NULL;
    }

  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  const RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  g_autoptr (RscSensitivity) self = g_new0 (RscSensitivity, 1);
  g_autofree gboolean *used = NULL;

  g_return_val_if_fail (m == 0 || a != NULL, NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->n = rsc_problem_get_n (problem);
  self->d = rsc_problem_get_d (problem);
  self->n_neurons = m;
  self->margin = G_MAXDOUBLE;
  self->condition = 1.0;

  const gsize n = self->n, d = self->d;
  g_autofree double *x = g_memdup2 (rsc_problem_get_x (problem), n * d * sizeof (double));
  g_autofree double *r = g_memdup2 (rsc_solution_get_dual (solution), n * sizeof (double));
  g_autofree double *norms = g_new (double, m + 1);
  self->x_exponent = find_exponent (n * d, x);
  self->y_exponent = find_exponent (n, rsc_problem_get_y (problem));
  for (gsize i = 0; i < n * d; i++)
    x[i] = ldexp (x[i], -self->x_exponent);
  for (gsize i = 0; i < n; i++)
    r[i] = ldexp (r[i], -self->y_exponent);
  self->lambda = ldexp (rsc_solution_get_lambda (solution), -(self->x_exponent + self->y_exponent));

  self->active = g_new (gsize, m + 1);
  self->starts = g_new0 (gsize, m + 1);
  self->bases = g_new0 (double, m *d *d + 1);
  self->unit = g_new0 (double, m *d + 1);
  used = g_new (gboolean, m + 1);
  rsc_optimal_set_find_used (set, a, used);
  for (gsize i = 0; i < m; i++)
    if (used[i])
      {
        norms[self->n_active] = ldexp (a[i], self->x_exponent - self->y_exponent);
        self->active[self->n_active++] = i;
      }
  if (!is_minimal (self, set))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("The network is not minimal: its neurons' activations are linearly "
                              "dependent, so it has no one way to move"));
      return NULL;
    }
  for (gsize k = 0; k < self->n_active; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, self->active[k]);

      if (!find_face (self, problem, k, neuron, x, r))
        {
          g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                               _ ("The face of a neuron's cone could not be found"));
          return NULL;
        }
      for (gsize j = self->starts[k]; j < self->starts[k + 1]; j++)
        self->unit[j] = cblas_ddot ((int) d, self->bases + j * d, 1, neuron->direction, 1);
    }
  if (self->margin < RSC_TOLERANCE_MARGIN)
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_ARGUMENT,
                           _ ("A kink is on a data point that does not hold it, so there are only "
                              "one-sided derivatives"));
      return NULL;
    }
  self->size = self->starts[self->n_active];
  if (self->size > 0 && !build (self, problem, set, x, norms))
    {
      g_set_error_literal (error, RSC_ERROR, RSC_ERROR_NUMERICAL,
                           _ ("The network is too close to one that is not minimal: its derivative "
                              "could not be computed"));
      return NULL;
    }
  differentiate (self);
  return g_steal_pointer (&self);
}

RscSensitivity *
rsc_sensitivity_ref (RscSensitivity *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
rsc_sensitivity_unref (RscSensitivity *self)
{
  g_return_if_fail (self != NULL);
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->active);
  g_free (self->starts);
  g_free (self->bases);
  g_free (self->unit);
  g_clear_pointer (&self->m, gsl_matrix_free);
  g_clear_pointer (&self->h, gsl_matrix_free);
  g_clear_pointer (&self->factor, gsl_matrix_free);
  g_clear_pointer (&self->scale, gsl_vector_free);
  g_free (self->weight_slopes);
  g_free (self->norm_slopes);
  g_free (self->fit_slopes);
  g_free (self);
}

const double *
rsc_sensitivity_get_weight_slopes (const RscSensitivity *self)
{
  return self->weight_slopes;
}

const double *
rsc_sensitivity_get_norm_slopes (const RscSensitivity *self)
{
  return self->norm_slopes;
}

const double *
rsc_sensitivity_get_fit_slopes (const RscSensitivity *self)
{
  return self->fit_slopes;
}

void
rsc_sensitivity_get_target_slopes (const RscSensitivity *self, gsize row, double *slopes)
{
  g_return_if_fail (row < self->n && slopes != NULL);
  memset (slopes, 0, self->n_neurons * self->d * sizeof (double));
  if (self->size == 0)
    return;
  gsl_vector *z = gsl_vector_alloc (self->size);
  gsl_matrix_get_row (z, self->m, row);
  solve (self, z);
  expand (self, z, -self->x_exponent, slopes);
  gsl_vector_free (z);
}

double
rsc_sensitivity_get_condition (const RscSensitivity *self)
{
  return self->condition;
}

double
rsc_sensitivity_get_margin (const RscSensitivity *self)
{
  return self->margin;
}

gboolean
rsc_path_get_tangents (const RscPath *path, gsize k, double *slopes)
{
  g_return_val_if_fail (path != NULL && k < rsc_path_get_n_points (path), FALSE);

  const RscPathPoint *point = rsc_path_get_point (path, k);
  g_autoptr (RscSensitivity) sensitivity = NULL;

  for (gsize i = 0; i < point->n_neurons; i++)
    slopes[i] = NAN;
  if (point->n_neurons == 0 || !rsc_optimal_set_is_unique (point->set))
    return FALSE;
  sensitivity = rsc_sensitivity_new (point->set, rsc_optimal_set_get_min_norm (point->set), NULL);
  if (sensitivity == NULL)
    return FALSE;
  memcpy (slopes, rsc_sensitivity_get_norm_slopes (sensitivity),
          point->n_neurons * sizeof (double));
  return TRUE;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Data at the edges of what is allowed, through everything from the data set to the network, and
 * many small random data sets. What comes out is checked against the definitions alone.
 * RELUSCOPE_FUZZ_SEED and RELUSCOPE_FUZZ_CASES ask for other and more random data. */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-cone.h"
#include "core/numerics/rsc-error.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

/* A training problem in plain numbers. @n_patterns: 0 for all. */
typedef struct
{
  gsize n;
  gsize d;
  const double *x;
  const double *y;
  gboolean bias;
  gboolean gated;
  gsize n_patterns;
} Data;

static RscProblem *
problem_of (const Data *data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset =
    rsc_dataset_new ("edge", data->n, data->d, data->x, data->y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autofree double *design = rsc_dataset_dup_design (dataset, data->bias);
  gsize d = data->d + (data->bias ? 1 : 0);
  g_autoptr (RscArrangement) arrangement =
    data->n_patterns == 0
      ? rsc_arrangement_new_all (data->n, d, design, RSC_PATTERNS_LIMIT, NULL, NULL, NULL, &error)
      : rsc_arrangement_new_sampled (data->n, d, design, data->n_patterns, 1, NULL, &error);
  g_assert_no_error (error);
  RscProblem *problem =
    rsc_problem_new (dataset, data->bias, data->gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU,
                     arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

static double
largest (gsize n, const double *v)
{
  double most = 0.0;

  for (gsize i = 0; i < n; i++)
    most = fmax (most, fabs (v[i]));
  return most;
}

static double
norm (gsize n, const double *v)
{
  double most = largest (n, v);
  double square = 0.0;

  if (!(most > 0.0))
    return 0.0;
  for (gsize i = 0; i < n; i++)
    square += (v[i] / most) * (v[i] / most);
  return most * sqrt (square);
}

static double
dot (gsize n, const double *a, const double *b)
{
  double sum = 0.0;

  for (gsize i = 0; i < n; i++)
    sum += a[i] * b[i];
  return sum;
}

/* An upper bound of ||P_K (z)||, K = {w : s_i x_i^T w >= 0}: for any ρ >= 0 the norm of z + Σ ρ_i
 * s_i x_i is one, and coordinate descent on ρ takes it to the least. Stops once it is below
 * @enough. */
static double
bound_projection (gsize n,
                  gsize d,
                  const double *x,
                  const guint64 *pattern,
                  double *z,
                  double enough)
{
  g_autofree double *rho = g_new0 (double, n);

  for (guint sweep = 0; sweep < 3000 && norm (d, z) > enough; sweep++)
    {
      double moved = 0.0;

      for (gsize i = 0; i < n; i++)
        {
          const double *row = x + i * d;
          double sign = rsc_pattern_is_active (pattern, i) ? 1.0 : -1.0;
          double square = dot (d, row, row);
          double next;

          if (square == 0.0)
            continue;
          next = fmax (0.0, rho[i] - sign * dot (d, row, z) / square);
          for (gsize k = 0; k < d; k++)
            z[k] += (next - rho[i]) * sign * row[k];
          moved = fmax (moved, fabs (next - rho[i]) * sqrt (square));
          rho[i] = next;
        }
      if (moved <= 1e-16 * enough)
        break;
    }
  return norm (d, z);
}

/* ||P_K (z)|| by trying every face: of the projections of z on the spans of faces, those that lie
 * in K are no longer than P_K (z), and that is one of them. @basis: orthonormal, of the rows whose
 * face it is. */
static double
try_faces (gsize n,
           gsize d,
           const double *x,
           const guint64 *pattern,
           const long double *z,
           gsize first,
           gsize n_basis,
           long double *basis)
{
  long double length = 0.0L, whole = 0.0L;
  gboolean inside = TRUE;
  double best = 0.0;

  for (gsize k = 0; k < d; k++)
    whole = fmaxl (whole, fabsl (z[k]));
  for (gsize i = 0; i < n && inside; i++)
    {
      long double value = 0.0L;

      for (gsize k = 0; k < d; k++)
        value += z[k] * (long double) x[i * d + k];
      if (!rsc_pattern_is_active (pattern, i))
        value = -value;
      inside = value >= -1e-14L * whole * (long double) norm (d, x + i * d);
    }
  for (gsize k = 0; k < d; k++)
    length += z[k] * z[k];
  if (inside)
    best = (double) sqrtl (length);
  if (n_basis == d)
    return best;
  for (gsize i = first; i < n; i++)
    {
      long double *q = basis + n_basis * d;
      long double rest[4];
      long double square = 0.0L, along = 0.0L;

      for (gsize k = 0; k < d; k++)
        q[k] = (long double) x[i * d + k];
      for (int pass = 0; pass < 2; pass++)
        for (gsize b = 0; b < n_basis; b++)
          {
            along = 0.0L;
            for (gsize k = 0; k < d; k++)
              along += q[k] * basis[b * d + k];
            for (gsize k = 0; k < d; k++)
              q[k] -= along * basis[b * d + k];
          }
      for (gsize k = 0; k < d; k++)
        square += q[k] * q[k];
      if (!(sqrtl (square) > 1e-11L * (long double) norm (d, x + i * d)))
        continue;
      along = 0.0L;
      for (gsize k = 0; k < d; k++)
        {
          q[k] /= sqrtl (square);
          along += q[k] * z[k];
        }
      for (gsize k = 0; k < d; k++)
        rest[k] = z[k] - along * q[k];
      best = fmax (best, try_faces (n, d, x, pattern, rest, i + 1, n_basis + 1, basis));
    }
  return best;
}

/* What makes a solution one, from X, y, λ and its blocks, on data scaled to magnitude 1. */
static void
check_solution (RscSolution *solution, double tolerance)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  double sx = largest (n * d, rsc_problem_get_x (problem));
  double sy = largest (n, rsc_problem_get_y (problem));
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *r = g_new (double, n);
  g_autofree double *z = g_new (double, d);
  double penalty = 0.0;
  double most = 0.0;
  double square = 0.0;
  double lambda;

  sx = sx > 0.0 ? sx : 1.0;
  sy = sy > 0.0 ? sy : 1.0;
  lambda = rsc_solution_get_lambda (solution) / sx / sy;
  for (gsize i = 0; i < n * d; i++)
    x[i] = rsc_problem_get_x (problem)[i] / sx;
  for (gsize i = 0; i < n; i++)
    r[i] = rsc_problem_get_y (problem)[i] / sy;

  g_assert_true (isfinite (rsc_solution_get_objective (solution)));
  g_assert_true (isfinite (rsc_solution_get_penalty (solution)));
  g_assert_true (isfinite (rsc_solution_get_squared_error (solution)));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >=, 0.0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1.0);
  g_assert_cmpint (rsc_solution_get_status (solution) == RSC_SOLUTION_CONVERGED, ==,
                   rsc_solution_get_relative_gap (solution)
                     <= rsc_solution_get_tolerance (solution));
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, tolerance);

  for (gsize b = 0; b < rsc_solution_get_n_blocks (solution); b++)
    {
      gsize block = rsc_solution_get_block (solution, b);
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
      const double *w = rsc_solution_get_w (solution, b);
      double length = norm (d, w) * (sx / sy);

      g_assert_true (isfinite (length));
      g_assert_cmpfloat (length, >, 0.0);
      penalty += length;
      for (gsize i = 0; i < n; i++)
        {
          double value = 0.0;

          for (gsize k = 0; k < d; k++)
            value += x[i * d + k] * (w[k] * (sx / sy));
          if (!gated)
            g_assert_cmpfloat (rsc_pattern_is_active (pattern, i) ? value : -value, >=,
                               -1e-9 * norm (d, x + i * d) * length);
          if (rsc_pattern_is_active (pattern, i))
            r[i] -= RSC_BLOCK_SIGN (block) * value;
        }
    }
  for (gsize i = 0; i < n; i++)
    {
      square += r[i] * r[i];
      g_assert_cmpfloat (fabs (r[i] - rsc_solution_get_residual (solution)[i] / sy), <=, 1e-8);
    }
  g_assert_cmpfloat (fabs (rsc_solution_get_penalty (solution) * (sx / sy) - penalty), <=,
                     1e-12 * penalty);

  for (gsize b = 0; b < rsc_problem_get_n_blocks (problem); b++)
    {
      gsize j = gated ? b : RSC_BLOCK_PATTERN (b);
      int sign = gated ? 1 : RSC_BLOCK_SIGN (b);
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, j);

      memset (z, 0, d * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (rsc_pattern_is_active (pattern, i))
          for (gsize k = 0; k < d; k++)
            z[k] += sign * x[i * d + k] * r[i];
      if (gated)
        most = fmax (most, norm (d, z));
      else
        {
          long double exact[4];
          long double basis[16];
          double length;

          for (gsize k = 0; k < MIN (d, 4); k++)
            exact[k] = (long double) z[k];
          length = bound_projection (n, d, x, pattern, z, lambda * (1.0 + 1e-9));
          /* Where rows are nearly parallel, descent takes for ever. */
          if (length > lambda * (1.0 + 1e-8) && d <= 4)
            length = try_faces (n, d, x, pattern, exact, 0, 0, basis);
          most = fmax (most, length);
        }
    }
  /* The gap of the certificate, from these upper bounds. */
  {
    double t = most > lambda ? lambda / most : 1.0;
    double primal = 0.5 * square + lambda * penalty;
    double fit_product = 0.0;
    double gap;

    for (gsize i = 0; i < n; i++)
      fit_product += (rsc_problem_get_y (problem)[i] / sy - r[i]) * r[i];
    gap = 0.5 * (1.0 - t) * (1.0 - t) * square + lambda * penalty - t * fit_product;
    g_assert_cmpfloat (fabs (gap), <=, (tolerance + 1e-7) * primal + 1e-300);
  }
}

/* How far the blocks are from w_b = ||w_b|| v_b / λ: the largest distance of w_b / ||w_b|| from v_b /
 * λ. The gap is of the second order in this. */
static double
measure_error (RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  const double *x = rsc_problem_get_x (problem);
  g_autoptr (RscCone) cone = rsc_cone_new (n, d, x);
  g_autofree double *v = g_new (double, d);
  double error = 0.0;

  for (gsize b = 0; b < rsc_solution_get_n_blocks (solution); b++)
    {
      gsize block = rsc_solution_get_block (solution, b);
      const double *w = rsc_solution_get_w (solution, b);
      const guint64 *pattern = rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem),
                                                            RSC_BLOCK_PATTERN (block));
      gsize n_active = 0;

      memset (v, 0, d * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (rsc_pattern_is_active (pattern, i))
          for (gsize k = 0; k < d; k++)
            v[k] += RSC_BLOCK_SIGN (block) * x[i * d + k] * rsc_solution_get_residual (solution)[i];
      if (!gated)
        rsc_cone_project (cone, pattern, v, v, NULL, &n_active);
      for (gsize k = 0; k < d; k++)
        error = fmax (error, fabs (v[k] / rsc_solution_get_lambda (solution) - w[k] / norm (d, w)));
    }
  return error;
}

/* Singular values of the columns of unit length, and the point of least squares; columns chosen by
 * the bits of @subset. Returns the rank. */
static gsize
solve_columns (const RscOptimalSet *set,
               gsize n,
               const gsize *columns,
               gsize n_columns,
               const double *fit,
               double *a,
               double *distance)
{
  gsize rows = MAX (n, n_columns);
  gsl_matrix *u;
  gsl_matrix *v;
  gsl_vector *s;
  gsl_vector *work;
  g_autofree double *scale = g_new (double, n_columns + 1);
  gsize rank = 0;

  if (distance != NULL)
    *distance = norm (n, fit);
  if (n_columns == 0)
    return 0;
  u = gsl_matrix_calloc (rows, n_columns);
  v = gsl_matrix_alloc (n_columns, n_columns);
  s = gsl_vector_alloc (n_columns);
  work = gsl_vector_alloc (n_columns);
  for (gsize c = 0; c < n_columns; c++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, columns[c]);

      scale[c] = norm (n, neuron->activation);
      for (gsize i = 0; i < n && scale[c] > 0.0; i++)
        gsl_matrix_set (u, i, c, neuron->activation[i] / scale[c]);
    }
  gsl_linalg_SV_decomp (u, v, s, work);
  while (rank < n_columns && gsl_vector_get (s, rank) > RSC_TOLERANCE_RANK * gsl_vector_get (s, 0))
    rank++;
  if (a != NULL)
    {
      g_autofree double *rest = g_memdup2 (fit, n * sizeof (double));

      memset (a, 0, n_columns * sizeof (double));
      for (gsize q = 0; q < rank; q++)
        {
          double t = 0.0;

          for (gsize i = 0; i < n; i++)
            t += gsl_matrix_get (u, i, q) * fit[i];
          for (gsize i = 0; i < n; i++)
            rest[i] -= t * gsl_matrix_get (u, i, q);
          for (gsize c = 0; c < n_columns; c++)
            a[c] += t / gsl_vector_get (s, q) * gsl_matrix_get (v, c, q);
        }
      for (gsize c = 0; c < n_columns; c++)
        a[c] /= scale[c];
      *distance = norm (n, rest);
    }
  gsl_matrix_free (u);
  gsl_matrix_free (v);
  gsl_vector_free (s);
  gsl_vector_free (work);
  return rank;
}

/* The network with norms @a has the fit and the penalty of the solution. */
static void
check_network (const RscOptimalSet *set, const double *a, double tolerance)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  gsize n = rsc_problem_get_n (problem);
  double scale = fmax (largest (n, rsc_solution_get_fit (solution)), 1e-300);
  double total = 0.0;
  g_autofree double *f = g_new (double, n);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      g_assert_true (isfinite (a[i]));
      g_assert_cmpfloat (a[i], >=, 0.0);
      total += a[i];
    }
  /* Just below λ_max the norms are differences of far larger numbers in the solver. */
  double rounding =
    4.0 * DBL_EPSILON * largest (n, rsc_problem_get_y (problem))
    / fmax (largest (n * rsc_problem_get_d (problem), rsc_problem_get_x (problem)), 1e-300);
  g_assert_cmpfloat (fabs (total - rsc_solution_get_penalty (solution)), <=,
                     tolerance * rsc_solution_get_penalty (solution) + rounding);
  rsc_network_predict (network, n, rsc_dataset_get_x (dataset), f);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (fabs (f[i] - rsc_solution_get_fit (solution)[i]), <=,
                       tolerance * scale
                         + 4.0 * DBL_EPSILON * largest (n, rsc_problem_get_y (problem)));
}

/* All vertices and the narrowest of them by trying every set of columns: the points with positive
 * norms and independent columns. */
static void
check_by_brute_force (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  gsize n = rsc_problem_get_n (rsc_solution_get_problem (solution));
  gsize m = rsc_optimal_set_get_n_neurons (set);
  const double *fit = rsc_solution_get_fit (solution);
  double total = rsc_solution_get_penalty (solution);
  gsize narrowest = G_MAXSIZE;
  gsize n_vertices = 0;

  for (guint subset = 0; subset < 1u << m; subset++)
    {
      gsize columns[16];
      double a[16];
      double distance;
      gsize k = 0;
      gboolean inside = TRUE;

      for (gsize i = 0; i < m; i++)
        if ((subset >> i) & 1)
          columns[k++] = i;
      if (k > n || solve_columns (set, n, columns, k, fit, a, &distance) < k)
        continue;
      for (gsize c = 0; c < k; c++)
        inside = inside && a[c] > RSC_TOLERANCE_SUPPORT * total;
      if (!inside || distance > 1e-8 * norm (n, fit))
        continue;
      n_vertices++;
      narrowest = MIN (narrowest, k);
    }
  g_assert_true (rsc_optimal_set_get_vertices_complete (set));
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, n_vertices);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, narrowest);
}

/* Whether two neurons of one sign are hardly apart: then it depends on the tolerance of each
 * decision which of them a vertex uses. */
static gboolean
has_near_twins (const RscOptimalSet *set, gsize d)
{
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    for (gsize j = 0; j < i; j++)
      {
        const RscNeuron *a = rsc_optimal_set_get_neuron (set, i);
        const RscNeuron *b = rsc_optimal_set_get_neuron (set, j);
        double most = 0.0;

        for (gsize k = 0; k < d; k++)
          most = fmax (most, fabs (a->direction[k] - b->direction[k]));
        if (a->sign == b->sign && a->gate == NULL && most < 1e-4)
          return TRUE;
      }
  return FALSE;
}

/* What is true of every optimal set. */
static void
check_set (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize support = rsc_optimal_set_get_n_support (set);
  gsize n_vertices = rsc_optimal_set_get_n_vertices (set);
  double total = rsc_solution_get_penalty (solution);
  double error = measure_error (solution);
  double tolerance = 1e-7 + 100.0 * error;
  g_autofree gsize *columns = g_new0 (gsize, m + 1);
  g_autofree double *a = g_new0 (double, m + 1);
  gsize k = 0;

  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);

      g_assert_cmpint (neuron->in_support, ==, i < support);
      g_assert_cmpfloat (fabs (norm (d, neuron->direction) - 1.0), <=, 1e-12);
      g_assert_cmpfloat (neuron->norm_min, >=, 0.0);
      g_assert_cmpfloat (neuron->norm_max, >=, neuron->norm_min);
      g_assert_cmpfloat (neuron->norm_max, <=, total * (1.0 + tolerance));
      /* Equicorrelated: s u^T X^T D r = λ, from the residual. */
      g_assert_cmpfloat (fabs (dot (n, neuron->activation, rsc_solution_get_residual (solution))
                                 / rsc_solution_get_lambda (solution)
                               - 1.0),
                         <=, tolerance);
      if (neuron->in_support)
        columns[k++] = i;
    }
  g_assert_cmpuint (k, ==, support);
  g_assert_cmpuint (
    rsc_optimal_set_get_rank (set), ==,
    solve_columns (set, n, columns, k, rsc_solution_get_fit (solution), NULL, NULL));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==,
                    support - rsc_optimal_set_get_rank (set));
  g_assert_cmpint (rsc_optimal_set_is_unique (set), ==,
                   rsc_optimal_set_is_trusted (set) && rsc_optimal_set_get_dimension (set) == 0);

  g_assert_cmpuint (n_vertices, >=, 1);
  for (gsize v = 0; v < n_vertices; v++)
    {
      const double *vertex = rsc_optimal_set_get_vertex (set, v);

      check_network (set, vertex, tolerance);
      k = 0;
      for (gsize i = 0; i < m; i++)
        if (vertex[i] > RSC_TOLERANCE_SUPPORT * total)
          columns[k++] = i;
      g_assert_cmpuint (k, ==, rsc_optimal_set_get_vertex_width (set, v));
      g_assert_cmpuint (k, >=, rsc_optimal_set_get_narrowest_width (set));
      g_assert_cmpuint (
        k, ==, solve_columns (set, n, columns, k, rsc_solution_get_fit (solution), NULL, NULL));
    }
  if (rsc_optimal_set_get_vertices_complete (set))
    for (gsize i = 0; i < m; i++)
      {
        const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
        double low = G_MAXDOUBLE;
        double high = 0.0;

        for (gsize v = 0; v < n_vertices; v++)
          {
            low = fmin (low, rsc_optimal_set_get_vertex (set, v)[i]);
            high = fmax (high, rsc_optimal_set_get_vertex (set, v)[i]);
          }
        g_assert_cmpfloat (fabs (low - neuron->norm_min), <=, tolerance * total);
        g_assert_cmpfloat (fabs (high - neuron->norm_max), <=, tolerance * total);
      }
  check_network (set, rsc_optimal_set_get_interior (set), tolerance);
  check_network (set, rsc_optimal_set_get_min_norm (set), tolerance);
  check_network (set, rsc_optimal_set_get_narrowest (set), tolerance);
  check_network (set, rsc_optimal_set_get_solver_point (set), tolerance);
  g_assert_cmpuint (rsc_optimal_set_count_width (set, rsc_optimal_set_get_interior (set)), ==,
                    support);
  g_assert_cmpuint (rsc_optimal_set_count_width (set, rsc_optimal_set_get_narrowest (set)), ==,
                    rsc_optimal_set_get_narrowest_width (set));
  for (guint64 seed = 1; seed <= 3; seed++)
    {
      rsc_optimal_set_sample (set, seed, a);
      check_network (set, a, tolerance);
    }
  if (m <= 10 && error < 1e-9 && !has_near_twins (set, d))
    check_by_brute_force (set);
}

static RscSolution *
solve_problem (RscProblem *problem, double lambda, double tolerance)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check_solution (solution, tolerance);
  return solution;
}

static RscOptimalSet *
set_of (RscSolution *solution)
{
  g_autoptr (GError) error = NULL;
  RscOptimalSet *set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check_set (set);
  return set;
}

static void
describe (const Data *data, double ratio)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (gsize i = 0; i < data->n; i++)
    {
      for (gsize k = 0; k < data->d; k++)
        g_string_append_printf (csv, "%.17g,", data->x[i * data->d + k]);
      g_string_append_printf (csv, "%.17g%s", data->y[i], i + 1 < data->n ? "; " : "");
    }
  g_test_message ("%s, %s, lambda ratio %.17g: %s", data->gated ? "gated" : "relu",
                  data->bias ? "bias" : "no bias", ratio, csv->str);
}

/* Everything at λ = @ratio λ_max. */
static RscOptimalSet *
run (const Data *data, double ratio, guint *n_open)
{
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (RscSolution) solution = NULL;

  describe (data, ratio);
  problem = problem_of (data);
  g_assert_true (isfinite (rsc_problem_get_lambda_max (problem)));
  g_assert_cmpfloat (rsc_problem_get_lambda_max (problem), >=, 0.0);
  if (rsc_problem_get_lambda_max (problem) == 0.0)
    {
      solution = solve_problem (problem, 1.0, RSC_TOLERANCE_GAP);
      g_assert_cmpuint (rsc_solution_get_n_blocks (solution), ==, 0);
    }
  else
    {
      /* With a λ this small the last digits of the gap can be out of reach; it is said then. */
      solution = solve_problem (problem, ratio * rsc_problem_get_lambda_max (problem),
                                ratio < 1e-2 ? 1e-6 : RSC_TOLERANCE_GAP);
      if (rsc_solution_get_status (solution) != RSC_SOLUTION_CONVERGED)
        {
          (*n_open)++;
          return NULL;
        }
    }
  return set_of (solution);
}

/* The solution at @lambda with every check; its optimal set too. */
static RscSolution *
solve_data (const Data *data, double lambda)
{
  g_autoptr (RscProblem) problem = problem_of (data);
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (RscOptimalSet) set = NULL;

  describe (data, lambda / rsc_problem_get_lambda_max (problem));
  solution = solve_problem (problem, lambda, RSC_TOLERANCE_GAP);
  set = set_of (solution);
  return g_steal_pointer (&solution);
}

static double
lambda_max_of (const Data *data)
{
  g_autoptr (RscProblem) problem = problem_of (data);

  return rsc_problem_get_lambda_max (problem);
}

static void
check_near (double value, double expected, double tolerance)
{
  g_assert_true (isfinite (value));
  g_assert_cmpfloat (fabs (value - expected), <=, tolerance);
}

/* @fit is @factor times the fit of @solution, to @tolerance of its largest value. */
static void
check_fit (RscSolution *solution, gsize n, const double *fit, double factor, double tolerance)
{
  const double *own = rsc_solution_get_fit (solution);
  double scale = largest (n, own);

  for (gsize i = 0; i < n; i++)
    check_near (fit[i] / factor, own[i], tolerance * scale);
}

/* A cloud without any symmetry; magnitudes between 0.3 and 3. */
static const double cloud_x[] = {
  1.2, 0.7, -0.9, 1.5, -1.1, -0.6, 0.4, -1.7, 2.1, 0.35, -0.5, 0.8
};
static const double cloud_y[] = { 1.0, -0.4, 0.8, 1.3, -0.7, 0.6 };

static Data
cloud (gboolean gated)
{
  return (Data){ 6, 2, cloud_x, cloud_y, FALSE, gated, 0 };
}

/* One point: fit y (1 - λ/λ_max), λ_max = ||x|| |y|, whatever d is. */
static void
test_one_point (void)
{
  double x[30];

  for (gsize k = 0; k < 30; k++)
    x[k] = sin ((double) (k + 1));
  for (int variant = 0; variant < 8; variant++)
    {
      double y = variant & 1 ? -2.5 : 0.3;
      gsize d = variant & 2 ? 30 : 1;
      gboolean bias = (variant & 2) == 0;
      Data data = { 1, d, x, &y, bias, (variant & 4) != 0, 0 };
      double length = sqrt (dot (d, x, x) + (bias ? 1.0 : 0.0));

      for (double ratio = 0.9; ratio > 1e-4; ratio *= 0.3)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * length * fabs (y));

          check_near (lambda_max_of (&data), length * fabs (y), 1e-14 * length * fabs (y));
          check_near (rsc_solution_get_fit (solution)[0], y * (1.0 - ratio), 1e-9 * fabs (y));
          check_near (rsc_solution_get_penalty (solution), (1.0 - ratio) * fabs (y) / length,
                      1e-9 * fabs (y));
        }
    }
}

/* One column: the points on either side of 0 are two problems with a soft threshold each. */
static void
check_column (gsize n, const double *x, const double *y, const Data *data)
{
  double product[2] = { 0.0, 0.0 };
  double square[2] = { 0.0, 0.0 };
  double lambda_max;

  for (gsize i = 0; i < n; i++)
    {
      product[x[i] < 0.0] += x[i] * y[i];
      square[x[i] < 0.0] += x[i] * x[i];
    }
  lambda_max = fmax (fabs (product[0]), fabs (product[1]));
  check_near (lambda_max_of (data), lambda_max, 1e-13 * lambda_max);
  for (double ratio = 0.9; ratio > 1e-3; ratio *= 0.3)
    {
      double lambda = ratio * lambda_max;
      g_autoptr (RscSolution) solution = solve_data (data, lambda);

      for (gsize i = 0; i < n; i++)
        {
          double c = product[x[i] < 0.0];
          double w = copysign (fmax (fabs (c) - lambda, 0.0), c);

          check_near (rsc_solution_get_fit (solution)[i],
                      x[i] == 0.0 ? 0.0 : x[i] * w / square[x[i] < 0.0], 1e-8 * largest (n, y));
        }
    }
}

static void
test_one_column (void)
{
  const double x[] = { 0.5, -1.0, 2.0, 0.0, -0.25, 1.5, 2.0 };
  const double y[] = { 1.0, 0.5, -2.0, 3.0, 1.0, -1.0, 0.7 };
  double line[14];
  double ones[7];

  for (gsize i = 0; i < 7; i++)
    {
      line[2 * i] = 0.6 * x[i];
      line[2 * i + 1] = -0.8 * x[i];
      ones[i] = 1.0;
    }
  for (int gated = 0; gated < 2; gated++)
    {
      Data column = { 7, 1, x, y, FALSE, gated, 0 };
      Data points = { 7, 2, line, y, FALSE, gated, 0 };
      Data bias = { 7, 0, NULL, y, TRUE, gated, 0 };

      check_column (7, x, y, &column);
      /* Points on a line through 0 are one column, and so is a bias alone. */
      check_column (7, x, y, &points);
      check_column (7, ones, y, &bias);
    }
}

/* Nothing to explain, or nothing to explain it with: the zero network, unique. */
static void
test_nothing (void)
{
  const double zeros[12] = { 0.0 };

  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      g_autoptr (RscSolution) solution = NULL;
      g_autoptr (RscOptimalSet) set = NULL;

      if (variant & 2)
        data.x = zeros;
      else
        data.y = zeros;
      g_assert_cmpfloat (lambda_max_of (&data), ==, 0.0);
      solution = solve_data (&data, 0.1);
      g_assert_cmpuint (rsc_solution_get_n_blocks (solution), ==, 0);
      check_near (rsc_solution_get_objective (solution), 0.5 * dot (6, data.y, data.y), 1e-14);
      set = set_of (solution);
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 1);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 0);
      g_assert_true (rsc_optimal_set_is_unique (set));
    }
}

/* Constant y on a regular hexagon: n f (1 - f/2). On the cloud, with a bias, only the invariants. */
static void
test_constant_targets (void)
{
  const double ones[] = { 1, 1, 1, 1, 1, 1 };
  double x[12];

  for (gsize i = 0; i < 6; i++)
    {
      x[2 * i] = cos (G_PI / 3.0 * (double) i);
      x[2 * i + 1] = sin (G_PI / 3.0 * (double) i);
    }
  for (double f = 0.9; f > 1e-3; f *= 0.3)
    {
      Data hexagon = { 6, 2, x, ones, FALSE, FALSE, 0 };
      g_autoptr (RscSolution) solution = solve_data (&hexagon, 2.0 * f);

      check_near (rsc_solution_get_objective (solution), 6.0 * f * (1.0 - 0.5 * f), 1e-9);
      for (int gated = 0; gated < 2; gated++)
        {
          Data data = cloud (gated);
          g_autoptr (RscSolution) other = NULL;

          data.y = ones;
          data.bias = TRUE;
          other = solve_data (&data, f * lambda_max_of (&data));
        }
    }
}

/* Every row twice at 2λ is the same problem; with targets y ± δ only n δ² is added. */
static void
test_duplicates (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      double delta = variant & 2 ? 0.4 : 0.0;
      double lambda = 0.1 * lambda_max_of (&data);
      double x[24], y[12];
      Data twice = { 12, 2, x, y, FALSE, data.gated, 0 };
      g_autoptr (RscSolution) once = solve_data (&data, lambda);
      g_autoptr (RscSolution) both = NULL;

      for (gsize i = 0; i < 6; i++)
        {
          memcpy (x + 4 * i, cloud_x + 2 * i, 2 * sizeof (double));
          memcpy (x + 4 * i + 2, cloud_x + 2 * i, 2 * sizeof (double));
          y[2 * i] = cloud_y[i] + delta;
          y[2 * i + 1] = cloud_y[i] - delta;
        }
      both = solve_data (&twice, 2.0 * lambda);
      check_near (lambda_max_of (&twice), 20.0 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (both),
                  2.0 * rsc_solution_get_objective (once) + 6.0 * delta * delta, 1e-9);
      for (gsize i = 0; i < 12; i++)
        check_near (rsc_solution_get_fit (both)[i], rsc_solution_get_fit (once)[i / 2], 1e-7);
    }
}

/* One point many times at n λ is the point once. */
static void
test_one_point_repeated (void)
{
  double x[24], y[12];

  for (gsize i = 0; i < 12; i++)
    {
      x[2 * i] = 0.1;
      x[2 * i + 1] = -0.7;
      y[i] = 1.3;
    }
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = { 12, 2, x, y, FALSE, gated, 0 };
      double lambda_max = 12.0 * sqrt (0.5) * 1.3;
      g_autoptr (RscSolution) solution = solve_data (&data, 0.01 * lambda_max);

      check_near (lambda_max_of (&data), lambda_max, 1e-12);
      for (gsize i = 0; i < 12; i++)
        check_near (rsc_solution_get_fit (solution)[i], 0.99 * 1.3, 1e-9);
    }
}

/* A row of zeros without a bias adds y²/2 to the objective and nothing else. */
static void
test_zero_rows (void)
{
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      double lambda = 0.1 * lambda_max_of (&data);
      double x[16] = { 0.0 }, y[8];
      Data more = { 8, 2, x, y, FALSE, gated, 0 };
      g_autoptr (RscSolution) without = solve_data (&data, lambda);
      g_autoptr (RscSolution) with = NULL;

      memcpy (x + 2, cloud_x, sizeof cloud_x);
      memcpy (y + 1, cloud_y, sizeof cloud_y);
      y[0] = 2.0;
      y[7] = -1.0;
      with = solve_data (&more, lambda);
      check_near (lambda_max_of (&more), 10.0 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (with), rsc_solution_get_objective (without) + 2.5,
                  1e-9);
      check_fit (without, 6, rsc_solution_get_fit (with) + 1, 1.0, 1e-7);
      check_near (rsc_solution_get_fit (with)[0], 0.0, 0.0);
    }
}

/* Points on a line, in decimals that are not on one exactly, are a turned one-dimensional set. */
static void
test_collinear (void)
{
  double flat[20], straight[10], y[10];

  for (gsize i = 0; i < 10; i++)
    {
      flat[2 * i] = 0.1 * (double) i - 0.3;
      flat[2 * i + 1] = 0.2 * (double) i - 0.6;
      straight[i] = sqrt (5.0) * (0.1 * (double) i - 0.3);
      y[i] = cos (1.7 * (double) i);
    }
  for (int gated = 0; gated < 2; gated++)
    for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.2)
      {
        Data plane = { 10, 2, flat, y, TRUE, gated, 0 };
        Data line = { 10, 1, straight, y, TRUE, gated, 0 };
        double lambda = ratio * lambda_max_of (&line);
        g_autoptr (RscSolution) a = solve_data (&line, lambda);
        g_autoptr (RscSolution) b = solve_data (&plane, lambda);

        check_near (lambda_max_of (&plane), lambda_max_of (&line), 1e-12);
        check_near (rsc_solution_get_objective (b), rsc_solution_get_objective (a),
                    1e-9 * rsc_solution_get_objective (a));
        check_fit (a, 10, rsc_solution_get_fit (b), 1.0, 1e-6);
      }
}

/* [X X] at √2 λ is X at λ: the weights split evenly. */
static void
test_repeated_features (void)
{
  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      double lambda = 0.05 * lambda_max_of (&data);
      double x[24];
      Data wide = { 6, 4, x, cloud_y, FALSE, gated, 0 };
      g_autoptr (RscSolution) narrow = solve_data (&data, lambda);
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < 24; i++)
        x[i] = cloud_x[i / 4 * 2 + i % 2];
      solution = solve_data (&wide, G_SQRT2 * lambda);
      check_near (lambda_max_of (&wide), 20.0 * G_SQRT2 * lambda, 1e-12);
      check_near (rsc_solution_get_objective (solution), rsc_solution_get_objective (narrow), 1e-9);
      check_fit (narrow, 6, rsc_solution_get_fit (solution), 1.0, 1e-7);
    }
}

/* X → c X and y → t y at c t λ: t times the fit. */
static void
test_scales (void)
{
  const double factors[] = { 1e6, 1e-6, 1e100, 1e-100, 0.3e150, 4e-150 };
  double x[12], y[6];

  for (int gated = 0; gated < 2; gated++)
    {
      Data data = cloud (gated);
      Data other = { 6, 2, x, y, FALSE, gated, 0 };
      double lambda = 0.1 * lambda_max_of (&data);
      g_autoptr (RscSolution) plain = solve_data (&data, lambda);

      for (gsize which = 0; which < 3 * G_N_ELEMENTS (factors); which++)
        {
          double c = which % 3 != 1 ? factors[which / 3] : 1.0;
          double t = which % 3 != 0 ? factors[which / 3] : 1.0;
          g_autoptr (RscSolution) solution = NULL;

          for (gsize i = 0; i < 12; i++)
            x[i] = c * cloud_x[i];
          for (gsize i = 0; i < 6; i++)
            y[i] = t * cloud_y[i];
          check_near (lambda_max_of (&other) / c / t, 10.0 * lambda, 1e-12);
          solution = solve_data (&other, lambda * c * t);
          check_fit (plain, 6, rsc_solution_get_fit (solution), t, 1e-8);
          check_near (rsc_solution_get_penalty (solution) * c / t, rsc_solution_get_penalty (plain),
                      1e-8);
        }
    }
}

/* One feature in other units, with and without a bias: the invariants are what is checked. */
static void
test_one_scaled_column (void)
{
  const double factors[] = { 1e6, 1e-6, 1e3, 1e-3 };
  double x[12];

  for (int variant = 0; variant < 16; variant++)
    {
      Data data = { 6, 2, x, cloud_y, variant & 1, (variant & 2) != 0, 0 };

      for (gsize i = 0; i < 12; i++)
        x[i] = cloud_x[i] * (i % 2 ? 1.0 : factors[variant / 4]);
      for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.1)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * lambda_max_of (&data));

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), >, 0);
        }
    }
}

/* From λ_max on the zero network; just below it a tiny one; far below it whatever can be had, with
 * its true gap. */
static void
test_lambda (void)
{
  const double above[] = { 1.0, 1.0 + 1e-15, 1.5, 1e12 };

  for (int variant = 0; variant < 4; variant++)
    {
      Data data = cloud (variant & 1);
      g_autoptr (RscProblem) problem = NULL;
      double lambda_max;

      data.bias = (variant & 2) != 0;
      problem = problem_of (&data);
      lambda_max = rsc_problem_get_lambda_max (problem);
      for (gsize k = 0; k < G_N_ELEMENTS (above); k++)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, above[k] * lambda_max);

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), ==, 0);
          check_near (rsc_solution_get_objective (solution), 0.5 * dot (6, cloud_y, cloud_y),
                      1e-14);
        }
      {
        g_autoptr (RscSolution) below = solve_data (&data, (1.0 - 1e-9) * lambda_max);

        g_assert_cmpfloat (rsc_solution_get_relative_gap (below), <=, 1e-15);
        g_assert_cmpfloat (rsc_solution_get_penalty (below), >, 0.0);
        g_assert_cmpfloat (rsc_solution_get_penalty (below), <, 1e-7);
      }
      for (double ratio = 1e-5; ratio > 1e-9; ratio *= 0.1)
        {
          g_autoptr (RscSolution) far = solve_problem (problem, ratio * lambda_max, 1e-3);
          g_autoptr (GError) error = NULL;
          g_autoptr (RscOptimalSet) set = NULL;

          g_test_message ("ratio %g: gap %g", ratio, rsc_solution_get_relative_gap (far));
          set = rsc_optimal_set_new (far, NULL, NULL, NULL, NULL, &error);
          g_assert_true (set != NULL || g_error_matches (error, RSC_ERROR, RSC_ERROR_NUMERICAL));
          if (set != NULL)
            check_network (set, rsc_optimal_set_get_solver_point (set), 1e-3);
        }
    }
}

/* Opposite points: x and -x lie on one hyperplane and are never active together. */
static void
test_antiparallel (void)
{
  for (int variant = 0; variant < 4; variant++)
    {
      double x[24], y[12];
      Data data = { 12, 2, x, y, variant & 2, variant & 1, 0 };

      for (gsize i = 0; i < 6; i++)
        {
          for (gsize k = 0; k < 2; k++)
            x[4 * i + k] = cloud_x[2 * i + k];
          for (gsize k = 0; k < 2; k++)
            x[4 * i + 2 + k] = -(double) (1 + i % 3) * cloud_x[2 * i + k];
          y[2 * i] = cloud_y[i];
          y[2 * i + 1] = i % 2 ? cloud_y[i] : -cloud_y[i];
        }
      for (double ratio = 0.5; ratio > 1e-3; ratio *= 0.2)
        {
          g_autoptr (RscSolution) solution = solve_data (&data, ratio * lambda_max_of (&data));

          g_assert_cmpuint (rsc_solution_get_n_blocks (solution), >, 0);
        }
    }
}

/* More features than points: every sign pattern exists, and a small λ nearly interpolates. */
static void
test_wide (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  double x[150], y[5];

  for (gsize i = 0; i < 150; i++)
    x[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  for (gsize i = 0; i < 5; i++)
    y[i] = gsl_ran_gaussian_ziggurat (rng, 1.0);
  gsl_rng_free (rng);
  for (int variant = 0; variant < 8; variant++)
    {
      Data data = { 5, 30, x, y, variant & 2, variant & 1, variant & 4 ? 10 : 0 };
      g_autoptr (RscProblem) problem = problem_of (&data);
      double ratio = 0.5;

      if (data.n_patterns == 0)
        g_assert_cmpuint (rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem)),
                          ==, 32);
      for (; ratio > 1e-3; ratio *= 0.2)
        {
          double lambda = ratio * rsc_problem_get_lambda_max (problem);
          g_autoptr (RscSolution) solution = solve_data (&data, lambda);

          if (ratio < 0.01 && data.n_patterns == 0)
            g_assert_cmpfloat (rsc_solution_get_squared_error (solution), <, 0.01 * dot (5, y, y));
        }
    }
}

/* A vertex of a large set where more walls meet than the dimension: the list of vertices has to stop
 * at its cap, not in the arithmetic of one of them. */
static void
test_large_degenerate_set (void)
{
  const double x[] = { -1, 0, 2,  0, -2, 2,  -1, -2, 1, 0,  -1, 1,
                       2,  0, -1, 1, 1,  -2, 2,  -2, 0, -2, 2,  0 };
  const double y[] = { 2, 0, -2, -1, 0, 0, 0, 1 };
  Data data = { 8, 3, x, y, TRUE, TRUE, 0 };
  g_autoptr (RscProblem) problem = problem_of (&data);
  g_autoptr (RscSolution) solution = solve_problem (
    problem, 0.0033061860098812018 * rsc_problem_get_lambda_max (problem), RSC_TOLERANCE_GAP);
  RscOptimalSetSettings settings;
  g_autoptr (RscOptimalSet) set = NULL;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init (&settings);
  settings.max_vertices = 1000;
  set = rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), <=, 1000);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  check_set (set);
}

static void
test_fuzz (void)
{
  const char *seed = g_getenv ("RELUSCOPE_FUZZ_SEED");
  const char *cases = g_getenv ("RELUSCOPE_FUZZ_CASES");
  guint n_cases = cases != NULL ? (guint) g_ascii_strtoull (cases, NULL, 10) : 300;
  guint n_open = 0;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, seed != NULL ? (gulong) g_ascii_strtoull (seed, NULL, 10) : 1);
  for (guint c = 0; c < n_cases; c++)
    {
      double x[8 * 3];
      double y[8];
      Data data = { 0 };

      data.n = 1 + gsl_rng_uniform_int (rng, 8);
      data.bias = gsl_rng_uniform_int (rng, 2) == 0;
      data.d = data.bias ? gsl_rng_uniform_int (rng, 4) : 1 + gsl_rng_uniform_int (rng, 3);
      data.gated = gsl_rng_uniform_int (rng, 3) == 0;
      data.n_patterns = gsl_rng_uniform_int (rng, 4) == 0 ? 5 : 0;
      data.x = x;
      data.y = y;
      for (gsize i = 0; i < data.n * data.d; i++)
        x[i] = (double) gsl_rng_uniform_int (rng, 5) - 2.0;
      for (gsize i = 0; i < data.n; i++)
        y[i] = (double) gsl_rng_uniform_int (rng, 5) - 2.0;
      g_autoptr (RscOptimalSet) set =
        run (&data, pow (10.0, -4.0 * gsl_rng_uniform (rng)), &n_open);
    }
  gsl_rng_free (rng);
  g_test_message ("%u of %u not solved to the tolerance", n_open, n_cases);
  g_assert_cmpuint (50 * n_open, <=, n_cases);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/degenerate/one-point", test_one_point);
  g_test_add_func ("/degenerate/one-column", test_one_column);
  g_test_add_func ("/degenerate/nothing", test_nothing);
  g_test_add_func ("/degenerate/constant-targets", test_constant_targets);
  g_test_add_func ("/degenerate/duplicates", test_duplicates);
  g_test_add_func ("/degenerate/one-point-repeated", test_one_point_repeated);
  g_test_add_func ("/degenerate/zero-rows", test_zero_rows);
  g_test_add_func ("/degenerate/collinear", test_collinear);
  g_test_add_func ("/degenerate/repeated-features", test_repeated_features);
  g_test_add_func ("/degenerate/scales", test_scales);
  g_test_add_func ("/degenerate/one-scaled-column", test_one_scaled_column);
  g_test_add_func ("/degenerate/lambda", test_lambda);
  g_test_add_func ("/degenerate/antiparallel", test_antiparallel);
  g_test_add_func ("/degenerate/wide", test_wide);
  g_test_add_func ("/degenerate/large-degenerate-set", test_large_degenerate_set);
  g_test_add_func ("/degenerate/fuzz", test_fuzz);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "set-definitions.h"

#include <gsl/gsl_linalg.h>
#include <float.h>
#include <math.h>
#include <string.h>

#include "core/program/rsc-cone.h"
#include "core/numerics/rsc-error.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"

/* How far the blocks are from w_b = ||w_b|| v_b / λ: the largest distance of w_b / ||w_b|| from v_b
 * / λ. The gap is of the second order in this. */
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

void
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

void
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

RscOptimalSet *
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

RscOptimalSet *
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

RscSolution *
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

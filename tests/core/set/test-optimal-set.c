/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/data/rsc-gallery.h"
#include "core/set/rsc-envelope.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static RscProblem *
gallery_problem (const char *name, gboolean bias)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery (name, 0, 0.0);

  return problem_of_dataset (dataset, bias, RSC_ACTIVATION_RELU);
}

static char *
bench_path (const char *name)
{
  return g_test_build_filename (G_TEST_DIST, "data", "bench", name, NULL);
}

static RscSolution *
solve (RscProblem *problem, double ratio)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution = rsc_solver_solve (problem, ratio * rsc_problem_get_lambda_max (problem),
                                            NULL, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, RSC_TOLERANCE_GAP);
  return solution;
}

static RscOptimalSet *
set_of (RscSolution *solution, gsize max_vertices)
{
  RscOptimalSetSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init (&settings);
  if (max_vertices > 0)
    settings.max_vertices = max_vertices;
  gint64 start = g_get_monotonic_time ();
  RscOptimalSet *set = rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (set);
  g_test_message ("%.2f ms solve, %.2f ms set: %" G_GSIZE_FORMAT " blocks, %" G_GSIZE_FORMAT
                  " neurons, %" G_GSIZE_FORMAT " in the support, dimension %" G_GSIZE_FORMAT
                  ", %" G_GSIZE_FORMAT " vertices%s, narrowest %" G_GSIZE_FORMAT "%s, next %.9f",
                  1e3 * rsc_solution_get_seconds (solution),
                  1e-3 * (double) (g_get_monotonic_time () - start),
                  rsc_optimal_set_get_n_equicorrelated (set), rsc_optimal_set_get_n_neurons (set),
                  rsc_optimal_set_get_n_support (set), rsc_optimal_set_get_dimension (set),
                  rsc_optimal_set_get_n_vertices (set),
                  rsc_optimal_set_get_vertices_complete (set) ? "" : " (cap)",
                  rsc_optimal_set_get_narrowest_width (set),
                  rsc_optimal_set_get_narrowest_proved (set) ? "" : " (not proved)",
                  rsc_optimal_set_get_next_correlation (set));
  return set;
}

/* The network with norms @a is optimal: same fit, same penalty, same objective. */
static void
check_optimal (const RscOptimalSet *set, const double *a)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  const RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  const double *fit = rsc_solution_get_fit (solution);
  double scale = 0.0;
  double penalty = 0.0;
  g_autofree double *f = g_new (double, n);
  g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);

  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      g_assert_cmpfloat (a[i], >=, neuron->norm_min - 1e-8);
      g_assert_cmpfloat (a[i], <=, neuron->norm_max + 1e-8);
      penalty += a[i];
    }
  g_assert_cmpfloat (fabs (penalty - rsc_solution_get_penalty (solution)), <=,
                     1e-7 * (1.0 + rsc_solution_get_penalty (solution)));
  g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), a), <, 1e-9);
  for (gsize i = 0; i < n; i++)
    scale = MAX (scale, fabs (fit[i]));
  rsc_network_predict (network, n, rsc_dataset_get_x (rsc_problem_get_dataset (problem)), f);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat (fabs (f[i] - fit[i]), <=, 1e-7 * (scale + 1e-30));
  g_assert_cmpuint (rsc_network_get_width (network), >=, rsc_optimal_set_get_narrowest_width (set));
}

/* Everything that is true of every optimal set. */
static void
check_set (const RscOptimalSet *set)
{
  RscSolution *solution = rsc_optimal_set_get_solution (set);
  const RscProblem *problem = rsc_solution_get_problem (solution);
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  gsize blocks = 0;
  double lambda = rsc_solution_get_lambda (solution);
  const double *r = rsc_solution_get_residual (solution);
  g_autofree double *a = g_new0 (double, m + 1);

  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      double length = 0.0;
      double along = 0.0;
      blocks += neuron->n_blocks;
      for (gsize k = 0; k < d; k++)
        length += neuron->direction[k] * neuron->direction[k];
      g_assert_cmpfloat (fabs (length - 1.0), <, 1e-12);
      /* r^T c_i = λ: an active neuron earns its penalty exactly. */
      for (gsize j = 0; j < n; j++)
        along += r[j] * neuron->activation[j];
      g_assert_cmpfloat (fabs (along - lambda), <=, 1e-6 * lambda);
      if (i > 0)
        g_assert_true (rsc_optimal_set_get_neuron (set, i - 1)->in_support || !neuron->in_support);
      for (gsize j = 0; j < i; j++)
        {
          const RscNeuron *other = rsc_optimal_set_get_neuron (set, j);
          double apart = 0.0;
          for (gsize k = 0; k < d; k++)
            apart += fabs (neuron->direction[k] - other->direction[k]);
          if (neuron->gate == NULL && neuron->sign == other->sign)
            g_assert_cmpfloat (apart, >, RSC_TOLERANCE_MERGE);
        }
      /* Points on the kink have activation 0, not rounding. */
      gsize boundary = 0;
      for (gsize j = 0; j < n; j++)
        {
          const double *row = rsc_problem_get_x (problem) + j * d;
          double value = 0.0;
          double size = 0.0;
          for (gsize k = 0; k < d; k++)
            {
              value += row[k] * neuron->direction[k];
              size = hypot (size, row[k]);
            }
          if (size > 0.0 && fabs (value) < 1e-9 * size)
            {
              boundary++;
              g_assert_cmpfloat (neuron->activation[j], ==, 0.0);
            }
        }
      g_assert_cmpuint (neuron->boundary_rows, ==, boundary);
      for (gsize b = 0; b < neuron->n_blocks; b++)
        g_assert_cmpint (RSC_BLOCK_SIGN (neuron->blocks[b]), ==, neuron->sign);
    }
  g_assert_cmpuint (blocks, ==, rsc_optimal_set_get_n_equicorrelated (set));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==,
                    rsc_optimal_set_get_n_support (set) - rsc_optimal_set_get_rank (set));
  g_assert_true (rsc_optimal_set_is_unique (set) == (rsc_optimal_set_get_dimension (set) == 0));

  check_optimal (set, rsc_optimal_set_get_interior (set));
  check_optimal (set, rsc_optimal_set_get_min_norm (set));
  check_optimal (set, rsc_optimal_set_get_narrowest (set));
  check_optimal (set, rsc_optimal_set_get_solver_point (set));
  for (guint64 seed = 0; seed < 3; seed++)
    {
      rsc_optimal_set_sample (set, seed, a);
      check_optimal (set, a);
    }
  g_assert_cmpuint (rsc_optimal_set_count_width (set, rsc_optimal_set_get_interior (set)), ==,
                    rsc_optimal_set_get_n_support (set));
  g_assert_cmpuint (rsc_optimal_set_count_width (set, rsc_optimal_set_get_narrowest (set)), ==,
                    rsc_optimal_set_get_narrowest_width (set));
  const double *min_norm = rsc_optimal_set_get_min_norm (set);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    {
      /* No vertex lies before the tangent plane at the point of least norm. */
      const double *vertex = rsc_optimal_set_get_vertex (set, k);
      double slope = 0.0;
      double square = 0.0;
      for (gsize i = 0; i < m; i++)
        {
          slope += min_norm[i] * (vertex[i] - min_norm[i]);
          square += min_norm[i] * min_norm[i];
        }
      g_assert_cmpfloat (slope, >=, -1e-9 * square);
      if (k < 100)
        check_optimal (set, rsc_optimal_set_get_vertex (set, k));
      g_assert_cmpuint (rsc_optimal_set_get_vertex_width (set, k), <=, n);
      g_assert_cmpuint (rsc_optimal_set_get_vertex_width (set, k), >=,
                        rsc_optimal_set_get_narrowest_width (set));
    }
}

/* ||P_K(z)|| by trying every set of walls: of all points of the cone that are the projection of z
 * on some intersection of fewer than @d walls, the nearest. Independent of the library's active-set
 * method. */
static double
project_by_brute_force (gsize n, gsize d, const double *x, const guint64 *pattern, const double *z)
{
  double best = 0.0;

  g_assert_cmpuint (n, <=, 20);
  for (guint mask = 0; mask < 1u << n; mask++)
    {
      double frame[8][8];
      double v[8];
      gsize rank = 0;
      gsize walls = 0;
      for (gsize i = 0; i < n; i++)
        walls += (mask >> i) & 1;
      if (walls >= d)
        continue;
      memcpy (v, z, d * sizeof (double));
      for (gsize i = 0; i < n; i++)
        if (mask & (1u << i))
          {
            double q[8];
            double before = 0.0;
            double after = 0.0;
            for (gsize k = 0; k < d; k++)
              {
                q[k] = x[i * d + k];
                before += q[k] * q[k];
              }
            for (int pass = 0; pass < 2; pass++)
              for (gsize r = 0; r < rank; r++)
                {
                  double dot = 0.0;
                  for (gsize k = 0; k < d; k++)
                    dot += q[k] * frame[r][k];
                  for (gsize k = 0; k < d; k++)
                    q[k] -= dot * frame[r][k];
                }
            for (gsize k = 0; k < d; k++)
              after += q[k] * q[k];
            if (after <= 1e-20 * before)
              continue;
            for (gsize k = 0; k < d; k++)
              frame[rank][k] = q[k] / sqrt (after);
            rank++;
          }
      for (gsize r = 0; r < rank; r++)
        {
          double dot = 0.0;
          for (gsize k = 0; k < d; k++)
            dot += v[k] * frame[r][k];
          for (gsize k = 0; k < d; k++)
            v[k] -= dot * frame[r][k];
        }
      gboolean inside = TRUE;
      for (gsize i = 0; i < n && inside; i++)
        {
          double side = 0.0;
          for (gsize k = 0; k < d; k++)
            side += x[i * d + k] * v[k];
          inside = (rsc_pattern_is_active (pattern, i) ? side : -side) >= -1e-11;
        }
      double square = 0.0;
      for (gsize k = 0; k < d; k++)
        square += v[k] * v[k];
      /* Inside the cone and a projection on a subspace: ||z - v||² = ||z||² - ||v||². */
      if (inside)
        best = MAX (best, sqrt (square));
    }
  return best;
}

static void
check_blocks (RscProblem *problem, double ratio)
{
  gsize n = rsc_problem_get_n (problem);
  gsize d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  g_autoptr (RscSolution) solution = solve (problem, ratio);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);
  const double *r = rsc_solution_get_residual (solution);
  double lambda = rsc_solution_get_lambda (solution);
  gsize n_equal = 0;
  double next = 0.0;

  for (gsize block = 0; block < rsc_problem_get_n_blocks (problem); block++)
    {
      const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
      double z[8] = { 0.0 };
      for (gsize i = 0; i < n; i++)
        for (gsize k = 0; k < d && rsc_pattern_is_active (pattern, i); k++)
          z[k] += RSC_BLOCK_SIGN (block) * x[i * d + k] * r[i];
      double norm = project_by_brute_force (n, d, x, pattern, z) / lambda;
      g_assert_cmpfloat (norm, <, 1.0 + 1e-9);
      if (norm >= 1.0 - 1e-9)
        n_equal++;
      else
        next = MAX (next, norm);
    }
  g_assert_cmpuint (n_equal, ==, rsc_optimal_set_get_n_equicorrelated (set));
  g_assert_cmpfloat (fabs (next - rsc_optimal_set_get_next_correlation (set)), <, 1e-9);
}

static void
test_blocks (void)
{
  g_autoptr (RscProblem) checkerboard = gallery_problem ("checkerboard", TRUE);
  g_autoptr (RscProblem) polygon = gallery_problem ("polygon-10", FALSE);
  g_autoptr (RscProblem) parity = gallery_problem ("parity-3", TRUE);

  check_blocks (checkerboard, 0.5);
  check_blocks (checkerboard, 0.1);
  check_blocks (polygon, 0.3);
  check_blocks (parity, 0.1);
}

typedef struct
{
  const char *name;
  gboolean bias;
  double ratio;
  double objective; /* 0: n f (1 - f/2) */
  gsize n_blocks;   /* 0: not stated */
  gsize n_neurons;
  gsize n_support;
  gsize dimension;
  gsize widths[2];
  gsize counts[2]; /* 0, 0: not stated */
} Known;

static void
test_known (gconstpointer data)
{
  const Known *known = data;
  g_autoptr (RscProblem) problem = gallery_problem (known->name, known->bias);
  g_autoptr (RscSolution) solution = solve (problem, known->ratio);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);
  double objective = known->objective;
  gsize counts[2] = { 0, 0 };

  if (objective == 0.0)
    objective = (double) rsc_problem_get_n (problem) * known->ratio * (1.0 - known->ratio / 2.0);
  g_assert_cmpfloat (fabs (rsc_solution_get_objective (solution) - objective), <, 1e-9 * objective);
  if (known->n_blocks > 0)
    g_assert_cmpuint (rsc_optimal_set_get_n_equicorrelated (set), ==, known->n_blocks);
  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, known->n_neurons);
  g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, known->n_support);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, known->dimension);
  g_assert_true (rsc_optimal_set_get_vertices_complete (set));
  g_assert_true (rsc_optimal_set_get_narrowest_proved (set));
  check_set (set);
  if (known->counts[0] == 0)
    return;
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    for (gsize j = 0; j < 2; j++)
      counts[j] += rsc_optimal_set_get_vertex_width (set, k) == known->widths[j];
  for (gsize j = 0; j < 2; j++)
    if (known->counts[j] > 0)
      g_assert_cmpuint (counts[j], ==, known->counts[j]);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, known->counts[0] + known->counts[1]);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, known->widths[0]);
}

static const Known known_answers[] = {
  { "polygon-6", FALSE, 0.1, 0.0, 0, 6, 6, 1, { 3, 0 }, { 2, 0 } },
  { "polygon-8", FALSE, 0.1, 0.0, 0, 8, 8, 3, { 4, 5 }, { 2, 8 } },
  { "polygon-10", FALSE, 0.1, 0.0, 0, 10, 10, 3, { 5, 7 }, { 2, 10 } },
  { "polygon-12", FALSE, 0.1, 0.0, 0, 12, 12, 5, { 3, 7 }, { 4, 12 } },
  { "xor", FALSE, 0.1, 0.38, 0, 4, 4, 0, { 4, 0 }, { 1, 0 } },
  { "xor", TRUE, 0.1, 0.38, 16, 4, 4, 0, { 4, 0 }, { 1, 0 } },
  { "checkerboard", TRUE, 0.5, 4.4285468820183675, 0, 4, 4, 0, { 4, 0 }, { 1, 0 } },
  { "checkerboard", TRUE, 0.1, 1.9456199837599344, 64, 12, 12, 3, { 8, 9 }, { 12, 4 } },
  { "checkerboard", TRUE, 0.01, 0.2204293721807352, 64, 12, 12, 3, { 8, 9 }, { 12, 4 } },
  { "parity-3", TRUE, 0.1, 0.76, 128, 16, 16, 8, { 0, 0 }, { 0, 0 } },
};

static RscProblem *
gated_problem (const char *data, const char *gates_name, gboolean gated)
{
  g_autoptr (RscDataset) dataset = dataset_of_file (data);
  g_autofree char *path = bench_path (gates_name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize n = rsc_dataset_get_n (dataset);
  gsize d = rsc_dataset_get_d (dataset);
  g_autoptr (GArray) gates = g_array_new (FALSE, FALSE, sizeof (double));

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  g_auto (GStrv) words = g_strsplit_set (text, ", \n\r\t", -1);
  for (gsize i = 0; words[i] != NULL; i++)
    {
      char *end = NULL;
      double value = g_ascii_strtod (words[i], &end);
      if (end != words[i] && *end == '\0')
        g_array_append_val (gates, value);
    }
  g_assert_cmpuint (gates->len % d, ==, 0);
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_from_gates (n, d, rsc_dataset_get_x (dataset), gates->len / d,
                                    (const double *) (void *) gates->data, 0, &error);
  g_assert_no_error (error);
  RscProblem *problem = rsc_problem_new (
    dataset, FALSE, gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

static void
test_figure1 (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_file ("fig1.csv");
  g_autoptr (RscProblem) all = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) six = gated_problem ("fig1.csv", "fig1_gates.csv", FALSE);
  RscProblem *both[] = { all, six };

  for (gsize k = 0; k < 2; k++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSolution) solution =
        rsc_solver_solve (both[k], 0.04, NULL, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscOptimalSet) set = set_of (solution, 0);
      g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 0);
      g_assert_true (rsc_optimal_set_is_unique (set));
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 1);
      check_set (set);
    }
}

static void
test_benches (void)
{
  static const double ratios[] = { 0.1, 0.01 };
  static const char *const names[] = { "toy1d.csv", "toy2d.csv" };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscDataset) dataset = dataset_of_file (names[k]);
      g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
      for (gsize j = 0; j < G_N_ELEMENTS (ratios); j++)
        {
          g_autoptr (RscSolution) solution = solve (problem, ratios[j]);
          g_autoptr (RscOptimalSet) set = set_of (solution, 0);
          check_set (set);
          if (k == 1 && j == 1)
            {
              /* A block at (1 - 3e-8) λ is not a neuron. */
              double apart = 1.0 - rsc_optimal_set_get_next_correlation (set);
              g_assert_cmpfloat (apart, >, 2.5e-8);
              g_assert_cmpfloat (apart, <, 3.5e-8);
              g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, 11);
              g_assert_true (rsc_optimal_set_is_unique (set));
            }
        }
    }
  g_autoptr (RscProblem) uci = gated_problem ("uci.csv", "uci_gates.csv", FALSE);
  g_autoptr (RscSolution) solution = solve (uci, 0.01);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);
  check_set (set);
}

static void
test_gated (void)
{
  g_autoptr (RscProblem) problem = gated_problem ("fig1.csv", "fig1_gates.csv", TRUE);
  g_autoptr (RscSolution) solution = solve (problem, 0.02);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);

  g_assert_cmpuint (rsc_optimal_set_get_n_support (set), >, 0);
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      g_assert_nonnull (neuron->gate);
      g_assert_cmpint (neuron->sign, ==, 1);
      g_assert_cmpuint (neuron->n_blocks, ==, 1);
    }
  check_set (set);
}

static void
test_zero (void)
{
  static const double ratios[] = { 1.0, 1.5 };
  g_autoptr (RscProblem) problem = gallery_problem ("polygon-8", FALSE);

  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscSolution) solution = solve (problem, ratios[k]);
      g_autoptr (RscOptimalSet) set = set_of (solution, 0);
      const double x[] = { 0.3, 0.4 };
      double lower = 1.0;
      double upper = 1.0;
      g_autoptr (GError) error = NULL;
      g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, 0);
      g_assert_true (rsc_optimal_set_is_unique (set));
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 1);
      g_assert_cmpuint (rsc_optimal_set_get_vertex_width (set, 0), ==, 0);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 0);
      g_assert_true (rsc_optimal_set_get_narrowest_proved (set));
      g_assert_true (rsc_optimal_set_get_envelope (set, 1, x, &lower, &upper, NULL, &error));
      g_assert_cmpfloat (fabs (lower) + fabs (upper), <, 1e-12);
      g_autoptr (RscNetwork) network =
        rsc_optimal_set_dup_network (set, rsc_optimal_set_get_interior (set));
      g_assert_cmpuint (rsc_network_get_width (network), ==, 0);
    }
}

/* Hulls from the vertices and from support functions are the same set of corners. */
static void
test_project (void)
{
  static const char *const names[] = { "polygon-8", "polygon-12", "checkerboard", "parity-3" };

  for (gsize c = 0; c < G_N_ELEMENTS (names); c++)
    {
      gboolean bias = c >= 2;
      g_autoptr (RscProblem) problem = gallery_problem (names[c], bias);
      g_autoptr (RscSolution) solution = solve (problem, 0.1);
      g_autoptr (RscOptimalSet) full = set_of (solution, 0);
      g_autoptr (RscOptimalSet) capped = set_of (solution, 2);
      gsize m = rsc_optimal_set_get_n_neurons (full);
      g_assert_true (rsc_optimal_set_get_vertices_complete (full));
      g_assert_false (rsc_optimal_set_get_vertices_complete (capped));
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (capped), ==, 2);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (full), ==,
                        rsc_optimal_set_get_narrowest_width (capped));
      g_assert_true (rsc_optimal_set_get_narrowest_proved (capped));
      for (gsize n_axes = 1; n_axes <= 3; n_axes++)
        for (gsize turn = 0; turn < 3; turn++)
          {
            gsize axes[3] = { turn, (turn + 1) % m, (2 * turn + 3) % m };
            g_autoptr (GError) error = NULL;
            g_autoptr (RscHull) one = rsc_optimal_set_project (full, n_axes, axes, NULL, &error);
            g_assert_no_error (error);
            g_autoptr (RscHull) two = rsc_optimal_set_project (capped, n_axes, axes, NULL, &error);
            g_assert_no_error (error);
            g_assert_cmpuint (one->dimension, ==, two->dimension);
            g_assert_cmpuint (one->n_points, ==, two->n_points);
            g_assert_cmpuint (one->n_edges, ==, two->n_edges);
            g_assert_cmpuint (one->n_faces, ==, two->n_faces);
            for (gsize i = 0; i < one->n_points; i++)
              {
                double nearest = G_MAXDOUBLE;
                const double *vertex = rsc_optimal_set_get_vertex (full, one->labels[i]);
                for (gsize j = 0; j < n_axes; j++)
                  g_assert_cmpfloat (vertex[axes[j]], ==, one->points[i * n_axes + j]);
                for (gsize k = 0; k < two->n_points; k++)
                  {
                    double apart = 0.0;
                    g_assert_true (two->labels[k] == G_MAXSIZE);
                    for (gsize j = 0; j < n_axes; j++)
                      apart = MAX (
                        apart, fabs (one->points[i * n_axes + j] - two->points[k * n_axes + j]));
                    nearest = MIN (nearest, apart);
                  }
                g_assert_cmpfloat (nearest, <, 1e-8);
              }
          }
    }
}

static void
test_envelope (void)
{
  static const char *const names[] = { "polygon-8", "checkerboard", "xor" };
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  for (gsize c = 0; c < G_N_ELEMENTS (names); c++)
    {
      g_autoptr (RscProblem) problem = c == 2 ? problem_of_gallery (names[c], RSC_ACTIVATION_GATED)
                                              : gallery_problem (names[c], c == 1);
      g_autoptr (RscSolution) solution = solve (problem, 0.1);
      g_autoptr (RscOptimalSet) full = set_of (solution, 0);
      g_autoptr (RscOptimalSet) capped = set_of (solution, 2);
      const double *train = rsc_dataset_get_x (rsc_problem_get_dataset (problem));
      gsize n = rsc_problem_get_n (problem);
      double x[600];
      double lower[300];
      double upper[300];
      double low[300];
      double high[300];
      double widest = 0.0;
      g_autoptr (GError) error = NULL;

      /* The training points first: there all optimal networks agree. */
      for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
        x[i] = i < 2 * n ? train[i] : 2.0 * gsl_ran_gaussian (rng, 1.0);
      g_assert_true (rsc_optimal_set_get_envelope (full, 300, x, lower, upper, NULL, &error));
      g_assert_true (rsc_optimal_set_get_envelope (capped, 300, x, low, high, NULL, &error));
      g_assert_no_error (error);
      for (gsize i = 0; i < 300; i++)
        {
          g_assert_cmpfloat (lower[i], <=, upper[i]);
          g_assert_cmpfloat (fabs (lower[i] - low[i]), <, 1e-8);
          g_assert_cmpfloat (fabs (upper[i] - high[i]), <, 1e-8);
          widest = MAX (widest, upper[i] - lower[i]);
          if (i < n)
            {
              g_assert_cmpfloat (upper[i] - lower[i], <, 1e-9);
              g_assert_cmpfloat (fabs (lower[i] - rsc_solution_get_fit (solution)[i]), <, 1e-8);
            }
        }
      g_assert_cmpfloat (widest, >, 1e-2);
      for (guint64 seed = 0; seed < 20; seed++)
        {
          g_autofree double *a = g_new (double, rsc_optimal_set_get_n_neurons (full));
          double f[300];
          rsc_optimal_set_sample (full, seed, a);
          g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (full, a);
          rsc_network_predict (network, 300, x, f);
          for (gsize i = 0; i < 300; i++)
            {
              g_assert_cmpfloat (f[i], >=, lower[i] - 1e-10);
              g_assert_cmpfloat (f[i], <=, upper[i] + 1e-10);
            }
        }
    }
  gsl_rng_free (rng);
}

static void
test_drag (void)
{
  g_autoptr (RscProblem) problem = gallery_problem ("parity-3", TRUE);
  g_autoptr (RscSolution) solution = solve (problem, 0.1);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  const gsize axes[] = { 0, 1, 2 };
  g_autofree double *a = g_memdup2 (rsc_optimal_set_get_interior (set), m * sizeof (double));
  g_autofree double *next = g_new (double, m);
  gint64 start = g_get_monotonic_time ();

  for (int frame = 0; frame < 200; frame++)
    {
      double angle = 0.1 * (double) frame;
      double wish[] = { 0.2 + 0.3 * cos (angle), 0.2 + 0.3 * sin (angle), 0.1 };
      double worst = 0.0;
      rsc_optimal_set_nearest (set, 3, axes, wish, a, next);
      worst = rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), next);
      g_assert_cmpfloat (worst, <, 1e-12);
      memcpy (a, next, m * sizeof (double));
    }
  double each = 1e-3 * (double) (g_get_monotonic_time () - start) / 200.0;
  g_test_message ("%.3f ms for a frame's nearest point", each);
  if (g_test_perf ())
    g_assert_cmpfloat (each, <, 1.0);
  check_optimal (set, a);
}

/* The same answer with the data in another order: nothing depends on block numbers. */
static void
test_order_of_rows (void)
{
  gsize n = 0;
  g_autoptr (GError) error = NULL;
  const RscGalleryItem *item = rsc_gallery_find ("checkerboard", &n);
  g_autoptr (RscDataset) dataset = rsc_gallery_generate (item, n, 0.0, 1, &error);
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *y = g_new (double, n);

  for (gsize i = 0; i < n; i++)
    {
      gsize from = (4 * i + 2) % n;
      y[i] = rsc_dataset_get_y (dataset)[from];
      memcpy (x + 2 * i, rsc_dataset_get_x (dataset) + 2 * from, 2 * sizeof (double));
    }
  g_autoptr (RscDataset) turned = rsc_dataset_new ("turned", n, 2, x, y, NULL, NULL, &error);
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) other_problem = problem_of_dataset (turned, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = solve (problem, 0.1);
  g_autoptr (RscSolution) other_solution = solve (other_problem, 0.1);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);
  g_autoptr (RscOptimalSet) other = set_of (other_solution, 0);

  g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, rsc_optimal_set_get_n_neurons (other));
  for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
    {
      const RscNeuron *one = rsc_optimal_set_get_neuron (set, i);
      const RscNeuron *two = rsc_optimal_set_get_neuron (other, i);
      g_assert_cmpint (one->sign, ==, two->sign);
      for (gsize k = 0; k < 3; k++)
        g_assert_cmpfloat (fabs (one->direction[k] - two->direction[k]), <, 1e-7);
      g_assert_cmpfloat (fabs (one->norm_max - two->norm_max), <, 1e-7);
    }
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    for (gsize i = 0; i < rsc_optimal_set_get_n_neurons (set); i++)
      g_assert_cmpfloat (
        fabs (rsc_optimal_set_get_vertex (set, k)[i] - rsc_optimal_set_get_vertex (other, k)[i]), <,
        1e-7);
}

/* Units change nothing but the unit of the norms. */
static void
test_units (void)
{
  static const double units[][2] = { { 1e6, 1.0 }, { 1e-6, 1e6 }, { 1e60, 1e-60 }, { 1.0, 1e100 } };
  gsize n = 0;
  g_autoptr (GError) error = NULL;
  const RscGalleryItem *item = rsc_gallery_find ("polygon-12", &n);
  g_autoptr (RscDataset) dataset = rsc_gallery_generate (item, n, 0.0, 1, &error);
  g_autoptr (RscProblem) plain = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) plain_solution = solve (plain, 0.1);
  g_autoptr (RscOptimalSet) plain_set = set_of (plain_solution, 0);
  gsize m = rsc_optimal_set_get_n_neurons (plain_set);

  for (gsize c = 0; c < G_N_ELEMENTS (units); c++)
    {
      double unit = units[c][1] / units[c][0];
      g_autofree double *x = g_new (double, 2 * n);
      g_autofree double *y = g_new (double, n);
      g_autofree double *a = g_new (double, m);
      g_autofree double *b = g_new (double, m);
      for (gsize i = 0; i < 2 * n; i++)
        x[i] = units[c][0] * rsc_dataset_get_x (dataset)[i];
      for (gsize i = 0; i < n; i++)
        y[i] = units[c][1] * rsc_dataset_get_y (dataset)[i];
      g_autoptr (RscDataset) scaled = rsc_dataset_new ("scaled", n, 2, x, y, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscProblem) problem = problem_of_dataset (scaled, FALSE, RSC_ACTIVATION_RELU);
      g_autoptr (RscSolution) solution = solve (problem, 0.1);
      g_autoptr (RscOptimalSet) set = set_of (solution, 0);
      g_assert_cmpuint (rsc_optimal_set_get_n_neurons (set), ==, m);
      g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 5);
      g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 16);
      g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 3);
      for (gsize i = 0; i < m; i++)
        {
          g_assert_cmpfloat (fabs (rsc_optimal_set_get_neuron (set, i)->norm_max / unit
                                   - rsc_optimal_set_get_neuron (plain_set, i)->norm_max),
                             <, 1e-8);
          g_assert_cmpfloat (fabs (rsc_optimal_set_get_min_norm (set)[i] / unit
                                   - rsc_optimal_set_get_min_norm (plain_set)[i]),
                             <, 1e-8);
        }
      for (guint64 seed = 0; seed < 5; seed++)
        {
          const gsize axes[] = { 0, 1 };
          double wish[2];
          rsc_optimal_set_sample (set, seed, a);
          g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), a), <,
                             1e-12);
          wish[0] = a[0];
          wish[1] = a[1];
          rsc_optimal_set_nearest (set, 2, axes, wish, NULL, b);
          for (gsize i = 0; i < 2; i++)
            g_assert_cmpfloat (fabs (a[i] - b[i]) / unit, <, 1e-6);
          g_assert_cmpfloat (rsc_polytope_get_violation (rsc_optimal_set_get_polytope (set), b), <,
                             1e-12);
        }
    }
}

/* A set with very many vertices: the cap and the budget keep it quick, and say what they left. */
static void
test_large (void)
{
  g_autoptr (RscProblem) problem = gallery_problem ("spiral", TRUE);
  g_autoptr (RscSolution) solution = solve (problem, 0.003);
  RscOptimalSetSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_optimal_set_settings_init (&settings);
  settings.max_vertices = 200;
  settings.max_nodes = 0;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (RscOptimalSet) set =
    rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%.2f ms with 200 vertices and no search",
                  1e-3 * (double) (g_get_monotonic_time () - start));
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), >, 6);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (set), ==, 200);
  g_assert_false (rsc_optimal_set_get_vertices_complete (set));
  g_assert_false (rsc_optimal_set_get_narrowest_proved (set));
  check_set (set);

  const gsize axes[] = { 0, 1, 2 };
  start = g_get_monotonic_time ();
  g_autoptr (RscHull) hull = rsc_optimal_set_project (set, 3, axes, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%.2f ms for its projection: %" G_GSIZE_FORMAT " corners",
                  1e-3 * (double) (g_get_monotonic_time () - start), hull->n_points);
  for (gsize k = 0; k < rsc_optimal_set_get_n_vertices (set); k++)
    for (gsize f = 0; f < hull->n_faces && hull->dimension == 3; f++)
      {
        const gsize *corner = hull->face_corners + hull->face_starts[f];
        const double *p = hull->points + 3 * corner[0];
        double e1[3];
        double e2[3];
        double height = 0.0;
        for (gsize j = 0; j < 3; j++)
          {
            e1[j] = hull->points[3 * corner[1] + j] - p[j];
            e2[j] = hull->points[3 * corner[2] + j] - p[j];
          }
        for (gsize j = 0; j < 3; j++)
          height += (e1[(j + 1) % 3] * e2[(j + 2) % 3] - e1[(j + 2) % 3] * e2[(j + 1) % 3])
                    * (rsc_optimal_set_get_vertex (set, k)[axes[j]] - p[j]);
        g_assert_cmpfloat (height, <, 1e-7);
      }
}

#define SHARED_POINTS 40

/* What one thread asks of a set that it shares with others. */
typedef struct
{
  const RscOptimalSet *set;
  double lower[SHARED_POINTS];
  double upper[SHARED_POINTS];
  double sum;
  gsize corners;
} Shared;

static gpointer
ask_shared_set (gpointer data)
{
  Shared *self = data;
  gsize m = rsc_optimal_set_get_n_neurons (self->set);
  const gsize axes[] = { 0, 1, 2 };
  const double wish[] = { 1.0, 0.0, 2.0 };
  double x[2 * SHARED_POINTS];
  g_autofree double *a = g_new0 (double, m);
  g_autofree double *b = g_new0 (double, m);

  for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
    x[i] = sin (1.0 + (double) i);
  g_assert_true (rsc_optimal_set_get_envelope (self->set, SHARED_POINTS, x, self->lower,
                                               self->upper, NULL, NULL));
  g_autoptr (RscHull) hull = rsc_optimal_set_project (self->set, 3, axes, NULL, NULL);
  g_assert_nonnull (hull);
  self->corners = hull->n_points;
  rsc_optimal_set_sample (self->set, 5, a);
  rsc_optimal_set_nearest (self->set, 3, axes, wish, a, b);
  for (gsize i = 0; i < m; i++)
    self->sum += a[i] * (double) (i + 1) + b[i];
  return NULL;
}

/* A set answers several threads at once as it answers one: by vertices, and by linear programs. */
static void
test_shared (void)
{
  for (gsize cap = 0; cap <= 2; cap += 2)
    {
      g_autoptr (RscProblem) problem = gallery_problem ("checkerboard", TRUE);
      g_autoptr (RscSolution) solution = solve (problem, 0.1);
      g_autoptr (RscOptimalSet) set = set_of (solution, cap);
      Shared alone = { .set = set };
      Shared shared[4] = { { .set = set }, { .set = set }, { .set = set }, { .set = set } };
      GThread *threads[4];

      ask_shared_set (&alone);
      for (gsize k = 0; k < 4; k++)
        threads[k] = g_thread_new ("asks", ask_shared_set, &shared[k]);
      for (gsize k = 0; k < 4; k++)
        g_thread_join (threads[k]);
      for (gsize k = 0; k < 4; k++)
        {
          g_assert_cmpmem (alone.lower, sizeof alone.lower, shared[k].lower, sizeof alone.lower);
          g_assert_cmpmem (alone.upper, sizeof alone.upper, shared[k].upper, sizeof alone.upper);
          g_assert_cmpfloat (alone.sum, ==, shared[k].sum);
          g_assert_cmpuint (alone.corners, ==, shared[k].corners);
        }
    }
}

/* Around a solution that is not one, nothing is proved. */
static void
test_rough (void)
{
  g_autoptr (RscProblem) problem = gallery_problem ("moons-20", TRUE);
  const RscSolverSettings settings = { RSC_TOLERANCE_GAP, 1 };
  const double lambda = 0.01 * rsc_problem_get_lambda_max (problem);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) rough =
    rsc_solver_solve (problem, lambda, &settings, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscSolution) solution = solve (problem, 0.01);
  g_autoptr (RscOptimalSet) around = rsc_optimal_set_new (rough, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) set = set_of (solution, 0);

  g_assert_cmpint (rsc_solution_get_status (rough), ==, RSC_SOLUTION_ITERATION_LIMIT);
  g_assert_false (rsc_optimal_set_get_narrowest_proved (around));
  g_assert_true (rsc_optimal_set_get_narrowest_proved (set));
}

static void
test_cancelled (void)
{
  g_autoptr (RscProblem) problem = gallery_problem ("polygon-8", FALSE);
  g_autoptr (RscSolution) solution = solve (problem, 0.1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (rsc_optimal_set_new (solution, NULL, NULL, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (known_answers); k++)
    {
      const Known *known = &known_answers[k];
      g_autofree char *path = g_strdup_printf ("/optimal-set/known/%s/%s/%g", known->name,
                                               known->bias ? "bias" : "no-bias", known->ratio);
      g_test_add_data_func (path, known, test_known);
    }
  g_test_add_func ("/optimal-set/figure1", test_figure1);
  g_test_add_func ("/optimal-set/benches", test_benches);
  g_test_add_func ("/optimal-set/gated", test_gated);
  g_test_add_func ("/optimal-set/zero", test_zero);
  g_test_add_func ("/optimal-set/project", test_project);
  g_test_add_func ("/optimal-set/envelope", test_envelope);
  g_test_add_func ("/optimal-set/drag", test_drag);
  g_test_add_func ("/optimal-set/order-of-rows", test_order_of_rows);
  g_test_add_func ("/optimal-set/blocks", test_blocks);
  g_test_add_func ("/optimal-set/units", test_units);
  g_test_add_func ("/optimal-set/large", test_large);
  g_test_add_func ("/optimal-set/shared", test_shared);
  g_test_add_func ("/optimal-set/rough", test_rough);
  g_test_add_func ("/optimal-set/cancelled", test_cancelled);
  return g_test_run ();
}

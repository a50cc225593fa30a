/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/program/rsc-solver.h"
#include "kkt.h"
#include "problems.h"
#include "repeats.h"
#include "solutions.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

/* ---- known answers ---------------------------------------------------------------------- */

static void
check_known (const char *name, double ratio, double lambda_max, double objective)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = NULL;

  g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), lambda_max,
                                  1e-13 * lambda_max);
  solution = solve_at (problem, ratio * lambda_max, NULL);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), objective,
                                  1e-12 * objective);
  check_optimal (solution, 1, 1e-10);
}

static void
test_polygons (void)
{
  const double ratios[] = { 0.9, 0.5, 0.1, 0.01, 1e-4 };
  const struct
  {
    const char *name;
    double n;
    double lambda_max;
  } polygons[] = { { "polygon-6", 6.0, 2.0 },
                   { "polygon-8", 8.0, 2.613125929752753 },
                   { "polygon-10", 10.0, 3.23606797749979 },
                   { "polygon-12", 12.0, 3.8637033051562737 } };

  for (gsize k = 0; k < G_N_ELEMENTS (polygons); k++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (ratios); i++)
        check_known (polygons[k].name, ratios[i], polygons[k].lambda_max,
                     polygons[k].n * ratios[i] * (1.0 - 0.5 * ratios[i]));
    }
}

static void
test_known (void)
{
  const double checkerboard = 1.1547005383792517;
  g_autoptr (RscProblem) parity = problem_of_gallery ("parity-3", RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution =
    solve_at (parity, 0.1 * rsc_problem_get_lambda_max (parity), NULL);

  check_known ("xor", 0.1, sqrt (2.0), 0.38);
  check_known ("checkerboard", 0.5, checkerboard, 4.4285468820183675);
  check_known ("checkerboard", 0.1, checkerboard, 1.9456199837599344);
  check_known ("checkerboard", 0.01, checkerboard, 0.2204293721807352);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), 0.76, 1e-12);
}

/* Gates: one a line. The reader takes the last column for y: put it back. */
static RscProblem *
problem_of_gates (const char *data, const char *gates)
{
  g_autoptr (RscDataset) dataset = dataset_of_file (data);
  g_autoptr (RscDataset) table = dataset_of_file (gates);
  const gsize d = rsc_dataset_get_d (dataset), n_gates = rsc_dataset_get_n (table);
  g_autofree double *values = g_new (double, n_gates *d);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  RscProblem *problem;

  g_assert_cmpuint (rsc_dataset_get_d (table) + 1, ==, d);
  for (gsize i = 0; i < n_gates; i++)
    {
      memcpy (values + i * d, rsc_dataset_get_x (table) + i * (d - 1), (d - 1) * sizeof (double));
      values[i * d + d - 1] = rsc_dataset_get_y (table)[i];
    }
  arrangement = rsc_arrangement_new_from_gates (
    rsc_dataset_get_n (dataset), d, rsc_dataset_get_x (dataset), n_gates, values, 0, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

static void
check_reference (RscProblem *problem, double lambda, double objective, gsize stride)
{
  g_autoptr (RscSolution) solution = solve_at (problem, lambda, NULL);

  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), objective,
                                  1e-9 * objective);
  check_optimal (solution, TEST_IS_SANITIZED ? 4 * stride : stride, 1e-10);
}

static void
test_references (void)
{
  g_autoptr (RscDataset) line = dataset_of_file ("toy1d.csv");
  g_autoptr (RscDataset) plane = dataset_of_file ("toy2d.csv");
  g_autoptr (RscProblem) fig1 = problem_of_gates ("fig1.csv", "fig1_gates.csv");
  g_autoptr (RscProblem) toy1d = problem_of_dataset (line, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) toy2d = problem_of_dataset (plane, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) uci = problem_of_gates ("uci.csv", "uci_gates.csv");

  check_reference (fig1, 0.04, 0.08251777323607246, 1);
  check_reference (toy1d, 0.7444167801554544, 2.2193117382461063, 1);
  check_reference (toy1d, 0.07444167801554544, 0.716256468844836, 1);
  check_reference (toy2d, 2.268046476062208, 11.167186891078, 7);
  check_reference (toy2d, 0.22680464760622077, 3.88585038253194, 7);
  check_reference (uci, 1.647617567879669, 5.768775602063404, 100);
}

/* ---- brute force ------------------------------------------------------------------------ */

/* One feature, no bias: every cone is a half-line or the line, so the program is a lasso over the
 * neurons ±x with both signs, and every support can be tried. */
static double
brute_force_line (gsize n, const double *x, const double *y, double lambda)
{
  double columns[4][16], best = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      columns[0][i] = MAX (x[i], 0.0);
      columns[1][i] = -columns[0][i];
      columns[2][i] = MAX (-x[i], 0.0);
      columns[3][i] = -columns[2][i];
      best += 0.5 * y[i] * y[i];
    }
  /* The positive and the negative side do not overlap, and of two opposite columns one suffices. */
  for (unsigned support = 1; support < 16; support++)
    {
      double r[16], penalty = 0.0, objective = 0.0;
      gboolean feasible = TRUE;

      memcpy (r, y, n * sizeof (double));
      for (unsigned k = 0; k < 4; k++)
        {
          double square = 0.0, product = 0.0, a;

          if ((support & (1u << k)) == 0)
            continue;
          for (gsize i = 0; i < n; i++)
            {
              square += columns[k][i] * columns[k][i];
              product += columns[k][i] * r[i];
            }
          a = square > 0.0 ? (product - lambda) / square : -1.0;
          feasible = feasible && a > 0.0;
          penalty += a;
          for (gsize i = 0; i < n; i++)
            r[i] -= a * columns[k][i];
        }
      for (gsize i = 0; i < n; i++)
        objective += 0.5 * r[i] * r[i];
      if (feasible)
        best = MIN (best, objective + lambda * penalty);
    }
  return best;
}

static void
test_brute_force_line (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 11);
  for (int trial = 0; trial < 100; trial++)
    {
      const gsize n = 1 + gsl_rng_uniform_int (rng, 8);
      double x[16], y[16], lambda, expected;
      g_autoptr (RscProblem) problem = NULL;
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < n; i++)
        {
          x[i] = gsl_ran_gaussian (rng, 1.0);
          y[i] = gsl_ran_gaussian (rng, 1.0);
        }
      problem = problem_of_arrays (n, 1, x, y, FALSE, RSC_ACTIVATION_RELU);
      lambda = 1.2 * gsl_rng_uniform_pos (rng) * rsc_problem_get_lambda_max (problem);
      expected = brute_force_line (n, x, y, lambda);
      solution = solve_at (problem, lambda, NULL);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), expected,
                                      1e-12 * expected);
    }
  gsl_rng_free (rng);
}

/* Accelerated projected gradient over all blocks at once, with projections of the other kind:
 * prox of λ||.|| + indicator of K is the projection, then the shrinking. */
static double
first_order (RscProblem *problem, double lambda)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize m = rsc_problem_get_n_blocks (problem);
  const double *x = rsc_problem_get_x (problem), *y = rsc_problem_get_y (problem);
  RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
  g_autofree double *w = g_new0 (double, m *d);
  g_autofree double *u = g_new0 (double, m *d);
  g_autofree double *old = g_new0 (double, m *d);
  g_autofree double *r = g_new0 (double, n);
  double lipschitz = 0.0, theta = 1.0, best = INFINITY;

  for (gsize i = 0; i < n * d; i++)
    lipschitz += x[i] * x[i];
  lipschitz *= (double) m;
  for (int step = 0; step < 20000; step++)
    {
      double objective = 0.0, next = 0.5 * (1.0 + sqrt (1.0 + 4.0 * theta * theta)), turn = 0.0;

      for (int at_w = 1; at_w >= 0; at_w--)
        {
          const double *from = at_w ? w : u;

          memcpy (r, y, n * sizeof (double));
          for (gsize b = 0; b < m; b++)
            {
              const guint64 *pattern =
                rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (b));
              double square = 0.0;

              for (gsize i = 0; i < n; i++)
                {
                  for (gsize k = 0; k < d && rsc_pattern_is_active (pattern, i); k++)
                    r[i] -= RSC_BLOCK_SIGN (b) * x[i * d + k] * from[b * d + k];
                }
              for (gsize k = 0; k < d; k++)
                square += from[b * d + k] * from[b * d + k];
              if (at_w)
                objective += lambda * sqrt (square);
            }
          for (gsize i = 0; at_w && i < n; i++)
            objective += 0.5 * r[i] * r[i];
        }
      best = MIN (best, objective);
      memcpy (old, w, m * d * sizeof (double));
      for (gsize b = 0; b < m; b++)
        {
          const guint64 *pattern = rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (b));
          double z[3] = { 0.0 }, v[3], norm;

          for (gsize k = 0; k < d; k++)
            {
              z[k] = u[b * d + k];
              for (gsize i = 0; i < n; i++)
                {
                  if (rsc_pattern_is_active (pattern, i))
                    z[k] += RSC_BLOCK_SIGN (b) * r[i] * x[i * d + k] / lipschitz;
                }
            }
          norm = kkt_project (n, d, x, pattern, z, v);
          for (gsize k = 0; k < d; k++)
            w[b * d + k] =
              norm > lambda / lipschitz ? v[k] * (1.0 - lambda / lipschitz / norm) : 0.0;
        }
      for (gsize k = 0; k < m * d; k++)
        turn += (u[k] - w[k]) * (w[k] - old[k]);
      if (turn > 0.0)
        theta = next = 1.0;
      for (gsize k = 0; k < m * d; k++)
        u[k] = w[k] + (theta - 1.0) / next * (w[k] - old[k]);
      theta = next;
    }
  return best;
}

static void
test_brute_force_blocks (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 12);
  for (int trial = 0; trial < 8; trial++)
    {
      const gsize n = 3 + gsl_rng_uniform_int (rng, 2), d = 1 + gsl_rng_uniform_int (rng, 2);
      double x[16], y[8], lambda, expected;
      g_autoptr (RscProblem) problem = NULL;
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < n * d; i++)
        x[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < n; i++)
        y[i] = gsl_ran_gaussian (rng, 1.0);
      problem = problem_of_arrays (n, d, x, y, d == 1, RSC_ACTIVATION_RELU);
      lambda = (0.1 + 0.5 * gsl_rng_uniform (rng)) * rsc_problem_get_lambda_max (problem);
      expected = first_order (problem, lambda);
      solution = solve_at (problem, lambda, NULL);
      g_assert_cmpfloat (rsc_solution_get_objective (solution), <=, expected * (1.0 + 1e-12));
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), expected,
                                      1e-7 * expected);
    }
  gsl_rng_free (rng);
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 13);
  for (int trial = 0; trial < 120; trial++)
    {
      const gsize d = 1 + gsl_rng_uniform_int (rng, 2), n = 1 + gsl_rng_uniform_int (rng, 20);
      const RscActivation activation = trial % 4 == 0 ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU;
      const double grid = trial % 3 == 0 ? 2.0 : 1e6;
      double x[64], y[32];
      g_autoptr (RscProblem) problem = NULL;
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < n * d; i++)
        x[i] = round (grid * gsl_ran_gaussian (rng, 1.0)) / grid;
      for (gsize i = 0; i < n; i++)
        y[i] = gsl_ran_gaussian (rng, 1.0);
      problem = problem_of_arrays (n, d, x, y, TRUE, activation);
      solution = solve_at (
        problem, pow (10.0, -3.0 * gsl_rng_uniform (rng)) * rsc_problem_get_lambda_max (problem),
        NULL);
      g_test_message (
        "trial %d: n %zu, d %zu, activation %d, ratio %.2e: gap %.1e, %u steps", trial, n, d,
        activation, rsc_solution_get_lambda (solution) / rsc_problem_get_lambda_max (problem),
        rsc_solution_get_relative_gap (solution), rsc_solution_get_iterations (solution));
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      check_optimal (solution, 1, 1e-9);
    }
  gsl_rng_free (rng);
}

/* ---- planted problems ------------------------------------------------------------------- */

typedef struct
{
  double norm;
  gsize block;
  double v[3];
} Priced;

static int
compare_priced (const void *a, const void *b)
{
  const Priced *p = a, *q = b;

  return (p->norm < q->norm) - (p->norm > q->norm);
}

/* All blocks by decreasing ||v_b|| at r, with the projections of the other kind. */
static Priced *
price_all (RscProblem *problem, const double *r)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize m = rsc_problem_get_n_blocks (problem);
  const double *x = rsc_problem_get_x (problem);
  Priced *priced = g_new0 (Priced, m);

  for (gsize b = 0; b < m; b++)
    {
      const guint64 *pattern =
        rsc_arrangement_get_pattern (rsc_problem_get_arrangement (problem), RSC_BLOCK_PATTERN (b));
      double z[3] = { 0.0 };

      for (gsize i = 0; i < n; i++)
        {
          for (gsize k = 0; k < d && rsc_pattern_is_active (pattern, i); k++)
            z[k] += RSC_BLOCK_SIGN (b) * r[i] * x[i * d + k];
        }
      priced[b].block = b;
      priced[b].norm = kkt_project (n, d, x, pattern, z, priced[b].v);
    }
  qsort (priced, m, sizeof (Priced), compare_priced);
  return priced;
}

/* y <- r + Σ a_b Z_b u_b, so that the fit's residual is r. */
static void
plant (RscProblem *problem, const Priced *neuron, double a, double *y)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const double *x = rsc_problem_get_x (problem);

  for (gsize i = 0; i < n; i++)
    {
      double value = 0.0;

      for (gsize k = 0; k < d; k++)
        value += x[i * d + k] * neuron->v[k] / neuron->norm;
      y[i] += a * RSC_BLOCK_SIGN (neuron->block) * MAX (value, 0.0);
    }
}

/* Backwards from a residual: λ is the largest ||v_b||, the neurons that attain it get a norm
 * each. */
static void
test_planted (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 14);
  for (int trial = 0; trial < 20; trial++)
    {
      const gsize n = 12;
      double x[24], y[12], r[12], lambda, penalty = 0.0, objective = 0.0;
      g_autoptr (RscProblem) first = NULL;
      g_autoptr (RscProblem) planted = NULL;
      g_autoptr (RscSolution) start = NULL;
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < 2 * n; i++)
        x[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < n; i++)
        y[i] = gsl_ran_gaussian (rng, 1.0);
      first = problem_of_arrays (n, 2, x, y, TRUE, RSC_ACTIVATION_RELU);
      lambda = 0.05 * rsc_problem_get_lambda_max (first);
      start = solve_at (first, lambda, NULL);

      /* Its residual has several blocks at λ: give their neurons other norms. */
      memcpy (r, rsc_solution_get_residual (start), sizeof r);
      memcpy (y, r, sizeof y);
      for (gsize k = 0; k < rsc_solution_get_n_blocks (start); k++)
        {
          const double *w = rsc_solution_get_w (start, k);
          Priced neuron = { 0.0, rsc_solution_get_block (start, k), { w[0], w[1], w[2] } };
          const double a = 0.2 + gsl_rng_uniform (rng);

          neuron.norm = sqrt (w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);
          plant (first, &neuron, a, y);
          penalty += a;
        }
      for (gsize i = 0; i < n; i++)
        objective += 0.5 * r[i] * r[i];
      objective += lambda * penalty;
      planted = problem_of_arrays (n, 2, x, y, TRUE, RSC_ACTIVATION_RELU);
      solution = solve_at (planted, lambda, NULL);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), objective,
                                      1e-11 * objective);
      for (gsize i = 0; i < n; i++)
        g_assert_cmpfloat_with_epsilon (rsc_solution_get_residual (solution)[i], r[i], 1e-9);
    }
  gsl_rng_free (rng);
}

/* The next neuron sits at (1 - 1e-5) λ: it stays out, and its distance to λ comes out right. */
static void
test_near_block (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  int found = 0;

  gsl_rng_set (rng, 15);
  for (int trial = 0; trial < 40 && found < 8; trial++)
    {
      const gsize n = 10;
      double x[20], y[10], r[10], p[10], q[10], low = 0.0, high = 1.0, ratio = 0.0;
      g_autoptr (RscProblem) first = NULL;
      g_autoptr (RscProblem) planted = NULL;
      g_autoptr (RscSolution) solution = NULL;
      g_autofree Priced *priced = NULL;
      g_autofree Priced *after = NULL;
      gsize leader;

      for (gsize i = 0; i < 2 * n; i++)
        x[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < n; i++)
        {
          p[i] = gsl_ran_gaussian (rng, 1.0);
          q[i] = -p[i];
        }
      first = problem_of_arrays (n, 2, x, p, TRUE, RSC_ACTIVATION_RELU);
      q[0] += 0.3;
      priced = price_all (first, p);
      leader = priced[0].block;

      /* Between p and q another neuron takes the lead; stop just before. */
      for (int k = 0; k < 60; k++)
        {
          const double t = 0.5 * (low + high);
          double mine = 0.0, other = 0.0;

          for (gsize i = 0; i < n; i++)
            r[i] = (1.0 - t) * p[i] + t * q[i];
          g_free (priced);
          priced = price_all (first, r);
          for (gsize b = 0; b < rsc_problem_get_n_blocks (first); b++)
            {
              if (priced[b].block == leader)
                mine = priced[b].norm;
            }
          for (gsize b = 0; b < rsc_problem_get_n_blocks (first); b++)
            {
              if (fabs (priced[b].norm - mine) > 1e-9 * mine)
                other = MAX (other, priced[b].norm);
            }
          ratio = other / mine;
          if (ratio < 1.0 - 1e-5)
            low = t;
          else
            high = t;
        }
      if (fabs (ratio - (1.0 - 1e-5)) > 1e-9 || priced[0].norm < 0.1)
        continue;
      found++;
      memcpy (y, r, sizeof y);
      plant (first, &priced[0], 2.0, y);
      planted = problem_of_arrays (n, 2, x, y, TRUE, RSC_ACTIVATION_RELU);
      solution = solve_at (planted, priced[0].norm, NULL);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_penalty (solution), 2.0, 1e-10);
      for (gsize k = 0; k < rsc_solution_get_n_blocks (solution); k++)
        {
          const double *w = rsc_solution_get_w (solution, k);
          const double length = sqrt (w[0] * w[0] + w[1] * w[1] + w[2] * w[2]);

          for (gsize l = 0; l < 3; l++)
            g_assert_cmpfloat_with_epsilon (w[l] / length, priced[0].v[l] / priced[0].norm, 1e-9);
        }
      after = price_all (planted, rsc_solution_get_residual (solution));
      for (gsize b = 0; b < rsc_problem_get_n_blocks (first); b++)
        g_assert_cmpfloat_with_epsilon (after[b].norm / priced[0].norm,
                                        priced[b].norm / priced[0].norm, 1e-10);
    }
  g_assert_cmpint (found, >=, 4);
  gsl_rng_free (rng);
}

/* ---- manners ---------------------------------------------------------------------------- */

/* Merged neurons: the network has one neuron for each direction and the same objective. */
static void
test_network (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution = solve_at (problem, lambda, NULL);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (solution);

  g_assert_cmpuint (rsc_network_get_width (network), <=, rsc_solution_get_n_blocks (solution));
  g_assert_cmpuint (rsc_network_get_width (network), <=, 9);
  g_assert_cmpfloat_with_epsilon (
    rsc_network_objective (network, rsc_problem_get_dataset (problem), lambda),
    rsc_solution_get_objective (solution), 1e-12);
}

/* Classes that a product of two features tells apart, with noise, and few patterns: about one such
 * problem in a hundred has two points with different faces each of which is the other's step. */
static void
test_circles (void)
{
  enum
  {
    N = 60,
    D = 4
  };
  gsl_rng *rng = rsc_random_new (11);
  double x[N * D];
  double y[N];

  for (guint64 seed = 1; seed <= 300; seed++)
    {
      g_autoptr (RscDataset) dataset = NULL;
      g_autoptr (RscArrangement) patterns = NULL;
      g_autoptr (RscProblem) problem = NULL;
      g_autoptr (RscSolution) solution = NULL;

      for (gsize i = 0; i < N * D; i++)
        x[i] = gsl_ran_gaussian (rng, 1.0);
      for (gsize i = 0; i < N; i++)
        y[i] = x[i * D] * x[i * D + 1] + 0.5 * gsl_ran_gaussian (rng, 1.0) > 0.0 ? 1.0 : -1.0;
      dataset = rsc_dataset_new ("noise", N, D, x, y, NULL, NULL, NULL);
      patterns = rsc_arrangement_new_sampled (N, D, x, 25, seed, 0, NULL, NULL);
      problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, patterns, NULL, NULL);
      solution = rsc_solver_solve (problem, 0.01 * N, NULL, NULL, NULL, NULL, NULL, NULL);
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-10);
    }
  gsl_rng_free (rng);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gsl_set_error_handler_off ();
  g_test_add_func ("/solver/polygons", test_polygons);
  g_test_add_func ("/solver/known", test_known);
  g_test_add_func ("/solver/references", test_references);
  g_test_add_func ("/solver/brute-force/line", test_brute_force_line);
  g_test_add_func ("/solver/brute-force/blocks", test_brute_force_blocks);
  g_test_add_func ("/solver/random", test_random);
  g_test_add_func ("/solver/planted", test_planted);
  g_test_add_func ("/solver/near-block", test_near_block);
  g_test_add_func ("/solver/circles", test_circles);
  g_test_add_func ("/solver/network", test_network);
  return g_test_run ();
}

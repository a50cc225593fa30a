/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-random.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "kkt.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <string.h>

static RscSolution *
solve (RscProblem *problem, double lambda, RscSolution *warm_start)
{
  g_autoptr (GError) error = NULL;
  RscSolution *solution =
    rsc_solver_solve (problem, lambda, NULL, warm_start, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >=, 0.0);
  return solution;
}

static void
check_kkt (RscSolution *solution, gsize stride, double tolerance)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize d = rsc_problem_get_d (problem), m = rsc_solution_get_n_blocks (solution);
  g_autofree gsize *blocks = g_new (gsize, m + 1);
  g_autofree double *w = g_new (double, m *d + 1);
  Kkt kkt;

  for (gsize b = 0; b < m; b++)
    {
      blocks[b] = rsc_solution_get_block (solution, b);
      if (b > 0)
        g_assert_cmpuint (blocks[b - 1], <, blocks[b]);
      memcpy (w + b * d, rsc_solution_get_w (solution, b), d * sizeof (double));
    }
  kkt_check (problem, rsc_solution_get_lambda (solution), m, blocks, w, stride, &kkt);
  g_assert_cmpfloat (kkt.cone, <=, 1e-13);
  g_assert_cmpfloat (kkt.stationarity, <=, tolerance);
  g_assert_cmpfloat (kkt.excess, <=, tolerance);
  g_assert_cmpfloat_with_epsilon (kkt.objective, rsc_solution_get_objective (solution),
                                  1e-12 * kkt.objective);
}

/* ---- known answers ---------------------------------------------------------------------- */

static void
check_known (const char *name, double ratio, double lambda_max, double objective)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = NULL;

  g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), lambda_max,
                                  1e-13 * lambda_max);
  solution = solve (problem, ratio * lambda_max, NULL);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), objective,
                                  1e-12 * objective);
  check_kkt (solution, 1, 1e-10);
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
    solve (parity, 0.1 * rsc_problem_get_lambda_max (parity), NULL);

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
    rsc_dataset_get_n (dataset), d, rsc_dataset_get_x (dataset), n_gates, values, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  return problem;
}

static void
check_reference (RscProblem *problem, double lambda, double objective, gsize stride)
{
  g_autoptr (RscSolution) solution = solve (problem, lambda, NULL);

  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-12);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (solution), objective,
                                  1e-9 * objective);
  check_kkt (solution, stride, 1e-10);
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
      solution = solve (problem, lambda, NULL);
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
      solution = solve (problem, lambda, NULL);
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
      solution = solve (
        problem, pow (10.0, -3.0 * gsl_rng_uniform (rng)) * rsc_problem_get_lambda_max (problem),
        NULL);
      g_test_message (
        "trial %d: n %zu, d %zu, activation %d, ratio %.2e: gap %.1e, %u steps", trial, n, d,
        activation, rsc_solution_get_lambda (solution) / rsc_problem_get_lambda_max (problem),
        rsc_solution_get_relative_gap (solution), rsc_solution_get_iterations (solution));
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      check_kkt (solution, 1, 1e-9);
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

/* Backwards from a residual: λ is the largest ||v_b||, the neurons that attain it get a norm each. */
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
      start = solve (first, lambda, NULL);

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
      solution = solve (planted, lambda, NULL);
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
      solution = solve (planted, priced[0].norm, NULL);
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

/* ---- edges ------------------------------------------------------------------------------ */

static void
test_zero (void)
{
  const double x[] = { 1.0, -2.0, 0.5 }, y[] = { 1.0, 0.3, -2.0 }, nothing[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscProblem) problem = problem_of_arrays (3, 1, x, y, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) empty = problem_of_arrays (3, 1, x, nothing, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) at = solve (problem, rsc_problem_get_lambda_max (problem), NULL);
  g_autoptr (RscSolution) above = solve (problem, 100.0, NULL);
  g_autoptr (RscSolution) below =
    solve (problem, rsc_problem_get_lambda_max (problem) * (1.0 - 1e-9), NULL);
  g_autoptr (RscSolution) zero = solve (empty, 0.1, NULL);

  g_assert_cmpuint (rsc_solution_get_n_blocks (at), ==, 0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (at), <=, 1e-14);
  g_assert_cmpuint (rsc_solution_get_n_blocks (above), ==, 0);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (above), 0.5 * 5.09, 1e-14);
  g_assert_cmpint (rsc_solution_get_status (below), ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (rsc_problem_get_lambda_max (empty), ==, 0.0);
  g_assert_cmpfloat (rsc_solution_get_objective (zero), ==, 0.0);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (zero), ==, 0.0);
  g_assert_cmpint (rsc_solution_get_status (zero), ==, RSC_SOLUTION_CONVERGED);
}

/* One point (x, y): P = min 1/2 (||x|| a - |y|)² + λ a. */
static void
test_one_point (void)
{
  const double x[] = { 3.0, 4.0 }, y = -2.0, lambda = 1.0;
  g_autoptr (RscProblem) problem = problem_of_arrays (1, 2, x, &y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = solve (problem, lambda, NULL);
  const double a = (5.0 * 2.0 - lambda) / 25.0;

  g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), 10.0, 1e-13);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_penalty (solution), a, 1e-14);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_fit (solution)[0], -5.0 * a, 1e-14);
}

static void
check_degenerate (gsize n, gsize d, const double *x, const double *y, gboolean bias)
{
  const double ratios[] = { 0.5, 0.1, 0.01, 1e-3 };
  g_autoptr (RscProblem) problem = problem_of_arrays (n, d, x, y, bias, RSC_ACTIVATION_RELU);

  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      g_autoptr (RscSolution) solution =
        solve (problem, ratios[k] * rsc_problem_get_lambda_max (problem), NULL);

      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);
      check_kkt (solution, 1, 1e-7);
    }
}

static void
test_degenerate (void)
{
  const double line[] = { -1.0, 0.0, 0.25, 0.25, 0.7, 0.7, 1.0, 2.0 };
  const double y[] = { 1.0, -1.0, 0.5, 0.2, 2.0, 2.0, -0.3, 0.1 };
  const double constant[] = { 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0, 3.0 };
  double plane[16];

  /* Duplicates and a zero row; constant y. */
  check_degenerate (8, 1, line, y, TRUE);
  check_degenerate (8, 1, line, y, FALSE);
  check_degenerate (8, 1, line, constant, TRUE);
  /* Collinear points, with and without bias; a repeated feature. */
  for (gsize i = 0; i < 8; i++)
    {
      plane[2 * i] = line[i];
      plane[2 * i + 1] = 2.0 * line[i] + 1.0;
    }
  check_degenerate (8, 2, plane, y, TRUE);
  check_degenerate (8, 2, plane, y, FALSE);
  for (gsize i = 0; i < 8; i++)
    plane[2 * i + 1] = line[i];
  check_degenerate (8, 2, plane, y, TRUE);
  /* A feature that is zero everywhere. */
  for (gsize i = 0; i < 8; i++)
    plane[2 * i + 1] = 0.0;
  check_degenerate (8, 2, plane, y, TRUE);
  /* Features of very different size. */
  for (gsize i = 0; i < 8; i++)
    {
      plane[2 * i] = 1e6 * line[i];
      plane[2 * i + 1] = 1e-6 * cos (3.0 * (double) i);
    }
  check_degenerate (8, 2, plane, y, TRUE);
  check_degenerate (8, 2, plane, y, FALSE);
}

/* (X, y, λ) and (α X, β y, αβ λ) are the same problem. */
static void
test_range (void)
{
  const double x[] = { -1.0, -0.3, 0.2, 0.9, 1.7 }, y[] = { 0.4, -1.0, 0.3, 0.8, -0.2 };
  const double sizes[] = { 1e-140, 1e-70, 1e70, 1e140 };
  g_autoptr (RscProblem) problem = problem_of_arrays (5, 1, x, y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolution) solution = solve (problem, 0.1, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
    {
      for (gsize l = 0; l < G_N_ELEMENTS (sizes); l++)
        {
          double xs[5], ys[5];
          g_autoptr (RscProblem) scaled = NULL;
          g_autoptr (RscSolution) other = NULL;

          for (gsize i = 0; i < 5; i++)
            {
              xs[i] = x[i] * sizes[k];
              ys[i] = y[i] * sizes[l];
            }
          scaled = problem_of_arrays (5, 1, xs, ys, FALSE, RSC_ACTIVATION_RELU);
          other = solve (scaled, 0.1 * sizes[k] * sizes[l], NULL);
          g_assert_cmpfloat (rsc_solution_get_relative_gap (other), <=, 1e-12);
          g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (other) / sizes[l] / sizes[l],
                                          rsc_solution_get_objective (solution), 1e-12);
        }
    }
}

/* At λ = 1e-8 λ_max the residual y - ŷ has lost eight digits to rounding, and only the dual point
 * that is kept apart from it certifies. Its value is computed anew: feasible under projections of
 * another kind, D = y^T ν - ||ν||²/2. */
static void
test_tiny_lambda (void)
{
  static const struct
  {
    const char *name;
    double ratio;
  } cases[] = {
    { "xor", 1e-8 },    { "polygon-8", 1e-8 }, { "checkerboard", 1e-8 }, { "parity", 1e-8 },
    { "sine", 1e-8 },   { "step", 1e-8 },      { "step", 1e-5 },         { "random", 1e-8 },
    { "random", 1e-5 }, { "moons-20", 1e-8 },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (cases[k].name, RSC_ACTIVATION_RELU);
      const double lambda = cases[k].ratio * rsc_problem_get_lambda_max (problem);
      g_autoptr (RscSolution) solution = solve (problem, lambda, NULL);
      const double *nu = rsc_solution_get_dual (solution), *x = rsc_problem_get_x (problem);
      const double objective = rsc_solution_get_objective (solution);
      const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
      RscArrangement *arrangement = rsc_problem_get_arrangement (problem);
      double largest = 0.0, dual = 0.0, t;

      g_test_message ("%s %g: gap %.1e after %u steps", cases[k].name, cases[k].ratio,
                      rsc_solution_get_relative_gap (solution),
                      rsc_solution_get_iterations (solution));
      g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_CONVERGED);

      for (gsize block = 0; block < rsc_problem_get_n_blocks (problem); block++)
        {
          const guint64 *pattern =
            rsc_arrangement_get_pattern (arrangement, RSC_BLOCK_PATTERN (block));
          g_autofree double *z = g_new0 (double, d);
          g_autofree double *v = g_new0 (double, d);

          for (gsize i = 0; i < n; i++)
            for (gsize l = 0; l < d && rsc_pattern_is_active (pattern, i); l++)
              z[l] += RSC_BLOCK_SIGN (block) * nu[i] * x[i * d + l];
          largest = MAX (largest, kkt_project (n, d, x, pattern, z, v));
        }
      t = MIN (1.0, lambda / largest);
      for (gsize i = 0; i < n; i++)
        dual += t * nu[i] * (rsc_problem_get_y (problem)[i] - 0.5 * t * nu[i]);
      g_assert_cmpfloat (objective - dual, <=, 2.0 * RSC_TOLERANCE_GAP * objective);
      g_assert_cmpfloat (objective - dual, >=, -1e-12 * objective);
    }
}

static void
test_bad_lambda (void)
{
  const double bad[] = { 0.0, -1.0, INFINITY, NAN };
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);

  for (gsize k = 0; k < G_N_ELEMENTS (bad); k++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (rsc_solver_solve (problem, bad[k], NULL, NULL, NULL, NULL, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
}

static void
test_iteration_limit (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const RscSolverSettings settings = { RSC_TOLERANCE_GAP, 1 };
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, 0.01 * rsc_problem_get_lambda_max (problem), &settings, NULL, NULL, NULL, NULL, NULL);

  g_assert_nonnull (solution);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), >, RSC_TOLERANCE_GAP);
  g_assert_cmpint (rsc_solution_get_status (solution), ==, RSC_SOLUTION_ITERATION_LIMIT);
}

/* ---- manners ---------------------------------------------------------------------------- */

static void
test_warm_start (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.03 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) cold = solve (problem, lambda, NULL);
  const double factors[] = { 0.5, 0.95, 1.0, 1.05, 3.0, 40.0 };

  for (gsize k = 0; k < G_N_ELEMENTS (factors); k++)
    {
      g_autoptr (RscSolution) other = solve (problem, factors[k] * lambda, NULL);
      g_autoptr (RscSolution) warm = solve (problem, lambda, other);

      g_assert_cmpfloat (rsc_solution_get_relative_gap (warm), <=, 1e-12);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (warm),
                                      rsc_solution_get_objective (cold),
                                      1e-12 * rsc_solution_get_objective (cold));
      check_kkt (warm, 1, 1e-10);
    }
}

/* λ dragged from large to small in steps of 5 %: every solution from the one before. */
static void
test_drag (void)
{
  g_autoptr (RscDataset) line = dataset_of_file ("toy1d.csv");
  g_autoptr (RscProblem) toy1d = problem_of_dataset (line, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) moons = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  RscProblem *problems[] = { toy1d, moons };

  for (gsize p = 0; p < G_N_ELEMENTS (problems); p++)
    {
      g_autoptr (RscSolution) solution = NULL;

      for (int k = 0; k < 120; k++)
        {
          RscSolution *next = solve (
            problems[p], 0.5 * pow (0.95, k) * rsc_problem_get_lambda_max (problems[p]), solution);

          g_assert_cmpint (rsc_solution_get_status (next), ==, RSC_SOLUTION_CONVERGED);
          g_clear_pointer (&solution, rsc_solution_unref);
          solution = next;
        }
    }
}

static void
test_warm_start_moved (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.03 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) before = solve (problem, lambda, NULL);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (dataset), d = rsc_dataset_get_d (dataset);
  g_autofree double *x = g_memdup2 (rsc_dataset_get_x (dataset), n * d * sizeof (double));
  g_autoptr (RscProblem) moved = NULL;
  g_autoptr (RscProblem) wider = NULL;
  g_autoptr (RscSolution) warm = NULL;
  g_autoptr (RscSolution) cold = NULL;
  g_autoptr (RscSolution) foreign = NULL;

  x[0] += 0.01;
  moved = problem_of_arrays (n, d, x, rsc_dataset_get_y (dataset), TRUE, RSC_ACTIVATION_RELU);
  warm = solve (moved, lambda, before);
  cold = solve (moved, lambda, NULL);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (warm),
                                  rsc_solution_get_objective (cold), 1e-12);
  g_assert_cmpuint (rsc_solution_get_iterations (warm), <, rsc_solution_get_iterations (cold));
  check_kkt (warm, 1, 1e-10);

  /* A solution with another number of features is no help and no harm. */
  wider = problem_of_arrays (n, 1, x, rsc_dataset_get_y (dataset), TRUE, RSC_ACTIVATION_RELU);
  foreign = solve (wider, lambda, before);
  g_assert_cmpint (rsc_solution_get_status (foreign), ==, RSC_SOLUTION_CONVERGED);
}

static void
test_deterministic (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  const double lambda = 0.02 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) a = solve (problem, lambda, NULL);
  g_autoptr (RscSolution) b = solve (problem, lambda, NULL);

  g_assert_cmpuint (rsc_solution_get_n_blocks (a), ==, rsc_solution_get_n_blocks (b));
  for (gsize k = 0; k < rsc_solution_get_n_blocks (a); k++)
    {
      g_assert_cmpuint (rsc_solution_get_block (a, k), ==, rsc_solution_get_block (b, k));
      g_assert_cmpmem (rsc_solution_get_w (a, k), 3 * sizeof (double), rsc_solution_get_w (b, k),
                       3 * sizeof (double));
    }
}

typedef struct
{
  GCancellable *cancellable;
  double last_gap;
  guint calls;
  double last_fraction;
} Watch;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Watch *watch = user_data;

  g_assert_cmpfloat (gap, <=, watch->last_gap);
  watch->last_gap = gap;
  g_assert_cmpfloat (fraction, >=, watch->last_fraction);
  g_assert_cmpfloat (fraction, <=, 1.0);
  watch->last_fraction = fraction;
  watch->calls++;
  if (watch->cancellable != NULL)
    {
      g_cancellable_cancel (watch->cancellable);
    }
}

static void
test_progress_and_cancel (void)
{
  g_autoptr (RscDataset) plane = dataset_of_file ("toy2d.csv");
  g_autoptr (RscProblem) problem = problem_of_dataset (plane, TRUE, RSC_ACTIVATION_RELU);
  const double lambda = 0.01 * rsc_problem_get_lambda_max (problem);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSolution) solution = NULL;
  Watch watch = { NULL, INFINITY, 0 };
  Watch stop = { cancellable, INFINITY, 0 };

  solution = rsc_solver_solve (problem, lambda, NULL, NULL, on_progress, &watch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (watch.calls, >, 1);
  g_assert_cmpfloat (watch.last_gap, <=, RSC_TOLERANCE_GAP);
  /* All the way, as it is measured by the gap. */
  g_assert_cmpfloat (watch.last_fraction, ==, 1.0);

  g_assert_null (
    rsc_solver_solve (problem, lambda, NULL, NULL, on_progress, &stop, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* Not another step. */
  g_assert_cmpuint (stop.calls, ==, 1);
}

/* One workspace for many λ, also after a solve that was cancelled: the same solutions as from
 * workspaces of their own. */
static void
test_workspace (void)
{
  const double ratios[] = { 0.5, 0.01, 1.5, 0.1 };
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons-20", RSC_ACTIVATION_RELU);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);

  for (gsize k = 0; k < G_N_ELEMENTS (ratios); k++)
    {
      const double lambda = ratios[k] * rsc_problem_get_lambda_max (problem);
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Watch stop = { cancellable, INFINITY, 0 };
      g_autoptr (RscSolution) none = NULL;
      g_autoptr (RscSolution) again = NULL;
      g_autoptr (RscSolution) fresh = solve (problem, lambda, NULL);

      if (ratios[k] < 1.0)
        {
          none = rsc_solver_run (solver, lambda, NULL, on_progress, &stop, cancellable, &error);
          g_assert_null (none);
          g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_clear_error (&error);
        }
      again = rsc_solver_run (solver, lambda, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (rsc_solution_get_status (again), ==, RSC_SOLUTION_CONVERGED);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (again),
                                      rsc_solution_get_objective (fresh),
                                      1e-12 * rsc_solution_get_objective (fresh));
      g_assert_cmpuint (rsc_solution_get_n_blocks (again) > 0, ==, ratios[k] < 1.0);
    }
}

static gpointer
cancel_later (gpointer user_data)
{
  Watch *watch = user_data;

  g_usleep (watch->calls);
  g_cancellable_cancel (watch->cancellable);
  return NULL;
}

/* 1500 points: a single quadratic program takes seconds, and a cancel must not wait for its end. (How soon it
 * answers is in tests/bench.) */
static void
test_cancel_large (void)
{
  const gsize n = 1500, d = 3;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);
  g_autoptr (RscArrangement) arrangement = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (GError) error = NULL;
  guint cancelled = 0;

  gsl_rng_set (rng, 15);
  for (gsize i = 0; i < n * d; i++)
    x[i] = gsl_ran_gaussian (rng, 1.0);
  for (gsize i = 0; i < n; i++)
    y[i] = gsl_ran_gaussian (rng, 1.0);
  gsl_rng_free (rng);
  arrangement = rsc_arrangement_new_sampled (n, d, x, 2000, 1, NULL, &error);
  g_assert_no_error (error);
  dataset = rsc_dataset_new ("test", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  problem = rsc_problem_new (dataset, FALSE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);

  for (guint delay = 100; delay <= 3200; delay *= 2)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (RscSolution) solution = NULL;
      Watch watch = { cancellable, INFINITY, delay * 1000 };
      GThread *thread = g_thread_new ("cancel", cancel_later, &watch);

      solution = rsc_solver_solve (problem, 1e-6 * rsc_problem_get_lambda_max (problem), NULL, NULL,
                                   NULL, NULL, cancellable, &error);
      g_thread_join (thread);
      if (solution != NULL)
        continue;
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&error);
      cancelled++;
    }
  g_assert_cmpuint (cancelled, >, 0);
}

/* Merged neurons: the network has one neuron for each direction and the same objective. */
static void
test_network (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  const double lambda = 0.1 * rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolution) solution = solve (problem, lambda, NULL);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (solution);

  g_assert_cmpuint (rsc_network_get_width (network), <=, rsc_solution_get_n_blocks (solution));
  g_assert_cmpuint (rsc_network_get_width (network), <=, 9);
  g_assert_cmpfloat_with_epsilon (
    rsc_network_objective (network, rsc_problem_get_dataset (problem), lambda),
    rsc_solution_get_objective (solution), 1e-12);
}

/* Classes that a product of two features tells apart, with noise, and few patterns: about one such problem
 * in a hundred has two points with different faces each of which is the other's step. */
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
      patterns = rsc_arrangement_new_sampled (N, D, x, 25, seed, NULL, NULL);
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
  g_test_add_func ("/solver/zero", test_zero);
  g_test_add_func ("/solver/one-point", test_one_point);
  g_test_add_func ("/solver/degenerate", test_degenerate);
  g_test_add_func ("/solver/range", test_range);
  g_test_add_func ("/solver/tiny-lambda", test_tiny_lambda);
  g_test_add_func ("/solver/bad-lambda", test_bad_lambda);
  g_test_add_func ("/solver/iteration-limit", test_iteration_limit);
  g_test_add_func ("/solver/warm-start", test_warm_start);
  g_test_add_func ("/solver/drag", test_drag);
  g_test_add_func ("/solver/warm-start-moved", test_warm_start_moved);
  g_test_add_func ("/solver/deterministic", test_deterministic);
  g_test_add_func ("/solver/progress-and-cancel", test_progress_and_cancel);
  g_test_add_func ("/solver/workspace", test_workspace);
  g_test_add_func ("/solver/cancel-large", test_cancel_large);
  g_test_add_func ("/solver/circles", test_circles);
  g_test_add_func ("/solver/network", test_network);
  return g_test_run ();
}

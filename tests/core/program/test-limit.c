/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The end of the path: networks of least norm that fit the targets, or come nearest to them. */

#include "core/data/rsc-row-space.h"
#include "core/numerics/rsc-random.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/program/rsc-attainable.h"
#include "core/program/rsc-limit.h"
#include "core/program/rsc-refinement.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static RscLimit *
find (RscProblem *problem, gboolean priced, gboolean for_set)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation =
    priced
      ? generation_of_dataset (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem))
      : NULL;
  RscLimit *limit;

  limit = rsc_limit_new (priced ? NULL : problem, generation, RSC_TOLERANCE_GAP, for_set, NULL,
                         NULL, NULL, &error);
  g_assert_no_error (error);
  return limit;
}

/* The bound, by weak duality: target·ν / max ||v_b||, over all listed blocks. */
static double
get_bound (RscProblem *problem, const RscLimit *limit)
{
  const double *dual = rsc_solution_get_dual (limit->near);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (GError) error = NULL;
  g_autofree double *scaled = g_new (double, n);
  g_autofree double *v = g_new (double, d);
  double most = 0.0, product = 0.0;

  for (gsize i = 0; i < n; i++)
    {
      scaled[i] = ldexp (dual[i], -rsc_pricer_get_y_exponent (pricer));
      product += limit->target[i] * dual[i];
    }
  rsc_pricer_sweep (pricer, scaled, NULL, &error);
  g_assert_no_error (error);
  for (gsize b = 0; b < 2 * n_patterns; b++)
    most = MAX (most, rsc_pricer_project (pricer, b, 0.0, v, NULL, NULL));
  most = ldexp (most, rsc_pricer_get_y_exponent (pricer) + rsc_pricer_get_x_exponent (pricer));
  return most > 0.0 ? MAX (product / most, 0.0) : 0.0;
}

/* The network, by itself: its fit and its penalty; and the bound. */
static void
check (RscProblem *problem, const RscLimit *limit)
{
  const gsize n = rsc_problem_get_n (problem);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);
  g_autofree double *fit = g_new (double, n);
  double size = 0.0, misfit = 0.0;

  g_assert_cmpint (limit->status, ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (limit->relative_gap, <=, RSC_TOLERANCE_GAP);
  rsc_network_predict (network, n, rsc_dataset_get_x (rsc_problem_get_dataset (problem)), fit);
  for (gsize i = 0; i < n; i++)
    {
      size = hypot (size, limit->target[i]);
      misfit = hypot (misfit, fit[i] - limit->target[i]);
    }
  g_assert_cmpfloat (misfit, <=, 1e-11 * size);
  g_assert_cmpfloat_with_epsilon (rsc_solution_get_penalty (limit->network), limit->bound,
                                  1e-9 * limit->bound + G_MINDOUBLE);
  g_assert_cmpfloat_with_epsilon (get_bound (problem, limit), limit->bound,
                                  1e-9 * limit->bound + G_MINDOUBLE);
}

/* XOR: the four neurons of its path grow to 1/√2 each, whose sum is 2√2 = |y|_1/λ_max. The parity:
 * 8. */
static void
test_known (void)
{
  g_autoptr (RscProblem) xor_problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) parity = problem_of_gallery ("parity", RSC_ACTIVATION_RELU);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) first = find (xor_problem, priced == 1, FALSE);
      g_autoptr (RscLimit) second = find (parity, priced == 1, FALSE);

      check (xor_problem, first);
      check (parity, second);
      g_assert_true (first->interpolates && second->interpolates);
      g_assert_cmpfloat_with_epsilon (first->bound, 2.0 * G_SQRT2, 1e-9);
      g_assert_cmpfloat_with_epsilon (second->bound, 8.0, 1e-9);
    }
}

/* The penalty of solutions rises to that of the limit as λ falls. */
static void
test_gallery (void)
{
  static const char *const names[] = {
    "checkerboard", "polygon", "sine", "abs", "step", "circles"
  };

  for (gsize k = 0; k < G_N_ELEMENTS (names); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[k], RSC_ACTIVATION_RELU);
      g_autoptr (RscLimit) limit = find (problem, FALSE, FALSE);
      g_autoptr (RscLimit) priced = find (problem, TRUE, FALSE);
      g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.01);

      g_test_message ("%s", names[k]);
      check (problem, limit);
      check (problem, priced);
      g_assert_cmpfloat_with_epsilon (priced->bound, limit->bound, 1e-9 * limit->bound);
      g_assert_true (limit->interpolates && priced->interpolates);
      g_assert_cmpfloat (rsc_solution_get_penalty (rsc_optimal_set_get_solution (set)), <,
                         limit->bound);
    }
}

/* A point twice with two targets, and one at the origin without a bias: no network fits them. The
 * means are fitted. */
static void
test_least_squares (void)
{
  const double x[] = { 1, 0, 1, 0, 0, 1, -1, 1, 0, 0 };
  const double y[] = { 1, 3, -1, 2, 5 };
  const double target[] = { 2, 2, -1, 2, 0 };
  g_autoptr (RscProblem) problem = problem_of_arrays (5, 2, x, y, FALSE, RSC_ACTIVATION_RELU);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) limit = find (problem, priced == 1, FALSE);

      check (problem, limit);
      g_assert_false (limit->interpolates);
      for (gsize i = 0; i < 5; i++)
        g_assert_cmpfloat_with_epsilon (limit->target[i], target[i], 1e-9);
      g_assert_cmpfloat_with_epsilon (limit->squared_error, 2.0 + 25.0, 1e-8);
      g_assert_cmpfloat (limit->slope, <=, 1e-9);
    }
}

/* Classes that overlap, which nothing but steep neurons fits, listed and searched: what fits them
 * is far from what is optimal at any λ where doubles tell networks apart. */
static RscProblem *
make_overlapping (guint32 seed)
{
  const gsize n = 44;
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  double x[2 * 44], y[44];

  for (gsize i = 0; i < n; i++)
    {
      y[i] = i % 2 == 0 ? 1.0 : -1.0;
      for (gsize k = 0; k < 2; k++)
        x[2 * i + k] = 0.4 * y[i] + g_rand_double_range (rand, -1.0, 1.0);
    }
  return problem_of_arrays (n, 2, x, y, TRUE, RSC_ACTIVATION_RELU);
}

/* A block above λ that is taken in leaves the residual refined, whichever comes first: where a
 * neuron has to move, two opposite blocks are above λ, and taking in one of them leads to no
 * optimum. Returns how many are. */
static gsize
check_taken_in (RscSolution *solution)
{
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize n_patterns = rsc_arrangement_get_n_patterns (rsc_problem_get_arrangement (problem));
  g_autoptr (RscPricer) pricer = rsc_pricer_new (problem);
  g_autoptr (RscRefinement) refinement = rsc_refinement_new (solution, pricer);
  g_autofree RscWide *u = g_new (RscWide, rsc_problem_get_d (problem));
  gsize n_above = 0;

  g_assert_cmpfloat (rsc_refinement_get_error (refinement), <, RSC_TOLERANCE_REFINED);
  for (gsize b = 0; b < 2 * n_patterns; b++)
    {
      g_autoptr (RscRefinement) own = NULL;

      if (!(rsc_refinement_project (refinement, b, NULL, 0, u) > 1e-12))
        continue;
      own = rsc_refinement_new (solution, pricer);
      rsc_refinement_add (own, b);
      g_assert_cmpfloat (rsc_refinement_get_error (own), <, RSC_TOLERANCE_REFINED);
      n_above++;
    }
  return n_above;
}

static void
test_overlapping (void)
{
  gsize n_above = 0;
  g_autoptr (RscProblem) problem = make_overlapping (3);
  const double *y = rsc_problem_get_y (problem);
  const gsize n = rsc_problem_get_n (problem);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) limit = find (problem, priced == 1, priced == 1);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscOptimalSet) set = NULL;

      check (problem, limit);
      g_assert_true (limit->is_exact && limit->interpolates);
      g_assert_cmpfloat (limit->squared_error, ==, 0.0);
      g_assert_cmpint (rsc_solution_get_status (limit->near), ==, RSC_SOLUTION_CONVERGED);
      g_assert_true (rsc_solution_is_over_all (limit->near));
      /* Its targets are those of the limit but for what nobody sees. */
      {
        const double *moved = rsc_problem_get_y (rsc_solution_get_problem (limit->near));
        double distance = 0.0;

        for (gsize i = 0; i < n; i++)
          distance = hypot (distance, moved[i] - y[i]);
        g_assert_cmpfloat (distance, <=, 1.01 * RSC_TOLERANCE_MOVED * sqrt ((double) n));
      }
      n_above += check_taken_in (limit->near);
      /* Its set is that of the limit. */
      set = rsc_optimal_set_new (limit->near, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_true (rsc_optimal_set_is_trusted (set));
    }
  g_assert_cmpuint (n_above, >, 0);
}

/* The dual point has far to go while the misfit stands. */
static void
test_far (void)
{
  g_autoptr (RscProblem) problem = make_overlapping (15);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) limit = find (problem, priced == 1, FALSE);

      check (problem, limit);
      g_assert_true (limit->is_exact && limit->interpolates);
    }
}

/* At the limit a neuron of the checkerboard vanishes that is there at every λ > 0: seven are
 * enough. */
static void
test_set (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) above = set_of_problem (problem, 1e-4);
  g_autoptr (RscLimit) limit = find (problem, FALSE, TRUE);
  g_autoptr (RscNetwork) network = rsc_solution_dup_network (limit->network);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (limit->near, NULL, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  check (problem, limit);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (above), ==, 8);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (set), ==, 7);
  g_assert_cmpuint (rsc_network_get_width (network), >=, 7);
  g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 3);
}

static void
test_zero (void)
{
  const double x[] = { 1, 2 };
  const double nothing[] = { 0, 0 };
  const double origin[] = { 0, 0 };
  const double y[] = { 1, -1 };
  g_autoptr (RscProblem) zero = problem_of_arrays (2, 1, x, nothing, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) blind = problem_of_arrays (2, 1, origin, y, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscLimit) first = find (zero, FALSE, FALSE);
  g_autoptr (RscLimit) second = find (blind, FALSE, FALSE);

  check (zero, first);
  check (blind, second);
  g_assert_true (first->interpolates);
  g_assert_false (second->interpolates);
  g_assert_cmpfloat_with_epsilon (second->squared_error, 2.0, 1e-15);
  g_assert_cmpuint (rsc_solution_get_n_blocks (second->network), ==, 0);
}

/* Points so near to each other that what fits them is steep: it exists, and nothing else may be
 * said. */
static void
test_steep (void)
{
  static const char *const texts[] = { "x,y\n1e-9,1\n2e-9,3\n3e-9,1\n",
                                       "x,y\n0,1\n1,0\n1.00000001,1\n3,2\n",
                                       "x,y\n1e-100,1\n2e-100,3\n3e-100,1\n" };

  for (gsize k = 0; k < 2 * G_N_ELEMENTS (texts); k++)
    {
      g_autoptr (RscProblem) problem = problem_of_text (texts[k / 2], TRUE);
      g_autoptr (RscLimit) limit = find (problem, k % 2 == 1, FALSE);
      const double penalty = rsc_solution_get_penalty (limit->network);

      g_test_message ("%s: misfit %g, at least %g", texts[k / 2], limit->misfit, limit->bound);
      g_assert_true (limit->is_exact && limit->interpolates);
      g_assert_cmpfloat (limit->squared_error, ==, 0.0);
      g_assert_cmpfloat (limit->fitting_bound, ==, limit->bound);
      /* A search over all patterns accounts for the rounding of a residual of points that are this
       * near. */
      g_assert_cmpfloat (limit->bound, >, k % 2 == 0 ? 1e7 : 1.0);
      if (k % 2 == 0)
        g_assert_cmpfloat_with_epsilon (get_bound (problem, limit), limit->bound,
                                        1e-6 * limit->bound);
      if (limit->misfit > RSC_TOLERANCE_EXACT_STEP)
        g_assert_cmpint (limit->status, ==, RSC_SOLUTION_ITERATION_LIMIT);
      g_assert_cmpfloat_with_epsilon (limit->relative_gap, fabs (penalty - limit->bound) / penalty,
                                      1e-9 * limit->relative_gap);
    }
}

/* One point with two targets that differ by little, which no network fits. */
static void
test_near_targets (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("x,y\n0,1\n1,2\n1,2.0000001\n2,0\n", TRUE);

  for (gsize priced = 0; priced < 2; priced++)
    {
      g_autoptr (RscLimit) limit = find (problem, priced == 1, FALSE);

      check (problem, limit);
      g_assert_true (limit->is_exact);
      g_assert_false (limit->interpolates);
      g_assert_cmpfloat_with_epsilon (limit->squared_error, 5e-15, 1e-21);
      g_assert_cmpfloat (limit->slope, ==, 0.0);
      g_assert_true (isinf (limit->fitting_bound));
    }
}

typedef struct
{
  double last;
  guint n;
  guint n_at_end;
  GCancellable *cancellable; /* or NULL: cancelled when five steps are done */
} Told;

static void
on_progress (double fraction, double gap, gpointer user_data)
{
  Told *told = user_data;

  g_assert_cmpfloat (fraction, >=, told->last);
  g_assert_cmpfloat (fraction, <=, 1.0);
  told->last = fraction;
  told->n++;
  told->n_at_end += fraction == 1.0 ? 1 : 0;
  if (told->cancellable != NULL && isnan (gap) && fraction > 4.9 / 9.0)
    g_cancellable_cancel (told->cancellable);
}

/* The way to the limit of many points is told step by step, too. */
static void
test_told (void)
{
  g_autoptr (RscProblem) problem = make_overlapping (3);
  g_autoptr (GError) error = NULL;
  Told told = { 0 };
  g_autoptr (RscLimit) limit =
    rsc_limit_new (problem, NULL, RSC_TOLERANCE_GAP, FALSE, on_progress, &told, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (limit->status, ==, RSC_SOLUTION_CONVERGED);
  g_assert_cmpfloat (told.last, >, 0.6);
}

/* Some patterns fit some targets: what is said of the others holds up to a penalty. Both descents
 * are one way. */
static void
test_sampled (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_gallery ("sine", 0, -1);
  g_autofree double *x = rsc_dataset_dup_design (dataset, TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_sampled (rsc_dataset_get_n (dataset), 2, x, 4, 1, 0, NULL, &error);
  g_autoptr (RscProblem) problem =
    rsc_problem_new (dataset, TRUE, RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  Told told = { 0 };
  g_autoptr (RscLimit) limit =
    rsc_limit_new (problem, NULL, RSC_TOLERANCE_GAP, FALSE, on_progress, &told, NULL, &error);

  g_assert_no_error (error);
  check (problem, limit);
  g_assert_false (limit->is_exact || limit->interpolates);
  g_assert_cmpfloat (limit->fitting_bound, >, 1e6 * limit->bound);
  g_assert_cmpfloat (limit->slope, <=, 1e-9);
  g_assert_cmpuint (told.n, >, 10);
  g_assert_cmpuint (told.n_at_end, <=, 3);
  g_assert_cmpfloat (told.last, >, 0.7);
}

static void
test_cancelled (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("xor", RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (RscGeneration) generation =
    generation_of_dataset (rsc_problem_get_dataset (problem), rsc_problem_get_bias (problem));
  Told told = { .cancellable = cancellable };

  g_assert_no_error (error);
  g_assert_null (rsc_limit_new (NULL, generation, RSC_TOLERANCE_GAP, FALSE, on_progress, &told,
                                cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The solves of the targets that can be fitted are made as those of the others are. */
static void
test_settings (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("x,y\n0,1\n1,2\n1,3\n2,0\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscLimit) limit = NULL;
  RscGenerationSettings settings;

  rsc_generation_settings_init (&settings);
  settings.tolerance = 1e-6;
  generation = rsc_generation_new (dataset, TRUE, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  limit = rsc_limit_new (NULL, generation, 1e-6, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_tolerance (limit->near), ==, 1e-6);
}

/* An effort that is over ends it after the first λ, and what it says is true all the same. */
static void
test_effort (void)
{
  const struct
  {
    const char *name;
    const char *text;
  } cases[] = { { "checkerboard", NULL }, { NULL, "x,y\n0,1\n1,2\n1,3\n2,0\n" } };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem =
        cases[k].name != NULL ? problem_of_gallery (cases[k].name, RSC_ACTIVATION_RELU) : NULL;
      g_autoptr (RscDataset) dataset = problem != NULL
                                         ? rsc_dataset_ref (rsc_problem_get_dataset (problem))
                                         : dataset_of_text (cases[k].text);
      const gboolean bias = problem == NULL || rsc_problem_get_bias (problem);
      g_autoptr (GError) error = NULL;
      g_autoptr (RscGeneration) full = NULL, ended = NULL;
      g_autoptr (RscLimit) known = NULL, limit = NULL;
      RscGenerationSettings settings;

      rsc_generation_settings_init (&settings);
      full = rsc_generation_new (dataset, bias, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      known = rsc_limit_new (NULL, full, RSC_TOLERANCE_GAP, FALSE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (known->status, ==, RSC_SOLUTION_CONVERGED);
      settings.effort = 1e-6;
      ended = rsc_generation_new (dataset, bias, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      limit = rsc_limit_new (NULL, ended, RSC_TOLERANCE_GAP, FALSE, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat (rsc_solution_get_lambda (limit->near), >,
                         0.09 * rsc_generation_get_lambda_max (ended));
      g_assert_cmpint (limit->status, !=, RSC_SOLUTION_CONVERGED);
      g_assert_true (limit->is_stopped && !known->is_stopped);
      g_assert_true (limit->misfit >= 0.0 && limit->misfit <= 1.0);
      g_assert_cmpfloat (limit->bound, >=, 0.0);
      /* The second one has no target that is known before. */
      if (limit->interpolates == known->interpolates && cases[k].name != NULL)
        g_assert_cmpfloat (limit->bound, <=,
                           rsc_solution_get_penalty (known->network) * (1.0 + 1e-9));
    }
}

/* Three pairs of opposite points in one plane, without a bias: f (x) - f (-x) is linear, and the
 * targets are not. There are too many columns for a search, so that the lengths of the rows have to
 * do. */
static void
test_opposite (void)
{
  const gsize d = 12;
  g_autofree double *x = g_new0 (double, 6 * d);
  const double points[6][2] = { { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 }, { 1, 1 }, { -1, -1 } };
  const double y[] = { 1, 0, 1, 0, 5, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscGeneration) generation = NULL;
  g_autoptr (RscLimit) limit = NULL;
  double spread = 0.0;

  for (gsize i = 0; i < 6; i++)
    memcpy (x + i * d, points[i], sizeof (points[i]));
  dataset = rsc_dataset_new ("opposite", 6, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  generation = generation_of_dataset (dataset, FALSE);
  limit = rsc_limit_new (NULL, generation, RSC_TOLERANCE_GAP, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (limit->is_exact || limit->interpolates);
  /* The odd part is off by 5 - 1 - 1 = 3, spread over six points: 3² / 6. */
  g_assert_cmpfloat_with_epsilon (limit->squared_error, 1.5, 1e-6);
  for (gsize i = 0; i < 6; i++)
    spread += fabs (y[i] - limit->target[i]) * hypot (points[i][0], points[i][1]);
  g_assert_cmpfloat_with_epsilon (limit->slope * limit->squared_error, spread, 1e-9 * spread);
}

static void
test_attainable (void)
{
  static const struct
  {
    gsize n;
    double x[12];
    double y[6];
    double target[6];
    gboolean is_known;
  } cases[] = {
    { 4, { 1, 1, 2, 2, 1, 2, 0, 0 }, { 1, 3, 7, 4 }, { 1.4, 2.8, 7, 0 }, TRUE },
    { 3, { 0.1, 0.2, 0.3, 0.6, -1, 5 }, { 0.7, 2.1, 4 }, { 0.7, 2.1, 4 }, TRUE },
    { 3, { 1e-140, 1, 1.0000000000000002e-140, 1, 1e-140, 1 }, { 1, 5, 3 }, { 2, 5, 2 }, TRUE },
    /* (1 + e)² and 1 + 2 e are the same double. */
    { 2,
      { 1, 1.0000000000000002, 1.0000000000000002, 1.0000000000000004 },
      { 1, 5 },
      { 1, 5 },
      TRUE },
    { 4, { 1, 0, -2, 0, -1, 0, 0, 1 }, { 1, 4, 3, 2 }, { 1, 4.4, 2.2, 2 }, TRUE },
    { 6,
      { 1, 0, -1, 0, 0, 1, 0, -1, 1, 1, -1, -1 },
      { 1, 1, 2, 2, 3, 3 },
      { 1, 1, 2, 2, 3, 3 },
      TRUE },
    { 6, { 1, 0, -1, 0, 0, 1, 0, -1, 1, 1, -1, -1 }, { 1, 0, 1, 0, 5, 0 }, { 0 }, FALSE },
  };

  for (gsize k = 0; k < G_N_ELEMENTS (cases); k++)
    {
      g_autoptr (RscProblem) problem =
        problem_of_arrays (cases[k].n, 2, cases[k].x, cases[k].y, FALSE, RSC_ACTIVATION_RELU);
      g_autoptr (GError) error = NULL;
      double target[6] = { 0.0 };
      gboolean is_known = FALSE;

      g_test_message ("case %" G_GSIZE_FORMAT, k);
      g_assert_true (rsc_attainable_find (problem, target, &is_known, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (is_known, ==, cases[k].is_known);
      for (gsize i = 0; i < cases[k].n; i++)
        g_assert_cmpfloat_with_epsilon (target[i], cases[k].target[i], 1e-14);
    }
}

/* More features than points: rays are those of the features, whatever their coordinates are rounded
 * to, and the solution is of the features, too. */
static void
test_row_space (void)
{
  const gsize n = 6, d = 9;
  g_autofree double *x = g_new (double, n *d);
  const double y[] = { 1, 4, 2, -1, 3, 9 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) source = NULL;
  g_autoptr (RscRowSpace) space = NULL;
  g_autoptr (RscDataset) dataset = NULL;
  g_autoptr (RscProblem) problem = NULL;
  g_autoptr (RscLimit) limit = NULL;

  for (gsize i = 0; i < n; i += 2)
    for (gsize k = 0; k < d; k++)
      {
        x[i * d + k] = (double) ((7 * i + 5 * k + i * k * k) % 11) - 4.0;
        x[(i + 1) * d + k] = 3.0 * x[i * d + k];
      }
  source = rsc_dataset_new ("wide", n, d, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  space = rsc_row_space_new (n, d, x, NULL);
  dataset = rsc_dataset_new_in_space (source, space, FALSE, NULL);
  problem = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  limit = rsc_limit_new (problem, NULL, RSC_TOLERANCE_GAP, FALSE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (limit->is_exact);
  g_assert_false (limit->interpolates);
  g_assert_cmpint (limit->status, ==, RSC_SOLUTION_CONVERGED);
  for (gsize i = 0; i < n; i++)
    g_assert_cmpfloat_with_epsilon (
      limit->target[i], (i % 2 == 0 ? 0.1 * y[i] + 0.3 * y[i + 1] : 0.3 * y[i - 1] + 0.9 * y[i]),
      1e-14);
  g_assert_true (rsc_dataset_get_space (
                   rsc_problem_get_dataset (rsc_solution_get_problem (limit->network)), NULL)
                 == space);
}

int
main (int argc, char *argv[])
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limit/known", test_known);
  g_test_add_func ("/limit/gallery", test_gallery);
  g_test_add_func ("/limit/least-squares", test_least_squares);
  g_test_add_func ("/limit/overlapping", test_overlapping);
  g_test_add_func ("/limit/far", test_far);
  g_test_add_func ("/limit/set", test_set);
  g_test_add_func ("/limit/zero", test_zero);
  g_test_add_func ("/limit/steep", test_steep);
  g_test_add_func ("/limit/near-targets", test_near_targets);
  g_test_add_func ("/limit/told", test_told);
  g_test_add_func ("/limit/sampled", test_sampled);
  g_test_add_func ("/limit/cancelled", test_cancelled);
  g_test_add_func ("/limit/settings", test_settings);
  g_test_add_func ("/limit/effort", test_effort);
  g_test_add_func ("/limit/opposite", test_opposite);
  g_test_add_func ("/limit/attainable", test_attainable);
  g_test_add_func ("/limit/row-space", test_row_space);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-path.h"
#include "core/program/rsc-solver.h"
#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-vertex-jump.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>

static double
lambda_at (const RscPath *path, gsize k)
{
  return rsc_solution_get_lambda (rsc_path_get_point (path, k)->solution);
}

/* The pieces cover the path without gaps, alternate, and say of each point what its set says. */
static void
check_pieces (const RscPath *path)
{
  const gsize n_points = rsc_path_get_n_points (path), n_pieces = rsc_path_get_n_pieces (path);

  g_assert_cmpuint (n_pieces, >=, 1);
  g_assert_cmpfloat (rsc_path_get_piece (path, 0)->lambda_high, ==, lambda_at (path, 0));
  g_assert_cmpfloat (rsc_path_get_piece (path, n_pieces - 1)->lambda_low, ==,
                     lambda_at (path, n_points - 1));
  for (gsize k = 0; k < n_pieces; k++)
    {
      const RscPathPiece *piece = rsc_path_get_piece (path, k);

      if (k + 1 < n_pieces)
        {
          g_assert_cmpfloat (piece->lambda_high, >, piece->lambda_low);
          g_assert_cmpfloat (piece->lambda_low, ==, rsc_path_get_piece (path, k + 1)->lambda_high);
          g_assert_cmpint (piece->unique, !=, rsc_path_get_piece (path, k + 1)->unique);
        }
      for (gsize point = 0; point < n_points; point++)
        if (lambda_at (path, point) < piece->lambda_high
            && lambda_at (path, point) > piece->lambda_low)
          g_assert_cmpint (rsc_optimal_set_is_unique (rsc_path_get_point (path, point)->set), ==,
                           piece->unique);
    }
}

/* Everything that is true of every path. */
static RscPath *
path_of (RscProblem *problem, double epsilon, double ratio_min)
{
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;
  const gint64 begin = g_get_monotonic_time ();

  rsc_path_settings_init (&settings);
  settings.epsilon = epsilon;
  settings.ratio_min = ratio_min;
  RscPath *path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%.1f ms, %" G_GSIZE_FORMAT " points, %" G_GSIZE_FORMAT
                  " events, %" G_GSIZE_FORMAT " neurons",
                  1e-3 * (double) (g_get_monotonic_time () - begin), rsc_path_get_n_points (path),
                  rsc_path_get_n_events (path), rsc_path_get_n_ids (path));
  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_COMPLETE);

  const gsize n_points = rsc_path_get_n_points (path);
  const double top = rsc_problem_get_lambda_max (problem);
  g_assert_cmpuint (n_points, >=, 2);
  g_assert_cmpfloat (lambda_at (path, 0), ==, top);
  g_assert_cmpfloat (lambda_at (path, n_points - 1), ==, ratio_min * top);
  for (gsize k = 0; k < n_points; k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);
      g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

      g_assert_cmpfloat (rsc_solution_get_relative_gap (point->solution), <=, RSC_TOLERANCE_GAP);
      g_assert_cmpuint (point->n_neurons, ==, rsc_optimal_set_get_n_support (point->set));
      for (gsize j = 0; j < point->n_neurons; j++)
        {
          g_assert_cmpuint (point->ids[j], <, rsc_path_get_n_ids (path));
          g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER (point->ids[j] + 1)));
        }
      if (k == 0)
        continue;
      const RscSolution *above = rsc_path_get_point (path, k - 1)->solution;
      g_assert_cmpfloat (lambda_at (path, k), <, lambda_at (path, k - 1));
      /* Less λ: less error, more penalty. */
      g_assert_cmpfloat (rsc_solution_get_squared_error (point->solution), <=,
                         rsc_solution_get_squared_error (above)
                           + 1e-8 * rsc_solution_get_objective (above));
      g_assert_cmpfloat (rsc_solution_get_penalty (point->solution), >=,
                         rsc_solution_get_penalty (above) * (1.0 - 1e-8));
    }
  /* What the events say and what the points show is the same. */
  g_autoptr (GHashTable) alive = g_hash_table_new (NULL, NULL);
  gboolean unique = TRUE, known = TRUE;
  gsize k = 0, width = 0;
  for (gsize point = 0; point < n_points; point++)
    {
      const RscPathPoint *here = rsc_path_get_point (path, point);

      for (; k < rsc_path_get_n_events (path)
             && rsc_path_get_event (path, k)->lambda > lambda_at (path, point);
           k++)
        {
          const RscPathEvent *event = rsc_path_get_event (path, k);
          gpointer key = GSIZE_TO_POINTER (event->neuron + 1);

          if (k > 0)
            g_assert_cmpfloat (event->lambda, <=,
                               rsc_path_get_event (path, k - 1)->lambda * (1.0 + 1e-12));
          g_assert_cmpfloat (event->lambda_high - event->lambda_low, <=, 1e-8 * event->lambda);
          switch (event->kind)
            {
            case RSC_PATH_ENTERS:
              g_assert_true (g_hash_table_add (alive, key));
              break;
            case RSC_PATH_LEAVES:
              g_assert_true (g_hash_table_remove (alive, key));
              break;
            case RSC_PATH_FACE:
              g_assert_true (g_hash_table_contains (alive, key));
              break;
            case RSC_PATH_NARROWEST:
              g_assert_cmpuint (event->width, >, 0);
              g_assert_cmpuint (event->width, !=, width);
              width = event->width;
              break;
            default:
              g_assert_cmpint (unique, ==, event->kind == RSC_PATH_NON_UNIQUE);
              unique = !unique;
              break;
            }
        }
      g_assert_cmpuint (g_hash_table_size (alive), ==, here->n_neurons);
      for (gsize j = 0; j < here->n_neurons; j++)
        g_assert_true (g_hash_table_contains (alive, GSIZE_TO_POINTER (here->ids[j] + 1)));
      g_assert_cmpint (unique, ==, rsc_optimal_set_is_unique (here->set));
      /* As far as it is proved at every point so far. */
      known = known && rsc_optimal_set_get_narrowest_proved (here->set)
              && rsc_path_get_n_unchecked (path) == 0;
      if (known)
        g_assert_cmpuint (width, ==, rsc_optimal_set_get_narrowest_width (here->set));
    }
  check_pieces (path);
  for (gsize i = 0; i < rsc_path_get_n_events (path); i++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, i);

      g_test_message ("%.10f %s %d", event->lambda / top,
                      rsc_path_event_kind_to_string (event->kind), (int) event->neuron);
    }
  for (gsize i = 0; i < rsc_path_get_n_jumps (path); i++)
    {
      const RscPathJump *jump = rsc_path_get_jump (path, i);

      g_test_message ("jump %.10f %g %g", jump->lambda / top, jump->least, jump->largest);
    }
  return path;
}

/* Fresh solves at 20 random λ against the promise. */
static void
check_between (RscProblem *problem, const RscPath *path)
{
  const double top = rsc_problem_get_lambda_max (problem);
  const double ratio = lambda_at (path, rsc_path_get_n_points (path) - 1) / top;
  gsl_rng *random = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (random, 7);
  for (int i = 0; i < 20; i++)
    {
      const double lambda = top * pow (ratio, gsl_rng_uniform (random));
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSolution) fresh =
        rsc_solver_solve (problem, lambda, NULL, NULL, NULL, NULL, NULL, &error);
      RscPathInterval interval;

      g_assert_no_error (error);
      g_assert_true (rsc_path_get_interval (path, lambda, &interval, NULL));
      g_assert_cmpfloat (lambda_at (path, interval.index), >=, lambda);
      g_assert_cmpfloat (lambda_at (path, interval.index + 1), <=, lambda);
      const double best = rsc_solution_get_objective (fresh);
      const double lower = rsc_solution_get_dual_objective (fresh);
      g_assert_cmpfloat (interval.relative_gap, <=, rsc_path_get_epsilon (path));
      g_assert_cmpfloat (interval.objective, >=, lower * (1.0 - 1e-12));
      g_assert_cmpfloat (interval.objective, <=,
                         best * (1.0 + interval.relative_gap) * (1.0 + 1e-12));
    }
  gsl_rng_free (random);
}

static void
test_polygons (void)
{
  static const struct
  {
    const char *name;
    double n;
    double lambda_max;
  } polygons[] = { { "polygon-6", 6, 2.0 },
                   { "polygon-8", 8, 2.613125929752753 },
                   { "polygon-10", 10, 3.23606797749979 },
                   { "polygon-12", 12, 3.8637033051562737 } };

  for (gsize i = 0; i < G_N_ELEMENTS (polygons); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (polygons[i].name, RSC_ACTIVATION_RELU);
      g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-3);

      g_assert_cmpfloat_with_epsilon (rsc_problem_get_lambda_max (problem), polygons[i].lambda_max,
                                      1e-12);
      for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
        {
          const double f = lambda_at (path, k) / polygons[i].lambda_max;
          const double known = polygons[i].n * f * (1.0 - 0.5 * f);

          g_assert_cmpfloat_with_epsilon (
            rsc_solution_get_objective (rsc_path_get_point (path, k)->solution), known,
            1e-9 * known);
        }
      check_between (problem, path);
      /* Nothing happens after the first neurons. */
      for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
        g_assert_cmpfloat (rsc_path_get_event (path, k)->lambda, ==,
                           rsc_problem_get_lambda_max (problem));
    }
}

static gsize
dimension_below (const RscPath *path, double ratio)
{
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    if (lambda_at (path, k) <= ratio * lambda_at (path, 0))
      return rsc_optimal_set_get_dimension (rsc_path_get_point (path, k)->set);
  g_assert_not_reached ();
}

static double
find_event (const RscPath *path, RscPathEventKind kind)
{
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    if (rsc_path_get_event (path, k)->kind == kind)
      return rsc_path_get_event (path, k)->lambda;
  g_assert_not_reached ();
}

/* The events do not depend on where the points are. */
static void
check_same_events (const RscPath *a, const RscPath *b)
{
  g_assert_cmpuint (rsc_path_get_n_events (a), ==, rsc_path_get_n_events (b));
  for (gsize k = 0; k < rsc_path_get_n_events (a); k++)
    {
      const RscPathEvent *one = rsc_path_get_event (a, k), *other = rsc_path_get_event (b, k);

      g_assert_cmpint (one->kind, ==, other->kind);
      g_assert_cmpuint (one->width, ==, other->width);
      g_assert_cmpfloat_with_epsilon (one->lambda, other->lambda, 2e-8 * other->lambda);
    }
}

static void
test_checkerboard (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) coarse = path_of (problem, 1e-2, 1e-3);
  g_autoptr (RscPath) fine = path_of (problem, 1e-3, 1e-3);
  const double event = find_event (fine, RSC_PATH_NON_UNIQUE);

  g_assert_cmpuint (dimension_below (fine, 0.5), ==, 0);
  g_assert_cmpuint (dimension_below (fine, 0.1), ==, 3);
  g_assert_cmpuint (dimension_below (fine, 0.01), ==, 3);
  g_assert_cmpfloat (event, <, 0.5 * lambda_at (fine, 0));
  g_assert_cmpfloat (event, >, 0.1 * lambda_at (fine, 0));
  g_assert_cmpfloat_with_epsilon (find_event (coarse, RSC_PATH_NON_UNIQUE), event, 2e-8 * event);
  check_same_events (coarse, fine);
  check_between (problem, coarse);
  check_between (problem, fine);
}

static void
test_toy1d (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-3);
  g_autoptr (RscPath) coarse = path_of (problem, 1e-2, 1e-3);

  g_assert_cmpuint (rsc_path_get_n_points (path), >=, 100);
  g_assert_cmpuint (rsc_path_get_n_points (coarse), <, rsc_path_get_n_points (path) / 2);
  check_between (problem, path);
  check_between (problem, coarse);
  check_same_events (path, coarse);
}

/* ε = 1e-6, with as many points as that takes. */
static void
test_fine (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  g_autoptr (RscPath) path = path_of (problem, 1e-6, 1e-2);
  g_autoptr (RscPath) coarse = path_of (problem, 1e-3, 1e-2);

  g_assert_cmpuint (rsc_path_get_n_points (path), >, 20 * rsc_path_get_n_points (coarse));
  check_between (problem, path);
  check_same_events (path, coarse);
}

/* Fresh sets on both sides of each event know the narrowest widths; at every other event the width
 * is the same on both sides. */
static void
test_narrowest (void)
{
  static const char *const names[] = { "checkerboard-9", "sine" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[i], RSC_ACTIVATION_RELU);
      g_autoptr (RscPath) path = path_of (problem, 1e-2, 0.02);
      gsize width = 0, found = 0;

      for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
        {
          const RscPathEvent *event = rsc_path_get_event (path, k);

          if (event->kind != RSC_PATH_NARROWEST)
            {
              g_assert_cmpuint (event->width, ==, 0);
              continue;
            }
          if (event->lambda < lambda_at (path, 0))
            {
              g_autoptr (RscOptimalSet) above = set_at (problem, event->lambda * (1.0 + 1e-5));
              g_autoptr (RscOptimalSet) below = set_at (problem, event->lambda * (1.0 - 1e-5));

              g_assert_true (rsc_optimal_set_get_narrowest_proved (above));
              g_assert_true (rsc_optimal_set_get_narrowest_proved (below));
              g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (above), ==, width);
              g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (below), ==, event->width);
            }
          width = event->width;
          found++;
        }
      g_assert_cmpuint (found, >=, 2);
    }
}

/* Where the optimal set only grows, turns and collapses continuously, no vertex jumps: not where
 * four neurons pass a data point together either, which tolerances see as an exchange 1e-6 long. */
static void
test_no_jumps (void)
{
  static const char *const names[] = { "checkerboard-9", "polygon-8", "spiral" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (names[i], RSC_ACTIVATION_RELU);
      g_autoptr (RscPath) path = path_of (problem, 1e-3, 0.035);

      g_assert_cmpuint (rsc_path_get_n_pieces (path), >=, 1);
      g_assert_false (rsc_path_get_piece (path, rsc_path_get_n_pieces (path) - 1)->unique);
      g_assert_cmpuint (rsc_path_get_n_unchecked (path), ==, 0);
      g_assert_cmpuint (rsc_path_get_n_jumps (path), ==, 0);
    }
}

/* The hexagon has two minimal networks, each with every other neuron at norm 0.9. The patterns of
 * three of these neurons alone leave one of the two: who is at the other must jump by 0.9 √6. */
static void
test_vertex_jump (void)
{
  static const double gates[] = { 1.0, 0.0, -0.5, 0.8, -0.5, -0.8 };
  g_autoptr (RscProblem) all = problem_of_gallery ("polygon-6", RSC_ACTIVATION_RELU);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscArrangement) arrangement =
    rsc_arrangement_new_from_gates (6, 2, rsc_problem_get_x (all), 3, gates, 0, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) some = rsc_problem_new (rsc_problem_get_dataset (all), FALSE,
                                                 RSC_ACTIVATION_RELU, arrangement, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) both = set_at (all, 0.2);
  g_autoptr (RscOptimalSet) one = set_at (some, 0.2);
  g_autoptr (RscOptimalSet) later = set_at (all, 0.2 * (1.0 - 1e-5));
  double least = NAN, largest = NAN;

  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (both), ==, 2);
  g_assert_cmpuint (rsc_optimal_set_get_n_vertices (one), ==, 1);
  g_assert_true (rsc_vertex_jump_measure (both, one, &least, &largest));
  g_assert_cmpfloat (least, ==, 0.0);
  g_assert_cmpfloat_with_epsilon (largest, 0.9 * sqrt (6.0), 1e-9);
  g_assert_true (rsc_vertex_jump_measure (one, both, &least, &largest));
  g_assert_cmpfloat (largest, ==, 0.0);
  g_assert_true (rsc_vertex_jump_measure (both, later, &least, &largest));
  g_assert_cmpfloat (largest, ==, 0.0);

  RscOptimalSetSettings few = { 1, 0 };
  g_autoptr (RscOptimalSet) listed =
    rsc_optimal_set_new (rsc_optimal_set_get_solution (both), &few, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (rsc_vertex_jump_measure (listed, both, &least, &largest));
}

/* Two symmetric gated neurons share the fit evenly down to λ = √2. There two more enter, which let
 * the share be any: minimal networks keep one of the two alone, 2/3 away from the even share. */
static void
test_jump (void)
{
  static const double x[] = { 0, 1, 0, -1, 0 }, y[] = { 3, -1, 3, -1, -2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("jump", 5, 1, x, y, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscPath) path = path_of (problem, 1e-3, 0.01);

  g_assert_cmpuint (rsc_path_get_n_jumps (path), ==, 1);
  const RscPathJump *jump = rsc_path_get_jump (path, 0);
  g_assert_cmpfloat_with_epsilon (jump->lambda, sqrt (2.0), 1e-7);
  g_assert_cmpfloat_with_epsilon (jump->least, 2.0 / 3.0, 1e-4);
  g_assert_cmpfloat_with_epsilon (jump->largest, 2.0 / 3.0, 1e-4);
  g_assert_cmpuint (rsc_path_get_n_pieces (path), ==, 2);
  g_assert_true (rsc_path_get_piece (path, 0)->unique);
  g_assert_cmpfloat_with_epsilon (rsc_path_get_piece (path, 0)->lambda_low, sqrt (2.0), 1e-7);
}

static void
test_gated (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_GATED);
  g_autoptr (RscPath) path = path_of (problem, 1e-2, 1e-2);

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    g_assert_cmpint (rsc_path_get_event (path, k)->kind, !=, RSC_PATH_FACE);
  check_between (problem, path);
}

/* One point: w = y - λ along it, P = λ - λ²/2 for x = y = 1 and λ_max = 1. */
static void
test_one_point (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("1,1\n", FALSE);
  g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-3);

  g_assert_cmpuint (rsc_path_get_n_events (path), ==, 2);
  g_assert_cmpint (rsc_path_get_event (path, 0)->kind, ==, RSC_PATH_ENTERS);
  g_assert_cmpint (rsc_path_get_event (path, 1)->kind, ==, RSC_PATH_NARROWEST);
  g_assert_cmpuint (rsc_path_get_event (path, 1)->width, ==, 1);
  g_assert_cmpfloat (rsc_path_get_event (path, 0)->lambda, ==, 1.0);
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);
      const double lambda = lambda_at (path, k);

      g_assert_cmpuint (point->n_neurons, ==, k == 0 ? 0 : 1);
      g_assert_cmpfloat_with_epsilon (rsc_solution_get_objective (point->solution),
                                      lambda - 0.5 * lambda * lambda, 1e-12);
      if (k > 0)
        g_assert_cmpfloat_with_epsilon (rsc_optimal_set_get_min_norm (point->set)[0], 1.0 - lambda,
                                        1e-9);
    }
  check_between (problem, path);
}

/* The second neuron of two orthogonal points enters at the smaller target: λ = 0.4 of λ_max = 1. */
static void
test_known_event (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("1,0,1\n0,1,-0.4\n", FALSE);
  g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-2);
  gboolean found = FALSE;

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      if (event->kind != RSC_PATH_ENTERS || event->lambda == 1.0)
        continue;
      g_assert_cmpfloat_with_epsilon (event->lambda, 0.4, 0.4e-8);
      found = TRUE;
    }
  g_assert_true (found);
}

static void
test_degenerate (void)
{
  /* Twice the same point with other targets, a zero row, a constant column, all targets alike. */
  static const char *const tables[] = {
    "1,2\n1,1\n-1,0.5\n", "0,1\n1,2\n2,-1\n", "3,1,1\n3,2,-1\n3,3,1\n", "1,5\n2,5\n3,5\n", "0,1\n",
    /* Points on a line of the plane, points that are the same. */
    "1,1,1\n2,2,-1\n3,3,2\n4,4,0\n", "1,2,1\n1,2,1\n1,2,-1\n-1,0,1\n-1,0,1\n",
    /* Near both ends of what is accepted. */
    "1e149,1e149\n-1e149,2e149\n3e149,-1e149\n", "1e-149,1e-149\n-1e-149,2e-149\n3e-149,-1e-149\n"
  };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_text (tables[i], TRUE);
      g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-3);

      check_between (problem, path);
    }
}

/* Neurons that enter so slowly that 1e-6 below their λ they count as absent, and widths that change
 * right above another event. */
static void
test_slow_entry (void)
{
  g_autoptr (RscProblem) problem = problem_of_text (
    "0.0007996,-1.265,0.9111\n0.7504,0.3896,0.3633\n-0.235,-0.05249,0.4046\n"
    "-0.2254,0.3037,1.409\n0.2363,-0.8798,0.6101\n0,0,0.1366\n-1.24,-0.07918,-0.1149\n",
    FALSE);
  g_autoptr (RscPath) path = path_of (problem, 1e-3, 1e-3);
  gboolean found = FALSE;

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      if (event->kind != RSC_PATH_NON_UNIQUE)
        continue;
      for (int side = -1; side <= 1; side += 2)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (RscSolution) solution = rsc_solver_solve (
            problem, event->lambda * (1.0 + side * 1e-5), NULL, NULL, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_autoptr (RscOptimalSet) set =
            rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpint (rsc_optimal_set_is_unique (set), ==, side > 0);
        }
      found = TRUE;
    }
  g_assert_true (found);
}

/* Where a kink crosses a data point the blocks on both sides have nearly the same direction: the
 * set stays what it is, however near. */
static void
test_near_a_point (void)
{
  g_autoptr (RscProblem) problem = problem_of_text (
    "1.15446,1.56278,1.5\n1.32952,-0.429592,1.5\n-0.0728883,-0.291547,1.5\n1.36824,0.871967,1.5\n"
    "0.0583777,0.708124,1.5\n1.36031,0.374525,1.5\n-1.08552,-0.0747949,1.5\n"
    "-0.426657,-1.59185,1.5\n-2.04586,0.148713,1.5\n-1.04538,0.414322,1.5\n"
    "-0.800215,0.803028,1.5\n",
    FALSE);
  g_autoptr (RscPath) path = path_of (problem, 1e-2, 1e-2);
  gsize count = 0;

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      for (gsize i = 0; event->kind == RSC_PATH_FACE && i < 14; i++)
        {
          const double offset = (i % 2 == 0 ? 1e-4 : -1e-4) * pow (0.5, (double) i);
          g_autoptr (GError) error = NULL;
          g_autoptr (RscSolution) solution = rsc_solver_solve (
            problem, event->lambda * (1.0 + offset), NULL, NULL, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_autoptr (RscOptimalSet) set =
            rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpuint (rsc_optimal_set_get_dimension (set), ==, 1);
          g_assert_cmpuint (rsc_optimal_set_get_n_support (set), ==, 6);
          count++;
        }
    }
  g_assert_cmpuint (count, >, 0);
}

/* In other units it is the same path, also where λ² is no number any more. */
static void
test_units (void)
{
  static const double x[] = { 1, 2, 2, 0.5, -1, 1, -2, -1, 1, -1, -1, -2, -2, -0.5, 1, -1 };
  static const double y[] = { 1, -1, 1, 0.5, -1, 1, 1, -0.5 };
  gsize n_events = 0;

  for (int exponent = -490; exponent <= 490; exponent += 490)
    {
      g_autofree double *features = g_memdup2 (x, sizeof x);
      g_autofree double *targets = g_memdup2 (y, sizeof y);
      g_autoptr (GError) error = NULL;

      for (gsize i = 0; i < G_N_ELEMENTS (x); i++)
        features[i] = ldexp (features[i], exponent);
      for (gsize i = 0; i < G_N_ELEMENTS (y); i++)
        targets[i] = ldexp (targets[i], exponent);
      g_autoptr (RscDataset) dataset =
        rsc_dataset_new ("units", G_N_ELEMENTS (y), 2, features, targets, NULL, NULL, &error);
      g_assert_no_error (error);
      g_autoptr (RscProblem) problem = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
      g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      if (exponent == -490)
        n_events = rsc_path_get_n_events (path);
      g_assert_cmpuint (rsc_path_get_n_events (path), >, 4);
      g_assert_cmpuint (rsc_path_get_n_events (path), ==, n_events);
    }
}

static void
test_zero_targets (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("1,0\n2,0\n", TRUE);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
  RscPathInterval interval;

  g_assert_no_error (error);
  g_assert_cmpuint (rsc_path_get_n_points (path), ==, 0);
  g_assert_cmpuint (rsc_path_get_n_events (path), ==, 0);
  g_assert_false (rsc_path_get_interval (path, 1.0, &interval, NULL));
}

typedef struct
{
  GCancellable *cancellable;
  guint n_calls;
  gsize n_events;
  guint cancel_at;
  double fraction;
  RscPath *copy;
} Watch;

static void
on_point (const RscPath *path, double fraction, gpointer user_data)
{
  Watch *watch = user_data;
  const gsize last = rsc_path_get_n_points (path) - 1;

  g_assert_cmpuint (last, ==, watch->n_calls);
  g_assert_nonnull (rsc_path_get_point (path, last)->set);
  g_assert_cmpfloat (fraction, >=, watch->fraction);
  g_assert_cmpuint (rsc_path_get_n_events (path), >=, watch->n_events);
  watch->fraction = fraction;
  watch->n_events = rsc_path_get_n_events (path);
  if (++watch->n_calls == 4)
    watch->copy = rsc_path_dup_so_far (path);
  if (watch->n_calls == watch->cancel_at)
    g_cancellable_cancel (watch->cancellable);
}

static void
test_stream (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Watch watch = { cancellable, 0, 0, 0, 0.0, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscPath) path = rsc_path_new (problem, NULL, on_point, &watch, cancellable, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (watch.n_calls, ==, rsc_path_get_n_points (path));
  g_assert_cmpuint (watch.n_events, ==, rsc_path_get_n_events (path));
  g_assert_cmpfloat_with_epsilon (watch.fraction, 1.0, 1e-12);

  /* What was known then stays, whatever became of the path. */
  g_assert_cmpint (rsc_path_get_status (watch.copy), ==, RSC_PATH_PARTIAL);
  g_assert_cmpuint (rsc_path_get_n_points (watch.copy), ==, 4);
  g_assert_true (rsc_path_get_point (watch.copy, 3) == rsc_path_get_point (path, 3));
  g_clear_pointer (&watch.copy, rsc_path_unref);

  watch = (Watch){ cancellable, 0, 0, 5, 0.0, NULL };
  g_assert_null (rsc_path_new (problem, NULL, on_point, &watch, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (watch.n_calls, ==, 5);
  g_assert_cmpuint (rsc_path_get_n_points (watch.copy), ==, 4);
  rsc_path_unref (watch.copy);
}

/* A tolerance that no arithmetic reaches: the path ends with its true gap. */
static void
test_missed (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_path_settings_init (&settings);
  settings.tolerance = 1e-300;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_TOLERANCE_MISSED);
  const gsize last = rsc_path_get_n_points (path) - 1;
  g_assert_cmpfloat (rsc_solution_get_relative_gap (rsc_path_get_point (path, last)->solution), >,
                     1e-300);
}

static void
test_settings (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("1,1\n", FALSE);
  static const double bad[][3] = {
    { 0.0, 1e-3, 1e-10 }, { 1.0, 1e-3, 1e-10 }, { NAN, 1e-3, 1e-10 },
    { 0.1, 1.0, 1e-10 },  { 0.1, 1e-9, 1e-10 }, { 0.1, NAN, 1e-10 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      RscPathSettings settings;
      g_autoptr (GError) error = NULL;

      rsc_path_settings_init (&settings);
      settings.ratio_min = bad[i][0];
      settings.epsilon = bad[i][1];
      settings.tolerance = bad[i][2];
      g_assert_null (rsc_path_new (problem, &settings, NULL, NULL, NULL, &error));
      g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/polygons", test_polygons);
  g_test_add_func ("/path/checkerboard", test_checkerboard);
  g_test_add_func ("/path/toy1d", test_toy1d);
  g_test_add_func ("/path/fine", test_fine);
  g_test_add_func ("/path/narrowest", test_narrowest);
  g_test_add_func ("/path/no-jumps", test_no_jumps);
  g_test_add_func ("/path/vertex-jump", test_vertex_jump);
  g_test_add_func ("/path/jump", test_jump);
  g_test_add_func ("/path/gated", test_gated);
  g_test_add_func ("/path/one-point", test_one_point);
  g_test_add_func ("/path/known-event", test_known_event);
  g_test_add_func ("/path/degenerate", test_degenerate);
  g_test_add_func ("/path/slow-entry", test_slow_entry);
  g_test_add_func ("/path/near-a-point", test_near_a_point);
  g_test_add_func ("/path/units", test_units);
  g_test_add_func ("/path/zero-targets", test_zero_targets);
  g_test_add_func ("/path/stream", test_stream);
  g_test_add_func ("/path/missed", test_missed);
  g_test_add_func ("/path/settings", test_settings);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/path/rsc-sensitivity.h"
#include "core/set/rsc-set-between.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_cblas.h>
#include <gsl/gsl_errno.h>
#include <math.h>
#include <string.h>

/* Solves for the differences are as exact as arithmetic gets. */
#define SOLVE_TOLERANCE 1e-13
/* Relative step: truncation after Richardson's extrapolation is of order h⁴, rounding 1e-13/h. */
#define STEP 4e-4
/* What derivatives and differences must agree to, relative to the largest derivative. */
#define AGREE 1e-6

/* The same design with target @row moved. */
static RscProblem *
move_target (const RscProblem *problem, gsize row, double by)
{
  RscDataset *old = rsc_problem_get_dataset (problem);
  const gsize n = rsc_dataset_get_n (old);
  g_autofree double *y = g_memdup2 (rsc_dataset_get_y (old), n * sizeof (double));
  g_autoptr (GError) error = NULL;

  y[row] += by;
  g_autoptr (RscDataset) dataset = rsc_dataset_new ("moved", n, rsc_dataset_get_d (old),
                                                    rsc_dataset_get_x (old), y, NULL, NULL, &error);
  g_assert_no_error (error);
  RscProblem *moved =
    rsc_problem_new (dataset, rsc_problem_get_bias (problem), rsc_problem_get_activation (problem),
                     rsc_problem_get_arrangement (problem), NULL, &error);
  g_assert_no_error (error);
  return moved;
}

static RscOptimalSet *
close_set_at (RscProblem *problem, double lambda)
{
  RscSolverSettings settings;
  g_autoptr (GError) error = NULL;

  rsc_solver_settings_init (&settings);
  settings.tolerance = SOLVE_TOLERANCE;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, &settings, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (rsc_solution_get_relative_gap (solution), <=, 1e-12);
  RscOptimalSet *set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* The vertex of a fresh set that has the neurons of network @a of @set: its weights in the order of
 * @set's neurons. FALSE when there is none, or a kink is on other data points: an event is
 * between. */
static gboolean
follow (RscOptimalSet *set, const double *a, RscProblem *problem, double lambda, double *w)
{
  const gsize m = rsc_optimal_set_get_n_neurons (set), d = rsc_problem_get_d (problem);
  g_autoptr (RscOptimalSet) fresh = close_set_at (problem, lambda);
  const gsize count = rsc_optimal_set_get_n_neurons (fresh);
  g_autofree gsize *now = g_new (gsize, m);
  g_autofree gboolean *used = g_new0 (gboolean, count + 1);

  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *old = rsc_optimal_set_get_neuron (set, i);
      double most = 0.99;

      now[i] = G_MAXSIZE;
      for (gsize j = 0; j < count && a[i] > 0.0; j++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (fresh, j);
          const double alike = cblas_ddot ((int) d, neuron->direction, 1, old->direction, 1);

          if (neuron->sign == old->sign && alike > most
              && (neuron->gate == NULL || neuron->pattern == old->pattern))
            {
              most = alike;
              now[i] = j;
            }
        }
      if (a[i] > 0.0
          && (now[i] == G_MAXSIZE || used[now[i]]
              || rsc_optimal_set_get_neuron (fresh, now[i])->boundary_rows != old->boundary_rows))
        return FALSE;
      if (a[i] > 0.0)
        used[now[i]] = TRUE;
    }
  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (fresh); v++)
    {
      const double *b = rsc_optimal_set_get_vertex (fresh, v);
      gboolean same = TRUE;

      for (gsize j = 0; j < count; j++)
        same = same && used[j] == (b[j] > 0.0);
      if (!same)
        continue;
      memset (w, 0, m * d * sizeof (double));
      for (gsize i = 0; i < m; i++)
        if (a[i] > 0.0)
          cblas_daxpy ((int) d, b[now[i]], rsc_optimal_set_get_neuron (fresh, now[i])->direction, 1,
                       w + i * d, 1);
      return TRUE;
    }
  return FALSE;
}

/* Central differences with steps h and h/2, extrapolated. @row: target to move, or G_MAXSIZE for
 * λ. */
static gboolean
difference (RscOptimalSet *set, const double *a, gsize row, double *slopes)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize count = rsc_optimal_set_get_n_neurons (set) * rsc_problem_get_d (problem);
  const double lambda = rsc_solution_get_lambda (solution);
  double scale = lambda;
  g_autofree double *high = g_new (double, count);
  g_autofree double *low = g_new (double, count);

  if (row != G_MAXSIZE)
    {
      scale = 0.0;
      for (gsize i = 0; i < rsc_problem_get_n (problem); i++)
        scale = MAX (scale, fabs (rsc_problem_get_y (problem)[i]));
      /* Residuals, and with them all forces, are of the size of λ. */
      scale = MIN (scale, lambda);
    }
  memset (slopes, 0, count * sizeof (double));
  for (int pass = 0; pass < 2; pass++)
    {
      const double h = (pass == 0 ? STEP : 0.5 * STEP) * scale;
      g_autoptr (RscProblem) above =
        row == G_MAXSIZE ? rsc_problem_ref (problem) : move_target (problem, row, h);
      g_autoptr (RscProblem) below =
        row == G_MAXSIZE ? rsc_problem_ref (problem) : move_target (problem, row, -h);
      const double step = row == G_MAXSIZE ? h : 0.0;

      if (!follow (set, a, above, lambda + step, high)
          || !follow (set, a, below, lambda - step, low))
        return FALSE;
      cblas_daxpy ((int) count, (pass == 0 ? -1.0 : 4.0) / (3.0 * 2.0 * h), high, 1, slopes, 1);
      cblas_daxpy ((int) count, (pass == 0 ? 1.0 : -4.0) / (3.0 * 2.0 * h), low, 1, slopes, 1);
    }
  return TRUE;
}

static double
disagreement (gsize count, const double *a, const double *b)
{
  double largest = 0.0, off = 0.0;

  for (gsize i = 0; i < count; i++)
    {
      largest = MAX (largest, fabs (a[i]));
      off = MAX (off, fabs (a[i] - b[i]));
    }
  return largest > 0.0 ? off / largest : off;
}

/* Network @a of @set against differences: λ, and @n_rows of the targets. FALSE beside an event. */
static gboolean
check (RscOptimalSet *set, const double *a, gsize n_rows, double *worst)
{
  const RscSolution *solution = rsc_optimal_set_get_solution (set);
  RscProblem *problem = rsc_solution_get_problem (solution);
  const gsize m = rsc_optimal_set_get_n_neurons (set);
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  g_autofree double *slopes = g_new (double, m *d);
  g_autofree double *exact = g_new (double, m *d);
  g_autofree double *fit = g_new0 (double, n);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSensitivity) sensitivity = rsc_sensitivity_new (set, a, &error);

  g_assert_no_error (error);
  if (!difference (set, a, G_MAXSIZE, slopes))
    return FALSE;
  const double off = disagreement (m * d, rsc_sensitivity_get_weight_slopes (sensitivity), slopes);
  g_test_message ("λ %.4g: %.2g, condition %.2g, margin %.2g", rsc_solution_get_lambda (solution),
                  off, rsc_sensitivity_get_condition (sensitivity),
                  rsc_sensitivity_get_margin (sensitivity));
  g_assert_cmpfloat (off, <=, AGREE);
  *worst = MAX (*worst, off);

  /* The norm is along the direction, and the fit is that of the weights. */
  for (gsize i = 0; i < m; i++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, i);
      const double *slope = rsc_sensitivity_get_weight_slopes (sensitivity) + i * d;
      const double along = cblas_ddot ((int) d, slope, 1, neuron->direction, 1);

      g_assert_cmpfloat_with_epsilon (rsc_sensitivity_get_norm_slopes (sensitivity)[i], along,
                                      1e-9 * (1.0 + fabs (along)));
      for (gsize k = 0; k < n; k++)
        if (neuron->activation[k] != 0.0)
          fit[k] +=
            neuron->sign * cblas_ddot ((int) d, rsc_problem_get_x (problem) + k * d, 1, slope, 1);
    }
  g_assert_cmpfloat (disagreement (n, rsc_sensitivity_get_fit_slopes (sensitivity), fit), <=, 1e-9);
  for (gsize j = 0; j < n_rows; j++)
    {
      const gsize row = j * n / n_rows;

      if (!difference (set, a, row, slopes))
        continue;
      rsc_sensitivity_get_target_slopes (sensitivity, row, exact);
      const double apart = disagreement (m * d, exact, slopes);
      g_test_message ("  target %zu: %.2g", row, apart);
      g_assert_cmpfloat (apart, <=, AGREE);
      *worst = MAX (*worst, apart);
    }
  return TRUE;
}

static void
check_unique (RscProblem *problem,
              gsize n_ratios,
              const double *ratios,
              gsize n_rows,
              gsize expected)
{
  double worst = 0.0;
  gsize count = 0;

  for (gsize k = 0; k < n_ratios; k++)
    {
      g_autoptr (RscOptimalSet) set =
        close_set_at (problem, ratios[k] * rsc_problem_get_lambda_max (problem));

      if (!rsc_optimal_set_is_unique (set))
        continue;
      count += check (set, rsc_optimal_set_get_min_norm (set), n_rows, &worst);
    }
  g_test_message ("%zu of %zu, worst %.2g", count, n_ratios, worst);
  g_assert_cmpuint (count, >=, expected);
}

static void
test_toy1d (void)
{
  static const double ratios[] = { 0.9, 0.7, 0.5, 0.3, 0.2, 0.1, 0.05, 0.02, 0.01, 0.003 };
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);

  check_unique (problem, G_N_ELEMENTS (ratios), ratios, 5, 7);
}

static void
test_toy2d (void)
{
  static const double ratios[] = { 0.5, 0.1 };
  g_autoptr (RscProblem) problem = problem_of_file ("toy2d.csv", RSC_ACTIVATION_RELU);

  check_unique (problem, G_N_ELEMENTS (ratios), ratios, 1, 1);
}

static void
test_checkerboard (void)
{
  static const double ratios[] = { 0.9, 0.8, 0.7, 0.6, 0.5 };
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);

  check_unique (problem, G_N_ELEMENTS (ratios), ratios, 3, 3);
}

static void
check_vertices (RscProblem *problem, double ratio, gsize expected)
{
  g_autoptr (RscOptimalSet) set =
    close_set_at (problem, ratio * rsc_problem_get_lambda_max (problem));
  double worst = 0.0;
  gsize count = 0;

  g_assert_false (rsc_optimal_set_is_unique (set));
  for (gsize v = 0; v < rsc_optimal_set_get_n_vertices (set) && v < 8; v++)
    count += check (set, rsc_optimal_set_get_vertex (set, v), 0, &worst);
  g_test_message ("%zu vertices, worst %.2g", count, worst);
  g_assert_cmpuint (count, >=, expected);
}

static void
test_vertices (void)
{
  g_autoptr (RscProblem) checkerboard = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) polygon = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);

  check_vertices (checkerboard, 0.1, 4);
  check_vertices (polygon, 0.3, 4);
}

static void
test_gated (void)
{
  static const double ratios[] = { 0.97, 0.9, 0.85, 0.8, 0.5, 0.1 };
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_GATED);

  check_unique (problem, G_N_ELEMENTS (ratios), ratios, 4, 1);
}

/* Not unique sets of gated networks: vertices by their gates. */
static void
test_gated_vertices (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("checkerboard-9", RSC_ACTIVATION_GATED);

  check_vertices (problem, 0.7, 1);
}

/* x = y = 1: w = 1 - λ, and w moves with y as fast. Far from 1 the same in other units. */
static void
test_one_point (void)
{
  static const struct
  {
    const char *text;
    double by_lambda;
    double by_target;
  } problems[] = { { "1,1\n", -1.0, 1.0 },
                   { "1e60,1e-40\n", -1e-120, 1e-60 },
                   { "1e-100,1e100\n", -1e200, 1e100 } };

  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_text (problems[i].text, FALSE);
      g_autoptr (RscOptimalSet) set =
        close_set_at (problem, 0.3 * rsc_problem_get_lambda_max (problem));
      g_autoptr (GError) error = NULL;
      g_autoptr (RscSensitivity) sensitivity =
        rsc_sensitivity_new (set, rsc_optimal_set_get_min_norm (set), &error);
      double slope;

      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (rsc_sensitivity_get_norm_slopes (sensitivity)[0],
                                      problems[i].by_lambda, 1e-12 * fabs (problems[i].by_lambda));
      g_assert_cmpfloat_with_epsilon (rsc_sensitivity_get_weight_slopes (sensitivity)[0],
                                      problems[i].by_lambda, 1e-12 * fabs (problems[i].by_lambda));
      rsc_sensitivity_get_target_slopes (sensitivity, 0, &slope);
      g_assert_cmpfloat_with_epsilon (slope, problems[i].by_target, 1e-12 * problems[i].by_target);
      g_assert_cmpfloat (rsc_sensitivity_get_margin (sensitivity), ==, G_MAXDOUBLE);
      g_assert_cmpfloat_with_epsilon (rsc_sensitivity_get_condition (sensitivity), 1.0, 1e-12);
    }
}

static void
test_refused (void)
{
  g_autoptr (RscProblem) polygon = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  g_autoptr (RscOptimalSet) set =
    close_set_at (polygon, 0.3 * rsc_problem_get_lambda_max (polygon));
  /* The second point is on the kink of the only neuron, and fitted without it. */
  g_autoptr (RscProblem) loose = problem_of_text ("1,0,1\n0,1,0\n", FALSE);
  g_autoptr (RscOptimalSet) loose_set = close_set_at (loose, 0.5);
  g_autoptr (GError) error = NULL;

  g_assert_null (rsc_sensitivity_new (set, rsc_optimal_set_get_min_norm (set), &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "not minimal"));
  g_clear_error (&error);

  g_assert_null (rsc_sensitivity_new (loose_set, rsc_optimal_set_get_min_norm (loose_set), &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
  g_assert_nonnull (strstr (error->message, "kink"));
  g_clear_error (&error);

  g_autoptr (RscOptimalSet) below =
    close_set_at (polygon, 0.2 * rsc_problem_get_lambda_max (polygon));
  const gsize ids[] = { 0, 1, 2, 3, 4, 5, 6, 7 };
  gsize both[16];
  g_autoptr (RscOptimalSet) between = rsc_optimal_set_new_between (
    set, ids, below, ids, 0.25 * rsc_problem_get_lambda_max (polygon), 1e-3, both);
  g_assert_null (rsc_sensitivity_new (between, rsc_optimal_set_get_vertex (between, 0), &error));
  g_assert_error (error, RSC_ERROR, RSC_ERROR_ARGUMENT);
}

/* The zero network does not move. */
static void
test_zero (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("1,1\n2,-1\n", TRUE);
  g_autoptr (RscOptimalSet) set =
    close_set_at (problem, 2.0 * rsc_problem_get_lambda_max (problem));
  g_autoptr (GError) error = NULL;
  g_autoptr (RscSensitivity) sensitivity =
    rsc_sensitivity_new (set, rsc_optimal_set_get_min_norm (set), &error);

  g_assert_no_error (error);
  for (gsize i = 0; i < 2; i++)
    g_assert_cmpfloat (rsc_sensitivity_get_fit_slopes (sensitivity)[i], ==, 0.0);
}

/* Along a path: where a kink meets or leaves a data point its multiplier dies away, and the
 * tangents are those of the curve: the integral of the slopes is the way between two points. */
static void
test_tangents (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;
  gsize n_checked = 0, n_faces = 0;

  rsc_path_settings_init (&settings);
  settings.epsilon = 1e-4;
  settings.ratio_min = 0.01;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize k = 0; k + 1 < rsc_path_get_n_points (path); k++)
    {
      const RscPathPoint *above = rsc_path_get_point (path, k);
      const RscPathPoint *below = rsc_path_get_point (path, k + 1);
      const double high = rsc_solution_get_lambda (above->solution);
      const double low = rsc_solution_get_lambda (below->solution);
      g_autofree double *one = g_new (double, above->n_neurons + 1);
      g_autofree double *two = g_new (double, below->n_neurons + 1);
      gboolean event = FALSE;

      for (gsize e = 0; e < rsc_path_get_n_events (path); e++)
        event = event
                || (rsc_path_get_event (path, e)->lambda <= high
                    && rsc_path_get_event (path, e)->lambda >= low);
      const gboolean known = rsc_path_get_tangents (path, k, one);
      g_assert_cmpint (known, ==, above->n_neurons > 0 && rsc_optimal_set_is_unique (above->set));
      for (gsize i = 0; i < above->n_neurons; i++)
        g_assert_cmpint (known, ==, isfinite (one[i]) != 0);
      if (event || !known || !rsc_path_get_tangents (path, k + 1, two))
        continue;
      for (gsize i = 0; i < above->n_neurons; i++)
        for (gsize j = 0; j < below->n_neurons; j++)
          if (above->ids[i] == below->ids[j])
            {
              const double way = rsc_optimal_set_get_min_norm (above->set)[i]
                                 - rsc_optimal_set_get_min_norm (below->set)[j];

              /* The rule of the trapezium, off by the third derivative. */
              g_assert_cmpfloat_with_epsilon (
                way, 0.5 * (high - low) * (one[i] + two[j]),
                0.02 * fabs (way) + 1e-4 * rsc_solution_get_penalty (below->solution));
              n_checked++;
            }
    }
  g_assert_cmpuint (n_checked, >, 100);

  for (gsize e = 0; e < rsc_path_get_n_events (path) && n_faces < 4; e++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, e);
      double least = G_MAXDOUBLE;

      if (event->kind != RSC_PATH_FACE)
        continue;
      for (int side = -1; side <= 1; side += 2)
        {
          g_autoptr (RscOptimalSet) set =
            close_set_at (problem, event->lambda * (1.0 + side * 1e-5));
          g_autoptr (RscSensitivity) sensitivity =
            rsc_sensitivity_new (set, rsc_optimal_set_get_min_norm (set), &error);

          g_assert_no_error (error);
          least = MIN (least, rsc_sensitivity_get_margin (sensitivity));
        }
      g_test_message ("event at %.6g: margin %.2g", event->lambda, least);
      g_assert_cmpfloat (least, <=, 1e-4);
      n_faces++;
    }
  g_assert_cmpuint (n_faces, >=, 1);
}

static void
test_tangents_not_unique (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("polygon-8", RSC_ACTIVATION_RELU);
  RscPathSettings settings;
  g_autoptr (GError) error = NULL;
  double slopes[8];

  rsc_path_settings_init (&settings);
  settings.epsilon = 1e-2;
  settings.ratio_min = 0.1;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rsc_path_get_point (path, 1)->n_neurons, ==, 8);
  g_assert_false (rsc_path_get_tangents (path, 1, slopes));
  for (gsize i = 0; i < 8; i++)
    g_assert_true (isnan (slopes[i]));
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sensitivity/toy1d", test_toy1d);
  g_test_add_func ("/sensitivity/toy2d", test_toy2d);
  g_test_add_func ("/sensitivity/checkerboard", test_checkerboard);
  g_test_add_func ("/sensitivity/vertices", test_vertices);
  g_test_add_func ("/sensitivity/gated", test_gated);
  g_test_add_func ("/sensitivity/gated-vertices", test_gated_vertices);
  g_test_add_func ("/sensitivity/one-point", test_one_point);
  g_test_add_func ("/sensitivity/refused", test_refused);
  g_test_add_func ("/sensitivity/zero", test_zero);
  g_test_add_func ("/sensitivity/tangents", test_tangents);
  g_test_add_func ("/sensitivity/tangents-not-unique", test_tangents_not_unique);
  return g_test_run ();
}

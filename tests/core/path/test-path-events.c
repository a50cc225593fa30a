/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The events of a path against sets solved for afresh: above and below each event, and in between.
 * With a number as its argument it walks so many random problems instead of the few of every
 * run. */

#include "core/numerics/rsc-tolerances.h"
#include "core/path/rsc-path-state.h"
#include "core/path/rsc-path.h"
#include "core/program/rsc-solver.h"
#include "problems.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Sets are compared this far (relative) from an event: nearer, neurons that have just entered are
 * still at the tolerance of the support. */
#define MARGIN 1e-5

static gsize n_problems = 60;

static int
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* What a set is made of: its dimension, and for each neuron of the support its sign and the side of
 * its kink that each data point is on, or its gate. Free with g_free(). */
static char *
solve_structure (RscProblem *problem, double lambda, gsize *n_support)
{
  const gsize n = rsc_problem_get_n (problem), d = rsc_problem_get_d (problem);
  const gboolean gated = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED;
  const double *x = rsc_problem_get_x (problem);
  g_autoptr (GPtrArray) codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  RscSolverSettings settings;

  rsc_solver_settings_init (&settings);
  settings.tolerance = 1e-12;
  g_autoptr (RscSolution) solution =
    rsc_solver_solve (problem, lambda, &settings, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) set = rsc_optimal_set_new (solution, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  *n_support = rsc_optimal_set_get_n_support (set);
  for (gsize k = 0; k < *n_support; k++)
    {
      const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, k);
      GString *code = g_string_new (neuron->sign < 0 ? "-" : "+");

      if (gated)
        g_string_append_printf (code, "%d", (int) neuron->pattern);
      for (gsize i = 0; i < n && !gated; i++)
        {
          double value = 0.0, length = 0.0;

          for (gsize j = 0; j < d; j++)
            {
              value += neuron->direction[j] * x[i * d + j];
              length += x[i * d + j] * x[i * d + j];
            }
          g_string_append_c (code, fabs (value) <= 1e-8 * sqrt (length) ? '|'
                                   : value > 0.0                        ? '1'
                                                                        : '0');
        }
      g_ptr_array_add (codes, g_string_free (code, FALSE));
    }
  g_ptr_array_sort (codes, compare_strings);
  g_ptr_array_insert (codes, 0,
                      g_strdup_printf ("dimension %d", (int) rsc_optimal_set_get_dimension (set)));
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **) codes->pdata);
}

/* The number of faults of a path: stretches between events in which the set changes, or has other
 * neurons than the events say, and events at which it does not change. Events nearer to each other
 * than some margins are looked at together. */
static gsize
count_faults (RscProblem *problem, double ratio_min, const char *name)
{
  const double top = rsc_problem_get_lambda_max (problem);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  RscPathSettings settings;
  gsize alive = 0, k = 0, faults = 0;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (rsc_path_get_status (path), ==, RSC_PATH_COMPLETE);
  const gsize n_events = rsc_path_get_n_events (path);
  while (k < n_events)
    {
      double high = rsc_path_get_event (path, k)->lambda;
      gboolean is_change = FALSE;
      g_autofree char *first = NULL;

      for (; k < n_events && rsc_path_get_event (path, k)->lambda > high * (1.0 - 20.0 * MARGIN);
           k++)
        {
          const RscPathEvent *event = rsc_path_get_event (path, k);

          alive += event->kind == RSC_PATH_ENTERS;
          alive -= event->kind == RSC_PATH_LEAVES;
          is_change = is_change || event->kind != RSC_PATH_NARROWEST;
          high = event->lambda;
        }
      const double low = k < n_events ? rsc_path_get_event (path, k)->lambda : ratio_min * top;
      const double upper = high * (1.0 - (high < top ? MARGIN : 2e-4));
      const double lower = low * (1.0 + MARGIN);
      const int n_looks = lower > 0.97 * upper ? 3 : 5;

      for (int i = 0; i < n_looks && lower < upper; i++)
        {
          const double lambda = upper * pow (lower / upper, (double) i / (n_looks - 1));
          gsize n_support;
          g_autofree char *here = solve_structure (problem, lambda, &n_support);

          if (i == 0 && is_change && before != NULL && g_str_equal (before, here))
            {
              g_test_message ("%s at %.9f: %s, as above the event", name, lambda / top, here);
              faults++;
            }
          if (n_support != alive || (i > 0 && !g_str_equal (first, here)))
            {
              g_test_message (
                "%s at %.9f: %s, but %d neurons by the events, and just below the last: "
                "%s",
                name, lambda / top, here, (int) alive, i > 0 ? first : here);
              faults++;
              break;
            }
          if (i == 0)
            first = g_strdup (here);
          g_free (before);
          before = g_steal_pointer (&here);
        }
    }
  return faults;
}

/* The number of events of @kind between two ratios. */
static gsize
count_events (const RscPath *path, RscPathEventKind kind, double low, double high)
{
  const double top = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  gsize count = 0;

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      count += event->kind == kind && event->lambda > low * top && event->lambda < high * top;
    }
  return count;
}

/* A residual turns its sign where a kink stays at its point: the multiplier's interval is empty
 * from there on, and the kink leaves before. */
static void
test_kink_leaves (void)
{
  g_autoptr (RscProblem) problem = problem_of_text ("0.0,2.0,-0.5427245254886203\n"
                                                    "0.0,-2.0,-0.36669689730708765\n"
                                                    "0.0,0.0,0.30863329477309004\n"
                                                    "2.0,-1.0,0.9502274105651741\n"
                                                    "1.0,-1.0,1.4821914605238997\n"
                                                    "1.0,1.0,-0.32969503573954706\n",
                                                    TRUE);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.02;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (path, RSC_PATH_FACE, 0.0485, 0.0486), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_FACE, 0.02, 0.0485), ==, 0);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.04703, 0.04706), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.02, 0.04703), ==, 0);
  g_assert_cmpuint (count_events (path, RSC_PATH_NARROWEST, 0.04703, 0.04706), ==, 1);
  g_assert_cmpuint (count_faults (problem, 0.02, "kink-leaves"), ==, 0);
}

/* Two neurons enter and eight leave just below; further down, still between the same points of the
 * path, all of them are back as they were. */
static void
test_there_and_back (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("-2.0,-2.0,2.0,0.0,-2.0\n"
                                                    "0.0,1.0,-2.0,0.0,-2.0\n"
                                                    "-2.0,0.0,-1.0,2.0,2.0\n"
                                                    "1.0,-2.0,1.0,-2.0,-2.0\n"
                                                    "-1.0,0.0,2.0,-2.0,0.0\n"
                                                    "-1.0,-1.0,-2.0,-1.0,-1.0\n"
                                                    "0.0,2.0,-1.0,0.0,0.0\n"
                                                    "-1.0,1.0,0.0,-1.0,-2.0\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.1;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.137924, 0.137928), ==, 2);
  g_assert_cmpuint (count_events (path, RSC_PATH_LEAVES, 0.13792, 0.137924), ==, 8);
  g_assert_cmpuint (count_events (path, RSC_PATH_NARROWEST, 0.137924, 0.137928), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_NARROWEST, 0.13792, 0.137924), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_LEAVES, 0.1348, 0.13792), ==, 0);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.1348, 0.13792), ==, 0);
}

static void
test_random (void)
{
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  gsize faults = 0, faulty = 0;

  gsl_rng_set (rng, 7);
  for (gsize p = 0; p < n_problems; p++)
    {
      const gsize n = 3 + gsl_rng_uniform_int (rng, 6), d = 1 + gsl_rng_uniform_int (rng, 3);
      const gboolean gated = p % 2, whole = p % 4 < 2, bias = gsl_rng_uniform_int (rng, 2);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *name =
        g_strdup_printf ("problem %d%s%s", (int) p, gated ? ", gated" : "", bias ? ", bias" : "");

      for (gsize i = 0; i < n; i++)
        for (gsize j = 0; j <= d; j++)
          {
            double value = (double) gsl_rng_uniform_int (rng, 5) - 2.0;

            if (!whole && j == d)
              value = 2.0 * gsl_rng_uniform (rng) - 1.0;
            g_string_append_printf (text, "%g%c", value, j < d ? ',' : '\n');
          }
      g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
      g_autoptr (RscProblem) problem =
        problem_of_dataset (dataset, bias, gated ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);
      if (!(rsc_problem_get_lambda_max (problem) > 1e-9))
        continue;
      const gsize count = count_faults (problem, 0.02, name);
      faults += count;
      faulty += count > 0;
      if (count > 0)
        g_test_message ("%s", text->str);
    }
  gsl_rng_free (rng);
  g_test_message ("%d faults in %d of %d problems", (int) faults, (int) faulty, (int) n_problems);
  g_assert_cmpuint (faulty, ==, 0);
}

/* Blocks that stay at λ without being in use: no neuron of rounding enters with the first. */
static void
test_no_false_neuron (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("-2,-1,0,1\n-2,1,-1,0\n0,2,1,-2\n0,2,0,0\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.9;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.0, 2.0), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_LEAVES, 0.0, 2.0), ==, 0);
  g_assert_cmpuint (count_events (path, RSC_PATH_NARROWEST, 0.0, 2.0), ==, 1);
}

/* The least width of the last event of that kind at @lambda; 0: there is none. */
static gsize
find_width (const RscPath *path, double lambda)
{
  gsize width = 0;

  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);

      if (event->kind == RSC_PATH_NARROWEST && fabs (event->lambda - lambda) < 1e-6 * lambda)
        width = event->width;
    }
  return width;
}

/* A symmetric set has too many vertices to list them at every point of a path; how many neurons are
 * enough below λ_max is searched for all the same. */
static void
test_first_width (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  for (int k = 0; k < 9; k++)
    g_string_append_printf (text, "%.17g,%.17g,1\n", cos (2.0 * G_PI * k / 9.0),
                            sin (2.0 * G_PI * k / 9.0));
  g_autoptr (RscDataset) dataset = dataset_of_text (text->str);
  for (int gated = 0; gated < 2; gated++)
    {
      g_autoptr (RscProblem) problem = problem_of_dataset (
        dataset, FALSE, gated == 1 ? RSC_ACTIVATION_GATED : RSC_ACTIVATION_RELU);

      rsc_path_settings_init (&settings);
      settings.ratio_min = 0.9;
      g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (find_width (path, rsc_problem_get_lambda_max (problem)), ==, 8);
    }
}

/* Beside an event in which six neurons enter the least width is not proved, as their norms are at
 * the tolerance of the support: it is looked for further away, where the set is the same. */
static void
test_width_beside_event (void)
{
  const double ratio = 0.0654728;
  g_autoptr (RscDataset) dataset =
    dataset_of_text ("0,-1,2\n1,-1,0\n0,1,1\n1,0,-2\n-1,1,1\n1,1,2\n1,1,2\n-1,0,-1\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscOptimalSet) above = set_of_problem (problem, ratio * (1.0 + 1e-4));
  g_autoptr (RscOptimalSet) below = set_of_problem (problem, ratio * (1.0 - 1e-4));
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  g_assert_true (rsc_optimal_set_get_narrowest_proved (above));
  g_assert_true (rsc_optimal_set_get_narrowest_proved (below));
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (above), ==, 5);
  g_assert_cmpuint (rsc_optimal_set_get_narrowest_width (below), ==, 4);
  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.065;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 0.06547, 0.06548), ==, 6);
  g_assert_cmpuint (count_events (path, RSC_PATH_NARROWEST, 0.06547, 0.06548), ==, 1);
}

/* A second neuron enters 2e-5 below the first: not at λ_max. */
static void
test_soon_after_the_first (void)
{
  g_autoptr (RscDataset) dataset =
    dataset_of_text ("0,0.1,3\n-1,0,-2\n-1,0,1\n1,-0.1,3\n-1,-0.1,3\n0,0.1,3\n-1,0.1,1\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  const double top = rsc_problem_get_lambda_max (problem);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.9;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 1.0 - 1e-9, 2.0), ==, 1);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 1.0 - 1e-4, 1.0 - 1e-6), ==, 1);
  g_assert_cmpuint (find_width (path, top), ==, 1);
}

/* At λ = 2 one vertex after the other loses a neuron and gains one, and nothing else happens. */
static void
test_width_alone (void)
{
  g_autoptr (RscDataset) dataset = dataset_of_text ("-1,1,-1\n0,-3,0\n-2,-1,0\n-1,-1,-3\n0,1,-3\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_GATED);
  const double top = rsc_problem_get_lambda_max (problem);
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = 0.3;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (find_width (path, 2.0), ==, 3);
  g_assert_cmpuint (count_events (path, RSC_PATH_ENTERS, 1.99 / top, 2.01 / top), ==, 0);
  g_assert_cmpuint (count_events (path, RSC_PATH_LEAVES, 1.99 / top, 2.01 / top), ==, 0);
}

/* Which neuron is which is doubtful where another one is not much further away. */
static void
test_doubtful_match (void)
{
  static const double apart[] = { 0.025, 0.2 };
  g_autoptr (RscDataset) dataset = dataset_of_text ("1,1,1\n1,-1,-1\n-1,1,-1\n-1,-1,1\n");
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, FALSE, RSC_ACTIVATION_RELU);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);
  const double top = rsc_problem_get_lambda_max (problem);
  g_autoptr (GError) error = NULL;
  RscPathRecord record;
  RscPathTracer tracer = { .record = &record,
                           .solver = solver,
                           .pricer = rsc_solver_get_pricer (solver) };

  rsc_path_record_init (&record, problem);
  rsc_optimal_set_settings_init_quick (&tracer.set);
  g_autoptr (RscPathState) a = rsc_path_state_new (&tracer, 0.5 * top, NULL, TRUE, &error);
  g_assert_no_error (error);
  g_autoptr (RscPathState) b = rsc_path_state_new (&tracer, 0.49 * top, NULL, TRUE, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (a->n_neurons, ==, 4);
  g_assert_cmpuint (b->n_neurons, ==, 4);
  for (gsize c = 0; c < G_N_ELEMENTS (apart); c++)
    {
      gsize origin[4], pair[2][2];

      for (int side = 0; side < 2; side++)
        {
          RscPathState *state = side == 0 ? a : b;
          gsize count = 0;

          for (gsize k = 0; k < 4; k++)
            {
              const RscNeuron *neuron = rsc_optimal_set_get_neuron (state->set, k);
              const double angle = 0.01 * side + apart[c] * (double) count;

              if (neuron->sign < 0)
                continue;
              g_assert_cmpuint (count, <, 2);
              neuron->direction[0] = cos (angle);
              neuron->direction[1] = sin (angle);
              pair[side][count++] = k;
            }
          g_assert_cmpuint (count, ==, 2);
        }
      g_assert_true (rsc_path_state_match (&tracer, a, b, origin) == (apart[c] > 0.1));
      g_assert_cmpuint (origin[pair[1][0]], ==, pair[0][0]);
      g_assert_cmpuint (origin[pair[1][1]], ==, pair[0][1]);
    }
  rsc_path_record_clear (&record);
}

/* Points of a circle, of which some are opposite, or at a right angle, up to the last digit, or
 * exactly: one direction is one neuron, and the path the same. */
static void
test_rounded_angles (void)
{
  static const struct
  {
    const char *text[2];
    gboolean bias;
    double epsilon;
  } tables[] = {
    { { "1,0,1\n0.50000000000000011,0.8660254037844386,1\n-0.49999999999999978,"
        "0.86602540378443871,1\n-1,1.2246467991473532e-16,1\n0,0.5,-1\n"
        "0.99999999999999989,-0.5,-1\n2,0.49999999999999989,-1\n",
        "1,0,1\n0.50000000000000011,0.8660254037844386,1\n-0.49999999999999978,"
        "0.86602540378443871,1\n-1,0,1\n0,0.5,-1\n"
        "0.99999999999999989,-0.5,-1\n2,0.49999999999999989,-1\n" },
      FALSE,
      1e-7 },
    { { "0.5,0,1\n0.3333333333333333,0,1\n-1,1.2246467991473532e-16,-1\n"
        "-0.5,6.123233995736766e-17,-1\n-1.8369701987210297e-16,-1,-1\n"
        "-1,1.2246467991473532e-16,1\n0.3333333333333333,0,-1\n",
        "0.5,0,1\n0.3333333333333333,0,1\n-1,0,-1\n-0.5,0,-1\n0,-1,-1\n-1,0,1\n"
        "0.3333333333333333,0,-1\n" },
      FALSE,
      1e-7 },
    /* Two directions that are 8.5e-9 apart and both at λ, between two hyperplanes that a kink meets
     * one after the other; and blocks that share one. */
    { { "2,0,-1\n6.123233995736766e-17,1,1\n-6.1232339957367648e-17,-0.33333333333333331,-1\n2,0,"
        "1\n-0.5,6.123233995736766e-17,1\n-6.1232339957367648e-17,-0.33333333333333331,1\n1,0,1\n",
        "2,0,-1\n0,1,1\n0,-0.33333333333333331,-1\n2,0,1\n-0.5,0,1\n0,-0.33333333333333331,1\n1,0,"
        "1\n" },
      TRUE,
      1e-4 },
    { { "-1,1.2246467991473532e-16,1\n-0.33333333333333331,4.0821559971578438e-17,1\n1."
        "2246467991473532e-16,2,-1\n-1,1.2246467991473532e-16,1\n0.33333333333333331,0,1\n3."
        "061616997868383e-17,0.5,-1\n3.061616997868383e-17,0.5,1\n",
        "-1,0,1\n-0.33333333333333331,0,1\n0,2,-1\n-1,0,1\n0.33333333333333331,0,1\n0,0.5,-1\n0,0."
        "5,1\n" },
      TRUE,
      1e-7 },
    /* Two kinks that meet data points within 1e-7 of each other, and between them a set that lacks
     * a neuron: no event. */
    { { "1.2246467991473532e-16,2,1\n6.123233995736766e-17,1,1\n3.061616997868383e-17,0.5,-1\n-3."
        "6739403974420594e-16,-2,-1\n-6.1232339957367648e-17,-0.33333333333333331,-1\n2."
        "0410779985789219e-17,0.33333333333333331,-1\n2,0,-1\n",
        "0,2,1\n0,1,1\n0,0.5,-1\n0,-2,-1\n0,-0.33333333333333331,-1\n0,0.33333333333333331,-1\n2,0,"
        "-1\n" },
      TRUE,
      1e-5 },
  };

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++)
    {
      RscPath *paths[2];
      gsize n_blocks[2];
      double next[2];

      for (gsize k = 0; k < 2; k++)
        {
          g_autoptr (RscProblem) problem = problem_of_text (tables[t].text[k], tables[t].bias);
          g_autoptr (GError) error = NULL;

          g_autoptr (RscOptimalSet) set = set_of_problem (problem, 0.5);
          paths[k] = rsc_path_new (problem, NULL, NULL, NULL, NULL, &error);
          g_assert_no_error (error);
          g_assert_cmpint (rsc_path_get_status (paths[k]), ==, RSC_PATH_COMPLETE);
          n_blocks[k] = rsc_optimal_set_get_n_equicorrelated (set);
          next[k] = rsc_optimal_set_get_next_correlation (set);
        }
      g_assert_cmpuint (n_blocks[0], ==, n_blocks[1]);
      g_assert_cmpfloat_with_epsilon (next[0], next[1], 1e-9);
      g_assert_cmpuint (rsc_path_get_n_events (paths[1]), >, 1);
      g_assert_cmpuint (rsc_path_get_n_events (paths[0]), ==, rsc_path_get_n_events (paths[1]));
      for (gsize k = 0; k < rsc_path_get_n_events (paths[0]); k++)
        {
          const RscPathEvent *one = rsc_path_get_event (paths[0], k);
          const RscPathEvent *other = rsc_path_get_event (paths[1], k);

          g_assert_cmpint (one->kind, ==, other->kind);
          g_assert_cmpfloat_with_epsilon (one->lambda, other->lambda,
                                          tables[t].epsilon * other->lambda);
        }
      for (gsize k = 0; k < 2; k++)
        rsc_path_unref (paths[k]);
    }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    n_problems = (gsize) strtoul (argv[argc - 1], NULL, 10);
  g_test_add_func ("/path-events/kink-leaves", test_kink_leaves);
  g_test_add_func ("/path-events/there-and-back", test_there_and_back);
  g_test_add_func ("/path-events/first-width", test_first_width);
  g_test_add_func ("/path-events/soon-after-the-first", test_soon_after_the_first);
  g_test_add_func ("/path-events/width-beside-event", test_width_beside_event);
  g_test_add_func ("/path-events/width-alone", test_width_alone);
  g_test_add_func ("/path-events/doubtful-match", test_doubtful_match);
  g_test_add_func ("/path-events/no-false-neuron", test_no_false_neuron);
  g_test_add_func ("/path-events/rounded-angles", test_rounded_angles);
  g_test_add_func ("/path-events/random", test_random);
  return g_test_run ();
}

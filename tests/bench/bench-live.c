/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What happens in a frame while something is dragged: λ (solution and optimal set afresh), and the
 * picked network through its optimal set (nearest point, network, picture of its function). */

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-blas.h"
#include "core/set/rsc-optimal-set.h"
#include "core/program/rsc-solver.h"
#include "ui/plot/rsc-function-plot.h"
#include "problems.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A picture in each frame of a screen of 60 Hz. */
#define FRAME 16.0
#define SIZE 600

/* Median, 90 % and worst of @times, which it sorts. Returns the median. */
static double
report (const char *name, const char *what, GArray *times)
{
  double *t = (double *) (void *) times->data;

  record_all ("ms CPU", times->len, t, "live/%s, %s", name, what);
  qsort (t, times->len, sizeof (double), compare_doubles);
  printf ("  %-34s median %7.2f ms, 90 %% %7.2f ms, worst %7.2f ms\n", what, t[times->len / 2],
          t[times->len * 9 / 10], t[times->len - 1]);
  return t[times->len / 2];
}

static RscOptimalSet *
make_set (RscSolution *solution, gboolean quick)
{
  RscOptimalSetSettings settings;
  g_autoptr (GError) error = NULL;
  RscOptimalSet *set;

  if (quick)
    rsc_optimal_set_settings_init_quick (&settings);
  else
    rsc_optimal_set_settings_init (&settings);
  set = rsc_optimal_set_new (solution, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return set;
}

/* λ from 0.3 to 0.01 λ_max in steps of 3 %, each solve from the one before in one workspace, as in
 * the window. */
static void
drag_lambda (const char *name, RscProblem *problem)
{
  double top = rsc_problem_get_lambda_max (problem);
  g_autoptr (RscSolver) solver = rsc_solver_new (problem, NULL);
  g_autoptr (RscSolution) solution = NULL;
  g_autoptr (GArray) solves = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) hulls = g_array_new (FALSE, FALSE, sizeof (double));
  double total = 0.0;
  gsize largest = 0;

  for (double ratio = 0.3; ratio >= 0.01; ratio *= 0.97)
    {
      static const gsize axes[] = { 0, 1, 2 };
      g_autoptr (GError) error = NULL;
      double begin = cpu_ms ();
      RscSolution *next = rsc_solver_run (solver, ratio * top, solution, NULL, NULL, NULL, &error);
      double solved = cpu_ms ();
      g_assert_no_error (error);
      g_clear_pointer (&solution, rsc_solution_unref);
      solution = next;
      g_autoptr (RscOptimalSet) set = make_set (solution, TRUE);
      double known = cpu_ms ();
      gsize n_neurons = rsc_optimal_set_get_n_neurons (set);
      if (n_neurons > 0)
        rsc_hull_unref (rsc_optimal_set_project (set, MIN (n_neurons, 3), axes, NULL, &error));
      g_assert_no_error (error);
      double drawn = cpu_ms ();
      double parts[] = { solved - begin, known - solved, drawn - known, known - begin };
      g_array_append_val (solves, parts[0]);
      g_array_append_val (sets, parts[1]);
      g_array_append_val (hulls, parts[2]);
      g_array_append_val (steps, parts[3]);
      total += parts[3];
      largest = MAX (largest, rsc_optimal_set_get_dimension (set));
    }
  printf ("%s: drag of λ, %u steps, dimension up to %zu\n", name, steps->len, largest);
  report (name, "solution", solves);
  report (name, "optimal set", sets);
  report (name, "both", steps);
  report (name, "projection on three axes", hulls);
  printf ("  %-34s %.0f\n", "solutions per second", 1e3 * steps->len / total);
}

/* The picked network goes round and round inside the range of the first two axes. */
static gboolean
drag_point (const char *name, double ratio, RscActivation activation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RscProblem) problem = problem_of_gallery (name, activation);
  RscDataset *dataset = rsc_problem_get_dataset (problem);
  g_autoptr (RscSolution) solution = rsc_solver_solve (
    problem, ratio * rsc_problem_get_lambda_max (problem), NULL, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscOptimalSet) set = make_set (solution, TRUE);
  gsize m = rsc_optimal_set_get_n_neurons (set);
  static const gsize axes[] = { 0, 1 };
  g_autofree double *a = g_memdup2 (rsc_optimal_set_get_interior (set), m * sizeof (double));
  g_autofree double *next = g_new (double, m);
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) frames = g_array_new (FALSE, FALSE, sizeof (double));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);
  RscTheme theme;
  RscFunctionModel model;

  if (m < 2)
    {
      fprintf (stderr, "%s has no set to drag through\n", name);
      exit (EXIT_FAILURE);
    }
  rsc_theme_init (&theme, FALSE);
  rsc_function_model_init (&model);
  model.dataset = dataset;
  for (int step = 0; step < 60; step++)
    {
      double angle = 2.0 * G_PI * step / 60.0;
      double begin = cpu_ms ();
      double wish[2];

      for (gsize k = 0; k < 2; k++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (set, axes[k]);
          wish[k] =
            0.5 * (neuron->norm_min + neuron->norm_max)
            + 0.7 * (neuron->norm_max - neuron->norm_min) * (k == 0 ? cos (angle) : sin (angle));
        }
      rsc_optimal_set_nearest (set, 2, axes, wish, a, next);
      memcpy (a, next, m * sizeof (double));
      double moved = cpu_ms () - begin;
      g_autoptr (RscNetwork) network = rsc_optimal_set_dup_network (set, a);
      model.network = network;
      rsc_function_plot_draw (&model, &theme, cr, SIZE, SIZE);
      cairo_surface_flush (surface);
      double all = cpu_ms () - begin;
      g_array_append_val (points, moved);
      g_array_append_val (frames, all);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  g_autofree char *what =
    g_strdup_printf ("%s%s", name, activation == RSC_ACTIVATION_GATED ? ", gated" : "");
  printf ("%s at %g λ_max%s: drag through the set of %zu neurons, dimension %zu\n", name, ratio,
          activation == RSC_ACTIVATION_GATED ? ", gated" : "", m,
          rsc_optimal_set_get_dimension (set));
  report (what, "nearest point", points);
  return report (what, "frame: point, network, picture", frames) <= 3.0 * FRAME;
}

int
main (void)
{
  const char *source = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *path =
    g_build_filename (source != NULL ? source : "tests", "data", "bench", "toy2d.csv", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  gboolean ok = TRUE;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  g_autoptr (RscDataset) toy = rsc_import_read_file (file, NULL, NULL, NULL, &error);
  if (toy == NULL)
    {
      fprintf (stderr, "%s\n", error->message);
      return EXIT_FAILURE;
    }
  g_autoptr (RscProblem) relu = problem_of_dataset (toy, TRUE, RSC_ACTIVATION_RELU);
  g_autoptr (RscProblem) gated = problem_of_dataset (toy, TRUE, RSC_ACTIVATION_GATED);
  drag_lambda ("toy2d", relu);
  drag_lambda ("toy2d, gated", gated);
  /* A machine that misses the budget by a factor of three is not just busy. */
  ok = drag_point ("checkerboard", 0.1, RSC_ACTIVATION_RELU) && ok;
  ok = drag_point ("parity", 0.1, RSC_ACTIVATION_RELU) && ok;
  ok = drag_point ("spiral", 0.003, RSC_ACTIVATION_RELU) && ok;
  ok = drag_point ("parity", 0.1, RSC_ACTIVATION_GATED) && ok;
  ok = drag_point ("moons", 1e-4, RSC_ACTIVATION_GATED) && ok;
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

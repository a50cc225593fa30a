/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Certified solution paths from λ_max to 1e-3 λ_max, patterns already enumerated: with the events
 * located and without. And what moves while λ does: frames between the points. */

#include "core/data/rsc-import.h"
#include "core/numerics/rsc-blas.h"
#include "core/path/rsc-path-frame.h"
#include "problems.h"
#include "timing.h"

#include <gsl/gsl_errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct
{
  const char *name;
  const char *data;
  double target_ms;
  int runs;
} Problem;

static const Problem problems[] = { { "toy1d", "toy1d.csv", 30.0, 9 },
                                    { "toy2d", "toy2d.csv", 2000.0, 1 } };

/* A run slower than this many targets is a regression; a busy machine alone stays below. */
#define SLACK 5.0

static RscProblem *
load (const char *folder, const char *name)
{
  g_autofree char *file_name = g_build_filename (folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (file_name);
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset = rsc_import_read_file (file, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  return problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_RELU);
}

/* Median CPU time; the path must be complete. */
static gboolean
measure (RscProblem *problem, const Problem *description, gboolean events, double yardstick)
{
  RscPathSettings settings;
  g_autofree double *times = g_new (double, description->runs);
  gsize n_points = 0, n_events = 0;
  double gap = 0.0;

  rsc_path_settings_init (&settings);
  settings.locate_events = events;
  for (int i = 0; i < description->runs; i++)
    {
      g_autoptr (GError) error = NULL;
      const double begin = cpu_ms ();
      g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);

      g_assert_no_error (error);
      times[i] = cpu_ms () - begin;
      n_points = rsc_path_get_n_points (path);
      n_events = rsc_path_get_n_events (path);
      gap = 0.0;
      for (gsize k = 0; k < n_points; k++)
        gap = MAX (gap, rsc_solution_get_relative_gap (rsc_path_get_point (path, k)->solution));
      if (rsc_path_get_status (path) != RSC_PATH_COMPLETE)
        return FALSE;
    }
  record_all ("ms CPU", (gsize) description->runs, times, "path/%s, %s", description->name,
              events ? "with events" : "points only");
  qsort (times, (size_t) description->runs, sizeof (double), compare_doubles);
  const double median = times[description->runs / 2];
  printf ("%s to %g, %s: %zu points, %zu events, gap %.1g, between %.1g: %.1f ms, %.2f yardsticks "
          "(target %.0f ms)\n",
          description->name, settings.ratio_min, events ? "with events" : "points only", n_points,
          n_events, gap, settings.epsilon, median, median / yardstick, description->target_ms);
  fflush (stdout);
  return n_points >= 100 && gap <= settings.tolerance && median <= SLACK * description->target_ms;
}

static const struct
{
  const char *name;
  RscActivation activation;
} shown[] = { { "checkerboard-9", RSC_ACTIVATION_RELU }, { "polygon-12", RSC_ACTIVATION_RELU },
              { "sine", RSC_ACTIVATION_RELU },           { "parity", RSC_ACTIVATION_RELU },
              { "spiral", RSC_ACTIVATION_RELU },         { "checkerboard-9", RSC_ACTIVATION_GATED },
              { "parity", RSC_ACTIVATION_GATED } };

/* A frame of a screen of 60 Hz, of which the frame of the path may take an eighth. */
#define FRAME_MS 2.0
#define N_FRAMES 500

/* Frames at evenly spaced log λ, and the hull of the first three axes of each. */
static gboolean
measure_frames (const char *name, RscProblem *problem)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;
  g_autofree double *frames = g_new (double, N_FRAMES);
  g_autofree double *hulls = g_new (double, N_FRAMES);
  gsize neurons = 0, vertices = 0;
  double gap = 0.0;

  rsc_path_settings_init (&settings);
  settings.locate_events = FALSE;
  settings.ratio_min = 1e-2;
  g_autoptr (RscPath) path = rsc_path_new (problem, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (gsize k = 0; k < N_FRAMES; k++)
    {
      static const gsize axes[] = { 0, 1, 2 };
      const double lambda =
        rsc_problem_get_lambda_max (problem) * pow (1e-2, ((double) k + 0.5) / N_FRAMES);
      const double begin = cpu_ms ();
      g_autoptr (RscPathFrame) frame = rsc_path_frame_new (path, lambda);
      const double end = cpu_ms ();

      g_assert_nonnull (frame);
      const gsize m = rsc_optimal_set_get_n_neurons (frame->set);
      g_autoptr (RscHull) hull = NULL;
      if (rsc_optimal_set_get_vertices_complete (frame->set))
        hull = rsc_optimal_set_project (frame->set, MIN (m, 3), axes, NULL, &error);
      g_assert_no_error (error);
      frames[k] = end - begin;
      hulls[k] = cpu_ms () - end;
      neurons = MAX (neurons, m);
      gap = MAX (gap, rsc_solution_get_relative_gap (frame->solution));
      vertices = MAX (vertices, rsc_optimal_set_get_n_vertices (frame->set));
    }
  const char *kind = rsc_problem_get_activation (problem) == RSC_ACTIVATION_GATED ? ", gated" : "";
  record_all ("ms CPU", N_FRAMES, frames, "path/%s%s, a frame", name, kind);
  record_all ("ms CPU", N_FRAMES, hulls, "path/%s%s, its hull", name, kind);
  qsort (frames, N_FRAMES, sizeof (double), compare_doubles);
  qsort (hulls, N_FRAMES, sizeof (double), compare_doubles);
  printf ("%s%s, frames: up to %zu neurons, %zu vertices, gap %.1g: median %.3f ms, 99 %% %.3f ms "
          "(target %.0f ms); hull median %.3f ms, 99 %% %.3f ms\n",
          name, kind, neurons, vertices, gap, frames[N_FRAMES / 2], frames[N_FRAMES * 99 / 100],
          FRAME_MS, hulls[N_FRAMES / 2], hulls[N_FRAMES * 99 / 100]);
  fflush (stdout);
  return frames[N_FRAMES / 2] <= SLACK * FRAME_MS;
}

int
main (void)
{
  const char *source = g_getenv ("G_TEST_SRCDIR");
  g_autofree char *folder =
    g_build_filename (source != NULL ? source : "tests", "data", "bench", NULL);
  gboolean ok = TRUE;

  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  const double yardstick = measure_yardstick ();
  printf ("yardstick: %.2f ms\n", yardstick);
  for (gsize i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      g_autoptr (RscProblem) problem = load (folder, problems[i].data);

      ok = measure (problem, &problems[i], FALSE, yardstick) && ok;
      ok = measure (problem, &problems[i], TRUE, yardstick) && ok;
      ok = measure_frames (problems[i].name, problem) && ok;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      g_autoptr (RscProblem) problem = problem_of_gallery (shown[i].name, shown[i].activation);

      ok = measure_frames (shown[i].name, problem) && ok;
    }
  return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}

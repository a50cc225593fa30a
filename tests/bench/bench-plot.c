/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/numerics/rsc-blas.h"
#include "core/pruning/rsc-pruning.h"
#include "ui/plot/rsc-curves-plot.h"
#include "ui/plot/rsc-function-plot.h"
#include "ui/plot/rsc-optimal-set-plot.h"
#include "ui/plot/rsc-pruning-plot.h"
#include "ui/plot/rsc-path-plot.h"
#include "problems.h"
#include "timing.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

/* Processor time of one frame of the pictures that follow a drag: the median of many, against a
 * budget. The program fails when a budget is missed by more than a factor of three, which no busy
 * machine explains. */

#define FRAMES 20

typedef void (
  *DrawFunc) (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height);

static void
draw_function (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_function_plot_draw (model, theme, cr, width, height);
}

static void
draw_pair (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_optimal_set_plot_draw_pair (model, theme, cr, width, height);
}

static void
draw_path (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_path_plot_draw (model, theme, cr, width, height);
}

/* What a frame does with a picture that is laid out already. */
static void
draw_moving (gconstpointer picture, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_picture_draw (picture, RSC_LAYERS_MOVING, cr);
}

static void
pick_path (gconstpointer picture, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  RscPathHit hit;

  rsc_path_plot_find (picture, 0.7 * width, 0.4 * height, &hit);
}

static void
draw_step (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_pruning_plot_draw (model, theme, cr, width, height);
}

static void
draw_curves (gconstpointer model, const RscTheme *theme, cairo_t *cr, double width, double height)
{
  rsc_curves_plot_draw (model, theme, cr, width, height);
}

static gboolean
measure (const char *name, DrawFunc draw, gconstpointer model, int width, int height, double budget)
{
  double times[FRAMES];
  RscTheme theme;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  rsc_theme_init (&theme, FALSE);
  draw (model, &theme, cr, width, height);
  for (int k = 0; k < FRAMES; k++)
    {
      double start = cpu_ms ();
      draw (model, &theme, cr, width, height);
      cairo_surface_flush (surface);
      times[k] = cpu_ms () - start;
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  record_all ("ms CPU", FRAMES, times, "plot/%s, %d×%d", name, width, height);
  qsort (times, FRAMES, sizeof *times, compare_doubles);
  g_print ("%-30s %4d x %-4d %6.2f ms (best %.2f, budget %.3g)\n", name, width, height,
           times[FRAMES / 2], times[0], budget);
  return times[0] <= 3.0 * budget;
}

static RscNetwork *
make_network (gsl_rng *rng, gsize m, gsize d)
{
  g_autofree double *hidden = g_new (double, m *d);
  g_autofree double *output = g_new (double, m);

  for (gsize k = 0; k < m * d; k++)
    hidden[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < m; k++)
    output[k] = gsl_ran_gaussian (rng, 1.0);
  return rsc_network_new (m, d, TRUE, hidden, output, NULL);
}

static RscDataset *
make_dataset (gsl_rng *rng, gsize n, gsize d)
{
  g_autofree double *x = g_new (double, n *d);
  g_autofree double *y = g_new (double, n);

  for (gsize k = 0; k < n * d; k++)
    x[k] = gsl_ran_gaussian (rng, 1.0);
  for (gsize k = 0; k < n; k++)
    y[k] = gsl_ran_gaussian (rng, 1.0);
  return rsc_dataset_new ("bench", n, d, x, y, NULL, NULL, NULL);
}

/* The moons: some 150 points and 46 neurons. */
static RscPath *
make_path (void)
{
  g_autoptr (RscProblem) problem = problem_of_gallery ("moons", RSC_ACTIVATION_RELU);
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.locate_events = FALSE;
  return rsc_path_new (problem, &settings, NULL, NULL, NULL, NULL);
}

int
main (int argc, char **argv)
{
  gboolean ok = TRUE;
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);
  cairo_t *measuring = rsc_picture_create_measuring ();
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  rsc_blas_use_one_thread ();
  gsl_set_error_handler_off ();
  gsl_rng_set (rng, 1);

  RscFunctionModel function;
  g_autoptr (RscDataset) line = make_dataset (rng, 50, 1);
  g_autoptr (RscDataset) plane = make_dataset (rng, 50, 2);
  g_autoptr (RscDataset) many = make_dataset (rng, 100000, 2);
  g_autoptr (RscNetwork) curve = make_network (rng, 20, 2);
  g_autoptr (RscNetwork) map = make_network (rng, 20, 3);
  g_autoptr (RscNetwork) wide = make_network (rng, 48, 3);
  rsc_function_model_init (&function);
  function.dataset = line;
  function.network = curve;
  ok = measure ("function, 1 feature, 20", draw_function, &function, 600, 600, 10.0) && ok;
  function.dataset = plane;
  function.network = map;
  ok = measure ("function, 2 features, 20", draw_function, &function, 600, 600, 10.0) && ok;
  function.network = wide;
  ok = measure ("function, 2 features, 48", draw_function, &function, 600, 600, 16.0) && ok;
  function.dataset = many;
  function.network = map;
  ok = measure ("function, 100000 points", draw_function, &function, 600, 600, 30.0) && ok;

  static const gsize counts[] = { 12, 60, 300 };
  for (gsize c = 0; c < G_N_ELEMENTS (counts); c++)
    {
      g_autofree double *points = g_new (double, 3 * counts[c]);
      for (gsize i = 0; i < counts[c]; i++)
        {
          double length = 0.0;
          for (int k = 0; k < 3; k++)
            {
              points[3 * i + k] = gsl_ran_gaussian (rng, 1.0);
              length += points[3 * i + k] * points[3 * i + k];
            }
          for (int k = 0; k < 3; k++)
            points[3 * i + k] = 1.05 + points[3 * i + k] / sqrt (length);
        }
      g_autoptr (RscHull) hull = rsc_hull_new (counts[c], 3, points, NULL);
      double middle[3] = { 1.05, 1.05, 1.05 };
      RscOptimalSetModel set;
      rsc_optimal_set_model_init (&set);
      set.hull = hull;
      set.n_axes = 3;
      set.axes[1] = 1;
      set.axes[2] = 2;
      set.point = middle;
      g_autofree char *name = g_strdup_printf ("3-D pair, %" G_GSIZE_FORMAT " corners", counts[c]);
      ok = measure (name, draw_pair, &set, 1000, 500, 16.0) && ok;
      g_autoptr (RscPicture) pair =
        rsc_optimal_set_plot_new (&set, TRUE, &theme, measuring, 1000, 500);
      g_autofree char *moving = g_strdup_printf ("%s, in a drag", name);
      ok = measure (moving, draw_moving, pair, 1000, 500, 16.0) && ok;
    }

  g_autoptr (RscPath) path = make_path ();
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  rsc_path_model_init (&model);
  model.path = path;
  model.lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model.complete = TRUE;
  model.lambda = 0.004 * model.lambda_max;
  g_autofree char *name =
    g_strdup_printf ("path, %" G_GSIZE_FORMAT " points x %" G_GSIZE_FORMAT,
                     rsc_path_get_n_points (path), rsc_path_curves_get_n (curves));
  ok = measure (name, draw_path, &model, 600, 400, 10.0) && ok;
  model.curves = curves;
  ok = measure ("path, curves kept", draw_path, &model, 600, 400, 10.0) && ok;
  g_autoptr (RscPicture) laid_out = rsc_path_plot_new (&model, &theme, measuring, 600, 400);
  ok = measure ("path, under the pointer", pick_path, laid_out, 600, 400, 4.0) && ok;
  ok = measure ("path, its cursor", draw_moving, laid_out, 600, 400, 0.3) && ok;
  model.multiples = TRUE;
  ok = measure ("path, in strips", draw_path, &model, 600, 400, 10.0) && ok;

  static const gsize shapes[][2] = { { 30, 64 }, { 500, 1000 } };
  for (gsize s = 0; s < G_N_ELEMENTS (shapes); s++)
    {
      RscPruningModel step;
      g_autoptr (RscDataset) points = make_dataset (rng, shapes[s][0], 9);
      g_autoptr (RscNetwork) start = make_network (rng, shapes[s][1], 10);
      g_autoptr (RscPruning) first = rsc_pruning_new (points, NULL, start, 0.1, NULL, NULL, NULL);
      RscPruningMove move;
      rsc_pruning_move_init (&move);
      g_autoptr (RscPruning) walk = rsc_pruning_go_on (first, 0, &move, NULL, NULL, NULL, NULL);
      rsc_pruning_model_init (&step);
      step.pruning = walk;
      step.state = 1;
      g_autofree char *title = g_strdup_printf ("pruning, %" G_GSIZE_FORMAT " x %" G_GSIZE_FORMAT,
                                                shapes[s][0], shapes[s][1]);
      ok = measure (title, draw_step, &step, 600, 400, s == 0 ? 10.0 : 40.0) && ok;
    }

  RscCurve lines[10];
  RscCurvesModel methods;
  double widths[50], values[50], low[50], high[50];
  for (gsize k = 0; k < 50; k++)
    {
      widths[k] = (double) k;
      values[k] = 0.6 + 0.3 * gsl_rng_uniform (rng);
      low[k] = values[k] - 0.1;
      high[k] = values[k] + 0.1;
    }
  for (gsize k = 0; k < 10; k++)
    lines[k] = (RscCurve){ "method", 50, widths, values, low, high, k / 2, k % 2 };
  rsc_curves_model_init (&methods);
  methods.n_curves = 10;
  methods.curves = lines;
  methods.marked = 12.0;
  ok = measure ("curves, 10 of 50 points", draw_curves, &methods, 600, 400, 20.0) && ok;

  cairo_destroy (measuring);
  gsl_rng_free (rng);
  return ok ? 0 : 1;
}

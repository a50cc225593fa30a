/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

enum
{
  WIDTH = 620,
  HEIGHT = 300
};

/* ---- pictures ------------------------------------------------------------------------------- */

static cairo_surface_t *
draw_layers (const RscPathModel *model,
             const RscTheme *theme,
             int width,
             int height,
             RscLayers layers)
{
  cairo_t *cr = pixels_begin (width, height);
  g_autoptr (RscPicture) picture = rsc_path_plot_new (model, theme, cr, width, height);

  rsc_picture_draw (picture, layers, cr);
  return pixels_end (cr, width, height, layers & RSC_LAYERS_STILL);
}

static cairo_surface_t *
draw (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  return draw_layers (model, theme, width, height, RSC_LAYERS_ALL);
}

static void
pick (const RscPathModel *model,
      const RscTheme *theme,
      double width,
      double height,
      double px,
      double py,
      RscPathHit *hit)
{
  cairo_t *cr = rsc_picture_create_measuring ();
  g_autoptr (RscPicture) picture = rsc_path_plot_new (model, theme, cr, width, height);

  cairo_destroy (cr);
  rsc_path_plot_find (picture, px, py, hit);
}

static gboolean
is_close (guint32 a, guint32 b)
{
  return pixels_are_close (a, b, 8);
}

/* Whether the colour is within @reach pixels of a place. */
static gboolean
has_color (cairo_surface_t *surface, double px, double py, int reach, guint32 color)
{
  for (int y = (int) py - reach; y <= (int) py + reach; y++)
    for (int x = (int) px - reach; x <= (int) px + reach; x++)
      if (is_close (pixels_get (surface, x, y), color))
        return TRUE;
  return FALSE;
}

static int
count_ink (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  cairo_surface_t *surface = draw (model, theme, width, height);
  const int n = pixels_count_ink (surface, pixels_pack (theme->background), width, height);

  cairo_surface_destroy (surface);
  return n;
}

/* ---- paths ---------------------------------------------------------------------------------- */

typedef struct
{
  double fraction;
  RscPath *path;
} Part;

static void
on_point (const RscPath *path, double fraction, gpointer user_data)
{
  Part *part = user_data;

  if (part->path == NULL && fraction >= part->fraction)
    part->path = rsc_path_dup_so_far (path);
}

static RscPath *
follow_problem (RscProblem *problem, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (GError) error = NULL;
  RscPathSettings settings;

  rsc_path_settings_init (&settings);
  settings.ratio_min = ratio_min;
  settings.locate_events = events;
  RscPath *path =
    rsc_path_new (problem, &settings, part != NULL ? on_point : NULL, part, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static RscPath *
follow (RscDataset *dataset, gboolean bias, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, bias, RSC_ACTIVATION_RELU);

  return follow_problem (problem, ratio_min, events, part);
}

static RscPath *
follow_gallery (const char *name, double ratio_min, gboolean events, Part *part)
{
  g_autoptr (RscProblem) problem = problem_of_gallery (name, RSC_ACTIVATION_RELU);

  return follow_problem (problem, ratio_min, events, part);
}

static RscPath *
follow_toy (void)
{
  g_autoptr (RscProblem) problem = problem_of_file ("toy1d.csv", RSC_ACTIVATION_RELU);

  return follow_problem (problem, 1e-3, TRUE, NULL);
}

static void
show (RscPathModel *model, RscPath *path, double ratio_min)
{
  rsc_path_model_init (model);
  model->path = path;
  model->lambda_max = rsc_problem_get_lambda_max (rsc_path_get_problem (path));
  model->ratio_min = ratio_min;
  model->complete = TRUE;
}

/* How far from the middle the frame reaches in a direction, as picking sees it. */
static double
find_edge (const RscPathModel *model, const RscTheme *theme, int width, int height, int dx, int dy)
{
  double near = 0.0, far = MAX (width, height);

  while (far - near > 0.01)
    {
      const double middle = 0.5 * (near + far);
      RscPathHit hit;

      pick (model, theme, width, height, 0.5 * width + middle * dx, 0.5 * height + middle * dy,
            &hit);
      if (hit.inside)
        near = middle;
      else
        far = middle;
    }
  return near;
}

static RscRect
find_frame (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  const double left = find_edge (model, theme, width, height, -1, 0);
  const double right = find_edge (model, theme, width, height, 1, 0);
  const double up = find_edge (model, theme, width, height, 0, -1);
  const double down = find_edge (model, theme, width, height, 0, 1);

  g_assert_cmpfloat (left + right, >, 0.5 * width);
  g_assert_cmpfloat (up + down, >, 0.3 * height);
  return (RscRect){ 0.5 * width - left, 0.5 * height - up, left + right, up + down };
}

/* On an axis of λ/λ_max that falls from 1. */
static double
get_px (const RscPathModel *model, RscRect frame, double ratio)
{
  return frame.x + frame.width * log (ratio) / log (model->ratio_min);
}

/* On the axis of norms. */
static double
get_py (const RscPathModel *model, RscRect frame, double norm)
{
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (model->path, RSC_PATH_Y_NORM, 0);
  double low, high;

  rsc_path_curves_get_range (curves, model->tubes, &low, &high);
  return frame.y + frame.height * (1.0 - norm / (1.04 * high));
}

/* ---- curves --------------------------------------------------------------------------------- */

static void
test_values (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) norms = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  g_autoptr (RscPathCurves) weights = rsc_path_curves_new (path, RSC_PATH_Y_FEATURE, 1);
  const double top = 1.1547005383792517;

  g_assert_cmpuint (rsc_path_curves_get_n (norms), ==, rsc_path_get_n_ids (path));
  for (gsize k = 0; k < rsc_path_get_n_points (path); k++)
    {
      const RscPathPoint *point = rsc_path_get_point (path, k);
      const double lambda = rsc_solution_get_lambda (point->solution);
      const double *a = rsc_optimal_set_get_min_norm (point->set);

      for (gsize j = 0; j < point->n_neurons; j++)
        {
          const RscNeuron *neuron = rsc_optimal_set_get_neuron (point->set, j);
          RscPathKnot knot;

          g_assert_cmpuint (rsc_path_curves_get (norms, point->ids[j])->id, ==, point->ids[j]);
          g_assert_true (
            rsc_path_curve_interpolate (rsc_path_curves_get (norms, point->ids[j]), lambda, &knot));
          g_assert_cmpfloat (knot.value, ==, a[j]);
          g_assert_cmpfloat (knot.high, ==, MAX (neuron->norm_max, a[j]));
          g_assert_cmpfloat (knot.low, ==, MIN (neuron->norm_min, a[j]));
          g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (weights, point->ids[j]),
                                                     lambda, &knot));
          g_assert_cmpfloat (knot.value, ==, a[j] * neuron->direction[1]);
          g_assert_cmpfloat (knot.low, <=, knot.high);
        }
    }

  /* Neurons grow from zero where they enter, exactly there, and are gone where they leave. */
  gsize n_ends = 0;
  for (gsize k = 0; k < rsc_path_get_n_events (path); k++)
    {
      const RscPathEvent *event = rsc_path_get_event (path, k);
      RscPathKnot knot;

      if (event->kind != RSC_PATH_ENTERS && event->kind != RSC_PATH_LEAVES)
        continue;
      const RscPathCurve *curve = rsc_path_curves_get (norms, event->neuron);
      const double beyond = event->kind == RSC_PATH_ENTERS ? 1.0 + 1e-9 : 1.0 - 1e-9;
      g_assert_false (rsc_path_curve_interpolate (curve, event->lambda * beyond, &knot));
      if (event->lambda >= top)
        continue;
      g_assert_true (rsc_path_curve_interpolate (curve, event->lambda, &knot));
      g_assert_cmpfloat (knot.value, ==, 0.0);
      n_ends++;
    }
  g_assert_cmpuint (n_ends, ==, 16);

  /* Between two points it is linear in λ. */
  const RscPathCurve *curve = rsc_path_curves_get (norms, 4);
  const RscPathKnot *p = &curve->knots[curve->n - 2], *q = p + 1;
  RscPathKnot middle;
  g_assert_true (rsc_path_curve_interpolate (curve, 0.25 * p->lambda + 0.75 * q->lambda, &middle));
  g_assert_cmpfloat_with_epsilon (middle.value, 0.25 * p->value + 0.75 * q->value, 1e-12);
  g_assert_cmpfloat_with_epsilon (middle.high, 0.25 * p->high + 0.75 * q->high, 1e-12);

  /* Known dimensions and where they change. */
  g_assert_cmpuint (rsc_path_curves_get_n_stretches (norms), ==, 3);
  static const gsize dimensions[] = { 0, 2, 3 };
  static const double changes[] = { 1.0, 0.39753083, 0.30350954, 0.05 };
  for (gsize k = 0; k < 3; k++)
    {
      const RscPathStretch *stretch = rsc_path_curves_get_stretch (norms, k);

      g_assert_cmpuint (stretch->dimension, ==, dimensions[k]);
      g_assert_cmpfloat_with_epsilon (stretch->lambda_high / top, changes[k], 1e-7);
      g_assert_cmpfloat_with_epsilon (stretch->lambda_low / top, changes[k + 1], 1e-7);
    }
}

static void
test_groups (void)
{
  g_autoptr (RscPath) board = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPath) toy = follow_toy ();
  g_autoptr (RscPathCurves) symmetric = rsc_path_curves_new (board, RSC_PATH_Y_NORM, 0);
  g_autoptr (RscPathCurves) single = rsc_path_curves_new (toy, RSC_PATH_Y_NORM, 0);

  /* Four neurons leave early; three curves of four each stay. */
  g_assert_cmpuint (rsc_path_curves_get_n_groups (symmetric), ==, 4);
  for (gsize g = 0; g < 4; g++)
    {
      const RscPathGroup *group = rsc_path_curves_get_group (symmetric, g);

      g_assert_cmpuint (group->n, ==, 4);
      for (gsize k = 0; k < 4; k++)
        {
          g_assert_cmpuint (group->members[k], ==, 4 * g + k);
          g_assert_cmpuint (rsc_path_curves_get (symmetric, 4 * g + k)->group, ==, g);
        }
    }
  g_assert_cmpuint (rsc_path_curves_get_n_groups (single), ==, rsc_path_curves_get_n (single));
}

/* Most neurons grow from zero; where one is lost in a jump its curve ends on the way it was on. */
static void
test_ends (void)
{
  g_autoptr (RscPath) path = follow_gallery ("random", 3e-3, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  gsize n_lost = 0, n_zero = 0;

  for (gsize k = 0; k < rsc_path_curves_get_n (curves); k++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (curves, k);
      const RscPathKnot *last = &curve->knots[curve->n - 1];

      n_zero += curve->knots[0].value == 0.0;
      if (curve->alive || last->value == 0.0)
        continue;
      g_assert_cmpfloat (last->value, >, 0.5 * last[-1].value);
      g_assert_cmpfloat (last->value, <, 2.0 * last[-1].value);
      gboolean found = FALSE;
      for (gsize e = 0; e < rsc_path_get_n_events (path); e++)
        {
          const RscPathEvent *event = rsc_path_get_event (path, e);
          found = found
                  || (event->kind == RSC_PATH_LEAVES && event->neuron == curve->id
                      && event->lambda == last->lambda);
        }
      g_assert_true (found);
      n_lost++;
    }
  g_assert_cmpuint (n_lost, >=, 1);
  g_assert_cmpuint (n_zero, >, rsc_path_curves_get_n (curves) / 2);
}

static RscDataset *
make_plane (gsize n, double turn)
{
  g_autofree double *x = g_new (double, 2 * n);
  g_autofree double *y = g_new (double, n);
  gsl_rng *rng = gsl_rng_alloc (gsl_rng_mt19937);

  gsl_rng_set (rng, 5);
  for (gsize i = 0; i < n; i++)
    {
      const double a = gsl_ran_gaussian (rng, 1.0), b = gsl_ran_gaussian (rng, 1.0);

      x[2 * i] = a * cos (turn) - b * sin (turn);
      x[2 * i + 1] = a * sin (turn) + b * cos (turn);
      y[i] = gsl_ran_gaussian (rng, 1.0);
    }
  gsl_rng_free (rng);
  return rsc_dataset_new ("plane", n, 2, x, y, NULL, NULL, NULL);
}

/* Data turned so that a neuron that turns crosses half a turn. */
static void
test_angles (void)
{
  g_autoptr (RscDataset) plane = make_plane (14, 0.0);
  g_autoptr (RscPath) before = follow (plane, FALSE, 0.01, FALSE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (before, RSC_PATH_Y_ANGLE, 0);
  double widest = 0.0, middle = 0.0;

  for (gsize k = 0; k < rsc_path_curves_get_n (curves); k++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (curves, k);
      const double first = curve->knots[0].value, last = curve->knots[curve->n - 1].value;

      if (fabs (last - first) > widest)
        {
          widest = fabs (last - first);
          middle = 0.5 * (first + last);
        }
    }
  g_assert_cmpfloat (widest, >, 5.0);

  g_autoptr (RscDataset) turned = make_plane (14, (180.0 - middle) * G_PI / 180.0);
  g_autoptr (RscPath) after = follow (turned, FALSE, 0.01, FALSE, NULL);
  g_autoptr (RscPathCurves) unwrapped = rsc_path_curves_new (after, RSC_PATH_Y_ANGLE, 0);
  gboolean crossed = FALSE;
  for (gsize k = 0; k < rsc_path_curves_get_n (unwrapped); k++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (unwrapped, k);

      for (gsize i = 1; i < curve->n; i++)
        {
          const double p = curve->knots[i - 1].value, q = curve->knots[i].value;

          g_assert_cmpfloat (fabs (p - q), <, 90.0);
          crossed = crossed || (fabs (p) > 180.0) != (fabs (q) > 180.0);
        }
    }
  g_assert_true (crossed);

  /* Not an angle where there are three weights. */
  g_autoptr (RscPath) board = follow_gallery ("checkerboard", 0.5, FALSE, NULL);
  g_autoptr (RscPathCurves) none = rsc_path_curves_new (board, RSC_PATH_Y_ANGLE, 0);
  g_assert_cmpuint (rsc_path_curves_get_n (none), ==, 0);
}

static void
test_axes (void)
{
  g_autoptr (RscPath) path = follow_toy ();
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscProblem *problem = rsc_path_get_problem (path);
  const gsize n = rsc_problem_get_n (problem);
  const double *y = rsc_problem_get_y (problem);
  g_autofree double *fit = g_new (double, n);
  const double top = rsc_problem_get_lambda_max (problem);

  for (double ratio = 1.0; ratio > 1.0001e-3; ratio *= 0.9)
    {
      RscPathInterval interval;
      double squares = 0.0, scale = 0.0;

      g_assert_true (rsc_path_get_interval (path, ratio * top, &interval, fit));
      for (gsize i = 0; i < n; i++)
        {
          squares += (y[i] - fit[i]) * (y[i] - fit[i]);
          scale += y[i] * y[i];
        }
      const double expected[3] = { ratio, (interval.objective - 0.5 * squares) / (ratio * top),
                                   squares / scale };
      for (int x = 0; x < 3; x++)
        {
          const double there = rsc_path_curves_get_x (curves, (RscPathX) x, ratio * top);

          g_assert_cmpfloat_with_epsilon (there, expected[x], 1e-9);
          const double back = rsc_path_curves_get_lambda (curves, (RscPathX) x, there);
          g_assert_cmpfloat_with_epsilon (back / (ratio * top), 1.0, 1e-6);
        }
    }
  for (int x = 0; x < 3; x++)
    {
      g_assert_true (isnan (rsc_path_curves_get_x (curves, (RscPathX) x, 1.01 * top)));
      g_assert_true (isnan (rsc_path_curves_get_x (curves, (RscPathX) x, 0.99e-3 * top)));
      g_assert_true (isnan (rsc_path_curves_get_lambda (curves, (RscPathX) x, -1.0)));
      g_assert_true (isnan (rsc_path_curves_get_lambda (curves, (RscPathX) x, 1e9)));
    }
}

/* ---- words ---------------------------------------------------------------------------------- */

static void
test_words (void)
{
  static const double x[] = { -1.0, 0.5, 2.0 }, zero[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscDataset) flat = rsc_dataset_new ("flat", 3, 1, x, zero, NULL, NULL, NULL);
  g_autoptr (RscPath) empty = follow (flat, TRUE, 0.1, TRUE, NULL);
  g_autoptr (RscPath) board = follow_gallery ("checkerboard", 0.5, FALSE, NULL);
  RscPathModel models[4];
  RscTheme theme;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  rsc_path_model_init (&models[0]);
  models[1] = models[0];
  models[1].complete = TRUE;
  show (&models[2], empty, 0.1);
  show (&models[3], board, 0.5);
  models[3].y = RSC_PATH_Y_ANGLE;
  for (gsize k = 0; k < G_N_ELEMENTS (models); k++)
    {
      const int ink = count_ink (&models[k], &theme, 400, 200);

      g_assert_cmpint (ink, >, 100);
      g_assert_cmpint (ink, <, 12000);
      pick (&models[k], &theme, 400, 200, 200, 100, &hit);
      g_assert_false (hit.inside);
      g_assert_cmpint (hit.neuron, ==, -1);
      g_assert_cmpint (hit.mark, ==, -1);
      g_assert_true (isnan (hit.lambda));
      models[k].lambda = 0.5;
      cairo_surface_t *surface = draw_layers (&models[k], &theme, 400, 200, RSC_LAYERS_MOVING);
      for (int y = 0; y < 200; y++)
        for (int px = 0; px < 400; px++)
          g_assert_cmphex (pixels_get (surface, px, y), ==, 0);
      cairo_surface_destroy (surface);
    }
}

/* ---- drawing -------------------------------------------------------------------------------- */

static void
test_layers (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  show (&model, path, 0.05);
  model.lambda = 0.2 * model.lambda_max;
  cairo_surface_t *all = draw (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *still = draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
  model.curves = curves;
  cairo_surface_t *cursor = draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);

  gsize n_cursor = 0, n_accent = 0;
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      {
        n_cursor += pixels_get (cursor, x, y) != 0;
        g_assert_cmphex (pixels_get (still, x, y), !=, pixels_pack (theme.accent));
        n_accent += pixels_get (all, x, y) == pixels_pack (theme.accent);
        if (pixels_get (cursor, x, y) == 0)
          g_assert_cmphex (pixels_get (still, x, y), ==, pixels_get (all, x, y));
      }
  g_assert_cmpuint (n_cursor, >, 200);
  g_assert_cmpuint (n_cursor, <, 4000);
  g_assert_cmpuint (n_accent, >, 200);

  cairo_t *cr = pixels_resume (still);
  rsc_path_plot_draw (&model, &theme, cr, WIDTH, HEIGHT);
  cairo_destroy (cr);
  g_assert_cmpint (pixels_count_differences (still, all, 0, 0, WIDTH, HEIGHT), ==, 0);
  cairo_surface_destroy (all);
  cairo_surface_destroy (still);
  cairo_surface_destroy (cursor);
}

/* Slopes at the points agree with the curve between them; where the set is not unique there are none. */
static void
test_slopes (void)
{
  g_autoptr (RscPath) path = follow_gallery ("sine", 1e-2, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  const gsize n = rsc_path_curves_get_n (curves);
  g_autofree double *above = g_new (double, n);
  g_autofree double *below = g_new (double, n);
  gsize n_checked = 0, n_none = 0;

  for (gsize k = 1; k + 1 < rsc_path_get_n_points (path); k++)
    {
      const RscPathPoint *p = rsc_path_get_point (path, k), *q = rsc_path_get_point (path, k + 1);
      const double high = rsc_solution_get_lambda (p->solution);
      const double low = rsc_solution_get_lambda (q->solution);
      gboolean event = FALSE;

      for (gsize e = 0; e < rsc_path_get_n_events (path); e++)
        event = event
                || (rsc_path_get_event (path, e)->lambda <= high
                    && rsc_path_get_event (path, e)->lambda >= low);
      if (!rsc_optimal_set_is_unique (p->set))
        {
          g_assert_false (rsc_path_curves_get_slopes (curves, high, above));
          n_none++;
        }
      if (event || !rsc_path_curves_get_slopes (curves, high, above)
          || !rsc_path_curves_get_slopes (curves, low, below))
        continue;
      for (gsize c = 0; c < n; c++)
        {
          RscPathKnot at, then;

          if (isnan (above[c]) || isnan (below[c]))
            continue;
          g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, c), high, &at));
          g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, c), low, &then));
          const double chord = (at.value - then.value) / (high - low);
          const double size = MAX (fabs (above[c]), fabs (below[c]));
          g_assert_cmpfloat (fabs (chord - 0.5 * (above[c] + below[c])), <=, 0.1 * size);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, >, 20);
  g_assert_cmpuint (n_none, >, 0);
  g_assert_false (rsc_path_curves_get_slopes (
    curves, 2.0 * rsc_problem_get_lambda_max (rsc_path_get_problem (path)), above));
}

/* A tangent goes along its curve, not across it, belongs to the cursor, and is only there when it is
 * asked for and means something. */
static void
test_tangents (void)
{
  g_autoptr (RscPath) path = follow_gallery ("sine", 1e-2, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscPathKnot at, before, after;
  RscTheme theme;
  cairo_surface_t *without, *with;
  gsize steepest = 0;
  double slope = 0.0;

  rsc_theme_init (&theme, FALSE);
  show (&model, path, 1e-2);
  model.curves = curves;
  const double lambda = 0.04 * model.lambda_max;
  for (gsize c = 0; c < rsc_path_curves_get_n (curves); c++)
    {
      const RscPathCurve *curve = rsc_path_curves_get (curves, c);

      if (rsc_path_curve_interpolate (curve, lambda * 1.05, &before)
          && rsc_path_curve_interpolate (curve, lambda / 1.05, &after)
          && after.value - before.value > slope)
        {
          steepest = c;
          slope = after.value - before.value;
        }
    }
  g_assert_cmpfloat (slope, >, 0.0);
  g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, steepest), lambda, &at));
  model.selected = (gssize) rsc_path_curves_get (curves, steepest)->id;
  model.lambda = lambda;
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  without = draw (&model, &theme, WIDTH, HEIGHT);
  model.tangents = TRUE;
  with = draw (&model, &theme, WIDTH, HEIGHT);
  const double x = get_px (&model, frame, 0.04), y = get_py (&model, frame, at.value);
  const double dx = get_px (&model, frame, 0.04 / 1.05) - get_px (&model, frame, 0.04 * 1.05);
  const double dy = get_py (&model, frame, at.value + slope) - y;
  const double step = 2.0 * theme.font_size / hypot (dx, dy);
  g_assert_cmpfloat (dy, <, 0.0);
  for (int side = -1; side <= 1; side += 2)
    {
      const int px = (int) (x + side * step * dx), py = (int) (y + side * step * dy);
      const int qy = (int) (y - side * step * dy);
      const guint32 color =
        pixels_pack (rsc_theme_get_neuron_color (&theme, (gsize) model.selected));

      g_assert_cmpint (pixels_count_differences (with, without, px - 2, py - 2, px + 3, py + 3), >,
                       0);
      g_assert_true (has_color (with, px, py, 1, color));
      g_assert_cmpint (pixels_count_differences (with, without, px - 2, qy - 2, px + 3, qy + 3), ==,
                       0);
    }
  cairo_surface_destroy (with);

  /* It is a part of the cursor. */
  with = draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
  model.tangents = FALSE;
  cairo_surface_t *still = draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
  g_assert_cmpint (pixels_count_differences (with, still, 0, 0, WIDTH, HEIGHT), ==, 0);
  cairo_surface_destroy (with);
  cairo_surface_destroy (still);
  cairo_surface_destroy (without);

  /* Over the penalty, and where the set is not unique, there is nothing to draw. */
  model.selected = -1;
  for (int k = 0; k < 3; k++)
    {
      model.x = k == 0 ? RSC_PATH_X_PENALTY : RSC_PATH_X_LAMBDA;
      model.lambda = (k == 1 ? 0.012 : 0.04) * model.lambda_max;
      model.tangents = FALSE;
      without = draw (&model, &theme, WIDTH, HEIGHT);
      model.tangents = TRUE;
      with = draw (&model, &theme, WIDTH, HEIGHT);
      g_assert_cmpint (pixels_count_differences (with, without, 0, 0, WIDTH, HEIGHT) > 0, ==,
                       k == 2);
      cairo_surface_destroy (with);
      cairo_surface_destroy (without);
    }

  for (int k = 0; k < 200; k++)
    {
      g_autofree double *slopes = g_new (double, rsc_path_curves_get_n (curves));
      rsc_path_curves_get_slopes (curves, lambda * (1.0 + 1e-3 * k), slopes);
    }
}

/* A curve that hardly leaves the axis before it ends has no label over the others, until it is asked
 * for. */
static void
test_low_labels (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 1e-3, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  const gssize id = (gssize) rsc_path_curves_get (curves, 0)->id;
  RscPathModel model;
  RscTheme theme;

  g_assert_false (rsc_path_curves_get (curves, 0)->alive);
  rsc_theme_init (&theme, FALSE);
  for (int asked = 0; asked < 2; asked++)
    {
      gboolean found = FALSE;

      show (&model, path, 1e-3);
      model.curves = curves;
      model.hovered = asked ? id : -1;
      const RscRect frame = find_frame (&model, &theme, 420, 260);
      for (double x = frame.x + 1.0; x < frame.x + 0.25 * frame.width; x += 3.0)
        for (double y = frame.y + frame.height - 14.0; y < frame.y + frame.height - 7.0; y += 2.0)
          {
            RscPathHit hit;

            pick (&model, &theme, 420, 260, x, y, &hit);
            found = found || hit.neuron == id;
          }
      g_assert_cmpint (found, ==, asked);
    }
}

/* The cursor stands where its λ is picked, on every axis, and the axes are the right way round. */
static void
test_round_trip (void)
{
  g_autoptr (RscPath) path = follow_toy ();
  RscPathModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int x = 0; x < 3; x++)
    {
      show (&model, path, 1e-3);
      model.x = (RscPathX) x;
      const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
      double before = INFINITY;

      for (double t = 0.004; t < 1.0; t += 0.0498)
        {
          const double px = frame.x + t * frame.width;
          RscPathHit hit;

          pick (&model, &theme, WIDTH, HEIGHT, px, frame.y + 0.4 * frame.height, &hit);
          g_assert_true (hit.inside);
          g_assert_cmpfloat (hit.lambda, <, before);
          before = hit.lambda;

          RscPathModel there = model;
          there.lambda = hit.lambda;
          cairo_surface_t *surface = draw_layers (&there, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);
          int x0 = WIDTH, x1 = -1;
          const int row = (int) (frame.y + 0.02 * frame.height);
          for (int k = 0; k < WIDTH; k++)
            if (pixels_get (surface, k, row) != 0)
              {
                x0 = MIN (x0, k);
                x1 = MAX (x1, k);
              }
          g_assert_cmpint (x1, >=, x0);
          g_assert_cmpfloat (fabs (0.5 * (x0 + x1 + 1) - px), <, 1.2);
          cairo_surface_destroy (surface);
        }
      RscPathHit hit;
      pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.1, 100, &hit);
      g_assert_cmpfloat (hit.lambda, >, 0.9 * model.lambda_max);
      pick (&model, &theme, WIDTH, HEIGHT, frame.x + frame.width - 0.1, 100, &hit);
      g_assert_cmpfloat (hit.lambda, <, 1.2e-3 * model.lambda_max);
      pick (&model, &theme, WIDTH, HEIGHT, frame.x - 12.0, 100, &hit);
      g_assert_true (isnan (hit.lambda));
      g_assert_false (hit.inside);
    }
}

/* Every curve is where its values are, in its colour, and can be picked there; its dot too. */
static void
test_curves (void)
{
  g_autoptr (RscPath) path = follow_toy ();
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  const gsize n_ids = rsc_path_get_n_ids (path);
  g_autofree gsize *labels = g_new (gsize, n_ids);
  gsize n_checked = 0;

  for (gsize k = 0; k < n_ids; k++)
    labels[k] = n_ids - 1 - k;
  for (int dark = 0; dark < 2; dark++)
    {
      rsc_theme_init (&theme, dark);
      show (&model, path, 1e-3);
      model.labels = dark ? labels : NULL;
      const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
      g_assert_cmphex (pixels_get (surface, 2, 2), ==, pixels_pack (theme.background));
      for (double ratio = 0.7; ratio > 1.2e-3; ratio *= 0.8)
        for (gsize k = 0; k < n_ids; k++)
          {
            const RscPathCurve *curve = rsc_path_curves_get (curves, k);
            RscPathKnot knot, other;
            gboolean alone = TRUE;

            if (!rsc_path_curve_interpolate (curve, ratio * model.lambda_max, &knot))
              continue;
            const double px = get_px (&model, frame, ratio);
            const double py = get_py (&model, frame, knot.value);
            for (gsize j = 0; j < n_ids; j++)
              if (j != k
                  && rsc_path_curve_interpolate (rsc_path_curves_get (curves, j),
                                                 ratio * model.lambda_max, &other)
                  && fabs (get_py (&model, frame, other.value) - py) < 16.0)
                alone = FALSE;
            if (!alone || py > frame.y + frame.height - 4.0)
              continue;
            RscPathHit hit;
            pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
            g_assert_cmpint (hit.neuron, ==, (gssize) curve->id);
            const guint32 color =
              pixels_pack (rsc_theme_get_neuron_color (&theme, dark ? labels[k] : k));
            g_assert_true (has_color (surface, px, py, 1, color));

            RscPathModel there = model;
            there.lambda = ratio * model.lambda_max;
            cairo_surface_t *cursor =
              draw_layers (&there, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);
            g_assert_true (is_close (pixels_get (cursor, px - 1.5, py), color));
            g_assert_true (is_close (pixels_get (cursor, px + 1.5, py), color));
            cairo_surface_destroy (cursor);
            n_checked++;
          }
      cairo_surface_destroy (surface);
    }
  g_assert_cmpuint (n_checked, >, 40);
}

/* A selected neuron stands out: the others pale. */
static void
test_emphasis (void)
{
  g_autoptr (RscPath) path = follow_toy ();
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  RscPathKnot knots[2];

  rsc_theme_init (&theme, FALSE);
  show (&model, path, 1e-3);
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  const double ratio = 0.1, px = get_px (&model, frame, ratio);
  for (gsize k = 0; k < 2; k++)
    g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, k),
                                               ratio * model.lambda_max, &knots[k]));
  for (int way = 0; way < 2; way++)
    for (gssize chosen = -1; chosen < 2; chosen++)
      {
        model.selected = way == 0 ? chosen : -1;
        model.hovered = way == 1 ? chosen : -1;
        cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
        for (gssize k = 0; k < 2; k++)
          g_assert_cmpint (has_color (surface, px, get_py (&model, frame, knots[k].value), 2,
                                      pixels_pack (rsc_theme_get_neuron_color (&theme, (gsize) k))),
                           ==, chosen < 0 || chosen == k);
        cairo_surface_destroy (surface);
      }
}

static void
test_tubes (void)
{
  g_autoptr (RscPath) path = follow_gallery ("polygon-12", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  RscPathKnot knot;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  show (&model, path, 0.05);
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  g_assert_true (
    rsc_path_curve_interpolate (rsc_path_curves_get (curves, 0), 0.15 * model.lambda_max, &knot));
  g_assert_cmpfloat (knot.high, >, 2.0 * knot.value);
  const double px = get_px (&model, frame, 0.15);
  const double inside = get_py (&model, frame, 0.6 * knot.high);
  const double outside = get_py (&model, frame, knot.high) - 4.0;
  cairo_surface_t *tubes = draw (&model, &theme, WIDTH, HEIGHT);
  pick (&model, &theme, WIDTH, HEIGHT, px, inside, &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  pick (&model, &theme, WIDTH, HEIGHT, px, outside, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmphex (pixels_get (tubes, px, inside), !=, pixels_get (tubes, px, outside));
  g_assert_true (is_close (pixels_get (tubes, px, inside), pixels_get (tubes, px + 5.0, inside)));

  /* Without them the axis ends at the curves. */
  model.tubes = FALSE;
  const RscRect plain = find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *lines = draw (&model, &theme, WIDTH, HEIGHT);
  const double x = get_px (&model, plain, 0.15);
  pick (&model, &theme, WIDTH, HEIGHT, x, get_py (&model, plain, knot.value), &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  pick (&model, &theme, WIDTH, HEIGHT, x, get_py (&model, plain, 0.5 * knot.value), &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmphex (pixels_get (lines, x, get_py (&model, plain, 0.6 * knot.value)), ==,
                   pixels_get (tubes, px, outside));
  cairo_surface_destroy (tubes);
  cairo_surface_destroy (lines);
}

/* Neurons on one curve share its colours, and each of their numbers can be picked. */
static void
test_symmetry (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  double right[2], last[2];

  rsc_theme_init (&theme, FALSE);
  theme.line_width = 3.0; /* whole pixels of every colour */
  for (int parted = 0; parted < 2; parted++)
    {
      show (&model, path, 0.05);
      model.parted = parted;
      const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
      gboolean found[16] = { FALSE };

      right[parted] = WIDTH - frame.x - frame.width;
      last[parted] = -1;
      for (double py = frame.y; py < frame.y + frame.height; py += 4.0)
        for (double px = frame.x + frame.width + 8.0; px < WIDTH; px += 3.0)
          {
            RscPathHit hit;

            pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
            if (hit.neuron < 0)
              continue;
            g_assert_cmpint (hit.neuron, <, 16);
            found[hit.neuron] = TRUE;
            last[parted] = MAX (last[parted], px);
          }
      for (gsize k = 0; k < 16; k++)
        g_assert_cmpint (found[k], ==, k >= 4);
      /* Those that end on the way have theirs inside. */
      for (double py = frame.y + frame.height - 20.0; py < frame.y + frame.height; py += 3.0)
        for (double px = frame.x; px < frame.x + 0.3 * frame.width; px += 3.0)
          {
            RscPathHit hit;

            pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
            if (hit.neuron >= 0)
              found[hit.neuron] = TRUE;
          }
      for (gsize k = 0; k < 4 && !parted; k++)
        g_assert_true (found[k]);
      gsize ink = 0;
      for (int y = (int) frame.y; y < frame.y + frame.height; y++)
        for (int x = (int) (frame.x + frame.width) + 12; x < WIDTH; x++)
          ink += pixels_get (surface, x, y) != pixels_pack (theme.background);
      g_assert_cmpuint (ink, >, 300);

      /* All four colours are on the curve: along it, or across. */
      for (gsize k = 4; k < 16; k++)
        {
          const guint32 color = pixels_pack (rsc_theme_get_neuron_color (&theme, k));
          gsize n = 0, n_columns = 0;

          for (double px = frame.x + 0.6 * frame.width; px < frame.x + frame.width - 2.0; px += 1.0)
            {
              const double ratio = pow (model.ratio_min, (px - frame.x) / frame.width);
              RscPathKnot knot;

              g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, k),
                                                         ratio * model.lambda_max, &knot));
              n +=
                has_color (surface, px, get_py (&model, frame, knot.value), parted ? 8 : 1, color);
              n_columns++;
            }
          g_assert_cmpuint (n, >, n_columns / 8);
          /* A solid line of its own, where no dash interrupts it; or a quarter of one, and a little. */
          if (parted && k < 7)
            g_assert_cmpuint (n, >, n_columns * 9 / 10);
          if (!parted)
            g_assert_cmpuint (n, <, n_columns / 2);
        }
      cairo_surface_destroy (surface);
    }
  /* "5, 6, 7, 8 ×4" takes more room than "5". */
  g_assert_cmpfloat (right[0], >, right[1] + 30.0);
}

static void
test_dimension_strip (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;

  for (int dark = 0; dark < 2; dark++)
    {
      rsc_theme_init (&theme, dark);
      show (&model, path, 0.05);
      const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
      const double y = frame.y + frame.height + 6.0;
      /* Squares that tell the dimensions, right under the axis. */
      gboolean legend = FALSE;
      for (int px = WIDTH - 90; px < WIDTH - 4; px++)
        legend = legend
                 || is_close (pixels_get (surface, px, HEIGHT - 11),
                              pixels_pack (rsc_theme_get_sequential (&theme, 0.55)));
      g_assert_true (legend);
      const double ratios[] = { 0.6, 0.31, 0.06 };
      const guint32 colors[] = { pixels_pack (theme.background),
                                 pixels_pack (rsc_theme_get_sequential (&theme, 0.55)),
                                 pixels_pack (rsc_theme_get_sequential (&theme, 0.85)) };

      for (gsize k = 0; k < 3; k++)
        g_assert_true (
          is_close (pixels_get (surface, get_px (&model, frame, ratios[k]), y), colors[k]));
      /* The change is where the set changes. */
      const double change = get_px (&model, frame, 0.39753083);
      g_assert_true (is_close (pixels_get (surface, change - 2.0, y), colors[0]));
      g_assert_true (is_close (pixels_get (surface, change + 2.0, y), colors[1]));
      /* The ground, too, tells unique from not unique. */
      const double high = frame.y + 3.0;
      g_assert_cmphex (pixels_get (surface, change - 3.0, high), ==, colors[0]);
      g_assert_cmphex (pixels_get (surface, change + 3.0, high), !=, colors[0]);
      cairo_surface_destroy (surface);
    }
}

/* A path of minimal networks cannot be continuous there: a dashed line says so. */
static void
test_jumps (void)
{
  static const double features[] = { 0, 1, 0, -1, 0 }, targets[] = { 3, -1, 3, -1, -2 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RscDataset) dataset =
    rsc_dataset_new ("jump", 5, 1, features, targets, NULL, NULL, &error);
  g_assert_no_error (error);
  g_autoptr (RscProblem) problem = problem_of_dataset (dataset, TRUE, RSC_ACTIVATION_GATED);
  g_autoptr (RscPath) path = follow_problem (problem, 0.1, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;

  g_assert_cmpuint (rsc_path_get_n_jumps (path), ==, 1);
  rsc_theme_init (&theme, FALSE);
  show (&model, path, 0.1);
  model.tubes = FALSE;
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
  const double ratio = rsc_path_get_jump (path, 0)->lambda / model.lambda_max;
  const double px = get_px (&model, frame, ratio);
  gsize dark[2] = { 0, 0 };
  gboolean dashed = FALSE;
  for (double y = frame.y + 4.0; y < frame.y + 0.6 * frame.height; y += 1.0)
    for (int side = 0; side < 2; side++)
      {
        gboolean ink = FALSE;
        for (double x = px - 1.0 + 8.0 * side; x <= px + 1.0 + 8.0 * side; x += 1.0)
          ink = ink || (pixels_get (surface, x, y) & 0xff) < 0xa0;
        dark[side] += ink;
        dashed = dashed || (side == 0 && !ink);
      }
  g_assert_cmpuint (dark[0], >, (gsize) (0.2 * frame.height));
  g_assert_cmpuint (dark[1], <, dark[0] / 3);
  g_assert_true (dashed);
  cairo_surface_destroy (surface);
}

/* What is not known yet is hatched, tells no λ, and says so. */
static void
test_partial (void)
{
  Part part = { 0.4, NULL };
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.01, TRUE, &part);
  g_assert_nonnull (part.path);
  g_autoptr (RscPath) partial = part.path;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int x = 0; x < 3; x++)
    {
      RscPathModel model;
      RscPathHit hit;

      show (&model, partial, 0.01);
      model.complete = FALSE;
      model.x = (RscPathX) x;
      const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
      const double y = frame.y + 0.8 * frame.height;
      pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.1 * frame.width, y, &hit);
      g_assert_true (hit.inside);
      g_assert_false (isnan (hit.lambda));
      pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.95 * frame.width, y, &hit);
      g_assert_true (hit.inside);
      g_assert_true (isnan (hit.lambda));
      g_assert_cmpint (hit.neuron, ==, -1);

      /* Stripes on a tint: several colours, none of them the ground. */
      cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
      const guint32 first = pixels_get (surface, frame.x + 0.93 * frame.width, y);
      gboolean striped = FALSE;
      for (double px = frame.x + 0.93 * frame.width; px < frame.x + 0.99 * frame.width; px += 1.0)
        {
          g_assert_cmphex (pixels_get (surface, px, y), !=, pixels_pack (theme.background));
          striped = striped || pixels_get (surface, px, y) != first;
        }
      g_assert_true (striped);

      /* The words: "not computed yet" while something comes, else that it is not known. */
      model.complete = TRUE;
      cairo_surface_t *done = draw (&model, &theme, WIDTH, HEIGHT);
      if (x == RSC_PATH_X_LAMBDA)
        g_assert_cmpint (pixels_count_differences (
                           surface, done, (int) (frame.x + 0.5 * frame.width), (int) frame.y,
                           (int) (frame.x + frame.width), (int) (frame.y + 40.0)),
                         >, 100);
      cairo_surface_destroy (done);
      cairo_surface_destroy (surface);
    }

  /* A whole path has nothing hatched. */
  RscPathModel model;
  show (&model, path, 0.01);
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  RscPathHit hit;
  pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.99 * frame.width, frame.y + 9.0, &hit);
  g_assert_cmpfloat_with_epsilon (hit.lambda / model.lambda_max, pow (0.01, 0.99), 2e-4);
}

/* Each neuron has a strip of its own, in order of the numbers; what does not fit is left out. */
static void
test_multiples (void)
{
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  for (int small = 0; small < 2; small++)
    {
      const int height = small ? 240 : 600;
      gssize last = -1;
      gsize n_seen = 0;

      show (&model, path, 0.05);
      model.multiples = TRUE;
      const RscRect frame = find_frame (&model, &theme, WIDTH, height);
      const double px = get_px (&model, frame, 0.1);
      cairo_surface_t *surface = draw (&model, &theme, WIDTH, height);
      for (double py = frame.y; py < frame.y + frame.height; py += 1.0)
        {
          pick (&model, &theme, WIDTH, height, px, py, &hit);
          if (hit.neuron < 0)
            continue;
          g_assert_cmpint (hit.neuron, >=, MAX (last, 4));
          if (hit.neuron == last)
            continue;
          last = hit.neuron;
          n_seen++;
          g_assert_true (
            has_color (surface, frame.x - 9.0, py + 8.0, 8,
                       pixels_pack (rsc_theme_get_neuron_color (&theme, (gsize) last))));
        }
      /* And where there is height for all, for which it says how much it takes, none is left out. */
      cairo_t *cr = rsc_picture_create_measuring ();
      const double needed = rsc_path_plot_find_height (&model, &theme, cr, WIDTH, height);
      g_autoptr (RscPicture) whole = rsc_path_plot_new (&model, &theme, cr, WIDTH, needed);
      cairo_destroy (cr);
      g_assert_cmpuint (((const RscPathLayout *) rsc_picture_get_layout (whole))->n_curves_hidden,
                        ==, 0);
      if (small)
        g_assert_cmpfloat (needed, >, height);
      else
        g_assert_cmpfloat (needed, ==, height);
      if (small)
        {
          g_assert_cmpuint (n_seen, >, 3);
          g_assert_cmpuint (n_seen, <, 12);
        }
      else
        g_assert_cmpuint (n_seen, ==, 12);
      /* How many there are is said under the frame. */
      gsize ink = 0;
      for (int y = height - 18; y < height - 2; y++)
        for (int x = (int) frame.x; x < (int) frame.x + 90; x++)
          ink += pixels_get (surface, x, y) != pixels_pack (theme.background);
      if (small)
        g_assert_cmpuint (ink, >, 60);
      else
        g_assert_cmpuint (ink, ==, 0);
      cairo_surface_destroy (surface);
    }
}

static void
test_draw_everything (void)
{
  static const int sizes[][2] = { { 420, 300 }, { 900, 450 }, { 150, 400 },
                                  { 59, 59 },   { 1, 1 },     { 30, 3 } };
  static const double one_x[] = { 0.7 }, one_y[] = { -1.2 };
  Part early = { 0.0, NULL };
  g_autoptr (RscPath) board = follow_gallery ("checkerboard", 0.1, TRUE, NULL);
  g_autoptr (RscPath) sine = follow_gallery ("sine", 0.1, FALSE, &early);
  g_autoptr (RscPath) start = early.path;
  g_autoptr (RscDataset) one = rsc_dataset_new ("one", 1, 1, one_x, one_y, NULL, NULL, NULL);
  g_autoptr (RscPath) single = follow (one, TRUE, 0.1, TRUE, NULL);
  RscPath *const paths[] = { board, sine, start, single };

  g_assert_cmpuint (rsc_path_get_n_points (start), ==, 1);
  for (gsize p = 0; p < G_N_ELEMENTS (paths); p++)
    for (gsize k = 0; k < G_N_ELEMENTS (sizes); k++)
      for (int kind = 0; kind < 36; kind++)
        {
          RscPathModel model;
          RscTheme theme;
          RscPathHit hit;

          rsc_theme_init (&theme, kind % 2);
          theme.font_size = kind % 5 == 0 ? 40.0 : 12.0;
          show (&model, paths[p], kind % 4 == 1 ? 1e-9 : 0.1);
          model.complete = paths[p] != start && kind % 3 != 0;
          model.x = (RscPathX) (kind % 3);
          model.y = (RscPathY) (kind / 3 % 3);
          model.feature = (gsize) kind;
          model.tubes = kind % 2 == 0;
          model.parted = kind / 9 == 1;
          model.multiples = kind / 9 == 2;
          model.selected = kind % 7 == 3 ? 1 : -1;
          model.hovered = kind % 7 == 4 ? 1000 : -1;
          model.lambda = kind % 3 == 2 ? NAN : 0.3 * model.lambda_max;
          cairo_surface_destroy (draw (&model, &theme, sizes[k][0], sizes[k][1]));
          pick (&model, &theme, sizes[k][0], sizes[k][1], 0.5 * sizes[k][0], 0.5 * sizes[k][1],
                &hit);
          g_assert_cmpint (hit.neuron, <, (gssize) MAX (rsc_path_get_n_ids (paths[p]), 1));
        }
}

/* A single point: one neuron, whose norm is known. */
static void
test_one_point (void)
{
  static const double x[] = { 3.0 }, y[] = { 2.0 };
  g_autoptr (RscDataset) one = rsc_dataset_new ("one", 1, 1, x, y, NULL, NULL, NULL);
  g_autoptr (RscPath) path = follow (one, FALSE, 0.1, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  RscPathKnot knot;
  RscPathHit hit;

  /* min ½(3w - 2)² + λ w with λ_max = 6: w = (6 - λ)/9. */
  g_assert_cmpuint (rsc_path_curves_get_n (curves), ==, 1);
  g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, 0), 3.0, &knot));
  g_assert_cmpfloat_with_epsilon (knot.value, 1.0 / 3.0, 1e-6);
  rsc_theme_init (&theme, FALSE);
  show (&model, path, 0.1);
  const RscRect frame = find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *surface = draw (&model, &theme, WIDTH, HEIGHT);
  const double px = get_px (&model, frame, 0.5), py = get_py (&model, frame, knot.value);
  g_assert_true (
    has_color (surface, px, py, 1, pixels_pack (rsc_theme_get_neuron_color (&theme, 0))));
  pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  cairo_surface_destroy (surface);
}

/* However short the path, no two of its ticks read the same, and they are where they say. */
static void
test_short_axis (void)
{
  static const double ratios[] = { 0.05, 0.5, 0.9, 0.99, 0.9999, 0.999999, 1.0 - 1e-8 };
  g_autoptr (RscPath) path = follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (gsize r = 0; r < G_N_ELEMENTS (ratios); r++)
    for (int width = 240; width <= 900; width += 220)
      {
        cairo_t *cr = rsc_picture_create_measuring ();
        RscPathModel model;
        RscPathLayout layout;
        RscText text;
        double ticks[RSC_PATH_TICKS_MAX];
        g_auto (GStrv) labels = NULL;

        show (&model, path, ratios[r]);
        rsc_text_init (&text, &theme, cr);
        rsc_path_layout_init (&layout, &model, &theme, &text, width, 300);
        const gsize n = rsc_path_layout_list_x_ticks (&layout, &text, ticks, &labels);
        g_assert_cmpuint (n, >=, 1);
        for (gsize k = 0; k < n; k++)
          {
            g_assert_cmpfloat (fabs (g_ascii_strtod (labels[k], NULL) / ticks[k] - 1.0), <,
                               1e-3 * (1.0 - ratios[r]) + 1e-15);
            for (gsize j = 0; j < k; j++)
              g_assert_cmpstr (labels[j], !=, labels[k]);
          }
        /* The value of the cursor tells a hundredth of the axis. */
        const int digits = rsc_path_layout_get_digits (&layout);
        g_assert_cmpint (digits, >=, 3);
        g_assert_cmpfloat (pow (10.0, -digits), <=, 0.02 * (1.0 - ratios[r]));
        rsc_path_layout_clear (&layout);
        rsc_text_clear (&text);
        cairo_destroy (cr);
      }
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-plot/values", test_values);
  g_test_add_func ("/path-plot/groups", test_groups);
  g_test_add_func ("/path-plot/ends", test_ends);
  g_test_add_func ("/path-plot/angles", test_angles);
  g_test_add_func ("/path-plot/axes", test_axes);
  g_test_add_func ("/path-plot/words", test_words);
  g_test_add_func ("/path-plot/layers", test_layers);
  g_test_add_func ("/path-plot/slopes", test_slopes);
  g_test_add_func ("/path-plot/tangents", test_tangents);
  g_test_add_func ("/path-plot/low-labels", test_low_labels);
  g_test_add_func ("/path-plot/round-trip", test_round_trip);
  g_test_add_func ("/path-plot/curves", test_curves);
  g_test_add_func ("/path-plot/emphasis", test_emphasis);
  g_test_add_func ("/path-plot/tubes", test_tubes);
  g_test_add_func ("/path-plot/symmetry", test_symmetry);
  g_test_add_func ("/path-plot/dimension-strip", test_dimension_strip);
  g_test_add_func ("/path-plot/jumps", test_jumps);
  g_test_add_func ("/path-plot/partial", test_partial);
  g_test_add_func ("/path-plot/multiples", test_multiples);
  g_test_add_func ("/path-plot/draw-everything", test_draw_everything);
  g_test_add_func ("/path-plot/one-point", test_one_point);
  g_test_add_func ("/path-plot/short-axis", test_short_axis);

  return g_test_run ();
}

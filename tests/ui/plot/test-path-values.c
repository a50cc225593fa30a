/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-pictures.h"
#include "problems.h"

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

/* ---- curves --------------------------------------------------------------------------------- */

static void
test_values (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
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
  g_autoptr (RscPath) board = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPath) toy = path_follow_toy ();
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
  g_autoptr (RscPath) path = path_follow_gallery ("random", 3e-3, TRUE, NULL);
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
  g_autoptr (RscPath) before = path_follow (plane, FALSE, 0.01, FALSE, NULL);
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
  g_autoptr (RscPath) after = path_follow (turned, FALSE, 0.01, FALSE, NULL);
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
  g_autoptr (RscPath) board = path_follow_gallery ("checkerboard", 0.5, FALSE, NULL);
  g_autoptr (RscPathCurves) none = rsc_path_curves_new (board, RSC_PATH_Y_ANGLE, 0);
  g_assert_cmpuint (rsc_path_curves_get_n (none), ==, 0);
}

static void
test_axes (void)
{
  g_autoptr (RscPath) path = path_follow_toy ();
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

/* ---- drawing -------------------------------------------------------------------------------- */

/* Slopes at the points agree with the curve between them; where the set is not unique there are
 * none. */
static void
test_slopes (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("sine", 1e-2, TRUE, NULL);
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

/* However short the path, no two of its ticks read the same, and they are where they say. */
static void
test_short_axis (void)
{
  static const double ratios[] = { 0.05, 0.5, 0.9, 0.99, 0.9999, 0.999999, 1.0 - 1e-8 };
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
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

        path_show (&model, path, ratios[r]);
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
  g_test_add_func ("/path-plot/slopes", test_slopes);
  g_test_add_func ("/path-plot/short-axis", test_short_axis);

  return g_test_run ();
}

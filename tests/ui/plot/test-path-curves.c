/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-pictures.h"
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* ---- drawing -------------------------------------------------------------------------------- */

/* A tangent goes along its curve, not across it, belongs to the cursor, and is only there when it
 * is asked for and means something. */
static void
test_tangents (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("sine", 1e-2, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscPathKnot at, before, after;
  RscTheme theme;
  cairo_surface_t *without, *with;
  gsize steepest = 0;
  double slope = 0.0;

  rsc_theme_init (&theme, FALSE);
  path_show (&model, path, 1e-2);
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
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  without = path_draw (&model, &theme, WIDTH, HEIGHT);
  model.tangents = TRUE;
  with = path_draw (&model, &theme, WIDTH, HEIGHT);
  const double x = path_get_px (&model, frame, 0.04), y = path_get_py (&model, frame, at.value);
  const double dx =
    path_get_px (&model, frame, 0.04 / 1.05) - path_get_px (&model, frame, 0.04 * 1.05);
  const double dy = path_get_py (&model, frame, at.value + slope) - y;
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
      g_assert_true (path_has_color (with, px, py, 1, color));
      g_assert_cmpint (pixels_count_differences (with, without, px - 2, qy - 2, px + 3, qy + 3), ==,
                       0);
    }
  cairo_surface_destroy (with);

  /* It is a part of the cursor. */
  with = path_draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
  model.tangents = FALSE;
  cairo_surface_t *still = path_draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
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
      without = path_draw (&model, &theme, WIDTH, HEIGHT);
      model.tangents = TRUE;
      with = path_draw (&model, &theme, WIDTH, HEIGHT);
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

/* The cursor stands where its λ is picked, on every axis, and the axes are the right way round. */
static void
test_round_trip (void)
{
  g_autoptr (RscPath) path = path_follow_toy ();
  RscPathModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int x = 0; x < 3; x++)
    {
      path_show (&model, path, 1e-3);
      model.x = (RscPathX) x;
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
      double before = INFINITY;

      for (double t = 0.004; t < 1.0; t += 0.0498)
        {
          const double px = frame.x + t * frame.width;
          RscPathHit hit;

          path_pick (&model, &theme, WIDTH, HEIGHT, px, frame.y + 0.4 * frame.height, &hit);
          g_assert_true (hit.inside);
          g_assert_cmpfloat (hit.lambda, <, before);
          before = hit.lambda;

          RscPathModel there = model;
          there.lambda = hit.lambda;
          cairo_surface_t *surface =
            path_draw_layers (&there, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);
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
      path_pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.1, 100, &hit);
      g_assert_cmpfloat (hit.lambda, >, 0.9 * model.lambda_max);
      path_pick (&model, &theme, WIDTH, HEIGHT, frame.x + frame.width - 0.1, 100, &hit);
      g_assert_cmpfloat (hit.lambda, <, 1.2e-3 * model.lambda_max);
      path_pick (&model, &theme, WIDTH, HEIGHT, frame.x - 12.0, 100, &hit);
      g_assert_true (isnan (hit.lambda));
      g_assert_false (hit.inside);
    }
}

/* Every curve is where its values are, in its colour, and can be picked there; its dot too. */
static void
test_curves (void)
{
  g_autoptr (RscPath) path = path_follow_toy ();
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
      path_show (&model, path, 1e-3);
      model.labels = dark ? labels : NULL;
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
      g_assert_cmphex (pixels_get (surface, 2, 2), ==, pixels_pack (theme.background));
      for (double ratio = 0.7; ratio > 1.2e-3; ratio *= 0.8)
        for (gsize k = 0; k < n_ids; k++)
          {
            const RscPathCurve *curve = rsc_path_curves_get (curves, k);
            RscPathKnot knot, other;
            gboolean alone = TRUE;

            if (!rsc_path_curve_interpolate (curve, ratio * model.lambda_max, &knot))
              continue;
            const double px = path_get_px (&model, frame, ratio);
            const double py = path_get_py (&model, frame, knot.value);
            for (gsize j = 0; j < n_ids; j++)
              if (j != k
                  && rsc_path_curve_interpolate (rsc_path_curves_get (curves, j),
                                                 ratio * model.lambda_max, &other)
                  && fabs (path_get_py (&model, frame, other.value) - py) < 16.0)
                alone = FALSE;
            if (!alone || py > frame.y + frame.height - 4.0)
              continue;
            RscPathHit hit;
            path_pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
            g_assert_cmpint (hit.neuron, ==, (gssize) curve->id);
            const guint32 color =
              pixels_pack (rsc_theme_get_neuron_color (&theme, dark ? labels[k] : k));
            g_assert_true (path_has_color (surface, px, py, 1, color));

            RscPathModel there = model;
            there.lambda = ratio * model.lambda_max;
            cairo_surface_t *cursor =
              path_draw_layers (&there, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);
            g_assert_true (path_is_close (pixels_get (cursor, px - 1.5, py), color));
            g_assert_true (path_is_close (pixels_get (cursor, px + 1.5, py), color));
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
  g_autoptr (RscPath) path = path_follow_toy ();
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  RscPathKnot knots[2];

  rsc_theme_init (&theme, FALSE);
  path_show (&model, path, 1e-3);
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  const double ratio = 0.1, px = path_get_px (&model, frame, ratio);
  for (gsize k = 0; k < 2; k++)
    g_assert_true (rsc_path_curve_interpolate (rsc_path_curves_get (curves, k),
                                               ratio * model.lambda_max, &knots[k]));
  for (int way = 0; way < 2; way++)
    for (gssize chosen = -1; chosen < 2; chosen++)
      {
        model.selected = way == 0 ? chosen : -1;
        model.hovered = way == 1 ? chosen : -1;
        cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
        for (gssize k = 0; k < 2; k++)
          g_assert_cmpint (
            path_has_color (surface, px, path_get_py (&model, frame, knots[k].value), 2,
                            pixels_pack (rsc_theme_get_neuron_color (&theme, (gsize) k))),
            ==, chosen < 0 || chosen == k);
        cairo_surface_destroy (surface);
      }
}

static void
test_tubes (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("polygon-12", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  RscPathKnot knot;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  path_show (&model, path, 0.05);
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  g_assert_true (
    rsc_path_curve_interpolate (rsc_path_curves_get (curves, 0), 0.15 * model.lambda_max, &knot));
  g_assert_cmpfloat (knot.high, >, 2.0 * knot.value);
  const double px = path_get_px (&model, frame, 0.15);
  const double inside = path_get_py (&model, frame, 0.6 * knot.high);
  const double outside = path_get_py (&model, frame, knot.high) - 4.0;
  cairo_surface_t *tubes = path_draw (&model, &theme, WIDTH, HEIGHT);
  path_pick (&model, &theme, WIDTH, HEIGHT, px, inside, &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  path_pick (&model, &theme, WIDTH, HEIGHT, px, outside, &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmphex (pixels_get (tubes, px, inside), !=, pixels_get (tubes, px, outside));
  g_assert_true (
    path_is_close (pixels_get (tubes, px, inside), pixels_get (tubes, px + 5.0, inside)));

  /* Without them the axis ends at the curves. */
  model.tubes = FALSE;
  const RscRect plain = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *lines = path_draw (&model, &theme, WIDTH, HEIGHT);
  const double x = path_get_px (&model, plain, 0.15);
  path_pick (&model, &theme, WIDTH, HEIGHT, x, path_get_py (&model, plain, knot.value), &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  path_pick (&model, &theme, WIDTH, HEIGHT, x, path_get_py (&model, plain, 0.5 * knot.value), &hit);
  g_assert_cmpint (hit.neuron, ==, -1);
  g_assert_cmphex (pixels_get (lines, x, path_get_py (&model, plain, 0.6 * knot.value)), ==,
                   pixels_get (tubes, px, outside));
  cairo_surface_destroy (tubes);
  cairo_surface_destroy (lines);
}

/* Neurons on one curve share its colours, and each of their numbers can be picked. */
static void
test_symmetry (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;
  double right[2], last[2];

  rsc_theme_init (&theme, FALSE);
  theme.line_width = 3.0; /* whole pixels of every colour */
  for (int parted = 0; parted < 2; parted++)
    {
      path_show (&model, path, 0.05);
      model.parted = parted;
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
      gboolean found[16] = { FALSE };

      right[parted] = WIDTH - frame.x - frame.width;
      last[parted] = -1;
      for (double py = frame.y; py < frame.y + frame.height; py += 4.0)
        for (double px = frame.x + frame.width + 8.0; px < WIDTH; px += 3.0)
          {
            RscPathHit hit;

            path_pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
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

            path_pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
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
              n += path_has_color (surface, px, path_get_py (&model, frame, knot.value),
                                   parted ? 8 : 1, color);
              n_columns++;
            }
          g_assert_cmpuint (n, >, n_columns / 8);
          /* A solid line of its own, where no dash interrupts it; or a quarter of one, and a
           * little. */
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
  g_autoptr (RscPath) path = path_follow_problem (problem, 0.1, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;

  g_assert_cmpuint (rsc_path_get_n_jumps (path), ==, 1);
  rsc_theme_init (&theme, FALSE);
  path_show (&model, path, 0.1);
  model.tubes = FALSE;
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
  const double ratio = rsc_path_get_jump (path, 0)->lambda / model.lambda_max;
  const double px = path_get_px (&model, frame, ratio);
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

/* Each neuron has a strip of its own, in order of the numbers; what does not fit is left out. */
static void
test_multiples (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  for (int small = 0; small < 2; small++)
    {
      const int height = small ? 240 : 600;
      gssize last = -1;
      gsize n_seen = 0;

      path_show (&model, path, 0.05);
      model.multiples = TRUE;
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, height);
      const double px = path_get_px (&model, frame, 0.1);
      cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, height);
      for (double py = frame.y; py < frame.y + frame.height; py += 1.0)
        {
          path_pick (&model, &theme, WIDTH, height, px, py, &hit);
          if (hit.neuron < 0)
            continue;
          g_assert_cmpint (hit.neuron, >=, MAX (last, 4));
          if (hit.neuron == last)
            continue;
          last = hit.neuron;
          n_seen++;
          g_assert_true (
            path_has_color (surface, frame.x - 9.0, py + 8.0, 8,
                            pixels_pack (rsc_theme_get_neuron_color (&theme, (gsize) last))));
        }
      /* And where there is height for all, for which it says how much it takes, none is left
       * out. */
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

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-plot/tangents", test_tangents);
  g_test_add_func ("/path-plot/round-trip", test_round_trip);
  g_test_add_func ("/path-plot/curves", test_curves);
  g_test_add_func ("/path-plot/emphasis", test_emphasis);
  g_test_add_func ("/path-plot/tubes", test_tubes);
  g_test_add_func ("/path-plot/symmetry", test_symmetry);
  g_test_add_func ("/path-plot/jumps", test_jumps);
  g_test_add_func ("/path-plot/multiples", test_multiples);

  return g_test_run ();
}

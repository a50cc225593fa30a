/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "path-pictures.h"
#include "pixels.h"
#include "problems.h"

#include "ui/plot/rsc-axis.h"
#include "ui/plot/rsc-path-layout.h"
#include "ui/plot/rsc-path-plot.h"
#include <gsl/gsl_errno.h>
#include <math.h>

/* ---- pictures ------------------------------------------------------------------------------- */

static int
count_ink (const RscPathModel *model, const RscTheme *theme, int width, int height)
{
  cairo_surface_t *surface = path_draw (model, theme, width, height);
  const int n = pixels_count_ink (surface, pixels_pack (theme->background), width, height);

  cairo_surface_destroy (surface);
  return n;
}

/* ---- words ---------------------------------------------------------------------------------- */

static void
test_words (void)
{
  static const double x[] = { -1.0, 0.5, 2.0 }, zero[] = { 0.0, 0.0, 0.0 };
  g_autoptr (RscDataset) flat = rsc_dataset_new ("flat", 3, 1, x, zero, NULL, NULL, NULL);
  g_autoptr (RscPath) empty = path_follow (flat, TRUE, 0.1, TRUE, NULL);
  g_autoptr (RscPath) board = path_follow_gallery ("checkerboard", 0.5, FALSE, NULL);
  RscPathModel models[4];
  RscTheme theme;
  RscPathHit hit;

  rsc_theme_init (&theme, FALSE);
  rsc_path_model_init (&models[0]);
  models[1] = models[0];
  models[1].complete = TRUE;
  path_show (&models[2], empty, 0.1);
  path_show (&models[3], board, 0.5);
  models[3].y = RSC_PATH_Y_ANGLE;
  for (gsize k = 0; k < G_N_ELEMENTS (models); k++)
    {
      const int ink = count_ink (&models[k], &theme, 400, 200);

      g_assert_cmpint (ink, >, 100);
      g_assert_cmpint (ink, <, 12000);
      path_pick (&models[k], &theme, 400, 200, 200, 100, &hit);
      g_assert_false (hit.inside);
      g_assert_cmpint (hit.neuron, ==, -1);
      g_assert_cmpint (hit.mark, ==, -1);
      g_assert_true (isnan (hit.lambda));
      models[k].lambda = 0.5;
      cairo_surface_t *surface = path_draw_layers (&models[k], &theme, 400, 200, RSC_LAYERS_MOVING);
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
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  RscPathModel model;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  path_show (&model, path, 0.05);
  model.lambda = 0.2 * model.lambda_max;
  cairo_surface_t *all = path_draw (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *still = path_draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_STILL);
  model.curves = curves;
  cairo_surface_t *cursor = path_draw_layers (&model, &theme, WIDTH, HEIGHT, RSC_LAYERS_MOVING);

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

/* A curve that hardly leaves the axis before it ends has no label over the others, until it is
 * asked for. */
static void
test_low_labels (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 1e-3, TRUE, NULL);
  g_autoptr (RscPathCurves) curves = rsc_path_curves_new (path, RSC_PATH_Y_NORM, 0);
  const gssize id = (gssize) rsc_path_curves_get (curves, 0)->id;
  RscPathModel model;
  RscTheme theme;

  g_assert_false (rsc_path_curves_get (curves, 0)->alive);
  rsc_theme_init (&theme, FALSE);
  for (int asked = 0; asked < 2; asked++)
    {
      gboolean found = FALSE;

      path_show (&model, path, 1e-3);
      model.curves = curves;
      model.hovered = asked ? id : -1;
      const RscRect frame = path_find_frame (&model, &theme, 420, 260);
      for (double x = frame.x + 1.0; x < frame.x + 0.25 * frame.width; x += 3.0)
        for (double y = frame.y + frame.height - 14.0; y < frame.y + frame.height - 7.0; y += 2.0)
          {
            RscPathHit hit;

            path_pick (&model, &theme, 420, 260, x, y, &hit);
            found = found || hit.neuron == id;
          }
      g_assert_cmpint (found, ==, asked);
    }
}

static void
test_dimension_strip (void)
{
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.05, TRUE, NULL);
  RscPathModel model;
  RscTheme theme;

  for (int dark = 0; dark < 2; dark++)
    {
      rsc_theme_init (&theme, dark);
      path_show (&model, path, 0.05);
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
      cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
      const double y = frame.y + frame.height + 6.0;
      /* Squares that tell the dimensions, right under the axis. */
      gboolean legend = FALSE;
      for (int px = WIDTH - 90; px < WIDTH - 4; px++)
        legend = legend
                 || path_is_close (pixels_get (surface, px, HEIGHT - 11),
                                   pixels_pack (rsc_theme_get_sequential (&theme, 0.55)));
      g_assert_true (legend);
      const double ratios[] = { 0.6, 0.31, 0.06 };
      const guint32 colors[] = { pixels_pack (theme.background),
                                 pixels_pack (rsc_theme_get_sequential (&theme, 0.55)),
                                 pixels_pack (rsc_theme_get_sequential (&theme, 0.85)) };

      for (gsize k = 0; k < 3; k++)
        g_assert_true (path_is_close (
          pixels_get (surface, path_get_px (&model, frame, ratios[k]), y), colors[k]));
      /* The change is where the set changes. */
      const double change = path_get_px (&model, frame, 0.39753083);
      g_assert_true (path_is_close (pixels_get (surface, change - 2.0, y), colors[0]));
      g_assert_true (path_is_close (pixels_get (surface, change + 2.0, y), colors[1]));
      /* The ground, too, tells unique from not unique. */
      const double high = frame.y + 3.0;
      g_assert_cmphex (pixels_get (surface, change - 3.0, high), ==, colors[0]);
      g_assert_cmphex (pixels_get (surface, change + 3.0, high), !=, colors[0]);
      cairo_surface_destroy (surface);
    }
}

/* What is not known yet is hatched, tells no λ, and says so. */
static void
test_partial (void)
{
  Part part = { 0.4, NULL };
  g_autoptr (RscPath) path = path_follow_gallery ("checkerboard", 0.01, TRUE, &part);
  g_assert_nonnull (part.path);
  g_autoptr (RscPath) partial = part.path;
  RscTheme theme;

  rsc_theme_init (&theme, FALSE);
  for (int x = 0; x < 3; x++)
    {
      RscPathModel model;
      RscPathHit hit;

      path_show (&model, partial, 0.01);
      model.complete = FALSE;
      model.x = (RscPathX) x;
      const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
      const double y = frame.y + 0.8 * frame.height;
      path_pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.1 * frame.width, y, &hit);
      g_assert_true (hit.inside);
      g_assert_false (isnan (hit.lambda));
      path_pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.95 * frame.width, y, &hit);
      g_assert_true (hit.inside);
      g_assert_true (isnan (hit.lambda));
      g_assert_cmpint (hit.neuron, ==, -1);

      /* Stripes on a tint: several colours, none of them the ground. */
      cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
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
      cairo_surface_t *done = path_draw (&model, &theme, WIDTH, HEIGHT);
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
  path_show (&model, path, 0.01);
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  RscPathHit hit;
  path_pick (&model, &theme, WIDTH, HEIGHT, frame.x + 0.99 * frame.width, frame.y + 9.0, &hit);
  g_assert_cmpfloat_with_epsilon (hit.lambda / model.lambda_max, pow (0.01, 0.99), 2e-4);
}

static void
test_draw_everything (void)
{
  static const int sizes[][2] = { { 420, 300 }, { 900, 450 }, { 150, 400 },
                                  { 59, 59 },   { 1, 1 },     { 30, 3 } };
  static const double one_x[] = { 0.7 }, one_y[] = { -1.2 };
  Part early = { 0.0, NULL };
  g_autoptr (RscPath) board = path_follow_gallery ("checkerboard", 0.1, TRUE, NULL);
  g_autoptr (RscPath) sine = path_follow_gallery ("sine", 0.1, FALSE, &early);
  g_autoptr (RscPath) start = early.path;
  g_autoptr (RscDataset) one = rsc_dataset_new ("one", 1, 1, one_x, one_y, NULL, NULL, NULL);
  g_autoptr (RscPath) single = path_follow (one, TRUE, 0.1, TRUE, NULL);
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
          path_show (&model, paths[p], kind % 4 == 1 ? 1e-9 : 0.1);
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
          cairo_surface_destroy (path_draw (&model, &theme, sizes[k][0], sizes[k][1]));
          path_pick (&model, &theme, sizes[k][0], sizes[k][1], 0.5 * sizes[k][0], 0.5 * sizes[k][1],
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
  g_autoptr (RscPath) path = path_follow (one, FALSE, 0.1, TRUE, NULL);
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
  path_show (&model, path, 0.1);
  const RscRect frame = path_find_frame (&model, &theme, WIDTH, HEIGHT);
  cairo_surface_t *surface = path_draw (&model, &theme, WIDTH, HEIGHT);
  const double px = path_get_px (&model, frame, 0.5), py = path_get_py (&model, frame, knot.value);
  g_assert_true (
    path_has_color (surface, px, py, 1, pixels_pack (rsc_theme_get_neuron_color (&theme, 0))));
  path_pick (&model, &theme, WIDTH, HEIGHT, px, py, &hit);
  g_assert_cmpint (hit.neuron, ==, 0);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  gsl_set_error_handler_off ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path-plot/words", test_words);
  g_test_add_func ("/path-plot/layers", test_layers);
  g_test_add_func ("/path-plot/low-labels", test_low_labels);
  g_test_add_func ("/path-plot/dimension-strip", test_dimension_strip);
  g_test_add_func ("/path-plot/partial", test_partial);
  g_test_add_func ("/path-plot/draw-everything", test_draw_everything);
  g_test_add_func ("/path-plot/one-point", test_one_point);

  return g_test_run ();
}
